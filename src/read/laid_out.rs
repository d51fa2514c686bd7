//! A text file as a sheet: cells between separators, where they stand.
//!
//! Which separator it is, is seen from the lines themselves.

use super::separated::Lines;
use crate::figures::Refusal;
use crate::tables::Grid;
use csv::{ReaderBuilder, StringRecord};
use std::collections::BTreeMap;

const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// So many lines tell the separator.
const LOOKED_AT: usize = 200;
/// The widest sheet of today's programs.
const MOST_COLUMNS: usize = 16_384;

/// A text's cells, by line and column. Quoted cells may go over several lines; a row is then where its first line is.
///
/// # Errors
/// When there are more than `most_cells`.
pub fn grid(path: &str, text: &str, most_cells: usize) -> Result<Grid, Refusal> {
    let mut reader =
        ReaderBuilder::new().delimiter(separator(text)).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut grid = Grid::new("");
    let mut record = StringRecord::new();
    let mut cells = 0_usize;
    let unreadable =
        |error: csv::Error| Refusal::of_file(path, format!("a line that could not be read: {error}"), "a table as text");
    let mut rows = 0_u32;
    let mut lines = Lines::new(text);
    while reader.read_record(&mut record).map_err(unreadable)? {
        let byte = record.position().map_or(0, csv::Position::byte);
        // Blank lines keep their numbers; the reader counts them to the record behind them.
        let line = lines.first_of_record(usize::try_from(byte).unwrap_or(usize::MAX)).line;
        let row = u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX).max(rows);
        rows = row.saturating_add(1);
        // A comment is one cell; a column may be called "#".
        let is_alone = record.iter().skip(1).all(|cell| cell.trim().is_empty());
        if is_alone && record.get(0).is_some_and(|first| first.trim_start().starts_with('#')) {
            continue;
        }
        if record.len() > MOST_COLUMNS {
            let found = format!("a line of {} cells", record.len());
            let refusal = Refusal::of_file(path, found, format!("{MOST_COLUMNS} columns at most, as in a workbook"));
            return Err(Refusal { line: Some(line), ..refusal });
        }
        for (column, cell) in (0..).zip(&record) {
            let cell = if row == 0 && column == 0 { cell.trim_start_matches('\u{feff}') } else { cell };
            if !cell.trim().is_empty() {
                cells += 1;
                grid.push_text(row, column, cell);
            }
        }
        if cells > most_cells {
            let found = format!("a table of more than {most_cells} cells");
            return Err(Refusal::of_file(path, found, "a smaller one, or --max-cells with a larger number"));
        }
    }
    if text.matches('"').count() % 2 == 1 {
        let found = "a quotation mark that is never closed";
        return Err(Refusal::of_file(path, found, "a second \" where the cell ends"));
    }
    Ok(grid)
}

/// The separator. A comma may be a decimal mark or part of a text; who parts cells by tabs or semicolons does so on nearly every line.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    let has = |separator: u8| lines.iter().filter(|line| line.as_bytes().contains(&separator)).count();
    let is_of_most = |separator: &u8| lines.len() > 1 && has(*separator) * 5 >= lines.len() * 3;
    let parts = |separator: &u8| is_of_most(separator) || parts_around_commas(&lines, *separator);
    if let Some(separator) = [b'\t', b';'].into_iter().find(parts) {
        return separator;
    }
    let score = |separator: u8| {
        let mut reader = ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(text.as_bytes());
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        for record in reader.records().take(LOOKED_AT).filter_map(Result::ok).filter(|record| record.len() > 1) {
            *widths.entry(record.len()).or_default() += 1;
        }
        widths.into_iter().map(|(width, lines)| (lines, width)).max().unwrap_or((0, 0))
    };
    // `max_by_key` takes the last of equals: the comma is looked at last.
    SEPARATORS.into_iter().rev().max_by_key(|&separator| score(separator)).unwrap_or(b',')
}

/// Whether a sign parts several lines into equally many cells in which every comma is a decimal mark or part of a text: `Russia;739,7`. A
/// comma that parts cells (`Oil; gas,100.5`) has a word before it and no space behind.
fn parts_around_commas(lines: &[&str], separator: u8) -> bool {
    let parted: Vec<&&str> = lines.iter().filter(|line| line.as_bytes().contains(&separator)).collect();
    let count = |line: &str, sign: u8| line.bytes().filter(|byte| *byte == sign).count();
    let is_within = |line: &str| {
        line.match_indices(',').all(|(at, _)| {
            let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let (before, behind) = (line[..at].chars().next_back(), line[at + 1..].chars().next());
            behind == Some(' ') || (is_digit(before) && is_digit(behind))
        })
    };
    let with_comma = lines.iter().filter(|line| line.contains(',')).count();
    parted.len() > 1
        && parted.len() * 2 >= with_comma
        && parted.iter().all(|line| count(line, separator) == count(parted[0], separator) && is_within(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_on_their_lines_whatever_parts_them() {
        for text in ["Title\n\na;1,5;2\nb;3;4\n", "Title\n\na\t1,5\t2\nb\t3\t4\n", "Title\n\na,\"1,5\",2\nb,3,4\n"] {
            let grid = grid("t.csv", text, 100).expect("a table");
            assert_eq!([grid.shown(0, 0), grid.shown(2, 1), grid.shown(3, 2)], ["Title", "1,5", "4"], "{text}");
        }
        assert!(grid("t.csv", "a,b\n1,2\n", 3).is_err());
        let months =
            grid("t.csv", "Imports by month, mn USD\nMonth;Imports\nJanuary;2000,1\nFebruary;2100,1\n", 100).expect("a table");
        assert_eq!([months.shown(2, 0), months.shown(2, 1)], ["January", "2000,1"]);
    }
}
