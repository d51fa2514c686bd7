//! What the solver works on: a network, what the figures say of its cells in the solver's terms, and which of them hang
//! together.

use super::leaves::{Leaves, leaves};
use super::proof::Side;
use super::wiring::Wiring;
use crate::exact::grid::{self, Edge, STEPS};
use crate::exact::{End, Exact, Interval};
use crate::figures::Figures;
use crate::network::ties::Ties;
use crate::network::{CellId, IdentityId, Kind, Law, Network, Quantity};

/// Which intervals are solved with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// As commonly meant.
    Meant,
    /// As the words strictly allow.
    Allowed,
}

/// An exact end: where, and whether it is open.
pub type Limit = (Exact, bool);

/// A network ready to be solved.
pub struct Problem<'a> {
    /// The figures.
    pub figures: &'a Figures,
    /// The cells and identities.
    pub network: &'a Network,
    /// The same, flat.
    pub wiring: Wiring,
    /// Every sum told in leaves.
    pub leaves: Leaves,
    /// For each cell its component: a number that all cells tied to it share.
    pub component: Vec<u32>,
    /// For each component its figures that speak of the past, ascending.
    pub members: Vec<Vec<u32>>,
    /// Cells that are never negative though their leaves could make them so: what is left of a whole.
    pub differences: Vec<CellId>,
    /// For each cell the product that defines it as a factor.
    factor_of: Vec<Option<IdentityId>>,
    given: [Vec<(Edge, Edge)>; 2],
    said: [Vec<(Edge, Edge)>; 2],
}

impl<'a> Problem<'a> {
    /// Makes figures and their network ready.
    pub fn new(figures: &'a Figures, network: &'a Network) -> Problem<'a> {
        let (component, count) = components(network);
        let mut members = vec![Vec::new(); count];
        for (index, figure) in figures.figures.iter().enumerate() {
            if let (Some(cell), true) = (network.spoken_of[index], figure.status.is_of_the_past()) {
                members[component[cell.0 as usize] as usize].push(index as u32);
            }
        }
        let mut factor_of = vec![None; network.cells.len()];
        for (index, identity) in network.identities.iter().enumerate() {
            if let Law::Product { factor, .. } = identity.law {
                factor_of[factor.0 as usize] = Some(IdentityId(index as u32));
            }
        }
        let leaves = leaves(network);
        let is_difference = |cell: &CellId| {
            let node = &network.cells[cell.0 as usize];
            node.allowed.low.is_some() && leaves.of[cell.0 as usize].iter().any(|(_, coefficient)| *coefficient < 0)
        };
        let differences = (0..network.cells.len()).map(|cell| CellId(cell as u32)).filter(is_difference).collect();
        let by_tier = |of: &dyn Fn(Tier) -> Vec<(Edge, Edge)>| [of(Tier::Meant), of(Tier::Allowed)];
        Problem {
            figures,
            network,
            wiring: Wiring::of(network),
            component,
            members,
            differences,
            leaves,
            factor_of,
            given: by_tier(&|tier| network.cells.iter().map(|node| grid::edges(&node_interval(node, tier))).collect()),
            said: by_tier(&|tier| {
                let said = figures.figures.iter().enumerate();
                said.map(|(index, figure)| {
                    let edges = grid::edges(&interval_of(&figure.reading, tier));
                    let growth = network.spoken_of[index].is_some_and(|cell| network.cells[cell.0 as usize].is_growth);
                    if growth { (raised(edges.0), raised(edges.1)) } else { edges }
                })
                .collect()
            }),
        }
    }

    /// What each cell can be at all, as edges.
    pub fn given(&self, tier: Tier) -> &[(Edge, Edge)] {
        &self.given[tier as usize]
    }

    /// What a figure says, as edges in the solver's terms.
    pub fn said(&self, tier: Tier, figure: u32) -> (Edge, Edge) {
        self.said[tier as usize][figure as usize]
    }

    /// What a figure says, as edges rounded inward: numbers on the grid between them lie between its ends exactly.
    pub fn said_inward(&self, tier: Tier, figure: u32) -> (Edge, Edge) {
        let interval = interval_of(&self.figures.figures[figure as usize].reading, tier);
        let is_off_grid = |end: Option<End>| end.is_some_and(|end| STEPS % end.at.denom() != 0);
        let (low, high) = self.said(tier, figure);
        let low = if is_off_grid(interval.low) { 2 * (grid::low_steps(low) + 1) } else { low };
        let high = if is_off_grid(interval.high) { 2 * (grid::high_steps(high) - 1) } else { high };
        (low, high)
    }

    /// The cell that a figure speaks of.
    pub fn cell(&self, figure: u32) -> Option<CellId> {
        self.network.spoken_of[figure as usize]
    }

    /// The amounts that a figure presupposes to be more than nothing.
    pub fn presupposed(&self, figure: u32) -> &[CellId] {
        &self.network.presupposed[figure as usize]
    }

    /// The cells of a figure set, with the figures.
    pub fn spoken<'b>(&'b self, figures: &'b [u32]) -> impl Iterator<Item = (u32, CellId)> + 'b {
        figures.iter().filter_map(|&figure| self.cell(figure).map(|cell| (figure, cell)))
    }

    /// One end of what a figure says, exactly, in the solver's terms.
    pub fn said_exactly(&self, tier: Tier, figure: u32, side: Side) -> Option<Limit> {
        let interval = interval_of(&self.figures.figures[figure as usize].reading, tier);
        let growth = self.cell(figure).is_some_and(|cell| self.network.cells[cell.0 as usize].is_growth);
        let shift = |end: End| {
            let at = Exact::from(&end.at);
            (if growth { &at + &Exact::ONE } else { at }, end.open)
        };
        end_of(&interval, side).map(shift)
    }

    /// One end of what a cell can be at all, exactly.
    pub fn given_exactly(&self, tier: Tier, cell: CellId, side: Side) -> Option<Limit> {
        let interval = node_interval(&self.network.cells[cell.0 as usize], tier);
        end_of(&interval, side).map(|end| (Exact::from(&end.at), end.open))
    }

    /// The product that gives a growth, an average or a share its meaning.
    pub fn defining_product(&self, cell: CellId) -> Option<(IdentityId, CellId, CellId, u32)> {
        let id = self.factor_of[cell.0 as usize]?;
        let identity = &self.network.identities[id.0 as usize];
        match (identity.kind, &identity.law) {
            (Kind::Growth | Kind::AverageGrowth | Kind::Share, &Law::Product { whole, base, power, .. }) => {
                Some((id, whole, base, power))
            }
            _ => None,
        }
    }

    /// Whether a cell is an amount, so that it is a sum of leaves; growths, shares and rates are not.
    pub fn is_amount(&self, cell: CellId) -> bool {
        match &self.network.cells[cell.0 as usize].quantity {
            Quantity::Cell(cell) => cell.aspect == crate::figures::Aspect::Level && cell.unit.is_some(),
            Quantity::Rest { .. } => true,
            Quantity::OwnRate { .. } | Quantity::Spread { .. } => false,
        }
    }

    /// Whether a cell's amounts may be negative.
    pub fn is_signed(&self, cell: CellId) -> bool {
        self.network.cells[cell.0 as usize].allowed.low.is_none()
    }
}

fn interval_of(reading: &crate::figures::Reading, tier: Tier) -> Interval {
    match tier {
        Tier::Meant => reading.meant,
        Tier::Allowed => reading.allowed,
    }
}

fn node_interval(node: &crate::network::Node, tier: Tier) -> Interval {
    match tier {
        Tier::Meant => node.meant,
        Tier::Allowed => node.allowed,
    }
}

fn end_of(interval: &Interval, side: Side) -> Option<End> {
    match side {
        Side::Low => interval.low,
        Side::High => interval.high,
    }
}

/// A growth's edge as a factor's.
fn raised(edge: Edge) -> Edge {
    if edge.abs() >= grid::FAR - 2 { edge } else { edge + 2 * STEPS }
}

/// For each cell the number of its component, and how many there are.
fn components(network: &Network) -> (Vec<u32>, usize) {
    let mut ties = Ties::among(network.cells.len());
    let mut tie = |a: CellId, b: CellId| ties.tie(a.0 as usize, b.0 as usize);
    for identity in &network.identities {
        match &identity.law {
            Law::Sum { whole, parts } => parts.iter().for_each(|(_, part)| tie(*whole, *part)),
            Law::Product { whole, base, factor, .. } => {
                tie(*whole, *base);
                tie(*whole, *factor);
            }
        }
    }
    let mut number = vec![u32::MAX; network.cells.len()];
    let mut count = 0;
    let mut component = Vec::with_capacity(network.cells.len());
    for cell in 0..network.cells.len() {
        let first = ties.first(cell);
        if number[first] == u32::MAX {
            number[first] = count;
            count += 1;
        }
        component.push(number[first]);
    }
    (component, count as usize)
}
