//! The formats that are known: the layouts of `data/layouts`, and which of them a header fits.

use super::layout::{Layout, plain};
use std::sync::OnceLock;

/// The known formats, and the concepts that some of them share.
#[derive(Debug)]
pub(super) struct Known {
    pub layouts: Vec<Layout>,
    pub concepts: Layout,
    pub json_stat: Layout,
}

macro_rules! embedded {
    ($name:literal) => {
        (concat!("data/layouts/", $name), include_str!(concat!("../../../data/layouts/", $name)))
    };
}

/// The most particular first: of two layouts that fit, the first is taken.
const FILES: [(&str, &str); 8] = [
    embedded!("sdmx-csv-2.toml"),
    embedded!("sdmx-csv-1.toml"),
    embedded!("comtrade.toml"),
    embedded!("comtrade-bulk.toml"),
    embedded!("comtrade-legacy.toml"),
    embedded!("comext.toml"),
    embedded!("statcan.toml"),
    embedded!("baci.toml"),
];

/// The embedded layouts, read once.
///
/// # Errors
/// A sentence with the file when one is malformed; a test reads every one.
pub(super) fn known() -> Result<&'static Known, String> {
    static KNOWN: OnceLock<Result<Known, String>> = OnceLock::new();
    let read = |(path, text): (&str, &str)| {
        Layout::read(path, text).map_err(|refusal| format!("{path}, line {}: {}", refusal.line.unwrap_or(1), refusal.found))
    };
    let all = || {
        Ok(Known {
            layouts: FILES.into_iter().map(read).collect::<Result<Vec<_>, String>>()?,
            concepts: read(embedded!("concepts.toml"))?,
            json_stat: read(embedded!("json-stat.toml"))?,
        })
    };
    KNOWN.get_or_init(all).as_ref().map_err(Clone::clone)
}

impl Known {
    /// The format that has these columns.
    pub fn of_header<'a>(&self, names: impl Iterator<Item = &'a str>) -> Option<&Layout> {
        let names: Vec<String> = names.map(heading).map(plain).collect();
        self.layouts.iter().find(|layout| fits(layout, &names))
    }
}

/// A column's name without its label (`DIM_1: Dimension 1`) and without the sign that it declares (`STRUCTURE[;]`).
pub(super) fn heading(name: &str) -> &str {
    let name = name.split_once(':').map_or(name, |(name, _)| name).trim();
    match name.split_once('[') {
        Some((before, sign)) if sign.ends_with(']') && sign.chars().count() <= 2 => before,
        _ => name,
    }
}

fn fits(layout: &Layout, names: &[String]) -> bool {
    let signature = &layout.recognised_by;
    if signature.columns.is_empty() {
        return false;
    }
    let is_there = |column: &String| column.split('|').map(plain).any(|column| names.contains(&column));
    let begins = signature.first.is_empty() || names.first() == Some(&plain(&signature.first));
    begins && signature.columns.iter().all(is_there) && (!signature.exactly || names.len() == signature.columns.len())
}

impl Layout {
    /// With what the concepts add where this layout is silent.
    pub(super) fn with_concepts(&self, concepts: &Layout) -> Layout {
        let mut all = self.clone();
        if !self.concepts {
            return all;
        }
        let spoken_of = |column: &str| {
            let is_it = |name: &String| plain(name) == plain(column);
            self.columns.values().flatten().any(is_it)
                || [&self.ignored].into_iter().flatten().any(is_it)
                || self.totals.keys().chain(self.apart.keys()).chain(self.beside.keys()).any(is_it)
        };
        for (role, columns) in &concepts.columns {
            let columns = columns.iter().filter(|column| !spoken_of(column)).cloned();
            all.columns.entry(*role).or_insert_with(|| columns.collect());
        }
        let totals = concepts.totals.iter().filter(|(column, _)| !spoken_of(column));
        all.totals.extend(totals.map(|(column, totals)| (column.clone(), totals.clone())));
        all.ignored.extend(concepts.ignored.iter().filter(|column| !spoken_of(column)).cloned());
        if all.label_sign.is_empty() {
            all.label_sign.clone_from(&concepts.label_sign);
        }
        for (role, codes) in &concepts.codes {
            let own = all.codes.entry(*role).or_default();
            for (code, meaning) in codes {
                own.entry(code.clone()).or_insert_with(|| meaning.clone());
            }
        }
        for (code, meaning) in &concepts.indicators {
            all.indicators.entry(code.clone()).or_insert_with(|| meaning.clone());
        }
        all
    }
}
