//! What do the figures imply? Every quantity with its bounds and what they rest on.

use super::names::Names;
use super::ranges::{self, Tally};
use super::sentences::capitalised;
use super::{Counting, Run, Units, View};
use crate::exact::End;
use crate::figures::{Cell, Figures, Reading};
use crate::network::{Network, Quantity};
use crate::verdict::{Bounded, Tier};
use std::collections::BTreeMap;

/// What `fill` reports.
#[derive(Clone, Debug)]
pub struct Fill<'a> {
    /// How it came about.
    pub run: &'a Run,
    /// The quantities reported: those that figures or `?` rows speak of, and those they are compared with.
    pub cells: Vec<QuantityLine<'a>>,
    /// All figures, by the indices that lines rest on.
    pub all: &'a Figures,
    /// Their network, for the norms that lines rest on.
    pub network: &'a Network,
    /// The unit chosen.
    pub counting: &'a Counting,
    /// The units that text is told in.
    pub units: Units,
}

/// One quantity and what is proved of it.
#[derive(Clone, Copy, Debug)]
pub struct QuantityLine<'a> {
    /// The quantity.
    pub cell: &'a Cell,
    /// What is proved of it.
    pub bounded: &'a Bounded,
    /// Whether a narrower range may hold: one that is more than what a statement itself says, and not proved the narrowest.
    pub may_be_narrower: bool,
}

impl<'a> QuantityLine<'a> {
    /// Of a quantity; `said` is what each figure says of it.
    pub(super) fn of(cell: &'a Cell, bounded: &'a Bounded, said: &[&Reading]) -> QuantityLine<'a> {
        let is_said = |reading: &&Reading| {
            let words = match bounded.tier {
                Tier::Usual | Tier::Meant => reading.meant,
                Tier::Allowed => reading.allowed,
            };
            let never_below_nothing = |low: Option<End>| low.filter(|end| end.open || end.at != 0.into());
            bounded.bounds.is_some_and(|bounds| {
                bounds.high == words.high && never_below_nothing(bounds.low) == never_below_nothing(words.low)
            })
        };
        let rests_on_figures = bounded.bounds.is_some() && !bounded.rests_on.is_empty();
        let may_be_narrower = rests_on_figures && !bounded.narrowest && !said.iter().any(is_said);
        QuantityLine { cell, bounded, may_be_narrower }
    }
}

impl QuantityLine<'_> {
    /// Its name in words.
    pub fn quantity(&self, names: Names) -> String {
        capitalised(&names.cell(self.cell).text)
    }

    /// Its bounds in words.
    pub fn told(&self, units: &Units) -> String {
        match &self.bounded.bounds {
            None => "no number fits the statements".into(),
            Some(bounds) => ranges::range(bounds, &Tally::of_cell(self.cell), units).unwrap_or_else(|| "not bounded".into()),
        }
    }
}

/// Tells what is proved of each quantity, in the order of series and periods; quantities that only complete an identity are left out.
pub fn fill<'a>(run: &'a Run, figures: &'a Figures, network: &'a Network, bounded: &'a [Bounded], view: &'a View) -> Fill<'a> {
    let mut said: BTreeMap<&Cell, Vec<&Reading>> = BTreeMap::new();
    for reading in figures.figures.iter().map(|figure| &figure.reading) {
        if let Some(cell) = &reading.cell {
            said.entry(cell).or_default().push(reading);
        }
    }
    let line = |bounded: &'a Bounded| match network.cells.get(bounded.cell.0 as usize) {
        Some(node) if node.shown => match &node.quantity {
            Quantity::Cell(cell) if view.only.keeps(cell) => {
                Some(QuantityLine::of(cell, bounded, said.get(cell).map_or(&[][..], Vec::as_slice)))
            }
            _ => None,
        },
        _ => None,
    };
    let mut cells: Vec<QuantityLine<'a>> = bounded.iter().filter_map(line).collect();
    cells.sort_by(|one, other| one.cell.cmp(other.cell));
    Fill { run, cells, all: figures, network, counting: &view.counting, units: Units::of(figures, &view.counting) }
}

impl Fill<'_> {
    /// A figure's id.
    pub fn id(&self, figure: usize) -> &str {
        self.all.figures.get(figure).map_or("?", |figure| &figure.id)
    }

    /// A norm's name.
    pub fn norm(&self, norm: usize) -> &str {
        self.network.norms.get(norm).map_or("?", |norm| &norm.name)
    }
}
