//! Number styles of an OpenDocument book, as the formats that they are.
//!
//! ```xml
//! <number:currency-style style:name="N1">                          [>=0]$ before
//!   <number:currency-symbol>$</number:currency-symbol>
//!   <number:number number:decimal-places="1"/>                     one place
//!   <number:text> mn</number:text>                                 and words behind: "$"0.0" mn"
//! </number:currency-style>
//! <number:currency-style style:name="N2">                          … below nothing, with its minus,
//!   <style:map style:condition="value()&gt;=0" style:apply-style-name="N1"/>    and else as N1 shows it
//! </number:currency-style>
//! <style:style style:name="ce2" style:data-style-name="N2"/>       a style for cells
//! ```
//!
//! Source: ODF 1.2 part 1, sections 16.27 and 16.3.

use super::format::{Condition, Format, Section, Shown};
use super::marks::value;
use crate::tables::{Finest, NUMBER};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// So many letters of words are kept of a style, as of a format's code.
const LONGEST: usize = 255;
/// A format has no more sections with conditions.
const MOST_CONDITIONS: usize = 2;

/// Which of a book's formats; the default shows a number as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Which(u32);

/// The styles that were read so far.
#[derive(Default)]
pub struct Styles {
    all: Vec<Format>,
    /// What number styles say themselves, with no condition.
    sections: HashMap<String, Section>,
    formats: HashMap<String, Which>,
    /// How a style for cells shows their numbers.
    cells: HashMap<String, Which>,
    /// The number style that is being read.
    open: Option<Open>,
}

/// A number style in the middle.
#[derive(Default)]
struct Open {
    name: String,
    section: Section,
    has_number: bool,
    is_date: bool,
    /// Of dates: whether it shows days, months, years.
    parts: [bool; 3],
    /// Other sections, each with its condition.
    others: Vec<Section>,
    /// Whether the text that comes is shown.
    is_shown: bool,
}

impl Styles {
    /// The format of a style for cells.
    pub fn of(&self, style: &str) -> Which {
        self.cells.get(style).copied().unwrap_or_default()
    }

    /// One of the book's formats; `None` where a number is shown as it is.
    pub fn format(&self, Which(number): Which) -> Option<&Format> {
        self.all.get(number.checked_sub(1)? as usize)
    }

    /// An element begins.
    pub fn begins(&mut self, element: &BytesStart<'_>) {
        let name = element.name();
        match name.as_ref() {
            "number:number-style"
            | "number:currency-style"
            | "number:percentage-style"
            | "number:date-style"
            | "number:time-style" => {
                let shown = Shown { is_percent: name.as_ref() == "number:percentage-style", ..Shown::default() };
                let is_date = matches!(name.as_ref(), "number:date-style" | "number:time-style");
                let section = Section { shown, ..Section::default() };
                self.open =
                    Some(Open { name: value(element, "style:name").unwrap_or_default(), section, is_date, ..Open::default() });
            }
            "style:style" => {
                let format = value(element, "style:data-style-name").and_then(|name| self.formats.get(&name));
                let of_parent = || value(element, "style:parent-style-name").and_then(|name| self.cells.get(&name));
                if let (Some(name), Some(format)) = (value(element, "style:name"), format.or_else(of_parent).copied()) {
                    self.cells.insert(name, format);
                }
            }
            "style:map" => self.other_section(element),
            other => {
                if let Some(open) = &mut self.open {
                    open.begins(other, element);
                }
            }
        }
    }

    /// What stands in an element.
    pub fn text(&mut self, text: &str) {
        if let Some(open) = self.open.as_mut().filter(|open| open.is_shown) {
            let room = LONGEST.saturating_sub(open.section.words.chars().count());
            open.section.words.extend(text.chars().filter(|c| *c != NUMBER).take(room));
        }
    }

    /// An element ends.
    pub fn ends(&mut self, name: &str) {
        match name {
            "number:number-style"
            | "number:currency-style"
            | "number:percentage-style"
            | "number:date-style"
            | "number:time-style" => {
                let Some(open) = self.open.take() else { return };
                let mut section = open.section;
                section.is_text = !open.has_number && !open.is_date && !section.words.is_empty();
                if open.is_date {
                    section.words.clear();
                }
                self.sections.insert(open.name.clone(), section.clone());
                let format = Format::of(open.others.into_iter().chain([section]).collect());
                let which = if format.is_plain() { Which::default() } else { self.keep(format) };
                self.formats.insert(open.name, which);
            }
            "number:text" | "number:currency-symbol" => {
                if let Some(open) = &mut self.open {
                    open.is_shown = false;
                }
            }
            _ => (),
        }
    }

    fn keep(&mut self, format: Format) -> Which {
        self.all.push(format);
        // A book has no memory for as many.
        Which(u32::try_from(self.all.len()).unwrap_or(0))
    }

    /// `value()>=0`: numbers that another style shows.
    fn other_section(&mut self, element: &BytesStart<'_>) {
        let Some(open) = self.open.as_mut().filter(|open| open.others.len() < MOST_CONDITIONS) else { return };
        let condition = value(element, "style:condition").map(|text| text.replace("&gt;", ">").replace("&lt;", "<"));
        let condition = condition.as_deref().and_then(|text| text.trim().strip_prefix("value()")).and_then(Condition::read);
        let other = value(element, "style:apply-style-name").and_then(|name| self.sections.get(&name));
        if let (Some(condition), Some(other)) = (condition, other) {
            open.others.push(Section { condition: Some(condition), ..other.clone() });
        }
    }
}

impl Open {
    fn begins(&mut self, name: &str, element: &BytesStart<'_>) {
        let shown = &mut self.section.shown;
        match name {
            "number:text" | "number:currency-symbol" => self.is_shown = true,
            "number:number" => {
                let places = |name: &str| value(element, name).and_then(|places| places.parse().ok());
                shown.most = places("number:decimal-places");
                shown.places = places("number:min-decimal-places").or(shown.most).unwrap_or(0);
                shown.thousands = value(element, "number:display-factor").map_or(0, |factor| thousands(&factor));
                self.number();
            }
            "number:scientific-number" | "number:fraction" | "number:text-content" => self.number(),
            "number:day" | "number:day-of-week" | "number:hours" | "number:minutes" | "number:seconds" => self.date(0),
            "number:month" | "number:quarter" => self.date(1),
            "number:year" => self.date(2),
            _ => (),
        }
    }

    fn number(&mut self) {
        if !self.has_number {
            self.has_number = true;
            self.section.words.push(NUMBER);
        }
    }

    fn date(&mut self, part: usize) {
        self.parts[part] = true;
        self.section.shown.finest = match self.parts {
            [false, true, true] => Finest::Month,
            [false, false, true] => Finest::Year,
            _ => Finest::Day,
        };
    }
}

/// How often a factor divides by a thousand.
fn thousands(factor: &str) -> u8 {
    let zeros =
        factor.split('.').next().and_then(|whole| whole.strip_prefix('1')).filter(|zeros| zeros.bytes().all(|b| b == b'0'));
    zeros.and_then(|zeros| u8::try_from(zeros.len() / 3).ok()).unwrap_or(0)
}
