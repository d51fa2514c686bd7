//! A quantity that no row names can be asked for all the same: the turnover that a table leaves to whoever adds up.
//!
//! > crossfoot why UZB/RUS:turnover:2023 exports.csv imports.csv
//!
//! It is written as results write quantities, `REPORTER/PARTNER:flow[:product]:period[:aspect][:currency]`. What is left out is a level,
//! in the one currency in which that trade is stated; countries and flows may be named as in a figures file. Where the figures leave
//! nothing of it, the answer says which rows would.

use super::names::Names as Words;
use super::sentences::{either, listed};
use crate::figures::{Aspect, Cell, Figures, Flow, Nature, Series};
use crate::names::Names;
use crate::network::{CellId, Identity, Kind, Law, Network, Quantity};
use crate::period::Period;
use crate::words::{Unit, scaled_unit};

/// What an unknown quantity turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This one.
    Quantity(Box<Cell>),
    /// One of these: the currency is open.
    OneOf(Vec<String>),
    /// A trade that no figure speaks of; what could be asked for instead, which the other side counts.
    Nobodys {
        /// Whose trade, as "UZB/RUS".
        pair: String,
        /// A quantity of the other side.
        mirrored: Option<String>,
        /// The row that asks for it in a figures file.
        row: String,
    },
}

/// Reads a quantity that the network may lack; `None` where it is written as none.
pub fn meant(figures: &Figures, asked: &str) -> Option<Meant> {
    let parts: Vec<&str> = asked.split(':').map(str::trim).collect();
    let (pair, flow) = (parts.first()?, parts.get(1)?);
    let names = Names::embedded().ok()?;
    let country = |text: &str| names.country(text).map_or_else(|| text.to_string(), str::to_string);
    let (reporter, partner) = pair.split_once('/')?;
    let (reporter, partner) = (if reporter == "-" { String::new() } else { country(reporter) }, country(partner));
    let flow = names.flow(flow);
    // Of other flows it is not known whether their amounts add up.
    if matches!(flow, Flow::Rate(..) | Flow::Named(_)) {
        return None;
    }
    let place = (2..parts.len().min(4)).find(|&place| parts[place].parse::<Period>().is_ok())?;
    let period: Period = parts[place].parse().ok()?;
    let product = if place == 3 { parts[2] } else { "TOTAL" };
    let mut rest = &parts[place + 1..];
    let aspect = match rest.first().map(|word| word.to_lowercase()).as_deref() {
        Some("growth") => Aspect::Growth { base: period.months_earlier(12)? },
        _ => Aspect::Level,
    };
    if rest.first().is_some_and(|word| ["growth", "level"].contains(&&*word.to_lowercase())) {
        rest = &rest[1..];
    }
    let series = Series { reporter, partner, flow, product: product.to_string(), nature: Nature::Flow };
    let units = match rest {
        [] => units(figures, &series),
        [unit] => vec![scaled_unit(unit).ok()?.1],
        _ => return None,
    };
    let cell = |unit: &Unit| Cell { series: series.clone(), period, aspect: aspect.clone(), unit: Some(unit.clone()) };
    Some(match &units[..] {
        _ if !is_spoken_of(figures, &series) => {
            let other = series.other_side().filter(|other| is_spoken_of(figures, other));
            Meant::Nobodys {
                pair: format!("{}/{}", series.reporter, series.partner),
                mirrored: other.map(|other| format!("{other}:{period}")),
                row: row(&series, period),
            }
        }
        [] => return None,
        [unit] => Meant::Quantity(Box::new(cell(unit))),
        several => Meant::OneOf(several.iter().map(|unit| cell(unit).to_string()).collect()),
    })
}

fn is_same_trade(one: &Series, other: &Series) -> bool {
    (&one.reporter, &one.partner, &one.product) == (&other.reporter, &other.partner, &other.product)
}

fn is_spoken_of(figures: &Figures, series: &Series) -> bool {
    figures.figures.iter().filter_map(|figure| figure.reading.cell.as_ref()).any(|cell| is_same_trade(&cell.series, series))
}

/// What a trade is stated in, in order.
fn units(figures: &Figures, series: &Series) -> Vec<Unit> {
    let cells = figures.figures.iter().filter_map(|figure| figure.reading.cell.as_ref());
    let mut units: Vec<Unit> =
        cells.filter(|cell| is_same_trade(&cell.series, series)).filter_map(|cell| cell.unit.clone()).collect();
    units.sort_by_key(ToString::to_string);
    units.dedup();
    units
}

/// The row of a figures file that asks for an amount.
fn row(series: &Series, period: Period) -> String {
    format!("reporter {}, partner {}, flow {}, period {period}, stated ?", series.reporter, series.partner, series.flow)
}

/// What would have to be stated so that something follows of a quantity that nothing bounds; `None` where no identity could.
pub(super) fn lacking(network: &Network, asked: CellId) -> Option<String> {
    let is_in = |identity: &&Identity| match &identity.law {
        Law::Sum { whole, parts } => *whole == asked || parts.iter().any(|(_, part)| *part == asked),
        Law::Product { whole, base, factor, .. } => [whole, base, factor].contains(&&asked),
    };
    let is_telling = |identity: &&Identity| matches!(identity.kind, Kind::Turnover | Kind::Balance | Kind::Growth);
    let unstated = |identity: &Identity| -> Vec<CellId> {
        let cells = match &identity.law {
            Law::Sum { whole, parts } => std::iter::once(*whole).chain(parts.iter().map(|(_, part)| *part)).collect(),
            Law::Product { whole, base, factor, .. } => vec![*whole, *base, *factor],
        };
        cells.into_iter().filter(|cell| *cell != asked && !network.spoken_of.contains(&Some(*cell))).collect()
    };
    let around = network.identities.iter().filter(is_telling).filter(is_in);
    let ways: Vec<Vec<CellId>> = around.map(unstated).filter(|cells| !cells.is_empty()).collect();
    let fewest = ways.iter().map(Vec::len).min()?;
    let told = |cells: &Vec<CellId>| {
        let names = cells.iter().filter_map(|cell| match &network.cells.get(cell.0 as usize)?.quantity {
            Quantity::Cell(cell) => Some(format!("{} ({cell})", Words::IN_FULL.cell(cell).text)),
            _ => None,
        });
        listed(&names.collect::<Vec<_>>())
    };
    let mut told: Vec<String> = ways.iter().filter(|cells| cells.len() == fewest).map(told).collect();
    told.dedup();
    let rows = if fewest == 1 { "a row" } else { "rows" };
    (!told.is_empty()).then(|| format!("It would follow with {rows} on {}.", either(&told)))
}
