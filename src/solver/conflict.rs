//! All smallest sets that it takes to know what is wrong with a component.
//!
//! A clash is first seen by narrowing, by a linear program or by sweeping ([`trial`](super::trial)); each names some figures, of which
//! [`smallest`](super::smallest) keeps those that clash by themselves. More clashes are found by leaving out a smallest set that hits
//! all known ones and trying the rest again, until the rest stands.

use super::hitting::smallest_hitting_set;
use super::narrow::Outcome;
use super::problem::{Problem, Tier};
use super::program::Program;
use super::simplex::Spent;
use super::smallest::smallest;
use super::trial::{SMALL, Trial, behind, narrowed, tried_further};
use crate::network::IdentityId;
use std::collections::HashSet;

/// The same for the program that goes on through one component's list of conflicts.
const LISTING: u64 = 8_000_000;
/// How many findings of one component are listed beyond those that it takes to make it stand.
const LISTED: usize = 20;
/// How many times a component is tried again for one list.
const TRIES: usize = 120;
/// How many of these tries may go beyond narrowing in a component that is too large for a linear program.
const HARD_TRIES: usize = 1;
/// How many branches the search for a smallest hitting set may take.
const BRANCHES: u64 = 10_000;

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
