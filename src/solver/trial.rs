//! Whether figures of one component can stand together: each means in its turn, from narrowing to a linear program, to sweeping, and
//! from what looks guilty there back to a program of these few.

use super::narrow::{Mover, Narrowing, Outcome};
use super::problem::{Limit, Problem, Tier};
use super::program::Program;
use super::proof::Side;
use super::ray;
use super::rows::{Assumed, Rates, Rows};
use super::simplex::Spent;
use super::slabs::{self, Slabs};
use super::witness::{Example, Misfit, Witness};
use crate::network::{CellId, IdentityId};
use std::collections::BTreeMap;

/// How many revises narrowing may take: so many to begin with, and so many for each identity.
const REVISES: (u64, u64) = (20_000, 60);
/// How much a linear program may take; see [`super::simplex`].
pub const SIMPLEX: u64 = 8_000_000;
/// Components with at most this many figures are solved by a linear program as a whole.
pub const SMALL: usize = 160;
/// Among how many suspects a ray is looked for, more each time.
const SUSPECTS: [usize; 9] = [16, 24, 36, 54, 80, 120, 180, 300, 600];
/// How many coefficients may be looked at in slabs, to find an example and to refute: so many, and so many for each there is.
const FITTING: (u64, u64) = (60_000_000, 500);
const REFUTING: (u64, u64) = (250_000_000, 0);

/// Whether figures of one component can stand together.
pub enum Trial {
    /// They can; here are leaf values, or the amounts in grid steps.
    Stands(Fit),
    /// They cannot: these among them (not yet a smallest set), as these identities may show.
    Clash(Vec<u32>, Vec<IdentityId>),
    /// Neither was found within the effort.
    Undecided,
}

/// Numbers that satisfy everything.
pub enum Fit {
    /// Values of the leaves that matter; all others are zero.
    Leaves(Example),
    /// The amounts of all cells of the component, in grid steps.
    Grid(Vec<i128>),
}

/// The cap on revises for a network.
pub fn revises(problem: &Problem) -> u64 {
    REVISES.0 + REVISES.1 * problem.wiring.wires.len() as u64
}

/// Narrows with these figures alone.
pub fn narrowed<'b>(problem: &'b Problem, tier: Tier, figures: &[u32]) -> (Narrowing<'b>, Outcome) {
    let mut narrowing = problem.narrowing(tier);
    narrowing.hear(problem, tier, figures);
    let outcome = narrowing.run(revises(problem));
    (narrowing, outcome)
}

/// The figures and identities behind a clash that narrowing found.
pub fn behind(narrowing: &Narrowing, cell: CellId) -> (Vec<u32>, Vec<IdentityId>) {
    behind_edges(narrowing, &[(cell, Side::Low), (cell, Side::High)])
}

/// The figures and identities behind some edges.
pub fn behind_edges(narrowing: &Narrowing, edges: &[(CellId, Side)]) -> (Vec<u32>, Vec<IdentityId>) {
    let (mut figures, mut identities) = (Vec::new(), Vec::new());
    for index in narrowing.slice(edges) {
        match narrowing.trail()[index].by {
            Mover::Figure(figure) => figures.push(figure),
            Mover::Identity(id) => identities.push(IdentityId(id)),
        }
    }
    figures.sort_unstable();
    figures.dedup();
    identities.sort_unstable();
    identities.dedup();
    (figures, identities)
}

/// Tries figures of one component from the beginning.
pub fn tried(problem: &Problem, tier: Tier, figures: &[u32]) -> Trial {
    let (narrowing, outcome) = narrowed(problem, tier, figures);
    match outcome {
        Outcome::Clash(cell) => {
            let (figures, identities) = behind(&narrowing, cell);
            Trial::Clash(figures, identities)
        }
        Outcome::Quiet | Outcome::Spent => tried_further(problem, tier, figures, &narrowing),
    }
}

/// Tries figures of one component in which narrowing found no clash.
pub fn tried_further(problem: &Problem, tier: Tier, figures: &[u32], narrowing: &Narrowing) -> Trial {
    if let Some((pair, _)) = crossing(problem, tier, figures) {
        return Trial::Clash(pair, Vec::new());
    }
    if figures.len() <= SMALL
        && let Ok(trial) = solved(problem, tier, figures)
    {
        return trial;
    }
    let Some(mut slabs) = Slabs::new(problem, tier, figures, narrowing, narrowing, FITTING) else { return Trial::Undecided };
    let at = match slabs.run(None) {
        slabs::Outcome::Fits(amounts) => return Trial::Stands(Fit::Grid(amounts)),
        slabs::Outcome::Suspects(_, at) => at,
    };
    // To refute, only what figures say counts: what narrowing made of it would hide who said it.
    let none = vec![false; problem.wiring.wires.len()];
    let mut said = Narrowing::new(&problem.wiring, &none, problem.given(tier));
    said.hear(problem, tier, figures);
    let Some(mut slabs) = Slabs::new(problem, tier, figures, narrowing, &said, REFUTING) else { return Trial::Undecided };
    let suspects = match slabs.run(Some(at)) {
        slabs::Outcome::Fits(amounts) => return Trial::Stands(Fit::Grid(amounts)),
        slabs::Outcome::Suspects(suspects, _) => suspects,
    };
    for count in SUSPECTS {
        let few = &suspects[..suspects.len().min(count)];
        if let Some(few) = ray::suspects(problem, tier, few)
            && let Ok(Trial::Clash(figures, identities)) = solved(problem, tier, &few)
        {
            return Trial::Clash(figures, identities);
        }
        if few.len() == suspects.len() {
            break;
        }
    }
    Trial::Undecided
}

/// Tries figures by their linear program.
pub(super) fn solved(problem: &Problem, tier: Tier, figures: &[u32]) -> Result<Trial, Spent> {
    let mut program = Program::of(problem, tier, figures, &[], SIMPLEX)?;
    match program.settle()? {
        Err(exclusion) => Ok(Trial::Clash(exclusion.figures.into_iter().collect(), Vec::new())),
        Ok(()) => {
            let example = program.example();
            match Witness::of(problem, tier, figures, example.clone()) {
                Ok(_) => Ok(Trial::Stands(Fit::Leaves(example))),
                Err(Misfit::Tangle) => Ok(at_one_rate(problem, tier, figures).map_or(Trial::Undecided, Trial::Stands)),
                Err(Misfit::Figure(_)) => Ok(Trial::Undecided),
            }
        }
    }
}

/// Numbers that fit with every stated rate at one point, where those with rates that each flow took for itself do not.
fn at_one_rate(problem: &Problem, tier: Tier, figures: &[u32]) -> Option<Fit> {
    let found = [Rates::Middle, Rates::At(Side::Low), Rates::At(Side::High)].into_iter().find_map(|rates| {
        let assumed = Assumed { sign: &|_| std::cmp::Ordering::Equal, rates };
        let rows = Rows::assuming(problem, tier, figures, &[], &assumed);
        let mut program = Program::over(problem, rows, SIMPLEX).ok()?;
        program.settle().ok()?.ok()?;
        Some(program.example()).filter(|example| Witness::of(problem, tier, figures, example.clone()).is_ok())
    });
    found.map(Fit::Leaves)
}

/// The two tightest ends of a cell, each with the figure that says so, if it is a figure.
type Ends = [Option<(Limit, Option<u32>)>; 2];

/// Two figures (or one) that leave nothing of one cell, and the cell.
pub(super) fn crossing(problem: &Problem, tier: Tier, figures: &[u32]) -> Option<(Vec<u32>, CellId)> {
    let mut ends: BTreeMap<CellId, Ends> = BTreeMap::new();
    for (figure, cell) in problem.spoken(figures) {
        let slot = ends.entry(cell).or_insert_with(|| {
            [Side::Low, Side::High].map(|side| problem.given_exactly(tier, cell, side).map(|limit| (limit, None)))
        });
        for (side, slot) in [Side::Low, Side::High].into_iter().zip(slot.iter_mut()) {
            let Some(said) = problem.said_exactly(tier, figure, side) else { continue };
            if slot.as_ref().is_none_or(|(known, _)| is_tighter(&said, known, side)) {
                *slot = Some((said, Some(figure)));
            }
        }
    }
    // A figure that says what cannot be needs no other.
    let impossible = |&(figure, cell): &(u32, CellId)| {
        let crosses =
            |side: Side| match (problem.said_exactly(tier, figure, side), problem.given_exactly(tier, cell, side.other())) {
                (Some(said), Some(given)) => {
                    (said.0 == given.0 && (said.1 || given.1)) || ((said.0 > given.0) == (side == Side::Low) && said.0 != given.0)
                }
                _ => false,
            };
        crosses(Side::Low) || crosses(Side::High)
    };
    if let Some((figure, cell)) = problem.spoken(figures).find(impossible) {
        return Some((vec![figure], cell));
    }
    let crossed = |[low, high]: &Ends| match (low, high) {
        (Some((low, _)), Some((high, _))) => low.0 > high.0 || (low.0 == high.0 && (low.1 || high.1)),
        _ => false,
    };
    let (&cell, ends) = ends.iter().find(|(_, ends)| crossed(ends))?;
    let mut pair: Vec<u32> = ends.iter().flatten().filter_map(|(_, figure)| *figure).collect();
    pair.sort_unstable();
    pair.dedup();
    Some((pair, cell))
}

fn is_tighter(a: &Limit, b: &Limit, side: Side) -> bool {
    match side {
        Side::Low => a.0 > b.0 || (a.0 == b.0 && a.1 && !b.1),
        Side::High => a.0 < b.0 || (a.0 == b.0 && a.1 && !b.1),
    }
}
