//! What a phrase says: its quantities, and what is said of each ("grew by", "to", "from … to", "a year").
//!
//! `up 31% to $3.8bn` says two quantities after a change; the second follows "to", so it is an amount that was come to and not
//! an amount by which something changed.

use super::pieces::Piece;
use super::quantity::{Kind, Named, Quantity, Reader};
use super::vocabulary::{Alone, Direction, Meaning, Stands, Vocabulary};
use super::{Misread, Setting};
use std::ops::Range;

/// What stands between a quantity and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// A dash.
    Dash,
    /// "and".
    And,
}

/// What stands before a quantity and belongs to it.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// Hedges, and where they stand.
    pub hedges: Vec<(usize, Stands)>,
    /// "by", "на".
    pub by: bool,
    /// "to".
    pub to: bool,
    /// "up to", "до".
    pub up_to: bool,
    /// "from", "от".
    pub from: bool,
    /// "с": from an earlier amount.
    pub from_earlier: bool,
    /// "between".
    pub between: bool,
    /// "within": its hedge for a single number.
    pub within: Option<usize>,
    /// "compared with", "против": what follows belongs to an earlier period.
    pub versus: bool,
    /// "an additional", "еще".
    pub additional: bool,
    /// "a factor of".
    pub factor_of: bool,
    /// A plus or minus sign.
    pub sign: Option<Direction>,
    /// Whether it is a word, which a range has but once: "минус 3-5%".
    pub spelled_sign: bool,
    /// A currency before the number.
    pub currency: Option<(Meaning, Range<usize>)>,
    /// What joins it to the quantity before.
    pub joined: Option<Joined>,
    /// Whether the dash that joins it touches it alone, as a minus does.
    pub touched: bool,
    /// Where the first of these begins.
    pub(super) start: Option<usize>,
    /// Where the first hedge or sign begins.
    pub(super) hedged_from: Option<usize>,
}

/// A quantity and what is said of it.
#[derive(Clone, Debug)]
pub struct Told {
    /// The quantity.
    pub quantity: Quantity,
    /// What stands before it.
    pub before: Before,
    /// Whether a change was told and nothing since says that this is an amount come to.
    pub is_an_increment: bool,
    /// Whether it is a part or multiple of an earlier level: "90% of last year's level".
    pub of_an_earlier_level: bool,
    /// Its bytes, with what stands before it.
    pub at: Range<usize>,
    /// Its bytes with its hedges and sign: what to type where it is to be a row of its own.
    pub stated: Range<usize>,
    /// The bytes of the number, its scale and its units.
    pub figure: Range<usize>,
}

/// All that a phrase says.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The quantities in order.
    pub told: Vec<Told>,
    /// "grew", "fell", "more", in order.
    pub changes: Vec<(Direction, Range<usize>)>,
    /// Whether "more" or "less" is among them.
    pub compared: bool,
    /// "a year" or "on average".
    pub averaged: Option<Range<usize>>,
    /// "annual".
    pub annual: Option<Range<usize>>,
    /// "accounted for", or "of" after a ratio.
    pub share: Option<Range<usize>>,
    /// "deficit" or "surplus".
    pub balance: Option<(Direction, Range<usize>)>,
    /// "к прошлому году".
    pub against: Option<Range<usize>>,
    /// "a year earlier", where nothing says that it is only compared with.
    pub earlier: Option<Earlier>,
    /// "per dollar".
    pub per: Option<Range<usize>>,
    /// What was left to other columns.
    pub remarks: Vec<String>,
}

/// A time before the row's own that a phrase names by itself.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// Its bytes.
    pub at: Range<usize>,
    /// Whether the phrase begins with it, so that all of the phrase is about it.
    pub leads: bool,
}

/// Puts the pieces of a phrase together.
///
/// # Errors
/// A [`Misread`] at a piece that has no place.
pub fn said(phrase: &str, pieces: &[Piece], setting: &Setting, vocabulary: &Vocabulary) -> Result<Said, Misread> {
    let things = pieces.iter().any(|piece| piece.meaning == Meaning::Noun);
    let cyrillic = !things && phrase.chars().any(|c| matches!(c, 'а'..='я' | 'А'..='Я'));
    let reader = Reader { phrase, pieces, vocabulary, setting, cyrillic, next: 0 };
    let mut listener = Listener {
        reader,
        before: Before::default(),
        after_change: false,
        last_end: None,
        of_whole: None,
        in_brackets: false,
        said: Said::default(),
    };
    while let Some(piece) = pieces.get(listener.reader.next) {
        listener.hear(piece)?;
    }
    let left = &listener.before;
    let towards = left.by || left.to || left.up_to || left.from;
    if towards || !left.hedges.is_empty() || left.between || left.within.is_some() || left.factor_of || left.sign.is_some() {
        let at = left.start.unwrap_or(0)..phrase.len();
        let found = format!("no number after \"{}\"", &phrase[at.clone()]);
        return Err(Misread::new(at, found, "the number that it speaks of"));
    }
    if listener.said.changes.is_empty() && listener.said.share.is_none() {
        listener.said.share = listener.of_whole;
    }
    Ok(listener.said)
}

/// Hears a phrase piece by piece.
pub(super) struct Listener<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) before: Before,
    pub(super) after_change: bool,
    /// The piece after the last quantity.
    pub(super) last_end: Option<usize>,
    /// Where a ratio is said to be of a whole.
    pub(super) of_whole: Option<Range<usize>>,
    /// Whether a bracket is open that says what the phrase could say without it.
    pub(super) in_brackets: bool,
    pub(super) said: Said,
}

impl Listener<'_> {
    fn hear(&mut self, piece: &Piece) -> Result<(), Misread> {
        let phrase = self.reader.phrase;
        let at = piece.at.clone();
        match piece.meaning {
            Meaning::Digits
            | Meaning::Spelled(_)
            | Meaning::Fraction(_)
            | Meaning::Factor(..)
            | Meaning::HalfScale(_)
            | Meaning::Scale(_, Alone::Always) => {
                return self.quantity();
            }
            Meaning::Scale(_, Alone::AfterHedge) if !self.before.hedges.is_empty() => return self.quantity(),
            Meaning::SpelledOrMany(_) if self.before.hedges.is_empty() => {
                let found = format!("\"{}\" says no number", &phrase[at.clone()]);
                return Err(Misread::new(at, found, "the number itself"));
            }
            Meaning::SpelledOrMany(_) => return self.quantity(),
            Meaning::Hedge(hedge, Stands::EitherSide) if !self.number_is_ahead(true) => self.hedge_after(hedge, &at)?,
            Meaning::Hedge(hedge, Stands::After) => self.hedge_after(hedge, &at)?,
            Meaning::Hedge(hedge, stands) => self.before.hedges.push((hedge, stands)),
            Meaning::HedgeOrComparison { hedge, comparison, form } => {
                return self.hedge_or_compare(hedge, comparison, form, &at);
            }
            Meaning::Comparison(direction) => return self.compare(direction, &at),
            Meaning::Change(direction) => {
                self.said.changes.push((direction, at.clone()));
                self.after_change = true;
            }
            Meaning::Within(hedge) => self.before.within = Some(hedge),
            Meaning::Between => self.before.between = true,
            Meaning::By => self.by(&at)?,
            Meaning::To => self.before.to = true,
            Meaning::UpTo => self.before.up_to = true,
            Meaning::From => self.before.from = true,
            // "с ростом на 31%", "с дефицитом": with something, unless an amount follows.
            Meaning::FromEarlier if self.number_is_ahead(false) => {
                (self.before.from, self.before.from_earlier) = (true, true);
            }
            Meaning::FromEarlier => {}
            Meaning::Versus => self.before.versus = true,
            Meaning::Additional => self.before.additional = self.number_is_ahead(false),
            Meaning::FactorOf => self.before.factor_of = true,
            Meaning::And => self.before.joined = Some(Joined::And),
            Meaning::Of => {
                self.perhaps_a_share(&at);
            }
            Meaning::Per => self.per(&at)?,
            Meaning::Yearly | Meaning::OnAverage => self.said.averaged = Some(at.clone()),
            Meaning::Annual => self.said.annual = Some(at.clone()),
            Meaning::Share => self.said.share = Some(at.clone()),
            Meaning::Balance(direction) => self.said.balance = Some((direction, at.clone())),
            Meaning::Amounts => self.after_change = false,
            Meaning::Against => self.said.against = Some(at.clone()),
            Meaning::Earlier(time) => self.earlier(time, &at)?,
            Meaning::LeftTo(column) => {
                if self.reader.vocabulary.texts.get(column).is_some_and(|column| column == "flow") {
                    self.perhaps_a_share(&at);
                }
                self.left_to(column, &at);
            }
            Meaning::Dash | Meaning::Ellipsis => self.dash(piece)?,
            Meaning::Signed(_) if self.before.sign.is_some() => {
                return Err(Misread::new(at, "two signs before one number", "one plus or minus"));
            }
            Meaning::Signed(direction) if self.number_is_ahead(false) => {
                (self.before.sign, self.before.spelled_sign) = (Some(direction), true);
                self.after_change |= direction == Direction::Up;
            }
            Meaning::Signed(direction) => {
                self.said.changes.push((direction, at.clone()));
                self.after_change = true;
            }
            Meaning::Plus => self.plus(piece)?,
            Meaning::Currency(_) | Meaning::Code(_) if self.number_is_ahead(false) => {
                self.before.currency = Some((piece.meaning, at.clone()))
            }
            Meaning::Bracket => self.bracket(&at)?,
            Meaning::Filler | Meaning::YearOnYear | Meaning::Refused(_) => {}
            Meaning::Scale(..)
            | Meaning::Parts(_)
            | Meaning::Percent
            | Meaning::Points
            | Meaning::BasisPoints
            | Meaning::Times
            | Meaning::Slash
            | Meaning::Currency(_)
            | Meaning::Code(_)
            | Meaning::Physical(_)
            | Meaning::Noun => {
                let found = format!("\"{}\" does not follow a number", &phrase[at.clone()]);
                return Err(Misread::new(at, found, "a number with one scale and one unit, as in \"600 bn RUB\""));
            }
        }
        let unsigned = self.before.sign.is_none();
        let is_punctuation = match piece.meaning {
            Meaning::Dash | Meaning::Ellipsis => unsigned && self.before.joined.is_none(),
            Meaning::Bracket | Meaning::FromEarlier => !self.before.from,
            Meaning::Change(_) | Meaning::LeftTo(_) | Meaning::Earlier(_) => true,
            Meaning::Signed(_) => unsigned,
            _ => false,
        };
        if !is_punctuation {
            self.before.start.get_or_insert(at.start);
        }
        if matches!(piece.meaning, Meaning::Hedge(..)) || !unsigned {
            self.before.hedged_from.get_or_insert(at.start);
        }
        self.reader.next += 1;
        Ok(())
    }

    /// "15% of", "четверть экспорта": a ratio directly before a whole is a share, if nothing changes by it.
    fn perhaps_a_share(&mut self, at: &Range<usize>) {
        let is_ratio = |told: &&Told| {
            !told.before.by && told.before.sign.is_none() && matches!(told.quantity.kind, Kind::Percent | Kind::Fraction)
        };
        if self.last_end == Some(self.reader.next) && self.said.told.last().filter(is_ratio).is_some() {
            self.of_whole = Some(at.clone());
        }
    }

    /// Remarks that these words (with those of the same kind directly before them) are another column's.
    pub(super) fn left_to(&mut self, column: usize, at: &Range<usize>) {
        let pieces = self.reader.pieces;
        let same = |piece: &&Piece| piece.meaning == Meaning::LeftTo(column);
        if pieces.get(self.reader.next + 1).filter(same).is_some() {
            return;
        }
        let first = pieces[..self.reader.next].iter().rev().take_while(same).last().map_or(at.start, |piece| piece.at.start);
        let words = &self.reader.phrase[first..at.end];
        let remark = match self.reader.vocabulary.texts.get(column).map_or("", String::as_str) {
            "status" => format!("\"{words}\" sounds like a forecast or target; that is left to the status column."),
            "flow"
                if self
                    .of_whole
                    .as_ref()
                    .is_some_and(|of| of.start <= first && self.before.start.is_none_or(|start| start == of.start)) =>
            {
                format!("\"{words}\" is the whole that the share is of; it is left to the base column.")
            }
            column => format!("\"{words}\" is left to the {column} column."),
        };
        self.said.remarks.push(remark);
    }

    fn quantity(&mut self) -> Result<(), Misread> {
        let joined = self.is_hyphened();
        let mut quantity = self.reader.quantity()?;
        let mut before = std::mem::take(&mut self.before);
        if joined && before.joined.is_none() {
            before.joined = Some(Joined::Dash);
        }
        if let Some((currency, at)) = &before.currency {
            quantity.units.insert(0, (Named::Money(*currency), at.clone()));
        }
        if before.factor_of && quantity.kind == Kind::Amount && quantity.units.is_empty() {
            quantity.kind = Kind::Factor;
        }
        let as_verb = before.hedges.iter().any(|(_, stands)| matches!(stands, Stands::AsVerb | Stands::Yielding));
        if as_verb || before.to || before.up_to {
            self.after_change = false;
        }
        let at = before.start.unwrap_or(quantity.at.start).min(quantity.at.start)..quantity.at.end;
        let begin = before.currency.as_ref().map_or(quantity.at.start, |(_, currency)| currency.start);
        let figure = begin..quantity.at.end;
        let stated = before.hedged_from.unwrap_or(begin).min(begin)..quantity.at.end;
        let is_an_increment = self.after_change && !before.versus;
        self.said.told.push(Told { quantity, before, is_an_increment, of_an_earlier_level: false, at, stated, figure });
        self.last_end = Some(self.reader.next);
        Ok(())
    }

    /// Whether a hyphen stands between the next number and the one before, both in words: "два-три".
    fn is_hyphened(&self) -> bool {
        let last = self.said.told.last().filter(|_| self.last_end == Some(self.reader.next));
        let (Some(last), Some(piece)) = (last, self.reader.pieces.get(self.reader.next)) else { return false };
        matches!(piece.meaning, Meaning::Spelled(_)) && !piece.spaced && last.at.end < piece.at.start
    }

    /// Whether a number comes next, with nothing before it but hedges, signs and a currency (and, if `wide`, "by" or "to").
    pub(super) fn number_is_ahead(&self, wide: bool) -> bool {
        let mut by = 1;
        loop {
            match self.reader.ahead(by) {
                Some(
                    Meaning::Digits
                    | Meaning::Spelled(_)
                    | Meaning::SpelledOrMany(_)
                    | Meaning::Fraction(_)
                    | Meaning::Factor(..)
                    | Meaning::HalfScale(_)
                    | Meaning::Scale(_, Alone::Always | Alone::AfterHedge),
                ) => return true,
                Some(
                    Meaning::Hedge(_, Stands::Before | Stands::EitherSide | Stands::AsVerb | Stands::Yielding)
                    | Meaning::HedgeOrComparison { .. }
                    | Meaning::Additional
                    | Meaning::Signed(_)
                    | Meaning::Of
                    | Meaning::Amounts
                    | Meaning::FactorOf
                    | Meaning::Dash
                    | Meaning::Plus
                    | Meaning::Currency(_)
                    | Meaning::Code(_),
                ) => by += 1,
                Some(
                    Meaning::By
                    | Meaning::To
                    | Meaning::UpTo
                    | Meaning::From
                    | Meaning::FromEarlier
                    | Meaning::Between
                    | Meaning::Change(_)
                    | Meaning::OnAverage,
                ) if wide => {
                    by += 1;
                }
                _ => return false,
            }
        }
    }

    fn hedge_after(&mut self, hedge: usize, at: &Range<usize>) -> Result<(), Misread> {
        match self.said.told.last_mut() {
            Some(told) => {
                told.quantity.hedges_after.push(hedge);
                Ok(())
            }
            None => {
                let found = format!("\"{}\" before a number", &self.reader.phrase[at.clone()]);
                Err(Misread::new(at.clone(), found, "a number before it"))
            }
        }
    }

    /// "rubles per dollar": what the rate is of.
    fn per(&mut self, at: &Range<usize>) -> Result<(), Misread> {
        let one = usize::from(matches!(self.reader.ahead(1), Some(Meaning::Spelled(_) | Meaning::Digits)));
        match self.reader.ahead(1 + one) {
            Some(Meaning::Currency(_) | Meaning::Code(_)) if !self.said.told.is_empty() => {
                self.reader.next += 1 + one;
                let end = self.reader.pieces.get(self.reader.next).map_or(at.end, |piece| piece.at.end);
                self.said.per = Some(at.start..end);
                let per = &self.reader.phrase[at.start..end];
                self.said.remarks.push(format!("\"{per}\" is left to the flow column, as in RUB/USD."));
                Ok(())
            }
            _ => {
                let found = format!("\"{}\" without a currency after it", &self.reader.phrase[at.clone()]);
                Err(Misread::new(at.clone(), found, "the amount of the whole period, or a rate as in \"69.9 rubles per dollar\""))
            }
        }
    }
}
