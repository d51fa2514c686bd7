//! What is usual: norms laid over the cells, as ratios that hold on the tier "as is usual" only.
//!
//! | norm | over | example |
//! |---|---|---|
//! | part of a year | exports, imports and turnover of all products | the first six months carry 39 to 60.3 % of 2022 |
//! | mirror | a country's imports over its partner's exports | Russia's imports from Uzbekistan are 1 to 1.2 of Uzbekistan's exports to Russia |
//!
//! Single products are left alone: a harvest falls in its season. So are spans of one or two months in mirror data, since goods
//! that leave in March arrive in April. Where the files hold both sides of a pair for eight years or more, the pair's own ratios
//! (from the lowest to the highest, for want of more years) take the place of the norm's.

use super::lines::{LineId, Lines};
use super::{CellId, Identity, Kind, Law, Loom, Network, Node, Quantity, Usual};
use crate::exact::{Interval, Ratio};
use crate::figures::{Aspect, Cell, Figures, Flow, Nature, Series};
use crate::norms::{About, Norms};
use crate::period::Period;
use num_traits::{CheckedDiv, CheckedMul, Zero};
use std::collections::BTreeMap;

/// So many years of a pair of mirror data say more than the norm.
const OWN_YEARS: usize = 8;
/// Goods take weeks from one border to the other: shorter spans are not held against each other.
const LEAST_MONTHS: i32 = 3;

/// The pairs of lines of which one is the imports and the other the partner's exports of the same.
pub(super) fn mirrors(lines: &Lines) -> Vec<[LineId; 2]> {
    let mut pairs = Vec::new();
    for line in (0..lines.len()).map(LineId) {
        let (series, unit) = lines.of_line(line);
        if series.flow == Flow::Imports && series.nature == Nature::Flow && !series.reporter.is_empty() {
            let exports = Series {
                reporter: series.partner.clone(),
                partner: series.reporter.clone(),
                flow: Flow::Exports,
                ..series.clone()
            };
            pairs.extend(lines.find(&exports, unit).map(|exports| [line, exports]));
        }
    }
    pairs
}

impl Network {
    /// Whether a norm (index) is of the months of a year, and not of two countries' books.
    pub fn is_of_months(&self, norm: usize) -> bool {
        let quantity = self.norms.get(norm).map(|usual| &self.cells[usual.cell.0 as usize].quantity);
        matches!(quantity, Some(Quantity::Usual { part, whole }) if part.period != whole.period)
    }
}

impl Loom {
    /// Lays all norms.
    pub(super) fn lay_norms(&mut self, figures: &Figures, norms: &Norms) {
        self.network.in_use = Some(norms.clone());
        for line in (0..self.lines.len()).map(LineId) {
            let (series, _) = self.lines.of_line(line);
            let is_usual = matches!(series.flow, Flow::Exports | Flow::Imports | Flow::Turnover);
            if is_usual && series.nature == Nature::Flow && series.product == "TOTAL" {
                self.lay_parts_of_years(line, norms);
            }
        }
        let Some(mirror) = &norms.mirror else { return };
        for [imports, exports] in mirrors(&self.lines) {
            let own = own_ratios(figures, self.lines.of_line(imports), self.lines.of_line(exports));
            let (ratio, about) = own.unwrap_or_else(|| (mirror.ratio, mirror.about.clone()));
            for (period, whole) in self.levels[imports.0].clone() {
                let Some(&base) = self.levels[exports.0].get(&period) else { continue };
                if period.months() >= LEAST_MONTHS {
                    self.lay_norm([whole, base], ratio, "mirror data".into(), about.clone());
                }
            }
        }
    }

    fn lay_parts_of_years(&mut self, line: LineId, norms: &Norms) {
        let cells = self.levels[line.0].clone();
        for (year, base) in cells.iter().filter(|(period, _)| period.months() == 12 && period.first() % 12 == 0) {
            for norm in &norms.part_of_year {
                let part = Period::between(year.first(), year.first() + norm.months as i32);
                let Some(&whole) = part.and_then(|part| cells.get(&part)) else { continue };
                let months = if norm.months == 1 { "month" } else { "months" };
                let name = format!("part of a year ({} {months})", norm.months);
                self.lay_norm([whole, *base], norm.share, name, norm.about.clone());
            }
        }
    }

    fn lay_norm(&mut self, [whole, base]: [CellId; 2], ratio: Interval, name: String, about: About) {
        let cell_of = |id: CellId| match &self.network.cells[id.0 as usize].quantity {
            Quantity::Cell(cell) => cell.clone(),
            _ => unreachable!("levels are cells of the trade"),
        };
        let quantity = Quantity::Usual { part: cell_of(whole), whole: cell_of(base) };
        let domain = Interval::not_negative();
        let factor = CellId(self.network.cells.len() as u32);
        self.network.cells.push(Node { quantity, allowed: domain, meant: domain, is_growth: false, shown: false });
        let law = Law::Product { whole, base, factor, power: 1 };
        self.network.identities.push(Identity { law, kind: Kind::Norm });
        self.network.norms.push(Usual { cell: factor, ratio, name, about });
    }
}

/// The lowest and the highest ratio of a pair's yearly levels as printed, where both are stated for enough years.
fn own_ratios(
    figures: &Figures,
    imports: (&Series, &crate::words::Unit),
    exports: (&Series, &crate::words::Unit),
) -> Option<(Interval, About)> {
    let printed = |(series, unit): (&Series, &crate::words::Unit)| -> BTreeMap<Period, Ratio> {
        let level = |cell: &Cell| cell.aspect == Aspect::Level && cell.series == *series && cell.unit.as_ref() == Some(unit);
        let of_years = figures.figures.iter().filter(|figure| figure.status.is_of_the_past()).filter_map(|figure| {
            let cell = figure.reading.cell.as_ref().filter(|cell| cell.period.months() == 12 && level(cell))?;
            match figure.printed[..] {
                [number] if number > Ratio::zero() => Some((cell.period, number)),
                _ => None,
            }
        });
        let mut first = BTreeMap::new();
        of_years.for_each(|(period, number)| {
            first.entry(period).or_insert(number);
        });
        first
    };
    let (imports, exports) = (printed(imports), printed(exports));
    let ratios = imports.iter().filter_map(|(year, number)| number.checked_div(exports.get(year)?));
    let ratios: Vec<Ratio> = ratios.collect();
    if ratios.len() < OWN_YEARS {
        return None;
    }
    let thousandths = Ratio::from_integer(1000);
    let low = ratios.iter().min()?.checked_mul(&thousandths)?.floor() / thousandths;
    let high = ratios.iter().max()?.checked_mul(&thousandths)?.ceil() / thousandths;
    let source = format!("the pair's own ratios in {} years of these files", ratios.len());
    let about = About { source, flagged: 0, of: ratios.len() as u32 };
    Some((Interval::closed(low, high), about))
}
