//! What the solver works on: a network, what the figures say of its cells in the solver's terms, and which of them hang
//! together.

use super::leaves::{Leaves, leaves};
use super::narrow::{Narrowing, Slates};
use super::proof::Side;
use super::wiring::Wiring;
use crate::exact::grid::{self, Edge, STEPS};
use crate::exact::{End, Exact, Interval};
use crate::figures::{Figures, Reading};
use crate::network::ties::Ties;
use crate::network::{CellId, IdentityId, Kind, Law, Network, Quantity};

/// Which intervals are solved with, most demanding first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// As commonly meant, and as is usual: norms hold.
    Usual,
    /// As commonly meant.
    Meant,
    /// As the words strictly allow.
    Allowed,
}

/// An exact end: where, and whether it is open.
pub type Limit = (Exact, bool);

/// What belongs to a component besides figures.
#[derive(Clone, Debug, Default)]
pub struct Belongings {
    /// Cells that are never negative though their leaves could make them so: what is left of a whole.
    pub differences: Vec<CellId>,
    /// Sums that tie leaves, as indices of [`Leaves::ties`].
    pub ties: Vec<usize>,
    /// The products that rates are in.
    pub of_rates: Vec<IdentityId>,
}

/// Which cells hang together, and who speaks of them.
#[derive(Clone, Debug, Default)]
pub struct Components {
    /// For each cell its component: a number that all cells tied to it share.
    pub of_cell: Vec<u32>,
    /// For each component the statements about the past that speak of it, ascending.
    pub members: Vec<Vec<u32>>,
    /// For each component whether its identities form no ring: narrowing says all there is to say of it then.
    pub is_tree: Vec<bool>,
}

/// A network ready to be solved.
///
/// What is said of cells are *statements*, by number: first the figures, by their index, then what is usual, by the norm's index
/// in [`Network::norms`]; then what was added with [`Problem::also`], other readings of figures. A norm is a statement like any
/// other, heard on its own tier only.
pub struct Problem<'a> {
    /// The figures.
    pub figures: &'a Figures,
    /// The cells and identities.
    pub network: &'a Network,
    /// The same, flat.
    pub wiring: Wiring,
    /// Every sum told in leaves.
    pub leaves: Leaves,
    /// What identities tie together, with the figures.
    components: Components,
    /// What norms tie together besides, with the figures and the norms; `None` where no norms are in use.
    usual: Option<Components>,
    /// For each component, norms counted, what else has to be looked at where its figures are.
    belongings: Vec<Belongings>,
    /// For each cell the product that defines it as a factor.
    factor_of: Vec<Option<IdentityId>>,
    /// Which identities hold on a tier: all as is usual, all but the norms below.
    active: [Vec<bool>; 2],
    given: [Vec<(Edge, Edge)>; 2],
    said: [Vec<(Edge, Edge)>; 2],
    /// Other readings.
    others: Vec<Other>,
    /// What narrowing writes on, by tier as `given` is.
    slates: [Slates; 2],
}

/// Another reading of a figure.
struct Other {
    figure: u32,
    /// The cell that it speaks of then.
    cell: Option<CellId>,
    /// What it is meant to say and allowed to.
    says: [Interval; 2],
}

impl<'a> Problem<'a> {
    /// Makes figures and their network ready.
    pub fn new(figures: &'a Figures, network: &'a Network) -> Problem<'a> {
        let past = figures.figures.iter().enumerate().filter(|(_, figure)| figure.status.is_of_the_past());
        let past: Vec<u32> = past.map(|(index, _)| index as u32).collect();
        let count = figures.figures.len() as u32;
        let cell = |statement: u32| match statement.checked_sub(count) {
            None => network.spoken_of[statement as usize],
            Some(norm) => Some(network.norms[norm as usize].cell),
        };
        let components = Components::of(network, &|kind| kind != Kind::Norm, &past, &cell);
        let usual = network.in_use.is_some().then(|| {
            let norms = (0..network.norms.len() as u32).map(|norm| count + norm);
            Components::of(network, &|_| true, &past.iter().copied().chain(norms).collect::<Vec<_>>(), &cell)
        });
        let widest = usual.as_ref().unwrap_or(&components);
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
        let mut belongings = vec![Belongings::default(); widest.members.len()];
        for cell in (0..network.cells.len()).map(|cell| CellId(cell as u32)).filter(is_difference) {
            belongings[widest.of_cell[cell.0 as usize] as usize].differences.push(cell);
        }
        for (tie, (_, sum)) in leaves.ties.iter().enumerate() {
            belongings[widest.of_cell[sum[0].0.0 as usize] as usize].ties.push(tie);
        }
        for (index, identity) in network.identities.iter().enumerate() {
            if let (Kind::OwnRate | Kind::Rates, Law::Product { whole, .. }) = (identity.kind, &identity.law) {
                belongings[widest.of_cell[whole.0 as usize] as usize].of_rates.push(IdentityId(index as u32));
            }
        }
        let by_tier = |of: &dyn Fn(Tier) -> Vec<(Edge, Edge)>| [of(Tier::Meant), of(Tier::Allowed)];
        Problem {
            figures,
            network,
            wiring: Wiring::of(network),
            components,
            usual,
            belongings,
            others: Vec::new(),
            slates: Default::default(),
            leaves,
            factor_of,
            active: [true, false]
                .map(|usual| network.identities.iter().map(|identity| usual || identity.kind != Kind::Norm).collect()),
            given: by_tier(&|tier| network.cells.iter().map(|node| grid::edges(&node_interval(node, tier))).collect()),
            said: by_tier(&|tier| {
                let said = figures.figures.iter().enumerate();
                let figures = said.map(|(index, figure)| {
                    let edges = grid::edges(&interval_of(&figure.reading, tier));
                    let growth = network.spoken_of[index].is_some_and(|cell| network.cells[cell.0 as usize].is_growth);
                    if growth { (raised(edges.0), raised(edges.1)) } else { edges }
                });
                figures.chain(network.norms.iter().map(|norm| grid::edges(&norm.ratio))).collect()
            }),
        }
    }

    /// What hangs together on a tier.
    pub fn components(&self, tier: Tier) -> &Components {
        match (tier, &self.usual) {
            (Tier::Usual, Some(usual)) => usual,
            _ => &self.components,
        }
    }

    /// The most demanding tier there is: with norms where they are in use.
    pub fn first_tier(&self) -> Tier {
        if self.usual.is_some() { Tier::Usual } else { Tier::Meant }
    }

    /// The component of a cell, norms not counted.
    pub fn component(&self, cell: CellId) -> u32 {
        self.components.of_cell[cell.0 as usize]
    }

    /// A component's figures that speak of the past, ascending; on the usual tier with the norms on it and what these tie to it.
    pub fn members(&self, tier: Tier, component: u32) -> &[u32] {
        let members = &self.components.members[component as usize];
        let wide = |usual: &Components| {
            let cell = self.cell(*members.first()?)?;
            Some(usual.of_cell[cell.0 as usize])
        };
        match &self.usual {
            Some(usual) if tier == Tier::Usual => wide(usual).map_or(members, |wide| &usual.members[wide as usize]),
            _ => members,
        }
    }

    /// Whether narrowing says all there is to say of these statements, which are of one component: no ring ties them.
    pub fn is_tree(&self, tier: Tier, statements: &[u32]) -> bool {
        let components = self.components(tier);
        let cell = statements.iter().find_map(|&statement| self.cell(statement));
        cell.is_none_or(|cell| components.is_tree[components.of_cell[cell.0 as usize] as usize])
    }

    /// The norm (index) that a statement is, if it is one.
    pub fn norm(&self, statement: u32) -> Option<usize> {
        (statement as usize).checked_sub(self.figures.figures.len()).filter(|&norm| norm < self.network.norms.len())
    }

    /// What a reading says of a cell, as edges in the solver's terms.
    pub fn edges_of(&self, tier: Tier, cell: CellId, reading: &Reading) -> (Edge, Edge) {
        let edges = grid::edges(&interval_of(reading, tier));
        let growth = self.network.cells[cell.0 as usize].is_growth;
        if growth { (raised(edges.0), raised(edges.1)) } else { edges }
    }

    /// Adds another reading of a figure, of a cell of the network, as a statement by itself; its number.
    pub fn also(&mut self, figure: u32, cell: Option<CellId>, reading: &Reading) -> u32 {
        let edges = |tier: Tier| {
            let own = cell.map(|cell| self.edges_of(tier, cell, reading));
            own.unwrap_or_else(|| grid::edges(&interval_of(reading, tier)))
        };
        let edges = [Tier::Meant, Tier::Allowed].map(edges);
        self.said.iter_mut().zip(edges).for_each(|(said, edges)| said.push(edges));
        self.others.push(Other { figure, cell, says: [reading.meant, reading.allowed] });
        (self.figures.figures.len() + self.network.norms.len() + self.others.len() - 1) as u32
    }

    /// Forgets all other readings.
    pub fn forget(&mut self) {
        self.others.clear();
        let stated = self.figures.figures.len() + self.network.norms.len();
        self.said.iter_mut().for_each(|said| said.truncate(stated));
    }

    /// What a statement is as another reading.
    fn other(&self, statement: u32) -> Option<&Other> {
        self.others.get((statement as usize).checked_sub(self.figures.figures.len() + self.network.norms.len())?)
    }

    /// The figure that a statement is, or is another reading of; `None` for norms.
    pub fn figure(&self, statement: u32) -> Option<u32> {
        match self.other(statement) {
            Some(other) => Some(other.figure),
            None => self.norm(statement).is_none().then_some(statement),
        }
    }

    /// Which identities hold on a tier.
    pub fn active(&self, tier: Tier) -> &[bool] {
        &self.active[usize::from(tier != Tier::Usual)]
    }

    /// Starts narrowing on a tier.
    pub fn narrowing(&self, tier: Tier) -> Narrowing<'_> {
        let slates = &self.slates[usize::from(tier == Tier::Allowed)];
        Narrowing::on(slates, &self.wiring, self.active(tier), self.given(tier))
    }

    /// What each cell can be at all, as edges.
    pub fn given(&self, tier: Tier) -> &[(Edge, Edge)] {
        &self.given[usize::from(tier == Tier::Allowed)]
    }

    /// What a statement says, as edges in the solver's terms.
    pub fn said(&self, tier: Tier, statement: u32) -> (Edge, Edge) {
        self.said[usize::from(tier == Tier::Allowed)][statement as usize]
    }

    /// What a statement says, on a tier.
    fn says(&self, tier: Tier, statement: u32) -> Interval {
        match (self.figures.figures.get(statement as usize), self.norm(statement), self.other(statement)) {
            (Some(figure), ..) => interval_of(&figure.reading, tier),
            (_, Some(norm), _) => self.network.norms[norm].ratio,
            (_, _, Some(other)) => other.says[usize::from(tier == Tier::Allowed)],
            _ => Interval::ALL,
        }
    }

    /// What a statement says, as edges rounded inward: numbers on the grid between them lie between its ends exactly.
    pub fn said_inward(&self, tier: Tier, statement: u32) -> (Edge, Edge) {
        let interval = self.says(tier, statement);
        let is_off_grid = |end: Option<End>| end.is_some_and(|end| STEPS % end.at.denom() != 0);
        let (low, high) = self.said(tier, statement);
        let low = if is_off_grid(interval.low) { 2 * (grid::low_steps(low) + 1) } else { low };
        let high = if is_off_grid(interval.high) { 2 * (grid::high_steps(high) - 1) } else { high };
        (low, high)
    }

    /// What belongs to the component that statements speak of; they are all of one.
    pub fn belongings_of(&self, statements: &[u32]) -> Option<&Belongings> {
        let cell = statements.iter().find_map(|&statement| self.cell(statement))?;
        self.belongings.get(self.components(self.first_tier()).of_cell[cell.0 as usize] as usize)
    }

    /// The cell that a statement speaks of.
    pub fn cell(&self, statement: u32) -> Option<CellId> {
        match self.network.spoken_of.get(statement as usize) {
            Some(cell) => *cell,
            None => match self.norm(statement) {
                Some(norm) => Some(self.network.norms[norm].cell),
                None => self.other(statement).and_then(|other| other.cell),
            },
        }
    }

    /// The amounts that a statement presupposes to be more than nothing.
    pub fn presupposed(&self, statement: u32) -> &[CellId] {
        let figures = self.figure(statement).and_then(|_| self.cell(statement));
        figures.and_then(|cell| self.network.presupposed.get(&cell)).map_or(&[], Vec::as_slice)
    }

    /// The cells of a figure set, with the figures.
    pub fn spoken<'b>(&'b self, figures: &'b [u32]) -> impl Iterator<Item = (u32, CellId)> + 'b {
        figures.iter().filter_map(|&figure| self.cell(figure).map(|cell| (figure, cell)))
    }

    /// One end of what a figure says, exactly, in the solver's terms.
    pub fn said_exactly(&self, tier: Tier, figure: u32, side: Side) -> Option<Limit> {
        let interval = self.says(tier, figure);
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
            (Kind::Growth | Kind::AverageGrowth | Kind::Share | Kind::Norm, &Law::Product { whole, base, power, .. }) => {
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
            Quantity::OwnRate { .. } | Quantity::Spread { .. } | Quantity::Usual { .. } => false,
        }
    }

    /// Whether a cell's amounts may be negative.
    pub fn is_signed(&self, cell: CellId) -> bool {
        self.network.cells[cell.0 as usize].allowed.low.is_none()
    }
}

fn interval_of(reading: &Reading, tier: Tier) -> Interval {
    match tier {
        Tier::Usual | Tier::Meant => reading.meant,
        Tier::Allowed => reading.allowed,
    }
}

fn node_interval(node: &crate::network::Node, tier: Tier) -> Interval {
    match tier {
        Tier::Usual | Tier::Meant => node.meant,
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

impl Components {
    /// What identities of some kinds tie together, and which statements speak of it.
    fn of(
        network: &Network,
        counts: &dyn Fn(Kind) -> bool,
        statements: &[u32],
        cell: &dyn Fn(u32) -> Option<CellId>,
    ) -> Components {
        let mut ties = Ties::among(network.cells.len());
        let mut tie = |a: CellId, b: CellId| ties.tie(a.0 as usize, b.0 as usize);
        for identity in network.identities.iter().filter(|identity| counts(identity.kind)) {
            match &identity.law {
                Law::Sum { whole, parts } => parts.iter().for_each(|(_, part)| tie(*whole, *part)),
                Law::Product { whole, base, factor, .. } => {
                    tie(*whole, *base);
                    tie(*whole, *factor);
                }
            }
        }
        let mut number = vec![u32::MAX; network.cells.len()];
        let mut members: Vec<Vec<u32>> = Vec::new();
        let mut of_cell = Vec::with_capacity(network.cells.len());
        for cell in 0..network.cells.len() {
            let first = ties.first(cell);
            if number[first] == u32::MAX {
                number[first] = members.len() as u32;
                members.push(Vec::new());
            }
            of_cell.push(number[first]);
        }
        // A tree of cells and identities has one edge fewer than it has of both.
        let mut spare = vec![1i64; members.len()];
        of_cell.iter().for_each(|&component: &u32| spare[component as usize] -= 1);
        for identity in network.identities.iter().filter(|identity| counts(identity.kind)) {
            let (cell, edges) = match &identity.law {
                Law::Sum { whole, parts } => (*whole, parts.len() as i64 + 1),
                Law::Product { whole, .. } => (*whole, 3),
            };
            spare[of_cell[cell.0 as usize] as usize] += edges - 1;
        }
        let is_tree = spare.into_iter().map(|edges| edges <= 0).collect();
        for &statement in statements {
            if let Some(cell) = cell(statement) {
                members[of_cell[cell.0 as usize] as usize].push(statement);
            }
        }
        Components { of_cell, members, is_tree }
    }

    /// The components that somebody speaks of, in order.
    pub fn spoken_of(&self) -> impl Iterator<Item = (u32, &[u32])> {
        let all = self.members.iter().enumerate().map(|(number, members)| (number as u32, &members[..]));
        all.filter(|(_, members)| !members.is_empty())
    }
}
