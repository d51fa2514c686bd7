//! What all figures together say of how each may be read: who speaks alike, which rates there are, whose trade is told from both
//! sides, which periods are told of. Made once of all figures, and asked for each clash.

use super::{base, counted_by, currency, period};
use crate::figures::{Aspect, Cell, Exchange, Figure, Figures, Flow, Place, Series};
use crate::period::Period;
use crate::words::Unit;
use std::collections::{BTreeMap, HashMap, HashSet};

/// All figures, looked through for the readings of some.
pub struct Register<'a> {
    pub(super) figures: &'a Figures,
    /// The currencies that rates join.
    pub(super) exchange: Exchange,
    /// The rows that state an amount of money.
    pub(super) beside_money: HashSet<Place>,
    /// Whose trade with whom is told of.
    pub(super) pairs: HashSet<(&'a str, &'a str)>,
    /// The figures of which periods are read alike, and so on.
    pub(super) of_periods: Bundles,
    pub(super) of_averages: Bundles,
    pub(super) of_bases: Bundles,
    pub(super) of_currencies: Bundles,
    pub(super) of_sides: Bundles,
    /// For each pair and product the periods that figures tell of.
    told: HashMap<Trade<'a>, Vec<(Period, usize)>>,
}

/// A reporter, a partner and a product.
type Trade<'a> = (&'a str, &'a str, &'a str);

/// Figures of the past that are to be read alike.
#[derive(Default)]
pub(super) struct Bundles {
    /// For each figure its bundle, if it is in one.
    of: Vec<Option<u32>>,
    all: Vec<Vec<usize>>,
}

impl<'a> Register<'a> {
    /// Looks through all figures.
    pub fn of(figures: &'a Figures) -> Register<'a> {
        let past = || spoken(figures).map(|(index, _, cell)| (index, cell));
        let is_money = |cell: &Cell| cell.aspect == Aspect::Level && matches!(cell.unit, Some(Unit::Currency(_)));
        let all = figures.figures.iter().filter_map(|figure| Some((figure.place, figure.reading.cell.as_ref()?)));
        let has_sides = |cell: &Cell| matches!(cell.series.flow, Flow::Turnover | Flow::Exports | Flow::Imports | Flow::Balance);
        let mut told: HashMap<Trade, Vec<(Period, usize)>> = HashMap::new();
        for (index, cell) in past() {
            let also = match cell.aspect {
                Aspect::Growth { base } | Aspect::SharePoints { base, .. } => Some(base),
                Aspect::AverageGrowth { from, .. } => Some(from),
                _ => None,
            };
            let of_trade = told.entry(trade(&cell.series)).or_default();
            of_trade.extend([Some(cell.period), also].into_iter().flatten().map(|period| (period, index)));
        }
        let mut register = Register {
            figures,
            exchange: Exchange::of(figures),
            beside_money: all.filter(|(_, cell)| is_money(cell)).map(|(place, _)| place).collect(),
            pairs: past().filter(|(_, cell)| has_sides(cell)).map(|(_, cell)| partners(cell)).collect(),
            of_periods: Bundles::by(figures, period::alike),
            of_averages: Bundles::by(figures, period::averages_alike),
            of_bases: Bundles::by(figures, base::alike),
            of_currencies: Bundles::default(),
            of_sides: Bundles::default(),
            told,
        };
        register.of_currencies = Bundles::by(figures, |figure, cell| currency::alike(&register, figure, cell));
        register.of_sides = Bundles::by(figures, |figure, cell| counted_by::alike(&register, figure, cell));
        register
    }

    /// Whether figures, some left out, tell of the trade in a period from both sides: of a period that holds it, and of one in it.
    pub(super) fn holds(&self, series: &Series, period: &Period, but: &[usize]) -> bool {
        let Some(told) = self.told.get(&trade(series)) else { return false };
        let told = || told.iter().filter(|(_, figure)| !but.contains(figure)).map(|(period, _)| period);
        told().any(|other| other.contains(period)) && told().any(|other| period.contains(other))
    }
}

impl Bundles {
    fn by<'a, K: Ord>(figures: &'a Figures, key: impl Fn(&'a Figure, &'a Cell) -> Option<K>) -> Bundles {
        let mut by_key: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (index, figure, cell) in spoken(figures) {
            if let Some(key) = key(figure, cell) {
                by_key.entry(key).or_default().push(index);
            }
        }
        let all: Vec<Vec<usize>> = by_key.into_values().collect();
        let mut of = vec![None; figures.figures.len()];
        for (number, bundle) in all.iter().enumerate() {
            bundle.iter().for_each(|&figure| of[figure] = Some(number as u32));
        }
        Bundles { of, all }
    }

    /// Those that some figures are in, in order.
    pub fn of(&self, named: impl Iterator<Item = usize>) -> Vec<&[usize]> {
        let mut numbers: Vec<u32> = named.filter_map(|figure| self.of[figure]).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().map(|number| &self.all[number as usize][..]).collect()
    }
}

/// The figures of the past and their cells.
fn spoken(figures: &Figures) -> impl Iterator<Item = (usize, &Figure, &Cell)> {
    let past = figures.figures.iter().enumerate().filter(|(_, figure)| figure.status.is_of_the_past());
    past.filter_map(|(index, figure)| Some((index, figure, figure.reading.cell.as_ref()?)))
}

fn partners(cell: &Cell) -> (&str, &str) {
    (&cell.series.reporter, &cell.series.partner)
}

fn trade(series: &Series) -> Trade<'_> {
    (&series.reporter, &series.partner, &series.product)
}
