//! When an amount is reached: solved, not looked for year by year.
//!
//! > 100 growing by 10 % a year is 121 after two years: not after three, for no rounding takes part.
//!
//! A pace multiplies by the same factor in each step, so the number of steps is the smallest n with factorⁿ ≥ aim / level. It is
//! found by squaring the factor again and again and comparing whole numbers. "Never" is said only where the amount does not come
//! nearer, however long one waits; what lies beyond the calendar is "not before" a year.
//!
//! A growth over several years is there in the years between by equal parts: +61.051 % in five years is 10 % in each.
//!
//! A central path has no such formula. It is followed point by point; where its end is still short of the aim, it is "not before"
//! the year after, or never, if it does not come nearer any more: by then a trend is straight, or damped away.

use super::amounts::Point;
use super::paces::{Pace, big, middle_of, raised};
use super::path::PathPoint;
use crate::period::{Period, YEAR};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed};
use std::fmt;

/// Nothing is told of later years.
const LAST_YEAR: i32 = 9999;

/// When something is reached. The earlier is the lesser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// In this period.
    In(Period),
    /// Not before this year: later than periods can be named, or than a path was followed.
    NotBefore(i32),
    /// However long one waits.
    Never,
}

impl When {
    /// The period, where there is one.
    pub fn period(self) -> Option<Period> {
        match self {
            When::In(period) => Some(period),
            When::NotBefore(_) | When::Never => None,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::In(period) => write!(f, "{period}"),
            When::NotBefore(year) => write!(f, "not before {year}"),
            When::Never => write!(f, "never"),
        }
    }
}

/// When a pace leads from the latest known amounts (one for each part of its step) to three aims: earliest, at the middle, at the latest.
/// `last` is the first month of the last period known: what is reached is reached after it.
pub(super) fn by_pace(bases: &[&Point], pace: &Pace, aim: &[BigRational; 3], is_fall: bool, last: i32) -> [When; 3] {
    let low = |base: &Point| base.interval.low.map(|end| big(&end.at));
    let high = |base: &Point| base.interval.high.map(|end| big(&end.at));
    let middle = |base: &Point| Some(middle_of(base));
    let [least, central, most] = &pace.factors;
    let when = |level: &dyn Fn(&Point) -> Option<BigRational>, factor: &Option<BigRational>, aim: &BigRational, open: Open| {
        let first = |base: &&Point| from_base(base, pace.step, level(base).zip(factor.clone()), aim, is_fall, (last, open));
        bases.iter().map(first).min().unwrap_or(When::Never)
    };
    let central = when(&middle, central, &aim[1], Open::Away);
    if is_fall {
        [when(&low, least, &aim[2], Open::Toward), central, when(&high, most, &aim[0], Open::Away)]
    } else {
        [when(&high, most, &aim[0], Open::Toward), central, when(&low, least, &aim[2], Open::Away)]
    }
}

/// What an end that the words leave open means: what it may reach, it may reach at once; or it may stay away for good.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Toward,
    Away,
}

fn from_base(
    base: &Point,
    step: i32,
    level_and_factor: Option<(BigRational, BigRational)>,
    aim: &BigRational,
    is_fall: bool,
    (last, open): (i32, Open),
) -> When {
    // Of a growth over several years the years between are there by equal parts: level × factor^(n/5) is at the aim where
    // level⁵ × factorⁿ is at aim⁵.
    let years = u32::try_from(step / YEAR).unwrap_or(1);
    let is_in_years = step > YEAR && step % YEAR == 0 && aim.is_positive();
    let (step, level_and_factor, aim) = if is_in_years {
        (YEAR, level_and_factor.map(|(level, factor)| (raised(&level, years), factor)), &raised(aim, years))
    } else {
        (step, level_and_factor, aim)
    };
    let first = base.period.first();
    // The first step that leads beyond what is known.
    let least = (last - first).div_euclid(step) + 1;
    let most = (LAST_YEAR * YEAR + YEAR - 1 - first) / step;
    let (Ok(least), Ok(most)) = (u32::try_from(least), u32::try_from(most)) else { return When::Never };
    let steps = match level_and_factor {
        Some((level, factor)) => steps(&level, &factor, aim, is_fall, least, most),
        None if open == Open::Toward => Some(least),
        None => None,
    };
    let Some(steps) = steps.and_then(|steps| i32::try_from(steps).ok()) else { return When::Never };
    let months = steps.checked_mul(step).and_then(|months| first.checked_add(months));
    let ahead = months.and_then(|month| Period::between(month, month + base.period.months()));
    ahead.map_or(When::NotBefore(months.map_or(LAST_YEAR + 1, |month| month.div_euclid(YEAR))), When::In)
}

/// After how many steps, at least `least`, a level that is multiplied by a factor in each is at the aim or past it; `most` + 1 where that takes
/// more, `None` where it never is.
fn steps(level: &BigRational, factor: &BigRational, aim: &BigRational, is_fall: bool, least: u32, most: u32) -> Option<u32> {
    let first = level * raised(factor, least);
    if if is_fall { first <= *aim } else { first >= *aim } {
        return Some(least);
    }
    let one = BigRational::one();
    let is_toward = if is_fall { *factor < one } else { *factor > one };
    if !is_toward || [level, factor, aim].iter().any(|number| !number.is_positive()) {
        return None;
    }
    let (factor, ratio) = if is_fall { (factor.recip(), level / aim) } else { (factor.clone(), aim / level) };
    Some(power_that_reaches(&factor, &ratio, most))
}

/// The smallest n with factorⁿ ≥ ratio, for a factor above one; `most` + 1 where it is larger.
fn power_that_reaches(factor: &BigRational, ratio: &BigRational, most: u32) -> u32 {
    let is_there = |(numer, denom): &(BigInt, BigInt)| numer * ratio.denom() >= ratio.numer() * denom;
    let times = |one: &(BigInt, BigInt), other: &(BigInt, BigInt)| (&one.0 * &other.0, &one.1 * &other.1);
    // factor, its square, the square of that … until one is there.
    let mut squares = vec![(factor.numer().clone(), factor.denom().clone())];
    while let Some(square) = squares.last().filter(|square| !is_there(square) && most >> (squares.len() - 1) > 1) {
        squares.push(times(square, square));
    }
    // The largest n that is not there is the sum of the powers of two that still fit.
    let (mut short, mut so_far) = (0u32, (BigInt::one(), BigInt::one()));
    for (place, square) in squares.iter().enumerate().rev() {
        let further = times(&so_far, square);
        if !is_there(&further) {
            (short, so_far) = (short + (1 << place), further);
        }
    }
    (short + 1).min(most.saturating_add(1))
}

/// When an end of a path that was followed point by point is at an aim; `in_a_year` points are a year.
pub(super) fn along<'a>(
    points: &'a [PathPoint],
    end: impl Fn(&'a PathPoint) -> Option<BigRational>,
    aim: &BigRational,
    is_fall: bool,
    in_a_year: usize,
) -> When {
    let is_there = |value: BigRational| if is_fall { value <= *aim } else { value >= *aim };
    if let Some(point) = points.iter().find(|point| end(point).is_some_and(is_there)) {
        return When::In(point.period);
    }
    let Some((last, before)) = points.split_last() else { return When::Never };
    let year_before = before.len().checked_sub(in_a_year).and_then(|place| before.get(place));
    let comes_nearer = match year_before.map(|before| (end(before), end(last))) {
        Some((Some(before), Some(last))) => {
            if is_fall {
                last < before
            } else {
                last > before
            }
        }
        // Of one year nobody can tell where it leads.
        _ => true,
    };
    if comes_nearer { When::NotBefore(last.period.end().div_euclid(YEAR)) } else { When::Never }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratio(numer: i64, denom: i64) -> BigRational {
        BigRational::new(numer.into(), denom.into())
    }

    #[test]
    fn what_is_met_exactly_is_met() {
        let after = |aim: i64| steps(&ratio(100, 1), &ratio(11, 10), &ratio(aim, 1), false, 1, 8000);
        assert_eq!([after(110), after(121), after(122), after(90)], [Some(1), Some(2), Some(3), Some(1)]);
        // 1.07^30 and its last place.
        let exact = ratio(107, 100).pow(30);
        let there = |aim: BigRational| steps(&ratio(1, 1), &ratio(107, 100), &aim, false, 1, 8000);
        assert_eq!(there(exact.clone()), Some(30));
        assert_eq!(there(&exact * ratio(1_000_000_000_001, 1_000_000_000_000)), Some(31));
        let fall = |aim: i64| steps(&ratio(100, 1), &ratio(9, 10), &ratio(aim, 1), true, 1, 8000);
        assert_eq!([fall(90), fall(81), fall(80), fall(0)], [Some(1), Some(2), Some(3), None]);
    }

    #[test]
    fn what_is_out_of_reach_is_told_from_what_is_too_far() {
        let told =
            [When::In(Period::year(2030).expect("a year")), When::NotBefore(2714), When::Never].map(|when| when.to_string());
        assert_eq!(told, ["2030", "not before 2714", "never"]);
    }

    #[test]
    fn never_is_said_of_what_comes_no_nearer_and_of_nothing_else() {
        let to_200 =
            |growth: i64| steps(&ratio(100, 1), &(ratio(1, 1) + ratio(growth, 1_000_000)), &ratio(200, 1), false, 1, 8000);
        assert_eq!([to_200(0), to_200(-1)], [None, None]);
        assert_eq!(to_200(1), Some(8001), "beyond the cap is not never");
        assert_eq!(to_200(100), Some(6932));
        assert_eq!(steps(&ratio(0, 1), &ratio(2, 1), &ratio(1, 1), false, 1, 8000), None);
    }

    proptest! {
        #[test]
        fn the_steps_are_those_that_trying_one_after_another_finds(
            level in 1..1000i64, aim in 0..1000i64, factor in (1..60i64, 1..60i64), least in 1..4u32, most in 4..70u32, is_fall: bool,
        ) {
            let (level, aim, factor) = (ratio(level, 7), ratio(aim, 7), ratio(factor.0, factor.1));
            let mut value = level.clone();
            let mut tried = None;
            for n in 1..=most {
                value *= &factor;
                if n >= least && if is_fall { value <= aim } else { value >= aim } {
                    tried = Some(n);
                    break;
                }
            }
            let found = steps(&level, &factor, &aim, is_fall, least, most);
            prop_assert_eq!(found.filter(|n| *n <= most), tried);
            let one = BigRational::one();
            let never = tried.is_none() && (if is_fall { factor >= one || aim == ratio(0, 1) } else { factor <= one });
            prop_assert_eq!(found.is_none(), never);
        }

        #[test]
        fn slow_paces_are_solved_exactly(growth in 1..400i64, aim in 101..100_000i64) {
            let factor = ratio(100_000 + growth, 100_000);
            let most = 9000;
            let n = steps(&ratio(100, 1), &factor, &ratio(aim, 1), false, 1, most).expect("a rise");
            let is_there = |n: u32| BigInt::from(100) * factor.numer().pow(n) >= BigInt::from(aim) * factor.denom().pow(n);
            prop_assert!(n == 1 || !is_there(n - 1));
            prop_assert!(n > most || is_there(n));
        }
    }
}
