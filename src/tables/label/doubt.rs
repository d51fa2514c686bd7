//! Years and months that what stands beside them makes unsure.
//!
//! | as written | why it is no period |
//! |---|---|
//! | `2022 15`, `1Q 22` | the number may be a month, a quarter, a year |
//! | `2023ᵃ` | the mark is not known |
//! | `Znero 2024`, `2024 Znero`, `Crop year 2024` | the word may be a month, or tell another year than the calendar's |
//! | `September-Znero 2024` | the word is the other end |
//!
//! A word before a preposition or a comma (`Bulletin of 2024`) says nothing of the year.

use super::heard::Heard;
use super::lexicon::Saying;
use super::pieces::Pieces;
use super::said::Heading;
use std::ops::Range;

/// Makes what a label says of time no period where one of its times is unsure. Words that may be parts of a time are no words beside a flow.
pub(super) fn doubt_times(pieces: &Pieces, heard: &mut Heard) {
    let doubtful = heard.spans.iter().find_map(|span| {
        if is_beside_a_number(pieces, heard, span) {
            return Some((span.clone(), None));
        }
        // "Compared with the same period 2023": a base, whatever stands beside it.
        let is_base = (0..span.start).any(|at| pieces.all[at].says(Saying::Against));
        beside_a_word(pieces, heard, span).filter(|_| !is_base).map(|word| (span.clone(), Some(word)))
    });
    let Some((span, word)) = doubtful else { return };
    heard.has_unfit_time = true;
    heard.times.clear();
    heard.rest.extend(span);
    heard.rest.sort_unstable();
    heard.rest.dedup();
    // "Exports, Znero 2024": of the year; "Exports Znero 2024": of the year, or of the exports.
    let stands_apart = |word: usize| {
        let says = |saying: Saying| word.checked_sub(1).is_some_and(|before| pieces.all[before].says(saying));
        word == 0 || pieces.gap(word).contains([',', ';', ':', '(', '-', '.']) || says(Saying::Of) || says(Saying::Into)
    };
    if let Some(word) = word.filter(|word| stands_apart(*word)) {
        heard.spans.push(word..word + 1);
    }
}

/// A number beside a time that is not part of it, or a mark joined to it.
fn is_beside_a_number(pieces: &Pieces, heard: &Heard, span: &Range<usize>) -> bool {
    let is_number =
        |at: usize| heard.rest.contains(&at) && !heard.is_time(at) && (pieces.digits(at).is_some() || is_ordinal(pieces, at));
    let is_tight = |gap: &str| matches!(gap.trim(), "" | "-" | "/" | "." | "'");
    let before = span
        .start
        .checked_sub(1)
        .is_some_and(|before| is_number(before) && matches!(pieces.gap(span.start), "" | "-" | "/" | "'"));
    let is_joined = heard.rest.contains(&span.end) && pieces.gap(span.end).is_empty();
    before || is_joined || (is_number(span.end) && is_tight(pieces.gap(span.end)))
}

/// The unknown word beside a time that may be a part of it.
fn beside_a_word(pieces: &Pieces, heard: &Heard, span: &Range<usize>) -> Option<usize> {
    let says_year = |at: usize| pieces.all[at].says(Saying::Year);
    let is_year = pieces.digits(span.start).is_some_and(|digits| digits.len() == 4) && (span.start + 1..span.end).all(says_year);
    let is_dash = |gap: &str| gap.trim() == "-";
    if !is_year {
        let before =
            span.start.checked_sub(1).filter(|_| is_dash(pieces.gap(span.start)) && !pieces.gap(span.start).contains(' '));
        let behind = Some(span.end).filter(|end| is_dash(pieces.gap(*end)) && !pieces.gap(*end).contains(' '));
        return [before, behind].into_iter().flatten().find(|at| is_unknown(pieces, heard, *at));
    }
    let parts = |gap: &str| gap.contains([',', ';', ':', '(', ')', '/']) || gap.trim() == "-" && gap.contains(' ');
    for before in (0..span.start).rev().take_while(|before| !parts(pieces.gap(before + 1))) {
        if is_unknown(pieces, heard, before) {
            return Some(before);
        }
        // "Crop year 2024", "Znero de 2024", "Znartal 1 2024"
        let says = |saying: Saying| pieces.all[before].says(saying);
        let is_of_time = says(Saying::Year) || says(Saying::Heading(Heading::Period));
        let is_number = pieces.digits(before).is_some_and(|digits| digits.len() < 3) && heard.rest.contains(&before);
        if !(is_of_time || is_number) {
            break;
        }
    }
    // "2024 год": all of it is said.
    let is_bare = span.len() == 1 && !parts(pieces.gap(span.end));
    Some(span.end).filter(|end| is_bare && is_unknown(pieces, heard, *end))
}

/// Whether nothing is known of a word, or it counts something that is not said.
fn is_unknown(pieces: &Pieces, heard: &Heard, at: usize) -> bool {
    let Some(piece) = pieces.all.get(at).filter(|_| heard.rest.contains(&at) && !heard.is_time(at)) else { return false };
    let is_unclear = heard.unclear.as_ref().is_some_and(|unclear| unclear.contains(&at));
    let counts = |saying: &Saying| matches!(saying, Saying::Nth(_) | Saying::Count(_) | Saying::Ended | Saying::Without);
    let is_word = pieces.digits(at).is_none() && pieces.typed(at).chars().any(char::is_alphabetic);
    is_word && !is_unclear && (piece.sayings.is_empty() || piece.sayings.iter().any(counts))
}

fn is_ordinal(pieces: &Pieces, at: usize) -> bool {
    pieces.all.get(at).is_some_and(|piece| piece.sayings.iter().any(|saying| matches!(saying, Saying::Nth(_))))
}
