//! Numbers and names as programs read them: decimals in whole units to six places, fractions to twelve, each end rounded
//! outward.

use crate::exact::{End, Interval};
use crate::figures::{Aspect, Cell};
use crate::projection::Basis;
use crate::report::printed::{Toward, big_decimal, decimal};
use crate::report::{ChosenUnit, Counting};
use crate::verdict::Tier;
use crate::words::Unit;
use num_rational::BigRational;
use std::borrow::Cow;

const PLACES_OF_LEVELS: u32 = 6;
/// Growths, shares and rates.
pub const PLACES_OF_FRACTIONS: u32 = 12;

/// A fraction to the nearest hundredth.
pub fn hundredths(fraction: &crate::exact::Ratio) -> String {
    let hundred = crate::exact::Ratio::from_integer(100);
    let rounded = (fraction * hundred).round().to_integer();
    format!("{}.{:02}", rounded / 100, rounded % 100)
}

/// How many places the numbers of this cell are printed to.
pub fn places(cell: Option<&Cell>) -> u32 {
    match cell.map(|cell| &cell.aspect) {
        Some(Aspect::Level) => PLACES_OF_LEVELS,
        _ => PLACES_OF_FRACTIONS,
    }
}

/// The lower end as printed; `None` when unbounded.
pub fn low(interval: &Interval, places: u32) -> Option<String> {
    interval.low.map(|end| decimal(&end.at, places, Toward::Below))
}

/// The upper end as printed; `None` when unbounded.
pub fn high(interval: &Interval, places: u32) -> Option<String> {
    interval.high.map(|end| decimal(&end.at, places, Toward::Above))
}

/// Whether an end is open; an end that is not there counts as open.
pub fn is_open(end: Option<End>) -> bool {
    end.is_none_or(|end| end.open)
}

/// An interval in the chosen unit, if one was chosen for the cell. Dividing by a chosen size keeps the numbers exact; where that
/// goes beyond 128 bits the interval stays in whole units.
pub fn in_unit<'a>(interval: &Interval, cell: &'a Cell, counting: &'a Counting) -> (Interval, Cow<'a, str>) {
    let scaled = counting.for_cell(cell).and_then(|ChosenUnit { written, size, .. }| {
        let scaled = interval.scaled(&size.recip())?;
        Some((scaled, Cow::from(written.as_str())))
    });
    scaled.unwrap_or_else(|| (*interval, unit(cell).into()))
}

/// A level of any size in whole units or in the chosen one, rounded in a direction.
pub fn amount(value: &BigRational, cell: &Cell, counting: &Counting, toward: Toward) -> String {
    let size =
        counting.for_cell(cell).map(|chosen| BigRational::new((*chosen.size.numer()).into(), (*chosen.size.denom()).into()));
    match size {
        Some(size) => big_decimal(&(value / size), PLACES_OF_LEVELS, toward),
        None => big_decimal(value, PLACES_OF_LEVELS, toward),
    }
}

/// The name of what a path follows from.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated(_) | Basis::Asked(_) => "stated",
        Basis::Central => "central",
    }
}

/// The unit of a cell's own numbers; empty for counts, fractions and rates.
pub fn unit(cell: &Cell) -> String {
    match (&cell.aspect, &cell.unit) {
        (Aspect::Level, Some(unit)) => unit.to_string(),
        _ => String::new(),
    }
}

/// The name of a cell's currency or physical unit.
pub fn currency(cell: &Cell) -> Option<&str> {
    match &cell.unit {
        Some(Unit::Currency(name) | Unit::Physical(name)) => Some(name),
        Some(Unit::Count) | None => None,
    }
}

/// The name of a cell's aspect, as the `measure` column has it.
pub fn aspect(cell: &Cell) -> &'static str {
    match cell.aspect {
        Aspect::Level => "level",
        Aspect::Growth { .. } => "growth",
        Aspect::AverageGrowth { .. } => "average growth",
        Aspect::Share { .. } => "share",
        Aspect::SharePoints { .. } => "points",
        Aspect::Rate => "rate",
    }
}

/// A cell's period; of an average growth, its two ends.
pub fn period(cell: &Cell) -> String {
    match &cell.aspect {
        Aspect::AverageGrowth { from, .. } => format!("{from}..{}", cell.period),
        _ => cell.period.to_string(),
    }
}

/// The name of a tier.
pub fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Usual => "meant with norms",
        Tier::Meant => "meant",
        Tier::Allowed => "allowed",
    }
}
