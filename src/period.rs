//! A period is a run of whole months: `2022` is twelve, `2022-H1` (also `2022-S1`) six, `2022-Q3` three, `2022-07` one, and
//! `2022-01..2022-08` (also `2022-01/2022-08`) eight. It prints in the shortest of these.
//!
//! ```
//! use crossfoot::period::Period;
//! let half: Period = "2022-S1".parse().unwrap();
//! assert_eq!(half.to_string(), "2022-H1");
//! assert_eq!(half.months_earlier(12).unwrap().to_string(), "2021-H1");
//! ```
//!
//! Since a period is nothing but months, every part-of-whole relation in time is one rule: cut the line where periods end.

use std::fmt;
use std::str::FromStr;

/// The months of a year.
pub const YEAR: i32 = 12;

/// A run of one or more whole months of the years 1800 to 2199 (a year outside of them is a slip of the pen). Ordered by first month, then length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Months since January of year 0.
    first: i32,
    months: i32,
}

/// Why a text is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// Not in any of the notations.
    Notation,
    /// It ends before it begins.
    Backwards,
}

impl Period {
    const MONTHS: std::ops::Range<i32> = 1800 * 12..2200 * 12;

    /// From the first month (months since January of year 0) and the one after the last; `None` unless it holds a month
    /// and lies in the years 1800 to 2199.
    pub fn between(first: i32, end: i32) -> Option<Period> {
        (first >= Self::MONTHS.start && end <= Self::MONTHS.end && first < end).then_some(Period { first, months: end - first })
    }
    /// A calendar year.
    pub fn year(year: i32) -> Option<Period> {
        let first = year.checked_mul(12)?;
        Period::between(first, first.checked_add(12)?)
    }
    /// The first month, in months since January of year 0.
    pub fn first(&self) -> i32 {
        self.first
    }
    /// The month after the last, in months since January of year 0.
    pub fn end(&self) -> i32 {
        self.first + self.months
    }
    /// How many months it holds.
    pub fn months(&self) -> i32 {
        self.months
    }
    /// The calendar year of its first month.
    pub fn first_year(&self) -> i32 {
        self.first.div_euclid(12)
    }
    /// The same months, `by` months earlier.
    pub fn months_earlier(&self, by: i32) -> Option<Period> {
        Period::between(self.first.checked_sub(by)?, self.end().checked_sub(by)?)
    }
    /// Its last month: where a stock of this period stands.
    pub fn last_month(&self) -> Period {
        Period { first: self.end() - 1, months: 1 }
    }
    /// Whether `other` lies in it (a period lies in itself).
    pub fn contains(&self, other: &Period) -> bool {
        self.first <= other.first && other.end() <= self.end()
    }
    /// From the first month of `self` to the last of `until`; `None` when that is backwards.
    pub fn through(&self, until: &Period) -> Option<Period> {
        Period::between(self.first, until.end())
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.div_euclid(12), self.first.rem_euclid(12));
        match (self.months, month) {
            (12, 0) => write!(f, "{year:04}"),
            (6, 0 | 6) => write!(f, "{year:04}-H{}", month / 6 + 1),
            (3, 0 | 3 | 6 | 9) => write!(f, "{year:04}-Q{}", month / 3 + 1),
            (1, _) => write!(f, "{year:04}-{:02}", month + 1),
            _ => {
                let last = self.end() - 1;
                write!(f, "{year:04}-{:02}..{:04}-{:02}", month + 1, last.div_euclid(12), last.rem_euclid(12) + 1)
            }
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Period, PeriodError> {
        let text = text.trim();
        match text.split_once("..").or_else(|| text.split_once('/')) {
            None => simple(text).ok_or(PeriodError::Notation),
            Some((from, until)) => {
                let from = simple(from.trim()).ok_or(PeriodError::Notation)?;
                let until = simple(until.trim()).ok_or(PeriodError::Notation)?;
                if until.end() <= from.first || until.first < from.first {
                    return Err(PeriodError::Backwards);
                }
                from.through(&until).ok_or(PeriodError::Backwards)
            }
        }
    }
}

/// A period in one of the notations that have no `..`.
fn simple(text: &str) -> Option<Period> {
    let number = |digits: &str, len: std::ops::RangeInclusive<usize>| {
        (len.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse::<i32>().ok())?
    };
    let (year, part) = match text.split_once('-') {
        None => (text, None),
        Some((year, part)) => (year, Some(part)),
    };
    let january = number(year, 4..=4)?.checked_mul(12)?;
    let Some(part) = part else { return Period::between(january, january + 12) };
    let nth = |length: i32, count: i32, n: i32| {
        (1..=count).contains(&n).then(|| Period::between(january + (n - 1) * length, january + n * length))?
    };
    match part.as_bytes().first()? {
        b'H' | b'h' | b'S' | b's' => nth(6, 2, number(&part[1..], 1..=1)?),
        b'Q' | b'q' => nth(3, 4, number(&part[1..], 1..=1)?),
        b'M' | b'm' => nth(1, 12, number(&part[1..], 1..=2)?),
        _ => nth(1, 12, number(part, 1..=2)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_prints_its_shortest() {
        for (text, shortest) in [
            ("2022", "2022"),
            ("2022-S2", "2022-H2"),
            ("2022-01..2022-12", "2022"),
            ("2022-01/2022-06", "2022-H1"),
            ("2022-04..2022-06", "2022-Q2"),
            ("2022-7", "2022-07"),
            ("2022-01..2022-08", "2022-01..2022-08"),
            ("2022-11..2023-02", "2022-11..2023-02"),
            ("2021..2022", "2021-01..2022-12"),
        ] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), shortest, "{text}");
        }
    }

    #[test]
    fn what_is_no_period_says_why() {
        assert_eq!("2022-08..2022-01".parse::<Period>(), Err(PeriodError::Backwards));
        for text in ["", "22", "2022-13", "2022-Q5", "2022-H", "0000", "20222", "2022-é1", "2022-+1", ".."] {
            assert_eq!(text.parse::<Period>(), Err(PeriodError::Notation), "{text}");
        }
    }
}
