//! Growths that are printed as changes, as their signs prove: `-7.3`, `-2.4`, `2.4` are no indices of exports.
//!
//! A balance may turn, and its index be below nothing; so may that of a flow of another name. A fall by more than all of it is no growth
//! either way, and proves nothing.

use crate::figures::Flow;
use crate::tables::cells::{Content, Contents, Facts, Value};
use crate::tables::found::{Columns, RowSaid, ValueColumn};
use crate::tables::given::of_any_year;
use crate::tables::label::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// Of which columns and rows of growths it is proved that they are printed as changes.
#[derive(Debug, Default)]
pub(in crate::tables) struct Changes {
    columns: BTreeSet<u32>,
    rows: BTreeSet<u32>,
}

impl Changes {
    /// Finds them: what holds a number from -100 to below nothing, and what is called as that is.
    pub fn of(contents: &Contents, rows: &[RowSaid], columns: &Columns, context: &Facts) -> Changes {
        let number = |row: &RowSaid, column: &ValueColumn| {
            let flow = column.facts.flow.as_ref().or(row.facts.flow.as_ref()).or(context.flow.as_ref());
            let kind = column.facts.kind.or(row.facts.kind);
            match contents.at(row.row, column.column) {
                Content::Number(value) if kind.is_some_and(is_growth) && flow.is_some_and(is_never_below_nothing) => Some(value),
                _ => None,
            }
        };
        let across: Vec<&ValueColumn> = columns.values.iter().filter(|column| column.facts.kind.is_some_and(is_growth)).collect();
        let down: Vec<&RowSaid> = rows.iter().filter(|row| row.facts.kind.is_some_and(is_growth)).collect();
        let of_column = |column: &&ValueColumn| rows.iter().filter_map(|row| number(row, column)).collect();
        let of_row = |row: &&RowSaid| columns.values.iter().filter_map(|column| number(row, column)).collect();
        Changes {
            columns: falling(&across, |column| &column.text, of_column).map(|column| column.column).collect(),
            rows: falling(&down, |row| &row.text, of_row).map(|row| row.row).collect(),
        }
    }

    /// Whether a growth in this row and column is printed as a change.
    pub fn proves(&self, row: u32, column: u32) -> bool {
        self.columns.contains(&column) || self.rows.contains(&row)
    }

    /// Whether there are any.
    pub fn has_any(&self) -> bool {
        !self.columns.is_empty() || !self.rows.is_empty()
    }
}

/// Of columns or rows those that are called as one that falls and never by more than all.
fn falling<T>(lines: &[T], name: impl Fn(&T) -> &str, numbers: impl Fn(&T) -> Vec<Value>) -> impl Iterator<Item = &T> {
    let mut by_name: BTreeMap<String, Vec<&T>> = BTreeMap::new();
    for line in lines {
        by_name.entry(last(name(line))).or_default().push(line);
    }
    let falls = move |lines: &Vec<&T>| {
        let all: Vec<Value> = lines.iter().flat_map(|line| numbers(line)).collect();
        all.iter().any(|value| value.digits < 0) && !all.iter().any(is_more_than_all)
    };
    let falling: Vec<&T> = by_name.into_values().filter(falls).flatten().collect();
    falling.into_iter()
}

fn is_never_below_nothing(flow: &Flow) -> bool {
    matches!(flow, Flow::Exports | Flow::Imports | Flow::Turnover)
}

fn is_growth(kind: Kind) -> bool {
    matches!(kind, Kind::Index | Kind::Change | Kind::IndexOrChange)
}

fn is_more_than_all(value: &Value) -> bool {
    let hundred = 10_i128.checked_pow(value.places.into()).and_then(|one| one.checked_mul(100));
    hundred.is_some_and(|hundred| i128::from(value.digits) < -hundred)
}

/// What is written nearest to the numbers, whatever the year.
fn last(text: &str) -> String {
    of_any_year(text.rsplit(" / ").next().unwrap_or(""))
}
