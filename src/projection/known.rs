//! What was known at an earlier time: only what figures say of periods that had ended by then.
//!
//! > An average growth over 2017..2022 leads from 2022 back to 2017. In 2019 nobody could follow it.
//!
//! When a figure was published is mostly not known, and many a release tells a whole history at once, so it is the end of its period that counts.

use super::history::{History, histories};
use crate::figures::{Aspect, Cell, Figures};
use crate::network::Network;
use crate::verdict::{self, Tier};
use std::collections::BTreeMap;

/// The figures without what is said of periods that end after a month: a growth of the year after would give its level away. Forecasts stay.
pub fn known_by(figures: &Figures, month: i32) -> Figures {
    let mut known = figures.clone();
    for figure in known.figures.iter_mut().filter(|figure| figure.status.is_of_the_past()) {
        if figure.reading.cell.as_ref().is_some_and(|cell| end(cell) > month) {
            figure.reading.cell = None;
        }
    }
    known
}

/// The month after what a cell speaks of; of a growth also after its base, should that come later.
fn end(cell: &Cell) -> i32 {
    match cell.aspect {
        Aspect::Growth { base } => cell.period.end().max(base.end()),
        _ => cell.period.end(),
    }
}

/// The histories as they were known at earlier times, each time worked out once.
pub(super) struct Past<'a> {
    figures: &'a Figures,
    network: &'a Network,
    tier: Tier,
    found: BTreeMap<i32, Vec<History>>,
}

impl<'a> Past<'a> {
    pub(super) fn of(figures: &'a Figures, network: &'a Network, tier: Tier) -> Past<'a> {
        Past { figures, network, tier, found: BTreeMap::new() }
    }

    /// A history as it was known at the end of a month (the month after is given); `None` where nothing of it was.
    pub(super) fn history(&mut self, now: &History, month: i32) -> Option<&History> {
        let then = self.found.entry(month).or_insert_with(|| {
            let known = known_by(self.figures, month);
            let network = self.network.anew(&known);
            histories(&known, &network, &verdict::levels(&known, &network, self.tier), self.tier, Some(month))
        });
        let length = |history: &History| history.points.last().map(|last| last.period.months());
        let is_it = |then: &&History| then.series == now.series && then.unit == now.unit && then.months == now.months;
        then.iter().filter(is_it).find(|then| length(then) == length(now))
    }
}
