//! What a hedged number allows and means, in whole units: "almost 5 bn" is 4.5 to 5.0005 billion, meant as 4.87 to 5.
//!
//! A whole number under 10 with a scale word is evaluated one scale down, as 5000 million, where its hedge says so. A range is
//! evaluated at each end.

use super::hedge::{Hedge, Understood};
use super::quantity::Amount;
use super::statement::{Item, Speaker};
use super::unreduced::Unreduced;
use super::vocabulary::Direction;
use super::{Misread, Numeral};
use crate::exact::{LARGEST_AMOUNT, MOST_PLACES, Ratio};
use num_traits::{CheckedMul, Signed, Zero};

/// A number understood, with what was printed.
pub(super) struct Worded {
    /// What the words allow and mean.
    pub(super) understood: Understood,
    /// The printed number; both ends of a range.
    pub(super) printed: Vec<Ratio>,
}

impl Worded {
    /// Its mirror image about zero.
    pub(super) fn mirrored(self) -> Worded {
        let Understood { allowed, meant } = self.understood;
        let understood = Understood { allowed: allowed.mirror(), meant: meant.mirror() };
        Worded { understood, printed: self.printed.into_iter().rev().map(|value| -value).collect() }
    }
}

/// One of what is printed, in whole units.
#[derive(Clone, Copy)]
pub(super) struct One {
    /// By the scale word, or by percent.
    pub(super) scale: Ratio,
    /// How many of the next finer scale make one, if there is a scale word.
    pub(super) finer: Option<i128>,
    /// By the physical unit.
    pub(super) unit: Ratio,
}

impl Speaker<'_> {
    /// The number or range of an item, as its words go: mirrored if it is negative. `fraction_of` is one percent or point for
    /// ratios; amounts have the scale of their words and a unit.
    pub(super) fn worded(
        &self,
        item: &Item,
        hedge: &Hedge,
        fraction_of: Option<Ratio>,
        unit: Ratio,
        negative: bool,
    ) -> Result<Worded, Misread> {
        let main = &item.main().quantity;
        let one_of = |ones: i128, finer: Option<i128>| One {
            scale: fraction_of.unwrap_or_else(|| Ratio::from_integer(ones.min(LARGEST_AMOUNT))),
            finer,
            unit,
        };
        let one = one_of(main.ones, main.finer);
        let worded = match (&item.high, main.amount) {
            (None, Amount::Numeral(numeral)) => {
                let value = self.value(item, &numeral, one)?;
                let understood = self.number(hedge, &numeral, one).ok_or_else(|| self.too_large(item))?;
                Worded { understood, printed: vec![value] }
            }
            (None, Amount::Fraction(fraction)) if fraction_of.is_some() => {
                let understood = hedge.of_fraction(fraction, self.neighbours(fraction)).ok_or_else(|| self.too_large(item))?;
                Worded { understood, printed: vec![fraction] }
            }
            (Some(_), Amount::Numeral(upper)) => {
                let Amount::Numeral(lower) = item.low.quantity.amount else { return Err(self.no_range(item)) };
                // "8 to 9 billion": the first number has the scale of the second.
                let low = &item.low.quantity;
                let lower_one = if low.finer.is_some() { one_of(low.ones, low.finer) } else { one };
                self.range(item, hedge, [(lower, lower_one), (upper, one)])?
            }
            _ => return Err(self.no_range(item)),
        };
        Ok(if negative { worded.mirrored() } else { worded })
    }

    /// A hedged number; `None` on overflow.
    fn number(&self, hedge: &Hedge, numeral: &Numeral, one: One) -> Option<Understood> {
        let said = |hedge: &Hedge| {
            let finer = one.finer.filter(|_| hedge.in_a_finer_scale && numeral.is_single_digit());
            let (numeral, scale) = match finer.and_then(|finer| numeral.in_a_finer_scale(finer).map(|numeral| (numeral, finer))) {
                Some((in_finer, finer)) => (in_finer, one.scale / Ratio::from_integer(finer)),
                None => (*numeral, one.scale),
            };
            let scale = if one.unit == Ratio::from_integer(1) { scale } else { scale.checked_mul(&one.unit)? };
            hedge.of_numeral(&numeral, scale)
        };
        let own = said(hedge)?;
        match hedge.holds.and_then(|held| self.vocabulary.hedges.get(held)) {
            None => Some(own),
            Some(held) => {
                let held = said(held)?;
                Some(Understood { allowed: own.allowed.hull(&held.allowed), meant: own.meant.hull(&held.meant) })
            }
        }
    }

    /// Between two numbers, each with what one of it is.
    fn range(&self, item: &Item, hedge: &Hedge, ends: [(Numeral, One); 2]) -> Result<Worded, Misread> {
        let signs = self.signs(item);
        let single = ends.iter().all(|(numeral, _)| numeral.is_single_digit());
        let between = self.vocabulary.required("between")?;
        let is_between = self.vocabulary.hedges.get(between).is_some_and(|between| between.name == hedge.name);
        let mut worded = Vec::new();
        for ((numeral, one), negative) in ends.into_iter().zip(signs) {
            let value = self.value(item, &numeral, one)?;
            let one = if single || !is_between { one } else { One { finer: None, ..one } };
            let understood = self.number(hedge, &numeral, one).ok_or_else(|| self.too_large(item))?;
            let end = Worded { understood, printed: vec![value] };
            worded.push(if negative { end.mirrored() } else { end });
        }
        let printed: Vec<Ratio> = worded.iter().flat_map(|end| end.printed.iter().copied()).collect();
        if !printed.is_sorted() {
            return Err(Misread::new(item.at(), "a range whose first number is the larger", "the smaller number first"));
        }
        let two_sided = worded.iter().zip(&printed).all(|(Worded { understood, .. }, value)| {
            understood.meant.contains(value) && understood.allowed.low.is_some() && understood.allowed.high.is_some()
        });
        if !two_sided {
            let alone = self.text(&(item.low.figure.start..item.at().end));
            let found = format!("\"{}\" before a range", hedge.name);
            return Err(Misread::new(item.at(), found, "a range by itself, or a hedge and one number").instead([alone]));
        }
        let hull = |low: Understood, high: Understood| Understood {
            allowed: low.allowed.hull(&high.allowed),
            meant: low.meant.hull(&high.meant),
        };
        let understood = worded.into_iter().map(|end| end.understood).reduce(hull).ok_or_else(|| self.too_large(item))?;
        Ok(Worded { understood, printed })
    }

    fn no_range(&self, item: &Item) -> Misread {
        Misread::new(item.at(), "a fraction where a number belongs", "a number, as in \"20%\" or \"20-25%\"")
    }

    /// Whether the ends of an item have a minus of their own.
    pub(super) fn signs(&self, item: &Item) -> [bool; 2] {
        if item.shares_a_sign() {
            return [false, false];
        }
        [&item.low, item.main()].map(|told| told.before.sign == Some(Direction::Down))
    }

    /// The printed number in whole units, unless it is beyond what the engine holds.
    fn value(&self, item: &Item, numeral: &Numeral, one: One) -> Result<Ratio, Misread> {
        let value = numeral.value_unreduced().times(one.scale.into()).map(Unreduced::reduced);
        let value =
            value.filter(|value| value.abs() <= Ratio::from_integer(LARGEST_AMOUNT)).ok_or_else(|| self.too_large(item))?;
        if 10i128.pow(MOST_PLACES) % value.denom() != 0 {
            let expected = format!("at most {MOST_PLACES} decimal places in whole units or as a fraction");
            return Err(Misread::new(item.at(), "more decimal places than can be held", expected));
        }
        if one.unit == Ratio::from_integer(1) {
            return Ok(value);
        }
        value.checked_mul(&one.unit).ok_or_else(|| self.too_large(item))
    }

    /// The number does not fit.
    pub(super) fn too_large(&self, item: &Item) -> Misread {
        Misread::new(item.at(), "a number beyond reach", "at most 10^20 whole units")
    }

    /// The fractions next to one, below and above.
    fn neighbours(&self, fraction: Ratio) -> [Ratio; 2] {
        let below = self.vocabulary.neighbours.iter().rev().find(|other| **other < fraction);
        let above = self.vocabulary.neighbours.iter().find(|other| **other > fraction);
        [below.copied().unwrap_or_else(Ratio::zero), above.copied().unwrap_or_else(|| 1.into())]
    }
}
