//! What do the figures imply? Every quantity with its bounds and what they rest on.

use super::names::Names;
use super::ranges::{self, Tally};
use super::sentences::capitalised;
use super::{Counting, Run, Units, View};
use crate::figures::{Cell, Figures};
use crate::network::{Network, Quantity};
use crate::verdict::Bounded;

/// What `fill` reports.
#[derive(Clone, Debug)]
pub struct Fill<'a> {
    /// How it came about.
    pub run: &'a Run,
    /// The quantities reported: those that figures or `?` rows speak of, and those they are compared with.
    pub cells: Vec<QuantityLine<'a>>,
    /// All figures, by the indices that lines rest on.
    pub all: &'a Figures,
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
    let line = |bounded: &'a Bounded| match network.cells.get(bounded.cell.0 as usize) {
        Some(node) if node.shown => match &node.quantity {
            Quantity::Cell(cell) if view.only.keeps(cell) => Some(QuantityLine { cell, bounded }),
            _ => None,
        },
        _ => None,
    };
    let mut cells: Vec<QuantityLine<'a>> = bounded.iter().filter_map(line).collect();
    cells.sort_by(|one, other| one.cell.cmp(other.cell));
    Fill { run, cells, all: figures, counting: &view.counting, units: Units::of(figures, &view.counting) }
}

impl Fill<'_> {
    /// A figure's id.
    pub fn id(&self, figure: usize) -> &str {
        self.all.figures.get(figure).map_or("?", |figure| &figure.id)
    }
}
