//! Months or quarters are brought to the path of years, so that they add up to it. Where figures contradict one another they cannot be:
//! then by how much the two differ.
//!
//! > Months added up give 1388 mn for 2023; the path of the years 1390 mn. Of 2023 as a whole quote the latter: its band is one of years.
//!
//! Nor are months that were nothing not long ago: the years still count these, so then the months are to be quoted.

use super::ahead;
use super::gauge::Gauge;
use super::names::period_name;
use crate::period::{Period, YEAR};
use crate::projection::trend::Kind;
use crate::projection::{Basis, Projected, Projection};
use num_rational::BigRational;
use num_traits::Zero;

/// A line on the first year that both put, beside months or quarters; `None` of years, and where there is no such year.
pub(super) fn told(finer: &Projected, projection: &Projection, gauge: &Gauge) -> Option<String> {
    let (history, months) = (&finer.history, finer.history.months);
    if months >= YEAR {
        return None;
    }
    let is_of_years = |other: &&Projected| {
        let other = &other.history;
        other.series == history.series && other.unit == history.unit && other.months == YEAR
    };
    let years = projection.series.iter().find(is_of_years)?;
    let ahead = years.paths.iter().find(|path| path.basis == Basis::Central)?;
    let (year, added_up, alone) =
        ahead.points.iter().find_map(|point| Some((point.period, added_up(finer, point.period)?, &point.central)))?;
    let parts = match months {
        1 => "Months",
        3 => "Quarters",
        _ => "Shorter periods",
    };
    let (added_up, alone) = (ahead::amount(&added_up, gauge), ahead::amount(alone, gauge));
    let differ = added_up != alone;
    let were_nothing = finer.outlook.as_ref().is_some_and(|outlook| outlook.kind == Kind::NotNegative);
    let quote =
        if were_nothing { "the former: the years still count times of nothing" } else { "the latter: its band is one of years" };
    differ.then(|| {
        let year = period_name(year);
        format!("{parts} added up give {added_up} for {year}; the path of the years {alone}. Of {year} as a whole quote {quote}.")
    })
}

/// What is known of a year and what its path puts the rest at, added up; `None` where they do not fill it.
fn added_up(finer: &Projected, year: Period) -> Option<BigRational> {
    let known = finer.history.points.iter().filter_map(|point| Some((point.period, BigRational::from_float(point.central)?)));
    let path = finer.paths.iter().find(|path| path.basis == Basis::Central)?;
    let ahead = path.points.iter().map(|point| (point.period, point.central.clone()));
    let (months, sum) = known
        .chain(ahead)
        .filter(|(period, _)| year.contains(period))
        .fold((0, BigRational::zero()), |(months, sum), (period, amount)| (months + period.months(), sum + amount));
    (months == year.months()).then_some(sum)
}
