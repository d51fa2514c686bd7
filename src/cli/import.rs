//! `import`: a table or workbook in, a figures file out; what was understood shown, or kept as a layout; an empty workbook to type into.

use super::Import;
use super::destination::{self, Destination};
use super::problem::Problem;
use super::progress::Drawn;
use super::run::say;
use super::table::OfTables;
use crossfoot::read;
use crossfoot::report;
use crossfoot::tables::Entry;
use crossfoot::write;
use std::cell::RefCell;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

/// How files are read.
///
/// # Errors
/// A [`Problem`] when something typed is not understood.
pub fn reading_options(tables: &OfTables, set: &[(String, String)], files: &[String]) -> Result<read::Options, Problem> {
    let (given, records) = tables.given()?;
    tables.unknown_names().iter().for_each(|told| say(told));
    let drawn = RefCell::new(Drawn::default());
    let (of_file, of_all): (Vec<_>, Vec<_>) = set.iter().partition(|(name, _)| name.contains(':'));
    let of_file = of_file.into_iter().map(|(name, value)| of_one(name, value, files)).collect::<Result<_, _>>()?;
    Ok(read::Options {
        set: of_all.into_iter().cloned().collect(),
        of_file,
        given,
        records,
        most_cells: Some(tables.max_cells),
        progress: Some(read::Watcher(Rc::new(move |progress| drawn.borrow_mut().draw(progress)))),
        program: std::env::current_exe().ok(),
    })
}

/// What `--set exports.csv:flow=exports` says, and of which of the files: named as they are, or by the file's name alone where it is the only one.
fn of_one(name: &str, value: &str, files: &[String]) -> Result<(String, String, String), Problem> {
    let (file, column) = name.rsplit_once(':').unwrap_or(("", name));
    let is_called = |path: &&String| Path::new(path).file_name().is_some_and(|own| own == file);
    let called: Vec<&String> = files.iter().filter(is_called).collect();
    let path = match (files.iter().find(|path| *path == file), &called[..]) {
        (Some(path), _) => path,
        (None, [path]) => *path,
        (None, _) => {
            return Err(Problem::Told(format!("--set {name}={value}: {file} is none of the files read: {}", files.join(", "))));
        }
    };
    Ok((path.clone(), column.trim().to_lowercase(), value.to_string()))
}

/// `import`: a table or workbook as a figures file.
///
/// # Errors
/// A [`Problem`] when it could not be understood or written.
pub fn import(asked: &Import) -> Result<ExitCode, Problem> {
    let Some(book) = &asked.book else { return template(asked.template.as_deref().unwrap_or_default()) };
    let inputs = std::slice::from_ref(book);
    let form = form(asked)?;
    let destination = Destination::choose(Some(write::Format::Csv), asked.output.as_deref(), inputs)?;
    let options = reading_options(&asked.tables, &[], inputs)?;
    let mut ended = None;
    destination.fill_if(|out| {
        let mut figures = write::FormedFigures::new(out, form)?;
        let mut write = |entry: &Entry| if asked.preview { Ok(()) } else { figures.add(entry) };
        match read::import(book, &options, &mut write) {
            Ok(imported) => {
                let is_good = asked.keep_going || imported.refusals(book).is_empty();
                ended = Some(Ok(imported));
                figures.finish()?;
                Ok(is_good && !asked.preview)
            }
            Err(read::Stop::Refused(refusals)) => {
                ended = Some(Err(refusals));
                Ok(false)
            }
            Err(read::Stop::Unwritten(error)) => Err(error),
        }
    })?;
    let has_colour = destination::has_colour(&io::stderr());
    let imported = match ended {
        Some(Ok(imported)) => imported,
        Some(Err(refusals)) => {
            say(write::refusals(&refusals, has_colour).trim_end());
            return Err(Problem::Unread(refusals.len()));
        }
        None => return Ok(ExitCode::SUCCESS),
    };
    if let Some(path) = &asked.save_layout {
        let layout = read::layout::written(&imported, &options.given).map_err(Problem::Told)?;
        let read: Vec<String> = inputs.iter().chain(&asked.tables.layout).cloned().collect();
        let place = Destination::choose(Some(write::Format::Text), Some(path), &read)?;
        place.fill(|out| out.write_all(layout.as_bytes()))?;
    }
    if asked.preview {
        print_out(&destination, &report::preview(&imported))?;
    }
    for sentence in imported.told(book) {
        say(&sentence);
    }
    let refusals = imported.refusals(book);
    if !refusals.is_empty() {
        say(write::refusals(&refusals, has_colour).trim_end());
        if !asked.keep_going && !asked.preview {
            return Err(Problem::Told(
                "nothing was written. Say what is missing, or leave these numbers out with --keep-going".into(),
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The form of the figures file: as typed, else as the name ends.
fn form(asked: &Import) -> Result<write::FiguresForm, Problem> {
    use std::io::IsTerminal;
    let form = match (asked.format, &asked.output) {
        (Some(form), _) => form.into(),
        (None, None) => write::FiguresForm::default(),
        (None, Some(path)) if Path::new(path).extension().is_none() => write::FiguresForm::default(),
        (None, Some(path)) => write::FiguresForm::of_path(path).ok_or_else(|| {
            Problem::Told(format!(
                "-o {path}: figures are written as csv, json or xlsx; end its name so, or add -f csv|json|xlsx"
            ))
        })?,
    };
    let is_shown = asked.output.is_none() && !asked.preview && io::stdout().is_terminal();
    if form == write::FiguresForm::Workbook && is_shown {
        return Err(Problem::Told("-f xlsx: a workbook is no text for a terminal; name a file, as in -o figures.xlsx".into()));
    }
    Ok(form)
}

/// `import --template`: an empty figures workbook. One that is there is not written over: somebody may have typed into it.
fn template(path: &str) -> Result<ExitCode, Problem> {
    if !path.to_ascii_lowercase().ends_with(".xlsx") {
        return Err(Problem::Told(format!("--template {path}: the file is a workbook; end its name in .xlsx")));
    }
    if Path::new(path).exists() {
        return Err(Problem::Told(format!("--template {path}: the file is there already, and is left as it is; name another")));
    }
    let names = crossfoot::names::Names::embedded().map_err(Problem::Told)?;
    let bytes = write::template(names).map_err(|error| Problem::Told(format!("--template {path}: {error}")))?;
    let destination = Destination::choose(Some(write::Format::Text), Some(path), &[])?;
    destination.fill(|out| out.write_all(&bytes))?;
    say(&format!("{path} is ready: type one statement a row, save it, and run crossfoot check {path}"));
    Ok(ExitCode::SUCCESS)
}

fn print_out(destination: &Destination, text: &str) -> Result<(), Problem> {
    destination.fill(|out| out.write_all(text.as_bytes()))
}
