//! Which few cannot stand together: from "these cannot" to a smallest set, and from one smallest set to all that it takes.
//!
//! A clash is first seen by narrowing, by a linear program or by sweeping; each names some figures. These few are a linear
//! program of their own, in which every figure is suspended in turn: what stays infeasible without it loses it for good. More
//! clashes are found by leaving out a smallest set that hits all known ones and trying the rest again, until the rest stands.

use super::hitting::smallest_hitting_set;
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
use std::collections::{BTreeMap, HashSet};

/// How many revises narrowing may take: so many to begin with, and so many for each identity.
const REVISES: (u64, u64) = (20_000, 60);
/// How much a linear program may take; see [`super::simplex`].
pub const SIMPLEX: u64 = 8_000_000;
/// The same for the program that goes on through one component's list of conflicts.
const LISTING: u64 = 8_000_000;
/// Components with at most this many figures are solved by a linear program as a whole.
pub const SMALL: usize = 160;
/// Among how many suspects a ray is looked for, more each time.
const SUSPECTS: [usize; 9] = [16, 24, 36, 54, 80, 120, 180, 300, 600];
/// How many coefficients may be looked at in slabs, to find an example and to refute: so many, and so many for each there is.
const FITTING: (u64, u64) = (60_000_000, 500);
const REFUTING: (u64, u64) = (250_000_000, 0);
/// How many findings of one component are listed beyond those that it takes to make it stand.
const LISTED: usize = 20;
/// How many times a component is tried again for one list.
const TRIES: usize = 120;
/// How many of these tries may go beyond narrowing in a component that is too large for a linear program.
const HARD_TRIES: usize = 1;
/// How many branches the search for a smallest hitting set may take.
const BRANCHES: u64 = 10_000;

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
fn solved(problem: &Problem, tier: Tier, figures: &[u32]) -> Result<Trial, Spent> {
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
fn crossing(problem: &Problem, tier: Tier, figures: &[u32]) -> Option<(Vec<u32>, CellId)> {
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

/// What a component's program says without some of its figures; it goes on from where it was. Whether what stands has an
/// example is not asked here.
fn solved_without(program: &mut Option<Program>, out: &[u32]) -> Trial {
    let Some(going_on) = program.as_mut() else { return Trial::Undecided };
    going_on.suspend_only(out);
    match going_on.settle() {
        Ok(Ok(())) => Trial::Undecided,
        Ok(Err(exclusion)) => Trial::Clash(exclusion.figures.into_iter().collect(), Vec::new()),
        Err(Spent) => {
            *program = None;
            Trial::Undecided
        }
    }
}

/// Lists smallest sets of figures that clash: enough of them that without a smallest set hitting all of them the rest stands, then
/// on to 20; each with identities that may show it. `known` are listed already.
pub fn conflicts(
    problem: &Problem,
    tier: Tier,
    members: &[u32],
    first: Option<(Vec<u32>, Vec<IdentityId>)>,
    known: &[Vec<u32>],
) -> Vec<(Vec<u32>, Vec<IdentityId>)> {
    let mut listed = Vec::new();
    let mut found: Vec<Vec<u32>> = known.to_vec();
    let mut candidate = first;
    let mut tries = 0;
    // Conflicts that share no figure come first: each clash seen takes all its figures out of the next look.
    let mut out: HashSet<u32> = known.iter().flatten().copied().collect();
    loop {
        if candidate.is_none() {
            let rest: Vec<u32> = members.iter().copied().filter(|figure| !out.contains(figure)).collect();
            let (narrowing, outcome) = narrowed(problem, tier, &rest);
            if let Outcome::Clash(cell) = outcome {
                candidate = Some(behind(&narrowing, cell));
            }
        }
        let Some((figures, hint)) = candidate.take() else { break };
        let Some(conflict) = smallest(problem, tier, &figures) else {
            out.extend(figures);
            continue;
        };
        out.extend(&conflict);
        found.push(conflict.clone());
        listed.push((conflict, hint));
    }
    let mut standing: Vec<Vec<u32>> = Vec::new();
    let (mut stood, mut hard) = (false, 0);
    let mut program = None;
    if members.len() <= SMALL && !problem.is_tree(tier, members) {
        program = Program::of(problem, tier, members, &[], LISTING).ok();
    }
    // A smallest set that is all there is leaves no other.
    let is_all = found.iter().any(|conflict| conflict.len() == members.len());
    while !is_all && tries < TRIES && !(stood && found.len() >= LISTED) {
        tries += 1;
        let Some(out) = smallest_hitting_set(&found, &standing, BRANCHES) else { break };
        let rest: Vec<u32> = members.iter().copied().filter(|figure| !out.contains(figure)).collect();
        let (narrowing, outcome) = narrowed(problem, tier, &rest);
        let trial = match outcome {
            Outcome::Clash(cell) => {
                let (figures, identities) = behind(&narrowing, cell);
                Trial::Clash(figures, identities)
            }
            Outcome::Quiet | Outcome::Spent if members.len() <= SMALL => solved_without(&mut program, &out),
            Outcome::Quiet | Outcome::Spent if rest.len() <= SMALL || hard < HARD_TRIES => {
                hard += usize::from(rest.len() > SMALL);
                tried_further(problem, tier, &rest, &narrowing)
            }
            Outcome::Quiet | Outcome::Spent => break,
        };
        match trial {
            Trial::Clash(figures, hint) => match smallest(problem, tier, &figures) {
                Some(conflict) if !found.contains(&conflict) => {
                    found.push(conflict.clone());
                    listed.push((conflict, hint));
                }
                _ => standing.push(out),
            },
            Trial::Stands(_) | Trial::Undecided => {
                stood = true;
                standing.push(out);
            }
        }
    }
    listed
}
