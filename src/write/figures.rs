//! A figures file: one row for each entry, as `import` writes it and every command reads it.

use crate::tables::Entry;
use std::io::{self, Write};

/// A figures file that is being written, row by row.
pub struct Figures<'a> {
    rows: csv::Writer<&'a mut dyn Write>,
}

impl<'a> Figures<'a> {
    /// Begins with the header.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(out: &'a mut dyn Write) -> io::Result<Figures<'a>> {
        let mut rows = csv::Writer::from_writer(out);
        rows.write_record(Entry::COLUMNS.map(crate::names::Column::name))?;
        Ok(Figures { rows })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, entry: &Entry) -> io::Result<()> {
        Ok(self.rows.write_record(entry.cells())?)
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(&mut self) -> io::Result<()> {
        self.rows.flush()
    }
}
