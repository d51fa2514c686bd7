//! A witness: one full set of numbers that satisfies everything. Amounts are sums of leaf values, exactly; every figure is tested
//! by cross-multiplication and powers, so that no quotient or root is ever stored.

use super::problem::{Problem, Tier};
use super::proof::Side;
use crate::exact::Exact;
use crate::exact::grid::{self, STEPS, compare_products, high_steps, is_open, low_steps};
use crate::network::{CellId, IdentityId, Kind, Law};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Numbers for the leaves of one component; leaves without one are zero.
pub type Example = Vec<(CellId, Exact)>;

/// Why an example is no witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It does not satisfy this figure.
    Figure(u32),
    /// It does not satisfy rests, ties or rates.
    Tangle,
}

/// The amounts and rates that an example gives.
pub struct Witness<'a> {
    problem: &'a Problem<'a>,
    leaves: HashMap<CellId, Exact>,
    rates: BTreeMap<CellId, Exact>,
}

impl<'a> Witness<'a> {
    /// The witness that an example makes if it satisfies these figures, all rests and all ties.
    ///
    /// # Errors
    /// A [`Misfit`] if it does not, or where rates hang together in ways that this test does not follow.
    pub fn of(problem: &'a Problem<'a>, tier: Tier, figures: &[u32], example: Example) -> Result<Witness<'a>, Misfit> {
        let mut witness = Witness { problem, leaves: example.into_iter().collect(), rates: BTreeMap::new() };
        let Some(belongings) = problem.belongings_of(figures) else { return Ok(witness) };
        let is_negative = |&cell: &CellId| witness.amount(cell).sign() < 0;
        let is_loose = |tie: &usize| !witness.sum(&problem.leaves.ties[*tie].1).is_zero();
        if belongings.differences.iter().any(is_negative) || belongings.ties.iter().any(is_loose) {
            return Err(Misfit::Tangle);
        }
        witness.choose_rates(tier, figures, &belongings.of_rates).ok_or(Misfit::Tangle)?;
        match problem.spoken(figures).find(|&(figure, cell)| !witness.satisfies(tier, figure, cell)) {
            Some((figure, _)) => Err(Misfit::Figure(figure)),
            None => Ok(witness),
        }
    }

    fn sum(&self, of: &[(CellId, i64)]) -> Exact {
        of.iter().fold(Exact::ZERO, |sum, (leaf, times)| match self.leaves.get(leaf) {
            Some(value) => &sum + &(value * &Exact::whole(*times)),
            None => sum,
        })
    }

    /// An amount.
    pub fn amount(&self, cell: CellId) -> Exact {
        self.sum(&self.problem.leaves.of[cell.0 as usize])
    }

    /// Any cell's number, in the solver's terms; `None` where it has none (a share of nothing) or is no rational (an average).
    pub fn value(&self, cell: CellId) -> Option<Exact> {
        if self.problem.is_amount(cell) {
            return Some(self.amount(cell));
        }
        if let Some(rate) = self.rates.get(&cell) {
            return Some(rate.clone());
        }
        if let Some((_, whole, base, 1)) = self.problem.defining_product(cell) {
            let base = self.amount(base);
            return (!base.is_zero()).then(|| &self.amount(whole) * &base.inverse());
        }
        self.points(cell)
    }

    /// What two shares differ by.
    fn points(&self, cell: CellId) -> Option<Exact> {
        let id = *self.problem.wiring.identities(cell).iter().find(|id| self.kind(**id) == Kind::SharePoints)?;
        let Law::Sum { whole, parts } = &self.problem.network.identities[id as usize].law else { return None };
        if parts.last()?.1 != cell {
            return None;
        }
        Some(&self.value(*whole)? - &self.value(parts[0].1)?)
    }

    fn kind(&self, id: u32) -> Kind {
        self.problem.network.identities[id as usize].kind
    }

    fn satisfies(&self, tier: Tier, figure: u32, cell: CellId) -> bool {
        let within = |side: Side, compare: &dyn Fn(&Exact) -> Ordering| {
            self.problem.said_exactly(tier, figure, side).is_none_or(|(at, open)| match (compare(&at), side) {
                (Ordering::Equal, _) => !open,
                (Ordering::Greater, side) => side == Side::Low,
                (Ordering::Less, side) => side == Side::High,
            })
        };
        let inside = |compare: &dyn Fn(&Exact) -> Ordering| within(Side::Low, compare) && within(Side::High, compare);
        if let Some((_, whole, base, power)) = self.problem.defining_product(cell) {
            if self.problem.is_signed(base) {
                // The network leaves a ratio to what may be negative alone while its sign is open, and so does the example.
                return true;
            }
            let (whole, base) = (self.amount(whole), self.amount(base));
            if base.is_zero() {
                // Of nothing there is nothing, which is usual.
                return self.problem.norm(figure).is_some() && whole.is_zero();
            }
            let raised = |end: &Exact| (0..power).fold(base.clone(), |product, _| &product * end);
            return inside(&|end| if end.sign() < 0 { Ordering::Greater } else { whole.cmp(&raised(end)) });
        }
        // A ratio in no currency is tied to nothing.
        let is_tied =
            self.problem.is_amount(cell) || is_rate(self.problem, cell) || !self.problem.wiring.identities(cell).is_empty();
        !is_tied || self.value(cell).is_some_and(|value| inside(&|end| value.cmp(end)))
    }

    /// Whether it keeps what figures say of ratios to amounts that may be negative, where their sign is proved.
    pub fn keeps_ratios(&self, tier: Tier, figures: &[u32], sign: &dyn Fn(CellId) -> Ordering) -> bool {
        self.problem.spoken(figures).all(|(figure, cell)| match self.problem.defining_product(cell) {
            Some((_, whole, base, power)) if self.problem.is_signed(base) && sign(base) != Ordering::Equal => {
                let (whole, base) = (self.amount(whole), self.amount(base));
                let raised = |end: &Exact| (0..power).fold(base.clone(), |product, _| &product * end);
                let compare = |end: &Exact| {
                    let order = whole.cmp(&raised(end));
                    if base.sign() < 0 { order.reverse() } else { order }
                };
                let keeps = |side: Side| {
                    let end = self.problem.said_exactly(tier, figure, side);
                    end.filter(|(at, _)| power == 1 || at.sign() >= 0).is_none_or(|(at, open)| match (compare(&at), side) {
                        (Ordering::Equal, _) => !open,
                        (Ordering::Greater, side) => side == Side::Low,
                        (Ordering::Less, side) => side == Side::High,
                    })
                };
                !base.is_zero() && keeps(Side::Low) && keeps(Side::High)
            }
            _ => true,
        })
    }

    /// One number for each rate that fits all that was converted with it.
    fn choose_rates(&mut self, tier: Tier, figures: &[u32], products: &[IdentityId]) -> Option<()> {
        let problem = self.problem;
        let mut ranges: BTreeMap<CellId, Range> = BTreeMap::new();
        let mut triangles = Vec::new();
        for &id in products {
            let identity = &problem.network.identities[id.0 as usize];
            let Law::Product { whole, base, factor, .. } = identity.law else { continue };
            if identity.kind == Kind::Rates {
                for rate in [whole, base, factor] {
                    ranges.entry(rate).or_default();
                }
                triangles.push([whole, base, factor]);
            } else {
                self.limit_by_conversion(tier, id, [whole, base, factor], &mut ranges)?;
            }
        }
        for (figure, cell) in problem.spoken(figures).filter(|(_, cell)| is_rate(problem, *cell)) {
            let range = ranges.entry(cell).or_default();
            let end = |side| problem.said_exactly(tier, figure, side).map(|(at, _)| at);
            range.narrow(end(Side::Low), end(Side::High));
        }
        for (rate, range) in &ranges {
            self.rates.insert(*rate, range.candidates()?.into_iter().next()?);
        }
        self.fit_triangles(&ranges, &triangles)
    }

    /// What a flow in two currencies leaves of the mean rate.
    fn limit_by_conversion(
        &self,
        tier: Tier,
        id: IdentityId,
        [own, rate, spread]: [CellId; 3],
        ranges: &mut BTreeMap<CellId, Range>,
    ) -> Option<()> {
        let problem = self.problem;
        let conversion = problem.wiring.identities(own).iter().find(|other| **other != id.0)?;
        let Law::Product { whole, base, .. } = problem.network.identities[*conversion as usize].law else { return None };
        let (whole, base) = (self.amount(whole), self.amount(base));
        let range = ranges.entry(rate).or_default();
        if base.is_zero() {
            return whole.is_zero().then_some(());
        }
        let own = &whole * &base.inverse();
        let at = |side| problem.given_exactly(tier, spread, side).map(|(end, _)| &own * &end.inverse());
        range.narrow(at(Side::High), at(Side::Low));
        Some(())
    }

    /// Where three rates are tied, the first is the product of the other two, each within its own range.
    fn fit_triangles(&mut self, ranges: &BTreeMap<CellId, Range>, triangles: &[[CellId; 3]]) -> Option<()> {
        let mut settled = BTreeSet::new();
        for &[whole, base, factor] in triangles {
            let choices = |witness: &Self, rate: CellId| match settled.contains(&rate) {
                true => witness.rates.get(&rate).cloned().map(|rate| vec![rate]),
                false => ranges.get(&rate).and_then(Range::candidates),
            };
            let (wholes, bases) = (choices(self, whole)?, choices(self, base)?);
            let (is_free, range) = (!settled.contains(&factor), ranges.get(&factor)?);
            let fitting =
                |factor_is: &Exact| if is_free { range.holds(factor_is) } else { self.rates.get(&factor) == Some(factor_is) };
            let mut found = None;
            if ranges.get(&whole).is_some_and(Range::is_open) && !settled.contains(&whole) {
                let product = self.rates.get(&base)? * self.rates.get(&factor)?;
                found = Some([product, self.rates.get(&base)?.clone(), self.rates.get(&factor)?.clone()]);
            } else if ranges.get(&base).is_some_and(Range::is_open) && !settled.contains(&base) {
                let of_factor = self.rates.get(&factor)?.clone();
                found = Some([wholes[0].clone(), &wholes[0] * &of_factor.inverse(), of_factor]);
            } else {
                for (one, other) in wholes.iter().flat_map(|one| bases.iter().map(move |other| (one, other))) {
                    let last = one * &other.inverse();
                    if found.is_none() && fitting(&last) {
                        found = Some([one.clone(), other.clone(), last]);
                    }
                }
            }
            for (rate, value) in [whole, base, factor].into_iter().zip(found?) {
                self.rates.insert(rate, value);
                settled.insert(rate);
            }
        }
        Some(())
    }
}

/// Between which numbers a rate may lie.
#[derive(Clone, Debug, Default)]
struct Range {
    low: Option<Exact>,
    high: Option<Exact>,
}

impl Range {
    fn narrow(&mut self, low: Option<Exact>, high: Option<Exact>) {
        self.low = match (self.low.take(), low) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
        self.high = match (self.high.take(), high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }

    fn is_open(&self) -> bool {
        self.low.is_none() && self.high.is_none()
    }

    fn holds(&self, rate: &Exact) -> bool {
        self.low.as_ref().is_none_or(|low| low <= rate) && self.high.as_ref().is_none_or(|high| rate <= high)
    }

    /// Numbers in it, the middle first; `None` if there are none.
    fn candidates(&self) -> Option<Vec<Exact>> {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low > high => None,
            (Some(low), Some(high)) => Some(vec![&(low + high) * &Exact::over(1, 2), low.clone(), high.clone()]),
            (Some(low), None) => Some(vec![low + &Exact::ONE, low.clone()]),
            (None, Some(high)) => Some(vec![high * &Exact::over(1, 2), high.clone()]),
            (None, None) => Some(vec![Exact::ONE]),
        }
    }
}

fn is_rate(problem: &Problem, cell: CellId) -> bool {
    matches!(&problem.network.cells[cell.0 as usize].quantity,
        crate::network::Quantity::Cell(cell) if cell.aspect == crate::figures::Aspect::Rate)
}

/// Whether whole grid steps for the leaves satisfy these figures, all amounts being sums of them: the fast test, for components
/// of sums and ratios alone. `amounts` has a number for each cell of the component that is an amount.
pub fn fits_on_grid(problem: &Problem, tier: Tier, figures: &[u32], amounts: &[i128]) -> bool {
    problem.spoken(figures).all(|(figure, cell)| {
        let (low, high) = problem.said_inward(tier, figure);
        if problem.is_amount(cell) {
            let at = 2 * amounts[cell.0 as usize];
            return low <= at && at <= high;
        }
        let Some((_, whole, base, power)) = problem.defining_product(cell) else { return false };
        let (z, x) = (amounts[whole.0 as usize], amounts[base.0 as usize]);
        if x <= 0 {
            return problem.norm(figure).is_some() && x == 0 && z == 0;
        }
        // Powers of the ends are rounded inward here, so that what passes passes exactly.
        let above = match compare_products(z, STEPS, x, grid::power_up(low_steps(low).max(0), power)) {
            Ordering::Greater => true,
            Ordering::Equal => !is_open(low) || low < 0,
            Ordering::Less => false,
        };
        above
            && (high >= grid::FAR - 2
                || match compare_products(z, STEPS, x, grid::power_down(high_steps(high), power)) {
                    Ordering::Less => true,
                    Ordering::Equal => !is_open(high),
                    Ordering::Greater => false,
                })
    })
}
