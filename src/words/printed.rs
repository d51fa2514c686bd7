//! A printed number with its separators, read as one numeral or refused with both readings.
//!
//! `1 234,5`, `1,234.5`, `1.234.567,8`, `12,5` and `1,234,567` can only mean one thing. `1,234` can mean two: it is a decimal
//! comma where the file says so or the phrase is Cyrillic, grouping where the file says that points part decimals, and
//! refused otherwise. A single point parts decimals (`69.917`) unless the file says that commas do.

use super::{DecimalMark, Numeral};

/// How a printed number can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printed {
    /// As one numeral.
    Numeral(Numeral),
    /// As either of these two texts.
    Either([String; 2]),
    /// It groups digits as no number does, or goes against the file's decimal mark.
    Malformed,
    /// More than 32 digits.
    TooLong,
}

/// Reads digits with separators, as cut by [`tokens`](super::tokens::tokens). `cyrillic` says whether the words around it are.
pub fn printed(text: &str, declared: Option<DecimalMark>, cyrillic: bool) -> Printed {
    let decimal_mark = match decimal_mark(text, declared, cyrillic) {
        Ok(mark) => mark,
        Err(refusal) => return refusal,
    };
    let (whole, decimals) = match decimal_mark {
        Some(mark) => text.rsplit_once(mark).unwrap_or((text, "")),
        None => (text, ""),
    };
    let groups: Vec<&str> = whole.split(|c: char| !c.is_ascii_digit()).collect();
    let marks: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    let one_mark = marks.windows(2).all(|pair| pair[0] == pair[1]);
    let well_grouped =
        groups.len() == 1 || (one_mark && (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
    if !well_grouped || decimals.contains(|c: char| !c.is_ascii_digit()) {
        return Printed::Malformed;
    }
    let whole = groups.concat();
    let whole = if whole.is_empty() { "0".to_string() } else { whole };
    let plain = if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") };
    Numeral::plain(&plain).map_or(Printed::TooLong, Printed::Numeral)
}

/// Which character parts the decimals of `text`, if any does.
fn decimal_mark(text: &str, declared: Option<DecimalMark>, cyrillic: bool) -> Result<Option<char>, Printed> {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let declared = declared.map(|mark| match mark {
        DecimalMark::Comma => ',',
        DecimalMark::Point => '.',
    });
    let Some(&last) = marks.last().filter(|mark| matches!(mark, ',' | '.')) else { return Ok(None) };
    let alone = marks.iter().filter(|mark| **mark == last).count() == 1;
    let (head, tail) = text.rsplit_once(last).unwrap_or((text, ""));
    let could_group = tail.len() == 3 && !head.starts_with('0') && marks.iter().all(|mark| *mark == last) && {
        let first = head.split(last).next().unwrap_or("");
        (1..=3).contains(&first.len())
    };
    match (alone, could_group, declared) {
        (_, _, Some(mark)) if mark == last => {
            if alone {
                Ok(Some(last))
            } else {
                Err(Printed::Malformed)
            }
        }
        (_, true, Some(_)) => Ok(None),
        (_, false, Some(_)) => Err(Printed::Malformed),
        (false, _, None) => Ok(None),
        (true, false, None) => Ok(Some(last)),
        (true, true, None) if last == '.' || cyrillic => Ok(Some(last)),
        (true, true, None) => Err(Printed::Either([head.to_string() + tail, format!("{head}.{tail}")])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Printed {
        Printed::Numeral(Numeral::plain(text).unwrap())
    }

    #[test]
    fn what_can_only_mean_one_thing() {
        for (text, meaning) in [
            ("1234", "1234"),
            ("1 234 567,8", "1234567.8"),
            ("1 234,567", "1234.567"),
            ("1,234.5", "1234.5"),
            ("1,234,567", "1234567"),
            ("1.234.567,8", "1234567.8"),
            ("1.234.567", "1234567"),
            ("12,5", "12.5"),
            ("0,123", "0.123"),
            ("1234,567", "1234.567"),
            ("69.917", "69.917"),
            ("1'234'567.80", "1234567.80"),
            (".5", "0.5"),
        ] {
            assert_eq!(printed(text, None, false), plain(meaning), "{text}");
        }
    }

    #[test]
    fn a_comma_before_three_digits_needs_settling() {
        assert_eq!(printed("1,234", None, false), Printed::Either(["1234".into(), "1.234".into()]));
        assert_eq!(printed("1,234", None, true), plain("1.234"));
        assert_eq!(printed("1,234", Some(DecimalMark::Comma), false), plain("1.234"));
        assert_eq!(printed("1,234", Some(DecimalMark::Point), false), plain("1234"));
        assert_eq!(printed("1.234", Some(DecimalMark::Comma), false), plain("1234"));
    }

    #[test]
    fn what_groups_as_no_number_does() {
        for text in ["1,23,456", "1,234,56", "1.2.3", "1,234.567,8", "1 234 567.8.9"] {
            assert_eq!(printed(text, None, false), Printed::Malformed, "{text}");
        }
        assert_eq!(printed("12.5", Some(DecimalMark::Comma), false), Printed::Malformed);
        assert_eq!(printed("12,5", Some(DecimalMark::Point), false), Printed::Malformed);
    }
}
