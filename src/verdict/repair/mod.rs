//! Repairs: the smallest changes of wording after which everything stands.
//!
//! > Read g22 and avg in USD instead of RUB
//!
//! ```text
//! exports 30, imports 30, turnover 70                              they clash
//! known clashes      {exports, imports, turnover}
//! cheapest choice    exports "30" as "40": two digits are not swapped so; another number, 40
//! tried on all       stands: a repair. Then another number for imports, and for turnover: ties
//! ```
//!
//! A repair is a cheapest set of re-readings (see [`crate::rereading`]) that settles every clash of a component, with its ties and a few
//! dearer ones, found by implicit hitting sets: known clashes are hit as cheaply as can be, the whole component is tried with that,
//! and what clashes then is one clash more. Each try is woven anew where a reading speaks of cells that the network does not have,
//! which is why repairs live beside verdicts and not in the solver.
//!
//! | file | what it answers |
//! |---|---|
//! | `choice` | what can be done about a figure: read it otherwise, give it another number |
//! | `pool` | the clashes and choices known so far, and which choice settles which clash by itself |
//! | `search` | the cheapest sets of choices that settle all known clashes, best first |
//! | `component` | the loop: search, try on all, learn; clusters that no choice joins are searched apart |
//! | `explained` | what another number would have to be, and which slip explains it |
//! | `world` | some figures on their network, read otherwise and tried again; what is left of a silent one |
//! | `outset` | the same by narrowing alone, from where all that clashes is left out: for ties among thousands |
//! | `sight` | which readings are out of the question at a glance |
//! | `freeing` | what frees a tight spot |
//!
//! Where figures clash only as commonly meant, or only with what is usual, they can stand, and nothing but their readings and
//! their periods is tried: nobody's number needs another value then. Where two countries' books alone differ, not even a period.

mod choice;
mod component;
mod explained;
mod freeing;
mod outset;
mod pool;
mod search;
mod sight;
mod world;

use super::{Finding, Verdict};
use crate::exact::Interval;
use crate::figures::{Asked, Figures};
use crate::rereading::{Change, Class, Register, Trust};
use crate::solver::problem::{Problem, Tier};
use crate::solver::solve::Solution;
use crate::solver::trial::{Trial, tried};
use component::Repairing;
pub(super) use freeing::free;
use outset::Outset;
use pool::{Means, Pool};
use std::collections::{BTreeSet, HashMap, HashSet};
use world::{Ground, Kin, World};

/// So many repairs of one component are listed, and ties of the cheapest beyond.
pub const LISTED: usize = 12;
/// So many ties at most.
pub const TIES: usize = 60;
/// Above so many figures ties are only narrowed, and a file that is one component is not woven anew.
const SMALL: usize = 300;
/// How much may be tried of one component: figures heard, all in all.
const EFFORT: usize = 400_000;
/// What a trial takes of it however few figures there are.
const TRIAL: usize = 500;
/// So many sets that do not stand are tried before no further ones are sought.
const MISSES: usize = 40;
/// Above so many clusters in a large component figures are only given other numbers at first.
const FEW: usize = 4;
/// So many clashes, of whatever component, too.
const MANY: usize = 40;
/// So many repairs, of a component of so many figures, are tried for what is usual.
const RANKED: usize = 60;
/// What is woven anew costs so much more.
const WEAVING: usize = 4;
/// So many re-readings are tried to free one tight spot.
const FREEING: usize = 100;
/// Below the tier "as allowed" components of more figures are left as they are.
const UNHURRIED: usize = 160;
/// Of more tight spots than these no re-readings are sought.
const FREED: usize = 12;
/// Files of more figures are looked at component by component.
const WHOLE: usize = 1_000;

/// One thing that a repair does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amendment {
    /// Figures are read otherwise.
    Reread(Change),
    /// A figure would have another number: one in this interval, in its cell's own terms.
    Value {
        /// The figure (index).
        figure: usize,
        /// What it would have to be.
        needed: Interval,
    },
    /// A figure is left out.
    Withdraw {
        /// The figure (index).
        figure: usize,
    },
}

/// A set of changes after which everything stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// In tenths: what its changes cost together.
    pub cost: u32,
    /// The dearest class among its changes.
    pub class: Class,
    /// What it does; each change is needed.
    pub amendments: Vec<Amendment>,
    /// The findings (indices) that it settles.
    pub settles: Vec<usize>,
}

impl Amendment {
    /// The figures (indices) that it changes.
    pub fn figures(&self) -> Vec<usize> {
        match self {
            Amendment::Reread(change) => change.readings.iter().map(|new| new.figure).collect(),
            Amendment::Value { figure, .. } | Amendment::Withdraw { figure } => vec![*figure],
        }
    }

    /// How it explains the figures.
    pub fn class(&self) -> Class {
        match self {
            Amendment::Reread(change) => change.class,
            Amendment::Value { .. } => Class::Slip,
            Amendment::Withdraw { .. } => Class::Withdrawal,
        }
    }
}

/// The figures as a repair reads them: what has another number, or none, is silent.
pub fn repaired(figures: &Figures, repair: &Repair) -> Figures {
    let mut repaired = figures.clone();
    for amendment in &repair.amendments {
        match amendment {
            Amendment::Reread(change) => {
                for new in &change.readings {
                    repaired.figures[new.figure].reading = new.reading.clone();
                }
            }
            Amendment::Value { figure, .. } | Amendment::Withdraw { figure } => {
                if let Some(cell) = repaired.figures[*figure].reading.cell.take() {
                    let place = repaired.figures[*figure].place;
                    repaired.asked.push(Asked { id: String::new(), place, cell });
                }
            }
        }
    }
    repaired
}

/// The repairs of every component in which something clashes, in the order of their findings.
pub(super) fn repairs(solution: &Solution, findings: &[Finding]) -> Vec<Repair> {
    let problem = solution.problem;
    let figures = problem.figures;
    let groups = together(solution, findings);
    if groups.is_empty() {
        return Vec::new();
    }
    let (kin, trust, register) = (Kin::of(figures), Trust::of(figures), Register::of(figures));
    // What clashes elsewhere on a tier would clash still, whatever is done here.
    let clashing_on = |tier: Tier| -> BTreeSet<usize> {
        let clashes_so = |finding: &&Finding| tier != Tier::Allowed || finding.verdict == Verdict::Contradictory;
        findings.iter().filter(clashes_so).flat_map(|finding| &finding.figures).copied().collect()
    };
    let (clashing_as_allowed, clashing_at_all) = (clashing_on(Tier::Allowed), clashing_on(Tier::Usual));
    let mut all = Vec::new();
    for (tier, settled) in groups {
        let clashing = if tier == Tier::Allowed { &clashing_as_allowed } else { &clashing_at_all };
        let clashes: Vec<Vec<usize>> = settled.iter().map(|&index| findings[index].figures.clone()).collect();
        let Some(&first) = clashes.first().and_then(|clash| clash.first()) else { continue };
        let Some(cell) = problem.cell(first as u32) else { continue };
        let members = problem.members(tier, problem.component(cell));
        let members: BTreeSet<usize> =
            members.iter().filter(|&&member| problem.norm(member).is_none()).map(|&member| member as usize).collect();
        if tier != Tier::Allowed && members.len() > UNHURRIED {
            continue;
        }
        let around = around(figures, &members, clashing);
        let norms = problem.network.in_use.as_ref().filter(|_| tier == Tier::Usual);
        // Two countries' books differ more often than not: that is no sign of a slip.
        let speaks_of_slips =
            |finding: &Finding| finding.norms.is_empty() || finding.norms.iter().any(|&norm| problem.network.is_of_months(norm));
        let with_slips = settled.iter().any(|&index| speaks_of_slips(&findings[index]));
        let means = Means { all: figures, register: &register, kin: &kin, trust: &trust, norms, tier, with_slips };
        // Where a file is one large component its network is there already.
        let is_most = members.len() > SMALL && around.len() * 2 > figures.figures.len();
        let ground = if is_most { Ground::all(problem) } else { Ground::of(figures, &around, &kin, norms) };
        let around: BTreeSet<usize> = around.into_iter().collect();
        let plain = Problem::new(&ground.figures, &ground.network);
        let world = World::on(&ground, norms, tier, around.clone());
        let named: BTreeSet<usize> = clashes.iter().flatten().copied().collect();
        let outset = Outset::of(&plain, &ground, tier, &around, &named);
        let pool = Pool::new(means, around, outset.sight());
        let mut found = Repairing {
            pool,
            world,
            outset,
            effort: EFFORT,
            is_large: members.len() > SMALL,
            woven: 0,
            likely: HashSet::new(),
            clashing: named,
        }
        .all(&clashes);
        if members.len() <= RANKED && figures.figures.len() <= WHOLE && found.len() <= RANKED {
            found.sort_by_cached_key(|repair| (repair.cost, stands_on(problem, &members, repair)));
        }
        found.iter_mut().for_each(|repair| repair.settles.clone_from(&settled));
        all.extend(found);
    }
    all
}

/// The most demanding tier on which a component stands once it is repaired: of repairs that cost as much as one another those come
/// first after which nothing is unusual.
fn stands_on(problem: &Problem, members: &BTreeSet<usize>, repair: &Repair) -> Tier {
    let figures = repaired(problem.figures, repair);
    let network = problem.network.anew(&figures);
    let anew = Problem::new(&figures, &network);
    let stands = |tier: Tier| {
        let components: BTreeSet<u32> = members
            .iter()
            .filter_map(|&figure| anew.cell(figure as u32))
            .map(|cell| anew.components(tier).of_cell[cell.0 as usize])
            .collect();
        components.iter().all(|&component| {
            let said = &anew.components(tier).members[component as usize];
            !matches!(tried(&anew, tier, said), Trial::Clash(..))
        })
    };
    [anew.first_tier(), Tier::Meant].into_iter().find(|&tier| stands(tier)).unwrap_or(Tier::Allowed)
}

/// Findings (indices) of one component each, with the tier that it is to stand on: as allowed where it is contradictory, else as is
/// usual.
fn together(solution: &Solution, findings: &[Finding]) -> Vec<(Tier, Vec<usize>)> {
    let problem = solution.problem;
    let past = |finding: &Finding| finding.figures.iter().all(|&figure| problem.figures.figures[figure].status.is_of_the_past());
    let component = |index: usize, tier: Tier| {
        let cell = findings[index].figures.first().and_then(|&figure| problem.cell(figure as u32));
        cell.map(|cell| problem.components(tier).of_cell[cell.0 as usize])
    };
    let grouped = |chosen: &mut dyn Iterator<Item = usize>, tier: Tier| {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut known: HashMap<Option<u32>, usize> = HashMap::new();
        for index in chosen {
            let place = *known.entry(component(index, tier)).or_insert(groups.len());
            if place == groups.len() {
                groups.push(Vec::new());
            }
            groups[place].push(index);
        }
        groups
    };
    let first = problem.first_tier();
    let is_worst = |index: &usize| findings[*index].verdict == Verdict::Contradictory;
    let mut all = Vec::new();
    for indices in grouped(&mut (0..findings.len()).filter(|&index| past(&findings[index])), first) {
        if indices.iter().any(is_worst) {
            let worst = grouped(&mut indices.into_iter().filter(is_worst), Tier::Allowed);
            all.extend(worst.into_iter().map(|indices| (Tier::Allowed, indices)));
        } else {
            all.push((first, indices));
        }
    }
    all
}

/// A component's figures, and what other readings of them may meet: of a file that is not large everything that does not clash
/// elsewhere, else the rates.
fn around(figures: &Figures, members: &BTreeSet<usize>, clashing: &BTreeSet<usize>) -> Vec<usize> {
    let is_small = figures.figures.len() <= WHOLE;
    let meets = |index: usize| {
        let figure = &figures.figures[index];
        let is_rate = figure.reading.cell.as_ref().is_some_and(|cell| cell.aspect == crate::figures::Aspect::Rate);
        figure.status.is_of_the_past() && !clashing.contains(&index) && (is_small || is_rate)
    };
    (0..figures.figures.len()).filter(|&index| members.contains(&index) || meets(index)).collect()
}
