//! Forecasts that stand beside no path, and paces that are not carried forward: why, and what to add.

use super::ahead;
use super::follows;
use super::gauge::Gauge;
use super::names::{Name, Names, period_name};
use super::ranges::Tally;
use super::sentences::listed;
use super::units::Units;
use crate::figures::Figures;
use crate::period::Period;
use crate::projection::{Apart, Projection, paces, spoken_of};
use crate::words::Unit;

/// Why a forecast stands beside no path.
pub(super) fn told(index: usize, why: &Apart, projection: &Projection, figures: &Figures, units: &Units) -> String {
    let Some(figure) = figures.figures.get(index) else { return String::new() };
    let pace = paces::spoken_of(figure);
    let Some((series, own)) = pace.or(spoken_of(figure).map(|(series, unit, _)| (series, unit))) else { return String::new() };
    let name = Names::IN_FULL.series(series);
    let own_unit = own;
    let unit = |unit: Option<&Unit>| match unit {
        Some(Unit::Count) => "bare numbers".to_string(),
        Some(unit) => unit.to_string(),
        None => "an unnamed unit".to_string(),
    };
    let own = unit(own);
    let because = match why {
        Apart::NoLevel => format!("no amount of {} is known to start from", name.text),
        Apart::OtherPeriods(known) => {
            format!("{} {} known of other periods only, as of {}", name.text, are(&name), period_name(*known))
        }
        Apart::NoSuchPath { known, of } => {
            let lengths: Vec<String> = known.iter().map(|period| lengths_told(*period)).collect();
            format!(
                "its paths go by {}, none by {}; {} {} known as of {}",
                listed(&lengths),
                lengths_told(*of),
                name.text,
                are(&name),
                {
                    let all: Vec<String> = known.iter().map(|period| period_name(*period)).collect();
                    listed(&all)
                }
            )
        }
        Apart::NotAddedUp { known, of } => format!(
            "{} {} known of shorter periods, which neither add up to {} nor lead on to this one, as of {}",
            name.text,
            are(&name),
            lengths_told(*of),
            period_name(*known)
        ),
        Apart::BaseNotKnown { base, known } => {
            format!("{} {} not known of {}, only as of {}", name.text, are(&name), period_name(*base), period_name(*known))
        }
        Apart::OtherStep { step, known } => {
            let step = if *step == 1 { "one month".to_string() } else { format!("{step} months") };
            format!(
                "it is a growth within {step}, and {} {} known of longer periods only, as of {}",
                name.text,
                are(&name),
                period_name(*known)
            )
        }
        Apart::OpenBase { base, of, from, amount, yearly } => {
            let gauge = Gauge::for_ends(&Tally::Amount(own_unit.cloned()), units, [Some(amount), None]);
            let [of, base, from_year] = [of, base, from].map(|period| period_name(*period));
            let to = ahead::amount(amount, &gauge);
            let pace = ahead::growth(yearly, yearly);
            format!(
                "it names no base, and nothing is known of {base}. From {from_year} (type {from} under base) it would be about {to} \
                 in {of}, {pace} a year; from {base} (type {base} under base) it is what one year grows by, and is carried forward every year"
            )
        }
        Apart::NoSign => format!("{} {} not known to be above nothing", name.text, name.was()),
        Apart::NoRate(units) if pace.is_some() => {
            let known: Vec<String> = units.iter().map(|known| unit(known.as_ref())).collect();
            format!("it is a growth in {own}, and {} {} known in {} only", name.text, are(&name), listed(&known))
        }
        // A bare number beside dollars is dollars unsaid, or no amount of these at all; nor do tons cost dollars.
        Apart::NoRate(units) if !is_money(own_unit) || !units.iter().all(|known| is_money(known.as_ref())) => {
            let known: Vec<String> = units.iter().map(|known| unit(known.as_ref())).collect();
            let remedy = match (own_unit, &units[..]) {
                (None | Some(Unit::Count), [Some(Unit::Currency(known))]) => {
                    format!("; if it is in {known} too, type {} {known}", figure.stated)
                }
                (Some(Unit::Currency(own)), [None | Some(Unit::Count)]) => {
                    format!("; if they are in {own} too, type that behind them")
                }
                _ => String::new(),
            };
            format!("it is in {own}, and {} {} known in {} only{remedy}", name.text, are(&name), listed(&known))
        }
        Apart::NoRate(units) => {
            let known: Vec<String> = units.iter().map(|known| unit(known.as_ref())).collect();
            let first = known.first().cloned().unwrap_or_default();
            // Rates are told per dollar, or per euro, by most.
            let (priced_in, one) =
                if ["USD", "EUR"].contains(&&*own) && first != "USD" { (&first, &own) } else { (&own, &first) };
            format!(
                "{} {} known in {} only; add a row with the flow {priced_in}/{one} (how many {priced_in} one {one} costs), or --rate \
                 {priced_in}/{one}=FROM..TO",
                name.text,
                are(&name),
                listed(&known)
            )
        }
    };
    let what = if pace.is_some() { "is not carried forward" } else { "is set beside no path" };
    let follows = matches!(why, Apart::NoLevel).then(|| follows::of_none(series, projection, figures)).flatten();
    // Rows to add stand by themselves, without a full stop.
    let end = follows.map_or(".".into(), |follows| format!("; it follows from {}{}", follows.from, follows.told()));
    format!("{}: “{}” {what}: {because}{end}", figure.id, figure.stated)
}

/// Whether a unit is a currency.
fn is_money(unit: Option<&Unit>) -> bool {
    matches!(unit, Some(Unit::Currency(_)))
}

/// Periods of one length, in words.
fn lengths_told(period: Period) -> String {
    match period.months() {
        1 => "months".into(),
        3 => "quarters".into(),
        6 => "half-years".into(),
        12 => "years".into(),
        months => format!("spans of {months} months"),
    }
}

fn are(name: &Name) -> &'static str {
    if name.plural { "are" } else { "is" }
}
