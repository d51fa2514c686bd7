//! The account of an import: what became of every row and of every column. Nothing is lost: rows are imported, left out for a reason, or refused.

use super::layout::Layout;
use crate::figures::Refusal;
use std::collections::{BTreeMap, BTreeSet};

/// So many refused rows are told in full; all are counted.
const TOLD: usize = 20;
/// So many unknown names are listed; all are counted.
const LISTED: usize = 1_000;
/// So many codes are named one by one for each reason; a file may have a million.
const NAMED: usize = 12;

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
    /// Flows that are not known; they stand in the entries as written.
    pub unknown_flows: BTreeSet<String>,
    /// Whether there were more than are listed.
    pub has_more_unknown_flows: bool,
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

    /// `INDICATOR XYZ: no trade figure is known by it`: what is left out, and why.
    pub(super) fn leave_out(&mut self, reason: &str) {
        if let Some(count) = self.left_out.get_mut(reason) {
            *count += 1;
            return;
        }
        // The first dozen is named; the others are counted by what they have in common.
        let reason = match reason.rsplit_once(": ") {
            Some((_, why)) => {
                let alike = self.left_out.keys().filter(|known| known.rsplit_once(": ").is_some_and(|(_, other)| other == why));
                if alike.count() < NAMED { reason.to_string() } else { format!("others: {why}") }
            }
            None => reason.to_string(),
        };
        *self.left_out.entry(reason).or_insert(0) += 1;
    }

    pub(super) fn unknown(&mut self, name: &str) {
        if self.unknown_names.len() < LISTED {
            self.unknown_names.insert(name.to_string());
        } else if !self.unknown_names.contains(name) {
            self.more_unknown_names += 1;
        }
    }

    pub(super) fn unknown_flow(&mut self, flow: &str) {
        if self.unknown_flows.len() < LISTED {
            self.unknown_flows.insert(flow.to_string());
        } else if !self.unknown_flows.contains(flow) {
            self.has_more_unknown_flows = true;
        }
    }

    /// What is to be said of flows that are not known, once for all of them.
    pub(super) fn unknown_flows_told(&self) -> Option<String> {
        let named: Vec<String> = self.unknown_flows.iter().take(NAMED).map(|flow| format!("\"{flow}\"")).collect();
        let more = self.unknown_flows.len() - named.len();
        match (&named[..], more) {
            ([], _) => None,
            ([one], _) => Some(format!("the flow {one} is not known; it is kept as written")),
            (_, 0) => Some(format!("the flows {} are not known; they are kept as written", named.join(", "))),
            (_, more) => {
                let than = if self.has_more_unknown_flows { "more than " } else { "" };
                Some(format!("the flows {} and {than}{more} more are not known; they are kept as written", named.join(", ")))
            }
        }
    }

    pub(super) fn notice(&mut self, notice: String) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_thousand_codes_are_told_in_a_few_lines() {
        let mut account = Account { rows: 10_020, ..Account::default() };
        for code in 0..10_000 {
            account.unknown_flow(&format!("flow {code}"));
            account.leave_out(&format!("INDICATOR {code}: no trade figure is known by it"));
        }
        for _ in 0..20 {
            account.leave_out("motCode is not 0: a part of a row that is there too");
        }
        assert_eq!(account.left_out.len(), NAMED + 2, "{:?}", account.left_out.keys());
        assert_eq!(account.left_out["others: no trade figure is known by it"], 10_000 - NAMED as u64);
        assert_eq!(account.left_out["INDICATOR 3: no trade figure is known by it"], 1);
        assert!(account.adds_up());
        let told = account.unknown_flows_told().expect("flows that are not known");
        assert!(told.ends_with(" and more than 988 more are not known; they are kept as written"), "{told}");
    }

    #[test]
    fn a_few_flows_are_all_named() {
        let mut account = Account::default();
        assert_eq!(account.unknown_flows_told(), None);
        account.unknown_flow("leasing");
        assert_eq!(account.unknown_flows_told().as_deref(), Some("the flow \"leasing\" is not known; it is kept as written"));
        account.unknown_flow("barter");
        let both = "the flows \"barter\", \"leasing\" are not known; they are kept as written";
        assert_eq!(account.unknown_flows_told().as_deref(), Some(both));
    }
}
