//! Growths put forward for a year that lies further ahead: "double by 2030", where 2024 is known last.
//!
//! | said | read as |
//! |---|---|
//! | of 2025, or of 2026 where something is said of 2025 too | a pace, held every year |
//! | of 2030, with the base 2024, which is known | an amount to be reached in 2030, like any other |
//! | as a target without a date | an amount to be reached some day: from its base, or from what is known last where it names none |
//! | of 2030, without a base | neither: a base is never guessed, so both readings are told |

use super::aim::Aim;
use super::history::History;
use super::paces::{big, middle_of};
use crate::figures::{Aspect, Cell, Figure, Figures, Status};
use crate::period::Period;
use crate::words::{Measure, names_a_base};
use num_rational::BigRational;
use num_traits::{One, Zero};

const YEAR: i32 = 12;

/// The cell of a growth put forward, and what it is compared with.
fn put_forward(figure: &Figure) -> Option<(&Cell, Period)> {
    let cell = figure.reading.cell.as_ref().filter(|_| !figure.status.is_of_the_past())?;
    match cell.aspect {
        Aspect::Growth { base } => Some((cell, base)),
        _ => None,
    }
}

/// Whether it is a target without a date: nobody said "a year".
pub(super) fn is_to_be_reached(figure: &Figure) -> bool {
    let is_growth = figure.undated.as_ref().is_some_and(|undated| undated.measure == Measure::Growth);
    is_growth && figure.status == Status::Target
}

/// What a target without a date is compared with in a history: what it names, or the last year known.
fn base_without_a_date(figure: &Figure, history: &History) -> Option<Period> {
    let undated = figure.undated.as_ref().filter(|_| is_to_be_reached(figure) && history.is_of_years())?;
    let is_its = undated.series == history.series && undated.unit == history.unit;
    let last = history.points.last().filter(|_| is_its)?;
    Some(undated.base.unwrap_or(last.period))
}

/// What a growth over several years, or without a date, comes to from a base that is known, and that base.
pub(super) fn aim(figure: &Figure, history: &History) -> Option<(Aim, Period)> {
    let is_its = |cell: &Cell| cell.series == history.series && cell.unit == history.unit;
    let is_far = |(cell, base): &(&Cell, Period)| is_its(cell) && cell.period.first() - base.first() > YEAR;
    let over_years = put_forward(figure).filter(is_far).map(|(_, base)| base);
    let base = over_years.or_else(|| base_without_a_date(figure, history))?;
    let level = middle_of(history.points.iter().find(|point| point.period == base)?);
    let times = |growth: BigRational| &level * (growth + BigRational::one()).max(BigRational::zero());
    let (one, other) = (times(big(figure.printed.first()?)), times(big(figure.printed.last()?)));
    Some((Aim::between(if one <= other { [one, other] } else { [other, one] }), base))
}

/// The base that a growth has by default, where nobody names it and it lies beyond all that is known or said of: then it may as well be
/// the growth from what is known last.
pub(super) fn open_base(figure: &Figure, figures: &Figures, history: &History) -> Option<Period> {
    let (cell, base) = put_forward(figure)?;
    let last = history.last_year()?;
    if figure.names_base || names_a_base(&figure.stated) || base.end() <= last.end() {
        return None;
    }
    let speaks_of_it =
        |other: &Figure| other.reading.cell.as_ref().is_some_and(|of| of.series == cell.series && of.period == base);
    (!figures.figures.iter().any(speaks_of_it)).then_some(base)
}
