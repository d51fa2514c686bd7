//! Old workbooks (xls): values as calamine tells them, formats from the records themselves ([`super::records`]).
//!
//! calamine keeps a sheet as a full rectangle, so how far its cells spread is measured first.

use super::date;
use super::format::GENERAL;
use super::limits::Limits;
use super::number;
use super::objection::Objection;
use super::records::{self, SheetFormats};
use super::told::{Hears, Remarks, Told};
use crate::tables::{Area, Finest};
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::borrow::Cow;
use std::io::{Cursor, Read};

/// Tells all sheets of a workbook.
pub fn read(bytes: &[u8], limits: &Limits, to: &mut dyn Hears) -> Result<(), Objection> {
    let formats = records::formats(&stream(bytes)?, limits)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(objection)?;
    for (place, sheet) in book.sheets_metadata().to_vec().iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        to.sheet(&sheet.name, sheet.visible != SheetVisible::Visible)?;
        for area in book.merge_cells_by_sheet_name(&sheet.name).map_err(objection)? {
            let ((top, left), (bottom, right)) = (area.start, area.end);
            to.merged(Area { top, left, bottom, right })?;
        }
        let cells = book.worksheet_range(&sheet.name).map_err(objection)?;
        let mut remarks = Remarks::default();
        tell_cells(&cells, formats.get(place), &mut remarks, to)?;
        remarks.tell(&sheet.name, to)?;
    }
    Ok(())
}

fn tell_cells(
    cells: &calamine::Range<Data>,
    formats: Option<&SheetFormats>,
    remarks: &mut Remarks,
    to: &mut dyn Hears,
) -> Result<(), Objection> {
    let (top, left) = cells.start().unwrap_or_default();
    for (row, column, value) in cells.used_cells() {
        // Within the rectangle that was measured.
        let at = (top.saturating_add(row as u32), left.saturating_add(column as u32));
        let format = formats.and_then(|formats| formats.format(at));
        let mut shown = |number: f64| remarks.shown(format, number, at);
        let told = match value {
            Data::Empty => continue,
            &Data::Float(number) => shown(number),
            // Of 30 bits.
            &Data::Int(number) => shown(number as f64),
            Data::String(text) | Data::DurationIso(text) => Told::Text(Cow::Borrowed(text)),
            Data::DateTimeIso(text) => date::of_text(text, Finest::Day).unwrap_or(Told::Text(Cow::Borrowed(text))),
            Data::DateTime(serial) => {
                let shown = format.map_or(&GENERAL, |format| format.shows(serial.as_f64())).shown;
                date::of_serial(serial, shown.finest).unwrap_or_else(|| number::told(serial.as_f64(), &GENERAL))
            }
            &Data::Bool(truth) => Told::Truth(truth),
            Data::Error(error) => Told::Error(error.to_string().into()),
        };
        to.cell(at.0, at.1, &told)?;
    }
    Ok(())
}

/// The stream of records within the container.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, Objection> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(Objection::damaged)?;
    let mut stream = match ["/Workbook", "/Book"].into_iter().find(|name| container.is_stream(name)) {
        Some(name) => container.open_stream(name).map_err(Objection::damaged)?,
        None if container.exists("/EncryptedPackage") => return Err(Objection::locked()),
        None => {
            let found = "a file of an office program that is no workbook";
            return Err(Objection::new(found, "a workbook (.xlsx, .xls, .ods), or a table as text (.csv)"));
        }
    };
    let mut records = Vec::new();
    // Not more than the file has, whatever its chains of sectors say.
    stream.by_ref().take(bytes.len() as u64).read_to_end(&mut records).map_err(Objection::damaged)?;
    Ok(records)
}

fn objection(error: XlsError) -> Objection {
    match error {
        XlsError::Password => Objection::locked(),
        other => Objection::damaged(other),
    }
}
