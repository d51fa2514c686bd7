//! What the cells of each column below the header are: so many words, so many numbers.

use crate::tables::cells::{Content, Contents, in_words};
use crate::tables::found::outline::Table;
use crate::tables::label::Meaning;
use std::collections::BTreeMap;

/// What the cells of one column below the header are.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub words: usize,
    pub numbers: usize,
    pub years: usize,
    pub days: usize,
    /// Whole numbers, each one more than the last.
    pub is_running: bool,
    pub last: Option<i64>,
    pub is_whole: bool,
}

/// Those of all columns of a table that have any.
pub(super) fn tallies(contents: &Contents, table: &Table) -> BTreeMap<u32, Tally> {
    let mut tallies: BTreeMap<u32, Tally> = BTreeMap::new();
    for &row in &table.rows {
        for (column, content) in table.cells(contents, row) {
            if content == Content::Blank {
                continue;
            }
            let tally = tallies.entry(column).or_insert_with(|| Tally { is_running: true, is_whole: true, ..Tally::default() });
            match content {
                Content::Words(said) if says_an_amount(contents, said, (row, column)) => {
                    (tally.numbers, tally.is_whole, tally.is_running) = (tally.numbers + 1, false, false)
                }
                Content::Words(_) => tally.words += 1,
                Content::Day(_) => tally.days += 1,
                Content::TwoWays(_) | Content::TooLong => {
                    (tally.numbers, tally.is_whole, tally.is_running) = (tally.numbers + 1, false, false)
                }
                Content::Number(value) => {
                    tally.numbers += 1;
                    tally.years += usize::from(value.year().is_some());
                    tally.is_whole &= value.places == 0;
                    tally.is_running &= tally.last.is_none_or(|last| value.digits == last + 1);
                    tally.last = Some(value.digits);
                }
                Content::Blank | Content::Nothing | Content::Other => {}
            }
        }
    }
    tallies
}

/// Whether words are an amount with its scale: "9.9 bn" is no label.
fn says_an_amount(contents: &Contents, said: &Meaning, (row, column): (u32, u32)) -> bool {
    (said.unit.is_some() || said.unclear_unit.is_some())
        && said.text.contains(|c: char| c.is_ascii_digit())
        && in_words(&contents.grid.shown(row, column), contents).is_some()
}
