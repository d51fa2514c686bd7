//! Narrowing: each identity narrows each of its cells by the others, until nothing moves. Every move is written to the trail
//! with its cause, and the trail is the proof.
//!
//! Bounds are [`grid`] edges, rounded outward. On a tree of identities the result is the narrowest there is; on rings it
//! may be loose, slow or blind (of turnover 100 and balance 20 it says exports are 20 to 100; they are 60), which is what the linear programs are
//! for. Effort is counted in revises, so the same network narrows to the same bits on every machine.

use super::problem::{Problem, Tier};
use super::wiring::{Wire, Wiring};
use crate::exact::grid::{
    self, Edge, FAR, STEPS, compare_products, high_edge, high_steps, is_open, low_edge, low_steps, mul_div_down, mul_div_up,
};
use crate::network::CellId;
use crate::solver::proof::Side;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::VecDeque;

/// Why an edge moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mover {
    /// A figure (index).
    Figure(u32),
    /// An identity (index).
    Identity(u32),
}

/// One move of one edge.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// The cell.
    pub cell: u32,
    /// Which of its edges.
    pub side: Side,
    /// Why.
    pub by: Mover,
    /// The move of the same edge before it, as an index of the trail plus one; 0 for none.
    previous: u32,
    /// Where the edge stood before.
    pub old: Edge,
    /// Where it stands now.
    pub new: Edge,
}

/// How narrowing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing moves any more.
    Quiet,
    /// The edges of this cell crossed.
    Clash(CellId),
    /// The revises allowed were spent while edges still moved.
    Spent,
}

/// What edges of all cells are written on. It is wiped by undoing its moves, so that trying a few figures of a large network
/// again and again costs no more than what they move.
#[derive(Clone, Debug, Default)]
pub struct Slate {
    low: Vec<Edge>,
    high: Vec<Edge>,
    last_low: Vec<u32>,
    last_high: Vec<u32>,
    trail: Vec<Move>,
    queue: VecDeque<u32>,
    queued: Vec<bool>,
}

/// Wiped slates that start from the same edges.
pub type Slates = RefCell<Vec<Slate>>;

/// Edges of all cells, and how they came about.
#[derive(Clone, Debug)]
pub struct Narrowing<'a> {
    wiring: &'a Wiring,
    active: &'a [bool],
    given: &'a [(Edge, Edge)],
    slate: Slate,
    /// Where the slate goes after use.
    home: Option<&'a Slates>,
    clash: Option<CellId>,
    /// How many identities were revised.
    pub revises: u64,
}

impl Slate {
    /// With the edges that all start from.
    fn new(wiring: &Wiring, given: &[(Edge, Edge)]) -> Slate {
        Slate {
            low: given.iter().map(|edges| edges.0).collect(),
            high: given.iter().map(|edges| edges.1).collect(),
            last_low: vec![0; given.len()],
            last_high: vec![0; given.len()],
            trail: Vec::new(),
            queue: VecDeque::new(),
            queued: vec![false; wiring.wires.len()],
        }
    }

    /// Takes back all moves from a place in the trail on.
    fn undo(&mut self, from: usize) {
        for step in self.trail.drain(from..).rev() {
            let at = step.cell as usize;
            let (edge, last) = match step.side {
                Side::Low => (&mut self.low[at], &mut self.last_low[at]),
                Side::High => (&mut self.high[at], &mut self.last_high[at]),
            };
            (*edge, *last) = (step.old, step.previous);
        }
        for identity in self.queue.drain(..) {
            self.queued[identity as usize] = false;
        }
    }
}

impl Drop for Narrowing<'_> {
    fn drop(&mut self) {
        if let Some(home) = self.home {
            let mut slate = std::mem::take(&mut self.slate);
            slate.undo(0);
            home.borrow_mut().push(slate);
        }
    }
}

impl<'a> Narrowing<'a> {
    /// Starts from what every cell can be at all, with the identities that are active.
    pub fn new(wiring: &'a Wiring, active: &'a [bool], given: &'a [(Edge, Edge)]) -> Self {
        Narrowing { wiring, active, given, slate: Slate::new(wiring, given), home: None, clash: None, revises: 0 }
    }

    /// The same, on a slate that was used before, if there is one, and goes back there.
    pub fn on(home: &'a Slates, wiring: &'a Wiring, active: &'a [bool], given: &'a [(Edge, Edge)]) -> Self {
        let slate = home.borrow_mut().pop().unwrap_or_else(|| Slate::new(wiring, given));
        Narrowing { wiring, active, given, slate, home: Some(home), clash: None, revises: 0 }
    }

    /// All moves, in order.
    pub fn trail(&self) -> &[Move] {
        &self.slate.trail
    }

    /// Takes back all moves after the first so many; what was quiet then is quiet again.
    pub fn undo_to(&mut self, moves: usize) {
        self.slate.undo(moves);
        self.clash = None;
    }

    /// The edges of a cell.
    pub fn edges(&self, cell: CellId) -> (Edge, Edge) {
        (self.slate.low[cell.0 as usize], self.slate.high[cell.0 as usize])
    }

    /// Posts what figures say of their cells, and what they presuppose.
    pub fn hear(&mut self, problem: &Problem, tier: Tier, figures: &[u32]) {
        for (figure, cell) in problem.spoken(figures) {
            let (low, high) = problem.said(tier, figure);
            self.set_low(cell.0, low, Mover::Figure(figure));
            self.set_high(cell.0, high, Mover::Figure(figure));
            for base in problem.presupposed(figure) {
                self.set_low(base.0, low_edge(0, true), Mover::Figure(figure));
            }
        }
    }

    /// Posts what a statement would say of a cell, were it read otherwise.
    pub fn hear_as(&mut self, cell: CellId, (low, high): (Edge, Edge), statement: u32) {
        self.set_low(cell.0, low, Mover::Figure(statement));
        self.set_high(cell.0, high, Mover::Figure(statement));
    }

    fn enqueue(&mut self, identity: u32) {
        if self.active[identity as usize] && !self.slate.queued[identity as usize] {
            self.slate.queued[identity as usize] = true;
            self.slate.queue.push_back(identity);
        }
    }

    /// Narrows until nothing moves, edges cross, or `cap` revises are spent.
    pub fn run(&mut self, cap: u64) -> Outcome {
        while self.clash.is_none() {
            let Some(identity) = self.slate.queue.pop_front() else { return Outcome::Quiet };
            self.slate.queued[identity as usize] = false;
            if self.revises >= cap {
                return Outcome::Spent;
            }
            self.revises += 1;
            match self.wiring.wires[identity as usize] {
                Wire::Sum { from, to } => self.revise_sum(identity, from as usize, to as usize),
                Wire::Product { whole, base, factor, power, is_ratio } => {
                    self.revise_product(Mover::Identity(identity), [whole, base, factor], power, !is_ratio);
                }
            }
        }
        self.clash.map_or(Outcome::Quiet, Outcome::Clash)
    }

    /// The cell whose edges crossed, if any did.
    pub fn crossed(&self) -> Option<CellId> {
        self.clash
    }

    /// After a clash: gives up the component that clashed, so that the others can be narrowed on.
    pub fn abandon(&mut self, is_lost: impl Fn(u32) -> bool) {
        self.clash = None;
        let kept: VecDeque<u32> =
            self.slate.queue.drain(..).filter(|identity| !is_lost(self.wiring.first_cell(*identity))).collect();
        self.slate.queued.fill(false);
        kept.iter().for_each(|identity| self.slate.queued[*identity as usize] = true);
        self.slate.queue = kept;
    }

    fn set_low(&mut self, cell: u32, new: Edge, by: Mover) {
        let at = cell as usize;
        if new <= self.slate.low[at] || self.clash.is_some() {
            return;
        }
        self.record(cell, Side::Low, by, self.slate.last_low[at], self.slate.low[at], new);
        self.slate.low[at] = new;
        self.slate.last_low[at] = self.slate.trail.len() as u32;
        self.moved(cell);
    }

    fn set_high(&mut self, cell: u32, new: Edge, by: Mover) {
        let at = cell as usize;
        if new >= self.slate.high[at] || self.clash.is_some() {
            return;
        }
        self.record(cell, Side::High, by, self.slate.last_high[at], self.slate.high[at], new);
        self.slate.high[at] = new;
        self.slate.last_high[at] = self.slate.trail.len() as u32;
        self.moved(cell);
    }

    fn record(&mut self, cell: u32, side: Side, by: Mover, previous: u32, old: Edge, new: Edge) {
        self.slate.trail.push(Move { cell, side, by, previous, old, new });
    }

    fn moved(&mut self, cell: u32) {
        if self.slate.low[cell as usize] > self.slate.high[cell as usize] {
            self.clash = Some(CellId(cell));
            return;
        }
        let wiring = self.wiring;
        for &identity in wiring.identities(CellId(cell)) {
            self.enqueue(identity);
        }
    }

    /// `Σ sign·cell = 0`: each term is at most what the lowest values of the others leave, and at least what the highest do.
    fn revise_sum(&mut self, identity: u32, from: usize, to: usize) {
        let (mut low, mut high) = (Total::default(), Total::default());
        let wiring = self.wiring;
        let terms = &wiring.terms[from..to];
        for &(adds, cell) in terms {
            let (l, h) = self.signed(adds, cell);
            low.add(l);
            high.add(-h);
        }
        if low.endless > 1 && high.endless > 1 {
            return;
        }
        for &(adds, cell) in terms {
            let (l, h) = self.signed(adds, cell);
            // The term is the negative of the others' sum.
            if let Some(others) = low.without(l) {
                let most = -others;
                if adds {
                    self.set_high(cell, most, Mover::Identity(identity))
                } else {
                    self.set_low(cell, -most, Mover::Identity(identity))
                }
            }
            if let Some(others) = high.without(-h) {
                let least = others;
                if adds {
                    self.set_low(cell, least, Mover::Identity(identity))
                } else {
                    self.set_high(cell, -least, Mover::Identity(identity))
                }
            }
            if self.clash.is_some() {
                return;
            }
        }
    }

    #[inline]
    fn signed(&self, adds: bool, cell: u32) -> (Edge, Edge) {
        let (low, high) = (self.slate.low[cell as usize], self.slate.high[cell as usize]);
        if adds { (low, high) } else { (-high, -low) }
    }

    /// `whole = base·factor^power`, where the sign of the base is known and the factor is not negative; else it binds nothing.
    fn revise_product(&mut self, by: Mover, [whole, base, factor]: [u32; 3], power: u32, exists: bool) {
        if self.slate.low[factor as usize] < 0 {
            return;
        }
        if self.slate.low[base as usize] >= 0 {
            self.revise_positive(by, [whole, base, factor], power, exists, false);
        } else if self.slate.high[base as usize] <= 0 {
            self.revise_positive(by, [whole, base, factor], power, exists, true);
        }
    }

    /// The six bounds of a product of numbers that are not negative; `mirrored` when whole and base are both not positive.
    fn revise_positive(&mut self, by: Mover, [whole, base, factor]: [u32; 3], power: u32, exists: bool, mirrored: bool) {
        let z = self.signed(!mirrored, whole);
        let x = self.signed(!mirrored, base);
        let f = (self.slate.low[factor as usize], self.slate.high[factor as usize]);
        let (xl, fl) = (low_steps(x.0), grid::power_down(low_steps(f.0), power));
        let (xh, fh) = (high_steps(x.1), if f.1 >= FAR - 2 { FAR } else { grid::power_up(high_steps(f.1), power) });
        // A power beyond the grid bounds nothing.
        let (x_endless, f_endless, z_endless) = (x.1 >= FAR - 2, fh >= FAR / 2, z.1 >= FAR - 2);
        let (zl, zh) = (low_steps(z.0).max(0), high_steps(z.1));
        let set_whole_low =
            |me: &mut Self, edge: Edge| if mirrored { me.set_high(whole, -edge, by) } else { me.set_low(whole, edge, by) };
        let set_whole_high =
            |me: &mut Self, edge: Edge| if mirrored { me.set_low(whole, -edge, by) } else { me.set_high(whole, edge, by) };
        let set_base_low =
            |me: &mut Self, edge: Edge| if mirrored { me.set_high(base, -edge, by) } else { me.set_low(base, edge, by) };
        let set_base_high =
            |me: &mut Self, edge: Edge| if mirrored { me.set_low(base, -edge, by) } else { me.set_high(base, edge, by) };

        let positive = |edge: Edge| edge > 0;
        // whole ≥ least base × least factor
        if z.0 < 0 || compare_products(xl, fl, zl, STEPS) != Ordering::Less {
            let open = if xl > 0 && fl > 0 { is_open(x.0) || is_open(f.0) } else { positive(x.0) && positive(f.0) };
            set_whole_low(self, low_edge(mul_div_down(xl, fl, STEPS), open));
        }
        // whole ≤ greatest base × greatest factor
        if (!x_endless && xh == 0 && exists) || (!f_endless && fh == 0) {
            set_whole_high(self, 0);
        } else if !x_endless && !f_endless && (z_endless || compare_products(xh, fh, zh, STEPS) != Ordering::Greater) {
            set_whole_high(self, high_edge(mul_div_up(xh, fh, STEPS), is_open(x.1) || is_open(f.1)));
        }
        // base ≥ least whole ÷ greatest factor
        if z.0 > 0 && zl == 0 && exists {
            set_base_low(self, 1);
        } else if zl > 0 && !f_endless && fh > 0 && compare_products(xl, fh, zl, STEPS) != Ordering::Greater {
            set_base_low(self, low_edge(mul_div_down(zl, STEPS, fh), is_open(z.0) || is_open(f.1)));
        } else if zl > 0 && f_endless && exists {
            set_base_low(self, 1);
        }
        // base ≤ greatest whole ÷ least factor
        if !z_endless && fl > 0 && (x_endless || compare_products(xh, fl, zh, STEPS) != Ordering::Less) {
            set_base_high(self, high_edge(mul_div_up(zh, STEPS, fl), zh > 0 && (is_open(z.1) || is_open(f.0))));
        }
        // factor ≥ least whole ÷ greatest base
        if z.0 > 0 && zl == 0 {
            self.set_low(factor, 1, by);
        } else if zl > 0 && !x_endless && xh > 0 && compare_products(fl, xh, zl, STEPS) != Ordering::Greater {
            let quotient = grid::root_down(mul_div_down(zl, STEPS, xh), power);
            self.set_low(factor, low_edge(quotient, is_open(z.0) || is_open(x.1)), by);
        }
        // factor ≤ greatest whole ÷ least base
        if !z_endless && xl > 0 && (f_endless || compare_products(fh, xl, zh, STEPS) != Ordering::Less) {
            let quotient = mul_div_up(zh, STEPS, xl);
            if quotient < FAR / 2 {
                let root = grid::root_up(quotient, power);
                self.set_high(factor, high_edge(root, zh > 0 && (is_open(z.1) || is_open(x.0))), by);
            }
        }
    }

    /// The moves (indices, ascending) that the edges of these cells and sides rest on.
    pub fn slice(&self, roots: &[(CellId, Side)]) -> Vec<usize> {
        let mut wanted = std::collections::BTreeSet::new();
        let mut open: Vec<usize> = Vec::new();
        for &(cell, side) in roots {
            if let Some(index) = self.latest(cell.0, side, self.slate.trail.len()) {
                open.push(index);
            }
        }
        while let Some(index) = open.pop() {
            if !wanted.insert(index) {
                continue;
            }
            open.extend(self.uses(index));
        }
        wanted.into_iter().collect()
    }

    /// The moves that a move rests on.
    pub fn uses(&self, index: usize) -> Vec<usize> {
        let step = &self.slate.trail[index];
        let Mover::Identity(identity) = step.by else { return Vec::new() };
        let needed = self.sides(identity as usize, step.cell, step.side, index);
        let mut uses: Vec<usize> = needed.into_iter().filter_map(|(cell, side)| self.latest(cell, side, index)).collect();
        uses.sort_unstable();
        uses.dedup();
        uses
    }

    /// Which edges of an identity's other cells bound one edge of one cell.
    fn sides(&self, identity: usize, cell: u32, side: Side, before: usize) -> Vec<(u32, Side)> {
        let other = |side: Side| if side == Side::Low { Side::High } else { Side::Low };
        match self.wiring.wires[identity] {
            Wire::Sum { from, to } => {
                let terms = &self.wiring.terms[from as usize..to as usize];
                let own = terms.iter().find(|(_, term)| *term == cell).is_some_and(|(adds, _)| *adds);
                let others = terms.iter().filter(|(_, term)| *term != cell);
                others.map(|&(adds, term)| (term, if adds == own { other(side) } else { side })).collect()
            }
            Wire::Product { whole, base, factor, .. } => {
                let mirrored = self.edge_before(base, Side::Low, before) < 0;
                let sided = |side: Side| if mirrored { other(side) } else { side };
                let mut needed = match (cell, side) {
                    (c, s) if c == whole => vec![(base, s), (factor, sided(s))],
                    (c, s) if c == base => vec![(whole, s), (factor, other(sided(s)))],
                    (_, s) => vec![(whole, sided(s)), (base, other(sided(s)))],
                };
                // The sign of the base, and that the factor is not negative, where these had to be proved.
                needed.push((base, if mirrored { Side::High } else { Side::Low }));
                needed.push((factor, Side::Low));
                needed
            }
        }
    }

    /// For each move the figures that it rests on, found in one pass along the trail; `None` when these would be more than `most`
    /// in all.
    pub fn grounds(&self, most: usize) -> Option<Grounds> {
        let mut grounds = Grounds { figures: Vec::new(), ranges: Vec::with_capacity(self.slate.trail.len()) };
        let mut union: Vec<u32> = Vec::new();
        for index in 0..self.slate.trail.len() {
            union.clear();
            match self.slate.trail[index].by {
                Mover::Figure(figure) => union.push(figure),
                Mover::Identity(_) => self.uses(index).into_iter().for_each(|used| union.extend(grounds.of(used))),
            }
            union.sort_unstable();
            union.dedup();
            let from = grounds.figures.len();
            grounds.figures.extend(&union);
            grounds.ranges.push((from as u32, grounds.figures.len() as u32));
            if grounds.figures.len() > most {
                return None;
            }
        }
        Some(grounds)
    }

    /// Where an edge stood before a place in the trail.
    fn edge_before(&self, cell: u32, side: Side, before: usize) -> Edge {
        match (self.latest(cell, side, before), side) {
            (Some(step), _) => self.slate.trail[step].new,
            (None, Side::Low) => self.given[cell as usize].0,
            (None, Side::High) => self.given[cell as usize].1,
        }
    }

    /// The latest move of an edge before a place in the trail (an index of it).
    pub fn latest(&self, cell: u32, side: Side, before: usize) -> Option<usize> {
        let mut last =
            if side == Side::Low { self.slate.last_low[cell as usize] } else { self.slate.last_high[cell as usize] } as usize;
        while last > before {
            last = self.slate.trail[last - 1].previous as usize;
        }
        last.checked_sub(1)
    }
}

/// For each move of a trail the figures that it rests on.
pub struct Grounds {
    figures: Vec<u32>,
    ranges: Vec<(u32, u32)>,
}

impl Grounds {
    /// The figures (indices, ascending) that a move rests on.
    pub fn of(&self, index: usize) -> &[u32] {
        let (from, to) = self.ranges[index];
        &self.figures[from as usize..to as usize]
    }
}

/// A sum of low edges: the steps, how many of them are open, how many are endless.
#[derive(Default)]
struct Total {
    doubled: i128,
    open: u32,
    endless: u32,
}

impl Total {
    #[inline]
    fn add(&mut self, low: Edge) {
        if low <= -FAR + 2 {
            self.endless += 1;
            return;
        }
        self.open += (low & 1) as u32;
        match self.doubled.checked_add(low & !1) {
            Some(sum) => self.doubled = sum,
            None => self.endless += 2,
        }
    }

    /// The low edge of the sum without one of its terms.
    #[inline]
    fn without(&self, low: Edge) -> Option<Edge> {
        let mine = low <= -FAR + 2;
        if self.endless > u32::from(mine) {
            return None;
        }
        let (doubled, open) =
            if mine { (self.doubled, self.open) } else { (self.doubled - (low & !1), self.open - (low & 1) as u32) };
        Some(low_edge(doubled >> 1, open > 0))
    }
}
