//! Words beside a flow that no meaning was found for: `Net imports`, `Exports of gold`, `Экспорт без золота`. What such a label speaks of is
//! not the plain flow, so it is a flow of its own, as written.

use super::heard::Heard;
use super::lexicon::Saying;
use super::pieces::Pieces;
use std::collections::BTreeSet;

/// The qualifiers of all flows and of trade as such, as written; each flow that has one is named by it.
pub(super) fn qualifier(pieces: &Pieces, heard: &mut Heard) -> Option<String> {
    let mut all = BTreeSet::new();
    for (at, _) in heard.flows.clone() {
        let words = beside(pieces, at, heard);
        if !words.is_empty() {
            let mut name = words.clone();
            name.insert(at);
            heard.named.insert(at, written(pieces, &name, false));
            all.extend(words);
        }
    }
    for at in [&heard.themes[..], &heard.shares].concat() {
        all.extend(beside(pieces, at, heard));
    }
    (!all.is_empty()).then(|| written(pieces, &all, true))
}

/// The unknown words of a text that names a flow or trade, wherever they stand: "Exports (mn USD), seasonally adjusted" are not plain exports.
pub(super) fn loose(pieces: &Pieces, heard: &Heard) -> Option<String> {
    if heard.flows.is_empty() && heard.themes.is_empty() {
        return None;
    }
    let is_spot = |at: usize| heard.spots.iter().any(|spot| spot.at == at);
    let is_unclear = |at: usize| heard.unclear.as_ref().is_some_and(|unclear| unclear.contains(&at));
    let is_word = |at: usize| pieces.digits(at).is_none() && pieces.typed(at).chars().filter(|c| c.is_alphabetic()).count() > 1;
    let is_loose = |at: &usize| is_word(*at) && !is_spot(*at) && !heard.is_time(*at) && !is_unclear(*at);
    let words: BTreeSet<usize> = heard.rest.iter().copied().filter(is_loose).collect();
    (!words.is_empty()).then(|| written(pieces, &words, true))
}

/// The unknown words beside a piece: directly before it, and behind it up to the next thing that is understood.
fn beside(pieces: &Pieces, at: usize, heard: &Heard) -> BTreeSet<usize> {
    let is_spot = |at: usize| heard.spots.iter().any(|spot| spot.at == at);
    let is_unclear = |at: usize| heard.unclear.as_ref().is_some_and(|unclear| unclear.contains(&at));
    let is_unknown = |at: usize| heard.rest.contains(&at) && !is_spot(at) && !heard.is_time(at) && !is_unclear(at);
    let says = |at: usize, saying: Saying| pieces.all[at].says(saying);
    let mut words = BTreeSet::new();
    for before in (0..at).rev() {
        if pieces.gap(before + 1).contains([',', ':', ';', '(', ')', '/']) {
            break;
        }
        // "oil and gas exports"
        let is_joint = says(before, Saying::And) && !words.is_empty();
        if is_unknown(before) && pieces.digits(before).is_none() {
            words.insert(before);
        } else if !is_joint {
            break;
        }
    }
    let mut is_taken_out = false;
    for behind in at + 1..pieces.all.len() {
        if pieces.gap(behind).contains(';') {
            break;
        }
        let is_passed = is_spot(behind) || heard.is_time(behind) || is_mere_word(pieces, behind);
        if says(behind, Saying::Without) && heard.rest.contains(&behind) {
            // "to CIS excluding Russia" tells of the partner.
            if heard.spots.iter().any(|spot| spot.at + 1 == behind && spot.is_partner_of(pieces, at)) {
                break;
            }
            is_taken_out = true;
        }
        // "to Inner Mongolia"
        let is_named = is_spot(behind) && words.contains(&(behind - 1)) && pieces.gap(behind) == " ";
        if is_unknown(behind) || (is_taken_out && is_spot(behind)) || is_named {
            words.insert(behind);
        } else if !is_passed {
            break;
        }
    }
    words
}

/// Whether a piece says nothing by itself: `of`, `and`, `countries`.
fn is_mere_word(pieces: &Pieces, at: usize) -> bool {
    let piece = &pieces.all[at];
    [Saying::Filler, Saying::Of, Saying::And, Saying::With, Saying::From, Saying::Into, Saying::About, Saying::Lead]
        .iter()
        .any(|saying| piece.says(*saying))
}

/// Some pieces as written, with the mere words between them, and the preposition before them if it is asked for.
fn written(pieces: &Pieces, some: &BTreeSet<usize>, with_preposition: bool) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &at in some {
        match runs.last_mut() {
            Some((_, last)) if (*last + 1..at).all(|between| is_mere_word(pieces, between)) => *last = at,
            _ => runs.push((at, at)),
        }
    }
    // "of wheat", "in services": the word before belongs to it.
    if let Some((first, _)) =
        runs.first_mut().filter(|(first, _)| with_preposition && *first > 0 && is_preposition(pieces, first - 1))
    {
        *first -= 1;
    }
    runs.iter().map(|(from, to)| pieces.span(*from, *to)).collect::<Vec<_>>().join(" ")
}

fn is_preposition(pieces: &Pieces, at: usize) -> bool {
    pieces.gap(at + 1) == " " && [Saying::Of, Saying::Into, Saying::About].iter().any(|saying| pieces.all[at].says(*saying))
}
