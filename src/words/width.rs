//! How wide "about 470" is: the elicited width w of a hedge, 18 for about 470, rounded half-even to two significant digits.
//!
//! People were asked what "about n" and "almost n" cover (Ferson et al. 2015); the answers follow a formula for log10 w in
//! log10 n, the trailing zeros and a last digit of 5. Its eight coefficients are data, `data/words/widths.tsv`.
//!
//! The two digits are found without floats, so they are right and the same on every machine. log10 w is compared with the
//! logarithms of the half-way marks 10.5, 11.5 … 99.5; logarithms are integers counting 10⁻¹⁸, their errors stay below 10⁻¹⁵.
//! Where a comparison is closer than 10⁻¹² (it takes a numeral made for it), it is settled exactly: the coefficients have four
//! decimals, so w to the power 10000 is a product of integer powers.

use super::Numeral;
use crate::exact::Ratio;
use num_bigint::BigUint;
use std::cmp::Ordering;
use std::sync::LazyLock;

/// Coefficients A to H count 1/10000.
const COEFFICIENT_PLACES: u32 = 4;
const COEFFICIENT_ONE: u32 = 10_000;
/// Logarithms count 1/10^18.
const ONE: i128 = 1_000_000_000_000_000_000;
/// The natural logarithm of 10.
const LN_10: i128 = 2_302_585_092_994_045_684;
/// Closer than this (10⁻¹²), integer powers decide.
const TOO_CLOSE: i128 = 1_000_000;

/// The formula of one hedge's width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Width {
    /// A to H, in ten-thousandths.
    coefficients: [i128; 8],
}

impl Width {
    /// From the eight coefficients as printed, each with at most four decimals.
    pub fn of(printed: [&str; 8]) -> Option<Width> {
        let mut coefficients = [0; 8];
        for (coefficient, text) in coefficients.iter_mut().zip(printed) {
            let exact = crate::exact::decimal(text)? * Ratio::from_integer(10i128.pow(COEFFICIENT_PLACES));
            if !exact.is_integer() || exact.to_integer().abs() > 10 * i128::from(COEFFICIENT_ONE) {
                return None;
            }
            *coefficient = exact.to_integer();
        }
        Some(Width { coefficients })
    }

    /// w of a numeral, in its printed scale; 0 for 0. `None` beyond what exact arithmetic holds.
    pub fn around(&self, numeral: &Numeral) -> Option<Ratio> {
        let (digits, places) = numeral.digits_and_places();
        if digits == 0 {
            return Some(Ratio::from_integer(0));
        }
        let [a, b, c, d, e, f, g, h] = self.coefficients;
        let zeros = i128::from(numeral.trailing_zeros());
        let five = i128::from(numeral.ends_in_five());
        // log10 w = constant + slope × log10 n, both in ten-thousandths.
        let constant = a + c * zeros + d * five + g * zeros * five;
        let slope = b + e * zeros + f * five + h * zeros * five;
        let log_n = log10(digits) - i128::from(places) * ONE;
        let log_w = (constant * ONE + slope * log_n) / i128::from(COEFFICIENT_ONE);
        // w = mantissa × 10^exponent with the mantissa from 10 to 100.
        let exponent = i32::try_from(log_w.div_euclid(ONE)).ok()? - 1;
        let log_mantissa = log_w.rem_euclid(ONE) + ONE;
        let mut mantissa = 10;
        for half_way in HALF_WAY.iter() {
            let above = if (log_mantissa - half_way.log).abs() < TOO_CLOSE {
                let power = Power { digits, slope, tens: constant - i128::from(places) * slope };
                match power.compare(half_way.doubled, exponent) {
                    Ordering::Greater => true,
                    Ordering::Equal => mantissa % 2 == 1,
                    Ordering::Less => false,
                }
            } else {
                log_mantissa > half_way.log
            };
            if !above {
                break;
            }
            mantissa += 1;
        }
        let ten = 10i128.checked_pow(exponent.unsigned_abs()).filter(|_| exponent.abs() < 34)?;
        Some(if exponent < 0 { Ratio::new(mantissa, ten) } else { Ratio::from_integer(ten.checked_mul(mantissa)?) })
    }
}

/// The mark between two neighbouring two-digit numbers: 10.5, 11.5 … 99.5.
struct HalfWay {
    /// Twice the mark, a whole number.
    doubled: u32,
    /// Its logarithm.
    log: i128,
}

static HALF_WAY: LazyLock<Vec<HalfWay>> =
    LazyLock::new(|| (10..100).map(|k| HalfWay { doubled: 2 * k + 1, log: log10(i128::from(10 * k + 5)) - ONE }).collect());

/// w^10000 = digits^slope × 10^tens, exactly.
struct Power {
    digits: i128,
    slope: i128,
    tens: i128,
}

impl Power {
    /// How w compares with doubled/2 × 10^exponent.
    fn compare(&self, doubled: u32, exponent: i32) -> Ordering {
        let mut left = BigUint::from(1u32);
        let mut right = BigUint::from(doubled).pow(COEFFICIENT_ONE);
        let mut put = |base: u128, power: i128| {
            let side = if power >= 0 { &mut left } else { &mut right };
            *side *= BigUint::from(base).pow(u32::try_from(power.unsigned_abs()).unwrap_or(u32::MAX));
        };
        put(self.digits.unsigned_abs(), self.slope);
        put(10, self.tens - i128::from(exponent) * i128::from(COEFFICIENT_ONE));
        put(2, i128::from(COEFFICIENT_ONE));
        left.cmp(&right)
    }
}

/// The decimal logarithm of a positive whole number, in units of 10⁻¹⁸, to about 10⁻¹⁶.
///
/// ln m = 2 artanh((m − 1)/(m + 1)), for m within √10 of 1.
fn log10(number: i128) -> i128 {
    let mut exponent = 0u32;
    while number / 10i128.pow(exponent) >= 10 {
        exponent += 1;
    }
    let mantissa = if exponent <= 18 { number * 10i128.pow(18 - exponent) } else { number / 10i128.pow(exponent - 18) };
    let (mantissa, whole) =
        if mantissa > 3 * ONE { (mantissa / 10, i128::from(exponent) + 1) } else { (mantissa, i128::from(exponent)) };
    let ratio = (mantissa - ONE) * ONE / (mantissa + ONE);
    let square = ratio * ratio / ONE;
    let (mut term, mut sum, mut odd) = (ratio, 0, 1);
    while term != 0 {
        sum += term / odd;
        term = term * square / ONE;
        odd += 2;
    }
    whole * ONE + 2 * sum * ONE / LN_10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about() -> Width {
        Width::of(["-0.2085", "0.4285", "0.2807", "0.0940", "0.0147", "-0.0640", "-0.0102", "0.0404"]).unwrap()
    }

    #[test]
    fn two_digits_of_known_widths() {
        for (numeral, width) in [("470", (18, 1)), ("600", (42, 1)), ("10", (33, 10)), ("14.5", (94, 100)), ("0", (0, 1))] {
            assert_eq!(about().around(&Numeral::plain(numeral).unwrap()), Some(Ratio::new(width.0, width.1)), "{numeral}");
        }
    }

    #[test]
    fn powers_settle_what_logarithms_say() {
        // Every rounding of a few numerals, decided again by integer powers alone.
        for numeral in ["7", "12.5", "365", "99", "4700"].map(|text| Numeral::plain(text).unwrap()) {
            let (digits, places) = numeral.digits_and_places();
            let [a, b, c, d, e, f, g, h] = about().coefficients;
            let (r, five) = (i128::from(numeral.trailing_zeros()), i128::from(numeral.ends_in_five()));
            let slope = b + e * r + f * five + h * r * five;
            let power = Power { digits, slope, tens: a + c * r + d * five + g * r * five - i128::from(places) * slope };
            let width = about().around(&numeral).unwrap();
            let exponent = (-20..20).rev().find(|k| width >= Ratio::from_integer(10).pow(k + 1)).unwrap();
            let mantissa = (width / Ratio::from_integer(10).pow(exponent)).to_integer() as u32;
            assert_eq!(power.compare(2 * mantissa - 1, exponent), Ordering::Greater);
            assert_eq!(power.compare(2 * mantissa + 1, exponent), Ordering::Less);
        }
    }

    #[test]
    fn logarithms_are_exact_at_powers_of_ten_and_right_between() {
        assert_eq!([1, 10, 1000].map(log10), [0, ONE, 3 * ONE]);
        // 0.301029995663981195213…, 1.995635194597549915…
        assert!((log10(2) - 301_029_995_663_981_195).abs() < 1000);
        assert!((log10(99) - 1_995_635_194_597_549_915).abs() < 1000);
        assert!((log10(10i128.pow(31) * 7) - 31_845_098_040_014_256_830).abs() < 1000);
    }
}
