//! Rows that would make more of a series known: what nobody stated follows from other rows, where a row asks for it.
//!
//! > Other years follow from exports and imports; add these rows:
//! > ,balance,2020,?
//! > ,balance,2021,?
//!
//! A row is written in the columns of the file that speaks of the series, as its own rows are, so that it can be put below them. Where that
//! is a table and no figures file, it is a row of a figures file to be given beside it.

use crate::figures::{Figures, Flow, Nature, Place, Series};
use crate::names::{Column, Names};
use crate::network::Kind;
use crate::period::Period;
use crate::projection::{History, Projected, Projection, spoken_of};
use crate::words::Unit;
use std::collections::BTreeSet;

/// Rows to add, and what they follow from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follows {
    /// "exports and imports".
    pub from: String,
    /// The rows, the earliest period first.
    pub rows: Vec<String>,
    /// The columns of these rows, where they belong into no file that was read.
    pub header: Option<&'static str>,
}

impl Follows {
    /// The rows on lines of their own, behind what they follow from.
    pub fn told(&self) -> String {
        let rows = if self.rows.len() == 1 { "this row" } else { "these rows" };
        let add = match self.header {
            None => format!("add {rows}:"),
            Some(header) => format!("add a figures file with {rows}:\n{header}"),
        };
        format!("; {add}\n{}", self.rows.join("\n"))
    }
}

/// For a series of one amount: the other periods as long as that which follow from what is known.
pub(super) fn of_one(projected: &Projected, projection: &Projection, figures: &Figures) -> Option<Follows> {
    let history = &projected.history;
    let known = history.last()?.period;
    let unit = history.unit.as_ref();
    let (from, mut periods) = of_flows(&history.series, Some(unit), projection).or_else(|| of_parts(projected, projection))?;
    periods.retain(|period| period.months() == known.months() && *period != known);
    follows(&history.series, from, &periods, figures)
}

/// For a series of which no amount is known at all.
pub(super) fn of_none(series: &Series, projection: &Projection, figures: &Figures) -> Option<Follows> {
    let (from, mut periods) = of_flows(series, None, projection)?;
    let longest = periods.iter().map(|period| period.months()).max()?;
    periods.retain(|period| period.months() == longest);
    follows(series, from, &periods, figures)
}

fn follows(series: &Series, from: String, periods: &BTreeSet<Period>, figures: &Figures) -> Option<Follows> {
    let place = place_of(series, figures)?;
    let is_table = figures.tables.get(place.file).is_none_or(|table| table.told_by.is_some());
    let row = |period: &Period| if is_table { Some(of_figures_file(series, *period)) } else { like(place, *period, figures) };
    let rows = periods.iter().map(row).collect::<Option<Vec<String>>>().filter(|rows| !rows.is_empty())?;
    Some(Follows { from, rows, header: is_table.then_some("reporter,partner,product,flow,period,stated") })
}

/// The periods of which two of the flows that tie a third are known. `unit` is what it is counted in, where that is settled.
fn of_flows(series: &Series, unit: Option<Option<&Unit>>, projection: &Projection) -> Option<(String, BTreeSet<Period>)> {
    const TIES: [(Flow, [Flow; 2]); 6] = [
        (Flow::Turnover, [Flow::Exports, Flow::Imports]),
        (Flow::Balance, [Flow::Exports, Flow::Imports]),
        (Flow::Exports, [Flow::Turnover, Flow::Imports]),
        (Flow::Imports, [Flow::Turnover, Flow::Exports]),
        (Flow::Exports, [Flow::Balance, Flow::Imports]),
        (Flow::Imports, [Flow::Balance, Flow::Exports]),
    ];
    let histories = || projection.series.iter().map(|projected| &projected.history).filter(|history| history.converted.is_none());
    let known = |flow: &Flow, unit: Option<&Unit>| -> BTreeSet<Period> {
        let of = Series { flow: flow.clone(), ..series.clone() };
        histories().filter(|history| history.series == of && history.unit.as_ref() == unit).flat_map(periods).collect()
    };
    let units: Vec<Option<&Unit>> = match unit {
        Some(unit) => vec![unit],
        None => histories().map(|history| history.unit.as_ref()).collect::<BTreeSet<_>>().into_iter().collect(),
    };
    let all = TIES.iter().filter(|(flow, _)| *flow == series.flow && series.nature == Nature::Flow);
    let found = all.flat_map(|(_, [one, other])| units.iter().map(move |unit| (one, other, *unit)));
    let found = found.map(|(one, other, unit)| {
        let both: BTreeSet<Period> = known(one, unit).intersection(&known(other, unit)).copied().collect();
        (format!("{one} and {other}"), both)
    });
    // The first of those with most periods.
    found.filter(|(_, periods)| !periods.is_empty()).rev().max_by_key(|(_, periods)| periods.len())
}

/// The periods of which all parts are known that are declared to be all there are.
fn of_parts(projected: &Projected, projection: &Projection) -> Option<(String, BTreeSet<Period>)> {
    let sum = projected.sums.iter().find(|sum| sum.kind == Kind::Parts && sum.unknown == 0)?;
    let mut parts = sum.parts.iter().filter_map(|&(_, place)| projection.series.get(place)).map(|part| &part.history);
    let first: BTreeSet<Period> = periods(parts.next()?).collect();
    let all = parts.fold(first, |so_far, part| {
        let known: BTreeSet<Period> = periods(part).collect();
        so_far.intersection(&known).copied().collect()
    });
    Some((format!("its {} parts", sum.parts.len()), all))
}

fn periods(history: &History) -> impl Iterator<Item = Period> {
    history.points.iter().map(|point| point.period)
}

/// A row that speaks of the series: of what was, else what was put forward.
fn place_of(series: &Series, figures: &Figures) -> Option<Place> {
    let mut of_the_past = figures.figures.iter().filter(|figure| figure.status.is_of_the_past());
    let of_the_past = of_the_past.find(|figure| figure.reading.cell.as_ref().is_some_and(|cell| cell.series == *series));
    let ahead = || figures.figures.iter().find(|figure| spoken_of(figure).is_some_and(|(of, ..)| of == series));
    let asked = || figures.asked.iter().find(|asked| asked.cell.series == *series).map(|asked| asked.place);
    of_the_past.map(|figure| figure.place).or_else(asked).or_else(|| ahead().map(|figure| figure.place))
}

/// A row like another of its file that asks for a period.
fn like(place: Place, period: Period, figures: &Figures) -> Option<String> {
    let table = figures.tables.get(place.file)?;
    let names = Names::embedded().ok()?;
    let columns: Vec<Option<Column>> = table.header.iter().map(|name| names.column(name)).collect();
    let separator = table.separator.unwrap_or(",");
    let has_stated = columns.contains(&Some(Column::Stated));
    let cell = |(at, column): (usize, &Option<Column>)| match column {
        Some(Column::Period) => period.to_string(),
        Some(Column::Stated) => "?".into(),
        Some(Column::Value) if !has_stated => "?".into(),
        // Whose and what, as that row has it.
        Some(Column::Reporter | Column::Partner | Column::Flow | Column::Product | Column::Nature | Column::Group) => {
            quoted(table.cell(place.row.saturating_sub(2), at), separator)
        }
        _ => String::new(),
    };
    Some(columns.iter().enumerate().map(cell).collect::<Vec<_>>().join(separator))
}

/// A row of a figures file of one's own.
fn of_figures_file(series: &Series, period: Period) -> String {
    let Series { reporter, partner, product, flow, .. } = series;
    [reporter, partner, product, &flow.to_string()].map(|cell| quoted(cell, ",")).join(",") + &format!(",{period},?")
}

/// A cell as a file has it whose cells are set apart so.
fn quoted(cell: &str, separator: &str) -> String {
    let is_plain = !cell.contains(['"', '\n']) && !cell.contains(separator);
    if is_plain { cell.to_string() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}
