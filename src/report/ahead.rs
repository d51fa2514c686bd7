//! How numbers to come are told: in few digits, and in one unit and one number of decimal places a column.
//!
//! | what | digits | rounded |
//! |---|---|---|
//! | a middle, what words leave | four of the largest in its column; before the point as many, behind it as make three or two where words leave a hundredth or a tenth of it open on either side | to nearest; outward |
//! | a band | three of the largest in its column | outward |
//! | a growth that is needed | tenths of a per cent, or whole ones where the range is ten points and more | outward; "about" where it is less than a tenth |
//!
//! What is to come deserves no more; `-f csv` and `-f json` have more. A sentence tells the numbers of a column as the column does, but
//! for zeros that only fill it.

use super::gauge::{Gauge, grouped, places};
use super::printed::Toward;
use crate::projection::PathPoint;
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
    const OF_WORDS: u32 = 4;
    /// Digits of bands.
    const OF_BANDS: u32 = 3;
    /// The smallest of the column has so many digits at least, where that takes no more than so many places more.
    const OF_SMALL: u32 = 2;
    const MORE_PLACES: i32 = 3;

    /// For the middles of paths, and what words leave of them: as many digits as the words of some point deserve.
    pub fn of_middles(gauge: &'a Gauge, points: &[&PathPoint]) -> Column<'a> {
        let digits = points.iter().map(|point| Self::deserved(point)).max().unwrap_or(Self::OF_WORDS);
        let middles = || points.iter().map(|point| &point.central);
        let Column { places, .. } = Column::with(gauge, middles(), digits, Self::OF_SMALL);
        let all = Column::with(gauge, middles(), Self::OF_WORDS, 1);
        // What stands before the point is told all the same: 1004 mn is not 1000 mn.
        Column { gauge, places: places.max(all.places.min(0)) }
    }

    /// For bands.
    pub fn of_bands(gauge: &'a Gauge, points: &[&PathPoint]) -> Column<'a> {
        Column::with(gauge, points.iter().filter_map(|point| point.band.as_ref()).flatten(), Self::OF_BANDS, 1)
    }

    fn with<'b>(gauge: &'a Gauge, amounts: impl Iterator<Item = &'b BigRational>, digits: u32, of_small: u32) -> Column<'a> {
        let scaled: Vec<BigRational> =
            amounts.map(|amount| (amount / &gauge.size).abs()).filter(|amount| !amount.is_zero()).collect();
        let (Some(largest), Some(smallest)) = (scaled.iter().max(), scaled.iter().min()) else {
            return Column { gauge, places: 0 };
        };
        let places = decimal_places(largest, digits);
        let of_smallest = decimal_places(smallest, of_small);
        Column { gauge, places: places.max(of_smallest.min(places.max(0) + Self::MORE_PLACES)) }
    }

    /// The same with no decimals that say nothing of a series of this size: where it was millions, half a dollar is nothing. Of what never was
    /// anything, all are kept.
    pub fn no_finer_than(self, size: &BigRational) -> Column<'a> {
        const OF_ITS_SIZE: u32 = 7;
        if size.is_zero() {
            return self;
        }
        let finest = decimal_places(&(size / &self.gauge.size), OF_ITS_SIZE).max(0);
        Column { places: self.places.min(finest), ..self }
    }

    /// The digits that a point's words deserve: who said 0.1 said nothing of thousandths.
    fn deserved(point: &PathPoint) -> u32 {
        let (Some(low), Some(high)) = (&point.low, &point.high) else { return Self::OF_WORDS - 1 };
        let is_within = |part: i64| (high - low) * BigRational::from_integer(part.into()) < point.central.abs();
        match (is_within(50), is_within(5)) {
            (true, _) => Self::OF_WORDS,
            (false, true) => Self::OF_WORDS - 1,
            (false, false) => Self::OF_WORDS - 2,
        }
    }

    /// A number, to nearest.
    pub fn nearest(&self, value: &BigRational) -> String {
        self.told(value, None)
    }

    /// Both ends, outward; one number where they come out alike.
    pub fn between(&self, low: &BigRational, high: &BigRational) -> String {
        to(self.told(low, Some(Toward::Below)), self.told(high, Some(Toward::Above)))
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

    /// A number and its unit, in a sentence: `10.16 bn USD`.
    pub fn in_prose(&self, value: &BigRational) -> String {
        format!("{}{}", trimmed(self.nearest(value)), self.gauge.behind)
    }

    /// The same of a number that may lie beyond the column's last: with no more digits than the column has.
    pub fn beyond(&self, value: &BigRational) -> String {
        let places = self.places.min(decimal_places(&(value / &self.gauge.size), Self::OF_WORDS));
        Column { gauge: self.gauge, places }.in_prose(value)
    }

    /// Two ends, in a sentence, without their unit: `5.25 to 30`.
    pub fn ends_in_prose(&self, low: &BigRational, high: &BigRational) -> String {
        to(trimmed(self.told(low, Some(Toward::Below))), trimmed(self.told(high, Some(Toward::Above))))
    }

    /// How far it goes to one side of nothing, in a sentence, without its unit.
    pub fn end_in_prose(&self, value: &BigRational) -> String {
        trimmed(self.told(value, Some(Toward::Above)))
    }

    fn told(&self, value: &BigRational, toward: Option<Toward>) -> String {
        let text = fixed(&(value / &self.gauge.size), self.places, toward);
        if self.gauge.is_grouped { grouped(&text) } else { text }
    }
}

fn to(low: String, high: String) -> String {
    if low == high { low } else { format!("{low} to {high}") }
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
    format!("{}{}", alone(value, None, gauge), gauge.behind)
}

/// Two ends and their unit, in prose: `5.25 to 30 bn USD`.
pub(super) fn amounts(low: &BigRational, high: &BigRational, gauge: &Gauge) -> String {
    format!("{}{}", to(alone(low, Some(Toward::Below), gauge), alone(high, Some(Toward::Above), gauge)), gauge.behind)
}

/// Whether a number is told by its nearest four digits without loss, or both ends of it come out alike.
pub(super) fn is_told_by_one(low: &BigRational, high: &BigRational, gauge: &Gauge) -> bool {
    let middle = (low + high) / BigRational::from_integer(2.into()) / &gauge.size;
    let places = decimal_places(&middle, Column::OF_WORDS);
    let told = |value: &BigRational| fixed(value, places, None);
    let power = BigRational::from_integer(BigInt::from(10).pow(places.unsigned_abs()));
    let steps = if places < 0 { &middle / power } else { &middle * power };
    steps.is_integer() || told(&(low / &gauge.size)) == told(&(high / &gauge.size))
}

/// A number that stands in no column.
fn alone(value: &BigRational, toward: Option<Toward>, gauge: &Gauge) -> String {
    let scaled = value / &gauge.size;
    let text = trimmed(fixed(&scaled, decimal_places(&scaled, Column::OF_WORDS), toward));
    if gauge.is_grouped { grouped(&text) } else { text }
}

/// Without zeros that only fill a column.
fn trimmed(text: String) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_string() } else { text }
}

/// A range of growths, as fractions: "9.9% to 11.1%", "12% to 24%", "about 0%".
pub(super) fn growth(least: &BigRational, most: &BigRational) -> String {
    growth_unlike(least, most, &[])
}

/// One end of a range of growths, a fraction not below nothing, rounded away from that: "25%".
pub(super) fn growth_at_most(end: &BigRational) -> String {
    let per_cent = end * BigRational::from_integer(100.into());
    let places = if per_cent < BigRational::from_integer(10.into()) { 1 } else { 0 };
    format!("{}%", trimmed(fixed(&per_cent, places, Some(Toward::Above))))
}

/// A range of growths, one number with so many digits that it is none of these words: who needs 4.83% does not need "4.8%".
pub(super) fn growth_unlike(least: &BigRational, most: &BigRational, words: &[&str]) -> String {
    const MOST_PLACES: i32 = 4;
    let hundred = BigRational::from_integer(100.into());
    let (low, high) = (least * &hundred, most * &hundred);
    let (ten, tenth) = (BigRational::from_integer(10.into()), BigRational::new(1.into(), 10.into()));
    if &high - &low < tenth {
        let middle = (low + high) / BigRational::from_integer(2.into());
        let told = |places: i32| format!("{}%", trimmed(fixed(&middle, places, None)));
        let is_theirs = |told: &String| words.iter().any(|words| words.contains(told.as_str()));
        return format!(
            "about {}",
            (1..MOST_PLACES).map(told).find(|told| !is_theirs(told)).unwrap_or_else(|| told(MOST_PLACES))
        );
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

    /// Points whose words leave so much per mille on either side, with bands.
    fn points(centrals: &[i64], mille: i64, bands: &[[i64; 2]]) -> Vec<PathPoint> {
        let beside = |central: i64, mille: i64| Some(bn(central) * BigRational::new((1000 + mille).into(), 1000.into()));
        let point = |(place, &central): (usize, &i64)| PathPoint {
            period: "2024".parse().expect("a year"),
            low: beside(central, -mille),
            central: bn(central),
            high: beside(central, mille),
            band: bands.get(place).map(|[low, high]| [bn(*low), bn(*high)]),
        };
        centrals.iter().enumerate().map(point).collect()
    }

    fn dollars(most: i64) -> Gauge {
        let tally = Tally::Amount(Some(Unit::Currency("USD".into())));
        Gauge::for_ends(&tally, &Units::default(), [Some(&bn(most)), None])
    }

    #[test]
    fn a_column_has_one_number_of_places_and_is_rounded_outward() {
        let gauge = dollars(1073);
        let all = points(&[802, 1073], 1, &[]);
        let column = Column::of_middles(&gauge, &all.iter().collect::<Vec<_>>());
        assert_eq!([column.nearest(&bn(802)), column.nearest(&bn(1073))], ["8.02", "10.73"]);
        let all = points(&[123_456, 1], 1, &[]);
        let column = Column::of_middles(&gauge, &all.iter().collect::<Vec<_>>());
        assert_eq!(column.between(&bn(1), &bn(123_456)), "0.010 to 1234.560");
        assert_eq!(column.between(&bn(-1), &bn(0)), "-0.010 to 0");
        assert_eq!(column.ends_in_prose(&bn(1), &bn(123_456)), "0.01 to 1234.56");
    }

    #[test]
    fn a_middle_has_the_digits_that_words_deserve() {
        let gauge = dollars(1073);
        let told = |mille: i64| {
            let all = points(&[1073], mille, &[]);
            Column::of_middles(&gauge, &all.iter().collect::<Vec<_>>()).in_prose(&bn(1073))
        };
        assert_eq!([told(0), told(9), told(11), told(99), told(101)], ["10.73", "10.73", "10.7", "10.7", "11"].map(bn_usd));
        let thousands = points(&[123_456], 101, &[]);
        let column = Column::of_middles(&gauge, &thousands.iter().collect::<Vec<_>>());
        assert_eq!(column.in_prose(&bn(123_456)), bn_usd("1235"));
        let all = points(&[1073], 0, &[]);
        let column = Column::of_middles(&gauge, &all.iter().collect::<Vec<_>>());
        assert_eq!([column.beyond(&bn(1189)), column.beyond(&bn(164_982))], ["11.89", "1650"].map(bn_usd));
    }

    fn bn_usd(number: &str) -> String {
        format!("{number} bn USD")
    }

    #[test]
    fn bands_have_three_digits_of_the_largest_end() {
        let gauge = dollars(1073);
        let told = |bands: &[[i64; 2]]| {
            let all = points(&vec![1000; bands.len()], 0, bands);
            let column = Column::of_bands(&gauge, &all.iter().collect::<Vec<_>>());
            bands.iter().map(|[low, high]| column.between(&bn(*low), &bn(*high))).collect::<Vec<_>>()
        };
        assert_eq!(told(&[[802, 12_345], [641, 1637]]), ["8 to 124", "6 to 17"]);
        assert_eq!(told(&[[641, 1637], [529, 2431]]), ["6.4 to 16.4", "5.2 to 24.4"]);
        assert_eq!(told(&[[123_456, 2_000_000]]), ["1200 to 20000"]);
        assert_eq!(told(&[[2, 617]]), ["0.02 to 6.17"]);
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
        let needed = BigRational::new(48_340.into(), 1_000_000.into());
        assert_eq!(growth_unlike(&needed, &needed, &["“4.8%”", "5%"]), "about 4.83%");
        assert_eq!(growth_unlike(&needed, &needed, &["“4.9%”"]), "about 4.8%");
    }

    #[test]
    fn one_number_is_told_only_where_it_is_one() {
        let gauge = dollars(1073);
        let is_one = |low: i64, high: i64| is_told_by_one(&bn(low), &bn(high), &gauge);
        // 9.25 to 9.35 is 9.3, and 30.1 to 30.15 is no 30.13; what is finer than the digits told is one number.
        assert!(is_one(925, 935) && !is_one(3010, 3015) && is_one(123_456, 123_457));
    }
}
