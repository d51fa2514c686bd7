//! Large components: an example that fits, or the few figures that exclude one, by least squares over slabs.
//!
//! Every figure is a slab over the leaves (a growth two half-spaces). The point whose squared distances to all slabs add up to
//! least lies inside all of them if there is room; if there is none, the distances that remain pull against one another, and they
//! are in proportion to the multipliers of Farkas's lemma: the figures that still pull are the suspects. The sum of squares is
//! piecewise quadratic, so a Newton step solves each piece, by conjugate gradients over the slabs that the point is outside of
//! (row projections, one slab at a time, reach the same point but crawl where two thin growths are nearly parallel).
//!
//! Amounts are told by how far they moved from an exact [`beginning`](super::beginning), in half widths of the narrowed leaves, and
//! slabs are taken a little narrower than they are, so that the end lies inside. All this is floating point and proves nothing: an
//! example is rounded to the grid and tested there exactly, and suspects are handed to the exact linear program.

use super::beginning::{apart, between, surplus};
use super::narrow::Narrowing;
use super::problem::{Problem, Tier};
use super::proof::Side;
use super::rounding::amounts_of;
use crate::exact::grid::{Edge, FAR, STEPS};
use crate::network::CellId;

/// A slab: `low ≤ Σ coefficient·leaf ≤ high`, each leaf as far as it moved from where it began, scaled so that the coefficients'
/// squares add up to one.
struct Slab {
    figure: u32,
    from: usize,
    to: usize,
    low: f64,
    high: f64,
    /// Of a half-space: how wide the slab is that it makes with its twin, as a part of what is added up in it.
    relative: f64,
}

/// The slabs of a component's figures over its leaves.
pub struct Slabs<'a> {
    problem: &'a Problem<'a>,
    tier: Tier,
    figures: &'a [u32],
    leaves: Vec<CellId>,
    /// For each leaf the amount that it begins from, in grid steps: the middle of what narrowing left.
    beginnings: Vec<i128>,
    /// The same in the leaf's own scale, roughly: for what is a part of how much there is.
    sizes: Vec<f64>,
    /// The range that each leaf is kept in, from where it begins, in its own scale.
    ranges: Vec<(f64, f64)>,
    /// For each leaf its half width.
    scales: Vec<f64>,
    slabs: Vec<Slab>,
    terms: Vec<(u32, f64)>,
    /// Coefficients that may still be looked at.
    effort: u64,
}

/// A ratio's end: a base times the power of a factor, to be taken from a whole.
struct Less {
    base: CellId,
    factor: Edge,
    power: u32,
}

/// What came of it.
pub enum Outcome {
    /// Amounts of all cells, in grid steps, that satisfy everything.
    Fits(Vec<i128>),
    /// The figures that pull against one another, strongest first; if nothing fits, a clash lies among them. And the point where
    /// they do.
    Suspects(Vec<u32>, Vec<f64>),
}

/// How Newton's method goes: how much a step is held back along directions in which nothing pulls, how many conjugate directions
/// it takes at most, and how little five steps may gain before it gives up.
struct Pace {
    damping: f64,
    rounds: usize,
    stall: f64,
    /// What is left over when it gives up: so little pull tells nobody apart.
    least: f64,
}

const FITTING: Pace = Pace { damping: 1e-5, rounds: 100, stall: 0.75, least: 0.0 };
const REFUTING: Pace = Pace { damping: 1e-5, rounds: 100, stall: 0.9999, least: 1e-4 };
/// How much of each slab is kept clear on either side, from the first attempt to the last.
const MARGINS: [f64; 4] = [0.06, 0.015, 0.003, 0.0];
/// How far outside of a slab a point may seem to be and yet be tried: a least rest lies at nothing, where floats come out at either
/// side.
const NOISE: f64 = 1e-9;

impl<'a> Slabs<'a> {
    /// Lays out the slabs of figures whose component was narrowed, with the ends that `ends` has for their cells: where `ends` is
    /// what was narrowed, an example is found soonest; where it is only what was said, what is left over is owed to figures alone.
    /// `None` where a figure is no slab (rates, points) or amounts are beyond the grid. `effort` counts coefficients looked at.
    pub fn new(
        problem: &'a Problem<'a>,
        tier: Tier,
        figures: &'a [u32],
        narrowing: &Narrowing,
        ends: &Narrowing,
        effort: (u64, u64),
    ) -> Option<Slabs<'a>> {
        let components = problem.components(tier);
        let component = components.of_cell[problem.cell(*figures.first()?)?.0 as usize];
        let mut place = vec![u32::MAX; problem.network.cells.len()];
        let mut leaves = Vec::new();
        for (index, expansion) in problem.leaves.of.iter().enumerate() {
            let cell = CellId(index as u32);
            if components.of_cell[index] == component && problem.is_amount(cell) && *expansion == [(cell, 1)] {
                place[index] = leaves.len() as u32;
                leaves.push(cell);
            }
        }
        let mut slabs = Slabs {
            problem,
            tier,
            figures,
            leaves,
            beginnings: Vec::new(),
            sizes: Vec::new(),
            ranges: Vec::new(),
            scales: Vec::new(),
            slabs: Vec::new(),
            terms: Vec::new(),
            effort: effort.0,
        };
        for index in 0..slabs.leaves.len() {
            let edges = narrowing.edges(slabs.leaves[index]);
            let (low, high) = apart(edges, 0);
            let scale = if low.is_finite() && high.is_finite() {
                ((edges.1 - edges.0) as f64 / (4.0 * STEPS as f64)).max(1e-9)
            } else {
                low.abs().max(high.abs()).clamp(1.0, 1e12)
            };
            let beginning = between(edges.0, edges.1);
            let (low, high) = apart(ends.edges(slabs.leaves[index]), beginning);
            slabs.ranges.push((low / scale, high / scale));
            slabs.sizes.push(beginning as f64 / STEPS as f64 / scale);
            slabs.beginnings.push(beginning);
            slabs.scales.push(scale);
        }
        for &figure in figures {
            slabs.add_figure(figure, ends, &place)?;
            for &base in problem.presupposed(figure) {
                // Something, and enough of it that a ratio to it can be told on the grid.
                let (low, high) = narrowing.edges(base);
                let enough = if high < FAR - 2 { high / 10_000 } else { 2 * STEPS };
                if low < enough {
                    slabs.add_amount(figure, base, &place, (enough, FAR), 0.0)?;
                }
            }
        }
        for &cell in
            problem.belongings_of(figures)?.differences.iter().filter(|cell| components.of_cell[cell.0 as usize] == component)
        {
            slabs.add_amount(u32::MAX, cell, &place, (0, FAR), 0.0)?;
        }
        slabs.effort += effort.1 * slabs.terms.len() as u64;
        Some(slabs)
    }

    fn add_figure(&mut self, figure: u32, narrowing: &Narrowing, place: &[u32]) -> Option<()> {
        let cell = self.problem.cell(figure)?;
        let (low, high) = narrowing.edges(cell);
        if self.problem.is_amount(cell) {
            return self.add_amount(figure, cell, place, (low, high), 0.1);
        }
        let (_, whole, base, power) = self.problem.defining_product(cell)?;
        if self.problem.is_signed(base) {
            return None;
        }
        let (from, to) = apart((low.max(0), high), 0);
        let (from, to) = (from.powi(power as i32), to.powi(power as i32));
        let relative = if to.is_finite() { (to - from) / (to + from) } else { 0.1 };
        for (end, factor, is_bound) in [(Side::Low, low, low > 0), (Side::High, high, high < FAR - 2)] {
            if is_bound {
                self.add_ratio(figure, whole, &Less { base, factor, power }, place, end, relative)?;
            }
        }
        Some(())
    }

    /// What a cell's amount is where all leaves begin, in grid steps.
    fn beginning(&self, cell: CellId, place: &[u32]) -> Option<i128> {
        self.problem.leaves.of[cell.0 as usize].iter().try_fold(0i128, |sum, (leaf, times)| {
            let beginning = self.beginnings[place[leaf.0 as usize] as usize];
            sum.checked_add(beginning.checked_mul(i128::from(*times))?).filter(|sum| sum.abs() < FAR)
        })
    }

    /// A cell between two edges.
    fn add_amount(&mut self, figure: u32, cell: CellId, place: &[u32], edges: (Edge, Edge), relative: f64) -> Option<()> {
        let ends = apart(edges, self.beginning(cell, place)?);
        self.add(figure, &[(cell, 1.0)], place, ends, relative);
        Some(())
    }

    /// A cell on one side of so many times another.
    fn add_ratio(&mut self, figure: u32, whole: CellId, less: &Less, place: &[u32], side: Side, relative: f64) -> Option<()> {
        let already = surplus(self.beginning(whole, place)?, self.beginning(less.base, place)?, less.factor, less.power);
        let ends = match side {
            Side::Low => (-already, f64::INFINITY),
            Side::High => (f64::NEG_INFINITY, -already),
        };
        let by = (less.factor as f64 / (2.0 * STEPS as f64)).powi(less.power as i32);
        self.add(figure, &[(whole, 1.0), (less.base, -by)], place, ends, relative);
        Some(())
    }

    /// A sum of cells between two ends, told from where the leaves begin.
    fn add(&mut self, figure: u32, cells: &[(CellId, f64)], place: &[u32], ends: (f64, f64), relative: f64) {
        let from = self.terms.len();
        for (cell, by) in cells {
            for (leaf, times) in &self.problem.leaves.of[cell.0 as usize] {
                let leaf = place[leaf.0 as usize];
                self.terms.push((leaf, by * *times as f64 * self.scales[leaf as usize]));
            }
        }
        let norm = self.terms[from..].iter().map(|(_, times)| times * times).sum::<f64>().sqrt();
        if norm == 0.0 {
            // Whole and base cancel out: it holds whatever the amounts are.
            self.terms.truncate(from);
            return;
        }
        self.terms[from..].iter_mut().for_each(|(_, times)| *times /= norm);
        self.slabs.push(Slab { figure, from, to: self.terms.len(), low: ends.0 / norm, high: ends.1 / norm, relative });
    }

    /// How far a point is outside of a slab shrunk by `margin` of its width: negative below, positive above.
    fn excess(&self, slab: &Slab, at: &[f64], margin: f64) -> f64 {
        let terms = &self.terms[slab.from..slab.to];
        let value: f64 = terms.iter().map(|(leaf, times)| times * at[*leaf as usize]).sum();
        let size = |(leaf, times): &(u32, f64)| (times * (self.sizes[*leaf as usize] + at[*leaf as usize])).abs();
        let inset = if margin == 0.0 {
            0.0
        } else if slab.low.is_finite() && slab.high.is_finite() {
            margin * (slab.high - slab.low)
        } else {
            margin * slab.relative * terms.iter().map(size).sum::<f64>()
        };
        if value < slab.low + inset {
            value - (slab.low + inset)
        } else if value > slab.high - inset {
            value - (slab.high - inset)
        } else {
            0.0
        }
    }

    /// The slabs that a point is outside of, with how far; and the sum of squares, the leaves' ranges included.
    fn look(&mut self, at: &[f64], margin: f64) -> Outside {
        self.effort = self.effort.saturating_sub(self.terms.len() as u64);
        let mut outside = Outside::default();
        for (index, slab) in self.slabs.iter().enumerate() {
            let excess = self.excess(slab, at, margin);
            if excess != 0.0 {
                outside.squares += excess * excess;
                outside.slabs.push((index, excess));
            }
        }
        for (leaf, (value, (low, high))) in at.iter().zip(&self.ranges).enumerate() {
            let excess = (value - low).min(0.0) + (value - high).max(0.0);
            if excess != 0.0 {
                outside.squares += excess * excess;
                outside.leaves.push((leaf, excess));
            }
        }
        outside
    }

    fn slope(&self, outside: &Outside) -> Vec<f64> {
        let mut slope = vec![0.0; self.leaves.len()];
        for (index, excess) in &outside.slabs {
            let slab = &self.slabs[*index];
            self.terms[slab.from..slab.to].iter().for_each(|(leaf, times)| slope[*leaf as usize] += excess * times);
        }
        outside.leaves.iter().for_each(|(leaf, excess)| slope[*leaf] += excess);
        slope
    }

    /// The step to the least sum of squares of the slabs that the point is outside of, by conjugate gradients.
    fn newton(&mut self, outside: &Outside, slope: &[f64], pace: &Pace) -> Vec<f64> {
        let coefficients: usize = outside.slabs.iter().map(|(slab, _)| self.slabs[*slab].to - self.slabs[*slab].from).sum();
        let mut step = vec![0.0; slope.len()];
        let mut rest: Vec<f64> = slope.iter().map(|value| -value).collect();
        let mut way = rest.clone();
        let mut size = dot(&rest, &rest);
        let enough = size * 1e-2;
        for _ in 0..pace.rounds {
            if size <= enough || self.effort == 0 {
                break;
            }
            self.effort = self.effort.saturating_sub((2 * coefficients + slope.len()) as u64);
            let mut bent: Vec<f64> = way.iter().map(|value| pace.damping * value).collect();
            for (index, _) in &outside.slabs {
                let terms = &self.terms[self.slabs[*index].from..self.slabs[*index].to];
                let along: f64 = terms.iter().map(|(leaf, times)| times * way[*leaf as usize]).sum();
                terms.iter().for_each(|(leaf, times)| bent[*leaf as usize] += along * times);
            }
            outside.leaves.iter().for_each(|(leaf, _)| bent[*leaf] += way[*leaf]);
            let by = size / dot(&way, &bent);
            step.iter_mut().zip(&way).for_each(|(step, way)| *step += by * way);
            rest.iter_mut().zip(&bent).for_each(|(rest, bent)| *rest -= by * bent);
            let next = dot(&rest, &rest);
            let keep = next / size;
            way.iter_mut().zip(&rest).for_each(|(way, rest)| *way = rest + keep * *way);
            size = next;
        }
        step
    }

    /// Looks for an example that fits, or for what excludes one: from the beginnings with room to spare or, to refute, from a point
    /// where little was left over, and thoroughly.
    pub fn run(&mut self, refute_from: Option<Vec<f64>>) -> Outcome {
        let (pace, margins) = if refute_from.is_some() { (&REFUTING, &[0.0][..]) } else { (&FITTING, &MARGINS[..]) };
        let mut at = refute_from.unwrap_or_else(|| vec![0.0; self.leaves.len()]);
        for &margin in margins {
            let mut outside = self.look(&at, margin);
            let mut history = [f64::INFINITY; 5];
            for round in 0..300 {
                let fits = |(slab, _): &(usize, f64)| self.excess(&self.slabs[*slab], &at, 0.0).abs() <= NOISE;
                if outside.slabs.iter().all(fits)
                    && let Some(amounts) = self.rounded(&at)
                {
                    return Outcome::Fits(amounts);
                }
                // What hardly shrinks any more has no room at this margin.
                let earlier = std::mem::replace(&mut history[round % 5], outside.squares);
                if outside.squares <= pace.least || outside.squares > pace.stall * earlier || self.effort == 0 {
                    break;
                }
                let slope = self.slope(&outside);
                let step = self.newton(&outside, &slope, pace);
                let before = outside.squares;
                (at, outside) = self.down(&at, &step, dot(&slope, &step), margin);
                if outside.squares > before * (1.0 - 1e-9) {
                    break;
                }
            }
        }
        Outcome::Suspects(self.suspects(&at), at)
    }

    /// The lowest point along a step, or nearly: where the sum of squares stops falling. `fall` is how it falls at the beginning.
    fn down(&mut self, at: &[f64], step: &[f64], fall: f64, margin: f64) -> (Vec<f64>, Outside) {
        const LOOKS: usize = 10;
        let (mut near, mut far) = ((0.0, fall), (1.0, 0.0));
        let mut length = 1.0;
        let mut best: Option<(Vec<f64>, Outside)> = None;
        for look in 0..LOOKS {
            let next: Vec<f64> = at.iter().zip(step).map(|(at, step)| at + length * step).collect();
            let there = self.look(&next, margin);
            let falls = dot(&self.slope(&there), step);
            if best.as_ref().is_none_or(|(_, best)| there.squares < best.squares) {
                best = Some((next, there));
            }
            if falls.abs() <= 0.1 * fall.abs() || (look == 0 && falls < 0.0) {
                break;
            }
            if falls < 0.0 {
                near = (length, falls)
            } else {
                far = (length, falls)
            }
            // Where the line through both slopes meets zero, kept away from the ends.
            let share = (near.1 / (near.1 - far.1)).clamp(0.1, 0.9);
            length = near.0 + (far.0 - near.0) * share;
        }
        best.unwrap_or_else(|| (at.to_vec(), Outside::default()))
    }

    fn suspects(&mut self, at: &[f64]) -> Vec<u32> {
        let outside = self.look(at, 0.0);
        let strongest = outside.slabs.iter().fold(0.0f64, |most, (_, excess)| most.max(excess.abs()));
        let mut pulls: Vec<(f64, u32)> = Vec::new();
        for (index, excess) in &outside.slabs {
            if self.slabs[*index].figure != u32::MAX && excess.abs() > strongest * 1e-6 {
                pulls.push((excess.abs(), self.slabs[*index].figure));
            }
        }
        pulls.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut figures: Vec<u32> = Vec::new();
        for (_, figure) in pulls {
            if !figures.contains(&figure) {
                figures.push(figure);
            }
        }
        figures
    }

    /// The amounts of all cells when the leaves are rounded to the grid, if they satisfy everything.
    fn rounded(&self, at: &[f64]) -> Option<Vec<i128>> {
        let mut leaves = Vec::with_capacity(self.leaves.len());
        for (index, leaf) in self.leaves.iter().enumerate() {
            let moved = at[index] * self.scales[index] * STEPS as f64;
            if moved.is_nan() || moved.abs() > FAR as f64 / 4.0 {
                return None;
            }
            let steps = self.beginnings[index] + moved as i128;
            // A hair's breadth above nothing where there may be something: a ratio presupposes it of its base.
            let least = i128::from(self.sizes[index] + self.ranges[index].1 > 0.0);
            leaves.push((*leaf, if self.problem.is_signed(*leaf) { steps } else { steps.max(least) }));
        }
        amounts_of(self.problem, self.tier, self.figures, &leaves)
    }
}

/// The slabs and leaves that a point is outside of, with how far.
#[derive(Default)]
struct Outside {
    slabs: Vec<(usize, f64)>,
    leaves: Vec<(usize, f64)>,
    squares: f64,
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
