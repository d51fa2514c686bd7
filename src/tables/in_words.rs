//! A cell that says its own scale: `9.9 bn USD`, `9,9 млрд` in a column of millions.
//!
//! Its own words win over the column's. `<0.1`, `about 5` and `10 mn of gold` say more than a number and its unit, and are left out.

use super::content::Contents;
use super::content::Value;
use super::label::{Kind, Meaning, UnitSaid};
use super::number::{Entered, entered};

/// The number of a text and the scale and unit behind or before it; `None` where it says anything else.
pub(super) fn in_words(text: &str, contents: &Contents) -> Option<(Value, UnitSaid)> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '\'' | '\u{a0}' | '\u{202f}');
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let end = text[first..].find(|c: char| !is_part(c)).map_or(text.len(), |end| first + end);
    let number = text[first..end].trim_end_matches(|c: char| !c.is_ascii_digit());
    let (before, after) = (&text[..first], &text[first + number.len()..]);
    // The sign of a number stands at the number: "-9.9 bn".
    let (before, number) = match before.strip_suffix('-') {
        Some(before) => (before, format!("-{number}")),
        None => (before, number.to_string()),
    };
    let Entered::Number { digits, places, is_percent: false, mark: None } = entered(&number, contents.decimal) else {
        return None;
    };
    let said = contents.meaning(&format!("{before} {}", after.trim_start_matches('.')));
    let unit = said.unit.clone().filter(|unit| !unit.scale.is_empty())?;
    let plain = Meaning { unit: said.unit.clone(), kind: said.kind, text: said.text.clone(), ..Meaning::default() };
    let is_plain = plain == said && matches!(said.kind, None | Some(Kind::Level));
    is_plain.then_some((Value { digits, places, is_percent: false, mark: None }, unit))
}
