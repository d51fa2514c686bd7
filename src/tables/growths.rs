//! How a table prints its growths: 137.9 or 37.9 for a rise of 37.9 %, and from when to when. The amounts beside them tell.
//!
//! A column called `темп роста` is set beside every two columns of amounts of its flow. Where one way of reading fits the rows, to the
//! rounding of what is printed, and the other does not, that one it is.

use super::account::Reason;
use super::columns::{Columns, ValueColumn};
use super::content::{Content, Contents, Value};
use super::facts::Facts;
use super::given::Growth;
use super::label::{Base, Kind};
use super::rows::RowSaid;
use crate::figures::Flow;
use crate::period::Period;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;
use std::collections::BTreeMap;

/// Growths are set beside amounts in so many ways at most.
const MOST_TRIES: usize = 5_000_000;

/// What the amounts tell of a column of growths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proved {
    /// How it is printed.
    pub growth: Growth,
    /// The column of the amounts that grew: its period is that of the growth.
    pub later: u32,
    /// What they are compared with.
    pub earlier: Earlier,
}

/// Where the amounts stand that others are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// In this column.
    Column(u32),
    /// So many months before, wherever that stands.
    Months(i32),
}

/// A column of a table with what is known of its numbers in each row.
pub struct Known<'a> {
    /// Which column.
    pub column: u32,
    /// What is known in a row.
    pub facts: &'a dyn Fn(u32) -> Facts,
}

/// How often each way of reading agreed.
#[derive(Default)]
struct Tries {
    tested: usize,
    index: usize,
    change: usize,
}

/// What the amounts of a table tell of each of its columns.
pub fn of_table(contents: &Contents, rows: &[RowSaid], columns: &Columns) -> Vec<Option<Proved>> {
    let by_row: BTreeMap<u32, &Facts> = rows.iter().map(|row| (row.row, &row.facts)).collect();
    let values = &columns.values;
    let facts = |index: usize, row: u32| {
        let own = values[index].facts.clone();
        by_row.get(&row).map_or_else(|| own.clone(), |facts| own.clone().within(facts))
    };
    let numbers: Vec<u32> = rows.iter().map(|row| row.row).collect();
    let is_level = |index: &usize| matches!(values[*index].facts.kind, None | Some(Kind::Level));
    let levels: Vec<usize> = (0..values.len()).filter(is_level).collect();
    let of_level: Vec<_> = levels.iter().map(|&index| (values[index].column, move |row: u32| facts(index, row))).collect();
    let known: Vec<Known> = of_level.iter().map(|(column, facts)| Known { column: *column, facts }).collect();
    // Every growth is tried on every two columns of amounts: of hundreds of columns that would take minutes.
    if values.len().pow(3).saturating_mul(rows.len()) > MOST_TRIES {
        return vec![None; values.len()];
    }
    let prove = |(index, value): (usize, &ValueColumn)| {
        if !is_growth(&value.facts) {
            return None;
        }
        let of_growth = move |row: u32| facts(index, row);
        proved(contents, &numbers, &Known { column: value.column, facts: &of_growth }, &known)
    };
    values.iter().enumerate().map(prove).collect()
}

/// The one way in which a column's growths agree with the amounts beside them; `None` where no or several ways do.
pub fn proved(contents: &Contents, rows: &[u32], growth: &Known, levels: &[Known]) -> Option<Proved> {
    let mut ways: Vec<Proved> = Vec::new();
    let mut settle = |tries: &Tries, later: u32, earlier: Earlier| {
        // One row in ten may have been revised since.
        let fits = |count: usize| tries.tested > 0 && count * 10 >= tries.tested * 9;
        match (fits(tries.index), fits(tries.change)) {
            (true, false) => ways.push(Proved { growth: Growth::Index, later, earlier }),
            (false, true) => ways.push(Proved { growth: Growth::Change, later, earlier }),
            _ => {}
        }
    };
    let by_period = amounts_by_period(contents, rows, levels);
    for later in levels {
        for earlier in levels.iter().filter(|earlier| earlier.column != later.column) {
            let mut tries = Tries::default();
            for &row in rows {
                let (of, new, old) = ((growth.facts)(row), (later.facts)(row), (earlier.facts)(row));
                let (Some(period), Some(base)) = (new.when(), old.when()) else { continue };
                let is_of_same = new.flow == old.flow && (of.flow.is_none() || of.flow == new.flow) && new.unit == old.unit;
                let is_of_period =
                    of.when().is_none_or(|when| when == period) && of.base.is_none_or(|said| is_of_base(&said, period, base));
                if is_of_same && is_of_period && period.months() == base.months() && period.first() > base.first() {
                    tries.test([growth.column, later.column, earlier.column].map(|column| number(contents, row, column)));
                }
            }
            settle(&tries, later.column, Earlier::Column(earlier.column));
        }
        let mut by_months: BTreeMap<i32, Tries> = BTreeMap::new();
        for &row in rows {
            let (of, new) = ((growth.facts)(row), (later.facts)(row));
            let (Some(Base::Earlier(months)), Some(period)) = (of.base.clone(), new.when()) else { continue };
            let is_of_same = (of.flow.is_none() || of.flow == new.flow) && of.when().is_none_or(|when| when == period);
            let before = period.months_earlier(months).filter(|_| is_of_same && months == period.months());
            let Some(&old) = before.and_then(|before| by_period.get(&(new.flow, before))) else { continue };
            let numbers = [number(contents, row, growth.column), number(contents, row, later.column), Some(old)];
            by_months.entry(months).or_default().test(numbers);
        }
        for (months, tries) in &by_months {
            settle(tries, later.column, Earlier::Months(*months));
        }
    }
    match ways[..] {
        [one] => Some(one),
        _ => None,
    }
}

impl Tries {
    fn test(&mut self, numbers: [Option<Value>; 3]) {
        if let [Some(printed), Some(new), Some(old)] = numbers
            && new.digits > 0
            && old.digits > 0
        {
            self.tested += 1;
            self.index += usize::from(agrees(printed, new, old, 0));
            self.change += usize::from(agrees(printed, new, old, 100));
        }
    }
}

/// The amounts of a table by flow and period; of two for one, the first.
fn amounts_by_period(contents: &Contents, rows: &[u32], levels: &[Known]) -> BTreeMap<(Option<Flow>, Period), Value> {
    let mut amounts = BTreeMap::new();
    for level in levels {
        for &row in rows {
            let facts = (level.facts)(row);
            if let (Some(period), Some(value), None) = (facts.when(), number(contents, row, level.column), facts.partner) {
                amounts.entry((facts.flow, period)).or_insert(value);
            }
        }
    }
    amounts
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

/// When amounts grew that a growth was proved by, and since when.
pub fn grew(columns: &Columns, row: &RowSaid, proved: Proved) -> Option<(Option<Period>, Base)> {
    let when = |column: u32| {
        let own = columns.values.iter().find(|value| value.column == column)?;
        own.facts.clone().within(&row.facts).when()
    };
    let base = match proved.earlier {
        Earlier::Column(column) => Base::Period(when(column)?),
        Earlier::Months(months) => Base::Earlier(months),
    };
    Some((when(proved.later), base))
}

/// The base of a growth; `None` where it is the same months a year earlier, which needs no saying.
pub fn base_of(period: Period, said: &Base) -> Result<Option<Period>, Reason> {
    let base = match said {
        // "In % of 2020" over a row of January speaks of January 2020.
        Base::Period(base) if base.months() == 12 && period.months() != 12 => {
            period.months_earlier((period.first_year() - base.first_year()) * 12)
        }
        Base::Period(base) => Some(*base),
        Base::Earlier(months) if *months == period.months() || months % 12 == 0 => period.months_earlier(*months),
        Base::Earlier(months) => return Err(Reason::OtherBase(format!("{months} months before"))),
        Base::Months { first, count } => {
            let first = period.first_year() * 12 + i32::from(*first);
            Period::between(first, first + i32::from(*count)).filter(|base| base.end() <= period.first())
        }
        Base::Other(words) => return Err(Reason::OtherBase(words.clone())),
    };
    let base = base.ok_or_else(|| Reason::OtherBase("a period that is not before it".to_string()))?;
    if base.months() != period.months() {
        return Err(Reason::OtherBase(base.to_string()));
    }
    Ok((Some(base) != period.months_earlier(12)).then_some(base))
}

/// Whether a column is one of growths.
pub fn is_growth(facts: &Facts) -> bool {
    matches!(facts.kind, Some(Kind::IndexOrChange | Kind::Index | Kind::Change))
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
