//! What was understood of a table, before anything is written: where it stands, what its labels and columns mean, its first figures, and
//! where every number went.

use crate::tables::columns::Role;
use crate::tables::understood::TableSaid;
use crate::tables::{Entry, Imported, SheetSaid, column_name};
use std::fmt::Write as _;

/// So many columns are shown of a table that has many alike.
const MOST_COLUMNS: usize = 12;

/// The understanding of a file, as text for reading.
pub fn preview(imported: &Imported) -> String {
    let mut text = String::new();
    for sheet in &imported.sheets {
        told_of_sheet(&mut text, sheet);
    }
    text
}

fn line(text: &mut String, indent: usize, said: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{:indent$}{said}", "");
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
    for (reason, left) in &account.left_out {
        line(text, 2, &format!("left out {}, the first at {} ({}): {reason}", left.count, left.first, left.shown.trim()));
    }
    text.push('\n');
}

fn told_of_table(text: &mut String, table: &TableSaid) {
    let outline = &table.outline;
    let (Some(first), Some(last)) = (outline.rows.first(), outline.rows.last()) else { return };
    line(text, 2, &format!("table in rows {} to {}, {} figures", first + 1, last + 1, table.taken));
    for title in table.titles.iter().take(4) {
        line(text, 4, &format!("title: {title}"));
    }
    for label in &table.columns.labels {
        let column = column_name(label.column.into());
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
        let header = if label.text.is_empty() { String::new() } else { format!(" \"{}\"", label.text) };
        line(text, 4, &format!("column {column}{header} labels rows: {names}"));
    }
    for value in table.columns.values.iter().take(MOST_COLUMNS) {
        let column = column_name(value.column.into());
        line(text, 4, &format!("column {column} \"{}\"", value.text));
    }
    let more = table.columns.values.len().saturating_sub(MOST_COLUMNS);
    if more > 0 {
        line(text, 4, &format!("and {more} more columns"));
    }
    for entry in &table.first {
        line(text, 4, &format!("{}: {}", entry.whereabouts, told(entry)));
    }
}

fn told(entry: &Entry) -> String {
    let reporter = if entry.reporter.is_empty() { "-" } else { &entry.reporter };
    let partner = if entry.partner.is_empty() { "World" } else { &entry.partner };
    let product = if entry.product.is_empty() { String::new() } else { format!(" of {}", entry.product) };
    format!("{reporter}/{partner} {}{product} {} {} {}", entry.flow, entry.period, entry.measure, entry.stated)
}
