//! An interval is a value: two ends, each exact, each open or closed, either absent when unbounded.

use super::Ratio;
use num_traits::{CheckedAdd, CheckedMul, Zero};

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
    use crate::exact::decimal;

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
}
