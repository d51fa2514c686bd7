//! How much a workbook may ask for.
//!
//! A file of 12 KB can say that it holds 17 billion cells, and one of 600 KB can unpack to gigabytes. What a book is and what it
//! unpacks to is measured before anything parses it, what it says is counted while it is parsed, and the process that parses it
//! may have only so much memory and time.

/// How much a workbook may ask for. The default takes what statistics offices publish with room to spare, in 300 MB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Cells that hold something, of all sheets together.
    pub cells: usize,
    /// Bytes of the file itself.
    pub file: usize,
    /// Bytes of all parts of the file, unpacked.
    pub unpacked: u64,
    /// Parts of the file.
    pub parts: usize,
    /// Sheets.
    pub sheets: usize,
    /// Merged areas, of all sheets together.
    pub merged: usize,
    /// Bytes of the texts that differ, with what it takes to keep each.
    pub texts: usize,
    /// Bytes of memory of the process that parses.
    pub memory: u64,
    /// Seconds of processor time of the process that parses.
    pub seconds: u64,
}

/// Of the largest sheet of today's programs.
pub const LAST_ROW: u32 = (1 << 20) - 1;
/// Of the widest sheet of today's programs.
pub const LAST_COLUMN: u32 = (1 << 14) - 1;

impl Default for Limits {
    fn default() -> Limits {
        Limits::of_cells(DEFAULT_CELLS)
    }
}

/// The default of `--max-cells`: 24 bytes each, so 96 MB where they are kept.
pub const DEFAULT_CELLS: usize = 4_000_000;

impl Limits {
    /// The limits of a person who wants so many cells: memory, time and sizes grow with them, beyond the default.
    pub fn of_cells(cells: usize) -> Limits {
        let times = cells.div_ceil(DEFAULT_CELLS).max(1);
        let more = times as u64;
        Limits {
            cells,
            file: times.saturating_mul(64 << 20),
            unpacked: more.saturating_mul(512 << 20),
            parts: 10_000,
            sheets: 1_000,
            merged: 100_000,
            texts: times.saturating_mul(96 << 20),
            memory: more.saturating_mul(300 << 20),
            seconds: more.saturating_mul(10),
        }
    }
}
