//! How finely the numbers of one derivation are told, so that a reader who redoes a step on paper gets what is printed.
//!
//! What somebody said is told in full. What follows is rounded outward, to as many decimal places as the statements have (so
//! that sums come out exactly), and to more where the last two bounds would not be seen to cross, or a sum of rounded numbers
//! would be off in its last place.

use super::gauge::{Digits, Gauge};
use super::printed::{Toward, decimal_places};
use super::ranges::{Tally, digits_that_show};
use super::sentences::own_terms;
use super::units::Units;
use crate::network::{Identity, Law, Network};
use crate::solver::proof::{Cause, Derivation, Side, Step};
use num_rational::BigRational;
use num_traits::Zero;

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
        if is_clash && let Some(at_least) = fineness.crossing(network, proof, units) {
            fineness.at_least = at_least;
        }
        let first = fineness.at_least;
        let more = (first..first + Self::TRIED).map(|at_least| Fineness { at_least, ..fineness.clone() });
        let adds_up = more.into_iter().find(|fineness| fineness.adds_up(network, proof, units));
        adds_up.unwrap_or(fineness)
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

    /// Whether every sum comes out exactly as its terms are printed.
    fn adds_up(&self, network: &Network, proof: &Derivation, units: &Units) -> bool {
        let printed = |step: &Step| -> Option<BigRational> {
            let (tally, at) = told(network, step)?;
            let toward = if step.side == Side::Low { Toward::Below } else { Toward::Above };
            let gauge = Gauge::for_ends(&tally, units, [Some(&at), None]);
            Some(gauge.shown(&at, toward, self.of_step(step, &tally)).value * gauge.size)
        };
        let comes_out = |step: &Step| {
            let Cause::Identity(id) = step.cause else { return true };
            let Some(Identity { law: Law::Sum { whole, parts }, .. }) = network.identities.get(id.0 as usize) else {
                return true;
            };
            let of = |cell| {
                let used = step.uses.iter().filter_map(|&used| proof.steps.get(used)).find(|used| used.cell == cell);
                used.and_then(printed).unwrap_or_else(BigRational::zero)
            };
            let signed = |(adds, cell): &(bool, _)| if *adds { of(*cell) } else { -of(*cell) };
            let (is_whole, own) = (*whole == step.cell, parts.iter().find(|(_, part)| *part == step.cell));
            let others = parts.iter().filter(|(_, part)| *part != step.cell).map(signed).sum::<BigRational>();
            let expected = match own {
                _ if is_whole => others,
                Some((true, _)) => of(*whole) - others,
                Some((false, _)) => others - of(*whole),
                None => return true,
            };
            printed(step).is_none_or(|printed| printed == expected)
        };
        proof.steps.iter().all(comes_out)
    }
}

/// A step's number in the cell's own terms, and what it counts.
fn told(network: &Network, step: &Step) -> Option<(Tally, BigRational)> {
    let node = network.cells.get(step.cell.0 as usize)?;
    Some((Tally::of(&node.quantity), own_terms(node, &step.at)))
}
