//! Which sheets of a book are read: those that were named, or all that are not hidden; and what is told of the others.

use crate::figures::Refusal;
use crate::tables::{Cell, Given, Grid};

/// So many sheets are listed.
const MOST_LISTED: usize = 40;

/// Of the sheets that were named, a sentence on those that the book does not have.
///
/// # Errors
/// When it has none of them: the refusal lists the sheets there are.
pub fn are_there(path: &str, grids: &[Grid], given: &Given) -> Result<Option<String>, Refusal> {
    let is_there = |name: &&String| grids.iter().any(|grid| grid.name == **name);
    let (there, missing): (Vec<&String>, Vec<&String>) = given.sheets.iter().partition(is_there);
    if missing.is_empty() {
        return Ok(None);
    }
    let missing = list(missing.into_iter());
    if !there.is_empty() {
        return Ok(Some(format!("{path} has no sheet called {missing}; those that it has of the named ones are read")));
    }
    let own = list(grids.iter().map(|grid| &grid.name));
    let found = format!("no sheet that is called {missing}");
    let refusal = Refusal::of_file(path, found, format!("one of the sheets there are: {own}"));
    // A sheet whose name only differs in case or has the name in it is likely to be meant.
    let asked: Vec<String> = given.sheets.iter().map(|name| name.trim().to_lowercase()).collect();
    let is_near = |name: &str| {
        let name = name.to_lowercase();
        asked.iter().any(|asked| !asked.is_empty() && (name.contains(asked.as_str()) || asked.contains(name.trim())))
    };
    let near = grids.iter().filter(|grid| is_near(&grid.name)).take(3);
    Err(Refusal { instead: near.map(|grid| format!("--sheet \"{}\"", grid.name)).collect(), ..refusal })
}

/// Of a book with a figures sheet: the other sheets with numbers, which are not read.
pub fn beside(path: &str, grids: &[Grid], figures: &str) -> Option<String> {
    let is_number = |cell: &Cell| matches!(cell, Cell::Number { .. } | Cell::Worded { .. });
    let has_numbers = |grid: &&Grid| grid.cells().iter().any(|(_, _, cell)| is_number(cell));
    let others: Vec<&String> =
        grids.iter().filter(|grid| grid.name != figures).filter(has_numbers).map(|grid| &grid.name).collect();
    let are = if others.len() == 1 { "is" } else { "are" };
    (!others.is_empty()).then(|| {
        format!(
            "{path}: the sheet \"{figures}\" is a figures file and is read; {} {are} not (--sheet names another)",
            list(others.into_iter())
        )
    })
}

fn list<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let mut quoted: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    if quoted.len() > MOST_LISTED {
        let more = quoted.len() - MOST_LISTED;
        quoted.truncate(MOST_LISTED);
        quoted.push(format!("{more} more"));
    }
    quoted.join(", ")
}
