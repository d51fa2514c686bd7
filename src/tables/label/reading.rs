//! Reading a label from left to right: each piece says what it says where it stands, then the whole is put together.

use super::amounts;
use super::doubt;
use super::fiscal;
use super::heard::{Heard, end};
use super::kinds;
use super::lexicon::Saying;
use super::pieces::{Piece, Pieces};
use super::places;
use super::product;
use super::qualified;
use super::said::{Heading, Kind, Meaning, When};
use super::together::together;
use super::when::{Time, time};
use crate::figures::Flow;
use crate::names::{Column, Names};
use crate::period::Period;

/// Reads a label that is neither a mere name nor a note.
pub(super) fn read(pieces: &Pieces, names: &Names, mut said: Meaning) -> Meaning {
    let mut heard = Heard::default();
    let code = product::code(pieces);
    let amounts = amounts::amounts(pieces);
    let mut at = 0;
    while at < pieces.all.len() {
        if let Some(end) = code.as_ref().filter(|code| at == 0 && code.end > 0).map(|code| code.end) {
            at = end;
            continue;
        }
        if let Some((found, length)) = time(pieces, at) {
            heard.time(found, at..at + length);
            at = heard.marked(pieces, at + length, &mut said);
            continue;
        }
        if !amounts.taken.contains(&at) {
            heard.piece(pieces, at, &mut said);
        }
        at += 1;
    }
    heard.ratio_of_periods(pieces);
    heard.over_a_year(pieces);
    heard.rest.extend(amounts.refused.iter().copied());
    heard.rest.sort_unstable();
    heard.unclear = amounts::unclear(pieces, &amounts, &heard.rest);
    said.unclear_unit = heard.unclear.clone().map(|unclear| pieces.span(*unclear.start(), *unclear.end()).to_string());
    said.unit = amounts.unit.clone().filter(|_| said.unclear_unit.is_none());
    said.product = code.map(|code| code.digits).or_else(|| heard.has_products.then(|| "TOTAL".to_string()));
    doubt::doubt_times(pieces, &mut heard);
    fiscal::settle(pieces, &mut heard, &mut said);
    said.is_unfit_time = heard.has_unfit_time;
    (said.when, said.years) = together(&heard.times);
    said.is_whole_year = heard.times.iter().any(|time| match time {
        Time::Period(period) => period.months() == 12,
        Time::Months { first: 0, count: 12 } => true,
        _ => false,
    });
    since_january(&heard, &mut said);
    said.qualifier = qualified::qualifier(pieces, &mut heard);
    kinds::kind(pieces, &mut heard, &amounts, &mut said);
    said.is_deficit = said.flow == Some(Flow::Balance) && heard.has_deficit && !heard.has_surplus;
    places::places(pieces, &mut heard, names, &mut said);
    // Words beside a unit or a time narrow an amount as those beside its flow do.
    if matches!(said.kind, None | Some(Kind::Level))
        && let Some(loose) = qualified::loose(pieces, &heard)
    {
        let is_told = said.qualifier.as_ref().is_some_and(|told| loose.split_whitespace().all(|word| told.contains(word)));
        said.qualifier = if is_told { said.qualifier } else { Some(loose) };
    }
    said.is_exclusion = pieces.text.starts_with('(')
        && pieces.all.first().is_some_and(|first| first.says(Saying::Without))
        && heard.flows.is_empty();
    said.has_lead = heard.has_lead;
    said.is_lead = heard.has_lead && says_nothing(&heard, &said);
    if heard.has_residual {
        residual(pieces, &heard, &mut said);
    }
    // "Total excl. gold" is not all.
    let is_qualified = heard.flows.is_empty() && heard.rest.iter().any(|at| pieces.digits(*at).is_none());
    said.is_total |= heard.has_total && !is_qualified;
    if heard.has_total && !heard.has_theme() && !heard.has_residual && says_nothing(&heard, &said) {
        said.partner = Some("World".to_string());
    }
    said.names = heading(&heard, &said, names);
    goods(pieces, &heard, &mut said);
    said.corner = corner(pieces, &heard, &said);
    said.rest = rest(pieces, &heard.rest);
    said
}

/// The rest of countries, as it is called.
fn residual(pieces: &Pieces, heard: &Heard, said: &mut Meaning) {
    said.is_residual = true;
    if heard.flows.is_empty() && !heard.has_theme() && heard.times.is_empty() {
        said.partner = Some(without_lead(pieces));
        said.is_total = false;
    } else if said.partner.is_none() && !heard.flows.is_empty() {
        // "Экспорт в другие страны"
        let residual = (0..pieces.all.len()).find(|at| pieces.all[*at].says(Saying::Residual));
        said.partner = residual.map(|at| pieces.typed(at).to_string());
    }
}

/// The goods that a label names, and whether it names nothing else.
fn goods(pieces: &Pieces, heard: &Heard, said: &mut Meaning) {
    let is_goods = |piece: &Piece| piece.says(Saying::Goods);
    let is_joint = |piece: &Piece| piece.says(Saying::And) || is_goods(piece);
    // "Product: ceramic tiles", "Отрасль: нефть"
    let is_headed = pieces.all.first().is_some_and(|first| first.says(Saying::Heading(Heading::Product)))
        && pieces.all.len() > 1
        && pieces.gap(1).contains(':');
    said.goods = match () {
        () if !heard.flows.is_empty() || said.product.is_some() => None,
        () if is_headed && !heard.rest.is_empty() => Some(rest(pieces, &heard.rest)),
        // A sentence that mentions goods is not about them alone.
        () if pieces.all.len() > 3 => None,
        () => pieces.all.iter().position(is_goods).map(|at| pieces.typed(at).to_string()),
    };
    said.is_goods = pieces.all.iter().any(is_goods) && pieces.all.iter().all(is_joint);
}

/// What rows and columns are, where a label names both: `Importer \ Exporter`.
fn corner(pieces: &Pieces, heard: &Heard, said: &Meaning) -> Option<(Heading, Heading)> {
    let [rows, across] = heard.ends[..] else { return None };
    if !says_nothing(heard, said) || rows == across || heard.headings.len() != 2 {
        return None;
    }
    // "Importer → / Exporter ↓"
    let arrows = |at: &usize| pieces.gap_after(*at);
    let ends: Vec<usize> = (0..pieces.all.len()).filter(|at| end(&pieces.all[*at]).is_some()).collect();
    let is_turned = ends.first().map(arrows).is_some_and(|gap| gap.contains('→'))
        || ends.last().map(arrows).is_some_and(|gap| gap.contains('↓'));
    Some(if is_turned { (across, rows) } else { (rows, across) })
}

/// What counts from the year's beginning ends with the month that is said; without one its end is not known.
fn since_january(heard: &Heard, said: &mut Meaning) {
    said.is_cumulated |= heard.has_to_date;
    said.is_to_date = heard.has_to_date && heard.times.is_empty();
    let Some(When::Period(period)) = said.when.filter(|_| said.is_cumulated) else { return };
    let january = period.first_year() * 12;
    if period.months() == 12 && heard.has_to_date {
        said.when = None;
        said.years = Some((period.first_year(), period.first_year()));
    } else if period.months() < 12 && period.end() <= january + 12 {
        said.when = Period::between(january, period.end()).map(When::Period);
    }
}

/// Whether nothing but units, marks, leads and totals was understood, and nothing was left.
fn says_nothing(heard: &Heard, said: &Meaning) -> bool {
    heard.flows.is_empty()
        && heard.rest.is_empty()
        && heard.times.is_empty()
        && heard.bases.is_empty()
        && heard.spots.is_empty()
        && said.product.is_none()
        && !heard.has_residual
        && matches!(said.kind, None | Some(Kind::Level))
}

/// The column's name: where the label says nothing else, and only one.
fn heading(heard: &Heard, said: &Meaning, names: &Names) -> Option<Heading> {
    if !says_nothing(heard, said) && said.kind != Some(Kind::Other) || heard.has_total || heard.has_lead || heard.has_theme() {
        return None;
    }
    if said.kind == Some(Kind::Other) && said.unit.is_some() {
        return None;
    }
    match heard.headings.split_first() {
        Some((first, others)) => others.iter().all(|other| other == first || matches!(other, Heading::Value)).then_some(*first),
        None => match names.column(&said.text)? {
            Column::Reporter => Some(Heading::Reporter),
            Column::Partner => Some(Heading::Partner),
            Column::Product => Some(Heading::Product),
            Column::Period => Some(Heading::Period),
            Column::Flow | Column::Measure => Some(Heading::Flow),
            Column::Unit | Column::Currency => Some(Heading::Unit),
            Column::Value | Column::Stated => Some(Heading::Value),
            _ => None,
        },
    }
}

/// The label without "of which" before it.
fn without_lead(pieces: &Pieces) -> String {
    let lead = pieces.all.first().is_some_and(|first| first.says(Saying::Lead));
    match pieces.token(usize::from(lead)) {
        Some(token) => pieces.text[token.at.start..].trim().to_string(),
        None => pieces.text.clone(),
    }
}

/// The words of some pieces, as typed.
fn rest(pieces: &Pieces, rest: &[usize]) -> String {
    let words: Vec<&str> = rest.iter().map(|at| pieces.typed(*at)).collect();
    words.join(" ")
}
