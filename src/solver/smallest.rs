//! From figures that clash to a smallest set of them: in a linear program every figure is suspended in turn, and what stays
//! infeasible without it loses it for good; what is not in programs is left out and narrowed.

use super::narrow::Outcome;
use super::problem::{Problem, Tier};
use super::program::Program;
use super::simplex::Spent;
use super::trial::{SIMPLEX, Trial, behind, crossing, narrowed, solved};

/// A smallest set of figures among those that clash; `None` when what clashes could not be shown again within the effort.
pub fn smallest(problem: &Problem, tier: Tier, figures: &[u32]) -> Option<Vec<u32>> {
    if let Some((pair, _)) = crossing(problem, tier, figures) {
        // One of the two may be at odds with what holds whoever speaks.
        let alone = pair.iter().find(|figure| clashes(problem, tier, &[**figure]).is_some());
        return Some(alone.map_or(pair.clone(), |&figure| vec![figure]));
    }
    // On trees narrowing says all, but for a hair's breadth that its rounding outward hides: the program sees that.
    let on_a_tree = if problem.is_tree(tier, figures) { still_clash(problem, tier, figures) } else { None };
    let by_program = if on_a_tree.is_some() { None } else { shrunk_by_program(problem, tier, figures).ok().flatten() };
    // Rates that several levels share and points between shares are not in the program: narrowing has the last word there.
    let start = by_program.clone().or(on_a_tree).or_else(|| still_clash(problem, tier, figures))?;
    if by_program.is_some() && start.iter().all(|&figure| is_in_programs(problem, figure)) {
        return Some(start);
    }
    let mut needed = start;
    let mut position = 0;
    while position < needed.len() {
        let without: Vec<u32> = needed.iter().copied().filter(|figure| *figure != needed[position]).collect();
        match clashes(problem, tier, &without) {
            // What came before is in it: it was needed by a larger set.
            Some(fewer) => {
                position = needed[..position].iter().filter(|figure| fewer.contains(figure)).count();
                needed = fewer;
            }
            None => position += 1,
        }
    }
    Some(needed)
}

/// The figures behind a clash of these, as far as one is found without sweeping.
fn clashes(problem: &Problem, tier: Tier, figures: &[u32]) -> Option<Vec<u32>> {
    let pair = crossing(problem, tier, figures).map(|(pair, _)| pair);
    pair.or_else(|| still_clash(problem, tier, figures)).or_else(|| match problem.is_tree(tier, figures) {
        true => None,
        false => match solved(problem, tier, figures) {
            Ok(Trial::Clash(figures, _)) => Some(figures),
            _ => None,
        },
    })
}

fn is_in_programs(problem: &Problem, figure: u32) -> bool {
    problem.cell(figure).is_some_and(|cell| {
        problem.is_amount(cell)
            || problem.defining_product(cell).is_some_and(|(id, _, base, _)| {
                !problem.is_signed(base) && problem.wiring.identities(cell).iter().all(|other| *other == id.0)
            })
    })
}

fn still_clash(problem: &Problem, tier: Tier, figures: &[u32]) -> Option<Vec<u32>> {
    let (narrowing, outcome) = narrowed(problem, tier, figures);
    match outcome {
        Outcome::Clash(cell) => Some(behind(&narrowing, cell).0),
        Outcome::Quiet | Outcome::Spent => None,
    }
}

/// A smallest set by suspending each figure of the linear program in turn; `None` when the program does not show the clash.
fn shrunk_by_program(problem: &Problem, tier: Tier, figures: &[u32]) -> Result<Option<Vec<u32>>, Spent> {
    let mut program = Program::of(problem, tier, figures, &[], SIMPLEX)?;
    let mut needed: Vec<u32> = match program.settle()? {
        Ok(()) => return Ok(None),
        Err(exclusion) => exclusion.figures.into_iter().collect(),
    };
    figures.iter().filter(|figure| !needed.contains(figure)).for_each(|&figure| program.suspend(figure, true));
    let mut position = 0;
    while position < needed.len() {
        let figure = needed[position];
        program.suspend(figure, true);
        match program.settle()? {
            Ok(()) => {
                program.suspend(figure, false);
                position += 1;
            }
            Err(exclusion) => {
                let fewer: Vec<u32> = exclusion.figures.into_iter().collect();
                needed.iter().filter(|figure| !fewer.contains(figure)).for_each(|&figure| program.suspend(figure, true));
                needed = fewer;
            }
        }
    }
    Ok(Some(needed))
}
