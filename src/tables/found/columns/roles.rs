//! What the columns of labels name: by their headers, else by what most of their texts mean.

use super::column::LabelColumn;
use super::tally::Tally;
use crate::names::WORLD;
use crate::tables::cells::{Content, Contents};
use crate::tables::found::header::Header;
use crate::tables::found::outline::Table;
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
    let mut best: BTreeMap<Role, (usize, usize)> = BTreeMap::new();
    for (index, label) in labels.iter_mut().enumerate() {
        let tally = &tallies[&label.column];
        let heading = headings[&label.column].names;
        let (by_text, known) = role_by_texts(contents, table, label.column);
        label.role = match heading {
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
        };
        if label.role == Role::Partner && given.labels == Some(Labels::Reporters) {
            label.role = Role::Reporter;
        }
        if label.role == Role::Unknown {
            label.role = given.labels.map_or(Role::Unknown, Role::from);
        }
        // Of several columns that name the same, the one that is understood best is read first.
        let score = best.get(&label.role).copied();
        if matches!(label.role, Role::Partner | Role::Reporter | Role::Product | Role::Unknown)
            && score.is_none_or(|(_, before)| known > before)
        {
            best.insert(label.role, (index, known));
        }
    }
    // A reporter beside its counterpart: two columns of countries that are no translations of each other.
    let places: Vec<usize> = (0..labels.len()).filter(|&index| labels[index].role == Role::Partner).collect();
    let mut unsure = None;
    if let [one, other] = places[..]
        && differ(contents, table, labels[one].column, labels[other].column)
        && !columns_between(labels[one].column, labels[other].column, tallies)
    {
        let is_counterpart = |index: usize| tells(&labels[index].text, Stem::Counterpart);
        let reporter = match (is_counterpart(one), is_counterpart(other)) {
            (true, false) => Some(other),
            (false, true) => Some(one),
            _ => None,
        };
        match reporter {
            Some(reporter) => labels[reporter].role = Role::Reporter,
            // "Region" beside "Country" says where the country lies.
            None if names_groups(contents, table, labels[other].column) && !names_groups(contents, table, labels[one].column) => {
                labels[other].role = Role::Silent;
            }
            None if names_groups(contents, table, labels[one].column) && !names_groups(contents, table, labels[other].column) => {
                labels[one].role = Role::Silent;
            }
            None => {
                labels[one].role = Role::Unknown;
                unsure = Some(one);
            }
        }
        let is_other = reporter != Some(other) && labels[other].role != Role::Silent;
        best.insert(Role::Partner, (if is_other { other } else { one }, 0));
    }
    let is_best = |index: usize, role: Role| best.get(&role).is_none_or(|(at, _)| *at == index);
    let has_named = labels.iter().any(|label| matches!(label.role, Role::Partner | Role::Reporter | Role::Product));
    let roles: Vec<Role> = labels.iter().map(|label| label.role).collect();
    for (index, label) in labels.iter_mut().enumerate() {
        let again = match roles[index] {
            role @ (Role::Partner | Role::Reporter | Role::Product) => !is_best(index, role),
            Role::Unknown => {
                (has_named && unsure != Some(index)) || !is_best(index, Role::Unknown) && best.contains_key(&Role::Unknown)
            }
            _ => false,
        };
        if again {
            label.role = Role::Again;
        }
    }
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
            flows += 1;
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
