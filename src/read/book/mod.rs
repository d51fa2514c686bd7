//! Workbooks: xlsx, xlsm, xls and ods, as grids of cells.
//!
//! ```no_run
//! use crossfoot::read::book::{self, Limits};
//! let bytes = std::fs::read("trade.xlsx").expect("a file");
//! // The program that parses: a process of its own, which may die of what it reads.
//! let program = std::path::Path::new("/usr/bin/crossfoot");
//! match book::grids("trade.xlsx", bytes, &Limits::default(), Some(program), &mut |_| ()) {
//!     Ok(book) => println!("{} sheets", book.grids.len()),
//!     Err(refusal) => eprintln!("{}: {}, expected {}", refusal.file, refusal.found, refusal.expected),
//! }
//! ```
//!
//! A book is recognised by what it holds, whatever its name ends in. What a cell tells is what its book stores, made readable:
//!
//! ```text
//! 22221.200000000004             22221.2       no noise of binary fractions
//! 155.199297 under 0.0           155.199297    the places that the office has and does not show
//! 603808 under 0.0               603808.0      the places that a reader sees
//! 21.7 under "$"0.0" bn"         $21.7 bn      the words of its format, as if typed
//! 5593000000 under 0.0,,"M"      5593.0M       shown in millions, and said so
//! 0.145 under 0.0%               14.5 %        per cent by its format
//! 44957 under yyyy               2023          a date, as far as its format shows it
//! 1234567 under #,##0,           1234.567      in thousands, and not said: a table's header may, else 1234567 is taken
//! =A1+A2 without a value         nothing       and a notice
//! ```
//!
//! Not read: charts, pictures, comments, macros, binary workbooks (xlsb).
//!
//! # Hostile files
//!
//! Nobody has to trust a workbook. [`grids`] has it parsed by a process of its own with [bounds](Limits) on memory and time
//! ([`SUBCOMMAND`]); whatever happens there, a refusal in plain words comes back. Without such a program workbooks are
//! refused. [`grids_here`] parses in the process that calls it, for books that are trusted, or processes that may die.

mod build;
mod date;
mod format;
mod limits;
mod marks;
mod number;
mod objection;
mod office_open;
mod old;
mod open_document;
mod parts;
mod process;
mod records;
mod section;
mod styles;
mod told;
mod wire;

pub use limits::{DEFAULT_CELLS, Limits};
pub use process::{SUBCOMMAND, serve};

use crate::figures::Refusal;
use crate::tables::Grid;
use build::Builder;
use objection::Objection;
use parts::Kind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use told::Hears;

/// How a zip file begins.
const ZIP: &[u8] = b"PK\x03\x04";
/// How a compound file begins, the container of old workbooks.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a workbook holds.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Its sheets with cells, in its own order.
    pub grids: Vec<Grid>,
    /// What the person should know, a sentence each.
    pub notices: Vec<String>,
}

/// How far the reading has come.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// In a workbook.
    Cells {
        /// The sheet that is being read.
        sheet: &'a str,
        /// Cells of all sheets so far.
        cells: usize,
    },
    /// In a file of records: so many bytes of it so far.
    Bytes(u64),
}

/// Whether a file is a workbook, or another file of the kinds that workbooks are stored as: [`grids`] reads it or says what it is.
pub fn is_book(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND)
}

/// The sheets of a workbook, parsed by `program`: the path of `crossfoot` itself. `progress` is called some hundred times for a large book.
///
/// # Errors
/// A refusal of the whole file where it is no workbook, a damaged one, larger than the limits, or where there is no program.
pub fn grids(
    path: &str,
    bytes: Vec<u8>,
    limits: &Limits,
    program: Option<&Path>,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Book, Refusal> {
    let read = || {
        let program = program.ok_or_else(|| {
            Objection::new(
                "a workbook, and no program that reads workbooks",
                "a table as text (.csv), or `read::Options::program`",
            )
        })?;
        if bytes.len() > limits.file {
            return Err(too_large(limits));
        }
        let mut builder = Builder::new(*limits, progress);
        process::read(program, bytes, limits, &mut builder)?;
        Ok(builder.built())
    };
    read().map_err(|objection| objection.of(path))
}

/// The sheets of a workbook, parsed in this process. A panic of the parser is a refusal (and its message is printed, unless a panic
/// hook keeps it quiet); a request for more memory than there is ends the process.
///
/// # Errors
/// As [`grids`].
pub fn grids_here(path: &str, bytes: &[u8], limits: &Limits, progress: &mut dyn FnMut(Progress<'_>)) -> Result<Book, Refusal> {
    let mut builder = Builder::new(*limits, progress);
    // What was built until a panic is dropped.
    let told = catch_unwind(AssertUnwindSafe(|| tell(bytes, limits, &mut builder)));
    let told = told.unwrap_or_else(|_| Err(Objection::damaged("its parser broke off")));
    told.map_err(|objection| objection.of(path))?;
    Ok(builder.built())
}

/// Parses a workbook of any kind.
fn tell(bytes: &[u8], limits: &Limits, to: &mut dyn Hears) -> Result<(), Objection> {
    if bytes.len() > limits.file {
        return Err(too_large(limits));
    }
    if bytes.starts_with(COMPOUND) {
        return old::read(bytes, limits, to);
    }
    if !bytes.starts_with(ZIP) {
        return Err(Objection::new("no workbook", "a workbook (.xlsx, .xls, .ods)"));
    }
    let parts = parts::measure(bytes, limits)?;
    match parts.kind {
        Kind::OfficeOpen => office_open::read(bytes, parts, to),
        Kind::OpenDocument => open_document::read(bytes, limits, to),
    }
}

fn too_large(limits: &Limits) -> Objection {
    Objection::new(format!("a workbook of more than {} MB", limits.file >> 20), "a smaller one, or more allowed with --max-cells")
}
