//! Tight spots: figures that stand, but only just. The others leave less than half of what the words are meant to say, and what is
//! left is not where a reader would look for it.
//!
//! > These statements can all be true, but only just: turnover in 2022 must have been 668 to 700 bn, though “more than 600” was said.
//!
//! Of words with a middle ("about 470") what is left must exclude the printed number, of words with one side ("more than 600") it
//! must lie wholly in the half that is farther from it. A plain number only rounds, and roundings add up to any of its digits: it is
//! tight where next to nothing is left, at its very end; not that of an office, which rounds what it has added up. A range was meant from end to end. Where all that is left is what others say of the very quantity, they only say it more exactly.

use super::bounds::Bounds;
use crate::exact::{Interval, Ratio};
use crate::figures::Status;
use crate::network::{CellId, Tested};
use crate::rereading::Change;
use crate::solver::problem::Tier;
use num_traits::{CheckedAdd, CheckedDiv, CheckedSub, Zero};
use std::collections::BTreeMap;

/// Less than one part in so many of what words mean is tight; of what only rounds one in so many.
const HALF: i128 = 2;
const KNIFE_EDGE: i128 = 20;

/// A figure that only just stands.
#[derive(Clone, Debug)]
pub struct Tight {
    /// The figure (index).
    pub figure: usize,
    /// What is left of what its words are meant to say, in its cell's own terms.
    pub left: Interval,
    /// How much that is of all they are meant to say: below one half.
    pub room: Ratio,
    /// The figures (indices) that squeeze it.
    pub squeezed_by: Vec<usize>,
    /// The norms (indices in [`Network::norms`](crate::network::Network::norms)) that squeeze it.
    pub norms: Vec<usize>,
    /// The cheapest re-readings after which nothing is tight.
    pub freed_by: Vec<Change>,
}

/// The tight spots among figures that test others; what would free them is not asked here.
pub(super) fn tight_spots(bounds: &Bounds, tests: &Tested) -> Vec<Tight> {
    let problem = bounds.solution().problem;
    // What all that is said of a cell comes to.
    let mut of_cell: BTreeMap<CellId, Interval> = BTreeMap::new();
    for (index, figure) in problem.figures.figures.iter().enumerate().filter(|(_, figure)| figure.status.is_of_the_past()) {
        if let Some(cell) = problem.cell(index as u32) {
            let meant = figure.reading.meant;
            of_cell.entry(cell).and_modify(|said| *said = said.intersect(&meant)).or_insert(meant);
        }
    }
    let mut found = Vec::new();
    for (index, figure) in problem.figures.figures.iter().enumerate() {
        let (Some(cell), Some(_), true) = (problem.cell(index as u32), tests.group[index], figure.status.is_of_the_past()) else {
            continue;
        };
        let [printed] = figure.printed[..] else { continue };
        let reading = &figure.reading;
        let only_rounds = reading.meant == reading.allowed;
        if only_rounds && figure.status == Status::Official {
            continue;
        }
        let least = if only_rounds { KNIFE_EDGE } else { HALF };
        let Some((interval, Tier::Usual | Tier::Meant)) = bounds.told(cell) else { continue };
        let left = interval.intersect(&reading.meant);
        let Some(room) = room(&left, &reading.meant).filter(|room| *room < Ratio::new(1, least)) else { continue };
        let is_away = if only_rounds { is_at_an_end(&left, &reading.meant) } else { is_away(&left, &reading.meant, &printed) };
        if !is_away {
            continue;
        }
        let (mut squeezed_by, norms) = bounds.behind_ends(cell);
        squeezed_by.retain(|&figure| figure != index);
        // Where its own words are all there is, nothing squeezes it; and who says the same more exactly confirms it.
        let of_same = of_cell.get(&cell).map_or(reading.meant, |of_same| *of_same);
        if (squeezed_by.is_empty() && norms.is_empty()) || of_same.is_within(&interval) {
            continue;
        }
        found.push(Tight { figure: index, left, room, squeezed_by, norms, freed_by: Vec::new() });
    }
    found
}

/// How wide one interval is of another; `None` unless both have two ends, and the other some width.
fn room(left: &Interval, meant: &Interval) -> Option<Ratio> {
    let width = |interval: &Interval| interval.high?.at.checked_sub(&interval.low?.at);
    let (left, meant) = (width(left)?, width(meant)?);
    if meant <= Ratio::zero() { None } else { left.checked_div(&meant) }
}

/// Whether what is left is not where the printed number leads one to look.
fn is_away(left: &Interval, meant: &Interval, printed: &Ratio) -> bool {
    let (Some(low), Some(high)) = (meant.low, meant.high) else { return false };
    let Some(width) = high.at.checked_sub(&low.at) else { return false };
    let middle = low.at + width / Ratio::from_integer(2);
    if *printed <= low.at {
        left.low.is_some_and(|end| end.at >= middle)
    } else if *printed >= high.at {
        left.high.is_some_and(|end| end.at <= middle)
    } else {
        !left.contains(printed)
    }
}

/// Whether what is left lies in the first or last twentieth of what a rounded number means.
fn is_at_an_end(left: &Interval, meant: &Interval) -> bool {
    let (Some(low), Some(high), Some(from), Some(until)) = (meant.low, meant.high, left.low, left.high) else { return false };
    let Some(width) = high.at.checked_sub(&low.at) else { return false };
    let part = width / Ratio::from_integer(KNIFE_EDGE);
    let (first, last) = (low.at.checked_add(&part), high.at.checked_sub(&part));
    first.is_some_and(|first| until.at <= first) || last.is_some_and(|last| from.at >= last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_rounds_is_tight_at_its_very_end() {
        let rounded = whole(4_600, 4_700);
        assert!(is_at_an_end(&whole(4_600, 4_604), &rounded) && is_at_an_end(&whole(4_699, 4_700), &rounded));
        assert!(!is_at_an_end(&whole(4_620, 4_621), &rounded));
    }

    fn whole(low: i128, high: i128) -> Interval {
        Interval::closed(Ratio::from_integer(low), Ratio::from_integer(high))
    }

    #[test]
    fn one_sided_words_are_tight_in_their_farther_half() {
        let more_than_600 = whole(600, 700);
        let printed = Ratio::from_integer(600);
        assert_eq!(room(&whole(668, 700), &more_than_600), Some(Ratio::new(32, 100)));
        assert!(is_away(&whole(668, 700), &more_than_600, &printed));
        assert!(!is_away(&whole(611, 613), &more_than_600, &printed));
        assert!(is_away(&whole(461, 465), &whole(460, 470), &Ratio::from_integer(470)));
    }

    #[test]
    fn words_with_a_middle_are_tight_beside_it() {
        let about_470 = whole(461, 479);
        let printed = Ratio::from_integer(470);
        assert!(is_away(&whole(472, 479), &about_470, &printed));
        assert!(!is_away(&whole(469, 471), &about_470, &printed));
    }
}
