//! What stands above each column of a table.
//!
//! ```text
//!            2022                2023              above two columns each: written once, merged or not
//!            Exports   Imports   Exports   Imports
//! Armenia    3.1       4.2       5.3       6.4     the first number is of exports in 2022
//! ```
//!
//! A cell of an upper row that is empty says what stands to the left of it, as far as columns of numbers with headers of their own go on.

use super::outline::Table;
use crate::tables::cells::{Content, Contents, Facts, Part, parts};
use crate::tables::label::{Heading, Kind, Meaning, UnitSaid};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// All that stands above a column.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    pub facts: Facts,
    /// What it names, where it is a column's name.
    pub names: Option<Heading>,
    /// Its texts, parted by ` / `.
    pub text: String,
    /// Words that no meaning was found for.
    pub rest: String,
    /// The last of its texts.
    last: Option<String>,
}

impl Header {
    /// Whether it can only stand above numbers.
    pub fn says_value(&self) -> bool {
        let facts = &self.facts;
        facts.period.is_some()
            || facts.months.is_some()
            || facts.fiscal.is_some()
            || facts.flow.is_some()
            || facts.kind.is_some()
            || facts.unit.is_some()
            || facts.partner.is_some() && self.names.is_none()
    }

    /// What it says of amounts; words that are not understood narrow them: "2021 (services)" is not plainly of 2021.
    pub fn qualified(&self) -> Facts {
        let mut facts = self.facts.clone();
        let is_word = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
        if facts.is_of_amounts() && !facts.is_silent() && self.rest.split_whitespace().any(is_word) {
            facts.qualifier.get_or_insert_with(|| self.rest.clone());
        }
        facts
    }

    /// Adds what stands below.
    fn hear(&mut self, mut meaning: Meaning, is_of_several: bool) {
        if self.last.as_ref() == Some(&meaning.text) {
            return;
        }
        let mut facts = Facts::of(&meaning);
        if let Some(part) = self.part(&meaning) {
            facts = part_of_year(part);
            meaning.rest.clear();
        }
        // "USD" under "January-September 2023 = 100" says which growth it is, and is no amount; "tons" there makes it none of money.
        let is_bare = |unit: &&UnitSaid| unit.scale.is_empty();
        let bare = facts.unit.as_ref().filter(is_bare).filter(|_| facts.kind == Some(Kind::Level) && self.facts.is_ratio());
        if let Some(unit) = bare {
            facts.kind = iso_currency::Currency::from_code(&unit.unit).is_none().then_some(Kind::Other);
        }
        // "Всего" under "Экспорт" is all of the exports; the row says with whom.
        if facts.is_total && is_of_several {
            facts.partner = None;
        }
        self.facts = facts.within(&self.facts);
        self.names = meaning.names.or(self.names);
        append(&mut self.rest, &meaning.rest);
        if !meaning.text.is_empty() {
            append(&mut self.text, &meaning.text);
            self.last = Some(meaning.text);
        }
    }

    /// What a text below a year says of it: `I п/г`; or below a flow, of the title's: `1-12`.
    fn part(&self, meaning: &Meaning) -> Option<Part> {
        if meaning.when.is_some() || meaning.fiscal.is_some() || meaning.begins.is_some() {
            return None;
        }
        if self.facts.period.is_some_and(|period| period.months() == 12) {
            return parts::part(&meaning.text);
        }
        parts::months_since_january(&meaning.text).filter(|_| self.facts.flow.is_some() || self.facts.is_total)
    }

    /// Adds a number that is a part of a year.
    fn number(&mut self, part: Part, text: &str) {
        self.facts = part_of_year(part).within(&self.facts);
        append(&mut self.text, text);
        self.last = Some(text.to_string());
    }
}

/// The months, or a time that is not known.
fn part_of_year(part: Part) -> Facts {
    Facts::of(&Meaning { when: part.when(), is_unfit_time: part == Part::Doubtful, ..Meaning::default() })
}

fn append(texts: &mut String, text: &str) {
    if !texts.is_empty() && !text.is_empty() {
        texts.push_str(" / ");
    }
    texts.push_str(text);
}

/// What stands above these columns.
pub(super) fn headers(contents: &Contents, table: &Table, columns: impl Iterator<Item = u32>) -> BTreeMap<u32, Header> {
    let mut headers: BTreeMap<u32, Header> = columns.map(|column| (column, Header::default())).collect();
    let lowest = lowest(contents, table, headers.keys().copied());
    for &row in &table.header {
        let mut left = Left::of(contents, table, row, &lowest);
        for (&column, header) in &mut headers {
            let has_below = lowest.get(&column).is_some_and(|lowest| row < *lowest);
            let spread = |left: &mut Left| if has_below { left.over(column) } else { None };
            if let Some(meaning) = contents.label_over(row, column).or_else(|| spread(&mut left)) {
                header.hear(meaning, table.header.len() > 1);
            } else if let Some(part) = parts::numbered(contents, row, column) {
                header.number(part, &contents.grid.shown(row, column));
            }
        }
    }
    headers
}

/// The lowest row of the header that says something over each column.
fn lowest(contents: &Contents, table: &Table, columns: impl Iterator<Item = u32>) -> HashMap<u32, u32> {
    let of_header = table.header.iter().flat_map(|&row| contents.row(row).map(|(column, _)| column));
    let all: BTreeSet<u32> = columns.chain(table.numeric.iter().copied()).chain(of_header).collect();
    let says =
        |row: u32, column: u32| contents.label_over(row, column).is_some() || parts::numbered(contents, row, column).is_some();
    let lowest = |column: u32| table.header.iter().rev().find(|&&row| says(row, column));
    all.into_iter().filter_map(|column| Some((column, *lowest(column)?))).collect()
}

/// What the cells of one row of the header say of the empty ones to their right.
struct Left<'a> {
    contents: &'a Contents<'a>,
    table: &'a Table,
    row: u32,
    lowest: &'a HashMap<u32, u32>,
    /// The columns at which something stands.
    stands: Vec<u32>,
    /// Columns of numbers without a header below this row: nothing goes on over them.
    stops: Vec<u32>,
    /// Whether what stands at a column goes on to its right, as far as somebody asked.
    goes_on: HashMap<u32, bool>,
}

impl<'a> Left<'a> {
    fn of(contents: &'a Contents<'a>, table: &'a Table, row: u32, lowest: &'a HashMap<u32, u32>) -> Left<'a> {
        let stands = contents.row(row).filter(|(_, content)| *content != Content::Blank).map(|(column, _)| column).collect();
        let has_below = |column: &u32| lowest.get(column).is_some_and(|lowest| *lowest > row);
        let stops = table.numeric.iter().filter(|column| !has_below(column)).copied().collect();
        Left { contents, table, row, lowest, stands, stops, goes_on: HashMap::new() }
    }

    /// What stands to the left of an empty cell, over columns of numbers without a gap.
    fn over(&mut self, column: u32) -> Option<Meaning> {
        let from = self.stands[..self.stands.partition_point(|at| *at < column)].last().copied()?;
        let goes_on = match self.goes_on.get(&from) {
            Some(known) => *known,
            None => {
                let goes_on = self.goes_on_from(from);
                self.goes_on.insert(from, goes_on);
                goes_on
            }
        };
        let is_stopped = || self.stops.partition_point(|stop| *stop < from) < self.stops.partition_point(|stop| *stop <= column);
        if goes_on && !is_stopped() { self.contents.label(self.row, from) } else { None }
    }

    /// A merged cell ends where it ends.
    fn goes_on_from(&self, column: u32) -> bool {
        let is_over_numbers = self.table.numeric.contains(&column) || self.is_empty_under(column);
        is_over_numbers && self.contents.merged_at(self.row, column).is_none()
    }

    /// Whether a column has a header of its own below this row, and nothing below that: a year of which nothing is known.
    fn is_empty_under(&self, column: u32) -> bool {
        let has_header = self.lowest.get(&column).is_some_and(|lowest| *lowest > self.row);
        let is_nothing = |row: u32| matches!(self.contents.at(row, column), Content::Blank | Content::Nothing);
        has_header && self.table.rows.iter().all(|&row| is_nothing(row))
    }
}
