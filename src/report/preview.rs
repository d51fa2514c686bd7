//! What was understood of a table, before anything is written: where it stands, what its labels and columns mean, its first figures, and
//! where every number went. 80 columns wide.

use crate::figures::Flow;
use crate::tables::cells::Facts;
use crate::tables::found::ValueColumn;
use crate::tables::given::{Holds, Role, laid::of_any_year};
use crate::tables::label::{Kind, UnitSaid};
use crate::tables::understood::TableSaid;
use crate::tables::{Entry, Imported, RecordsSaid, SheetSaid, column_name};
use std::fmt::Write as _;
use textwrap::core::display_width;

/// So many columns are shown of a table that has many that are not alike.
const MOST_COLUMNS: usize = 24;
/// How wide a line may be.
const WIDTH: usize = 80;
/// How wide a header may be before it goes on below.
const HEADER: usize = 32;

/// The understanding of a file, as text for reading.
pub fn preview(imported: &Imported) -> String {
    let mut text = String::new();
    if let Some(records) = &imported.records {
        told_of_records(&mut text, imported, records);
    }
    for sheet in &imported.sheets {
        told_of_sheet(&mut text, sheet);
    }
    text
}

fn line(text: &mut String, indent: usize, said: &str) {
    let blank = " ".repeat(indent);
    let more = " ".repeat(indent + 2);
    let options = textwrap::Options::new(WIDTH).initial_indent(&blank).subsequent_indent(&more).break_words(false);
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", textwrap::fill(said, options));
}

/// Lines of what something is called and what it means, side by side.
fn side_by_side(text: &mut String, rows: &[(String, String, String)]) {
    let widest = |of: fn(&(String, String, String)) -> &String| rows.iter().map(|row| display_width(of(row))).max().unwrap_or(0);
    let (first, second) = (widest(|row| &row.0), widest(|row| &row.1).min(HEADER));
    let gap = if first == 0 { 0 } else { 2 };
    let left = WIDTH.saturating_sub(4 + first + gap + second + 2);
    for (place, header, meaning) in rows {
        let (headers, meanings) = (textwrap::wrap(header, second), textwrap::wrap(meaning, left));
        for at in 0..headers.len().max(meanings.len()).max(1) {
            let place = if at == 0 { place.as_str() } else { "" };
            let header = headers.get(at).map_or("", |header| header);
            let meaning = meanings.get(at).map_or("", |meaning| meaning);
            let (after, between) = (first - display_width(place) + gap, (second + 2).saturating_sub(display_width(header)));
            let row = format!("    {place}{:after$}{header}{:between$}{meaning}", "", "");
            let _ = writeln!(text, "{}", row.trim_end());
        }
    }
}

fn told_of_records(text: &mut String, imported: &Imported, records: &RecordsSaid) {
    let account = &imported.account;
    line(text, 0, &format!("{}: {} of {} numbers are figures", imported.kind, account.taken, account.numbers));
    let rows: Vec<(String, String, String)> =
        records.columns.iter().map(|(name, meaning)| (String::new(), name.clone(), meaning.clone())).collect();
    side_by_side(text, &rows);
    for entry in &records.first {
        line(text, 4, &format!("{}: {}", entry.whereabouts, told(entry)));
    }
    for (reason, left) in &account.left_out {
        line(text, 2, &format!("left out {}: {reason}", left.count));
    }
    text.push('\n');
}

fn told_of_sheet(text: &mut String, sheet: &SheetSaid) {
    let account = &sheet.account;
    let name = if sheet.name.is_empty() { "The table".to_string() } else { format!("Sheet \"{}\"", sheet.name) };
    match &sheet.passed_over {
        Some(reason) => line(text, 0, &format!("{name}: not read; each of its {} numbers {reason}", account.numbers)),
        None if sheet.tables.is_empty() => line(text, 0, &format!("{name}: no table; {} numbers", account.numbers)),
        None => line(text, 0, &format!("{name}: {} of {} numbers are figures", account.taken, account.numbers)),
    }
    for table in &sheet.tables {
        told_of_table(text, table);
    }
    for (reason, left) in account.left_out.iter().filter(|_| sheet.passed_over.is_none()) {
        line(text, 2, &format!("left out {}, the first at {} ({}): {reason}", left.count, left.first, left.shown.trim()));
    }
    text.push('\n');
}

fn told_of_table(text: &mut String, table: &TableSaid) {
    let outline = &table.outline;
    let (Some(first), Some(last)) = (outline.rows.first(), outline.rows.last()) else { return };
    let head = match (outline.header.first(), outline.header.last()) {
        (Some(first), Some(last)) if first == last => format!("header in row {}, ", first + 1),
        (Some(first), Some(last)) => format!("header in rows {} to {}, ", first + 1, last + 1),
        _ => String::new(),
    };
    line(text, 2, &format!("table in rows {} to {}, {head}{} figures", first + 1, last + 1, table.taken));
    for title in table.titles.iter().take(4) {
        line(text, 4, &format!("title: {title}"));
    }
    let of_all = of_facts(&Facts { kind: None, ..table.context.clone() }, None);
    if !of_all.is_empty() {
        line(text, 4, &format!("of all: {}", of_all.join(", ")));
    }
    let mut rows: Vec<(String, String, String)> = Vec::new();
    for label in &table.columns.labels {
        let names = match label.role {
            Role::Partner => "partners",
            Role::Reporter => "reporters",
            Role::Product => "products",
            Role::Period => "periods",
            Role::Flow => "flows",
            Role::Unit => "units",
            Role::Again => "the same in other words",
            Role::Silent => "nothing that matters",
            Role::Unknown => "nothing known",
        };
        rows.push((column_name(label.column.into()), begin(&label.text), format!("labels rows: {names}")));
    }
    let runs = runs(&table.columns.values);
    rows.extend(runs.iter().take(MOST_COLUMNS).map(|run| told_of_run(run, table)));
    side_by_side(text, &rows);
    let more = runs.len().saturating_sub(MOST_COLUMNS);
    if more > 0 {
        line(text, 4, &format!("and {more} more columns"));
    }
    for entry in &table.first {
        line(text, 4, &format!("{}: {}", entry.whereabouts, told(entry)));
    }
}

/// A header, or the beginning of one that is a list: a column of text alone is taken for a header.
fn begin(header: &str) -> String {
    const LONGEST: usize = 120;
    let begin: String = header.chars().take(LONGEST).collect();
    if begin.len() == header.len() {
        begin
    } else {
        format!("{} …", begin.rsplit_once(' ').map_or(&*begin, |(whole, _)| whole))
    }
}

/// Columns side by side that differ in the year alone.
fn runs(values: &[ValueColumn]) -> Vec<&[ValueColumn]> {
    let is_alike = |one: &ValueColumn, next: &ValueColumn| {
        let general = of_any_year(&one.text);
        let is_of_years = general != one.text && general == of_any_year(&next.text);
        is_of_years && next.column == one.column + 1 && Holds::of(&one.facts) == Holds::of(&next.facts)
    };
    values.chunk_by(is_alike).collect()
}

fn told_of_run(run: &[ValueColumn], table: &TableSaid) -> (String, String, String) {
    let (first, last) = (&run[0], &run[run.len() - 1]);
    // Who reports is told of all.
    let context = &Facts { reporter: None, ..table.context.clone() };
    let meaning = |value: &ValueColumn, until: Option<&Facts>| {
        let facts = value.facts.clone().within(context);
        let mut words = of_facts(&facts, until);
        if value.is_unlisted {
            return "not listed by the layout: left out".to_string();
        }
        if value.is_unclear {
            return "nothing known".to_string();
        }
        let is_left_out = facts.kind == Some(Kind::Other) || table.taken == 0;
        let of_rows = [(facts.flow.is_none(), "flow"), (facts.when().is_none() && !is_growth(&facts), "time")];
        let of_rows: Vec<&str> =
            of_rows.into_iter().filter(|(is_open, _)| *is_open && !is_left_out).map(|(_, what)| what).collect();
        if !of_rows.is_empty() {
            words.push(format!("{} by row", of_rows.join(" and ")));
        }
        words.join(", ")
    };
    if run.len() == 1 {
        return (column_name(first.column.into()), first.text.clone(), meaning(first, None));
    }
    let place = format!("{}–{}", column_name(first.column.into()), column_name(last.column.into()));
    let until = last.facts.clone().within(context);
    (place, format!("{} … {}", first.text, last.text), meaning(first, Some(&until)))
}

/// Whether amounts tell from when to when.
fn is_growth(facts: &Facts) -> bool {
    matches!(facts.kind, Some(Kind::Index | Kind::Change | Kind::IndexOrChange))
}

/// What is known of a number, in words: kind, flow, with whom, of what, when, in what. `until` is the last of several alike.
fn of_facts(facts: &Facts, until: Option<&Facts>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let kind = match facts.kind {
        None => "",
        Some(Kind::Level) => "amount",
        Some(Kind::Share) => "share",
        Some(Kind::Index) => "growth, 100 for no change",
        Some(Kind::Change) => "growth, 0 for no change",
        Some(Kind::IndexOrChange) => "growth, 100 or 0 for no change",
        Some(Kind::Rate) => "rate",
        Some(Kind::Other) => return vec!["something else: left out".to_string()],
    };
    words.extend(Some(kind).filter(|kind| !kind.is_empty()).map(str::to_string));
    words.extend(facts.flow.as_ref().map(Flow::to_string));
    words.extend(facts.reporter.as_ref().map(|reporter| format!("reported by {reporter}")));
    words.extend(facts.partner.as_ref().map(|partner| format!("with {partner}")));
    words.extend(facts.product.as_ref().map(|product| format!("of {product}")));
    let when = |facts: &Facts| facts.when().map(|when| when.to_string());
    match (when(facts), until.and_then(when)) {
        (Some(from), Some(until)) if from != until => words.push(format!("{from} … {until}")),
        (Some(period), _) => words.push(period),
        (None, _) if facts.is_unfit_time => words.push("a time that is no period here".to_string()),
        (None, _) => {}
    }
    words.extend(facts.unit.as_ref().map(in_what));
    words.extend(facts.unclear_unit.as_ref().map(|unit| format!("in \"{unit}\", which is not understood")));
    words
}

fn in_what(unit: &UnitSaid) -> String {
    let UnitSaid { scale, unit, choices, .. } = unit;
    let scale = if scale == "1" { "" } else { scale };
    let unit = if unit.is_empty() { choices.join(" or ") } else { unit.clone() };
    format!("in {scale} {unit}").replace("in  ", "in ").trim_end().to_string()
}

fn told(entry: &Entry) -> String {
    let reporter = if entry.reporter.is_empty() { "-" } else { &entry.reporter };
    let partner = if entry.partner.is_empty() { "World" } else { &entry.partner };
    let product = if entry.product.is_empty() { String::new() } else { format!(" of {}", entry.product) };
    format!("{reporter}/{partner} {}{product} {} {} {}", entry.flow, entry.period, entry.measure, entry.stated)
}
