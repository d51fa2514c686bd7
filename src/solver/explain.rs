//! From a trail or a linear program's relation to a derivation that people and an independent checker can follow.
//!
//! A trail is replayed step by step in exact rationals. A relation becomes one step, a combination: so many times this identity
//! plus so many times that one leaves a sum of cells whose bounds settle the matter ("2 × turnover row + 1 × balance row"). Where
//! both would do, the trail is told: its steps are smaller.

use super::deduce::deduce;
use super::leaves::defining_terms;
use super::narrow::{Mover, Narrowing};
use super::problem::{Limit, Problem, Tier};
use super::program::Program;
use super::proof::{Cause, Derivation, Side, Step};
use super::rows::Origin;
use super::simplex::Relation;
use crate::exact::Exact;
use crate::network::{CellId, IdentityId, Law};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::One;
use std::collections::{BTreeMap, HashMap};

/// Derivations of more steps along a trail, or with longer numbers, are not told: a linear program's one step is.
const MOST_STEPS: usize = 1_000;
const MOST_BITS: u64 = 4_096;

/// A derivation in the making.
pub struct Account<'a> {
    problem: &'a Problem<'a>,
    tier: Tier,
    steps: Vec<Step>,
    said: HashMap<(u32, Side), usize>,
    given: HashMap<(CellId, Side), usize>,
}

impl<'a> Account<'a> {
    /// Nothing told yet.
    pub fn new(problem: &'a Problem<'a>, tier: Tier) -> Account<'a> {
        Account { problem, tier, steps: Vec::new(), said: HashMap::new(), given: HashMap::new() }
    }

    fn push(&mut self, cell: CellId, side: Side, limit: Limit, cause: Cause, uses: Vec<usize>) -> usize {
        self.steps.push(Step { cell, side, at: limit.0.to_big(), open: limit.1, cause, uses });
        self.steps.len() - 1
    }

    fn limit(&self, step: usize) -> Limit {
        (self.steps[step].at.clone().into(), self.steps[step].open)
    }

    /// The step that a figure states.
    pub fn stated(&mut self, figure: u32, side: Side) -> Option<usize> {
        if let Some(&step) = self.said.get(&(figure, side)) {
            return Some(step);
        }
        let limit = self.problem.said_exactly(self.tier, figure, side)?;
        let cause = self.problem.norm(figure).map_or(Cause::Stated(figure as usize), Cause::Usual);
        let step = self.push(self.problem.cell(figure)?, side, limit, cause, Vec::new());
        self.said.insert((figure, side), step);
        Some(step)
    }

    /// The step that a figure presupposes: that an amount is more than nothing.
    pub fn presupposed(&mut self, figure: u32, cell: CellId) -> usize {
        let is_it = |step: &Step| step.cell == cell && step.cause == Cause::Stated(figure as usize);
        match self.steps.iter().position(is_it) {
            Some(step) => step,
            None => self.push(cell, Side::Low, (Exact::ZERO, true), Cause::Stated(figure as usize), Vec::new()),
        }
    }

    /// The step that holds before anyone speaks.
    pub fn given(&mut self, cell: CellId, side: Side) -> Option<usize> {
        if let Some(&step) = self.given.get(&(cell, side)) {
            return Some(step);
        }
        let limit = self.problem.given_exactly(self.tier, cell, side)?;
        let step = self.push(cell, side, limit, Cause::Given, Vec::new());
        self.given.insert((cell, side), step);
        Some(step)
    }

    /// The step for one identity solved for one end of one cell, from the steps that `known` gives.
    fn solved(
        &mut self,
        id: IdentityId,
        cell: CellId,
        side: Side,
        known: &dyn Fn(CellId, Side) -> Option<usize>,
    ) -> Option<usize> {
        let mut uses = Vec::new();
        let identity = &self.problem.network.identities[id.0 as usize];
        let mut ends = |cell: CellId, side: Side| {
            let step = known(cell, side).or_else(|| self.given(cell, side))?;
            uses.push(step);
            Some(self.limit(step))
        };
        let limit = deduce(identity, cell, side, &mut ends)?;
        uses.sort_unstable();
        uses.dedup();
        Some(self.push(cell, side, limit, Cause::Identity(id), uses))
    }

    /// The steps of a trail that these edges rest on; for each edge its last step, `None` where nothing bounds it. `None` in all
    /// where they are more than anyone would follow: on rings narrowing creeps up on a bound in thousands of moves, whose exact
    /// numbers grow with each.
    pub fn replay(&mut self, narrowing: &Narrowing, edges: &[(CellId, Side)]) -> Option<Vec<Option<usize>>> {
        let mut told: HashMap<usize, usize> = HashMap::new();
        let slice = narrowing.slice(edges);
        if slice.len() > MOST_STEPS {
            return None;
        }
        for index in slice {
            let step = &narrowing.trail()[index];
            let cell = CellId(step.cell);
            let known =
                |cell: CellId, side: Side| narrowing.latest(cell.0, side, index).and_then(|before| told.get(&before).copied());
            let step = match step.by {
                Mover::Figure(figure) if self.problem.cell(figure) == Some(cell) => self.stated(figure, step.side),
                Mover::Figure(figure) => Some(self.presupposed(figure, cell)),
                Mover::Identity(id) => self.solved(IdentityId(id), cell, step.side, &known),
            };
            if let Some(step) = step {
                if self.limit(step).0.bits() > MOST_BITS {
                    return None;
                }
                told.insert(index, step);
            }
        }
        let end = narrowing.trail().len();
        let last = |account: &mut Self, &(cell, side): &(CellId, Side)| match narrowing.latest(cell.0, side, end) {
            Some(index) => told.get(&index).copied(),
            None => account.given(cell, side),
        };
        Some(edges.iter().map(|edge| last(self, edge)).collect())
    }

    /// The step that a relation of a linear program proves of `target`. Without one: of the cell that a figure last spoke of, or
    /// presupposed to be something; or, where the amounts cancel out and only an open end is at odds, of the ratio whose end it is.
    pub fn combine(&mut self, program: &Program, relation: &Relation, target: Option<CellId>) -> Option<usize> {
        let mut sum = Sum::of(self.problem, program, relation);
        let last = sum.said.iter().next_back().and_then(|(figure, _)| self.problem.cell(*figure));
        let target = target.or(last).or(sum.presupposed.last().map(|(_, cell)| *cell));
        if let Some((figure, side)) = target.and_then(|target| sum.directly_said(target)) {
            return self.stated(figure, side);
        }
        sum.add_defining_sums(self.problem);
        let mut uses = Vec::new();
        let (mut at, mut open) = (Exact::ZERO, false);
        let mut own = Exact::ZERO;
        for (&cell, times) in sum.form.iter().filter(|(_, times)| !times.is_zero()) {
            if Some(cell) == target {
                own = times.clone();
                continue;
            }
            let side = if times.sign() > 0 { Side::High } else { Side::Low };
            let step = match sum.figure_of.get(&cell) {
                Some(figure) if self.problem.cell(*figure) == Some(cell) => self.stated(*figure, side)?,
                Some(figure) => self.presupposed(*figure, cell),
                None => self.given(cell, side)?,
            };
            let limit = self.limit(step);
            at = &at - &(&limit.0 * times);
            open |= limit.1;
            uses.push(step);
        }
        let mut ratio = None;
        for (id, factor, figure, side, base) in std::mem::take(&mut sum.products) {
            let step = self.factor_end(id, factor, figure, side)?;
            let is_open = self.limit(step).1 && self.problem.presupposed(figure).contains(&base);
            uses.extend(self.given(base, Side::Low));
            if is_open {
                uses.push(self.presupposed(figure, base));
            }
            if target.is_none() && ratio.is_none() && is_open {
                ratio = Some((factor, side.other(), self.limit(step).0));
                continue;
            }
            open |= is_open;
            uses.push(step);
        }
        let (cell, side, limit) = match (target, ratio) {
            (Some(_), _) if own.is_zero() => return None,
            (Some(target), _) => {
                let side = if own.sign() > 0 { Side::Low } else { Side::High };
                (target, side, (&at * &own.inverse(), open))
            }
            // What is left of the ratio's base and whole is nothing, so the ratio is no further than this end.
            (None, Some((factor, side, end))) if at.is_zero() => (factor, side, (end, open)),
            (None, _) => return None,
        };
        uses.sort_unstable();
        uses.dedup();
        Some(self.push(cell, side, limit, Cause::Combination(whole_multiples(&sum.multiples)), uses))
    }

    /// The end of a product's factor: what a figure says of it, or for a conversion what the published rate leaves.
    fn factor_end(&mut self, id: IdentityId, factor: CellId, figure: u32, side: Side) -> Option<usize> {
        let stated = self.stated(figure, side)?;
        if self.problem.cell(figure) == Some(factor) {
            return Some(stated);
        }
        let problem = self.problem;
        let known = |cell: CellId, of: Side| (Some(cell) == problem.cell(figure) && of == side).then_some(stated);
        let own_rate = problem.wiring.identities(factor).iter().find(|other| **other != id.0)?;
        self.solved(IdentityId(*own_rate), factor, side, &known)
    }

    /// The derivation of these steps, without any that they do not rest on; they come last, in this order.
    pub fn finish(self, last: &[usize]) -> Derivation {
        let mut wanted = vec![false; self.steps.len()];
        last.iter().for_each(|&step| wanted[step] = true);
        for step in (0..self.steps.len()).rev().filter(|&step| wanted[step]).collect::<Vec<_>>() {
            mark(&self.steps, step, &mut wanted);
        }
        let rests_on = |step: usize| self.steps.iter().enumerate().any(|(other, s)| wanted[other] && s.uses.contains(&step));
        let keeps_place: Vec<bool> =
            (0..self.steps.len()).map(|step| wanted[step] && (!last.contains(&step) || rests_on(step))).collect();
        let mut place = vec![usize::MAX; self.steps.len()];
        let mut steps = Vec::new();
        let kept = (0..self.steps.len()).filter(|&step| keeps_place[step]);
        for step in kept.chain(last.iter().copied()) {
            place[step] = steps.len();
            let told = &self.steps[step];
            let uses = told.uses.iter().map(|&used| place[used]).collect();
            steps.push(Step { uses, ..told.clone() });
        }
        Derivation { steps }
    }
}

fn mark(steps: &[Step], from: usize, wanted: &mut [bool]) {
    let mut open = vec![from];
    while let Some(step) = open.pop() {
        wanted[step] = true;
        open.extend(steps[step].uses.iter().filter(|&&used| !wanted[used]));
    }
}

/// What a relation says of cells, and which identities add up to it.
struct Sum {
    /// `Σ times·cell ≥ 0`, once the identities are added.
    form: BTreeMap<CellId, Exact>,
    multiples: BTreeMap<IdentityId, Vec<Exact>>,
    /// The products in it: identity, factor, the figure that bounds the factor, at which end, base.
    products: Vec<(IdentityId, CellId, u32, Side, CellId)>,
    figure_of: HashMap<CellId, u32>,
    said: BTreeMap<u32, Exact>,
    /// What figures presuppose in it: figure and cell.
    presupposed: Vec<(u32, CellId)>,
    /// What the defining sums still have to add up to, by cell.
    rest: BTreeMap<(u32, CellId), Exact>,
}

impl Sum {
    fn of(problem: &Problem, program: &Program, relation: &Relation) -> Sum {
        let mut sum = Sum {
            form: BTreeMap::new(),
            multiples: BTreeMap::new(),
            products: Vec::new(),
            figure_of: HashMap::new(),
            said: BTreeMap::new(),
            presupposed: Vec::new(),
            rest: BTreeMap::new(),
        };
        for (variable, times) in relation {
            match program.origin(*variable) {
                Origin::Leaves(leaves) => leaves.iter().for_each(|leaf| sum.add_cell(problem, *leaf, times)),
                &Origin::Said(cell, figure) => {
                    sum.add_cell(problem, cell, times);
                    sum.figure_of.insert(cell, figure);
                    sum.said.insert(figure, times.clone());
                }
                &Origin::Presupposed(cell, figure) => {
                    sum.add_cell(problem, cell, times);
                    sum.figure_of.insert(cell, figure);
                    sum.presupposed.push((figure, cell));
                }
                Origin::Difference(cell) | Origin::Asked(cell) => sum.add_cell(problem, *cell, times),
                &Origin::Tie(id) => sum.add_identity(problem, id, &-times, &Exact::ZERO),
                &Origin::Product(id, figure, side) => {
                    let Law::Product { base, factor, .. } = problem.network.identities[id.0 as usize].law else { continue };
                    sum.add_identity(problem, id, &-times, &program.multiple(*variable));
                    sum.products.push((id, factor, figure, side, base));
                }
            }
        }
        sum
    }

    fn add_cell(&mut self, problem: &Problem, cell: CellId, times: &Exact) {
        add(&mut self.form, cell, times);
        add(&mut self.rest, (problem.leaves.rank[cell.0 as usize], cell), times);
    }

    /// Adds so many times an identity, written whole − right side; a product with its factor at `end`.
    fn add_identity(&mut self, problem: &Problem, id: IdentityId, times: &Exact, end: &Exact) {
        self.multiples.entry(id).or_default().push(times.clone());
        let rank = |cell: CellId| (problem.leaves.rank[cell.0 as usize], cell);
        match &problem.network.identities[id.0 as usize].law {
            Law::Sum { whole, parts } => {
                add(&mut self.rest, rank(*whole), &-times);
                for (adds, part) in parts {
                    add(&mut self.rest, rank(*part), &if *adds { times.clone() } else { -times });
                }
            }
            Law::Product { whole, base, .. } => {
                add(&mut self.rest, rank(*whole), &-times);
                add(&mut self.rest, rank(*base), &(times * end));
            }
        }
    }

    /// When all it says is that the cell asked for is the cell that a figure spoke of.
    fn directly_said(&self, target: CellId) -> Option<(u32, Side)> {
        let figure = *self.figure_of.get(&target)?;
        let is_zero = self.form.get(&target).is_none_or(Exact::is_zero);
        let side = if self.said.get(&figure)?.sign() > 0 { Side::High } else { Side::Low };
        is_zero.then_some((figure, side))
    }

    /// Adds the sums that define cells, from the last defined down to the leaves, until nothing is left.
    fn add_defining_sums(&mut self, problem: &Problem) {
        while let Some((&(rank, cell), _)) = self.rest.last_key_value() {
            let Some(times) = self.rest.remove(&(rank, cell)) else { break };
            let Some(id) = problem.leaves.defined_by[cell.0 as usize].filter(|_| !times.is_zero()) else { continue };
            for (other, sign) in defining_terms(problem.network, id, cell) {
                add(&mut self.rest, (problem.leaves.rank[other.0 as usize], other), &(&Exact::whole(sign) * &times));
            }
            let is_whole = matches!(&problem.network.identities[id.0 as usize].law, Law::Sum { whole, .. } if *whole == cell);
            self.multiples.entry(id).or_default().push(if is_whole { times } else { -&times });
        }
    }
}

fn add<K: Ord>(to: &mut BTreeMap<K, Exact>, key: K, times: &Exact) {
    let slot = to.entry(key).or_default();
    *slot = &*slot + times;
}

/// Multiples as the smallest whole numbers in the same proportion.
fn whole_multiples(multiples: &BTreeMap<IdentityId, Vec<Exact>>) -> Vec<(IdentityId, BigInt)> {
    let each = || multiples.iter().flat_map(|(id, times)| times.iter().map(move |times| (*id, times.to_big())));
    let denominator = each().fold(BigInt::one(), |so_far, (_, times)| so_far.lcm(times.denom()));
    let scaled: Vec<(IdentityId, BigInt)> = each().map(|(id, times)| (id, (times * &denominator).to_integer())).collect();
    let divisor = scaled.iter().fold(BigInt::from(0), |so_far, (_, times)| so_far.gcd(times));
    let divisor = if divisor == BigInt::from(0) { BigInt::one() } else { divisor };
    scaled.into_iter().filter(|(_, times)| *times != BigInt::from(0)).map(|(id, times)| (id, times / &divisor)).collect()
}

/// A derivation of so few steps is told without looking for a shorter one.
const SHORT: usize = 10;

/// The derivation of a clash among figures that are a smallest set: by small steps along `hint`'s identities or those of the linear
/// program's relation, or by that relation as one step, whichever is told soonest. `None` if nothing shows it.
pub fn explain_clash(problem: &Problem, tier: Tier, figures: &[u32], hint: &[IdentityId], effort: u64) -> Option<Derivation> {
    let told = along(problem, tier, figures, hint);
    match told {
        Some(told) if told.steps.len() <= SHORT || problem.is_tree(tier, figures) => Some(told),
        told => {
            let others = by_program(problem, tier, figures, effort).unwrap_or_default();
            told.into_iter().chain(others).min_by_key(|derivation| derivation.steps.len())
        }
    }
}

/// The derivations that the linear program gives: by small steps along its relation's identities, and as one step.
fn by_program(problem: &Problem, tier: Tier, figures: &[u32], effort: u64) -> Option<Vec<Derivation>> {
    let mut program = Program::of(problem, tier, figures, &[], effort).ok()?;
    let exclusion = program.settle().ok()?.err()?;
    let mut account = Account::new(problem, tier);
    let step = account.combine(&program, &exclusion.relation, None)?;
    let small = |cause: &Cause| match cause {
        Cause::Identity(id) => vec![*id],
        Cause::Combination(multiples) => multiples.iter().map(|(id, _)| *id).collect(),
        Cause::Given | Cause::Stated(_) | Cause::Usual(_) => Vec::new(),
    };
    let identities: Vec<IdentityId> = account.steps.iter().flat_map(|step| small(&step.cause)).collect();
    let mut derivations: Vec<Derivation> = along(problem, tier, figures, &identities).into_iter().collect();
    let side = account.steps[step].side.other();
    let cell = account.steps[step].cell;
    let against = figures.iter().rev().find(|figure| problem.cell(**figure) == Some(cell));
    let presupposes = |figure: &&u32| side == Side::Low && problem.presupposed(**figure).contains(&cell);
    let against = match (against, figures.iter().rev().find(presupposes)) {
        (Some(&figure), _) => account.stated(figure, side),
        (None, Some(&figure)) => Some(account.presupposed(figure, cell)),
        (None, None) => account.given(cell, side),
    };
    derivations.extend(against.map(|against| account.finish(&[step, against])));
    Some(derivations)
}

/// The clash that narrowing finds along these identities.
fn along(problem: &Problem, tier: Tier, figures: &[u32], identities: &[IdentityId]) -> Option<Derivation> {
    const ENOUGH: u64 = 20_000;
    let mut active = vec![false; problem.wiring.wires.len()];
    identities.iter().for_each(|id| active[id.0 as usize] = true);
    let mut narrowing = Narrowing::new(&problem.wiring, &active, problem.given(tier));
    narrowing.hear(problem, tier, figures);
    let super::narrow::Outcome::Clash(cell) = narrowing.run(ENOUGH) else { return None };
    let mut account = Account::new(problem, tier);
    let ends = account.replay(&narrowing, &[(cell, Side::Low), (cell, Side::High)])?;
    let (low, high) = (ends[0]?, ends[1]?);
    let cross = account.limit(low).0.cmp(&account.limit(high).0);
    let open = account.limit(low).1 || account.limit(high).1;
    let is_clash = cross == std::cmp::Ordering::Greater || (cross == std::cmp::Ordering::Equal && open);
    is_clash.then(|| account.finish(&[low, high]))
}
