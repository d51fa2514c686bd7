//! CSV: a row for each figure (`check`), quantity (`fill`), step (`why`) or point of a path (`project`, with rows of other kinds besides),
//! with the names of the JSON keys. Levels stand in whole units, or in the unit chosen with `--in`, which the `unit` column names; an empty
//! end is unbounded.

mod project;

use super::{Form, amounts};
use crate::exact::Interval;
use crate::figures::Cell;
use crate::report::{Check, Counting, Fill, Project, Why, verdict_name};
use ::csv::Writer;
use std::io::{self, Write};

/// The format.
pub struct Csv;

type Rows<'a> = Writer<&'a mut dyn Write>;

const RANGES: [&str; 3] = ["meant", "allowed", "bounds"];

impl Form for Csv {
    fn check(&self, report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut first_finding = vec![None; report.all.figures.len()];
        let mut numbers = vec![String::new(); report.all.figures.len()];
        for (number, finding) in report.findings.iter().enumerate() {
            for &figure in finding.figures {
                first_finding[figure].get_or_insert(&finding.text);
                let separator = if numbers[figure].is_empty() { "" } else { " " };
                numbers[figure].push_str(&format!("{separator}{}", number + 1));
            }
        }
        let mut rows = rows(out);
        for name in ["id", "file", "row", "cell", "stated", "source", "said_on", "where", "verdict", "needs", "unit"] {
            rows.write_field(name)?;
        }
        for range in RANGES {
            for end in ["low", "high", "low_open", "high_open"] {
                rows.write_field(format!("{range}_{end}"))?;
            }
        }
        for name in ["bounds_as", "findings", "finding", "correction"] {
            rows.write_field(name)?;
        }
        end_row(&mut rows)?;
        for line in &report.figures {
            let (figure, standing) = (line.figure, line.standing);
            let cell = figure.reading.cell.as_ref();
            rows.write_field(&figure.id)?;
            rows.write_field(line.file)?;
            rows.write_field(line.row.to_string())?;
            rows.write_field(cell.map(Cell::to_string).unwrap_or_default())?;
            for field in [&figure.stated, &figure.source, &figure.said_on, &figure.whereabouts] {
                rows.write_field(field)?;
            }
            rows.write_field(verdict_name(standing.verdict))?;
            rows.write_field(standing.needs.as_deref().unwrap_or(""))?;
            rows.write_field(&*cell.map(|cell| amounts::in_unit(&Interval::ALL, cell, report.counting).1).unwrap_or_default())?;
            let bounds = standing.bounds.map(|(bounds, _)| bounds);
            for range in [Some(figure.reading.meant), Some(figure.reading.allowed), bounds] {
                write_range(&mut rows, range, cell, report.counting)?;
            }
            rows.write_field(standing.bounds.map_or("", |(_, tier)| amounts::tier(tier)))?;
            rows.write_field(&numbers[line.index])?;
            rows.write_field(first_finding[line.index].map_or("", |text| text))?;
            rows.write_field(report.correction_of(line.index).map_or("", |correction| &correction.text))?;
            end_row(&mut rows)?;
        }
        rows.flush()
    }

    fn fill(&self, report: &Fill<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = rows(out);
        rows.write_record([
            "cell",
            "period",
            "flow",
            "reporter",
            "partner",
            "product",
            "aspect",
            "currency",
            "unit",
            "low",
            "high",
            "low_open",
            "high_open",
            "rests_on",
            "norms",
            "narrowest",
            "bounds_as",
        ])?;
        let mut ids = String::new();
        for line in &report.cells {
            let (cell, bounded) = (line.cell, line.bounded);
            let series = &cell.series;
            rows.write_field(cell.to_string())?;
            rows.write_field(amounts::period(cell))?;
            rows.write_field(series.flow.to_string())?;
            for field in [&series.reporter, &series.partner, &series.product] {
                rows.write_field(field)?;
            }
            rows.write_field(amounts::aspect(cell))?;
            rows.write_field(amounts::currency(cell).unwrap_or(""))?;
            rows.write_field(&*amounts::in_unit(&Interval::ALL, cell, report.counting).1)?;
            write_range(&mut rows, bounded.bounds, Some(cell), report.counting)?;
            ids.clear();
            for &figure in &bounded.rests_on {
                if !ids.is_empty() {
                    ids.push_str("; ");
                }
                ids.push_str(report.id(figure));
            }
            rows.write_field(&ids)?;
            let norms: Vec<&str> = bounded.norms.iter().map(|&norm| report.norm(norm)).collect();
            rows.write_field(norms.join("; "))?;
            rows.write_field(yes_or_no(bounded.narrowest))?;
            rows.write_field(if bounded.bounds.is_some() { amounts::tier(bounded.tier) } else { "" })?;
            end_row(&mut rows)?;
        }
        rows.flush()
    }

    fn why(&self, report: &Why<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = rows(out);
        rows.write_record(["step", "text"])?;
        rows.write_record(["", &report.text])?;
        for (place, sentence) in report.steps.iter().enumerate() {
            rows.write_record([&(place + 1).to_string(), &sentence.in_one()])?;
        }
        if let Some(after) = &report.after {
            rows.write_record(["after", &after.text])?;
        }
        rows.flush()
    }

    fn project(&self, report: &Project<'_>, out: &mut dyn Write) -> io::Result<()> {
        project::write(report, &mut rows(out))
    }
}

fn rows(out: &mut dyn Write) -> Rows<'_> {
    ::csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out)
}

fn end_row(rows: &mut Rows<'_>) -> io::Result<()> {
    Ok(rows.write_record(None::<&[u8]>)?)
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

fn write_range(rows: &mut Rows<'_>, range: Option<Interval>, cell: Option<&Cell>, counting: &Counting) -> io::Result<()> {
    let Some(range) = range else {
        for _ in 0..4 {
            rows.write_field("")?;
        }
        return Ok(());
    };
    let (range, places) = match cell {
        Some(cell) => (amounts::in_unit(&range, cell, counting).0, amounts::places(Some(cell))),
        None => (range, amounts::places(None)),
    };
    rows.write_field(amounts::low(&range, places).unwrap_or_default())?;
    rows.write_field(amounts::high(&range, places).unwrap_or_default())?;
    rows.write_field(yes_or_no(amounts::is_open(range.low)))?;
    rows.write_field(yes_or_no(amounts::is_open(range.high)))?;
    Ok(())
}
