//! Growths that are differences of amounts, as the amounts beside them prove: under `Growth` stands 1000.1 beside 5000.1 and 6000.2.
//!
//! A column is set beside pairs of columns of amounts, a row beside the amounts above it. Whether a difference in one row is a growth in per
//! cent too, as of 100 and 110, is not asked here: a growth that its amounts prove goes before.

use super::printed::is_growth;
use crate::tables::cells::{Content, Contents, Facts, Value};
use crate::tables::found::{Columns, RowSaid, ValueColumn, says_ratio};
use std::collections::BTreeSet;

/// So many columns of amounts to either side of a growth are set beside it.
const NEAREST: usize = 6;

/// Which columns and rows of growths hold differences of amounts.
#[derive(Debug, Default)]
pub(in crate::tables) struct Differences {
    columns: BTreeSet<u32>,
    rows: BTreeSet<u32>,
}

impl Differences {
    /// Finds them.
    pub fn of(contents: &Contents, rows: &[RowSaid], columns: &Columns) -> Differences {
        let number = |row: &RowSaid, column: &ValueColumn| match contents.at(row.row, column.column) {
            Content::Number(value) => Some(value),
            _ => None,
        };
        let values = &columns.values;
        let of_amounts: Vec<&RowSaid> = rows.iter().filter(|row| row.facts.is_of_amounts()).collect();
        let is_of_columns = |at: &usize| {
            let growth = &values[*at];
            let least = least(&growth.facts, &growth.text);
            let is_level = |value: &&ValueColumn| is_of(&growth.facts, &value.facts);
            let left = values[..*at].iter().rev().filter(is_level).take(NEAREST);
            let near: Vec<&ValueColumn> = left.chain(values[*at + 1..].iter().filter(is_level).take(NEAREST)).collect();
            let across = near.iter().flat_map(|later| near.iter().map(move |earlier| (later, earlier)));
            let mut across = across.filter(|(later, earlier)| later.column != earlier.column);
            let by_columns = across.any(|(later, earlier)| {
                fits(least, of_amounts.iter().map(|row| [number(row, growth), number(row, later), number(row, earlier)]))
            });
            let mut downwards = near.iter().filter(|_| of_amounts.len() > 2);
            by_columns
                || downwards.any(|level| {
                    let pairs = || of_amounts.windows(2);
                    fits(least, pairs().map(|pair| [number(pair[1], growth), number(pair[1], level), number(pair[0], level)]))
                        || fits(
                            least,
                            pairs().map(|pair| [number(pair[0], growth), number(pair[0], level), number(pair[1], level)]),
                        )
                })
        };
        let is_of_rows = |at: &usize| {
            let least = least(&rows[*at].facts, &rows[*at].text);
            let above = rows[..*at].iter().rev().find(|row| is_of(&rows[*at].facts, &row.facts));
            let Some(amounts) = above else { return false };
            let pairs = || values.windows(2);
            fits(least, pairs().map(|pair| [number(&rows[*at], &pair[1]), number(amounts, &pair[1]), number(amounts, &pair[0])]))
                || fits(
                    least,
                    pairs().map(|pair| [number(&rows[*at], &pair[0]), number(amounts, &pair[0]), number(amounts, &pair[1])]),
                )
        };
        let growing = (0..values.len()).filter(|&at| is_growth(&values[at].facts));
        let growing_rows = (0..rows.len()).filter(|&at| is_growth(&rows[at].facts));
        Differences {
            columns: growing.filter(is_of_columns).map(|at| values[at].column).collect(),
            rows: growing_rows.filter(is_of_rows).map(|at| rows[at].row).collect(),
        }
    }

    /// Whether a number in this row and column is proved to be one.
    pub fn proves(&self, row: u32, column: u32) -> bool {
        self.columns.contains(&column) || self.rows.contains(&row)
    }
}

/// Whether amounts may be those that a growth speaks of.
fn is_of(growth: &Facts, amounts: &Facts) -> bool {
    amounts.is_of_amounts() && (growth.flow.is_none() || amounts.flow.is_none() || growth.flow == amounts.flow)
}

/// How many numbers prove it: one that is said to be in per cent may be a difference by chance.
fn least(growth: &Facts, text: &str) -> usize {
    if says_ratio(text) || growth.unit.as_ref().is_some_and(|unit| unit.unit == "%") { 2 } else { 1 }
}

/// Whether all that can be tested is later less earlier, to the rounding of what is printed, and so many of them are not nothing.
fn fits(least: usize, numbers: impl Iterator<Item = [Option<Value>; 3]>) -> bool {
    let mut tested = 0;
    for numbers in numbers {
        let [Some(printed), Some(later), Some(earlier)] = numbers else { continue };
        match is_difference(printed, later, earlier) {
            Some(true) => tested += usize::from(printed.digits != 0),
            _ => return false,
        }
    }
    tested >= least
}

/// `None` where the digits are more than 128 bits hold.
fn is_difference(printed: Value, later: Value, earlier: Value) -> Option<bool> {
    let places = printed.places.max(later.places).max(earlier.places);
    let one = |value: Value| 10_i128.checked_pow((places - value.places).into());
    let scaled = |value: Value| one(value)?.checked_mul(value.digits.into());
    let apart = scaled(later)?.checked_sub(scaled(earlier)?)?.checked_sub(scaled(printed)?)?;
    let rounding = one(printed)?.checked_add(one(later)?)?.checked_add(one(earlier)?)?;
    Some(apart.checked_abs()?.checked_mul(2)? <= rounding)
}
