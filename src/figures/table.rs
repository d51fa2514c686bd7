//! A file's rows as they were written, so that a later writer can give every column back, also those that crossfoot does not
//! know.
//!
//! ```
//! use crossfoot::figures::Table;
//! let mut table = Table::new(vec!["period".into(), "stated".into(), "colour".into()]);
//! for cell in ["2022", "about 470 bn RUB", "blue"] {
//!     table.push(cell);
//! }
//! table.end_row(2);
//! assert_eq!(table.cell(0, 2), "blue");
//! assert_eq!(table.line(0), 2);
//! ```

use crate::tables::column_name;

/// Rows of cells in one run of text. Blank rows and comments are not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The column names, as written.
    pub header: Vec<String>,
    /// In a workbook, the sheet's name and the number of its first column that is in the table (A is 0).
    pub sheet: Option<(String, u32)>,
    /// Of rows that an import made of a table's numbers: the column that tells where each number stands (`2021!B7`).
    pub told_by: Option<usize>,
    /// In a file of text, what stands between cells.
    pub separator: Option<&'static str>,
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<usize>,
    /// For each row the number of its first cell, and its line.
    rows: Vec<(usize, u64)>,
    /// The first cell of the row that is being filled.
    open: usize,
}

impl Table {
    /// A table without rows.
    pub fn new(header: Vec<String>) -> Table {
        Table { header, ..Table::default() }
    }

    /// Adds a cell to the row that is being filled.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// Ends the row that is being filled; `line` (1-based, counting every line) is where the file has it.
    pub fn end_row(&mut self, line: u64) {
        self.rows.push((self.open, line));
        self.open = self.ends.len();
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The line of the file, or the workbook's row, that a row (0-based) begins on.
    pub fn line(&self, row: usize) -> u64 {
        self.rows.get(row).map_or(0, |(_, line)| *line)
    }

    /// The number to tell of a row (0-based): a figures file's rows are counted with the header as 1, a number of another table is on a line of
    /// that.
    pub fn number(&self, row: usize) -> u64 {
        if self.told_by.is_some() { self.line(row) } else { row as u64 + 2 }
    }

    /// A cell as written; empty where the row ends before the column.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let Some((first, _)) = self.rows.get(row) else { return "" };
        let end_of_row = self.rows.get(row + 1).map_or(self.open, |(next, _)| *next);
        let cell = first + column;
        if cell >= end_of_row {
            return "";
        }
        let begin = if cell == 0 { 0 } else { self.ends[cell - 1] };
        &self.text[begin..self.ends[cell]]
    }

    /// Where a cell stands when its line does not tell: how a workbook calls it (`Sheet1!F3`), or the number that an import made its row of;
    /// `None` for a text file.
    pub fn reference(&self, row: usize, column: usize) -> Option<String> {
        if let Some(told_by) = self.told_by {
            return Some(self.cell(row, told_by).to_string()).filter(|place| !place.is_empty());
        }
        let (sheet, first) = self.sheet.as_ref()?;
        let name = column_name(u64::from(*first) + column as u64);
        Some(format!("{sheet}!{name}{}", self.line(row)))
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn short_rows_end_in_empty_cells() {
        let mut table = Table::new(vec!["a".into(), "b".into()]);
        table.push("1");
        table.end_row(2);
        table.push("2");
        table.push("x");
        table.end_row(4);
        assert_eq!([table.cell(0, 0), table.cell(0, 1), table.cell(1, 0), table.cell(1, 1)], ["1", "", "2", "x"]);
        assert_eq!((table.cell(2, 0), table.cell(1, 9), table.line(1)), ("", "", 4));
    }

    #[test]
    fn workbook_columns_are_lettered() {
        let mut table = Table::new(vec![]);
        table.sheet = Some(("S".into(), 0));
        table.end_row(3);
        for (column, name) in [(0, "S!A3"), (25, "S!Z3"), (26, "S!AA3"), (701, "S!ZZ3"), (702, "S!AAA3")] {
            assert_eq!(table.reference(0, column).as_deref(), Some(name));
        }
    }
}
