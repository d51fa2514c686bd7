//! How good paths and bands are on the competition's own test: errors, and how much of what came the bands hold.

use crate::series::{Series, added_up};
use crossfoot::projection::bands::{Bands, Coverage, around};
use crossfoot::projection::central::{Central, central};
use crossfoot::projection::trend::Kind;

/// Means over series; what the bands held over values.
#[derive(Debug, Default)]
pub struct Score {
    series: f64,
    values: f64,
    /// Mean symmetric error of the path, in per cent.
    pub smape: f64,
    /// The same of no change.
    pub no_change: f64,
    /// Mean error in mean changes of the whole history.
    pub mase: f64,
    /// Per cent of the values that the 80 and the 95 % band held.
    pub held: [f64; 2],
    /// Mean scaled interval score of the 95 % band.
    pub interval: f64,
}

/// Prints a row for each length of history, and for each kind of series.
pub fn print(yearly: &[Series], trade: &[Series]) {
    println!("series\tlast\tsMAPE\tno change\tMASE\t80 %\t95 %\tMSIS");
    let all: Vec<&Series> = yearly.iter().collect();
    for last in [None, Some(2), Some(3), Some(4), Some(5), Some(8), Some(10), Some(12)] {
        row("M3 yearly", &all, last);
    }
    let mut domains: Vec<&str> = yearly.iter().map(|series| &*series.domain).collect();
    domains.sort_unstable();
    domains.dedup();
    for domain in domains {
        row(domain, &yearly.iter().filter(|series| series.domain == domain).collect::<Vec<_>>(), None);
    }
    // Years of other series than those that the yearly bands are from: the last four held out.
    let monthly = trade.iter().filter(|series| series.months == 1);
    let added: Vec<Series> = monthly.map(|series| added_up(series, 12)).filter(|series| series.values.len() >= 8).collect();
    let added: Vec<Series> = added.into_iter().map(|series| Series { known: series.values.len() - 4, ..series }).collect();
    for last in [None, Some(2), Some(3), Some(5)] {
        row("trade, months added up to years", &added.iter().collect::<Vec<_>>(), last);
    }
    for (name, months) in [("trade, years", 12), ("trade, quarters", 3), ("trade, months", 1)] {
        for last in [None, Some(3), Some(8), Some(24)] {
            row(name, &trade.iter().filter(|series| series.months == months).collect::<Vec<_>>(), last);
        }
    }
}

fn row(name: &str, all: &[&Series], last: Option<usize>) {
    let score = Score::of(all, last);
    println!(
        "{name}\t{}\t{:.2}\t{:.2}\t{:.3}\t{:.1}\t{:.1}\t{:.1}",
        last.map_or("all".into(), |last| last.to_string()),
        score.smape,
        score.no_change,
        score.mase,
        score.held[0],
        score.held[1],
        score.interval,
    );
}

impl Score {
    /// On these series, of which the last points of what was known are used.
    pub fn of(all: &[&Series], last: Option<usize>) -> Score {
        let mut score = Score::default();
        for series in all {
            let (whole, came) = series.values.split_at(series.known);
            let known = &whole[whole.len() - last.unwrap_or(whole.len()).min(whole.len())..];
            let points: Vec<(usize, f64)> = known.iter().copied().enumerate().collect();
            let path = central(&points, Kind::Positive, series.months, came.len()).expect("a path of two points or more");
            score.add(&path, whole, came, series.months, known.len());
        }
        for sum in [&mut score.smape, &mut score.no_change, &mut score.mase, &mut score.interval] {
            *sum /= score.series;
        }
        score.held = score.held.map(|held| 100.0 * held / score.values);
        score
    }

    fn add(&mut self, path: &Central, whole: &[f64], came: &[f64], months: i32, points: usize) {
        let count = came.len() as f64;
        let scale = whole.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum::<f64>() / (whole.len() - 1) as f64;
        let apart = |one: f64, other: f64| 200.0 * (one - other).abs() / (one.abs() + other.abs());
        let last = whole[whole.len() - 1];
        self.series += 1.0;
        self.smape += path.values.iter().zip(came).map(|(value, came)| apart(*value, *came)).sum::<f64>() / count;
        self.no_change += came.iter().map(|came| apart(last, *came)).sum::<f64>() / count;
        self.mase += path.values.iter().zip(came).map(|(value, came)| (value - came).abs() / scale).sum::<f64>() / count;
        let Some(class) = Bands::built_in().class(path.kind, months, points) else { return };
        for (level, coverage) in [Coverage::Eighty, Coverage::NinetyFive].into_iter().enumerate() {
            for ((value, off), came) in path.values.iter().zip(path.off(class, coverage)).zip(came) {
                let (low, high) = around(*value, path.kind, off);
                self.held[level] += f64::from(u8::from((low..=high).contains(came)));
                if coverage == Coverage::NinetyFive {
                    let missed = (low - came).max(came - high).max(0.0);
                    self.interval += (high - low + 40.0 * missed) / scale / count;
                    self.values += 1.0;
                }
            }
        }
    }
}
