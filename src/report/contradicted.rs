//! Where the figures of a series contradict one another its paths are told all the same, from what is stated; and that is said.

use super::names::period_name;
use super::sentences::listed;
use crate::figures::Figures;
use crate::period::Period;
use crate::projection::{Contradicted, History};

/// A sentence or two, if there is anything to be said.
pub(super) fn note(history: &History, figures: &Figures) -> Option<String> {
    let all = history.contradicted();
    let mut periods: Vec<Period> = all.iter().map(|one| one.period).collect();
    periods.dedup();
    let known = when(&periods)?;
    let first_of: Vec<String> = all.iter().filter(|one| !one.others.is_empty()).map(|one| first_of(one, figures)).collect();
    let several = match &first_of[..] {
        [] => String::new(),
        each => format!(", and the first where several figures state it: {}", each.join("; ")),
    };
    Some(format!(
        "Figures contradict one another, and nothing follows from them (`crossfoot check` shows which). The paths take what is \
         stated of {known}{several}."
    ))
}

/// Which of several figures of one quantity a path takes.
fn first_of(one: &Contradicted, figures: &Figures) -> String {
    let id = |index: &usize| figures.figures.get(*index).map_or(String::new(), |figure| figure.id.clone());
    let ids: Vec<String> = std::iter::once(&one.taken).chain(&one.others).map(id).collect();
    format!("{} of {}", ids[0], listed(&ids))
}

/// Periods in words: each of a few, else the first and the last; `None` of none.
fn when(periods: &[Period]) -> Option<String> {
    const FEW: usize = 3;
    match periods {
        [] => None,
        [first, .., last] if periods.len() > FEW => Some(format!("{} to {}", period_name(*first), period_name(*last))),
        few => Some(listed(&few.iter().map(|&period| period_name(period)).collect::<Vec<String>>())),
    }
}
