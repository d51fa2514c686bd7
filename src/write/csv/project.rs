//! What `project` reports, as CSV. The column `row` says what a row is; a column that says nothing of such rows is empty in them.
//!
//! | `row` | one for each | its own columns |
//! |---|---|---|
//! | `last` | series | `period` `low` `high` of the last amount known, `notes`, `beside`, `text` |
//! | `came` | amount after that, where paths start from an earlier year | `period` `low` `high` |
//! | `point` | point of a path | `path` … `rests_on`, `period` … `band_high` |
//! | `target` | forecast and path | `figure`, `path`, `needs_growth_low` … `text`; `reached_latest` and the like hold a period, `not before 2714` or `never`; `aim_low` `aim_high` what is put forward, `then_middle` `then_all` on which side of a range (`below`, `within`, `above`) the path is at its date |
//! | `average` | stated average and rate | `figure`, `rates_name` `rates_growth` `low` `high` `rates_fits`, `text` |
//! | `backtest` | series and method tried | `held_out` `values` `inside`, `errors_method` `errors_error`, `text` |
//! | `apart` | forecast or pace beside no path | `figure`, `text` |
//! | `band` | run | `coverage_stated` `coverage_measured` `reference_class` `n` |

use super::{Rows, end_row, yes_or_no};
use crate::exact::Interval;
use crate::period::Period;
use crate::projection::amounts::Point;
use crate::projection::{GROWTH_PLACES, Path, PathPoint};
use crate::report::printed::{Toward, big_decimal};
use crate::report::{Project, SeriesLine};
use crate::write::amounts;
use num_rational::BigRational;
use std::io;

/// All columns; the first are those of a point.
const COLUMNS: [&str; 45] = [
    "series",
    "reporter",
    "partner",
    "flow",
    "product",
    "currency",
    "unit",
    "last_period",
    "path",
    "basis",
    "method",
    "rests_on",
    "period",
    "low",
    "central",
    "high",
    "band_low",
    "band_high",
    "row",
    "figure",
    "needs_growth_low",
    "needs_growth_high",
    "reached_earliest",
    "reached_central",
    "reached_latest",
    "probability",
    "rates_name",
    "rates_growth",
    "rates_fits",
    "held_out",
    "values",
    "inside",
    "errors_method",
    "errors_error",
    "coverage_stated",
    "coverage_measured",
    "reference_class",
    "n",
    "notes",
    "beside",
    "text",
    "aim_low",
    "aim_high",
    "then_middle",
    "then_all",
];

/// A row to be: fields by their columns.
#[derive(Clone, Default)]
struct Record(Vec<(&'static str, String)>);

impl Record {
    fn with(mut self, column: &'static str, field: impl Into<String>) -> Record {
        debug_assert!(COLUMNS.contains(&column), "{column}");
        self.0.push((column, field.into()));
        self
    }

    fn write(self, rows: &mut Rows<'_>) -> io::Result<()> {
        for column in COLUMNS {
            let field = self.0.iter().find(|(name, _)| *name == column).map_or("", |(_, field)| field);
            rows.write_field(field)?;
        }
        end_row(rows)
    }
}

/// Writes the whole table.
pub(super) fn write(report: &Project<'_>, rows: &mut Rows<'_>) -> io::Result<()> {
    rows.write_record(COLUMNS)?;
    for line in &report.series {
        let series = of_series(line, report);
        last(&series, line, report).write(rows)?;
        for Point { period, interval, .. } in &line.projected.came {
            known(&series, "came", (*period, interval), line, report).write(rows)?;
        }
        for path in &line.projected.paths {
            let path_row = of_path(&series, path, report);
            for one in &path.points {
                point(&path_row, one, line, report).write(rows)?;
            }
        }
        targets(&series, line, report, rows)?;
        averages(&series, line, report, rows)?;
        backtest(&series, line, rows)?;
    }
    for (figure, text) in &report.apart {
        Record::default().with("row", "apart").with("figure", report.id(*figure)).with("text", text).write(rows)?;
    }
    let band = &report.band;
    Record::default()
        .with("row", "band")
        .with("coverage_stated", format!("0.{}", band.stated()))
        .with("coverage_measured", band.measured.map_or(String::new(), |measured| format!("{measured:.3}")))
        .with("reference_class", &band.reference_class)
        .with("n", band.series.to_string())
        .write(rows)?;
    rows.flush()
}

fn of_series(line: &SeriesLine<'_>, report: &Project<'_>) -> Record {
    let (cell, series) = (&line.cell, &line.cell.series);
    Record::default()
        .with("series", series.to_string())
        .with("reporter", &series.reporter)
        .with("partner", &series.partner)
        .with("flow", series.flow.to_string())
        .with("product", &series.product)
        .with("currency", amounts::currency(cell).unwrap_or(""))
        .with("unit", amounts::in_unit(&Interval::ALL, cell, report.counting).1)
        .with("last_period", cell.period.to_string())
}

fn last(series: &Record, line: &SeriesLine<'_>, report: &Project<'_>) -> Record {
    known(series, "last", (line.cell.period, &line.last), line, report)
        .with("notes", line.notes.join("; "))
        .with("beside", line.beside.as_deref().unwrap_or(""))
        .with("text", &line.text)
}

/// An amount known.
fn known(
    series: &Record,
    row: &str,
    (period, interval): (Period, &Interval),
    line: &SeriesLine<'_>,
    report: &Project<'_>,
) -> Record {
    let (interval, places) = (amounts::in_unit(interval, &line.cell, report.counting).0, amounts::places(Some(&line.cell)));
    series
        .clone()
        .with("row", row)
        .with("period", period.to_string())
        .with("low", amounts::low(&interval, places).unwrap_or_default())
        .with("high", amounts::high(&interval, places).unwrap_or_default())
}

fn of_path(series: &Record, path: &Path, report: &Project<'_>) -> Record {
    series
        .clone()
        .with("row", "point")
        .with("path", &path.name)
        .with("basis", amounts::basis(path.basis))
        .with("method", &path.method)
        .with("rests_on", path.rests_on.iter().map(|&figure| report.id(figure)).collect::<Vec<_>>().join("; "))
}

fn point(path: &Record, point: &PathPoint, line: &SeriesLine<'_>, report: &Project<'_>) -> Record {
    let scaled = |value: &BigRational, toward| amounts::amount(value, &line.cell, report.counting, toward);
    let end = |end: Option<&BigRational>, toward| end.map_or(String::new(), |end| scaled(end, toward));
    path.clone()
        .with("period", point.period.to_string())
        .with("low", end(point.low.as_ref(), Toward::Below))
        .with("central", scaled(&point.central, Toward::Below))
        .with("high", end(point.high.as_ref(), Toward::Above))
        .with("band_low", end(point.band.as_ref().map(|[low, _]| low), Toward::Below))
        .with("band_high", end(point.band.as_ref().map(|[_, high]| high), Toward::Above))
}

/// A row for each path, and one alone where there is none.
fn targets(series: &Record, line: &SeriesLine<'_>, report: &Project<'_>, rows: &mut Rows<'_>) -> io::Result<()> {
    for (target, text) in line.projected.targets.iter().zip(&line.targets) {
        let [least, most] = [(0, Toward::Below), (1, Toward::Above)].map(|(end, toward)| {
            target.needs_growth.as_ref().map_or(String::new(), |needs| big_decimal(&needs[end], GROWTH_PLACES, toward))
        });
        let aim = |value: &BigRational, toward| amounts::amount(value, &line.cell, report.counting, toward);
        let [lower, upper] = target.aim.ends();
        let of_target = series
            .clone()
            .with("row", "target")
            .with("figure", report.id(target.figure))
            .with("needs_growth_low", least)
            .with("needs_growth_high", most)
            .with("probability", target.probability.map_or(String::new(), |probability| format!("{probability:.2}")))
            .with("text", text)
            .with("aim_low", aim(lower, Toward::Below))
            .with("aim_high", aim(upper, Toward::Above));
        for reached in &target.reached {
            of_target
                .clone()
                .with("path", &reached.path)
                .with("reached_earliest", reached.earliest.to_string())
                .with("reached_central", reached.central.to_string())
                .with("reached_latest", reached.latest.to_string())
                .with("then_middle", reached.then.map_or(String::new(), |then| then.middle.to_string()))
                .with("then_all", reached.then.and_then(|then| then.all).map_or(String::new(), |all| all.to_string()))
                .write(rows)?;
        }
        if target.reached.is_empty() {
            of_target.write(rows)?;
        }
    }
    Ok(())
}

fn averages(series: &Record, line: &SeriesLine<'_>, report: &Project<'_>, rows: &mut Rows<'_>) -> io::Result<()> {
    for (average, text) in line.projected.averages.iter().zip(&line.averages) {
        for rate in &average.rates {
            series
                .clone()
                .with("row", "average")
                .with("figure", report.id(average.figure))
                .with("rates_name", rate.name)
                .with("rates_growth", format!("{:.6}", rate.growth))
                .with("low", format!("{:.6}", rate.ends[0]))
                .with("high", format!("{:.6}", rate.ends[1]))
                .with("rates_fits", yes_or_no(rate.fits))
                .with("text", text)
                .write(rows)?;
        }
    }
    Ok(())
}

fn backtest(series: &Record, line: &SeriesLine<'_>, rows: &mut Rows<'_>) -> io::Result<()> {
    for (tried, text) in line.projected.backtest.iter().zip(&line.backtest) {
        let Ok(tried) = tried else {
            series.clone().with("row", "backtest").with("text", text).write(rows)?;
            continue;
        };
        for (method, error) in &tried.errors {
            series
                .clone()
                .with("row", "backtest")
                .with("held_out", tried.held_out.to_string())
                .with("values", tried.values.to_string())
                .with("inside", tried.inside.to_string())
                .with("errors_method", method)
                .with("errors_error", format!("{error:.6}"))
                .with("text", text)
                .write(rows)?;
        }
    }
    Ok(())
}
