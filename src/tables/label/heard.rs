//! What the pieces of a label say one by one, from left to right, before the label is put together.

use super::clues::Clues;
use super::lexicon::Saying;
use super::pieces::{Piece, Pieces};
use super::said::{Heading, Kind, Meaning};
use super::spots::{Spot, spot};
use super::when::Time;
use crate::figures::{Flow, Status};
use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

/// What the pieces of a label said, before it is put together.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// Times before a "compared with".
    pub times: Vec<Time>,
    /// Times behind it.
    pub bases: Vec<Time>,
    /// Where times stand.
    pub spans: Vec<Range<usize>>,
    /// Whether one of them is no period.
    pub has_unfit_time: bool,
    /// Flows, each with its piece. A deficit and a surplus are balances.
    pub flows: Vec<(usize, &'static str)>,
    /// Of flows that unknown words stand beside: their own names.
    pub named: BTreeMap<usize, String>,
    /// The pieces of a unit that is not clear.
    pub unclear: Option<RangeInclusive<usize>>,
    /// Whether a deficit was heard.
    pub has_deficit: bool,
    /// Whether a surplus was.
    pub has_surplus: bool,
    /// Countries and groups, each with the words around it.
    pub spots: Vec<Spot>,
    /// What tells the kind of number.
    pub clues: Clues,
    /// Names of columns.
    pub headings: Vec<Heading>,
    /// Those of them that are sides of a trade.
    pub ends: Vec<Heading>,
    /// Pieces that nothing was found for.
    pub rest: Vec<usize>,
    /// The first of the words for a rest of countries.
    pub has_residual: bool,
    /// Words like "total".
    pub has_total: bool,
    /// Words like "of which".
    pub has_lead: bool,
    /// Where trade without a direction is named.
    pub themes: Vec<usize>,
    /// Where shares are named.
    pub shares: Vec<usize>,
    /// Since the year began, up to a month that must be said.
    pub has_to_date: bool,
    /// Whether countries are named as the two sides: `между Арменией и Россией`.
    pub has_between: bool,
    /// All products together.
    pub has_products: bool,
}

impl Heard {
    pub fn time(&mut self, found: Time, at: Range<usize>) {
        self.spans.push(at.clone());
        match found {
            Time::Unfit => {
                self.has_unfit_time = true;
                self.rest.extend(at);
            }
            Time::Ratio(year, base) => {
                self.times.push(Time::Year(year));
                self.bases.push(Time::Year(base));
                self.clues.is_ratio = true;
                self.clues.is_against = true;
            }
            found if self.clues.is_against => self.bases.push(found),
            found => self.times.push(found),
        }
    }

    /// `Sep. 2024 / Sep. 2023`: the one compared with the other, as years are.
    pub fn ratio_of_periods(&mut self, pieces: &Pieces) {
        let ([Time::Period(period), Time::Period(base)], [_, span]) = (&self.times[..], &self.spans[..]) else { return };
        let is_earlier = base.months() == period.months() && base.first() < period.first();
        if is_earlier && pieces.gap(span.start).trim() == "/" {
            self.bases.extend(self.times.pop());
            // Over 104.5, or over 4.5.
            (self.clues.is_ratio, self.clues.is_against, self.clues.is_vague) = (true, true, true);
        }
    }

    /// `Annual growth`, `12-month growth`, `темп прироста за год`: of whatever time, over the same a year earlier.
    pub fn over_a_year(&mut self, pieces: &Pieces) {
        // "Growth over 12 months" too.
        let all: Vec<Time> = self.times.iter().chain(&self.bases).copied().collect();
        let ([Time::Months { first: 0, count: 12 }], [span]) = (&all[..], &self.spans[..]) else { return };
        let is_growing = |kind: &Kind| matches!(kind, Kind::Index | Kind::Change | Kind::IndexOrChange);
        let is_growth = self.clues.has_difference || self.clues.kinds.iter().any(|(_, kind)| is_growing(kind));
        let says_over = pieces.all[span.start].says(Saying::Previous(12)) || pieces.digits(span.start) == Some("12");
        if is_growth && says_over && self.clues.earlier.is_none() {
            self.clues.earlier = Some((span.start, 12));
            self.times.clear();
            self.bases.clear();
        }
    }

    /// Whether trade without a direction is named.
    pub fn has_theme(&self) -> bool {
        !self.themes.is_empty()
    }

    /// Whether a piece is part of a time.
    pub fn is_time(&self, at: usize) -> bool {
        self.spans.iter().any(|span| span.contains(&at))
    }

    /// The flow of a piece: by its name, or as written where unknown words stand beside it.
    pub fn flow(&self, heard: &(usize, &'static str)) -> Flow {
        self.named.get(&heard.0).map_or_else(|| flow(heard.1), |name| Flow::Named(name.clone()))
    }

    /// A letter directly behind a year: `2024p`, `2025f`, `2024 (e)`. Where the label goes on.
    pub fn marked(&self, pieces: &Pieces, at: usize, said: &mut Meaning) -> usize {
        let Some(piece) = pieces.all.get(at) else { return at };
        let is_close =
            matches!(pieces.gap(at), "" | "(" | " (" | " ") && matches!(pieces.gap_after(at).trim(), "" | "." | ")" | ").");
        match piece.find(|saying| if let Saying::Suffix(suffix) = saying { Some(suffix) } else { None }).filter(|_| is_close) {
            Some("forecast") => said.status = Some(Status::Forecast),
            Some(suffix) => said.mark = Some(suffix.to_string()),
            None => return at,
        }
        at + 1
    }

    /// What one piece says. A piece with several roles plays the first that fits.
    pub fn piece(&mut self, pieces: &Pieces, at: usize, said: &mut Meaning) {
        let piece = &pieces.all[at];
        said.coding = said.coding.or(piece.find(|saying| if let Saying::Coding(coding) = saying { Some(coding) } else { None }));
        if self.is_flow(piece, at) {
            return;
        }
        if piece.says(Saying::Kind(Kind::Share)) {
            self.shares.push(at);
        }
        if self.clues.hear(pieces, at) {
            self.headings.extend(heading_of(piece));
            return;
        }
        let is_heard = self.base_by_equals(pieces, at) || is_standing(piece, said) || self.has_role(pieces, at, said);
        if is_heard || self.is_name(pieces, at) {
            return;
        }
        if !is_word(piece) {
            self.rest.push(at);
        }
    }

    /// Whether a piece is a flow; an abbreviation is one where it begins the label, and nothing elsewhere.
    fn is_flow(&mut self, piece: &Piece, at: usize) -> bool {
        if let Some(flow) = piece.find(|saying| if let Saying::Flow(flow) = saying { Some(flow) } else { None }) {
            self.hear_flow(at, flow);
            return true;
        }
        let short = piece.find(|saying| if let Saying::ShortFlow(flow) = saying { Some(flow) } else { None });
        match short {
            Some(flow) if at == 0 => self.hear_flow(at, flow),
            Some(_) => self.rest.push(at),
            None => return false,
        }
        true
    }

    /// Whether a piece says of what the rest of the label speaks: trade, a total, parts that follow, a time up to now.
    fn has_role(&mut self, pieces: &Pieces, at: usize, said: &mut Meaning) -> bool {
        let piece = &pieces.all[at];
        if piece.says(Saying::Theme) {
            self.themes.push(at);
            return true;
        }
        // "January 2022 to date", "weeks 1 to 10"
        let is_since = piece.says(Saying::ToDate)
            && pieces.token(at).is_some_and(|token| token.text == "to")
            && matches!(self.times.last(), Some(Time::Period(_) | Time::Months { .. }));
        let is_week = piece.says(Saying::Week) && pieces.token(at).is_some_and(|token| token.text.len() > 2);
        self.has_unfit_time |= is_since || is_week;
        let roles = [
            (Saying::Residual, &mut self.has_residual),
            (Saying::Products, &mut self.has_products),
            (Saying::Total, &mut self.has_total),
            (Saying::Lead, &mut self.has_lead),
            (Saying::Cumulated, &mut said.is_cumulated),
            (Saying::ToDate, &mut self.has_to_date),
        ];
        for (role, is_heard) in roles {
            if piece.says(role) {
                *is_heard = true;
                return true;
            }
        }
        false
    }

    /// Whether a piece names a country or a column, or takes out what follows, which is left in the rest.
    fn is_name(&mut self, pieces: &Pieces, at: usize) -> bool {
        let piece = &pieces.all[at];
        if piece.says(Saying::Without) {
            self.rest.push(at);
            return true;
        }
        self.has_between |= piece.says(Saying::Between);
        if let Some(spot) = spot(pieces, at) {
            self.spots.push(spot);
            return true;
        }
        if let Some(heading) = heading_of(piece) {
            self.headings.push(heading);
            self.ends.extend(end(piece));
            return true;
        }
        false
    }

    fn hear_flow(&mut self, at: usize, name: &'static str) {
        self.has_deficit |= name == "deficit";
        self.has_surplus |= name == "surplus";
        self.flows.push((at, if matches!(name, "deficit" | "surplus") { "balance" } else { name }));
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

/// Whether a piece says what a number is worth: preliminary, a forecast.
fn is_standing(piece: &Piece, said: &mut Meaning) -> bool {
    if let Some(status) = status(piece) {
        said.status = Some(status);
        return true;
    }
    let mark = piece.find(|saying| if let Saying::Mark(mark) = saying { Some(mark) } else { None });
    said.mark = mark.map(str::to_string).or(said.mark.take());
    mark.is_some()
}

/// Whether a piece joins other words, which heard it, or says nothing. What says something in its place alone does not.
fn is_word(piece: &Piece) -> bool {
    piece.sayings.iter().any(|saying| {
        !matches!(
            saying,
            Saying::Unit(_)
                | Saying::Month(_)
                | Saying::Nth(_)
                | Saying::QuarterOfYear
                | Saying::Count(_)
                | Saying::Ended
                | Saying::Open
                | Saying::Goods
                | Saying::Place(..)
                | Saying::Suffix(_)
                | Saying::Note
        )
    })
}

/// What a status word says.
pub(super) fn status(piece: &Piece) -> Option<Status> {
    piece.find(|saying| match saying {
        Saying::Status("forecast") => Some(Status::Forecast),
        Saying::Status("target") => Some(Status::Target),
        Saying::Status("actual") => Some(Status::Official),
        _ => None,
    })
}

/// The side of a trade that a column's name is; "origin" is the exporter beside "destination".
pub(super) fn end(piece: &Piece) -> Option<Heading> {
    let is_exact = |heading: &Heading| matches!(heading, Heading::Exporter | Heading::Importer | Heading::Reporter);
    let exact = piece.find(|saying| if let Saying::Heading(heading) = saying { Some(heading).filter(is_exact) } else { None });
    exact.or_else(|| heading_of(piece).filter(|heading| *heading == Heading::Partner))
}

fn heading_of(piece: &Piece) -> Option<Heading> {
    piece.find(|saying| if let Saying::Heading(heading) = saying { Some(heading) } else { None })
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
