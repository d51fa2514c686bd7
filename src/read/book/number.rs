//! Numbers: from the binary fraction that a book stores to the decimal that someone typed.
//!
//! ```text
//! 22221.200000000004            -> 22221.2      15 digits are what spreadsheet programs keep
//! 3.4956756     under 0.0       -> 3.4956756    an amount keeps the digits that its cell holds, in figures files and in tables
//! 603808        under 0.0       -> 603808.0     the places are part of what was published
//! 0.145         under 0.0%      -> 14.5 (%)     the point moves, digit by digit
//! 0.404321      under 0.0%      -> 40.4 (%)     per cents are published as they are shown
//! ```

use super::format::Shown;
use super::told::Told;
use std::io::Write;

/// Spreadsheet programs keep and show no more.
const DIGITS: usize = 15;
/// More places than any cell shows.
const MOST_PLACES: i32 = 200;

/// A stored number as its format shows it; one that is no number, or does not fit, as its text.
pub fn told(number: f64, shown: Shown) -> Told<'static> {
    match parts(number, shown) {
        Some((digits, places)) => Told::Number { digits, places, is_percent: shown.is_percent },
        None => Told::Text(number.to_string().into()),
    }
}

/// The digits of a number, and how many of them stand behind the point.
fn parts(number: f64, shown: Shown) -> Option<(i64, u8)> {
    if !number.is_finite() {
        return None;
    }
    // Of `1.45000000000000e-1`, the nearest decimal of so many digits: 145, and three places.
    let mut written = [0; 32];
    let mut room = &mut written[..];
    write!(room, "{number:.*e}", DIGITS - 1).ok()?;
    let length = 32 - room.len();
    let (mantissa, exponent) = std::str::from_utf8(&written[..length]).ok()?.split_once('e')?;
    let figures = mantissa.bytes().filter(u8::is_ascii_digit);
    let mut digits = figures.fold(0_i64, |all, figure| all * 10 + i64::from(figure - b'0'));
    // Behind the point; below nothing where zeros are missing before it.
    let mut places = DIGITS as i32 - 1 - exponent.parse::<i32>().ok()?;
    while digits % 10 == 0 && digits != 0 {
        (digits, places) = (digits / 10, places - 1);
    }
    if digits == 0 {
        places = 0;
    } else if shown.is_percent {
        places -= 2;
    }
    let digits = if mantissa.starts_with('-') { -digits } else { digits };
    let wanted = i32::from(shown.places);
    if places < 0 {
        // Digits before the point have to fit; places that do not fit are none that a reader misses.
        let whole = padded(digits, -places)?;
        return Some(padded(whole, wanted).map_or((whole, 0), |digits| (digits, shown.places)));
    }
    if places > MOST_PLACES {
        return None;
    }
    let of_number = u8::try_from(places).ok()?;
    if places > wanted && shown.is_percent {
        return Some((rounded(digits, places - wanted), shown.places));
    }
    if places >= wanted {
        return Some((digits, of_number));
    }
    Some(padded(digits, wanted - places).map_or((digits, of_number), |digits| (digits, shown.places)))
}

/// Without the last so many digits, rounded as spreadsheet programs show it: a half goes away from zero.
fn rounded(digits: i64, without: i32) -> i64 {
    let Some(one) = u32::try_from(without).ok().and_then(|places| 10_i64.checked_pow(places)) else { return 0 };
    let (whole, rest) = (digits / one, digits % one);
    if rest.abs() >= one - rest.abs() { whole + digits.signum() } else { whole }
}

/// With so many zeros more, where that fits.
fn padded(digits: i64, zeros: i32) -> Option<i64> {
    if digits == 0 {
        return Some(0);
    }
    digits.checked_mul(10_i64.checked_pow(u32::try_from(zeros).ok()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(number: f64, places: u8, is_percent: bool) -> String {
        match told(number, Shown { places, is_percent, ..Shown::default() }) {
            Told::Number { digits, places, is_percent } => format!("{digits}/{places}{}", if is_percent { "%" } else { "" }),
            Told::Text(text) => text.into_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_number_has_the_digits_that_were_typed_and_the_places_that_are_shown() {
        for (number, places, expected) in [
            (22221.200000000004, 0, "222212/1"),
            (603808.0, 1, "6038080/1"),
            (0.1 + 0.2, 0, "3/1"),
            (-1585.75, 2, "-158575/2"),
            (0.0, 2, "0/2"),
            (-0.0, 0, "0/0"),
            (1e-6, 0, "1/6"),
            (1e15, 0, "1000000000000000/0"),
            (1.5e18, 0, "1500000000000000000/0"),
            (123456789012345.0, 30, "123456789012345/0"),
            (1e19, 0, "10000000000000000000"),
            (f64::NAN, 0, "NaN"),
            (f64::INFINITY, 0, "inf"),
            (f64::MIN_POSITIVE, 0, &f64::MIN_POSITIVE.to_string()),
            (1234.5, 0, "12345/1"),
            (3.4956756, 1, "34956756/7"),
        ] {
            assert_eq!(read(number, places, false), expected, "{number}");
        }
    }

    #[test]
    fn per_cent_moves_the_point() {
        for (number, places, expected) in [
            (0.145, 1, "145/1%"),
            (0.145, 0, "15/0%"),
            (0.404321, 1, "404/1%"),
            (-0.404521, 1, "-405/1%"),
            (0.29, 0, "29/0%"),
            (1.0, 1, "1000/1%"),
            (0.0, 1, "0/1%"),
            (0.07, 2, "700/2%"),
            (-0.034999999999999996, 1, "-35/1%"),
        ] {
            assert_eq!(read(number, places, true), expected, "{number}");
        }
    }
}
