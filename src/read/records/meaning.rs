//! What the code in a cell means: a country, a flow, a product, a unit, a status. Asked once for each different code.

use super::layout::{Layout, Role};
use crate::exact::Ratio;
use crate::figures::{Flow, Status};
use crate::names::Names;
use crate::words::{Named, Unit, currency, scale_of, scaled_unit, zeros_of};

/// A cell's code and its name: `UZ` and `Uzbekistan` of `UZ: Uzbekistan`; the name is empty where there is none.
pub(super) fn code_and_name<'a>(cell: &'a str, layout: &Layout) -> (&'a str, &'a str) {
    match cell.split_once(&*layout.label_sign) {
        Some((code, name)) if !layout.label_sign.is_empty() => (code.trim(), name.trim()),
        _ => (cell, ""),
    }
}

/// A country or group, and whether it is known; else as written.
pub(super) fn country<'a>(cells: impl Iterator<Item = &'a str>, layout: &Layout, names: &Names) -> (String, bool) {
    let known = |text: &str| {
        let found = layout.code(Role::Partner, text).map(|code| names.country(code).unwrap_or(code));
        found.or_else(|| names.country(text)).map(str::to_string)
    };
    let mut written = "";
    for cell in cells.filter(|cell| !cell.is_empty()) {
        let (code, name) = code_and_name(cell, layout);
        // Comext writes the members of the Union in brackets behind its name, and a sign of its own into it.
        let bare = cell.split_once(" (").map_or(cell, |(before, _)| before);
        if let Some(country) = [cell, bare, code, name].into_iter().filter(|text| !text.is_empty()).find_map(known) {
            return (country, true);
        }
        written = if name.is_empty() || layout.label_sign == "-" { cell } else { name };
    }
    (written.to_string(), false)
}

/// A flow in the words of a figures file, and whether its code is known.
pub(super) fn flow(cell: &str, layout: &Layout, names: &Names) -> (String, bool) {
    let (code, name) = code_and_name(cell, layout);
    let texts = || [cell, code, name].into_iter().filter(|text| !text.is_empty());
    if let Some(known) = texts().find_map(|text| layout.code(Role::Flow, text)) {
        return (known.to_string(), true);
    }
    let is_one = |flow: &Flow| !matches!(flow, Flow::Named(_));
    match texts().map(|text| names.flow(text)).find(is_one) {
        Some(flow) => (flow.to_string(), true),
        None => ((if name.is_empty() { cell } else { name }).to_string(), false),
    }
}

/// A product's code; empty for all of them.
pub(super) fn product(cell: &str, layout: &Layout, names: &Names) -> String {
    let (code, _) = code_and_name(cell, layout);
    for text in [cell, code] {
        let text = layout.code(Role::Product, text).unwrap_or(text);
        if text.is_empty() || names.is_all_products(text) {
            return String::new();
        }
    }
    code.to_string()
}

/// A unit with the scale that its name holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum InWhat {
    /// `mn` and `EUR`; the scale may be empty.
    Unit { scale: &'static str, unit: String },
    /// An index, a share: no amount.
    NoAmount,
    #[default]
    Unknown,
}

/// What a unit's code or name says.
pub(super) fn unit(cell: &str, layout: &Layout) -> InWhat {
    let (code, name) = code_and_name(cell, layout);
    for text in [cell, code, name].into_iter().filter(|text| !text.is_empty()) {
        let text = match layout.code(Role::Unit, text) {
            Some("-") => return InWhat::NoAmount,
            Some(known) => known,
            None => text,
        };
        let turned = text.split_once(' ').map(|(first, rest)| format!("{rest} {first}"));
        for text in [Some(text), turned.as_deref()].into_iter().flatten() {
            if let Named::One(unit) = currency(text) {
                return InWhat::Unit { scale: "", unit };
            }
            let (scale, unit) = match scaled_unit(text) {
                Ok((scale, Unit::Currency(unit))) => (scale, unit),
                // A physical unit stands as written: its factor is no scale.
                Ok((_, Unit::Physical(_))) => return InWhat::Unit { scale: "", unit: text.to_string() },
                _ => continue,
            };
            if let Some(scale) = scale_name(scale) {
                return InWhat::Unit { scale, unit };
            }
        }
    }
    InWhat::Unknown
}

/// What a power of ten says: `mn`; empty for whole units.
pub(super) fn scale(cell: &str, layout: &Layout) -> Option<&'static str> {
    let (code, name) = code_and_name(cell, layout);
    [cell, code, name].into_iter().filter(|text| !text.is_empty()).find_map(|text| {
        let text = layout.code(Role::Scale, text).unwrap_or(text);
        if text.eq_ignore_ascii_case("units") {
            return Some("");
        }
        match scaled_unit(text) {
            Ok((scale, Unit::Count)) => scale_name(scale),
            _ => None,
        }
    })
}

/// How a figures file writes a scale; empty for whole units. Agencies count in powers of a thousand.
fn scale_name(ones: Ratio) -> Option<&'static str> {
    if ones == Ratio::from_integer(1) { Some("") } else { scale_of(ones).filter(|scale| zeros_of(scale).is_multiple_of(3)) }
}

/// What a flag says of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    pub is_missing: bool,
    pub is_forecast: bool,
    pub note: String,
}

/// What a status says: one code, or Eurostat's letters together (`bp`).
pub(super) fn standing(cell: &str, column: &str, layout: &Layout, names: &Names) -> Standing {
    let (code, _) = code_and_name(cell, layout);
    let mut standing = Standing::default();
    let letters: Vec<String> = code.chars().filter(|c| !c.is_whitespace()).map(String::from).collect();
    let codes = if layout.code(Role::Status, code).is_some() || letters.len() > 4 { vec![code.to_string()] } else { letters };
    for code in codes {
        let said = match layout.code(Role::Status, &code) {
            Some("") => continue,
            Some("missing") => {
                standing.is_missing = true;
                continue;
            }
            Some(known) if names.status(known) == Some(Status::Forecast) => {
                standing.is_forecast = true;
                continue;
            }
            Some(known) => known.to_string(),
            None => format!("{column} {code}"),
        };
        if !standing.note.is_empty() {
            standing.note.push_str(", ");
        }
        standing.note.push_str(&said);
    }
    standing
}
