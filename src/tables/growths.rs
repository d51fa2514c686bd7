//! How a table prints its growths: 137.9 or 37.9 for a rise of 37.9 %, and from when to when. The amounts beside them tell
//! (`tables/proved.rs`), and else the words.

use super::account::Reason;
use super::columns::Columns;
use super::facts::Facts;
use super::given::Growth;
use super::label::{Base, Kind};
use super::rows::RowSaid;
use crate::period::Period;

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

/// The base of a growth; `None` where it is the same months a year earlier, which needs no saying.
pub fn base_of(period: Period, said: &Base) -> Result<Option<Period>, Reason> {
    let base = match said {
        // "In % of 2020" over a row of January speaks of January 2020.
        Base::Period(base) if base.months() == 12 && period.months() != 12 => {
            period.months_earlier((period.first_year() - base.first_year()) * 12)
        }
        Base::Period(base) => Some(*base),
        Base::Earlier(months) if *months == period.months() || months % 12 == 0 => period.months_earlier(*months),
        Base::Earlier(months) => return Err(Reason::OtherBase(format!("{months} months before"))),
        Base::Months { first, count } => {
            let first = period.first_year() * 12 + i32::from(*first);
            Period::between(first, first + i32::from(*count)).filter(|base| base.end() <= period.first())
        }
        Base::Other(words) => return Err(Reason::OtherBase(words.clone())),
    };
    let base = base.ok_or_else(|| Reason::OtherBase("a period that is not before it".to_string()))?;
    if base.months() != period.months() {
        return Err(Reason::OtherBase(base.to_string()));
    }
    Ok((Some(base) != period.months_earlier(12)).then_some(base))
}

/// Whether a column is one of growths.
pub fn is_growth(facts: &Facts) -> bool {
    matches!(facts.kind, Some(Kind::IndexOrChange | Kind::Index | Kind::Change))
}
