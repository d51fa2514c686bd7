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

mod codes;
mod heard;
mod own;

pub(in crate::tables) use codes::{coded, settle_codings};

use crate::tables::cells::{Contents, Facts};
use crate::tables::found::beside::Beside;
use crate::tables::found::columns::Columns;
use crate::tables::found::outline::Table;
use crate::tables::label::Meaning;
use heard::{Dimension, Own};
use own::own;
use std::collections::{BTreeMap, BTreeSet};

/// A row of numbers and what it is labelled with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSaid {
    /// Which.
    pub row: u32,
    /// What its labels and its section say.
    pub facts: Facts,
    /// Its labels as written, parted by ` / `.
    pub text: String,
    /// A label of which nothing tells what it names.
    pub unclear: Option<String>,
    /// Two countries that two of its labels name, of which nothing says who reports.
    pub torn: Option<(String, String)>,
    /// Names that are in no list, and are kept as text.
    pub unknown: Option<String>,
    /// How far its label is indented: leading spaces.
    pub indent: usize,
    /// Whether a label in a column of periods is a total, or the word for a year, and says no time.
    pub is_whole_period: bool,
    /// Whether the cell for its name is empty, beside another row that is the total.
    pub is_nameless: bool,
}

/// The rows of numbers of a table, from top to bottom, each with what it is labelled with.
///
/// `context` is what titles say of all of them.
pub fn rows(contents: &Contents, table: &Table, columns: &Columns, context: &Facts) -> Vec<RowSaid> {
    let mut filled: BTreeMap<u32, Meaning> = BTreeMap::new();
    let mut own: Vec<(u32, Own)> = table.rows.iter().map(|&row| (row, own(contents, row, columns, &mut filled))).collect();
    settle_years(&mut own);
    settle_parts_of_flows(&mut own);
    let has_total = own.iter().any(|(_, own)| own.is_total_of_all());
    let outer = outer(own.iter().map(|(_, own)| own));
    let inner_with_numbers = |dimension: &Dimension| {
        own.iter().any(|(_, own)| own.has_numbers && own.mixed.contains(dimension)) && Some(*dimension) != outer
    };
    let heading = heading(&own, outer, context);
    let mut section = Facts::default();
    let mut beside = Beside::default();
    let mut said = Vec::new();
    for (at, (row, own)) in own.iter().enumerate() {
        if own.facts.is_silent() && own.unclear.is_none() && !own.has_numbers {
            continue;
        }
        let heads = if own.has_numbers { heading[at] } else { outer.is_some_and(|outer| own.mixed.contains(&outer)) };
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
                // "2023 revised" tells of its own number.
                section = Facts { mark: None, ..own.facts.clone() };
            }
            said.push(RowSaid {
                row: *row,
                facts,
                text: own.text.clone(),
                unclear: own.unclear.clone(),
                is_whole_period: own.is_whole_period,
                torn: own.torn.clone(),
                unknown: own.unknown.clone(),
                indent: own.indent,
                is_nameless: has_total && !own.has_name,
            });
        } else if !own.is_chatty && !own.mixed.is_empty() && !own.mixed.iter().any(&inner_with_numbers) {
            section = if heads { own.facts.clone() } else { own.facts.clone().within(&section) };
        }
    }
    said
}

/// Which rows with numbers head the rows below them. A stray one heads none: "re-exports" among the countries of a table of exports is a
/// part of these.
fn heading(own: &[(u32, Own)], outer: Option<Dimension>, context: &Facts) -> Vec<bool> {
    let Some(outer) = outer else { return vec![false; own.len()] };
    let is_outer = |own: &Own| own.mixed.contains(&outer);
    let may_head = |own: &Own| own.has_numbers && own.mixed == [outer] && !own.is_part;
    let of_all = match outer {
        Dimension::Flow => context.flow.is_some(),
        Dimension::Product => context.product.is_some(),
        Dimension::Partner => context.partner.is_some(),
        Dimension::Year | Dimension::When => context.period.is_some(),
    };
    let several = own.iter().filter(|(_, own)| may_head(own)).count() > 1;
    // What is listed before it and again below it stands in two sections.
    let inner = |(_, own): &(u32, Own)| (own.has_numbers && !own.mixed.is_empty() && !is_outer(own)).then(|| own.text.clone());
    let listed_again = |at: usize| {
        let before: BTreeSet<String> = own[..at].iter().filter_map(inner).collect();
        own[at + 1..].iter().filter_map(inner).any(|text| before.contains(&text))
    };
    let heads = |(at, (_, own)): (usize, &(u32, Own))| {
        own.has_numbers && is_outer(own) && (may_head(own) && (several || !of_all) || listed_again(at))
    };
    let heads: Vec<bool> = own.iter().enumerate().map(heads).collect();
    if outer == Dimension::Flow && is_list_below_flows(own, &heads) { vec![false; own.len()] } else { heads }
}

/// Whether several flows stand together above all that is listed: `Exports`, `Imports`, `Balance`, and then countries, of which nobody says of
/// which flow they are.
fn is_list_below_flows(own: &[(u32, Own)], heads: &[bool]) -> bool {
    let numbered = |(_, (_, own)): &(usize, &(u32, Own))| own.has_numbers && !own.mixed.is_empty() && own.facts.is_of_amounts();
    let rows: Vec<usize> = own.iter().enumerate().filter(numbered).map(|(at, _)| at).collect();
    let Some(last) = rows.iter().rposition(|&at| heads[at]) else { return false };
    let is_first_list = rows[..last].iter().all(|&at| heads[at]);
    is_first_list && last > 0 && last + 1 < rows.len()
}

/// Years head the rows of months below them where months are named again and again: `2022`, January, February, `2023`, January. Else a year is a
/// time among others.
fn settle_years(own: &mut [(u32, Own)]) {
    let mut seen: BTreeSet<(u8, u8)> = BTreeSet::new();
    let mut months = own.iter().filter(|(_, own)| own.facts.period.is_none()).filter_map(|(_, own)| own.facts.months);
    let is_repeated = !months.all(|months| seen.insert(months));
    let is_year = |own: &Own| own.mixed == [Dimension::Year];
    let first_year = own.iter().position(|(_, own)| is_year(own));
    let first_month = own.iter().position(|(_, own)| own.facts.months.is_some() && own.facts.period.is_none());
    let ends_with_year = own.iter().rev().find(|(_, own)| !own.mixed.is_empty()).is_some_and(|(_, own)| is_year(own));
    let are_sections = is_repeated && first_year < first_month && first_year.is_some() && !ends_with_year;
    // A year without a number can only head what is below it.
    let is_heading = |own: &Own| are_sections || (first_month.is_some() && !own.has_numbers);
    for (_, own) in own.iter_mut().filter(|(_, own)| !is_heading(own)) {
        for dimension in own.mixed.iter_mut().filter(|dimension| **dimension == Dimension::Year) {
            *dimension = Dimension::When;
        }
    }
}

/// Names in a column of flows that are no flows, if one of them stands below "of which", or once below exports and once below imports: they
/// are parts of the flows above them.
fn settle_parts_of_flows(own: &mut [(u32, Own)]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, own) in own.iter().filter(|(_, own)| own.is_named_flow && own.has_numbers) {
        *counts.entry(own.text.clone()).or_default() += 1;
    }
    let (mut is_of_which, mut are_parts) = (false, counts.values().any(|count| *count > 1));
    for (_, own) in own.iter() {
        are_parts |= is_of_which && own.is_named_flow;
        is_of_which = own.has_lead || (is_of_which && (own.is_named_flow || own.facts.flow.is_none()));
    }
    for (_, own) in own.iter_mut().filter(|(_, own)| are_parts && own.is_named_flow) {
        own.unclear = Some(own.text.clone());
        own.facts.flow = None;
        own.mixed.retain(|dimension| *dimension != Dimension::Flow);
    }
}

/// How a dimension is named down a column.
#[derive(Default)]
struct Named<'a> {
    count: usize,
    first: usize,
    texts: BTreeSet<&'a str>,
    /// Whether one name has numbers twice: it stands in two sections.
    is_repeated: bool,
    /// How many of its rows have no numbers.
    bare: usize,
}

/// Of two things that one column names, the one that heads the other: the one that is not named again, or the rarer, or the one that comes
/// first. Flows without numbers of their own head what is below them, and so does a flow that comes before all else.
fn outer<'a>(rows: impl Iterator<Item = &'a Own>) -> Option<Dimension> {
    let mut all: BTreeMap<Dimension, Named> = BTreeMap::new();
    for (at, own) in rows.enumerate().filter(|(_, own)| !own.is_chatty) {
        if let [one] = own.mixed[..] {
            let named = all.entry(one).or_insert_with(|| Named { first: at, ..Named::default() });
            named.count += 1;
            named.bare += usize::from(!own.has_numbers);
            named.is_repeated |= own.has_numbers && own.facts.is_of_amounts() && !named.texts.insert(&own.text);
        }
    }
    if all.len() < 2 {
        return None;
    }
    let begins = all.values().map(|named| named.first).min();
    let key = |(dimension, named): &(Dimension, Named)| {
        let is_flow = *dimension == Dimension::Flow;
        let heads_by_itself = is_flow && named.bare > 1;
        (named.is_repeated, !heads_by_itself, !is_flow || begins != Some(named.first), named.count, named.first)
    };
    all.into_iter().min_by_key(key).map(|(dimension, _)| dimension)
}
