//! What a workbook tells, one thing at a time: sheets, cells, merged areas, remarks.
//!
//! A parser tells, something hears: the grids that are built, or the pipe to the process that builds them.

use super::format::{Format, GENERAL};
use super::number;
use super::objection::Objection;
use crate::tables::{Area, Day};
use std::borrow::Cow;

/// What one cell tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told<'a> {
    /// A text; an empty one is no cell.
    Text(Cow<'a, str>),
    /// A number, as [`crate::tables::Cell::Number`].
    Number {
        /// All digits, without the point.
        digits: i64,
        /// How many of them stand behind the point.
        places: u8,
        /// Whether the format shows it with a % sign.
        is_percent: bool,
    },
    /// A number with words that its format shows around it, as [`crate::tables::Cell::Worded`].
    Worded {
        /// All digits, without the point.
        digits: i64,
        /// How many of them stand behind the point.
        places: u8,
        /// The words.
        words: Cow<'a, str>,
    },
    /// A day.
    Date(Day),
    /// TRUE or FALSE.
    Truth(bool),
    /// An error value: `#REF!`.
    Error(Cow<'a, str>),
}

/// Hears what a workbook tells. An objection ends the reading.
pub trait Hears {
    /// A sheet begins.
    fn sheet(&mut self, name: &str, is_hidden: bool) -> Result<(), Objection>;
    /// A cell of the sheet.
    fn cell(&mut self, row: u32, column: u32, told: &Told<'_>) -> Result<(), Objection>;
    /// A merged area of the sheet.
    fn merged(&mut self, area: Area) -> Result<(), Objection>;
    /// What the person should know.
    fn notice(&mut self, notice: &str) -> Result<(), Objection>;
}

/// Whether the words around a number may say its scale: what they say is found out where they are read.
fn says_more_than_a_currency(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| iso_currency::Currency::from_code(word).is_none())
}

/// Cells of a sheet about which there is something to say: how many, and where the first one is.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    count: usize,
    first: String,
}

impl Noted {
    /// One more.
    pub fn note(&mut self, row: u32, column: u32) {
        if self.count == 0 {
            self.first = crate::tables::address(row, column);
        }
        self.count += 1;
    }

    /// How many, as in `12 cells (the first: B3)`; nothing where there is none.
    pub fn told(&self, one: &str, several: &str) -> Option<String> {
        match self.count {
            0 => None,
            1 => Some(format!("1 {one} ({})", self.first)),
            count => Some(format!("{count} {several} (the first: {})", self.first)),
        }
    }
}

/// What is said of a sheet once its cells are read.
#[derive(Clone, Debug, Default)]
pub struct Remarks {
    /// Numbers that are shown in thousands or millions.
    pub scaled: Noted,
    /// Formulas without a value.
    pub unvalued: Noted,
    /// Numbers shown with a currency that the book does not name.
    pub of_any_currency: Noted,
}

impl Remarks {
    /// A number as its format shows it.
    pub fn shown<'f>(&mut self, format: Option<&'f Format>, number: f64, (row, column): (u32, u32)) -> Told<'f> {
        let section = format.map_or(&GENERAL, |format| format.shows(number));
        if section.shown.thousands > 0 && !says_more_than_a_currency(&section.words) {
            self.scaled.note(row, column);
        }
        if format.is_some_and(|format| format.is_of_any_currency) {
            self.of_any_currency.note(row, column);
        }
        number::told(number, section)
    }

    /// Says it.
    pub fn tell(&self, sheet: &str, to: &mut dyn Hears) -> Result<(), Objection> {
        let sheet: String = sheet.chars().take(80).collect();
        if let Some(cells) = self.scaled.told("cell", "cells") {
            to.notice(&format!(
                "sheet {sheet}: {cells} shown in thousands or millions by format alone; the whole numbers are taken, unless a header says the scale"
            ))?;
        }
        if let Some(cells) = self.of_any_currency.told("cell", "cells") {
            to.notice(&format!(
                "sheet {sheet}: {cells} shown with the currency of the computer that opens the workbook, which names none; no currency is \
                 taken from the format"
            ))?;
        }
        if let Some(formulas) = self.unvalued.told("formula", "formulas") {
            to.notice(&format!(
                "sheet {sheet}: {formulas} without a value, taken as empty; open the workbook in a spreadsheet program and save it"
            ))?;
        }
        Ok(())
    }
}
