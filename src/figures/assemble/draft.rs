//! The first step of assembling: a row by itself, as far as it goes.

use super::row::{Complaint, Row};
use super::said::{Said, fits, said};
use super::series::{Spellings, unknown};
use super::units::{Stands, Written};
use super::when::{Spoken, When, when};
use crate::figures::{Assumed, Flow, Membership, Series, Status, Whole};
use crate::names::{Column, Names};
use crate::words::{Counted, Measure, Setting, Statement, Unit};

/// A figure, or a cell asked for, before other rows have settled what it leaves open.
pub(super) struct Draft {
    pub sheet: usize,
    /// 0-based.
    pub row: usize,
    pub id: String,
    pub series: Series,
    pub measure: Measure,
    pub points: bool,
    pub when: When,
    /// `None` asks for the cell.
    pub statement: Option<Statement>,
    pub stated: String,
    /// What the row settled when the phrase was read.
    pub setting: Setting,
    /// What settles the unit so far.
    pub unit: Stands,
    /// A rate typed in the reverse of its canonical order.
    pub is_reversed: bool,
    pub status: Status,
    pub assumed: Assumed,
}

/// What a row comes to.
pub(super) struct Drafted {
    /// One figure, or of a phrase of two the level and then the growth.
    pub figures: Vec<Draft>,
    pub whole: Option<Whole>,
    pub group: Option<Membership>,
}

/// Reads a row.
pub(super) fn read(
    row: &Row<'_>,
    names: &Names,
    spellings: &mut Spellings<'_>,
    units: &mut Written,
) -> Result<Drafted, Complaint> {
    let status = match row.text(Column::Status) {
        "" => Status::Reported,
        text => names.status(text).ok_or_else(|| unknown(row, Column::Status, text, names))?,
    };
    let measure = match row.text(Column::Measure) {
        "" => None,
        text => Some(names.measure(text).ok_or_else(|| no_measure(row, text, names))?),
    };
    check_date(row)?;
    let (series, current) = spellings.series(row, measure)?;
    let reading_as = if current.rate.is_some() { Some(Measure::Rate) } else { measure };
    let setting = Setting { measure: reading_as, decimal: row.sheet.decimal };
    let (said, stated) = said(row, &setting)?;
    let statements: Vec<Option<Statement>> = match said {
        Said::Nothing => vec![None],
        // The level comes first: it keeps the row's own id.
        Said::Statements(statements) => statements.into_iter().rev().map(Some).collect(),
    };
    let is_pair = statements.len() > 1;
    let mut figures = Vec::with_capacity(statements.len());
    for statement in statements {
        let measure = match &statement {
            Some(statement) => fits(row, statement, &series.flow)?,
            None => reading_as.unwrap_or(Measure::Level),
        };
        let points = statement.as_ref().is_some_and(|statement| statement.counted == Counted::Points);
        let spoken = Spoken {
            measure,
            points,
            nature: series.nature,
            may_be_undated: !status.is_of_the_past(),
            is_beside_growth: is_pair && measure == Measure::Level,
        };
        let (when, period_assumed) = when(row, spoken)?;
        let (unit, currency_assumed) = match &current.rate {
            Some((priced, _)) => (units.of_rate(row, priced, statement.as_ref())?, false),
            None => units.of(row, measure, statement.as_ref(), is_pair)?,
        };
        figures.push(Draft {
            sheet: 0,
            row: row.index,
            id: String::new(),
            series: series.clone(),
            measure,
            points,
            when,
            statement,
            stated: stated.clone(),
            setting,
            unit,
            is_reversed: current.rate.as_ref().is_some_and(|(_, reversed)| *reversed),
            status,
            assumed: Assumed { period: period_assumed, currency: currency_assumed },
        });
    }
    if let [level, growth] = &mut figures[..]
        && let (Stands::Settled(Some(unit)), Stands::Open) = (&level.unit, &growth.unit)
        && *unit != Unit::Count
    {
        growth.unit = Stands::Settled(Some(unit.clone()));
    }
    Ok(Drafted { whole: whole(row, names, &series)?, group: group(row, spellings, &series)?, figures })
}

/// A word that is no measure. Words for a flow are often put there: a table calls both an indicator, "показатель".
fn no_measure(row: &Row<'_>, text: &str, names: &Names) -> Complaint {
    let complaint = unknown(row, Column::Measure, text, names);
    if matches!(names.flow(text), Flow::Named(_)) {
        return complaint;
    }
    let expected = format!("{}; \"{text}\" is a flow, which stands in the column flow (поток)", complaint.expected);
    Complaint { expected, ..complaint }
}

/// The declaration that all parts of the row's whole are named.
fn whole(row: &Row<'_>, names: &Names, series: &Series) -> Result<Option<Whole>, Complaint> {
    match row.text(Column::Parts) {
        "" => Ok(None),
        text => match names.cut(text) {
            Some(cut) => Ok(Some(Whole { series: series.clone(), cut })),
            None => Err(unknown(row, Column::Parts, text, names)),
        },
    }
}

/// The partner and the group that it belongs to.
fn group(row: &Row<'_>, spellings: &mut Spellings<'_>, series: &Series) -> Result<Option<Membership>, Complaint> {
    match row.text(Column::Group) {
        "" => Ok(None),
        text => {
            let (reporter, member) = (series.reporter.clone(), series.partner.clone());
            Ok(Some(Membership { reporter, member, group: spellings.place(text) }))
        }
    }
}

/// `said_on` is a date that sorts: `2023-09-18`, or without the day or the month where nobody knows them.
fn check_date(row: &Row<'_>) -> Result<(), Complaint> {
    let text = row.text(Column::SaidOn);
    let digits = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u32>().ok()).flatten()
    };
    let mut parts = text.split('-');
    let [year, month, day] = [parts.next(), parts.next(), parts.next()];
    let numbers = || {
        let year = i16::try_from(digits(year?, 4)?).ok()?;
        let part = |text: Option<&str>| text.map_or(Some(1), |text| i8::try_from(digits(text, 2)?).ok());
        Some((year, part(month)?, part(day)?))
    };
    let is_date =
        parts.next().is_none() && numbers().is_some_and(|(year, month, day)| jiff::civil::Date::new(year, month, day).is_ok());
    if text.is_empty() || is_date {
        return Ok(());
    }
    let turned = match text.split(['.', '/']).collect::<Vec<_>>()[..] {
        [day, month, year] if text.contains('.') && digits(year, 4).is_some() => Some(format!("{year}-{month:0>2}-{day:0>2}")),
        _ => None,
    };
    let complaint = row.complaint(Column::SaidOn, format!("\"{text}\" is no ISO date"), "year-month-day");
    Err(complaint.instead([turned.unwrap_or_else(|| "2023-09-18".into())]))
}
