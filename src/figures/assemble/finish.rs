//! The last step of assembling: a draft with a cell.

use super::draft::Draft;
use super::possible::{possible, reciprocal};
use super::row::{Complaint, Row};
use super::units::Units;
use super::when::{self, When};
use super::whole::Wholes;
use crate::exact::Ratio;
use crate::figures::{Asked, Aspect, Cell, Figure, Place, Reading, Series, Undated};
use crate::names::{Column, Names};
use crate::period::Period;
use crate::words::Measure;
use num_traits::Zero;

/// A statement, or a question.
pub(super) enum Finished {
    Stated(Box<Figure>),
    Asked(Box<Asked>),
}

/// Makes a draft a figure or a cell that is asked for.
pub(super) fn finish(draft: Draft, row: &Row<'_>, units: &Units, wholes: &Wholes, names: &Names) -> Result<Finished, Complaint> {
    let whole = match draft.measure {
        Measure::Share => Some(wholes.whole(&draft.series, row, names)?),
        _ => None,
    };
    let unit = units.settle(&draft, whole.as_ref(), row)?;
    let place = Place { file: draft.sheet, row: row.number() };
    let Draft { id, series, measure, when, points, statement, stated, setting, is_reversed, status, assumed, .. } = draft;
    let (cell, undated) = match aspect(measure, points, when, whole) {
        Some((period, aspect)) => (Some(Cell { series, period, aspect, unit }), None),
        None => {
            let base = if measure == Measure::Growth { when::base(row, measure, points)?.0 } else { None };
            (None, Some(Box::new(Undated { series, measure, base, unit })))
        }
    };
    let Some(statement) = statement else {
        return match cell {
            Some(cell) => Ok(Finished::Asked(Box::new(Asked { id, place, cell }))),
            None => Err(row.complaint(Column::Period, "a question without a period", "the period asked about").instead(["2022"])),
        };
    };
    let (mut allowed, mut meant, mut printed) = (statement.allowed, statement.meant, statement.printed);
    if let Some(cell) = &cell {
        let (can_be, why) = possible(&cell.series, &cell.aspect);
        (allowed, meant) = (allowed.intersect(&can_be), meant.intersect(&can_be));
        if allowed.is_empty() || meant.is_empty() {
            let column = if row.text(Column::Stated).is_empty() { Column::Value } else { Column::Stated };
            return Err(row.complaint(column, format!("\"{stated}\" said of {cell}"), why));
        }
    }
    if is_reversed {
        let over_one = |number: &Ratio| if number.is_zero() { *number } else { number.recip() };
        (allowed, meant) = (reciprocal(&allowed), reciprocal(&meant));
        printed = printed.iter().rev().map(over_one).collect();
    }
    Ok(Finished::Stated(Box::new(Figure {
        id,
        place,
        stated,
        setting,
        names_base: !row.text(Column::Base).is_empty(),
        printed,
        reading: Reading { cell, allowed, meant },
        is_reciprocal: is_reversed,
        undated,
        status,
        assumed,
        source: row.text(Column::Source).into(),
        said_on: row.text(Column::SaidOn).into(),
        whereabouts: row.text(Column::Where).into(),
        note: row.text(Column::Note).into(),
        remarks: statement.remarks,
    })))
}

/// Which number of its series a draft speaks of, and when; `None` without a date.
fn aspect(measure: Measure, points: bool, when: When, whole: Option<Series>) -> Option<(Period, Aspect)> {
    match (measure, when, whole) {
        (Measure::Level, When::Within(period), _) => Some((period, Aspect::Level)),
        (Measure::Rate, When::Within(period), _) => Some((period, Aspect::Rate)),
        (Measure::Growth, When::Against(period, base), _) => Some((period, Aspect::Growth { base })),
        (Measure::AverageGrowth, When::Between(from, to, years), _) => Some((to, Aspect::AverageGrowth { from, years })),
        (Measure::Share, When::Within(period), Some(of)) if !points => Some((period, Aspect::Share { of })),
        (Measure::Share, When::Against(period, base), Some(of)) => Some((period, Aspect::SharePoints { of, base })),
        _ => None,
    }
}
