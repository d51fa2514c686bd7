//! How finely a column of whole numbers is printed: among 3496 and 2463 mn USD, 1400 is no round number.
//!
//! A phrase carries its own rounding, so such an amount is written in a [larger scale](larger_scale), with its places: 1.400 bn USD. Where all numbers of
//! a column end in as many noughts, nothing tells that they are not rounded there.

use crate::tables::cells::{Content, Contents, Value};
use crate::tables::found::{Columns, RowSaid, ValueColumn};
use crate::tables::label::{UnitSaid, zeros};
use crate::words::larger_scale;
use std::collections::HashMap;

/// What is counted alike: the numbers of a column, in one unit and of one reporter.
type Series<'a> = (u32, Option<&'a UnitSaid>, Option<&'a String>);

/// With how many noughts the whole numbers of each column end at least.
pub(super) struct Finer<'a> {
    noughts: HashMap<Series<'a>, u32>,
}

impl<'a> Finer<'a> {
    /// Of the amounts of a table.
    pub fn of(contents: &Contents, rows: &'a [RowSaid], columns: &Columns) -> Finer<'a> {
        let mut noughts: HashMap<Series, u32> = HashMap::new();
        let levels: Vec<&ValueColumn> = columns.values.iter().filter(|value| value.facts.is_of_amounts()).collect();
        for row in rows.iter().filter(|row| row.facts.is_of_amounts()) {
            for value in &levels {
                let Content::Number(number) = contents.at(row.row, value.column) else { continue };
                if let Some(own) = ending(number) {
                    noughts.entry(series(row, value.column)).and_modify(|least| *least = own.min(*least)).or_insert(own);
                }
            }
        }
        Finer { noughts }
    }

    /// How many of its noughts a number of a row and column need not have, if it has more than others.
    pub fn noughts(&self, row: &RowSaid, column: u32, value: Value) -> Option<u32> {
        let least = *self.noughts.get(&series(row, column))?;
        ending(value).filter(|own| *own > least).map(|_| least)
    }
}

fn series(row: &RowSaid, column: u32) -> Series<'_> {
    (column, row.facts.unit.as_ref(), row.facts.reporter.as_ref())
}

/// With how many noughts a whole number ends.
fn ending(value: Value) -> Option<u32> {
    if value.places > 0 || value.digits == 0 {
        return None;
    }
    Some((0..18).take_while(|noughts| value.digits % 10_i64.pow(noughts + 1) == 0).count().try_into().unwrap_or(0))
}

/// A whole number of a scale, in a larger one, so that only its last `noughts` may be rounded; as it is where there is no larger one.
pub(super) fn in_larger_scale(value: Value, scale: &str, noughts: u32) -> (Value, &str) {
    let digits = value.digits.unsigned_abs().checked_ilog10().map_or(1, |last| last + 1);
    let Some((word, places)) = larger_scale(digits, zeros(scale), noughts) else { return (value, scale) };
    // It ends with more noughts than are dropped, and they are fewer than the places.
    let dropped = u8::try_from(noughts).unwrap_or(places).min(places);
    (Value { digits: value.digits / 10_i64.pow(dropped.into()), places: places - dropped, ..value }, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noughts_that_are_no_rounding_stand_behind_a_point() {
        let told = |digits: i64, scale: &'static str, noughts: u32| {
            let value = Value { digits, places: 0, is_percent: false, mark: None };
            let (value, scale) = in_larger_scale(value, scale, noughts);
            (value.digits, value.places, scale)
        };
        assert_eq!(told(1400, "mn", 0), (1400, 3, "bn"));
        assert_eq!(told(1400, "mn", 1), (140, 2, "bn"));
        assert_eq!(told(250_000_000, "", 0), (250_000_000, 6, "mn"));
        assert_eq!(told(500, "", 0), (500, 3, "thousand"), "as a file of records has it");
        assert_eq!(told(10_000_000, "", 6), (10, 3, "bn"), "10 mn would be rounder than it is");
        assert_eq!(told(2_000_000, "thousand", 0), (2_000_000, 6, "bn"));
        assert_eq!(told(40, "trillion", 0), (40, 0, "trillion"));
        assert_eq!(told(-250, "crore", 0), (-250, 2, "bn"));
    }
}
