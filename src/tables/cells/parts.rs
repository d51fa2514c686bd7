//! Parts of a year under its header, written so briefly that only the year above tells what they are.
//!
//! ```text
//! 2022                  2023
//! I п/г     9 мес.      I п/г     9 мес.      the first half: one reading
//! 1-6       1-9         1-6       1-9         months, for there is no sixth quarter
//! I         II          I         II          quarters, halves or months: nobody says
//! ```
//!
//! What has several readings is a time that is not known, never the whole year.

use super::content::{Content, Contents};
use crate::tables::label::{When, month_of_roman};

/// What a brief text or number says of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tables) enum Part {
    /// These months: from (January is 0), and how many.
    Months(u8, u8),
    /// One of several parts.
    Doubtful,
}

impl Part {
    /// The months, if they are known.
    pub fn when(self) -> Option<When> {
        match self {
            Part::Months(first, count) => Some(When::Months { first, count }),
            Part::Doubtful => None,
        }
    }
}

/// The number that a text is, up to twelve.
fn number(text: &str) -> Option<u8> {
    if let Some(number) = month_of_roman(text) {
        return Some(number);
    }
    let is_short = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| is_short && (1..=12).contains(number))
}

/// `I п/г`, `2 пг`, and `I п-г` as a sheet may be called: a half.
pub(in crate::tables) fn half(text: &str) -> Option<Part> {
    let text = squeezed(text);
    let nth = ["п/г", "п-г", "пг"].iter().find_map(|ending| text.strip_suffix(ending))?;
    number(nth.trim_end_matches('-')).filter(|nth| *nth <= 2).map(|nth| Part::Months((nth - 1) * 6, 6))
}

/// From one number to another: `1-12`, `1to9`. Up to four they may be quarters.
fn range(text: &str) -> Option<Part> {
    let (from, to) = text.split_once('-').or_else(|| text.split_once("to")).or_else(|| text.split_once("по"))?;
    let (from, to) = (number(from)?, number(to)?);
    if from >= to {
        return None;
    }
    Some(if to > 4 { Part::Months(from - 1, to + 1 - from) } else { Part::Doubtful })
}

/// `1-12`, where no year stands above: the months up to the title's.
pub(in crate::tables) fn months_since_january(text: &str) -> Option<Part> {
    range(&squeezed(text)).filter(|part| matches!(part, Part::Months(0, _)))
}

/// What a text under a year is, if it is no more than a part of it.
pub(in crate::tables) fn part(text: &str) -> Option<Part> {
    let text = squeezed(text);
    if let Some(half) = half(&text) {
        return Some(half);
    }
    if let Some(months) = text.strip_suffix(['m', 'м']).and_then(number) {
        return Some(Part::Months(0, months));
    }
    // "M6" is June to some and six months to others.
    let is_doubtful = number(&text).is_some() || text.strip_prefix(['m', 'м']).and_then(number).is_some();
    if is_doubtful { Some(Part::Doubtful) } else { range(&text) }
}

fn squeezed(text: &str) -> String {
    let signs = text.to_lowercase().replace(['–', '—', '−', '~', '～', '〜'], "-");
    signs.chars().filter(|c| !c.is_whitespace() && *c != '.').collect()
}

/// What a number in a header is: `1, 2, 1, 2` under two years, `12` beside `1-12`.
pub(in crate::tables) fn numbered(contents: &Contents, row: u32, column: u32) -> Option<Part> {
    let Content::Number(value) = contents.at(row, column) else { return None };
    let number = u8::try_from(value.digits).ok().filter(|number| value.places == 0 && (1..=12).contains(number))?;
    if numbers_parts(contents, row) {
        let numbers = contents.row(row).filter_map(|(_, content)| whole(&content));
        let is_of_months = numbers.max().is_some_and(|most| most > 4);
        return Some(if is_of_months { Part::Months(number - 1, 1) } else { Part::Doubtful });
    }
    let up_to = Part::Months(0, number);
    let is_beside = |content: Content| matches!(content, Content::Words(said) if months_since_january(&said.text) == Some(up_to));
    contents.row(row).any(|(_, content)| is_beside(content)).then_some(Part::Months(number - 1, 1))
}

fn whole(content: &Content) -> Option<i64> {
    match content {
        Content::Number(value) if value.places == 0 => Some(value.digits),
        _ => None,
    }
}

/// Whether a row numbers the parts of the years above it: the numbers begin again under each of them, and no label stands before them.
pub(in crate::tables) fn numbers_parts(contents: &Contents, row: u32) -> bool {
    let is_part = |content: &Content| whole(content).filter(|number| (1..=12).contains(number));
    // Nearly every row ends here.
    let first = contents.row(row).find(|(_, content)| *content != Content::Blank);
    let Some((first, begin)) = first.and_then(|(column, content)| Some((column, is_part(&content)?))) else { return false };
    let Some(above) = row.checked_sub(1) else { return false };
    let is_year = |content: &Content| matches!(content, Content::Number(value) if value.year().is_some());
    let years = contents.row(above).filter(|(_, content)| is_year(content));
    let years: Vec<u32> = years.map(|(column, _)| column).collect();
    if years.first() != Some(&first) {
        return false;
    }
    let mut last: Option<i64> = None;
    let mut runs = Vec::new();
    for (column, content) in contents.row(row).filter(|(_, content)| *content != Content::Blank) {
        let Some(number) = is_part(&content) else { return false };
        if last.is_none_or(|last| number != last + 1) {
            if number != begin {
                return false;
            }
            runs.push(column);
        }
        last = Some(number);
    }
    runs == years && runs.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_one_reading_is_read() {
        let halves = ["I п/г", "1 пг", "I п-г"];
        assert!(halves.iter().all(|text| part(text) == Some(Part::Months(0, 6))));
        assert_eq!(part("II п/г"), Some(Part::Months(6, 6)));
        assert_eq!(
            [part("1-6"), part("9M"), part("9 м")],
            [(0, 6), (0, 9), (0, 9)].map(|(first, count)| Some(Part::Months(first, count)))
        );
        assert!(["I", "II", "1-3", "M6", "7"].iter().all(|text| part(text) == Some(Part::Doubtful)));
        assert!(["Total", "13", "2023", "M", "III п/г", ""].iter().all(|text| part(text).is_none()));
        assert!(
            ["1-9", "1to9", "1 to 9", "1～9", "1 по 9"].iter().all(|text| months_since_january(text) == Some(Part::Months(0, 9)))
        );
        assert_eq!(months_since_january("1-12"), Some(Part::Months(0, 12)));
        assert_eq!(months_since_january("2-12"), None);
    }
}
