//! The slow, obvious second solver: every amount a variable, every sum an equation, every figure an inequality or two, and
//! Fourier–Motzkin elimination in big rationals. It reads the network but shares no code with the solver.
//!
//! Who states a ratio presupposes that its base is more than nothing; the whole lies where the words put it. A norm presupposes
//! nothing: of nothing, nothing is usual. Amounts in two currencies are tied where the rate is stated as one number; where it
//! is not, the oracle cannot tell, and neither can it where elimination grows beyond reason.

use crossfoot::figures::Figures;
use crossfoot::network::{CellId, Identity, Kind, Law, Network};
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

/// More inequalities than these are not eliminated.
const MOST: usize = 3_000;

/// A product: the whole, the base, the power, and the factor.
type Product = ((CellId, CellId, u32), CellId);

impl Oracle<'_> {
    /// Whether these figures can all be true, with all norms that apply; `None` where the oracle cannot tell.
    pub fn stands(&self, figures: &[usize]) -> Option<bool> {
        self.stands_with(figures, &self.norms())
    }

    /// Whether these figures can all be true beside these norms only.
    pub fn stands_with(&self, figures: &[usize], norms: &[usize]) -> Option<bool> {
        match self.world(figures, norms)? {
            None => Some(false),
            Some(world) => Some(is_possible(world, None)?.is_some()),
        }
    }

    /// The lowest and highest value that a cell can have; `None` when the figures cannot all be true, or the oracle cannot tell.
    pub fn range(&self, figures: &[usize], cell: CellId) -> Option<(End, End)> {
        is_possible(self.world(figures, &self.norms())??, Some(cell))?
    }

    /// The norms that are heard on the tier.
    pub fn norms(&self) -> Vec<usize> {
        if self.tier == Tier::Usual { (0..self.network.norms.len()).collect() } else { Vec::new() }
    }

    /// What the figures say, as a system of inequalities; `Some(None)` where two of them leave nothing of one ratio.
    fn world(&self, figures: &[usize], norms: &[usize]) -> Option<Option<Vec<Inequality>>> {
        let mut world = Vec::new();
        for (index, node) in self.network.cells.iter().enumerate() {
            if node.allowed.low.is_some() {
                world.push(one(CellId(index as u32), true, BigRational::zero(), false));
            }
        }
        let ratios = self.ratios();
        let mut impossible = false;
        for (product, factor) in &ratios {
            let said = figures.iter().copied().filter(|f| self.network.spoken_of[*f] == Some(*factor)).collect::<Vec<_>>();
            let usual: Vec<usize> = norms.iter().copied().filter(|norm| self.network.norms[*norm].cell == *factor).collect();
            let (low, high) = match self.own_rate(*factor, figures) {
                Some(own_rate) => own_rate?,
                None if said.is_empty() && usual.is_empty() => continue,
                None => {
                    // A share or a growth keeps its own limits, even of nothing.
                    let own = self.network.cells[factor.0 as usize].allowed;
                    let [own_low, own_high] = [own.low, own.high].map(|end| end.map(|end| (big(&end.at), end.open)));
                    let (mut low, mut high) = self.said_together(&said);
                    for norm in usual {
                        let ratio = self.network.norms[norm].ratio;
                        low = inner(low, ratio.low.map(|end| (big(&end.at), end.open)), false);
                        high = inner(high, ratio.high.map(|end| (big(&end.at), end.open)), true);
                    }
                    (inner(low, own_low, false), inner(high, own_high, true))
                }
            };
            impossible |= matches!((&low, &high), (Some((l, a)), Some((h, b))) if l > h || (l == h && (*a || *b)));
            multiples(&mut world, product, &low, &high, !said.is_empty());
        }
        for &figure in figures {
            let Some(cell) = self.network.spoken_of[figure] else { continue };
            if ratios.iter().any(|(_, factor)| *factor == cell) {
                continue;
            }
            let (low, high) = self.said_together(&[figure]);
            world.extend(low.iter().map(|(at, open)| one(cell, true, at.clone(), *open)));
            world.extend(high.iter().map(|(at, open)| one(cell, false, at.clone(), *open)));
        }
        Some((!impossible).then(|| self.with_sums(world)))
    }

    /// Adds the sums, each as two inequalities.
    fn with_sums(&self, mut world: Vec<Inequality>) -> Vec<Inequality> {
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
        world
    }

    fn ratios(&self) -> Vec<Product> {
        let product = |identity: &Identity| match &identity.law {
            _ if identity.kind == Kind::OwnRate => None,
            Law::Product { whole, base, factor, power } => Some(((*whole, *base, *power), *factor)),
            Law::Sum { .. } => None,
        };
        self.network.identities.iter().filter_map(product).collect()
    }

    /// Of a flow's own rate: where it lies about the published one, if that is stated as one number.
    fn own_rate(&self, factor: CellId, figures: &[usize]) -> Option<Option<(End, End)>> {
        let is_its = |identity: &&Identity| {
            identity.kind == Kind::OwnRate && matches!(identity.law, Law::Product { whole, .. } if whole == factor)
        };
        let Law::Product { base: rate, factor: spread, .. } = self.network.identities.iter().find(is_its)?.law else {
            return None;
        };
        let said: Vec<usize> = figures.iter().copied().filter(|f| self.network.spoken_of[*f] == Some(rate)).collect();
        let (Some((low, false)), Some((high, false))) = self.said_together(&said) else { return Some(None) };
        if low != high || !low.is_positive() {
            return Some(None);
        }
        let node = &self.network.cells[spread.0 as usize];
        let spread = if self.tier == Tier::Allowed { node.allowed } else { node.meant };
        let end = |end: Option<crossfoot::exact::End>| end.map(|end| (big(&end.at) * &low, end.open));
        Some(Some((end(spread.low), end(spread.high))))
    }

    /// The intersection of what figures say of one cell, in the solver's terms.
    fn said_together(&self, figures: &[usize]) -> (End, End) {
        let (mut low, mut high): (End, End) = (None, None);
        for &figure in figures {
            let reading = &self.figures.figures[figure].reading;
            let interval = if self.tier == Tier::Allowed { reading.allowed } else { reading.meant };
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

/// The whole lies within multiples of the base, which is more than nothing where a figure presupposes it.
fn multiples(world: &mut Vec<Inequality>, product: &(CellId, CellId, u32), low: &End, high: &End, is_presupposed: bool) {
    let &(whole, base, power) = product;
    if is_presupposed {
        world.push(one(base, true, BigRational::zero(), true));
    }
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

/// Eliminates every variable but one; gives back its range, or `Some(None)` when nothing is possible, `None` when there is too
/// much to eliminate.
fn is_possible(mut system: Vec<Inequality>, keep: Option<CellId>) -> Option<Option<(End, End)>> {
    // An equation and its negation stand side by side: one variable of it is put in terms of the others.
    while let Some((cell, equation)) = equation(&system, keep) {
        for inequality in &mut system {
            if let Some(times) = inequality.terms.remove(&cell) {
                let by = &times / &equation.terms[&cell];
                for (other, part) in equation.terms.iter().filter(|(other, _)| **other != cell) {
                    *inequality.terms.entry(*other).or_insert_with(BigRational::zero) -= part * &by;
                }
                inequality.terms.retain(|_, times| !times.is_zero());
                inequality.constant -= &equation.constant * &by;
            }
        }
        let mut kept: Vec<Inequality> = Vec::new();
        for inequality in system.into_iter().map(scaled) {
            let is_empty = inequality.terms.is_empty();
            if is_empty && (inequality.constant.is_negative() || (inequality.strict && inequality.constant.is_zero())) {
                return Some(None);
            }
            if !is_empty {
                add(&mut kept, inequality);
            }
        }
        system = kept;
    }
    loop {
        let mut variables: BTreeMap<CellId, (usize, usize)> = BTreeMap::new();
        for inequality in &system {
            for (cell, times) in &inequality.terms {
                let count = variables.entry(*cell).or_default();
                if times.is_positive() { count.0 += 1 } else { count.1 += 1 }
            }
        }
        let next = variables.into_iter().filter(|(cell, _)| Some(*cell) != keep).min_by_key(|(_, (a, b))| a * b);
        let Some((cell, (a, b))) = next else { break };
        if a * b > MOST {
            return None;
        }
        let Some(rest) = without(system, cell) else { return Some(None) };
        system = rest;
    }
    let (mut low, mut high): (End, End) = (None, None);
    for inequality in system {
        let Some(times) = keep.and_then(|cell| inequality.terms.get(&cell)) else {
            if inequality.constant.is_negative() || (inequality.strict && inequality.constant.is_zero()) {
                return Some(None);
            }
            continue;
        };
        let end = Some((-&inequality.constant / times, inequality.strict));
        if times.is_positive() { low = inner(low, end, false) } else { high = inner(high, end, true) }
    }
    match (&low, &high) {
        (Some(l), Some(h)) if l.0 > h.0 || (l.0 == h.0 && (l.1 || h.1)) => Some(None),
        _ => Some(Some((low, high))),
    }
}

/// An inequality whose negation is there too, neither strict, and a variable of it that may go.
fn equation(system: &[Inequality], keep: Option<CellId>) -> Option<(CellId, Inequality)> {
    let is_negation = |a: &Inequality, b: &Inequality| {
        a.terms.len() == b.terms.len()
            && a.constant == -&b.constant
            && a.terms.iter().all(|(cell, times)| b.terms.get(cell).is_some_and(|other| *other == -times))
    };
    for (index, one) in system.iter().enumerate().filter(|(_, one)| !one.strict) {
        let Some(cell) = one.terms.keys().copied().find(|cell| Some(*cell) != keep) else { continue };
        if system[index + 1..].iter().any(|other| !other.strict && is_negation(one, other)) {
            return Some((cell, one.clone()));
        }
    }
    None
}

/// With a first coefficient of one or minus one.
fn scaled(mut inequality: Inequality) -> Inequality {
    if let Some(size) = inequality.terms.values().next().map(Signed::abs) {
        inequality.terms.values_mut().for_each(|times| *times /= &size);
        inequality.constant /= &size;
    }
    inequality
}

/// Adds an inequality unless a stronger one of the same form is there; weaker ones leave.
fn add(system: &mut Vec<Inequality>, new: Inequality) {
    let is_stronger = |a: &Inequality, b: &Inequality| {
        a.terms == b.terms && (a.constant < b.constant || (a.constant == b.constant && (a.strict || !b.strict)))
    };
    if !system.iter().any(|old| is_stronger(old, &new)) {
        system.retain(|old| !is_stronger(&new, old));
        system.push(new);
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
            add(&mut rest, scaled(sum));
        }
    }
    Some(rest)
}
