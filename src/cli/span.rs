//! Whether a year that was asked for has anything to do with what is known: `--from 2040` of figures that end in 2023, or `--to 2020`
//! of what is known through 2023, is refused rather than ignored.

use super::Ahead;
use super::problem::Problem;
use super::run::Asked;
use crossfoot::exact::Ratio;
use crossfoot::figures::{Aspect, Cell, Figure, Figures};
use crossfoot::period::YEAR;
use crossfoot::projection::amounts::Point;
use crossfoot::projection::{History, Projection};
use crossfoot::report::{Project, View};
use std::collections::BTreeSet;

/// So many series are named in a notice.
const NAMED: usize = 3;

/// The years of which amounts are known, in those series that are reported; `None` where there are none.
fn known<'a>(histories: impl Iterator<Item = &'a History>, view: &View) -> Option<(i32, i32)> {
    let kept = histories.filter(|history| keeps(history, view));
    let known = kept.flat_map(|history| history.points.iter().chain(history.part.as_ref().map(|part| &part.known)));
    let years = known.map(|point| (point.period.first_year(), (point.period.end() - 1).div_euclid(YEAR)));
    years.reduce(|(first, last), (begin, end)| (first.min(begin), last.max(end)))
}

fn keeps(history: &History, view: &View) -> bool {
    history.last().is_some_and(|last| {
        let (series, unit) = (history.series.clone(), history.unit.clone());
        view.only.keeps(&Cell { series, period: last.period, aspect: Aspect::Level, unit })
    })
}

/// That something is known by the year that paths are to start from, and something of that year or later.
///
/// # Errors
/// Names the years that are known.
pub fn starts_within(from: i32, histories: &[History], view: &View) -> Result<(), Problem> {
    match known(histories.iter(), view) {
        Some((first, last)) if !(first..=last).contains(&from) => {
            Err(Problem::Told(format!("--from {from}: amounts are known {}; name one of these years", between(first, last))))
        }
        _ => Ok(()),
    }
}

/// That something is still ahead in the year that paths are to lead to; says of how many series that is not so, where it is of others.
///
/// # Errors
/// Names the years that are known, where nothing is ahead.
pub fn leads_ahead(to: i32, from: Option<i32>, projection: &Projection, view: &View) -> Result<Option<String>, Problem> {
    let histories = || projection.series.iter().map(|projected| &projected.history).filter(|history| keeps(history, view));
    let Some((first, last)) = known(histories(), view) else { return Ok(None) };
    // December of a year ends where the next one begins.
    let end_of_year = (to + 1) * YEAR;
    let is_behind = |history: &&History| history.last().is_some_and(|last| last.period.end() >= end_of_year);
    match (histories().filter(is_behind).count(), histories().count()) {
        (0, _) => Ok(None),
        (behind, all) if behind < all => {
            Ok(Some(format!("--to {to}: {behind} of {all} series are known so far or further; their paths go one period on")))
        }
        _ => {
            let known = between(first, last);
            Err(Problem::Told(match from {
                Some(from) => format!("--to {to}: with --from {from} amounts are known {known} already; name a later year"),
                None => format!(
                    "--to {to}: amounts are known {known} already; name a later year, or add --from to leave the last years out"
                ),
            }))
        }
    }
}

/// The paces asked for, each once; and what is said of those that are another one again, as 12% and 12.0% are.
pub fn each_once(paces: &[(Ratio, String)]) -> (Vec<(Ratio, String)>, Vec<String>) {
    let (mut once, mut told) = (Vec::<(Ratio, String)>::new(), Vec::new());
    for (growth, written) in paces {
        match once.iter().find(|(known, _)| known == growth) {
            Some((_, first)) => told.push(format!("--pace {written} is --pace {first} again")),
            None => once.push((*growth, written.clone())),
        }
    }
    (once, told)
}

/// Where nothing can be carried on, or not at the pace asked for, what to type.
pub fn not_carried(report: &Project<'_>, asked: &Asked<'_>, ahead: &Ahead) -> Vec<String> {
    let mut told = Vec::new();
    if report.series.is_empty() && asked.filter.only.is_none() {
        told.push("no amount is known to start from; add a row with one, as in RUS,UZB,turnover,2022,9.3 bn USD".into());
    }
    let without: Vec<String> = report
        .series
        .iter()
        .filter(|line| !line.has_asked_pace() && !line.projected.history.is_year_of_parts())
        .map(|line| line.cell.series.to_string())
        .collect();
    if !without.is_empty() && !ahead.pace.is_empty() {
        let written: Vec<&str> = ahead.pace.iter().map(|(_, written)| &**written).collect();
        let is = if written.len() == 1 { "is" } else { "are" };
        let (first, more) = without.split_at(without.len().min(NAMED));
        let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
        told.push(format!(
            "--pace {} {is} not carried where the last amount may be nothing, or less: {}{more}",
            written.join(", "),
            first.join(", ")
        ));
    }
    told
}

/// That a unit chosen with `--in` counts no amount that is told.
pub fn counts_nothing(report: &Project<'_>) -> Option<String> {
    let chosen = report.counting.0.as_ref()?;
    let is_counted = report.series.iter().any(|line| line.cell.unit.as_ref() == Some(&chosen.unit));
    let units: BTreeSet<String> = report.series.iter().filter_map(|line| Some(line.cell.unit.as_ref()?.to_string())).collect();
    // Of what nothing at all is counted in it was said already.
    let is_named = |figure: &Figure| figure.reading.cell.as_ref().is_some_and(|cell| cell.unit.as_ref() == Some(&chosen.unit));
    (!is_counted && report.all.figures.iter().any(is_named) && !units.is_empty()).then(|| {
        let units: Vec<String> = units.into_iter().collect();
        format!(
            "--in \"{}\" changes nothing: the amounts known are in {}; --rate converts forecasts only",
            chosen.written,
            units.join(", ")
        )
    })
}

fn between(first: i32, last: i32) -> String {
    if first == last { format!("of {first}") } else { format!("of {first} to {last}") }
}

/// With `--as allowed`: whose words leave so much open that a path starts from what they are meant to say all the same.
pub fn keeps_to_meant(figures: &Figures, projection: &Projection, view: &View) -> Option<String> {
    let histories = projection.series.iter().map(|projected| &projected.history).filter(|history| keeps(history, view));
    let points = histories.flat_map(|history| history.points.iter().chain(history.part.as_ref().map(|part| &part.known)));
    let is_meant = |point: &Point, index: usize| {
        let reading = figures.figures.get(index).map(|figure| &figure.reading);
        reading.is_some_and(|reading| reading.meant != reading.allowed && reading.meant == point.interval)
    };
    let kept: BTreeSet<usize> =
        points.flat_map(|point| point.rests_on.iter().copied().filter(|&index| is_meant(point, index))).collect();
    let first = figures.figures.get(*kept.first()?)?;
    let others = match kept.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    Some(format!(
        "--as allowed: the words of {}{others} allow too much to start a path from; it keeps to what they are meant to say",
        first.id
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pace_written_in_two_ways_is_one() {
        let pace = |percent: i128, written: &str| (Ratio::new(percent, 100), written.to_string());
        let asked = [pace(12, "12%"), pace(8, "8%"), pace(12, "12.0%")];
        let (once, told) = each_once(&asked);
        assert_eq!(once, asked[..2]);
        assert_eq!(told, ["--pace 12.0% is --pace 12% again"]);
    }
}
