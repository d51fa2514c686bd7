//! The whole network, component by component: whether it stands as meant, or as allowed, or nowhere, and why not.
//!
//! Narrowing goes first, over everything at once. A component that it leaves in peace is tried further; one in which something
//! crosses is tried as allowed, and its conflicts are listed on the tier where they clash.

use super::conflict::{Fit, Trial, behind, conflicts, revises, tried_further};
use super::narrow::{Narrowing, Outcome};
use super::problem::{Problem, Tier};
use crate::network::IdentityId;
use std::collections::BTreeMap;

/// A smallest set of figures that cannot stand together on a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The tier.
    pub tier: Tier,
    /// The figures (indices), ascending.
    pub figures: Vec<u32>,
    /// Identities that may show it.
    pub hint: Vec<IdentityId>,
}

/// One component, solved.
pub struct Solved {
    /// The most demanding tier on which it stands, as far as is known.
    pub stands: Option<Tier>,
    /// Whether its place is proved: by an example on the tier where it stands, or by a conflict as allowed.
    pub proved: bool,
    /// Numbers that fit on the tier where it stands.
    pub fit: Option<Fit>,
    /// Its conflicts: as allowed first.
    pub conflicts: Vec<Conflict>,
}

/// The network, solved.
pub struct Solution<'a> {
    /// What was solved.
    pub problem: &'a Problem<'a>,
    /// Components that have figures, by number.
    pub components: BTreeMap<u32, Solved>,
    meant: Option<Narrowing<'a>>,
    allowed: Option<Narrowing<'a>>,
}

type Lost = BTreeMap<u32, (Vec<u32>, Vec<IdentityId>)>;

/// Narrows all components of a choice at once; those in which something crosses are given up, with what is behind it.
fn narrow_all<'a>(
    problem: &'a Problem<'a>,
    tier: Tier,
    active: &'a [bool],
    chosen: impl Fn(u32) -> bool,
) -> (Narrowing<'a>, Lost) {
    let mut narrowing = Narrowing::new(&problem.wiring, active, problem.given(tier));
    let mut lost = Lost::new();
    let component = |cell: u32| problem.component[cell as usize];
    for (number, members) in problem.members.iter().enumerate().filter(|(number, _)| chosen(*number as u32)) {
        for figure in members {
            narrowing.hear(problem, tier, std::slice::from_ref(figure));
            if let Some(cell) = narrowing.crossed() {
                lost.insert(number as u32, behind(&narrowing, cell));
                narrowing.abandon(|cell| component(cell) == number as u32);
                break;
            }
        }
    }
    while let Outcome::Clash(cell) = narrowing.run(revises(problem)) {
        let number = component(cell.0);
        lost.insert(number, behind(&narrowing, cell));
        narrowing.abandon(|cell| component(cell) == number);
    }
    (narrowing, lost)
}

/// Solves a network thoroughly: an example or a conflict is sought for every component, and conflicts are listed.
pub fn solve<'a>(problem: &'a Problem<'a>, active: &'a [bool]) -> Solution<'a> {
    let mut descent = Descent::new(problem, active, true);
    let lost = descent.stand_on(Tier::Meant, &|_| true);
    if lost.is_empty() {
        return descent.solution;
    }
    let mut lost_as_allowed = descent.stand_on(Tier::Allowed, &|number| lost.contains_key(&number));
    for (number, first) in lost {
        let members = &problem.members[number as usize];
        let solved = descent.solution.components.entry(number).or_insert_with(Solved::nowhere);
        let mut known = Vec::new();
        if let Some(clash) = lost_as_allowed.remove(&number) {
            let found = conflicts(problem, Tier::Allowed, members, active, Some(clash), &[]);
            solved.proved = !found.is_empty();
            known = found.iter().map(|(figures, _)| figures.clone()).collect();
            solved.conflicts.extend(found.into_iter().map(|(figures, hint)| Conflict { tier: Tier::Allowed, figures, hint }));
        }
        let first = known.is_empty().then_some(first);
        let found = conflicts(problem, Tier::Meant, members, active, first, &known);
        solved.conflicts.extend(found.into_iter().map(|(figures, hint)| Conflict { tier: Tier::Meant, figures, hint }));
    }
    descent.solution
}

/// Finds the tier on which each component stands, from a tier downwards, without listing conflicts; components too large for a
/// linear program are narrowed only.
pub fn settle<'a>(problem: &'a Problem<'a>, active: &'a [bool], from: Tier) -> Solution<'a> {
    let mut descent = Descent::new(problem, active, false);
    let mut lost = descent.stand_on(from, &|_| true);
    if from == Tier::Meant && !lost.is_empty() {
        lost = descent.stand_on(Tier::Allowed, &|number| lost.contains_key(&number));
    }
    descent.solution.components.extend(lost.into_keys().map(|number| (number, Solved::nowhere())));
    descent.solution
}

/// Going down the tiers.
struct Descent<'a> {
    solution: Solution<'a>,
    active: &'a [bool],
    thoroughly: bool,
}

impl<'a> Descent<'a> {
    fn new(problem: &'a Problem<'a>, active: &'a [bool], thoroughly: bool) -> Descent<'a> {
        let solution = Solution { problem, components: BTreeMap::new(), meant: None, allowed: None };
        Descent { solution, active, thoroughly }
    }

    /// Narrows the components of a choice on a tier and tries those that stay quiet; gives back those that clash.
    fn stand_on(&mut self, tier: Tier, chosen: &dyn Fn(u32) -> bool) -> Lost {
        let problem = self.solution.problem;
        let (narrowing, mut lost) = narrow_all(problem, tier, self.active, chosen);
        for (number, members) in problem.members.iter().enumerate() {
            let number = number as u32;
            if members.is_empty() || lost.contains_key(&number) || !chosen(number) {
                continue;
            }
            let small = members.len() <= super::conflict::SMALL;
            let (proved, fit) = match (small || self.thoroughly).then(|| tried_further(problem, tier, members, &narrowing)) {
                Some(Trial::Stands(fit)) => (true, Some(fit)),
                Some(Trial::Clash(figures, hint)) => {
                    lost.insert(number, (figures, hint));
                    continue;
                }
                // What was not tried, or not decided, is not proved.
                Some(Trial::Undecided) | None => (false, None),
            };
            self.solution.components.insert(number, Solved { stands: Some(tier), proved, fit, conflicts: Vec::new() });
        }
        match tier {
            Tier::Meant => self.solution.meant = Some(narrowing),
            Tier::Allowed => self.solution.allowed = Some(narrowing),
        }
        lost
    }
}

impl Solved {
    fn nowhere() -> Solved {
        Solved { stands: None, proved: true, fit: None, conflicts: Vec::new() }
    }
}

impl<'a> Solution<'a> {
    /// The bounds that narrowing found on a tier; `None` where that tier was not narrowed.
    pub fn narrowing(&self, tier: Tier) -> Option<&Narrowing<'a>> {
        match tier {
            Tier::Meant => self.meant.as_ref(),
            Tier::Allowed => self.allowed.as_ref(),
        }
    }
}
