//! An example that a person would pick: from the middle of what is possible, in round numbers.
//!
//! The simplex stops at a corner, where every number stands at the edge of what was said: true, and unconvincing. Numbers that
//! satisfy sums and ranges can be averaged, so the mean of the corners that lie farthest along each statement is well inside;
//! of its roundings to ever more digits the first that still satisfies everything is told.

use super::narrow::Narrowing;
use super::problem::{Problem, Tier};
use super::program::Program;
use super::rows::{Assumed, Rates, Rows};
use super::witness::{Example, Witness};
use crate::exact::Exact;
use crate::network::CellId;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Components with more figures keep the corner: the way to the middle is long.
const FEW: usize = 24;
/// How much the simplex may take on the way.
const EFFORT: u64 = 400_000;
/// The most significant digits that an amount is rounded to.
const MOST_DIGITS: u32 = 15;

/// A witness for figures that stand, from the middle and in round numbers where these are found; else the one that is known.
/// `None` if that is at odds with a ratio to an amount whose sign narrowing has proved.
pub fn convincing(problem: &Problem, tier: Tier, figures: &[u32], narrowing: &Narrowing, known: Example) -> Option<Example> {
    let sign = |cell: CellId| match narrowing.edges(cell) {
        (low, _) if low > 0 => Ordering::Greater,
        (_, high) if high < 0 => Ordering::Less,
        _ => Ordering::Equal,
    };
    let fits = |example: &Example| {
        Witness::of(problem, tier, figures, example.clone()).is_ok_and(|witness| witness.keeps_ratios(tier, figures, &sign))
    };
    let Some(middle) = middle(problem, tier, figures, &sign) else { return Some(known).filter(fits) };
    let rounded = (2..=MOST_DIGITS).map(|digits| in_digits(&middle, digits)).find(fits);
    rounded.or_else(|| Some(middle).filter(fits)).or_else(|| Some(known).filter(fits))
}

/// The mean of the points that lie farthest along each statement, in both directions.
fn middle(problem: &Problem, tier: Tier, figures: &[u32], sign: &dyn Fn(CellId) -> Ordering) -> Option<Example> {
    if figures.len() > FEW {
        return None;
    }
    let rows = Rows::assuming(problem, tier, figures, &[], &Assumed { sign, rates: Rates::Middle });
    let mut program = Program::over(problem, rows, EFFORT).ok()?;
    program.settle().ok()?.ok()?;
    let (mut sums, mut count) = (BTreeMap::new(), 0);
    for variable in program.said() {
        for highest in [false, true] {
            if program.go_to_end(variable, highest).ok()? {
                count += 1;
                for (leaf, value) in program.example() {
                    let sum = sums.entry(leaf).or_insert(Exact::ZERO);
                    *sum = &*sum + &value;
                }
            }
        }
    }
    let share = Exact::over(1, count.max(1));
    (count > 0).then(|| sums.into_iter().map(|(leaf, sum)| (leaf, &sum * &share)).collect())
}

fn in_digits(example: &Example, digits: u32) -> Example {
    example.iter().map(|(leaf, value)| (*leaf, Exact::from(to_digits(&value.to_big(), digits)))).collect()
}

/// Rounded to so many significant digits, half away from zero.
fn to_digits(value: &BigRational, digits: u32) -> BigRational {
    if value.is_zero() {
        return value.clone();
    }
    let ten = BigRational::from_integer(10.into());
    let limit = BigRational::from_integer(BigInt::from(10).pow(digits));
    let (mut scaled, mut by) = (value.clone(), BigRational::from_integer(1.into()));
    while scaled.abs() >= limit {
        scaled /= &ten;
        by *= &ten;
    }
    while &scaled.abs() * &ten < limit {
        scaled *= &ten;
        by /= &ten;
    }
    scaled.round() * by
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_significant_ones() {
        let ratio = |n: i64, d: i64| BigRational::new(n.into(), d.into());
        assert_eq!(to_digits(&ratio(461_837, 1), 3), ratio(462_000, 1));
        assert_eq!(to_digits(&ratio(-1, 3), 2), ratio(-33, 100));
        assert_eq!(to_digits(&ratio(999, 1000), 2), ratio(1, 1));
    }
}
