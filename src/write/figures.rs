//! A figures file out of entries, a row at a time: what `import` writes and `check` reads. All columns are written, since the last row may need one.

use crate::tables::Entry;
use ::csv::{ByteRecord, Writer, WriterBuilder};
use std::io::{self, Write};

/// Writes entries as a figures file in CSV.
#[derive(Debug)]
pub struct FiguresFile<W: Write> {
    rows: Writer<W>,
    record: ByteRecord,
}

impl<W: Write> FiguresFile<W> {
    /// Begins a file with its header.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(out: W) -> io::Result<FiguresFile<W>> {
        let mut rows = WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
        rows.write_record(Entry::COLUMNS.map(|column| column.name()))?;
        Ok(FiguresFile { rows, record: ByteRecord::new() })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// Those of the output.
    pub fn add(&mut self, entry: &Entry) -> io::Result<()> {
        self.record.clear();
        for cell in entry.cells() {
            self.record.push_field(cell.as_bytes());
        }
        Ok(self.rows.write_byte_record(&self.record)?)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Those of the output.
    pub fn finish(mut self) -> io::Result<W> {
        self.rows.flush()?;
        self.rows.into_inner().map_err(|error| error.into_error())
    }
}
