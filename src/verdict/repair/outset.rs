//! What all figures but those of the clashes come to, narrowed once. From there one way and another of reading the rest is a short
//! step: that is how ties are told apart in files of thousands of figures.

use super::sight::Sight;
use super::world::{Ground, Readings, is_something};
use crate::exact::{Interval, Ratio, grid};
use crate::solver::narrow::{Narrowing, Outcome};
use crate::solver::problem::{Problem, Tier};
use crate::solver::trial::revises;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// A narrowing that some figures are left out of.
pub(super) struct Outset<'p> {
    problem: &'p Problem<'p>,
    tier: Tier,
    /// `None` where even without them something clashes.
    narrowing: Option<RefCell<Narrowing<'p>>>,
    /// The figures left out: their numbers among all, and their places here.
    without: Vec<(usize, u32)>,
}

/// What is left of silenced figures' cells: `None` where nothing bounds one.
pub(super) type Left = Vec<(usize, Option<Interval>)>;

impl<'p> Outset<'p> {
    /// Of the figures of a ground that are heard, without some.
    pub fn of(
        problem: &'p Problem<'p>,
        ground: &Ground,
        tier: Tier,
        heard: &BTreeSet<usize>,
        without: &BTreeSet<usize>,
    ) -> Outset<'p> {
        let mut narrowing = problem.narrowing(tier);
        for (_, members) in problem.components(tier).spoken_of() {
            let is_in = |statement: &u32| match problem.norm(*statement) {
                Some(_) => true,
                None => {
                    let figure = ground.originals[*statement as usize];
                    heard.contains(&figure) && !without.contains(&figure)
                }
            };
            narrowing.hear(problem, tier, &members.iter().copied().filter(is_in).collect::<Vec<u32>>());
        }
        let narrowing = (!matches!(narrowing.run(revises(problem)), Outcome::Clash(_))).then(|| RefCell::new(narrowing));
        let places = ground.originals.iter().enumerate().filter(|(_, figure)| without.contains(figure));
        let without = places.map(|(place, &figure)| (figure, place as u32)).collect();
        Outset { problem, tier, narrowing, without }
    }

    /// The figures left out, silent.
    pub fn silence(&self) -> Readings<'static> {
        self.without.iter().map(|(figure, _)| (*figure, None)).collect()
    }

    /// What it shows of other readings; what clashes even so shows nothing.
    pub fn sight(&self) -> Sight<'p> {
        let given = self.problem.given(self.tier);
        Sight::of(self.problem.network, |cell| match &self.narrowing {
            Some(narrowing) => narrowing.borrow().edges(cell),
            None => given[cell.0 as usize],
        })
    }

    /// What is left of silenced figures' cells when those left out are heard as read; `None` if something clashes then. Figures
    /// that are read to speak of another cell are not heard.
    pub fn left_with(&self, readings: &Readings) -> Option<Left> {
        let mut narrowing = self.narrowing.as_ref()?.borrow_mut();
        let (before, revises_before) = (narrowing.trail().len(), narrowing.revises);
        for &(figure, place) in &self.without {
            match (readings.get(&figure), self.problem.cell(place)) {
                (None, _) => narrowing.hear(self.problem, self.tier, &[place]),
                (Some(Some(reading)), Some(cell))
                    if reading.cell == self.problem.figures.figures[place as usize].reading.cell =>
                {
                    narrowing.hear_as(cell, self.problem.edges_of(self.tier, cell, reading), place);
                }
                _ => {}
            }
        }
        let clashes = matches!(narrowing.run(revises(self.problem)), Outcome::Clash(_));
        let silenced = self.without.iter().filter(|(figure, _)| matches!(readings.get(figure), Some(None)));
        let left = (!clashes).then(|| silenced.map(|&(figure, place)| (figure, self.left(&narrowing, place))).collect());
        narrowing.undo_to(before);
        narrowing.revises = revises_before;
        left
    }

    fn left(&self, narrowing: &Narrowing, place: u32) -> Option<Interval> {
        let cell = self.problem.cell(place)?;
        let (low, high) = narrowing.edges(cell);
        let interval = grid::interval(low, high);
        let is_growth = self.problem.network.cells[cell.0 as usize].is_growth;
        let told = if is_growth { interval.shifted(&-Ratio::from_integer(1))? } else { interval };
        is_something(self.problem.network, cell, &told).then_some(told)
    }
}
