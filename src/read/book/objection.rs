//! Why a workbook is not read, before it is known which file it was.

use crate::figures::Refusal;

/// What was found and what was expected, as in a [`Refusal`], without the file's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// What was found.
    pub found: String,
    /// What was expected, or what to do.
    pub expected: String,
}

impl Objection {
    /// An objection in words.
    pub fn new(found: impl Into<String>, expected: impl Into<String>) -> Objection {
        Objection { found: found.into(), expected: expected.into() }
    }

    /// A file that breaks its own format. What its parser says is kept in brackets: it helps whoever wrote the file.
    pub fn damaged(why: impl std::fmt::Display) -> Objection {
        // A parser may quote the file, at any length.
        let why: String = why.to_string().chars().filter(|c| !c.is_control()).take(120).collect();
        Objection::new(
            format!("a damaged workbook ({why})"),
            "a workbook that a spreadsheet program opens: open it there and save it anew",
        )
    }

    /// A book that nobody can read without its password.
    pub fn locked() -> Objection {
        Objection::new("a workbook that is locked with a password", "one without: open it, take the password off and save it")
    }

    /// A book of more cells than are wanted.
    pub fn too_many_cells(limit: usize) -> Objection {
        Objection::new(
            format!("a workbook of more than {limit} cells"),
            "a smaller one: keep the sheets that are needed, or allow more with --max-cells",
        )
    }

    /// The refusal of a file.
    pub fn of(self, path: &str) -> Refusal {
        Refusal::of_file(path, self.found, self.expected)
    }
}
