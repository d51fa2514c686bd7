//! How far off the central path real series were, in usual steps of their own.

use crate::series::Series;
use crossfoot::projection::central::central;
use crossfoot::projection::trend::Kind;

/// Histories of these lengths are tried, as far as a series has as many points.
const LENGTHS: [usize; 14] = [2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 24, 30, 60, 90];

/// One value that came, and how far off it was.
#[derive(Clone, Copy, Debug)]
pub struct Error {
    /// Which series (index).
    pub series: usize,
    /// How many points were known.
    pub points: usize,
    /// Which value after the last known.
    pub ahead: usize,
    /// Off the path, in usual steps; without its sign.
    pub off: f64,
    /// A series counts as much by the end of what was known as by all earlier ends, and every series as much as any other.
    pub weight: f64,
}

/// The errors at all ends of all lengths.
pub fn errors(all: &[Series], by_parts: bool, horizon: usize, apart: usize) -> Vec<Error> {
    let kind = if by_parts { Kind::Positive } else { Kind::Signed };
    let mut errors = Vec::new();
    for (index, series) in all.iter().enumerate() {
        for points in LENGTHS.into_iter().filter(|&points| points <= series.known) {
            let ends: Vec<usize> = (0..).map(|back| back * apart).take_while(|back| back + points <= series.known).collect();
            for back in &ends {
                let end = series.known - back;
                let history: Vec<(usize, f64)> = series.values[end - points..end].iter().copied().enumerate().collect();
                let ahead = horizon.min(series.values.len() - end);
                let path = central(&history, kind, series.months, ahead).expect("a path of two points or more");
                let weight = if ends.len() == 1 {
                    1.0
                } else if *back == 0 {
                    0.5
                } else {
                    0.5 / (ends.len() - 1) as f64
                };
                for (place, (value, came)) in path.values.iter().zip(&series.values[end..]).enumerate() {
                    let off = if by_parts { (came / value).ln() } else { came - value };
                    errors.push(Error { series: index, points, ahead: place + 1, off: off.abs() / path.step, weight });
                }
            }
        }
    }
    errors
}

/// The number that this share of the weight does not exceed.
pub fn quantile(errors: &[&Error], share: f64) -> f64 {
    let mut sorted: Vec<(f64, f64)> = errors.iter().map(|error| (error.off, error.weight)).collect();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let all: f64 = sorted.iter().map(|(_, weight)| weight).sum();
    let mut so_far = 0.0;
    for (off, weight) in &sorted {
        so_far += weight;
        if so_far >= share * all {
            return *off;
        }
    }
    sorted.last().map_or(0.0, |(off, _)| *off)
}
