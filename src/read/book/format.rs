//! Number formats: what a cell's format tells of its number.
//!
//! ```text
//! #,##0.00        two places at least
//! 0.0%            per cent: the book holds 0.145, a reader sees 14.5%
//! #,##0,          shown in thousands; the book holds the whole number
//! 0.0;(0.0);"-"   one section for what is above nothing, one for below, one for nothing
//! 0.00E+00        scientific: its places are none of the number's
//! mmm-yy          of a date: its month
//! ```
//!
//! Formats are those of ECMA-376 part 1, section 18.8.31. Which of them are dates, calamine says.

use crate::tables::Finest;

/// What a format shows of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Places behind the point that are always shown.
    pub places: u8,
    /// Whether it shows hundredths of what the book holds, with a % sign.
    pub is_percent: bool,
    /// Whether it shows thousands, millions … of what the book holds, without saying so.
    pub is_scaled: bool,
    /// Of a date: the finest part that it shows.
    pub finest: Finest,
}

/// A cell's format, by the sign of its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Format {
    positive: Shown,
    negative: Option<Shown>,
    zero: Option<Shown>,
    /// As the book writes it.
    pub code: String,
}

impl Format {
    /// Reads a format. What is no format shows a number as it is.
    pub fn read(code: &str) -> Format {
        // No spreadsheet program takes a longer one.
        let code: String = code.chars().take(255).collect();
        let sections = sections(&code);
        let shown = |place: usize| sections.get(place).and_then(|section| shown(section));
        Format { positive: shown(0).unwrap_or_default(), negative: shown(1), zero: shown(2), code }
    }

    /// What it shows of a number.
    pub fn shows(&self, number: f64) -> Shown {
        let other = if number < 0.0 { self.negative } else { self.zero.filter(|_| number == 0.0) };
        other.unwrap_or(self.positive)
    }

    /// Whether it shows any number otherwise than as it is.
    pub fn is_plain(&self) -> bool {
        [Some(self.positive), self.negative, self.zero].into_iter().flatten().all(|shown| shown == Shown::default())
    }
}

/// A letter of a section; what is quoted or skipped is `None`.
type Letters = Vec<Option<char>>;

/// The sections of a format, without quotations, colours, conditions, widths and fills.
fn sections(code: &str) -> Vec<Letters> {
    let mut sections = vec![Letters::new()];
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        let of_section = match letter {
            ';' => {
                sections.push(Letters::new());
                continue;
            }
            '"' => {
                letters.by_ref().find(|&c| c == '"');
                None
            }
            '[' => {
                letters.by_ref().find(|&c| c == ']');
                None
            }
            '\\' | '_' | '*' => {
                letters.next();
                None
            }
            other => Some(other),
        };
        if let Some(section) = sections.last_mut() {
            section.push(of_section);
        }
    }
    sections
}

/// What a section shows; `None` where it shows no number at all (`"-"`).
fn shown(section: &[Option<char>]) -> Option<Shown> {
    if let Some(finest) = finest(section) {
        return Some(Shown { finest, ..Shown::default() });
    }
    let is_digit = |letter: &Option<char>| matches!(letter, Some('0' | '#' | '?'));
    let last_digit = section.iter().rposition(is_digit)?;
    let is_percent = section.contains(&Some('%'));
    let is_exponent = section.iter().any(|letter| matches!(letter, Some('E' | 'e')));
    if is_exponent || section.contains(&Some('/')) {
        return Some(Shown { is_percent, ..Shown::default() });
    }
    let point = section.iter().position(|&letter| letter == Some('.')).unwrap_or(section.len());
    let behind = section.iter().skip(point).filter(|&&letter| letter == Some('0')).count();
    let before_point = section[..point].iter().rposition(is_digit);
    let is_comma_after = |at: usize| section.get(at + 1) == Some(&Some(','));
    let is_scaled = is_comma_after(last_digit) || before_point.is_some_and(is_comma_after);
    Some(Shown { places: u8::try_from(behind).unwrap_or(u8::MAX), is_percent, is_scaled, finest: Finest::Day })
}

/// The finest part of a date that a section shows; `None` where it shows no part of one. With hours or seconds an `m` is a minute.
fn finest(section: &[Option<char>]) -> Option<Finest> {
    let has = |sign: char| section.iter().flatten().any(|letter| letter.eq_ignore_ascii_case(&sign));
    if has('0') || has('#') || !has('y') {
        return None;
    }
    Some(match (has('d') || has('h') || has('s'), has('m')) {
        (true, _) => Finest::Day,
        (false, true) => Finest::Month,
        (false, false) => Finest::Year,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: f64) -> (u8, bool, bool) {
        let Shown { places, is_percent, is_scaled, .. } = Format::read(code).shows(number);
        (places, is_percent, is_scaled)
    }

    #[test]
    fn places_percent_signs_and_thousands() {
        let (plain, two) = ((0, false, false), (2, false, false));
        for (code, expected) in [
            ("General", plain),
            ("@", plain),
            ("", plain),
            ("0", plain),
            ("#,##0", plain),
            ("# ##0\\ \"руб.\"", plain),
            ("#,##0.00", two),
            ("#\\ ##0.00_р_.", two),
            ("0.00##", two),
            ("[$$-409]#,##0.00;[Red]-[$$-409]#,##0.00", two),
            ("0.0%", (1, true, false)),
            ("0\"%\"", plain),
            ("0\\%", plain),
            ("#,##0,", (0, false, true)),
            ("0.0,,", (1, false, true)),
            ("0,.0", (1, false, true)),
            ("0.00E+00", plain),
            ("# ?/?", plain),
            ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", two),
            ("\"unclosed", plain),
        ] {
            assert_eq!(shown(code, 5.0), expected, "{code}");
        }
    }

    #[test]
    fn the_finest_part_of_a_date() {
        for (code, finest) in [
            ("yyyy", Finest::Year),
            ("mmm-yy", Finest::Month),
            ("[$-419]mmmm\\ yyyy;@", Finest::Month),
            ("dd/mm/yyyy", Finest::Day),
            ("m/d/yy h:mm", Finest::Day),
            ("yyyy\\ \"г.\"", Finest::Year),
            ("#,##0", Finest::Day),
        ] {
            assert_eq!(Format::read(code).shows(45_000.0).finest, finest, "{code}");
        }
    }

    #[test]
    fn a_section_for_each_sign() {
        let code = "0.0;(0.00);\"-\"";
        assert_eq!([1.0, -1.0, 0.0].map(|number| shown(code, number).0), [1, 2, 1]);
        assert!(Format::read("#,##0;-#,##0").is_plain() && !Format::read(code).is_plain());
    }
}
