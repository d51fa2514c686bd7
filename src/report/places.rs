//! What countries and groups are called in a sentence: `RUS` is "Russia", `NLD` is "the Netherlands", `World` is "the world".
//!
//! The usual names, with their articles, are data (`data/telling/countries.tsv`); a code that is not in it has its ISO 3166
//! English short name, and what is no code is told as written.

use crate::words::table::{Row, rows};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const USUAL: &str = include_str!("../../data/telling/countries.tsv");

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
        let name = |row: Row<'static>| {
            let (code, article, name) = (row.field(0), row.field(1), row.field(2));
            (code.to_string(), if article.is_empty() { name.to_string() } else { format!("{article} {name}") })
        };
        // A test reads the file; were it malformed all the same, codes would be told as ISO 3166 has them.
        usual().unwrap_or_default().into_iter().map(name).collect()
    })
}

fn usual() -> Result<Vec<Row<'static>>, String> {
    rows("telling/countries.tsv", USUAL, &["code", "article", "name", "source"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_data_is_a_name_with_a_source() {
        let mut codes = Vec::new();
        for row in usual().expect("four columns in every row, with a source") {
            let code = row.field(0);
            assert!(["", "the"].contains(&row.field(1)), "{row:?}");
            assert!(!row.field(2).is_empty(), "{row:?}");
            assert!(code.len() != 3 || code == "CIS" || rust_iso3166::from_alpha3(code).is_some(), "{row:?}");
            codes.push(code.to_string());
        }
        assert_eq!(usual_names().len(), codes.len(), "a code stands twice or a row was lost");
    }

    #[test]
    fn no_two_countries_have_one_name() {
        let mut told = BTreeMap::new();
        for country in rust_iso3166::ALL {
            let other = told.insert(name(country.alpha3).into_owned(), country.alpha3);
            assert_eq!(other, None, "{}", country.alpha3);
        }
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
