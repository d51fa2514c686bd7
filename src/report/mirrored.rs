//! What two partners make of one trade: growths of the same period that do not meet are noted side by side.
//!
//! > Counted by both sides: the year-on-year growth of Russia's turnover with Uzbekistan in USD in 2020 was put at “+15.7%”
//! > (rusgrowth, Federal Customs Service of Russia), that of Uzbekistan's turnover with Russia at “-15.1%” (uzbgrowth, …). …
//!
//! Each side keeps its own books, so this moves no verdict; but who quotes one growth should know of the other.

use super::check::Check;
use super::headline::LISTED;
use super::names::Names;
use super::quotes::glimpse;
use crate::exact::Interval;
use crate::figures::{Aspect, Cell, Figure, Figures, Flow, Series};
use std::collections::{BTreeMap, BTreeSet};

/// Two growths of one trade, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MirroredLine {
    /// The figures (indices), one of each side.
    pub figures: [usize; 2],
    /// For people.
    pub text: String,
}

impl Check<'_> {
    /// How many more there are than one reads, in a sentence.
    pub fn more_mirrored(&self) -> Option<String> {
        let more = self.mirrored.len().saturating_sub(LISTED);
        (more > 0).then(|| format!("And {more} more growths counted by both sides; -f json tells all of them."))
    }
}

/// The growths that both sides count and that do not meet, of which a figure is kept; of each two quantities the first.
pub(super) fn told(figures: &Figures, is_kept: impl Fn(&Figure) -> bool) -> Vec<MirroredLine> {
    let mut growths: BTreeMap<&Series, Vec<(usize, &Cell)>> = BTreeMap::new();
    let mut told = BTreeSet::new();
    let mut lines = Vec::new();
    for (index, figure) in figures.figures.iter().enumerate() {
        let Some(cell) = figure.reading.cell.as_ref().filter(|cell| is_growth(cell)) else { continue };
        if !figure.status.is_of_the_past() {
            continue;
        }
        // A balance changes its sign there, and what its growth would be is open.
        let other_side = cell.series.other_side().filter(|series| series.flow != Flow::Balance);
        let others = other_side.as_ref().and_then(|series| growths.get(series)).map_or(&[][..], Vec::as_slice);
        for &(other_index, other_cell) in others {
            let other = &figures.figures[other_index];
            let is_one_trade = (other_cell.period, &other_cell.aspect) == (cell.period, &cell.aspect)
                && (other_cell.unit == cell.unit || other_cell.unit.is_none() || cell.unit.is_none());
            let meet = !other.reading.meant.intersect(&figure.reading.meant).is_empty();
            if is_one_trade && !meet && (is_kept(figure) || is_kept(other)) && told.insert((other_cell, cell)) {
                lines.push(MirroredLine { figures: [other_index, index], text: sentence([other, figure], [other_cell, cell]) });
            }
        }
        growths.entry(&cell.series).or_default().push((index, cell));
    }
    lines
}

fn is_growth(cell: &Cell) -> bool {
    matches!(cell.aspect, Aspect::Growth { .. } | Aspect::AverageGrowth { .. })
}

/// Whether one side counts more than before and the other less.
fn point_opposite_ways(one: &Interval, other: &Interval) -> bool {
    let rises = |interval: &Interval| interval.low.is_some_and(|end| *end.at.numer() >= 0);
    let falls = |interval: &Interval| interval.high.is_some_and(|end| *end.at.numer() <= 0);
    (rises(one) && falls(other)) || (falls(one) && rises(other))
}

fn sentence([one, other]: [&Figure; 2], [cell, other_cell]: [&Cell; 2]) -> String {
    let quoted = |figure: &Figure| match &*figure.source {
        "" => format!("“{}” ({})", glimpse(figure), figure.id),
        source => format!("“{}” ({}, {source})", glimpse(figure), figure.id),
    };
    let (name, counterpart) = (Names::IN_FULL.cell(cell).text, Names::IN_FULL.series(&other_cell.series).text);
    let how = match point_opposite_ways(&one.reading.meant, &other.reading.meant) {
        true => "They point opposite ways, but do not contradict one another: each side keeps its own books.",
        false => "They differ, but do not contradict one another: each side keeps its own books.",
    };
    format!("Counted by both sides: {name} was put at {}, that of {counterpart} at {}. {how}", quoted(one), quoted(other))
}
