//! OpenDocument sheets (ods): values as calamine tells them, what it drops from [`super::marks`].
//!
//! calamine makes room for every repeated cell and keeps a sheet as a full rectangle, so how far the cells spread is measured first.

use super::date;
use super::format::{Format, Section, Shown};
use super::limits::Limits;
use super::marks::{self, SheetMarks};
use super::number;
use super::objection::Objection;
use super::styles::Styles;
use super::told::{Hears, Remarks, Told};
use crate::tables::Finest;
use calamine::{Data, Ods, OdsError, Reader, SheetVisible};
use std::borrow::Cow;
use std::io::Cursor;

/// Tells all sheets of a workbook.
pub fn read(bytes: &[u8], limits: &Limits, to: &mut dyn Hears) -> Result<(), Objection> {
    let (marks, styles) = marks::read(bytes, limits)?;
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| objection(error, limits))?;
    let sheets = book.sheets_metadata().to_vec();
    if sheets.len() != marks.len() {
        return Err(Objection::damaged("sheets without a name"));
    }
    for (sheet, marks) in sheets.iter().zip(marks) {
        to.sheet(&sheet.name, sheet.visible != SheetVisible::Visible)?;
        for &area in &marks.merged {
            to.merged(area)?;
        }
        let cells = book.worksheet_range(&sheet.name).map_err(|error| objection(error, limits))?;
        let mut remarks = Remarks { unvalued: marks.unvalued.clone(), ..Remarks::default() };
        tell_cells(&cells, (&marks, &styles), &mut remarks, to)?;
        remarks.tell(&sheet.name, to)?;
    }
    Ok(())
}

fn tell_cells(
    cells: &calamine::Range<Data>,
    (marks, styles): (&SheetMarks, &Styles),
    remarks: &mut Remarks,
    to: &mut dyn Hears,
) -> Result<(), Objection> {
    let (top, left) = cells.start().unwrap_or_default();
    for (row, column, value) in cells.used_cells() {
        // Within the rectangle that was measured.
        let (row, column) = (top.saturating_add(row as u32), left.saturating_add(column as u32));
        let mark = marks.at(row, column);
        let format = styles.format(mark.format);
        let mut shown = |number: f64| match format {
            // Without a format of its own, per cent is told by the cell alone.
            None if mark.is_percent => number::told(number, &PERCENT),
            format => remarks.shown(format, number, (row, column)),
        };
        let told = match value {
            Data::Empty => continue,
            &Data::Float(number) => shown(number),
            // None of these is ever a count of days here.
            &Data::Int(number) => shown(number as f64),
            Data::DateTime(serial) => shown(serial.as_f64()),
            Data::String(text) if mark.is_error => Told::Error(Cow::Borrowed(text)),
            Data::String(text) | Data::DurationIso(text) => Told::Text(Cow::Borrowed(text)),
            Data::DateTimeIso(text) => date::of_text(text, finest(format)).unwrap_or(Told::Text(Cow::Borrowed(text))),
            &Data::Bool(truth) => Told::Truth(truth),
            Data::Error(error) => Told::Error(error.to_string().into()),
        };
        to.cell(row, column, &told)?;
    }
    Ok(())
}

/// Per cent to the place that the book's program chooses.
static PERCENT: Section = Section {
    shown: Shown { places: 0, most: None, is_percent: true, thousands: 0, finest: Finest::Day },
    words: String::new(),
    is_text: false,
    condition: None,
};

/// How much of a date its format shows.
fn finest(format: Option<&Format>) -> Finest {
    // A style for dates has one section.
    format.map_or(Finest::Day, |format| format.shows(1.0).shown.finest)
}

fn objection(error: OdsError, limits: &Limits) -> Objection {
    match error {
        OdsError::Password => Objection::locked(),
        OdsError::CellLimitExceeded { .. } => Objection::too_many_cells(limits.cells),
        other => Objection::damaged(other),
    }
}
