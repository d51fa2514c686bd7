//! Repairs: the smallest changes of wording after which everything stands.
//!
//! > “more than a quarter” (g22) and “20%” (avg) in dollars instead of rubles
//!
//! A repair is a cheapest set of re-readings (see [`crate::rereading`]) that settles every clash of a component, found by implicit
//! hitting sets: known clashes are hit as cheaply as can be, the whole component is tried with that, and what clashes then is one
//! clash more. What shares no figure is searched apart: of twenty wrong figures in a country's table each is put right by itself,
//! and not in a product of all ways. Design's floor 4 names repairs; they live here because a reading may speak of cells that the
//! network does not have, so that each try is woven anew.
//!
//! Where figures clash only as commonly meant, or only with what is usual, they can stand, and nothing but their readings and
//! their periods is tried: nobody's number needs another value then.

mod choice;
mod outset;
mod pool;
mod search;
mod sight;
mod world;

use super::{Finding, Tight, Verdict};
use crate::exact::Interval;
use crate::figures::{Asked, Figures};
use crate::network::ties::Ties;
use crate::rereading::{self, Change, Class, Trust, cost_of_withdrawal};
use crate::solver::conflict::{Trial, tried};
use crate::solver::problem::{Problem, Tier};
use crate::solver::solve::Solution;
use choice::Deed;
use outset::Outset;
use pool::{Clash, Means, Pool};
use search::Search;
use std::collections::{BTreeSet, HashSet};
use world::{Care, Ground, Kin, Outcome, Readings, World};

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
/// In worlds of more figures what a figure would have to be is found by narrowing alone.
const BOUNDED: usize = 24;
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
    let kin = Kin::of(figures);
    let trust = Trust::of(figures);
    let mut all = Vec::new();
    for (tier, settled) in groups {
        // What clashes elsewhere on this tier would clash still, whatever is done here.
        let clashes_so = |finding: &&Finding| tier != Tier::Allowed || finding.verdict == Verdict::Contradictory;
        let clashing = findings.iter().filter(clashes_so).flat_map(|finding| &finding.figures).copied().collect();
        let clashes: Vec<Vec<usize>> = settled.iter().map(|&index| findings[index].figures.clone()).collect();
        let Some(&first) = clashes.first().and_then(|clash| clash.first()) else { continue };
        let Some(cell) = problem.cell(first as u32) else { continue };
        let members = problem.members(tier, problem.component(cell));
        let members: BTreeSet<usize> =
            members.iter().filter(|&&member| problem.norm(member).is_none()).map(|&member| member as usize).collect();
        if tier != Tier::Allowed && members.len() > UNHURRIED {
            continue;
        }
        let around = around(figures, &members, &clashing);
        let norms = problem.network.in_use.as_ref().filter(|_| tier == Tier::Usual);
        let means = Means { all: figures, kin: &kin, trust: &trust, norms, tier };
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

/// Finds the cheapest re-readings that free tight spots: of the figures themselves, or of those that squeeze them, so that all
/// stands and nothing is tight any more.
pub(super) fn free(problem: &Problem, tight: &mut [Tight]) {
    let figures = problem.figures;
    if tight.is_empty() || tight.len() > FREED {
        return;
    }
    let (kin, trust) = (Kin::of(figures), Trust::of(figures));
    let tier = problem.first_tier();
    for spot in tight {
        let Some(cell) = problem.cell(spot.figure as u32) else { continue };
        let members: BTreeSet<usize> =
            problem.members(tier, problem.component(cell)).iter().map(|&member| member as usize).collect();
        if members.len() > UNHURRIED {
            continue;
        }
        let norms = problem.network.in_use.as_ref().filter(|_| tier == Tier::Usual);
        let around = around(figures, &members, &BTreeSet::new());
        let ground = Ground::of(figures, &around, &kin, norms);
        let mut world = World::on(&ground, norms, tier, around.into_iter().collect());
        let mut named = spot.squeezed_by.clone();
        named.push(spot.figure);
        named.sort_unstable();
        let mut changes: Vec<(u32, Change)> = rereading::changes(figures, &named)
            .into_iter()
            .filter(|change| !change.across_sources && change.readings.iter().all(|new| world.has(new.figure)))
            .map(|change| (trust.cost(&change).round().to_integer() as u32, change))
            .collect();
        changes.sort_by_key(|(cost, _)| *cost);
        changes.truncate(FREEING);
        let mut cheapest = None;
        for (cost, change) in changes {
            if cheapest.is_some_and(|cheapest| cost > cheapest) {
                break;
            }
            let readings = change.readings.iter().map(|new| (new.figure, Some(&new.reading))).collect();
            let changed: Vec<usize> = change.readings.iter().map(|new| new.figure).collect();
            let tested = world.tested_among(&changed);
            if world.is_at_ease(&readings, &tested) {
                cheapest = Some(cost);
                spot.freed_by.push(change);
            }
        }
    }
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
        let mut groups: Vec<(Option<u32>, Vec<usize>)> = Vec::new();
        for index in chosen {
            let own = component(index, tier);
            match groups.iter_mut().find(|(known, _)| *known == own) {
                Some((_, indices)) => indices.push(index),
                None => groups.push((own, vec![index])),
            }
        }
        groups
    };
    let first = problem.first_tier();
    let is_worst = |index: &usize| findings[*index].verdict == Verdict::Contradictory;
    let mut all = Vec::new();
    for (_, indices) in grouped(&mut (0..findings.len()).filter(|&index| past(&findings[index])), first) {
        if indices.iter().any(is_worst) {
            let worst = grouped(&mut indices.into_iter().filter(is_worst), Tier::Allowed);
            all.extend(worst.into_iter().map(|(_, indices)| (Tier::Allowed, indices)));
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

/// One component at work.
struct Repairing<'w> {
    pool: Pool<'w>,
    world: World<'w>,
    outset: Outset<'w>,
    /// How much may still be tried, in figures woven or heard.
    effort: usize,
    /// Whether ties are only narrowed.
    is_large: bool,
    /// The figures that clash as stated: what they are read as must be tested.
    clashing: BTreeSet<usize>,
    /// Sets that stand by themselves.
    likely: HashSet<Vec<usize>>,
}

/// A part of the clashes that shares no choice with the others.
struct Cluster {
    search: Search,
    /// The sets found, tried with the best of the other clusters.
    sets: Vec<Vec<usize>>,
}

impl Repairing<'_> {
    /// The cheapest repairs.
    fn all(mut self, clashes: &[Vec<usize>]) -> Vec<Repair> {
        let as_stated = |clash: &Vec<usize>| clash.iter().map(|&figure| (figure, None)).collect::<Clash>();
        self.pool.learn(clashes.iter().map(as_stated).collect());
        // Of many wrong figures among thousands, first which they are, then what explains each.
        if (self.is_large && self.clusters().len() > FEW) || clashes.len() > MANY {
            self.pool.look_for_values_only();
        }
        let Some(mut clusters) = self.best_of_each() else { return Vec::new() };
        for place in 0..clusters.len() {
            self.list_others(&mut clusters, place);
        }
        let mut repairs: Vec<Repair> = sets(&clusters).into_iter().filter_map(|chosen| self.told(&chosen)).collect();
        repairs.sort_by_key(|repair| repair.cost);
        repairs
    }

    /// A cheapest set for each cluster, with which the whole component stands.
    fn best_of_each(&mut self) -> Option<Vec<Cluster>> {
        loop {
            let mut clusters: Vec<Cluster> = self.clusters();
            let mut chosen = Vec::new();
            for cluster in &mut clusters {
                cluster.search.limit_by_values(&self.pool);
                let set = self.next_likely(&mut cluster.search)?;
                chosen.extend(&set);
                cluster.sets.push(set);
            }
            chosen.sort_unstable();
            let clashes = self.try_on_all(&chosen)?;
            if clashes.is_empty() {
                return Some(clusters);
            }
            self.pool.learn(clashes);
        }
    }

    /// The next set of a cluster that stands by itself, all other clashing figures left out.
    fn next_likely(&mut self, search: &mut Search) -> Option<Vec<usize>> {
        loop {
            let set = search.next(&self.pool)?;
            if !self.is_large {
                return Some(set);
            }
            if self.likely.contains(&set) {
                return Some(set);
            }
            let clashes = if self.world.keeps_cells(&self.pool.readings(&set)) {
                let mut readings = self.outset.silence();
                readings.extend(self.pool.readings(&set));
                if self.outset.left_with(&readings).is_some() { Vec::new() } else { vec![self.all_of(&set)] }
            } else {
                self.clashes_nearby(&set)?
            };
            if clashes.is_empty() {
                self.likely.insert(set.clone());
                return Some(set);
            }
            for clash in self.pool.learn(clashes) {
                search.also(clash, set.clone(), &self.pool);
            }
        }
    }

    /// A set as a clash of its own: it is out of the question, whichever figures clash then.
    fn all_of(&self, set: &[usize]) -> Clash {
        let each = |&choice: &usize| self.pool.choices[choice].figures().into_iter().map(move |figure| (figure, Some(choice)));
        set.iter().flat_map(each).collect()
    }

    /// Clashes of a set with the figures of the same two partners that clash with nothing as stated; `None` when the effort is
    /// spent.
    fn clashes_nearby(&mut self, set: &[usize]) -> Option<Vec<Clash>> {
        let readings = self.pool.readings(set);
        let near = self.pool.near(&readings, &self.outset.silence());
        self.effort = self.effort.checked_sub(WEAVING * (near.len() + TRIAL))?;
        let ground = self.pool.ground(&near);
        let mut world = self.pool.world(&ground, &near);
        match world.try_with(&readings, &[], Care::Quick) {
            Outcome::Clash(clashes) => Some(clashes.iter().map(|figures| self.pool.clash_under(figures, set)).collect()),
            Outcome::Stands | Outcome::Untested => Some(Vec::new()),
        }
    }

    /// Tries a set on the whole component: the clashes that are left; `None` when the effort is spent.
    ///
    /// A reading that leaves its figure untested is a withdrawal by another name: it settles nothing. What is only read along with
    /// it may lose its test.
    fn try_on_all(&mut self, chosen: &[usize]) -> Option<Vec<Clash>> {
        let readings = self.pool.readings(chosen);
        let weight = if self.world.keeps_cells(&readings) { 1 } else { WEAVING };
        self.effort = self.effort.checked_sub(weight * (self.world.len() + TRIAL))?;
        let named: Vec<usize> = readings.keys().copied().filter(|figure| self.clashing.contains(figure)).collect();
        Some(match self.world.try_with(&readings, &named, Care::Thorough) {
            Outcome::Stands => Vec::new(),
            Outcome::Clash(clashes) => clashes.iter().map(|figures| self.pool.clash_under(figures, chosen)).collect(),
            // Beside another choice it may be tested: only this set as a whole is out of the question.
            Outcome::Untested => vec![self.all_of(chosen)],
        })
    }

    /// Tries a set beside others that are settled: as above, or only by narrowing where all is large.
    fn try_beside(&mut self, set: &[usize], beside: &[usize]) -> Option<Vec<Clash>> {
        let mut chosen: Vec<usize> = beside.iter().chain(set).copied().collect();
        chosen.sort_unstable();
        if !self.is_large || !self.world.keeps_cells(&self.pool.readings(set)) {
            return self.try_on_all(&chosen);
        }
        match self.outset.left_with(&self.pool.readings(&chosen)) {
            Some(_) => Some(Vec::new()),
            // Which figures clash is not asked: this set is out of the question.
            None => Some(vec![self.all_of(set)]),
        }
    }

    /// The clashes in clusters that no choice joins.
    fn clusters(&self) -> Vec<Cluster> {
        let count = self.pool.clashes.len();
        let mut ties = Ties::among(count + self.pool.choices.len());
        for clash in 0..count {
            let tags = self.pool.clashes[clash].iter().filter_map(|(_, read)| *read);
            for choice in self.pool.candidates(clash).iter().copied().chain(tags) {
                ties.tie(clash, count + choice);
            }
        }
        let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
        for clash in 0..count {
            let first = ties.first(clash);
            match groups.iter_mut().find(|(root, _)| *root == first) {
                Some((_, clashes)) => clashes.push(clash),
                None => groups.push((first, vec![clash])),
            }
        }
        groups.into_iter().map(|(_, clashes)| Cluster { search: Search::new(clashes), sets: Vec::new() }).collect()
    }

    /// Other sets for one cluster, each tried beside the best of the others: ties of its best, and a few dearer ones.
    fn list_others(&mut self, clusters: &mut [Cluster], place: usize) {
        let beside: Vec<usize> = clusters
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place)
            .flat_map(|(_, cluster)| cluster.sets[0].clone())
            .collect();
        let cost = |pool: &Pool, set: &[usize]| set.iter().map(|&choice| pool.choices[choice].cost).sum::<u32>();
        let cluster = &mut clusters[place];
        let best = cost(&self.pool, &cluster.sets[0]);
        let mut misses = 0;
        // Two changes where one will do are not worth a reader's time.
        cluster.search.at_most(cluster.sets[0].len(), best);
        while cluster.sets.len() < TIES {
            let Some(set) = cluster.search.next(&self.pool) else { return };
            if cluster.sets.len() >= LISTED && cost(&self.pool, &set) > best {
                return;
            }
            match self.try_beside(&set, &beside) {
                None => return,
                Some(clashes) if clashes.is_empty() => cluster.sets.push(set),
                Some(clashes) => {
                    misses += 1;
                    if misses > MISSES {
                        return;
                    }
                    for clash in self.pool.learn(clashes) {
                        cluster.search.also(clash, set.clone(), &self.pool);
                    }
                }
            }
        }
    }

    /// A set of choices as a repair.
    fn told(&self, chosen: &[usize]) -> Option<Repair> {
        let readings = self.pool.readings(chosen);
        let silent: Vec<usize> = readings.iter().filter(|(_, reading)| reading.is_none()).map(|(&figure, _)| figure).collect();
        let left = match (silent.is_empty(), self.world.len() > BOUNDED && self.world.keeps_cells(&readings)) {
            (true, _) => Vec::new(),
            (_, true) => self.outset.left_with(&readings)?.into_iter().map(|(_, left)| left).collect(),
            (_, false) => self.world.left_of(&silent, &readings),
        };
        let mut cost = 0;
        let mut amendments = Vec::new();
        for &choice in chosen {
            let choice = &self.pool.choices[choice];
            let (deed, price) = match &choice.deed {
                Deed::Silence(figure) if self.pool.looks_for_values_only() => match self.explained(*figure, &readings) {
                    Some(explanation) => (&self.pool.choices[explanation].deed, self.pool.choices[explanation].cost),
                    None => (&choice.deed, choice.cost),
                },
                deed => (deed, choice.cost),
            };
            cost += price;
            amendments.push(match deed {
                Deed::Reread(change) => Amendment::Reread(change.clone()),
                Deed::Silence(figure) => {
                    let place = silent.iter().position(|silent| silent == figure)?;
                    match left[place] {
                        Some(needed) => Amendment::Value { figure: *figure, needed },
                        None => {
                            cost += cost_of_withdrawal().saturating_sub(price);
                            Amendment::Withdraw { figure: *figure }
                        }
                    }
                }
            });
        }
        let class = amendments.iter().map(Amendment::class).max()?;
        Some(Repair { cost, class, amendments, settles: Vec::new() })
    }

    /// The cheapest reading of a figure that explains why it has another number, the others as they are read.
    fn explained(&self, figure: usize, readings: &Readings) -> Option<usize> {
        let value =
            self.pool.choices.iter().find(|choice| matches!(choice.deed, Deed::Silence(silenced) if silenced == figure))?;
        self.pool.explanations(figure).into_iter().take_while(|&choice| self.pool.choices[choice].cost < value.cost).find(
            |&choice| {
                let mut instead = readings.clone();
                self.pool.choices[choice].read(&mut instead);
                self.world.keeps_cells(&instead) && self.outset.left_with(&instead).is_some()
            },
        )
    }
}

/// The sets of all clusters put together: in every way where these are few, else each way of one with the best of the others.
fn sets(clusters: &[Cluster]) -> Vec<Vec<usize>> {
    let ways =
        clusters.iter().try_fold(1usize, |ways, cluster| ways.checked_mul(cluster.sets.len()).filter(|&ways| ways <= TIES));
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    if ways.is_some() {
        for cluster in clusters {
            let longer = |set: &Vec<usize>| {
                let set = set.clone();
                cluster.sets.iter().map(move |more| set.iter().chain(more).copied().collect::<Vec<usize>>())
            };
            sets = sets.iter().flat_map(longer).collect();
        }
    } else {
        let best =
            |but: usize| clusters.iter().enumerate().filter(move |(place, _)| *place != but).flat_map(|(_, c)| c.sets[0].clone());
        sets = vec![best(usize::MAX).collect()];
        for (place, cluster) in clusters.iter().enumerate() {
            sets.extend(cluster.sets[1..].iter().map(|other| best(place).chain(other.iter().copied()).collect()));
        }
    }
    sets.iter_mut().for_each(|set| set.sort_unstable());
    sets
}
