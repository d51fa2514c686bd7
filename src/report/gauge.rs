//! How one number is told: in which unit, and with how many digits.
//!
//! What somebody said is told in full; what follows from it is rounded outward, to four digits or as many as it takes for the
//! arithmetic to show. A number told in full may be "more than", a rounded one is only "at least" what is printed: rounding
//! neither opens an end nor closes one.

use super::printed::{Toward, big, big_decimal, decimal_places, exact, steps};
use super::ranges::Tally;
use super::units::{SCALES, Units};
use crate::words::Unit;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// How exactly numbers are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// At least this many digits.
    pub at_least: u32,
    /// At least this many decimal places; a number that has no more of them is told in full.
    pub places: u32,
}

impl Digits {
    /// Enough for reading.
    pub const USUAL: Digits = Digits { at_least: 4, places: 0 };
    /// What somebody said: in full, unless it never ends.
    pub const IN_FULL: Digits = Digits { at_least: 4, places: Self::LONGEST };
    /// The most digits that are ever told of one number.
    pub const MOST: u32 = 30;
    /// The most decimal places that a number told in full may have.
    const LONGEST: u32 = 12;
    /// A number of at most this many digits is told in full.
    const SHORT: u32 = 5;

    /// Decimal places for a number.
    fn decimals(self, scaled: &BigRational) -> u32 {
        let exact = decimal_places(scaled.denom());
        match exact {
            Some(exact) if exact <= self.places.max(places(scaled, Self::SHORT)) => exact,
            // Not even what was said can be told in full.
            _ if self.places == Self::LONGEST => places(scaled, self.at_least),
            _ => places(scaled, self.at_least).max(self.places),
        }
    }
}

/// A number as it is printed.
pub(super) struct Shown {
    /// Digits alone.
    pub text: String,
    /// The number that the digits say.
    pub value: BigRational,
    /// Whether that is the number itself.
    pub is_exact: bool,
}

/// What numbers are divided by and what is written behind them.
pub(super) struct Gauge {
    pub size: BigRational,
    pub behind: String,
    /// Whether long numbers are cut into threes: of whole units that were asked for.
    pub is_grouped: bool,
}

/// A number with its whole part in threes, parted by spaces that no line breaks at: a comma or a point would be a decimal mark to some.
pub(super) fn grouped(text: &str) -> String {
    const SHORT: usize = 4;
    let (sign, number) = text.strip_prefix('-').map_or(("", text), |number| ("-", number));
    let (whole, rest) = number.find('.').map_or((number, ""), |point| number.split_at(point));
    if whole.len() <= SHORT || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_string();
    }
    let mut told = sign.to_string();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            told.push('\u{a0}');
        }
        told.push(digit);
    }
    told + rest
}

impl Gauge {
    pub fn for_ends(tally: &Tally, units: &Units, ends: [Option<&BigRational>; 2]) -> Gauge {
        let hundredth = || BigRational::new(BigInt::one(), BigInt::from(100));
        match tally {
            Tally::Percent => Gauge { size: hundredth(), behind: "%".into(), is_grouped: false },
            Tally::Points => Gauge { size: hundredth(), behind: " points".into(), is_grouped: false },
            Tally::Number => Gauge { size: BigRational::one(), behind: String::new(), is_grouped: false },
            Tally::Amount(unit) | Tally::Balance(unit) => match (units.chosen(unit.as_ref()), units.usual(unit.as_ref())) {
                (Some(chosen), _) => {
                    let size = big(&chosen.size);
                    Gauge { is_grouped: size.is_one(), size, behind: format!(" {}", chosen.written) }
                }
                (None, Some(scale)) => Gauge::of_scale(scale, unit.as_ref()),
                (None, None) => Gauge::by_size(unit.as_ref(), ends),
            },
        }
    }

    /// Of what nobody typed: the scale of the larger end, or the next lower one where the smaller would come out below 1.
    fn by_size(unit: Option<&Unit>, ends: [Option<&BigRational>; 2]) -> Gauge {
        let sizes = ends.into_iter().flatten().map(BigRational::abs).filter(|size| !size.is_zero());
        let (mut smaller, mut larger) = (None, BigRational::zero());
        for size in sizes {
            larger = larger.max(size.clone());
            smaller = Some(smaller.map_or(size.clone(), |so_far: BigRational| so_far.min(size)));
        }
        let of_prose = |scale: &usize| SCALES[*scale].1 != "thousand";
        let scales: Vec<usize> = (0..SCALES.len()).filter(of_prose).collect();
        let mut chosen = scales.iter().rposition(|&scale| larger >= power(SCALES[scale].0)).unwrap_or(0);
        if let Some(smaller) = smaller {
            let below_one = smaller < power(SCALES[scales[chosen]].0);
            if chosen > 0 && below_one && larger < power(SCALES[scales[chosen - 1]].0 + 4) {
                chosen -= 1;
            }
        }
        Gauge::of_scale(scales[chosen], unit)
    }

    /// In a scale (index) of the unit.
    pub fn of_scale(scale: usize, unit: Option<&Unit>) -> Gauge {
        let (exponent, word) = SCALES[scale];
        let unit = unit.map(Unit::to_string).unwrap_or_default();
        let behind = [word, &unit].into_iter().filter(|part| !part.is_empty()).map(|part| format!(" {part}")).collect();
        Gauge { size: power(exponent), behind, is_grouped: false }
    }

    /// A number, rounded in a direction where it is not told in full.
    pub fn shown(&self, at: &BigRational, toward: Toward, digits: Digits) -> Shown {
        let scaled = at / &self.size;
        let places = digits.decimals(&scaled);
        let value = BigRational::new(steps(&scaled, places, toward), BigInt::from(10).pow(places));
        let text = big_decimal(&scaled, places, toward);
        Shown { text: if self.is_grouped { grouped(&text) } else { text }, is_exact: value == scaled, value }
    }

    /// The decimal places of a number that ends after a few: beside others that it adds up with it is better told in full.
    pub fn places_of_short(&self, value: &BigRational) -> u32 {
        let scaled = value / &self.size;
        let exact = decimal_places(scaled.denom()).unwrap_or(0);
        if exact <= places(&scaled, Self::FEW) { exact } else { 0 }
    }

    /// So many digits are few for a number that stands by itself.
    const FEW: u32 = 8;

    /// The fewest digits with which both ends of a range can be rounded inward and nine tenths of its width are left; of a range
    /// that is hardly more than a point, the shortest number in it, twice. `None` where that takes too many digits.
    ///
    /// Who picks any number from the range printed then picks one from the range.
    pub fn inside(&self, (low, low_open): (&BigRational, bool), (high, high_open): (&BigRational, bool)) -> Option<[Shown; 2]> {
        let (low, high) = (low / &self.size, high / &self.size);
        let width = &high - &low;
        let lies_within = |number: &BigRational| {
            (if low_open { *number > low } else { *number >= low }) && (if high_open { *number < high } else { *number <= high })
        };
        let is_hair = &width * power(Self::HAIR) <= low.abs().max(high.abs());
        let least = BigRational::new(9.into(), 10.into()) * &width;
        let first = -i32::try_from(width.to_integer().to_string().len()).ok()?;
        (first..=Digits::MOST as i32).find_map(|places| {
            let step = if places < 0 { power(places.unsigned_abs()) } else { power(places.unsigned_abs()).recip() };
            let (from, to) = ((&low / &step).ceil() * &step, (&high / &step).floor() * &step);
            let shown = |value: &BigRational, end: &BigRational| Shown {
                text: exact(value),
                is_exact: value == end,
                value: value.clone(),
            };
            if is_hair {
                return lies_within(&from).then(|| [shown(&from, &low), shown(&from, &high)]);
            }
            (&to - &from >= least).then(|| [shown(&from, &low), shown(&to, &high)])
        })
    }

    /// The decimal places that a reader has use for: of per cent two, of other numbers as many as make six digits, and never
    /// fewer than none.
    pub fn places_worth_reading(&self, tally: &Tally, low: &BigRational, high: &BigRational) -> u32 {
        const OF_A_HUNDRED: u32 = 2;
        const DIGITS: u32 = 6;
        match tally {
            Tally::Percent | Tally::Points => OF_A_HUNDRED,
            Tally::Amount(_) | Tally::Balance(_) | Tally::Number => places(&(low.abs().max(high.abs()) / &self.size), DIGITS),
        }
    }

    /// Both ends of a range rounded inward to so many places; they may cross.
    pub fn inside_with(&self, places: u32, low: &BigRational, high: &BigRational) -> [Shown; 2] {
        [(low, Toward::Above), (high, Toward::Below)].map(|(end, toward)| {
            let scaled = end / &self.size;
            let value = BigRational::new(steps(&scaled, places, toward), BigInt::from(10).pow(places));
            Shown { text: exact(&value), is_exact: value == scaled, value }
        })
    }

    /// The nearest number of so many places.
    pub fn nearest(&self, places: u32, at: &BigRational) -> String {
        let step = power(places);
        exact(&((at / &self.size * &step).round() / step))
    }

    /// A range this many orders of magnitude narrower than its numbers are large is told as one number: the solver's own grid is
    /// not much finer.
    const HAIR: u32 = 10;

    /// Enough digits that rounding moves each end by no more than a hundredth of the range's width, or of another that is larger.
    pub fn digits_for_width(&self, low: &BigRational, high: &BigRational, other: &BigRational) -> u32 {
        let width = (high - low).max(other.clone());
        if !width.is_positive() {
            return Digits::USUAL.at_least;
        }
        let ratio = low.abs().max(high.abs()) / width;
        let extra = ratio.to_integer().to_string().len();
        Digits::USUAL.at_least.max(u32::try_from(extra + 2).unwrap_or(Digits::MOST)).min(Digits::MOST)
    }
}

fn power(exponent: u32) -> BigRational {
    BigRational::from_integer(BigInt::from(10).pow(exponent))
}

/// Decimal places that show this many digits.
pub(super) fn places(scaled: &BigRational, digits: u32) -> u32 {
    let size = scaled.abs();
    if size.is_zero() {
        return 0;
    }
    if size >= BigRational::one() {
        let whole = u32::try_from(size.to_integer().to_string().len()).unwrap_or(u32::MAX);
        return digits.saturating_sub(whole);
    }
    let zeros = size.recip().to_integer().to_string().len().saturating_sub(1);
    digits.saturating_add(u32::try_from(zeros).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn long_whole_parts_are_cut_into_threes() {
        let told = |text: &str| grouped(text).replace('\u{a0}', "_");
        assert_eq!([told("15020000000"), told("-1234567.25"), told("12345")], ["15_020_000_000", "-1_234_567.25", "12_345"]);
        assert_eq!([told("1234"), told("0.12345678"), told("1/3")], ["1234", "0.12345678", "1/3"]);
    }
}
