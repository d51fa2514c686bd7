//! A table whose columns are known: which of them is the period, which the phrase, and what stands where a cell is empty.

use super::{SourceFile, Table};
use crate::names::Column;
use crate::words::DecimalMark;
use std::collections::{BTreeMap, BTreeSet};

/// What fills the empty cells of a column, and where that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling {
    /// The text that the cell is taken to hold.
    pub value: String,
    /// The line of the file that says so (`# reporter: RUS`); `None` from the command line.
    pub line: Option<u64>,
}

/// A file on its way to figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Which file.
    pub file: SourceFile,
    /// Its rows.
    pub table: Table,
    /// Where each known column stands in the table.
    pub columns: BTreeMap<Column, usize>,
    /// What fills empty cells.
    pub defaults: BTreeMap<Column, Filling>,
    /// The decimal mark that the file declares.
    pub decimal: Option<DecimalMark>,
    /// Rows (0-based) that were refused already, and state nothing.
    pub left_out: BTreeSet<usize>,
}
