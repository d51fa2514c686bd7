//! Months alone, and months brought to the path of years: how far off either is in the rest of a year begun and in the next, and how much of
//! both the bands hold.

use crate::series::Series;
use crossfoot::exact::Interval;
use crossfoot::figures::{Flow, Nature};
use crossfoot::period::Period;
use crossfoot::projection::amounts::Point;
use crossfoot::projection::bands::{Coverage, around};
use crossfoot::projection::trend::Kind;
use crossfoot::projection::year::PartOfYear;
use crossfoot::projection::{History, Part, outlook};

/// Mean symmetric errors, and what the 95 % bands held, in per cent.
#[derive(Clone, Copy, Debug, Default)]
pub struct MonthsScore {
    /// How many years begun.
    pub tried: f64,
    /// Of the months of the year begun that are not known.
    pub rest: f64,
    /// Of the months of the next.
    pub next: f64,
    /// Of the months of both.
    pub held: f64,
}

/// From the end of so many months of every year that has two before it and one after, months known from the first year on or of so many whole
/// years: months alone, or brought to the years.
pub fn score(all: &[Series], known: usize, kept: Option<usize>, is_alone: bool) -> MonthsScore {
    let mut score = MonthsScore::default();
    for series in all {
        let values = &series.values[series.known % 12..];
        for year in 2..(values.len() / 12).saturating_sub(1) {
            let (cut, end) = (12 * year + known, 12 * year + 24);
            let history = history(&values[..cut], kept, is_alone);
            let Some(outlook) = outlook(&history, end - cut, Coverage::NinetyFive) else { continue };
            let (rest, next) = values[cut..end].split_at(12 - known);
            let apart = |(value, came): (&f64, &f64)| 200.0 * (value - came).abs() / (value + came);
            let mean = |path: &[f64], came: &[f64]| path.iter().zip(came).map(apart).sum::<f64>() / came.len() as f64;
            score.tried += 1.0;
            score.rest += mean(&outlook.values, rest);
            score.next += mean(&outlook.values[rest.len()..], next);
            let bands = outlook.values.iter().zip(&outlook.off).map(|(value, off)| around(*value, Kind::Positive, off[1]));
            let inside = bands.zip(&values[cut..]).filter(|((low, high), came)| (low..=high).contains(came)).count();
            score.held += 100.0 * inside as f64 / (end - cut) as f64;
        }
    }
    let MonthsScore { tried, rest, next, held } = score;
    MonthsScore { tried, rest: rest / tried, next: next / tried, held: held / tried }
}

/// The month so many after January 2000.
pub fn month(after: usize) -> i32 {
    24_000 + after as i32
}

/// What the months from one to before another come to.
pub fn point(values: &[f64], from: usize, until: usize) -> Point {
    let period = Period::between(month(from), month(until)).expect("within the calendar");
    let central = values[from..until].iter().sum();
    Point { period, interval: Interval::point(1.into()), central, rests_on: Vec::new(), unsettled: Vec::new() }
}

/// The history that has these points, so many months apart.
pub fn history_of(points: Vec<Point>, months: i32) -> History {
    let series = crossfoot::figures::Series {
        reporter: "A".into(),
        partner: "B".into(),
        flow: Flow::Exports,
        product: "TOTAL".into(),
        nature: Nature::Flow,
    };
    History::of(series, None, points, months)
}

/// As if the series began in January 2000; its months known of the last years alone, where so many are kept.
fn history(values: &[f64], kept: Option<usize>, is_alone: bool) -> History {
    let whole = values.len() / 12;
    let first = whole - kept.unwrap_or(whole).min(whole);
    let months = history_of((12 * first..values.len()).map(|month| point(values, month, month + 1)).collect(), 1);
    if is_alone {
        return months;
    }
    let mut years = history_of((0..whole).map(|year| point(values, 12 * year, 12 * year + 12)).collect(), 12);
    if !values.len().is_multiple_of(12) {
        let begin = 12 * whole;
        let months = values.len() - begin;
        let past = (first..whole)
            .map(|year| (point(values, 12 * year, 12 * year + months).central, years.points[year].central))
            .collect();
        let known = point(values, begin, values.len());
        let of_year = PartOfYear { known: known.central, months: months as i32, past, kind: Kind::Positive };
        let year = Period::between(month(begin), month(begin + 12)).expect("within the calendar");
        let runs = vec![known.clone()];
        years.part = Some(Part { year, known, runs, of_year, unsettled: Vec::new(), rest_before: None });
    }
    History { years: Some(Box::new(years)), ..months }
}

/// Prints both.
pub fn print(all: &[Series]) {
    println!("kept\tmonths known\tyears\trest, alone\tnext, alone\t95 %, alone\trest, of years\tnext, of years\t95 %, of years");
    for kept in [None, Some(1)] {
        for known in [0, 1, 3, 6, 8, 9, 10, 11] {
            let (alone, of_years) = (score(all, known, kept, true), score(all, known, kept, false));
            print!("{}\t{known}\t{}", kept.map_or("all".into(), |kept| kept.to_string()), alone.tried);
            for MonthsScore { rest, next, held, .. } in [alone, of_years] {
                print!("\t{rest:.2}\t{next:.2}\t{held:.1}");
            }
            println!();
        }
    }
}
