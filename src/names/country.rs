//! Countries, groups of countries and the world: `UZ`, `UZB`, `860`, `Uzbekistan`, `Узбекистан`; `CIS`, `СНГ`; `World`.

use super::place::Place;
use super::{folded, near_miss};
use crate::words::table::{Row, rows};
use std::collections::HashMap;

/// The codes of countries and groups.
#[derive(Debug)]
pub(super) struct Countries {
    /// By folded name, code and number.
    by_name: HashMap<String, &'static str>,
    /// Names only, folded, in the order of the data.
    names: Vec<(String, &'static str)>,
    places: HashMap<&'static str, Place>,
}

impl Countries {
    /// The ISO list, and the embedded `data/names/countries.tsv` over it.
    pub fn embedded() -> Result<Countries, String> {
        let mut countries = Countries { by_name: HashMap::new(), names: Vec::new(), places: HashMap::new() };
        for country in rust_iso3166::ALL {
            for name in [country.name, country.alpha2, country.alpha3] {
                countries.by_name.insert(folded(name).into_owned(), country.alpha3);
            }
            countries.names.push((folded(country.name).into_owned(), country.alpha3));
            countries.places.insert(country.alpha3, Place::Country);
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
        let place = match row.field(0) {
            "country" if rust_iso3166::from_alpha3(code).is_none() => return Err(row.wrong(format!("{code} is no alpha-3 code"))),
            "country" => Place::Country,
            "historic" => Place::Historic,
            "group" => Place::Group,
            "unspecified" => Place::Unspecified,
            "world" => Place::World,
            other => return Err(row.wrong(format!("{other} is neither country, historic, group, unspecified nor world"))),
        };
        self.places.insert(code, place);
        let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
        let names = [code, row.field(2), row.field(3), row.field(4)].into_iter().flat_map(|list| list.split(" / "));
        for name in names.filter(|name| !name.is_empty()) {
            let folded = folded(name).into_owned();
            if !is_number(name) && (name != code || place != Place::Country) {
                self.names.push((folded.clone(), code));
            }
            let before = self.by_name.insert(folded, code);
            if before.is_some_and(|before| before != code) {
                return Err(row.wrong(format!("\"{name}\" is also {}", before.unwrap_or_default())));
            }
        }
        Ok(())
    }

    /// A number is written with or without its leading zeros.
    fn add_number(&mut self, number: u16, code: &'static str) {
        self.by_name.insert(number.to_string(), code);
        self.by_name.insert(format!("{number:03}"), code);
    }

    pub fn find(&self, name: &str) -> Option<&'static str> {
        self.by_name.get(&*folded(name)).copied()
    }

    pub fn names(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.names.iter().map(|(name, code)| (name.as_str(), *code))
    }

    pub fn place(&self, code: &str) -> Option<Place> {
        self.places.get(code).copied()
    }

    pub fn near(&self, name: &str) -> Option<&'static str> {
        let near = near_miss(&folded(name), self.by_name.keys().map(String::as_str))?;
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
