//! Every word and group of words that labels are made of, and what each may say.
//!
//! `data/tables/labels.tsv` lists the words of titles and headers; months come from `data/names/months.tsv`, countries from `data/names`,
//! scales and units from `data/words`. A form may say several things (`за` of `за год` and of `за тонну`): who reads it decides.

use super::said::{Heading, Kind};
use super::tokens::{Token, tokens};
use crate::names::{Case, NamedPart, Names, PartOfYear, parts_of_year};
use crate::words::forms::forms;
use crate::words::table::{Row, rows};
use crate::words::{UnitWord, scale_called, unit_words};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a form may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saying {
    /// A flow by its name: `exports`.
    Flow(&'static str),
    /// A flow where it begins the label: `ВТО`.
    ShortFlow(&'static str),
    /// Trade without a direction.
    Theme,
    /// What kind of number.
    Kind(Kind),
    /// A change: a difference of amounts unless per cent are said.
    Difference,
    /// An amount of goods: a number of something unless a physical unit stands with it.
    Quantity,
    /// Compared with what follows.
    Against,
    /// Compared with the time that follows, where it stands behind a growth.
    Since,
    /// Compared with the period that lies so many months before.
    Previous(i32),
    /// Compared with something else.
    OtherBase,
    /// Shares, where per cent stand with it.
    Structure,
    /// The whole that a share is of.
    Whole,
    /// All products together.
    Products,
    /// What a number is worth: `preliminary`.
    Mark(&'static str),
    /// `forecast` or `target`.
    Status(&'static str),
    /// A letter behind a year.
    Suffix(&'static str),
    /// Parts follow.
    Lead,
    /// All together.
    Total,
    /// Partners named by what they are not.
    Residual,
    /// A column's name.
    Heading(Heading),
    /// Goods by their name.
    Goods,
    /// A classification of goods.
    Coding(&'static str),
    /// A note about the table.
    Note,
    /// Between the ends of a range.
    Through,
    /// The word year.
    Year,
    /// All of a year.
    Annual,
    /// A year that is no calendar year.
    Fiscal,
    /// Since the year began.
    Cumulated,
    /// Since the year began, up to a month that must be said.
    ToDate,
    /// The word week.
    Week,
    /// Before two partners.
    Between,
    /// Between two of a kind.
    And,
    /// Before what is taken out.
    Without,
    /// Before a unit of what is priced.
    Per,
    /// Before a partner.
    With,
    /// Before where goods come from.
    From,
    /// Before where they go.
    Into,
    /// `of`.
    Of,
    /// `по` before a dative.
    About,
    /// Nothing more than words.
    Filler,
    /// Before a time one of whose ends is not said.
    Open,
    /// Before the month in which so many months end.
    Ended,
    /// A number of months in words.
    Count(u8),
    /// A month, January is 0.
    Month(u8),
    /// The word half.
    Half,
    /// The word quarter.
    Quarter,
    /// A letter that means a quarter directly beside a year: the T of `2024T1`.
    QuarterOfYear,
    /// The word months.
    Months,
    /// `first`, `II`: 1 to 4.
    Nth(u8),
    /// A country or group, in a case.
    Place(&'static str, Case),
    /// A scale or unit: an index into [`Lexicon::units`].
    Unit(usize),
}

/// Forms and what they may say, by their first word, longest first.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    entries: HashMap<Box<str>, Vec<Entry>>,
    words: HashSet<Box<str>>,
    /// What scale and unit words say.
    pub units: Vec<UnitWord>,
}

#[derive(Debug)]
struct Entry {
    rest: Box<[Box<str>]>,
    sayings: Vec<Saying>,
}

/// The embedded lexicon.
static LEXICON: LazyLock<Result<Lexicon, String>> = LazyLock::new(Lexicon::load);

/// The lexicon of the data files as released.
pub(super) fn lexicon() -> &'static Lexicon {
    // The files are part of the program, and a test reads them all: one that is malformed is never released.
    LEXICON.as_ref().expect("well-formed data files under data/tables, data/names and data/words")
}

impl Lexicon {
    /// Reads all data files.
    ///
    /// # Errors
    /// A sentence with file and line.
    pub fn load() -> Result<Lexicon, String> {
        let mut lexicon = Lexicon::default();
        let columns = ["says", "name", "language", "forms", "source"];
        for row in rows("tables/labels.tsv", include_str!("../../../data/tables/labels.tsv"), &columns)? {
            let saying = match unit(&row)? {
                Some(word) => Saying::Unit(lexicon.unit(word)),
                None => saying(&row)?,
            };
            for form in forms(row.field(3)).map_err(|what| row.wrong(what))? {
                lexicon.teach(&form, saying).map_err(|what| row.wrong(what))?;
            }
        }
        for NamedPart { part, forms, .. } in parts_of_year()? {
            let saying = match part {
                PartOfYear::Month(month) => Saying::Month(month - 1),
                PartOfYear::Half => Saying::Half,
                PartOfYear::Quarter => Saying::Quarter,
                PartOfYear::QuarterBesideYear => Saying::QuarterOfYear,
                PartOfYear::Months => Saying::Months,
                PartOfYear::Nth(nth) => Saying::Nth(nth),
            };
            for form in forms {
                lexicon.teach(&form, saying)?;
            }
        }
        for (form, word) in unit_words()? {
            let index = lexicon.unit(word);
            lexicon.teach(&form, Saying::Unit(index))?;
        }
        for (form, code, case) in Names::embedded()?.places() {
            lexicon.teach(form, Saying::Place(code, case))?;
        }
        for entries in lexicon.entries.values_mut() {
            entries.sort_by(|a, b| b.rest.len().cmp(&a.rest.len()).then_with(|| a.rest.cmp(&b.rest)));
        }
        Ok(lexicon)
    }

    /// The index of a scale or unit.
    fn unit(&mut self, word: UnitWord) -> usize {
        self.units.iter().position(|known| *known == word).unwrap_or_else(|| {
            self.units.push(word);
            self.units.len() - 1
        })
    }

    fn teach(&mut self, form: &str, saying: Saying) -> Result<(), String> {
        let words: Vec<Box<str>> = tokens(form).into_iter().map(|token| token.text.into()).collect();
        let Some((first, rest)) = words.split_first() else { return Err(format!("\"{form}\" has no words")) };
        self.words.extend(words.iter().cloned());
        let entries = self.entries.entry(first.clone()).or_default();
        match entries.iter_mut().find(|entry| *entry.rest == *rest) {
            Some(entry) if entry.sayings.contains(&saying) => {}
            Some(entry) => entry.sayings.push(saying),
            None => entries.push(Entry { rest: rest.into(), sayings: vec![saying] }),
        }
        Ok(())
    }

    /// The longest known group of words that `tokens` begins with, what it may say, and how many tokens it takes.
    #[cfg(test)]
    pub fn longest<'a>(&'a self, tokens: &[Token]) -> Option<(&'a [Saying], usize)> {
        self.all(tokens).next()
    }

    /// The known groups of words that `tokens` begins with, longest first: what each may say, and how many tokens it takes.
    pub fn all<'a, 't>(&'a self, tokens: &'t [Token]) -> impl Iterator<Item = (&'a [Saying], usize)> + use<'a, 't> {
        let (first, following) = tokens.split_first().map_or((None, tokens), |(first, following)| (Some(first), following));
        let fits = move |entry: &&Entry| {
            entry.rest.len() <= following.len()
                && entry
                    .rest
                    .iter()
                    .zip(following)
                    .all(|(word, token)| **word == *token.text && !token.after(':') && !token.after(';'))
        };
        let entries = first.and_then(|first| self.entries.get(first.text.as_str())).map_or(&[][..], Vec::as_slice);
        entries.iter().filter(move |entry| fits(entry)).map(|entry| (&*entry.sayings, 1 + entry.rest.len()))
    }

    /// Whether a word occurs in any form.
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// The scale or currency of a row.
fn unit(row: &Row<'static>) -> Result<Option<UnitWord>, String> {
    let name = row.field(1);
    match row.field(0) {
        "scale" if scale_called(name).is_some() => Ok(Some(UnitWord::Scale(name.to_string()))),
        "scale" => Err(row.wrong(format!("no scale {name}"))),
        "currency" if iso_currency::Currency::from_code(name).is_some() => Ok(Some(UnitWord::Currency(vec![name.to_string()]))),
        "currency" => Err(row.wrong(format!("no currency {name}"))),
        _ => Ok(None),
    }
}

fn saying(row: &Row<'static>) -> Result<Saying, String> {
    let name = row.field(1);
    Ok(match row.field(0) {
        "flow" => Saying::Flow(name),
        "short flow" => Saying::ShortFlow(name),
        "theme" => Saying::Theme,
        "kind" if name == "difference" => Saying::Difference,
        "kind" => Saying::Kind(match name {
            "share" => Kind::Share,
            "index" => Kind::Index,
            "change" => Kind::Change,
            "index or change" => Kind::IndexOrChange,
            "other" => Kind::Other,
            _ => return Err(row.wrong(format!("no kind {name}"))),
        }),
        "quantity" => Saying::Quantity,
        "against" => Saying::Against,
        "since" => Saying::Since,
        "previous" => Saying::Previous(name.parse().map_err(|_| row.wrong("no number of months"))?),
        "base" => Saying::OtherBase,
        "structure" => Saying::Structure,
        "whole" => Saying::Whole,
        "products" => Saying::Products,
        "mark" => Saying::Mark(name),
        "status" if matches!(name, "forecast" | "target" | "actual") => Saying::Status(name),
        "suffix" => Saying::Suffix(name),
        "lead" => Saying::Lead,
        "total" => Saying::Total,
        "residual" => Saying::Residual,
        "heading" => Saying::Heading(match name {
            "partner" => Heading::Partner,
            "reporter" => Heading::Reporter,
            "exporter" => Heading::Exporter,
            "importer" => Heading::Importer,
            "product" => Heading::Product,
            "period" => Heading::Period,
            "flow" => Heading::Flow,
            "unit" => Heading::Unit,
            "code" => Heading::Code,
            "number" => Heading::Number,
            "value" => Heading::Value,
            "name" => Heading::Name,
            _ => return Err(row.wrong(format!("no heading {name}"))),
        }),
        "goods" => Saying::Goods,
        "coding" => Saying::Coding(name),
        "note" => Saying::Note,
        "through" => Saying::Through,
        "ended" => Saying::Ended,
        "open" => Saying::Open,
        "count" => Saying::Count(name.parse().map_err(|_| row.wrong("no number"))?),
        "year" => Saying::Year,
        "annual" => Saying::Annual,
        "fiscal" => Saying::Fiscal,
        "cumulated" if name == "to date" => Saying::ToDate,
        "cumulated" => Saying::Cumulated,
        "week" => Saying::Week,
        "between" => Saying::Between,
        "and" => Saying::And,
        "without" => Saying::Without,
        "per" => Saying::Per,
        "with" => Saying::With,
        "from" => Saying::From,
        "into" => Saying::Into,
        "of" => Saying::Of,
        "about" => Saying::About,
        "filler" => Saying::Filler,
        other => return Err(row.wrong(format!("no role {other}"))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_data_file_is_well_formed() {
        assert_eq!(Lexicon::load().map(|_| ()), Ok(()));
    }

    #[test]
    fn the_longest_group_of_words_counts() {
        let lexicon = lexicon();
        let longest = |text: &str| lexicon.longest(&tokens(text)).map(|(sayings, length)| (sayings.to_vec(), length));
        assert_eq!(longest("индекс физического объема").unwrap().1, 3);
        assert_eq!(longest("US dollars").unwrap().1, 2);
        assert!(longest("Январь").unwrap().0.contains(&Saying::Month(0)));
        assert!(longest("Atlantis").is_none());
    }
}
