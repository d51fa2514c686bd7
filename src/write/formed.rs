//! A figures file in the form that was asked for. As CSV or as a workbook it is read again by every command; as JSON it is a list of rows with the
//! same names, for other programs.

use super::FiguresFile;
use crate::tables::Entry;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::io::{self, Write};

/// The rows of a sheet, the header among them.
const MOST_ROWS: u32 = 1 << 20;

/// A form of a figures file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FiguresForm {
    /// Comma-separated values.
    #[default]
    Csv,
    /// A list of rows, for other programs.
    Json,
    /// A workbook (xlsx) with one sheet; periods and phrases are texts, as a spreadsheet would make dates and numbers of them.
    Workbook,
}

impl FiguresForm {
    /// The form that a path's ending asks for.
    pub fn of_path(path: &str) -> Option<FiguresForm> {
        match &*path.rsplit_once('.')?.1.to_ascii_lowercase() {
            "csv" => Some(FiguresForm::Csv),
            "json" => Some(FiguresForm::Json),
            "xlsx" => Some(FiguresForm::Workbook),
            _ => None,
        }
    }
}

/// Writes entries as a figures file of a form.
pub struct FormedFigures<W: Write> {
    begun: Begun<W>,
}

enum Begun<W: Write> {
    Csv(Box<FiguresFile<W>>),
    Json(W, u64),
    Workbook { out: W, book: Box<Workbook>, rows: u32 },
}

impl<W: Write> FormedFigures<W> {
    /// Begins a file with its header.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(mut out: W, form: FiguresForm) -> io::Result<FormedFigures<W>> {
        let begun = match form {
            FiguresForm::Csv => Begun::Csv(Box::new(FiguresFile::new(out)?)),
            FiguresForm::Json => {
                out.write_all(b"{\n  \"figures\": [")?;
                Begun::Json(out, 0)
            }
            FiguresForm::Workbook => Begun::Workbook { out, book: Box::new(begun().map_err(io::Error::other)?), rows: 1 },
        };
        Ok(FormedFigures { begun })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// Those of the output; and when a sheet is full.
    pub fn add(&mut self, entry: &Entry) -> io::Result<()> {
        match &mut self.begun {
            Begun::Csv(file) => file.add(entry)?,
            Begun::Json(out, count) => {
                out.write_all(if *count == 0 { b"\n    {" } else { b",\n    {" })?;
                for (at, (column, cell)) in Entry::COLUMNS.iter().zip(entry.cells()).enumerate() {
                    write!(out, "{}\"{}\": ", if at == 0 { "" } else { ", " }, column.name())?;
                    serde_json::to_writer(&mut *out, cell)?;
                }
                out.write_all(b"}")?;
                *count += 1;
            }
            Begun::Workbook { book, rows, .. } => {
                if *rows >= MOST_ROWS {
                    return Err(io::Error::other(format!("a sheet holds {MOST_ROWS} rows, and there are more; write a .csv")));
                }
                row(book, *rows, &entry.cells()).map_err(io::Error::other)?;
                *rows += 1;
            }
        }
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Those of the output.
    pub fn finish(self) -> io::Result<W> {
        match self.begun {
            Begun::Csv(file) => file.finish(),
            Begun::Json(mut out, count) => {
                out.write_all(if count == 0 { b"]\n}\n" } else { b"\n  ]\n}\n" })?;
                Ok(out)
            }
            Begun::Workbook { mut out, mut book, .. } => {
                out.write_all(&book.save_to_buffer().map_err(io::Error::other)?)?;
                Ok(out)
            }
        }
    }
}

/// A workbook with the header of a figures file.
fn begun() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // A fixed day: the file has the same bytes whenever it is made.
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 1, 1)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_title("Figures").set_creation_datetime(&day));
    let sheet = book.add_worksheet();
    sheet.set_name("figures")?;
    let (bold, text) = (Format::new().set_bold(), Format::new().set_num_format("@"));
    for (at, column) in (0_u16..).zip(Entry::COLUMNS) {
        sheet.set_column_format(at, &text)?;
        sheet.set_column_width(at, if column.name() == "stated" { 28.0 } else { 12.0 })?;
        sheet.write_string_with_format(0, at, column.name(), &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(book)
}

fn row(book: &mut Workbook, row: u32, cells: &[&str]) -> Result<(), XlsxError> {
    let sheet = book.worksheet_from_index(0)?;
    for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        sheet.write_string(row, column, *cell)?;
    }
    Ok(())
}
