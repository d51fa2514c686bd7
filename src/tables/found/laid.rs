//! A layout's table laid over one of a sheet: which of them fits, where its header is, which rows and columns it speaks of.

use super::columns::columns;
use super::outline::Table;
use crate::tables::cells::{Content, Contents};
use crate::tables::given::{Given, TableLaid, is_it, key, keys};
use std::collections::BTreeSet;

/// Of the rows below a header so many are looked at when a layout's header was taken for numbers.
const LOOKED_AT: usize = 12;

/// What was cut off a table, and why something was not.
#[derive(Debug, Default)]
pub struct Beyond {
    /// Rows that the layout does not name.
    pub rows: Vec<u32>,
    /// What the person should know.
    pub notices: Vec<String>,
}

/// Lays the layout's table that fits best over a table of a sheet.
pub fn lay(contents: &Contents, table: &mut Table, given: &Given) -> Beyond {
    let mut beyond = Beyond::default();
    let laid = &given.laid;
    if laid.tables.is_empty() {
        return beyond;
    }
    let columns = columns(contents, table, given, None);
    let heads: BTreeSet<String> = columns.values.iter().flat_map(|value| keys(&value.text)).collect();
    let fits = laid.tables.iter().enumerate().filter_map(|(at, laid)| {
        let told = laid.columns.iter().filter(|own| heads.contains(&key(&own.text))).count();
        // A header with another word in a corner still heads the same columns.
        let has_most = told > 1 && told * 2 > laid.columns.len();
        let own = header_rows(contents, table, laid);
        let is_by_columns = own.is_none();
        let rows = own.or_else(|| has_most.then(|| table.header.clone()))?;
        // The first of those that fit equally well.
        Some(((told, laid.header.len(), usize::MAX - at), rows, is_by_columns))
    });
    let Some(((_, _, at), rows, is_by_columns)) = fits.max() else { return beyond };
    let at = usize::MAX - at;
    table.laid = Some(at);
    if is_by_columns {
        let TableLaid { header, line, .. } = &laid.tables[at];
        beyond.notices.push(format!(
            "{}:{line}: no header has \"{}\"; the table is known by its columns",
            laid.path,
            header.join("\" and \"")
        ));
    }
    if rows != table.header {
        let all: BTreeSet<u32> = table.titles.iter().chain(&table.header).chain(&table.rows).copied().collect();
        let last = rows.last().copied().unwrap_or(0);
        table.titles = all.range(..last).filter(|row| !rows.contains(row)).copied().collect();
        table.rows = all.range(last.saturating_add(1)..).copied().collect();
        table.header = rows;
    }
    let own = &laid.tables[at];
    let find = |text: &Option<String>, what: &str, backwards: bool, beyond: &mut Beyond| {
        let text = text.as_ref()?;
        let is_it = |row: &&u32| texts(contents, table, **row).iter().any(|label| is_it(text, label));
        let found = if backwards { table.rows.iter().rev().find(is_it) } else { table.rows.iter().find(is_it) };
        if found.is_none() {
            beyond.notices.push(format!(
                "{}:{}: {what} = \"{text}\" labels no row of the table; it is taken to its end",
                laid.path, own.line
            ));
        }
        found.copied()
    };
    let from = find(&own.from, "from", false, &mut beyond).unwrap_or(0);
    let through = find(&own.through, "through", true, &mut beyond).unwrap_or(u32::MAX);
    let (within, outside): (Vec<u32>, Vec<u32>) = table.rows.iter().partition(|row| (from..=through).contains(*row));
    (table.rows, beyond.rows) = (within, outside);
    beyond
}

/// The rows of a table's header, as the layout tells them: those that hold its texts, one after the other.
fn header_rows(contents: &Contents, table: &Table, laid: &TableLaid) -> Option<Vec<u32>> {
    let holds = |row: u32, text: &str| texts(contents, table, row).iter().any(|own| is_it(text, own));
    let is_as_found = || table.header.iter().zip(&laid.header).all(|(row, text)| holds(*row, text));
    if laid.header.is_empty() || (laid.header.len() == table.header.len() && is_as_found()) {
        return Some(table.header.clone());
    }
    let candidates: BTreeSet<u32> =
        table.titles.iter().chain(&table.header).chain(table.rows.iter().take(LOOKED_AT)).copied().collect();
    let mut candidates = candidates.into_iter();
    laid.header.iter().map(|text| candidates.find(|row| holds(*row, text))).collect()
}

/// The texts of a row, tidied; numbers as they stand.
pub(super) fn texts(contents: &Contents, table: &Table, row: u32) -> Vec<String> {
    let own = contents.row(row).filter(|(column, content)| table.holds(*column) && *content != Content::Blank);
    let text = |column: u32| {
        let shown = || contents.grid.shown(row, column).trim().to_string();
        contents.label(row, column).map(|said| said.text).filter(|text| !text.is_empty()).unwrap_or_else(shown)
    };
    own.map(|(column, _)| text(column)).collect()
}
