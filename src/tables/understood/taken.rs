//! The numbers of a table, one after the other: each becomes an entry, or is left out for a reason that the account keeps.
//!
//! Three steps make an entry: what is [said](super::surroundings) of the number; whether that is [enough](super::accepted), and speaks of
//! nothing that a figures file does not hold; the row of a figures file, [written](super::written).

use super::accepted::accept;
use super::account::Reason;
use super::entry::Entry;
use super::finer::Finer;
use super::overruled::overruled;
use super::surroundings::{Number, Surroundings};
use super::table::{Around, TableSaid, Understood, is_numeric, place};
use super::twice::Twice;
use super::written::write;
use crate::figures::Flow;
use crate::names::WORLD;
use crate::tables::cells::Content;
use crate::tables::found::RowSaid;
use crate::tables::proved::{Changes, Differences, Memberships, PartYears, grew, growths};
use std::collections::BTreeMap;

/// So many entries of a table are kept to be shown.
const FIRST: usize = 5;

/// Takes the numbers of one table.
pub(super) fn take<E>(
    around: &Around,
    rows: &[RowSaid],
    said: &mut TableSaid,
    understood: &mut Understood,
    sink: &mut dyn FnMut(&Entry) -> Result<(), E>,
) -> Result<(), E> {
    let Around { contents, sheet, .. } = *around;
    let growths = growths(contents, rows, &said.columns);
    let surroundings = Surroundings::of(around, (&said.context, &said.columns, said.is_matrix), rows);
    let differences = Differences::of(contents, rows, &said.columns);
    let changes = Changes::of(contents, rows, &said.columns, &said.context);
    understood.notices.extend(overruled(&said.columns, rows, (&growths.proved, changes.has_any()), around.given));
    let part_years = PartYears::of(contents, rows, &said.columns);
    understood.notices.extend(part_years.told());
    let finer = Finer::of(contents, rows, &said.columns);
    let values: BTreeMap<u32, usize> = said.columns.values.iter().enumerate().map(|(at, value)| (value.column, at)).collect();
    let mut labelled = rows.iter().peekable();
    let mut entry = Entry::default();
    let mut has_reporter = false;
    let read = |row_said: &RowSaid, index: usize, (row, column): (u32, u32), content: &Content| {
        let proved = growths.proved[index];
        let grew = proved.and_then(|proved| grew(&said.columns, row_said, proved));
        let months = part_years.months(row, column);
        let is_change = changes.proves(row, column);
        let is_difference = differences.proves(row, column);
        let noughts = match content {
            Content::Number(value) => finer.noughts(row_said, column, *value),
            _ => None,
        };
        let number = Number {
            row: row_said,
            column: &said.columns.values[index],
            proved,
            is_change,
            is_difference,
            noughts,
            grew,
            months,
        };
        surroundings.said(content, number, around.notes).and_then(|said| accept(said, &surroundings))
    };
    let mut twice = Twice::default();
    for row_said in rows {
        for (column, content) in said.outline.cells(contents, row_said.row).filter(|(_, content)| is_numeric(content)) {
            let Some(&index) = values.get(&column) else { continue };
            if let Ok(quantity) = read(row_said, index, (row_said.row, column), &content) {
                write(&mut entry, &quantity, around.notes);
                twice.see(&entry, &quantity, finer.rounded(row_said, column), (row_said.row, column));
            }
        }
    }
    for &row in &said.outline.rows {
        let row_said = labelled.next_if(|said| said.row == row);
        for (column, content) in said.outline.cells(contents, row) {
            let is_lost = values.contains_key(&column) && may_be_lost(&content, row_said.is_some());
            if !(is_numeric(&content) || is_lost) {
                continue;
            }
            understood.account.numbers += 1;
            let at = || (place(sheet, row, column), u64::from(row) + 1, sheet.grid.shown(row, column));
            if let Some(reason) = no_number(&content).filter(|_| is_lost) {
                understood.account.leave_out(reason, at);
                continue;
            }
            let (Some(&index), Some(row_said)) = (values.get(&column), row_said) else {
                understood.account.leave_out(Reason::Label, at);
                continue;
            };
            let quantity = match read(row_said, index, (row, column), &content) {
                Ok(quantity) => quantity,
                Err(reason) => {
                    understood.account.leave_out(reason, at);
                    continue;
                }
            };
            write(&mut entry, &quantity, around.notes);
            if let Some((row, column)) = twice.other(&entry, &quantity, finer.rounded(row_said, column)) {
                understood.account.leave_out(Reason::Twice(place(sheet, row, column)), at);
                continue;
            }
            has_reporter |= !entry.reporter.is_empty() || entry.measure == "rate";
            entry.whereabouts = place(sheet, row, column);
            entry.id.clone_from(&entry.whereabouts);
            entry.line = u64::from(row) + 1;
            entry.source.clear();
            entry.source.push_str(sheet.source);
            add_memberships(&mut entry, sheet.memberships);
            sink(&entry)?;
            understood.account.taken += 1;
            said.taken += 1;
            if said.first.len() < FIRST {
                said.first.push(entry.clone());
            }
            if let Some(name) = &row_said.unknown
                && understood.unknown.last() != Some(name)
            {
                understood.unknown.push(name.clone());
            }
        }
    }
    if growths.untried > 0 {
        understood.notices.push(format!(
            "{} columns of growths were not set beside the amounts: there are too many of both; --growth index or --growth change says how \
             they are printed",
            growths.untried
        ));
    }
    // "Export earnings by country"
    let is_of_title = said.context.qualifier.is_some() && rows.iter().any(|row| row.facts.flow.is_none());
    if let (Some(Flow::Named(name)), true) = (&said.context.flow, said.taken > 0 && is_of_title) {
        understood.notices.push(format!(
            "\"{name}\" of the title is taken as a flow of its own; --flow exports, or another, says that it is that one"
        ));
    }
    if said.taken > 0 && !has_reporter {
        understood.notices.push("no reporter is named; --reporter says whose statistics these are".to_string());
    }
    Ok(())
}

/// Whether what stands in a column of numbers, and is none, may stand for one that is lost: a day that was a number, an error, words in a
/// row of numbers. Words in other rows may head those below, unless they hold a number.
fn may_be_lost(content: &Content, is_labelled: bool) -> bool {
    match content {
        Content::Words(said) => is_labelled || (said.when.is_none() && said.text.contains(|c: char| c.is_ascii_digit())),
        Content::Day(_) | Content::Other => true,
        _ => false,
    }
}

/// Why what stands in a column of numbers is none by its kind.
fn no_number(content: &Content) -> Option<Reason> {
    match content {
        Content::Day(_) => Some(Reason::Day),
        Content::Words(said) if said.when.is_some() => Some(Reason::Day),
        Content::Other => Some(Reason::Error),
        _ => None,
    }
}

/// The group of the entry's partner; of the world, that all its parts are there.
fn add_memberships(entry: &mut Entry, memberships: &Memberships) {
    if entry.measure != "level" {
        return;
    }
    if let Some(group) = memberships.group_of.get(&entry.partner) {
        entry.group.push_str(group);
    }
    let is_complete = || memberships.complete.contains(&Some(entry.flow.clone()));
    if entry.partner == WORLD && entry.product.is_empty() && is_complete() {
        entry.parts.push_str("partners");
    }
}
