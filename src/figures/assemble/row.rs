//! One row of a sheet, and what can be wrong with it.

use crate::figures::{Refusal, Sheet};
use crate::names::Column;
use crate::words::Misread;
use std::ops::Range;

/// A row of a sheet.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub sheet: &'a Sheet,
    /// 0-based; the first row after the header is 0.
    pub index: usize,
}

/// Why a row is refused: as [`Refusal`], before it is known where the row stands.
#[derive(Clone, Debug)]
pub(super) struct Complaint {
    pub column: Column,
    /// The bytes of the cell's text (without the space around it) to underline; `None` for all of it.
    pub at: Option<Range<usize>>,
    pub found: String,
    pub expected: String,
    pub instead: Vec<String>,
}

impl Complaint {
    pub fn instead<T: Into<String>>(self, texts: impl IntoIterator<Item = T>) -> Complaint {
        Complaint { instead: texts.into_iter().map(Into::into).collect(), ..self }
    }

    pub fn of(column: Column, misread: Misread) -> Complaint {
        let Misread { at, found, expected, instead } = misread;
        Complaint { column, at: Some(at), found, expected, instead }
    }
}

impl<'a> Row<'a> {
    /// What a cell holds, or its column's default where it holds nothing; without the space around it.
    pub fn text(&self, column: Column) -> &'a str {
        let own = self.own(column);
        if own.is_empty() { self.sheet.defaults.get(&column).map_or("", |default| default.value.trim()) } else { own }
    }

    /// What the row's own cell holds.
    pub fn own(&self, column: Column) -> &'a str {
        self.sheet.columns.get(&column).map_or("", |&at| self.sheet.table.cell(self.index, at).trim())
    }

    /// Its number in the file: the header is 1.
    pub fn number(&self) -> usize {
        self.index + 2
    }

    /// A complaint about a whole cell.
    pub fn complaint(&self, column: Column, found: impl Into<String>, expected: impl Into<String>) -> Complaint {
        Complaint { column, at: None, found: found.into(), expected: expected.into(), instead: Vec::new() }
    }

    /// A complaint with its place.
    pub fn refusal(&self, complaint: Complaint) -> Refusal {
        let Complaint { column, at, found, expected, instead } = complaint;
        let cell = self.text(column);
        let table = &self.sheet.table;
        let written =
            self.sheet.columns.get(&column).and_then(|&at| table.header.get(at)).map_or(column.name(), |name| name.trim());
        let reference = self.sheet.columns.get(&column).and_then(|&at| table.reference(self.index, at));
        if table.told_by.is_some() {
            return self.of_table(Complaint { column, at, found, expected, instead }, reference);
        }
        Refusal {
            file: self.sheet.file.path.clone(),
            line: Some(table.line(self.index)),
            row: Some(self.number()),
            column: Some(reference.map_or_else(|| written.to_string(), |reference| format!("{written} ({reference})"))),
            address: None,
            cell: cell.to_string(),
            at: at.unwrap_or(0..cell.len()),
            found,
            expected,
            instead,
        }
    }

    /// A complaint about a number of a table, which has no such columns: what is not said there is said by a flag.
    fn of_table(&self, complaint: Complaint, address: Option<String>) -> Refusal {
        let Complaint { column, at, found, expected, instead } = complaint;
        let own = self.text(column);
        let (cell, at) = if own.is_empty() { (self.text(Column::Stated), None) } else { (own, at) };
        let has_flag = [Column::Reporter, Column::Partner, Column::Flow, Column::Product, Column::Period, Column::Currency];
        let flag = if has_flag.contains(&column) { format!("--{} ", column.name()) } else { String::new() };
        Refusal {
            file: self.sheet.file.path.clone(),
            line: Some(self.sheet.table.line(self.index)),
            row: Some(self.number()),
            column: None,
            address,
            cell: cell.to_string(),
            at: at.unwrap_or(0..cell.len()),
            found,
            expected,
            instead: instead.into_iter().map(|text| format!("{flag}{text}")).collect(),
        }
    }
}
