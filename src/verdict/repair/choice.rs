//! What can be done about a figure: read it otherwise, give it another number, or leave it out.

use super::world::Readings;
use crate::rereading::{Change, What};

/// One thing that can be done.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub deed: Deed,
    /// In tenths, trust in the figures weighed in.
    pub cost: u32,
}

/// What is done.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// Figures are read otherwise.
    Reread(Change),
    /// A figure has another number, or none.
    Silence(usize),
}

impl Choice {
    /// The figures that it touches, ascending.
    pub fn figures(&self) -> Vec<usize> {
        match &self.deed {
            Deed::Reread(change) => change.readings.iter().map(|new| new.figure).collect(),
            Deed::Silence(figure) => vec![*figure],
        }
    }

    /// Whether it touches a figure.
    pub fn touches(&self, figure: usize) -> bool {
        match &self.deed {
            Deed::Reread(change) => change.readings.iter().any(|new| new.figure == figure),
            Deed::Silence(silenced) => *silenced == figure,
        }
    }

    /// Adds what it makes of the figures.
    pub fn read<'a>(&'a self, readings: &mut Readings<'a>) {
        match &self.deed {
            Deed::Reread(change) => readings.extend(change.readings.iter().map(|new| (new.figure, Some(&new.reading)))),
            Deed::Silence(figure) => {
                readings.insert(*figure, None);
            }
        }
    }

    /// Where it stands among choices of equal cost.
    pub fn rank(&self) -> (u32, What, Vec<usize>) {
        match &self.deed {
            Deed::Reread(change) => (self.cost, change.what, self.figures()),
            Deed::Silence(_) => (self.cost, What::Value, self.figures()),
        }
    }
}
