//! The linear program of a set of figures: can these few stand together, whatever else was said?
//!
//! Every level is a row over the leaves, bounded by what its figure says. A growth between `a` and `b` of a base `x` gives its
//! level `z` two rows, `z − a·x ≥ 0` and `z − b·x ≤ 0`, and so do averages (with `aⁿ`), shares and conversions; each figure has
//! rows of its own, so that it can be suspended (see [`rows`](super::rows)). Leaves that occur alike in all rows are one column.
//!
//! Without rates and points this is the whole truth about amounts: what the program excludes is excluded, and what it finds is
//! an example. An open end of a growth counts as such since whoever states a growth presupposes that its base is something.

use super::problem::{Problem, Tier};
use super::proof::Side;
use super::rows::{Origin, Row, Rows, asked_row};
use super::simplex::{Best, Point, Relation, Simplex, Spent};
use crate::exact::Exact;
use crate::network::{CellId, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// The linear program of a set of figures.
pub struct Program<'a> {
    problem: &'a Problem<'a>,
    simplex: Simplex,
    origins: Vec<Origin>,
    bounds: Vec<(Option<Point>, Option<Point>)>,
    columns: BTreeMap<CellId, usize>,
    multiples: BTreeMap<usize, Exact>,
    presupposed: Vec<Presupposed>,
}

/// How many coefficients a program may begin with.
const LARGEST: usize = 400_000;

impl<'a> Program<'a> {
    /// Lays out the program of these figures, with rows for the amounts asked for.
    ///
    /// # Errors
    /// [`Spent`] when it would be too large for the effort.
    pub fn of(
        problem: &'a Problem<'a>,
        tier: Tier,
        figures: &[u32],
        asked: &[CellId],
        effort: u64,
    ) -> Result<Program<'a>, Spent> {
        let all = Rows::of(problem, tier, figures, asked);
        if all.rows.iter().map(|row| row.terms.len()).sum::<usize>() > LARGEST {
            return Err(Spent);
        }
        let groups = all.leaves_alike(problem);
        let Rows { rows, presupposed } = all;
        let laid_later = |row| Presupposed { row, is_laid: false, is_suspended: false };
        let mut program = Program {
            problem,
            simplex: Simplex::new(effort),
            origins: Vec::new(),
            bounds: Vec::new(),
            columns: BTreeMap::new(),
            multiples: BTreeMap::new(),
            presupposed: presupposed.into_iter().map(laid_later).collect(),
        };
        for leaves in groups {
            let low = (!problem.is_signed(leaves[0])).then(Point::default);
            let variable = program.simplex.variable(low.clone(), None);
            program.columns.extend(leaves.iter().map(|leaf| (*leaf, variable)));
            program.origins.push(Origin::Leaves(leaves));
            program.bounds.push((low, None));
        }
        for row in rows {
            program.add(row);
        }
        Ok(program)
    }

    fn add(&mut self, row: Row) -> usize {
        // A column of several leaves enters once.
        let mut terms: BTreeMap<usize, Exact> = BTreeMap::new();
        for (leaf, coefficient) in row.terms {
            if let Some(column) = self.columns.get(&leaf) {
                terms.insert(*column, coefficient);
            }
        }
        let terms: Vec<(usize, Exact)> = terms.into_iter().collect();
        let variable = self.simplex.row(&terms, row.low.clone(), row.high.clone());
        self.origins.push(row.origin);
        self.bounds.push((row.low, row.high));
        if let Some(multiple) = row.multiple {
            self.multiples.insert(variable, multiple);
        }
        variable
    }

    /// What a variable stands for.
    pub fn origin(&self, variable: usize) -> &Origin {
        &self.origins[variable]
    }

    /// What a product's row takes times the base: the factor's end, raised to the product's power.
    pub fn multiple(&self, variable: usize) -> Exact {
        self.multiples.get(&variable).cloned().unwrap_or_default()
    }

    /// Takes a figure's rows out of force, or puts them back.
    pub fn suspend(&mut self, figure: u32, out: bool) {
        self.suspend_where(|of| (of == figure).then_some(out));
    }

    /// Takes these figures' rows out of force, and puts all others back.
    pub fn suspend_only(&mut self, out: &[u32]) {
        self.suspend_where(|figure| Some(out.contains(&figure)));
    }

    /// For each figure whether its rows are to be out of force; `None` leaves them as they are.
    fn suspend_where(&mut self, is_out: impl Fn(u32) -> Option<bool>) {
        for variable in 0..self.origins.len() {
            if let Some(figure) = self.origins[variable].figure()
                && let Some(out) = is_out(figure)
            {
                let (low, high) = if out { (None, None) } else { self.bounds[variable].clone() };
                self.simplex.rebound(variable, low, high);
            }
        }
        for presupposed in &mut self.presupposed {
            if let Some(out) = presupposed.row.origin.figure().and_then(&is_out) {
                presupposed.is_suspended = out;
            }
        }
    }

    /// Whether numbers fit; if not, the relation that excludes them, and the figures it takes.
    ///
    /// What figures presuppose comes in only where the numbers found are at odds with it: mostly they never are.
    ///
    /// # Errors
    /// [`Spent`] when the effort ran out.
    pub fn settle(&mut self) -> Result<Result<(), Exclusion>, Spent> {
        loop {
            if let Err(relation) = self.simplex.check()? {
                let figures = self.figures_of(&relation);
                return Ok(Err(Exclusion { relation, figures }));
            }
            let at_odds = |presupposed: &Presupposed| {
                !presupposed.is_laid && !presupposed.is_suspended && self.value_of(&presupposed.row.terms) <= Point::default()
            };
            let Some(next) = self.presupposed.iter().position(at_odds) else { return Ok(Ok(())) };
            self.lay(next);
        }
    }

    fn lay(&mut self, presupposed: usize) {
        self.presupposed[presupposed].is_laid = true;
        let row = self.presupposed[presupposed].row.clone();
        self.add(row);
    }

    /// Brings in all that figures presuppose, so that [`Program::best`] gives ends that are open where they must be.
    ///
    /// # Errors
    /// [`Spent`] when the effort ran out.
    pub fn presuppose_all(&mut self) -> Result<(), Spent> {
        for index in 0..self.presupposed.len() {
            if !self.presupposed[index].is_laid && !self.presupposed[index].is_suspended {
                self.lay(index);
            }
        }
        self.simplex.check().map(|_| ())
    }

    /// The value of a sum of leaves.
    fn value_of(&self, terms: &[(CellId, Exact)]) -> Point {
        let mut value = Point::default();
        let mut seen = BTreeSet::new();
        for (leaf, times) in terms {
            if let Some(column) = self.columns.get(leaf)
                && seen.insert(*column)
            {
                value = value.plus(&self.simplex.value(*column).times(times));
            }
        }
        value
    }

    /// Whether an amount, of those asked for, that is converted at a rate may be told looser than the words: open ends of
    /// rates are taken for closed ones.
    pub fn has_rates(&self) -> bool {
        self.origins.iter().any(|origin| match origin {
            Origin::Product(id, ..) => self.problem.network.identities[id.0 as usize].kind == Kind::Conversion,
            _ => false,
        })
    }

    /// The variable of an amount.
    fn variable_of(&mut self, cell: CellId) -> usize {
        let known = self.origins.iter().position(|origin| *origin == Origin::Asked(cell));
        known.unwrap_or_else(|| {
            let row = asked_row(self.problem, cell);
            self.add(row)
        })
    }

    /// The figures whose rows a relation takes.
    pub fn figures_of(&self, relation: &Relation) -> BTreeSet<u32> {
        relation.iter().filter_map(|(variable, _)| self.origins[*variable].figure()).collect()
    }

    /// The highest or lowest value of an amount asked for, after [`Program::presuppose_all`].
    ///
    /// # Errors
    /// [`Spent`] when the effort ran out.
    pub fn best(&mut self, cell: CellId, side: Side) -> Result<Best, Spent> {
        let variable = self.variable_of(cell);
        self.simplex.optimize(variable, side == Side::High)
    }

    /// The variables that figures bound.
    pub fn said(&self) -> Vec<usize> {
        (0..self.origins.len()).filter(|variable| self.origins[*variable].figure().is_some()).collect()
    }

    /// Moves a variable as high or low as everything lets it; false where nothing stops it.
    ///
    /// # Errors
    /// [`Spent`] when the effort ran out.
    pub fn go_to_end(&mut self, variable: usize, highest: bool) -> Result<bool, Spent> {
        Ok(matches!(self.simplex.optimize(variable, highest)?, Best::At(..)))
    }

    /// The numbers found, leaf by leaf; infinitesimals made numbers. Leaves that occur alike have equal parts.
    pub fn example(&self) -> Vec<(CellId, Exact)> {
        // Half of what keeps every bound, so that what is more than nothing stays so.
        let delta = &self.simplex.infinitesimal() * &Exact::over(1, 2);
        let mut alike: BTreeMap<usize, i64> = BTreeMap::new();
        self.columns.values().for_each(|variable| *alike.entry(*variable).or_default() += 1);
        let one = |(&leaf, &variable): (&CellId, &usize)| {
            let value = self.simplex.value(variable);
            let whole = &value.at + &(&value.beyond * &delta);
            (leaf, &whole * &Exact::over(1, alike[&variable].into()))
        };
        self.columns.iter().map(one).collect()
    }
}

/// The row of what a figure presupposes.
struct Presupposed {
    row: Row,
    is_laid: bool,
    is_suspended: bool,
}

/// Why no numbers fit.
#[derive(Clone, Debug)]
pub struct Exclusion {
    /// The relation whose bounds exclude one another.
    pub relation: Relation,
    /// The figures that it takes.
    pub figures: BTreeSet<u32>,
}
