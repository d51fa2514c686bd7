//! What is said of each forecast and target of a series, in front of its tables: where it stands beside the paths, what the rest of a year
//! begun must bring, what came of it after the year that paths start from; and why one stands beside none.

use super::gauge::Gauge;
use super::paths::Columns;
use super::project::SeriesLine;
use super::sentences::in_words;
use super::targets::{self, level, period};
use super::{Units, begun, more_than_last};
use crate::figures::{Aspect, Figures};
use crate::projection::{Projected, Stands, Target, paces, spoken_of};

/// The sentences on one of them.
pub(super) fn told(
    target: &Target,
    projected: &Projected,
    figures: &Figures,
    (units, gauge): (&Units, &Gauge),
    columns: &Columns<'_>,
) -> String {
    let first = targets::sentence(target, projected, figures, units, columns);
    let further = [
        more_than_last::told(target, projected),
        begun::still_needed(target, projected, gauge),
        what_came(target, projected, units),
    ];
    [first].into_iter().chain(further.into_iter().flatten()).collect::<Vec<_>>().join(" ")
}

/// What is known by now of a date that lay ahead of the year that paths start from.
fn what_came(target: &Target, projected: &Projected, units: &Units) -> Option<String> {
    let by = target.by?;
    let came = projected.came.iter().find(|point| point.period == by)?;
    let nature = projected.history.series.nature;
    Some(format!("{} was {}.", period(by, nature), level(&came.interval, projected, units)))
}

/// Gives each series the sentences on those of its forecasts that stand beside no path; the figures (indices) of which that was said.
pub(super) fn put_apart(lines: &mut [SeriesLine<'_>], apart: &[(usize, String)], figures: &Figures) -> Vec<usize> {
    let mut put = Vec::new();
    for (index, text) in apart {
        let Some(figure) = figures.figures.get(*index).filter(|figure| !figure.status.is_of_the_past()) else { continue };
        let of = spoken_of(figure).map(|(series, ..)| series).or(paces::spoken_of(figure).map(|(series, _)| series));
        let is_its = |line: &&mut SeriesLine<'_>| Some(&line.cell.series) == of && line.cell.aspect == Aspect::Level;
        if let Some(line) = lines.iter_mut().find(is_its) {
            line.apart.push(text.clone());
            put.push(*index);
        }
    }
    put
}

impl SeriesLine<'_> {
    /// The sentences on all forecasts.
    pub fn forecasts(&self) -> impl Iterator<Item = &String> {
        self.targets.iter().chain(&self.apart)
    }

    /// The same, and a line on which of them the table has.
    pub fn told_targets(&self) -> impl Iterator<Item = String> {
        let of_table = self.target_rows.iter().filter(|row| !row.target.is_empty()).count();
        let ahead = self.projected.targets.iter().filter(|target| matches!(target.stands, Stands::Ahead)).count();
        let these = if ahead == self.targets.len() { "these" } else { "those still ahead" };
        let is_cut = of_table > 0 && ahead > targets::MOST;
        let cut = format!("The table has the first {} of {these}; -f csv and -f json have all.", in_words(of_table));
        self.forecasts().cloned().chain(is_cut.then_some(cut))
    }
}
