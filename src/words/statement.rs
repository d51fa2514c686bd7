//! From what a phrase says to its statements: one figure, or a growth and the level it came to.
//!
//! "Up 31% to $3.8bn" is two statements; "rose from 3.6 to 3.8 mn tons" would be two rows and is refused with both to type.

use super::evaluate::Worded;
use super::hedge::{Hedge, Understood};
use super::phrase::{Joined, Said, Told};
use super::quantity::{Amount, Kind};
use super::vocabulary::{Direction, Vocabulary};
use super::{Counted, Measure, Misread, Setting, Statement};
use num_traits::Signed;
use std::ops::Range;

/// One quantity, or a range between two.
pub(super) struct Item {
    pub(super) low: Told,
    pub(super) high: Option<Told>,
}

impl Item {
    /// The quantity whose scale and unit count.
    pub(super) fn main(&self) -> &Told {
        self.high.as_ref().unwrap_or(&self.low)
    }
    /// Whether one spelled sign stands before a range: "минус 3-5%".
    pub(super) fn shares_a_sign(&self) -> bool {
        self.high.as_ref().is_some_and(|high| high.before.sign.is_none()) && self.low.before.spelled_sign
    }
    pub(super) fn is_ratio(&self) -> bool {
        self.main().quantity.kind != Kind::Amount
    }
    pub(super) fn at(&self) -> Range<usize> {
        self.low.at.start..self.main().at.end
    }
}

/// All that is known of a phrase.
pub(super) struct Speaker<'a> {
    pub(super) phrase: &'a str,
    pub(super) said: Said,
    pub(super) setting: &'a Setting,
    pub(super) vocabulary: &'a Vocabulary,
}

/// The statements of a phrase: one, or a growth and a level.
///
/// # Errors
/// A [`Misread`] when the quantities make no statement, or more than one reading.
pub fn statements(phrase: &str, mut said: Said, setting: &Setting, vocabulary: &Vocabulary) -> Result<Vec<Statement>, Misread> {
    let told = std::mem::take(&mut said.told);
    let speaker = Speaker { phrase, said, setting, vocabulary };
    let mut items = speaker.items(told)?;
    let statements = match (items.pop(), items.pop()) {
        (None, _) => {
            let misread = Misread::new(0..phrase.len(), "no number", "a number, as in \"about 470 bn RUB\" or \"almost 14.5%\"");
            return Err(misread);
        }
        (Some(item), None) => vec![speaker.statement(&item)?],
        (Some(second), Some(first)) if items.is_empty() => speaker.pair(first, second)?,
        (Some(last), Some(_)) => return Err(speaker.too_many(&last)),
    };
    Ok(statements)
}

impl Speaker<'_> {
    /// These bytes of the phrase.
    pub(super) fn text(&self, at: &Range<usize>) -> &str {
        self.phrase.get(at.clone()).unwrap_or("")
    }

    /// Joins the two ends of ranges.
    fn items(&self, told: Vec<Told>) -> Result<Vec<Item>, Misread> {
        let several = told.len() > 1;
        let mut items: Vec<Item> = Vec::new();
        for next in told {
            let quantity = &next.quantity;
            let looks_like_a_year =
                several && quantity.kind == Kind::Amount && quantity.units.is_empty() && quantity.finer.is_none() && {
                    let digits = self.text(&quantity.number);
                    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
                };
            if looks_like_a_year {
                let found = format!("{} looks like a year", self.text(&quantity.number));
                let expected = "one figure; its year belongs in the period column";
                return Err(Misread::new(quantity.number.clone(), found, expected));
            }
            if let Some(first) = items.last_mut().filter(|item| {
                item.high.is_none() && item.low.begins_a_range_to(&next, !self.said.changes.is_empty(), self.is_of_a_share())
            }) {
                let changed = !first.low.before.by && !self.said.changes.is_empty();
                if first.low.before.from && (changed || first.low.before.from_earlier) {
                    let misread = self.earlier_and_later(&first.low, &next);
                    let others = items.split_last().map_or(&[][..], |(_, others)| others);
                    let rows = others.iter().map(|item| self.text(&item.main().figure).to_string());
                    let instead: Vec<String> = rows.chain(misread.instead.iter().cloned()).collect();
                    return Err(misread.instead(instead));
                }
                first.high = Some(next);
            } else {
                let mut next = next;
                if next.before.touched && next.before.sign.is_none() {
                    // "$2.1bn -3.9%"
                    next.before.sign = Some(Direction::Down);
                    next.stated.start = next.at.start;
                }
                items.push(Item { low: next, high: None });
            }
        }
        for item in &items {
            let before = &item.low.before;
            if item.high.is_none() && before.between {
                return Err(Misread::new(
                    item.at(),
                    "\"between\" with one number",
                    "two numbers, as in \"between 8 and 9 mn USD\"",
                ));
            }
            if item.high.is_none() && before.from {
                let amount = self.text(&item.low.figure).to_string();
                let misread = Misread::new(
                    item.at(),
                    format!("\"{}\" is what was started from", self.text(&item.at())),
                    "one figure of one period; the earlier amount is a row of its own",
                );
                return Err(misread.instead([amount]));
            }
        }
        Ok(items)
    }

    /// Whether the phrase or its row speaks of a share.
    fn is_of_a_share(&self) -> bool {
        self.said.share.is_some() || self.setting.measure == Some(Measure::Share)
    }

    /// "from 3.6 to 3.8 mn tons" with a change word: two rows.
    fn earlier_and_later(&self, low: &Told, high: &Told) -> Misread {
        let unit = &high.quantity.number.end..&high.quantity.at.end;
        let bare = low.quantity.at.end == low.quantity.number.end;
        let unit = if bare { self.text(&(*unit.start..*unit.end)) } else { "" };
        let sign = match (&high.before.currency, &low.before.currency) {
            (Some((_, at)), None) => self.text(at),
            _ => "",
        };
        let stated = self.text(&(low.stated.start..low.figure.start));
        let earlier = format!("{stated}{sign}{}{unit}", self.text(&low.figure));
        let found = "what was started from and what was come to";
        let expected = "a row for each figure: the earlier amount with the earlier period, the later one with the later";
        Misread::new(low.at.start..high.at.end, found, expected).instead([earlier.as_str(), self.text(&high.stated)])
    }

    fn too_many(&self, last: &Item) -> Misread {
        Misread::new(last.at(), "more figures than one row can hold", "one row for each figure, with its own period")
            .instead(self.row_of(last))
    }

    /// What to type for each of two items, or nothing if one of them cannot stand alone.
    fn rows_of(&self, items: [&Item; 2]) -> Vec<String> {
        // "$10 or $12 billion": the first may share the scale of the second.
        let scaled = items.map(|item| (!item.is_ratio(), item.main().quantity.finer.is_some()));
        if matches!(scaled, [(true, true), (true, false)] | [(true, false), (true, true)]) {
            return vec![];
        }
        items.iter().map(|item| self.row_of(item)).collect::<Option<Vec<_>>>().unwrap_or_default()
    }

    /// What to type for an item alone: with its hedge and its sign, and none if it would say something else by itself.
    pub(super) fn row_of(&self, item: &Item) -> Option<String> {
        let stated = self.text(&(item.low.stated.start..item.main().at.end));
        if !item.is_ratio() {
            let quantity = &item.main().quantity;
            let bare = quantity.units.is_empty() && quantity.finer.is_none();
            return (!bare && !item.main().is_an_increment).then(|| stated.to_string());
        }
        let fell = |(direction, _): &(Direction, Range<usize>)| *direction == Direction::Down;
        let signed = self.signs(item) != [false, false] || item.main().quantity.implied.is_some();
        let came_to = item.low.before.to || item.low.before.up_to;
        match (self.said.changes.iter().any(fell), self.said.changes.iter().all(fell)) {
            (false, _) => Some(stated.to_string()),
            _ if signed => Some(stated.to_string()),
            (true, true) if item.high.is_none() && !came_to && matches!(item.main().quantity.amount, Amount::Numeral(_)) => {
                let hedge = self.text(&(item.low.stated.start..item.low.figure.start));
                Some(format!("{hedge}-{}", self.text(&item.low.figure)))
            }
            _ => None,
        }
    }

    /// A growth and the level it came to, in either order.
    fn pair(&self, first: Item, second: Item) -> Result<Vec<Statement>, Misread> {
        let (growth, level) = match (first.is_ratio(), second.is_ratio()) {
            (true, false) => (first, second),
            (false, true) => (second, first),
            _ => {
                let rows = self.rows_of([&first, &second]);
                let misread = Misread::new(
                    first.at().start..second.at().end,
                    "two figures of one kind",
                    "one row for each, with its own period",
                );
                return Err(misread.instead(rows));
            }
        };
        let rows = self.rows_of([&growth, &level]);
        let refuse = |found: &str| {
            let misread = Misread::new(0..self.phrase.len(), found, "one row for the ratio and one for the amount");
            Err(misread.instead(rows.clone()))
        };
        let came_to = level.low.before.to || level.low.before.up_to;
        if level.low.before.versus {
            return refuse("a change, and the amount that it is compared with");
        }
        let implied = growth.main().quantity.implied.or(growth.low.before.sign);
        let is_a_change = implied.is_some() || growth.main().of_an_earlier_level;
        if self.said.changes.is_empty() && !came_to && !is_a_change {
            // "Exceeded $5bn by 31%" is neither.
            if growth.low.before.by {
                let found = "a change from an amount that is no figure of an earlier period";
                return Err(Misread::new(0..self.phrase.len(), found, "one row for the ratio and one for the amount"));
            }
            // "31% of $3.8bn", "31% more than $2.9bn": neither says its own alone.
            if self.said.share.is_some() || !level.low.before.hedges.is_empty() && growth.at().end <= level.at().start {
                let found = "a ratio and the amount that it is of";
                return Err(Misread::new(0..self.phrase.len(), found, "one row for the ratio and one for the amount"));
            }
            return refuse("a ratio and an amount, and no word that says how the one changed to the other");
        }
        if self.said.averaged.is_some() {
            return refuse("an average over years and the amount of one");
        }
        if self.said.share.is_some() || matches!(growth.main().quantity.kind, Kind::Points | Kind::BasisPoints) {
            return refuse("a share and an amount");
        }
        if !matches!(self.setting.measure, None | Some(Measure::Level | Measure::Growth)) {
            return refuse("a growth and a level under another measure");
        }
        let mut growth = self.ratio(&growth, Measure::Growth)?;
        let level = self.level(&level, Measure::Level, true)?;
        if self.said.changes.is_empty() && implied.is_none() && growth.printed.iter().all(|value| value.is_positive()) {
            growth.remarks.push("No word says up or down; it is read as a rise.".to_string());
        }
        growth.remarks.extend(self.said.remarks.iter().cloned());
        Ok(vec![growth, level])
    }

    fn statement(&self, item: &Item) -> Result<Statement, Misread> {
        self.is_of_this_period(item)?;
        let measure = self.measure(item)?;
        let mut statement = match measure {
            Measure::Level | Measure::Rate => self.level(item, measure, false)?,
            _ => self.ratio(item, measure)?,
        };
        statement.remarks.extend(self.said.remarks.iter().cloned());
        Ok(statement)
    }
    /// The statement, unless it leaves no number.
    pub(super) fn finished(
        &self,
        item: &Item,
        measure: Measure,
        counted: Counted,
        hedge: &Hedge,
        worded: Worded,
        remarks: Vec<String>,
    ) -> Result<Statement, Misread> {
        let Worded { understood: Understood { allowed, meant }, printed } = worded;
        if allowed.is_empty() || meant.is_empty() {
            let found = format!("\"{}\" leaves no number", self.text(&item.at()));
            let about = format!("about {}", self.text(&item.main().figure));
            return Err(Misread::new(item.at(), found, "a hedge that leaves one").instead([about]));
        }
        let hedge = hedge.name.clone();
        Ok(Statement { measure, counted, hedge, allowed, meant, printed, form: self.form(item), remarks })
    }
}

impl Told {
    /// Whether `next` is the upper end of a range that begins here.
    fn begins_a_range_to(&self, next: &Told, changed: bool, share: bool) -> bool {
        let towards = next.before.to || next.before.up_to;
        let bare = self.quantity.units.is_empty() && self.quantity.kind == Kind::Amount && self.quantity.finer.is_none();
        let alike =
            self.quantity.kind == next.quantity.kind || (self.quantity.kind == Kind::Amount && self.quantity.finer.is_none());
        let joined = match next.before.joined {
            Some(Joined::Dash) => true,
            Some(Joined::And) => self.before.between || self.before.within.is_some(),
            // "grew 3% to 4%", but "the share grew 3% to 4%"
            None if next.before.to && !share && self.quantity.kind == Kind::Percent && !self.before.by => true,
            None => towards && (self.before.from || self.before.between || bare || !changed),
        };
        alike && joined && next.before.hedges.is_empty()
    }
}
