//! What a file's name says of its flow and its country: `imports_2023.csv` holds imports, whoever says exports of it, and `kyrgyzstan.csv` is
//! hardly Uzbekistan's.
//!
//! A flag is said of all files of a command. Of two tables, one of exports and one of imports, that makes two of exports, which clash everywhere;
//! the names are witnesses against it. So it is with who reports: a table that itself, or whose name, tells of another country would pass
//! for this one's without a word; and a table of millions, read as thousands because another is, is wrong by a thousand.

use crate::figures::{Flow, Refusal};
use crate::names::{Names, Place};
use std::path::Path;

/// The one flow that the words of a file's name speak of.
fn flow_of(path: &str, names: &Names) -> Option<Flow> {
    let stem = Path::new(path).file_stem()?.to_str()?;
    let mut flows = stem.split(|c: char| !c.is_alphabetic()).map(|word| names.flow(word));
    let is_one = |flow: &Flow| matches!(flow, Flow::Exports | Flow::Imports | Flow::Turnover | Flow::Balance);
    let first = flows.by_ref().find(is_one)?;
    flows.filter(is_one).all(|other| other == first).then_some(first)
}

/// The flow that a file's name speaks of, where another was said of it.
pub fn otherwise(path: &str, said: Option<&Flow>, names: &Names) -> Option<Flow> {
    let said = said?;
    flow_of(path, names).filter(|flow| flow != said)
}

/// The one country that the words of a file's name speak of: by its name (`south_africa`), by its office's (`kyrgyzstat`), or by a code in
/// capitals (`KGZ`).
fn country_of<'n>(path: &str, names: &'n Names) -> Option<&'n str> {
    let stem = Path::new(path).file_stem()?.to_str()?;
    let words: Vec<&str> = stem.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let country = |name: &str| {
        let code = names.country(name)?;
        matches!(names.place(code), Some(Place::Country | Place::Historic)).then_some(code)
    };
    let by_word = |word: &str| match word.chars().count() {
        // Short words are words: "and", "per", "to".
        3 if word.chars().all(|c| c.is_ascii_uppercase()) => country(word),
        0..=3 => None,
        _ => country(word).or_else(|| {
            let office = word.to_lowercase();
            let land = office.strip_suffix("stat").filter(|land| land.len() > 3)?;
            country(land).or_else(|| country(&format!("{land}stan")))
        }),
    };
    let mut found: Option<&str> = None;
    let mut at = 0;
    while at < words.len() {
        let by_two = words.get(at + 1).and_then(|next| country(&format!("{} {next}", words[at])));
        at += if by_two.is_some() { 2 } else { 1 };
        let Some(code) = by_two.or_else(|| by_word(words[at - 1])) else { continue };
        if found.is_some_and(|known| known != code) {
            return None;
        }
        found = Some(code);
    }
    found
}

/// The country that a file's name speaks of, where another is said to report.
pub fn another_country(path: &str, said: Option<&str>, names: &Names) -> Option<String> {
    let said = said?;
    country_of(path, names).filter(|country| *country != said).map(str::to_string)
}

/// Told of one of several files: who reports was hardly said of this one. `whence`: where the other country stands.
pub fn refusal_of_reporter(path: &str, (named, whence): (&str, &str), said: &str) -> Refusal {
    let found = format!("reporter {said} said of all files, and {named} in this one's {whence}");
    let set = |country: &str| format!("--set {path}:reporter={country}");
    let refusal = Refusal::of_file(path, found, "the reporter of each file");
    refusal.instead(&[&set(named), &format!("{}, if it is that after all", set(said))])
}

/// Told of one of several files: the scale or the currency (`what`) that was said of them all is another in this one's title.
pub fn refusal_of_unit(path: &str, what: &str, titled: &str, said: &str) -> Refusal {
    let found = format!("{what} {said} said of all files, and {titled} in this one's title");
    let set = |value: &str| format!("--set {path}:{what}={value}");
    let refusal = Refusal::of_file(path, found, format!("the {what} of each file"));
    refusal.instead(&[&set(titled), &format!("{}, if it is that after all", set(said))])
}

/// Told of one file: it is read as was said.
pub fn notice(named: &Flow, said: &Flow) -> String {
    format!("the file's name says {named}; {said} was asked for, and is used")
}

/// Told of one of several files: the flow was hardly meant of this one.
pub fn refusal(path: &str, named: &Flow, said: &Flow) -> Refusal {
    let refusal =
        Refusal::of_file(path, format!("{said} said of all files, and {named} in this one's name"), "the flow of each file");
    let set = |flow: &Flow| format!("--set {path}:flow={flow}");
    refusal.instead(&[&set(named), &format!("{}, if it is that after all", set(said))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_one_country_says_it() {
        let names = Names::embedded().expect("names");
        for (path, country) in [
            ("data/kyrgyzstat_exports_2023.xlsx", Some("KGZ")),
            ("Kyrgyzstan.csv", Some("KGZ")),
            ("KGZ_2023.csv", Some("KGZ")),
            ("south_africa.csv", Some("ZAF")),
            ("exports_per_month_and_year.csv", None),
            ("georgia-armenia.csv", None),
            ("kyrgyzstan/exports.csv", None),
            ("world_total.csv", None),
        ] {
            assert_eq!(country_of(path, names), country, "{path}");
        }
        assert_eq!(another_country("kyrgyzstat.csv", Some("KGZ"), names), None);
        assert_eq!(another_country("kyrgyzstat.csv", None, names), None);
    }

    #[test]
    fn a_name_with_one_flow_says_it() {
        let names = Names::embedded().expect("names");
        for (path, flow) in [
            ("data/uzstat_imports_by_country_2010-2023.csv", Some(Flow::Imports)),
            ("Export.xlsx", Some(Flow::Exports)),
            ("импорт-2023.csv", Some(Flow::Imports)),
            ("monthly_exports_imports.xlsx", None),
            ("exports/table.csv", None),
            ("table.csv", None),
        ] {
            assert_eq!(flow_of(path, names), flow, "{path}");
        }
        assert_eq!(otherwise("imports.csv", Some(&Flow::Imports), names), None);
    }
}
