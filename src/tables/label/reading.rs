//! Reading a label from left to right: each piece says what it says where it stands, then the whole is put together.

use super::amounts;
use super::fiscal;
use super::kinds::{self, Clues};
use super::lexicon::Saying;
use super::pieces::{Piece, Pieces};
use super::places::{self, Spot};
use super::product;
use super::qualified;
use super::said::{Heading, Kind, Meaning, When};
use super::when::{Time, time, together};
use crate::figures::{Flow, Status};
use crate::names::{Column, Names};
use crate::period::Period;
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
    has_deficit: bool,
    /// Whether a surplus was.
    has_surplus: bool,
    /// Countries and groups, each with the words around it.
    pub spots: Vec<Spot>,
    /// What tells the kind of number.
    pub clues: Clues,
    /// Names of columns.
    pub headings: Vec<Heading>,
    /// Those of them that are sides of a trade.
    ends: Vec<Heading>,
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
    has_to_date: bool,
    /// Whether countries are named as the two sides: `между Арменией и Россией`.
    pub has_between: bool,
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
    heard.unclear = amounts::unclear(pieces, &amounts, &heard.rest);
    said.unclear_unit = heard.unclear.clone().map(|unclear| pieces.span(*unclear.start(), *unclear.end()).to_string());
    said.unit = amounts.unit.clone().filter(|_| said.unclear_unit.is_none());
    said.product = code.map(|code| code.digits).or_else(|| heard.has_products.then(|| "TOTAL".to_string()));
    heard.doubt_times(pieces);
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
    // "Total excl. gold" is not all.
    let is_qualified = heard.flows.is_empty() && heard.rest.iter().any(|at| pieces.digits(*at).is_none());
    said.is_total |= heard.has_total && !is_qualified;
    if heard.has_total && !heard.has_theme() && !heard.has_residual && says_nothing(&heard, &said) {
        said.partner = Some("World".to_string());
    }
    said.names = heading(&heard, &said, names);
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
    if let ([rows, across], true) = (&heard.ends[..], says_nothing(&heard, &said))
        && rows != across
        && heard.headings.len() == 2
    {
        // "Importer → / Exporter ↓"
        let arrows = |at: &usize| pieces.gap_after(*at);
        let ends: Vec<usize> = (0..pieces.all.len()).filter(|at| end(&pieces.all[*at]).is_some()).collect();
        let is_turned = ends.first().map(arrows).is_some_and(|gap| gap.contains('→'))
            || ends.last().map(arrows).is_some_and(|gap| gap.contains('↓'));
        said.corner = Some(if is_turned { (*across, *rows) } else { (*rows, *across) });
    }
    said.rest = rest(pieces, &heard.rest);
    said
}

/// The side of a trade that a column's name is; "origin" is the exporter beside "destination".
fn end(piece: &Piece) -> Option<Heading> {
    let is_exact = |heading: &Heading| matches!(heading, Heading::Exporter | Heading::Importer | Heading::Reporter);
    let exact = piece.find(|saying| if let Saying::Heading(heading) = saying { Some(heading).filter(is_exact) } else { None });
    exact.or_else(|| heading_of(piece).filter(|heading| *heading == Heading::Partner))
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

impl Heard {
    fn time(&mut self, found: Time, at: Range<usize>) {
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

    /// A number beside a time that is not part of it makes the time unsure: `2022 15`, `1Q 22`.
    fn doubt_times(&mut self, pieces: &Pieces) {
        let is_number =
            |at: usize| self.rest.contains(&at) && !self.is_time(at) && (pieces.digits(at).is_some() || is_ordinal(pieces, at));
        let is_tight = |gap: &str| matches!(gap.trim(), "" | "-" | "/" | "." | "'");
        let is_unsure = |span: &Range<usize>| {
            let before = span
                .start
                .checked_sub(1)
                .is_some_and(|before| is_number(before) && matches!(pieces.gap(span.start), "" | "-" | "/" | "'"));
            // "2023ᵃ": a mark that is not known.
            let is_joined = self.rest.contains(&span.end) && pieces.gap(span.end).is_empty();
            before || is_joined || (is_number(span.end) && is_tight(pieces.gap(span.end)))
        };
        let Some(span) = self.spans.iter().find(|span| is_unsure(span)).cloned() else { return };
        self.has_unfit_time = true;
        self.times.clear();
        self.rest.extend(span);
        self.rest.sort_unstable();
        self.rest.dedup();
    }

    /// A letter directly behind a year: `2024p`, `2025f`, `2024 (e)`. Where the label goes on.
    fn marked(&self, pieces: &Pieces, at: usize, said: &mut Meaning) -> usize {
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
    fn piece(&mut self, pieces: &Pieces, at: usize, said: &mut Meaning) {
        let piece = &pieces.all[at];
        said.coding = said.coding.or(piece.find(|saying| if let Saying::Coding(coding) = saying { Some(coding) } else { None }));
        if let Some(flow) = piece.find(|saying| if let Saying::Flow(flow) = saying { Some(flow) } else { None }) {
            self.hear_flow(at, flow);
            return;
        }
        if let Some(flow) = piece.find(|saying| if let Saying::ShortFlow(flow) = saying { Some(flow) } else { None }) {
            if at == 0 {
                self.hear_flow(at, flow)
            } else {
                self.rest.push(at)
            }
            return;
        }
        if piece.says(Saying::Kind(Kind::Share)) {
            self.shares.push(at);
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
            (Saying::Cumulated, &mut said.is_cumulated),
            (Saying::ToDate, &mut self.has_to_date),
        ];
        if piece.says(Saying::Theme) {
            self.themes.push(at);
            return;
        }
        // "January 2022 to date", "weeks 1 to 10"
        let is_since = piece.says(Saying::ToDate)
            && pieces.token(at).is_some_and(|token| token.text == "to")
            && matches!(self.times.last(), Some(Time::Period(_) | Time::Months { .. }));
        let is_week = piece.says(Saying::Week) && pieces.token(at).is_some_and(|token| token.text.len() > 2);
        self.has_unfit_time |= is_since || is_week;
        for (role, is_heard) in roles {
            if piece.says(role) {
                *is_heard = true;
                return;
            }
        }
        if piece.says(Saying::Without) {
            self.rest.push(at);
            return;
        }
        self.has_between |= piece.says(Saying::Between);
        if let Some(spot) = places::spot(pieces, at) {
            self.spots.push(spot);
            return;
        }
        if let Some(heading) = heading_of(piece) {
            self.headings.push(heading);
            self.ends.extend(end(piece));
            return;
        }
        let is_word = piece.sayings.iter().any(|saying| {
            !matches!(
                saying,
                Saying::Unit(_)
                    | Saying::Month(_)
                    | Saying::Nth(_)
                    | Saying::Count(_)
                    | Saying::Ended
                    | Saying::Open
                    | Saying::Goods
                    | Saying::Place(..)
                    | Saying::Suffix(_)
                    | Saying::Note
            )
        });
        if !is_word {
            self.rest.push(at);
        }
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

fn is_ordinal(pieces: &Pieces, at: usize) -> bool {
    pieces.all.get(at).is_some_and(|piece| piece.sayings.iter().any(|saying| matches!(saying, Saying::Nth(_))))
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
