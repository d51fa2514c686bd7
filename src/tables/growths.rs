//! How a table prints its growths: 137.9 or 37.9 for a rise of 37.9 %, and from when to when. The amounts beside them tell.
//!
//! A column called `темп роста` is set beside every two columns of amounts of its flow. Where one way of reading fits the rows, to the
//! rounding of what is printed, and the other does not, that one it is.

use super::content::{Content, Contents, Value};
use super::facts::Facts;
use super::given::Growth;
use super::label::{Base, Kind};
use crate::period::Period;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;

/// What the amounts tell of a column of growths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proved {
    /// How it is printed.
    pub growth: Growth,
    /// The period that grew.
    pub period: Period,
    /// The one before.
    pub base: Period,
}

/// A column of a table with what is known of its numbers in each row.
pub struct Known<'a> {
    /// Which column.
    pub column: u32,
    /// What is known in a row.
    pub facts: &'a dyn Fn(u32) -> Facts,
}

/// The one way in which a column's growths agree with the amounts beside them; `None` where no or several ways do.
pub fn proved(contents: &Contents, rows: &[u32], growth: &Known, levels: &[Known]) -> Option<Proved> {
    let mut ways: Vec<Proved> = Vec::new();
    for later in levels {
        for earlier in levels {
            let (mut tested, mut index, mut change) = (0_usize, 0_usize, 0_usize);
            let mut periods: Option<(Period, Period)> = None;
            for &row in rows {
                let (of, new, old) = ((growth.facts)(row), (later.facts)(row), (earlier.facts)(row));
                let (Some(period), Some(base)) = (new.when(), old.when()) else { continue };
                let is_of_same = new.flow == old.flow && (of.flow.is_none() || of.flow == new.flow) && new.unit == old.unit;
                let is_of_period =
                    of.when().is_none_or(|when| when == period) && of.base.is_none_or(|said| is_of_base(&said, period, base));
                if !is_of_same || !is_of_period || period.months() != base.months() || period.first() <= base.first() {
                    continue;
                }
                let numbers = [growth.column, later.column, earlier.column].map(|column| number(contents, row, column));
                let [Some(printed), Some(new), Some(old)] = numbers else { continue };
                if old.digits <= 0 || new.digits <= 0 {
                    continue;
                }
                periods.get_or_insert((period, base));
                tested += 1;
                index += usize::from(agrees(printed, new, old, 0));
                change += usize::from(agrees(printed, new, old, 100));
            }
            let Some((period, base)) = periods else { continue };
            // One row in ten may have been revised since.
            let fits = |count: usize| count * 10 >= tested * 9;
            match (fits(index), fits(change)) {
                (true, false) => ways.push(Proved { growth: Growth::Index, period, base }),
                (false, true) => ways.push(Proved { growth: Growth::Change, period, base }),
                _ => {}
            }
        }
    }
    match ways[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// Whether a base as said may be this period.
fn is_of_base(said: &Base, period: Period, base: Period) -> bool {
    match said {
        Base::Period(said) => said.first_year() == base.first_year(),
        Base::Earlier(months) => period.months_earlier(*months) == Some(base),
        Base::Months { .. } | Base::Other(_) => false,
    }
}

fn number(contents: &Contents, row: u32, column: u32) -> Option<Value> {
    match contents.at(row, column) {
        Content::Number(value) => Some(value),
        _ => None,
    }
}

/// Whether 100 × new / old is what is printed, plus `added`, to the rounding of all three.
fn agrees(printed: Value, new: Value, old: Value, added: i64) -> bool {
    let exact = |value: Value| BigRational::new(value.digits.into(), BigInt::from(10).pow(value.places.into()));
    let half = |value: Value| BigRational::new(1.into(), BigInt::from(2) * BigInt::from(10).pow(value.places.into()));
    let index = exact(printed) + BigRational::from_integer(added.into());
    let hundred = BigRational::from_integer(100.into());
    let apart = (&index * exact(old) - &hundred * exact(new)).abs();
    apart <= half(printed) * exact(old) + index.abs() * half(old) + hundred * half(new)
}

/// Whether a kind has to be told by the amounts beside it.
pub fn is_open(facts: &Facts) -> bool {
    match facts.kind {
        Some(Kind::IndexOrChange) => true,
        Some(Kind::Index | Kind::Change) => facts.when().is_none(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(digits: i64, places: u8) -> Value {
        Value { digits, places, is_percent: false, mark: None }
    }

    #[test]
    fn growths_agree_to_the_rounding_of_what_is_printed() {
        // 785000.4 / 568773.3 is 1.380164.
        let (new, old) = (value(7_850_004, 1), value(5_687_733, 1));
        assert!(agrees(value(1380, 1), new, old, 0) && agrees(value(380, 1), new, old, 100));
        assert!(!agrees(value(1382, 1), new, old, 0) && !agrees(value(380, 1), new, old, 0));
    }
}
