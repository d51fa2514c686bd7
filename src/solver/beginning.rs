//! Where floats begin: an exact amount for each leaf, so that a float has to carry no more than how far it moved from there.
//!
//! ```text
//! World = Σ 200 partners      124 billion dollars to half a cent
//! a float at 124 billion      resolves 0.000015, and a sum of 200 of them loses half a cent
//! a float from the beginning  carries 0.003, and loses nothing that anybody could see
//! ```
//!
//! What stands between an end and the beginning is worked out in whole grid steps and becomes a float once, at the end. The floats
//! propose only, as everywhere in the [`slabs`](super::slabs); this is what makes their proposals worth testing.

use crate::exact::grid::{Edge, FAR, STEPS};
use num_bigint::BigInt;
use num_traits::{Pow, ToPrimitive};

/// The amount, in grid steps, to begin from between two edges: the middle or, where one side is open, a tenth beyond the other.
pub fn between(low: Edge, high: Edge) -> i128 {
    match (low > -FAR + 2, high < FAR - 2) {
        (true, true) => (low + high) / 4,
        (true, false) => low / 2 + low.abs() / 20,
        (false, true) => high / 2 - high.abs() / 20,
        (false, false) => 0,
    }
}

/// How far two edges are from an amount in grid steps, in whole units: infinitely far where there is no bound.
pub fn apart((low, high): (Edge, Edge), from: i128) -> (f64, f64) {
    let units = |edge: Edge| (edge - 2 * from) as f64 / (2.0 * STEPS as f64);
    let low = if low <= -FAR + 2 { f64::NEG_INFINITY } else { units(low) };
    (low, if high >= FAR - 2 { f64::INFINITY } else { units(high) })
}

/// What a whole has more than its base times the `power`-th power of a factor, in whole units. Whole and base are in grid steps,
/// the factor is an edge that is not beyond the grid.
pub fn surplus(whole: i128, base: i128, factor: Edge, power: u32) -> f64 {
    let one = 2 * STEPS;
    let units = STEPS as f64;
    if power == 1
        && let (Some(whole), Some(product)) = (whole.checked_mul(one), base.checked_mul(factor))
        && let Some(surplus) = whole.checked_sub(product)
    {
        return surplus as f64 / one as f64 / units;
    }
    let one = Pow::pow(BigInt::from(one), power);
    let surplus = BigInt::from(whole) * &one - BigInt::from(base) * Pow::pow(BigInt::from(factor), power);
    // In tenths of a millionth of a step: a power of a step is more than a float can be divided by at once.
    let fine: BigInt = surplus * 10_000_000 / one;
    fine.to_f64().unwrap_or(f64::NAN) / (units * 1e7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_rational::BigRational;
    use proptest::prelude::*;

    #[test]
    fn half_a_cent_is_seen_in_a_hundred_billion() {
        let from = 124_000_000_000 * STEPS + 1;
        let half_a_cent = STEPS / 200;
        let (low, high) = apart((2 * (from - half_a_cent), 2 * (from + half_a_cent)), from);
        assert_eq!((low, high), (-0.005, 0.005));
    }

    #[test]
    fn no_bound_is_infinitely_far() {
        assert_eq!(apart((-FAR, FAR), 7), (f64::NEG_INFINITY, f64::INFINITY));
        assert_eq!(between(-FAR, FAR), 0);
        assert_eq!(between(20, FAR), 11);
    }

    proptest! {
        #[test]
        fn a_surplus_is_what_fractions_make_of_it(
            whole in 0..10i128.pow(26), base in 0..10i128.pow(26), factor in 0..10i128.pow(13), power in 1u32..6,
        ) {
            let units = |steps: i128| BigRational::new(steps.into(), STEPS.into());
            let factor_is = BigRational::new(factor.into(), (2 * STEPS).into());
            let exact = units(whole) - units(base) * Pow::pow(factor_is, power);
            let exact = exact.to_f64().unwrap();
            let got = surplus(whole, base, factor, power);
            prop_assert!((got - exact).abs() <= 1e-14 * exact.abs() + 1e-18, "{got} is not {exact}");
        }
    }
}
