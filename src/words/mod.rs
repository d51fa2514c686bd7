//! Words: from a stated phrase ("almost 14.5%", "свыше 600 млрд рублей", "up 31% to $3.8bn") to intervals.
//!
//! ```
//! use crossfoot::words::{Measure, Setting, read};
//! let about_470 = &read("about 470 bn RUB", &Setting::default())?[0];
//! assert_eq!(about_470.measure, Measure::Level);
//! assert_eq!(about_470.hedge, "about");
//! assert_eq!(about_470.meant.low.map(|end| end.at.to_integer()), Some(461_000_000_000));
//! # Ok::<(), crossfoot::words::Misread>(())
//! ```
//!
//! The way from a phrase to its statements: `tokens` cuts it, `pieces` finds the words in the vocabulary, `quantity`
//! reads each number with its scale and unit, `phrase` puts them together with what is said of them ("grew", "to",
//! "a year"), and `statement` asks the hedge table. What the vocabulary does not know, or what can be read two ways, is a
//! [`Misread`]: nothing is skipped and nothing is guessed.

mod base;
mod comparing;
mod counting;
mod evaluate;
pub(crate) mod forms;
mod governing;
mod hedge;
mod level;
mod lexicon;
mod measure;
mod misprint;
mod money;
mod nearest;
mod numeral;
mod part;
mod phrase;
mod pieces;
mod printed;
mod punctuation;
mod quantity;
mod ratio;
mod rule;
mod scale;
mod statement;
pub(crate) mod table;
mod tokens;
mod turn;
mod unit_words;
mod unreduced;
mod vocabulary;
mod width;

pub use base::names_a_base;
pub use hedge::{Hedge, Understood};
pub use misprint::{Misprint, numerals, other_scale, transposed};
pub use money::{Named, currency, scaled_unit};
pub use nearest::nearest;
pub use numeral::Numeral;
pub use part::own_words;
pub use scale::{larger_scale, scale_called, scale_of, scale_of_zeros, zeros_of};
pub use turn::turn;
pub use unit_words::{UnitWord, unit_words};
pub use vocabulary::Direction;
pub use width::Width;

use crate::exact::{Interval, Ratio};
use std::fmt;
use std::ops::Range;

/// What amounts are counted in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// An ISO 4217 code: `USD`.
    Currency(String),
    /// A physical unit, in its base form: `t` for tons.
    Physical(String),
    /// A bare number: enterprises, people.
    Count,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unit::Currency(name) | Unit::Physical(name) => f.write_str(name),
            Unit::Count => Ok(()),
        }
    }
}

/// What kind of number a row speaks of, as in the `measure` column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// An amount.
    Level,
    /// A change against an earlier period.
    Growth,
    /// A yearly pace over several years.
    AverageGrowth,
    /// A part of a whole.
    Share,
    /// An exchange rate.
    Rate,
}

/// Which character parts whole from decimal places, where a file declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1,5` is one and a half.
    Comma,
    /// `1.5` is one and a half.
    Point,
}

/// What the row around a phrase already settles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The `measure` column, when filled.
    pub measure: Option<Measure>,
    /// The file's declared decimal mark.
    pub decimal: Option<DecimalMark>,
}

/// What a phrase's number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// An amount, with its unit where the phrase names one.
    Amount(Option<Unit>),
    /// A change or share, as a fraction: 14.5 % is 0.145; "doubled" is 1; "fell by a third" is −1/3.
    Fraction,
    /// Percentage points, as a fraction: 3 points are 0.03.
    Points,
}

/// How a number is put: as itself, or as the ratio of two levels, of which a growth is what lies beyond 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The amount, share or change itself: "470 bn", "14.5%".
    Itself,
    /// "90% of last year's level".
    OfAnEarlierLevel,
    /// "doubled", "1.5 times".
    Factor {
        /// Whether it stands in a comparison ("2.7 times more"), which some take for what was added.
        compared: bool,
    },
}

/// One statement of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Which measure it is: the setting's where given, else what the words make it. Points are `Share`.
    pub measure: Measure,
    /// What the number counts.
    pub counted: Counted,
    /// The hedge's name in the vocabulary: `plain`, `more than`, …
    pub hedge: String,
    /// The numbers that the words allow: whole units, or fractions.
    pub allowed: Interval,
    /// The numbers that they are commonly meant to say; within `allowed`.
    pub meant: Interval,
    /// The printed number in whole units or as a fraction; both ends of a range.
    pub printed: Vec<Ratio>,
    /// How the number is put.
    pub form: Form,
    /// How it was understood, where that needs saying: one sentence each.
    pub remarks: Vec<String>,
}

/// Why a phrase could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// The bytes of the phrase that are at fault.
    pub at: Range<usize>,
    /// What was found there, as a sentence without a full stop.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What to type instead; where two readings are possible, both.
    pub instead: Vec<String>,
}

impl Misread {
    /// At these bytes, what was found and what was expected.
    fn new(at: Range<usize>, found: impl Into<String>, expected: impl Into<String>) -> Misread {
        Misread { at, found: found.into(), expected: expected.into(), instead: vec![] }
    }

    /// With what to type instead.
    fn instead<T: Into<String>>(self, texts: impl IntoIterator<Item = T>) -> Misread {
        Misread { instead: texts.into_iter().map(Into::into).collect(), ..self }
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; expected {}", self.found, self.expected)
    }
}

impl std::error::Error for Misread {}

/// Whether a word, by itself, is one that phrases are made of.
pub fn is_known(word: &str) -> bool {
    let tokens = tokens::tokens(word);
    vocabulary::vocabulary(word)
        .is_ok_and(|vocabulary| vocabulary.longest(&tokens).is_some_and(|(_, length)| length == tokens.len()))
}

/// Reads a phrase: one statement, or two for phrases like "up 31% to $3.8bn" (the growth first).
///
/// # Errors
/// A [`Misread`] when a word is unknown, a number can be read two ways, or there is none.
pub fn read(phrase: &str, setting: &Setting) -> Result<Vec<Statement>, Misread> {
    understood(phrase, setting).map_err(|misread| readable(misread, phrase, setting))
}

/// How many slips of the pen in one phrase are mended together.
const MOST_SLIPS: usize = 3;

/// The misread, offering to type only what would be read: a suggestion that is refused in turn is replaced by the one that its
/// own refusal offers, or left out.
fn readable(misread: Misread, phrase: &str, setting: &Setting) -> Misread {
    let mended = |text: String| {
        let mut text = text;
        for _ in 0..MOST_SLIPS {
            if text.trim() == phrase.trim() {
                return None;
            }
            match understood(&text, setting) {
                Ok(_) => return Some(text),
                Err(further) => match <[String; 1]>::try_from(further.instead) {
                    Ok([next]) => text = next,
                    Err(_) => return None,
                },
            }
        }
        None
    };
    let mut instead: Vec<String> = Vec::new();
    for text in misread.instead.into_iter().filter_map(mended) {
        if !instead.contains(&text) {
            instead.push(text);
        }
    }
    Misread { instead, ..misread }
}

fn understood(phrase: &str, setting: &Setting) -> Result<Vec<Statement>, Misread> {
    let vocabulary = vocabulary::vocabulary(phrase)?;
    let pieces = pieces::pieces(phrase, vocabulary)?;
    let said = phrase::said(phrase, &pieces, setting, vocabulary)?;
    statement::statements(phrase, said, setting, vocabulary)
}

/// Reads the columns `hedge`, `value` and `unit` that may stand in for a phrase: `("more than", "600", "bn RUB")`.
///
/// An empty hedge is `plain`; `between` wants a range as value, `8-9`; a unit of `x` makes a factor.
///
/// # Errors
/// As [`read`] for the three joined by spaces, in which [`Misread::at`] counts; and when they are not one statement, or the
/// value is empty.
pub fn from_parts(hedge: &str, value: &str, unit: &str, setting: &Setting) -> Result<Statement, Misread> {
    let phrase = [hedge, value, unit].map(str::trim).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if value.trim().is_empty() {
        return Err(Misread::new(0..phrase.len(), "an empty value", "a number in the column value").instead(["470"]));
    }
    let mut statements = read(&phrase, setting)?.into_iter();
    match (statements.next(), statements.next()) {
        (Some(statement), None) => Ok(statement),
        _ => Err(Misread::new(0..phrase.len(), "two statements in one value", "one number")),
    }
}
