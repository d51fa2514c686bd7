//! Today's workbooks (xlsx, xlsm), cell by cell as calamine streams them.
//!
//! Never its `worksheet_range`: that makes room for every cell between the first and the last, and a file can put one at each end.

use super::date;
use super::format::{Format, GENERAL};
use super::number;
use super::objection::Objection;
use super::parts::Parts;
use super::told::{Hears, Remarks, Told};
use crate::tables::{Area, Finest};
use calamine::{DataRef, NumberFormat, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::borrow::Cow;
use std::io::Cursor;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Tells all sheets of a workbook.
pub fn read(bytes: &[u8], parts: Parts, to: &mut dyn Hears) -> Result<(), Objection> {
    let mut book: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(objection)?;
    let mut formats = None;
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        to.sheet(&sheet.name, sheet.visible != SheetVisible::Visible)?;
        if parts.has_merged {
            for area in book.merge_cells_by_sheet_name(&sheet.name).map_err(objection)? {
                let ((top, left), (bottom, right)) = (area.start, area.end);
                to.merged(Area { top, left, bottom, right })?;
            }
        }
        let mut remarks = Remarks::default();
        let has_empty = cells(&mut book, &sheet.name, &mut formats, &mut remarks, to)?;
        if parts.has_formulas && has_empty {
            note_unvalued(&mut book, &sheet.name, &mut remarks)?;
        }
        remarks.tell(&sheet.name, to)?;
    }
    Ok(())
}

/// Tells the cells of a sheet; says whether some have a style, or a formula, and no value.
fn cells(
    book: &mut Workbook<'_>,
    sheet: &str,
    formats: &mut Option<Vec<Format>>,
    remarks: &mut Remarks,
    to: &mut dyn Hears,
) -> Result<bool, Objection> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(objection)?;
    // The same for all sheets.
    let formats = formats.get_or_insert_with(|| {
        cells.styles().iter().map(|style| style.number_format.as_ref().map(format).unwrap_or_default()).collect()
    });
    let mut has_empty = false;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(objection)? {
        let (row, column) = cell.get_position();
        let format = formats.get(style);
        let mut shown = |number: f64| remarks.shown(format, number, (row, column));
        let told = match cell.get_value() {
            DataRef::Empty => {
                has_empty = true;
                continue;
            }
            &DataRef::Float(number) => shown(number),
            // Exact up to 2^53, and 15 digits are fewer.
            &DataRef::Int(number) => shown(number as f64),
            DataRef::SharedString(text) => Told::Text(Cow::Borrowed(text)),
            DataRef::String(text) | DataRef::DurationIso(text) => Told::Text(Cow::Borrowed(text)),
            DataRef::DateTimeIso(text) => date::of_text(text, Finest::Day).unwrap_or(Told::Text(Cow::Borrowed(text))),
            DataRef::DateTime(serial) => {
                let shown = format.map_or(&GENERAL, |format| format.shows(serial.as_f64())).shown;
                date::of_serial(serial, shown.finest).unwrap_or_else(|| number::told(serial.as_f64(), &GENERAL))
            }
            &DataRef::Bool(truth) => Told::Truth(truth),
            DataRef::Error(error) => Told::Error(error.to_string().into()),
        };
        to.cell(row, column, &told)?;
    }
    Ok(has_empty)
}

/// A format by its code. Those that are known by their number alone have the currency of the computer; calamine tells such a code for two
/// of them, which no program writes so.
fn format(format: &NumberFormat) -> Format {
    match (format.format_id, format.format_code.as_str()) {
        (Some(5 | 6), "General") => Format::of_any_currency("#,##0"),
        (Some(7 | 8), "General") => Format::of_any_currency("#,##0.00"),
        (Some(42 | 44), code) if code.starts_with("_($*") => Format::of_any_currency(code),
        (_, code) => Format::read(code),
    }
}

/// Formulas that no program has calculated. Goes through the sheet once more: the reader that tells styles tells no formulas.
fn note_unvalued(book: &mut Workbook<'_>, sheet: &str, remarks: &mut Remarks) -> Result<(), Objection> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(objection)?;
    while let Some(record) = cells.next_cell_with_formula_metadata().map_err(objection)? {
        if record.formula.is_some() && record.value == DataRef::Empty {
            remarks.unvalued.note(record.pos.0, record.pos.1);
        }
    }
    Ok(())
}

fn objection(error: XlsxError) -> Objection {
    match error {
        XlsxError::Password => Objection::locked(),
        other => Objection::damaged(other),
    }
}
