//! The slow, obvious second solver: every amount a variable, every sum an equation, every figure an inequality or two, and
//! Fourier–Motzkin elimination in big rationals. It reads the network but shares no code with the solver.
//!
//! Who states a ratio presupposes that its base is more than nothing; the whole lies where the words put it.

use crossfoot::figures::Figures;
use crossfoot::network::{CellId, Law, Network};
use crossfoot::verdict::Tier;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use std::collections::BTreeMap;

/// `constant + Σ coefficient·variable ≥ 0`, or `> 0` where strict.
#[derive(Clone, Debug, PartialEq)]
struct Inequality {
    terms: BTreeMap<CellId, BigRational>,
    constant: BigRational,
    strict: bool,
}

/// An end of a true range: where, and whether it is left out.
pub type End = Option<(BigRational, bool)>;

pub struct Oracle<'a> {
    pub figures: &'a Figures,
    pub network: &'a Network,
    pub tier: Tier,
}

fn big(ratio: &crossfoot::exact::Ratio) -> BigRational {
    BigRational::new((*ratio.numer()).into(), (*ratio.denom()).into())
}

impl Oracle<'_> {
    /// Whether these figures can all be true.
    pub fn stands(&self, figures: &[usize]) -> bool {
        self.world(figures).is_some_and(|world| is_possible(world, None).is_some())
    }

    /// The lowest and highest value that a cell can have; `None` when the figures cannot all be true.
    pub fn range(&self, figures: &[usize], cell: CellId) -> Option<(End, End)> {
        is_possible(self.world(figures)?, Some(cell))
    }

    /// What the figures say, as a system of inequalities; `None` where two of them leave nothing of one ratio.
    fn world(&self, figures: &[usize]) -> Option<Vec<Inequality>> {
        let mut world = Vec::new();
        for identity in &self.network.identities {
            if let Law::Sum { whole, parts } = &identity.law {
                let mut terms: BTreeMap<CellId, BigRational> = [(*whole, -BigRational::one())].into();
                parts.iter().for_each(|(adds, part)| {
                    terms.insert(*part, if *adds { BigRational::one() } else { -BigRational::one() });
                });
                let negated = terms.iter().map(|(cell, times)| (*cell, -times)).collect();
                world.push(Inequality { terms, constant: BigRational::zero(), strict: false });
                world.push(Inequality { terms: negated, constant: BigRational::zero(), strict: false });
            }
        }
        for (index, node) in self.network.cells.iter().enumerate() {
            if node.allowed.low.is_some() {
                world.push(one(CellId(index as u32), true, BigRational::zero(), false));
            }
        }
        let mut impossible = false;
        for (product, factor) in self.ratios() {
            let said: Vec<usize> = figures.iter().copied().filter(|f| self.network.spoken_of[*f] == Some(factor)).collect();
            if said.is_empty() {
                continue;
            }
            // A share or a growth keeps its own limits, even of nothing.
            let own = self.network.cells[factor.0 as usize].allowed;
            let own = [own.low, own.high].map(|end| end.map(|end| (big(&end.at), end.open)));
            let (low, high) = self.said_together(&said);
            let [own_low, own_high] = own;
            let (low, high) = (inner(low, own_low, false), inner(high, own_high, true));
            let (l, h) = (low.clone(), high.clone());
            impossible |= matches!((l, h), (Some((l, a)), Some((h, b))) if l > h || (l == h && (a || b)));
            multiples(&mut world, &product, &low, &high);
        }
        for &figure in figures {
            let Some(cell) = self.network.spoken_of[figure] else { continue };
            if self.ratios().iter().any(|(_, factor)| *factor == cell) {
                continue;
            }
            let (low, high) = self.said_together(&[figure]);
            world.extend(low.iter().map(|(at, open)| one(cell, true, at.clone(), *open)));
            world.extend(high.iter().map(|(at, open)| one(cell, false, at.clone(), *open)));
        }
        (!impossible).then_some(world)
    }

    fn ratios(&self) -> Vec<((CellId, CellId, u32), CellId)> {
        let product = |law: &Law| match law {
            Law::Product { whole, base, factor, power } => Some(((*whole, *base, *power), *factor)),
            Law::Sum { .. } => None,
        };
        self.network.identities.iter().filter_map(|identity| product(&identity.law)).collect()
    }

    /// The intersection of what figures say of one cell, in the solver's terms.
    fn said_together(&self, figures: &[usize]) -> (End, End) {
        let (mut low, mut high): (End, End) = (None, None);
        for &figure in figures {
            let reading = &self.figures.figures[figure].reading;
            let interval = if self.tier == Tier::Meant { reading.meant } else { reading.allowed };
            let growth = self.network.spoken_of[figure].is_some_and(|cell| self.network.cells[cell.0 as usize].is_growth);
            let shift = if growth { BigRational::one() } else { BigRational::zero() };
            let end = |end: crossfoot::exact::End| (big(&end.at) + &shift, end.open);
            low = inner(low, interval.low.map(end), false);
            high = inner(high, interval.high.map(end), true);
        }
        (low, high)
    }
}

fn one(cell: CellId, at_least: bool, at: BigRational, strict: bool) -> Inequality {
    let sign = if at_least { BigRational::one() } else { -BigRational::one() };
    Inequality { constant: -&sign * at, terms: [(cell, sign)].into(), strict }
}

/// The base is more than nothing, and the whole lies within its multiples.
fn multiples(world: &mut Vec<Inequality>, product: &(CellId, CellId, u32), low: &End, high: &End) {
    let &(whole, base, power) = product;
    world.push(one(base, true, BigRational::zero(), true));
    let mut multiple = |end: &(BigRational, bool), at_least: bool| {
        let sign = if at_least { BigRational::one() } else { -BigRational::one() };
        let at = if end.0.is_negative() { BigRational::zero() } else { end.0.pow(power as i32) };
        let mut terms: BTreeMap<CellId, BigRational> = [(whole, sign.clone()), (base, -sign * at)].into();
        terms.retain(|_, times| !times.is_zero());
        world.push(Inequality { terms, constant: BigRational::zero(), strict: end.1 });
    };
    low.iter().filter(|end| !end.0.is_negative()).for_each(|end| multiple(end, true));
    high.iter().for_each(|end| multiple(end, false));
}

fn inner(a: End, b: End, upper: bool) -> End {
    match (a, b) {
        (Some(a), Some(b)) => {
            let a_is_inner = if upper { a.0 < b.0 } else { a.0 > b.0 } || (a.0 == b.0 && a.1);
            Some(if a_is_inner { a } else { b })
        }
        (a, b) => a.or(b),
    }
}

/// Eliminates every variable but one; gives back its range, or `None` when nothing is possible.
fn is_possible(mut system: Vec<Inequality>, keep: Option<CellId>) -> Option<(End, End)> {
    loop {
        let mut variables: BTreeMap<CellId, (usize, usize)> = BTreeMap::new();
        for inequality in &system {
            for (cell, times) in &inequality.terms {
                let count = variables.entry(*cell).or_default();
                if times.is_positive() { count.0 += 1 } else { count.1 += 1 }
            }
        }
        let next = variables.into_iter().filter(|(cell, _)| Some(*cell) != keep).min_by_key(|(_, (a, b))| a * b);
        let Some((cell, _)) = next else { break };
        system = without(system, cell)?;
    }
    let (mut low, mut high): (End, End) = (None, None);
    for inequality in system {
        let Some(times) = keep.and_then(|cell| inequality.terms.get(&cell)) else {
            if inequality.constant.is_negative() || (inequality.strict && inequality.constant.is_zero()) {
                return None;
            }
            continue;
        };
        let end = Some((-&inequality.constant / times, inequality.strict));
        if times.is_positive() { low = inner(low, end, false) } else { high = inner(high, end, true) }
    }
    match (&low, &high) {
        (Some(l), Some(h)) if l.0 > h.0 || (l.0 == h.0 && (l.1 || h.1)) => None,
        _ => Some((low, high)),
    }
}

/// One round of Fourier–Motzkin.
fn without(system: Vec<Inequality>, cell: CellId) -> Option<Vec<Inequality>> {
    let (mut lows, mut highs, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for mut inequality in system {
        match inequality.terms.remove(&cell) {
            None => rest.push(inequality),
            Some(times) => {
                let size = times.abs();
                inequality.terms.values_mut().for_each(|other| *other /= &size);
                inequality.constant /= &size;
                if times.is_positive() { lows.push(inequality) } else { highs.push(inequality) }
            }
        }
    }
    for low in &lows {
        for high in &highs {
            let mut terms = low.terms.clone();
            for (cell, times) in &high.terms {
                *terms.entry(*cell).or_insert_with(BigRational::zero) += times;
            }
            terms.retain(|_, times| !times.is_zero());
            let sum = Inequality { terms, constant: &low.constant + &high.constant, strict: low.strict || high.strict };
            if sum.terms.is_empty() {
                if sum.constant.is_negative() || (sum.strict && sum.constant.is_zero()) {
                    return None;
                }
                continue;
            }
            let weaker = |other: &Inequality| {
                other.terms == sum.terms
                    && (other.constant < sum.constant || (other.constant == sum.constant && (other.strict || !sum.strict)))
            };
            if !rest.iter().any(weaker) {
                rest.retain(|other: &Inequality| {
                    !(other.terms == sum.terms && other.constant >= sum.constant && (other.constant > sum.constant || sum.strict))
                });
                rest.push(sum);
            }
        }
    }
    Some(rest)
}
