//! A number with the words that its cell's format shows around it: `$5593.0 mn`, `14.5 p`, `5593.0M` of 5593000000.
//!
//! The words are read as if somebody had typed them beside the number, with a point as decimal mark. A mark is a footnote's, a scale and a
//! unit are the cell's own. Words that say when (`2023 г.`, `1 кв.`) make a label. Other words leave it open what the number counts, and it
//! is left out.
//!
//! A format may divide by thousands and say so (`M`), or not. Where it does not, the scale of the table's header is taken to speak of what
//! is shown; where no header says one, the number is what the book holds.

use super::content::{Content, Contents, Value};
use super::in_words::amount;
use crate::exact::Ratio;
use crate::names::Names;
use crate::tables::label::{Meaning, UnitSaid, meaning};
use crate::tables::sheet::{Cell, Entered, NUMBER, divided, entered, undivided, worded};
use crate::words::{DecimalMark, Unit, scaled_unit};
use std::collections::HashMap;

/// The words around the numbers of a sheet, each once.
#[derive(Debug, Default)]
pub(super) struct Worded {
    around: HashMap<u32, Around>,
    /// Numbers that make a label together with their words.
    labels: HashMap<Cell, Box<Meaning>>,
}

/// What the words around a number say.
#[derive(Clone, Debug, Default)]
pub(in crate::tables) struct Around {
    /// The number's own unit or scale.
    pub unit: Option<UnitSaid>,
    /// Whether they leave open what the number counts.
    pub is_unclear: bool,
    /// By how many thousands the number is divided where it is shown, and nothing says so.
    pub thousands: u8,
    is_negative: bool,
    is_percent: bool,
    mark: Option<char>,
}

impl Around {
    fn read(words: &str, meaning: &dyn Fn(&str) -> Meaning) -> Around {
        let (words, thousands) = divided(words);
        let typed = scaled(&words, thousands).replace(NUMBER, "1.5");
        match entered(&typed, Some(DecimalMark::Point)) {
            Entered::Number { digits, is_percent, mark, .. } => {
                return Around { is_negative: digits < 0, is_percent, mark, thousands, ..Around::default() };
            }
            Entered::Words => {}
            _ => return Around { is_unclear: true, ..Around::default() },
        }
        let Some((Value { digits, mark, .. }, unit)) = amount(&typed, Some(DecimalMark::Point), meaning) else {
            return Around { is_unclear: true, ..Around::default() };
        };
        let is_percent = unit.unit == "%";
        let thousands = if says(&unit) { 0 } else { thousands };
        Around {
            is_negative: digits < 0,
            is_percent,
            mark,
            thousands,
            unit: Some(unit).filter(|_| !is_percent),
            is_unclear: false,
        }
    }

    fn value(&self, digits: i64, places: u8) -> Value {
        let digits = if self.is_negative { -digits } else { digits };
        Value { digits, places, is_percent: self.is_percent, mark: self.mark }
    }

    /// The number that the book holds, of the one that it shows.
    pub fn undivided(&self, value: Value) -> Value {
        let (digits, places) = undivided(value.digits, value.places, self.thousands);
        Value { digits, places, ..value }
    }
}

/// The words around a number that is divided by so many thousands, with a letter that says so (`M`, `K`) in full: alone it may be a mark, a
/// unit or another scale, and the division tells which.
fn scaled(words: &str, thousands: u8) -> String {
    let (scale, ones) = match thousands {
        1 => ("thousand", 1_000),
        2 => ("mn", 1_000_000),
        3 => ("bn", 1_000_000_000),
        _ => return words.to_string(),
    };
    let is_it = |word: &str| matches!(scaled_unit(word), Ok((ratio, Unit::Count)) if ratio == Ratio::from_integer(ones));
    let mut told = String::new();
    for run in words.split_inclusive(|c: char| !c.is_alphabetic()) {
        let word = run.trim_end_matches(|c: char| !c.is_alphabetic());
        if !word.is_empty() && is_it(word) {
            told += &format!(" {scale} {}", &run[word.len()..]);
        } else {
            told += run;
        }
    }
    told
}

fn says(unit: &UnitSaid) -> bool {
    !unit.scale.is_empty()
}

impl Worded {
    /// Reads the words of a sheet.
    pub fn of(contents: &Contents) -> Worded {
        let mut all = Worded::default();
        let meaning = |words: &str| contents.meaning(words);
        for &(_, _, cell) in contents.grid.cells() {
            let Cell::Worded { digits, places, words } = cell else { continue };
            let around = all.around.entry(words).or_insert_with(|| Around::read(contents.grid.text_of(words), &meaning));
            if around.is_unclear && !all.labels.contains_key(&cell) {
                let said = meaning(&worded(contents.grid.text_of(words), digits, places));
                if said.when.is_some() {
                    all.labels.insert(cell, Box::new(said));
                }
            }
        }
        all
    }

    /// What such a cell is.
    pub fn content(&self, cell: Cell) -> Content<'_> {
        match (cell, self.labels.get(&cell)) {
            (_, Some(said)) => Content::Words(said),
            (Cell::Worded { digits, places, words }, None) => {
                let plain = Value { digits, places, is_percent: false, mark: None };
                Content::Number(self.around.get(&words).map_or(plain, |around| around.value(digits, places)))
            }
            _ => Content::Blank,
        }
    }

    /// What the words of a cell say.
    pub fn around(&self, cell: Cell) -> Option<&Around> {
        match cell {
            Cell::Worded { words, .. } => self.around.get(&words),
            _ => None,
        }
    }
}

/// Whether the words around a number say its scale.
pub(crate) fn says_scale(words: &str, names: &Names) -> bool {
    Around::read(words, &|words| meaning(words, names)).unit.as_ref().is_some_and(says)
}
