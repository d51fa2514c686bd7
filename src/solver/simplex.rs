//! An exact simplex for small linear programs: rows of variables with bounds, every number rational, strict bounds exact.
//!
//! This is the general simplex of Dutertre and de Moura (*A fast linear-arithmetic solver for DPLL(T)*, CAV 2006): each row
//! names its own variable, a bound is `r + k·δ` with an infinitesimal δ for "more than", and Bland's rule (always the variable
//! with the smallest number) makes it end. What a person wants of it is the [`Relation`]: when no numbers fit, the one row whose
//! variables all stand at bounds that exclude one another; when a bound is asked for, the row that proves it.

use crate::exact::{Exact, Row};
use std::cmp::Ordering;

/// A number and a multiple of an infinitesimal.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// The number.
    pub at: Exact,
    /// How many infinitesimals above it.
    pub beyond: Exact,
}

impl Point {
    /// A low end, open or closed.
    pub fn low(at: Exact, open: bool) -> Point {
        Point { at, beyond: if open { Exact::ONE } else { Exact::ZERO } }
    }
    /// A high end, open or closed.
    pub fn high(at: Exact, open: bool) -> Point {
        Point { at, beyond: if open { -&Exact::ONE } else { Exact::ZERO } }
    }
    /// The sum.
    pub fn plus(&self, other: &Point) -> Point {
        Point { at: &self.at + &other.at, beyond: &self.beyond + &other.beyond }
    }
    fn minus(&self, other: &Point) -> Point {
        Point { at: &self.at - &other.at, beyond: &self.beyond - &other.beyond }
    }
    /// So many times it.
    pub fn times(&self, by: &Exact) -> Point {
        if self.beyond.is_zero() {
            return Point { at: &self.at * by, beyond: Exact::ZERO };
        }
        Point { at: &self.at * by, beyond: &self.beyond * by }
    }
}

/// A linear relation that holds whatever the bounds are: `Σ multiplier·variable = 0`. It is told so that the bounds that make
/// it a proof are the high ones where the multiplier is positive and the low ones where it is negative: with these the sum
/// is below zero (for an optimum: the variable asked for has the multiplier −1 for its highest value, 1 for its lowest).
pub type Relation = Vec<(usize, Exact)>;

/// The answer of an optimization.
#[derive(Clone, Debug)]
pub enum Best {
    /// Nothing limits it.
    Unbounded,
    /// The best point, and the relation that proves it.
    At(Point, Relation),
}

/// The effort allowed was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent;

/// A linear program: variables with bounds and rows between them.
#[derive(Clone, Debug, Default)]
pub struct Simplex {
    low: Vec<Option<Point>>,
    high: Vec<Option<Point>>,
    value: Vec<Point>,
    /// Variables outside of the basis, and for each basic variable its row over them.
    outside: Vec<usize>,
    basic: Vec<usize>,
    rows: Vec<Row>,
    /// For each variable its place: among the outside ones, or (basic) its row.
    place: Vec<Place>,
    /// Steps that may still be taken; one step is one number of a row changed.
    effort: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Outside(usize),
    Row(usize),
}

impl Simplex {
    /// No variables yet; `effort` bounds how many numbers may be changed in all.
    pub fn new(effort: u64) -> Simplex {
        Simplex { effort, ..Simplex::default() }
    }

    /// A new variable with its bounds.
    pub fn variable(&mut self, low: Option<Point>, high: Option<Point>) -> usize {
        let value = low.clone().or_else(|| high.clone()).unwrap_or_default();
        let id = self.value.len();
        self.low.push(low);
        self.high.push(high);
        self.value.push(value);
        self.place.push(Place::Outside(self.outside.len()));
        self.outside.push(id);
        self.rows.iter_mut().for_each(Row::push_zero);
        id
    }

    /// A new variable that equals `Σ coefficient·variable` (each variable once), with its bounds.
    pub fn row(&mut self, terms: &[(usize, Exact)], low: Option<Point>, high: Option<Point>) -> usize {
        let (mut outside, mut basic) = (Vec::new(), Vec::new());
        let mut value = Point::default();
        for (variable, coefficient) in terms {
            value = value.plus(&self.value[*variable].times(coefficient));
            match self.place[*variable] {
                Place::Outside(position) => outside.push((position, coefficient)),
                Place::Row(of) => basic.push((of, coefficient)),
            }
        }
        let mut row = Row::of(self.outside.len(), &outside);
        basic.into_iter().for_each(|(of, coefficient)| row.add_times(coefficient, &self.rows[of]));
        let id = self.value.len();
        self.low.push(low);
        self.high.push(high);
        self.value.push(value);
        self.place.push(Place::Row(self.rows.len()));
        self.basic.push(id);
        self.rows.push(row);
        id
    }

    /// Gives a variable other bounds.
    pub fn rebound(&mut self, variable: usize, low: Option<Point>, high: Option<Point>) {
        self.low[variable] = low;
        self.high[variable] = high;
        if let Place::Outside(_) = self.place[variable] {
            let target = match (self.side(variable), &self.low[variable], &self.high[variable]) {
                (Ordering::Less, Some(low), _) => low.clone(),
                (Ordering::Greater, _, Some(high)) => high.clone(),
                _ => return,
            };
            self.move_outside(variable, &target);
        }
    }

    /// The bounds of a variable.
    pub fn bounds(&self, variable: usize) -> (Option<Point>, Option<Point>) {
        (self.low[variable].clone(), self.high[variable].clone())
    }

    /// Where a variable stands now.
    pub fn value(&self, variable: usize) -> &Point {
        &self.value[variable]
    }

    /// The value of δ that keeps every bound when infinitesimals become numbers: at least this much is left everywhere.
    pub fn infinitesimal(&self) -> Exact {
        let mut delta = Exact::ONE;
        let mut limit = |below: &Point, above: &Point| {
            if below.at < above.at && below.beyond > above.beyond {
                let room = &(&above.at - &below.at) * &(&below.beyond - &above.beyond).inverse();
                if room < delta {
                    delta = room;
                }
            }
        };
        for (variable, value) in self.value.iter().enumerate() {
            if let Some(low) = &self.low[variable] {
                limit(low, value);
            }
            if let Some(high) = &self.high[variable] {
                limit(value, high);
            }
        }
        delta
    }

    fn side(&self, variable: usize) -> Ordering {
        let value = &self.value[variable];
        if self.low[variable].as_ref().is_some_and(|low| value < low) {
            Ordering::Less
        } else if self.high[variable].as_ref().is_some_and(|high| value > high) {
            Ordering::Greater
        } else {
            Ordering::Equal
        }
    }

    /// Finds values within all bounds, or the relation that excludes them.
    ///
    /// # Errors
    /// [`Spent`] when the effort ran out first.
    pub fn check(&mut self) -> Result<Result<(), Relation>, Spent> {
        for variable in 0..self.value.len() {
            if let (Some(low), Some(high)) = (&self.low[variable], &self.high[variable])
                && low > high
            {
                return Ok(Err(vec![(variable, Exact::ONE), (variable, -&Exact::ONE)]));
            }
        }
        loop {
            let wrong = self.basic.iter().enumerate().filter(|(_, variable)| self.side(**variable) != Ordering::Equal);
            let Some((row, variable)) = wrong.map(|(row, variable)| (row, *variable)).min_by_key(|(_, variable)| *variable)
            else {
                return Ok(Ok(()));
            };
            let must_rise = self.side(variable) == Ordering::Less;
            let target = if must_rise { self.low[variable].clone() } else { self.high[variable].clone() };
            match self.helper(row, must_rise) {
                Some(position) => {
                    let target = target.unwrap_or_default();
                    self.pivot_to(row, position, &target)?;
                }
                None => {
                    let relation = self.relation(row);
                    return Ok(Err(if must_rise { relation } else { turned(relation) }));
                }
            }
        }
    }

    /// The smallest variable that can move so that the row's own rises (or falls).
    fn helper(&self, row: usize, rise: bool) -> Option<usize> {
        let row = &self.rows[row];
        let movable = row.filled().filter(|&position| self.can_move(self.outside[position], (row.sign(position) > 0) == rise));
        movable.min_by_key(|position| self.outside[*position])
    }

    fn can_move(&self, variable: usize, up: bool) -> bool {
        let value = &self.value[variable];
        if up {
            self.high[variable].as_ref().is_none_or(|high| value < high)
        } else {
            self.low[variable].as_ref().is_none_or(|low| value > low)
        }
    }

    /// The row as a relation among variables.
    fn relation(&self, row: usize) -> Relation {
        let mut relation: Relation = vec![(self.basic[row], -&Exact::ONE)];
        let row = &self.rows[row];
        relation.extend(row.filled().map(|position| (self.outside[position], row.at(position))));
        relation
    }

    fn move_outside(&mut self, variable: usize, target: &Point) {
        let Place::Outside(position) = self.place[variable] else { return };
        let by = target.minus(&self.value[variable]);
        self.value[variable] = target.clone();
        for (row, &basic) in self.rows.iter().zip(&self.basic) {
            if row.sign(position) != 0 {
                self.value[basic] = self.value[basic].plus(&by.times(&row.at(position)));
            }
        }
    }

    /// Moves the row's own variable to `target` by the variable at `position`, and exchanges the two.
    fn pivot_to(&mut self, row: usize, position: usize, target: &Point) -> Result<(), Spent> {
        let (leaving, entering) = (self.basic[row], self.outside[position]);
        let by = target.minus(&self.value[leaving]).times(&self.rows[row].at(position).inverse());
        let moved = self.value[entering].plus(&by);
        self.move_outside(entering, &moved);
        self.value[leaving] = target.clone();
        let pivot = std::mem::replace(&mut self.rows[row], Row::zeros(0)).solved_for(position);
        let mut changed = 1;
        for other in (0..self.rows.len()).filter(|&other| other != row) {
            if self.rows[other].sign(position) != 0 {
                changed += self.rows[other].substitute(position, &pivot);
            }
        }
        self.rows[row] = pivot;
        self.basic[row] = entering;
        self.outside[position] = leaving;
        self.place[entering] = Place::Row(row);
        self.place[leaving] = Place::Outside(position);
        self.effort = self.effort.checked_sub(changed).ok_or(Spent)?;
        Ok(())
    }

    /// The highest (or lowest) value of a variable within all bounds; to be called where [`Simplex::check`] has found values.
    ///
    /// # Errors
    /// [`Spent`] when the effort ran out first.
    pub fn optimize(&mut self, variable: usize, highest: bool) -> Result<Best, Spent> {
        if let Place::Outside(position) = self.place[variable] {
            // Any row will do to bring it into the basis; without one nothing but its own bounds holds it.
            let Some(row) = (0..self.rows.len()).find(|&row| self.rows[row].sign(position) != 0) else {
                let own = if highest { self.high[variable].clone() } else { self.low[variable].clone() };
                return Ok(
                    own.map_or(Best::Unbounded, |own| Best::At(own, vec![(variable, Exact::ONE), (variable, -&Exact::ONE)]))
                );
            };
            let stays = self.value[self.basic[row]].clone();
            self.pivot_to(row, position, &stays)?;
        }
        loop {
            let Place::Row(row) = self.place[variable] else {
                // It left the basis at its own bound: that bound is the best there is.
                return Ok(Best::At(self.value[variable].clone(), vec![(variable, Exact::ONE), (variable, -&Exact::ONE)]));
            };
            let Some(position) = self.helper(row, highest) else {
                let relation = self.relation(row);
                return Ok(Best::At(self.value[variable].clone(), if highest { relation } else { turned(relation) }));
            };
            let up = (self.rows[row].sign(position) > 0) == highest;
            if !self.advance(position, up)? {
                return Ok(Best::Unbounded);
            }
        }
    }

    /// Moves an outside variable as far as all bounds let it; false when nothing stops it.
    fn advance(&mut self, position: usize, up: bool) -> Result<bool, Spent> {
        let entering = self.outside[position];
        let own = if up { self.high[entering].as_ref() } else { self.low[entering].as_ref() };
        let mut nearest: Option<(Point, Option<usize>)> = own.map(|own| {
            let way = own.minus(&self.value[entering]);
            (if up { way } else { Point::default().minus(&way) }, None)
        });
        for (row, &basic) in self.basic.iter().enumerate() {
            let rises = match self.rows[row].sign(position) {
                0 => continue,
                sign => (sign > 0) == up,
            };
            let Some(bound) = (if rises { &self.high[basic] } else { &self.low[basic] }) else { continue };
            let way = bound.minus(&self.value[basic]).times(&self.rows[row].at(position).inverse());
            let way = if up { way } else { Point::default().minus(&way) };
            let nearer = match &nearest {
                None => true,
                Some((known, by)) => match way.cmp(known) {
                    Ordering::Less => true,
                    Ordering::Equal => by.is_some_and(|by| basic < self.basic[by]),
                    Ordering::Greater => false,
                },
            };
            if nearer {
                nearest = Some((way, Some(row)));
            }
        }
        let Some((way, by)) = nearest else { return Ok(false) };
        match by {
            None => {
                let way = if up { way } else { Point::default().minus(&way) };
                let target = self.value[entering].plus(&way);
                self.move_outside(entering, &target);
            }
            Some(row) => {
                let basic = self.basic[row];
                let rises = (self.rows[row].sign(position) > 0) == up;
                let bound = if rises { self.high[basic].clone() } else { self.low[basic].clone() };
                self.pivot_to(row, position, &bound.unwrap_or_default())?;
            }
        }
        Ok(true)
    }
}

fn turned(relation: Relation) -> Relation {
    relation.into_iter().map(|(variable, multiplier)| (variable, -&multiplier)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(n: i64) -> Option<Point> {
        Some(Point::low(Exact::whole(n), false))
    }
    fn sum(of: &[usize]) -> Vec<(usize, Exact)> {
        of.iter().map(|&v| (v, Exact::ONE)).collect()
    }

    #[test]
    fn rows_of_ten_and_columns_of_nine_exclude_one_another() {
        let mut program = Simplex::new(1_000_000);
        let cells: Vec<usize> = (0..4).map(|_| program.variable(at(0), None)).collect();
        for (pair, total) in [([0, 1], 10), ([2, 3], 10), ([0, 2], 9), ([1, 3], 9)] {
            program.row(&sum(&pair.map(|i| cells[i])), at(total), at(total));
        }
        let relation = program.check().unwrap().unwrap_err();
        assert_eq!(relation.iter().filter(|(variable, _)| *variable > 3).count(), 4);
    }

    #[test]
    fn turnover_and_balance_give_exports() {
        let mut program = Simplex::new(1_000_000);
        let (exports, imports) = (program.variable(at(0), None), program.variable(at(0), None));
        program.row(&sum(&[exports, imports]), at(100), at(100));
        program.row(&[(exports, Exact::ONE), (imports, -&Exact::ONE)], at(20), at(20));
        program.check().unwrap().unwrap();
        for highest in [true, false] {
            let Best::At(point, _) = program.optimize(exports, highest).unwrap() else { panic!("unbounded") };
            assert_eq!((point.at, point.beyond), (Exact::whole(60), Exact::ZERO));
        }
    }

    #[test]
    fn open_ends_stay_open() {
        let mut program = Simplex::new(1_000_000);
        let (a, b) = (program.variable(at(0), None), program.variable(at(0), None));
        let both = program.row(&sum(&[a, b]), None, Some(Point::high(Exact::whole(10), true)));
        program.rebound(a, Some(Point::low(Exact::whole(4), true)), None);
        program.check().unwrap().unwrap();
        let Best::At(most, _) = program.optimize(b, true).unwrap() else { panic!("unbounded") };
        assert_eq!(most.at, Exact::whole(6));
        assert!(most.beyond < Exact::ZERO);
        program.rebound(b, at(6), None);
        assert!(program.check().unwrap().is_err());
        program.rebound(both, None, Some(Point::high(Exact::whole(11), true)));
        assert!(program.check().unwrap().is_ok());
    }
}
