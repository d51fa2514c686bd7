//! A layout's table laid over one of a sheet: which of them fits, where its header is, which rows and columns it speaks of.

use super::{TableLaid, is_it, key, keys};
use crate::tables::columns::{Columns, Role, columns};
use crate::tables::content::{Content, Contents};
use crate::tables::facts::Facts;
use crate::tables::given::Given;
use crate::tables::outline::Table;
use std::collections::{BTreeMap, BTreeSet};

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

impl TableLaid {
    /// Says of each column what the layout says of it.
    pub fn apply(&self, columns: &mut Columns) {
        let texts: Vec<String> = columns.labels.iter().map(|label| label.text.clone()).collect();
        for (label, laid) in paired(&texts, &self.labels, |laid| &laid.text) {
            if self.labels[laid].role != Role::Unknown {
                columns.labels[label].role = self.labels[laid].role;
            }
        }
        let texts: Vec<String> = columns.values.iter().map(|value| value.text.clone()).collect();
        let pairs = paired(&texts, &self.columns, |laid| &laid.text);
        for &(value, laid) in &pairs {
            self.columns[laid].holds.put_into(&mut columns.values[value]);
        }
        let told: BTreeSet<usize> = pairs.iter().map(|(value, _)| *value).collect();
        let is_other = |at: usize| !told.contains(&at);
        for (_, other) in columns.values.iter_mut().enumerate().filter(|(at, _)| self.is_all && is_other(*at)) {
            (other.facts, other.is_unclear, other.is_unlisted) = (Facts::default(), false, true);
        }
    }
}

/// Which headers label rows and which stand over numbers, as a layout says it.
#[derive(Debug, Default)]
pub struct Heads {
    labels: BTreeSet<String>,
    values: BTreeSet<String>,
}

impl Heads {
    /// Those of a table of a layout.
    pub fn of(laid: &TableLaid) -> Heads {
        Heads {
            labels: laid.labels.iter().map(|label| key(&label.text)).collect(),
            values: laid.columns.iter().map(|column| key(&column.text)).collect(),
        }
    }

    /// Whether a column labels rows, by its header; `None` where the layout does not say.
    pub fn labels_rows(&self, header: &str) -> Option<bool> {
        if header.is_empty() || (self.labels.is_empty() && self.values.is_empty()) {
            return None;
        }
        let keys = keys(header);
        let is_among = |heads: &BTreeSet<String>| keys.iter().any(|key| heads.contains(key));
        if is_among(&self.labels) { Some(true) } else { is_among(&self.values).then_some(false) }
    }
}

/// Which of a table's columns is told by which entry: an entry tells all columns that are called so; several alike tell as many columns, in order.
/// A text without a year's place is nearer to a column than one with it.
fn paired<T>(texts: &[String], laid: &[T], text_of: impl Fn(&T) -> &String) -> Vec<(usize, usize)> {
    let mut entries: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, entry) in laid.iter().enumerate() {
        entries.entry(key(text_of(entry))).or_default().1.push(at);
    }
    for (at, text) in texts.iter().enumerate() {
        if let Some(key) = keys(text).into_iter().find(|key| entries.contains_key(key)) {
            entries.entry(key).or_default().0.push(at);
        }
    }
    let mut pairs = Vec::new();
    for (columns, entries) in entries.into_values() {
        match &entries[..] {
            [one] => pairs.extend(columns.into_iter().map(|column| (column, *one))),
            several if several.len() == columns.len() => pairs.extend(columns.into_iter().zip(several.iter().copied())),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_are_called_alike_are_told_in_order_or_not_at_all() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_string()).collect::<Vec<_>>();
        let pairs = |columns: &[&str], laid: &[&str]| paired(&texts(columns), &texts(laid), |text| text);
        assert_eq!(pairs(&["Total", "2022", "2023"], &["{year}"]), [(1, 0), (2, 0)]);
        assert_eq!(pairs(&["2022", "2023"], &["{year}", "2023"]), [(0, 0), (1, 1)]);
        assert_eq!(pairs(&["a", "a"], &["a", "a"]), [(0, 0), (1, 1)]);
        assert_eq!(pairs(&["a", "a", "a"], &["a", "a"]), []);
    }
}
