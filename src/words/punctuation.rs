//! Dashes, signs and brackets: which of them belong to a number.
//!
//! A dash between two numbers is a range ("8-9%", "-5…-3%"), one that touches only the number after it a minus, one that touches
//! neither a mark of punctuation. Brackets are one too if the phrase could say what stands in them without: "$3.8bn (+31%)".

use super::Misread;
use super::phrase::{Joined, Listener};
use super::pieces::{Piece, replaced};
use super::vocabulary::{Direction, Meaning};
use std::ops::Range;

impl Listener<'_> {
    /// A range, a minus, or a mark of punctuation.
    pub(super) fn dash(&mut self, piece: &Piece) -> Result<(), Misread> {
        let is_sign = |by: usize| matches!(self.reader.ahead(by), Some(Meaning::Dash | Meaning::Plus | Meaning::Signed(_)));
        let follows = self.last_end == Some(self.reader.next);
        if !self.digits_are_ahead(1) {
            // "-5 – -3%": the first of the two dashes joins.
            if is_sign(1) && self.digits_are_ahead(2) {
                if follows {
                    self.before.joined = Some(Joined::Dash);
                } else if self.touches_next(1) && piece.meaning == Meaning::Dash && self.touches_next(0) {
                    let at = piece.at.start..piece.at.end;
                    return Err(Misread::new(at, "two signs before one number", "one minus, or a space after the dash"));
                }
            }
            return Ok(());
        }
        let touches = self.touches_next(0);
        let ellipsis = piece.meaning == Meaning::Ellipsis;
        if follows {
            // "$2.1bn, -3.9%"
            let last = self.said.told.last().map_or(0, |told| told.at.end);
            let parted = self.reader.phrase.get(last..piece.at.start).is_some_and(|between| between.contains([',', ';']));
            if parted && touches && !ellipsis {
                self.before.sign = Some(Direction::Down);
            } else {
                self.before.joined = Some(Joined::Dash);
                self.before.touched = touches && piece.spaced && !ellipsis;
            }
            return Ok(());
        }
        if ellipsis {
            return Ok(());
        }
        // "- 5% – - 3%": after a dash that joins, the next is a minus.
        if touches || self.reader.next == 0 || self.before.joined == Some(Joined::Dash) {
            self.before.sign = Some(Direction::Down);
            return Ok(());
        }
        // A dash as long as this is no minus: "экспорт — 3,8 млрд долларов".
        let long = self.reader.phrase[piece.at.clone()].contains(['\u{2014}', '\u{2015}']);
        let known = !self.said.changes.is_empty() || self.said.balance.is_some() || self.last_end.is_some();
        if long || known {
            self.said.remarks.push("The dash is read as punctuation, not as a minus.".to_string());
            return Ok(());
        }
        let tail = self.reader.phrase[piece.at.end..].trim_start();
        let misread = Misread::new(piece.at.clone(), "a dash that may be a minus", "a minus directly before its number, or none");
        Err(misread.instead([format!("-{tail}"), tail.to_string()]))
    }

    /// Whether a number comes `by` pieces ahead, or a currency and then a number.
    fn digits_are_ahead(&self, by: usize) -> bool {
        let is_number = |meaning| matches!(meaning, Meaning::Digits | Meaning::Spelled(_));
        match self.reader.ahead(by) {
            Some(Meaning::Currency(_) | Meaning::Code(_)) => self.reader.ahead(by + 1).is_some_and(is_number),
            next => next.is_some_and(is_number),
        }
    }

    /// Whether no space stands between the piece `by` ahead and the one after it.
    fn touches_next(&self, by: usize) -> bool {
        self.reader.pieces.get(self.reader.next + by + 1).is_some_and(|next| !next.spaced)
    }

    pub(super) fn plus(&mut self, piece: &Piece) -> Result<(), Misread> {
        if self.number_is_ahead(false) {
            self.before.sign = Some(Direction::Up);
            self.after_change = true;
            return Ok(());
        }
        Err(Misread::new(piece.at.clone(), "a plus without a number", "a number directly after it"))
    }

    /// Brackets around a change, or around what says nothing of a number, are punctuation.
    pub(super) fn bracket(&mut self, at: &Range<usize>) -> Result<(), Misread> {
        let phrase = self.reader.phrase;
        if self.in_brackets && &phrase[at.clone()] == ")" {
            self.in_brackets = false;
            return Ok(());
        }
        let rest = &self.reader.pieces[self.reader.next + 1..];
        let inside = rest.iter().position(|piece| piece.meaning == Meaning::Bracket).map(|close| &rest[..close]);
        let says_a_change = |inside: &[Piece]| {
            let signed = |piece: &Piece| {
                matches!(piece.meaning, Meaning::Plus | Meaning::Dash | Meaning::Signed(_) | Meaning::Change(_) | Meaning::By)
            };
            inside.first().is_none_or(signed)
        };
        if !self.in_brackets && self.said.balance.is_none() && inside.is_some_and(says_a_change) {
            self.in_brackets = true;
            return Ok(());
        }
        let inner = phrase.trim().strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
        match inner.filter(|inner| !inner.contains(['(', ')'])) {
            Some(inner) => {
                let found = "brackets may be a book-keeper's minus, or only brackets";
                Err(Misread::new(0..phrase.len(), found, "the number without brackets")
                    .instead([format!("-{inner}"), inner.to_string()]))
            }
            None => {
                let end = phrase[at.end..].find(')').map_or(phrase.len(), |length| at.end + length + 1);
                let without = replaced(phrase, &(at.start..end), "").trim().to_string();
                let misread =
                    Misread::new(at.clone(), "a bracket", "one figure without brackets; what stands in them is a row of its own");
                Err(if without.is_empty() { misread } else { misread.instead([without]) })
            }
        }
    }
}
