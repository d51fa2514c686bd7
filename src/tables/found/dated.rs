//! When a growth is of whose header does not say it: of the amounts that stand with it.
//!
//! ```text
//! September                     January to September
//! mn USD   % change, y-o-y      mn USD   % change, y-o-y      each of the amounts under the same header
//!
//! 2023     2024     % change                                  of 2024, which 2023 stands before
//! January-September 2024        in % of January-September 2023    of the only time that there is
//! ```
//!
//! Where several times remain, nobody says which it is.

use super::columns::{Columns, ValueColumn};
use crate::period::Period;
use crate::tables::cells::Facts;
use crate::tables::label::{Base, Kind};

/// Puts to columns of growths that say no time the time of the amounts that they stand with.
pub(in crate::tables) fn date_growths(columns: &mut Columns, context: &Facts) {
    let levels: Vec<ValueColumn> = columns.values.iter().filter(|value| is_dated_amount(value)).cloned().collect();
    if levels.is_empty() {
        return;
    }
    for value in columns.values.iter_mut().filter(|value| is_undated_growth(&value.facts)) {
        let of_flow = |level: &&ValueColumn| {
            value.facts.flow.is_none() || level.facts.flow.is_none() || level.facts.flow == value.facts.flow
        };
        let group = above(&value.text);
        let own = levels.iter().filter(|level| !group.is_empty() && above(&level.text) == group).filter(of_flow);
        let found = only(own).or_else(|| only(levels.iter().filter(of_flow)));
        let found = found.or_else(|| followed(levels.iter().filter(of_flow).collect(), &value.facts, context));
        if let Some(level) = found {
            let Facts { period, months, .. } = level.facts.clone();
            (value.facts.period, value.facts.months) = (period, months);
        }
    }
}

fn is_dated_amount(value: &ValueColumn) -> bool {
    let facts = &value.facts;
    facts.is_of_amounts() && !facts.is_unfit_time && (facts.period.is_some() || facts.months.is_some())
}

fn is_undated_growth(facts: &Facts) -> bool {
    let is_growth = matches!(facts.kind, Some(Kind::Index | Kind::Change | Kind::IndexOrChange));
    let says_when = facts.period.is_some() || facts.months.is_some() || facts.fiscal.is_some() || facts.is_unfit_time;
    is_growth && !says_when && !facts.is_cumulated && !facts.is_to_date
}

/// All that stands over a column but its lowest header.
fn above(text: &str) -> &str {
    text.rsplit_once(" / ").map_or("", |(above, _)| above)
}

/// The first of some columns, if all are of one time.
fn only<'a>(mut levels: impl Iterator<Item = &'a ValueColumn>) -> Option<&'a ValueColumn> {
    let first = levels.next()?;
    let when = |level: &ValueColumn| (level.facts.period, level.facts.months, level.facts.is_cumulated);
    levels.all(|other| when(other) == when(first)).then_some(first)
}

/// The columns of the only time before which the growth's base stands.
fn followed<'a>(levels: Vec<&'a ValueColumn>, growth: &Facts, context: &Facts) -> Option<&'a ValueColumn> {
    let when = |level: &ValueColumn| level.facts.clone().within(context).when();
    let times: Vec<(Period, &ValueColumn)> = levels.iter().filter_map(|level| Some((when(level)?, *level))).collect();
    let is_base = |period: Period, base: Period| match &growth.base {
        None => period.months_earlier(12) == Some(base),
        Some(Base::Earlier(months)) => period.months_earlier(*months) == Some(base),
        // Amounts of the base need not be printed.
        Some(Base::Period(said)) => said.months() == period.months() && said.first() < period.first(),
        Some(Base::Months { .. } | Base::Other(_)) => false,
    };
    let follows = |(period, _): &&(Period, &ValueColumn)| times.iter().any(|(base, _)| is_base(*period, *base));
    let mut found = times.iter().filter(follows);
    let (first, level) = found.next()?;
    found.all(|(other, _)| other == first).then_some(level)
}
