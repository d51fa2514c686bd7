//! What a layout says of texts, tables and columns that a book has none of: told to the person, who may have mistyped it.

use super::imported::SheetSaid;
use crate::names::Names;
use crate::tables::given::{Laid, key, keys};
use crate::tables::label::meaning;
use crate::tables::sheet::Grid;
use std::collections::BTreeSet;

/// What of the layout fits nothing in a book, a sentence each.
pub fn unused(layout: &Laid, sheets: &[SheetSaid], grids: &[Grid], names: &Names) -> Vec<String> {
    let mut unused: Vec<(u64, String)> = Vec::new();
    let texts = || grids.iter().flat_map(Grid::texts);
    let mut there: BTreeSet<String> = BTreeSet::new();
    if !layout.texts.is_empty() {
        there = texts().flat_map(keys).collect();
    }
    let missing = |there: &BTreeSet<String>| layout.texts.iter().any(|text| !there.contains(&key(&text.text)));
    if missing(&there) {
        let tidied = texts().map(|text| meaning(text, names).text);
        there.extend(tidied.flat_map(|text| keys(&text)));
    }
    let texts = layout.texts.iter().filter(|text| !there.contains(&key(&text.text)));
    unused.extend(texts.map(|text| (text.line, format!("the text \"{}\"", text.text))));
    for (at, laid) in layout.tables.iter().enumerate() {
        let tables: Vec<_> =
            sheets.iter().flat_map(|sheet| &sheet.tables).filter(|table| table.outline.laid == Some(at)).collect();
        if tables.is_empty() {
            unused.push((laid.line, format!("a table under \"{}\"", laid.header.join("\" and \""))));
            continue;
        }
        let heads: BTreeSet<String> = tables
            .iter()
            .flat_map(|table| {
                let labels = table.columns.labels.iter().map(|label| &label.text);
                labels.chain(table.columns.values.iter().map(|value| &value.text))
            })
            .flat_map(|head| keys(head))
            .collect();
        let labels = laid.labels.iter().map(|label| (&label.text, label.line));
        let columns = laid.columns.iter().map(|column| (&column.text, column.line));
        let lost = labels.chain(columns).filter(|(text, _)| !heads.contains(&key(text)));
        unused.extend(lost.map(|(text, line)| (line, format!("the column \"{text}\""))));
    }
    unused.sort();
    let unused = unused.into_iter().map(|(line, what)| format!("{}:{line}: {what} is not in this book", layout.path));
    layout.doubtful.iter().map(|(line, what)| format!("{}:{line}: {what}", layout.path)).chain(unused).collect()
}
