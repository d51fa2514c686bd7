//! Years that are no calendar years: `2022/23`, `FY2023`, `1401 (2022/23)`.
//!
//! | as written | read as |
//! |---|---|
//! | `2022/23 (July-June)` | `2022-07..2023-06` |
//! | `July-March 2022/23` | `2022-07..2023-03` |
//! | `2022/23` | asked, unless a title says in which month years begin: `fiscal years (July-June)` |
//! | `FY2023` | asked: it may begin in 2023 or end in it |
//! | `1401 (2022/23)` | nothing: the solar year begins on 21 March, and holds no whole months |

use super::heard::Heard;
use super::lexicon::Saying;
use super::pieces::Pieces;
use super::said::{Begins, CalledBy, Fiscal, Meaning};
use super::when::{Time, months_of};
use crate::period::Period;

/// Takes fiscal years out of the times of a label: they become its period where its months are said, else [`Meaning::fiscal`].
pub(super) fn settle(pieces: &Pieces, heard: &mut Heard, said: &mut Meaning) {
    let fiscal = heard.times.iter().find_map(|time| if let Time::Fiscal(fiscal) = time { Some(*fiscal) } else { None });
    let begins = heard.times.iter().find_map(|time| if let Time::Begins(begins) = time { Some(*begins) } else { None });
    let across = heard.times.iter().find_map(|time| match time {
        Time::Across { first, count } => Some((*first, *count)),
        _ => None,
    });
    let is_word = pieces.all.iter().any(|piece| piece.says(Saying::Fiscal));
    said.is_fiscal = is_word && fiscal.is_none();
    said.begins = begins;
    heard.times.retain(|time| !matches!(time, Time::Fiscal(_) | Time::Begins(_) | Time::Across { .. }));
    let whole = |time: &Time| matches!(time, Time::Period(period) if period.months() == 12);
    let Some(fiscal) = fiscal else {
        // "November-February" says nothing without the years.
        heard.has_unfit_time |= across.is_some();
        return;
    };
    // "FY2023 (July 2022 - June 2023)"
    if heard.times.iter().any(whole) {
        return;
    }
    let period = match (fiscal, begins, across) {
        (Fiscal::From(year), _, Some((first, count))) => months_of(year, first, count),
        (fiscal, Some(begins), None) => whole_year(fiscal, begins),
        _ => None,
    };
    let is_alone = heard.times.is_empty();
    match period.filter(|_| is_alone) {
        Some(period) => heard.times.push(Time::Period(period)),
        None => {
            heard.has_unfit_time = true;
            // "1401 (2022/23)": no number of months makes that year.
            let is_other_year = |at: &usize| pieces.digits(*at).is_some_and(|digits| digits.len() == 4) && !heard.is_time(*at);
            said.fiscal = Some(fiscal).filter(|_| !heard.rest.iter().any(is_other_year));
        }
    }
}

/// The twelve months of a fiscal year, once its beginning is known.
pub(in crate::tables) fn whole_year(fiscal: Fiscal, begins: Begins) -> Option<Period> {
    match fiscal {
        Fiscal::From(year) => months_of(year, begins.month, 12),
        Fiscal::Named(year) => match begins.called_by? {
            CalledBy::Begin => months_of(year, begins.month, 12),
            CalledBy::End => months_of(year - 1, begins.month, 12),
        },
    }
}
