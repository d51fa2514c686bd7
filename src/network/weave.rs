//! Weaving: from figures to the network of cells that they speak of and the identities between these.
//!
//! A *line* is one series in one unit. Lines that arithmetic can tie together (turnover with its exports and imports, a whole
//! with its parts, one series in two currencies that a rate joins) form a *family*, and a family's lines all have a cell for
//! each of the family's periods; see the page on tilings. The network is the same whatever the figures' numbers are, so
//! it stays fixed while the solver asks which of them can stand together.

use super::lines::{LineId, Lines};
use super::tilings::tile;
use super::usual::mirrors;
use super::{CellId, Identity, Kind, Law, Network, Node, Quantity};
use crate::exact::{Interval, ratio};
use crate::figures::{Aspect, Cell, Figures, Flow, Nature, Series};
use crate::names::WORLD;
use crate::norms::Norms;
use crate::period::Period;
use crate::words::Unit;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Weaves the network of a set of figures, without norms.
pub fn weave(figures: &Figures) -> Network {
    weave_with(figures, &Norms::none())
}

impl Network {
    /// The network of other figures, with the norms that this one has in use.
    pub fn anew(&self, figures: &Figures) -> Network {
        self.in_use.as_ref().map_or_else(|| weave(figures), |norms| weave_with(figures, norms))
    }
}

/// Weaves the network of a set of figures, with the norms that apply.
pub fn weave_with(figures: &Figures, norms: &Norms) -> Network {
    let lines = Lines::of(figures);
    let mut loom =
        Loom { network: Network::default(), lines, levels: Vec::new(), others: HashMap::new(), stated_as: BTreeMap::new() };
    let has_norms = *norms != Norms::none();
    let (families, members) = loom.families(has_norms && norms.mirror.is_some());
    loom.lay_levels(&families, &members);
    loom.tie_flows();
    loom.tie_parts();
    loom.place_figures(figures);
    loom.tie_rates(&families);
    if has_norms {
        loom.lay_norms(figures, norms);
    }
    loom.network
}

pub(super) struct Loom {
    pub(super) network: Network,
    pub(super) lines: Lines,
    /// For each line the cells of its family's periods, in order.
    pub(super) levels: Vec<BTreeMap<Period, CellId>>,
    /// Growths, shares, rates.
    others: HashMap<Cell, CellId>,
    /// Of rates: whether one was stated as its cell has it, and whether one was stated as the reciprocal.
    stated_as: BTreeMap<CellId, [bool; 2]>,
}

impl Loom {
    /// The families' periods, and for each line its family.
    fn families(&self, with_mirrors: bool) -> (Vec<BTreeSet<Period>>, Vec<usize>) {
        let mirrors = if with_mirrors { mirrors(&self.lines) } else { Vec::new() };
        let roots = self.lines.families(&mirrors);
        let mut number = BTreeMap::new();
        let mut periods: Vec<BTreeSet<Period>> = Vec::new();
        let mut members = Vec::new();
        for (line, root) in roots.iter().enumerate() {
            let family = *number.entry(*root).or_insert_with(|| {
                periods.push(BTreeSet::new());
                periods.len() - 1
            });
            periods[family].extend(&self.lines.mentioned[line]);
            members.push(family);
        }
        (periods, members)
    }

    fn add(&mut self, quantity: Quantity, allowed: Interval, meant: Interval, is_growth: bool) -> CellId {
        let id = CellId(u32::try_from(self.network.cells.len()).expect("fewer than 2^32 cells fit in memory"));
        self.network.cells.push(Node { quantity, allowed, meant, is_growth, shown: false });
        id
    }

    fn tie(&mut self, kind: Kind, law: Law) {
        self.network.identities.push(Identity { law, kind });
    }

    /// A level cell for each line and period, and the sums in time of the flows.
    fn lay_levels(&mut self, families: &[BTreeSet<Period>], members: &[usize]) {
        let tilings: Vec<_> = families.iter().map(tile).collect();
        for line in 0..self.lines.len() {
            let (series, unit) = self.lines.of_line(LineId(line));
            let (series, unit) = (series.clone(), unit.clone());
            let domain = if self.lines.is_signed(LineId(line)) { Interval::ALL } else { Interval::not_negative() };
            let stock = series.nature == Nature::Stock;
            let tiling = &tilings[members[line]];
            let periods: &mut dyn Iterator<Item = Period> =
                if stock { &mut families[members[line]].iter().copied() } else { &mut tiling.periods.iter().copied() };
            let mut cells = BTreeMap::new();
            for period in periods {
                let cell = Cell { series: series.clone(), period, aspect: Aspect::Level, unit: Some(unit.clone()) };
                cells.insert(period, self.add(Quantity::Cell(cell), domain, domain, false));
            }
            if !stock {
                let ids: Vec<CellId> = cells.values().copied().collect();
                for (whole, parts) in &tiling.sums {
                    let parts = parts.iter().map(|&part| (true, ids[part])).collect();
                    self.tie(Kind::Time, Law::Sum { whole: ids[*whole], parts });
                }
            }
            self.levels.push(cells);
        }
    }

    /// Turnover = exports + imports; balance = exports − imports.
    fn tie_flows(&mut self) {
        for flows in self.lines.flow_groups() {
            let [turnover, balance, exports, imports] = flows;
            let (Some(exports), Some(imports)) = (exports, imports) else { continue };
            for (kind, whole, adds) in [(Kind::Turnover, turnover, true), (Kind::Balance, balance, false)] {
                let Some(whole) = whole else { continue };
                for (period, cell) in self.levels[whole.0].clone() {
                    let (Some(&e), Some(&i)) = (self.levels[exports.0].get(&period), self.levels[imports.0].get(&period)) else {
                        continue;
                    };
                    self.tie(kind, Law::Sum { whole: cell, parts: vec![(true, e), (adds, i)] });
                }
            }
        }
    }

    /// A whole is the sum of its parts where these are declared complete; else it is each part and a rest.
    fn tie_parts(&mut self) {
        for whole in std::mem::take(&mut self.lines.wholes) {
            for (period, cell) in self.levels[whole.line.0].clone() {
                let parts: Vec<CellId> =
                    whole.parts.iter().filter_map(|part| self.levels[part.0].get(&period).copied()).collect();
                if whole.complete {
                    let parts = parts.into_iter().map(|part| (true, part)).collect();
                    self.tie(Kind::Parts, Law::Sum { whole: cell, parts });
                } else if whole.disjoint {
                    let rest = self.rest(cell, parts[0]);
                    let parts = parts.into_iter().chain([rest]).map(|part| (true, part)).collect();
                    self.tie(Kind::PartOf, Law::Sum { whole: cell, parts });
                } else {
                    for part in parts {
                        let rest = self.rest(cell, part);
                        self.tie(Kind::PartOf, Law::Sum { whole: cell, parts: vec![(true, part), (true, rest)] });
                    }
                }
            }
        }
    }

    fn rest(&mut self, whole: CellId, part: CellId) -> CellId {
        let cell_of = |id: CellId| match &self.network.cells[id.0 as usize].quantity {
            Quantity::Cell(cell) => cell.clone(),
            _ => unreachable!("levels are cells of the trade"),
        };
        let quantity = Quantity::Rest { whole: cell_of(whole), part: cell_of(part) };
        self.add(quantity, Interval::not_negative(), Interval::not_negative(), false)
    }

    /// The level of a series in a unit and period, which is laid already.
    fn level(&self, series: &Series, unit: &Unit, period: Period) -> CellId {
        let line = self.lines.find(series, unit).expect("every line that a figure speaks of is laid");
        self.levels[line.0][&period]
    }

    /// The figures' and `?` cells, with the growths, shares and rates among them and the products that define these.
    fn place_figures(&mut self, figures: &Figures) {
        for figure in &figures.figures {
            let place = figure.reading.cell.as_ref().map(|cell| self.place(cell));
            self.network.spoken_of.push(place);
            if let (Some(cell), Some(rate)) = (&figure.reading.cell, place)
                && cell.aspect == Aspect::Rate
            {
                self.stated_as.entry(rate).or_default()[usize::from(figure.is_reciprocal)] = true;
            }
        }
        for asked in &figures.asked {
            let place = self.place(&asked.cell);
            self.network.asked.push(place);
        }
    }

    /// The amounts that a statement about a cell presupposes; see [`Network::presupposed`].
    fn presupposed(&self, cell: &Cell) -> Vec<CellId> {
        let Some(unit) = &cell.unit else { return Vec::new() };
        let bases = match &cell.aspect {
            Aspect::Level | Aspect::Rate => Vec::new(),
            Aspect::Growth { base } => vec![(&cell.series, *base)],
            Aspect::AverageGrowth { from, .. } => vec![(&cell.series, *from)],
            Aspect::Share { of } => vec![(of, cell.period)],
            Aspect::SharePoints { of, base } => vec![(of, cell.period), (of, *base)],
        };
        let levels = bases.into_iter().map(|(series, period)| self.level(series, unit, period));
        levels.filter(|level| self.network.cells[level.0 as usize].allowed.low.is_some()).collect()
    }

    fn place(&mut self, cell: &Cell) -> CellId {
        if let (Aspect::Level, Some(unit)) = (&cell.aspect, &cell.unit) {
            let id = self.level(&cell.series, unit, cell.period);
            return self.show(id);
        }
        if let Some(&id) = self.others.get(cell) {
            return self.show(id);
        }
        let is_growth = matches!(cell.aspect, Aspect::Growth { .. } | Aspect::AverageGrowth { .. });
        let is_signed = |series: &Series| {
            let line = cell.unit.as_ref().and_then(|unit| self.lines.find(series, unit));
            line.is_some_and(|line| self.lines.is_signed(line))
        };
        // What may change its sign changes by any factor, and is any share of another such.
        let domain = match &cell.aspect {
            Aspect::SharePoints { .. } | Aspect::Level => Interval::ALL,
            Aspect::Growth { .. } | Aspect::AverageGrowth { .. } if is_signed(&cell.series) => Interval::ALL,
            Aspect::Share { of } if is_signed(&cell.series) || is_signed(of) => Interval::ALL,
            _ => Interval::not_negative(),
        };
        let id = self.add(Quantity::Cell(cell.clone()), domain, domain, is_growth);
        self.others.insert(cell.clone(), id);
        let presupposed = self.presupposed(cell);
        if !presupposed.is_empty() {
            self.network.presupposed.insert(id, presupposed);
        }
        self.define(cell, id);
        self.show(id)
    }

    fn show(&mut self, id: CellId) -> CellId {
        self.network.cells[id.0 as usize].shown = true;
        id
    }

    /// The identity that gives a growth, share or points its meaning; none while its unit is unsettled.
    fn define(&mut self, cell: &Cell, factor: CellId) {
        let Some(unit) = &cell.unit else { return };
        match &cell.aspect {
            Aspect::Level | Aspect::Rate => {}
            Aspect::Growth { base } => {
                let (whole, base) = (self.level(&cell.series, unit, cell.period), self.level(&cell.series, unit, *base));
                self.show(base);
                self.tie(Kind::Growth, Law::Product { whole, base, factor, power: 1 });
            }
            Aspect::AverageGrowth { from, years } => {
                let (whole, base) = (self.level(&cell.series, unit, cell.period), self.level(&cell.series, unit, *from));
                self.show(base);
                self.tie(Kind::AverageGrowth, Law::Product { whole, base, factor, power: *years });
            }
            Aspect::Share { of } => {
                let (whole, base) = (self.level(&cell.series, unit, cell.period), self.level(of, unit, cell.period));
                self.show(base);
                self.tie(Kind::Share, Law::Product { whole, base, factor, power: 1 });
            }
            Aspect::SharePoints { of, base } => {
                let share_at = |period| Cell { period, aspect: Aspect::Share { of: of.clone() }, ..cell.clone() };
                let (now, then) = (self.place(&share_at(cell.period)), self.place(&share_at(*base)));
                self.tie(Kind::SharePoints, Law::Sum { whole: now, parts: vec![(true, then), (true, factor)] });
            }
        }
    }

    /// One series in two currencies, where the files state the rate of the period; and three rates of one period.
    fn tie_rates(&mut self, families: &[BTreeSet<Period>]) {
        let mut by_period: BTreeMap<Period, BTreeMap<(String, String), CellId>> = BTreeMap::new();
        for (cell, &id) in &self.others {
            if let (Aspect::Rate, Flow::Rate(priced, one)) = (&cell.aspect, &cell.series.flow) {
                by_period.entry(cell.period).or_default().insert((priced.clone(), one.clone()), id);
            }
        }
        self.complete_triangles(&mut by_period);
        if families.is_empty() {
            return;
        }
        for (priced, one) in self.lines.currency_pairs() {
            // A balance's two sides are weighted by months of their own: it has no rate.
            if self.lines.is_signed(priced) {
                continue;
            }
            let currencies = match (self.lines.of_line(priced).1, self.lines.of_line(one).1) {
                (Unit::Currency(a), Unit::Currency(b)) => (a.clone(), b.clone()),
                _ => continue,
            };
            for (period, whole) in self.levels[priced.0].clone() {
                let Some(&base) = self.levels[one.0].get(&period) else { continue };
                let Some(&rate) = by_period.get(&period).and_then(|rates| rates.get(&currencies)) else { continue };
                self.convert(whole, base, rate);
            }
        }
    }

    fn convert(&mut self, whole: CellId, base: CellId, rate: CellId) {
        let cell_of = |id: CellId| match &self.network.cells[id.0 as usize].quantity {
            Quantity::Cell(cell) => cell.clone(),
            _ => unreachable!("levels and rates are cells of the trade"),
        };
        let (priced, unit, rate_cell) = (cell_of(whole), cell_of(base), cell_of(rate));
        let own = Quantity::OwnRate { priced: priced.clone(), unit };
        let own = self.add(own, Interval::not_negative(), Interval::not_negative(), false);
        let spread = Quantity::Spread { rate: rate_cell, priced };
        // Within 2.5 % of the rate as it was stated, which is not the same of its reciprocal.
        let within = |n: i128, d: i128| match self.stated_as.get(&rate) {
            Some([false, true]) => Interval::closed(ratio(d, d + n), ratio(d, d - n)),
            Some([true, true]) => Interval::closed(ratio(d - n, d), ratio(d, d - n)),
            _ => Interval::closed(ratio(d - n, d), ratio(d + n, d)),
        };
        let (allowed, meant) = (within(1, 40), within(1, 100));
        let spread = self.add(spread, allowed, meant, false);
        self.tie(Kind::Conversion, Law::Product { whole, base, factor: own, power: 1 });
        self.tie(Kind::OwnRate, Law::Product { whole: own, base: rate, factor: spread, power: 1 });
    }

    /// A/C = A/B × B/C wherever two of the three are known: the third becomes a cell.
    fn complete_triangles(&mut self, by_period: &mut BTreeMap<Period, BTreeMap<(String, String), CellId>>) {
        for (period, rates) in by_period {
            let names: BTreeSet<String> = rates.keys().flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
            let names: Vec<String> = names.into_iter().collect();
            for (i, a) in names.iter().enumerate() {
                for (j, b) in names.iter().enumerate().skip(i + 1) {
                    for c in &names[j + 1..] {
                        let keys = [(a.clone(), c.clone()), (a.clone(), b.clone()), (b.clone(), c.clone())];
                        if keys.iter().filter(|key| rates.contains_key(key)).count() < 2 {
                            continue;
                        }
                        let [whole, base, factor] = keys.map(|key| {
                            *rates.entry(key.clone()).or_insert_with(|| {
                                let series = Series {
                                    reporter: String::new(),
                                    partner: WORLD.into(),
                                    flow: Flow::Rate(key.0, key.1),
                                    product: "TOTAL".into(),
                                    nature: Nature::Flow,
                                };
                                let cell = Cell { series, period: *period, aspect: Aspect::Rate, unit: None };
                                self.add(Quantity::Cell(cell), Interval::not_negative(), Interval::not_negative(), false)
                            })
                        });
                        self.tie(Kind::Rates, Law::Product { whole, base, factor, power: 1 });
                    }
                }
            }
        }
    }
}
