//! Which book is quoted: figures are revised, and some books hold goods, others goods and services.
//!
//! Both explain only why figures of different sources or dates differ. An average growth is not widened: a revision of one of
//! its ends moves the pace by less than a point.

use super::Reread;
use super::catalogue::Catalogue;
use super::price::{Kind, price};
use crate::exact::{End, Interval, Ratio};
use crate::figures::{Aspect, Cell, Flow, Nature, Reading};
use crate::words::Unit;
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, Signed};
use std::collections::BTreeMap;

/// So many figures of one source that clash are a table.
const TABLE: usize = 5;

pub(super) fn offer(catalogue: &mut Catalogue<'_>) {
    offer_editions(catalogue);
    offer_services(catalogue);
}

fn offer_editions(catalogue: &mut Catalogue<'_>) {
    let Some(by) = price(Kind::Vintage).and_then(|price| price.by) else { return };
    let one = Ratio::from_integer(1);
    let mut of_sources: BTreeMap<(usize, &str), Vec<Reread>> = BTreeMap::new();
    for (index, figure, cell) in catalogue.named() {
        let Reading { allowed, meant, .. } = figure.reading;
        let numbers = [allowed, meant].map(|numbers| match cell.aspect {
            Aspect::Level => widened(&numbers, &by),
            // A ratio of two levels, one of which is revised.
            Aspect::Growth { .. } => widened(&numbers.shifted(&one)?, &by)?.shifted(&-one),
            _ => None,
        });
        if let [Some(allowed), Some(meant)] = numbers {
            let percent = (by * Ratio::from_integer(100)).round();
            let to = format!("another edition, within {percent}%");
            let new = catalogue.reread(index, cell.clone(), [allowed, meant], "this edition".into(), to);
            if let Some(new) = new {
                of_sources.entry((figure.place.file, &*figure.source)).or_default().push(new.clone());
                catalogue.offer(Kind::Vintage, vec![new]);
            }
        }
    }
    // A whole table is printed anew.
    for all in of_sources.into_values().filter(|all| all.len() >= TABLE) {
        catalogue.offer(Kind::Vintage, all);
    }
}

fn offer_services(catalogue: &mut Catalogue<'_>) {
    let Some(least) = price(Kind::Services).and_then(|price| price.by) else { return };
    for (index, figure, cell) in catalogue.named().into_iter().filter(|(_, _, cell)| may_hold_services(cell)) {
        let Reading { allowed, meant, .. } = figure.reading;
        let goods = |all: Interval| {
            let low = match all.low {
                None => None,
                Some(end) => Some(End { at: end.at.checked_mul(&least)?, open: end.open }),
            };
            Some(Interval { low, high: all.high })
        };
        if let (Some(allowed), Some(meant)) = (goods(allowed), goods(meant)) {
            let (from, to) = ("goods".to_string(), "goods and services".to_string());
            let new = catalogue.reread(index, cell.clone(), [allowed, meant], from, to);
            catalogue.offer(Kind::Services, new.into_iter().collect());
        }
    }
}

fn may_hold_services(cell: &Cell) -> bool {
    cell.aspect == Aspect::Level
        && matches!(cell.series.flow, Flow::Turnover | Flow::Exports | Flow::Imports)
        && cell.series.product == "TOTAL"
        && cell.series.nature == Nature::Flow
        && matches!(cell.unit, Some(Unit::Currency(_)))
}

/// Each end moved outward by a part of itself; `None` on overflow.
fn widened(interval: &Interval, by: &Ratio) -> Option<Interval> {
    let moved = |end: Option<End>, outward: fn(&Ratio, &Ratio) -> Option<Ratio>| match end {
        None => Some(None),
        Some(end) => {
            let at = outward(&end.at, &end.at.abs().checked_mul(by)?)?;
            Some(Some(End { at, open: end.open }))
        }
    };
    let low = moved(interval.low, |at, room| at.checked_sub(room))?;
    let high = moved(interval.high, |at, room| at.checked_add(room))?;
    Some(Interval { low, high })
}

#[cfg(test)]
mod tests {
    use super::widened;
    use crate::exact::{Interval, ratio};

    #[test]
    fn ends_move_outward_whatever_their_sign() {
        let wide = widened(&Interval::closed(ratio(-100, 1), ratio(100, 1)), &ratio(3, 100));
        assert_eq!(wide, Some(Interval::closed(ratio(-103, 1), ratio(103, 1))));
        assert_eq!(widened(&Interval::more_than(ratio(-100, 1)), &ratio(3, 100)), Some(Interval::more_than(ratio(-103, 1))));
    }
}
