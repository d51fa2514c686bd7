//! Where changes are collected: each must leave numbers that are possible, and say something other than what is stated.

use super::price::{Kind, price};
use super::register::{Bundles, Register};
use super::{Change, Reread};
use crate::exact::{Interval, LARGEST_AMOUNT, Ratio};
use crate::figures::{Aspect, Cell, Figure, Figures, Reading, possible};
use crate::words::{self, Measure, Statement};
use std::collections::BTreeSet;

/// The changes found so far of a set of figures.
pub(super) struct Catalogue<'a> {
    pub figures: &'a Figures,
    pub register: &'a Register<'a>,
    /// The figures that something is asked of: of the past and with a cell.
    named: BTreeSet<usize>,
    changes: Vec<Change>,
}

/// A figure with its phrase, read once more.
pub(super) struct Said<'a> {
    pub index: usize,
    pub figure: &'a Figure,
    pub cell: &'a Cell,
    pub statement: Statement,
}

impl<'a> Catalogue<'a> {
    pub fn of(register: &'a Register<'a>, named: &[usize]) -> Catalogue<'a> {
        let figures = register.figures;
        let named = named.iter().copied().filter(|&index| spoken_of(figures, index).is_some()).collect();
        Catalogue { figures, register, named, changes: Vec::new() }
    }

    /// The named figures and the cells that they speak of.
    pub fn named(&self) -> Vec<(usize, &'a Figure, &'a Cell)> {
        let figures = self.figures;
        self.named.iter().filter_map(|&index| spoken_of(figures, index).map(|(figure, cell)| (index, figure, cell))).collect()
    }

    pub fn is_named(&self, figure: usize) -> bool {
        self.named.contains(&figure)
    }

    /// Reads each named figure's phrase once and looks at it in several ways.
    pub fn each_named(&mut self, look: impl Fn(&mut Catalogue<'a>, &Said<'a>)) {
        for (index, ..) in self.named() {
            if let Some(said) = self.said(index) {
                look(self, &said);
            }
        }
    }

    /// A figure with its phrase.
    pub fn said(&self, index: usize) -> Option<Said<'a>> {
        let (figure, cell) = spoken_of(self.figures, index)?;
        let statements = words::read(&figure.stated, &figure.setting).unwrap_or_default();
        let statement = of_aspect(statements, &cell.aspect)?;
        Some(Said { index, figure, cell, statement })
    }

    /// The figures to be read alike, as far as a named figure is among them.
    pub fn bundles(&self, bundles: &'a Bundles) -> Vec<&'a [usize]> {
        bundles.of(self.named.iter().copied())
    }

    /// The cell that a figure speaks of.
    pub fn cell(&self, figure: usize) -> Option<&'a Cell> {
        spoken_of(self.figures, figure).map(|(_, cell)| cell)
    }

    /// A figure read as speaking of another cell or of other numbers; `None` where that leaves no possible number, or says what
    /// was stated anyway.
    pub fn reread(&self, figure: usize, cell: Cell, numbers: [Interval; 2], from: String, to: String) -> Option<Reread> {
        let (can_be, _) = possible(&cell.series, &cell.aspect);
        let [allowed, meant] = numbers.map(|interval| interval.intersect(&can_be));
        let reading = Reading { cell: Some(cell), allowed, meant: meant.intersect(&allowed) };
        let says_something = !reading.meant.is_empty() && is_of_usual_size(&reading.allowed) && is_of_usual_size(&reading.meant);
        (says_something && reading != self.figures.figures[figure].reading).then_some(Reread { figure, reading, from, to })
    }

    /// A figure read as speaking of another cell in the same words.
    pub fn moved(&self, figure: usize, cell: Cell, from: String, to: String) -> Option<Reread> {
        let Reading { allowed, meant, .. } = self.figures.figures[figure].reading;
        self.reread(figure, cell, [allowed, meant], from, to)
    }

    /// Offers a change, unless it re-reads nothing.
    pub fn offer(&mut self, kind: Kind, readings: Vec<Reread>) {
        let Some(price) = price(kind).filter(|_| !readings.is_empty()) else { return };
        let across_sources = matches!(kind, Kind::Vintage | Kind::Services);
        self.changes.push(Change { what: price.what, class: price.class, cost: price.cost, readings, across_sources });
    }

    /// By cost, then by kind, then by figures; of one kind and the same figures as they were offered.
    pub fn in_order(mut self) -> Vec<Change> {
        let order = |one: &Change, other: &Change| {
            let figures = |change: &Change| change.readings.iter().map(|new| new.figure).collect::<Vec<_>>();
            (one.cost, one.what).cmp(&(other.cost, other.what)).then_with(|| figures(one).cmp(&figures(other)))
        };
        self.changes.sort_by(order);
        self.changes.dedup();
        self.changes
    }
}

/// A figure of the past and its cell.
fn spoken_of(figures: &Figures, index: usize) -> Option<(&Figure, &Cell)> {
    let figure = figures.figures.get(index).filter(|figure| figure.status.is_of_the_past())?;
    Some((figure, figure.reading.cell.as_ref()?))
}

/// The statement of a phrase that speaks of an aspect: of two figures in one phrase, one is the growth and one the level.
pub(super) fn of_aspect(statements: Vec<Statement>, aspect: &Aspect) -> Option<Statement> {
    let speaks = |statement: &Statement| {
        matches!(
            (statement.measure, aspect),
            (Measure::Level, Aspect::Level | Aspect::Rate)
                | (Measure::Rate, Aspect::Rate)
                | (Measure::Growth, Aspect::Growth { .. })
                | (Measure::AverageGrowth, Aspect::AverageGrowth { .. })
                | (Measure::Share, Aspect::Share { .. } | Aspect::SharePoints { .. })
        )
    };
    statements.into_iter().find(speaks)
}

/// Whether the ends are no larger than a stated amount may be.
fn is_of_usual_size(interval: &Interval) -> bool {
    let largest = Ratio::from_integer(LARGEST_AMOUNT);
    [interval.low, interval.high].into_iter().flatten().all(|end| end.at <= largest && end.at >= -largest)
}
