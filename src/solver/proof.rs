//! A derivation: why a bound holds or a set of figures cannot stand, step by step, each step an exact consequence of earlier ones.
//!
//! Numbers are exact rationals in the solver's terms (growths as factors; see [`Node::is_growth`](crate::network::Node::is_growth)).
//! Only roots, which no rational equals, are rounded outward to twelve places.

use crate::network::{CellId, IdentityId};
use num_bigint::BigInt;
use num_rational::BigRational;

/// Which side of a cell a bound is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The cell is at least (or, open, more than) this.
    Low,
    /// The cell is at most (or, open, less than) this.
    High,
}

impl Side {
    /// The opposite side.
    pub fn other(self) -> Side {
        match self {
            Side::Low => Side::High,
            Side::High => Side::Low,
        }
    }
}

/// Why a step holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// What the cell can be at all: levels are never negative, own rates stay near the mean.
    Given,
    /// A figure (by index) says so.
    Stated(usize),
    /// A norm (by index in [`Network::norms`](crate::network::Network::norms)) says so.
    Usual(usize),
    /// One identity, solved for the cell.
    Identity(IdentityId),
    /// A combination: these multiples of identities, each written `whole − right side = 0`, are added; what is left is solved
    /// for the cell. A product enters with its factor at the end that the sign of the multiplier makes safe.
    Combination(Vec<(IdentityId, BigInt)>),
}

/// One bound on one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The cell.
    pub cell: CellId,
    /// Which side.
    pub side: Side,
    /// Where.
    pub at: BigRational,
    /// Whether the cell stays strictly off `at`.
    pub open: bool,
    /// Why.
    pub cause: Cause,
    /// The earlier steps (indices) whose bounds the cause is applied to; empty for what is given or stated.
    pub uses: Vec<usize>,
}

/// Steps in order, each resting on earlier ones only, without any that nothing rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derivation {
    /// The steps.
    pub steps: Vec<Step>,
}

impl Derivation {
    /// The figures that it rests on (indices), in ascending order without repeats.
    pub fn figures(&self) -> Vec<usize> {
        let stated = self.steps.iter().filter_map(|step| match step.cause {
            Cause::Stated(figure) => Some(figure),
            _ => None,
        });
        let mut figures: Vec<usize> = stated.collect();
        figures.sort_unstable();
        figures.dedup();
        figures
    }
}

/// Proof that figures cannot stand together: the last two steps bound one cell from both sides and leave nothing between.
pub type Clash = Derivation;
