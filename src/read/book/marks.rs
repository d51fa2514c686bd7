//! What an OpenDocument sheet says of its cells beside their values.
//!
//! ```xml
//! <table:table-cell office:value-type="percentage" office:value="0.145" table:style-name="ce2"/>     per cent
//! <style:style style:name="ce2" …/>                                                                  its style ([`super::styles`])
//! <table:table-cell table:number-columns-spanned="3" …/>                                             merged
//! <table:table-row table:number-rows-repeated="1048000">                                             repeated
//! ```
//!
//! One pass over `content.xml` that counts rows and columns as calamine does. A cell without a style has its row's, else its
//! column's; the styles of the book's own style sheet (`styles.xml`) are read before. Source: ODF 1.2 part 1, sections 9.1 and 19.

use super::limits::{LAST_COLUMN, LAST_ROW, Limits};
use super::objection::Objection;
use super::parts;
use super::styles::{Styles, Which};
use super::told::Noted;
use crate::tables::Area;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufReader, Read};
use std::ops::Range;

/// What is said of one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// How its number is shown: which of the book's formats.
    pub format: Which,
    /// Whether it is a share of a hundred.
    pub is_percent: bool,
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

/// What is said of the cells of each sheet, in the order of the book, and the formats that they have.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<(Vec<SheetMarks>, Styles), Objection> {
    let mut archive = parts::archive(bytes)?;
    let mut pass = Pass { room: limits.cells, merged: limits.merged, ..Pass::default() };
    // A book without a style sheet has the styles of its content.
    if let Ok(styles) = archive.by_name("styles.xml") {
        pass.through(styles, limits)?;
    }
    // No sheets stand there.
    let mut pass = Pass { room: limits.cells, merged: limits.merged, styles: pass.styles, ..Pass::default() };
    pass.through(archive.by_name("content.xml").map_err(Objection::damaged)?, limits)?;
    Ok((pass.sheets, pass.styles))
}

/// Where the pass has come.
#[derive(Default)]
struct Pass {
    sheets: Vec<SheetMarks>,
    styles: Styles,
    /// The last column, and how its cells are shown.
    columns: Vec<(u32, Which)>,
    row: u32,
    rows: u32,
    row_format: Option<Which>,
    column: u32,
    row_begin: usize,
    /// Cells that may still come.
    room: usize,
    /// Merged areas that may still come.
    merged: usize,
}

impl Pass {
    /// Goes through one part of the book.
    fn through(&mut self, part: impl Read, limits: &Limits) -> Result<(), Objection> {
        let mut xml = Reader::from_reader(BufReader::new(part));
        // As calamine reads it, so that both see the same cells.
        let config = xml.config_mut();
        config.check_end_names = false;
        config.check_comments = false;
        config.expand_empty_elements = true;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let is_within = match xml.read_event_into(&mut buffer).map_err(Objection::damaged)? {
                Event::Start(element) => self.begins(&element),
                Event::End(element) => self.ends(element.name().as_ref()),
                Event::Text(text) => {
                    self.styles.text(&text);
                    Some(())
                }
                Event::Eof => return Ok(()),
                _ => Some(()),
            };
            is_within.ok_or_else(|| Objection::too_many_cells(limits.cells))?;
        }
    }

    /// `None` where there is no room for so much.
    fn begins(&mut self, element: &BytesStart<'_>) -> Option<()> {
        match element.name().as_ref() {
            "table:table" if value(element, "table:name").is_some() => {
                self.sheets.push(SheetMarks::default());
                self.columns.clear();
                self.row = 0;
            }
            "table:table-column" => {
                let first = self.columns.last().map_or(0, |&(last, _)| last.saturating_add(1));
                let last = first.saturating_add(repeats(element, "table:number-columns-repeated", LAST_COLUMN) - 1);
                if first <= LAST_COLUMN {
                    self.columns.push((last, self.format(element, "table:default-cell-style-name").unwrap_or_default()));
                }
            }
            "table:table-row" => {
                self.rows = repeats(element, "table:number-rows-repeated", LAST_ROW);
                self.row_format = self.format(element, "table:default-cell-style-name");
                self.column = 0;
                self.row_begin = self.sheets.last().map_or(0, |sheet| sheet.cells.len());
            }
            "table:table-cell" | "table:covered-table-cell" => return self.cell(element),
            _ => self.styles.begins(element),
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
            _ => self.styles.ends(name),
        }
        Some(())
    }

    /// The format of the style that an attribute names.
    fn format(&self, element: &BytesStart<'_>, attribute: &str) -> Option<Which> {
        value(element, attribute).map(|name| self.styles.of(&name))
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Option<()> {
        let first = self.column;
        let last = first.saturating_add(repeats(element, "table:number-columns-repeated", LAST_COLUMN) - 1);
        self.column = last.saturating_add(1);
        let kind = value(element, "office:value-type");
        let has_formula = value(element, "table:formula").is_some();
        let (row, last_row) = (self.row, self.row.saturating_add(self.rows.saturating_sub(1)));
        let of_column = self.columns.get(self.columns.partition_point(|&(last, _)| last < first)).map(|&(_, format)| format);
        let format = self.format(element, "table:style-name").or(self.row_format).or(of_column).unwrap_or_default();
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
            format,
            is_percent: kind.as_deref() == Some("percentage"),
            is_error: value(element, "calcext:value-type").as_deref() == Some("error"),
        };
        if mark != Mark::default() {
            sheet.cells.push((first, last, mark));
        }
        Some(())
    }
}

/// An attribute as written. Names and numbers in these places have no entities.
pub fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
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
