//! How finely the numbers of one derivation are told, so that a reader who redoes a step on paper gets what is printed.
//!
//! What somebody said is told in full. What follows is rounded outward: to four digits if all steps come out so, else to as many
//! decimal places as the statements have (so that sums come out exactly), and to more where the last two bounds would not be seen to cross, or a sum or a
//! product of rounded numbers would be off in its last place.

use super::gauge::{Digits, Gauge};
use super::printed::{Toward, decimal_places};
use super::ranges::{Tally, digits_that_show};
use super::sentences::own_terms;
use super::units::Units;
use crate::network::{CellId, Identity, Law, Network};
use crate::solver::proof::{Cause, Derivation, Side, Step};
use num_rational::BigRational;
use num_traits::{One, Zero};

/// Digits for each kind of number.
#[derive(Clone, Debug)]
pub struct Fineness {
    at_least: u32,
    /// The decimal places of what was said.
    places: Vec<(Tally, u32)>,
}

impl Fineness {
    /// More digits than these are not tried for the sake of a sum.
    const TRIED: u32 = 6;
    /// The same for the sake of a product, whose rounded factors seldom come out exactly: a reader expects it to be a little off.
    const TRIED_FOR_PRODUCTS: u32 = 3;

    /// For the steps of one derivation; `is_clash` where its last two cross.
    pub fn of(network: &Network, proof: &Derivation, units: &Units, is_clash: bool) -> Fineness {
        let mut fineness = Fineness { at_least: Digits::USUAL.at_least, places: Vec::new() };
        for step in &proof.steps {
            let Some((tally, at)) = told(network, step) else { continue };
            if !matches!(step.cause, Cause::Stated(_)) {
                continue;
            }
            let scaled = &at / &Gauge::for_ends(&tally, units, [Some(&at), None]).size;
            let exact = decimal_places(scaled.denom()).filter(|places| *places <= Digits::IN_FULL.places).unwrap_or(0);
            match fineness.places.iter_mut().find(|(known, _)| *known == tally) {
                Some((_, places)) => *places = exact.max(*places),
                None => fineness.places.push((tally, exact)),
            }
        }
        // Sums come out with the places of what was said; often fewer digits do, and they are easier to read.
        let is_added_up = proof.steps.iter().any(|step| matches!(step.cause, Cause::Combination(_)));
        let coarse = (!is_added_up).then(|| Fineness { places: Vec::new(), ..fineness.clone() });
        let crossing = |mut fineness: Fineness| {
            if is_clash && let Some(at_least) = fineness.crossing(network, proof, units) {
                fineness.at_least = at_least;
            }
            fineness
        };
        let finer = |fineness: &Fineness, most: u32| {
            let (first, places) = (fineness.at_least, fineness.places.clone());
            (first..first + most).map(move |at_least| Fineness { at_least, places: places.clone() })
        };
        let adds_up = |fineness: &Fineness| fineness.comes_out(network, proof, units, (Self::sum, true));
        let multiplies = |fineness: &Fineness| fineness.comes_out(network, proof, units, (Self::product, false));
        let (coarse, fineness) = (coarse.map(crossing), crossing(fineness));
        let both = coarse.iter().chain([&fineness]).flat_map(|fineness| finer(fineness, Self::TRIED_FOR_PRODUCTS));
        let mut all = both.filter(|fineness| adds_up(fineness) && multiplies(fineness));
        let found = all.next().or_else(|| finer(&fineness, Self::TRIED).find(adds_up));
        found.unwrap_or_else(|| fineness.clone())
    }

    /// For a number of this kind that follows from others.
    pub fn derived(&self, tally: &Tally) -> Digits {
        let places = self.places.iter().find(|(known, _)| known == tally).map_or(0, |(_, places)| *places);
        Digits { at_least: self.at_least, places }
    }

    /// For a step.
    pub fn of_step(&self, step: &Step, tally: &Tally) -> Digits {
        if matches!(step.cause, Cause::Stated(_)) { Digits::IN_FULL } else { self.derived(tally) }
    }

    /// Digits enough to show how the last two steps cross.
    fn crossing(&self, network: &Network, proof: &Derivation, units: &Units) -> Option<u32> {
        let [.., one, other] = &proof.steps[..] else { return None };
        let (low, high) = if one.side == Side::Low { (one, other) } else { (other, one) };
        let ((tally, low), (_, high)) = (told(network, low)?, told(network, high)?);
        Some(digits_that_show(&low, &high, &tally, units, self.derived(&tally).places).at_least)
    }

    /// Whether every step of a kind comes out as its numbers are printed: `expected` redoes it from what the print says, exactly or
    /// but for the rounding of what comes out.
    fn comes_out(&self, network: &Network, proof: &Derivation, units: &Units, (expected, is_exact): (Redone, bool)) -> bool {
        let shown = |step: &Step, at: &BigRational| -> Option<BigRational> {
            let (tally, _) = told(network, step)?;
            let toward = if step.side == Side::Low { Toward::Below } else { Toward::Above };
            let gauge = Gauge::for_ends(&tally, units, [Some(at), None]);
            Some(gauge.shown(at, toward, self.of_step(step, &tally)).value * gauge.size)
        };
        let printed = |step: &Step| told(network, step).and_then(|(_, at)| shown(step, &at));
        let is_as_expected = |step: &Step| {
            let Cause::Identity(id) = step.cause else { return true };
            let Some(identity) = network.identities.get(id.0 as usize) else { return true };
            let used = |cell: CellId| step.uses.iter().filter_map(|&used| proof.steps.get(used)).find(|used| used.cell == cell);
            let is_growth = |cell: CellId| network.cells.get(cell.0 as usize).is_some_and(|node| node.is_growth);
            // The laws are about factors, not growths.
            let of = |cell: CellId| {
                let printed = used(cell).and_then(printed)?;
                Some(if is_growth(cell) { printed + BigRational::one() } else { printed })
            };
            let Some(expected) = expected(identity, step, &of) else { return true };
            let expected = if is_growth(step.cell) { expected - BigRational::one() } else { expected };
            printed(step).is_none_or(|printed| printed == expected || (!is_exact && Some(printed) == shown(step, &expected)))
        };
        proof.steps.iter().all(is_as_expected)
    }

    /// A sum redone; what is not used is nothing.
    fn sum(identity: &Identity, step: &Step, of: &dyn Fn(CellId) -> Option<BigRational>) -> Option<BigRational> {
        let Law::Sum { whole, parts } = &identity.law else { return None };
        let of = |cell: CellId| of(cell).unwrap_or_else(BigRational::zero);
        let signed = |(adds, cell): &(bool, CellId)| if *adds { of(*cell) } else { -of(*cell) };
        let others = parts.iter().filter(|(_, part)| *part != step.cell).map(signed).sum::<BigRational>();
        match parts.iter().find(|(_, part)| *part == step.cell) {
            _ if *whole == step.cell => Some(others),
            Some((true, _)) => Some(of(*whole) - others),
            Some((false, _)) => Some(others - of(*whole)),
            None => None,
        }
    }

    /// A product redone; a root is nobody's to redo on paper.
    fn product(identity: &Identity, step: &Step, of: &dyn Fn(CellId) -> Option<BigRational>) -> Option<BigRational> {
        let Law::Product { whole, base, factor, power } = &identity.law else { return None };
        let divided = |one: BigRational, by: BigRational| (!by.is_zero()).then(|| one / by);
        let power_of = |factor: BigRational| num_traits::pow(factor, *power as usize);
        if step.cell == *whole {
            Some(of(*base)? * power_of(of(*factor)?))
        } else if step.cell == *base {
            divided(of(*whole)?, power_of(of(*factor)?))
        } else if *power == 1 {
            divided(of(*whole)?, of(*base)?)
        } else {
            None
        }
    }
}

/// A step of one kind redone from the numbers of its cells; `None` for steps of another kind.
type Redone = fn(&Identity, &Step, &dyn Fn(CellId) -> Option<BigRational>) -> Option<BigRational>;

/// A step's number in the cell's own terms, and what it counts.
fn told(network: &Network, step: &Step) -> Option<(Tally, BigRational)> {
    let node = network.cells.get(step.cell.0 as usize)?;
    Some((Tally::of(&node.quantity), own_terms(node, &step.at)))
}
