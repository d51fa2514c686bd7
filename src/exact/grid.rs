//! The solver's numbers: decimals to twelve places in an `i128`, every operation named by the direction it rounds in.
//!
//! A bound is one integer, an [`Edge`]: twice the number on the grid, and one step inward when the end is open. So "more than
//! 600" is `2·600 + 1`, "at most 600" is `2·600`, the two cross because the first is larger, and comparing bounds is comparing
//! integers. Whatever is beyond [`FAR`] counts as unbounded, which only loosens.
//!
//! Multiplication stays in `i128` while it fits and goes through `BigInt` where it does not: the same result, more slowly.

use super::{End, Interval, Ratio};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};

/// Grid steps in one unit.
pub const STEPS: i128 = 1_000_000_000_000;

/// The edge of the grid, as an [`Edge`]: no bound.
pub const FAR: i128 = 1 << 115;

/// A bound as one integer; see the module's page.
pub type Edge = i128;

/// A low edge at `steps` of the grid.
#[inline]
pub fn low_edge(steps: i128, open: bool) -> Edge {
    if steps <= -(FAR / 2) {
        -FAR
    } else if steps >= FAR / 2 {
        FAR - 2
    } else {
        2 * steps + i128::from(open)
    }
}

/// A high edge at `steps` of the grid.
#[inline]
pub fn high_edge(steps: i128, open: bool) -> Edge {
    -low_edge(-steps, open)
}

/// Where a low edge stands, in steps.
#[inline]
pub fn low_steps(edge: Edge) -> i128 {
    edge >> 1
}

/// Where a high edge stands, in steps.
#[inline]
pub fn high_steps(edge: Edge) -> i128 {
    (edge + 1) >> 1
}

/// Whether an edge leaves out the point that it stands at.
#[inline]
pub fn is_open(edge: Edge) -> bool {
    edge & 1 == 1
}

/// The edges of an interval, rounded outward.
pub fn edges(interval: &Interval) -> (Edge, Edge) {
    let low = interval.low.map_or(-FAR, |end| low_edge(floor_steps(&end.at), end.open));
    let high = interval.high.map_or(FAR, |end| high_edge(-floor_steps(&-end.at), end.open));
    (low, high)
}

/// The interval between two edges.
pub fn interval(low: Edge, high: Edge) -> Interval {
    let end = |edge: Edge, steps: i128| (edge.abs() < FAR - 2).then(|| End { at: Ratio::new(steps, STEPS), open: is_open(edge) });
    Interval { low: end(low, low_steps(low)), high: end(high, high_steps(high)) }
}

fn floor_steps(value: &Ratio) -> i128 {
    mul_div_down(*value.numer(), STEPS, *value.denom())
}

/// `a·b / c` rounded down, for `c > 0`; beyond the grid it saturates at the grid's edge.
#[inline]
pub fn mul_div_down(a: i128, b: i128, c: i128) -> i128 {
    match a.checked_mul(b) {
        Some(product) => product.div_euclid(c),
        None => saturate(&(BigInt::from(a) * b).div_floor(&BigInt::from(c))),
    }
}

/// `a·b / c` rounded up, for `c > 0`; beyond the grid it saturates at the grid's edge.
#[inline]
pub fn mul_div_up(a: i128, b: i128, c: i128) -> i128 {
    -mul_div_down(-a, b, c)
}

/// How `a·b` compares with `c·d`.
#[inline]
pub fn compare_products(a: i128, b: i128, c: i128, d: i128) -> std::cmp::Ordering {
    match (a.checked_mul(b), c.checked_mul(d)) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => (BigInt::from(a) * b).cmp(&(BigInt::from(c) * d)),
    }
}

/// The `power`-th power of a factor that is not negative, rounded down.
pub fn power_down(factor: i128, power: u32) -> i128 {
    (1..power).fold(factor, |so_far, _| mul_div_down(so_far, factor, STEPS))
}

/// The `power`-th power of a factor that is not negative, rounded up.
pub fn power_up(factor: i128, power: u32) -> i128 {
    (1..power).fold(factor, |so_far, _| mul_div_up(so_far, factor, STEPS))
}

/// The largest factor on the grid whose `power`-th power is at most `steps`, which is not negative.
pub fn root_down(steps: i128, power: u32) -> i128 {
    if power == 1 || steps <= 0 {
        return steps.max(0);
    }
    saturate(&(BigInt::from(steps) * BigInt::from(STEPS).pow(power - 1)).nth_root(power))
}

/// The smallest factor on the grid whose `power`-th power is at least `steps`, which is not negative.
pub fn root_up(steps: i128, power: u32) -> i128 {
    if power == 1 || steps <= 0 {
        return steps.max(0);
    }
    let wide = BigInt::from(steps) * BigInt::from(STEPS).pow(power - 1);
    let root = wide.nth_root(power);
    let exact = root.pow(power) == wide;
    saturate(&if exact { root } else { root + 1 })
}

fn saturate(value: &BigInt) -> i128 {
    match value.to_i128() {
        Some(steps) => steps.clamp(-FAR / 2, FAR / 2),
        None if value.is_negative() => -FAR / 2,
        None => FAR / 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::decimal;
    use proptest::prelude::*;

    #[test]
    fn open_ends_are_one_step_inward() {
        let (low, _) = edges(&Interval::more_than(decimal("600").unwrap()));
        let (_, high) = edges(&Interval::at_most(decimal("600").unwrap()));
        assert!(low > high);
        assert_eq!((low_steps(low), high_steps(high)), (600 * STEPS, 600 * STEPS));
        assert!(is_open(low) && !is_open(high));
    }

    #[test]
    fn a_third_is_rounded_outward() {
        let third = Ratio::new(1, 3);
        let (low, high) = edges(&Interval::point(third));
        assert_eq!((low_steps(low), high_steps(high)), (333_333_333_333, 333_333_333_334));
    }

    proptest! {
        #[test]
        fn edges_give_back_their_interval(low in -10i128.pow(30)..10i128.pow(30), wide in 1..10i128.pow(30), a: bool, b: bool) {
            let i = Interval {
                low: Some(End { at: Ratio::new(low, STEPS), open: a }),
                high: Some(End { at: Ratio::new(low + wide, STEPS), open: b }),
            };
            let (low, high) = edges(&i);
            prop_assert_eq!(interval(low, high), i);
        }

        #[test]
        fn roots_are_verified_by_powers(x in 0..10i128.pow(16), n in 2u32..9) {
            let (down, up) = (root_down(x, n), root_up(x, n));
            let wide = |r: i128| BigInt::from(r).pow(n);
            let whole = BigInt::from(x) * BigInt::from(STEPS).pow(n - 1);
            prop_assert!(wide(down) <= whole && whole <= wide(up) && up - down <= 1);
        }

        #[test]
        fn wide_products_round_outward(a in any::<i64>(), b in any::<i64>(), c in 1..i128::from(i64::MAX)) {
            let (a, b) = (i128::from(a) << 40, i128::from(b));
            let (down, up) = (BigInt::from(mul_div_down(a, b, c)), BigInt::from(mul_div_up(a, b, c)));
            let exact = BigInt::from(a) * b;
            if exact.abs() < BigInt::from(FAR / 2) * c {
                prop_assert!(&down * c <= exact && exact <= &up * c && up - down <= BigInt::from(1));
            }
        }
    }
}
