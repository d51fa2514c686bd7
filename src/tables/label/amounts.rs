//! Scales and units in labels: `млн долл. США`, `(Mill. USD)`, `in EUR 1000`, `тонн`, `%`.

use super::lexicon::{Saying, lexicon};
use super::pieces::Pieces;
use super::said::{Dollar, UnitSaid};
use super::scales;
use super::tokens::Made;
use crate::words::{UnitWord, scale_called};
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
    add_powers(pieces, &mut parts);
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
    unit.dollar = dollar(pieces, &found.taken).filter(|_| unit.unit == "USD");
    found.unit = (unit != UnitSaid::default()).then_some(unit);
    found
}

/// Adds the powers of ten in digits that are scales: beside a unit or a word for a scale, or by themselves.
fn add_powers(pieces: &Pieces, parts: &mut Vec<(usize, Part)>) {
    for at in 0..pieces.all.len() {
        let Some((length, zeros)) = scales::in_digits(pieces, at) else { continue };
        // "US$100 Million", "USD 1 billion"
        let word = parts.iter_mut().find(|(other, part)| *other == at + length && matches!(part, Part::Scale(_)));
        if let Some((_, Part::Scale(word))) = word.filter(|_| matches!(pieces.gap(at + length), "" | " " | "-")) {
            let Some(name) = scales::named(scales::zeros(word) + zeros) else { continue };
            // Ten lakh is nobody's million.
            let is_indian = matches!(word.as_str(), "lakh" | "crore");
            if zeros > 0 && !is_indian {
                *word = name.to_string();
            } else if zeros > 0 {
                continue;
            }
            let scale = word.clone();
            parts.extend((at..at + length).map(|at| (at, Part::Scale(scale.clone()))));
            continue;
        }
        let beside = |(other, part): &(usize, Part)| {
            (*other + 1 == at || *other == at + length) && matches!(part, Part::Currency(_) | Part::Physical(_))
        };
        let begins = scales::begins(pieces, at).or_else(|| parts.iter().any(beside).then_some(at));
        if let (Some(begins), Some(name)) = (begins, scales::named(zeros)) {
            parts.retain(|(other, _)| !(begins..at).contains(other));
            parts.extend((begins..at + length).map(|at| (at, Part::Scale(name.to_string()))));
        }
    }
}

/// Of dollars, how they are called, where nothing says whose they are.
fn dollar(pieces: &Pieces, taken: &BTreeSet<usize>) -> Option<Dollar> {
    let is_american = |at: usize| {
        let named = |saying: &Saying| matches!(saying, Saying::Place("USA", _));
        pieces.all.get(at).is_some_and(|piece| piece.sayings.iter().any(named))
    };
    let called = |at: usize| match pieces.token(at)?.text.as_str() {
        _ if pieces.all[at].at.len() > 1 || is_american(at + 1) || at.checked_sub(1).is_some_and(is_american) => None,
        "$" => Some(Dollar::Sign),
        text if ["dollar", "dolar", "долл"].iter().any(|stem| text.starts_with(stem)) => Some(Dollar::Word),
        _ => None,
    };
    let mut all = taken.iter().filter(|at| matches!(part(pieces, **at), Some(Part::Currency(_)))).map(|at| called(*at));
    let first = all.next()??;
    all.all(|other| other.is_some()).then_some(first)
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

/// The pieces of a unit beside which words or numbers stand that are not understood: they may be its scale, or its currency.
pub(super) fn unclear(pieces: &Pieces, amounts: &Amounts, rest: &[usize]) -> Option<RangeInclusive<usize>> {
    let unit = amounts.unit.as_ref()?;
    if unit.unit == "%" {
        return None;
    }
    let is_whole = !unit.scale.is_empty() && (amounts.is_money || amounts.is_physical);
    // "(x 1,000,000) 1": the number of a footnote.
    let is_note = |at: usize| {
        at + 1 == pieces.all.len() && pieces.gap(at).contains(')') && pieces.digits(at).is_some_and(|digits| digits.len() < 3)
    };
    let is_unknown = |at: usize| rest.contains(&at) && (!is_whole || pieces.digits(at).is_some()) && !is_note(at);
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

/// The first scale and the first currency of one code in a label.
pub(super) fn known(pieces: &Pieces) -> (Option<String>, Option<String>) {
    let parts: Vec<Part> = (0..pieces.all.len()).filter_map(|at| part(pieces, at)).collect();
    let scale = parts.iter().find_map(|part| if let Part::Scale(scale) = part { Some(scale.clone()) } else { None });
    let currency = parts.iter().find_map(|part| match part {
        Part::Currency(codes) if codes.len() == 1 => Some(codes[0].clone()),
        _ => None,
    });
    (scale, currency)
}

/// Whether a piece is a sign or word for per cent.
pub(super) fn is_percent(pieces: &Pieces, at: usize) -> bool {
    part(pieces, at) == Some(Part::Percent)
}
