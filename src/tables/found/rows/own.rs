//! The labels of one row, before sections: those that stand in it, and those that stand once for several rows.

use super::heard::{Own, hear};
use crate::tables::cells::{Content, Contents, Facts};
use crate::tables::found::columns::{Columns, LabelColumn};
use crate::tables::found::stems::{Stem, tells};
use crate::tables::given::Role;
use crate::tables::label::{Meaning, When};
use std::collections::BTreeMap;

/// Hears the labels of a row. `filled` holds the last label of each column, for those that stand once for several rows.
pub(super) fn own(contents: &Contents, row: u32, columns: &Columns, filled: &mut BTreeMap<u32, Meaning>) -> Own {
    let mut own = Own {
        facts: Facts::default(),
        mixed: Vec::new(),
        text: String::new(),
        unclear: None,
        torn: None,
        unknown: None,
        indent: 0,
        has_name: false,
        is_whole_period: false,
        is_chatty: false,
        has_places: false,
        is_part: false,
        has_lead: false,
        is_named_flow: false,
        has_numbers: contents.row(row).any(|(column, content)| is_number(&content) && columns.value(column).is_some()),
    };
    let mut texts: Vec<String> = Vec::new();
    let is_stub = columns.labels.iter().filter(|label| !matches!(label.role, Role::Again | Role::Silent)).count() <= 2;
    let last =
        columns.labels.iter().rev().find(|label| !matches!(label.role, Role::Again | Role::Silent)).map(|label| label.column);
    for label in &columns.labels {
        let written = label_at(contents, row, label).or_else(|| {
            let area = contents.merged_at(row, label.column)?;
            label_at(contents, area.top, label)
        });
        if let Some(written) = &written {
            filled.insert(label.column, written.clone());
        }
        // A label that stands once for several rows, not one that is missing in a few; in a list of records an empty cell is empty.
        let carried = || {
            (label.is_carried && is_stub && Some(label.column) != last && own.has_numbers)
                .then(|| filled.get(&label.column).cloned())
                .flatten()
        };
        let of_another_unit =
            || filled.get(&label.column).filter(|_| own.has_numbers && is_in_another_unit(contents, row, label, columns));
        let Some(meaning) = written.or_else(carried).or_else(|| of_another_unit().cloned()) else { continue };
        if !matches!(label.role, Role::Silent | Role::Again) {
            own.indent = contents.grid.shown(row, label.column).chars().take_while(|c| c.is_whitespace()).count();
            own.is_chatty |= meaning.is_note || meaning.text.chars().count() > 120;
            own.is_part |= is_part(&meaning, contents);
            own.has_lead |= meaning.has_lead;
            texts.push(meaning.text.clone());
        }
        hear(label, &meaning, contents, (row, columns), &mut own);
        own.has_name |= matches!(label.role, Role::Product | Role::Partner);
    }
    own.text = texts.join(" / ");
    own
}

/// Whether a label names a part of something, or more than a flow or a time.
fn is_part(meaning: &Meaning, contents: &Contents) -> bool {
    let says_more = || meaning.qualifier.is_some() || !meaning.rest.is_empty();
    // "Exports (FOB)" is a flow; "Germany (re-exports)" is not the flow in the brackets.
    let is_aside = || meaning.text.split_once('(').is_some_and(|(words, _)| contents.meaning(words).flow.is_none());
    meaning.has_lead || (meaning.flow.is_some() && (says_more() || is_aside())) || (meaning.when.is_some() && says_more())
}

/// What a cell of a label column says. A number is a year; in a column of months or quarters the month or quarter of that number, in one
/// of commodities a code.
fn label_at(contents: &Contents, row: u32, label: &LabelColumn) -> Option<Meaning> {
    let Content::Number(value) = contents.at(row, label.column) else { return contents.label(row, label.column) };
    let text = contents.grid.shown(row, label.column);
    match label.role {
        Role::Product => Some(Meaning { text, ..Meaning::default() }),
        Role::Period if value.year().is_none() => {
            let number = u8::try_from(value.digits).ok().filter(|_| value.places == 0);
            let months = number.and_then(|number| part_of_year(&label.text, number));
            let when = months.map(|(first, count)| When::Months { first, count });
            Some(Meaning { when, text, ..Meaning::default() })
        }
        _ => contents.label(row, label.column),
    }
}

/// The months that a number stands for under a header that says months, quarters or halves.
fn part_of_year(header: &str, number: u8) -> Option<(u8, u8)> {
    let lengths = [(Stem::Months, 1), (Stem::Quarters, 3), (Stem::Halves, 6)];
    let (_, months) = lengths.into_iter().find(|(stem, _)| tells(header, *stem))?;
    let parts = 12 / months;
    (1..=parts).contains(&number).then(|| ((number - 1) * months, months))
}

/// Whether a row without a label goes on with the one above it in another unit: `Crude oil | mn USD`, ` | thousand tons`.
fn is_in_another_unit(contents: &Contents, row: u32, label: &LabelColumn, columns: &Columns) -> bool {
    if !matches!(label.role, Role::Product | Role::Partner) {
        return false;
    }
    let Some(units) = columns.labels.iter().find(|other| other.role == Role::Unit) else { return false };
    let unit = |row: u32| contents.label(row, units.column).and_then(|said| said.unit);
    let Some(own) = unit(row) else { return false };
    for above in (0..row).rev() {
        if unit(above).is_none_or(|other| other == own) {
            return false;
        }
        if contents.label(above, label.column).is_some() {
            return true;
        }
    }
    false
}

fn is_number(content: &Content) -> bool {
    matches!(content, Content::Number(_) | Content::TwoWays(_) | Content::TooLong | Content::Nothing)
}
