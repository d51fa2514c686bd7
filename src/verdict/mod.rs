//! Where a figure, or a whole file, stands on the ladder.

mod bounds;
mod foretold;
mod judge;
mod means;
mod rates;
pub mod repair;
mod tight;

pub use bounds::{fill, levels, why};
pub use judge::{clashing, judge};
pub use means::Mean;
pub use rates::{ImpliedRate, implied_rates};
pub use repair::{Amendment, Repair, repaired};
pub use tight::Tight;

use crate::exact::Interval;
use crate::figures::Figures;
use crate::network::CellId;
use crate::solver::proof::Derivation;
use num_rational::BigRational;

pub use crate::solver::problem::Tier;

/// The ladder, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The figure tests no other.
    NotChecked,
    /// Stands as commonly meant, norms included.
    Consistent,
    /// Stands as meant, but a norm is broken.
    Unusual,
    /// Stands only if some words are stretched to what they strictly allow.
    Strained,
    /// Stands only if each clash is settled by one other reading.
    DependsOnReading,
    /// Stands under no such readings.
    Contradictory,
}

/// A smallest set of figures that cannot stand together.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Contradictory (clashes as allowed), strained (clashes as meant) or unusual (clashes with norms).
    pub verdict: Verdict,
    /// The figures (indices), ascending: by themselves they clash; without any one of them they do not.
    pub figures: Vec<usize>,
    /// The norms (indices in [`Network::norms`](crate::network::Network::norms)) that they clash with, if it takes any.
    pub norms: Vec<usize>,
    /// The proof: its last two steps cross.
    pub proof: Derivation,
}

impl Finding {
    /// Whether it names a figure that is not official.
    pub fn names_a_statement(&self, figures: &Figures) -> bool {
        self.figures.iter().filter_map(|&figure| figures.figures.get(figure)).any(|figure| !figure.status.is_official())
    }
}

/// Where one figure stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Its verdict.
    pub verdict: Verdict,
    /// For `not_checked`: what would test it, as in "turnover 2021".
    pub needs: Option<String>,
    /// What all figures together leave of its cell (in the cell's own terms: growths as growths), and as which tier;
    /// `None` where nothing stands.
    pub bounds: Option<(Interval, Tier)>,
}

/// What `check` finds out.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The worst of any.
    pub verdict: Verdict,
    /// False: no clash found, and no example that fits either, within the stated effort.
    pub proved: bool,
    /// One for each figure, in order.
    pub standings: Vec<Standing>,
    /// Those that name a statement before those of official figures alone; each by verdict (worst first), size, row.
    pub findings: Vec<Finding>,
    /// The figures that only just stand, in their order; official ones after the others.
    pub tight: Vec<Tight>,
    /// What would settle the findings, in the order of these; of each component the cheapest first.
    pub repairs: Vec<Repair>,
    /// A number for each cell that figures speak of, in the cells' own terms, that together satisfy
    /// everything, when something can; averages, whose numbers are roots, and ratios to nothing are left out.
    pub witness: Option<Vec<(CellId, BigRational)>>,
}

/// One quantity and what is proved of it.
#[derive(Clone, Debug)]
pub struct Bounded {
    /// The cell.
    pub cell: CellId,
    /// In the cell's own terms (growths as growths); `None` where no numbers fit.
    pub bounds: Option<Interval>,
    /// The tier that the bounds are proved on.
    pub tier: Tier,
    /// The figures (indices) that the bounds rest on.
    pub rests_on: Vec<usize>,
    /// The norms (indices in [`Network::norms`](crate::network::Network::norms)) that they rest on.
    pub norms: Vec<usize>,
    /// Whether no narrower interval can be proved.
    pub narrowest: bool,
}
