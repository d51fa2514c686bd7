//! What kind of number a label speaks of: an amount, a share, an index, a change, or none that a figures file holds.

use super::amounts::Amounts;
use super::heard::Heard;
use super::lexicon::Saying;
use super::pieces::Pieces;
use super::said::{Base, Kind, Meaning, When};
use super::together::together;
use crate::tables::found::says_ratio;

/// Puts together kind, base, flow and the whole of a share.
pub(super) fn kind(pieces: &Pieces, heard: &mut Heard, amounts: &Amounts, said: &mut Meaning) {
    said.base = base(pieces, heard);
    said.kind = which(pieces, heard, amounts, said);
    if said.kind != Some(Kind::Index) && said.kind != Some(Kind::Change) && said.kind != Some(Kind::IndexOrChange) {
        // "Предыдущий год" alone is no base of anything.
        if said.base.take().is_some() {
            heard.rest.extend(heard.clues.earlier.map(|(at, _)| at).into_iter().chain(heard.clues.other_base));
        }
    }
    flows(pieces, heard, said);
}

fn base(pieces: &Pieces, heard: &Heard) -> Option<Base> {
    let (when, _) = together(&heard.bases);
    match when {
        // "январь-август 2023 г. к 2022 г." speaks of the same months.
        Some(When::Period(period)) => Some(Base::Period(same_months(heard, period))),
        Some(When::Months { first, count }) => Some(Base::Months { first, count }),
        None => match (heard.clues.other_base, heard.clues.earlier) {
            (Some(at), _) => Some(Base::Other(pieces.typed(at).to_string())),
            (None, Some((_, months))) => Some(Base::Earlier(months)),
            (None, None) => None,
        },
    }
}

/// The base's own months, or, where it is a whole year and what is compared is part of one, the same part of it.
fn same_months(heard: &Heard, base: crate::period::Period) -> crate::period::Period {
    let (when, _) = together(&heard.times);
    match when {
        Some(When::Period(period)) if period.months() < 12 && base.months() == 12 => {
            period.months_earlier((period.first_year() - base.first_year()) * 12).unwrap_or(base)
        }
        _ => base,
    }
}

fn which(pieces: &Pieces, heard: &Heard, amounts: &Amounts, said: &Meaning) -> Option<Kind> {
    let clues = &heard.clues;
    let is_compared = clues.is_hundred || (clues.is_against && said.base.is_some());
    if clues.has(Kind::Other) || amounts.is_price || (clues.has_quantity && !amounts.is_physical && !amounts.is_money) {
        return Some(Kind::Other);
    }
    let is_part = amounts.has_percent && (clues.whole.is_some() || clues.has_structure);
    if clues.has(Kind::Share) || (is_part && said.base.is_none()) {
        return Some(Kind::Share);
    }
    // "+/-" and "(+)", but not "A + B".
    let is_sign = |at: usize| {
        let is_end = at + 1 == pieces.all.len() || pieces.gap_after(at).contains(['/', '-', ')']);
        pieces.token(at).is_some_and(|token| token.text == "±" || (token.text == "+" && is_end))
    };
    let has_sign = (0..pieces.all.len()).any(is_sign);
    let is_signed = has_sign && clues.kinds.is_empty() && !heard.flows.iter().any(|(_, name)| *name == "balance");
    if (clues.has_difference || is_signed) && clues.kinds.is_empty() {
        let is_percent = amounts.has_percent && !amounts.is_money && !amounts.is_physical;
        return Some(if is_percent { Kind::Change } else { Kind::Other });
    }
    // "Year-on-year change, %"
    let is_of_year = |at: usize| pieces.all[at].sayings.iter().any(|saying| matches!(saying, Saying::Previous(_)));
    if clues.has_difference
        && amounts.has_percent
        && clues.kinds.iter().all(|(at, kind)| *kind == Kind::IndexOrChange && is_of_year(*at))
    {
        return Some(Kind::Change);
    }
    // A growth in dollars, or in millions, is a difference. "Growth rate in US dollars" is none.
    let is_counted = amounts.is_money || amounts.is_physical || amounts.unit.as_ref().is_some_and(|unit| !unit.scale.is_empty());
    if is_counted && !amounts.has_percent && clues.has(Kind::IndexOrChange) && !is_ratio_of_money(pieces, amounts) {
        return Some(Kind::Other);
    }
    // "Growth 2023/2022, %" says no more than "growth, %".
    if clues.is_loose || (clues.is_ratio && clues.has(Kind::IndexOrChange)) {
        return Some(Kind::IndexOrChange);
    }
    if clues.has(Kind::Change) {
        // A change in dollars is no growth.
        return Some(if amounts.is_money || amounts.is_physical { Kind::Other } else { Kind::Change });
    }
    // "Compared with 2022, %" stands over 114.5 and over 14.5; "in % of 2022" over 114.5.
    if !clues.has(Kind::Index) && is_compared && amounts.has_percent && clues.is_vague && !clues.is_hundred {
        return Some(Kind::IndexOrChange);
    }
    if clues.has(Kind::Index) || (is_compared && (amounts.has_percent || clues.is_hundred)) {
        return Some(Kind::Index);
    }
    if clues.has(Kind::IndexOrChange) || (clues.is_against && !heard.bases.is_empty()) {
        return Some(Kind::IndexOrChange);
    }
    // "% к импорту": per cent of another flow.
    if clues.has_percent && clues.is_against && heard.flows.len() == 1 {
        return Some(Kind::Share);
    }
    if clues.has_percent && clues.is_against && heard.flows.len() > 1 {
        return Some(Kind::Other);
    }
    (amounts.is_money || amounts.is_physical).then_some(Kind::Level)
}

/// Whether a growth whose label names a currency, and no scale, is said to be a rate.
fn is_ratio_of_money(pieces: &Pieces, amounts: &Amounts) -> bool {
    let has_scale = amounts.unit.as_ref().is_some_and(|unit| !unit.scale.is_empty());
    !has_scale && says_ratio(&pieces.text)
}

/// The label's flow, and of a share what the whole is of: `доля экспорта в товарообороте`, `удельный вес в общем объеме импорта`.
fn flows(pieces: &Pieces, heard: &Heard, said: &mut Meaning) {
    let all = &heard.flows;
    if said.kind == Some(Kind::Share) {
        let share = heard.clues.kinds.iter().find(|(_, kind)| *kind == Kind::Share).map_or(0, |(at, _)| *at);
        let at_share = all.partition_point(|(at, _)| *at < share);
        let (before, behind) = all.split_at(at_share);
        said.flow = before.last().map(|heard_at| heard.flow(heard_at));
        match behind {
            // "доля экспорта, %" is of something else.
            [(at, _)] if *at == share + 1 && heard.clues.whole.is_none() && is_russian(pieces, *at) && said.flow.is_none() => {
                said.flow = Some(heard.flow(&behind[0]));
            }
            [only] => said.share_of = Some(heard.flow(only)),
            [first, .., last] => {
                said.flow = Some(heard.flow(first));
                said.share_of = Some(heard.flow(last));
            }
            [] => {}
        }
        return;
    }
    said.flow = all.first().filter(|first| all.iter().all(|other| other.1 == first.1)).map(|first| heard.flow(first));
}

fn is_russian(pieces: &Pieces, at: usize) -> bool {
    pieces.token(at).is_some_and(|token| !token.text.is_ascii())
}
