//! The smallest sets of figures that hit every conflict: what would have to give way.
//!
//! Exact, within an effort: figures that hit no conflict which another does not hit as well are left aside, then the search
//! branches on the smallest conflict that is not hit, with disjoint conflicts as the lower bound. Of equally good figures the
//! first is taken, so the answer is the same on every run.

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
    let mut search = Search { conflicts, refused, best: None, effort };
    search.descend(&mut BTreeSet::new(), &(0..conflicts.len()).collect::<Vec<_>>());
    search.best.map(|best| best.into_iter().collect())
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
    conflicts: &'a [Vec<u32>],
    refused: &'a [Vec<u32>],
    best: Option<BTreeSet<u32>>,
    effort: u64,
}

impl Search<'_> {
    fn descend(&mut self, chosen: &mut BTreeSet<u32>, open: &[usize]) {
        if self.effort == 0 || self.refused.iter().any(|set| set.iter().all(|figure| chosen.contains(figure))) {
            return;
        }
        self.effort -= 1;
        let is_better = |best: &BTreeSet<u32>, size: usize| size < best.len() || (size == best.len() && *chosen < *best);
        let Some(&first) = open.iter().min_by_key(|&&index| (self.conflicts[index].len(), index)) else {
            if self.best.as_ref().is_none_or(|best| is_better(best, chosen.len())) {
                self.best = Some(chosen.clone());
            }
            return;
        };
        if self.best.as_ref().is_some_and(|best| chosen.len() + self.disjoint(open) > best.len()) {
            return;
        }
        // The figure that hits most goes first, so that a good answer is known early.
        let hits = |figure: u32| open.iter().filter(|&&index| self.conflicts[index].contains(&figure)).count();
        let mut figures: Vec<(usize, u32)> = self.conflicts[first].iter().map(|&figure| (hits(figure), figure)).collect();
        figures.sort_unstable_by_key(|&(hits, figure)| (std::cmp::Reverse(hits), figure));
        for (_, figure) in figures {
            let rest: Vec<usize> = open.iter().copied().filter(|&index| !self.conflicts[index].contains(&figure)).collect();
            chosen.insert(figure);
            self.descend(chosen, &rest);
            chosen.remove(&figure);
        }
    }

    /// How many of these conflicts share no figure, taken greedily: at least so many figures must give way.
    fn disjoint(&self, open: &[usize]) -> usize {
        let mut taken = BTreeSet::new();
        let mut count = 0;
        for &index in open {
            if !self.conflicts[index].iter().any(|figure| taken.contains(figure)) {
                taken.extend(self.conflicts[index].iter().copied());
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
