//! A forecast that is a range, beside the paths: which of them have passed it by its date, and how likely it is to come out in it.
//!
//! > At the stated “20%” a year (g), “between 70 and 90 mn USD” would be reached in 2024, and passed by 2026.

use super::likely::chances;
use super::names::when;
use super::paths::{self, Columns};
use super::sentences::in_words;
use super::targets::{period, quoted};
use crate::figures::{Flow, Nature};
use crate::period::Period;
use crate::projection::{Path, Projected, Reached, Side, Target};

/// Said of chances: to lie in it.
pub(super) const IN_IT: &str = " to lie in that range";

/// Whether the middle of a path has passed a range by its date.
fn is_passed(target: &Target, reached: &Reached) -> bool {
    let beyond = if target.sense.is_fall() { Side::Below } else { Side::Above };
    reached.then.is_some_and(|then| then.middle == beyond)
}

/// Said of what reaches a range and is beyond it by its date: ", and passed by 2026"; of several paths how many are. Empty of one amount.
pub(super) fn passed(target: &Target, all: &[&Reached], nature: Nature) -> String {
    let Some(by) = target.by else { return String::new() };
    let count = all.iter().filter(|reached| is_passed(target, reached)).count();
    let is_at_once = all.iter().all(|reached| reached.central.period() == Some(by));
    let by = if is_at_once { "then".into() } else { period(by, nature) };
    match count {
        0 => String::new(),
        count if count == all.len() => format!(", and passed by {by}"),
        count => format!("; at {} of them it is passed by {by}", in_words(count)),
    }
}

/// Of a range that has today's level in it: which stated paces lead out of it by its date, and what the series' own history makes of that.
pub(super) fn staying(target: &Target, by: Period, projected: &Projected, columns: &Columns<'_>) -> String {
    let nature = projected.history.series.nature;
    let all = paths::stated(projected);
    let told = all.columns().flat_map(|group| group.0.iter().copied());
    let leaving = told.filter_map(|path| {
        let side = target.reached.iter().find(|reached| reached.basis == path.basis)?.then?.middle;
        (side != Side::Within).then_some((path, side))
    });
    let leaving: Vec<(&Path, Side)> = leaving.collect();
    let mut text = match &leaving[..] {
        [] => String::new(),
        [(path, side)] => {
            let at = if paths::is_asked(path) { "At" } else { "At the stated" };
            let (more, when) = (if *side == Side::Above { "more" } else { "less" }, when(by, nature));
            format!(" {at} {} it would be {more} {when}.", quoted(path))
        }
        several => format!(" At {} of the paces it would be out of that range {}.", in_words(several.len()), when(by, nature)),
    };
    let Some(probability) = target.probability else { return text };
    let (chances, when) = (chances(probability), when(by, nature));
    // A deficit is no "about −5 bn" in a sentence.
    let is_told = projected.history.series.flow != Flow::Balance;
    text += &match target.then.as_ref().filter(|_| is_told) {
        Some(then) => {
            let amount = columns.own.beyond(then);
            format!(" The series' own history leads to about {amount} {when}, and gives it {chances}{IN_IT} then.")
        }
        None => format!(" The series' own history gives it {chances}{IN_IT} {when}."),
    };
    text
}
