//! A cell's text as a number: `1 585,75`, `0,0`, `-`, `…`, `н/д`, `1,234`.
//!
//! ```
//! use crossfoot::tables::number::{Entered, entered};
//! use crossfoot::words::DecimalMark;
//! let plain = |digits, places| Entered::Number { digits, places, is_percent: false, mark: None };
//! assert_eq!(entered("1\u{a0}585,75", None), plain(158_575, 2));
//! assert_eq!(entered("(12.5)", None), plain(-125, 1)); // as accountants write it
//! assert_eq!(entered("н/д", None), Entered::Nothing);
//! assert_eq!(entered("1,234", None), Entered::TwoWays(["1234".into(), "1.234".into()]));
//! assert_eq!(entered("1,234", Some(DecimalMark::Comma)), plain(1_234, 3));
//! ```
//!
//! A number keeps its printed digits; none passes through a float. A single point before three digits (`1.234`) is a decimal mark unless
//! the file is known to use the comma: programs write it so. A single comma before three digits is one of two, unless the file's other
//! numbers tell which ([`decimal_mark`]).

use super::flags::is_flag;
use super::nothing::is_nothing;
use crate::words::DecimalMark;

/// What a cell's text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// A number: digits with a point before the last `places` of them.
    Number {
        /// All digits, with sign.
        digits: i64,
        /// How many stand behind the point.
        places: u8,
        /// Whether a % sign follows.
        is_percent: bool,
        /// A mark behind it: `*`, `p`, `e`; `B` is a b right behind the digits, which may be billions.
        mark: Option<char>,
    },
    /// A sign or word for no number: `-`, `…`, `x`, `:`, `н/д`.
    Nothing,
    /// A whole number of more digits than a cell's number holds.
    TooLong,
    /// `1,234`: a thousand or one and a bit; both, written plainly.
    TwoWays([String; 2]),
    /// Anything else.
    Words,
}

/// So many digits every cell's number can hold.
const MOST_DIGITS: usize = 18;

/// What a text is, with the decimal mark that the file is known to use, if it is.
pub fn entered(text: &str, decimal: Option<DecimalMark>) -> Entered {
    let plain = plain(text);
    if is_nothing(&plain) {
        return Entered::Nothing;
    }
    let Some(printed) = Printed::of(&plain) else { return Entered::Words };
    let sign = if printed.is_negative { "-" } else { "" };
    match printed.body(decimal) {
        Body::Number { digits, places } => match printed.scaled(&digits, places) {
            Some((digits, places)) => {
                let digits = if printed.is_negative { -digits } else { digits };
                Entered::Number { digits, places, is_percent: printed.is_percent, mark: printed.mark }
            }
            None => Entered::TooLong,
        },
        Body::TwoWays(whole, behind) => Entered::TwoWays([format!("{sign}{whole}{behind}"), format!("{sign}{whole}.{behind}")]),
        Body::Words => Entered::Words,
    }
}

/// The decimal mark that the numbers of one file prove: one comma with one or two digits behind it, spaces between thousands. `None` where none
/// proves one, or both are proved.
pub fn decimal_mark<'a>(texts: impl Iterator<Item = &'a str>) -> Option<DecimalMark> {
    let (mut comma, mut point) = (false, false);
    for text in texts {
        if !text.contains([',', '.']) {
            continue;
        }
        let plain = plain(text);
        match Printed::of(&plain).and_then(|printed| printed.proves()) {
            Some(DecimalMark::Comma) => comma = true,
            Some(DecimalMark::Point) => point = true,
            None => {}
        }
        if comma && point {
            return None;
        }
    }
    match (comma, point) {
        (true, false) => Some(DecimalMark::Comma),
        (false, true) => Some(DecimalMark::Point),
        _ => None,
    }
}

/// One kind of space, apostrophe and minus; nothing invisible.
pub(in crate::tables) fn plain(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
        .map(|c| match c {
            c if c.is_whitespace() => ' ',
            '’' | '‘' | 'ʼ' | '`' | '´' | '′' => '\'',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            '％' => '%',
            c => c,
        })
        .collect();
    plain.trim().to_string()
}

/// A number in its parts, as printed.
#[derive(Debug)]
struct Printed<'a> {
    is_negative: bool,
    /// Runs of digits; only the first may be empty (`,5`).
    groups: Vec<&'a str>,
    /// What stands between them.
    marks: Vec<char>,
    /// Of `1.5E+06`: 6.
    exponent: i32,
    is_percent: bool,
    mark: Option<char>,
}

/// What groups of digits make.
#[derive(Debug, PartialEq, Eq)]
enum Body {
    Number { digits: String, places: usize },
    TwoWays(String, String),
    Words,
}

impl<'a> Printed<'a> {
    /// Takes a text apart; `None` where it is no number.
    fn of(plain: &'a str) -> Option<Printed<'a>> {
        let (mut rest, in_brackets) = match plain.strip_prefix('(') {
            Some(inner) => (inner.strip_suffix(')')?.trim(), true),
            None => (plain, false),
        };
        let mut is_negative = in_brackets;
        if let Some(unsigned) = rest.strip_prefix(['-', '+']) {
            if in_brackets {
                return None;
            }
            is_negative = rest.starts_with('-');
            rest = unsigned.trim_start();
        }
        let end = rest
            .char_indices()
            .find(|(_, c)| !matches!(c, '0'..='9' | ' ' | '\'' | ',' | '.'))
            .map_or(rest.len(), |(end, _)| end);
        let (number, mut behind) = (rest[..end].trim_end(), rest[end..].trim());
        let mut exponent = 0;
        if let Some(power) = behind.strip_prefix(['e', 'E']).filter(|power| power.ends_with(|c: char| c.is_ascii_digit())) {
            exponent = power.parse().ok().filter(|power: &i32| power.abs() <= 30)?;
            behind = "";
        }
        // "1 234,5-", as ledgers print it; "2019-" may be a year and what follows.
        if behind == "-" && !in_brackets && !is_negative && !is_year_like(number) {
            (is_negative, behind) = (true, "");
        }
        let is_percent = behind.starts_with('%');
        let mark = behind.trim_start_matches('%').trim_start();
        let mark = match mark.chars().next() {
            None => None,
            Some(c @ ('*' | '¹' | '²' | '³' | '†')) if mark.chars().all(|other| other == c) => Some(c),
            Some('b' | 'B') if mark.len() == 1 && !rest[..end].ends_with(' ') && !is_percent => Some('B'),
            Some(c) if mark.len() == 1 && is_flag(c.to_ascii_lowercase()) => Some(c.to_ascii_lowercase()),
            Some('(') if mark.len() == 3 && mark.ends_with(')') => mark.chars().nth(1).filter(|c| is_flag(*c)).map(Some)?,
            Some(_) => return None,
        };
        let mut groups = Vec::new();
        let mut marks = Vec::new();
        let mut from = 0;
        for (at, c) in number.char_indices().filter(|(_, c)| !c.is_ascii_digit()) {
            groups.push(&number[from..at]);
            marks.push(c);
            from = at + c.len_utf8();
        }
        groups.push(&number[from..]);
        let is_number = groups.iter().skip(1).all(|group| !group.is_empty()) && groups.iter().any(|group| !group.is_empty());
        is_number.then_some(Printed { is_negative, groups, marks, exponent, is_percent, mark })
    }

    /// Whether the groups up to one (without it) are a hundred thousand and hundreds of that: `12,34,567`.
    fn is_indian(&self, end: usize) -> bool {
        end > 2
            && (1..=2).contains(&self.groups[0].len())
            && !self.groups[0].starts_with('0')
            && self.groups[1..end - 1].iter().all(|group| group.len() == 2)
            && self.groups[end - 1].len() == 3
            && self.marks[..end - 1].iter().all(|mark| *mark == ',')
    }

    /// Whether the groups up to one (without it) are thousands of each other.
    fn is_grouped(&self, end: usize) -> bool {
        let first = self.groups[0];
        (1..=3).contains(&first.len())
            && (end == 1 || !first.starts_with('0'))
            && self.groups[1..end].iter().all(|group| group.len() == 3)
            && self.marks[..end - 1].windows(2).all(|pair| pair[0] == pair[1])
    }

    fn whole(&self) -> Body {
        Body::Number { digits: self.groups.concat(), places: 0 }
    }

    fn body(&self, decimal: Option<DecimalMark>) -> Body {
        let count = self.groups.len();
        let behind = self.groups[count - 1];
        let with_decimals = || Body::Number { digits: self.groups.concat(), places: behind.len() };
        let Some(&last) = self.marks.last() else { return self.whole() };
        let of = |mark: char| if mark == ',' { DecimalMark::Comma } else { DecimalMark::Point };
        let is_decimal_mark = matches!(last, ',' | '.');
        if !is_decimal_mark {
            return if self.is_grouped(count) { self.whole() } else { Body::Words };
        }
        if count > 2 {
            let is_same = self.marks.iter().all(|mark| *mark == last);
            return match () {
                // "1,234,567" in a file of decimal commas is a slip.
                () if is_same && (self.is_grouped(count) || self.is_indian(count)) && decimal != Some(of(last)) => self.whole(),
                () if is_same => Body::Words,
                () if (self.is_grouped(count - 1) || self.is_indian(count - 1)) && self.marks[0] != last => with_decimals(),
                () => Body::Words,
            };
        }
        let before = self.groups[0];
        let may_be_thousands = behind.len() == 3 && self.is_grouped(2) && self.exponent == 0;
        match decimal {
            Some(known) if known == of(last) => with_decimals(),
            Some(_) if may_be_thousands => self.whole(),
            None if may_be_thousands && last == ',' => Body::TwoWays(before.to_string(), behind.to_string()),
            _ => with_decimals(),
        }
    }

    /// The decimal mark that this number proves by itself.
    fn proves(&self) -> Option<DecimalMark> {
        let last = *self.marks.last().filter(|mark| matches!(mark, ',' | '.'))?;
        let (this, other) = match last {
            ',' => (DecimalMark::Comma, DecimalMark::Point),
            _ => (DecimalMark::Point, DecimalMark::Comma),
        };
        let count = self.groups.len();
        if count == 2 {
            let may_be_thousands = self.groups[1].len() == 3 && self.is_grouped(2);
            return (!may_be_thousands).then_some(this);
        }
        if self.marks.iter().all(|mark| *mark == last) {
            return (self.is_grouped(count) || self.is_indian(count)).then_some(other);
        }
        (self.is_grouped(count - 1) || self.is_indian(count - 1)).then_some(this)
    }

    /// Digits and places with the exponent worked in.
    fn scaled(&self, digits: &str, places: usize) -> Option<(i64, u8)> {
        let places = i32::try_from(places).ok()? - self.exponent;
        let zeros = usize::try_from((-places).max(0)).ok()?;
        let significant = digits.trim_start_matches('0');
        // Programs print fractions with more digits than they are worth: what does not fit behind the point is rounded away.
        let beyond = i32::try_from(significant.len().saturating_sub(MOST_DIGITS)).ok()?;
        if beyond > 0 && beyond <= places {
            let (kept, rest) = significant.split_at(MOST_DIGITS);
            let number: i64 = kept.parse().ok()?;
            let number = if rest.starts_with(|c: char| c >= '5') { number + 1 } else { number };
            return Some((number, u8::try_from(places - beyond).ok()?));
        }
        if places > 200 {
            return None;
        }
        let number: i64 = if significant.is_empty() { 0 } else { significant.parse().ok()? };
        let tens = 10i64.checked_pow(u32::try_from(zeros).ok()?)?;
        Some((number.checked_mul(tens)?, u8::try_from(places.max(0)).ok()?))
    }
}

/// Whether digits alone may be a year.
fn is_year_like(number: &str) -> bool {
    number.len() == 4 && matches!(&number[..2], "18" | "19" | "20" | "21")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_file_proves() {
        let proved = |texts: &[&str]| decimal_mark(texts.iter().copied());
        assert_eq!(proved(&["1,234", "0,5", "12"]), Some(DecimalMark::Comma));
        assert_eq!(proved(&["1,234", "1,234.5"]), Some(DecimalMark::Point));
        assert_eq!(proved(&["1,234,567"]), Some(DecimalMark::Point));
        assert_eq!(proved(&["1.234.567"]), Some(DecimalMark::Comma));
        assert_eq!(proved(&["1 234,567"]), Some(DecimalMark::Comma));
        assert_eq!(proved(&["1,234", "5.678", "text, with a comma"]), None);
        assert_eq!(proved(&["1,5", "1.5"]), None, "both");
    }
}
