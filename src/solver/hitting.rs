//! The smallest sets of figures that hit every conflict: what would have to give way.
//!
//! Exact, within an effort: figures that hit no conflict which another does not hit as well are left aside, then the search
//! branches on the smallest conflict that is not hit, with disjoint conflicts as the lower bound. Of equally good sets the one that is
//! come upon first is taken, the same on every run.

use std::collections::{BTreeMap, BTreeSet};

/// The smallest set of figures that shares one with each conflict and holds none of the `refused` sets whole; `None` when there
/// is none, or when `effort` branches found none.
pub fn smallest_hitting_set(conflicts: &[Vec<u32>], refused: &[Vec<u32>], effort: u64) -> Option<Vec<u32>> {
    let slim = undominated(conflicts);
    let found = search(&slim, refused, effort);
    // Where a set was refused, a figure that was left aside may be the way around it.
    if found.is_some() || refused.is_empty() { found } else { search(conflicts, refused, effort) }
}

fn search(conflicts: &[Vec<u32>], refused: &[Vec<u32>], effort: u64) -> Option<Vec<u32>> {
    let figures: Vec<u32> = conflicts.iter().flatten().copied().collect::<BTreeSet<u32>>().into_iter().collect();
    let number = |figure: &u32| figures.binary_search(figure).ok();
    let numbered = |set: &Vec<u32>| set.iter().map(number).collect::<Option<Vec<usize>>>();
    let conflicts: Vec<Vec<usize>> = conflicts.iter().filter_map(numbered).collect();
    let mut hit_by = vec![Bits::none(conflicts.len()); figures.len()];
    for (index, conflict) in conflicts.iter().enumerate() {
        conflict.iter().for_each(|&figure| hit_by[figure].insert(index));
    }
    // A refused set with a figure that is in no conflict is never chosen whole.
    let mut refused_with = vec![Vec::new(); figures.len()];
    for set in refused.iter().filter_map(numbered) {
        let mut bits = Bits::none(figures.len());
        set.iter().for_each(|&figure| bits.insert(figure));
        set.iter().for_each(|&figure| refused_with[figure].push(bits.clone()));
    }
    let all = Bits::all(conflicts.len());
    let mut search = Search {
        conflicts: &conflicts,
        hit_by,
        refused_with,
        chosen: Bits::none(figures.len()),
        size: 0,
        best: None,
        effort,
        taken: vec![0; figures.len()],
        look: 0,
    };
    search.descend(&all);
    search.best.map(|(_, best)| best.iter().map(|figure| figures[figure]).collect())
}

/// A set of numbers, a bit each.
#[derive(Clone)]
struct Bits(Vec<u64>);

impl Bits {
    fn none(count: usize) -> Bits {
        Bits(vec![0; count.div_ceil(64)])
    }

    fn all(count: usize) -> Bits {
        let mut all = Bits::none(count);
        (0..count).for_each(|index| all.insert(index));
        all
    }

    fn insert(&mut self, index: usize) {
        self.0[index / 64] |= 1 << (index % 64);
    }

    fn remove(&mut self, index: usize) {
        self.0[index / 64] &= !(1 << (index % 64));
    }

    fn without(&self, other: &Bits) -> Bits {
        Bits(self.0.iter().zip(&other.0).map(|(a, b)| a & !b).collect())
    }

    fn shared(&self, other: &Bits) -> u32 {
        self.0.iter().zip(&other.0).map(|(a, b)| (a & b).count_ones()).sum()
    }

    fn holds(&self, other: &Bits) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| b & !a == 0)
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        let bits = |(place, &word): (usize, &u64)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(place * 64 + bit)
            })
        };
        self.0.iter().enumerate().flat_map(bits)
    }
}

/// The conflicts without the figures that another figure can stand in for: it is in all their conflicts, and in more or earlier.
fn undominated(conflicts: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, conflict) in conflicts.iter().enumerate() {
        for figure in conflict {
            places.entry(*figure).or_default().push(index);
        }
    }
    let covers = |wide: &[usize], narrow: &[usize]| narrow.iter().all(|index| wide.binary_search(index).is_ok());
    let is_dominated = |figure: u32| {
        let own = &places[&figure];
        conflicts[own[0]].iter().any(|&other| {
            let theirs = &places[&other];
            other != figure && covers(theirs, own) && (theirs.len() > own.len() || other < figure)
        })
    };
    let keep = |conflict: &Vec<u32>| conflict.iter().copied().filter(|&figure| !is_dominated(figure)).collect();
    conflicts.iter().map(keep).collect()
}

struct Search<'a> {
    conflicts: &'a [Vec<usize>],
    /// For each figure the conflicts that it is in.
    hit_by: Vec<Bits>,
    /// For each figure the refused sets that it is in.
    refused_with: Vec<Vec<Bits>>,
    chosen: Bits,
    size: usize,
    best: Option<(usize, Bits)>,
    effort: u64,
    /// For each figure the last look at disjoint conflicts that took it.
    taken: Vec<u64>,
    look: u64,
}

impl Search<'_> {
    fn descend(&mut self, open: &Bits) {
        if self.effort == 0 {
            return;
        }
        self.effort -= 1;
        let Some(first) = open.iter().min_by_key(|&index| (self.conflicts[index].len(), index)) else {
            if self.best.as_ref().is_none_or(|(best, _)| self.size < *best) {
                self.best = Some((self.size, self.chosen.clone()));
            }
            return;
        };
        let known = self.best.as_ref().map(|(size, _)| *size);
        if known.is_some_and(|known| self.size + self.disjoint(open) >= known) {
            return;
        }
        // The figure that hits most goes first, so that a good answer is known early.
        let conflicts = self.conflicts;
        let mut figures: Vec<(u32, usize)> =
            conflicts[first].iter().map(|&figure| (open.shared(&self.hit_by[figure]), figure)).collect();
        figures.sort_unstable_by_key(|&(hits, figure)| (std::cmp::Reverse(hits), figure));
        for (_, figure) in figures {
            self.chosen.insert(figure);
            self.size += 1;
            if !self.refused_with[figure].iter().any(|set| self.chosen.holds(set)) {
                let rest = open.without(&self.hit_by[figure]);
                self.descend(&rest);
            }
            self.size -= 1;
            self.chosen.remove(figure);
        }
    }

    /// How many of these conflicts share no figure, taken greedily: at least so many figures must give way.
    fn disjoint(&mut self, open: &Bits) -> usize {
        self.look += 1;
        let mut count = 0;
        for index in open.iter() {
            if self.conflicts[index].iter().all(|&figure| self.taken[figure] != self.look) {
                self.conflicts[index].iter().for_each(|&figure| self.taken[figure] = self.look);
                count += 1;
            }
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_figure_in_every_conflict_is_enough() {
        let conflicts = vec![vec![1, 2, 3], vec![3, 4], vec![0, 3, 9]];
        assert_eq!(smallest_hitting_set(&conflicts, &[], 1000), Some(vec![3]));
    }

    #[test]
    fn what_was_refused_is_not_offered_again() {
        let conflicts = vec![vec![1, 2], vec![2, 3]];
        let refused = vec![vec![2]];
        assert_eq!(smallest_hitting_set(&conflicts, &refused, 1000), Some(vec![1, 3]));
        assert_eq!(smallest_hitting_set(&conflicts, &[vec![2], vec![1, 3]], 1000), None);
    }

    #[test]
    fn of_equally_small_sets_the_first_is_taken() {
        assert_eq!(smallest_hitting_set(&[vec![4, 7], vec![5, 7], vec![4, 5]], &[], 1000), Some(vec![4, 5]));
    }

    #[test]
    fn many_disjoint_conflicts_take_one_figure_each() {
        let conflicts: Vec<Vec<u32>> = (0..60).map(|block| (0..9).map(|figure| block * 10 + figure).collect()).collect();
        let expected: Vec<u32> = (0..60).map(|block| block * 10).collect();
        assert_eq!(smallest_hitting_set(&conflicts, &[], 10_000), Some(expected));
    }
}
