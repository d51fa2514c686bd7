//! Which figures test one another, and what the others would need.
//!
//! An identity with a cell that nothing else holds proves nothing: the growth of 2022 over a 2021 that nobody stated can be
//! anything it likes. Such identities are dropped, again and again, as dropping one sets others free; figures that are then tied
//! to no other could not have failed.

use super::ties::Ties;
use super::{CellId, Kind, Law, Network, Quantity};
use crate::exact::Ratio;
use crate::figures::{Aspect, Cell, Figures, Flow, Series};
use crate::words::Unit;
use num_traits::Zero;

/// Which figures test one another.
#[derive(Clone, Debug)]
pub struct Tested {
    /// For each figure (by index) the number of its group, where figures that test one another share a group; `None` for figures
    /// that test no other.
    pub group: Vec<Option<u32>>,
    /// For each figure (by index) that tests no other: what would test it.
    pub needs: Vec<Option<String>>,
}

/// Finds out which of the figures chosen test one another; the others count as not there.
pub fn tested(figures: &Figures, network: &Network, chosen: &dyn Fn(usize) -> bool) -> Tested {
    let mut pruning = Pruning::new(figures, network, chosen);
    loop {
        pruning.drop_free();
        if !pruning.drop_rising() {
            break;
        }
    }
    let groups = pruning.groups();
    let mut sizes = vec![0u32; network.cells.len()];
    groups.iter().flatten().for_each(|root| sizes[*root as usize] += 1);
    let group: Vec<Option<u32>> = groups.iter().map(|of| of.filter(|root| sizes[*root as usize] > 1)).collect();
    let needs = group.iter().enumerate().map(|(index, group)| match group {
        None if chosen(index) => Some(pruning.needs(index)),
        _ => None,
    });
    let needs = needs.collect();
    Tested { group, needs }
}

struct Pruning<'a> {
    figures: &'a Figures,
    network: &'a Network,
    /// For each cell what the chosen figures say of it.
    spoken: Vec<Spoken>,
    of_figure: Vec<Option<CellId>>,
    /// For each cell the identities it is in.
    around: Vec<Vec<u32>>,
    /// For each cell how many identities that are not dropped it is in.
    degree: Vec<u32>,
    /// For each identity the free cell because of which it was dropped.
    freed_by: Vec<Option<CellId>>,
}

/// What figures say of a cell, as far as it decides what is tested.
#[derive(Clone, Copy, Default)]
struct Spoken {
    figures: u32,
    /// Whether one of them says that it is nothing: a growth of −100 %, a share of 0.
    is_nothing: bool,
    /// Whether one of them settles on which side of zero it lies.
    has_sign: bool,
}

impl<'a> Pruning<'a> {
    fn new(figures: &'a Figures, network: &'a Network, chosen: &dyn Fn(usize) -> bool) -> Self {
        let mut around = vec![Vec::new(); network.cells.len()];
        for (index, identity) in network.identities.iter().enumerate() {
            for cell in cells(&identity.law) {
                around[cell.0 as usize].push(index as u32);
            }
        }
        let mut spoken = vec![Spoken::default(); network.cells.len()];
        let mut of_figure = vec![None; figures.figures.len()];
        for (index, cell) in network.spoken_of.iter().enumerate() {
            let Some(cell) = cell.filter(|_| chosen(index)) else { continue };
            let slot = &mut spoken[cell.0 as usize];
            let nothing = if network.cells[cell.0 as usize].is_growth { -Ratio::from_integer(1) } else { Ratio::zero() };
            let said = figures.figures[index].reading.allowed;
            slot.figures += 1;
            slot.is_nothing |= said.high.is_some_and(|end| end.at <= nothing);
            slot.has_sign |=
                said.low.is_some_and(|end| end.at >= Ratio::zero()) || said.high.is_some_and(|end| end.at <= Ratio::zero());
            of_figure[index] = Some(cell);
        }
        let degree = around.iter().map(|identities| identities.len() as u32).collect();
        let freed_by = vec![None; network.identities.len()];
        Pruning { figures, network, spoken, of_figure, around, degree, freed_by }
    }

    fn drop_free(&mut self) {
        let mut open: Vec<u32> = (0..self.network.identities.len() as u32).rev().collect();
        while let Some(id) = open.pop() {
            if self.freed_by[id as usize].is_some() {
                continue;
            }
            let Some(free) = self.free_cell(id) else { continue };
            self.freed_by[id as usize] = Some(free);
            for cell in cells(&self.network.identities[id as usize].law) {
                self.degree[cell.0 as usize] -= 1;
                open.extend(&self.around[cell.0 as usize]);
            }
        }
    }

    /// Whether nothing but one identity holds a cell.
    fn is_loose(&self, cell: CellId) -> bool {
        let node = &self.network.cells[cell.0 as usize];
        self.spoken[cell.0 as usize].figures == 0
            && self.degree[cell.0 as usize] == 1
            && node.allowed.high.is_none()
            && !matches!(node.quantity, Quantity::Spread { .. })
    }

    /// A cell of an identity that can always be chosen so that the identity holds.
    fn free_cell(&self, id: u32) -> Option<CellId> {
        let signed = |cell: CellId| self.network.cells[cell.0 as usize].allowed.low.is_none();
        match &self.network.identities[id as usize].law {
            &Law::Product { whole, base, factor, .. } => {
                let needs_sign = self.network.cells[factor.0 as usize].is_growth && signed(base);
                let is_loose = self.is_loose(base) && !self.spoken[factor.0 as usize].is_nothing;
                if is_loose || (needs_sign && !self.spoken[base.0 as usize].has_sign) {
                    return Some(base);
                }
                [factor, whole].into_iter().find(|&cell| self.is_loose(cell))
            }
            Law::Sum { whole, parts } => {
                let adds_up = parts.iter().all(|&(adds, part)| adds && !signed(part));
                if self.is_loose(*whole) && (adds_up || signed(*whole)) {
                    return Some(*whole);
                }
                // Amounts that nothing else holds can be split in any way.
                if adds_up && !signed(*whole) && parts.iter().all(|(_, part)| self.is_loose(*part)) {
                    return parts.first().map(|(_, part)| *part);
                }
                parts.iter().map(|(_, part)| *part).find(|&part| signed(part) && self.is_loose(part))
            }
        }
    }

    /// Drops the identities of wholes that nobody states and that can be as large as it takes: of the world's trade, say, of which
    /// two partners are parts. Whether there were any.
    fn drop_rising(&mut self) -> bool {
        let rising = self.rising();
        let mut dropped = false;
        for id in 0..self.network.identities.len() {
            if self.freed_by[id].is_some() {
                continue;
            }
            let cells = cells(&self.network.identities[id].law);
            if let Some(&free) = cells.iter().find(|cell| rising[cell.0 as usize]) {
                self.freed_by[id] = Some(free);
                cells.iter().for_each(|cell| self.degree[cell.0 as usize] -= 1);
                dropped = true;
            }
        }
        dropped
    }

    /// The most cells that can all be made as large as one likes: nobody speaks of them, they stand in sums only, a sum of which
    /// one is a part has one as its whole, and a whole has a part that can rise with it.
    fn rising(&self) -> Vec<bool> {
        let cell_count = self.network.cells.len();
        let mut rising: Vec<bool> = (0..cell_count)
            .map(|cell| {
                let node = &self.network.cells[cell];
                let is_bounded = node.allowed.high.is_some() || node.allowed.low.is_none();
                self.spoken[cell].figures == 0 && self.degree[cell] > 0 && !is_bounded
            })
            .collect();
        let mut open: Vec<u32> = (0..self.network.identities.len() as u32).rev().collect();
        while let Some(id) = open.pop() {
            if self.freed_by[id as usize].is_some() {
                continue;
            }
            for cell in self.held_down(id, &rising) {
                if std::mem::replace(&mut rising[cell.0 as usize], false) {
                    open.extend(&self.around[cell.0 as usize]);
                }
            }
        }
        rising
    }

    /// The cells of an identity that it keeps from rising.
    fn held_down(&self, id: u32, rising: &[bool]) -> Vec<CellId> {
        let law = &self.network.identities[id as usize].law;
        let rises = |cell: &CellId| rising[cell.0 as usize];
        match law {
            Law::Sum { whole, parts }
                if parts.iter().all(|(adds, _)| *adds) && self.network.cells[whole.0 as usize].allowed.low.is_some() =>
            {
                if !rises(whole) {
                    return parts.iter().map(|(_, part)| *part).filter(rises).collect();
                }
                let gives = parts.iter().any(|(_, part)| rises(part) || self.is_loose(*part));
                if gives { Vec::new() } else { vec![*whole] }
            }
            _ => cells(law),
        }
    }

    /// For each chosen figure the first cell of those that it is tied to.
    fn groups(&self) -> Vec<Option<u32>> {
        let mut ties = Ties::among(self.network.cells.len());
        for (index, identity) in self.network.identities.iter().enumerate() {
            if self.freed_by[index].is_some() {
                continue;
            }
            let cells = cells(&identity.law);
            cells.windows(2).for_each(|pair| ties.tie(pair[0].0 as usize, pair[1].0 as usize));
        }
        self.of_figure.iter().map(|cell| cell.map(|cell| ties.first(cell.0 as usize) as u32)).collect()
    }

    /// What would test a figure: the loose cell of the first identity that would have.
    fn needs(&self, figure: usize) -> String {
        let Some(cell) = self.of_figure[figure] else { return "a date".into() };
        let Quantity::Cell(own) = &self.network.cells[cell.0 as usize].quantity else { return "another figure".into() };
        if own.unit.is_none() && own.aspect != Aspect::Rate {
            return "the currency".into();
        }
        let mut identities = self.around[cell.0 as usize].iter();
        let missing = identities.find_map(|&id| self.missing(id, cell));
        let several = self.has_several_lines();
        match missing {
            Some(missing) => label(missing, own, several),
            None if own.aspect == Aspect::Rate => {
                let currencies = own.series.flow.to_string();
                let (a, b) = currencies.split_once('/').unwrap_or((&currencies, ""));
                format!("one flow of {} in both {a} and {b}", own.period)
            }
            None => self.beside(own, several).unwrap_or_else(|| format!("another figure for {}", label(own, own, several))),
        }
    }

    /// What would tie an amount to another that is stated: the same amount in another currency by the rate, exports to imports
    /// by their sum or difference.
    fn beside(&self, own: &Cell, several: bool) -> Option<String> {
        if own.aspect != Aspect::Level {
            return None;
        }
        let stated = |is_other: &dyn Fn(&Cell) -> bool| {
            let cells = self.of_figure.iter().enumerate().filter(|(_, cell)| cell.is_some());
            let mut cells = cells.filter_map(|(index, _)| self.figures.figures[index].reading.cell.as_ref());
            cells.find(|cell| cell.aspect == Aspect::Level && cell.period == own.period && is_other(cell))
        };
        let in_other_currency = stated(&|cell| cell.series == own.series && cell.unit != own.unit);
        if let (Some(Unit::Currency(a)), Some(Unit::Currency(b))) =
            (&own.unit, in_other_currency.and_then(|cell| cell.unit.as_ref()))
        {
            return Some(format!("the rate {}/{} {}", a.min(b), a.max(b), own.period));
        }
        let other = match own.series.flow {
            Flow::Exports => Flow::Imports,
            Flow::Imports => Flow::Exports,
            _ => return None,
        };
        let other = Series { flow: other, ..own.series.clone() };
        stated(&|cell| cell.series == other && cell.unit == own.unit)?;
        let whole = |flow| label(&Cell { series: Series { flow, ..own.series.clone() }, ..own.clone() }, own, several);
        Some(format!("{} or {}", whole(Flow::Turnover), whole(Flow::Balance)))
    }

    /// The cell of the trade that an identity around a figure's cell lacks.
    fn missing(&self, id: u32, spoken: CellId) -> Option<&Cell> {
        let free = self.freed_by[id as usize]?;
        let identity = &self.network.identities[id as usize];
        let candidates: Vec<CellId> = match (identity.kind, &identity.law) {
            (Kind::Growth | Kind::AverageGrowth | Kind::Share | Kind::Conversion, &Law::Product { whole, base, .. }) => {
                vec![base, whole]
            }
            _ => vec![free],
        };
        let lacking = candidates.into_iter().find(|&cell| cell != spoken && self.spoken[cell.0 as usize].figures == 0)?;
        match &self.network.cells[lacking.0 as usize].quantity {
            Quantity::Cell(cell) => Some(cell),
            _ => None,
        }
    }

    fn has_several_lines(&self) -> bool {
        let mut pairs = self.figures.figures.iter().filter_map(|figure| {
            let series = &figure.reading.cell.as_ref()?.series;
            (!matches!(series.flow, Flow::Rate(..))).then_some((&series.reporter, &series.partner))
        });
        let first = pairs.next();
        pairs.any(|pair| Some(pair) != first)
    }
}

/// A cell as a person would ask for it: `turnover 2021`; with whose trade it is where it is not the figure's own.
fn label(cell: &Cell, own: &Cell, several: bool) -> String {
    let mut told = String::new();
    if cell.series.partner != own.series.partner || cell.series.reporter != own.series.reporter || several {
        let reporter = if cell.series.reporter.is_empty() { "-" } else { &cell.series.reporter };
        told += &format!("{reporter}/{} ", cell.series.partner);
    }
    told += &cell.series.flow.to_string();
    if cell.series.product != "TOTAL" {
        told += &format!(" of {}", cell.series.product);
    }
    told += &format!(" {}", cell.period);
    if cell.unit != own.unit
        && let Some(unit) = &cell.unit
    {
        told += &format!(" in {unit}");
    }
    told
}

fn cells(law: &Law) -> Vec<CellId> {
    match law {
        Law::Sum { whole, parts } => std::iter::once(*whole).chain(parts.iter().map(|(_, part)| *part)).collect(),
        &Law::Product { whole, base, factor, .. } => vec![whole, base, factor],
    }
}
