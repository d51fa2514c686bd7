//! One component at work: implicit hitting sets over its clashes.
//!
//! Known clashes are hit as cheaply as can be, the whole component is tried with that, and what clashes then is one clash more.
//! Clashes that no choice joins are clusters, searched each by itself. Where the words leave nothing open (a table of numbers, say)
//! and where a great many figures clash, it is asked first which numbers are wrong, and then what explains each
//! ([`explained`](super::explained)).

use super::outset::Outset;
use super::pool::{Clash, Pool};
use super::search::Search;
use super::world::{Care, Outcome, World};
use super::{EFFORT, FEW, LISTED, MANY, MISSES, Repair, TIES, TRIAL, WEAVING};
use crate::network::ties::Ties;
use crate::solver::hitting::smallest_hitting_set;
use std::collections::{BTreeSet, HashSet};

/// So often all is tried again to find a set of wrong numbers with which it stands.
const ROUNDS: usize = 80;
/// How many branches the search for the fewest may take each time.
const BRANCHES: u64 = 10_000;

/// One component at work.
pub(super) struct Repairing<'w> {
    pub(super) pool: Pool<'w>,
    pub(super) world: World<'w>,
    pub(super) outset: Outset<'w>,
    /// How much may still be tried, in figures woven or heard.
    pub(super) effort: usize,
    /// Whether ties are only narrowed.
    pub(super) is_large: bool,
    /// The figures that clash as stated: what they are read as must be tested.
    pub(super) clashing: BTreeSet<usize>,
    /// How often all was woven anew for an explanation.
    pub(super) woven: usize,
    /// Sets that stand by themselves.
    pub(super) likely: HashSet<Vec<usize>>,
}

/// A part of the clashes that shares no choice with the others.
struct Cluster {
    search: Search,
    /// The sets found, tried with the best of the other clusters.
    sets: Vec<Vec<usize>>,
}

impl Repairing<'_> {
    /// The cheapest repairs.
    pub fn all(mut self, clashes: &[Vec<usize>]) -> Vec<Repair> {
        let (is_large, is_long) = (self.is_large, clashes.len() > MANY);
        self.pool.begin(clashes, |pool| is_long || (is_large && clusters(pool).len() > FEW));
        if is_long && let Some(edition) = self.edition() {
            return self.told_all(&[vec![edition]]);
        }
        let Some(mut clusters) = self.best_of_each() else { return self.fewest_wrong() };
        for place in 0..clusters.len() {
            self.list_others(&mut clusters, place);
        }
        let mut repairs = self.told_all(&sets(&clusters));
        repairs.sort_by_key(|repair| repair.cost);
        repairs.truncate(TIES);
        repairs
    }

    /// Where the cheapest cannot be found within the effort: a set of as few wrong numbers as the solver finds, with which all stands.
    fn fewest_wrong(&mut self) -> Vec<Repair> {
        self.pool.look_for_values_only();
        self.effort = EFFORT;
        for _ in 0..ROUNDS {
            let figures = |clash: &Clash| clash.iter().map(|(figure, _)| *figure as u32).collect::<Vec<u32>>();
            let clashes: Vec<Vec<u32>> = self.pool.clashes.iter().map(figures).collect();
            let Some(wrong) = smallest_hitting_set(&clashes, &[], BRANCHES) else { break };
            let chosen: Option<Vec<usize>> = wrong.iter().map(|&figure| self.pool.value_of(figure as usize)).collect();
            let Some(mut chosen) = chosen else { break };
            chosen.sort_unstable();
            match self.try_on_all(&chosen) {
                None => break,
                Some(clashes) if clashes.is_empty() => return self.told_all(&[chosen]),
                Some(clashes) => {
                    self.pool.learn(clashes);
                }
            }
        }
        Vec::new()
    }

    /// The one source of which all that clashes may be from another edition, so that all stands: a table after its revision.
    fn edition(&mut self) -> Option<usize> {
        let mut editions = self.pool.editions();
        editions.sort_by_key(|&edition| self.cost(&[edition]));
        editions.into_iter().find(|&edition| {
            let may_explain_all = self.pool.clashes.iter().all(|clash| self.pool.may_explain(edition, clash));
            may_explain_all && self.try_on_all(&[edition]).is_some_and(|clashes| clashes.is_empty())
        })
    }

    /// A cheapest set for each cluster, with which the whole component stands.
    fn best_of_each(&mut self) -> Option<Vec<Cluster>> {
        loop {
            let mut clusters: Vec<Cluster> = clusters(&self.pool);
            let mut chosen = Vec::new();
            for cluster in &mut clusters {
                if let Some(values) = cluster.search.by_values(&self.pool) {
                    let cost = self.cost(&values);
                    cluster.search.at_most(values.len(), cost, Some(cost));
                }
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
            let readings = self.pool.readings(&set);
            let clashes = match (self.world.keeps_cells(&readings), self.outset.can_tell(&readings)) {
                (true, true) => {
                    let mut all = self.outset.silence();
                    all.extend(readings);
                    if self.outset.left_with(&all).is_some() { Vec::new() } else { vec![self.all_of(&set)] }
                }
                // It is tried on everything anyway.
                (true, false) => Vec::new(),
                (false, _) => self.clashes_nearby(&set)?,
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
    pub(super) fn clashes_nearby(&mut self, set: &[usize]) -> Option<Vec<Clash>> {
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
        let readings = self.pool.readings(&chosen);
        if !self.is_large || !self.world.keeps_cells(&readings) || !self.outset.can_tell(&readings) {
            return self.try_on_all(&chosen);
        }
        match self.outset.left_with(&readings) {
            Some(_) => Some(Vec::new()),
            // Which figures clash is not asked: this set is out of the question.
            None => Some(vec![self.all_of(set)]),
        }
    }

    /// Other sets for one cluster, each tried beside the best of the others: ties of its best, and a few dearer ones.
    fn list_others(&mut self, clusters: &mut [Cluster], place: usize) {
        let beside: Vec<usize> = clusters
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place)
            .flat_map(|(_, cluster)| cluster.sets[0].clone())
            .collect();
        let cluster = &mut clusters[place];
        let best = self.cost(&cluster.sets[0]);
        let mut misses = 0;
        // Where nothing says what another number would have to be, the figure would have to go, and anything is better.
        let values = cluster.search.by_values(&self.pool).filter(|values| self.withdrawn(values, &beside).is_empty());
        let ceiling = values.map(|values| self.cost(&values).max(best));
        // What was too dear to be looked at before may not be now.
        cluster.search = cluster.search.anew(&cluster.sets[0]);
        while cluster.sets.len() < TIES {
            // Two changes where one will do are not worth a reader's time.
            cluster.search.at_most(cluster.sets[0].len(), best, ceiling);
            let Some(set) = cluster.search.next(&self.pool) else { return };
            if cluster.sets.len() >= LISTED && self.cost(&set) > best {
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
}

/// The clashes in clusters that no choice joins.
fn clusters(pool: &Pool) -> Vec<Cluster> {
    let count = pool.clashes.len();
    let mut ties = Ties::among(count + pool.choices.len());
    for clash in 0..count {
        let tags = pool.clashes[clash].iter().filter_map(|(_, read)| *read);
        for choice in pool.candidates(clash).iter().copied().chain(tags) {
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
