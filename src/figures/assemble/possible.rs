//! What a number can be at all: an amount of trade is never negative, nothing shrinks by more than all of it.

use crate::exact::{End, Interval, Ratio, ratio};
use crate::figures::{Aspect, Flow, Series};
use crate::names::WORLD;

/// The numbers that are possible in a cell, and why there are no others.
pub(crate) fn possible(series: &Series, aspect: &Aspect) -> (Interval, &'static str) {
    let is_trade = matches!(series.flow, Flow::Turnover | Flow::Exports | Flow::Imports);
    match aspect {
        Aspect::Level if is_trade => (Interval::not_negative(), "an amount that is not below zero; only a balance may be"),
        // A balance may pass through zero; other flows may be nets of something.
        Aspect::Growth { .. } | Aspect::AverageGrowth { .. } if series.flow != Flow::Balance => {
            (Interval::at_least(ratio(-1, 1)), "a growth of −100% or more: nothing shrinks by more than all of it")
        }
        Aspect::Share { of } if is_trade && is_part(series, of) => {
            (Interval::closed(ratio(0, 1), ratio(1, 1)), "a share between 0% and 100%")
        }
        Aspect::SharePoints { of, .. } if is_trade && is_part(series, of) => {
            (Interval::closed(ratio(-1, 1), ratio(1, 1)), "points between −100 and 100")
        }
        Aspect::Rate => (Interval::more_than(ratio(0, 1)), "a rate above zero"),
        _ => (Interval::ALL, "any number"),
    }
}

/// Whether the second holds the first by what it is: all partners, all products, both directions.
fn is_part(series: &Series, of: &Series) -> bool {
    let same_flow = of.flow == series.flow || of.flow == Flow::Turnover;
    same_flow && (of.partner == series.partner || of.partner == WORLD) && (of.product == series.product || of.product == "TOTAL")
}

/// One over each of the numbers, which are above zero: `(60, 70]` becomes `[1/70, 1/60)`.
pub(crate) fn reciprocal(interval: &Interval) -> Interval {
    let zero = Ratio::from_integer(0);
    // What is bounded by zero has no bound, and what has no bound is bounded by zero.
    let turn = |end: Option<End>| end.filter(|end| end.at > zero).map(|end| End { at: end.at.recip(), open: end.open });
    Interval { low: turn(interval.high).or(Some(End { at: zero, open: true })), high: turn(interval.low) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn open_ends_stay_open_on_the_other_side() {
        let rates =
            Interval { low: Some(End { at: ratio(60, 1), open: true }), high: Some(End { at: ratio(70, 1), open: false }) };
        let turned = reciprocal(&rates);
        assert_eq!(turned.low, Some(End { at: ratio(1, 70), open: false }));
        assert_eq!(turned.high, Some(End { at: ratio(1, 60), open: true }));
        assert_eq!(reciprocal(&Interval::more_than(ratio(0, 1))), Interval::more_than(ratio(0, 1)));
    }

    proptest! {
        #[test]
        fn one_over_a_number_lies_in_one_over_its_interval(
            a in 1i128..1_000_000, b in 1i128..1_000_000, n in 1i128..1_000_000, d in 1i128..1000,
            low_open: bool, high_open: bool,
        ) {
            let (low, high) = (Ratio::new(a.min(b), 7), Ratio::new(a.max(b), 7));
            let interval = Interval { low: Some(End { at: low, open: low_open }), high: Some(End { at: high, open: high_open }) };
            let x = Ratio::new(n, d);
            prop_assert_eq!(interval.contains(&x), reciprocal(&interval).contains(&x.recip()));
            prop_assert_eq!(reciprocal(&reciprocal(&interval)), interval);
        }
    }
}
