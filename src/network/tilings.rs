//! How the periods of a family of series add up. The line of months is cut wherever a mentioned period begins or ends; what
//! lies between two cuts is a piece. Each period is then the sum of the fewest mentioned periods and pieces that tile it, once
//! through each of the largest periods inside it: a year is its four quarters, and also nine months and the last quarter.
//!
//! Following the tilings downwards every period ends in pieces, so all sums in time are implied; the coarse ones keep
//! narrowing tight.

use crate::period::Period;
use std::collections::BTreeSet;

/// A family's periods, mentioned ones and pieces, in order, and the sums between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tilings {
    /// Every period that needs a cell.
    pub periods: Vec<Period>,
    /// A period (index) and the periods (indices) that tile it.
    pub sums: Vec<(usize, Vec<usize>)>,
}

/// Cuts the line of months at the ends of the mentioned periods.
pub(super) fn tile(mentioned: &BTreeSet<Period>) -> Tilings {
    let cuts: BTreeSet<i32> = mentioned.iter().flat_map(|p| [p.first(), p.end()]).collect();
    let cuts: Vec<i32> = cuts.into_iter().collect();
    let mut all = mentioned.clone();
    for period in mentioned {
        let inside = cuts.iter().skip_while(|&&cut| cut < period.first()).take_while(|&&cut| cut <= period.end());
        let inside: Vec<i32> = inside.copied().collect();
        all.extend(inside.windows(2).filter_map(|pair| Period::between(pair[0], pair[1])));
    }
    let periods: Vec<Period> = all.into_iter().collect();
    let mut sums = Vec::new();
    for (index, period) in periods.iter().enumerate() {
        let inside = proper_parts(&periods, index);
        let mut tilings: BTreeSet<Vec<usize>> = BTreeSet::new();
        for &through in inside.iter().filter(|&&part| !inside.iter().any(|&other| strictly_inside(&periods, part, other))) {
            if tilings.iter().any(|tiling| tiling.contains(&through)) {
                continue;
            }
            let middle = &periods[through];
            let before = fewest(&periods, &inside, period.first(), middle.first());
            let after = fewest(&periods, &inside, middle.end(), period.end());
            tilings.insert(before.into_iter().chain([through]).chain(after).collect());
        }
        sums.extend(tilings.into_iter().map(|tiling| (index, tiling)));
    }
    Tilings { periods, sums }
}

fn strictly_inside(periods: &[Period], part: usize, other: usize) -> bool {
    part != other && periods[other].contains(&periods[part])
}

/// The periods inside one, in order; those that begin before its end follow one another, as periods are sorted.
fn proper_parts(periods: &[Period], index: usize) -> Vec<usize> {
    let period = &periods[index];
    let begin = periods.partition_point(|other| other.first() < period.first());
    let end = periods.partition_point(|other| other.first() < period.end());
    (begin..end).filter(|&other| other != index && period.contains(&periods[other])).collect()
}

/// The fewest of `inside` that fill the months from `first` to `end`; of equally few the longest first. Pieces fill any gap,
/// so there is always an answer.
fn fewest(periods: &[Period], inside: &[usize], first: i32, end: i32) -> Vec<usize> {
    // best[month] = how many more periods are needed from that month on, and the next one, for the months where a period ends.
    let mut best: std::collections::BTreeMap<i32, (usize, Option<usize>)> = [(end, (0, None))].into();
    for &part in inside.iter().rev() {
        let period = &periods[part];
        if period.first() < first {
            continue;
        }
        if let Some(&(rest, _)) = best.get(&period.end()) {
            let count = rest + 1;
            // Going backwards the longer of two with the same first month comes first, and stays unless beaten.
            if best.get(&period.first()).is_none_or(|&(known, _)| count < known) {
                best.insert(period.first(), (count, Some(part)));
            }
        }
    }
    let mut tiling = Vec::new();
    let mut month = first;
    while let Some(&(_, Some(part))) = best.get(&month) {
        tiling.push(part);
        month = periods[part].end();
    }
    tiling
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(mentioned: &[&str]) -> Vec<String> {
        let tilings = tile(&mentioned.iter().map(|text| text.parse().unwrap()).collect());
        let name = |&index: &usize| tilings.periods[index].to_string();
        tilings
            .sums
            .iter()
            .map(|(p, parts)| format!("{} = {}", name(p), parts.iter().map(name).collect::<Vec<_>>().join(" + ")))
            .collect()
    }

    #[test]
    fn a_year_is_its_quarters_and_a_quarter_its_months() {
        let mut mentioned: Vec<String> = (1..=12).map(|m| format!("2022-{m:02}")).collect();
        mentioned.extend((1..=4).map(|q| format!("2022-Q{q}")));
        mentioned.push("2022".into());
        let sums = told(&mentioned.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(sums.len(), 5);
        assert!(sums.contains(&"2022 = 2022-Q1 + 2022-Q2 + 2022-Q3 + 2022-Q4".to_string()));
        assert!(sums.contains(&"2022-Q1 = 2022-01 + 2022-02 + 2022-03".to_string()));
    }

    #[test]
    fn overlapping_spans_meet_in_pieces() {
        assert_eq!(
            told(&["2023-01..2023-08", "2023-01..2023-09", "2023"]),
            ["2023-01..2023-09 = 2023-01..2023-08 + 2023-09", "2023 = 2023-01..2023-09 + 2023-Q4"]
        );
        assert_eq!(
            told(&["2023-01..2023-08", "2023-05..2023-12"]),
            ["2023-01..2023-08 = 2023-01..2023-04 + 2023-05..2023-08", "2023-05..2023-12 = 2023-05..2023-08 + 2023-09..2023-12"]
        );
    }

    #[test]
    fn a_year_is_told_through_each_of_its_largest_parts() {
        let sums = told(&["2022-H1", "2022-H2", "2022-01..2022-09", "2022"]);
        assert!(sums.contains(&"2022 = 2022-H1 + 2022-H2".to_string()), "{sums:?}");
        assert!(sums.contains(&"2022 = 2022-01..2022-09 + 2022-Q4".to_string()), "{sums:?}");
    }

    #[test]
    fn apart_periods_have_no_sums() {
        assert!(told(&["2021", "2023-H1"]).is_empty());
    }
}
