//! A witness: one full set of numbers that satisfies everything. Amounts are sums of leaf values, exactly; every figure is tested
//! by cross-multiplication and powers, so that no quotient or root is ever stored.

use super::problem::{Problem, Tier};
use super::proof::Side;
use crate::exact::Exact;
use crate::exact::grid::{self, STEPS, compare_products, high_steps, is_open, low_steps};
use crate::network::{CellId, Kind, Law};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

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
        let component = figures.iter().find_map(|&figure| problem.cell(figure)).map(|cell| problem.component[cell.0 as usize]);
        let here = |cell: &CellId| Some(problem.component[cell.0 as usize]) == component;
        if problem.differences.iter().filter(|cell| here(cell)).any(|&cell| witness.amount(cell).sign() < 0) {
            return Err(Misfit::Tangle);
        }
        let ties = problem.leaves.ties.iter().filter(|(_, sum)| sum.first().is_some_and(|(leaf, _)| here(leaf)));
        if ties.into_iter().any(|(_, sum)| !witness.sum(sum).is_zero()) {
            return Err(Misfit::Tangle);
        }
        component.and_then(|component| witness.choose_rates(tier, figures, component)).ok_or(Misfit::Tangle)?;
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
                return false;
            }
            let raised = |end: &Exact| (0..power).fold(base.clone(), |product, _| &product * end);
            return inside(&|end| if end.sign() < 0 { Ordering::Greater } else { whole.cmp(&raised(end)) });
        }
        self.value(cell).is_some_and(|value| inside(&|end| value.cmp(end)))
    }

    /// One number for each rate that fits all that was converted with it.
    fn choose_rates(&mut self, tier: Tier, figures: &[u32], component: u32) -> Option<()> {
        let problem = self.problem;
        let mut ranges: BTreeMap<CellId, (Option<Exact>, Option<Exact>)> = BTreeMap::new();
        for (index, identity) in problem.network.identities.iter().enumerate() {
            let &Law::Product { whole: own, base: rate, factor: spread, .. } = &identity.law else { continue };
            if problem.component[own.0 as usize] != component {
                continue;
            }
            match identity.kind {
                Kind::OwnRate => {
                    let conversion = problem.wiring.identities(own).iter().find(|id| **id as usize != index)?;
                    let &Law::Product { whole, base, .. } = &problem.network.identities[*conversion as usize].law else {
                        continue;
                    };
                    let (whole, base) = (self.amount(whole), self.amount(base));
                    let range = ranges.entry(rate).or_default();
                    if base.is_zero() {
                        if whole.is_zero() {
                            continue;
                        }
                        return None;
                    }
                    let own = &whole * &base.inverse();
                    let at = |side| problem.given_exactly(tier, spread, side).map(|(end, _)| &own * &end.inverse());
                    range.0 = higher(range.0.take(), at(Side::High), Ordering::Greater);
                    range.1 = higher(range.1.take(), at(Side::Low), Ordering::Less);
                }
                Kind::Rates => {
                    for rate in [own, rate, spread] {
                        ranges.entry(rate).or_default();
                    }
                }
                _ => {}
            }
        }
        let stated: Vec<(u32, CellId)> = problem.spoken(figures).filter(|(_, cell)| is_rate(problem, *cell)).collect();
        for (figure, cell) in stated {
            let range = ranges.entry(cell).or_default();
            let end = |side| problem.said_exactly(tier, figure, side).map(|(at, _)| at);
            range.0 = higher(range.0.take(), end(Side::Low), Ordering::Greater);
            range.1 = higher(range.1.take(), end(Side::High), Ordering::Less);
        }
        for (rate, (low, high)) in &ranges {
            let middle = match (low, high) {
                (Some(low), Some(high)) if low > high => return None,
                (Some(low), Some(high)) => &(low + high) * &Exact::whole(2).inverse(),
                (Some(low), None) => low + &Exact::ONE,
                (None, Some(high)) => high * &Exact::whole(2).inverse(),
                (None, None) => Exact::ONE,
            };
            self.rates.insert(*rate, middle);
        }
        self.fit_triangles(&ranges, component)
    }

    /// Where three rates are tied, the first is the product of the other two; it must lie in its own range.
    fn fit_triangles(&mut self, ranges: &BTreeMap<CellId, (Option<Exact>, Option<Exact>)>, component: u32) -> Option<()> {
        let triangles = self.problem.network.identities.iter().filter(|identity| identity.kind == Kind::Rates);
        let mut set = std::collections::BTreeSet::new();
        for identity in triangles {
            let Law::Product { whole, base, factor, .. } = identity.law else { continue };
            if self.problem.component[whole.0 as usize] != component {
                continue;
            }
            let product = self.rates.get(&base)? * self.rates.get(&factor)?;
            let (low, high) = ranges.get(&whole)?;
            let fits = low.as_ref().is_none_or(|low| *low <= product) && high.as_ref().is_none_or(|high| product <= *high);
            if !fits || (set.contains(&whole) && self.rates.get(&whole) != Some(&product)) {
                return None;
            }
            set.extend([whole, base, factor]);
            self.rates.insert(whole, product);
        }
        Some(())
    }
}

fn is_rate(problem: &Problem, cell: CellId) -> bool {
    matches!(&problem.network.cells[cell.0 as usize].quantity,
        crate::network::Quantity::Cell(cell) if cell.aspect == crate::figures::Aspect::Rate)
}

/// Of two ends the one that is `order` the other.
fn higher(a: Option<Exact>, b: Option<Exact>, order: Ordering) -> Option<Exact> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if a.cmp(&b) == order { a } else { b }),
        (a, b) => a.or(b),
    }
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
            return false;
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
