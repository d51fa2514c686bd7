//! Words: from a stated phrase ("almost 14.5%", "свыше 600 млрд рублей", "up 31% to $3.8bn") to intervals.

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
#[derive(Clone, Copy, Debug, Default)]
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

/// Reads a phrase: one statement, or two for phrases like "up 31% to $3.8bn" (the growth first).
///
/// # Errors
/// A [`Misread`] when a word is unknown, a number can be read two ways, or there is none.
pub fn read(phrase: &str, setting: &Setting) -> Result<Vec<Statement>, Misread> {
    let _ = setting;
    Err(Misread { at: 0..phrase.len(), found: "a phrase".into(), expected: "a reader of phrases".into(), instead: vec![] })
}
