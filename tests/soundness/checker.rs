//! An independent checker of derivations: it replays each step by what the step says it rests on, in big rationals, and shares no
//! code with the solver. A wrong step is an error with its number.

use crossfoot::figures::Figures;
use crossfoot::network::{CellId, IdentityId, Kind, Law, Network};
use crossfoot::solver::proof::{Cause, Derivation, Side, Step};
use crossfoot::verdict::Tier;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use std::collections::BTreeMap;

type End = (BigRational, bool);

pub struct Checker<'a> {
    pub figures: &'a Figures,
    pub network: &'a Network,
    pub tier: Tier,
}

fn big(ratio: &crossfoot::exact::Ratio) -> BigRational {
    BigRational::new((*ratio.numer()).into(), (*ratio.denom()).into())
}

impl Checker<'_> {
    /// Checks every step.
    pub fn check(&self, derivation: &Derivation) -> Result<(), String> {
        for (number, step) in derivation.steps.iter().enumerate() {
            if step.uses.iter().any(|used| *used >= number) {
                return Err(format!("step {number} rests on a later one"));
            }
            self.step(step, derivation).map_err(|error| format!("step {number} ({step:?}): {error}"))?;
        }
        Ok(())
    }

    /// Checks a clash: its last two steps leave nothing of one cell.
    pub fn check_clash(&self, derivation: &Derivation) -> Result<(), String> {
        self.check(derivation)?;
        let [.., a, b] = &derivation.steps[..] else { return Err("fewer than two steps".into()) };
        let (low, high) = if a.side == Side::Low { (a, b) } else { (b, a) };
        let crossed = low.at > high.at || (low.at == high.at && (low.open || high.open));
        (low.cell == high.cell && low.side == Side::Low && high.side == Side::High && crossed)
            .then_some(())
            .ok_or_else(|| format!("the last two steps do not cross: {a:?} {b:?}"))
    }

    fn step(&self, step: &Step, derivation: &Derivation) -> Result<(), String> {
        let known = |cell: CellId, side: Side| -> Option<End> {
            let uses = step.uses.iter().map(|used| &derivation.steps[*used]);
            let mut ends: Vec<End> = uses.filter(|s| s.cell == cell && s.side == side).map(|s| (s.at.clone(), s.open)).collect();
            ends.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
            // The tightest of them.
            if side == Side::Low { ends.pop() } else { ends.into_iter().reduce(|a, b| if b.0 == a.0 && b.1 { b } else { a }) }
        };
        let proved = match &step.cause {
            Cause::Given => self.given(step.cell, step.side),
            Cause::Stated(figure) => {
                let presupposes = step.side == Side::Low && {
                    let base_of = self.network.spoken_of[*figure].and_then(|cell| self.network.presupposed.get(&cell));
                    base_of.is_some_and(|bases| bases.contains(&step.cell))
                };
                if presupposes {
                    return (step.at.is_zero() || step.at.is_negative()).then_some(()).ok_or("more than it presupposes".into());
                }
                if self.network.spoken_of[*figure] != Some(step.cell) {
                    return Err("the figure speaks of another cell".into());
                }
                self.stated(*figure, step.cell, step.side)
            }
            Cause::Usual(norm) => {
                let norm = &self.network.norms[*norm];
                if self.tier != Tier::Usual || norm.cell != step.cell {
                    return Err("a norm of another tier or cell".into());
                }
                let end = if step.side == Side::Low { norm.ratio.low } else { norm.ratio.high };
                end.map(|end| (big(&end.at), end.open))
            }
            Cause::Identity(id) if !self.holds(*id) => return Err("what is usual, on another tier".into()),
            Cause::Identity(id) => self.identity(&self.network.identities[id.0 as usize].law, step.cell, step.side, &known),
            Cause::Combination(multiples) if multiples.iter().any(|(id, _)| !self.holds(*id)) => {
                return Err("what is usual, on another tier".into());
            }
            Cause::Combination(multiples) => self.combination(multiples, step, derivation),
        };
        let Some((at, open)) = proved else { return Err("nothing follows".into()) };
        let follows = match step.side {
            Side::Low => at > step.at || (at == step.at && (open || !step.open)),
            Side::High => at < step.at || (at == step.at && (open || !step.open)),
        };
        follows.then_some(()).ok_or_else(|| format!("only {at} (open: {open}) follows"))
    }

    /// What ties amounts to what is usual of them holds on the usual tier only.
    fn holds(&self, id: IdentityId) -> bool {
        self.tier == Tier::Usual || self.network.identities[id.0 as usize].kind != Kind::Norm
    }

    fn given(&self, cell: CellId, side: Side) -> Option<End> {
        let node = &self.network.cells[cell.0 as usize];
        let interval = if self.tier == Tier::Allowed { node.allowed } else { node.meant };
        let end = if side == Side::Low { interval.low } else { interval.high }?;
        Some((big(&end.at), end.open))
    }

    fn stated(&self, figure: usize, cell: CellId, side: Side) -> Option<End> {
        let reading = &self.figures.figures[figure].reading;
        let interval = if self.tier == Tier::Allowed { reading.allowed } else { reading.meant };
        let end = if side == Side::Low { interval.low } else { interval.high }?;
        let shift = if self.network.cells[cell.0 as usize].is_growth { BigRational::one() } else { BigRational::zero() };
        Some((big(&end.at) + shift, end.open))
    }

    fn identity(&self, law: &Law, cell: CellId, side: Side, known: &dyn Fn(CellId, Side) -> Option<End>) -> Option<End> {
        match law {
            Law::Sum { whole, parts } => {
                // cell = Σ coefficient·other
                let mut terms: Vec<(i32, CellId)> = vec![(-1, *whole)];
                terms.extend(parts.iter().map(|(adds, part)| (if *adds { 1 } else { -1 }, *part)));
                let own = terms.iter().find(|(_, c)| *c == cell)?.0;
                let (mut at, mut open) = (BigRational::zero(), false);
                for (sign, other) in terms.into_iter().filter(|(_, c)| *c != cell) {
                    let coefficient = -own * sign;
                    let wanted = if coefficient > 0 { side } else { opposite(side) };
                    let end = known(other, wanted)?;
                    at += end.0 * BigRational::from_integer(coefficient.into());
                    open |= end.1;
                }
                Some((at, open))
            }
            Law::Product { whole, base, factor, power } => self.product([*whole, *base, *factor], *power, cell, side, known),
        }
    }

    /// `whole = base·factor^power` for a base whose sign is known; a negative base is checked in the mirror.
    fn product(
        &self,
        [whole, base, factor]: [CellId; 3],
        power: u32,
        cell: CellId,
        side: Side,
        known: &dyn Fn(CellId, Side) -> Option<End>,
    ) -> Option<End> {
        if known(factor, Side::Low).is_none_or(|end| end.0.is_negative()) {
            return None;
        }
        let is_positive = known(base, Side::Low).is_some_and(|end| !end.0.is_negative());
        let is_negative = known(base, Side::High).is_some_and(|end| !end.0.is_positive());
        let mirrored = |of: CellId, side: Side| {
            if is_positive || of == factor { known(of, side) } else { known(of, opposite(side)).map(|(at, open)| (-at, open)) }
        };
        if !is_positive && !is_negative {
            return None;
        }
        let flipped = !is_positive && cell != factor;
        let sought = if flipped { opposite(side) } else { side };
        let zero = BigRational::zero();
        let (z, x, f) = (|s| mirrored(whole, s), |s| mirrored(base, s), |s| mirrored(factor, s));
        let some = |end: &Option<End>| end.as_ref().is_some_and(|(at, open)| at.is_positive() || (at.is_zero() && *open));
        let raise = |at: &BigRational| at.pow(power as i32);
        let (at, open) = if cell == whole && sought == Side::Low {
            let (x, f) = (x(Side::Low), f(Side::Low));
            let positive = some(&x) && some(&f);
            let (x, f) = (x?, f?);
            let at = &x.0 * raise(&f.0);
            let open = if at.is_zero() { positive } else { x.1 || f.1 };
            (at, open)
        } else if cell == whole {
            let (x, f) = (x(Side::High), f(Side::High));
            if [&x, &f].iter().any(|end| end.as_ref().is_some_and(|(at, _)| at.is_zero())) {
                (zero, false)
            } else {
                let (x, f) = (x?, f?);
                (x.0 * raise(&f.0), x.1 || f.1)
            }
        } else if cell == base && sought == Side::Low {
            let (z, f) = (z(Side::Low), f(Side::High));
            if !some(&z) {
                return None;
            }
            let z = z?;
            match f {
                Some(f) if z.0.is_positive() && f.0.is_positive() => (z.0 / raise(&f.0), z.1 || f.1),
                _ => (zero, true),
            }
        } else if cell == base {
            let (z, f) = (z(Side::High)?, f(Side::Low)?);
            if !f.0.is_positive() {
                return None;
            }
            let open = z.0.is_positive() && (z.1 || f.1);
            (z.0 / raise(&f.0), open)
        } else {
            // The factor: a root is verified by powers, so the step's own number is what is tested.
            return self.factor(power, sought, &z, &x);
        };
        Some(if flipped { (-at, open) } else { (at, open) })
    }

    fn factor(&self, power: u32, side: Side, z: &dyn Fn(Side) -> Option<End>, x: &dyn Fn(Side) -> Option<End>) -> Option<End> {
        let z = z(side)?;
        if side == Side::Low && z.0.is_zero() && z.1 {
            return Some((BigRational::zero(), true));
        }
        let x = x(opposite(side))?;
        if !x.0.is_positive() || z.0.is_negative() {
            return None;
        }
        let quotient = z.0.clone() / x.0;
        let open = z.0.is_positive() && (z.1 || x.1);
        if power == 1 {
            return Some((quotient, open));
        }
        // The nearest root on a grid of a million million, on the safe side.
        let steps = BigInt::from(10u64.pow(12));
        let scaled = quotient.numer() * steps.pow(power);
        let root = (&scaled / quotient.denom()).nth_root(power);
        let exact = BigRational::new(quotient.numer().nth_root(power), quotient.denom().nth_root(power));
        if exact.pow(power as i32) == quotient {
            return Some((exact, open));
        }
        let at = if side == Side::Low { root } else { root + 1 };
        Some((BigRational::new(at, steps), open))
    }

    /// Adds up the multiples of identities; what is left is at least zero, and is solved for the step's cell.
    fn combination(&self, multiples: &[(IdentityId, BigInt)], step: &Step, derivation: &Derivation) -> Option<End> {
        let used = |cell: CellId, side: Side| -> Option<End> {
            let ends = step.uses.iter().map(|used| &derivation.steps[*used]).filter(|s| s.cell == cell && s.side == side);
            let ends: Vec<End> = ends.map(|s| (s.at.clone(), s.open)).collect();
            ends.into_iter().reduce(|a, b| {
                let b_is_tighter = if side == Side::Low { b > a } else { b.0 < a.0 || (b.0 == a.0 && b.1) };
                if b_is_tighter { b } else { a }
            })
        };
        let mut form: BTreeMap<CellId, BigRational> = BTreeMap::new();
        let mut strict = false;
        let mut add = |cell: CellId, times: BigRational| *form.entry(cell).or_insert_with(BigRational::zero) += times;
        // Solved for a ratio: its own product is taken at the end that the step claims.
        let mut own_ratio = None;
        for (id, times) in multiples {
            let times = BigRational::from_integer(times.clone());
            match &self.network.identities[id.0 as usize].law {
                Law::Sum { whole, parts } => {
                    add(*whole, times.clone());
                    parts.iter().for_each(|(adds, part)| add(*part, if *adds { -times.clone() } else { times.clone() }));
                }
                Law::Product { whole, base, factor, power } => {
                    // z − e·x = (f − e)·x, which is at least zero for y > 0 and e the low end, or y < 0 and e the high end.
                    let side = if times.is_positive() { Side::Low } else { Side::High };
                    if *factor == step.cell && opposite(side) == step.side && own_ratio.is_none() {
                        let something =
                            used(*base, Side::Low).is_some_and(|(at, open)| at.is_positive() || (at.is_zero() && open));
                        own_ratio = something.then(|| opposite(side));
                        add(*whole, times.clone());
                        add(*base, -times * step.at.clone().pow(*power as i32));
                        continue;
                    }
                    let end = used(*factor, side).or_else(|| (side == Side::Low).then(|| (BigRational::zero(), false)))?;
                    let base_low = used(*base, Side::Low)?;
                    if base_low.0.is_negative() {
                        return None;
                    }
                    strict |= end.1 && (base_low.0.is_positive() || base_low.1);
                    add(*whole, times.clone());
                    add(*base, -times * end.0.pow(*power as i32));
                }
            }
        }
        if let Some(side) = own_ratio {
            // times·(f − e)·x is at most what the rest leaves, and x is something.
            let rest =
                form.into_iter().filter(|(_, times)| !times.is_zero()).try_fold(BigRational::zero(), |sum, (cell, times)| {
                    let side = if times.is_positive() { Side::High } else { Side::Low };
                    used(cell, side).map(|(at, _)| sum - at * times)
                })?;
            return (side == step.side && !rest.is_negative() && rest.is_zero()).then(|| (step.at.clone(), step.open && strict));
        }
        let own = form.remove(&step.cell).filter(|own| !own.is_zero())?;
        if own.is_positive() != (step.side == Side::Low) {
            return None;
        }
        let mut at = BigRational::zero();
        for (cell, times) in form.into_iter().filter(|(_, times)| !times.is_zero()) {
            let side = if times.is_positive() { Side::High } else { Side::Low };
            let end = used(cell, side)?;
            strict |= end.1;
            at -= end.0 * times;
        }
        Some((at / own, strict))
    }
}

fn opposite(side: Side) -> Side {
    if side == Side::Low { Side::High } else { Side::Low }
}
