//! Records: files in which a row is one number with codes that say whose trade it is. UN Comtrade, BACI, Comext, SDMX-CSV, JSON-stat.
//!
//! ```text
//! period,reporterCode,flowCode,partnerCode,cmdCode,…,primaryValue      a record file
//! 2022,860,X,643,TOTAL,…,3061532918.4
//!                                    ⇓
//! reporter,partner,flow,product,period,stated,…                        a figures file
//! UZB,RUS,exports,,2022,3061532918.4 USD,…
//! ```
//!
//! What the columns of a format mean is data (a [`Layout`], `data/layouts`); a file is recognised by its column names. Rows pass through one at
//! a time, so a file may be of any size. Every row is imported, left out for a reason, or refused, and the [`Account`] adds up. Numbers
//! are never summed: rows that are parts of a whole are left out where the whole is in the file too, and rows that differ in something that
//! nobody explained stop the import.
//!
//! ```
//! use crossfoot::{read::records, tables::Given};
//! let file = "t,i,j,k,v,q\n2021,4,24,382390,52.051,13.235\n2021,4,24,81310,1.62,NA\n";
//! assert_eq!(records::recognise(file.as_bytes()).map(|layout| layout.name.as_str()), Some("BACI (CEPII)"));
//! let mut stated = Vec::new();
//! let account = records::import("baci.csv", file.as_bytes(), None, &Given::default(), &mut |entry| {
//!     stated.push((entry.reporter.clone(), entry.product.clone(), entry.stated.clone()));
//!     Ok(())
//! })
//! .unwrap();
//! assert_eq!(stated[1], ("AFG".into(), "081310".into(), "1.62 thousand USD".into()));
//! assert_eq!((account.rows, account.imported), (2, 2));
//! ```

mod account;
mod defaults;
mod json_stat;
mod known;
mod layout;
mod letters;
mod meaning;
mod memory;
mod number;
mod plan;
mod rows;
mod source;
mod told;
mod when;

pub use account::Account;
pub use layout::{Apart, Indicator, Layout, Role, Signature};

use super::bytes;
use crate::figures::Refusal;
use crate::names::Names;
use crate::tables::{Entry, Given};
use csv::{ByteRecord, Reader, ReaderBuilder};
use known::{Known, known};
use letters::Letters;
use plan::Plan;
use rows::Rows;
use std::io::{self, Read};

const EXPECTED: &str =
    "a file of records that is known here (UN Comtrade, BACI, Comext, SDMX-CSV, JSON-stat), or a layout (--layout FILE)";
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Why an import ended before the end of its file. What the sink got until then is not to be used.
#[derive(Debug)]
pub enum Stopped {
    /// The file cannot be understood.
    Refused(Box<Refusal>),
    /// The sink could not take an entry.
    Sink(io::Error),
}

impl From<Refusal> for Stopped {
    fn from(refusal: Refusal) -> Stopped {
        Stopped::Refused(Box::new(refusal))
    }
}

/// The format that a file's first bytes (some tens of thousands) show; `None` for any other file.
pub fn recognise(head: &[u8]) -> Option<&'static Layout> {
    let known = known().ok()?;
    let mut text = Vec::new();
    source::decoded(head).take(source::HEAD as u64).read_to_end(&mut text).ok()?;
    if json_stat::is_begun(&text) {
        return Some(&known.json_stat);
    }
    header(&text, known).map(|(_, layout)| layout)
}

/// All formats that are known, as layouts to copy from.
///
/// # Errors
/// A sentence with the file when an embedded layout is malformed; a test reads every one.
pub fn layouts() -> Result<Vec<&'static Layout>, String> {
    let known = known()?;
    Ok(known.layouts.iter().chain([&known.json_stat]).collect())
}

/// Reads a file of records and gives each row to the sink as an entry; the same [`Entry`] is used for all of them. Without a layout the
/// format is recognised. `file` is the name to show.
///
/// # Errors
/// Where the file is of no known format, does not say something that nothing given says either, or is broken; and what the sink returns.
pub fn import(
    file: &str,
    reader: impl Read,
    layout: Option<&Layout>,
    given: &Given,
    sink: &mut dyn FnMut(&Entry) -> io::Result<()>,
) -> Result<Account, Stopped> {
    let inner = |reason: String| Refusal::of_file("", reason, "the data files that the program was built with");
    let known = known().map_err(inner)?;
    let names = Names::embedded().map_err(inner)?;
    let unreadable = |error: io::Error| Refusal::of_file(file, format!("a file that could not be read: {error}"), EXPECTED);
    let (raw, reader) = source::head(reader).map_err(unreadable)?;
    bytes::refuse_other_contents(file, &raw)?;
    let (head, reader) = source::head(source::decoded(reader)).map_err(unreadable)?;
    if head.is_empty() {
        return Err(Refusal::of_file(file, "an empty file", EXPECTED).into());
    }
    if json_stat::is_begun(&head) {
        return json_stat::import(file, reader, layout.unwrap_or(&known.json_stat), given, sink);
    }
    let (separator, layout) = match (header(&head, known), layout) {
        (_, Some(layout)) => (separator(&head, layout), layout),
        (Some((separator, layout)), None) => (separator, layout),
        (None, None) => {
            return Err(Refusal { line: Some(1), ..Refusal::of_file(file, "columns of no known format", EXPECTED) }.into());
        }
    };
    let letters = Letters::of_head(&head, names);
    let (watch, reader) = source::watched(reader);
    let mut reader = records(separator, source::BUFFER).from_reader(reader);
    let broken = |error: csv::Error, line: u64| {
        let found = if watch.is_too_long() {
            "a record of more than 1 MB: a quotation mark may not be closed".to_string()
        } else {
            format!("a record that could not be read: {error}")
        };
        Refusal { line: Some(line), ..Refusal::of_file(file, found, "a row for each number") }
    };
    // Of a carriage return and a line feed the reader takes the first with a record and counts the second with the next.
    let ends_with_two = head.iter().position(|byte| *byte == b'\n').is_some_and(|end| end > 0 && head[end - 1] == b'\r');
    let mut record = ByteRecord::new();
    let mut read = |record: &mut ByteRecord| -> Result<Option<u64>, Refusal> {
        let before = reader.position().line();
        if !reader.read_byte_record(record).map_err(|error| broken(error, before))? {
            return Ok(None);
        }
        watch.record();
        let is_first = record.position().is_none_or(|position| position.byte() == 0);
        Ok(Some(begin_of(&reader, record) + u64::from(ends_with_two && !is_first)))
    };
    let mut first_line = 1;
    read(&mut record)?;
    if is_separator_line(&record, separator) {
        read(&mut record)?;
        first_line = 2;
    }
    let header = record.clone();
    let more = read(&mut record)?;
    let first = more.map(|_| &record);
    let plan = Plan::new(file, layout, &known.concepts, &header, first, given)
        .map_err(|refusal| Refusal { line: refusal.line.map(|_| first_line), ..refusal })?;
    // Machines print no sign between thousands: where something else parts cells, a comma parts decimals.
    let comma = (separator != b',').then_some(true);
    let mut rows = Rows::new(file, plan, given, names, letters, comma, "line");
    let mut next = more;
    let mut last = first_line;
    // The last record is kept beside the one that is read.
    let mut before = ByteRecord::new();
    while let Some(line) = next {
        rows.take(&record, line, sink)?;
        last = line;
        std::mem::swap(&mut record, &mut before);
        next = read(&mut record)?;
    }
    if watch.is_unclosed() && before.as_slice().contains(&b'\n') {
        let refusal = Refusal::of_file(file, "a quotation mark that is never closed", "a second \" where the cell ends");
        return Err(Refusal { line: Some(last), ..refusal }.into());
    }
    Ok(rows.account())
}

fn records(separator: u8, buffer: usize) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(separator).flexible(true).has_headers(false).buffer_capacity(buffer);
    builder
}

/// The line that a record which was just read begins on.
fn begin_of<R: Read>(reader: &Reader<R>, record: &ByteRecord) -> u64 {
    let begin = record.position().map_or(1, csv::Position::line);
    let end = reader.position().line();
    // As nearly always: a record on a line of its own.
    if end <= begin + 1 {
        return begin;
    }
    let within = memchr::memchr_iter(b'\n', record.as_slice()).count() as u64;
    // Blank lines before a record are counted as part of it.
    begin.max(end.saturating_sub(within + 1))
}

/// Excel's `sep=;`.
fn is_separator_line(record: &ByteRecord, separator: u8) -> bool {
    let first = record.get(0).unwrap_or(b"");
    let rest = record.iter().skip(1).all(<[u8]>::is_empty);
    rest && first.len() <= 5
        && first.to_ascii_lowercase().starts_with(b"sep=")
        && (record.len() > 1 || first.get(4) == Some(&separator))
}

/// The first line's cells under each separator.
fn headings(head: &[u8], separator: u8) -> Vec<String> {
    let mut reader = records(separator, 1 << 12).from_reader(head);
    let mut record = ByteRecord::new();
    for _ in 0..2 {
        // A head in memory cannot fail to be read; a record that ends with it is as good as none.
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            return Vec::new();
        }
        if !is_separator_line(&record, separator) {
            break;
        }
    }
    record.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}

/// The separator and the layout that make sense of a header.
fn header(head: &[u8], known: &'static Known) -> Option<(u8, &'static Layout)> {
    SEPARATORS.into_iter().find_map(|separator| {
        let names = headings(head, separator);
        known.of_header(names.iter().map(String::as_str)).map(|layout| (separator, layout))
    })
}

/// The separator under which a header has the most of a layout's columns, and then the most columns.
fn separator(head: &[u8], layout: &Layout) -> u8 {
    let score = |separator: &u8| {
        let names = headings(head, *separator);
        let known = layout.columns.values().flatten();
        let is_there = |column: &&String| names.iter().any(|name| layout::plain(known::heading(name)) == layout::plain(column));
        (known.filter(is_there).count(), names.len())
    };
    SEPARATORS.into_iter().rev().max_by_key(score).unwrap_or(b',')
}
