//! Amounts: levels and exchange rates.
//!
//! An amount after a change word must be what the change came to ("grew to $5bn"); what something grew *by* is neither a level
//! nor a growth and is refused. A deficit is a negative balance, a surplus a positive one.

use super::statement::{Item, Speaker};
use super::vocabulary::Direction;
use super::{Counted, Measure, Misread, Statement};
use crate::exact::Ratio;

impl Speaker<'_> {
    /// The statement of an amount; `with_growth` if a growth is stated beside it.
    pub(super) fn level(&self, item: &Item, measure: Measure, with_growth: bool) -> Result<Statement, Misread> {
        let told = item.main();
        self.is_an_amount_come_to(item, measure, with_growth)?;
        let mut remarks = Vec::new();
        let unit = self.unit(item)?;
        let signs = self.signs(item);
        let shared = item.shares_a_sign() && item.low.before.sign == Some(Direction::Down);
        let mut negative = shared || (item.high.is_none() && signs[1]);
        if let Some((direction, balance)) = &self.said.balance {
            let name = self.text(balance);
            if signs != [false, false] {
                let misread = Misread::new(item.at(), format!("a \"{name}\" with a minus"), "the amount without a minus");
                return Err(misread.instead([format!("{name} {}", self.text(&told.figure))]));
            }
            negative = *direction == Direction::Down;
            let sign = if negative { "negative" } else { "positive" };
            remarks.push(format!("\"{name}\" is read as a {sign} balance."));
        }
        if measure == Measure::Rate && signs != [false, false] {
            return Err(Misread::new(item.at(), "a negative rate", "a positive number"));
        }
        let factor = unit.as_ref().map_or(Ratio::from_integer(1), |(_, factor)| *factor);
        let hedge = self.hedge(item, with_growth || !self.said.changes.is_empty(), &mut remarks)?;
        let worded = self.worded(item, hedge, None, factor, negative)?;
        let counted = Counted::Amount(unit.map(|(unit, _)| unit));
        self.finished(item, measure, counted, hedge, worded, remarks)
    }

    /// Refuses what is an increment, an average of amounts, or a rate under another measure.
    fn is_an_amount_come_to(&self, item: &Item, measure: Measure, with_growth: bool) -> Result<(), Misread> {
        let told = item.main();
        let amount = self.text(&told.figure);
        // A balance is "in deficit by" its amount.
        let added = (item.low.before.by && self.said.balance.is_none()) || item.low.before.additional;
        let changed_after = !with_growth
            && !told.before.to
            && !told.before.up_to
            && self.said.changes.iter().any(|(_, change)| change.start >= told.at.end);
        if told.is_an_increment || item.low.is_an_increment || changed_after || added {
            let found = format!("\"{amount}\" is the amount by which something changed");
            return Err(Misread::new(item.at(), found, "the amount that it came to, or the growth in percent"));
        }
        if let Some(averaged) = &self.said.averaged {
            let found = format!("\"{}\" makes an amount an average of amounts", self.text(averaged));
            return Err(Misread::new(averaged.clone(), found, "the amount of one period").instead([amount]));
        }
        if let Some(per) = self.said.per.as_ref().filter(|_| measure != Measure::Rate) {
            let found = format!("\"{}\" after an amount", self.text(per));
            return Err(Misread::new(per.clone(), found, "\"rate\" in the measure column"));
        }
        Ok(())
    }
}
