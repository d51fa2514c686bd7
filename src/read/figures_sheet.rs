//! A figures file kept in a workbook: its cells are read as they are displayed.
//!
//! A percent cell of 0.145 says `14.5%`; a date under `period` stands for its year or month, whichever is shown, and a day for its month;
//! under `said_on` it stands for its day. Words of a number's format are part of what was stated: `$21.7 bn`.
//! What stands in merged cells stands in each of them. The header is the first row that heads a figures file, as in a text; lines above it
//! may be `# reporter: RUS`.

use super::header;
use super::separated::{Records, Remark};
use crate::names::{Column, Names};
use crate::tables::cells::says_scale;
use crate::tables::sheet::{Merged, decimal, divided, undivided, worded};
use crate::tables::{Cell, Day, Grid, NUMBER};
use crate::words::DecimalMark;
use csv::StringRecord;

/// The header is looked for in so many rows.
const LOOKED_AT: usize = 50;

/// The records of a sheet that is a figures file, with the number of its first column; `None` of any other sheet. `decimal` is the mark that
/// the person says its phrases have.
pub fn records(grid: &Grid, names: &Names, decimal: Option<DecimalMark>) -> Option<(Records, u32)> {
    let mut rows: Vec<u32> = grid.cells().iter().map(|(row, _, _)| *row).collect();
    rows.dedup();
    let is_header = |row: &&u32| {
        let shown: Vec<String> = grid.row(**row).iter().map(|(_, _, cell)| grid.told(*cell)).collect();
        header::is_of_figures(shown.iter().map(String::as_str), names)
    };
    let header_row = *rows.iter().take(LOOKED_AT).find(is_header)?;
    let columns: Vec<u32> = grid.row(header_row).iter().map(|(_, column, _)| *column).collect();
    let (first, last) = (*columns.first()?, *columns.last()?);
    let header: StringRecord = (first..=last).map(|column| grid.shown(header_row, column)).collect();
    let kinds: Vec<Option<Column>> = header.iter().map(|name| names.column(name)).collect();
    let remark = |row: &u32| {
        let text = grid.row(*row).iter().map(|(_, _, cell)| grid.told(*cell)).collect::<Vec<_>>().join(" ");
        let (name, value) = text.trim().strip_prefix('#')?.split_once(':')?;
        Some(Remark { name: name.trim().to_string(), value: value.trim().to_string(), line: u64::from(*row) + 1 })
    };
    let remarks: Vec<Remark> = rows.iter().take_while(|row| **row < header_row).filter_map(remark).collect();
    // A cell far out makes no row of thousands; one beyond the header is seen, and refused with its row.
    let widest = |row: u32| grid.row(row).last().map_or(last, |(_, column, _)| (*column).clamp(last, last + 1));
    let unit_column = (first..).zip(&kinds).find(|(_, kind)| **kind == Some(Column::Unit)).map(|(column, _)| column);
    let of_file = || remarks.iter().find(|remark| remark.name.eq_ignore_ascii_case(header::DECIMAL));
    let decimal = decimal.or_else(|| names.decimal_mark(&of_file()?.value)).unwrap_or(DecimalMark::Point);
    let cells = Cells { grid, names, merged: Merged::of(&grid.merged), unit_column, decimal };
    let shown = |row: u32, column: u32| cells.displayed(row, column, kinds.get((column - first) as usize).copied().flatten());
    let is_comment =
        |row: &&u32| grid.row(**row).first().is_some_and(|(_, _, cell)| grid.told(*cell).trim_start().starts_with('#'));
    let below = rows.iter().filter(|row| **row > header_row).filter(|row| !is_comment(row));
    let rows = below
        .map(|&row| (u64::from(row) + 1, (first..=widest(row)).map(|column| shown(row, column)).collect::<StringRecord>()))
        .filter(|(_, record)| record.iter().any(|cell| !cell.trim().is_empty()))
        .collect();
    Some((Records { remarks, header, header_line: u64::from(header_row) + 1, separator: ",", rows }, first))
}

/// What cells show.
struct Cells<'a> {
    grid: &'a Grid,
    names: &'a Names,
    merged: Merged,
    /// The column of units, in which a value may have its scale.
    unit_column: Option<u32>,
    /// How the file's phrases write decimals: as they are read, so is a number put.
    decimal: DecimalMark,
}

impl Cells<'_> {
    /// What a cell shows, or the merged cells that it is part of.
    fn displayed(&self, row: u32, column: u32, kind: Option<Column>) -> String {
        let grid = self.grid;
        let of_area = || self.merged.at(row, column).and_then(|area| grid.cell(area.top, area.left));
        let Some(cell) = grid.cell(row, column).or_else(of_area) else { return String::new() };
        let shown = grid.told(cell);
        match (cell, kind) {
            // A period is whole months: the day that a spreadsheet puts to it is its own.
            (Cell::Date(_), Some(Column::Period | Column::Base)) => shown.get(..7).unwrap_or(&shown).to_string(),
            // Shown in millions by its format: as it is shown where that, or the unit beside it, says so, else as the book holds it.
            (Cell::Worded { digits, places, words }, Some(Column::Stated | Column::Value)) => {
                let (around, thousands) = divided(grid.text_of(words));
                let says_scale_beside = || kind == Some(Column::Value) && self.says_scale_beside(row);
                let is_said = thousands == 0 || says_scale(grid.text_of(words), self.names) || says_scale_beside();
                let (digits, places) = if is_said { (digits, places) } else { undivided(digits, places, thousands) };
                self.marked(worded(&around, digits, places), digits, places)
            }
            (Cell::Number { digits, places, .. }, Some(Column::Stated | Column::Value)) => self.marked(shown, digits, places),
            // A period, a code of goods: the number alone.
            (Cell::Worded { digits, places, .. }, Some(_)) => decimal(digits, places),
            // Anywhere else a day is a day, however little of it shows.
            (Cell::Date(day), _) => Day::whole(day.since_1970).told(),
            _ => shown,
        }
    }

    fn says_scale_beside(&self, row: u32) -> bool {
        let unit = self.unit_column.map(|unit| format!("{NUMBER} {}", self.grid.shown(row, unit)));
        unit.is_some_and(|unit| says_scale(&unit, self.names))
    }

    /// A text that holds a number, with the decimal mark of the file: a book holds the number, and no mark.
    fn marked(&self, text: String, digits: i64, places: u8) -> String {
        match self.decimal {
            DecimalMark::Point => text,
            DecimalMark::Comma => {
                let number = decimal(digits, places);
                let number = number.trim_start_matches('-');
                text.replacen(number, &number.replace('.', ","), 1)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{Area, Finest};

    #[test]
    fn cells_are_read_as_they_are_displayed() {
        let mut grid = Grid::new("figures");
        for (column, name) in (1..).zip(["period", "stated", "measure", "source"]) {
            grid.push_text(2, column, name);
        }
        grid.push_text(0, 1, "# reporter: RUS");
        grid.push(3, 1, Cell::Date(Day::whole(19_358)));
        grid.push(3, 2, Cell::Number { digits: 145, places: 1, is_percent: true });
        grid.push_text(3, 3, "growth");
        grid.push_text(3, 4, "a release");
        grid.push(4, 1, Cell::Date(Day { since_1970: 19_000, shown: Finest::Year }));
        grid.push_text(4, 2, "more than 600 bn RUB");
        grid.merged.push(Area { top: 3, left: 4, bottom: 4, right: 4 });
        let names = Names::embedded().expect("names");
        let (records, first) = records(&grid, names, None).expect("a figures sheet");
        let rows: Vec<Vec<&str>> = records.rows.iter().map(|(_, record)| record.iter().collect()).collect();
        assert_eq!(rows, [["2023-01", "14.5%", "growth", "a release"], ["2022", "more than 600 bn RUB", "", "a release"]]);
        assert_eq!((first, records.remarks.len(), records.rows[0].0), (1, 1, 4));
    }
}
