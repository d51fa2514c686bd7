//! In what: a growth in dollars is another than the growth in rubles, and most phrases name neither.
//!
//! All ratios of one statement that are now taken to be of one currency change together. Only currencies for which the files
//! hold a rate are tried: without one nothing would be tested.

use super::catalogue::Catalogue;
use super::price::Kind;
use super::register::Register;
use super::voice::Voice;
use crate::figures::{Aspect, Cell, Figure};
use crate::words::Unit;

/// What one source says in one currency, levels and ratios apart. "Up 31% to $3.8bn" names its currency once for both.
pub(super) fn alike<'a>(register: &Register<'_>, figure: &'a Figure, cell: &'a Cell) -> Option<(Voice<'a>, bool, &'a str)> {
    let is_open = match cell.aspect {
        Aspect::Rate => false,
        Aspect::Level => figure.assumed.currency,
        _ => figure.assumed.currency || !register.beside_money.contains(&figure.place),
    };
    Some((Voice::of(figure), cell.aspect == Aspect::Level, code(cell)?)).filter(|_| is_open)
}

fn code(cell: &Cell) -> Option<&str> {
    match &cell.unit {
        Some(Unit::Currency(code)) => Some(code),
        _ => None,
    }
}

pub(super) fn offer(catalogue: &mut Catalogue<'_>) {
    let register = catalogue.register;
    for bundle in catalogue.bundles(&register.of_currencies) {
        let Some(code) = bundle.first().and_then(|&figure| catalogue.cell(figure)).and_then(code) else { continue };
        let is_marked = bundle.iter().any(|&figure| catalogue.figures.figures[figure].assumed.currency);
        let kind = if is_marked { Kind::CurrencyMarked } else { Kind::CurrencyNotNamed };
        for other in register.exchange.joined_with(code) {
            let readings = bundle.iter().filter_map(|&figure| {
                let cell = Cell { unit: Some(Unit::Currency(other.to_string())), ..catalogue.cell(figure)?.clone() };
                catalogue.moved(figure, cell, code.to_string(), other.to_string())
            });
            catalogue.offer(kind, readings.collect());
        }
    }
}
