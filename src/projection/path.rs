//! A path is a value: what a series is put at, period by period, with what the words leave open and with what real series did apart.

use super::sense::OpenEnd;
use crate::period::Period;
use num_bigint::BigInt;
use num_rational::BigRational;

/// What a path follows from, which is also how it is told from others of its series: a figure may be called `central` too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The growth that a figure (index) states, carried forward: arithmetic.
    Stated(usize),
    /// A pace that was asked for, by its place among those: arithmetic too.
    Asked(usize),
    /// The series' own history: statistics.
    Central,
}

impl Basis {
    /// Whether it is a growth carried forward, stated or asked for.
    pub fn is_pace(self) -> bool {
        self != Basis::Central
    }
}

/// One step of a pace.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// How many months it has.
    pub months: i32,
    /// By how much it multiplies, at its middle: 1.2 for 20 %.
    pub factor: BigRational,
    /// The least and the most that the words leave of that; `None` where they set no end.
    pub ends: [Option<BigRational>; 2],
}

/// One path.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// What it is called: `central`, the stated pace's id, or how a pace was asked for.
    pub name: String,
    /// What it follows from.
    pub basis: Basis,
    /// How, in words.
    pub method: String,
    /// The pace as it was stated; empty of central paths.
    pub quote: String,
    /// One step of a pace; `None` of central paths.
    pub step: Option<Step>,
    /// The month after the period that a stated pace speaks of; `None` of what was asked or said without a date,
    /// and of central paths.
    pub said_until: Option<i32>,
    /// Which end the words of a stated pace leave open: nobody who says "at least 20 %" names a middle.
    pub open: Option<OpenEnd>,
    /// The figures (indices) that it rests on, ascending.
    pub rests_on: Vec<usize>,
    /// In order.
    pub points: Vec<PathPoint>,
}

/// One period of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct PathPoint {
    /// When.
    pub period: Period,
    /// The least that the words leave: of the last level and of the pace; `None` where they set no end.
    pub low: Option<BigRational>,
    /// The middle.
    pub central: BigRational,
    /// The most that the words leave.
    pub high: Option<BigRational>,
    /// Between which two amounts the truth is expected; on central paths only.
    pub band: Option<[BigRational; 2]>,
}

/// What several paths' points leave together: from the low of the lowest to the high of the highest; an end is missing where one has none.
pub fn span<'a>(points: impl Iterator<Item = &'a PathPoint> + Clone) -> [Option<BigRational>; 2] {
    let low = points.clone().map(|point| point.low.clone()).collect::<Option<Vec<_>>>().and_then(|lows| lows.into_iter().min());
    let high = points.map(|point| point.high.clone()).collect::<Option<Vec<_>>>().and_then(|highs| highs.into_iter().max());
    [low, high]
}

/// The significant digits of a statistic: more would pretend.
const DIGITS: usize = 7;

/// A statistic as a decimal of seven digits; nothing of what is no number.
pub fn rounded(value: f64) -> BigRational {
    let text = format!("{value:.*e}", DIGITS - 1);
    let parsed = text.split_once('e').and_then(|(digits, exponent)| {
        let whole: BigInt = digits.replace('.', "").parse().ok()?;
        let exponent = exponent.parse::<i32>().ok()? - (DIGITS as i32 - 1);
        let power = BigInt::from(10).pow(exponent.unsigned_abs());
        Some(if exponent < 0 { BigRational::new(whole, power) } else { BigRational::from_integer(whole * power) })
    });
    parsed.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_have_seven_digits() {
        let told = |value: f64| rounded(value).to_string();
        assert_eq!(told(123_456_789.0), "123456800");
        assert_eq!(told(-0.5), "-1/2");
        assert_eq!(told(1e-6), "1/1000000");
        assert_eq!(told(1e15), "1000000000000000");
        assert_eq!(told(0.0), "0");
        assert_eq!(told(f64::NAN), "0");
    }

    #[test]
    fn several_paths_leave_all_that_each_leaves() {
        let point = |low: Option<i64>, high: Option<i64>| PathPoint {
            period: Period::year(2030).expect("a year"),
            low: low.map(|low| BigRational::from_integer(low.into())),
            central: BigRational::from_integer(5.into()),
            high: high.map(|high| BigRational::from_integer(high.into())),
            band: None,
        };
        let told = |points: &[PathPoint]| span(points.iter()).map(|end| end.map(|end| end.to_string()));
        assert_eq!(told(&[point(Some(4), Some(6)), point(Some(3), Some(9))]), [Some("3".into()), Some("9".into())]);
        assert_eq!(told(&[point(Some(4), Some(6)), point(Some(3), None)]), [Some("3".into()), None]);
    }
}
