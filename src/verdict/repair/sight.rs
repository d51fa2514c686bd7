//! Where the figures that clash with nothing leave room, for readings of any period: most other readings of a figure in a large
//! file are out of the question at a glance, without weaving anything for them.
//!
//! ```text
//! 2019-01 is 20 to 21, 2019-02 is 22 to 23      what the others leave
//! ⊢ 2019-01..2019-02 is 42 to 44                so "about 70" was not said of it
//! ```

use crate::exact::grid::{self, Edge, FAR, STEPS};
use crate::exact::{Interval, Ratio};
use crate::figures::{Aspect, Cell, Nature, Reading, Series};
use crate::network::{CellId, Network, Quantity};
use crate::period::Period;
use crate::words::Unit;
use num_bigint::BigInt;
use num_rational::BigRational;
use std::collections::{BTreeMap, HashMap};

/// Bounds of all amounts, line by line, in grid steps; `None` where unbounded.
pub(super) struct Sight<'a> {
    lines: HashMap<(&'a Series, &'a Unit), Line>,
    others: HashMap<&'a Cell, Ends>,
}

/// One series' periods by their first months, and the months of the longest.
#[derive(Default)]
struct Line {
    from: BTreeMap<i32, Vec<(Period, Ends)>>,
    longest: i32,
}

impl Line {
    fn starting(&self, month: i32) -> &[(Period, Ends)] {
        self.from.get(&month).map_or(&[], Vec::as_slice)
    }

    /// The periods that hold another, itself among them.
    fn around(&self, period: Period) -> impl Iterator<Item = &(Period, Ends)> {
        let near = self.from.range(period.first() - self.longest..=period.first());
        near.flat_map(|(_, all)| all).filter(move |(other, _)| other.contains(&period))
    }
}

/// Two ends in grid steps.
type Ends = (Option<i128>, Option<i128>);

impl<'a> Sight<'a> {
    /// From the edges of a network's cells.
    pub fn of(network: &'a Network, edges: impl Fn(CellId) -> (Edge, Edge)) -> Sight<'a> {
        let mut sight = Sight { lines: HashMap::new(), others: HashMap::new() };
        for (index, node) in network.cells.iter().enumerate() {
            let Quantity::Cell(cell) = &node.quantity else { continue };
            let (low, high) = edges(CellId(index as u32));
            let known = |edge: Edge, steps: i128| (edge.abs() < FAR - 2).then_some(steps);
            let ends = (known(low, grid::low_steps(low)), known(high, grid::high_steps(high)));
            match (&cell.aspect, &cell.unit) {
                (Aspect::Level, Some(unit)) => {
                    let line = sight.lines.entry((&cell.series, unit)).or_default();
                    line.from.entry(cell.period.first()).or_default().push((cell.period, ends));
                    line.longest = line.longest.max(cell.period.months());
                }
                _ => {
                    sight.others.insert(cell, ends);
                }
            }
        }
        sight
    }

    /// Whether a reading is not out of the question.
    pub fn allows(&self, reading: &Reading) -> bool {
        let Some(cell) = &reading.cell else { return true };
        if let Some(unit) = &cell.unit {
            match &cell.aspect {
                Aspect::Level => return meets(&reading.allowed, self.level(&cell.series, unit, cell.period)),
                Aspect::Growth { base } => {
                    let (whole, base) = (self.level(&cell.series, unit, cell.period), self.level(&cell.series, unit, *base));
                    return can_grow(&reading.allowed, whole, base);
                }
                _ => {}
            }
        }
        self.others.get(cell).is_none_or(|ends| meets(&reading.allowed, *ends))
    }

    /// Bounds of an amount of any period, from those of the periods that tile it or hold it.
    fn level(&self, series: &Series, unit: &Unit, period: Period) -> Ends {
        let Some(line) = self.lines.get(&(series, unit)) else { return (None, None) };
        if series.nature == Nature::Stock || !series.flow.is_never_negative() {
            let own = line.starting(period.first()).iter().find(|(known, _)| *known == period);
            return own.map_or((None, None), |(_, ends)| *ends);
        }
        // From month to month: the most that must have been reached by then, and the least that can have been.
        let mut least: BTreeMap<i32, i128> = [(period.first(), 0)].into();
        let mut most: BTreeMap<i32, i128> = [(period.first(), 0)].into();
        for month in period.first()..=period.end() {
            if let Some(before) = least.get(&(month - 1)).copied() {
                let slot = least.entry(month).or_insert(before);
                *slot = (*slot).max(before);
            }
            let (Some(&low_so_far), high_so_far) = (least.get(&month), most.get(&month).copied()) else { continue };
            for (part, (low, high)) in line.starting(month).iter().filter(|(part, _)| part.end() <= period.end()) {
                if let Some(sum) = low.and_then(|low| low_so_far.checked_add(low.max(0))) {
                    let slot = least.entry(part.end()).or_insert(sum);
                    *slot = (*slot).max(sum);
                }
                if let Some(sum) = high_so_far.zip(*high).and_then(|(so_far, high)| so_far.checked_add(high)) {
                    let slot = most.entry(part.end()).or_insert(sum);
                    *slot = (*slot).min(sum);
                }
            }
        }
        let around = line.around(period).filter_map(|(_, (_, high))| *high).min();
        let high = match (most.get(&period.end()).copied(), around) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        (least.get(&period.end()).copied(), high)
    }
}

fn big(number: &Ratio) -> BigRational {
    BigRational::new((*number.numer()).into(), (*number.denom()).into())
}

fn steps(steps: i128) -> BigRational {
    BigRational::new(BigInt::from(steps), BigInt::from(STEPS))
}

/// Whether an interval reaches between two ends.
fn meets(interval: &Interval, (low, high): Ends) -> bool {
    let above = |at: &Ratio| high.is_none_or(|high| big(at) <= steps(high));
    let below = |at: &Ratio| low.is_none_or(|low| big(at) >= steps(low));
    interval.low.is_none_or(|end| above(&end.at)) && interval.high.is_none_or(|end| below(&end.at))
}

/// Whether an amount can be another one, grown so much.
fn can_grow(growth: &Interval, (low, high): Ends, (base_low, base_high): Ends) -> bool {
    let one = Ratio::from_integer(1);
    let reaches_up = match (low, base_high, growth.high) {
        (Some(low), Some(base), Some(end)) => steps(low) <= big(&(end.at + one)) * steps(base),
        _ => true,
    };
    let reaches_down = match (high, base_low, growth.low) {
        (Some(high), Some(base), Some(end)) => steps(high) >= big(&(end.at + one)) * steps(base),
        _ => true,
    };
    reaches_up && reaches_down
}
