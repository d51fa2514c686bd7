//! A layout: what was understood of a table, kept to be edited and used on next year's book.
//!
//! ```toml
//! version = 1
//! reporter = "KAZ"
//! currency = "USD"
//! scale = "thousand"
//! sheets = ["2023"]
//!
//! [[text]]
//! text = "удельный вес, %"      # as it stands in the table, whatever the case
//! kind = "share"                 # level, share, index, change, rate or other
//!
//! [[text]]
//! text = "Прочие страны"
//! partner = "Other countries"
//! ```
//!
//! A text means what the layout says, and nothing besides; texts that it does not name are read as ever.

use super::records;
use crate::figures::{Flow, Refusal, Status};
use crate::names::{Names, folded};
use crate::tables::label::{Kind, Meaning, UnitSaid, When};
use crate::tables::{Given, Imported};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const VERSION: u32 = 1;

/// The file as it is written.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
struct Layout {
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    reporter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    flow: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scale: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sheets: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    text: Vec<Text>,
}

/// What one text means.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    flow: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reporter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scale: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
}

const KINDS: [(&str, Kind); 6] = [
    ("level", Kind::Level),
    ("share", Kind::Share),
    ("index", Kind::Index),
    ("change", Kind::Change),
    ("rate", Kind::Rate),
    ("other", Kind::Other),
];

/// What a layout file says, under what was said on the command line; of files of records, also which column is what.
///
/// # Errors
/// When it is no layout, with the place.
pub fn read(path: &str, text: &str, given: Given, names: &Names) -> Result<(Given, Option<records::Layout>), Refusal> {
    // Only a file of records has columns with names of their own.
    let is_of_records =
        toml::from_str::<toml::Table>(text).is_ok_and(|table| ["columns", "concepts"].iter().any(|key| table.contains_key(*key)));
    if is_of_records {
        return Ok((given, Some(records::Layout::read(path, text)?)));
    }
    of_table(path, text, given, names).map(|given| (given, None))
}

fn of_table(path: &str, text: &str, given: Given, names: &Names) -> Result<Given, Refusal> {
    let refused = |found: String, expected: &str| Refusal::of_file(path, found, expected);
    let layout: Layout = toml::from_str(text).map_err(|error| {
        let line = error.span().map(|at| text[..at.start.min(text.len())].matches('\n').count() as u64 + 1);
        Refusal { line, ..refused(error.message().trim().to_string(), "a layout, as --save-layout writes it") }
    })?;
    if layout.version != VERSION {
        return Err(refused(format!("version = {}", layout.version), "version = 1"));
    }
    let country = |name: String| names.country(&name).map_or(name.clone(), str::to_string);
    let mut sayings = BTreeMap::new();
    for text in layout.text {
        let key = folded(text.text.trim()).into_owned();
        sayings.insert(key, meaning(text, names).map_err(|(found, expected)| refused(found, expected))?);
    }
    Ok(Given {
        reporter: given.reporter.or(layout.reporter.map(country)),
        partner: given.partner.or(layout.partner.map(country)),
        flow: given.flow.or(layout.flow.map(|flow| names.flow(&flow))),
        product: given.product.or(layout.product),
        unit: given.unit.or(layout.currency),
        scale: given.scale.or(layout.scale.map(|scale| if scale == "1" { String::new() } else { scale })),
        sheets: if given.sheets.is_empty() { layout.sheets } else { given.sheets },
        sayings,
        ..given
    })
}

fn meaning(text: Text, names: &Names) -> Result<Meaning, (String, &'static str)> {
    let kind = match &text.kind {
        None => None,
        Some(kind) => {
            let known = KINDS.iter().find(|(name, _)| name == kind).map(|(_, kind)| *kind);
            Some(known.ok_or_else(|| (format!("kind = \"{kind}\""), "level, share, index, change, rate or other"))?)
        }
    };
    let when = match &text.period {
        None => None,
        Some(period) => {
            Some(When::Period(period.parse().map_err(|_| (format!("period = \"{period}\""), "as in 2023 or 2023-01..2023-08"))?))
        }
    };
    let unit = (text.currency.is_some() || text.scale.is_some()).then(|| UnitSaid {
        scale: text.scale.unwrap_or_default(),
        unit: text.currency.unwrap_or_default(),
        choices: Vec::new(),
    });
    let status = match &text.status {
        None => None,
        Some(status) => Some(
            names.status(status).ok_or_else(|| (format!("status = \"{status}\""), "reported, official, forecast or target"))?,
        ),
    };
    Ok(Meaning {
        flow: text.flow.map(|flow| names.flow(&flow)),
        partner: text.partner.map(|name| names.country(&name).map_or(name.clone(), str::to_string)),
        reporter: text.reporter.map(|name| names.country(&name).map_or(name.clone(), str::to_string)),
        product: text.product,
        kind,
        when,
        unit,
        status,
        ..Meaning::default()
    })
}

/// What was understood of a file, as a layout: what was said of it, what its headers mean but for the years, and the names in no list, to be
/// filled in.
///
/// # Errors
/// When it cannot be written as TOML.
pub fn written(imported: &Imported, given: &Given) -> Result<String, String> {
    let names = Names::embedded()?;
    if let Some(layout) = &imported.layout {
        return Ok(format!(
            "# What crossfoot understood of this file of records. Edit it, and use it again with --layout.\n{layout}"
        ));
    }
    let mut layout = Layout {
        version: VERSION,
        reporter: given.reporter.clone(),
        partner: given.partner.clone(),
        flow: given.flow.as_ref().map(ToString::to_string),
        product: given.product.clone(),
        currency: given.unit.clone(),
        scale: given.scale.clone().map(|scale| if scale.is_empty() { "1".to_string() } else { scale }),
        sheets: given.sheets.clone(),
        text: Vec::new(),
    };
    let mut texts: BTreeMap<String, Text> = BTreeMap::new();
    let tables = imported.sheets.iter().flat_map(|sheet| &sheet.tables);
    for meaning in tables.flat_map(|table| &table.columns.said) {
        let kind = meaning.kind.and_then(|kind| KINDS.iter().find(|(_, known)| *known == kind));
        let unit = meaning.unit.clone().unwrap_or_default();
        let text = Text {
            text: meaning.text.clone(),
            flow: meaning.flow.as_ref().map(Flow::to_string),
            kind: kind.map(|(name, _)| (*name).to_string()),
            currency: Some(unit.unit).filter(|unit| !unit.is_empty()),
            scale: Some(unit.scale).filter(|scale| !scale.is_empty()),
            status: meaning.status.filter(|status| *status == Status::Forecast).map(|_| "forecast".to_string()),
            ..Text::default()
        };
        // A text with a year in it means another year next time; one that says more than these lines hold is read as ever.
        let says_more = Meaning {
            text: meaning.text.clone(),
            rest: meaning.rest.clone(),
            mark: meaning.mark.clone(),
            ..self::meaning(text.clone(), names).unwrap_or_default()
        } != *meaning;
        if !says_more && meaning.when.is_none() && (text.flow.is_some() || text.kind.is_some() || text.currency.is_some()) {
            texts.insert(meaning.text.clone(), text);
        }
    }
    for name in &imported.unknown {
        texts.entry(name.clone()).or_insert_with(|| Text { text: name.clone(), partner: Some(name.clone()), ..Text::default() });
    }
    layout.text = texts.into_values().collect();
    let body = toml::to_string(&layout).map_err(|error| error.to_string())?;
    Ok(format!("# What crossfoot understood of this table. Edit it, and use it again with --layout.\n{body}"))
}
