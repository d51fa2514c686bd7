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

/// So many whole numbers that all end in noughts are rounded to them: of a thousand columns without rounding one has three such by chance.
const ROUNDED: u32 = 3;

/// How the numbers of each column end.
pub(super) struct Finer<'a> {
    endings: HashMap<Series<'a>, Endings>,
}

#[derive(Default)]
struct Endings {
    /// With how many noughts the whole numbers end at least.
    least: Option<u32>,
    /// How many these are.
    whole: u32,
    has_places: bool,
}

impl<'a> Finer<'a> {
    /// Of the amounts of a table.
    pub fn of(contents: &Contents, rows: &'a [RowSaid], columns: &Columns) -> Finer<'a> {
        let mut endings: HashMap<Series, Endings> = HashMap::new();
        let levels: Vec<&ValueColumn> = columns.values.iter().filter(|value| value.facts.is_of_amounts()).collect();
        for row in rows.iter().filter(|row| row.facts.is_of_amounts()) {
            for value in &levels {
                let Content::Number(number) = contents.at(row.row, value.column) else { continue };
                let all = endings.entry(series(row, value.column)).or_default();
                all.has_places |= number.places > 0;
                if let Some(own) = ending(number) {
                    all.least = Some(all.least.map_or(own, |least| least.min(own)));
                    all.whole += 1;
                }
            }
        }
        Finer { endings }
    }

    /// How many of its noughts a number of a row and column need not have, if it has more than others.
    pub fn noughts(&self, row: &RowSaid, column: u32, value: Value) -> Option<u32> {
        let least = self.endings.get(&series(row, column))?.least?;
        ending(value).filter(|own| *own > least).map(|_| least)
    }

    /// To how many noughts the numbers of a row and column are rounded, where enough of them tell it.
    pub fn rounded(&self, row: &RowSaid, column: u32) -> u32 {
        let endings = self.endings.get(&series(row, column)).filter(|all| all.whole >= ROUNDED && !all.has_places);
        endings.and_then(|all| all.least).unwrap_or(0)
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
