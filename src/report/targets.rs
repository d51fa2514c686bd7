//! Forecasts beside the paths, in sentences that can be quoted:
//!
//! > At the stated “20%” a year (avg), “10 bn USD” would be reached in 2025; by 2024 it needs 20.3% to 20.5% a year.

use super::names::{Name, Names, period_name, when};
use super::printed::Toward;
use super::project::{to_digits, told};
use super::ranges::{Digits, Tally, about, between, range};
use super::sentences::{capitalised, listed};
use super::units::Units;
use crate::exact::Ratio;
use crate::figures::{Figures, Nature};
use crate::period::Period;
use crate::projection::paces;
use crate::projection::{Apart, Basis, Conversion, Path, Projected, Reached, Target, When, spoken_of};
use crate::words::Unit;
use num_rational::BigRational;

/// A forecast beside the paths of a series, in one to three sentences.
pub(super) fn sentence(target: &Target, projected: &Projected, figures: &Figures, units: &Units) -> String {
    let Some(figure) = figures.figures.get(target.figure) else { return String::new() };
    let nature = projected.history.series.nature;
    let stated = format!("“{}”", figure.stated);
    if let Some((by, known)) = target.by.zip(projected.history.points.iter().find(|point| Some(point.period) == target.by)) {
        let known = range(&known.interval, &Tally::Amount(projected.history.unit.clone()), units).unwrap_or_default();
        return format!("{}: {stated} was put forward for {}, which is known: {known}.", figure.id, period(by, nature));
    }
    if let (true, Some(last)) = (target.is_passed, projected.history.points.last()) {
        let known = range(&last.interval, &Tally::Amount(projected.history.unit.clone()), units).unwrap_or_default();
        let holds = if target.by.is_some() { "holds already" } else { "was passed already" };
        let mut told = format!("{}: {stated} {holds}: {known} {}.", figure.id, when(last.period, nature));
        if let Some((probability, by)) = target.probability.zip(target.by) {
            told += &format!(" It is {} likely to hold {} as well.", in_hundred(probability), when(by, nature));
        }
        return told;
    }
    let mut sentences = Vec::new();
    let needs = target.by.zip(target.needs_growth.as_ref()).map(|(by, [least, most])| {
        let (least, most) = (to_digits(least, Some(Toward::Below)), to_digits(most, Some(Toward::Above)));
        let growth = between((least, false), (most, false), &Tally::Percent, units, Digits { at_least: 3, places: 0 });
        let since = projected
            .history
            .same_months_before(by)
            .map_or(String::new(), |(point, _)| format!(" from {}", period(point.period, nature)));
        format!("by {} it needs {growth} a year{since}", period(by, nature))
    });
    let by_path = |reached: &Reached, path: &Path, what: &str| {
        let lead = match path.basis {
            Basis::Stated if path.name.starts_with("--") => format!("at {}", in_its_step(path)),
            Basis::Stated => format!("at the stated {} ({})", in_its_step(path), path.name),
            Basis::Central => "on its central path".to_string(),
        };
        format!("{lead}, {what} would {}", reaching(reached, nature))
    };
    let mut clauses: Vec<String> = Vec::new();
    let (told, _) = told(projected);
    for reached in &target.reached {
        let Some(path) = told.iter().find(|path| path.name == reached.path) else { continue };
        let what = if clauses.is_empty() { &*stated } else { "it" };
        clauses.push(by_path(reached, path, what));
    }
    if clauses.is_empty() {
        clauses.push(format!("nothing says when {stated} would be reached"));
    }
    let last = clauses.len() - 1;
    if let Some(needs) = needs {
        clauses[0] = format!("{}; {needs}", clauses[0]);
    } else if target.by.is_none() {
        clauses[last].push_str(". No date was named");
    }
    sentences.extend(clauses.iter().map(|clause| format!("{}.", capitalised(clause))));
    if let Some((probability, by)) = target.probability.zip(target.by) {
        let there = if target.is_fall { "that low" } else { "there" };
        sentences.push(format!("It is {} likely to be {there} by {}.", in_hundred(probability), period(by, nature)));
    }
    if let Some(conversion) = &target.conversion {
        sentences.push(converted(target, conversion, projected, figures, units));
    }
    format!("{}: {}", figure.id, sentences.join(" "))
}

/// What a forecast comes to in the currency of the series, at which rate.
fn converted(target: &Target, conversion: &Conversion, projected: &Projected, figures: &Figures, units: &Units) -> String {
    let [least, middle, most] = &target.aim;
    let tally = Tally::Amount(projected.history.unit.clone());
    let printed = figures.figures.get(target.figure).map_or(&[][..], |figure| &figure.printed);
    // A range that nobody would see is told as its middle.
    let is_range = (most - least) * BigRational::from_integer(100.into()) > *middle;
    let comes_to = if is_range {
        let (low, high) = (to_digits(least, Some(Toward::Below)), to_digits(most, Some(Toward::Above)));
        between((low, false), (high, false), &tally, units, Digits::USUAL)
    } else {
        about(&to_digits(middle, None), &[], &tally, units)
    };
    let unit = figures.figures.get(target.figure).and_then(spoken_of).and_then(|(_, unit, _)| unit);
    let from = unit.map(|unit| Tally::Amount(Some(unit.clone()))).unwrap_or(tally);
    let whole = |value: &Ratio| BigRational::new((*value.numer()).into(), (*value.denom()).into());
    let ends: Vec<String> = printed.iter().map(|value| about(&whole(value), &[], &from, units)).collect();
    let beside = target.choice.as_ref().map_or(String::new(), |choice| format!(" ({choice})"));
    format!("{} = {comes_to} at {}{beside}.", ends.join(" to "), conversion.told)
}

/// A pace with its "a year", unless its words have it already; "a month" or "every 5 years" of other steps.
fn in_its_step(path: &Path) -> String {
    let has_it =
        [" a year", "annual", "per year", "в год", "ежегодн", "среднегодов"].iter().any(|words| path.quote.contains(words));
    let step = match path.step {
        _ if has_it => return path.quote.clone(),
        None | Some(12) => "a year".to_string(),
        Some(1) => "a month".to_string(),
        Some(3) => "a quarter".to_string(),
        Some(months) if months % 12 == 0 => format!("every {} years", months / 12),
        Some(months) => format!("every {months} months"),
    };
    format!("{} {step}", path.quote)
}

/// Why a forecast stands beside no path.
pub(super) fn apart(index: usize, why: &Apart, figures: &Figures) -> String {
    let Some(figure) = figures.figures.get(index) else { return String::new() };
    let pace = paces::spoken_of(figure);
    let Some((series, own)) = pace.or(spoken_of(figure).map(|(series, unit, _)| (series, unit))) else { return String::new() };
    let name = Names::IN_FULL.series(series);
    let unit = |unit: Option<&Unit>| unit.map_or("an unnamed unit".to_string(), Unit::to_string);
    let own = unit(own);
    let because = match why {
        Apart::NoLevel => format!("no amount of {} is known to start from", name.text),
        Apart::OtherPeriods(known) => {
            format!("{} {} known of other periods only, as of {}", name.text, are(&name), period_name(*known))
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
        Apart::NoSign => format!("{} {} not known to be above nothing", name.text, name.was()),
        Apart::NoRate(units) if pace.is_some() => {
            let known: Vec<String> = units.iter().map(|known| unit(known.as_ref())).collect();
            format!("it is a growth in {own}, and {} {} known in {} only", name.text, are(&name), listed(&known))
        }
        Apart::NoRate(units) => {
            let known: Vec<String> = units.iter().map(|known| unit(known.as_ref())).collect();
            let first = known.first().cloned().unwrap_or_default();
            format!(
                "{} {} known in {} only; add a row with the flow {first}/{own}, or --rate {first}/{own}=FROM..TO",
                name.text,
                are(&name),
                listed(&known)
            )
        }
    };
    let what = if pace.is_some() { "is not carried forward" } else { "is set beside no path" };
    format!("{}: “{}” {what}: {because}.", figure.id, figure.stated)
}

fn are(name: &Name) -> &'static str {
    if name.plural { "are" } else { "is" }
}

fn reaching(reached: &Reached, nature: Nature) -> String {
    let on = |period: Period| when(period, nature);
    let until = |latest: When| match latest {
        When::In(latest) => format!("{} at the latest", period(latest, nature)),
        When::NotBefore(year) => format!("perhaps not before {year}"),
        When::Never => "perhaps never".into(),
    };
    let central = match reached.central {
        When::In(central) => central,
        later => {
            let told = match later {
                When::NotBefore(year) => format!("not be reached before {year}"),
                _ if reached.earliest.period().is_some() => "hardly ever be reached".into(),
                _ => "never be reached".into(),
            };
            return match reached.earliest {
                When::In(earliest) => format!("{told} ({} at the earliest)", period(earliest, nature)),
                _ => told,
            };
        }
    };
    let (is_first, is_last) = (reached.earliest == When::In(central), reached.latest == When::In(central));
    let earliest =
        reached.earliest.period().filter(|_| !is_first).map(|earliest| format!("{} at the earliest", period(earliest, nature)));
    let bounds: Vec<String> = earliest.into_iter().chain((!is_last).then(|| until(reached.latest))).collect();
    let bounds = if bounds.is_empty() { String::new() } else { format!(" ({})", bounds.join(", ")) };
    format!("be reached {}{bounds}", on(central))
}

/// A period without its preposition.
fn period(period: Period, nature: Nature) -> String {
    let told = when(period, nature);
    told.strip_prefix("in ").or(told.strip_prefix("at ")).map(str::to_string).unwrap_or(told)
}

fn in_hundred(probability: f64) -> String {
    match (probability * 100.0).round() {
        low if low < 1.0 => "less than 1 in 100".into(),
        high if high > 99.0 => "more than 99 in 100".into(),
        hundredths => format!("{hundredths} in 100"),
    }
}
