//! Paths that arithmetic ties and that do not meet: both numbers, in one sentence.
//!
//! > Each path is from its own history: in 2028 exports and imports add up to 383500 thousand USD, while turnover's
//! > own path is at 226300 thousand USD.

use super::ahead;
use super::gauge::Gauge;
use super::names::when;
use super::paths::{self, Columns};
use crate::figures::Flow;
use crate::network::Kind;
use crate::period::Period;
use crate::projection::{Projected, Projection, Sum};
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// Paths that differ by less than this part of the largest of them meet: more digits than that are not told of what is to come.
const MEET: i64 = 200;

/// A sentence on each sum that a series is and its path is not.
pub(super) fn told(projected: &Projected, projection: &Projection, gauge: &Gauge, columns: &Columns<'_>) -> Vec<String> {
    projected.sums.iter().filter_map(|sum| of_sum(sum, projected, projection, gauge, columns)).collect()
}

fn of_sum(sum: &Sum, projected: &Projected, projection: &Projection, gauge: &Gauge, columns: &Columns<'_>) -> Option<String> {
    let (nature, flow) = (projected.history.series.nature, &projected.history.series.flow);
    let at = |projected: &Projected, period: Period| {
        let points = &paths::own(projected)?.points;
        points.iter().find(|point| point.period == period).map(|point| point.central.clone())
    };
    let all = || sum.parts.iter().filter_map(|&(adds, place)| Some((adds, projection.series.get(place)?)));
    let with_paths: Vec<(bool, &Projected)> = all().filter(|(_, part)| paths::own(part).is_some()).collect();
    let pathless = sum.unknown + sum.parts.len() - with_paths.len();
    if with_paths.is_empty() || (pathless > 0 && sum.kind != Kind::Parts) {
        return None;
    }
    // The last period that all of them reach.
    let (period, whole) = paths::own(projected)?.points.iter().rev().find_map(|point| {
        let all_are_there = with_paths.iter().all(|(_, part)| at(part, point.period).is_some());
        all_are_there.then(|| (point.period, point.central.clone()))
    })?;
    let amounts: Vec<(bool, BigRational)> =
        with_paths.iter().filter_map(|(adds, part)| Some((*adds, at(part, period)?))).collect();
    let added = amounts.iter().fold(BigRational::zero(), |sum, (adds, one)| if *adds { sum + one } else { sum - one });
    let largest = amounts.iter().map(|(_, one)| one.abs()).chain([whole.abs()]).max()?;
    let apart = &added - &whole;
    // Parts that nobody knows where they lead may fill what is left, but not more than that.
    let is_told = apart.abs() * BigRational::from_integer(MEET.into()) > largest && (pathless == 0 || apart.is_positive());
    is_told.then(|| {
        let period = when(period, nature);
        // A deficit is no "−5 bn" in a sentence.
        let told =
            |value: &BigRational, amount: &dyn Fn(&BigRational) -> String| match (flow == &Flow::Balance, value.is_negative()) {
                (true, true) => format!("a deficit of {}", amount(&-value)),
                (true, false) => format!("a surplus of {}", amount(value)),
                (false, _) => amount(value),
            };
        // As the table has it.
        let own = told(&whole, &|value| columns.own.in_prose(value));
        let added = told(&added, &|value| ahead::amount(value, gauge));
        let (count, all) = (with_paths.len(), with_paths.len() + pathless);
        let sum = match (sum.kind, pathless) {
            (Kind::Turnover, _) => format!("exports and imports add up to {added}, while turnover's own path is at {own}"),
            (Kind::Balance, _) => format!("exports less imports make {added}, while the balance's own path is at {own}"),
            (_, 0) => format!("the {count} parts add up to {added}, while the whole's own path is at {own}"),
            (_, _) => format!("{count} of the {all} parts add up to {added} already, while the whole's own path is at {own}"),
        };
        format!("Each path is from its own history: {period} {sum}.")
    })
}
