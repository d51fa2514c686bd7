//! The central path of a history, with its band: period by period from the last one known, part of a year first where there is one.

use super::agree::further;
use super::bands::{Bands, Class, Coverage, around};
use super::central::Central;
use super::history::{History, Part};
use super::path::{Basis, Path, PathPoint, rounded};
use super::trend::{Kind, Method};
use super::year::{By, WholeYear, YearClass};
use crate::exact::End;
use crate::period::Period;
use libm::{log, sqrt};
use num_rational::BigRational;
use num_traits::ToPrimitive;

/// Where a history leads.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The path.
    pub path: Path,
    /// How far off each of its points may be, at 80 and at 95 %, in the terms of `kind`: what a probability is told from.
    pub off: Vec<[f64; 2]>,
    /// Its values before they were rounded.
    pub values: Vec<f64>,
    /// How the series moves.
    pub kind: Kind,
    /// The reference class of the band.
    pub class: &'static Class,
    /// That of the band of a year begun.
    pub year_class: Option<&'static YearClass>,
}

impl Method {
    /// In words, for a series that moves in such a way.
    pub fn told(self, kind: Kind) -> String {
        let most = match kind {
            Kind::Positive => "22% a year",
            Kind::NotNegative | Kind::Signed => "22% of the mean amount a year",
        };
        match self {
            Method::NoChange => "no change".into(),
            Method::HalfThePace => format!("mean of no change and the pace so far (at most {most})"),
            Method::DampedPace => format!("pace so far (at most {most}), damped"),
            Method::DriftAndTheta => "mean of drift and dynamic optimised theta".into(),
        }
    }
}

/// The central path over the next `horizon` periods; `None` of a single point. A year begun is put together even by itself.
pub fn outlook(history: &History, horizon: usize, coverage: Coverage) -> Option<Outlook> {
    let mut places = history.places();
    let begun = history.part.as_ref().map(|part| (part, part.of_year.whole().not_finer_than(history.told_as_nothing())));
    if let Some((part, whole)) = &begun {
        let first = history.points.first().map_or(part.year, |point| point.period);
        places.push((history.steps(first, part.year), whole.value));
    }
    let last = begun.as_ref().map(|(part, _)| part.year).or(history.last().map(|point| point.period))?;
    let kind = history.kind();
    let class = Bands::built_in().class(kind, history.months, places.len())?;
    let further = match places.len() {
        0 | 1 => None,
        _ => {
            let ahead = horizon - usize::from(begun.is_some()).min(horizon);
            Some(further(history, &places, ahead).not_finer_than(history.told_as_nothing(), class))
        }
    };
    if further.is_none() && begun.is_none() {
        return None;
    }
    let levels = [Coverage::Eighty, Coverage::NinetyFive];
    let mut values: Vec<f64> = Vec::new();
    let mut off: Vec<[f64; 2]> = Vec::new();
    let mut points: Vec<PathPoint> = Vec::new();
    let mut at_start = [0.0; 2];
    if let Some((part, whole)) = &begun {
        at_start = levels.map(|level| off_of_year(whole, kind, level));
        values.push(whole.value);
        off.push(at_start);
        points.push(year_point(part, whole, coverage));
    }
    let start = Start::of(history);
    let steps = levels.map(|level| further.as_ref().map_or(Vec::new(), |further| further.off(class, level)));
    for (ahead, &value) in further.iter().flat_map(|further| &further.values).enumerate() {
        // The year begun is not known yet; that and what comes after it are taken for independent.
        let together = [0, 1].map(|level: usize| hypotenuse(at_start[level], steps[level][ahead]));
        // The calendar of periods has an end.
        let Some(period) = history.after(last, ahead + 1) else { break };
        points.push(start.point(period, value, kind, together[usize::from(coverage == Coverage::NinetyFive)]));
        values.push(value);
        off.push(together);
    }
    let mut rests_on: Vec<usize> = history.points.iter().flat_map(|point| point.rests_on.iter().copied()).collect();
    rests_on.extend(history.part.iter().flat_map(|part| part.known.rests_on.iter().copied()));
    if let Some(years) = history.years.as_ref().filter(|_| further.as_ref().is_some_and(|further| further.is_of_years)) {
        let known = years.points.iter().chain(years.part.iter().map(|part| &part.known));
        rests_on.extend(known.flat_map(|point| point.rests_on.iter().copied()));
    }
    rests_on.sort_unstable();
    rests_on.dedup();
    let year_class = begun.as_ref().map(|(_, whole)| whole.class());
    let method =
        told(further.as_ref().filter(|further| !further.values.is_empty()), begun.as_ref().map(|(part, whole)| (*part, whole)));
    let path = Path {
        name: "central".into(),
        basis: Basis::Central,
        method,
        quote: String::new(),
        step: None,
        said_until: None,
        rests_on,
        points,
    };
    Some(Outlook { path, off, values, kind, class, year_class })
}

/// How a path was found, in words.
fn told(central: Option<&Central>, begun: Option<(&Part, &WholeYear)>) -> String {
    let seasons = |central: &Central| if central.is_seasonal { ", seasons apart" } else { "" };
    let years = |central: &Central| if central.is_of_years { "; adds up to the path of years" } else { "" };
    let trend = central.map(|central| format!("{}{}{}", central.method.told(central.kind), seasons(central), years(central)));
    let year = begun.map(|(part, whole)| format!("{}: {}", part.year, year_told(part, whole)));
    match (year, trend) {
        (Some(year), Some(trend)) => format!("{year}; then {trend}"),
        (year, trend) => year.or(trend).unwrap_or_default(),
    }
}

/// How a year begun was put together, in words.
pub fn year_told(part: &Part, whole: &WholeYear) -> String {
    let (known, months) = (part.known.period, part.of_year.months);
    match whole.by {
        By::Share(1) => format!("{known} known, divided by the share of these months in the one year past"),
        By::Share(count) => format!("{known} known, divided by the mean share of these months in {count} years past"),
        By::Rest(1) => format!("{known} known, and what the rest of the year was in the one year past"),
        By::Rest(count) => format!("{known} known, and the mean of what the rest of the year was in {count} years past"),
        By::Twelfths => format!("{known} known, × 12/{months} for want of a year past"),
    }
}

fn hypotenuse(one: f64, other: f64) -> f64 {
    sqrt(one * one + other * other)
}

/// How far off a year begun may be, in the terms that its series moves in.
fn off_of_year(whole: &WholeYear, kind: Kind, coverage: Coverage) -> f64 {
    let (_, high) = whole.band(coverage);
    if kind == Kind::Positive { log(high / whole.value) } else { high - whole.value }
}

/// A year begun: what its known months leave open is what the words leave open of it.
fn year_point(part: &Part, whole: &WholeYear, coverage: Coverage) -> PathPoint {
    let (low, high) = whole.band(coverage);
    // What is told as nothing keeps the year from no end.
    let low = if part.known.may_be_nothing() { low.min(0.0) } else { low };
    let moved = |end: Option<End>| {
        let end = end?.at.to_f64()?;
        let central = part.known.central;
        Some(rounded(if central == 0.0 { whole.value } else { whole.value * end / central }))
    };
    let mut ends = [moved(part.known.interval.low), moved(part.known.interval.high)];
    if part.known.central < 0.0 {
        ends.swap(0, 1);
    }
    let [from, until] = ends;
    PathPoint {
        period: part.year,
        low: from,
        central: rounded(whole.value),
        high: until,
        band: Some([rounded(low), rounded(high)]),
    }
}

/// What the words leave open of the level that a path starts from.
struct Start {
    central: f64,
    low: Option<f64>,
    high: Option<f64>,
}

impl Start {
    fn of(history: &History) -> Start {
        let last = history.part.as_ref().map(|part| &part.known).or(history.points.last());
        // What is known of months together, after the last one known by itself, is where their path starts from.
        let together = history.years.as_ref().and_then(|years| years.part.as_ref()).map(|part| &part.known);
        let last = together.filter(|known| last.is_none_or(|last| known.period.end() > last.period.end())).or(last);
        let end = |end: Option<End>| end.and_then(|end| end.at.to_f64());
        Start {
            central: last.map_or(0.0, |last| last.central),
            low: last.and_then(|last| end(last.interval.low)),
            high: last.and_then(|last| end(last.interval.high)),
        }
    }

    /// A point of the path, the words' leeway carried along in proportion, or as an amount.
    fn point(&self, period: Period, value: f64, kind: Kind, off: f64) -> PathPoint {
        let carried = |end: Option<f64>| -> Option<BigRational> {
            let end = end?;
            Some(rounded(match kind {
                Kind::Positive => value * end / self.central,
                Kind::NotNegative => (value + end - self.central).max(0.0),
                Kind::Signed => value + end - self.central,
            }))
        };
        let (low, high) = around(value, kind, off);
        PathPoint {
            period,
            low: carried(self.low),
            central: rounded(value),
            high: carried(self.high),
            band: Some([rounded(low), rounded(high)]),
        }
    }
}
