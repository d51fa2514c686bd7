//! What stands in a cell where no number is: `-`, `…`, `x`, `:`, `н/д`. The signs and words are data: `data/tables/nothing.tsv`.

use crate::words::forms::forms;
use crate::words::table::rows;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The forms of the data file.
#[derive(Debug, Default)]
struct Nothing {
    /// Those that tables have.
    in_tables: HashSet<String>,
    /// Those of them that record files have too.
    in_records: HashSet<String>,
}

static NOTHING: LazyLock<Result<Nothing, String>> = LazyLock::new(|| {
    let mut nothing = Nothing::default();
    let text = include_str!("../../../data/tables/nothing.tsv");
    for row in rows("tables/nothing.tsv", text, &["means", "in", "forms", "source"])? {
        let forms = forms(row.field(2)).map_err(|what| row.wrong(what))?;
        match row.field(1) {
            "files" => nothing.in_records.extend(forms.iter().cloned()),
            "tables" => {}
            other => return Err(row.wrong(format!("{other} is neither files nor tables"))),
        }
        nothing.in_tables.extend(forms);
    }
    Ok(nothing)
});

fn known() -> &'static Nothing {
    // The file is part of the program, and a test reads it: one that is malformed is never released.
    NOTHING.as_ref().expect("a well-formed data/tables/nothing.tsv")
}

/// Whether a table's text, with one kind of space and of dash, says that no number is there.
pub(super) fn is_nothing(plain: &str) -> bool {
    if plain.is_empty() || plain.chars().all(|c| matches!(c, '.' | '…' | ' ')) {
        return true;
    }
    if plain.chars().all(|c| c == '-') {
        return true;
    }
    plain.chars().count() <= 16 && known().in_tables.contains(&plain.to_lowercase())
}

/// Whether a cell of a record file says so. It stands as it is in the file.
///
/// ```
/// use crossfoot::tables::sheet::is_nothing_in_records;
/// assert!(["", "NA", "NaN", ":", "–", "н/д"].into_iter().all(is_nothing_in_records));
/// assert!(!is_nothing_in_records("c")); // a flag, in a column of its own
/// ```
pub fn is_nothing_in_records(cell: &str) -> bool {
    cell.is_empty() || (cell.len() <= 16 && known().in_records.contains(&cell.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_for_nothing_are_well_formed() {
        assert!(NOTHING.is_ok());
    }
}
