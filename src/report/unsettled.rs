//! Where the figures of a series contradict one another, or several state one amount vaguely, its paths are told all the same, from what
//! is stated; and that is said. A series none of whose figures is in a finding is not blamed for what others clash in.

use super::names::period_name;
use super::sentences::listed;
use crate::figures::Figures;
use crate::period::Period;
use crate::projection::{History, Unsettled, Why};
use std::collections::BTreeSet;

/// A sentence or two on each reason that there is. `clashing` are the figures (indices) that cannot all be true.
pub(super) fn notes(history: &History, figures: &Figures, clashing: &BTreeSet<usize>) -> Vec<String> {
    let mut all = history.unsettled();
    let is_its = |index: &usize| {
        let cell = figures.figures.get(*index).and_then(|figure| figure.reading.cell.as_ref());
        cell.is_some_and(|cell| cell.series == history.series)
    };
    if !clashing.iter().any(is_its) {
        all.retain(|one| one.why != Why::Contradicted);
    }
    let of = |why: Why| -> Vec<&Unsettled> { all.iter().copied().filter(|one| one.why == why).collect() };
    [Why::Contradicted, Why::Stretched, Why::Vague].into_iter().filter_map(|why| note(why, &of(why), figures)).collect()
}

fn note(why: Why, all: &[&Unsettled], figures: &Figures) -> Option<String> {
    let mut periods: Vec<Period> = all.iter().map(|one| one.period).collect();
    periods.dedup();
    let known = when(&periods)?;
    let several: Vec<&&Unsettled> = all.iter().filter(|one| !one.others.is_empty()).collect();
    let together = several.iter().map(|one| listed(&ids(one, figures))).collect::<Vec<_>>().join("; ");
    Some(match why {
        Why::Contradicted => {
            let several = if several.is_empty() {
                String::new()
            } else {
                format!("; where several state it, their whole range ({together})")
            };
            format!(
                "Not all of its figures can be true, and nothing follows from them: see crossfoot check. The paths take what is \
                 stated of {known}{several}."
            )
        }
        Why::Stretched => format!(
            "Several figures state {known}, which stand together only if words are stretched: the paths take their whole range \
             ({together})."
        ),
        Why::Vague => {
            format!("Several figures state {known}, and only vaguely: the paths take what they leave together ({together}).")
        }
    })
}

/// The figures that state it.
fn ids(one: &Unsettled, figures: &Figures) -> Vec<String> {
    let id = |index: &usize| figures.figures.get(*index).map_or(String::new(), |figure| figure.id.clone());
    std::iter::once(&one.first).chain(&one.others).map(id).collect()
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
