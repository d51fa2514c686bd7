//! A layout written: what was said and what was found, as lines to be edited, with a word on what each is for.
//!
//! Times are not written: next year they are others. Nor is where rows begin and end, but as a line to be taken in, for a new partner may stand
//! below the last one.

use super::{KINDS, ROLES, VERSION};
use crate::figures::{Flow, Status};
use crate::names::Names;
use crate::tables::given::laid::{Holds, TableLaid, TextLaid, at_time_of, of_any_year};
use crate::tables::given::typed::{GROWTHS, LABELS, MARKS, word_for};
use crate::tables::label::{CalledBy, Meaning, meaning};
use crate::tables::{Given, Imported};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What was understood of a file, as a layout: what was said of it, what was found of its tables, what its titles mean, and the names in no list,
/// to be filled in.
///
/// # Errors
/// A sentence, when the names that the program was built with cannot be read.
pub fn written(imported: &Imported, given: &Given) -> Result<String, String> {
    if let Some(records) = &imported.records {
        let opening = "# What crossfoot understood of this file of records. Edit it, and use it again with --layout.";
        return Ok(format!("{opening}\n{}", records.layout));
    }
    let mut out = Lines(format!(
        "# What crossfoot understood of this table. Edit it, and use it again with --layout.\n\
         # Rows and columns are told by their texts; {{year}} is any year. Times are read from the book.\nversion = {VERSION}\n"
    ));
    said(&mut out, imported, given);
    for text in texts(imported, given)?.values() {
        out.section("[[text]]", "What a text means wherever it stands, and nothing besides.");
        out.line("text", &text.text);
        holds(&mut out, &of_meaning(&text.meaning));
    }
    let mut tables: Vec<&TableLaid> = Vec::new();
    for said in imported.sheets.iter().flat_map(|sheet| &sheet.tables) {
        let found = &said.found;
        // A table without a header of its own is read under the one above it.
        if !found.header.is_empty() && !tables.iter().any(|other| other.is_like(found)) {
            tables.push(found);
            table(&mut out, found, said.outline.laid.and_then(|at| given.laid.tables.get(at)));
        }
    }
    Ok(out.0)
}

const LABELLED: &str = "A column that labels rows. It names partners, reporters, products, periods, flows, units,\n# again (the same in other words) \
or nothing.";
const HELD: &str = "A column of numbers: flow, partner, reporter, product, currency, scale, status, period, and of what kind:\n# level, share, \
index (100 for no change), change (0 for none), growth (either), rate, other (left out).";

/// The lines of a layout.
struct Lines(String);

impl Lines {
    fn line(&mut self, key: &str, text: &str) {
        self.remark(&format!("{key} = {}", quoted(text)));
    }

    fn maybe(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.line(key, text);
        }
    }

    /// Begins a section; what it is for is said above the first of its kind.
    fn section(&mut self, name: &str, what_for: &str) {
        let header = format!("\n{name}\n");
        let remark = if self.0.contains(&header) { String::new() } else { format!("\n# {what_for}") };
        self.remark(&format!("{remark}\n{name}").replacen("\n\n", "\n", usize::from(!remark.is_empty())));
    }

    fn remark(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{line}");
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// What the person said of the whole book, and what could be said.
fn said(out: &mut Lines, imported: &Imported, given: &Given) {
    out.maybe("reporter", given.reporter.as_deref());
    out.maybe("partner", given.partner.as_deref());
    out.maybe("flow", given.flow.as_ref().map(Flow::to_string).as_deref());
    out.maybe("product", given.product.as_deref());
    if let Some((key, month)) = years(given) {
        out.line(key, month);
    }
    out.maybe("currency", given.unit.as_deref());
    out.maybe("scale", given.scale.as_deref().map(|scale| if scale.is_empty() { "1" } else { scale }));
    out.maybe("labels", given.labels.and_then(|labels| word_for(&labels, &LABELS)));
    out.maybe("growth", given.growth.and_then(|growth| word_for(&growth, &GROWTHS)));
    out.maybe("decimal", given.decimal.and_then(|mark| word_for(&mark, &MARKS)));
    out.maybe("source", given.source.as_deref());
    if let Some(period) = given.period {
        out.remark(&format!("# period = \"{period}\"  # said of this book; of another, --period says it"));
    }
    let read = imported.sheets.iter().filter(|sheet| !sheet.tables.is_empty() && !sheet.name.is_empty());
    let sheets: Vec<String> = read.map(|sheet| sheet.name.clone()).collect();
    if !given.sheets.is_empty() {
        out.remark(&format!("sheets = {}", list(&given.sheets)));
    } else if sheets.len() > 1 {
        out.remark(&format!("# sheets = {}  # without the first #, no others", list(&sheets)));
    }
}

/// Where fiscal years begin, or end, as a flag says it.
fn years(given: &Given) -> Option<(&'static str, &'static str)> {
    let years = given.years?;
    Some(match years.called_by {
        Some(CalledBy::End) => ("year-ends", MONTHS[usize::from((years.month + 11) % 12)]),
        Some(CalledBy::Begin) | None => ("year-begins", MONTHS[usize::from(years.month % 12)]),
    })
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// The texts whose meaning is kept, by text: those of the layout that was used, titles that say something, names in no list.
fn texts(imported: &Imported, given: &Given) -> Result<BTreeMap<String, TextLaid>, String> {
    let names = Names::embedded()?;
    let mut texts: BTreeMap<String, TextLaid> = BTreeMap::new();
    let mut keep = |text: String, meaning: Meaning| {
        texts.entry(text.clone()).or_insert(TextLaid { text, meaning, line: 0 });
    };
    for text in &given.laid.texts {
        keep(text.text.clone(), text.meaning.clone());
    }
    for title in imported.sheets.iter().flat_map(|sheet| &sheet.tables).flat_map(|table| &table.titles) {
        let read = meaning(title, names);
        let text = of_any_year(title);
        let kept = Meaning { unit: of_meaning(&read).unit, ..of_holds(of_meaning(&read)) };
        // One that says more than these lines hold is read as ever.
        let Meaning { text: own, rest, mark, when, .. } = read.clone();
        let says_more = Meaning { text: own, rest, mark, when, ..at_time_of(kept.clone(), &read) } != read;
        let is_kept = when_is_read(&read, &text, title);
        if !says_more && is_kept && kept != Meaning::default() {
            keep(text, kept);
        }
    }
    for name in &imported.unknown {
        keep(name.clone(), Meaning { partner: Some(name.clone()), ..Meaning::default() });
    }
    Ok(texts)
}

/// Whether the time of a title is read from it all the same: it has none, or stands for any year.
fn when_is_read(read: &Meaning, general: &str, title: &str) -> bool {
    let has_time = read.when.is_some() || at_time_of(Meaning::default(), read) != Meaning::default();
    !has_time || general != title
}

fn of_meaning(meaning: &Meaning) -> Holds {
    let unit = meaning.unit.clone().filter(|unit| unit.choices.is_empty());
    let Meaning { flow, reporter, partner, product, kind, status, .. } = meaning.clone();
    Holds { flow, reporter, partner, product, kind, unit, status, period: None }
}

fn of_holds(holds: Holds) -> Meaning {
    let Holds { flow, reporter, partner, product, kind, unit, status, .. } = holds;
    Meaning { flow, reporter, partner, product, kind, unit, status, ..Meaning::default() }
}

/// What was found of a table, with what the layout that it was read under says of its rows and other columns.
fn table(out: &mut Lines, found: &TableLaid, laid: Option<&TableLaid>) {
    out.section("[[table]]", "A table under a header with these texts, one of each row; without a header, every table.");
    out.remark(&format!("header = {}", list(&found.header)));
    let bounds = [
        ("from", &found.from, laid.and_then(|laid| laid.from.as_ref()), "above"),
        ("through", &found.through, laid.and_then(|laid| laid.through.as_ref()), "below"),
    ];
    for (key, found, laid, side) in bounds {
        match (laid, found) {
            (Some(laid), _) => out.line(key, laid),
            (None, Some(found)) => {
                out.remark(&format!("# {key} = {}  # without the first #, what stands {side} is left out", quoted(found)));
            }
            (None, None) => {}
        }
    }
    if laid.is_some_and(|laid| laid.is_all) {
        out.line("others", "left out");
    } else {
        out.remark("# others = \"left out\"  # without the first #, columns of numbers that are not listed here are left out");
    }
    for label in &found.labels {
        out.section("[[table.label]]", LABELLED);
        out.line("text", &label.text);
        // Every role has its word.
        out.line("names", word_for(&label.role, &ROLES).unwrap_or("unknown"));
    }
    for column in &found.columns {
        out.section("[[table.column]]", HELD);
        out.line("text", &column.text);
        holds(out, &column.holds);
    }
}

fn holds(out: &mut Lines, holds: &Holds) {
    out.maybe("flow", holds.flow.as_ref().map(Flow::to_string).as_deref());
    out.maybe("reporter", holds.reporter.as_deref());
    out.maybe("partner", holds.partner.as_deref());
    out.maybe("product", holds.product.as_deref());
    out.maybe("kind", holds.kind.and_then(|kind| word_for(&kind, &KINDS)));
    let unit = holds.unit.clone().unwrap_or_default();
    out.maybe("currency", Some(unit.unit.as_str()).filter(|unit| !unit.is_empty()));
    out.maybe("scale", Some(unit.scale.as_str()).filter(|scale| !scale.is_empty()));
    out.maybe("status", holds.status.map(status));
    out.maybe("period", holds.period.map(|period| period.to_string()).as_deref());
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Reported => "reported",
        Status::Official => "official",
        Status::Forecast => "forecast",
        Status::Target => "target",
    }
}
