//! The network: the cells that figures speak of, and the identities that hold between them whoever speaks.
//!
//! Two laws cover every identity of trade arithmetic: **Sum** (a whole is the signed sum of its parts) and **Product** (a whole
//! is a base times a factor, once or `power` times over).

mod implied;
mod lines;
mod tested;
pub(crate) mod ties;
mod tilings;
mod usual;
mod weave;

pub use tested::{Tested, tested};
pub use weave::{weave, weave_with};

use crate::exact::Interval;
use crate::figures::Cell;
use crate::norms::{About, Norms};
use std::collections::BTreeMap;
use weave::Loom;

/// Index of a cell in [`Network::cells`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId(pub u32);

/// Index of an identity in [`Network::identities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdentityId(pub u32);

/// What a cell of the network stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// A cell in the sense of the trade.
    Cell(Cell),
    /// What is left of `whole` without `part`; never negative.
    Rest {
        /// The whole's level.
        whole: Cell,
        /// The part's level.
        part: Cell,
    },
    /// The rate at which the amounts of one flow were converted: its own months weigh in it. Priced in `priced` for one of `unit`.
    OwnRate {
        /// The level in the currency priced in.
        priced: Cell,
        /// The level in the other currency.
        unit: Cell,
    },
    /// How far a flow's own rate may lie from the period's published mean, as a factor.
    Spread {
        /// The published rate.
        rate: Cell,
        /// The level in the currency priced in.
        priced: Cell,
    },
    /// What one amount usually is over another: the first months over their year, imports over the partner's exports.
    Usual {
        /// The amount above.
        part: Cell,
        /// The amount below.
        whole: Cell,
    },
}

/// A cell of the network and what is known of it before anyone speaks.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it stands for.
    pub quantity: Quantity,
    /// What it can be at all (levels that are never negative, spreads), in the solver's terms.
    pub allowed: Interval,
    /// What it is commonly meant to be; lies within `allowed`.
    pub meant: Interval,
    /// Whether the solver's number is the cell's plus one: growths are solved for as factors (+25 % as 1.25).
    pub is_growth: bool,
    /// Whether results list it: figures' cells, their bases and `?` cells.
    pub shown: bool,
}

/// The shape of an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Law {
    /// `whole = Σ ± part`; `true` adds, `false` takes away.
    Sum {
        /// The left side.
        whole: CellId,
        /// The right side.
        parts: Vec<(bool, CellId)>,
    },
    /// `whole = base × factor^power`; it binds where the sign of the base is known and the factor is not negative.
    Product {
        /// The left side.
        whole: CellId,
        /// What is multiplied.
        base: CellId,
        /// By what.
        factor: CellId,
        /// How many times over; 1 except for averages.
        power: u32,
    },
}

/// Which arithmetic of the trade an identity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A period is the sum of the periods that tile it.
    Time,
    /// Turnover = exports + imports.
    Turnover,
    /// Balance = exports − imports.
    Balance,
    /// A whole is the sum of its parts, declared complete.
    Parts,
    /// A whole is one part and the rest.
    PartOf,
    /// Level = base level × (1 + growth).
    Growth,
    /// Level = first level × (1 + average)^N.
    AverageGrowth,
    /// Part = share × whole.
    Share,
    /// Share = base share + points.
    SharePoints,
    /// Level in one currency = level in another × its own rate.
    Conversion,
    /// A flow's own rate = the published mean × a spread.
    OwnRate,
    /// Rate A/C = rate A/B × rate B/C.
    Rates,
    /// One amount over another is what is usual: binds as a norm only.
    Norm,
}

/// Arithmetic that holds between cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its shape.
    pub law: Law,
    /// Which arithmetic it is.
    pub kind: Kind,
}

/// What is usual of one cell: a norm where it applies.
#[derive(Clone, Debug)]
pub struct Usual {
    /// The ratio's cell.
    pub cell: CellId,
    /// What the ratio usually is.
    pub ratio: Interval,
    /// The norm's name: `part of a year (6 months)`.
    pub name: String,
    /// Who says so, and how often real figures do otherwise.
    pub about: About,
}

/// Cells and identities woven from figures.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// The cells.
    pub cells: Vec<Node>,
    /// The identities.
    pub identities: Vec<Identity>,
    /// For each figure (by index) the cell that it speaks of.
    pub spoken_of: Vec<Option<CellId>>,
    /// For growths, averages and shares the amounts that whoever states one presupposes to be more than nothing: nothing grows at
    /// no pace, and nothing has no shares. (Were it not so, a trade of nothing would excuse exports and imports that both grew by
    /// 10 % beside a turnover that grew by 20 %.) A balance is not presupposed to be positive.
    pub presupposed: BTreeMap<CellId, Vec<CellId>>,
    /// The norms in use; `None` without any.
    pub in_use: Option<Norms>,
    /// The norms that apply; their identities bind only while what is usual is asked for.
    pub norms: Vec<Usual>,
    /// For each `?` row (by index) its cell.
    pub asked: Vec<CellId>,
}
