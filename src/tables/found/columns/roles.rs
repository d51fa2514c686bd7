//! What the columns of labels name: by their headers, else by what most of their texts mean.

use super::column::LabelColumn;
use super::tally::Tally;
use crate::names::WORLD;
use crate::tables::cells::{Content, Contents};
use crate::tables::found::header::Header;
use crate::tables::found::outline::{Table, is_hard};
use crate::tables::found::stems::{Stem, tells};
use crate::tables::given::{Given, Labels, Role};
use crate::tables::label::Heading;
use crate::tables::sheet::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the label columns name: by their headers, else by what most of their texts mean.
pub(super) fn assign_roles(
    contents: &Contents,
    table: &Table,
    given: &Given,
    headings: &BTreeMap<u32, Header>,
    tallies: &BTreeMap<u32, Tally>,
    labels: &mut [LabelColumn],
) {
    let mut best = Best::default();
    for (index, label) in labels.iter_mut().enumerate() {
        let (by_text, known) = role_by_texts(contents, table, label.column);
        label.role = match role_by_heading(headings[&label.column].names, by_text, &tallies[&label.column]) {
            Role::Partner if given.labels == Some(Labels::Reporters) => Role::Reporter,
            // Of names among flows the person may say what they are.
            role @ (Role::Unknown | Role::Flow) => given.labels.map_or(role, Role::from),
            role => role,
        };
        best.see(label.role, index, known);
    }
    let unsure = settle_sides(contents, table, tallies, labels, &mut best);
    let roles: Vec<Role> = labels.iter().map(|label| label.role).collect();
    tell_again(labels, &best, unsure);
    // A code beside nothing else says what the row is of.
    let says_something = |label: &LabelColumn| !matches!(label.role, Role::Again | Role::Silent);
    if let Some(code) = labels.iter().position(|label| label.role == Role::Again).filter(|_| !labels.iter().any(says_something)) {
        labels[code].role = Role::Product;
    }
    // What is no translation of the others tells rows apart that are alike without it.
    for index in (0..labels.len()).filter(|&index| roles[index] == Role::Unknown) {
        if labels[index].role == Role::Again && tells_rows_apart(contents, table, labels, labels[index].column) {
            labels[index].role = Role::Unknown;
        }
    }
}

/// Of several columns that name the same, the one that is understood best: it is read first.
#[derive(Default)]
struct Best {
    /// Of each role the column's place among the labels, and how many of its texts are understood.
    of: BTreeMap<Role, (usize, usize)>,
}

impl Best {
    fn see(&mut self, role: Role, index: usize, known: usize) {
        let is_named = matches!(role, Role::Partner | Role::Reporter | Role::Product | Role::Unknown);
        if is_named && self.of.get(&role).is_none_or(|(_, before)| known > *before) {
            self.of.insert(role, (index, known));
        }
    }

    /// Whether no other column is better.
    fn is(&self, index: usize, role: Role) -> bool {
        self.of.get(&role).is_none_or(|(at, _)| *at == index)
    }
}

/// What one column names: its header says it, or else most of its texts, or the numbers in it.
fn role_by_heading(heading: Option<Heading>, by_text: Option<Role>, tally: &Tally) -> Role {
    match heading {
        Some(Heading::Number) => Role::Silent,
        Some(Heading::Code) => Role::Again,
        Some(Heading::Reporter) => Role::Reporter,
        Some(Heading::Exporter | Heading::Importer) => Role::Partner,
        Some(Heading::Period) => Role::Period,
        Some(Heading::Flow) => Role::Flow,
        Some(Heading::Unit) => Role::Unit,
        Some(Heading::Product) if by_text != Some(Role::Partner) => Role::Product,
        Some(Heading::Partner) => Role::Partner,
        Some(Heading::Product | Heading::Value | Heading::Name) | None => match by_text {
            Some(role) => role,
            None if tally.numbers > 0 && tally.years == tally.numbers => Role::Period,
            None if tally.numbers > 0 && tally.is_running => Role::Silent,
            None if tally.days > 0 => Role::Period,
            None => Role::Unknown,
        },
    }
}

/// A reporter beside its counterpart: two columns of countries that are no translations of each other. Where nothing tells which is which, the
/// first of them, of which nobody knows what it names.
fn settle_sides(
    contents: &Contents,
    table: &Table,
    tallies: &BTreeMap<u32, Tally>,
    labels: &mut [LabelColumn],
    best: &mut Best,
) -> Option<usize> {
    let places: Vec<usize> = (0..labels.len()).filter(|&index| labels[index].role == Role::Partner).collect();
    let [one, other] = places[..] else { return None };
    let columns = [one, other].map(|index| labels[index].column);
    if !differ(contents, table, columns[0], columns[1]) || columns_between(columns[0], columns[1], tallies) {
        return None;
    }
    let mut unsure = None;
    let reporter = match [one, other].map(|index| tells(&labels[index].text, Stem::Counterpart)) {
        [true, false] => Some(other),
        [false, true] => Some(one),
        _ => None,
    };
    match (reporter, columns.map(|column| names_groups(contents, table, column))) {
        (Some(reporter), _) => labels[reporter].role = Role::Reporter,
        // "Region" beside "Country" says where the country lies.
        (None, [false, true]) => labels[other].role = Role::Silent,
        (None, [true, false]) => labels[one].role = Role::Silent,
        (None, _) => {
            labels[one].role = Role::Unknown;
            unsure = Some(one);
        }
    }
    let is_other = reporter != Some(other) && labels[other].role != Role::Silent;
    best.of.insert(Role::Partner, (if is_other { other } else { one }, 0));
    unsure
}

/// What names the same as a better column says it again, and so does what nobody knows beside what is known.
fn tell_again(labels: &mut [LabelColumn], best: &Best, unsure: Option<usize>) {
    let has_named = labels.iter().any(|label| matches!(label.role, Role::Partner | Role::Reporter | Role::Product));
    for (index, label) in labels.iter_mut().enumerate() {
        let is_again = match label.role {
            role @ (Role::Partner | Role::Reporter | Role::Product) => !best.is(index, role),
            Role::Unknown => (has_named && unsure != Some(index)) || !best.is(index, Role::Unknown),
            _ => false,
        };
        if is_again {
            label.role = Role::Again;
        }
    }
}

/// Whether two columns name different countries in most of the rows in which both name one.
fn differ(contents: &Contents, table: &Table, one: u32, other: u32) -> bool {
    let pairs = table.rows.iter().filter_map(|&row| Some((contents.country(row, one)?, contents.country(row, other)?)));
    let (mut all, mut different) = (0, 0);
    for (one, other) in pairs {
        all += 1;
        different += usize::from(one != other);
    }
    all > 0 && different * 2 > all
}

/// Whether a column names nothing but groups of countries, in every row.
fn names_groups(contents: &Contents, table: &Table, column: u32) -> bool {
    let mut places = table.rows.iter().filter_map(|&row| contents.country(row, column)).peekable();
    places.peek().is_some() && places.all(|place| rust_iso3166::from_alpha3(&place).is_none())
}

/// Whether two rows that all labels of a known role name alike have different texts in a column.
fn tells_rows_apart(contents: &Contents, table: &Table, labels: &[LabelColumn], column: u32) -> bool {
    let text = |row: u32, column: u32| match contents.grid.cell(row, column) {
        Some(Cell::Text(text)) => Some(text),
        _ => None,
    };
    let is_known = |label: &&LabelColumn| !matches!(label.role, Role::Again | Role::Silent | Role::Unknown);
    let known: Vec<u32> = labels.iter().filter(is_known).map(|label| label.column).collect();
    let mut seen: HashMap<Vec<Option<Cell>>, u32> = HashMap::new();
    let named = table.rows.iter().filter_map(|&row| Some((row, text(row, column)?)));
    let mut pairs = named.map(|(row, own)| (known.iter().map(|&at| contents.grid.cell(row, at)).collect::<Vec<_>>(), own));
    pairs.any(|(names, own)| names.iter().any(Option::is_some) && *seen.entry(names).or_insert(own) != own)
}

/// Whether numbers stand between two columns: then they label two tables.
fn columns_between(one: u32, other: u32, tallies: &BTreeMap<u32, Tally>) -> bool {
    tallies.range(one + 1..other).any(|(_, tally)| tally.numbers > tally.words)
}

/// What most texts of a column mean, and how many of them are understood so. Flows, totals and leads stand among anything.
fn role_by_texts(contents: &Contents, table: &Table, column: u32) -> (Option<Role>, usize) {
    let mut counts: BTreeMap<Role, usize> = BTreeMap::new();
    let mut seen: BTreeSet<u32> = BTreeSet::new();
    let (mut all, mut flows) = (0, 0);
    for &row in &table.rows {
        let Some(Cell::Text(text)) = contents.grid.cell(row, column) else { continue };
        if !seen.insert(text) {
            continue;
        }
        let Content::Words(meaning) = contents.at(row, column) else { continue };
        if meaning.is_lead
            || meaning.is_note
            || meaning.is_residual
            || (meaning.is_total && meaning.partner.as_deref() == Some(WORLD))
        {
            continue;
        }
        let role = if meaning.flow.is_some() {
            // One without a number is a section's.
            flows += usize::from(contents.row(row).any(|(at, content)| table.numeric.contains(&at) && is_hard(&content)));
            continue;
        } else if meaning.partner.is_some() {
            Some(Role::Partner)
        } else if meaning.product.is_some() || meaning.is_goods {
            Some(Role::Product)
        } else if meaning.when.is_some() || meaning.fiscal.is_some() {
            Some(Role::Period)
        } else if meaning.unit.is_some() && meaning.kind.is_none() && meaning.base.is_none() && meaning.rest.is_empty() {
            Some(Role::Unit)
        } else {
            None
        };
        all += 1;
        if let Some(role) = role {
            *counts.entry(role).or_default() += 1;
        }
    }
    // The first of the most; a tie between two roles is settled by their order, which is that of the list above.
    let most = counts.iter().rev().max_by_key(|(_, count)| **count);
    match most {
        _ if flows > all && flows > 1 => (Some(Role::Flow), flows),
        Some((&role, &count)) if count * 3 >= all => (Some(role), count),
        _ if flows > 0 && all == 0 => (Some(Role::Flow), flows),
        _ => (None, most.map_or(0, |(_, count)| *count)),
    }
}
