//! What is understood of a sheet and its tables: the values that surveying and taking fill.

use super::account::Account;
use super::entry::Entry;
use crate::names::Names;
use crate::tables::cells::{Content, Contents, Facts};
use crate::tables::found::{Columns, Notes, Table};
use crate::tables::given::{Given, TableLaid};
use crate::tables::proved::{Memberships, Sums};
use crate::tables::sheet::{Grid, address};

/// A sheet of a book.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// Its cells.
    pub grid: &'a Grid,
    /// Whether the book has others: places are then told with the sheet's name.
    pub is_one_of_several: bool,
    /// Who published it: what was said, else the file's name.
    pub source: &'a str,
    /// Which partners are in which groups, as all sheets together prove.
    pub memberships: &'a Memberships,
}

/// What was understood of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Understood {
    /// Its tables, from top to bottom.
    pub tables: Vec<TableSaid>,
    /// Where its numbers went.
    pub account: Account,
    /// Names that are in no list, and stay as text.
    pub unknown: Vec<String>,
    /// What the person should know, a sentence each.
    pub notices: Vec<String>,
}

/// What was understood of one table.
#[derive(Clone, Debug)]
pub struct TableSaid {
    /// Rows and columns it was found in.
    pub outline: Table,
    /// Its columns.
    pub columns: Columns,
    /// What titles, the sheet's name and the person say of all its numbers.
    pub context: Facts,
    /// What its titles and its sheet's name say of all its numbers, whatever the person says.
    pub by_titles: Facts,
    /// Whether countries stand down and across.
    pub is_matrix: bool,
    /// Its titles as written.
    pub titles: Vec<String>,
    /// What a layout keeps of it.
    pub found: TableLaid,
    /// How many of its numbers became figures.
    pub taken: u64,
    /// Its first figures.
    pub first: Vec<Entry>,
    /// Which of its rows add up to which.
    pub sums: Sums,
}

/// What is the same for all tables of a sheet.
pub(super) struct Around<'a> {
    pub contents: &'a Contents<'a>,
    pub names: &'a Names,
    pub sheet: &'a Sheet<'a>,
    pub given: &'a Given,
    /// What footnotes say of their marks.
    pub notes: &'a Notes,
}

/// Whether a cell holds a number.
pub(super) fn is_numeric(content: &Content) -> bool {
    matches!(content, Content::Number(_) | Content::TwoWays(_) | Content::TooLong)
}

/// Where a number stands: `B12`, or `2021!B12` where the book has other sheets.
pub(super) fn place(sheet: &Sheet, row: u32, column: u32) -> String {
    let cell = address(row, column);
    if sheet.is_one_of_several { format!("{}!{cell}", sheet.grid.name) } else { cell }
}
