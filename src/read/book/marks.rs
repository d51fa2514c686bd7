//! What an OpenDocument sheet says of its cells beside their values.
//!
//! ```xml
//! <table:table-cell office:value-type="percentage" office:value="0.145" table:style-name="ce2"/>     per cent
//! <style:style style:name="ce2" style:data-style-name="N11"/>                                        its style,
//! <number:percentage-style style:name="N11"><number:number number:decimal-places="1"/>…              one place
//! <table:table-cell table:number-columns-spanned="3" …/>                                             merged
//! <table:table-row table:number-rows-repeated="1048000">                                             repeated
//! ```
//!
//! One pass over `content.xml` that counts rows and columns as calamine does. A cell without a style has its row's, else its
//! column's. Styles of the book's own style sheet (`styles.xml`) show no places here. Source: ODF 1.2 part 1, sections 9.1, 16.27, 19.

use super::format::Shown;
use super::limits::{LAST_COLUMN, LAST_ROW, Limits};
use super::objection::Objection;
use super::parts;
use super::told::Noted;
use crate::tables::{Area, Finest};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::io::BufReader;
use std::ops::Range;

/// What is said of one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// How its number is shown.
    pub shown: Shown,
    /// Whether its text is an error value.
    pub is_error: bool,
}

/// What is said of the cells of one sheet.
#[derive(Clone, Debug, Default)]
pub struct SheetMarks {
    /// First and last row, and which of `cells` they hold; in order.
    rows: Vec<(u32, u32, Range<usize>)>,
    /// First and last column.
    cells: Vec<(u32, u32, Mark)>,
    /// Merged areas.
    pub merged: Vec<Area>,
    /// Formulas without a value.
    pub unvalued: Noted,
    /// Last row and column that hold something.
    last: Option<(u32, u32)>,
}

impl SheetMarks {
    /// What is said of a cell.
    pub fn at(&self, row: u32, column: u32) -> Mark {
        let Some((first, last, cells)) = self.rows.get(self.rows.partition_point(|&(_, last, _)| last < row)) else {
            return Mark::default();
        };
        let cells = self.cells.get(cells.clone()).unwrap_or_default();
        let cell = cells.get(cells.partition_point(|&(_, last, _)| last < column));
        match cell {
            Some(&(left, right, mark)) if (*first..=*last).contains(&row) && (left..=right).contains(&column) => mark,
            _ => Mark::default(),
        }
    }
}

/// What is said of the cells of each sheet, in the order of the book.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<SheetMarks>, Objection> {
    let mut archive = parts::archive(bytes)?;
    let content = archive.by_name("content.xml").map_err(Objection::damaged)?;
    let mut xml = Reader::from_reader(BufReader::new(content));
    // As calamine reads it, so that both see the same cells.
    let config = xml.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    let mut pass = Pass { room: limits.cells, merged: limits.merged, ..Pass::default() };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let is_within = match xml.read_event_into(&mut buffer).map_err(Objection::damaged)? {
            Event::Start(element) => pass.begins(&element),
            Event::End(element) => pass.ends(element.name().as_ref()),
            Event::Eof => return Ok(pass.sheets),
            _ => Some(()),
        };
        is_within.ok_or_else(|| Objection::too_many_cells(limits.cells))?;
    }
}

/// Where the pass has come.
#[derive(Default)]
struct Pass {
    sheets: Vec<SheetMarks>,
    /// How a style for numbers shows them; of the last one the rest is still to come.
    numbers: HashMap<String, Shown>,
    number: String,
    /// Of a style for dates: whether it shows days, months, years.
    parts: [bool; 3],
    /// How a style for cells shows their numbers.
    styles: HashMap<String, Shown>,
    /// The last column, and how its cells are shown.
    columns: Vec<(u32, Shown)>,
    row: u32,
    rows: u32,
    row_shown: Option<Shown>,
    column: u32,
    row_begin: usize,
    /// Cells that may still come.
    room: usize,
    /// Merged areas that may still come.
    merged: usize,
}

impl Pass {
    /// `None` where there is no room for so much.
    fn begins(&mut self, element: &BytesStart<'_>) -> Option<()> {
        match element.name().as_ref() {
            "number:number-style" | "number:currency-style" => self.number_style(element, false),
            "number:percentage-style" => self.number_style(element, true),
            "number:date-style" => {
                self.number_style(element, false);
                self.parts = [false; 3];
            }
            "number:day" | "number:day-of-week" | "number:hours" => self.date_shown(0),
            "number:month" | "number:quarter" => self.date_shown(1),
            "number:year" => self.date_shown(2),
            "number:number" => self.number_shown(element),
            "style:style" => {
                let data_style = value(element, "style:data-style-name").and_then(|name| self.numbers.get(&name));
                if let (Some(name), Some(&shown)) = (value(element, "style:name"), data_style) {
                    self.styles.insert(name, shown);
                }
            }
            "table:table" if value(element, "table:name").is_some() => {
                self.sheets.push(SheetMarks::default());
                self.columns.clear();
                self.row = 0;
            }
            "table:table-column" => {
                let first = self.columns.last().map_or(0, |&(last, _)| last.saturating_add(1));
                let last = first.saturating_add(repeats(element, "table:number-columns-repeated", LAST_COLUMN) - 1);
                if first <= LAST_COLUMN {
                    self.columns.push((last, self.style(element, "table:default-cell-style-name").unwrap_or_default()));
                }
            }
            "table:table-row" => {
                self.rows = repeats(element, "table:number-rows-repeated", LAST_ROW);
                self.row_shown = self.style(element, "table:default-cell-style-name");
                self.column = 0;
                self.row_begin = self.sheets.last().map_or(0, |sheet| sheet.cells.len());
            }
            "table:table-cell" | "table:covered-table-cell" => return self.cell(element),
            _ => (),
        }
        Some(())
    }

    /// `None` where there is no room for so much.
    fn ends(&mut self, name: &str) -> Option<()> {
        match (name, self.sheets.last_mut()) {
            ("table:table-row", Some(sheet)) => {
                let last = self.row.saturating_add(self.rows.saturating_sub(1));
                let cells = self.row_begin.min(sheet.cells.len())..sheet.cells.len();
                if !cells.is_empty() {
                    sheet.rows.push((self.row, last, cells));
                }
                self.row = self.row.saturating_add(self.rows);
                self.rows = 0;
            }
            ("table:table", Some(sheet)) => {
                let (rows, columns) = sheet.last.map_or((0, 0), |(row, column)| (row as usize + 1, column as usize + 1));
                self.room = self.room.checked_sub(rows.saturating_mul(columns))?;
            }
            _ => (),
        }
        Some(())
    }

    fn number_style(&mut self, element: &BytesStart<'_>, is_percent: bool) {
        self.number = value(element, "style:name").unwrap_or_default();
        self.numbers.insert(self.number.clone(), Shown { is_percent, ..Shown::default() });
    }

    fn date_shown(&mut self, part: usize) {
        self.parts[part] = true;
        let finest = match self.parts {
            [false, true, true] => Finest::Month,
            [false, false, true] => Finest::Year,
            _ => Finest::Day,
        };
        if let Some(shown) = self.numbers.get_mut(&self.number) {
            shown.finest = finest;
        }
    }

    fn number_shown(&mut self, element: &BytesStart<'_>) {
        let least = value(element, "number:min-decimal-places").or_else(|| value(element, "number:decimal-places"));
        let factor = value(element, "number:display-factor");
        if let Some(shown) = self.numbers.get_mut(&self.number) {
            shown.places = least.and_then(|places| places.parse().ok()).unwrap_or(0);
            shown.is_scaled = factor.is_some_and(|factor| !["1", "1.0", ""].contains(&factor.as_str()));
        }
    }

    fn style(&self, element: &BytesStart<'_>, attribute: &str) -> Option<Shown> {
        value(element, attribute).map(|name| self.styles.get(&name).copied().unwrap_or_default())
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Option<()> {
        let first = self.column;
        let last = first.saturating_add(repeats(element, "table:number-columns-repeated", LAST_COLUMN) - 1);
        self.column = last.saturating_add(1);
        let kind = value(element, "office:value-type");
        let has_formula = value(element, "table:formula").is_some();
        let (row, last_row) = (self.row, self.row.saturating_add(self.rows.saturating_sub(1)));
        let of_column = self.columns.get(self.columns.partition_point(|&(last, _)| last < first)).map(|&(_, shown)| shown);
        let styled = self.style(element, "table:style-name").or(self.row_shown).or(of_column).unwrap_or_default();
        let Some(sheet) = self.sheets.last_mut() else { return Some(()) };
        let span = |attribute| repeats(element, attribute, LAST_ROW) - 1;
        let (down, right) = (span("table:number-rows-spanned"), span("table:number-columns-spanned"));
        if down > 0 || right > 0 {
            self.merged = self.merged.checked_sub(1)?;
            let (bottom, right) = (row.saturating_add(down).min(LAST_ROW), first.saturating_add(right).min(LAST_COLUMN));
            sheet.merged.push(Area { top: row, left: first, bottom, right });
        }
        if kind.is_none() && !has_formula {
            return Some(());
        }
        let (before_row, before_column) = sheet.last.unwrap_or_default();
        sheet.last = Some((before_row.max(last_row).min(LAST_ROW), before_column.max(last).min(LAST_COLUMN)));
        if kind.is_none() {
            sheet.unvalued.note(row, first);
        }
        let mark = Mark {
            shown: Shown { is_percent: kind.as_deref() == Some("percentage"), ..styled },
            is_error: value(element, "calcext:value-type").as_deref() == Some("error"),
        };
        if mark != Mark::default() {
            sheet.cells.push((first, last, mark));
        }
        Some(())
    }
}

/// An attribute as written. Names and numbers in these places have no entities.
fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    // Without the check for names said twice, whose time grows with their square.
    let found = element.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name);
    found.map(|attribute| attribute.value.into_owned())
}

/// How often something stands: at least once, and no more often than there is room on a sheet.
fn repeats(element: &BytesStart<'_>, name: &str, last: u32) -> u32 {
    value(element, name).and_then(|count| count.parse::<u64>().ok()).map_or(1, |count| {
        // Within 32 bits by the smaller one.
        u32::try_from(count.clamp(1, u64::from(last) + 1)).unwrap_or(1)
    })
}
