//! Rows that would make more of a series known: what nobody stated follows from other rows, where a row asks for it.
//!
//! > Other years follow from exports and imports; add these rows:
//! > ,balance,2020,?
//! > ,balance,2021,?
//!
//! A row is written in the columns of the file that speaks of the series, as its own rows are, so that it can be put below them. Where that
//! is a table and no figures file, it is a row of a figures file to be given beside it.

use crate::exact::{End, Interval, Ratio};
use crate::figures::{Figures, Flow, Nature, Place, Series};
use crate::names::{Column, Names};
use crate::network::Kind;
use crate::period::Period;
use crate::projection::{History, Projected, Projection, is_close, spoken_of};
use crate::words::Unit;
use num_traits::{CheckedAdd, CheckedSub};
use std::collections::{BTreeMap, BTreeSet};

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
    /// A flow, and what it is of two others; `true` adds, `false` takes away.
    const TIES: [(Flow, [(Flow, bool); 2]); 6] = [
        (Flow::Turnover, [(Flow::Exports, true), (Flow::Imports, true)]),
        (Flow::Balance, [(Flow::Exports, true), (Flow::Imports, false)]),
        (Flow::Exports, [(Flow::Turnover, true), (Flow::Imports, false)]),
        (Flow::Imports, [(Flow::Turnover, true), (Flow::Exports, false)]),
        (Flow::Exports, [(Flow::Balance, true), (Flow::Imports, true)]),
        (Flow::Imports, [(Flow::Exports, true), (Flow::Balance, false)]),
    ];
    let histories = || projection.series.iter().map(|projected| &projected.history).filter(|history| history.converted.is_none());
    let known = |flow: &Flow, unit: Option<&Unit>| -> Amounts {
        let of = Series { flow: flow.clone(), ..series.clone() };
        histories().filter(|history| history.series == of && history.unit.as_ref() == unit).flat_map(amounts).collect()
    };
    let units: Vec<Option<&Unit>> = match unit {
        Some(unit) => vec![unit],
        None => histories().map(|history| history.unit.as_ref()).collect::<BTreeSet<_>>().into_iter().collect(),
    };
    let all = TIES.iter().filter(|(flow, _)| *flow == series.flow && series.nature == Nature::Flow);
    let found = all.flat_map(|(_, [one, other])| units.iter().map(move |unit| (one, other, *unit)));
    let found = found.map(|((one, adds), (other, adds_too), unit)| {
        let both = [(*adds, known(one, unit)), (*adds_too, known(other, unit))];
        (format!("{one} and {other}"), that_follow(&both))
    });
    // The first of those with most periods.
    found.filter(|(_, periods)| !periods.is_empty()).rev().max_by_key(|(_, periods)| periods.len())
}

/// The periods of which all parts are known that are declared to be all there are.
fn of_parts(projected: &Projected, projection: &Projection) -> Option<(String, BTreeSet<Period>)> {
    let sum = projected.sums.iter().find(|sum| sum.kind == Kind::Parts && sum.unknown == 0)?;
    let part = |&(adds, place): &(bool, usize)| Some((adds, amounts(&projection.series.get(place)?.history).collect()));
    let parts: Vec<(bool, Amounts)> = sum.parts.iter().filter_map(part).collect();
    Some((format!("its {} parts", sum.parts.len()), that_follow(&parts)))
}

type Amounts = BTreeMap<Period, Interval>;

fn amounts(history: &History) -> impl Iterator<Item = (Period, Interval)> {
    history.points.iter().map(|point| (point.period, point.interval))
}

/// The periods in which all of these are known so closely that what they come to is known as well.
fn that_follow(parts: &[(bool, Amounts)]) -> BTreeSet<Period> {
    let Some((_, first)) = parts.first() else { return BTreeSet::new() };
    let sum = |period: Period| {
        let nothing = (Ratio::from_integer(0), Ratio::from_integer(0));
        parts.iter().try_fold(nothing, |(low, high), (adds, amounts)| {
            let known = amounts.get(&period)?;
            let (least, most) = (known.low?.at, known.high?.at);
            Some(match adds {
                true => (low.checked_add(&least)?, high.checked_add(&most)?),
                false => (low.checked_sub(&most)?, high.checked_sub(&least)?),
            })
        })
    };
    let end = |at: Ratio| Some(End { at, open: false });
    let is_known =
        |period: &Period| sum(*period).is_some_and(|(low, high)| is_close(&Interval { low: end(low), high: end(high) }));
    first.keys().copied().filter(is_known).collect()
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

#[cfg(test)]
mod tests {
    use crate::projection::{Wishes, project};
    use crate::report::{Run, View};
    use crate::{network, read, verdict};

    /// The rows that are told of the first balance.
    fn rows(file: &str) -> Option<Vec<String>> {
        let loaded = read::load_bytes(&[("case.csv", file.as_bytes())], &read::Options::default());
        let network = network::weave(&loaded.figures);
        let levels = verdict::levels(&loaded.figures, &network, verdict::Tier::Meant);
        let projection = project(&loaded.figures, &network, &levels, &Wishes::default());
        let (run, view) = (Run::default(), View::default());
        let report = crate::report::project(&run, &loaded.figures, &projection, &view);
        let line = report.series.iter().find(|line| line.cell.series.flow == crate::figures::Flow::Balance)?;
        line.follows.as_ref().map(|follows| follows.rows.clone())
    }

    #[test]
    fn the_rows_told_make_a_path_where_they_are_added() {
        let file = "# reporter: GEO\nflow,period,stated,where\nexports,2022,3.1 bn USD,\nexports,2023,4.2 bn USD,\nimports,2022,5.4 bn USD,\n\
                    imports,2023,7.3 bn USD,\nexports,2021,2.2 bn USD,\nbalance,2023,-3.1 bn USD,p. 4\n";
        let told = rows(file).expect("2022 follows");
        assert_eq!(told, ["balance,2022,?,"], "2021 lacks imports, 2023 is there");
        assert_eq!(rows(&format!("{file}{}\n", told[0])), None, "with them it has a path");
        let vague = file.replace("3.1 bn USD,\nexports,2023", "3 bn USD,\nexports,2023").replace("5.4 bn", "4 bn");
        assert_eq!(rows(&vague), None, "0 to 2 bn is no amount known");
    }
}
