//! Exact numbers as decimals, rounded in a direction that is always named: a lower bound is printed at or below what was
//! proved, an upper bound at or above.
//!
//! ```
//! use crossfoot::exact::ratio;
//! use crossfoot::report::printed::{Toward, decimal};
//! assert_eq!(decimal(&ratio(1, 3), 6, Toward::Below), "0.333333");
//! assert_eq!(decimal(&ratio(1, 3), 6, Toward::Above), "0.333334");
//! assert_eq!(decimal(&ratio(5, 2), 6, Toward::Above), "2.5");
//! ```

use crate::exact::Ratio;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// Which way what does not fit is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// Never above the number: for lower bounds.
    Below,
    /// Never below the number: for upper bounds.
    Above,
}

/// A number as a plain decimal of at most `places` decimal places, without trailing zeros.
pub fn decimal(value: &Ratio, places: u32, toward: Toward) -> String {
    let (numerator, denominator) = (*value.numer(), *value.denom());
    let steps = 10i128.checked_pow(places).and_then(|scale| numerator.checked_mul(scale)).map(|scaled| match toward {
        Toward::Below => Integer::div_floor(&scaled, &denominator),
        Toward::Above => Integer::div_ceil(&scaled, &denominator),
    });
    match steps {
        Some(steps) => with_point(steps < 0, &steps.unsigned_abs().to_string(), places),
        None => big_decimal(&big(value), places, toward),
    }
}

/// The same for a number of any size.
pub fn big_decimal(value: &BigRational, places: u32, toward: Toward) -> String {
    let steps = steps(value, places, toward);
    with_point(steps.is_negative(), &steps.magnitude().to_string(), places)
}

/// A number in units of the last of `places` decimal places.
pub(super) fn steps(value: &BigRational, places: u32, toward: Toward) -> BigInt {
    let scaled = value.numer() * BigInt::from(10).pow(places);
    match toward {
        Toward::Below => scaled.div_floor(value.denom()),
        Toward::Above => scaled.div_ceil(value.denom()),
    }
}

/// A number in full: a decimal where it ends, else `numerator/denominator`.
pub fn exact(value: &BigRational) -> String {
    if value.is_integer() {
        return value.numer().to_string();
    }
    match decimal_places(value.denom()) {
        Some(places) => big_decimal(value, places, Toward::Below),
        None => format!("{}/{}", value.numer(), value.denom()),
    }
}

/// How many decimal places a fraction with this denominator (in lowest terms) has; `None` when it never ends.
pub(super) fn decimal_places(denominator: &BigInt) -> Option<u32> {
    if let Some(small) = denominator.to_u64() {
        return small_decimal_places(small);
    }
    let twos = u32::try_from(denominator.trailing_zeros().unwrap_or(0)).ok()?;
    let mut rest = denominator >> twos;
    let mut fives = 0;
    while !rest.is_one() {
        let (fifth, remainder) = rest.div_rem(&BigInt::from(5));
        if !remainder.is_zero() || fifth.is_zero() {
            return None;
        }
        rest = fifth;
        fives += 1;
    }
    Some(twos.max(fives))
}

fn small_decimal_places(denominator: u64) -> Option<u32> {
    let twos = denominator.trailing_zeros();
    let (mut rest, mut fives) = (denominator.checked_shr(twos)?, 0);
    while rest.is_multiple_of(5) && rest > 1 {
        rest /= 5;
        fives += 1;
    }
    (rest == 1).then_some(twos.max(fives))
}

/// As a number of any size.
pub(super) fn big(value: &Ratio) -> BigRational {
    BigRational::new_raw((*value.numer()).into(), (*value.denom()).into())
}

fn with_point(negative: bool, digits: &str, places: u32) -> String {
    let places = places as usize;
    let mut text = String::with_capacity(digits.len() + 3);
    if negative {
        text.push('-');
    }
    let whole = digits.len().saturating_sub(places);
    text.push_str(if whole == 0 { "0" } else { &digits[..whole] });
    let fraction = digits[whole..].trim_end_matches('0');
    if !fraction.is_empty() {
        text.push('.');
        text.extend(std::iter::repeat_n('0', places.saturating_sub(digits.len())));
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;
    use proptest::prelude::*;

    #[test]
    fn each_number_has_one_form() {
        for (value, places, below, above) in [
            (ratio(0, 1), 6, "0", "0"),
            (ratio(600_000_000_000, 1), 6, "600000000000", "600000000000"),
            (ratio(29, 200), 12, "0.145", "0.145"),
            (ratio(-1, 3), 3, "-0.334", "-0.333"),
            (ratio(1, 1000), 2, "0", "0.01"),
            (ratio(-1, 1000), 2, "-0.01", "0"),
            (ratio(i128::MAX, 7), 2, "24305883351495604533098186245126300818.14", "24305883351495604533098186245126300818.15"),
        ] {
            assert_eq!(decimal(&value, places, Toward::Below), below);
            assert_eq!(decimal(&value, places, Toward::Above), above);
        }
        for (value, in_full) in
            [(ratio(69_917, 1000), "69.917"), (ratio(-2, 7), "-2/7"), (ratio(3, 1), "3"), (ratio(1, 50), "0.02")]
        {
            assert_eq!(exact(&big(&value)), in_full);
        }
    }

    proptest! {
        #[test]
        fn printed_bounds_enclose_what_was_proved(n in any::<i128>(), d in 1..i128::MAX, places in 0u32..13) {
            let value = Ratio::new(n, d);
            let parse = |text: &str| {
                let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
                let steps: BigInt = format!("{whole}{fraction}").parse().unwrap();
                BigRational::new(steps, BigInt::from(10).pow(u32::try_from(fraction.len()).unwrap()))
            };
            let below = parse(&decimal(&value, places, Toward::Below));
            let above = parse(&decimal(&value, places, Toward::Above));
            let value = big(&value);
            prop_assert!(below <= value && value <= above);
            prop_assert!((above - below) * BigInt::from(10).pow(places) <= BigRational::one());
        }
    }
}
