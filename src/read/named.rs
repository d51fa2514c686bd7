//! What a file's name says of its flow: `imports_2023.csv` holds imports, whoever says exports of it.
//!
//! A flag is said of all files of a command. Of two tables, one of exports and one of imports, that makes two of exports, which clash everywhere;
//! the names are witnesses against it.

use crate::figures::{Flow, Refusal};
use crate::names::Names;
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
