//! What governs a number: its hedge, and the direction in which it changed.
//!
//! "Reached almost 5" has one hedge, since "reached" is only the verb; "about more than 5" has two and is refused. "Up to" is a
//! hedge, but after a change it says what an amount came to: "rose up to $1.9 bn" is 1.9 bn.

use super::hedge::Hedge;
use super::quantity::{Amount, Kind};
use super::statement::{Item, Speaker};
use super::vocabulary::{Direction, Stands};
use super::{Measure, Misread};

impl Speaker<'_> {
    /// The hedge that governs an item; `came_to` if it is the amount that a change came to.
    pub(super) fn hedge(&self, item: &Item, came_to: bool, remarks: &mut Vec<String>) -> Result<&Hedge, Misread> {
        let before = &item.low.before;
        let mut hedges: Vec<(usize, Stands)> = before.hedges.clone();
        hedges.extend(item.main().quantity.hedges_after.iter().map(|hedge| (*hedge, Stands::After)));
        if let Some(within) = before.within {
            hedges.push((if item.high.is_some() { self.vocabulary.required("between")? } else { within }, Stands::Before));
        }
        if before.up_to && came_to {
            remarks.push("\"Up to\" after a change is read as what it came to.".to_string());
        } else if before.up_to && !before.from {
            hedges.push((self.vocabulary.required("up to")?, Stands::Before));
        }
        if hedges.iter().any(|(_, stands)| *stands != Stands::Yielding) {
            hedges.retain(|(_, stands)| *stands != Stands::Yielding);
        }
        hedges.sort_by_key(|(hedge, _)| *hedge);
        hedges.dedup_by_key(|(hedge, _)| *hedge);
        if item.high.is_some() {
            let plain = self.vocabulary.required("plain")?;
            hedges.retain(|(hedge, stands)| *stands != Stands::Yielding && *hedge != plain);
        }
        let index = match &hedges[..] {
            [] if item.high.is_some() => self.vocabulary.required("between")?,
            [] => self.vocabulary.required("plain")?,
            [(hedge, _)] => *hedge,
            several => {
                let names: Vec<&str> = several
                    .iter()
                    .filter_map(|(hedge, _)| self.vocabulary.hedges.get(*hedge))
                    .map(|hedge| &*hedge.name)
                    .collect();
                let number = self.text(&item.main().figure);
                let misread =
                    Misread::new(item.at(), format!("two hedges of one number: {}", names.join(" and ")), "one of them");
                return Err(misread.instead(names.iter().map(|name| format!("{name} {number}"))));
            }
        };
        self.vocabulary.hedges.get(index).ok_or_else(|| self.too_large(item))
    }

    /// Which way a ratio went; `None` if nothing says so.
    pub(super) fn direction(&self, item: &Item, remarks: &mut Vec<String>) -> Result<Option<Direction>, Misread> {
        let told = item.main();
        let changes = &self.said.changes;
        let first = changes.first();
        let against = first.and_then(|(first, _)| changes.iter().find(|(direction, _)| direction != first));
        if let (Some((_, first)), Some((_, at))) = (first, against) {
            let found = format!("\"{}\" against \"{}\"", self.text(first), self.text(at));
            return Err(Misread::new(at.clone(), found, "one direction"));
        }
        let changed = changes.first().map(|(direction, _)| *direction);
        let number = self.text(&told.quantity.at);
        let direction = match (changed, item.low.before.sign) {
            (Some(Direction::Down), Some(Direction::Down)) => {
                let found = "a fall of a negative number";
                return Err(
                    Misread::new(item.at(), found, "one of the two").instead([format!("-{number}"), format!("+{number}")])
                );
            }
            (Some(Direction::Down), Some(Direction::Up)) => {
                let found = "a fall with a plus";
                return Err(
                    Misread::new(item.at(), found, "one of the two").instead([format!("-{number}"), format!("+{number}")])
                );
            }
            (Some(Direction::Up), Some(Direction::Down)) => {
                remarks.push(format!("A rise of -{number} is read as a fall."));
                Some(Direction::Down)
            }
            (changed, sign) => changed.or(sign),
        };
        match (direction, told.quantity.implied) {
            (Some(direction), Some(implied)) if direction != implied => {
                Err(Misread::new(item.at(), format!("\"{number}\" against the direction of the change"), "one direction"))
            }
            (direction, implied) => Ok(direction.or(implied)),
        }
    }

    /// Refuses what an earlier period had: "$2.9bn a year earlier", "против 2,9 млрд".
    pub(super) fn is_of_this_period(&self, item: &Item) -> Result<(), Misread> {
        let says_a_change = !self.said.changes.is_empty()
            || self.said.against.is_some()
            || item.low.before.sign.is_some()
            || item.main().quantity.implied.is_some()
            || item.main().quantity.kind == Kind::Factor;
        let earlier = self.said.earlier.as_ref().filter(|earlier| earlier.leads || !says_a_change).map(|earlier| &earlier.at);
        let versus = item.low.before.versus.then_some(&item.low.at);
        let Some(at) = versus.or(earlier) else { return Ok(()) };
        let found = format!("\"{}\" makes it a figure of an earlier period", self.text(at));
        let expected = "a figure of the row's period; the earlier one is a row of its own, with that period";
        Err(Misread::new(at.clone(), found, expected).instead(self.row_of(item)))
    }

    /// Refuses "rose to 15%": a share that was come to, or a growth that was.
    pub(super) fn not_towards(&self, item: &Item, measure: Measure) -> Result<(), Misread> {
        let before = &item.low.before;
        let towards = before.to || (before.up_to && !self.said.changes.is_empty() && !self.said.compared && !before.by);
        if item.high.is_some() || measure == Measure::Share || !towards || item.main().of_an_earlier_level {
            return Ok(());
        }
        let number = self.text(&item.main().quantity.at);
        let found = format!("\"{}\" can be what something came to, or how far it changed", self.text(&item.at()));
        let expected = "the change alone, or \"share\" in the measure column";
        let misread = Misread::new(item.at(), found, expected);
        let hedge = self.text(&(item.low.stated.start..item.low.figure.start));
        if self.said.changes.iter().any(|(direction, _)| *direction == Direction::Down) {
            return Err(match item.main().quantity.amount {
                Amount::Numeral(_) if hedge.is_empty() => misread.instead([format!("-{number}")]),
                _ => misread,
            });
        }
        let up_to = before.up_to.then(|| self.text(&item.at()).to_string());
        Err(misread.instead(up_to.into_iter().chain([format!("{hedge}{number}")])))
    }
}
