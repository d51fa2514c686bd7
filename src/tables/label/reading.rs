//! Reading a label from left to right: each piece says what it says where it stands, then the whole is put together.

use super::amounts;
use super::kinds::{self, Clues};
use super::lexicon::Saying;
use super::pieces::{Piece, Pieces};
use super::places::{self, Spot};
use super::product;
use super::said::{Heading, Kind, Meaning};
use super::when::{Time, time, together};
use crate::figures::{Flow, Status};
use crate::names::{Column, Names};

/// What the pieces of a label said, before it is put together.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// Times before a "compared with".
    pub times: Vec<Time>,
    /// Times behind it.
    pub bases: Vec<Time>,
    /// Flows, each with its piece.
    pub flows: Vec<(usize, &'static str)>,
    /// Countries and groups, each with the words around it.
    pub spots: Vec<Spot>,
    /// What tells the kind of number.
    pub clues: Clues,
    /// Names of columns.
    pub headings: Vec<Heading>,
    /// Pieces that nothing was found for.
    pub rest: Vec<usize>,
    /// The first of the words for a rest of countries.
    pub has_residual: bool,
    /// Words like "total".
    pub has_total: bool,
    /// Words like "of which".
    pub has_lead: bool,
    /// Trade without a direction.
    pub has_theme: bool,
    /// All products together.
    pub has_products: bool,
}

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
    heard.rest.extend(amounts.refused.iter().copied());
    heard.rest.sort_unstable();
    said.unit = amounts.unit.clone();
    said.product = code.map(|code| code.digits).or_else(|| heard.has_products.then(|| "TOTAL".to_string()));
    (said.when, said.years) = together(&heard.times);
    kinds::kind(pieces, &mut heard, &amounts, &mut said);
    places::places(&mut heard, names, &mut said);
    said.is_lead = heard.has_lead && says_nothing(&heard, &said);
    if heard.has_residual {
        said.is_residual = true;
        if heard.flows.is_empty() && said.partner.is_none() {
            said.partner = Some(without_lead(pieces));
        }
    }
    said.is_total |= heard.has_total;
    if heard.has_total && !heard.has_theme && !heard.has_residual && says_nothing(&heard, &said) {
        said.partner = Some("World".to_string());
    }
    said.names = heading(&heard, &said, names);
    said.rest = rest(pieces, &heard.rest);
    said
}

/// What a status word says.
pub(super) fn status(piece: &Piece) -> Option<Status> {
    piece.find(|saying| match saying {
        Saying::Status("forecast") => Some(Status::Forecast),
        Saying::Status("target") => Some(Status::Target),
        _ => None,
    })
}

impl Heard {
    fn time(&mut self, found: Time, at: std::ops::Range<usize>) {
        match found {
            Time::Unfit => self.rest.extend(at),
            Time::Ratio(year, base) => {
                self.times.push(Time::Year(year));
                self.bases.push(Time::Year(base));
                self.clues.is_against = true;
            }
            found if self.clues.is_against => self.bases.push(found),
            found => self.times.push(found),
        }
    }

    /// A letter directly behind a year: `2024p`, `2025f`, `2024 (e)`. Where the label goes on.
    fn marked(&self, pieces: &Pieces, at: usize, said: &mut Meaning) -> usize {
        let Some(piece) = pieces.all.get(at) else { return at };
        let is_close = matches!(pieces.gap(at), "" | "(" | " (" | " ") && matches!(pieces.gap_after(at).trim(), "" | ")" | ").");
        match piece.find(|saying| if let Saying::Suffix(suffix) = saying { Some(suffix) } else { None }).filter(|_| is_close) {
            Some("forecast") => said.status = Some(Status::Forecast),
            Some(suffix) => said.mark = Some(suffix.to_string()),
            None => return at,
        }
        at + 1
    }

    /// What one piece says. A piece with several roles plays the first that fits.
    fn piece(&mut self, pieces: &Pieces, at: usize, said: &mut Meaning) {
        let piece = &pieces.all[at];
        if let Some(flow) = piece.find(|saying| if let Saying::Flow(flow) = saying { Some(flow) } else { None }) {
            self.flows.push((at, flow));
            return;
        }
        if self.clues.hear(pieces, at) {
            self.headings.extend(self::heading_of(piece));
            return;
        }
        if self.base_by_equals(pieces, at) {
            return;
        }
        if let Some(status) = status(piece) {
            said.status = Some(status);
            return;
        }
        if let Some(mark) = piece.find(|saying| if let Saying::Mark(mark) = saying { Some(mark) } else { None }) {
            said.mark = Some(mark.to_string());
            return;
        }
        let roles = [
            (Saying::Residual, &mut self.has_residual),
            (Saying::Products, &mut self.has_products),
            (Saying::Total, &mut self.has_total),
            (Saying::Lead, &mut self.has_lead),
            (Saying::Theme, &mut self.has_theme),
            (Saying::Cumulated, &mut said.is_cumulated),
        ];
        for (role, is_heard) in roles {
            if piece.says(role) {
                *is_heard = true;
                return;
            }
        }
        if let Some(spot) = places::spot(pieces, at) {
            self.spots.push(spot);
            return;
        }
        if let Some(heading) = heading_of(piece) {
            self.headings.push(heading);
            return;
        }
        let is_word = piece.sayings.iter().any(|saying| {
            !matches!(
                saying,
                Saying::Unit(_) | Saying::Month(_) | Saying::Nth(_) | Saying::Place(..) | Saying::Suffix(_) | Saying::Note
            )
        });
        if !is_word {
            self.rest.push(at);
        }
    }

    /// `2020 = 100`: the time before is what the index compares with.
    fn base_by_equals(&mut self, pieces: &Pieces, at: usize) -> bool {
        let is_equals = pieces.token(at).is_some_and(|token| token.text == "=") && pieces.digits(at + 1) == Some("100");
        if is_equals {
            self.clues.is_hundred = true;
            self.bases.extend(self.times.pop());
        }
        // The hundred itself.
        is_equals || (self.clues.is_hundred && pieces.digits(at) == Some("100"))
    }
}

fn heading_of(piece: &Piece) -> Option<Heading> {
    piece.find(|saying| if let Saying::Heading(heading) = saying { Some(heading) } else { None })
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
    if !says_nothing(heard, said) && said.kind != Some(Kind::Other) || heard.has_total || heard.has_lead || heard.has_theme {
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

/// The flow that a name of the lexicon is.
pub(super) fn flow(name: &str) -> Flow {
    match name {
        "turnover" => Flow::Turnover,
        "exports" => Flow::Exports,
        "imports" => Flow::Imports,
        "balance" => Flow::Balance,
        other => Flow::Named(other.to_string()),
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
