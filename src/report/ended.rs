//! A series that nobody counted any more, years before the others end: its path starts from there, and that is said.
//!
//! > Nothing is known of them after 2017, while other amounts here go on to 2024.

use super::names::{Name, period_name};
use crate::period::Period;
use crate::projection::{History, Projection};

/// So many months without an amount are no matter of when an office publishes.
const LONG: i32 = 24;

/// The sentence; `None` of a series that goes on as others of its reporter do.
pub(super) fn told(history: &History, name: &Name, projection: &Projection) -> Option<String> {
    let last = end(history)?;
    let others = projection.series.iter().map(|other| &other.history);
    let others = others.filter(|other| other.series.reporter == history.series.reporter && other.converted.is_none());
    let latest = others.filter_map(end).max_by_key(|period| period.end())?;
    let of = if name.plural { "them" } else { "it" };
    (latest.end() - last.end() >= LONG).then(|| {
        format!(
            "Nothing is known of {of} after {}, while other amounts here go on to {}.",
            period_name(last),
            period_name(latest)
        )
    })
}

/// The last period that anything is known of, be it the months of a year begun.
fn end(history: &History) -> Option<Period> {
    history.part.as_ref().map(|part| part.known.period).or(history.last().map(|last| last.period))
}
