//! What a title, a header or a row label means: `Экспорт, млн долл. США`, `Январь-декабрь 2020 г.`, `2021 г. в % к 2020 г.`, `Страны СНГ`.
//!
//! ```
//! use crossfoot::figures::Flow;
//! use crossfoot::names::Names;
//! use crossfoot::tables::label::{Kind, meaning};
//! let names = Names::embedded()?;
//! let title = meaning("Экспорт Республики Казахстан за январь-август 2023 года, млн. долл. США", names);
//! assert_eq!((title.flow, title.reporter.as_deref()), (Some(Flow::Exports), Some("KAZ")));
//! assert_eq!(meaning("  2. Россия*", names).partner.as_deref(), Some("RUS"));
//! assert_eq!(meaning("2021 г. в % к 2020 г.", names).kind, Some(Kind::Index));
//! assert_eq!(meaning("ввезенные физическими лицами", names).rest, "ввезенные физическими лицами");
//! # Ok::<(), String>(())
//! ```
//!
//! A label is tidied, cut into the longest groups of words that the lexicon knows, and read from left to right: times first, then what each
//! group says where it stands. Words that say nothing known are kept as [`Meaning::rest`]; nothing is guessed from them, and what they stand
//! beside is not read as the plain thing:
//!
//! | unknown words beside | become |
//! |---|---|
//! | a flow: `Net imports`, `Exports without gold` | a flow of its own, [`Flow::Named`](crate::figures::Flow::Named), as written, and [`Meaning::qualifier`] |
//! | trade as such: `Trade in services` | [`Meaning::qualifier`] |
//! | a country: `Inner Mongolia` | no partner; `CIS excluding Russia` is one, as written |
//! | a unit: `mil. USD`, `USD 10,000` | no unit, and [`Meaning::unclear_unit`] |
//! | a time: `FY2023`, `2022W12`, `Crop year 2024` | no period, and [`Meaning::is_unfit_time`] |
//!
//! What a word may mean is data: `data/tables/labels.tsv`, `data/names`, `data/words`.

mod amounts;
mod clues;
mod doubt;
mod fiscal;
mod heard;
mod kinds;
mod legend;
mod lexicon;
mod pieces;
mod places;
mod product;
mod qualified;
mod reading;
mod said;
mod scales;
mod script;
mod spots;
mod tidy;
mod together;
mod tokens;
mod when;

pub(in crate::tables) use fiscal::whole_year;
pub use said::{Base, Begins, CalledBy, Dollar, Fiscal, Heading, Kind, Meaning, UnitSaid, When};
pub(in crate::tables) use scales::{typed as typed_scale, zeros};
pub(in crate::tables) use when::month_of_roman;

use crate::names::{Names, Place};
use lexicon::Saying;

/// What a text means.
pub fn meaning(text: &str, names: &Names) -> Meaning {
    let (head, legend) = legend::legend(text);
    if !legend.is_empty() {
        return Meaning { legend, is_note: head.trim().is_empty(), ..meaning(head, names) };
    }
    let tidied = tidy::tidy(text);
    let text = tidied.text;
    let mut said = Meaning { mark: tidied.mark, listed: tidied.number, text: text.clone(), ..Meaning::default() };
    if let Some(partner) = partner(&text, names) {
        let place = names.place(partner);
        said.is_total = matches!(place, Some(Place::Group | Place::World));
        said.is_residual = place == Some(Place::Unspecified);
        said.partner = Some(partner.to_string());
        said.mark = said.mark.or(tidied.opens_with);
        return said;
    }
    let pieces = pieces::pieces(&text);
    if let Some(mark) = tidied.opens_with {
        return footnote(mark, &pieces, names, said);
    }
    if is_note(&pieces) {
        said.is_note = true;
        said.rest = text;
        return said;
    }
    reading::read(&pieces, names, said)
}

/// What a letter behind a number or a year marks: `p` is `preliminary`, `f` is `forecast`.
pub(in crate::tables) fn suffix(letter: &str) -> Option<&'static str> {
    let tokens = tokens::tokens(letter);
    let (sayings, _) = lexicon::lexicon().all(&tokens).next()?;
    sayings.iter().find_map(|saying| if let Saying::Suffix(name) = saying { Some(*name) } else { None })
}

/// The scale and the currency that a unit's words name, where one of the two is not understood.
pub(in crate::tables) fn known_of_unit(words: &str) -> (Option<String>, Option<String>) {
    amounts::known(&pieces::pieces(words))
}

/// The country or group that the whole text is the name of. Codes of letters stand in capitals; a number is one of three digits.
fn partner<'a>(text: &str, names: &'a Names) -> Option<&'a str> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let is_short = text.chars().count() <= 3;
    // "№" folds to the two letters of Norway.
    let is_code = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-'));
    if (is_number && text.len() != 3) || (is_short && (!is_code || text.chars().any(char::is_lowercase))) {
        return None;
    }
    names.country(text)
}

/// A footnote: its mark, its words, and what it says that its mark means.
fn footnote(mark: String, pieces: &pieces::Pieces, names: &Names, said: Meaning) -> Meaning {
    let read = reading::read(pieces, names, Meaning::default());
    let only = Meaning {
        when: read.when,
        mark: read.mark.clone(),
        status: read.status,
        is_cumulated: read.is_cumulated,
        ..Meaning::default()
    };
    let is_revised = read.mark.as_deref() == Some("revised");
    let months = match read.when {
        Some(When::Period(period)) => period.months(),
        Some(When::Months { count, .. }) => i32::from(count),
        None => 0,
    };
    // "Revised in March" tells when; "January-October, without gold" may tell of what.
    let is_time_alone = only == read && !is_revised;
    let is_unsure = !is_time_alone && (2..12).contains(&months);
    let meant = |piece: &pieces::Piece| piece.find(|saying| if let Saying::Mark(mark) = saying { Some(mark) } else { None });
    Meaning {
        mark: pieces.all.iter().find_map(meant).map(str::to_string),
        status: pieces.all.iter().find_map(heard::status),
        when: read.when.filter(|_| is_time_alone),
        is_unfit_time: is_unsure,
        footnote: Some((mark, said.text.clone())),
        is_note: true,
        rest: said.text.clone(),
        ..said
    }
}

/// Whether a text says something about the table: it begins with a word like "Source".
fn is_note(pieces: &pieces::Pieces) -> bool {
    pieces.all.first().is_some_and(|first| first.says(Saying::Note) && !first.says(Saying::Theme))
}
