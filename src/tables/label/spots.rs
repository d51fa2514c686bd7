//! A country or group in a label, with the word before it: `с Россией`, `of Armenia`, `to China and India`.

use super::lexicon::Saying;
use super::pieces::Pieces;
use crate::names::Case;

/// A country or group in a label.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// Its piece.
    pub at: usize,
    pub code: &'static str,
    pub cases: Vec<Case>,
    /// What stands before it.
    pub before: Option<Before>,
}

/// The word before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    With,
    From,
    Into,
    Of,
    About,
    Between,
    /// What stands behind is taken out.
    Without,
}

impl Spot {
    /// Whether the words before it say that goods of the flow of a piece go there or come from there.
    pub fn is_partner_of(&self, pieces: &Pieces, flow: usize) -> bool {
        let is = |wanted: &str| {
            pieces.all[flow].find(|saying| if let Saying::Flow(name) = saying { (name == wanted).then_some(()) } else { None })
        };
        match self.before {
            Some(Before::With) => true,
            Some(Before::Into) => is("imports").is_none(),
            Some(Before::From) => is("imports").is_some(),
            _ => false,
        }
    }
}

/// The country or group that a piece names.
pub(super) fn spot(pieces: &Pieces, at: usize) -> Option<Spot> {
    let piece = &pieces.all[at];
    let code = piece.find(|saying| if let Saying::Place(code, _) = saying { Some(code) } else { None })?;
    let mut cases: Vec<Case> = piece
        .sayings
        .iter()
        .filter_map(|saying| if let Saying::Place(known, case) = saying { (*known == code).then_some(*case) } else { None })
        .collect();
    // "Uzbekistan's exports"
    let is_possessive = pieces.token(at + 1).is_some_and(|token| token.text == "s" && token.gap == "'");
    if is_possessive {
        cases = vec![Case::Adjective];
    }
    Some(Spot { at, code, cases, before: before(pieces, at) })
}

/// The preposition before a name, over an article and the like: `of the`.
fn before(pieces: &Pieces, at: usize) -> Option<Before> {
    let earlier = at.checked_sub(1)?;
    // "to Russia and Georgia", "to Russia, Georgia": both go there.
    let is_listed = pieces.all[earlier].says(Saying::And) || matches!(pieces.gap(at).trim(), "," | "/" | "&");
    let first = if pieces.all[earlier].says(Saying::And) { earlier.checked_sub(1) } else { Some(earlier) };
    if let Some(first) = first.filter(|first| is_listed && is_place(pieces, *first)) {
        return before(pieces, first);
    }
    if pieces.gap(at).contains([',', ':', ';', '(']) {
        return None;
    }
    let is_article = pieces.token(earlier).is_some_and(|token| token.text == "the");
    let at = if is_article { earlier.checked_sub(1)? } else { earlier };
    let piece = &pieces.all[at];
    let roles = [
        (Saying::Without, Before::Without),
        (Saying::Between, Before::Between),
        (Saying::With, Before::With),
        (Saying::From, Before::From),
        (Saying::Into, Before::Into),
        (Saying::Of, Before::Of),
        (Saying::About, Before::About),
    ];
    roles.into_iter().find(|(saying, _)| piece.says(*saying)).map(|(_, before)| before)
}

/// Whether a piece names one.
pub(super) fn is_place(pieces: &Pieces, at: usize) -> bool {
    pieces.all[at].sayings.iter().any(|saying| matches!(saying, Saying::Place(..)))
}
