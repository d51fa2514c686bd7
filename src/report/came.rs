//! What came of a series after the year that paths were asked to start from, where no path is there for it to stand beside.
//!
//! > Later they were 8 bn USD in 2021 and 10 bn USD in 2022.
//!
//! Where there are paths, the table has a column for it.

use super::ahead;
use super::gauge::Gauge;
use super::names::{Name, when};
use super::sentences::{in_words, listed};
use super::targets::level;
use super::units::Units;
use crate::figures::Flow;
use crate::projection::amounts::Point;
use crate::projection::{Projected, rounded};

/// Of more amounts than these only the first are told, and the last.
const MOST: usize = 6;

/// The sentence; `None` where nothing came.
pub(super) fn told(projected: &Projected, name: &Name, (units, gauge): (&Units, &Gauge)) -> Option<String> {
    let nature = projected.history.series.nature;
    // The middle, as the table has it; of a balance nobody knows the sign by itself.
    let amount = |point: &Point| match projected.history.series.flow {
        Flow::Balance => level(&point.interval, projected, units),
        _ => ahead::amount(&rounded(point.central), gauge),
    };
    let all: Vec<String> =
        projected.came.iter().map(|point| format!("{} {}", amount(point), when(point.period, nature))).collect();
    let last = all.last()?;
    let (was, count) = (if name.plural { "they were" } else { "it was" }, all.len());
    Some(if count > MOST {
        let first = all[..MOST - 1].join(", ");
        format!("Later {was} {first} … {last}; -f csv and -f json have all {}.", in_words(count))
    } else {
        format!("Later {was} {}.", listed(&all))
    })
}
