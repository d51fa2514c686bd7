//! A table on its way to figures: its sheets are understood, and each number becomes a row of a figures file.

use super::book::{self, Limits};
use super::separated::Records;
use super::{Options, bytes, encoding, figures_sheet, header, laid_out, records, separated, sheets};
use crate::figures::{Refusal, Sheet, SourceFile, Table};
use crate::names::{Column, Names};
use crate::tables::proved::{Sums, memberships};
use crate::tables::understood::account::{LeftOut, Reason};
use crate::tables::understood::survey::{Survey, survey};
use crate::tables::understood::{self, Understood};
use crate::tables::{Entry, Given, Grid, Imported, RecordsSaid, SheetSaid};
use std::collections::BTreeSet;
use std::io;

/// Larger sheets are no lists of countries with groups.
const MOST_CELLS_FOR_GROUPS: usize = 200_000;
/// What is known of sheets of so many cells is kept until all are surveyed; the others are surveyed again.
const MOST_CELLS_KEPT: usize = 400_000;

/// So many figures of a file of records are kept to be shown.
const FIRST: usize = 5;

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

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        Stop::Refused(vec![refusal])
    }
}

impl From<records::Stopped> for Stop {
    fn from(stopped: records::Stopped) -> Stop {
        match stopped {
            records::Stopped::Refused(refusal) => Stop::Refused(vec![*refusal]),
            records::Stopped::Sink(error) => Stop::Unwritten(error),
        }
    }
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

/// What a file turned out to be.
pub enum Read {
    /// A figures file: its records, and in a workbook the sheet with the number of its first column.
    Figures { records: Box<Records>, file: SourceFile, sheet: Option<(String, u32)> },
    /// Anything else; its figures went to the sink.
    Imported { imported: Imported, file: SourceFile },
}

/// Reads a file for what it is, by its first bytes: a workbook, a file of records, a figures file, or a table of text. Of a file of records
/// the fingerprint is taken where it `is_recorded`, however long the file is.
pub fn file<'a>(
    path: &str,
    open: impl FnOnce() -> io::Result<Box<dyn io::Read + 'a>>,
    (options, is_recorded): (&Options, bool),
    names: &Names,
    notices: &mut Vec<String>,
    sink: &mut Sink,
) -> Result<Read, Stop> {
    let begun = bytes::begun(path, open)?;
    if book::is_book(&begun.head) {
        return of_book(path, begun, options, names, notices, sink);
    }
    if options.records.is_some() || records::recognise(&begun.head).is_some() {
        return of_records(path, begun, (options, is_recorded), sink);
    }
    of_text(path, begun, options, names, notices, sink)
}

/// Tells who watches how far reading has come.
fn tell(options: &Options, progress: book::Progress) {
    if let Some(watcher) = &options.progress {
        (watcher.0)(progress);
    }
}

fn source(path: &str, sha256: String) -> SourceFile {
    SourceFile { path: path.to_string(), sha256 }
}

/// A workbook: a sheet of it that is a figures file, or else its tables.
fn of_book(
    path: &str,
    begun: bytes::Begun,
    options: &Options,
    names: &Names,
    notices: &mut Vec<String>,
    sink: &mut Sink,
) -> Result<Read, Stop> {
    let limits = Limits::of_cells(options.most_cells.unwrap_or(super::MOST_CELLS));
    let bytes = begun.whole(path, limits.file)?;
    let file = source(path, bytes::fingerprint(&bytes));
    let mut progress = |progress: book::Progress| tell(options, progress);
    let mut book = book::grids(path, bytes, &limits, options.program.as_deref(), &mut progress)?;
    notices.append(&mut book.notices);
    notices.extend(sheets::are_there(path, &book.grids, &options.given)?);
    if options.records.is_some() {
        notices.push(format!("{path} is a workbook; the layout is one of record files, and is not used"));
    }
    if let Some((records, sheet)) = figures_of_book(path, &book.grids, options, names)? {
        notices.extend(sheets::beside(path, &book.grids, &sheet.0));
        return Ok(Read::Figures { records: Box::new(records), file, sheet: Some(sheet) });
    }
    let imported = grids(path, &book.grids, &options.given, names, sink).map_err(Stop::Unwritten)?;
    Ok(Read::Imported { imported: imported.or_nothing(path)?, file })
}

/// A file of records, row by row as it is read.
fn of_records(path: &str, begun: bytes::Begun, (options, is_recorded): (&Options, bool), sink: &mut Sink) -> Result<Read, Stop> {
    let mut read = bytes::Watched::new(begun.all(), is_recorded);
    let mut first: Vec<Entry> = Vec::new();
    let told = |bytes: u64| tell(options, book::Progress::Bytes(bytes));
    let counted = bytes::Counted::new(&mut read, &told);
    let account = records::import(path, counted, options.records.as_ref(), &options.given, &mut |entry| {
        if first.len() < FIRST {
            first.push(entry.clone());
        }
        sink(entry)
    })?;
    let mut imported = imported_records(account, first);
    if !options.given.laid.is_empty() {
        imported.notices.push(format!("{} is a layout of tables, and is not used for records", options.given.laid.path));
    }
    Ok(Read::Imported { imported, file: source(path, read.fingerprint()) })
}

/// A text: a figures file, or else a table of cells.
fn of_text(
    path: &str,
    begun: bytes::Begun,
    options: &Options,
    names: &Names,
    notices: &mut Vec<String>,
    sink: &mut Sink,
) -> Result<Read, Stop> {
    let bytes = begun.text(path)?;
    let file = source(path, bytes::fingerprint(&bytes));
    let text = encoding::text(path, &bytes, names, notices)?;
    let figures = separated::records(path, &text, names);
    if figures.as_ref().is_ok_and(|records| is_figures(records, names)) {
        return Ok(Read::Figures { records: Box::new(figures?), file, sheet: None });
    }
    let most = options.most_cells.unwrap_or(super::MOST_CELLS);
    // What breaks the lines of a table breaks those of a figures file, whose reader tells the place.
    let grid = match (laid_out::grid(path, &text, most), &figures) {
        (Ok(grid), _) => grid,
        (Err(_), Err(refusal)) => return Err(refusal.clone().into()),
        (Err(refusal), Ok(_)) => return Err(refusal.into()),
    };
    // A text has no sheets to choose from.
    let given = Given { sheets: Vec::new(), ..options.given.clone() };
    let mut imported = grids(path, &[grid], &given, names, sink).map_err(Stop::Unwritten)?;
    if !options.given.sheets.is_empty() {
        imported.notices.push("a text file has no sheets: all of it is read".to_string());
    }
    // A figures file with a slip in its header holds no column of numbers: the header's own refusal says more.
    if imported.is_something() {
        return Ok(Read::Imported { imported, file });
    }
    // The refusal of the header helps who meant a figures file, and leads others astray.
    let is_meant =
        figures.as_ref().is_ok_and(|records| records.header.iter().filter(|name| names.column(name).is_some()).count() > 1);
    let has_table = imported.sheets.iter().any(|sheet| !sheet.tables.is_empty());
    if is_meant || !has_table {
        return Ok(Read::Figures { records: Box::new(figures?), file, sheet: None });
    }
    Ok(Read::Imported { imported: imported.or_nothing(path)?, file })
}

/// Whether a header is that of a figures file.
pub fn is_figures(records: &Records, names: &Names) -> bool {
    header::is_of_figures(records.header.iter(), names)
}

/// Records, the sheet that they stand on, and the number of its first column.
type SheetOfFigures = (Records, (String, u32));

/// The sheet of a book that is a figures file.
fn figures_of_book(path: &str, grids: &[Grid], options: &Options, names: &Names) -> Result<Option<SheetOfFigures>, Refusal> {
    let is_asked = |grid: &&Grid| match &options.given.sheets[..] {
        [] => !grid.is_hidden,
        sheets => sheets.contains(&grid.name),
    };
    let decimal = options.set.iter().find(|(name, _)| name.eq_ignore_ascii_case(header::DECIMAL));
    let decimal = decimal.and_then(|(_, value)| names.decimal_mark(value));
    let figures = grids.iter().filter(is_asked).filter_map(|grid| Some((grid, figures_sheet::records(grid, names, decimal)?)));
    let mut figures: Vec<_> = figures.collect();
    if figures.len() > 1 {
        let flags: Vec<String> = figures.iter().map(|(grid, _)| format!("--sheet \"{}\"", grid.name)).collect();
        let refusal =
            Refusal::of_file(path, format!("{} sheets that are figures files", figures.len()), "one of them to be named");
        return Err(Refusal { instead: flags, ..refusal });
    }
    Ok(figures.pop().map(|(grid, (records, first))| (records, (grid.name.clone(), first))))
}

/// What became of a file of records.
fn imported_records(account: records::Account, first: Vec<Entry>) -> Imported {
    let mut imported = Imported { kind: account.format, ..Imported::default() };
    let beside: u64 = account.beside.values().sum();
    imported.account.numbers = account.rows + beside;
    imported.account.taken = account.imported;
    for (reason, count) in account.left_out.into_iter().chain(account.beside) {
        let left = LeftOut { count, first: String::new(), line: 0, shown: String::new() };
        imported.account.left_out.insert(Reason::Said(reason), left);
    }
    if account.refused > 0 {
        let left = LeftOut { count: account.refused, first: String::new(), line: 0, shown: String::new() };
        imported.account.left_out.insert(Reason::Refused, left);
    }
    imported.rows = account.refusals;
    imported.unknown = account.unknown_names.into_iter().collect();
    imported.notices = account.notices;
    // The writer has no reason to refuse; of a layout that it refuses nothing is kept.
    let layout = account.layout.written().unwrap_or_default();
    imported.records = Some(RecordsSaid { layout, columns: account.columns, first });
    imported
}

/// Understands the sheets of a book; each figure goes to `sink`.
///
/// # Errors
/// What `sink` returns.
pub fn grids(path: &str, grids: &[Grid], given: &Given, names: &Names, sink: &mut Sink) -> io::Result<Imported> {
    let mut imported = Imported { kind: "a table".to_string(), ..Imported::default() };
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let source = given.source.as_deref().unwrap_or(file);
    let mut all_sums = Vec::new();
    let mut kept: Vec<Option<Survey>> = Vec::new();
    let mut room = MOST_CELLS_KEPT;
    for grid in grids {
        let cells = grid.cells().len();
        let survey = (cells < MOST_CELLS_FOR_GROUPS).then(|| survey(grid, given, names));
        let named = |sums: &Sums| Sums { sheet: grid.name.clone(), ..sums.clone() };
        all_sums.extend(survey.iter().flat_map(Survey::sums).map(named));
        let is_kept = cells <= room;
        room -= if is_kept { cells } else { 0 };
        kept.push(survey.filter(|_| is_kept));
    }
    let memberships = memberships(&all_sums);
    for (grid, survey_kept) in grids.iter().zip(kept) {
        let sheet = understood::Sheet { grid, is_one_of_several: grids.len() > 1, source, memberships: &memberships };
        let is_asked = given.sheets.contains(&grid.name);
        let passed_over = if !given.sheets.is_empty() && !is_asked {
            Some(Reason::NotAsked)
        } else if grid.is_hidden && !is_asked {
            Some(Reason::Hidden)
        } else {
            None
        };
        let said = match &passed_over {
            Some(reason) => Understood { account: understood::unread(&sheet, given, names, reason), ..Understood::default() },
            None => {
                let survey = survey_kept.unwrap_or_else(|| survey(grid, given, names));
                understood::taken(survey, &sheet, given, names, sink)?
            }
        };
        imported.account.add(said.account.clone());
        imported.unknown.extend(said.unknown);
        imported.notices.extend(said.notices);
        imported.sheets.push(SheetSaid { name: grid.name.clone(), tables: said.tables, account: said.account, passed_over });
    }
    imported.unknown.sort();
    imported.unknown.dedup();
    imported.notices.extend(memberships.notices);
    imported.notices.dedup();
    imported.notices.extend(understood::unused(&given.laid, &imported.sheets, grids, names));
    Ok(imported)
}

/// Entries as the sheet of a figures file.
#[derive(Debug)]
pub struct Rows {
    table: Table,
}

impl Rows {
    /// No entry yet.
    pub fn new() -> Rows {
        let header = Entry::COLUMNS.iter().map(|column| column.name().to_string()).collect();
        let told_by = Entry::COLUMNS.iter().position(|column| *column == Column::Where);
        let mut table = Table::new(header);
        table.told_by = told_by;
        Rows { table }
    }

    /// Adds an entry.
    pub fn push(&mut self, entry: &Entry) -> io::Result<()> {
        entry.cells().iter().for_each(|cell| self.table.push(cell));
        self.table.end_row(entry.line);
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

#[cfg(test)]
mod tests {
    use super::super::{Options, Watcher};
    use super::{book, file};
    use crate::names::Names;
    use std::cell::RefCell;
    use std::rc::Rc;

    #[test]
    fn a_long_file_of_records_tells_how_far_it_has_come() {
        let rows = (0..20_000).map(|row| format!("2021,4,24,{:06},52.051,13.235\n", row % 9_000));
        let text = format!("t,i,j,k,v,q\n{}", rows.collect::<String>());
        let told: Rc<RefCell<Vec<u64>>> = Rc::default();
        let keep = told.clone();
        let watcher = Watcher(Rc::new(move |progress| match progress {
            book::Progress::Bytes(bytes) => keep.borrow_mut().push(bytes),
            book::Progress::Cells { sheet, .. } => panic!("no sheet is in this file, not even {sheet}"),
        }));
        let options = Options { progress: Some(watcher), ..Options::default() };
        let names = Names::embedded().expect("names");
        let open = || Ok(Box::new(text.as_bytes()) as Box<dyn std::io::Read>);
        file("baci.csv", open, (&options, false), names, &mut Vec::new(), &mut |_| Ok(())).map(drop).expect("BACI");
        let told = told.borrow();
        assert!(told.len() > 5 && told.is_sorted(), "{told:?}");
        assert_eq!(told.last(), Some(&(text.len() as u64)));
    }
}
