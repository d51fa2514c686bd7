//! The whole network, component by component: whether it stands as meant, or as allowed, or nowhere, and why not.
//!
//! Narrowing goes first, over everything at once. A component that it leaves in peace is tried further; one in which something
//! crosses is tried as allowed, and its conflicts are listed on the tier where they clash.

use super::conflict::conflicts;
use super::narrow::{Narrowing, Outcome};
use super::problem::{Problem, Tier};
use super::trial::{self, Fit, Trial, behind, revises, tried_further};
use crate::network::IdentityId;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

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
    /// Numbers that fit on the tier where it stands; as is usual, for all components that norms tie to it as well.
    pub fit: Option<Rc<Fit>>,
    /// Its conflicts: as allowed first.
    pub conflicts: Vec<Conflict>,
}

/// The network, solved.
pub struct Solution<'a> {
    /// What was solved.
    pub problem: &'a Problem<'a>,
    /// Components that have figures, by number; norms tie nothing together here.
    pub components: BTreeMap<u32, Solved>,
    /// What breaks no more than norms.
    pub unusual: Vec<Conflict>,
    /// Whether all that breaks norms was found out, as far as that was looked for.
    pub is_usual_settled: bool,
    narrowings: [Option<Narrowing<'a>>; 3],
}

/// Figures that clash, and identities that may show it.
type Clash = (Vec<u32>, Vec<IdentityId>);

type Lost = BTreeMap<u32, Clash>;

/// Narrows all components of a choice at once; those in which something crosses are given up, with what is behind it.
fn narrow_all<'a>(problem: &'a Problem<'a>, tier: Tier, chosen: impl Fn(u32) -> bool) -> (Narrowing<'a>, Lost) {
    let mut narrowing = problem.narrowing(tier);
    let mut lost = Lost::new();
    let components = problem.components(tier);
    let component = |cell: u32| components.of_cell[cell as usize];
    for (number, members) in components.spoken_of().filter(|(number, _)| chosen(*number)) {
        for figure in members {
            narrowing.hear(problem, tier, std::slice::from_ref(figure));
            if let Some(cell) = narrowing.crossed() {
                lost.insert(number, behind(&narrowing, cell));
                narrowing.abandon(|cell| component(cell) == number);
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
pub fn solve<'a>(problem: &'a Problem<'a>) -> Solution<'a> {
    let mut descent = Descent::new(problem, true);
    let [unusual, lost, mut lost_as_allowed] = descent.go_down(problem.first_tier());
    for (number, first) in lost {
        let members = problem.members(Tier::Meant, number);
        let solved = descent.solution.components.entry(number).or_insert_with(Solved::nowhere);
        let mut known = Vec::new();
        if let Some(clash) = lost_as_allowed.remove(&number) {
            let found = conflicts(problem, Tier::Allowed, members, Some(clash.clone()), &[]);
            let found = solved.keep(found, clash);
            known = found.iter().map(|(figures, _)| figures.clone()).collect();
            solved.conflicts.extend(found.into_iter().map(|(figures, hint)| Conflict { tier: Tier::Allowed, figures, hint }));
        }
        let is_first = known.is_empty();
        let found = conflicts(problem, Tier::Meant, members, is_first.then(|| first.clone()), &known);
        let found = if is_first { solved.keep(found, first) } else { found };
        solved.conflicts.extend(found.into_iter().map(|(figures, hint)| Conflict { tier: Tier::Meant, figures, hint }));
    }
    for (number, first) in unusual {
        descent.list_unusual(number, first);
    }
    descent.solution
}

/// Finds the tier on which each component stands, from a tier downwards, without listing conflicts; components too large for a
/// linear program are narrowed only.
pub fn settle<'a>(problem: &'a Problem<'a>, from: Tier) -> Solution<'a> {
    let mut descent = Descent::new(problem, false);
    descent.go_down(from.max(problem.first_tier()));
    descent.solution
}

/// Going down the tiers.
struct Descent<'a> {
    solution: Solution<'a>,
    thoroughly: bool,
}

impl<'a> Descent<'a> {
    fn new(problem: &'a Problem<'a>, thoroughly: bool) -> Descent<'a> {
        let narrowings = [None, None, None];
        let solution = Solution { problem, components: BTreeMap::new(), unusual: Vec::new(), is_usual_settled: true, narrowings };
        Descent { solution, thoroughly }
    }

    /// Tries all components from a tier downwards; what clashes on each of the three.
    fn go_down(&mut self, from: Tier) -> [Lost; 3] {
        let problem = self.solution.problem;
        let mut lost = [Lost::new(), Lost::new(), Lost::new()];
        let mut open: BTreeSet<u32> = problem.components(Tier::Meant).spoken_of().map(|(number, _)| number).collect();
        if from == Tier::Usual {
            lost[0] = self.stand_on(Tier::Usual, &|_| true);
            let wide = problem.components(Tier::Usual);
            let is_lost = |number: &u32| {
                let cell = problem.members(Tier::Meant, *number).first().and_then(|&figure| problem.cell(figure));
                cell.is_some_and(|cell| lost[0].contains_key(&wide.of_cell[cell.0 as usize]))
            };
            open.retain(is_lost);
        }
        if from <= Tier::Meant && !open.is_empty() {
            lost[1] = self.stand_on(Tier::Meant, &|number| open.contains(&number));
            open.retain(|number| lost[1].contains_key(number));
        }
        if !open.is_empty() {
            lost[2] = self.stand_on(Tier::Allowed, &|number| open.contains(&number));
            open.retain(|number| lost[2].contains_key(number));
        }
        if !self.thoroughly {
            self.solution.components.extend(open.into_iter().map(|number| (number, Solved::nowhere())));
        }
        lost
    }

    /// Narrows the components of a choice on a tier and tries those that stay quiet; gives back those that clash.
    fn stand_on(&mut self, tier: Tier, chosen: &dyn Fn(u32) -> bool) -> Lost {
        let problem = self.solution.problem;
        let (narrowing, mut lost) = narrow_all(problem, tier, chosen);
        for (number, members) in problem.components(tier).spoken_of() {
            if lost.contains_key(&number) || !chosen(number) {
                continue;
            }
            let small = members.len() <= trial::SMALL;
            let (proved, fit) = match (small || self.thoroughly).then(|| tried_further(problem, tier, members, &narrowing)) {
                Some(Trial::Stands(fit)) => (true, Some(Rc::new(fit))),
                Some(Trial::Clash(figures, hint)) => {
                    lost.insert(number, (figures, hint));
                    continue;
                }
                // What was not tried, or not decided, is not proved.
                Some(Trial::Undecided) | None => (false, None),
            };
            let cells = members.iter().filter_map(|&member| problem.cell(member));
            for component in cells.map(|cell| problem.component(cell)).collect::<BTreeSet<u32>>() {
                let fit = fit.clone();
                self.solution.components.insert(component, Solved { stands: Some(tier), proved, fit, conflicts: Vec::new() });
            }
        }
        self.solution.narrowings[tier as usize] = Some(narrowing);
        lost
    }

    /// Lists what breaks norms in a component of the usual tier, beyond what clashes without them.
    fn list_unusual(&mut self, number: u32, first: Clash) {
        let problem = self.solution.problem;
        let members = &problem.components(Tier::Usual).members[number as usize];
        let is_norm = |member: &u32| problem.norm(*member).is_some();
        if !members.iter().any(is_norm) {
            return;
        }
        let cells = members.iter().filter(|member| !is_norm(member)).filter_map(|&member| problem.cell(member));
        let within: BTreeSet<u32> = cells.map(|cell| problem.component(cell)).collect();
        let solved = within.iter().filter_map(|component| self.solution.components.get(component));
        let known: Vec<Vec<u32>> = solved.flat_map(|solved| &solved.conflicts).map(|conflict| conflict.figures.clone()).collect();
        let first = known.is_empty().then_some(first);
        let found = conflicts(problem, Tier::Usual, members, first.clone(), &known);
        let found = match first {
            // A clash that was seen is told though no smallest set was found in it.
            Some(seen) if found.is_empty() => {
                self.solution.is_usual_settled = false;
                vec![seen]
            }
            _ => found,
        };
        // What clashes without a norm is listed on its own tier already.
        let unusual = found.into_iter().filter(|(figures, _)| figures.iter().any(is_norm));
        self.solution.unusual.extend(unusual.map(|(figures, hint)| Conflict { tier: Tier::Usual, figures, hint }));
    }
}

impl Solved {
    /// What was listed or, where a clash was seen and no smallest set found in it within the effort, what was seen.
    fn keep(&mut self, found: Vec<Clash>, seen: Clash) -> Vec<Clash> {
        if !found.is_empty() {
            return found;
        }
        self.proved = false;
        vec![seen]
    }

    fn nowhere() -> Solved {
        Solved { stands: None, proved: true, fit: None, conflicts: Vec::new() }
    }
}

impl<'a> Solution<'a> {
    /// The bounds that narrowing found on a tier; `None` where that tier was not narrowed.
    pub fn narrowing(&self, tier: Tier) -> Option<&Narrowing<'a>> {
        self.narrowings[tier as usize].as_ref()
    }
}
