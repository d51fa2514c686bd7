//! The history of a series: its known amounts in steps of equal length, and what is known of the year after the last.
//!
//! ```text
//! 2019, 2020, 2021, 2022                years
//! 2019, 2021, 2022, 2023-H1             years with a gap, and half of 2023
//! 2021-01, 2021-02 … 2023-05            months; and the years that they add up to
//! 2021-01..2021-08, 2022-01..2022-08    the same months; and 2022, a year begun that these lead on
//! ```
//!
//! An amount that nobody stated but that figures imply is history too, where it is bounded closely enough. What was forecast or
//! aimed at is not.

use super::amounts::{Amounts, Point, Unsettled, Why, middle};
use super::elsewhere;
use super::exchange::{Conversion, Rates};
use super::paces::big;
use super::runs;
use super::said_again::SaidAgain;
use super::trend::Kind;
use super::year::PartOfYear;
use crate::exact::{End, Interval, Ratio};
use crate::figures::{Aspect, Cell, Figures, Flow, Nature, Series};
use crate::network::{Network, Quantity};
use crate::period::{Period, YEAR};
use crate::verdict::{Bounded, Tier};
use crate::words::Unit;
use num_rational::BigRational;
use num_traits::{CheckedAdd, CheckedDiv, CheckedSub, Signed, ToPrimitive};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// An implied amount counts as history while its width is no more than its middle divided by this.
const WIDTHS_IN_MIDDLE: i64 = 4;
/// So many months may be known after those that a year past tells of; with more a share of fewer months says less than × 12/k.
const MOST_MORE: i32 = 2;

/// The history of one series in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// Whose and what.
    pub series: Series,
    /// Counted in what.
    pub unit: Option<Unit>,
    /// The points, each `months` or a multiple of it after the one before.
    pub points: Vec<Point>,
    /// The distance of two points.
    pub months: i32,
    /// Some months of the year after the last point, where they are known; for years only.
    pub part: Option<Part>,
    /// The years that these shorter periods add up to, where there are any: the two paths say the same.
    pub years: Option<Box<History>>,
    /// The shorter periods that lead its one year, or the year begun, on; `None` where years do that by themselves.
    pub led_by: Option<Box<History>>,
    /// Some months of a year before, where its one year, or the year begun, is led on by nothing else.
    pub before: Option<Part>,
    /// At which rate its one level was converted, where it is known in another currency.
    pub converted: Option<String>,
}

impl History {
    /// Whether a period lies ahead, or behind, in step with the points: as long, and in the same months where these are a year apart.
    /// (A stock has no length.)
    pub fn reaches(&self, period: Period) -> bool {
        let Some(last) = self.last() else { return false };
        let is_in_step = |known: Period| period.months() == known.months() && (period.first() - known.first()) % self.months == 0;
        self.series.nature == Nature::Stock
            || (is_in_step(last.period) && !self.is_year_of_parts())
            || self.year_alone().is_some_and(|part| is_in_step(part.year))
    }

    /// The year begun, where no whole one is known: its path is of years, whatever is known of it.
    pub(super) fn year_alone(&self) -> Option<&Part> {
        self.part.as_ref().filter(|_| self.points.is_empty())
    }

    /// Whether it is a year begun beside a history of the periods that are known of it, which has what is told of these.
    pub fn is_year_of_parts(&self) -> bool {
        self.points.is_empty() && self.led_by.is_some()
    }

    /// Whether its points are amounts of whole years, or at moments.
    pub fn is_of_years(&self) -> bool {
        let is_of_year = |last: &Point| self.series.nature == Nature::Stock || last.period.months() == YEAR;
        self.points.last().is_some_and(is_of_year) || self.year_alone().is_some()
    }
}

/// Some months of a year, the first as a rule, and the years before.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The whole year.
    pub year: Period,
    /// What is known of it together.
    pub known: Point,
    /// The same, run of months by run of months, in order.
    pub runs: Vec<Point>,
    /// With the same months and whole of years past.
    pub of_year: PartOfYear,
    /// What of those is not settled.
    pub unsettled: Vec<Unsettled>,
    /// What the rest of the year before was, where it is known.
    pub rest_before: Option<Interval>,
}

impl Part {
    /// How many months are known after those that a year past tells of; 0 where one tells of all, or none of any.
    pub(super) fn more(&self) -> i32 {
        self.months() - self.of_year.months
    }

    /// How many months are known.
    pub fn months(&self) -> i32 {
        runs::months(&self.runs)
    }

    /// What is known last of it: its months together where they follow one another.
    pub fn last(&self) -> &Point {
        self.runs.last().unwrap_or(&self.known)
    }

    /// Whether its months are the first ones.
    pub fn is_of_first_months(&self) -> bool {
        self.runs.len() == 1 && self.known.period.first() == self.year.first()
    }
}

impl History {
    /// The last amount known: of the last point, or of a year begun where there is no whole one.
    pub fn last(&self) -> Option<&Point> {
        self.points.last().or(self.part.as_ref().map(Part::last))
    }

    /// The last year known, be it but begun; of years.
    pub(super) fn last_year(&self) -> Option<Period> {
        self.part.as_ref().map(|part| part.year).or(self.points.last().map(|point| point.period))
    }

    /// How its amounts move.
    pub fn kind(&self) -> Kind {
        kind_of(self.known(), &self.series)
    }

    /// All amounts known, that of a year begun last.
    pub(super) fn known(&self) -> impl Iterator<Item = &Point> + Clone {
        let [before, begun] = [&self.before, &self.part].map(|part| part.as_ref().map(|part| &part.known));
        before.into_iter().chain(&self.points).chain(begun)
    }

    /// As much as is told as nothing: 50,000 where levels are `0.0 mn`.
    pub fn told_as_nothing(&self) -> f64 {
        let ends = |point: &Point| {
            [point.interval.low, point.interval.high].into_iter().flatten().filter_map(|end| end.at.to_f64()).collect::<Vec<_>>()
        };
        self.known().filter(|point| point.may_be_nothing()).flat_map(ends).map(f64::abs).fold(0.0, f64::max)
    }

    /// What of it figures do not settle, by period: where they contradict one another, and where several are vague.
    pub fn unsettled(&self) -> Vec<&Unsettled> {
        let years_past = self.before.iter().chain(&self.part).flat_map(|part| &part.unsettled);
        let mut all: Vec<&Unsettled> = self.known().flat_map(|point| &point.unsettled).chain(years_past).collect();
        // A figure that is vague all alone is no question of which.
        all.retain(|one| one.why == Why::Contradicted || !one.others.is_empty());
        all.sort_by_key(|one| (one.period, one.first));
        all.dedup();
        all
    }

    /// Each point's place, in steps from the first, and its amount.
    pub fn places(&self) -> Vec<(usize, f64)> {
        let Some(first) = self.points.first() else { return Vec::new() };
        self.points.iter().map(|point| (self.steps(first.period, point.period), point.central)).collect()
    }

    /// How many steps one period is after another.
    pub fn steps(&self, from: Period, until: Period) -> usize {
        usize::try_from((until.first() - from.first()) / self.months).unwrap_or(0)
    }

    /// The latest point of the same months as a period, and how many years before it that is.
    pub fn same_months_before(&self, period: Period) -> Option<(&Point, u32)> {
        let is_same = |point: &&Point| {
            let apart = period.first() - point.period.first();
            apart > 0 && apart % YEAR == 0 && point.period.months() == period.months()
        };
        let begun = self.part.as_ref().map(Part::last).filter(|_| self.points.is_empty());
        let point = self.points.iter().chain(begun).rev().find(is_same)?;
        Some((point, u32::try_from((period.first() - point.period.first()) / YEAR).ok()?))
    }

    /// With the amount of a period at its middle: what it is doubled from cancels out of how fast it doubles. `None` where it is no
    /// number that is held exactly.
    pub(super) fn settled_at(&self, period: Period) -> Option<History> {
        let mut settled = self.clone();
        let point = settled.points.iter_mut().find(|point| point.period == period)?;
        let (low, high) = (point.interval.low?.at, point.interval.high?.at);
        point.interval = Interval::point(low.checked_add(&high)?.checked_div(&Ratio::from_integer(2))?);
        Some(settled)
    }

    /// What a forecast for a period is compared with: what is known last; of parts of a year the same months of the latest year, for a season is
    /// no rise or fall.
    pub fn compared_with(&self, by: Option<Period>) -> Option<&Point> {
        let same = by.filter(|_| self.months < YEAR).and_then(|by| self.same_months_before(by));
        same.map(|(point, _)| point).or_else(|| self.last())
    }

    /// Its last level alone in another currency, for paces that are stated in that; of a level above nothing.
    pub fn in_currency(&self, unit: &Unit, conversion: &Conversion) -> Option<History> {
        let last = self.points.last().filter(|last| last.central > 0.0)?;
        let [low, middle, high] = &conversion.factors;
        let times = |end: Option<End>, factor: &BigRational, up: bool| {
            let end = end?;
            Some(End { at: outward(&(big(&end.at) * factor), up)?, open: end.open })
        };
        let interval = Interval { low: times(last.interval.low, low, false), high: times(last.interval.high, high, true) };
        let central = last.central * middle.to_f64()?;
        let point = Point { interval, central, ..last.clone() };
        let converted = Some(conversion.told.clone());
        Some(History { unit: Some(unit.clone()), converted, ..self.of_points(vec![point], self.months) })
    }

    /// The same series with these points `months` apart and nothing besides: what its years, their parts and the months of a year begun say is
    /// said of other points.
    pub(super) fn of_points(&self, points: Vec<Point>, months: i32) -> History {
        History { converted: self.converted.clone(), ..History::of(self.series.clone(), self.unit.clone(), points, months) }
    }

    /// Points of a series, `months` apart, and nothing besides.
    pub fn of(series: Series, unit: Option<Unit>, points: Vec<Point>, months: i32) -> History {
        History { series, unit, points, months, part: None, years: None, led_by: None, before: None, converted: None }
    }

    /// The period so many steps after another.
    pub fn after(&self, period: Period, steps: usize) -> Option<Period> {
        period.months_earlier(-self.months.checked_mul(i32::try_from(steps).ok()?)?)
    }
}

/// A number in the size that ends have; one of too many digits is rounded outward to a whole unit of the currency. `None` of more than
/// 128 bits.
pub(super) fn outward(value: &BigRational, up: bool) -> Option<Ratio> {
    if let (Some(numer), Some(denom)) = (value.numer().to_i128(), value.denom().to_i128()) {
        return Some(Ratio::new_raw(numer, denom));
    }
    let whole = if up { value.ceil() } else { value.floor() };
    whole.to_integer().to_i128().map(Ratio::from_integer)
}

/// All histories in the figures, ordered by series and unit: years where there are any, and quarters or months besides if there
/// is a year of them; where there are no years, what there is most of. The tier says what the words of rates leave open. `until` leaves
/// out what ends after that month.
pub fn histories(figures: &Figures, network: &Network, levels: &[Bounded], tier: Tier, until: Option<i32>) -> Vec<History> {
    let mut all = elsewhere::All::new();
    let said_again = SaidAgain::of(figures);
    for bounded in levels {
        let Some(Quantity::Cell(cell)) = network.cells.get(bounded.cell.0 as usize).map(|node| &node.quantity) else { continue };
        if matches!(cell.series.flow, Flow::Rate(..)) || bounded.rests_on.is_empty() {
            continue;
        }
        if let Some(point) = implied(cell, bounded, &said_again) {
            all.entry((&cell.series, cell.unit.as_ref())).or_default().add(point);
        }
    }
    let nowhere = levels.iter().filter(|bounded| bounded.bounds.is_none());
    let nowhere: BTreeSet<&Cell> = nowhere
        .filter_map(|bounded| match &network.cells.get(bounded.cell.0 as usize)?.quantity {
            Quantity::Cell(cell) => Some(cell),
            _ => None,
        })
        .collect();
    // What is stated counts however vague it is, and also where the figures clash; but then it is said.
    let mut stated: BTreeMap<&Cell, Vec<(usize, Interval)>> = BTreeMap::new();
    for (index, figure) in figures.figures.iter().enumerate().filter(|(_, figure)| figure.status.is_of_the_past()) {
        let Some(cell) = figure.reading.cell.as_ref().filter(|cell| cell.aspect == Aspect::Level) else { continue };
        if middle(&figure.reading.meant).is_some() {
            stated.entry(cell).or_default().push((index, figure.reading.meant));
        }
    }
    for (cell, said) in stated {
        if let Some(point) = Point::stated(cell.period, nowhere.contains(cell), &said) {
            all.entry((&cell.series, cell.unit.as_ref())).or_default().add(point);
        }
    }
    elsewhere::add(&mut all, &Rates::of(figures, &[], tier));
    let mut histories = Vec::new();
    for ((series, unit), mut amounts) in all {
        if let Some(month) = until {
            amounts.end_by(month);
        }
        histories.extend(of_amounts(&amounts, series, unit));
    }
    histories
}

fn implied(cell: &Cell, bounded: &Bounded, said_again: &SaidAgain<'_>) -> Option<Point> {
    let interval = bounded.bounds?;
    let central = middle(&interval)?;
    let (period, rests_on) = (cell.period, said_again.with_all(&bounded.rests_on));
    is_close(&interval).then_some(Point { period, interval, central, rests_on, unsettled: Vec::new() })
}

/// Whether the figures leave so little of an amount that it is known.
pub fn is_close(interval: &Interval) -> bool {
    let ends = interval.low.zip(interval.high).map(|(low, high)| (big(&low.at), big(&high.at)));
    // Twice the middle, so that nothing is divided.
    ends.is_some_and(|(low, high)| {
        // Ends that have passed one another leave nothing, however near they are.
        low <= high && (&high - &low) * BigRational::from_integer((2 * WIDTHS_IN_MIDDLE).into()) <= (low + high).abs()
    })
}

/// Points, and how many months lie between one and the next.
type Stepped = (Vec<Point>, i32);

fn of_amounts(amounts: &Amounts, series: &Series, unit: Option<&Unit>) -> Vec<History> {
    let history = |points: Vec<Point>, months: i32| History::of(series.clone(), unit.cloned(), points, months);
    let lengths: BTreeSet<i32> = amounts.all().map(|point| point.period.months()).collect();
    let stepped: Vec<Stepped> = lengths.iter().filter_map(|&length| in_steps(amounts, length)).collect();
    let mut years = stepped.iter().find(|(points, months)| *months == YEAR && points[0].period.months() == YEAR).cloned();
    if series.nature == Nature::Flow {
        years = add_whole_years(amounts, years);
    }
    let mut found = Vec::new();
    if let Some((points, months)) = years {
        let mut yearly = history(points, months);
        let a_year_of = |(points, months): &&Stepped| *months < YEAR / 2 && points.len() >= (YEAR / months) as usize;
        let mut finest = stepped.iter().filter(a_year_of).min_by_key(|(_, months)| *months);
        if series.nature == Nature::Flow {
            yearly.part = part_of_year(amounts, &yearly);
            // One year leads nowhere by itself, but what is known of shorter periods may.
            if yearly.points.len() == 1 && yearly.part.is_none() {
                let leads = |(points, _): &&Stepped| points.len() > 1 && points[0].period.months() < YEAR;
                let longest = |(points, months): &&Stepped| (points.len(), Reverse(*months));
                finest = finest.or(stepped.iter().filter(leads).max_by_key(longest));
                yearly.led_by = finest.map(|(points, months)| Box::new(history(points.clone(), *months)));
                if finest.is_none() {
                    yearly.before = year_before(amounts, yearly.points[0].period, &yearly.points, series);
                }
            }
        }
        found.push(yearly.clone());
        found.extend(finest.map(|(points, months)| beside_years(history(points.clone(), *months), yearly)));
    } else if let Some((points, months)) = stepped.iter().max_by_key(|(points, months)| (points.len(), *months)) {
        let alone = history(points.clone(), *months);
        let begun = if series.nature == Nature::Flow { year_begun(amounts, series) } else { None };
        match begun {
            Some(part) if points.len() == 1 => {
                let before = year_before(amounts, part.year, &[], series);
                found.push(History { points: Vec::new(), months: YEAR, part: Some(part), before, ..alone });
            }
            Some(part) => {
                let year = history(Vec::new(), YEAR);
                let year = History { part: Some(part), led_by: Some(Box::new(alone.clone())), ..year };
                found.push(year.clone());
                found.push(beside_years(alone, year));
            }
            None => found.push(alone),
        }
    }
    found
}

/// Shorter periods, which add up to the path of years where they are no part of a year alone.
fn beside_years(shorter: History, years: History) -> History {
    let years = (years.series.nature == Nature::Flow && shorter.months < YEAR).then(|| Box::new(years));
    History { years, ..shorter }
}

/// The points of one length of period, with the distance of one to the next: the longest that they all fit in, up to a year. Where
/// they overlap, those of the same months as the last.
fn in_steps(amounts: &Amounts, length: i32) -> Option<Stepped> {
    let mut points: Vec<Point> = amounts.all().filter(|point| point.period.months() == length).cloned().collect();
    let last = points.last()?.period.first();
    let apart = points.iter().fold(0, |so_far, point| num_integer::gcd(so_far, last - point.period.first()));
    let months = num_integer::gcd(apart, YEAR);
    if apart == 0 {
        return Some((points, if YEAR % length == 0 { length } else { YEAR }));
    }
    if months >= length {
        return Some((points, months));
    }
    points.retain(|point| (last - point.period.first()) % YEAR == 0);
    Some((points, YEAR))
}

/// The years stated, and those that shorter periods add up to.
fn add_whole_years(amounts: &Amounts, years: Option<Stepped>) -> Option<Stepped> {
    let (stated, phase) = match years {
        Some((points, _)) => {
            let phase = points[0].period.first().rem_euclid(YEAR);
            (points, phase)
        }
        None => (Vec::new(), 0),
    };
    let first = amounts.all().map(|point| point.period.first()).min()?;
    let end = amounts.all().map(|point| point.period.end()).max()?;
    let mut points = Vec::new();
    let mut stated = stated.into_iter().peekable();
    let begin = first - (first - phase).rem_euclid(YEAR);
    for year in (begin..end).step_by(12).filter_map(|month| Period::between(month, month + YEAR)) {
        match stated.next_if(|point| point.period == year) {
            Some(point) => points.push(point),
            None => points.extend(amounts.of(year)),
        }
    }
    (!points.is_empty()).then_some((points, YEAR))
}

/// What is known of the latest year after the last point.
fn part_of_year(amounts: &Amounts, yearly: &History) -> Option<Part> {
    let last = yearly.points.last()?;
    let end = amounts.all().map(|point| point.period.end()).max()?;
    let begin = last.period.end() + (end - 1 - last.period.end()).div_euclid(YEAR) * YEAR;
    if begin < last.period.end() {
        return None;
    }
    begun(amounts, begin, &yearly.points, &yearly.series)
}

/// What is known of the latest calendar year, where no whole year is known.
fn year_begun(amounts: &Amounts, series: &Series) -> Option<Part> {
    let end = amounts.all().map(|point| point.period.end()).max()?;
    begun(amounts, (end - 1).div_euclid(YEAR) * YEAR, &[], series)
}

/// What is known of the latest year before one of which anything is.
fn year_before(amounts: &Amounts, year: Period, years: &[Point], series: &Series) -> Option<Part> {
    let first = amounts.all().map(|point| point.period.first()).min()?;
    let mut begins = (1..).map(|years| year.first() - years * YEAR).take_while(|begin| begin + YEAR > first);
    begins.find_map(|begin| begun(amounts, begin, years, series))
}

/// What is known of the year that begins with a month, beside the same months of whole years.
fn begun(amounts: &Amounts, begin: i32, years: &[Point], series: &Series) -> Option<Part> {
    let year = Period::between(begin, begin + YEAR)?;
    let runs = runs::of_year(amounts, begin);
    let known = runs::together(&runs)?;
    let same = |before: i32| {
        let part = |whole: &Point| {
            let part = runs::same_months(amounts, &runs, before, whole.period.first() - begin)?;
            // What may be nothing has no share, as nothing has none.
            let of_part = if part.may_be_nothing() { 0.0 } else { part.central };
            Some((part.unsettled, (of_part, whole.central)))
        };
        years.iter().filter_map(part).unzip()
    };
    let kind = kind_of(years.iter().chain([&known]), series);
    let months = |before: i32| runs.iter().map(|run| (run.period.end().min(before) - run.period.first()).max(0)).sum::<i32>();
    let with_past = |before: i32| {
        let (unsettled, past): (Vec<Vec<Unsettled>>, Vec<(f64, f64)>) = same(before);
        let part = runs::same_months(amounts, &runs, before, 0).filter(|_| !past.is_empty())?;
        Some((unsettled.concat(), PartOfYear { known: part.central, months: months(before), past, kind }))
    };
    // The most months that a year past tells of: one month more does not lose it.
    let all = runs::months(&runs);
    let (unsettled, of_year) = (begin + 1..=known.period.end())
        .rev()
        .take_while(|&before| all - months(before) <= MOST_MORE)
        .find_map(with_past)
        .unwrap_or_else(|| (Vec::new(), PartOfYear { known: known.central, months: all, past: Vec::new(), kind }));
    let is_first = runs.len() == 1 && known.period.first() == begin;
    let rest = Period::between(begin - YEAR + all, begin).filter(|_| is_first).and_then(|rest| amounts.of(rest));
    let rest_before = rest.map(|rest| rest.interval).or_else(|| {
        let whole = years.iter().find(|whole| whole.period.end() == begin)?;
        less(whole.interval, runs::same_months(amounts, &runs, begin + YEAR, -YEAR)?.interval)
    });
    Some(Part { year, known, runs, of_year, unsettled, rest_before })
}

/// One amount less another; `None` where an end is missing.
fn less(whole: Interval, part: Interval) -> Option<Interval> {
    let end = |whole: Option<End>, part: Option<End>| {
        let (whole, part) = (whole?, part?);
        Some(End { at: whole.at.checked_sub(&part.at)?, open: whole.open || part.open })
    };
    Some(Interval { low: Some(end(whole.low, part.high)?), high: Some(end(whole.high, part.low)?) })
}

/// How such amounts move: what may have been nothing is never carried on by parts.
fn kind_of<'a>(points: impl Iterator<Item = &'a Point> + Clone, series: &Series) -> Kind {
    let amounts = points.map(|point| if point.may_be_nothing() { point.central.min(0.0) } else { point.central });
    Kind::of(amounts, series.flow == Flow::Balance)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(low: i128, high: i128) -> Interval {
        let end = |at: i128| Some(End { at: Ratio::from_integer(at), open: false });
        Interval { low: end(low), high: end(high) }
    }

    #[test]
    fn an_amount_is_known_up_to_a_quarter_of_it_to_the_last_digit() {
        assert!(is_close(&between(7, 9)) && is_close(&between(-9, -7)) && is_close(&between(0, 0)));
        // A float does not see the last digit of these.
        let (low, high) = (700_000_000_000_000_000, 900_000_000_000_000_000);
        assert!(is_close(&between(low, high)) && !is_close(&between(low, high + 1)) && !is_close(&between(low - 1, high)));
        assert!(!is_close(&between(-1, 1)) && !is_close(&Interval { high: None, ..between(7, 9) }));
    }
}
