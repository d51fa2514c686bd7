//! Comparisons: "5% more", "ниже уровня прошлого года на 5%", "меньше в 2 раза", and what they compare with.
//!
//! The same words hedge a number: "more than 5%", "выше 5%". A comparison has its number behind it ("5% more"), or names what it
//! compares with, or says by how much; "меньше в 2 раза" and "больше вдвое" compare, since a factor is never "less" by itself.

use super::Misread;
use super::phrase::{Before, Earlier, Listener};
use super::quantity::Kind;
use super::vocabulary::{Alone, Comparing, Direction, Meaning, Stands, Time};
use std::ops::Range;

impl Listener<'_> {
    /// "выше", "more than", "exceeded": a hedge of the number ahead, or a comparison.
    pub(super) fn hedge_or_compare(
        &mut self,
        hedge: usize,
        direction: Direction,
        form: Comparing,
        at: &Range<usize>,
    ) -> Result<(), Misread> {
        let by_factor = matches!(form, Comparing::Adverb | Comparing::Place)
            && matches!(self.reader.ahead(1), Some(Meaning::Factor(_, None)) | Some(Meaning::Hedge(_, Stands::Before)));
        let hedges = match form {
            Comparing::Times => false,
            _ if by_factor => false,
            Comparing::Than => self.number_is_ahead(true),
            Comparing::Verb => self.number_is_ahead(false) || (self.base_ahead().is_none() && !self.by_is_ahead(1)),
            Comparing::Adverb | Comparing::Bare | Comparing::Place => self.number_is_ahead(false),
        };
        if hedges {
            // "Dropped below $1 billion" came to it; "grew over $1 billion" may have grown by it.
            let index = self.reader.next;
            let last = index.checked_sub(1).and_then(|last| self.reader.pieces.get(last)).map(|piece| piece.meaning);
            self.before.to |= form == Comparing::Place && last == Some(Meaning::Change(direction));
            let stands = if form == Comparing::Verb { Stands::AsVerb } else { Stands::Before };
            self.before.hedges.push((hedge, stands));
            self.before.start.get_or_insert(at.start);
            self.before.hedged_from.get_or_insert(at.start);
            self.reader.next += 1;
            return Ok(());
        }
        if self.said.changes.iter().all(|(known, _)| *known == direction) {
            return self.compare(direction, at);
        }
        self.reader.next += 1;
        Ok(())
    }

    /// "5% more": the change that the quantity before is of; or of the one ahead, as in "lower than last year by 5%".
    pub(super) fn compare(&mut self, direction: Direction, at: &Range<usize>) -> Result<(), Misread> {
        let base = self.base_ahead();
        let after = base.map_or(1, |base| base + 1);
        let times = matches!(self.reader.meaning(), Some(Meaning::HedgeOrComparison { form: Comparing::Times, .. }));
        let by_factor = matches!(self.reader.ahead(after), Some(Meaning::Factor(_, None)));
        if times || by_factor || self.by_is_ahead(after) || (self.said.told.is_empty() && base.is_some()) {
            self.after_change = true;
        } else if let Some(told) = self.said.told.last_mut() {
            told.is_an_increment = true;
        } else if !self.number_is_ahead(false) || !matches!(self.reader.ahead(1), Some(Meaning::Hedge(..))) {
            let found = format!("\"{}\" before a number", &self.reader.phrase[at.clone()]);
            let expected = "a number and then the comparison, as in \"5% more\", or a hedge, as in \"more than 5%\"";
            return Err(Misread::new(at.clone(), found, expected));
        } else {
            self.after_change = true;
        }
        self.said.changes.push((direction, at.clone()));
        self.said.compared = true;
        // What it compares with says no more, but for the flow that it names.
        for _ in 0..base.unwrap_or(0) {
            self.reader.next += 1;
            if let Some((column, at)) = self.left_to_flow() {
                self.left_to(column, &at);
            }
        }
        self.reader.next += 1;
        Ok(())
    }

    /// "by", unless it says by how much something that is no earlier period was exceeded: "exceeded the target by 5%".
    pub(super) fn by(&mut self, at: &Range<usize>) -> Result<(), Misread> {
        if self.before.hedges.iter().any(|(_, stands)| *stands == Stands::AsVerb) {
            let at = self.before.start.unwrap_or(at.start)..at.end;
            let found = format!("\"{}\" compares with what is no earlier period", &self.reader.phrase[at.clone()]);
            return Err(Misread::new(at, found, "the growth since an earlier period, or the amount itself"));
        }
        self.before.by = true;
        Ok(())
    }

    /// The flow that the next piece names, if it does.
    fn left_to_flow(&self) -> Option<(usize, Range<usize>)> {
        let piece = self.reader.pieces.get(self.reader.next)?;
        match piece.meaning {
            Meaning::LeftTo(column) if self.is_column(column, "flow") => Some((column, piece.at.clone())),
            _ => None,
        }
    }

    /// Whether a piece leaves its words to the column of this name.
    fn is_column(&self, column: usize, name: &str) -> bool {
        self.reader.vocabulary.texts.get(column).is_some_and(|column| column == name)
    }

    /// How many pieces ahead a time ends that a comparison can be with: 1 for "last year" of "below last year".
    fn base_ahead(&self) -> Option<usize> {
        let mut by = 1;
        loop {
            match self.reader.ahead(by)? {
                Meaning::Of | Meaning::Versus => by += 1,
                Meaning::LeftTo(column) if self.is_column(column, "flow") => by += 1,
                // "превысил в прошлом году 5 млрд": the time of the amount
                Meaning::LeftTo(column) if self.is_column(column, "period") => {
                    return (!self.amount_is_ahead(by + 1)).then_some(by);
                }
                Meaning::Earlier(_) => return Some(by),
                _ => return None,
            }
        }
    }

    /// Whether a number that is no factor comes `by` pieces ahead, with nothing before it but hedges.
    fn amount_is_ahead(&self, mut by: usize) -> bool {
        while let Some(Meaning::Hedge(..)) = self.reader.ahead(by) {
            by += 1;
        }
        match self.reader.ahead(by) {
            Some(Meaning::Currency(_) | Meaning::Code(_) | Meaning::Scale(_, Alone::Always | Alone::AfterHedge)) => true,
            Some(Meaning::Digits | Meaning::Spelled(_)) => self.reader.ahead(by + 1) != Some(Meaning::Times),
            _ => false,
        }
    }

    /// Whether "by" comes `by` pieces ahead, with nothing before it but hedges.
    fn by_is_ahead(&self, mut by: usize) -> bool {
        while let Some(Meaning::Hedge(..) | Meaning::HedgeOrComparison { form: Comparing::Than, .. }) = self.reader.ahead(by) {
            by += 1;
        }
        self.reader.ahead(by) == Some(Meaning::By)
    }

    /// "a year earlier", "last year's level": what something is compared with, what a ratio is of, or when an amount was.
    pub(super) fn earlier(&mut self, time: Time, at: &Range<usize>) -> Result<(), Misread> {
        if !self.before.hedges.is_empty() {
            let at = self.before.start.unwrap_or(at.start)..at.end;
            let found = format!("\"{}\" hedges no number", &self.reader.phrase[at.clone()]);
            return Err(Misread::new(at, found, "the hedge before its number"));
        }
        let of = matches!(self.reader.next.checked_sub(1).and_then(|of| self.reader.pieces.get(of)), Some(piece) if piece.meaning == Meaning::Of);
        let follows = self.last_end == Some(self.reader.next - usize::from(of));
        let is_ratio = |kind| matches!(kind, Kind::Percent | Kind::Fraction | Kind::Factor);
        let ratio = self
            .said
            .told
            .last_mut()
            .filter(|told| follows && is_ratio(told.quantity.kind) && !told.before.by && !told.is_an_increment);
        match (time, ratio) {
            (Time::Level, Some(told)) => {
                told.of_an_earlier_level = true;
                self.of_whole = None;
            }
            // "90% of the same period last year"
            (Time::Then, Some(told)) if of && told.quantity.kind != Kind::Factor => {
                self.said.against = Some(at.clone());
                self.of_whole = None;
            }
            (Time::Then | Time::Level, _) if !self.before.versus && !self.before.from => {
                let leads = self.said.told.is_empty() && self.said.changes.is_empty();
                self.said.earlier.get_or_insert(Earlier { at: at.clone(), leads });
            }
            _ => {}
        }
        self.before = Before::default();
        Ok(())
    }
}
