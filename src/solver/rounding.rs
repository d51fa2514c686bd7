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

use super::problem::{Problem, Tier};
use super::witness::fits_on_grid;
use crate::network::CellId;

/// How often rests are looked through: what one whole was given, the rest of a larger whole lacks then (the Union, Europe, all
/// other countries, the world).
const PASSES: usize = 10;
/// How many grid steps a rest may lack for each leaf of the component, for rounding to have done it.
const ROUNDED_OFF: i128 = 2;

/// The amounts of all cells of a component, by cell, given those of its leaves in grid steps; `None` if these figures, rests and
/// ties do not all hold.
pub fn amounts_of(problem: &Problem, tier: Tier, figures: &[u32], leaves: &[(CellId, i128)]) -> Option<Vec<i128>> {
    let mut amounts = vec![0i128; problem.network.cells.len()];
    leaves.iter().for_each(|&(leaf, steps)| amounts[leaf.0 as usize] = steps);
    let belongings = problem.belongings_of(figures)?;
    let components = problem.components(tier);
    let component = components.of_cell[leaves.first()?.0.0 as usize];
    let rests = belongings.differences.iter().filter(|cell| components.of_cell[cell.0 as usize] == component);
    let rests: Vec<&[(CellId, i64)]> = rests.map(|cell| &problem.leaves.of[cell.0 as usize][..]).collect();
    give_rests_what_they_lack(&rests, ROUNDED_OFF * leaves.len() as i128, &mut amounts)?;
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
    let mut ties = belongings.ties.iter().map(|&tie| &problem.leaves.ties[tie].1);
    let holds = ties.all(|tie| sum(tie, &amounts) == Some(0)) && fits_on_grid(problem, tier, figures, &amounts);
    holds.then_some(amounts)
}

/// Gives the first whole of each rest what the rest lacks, if rounding may have taken it; `None` beyond the grid.
fn give_rests_what_they_lack(rests: &[&[(CellId, i64)]], most: i128, amounts: &mut [i128]) -> Option<()> {
    for _ in 0..PASSES {
        let mut is_lacking = false;
        for rest in rests {
            let left = sum(rest, amounts)?;
            if left < 0
                && left >= -most
                && let Some((whole, _)) = rest.iter().find(|(_, times)| *times == 1)
            {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounding_took_is_given_back_up_to_the_world() {
        let [world, union, one, two] = [0, 1, 2, 3].map(CellId);
        let rests: [&[(CellId, i64)]; 2] = [&[(world, 1), (union, -1)], &[(union, 1), (one, -1), (two, -1)]];
        let mut amounts = [20, 20, 11, 11];
        assert_eq!(give_rests_what_they_lack(&rests, 8, &mut amounts), Some(()));
        assert_eq!(amounts, [22, 22, 11, 11]);
    }

    #[test]
    fn what_rounding_cannot_have_taken_is_not_given() {
        let [whole, part] = [0, 1].map(CellId);
        let mut amounts = [20, 30];
        assert_eq!(give_rests_what_they_lack(&[&[(whole, 1), (part, -1)]], 8, &mut amounts), Some(()));
        assert_eq!(amounts, [20, 30]);
    }
}
