//! How a table prints its growths: 137.9 or 37.9 for a rise of 37.9 %, and from when to when. The amounts beside them tell
//! ([`growths`](super::growths())), and else the words.

use crate::period::Period;
use crate::tables::cells::Facts;
use crate::tables::found::{Columns, RowSaid};
use crate::tables::given::Growth;
use crate::tables::label::{Base, Kind};

/// What the amounts tell of a column of growths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proved {
    /// How it is printed.
    pub growth: Growth,
    /// The column of the amounts that grew: its period is that of the growth.
    pub later: u32,
    /// What they are compared with.
    pub earlier: Earlier,
}

/// Where the amounts stand that others are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// In this column.
    Column(u32),
    /// So many months before, wherever that stands.
    Months(i32),
}

/// When amounts grew that a growth was proved by, and since when.
pub fn grew(columns: &Columns, row: &RowSaid, proved: Proved) -> Option<(Option<Period>, Base)> {
    let when = |column: u32| columns.value(column)?.facts.clone().within(&row.facts).when();
    let base = match proved.earlier {
        Earlier::Column(column) => Base::Period(when(column)?),
        Earlier::Months(months) => Base::Earlier(months),
    };
    Some((when(proved.later), base))
}

/// Whether a column is one of growths.
pub fn is_growth(facts: &Facts) -> bool {
    matches!(facts.kind, Some(Kind::IndexOrChange | Kind::Index | Kind::Change))
}
