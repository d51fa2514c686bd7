//! Markdown: what one pastes into a newsroom note, with the sources of the figures that clash.

use super::Form;
use super::text::{READABLE, few, span, standing};
use crate::report::headline::TOLD;
use crate::report::names::Names;
use crate::report::ranges::{Tally, about};
use crate::report::sentences::capitalised;
use crate::report::{Check, FigureLine, Fill, Line, Why};
use crate::verdict::Verdict;
use std::io::{self, Write};

/// The format.
pub struct Markdown;

impl Form for Markdown {
    fn check(&self, report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
        let [answer, denominators] = &report.headline;
        writeln!(out, "**{}** {}", plain(answer), plain(denominators))?;
        for (place, finding) in report.findings.iter().take(TOLD).enumerate() {
            writeln!(out, "\n{}. {}\n", place + 1, plain(&finding.text))?;
            for line in &finding.lines {
                match line {
                    Line::New(step) => writeln!(out, "   - ({}) {}", step + 1, plain(&finding.steps[*step].text))?,
                    Line::Told { here, finding, there } => {
                        writeln!(out, "   - ({}) as ({}) of finding {}", span(*here), span(*there), finding + 1)?;
                    }
                }
            }
        }
        let (untested, tested): (Vec<&FigureLine<'_>>, Vec<&FigureLine<'_>>) =
            report.figures.iter().partition(|line| line.standing.verdict == Verdict::NotChecked);
        if !tested.is_empty() {
            table_head(&["figure", "quantity", "stated", "must have been", "stands", "source"], out)?;
            for line in tested {
                let left = line.left(&report.units).unwrap_or_default();
                let stands = standing(line.standing.verdict);
                let figure = line.figure;
                table_row(&[&figure.id, &line.quantity(Names::IN_FULL), &figure.stated, &left, stands, &source(line)], out)?;
            }
        }
        if !untested.is_empty() {
            writeln!(out, "\nCould not have failed:")?;
            table_head(&["figure", "quantity", "stated", "to be tested", "source"], out)?;
            for line in untested {
                let needs = line.standing.needs.as_ref().map_or(String::new(), |needs| format!("needs {needs}"));
                table_row(&[&line.figure.id, &line.quantity(Names::IN_FULL), &line.figure.stated, &needs, &source(line)], out)?;
            }
        }
        if let Some(witness) = &report.witness
            && report.counts.checked > 0
            && (1..=READABLE).contains(&witness.len())
        {
            writeln!(out, "\nAn example that fits them all:")?;
            table_head(&["quantity", "example"], out)?;
            for (cell, value) in witness {
                let name = capitalised(&Names::IN_FULL.cell(cell).text);
                table_row(&[&name, &about(value, &[], &Tally::of_cell(cell), &report.units)], out)?;
            }
        }
        Ok(())
    }

    fn fill(&self, report: &Fill<'_>, out: &mut dyn Write) -> io::Result<()> {
        table_head(&["quantity", "must have been", "rests on"], out)?;
        for line in &report.cells {
            let ids: Vec<&str> = line.bounded.rests_on.iter().map(|&figure| report.id(figure)).collect();
            table_row(&[&line.quantity(Names::IN_FULL), &line.told(&report.units), &few(&ids)], out)?;
        }
        Ok(())
    }

    fn why(&self, report: &Why<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "**{}**", plain(&report.text))?;
        if !report.steps.is_empty() {
            writeln!(out)?;
        }
        for (place, sentence) in report.steps.iter().enumerate() {
            writeln!(out, "{}. {}", place + 1, plain(&sentence.text))?;
        }
        Ok(())
    }
}

fn source(line: &FigureLine<'_>) -> String {
    let figure = line.figure;
    let parts = [&figure.source, &figure.said_on, &figure.whereabouts];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn table_head(names: &[&str], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    table_row(names, out)?;
    writeln!(out, "|{}", " --- |".repeat(names.len()))
}

fn table_row(fields: &[&str], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "|")?;
    for field in fields {
        write!(out, " {} |", plain(field))?;
    }
    writeln!(out)
}

/// Text whose characters mean only themselves in Markdown, on one line.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' => plain.push(' '),
            '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#' => plain.extend(['\\', character]),
            other => plain.push(other),
        }
    }
    plain
}
