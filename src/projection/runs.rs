//! The months known of a year that is not known whole, in whichever order they were told.
//!
//! > January, February and April of 2021 are known: two runs, of three months. July to December: one run, of six.
//!
//! They are as many as disjoint periods within the year cover; of as many, those that end first. Which months of the year they are
//! counts, for the [share](super::year) of the same months in years past is what the year is put together by.

use super::amounts::{Amounts, Point, sum};
use crate::period::{Period, YEAR};

/// What is known of a year, run by run, in order; empty where nothing is.
pub(super) fn of_year(amounts: &Amounts, begin: i32) -> Vec<Point> {
    // The most months that periods cover before each month of the year, and these periods.
    let mut best: Vec<(i32, Vec<Period>)> = vec![(0, Vec::new())];
    for end in begin + 1..=begin + YEAR {
        let mut covered = best.last().cloned().unwrap_or_default();
        let ending = amounts.all().map(|point| point.period);
        let ending = ending.filter(|period| period.end() == end && period.first() >= begin && period.months() < YEAR);
        for period in ending {
            let Some((months, before)) = usize::try_from(period.first() - begin).ok().and_then(|place| best.get(place)) else {
                continue;
            };
            if months + period.months() > covered.0 {
                let with = before.iter().copied().chain([period]).collect();
                covered = (months + period.months(), with);
            }
        }
        best.push(covered);
    }
    let periods = best.pop().map_or(Vec::new(), |(_, periods)| periods);
    let mut runs: Vec<Period> = Vec::new();
    for period in periods {
        let joined = runs.last().filter(|run| run.end() == period.first());
        match joined.and_then(|run| Period::between(run.first(), period.end())) {
            Some(longer) => {
                runs.pop();
                runs.push(longer);
            }
            None => runs.push(period),
        }
    }
    runs.into_iter().filter_map(|run| amounts.of(run)).collect()
}

/// The part of some runs before a month, moved by whole years; `None` where not all of it is known there, or none of it lies before.
pub(super) fn same_months(amounts: &Amounts, runs: &[Point], before: i32, moved: i32) -> Option<Point> {
    let begun = runs.iter().map(|run| run.period).filter(|run| run.first() < before);
    let cut = begun.map(|run| Period::between(run.first() + moved, run.end().min(before) + moved));
    together(&cut.map(|run| amounts.of(run?)).collect::<Option<Vec<Point>>>()?)
}

/// All runs as one amount; its period is from the first month to the last. `None` of none.
pub(super) fn together(runs: &[Point]) -> Option<Point> {
    let (first, last) = (runs.first()?, runs.last()?);
    if runs.len() == 1 {
        return Some(first.clone());
    }
    Some(sum(Period::between(first.period.first(), last.period.end())?, runs.iter()))
}

/// How many months they are.
pub(super) fn months(runs: &[Point]) -> i32 {
    runs.iter().map(|run| run.period.months()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::{End, Interval, Ratio};

    fn known(periods: &[&str]) -> Amounts {
        let mut amounts = Amounts::default();
        for period in periods {
            let period: Period = period.parse().expect("a period");
            let end = Some(End { at: Ratio::from_integer(i128::from(period.months())), open: false });
            let (interval, central) = (Interval { low: end, high: end }, f64::from(period.months()));
            amounts.add(Point { period, interval, central, rests_on: Vec::new(), unsettled: Vec::new() });
        }
        amounts
    }

    fn told(periods: &[&str]) -> String {
        let begin = Period::year(2021).expect("a year").first();
        let runs: Vec<String> = of_year(&known(periods), begin).iter().map(|run| run.period.to_string()).collect();
        runs.join(" ")
    }

    #[test]
    fn all_months_of_the_year_count_wherever_they_are() {
        assert_eq!(told(&["2021-07..2021-12", "2020"]), "2021-H2");
        assert_eq!(told(&["2021-01", "2021-02", "2021-04"]), "2021-01..2021-02 2021-04");
        assert_eq!(told(&["2021-Q3", "2021-Q2", "2020-12"]), "2021-04..2021-09");
        assert_eq!(told(&["2020", "2022-01", "2021-11..2022-02"]), "");
    }

    #[test]
    fn of_periods_that_overlap_those_that_cover_most_are_taken() {
        assert_eq!(told(&["2021-H1", "2021-02..2021-07"]), "2021-H1");
        assert_eq!(told(&["2021-Q1", "2021-01..2021-05", "2021-04", "2021-05..2021-09"]), "2021-01..2021-09");
    }

    #[test]
    fn the_same_months_of_another_year_are_all_there_or_none() {
        let amounts = known(&["2021-01..2021-02", "2021-04..2021-05", "2020-01", "2020-02", "2020-04", "2019-01..2019-05"]);
        let begin = Period::year(2021).expect("a year").first();
        let runs = of_year(&amounts, begin);
        let same = |before: i32, years: i32| Some(same_months(&amounts, &runs, begin + before, -YEAR * years)?.central);
        assert_eq!((same(12, 1), same(4, 1), same(3, 1)), (None, Some(3.0), Some(2.0)));
        assert_eq!((same(12, 0), same(12, 2), same(0, 1)), (Some(4.0), None, None));
    }
}
