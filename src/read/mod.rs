//! Reading: from the files that a person names to figures, or to refusals that say where something stands and what to type.
//!
//! ```no_run
//! use crossfoot::read::{Options, load};
//! let loaded = load(&["statements.csv".into()], &Options::default());
//! for refusal in &loaded.refusals {
//!     eprintln!("{}: {}, expected {}", refusal.file, refusal.found, refusal.expected);
//! }
//! ```
//!
//! A file is bytes (`bytes`), then text (`encoding`), then records (`separated`), then a sheet with known columns
//! (`header`); the sheets of all files together become figures. Each step refuses what it cannot be sure of: nothing that
//! follows has to wonder whether half a file was read.

pub mod book;
mod bytes;
mod encoding;
mod figures_sheet;
mod header;
mod import;
mod laid_out;
pub mod layout;
mod named;
pub mod records;
mod separated;
mod sheets;

pub use import::{Sink, Stop};

use crate::figures::{Figures, Filling, Refusal, Sheet, assemble};
use crate::names::Names;
use crate::tables::{Given, Imported, given::typed};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The path that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// How files are taken.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Column and default, as in `--set reporter=RUS`; wins over a `# reporter:` line.
    pub set: Vec<(String, String)>,
    /// What is said of one file only, as in `--set exports.csv:flow=exports`: path, what, value. Of a table it is what the flag of that name
    /// says, of a figures file the column's default.
    pub of_file: Vec<(String, String, String)>,
    /// What is said of tables that they do not say themselves.
    pub given: Given,
    /// Larger tables are refused; `None` for [`MOST_CELLS`].
    pub most_cells: Option<usize>,
    /// How a file of records is to be read, where its own header does not tell.
    pub records: Option<records::Layout>,
    /// Called now and then while a large workbook or file of records is read.
    pub progress: Option<Watcher>,
    /// The program that parses workbooks, `crossfoot` itself; without one they are refused ([`book`] says why).
    pub program: Option<PathBuf>,
}

/// Somebody who is told how far the reading of a file has come.
#[derive(Clone)]
pub struct Watcher(pub Rc<dyn Fn(book::Progress)>);

impl fmt::Debug for Watcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watcher")
    }
}

/// The most cells that a table may have where nobody says otherwise.
pub const MOST_CELLS: usize = book::DEFAULT_CELLS;

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// What could be understood.
    pub figures: Figures,
    /// What could not. One without a row concerns a whole file, of which then nothing is in `figures`.
    pub refusals: Vec<Refusal>,
    /// What the person should know, a sentence each.
    pub notices: Vec<String>,
}

/// Reads files as one set of figures.
pub fn load(paths: &[String], options: &Options) -> Loaded {
    load_from(paths, options, |path| match path {
        STANDARD_INPUT => Ok(Box::new(io::stdin().lock())),
        path => bytes::open(Path::new(path)),
    })
}

/// As [`load`], for what is already in memory: a path to show, and the bytes.
pub fn load_bytes(files: &[(&str, &[u8])], options: &Options) -> Loaded {
    let paths: Vec<String> = files.iter().map(|(path, _)| (*path).to_string()).collect();
    let bytes_of = |path: &str| files.iter().find(|(name, _)| *name == path).map(|(_, bytes)| *bytes);
    load_from(&paths, options, |path| match bytes_of(path) {
        Some(bytes) => Ok(Box::new(bytes)),
        None => Err(io::ErrorKind::NotFound.into()),
    })
}

fn load_from<'a>(paths: &[String], options: &Options, open: impl Fn(&str) -> io::Result<Box<dyn Read + 'a>>) -> Loaded {
    let mut loaded = Loaded::default();
    let names = match Names::embedded() {
        Ok(names) => names,
        Err(reason) => {
            loaded.refusals.push(Refusal::of_file("", reason, "the data files that the program was built with"));
            return loaded;
        }
    };
    if let Err(refusals) = header::settings(&options.set, names) {
        return Loaded { refusals, ..loaded };
    }
    let of_one = |path: &String, what: &str| options.of_file.iter().any(|(file, name, _)| file == path && name == what);
    let mut tables: Vec<&String> = Vec::new();
    let mut sheets = Vec::with_capacity(paths.len());
    let mut seen: BTreeMap<String, &String> = BTreeMap::new();
    for path in paths {
        let read = options.of(path, names).and_then(|(options, settings)| {
            let of_others: Vec<&str> = ["flow", "reporter", "scale", "currency"]
                .into_iter()
                .filter(|what| paths.len() > 1 && !of_one(path, what))
                .collect();
            sheet(path, || open(path), (&options, &of_others), &settings, names, &mut loaded.notices)
        });
        let read = read.and_then(|(sheet, refused)| {
            // By what it says, not by its name: told twice, every statement would seem to be confirmed by another.
            match seen.insert(sheet.file.sha256.clone(), path) {
                None => Ok((sheet, refused)),
                Some(before) if before == path => Err(vec![Refusal::of_file(path, "the same file twice", "each file once")]),
                Some(before) => {
                    let found = format!("the same statements as in {before}, to the byte");
                    Err(vec![Refusal::of_file(path, found, "each file once")])
                }
            }
        });
        match read {
            Ok((sheet, mut refused_rows)) => {
                loaded.refusals.append(&mut refused_rows);
                if sheet.table.told_by.is_some() {
                    tables.push(path);
                }
                sheets.push(sheet);
            }
            Err(mut refusals) => loaded.refusals.append(&mut refusals),
        }
    }
    loaded.notices.extend(options.said_of_several(&tables));
    let mut assembled = assemble(sheets, names);
    loaded.refusals.append(&mut assembled.refusals);
    loaded.notices.append(&mut assembled.notices);
    // In the order of files, then of lines; a stable sort keeps the order in which one line was looked at.
    let order = |refusal: &Refusal| (paths.iter().position(|path| *path == refusal.file), refusal.line);
    loaded.refusals.sort_by_key(order);
    loaded.figures = assembled.figures;
    loaded
}

/// One file as a sheet, and its rows that are no rows of it. What is said of tables may be said of other files too.
fn sheet<'a>(
    path: &str,
    open: impl FnOnce() -> io::Result<Box<dyn Read + 'a>>,
    (options, of_others): (&Options, &[&str]),
    settings: &header::Settings,
    names: &Names,
    notices: &mut Vec<String>,
) -> Result<(Sheet, Vec<Refusal>), Vec<Refusal>> {
    let mut rows = import::Rows::new();
    let said = options.given.flow.as_ref();
    let named = named::otherwise(path, said, names);
    let said_as_written = said.filter(|_| named.is_some()).map(ToString::to_string);
    let mut is_used = false;
    let reporter = options.given.reporter.as_deref().filter(|_| of_others.contains(&"reporter"));
    let mut country = named::another_country(path, reporter, names);
    let mut is_branded = false;
    let read = import::file(path, open, (options, true), names, notices, &mut |entry| {
        is_used |= said_as_written.as_ref().is_some_and(|said| entry.flow == *said);
        is_branded |= reporter.is_some_and(|said| entry.reporter == said);
        // "Russia.csv" among a country's tables of its trade with each partner.
        country.take_if(|country| entry.partner == *country);
        rows.push(entry)
    });
    match read.map_err(|stop| stop.refusals(path))? {
        import::Read::Figures { records, file, sheet } => {
            let of_tables = |name: &str| names.column(name).is_none() && name != header::DECIMAL;
            let unused = options.of_file.iter().filter(|(file, name, _)| file == path && of_tables(name));
            notices.extend(
                unused.map(|(_, name, _)| {
                    format!("{path} is a figures file: --set {path}:{name} is said of tables, and is not used")
                }),
            );
            let (mut read, refused) = header::sheet(file, *records, settings, names, notices)?;
            read.table.sheet = sheet;
            Ok((read, refused))
        }
        import::Read::Imported { imported, file } => {
            notices.extend(imported.told(path));
            let mut refusals = imported.refusals(path);
            if let (Some(named), Some(said), true) = (named, said, is_used) {
                if of_others.contains(&"flow") {
                    refusals.push(named::refusal(path, &named, said));
                } else {
                    notices.push(format!("  {}", named::notice(&named, said)));
                }
            }
            if let Some(said) = reporter.filter(|_| is_branded) {
                let tables = imported.sheets.iter().flat_map(|sheet| &sheet.tables);
                let titled = tables.filter_map(|table| table.by_titles.reporter.clone()).find(|titled| titled != said);
                let other = titled.map(|country| (country, "text")).or_else(|| Some((country?, "name")));
                refusals.extend(other.map(|(country, whence)| named::refusal_of_reporter(path, (&country, whence), said)));
            }
            refusals.extend(other_units(path, &imported, &options.given, of_others));
            Ok((rows.sheet(file, settings), refusals))
        }
    }
}

/// A refusal for the scale and for the currency, where what was said of all files is another in a title of this one.
fn other_units(path: &str, imported: &Imported, given: &Given, of_others: &[&str]) -> Vec<Refusal> {
    let tables = || imported.sheets.iter().flat_map(|sheet| &sheet.tables).filter(|table| table.taken > 0);
    let units = || tables().filter_map(|table| table.by_titles.unit.as_ref()).filter(|unit| unit.unit != "%");
    let scales = units().map(|unit| unit.scale.clone()).filter(|scale| !scale.is_empty());
    let currencies = units().map(|unit| unit.unit.clone()).filter(|unit| !unit.is_empty());
    let differing = |what: &str, said: &Option<String>, mut titled: Box<dyn Iterator<Item = String> + '_>| {
        let said = said.as_deref().filter(|_| of_others.contains(&what))?;
        let other = titled.find(|titled| titled != said)?;
        Some(named::refusal_of_unit(path, what, &other, if said.is_empty() { "1" } else { said }))
    };
    let scale = differing("scale", &given.scale, Box::new(scales));
    scale.into_iter().chain(differing("currency", &given.unit, Box::new(currencies))).collect()
}

impl Options {
    /// What holds for one file: what is said of it, and what is said of all where nothing is said of it.
    fn of(&self, path: &str, names: &Names) -> Result<(Options, header::Settings), Vec<Refusal>> {
        let own: Vec<(&str, &str)> = self
            .of_file
            .iter()
            .filter(|(file, _, _)| file == path)
            .map(|(_, name, value)| (name.as_str(), value.as_str()))
            .collect();
        let mut given = Given::default();
        let mut refusals = Vec::new();
        for (name, value) in own.iter().filter(|(name, _)| typed::sayable().any(|known| known == *name)) {
            if let Err(expected) = given.say(name, value, names) {
                let found = format!("{name}={value}, said of {path}: {expected}");
                refusals.push(Refusal::of_file("--set", found, format!("what --{name} takes")));
            }
        }
        if !refusals.is_empty() {
            return Err(refusals);
        }
        let column = |name: &str| names.column(name).map_or_else(|| name.to_lowercase(), |column| column.name().to_string());
        let of_table =
            |name: &str| typed::sayable().any(|known| known == name) && names.column(name).is_none() && name != header::DECIMAL;
        let is_own = |name: &String| own.iter().any(|(own, _)| column(own) == column(name));
        let mut set: Vec<(String, String)> = self.set.iter().filter(|(name, _)| !is_own(name)).cloned().collect();
        let defaults = own.iter().filter(|(name, _)| !of_table(name));
        set.extend(defaults.map(|(name, value)| ((*name).to_string(), (*value).to_string())));
        let settings = header::settings(&set, names)?;
        Ok((Options { given: given.or(self.given.clone()), ..self.clone() }, settings))
    }

    /// Of what is said of all files and is likely to be meant of one: which tables it was used for.
    fn said_of_several(&self, tables: &[&String]) -> Vec<String> {
        let Given { flow, partner, product, period, .. } = &self.given;
        let said = [
            ("flow", flow.as_ref().map(ToString::to_string)),
            ("partner", partner.clone()),
            ("product", product.clone()),
            ("period", period.map(|period| period.to_string())),
        ];
        let told = said.into_iter().filter_map(|(name, value)| {
            let value = value?;
            let is_of_its_own = |path: &str| self.of_file.iter().any(|(file, own, _)| file == path && own == name);
            let used: Vec<&str> = tables.iter().map(|path| path.as_str()).filter(|path| !is_of_its_own(path)).collect();
            let last = used.last().filter(|_| used.len() > 1)?;
            Some(format!("--{name} {value} was said of {}; --set {last}:{name}=… says it of one file", used.join(" and ")))
        });
        told.collect()
    }
}

/// Imports a table, a workbook or a file of records; each figure goes to `sink`, in the order of the file.
///
/// # Errors
/// [`Stop::Refused`] when the file cannot be understood at all, or is a figures file already; [`Stop::Unwritten`] when `sink` fails.
pub fn import(path: &str, options: &Options, sink: &mut Sink) -> Result<Imported, Stop> {
    let refused = |refusal| Stop::Refused(vec![refusal]);
    let names = Names::embedded()
        .map_err(|reason| refused(Refusal::of_file("", reason, "the data files that the program was built with")))?;
    let open = || match path {
        STANDARD_INPUT => Ok(Box::new(io::stdin().lock()) as Box<dyn Read>),
        path => bytes::open(Path::new(path)),
    };
    let mut notices = Vec::new();
    match import::file(path, open, (options, false), names, &mut notices, sink)? {
        import::Read::Imported { mut imported, .. } => {
            imported.notices.splice(0..0, notices);
            let said = options.given.flow.as_ref();
            let named = said.and_then(|said| Some((named::otherwise(path, Some(said), names)?, said)));
            let first = imported.sheets.iter().flat_map(|sheet| &sheet.tables).flat_map(|table| &table.first);
            let flows: Vec<String> = first.map(|entry| entry.flow.clone()).collect();
            let used = named.filter(|(_, said)| flows.contains(&said.to_string()));
            imported.notices.extend(used.map(|(named, said)| named::notice(&named, said)));
            Ok(imported)
        }
        import::Read::Figures { records, .. } if import::is_figures(&records, names) => Err(refused(Refusal::of_file(
            path,
            "a figures file, with the columns period and stated",
            "a table or a workbook of an office; check, fill and project read figures files as they are",
        ))),
        import::Read::Figures { .. } => {
            Err(refused(Refusal::of_file(path, "no table of numbers", "a table with a header over its numbers")))
        }
    }
}

impl Filling {
    /// Said on the command line.
    fn set(value: &str) -> Filling {
        Filling { value: value.to_string(), line: None }
    }
}

impl Refusal {
    /// A whole file.
    fn of_file(path: &str, found: impl Into<String>, expected: impl Into<String>) -> Refusal {
        Refusal {
            file: path.to_string(),
            line: None,
            row: None,
            column: None,
            address: None,
            cell: String::new(),
            at: 0..0,
            found: found.into(),
            expected: expected.into(),
            instead: Vec::new(),
        }
    }

    fn instead(self, texts: &[&str]) -> Refusal {
        Refusal { instead: texts.iter().map(|text| (*text).to_string()).collect(), ..self }
    }
}
