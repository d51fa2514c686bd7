//! Of what a growth or a share speaks that does not say it: of the amounts before it, in the columns to its left or the rows above.
//!
//! ```text
//! Exports    Imports    growth        of which of them? nobody says
//! Exports    growth     Imports   growth        each of the amounts before it
//! ```

use crate::figures::Flow;
use crate::tables::cells::Facts;
use std::collections::BTreeSet;

/// The amounts that were passed, on the way from left to right or from top to bottom.
#[derive(Debug, Default)]
pub(super) struct Beside {
    last: Option<Facts>,
    /// Of the amounts since the last growth or share.
    flows: BTreeSet<Option<Flow>>,
    was_ratio: bool,
}

impl Beside {
    /// Passes amounts. `tells_flow`: whether it counts which flow they are of.
    pub fn amounts(&mut self, facts: Facts, tells_flow: bool) {
        if std::mem::take(&mut self.was_ratio) {
            self.flows.clear();
        }
        if tells_flow {
            self.flows.insert(facts.flow.clone());
        }
        self.last = Some(facts);
    }

    /// Passes a growth or a share, and says what it is of: the last amounts, unless those before it are of several flows.
    pub fn ratio(&mut self) -> Option<&Facts> {
        self.was_ratio = true;
        self.last.as_ref().filter(|_| self.flows.len() <= 1)
    }
}
