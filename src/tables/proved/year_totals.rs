//! Totals among months: `Total` above or below twelve months is their year's, one that is the sum of the first few months is of these.
//!
//! ```text
//! January       9.0
//! February      8.0
//! Total        17.0     January and February, though it may be called the total of 2024
//! Год         120.0     the year, whatever stands above it
//! ```
//!
//! A total of months that are not all there, and do not add up to it, is of nobody knows which; [`PartYears`](super::PartYears) tells of
//! years whose columns head them.

use super::part_years::is_sum;
use crate::tables::cells::{Content, Contents, Facts, Value};
use crate::tables::found::{Columns, RowSaid, ValueColumn};
use crate::tables::given::Role;

/// Clears the doubt about totals in a column of months.
pub(in crate::tables) fn year_totals(contents: &Contents, columns: &Columns, rows: &mut [RowSaid]) {
    if !columns.labels.iter().any(|label| label.role == Role::Period) {
        return;
    }
    for at in (0..rows.len()).filter(|&at| rows[at].is_whole_period && rows[at].facts.months.is_none()).collect::<Vec<_>>() {
        if matches!(rows[at].text.to_lowercase().as_str(), "год" | "year") {
            rows[at].unclear = None;
            continue;
        }
        let own = &rows[at];
        let after = rows[at + 1..].iter().enumerate().take_while(|(month, row)| is_month_of(*month, row, own)).count();
        let january = rows[..at].iter().rposition(|row| row.facts.months == Some((0, 1))).unwrap_or(at);
        let are_before = rows[january..at].iter().enumerate().all(|(month, row)| is_month_of(month, row, own));
        let months = if after > 0 { &rows[at + 1..at + 1 + after] } else { &rows[january..at] };
        if months.is_empty() || (after == 0 && !are_before) {
            continue;
        }
        let amounts = || columns.values.iter().filter(|value| value.facts.is_of_amounts());
        let number = |row: &RowSaid, value: &ValueColumn| match contents.at(row.row, value.column) {
            Content::Number(value) => Some(value),
            _ => None,
        };
        let parts = |value: &ValueColumn| -> Vec<Value> { months.iter().filter_map(|month| number(month, value)).collect() };
        let totals = || amounts().filter_map(|value| Some((number(own, value)?, parts(value))));
        // The months of a year that a column heads are counted column by column.
        let are_counted = after == 12 && amounts().all(|value| value.facts.period.is_some_and(|period| period.months() == 12));
        let is_year = months.len() == 12 && (are_counted || totals().all(|(_, parts)| parts.len() == 12));
        let is_of_these = months.len() > 1 && totals().all(|(total, parts)| parts.len() == months.len() && is_sum(total, &parts));
        let found = (is_year, is_of_these && totals().next().is_some(), u8::try_from(months.len()));
        match found {
            (true, ..) => rows[at].unclear = None,
            (false, true, Ok(count)) => (rows[at].unclear, rows[at].facts.months) = (None, Some((0, count))),
            _ => {}
        }
    }
}

/// Whether a row is a month, January is 0, of what another row is the total of.
fn is_month_of(month: usize, row: &RowSaid, total: &RowSaid) -> bool {
    let of = |row: &RowSaid| {
        let Facts { flow, partner, product, reporter, unit, period, .. } = row.facts.clone();
        (flow, partner, product, reporter, unit, period)
    };
    u8::try_from(month).is_ok_and(|month| row.facts.months == Some((month, 1))) && of(row) == of(total)
}
