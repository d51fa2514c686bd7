//! What several rows say alike rests on all of them: whichever of them bounds were proved from, which hangs on their order, nothing
//! that is told does.

use crate::figures::{Cell, Figure, Figures};
use std::collections::BTreeMap;

/// The figures that say the same of a quantity as others.
pub(super) struct SaidAgain<'a> {
    figures: &'a Figures,
    /// By quantity, where there are two or more of it; ascending.
    of_cell: BTreeMap<&'a Cell, Vec<usize>>,
}

impl<'a> SaidAgain<'a> {
    pub fn of(figures: &'a Figures) -> SaidAgain<'a> {
        let mut of_cell: BTreeMap<&Cell, Vec<usize>> = BTreeMap::new();
        for (index, figure) in figures.figures.iter().enumerate().filter(|(_, figure)| figure.status.is_of_the_past()) {
            if let Some(cell) = &figure.reading.cell {
                of_cell.entry(cell).or_default().push(index);
            }
        }
        of_cell.retain(|_, of_it| of_it.len() > 1);
        SaidAgain { figures, of_cell }
    }

    /// These figures (indices, ascending) and those that say the same.
    pub fn with_all(&self, some: &[usize]) -> Vec<usize> {
        let reading = |index: usize| self.figures.figures.get(index).map(|figure: &Figure| &figure.reading);
        let mut all: Vec<usize> = some.to_vec();
        for &index in some {
            let Some(its) = reading(index) else { continue };
            let alike = its.cell.as_ref().and_then(|cell| self.of_cell.get(cell)).into_iter().flatten();
            all.extend(
                alike.copied().filter(|&other| {
                    reading(other).is_some_and(|other| other.meant == its.meant && other.allowed == its.allowed)
                }),
            );
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}
