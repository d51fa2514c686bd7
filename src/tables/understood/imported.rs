//! What was understood of a file that is no figures file: its sheets, their tables, and where every number went.

use super::account::{Account, Reason};
use super::entry::Entry;
use super::table::TableSaid;
use crate::figures::Refusal;

/// So many unknown names are listed.
const MOST_NAMES: usize = 12;

/// What was understood of a file that is no figures file.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// What it is: `a table`, `UN Comtrade, 47 columns`.
    pub kind: String,
    /// Its sheets, each with its tables; of record files none.
    pub sheets: Vec<SheetSaid>,
    /// Where its numbers went.
    pub account: Account,
    /// Of a file of records: what is known of it.
    pub records: Option<RecordsSaid>,
    /// Rows of a file of records that could not be understood: the first of them.
    pub rows: Vec<Refusal>,
    /// Names in no list, kept as text.
    pub unknown: Vec<String>,
    /// What the person should know, a sentence each.
    pub notices: Vec<String>,
}

/// What was understood of a file of records.
#[derive(Clone, Debug, Default)]
pub struct RecordsSaid {
    /// Its layout, as TOML.
    pub layout: String,
    /// Every column, and what it tells.
    pub columns: Vec<(String, String)>,
    /// Its first figures.
    pub first: Vec<Entry>,
}

/// What was understood of one sheet.
#[derive(Clone, Debug)]
pub struct SheetSaid {
    /// Its name; empty of a text file.
    pub name: String,
    /// Its tables.
    pub tables: Vec<TableSaid>,
    /// Where its numbers went.
    pub account: Account,
    /// Why it was not read, where it was not.
    pub passed_over: Option<Reason>,
}

impl Imported {
    /// Whether anything was found that is, or could be, a figure.
    pub fn is_something(&self) -> bool {
        self.account.taken > 0 || self.account.left_out.keys().any(Reason::is_open)
    }

    /// This, or the refusal of a file in which there is no number to take.
    ///
    /// # Errors
    /// When nothing was found that is, or could be, a figure.
    pub fn or_nothing(self, path: &str) -> Result<Imported, Refusal> {
        if self.is_something() {
            return Ok(self);
        }
        Err(Refusal {
            file: path.to_string(),
            line: None,
            row: None,
            column: None,
            address: None,
            cell: String::new(),
            at: 0..0,
            found: self.nothing_told(),
            expected: "a table with a header over its numbers, or a figures file with the columns period and stated".to_string(),
            instead: Vec::new(),
        })
    }

    fn nothing_told(&self) -> String {
        let reasons: Vec<String> =
            self.account.left_out.iter().map(|(reason, left)| format!("{} {reason}", left.count)).collect();
        match (self.account.numbers, reasons.is_empty()) {
            (0, _) => "a file without a number in a cell".to_string(),
            (numbers, true) => format!("{numbers} numbers, and no table of them"),
            (numbers, false) => format!("{numbers} numbers, and none that is a figure: {}", reasons.join("; ")),
        }
    }

    /// What was understood, in a sentence or two, for standard error.
    pub fn told(&self, path: &str) -> Vec<String> {
        let Account { numbers, taken, left_out } = &self.account;
        let mut told = vec![format!("{path} is {}: {taken} of its {numbers} numbers are figures", self.kind)];
        for (reason, left) in left_out.iter().filter(|(reason, _)| !reason.is_open()) {
            let first = if left.first.is_empty() { String::new() } else { format!(", the first at {}", left.first) };
            told.push(format!("  {} left out{first}: {reason}", left.count));
        }
        if !self.unknown.is_empty() {
            let shown: Vec<String> = self.unknown.iter().take(MOST_NAMES).map(|name| format!("\"{name}\"")).collect();
            let more = self.unknown.len().saturating_sub(MOST_NAMES);
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            told.push(format!("  names in no list, kept as text: {}{more}", shown.join(", ")));
        }
        told.extend(self.notices.iter().map(|notice| format!("  {notice}")));
        told
    }

    /// The numbers that the person has to say something of, as refusals.
    pub fn refusals(&self, path: &str) -> Vec<Refusal> {
        if !self.rows.is_empty() {
            return self.rows.clone();
        }
        let open = self.account.left_out.iter().filter(|(reason, _)| reason.is_open());
        open.map(|(reason, left)| {
            let numbers = if left.count == 1 { "a number that".to_string() } else { format!("{} numbers: each", left.count) };
            Refusal {
                file: path.to_string(),
                line: Some(left.line),
                row: Some(usize::try_from(left.line).unwrap_or(usize::MAX)),
                column: None,
                address: Some(left.first.clone()),
                cell: left.shown.clone(),
                at: 0..left.shown.len(),
                found: format!("{numbers} {reason}"),
                expected: reason.expected().to_string(),
                instead: reason.remedy(),
            }
        })
        .collect()
    }
}
