//! A figure is one published statement about one quantity: what was said, by whom, where. Loaded from a row, it is a [`Cell`]
//! and two intervals: what the words allow, and the narrower one they are commonly meant to say.

use super::{Cell, Series, Table};
use crate::exact::Interval;
use crate::period::Period;
use crate::words::{Measure, Setting, Unit};

/// What kind of statement a figure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Said by somebody.
    #[default]
    Reported,
    /// Published by a statistics office.
    Official,
    /// Expected; tested one at a time, and moves no bound.
    Forecast,
    /// Aimed at; tested one at a time, and moves no bound.
    Target,
}

impl Status {
    /// Whether it speaks of what has happened.
    pub fn is_of_the_past(self) -> bool {
        matches!(self, Status::Reported | Status::Official)
    }

    /// Whether a statistics office says so: a row of the status `official`, which is what every number of a table is taken as unless
    /// the table calls it a forecast. The others are what people state, and what a reader came to check.
    pub fn is_official(self) -> bool {
        self == Status::Official
    }
}

/// One way to understand a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The cell it speaks of; `None` when the row does not settle one (a forecast without a date).
    pub cell: Option<Cell>,
    /// The numbers that the words allow: whole units of the cell's unit; growths, shares and points as fractions (0.145).
    pub allowed: Interval,
    /// The numbers that the words are commonly meant to say; lies within `allowed`.
    pub meant: Interval,
}

/// What the typist marked as assumed, with a trailing `?`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Assumed {
    /// The period.
    pub period: bool,
    /// The currency.
    pub currency: bool,
}

/// Which row of which file: an index into [`Figures::files`] and the row's number there (the header is 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index into [`Figures::files`].
    pub file: usize,
    /// The row's number in the file, counting the header as 1 and leaving out blank and comment lines.
    pub row: usize,
}

/// One published statement about one quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// A short handle, unique among all files (`file:id` where several files have it).
    pub id: String,
    /// Where it was read.
    pub place: Place,
    /// The phrase, as written; of a phrase of two figures, the whole phrase.
    pub stated: String,
    /// What the row settled when the phrase was read.
    pub setting: Setting,
    /// Whether the row names a base: of a growth the period compared with, of a share the whole.
    pub names_base: bool,
    /// The printed number in whole units or as a fraction ("almost 14.5%" → 0.145); both ends of a range.
    pub printed: Vec<crate::exact::Ratio>,
    /// As stated.
    pub reading: Reading,
    /// Of an exchange rate: whether it was stated the other way round than its cell has it (`USD/EUR` for `EUR/USD`).
    pub is_reciprocal: bool,
    /// Of a forecast or target without a date (whose reading has no cell): what it speaks of all the same.
    pub undated: Option<Box<Undated>>,
    /// Reported, official, forecast or target.
    pub status: Status,
    /// What the typist assumed.
    pub assumed: Assumed,
    /// Who published it; may be empty.
    pub source: String,
    /// When, an ISO date; may be empty.
    pub said_on: String,
    /// Where in the source; may be empty.
    pub whereabouts: String,
    /// What the typist noted; may be empty.
    pub note: String,
    /// Remarks on how the phrase was understood, one sentence each.
    pub remarks: Vec<String>,
}

/// What a forecast or target without a date speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undated {
    /// Whose and what.
    pub series: Series,
    /// Which kind of number.
    pub measure: Measure,
    /// Of a growth: what the row says it is compared with.
    pub base: Option<Period>,
    /// Counted in what; as [`Cell::unit`].
    pub unit: Option<Unit>,
}

/// A cell that a `?` row asks for; says nothing of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its handle.
    pub id: String,
    /// Where it was read.
    pub place: Place,
    /// The cell asked for.
    pub cell: Cell,
}

/// Along which column a whole is cut into its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cut {
    /// The series that differ from the whole only in the partner.
    Partners,
    /// The series that differ from the whole only in the product.
    Products,
}

/// A file's declaration that all parts of a whole are named, in every period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whole {
    /// The whole.
    pub series: Series,
    /// Its parts.
    pub cut: Cut,
}

/// That a partner belongs to a group of partners in what one reporter publishes. Offices draw their groups by themselves: what one calls
/// "Asia" may leave out what another counts in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Membership {
    /// Whose statistics know the group.
    pub reporter: String,
    /// The partner.
    pub member: String,
    /// The group that it is a part of.
    pub group: String,
}

/// One file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// As given on the command line; `-` for standard input.
    pub path: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// Everything that the files say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The files, in the order given.
    pub files: Vec<SourceFile>,
    /// The statements, in the order of files and rows.
    pub figures: Vec<Figure>,
    /// The cells that `?` rows name.
    pub asked: Vec<Asked>,
    /// The wholes whose parts are declared complete, without repeats.
    pub wholes: Vec<Whole>,
    /// Which partners belong to which groups of partners, sorted, without repeats.
    pub groups: Vec<Membership>,
    /// The rows of each file as they were written, also the refused ones and the columns that crossfoot does not know.
    pub tables: Vec<Table>,
}

impl Figures {
    /// The number of a row to tell: of a figures file counted with the header as 1, of another table the line or the sheet's row.
    pub fn row(&self, place: Place) -> u64 {
        let counted = place.row as u64;
        self.tables.get(place.file).map_or(counted, |table| table.number(place.row.saturating_sub(2)))
    }
}
