//! A refusal: a row, or a file, that could not be understood, as a value with its place.

use std::ops::Range;

/// Where and why something was refused, and what to type instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The file's path as given; `-` for standard input.
    pub file: String,
    /// The line of the file (1-based, counting every line), or the workbook row; `None` for a whole file.
    pub line: Option<u64>,
    /// The row number among records (header = 1), where there is one.
    pub row: Option<usize>,
    /// The column's name as the file writes it (for a workbook, with its sheet and cell reference).
    pub column: Option<String>,
    /// The cell of a table whose columns have no such names: `2021!B12`.
    pub address: Option<String>,
    /// The content of the cell at fault, or an extract of it.
    pub cell: String,
    /// The bytes of `cell` to underline.
    pub at: Range<usize>,
    /// What was found, as a sentence without a full stop.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What to type instead; where two readings are possible, both.
    pub instead: Vec<String>,
}
