//! A column called "Total" beside columns of months: of a year only where twelve months have numbers, else of the months that add up to it.
//!
//! ```text
//! 2024      Jan    Feb    Total      = January and February, not the year of the title
//! Exports   10.5   11.5   22.0
//! ```

use super::part_years::is_sum;
use crate::names::WORLD;
use crate::tables::cells::{Content, Contents, Facts, Value};
use crate::tables::found::{Columns, RowSaid, ValueColumn};

/// Puts its months to each total beside months; one that is not their sum is of a time that nobody says.
pub(in crate::tables) fn total_columns(contents: &Contents, rows: &[RowSaid], columns: &mut Columns) {
    let is_month = |value: &&ValueColumn| value.facts.is_of_amounts() && value.facts.months.is_some_and(|(_, count)| count == 1);
    let months: Vec<ValueColumn> = columns.values.iter().filter(is_month).cloned().collect();
    if months.is_empty() {
        return;
    }
    let of = |facts: &Facts| {
        let Facts { flow, partner, product, reporter, unit, period, .. } = facts.clone();
        (flow, partner.filter(|partner| partner != WORLD), product, reporter, unit, period)
    };
    let number = |row: &RowSaid, column: u32| match contents.at(row.row, column) {
        Content::Number(value) => Some(value),
        _ => None,
    };
    let is_total = |value: &&mut ValueColumn| {
        let facts = &value.facts;
        facts.is_total && facts.is_of_amounts() && facts.months.is_none() && !facts.is_unfit_time
    };
    for total in columns.values.iter_mut().filter(is_total) {
        let own: Vec<&ValueColumn> = months.iter().filter(|month| of(&month.facts) == of(&total.facts)).collect();
        let printed = || own.iter().filter(|month| rows.iter().any(|row| number(row, month.column).is_some()));
        let follow = printed().zip(0..).all(|(month, nth)| month.facts.months == Some((nth, 1)));
        let count = u8::try_from(printed().count()).unwrap_or(u8::MAX);
        if !(2..12).contains(&count) || !follow {
            continue;
        }
        let sums = rows.iter().filter(|row| row.facts.is_of_amounts()).filter_map(|row| {
            let parts: Vec<Value> = printed().filter_map(|month| number(row, month.column)).collect();
            Some(is_sum(number(row, total.column)?, &parts))
        });
        let sums: Vec<bool> = sums.collect();
        match sums.iter().filter(|is_sum| **is_sum).count() * 2 > sums.len() {
            true => total.facts.months = Some((0, count)),
            false => total.facts.is_unfit_time = true,
        }
    }
}
