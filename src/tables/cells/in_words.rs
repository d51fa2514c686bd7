//! A cell that says its own scale: `9.9 bn USD`, `9,9 млрд` in a column of millions.
//!
//! Its own words win over the column's; its minus or brackets make it negative: `-9.9 bn`, `(8.8 bn)`. `<0.1`, `about 5` and `10 mn of gold` say more than a number and its unit, and are left out.

use super::content::{Contents, Value};
use crate::tables::label::{Kind, Meaning, UnitSaid};
use crate::tables::sheet::{Entered, entered, plain};
use crate::words::DecimalMark;

/// The number of a text and the scale and unit behind or before it; `None` where it says anything else. The text is the cell's own: its
/// sign counts.
pub(in crate::tables) fn in_words(text: &str, contents: &Contents) -> Option<(Value, UnitSaid)> {
    let amount = amount(text, contents.decimal, &|words| contents.meaning(words));
    amount.filter(|(_, unit)| !unit.scale.is_empty())
}

/// As [`in_words`], of a text that may name a unit alone: `$5593.0`. What words mean, the caller knows.
pub(super) fn amount(text: &str, decimal: Option<DecimalMark>, meaning: &dyn Fn(&str) -> Meaning) -> Option<(Value, UnitSaid)> {
    let text = plain(text);
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '\'');
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let end = text[first..].find(|c: char| !is_part(c)).map_or(text.len(), |end| first + end);
    let number = text[first..end].trim_end_matches(|c: char| !c.is_ascii_digit());
    let Words { before, after, is_negative } = unsigned(&text[..first], &text[first + number.len()..])?;
    let Entered::Number { digits, places, is_percent: false, mark: None } = entered(number, decimal) else {
        return None;
    };
    let said = meaning(&format!("{before} {}", after.trim_start_matches('.')));
    let unit = said.unit.clone()?;
    let mark = said.mark.as_ref().and_then(|mark| mark.chars().next().filter(|_| mark.chars().count() == 1));
    let plain = Meaning {
        unit: said.unit.clone(),
        kind: said.kind,
        mark: mark.map(String::from),
        text: said.text.clone(),
        ..Meaning::default()
    };
    let is_plain = plain == said && matches!(said.kind, None | Some(Kind::Level));
    let digits = if is_negative { -digits } else { digits };
    is_plain.then_some((Value { digits, places, is_percent: false, mark }, unit))
}

/// What stands around a number, without its sign.
struct Words<'a> {
    before: &'a str,
    after: &'a str,
    is_negative: bool,
}

/// Takes the sign off: a minus before the number or the whole, or brackets around one of them, as accountants write it. `None` where signs
/// say more than one thing, or a dash parts the number from its words.
fn unsigned<'a>(before: &'a str, after: &'a str) -> Option<Words<'a>> {
    let (mut before, mut after) = (before.trim(), after.trim());
    let mut signs = Vec::new();
    if let (Some(words), Some(behind)) = (before.strip_suffix('('), after.strip_prefix(')')) {
        // "USD (9.9) bn"
        signs.push('-');
        (before, after) = (words.trim(), behind.trim());
    } else if let (Some(words), Some(behind)) = (before.strip_prefix('('), after.strip_suffix(')'))
        && !behind.contains('(')
    {
        // "(9.9 bn USD)"
        signs.push('-');
        (before, after) = (words.trim(), behind.trim());
    }
    if let Some(words) = before.strip_suffix(['-', '+']) {
        // "USD-9.9 bn" may hold a hyphen.
        if words.ends_with(char::is_alphanumeric) {
            return None;
        }
        signs.extend(before.chars().last());
        before = words.trim();
    }
    if let Some(words) = before.strip_prefix(['-', '+']) {
        signs.extend(before.chars().next());
        before = words.trim();
    }
    let is_dashed = |words: &str| words.starts_with('-') || words.ends_with('-');
    let opened = |words: &str| words.matches('(').count() == words.matches(')').count();
    if signs.len() > 1 || is_dashed(before) || is_dashed(after) || !opened(before) || !opened(after) {
        return None;
    }
    Some(Words { before, after, is_negative: signs == ['-'] })
}
