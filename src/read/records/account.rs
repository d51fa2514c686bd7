//! The account of an import: what became of every row and of every column. Nothing is lost: rows are imported, left out for a reason, or refused.

use super::layout::Layout;
use crate::figures::Refusal;
use std::collections::{BTreeMap, BTreeSet};

/// So many refused rows are told in full; all are counted.
const TOLD: usize = 20;
/// So many unknown names are listed; all are counted.
const LISTED: usize = 1_000;

/// What became of a file's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What the format is called.
    pub format: String,
    /// Rows that hold a record, the header not counted.
    pub rows: u64,
    /// Rows that became entries.
    pub imported: u64,
    /// Rows that were left out, by reason: `motCode is not 0: a part of a row that is there too`.
    pub left_out: BTreeMap<String, u64>,
    /// How many rows could not be understood.
    pub refused: u64,
    /// The first of them.
    pub refusals: Vec<Refusal>,
    /// Numbers in other columns than that of the values, by column and reason.
    pub beside: BTreeMap<String, u64>,
    /// Columns that were not looked at.
    pub unused: Vec<String>,
    /// Every column, or what was fixed instead of one, and what it tells.
    pub columns: Vec<(String, String)>,
    /// Names of countries that are not known; they stand in the entries as written.
    pub unknown_names: BTreeSet<String>,
    /// How many more there were than are listed.
    pub more_unknown_names: u64,
    /// What the person should know, a sentence each.
    pub notices: Vec<String>,
    /// The layout with the names of this very file's columns: what `--save-layout` writes.
    pub layout: Layout,
}

impl Account {
    /// Whether every row is accounted for.
    pub fn adds_up(&self) -> bool {
        self.rows == self.imported + self.left_out.values().sum::<u64>() + self.refused
    }

    pub(super) fn refuse(&mut self, refusal: Refusal) {
        self.refused += 1;
        if self.refusals.len() < TOLD {
            self.refusals.push(refusal);
        }
    }

    pub(super) fn leave_out(&mut self, reason: &str) {
        match self.left_out.get_mut(reason) {
            Some(count) => *count += 1,
            None => drop(self.left_out.insert(reason.to_string(), 1)),
        }
    }

    pub(super) fn unknown(&mut self, name: &str) {
        if self.unknown_names.len() < LISTED {
            self.unknown_names.insert(name.to_string());
        } else if !self.unknown_names.contains(name) {
            self.more_unknown_names += 1;
        }
    }

    pub(super) fn notice(&mut self, notice: String) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}
