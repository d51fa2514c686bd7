//! An interval is a value: two ends, each exact, each open or closed, either absent when unbounded.

use super::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, Zero};

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct End {
    /// Where the interval ends.
    pub at: Ratio,
    /// Whether `at` itself is left out: "exceeded 600" begins at 600, open.
    pub open: bool,
}

/// A set of numbers without gaps. `None` on a side means unbounded there. May be empty; see [`Interval::is_empty`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The lower end.
    pub low: Option<End>,
    /// The upper end.
    pub high: Option<End>,
}

impl Interval {
    /// Every number.
    pub const ALL: Interval = Interval { low: None, high: None };

    /// `[low, high]`.
    pub fn closed(low: Ratio, high: Ratio) -> Self {
        Interval { low: Some(End { at: low, open: false }), high: Some(End { at: high, open: false }) }
    }
    /// `[at, at]`.
    pub fn point(at: Ratio) -> Self {
        Self::closed(at, at)
    }
    /// `[at, ∞)`.
    pub fn at_least(at: Ratio) -> Self {
        Interval { low: Some(End { at, open: false }), high: None }
    }
    /// `(at, ∞)`.
    pub fn more_than(at: Ratio) -> Self {
        Interval { low: Some(End { at, open: true }), high: None }
    }
    /// `(−∞, at]`.
    pub fn at_most(at: Ratio) -> Self {
        Interval { low: None, high: Some(End { at, open: false }) }
    }
    /// `(−∞, at)`.
    pub fn less_than(at: Ratio) -> Self {
        Interval { low: None, high: Some(End { at, open: true }) }
    }
    /// `[0, ∞)`.
    pub fn not_negative() -> Self {
        Self::at_least(Ratio::zero())
    }

    /// Whether no number lies in it.
    pub fn is_empty(&self) -> bool {
        match (self.low, self.high) {
            (Some(low), Some(high)) => low.at > high.at || (low.at == high.at && (low.open || high.open)),
            _ => false,
        }
    }

    /// Whether `x` lies in it.
    pub fn contains(&self, x: &Ratio) -> bool {
        self.low.is_none_or(|end| if end.open { *x > end.at } else { *x >= end.at })
            && self.high.is_none_or(|end| if end.open { *x < end.at } else { *x <= end.at })
    }

    /// Whether every number of `self` lies in `other` (an empty interval lies in every other).
    pub fn is_within(&self, other: &Interval) -> bool {
        self.is_empty() || self.intersect(other) == *self
    }

    /// The numbers in both.
    pub fn intersect(&self, other: &Interval) -> Interval {
        Interval {
            low: tighter(self.low, other.low, |a, b| a.at > b.at || (a.at == b.at && a.open)),
            high: tighter(self.high, other.high, |a, b| a.at < b.at || (a.at == b.at && a.open)),
        }
    }

    /// The narrowest interval that holds both.
    pub fn hull(&self, other: &Interval) -> Interval {
        let looser = |a: Option<End>, b: Option<End>, a_is_looser: fn(&End, &End) -> bool| {
            let (a, b) = (a?, b?);
            Some(if a_is_looser(&a, &b) { a } else { b })
        };
        Interval {
            low: looser(self.low, other.low, |a, b| a.at < b.at || (a.at == b.at && !a.open)),
            high: looser(self.high, other.high, |a, b| a.at > b.at || (a.at == b.at && !a.open)),
        }
    }

    /// The mirror image about zero: `[2, 3)` becomes `(−3, −2]`.
    pub fn mirror(&self) -> Interval {
        let flip = |end: Option<End>| end.map(|end| End { at: -end.at, open: end.open });
        Interval { low: flip(self.high), high: flip(self.low) }
    }

    /// Every number plus `by`; `None` on overflow.
    pub fn shifted(&self, by: &Ratio) -> Option<Interval> {
        self.mapped(|at| at.checked_add(by))
    }

    /// Every number times `by`, which is positive; `None` on overflow.
    pub fn scaled(&self, by: &Ratio) -> Option<Interval> {
        self.mapped(|at| at.checked_mul(by))
    }

    /// Every quotient of a number of `self` by one of `other`, as far as both lie above zero; `None` on overflow.
    ///
    /// What comes near zero below makes a quotient without an upper end; what is unbounded below, one that comes near zero.
    pub fn over(&self, other: &Interval) -> Option<Interval> {
        let above_zero = Interval::more_than(Ratio::zero());
        let (upper, lower) = (self.intersect(&above_zero), other.intersect(&above_zero));
        let divided = |one: End, by: End| Some(End { at: one.at.checked_div(&by.at)?, open: one.open || by.open });
        let low = match (upper.low, lower.high) {
            (Some(one), Some(by)) => Some(divided(one, by)?),
            _ => above_zero.low,
        };
        let high = match (upper.high, lower.low.filter(|end| !end.at.is_zero())) {
            (Some(one), Some(by)) => Some(divided(one, by)?),
            _ => None,
        };
        Some(Interval { low, high })
    }

    fn mapped(&self, map: impl Fn(&Ratio) -> Option<Ratio>) -> Option<Interval> {
        let move_end = |end: Option<End>| match end {
            None => Some(None),
            Some(end) => map(&end.at).map(|at| Some(End { at, open: end.open })),
        };
        Some(Interval { low: move_end(self.low)?, high: move_end(self.high)? })
    }
}

fn tighter(a: Option<End>, b: Option<End>, a_is_tighter: fn(&End, &End) -> bool) -> Option<End> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if a_is_tighter(&a, &b) { a } else { b }),
        (a, None) => a,
        (None, b) => b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::{decimal, ratio};
    use proptest::prelude::*;

    #[test]
    fn open_and_closed_ends_clash_where_they_meet() {
        let six = decimal("600").unwrap();
        assert!(Interval::more_than(six).intersect(&Interval::at_most(six)).is_empty());
        assert!(!Interval::at_least(six).intersect(&Interval::at_most(six)).is_empty());
        assert!(Interval::more_than(six).is_within(&Interval::at_least(six)));
        assert!(!Interval::at_least(six).is_within(&Interval::more_than(six)));
    }

    #[test]
    fn mirrors_swap_the_ends_with_their_openness() {
        let i = Interval {
            low: Some(End { at: decimal("2").unwrap(), open: false }),
            high: Some(End { at: decimal("3").unwrap(), open: true }),
        };
        assert_eq!(i.mirror().mirror(), i);
        assert!(i.mirror().contains(&decimal("-2").unwrap()) && !i.mirror().contains(&decimal("-3").unwrap()));
    }
    #[test]
    fn a_quotient_is_as_open_as_its_ends() {
        let (three, six) = (ratio(3, 1), ratio(6, 1));
        let from_three = Interval { low: Some(End { at: three, open: true }), high: Some(End { at: six, open: false }) };
        let by_two = Interval::closed(ratio(2, 1), three);
        let quotient = Interval { low: Some(End { at: ratio(1, 1), open: true }), high: Some(End { at: three, open: false }) };
        assert_eq!(from_three.over(&by_two), Some(quotient));
        // What may be next to nothing bounds no quotient from above.
        assert_eq!(by_two.over(&Interval::closed(Ratio::zero(), six)), Some(Interval::at_least(ratio(1, 3))));
        assert_eq!(by_two.over(&Interval::at_least(six)).unwrap().low, Some(End { at: Ratio::zero(), open: true }));
        assert_eq!(Interval::at_least(six).over(&by_two), Some(Interval::at_least(ratio(2, 1))));
        let (long, longer) = (Ratio::new(i128::MAX, 2), Ratio::new(2, i128::MAX));
        assert_eq!(Interval::point(long).over(&Interval::point(longer)), None);
    }

    proptest! {
        #[test]
        fn quotients_lie_in_the_quotient(
            a in 0i128..1000, wide in 1i128..1000, b in 0i128..1000, broad in 1i128..1000,
            part in 1i128..16, piece in 1i128..16, open: [bool; 4],
        ) {
            let between = |low: i128, wide: i128, low_open, high_open| Interval {
                low: Some(End { at: ratio(low, 1), open: low_open }),
                high: Some(End { at: ratio(low + wide, 1), open: high_open }),
            };
            let (upper, lower) = (between(a, wide, open[0], open[1]), between(b, broad, open[2], open[3]));
            let quotient = upper.over(&lower).unwrap();
            let inside = |low: i128, wide: i128, part: i128| Ratio::from_integer(low) + Ratio::new(wide * part, 16);
            prop_assert!(quotient.contains(&(inside(a, wide, part) / inside(b, broad, piece))));
            // Both ends are reached, or come as near as one likes.
            if a > 0 && b > 0 {
                let ends = (quotient.low.unwrap(), quotient.high.unwrap());
                prop_assert_eq!(ends.0, End { at: Ratio::new(a, b + broad), open: open[0] || open[3] });
                prop_assert_eq!(ends.1, End { at: Ratio::new(a + wide, b), open: open[1] || open[2] });
            }
        }
    }
}
