//! The periods of record files: `2016`, `201607`, `2016-07`, `2016-Q3`, `2016M07`, `2014-S1`, `201952` (Comext: the whole year), and days with
//! which a period begins or ends, where the frequency is known.

use crate::names::month_of_letters;
use crate::period::Period;

/// What a text tells of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// A period.
    Period(Period),
    /// A day, and nothing says of which of these it is.
    Day(Period, Period),
    /// A week or a day of its own.
    TooShort,
}

/// What a text tells, with the frequency (`A`, `H`, `Q`, `M`, or `-` for shorter ones) if it is known.
pub(super) fn told(text: &str, frequency: Option<char>) -> Option<Told> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.split_once('T').map_or(text, |(day, time)| if time.contains(':') { day } else { text });
    if let Some((begin, length)) = text.split_once("/P") {
        let months = match length {
            "1Y" => 12,
            "6M" => 6,
            "3M" => 3,
            "1M" => 1,
            _ => return None,
        };
        let first = match told(begin, Some('M'))? {
            Told::Period(month) => month.first(),
            _ => return None,
        };
        return Period::between(first, first + months).map(Told::Period);
    }
    if let Some(period) = in_words(text) {
        return Some(Told::Period(period));
    }
    let bytes = text.as_bytes();
    if !text.is_ascii() || bytes.len() < 4 || !is_digits(&text[..4]) {
        return None;
    }
    let (year, rest) = text.split_at(4);
    let january = year.parse::<i32>().ok()? * 12;
    let part = |length: i32, nth: &str| {
        let nth = (nth.len() <= 2 && !nth.is_empty() && is_digits(nth)).then(|| nth.parse::<i32>().ok())??;
        let within = (1..=12 / length).contains(&nth);
        within.then(|| Period::between(january + (nth - 1) * length, january + nth * length))?
    };
    if rest.is_empty() {
        return part(12, "1").map(Told::Period);
    }
    if is_digits(rest) {
        return match rest.len() {
            2 if rest == "52" => part(12, "1").map(Told::Period),
            2 => part(1, rest).map(Told::Period),
            4 => day(&rest[..2], &rest[2..], january, frequency),
            _ => None,
        };
    }
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    if let Some((month, of_month)) = rest.split_once('-') {
        if !is_digits(month) || of_month.len() != 2 || !is_digits(of_month) {
            return text.parse().ok().map(Told::Period);
        }
        return day(month, of_month, january, frequency);
    }
    let period = match (rest.get(..1)?, rest.get(1..)?) {
        ("A" | "a" | "Y", nth) => part(12, nth),
        ("H" | "h" | "S" | "s", nth) => part(6, nth),
        ("T" | "t", nth) => part(4, nth),
        ("Q" | "q", nth) => part(3, nth),
        ("M" | "m", nth) => part(1, nth),
        ("W" | "w" | "D" | "d", nth) if is_digits(nth) => return Some(Told::TooShort),
        _ if is_digits(rest) => part(1, rest),
        _ => text.parse().ok(),
    };
    period.map(Told::Period)
}

/// Comext's words: `Jan.-Dec. 2018`, `Jul. 2019`.
fn in_words(text: &str) -> Option<Period> {
    let (months, year) = text.rsplit_once(' ')?;
    let january = year.parse::<u16>().ok().map(|year| i32::from(year) * 12)?;
    let month = |name: &str| {
        let name = name.trim().trim_end_matches('.');
        let month = month_of_letters(name.get(..3).filter(|_| name.len() <= 9)?)?;
        Some(january + i32::from(month) - 1)
    };
    let (from, until) = months.split_once('-').unwrap_or((months, months));
    Period::between(month(from)?, month(until)? + 1)
}

/// A day stands for the period that it lies in: the frequency says how long that is.
fn day(month: &str, of_month: &str, january: i32, frequency: Option<char>) -> Option<Told> {
    let (month, of_month) = (month.parse::<i32>().ok()?, of_month.parse::<i32>().ok()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&of_month) {
        return None;
    }
    let holding = |length: i32| {
        let begin = january + (month - 1) / length * length;
        Period::between(begin, begin + length)
    };
    match frequency {
        Some('A') => holding(12).map(Told::Period),
        Some('H') => holding(6).map(Told::Period),
        Some('Q') => holding(3).map(Told::Period),
        Some('M') => holding(1).map(Told::Period),
        Some(_) => Some(Told::TooShort),
        None => Some(Told::Day(holding(12)?, holding(1)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation() {
        for (text, frequency, period) in [
            ("2016", None, "2016"),
            ("201607", None, "2016-07"),
            ("201952", None, "2019"),
            ("2016-07", None, "2016-07"),
            ("2016-7", None, "2016-07"),
            ("2016M07", None, "2016-07"),
            ("2016-M07", None, "2016-07"),
            ("2016-Q3", None, "2016-Q3"),
            ("2016Q3", None, "2016-Q3"),
            ("2016-S2", None, "2016-H2"),
            ("2016-A1", None, "2016"),
            ("2016-T3", None, "2016-09..2016-12"),
            ("2016-01..2016-08", None, "2016-01..2016-08"),
            ("2014-01-01", Some('A'), "2014"),
            ("2014-12-31", Some('A'), "2014"),
            ("2014-04-01", Some('Q'), "2014-Q2"),
            ("2014-02-01", Some('M'), "2014-02"),
            ("20140201", Some('M'), "2014-02"),
            ("2014-02-01T00:00:00", Some('M'), "2014-02"),
            ("2014-04-01/P3M", None, "2014-Q2"),
            ("Jan.-Dec. 2018", None, "2018"),
            ("Jul. 2019", None, "2019-07"),
        ] {
            let expected = Told::Period(period.parse().expect("a period"));
            assert_eq!(told(text, frequency), Some(expected), "{text}");
        }
        let both = Told::Day("2014".parse().expect("a year"), "2014-02".parse().expect("a month"));
        assert_eq!(told("2014-02-01", None), Some(both));
        assert_eq!(told("2014-02-01", Some('-')), Some(Told::TooShort));
        assert_eq!(told("2014-W05", None), Some(Told::TooShort));
        for text in [
            "",
            "14",
            "201613",
            "2016-13",
            "2016-Q5",
            "2016-13-01",
            "2016-01-32",
            "99999",
            "B",
            "2016é",
            "1700",
            "2016-",
            "Jan.-Dec.",
            "Dec.-Jan. 2018",
        ] {
            assert_eq!(told(text, None), None, "{text}");
        }
    }
}
