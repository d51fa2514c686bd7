//! A figures file out of entries, a row at a time: what `import` writes and `check` reads. All columns are written, since the last row may need one.

use crate::tables::Entry;
use std::io::{self, Write};

/// So much is kept before it is written.
const ROOM: usize = 1 << 16;

/// Writes entries as a figures file in CSV.
///
/// Nearly all cells of millions of rows are short and plain; they go into the file as they are, which takes half as long as through a writer that
/// is ready for every form of CSV.
#[derive(Debug)]
pub struct FiguresFile<W: Write> {
    out: W,
    rows: Vec<u8>,
}

impl<W: Write> FiguresFile<W> {
    /// Begins a file with its header.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(out: W) -> io::Result<FiguresFile<W>> {
        let mut file = FiguresFile { out, rows: Vec::with_capacity(2 * ROOM) };
        file.row(Entry::COLUMNS.map(|column| column.name()))?;
        Ok(file)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// Those of the output.
    pub fn add(&mut self, entry: &Entry) -> io::Result<()> {
        self.row(entry.cells())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Those of the output.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(&self.rows)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn row<const COUNT: usize>(&mut self, cells: [&str; COUNT]) -> io::Result<()> {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.rows.push(b',');
            }
            if cell.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
                self.rows.push(b'"');
                self.rows.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
                self.rows.push(b'"');
            } else {
                self.rows.extend_from_slice(cell.as_bytes());
            }
        }
        self.rows.push(b'\n');
        if self.rows.len() >= ROOM {
            self.out.write_all(&self.rows)?;
            self.rows.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate(cells in proptest::collection::vec("[a,\"\r\n\u{436} #']{0,6}", 16 * 3)) {
            let mut ours = FiguresFile::new(Vec::new()).expect("memory");
            let mut theirs = csv::Writer::from_writer(Vec::new());
            theirs.write_record(Entry::COLUMNS.map(|column| column.name())).expect("memory");
            for row in cells.chunks(16) {
                let row: [&str; 16] = std::array::from_fn(|at| &*row[at]);
                ours.row(row).expect("memory");
                theirs.write_record(row).expect("memory");
            }
            prop_assert_eq!(ours.finish().expect("memory"), theirs.into_inner().expect("memory"));
        }
    }
}
