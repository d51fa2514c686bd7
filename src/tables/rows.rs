//! What the rows of a table are labelled with, sections included.
//!
//! ```text
//! Exports        63286     a flow among countries: it heads the rows below it, and its own number is all of them
//!   Armenia        154     exports to Armenia
//! Imports        38661
//!   Armenia       53.2     imports from Armenia
//! ```
//!
//! Where one column names two things, the rarer of them heads the other: flows over countries above, countries over flows in
//! `Armenia / exports / imports`.

use super::beside::Beside;
use super::columns::{Columns, LabelColumn, Role};
use super::content::{Content, Contents};
use super::facts::Facts;
use super::label::{Meaning, When};
use super::outline::Table;
use crate::figures::Flow;
use crate::names::WORLD;
use std::collections::BTreeMap;

/// A row of numbers and what it is labelled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSaid {
    /// Which.
    pub row: u32,
    /// What its labels and its section say.
    pub facts: Facts,
    /// Its labels as written, parted by ` / `.
    pub text: String,
    /// A label of which nothing tells what it names.
    pub unclear: Option<String>,
    /// Names that are in no list, and are kept as text.
    pub unknown: Option<String>,
    /// How far its label is indented: leading spaces.
    pub indent: usize,
}

/// What a label may speak of, in the order in which ties are settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Dimension {
    Flow,
    Product,
    Partner,
    When,
}

/// What one row's labels say by themselves.
struct Own {
    facts: Facts,
    /// What the columns of several meanings say.
    mixed: Vec<Dimension>,
    text: String,
    unclear: Option<String>,
    unknown: Option<String>,
    indent: usize,
    /// Longer than a heading, or a footnote.
    is_chatty: bool,
    has_numbers: bool,
}

/// The rows of numbers of a table, from top to bottom, each with what it is labelled with.
pub fn rows(contents: &Contents, table: &Table, columns: &Columns) -> Vec<RowSaid> {
    let mut filled: BTreeMap<u32, Meaning> = BTreeMap::new();
    let own: Vec<(u32, Own)> = table.rows.iter().map(|&row| (row, own(contents, row, columns, &mut filled))).collect();
    let outer = outer(own.iter().map(|(_, own)| own));
    let inner_with_numbers = |dimension: &Dimension| {
        own.iter().any(|(_, own)| own.has_numbers && own.mixed.contains(dimension)) && Some(*dimension) != outer
    };
    let mut section = Facts::default();
    let mut beside = Beside::default();
    let mut said = Vec::new();
    for (row, own) in &own {
        if own.facts.is_silent() && own.unclear.is_none() && !own.has_numbers {
            continue;
        }
        let heads = outer.is_some_and(|outer| own.mixed.contains(&outer));
        if own.has_numbers {
            // "In % of the year before" below "Exports" is of the exports; below "Exports" and "Imports" nobody says of which.
            let amounts = if own.facts.is_ratio() { beside.ratio() } else { None };
            let own_facts = amounts.map_or_else(|| own.facts.clone(), |amounts| own.facts.clone().within(amounts));
            let facts = if heads { own_facts } else { own_facts.within(&section) };
            if !own.facts.is_ratio() {
                let Facts { flow, partner, product, .. } = own.facts.clone();
                // A row that names no flow is of its section's.
                let tells_flow = flow.is_some();
                beside.amounts(Facts { flow, partner, product, ..Facts::default() }, tells_flow);
            }
            if heads && own.mixed.len() == 1 {
                section = own.facts.clone();
            }
            said.push(RowSaid {
                row: *row,
                facts,
                text: own.text.clone(),
                unclear: own.unclear.clone(),
                unknown: own.unknown.clone(),
                indent: own.indent,
            });
        } else if !own.is_chatty && !own.mixed.is_empty() && !own.mixed.iter().any(&inner_with_numbers) {
            section = if heads { own.facts.clone() } else { own.facts.clone().within(&section) };
        }
    }
    said
}

/// Of two things that one column names, the one that heads the other: the rarer, or the one that comes first.
fn outer<'a>(rows: impl Iterator<Item = &'a Own>) -> Option<Dimension> {
    let mut counts: BTreeMap<Dimension, (usize, usize)> = BTreeMap::new();
    for (at, own) in rows.enumerate().filter(|(_, own)| !own.is_chatty) {
        if let [one] = own.mixed[..] {
            counts.entry(one).or_insert((0, at)).0 += 1;
        }
    }
    if counts.len() < 2 {
        return None;
    }
    counts.into_iter().min_by_key(|&(_, (count, first))| (count, first)).map(|(dimension, _)| dimension)
}

fn own(contents: &Contents, row: u32, columns: &Columns, filled: &mut BTreeMap<u32, Meaning>) -> Own {
    let mut own = Own {
        facts: Facts::default(),
        mixed: Vec::new(),
        text: String::new(),
        unclear: None,
        unknown: None,
        indent: 0,
        is_chatty: false,
        has_numbers: contents.row(row).any(|(column, content)| is_number(&content) && columns.value(column).is_some()),
    };
    let mut texts: Vec<String> = Vec::new();
    let is_stub = columns.labels.iter().filter(|label| !matches!(label.role, Role::Again | Role::Silent)).count() <= 2;
    let last =
        columns.labels.iter().rev().find(|label| !matches!(label.role, Role::Again | Role::Silent)).map(|label| label.column);
    for label in &columns.labels {
        let written = label_at(contents, row, label).or_else(|| {
            let area = contents.merged_at(row, label.column)?;
            label_at(contents, area.top, label)
        });
        if let Some(written) = &written {
            filled.insert(label.column, written.clone());
        }
        // A label that stands once for several rows, not one that is missing in a few; in a list of records an empty cell is empty.
        let carried = || {
            (label.is_carried && is_stub && Some(label.column) != last && own.has_numbers)
                .then(|| filled.get(&label.column).cloned())
                .flatten()
        };
        let Some(meaning) = written.or_else(carried) else { continue };
        if !matches!(label.role, Role::Silent | Role::Again) {
            own.indent = contents.grid.shown(row, label.column).chars().take_while(|c| c.is_whitespace()).count();
            own.is_chatty |= meaning.is_note || meaning.text.chars().count() > 120;
            texts.push(meaning.text.clone());
        }
        hear(label, &meaning, contents, (row, columns), &mut own);
    }
    own.text = texts.join(" / ");
    own
}

/// What a cell of a label column says. A number is a year; in a column of months or quarters the month or quarter of that number, in one
/// of commodities a code.
fn label_at(contents: &Contents, row: u32, label: &LabelColumn) -> Option<Meaning> {
    let Content::Number(value) = contents.at(row, label.column) else { return contents.label(row, label.column) };
    let text = contents.grid.shown(row, label.column);
    match label.role {
        Role::Product => Some(Meaning { text, ..Meaning::default() }),
        Role::Period if value.year().is_none() => {
            let number = u8::try_from(value.digits).ok().filter(|_| value.places == 0);
            let months = number.and_then(|number| part_of_year(&label.text, number));
            let when = months.map(|(first, count)| When::Months { first, count });
            Some(Meaning { when, text, ..Meaning::default() })
        }
        _ => contents.label(row, label.column),
    }
}

/// The months that a number stands for under a header that says months, quarters or halves.
fn part_of_year(header: &str, number: u8) -> Option<(u8, u8)> {
    let header = header.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| header.contains(word));
    let (parts, months) = match () {
        () if says(&["month", "месяц", "monat"]) => (12, 1),
        () if says(&["quarter", "квартал", "quartal"]) => (4, 3),
        () if says(&["half", "полугод", "semester"]) => (2, 6),
        () => return None,
    };
    (1..=parts).contains(&number).then(|| ((number - 1) * months, months))
}

fn is_number(content: &Content) -> bool {
    matches!(content, Content::Number(_) | Content::TwoWays(_) | Content::Nothing)
}

/// Adds what one label says.
fn hear(label: &LabelColumn, meaning: &Meaning, contents: &Contents, (row, columns): (u32, &Columns), own: &mut Own) {
    let mut facts = Facts::of(meaning);
    let says_other = facts.flow.is_some() || facts.when().is_some() || facts.months.is_some() || meaning.is_lead;
    let name = || Some(meaning.text.clone()).filter(|text| !text.is_empty());
    match label.role {
        Role::Silent | Role::Again => return,
        Role::Partner if facts.partner.is_none() && !says_other => {
            facts.partner = again(contents, row, columns).or_else(name);
            own.unknown = facts.partner.clone().filter(|partner| Some(partner) == name().as_ref());
        }
        Role::Partner => {}
        Role::Reporter => {
            let known = facts.partner.take().or_else(|| again(contents, row, columns));
            own.unknown = if known.is_none() { name() } else { None };
            facts = Facts { reporter: known.or_else(name), mark: facts.mark, ..Facts::default() };
        }
        Role::Product if facts.is_total => facts = Facts { product: Some("TOTAL".into()), ..Facts::default() },
        Role::Product if !says_other => {
            // Of a table with countries too, a code beside may be one of those.
            let has_places = columns.labels.iter().any(|other| matches!(other.role, Role::Partner | Role::Reporter));
            let is_code = |other: &&LabelColumn| (other.role == Role::Again && !has_places) || other.column == label.column;
            let codes = columns.labels.iter().filter(is_code);
            let code = codes.filter_map(|other| commodity_code(contents, row, other.column)).next();
            let product = code.or_else(|| facts.product.take()).or_else(name);
            facts = Facts { product, mark: facts.mark, ..Facts::default() };
        }
        Role::Product => {}
        Role::Period => {
            (facts.partner, facts.product) = (None, None);
            if facts.period.is_none() && facts.months.is_none() && !says_other {
                own.unclear = name();
            }
        }
        Role::Flow => {
            // "Exports to Russia" names with whom; "Total" among flows is no partner.
            facts.partner = facts.partner.filter(|partner| partner != WORLD);
            let says_nothing_else = facts.period.is_none() && facts.months.is_none() && facts.kind.is_none();
            if facts.flow.is_none() && facts.partner.is_none() && says_nothing_else {
                facts.flow = name().map(Flow::Named);
            }
        }
        Role::Unit => facts = Facts { unit: facts.unit, ..Facts::default() },
        Role::Unknown => {
            if facts.is_silent() && !meaning.is_lead {
                own.unclear = name();
            }
        }
    }
    if label.role != Role::Unit && label.role != Role::Reporter {
        let said = [
            (facts.flow.is_some(), Dimension::Flow),
            (facts.product.is_some(), Dimension::Product),
            (facts.partner.is_some(), Dimension::Partner),
            (facts.period.is_some() || facts.months.is_some(), Dimension::When),
        ];
        let is_mixed = |dimension: &Dimension| !own.mixed.contains(dimension);
        let new: Vec<Dimension> =
            said.into_iter().filter(|(is, _)| *is).map(|(_, dimension)| dimension).filter(is_mixed).collect();
        // Columns of their own for flows or periods head nothing.
        if matches!(label.role, Role::Partner | Role::Product | Role::Period | Role::Unknown | Role::Flow) {
            own.mixed.extend(new);
        }
    }
    own.facts = facts.within(&own.facts);
}

/// What another column, in another language or as a code, says of the same row.
fn again(contents: &Contents, row: u32, columns: &Columns) -> Option<String> {
    // Of a table with commodities too, a code may be one of those.
    let has_products = columns.labels.iter().any(|label| label.role == Role::Product);
    let others = columns.labels.iter().filter(|label| label.role == Role::Again && !has_products);
    others.map(|label| contents.country(row, label.column)).find_map(|country| country)
}

/// The commodity code in a cell: two to ten digits. A number has lost its leading zero, and commodity codes are of even length.
fn commodity_code(contents: &Contents, row: u32, column: u32) -> Option<String> {
    let shown = contents.grid.shown(row, column);
    let code = shown.trim();
    let is_code = (1..=10).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    let is_text = matches!(contents.grid.cell(row, column), Some(super::Cell::Text(_)));
    match (is_code, is_text, code.len() % 2) {
        (false, ..) | (true, true, 1) => None,
        (true, false, 1) => Some(format!("0{code}")),
        (true, ..) => Some(code.to_string()),
    }
}
