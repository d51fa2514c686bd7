//! The forecast in the file: the growth it needs from the last level, when each path would reach it, and how likely that is.
//!
//! > 10 bn USD: at 20 % a year from 6.9 bn in 2022 it would be reached in 2025; by 2024 it needs 20.4 % a year.
//!
//! What is to be reached is the printed number, whatever its hedge: who forecasts "more than 10 bn" is held to 10. What the words leave
//! open of the last level, of the pace and of the rate says when at the earliest and at the latest. A likelihood is told of the central
//! path only, from how far off real series were.

use super::exchange::{AskedRate, Conversion, conversion};
use super::history::History;
use super::outlook::Outlook;
use super::paces::big;
use super::path::{Path, PathPoint};
use super::trend::Kind;
use crate::figures::{Aspect, Figure, Figures, Series};
use crate::period::Period;
use crate::words::{Measure, Unit};
use libm::{exp, log, pow};
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
    /// Least, middle and most of what is to be reached, in the unit of the series.
    pub aim: [BigRational; 3],
    /// How it came into that unit, where it was stated in another.
    pub conversion: Option<Conversion>,
    /// Whether it lies below the last level, and is reached from above.
    pub is_fall: bool,
    /// Whether it holds already: nothing has to grow, and "more than 8 bn" from 10 is no fall.
    pub is_passed: bool,
    /// The yearly growth needed from the last level to the date, as fractions, rounded outward to [`GROWTH_PLACES`] places.
    pub needs_growth: Option<[BigRational; 2]>,
    /// When each path would reach it.
    pub reached: Vec<Reached>,
    /// How likely the central path is to be there by the date.
    pub probability: Option<f64>,
}

/// When one path would reach a target; `None`: not within [`LONGEST`](super::LONGEST) periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The path's name.
    pub path: String,
    /// At the earliest that words, or the band, leave.
    pub earliest: Option<Period>,
    /// At the middle.
    pub central: Option<Period>,
    /// At the latest.
    pub latest: Option<Period>,
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

/// A forecast beside a history and its paths, which reach as far as anything is told of; `None` where no rate converts it, or there
/// is no level to start from.
pub fn target(
    (index, figures): (usize, &Figures),
    asked: &[AskedRate],
    history: &History,
    paths: &[Path],
    outlook: Option<&Outlook>,
) -> Option<Target> {
    let figure = figures.figures.get(index)?;
    let (_, unit, by) = spoken_of(figure)?;
    let is_same = unit == history.unit.as_ref();
    let conversion = if is_same { None } else { Some(conversion(figures, asked, unit, history.unit.as_ref())?) };
    let (least, most) = (big(figure.printed.first()?), big(figure.printed.last()?));
    let middle = (&least + &most) / BigRational::from_integer(2.into());
    let aim = match &conversion {
        None => [least, middle, most],
        Some(Conversion { factors: [low, mean, high], .. }) => [least * low, middle * mean, most * high],
    };
    let last = history.points.last()?;
    let is_below = aim[1].to_f64()? < last.central;
    let allowed = &figure.reading.allowed;
    let (is_floor, is_ceiling) = (allowed.high.is_none(), allowed.low.is_none_or(|low| !low.at.is_positive()));
    // Without a date nobody forecasts a fall to what is behind.
    let is_passed = if is_ceiling { !is_below } else { is_below && (is_floor || by.is_none()) };
    let is_fall = if is_ceiling || is_floor { is_ceiling } else { is_below };
    // What is known by now is not to be reached any more.
    let is_known = by.is_some_and(|by| history.points.iter().any(|point| point.period == by));
    let needs_growth = by.filter(|_| !is_known && !is_passed).and_then(|by| needed(history, by, &aim));
    let ahead = if is_known { &[] } else { paths };
    let now = Some(last.period);
    let there = |path: &Path| Reached { path: path.name.clone(), earliest: now, central: now, latest: now };
    let reached = ahead.iter().map(|path| if is_passed { there(path) } else { reached(path, &aim, is_fall) }).collect();
    let probability = by.and_then(|by| likelihood(outlook?, by, aim[1].to_f64()?, is_fall));
    Some(Target { figure: index, by, aim, conversion, is_fall, is_passed, needs_growth, reached, probability })
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
fn root(value: &BigRational, degree: u32, up: bool) -> BigRational {
    let scale = BigInt::from(10).pow(GROWTH_PLACES);
    let (scaled, rest) = (value.numer() * scale.pow(degree)).div_mod_floor(value.denom());
    let below = scaled.nth_root(degree);
    let is_exact = rest == BigInt::ZERO && below.pow(degree) == scaled;
    BigRational::new(if up && !is_exact { below + 1 } else { below }, scale)
}

fn reached(path: &Path, aim: &[BigRational; 3], is_fall: bool) -> Reached {
    let is_there = |value: &BigRational, aim: &BigRational| if is_fall { value <= aim } else { value >= aim };
    let first = |end: &dyn Fn(&PathPoint) -> Option<BigRational>, aim: &BigRational| {
        let there = |point: &&PathPoint| end(point).is_some_and(|value| is_there(&value, aim));
        path.points.iter().find(there).map(|point| point.period)
    };
    let high = |point: &PathPoint| point.band.as_ref().map_or(point.high.clone(), |[_, high]| Some(high.clone()));
    let low = |point: &PathPoint| point.band.as_ref().map_or(point.low.clone(), |[low, _]| Some(low.clone()));
    let central = first(&|point| Some(point.central.clone()), &aim[1]);
    // What an unbounded pace may reach, it may reach at once.
    let unbounded = path.points.first().filter(|point| point.band.is_none() && high(point).is_none()).map(|point| point.period);
    let (earliest, latest) = if is_fall {
        (first(&low, &aim[2]), first(&high, &aim[0]))
    } else {
        (first(&high, &aim[0]).or(unbounded), first(&low, &aim[2]))
    };
    Reached { path: path.name.clone(), earliest, central, latest }
}

/// How likely an amount is to be reached, from how far off real series were. Between and beyond the two coverages that were measured, the
/// share further off is taken to fall as a Weibull law: exp(−(off/a)^b), through both.
fn likelihood(outlook: &Outlook, by: Period, aim: f64, is_fall: bool) -> Option<f64> {
    let place = outlook.path.points.iter().position(|point| point.period == by)?;
    let (value, [inner, outer]) = (*outlook.values.get(place)?, *outlook.off.get(place)?);
    let apart = match outlook.kind {
        Kind::Positive if aim > 0.0 => log(aim / value),
        Kind::Positive => return Some(if is_fall { 0.0 } else { 1.0 }),
        Kind::NotNegative | Kind::Signed => aim - value,
    };
    let power = log(log(20.0) / log(5.0)) / log(outer / inner);
    let further = exp(-log(5.0) * pow(apart.abs() / inner, power));
    let above = if apart > 0.0 { further / 2.0 } else { 1.0 - further / 2.0 };
    Some(if is_fall { 1.0 - above } else { above })
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
