//! Totals among flows: one is the turnover where it is the sum of the exports and imports around it.

use super::sums::MOST_PLACES;
use crate::figures::Flow;
use crate::tables::cells::{Content, Contents, Facts, Value};
use crate::tables::found::{Columns, RowSaid};
use crate::tables::given::Role;
use std::collections::HashMap;

/// A total among flows is the turnover where it is the sum of the exports and imports around it, in every column, to the rounding.
pub(in crate::tables) fn turnovers(contents: &Contents, columns: &Columns, said: &mut [RowSaid]) {
    let has_role = columns.labels.iter().any(|label| label.role == Role::Flow);
    let is_open = |row: &RowSaid| has_role && row.facts.is_total && row.unclear.is_some();
    let open: Vec<usize> = said.iter().enumerate().filter(|(_, row)| is_open(row)).map(|(at, _)| at).collect();
    if open.is_empty() {
        return;
    }
    let alike = |row: &RowSaid| Facts { flow: None, partner: None, is_total: false, ..row.facts.clone() };
    // The rows of each flow by what else is said of them, from top to bottom: a table may have a total for each of thousands of countries.
    let mut known: HashMap<(Flow, Facts), Vec<usize>> = HashMap::new();
    for (at, row) in said.iter().enumerate() {
        if let Some(flow @ (Flow::Exports | Flow::Imports)) = &row.facts.flow {
            known.entry((flow.clone(), alike(row))).or_default().push(at);
        }
    }
    for at in open {
        let facts = alike(&said[at]);
        let near = |flow: Flow| nearest(known.get(&(flow, facts.clone()))?, at).map(|other| said[other].row);
        let (Some(exports), Some(imports)) = (near(Flow::Exports), near(Flow::Imports)) else { continue };
        let number = |row: u32, column: u32| match contents.at(row, column) {
            // A cell that a formula filled has more places than its sum is proved in.
            Content::Number(value) => Some(value.to_places(MOST_PLACES)),
            _ => None,
        };
        let levels = columns.values.iter().filter(|value| value.facts.is_of_amounts());
        let sums = levels.filter_map(|value| {
            let [total, one, other] = [said[at].row, exports, imports].map(|row| number(row, value.column));
            Some(is_sum(total?, one?, other?))
        });
        let sums: Vec<bool> = sums.collect();
        if !sums.is_empty() && sums.iter().all(|is_sum| *is_sum) {
            said[at].unclear = None;
            said[at].facts.flow = Some(Flow::Turnover);
        }
    }
}

/// The place, of some in ascending order, that is nearest to another; of two the upper one.
fn nearest(places: &[usize], at: usize) -> Option<usize> {
    let below = places.partition_point(|&place| place < at);
    let around = below.saturating_sub(1)..places.len().min(below + 1);
    places[around].iter().copied().min_by_key(|place| place.abs_diff(at))
}

/// Whether a number of at most [`MOST_PLACES`] is the sum of two others, each rounded in its last place.
fn is_sum(total: Value, one: Value, other: Value) -> bool {
    let finest = total.places.max(one.places).max(other.places);
    // Numbers of 64 bits times 10^12 fit into 128.
    let scaled = |value: Value| i128::from(value.digits) * 10_i128.pow(u32::from(finest.saturating_sub(value.places)));
    let half = |value: Value| 10_i128.pow(u32::from(finest.saturating_sub(value.places)));
    2 * (scaled(one) + scaled(other) - scaled(total)).abs() <= half(total) + half(one) + half(other)
}
