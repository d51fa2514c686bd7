//! Who trades with whom, by the words around a country's name: `экспорт Казахстана в Россию`, `trade of Armenia with Russia`.
//!
//! In a list of partners a bare name is the partner. In a sentence a genitive, an "of" or an adjective says whose trade it is, "с", "with",
//! "в", "to", "из" and "from" with whom; exports come from the reporter and imports go to it. Where two names could be either, both are
//! left in the rest. Several partners at once are one partner, as written. A name beside unknown words is not the country's: `Inner Mongolia`.

use super::heard::Heard;
use super::lexicon::Saying;
use super::pieces::Pieces;
use super::said::{Heading, Kind, Meaning};
use super::spots::{Before, Spot, is_place};
use crate::figures::Flow;
use crate::names::{Case, Names, Place};

/// Whose trade, or with whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Reporter,
    Partner,
    Unsure,
}

/// Puts the names of a label to their sides.
pub(super) fn places(pieces: &Pieces, heard: &mut Heard, names: &Names, said: &mut Meaning) {
    let mut sides: Vec<Side> = heard.spots.iter().map(|spot| side(pieces, spot, names, heard, said)).collect();
    // "между Арменией и Россией": the first one's trade.
    let is_trade = heard.has_theme() || said.flow == Some(Flow::Turnover) || said.flow == Some(Flow::Balance);
    if let ([one, other], true) = (&heard.spots[..], heard.has_between && is_trade)
        && [one, other].iter().all(|spot| spot.before == Some(Before::Between))
    {
        sides = vec![Side::Reporter, Side::Partner];
    }
    let of = |side: Side| {
        let mut codes = heard.spots.iter().zip(&sides).filter(|(_, known)| **known == side).map(|(spot, _)| spot);
        let first = codes.next()?;
        codes.all(|other| other.code == first.code).then(|| first.clone())
    };
    let (reporter, partner) = (of(Side::Reporter), of(Side::Partner));
    said.reporter = reporter.as_ref().map(|spot| spot.code.to_string());
    if let Some(spot) = &partner {
        said.partner = Some(spot.code.to_string());
        let place = names.place(spot.code);
        said.is_total |= matches!(place, Some(Place::Group | Place::World));
        said.is_residual |= place == Some(Place::Unspecified);
    }
    let as_written = if partner.is_none() { several(pieces, heard, &sides) } else { None };
    let has_partner = partner.is_some() || as_written.is_some();
    said.partner = said.partner.take().or(as_written.map(|(first, last)| pieces.span(first, last).to_string()));
    let out = taken_out(pieces, heard, &sides, said);
    let is_as_written = |at: usize| as_written.into_iter().chain(out).any(|(first, last)| (first..=last).contains(&at));
    let left = heard.spots.iter().zip(&sides).filter(|(spot, side)| match side {
        _ if is_as_written(spot.at) => false,
        Side::Reporter => reporter.is_none(),
        Side::Partner => !has_partner,
        Side::Unsure => true,
    });
    let left: Vec<usize> = left.map(|(spot, _)| spot.at).collect();
    let is_trade = !heard.flows.is_empty() || heard.has_theme();
    if is_trade && !left.is_empty() {
        let mut codes: Vec<String> = Vec::new();
        for spot in heard.spots.iter().filter(|spot| left.contains(&spot.at)) {
            if !codes.iter().any(|code| code == spot.code) {
                codes.push(spot.code.to_string());
            }
        }
        let is_country = |code: &String| matches!(names.place(code), Some(Place::Country | Place::Historic));
        if said.qualifier.is_none() && codes.len() > 1 && codes.iter().all(is_country) {
            said.unsure.clone_from(&codes);
        }
        let words = match (&codes[..], &said.qualifier) {
            // "государств - членов ЕАЭС" by its name, where nothing else is said of it.
            ([only], None) if names.country(pieces.typed(left[0])).is_none() => only.clone(),
            _ => left.iter().map(|at| pieces.typed(*at)).collect::<Vec<_>>().join(" "),
        };
        let unsure = said
            .qualifier
            .take()
            .map_or(words.clone(), |known| if known.contains(&words) { known } else { format!("{known} {words}") });
        said.qualifier = Some(unsure);
    }
    heard.rest.extend(left);
    heard.rest.sort_unstable();
    heard.rest.dedup();
}

/// Several partners side by side, as written: `Russia and Georgia`, `USA/Canada`.
fn several(pieces: &Pieces, heard: &Heard, sides: &[Side]) -> Option<(usize, usize)> {
    let is_bare = heard.flows.is_empty() && !heard.has_theme() && heard.rest.is_empty() && heard.times.is_empty();
    let is_named = |spot: &Spot| is_bare && spot.before.is_none() && spot.cases.contains(&Case::Named);
    let mut at =
        heard.spots.iter().zip(sides).filter(|(spot, side)| **side == Side::Partner || is_named(spot)).map(|(spot, _)| spot.at);
    let first = at.next()?;
    let last = at.next_back()?;
    let is_joint = |at: usize| is_place(pieces, at) || pieces.all[at].says(Saying::And) || pieces.all[at].says(Saying::Filler);
    (first..=last).all(is_joint).then_some((first, last))
}

/// `CIS excluding Russia` is a partner of its own, as written, and so is `Rest of CIS`.
fn taken_out(pieces: &Pieces, heard: &mut Heard, sides: &[Side], said: &mut Meaning) -> Option<(usize, usize)> {
    let out = heard.spots.iter().find(|spot| spot.before == Some(Before::Without))?;
    let word = (0..out.at).rev().find(|at| pieces.all[*at].says(Saying::Without))?;
    let last = heard.spots.iter().filter(|spot| spot.before == Some(Before::Without)).map(|spot| spot.at).max().unwrap_or(out.at);
    let from = heard
        .spots
        .iter()
        .zip(sides)
        .find(|(spot, side)| spot.at + 1 == word && **side == Side::Partner)
        .map(|(spot, _)| spot.at);
    let is_bare = heard.flows.is_empty() && !heard.has_theme() && heard.times.is_empty();
    let (first, last) = match from {
        Some(from) => (from, last),
        None if is_bare => (usize::from(heard.has_lead), pieces.all.len() - 1),
        None => return None,
    };
    said.partner = Some(pieces.span(first, last).to_string());
    heard.rest.retain(|at| !(first..=last).contains(at));
    said.is_total = false;
    said.is_residual = true;
    Some((first, last))
}

fn side(pieces: &Pieces, spot: &Spot, names: &Names, heard: &Heard, said: &Meaning) -> Side {
    if is_beside_unknown(pieces, spot, heard, names) {
        return Side::Unsure;
    }
    let is_group = !matches!(names.place(spot.code), Some(Place::Country | Place::Historic));
    let is = |case: Case| spot.cases.contains(&case);
    let is_share = said.kind == Some(Kind::Share);
    let is_trade = !heard.flows.is_empty() || heard.has_theme();
    let is_all = |names: &[&str]| !heard.flows.is_empty() && heard.flows.iter().all(|(_, name)| names.contains(name));
    let is_export = is_all(&["exports", "re-exports", "domestic exports"]);
    let is_import = is_all(&["imports", "re-imports"]);
    // "Kazakhstan: exports by country", "Reporter: Kazakhstan"
    let is_parted = pieces.gap_after(0).contains(':') || (pieces.gap_after(0) == " - " && !is_place(pieces, 1));
    let opens = spot.at == 0 && is(Case::Named) && is_parted;
    if (opens && is_trade && !is_group) || (heard.headings.contains(&Heading::Reporter) && is(Case::Named)) {
        return Side::Reporter;
    }
    match spot.before {
        Some(Before::Without | Before::Between) => return Side::Unsure,
        Some(Before::From) if is_export && (is(Case::Genitive) || is(Case::Named)) => {
            return if is_group { Side::Unsure } else { Side::Reporter };
        }
        Some(Before::Into) if is_import && (is(Case::Accusative) || is(Case::Named)) => {
            return if is_group { Side::Unsure } else { Side::Reporter };
        }
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
        // A word of a group says nothing of whose trade it is; a name beside a flow may be either's: "Экспорт ЕАЭС".
        let flows = |at: usize| heard.flows.iter().any(|(flow, _)| *flow == at) || heard.themes.contains(&at);
        let is_close = |gap: &str| !gap.contains([',', ':', ';', '(', '-', '/']);
        let is_joined = (spot.at > 0 && flows(spot.at - 1) && is_close(pieces.gap(spot.at)))
            || (flows(spot.at + 1) && is_close(pieces.gap(spot.at + 1)));
        let is_alone = !is_trade && !is_share && heard.spots.len() == 1;
        return if heard.has_lead || is_alone || (is_group && heard.spots.len() == 1 && !is_joined) {
            Side::Partner
        } else {
            named_among(spot, heard)
        };
    }
    let is_behind_flow = heard.flows.iter().any(|(at, _)| at + 1 == spot.at);
    if is(Case::Genitive) {
        return match (is_share, is_group) {
            // "доля России в экспорте Узбекистана"
            (true, false) if is_behind_flow => Side::Reporter,
            (true, _) => Side::Partner,
            (false, true) => Side::Unsure,
            (false, false) => Side::Reporter,
        };
    }
    Side::Unsure
}

/// Whether unknown words stand beside a name that is all a label says (`Arab World`, `Germany, East`), or a capital before it in a sentence.
fn is_beside_unknown(pieces: &Pieces, spot: &Spot, heard: &Heard, names: &Names) -> bool {
    let is_spot = |at: usize| heard.spots.iter().any(|other| other.at == at);
    let is_unknown = |at: usize| heard.rest.contains(&at) && !is_spot(at) && pieces.digits(at).is_none() && !heard.is_time(at);
    let is_trade = !heard.flows.is_empty() || heard.has_theme();
    if !is_trade && spot.before.is_none() && spot.cases.contains(&Case::Named) {
        // "DE: Germany"
        let is_its_code =
            |at: usize| pieces.token(at).is_some_and(|token| token.is_shouted && names.country(&token.text) == Some(spot.code));
        return heard.rest.iter().any(|at| is_unknown(*at) && !is_its_code(*at));
    }
    let before = spot.at.checked_sub(1).filter(|_| !pieces.gap(spot.at).contains([',', ':', ';', '(']));
    before.is_some_and(|at| {
        is_unknown(at) && !pieces.all[at].says(Saying::Without) && pieces.token(at).is_some_and(|token| token.is_capital)
    })
}

/// The same country in two languages (`Россия / Russia`) is one partner.
fn named_among(spot: &Spot, heard: &Heard) -> Side {
    let is_one = heard.spots.iter().all(|other| other.code == spot.code);
    if is_one && heard.flows.is_empty() && !heard.has_theme() { Side::Partner } else { Side::Unsure }
}
