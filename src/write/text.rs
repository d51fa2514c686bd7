//! Text: what a journalist reads first. The verdict in one sentence with its denominators, each finding as numbered prose, then
//! a small table. 80 columns; colour is only decoration.

use super::{Form, drawing};
use crate::report::headline::LISTED;
use crate::report::names::Names;
use crate::report::{Check, Entry, Fill, Line, PathTable, Project, RateLine, Row, SeriesLine, TargetRow, Why, few};
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width as ComfyWidth};
use std::io::{self, Write};
use textwrap::Options;
use textwrap::core::display_width;

const WIDTH: u16 = 80;
/// Of more series than these none is drawn.
const DRAWN: usize = 4;
/// Text is set in by the number before it, but not by more than this.
const WIDEST_NUMBER: usize = 5;
/// What stands around each field of a table.
const PADDING: usize = 2;
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// The format.
pub struct Text {
    /// Whether to set the verdict off in bold.
    pub colour: bool,
}

impl Form for Text {
    fn check(&self, report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
        let told = format!("{} {}", report.answer, report.beside.join(" "));
        writeln!(out, "{}", self.headline(&wrapped(&told, "", "")))?;
        findings(report, out)?;
        corrections(report, out)?;
        standings(report, out)?;
        rates(report, out)?;
        mirrored(report, out)?;
        example(report, out)
    }

    fn fill(&self, report: &Fill<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut loose = false;
        let (names, shared) = Names::of_table(report.cells.iter().map(|line| line.cell));
        let mut rows = Vec::with_capacity(report.cells.len());
        for line in &report.cells {
            let bounded = line.bounded;
            let is_loose = line.may_be_narrower;
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
            writeln!(out, "{}", numbered(&(place + 1).to_string(), &sentence.text, ""))?;
            added_up(&sentence.lines, "   ", out)?;
        }
        if let Some(after) = &report.after {
            writeln!(out, "\n{}", wrapped(&after.text, "", ""))?;
        }
        if report.leaves_norms_out {
            writeln!(out, "\n{}", Why::WITHOUT_NORMS)?;
        }
        Ok(())
    }

    fn project(&self, report: &Project<'_>, out: &mut dyn Write) -> io::Result<()> {
        let (in_full, further, why) = report.told();
        for (place, line) in in_full.iter().enumerate() {
            if place > 0 {
                writeln!(out)?;
            }
            writeln!(out, "{}", self.headline(&wrapped(&line.text, "", "")))?;
            for told in line.notes.iter().chain(&line.beside) {
                writeln!(out, "{}", wrapped(told, "", ""))?;
            }
            for (place, told) in line.told_targets().enumerate() {
                writeln!(out, "{}{}", if place == 0 { "\n" } else { "" }, wrapped(&told, "", "  "))?;
            }
            if let Some(drawing) = line.drawing.as_ref().filter(|_| report.series.len() <= DRAWN) {
                let unit = if drawing.unit.is_empty() { String::new() } else { format!("\n {}", drawing.unit) };
                writeln!(out, "{unit}")?;
                for line in drawing::lines(drawing) {
                    writeln!(out, "{line}")?;
                }
                writeln!(out, "{}", wrapped(&drawing.legend, " ", " "))?;
            }
            paths(&line.table, out)?;
            reached(line, out)?;
            for told in line.below() {
                writeln!(out, "\n{}", wrapped(told, "", "  "))?;
            }
            writeln!(out)?;
            for method in line.methods() {
                writeln!(out, "{}", wrapped(&method, "", "  "))?;
            }
        }
        if let Some(why) = why {
            writeln!(out, "\n{}\n", wrapped(&why, "", ""))?;
        }
        for line in further {
            writeln!(out, "{}", wrapped(&line.text, "", "  "))?;
            for told in line.forecasts() {
                writeln!(out, "{}", wrapped(told, "  ", "    "))?;
            }
        }
        for (place, why) in report.left_apart().enumerate() {
            let space = if place == 0 && !report.series.is_empty() { "\n" } else { "" };
            writeln!(out, "{space}{}", wrapped(why, "", "  "))?;
        }
        if let Some(told) = report.band.told() {
            writeln!(out, "\n{}", wrapped(&told, "", ""))?;
        }
        Ok(())
    }
}

/// The paths: as many columns beside the periods as there is room for, the others below.
fn paths(table: &PathTable, out: &mut dyn Write) -> io::Result<()> {
    let width = |name: &str, fields: &[String]| {
        // The line between two columns takes a place as well.
        fields.iter().map(|field| display_width(field)).fold(display_width(name), usize::max) + PADDING + 1
    };
    let first = width(&table.unit, &table.periods);
    let mut rest = &table.columns[..];
    while !rest.is_empty() {
        let mut used = first;
        let fit = rest.iter().take_while(|(name, fields)| {
            used += width(name, fields);
            used <= WIDTH.into()
        });
        let (columns, further) = rest.split_at(fit.count().max(1));
        let header: Vec<&str> = [&*table.unit].into_iter().chain(columns.iter().map(|(name, _)| &**name)).collect();
        let row = |(place, period): (usize, &String)| -> Vec<String> {
            [period.clone()].into_iter().chain(columns.iter().map(|(_, fields)| fields[place].clone())).collect()
        };
        writeln!(out)?;
        write_rows(&header, table.periods.iter().enumerate().map(row).collect(), out)?;
        rest = further;
    }
    Ok(())
}

/// When each path would reach the forecasts.
fn reached(line: &SeriesLine<'_>, out: &mut dyn Write) -> io::Result<()> {
    if line.target_rows.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let header = TargetRow::header(&line.target_rows);
    let row = |row: &TargetRow| row.fields().into_iter().take(header.len()).collect();
    write_rows(header, line.target_rows.iter().map(row).collect(), out)
}

impl Text {
    fn headline(&self, text: &str) -> String {
        if self.colour { format!("\x1b[1m{text}\x1b[0m") } else { text.to_string() }
    }
}

/// The findings, numbered: in full, each with its steps (a step told before is only referred to), or in a line.
fn findings(report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut after_a_line = false;
    for Entry { numbers, text, is_a_line, finding } in report.entries().0 {
        let space = if is_a_line && after_a_line { "" } else { "\n" };
        writeln!(out, "{space}{}", numbered(&numbers, &text, ""))?;
        after_a_line = is_a_line;
        for line in &finding.lines {
            match line {
                Line::New(step) => {
                    let sentence = &finding.steps[*step];
                    writeln!(out, "{}", step_told(step + 1, &sentence.text))?;
                    added_up(&sentence.lines, "       ", out)?;
                }
                Line::Told { here, finding, there } => {
                    let (here, there) = (span(*here), span(*there));
                    let step = if there.contains('–') { "steps" } else { "step" };
                    writeln!(out, "   ({here}) as {step} {there} of finding {}", finding + 1)?;
                }
            }
        }
    }
    if let Some(rest) = report.rest() {
        writeln!(out, "\n{}", wrapped(&rest, "", ""))?;
    }
    Ok(())
}

/// Figures that only just stand, beyond the first, which the answer names; and what would settle the findings.
fn corrections(report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
    for spot in report.also_tight() {
        writeln!(out, "\n{}", wrapped(&spot, "", ""))?;
    }
    for (title, corrections) in report.corrections_told() {
        writeln!(out, "\n{}", wrapped(&title, "", ""))?;
        for correction in corrections {
            writeln!(out, "{}", wrapped(&correction, " - ", "   "))?;
        }
    }
    Ok(())
}

/// The lines of a sum, indented under their step.
fn added_up(lines: &[String], indent: &str, out: &mut dyn Write) -> io::Result<()> {
    let rest = format!("{indent}    ");
    lines.iter().try_for_each(|line| writeln!(out, "{}", wrapped(line, &format!("{indent}  "), &rest)))
}

/// Numbers from 1: "3", "3–5".
pub(super) fn span((first, last): (usize, usize)) -> String {
    if first == last { (first + 1).to_string() } else { format!("{}–{}", first + 1, last + 1) }
}

/// Where the figures stand: those tested, then those that could not have failed; and how phrases were understood.
fn standings(report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
    let listing = &report.listing;
    if !listing.tested.is_empty() {
        writeln!(out)?;
        let rows = listing.tested.iter();
        if listing.tested.iter().all(|row| row.left.is_empty()) {
            let row = |row: &Row| [&row.id, &row.quantity, &row.glimpse, &row.stands].map(String::clone);
            write_table(["", "quantity", "stated", listing.stands], &listing.shared, rows.map(row), out)?;
        } else {
            let row = |row: &Row| [&row.id, &row.quantity, &row.glimpse, &row.left, &row.stands].map(String::clone);
            write_table(["", "quantity", "stated", "must have been", listing.stands], &listing.shared, rows.map(row), out)?;
        }
    }
    if let Some(more) = &listing.more {
        writeln!(out, "{}{}", if listing.tested.is_empty() { "\n" } else { "" }, wrapped(more, "", ""))?;
    }
    if !listing.untested.is_empty() {
        let row = |row: &Row| [&row.id, &row.quantity, &row.glimpse, &row.left].map(String::clone);
        writeln!(out, "\nCould not have failed:")?;
        let header = ["", "quantity", "stated", "to be tested"];
        write_table(header, &listing.untested_shared, listing.untested.iter().map(row), out)?;
    }
    if let Some(more) = &listing.more_untested {
        writeln!(out, "{}", wrapped(more, "", ""))?;
    }
    if listing.is_assumed {
        writeln!(out, "\n(?) The period or the currency is the typist's assumption.")?;
    }
    if !report.notes.is_empty() {
        writeln!(out, "\nNotes:")?;
    }
    for (note, ids) in &report.notes {
        writeln!(out, "{}", wrapped(&format!("{}: {note}", few(ids)), " ", "   "))?;
    }
    Ok(())
}

/// The rates behind what is stated in two currencies.
fn rates(report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
    if !report.implied_rates.is_empty() {
        writeln!(out, "\n{}", RateLine::TITLE)?;
    }
    for line in report.implied_rates.iter().take(LISTED) {
        writeln!(out, "{}", wrapped(&line.text, " ", "   "))?;
    }
    if let Some(rest) = report.more_rates() {
        writeln!(out, "{}", wrapped(&rest, " ", "   "))?;
    }
    Ok(())
}

/// Growths that both sides count.
fn mirrored(report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lines = report.mirrored.iter().take(LISTED).map(|line| &line.text);
    lines.chain(&report.more_mirrored()).try_for_each(|text| writeln!(out, "\n{}", wrapped(text, "", "")))
}

/// An example that fits, where it is short enough to read.
fn example(report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(example) = report.example() else { return Ok(()) };
    writeln!(out, "\n{}", example.title)?;
    write_table(["", ""], "", example.rows, out)
}

/// A table; what its quantities share stands in the header, beside their name.
fn write_table<const N: usize>(
    header: [&str; N],
    shared: &str,
    rows: impl IntoIterator<Item = [String; N]>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let with_shared = |name: &str| match name {
        "quantity" if !shared.is_empty() => format!("quantity ({shared})"),
        name => name.to_string(),
    };
    let header = header.map(with_shared);
    write_rows(&header.each_ref().map(String::as_str), rows.into_iter().map(Vec::from).collect(), out)
}

/// The same with as many columns as the header has.
fn write_rows(header: &[&str], rows: Vec<Vec<String>>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(STYLE).set_width(WIDTH).set_content_arrangement(ContentArrangement::Dynamic);
    if header.iter().any(|name| !name.is_empty()) {
        table.set_header(header.iter().copied());
    }
    let mut longest_words = vec![0; header.len()];
    let mut widths: Vec<usize> = header.iter().map(|name| display_width(name)).collect();
    for row in rows {
        for (width, text) in widths.iter_mut().zip(&row) {
            *width = display_width(text).max(*width);
        }
        for (longest, text) in longest_words.iter_mut().zip(&row) {
            *longest = text.split(' ').map(display_width).fold(*longest, usize::max);
        }
        table.add_row(row);
    }
    // What fits is not wrapped. The line between two columns takes a place as well.
    if widths.iter().map(|width| width + PADDING + 1).sum::<usize>() <= WIDTH.into() {
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    // A word that is broken in the middle is no word; where the words leave no room for one another, some have to be.
    if longest_words.iter().map(|longest| longest + PADDING).sum::<usize>() <= WIDTH.into() {
        for (column, longest) in table.column_iter_mut().zip(longest_words) {
            let least = u16::try_from(longest + PADDING).unwrap_or(WIDTH);
            column.set_constraint(ColumnConstraint::LowerBoundary(ComfyWidth::Fixed(least)));
        }
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn numbered(number: &str, text: &str, indent: &str) -> String {
    let first = format!("{indent}{number}. ");
    // Of a run of numbers the text stands under the first.
    let rest = " ".repeat(display_width(&first).min(WIDEST_NUMBER));
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
