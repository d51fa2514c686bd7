//! What do they imply? The bounds of every quantity, and what they rest on.

use super::{Bounded, Tier};
use crate::exact::Interval;
use crate::exact::grid::{self, Edge, FAR, STEPS};
use crate::figures::{Aspect, Figures};
use crate::network::{CellId, Kind, Law, Network, Quantity};
use crate::solver::explain::Account;
use crate::solver::narrow::{Grounds, Narrowing};
use crate::solver::problem::{Limit, Problem};
use crate::solver::program::Program;
use crate::solver::proof::{Derivation, Side};
use crate::solver::simplex::Best;
use crate::solver::solve::{Solution, settle};
use crate::solver::trial::{self, behind_edges};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;
use std::collections::BTreeMap;

/// Components with at most this many figures have the bounds of their amounts found by a linear program.
const SMALL: usize = 60;

/// The proved edges of all cells.
pub(super) struct Bounds<'a> {
    solution: &'a Solution<'a>,
    /// The tier of components without figures.
    from: Tier,
    /// Amounts whose bounds a linear program found.
    found: BTreeMap<CellId, Found>,
    /// The figures behind each move of the two narrowings, where results tell them; see [`Bounds::with_grounds`].
    grounds: [Option<Grounds>; 3],
}

/// What a linear program found of an amount: its two ends, `None` where nothing bounds it.
struct Found {
    ends: [Option<Proved>; 2],
    /// Not where rates were converted with, whose open ends are taken for closed ones.
    is_narrowest: bool,
}

/// One end as a linear program proves it, with the figures that it rests on.
#[derive(Clone, Debug)]
struct Proved {
    edge: Edge,
    figures: Vec<u32>,
}

impl<'a> Bounds<'a> {
    /// The bounds of a solved network.
    pub fn of(solution: &'a Solution<'a>, from: Tier) -> Bounds<'a> {
        Bounds::of_some(solution, from, &|_| true)
    }

    /// The same, a linear program being asked only for some amounts.
    pub fn of_some(solution: &'a Solution<'a>, from: Tier, asked: &dyn Fn(CellId) -> bool) -> Bounds<'a> {
        let mut bounds = Bounds { solution, from, found: BTreeMap::new(), grounds: [None, None, None] };
        let problem = solution.problem;
        let mut by_component: BTreeMap<u32, Vec<CellId>> = BTreeMap::new();
        for (index, node) in problem.network.cells.iter().enumerate() {
            let cell = CellId(index as u32);
            let component = problem.component(cell);
            let is_small = (1..=SMALL).contains(&problem.members(from, component).len());
            if node.shown && is_small && problem.is_amount(cell) && asked(cell) {
                by_component.entry(component).or_default().push(cell);
            }
        }
        for (component, cells) in by_component {
            bounds.find(component, &cells);
        }
        bounds
    }

    /// The solution that these are the bounds of.
    pub fn solution(&self) -> &'a Solution<'a> {
        self.solution
    }

    /// Finds the figures behind every move at once, for those who will ask about every cell. Where that would take
    /// much memory, the trail is followed cell by cell.
    fn with_grounds(mut self) -> Self {
        const MOST: usize = 100_000_000;
        for tier in [Tier::Usual, Tier::Meant, Tier::Allowed] {
            self.grounds[tier as usize] = self.solution.narrowing(tier).and_then(|narrowing| narrowing.grounds(MOST));
        }
        self
    }

    /// The figures behind one edge of a cell.
    fn behind(&self, tier: Tier, narrowing: &Narrowing, cell: CellId, side: Side) -> Vec<usize> {
        let figures = match (&self.grounds[tier as usize], narrowing.latest(cell.0, side, narrowing.trail().len())) {
            (Some(grounds), Some(step)) => grounds.of(step).to_vec(),
            (_, None) => Vec::new(),
            (None, Some(_)) => behind_edges(narrowing, &[(cell, side)]).0,
        };
        figures.into_iter().map(|figure| figure as usize).collect()
    }

    /// Bounds by a linear program, as far as the effort goes.
    fn find(&mut self, component: u32, cells: &[CellId]) -> Option<()> {
        let problem = self.solution.problem;
        let solved = self.solution.components.get(&component)?;
        let tier = solved.stands?;
        let members = problem.members(tier, component);
        let mut program = Program::of(problem, tier, members, cells, trial::SIMPLEX).ok()?;
        program.settle().ok()?.ok()?;
        program.presuppose_all().ok()?;
        let is_narrowest = !program.has_rates();
        for (&cell, ends) in cells.iter().zip(best_of_all(&mut program, cells)?) {
            self.found.insert(cell, Found { ends, is_narrowest });
        }
        Some(())
    }

    /// The tier and narrowing that a cell's bounds are told on; `None` where nothing stands.
    fn narrowing(&self, cell: CellId) -> Option<(Tier, &Narrowing<'a>)> {
        let component = self.solution.problem.component(cell);
        let tier = match self.solution.components.get(&component) {
            Some(solved) => solved.stands?,
            None => self.from,
        };
        Some((tier, self.solution.narrowing(tier)?))
    }

    fn edges(&self, cell: CellId) -> Option<((Edge, Edge), Tier)> {
        let (tier, narrowing) = self.narrowing(cell)?;
        let (low, high) = narrowing.edges(cell);
        let found = |end: usize| self.found.get(&cell).and_then(|found| found.ends[end].as_ref()).map(|proved| proved.edge);
        let (low, high) = (found(0).map_or(low, |edge| edge.max(low)), found(1).map_or(high, |edge| edge.min(high)));
        // Ends that have passed one another: the two ways together prove that nothing stands, which neither saw alone.
        (low <= high).then_some(((low, high), tier))
    }

    /// The bounds of a cell in its own terms, and the tier.
    pub fn told(&self, cell: CellId) -> Option<(Interval, Tier)> {
        let ((low, high), tier) = self.edges(cell)?;
        let is_growth = self.solution.problem.network.cells[cell.0 as usize].is_growth;
        let lower = |edge: Edge| if is_growth && edge.abs() < FAR - 2 { edge - 2 * STEPS } else { edge };
        Some((grid::interval(lower(low), lower(high)), tier))
    }

    /// The figures and norms (indices) behind the ends of a cell's bounds.
    pub fn behind_ends(&self, cell: CellId) -> (Vec<usize>, Vec<usize>) {
        let Bounded { rests_on, norms, .. } = self.bounded(cell);
        (rests_on, norms)
    }

    /// The bounds of a cell, and what they rest on.
    fn bounded(&self, cell: CellId) -> Bounded {
        let Some(((low, high), tier)) = self.edges(cell) else {
            return Bounded { cell, bounds: None, tier: self.from, rests_on: Vec::new(), norms: Vec::new(), narrowest: false };
        };
        let mut rests_on: Vec<usize> = Vec::new();
        if let Some((_, narrowing)) = self.narrowing(cell) {
            let ends = self.found.get(&cell).map(|found| &found.ends);
            let narrowed = narrowing.edges(cell);
            for (end, side, is_narrowed) in [(0, Side::Low, narrowed.0 == low), (1, Side::High, narrowed.1 == high)] {
                match ends.and_then(|ends| ends[end].as_ref()) {
                    Some(proved) if !is_narrowed => rests_on.extend(proved.figures.iter().map(|&figure| figure as usize)),
                    _ => rests_on.extend(self.behind(tier, narrowing, cell, side)),
                }
            }
        }
        rests_on.sort_unstable();
        rests_on.dedup();
        let count = self.solution.problem.figures.figures.len();
        let figures = rests_on.partition_point(|&statement| statement < count);
        let norms = rests_on.split_off(figures).into_iter().map(|statement| statement - count).collect();
        let bounds = self.told(cell).map(|(interval, _)| interval);
        Bounded { cell, bounds, tier, rests_on, norms, narrowest: self.found.get(&cell).is_some_and(|found| found.is_narrowest) }
    }
}

/// Both ends of all cells; `None` when the effort ran out.
fn best_of_all(program: &mut Program, cells: &[CellId]) -> Option<Vec<[Option<Proved>; 2]>> {
    let mut all = Vec::with_capacity(cells.len());
    for &cell in cells {
        let mut ends = [None, None];
        for (slot, side) in ends.iter_mut().zip([Side::Low, Side::High]) {
            *slot = match program.best(cell, side).ok()? {
                Best::Unbounded => None,
                Best::At(point, relation) => {
                    let figures = program.figures_of(&relation).into_iter().collect();
                    Some(Proved { edge: edge(&(point.at, !point.beyond.is_zero()), side), figures })
                }
            };
        }
        all.push(ends);
    }
    Some(all)
}

/// An exact end as an edge, rounded outward.
fn edge((at, open): &Limit, side: Side) -> Edge {
    let big = at.to_big();
    let scaled = big.numer() * BigInt::from(STEPS);
    let (steps, is_exact) = match side {
        Side::Low => (scaled.div_floor(big.denom()), scaled.is_multiple_of(big.denom())),
        Side::High => (-((-&scaled).div_floor(big.denom())), scaled.is_multiple_of(big.denom())),
    };
    let far = if steps.sign() == num_bigint::Sign::Minus { -FAR / 2 } else { FAR / 2 };
    let steps = steps.to_i128().unwrap_or(far);
    // Rounded to a point beyond it, an end is off that point in any case.
    let open = *open || !is_exact;
    if side == Side::Low { grid::low_edge(steps, open) } else { grid::high_edge(steps, open) }
}

/// The bounds of every quantity that figures or `?` rows name, in the order of the network, on the most demanding tier from
/// `from` downwards on which each component stands.
pub fn fill(figures: &Figures, network: &Network, from: Tier) -> Vec<Bounded> {
    let problem = Problem::new(figures, network);
    let solution = settle(&problem, from);
    let bounds = Bounds::of(&solution, from).with_grounds();
    let shown = (0..network.cells.len()).filter(|&cell| network.cells[cell].shown);
    shown.map(|cell| bounds.bounded(CellId(cell as u32))).collect()
}

/// The same of every amount that is shown or that a stated growth leads to: up 20 % on 2021 also tells 2022.
pub fn levels(figures: &Figures, network: &Network, from: Tier) -> Vec<Bounded> {
    let problem = Problem::new(figures, network);
    let solution = settle(&problem, from);
    let bounds = Bounds::of(&solution, from).with_grounds();
    let mut wanted: Vec<bool> = network.cells.iter().map(|node| node.shown).collect();
    for identity in &network.identities {
        if let (Kind::Growth | Kind::AverageGrowth, Law::Product { whole, .. }) = (identity.kind, &identity.law) {
            wanted[whole.0 as usize] = true;
        }
    }
    let is_level = |index: usize| match &network.cells[index].quantity {
        Quantity::Cell(cell) => cell.aspect == Aspect::Level,
        _ => false,
    };
    let levels = (0..network.cells.len()).filter(|&cell| wanted[cell] && is_level(cell));
    levels.map(|cell| bounds.bounded(CellId(cell as u32))).collect()
}

/// The bounds of one cell with their derivation; its last steps are the two ends, as far as there are any.
pub fn why(figures: &Figures, network: &Network, cell: CellId, from: Tier) -> (Bounded, Derivation) {
    let problem = Problem::new(figures, network);
    let solution = settle(&problem, from);
    let bounds = Bounds::of(&solution, from);
    (bounds.bounded(cell), bounds.derivation(cell).unwrap_or_default())
}

impl Bounds<'_> {
    fn derivation(&self, cell: CellId) -> Option<Derivation> {
        let problem = self.solution.problem;
        let (tier, narrowing) = self.narrowing(cell)?;
        let ((low, high), _) = self.edges(cell)?;
        let narrowed = narrowing.edges(cell);
        let mut account = Account::new(problem, tier);
        let mut last = Vec::new();
        for (side, is_narrowed) in [(Side::Low, narrowed.0 == low), (Side::High, narrowed.1 == high)] {
            let replayed = if is_narrowed { account.replay(narrowing, &[(cell, side)]) } else { None };
            let step = if let Some(last) = replayed {
                last[0]
            } else {
                let members = problem.members(tier, problem.component(cell));
                let mut program = Program::of(problem, tier, members, &[cell], trial::SIMPLEX).ok()?;
                program.settle().ok()?.ok()?;
                program.presuppose_all().ok()?;
                match program.best(cell, side).ok()? {
                    Best::Unbounded => None,
                    Best::At(_, relation) => account.combine(&program, &relation, Some(cell)),
                }
            };
            last.extend(step);
        }
        Some(account.finish(&last))
    }
}
