//! From a set of choices to repairs that can be told: what another number would have to be, and what known slip explains it.

use super::choice::Deed;
use super::component::Repairing;
use super::world::{Care, Outcome, World};
use super::{Amendment, BOUNDED, Repair};
use crate::rereading::cost_of_withdrawal;
use std::collections::BTreeSet;

/// So many ways to explain one set of wrong numbers are told.
const WAYS: usize = 12;
/// So many times a large component is woven anew to see whether a slip of the period explains a number.
const WOVEN: usize = 3;
/// Of sets of more wrong numbers each is only explained in the likeliest way.
const JOINTLY: usize = 3;

impl Repairing<'_> {
    /// Sets of choices as repairs, in their order.
    pub(super) fn told_all(&mut self, sets: &[Vec<usize>]) -> Vec<Repair> {
        if !self.pool.looks_for_values_only() {
            return sets.iter().filter_map(|chosen| self.told(chosen)).collect();
        }
        let mut repairs = Vec::new();
        let silenced = sets.iter().flatten().filter_map(|&choice| self.silenced(choice));
        let figures: BTreeSet<usize> = silenced.collect();
        let near: Vec<usize> = if self.is_large { Vec::new() } else { self.pool.within().collect() };
        let changes = figures.iter().flat_map(|&figure| self.pool.explanations(figure)).collect::<BTreeSet<usize>>();
        let ground = self.pool.wide_ground(&near, &mut changes.iter().filter_map(|&choice| self.pool.change(choice)));
        let mut wide = self.pool.world(&ground, &near);
        for chosen in sets {
            for way in self.ways(chosen, &mut wide) {
                repairs.extend(self.told(&way));
            }
        }
        repairs
    }

    fn silenced(&self, choice: usize) -> Option<usize> {
        match &self.pool.choices[choice].deed {
            Deed::Silence(figure) => Some(*figure),
            Deed::Reread(_) => None,
        }
    }

    /// What the choices of a set cost.
    pub(super) fn cost(&self, chosen: &[usize]) -> u32 {
        chosen.iter().map(|&choice| self.pool.choices[choice].cost).sum()
    }

    /// The figures of a set that nothing says another number of, with others settled.
    pub(super) fn withdrawn(&self, chosen: &[usize], beside: &[usize]) -> Vec<usize> {
        let mut all = [chosen, beside].concat();
        all.sort_unstable();
        all.dedup();
        let amendments = self.told(&all).map(|repair| repair.amendments).unwrap_or_default();
        let withdrawn = amendments.iter().filter_map(|amendment| match amendment {
            Amendment::Withdraw { figure } => Some(*figure),
            _ => None,
        });
        withdrawn.collect()
    }

    /// How a set of wrong numbers may have come about, cheapest first: each by a slip that explains it, or just wrong.
    fn ways(&mut self, chosen: &[usize], wide: &mut World) -> Vec<Vec<usize>> {
        let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
        let withdrawn = self.withdrawn(chosen, &[]);
        for &choice in chosen {
            let is_withdrawn = self.silenced(choice).is_some_and(|figure| withdrawn.contains(&figure));
            let most = if is_withdrawn { cost_of_withdrawal() } else { self.pool.choices[choice].cost };
            let mut options = self.explanations(choice, most, chosen, wide);
            options.push(choice);
            options.truncate(if chosen.len() > JOINTLY { 1 } else { WAYS });
            ways = ways.iter().flat_map(|way| options.iter().map(move |option| [&way[..], &[*option]].concat())).collect();
        }
        ways.iter_mut().for_each(|way| {
            way.sort_unstable();
            way.dedup();
        });
        ways.sort_by_cached_key(|way| (self.cost(way), way.clone()));
        ways.dedup();
        let mut told = Vec::new();
        for way in ways {
            let slips = way.iter().filter(|&&choice| self.silenced(choice).is_none()).count();
            let fit = |(place, &one): (usize, &usize)| way[..place].iter().all(|&other| self.pool.fit_together(one, other));
            // One slip, all else wrong, was tried already.
            if way.iter().enumerate().all(fit) && (slips < 2 || self.stands_so(&way, wide)) {
                told.push(way);
            }
            if told.len() == WAYS {
                break;
            }
        }
        told
    }

    /// The slips of less than a price, cheapest first, that explain one wrong number of a set, the others just wrong.
    fn explanations(&mut self, choice: usize, most: u32, chosen: &[usize], wide: &mut World) -> Vec<usize> {
        let Some(figure) = self.silenced(choice) else { return Vec::new() };
        let mut explanations = self.pool.explanations(figure);
        explanations.retain(|&slip| self.pool.choices[slip].cost < most);
        explanations.retain(|&slip| {
            let others = chosen.iter().copied().filter(|&other| other != choice);
            let way: Vec<usize> = others.filter(|&other| self.pool.fit_together(slip, other)).chain([slip]).collect();
            self.stands_so(&way, wide)
        });
        explanations
    }

    /// Whether all stands with a set of choices. A reading of another cell is first looked at on a network that has its cell.
    fn stands_so(&mut self, chosen: &[usize], wide: &mut World) -> bool {
        let readings = self.pool.readings(chosen);
        if self.world.keeps_cells(&readings) {
            return self.outset.left_with(&readings).is_some();
        }
        if self.is_large {
            // Among thousands of figures first those of the same two partners are asked; then everything, a few times. Where many
            // numbers are wrong that would take too long.
            if chosen.len() > JOINTLY
                || self.woven == WOVEN
                || self.clashes_nearby(chosen).is_none_or(|clashes| !clashes.is_empty())
            {
                return false;
            }
            self.woven += 1;
        } else if wide.is_seen_to_clash(&readings) {
            return false;
        }
        let readings = self.pool.readings(chosen);
        let named: Vec<usize> = readings.keys().copied().filter(|figure| self.clashing.contains(figure)).collect();
        matches!(self.world.try_with(&readings, &named, Care::Thorough), Outcome::Stands)
    }

    /// A set of choices as a repair.
    fn told(&self, chosen: &[usize]) -> Option<Repair> {
        let readings = self.pool.readings(chosen);
        let silent: Vec<usize> = readings.iter().filter(|(_, reading)| reading.is_none()).map(|(&figure, _)| figure).collect();
        let is_narrowed = self.world.keeps_cells(&readings) && (self.world.len() > BOUNDED || self.world.is_tree());
        let left = match (silent.is_empty(), is_narrowed) {
            (true, _) => Vec::new(),
            (_, true) => self.outset.left_with(&readings)?.into_iter().map(|(_, left)| left).collect(),
            (_, false) => self.world.left_of(&silent, &readings),
        };
        let mut cost = 0;
        let mut amendments = Vec::new();
        for &choice in chosen {
            let choice = &self.pool.choices[choice];
            cost += choice.cost;
            amendments.push(match &choice.deed {
                Deed::Reread(change) => Amendment::Reread(change.clone()),
                Deed::Silence(figure) => {
                    let place = silent.iter().position(|silent| silent == figure)?;
                    match left[place] {
                        Some(needed) => Amendment::Value { figure: *figure, needed },
                        None => {
                            cost += cost_of_withdrawal().saturating_sub(choice.cost);
                            Amendment::Withdraw { figure: *figure }
                        }
                    }
                }
            });
        }
        let class = amendments.iter().map(Amendment::class).max()?;
        Some(Repair { cost, class, amendments, settles: Vec::new() })
    }
}
