//! One identity, solved for one end of one of its cells, in exact rationals: what a step of a derivation says.
//!
//! Narrowing does the same on its grid, outward; here it is done once more without rounding, so that what people read is exact.
//! Only a root of a number that is no power is rounded, outward, to twelve places.

use super::problem::Limit;
use super::proof::Side;
use crate::exact::Exact;
use crate::exact::grid::STEPS;
use crate::network::{CellId, Identity, Law};
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;

/// Where the known ends of cells come from; the asker notes which of them are used.
type Ends<'a> = dyn FnMut(CellId, Side) -> Option<Limit> + 'a;

/// The end that an identity proves of a cell, from the ends of its other cells.
pub fn deduce(identity: &Identity, cell: CellId, side: Side, ends: &mut Ends) -> Option<Limit> {
    match &identity.law {
        Law::Sum { whole, parts } => {
            let terms: Vec<(bool, CellId)> = [(false, *whole)].into_iter().chain(parts.iter().copied()).collect();
            sum(&terms, cell, side, ends)
        }
        &Law::Product { whole, base, factor, power } => Product { whole, base, factor, power }.end(cell, side, ends),
    }
}

fn sum(terms: &[(bool, CellId)], cell: CellId, side: Side, ends: &mut Ends) -> Option<Limit> {
    let own = terms.iter().find(|(_, term)| *term == cell)?.0;
    let (mut at, mut open) = (Exact::ZERO, false);
    for &(adds, term) in terms.iter().filter(|(_, term)| *term != cell) {
        // Terms that are added on the cell's side of the equation count against it.
        let end = ends(term, if adds == own { side.other() } else { side })?;
        at = if adds == own { &at - &end.0 } else { &at + &end.0 };
        open |= end.1;
    }
    Some((at, open))
}

struct Product {
    whole: CellId,
    base: CellId,
    factor: CellId,
    power: u32,
}

impl Product {
    /// Nothing follows while the base may have either sign, or the factor may be negative; a base that is never positive is looked
    /// at in the mirror.
    fn end(&self, cell: CellId, side: Side, ends: &mut Ends) -> Option<Limit> {
        if ends(self.factor, Side::Low).is_none_or(|(at, _)| at.sign() < 0) {
            return None;
        }
        if ends(self.base, Side::Low).is_some_and(|(at, _)| at.sign() >= 0) {
            self.positive(cell, side, false, ends)
        } else if ends(self.base, Side::High).is_some_and(|(at, _)| at.sign() <= 0) {
            self.positive(cell, side, true, ends)
        } else {
            None
        }
    }

    fn raised(&self, factor: &Exact) -> Exact {
        (0..self.power).fold(Exact::ONE, |product, _| &product * factor)
    }

    fn positive(&self, cell: CellId, side: Side, mirrored: bool, ends: &mut Ends) -> Option<Limit> {
        let mirror = |side: Side| if mirrored { side.other() } else { side };
        let turn = |(at, open): Limit| (if mirrored { -&at } else { at }, open);
        let (whole, base, factor) = (self.whole, self.base, self.factor);
        let is_above = |limit: &Limit| limit.0.sign() > 0 || (limit.0.is_zero() && limit.1);
        if cell == whole {
            let x = ends(base, side).map(turn);
            let f = ends(factor, mirror(side));
            return Some(turn(match mirror(side) {
                Side::Low => {
                    let (x, f) = (x?, f?);
                    let open = if x.0.sign() > 0 && f.0.sign() > 0 { x.1 || f.1 } else { is_above(&x) && is_above(&f) };
                    (&x.0 * &self.raised(&f.0), open)
                }
                Side::High if x.as_ref().is_some_and(|x| x.0.is_zero()) || f.as_ref().is_some_and(|f| f.0.is_zero()) => {
                    (Exact::ZERO, false)
                }
                Side::High => {
                    let (x, f) = (x?, f?);
                    (&x.0 * &self.raised(&f.0), x.1 || f.1)
                }
            }));
        }
        // What is sought of the base or the factor, as if nothing were mirrored.
        let sought = if cell == base { mirror(side) } else { side };
        let z = turn(ends(whole, mirror(sought))?);
        let found = if cell == base {
            let f = ends(factor, sought.other());
            match sought {
                Side::Low if z.0.is_zero() => is_above(&z).then_some((Exact::ZERO, true))?,
                Side::Low if z.0.sign() < 0 => return None,
                Side::Low => match f {
                    Some(f) if f.0.sign() > 0 => (&z.0 * &self.raised(&f.0).inverse(), z.1 || f.1),
                    Some(_) => return None,
                    None => (Exact::ZERO, true),
                },
                Side::High => {
                    let f = f.filter(|f| f.0.sign() > 0)?;
                    (&z.0 * &self.raised(&f.0).inverse(), z.0.sign() > 0 && (z.1 || f.1))
                }
            }
        } else {
            let x = ends(base, mirror(sought.other())).map(turn);
            match sought {
                Side::Low if z.0.is_zero() => is_above(&z).then_some((Exact::ZERO, true))?,
                Side::Low if z.0.sign() < 0 => return None,
                _ => {
                    let x = x.filter(|x| x.0.sign() > 0)?;
                    let open = z.0.sign() > 0 && (z.1 || x.1);
                    (root(&(&z.0 * &x.0.inverse()), self.power, sought), open)
                }
            }
        };
        Some(if cell == base { turn(found) } else { found })
    }
}

/// The root of a number that is not negative, exact where there is one, else rounded outward to twelve places.
fn root(of: &Exact, power: u32, side: Side) -> Exact {
    if power == 1 {
        return of.clone();
    }
    let of = of.to_big();
    let (numerator, denominator) = (of.numer().nth_root(power), of.denom().nth_root(power));
    if numerator.pow(power) == *of.numer() && denominator.pow(power) == *of.denom() {
        return BigRational::new(numerator, denominator).into();
    }
    let steps = BigInt::from(STEPS);
    let scaled = (of.numer() * steps.pow(power)).div_floor(of.denom());
    let down = scaled.nth_root(power);
    let at = if side == Side::Low { down } else { down + 1 };
    BigRational::new(at, steps).into()
}
