//! A quantity as the row of a figures file. Nothing is decided here.

use super::accepted::{Measure, Quantity};
use super::entry::Entry;
use super::finer::in_larger_scale;
use crate::exact::MOST_PLACES;
use crate::figures::Status;
use crate::tables::cells::Value;
use crate::tables::found::Notes;
use crate::tables::label::{UnitSaid, zeros};
use crate::tables::sheet::decimal;
use crate::words::{larger_scale, zeros_of};

/// Behind the point a figures file holds so many places.
const PLACES: u8 = MOST_PLACES as u8;

/// Writes all of an entry but its place, its source and the groups of its partner.
pub(super) fn write(entry: &mut Entry, quantity: &Quantity, notes: &Notes) {
    let Quantity { facts, partner, flow, period, marks, measure } = quantity;
    set(&mut entry.reporter, facts.reporter.as_deref().unwrap_or(""));
    set(&mut entry.partner, partner);
    set(&mut entry.flow, &flow.to_string());
    set(&mut entry.product, facts.product.as_deref().filter(|product| *product != "TOTAL").unwrap_or(""));
    set(&mut entry.period, &period.to_string());
    set(&mut entry.base, "");
    set(&mut entry.parts, "");
    set(&mut entry.group, "");
    let status = match facts.status {
        Some(Status::Forecast) => "forecast",
        Some(Status::Target) => "target",
        Some(Status::Reported | Status::Official) | None => "official",
    };
    set(&mut entry.status, status);
    let told: Vec<&str> = marks.iter().map(|mark| notes.told(mark)).collect();
    set(&mut entry.note, &told.join("; "));
    // Of a growth or a share, the currency of the amounts that it is of.
    let currency = facts.unit.as_ref().map(|unit| unit.unit.as_str()).filter(|unit| *unit != "%").unwrap_or("");
    set(&mut entry.currency, "");
    match measure {
        Measure::Level { value, unit, noughts } => {
            set(&mut entry.measure, "level");
            entry.stated = stated(*value, unit, *noughts);
        }
        Measure::Rate(value) => {
            set(&mut entry.measure, "rate");
            entry.stated = number(value.to_places(PLACES));
        }
        Measure::Share { value, of } => {
            set(&mut entry.measure, "share");
            set(&mut entry.currency, currency);
            set(&mut entry.base, &of.as_ref().map_or_else(String::new, |whole| whole.to_string()));
            entry.stated = percent(*value);
        }
        Measure::Growth { change, index, base } => {
            set(&mut entry.measure, "growth");
            set(&mut entry.currency, currency);
            set(&mut entry.base, &base.as_ref().map_or_else(String::new, |base| base.to_string()));
            if let Some(printed) = index {
                let before = if entry.note.is_empty() { "" } else { "; " };
                entry.note.push_str(&format!("{before}printed as {} with 100 for no change", number(*printed)));
            }
            entry.stated = percent(*change);
        }
    }
}

fn set(cell: &mut String, text: &str) {
    cell.clear();
    cell.push_str(text);
}

fn number(value: Value) -> String {
    decimal(value.digits, value.places)
}

fn stated(value: Value, unit: &UnitSaid, noughts: Option<u32>) -> String {
    let (value, scale) = in_a_word(value, if unit.scale == "1" { "" } else { &unit.scale });
    let (value, scale) = noughts.map_or((value, scale), |noughts| in_larger_scale(value, scale, noughts));
    let space = if scale.is_empty() { "" } else { " " };
    // In whole units so many places fewer.
    let shifted = zeros(scale);
    format!("{}{space}{scale} {}", number(value.to_places(PLACES + shifted)), unit.unit)
}

/// The same amount in a scale that a figures file has a word for: 3037.1 in hundreds of millions are 303.71 bn.
fn in_a_word(value: Value, scale: &str) -> (Value, &str) {
    let own = zeros(scale);
    let has_word = own == 0 || zeros_of(scale) == own;
    match larger_scale(1, own, 0).filter(|_| !has_word) {
        Some((word, places)) => (Value { places: value.places + places, ..value }, word),
        None => (value, scale),
    }
}

/// A figures file holds a per cent as a fraction, which takes two places more.
fn percent(value: Value) -> String {
    format!("{}%", number(value.to_places(PLACES - 2)))
}
