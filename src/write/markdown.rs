//! Markdown: what one pastes into a newsroom note, with the sources of the figures that clash.

use super::Form;
use super::text::span;
use crate::report::headline::LISTED;
use crate::report::names::Names;
use crate::report::{Check, Entry, Fill, Line, Project, RateLine, TargetRow, Why, few};
use std::io::{self, Write};

/// The format.
pub struct Markdown;

impl Form for Markdown {
    fn check(&self, report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "**{}** {}", plain(&report.answer), plain(&report.beside.join(" ")))?;
        findings(report, out)?;
        corrections(report, out)?;
        standings(report, out)?;
        for (place, (note, ids)) in report.notes.iter().enumerate() {
            writeln!(out, "{}- {}: {}", if place == 0 { "\nNotes:\n\n" } else { "" }, plain(&few(ids)), plain(note))?;
        }
        rates(report, out)?;
        for text in report.mirrored.iter().take(LISTED).map(|line| &line.text).chain(&report.more_mirrored()) {
            writeln!(out, "\n{}", plain(text))?;
        }
        if let Some(example) = report.example() {
            writeln!(out, "\n{}\n", example.title)?;
            table_head(&["quantity", "example"], out)?;
            for [name, number] in &example.rows {
                table_row(&[name, number], out)?;
            }
        }
        Ok(())
    }

    fn fill(&self, report: &Fill<'_>, out: &mut dyn Write) -> io::Result<()> {
        table_head(&["quantity", "must have been", "rests on"], out)?;
        for line in &report.cells {
            let ids: Vec<&str> = line.bounded.rests_on.iter().map(|&figure| report.id(figure)).collect();
            let mark = if line.may_be_narrower { " *" } else { "" };
            let told = format!("{}{mark}", line.told(&report.units));
            table_row(&[&line.quantity(Names::IN_FULL), &told, &few(&ids)], out)?;
        }
        if report.cells.iter().any(|line| line.may_be_narrower) {
            writeln!(out, "\n{}", plain("* proved, but not proved to be the narrowest range"))?;
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
            added_up(&sentence.lines, "   ", out)?;
        }
        if let Some(after) = &report.after {
            writeln!(out, "\n{}", plain(&after.text))?;
        }
        if report.leaves_norms_out {
            writeln!(out, "\n{}", plain(Why::WITHOUT_NORMS))?;
        }
        Ok(())
    }

    fn project(&self, report: &Project<'_>, out: &mut dyn Write) -> io::Result<()> {
        let (in_full, further, why) = report.told();
        for (place, line) in in_full.iter().enumerate() {
            writeln!(out, "{}**{}**", if place > 0 { "\n" } else { "" }, plain(&line.text))?;
            for told in line.notes.iter().chain(&line.beside) {
                writeln!(out, "\n{}", plain(told))?;
            }
            for (place, told) in line.told_targets().enumerate() {
                writeln!(out, "{}- {}", if place == 0 { "\n" } else { "" }, on_lines(&told))?;
            }
            let table = &line.table;
            if !table.columns.is_empty() {
                writeln!(out)?;
                let names = table.columns.iter().map(|(name, _)| &**name);
                table_head(&[&*table.unit].into_iter().chain(names).collect::<Vec<_>>(), out)?;
                for (place, period) in table.periods.iter().enumerate() {
                    let fields = table.columns.iter().map(|(_, fields)| &*fields[place]);
                    table_row(&[&**period].into_iter().chain(fields).collect::<Vec<_>>(), out)?;
                }
            }
            if !line.target_rows.is_empty() {
                writeln!(out)?;
                table_head(TargetRow::header(&line.target_rows), out)?;
            }
            for row in &line.target_rows {
                let fields = row.fields();
                let told = TargetRow::header(&line.target_rows).len();
                table_row(&fields.iter().take(told).map(String::as_str).collect::<Vec<_>>(), out)?;
            }
            for told in line.below() {
                writeln!(out, "\n{}", plain(told))?;
            }
            for (place, method) in line.methods().iter().enumerate() {
                writeln!(out, "{}- {}", if place == 0 { "\n" } else { "" }, on_lines(method))?;
            }
        }
        if let Some(why) = why {
            writeln!(out, "\n{}\n", plain(&why))?;
        }
        for line in further {
            writeln!(out, "- {}", plain(&line.text))?;
            for told in line.forecasts() {
                writeln!(out, "  - {}", plain(told))?;
            }
        }
        for (place, why) in report.left_apart().enumerate() {
            let space = if place == 0 && !report.series.is_empty() { "\n" } else { "" };
            writeln!(out, "{space}- {}", on_lines(why))?;
        }
        if let Some(told) = report.band.told() {
            writeln!(out, "\n{}", plain(&told))?;
        }
        Ok(())
    }
}

/// The findings, with their steps or in a line.
fn findings(report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
    for Entry { numbers, text, finding, .. } in report.entries().0 {
        // Markdown counts for itself where a line begins with one number.
        let mark = if numbers.parse::<usize>().is_ok() { "." } else { ":" };
        writeln!(out, "\n{numbers}{mark} {}", plain(&text))?;
        if !finding.lines.is_empty() {
            writeln!(out)?;
        }
        for line in &finding.lines {
            match line {
                Line::New(step) => {
                    let sentence = &finding.steps[*step];
                    writeln!(out, "   - ({}) {}", step + 1, plain(&sentence.text))?;
                    added_up(&sentence.lines, "     ", out)?;
                }
                Line::Told { here, finding, there } => {
                    writeln!(out, "   - ({}) as ({}) of finding {}", span(*here), span(*there), finding + 1)?;
                }
            }
        }
    }
    if let Some(rest) = report.rest() {
        writeln!(out, "\n{}", plain(&rest))?;
    }
    Ok(())
}

/// Figures that only just stand, beyond the first, and what would settle the findings.
fn corrections(report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
    for spot in report.also_tight() {
        writeln!(out, "\n{}", plain(&spot))?;
    }
    for (title, corrections) in report.corrections_told() {
        writeln!(out, "\n{}\n", plain(&title))?;
        for correction in corrections {
            writeln!(out, "- {}", plain(&correction))?;
        }
    }
    Ok(())
}

/// The lines of a sum, a list under their step.
fn added_up(lines: &[String], indent: &str, out: &mut dyn Write) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{indent}- {}", plain(line)))
}

fn standings(report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
    let listing = &report.listing;
    if !listing.tested.is_empty() {
        writeln!(out)?;
        let says_what_is_left = listing.tested.iter().any(|row| !row.left.is_empty());
        // A column that is empty all the way down is only in the way.
        if says_what_is_left {
            table_head(&["figure", "quantity", "stated", "must have been", listing.stands, "source"], out)?;
        } else {
            table_head(&["figure", "quantity", "stated", listing.stands, "source"], out)?;
        }
        for row in &listing.tested {
            if says_what_is_left {
                table_row(&[&row.id, &row.in_full, &row.stated, &row.left, &row.stands, &row.source], out)?;
            } else {
                table_row(&[&row.id, &row.in_full, &row.stated, &row.stands, &row.source], out)?;
            }
        }
    }
    if let Some(more) = &listing.more {
        writeln!(out, "\n{}", plain(more))?;
    }
    if !listing.untested.is_empty() {
        writeln!(out, "\nCould not have failed:\n")?;
        table_head(&["figure", "quantity", "stated", "to be tested", "source"], out)?;
        for row in &listing.untested {
            table_row(&[&row.id, &row.in_full, &row.stated, &row.left, &row.source], out)?;
        }
    }
    if let Some(more) = &listing.more_untested {
        writeln!(out, "\n{}", plain(more))?;
    }
    if listing.is_assumed {
        writeln!(out, "\n(?) The period or the currency is the typist's assumption.")?;
    }
    Ok(())
}

/// The rates behind what is stated in two currencies.
fn rates(report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
    if !report.implied_rates.is_empty() {
        writeln!(out, "\n{}\n", RateLine::TITLE)?;
    }
    let lines = report.implied_rates.iter().take(LISTED).map(|line| &line.text);
    lines.chain(&report.more_rates()).try_for_each(|text| writeln!(out, "- {}", plain(text)))
}

fn table_head(names: &[&str], out: &mut dyn Write) -> io::Result<()> {
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

/// The same of several lines, each on its own within an item of a list.
fn on_lines(text: &str) -> String {
    text.split('\n').map(plain).collect::<Vec<_>>().join("  \n  ")
}

/// Text whose characters mean only themselves in Markdown, on one line.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' => plain.push(' '),
            '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#' | '~' => plain.extend(['\\', character]),
            other => plain.push(other),
        }
    }
    plain
}
