//! The columns of a table: which of them label its rows and with what, and what the header says of the others.

mod coded;
mod column;
mod heads;
mod roles;
mod tally;

pub use column::{Columns, LabelColumn, ValueColumn};

use crate::names::WORLD;
use crate::tables::cells::{Content, Contents, Facts};
use crate::tables::found::beside::Beside;
use crate::tables::found::header::{Header, headers};
use crate::tables::found::outline::{Table, is_hard};
use crate::tables::given::{Given, Labels, Role};
use crate::tables::label::{Heading, Kind, Meaning};
use coded::{settle_codes, settle_reporters};
use heads::Heads;
use roles::assign_roles;
use std::collections::BTreeMap;
use tally::{Tally, tallies};

/// What the columns of a table are. `inherited` is the header of the table above, for one that has none of its own.
pub fn columns(contents: &Contents, table: &Table, given: &Given, inherited: Option<&Columns>) -> Columns {
    let mut tallies = tallies(contents, table);
    let mut headings = headers(contents, table, tallies.keys().copied());
    settle_codes(&mut headings);
    let first_words = tallies.iter().find(|(_, tally)| tally.words > tally.numbers).map(|(column, _)| *column);
    let first_said = headings.iter().filter(|(_, header)| header.says_value()).map(|(column, _)| *column).min();
    let laid = table.laid.and_then(|at| given.laid.tables.get(at));
    let heads = laid.map(Heads::of).unwrap_or_default();
    let mut columns = Columns::default();
    for (&column, tally) in &tallies {
        let header = &headings[&column];
        let is_laid = heads.labels_rows(&header.text);
        if is_laid.unwrap_or_else(|| labels_rows(column, tally, header, (first_words, first_said))) {
            let is_carried = is_carried(contents, table, column, tally);
            columns.labels.push(LabelColumn {
                column,
                role: Role::Unknown,
                text: header.text.clone(),
                coding: header.facts.coding,
                is_carried,
            });
        } else if tally.numbers > 0 {
            let said = inherited.filter(|_| table.header.is_empty()).and_then(|above| above.value(column));
            columns.values.push(said.cloned().unwrap_or_else(|| ValueColumn {
                column,
                facts: header.qualified(),
                text: header.text.clone(),
                rest: header.rest.clone(),
                is_unlisted: false,
                may_be_part: None,
                is_unclear: header.facts.is_silent() && header.names.is_none() && !header.rest.is_empty(),
            }));
        }
    }
    // Codes between two columns of countries part no two tables.
    for label in columns.labels.iter().filter(|label| headings[&label.column].names == Some(Heading::Number)) {
        tallies.insert(label.column, Tally::default());
    }
    assign_roles(contents, table, given, &headings, &tallies, &mut columns.labels);
    if given.labels.is_none() {
        settle_reporters(&headings, &mut columns.labels);
    }
    // Where rows say with whom, a column called "Total" is all of the flow, and not all of the world.
    if columns.labels.iter().any(|label| label.role == Role::Partner) {
        for value in columns.values.iter_mut().filter(|value| value.facts.is_total) {
            value.facts.partner = value.facts.partner.take().filter(|partner| partner != WORLD);
        }
    }
    inherit(&mut columns.values, given);
    if let Some(laid) = laid {
        laid.apply(&mut columns);
    }
    columns.said = said(contents, table);
    columns
}

/// Whether a label stands once for the rows below it: most rows with numbers have none of their own. Footnotes below a table count for
/// neither.
fn is_carried(contents: &Contents, table: &Table, column: u32, tally: &Tally) -> bool {
    let labelled = tally.words + tally.numbers + tally.days;
    if labelled * 2 <= table.rows.len() || labelled >= table.rows.len() {
        return labelled < table.rows.len();
    }
    let has_numbers = |row: &&u32| contents.row(**row).any(|(at, content)| at > column && is_hard(&content));
    let (mut all, mut own) = (0, 0);
    for &row in table.rows.iter().filter(has_numbers) {
        all += 1;
        own += usize::from(!matches!(contents.at(row, column), Content::Blank | Content::Nothing));
    }
    own * 2 <= all
}

/// What the texts of the header mean, each once.
fn said(contents: &Contents, table: &Table) -> Vec<Meaning> {
    let mut said: Vec<Meaning> = Vec::new();
    // Of one text there is one meaning, unless a mark behind it differs.
    let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &row in &table.header {
        for meaning in contents.row(row).filter_map(|(column, _)| contents.label(row, column)) {
            let alike = known.entry(meaning.text.clone()).or_default();
            if !alike.iter().any(|&at| said[at] == meaning) {
                alike.push(said.len());
                said.push(meaning);
            }
        }
    }
    said
}

/// Whether a column labels rows rather than holding numbers.
fn labels_rows(column: u32, tally: &Tally, header: &Header, (first_words, first_said): (Option<u32>, Option<u32>)) -> bool {
    // Numbers that a spreadsheet took for days, "5.1" for 1 May, stand under a header of numbers.
    let is_of_numbers = tally.numbers > 0 && tally.words <= tally.numbers && header.says_value();
    if tally.words + tally.days > tally.numbers && !is_of_numbers {
        return true;
    }
    if tally.numbers == 0 || header.says_value() {
        return false;
    }
    let is_before = |other: Option<u32>| other.is_none_or(|other| column < other);
    match header.names {
        Some(Heading::Value) => false,
        Some(Heading::Period) => tally.years == tally.numbers || tally.is_whole,
        Some(Heading::Unit | Heading::Flow | Heading::Name) => false,
        Some(_) => tally.is_whole,
        None => {
            let is_period = tally.years == tally.numbers && tally.numbers > 1;
            let is_number = tally.is_running && tally.is_whole && tally.numbers > 2;
            let is_left = first_words.is_none_or(|words| column < words) || column == 0;
            (is_period || is_number) && is_left && is_before(first_said)
        }
    }
}

/// A growth or share that does not say of what is of the amounts to its left; words that say nothing are what the person says they are.
fn inherit(values: &mut [ValueColumn], given: &Given) {
    let is_ratio = |value: &ValueColumn| value.facts.is_ratio() || value.facts.unit.as_ref().is_some_and(|unit| unit.unit == "%");
    let mut beside = Beside::default();
    for value in values.iter_mut() {
        if is_ratio(value) {
            let Some(amounts) = beside.ratio() else { continue };
            let (has_period, has_share) =
                (value.facts.period.is_some() || value.facts.months.is_some(), value.facts.kind == Some(Kind::Share));
            let own = std::mem::take(&mut value.facts);
            let of = Facts {
                flow: amounts.flow.clone(),
                partner: amounts.partner.clone(),
                product: amounts.product.clone(),
                ..Facts::default()
            };
            value.facts = own.within(&of);
            // Of a growth the amounts tell from when to when; a share is of the same time.
            if !has_period && has_share {
                let Facts { period, months, fiscal, is_unfit_time, begins, is_fiscal, .. } = amounts.clone();
                let when = Facts { period, months, fiscal, is_unfit_time, begins, is_fiscal, ..Facts::default() };
                value.facts = std::mem::take(&mut value.facts).within(&when);
            }
        } else {
            beside.amounts(value.facts.clone(), true);
        }
        if value.is_unclear {
            match given.labels {
                Some(Labels::Products) => value.facts.product = Some(value.text.clone()),
                Some(Labels::Partners) => value.facts.partner = Some(value.text.clone()),
                Some(Labels::Reporters) => value.facts.reporter = Some(value.text.clone()),
                None => continue,
            }
            value.is_unclear = false;
        }
    }
}

/// Where tables stand side by side: the columns at which each begins, if labels stand between the numbers and have numbers of their own.
pub fn side_by_side(columns: &Columns) -> Vec<u32> {
    let mut begins: Vec<u32> = Vec::new();
    let mut last: Option<u32> = None;
    for label in columns.labels.iter().filter(|label| matches!(label.role, Role::Partner | Role::Again | Role::Unknown)) {
        let before = |column: u32| columns.values.partition_point(|value| value.column < column);
        let follows_numbers = last.is_some_and(|last| before(last) < before(label.column));
        let heads_numbers = before(label.column) < columns.values.len();
        if follows_numbers && heads_numbers {
            begins.push(label.column);
        }
        last = Some(label.column);
    }
    begins
}
