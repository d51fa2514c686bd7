//! From leaves on the grid to the amounts of all cells, exactly, if they satisfy everything.
//!
//! ```text
//! rest = World − exports to 33 countries       as floats: 0
//! rounded down one by one                      on the grid: −33 steps of 10⁻¹²
//! World gets 33 steps more                     rest = 0, and no figure notices
//! ```
//!
//! A least rest lies at nothing exactly, so rounding alone can push it below. What a whole lacks for that is given to it; whether
//! everything holds is tested afterwards, so this can lose an example but not make one up.

use super::problem::{Belongings, Problem, Tier};
use super::witness::fits_on_grid;
use crate::network::CellId;

/// How often rests are looked through: what one whole was given, the rest of a larger whole may lack.
const PASSES: usize = 4;
/// How many grid steps a rest may lack for each of its leaves, for rounding to have done it.
const ROUNDED_OFF: i128 = 2;

/// The amounts of all cells of a component, by cell, given those of its leaves in grid steps; `None` if these figures, rests and
/// ties do not all hold.
pub fn amounts_of(problem: &Problem, tier: Tier, figures: &[u32], leaves: &[(CellId, i128)]) -> Option<Vec<i128>> {
    let mut amounts = vec![0i128; problem.network.cells.len()];
    leaves.iter().for_each(|&(leaf, steps)| amounts[leaf.0 as usize] = steps);
    let belongings = problem.belongings_of(figures)?;
    let components = problem.components(tier);
    let component = components.of_cell[leaves.first()?.0.0 as usize];
    give_rests_what_they_lack(problem, belongings, |cell| components.of_cell[cell.0 as usize] == component, &mut amounts)?;
    for (index, expansion) in problem.leaves.of.iter().enumerate() {
        let cell = CellId(index as u32);
        if components.of_cell[index] == component && problem.is_amount(cell) && *expansion != [(cell, 1)] {
            let sum = sum(expansion, &amounts)?;
            if sum < 0 && !problem.is_signed(cell) {
                return None;
            }
            amounts[index] = sum;
        }
    }
    let ties = belongings.ties.iter().map(|&tie| &problem.leaves.ties[tie].1);
    let holds = ties.into_iter().all(|tie| sum(tie, &amounts) == Some(0)) && fits_on_grid(problem, tier, figures, &amounts);
    holds.then_some(amounts)
}

fn give_rests_what_they_lack(
    problem: &Problem,
    belongings: &Belongings,
    is_ours: impl Fn(CellId) -> bool,
    amounts: &mut [i128],
) -> Option<()> {
    for _ in 0..PASSES {
        let mut is_lacking = false;
        for &rest in belongings.differences.iter().filter(|cell| is_ours(**cell)) {
            let expansion = &problem.leaves.of[rest.0 as usize];
            let left = sum(expansion, amounts)?;
            let is_rounded_off = left < 0 && left >= -ROUNDED_OFF * expansion.len() as i128;
            if let Some((whole, _)) = expansion.iter().find(|(_, times)| *times == 1).filter(|_| is_rounded_off) {
                amounts[whole.0 as usize] -= left;
                is_lacking = true;
            }
        }
        if !is_lacking {
            break;
        }
    }
    Some(())
}

fn sum(of: &[(CellId, i64)], amounts: &[i128]) -> Option<i128> {
    of.iter().try_fold(0i128, |sum, (leaf, times)| sum.checked_add(amounts[leaf.0 as usize].checked_mul(i128::from(*times))?))
}
