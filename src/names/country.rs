//! Countries, groups of countries and the world: `UZ`, `UZB`, `860`, `Uzbekistan`, `Узбекистан`; `CIS`, `СНГ`; `World`.

use super::{folded, near_miss};
use crate::words::table::{Row, rows};
use std::collections::HashMap;

/// The codes of countries and groups, by folded name and by number.
#[derive(Debug)]
pub(super) struct Countries(HashMap<String, &'static str>);

impl Countries {
    /// The ISO list, and the embedded `data/names/countries.tsv` over it.
    pub fn embedded() -> Result<Countries, String> {
        let mut countries = Countries(HashMap::new());
        for country in rust_iso3166::ALL {
            for name in [country.name, country.alpha2, country.alpha3] {
                countries.0.insert(folded(name).into_owned(), country.alpha3);
            }
            countries.add_number(country.numeric, country.alpha3);
        }
        let text = include_str!("../../data/names/countries.tsv");
        for row in rows("names/countries.tsv", text, &["kind", "code", "english", "russian", "numbers", "source"])? {
            countries.add(&row)?;
        }
        Ok(countries)
    }

    fn add(&mut self, row: &Row<'static>) -> Result<(), String> {
        let code = row.field(1);
        match row.field(0) {
            "country" if rust_iso3166::from_alpha3(code).is_none() => return Err(row.wrong(format!("{code} is no alpha-3 code"))),
            "country" | "group" | "world" => {}
            other => return Err(row.wrong(format!("{other} is neither country, group nor world"))),
        }
        let names = [code, row.field(2), row.field(3), row.field(4)].into_iter().flat_map(|list| list.split(" / "));
        for name in names.filter(|name| !name.is_empty()) {
            let before = self.0.insert(folded(name).into_owned(), code);
            if before.is_some_and(|before| before != code) {
                return Err(row.wrong(format!("\"{name}\" is also {}", before.unwrap_or_default())));
            }
        }
        Ok(())
    }

    /// A number is written with or without its leading zeros.
    fn add_number(&mut self, number: u16, code: &'static str) {
        self.0.insert(number.to_string(), code);
        self.0.insert(format!("{number:03}"), code);
    }

    pub fn find(&self, name: &str) -> Option<&'static str> {
        self.0.get(&*folded(name)).copied()
    }

    pub fn near(&self, name: &str) -> Option<&'static str> {
        let near = near_miss(&folded(name), self.0.keys().map(String::as_str))?;
        self.find(near)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_of_the_iso_list_has_a_row_with_a_russian_name() {
        let text = include_str!("../../data/names/countries.tsv");
        let rows = rows("names/countries.tsv", text, &["kind", "code", "english", "russian", "numbers", "source"]).unwrap();
        for country in rust_iso3166::ALL {
            let row = rows.iter().find(|row| row.field(1) == country.alpha3);
            assert!(row.is_some_and(|row| !row.field(2).is_empty() && !row.field(3).is_empty()), "{}", country.alpha3);
        }
    }
}
