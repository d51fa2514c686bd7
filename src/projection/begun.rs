//! A year begun as the first point of a path: its months known and its [rest](super::year), with what the words leave open of it.
//!
//! > January to June were −10 to −13 bn, and the rest of the year was 1 bn as a rule: the year is −9 to −12 bn as the words have it, whatever its
//! > band. What is known divided by a share is as much the wider.

use super::bands::Coverage;
use super::history::{History, Part};
use super::path::{PathPoint, rounded};
use super::trend::Kind;
use super::year::{By, WholeYear};
use crate::exact::End;
use libm::log;
use num_traits::ToPrimitive;

/// The first months of a year, and the whole of it.
pub(super) struct Begun<'a> {
    pub(super) part: &'a Part,
    pub(super) whole: WholeYear,
}

impl<'a> Begun<'a> {
    /// Of a history that ends within a year.
    pub(super) fn of(history: &'a History) -> Option<Begun<'a>> {
        let part = history.part.as_ref()?;
        Some(Begun { part, whole: part.of_year.whole().not_finer_than(history.told_as_nothing()) })
    }

    /// What the words leave of the year, least and most.
    pub(super) fn ends(&self) -> [Option<f64>; 2] {
        let interval = self.part.known.interval;
        [interval.low, interval.high].map(|end: Option<End>| Some(self.whole.had_it(end?.at.to_f64()?)))
    }

    /// How far off it may be, in the terms that its series moves in.
    pub(super) fn off(&self, kind: Kind, coverage: Coverage) -> f64 {
        let (_, high) = self.whole.band(coverage);
        if kind == Kind::Positive { log(high / self.whole.value) } else { high - self.whole.value }
    }

    /// The point of the path.
    pub(super) fn point(&self, coverage: Coverage) -> PathPoint {
        let (low, high) = self.whole.band(coverage);
        // What is told as nothing keeps the year from no end.
        let low = if self.part.known.may_be_nothing() { low.min(0.0) } else { low };
        let [from, until] = self.ends().map(|end| end.map(rounded));
        PathPoint {
            period: self.part.year,
            low: from,
            central: rounded(self.whole.value),
            high: until,
            band: Some([rounded(low), rounded(high)]),
        }
    }
}

/// How a year begun was put together, in words.
pub fn year_told(part: &Part, whole: &WholeYear) -> String {
    let (known, months) = (part.known.period, part.of_year.months);
    match whole.by {
        By::Share(1) => format!("{known} known, divided by the share of these months in the one year past"),
        By::Share(count) => format!("{known} known, divided by the mean share of these months in {count} years past"),
        By::Rest(1) => format!("{known} known, and what the rest of the year was in the one year past"),
        By::Rest(count) => format!("{known} known, and the mean of what the rest of the year was in {count} years past"),
        By::Twelfths => format!("{known} known, × 12/{months} for want of a year past"),
    }
}
