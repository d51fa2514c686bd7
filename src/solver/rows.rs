//! What figures say, as rows over the leaves.
//!
//! A level is a row between the ends that its figure allows; a growth from `a` to `b` of a base `x` gives its level `z` two
//! rows, `z − a·x ≥ 0` and `z − b·x ≤ 0`. Rests, which their leaves could make negative, and ties come in where they can matter.

use super::problem::{Belongings, Problem, Tier};
use super::proof::Side;
use super::simplex::Point;
use crate::exact::Exact;
use crate::network::{CellId, IdentityId, Kind, Law};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What a variable of the program stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Leaves that occur alike.
    Leaves(Vec<CellId>),
    /// An amount, bounded by what a figure says.
    Said(CellId, u32),
    /// A whole minus its base times the factor's end on this side, which a figure says.
    Product(IdentityId, u32, Side),
    /// An amount that a figure presupposes to be more than nothing.
    Presupposed(CellId, u32),
    /// What is left of a whole, never negative.
    Difference(CellId),
    /// A sum of leaves that is zero.
    Tie(IdentityId),
    /// An amount asked for, without bounds.
    Asked(CellId),
}

impl Origin {
    /// The figure that says it, if one does.
    pub fn figure(&self) -> Option<u32> {
        match self {
            Origin::Said(_, figure) | Origin::Product(_, figure, _) | Origin::Presupposed(_, figure) => Some(*figure),
            _ => None,
        }
    }
}

/// One row: a sum of leaves between two ends.
#[derive(Clone)]
pub struct Row {
    /// What it stands for.
    pub origin: Origin,
    /// The sum.
    pub terms: Vec<(CellId, Exact)>,
    /// The lower end.
    pub low: Option<Point>,
    /// The upper end.
    pub high: Option<Point>,
    /// For a product's row: what it takes times the base.
    pub multiple: Option<Exact>,
}

fn amount_terms(problem: &Problem, cell: CellId) -> Vec<(CellId, Exact)> {
    problem.leaves.of[cell.0 as usize].iter().map(|(leaf, times)| (*leaf, Exact::whole(*times))).collect()
}

/// `z − end·x` in leaves.
fn product_terms(problem: &Problem, whole: CellId, base: CellId, end: &Exact) -> Vec<(CellId, Exact)> {
    let mut terms: BTreeMap<CellId, Exact> = amount_terms(problem, whole).into_iter().collect();
    for (leaf, times) in amount_terms(problem, base) {
        let term = -&(&times * end);
        let slot = terms.entry(leaf).or_default();
        *slot = &*slot + &term;
    }
    terms.into_iter().filter(|(_, coefficient)| !coefficient.is_zero()).collect()
}

fn power(base: &Exact, power: u32) -> Exact {
    (0..power).fold(Exact::ONE, |product, _| &product * base)
}

/// What is taken to be so while an example is looked for.
pub struct Assumed<'a> {
    /// How amounts that may be negative compare with nothing, as far as that is known: ratios to these bind then.
    pub sign: &'a dyn Fn(CellId) -> Ordering,
    /// Where each stated rate stands.
    pub rates: Rates,
}

/// Where a stated rate stands. Several flows are converted with one mean rate, which no linear row can say while it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rates {
    /// Anywhere that its words allow, for each flow by itself.
    Anywhere,
    /// In the middle of what its words allow.
    Middle,
    /// At one end.
    At(Side),
}

/// All rows of a set of figures.
pub struct Rows {
    /// The rows of what is said, of what holds anyway, and of what was asked for.
    pub rows: Vec<Row>,
    /// The rows of what figures presuppose; apart, since they seldom matter.
    pub presupposed: Vec<Row>,
}

impl Rows {
    /// The rows of these figures, and of the amounts asked for.
    pub fn of(problem: &Problem, tier: Tier, figures: &[u32], asked: &[CellId]) -> Rows {
        Rows::assuming(problem, tier, figures, asked, &Assumed { sign: &|_| Ordering::Equal, rates: Rates::Anywhere })
    }

    /// The same under assumptions. What proves these is not in the rows, so they serve to find examples and not to exclude.
    pub fn assuming(problem: &Problem, tier: Tier, figures: &[u32], asked: &[CellId], assumed: &Assumed) -> Rows {
        let mut rows = Vec::new();
        let mut rates = Vec::new();
        for (figure, cell) in problem.spoken(figures) {
            let end = |side| problem.said_exactly(tier, figure, side);
            if problem.is_amount(cell) {
                let low = end(Side::Low).map(|(at, open)| Point::low(at, open));
                let high = end(Side::High).map(|(at, open)| Point::high(at, open));
                let terms = amount_terms(problem, cell);
                rows.push(Row { origin: Origin::Said(cell, figure), terms, low, high, multiple: None });
            } else if let Some((id, whole, base, n)) = problem.defining_product(cell) {
                if problem.is_signed(base) {
                    // A ratio to what may be negative means nothing while its sign is open.
                    let mirrored = match (assumed.sign)(base) {
                        Ordering::Equal => continue,
                        sign => sign == Ordering::Less,
                    };
                    for side in [Side::Low, Side::High] {
                        let Some((at, _)) = end(side).filter(|(at, _)| n == 1 || at.sign() >= 0) else { continue };
                        let row_side = if mirrored { side.other() } else { side };
                        rows.push(product_row(problem, id, [whole, base], figure, row_side, (&power(&at, n), false)));
                    }
                    continue;
                }
                for side in [Side::Low, Side::High] {
                    let Some((at, open)) = end(side) else { continue };
                    if side == Side::Low && at.sign() <= 0 && !open {
                        continue;
                    }
                    let at = if at.sign() < 0 { Exact::ZERO } else { at };
                    rows.push(product_row(problem, id, [whole, base], figure, side, (&power(&at, n), open)));
                }
            } else {
                rates.push((figure, cell));
            }
        }
        rows.extend(asked.iter().map(|&cell| asked_row(problem, cell)));
        let each = figures.iter().flat_map(|&figure| problem.presupposed(figure).iter().map(move |&cell| (figure, cell)));
        let presupposed: Vec<Row> = each.map(|(figure, cell)| presupposed_row(problem, cell, figure)).collect();
        let used = rows.iter().chain(&presupposed).flat_map(|row| row.terms.iter().map(|(leaf, _)| *leaf)).collect();
        let conversions = conversions(problem, tier, &rates, assumed.rates);
        add_what_can_matter(problem, figures, conversions, used, &mut rows);
        Rows { rows, presupposed }
    }

    /// The leaves of all rows in groups that occur alike in all of them, signed ones apart.
    pub fn leaves_alike(&self, problem: &Problem) -> Vec<Vec<CellId>> {
        type Column<'e> = Vec<(usize, &'e Exact)>;
        let mut columns: BTreeMap<CellId, Column> = BTreeMap::new();
        for (index, row) in self.rows.iter().chain(&self.presupposed).enumerate() {
            for (leaf, coefficient) in &row.terms {
                columns.entry(*leaf).or_default().push((index, coefficient));
            }
        }
        let mut alike: BTreeMap<(bool, &Column), Vec<CellId>> = BTreeMap::new();
        for (leaf, column) in &columns {
            alike.entry((problem.is_signed(*leaf), column)).or_default().push(*leaf);
        }
        let mut groups: Vec<Vec<CellId>> = alike.into_values().collect();
        groups.sort_unstable();
        groups
    }
}

fn presupposed_row(problem: &Problem, cell: CellId, figure: u32) -> Row {
    let low = Some(Point::low(Exact::ZERO, true));
    Row { origin: Origin::Presupposed(cell, figure), terms: amount_terms(problem, cell), low, high: None, multiple: None }
}

/// The row of an amount asked for, without bounds.
pub fn asked_row(problem: &Problem, cell: CellId) -> Row {
    let terms = amount_terms(problem, cell);
    Row { origin: Origin::Asked(cell), terms, low: None, high: None, multiple: None }
}

fn product_row(
    problem: &Problem,
    id: IdentityId,
    [whole, base]: [CellId; 2],
    figure: u32,
    side: Side,
    (end, open): (&Exact, bool),
) -> Row {
    let terms = product_terms(problem, whole, base, end);
    let (low, high) = match side {
        Side::Low => (Some(Point::low(Exact::ZERO, open)), None),
        Side::High => (None, Some(Point::high(Exact::ZERO, open))),
    };
    Row { origin: Origin::Product(id, figure, side), terms, low, high, multiple: Some(end.clone()) }
}

/// Rests, ties and conversions, as far as the leaves of other rows are in them.
fn add_what_can_matter(
    problem: &Problem,
    figures: &[u32],
    mut conversions: Vec<Conversion>,
    mut used: BTreeSet<CellId>,
    rows: &mut Vec<Row>,
) {
    let Some(Belongings { differences, ties, .. }) = problem.belongings_of(figures) else { return };
    let (mut differences, mut ties) = (differences.clone(), ties.clone());
    loop {
        let before = rows.len();
        let expansion = |cell: CellId| &problem.leaves.of[cell.0 as usize];
        let touches = |cell: CellId, used: &BTreeSet<CellId>| expansion(cell).iter().any(|(leaf, _)| used.contains(leaf));
        conversions.retain(|conversion| {
            if !touches(conversion.whole, &used) && !touches(conversion.base, &used) {
                return true;
            }
            for (side, end) in &conversion.ends {
                // Nobody presupposes that there was anything to convert: an open end is taken for a closed one.
                let cells = [conversion.whole, conversion.base];
                rows.push(product_row(problem, conversion.id, cells, conversion.figure, *side, (end, false)));
            }
            used.extend(expansion(conversion.whole).iter().chain(expansion(conversion.base)).map(|(leaf, _)| *leaf));
            false
        });
        // A sum of leaves can fall below zero only through those that it takes away.
        differences.retain(|&cell| {
            let can_fall = expansion(cell).iter().any(|(leaf, times)| *times < 0 && used.contains(leaf));
            if can_fall {
                used.extend(expansion(cell).iter().map(|(leaf, _)| *leaf));
                let (terms, low) = (amount_terms(problem, cell), Some(Point::default()));
                rows.push(Row { origin: Origin::Difference(cell), terms, low, high: None, multiple: None });
            }
            !can_fall
        });
        ties.retain(|&tie| {
            let (id, sum) = &problem.leaves.ties[tie];
            let touched = sum.iter().any(|(leaf, _)| used.contains(leaf));
            if touched {
                used.extend(sum.iter().map(|(leaf, _)| *leaf));
                let terms = sum.iter().map(|(leaf, times)| (*leaf, Exact::whole(*times))).collect();
                let zero = Some(Point::default());
                rows.push(Row { origin: Origin::Tie(*id), terms, low: zero.clone(), high: zero, multiple: None });
            }
            !touched
        });
        if rows.len() == before {
            return;
        }
    }
}

struct Conversion {
    id: IdentityId,
    whole: CellId,
    base: CellId,
    figure: u32,
    ends: Vec<(Side, Exact)>,
}

/// What the rates that figures state say of the levels in two currencies.
fn conversions(problem: &Problem, tier: Tier, rates: &[(u32, CellId)], at: Rates) -> Vec<Conversion> {
    let mut found = Vec::new();
    for &(figure, rate) in rates {
        for &own_rate in problem.wiring.identities(rate) {
            let identity = &problem.network.identities[own_rate as usize];
            let (Kind::OwnRate, &Law::Product { whole: own, factor: spread, .. }) = (identity.kind, &identity.law) else {
                continue;
            };
            for &id in problem.wiring.identities(own) {
                let identity = &problem.network.identities[id as usize];
                let (Kind::Conversion, &Law::Product { whole, base, .. }) = (identity.kind, &identity.law) else { continue };
                let ends = [Side::Low, Side::High].into_iter().filter_map(|side| {
                    let rate = stands(problem, tier, figure, side, at)?;
                    let (spread, _) = problem.given_exactly(tier, spread, side)?;
                    Some((side, &rate * &spread))
                });
                found.push(Conversion { id: IdentityId(id), whole, base, figure, ends: ends.collect() });
            }
        }
    }
    found
}

/// One end of a rate, or the point where it is assumed to stand.
fn stands(problem: &Problem, tier: Tier, figure: u32, side: Side, at: Rates) -> Option<Exact> {
    let end = |side| problem.said_exactly(tier, figure, side).map(|(at, _)| at);
    match at {
        Rates::Anywhere => end(side),
        Rates::At(side) => end(side),
        Rates::Middle => Some(&(&end(Side::Low)? + &end(Side::High)?) * &Exact::over(1, 2)),
    }
}
