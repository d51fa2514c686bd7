//! A guess, in floating point, at which few figures exclude one another.
//!
//! Either numbers fit a set of rows or, by Farkas's lemma, some multiples of the rows add up to a contradiction. The multipliers
//! form a cone; its extreme rays take smallest infeasible sets of rows (Gleeson & Ryan, *Identifying minimally infeasible
//! subsystems of inequalities*, ORSA Journal on Computing 1990). So one small linear program over the multipliers, whose
//! solution is a corner, picks a few dozen out of hundreds. It proves nothing: the figures it names go to the exact program,
//! which is dear in figures and so is only asked about few.

use super::problem::{Problem, Tier};
use super::rows::{Row, Rows};
use crate::exact::Exact;
use microlp::{ComparisonOp, OptimizationDirection, Variable};
use num_traits::ToPrimitive;
use std::collections::{BTreeMap, BTreeSet};

/// Multipliers below this part of the largest are taken for zero.
const NOTHING: f64 = 1e-7;
/// By how much an open end lies further in than a closed one, in the largest amount said: so that clashes at a point are seen.
const INWARD: f64 = 1e-9;

/// The figures of one ray of multipliers, ascending; `None` where none was found, which says nothing.
pub fn suspects(problem: &Problem, tier: Tier, figures: &[u32]) -> Option<Vec<u32>> {
    let all = Rows::of(problem, tier, figures, &[]);
    let rows: Vec<&Row> = all.rows.iter().chain(&all.presupposed).collect();
    let largest =
        rows.iter().flat_map(|row| [&row.low, &row.high]).flatten().map(|end| number(&end.at).abs()).fold(0.0, f64::max);
    let largest = if largest > 0.0 { largest } else { 1.0 };
    let mut cone = microlp::Problem::new(OptimizationDirection::Minimize);
    let mut multipliers: Vec<(usize, Variable, f64)> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        for (end, sign) in [(&row.low, -1.0), (&row.high, 1.0)] {
            if let Some(end) = end {
                let at = sign * number(&end.at) / largest - if end.beyond.is_zero() { 0.0 } else { INWARD };
                multipliers.push((index, cone.add_var(at, (0.0, f64::INFINITY)), sign));
            }
        }
    }
    for (leaf, terms) in columns(problem, &all, &rows, &multipliers) {
        let comparison = if problem.is_signed(leaf) { ComparisonOp::Eq } else { ComparisonOp::Ge };
        cone.add_constraint(&terms[..], comparison, 0.0);
    }
    // A cut through the cone: its corners are extreme rays.
    let cut: Vec<(Variable, f64)> = multipliers.iter().map(|(_, variable, _)| (*variable, 1.0)).collect();
    cone.add_constraint(&cut[..], ComparisonOp::Le, 1.0);
    let solution = cone.solve().ok()?.into_solution().ok()?;
    let taken: Vec<(usize, f64)> = multipliers.iter().map(|(row, variable, _)| (*row, solution.var_value(*variable))).collect();
    let most = taken.iter().map(|(_, value)| *value).fold(0.0, f64::max);
    let figure = |(row, _): &(usize, f64)| rows[*row].origin.figure();
    let figures: BTreeSet<u32> = taken.iter().filter(|(_, value)| *value > NOTHING * most).filter_map(figure).collect();
    (most > 0.0).then(|| figures.into_iter().collect())
}

/// For one leaf of each group that occurs alike: what the rows' multipliers make of it.
fn columns(
    problem: &Problem,
    all: &Rows,
    rows: &[&Row],
    multipliers: &[(usize, Variable, f64)],
) -> Vec<(crate::network::CellId, Vec<(Variable, f64)>)> {
    let groups = all.leaves_alike(problem);
    let place: BTreeMap<_, usize> = groups.iter().enumerate().map(|(place, group)| (group[0], place)).collect();
    let mut columns: Vec<_> = groups.iter().map(|group| (group[0], Vec::new())).collect();
    for (row, variable, sign) in multipliers {
        for (leaf, coefficient) in &rows[*row].terms {
            if let Some(place) = place.get(leaf) {
                columns[*place].1.push((*variable, sign * number(coefficient)));
            }
        }
    }
    columns
}

fn number(exact: &Exact) -> f64 {
    exact.to_big().to_f64().unwrap_or(0.0)
}
