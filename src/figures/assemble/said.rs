//! What a row says: its phrase, or the columns that stand in for it, as one statement, two, or none (`?`).

use super::row::{Complaint, Row};
use crate::figures::Flow;
use crate::names::Column;
use crate::words::{self, Counted, Measure, Misread, Setting, Statement};

/// What stands in the row in place of a number.
pub(super) enum Said {
    /// One statement or, growth first, two.
    Statements(Vec<Statement>),
    /// `?`: the cell is asked for.
    Nothing,
}

/// What a row says, and the words that say it.
pub(super) fn said(row: &Row<'_>, setting: &Setting) -> Result<(Said, String), Complaint> {
    let stated = row.text(Column::Stated);
    let parts = [Column::Hedge, Column::Value, Column::Unit].map(|column| row.text(column));
    let has_parts = parts.iter().any(|part| !part.is_empty());
    if stated.is_empty() {
        if parts[1] == "?" {
            return Ok((Said::Nothing, "?".into()));
        }
        if parts[1].is_empty() {
            let column = if row.sheet.columns.contains_key(&Column::Stated) { Column::Stated } else { Column::Value };
            return Err(row
                .complaint(column, "an empty cell", "what was said, as it was said; or ? to ask for the quantity")
                .instead(["about 470 bn RUB", "almost 14.5%", "?"]));
        }
        let statement =
            words::from_parts(parts[0], parts[1], parts[2], setting).map_err(|misread| in_its_part(row, parts, misread))?;
        return Ok((Said::Statements(vec![statement]), joined(parts)));
    }
    if stated == "?" && !has_parts {
        return Ok((Said::Nothing, stated.into()));
    }
    let statements = words::read(stated, setting).map_err(|misread| Complaint::of(Column::Stated, misread))?;
    if has_parts {
        let other =
            words::from_parts(parts[0], parts[1], parts[2], setting).map_err(|misread| in_its_part(row, parts, misread))?;
        if !matches!(&statements[..], [one] if says_the_same(one, &other)) {
            return Err(row
                .complaint(
                    Column::Stated,
                    format!("\"{stated}\" beside \"{}\" in the columns hedge, value and unit", joined(parts)),
                    "the phrase, or the three columns, or twice the same",
                )
                .instead([stated.to_string(), joined(parts)]));
        }
    }
    Ok((Said::Statements(statements), stated.into()))
}

fn says_the_same(one: &Statement, other: &Statement) -> bool {
    (one.measure, &one.counted, &one.allowed, &one.meant) == (other.measure, &other.counted, &other.allowed, &other.meant)
}

fn joined(parts: [&str; 3]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Finds the column in which the misread bytes of the joined phrase stand.
fn in_its_part(row: &Row<'_>, parts: [&str; 3], misread: Misread) -> Complaint {
    let mut begin = 0;
    for (column, part) in [Column::Hedge, Column::Value, Column::Unit].into_iter().zip(parts) {
        if part.is_empty() {
            continue;
        }
        let end = begin + part.len();
        if misread.at.start < end {
            let at = misread.at.start.saturating_sub(begin)..misread.at.end.min(end).saturating_sub(begin);
            return Complaint::of(column, Misread { at, ..misread });
        }
        begin = end + 1;
    }
    row.complaint(Column::Value, misread.found, misread.expected).instead(misread.instead)
}

/// Whether the words and the flow go together; the measure that they come to.
pub(super) fn fits(row: &Row<'_>, statement: &Statement, flow: &Flow) -> Result<Measure, Complaint> {
    let is_rate = matches!(flow, Flow::Rate(..));
    let measure = if is_rate && statement.measure == Measure::Level { Measure::Rate } else { statement.measure };
    let stated = row.text(Column::Stated);
    match (&statement.counted, measure) {
        (Counted::Amount(_), Measure::Level) if !is_rate => Ok(measure),
        (Counted::Amount(_), Measure::Rate) => Ok(measure),
        (Counted::Fraction, Measure::Growth | Measure::AverageGrowth | Measure::Share) if !is_rate => Ok(measure),
        (Counted::Points, Measure::Share) if !is_rate => Ok(measure),
        (Counted::Points, _) => Err(row
            .complaint(
                Column::Stated,
                format!("percentage points, \"{stated}\""),
                "a share in the column measure: points stand on nothing else",
            )
            .instead(["share"])),
        (_, _) if is_rate => Err(row
            .complaint(Column::Stated, format!("\"{stated}\" of an exchange rate"), "an amount, as in 69.917")
            .instead(["69.917"])),
        (Counted::Amount(_), _) => Err(row
            .complaint(
                Column::Stated,
                format!("the amount \"{stated}\" under a ratio"),
                "percent, a fraction or a factor; or level in the column measure",
            )
            .instead(["14.5%", "level"])),
        (Counted::Fraction, _) => Err(row
            .complaint(
                Column::Stated,
                format!("the ratio \"{stated}\" under an amount"),
                "an amount; or growth or share in the column measure",
            )
            .instead(["growth", "share"])),
    }
}
