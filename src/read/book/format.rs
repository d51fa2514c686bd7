//! Number formats: what a cell's format tells of its number.
//!
//! ```text
//! #,##0.00            two places at least
//! 0.0%                per cent: the book holds 0.145, a reader sees 14.5%
//! "$"0.0" bn"         words around the number: a reader sees $21.7 bn
//! #,##0,              shown in thousands; the book holds the whole number
//! 0.0;(0.0);"-"       one section for what is above nothing, one for below, one for nothing
//! [>=1000]0,"K";0     or a section for what meets its condition
//! 0.00E+00            scientific: its places are none of the number's
//! mmm-yy              of a date: its month
//! ```
//!
//! What the words mean is not asked here: a cell with words is told with them, as if somebody had typed it so.
//!
//! Formats are those of ECMA-376 part 1, section 18.8.31; how a code is taken apart, [`super::section`] says. Which of them are dates,
//! calamine says.

use super::section::sections;
use crate::tables::{Finest, NUMBER};

/// How a section shows a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Places behind the point that are always shown.
    pub places: u8,
    /// The most places that it shows; `None` where the program chooses them, as under General.
    pub most: Option<u8>,
    /// Whether it shows hundredths of what the book holds, with a % sign.
    pub is_percent: bool,
    /// What it shows is what the book holds, divided so often by a thousand.
    pub thousands: u8,
    /// Of a date: the finest part that it shows.
    pub finest: Finest,
}

/// What a format shows of some numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// How it shows the number.
    pub shown: Shown,
    /// The words around the number, which stands at [`NUMBER`], with a comma behind it for each of [`Shown::thousands`]; empty where it
    /// stands alone.
    pub words: String,
    /// Whether it shows nothing but these words.
    pub is_text: bool,
    /// Of which numbers, where it says so.
    pub condition: Option<Condition>,
}

/// A number as it is.
pub static GENERAL: Section = Section {
    shown: Shown { places: 0, most: None, is_percent: false, thousands: 0, finest: Finest::Day },
    words: String::new(),
    is_text: false,
    condition: None,
};

/// Of which numbers a section is: `[>=1000]`. Compared as spreadsheet programs compare, in binary fractions: it decides what is shown, and
/// no amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Condition {
    /// Whether it holds for what is below, at and above the limit.
    pub holds: [bool; 3],
    /// The limit.
    pub limit: f64,
}

impl Condition {
    /// `>=1000`; `None` of what is no condition.
    pub fn read(text: &str) -> Option<Condition> {
        let (holds, limit) = [
            ("<=", [true, true, false]),
            (">=", [false, true, true]),
            ("<>", [true, false, true]),
            ("!=", [true, false, true]),
            ("<", [true, false, false]),
            (">", [false, false, true]),
            ("=", [false, true, false]),
        ]
        .into_iter()
        .find_map(|(sign, holds)| Some((holds, text.trim().strip_prefix(sign)?)))?;
        Some(Condition { holds, limit: limit.trim().parse().ok()? })
    }

    fn holds(&self, number: f64) -> bool {
        let place = if number < self.limit { 0 } else { 1 + usize::from(number > self.limit) };
        self.holds[place]
    }

    /// Whether all numbers above nothing meet it.
    fn takes_positive(&self) -> bool {
        self.holds[2] && self.limit <= 0.0
    }
}

/// A cell's format.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Format {
    sections: Vec<Section>,
    /// Whether it shows the currency of the computer that it is seen on, which the book does not name.
    pub is_of_any_currency: bool,
}

impl Format {
    /// Reads a format's code. What is no format shows a number as it is.
    pub fn read(code: &str) -> Format {
        // No spreadsheet program takes a longer one.
        let code: String = code.chars().filter(|c| *c != NUMBER).take(255).collect();
        let mut sections = sections(&code);
        // The fourth shows texts.
        sections.truncate(3);
        Format::of(sections)
    }

    /// A format of sections, each with the words that it writes itself.
    pub fn of(mut sections: Vec<Section>) -> Format {
        let has_conditions = sections.iter().any(|section| section.condition.is_some());
        let mut is_negative = false;
        for (place, section) in sections.iter_mut().enumerate() {
            let condition = section.condition;
            // A section that shows nothing but what is below nothing writes the minus itself; the number has its own.
            let is_of_negative =
                condition.map_or(is_negative, |condition| condition.holds[0] && !condition.holds[2] && condition.limit <= 0.0);
            if if has_conditions { is_of_negative } else { place == 1 } {
                section.words = unsigned(&section.words);
            }
            is_negative |= condition.is_some_and(|condition| condition.takes_positive());
            section.words = if section.is_text { text(&section.words) } else { words(section) };
        }
        Format { sections, is_of_any_currency: false }
    }

    /// One of the formats whose currency depends on the computer.
    pub fn of_any_currency(code: &str) -> Format {
        let mut format = Format::read(code);
        for section in &mut format.sections {
            section.words.clear();
        }
        Format { is_of_any_currency: true, ..format }
    }

    /// What it shows of a number.
    pub fn shows(&self, number: f64) -> &Section {
        let first = self.sections.first();
        let has_conditions = self.sections.iter().any(|section| section.condition.is_some());
        let found = if has_conditions {
            self.sections.iter().find(|section| section.condition.is_none_or(|condition| condition.holds(number)))
        } else {
            let place = if number < 0.0 { 1 } else { 2 * usize::from(number == 0.0) };
            self.sections.get(place)
        };
        // A dash for nothing, or no sign at all, says less than the number.
        let says = |section: &&Section| !(section.is_text && section.words.is_empty());
        found.filter(says).or(first.filter(says)).unwrap_or(&GENERAL)
    }

    /// Whether it shows any number as it is.
    pub fn is_plain(&self) -> bool {
        !self.is_of_any_currency && self.sections.iter().all(|section| *section == GENERAL)
    }
}

/// Without the minus or the brackets that show a number to be below nothing.
fn unsigned(words: &str) -> String {
    let bracketed = words.find('(').filter(|open| words.find(NUMBER).is_some_and(|number| *open < number));
    if let (Some(open), Some(close)) =
        (bracketed, words.rfind(')').filter(|close| words.rfind(NUMBER).is_some_and(|at| at < *close)))
    {
        return [&words[..open], &words[open + 1..close], &words[close + 1..]].concat();
    }
    let is_minus = |c: char| matches!(c, '-' | '−' | '–' | '‐' | '‑');
    words.replacen(is_minus, "", 1)
}

/// The words around a number, as one writes them; none where they say nothing.
fn words(section: &Section) -> String {
    let written = section.words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_mere = |c: char| c == NUMBER || c.is_whitespace() || matches!(c, '.' | ',' | ':' | ';' | '\'' | '_' | '|' | '=');
    let is_percent = |c: char| c == '%' && section.shown.is_percent;
    let says_nothing = written.chars().all(|c| is_mere(c) || is_percent(c));
    match (says_nothing, section.shown.thousands) {
        (true, 0) => String::new(),
        (true, thousands) => format!("{NUMBER}{}", ",".repeat(thousands.into())),
        (false, thousands) => written.replace(NUMBER, &format!("{NUMBER}{}", ",".repeat(thousands.into()))),
    }
}

/// What a section of words shows; nothing where it is a sign for nothing.
fn text(words: &str) -> String {
    let is_mere = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '−' | '(' | ')' | '.' | ',' | '0' | '\'' | '_');
    if words.chars().all(is_mere) { String::new() } else { words.split_whitespace().collect::<Vec<_>>().join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: f64) -> (u8, Option<u8>, bool, u8) {
        let Shown { places, most, is_percent, thousands, .. } = Format::read(code).shows(number).shown;
        (places, most, is_percent, thousands)
    }

    fn around(code: &str, number: f64) -> String {
        Format::read(code).shows(number).words.replace(NUMBER, "n")
    }

    #[test]
    fn places_percent_signs_and_thousands() {
        let (general, none, two) = ((0, None, false, 0), (0, Some(0), false, 0), (2, Some(2), false, 0));
        for (code, expected) in [
            ("General", general),
            ("@", general),
            ("", general),
            ("0", none),
            ("#,##0", none),
            ("# ##0\\ \"руб.\"", none),
            ("#,##0.00", two),
            ("#\\ ##0.00_р_.", two),
            ("0.00##", (2, Some(4), false, 0)),
            ("[$$-409]#,##0.00;[Red]-[$$-409]#,##0.00", two),
            ("0.0%", (1, Some(1), true, 0)),
            ("0\"%\"", none),
            ("0\\%", none),
            ("#,##0,", (0, Some(0), false, 1)),
            ("0.0,,", (1, Some(1), false, 2)),
            ("0,.0", (1, Some(1), false, 1)),
            ("0.00E+00", general),
            ("# ?/?", general),
            ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", two),
            ("\"unclosed", general),
        ] {
            assert_eq!(shown(code, 5.0), expected, "{code}");
        }
    }

    #[test]
    fn the_words_around_a_number() {
        for (code, number, expected) in [
            ("[$$-409]#,##0", 5.0, "$n"),
            ("\"$\"0.0\" bn\"", 5.0, "$n bn"),
            ("\"$\"#,##0.0\" mn\";[Red](\"$\"#,##0.0\" mn\")", -5.0, "$n mn"),
            ("_-* #,##0.00\\ [$₽-419]_-;\\-* #,##0.00\\ [$₽-419]_-", -5.0, "n ₽"),
            ("[$USD] #,##0", 5.0, "USD n"),
            ("[$-FC19]#,##0", 5.0, ""),
            ("#,##0.0\" млн долл.\"", 5.0, "n млн долл."),
            ("#,##0.00р.", 5.0, "nр."),
            ("0.0,,\"M\"", 5.0, "n,,M"),
            ("[$€-407]0.0,,", 5.0, "€n,,"),
            ("#,##0,", 5.0, "n,"),
            ("0.0\"*\"", 5.0, "n*"),
            ("0.0\\ \\(\\f\\)", 5.0, "n (f)"),
            ("0.0% \"y/y\"", 5.0, "n% y/y"),
            ("+0.0;-0.0", -5.0, ""),
            ("\"$\"General", 5.0, "$n"),
            ("0.0;-0.0;\"н/д\"", 0.0, "н/д"),
            ("\"$\"0.0;-\"$\"0.0;\"-\"", 0.0, "$n"),
            ("#\\ ##0\\ 000.0", 5.0, ""),
            ("[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", 5e6, "n,,M"),
            ("[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", 5e3, "n,K"),
            ("[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", -5.0, ""),
            ("[<0]\"$\"-0.0;\"$\"0.0", -5.0, "$n"),
        ] {
            assert_eq!(around(code, number), expected, "{code} of {number}");
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
            assert_eq!(Format::read(code).shows(45_000.0).shown.finest, finest, "{code}");
        }
    }

    #[test]
    fn a_section_for_each_sign() {
        let code = "0.0;(0.00);\"-\"";
        assert_eq!([1.0, -1.0, 0.0].map(|number| shown(code, number).0), [1, 2, 1]);
        assert!(Format::read("General").is_plain() && !Format::read(code).is_plain());
    }
}
