//! A table on its way to figures: its sheets are understood, and each number becomes a row of a figures file.

use super::header;
use crate::figures::{Refusal, Sheet, SourceFile, Table};
use crate::names::Names;
use crate::tables::account::Reason;
use crate::tables::sums::{Memberships, memberships};
use crate::tables::understood::{self, Understood};
use crate::tables::{Entry, Given, Grid, Imported, SheetSaid};
use std::collections::BTreeSet;
use std::io;

/// Larger sheets are no lists of countries with groups, and are read once.
const MOST_CELLS_FOR_GROUPS: usize = 200_000;

/// Where figures go as they are made.
pub type Sink<'a> = dyn FnMut(&Entry) -> io::Result<()> + 'a;

/// Why an import ended early.
#[derive(Debug)]
pub enum Stop {
    /// The file cannot be understood.
    Refused(Vec<Refusal>),
    /// What was understood could not be written.
    Unwritten(io::Error),
}

impl Stop {
    /// As refusals, for who writes nothing.
    pub fn refusals(self, path: &str) -> Vec<Refusal> {
        match self {
            Stop::Refused(refusals) => refusals,
            Stop::Unwritten(error) => {
                vec![Refusal::of_file(path, format!("figures that could not be kept: {error}"), "room for them")]
            }
        }
    }
}

/// Understands the sheets of a book; each figure goes to `sink`.
///
/// # Errors
/// What `sink` returns.
pub fn grids(path: &str, grids: &[Grid], given: &Given, names: &Names, sink: &mut Sink) -> io::Result<Imported> {
    let mut imported = Imported { kind: "a table".to_string(), ..Imported::default() };
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let source = given.source.as_deref().unwrap_or(file);
    let nothing_known = Memberships::default();
    let mut all_sums = Vec::new();
    for grid in grids.iter().filter(|grid| grid.cells().len() < MOST_CELLS_FOR_GROUPS) {
        let sheet = understood::Sheet { grid, is_one_of_several: false, source, memberships: &nothing_known };
        let said = understood::understand(&sheet, given, names, &mut |_| Ok::<(), io::Error>(()))?;
        all_sums.extend(said.tables.into_iter().map(|table| table.sums));
    }
    let memberships = memberships(&all_sums);
    for grid in grids {
        let sheet = understood::Sheet { grid, is_one_of_several: grids.len() > 1, source, memberships: &memberships };
        let is_asked = given.sheets.iter().any(|name| *name == grid.name);
        let passed_over = if !given.sheets.is_empty() && !is_asked {
            Some(Reason::NotAsked)
        } else if grid.is_hidden && !is_asked {
            Some(Reason::Hidden)
        } else {
            None
        };
        let said = match &passed_over {
            Some(reason) => Understood { account: understood::unread(&sheet, given, names, reason), ..Understood::default() },
            None => understood::understand(&sheet, given, names, sink)?,
        };
        imported.account.add(said.account.clone());
        imported.unknown.extend(said.unknown);
        imported.notices.extend(said.notices);
        imported.sheets.push(SheetSaid { name: grid.name.clone(), tables: said.tables, account: said.account, passed_over });
    }
    imported.unknown.sort();
    imported.unknown.dedup();
    imported.notices.dedup();
    Ok(imported)
}

/// Entries as the sheet of a figures file.
#[derive(Debug)]
pub struct Rows {
    table: Table,
    count: u64,
}

impl Rows {
    /// No entry yet.
    pub fn new() -> Rows {
        let header = Entry::COLUMNS.iter().map(|column| column.name().to_string()).collect();
        Rows { table: Table::new(header), count: 0 }
    }

    /// Adds an entry.
    pub fn push(&mut self, entry: &Entry) -> io::Result<()> {
        entry.cells().iter().for_each(|cell| self.table.push(cell));
        self.count += 1;
        self.table.end_row(self.count + 1);
        Ok(())
    }

    /// The sheet, once every entry is there.
    pub fn sheet(self, file: SourceFile, settings: &header::Settings) -> Sheet {
        Sheet {
            file,
            table: self.table,
            columns: (0..).zip(Entry::COLUMNS).map(|(place, column)| (column, place)).collect(),
            defaults: settings.defaults().clone(),
            decimal: Some(crate::words::DecimalMark::Point),
            left_out: BTreeSet::new(),
        }
    }
}
