//! How numbers to come are told: in few digits, and in one unit and one number of decimal places a column.
//!
//! | what | digits | rounded |
//! |---|---|---|
//! | a middle, what words leave | four of the largest in its column | to nearest; outward |
//! | a band | three of each end | outward |
//! | a growth that is needed | tenths of a per cent, or whole ones where the range is ten points and more | outward; "about" where it is less than a tenth |
//!
//! What is to come deserves no more; `-f csv` and `-f json` have more.

use super::gauge::{Gauge, places};
use super::printed::Toward;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// How the amounts of one column are told.
pub(super) struct Column<'a> {
    gauge: &'a Gauge,
    /// Decimal places of all of them; fewer than none where they are round numbers.
    places: i32,
}

impl<'a> Column<'a> {
    /// Digits of middles, and of what words leave open.
    pub const OF_WORDS: u32 = 4;
    /// An amount much smaller than the others is told with so many digits, where that takes no more than so many places more.
    const OF_SMALL: u32 = 2;
    const MORE_PLACES: i32 = 3;

    /// For these amounts: so many digits of the largest.
    pub fn for_amounts<'b>(gauge: &'a Gauge, amounts: impl Iterator<Item = &'b BigRational>, digits: u32) -> Column<'a> {
        let largest = amounts.map(BigRational::abs).max().unwrap_or_default() / &gauge.size;
        Column { gauge, places: decimal_places(&largest, digits) }
    }

    /// A number, to nearest.
    pub fn nearest(&self, value: &BigRational) -> String {
        self.told(value, None)
    }

    /// Both ends, outward; one number where they come out alike.
    pub fn between(&self, low: &BigRational, high: &BigRational) -> String {
        let (low, high) = (self.told(low, Some(Toward::Below)), self.told(high, Some(Toward::Above)));
        if low == high { low } else { format!("{low} to {high}") }
    }

    /// What words leave: an end that they do not set is not told.
    pub fn left(&self, low: Option<&BigRational>, high: Option<&BigRational>) -> String {
        match (low, high) {
            (Some(low), Some(high)) => self.between(low, high),
            (Some(low), None) => format!("at least {}", self.told(low, Some(Toward::Below))),
            (None, Some(high)) => format!("at most {}", self.told(high, Some(Toward::Above))),
            (None, None) => "not bounded".into(),
        }
    }

    fn told(&self, value: &BigRational, toward: Option<Toward>) -> String {
        let scaled = value / &self.gauge.size;
        let own = if scaled.is_zero() { self.places } else { decimal_places(&scaled, Self::OF_SMALL) };
        fixed(&scaled, self.places.max(own.min(self.places.max(0) + Self::MORE_PLACES)), toward)
    }
}

/// Decimal places that show so many digits of a number; fewer than none where it has more before the point.
fn decimal_places(scaled: &BigRational, digits: u32) -> i32 {
    let whole = scaled.abs().to_integer();
    let decimals = i32::try_from(places(scaled, digits)).unwrap_or(0);
    if whole.is_zero() { decimals } else { digits as i32 - whole.to_string().len() as i32 }
}

/// A number with exactly so many decimal places, or rounded to tens, hundreds and so on; nothing is `0`.
fn fixed(value: &BigRational, places: i32, toward: Option<Toward>) -> String {
    let power = BigRational::from_integer(BigInt::from(10).pow(places.unsigned_abs()));
    let unit = if places < 0 { power } else { power.recip() };
    let steps = value / &unit;
    let steps = match toward {
        None => steps.round(),
        Some(Toward::Below) => steps.floor(),
        Some(Toward::Above) => steps.ceil(),
    };
    if steps.is_zero() {
        return "0".into();
    }
    let sign = if steps.is_negative() { "-" } else { "" };
    if places <= 0 {
        return format!("{sign}{}", (steps.abs() * unit).to_integer());
    }
    let places = places.unsigned_abs() as usize;
    let digits = format!("{:0>width$}", steps.abs().to_integer().to_string(), width = places + 1);
    let (whole, decimals) = digits.split_at(digits.len() - places);
    format!("{sign}{whole}.{decimals}")
}

/// A number and its unit, in prose: `10.16 bn USD`.
pub(super) fn amount(value: &BigRational, gauge: &Gauge) -> String {
    format!("{}{}", in_prose(value, None, Column::OF_WORDS, gauge), gauge.behind)
}

/// Two ends and their unit, in prose: `5.25 to 30 bn USD`.
pub(super) fn amounts(low: &BigRational, high: &BigRational, gauge: &Gauge) -> String {
    format!("{}{}", ends(low, high, Column::OF_WORDS, gauge), gauge.behind)
}

/// Digits of each end of a band.
const BAND: u32 = 3;

/// A band, without its unit.
pub(super) fn band([low, high]: &[BigRational; 2], gauge: &Gauge) -> String {
    ends(low, high, BAND, gauge)
}

/// How far a band goes to one side of nothing, without its unit.
pub(super) fn band_end(value: &BigRational, gauge: &Gauge) -> String {
    in_prose(value, Some(Toward::Above), BAND, gauge)
}

fn ends(low: &BigRational, high: &BigRational, digits: u32, gauge: &Gauge) -> String {
    let (low, high) = (in_prose(low, Some(Toward::Below), digits, gauge), in_prose(high, Some(Toward::Above), digits, gauge));
    if low == high { low } else { format!("{low} to {high}") }
}

fn in_prose(value: &BigRational, toward: Option<Toward>, digits: u32, gauge: &Gauge) -> String {
    let scaled = value / &gauge.size;
    trimmed(fixed(&scaled, decimal_places(&scaled, digits), toward))
}

/// Without zeros that only fill a column.
fn trimmed(text: String) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_string() } else { text }
}

/// A range of growths, as fractions: "9.9% to 11.1%", "12% to 24%", "about 0%".
pub(super) fn growth(least: &BigRational, most: &BigRational) -> String {
    let hundred = BigRational::from_integer(100.into());
    let (low, high) = (least * &hundred, most * &hundred);
    let (ten, tenth) = (BigRational::from_integer(10.into()), BigRational::new(1.into(), 10.into()));
    if &high - &low < tenth {
        let middle = (low + high) / BigRational::from_integer(2.into());
        return format!("about {}%", trimmed(fixed(&middle, 1, None)));
    }
    let places = if &high - &low < ten { 1 } else { 0 };
    let (low, high) = (fixed(&low, places, Some(Toward::Below)), fixed(&high, places, Some(Toward::Above)));
    format!("{}% to {}%", trimmed(low), trimmed(high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Units;
    use crate::report::ranges::Tally;
    use crate::words::Unit;

    fn bn(hundredths: i64) -> BigRational {
        BigRational::from_integer((hundredths * 10_000_000).into())
    }

    #[test]
    fn a_column_has_one_number_of_places_and_is_rounded_outward() {
        let tally = Tally::Amount(Some(Unit::Currency("USD".into())));
        let gauge = Gauge::for_ends(&tally, &Units::default(), [Some(&bn(1073)), None]);
        let all = [bn(802), bn(1073)];
        let column = Column::for_amounts(&gauge, all.iter(), Column::OF_WORDS);
        assert_eq!([column.nearest(&all[0]), column.nearest(&all[1])], ["8.02", "10.73"]);
        let thousands = [bn(123_456), bn(1)];
        let column = Column::for_amounts(&gauge, thousands.iter(), Column::OF_WORDS);
        assert_eq!(column.between(&thousands[1], &thousands[0]), "0.010 to 1235");
        assert_eq!(column.between(&bn(-1), &bn(0)), "-0.010 to 0");
    }

    #[test]
    fn a_band_has_three_digits_of_each_end() {
        let tally = Tally::Amount(Some(Unit::Currency("USD".into())));
        let gauge = Gauge::for_ends(&tally, &Units::default(), [Some(&bn(1073)), None]);
        assert_eq!(band(&[bn(802), bn(12_345)], &gauge), "8.02 to 124");
        assert_eq!(band(&[bn(123_456), bn(2_000_000)], &gauge), "1230 to 20000");
    }

    #[test]
    fn needed_growths_have_the_digits_that_their_range_deserves() {
        let told = |low: i64, high: i64| {
            growth(&BigRational::new(low.into(), 1_000_000.into()), &BigRational::new(high.into(), 1_000_000.into()))
        };
        assert_eq!(told(-63, 63), "about 0%");
        assert_eq!(told(86_730, 90_640), "8.6% to 9.1%");
        assert_eq!(told(120_300, 139_400), "12% to 14%");
        assert_eq!(told(99_300, 110_500), "9.9% to 11.1%");
        assert_eq!(told(45_000, 240_500), "4% to 25%");
        assert_eq!(told(-71_840, -71_520), "about -7.2%");
    }
}
