//! Forecasts beside the paths: one sentence that can be quoted, and a table of when each path would be there.
//!
//! > At the stated “20%” a year, “10 bn USD” would be reached in 2025; by 2025 it needs 12% to 14% a year from 2022; the series' own
//! > history leads to about 9.4 bn USD by then, and gives it about 2 chances in 5.

use super::ahead::{amount, amounts, growth};
use super::behind;
use super::gauge::Gauge;
use super::likely::{self, chances};
use super::names::{Name, Names, period_name, when};
use super::paths::{self, Columns, OWN_HISTORY, Paces};
use super::printed::big;
use super::ranges::{Tally, range};
use super::sentences::{capitalised, listed};
use super::units::{Units, own_scale};
use crate::exact::Interval;
use crate::figures::{Figure, Figures, Flow, Nature};
use crate::period::Period;
use crate::projection::paces;
use crate::projection::{Apart, Conversion, Path, Projected, Reached, Sense, Stands, Target, When, spoken_of};
use crate::words::{Unit, turn};
use num_rational::BigRational;
use num_traits::Signed;

/// Of more forecasts than these of one series only the first are told to people.
pub(super) const MOST: usize = 6;

/// When a path, or paces that are nearly equal, would reach a forecast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetRow {
    /// The forecast's id.
    pub target: String,
    /// The path's name.
    pub path: String,
    /// When: at the earliest that words or the band leave, at the middle, at the latest.
    pub when: [String; 3],
    /// "in time", "too late", "perhaps"; empty where no date was named.
    pub in_time: String,
}

impl TargetRow {
    /// What the fields are called; of forecasts without a date nothing is in time.
    pub fn header(rows: &[TargetRow]) -> &'static [&'static str] {
        const NAMES: [&str; 6] = ["forecast", "path", "earliest", "central", "latest", "by its date"];
        let has_dates = rows.iter().any(|row| !row.in_time.is_empty());
        if has_dates { &NAMES } else { &NAMES[..NAMES.len() - 1] }
    }

    /// For a table.
    pub fn fields(&self) -> [String; 6] {
        let [earliest, central, latest] = self.when.clone();
        [self.target.clone(), self.path.clone(), earliest, central, latest, self.in_time.clone()]
    }
}

/// The rows of the first forecasts that are still ahead; paces that would be there at the same time in one.
pub(super) fn rows(projected: &Projected, figures: &Figures) -> Vec<TargetRow> {
    let (groups, _) = paths::stated(projected);
    let told: Vec<&str> = groups.iter().flat_map(|group| group.0.iter().map(|path| &*path.name)).collect();
    let mut rows = Vec::new();
    for target in projected.targets.iter().take(MOST).filter(|target| matches!(target.stands, Stands::Ahead)) {
        let mut of_target: Vec<(Vec<&str>, TargetRow)> = Vec::new();
        let of_paces = told.iter().filter_map(|name| target.reached.iter().find(|reached| reached.path == *name));
        for reached in of_paces {
            let row = row(target, reached, projected, figures);
            match of_target.iter_mut().find(|(_, other)| other.when == row.when) {
                Some((names, _)) => names.push(&reached.path),
                None => of_target.push((vec![&reached.path], row)),
            }
        }
        let own = target.reached.iter().filter(|reached| is_own(reached, projected));
        of_target.extend(own.map(|reached| (vec![OWN_HISTORY], row(target, reached, projected, figures))));
        // The forecast is named once.
        for (place, (names, row)) in of_target.into_iter().enumerate() {
            let target = if place == 0 { row.target } else { String::new() };
            rows.push(TargetRow { target, path: paths::some_of(names.into_iter()), ..row });
        }
    }
    rows
}

/// One path beside one forecast.
fn row(target: &Target, reached: &Reached, projected: &Projected, figures: &Figures) -> TargetRow {
    let nature = projected.history.series.nature;
    let id = figures.figures.get(target.figure).map_or(String::new(), |figure| figure.id.clone());
    let when = [reached.earliest, reached.central, reached.latest].map(|end| end_told(end, nature));
    let in_time = target.by.map_or("", |by| in_time(by, reached.earliest, reached.latest)).to_string();
    TargetRow { target: id, path: reached.path.clone(), when, in_time }
}

fn is_own(reached: &Reached, projected: &Projected) -> bool {
    paths::own(projected).is_some_and(|path| path.name == reached.path)
}

fn in_time(by: Period, earliest: When, latest: When) -> &'static str {
    let is_by = |end: When| end.period().is_some_and(|period| period.first() <= by.first());
    match (is_by(earliest), is_by(latest)) {
        (_, true) => "in time",
        (true, false) => "perhaps",
        (false, false) => "too late",
    }
}

/// An end in a table: a period, or what is known where there is none.
fn end_told(end: When, nature: Nature) -> String {
    match end {
        When::In(end) => paths::period_told(end, nature),
        When::NotBefore(year) => format!("not before {year}"),
        When::Never => "never".into(),
    }
}

/// A forecast beside the paths of a series, in a sentence or two.
pub(super) fn sentence(
    target: &Target,
    projected: &Projected,
    figures: &Figures,
    units: &Units,
    columns: &Columns<'_>,
) -> String {
    let Some(figure) = figures.figures.get(target.figure) else { return String::new() };
    let nature = projected.history.series.nature;
    let stated = format!("“{}”", figure.stated);
    let told = match (&target.stands, &projected.history.part, projected.history.last()) {
        (Stands::Behind(behind), ..) if let Some(by) = target.by => behind::told(figure, target, (behind, by), projected, units),
        (Stands::InHand, Some(part), _) => {
            let known = level(&part.known.interval, projected, units);
            format!("{stated} was passed already: {known} {} alone.", when(part.known.period, nature))
        }
        (Stands::Holds, _, Some(last)) => holding(figure, target, &last.interval, last.period, projected, units),
        (_, _, Some(last)) if target.sense == Sense::Either => {
            let known = level(&last.interval, projected, units);
            format!(
                "Read as “at least”, {stated} holds already: {known} {}. Read as a cut, {}.",
                when(last.period, nature),
                ahead(target, &stated, projected, columns)
            )
        }
        _ => format!("{}.", capitalised(&ahead(target, &stated, projected, columns))),
    };
    let is_told = !matches!(target.stands, Stands::Ahead);
    let undated = if target.by.is_none() && !is_told { " No date was named." } else { "" };
    let conversion = target
        .conversion
        .as_ref()
        .map_or(String::new(), |conversion| format!(" {}", converted(target, conversion, projected, figures, units)));
    format!("{}: {told}{undated}{conversion}", figure.id)
}

/// What is there already, and how likely it is to stay so.
fn holding(figure: &Figure, target: &Target, last: &Interval, period: Period, projected: &Projected, units: &Units) -> String {
    let nature = projected.history.series.nature;
    let is_at_least = target.sense == Sense::AtLeast;
    let holds = if target.by.is_some() || !is_at_least { "holds already" } else { "was passed already" };
    let known = level(last, projected, units);
    let mut told = format!("“{}” {holds}: {known} {}.", figure.stated, when(period, nature));
    // A bare number below today's could be a cut.
    let is_bare = figure.reading.allowed.high.is_some() && turn(&figure.stated).is_none();
    let is_below = last.low.is_some_and(|low| big(&low.at) > target.aim[2]);
    if is_at_least && is_bare && is_below && target.by.is_some() && projected.history.series.flow != Flow::Balance {
        told = format!("Read as “at least”, {told} Type “cut to” before the amount if a fall is meant.");
    }
    if let Some((probability, by)) = target.probability.zip(target.by) {
        told += &format!(" The series' own history gives it {} to hold {} as well.", chances(probability), when(by, nature));
    }
    told
}

/// What is still to be reached: when each path would be there, what it needs, how likely it is.
fn ahead(target: &Target, stated: &str, projected: &Projected, columns: &Columns<'_>) -> String {
    let nature = projected.history.series.nature;
    let own = target.reached.iter().find(|reached| is_own(reached, projected));
    let own_told = |own: &Reached| likely::reaching(own, target.by, target.probability, nature);
    let (groups, _) = paths::stated(projected);
    let mut clauses: Vec<String> = Vec::new();
    let at_paces = at_stated_paces(target, &groups, stated, projected);
    let has_paces = at_paces.is_some();
    clauses.extend(at_paces);
    if let Some(own) = own.filter(|_| !has_paces) {
        clauses.push(format!("on the series' own history {stated} {}", own_told(own)));
    }
    if clauses.is_empty() {
        clauses.push(format!("nothing says when {stated} would be reached"));
    }
    if let Some((by, [least, most])) = target.by.zip(target.needs_growth.as_ref()) {
        let since = match projected.history.same_months_before(by) {
            Some((point, 1)) => format!(" on {}", period(point.period, nature)),
            Some((point, _)) => format!(" a year from {}", period(point.period, nature)),
            None => " a year".into(),
        };
        let needed = match most.is_negative() {
            true => format!("a fall of {}", growth(&-most, &-least)),
            false => growth(least, most),
        };
        clauses.push(format!("by {} it needs {needed}{since}", period(by, nature)));
    }
    match (target.probability.zip(target.by), own.filter(|_| has_paces)) {
        (Some((probability, by)), _) => {
            let there = if target.sense.is_fall() { " to be that low" } else { "" };
            let chances = chances(probability);
            // The date is told once.
            let (at, by) = match target.needs_growth {
                Some(_) => ("by then".to_string(), String::new()),
                None => (when(by, nature), format!(" by {}", period(by, nature))),
            };
            // A deficit is no "about −5 bn" in a sentence.
            let is_told = projected.history.series.flow != Flow::Balance;
            let history = if has_paces || own.is_none() { "the series' own history" } else { "that history" };
            clauses.push(match target.then.as_ref().filter(|_| is_told) {
                Some(then) => {
                    let amount = columns.own.beyond(then);
                    format!("{history} leads to about {amount} {at}, and gives it {chances}{there}")
                }
                None => format!("{history} gives it {chances}{there}{by}"),
            });
        }
        (None, Some(own)) => clauses.push(format!("on the series' own history it {}", own_told(own))),
        (None, None) => {}
    }
    clauses.join("; ")
}

/// An amount known, one number where its range is of no interest.
pub(super) fn level(interval: &Interval, projected: &Projected, units: &Units) -> String {
    let unit = projected.history.unit.clone();
    let is_balance = projected.history.series.flow == Flow::Balance;
    let tally = if is_balance { Tally::Balance(unit) } else { Tally::Amount(unit) };
    let ends = interval.low.zip(interval.high).map(|(low, high)| (big(&low.at), big(&high.at)));
    let one = ends.as_ref().and_then(|(low, high)| paths::as_one(low, high));
    // "A surplus of 3 bn": of a balance nobody knows the sign by itself.
    let is_surplus = is_balance && interval.low.is_some_and(|low| *low.at.numer() > 0);
    let told = match (one, ends.filter(|_| !is_balance && !is_open(interval))) {
        (Some(one), _) => {
            let deficit = if is_balance && one.is_negative() { "a deficit of " } else { "" };
            let gauge = Gauge::for_ends(&tally, units, [Some(&one), None]);
            format!("{deficit}{}", amount(&if deficit.is_empty() { one } else { -one }, &gauge))
        }
        (None, Some((low, high))) => amounts(&low, &high, &Gauge::for_ends(&tally, units, [Some(&low), Some(&high)])),
        (None, None) => range(interval, &tally, units).unwrap_or_else(|| "not bounded".into()),
    };
    if is_surplus { format!("a surplus of {told}") } else { told }
}

/// Whether an end is not part of a range, which a sentence then says.
fn is_open(interval: &Interval) -> bool {
    [interval.low, interval.high].into_iter().flatten().any(|end| end.open)
}

/// When the stated paces would reach a forecast; `None` where there are none.
fn at_stated_paces(target: &Target, groups: &[Paces], stated: &str, projected: &Projected) -> Option<String> {
    let nature = projected.history.series.nature;
    let told = groups.iter().flat_map(|group| &group.0);
    let reached: Vec<(&Path, &Reached)> =
        told.filter_map(|path| Some((*path, target.reached.iter().find(|reached| reached.path == path.name)?))).collect();
    let [(first_path, first), further @ ..] = &reached[..] else { return None };
    if further.is_empty() {
        let late = after(target, first.central);
        return Some(format!("{}, {stated} would {}{late}", at_pace(first_path), reaching(first, nature)));
    }
    let asked = reached.iter().filter(|(path, _)| paths::is_asked(path)).count();
    let paces = match asked {
        0 => "the stated paces",
        all if all == reached.len() => "the assumed paces",
        _ => "these paces",
    };
    let centrals = further.iter().map(|(_, reached)| reached.central);
    let (earliest, latest) =
        centrals.fold((first.central, first.central), |(least, most), when| (least.min(when), most.max(when)));
    let late = after(target, earliest);
    Some(match (earliest, latest) {
        (When::In(first), When::In(last)) if first == last => {
            format!("at each of {paces} {stated} would be reached {}{late}", when(first, nature))
        }
        (When::In(first), When::In(last)) => {
            let (first, last) = (period(first, nature), period(last, nature));
            format!("at {paces} {stated} would be reached between {first} and {last}{late}")
        }
        (When::In(first), later) => {
            let later = if let When::NotBefore(year) = later {
                format!("at the slowest not before {year}")
            } else {
                "not at each of them".into()
            };
            format!("at {paces} {stated} would be reached {} at the earliest, and {later}", when(first, nature))
        }
        (When::NotBefore(year), _) => format!("at none of {paces} would {stated} be reached before {year}"),
        (When::Never, _) => format!("at none of {paces} would {stated} ever be reached"),
    })
}

/// Said of what is reached too late: ", after its date".
fn after(target: &Target, reached: When) -> &'static str {
    match target.by.zip(reached.period()) {
        Some((by, reached)) if reached.end() > by.end() => ", after its date",
        _ => "",
    }
}

/// A stated pace, as a sentence begins: "at the stated “20%” a year (avg)".
fn at_pace(path: &Path) -> String {
    if paths::is_asked(path) {
        return format!("at {}", quoted(path));
    }
    format!("at the stated {} ({})", quoted(path), path.name)
}

/// What a forecast comes to in the currency of the series, at which rate, and why that was chosen.
fn converted(target: &Target, conversion: &Conversion, projected: &Projected, figures: &Figures, units: &Units) -> String {
    let [least, middle, most] = &target.aim;
    let own = Gauge::for_ends(&Tally::Amount(projected.history.unit.clone()), units, [Some(middle), None]);
    // A range that nobody would see is told as its middle.
    let is_range = (most - least) * BigRational::from_integer(100.into()) > middle.abs();
    let comes_to = if is_range { amounts(least, most, &own) } else { amount(middle, &own) };
    let figure = figures.figures.get(target.figure);
    let unit = figure.and_then(spoken_of).and_then(|(_, unit, _)| unit.cloned());
    // What is quoted is told in the scale of its own words, whatever the other numbers are counted in.
    let quoted = Gauge::of_scale(figure.map_or(0, own_scale), unit.as_ref());
    let printed = figure.map_or(&[][..], |figure| &figure.printed).iter().map(big);
    let ends: Vec<String> = printed.map(|value| amount(&value, &quoted)).collect();
    let choice = target.choice.as_ref().map_or(String::new(), |choice| format!(" ({choice})"));
    format!("{} = {comes_to} at {}{choice}.", ends.join(" to "), conversion.told)
}

/// A pace with its "a year", unless its words have it already; "a month" or "every 5 years" of other steps.
pub(super) fn quoted(path: &Path) -> String {
    let has_it =
        [" a year", "annual", "per year", "в год", "ежегодн", "среднегодов"].iter().any(|words| path.quote.contains(words));
    if has_it { path.quote.clone() } else { format!("{} {}", path.quote, a_step(path)) }
}

/// What a pace's step is called: "a year".
pub(super) fn a_step(path: &Path) -> String {
    match path.step {
        None | Some(12) => "a year".into(),
        Some(1) => "a month".into(),
        Some(3) => "a quarter".into(),
        Some(months) if months % 12 == 0 => format!("every {} years", months / 12),
        Some(months) => format!("every {months} months"),
    }
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

/// When a stated pace would reach it, after "would".
fn reaching(reached: &Reached, nature: Nature) -> String {
    match (reached.central, reached.earliest.period()) {
        (When::In(central), _) => format!("be reached {}{}", when(central, nature), bounds(reached, central, nature)),
        (When::NotBefore(year), None) => format!("not be reached before {year}"),
        (When::NotBefore(year), Some(earliest)) => {
            format!("be reached {} at the earliest, at its middle not before {year}", when(earliest, nature))
        }
        (When::Never, Some(earliest)) => format!("be reached {} at the earliest, perhaps never", when(earliest, nature)),
        (When::Never, None) => "never be reached".into(),
    }
}

/// "2024 at the earliest".
pub(super) fn first(end: Period, nature: Nature) -> String {
    format!("{} at the earliest", period(end, nature))
}

/// When at the earliest and at the latest, where that is another period: " (2024 at the earliest, perhaps never)".
pub(super) fn bounds(reached: &Reached, central: Period, nature: Nature) -> String {
    let earliest = reached.earliest.period().filter(|earliest| *earliest != central).map(|earliest| first(earliest, nature));
    let latest = (reached.latest != When::In(central)).then(|| match reached.latest {
        When::In(latest) => format!("{} at the latest", period(latest, nature)),
        When::NotBefore(year) => format!("perhaps not before {year}"),
        When::Never => "perhaps never".into(),
    });
    let bounds: Vec<String> = earliest.into_iter().chain(latest).collect();
    if bounds.is_empty() { String::new() } else { format!(" ({})", bounds.join(", ")) }
}

/// A period without its preposition.
pub(super) fn period(period: Period, nature: Nature) -> String {
    let told = when(period, nature);
    told.strip_prefix("in ").or(told.strip_prefix("at ")).map(str::to_string).unwrap_or(told)
}
