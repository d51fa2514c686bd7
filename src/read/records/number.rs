//! A value as printed: `2088237.3`, `12,4`, `1.23E+05`, `NA`. Its digits are kept as text, and a comma that parts decimals becomes a point.

use crate::tables::sheet::is_nothing_in_records;
use crate::words::{DecimalMark, larger_scale, zeros_of};

/// More digits are no statistics.
const MOST_DIGITS: usize = 28;

/// What a cell of the value column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Printed {
    /// A number, written to the output; with the mark that it showed.
    Number(Option<DecimalMark>),
    /// A sign or word for no number.
    Nothing,
    /// A comma that may part thousands or decimals.
    TwoWays,
    /// No number.
    Words,
}

/// Writes a cell's number to `out`. `comma` says whether a comma parts decimals; `None` where nothing tells.
pub(super) fn printed(cell: &str, comma: Option<bool>, out: &mut String) -> Printed {
    out.clear();
    let begins_with_digit = cell.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    if !begins_with_digit && is_nothing_in_records(cell) {
        return Printed::Nothing;
    }
    let (is_negative, rest) = match cell.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, cell.strip_prefix('+').unwrap_or(cell)),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        None => (rest, 0),
        Some((mantissa, exponent)) => match exponent.parse::<i32>() {
            Ok(exponent) if (-30..=30).contains(&exponent) => (mantissa, exponent),
            _ => return Printed::Words,
        },
    };
    let mark = mantissa.find([',', '.']);
    let (whole, decimals) = mark.map_or((mantissa, ""), |at| (&mantissa[..at], &mantissa[at + 1..]));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(decimals) || whole.len() + decimals.len() == 0 || (mark.is_some() && decimals.is_empty()) {
        return Printed::Words;
    }
    if whole.len() + decimals.len() > MOST_DIGITS {
        return Printed::Words;
    }
    let mark = match mark.map(|at| mantissa.as_bytes()[at]) {
        None => None,
        Some(b',') => match comma {
            Some(true) => Some(DecimalMark::Comma),
            Some(false) => return Printed::Words,
            None if decimals.len() == 3 && !whole.starts_with('0') => return Printed::TwoWays,
            None => Some(DecimalMark::Comma),
        },
        Some(_) => Some(DecimalMark::Point),
    };
    if is_negative {
        out.push('-');
    }
    if exponent == 0 {
        out.push_str(if whole.is_empty() { "0" } else { whole });
        if !decimals.is_empty() {
            out.push('.');
            out.push_str(decimals);
        }
    } else {
        shifted(whole, decimals, exponent, out);
    }
    Printed::Number(mark)
}

/// A whole number of some scale in a larger one, written to `out`, so that the noughts at its end are no rounding: 250000000 is 250.000000
/// mn. The larger scale's word; `None` where the number ends in no nought or no scale is larger.
pub(super) fn to_the_unit(number: &str, scale: &str, out: &mut String) -> Option<&'static str> {
    let digits = number.strip_prefix('-').unwrap_or(number);
    if digits.len() < 2 || !digits.ends_with('0') || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // A word that is no scale counts nothing that is known.
    let own = Some(zeros_of(scale)).filter(|zeros| *zeros > 0 || scale.is_empty())?;
    let (word, places) = larger_scale(u32::try_from(digits.len()).ok()?, own, 0)?;
    let places = usize::from(places);
    out.clear();
    out.push_str(&number[..number.len() - digits.len()]);
    let whole = digits.len().saturating_sub(places);
    out.push_str(if whole == 0 { "0" } else { &digits[..whole] });
    out.push('.');
    out.extend((digits.len()..places).map(|_| '0'));
    out.push_str(&digits[whole..]);
    Some(word)
}

/// The digits with their point moved: `1.23` and 5 are `123000`, `1.5` and -3 are `0.0015`.
fn shifted(whole: &str, decimals: &str, exponent: i32, out: &mut String) {
    let digits = format!("{whole}{decimals}");
    // Digits before the point; digits are few and the exponent small, so nothing overflows.
    let before = whole.len() as i32 + exponent;
    let digit =
        |place: i32| usize::try_from(place).ok().and_then(|place| digits.as_bytes().get(place)).map_or('0', |d| char::from(*d));
    let begin = out.len();
    out.extend((0..before).map(digit));
    let leading = out[begin..].bytes().take_while(|byte| *byte == b'0').count();
    out.replace_range(begin..begin + leading, "");
    if out.len() == begin {
        out.push('0');
    }
    if (digits.len() as i32) > before {
        out.push('.');
        out.extend((before..digits.len() as i32).map(digit));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_kept_as_printed() {
        for (cell, comma, number) in [
            ("91128858", None, "91128858"),
            ("52.051", None, "52.051"),
            ("12.40", None, "12.40"),
            ("12,4", Some(true), "12.4"),
            ("1,234", Some(true), "1.234"),
            ("0,123", None, "0.123"),
            ("-3.5", None, "-3.5"),
            ("−3.5", None, "-3.5"),
            ("+7", None, "7"),
            (".5", None, "0.5"),
            ("1.23E+05", None, "123000"),
            ("1.23e5", None, "123000"),
            ("1.234567E2", None, "123.4567"),
            ("1.5e-3", None, "0.0015"),
            ("0.5e1", None, "5"),
            ("0e3", None, "0"),
            ("-2,5E-1", Some(true), "-0.25"),
        ] {
            let mut out = String::from("before");
            assert!(matches!(printed(cell, comma, &mut out), Printed::Number(_)), "{cell}");
            assert_eq!(out, number, "{cell}");
        }
    }

    #[test]
    fn noughts_of_what_is_printed_to_the_unit_stand_behind_a_point() {
        let mut out = String::new();
        for (number, scale, told) in [
            ("250000000", "", Some(("250.000000", "mn"))),
            ("1400", "mn", Some(("1.400", "bn"))),
            ("-20", "", Some(("-0.020", "thousand"))),
            ("10", "bn", Some(("0.010", "trillion"))),
            ("1500000000000000000", "", Some(("1500000.000000000000", "trillion"))),
            ("10", "trillion", None),
            ("500", "", Some(("0.500", "thousand"))),
            ("500", "barrel", None),
            ("253", "", None),
            ("2.50", "", None),
            ("0", "", None),
        ] {
            let word = to_the_unit(number, scale, &mut out);
            assert_eq!(word.map(|word| (out.as_str(), word)), told, "{number}");
        }
    }

    #[test]
    fn what_is_no_number_is_told_from_what_has_two_readings() {
        let mut out = String::new();
        for cell in ["", "NA", "nan", ":", "..", "-", "н/д"] {
            assert_eq!(printed(cell, None, &mut out), Printed::Nothing, "{cell}");
        }
        for cell in ["1.2.3", "1 234", "1e99", "1e", "e5", "5.", "abc", "1,234.5", "\0", "0x1F", "--1", &"9".repeat(40)] {
            assert_eq!(printed(cell, None, &mut out), Printed::Words, "{cell}");
        }
        assert_eq!(printed("1,234", None, &mut out), Printed::TwoWays);
        assert_eq!(printed("1,234", Some(false), &mut out), Printed::Words);
    }
}
