//! In what: a growth in dollars is another than the growth in rubles, and most phrases name neither.
//!
//! All ratios of one statement that are now taken to be of one currency change together. Only currencies for which the files
//! hold a rate are tried: without one nothing would be tested.

use super::catalogue::Catalogue;
use super::price::Kind;
use super::voice::Voice;
use crate::figures::{Aspect, Cell, Exchange, Figure, Place};
use crate::words::Unit;
use std::collections::HashSet;

pub(super) fn offer(catalogue: &mut Catalogue<'_>) {
    let exchange = Exchange::of(catalogue.figures);
    let beside_money = places_of_money(catalogue);
    // "Up 31% to $3.8bn" names its currency once for both.
    let is_open = |figure: &Figure, cell: &Cell| match cell.aspect {
        Aspect::Rate => false,
        Aspect::Level => figure.assumed.currency,
        _ => figure.assumed.currency || !beside_money.contains(&figure.place),
    };
    let bundles = catalogue.bundles(|figure, cell| match &cell.unit {
        Some(Unit::Currency(code)) if is_open(figure, cell) => {
            Some((Voice::of(figure), cell.aspect == Aspect::Level, code.as_str()))
        }
        _ => None,
    });
    for ((_, _, code), bundle) in bundles {
        let is_marked = bundle.iter().any(|&figure| catalogue.figures.figures[figure].assumed.currency);
        let kind = if is_marked { Kind::CurrencyMarked } else { Kind::CurrencyNotNamed };
        for other in exchange.joined_with(code) {
            let readings = bundle.iter().filter_map(|&figure| {
                let cell = Cell { unit: Some(Unit::Currency(other.to_string())), ..catalogue.cell(figure)?.clone() };
                catalogue.moved(figure, cell, code.to_string(), other.to_string())
            });
            catalogue.offer(kind, readings.collect());
        }
    }
}

/// The rows that state an amount of money.
fn places_of_money(catalogue: &Catalogue<'_>) -> HashSet<Place> {
    let figures = catalogue.figures.figures.iter();
    let money = figures.filter(|figure| {
        let cell = figure.reading.cell.as_ref();
        cell.is_some_and(|cell| cell.aspect == Aspect::Level && matches!(cell.unit, Some(Unit::Currency(_))))
    });
    money.map(|figure| figure.place).collect()
}
