//! What tells the kind of number, piece by piece: a word for shares or growths, a "compared with", a whole.

use super::amounts::is_percent;
use super::lexicon::Saying;
use super::pieces::{Piece, Pieces};
use super::said::Kind;
use super::when::{Time, time};

/// What tells the kind of number.
#[derive(Debug, Default)]
pub(super) struct Clues {
    pub kinds: Vec<(usize, Kind)>,
    /// Whether a "compared with" was heard; times behind it are the base.
    pub is_against: bool,
    /// `= 100`.
    pub is_hundred: bool,
    /// The base by how many months it lies before.
    pub earlier: Option<(usize, i32)>,
    /// Another base.
    pub other_base: Option<usize>,
    /// Where a whole was named.
    pub whole: Option<usize>,
    /// Whether a change was heard that may be a difference.
    pub has_difference: bool,
    /// Whether a period over another was heard: `2023/2022`.
    pub is_ratio: bool,
    /// Whether "% to" was heard: an index or a change.
    pub is_loose: bool,
    /// Whether "compared with" was heard, which says of per cent less than "% of" does.
    pub is_vague: bool,
    pub has_structure: bool,
    pub has_quantity: bool,
    pub has_percent: bool,
}

impl Clues {
    /// Whether a piece tells something of the kind.
    pub fn hear(&mut self, pieces: &Pieces, at: usize) -> bool {
        let piece = &pieces.all[at];
        let mut is_heard = false;
        if let Some(kind) = piece.find(|saying| if let Saying::Kind(kind) = saying { Some(kind) } else { None }) {
            self.kinds.push((at, kind));
            is_heard = true;
        }
        if let Some(months) = piece.find(|saying| if let Saying::Previous(months) = saying { Some(months) } else { None }) {
            self.earlier.get_or_insert((at, months));
            is_heard = true;
        }
        if piece.says(Saying::Difference) {
            self.has_difference = true;
            is_heard = true;
        }
        if piece.says(Saying::OtherBase) {
            self.other_base.get_or_insert(at);
            is_heard = true;
        }
        if piece.says(Saying::Whole) {
            self.whole.get_or_insert(at);
            is_heard = true;
        }
        if piece.says(Saying::Structure) {
            self.has_structure = true;
            is_heard = true;
        }
        if piece.says(Saying::Quantity) {
            self.has_quantity = true;
            is_heard = true;
        }
        let before = at.checked_sub(1).map(|before| is_percent(pieces, before));
        if piece.says(Saying::Against) || (before == Some(true) && piece.says(Saying::Of)) {
            self.is_against = true;
            self.has_percent |= before == Some(true);
            self.is_vague |= piece.says(Saying::Against) && !is_ratio(pieces, at);
            is_heard = true;
        }
        // "% change on 2022", "growth from 2022": only behind a word for a growth, and before one time alone.
        let is_growing =
            self.has_difference || self.kinds.iter().any(|(_, kind)| matches!(kind, Kind::Change | Kind::IndexOrChange));
        let is_one = |at: usize| matches!(time(pieces, at), Some((Time::Year(_) | Time::Period(_) | Time::Months { .. }, _)));
        let is_since = is_growing && piece.says(Saying::Since) && is_one(at + 1) && !goes_on(pieces, at + 1);
        if is_since {
            self.is_against = true;
            self.is_vague = true;
            is_heard = true;
        }
        let is_base = |next: &Piece| {
            next.says(Saying::OtherBase) || next.sayings.iter().any(|saying| matches!(saying, Saying::Previous(_)))
        };
        let is_to = before == Some(true) && piece.says(Saying::Into) && pieces.token(at).is_some_and(|token| token.text == "to");
        if is_to && (pieces.all.get(at + 1).is_some_and(is_base) || time(pieces, at + 1).is_some()) {
            self.is_against = true;
            self.is_loose = true;
            is_heard = true;
        }
        is_heard
    }

    /// Whether a word for a kind was heard.
    pub fn has(&self, kind: Kind) -> bool {
        self.kinds.iter().any(|(_, known)| *known == kind)
    }
}

/// Whether a time that begins at a piece goes on to another: `from 2022 to 2023` says no base alone.
fn goes_on(pieces: &Pieces, at: usize) -> bool {
    let end = time(pieces, at).map_or(at, |(_, length)| at + length);
    pieces.all.get(end).is_some_and(|next| next.says(Saying::Through) || next.says(Saying::Into))
}

/// Whether a word for a comparison divides what stands before it by what follows: `в % к 2022 г.` "In % compared with 2022" stands over
/// 23.1 in one office and over 85.6 in another.
fn is_ratio(pieces: &Pieces, at: usize) -> bool {
    matches!(pieces.typed(at).to_lowercase().as_str(), "к" | "ко" | "по отношению к")
}
