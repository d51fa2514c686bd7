//! What countries and groups are called in a sentence: `RUS` is "Russia", `NLD` is "the Netherlands", `World` is "the world".
//!
//! The usual names, with their articles, are data (`data/telling/countries.csv`); a code that is not in it has its ISO 3166
//! English short name, and what is no code is told as written.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const USUAL: &str = include_str!("../../data/telling/countries.csv");

/// The name in a sentence.
pub fn name(code: &str) -> Cow<'_, str> {
    if let Some(usual) = usual_names().get(code) {
        return usual.as_str().into();
    }
    match rust_iso3166::from_alpha3(code) {
        // "Bonaire, Sint Eustatius and Saba" keeps its comma; remarks in brackets go.
        Some(country) => country.name.split(" (").next().unwrap_or(country.name).into(),
        None => code.into(),
    }
}

/// The possessive: "Russia's", "the Netherlands'".
pub fn possessive(code: &str) -> String {
    let name = name(code);
    let ending = if name.ends_with('s') { "'" } else { "'s" };
    format!("{name}{ending}")
}

fn usual_names() -> &'static BTreeMap<String, String> {
    static NAMES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut rows = csv::Reader::from_reader(USUAL.as_bytes());
        let row = |row: Result<csv::StringRecord, csv::Error>| {
            let row = row.ok()?;
            let (code, article, name) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let name = if article.is_empty() { name.to_string() } else { format!("{article} {name}") };
            Some((code.to_string(), name))
        };
        rows.records().filter_map(row).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_data_is_a_name_with_a_source() {
        let mut rows = csv::Reader::from_reader(USUAL.as_bytes());
        let mut codes = Vec::new();
        for row in rows.records() {
            let row = row.expect("four columns in every row");
            assert!(["", "the"].contains(&&row[1]), "{row:?}");
            assert!(!row[2].is_empty() && !row[3].is_empty(), "{row:?}");
            assert!(row[0].len() != 3 || row[0] == *"CIS" || rust_iso3166::from_alpha3(&row[0]).is_some(), "{row:?}");
            codes.push(row[0].to_string());
        }
        assert_eq!(usual_names().len(), codes.len(), "a code stands twice or a row was lost");
    }

    #[test]
    fn names_are_those_of_a_newspaper() {
        for (code, told, owned) in [
            ("RUS", "Russia", "Russia's"),
            ("UZB", "Uzbekistan", "Uzbekistan's"),
            ("NLD", "the Netherlands", "the Netherlands'"),
            ("World", "the world", "the world's"),
            ("Silk Road", "Silk Road", "Silk Road's"),
        ] {
            assert_eq!((&*name(code), &*possessive(code)), (told, owned));
        }
    }
}
