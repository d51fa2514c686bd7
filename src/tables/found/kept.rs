//! What was found of a table, as a layout says it: the texts of its header, what its columns of labels name, and what the others hold.

use super::columns::{Columns, LabelColumn, ValueColumn};
use super::laid::texts;
use super::outline::Table;
use crate::tables::cells::Contents;
use crate::tables::given::{ColumnLaid, Holds, LabelLaid, TableLaid, of_any_year};
use std::collections::{BTreeMap, BTreeSet};

impl TableLaid {
    /// What was found of a table, as a layout says it.
    pub fn found(contents: &Contents, table: &Table, columns: &Columns) -> TableLaid {
        let head = |row: &u32| {
            let texts = texts(contents, table, *row);
            let without_year = texts.iter().find(|text| of_any_year(text) == **text && text.chars().any(char::is_alphabetic));
            without_year.or(texts.first()).map(|text| of_any_year(text))
        };
        let labelled = |row: Option<&u32>| {
            let first = columns.labels.first()?.column;
            contents.label(*row?, first).map(|said| said.text).filter(|text| !text.is_empty())
        };
        let label = |label: &LabelColumn| LabelLaid { text: label.text.clone(), role: label.role, line: 0 };
        let told = || columns.values.iter().filter(|value| !value.text.is_empty() && !value.is_unlisted).map(column);
        // Columns that are called alike and hold different things are told one by one.
        let mut by_text: BTreeMap<String, (Holds, bool)> = BTreeMap::new();
        for ColumnLaid { text, holds, .. } in told() {
            let (first, are_alike) = by_text.entry(text).or_insert_with(|| (holds.clone(), true));
            *are_alike &= *first == holds;
        }
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let is_told =
            |own: &ColumnLaid| !by_text.get(&own.text).is_some_and(|(_, are_alike)| *are_alike) || seen.insert(own.text.clone());
        let own = told().filter(is_told).collect();
        TableLaid {
            header: table.header.iter().filter_map(head).collect(),
            from: labelled(table.rows.first()),
            through: labelled(table.rows.last()),
            labels: columns.labels.iter().map(label).collect(),
            columns: own,
            is_all: false,
            line: 0,
        }
    }
}

/// What is known of a column of numbers, as a layout says it.
fn column(value: &ValueColumn) -> ColumnLaid {
    ColumnLaid { text: of_any_year(&value.text), holds: Holds::of(&value.facts), line: 0 }
}
