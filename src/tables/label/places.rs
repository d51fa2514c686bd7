//! Who trades with whom, by the words around a country's name: `экспорт Казахстана в Россию`, `trade of Armenia with Russia`.
//!
//! In a list of partners a bare name is the partner. In a sentence a genitive, an "of" or an adjective says whose trade it is, "с", "with",
//! "в", "to", "из" and "from" with whom. Where two names could be either, both are left in the rest.

use super::lexicon::Saying;
use super::pieces::Pieces;
use super::reading::Heard;
use super::said::{Kind, Meaning};
use crate::names::{Case, Names, Place};

/// A country or group in a label.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    at: usize,
    code: &'static str,
    cases: Vec<Case>,
    /// What stands before it.
    before: Option<Before>,
}

/// The word before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    With,
    From,
    Into,
    Of,
    About,
}

/// Whose trade, or with whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Reporter,
    Partner,
    Unsure,
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
    if pieces.gap(at).contains([',', ':', ';', '(']) {
        return None;
    }
    let is_article = pieces.token(earlier).is_some_and(|token| token.text == "the");
    let at = if is_article { earlier.checked_sub(1)? } else { earlier };
    let piece = &pieces.all[at];
    let roles = [
        (Saying::With, Before::With),
        (Saying::From, Before::From),
        (Saying::Into, Before::Into),
        (Saying::Of, Before::Of),
        (Saying::About, Before::About),
    ];
    roles.into_iter().find(|(saying, _)| piece.says(*saying)).map(|(_, before)| before)
}

/// Puts the names of a label to their sides.
pub(super) fn places(heard: &mut Heard, names: &Names, said: &mut Meaning) {
    let is_group = |spot: &Spot| !matches!(names.place(spot.code), Some(Place::Country | Place::Historic));
    let sides: Vec<Side> = heard.spots.iter().map(|spot| side(spot, is_group(spot), heard, said)).collect();
    let of = |side: Side| {
        let mut codes = heard.spots.iter().zip(&sides).filter(|(_, known)| **known == side).map(|(spot, _)| spot);
        let first = codes.next()?;
        codes.all(|other| other.code == first.code).then_some(first)
    };
    let (reporter, partner) = (of(Side::Reporter), of(Side::Partner));
    said.reporter = reporter.map(|spot| spot.code.to_string());
    if let Some(spot) = partner {
        said.partner = Some(spot.code.to_string());
        let place = names.place(spot.code);
        said.is_total |= matches!(place, Some(Place::Group | Place::World));
        said.is_residual |= place == Some(Place::Unspecified);
    }
    let left = heard.spots.iter().zip(&sides).filter(|(_, side)| match side {
        Side::Reporter => reporter.is_none(),
        Side::Partner => partner.is_none(),
        Side::Unsure => true,
    });
    let left: Vec<usize> = left.map(|(spot, _)| spot.at).collect();
    heard.rest.extend(left);
    heard.rest.sort_unstable();
}

fn side(spot: &Spot, is_group: bool, heard: &Heard, said: &Meaning) -> Side {
    let is = |case: Case| spot.cases.contains(&case);
    let is_share = said.kind == Some(Kind::Share);
    let is_trade = !heard.flows.is_empty() || heard.has_theme;
    match spot.before {
        Some(Before::With) if is(Case::Instrumental) || is(Case::Named) => return Side::Partner,
        Some(Before::From) if is(Case::Genitive) || is(Case::Named) => return Side::Partner,
        Some(Before::Into) if is(Case::Accusative) || is(Case::Named) => return Side::Partner,
        Some(Before::Into) if is(Case::Prepositional) => return Side::Reporter,
        Some(Before::About) if is(Case::Dative) || is(Case::Named) => {
            return if is_group { Side::Partner } else { Side::Reporter };
        }
        Some(Before::Of) if is_share => return Side::Partner,
        Some(Before::Of) if is(Case::Named) && !is_group => return Side::Reporter,
        Some(Before::Of) if is(Case::Named) && heard.has_lead => return Side::Partner,
        _ => {}
    }
    if is(Case::Adjective) {
        return if is_trade && spot.before.is_none_or(|before| before == Before::Of) { Side::Reporter } else { Side::Unsure };
    }
    if is(Case::Named) {
        // A word of a group says nothing of whose trade it is; a country's name beside a flow may be either.
        let is_alone = !is_trade && !is_share && heard.spots.len() == 1;
        return if heard.has_lead || is_alone || (is_group && heard.spots.len() == 1) {
            Side::Partner
        } else {
            named_among(spot, heard)
        };
    }
    if is(Case::Genitive) {
        return match (is_share, is_group) {
            (true, _) => Side::Partner,
            (false, true) => Side::Unsure,
            (false, false) => Side::Reporter,
        };
    }
    Side::Unsure
}

/// The same country in two languages (`Россия / Russia`) is one partner.
fn named_among(spot: &Spot, heard: &Heard) -> Side {
    let is_one = heard.spots.iter().all(|other| other.code == spot.code);
    if is_one && heard.flows.is_empty() && !heard.has_theme { Side::Partner } else { Side::Unsure }
}
