//! The linear program of a set of figures: can these few stand together, whatever else was said?
//!
//! Every level is a row over the leaves, bounded by what its figure says. A growth between `a` and `b` of a base `x` gives its
//! level `z` two rows, `z − a·x ≥ 0` and `z − b·x ≤ 0`, and so do averages (with `aⁿ`), shares and conversions; each figure has
//! rows of its own, so that it can be suspended (see [`rows`](super::rows)). Leaves that occur alike in all rows are one column.
//!
//! Without rates and points this is the whole truth about amounts: what the program excludes is excluded, and what it finds is
//! an example. An open end of a growth counts only where the base is proved to be more than zero, as anything is any number
//! of times as much as nothing.

use super::problem::{Problem, Tier};
use super::proof::Side;
use super::rows::{Origin, Row, Rows, asked_row, leaves_alike};
use super::simplex::{Best, Point, Relation, Simplex, Spent};
use crate::exact::Exact;
use crate::network::CellId;
use std::collections::{BTreeMap, BTreeSet};

/// The linear program of a set of figures.
pub struct Program<'a> {
    problem: &'a Problem<'a>,
    simplex: Simplex,
    origins: Vec<Origin>,
    bounds: Vec<(Option<Point>, Option<Point>)>,
    columns: BTreeMap<CellId, usize>,
    /// The rows with an open factor: variable and base.
    open: Vec<(usize, CellId)>,
    multiples: BTreeMap<usize, Exact>,
    is_relaxed: bool,
    /// Bases of growths without an upper end.
    endless: Vec<CellId>,
    /// Variables of bases of which it was decided whether they are nothing.
    decided: Vec<usize>,
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
        let Rows { rows, endless } = Rows::of(problem, tier, figures, asked);
        if rows.iter().map(|row| row.terms.len()).sum::<usize>() > LARGEST {
            return Err(Spent);
        }
        let groups = leaves_alike(problem, &rows);
        let mut program = Program {
            problem,
            simplex: Simplex::new(effort),
            origins: Vec::new(),
            bounds: Vec::new(),
            columns: BTreeMap::new(),
            open: Vec::new(),
            multiples: BTreeMap::new(),
            is_relaxed: false,
            endless,
            decided: Vec::new(),
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
        if let Some(base) = row.open_if_positive {
            self.open.push((variable, base));
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
        for variable in 0..self.origins.len() {
            if matches!(self.origins[variable], Origin::Said(_, of) | Origin::Product(_, of, _) if of == figure) {
                let (low, high) = if out { (None, None) } else { self.bounds[variable].clone() };
                self.simplex.rebound(variable, low, high);
            }
        }
    }

    /// Takes these figures' rows out of force, and puts all others back.
    pub fn suspend_only(&mut self, out: &[u32]) {
        for variable in 0..self.origins.len() {
            if let Origin::Said(_, figure) | Origin::Product(_, figure, _) = self.origins[variable] {
                let (low, high) = if out.contains(&figure) { (None, None) } else { self.bounds[variable].clone() };
                self.simplex.rebound(variable, low, high);
            }
        }
    }

    /// Whether numbers fit; if not, the relation that excludes them, and the figures it takes.
    ///
    /// # Errors
    /// [`Spent`] when the effort ran out.
    pub fn settle(&mut self) -> Result<Result<(), Exclusion>, Spent> {
        let open = self.open.clone();
        for &(variable, _) in &open {
            self.set_open(variable, true);
        }
        let mut proved: BTreeMap<CellId, Zero> = BTreeMap::new();
        loop {
            let relation = match self.simplex.check()? {
                Ok(()) => return Ok(Ok(())),
                Err(relation) => relation,
            };
            let used = |variable: usize| relation.iter().any(|(of, _)| *of == variable);
            let doubtful: Vec<(usize, CellId)> =
                open.iter().copied().filter(|(variable, _)| used(*variable) && self.is_open(*variable)).collect();
            let mut figures = self.figures_of(&relation);
            let (mut sure, mut positive) = (true, Vec::new());
            for &(variable, base) in &doubtful {
                let proof = match proved.get(&base) {
                    Some(proof) => proof.clone(),
                    None => self.try_zero(base, &open)?,
                };
                match &proof {
                    Zero::Excluded(by) => {
                        figures.extend(self.figures_of(by));
                        positive.push((base, by.clone()));
                    }
                    Zero::NothingFits(relation) => {
                        let figures = self.figures_of(relation);
                        return Ok(Err(Exclusion { relation: relation.clone(), figures, positive: Vec::new() }));
                    }
                    Zero::Possible => {
                        self.set_open(variable, false);
                        self.is_relaxed = true;
                        sure = false;
                    }
                }
                proved.insert(base, proof);
            }
            if sure {
                return Ok(Err(Exclusion { relation, figures, positive }));
            }
        }
    }

    fn is_open(&self, variable: usize) -> bool {
        let (low, high) = self.simplex.bounds(variable);
        [low, high].into_iter().flatten().any(|point| !point.beyond.is_zero())
    }

    /// Opens or closes the end of a product's row, unless the row is suspended.
    fn set_open(&mut self, variable: usize, open: bool) {
        let (low, high) = self.simplex.bounds(variable);
        let end = |end: Option<Point>, point: fn(Exact, bool) -> Point| end.map(|_| point(Exact::ZERO, open));
        let (low, high) = (end(low, Point::low), end(high, Point::high));
        self.simplex.rebound(variable, low, high);
    }

    /// Whether an amount can be zero, all open ends taken for closed ones.
    fn try_zero(&mut self, base: CellId, open: &[(usize, CellId)]) -> Result<Zero, Spent> {
        let now: Vec<(Option<Point>, Option<Point>)> = open.iter().map(|(variable, _)| self.simplex.bounds(*variable)).collect();
        for &(variable, _) in open {
            self.set_open(variable, false);
        }
        let variable = self.variable_of(base);
        let before = self.simplex.bounds(variable);
        self.simplex.rebound(variable, before.0.clone(), Some(Point::default()));
        let outcome = self.simplex.check()?;
        self.simplex.rebound(variable, before.0, before.1);
        for (&(variable, _), bounds) in open.iter().zip(now) {
            self.simplex.rebound(variable, bounds.0, bounds.1);
        }
        Ok(match outcome {
            Ok(()) => Zero::Possible,
            Err(relation) if relation.iter().any(|(of, _)| *of == variable) => Zero::Excluded(relation),
            Err(relation) => Zero::NothingFits(relation),
        })
    }

    /// After [`Program::settle`] has found numbers that a ratio does not fit, as its base is nothing and the whole is not, or as
    /// its end is open: decides that the base is more than nothing or, where that cannot be, that both are nothing. Says
    /// whether numbers fit then.
    ///
    /// # Errors
    /// [`Spent`] when the effort ran out.
    pub fn decide(&mut self, figure: u32) -> Result<bool, Spent> {
        let Some((_, whole, base, _)) = self.problem.cell(figure).and_then(|cell| self.problem.defining_product(cell)) else {
            return Ok(false);
        };
        let [whole, base] = [whole, base].map(|cell| self.variable_of(cell));
        if self.decided.contains(&base) || self.problem.cell(figure).is_some_and(|cell| self.problem.is_signed(cell)) {
            return Ok(false);
        }
        self.decided.push(base);
        let own = |origin: &Origin| matches!(origin, Origin::Product(_, of, _) if *of == figure);
        let rows: Vec<usize> = self.open.iter().map(|(row, _)| *row).filter(|row| own(&self.origins[*row])).collect();
        rows.iter().for_each(|&row| self.set_open(row, true));
        self.simplex.rebound(base, Some(Point::low(Exact::ZERO, true)), None);
        if self.simplex.check()?.is_ok() {
            return Ok(true);
        }
        rows.iter().for_each(|&row| self.set_open(row, false));
        for variable in [whole, base] {
            self.simplex.rebound(variable, None, Some(Point::default()));
        }
        Ok(self.simplex.check()?.is_ok())
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
        let figure = |variable: &usize| match self.origins[*variable] {
            Origin::Said(_, figure) | Origin::Product(_, figure, _) => Some(figure),
            _ => None,
        };
        relation.iter().filter_map(|(variable, _)| figure(variable)).collect()
    }

    /// After [`Program::settle`] has found numbers: closes the open ends of growths whose base may be nothing, as nothing grows at
    /// any pace, so that [`Program::best`] gives ends that are open only where they must be. Says whether there were any.
    ///
    /// # Errors
    /// [`Spent`] when the effort ran out.
    pub fn close_doubtful_ends(&mut self) -> Result<bool, Spent> {
        let open = self.open.clone();
        // A growth without an upper end exists only where its base is more than nothing, which no row says.
        for base in self.endless.clone() {
            self.is_relaxed |= matches!(self.try_zero(base, &open)?, Zero::Possible);
        }
        let mut doubtful = Vec::new();
        for &(variable, base) in &open {
            if matches!(self.try_zero(base, &open)?, Zero::Possible) {
                doubtful.push(variable);
            }
        }
        doubtful.iter().for_each(|&variable| self.set_open(variable, false));
        self.simplex.check().map(|_| !doubtful.is_empty())
    }

    /// Whether the program is looser than the words: an open end of a growth was taken for a closed one, or a growth exists whose
    /// base may be nothing.
    pub fn is_relaxed(&self) -> bool {
        self.is_relaxed
    }

    /// The highest or lowest value of an amount asked for, after [`Program::close_doubtful_ends`].
    ///
    /// # Errors
    /// [`Spent`] when the effort ran out.
    pub fn best(&mut self, cell: CellId, side: Side) -> Result<Best, Spent> {
        let variable = self.variable_of(cell);
        self.simplex.optimize(variable, side == Side::High)
    }

    /// The variables that figures bound.
    pub fn said(&self) -> Vec<usize> {
        let is_said = |variable: &usize| matches!(self.origins[*variable], Origin::Said(..) | Origin::Product(..));
        (0..self.origins.len()).filter(is_said).collect()
    }

    /// Moves a variable as high or low as everything lets it; false where nothing stops it.
    ///
    /// # Errors
    /// [`Spent`] when the effort ran out.
    pub fn go_to_end(&mut self, variable: usize, highest: bool) -> Result<bool, Spent> {
        Ok(matches!(self.simplex.optimize(variable, highest)?, Best::At(..)))
    }

    /// The numbers found, leaf by leaf; infinitesimals made numbers.
    pub fn example(&self) -> Vec<(CellId, Exact)> {
        let delta = self.simplex.infinitesimal();
        let mut seen = BTreeSet::new();
        let one = |(&leaf, &variable): (&CellId, &usize)| {
            // Of leaves that occur alike the first takes the column's whole amount.
            if !seen.insert(variable) {
                return (leaf, Exact::ZERO);
            }
            let value = self.simplex.value(variable);
            (leaf, &value.at + &(&value.beyond * &delta))
        };
        self.columns.iter().map(one).collect()
    }
}

/// Whether an amount can be nothing.
#[derive(Clone)]
enum Zero {
    Possible,
    /// It is more than nothing, because of this relation.
    Excluded(Relation),
    /// Nothing fits, whatever the amount is.
    NothingFits(Relation),
}

/// Why no numbers fit.
#[derive(Clone, Debug)]
pub struct Exclusion {
    /// The relation whose bounds exclude one another.
    pub relation: Relation,
    /// The figures that it takes, with those that prove open ends.
    pub figures: BTreeSet<u32>,
    /// Bases that are more than zero, as open ends need, each with the relation that excludes zero.
    pub positive: Vec<(CellId, Relation)>,
}
