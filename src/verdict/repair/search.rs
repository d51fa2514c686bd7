//! The cheapest sets of choices that settle all clashes known: best first, each state followed at its first clash that is not
//! settled yet. What it finds is then tried on the whole component; a clash that turns up there is learned, and the search goes
//! on. (Implicit hitting sets: Ignatiev, Morgado, Marques-Silva, *MUS extraction by hitting sets*, 2015; here the elements are
//! readings, and a clash is hit by any of its figures read otherwise.)

use super::pool::Pool;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

/// How many states may be looked at for one set.
const LOOKS: usize = 4_000;
/// More than any set costs.
const NEVER: u32 = u32::MAX / 2;

/// Sets of choices in the order of their costs.
pub(super) struct Search {
    /// The clashes (indices) to settle.
    clashes: Vec<usize>,
    /// By the least cost that a set which contains it can have; then few choices before many, and the first before later ones.
    open: BinaryHeap<Reverse<(u32, usize, Vec<usize>)>>,
    seen: HashSet<Vec<usize>>,
    found: Vec<Vec<usize>>,
    /// What a set may have at most: so many choices, unless it costs no more than this.
    most: Option<(usize, u32)>,
    /// What it may cost at most, however few its choices.
    ceiling: Option<u32>,
    /// Whether figures are only given other numbers.
    values_only: bool,
    /// For each choice the last bound that counted it, and how many bounds there were.
    counted: RefCell<(Vec<u32>, u32)>,
}

impl Search {
    /// For these clashes.
    pub fn new(clashes: Vec<usize>) -> Search {
        let open = BinaryHeap::from([Reverse((0, 0, Vec::new()))]);
        Search {
            clashes,
            open,
            seen: HashSet::new(),
            found: Vec::new(),
            most: None,
            ceiling: None,
            values_only: false,
            counted: RefCell::default(),
        }
    }

    /// The same from the beginning, without a set that was found.
    pub fn anew(&self, but: &[usize]) -> Search {
        Search { found: vec![but.to_vec()], ..Search::new(self.clashes.clone()) }
    }

    /// Until there is one more clash only sets of so few choices, or no dearer than this, are of interest, and none dearer than the
    /// ceiling.
    pub fn at_most(&mut self, choices: usize, cost: u32, ceiling: Option<u32>) {
        self.most = Some((choices, cost));
        self.ceiling = ceiling;
    }

    /// What other numbers alone can do. Two slips where one wrong number explains all are far-fetched, and an explanation that is
    /// dearer than the number itself explains nothing.
    pub fn by_values(&self, pool: &Pool) -> Option<Vec<usize>> {
        let mut values = Search::new(self.clashes.clone());
        values.values_only = true;
        values.next(pool)
    }

    /// There is one more clash to settle.
    pub fn also(&mut self, clash: usize, chosen: Vec<usize>, pool: &Pool) {
        self.clashes.push(clash);
        // What could be done before may not be enough now.
        self.most = None;
        self.ceiling = None;
        self.found.retain(|found| *found != chosen);
        let bound = self.bound(&chosen, pool);
        self.open.push(Reverse((bound, chosen.len(), chosen)));
    }

    /// The next cheapest set that settles all clashes and has no choice too many; `None` at the end, or of the effort.
    pub fn next(&mut self, pool: &Pool) -> Option<Vec<usize>> {
        for _ in 0..LOOKS {
            let Reverse((bound, _, chosen)) = self.open.pop()?;
            // It may have been put there before the limit.
            if self.is_too_much(&chosen, bound) {
                continue;
            }
            if self.found.iter().any(|found| found.iter().all(|choice| chosen.contains(choice))) {
                continue;
            }
            let Some(clash) = self.unsettled(&chosen, pool) else {
                let is_spare = |out: usize| {
                    let rest: Vec<usize> = chosen.iter().copied().filter(|&choice| choice != out).collect();
                    self.unsettled(&rest, pool).is_none()
                };
                if chosen.iter().any(|&choice| is_spare(choice)) {
                    continue;
                }
                self.found.push(chosen.clone());
                return Some(chosen);
            };
            let spent: u32 = chosen.iter().map(|&choice| pool.choices[choice].cost).sum();
            let left = self.ceiling.map_or(u32::MAX, |ceiling| ceiling.saturating_sub(spent));
            let options = if self.values_only { pool.values(clash) } else { pool.options(clash, left) };
            for choice in options {
                if chosen.contains(&choice) || !chosen.iter().all(|&other| pool.fit_together(choice, other)) {
                    continue;
                }
                let mut next = chosen.clone();
                next.push(choice);
                next.sort_unstable();
                if self.seen.insert(next.clone()) {
                    let bound = self.bound(&next, pool);
                    if bound >= NEVER || self.is_too_much(&next, bound) {
                        continue;
                    }
                    self.open.push(Reverse((bound, next.len(), next)));
                }
            }
        }
        None
    }

    fn is_too_much(&self, chosen: &[usize], bound: u32) -> bool {
        self.ceiling.is_some_and(|ceiling| bound > ceiling)
            || self.most.is_some_and(|(choices, cost)| chosen.len() > choices && bound > cost)
    }

    fn unsettled(&self, chosen: &[usize], pool: &Pool) -> Option<usize> {
        self.clashes.iter().copied().find(|&clash| !pool.is_settled(clash, chosen))
    }

    /// What a set costs, and the least that is to be added for clashes which no one choice settles together.
    fn bound(&self, chosen: &[usize], pool: &Pool) -> u32 {
        let mut bound: u32 = chosen.iter().map(|&choice| pool.choices[choice].cost).sum();
        let mut counted = self.counted.borrow_mut();
        let (counted_in, now) = &mut *counted;
        counted_in.resize(pool.choices.len(), 0);
        *now += 1;
        for &clash in self.clashes.iter().filter(|&&clash| !pool.is_settled(clash, chosen)) {
            let candidates = pool.candidates(clash);
            if candidates.iter().any(|&choice| counted_in[choice] == *now) {
                continue;
            }
            candidates.iter().for_each(|&choice| counted_in[choice] = *now);
            let candidates = if self.values_only { &pool.values(clash) } else { candidates };
            bound = bound.saturating_add(candidates.first().map_or(NEVER, |&choice| pool.choices[choice].cost));
        }
        bound
    }
}
