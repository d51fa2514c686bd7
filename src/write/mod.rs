//! Writers: a report in, bytes out. One file for each format: text for reading, Markdown for pasting, CSV and JSON for
//! other programs.
//!
//! ```
//! use crossfoot::write::Format;
//! assert_eq!(Format::of_path("results/table.csv"), Some(Format::Csv));
//! ```

mod amounts;
mod csv;
mod drawing;
mod figures;
mod formed;
mod json;
mod markdown;
mod refusals;
mod template;
mod text;

pub use figures::FiguresFile;
pub use formed::{FiguresForm, FormedFigures};
pub use refusals::refusals;
pub use template::template;

use crate::report::{Check, Fill, Project, Why};
use std::io::{self, Write};

/// A form of output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For reading, 80 columns wide.
    #[default]
    Text,
    /// A row for each figure, quantity or step.
    Csv,
    /// Everything, for programs.
    Json,
    /// For pasting into a note.
    Markdown,
}

impl Format {
    /// The format that a path's ending asks for.
    pub fn of_path(path: &str) -> Option<Format> {
        let (_, ending) = path.rsplit_once('.')?;
        match &*ending.to_ascii_lowercase() {
            "txt" | "text" => Some(Format::Text),
            "csv" => Some(Format::Csv),
            "json" => Some(Format::Json),
            "md" | "markdown" => Some(Format::Markdown),
            _ => None,
        }
    }

    fn form(self, colour: bool) -> Box<dyn Form> {
        match self {
            Format::Text => Box::new(text::Text { colour }),
            Format::Csv => Box::new(csv::Csv),
            Format::Json => Box::new(json::Json),
            Format::Markdown => Box::new(markdown::Markdown),
        }
    }
}

/// One format: how it writes each report.
trait Form {
    fn check(&self, report: &Check<'_>, out: &mut dyn Write) -> io::Result<()>;
    fn fill(&self, report: &Fill<'_>, out: &mut dyn Write) -> io::Result<()>;
    fn why(&self, report: &Why<'_>, out: &mut dyn Write) -> io::Result<()>;
    fn project(&self, report: &Project<'_>, out: &mut dyn Write) -> io::Result<()>;
}

/// Writes what `check` reports; `colour` is for text on a terminal and carries no meaning of its own.
///
/// # Errors
/// Those of `out`.
pub fn check(report: &Check<'_>, format: Format, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    format.form(colour).check(report, out)
}

/// Writes what `fill` reports.
///
/// # Errors
/// Those of `out`.
pub fn fill(report: &Fill<'_>, format: Format, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    format.form(colour).fill(report, out)
}

/// Writes what `why` reports.
///
/// # Errors
/// Those of `out`.
pub fn why(report: &Why<'_>, format: Format, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    format.form(colour).why(report, out)
}

/// Writes what `project` reports.
///
/// # Errors
/// Those of `out`.
pub fn project(report: &Project<'_>, format: Format, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    format.form(colour).project(report, out)
}
