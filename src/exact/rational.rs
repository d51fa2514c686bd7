//! A rational number without bounds: 64-bit numerator and denominator while they fit, `BigRational` where they do not.
//!
//! The simplex spends its time on numbers like 1, −1 and 1.125; these take the short way, and only what grows beyond it pays
//! for memory.

use super::Ratio;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};
use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

/// An exact rational number of any size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exact(Form);

/// Always reduced; `Large` only for what does not fit `Small`, so equal numbers have equal forms.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    Small(i64, i64),
    Large(Box<BigRational>),
}

impl Exact {
    /// 0.
    pub const ZERO: Exact = Exact(Form::Small(0, 1));
    /// 1.
    pub const ONE: Exact = Exact(Form::Small(1, 1));

    /// A whole number.
    pub fn whole(n: i64) -> Exact {
        // The one number whose negative does not fit is kept out of the small form.
        if n == i64::MIN { Exact::of_big(BigRational::from_integer(n.into())) } else { Exact(Form::Small(n, 1)) }
    }

    /// `n / d`, with `d` above zero.
    pub fn over(n: i128, d: i128) -> Exact {
        debug_assert!(d > 0);
        if d == 1
            && let Some(n) = fits(n)
        {
            return Exact(Form::Small(n, 1));
        }
        let divisor = divisor(n.unsigned_abs(), d.unsigned_abs());
        let (n, d) = if divisor > 1 { (n / divisor as i128, d / divisor as i128) } else { (n, d) };
        match (fits(n), fits(d)) {
            (Some(n), Some(d)) => Exact(Form::Small(n, d)),
            _ => Exact(Form::Large(Box::new(BigRational::new_raw(n.into(), d.into())))),
        }
    }

    fn of_big(big: BigRational) -> Exact {
        match (big.numer().to_i64().filter(|&n| n != i64::MIN), big.denom().to_i64()) {
            (Some(n), Some(d)) => Exact(Form::Small(n, d)),
            _ => Exact(Form::Large(Box::new(big))),
        }
    }

    /// As a `BigRational`.
    pub fn to_big(&self) -> BigRational {
        match &self.0 {
            Form::Small(n, d) => BigRational::new_raw((*n).into(), (*d).into()),
            Form::Large(big) => (**big).clone(),
        }
    }

    /// As a machine word, if it is a whole number that fits.
    pub fn as_whole(&self) -> Option<i64> {
        match self.0 {
            Form::Small(n, 1) => Some(n),
            _ => None,
        }
    }

    /// Whether it is 0.
    #[inline]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Form::Small(0, _))
    }

    /// −1, 0 or 1.
    pub fn sign(&self) -> i32 {
        match &self.0 {
            Form::Small(n, _) => n.signum() as i32,
            Form::Large(big) => {
                if big.is_negative() {
                    -1
                } else {
                    1
                }
            }
        }
    }

    /// 1 over it; it is not 0.
    pub fn inverse(&self) -> Exact {
        match &self.0 {
            Form::Small(n, d) => Exact(Form::Small(if *n < 0 { -d } else { *d }, n.abs())),
            Form::Large(big) => Exact::of_big(big.recip()),
        }
    }

    /// How many bits its larger part takes: a measure of how far a computation has grown.
    pub fn bits(&self) -> u64 {
        match &self.0 {
            Form::Small(..) => 64,
            Form::Large(big) => big.numer().bits().max(big.denom().bits()),
        }
    }
}

fn fits(n: i128) -> Option<i64> {
    i64::try_from(n).ok().filter(|&n| n != i64::MIN)
}

fn divisor(a: u128, b: u128) -> u128 {
    match (u64::try_from(a), u64::try_from(b)) {
        (Ok(a), Ok(b)) => num_integer::gcd(a, b).into(),
        _ => num_integer::gcd(a, b),
    }
}

impl From<&Ratio> for Exact {
    fn from(ratio: &Ratio) -> Exact {
        Exact::over(*ratio.numer(), *ratio.denom())
    }
}

impl From<&BigInt> for Exact {
    fn from(whole: &BigInt) -> Exact {
        Exact::of_big(BigRational::from_integer(whole.clone()))
    }
}

impl From<BigRational> for Exact {
    fn from(big: BigRational) -> Exact {
        Exact::of_big(big)
    }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: &Exact) -> Exact {
        match (&self.0, &other.0) {
            (Form::Small(0, _), _) => other.clone(),
            (_, Form::Small(0, _)) => self.clone(),
            (Form::Small(a, 1), Form::Small(b, 1)) => Exact::over(i128::from(*a) + i128::from(*b), 1),
            (Form::Small(a, b), Form::Small(c, d)) => {
                let (a, b, c, d) = (i128::from(*a), i128::from(*b), i128::from(*c), i128::from(*d));
                Exact::over(a * d + c * b, b * d)
            }
            _ => Exact::of_big(self.to_big() + other.to_big()),
        }
    }
}

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        match &self.0 {
            Form::Small(n, d) => Exact(Form::Small(-n, *d)),
            Form::Large(big) => Exact::of_big(-(**big).clone()),
        }
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: &Exact) -> Exact {
        self + &-other
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: &Exact) -> Exact {
        match (&self.0, &other.0) {
            (Form::Small(0, _), _) | (_, Form::Small(0, _)) => Exact::ZERO,
            (Form::Small(a, b), Form::Small(c, d)) => {
                Exact::over(i128::from(*a) * i128::from(*c), i128::from(*b) * i128::from(*d))
            }
            _ => Exact::of_big(self.to_big() * other.to_big()),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        match (&self.0, &other.0) {
            (Form::Small(a, b), Form::Small(c, d)) if b == d => a.cmp(c),
            (Form::Small(a, b), Form::Small(c, d)) => (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b))),
            _ => self.to_big().cmp(&other.to_big()),
        }
    }
}

impl Default for Exact {
    fn default() -> Exact {
        Exact::ZERO
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::{One, Zero};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_big_rationals(a in any::<i64>(), b in 1i64.., c in any::<i64>(), d in 1i64..) {
            let (x, y) = (Exact::from(&Ratio::new(a.into(), b.into())), Exact::from(&Ratio::new(c.into(), d.into())));
            let (p, q) = (BigRational::new(a.into(), b.into()), BigRational::new(c.into(), d.into()));
            prop_assert_eq!((&x + &y).to_big(), &p + &q);
            prop_assert_eq!((&x - &y).to_big(), &p - &q);
            prop_assert_eq!((&x * &y).to_big(), &p * &q);
            prop_assert_eq!(x.cmp(&y), p.cmp(&q));
            prop_assert_eq!(Exact::from(&p - &q), &x - &y);
            prop_assert_eq!(x.sign(), if p.is_zero() { 0 } else if p.is_negative() { -1 } else { 1 });
            if !x.is_zero() {
                prop_assert_eq!(&x * &x.inverse(), Exact::ONE);
                prop_assert!(BigRational::one() / p == x.inverse().to_big());
            }
        }
    }
}
