//! Columns of codes beside what they stand for: `Economy` 860 beside `Economy Label` Uzbekistan, `UOM_ID`, `Indicator Code`.
//!
//! They say nothing that their neighbour does not, and their numbers are no amounts. Codes that the reader of labels knows by name (`HS
//! code`, `Country code`) are not of these.

use super::column::LabelColumn;
use crate::tables::found::header::Header;
use crate::tables::given::Role;
use crate::tables::label::Heading;
use std::collections::{BTreeMap, BTreeSet};

/// The last words of the headers of codes.
const CODES: [&str; 6] = ["code", "codes", "id", "dguid", "код", "коды"];
/// What a header adds to that of its codes.
const LABELS: [&str; 6] = ["label", "name", "desc", "description", "наименование", "название"];

/// Names columns of codes as what says nothing of a row.
pub(super) fn settle_codes(headings: &mut BTreeMap<u32, Header>) {
    let words: BTreeMap<u32, Vec<String>> = headings.iter().map(|(column, header)| (*column, words(&header.text))).collect();
    let labelled: BTreeSet<Vec<String>> = words.values().filter_map(|words| of_label(words)).collect();
    for (column, header) in headings {
        let own = &words[column];
        let is_code = own.len() > 1 && own.last().is_some_and(|last| CODES.contains(&last.as_str())) && header.names.is_none();
        let says_more = header.says_value() || matches!(header.names, Some(Heading::Product | Heading::Value | Heading::Period));
        if !header.text.is_empty() && (is_code || labelled.contains(own)) && !says_more {
            header.names = Some(Heading::Number);
            header.facts = Default::default();
        }
    }
}

/// Where indicators have codes beside countries with codes, as in the files of the World Bank, it is the countries that report.
pub(super) fn settle_reporters(headings: &BTreeMap<u32, Header>, labels: &mut [LabelColumn]) {
    let has = |wanted: [&str; 2]| headings.values().any(|header| words(&header.text) == wanted);
    let count = |role: Role| labels.iter().filter(|label| label.role == role).count();
    if has(["indicator", "code"]) && has(["country", "code"]) && count(Role::Partner) == 1 && count(Role::Reporter) == 0 {
        labels.iter_mut().filter(|label| label.role == Role::Partner).for_each(|label| label.role = Role::Reporter);
    }
}

/// The header that this one says in words: `Economy` of `Economy Label`.
fn of_label(words: &[String]) -> Option<Vec<String>> {
    let (last, before) = words.split_last()?;
    (LABELS.contains(&last.as_str()) && !before.is_empty()).then(|| before.to_vec())
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_string).collect()
}
