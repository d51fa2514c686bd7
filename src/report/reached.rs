//! When each path would be at each forecast, as a table: one row for paces that would be there at the same time, one for the series' own
//! history.

use super::paths::{self, OWN_HISTORY};
use super::targets::{MOST, Whens};
use crate::figures::{Figures, Nature};
use crate::period::Period;
use crate::projection::{Basis, Projected, Reached, Side, Stands, Target, When};

/// When a path, or paces that are nearly equal, would reach a forecast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetRow {
    /// The forecast's id.
    pub target: String,
    /// The path's name.
    pub path: String,
    /// When: at the earliest that words or the band leave, at the middle, at the latest.
    pub when: [String; 3],
    /// "in time", "too late", "perhaps", and of a range "within", "below", "above", "perhaps"; empty where no date was named.
    pub in_time: String,
}

impl TargetRow {
    /// What the fields are called; of forecasts without a date nothing is in time.
    pub fn header(rows: &[TargetRow]) -> &'static [&'static str] {
        const NAMES: [&str; 6] = ["forecast", "path", "earliest", "central", "latest", "by its date"];
        let has_dates = rows.iter().any(|row| !row.in_time.is_empty());
        if has_dates { &NAMES } else { &NAMES[..NAMES.len() - 1] }
    }

    /// For a table.
    pub fn fields(&self) -> [String; 6] {
        let [earliest, central, latest] = self.when.clone();
        [self.target.clone(), self.path.clone(), earliest, central, latest, self.in_time.clone()]
    }
}

/// The rows of the first forecasts that are still ahead; paces that would be there at the same time in one.
pub(super) fn rows(projected: &Projected, figures: &Figures) -> Vec<TargetRow> {
    let stated = paths::stated(projected);
    let told: Vec<Basis> = stated.groups.iter().flat_map(|group| group.0.iter().map(|path| path.basis)).collect();
    let mut rows = Vec::new();
    for target in projected.targets.iter().filter(|target| matches!(target.stands, Stands::Ahead)).take(MOST) {
        let mut of_target: Vec<(Vec<&str>, TargetRow)> = Vec::new();
        let of_paces = told.iter().filter_map(|basis| target.reached.iter().find(|reached| reached.basis == *basis));
        for reached in of_paces {
            let row = row(target, reached, projected, figures);
            match of_target.iter_mut().find(|(_, other)| other.when == row.when) {
                Some((names, _)) => names.push(&reached.path),
                None => of_target.push((vec![&reached.path], row)),
            }
        }
        // What shares a column shares a row.
        of_target.extend(stated.rest.iter().filter_map(|rest| together(target, rest, projected, figures)));
        let own = target.reached.iter().filter(|reached| is_own(reached));
        of_target.extend(own.map(|reached| (vec![OWN_HISTORY], row(target, reached, projected, figures))));
        // The forecast is named once.
        for (place, (names, row)) in of_target.into_iter().enumerate() {
            let target = if place == 0 { row.target } else { String::new() };
            rows.push(TargetRow { target, path: paths::some_of(names.into_iter()), ..row });
        }
    }
    rows
}

/// One path beside one forecast.
fn row(target: &Target, reached: &Reached, projected: &Projected, figures: &Figures) -> TargetRow {
    let nature = projected.history.series.nature;
    let id = figures.figures.get(target.figure).map_or(String::new(), |figure| figure.id.clone());
    let when = [reached.earliest, reached.central, reached.latest].map(|end| end_told(end, nature));
    let in_time = by_date(target, [reached], [reached.earliest, reached.latest]).to_string();
    TargetRow { target: id, path: reached.path.clone(), when, in_time }
}

/// Paces that share the last column, however far apart they are: their middles as a range.
fn together<'a>(
    target: &Target,
    rest: &paths::Paces<'a>,
    projected: &Projected,
    figures: &Figures,
) -> Option<(Vec<&'a str>, TargetRow)> {
    let nature = projected.history.series.nature;
    let reached = |basis: Basis| target.reached.iter().find(|reached| reached.basis == basis);
    let all: Vec<&Reached> = rest.0.iter().filter_map(|path| reached(path.basis)).collect();
    let Whens { earliest, central, latest } = Whens::of(all.iter().copied());
    let [fastest, slowest] = central.map(|middle| end_told(middle, nature));
    let row = row(target, all.first()?, projected, figures);
    let central = if fastest == slowest { fastest } else { format!("{fastest} to {slowest}") };
    let when = [end_told(earliest, nature), central, end_told(latest, nature)];
    let in_time = by_date(target, all.iter().copied(), [earliest, latest]).to_string();
    Some((rest.0.iter().map(|path| &*path.name).collect(), TargetRow { when, in_time, ..row }))
}

/// Whether it is the series' own history that would be there.
pub(super) fn is_own(reached: &Reached) -> bool {
    reached.basis == Basis::Central
}

/// What is to be said of the date: whether paths are there by then, and of a range on which side of it they are then.
fn by_date<'a>(target: &Target, all: impl IntoIterator<Item = &'a Reached>, [earliest, latest]: [When; 2]) -> &'static str {
    let Some(by) = target.by else { return "" };
    if target.aim.range.is_none() {
        return in_time(by, earliest, latest);
    }
    let mut sides = all.into_iter().map(|reached| reached.then.and_then(|then| then.all));
    let first = sides.next().flatten();
    match first.filter(|first| sides.all(|side| side == Some(*first))) {
        Some(Side::Below) => "below",
        Some(Side::Within) => "within",
        Some(Side::Above) => "above",
        None => "perhaps",
    }
}

fn in_time(by: Period, earliest: When, latest: When) -> &'static str {
    let is_by = |end: When| end.period().is_some_and(|period| period.first() <= by.first());
    match (is_by(earliest), is_by(latest)) {
        (_, true) => "in time",
        (true, false) => "perhaps",
        (false, false) => "too late",
    }
}

/// An end in a table: a period, or what is known where there is none.
fn end_told(end: When, nature: Nature) -> String {
    match end {
        When::In(end) => paths::period_told(end, nature),
        When::NotBefore(_) | When::Never => end.to_string(),
    }
}
