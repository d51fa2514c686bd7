//! What a partner's code stands for, and the forms that names take in sentences: `экспорт Казахстана`, `с Россией`, `Georgian exports`.

use super::country::Countries;
use super::folded;
use crate::words::forms::forms;
use crate::words::table::rows;

/// What a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A country of today.
    Country,
    /// A country of the past, or one that statistics counted otherwise: `SUN`.
    Historic,
    /// A group of countries, or a part of the world: `CIS`.
    Group,
    /// What statistics could not, or would not, put to a country: `Areas, nes`.
    Unspecified,
    /// The world.
    World,
}

/// The form in which a name stands in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// `Россия`, `Russia`: as in a list.
    Named,
    /// `России`: whose.
    Genitive,
    /// `России` of `по России`: along what.
    Dative,
    /// `Россию`: whereto.
    Accusative,
    /// `Россией`: with whom.
    Instrumental,
    /// `России` of `в России`: where.
    Prepositional,
    /// `Russian`: whose.
    Adjective,
}

/// The embedded `data/names/cases.tsv`: forms of names, folded, each with its code and case.
pub(super) fn cases(countries: &Countries) -> Result<Vec<(String, &'static str, Case)>, String> {
    let mut found = Vec::new();
    let text = include_str!("../../data/names/cases.tsv");
    for row in rows("names/cases.tsv", text, &["code", "case", "forms", "source"])? {
        let code = row.field(0);
        if countries.place(code).is_none() {
            return Err(row.wrong(format!("{code} is no code of countries.tsv")));
        }
        let case = match row.field(1) {
            "genitive" => Case::Genitive,
            "dative" => Case::Dative,
            "accusative" => Case::Accusative,
            "instrumental" => Case::Instrumental,
            "prepositional" => Case::Prepositional,
            "adjective" => Case::Adjective,
            other => return Err(row.wrong(format!("no case {other}"))),
        };
        for form in forms(row.field(2)).map_err(|what| row.wrong(what))? {
            found.push((folded(&form).into_owned(), code, case));
        }
    }
    Ok(found)
}
