//! How likely an amount is to be reached, from how far off real series were.
//!
//! A band says it of two amounts: beyond its 80 % ends one in ten lay on either side, beyond its 95 % ends one in forty. Between and beyond
//! the two that were measured, the share further off is taken to fall as a Weibull law: exp(−(off/a)^b), through both.

use super::bands::together;
use super::outlook::Outlook;
use super::trend::Kind;
use crate::period::Period;
use libm::{exp, log, pow};

/// How likely what comes is more than what lies so far above what is expected (below: negative), where four in five are no further off than
/// `inner`, and nineteen in twenty no further than `outer`.
pub(super) fn above(apart: f64, [inner, outer]: [f64; 2]) -> f64 {
    let power = log(log(20.0) / log(5.0)) / log(outer / inner);
    let further = exp(-log(5.0) * pow(apart.abs() / inner, power));
    if apart > 0.0 { further / 2.0 } else { 1.0 - further / 2.0 }
}

/// How likely the central path is at an amount by a period: at it or above, or below where it is to fall. `None` beyond the path.
pub(super) fn likelihood(outlook: &Outlook, by: Period, aim: f64, is_fall: bool) -> Option<f64> {
    let place = outlook.path.points.iter().position(|point| point.period == by)?;
    let (value, off) = (*outlook.values.get(place)?, *outlook.off.get(place)?);
    // What comes is off from the middle of what the words leave as well.
    let apart_from = |apart: f64| {
        let leeway = outlook.leeway[usize::from(apart > 0.0)];
        above(apart, off.map(|off| together(off, leeway)))
    };
    let is_begun = |(year, _): &&(Period, _)| *year == by;
    let above = match (outlook.begun.as_ref().filter(is_begun), outlook.kind) {
        (Some((_, year)), _) => year.chance_above(aim),
        (None, Kind::Positive | Kind::NotNegative) if aim <= 0.0 => 1.0,
        (None, Kind::Positive) => apart_from(log(aim / value)),
        (None, Kind::NotNegative | Kind::Signed) => apart_from(aim - value),
    };
    Some(if is_fall { 1.0 - above } else { above })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_a_bands_ends_lies_what_it_does_not_hold() {
        let off = [1.3, 2.4];
        for (apart, chance) in [(1.3, 0.1), (-1.3, 0.9), (2.4, 0.025), (-2.4, 0.975), (0.0, 0.5)] {
            assert!((above(apart, off) - chance).abs() < 1e-12, "{apart}: {}", above(apart, off));
        }
        assert_eq!((above(f64::INFINITY, off), above(f64::NEG_INFINITY, off)), (0.0, 1.0));
    }
}
