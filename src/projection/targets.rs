//! The forecast in the file: the growth it needs from the last level, when each path would reach it, and how likely that is.
//!
//! > 10 bn USD: at 20 % a year from 6.9 bn in 2022 it would be reached in 2025; by 2024 it needs 20.4 % a year.
//!
//! What is to be reached is the printed number, whatever its hedge, and of a [range](super::aim) the nearer end. What the words leave
//! open of the last level, of the pace and of the rate says when at the earliest and at the latest. A likelihood is told of the central
//! path only, from how far off real series were.

use super::aim::{Aim, Beside, Side};
use super::amounts::Point;
use super::begun::Begun;
use super::behind::Behind;
use super::chance::likelihood;
use super::exchange::Conversion;
use super::growths_ahead;
use super::history::{History, Part};
use super::outlook::Outlook;
use super::paces::{self, Pace, big, middle_of};
use super::path::{Basis, PathPoint, rounded};
use super::sense::{Sense, sense, sense_of_range};
use super::when::{When, along, by_pace};
use crate::exact::Interval;
use crate::figures::{Aspect, Figure, Flow, Series};
use crate::period::{Period, YEAR};
use crate::words::{Measure, Unit};
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive};

/// A forecast or target of an amount, beside the paths of its series.
#[derive(Clone, Debug)]
pub struct Target {
    /// Which figure (index).
    pub figure: usize,
    /// When it is to be reached; `None` where no date was named.
    pub by: Option<Period>,
    /// What is to be reached, in the unit of the series.
    pub aim: Aim,
    /// Of a growth that comes to an amount: what it is compared with.
    pub grown_from: Option<Period>,
    /// What is known of periods as long as its own, where its series goes by shorter ones that add up to it.
    pub added_up: Option<Box<History>>,
    /// How it came into that unit, where it was stated in another.
    pub conversion: Option<Conversion>,
    /// Why it was set beside amounts in another currency, where some in its own are known, for people.
    pub choice: Option<String>,
    /// What it asks for: so much at least, or at most.
    pub sense: Sense,
    /// Where it stands by now.
    pub stands: Stands,
    /// The yearly growth needed from the last level to the date, as fractions, rounded outward to [`GROWTH_PLACES`] places.
    pub needs_growth: Option<[BigRational; 2]>,
    /// When each path would reach it.
    pub reached: Vec<Reached>,
    /// Where the central path is at the date.
    pub then: Option<BigRational>,
    /// How likely the central path is to be there by the date; to lie in a range at the date.
    pub probability: Option<f64>,
    /// How likely it is to have come to the nearer end of a range, or beyond; of one amount the same as `probability`.
    pub comes_near: Option<f64>,
}

/// Where a target stands by now.
#[derive(Clone, Debug)]
pub enum Stands {
    /// It is still to be reached.
    Ahead,
    /// The last level has it: nothing has to grow, and "more than 8 bn" from 10 is no fall.
    Holds,
    /// The months known of a year begun are more than it already.
    InHand,
    /// The months known of its year are more than it allows already.
    Broken,
    /// Its date has passed.
    Behind(Box<Behind>),
}

/// When one path would reach a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The path's name.
    pub path: String,
    /// What it follows from, which tells it from others of that name.
    pub basis: Basis,
    /// At the earliest that words, or the band, leave.
    pub earliest: When,
    /// At the middle.
    pub central: When,
    /// At the latest.
    pub latest: When,
    /// Where it is at the date of a range; `None` of one amount, without a date and where it says nothing of that date.
    pub then: Option<Beside>,
}

/// Decimal places of growths needed.
pub const GROWTH_PLACES: u32 = 6;

/// What a forecast or target of an amount speaks of; `None` of other figures.
pub fn spoken_of(figure: &Figure) -> Option<(&Series, Option<&Unit>, Option<Period>)> {
    if figure.status.is_of_the_past() {
        return None;
    }
    match (&figure.reading.cell, &figure.undated) {
        (Some(cell), _) => (cell.aspect == Aspect::Level).then_some((&cell.series, cell.unit.as_ref(), Some(cell.period))),
        (None, Some(undated)) => (undated.measure == Measure::Level).then_some((&undated.series, undated.unit.as_ref(), None)),
        (None, None) => None,
    }
}

/// Where a history leads, for forecasts: its paces, and its central path as far as anything is told of.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// The paces that are carried forward.
    pub paces: Vec<Pace>,
    /// The central path.
    pub outlook: Option<Outlook>,
}

impl Ahead {
    /// Without the growth of a figure's own row: nobody measures what a row puts forward with that.
    fn beside(&self, figure: &Figure) -> Ahead {
        let others = self.paces.iter().filter(|pace| pace.row != Some(figure.place));
        Ahead { paces: others.cloned().collect(), outlook: self.outlook.clone() }
    }
}

/// A forecast beside a history; `conversion` where it is stated in another currency, `proved` what figures prove of its date.
/// `None` where there is no level to start from.
pub fn target(
    (index, figure): (usize, &Figure),
    history: &History,
    ahead: &Ahead,
    conversion: Option<Conversion>,
    choice: Option<String>,
    proved: Option<Interval>,
) -> Option<Target> {
    let (by, aim, from) = match growths_ahead::aim(figure, history) {
        Some((aim, from)) => (figure.reading.cell.as_ref().map(|cell| cell.period), aim, Some(from)),
        None => (spoken_of(figure)?.2, Aim::of(figure, conversion.as_ref())?, None),
    };
    let settled = from.and_then(|from| history.settled_at(from));
    let history = settled.as_ref().unwrap_or(history);
    let last = match history.last() {
        Some(last) => last.period,
        // Where no half-year is known yet that months add up to, their path may lead on to the next.
        None => {
            let first = ahead.outlook.as_ref()?.path.points.first()?.period;
            first.months_earlier(YEAR).filter(|before| by.is_some_and(|by| by.end() > before.end()))?
        }
    };
    let flow = &history.series.flow;
    let (sense, stands) = match by.filter(|by| is_behind(*by, history)) {
        Some(by) => {
            let before = Behind::level_before(history, by).or_else(|| history.last().map(middle_of))?;
            let sense = sense(figure, flow, &aim.all[1], &before, true);
            (sense, Stands::Behind(Box::new(Behind::of(figure, (history, by), &aim, sense, proved))))
        }
        None => {
            let known = history.compared_with(by);
            let level = year_put_at(history, by).or_else(|| known.map(middle_of)).or_else(|| next_on_path(ahead))?;
            let sense = match &aim.range {
                // "Halve": whoever names no date means a fall from what is known by now.
                _ if from.is_some() && by.is_none() && aim.all[2] < level => Sense::AtMost,
                Some(range) => sense_of_range(figure, range, &level),
                None => sense(figure, flow, &aim.all[1], &level, by.is_some()),
            };
            // A cut is one from what is known: beside a path alone nobody means less by an amount.
            let sense = if known.is_none() && sense == Sense::Either { Sense::AtLeast } else { sense };
            (sense, known.map_or(Stands::Ahead, |known| stands(history, known, &aim, sense, by)))
        }
    };
    let nothing_ahead = Target {
        figure: index,
        by,
        aim,
        grown_from: from,
        added_up: None,
        conversion,
        choice,
        sense,
        stands,
        needs_growth: None,
        reached: Vec::new(),
        then: None,
        probability: None,
        comes_near: None,
    };
    Some(match nothing_ahead.stands {
        Stands::Behind(_) => nothing_ahead,
        Stands::Broken => Target { probability: Some(0.0), ..nothing_ahead },
        _ => on_paths(nothing_ahead, history, last, &ahead.beside(figure)),
    })
}

/// Whether a target is one of years where no whole year is known: parts of one are no level that it could be held against. Who names no
/// date speaks of a year.
fn is_of_year_alone(history: &History, by: Option<Period>) -> bool {
    history.year_alone().is_some() && by.is_none_or(|by| by.months() == YEAR)
}

/// What the year begun is put at, for a target of later years where no whole year is known. One of that very year is held against its months known.
fn year_put_at(history: &History, by: Option<Period>) -> Option<BigRational> {
    let begun = Begun::of(history).filter(|begun| is_of_year_alone(history, by) && by != Some(begun.part.year))?;
    Some(rounded(begun.whole.value))
}

/// What the next period is put at, where none as long is known.
fn next_on_path(ahead: &Ahead) -> Option<BigRational> {
    Some(ahead.outlook.as_ref()?.path.points.first()?.central.clone())
}

/// Where a target stands whose date has not passed; `known` is what it is compared with.
fn stands(history: &History, known: &Point, aim: &Aim, sense: Sense, by: Option<Period>) -> Stands {
    // What the first months of the year have brought, the year has; a balance may lose it again.
    let brought = |part: &Part| part.known.interval.low.filter(|low| !low.at.is_negative()).map(|low| big(&low.at));
    let begun = history.part.as_ref().filter(|_| history.series.flow != Flow::Balance);
    let brought = begun.and_then(|part| Some((part.year, brought(part)?)));
    let (most, is_range) = (&aim.all[2], aim.range.is_some());
    // What has come into a range may still pass it.
    let is_enough = |sense: Sense| sense == Sense::AtLeast && !is_range;
    let is_limited = |sense: Sense| sense == Sense::AtMost || is_range;
    match brought {
        Some((year, least)) if is_enough(sense) && by.is_none_or(|by| by == year) && least >= *most => Stands::InHand,
        Some((year, least)) if is_limited(sense) && by == Some(year) && least > *most => Stands::Broken,
        _ if is_of_year_alone(history, by) => Stands::Ahead,
        _ if holds(known, &middle_of(known), aim, sense) => Stands::Holds,
        _ => Stands::Ahead,
    }
}

/// A target with what it needs, when each path would be there, and how likely it is. `last` is the last period known.
fn on_paths(target: Target, history: &History, last: Period, ahead: &Ahead) -> Target {
    let Target { by, aim, .. } = &target;
    let (is_fall, is_there) = (target.sense.is_fall(), !matches!(target.stands, Stands::Ahead));
    let needs_growth = by.filter(|_| !is_there).and_then(|by| needed(history, by, &aim.all));
    let near = aim.near(is_fall);
    let mut reached = Vec::new();
    let found = |path: &str, basis: Basis, [earliest, central, latest]: [When; 3], points: &[PathPoint]| Reached {
        path: path.to_string(),
        basis,
        earliest,
        central,
        latest,
        then: points.iter().find(|point| Some(point.period) == *by).and_then(|point| aim.beside(point)),
    };
    let begun = history.part.as_ref().filter(|_| matches!(target.stands, Stands::InHand));
    let now = [When::In(begun.map_or(last, |part| part.year)); 3];
    for pace in &ahead.paces {
        let Ok(bases) = paces::bases(history, pace) else { continue };
        if is_of_year_alone(history, *by) {
            continue;
        }
        let when = if is_there { now } else { by_pace(&bases, pace, near, is_fall, last.first()) };
        let to_date = by.filter(|_| aim.range.is_some()).and_then(|by| paces::carried(history, pace, &[by]).ok());
        let at_date = found(&pace.name, pace.basis, when, to_date.as_ref().map_or(&[], |path| &path.points));
        let between = || by.filter(|_| !is_there).and_then(|by| between_steps(aim, (&bases, pace), by, is_fall, last));
        reached.push(Reached { then: at_date.then.or_else(between), ..at_date });
    }
    // Where half a year is all that is known, the central path is of whole ones.
    let months = if is_of_year_alone(history, *by) { YEAR } else { last.months() };
    let is_as_long = |outlook: &&Outlook| outlook.path.points.first().is_some_and(|point| point.period.months() == months);
    if let Some(outlook) = ahead.outlook.as_ref().filter(is_as_long) {
        let in_a_year = usize::try_from(12 / history.months).unwrap_or(1);
        let (points, measured) = (&outlook.path.points, measured_until(outlook, history, last));
        let when = if is_there { now } else { on_central_path(points, near, is_fall, (in_a_year, measured)) };
        reached.push(found(&outlook.path.name, outlook.path.basis, when, points));
    }
    let at = |by: Period| ahead.outlook.as_ref()?.path.points.iter().find(|point| point.period == by);
    let then = by.and_then(at).map(|point| point.central.clone());
    let likely = |aim: &BigRational, is_fall: bool| likelihood(ahead.outlook.as_ref()?, (*by)?, aim.to_f64()?, is_fall);
    let comes_near = likely(&near[1], is_fall);
    // "Cut to between 8 and 9 bn" of what is 7 by now holds while it is no more than 9.
    let is_beyond = is_there && !history.compared_with(*by).is_some_and(|known| aim.has_within(&known.interval));
    let probability = match &aim.range {
        Some([lower, upper]) if !is_beyond => {
            likely(&lower[1], false).zip(likely(&upper[1], false)).map(|(from, beyond)| from - beyond)
        }
        _ => comes_near,
    };
    Target { needs_growth, reached, then, probability, comes_near, ..target }
}

/// Where a growth over several years is at the date of a range that lies between its steps: it is there by equal parts, as when it is told
/// when it reaches something. `None` of other paces.
fn between_steps(aim: &Aim, (bases, pace): (&[&Point], &Pace), by: Period, is_fall: bool, last: Period) -> Option<Beside> {
    let is_within = |base: &&&Point| {
        let apart = by.first() - base.period.first();
        base.period.months() == by.months() && apart % YEAR == 0 && apart % pace.step != 0
    };
    let is_in_years = aim.range.is_some() && pace.step > YEAR && pace.step % YEAR == 0;
    bases.iter().find(is_within).filter(|_| is_in_years)?;
    let is_by = |when: When| when.period().is_some_and(|period| period.end() <= by.end());
    let there = |is_fall_end: bool| by_pace(bases, pace, aim.near(is_fall_end), is_fall, last.first()).map(is_by);
    let ([near_first, near, near_last], [far_first, far, far_last]) = (there(is_fall), there(!is_fall));
    let (short, beyond) = if is_fall { (Side::Above, Side::Below) } else { (Side::Below, Side::Above) };
    let middle = if far {
        beyond
    } else if near {
        Side::Within
    } else {
        short
    };
    let all = match (near_first, near_last, far_first, far_last) {
        (false, ..) => Some(short),
        (_, _, _, true) => Some(beyond),
        (_, true, false, _) => Some(Side::Within),
        _ => None,
    };
    Some(Beside { middle, all })
}

/// Whether a date is no later than the last amount known.
pub(super) fn is_behind(by: Period, history: &History) -> bool {
    let last = history.points.last().map(|last| last.period.end());
    last.or(history.year_alone().map(|part| part.year.first())).is_some_and(|end| by.end() <= end)
}

/// Whether two ends are near enough for their middle to stand for both: within a twentieth of it.
pub(super) fn is_close(low: &BigRational, high: &BigRational) -> bool {
    (high - low) * BigRational::from_integer(20.into()) <= (low + high).abs()
}

/// Whether what is known last has it already. Of a level that words leave wide open, all of it has to. Who says "raise to between 8 and 9 bn"
/// of what is 10 by now has it too.
fn holds(last: &Point, level: &BigRational, aim: &Aim, sense: Sense) -> bool {
    let [low, high] = [last.interval.low, last.interval.high].map(|end| end.map(|end| big(&end.at)));
    let is_close = low.as_ref().zip(high.as_ref()).is_some_and(|(low, high)| is_close(low, high));
    let is_from = |near: &[BigRational; 3]| (*level >= near[1] && is_close) || low.as_ref().is_some_and(|low| *low >= near[2]);
    let is_up_to =
        |near: &[BigRational; 3]| (*level <= near[1] && is_close) || high.as_ref().is_some_and(|high| *high <= near[0]);
    match (sense, &aim.range) {
        (Sense::AtLeast, Some([lower, upper])) => is_from(lower) && (is_up_to(upper) || is_from(upper)),
        (Sense::AtMost, Some([lower, upper])) => is_up_to(upper) && (is_from(lower) || is_up_to(lower)),
        (Sense::AtLeast, None) => is_from(&aim.all),
        (Sense::AtMost, None) => is_up_to(&aim.all),
        (Sense::Either, _) => false,
    }
}

/// The yearly growth from the latest known year of the same months, least and most.
fn needed(history: &History, by: Period, aim: &[BigRational; 3]) -> Option<[BigRational; 2]> {
    let (base, years) = history.same_months_before(by)?;
    let (low, high) = (big(&base.interval.low?.at), big(&base.interval.high?.at));
    if !low.is_positive() || !aim[0].is_positive() {
        return None;
    }
    let least = root(&(&aim[0] / high), years, false) - BigRational::one();
    let most = root(&(&aim[2] / low), years, true) - BigRational::one();
    Some([least, most])
}

/// The root of a positive number, in steps of the last decimal place: the largest that is not above it, or the smallest not below.
pub(super) fn root(value: &BigRational, degree: u32, up: bool) -> BigRational {
    let scale = BigInt::from(10).pow(GROWTH_PLACES);
    let (scaled, rest) = (value.numer() * scale.pow(degree)).div_mod_floor(value.denom());
    let below = scaled.nth_root(degree);
    let is_exact = rest == BigInt::ZERO && below.pow(degree) == scaled;
    BigRational::new(if up && !is_exact { below + 1 } else { below }, scale)
}

/// When the end of a band is there at the latest: beyond the month until which bands were measured, and beyond its middle, it says no more
/// than that.
fn no_later_than_measured(latest: When, central: When, measured: i32) -> When {
    let is_beyond = |end: i32| latest.period().is_none_or(|latest| latest.end() > end);
    match (latest, central) {
        (When::In(_) | When::NotBefore(_), When::In(central)) if is_beyond(measured) && is_beyond(central.end()) => {
            When::NotBefore(measured.max(central.end()).div_euclid(YEAR))
        }
        _ => latest,
    }
}

/// The month until which the bands of a path were measured; `last` is the last period known.
fn measured_until(outlook: &Outlook, history: &History, last: Period) -> i32 {
    // What its parts lead on has the bands of these.
    let months = history.led_by.as_ref().map_or(history.months, |parts| parts.months);
    last.end() + outlook.class.measured_ahead(months)
}

/// When the central path, and the ends of its band, are there; they were measured until a month.
fn on_central_path(
    points: &[PathPoint],
    aim: &[BigRational; 3],
    is_fall: bool,
    (in_a_year, measured): (usize, i32),
) -> [When; 3] {
    let end = |end: usize, aim: &BigRational| {
        let band = |point: &PathPoint| point.band.as_ref().map(|band| band[end].clone());
        along(points, band, aim, is_fall, in_a_year)
    };
    let central = along(points, |point| Some(point.central.clone()), &aim[1], is_fall, in_a_year);
    let latest = |latest: When| no_later_than_measured(latest, central, measured);
    if is_fall {
        [end(0, &aim[2]), central, latest(end(1, &aim[0]))]
    } else {
        [end(1, &aim[0]), central, latest(end(0, &aim[2]))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_rounded_outward_and_exact_where_they_can_be() {
        let ratio = |n: i64, d: i64| BigRational::new(n.into(), d.into());
        assert_eq!(root(&ratio(1728, 1000), 3, false), ratio(12, 10));
        assert_eq!(root(&ratio(1728, 1000), 3, true), ratio(12, 10));
        assert_eq!(root(&ratio(2, 1), 2, false), ratio(1_414_213, 1_000_000));
        assert_eq!(root(&ratio(2, 1), 2, true), ratio(1_414_214, 1_000_000));
    }
}
