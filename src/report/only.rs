//! What is reported: `--only partner=UZB,flow=turnover`.
//!
//! Values of one column are alternatives (`partner=UZB,partner=KAZ`), different columns must all fit. Countries may be written
//! as codes or as the names that the report uses; a file by its name, with or without its ending (`file=statements`). What is filtered
//! is the listing: the verdict stays that of all figures.

use super::places::name;
use crate::figures::Cell;
use crate::words::Unit;
use std::fmt;

/// Which cells are reported, and of which files. [`Only::kept`] finds the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Only(Vec<(Column, Vec<String>)>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Reporter,
    Partner,
    Flow,
    Product,
    Period,
    Currency,
    File,
}

const COLUMNS: [(&str, Column); 7] = [
    ("reporter", Column::Reporter),
    ("partner", Column::Partner),
    ("flow", Column::Flow),
    ("product", Column::Product),
    ("period", Column::Period),
    ("currency", Column::Currency),
    ("file", Column::File),
];

/// Why a filter could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnlyError {
    /// The part at fault.
    pub found: String,
}

impl fmt::Display for OnlyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
        write!(f, "`{}` is no filter; write COLUMN=VALUE with one of {}, as in `partner=UZB`", self.found, names.join(", "))
    }
}

impl std::error::Error for OnlyError {}

impl Only {
    /// Reads a filter.
    ///
    /// # Errors
    /// An [`OnlyError`] with the first part that is not `column=value`.
    pub fn parse(text: &str) -> Result<Only, OnlyError> {
        let mut only = Only::default();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let refused = || OnlyError { found: part.to_string() };
            let (column, value) = part.split_once('=').ok_or_else(refused)?;
            let column = column.trim().to_lowercase();
            let (_, column) = COLUMNS.iter().find(|(name, _)| *name == column).ok_or_else(refused)?;
            let value = value.trim();
            if value.is_empty() {
                return Err(refused());
            }
            match only.0.iter_mut().find(|(known, _)| known == column) {
                Some((_, values)) => values.push(value.to_string()),
                None => only.0.push((*column, vec![value.to_string()])),
            }
        }
        Ok(only)
    }

    /// Whether everything is reported.
    pub fn is_everything(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this cell is what the columns ask for.
    pub(super) fn fits(&self, cell: &Cell) -> bool {
        self.columns().all(|(column, values)| values.iter().any(|value| column.is(cell, value)))
    }

    /// Whether anything is asked of the cell itself.
    pub(super) fn names_a_column(&self) -> bool {
        self.columns().next().is_some()
    }

    /// The files asked for, as typed.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(column, _)| *column == Column::File).flat_map(|(_, values)| values).map(String::as_str)
    }

    fn columns(&self) -> impl Iterator<Item = &(Column, Vec<String>)> {
        self.0.iter().filter(|(column, _)| *column != Column::File)
    }
}

impl fmt::Display for Only {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |column: &Column| COLUMNS.iter().find(|(_, known)| known == column).map_or("", |(name, _)| name);
        let parts = self.0.iter().flat_map(|(column, values)| values.iter().map(move |value| (name(column), value)));
        for (place, (name, value)) in parts.enumerate() {
            write!(f, "{}{name}={value}", if place > 0 { "," } else { "" })?;
        }
        Ok(())
    }
}

impl Column {
    fn is(self, cell: &Cell, value: &str) -> bool {
        let same = |text: &str| text.to_lowercase() == value.to_lowercase();
        let country = |code: &str| {
            let is_alpha2 = rust_iso3166::from_alpha3(code).is_some_and(|country| same(country.alpha2));
            let name = name(code);
            same(code) || is_alpha2 || same(&name) || same(name.strip_prefix("the ").unwrap_or(&name))
        };
        let series = &cell.series;
        match self {
            Column::Reporter => country(&series.reporter),
            Column::Partner => country(&series.partner),
            Column::Flow => same(&series.flow.to_string()),
            Column::Product => same(&series.product),
            Column::Period => value.parse().is_ok_and(|period: crate::period::Period| period.contains(&cell.period)),
            Column::Currency => same(&cell.unit.as_ref().map(Unit::to_string).unwrap_or_default()),
            // A cell is of no file.
            Column::File => true,
        }
    }
}
