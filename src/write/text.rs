//! Text: what a journalist reads first. The verdict in one sentence with its denominators, each finding as numbered prose, then
//! a small table. 80 columns; colour is only decoration.

use super::Form;
use crate::figures::Cell;
use crate::report::headline::TOLD;
use crate::report::names::Names;
use crate::report::ranges::{Tally, about};
use crate::report::sentences::capitalised;
use crate::report::{Check, FigureLine, Fill, Line, Why};
use crate::verdict::Verdict;
use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};
use num_rational::BigRational;
use std::io::{self, Write};
use textwrap::Options;

const WIDTH: u16 = 80;
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// The format.
pub struct Text {
    /// Whether to set the verdict off in bold.
    pub colour: bool,
}

impl Form for Text {
    fn check(&self, report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
        let [answer, denominators] = &report.headline;
        writeln!(out, "{}", self.headline(&wrapped(&format!("{answer} {denominators}"), "", "")))?;
        findings(report, out)?;
        standings(report, out)?;
        example(report, out)
    }

    fn fill(&self, report: &Fill<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut loose = false;
        let (names, shared) = Names::of_table(report.cells.iter().map(|line| line.cell));
        let mut rows = Vec::with_capacity(report.cells.len());
        for line in &report.cells {
            let bounded = line.bounded;
            let is_loose = bounded.bounds.is_some() && !bounded.narrowest && !bounded.rests_on.is_empty();
            loose |= is_loose;
            let told = format!("{}{}", line.told(&report.units), if is_loose { " *" } else { "" });
            let ids: Vec<&str> = bounded.rests_on.iter().map(|&figure| report.id(figure)).collect();
            rows.push([line.quantity(names), told, few(&ids)]);
        }
        write_table(["quantity", "must have been", "rests on"], &shared, rows, out)?;
        if loose {
            writeln!(out, "\n{}", wrapped("* proved, but not proved to be the narrowest range", "", "  "))?;
        }
        Ok(())
    }

    fn why(&self, report: &Why<'_>, out: &mut dyn Write) -> io::Result<()> {
        if let Some((id, stated)) = report.figure {
            writeln!(out, "{}", wrapped(&format!("{id} says “{stated}”."), "", ""))?;
        }
        writeln!(out, "{}", self.headline(&wrapped(&report.text, "", "")))?;
        if !report.steps.is_empty() {
            writeln!(out)?;
        }
        for (place, sentence) in report.steps.iter().enumerate() {
            writeln!(out, "{}", numbered(place + 1, &sentence.text, ""))?;
        }
        Ok(())
    }
}

impl Text {
    fn headline(&self, text: &str) -> String {
        if self.colour { format!("\x1b[1m{text}\x1b[0m") } else { text.to_string() }
    }
}

/// The findings as numbered paragraphs, each with its steps; a step told before is only referred to.
fn findings(report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (place, finding) in report.findings.iter().take(TOLD).enumerate() {
        writeln!(out, "\n{}", numbered(place + 1, &finding.text, ""))?;
        for line in &finding.lines {
            match line {
                Line::New(step) => writeln!(out, "{}", step_told(step + 1, &finding.steps[*step].text))?,
                Line::Told { here, finding, there } => {
                    let (here, there) = (span(*here), span(*there));
                    let step = if there.contains('–') { "steps" } else { "step" };
                    writeln!(out, "   ({here}) as {step} {there} of finding {}", finding + 1)?;
                }
            }
        }
    }
    Ok(())
}

/// Numbers from 1: "3", "3–5".
pub(super) fn span((first, last): (usize, usize)) -> String {
    if first == last { (first + 1).to_string() } else { format!("{}–{}", first + 1, last + 1) }
}

/// Where the figures stand: those tested, then those that could not have failed.
fn standings(report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (untested, tested): (Vec<&FigureLine<'_>>, Vec<&FigureLine<'_>>) =
        report.figures.iter().partition(|line| line.standing.verdict == Verdict::NotChecked);
    if !tested.is_empty() {
        let (names, shared) = names(&tested);
        let row = |line: &&FigureLine<'_>| {
            let left = line.left(&report.units).unwrap_or_else(|| match line.standing.verdict {
                Verdict::Contradictory => "nothing fits".into(),
                _ => "not bounded".into(),
            });
            [
                line.figure.id.clone(),
                line.quantity(names),
                line.figure.stated.clone(),
                left,
                standing(line.standing.verdict).into(),
            ]
        };
        writeln!(out)?;
        write_table(["", "quantity", "stated", "must have been", ""], &shared, tested.iter().map(row), out)?;
    }
    if !untested.is_empty() {
        let (names, shared) = names(&untested);
        let row = |line: &&FigureLine<'_>| {
            let needs = line.standing.needs.as_ref().map_or("another figure on it".to_string(), |needs| format!("needs {needs}"));
            [line.figure.id.clone(), line.quantity(names), line.figure.stated.clone(), needs]
        };
        writeln!(out, "\nCould not have failed:")?;
        write_table(["", "quantity", "stated", "to be tested"], &shared, untested.iter().map(row), out)?;
    }
    if report.figures.iter().any(FigureLine::is_assumed) {
        writeln!(out, "\n(?) The period or the currency is the typist's assumption.")?;
    }
    Ok(())
}

/// A rung in plain words, where it is not the usual one.
pub(super) fn standing(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotChecked => "not tested",
        Verdict::Consistent => "fits",
        Verdict::Unusual => "unusual",
        Verdict::Strained => "strained",
        Verdict::DependsOnReading => "depends on reading",
        Verdict::Contradictory => "clashes",
    }
}

/// Up to this many quantities make an example that one reads.
pub(super) const READABLE: usize = 12;

/// An example that fits, where it is short enough to read.
fn example(report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
    match &report.witness {
        Some(witness) if report.counts.checked > 0 && (1..=READABLE).contains(&witness.len()) => {
            writeln!(out, "\nAn example that fits them all:")?;
            let row = |(cell, value): &(&Cell, BigRational)| {
                let name = capitalised(&Names::IN_FULL.cell(cell).text);
                [name, about(value, &[], &Tally::of_cell(cell), &report.units)]
            };
            write_table(["", ""], "", witness.iter().map(row), out)
        }
        _ => Ok(()),
    }
}

/// The first few of many ids.
pub(super) fn few(ids: &[&str]) -> String {
    const FEW: usize = 6;
    match ids {
        [first @ .., _, _] if ids.len() > FEW + 1 => {
            let first = &first[..FEW];
            format!("{} and {} more", first.join(", "), ids.len() - FEW)
        }
        _ => ids.join(", "),
    }
}

/// How the quantities of these lines are called in a table, and what they share.
fn names(lines: &[&FigureLine<'_>]) -> (Names, String) {
    Names::of_table(lines.iter().filter_map(|line| line.figure.reading.cell.as_ref()))
}

/// A table; what its quantities share stands in the header, beside their name.
fn write_table<const N: usize>(
    header: [&str; N],
    shared: &str,
    rows: impl IntoIterator<Item = [String; N]>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(STYLE).set_width(WIDTH).set_content_arrangement(ContentArrangement::Dynamic);
    if header.iter().any(|name| !name.is_empty()) {
        let with_shared = |name: &str| match name {
            "quantity" if !shared.is_empty() => format!("quantity ({shared})"),
            name => name.to_string(),
        };
        table.set_header(header.map(with_shared));
    }
    for row in rows {
        table.add_row(row);
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn numbered(number: usize, text: &str, indent: &str) -> String {
    let first = format!("{indent}{number}. ");
    let rest = " ".repeat(first.len());
    wrapped(text, &first, &rest)
}

fn step_told(number: usize, text: &str) -> String {
    let first = format!("   ({number}) ");
    let rest = " ".repeat(first.len());
    wrapped(text, &first, &rest)
}

fn wrapped(text: &str, first: &str, rest: &str) -> String {
    let options = Options::new(WIDTH.into())
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}
