//! A table's columns as values: those that label its rows, and those of numbers with what their headers say.

use crate::period::Period;
use crate::tables::cells::Facts;
use crate::tables::given::Role;
use crate::tables::label::Meaning;

/// A column that labels rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelColumn {
    /// Which.
    pub column: u32,
    /// What it names; a word that says more by itself (`Экспорт` among countries) is heard all the same.
    pub role: Role,
    /// Its header, tidied.
    pub text: String,
    /// The classification of the codes in it; an empty one where they are of none that is known.
    pub coding: Option<&'static str>,
    /// Whether a label stands once for the rows below it: most of its cells are empty.
    pub is_carried: bool,
}

/// A column of numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValueColumn {
    /// Which.
    pub column: u32,
    /// What its header says.
    pub facts: Facts,
    /// Its header, tidied; parts of it from top to bottom between ` / `.
    pub text: String,
    /// Words of the header that no meaning was found for.
    pub rest: String,
    /// Whether its header has words, and none that say anything: a commodity, a region, who knows.
    pub is_unclear: bool,
    /// Whether a layout lists the columns that are taken, and this is none of them.
    pub is_unlisted: bool,
    /// Of a bare year under a title of part of one: that part. It may be of all of its year, or of those months.
    pub may_be_part: Option<Period>,
}

/// The columns of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Columns that label rows, from left to right.
    pub labels: Vec<LabelColumn>,
    /// Columns of numbers, from left to right.
    pub values: Vec<ValueColumn>,
    /// What the texts of the header mean, each once.
    pub said: Vec<Meaning>,
}

impl Columns {
    /// The column of numbers that stands there.
    pub fn value(&self, column: u32) -> Option<&ValueColumn> {
        self.values.binary_search_by_key(&column, |value| value.column).ok().map(|at| &self.values[at])
    }
}
