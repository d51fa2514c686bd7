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
    /// Two countries that two of its labels name, of which nothing says who reports.
    pub torn: Option<(String, String)>,
    /// Names that are in no list, and are kept as text.
    pub unknown: Option<String>,
    /// How far its label is indented: leading spaces.
    pub indent: usize,
    /// Whether the cell for its name is empty, beside another row that is the total.
    pub is_nameless: bool,
}

/// The rows of numbers of a table, from top to bottom, each with what it is labelled with.
///
/// `context` is what titles say of all of them.
pub fn rows(contents: &Contents, table: &Table, columns: &Columns, context: &Facts) -> Vec<RowSaid> {
    let mut filled: BTreeMap<u32, Meaning> = BTreeMap::new();
    let own: Vec<(u32, Own)> = table.rows.iter().map(|&row| (row, own(contents, row, columns, &mut filled))).collect();
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
        Dimension::When => context.period.is_some(),
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
    own.iter().enumerate().map(heads).collect()
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
