//! Numbers: from the binary fraction that a book stores to the decimal that someone typed.
//!
//! ```text
//! 22221.200000000004  General      -> 22221.2        15 digits are what spreadsheet programs keep
//! 155.199297          under 0.0    -> 155.199297     an amount keeps places beyond those that are shown
//! 8.18873459999999    under 0.0    -> 8.1887346      six of them: what stands behind is noise
//! 0.333333333333333   General      -> 0.33333333333  the 11 digits that General has room for
//! 603808              under 0.0    -> 603808.0       the places are part of what was published
//! 5593000000          under 0.0,,  -> 5593.0         as it is shown; its words say in what, or the book holds millions of it
//! 0.145               under 0.0%   -> 14.5 (%)       the point moves, digit by digit
//! 0.404321            under 0.0%   -> 40.4 (%)       per cents are published as they are shown
//! ```
//!
//! # How many digits are the number's own
//!
//! A cell that a formula filled has binary noise: `=1000007.7-1000000.1` is 7.59999999997672, and three such cells, each shown to the
//! tenth and right, do not add up to their last digit. Yet offices keep more places in their cells than they show, and what is
//! derived from those adds up where the shown numbers do not. So places are kept, and noise is not:
//!
//! - where a format fixes the places, six more than it shows: a millionth of what the office thinks worth printing;
//! - under General, the 11 significant digits that it has room for;
//! - never more than 15 significant digits;
//! - a whole number stays whole, however long it is.
//!
//! A binary fraction of 53 bits is off by less than a part in 9 * 10^15, so a difference of two has no noise within six more places where
//! both are below 4 * 10^9 under `0`, 2 * 10^8 under `0.0`, 3 * 10^7 under `0.00`, and so on by tens. Of larger ones it may have some:
//! 86482741.75-85826198.96 is 656542.79000001 under `0.00`. Fewer places of large numbers would cost offices their own: Kazakhstan's
//! 86469848.76072 and Kyrgyzstan's 1927623.2464447 are no noise, and nothing in a cell tells it from digits.

use super::format::{Section, Shown};
use super::told::Told;
use std::io::Write;

/// Spreadsheet programs keep and show no more.
const DIGITS: usize = 15;
/// General shows no more.
const DIGITS_OF_GENERAL: i32 = 11;
/// So many places beyond those that are shown are kept.
const MORE_PLACES: i32 = 6;
/// More places than any cell shows.
const MOST_PLACES: i32 = 200;

/// A stored number as its format shows it, with the words around it; one that is no number, or does not fit, as its text.
pub fn told(number: f64, section: &Section) -> Told<'_> {
    if section.is_text {
        return Told::Text(section.words.as_str().into());
    }
    match parts(number, section.shown) {
        Some((digits, places)) if section.words.is_empty() => {
            Told::Number { digits, places, is_percent: section.shown.is_percent }
        }
        Some((digits, places)) => Told::Worded { digits, places, words: section.words.as_str().into() },
        None => Told::Text(number.to_string().into()),
    }
}

/// The digits of a number, and how many of them stand behind the point.
fn parts(number: f64, shown: Shown) -> Option<(i64, u8)> {
    if !number.is_finite() {
        return None;
    }
    let (digits, places) = decimal(number)?;
    let places = if shown.is_percent { places - 2 } else { places };
    let (digits, places) = without_zeros(digits, places);
    if places > MOST_PLACES {
        return None;
    }
    // No place before the point is noise.
    let (digits, places) = to_places(digits, places, own_places(digits, places, shown).max(0));
    let places = if digits == 0 { 0 } else { places + 3 * i32::from(shown.thousands) };
    let wanted = i32::from(shown.places);
    if places < 0 {
        // Digits before the point have to fit; places that do not fit are none that a reader misses.
        let whole = padded(digits, -places)?;
        return Some(padded(whole, wanted).map_or((whole, 0), |digits| (digits, shown.places)));
    }
    let of_number = u8::try_from(places).ok()?;
    if places >= wanted {
        return Some((digits, of_number));
    }
    Some(padded(digits, wanted - places).map_or((digits, of_number), |digits| (digits, shown.places)))
}

/// The nearest decimal of 15 digits: its digits, and how many of them stand behind the point.
fn decimal(number: f64) -> Option<(i64, i32)> {
    // Most are whole, and need no search for digits.
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return Some((number as i64, 0));
    }
    // Of `1.45000000000000e-1`, the nearest decimal of so many digits: 145, and three places.
    let mut written = [0; 32];
    let mut room = &mut written[..];
    write!(room, "{number:.*e}", DIGITS - 1).ok()?;
    let length = 32 - room.len();
    let (mantissa, exponent) = std::str::from_utf8(&written[..length]).ok()?.split_once('e')?;
    let figures = mantissa.bytes().filter(u8::is_ascii_digit);
    let digits = figures.fold(0_i64, |all, figure| all * 10 + i64::from(figure - b'0'));
    // Behind the point; below nothing where zeros are missing before it.
    let places = DIGITS as i32 - 1 - exponent.parse::<i32>().ok()?;
    Some((if mantissa.starts_with('-') { -digits } else { digits }, places))
}

/// How many places of a number are its own.
fn own_places(digits: i64, places: i32, shown: Shown) -> i32 {
    match shown.most {
        Some(most) if shown.is_percent => i32::from(most),
        Some(most) => i32::from(most) + MORE_PLACES - 3 * i32::from(shown.thousands),
        None => {
            // Of at most 15 digits.
            let count = digits.unsigned_abs().checked_ilog10().map_or(0, |last| last as i32 + 1);
            places - (count - DIGITS_OF_GENERAL).max(0)
        }
    }
}

/// To so many places at most, without zeros at the end.
fn to_places(digits: i64, places: i32, most: i32) -> (i64, i32) {
    if places <= most { (digits, places) } else { without_zeros(rounded(digits, places - most), most) }
}

/// Without zeros at the end.
fn without_zeros(mut digits: i64, mut places: i32) -> (i64, i32) {
    if digits == 0 {
        return (0, 0);
    }
    while digits % 10 == 0 {
        (digits, places) = (digits / 10, places - 1);
    }
    (digits, places)
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
    use super::super::format::Format;
    use super::*;

    fn read(number: f64, code: &str) -> String {
        let format = Format::read(code);
        match told(number, format.shows(number)) {
            Told::Number { digits, places, is_percent } => format!("{digits}/{places}{}", if is_percent { "%" } else { "" }),
            Told::Worded { digits, places, words } => format!("{digits}/{places} {}", words.replace(crate::tables::NUMBER, "n")),
            Told::Text(text) => text.into_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_number_has_the_digits_that_were_typed_and_the_places_that_are_shown() {
        for (number, code, expected) in [
            (22221.200000000004, "General", "222212/1"),
            (603808.0, "0.0", "6038080/1"),
            (0.1 + 0.2, "General", "3/1"),
            (-1585.75, "0.00", "-158575/2"),
            (0.0, "0.00", "0/2"),
            (-0.0, "0", "0/0"),
            (1e-6, "General", "1/6"),
            (1e-9, "General", "1/9"),
            (1e-9, "0.0", "0/1"),
            (1e15, "General", "1000000000000000/0"),
            (1.5e18, "0", "1500000000000000000/0"),
            (123456789012345.0, "0.000000000000000000000000000000", "123456789012345/0"),
            (1e19, "General", "10000000000000000000"),
            (f64::NAN, "General", "NaN"),
            (f64::INFINITY, "General", "inf"),
            (f64::MIN_POSITIVE, "General", &f64::MIN_POSITIVE.to_string()),
            (1234.5, "0", "12345/1"),
            (3.4956756, "0.0", "34956756/7"),
        ] {
            assert_eq!(read(number, code), expected, "{number} under {code}");
        }
    }

    #[test]
    fn places_are_kept_and_noise_is_not() {
        for (number, code, expected) in [
            (1000007.7 - 1000000.1, "0.0", "76/1"),
            (1000009.4 - 1000000.1, "0.0", "93/1"),
            (100000.9 - 99999.2, "0.0", "17/1"),
            (155.199297, "0.0", "155199297/6"),
            (8.18873459999999, "#,##0.0", "81887346/7"),
            (811.943793658492, "0.0###", "8119437936585/10"),
            (86482741.75 - 85826198.96, "0.00", "65654279000001/8"),
            (86469848.76072, "0.0", "8646984876072/5"),
            (200000000.1 - 199999998.4, "0.0", "17/1"),
            (29999999.33 - 29999998.11, "0.00", "122/2"),
            (3999999999.7 - 3999999998.4, "0", "13/1"),
            (1.0 / 3.0, "General", "33333333333/11"),
            (2.0e6 / 3.0, "General", "66666666667/5"),
            (2.0e6 / 3.0, "@", "66666666667/5"),
            (2.0e6 / 3.0, "0", "666666666667/6"),
            (-2.0e6 / 3.0, "0.00E+00", "-66666666667/5"),
            (6099.999999999999, "General", "6100/0"),
            (123456789012345.0, "General", "123456789012345/0"),
            (1234567890123.4, "General", "1234567890123/0"),
            (1234567890123.4, "0.0", "12345678901234/1"),
        ] {
            assert_eq!(read(number, code), expected, "{number} under {code}");
        }
    }

    #[test]
    fn a_number_shown_in_thousands_is_told_so() {
        for (number, code, expected) in [
            (5593000000.0, "0.0,,", "55930/1 n,,"),
            (5593155199.0, "\"$\"0.0,,\" mn\"", "5593155199/6 $n,, mn"),
            (1234567.0, "#,##0,", "1234567/3 n,"),
            (1234567.25, "#,##0,", "123456725/5 n,"),
            (1234567.123456, "#,##0,", "1234567123/6 n,"),
            (0.0, "0.0,,", "0/1 n,,"),
        ] {
            assert_eq!(read(number, code), expected, "{number} under {code}");
        }
    }

    #[test]
    fn per_cent_moves_the_point() {
        for (number, code, expected) in [
            (0.145, "0.0%", "145/1%"),
            (0.145, "0%", "15/0%"),
            (0.404321, "0.0%", "404/1%"),
            (-0.404521, "0.0%", "-405/1%"),
            (0.29, "0%", "29/0%"),
            (1.0, "0.0%", "1000/1%"),
            (0.0, "0.0%", "0/1%"),
            (0.07, "0.00%", "700/2%"),
            (-0.034999999999999996, "0.0%", "-35/1%"),
        ] {
            assert_eq!(read(number, code), expected, "{number} under {code}");
        }
    }
}
