//! The central path of a history, with its band: period by period from the last one known, part of a year first where there is one.

use super::agree::further;
use super::bands::{Bands, Class, Coverage, between, together};
use super::begun::{Begun, year_told};
use super::central::Central;
use super::history::History;
use super::led_on::LedOn;
use super::leeway::Leeway;
use super::path::{Basis, Path, PathPoint, rounded};
use super::so_far;
use super::trend::Kind;
use super::year::WholeYear;
use crate::period::Period;

/// Where a history leads.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The path.
    pub path: Path,
    /// How far off each of its points may be, at 80 and at 95 %, in the terms of `kind`: what a probability is told from.
    pub off: Vec<[f64; 2]>,
    /// How much the words leave below and above each point after a year begun, in the same terms; its band holds both.
    pub leeway: [f64; 2],
    /// Its values before they were rounded.
    pub values: Vec<f64>,
    /// How the series moves.
    pub kind: Kind,
    /// The reference class of the band.
    pub class: &'static Class,
    /// The year begun that it starts with.
    pub begun: Option<(Period, WholeYear)>,
}

/// The central path over the next `horizon` periods; `None` of a single point. A year begun is put together even by itself.
pub fn outlook(history: &History, horizon: usize, coverage: Coverage) -> Option<Outlook> {
    let begun = Begun::of(history);
    let mut places = history.places();
    if let Some(Begun { part, whole }) = &begun {
        let first = history.points.first().map_or(part.year, |point| point.period);
        places.push((history.steps(first, part.year), whole.value));
    }
    let before = Begun::before(history);
    if let (Some(Begun { part, whole }), Some(last)) = (&before, history.last_year()) {
        places = vec![(0, whole.value), (history.steps(part.year, last), places.last().map_or(whole.value, |place| place.1))];
    }
    let ahead = horizon - usize::from(begun.is_some()).min(horizon);
    let led_on = LedOn::of(history, begun.as_ref(), ahead, coverage);
    let kind = led_on.as_ref().map_or(history.kind(), |led_on| led_on.kind);
    let class = Bands::built_in().class(kind, history.months, places.len())?;
    let class = led_on.as_ref().map_or(class, |led_on| led_on.class);
    let further = further(history, &places, ahead).map(|path| path.not_finer_than(history.told_as_nothing(), class));
    if further.is_none() && begun.is_none() && led_on.is_none() {
        return None;
    }
    let at_start = LEVELS.map(|level| {
        let off = |year: &Option<Begun<'_>>| year.as_ref().map_or(0.0, |year| year.off(kind, level));
        together(off(&begun), off(&before))
    });
    let mut points: Vec<Ahead> = begun.iter().map(|begun| of_year(begun, kind, coverage)).collect();
    if let Some(central) = &further {
        let steps = LEVELS.map(|level| central.off(class, level));
        // The year begun is not known yet; that and what comes after it are taken for independent.
        let off = [0, 1].map(|level: usize| steps[level].iter().map(|&step| together(at_start[level], step)).collect());
        points.extend(after(history, begun.as_ref(), (&central.values, &off, kind), coverage));
    } else if let Some(led_on) = &led_on {
        points.extend(after(history, begun.as_ref(), (&led_on.values, &led_on.off_with(at_start), kind), coverage));
    }
    let method = match &led_on {
        Some(led_on) if !led_on.values.is_empty() => led_on_told(led_on, begun.as_ref()),
        _ => told(history, further.as_ref().filter(|further| !further.values.is_empty()), begun.as_ref()),
    };
    let (ahead, is_more_asked) = (points, ahead > 0);
    let method = match &before {
        Some(Begun { part, whole }) => format!("{method}, from {}: {}", part.year, year_told(part, whole)),
        None => method,
    };
    let ends_here = history.points.is_empty() && ahead.len() == 1 && is_more_asked;
    let path = Path {
        name: "central".into(),
        basis: Basis::Central,
        method: if ends_here { format!("{method}; of what comes after it one part of a year says nothing") } else { method },
        quote: String::new(),
        step: None,
        said_until: None,
        open: None,
        rests_on: rests_on(history, further.as_ref().is_some_and(|further| further.is_of_years), led_on.as_ref()),
        points: ahead.iter().map(|one| one.point.clone()).collect(),
    };
    let off = ahead.iter().map(|one| one.off).collect();
    let values = ahead.iter().map(|one| one.value).collect();
    let leeway = Leeway::of(history, begun.as_ref(), kind).apart();
    let begun = begun.map(|begun| (begun.part.year, begun.whole));
    Some(Outlook { path, off, leeway, values, kind, class, begun })
}

/// One period of the path, with how far off it may be at 80 and at 95 %.
struct Ahead {
    value: f64,
    off: [f64; 2],
    point: PathPoint,
}

pub(super) const LEVELS: [Coverage; 2] = [Coverage::Eighty, Coverage::NinetyFive];

/// The year begun.
fn of_year(begun: &Begun<'_>, kind: Kind, coverage: Coverage) -> Ahead {
    Ahead { value: begun.whole.value, off: LEVELS.map(|level| begun.off(kind, level)), point: begun.point(coverage) }
}

/// What comes after the last period known, or after the year begun: values, each with how far off it may be at 80 and at 95 %.
fn after(
    history: &History,
    begun: Option<&Begun<'_>>,
    (values, off, kind): (&[f64], &[Vec<f64>; 2], Kind),
    coverage: Coverage,
) -> Vec<Ahead> {
    let Some(last) = begun.map(|begun| begun.part.year).or(history.last().map(|point| point.period)) else { return Vec::new() };
    let leeway = Leeway::of(history, begun, kind);
    let apart = leeway.apart();
    let ahead = values.iter().enumerate().map_while(|(ahead, &value)| {
        // The calendar of periods has an end.
        let period = history.after(last, ahead + 1)?;
        let off = [0, 1].map(|level: usize| off[level][ahead]);
        // A path that starts from a vague amount is no surer than that.
        let off_either_way = apart.map(|apart| together(apart, off[usize::from(coverage == Coverage::NinetyFive)]));
        let (low, high) = between(value, kind, off_either_way);
        let band = Some([rounded(low), rounded(high)]);
        let [low, high] = leeway.carried(value);
        Some(Ahead { value, off, point: PathPoint { period, low, central: rounded(value), high, band } })
    });
    ahead.collect()
}

/// The figures that a path rests on, those of the years among them where its months add up to these, and of the parts that lead it on.
fn rests_on(history: &History, is_of_years: bool, led_on: Option<&LedOn>) -> Vec<usize> {
    let years = history.years.as_deref().filter(|_| is_of_years);
    let known = [Some(history), years].into_iter().flatten().flat_map(|history| history.known());
    let mut all: Vec<usize> = known.flat_map(|point| point.rests_on.iter().copied()).collect();
    all.extend(led_on.iter().flat_map(|led_on| &led_on.rests_on));
    all.sort_unstable();
    all.dedup();
    all
}

/// How a path was found that its parts lead on, in words.
fn led_on_told(led_on: &LedOn, begun: Option<&Begun<'_>>) -> String {
    match begun {
        Some(Begun { part, whole }) => format!("{}: {}; then {}", part.year, year_told(part, whole), led_on.told),
        None => led_on.told.clone(),
    }
}

/// How a path was found, in words.
fn told(history: &History, central: Option<&Central>, begun: Option<&Begun<'_>>) -> String {
    let seasons = |central: &Central| if central.is_seasonal { ", seasons apart" } else { "" };
    let years = |central: &Central| if central.is_of_years { "; adds up to the path of years" } else { "" };
    // A step where a year ends would be taken for a season.
    let is_short = history.months < 12 && history.known().map(|point| point.period.months()).sum::<i32>() < 24;
    let few = |central: &Central| if central.is_of_years && is_short { ", under two years show no season" } else { "" };
    let trend = central.map(|central| {
        let method = so_far::told(central, history, begun.map(|begun| begun.part.year));
        format!("{method}{}{}{}", seasons(central), years(central), few(central))
    });
    let year = begun.map(|Begun { part, whole }| format!("{}: {}", part.year, year_told(part, whole)));
    match (year, trend) {
        (Some(year), Some(trend)) => format!("{year}; then {trend}"),
        (year, trend) => year.or(trend).unwrap_or_default(),
    }
}
