//! A goal without a date: how much more it is than what is known last. That needs no path.
//!
//! > It is 17% to 18.3% more than in 2024.
//! > It is between 25% less and 12% more than in 2022.

use super::ahead::{growth, growth_at_most};
use super::names::when;
use super::printed::big;
use crate::figures::Flow;
use crate::projection::{Projected, Stands, Target};
use num_rational::BigRational;
use num_traits::{One, Signed};

/// The sentence; `None` where a date is named, where the goal is there already, and of balances and what may be nothing.
pub(super) fn told(target: &Target, projected: &Projected) -> Option<String> {
    let history = &projected.history;
    // Part of a year is no level for a goal of years.
    let last = history.points.last()?;
    // Of twice what is known last that was said.
    let is_asked = target.grown_from != Some(last.period)
        && target.by.is_none()
        && matches!(target.stands, Stands::Ahead)
        && history.series.flow != Flow::Balance;
    let [low, high] = [last.interval.low?, last.interval.high?].map(|end| big(&end.at));
    (is_asked && low.is_positive()).then_some(())?;
    let [least, most] = [&target.aim.all[0] / high, &target.aim.all[2] / low].map(|times| times - BigRational::one());
    let by = match (least.is_negative(), most.is_positive()) {
        (true, true) => format!("between {} less and {} more", growth_at_most(&-least), growth_at_most(&most)),
        (true, false) => format!("{} less", growth(&-most, &-least)),
        (false, _) => format!("{} more", growth(&least, &most)),
    };
    Some(format!("It is {by} than {}.", when(last.period, history.series.nature)))
}
