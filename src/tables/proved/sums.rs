//! Which rows of a table add up to which: the groups of countries, and whether all the world is there, as the numbers themselves prove.
//!
//! ```text
//! Total        100     = CIS + others: all the world is there
//!   CIS         30     = Armenia + Belarus: a group and its members
//!     Armenia   10
//!     Belarus   20
//!   Others      70
//! ```
//!
//! A group heads the rows right below it whose sum it is, to the rounding, in every column of amounts. Offices list groups without members
//! and members without groups too; where the numbers do not prove it, nothing is said. A country that is in a group in one sheet and not
//! in another (the United Kingdom) is in none: a figures file knows one membership for all periods.

use super::abroad::Halves;
use crate::figures::Flow;
use crate::names::WORLD;
use crate::tables::cells::{Content, Contents};
use crate::tables::found::{Columns, RowSaid};
use std::collections::BTreeSet;

/// Tables of more rows have no groups of countries.
const MOST_ROWS: usize = 3_000;

/// Sums are proved to so many places behind the point; a cell that a formula filled has more, and the last of them are noise.
pub(super) const MOST_PLACES: u8 = 12;

/// What the numbers of one table prove.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Each group that is the sum of rows below it, and these.
    pub groups: Vec<(String, BTreeSet<String>)>,
    /// All partners of the table.
    pub partners: BTreeSet<String>,
    /// The flows that the table has of the world and of others, and whether the others are all of it.
    pub wholes: Vec<(Option<Flow>, bool)>,
    /// The world in two halves, wherever it stands so.
    pub halves: Vec<Halves>,
    /// The sheet that it stands on, to be told.
    pub sheet: String,
}

/// The amounts of one row, by column, in units of the finest printed place.
pub(super) struct Amounts {
    pub partner: String,
    pub is_country: bool,
    pub values: Vec<i128>,
}

/// What the numbers of a table prove. `of_all` is the flow that its titles name.
pub fn sums(contents: &Contents, rows: &[RowSaid], columns: &Columns, of_all: Option<&Flow>) -> Sums {
    let mut sums = Sums::default();
    let levels: Vec<u32> = columns.values.iter().filter(|value| value.facts.is_of_amounts()).map(|value| value.column).collect();
    if rows.len() > MOST_ROWS || levels.is_empty() || !rows.iter().any(|row| row.facts.partner.is_some()) {
        return sums;
    }
    let places = rows.iter().flat_map(|row| levels.iter().filter_map(|&column| number(contents, row.row, column)));
    let finest = places.map(|(_, places)| places).max().unwrap_or(0);
    let flows: BTreeSet<Option<Flow>> = columns.values.iter().map(|value| value.facts.flow.clone()).collect();
    for section in rows.chunk_by(is_same_section) {
        let amounts: Vec<Amounts> = section.iter().map(|row| amounts(contents, row, &levels, finest)).collect();
        let ends = ends(&amounts);
        sums.partners.extend(amounts.iter().map(|row| row.partner.clone()));
        for (at, &end) in ends.iter().enumerate().filter(|&(at, &end)| end > at + 1 && amounts[at].partner != WORLD) {
            sums.groups.push((amounts[at].partner.clone(), children(&amounts, &ends, at, end)));
        }
        let flow = section.first().and_then(|row| row.facts.flow.clone()).or_else(|| of_all.cloned());
        let of = if flow.is_some() { BTreeSet::from([flow]) } else { flows.clone() };
        sums.halves.extend(Halves::of(&amounts, of));
        // Where nobody but the world is listed, nothing is proved and nothing gainsaid.
        let lists_parts = amounts.iter().any(|row| row.partner != WORLD);
        if let Some(world) = amounts.iter().position(|row| row.partner == WORLD).filter(|_| lists_parts) {
            let is_all = world == 0 && ends[0] == amounts.len();
            let said = section[0].facts.flow.clone();
            let of = if said.is_some() { BTreeSet::from([said]) } else { flows.clone() };
            sums.wholes.extend(of.into_iter().map(|flow| (flow, is_all)));
        }
    }
    sums
}

fn is_same_section(one: &RowSaid, other: &RowSaid) -> bool {
    let of = |row: &RowSaid| {
        let facts = &row.facts;
        (facts.reporter.clone(), facts.flow.clone(), facts.period, facts.months, facts.product.clone())
    };
    of(one) == of(other)
}

fn number(contents: &Contents, row: u32, column: u32) -> Option<(i64, u8)> {
    match contents.at(row, column) {
        Content::Number(value) => {
            let value = value.to_places(MOST_PLACES);
            Some((value.digits, value.places))
        }
        _ => None,
    }
}

fn amounts(contents: &Contents, row: &RowSaid, levels: &[u32], finest: u8) -> Amounts {
    let partner = row.facts.partner.clone().unwrap_or_else(|| WORLD.to_string());
    let scaled = |&column: &u32| match number(contents, row.row, column) {
        Some((digits, places)) => i128::from(digits) * 10_i128.pow(u32::from(finest.saturating_sub(places))),
        None => 0,
    };
    let is_country = rust_iso3166::from_alpha3(&partner).is_some();
    Amounts { values: levels.iter().map(scaled).collect(), is_country, partner }
}

/// Where the rows that each row is the sum of end: the row after it, where it is the sum of none.
fn ends(rows: &[Amounts]) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=rows.len()).collect();
    for at in (0..rows.len()).rev().filter(|&at| !rows[at].is_country) {
        // The largest amount tells first: where it is no sum, the others need not be added up.
        let Some(largest) = (0..rows[at].values.len()).max_by_key(|&column| rows[at].values[column].abs()) else { continue };
        let amount = rows[at].values[largest];
        let mut sum = 0_i128;
        let (mut next, mut parts) = (at + 1, 0);
        while next < rows.len() {
            sum += rows[next].values[largest];
            (next, parts) = (ends[next], parts + 1);
            if parts > 1 && !proves_something(amount, parts) {
                break;
            }
            if parts > 1 && is_rounded(amount, sum, parts) && is_sum(rows, &ends, at, next, parts) {
                ends[at] = next;
                break;
            }
        }
    }
    ends
}

/// Whether an amount is large enough for a sum of so many parts, each rounded in its last printed place, to prove something.
pub(super) fn proves_something(amount: i128, parts: i128) -> bool {
    amount.abs() > 500 * (parts + 2)
}

/// Whether an amount is a sum of so many parts, each rounded in its last place.
pub(super) fn is_rounded(amount: i128, sum: i128, parts: i128) -> bool {
    2 * (amount - sum).abs() <= parts + 1
}

/// Whether all amounts of a row are the sums of the parts below it.
fn is_sum(rows: &[Amounts], ends: &[usize], at: usize, end: usize, parts: i128) -> bool {
    let mut sums = vec![0_i128; rows[at].values.len()];
    let mut next = at + 1;
    while next < end {
        sums.iter_mut().zip(&rows[next].values).for_each(|(sum, value)| *sum += value);
        next = ends[next];
    }
    rows[at].values.iter().zip(sums).all(|(amount, sum)| is_rounded(*amount, sum, parts))
}

fn children(rows: &[Amounts], ends: &[usize], at: usize, end: usize) -> BTreeSet<String> {
    let mut children = BTreeSet::new();
    let mut next = at + 1;
    while next < end {
        children.insert(rows[next].partner.clone());
        next = ends[next];
    }
    children
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::cells::Facts;

    fn row(partner: &str, values: &[i128]) -> Amounts {
        Amounts { partner: partner.into(), is_country: rust_iso3166::from_alpha3(partner).is_some(), values: values.to_vec() }
    }

    #[test]
    fn a_group_heads_the_rows_whose_sum_it_is() {
        let rows = [
            row("World", &[100_000, 50_000]),
            row("CIS", &[30_000, 20_000]),
            row("ARM", &[10_000, 5_000]),
            row("BLR", &[20_000, 15_000]),
            row("Others", &[70_000, 30_001]),
        ];
        assert_eq!(ends(&rows), [5, 4, 3, 4, 5]);
        assert_eq!(children(&rows, &ends(&rows), 0, 5), BTreeSet::from(["CIS".into(), "Others".into()]));
    }

    #[test]
    fn where_only_the_world_is_listed_nothing_is_proved() {
        use crate::names::Names;
        use crate::tables::found::ValueColumn;
        use crate::tables::given::Given;
        use crate::tables::sheet::{Cell, Grid};
        let listed = |partners: &[&str], amounts: &[i64]| {
            let mut grid = Grid::new("");
            for (row, digits) in (0..).zip(amounts) {
                grid.push(row, 0, Cell::Number { digits: *digits, places: 0, is_percent: false });
            }
            let facts = |partner: &str| Facts { partner: Some(partner.into()), flow: Some(Flow::Exports), ..Facts::default() };
            let rows = (0..).zip(partners).map(|(row, partner)| RowSaid { row, facts: facts(partner), ..RowSaid::default() });
            let columns = Columns { values: vec![ValueColumn::default()], ..Columns::default() };
            let given = Given::default();
            let contents = Contents::of(&grid, &given, Names::embedded().expect("names"));
            sums(&contents, &rows.collect::<Vec<_>>(), &columns, None).wholes
        };
        assert_eq!(listed(&[WORLD], &[100_000]), []);
        assert_eq!(listed(&[WORLD, "ARM", "BLR"], &[100_000, 40_000, 60_000]), [(Some(Flow::Exports), true)]);
        assert_eq!(listed(&[WORLD, "ARM", "BLR"], &[100_000, 40_000, 50_000]), [(Some(Flow::Exports), false)]);
    }

    #[test]
    fn numbers_too_small_to_prove_anything_prove_nothing() {
        assert_eq!(ends(&[row("World", &[3]), row("ARM", &[1]), row("BLR", &[2])]), [1, 2, 3]);
    }
}
