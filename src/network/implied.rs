//! Lines that nobody names and that a trade of other flows implies.
//!
//! | spoken of | and | implied |
//! |---|---|---|
//! | the world's turnover | a partner's exports or imports | the partner's turnover: it is a part |
//! | the world's exports (or imports) | a partner's turnover or balance | the partner's exports (or imports) |
//! | turnover or balance in rubles, and a rate | a flow of the same trade in dollars | the same in dollars |
//!
//! Without them a partner's exports could exceed the world's turnover and nothing would be the wiser.

use super::lines::{LineId, Lines};
use crate::figures::{Flow, Nature, Series};
use crate::names::WORLD;
use crate::words::Unit;
use std::collections::BTreeMap;

/// Which of turnover, balance, exports and imports are spoken of.
type Here = [bool; 4];
/// Reporter, partner, product.
type Trade = (String, String, String, Nature);

impl Lines {
    /// Adds what a trade of other flows implies beside a whole: where the turnover of the world is spoken of, a partner with
    /// exports has a turnover too, and is a part; where turnover is counted in one currency and exports in another that a rate
    /// joins, turnover can be counted in the other as well.
    pub(super) fn add_what_flows_imply(&mut self) {
        let mut missing: Vec<(Series, Unit)> = Vec::new();
        let groups = self.flow_groups();
        let mut tops: BTreeMap<(String, String, Nature, Unit), Here> = BTreeMap::new();
        let mut currencies: BTreeMap<Trade, Vec<(String, Here)>> = BTreeMap::new();
        let of = |group: &[Option<LineId>; 4]| {
            let (series, unit) = self.of_line(group.iter().flatten().next().copied()?);
            Some((series.clone(), unit.clone(), group.map(|line| line.is_some())))
        };
        for (series, unit, has) in groups.iter().filter_map(of) {
            if series.partner == WORLD {
                let top = tops.entry((series.reporter.clone(), series.product.clone(), series.nature, unit.clone())).or_default();
                top.iter_mut().zip(has).for_each(|(top, has)| *top |= has);
            }
            if let Unit::Currency(code) = unit {
                let trade = (series.reporter, series.partner, series.product, series.nature);
                currencies.entry(trade).or_default().push((code, has));
            }
        }
        for (series, unit, [turnover, balance, exports, imports]) in groups.iter().filter_map(of) {
            let top = tops.get(&(series.reporter.clone(), series.product.clone(), series.nature, unit.clone()));
            let [top_turnover, _, top_exports, top_imports] = top.copied().unwrap_or_default();
            let mut add = |flow: Flow| missing.push((Series { flow, ..series.clone() }, unit.clone()));
            if series.partner != WORLD {
                if top_turnover && !turnover && (exports || imports) {
                    add(Flow::Turnover);
                }
                if top_exports && !exports && (turnover || balance) {
                    add(Flow::Exports);
                }
                if top_imports && !imports && (turnover || balance) {
                    add(Flow::Imports);
                }
            }
            let Unit::Currency(code) = &unit else { continue };
            let trade = (series.reporter.clone(), series.partner.clone(), series.product.clone(), series.nature);
            for (_, [other_turnover, other_balance, ..]) in
                currencies[&trade].iter().filter(|(other, _)| other != code && self.are_joined(other, code))
            {
                if *other_turnover && !turnover && (balance || exports || imports) {
                    add(Flow::Turnover);
                }
                if *other_balance && !balance && (turnover || exports || imports) {
                    add(Flow::Balance);
                }
            }
        }
        for (series, unit) in missing {
            let series = self.series(&series);
            self.line(series, unit);
        }
    }
}
