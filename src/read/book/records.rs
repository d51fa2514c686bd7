//! Formats of an old workbook, out of its records.
//!
//! ```text
//! FORMAT   #,##0.0        a format, by its number
//! XF       format 164     a style, by its place, and its format
//! SHEET    at byte 5120   where the records of a sheet begin
//! NUMBER   row 3, column 2, style 17, …
//! ```
//!
//! calamine reads the same records, and keeps of a format only whether it is a date. Source: [MS-XLS] 2.4, and for the version
//! before it OpenOffice.org's description of the file format. A record that is too short is passed over.

use super::format::Format;
use super::limits::Limits;
use super::objection::Objection;
use encoding_rs::Encoding;
use std::collections::BTreeMap;
use std::rc::Rc;

const FORMULA: u16 = 0x0006;
const END: u16 = 0x000A;
const CODE_PAGE: u16 = 0x0042;
const SHEET: u16 = 0x0085;
const MANY_NUMBERS: u16 = 0x00BD;
const STYLE: u16 = 0x00E0;
/// Texts of all versions, and truths and errors: cells without a number.
const OTHERS: [u16; 4] = [0x00FD, 0x00D6, 0x0204, 0x0205];
const NUMBER: u16 = 0x0203;
const SHORT_NUMBER: u16 = 0x027E;
const FORMAT: u16 = 0x041E;
const BEGIN: u16 = 0x0809;
/// The version of the first record from which on texts say how wide their letters are.
const WIDE_TEXTS: u16 = 0x0600;

/// The cells of a sheet that are not shown as they are.
#[derive(Clone, Debug, Default)]
pub struct SheetFormats {
    /// Row, column, and which style: ordered.
    cells: Vec<((u16, u16), u16)>,
    styles: Rc<[Format]>,
}

impl SheetFormats {
    /// The format of a cell; `None` where it shows a number as it is.
    pub fn format(&self, (row, column): (u32, u32)) -> Option<&Format> {
        let place = |&((at_row, at_column), _): &((u16, u16), u16)| (u32::from(at_row), u32::from(at_column));
        let found = self.cells.binary_search_by_key(&(row, column), place).ok();
        found.and_then(|at| self.styles.get(usize::from(self.cells[at].1)))
    }
}

/// The formats of all sheets, in the order of the book.
pub fn formats(stream: &[u8], limits: &Limits) -> Result<Vec<SheetFormats>, Objection> {
    let (mut codes, mut styles, mut begins) = (BTreeMap::new(), Vec::new(), Vec::new());
    let (mut is_wide, mut letters) = (true, encoding_rs::WINDOWS_1252);
    for (kind, data) in records(stream, 0) {
        match kind {
            BEGIN => is_wide = word(data, 0) == Some(WIDE_TEXTS),
            CODE_PAGE => letters = word(data, 0).and_then(code_page).unwrap_or(letters),
            FORMAT => {
                if let Some(number) = word(data, 0) {
                    codes.insert(number, code(data.get(2..).unwrap_or_default(), is_wide, letters));
                }
            }
            STYLE => styles.extend(word(data, 2)),
            SHEET => begins.extend(data.first_chunk().map(|&at| u32::from_le_bytes(at))),
            END => break,
            _ => (),
        }
    }
    let format = |number: &u16| codes.get(number).map_or_else(|| built_in(*number), |code| Format::read(code));
    let styles: Rc<[Format]> = styles.iter().map(format).collect();
    let mut room = limits.cells;
    let sheet = |begin: &u32| {
        let cells = cells(stream, usize::try_from(*begin).unwrap_or(usize::MAX), &styles, &mut room);
        cells.ok_or_else(|| Objection::too_many_cells(limits.cells))
    };
    begins.iter().map(sheet).collect()
}

/// The styled cells of a sheet; `None` where all its cells spread over more than `room`, which shrinks by as much.
fn cells(stream: &[u8], begin: usize, styles: &Rc<[Format]>, room: &mut usize) -> Option<SheetFormats> {
    let mut cells = Vec::new();
    let mut spread: Option<[u16; 4]> = None;
    // A chart within a sheet has records of its own.
    let mut depth = 0_u32;
    for (kind, data) in records(stream, begin) {
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            _ if depth > 1 => (),
            kind if [FORMULA, NUMBER, SHORT_NUMBER, MANY_NUMBERS].contains(&kind) || OTHERS.contains(&kind) => {
                let (Some(row), Some(column)) = (word(data, 0), word(data, 2)) else { continue };
                // Row and first column are followed by a style and a number for each, and the last column.
                let several = if kind == MANY_NUMBERS { data.len().saturating_sub(6) / 6 } else { 1 };
                let last = column.saturating_add(u16::try_from(several.max(1) - 1).unwrap_or(u16::MAX));
                let [top, left, bottom, right] = spread.unwrap_or([row, column, row, last]);
                spread = Some([top.min(row), left.min(column), bottom.max(row), right.max(last)]);
                for (column, place) in (column..=last).zip(0..several) {
                    let style = word(data, 4 + 6 * place);
                    let is_plain = |style: u16| styles.get(usize::from(style)).is_none_or(Format::is_plain);
                    cells.extend(style.filter(|&style| !is_plain(style)).map(|style| ((row, column), style)));
                }
            }
            _ => (),
        }
    }
    if let Some([top, left, bottom, right]) = spread {
        let count = (usize::from(bottom - top) + 1) * (usize::from(right - left) + 1);
        *room = room.checked_sub(count)?;
    }
    // Of two records for one cell the later one stands.
    cells.reverse();
    cells.sort_by_key(|&(at, _)| at);
    cells.dedup_by_key(|&mut (at, _)| at);
    Some(SheetFormats { cells, styles: Rc::clone(styles) })
}

/// Kind and content of each record from a byte on.
fn records(stream: &[u8], begin: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream.get(begin..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (kind, length) = (word(rest, 0)?, word(rest, 2)?);
        let (data, after) = rest.get(4..)?.split_at_checked(usize::from(length))?;
        rest = after;
        Some((kind, data))
    })
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..)?.first_chunk().map(|&word| u16::from_le_bytes(word))
}

/// How the letters of old texts are stored; `None` where that is none of today's encodings.
fn code_page(number: u16) -> Option<&'static Encoding> {
    match number {
        866 => Some(encoding_rs::IBM866),
        874 | 1250..=1258 => Encoding::for_label(format!("windows-{number}").as_bytes()),
        _ => None,
    }
}

/// A format's code: in letters of the book's own encoding, or in those of Unicode, of which the first 256 may stand alone.
fn code(data: &[u8], is_wide: bool, encoding: &'static Encoding) -> String {
    if !is_wide {
        return encoding.decode_without_bom_handling(data.get(1..).unwrap_or_default()).0.into_owned();
    }
    let letters = |bytes: &[u8]| bytes.iter().map(|&byte| char::from(byte)).collect();
    let text = data.get(3..).unwrap_or_default();
    match data.get(2) {
        Some(flags) if flags & 1 != 0 => {
            let units = text.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        _ => letters(text),
    }
}

/// The formats that every book has without writing them ([MS-XLS] 2.4.126, ECMA-376 18.8.30), those with places or per cent.
fn built_in(number: u16) -> Format {
    Format::read(match number {
        5 | 6 | 42 => return Format::of_any_currency("#,##0"),
        7 | 8 | 44 => return Format::of_any_currency("#,##0.00"),
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 | 41 => "#,##0",
        4 | 39 | 40 | 43 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        17 => "mmm-yy",
        _ => "General",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("short");
        [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }

    fn book(cells: &[Vec<u8>]) -> Vec<u8> {
        let head = |at: u32| {
            [
                record(BEGIN, &[0, 6, 5, 0]),
                record(FORMAT, b"\xa4\x00\x04\x00\x000.0%"),
                record(STYLE, &[0, 0, 0, 0]),
                record(STYLE, &[0, 0, 0xa4, 0]),
                record(SHEET, &[&at.to_le_bytes()[..], b"\0\0\x01\0a"].concat()),
                record(END, &[]),
            ]
            .concat()
        };
        let begin = u32::try_from(head(0).len()).expect("short");
        [head(begin), record(BEGIN, &[0, 6, 16, 0]), cells.concat(), record(END, &[])].concat()
    }

    fn cell(row: u16, column: u16, style: u16) -> Vec<u8> {
        record(NUMBER, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &style.to_le_bytes(), &[0; 8]].concat())
    }

    #[test]
    fn each_cell_has_its_format() {
        let several = record(MANY_NUMBERS, &[3, 0, 1, 0, /**/ 0, 0, 0, 0, 0, 0, /**/ 1, 0, 0, 0, 0, 0, /**/ 2, 0]);
        let book = book(&[cell(2, 1, 1), cell(2, 2, 0), cell(2, 3, 0), cell(2, 3, 1), several]);
        let formats = formats(&book, &Limits::default()).expect("small");
        let percent = |at| formats[0].format(at).is_some_and(|format| format.shows(1.0).shown.is_percent);
        assert_eq!([(2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (9, 9)].map(percent), [true, false, true, false, true, false]);
        assert_eq!(formats[0].format((2, 1)).map(|format| format.shows(1.0).shown.places), Some(1));
    }

    #[test]
    fn cells_far_apart_are_too_many() {
        let book = book(&[cell(0, 0, 0), cell(65535, 255, 0)]);
        assert!(formats(&book, &Limits::default()).is_err());
        assert!(formats(&book[..book.len() - 20], &Limits::default()).is_ok(), "the last cell is cut off");
    }
}
