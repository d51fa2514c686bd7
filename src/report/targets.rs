//! Forecasts beside the paths, a sentence each that can be quoted.
//!
//! > At the stated “20%” a year, “10 bn USD” would be reached in 2025; by 2025 it needs 12% to 14% a year from 2022; the series' own
//! > history leads to about 9.4 bn USD by then, and gives it about 2 chances in 5.

use super::ahead::{amount, amounts, growth_unlike, is_told_by_one};
use super::behind;
use super::gauge::Gauge;
use super::in_range::{self, IN_IT};
use super::likely::{self, chances};
use super::names::when;
use super::paths::{self, Columns};
use super::printed::big;
use super::ranges::{Tally, range};
use super::reached::is_own;
use super::sentences::{capitalised, listed};
use super::units::{Units, own_scale};
use crate::exact::Interval;
use crate::figures::{Figure, Figures, Flow, Nature};
use crate::period::{Period, YEAR};
use crate::projection::{Conversion, History, Part, Path, Projected, Reached, Sense, Stands, Target, When, spoken_of};
use crate::words::turn;
use num_rational::BigRational;
use num_traits::Signed;

/// Of more forecasts than these of one series only the first have rows in the table.
pub(super) const MOST: usize = 6;

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
    let history = beside(target, projected);
    let told = match (&target.stands, &history.part, history.compared_with(target.by)) {
        (Stands::Behind(behind), ..) if let Some(by) = target.by => behind::told(figure, target, (behind, by), projected, units),
        (Stands::InHand, Some(part), _) => {
            let known = level(&part.known.interval, projected, units);
            format!("{stated} was passed already: {known} {} alone.", when_known(part, nature))
        }
        (Stands::Broken, Some(part), _) => {
            let known = level(&part.known.interval, projected, units);
            format!("{stated} was broken already: {known} {} alone.", when_known(part, nature))
        }
        (Stands::Holds, _, Some(last)) => {
            let known = level(&last.interval, projected, units);
            holding(figure, target, (&last.interval, last.period, known), projected, columns)
        }
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
    let comes_to = grown_to(figure, target, projected, units).map_or(String::new(), |told| format!(" {told}"));
    let added_up = added_up(target, projected);
    format!("{}: {told}{undated}{conversion}{comes_to}{added_up}", figure.id)
}

/// The amounts that a forecast is set beside.
fn beside<'a>(target: &'a Target, projected: &'a Projected) -> &'a History {
    target.added_up.as_deref().unwrap_or(&projected.history)
}

/// Said where these are no amounts that the series goes by.
fn added_up(target: &Target, projected: &Projected) -> String {
    let parts = match projected.history.months {
        _ if target.added_up.is_none() => return String::new(),
        1 => "months",
        3 => "quarters",
        _ => "shorter periods",
    };
    format!(" Its {parts} are added up.")
}

/// When the months known of a year are, run by run.
fn when_known(part: &Part, nature: Nature) -> String {
    listed(&part.runs.iter().map(|run| when(run.period, nature)).collect::<Vec<_>>())
}

/// What a growth put forward comes to: "“double” on 2024 is about 163.2 bn USD."
fn grown_to(figure: &Figure, target: &Target, projected: &Projected, units: &Units) -> Option<String> {
    let base = target.grown_from?;
    let [least, middle, most] = &target.aim.all;
    let gauge = Gauge::for_ends(&Tally::Amount(projected.history.unit.clone()), units, [Some(middle), None]);
    let comes_to = if least == most { format!("about {}", amount(middle, &gauge)) } else { amounts(least, most, &gauge) };
    let base = period(base, projected.history.series.nature);
    let is_last = figure.reading.cell.is_none() && !figure.names_base;
    Some(match is_last {
        true => format!("It names no base: on {base}, known last, “{}” is {comes_to}.", figure.stated),
        false => format!("“{}” on {base} is {comes_to}.", figure.stated),
    })
}

/// What is there already, and how likely it is to stay so. `known` is what is known last.
fn holding(
    figure: &Figure,
    target: &Target,
    (last, period, known): (&Interval, Period, String),
    projected: &Projected,
    columns: &Columns<'_>,
) -> String {
    let nature = projected.history.series.nature;
    let is_at_least = target.sense == Sense::AtLeast;
    let is_range = target.aim.range.is_some();
    let holds = if target.by.is_some() || !is_at_least || is_range { "holds already" } else { "was passed already" };
    let mut told = format!("“{}” {holds}: {known} {}.", figure.stated, when(period, nature));
    if let Some(by) = target.by.filter(|_| target.aim.has_within(last)) {
        return told + &in_range::staying(target, by, projected, columns);
    }
    // A bare number below today's could be a cut.
    let is_bare = figure.reading.allowed.high.is_some() && turn(&figure.stated).is_none();
    let is_below = last.low.is_some_and(|low| big(&low.at) > target.aim.all[2]);
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
    let own = target.reached.iter().find(|reached| is_own(reached));
    let own_told = |own: &Reached| likely::reaching(own, target.by, target.comes_near, nature);
    let mut clauses: Vec<String> = Vec::new();
    let at_paces = at_stated_paces(target, stated, projected);
    let has_paces = at_paces.is_some();
    clauses.extend(at_paces);
    if let Some(own) = own.filter(|_| !has_paces) {
        clauses.push(format!("on the series' own history {stated} {}", own_told(own)));
    }
    if clauses.is_empty() {
        clauses.push(format!("nothing says when {stated} would be reached"));
    }
    if let Some((by, [least, most])) = target.by.zip(target.needs_growth.as_ref()) {
        let since = match beside(target, projected).same_months_before(by) {
            Some((point, 1)) => format!(" on {}", period(point.period, nature)),
            Some((point, _)) => format!(" a year from {}", period(point.period, nature)),
            None => " a year".into(),
        };
        let quotes: Vec<&str> = projected.paths.iter().map(|path| &*path.quote).collect();
        let needed = match most.is_negative() {
            true => format!("a fall of {}", growth_unlike(&-most, &-least, &quotes)),
            false => growth_unlike(least, most, &quotes),
        };
        clauses.push(format!("by {} it needs {needed}{since}", period(by, nature)));
    }
    match (target.probability.zip(target.by), own.filter(|_| has_paces)) {
        (Some((probability, by)), _) => {
            // What its band puts there before the date may have left again by then.
            let is_early = own.is_some_and(|own| own.latest.period().is_some_and(|latest| latest.end() < by.end()));
            let there = match (target.sense.is_fall(), is_early) {
                _ if target.aim.range.is_some() => IN_IT,
                (true, true) => " to be that low still",
                (true, false) => " to be that low",
                (false, true) => " to stand there still",
                (false, false) => "",
            };
            let chances = chances(probability);
            // The date is told once.
            let (at, by) = match target.needs_growth {
                Some(_) => ("by then".to_string(), String::new()),
                None if target.aim.range.is_some() => (when(by, nature), format!(" {}", when(by, nature))),
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
    // What is next to nothing in the unit of its series is told in one of its own: 0 to 0.5 USD of a series in millions.
    let most = [interval.low, interval.high].into_iter().flatten().map(|end| big(&end.at).abs()).max().unwrap_or_default();
    let thousandth = Gauge::for_ends(&tally, units, [None, None]).size / BigRational::from_integer(1000.into());
    let near = (most < thousandth).then(|| units.near(projected.history.unit.as_ref(), &most));
    let units = near.as_ref().unwrap_or(units);
    let is_one = |one: &BigRational| {
        let gauge = Gauge::for_ends(&tally, units, [Some(one), None]);
        ends.as_ref().is_some_and(|(low, high)| low == high || is_told_by_one(low, high, &gauge))
    };
    let one = ends.as_ref().and_then(|(low, high)| paths::as_one(low, high)).filter(|one| is_balance || is_one(one));
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
fn at_stated_paces(target: &Target, stated: &str, projected: &Projected) -> Option<String> {
    let nature = projected.history.series.nature;
    let all = paths::stated(projected);
    let told = all.columns().flat_map(|group| group.0.iter().copied());
    let reached: Vec<(&Path, &Reached)> =
        told.filter_map(|path| Some((path, target.reached.iter().find(|reached| reached.basis == path.basis)?))).collect();
    let [(first_path, first), further @ ..] = &reached[..] else { return None };
    if further.is_empty() {
        let late = after(target, first.central);
        let passed = in_range::passed(target, &[first], nature);
        return Some(format!("{}, {stated} would {}{late}{passed}", at_pace(first_path), reaching(first, nature)));
    }
    let asked = reached.iter().filter(|(path, _)| paths::is_asked(path)).count();
    let paces = match asked {
        0 => "the stated paces",
        all if all == reached.len() => "the assumed paces",
        _ => "these paces",
    };
    let whens = Whens::of(reached.iter().map(|(_, reached)| *reached));
    let [earliest, latest] = whens.central;
    let late = after(target, earliest);
    let (first_in, last_in) = (When::period(earliest), When::period(latest));
    let bounds = bounds_of(&whens, first_in, last_in, nature);
    let all: Vec<&Reached> = reached.iter().map(|(_, reached)| *reached).collect();
    let passed = in_range::passed(target, &all, nature);
    Some(match (earliest, latest) {
        (When::In(first), When::In(last)) if first == last => {
            format!("at each of {paces} {stated} would be reached {}{late}{bounds}{passed}", when(first, nature))
        }
        (When::In(first), When::In(last)) => {
            let (first, last) = (period(first, nature), period(last, nature));
            format!("at {paces} {stated} would be reached between {first} and {last}{late}{bounds}{passed}")
        }
        (When::In(first), later) => {
            let later = if let When::NotBefore(year) = later {
                format!("at the slowest not before {year}")
            } else {
                "at the slowest never".into()
            };
            format!(
                "at the fastest of {paces} {stated} would be reached {}{late}{bounds}, and {later}{passed}",
                when(first, nature)
            )
        }
        (When::NotBefore(year), _) => format!("at none of {paces} would {stated} be reached before {year}{bounds}"),
        (When::Never, _) => format!("at none of {paces} would {stated} ever be reached{bounds}"),
    })
}

/// When several paces would be there.
pub(super) struct Whens {
    /// At the earliest that words leave any of them.
    pub earliest: When,
    /// At the middle: of the fastest, and of the slowest.
    pub central: [When; 2],
    /// At the latest that words leave any of them.
    pub latest: When,
}

impl Whens {
    /// Of these; of none it is never.
    pub fn of<'a>(mut all: impl Iterator<Item = &'a Reached>) -> Whens {
        let never = Whens { earliest: When::Never, central: [When::Never; 2], latest: When::Never };
        let Some(Reached { earliest, central, latest, .. }) = all.next() else { return never };
        let first = Whens { earliest: *earliest, central: [*central; 2], latest: *latest };
        all.fold(first, |Whens { earliest, central: [least, most], latest }, one| Whens {
            earliest: earliest.min(one.earliest),
            central: [least.min(one.central), most.max(one.central)],
            latest: latest.max(one.latest),
        })
    }
}

/// What the table says beyond the middles: " (2024 at the earliest, 2031 at the latest)". Of a slowest pace that is never there at its
/// middle nothing more is told.
fn bounds_of(whens: &Whens, first_told: Option<Period>, last_told: Option<Period>, nature: Nature) -> String {
    let earliest = whens.earliest.period().filter(|earliest| Some(*earliest) != first_told);
    let latest = last_told.filter(|last| whens.latest != When::In(*last)).map(|_| latest(whens.latest, nature));
    in_brackets(earliest.map(|earliest| first(earliest, nature)).into_iter().chain(latest))
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
    let [least, middle, most] = &target.aim.all;
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
    match path.step.as_ref().map(|step| step.months) {
        None | Some(12) => "a year".into(),
        Some(1) => "a month".into(),
        Some(3) => "a quarter".into(),
        Some(months) if months % 12 == 0 => format!("every {} years", months / 12),
        Some(months) => format!("every {months} months"),
    }
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
        // How far off a path may be was measured for so long only.
        // Of months it is the year that the middle is in, and no earlier one can be named.
        When::NotBefore(year) if is_own(reached) && central.end() > year * YEAR => {
            "perhaps much later, beyond what is measured".into()
        }
        When::NotBefore(year) if is_own(reached) => format!("perhaps later than {}, beyond what is measured", year - 1),
        end => latest(end, nature),
    });
    in_brackets(earliest.into_iter().chain(latest))
}

fn latest(end: When, nature: Nature) -> String {
    match end {
        When::In(latest) => format!("{} at the latest", period(latest, nature)),
        When::NotBefore(year) => format!("perhaps not before {year}"),
        When::Never => "perhaps never".into(),
    }
}

fn in_brackets(told: impl Iterator<Item = String>) -> String {
    let told: Vec<String> = told.collect();
    if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) }
}

/// A period without its preposition.
pub(super) fn period(period: Period, nature: Nature) -> String {
    let told = when(period, nature);
    told.strip_prefix("in ").or(told.strip_prefix("at ")).map(str::to_string).unwrap_or(told)
}
