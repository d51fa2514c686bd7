//! Scales and units in labels: `млн долл. США`, `(Mill. USD)`, `in EUR 1000`, `тонн`, `%`.

use super::lexicon::{Saying, lexicon};
use super::pieces::Pieces;
use super::said::UnitSaid;
use super::tokens::Made;
use crate::words::{UnitWord, scale_called, scale_of_zeros};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// What a label says of units.
#[derive(Clone, Debug, Default)]
pub(super) struct Amounts {
    /// The unit, if the label names one.
    pub unit: Option<UnitSaid>,
    /// Whether it speaks of per cent.
    pub has_percent: bool,
    /// Whether money is counted by a unit of goods: `долл. за тонну`.
    pub is_price: bool,
    /// Whether goods are counted: tons.
    pub is_physical: bool,
    /// Whether money is.
    pub is_money: bool,
    /// The pieces that say so.
    pub taken: BTreeSet<usize>,
    /// Pieces of a second unit that does not agree with the first.
    pub refused: Vec<usize>,
}

/// One word of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Scale(String),
    Currency(Vec<String>),
    Physical(Vec<String>),
    Percent,
}

/// The unit that a label names. A single letter or a bare currency code is one only beside another word of a unit, or set apart from the
/// other words by commas or brackets.
pub(super) fn amounts(pieces: &Pieces) -> Amounts {
    let mut parts: Vec<(usize, Part)> = (0..pieces.all.len()).filter_map(|at| Some((at, part(pieces, at)?))).collect();
    let neighbours = |at: usize, parts: &[(usize, Part)]| {
        parts.iter().any(|(other, part)| *part != Part::Percent && (*other + 1 == at || at + 1 == *other))
    };
    let sure: BTreeSet<usize> = parts.iter().filter(|(at, _)| !is_doubtful(pieces, *at)).map(|(at, _)| *at).collect();
    let all = parts.clone();
    parts.retain(|(at, _)| sure.contains(at) || neighbours(*at, &all) || is_apart(pieces, *at) || is_beside_a_year(pieces, *at));
    for at in 0..pieces.all.len() {
        if let Some((length, scale)) = thousands(pieces, at) {
            let beside = |(other, part): &(usize, Part)| {
                (*other + 1 == at || *other == at + length) && matches!(part, Part::Currency(_) | Part::Physical(_))
            };
            if parts.iter().any(beside) {
                parts.extend((at..at + length).map(|at| (at, Part::Scale(scale.to_string()))));
            }
        }
    }
    // "USD 1 billion"
    let ones: Vec<(usize, Part)> = parts
        .iter()
        .filter(|(at, part)| {
            matches!(part, Part::Scale(_)) && at.checked_sub(1).is_some_and(|one| pieces.digits(one) == Some("1"))
        })
        .map(|(at, part)| (at - 1, part.clone()))
        .collect();
    parts.extend(ones);
    parts.sort_by_key(|(at, _)| *at);
    let mut found = Amounts::default();
    let mut unit = UnitSaid::default();
    for (at, part) in parts {
        let fits = match &part {
            Part::Percent => {
                found.has_percent = true;
                true
            }
            Part::Scale(scale) => agree(&mut unit.scale, scale),
            Part::Currency(codes) | Part::Physical(codes) => {
                let is_per =
                    pieces.gap(at).contains('/') || at.checked_sub(1).is_some_and(|before| pieces.all[before].says(Saying::Per));
                if found.is_money && matches!(part, Part::Physical(_)) && is_per {
                    found.is_price = true;
                    found.taken.insert(at);
                    continue;
                }
                found.is_money |= matches!(part, Part::Currency(_));
                found.is_physical |= matches!(part, Part::Physical(_));
                match &codes[..] {
                    [code] if unit.choices.is_empty() || unit.choices.contains(code) => {
                        unit.choices.clear();
                        agree(&mut unit.unit, code)
                    }
                    _ if unit.unit.is_empty() => {
                        unit.choices.clone_from(codes);
                        true
                    }
                    _ => codes.contains(&unit.unit),
                }
            }
        };
        if fits {
            found.taken.insert(at);
        } else {
            found.refused.push(at);
        }
    }
    found.taken.retain(|at| !found.refused.contains(at));
    if !found.refused.is_empty() {
        found.unit = several_currencies(pieces, &found, unit);
        if found.unit.is_some() {
            found.taken.extend(std::mem::take(&mut found.refused));
        }
        return found;
    }
    if unit == UnitSaid::default() && found.has_percent {
        unit.unit = "%".to_string();
    }
    found.unit = (unit != UnitSaid::default()).then_some(unit);
    found
}

/// `USD mn; EUR mn`: one scale, and a choice of currencies of which columns name theirs.
fn several_currencies(pieces: &Pieces, found: &Amounts, mut unit: UnitSaid) -> Option<UnitSaid> {
    if unit.scale.is_empty() || found.is_physical || found.has_percent || found.is_price {
        return None;
    }
    let mut choices = if unit.unit.is_empty() { unit.choices } else { vec![unit.unit] };
    for &at in &found.refused {
        let Some(Part::Currency(codes)) = part(pieces, at) else { return None };
        choices.extend(codes);
    }
    (unit.unit, unit.choices) = (String::new(), choices);
    Some(unit)
}

/// Takes a word, unless another was said before.
fn agree(said: &mut String, word: &str) -> bool {
    if said.is_empty() {
        *said = word.to_string();
    }
    *said == word
}

fn part(pieces: &Pieces, at: usize) -> Option<Part> {
    let piece = &pieces.all[at];
    let index = piece.find(|saying| if let Saying::Unit(index) = saying { Some(index) } else { None });
    if let Some(word) = index.and_then(|index| lexicon().units.get(index)) {
        return Some(match word {
            UnitWord::Scale(name) => Part::Scale(scale_called(name).unwrap_or(name).to_string()),
            UnitWord::Currency(codes) => Part::Currency(codes.clone()),
            UnitWord::Physical(units) => Part::Physical(units.clone()),
            UnitWord::Percent => Part::Percent,
        });
    }
    // A code of ISO 4217 that no list names.
    let token = pieces.token(at).filter(|token| piece.sayings.is_empty() && token.is_shouted && token.text.len() == 3)?;
    let code = token.text.to_uppercase();
    iso_currency::Currency::from_code(&code).map(|_| Part::Currency(vec![code]))
}

/// A letter alone (`т`, `m`), a code in small letters or one that is a word too (`TOP`, `sum`), a unit that a preposition or total may be.
fn is_doubtful(pieces: &Pieces, at: usize) -> bool {
    let piece = &pieces.all[at];
    let Some(token) = pieces.token(at) else { return true };
    let is_code = token.text.len() == 3 && iso_currency::Currency::from_code(&token.text.to_uppercase()).is_some();
    let is_letter = piece.at.len() == 1 && token.made == Made::Word && token.text.chars().count() == 1;
    let has_other_role = piece.sayings.iter().any(|saying| !matches!(saying, Saying::Unit(_)));
    is_letter || has_other_role || piece.sayings.is_empty() || (is_code && !matches!(token.text.as_str(), "usd" | "eur" | "rub"))
}

/// Whether a piece stands between commas, brackets and ends.
fn is_apart(pieces: &Pieces, at: usize) -> bool {
    let has = |gap: &str| gap.contains(['(', ')', ',', ';', ':', '/']);
    let before = at == 0 || has(pieces.gap(at));
    let after = at + 1 == pieces.all.len() || has(pieces.gap_after(at));
    // A label of one letter is no unit.
    before && after && (pieces.all.len() > 1 || pieces.text.contains('(') || pieces.typed(at).chars().count() > 1)
}

/// `2023 in GEL`, `GEL 2023`: a code in capitals in a label of nothing but a year.
fn is_beside_a_year(pieces: &Pieces, at: usize) -> bool {
    let is_code = pieces.token(at).is_some_and(|token| token.is_shouted && token.text.len() == 3);
    let is_year = |at: usize| pieces.digits(at).is_some_and(|digits| digits.len() == 4);
    let mut others = (0..pieces.all.len()).filter(|other| *other != at);
    let says_nothing = [Saying::Into, Saying::Year, Saying::Of, Saying::Filler];
    let is_mere = |at: usize| is_year(at) || says_nothing.iter().any(|saying| pieces.all[at].says(*saying));
    is_code && (0..pieces.all.len()).any(is_year) && others.all(is_mere)
}

/// `1000`, `'000`, `1 000 000` beside a unit: how many pieces, and the scale.
fn thousands(pieces: &Pieces, at: usize) -> Option<(usize, &'static str)> {
    let mut digits = pieces.digits(at)?.to_string();
    let mut length = 1;
    // "10^6"
    if let Some(power) = pieces.digits(at + 1).filter(|_| digits == "10" && pieces.gap(at + 1).trim() == "^") {
        return Some((2, power.parse().ok().filter(|_| !power.starts_with('0')).and_then(scale_of_zeros)?));
    }
    // "10 000" is no thousand.
    let is_within = |before: usize| pieces.digits(before).is_some() && matches!(pieces.gap(at), " " | "," | "'" | ".");
    if at.checked_sub(1).is_some_and(is_within) {
        return None;
    }
    while let Some("000") = pieces.digits(at + length).filter(|_| matches!(pieces.gap(at + length), " " | "," | "'" | ".")) {
        digits.push_str("000");
        length += 1;
    }
    let zeros = match digits.as_str() {
        "000" | "1000" => 3,
        "000000" | "1000000" => 6,
        "1000000000" => 9,
        _ => return None,
    };
    Some((length, scale_of_zeros(zeros)?))
}

/// The pieces of a unit beside which words or numbers stand that are not understood: they may be its scale, or its currency.
pub(super) fn unclear(pieces: &Pieces, amounts: &Amounts, rest: &[usize]) -> Option<RangeInclusive<usize>> {
    let unit = amounts.unit.as_ref()?;
    if unit.unit == "%" {
        return None;
    }
    let is_whole = !unit.scale.is_empty() && (amounts.is_money || amounts.is_physical);
    let is_unknown = |at: usize| rest.contains(&at) && (!is_whole || pieces.digits(at).is_some());
    let is_joint = |at: usize| pieces.token(at).is_some_and(|token| matches!(token.text.as_str(), "of" | "the" | "de" | "d"));
    let is_parted = |at: usize| pieces.gap(at).contains([',', ';', ':', '(', ')']) && pieces.digits(at).is_none();
    let unclear = amounts.taken.iter().find_map(|&at| {
        let behind = (at + 1..pieces.all.len()).take_while(|next| !is_parted(*next)).find(|next| !is_joint(*next));
        let before = (0..at).rev().take_while(|earlier| !is_parted(earlier + 1)).find(|earlier| !is_joint(*earlier));
        [before, behind].into_iter().flatten().find(|beside| is_unknown(*beside)).map(|beside| (at.min(beside), at.max(beside)))
    });
    // All of "10,000".
    unclear.map(|(from, to)| {
        let before = (0..from).rev().take_while(|at| is_unknown(*at) && pieces.digits(*at).is_some()).count();
        let behind = (to + 1..pieces.all.len()).take_while(|at| is_unknown(*at) && pieces.digits(*at).is_some()).count();
        from - before..=to + behind
    })
}

/// Whether a piece is a sign or word for per cent.
pub(super) fn is_percent(pieces: &Pieces, at: usize) -> bool {
    part(pieces, at) == Some(Part::Percent)
}
