//! Whom to believe: re-reading what an office published, or what another source says too, costs more
//! (`data/readings/trust.tsv`).

use super::Change;
use crate::exact::{Ratio, decimal};
use crate::figures::{Cell, Figure, Figures, Status};
use crate::words::table::rows;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The multipliers of the data file.
#[derive(Clone, Copy, Debug)]
struct Times {
    official: Ratio,
    agreed: Ratio,
}

static TIMES: LazyLock<Result<Times, String>> = LazyLock::new(times);

/// The embedded table.
fn times() -> Result<Times, String> {
    let mut read: HashMap<&str, Ratio> = HashMap::new();
    let text = include_str!("../../data/readings/trust.tsv");
    for row in rows("readings/trust.tsv", text, &["kind", "times", "means", "source"])? {
        let times = decimal(row.field(1)).filter(|times| *times >= Ratio::from_integer(1));
        read.insert(row.field(0), times.ok_or_else(|| row.wrong("no multiplier of 1 or more"))?);
    }
    let of = |kind: &str| read.get(kind).copied().ok_or_else(|| format!("data/readings/trust.tsv lacks {kind}"));
    Ok(Times { official: of("official")?, agreed: of("agreed")? })
}

/// How far each of a set of figures is to be trusted.
pub struct Trust<'a> {
    figures: &'a [Figure],
    /// What is said of each cell that more than one figure speaks of.
    of_cell: HashMap<&'a Cell, Vec<usize>>,
    times: Times,
}

impl<'a> Trust<'a> {
    /// Looks through the figures.
    pub fn of(figures: &'a Figures) -> Trust<'a> {
        let figures = &figures.figures[..];
        let mut of_cell: HashMap<&Cell, Vec<usize>> = HashMap::new();
        for (index, figure) in figures.iter().enumerate().filter(|(_, figure)| figure.status.is_of_the_past()) {
            if let Some(cell) = &figure.reading.cell {
                of_cell.entry(cell).or_default().push(index);
            }
        }
        of_cell.retain(|_, saying| saying.len() > 1);
        let none = Ratio::from_integer(1);
        let times = TIMES.as_ref().map_or(Times { official: none, agreed: none }, |times| *times);
        Trust { figures, of_cell, times }
    }

    /// How many times what it costs to re-read a figure (1, or more).
    pub fn times(&self, figure: usize) -> Ratio {
        let mut times = Ratio::from_integer(1);
        let Some(said) = self.figures.get(figure) else { return times };
        if said.status == Status::Official {
            times *= self.times.official;
        }
        let others = said.reading.cell.as_ref().and_then(|cell| self.of_cell.get(cell));
        let agrees = |other: &&usize| {
            let other = &self.figures[**other];
            is_another_source(said, other) && !said.reading.allowed.intersect(&other.reading.allowed).is_empty()
        };
        if others.is_some_and(|others| others.iter().any(|other| agrees(&other))) {
            times *= self.times.agreed;
        }
        times
    }

    /// The cost of a change, in tenths, times the most that any figure which it re-reads is trusted.
    pub fn cost(&self, change: &Change) -> Ratio {
        let most = change.readings.iter().map(|new| self.times(new.figure)).max();
        Ratio::from_integer(change.cost.into()) * most.unwrap_or(Ratio::from_integer(1))
    }
}

/// Whether two figures were published by two: where nobody is named, each file counts as one source.
fn is_another_source(one: &Figure, other: &Figure) -> bool {
    if one.source.is_empty() || other.source.is_empty() { one.place.file != other.place.file } else { one.source != other.source }
}

/// How many times what it costs, at most.
#[cfg(test)]
pub(super) fn most() -> Ratio {
    TIMES.as_ref().map(|times| times.official * times.agreed).expect("a well-formed table")
}
