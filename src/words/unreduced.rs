//! Fractions that are not brought to lowest terms while a rule is evaluated: most of the work of exact rationals is finding common
//! divisors, and the numbers of a rule have few digits. A result is brought to lowest terms once, at the end.

use crate::exact::Ratio;
use num_integer::Integer;
use num_traits::Zero;
use std::cmp::Ordering;

/// An exact fraction, its denominator positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreduced {
    over: i128,
    under: i128,
}

impl Unreduced {
    /// 0.
    pub const ZERO: Unreduced = Unreduced { over: 0, under: 1 };

    /// `over / under`; `under` is positive.
    pub const fn new(over: i128, under: i128) -> Unreduced {
        Unreduced { over, under }
    }

    /// In lowest terms.
    pub fn reduced(self) -> Ratio {
        // Denominators are small nearly always, and 64 bits have their divisors found several times faster.
        match u64::try_from(self.under) {
            Ok(under) => {
                let remainder = self.over.unsigned_abs() % u128::from(under);
                let divisor = i128::from(u64::try_from(remainder).map_or(1, |remainder| remainder.gcd(&under)));
                Ratio::new_raw(self.over / divisor, self.under / divisor)
            }
            Err(_) => Ratio::new(self.over, self.under),
        }
    }

    /// Minus this.
    pub fn negated(self) -> Unreduced {
        Unreduced { over: -self.over, ..self }
    }

    /// The sum; `None` on overflow.
    pub fn plus(self, other: Unreduced) -> Option<Unreduced> {
        let sum = |left: Unreduced, right: Unreduced| {
            let [left, right, under] = together(left, right)?;
            Some(Unreduced { over: left.checked_add(right)?, under })
        };
        sum(self, other).or_else(|| sum(self.reduced().into(), other.reduced().into()))
    }

    /// The product; `None` on overflow.
    pub fn times(self, other: Unreduced) -> Option<Unreduced> {
        let product = |left: Unreduced, right: Unreduced| {
            Some(Unreduced { over: left.over.checked_mul(right.over)?, under: left.under.checked_mul(right.under)? })
        };
        product(self, other).or_else(|| num_traits::CheckedMul::checked_mul(&self.reduced(), &other.reduced()).map(Into::into))
    }

    /// The quotient; `None` on overflow or by zero.
    pub fn over(self, other: Unreduced) -> Option<Unreduced> {
        let turned = match other.over.signum() {
            0 => return None,
            1 => Unreduced { over: other.under, under: other.over },
            _ => Unreduced { over: -other.under, under: -other.over },
        };
        self.times(turned)
    }

    /// Which is larger; `None` on overflow.
    pub fn compare(self, other: Unreduced) -> Option<Ordering> {
        match together(self, other) {
            Some([left, right, _]) => Some(left.cmp(&right)),
            None => Some(self.reduced().cmp(&other.reduced())),
        }
    }
}

impl From<Ratio> for Unreduced {
    fn from(ratio: Ratio) -> Unreduced {
        let (over, under) = ratio.into_raw();
        Unreduced { over, under }
    }
}

/// Both over one denominator: the two numerators and that denominator.
fn together(left: Unreduced, right: Unreduced) -> Option<[i128; 3]> {
    if left.under == right.under {
        return Some([left.over, right.over, left.under]);
    }
    if left.over.is_zero() {
        return Some([0, right.over, right.under]);
    }
    if right.over.is_zero() {
        return Some([left.over, 0, left.under]);
    }
    if left.under % right.under == 0 {
        return Some([left.over, right.over.checked_mul(left.under / right.under)?, left.under]);
    }
    if right.under % left.under == 0 {
        return Some([left.over.checked_mul(right.under / left.under)?, right.over, right.under]);
    }
    let under = left.under.checked_mul(right.under)?;
    Some([left.over.checked_mul(right.under)?, right.over.checked_mul(left.under)?, under])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_agrees_with_reduced_fractions() {
        let numbers =
            [(0, 1), (1, 2), (-3, 4), (10, 20), (7, 3), (-1, 100), (5, 1)].map(|(over, under)| Unreduced::new(over, under));
        for left in numbers {
            for right in numbers {
                assert_eq!(left.plus(right).unwrap().reduced(), left.reduced() + right.reduced());
                assert_eq!(left.times(right).unwrap().reduced(), left.reduced() * right.reduced());
                assert_eq!(left.compare(right), Some(left.reduced().cmp(&right.reduced())));
                let quotient = left.over(right).map(Unreduced::reduced);
                assert_eq!(quotient, (!right.reduced().is_zero()).then(|| left.reduced() / right.reduced()));
            }
        }
    }

    #[test]
    fn it_reduces_before_it_gives_up() {
        let large = Unreduced::new(i128::MAX - 1, i128::MAX - 1);
        assert_eq!(large.plus(Unreduced::new(1, 3)).map(Unreduced::reduced), Some(Ratio::new(4, 3)));
        assert_eq!(large.times(large).map(Unreduced::reduced), Some(Ratio::from_integer(1)));
        assert_eq!(Unreduced::new(i128::MAX, 1).plus(Unreduced::new(1, 1)), None);
    }
}
