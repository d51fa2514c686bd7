//! A row of the table: a power law through the quantiles of the errors, the same power for both coverages.

use crate::errors::{Error, quantile};

/// The numbers of one row.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// The power.
    pub growth: f64,
    /// Usual steps off at the next value, for 80 and for 95 %.
    pub first: [f64; 2],
}

/// Of these errors; `None` where there are too few to have quantiles.
pub fn fit(errors: &[&Error]) -> Option<Fit> {
    const FEWEST: usize = 40;
    let horizon = errors.iter().map(|error| error.ahead).max()?;
    let mut rows: Vec<(f64, [f64; 2])> = Vec::new();
    for ahead in 1..=horizon {
        let there: Vec<&Error> = errors.iter().copied().filter(|error| error.ahead == ahead).collect();
        if there.len() >= FEWEST {
            rows.push(((ahead as f64).ln(), [quantile(&there, 0.80).ln(), quantile(&there, 0.95).ln()]));
        }
    }
    if rows.len() < 3 {
        return None;
    }
    let count = rows.len() as f64;
    let mean_x = rows.iter().map(|(x, _)| x).sum::<f64>() / count;
    let mean = [0, 1].map(|level| rows.iter().map(|(_, y)| y[level]).sum::<f64>() / count);
    let both = |(x, y): &(f64, [f64; 2])| (x - mean_x) * ((y[0] - mean[0]) + (y[1] - mean[1])) / 2.0;
    let growth = rows.iter().map(both).sum::<f64>() / rows.iter().map(|(x, _)| (x - mean_x) * (x - mean_x)).sum::<f64>();
    Some(Fit { growth, first: mean.map(|mean| (mean - growth * mean_x).exp()) })
}

impl Fit {
    /// Which share of the weight of these errors the bands hold, for 80 and for 95 %.
    pub fn holds(&self, errors: &[&Error]) -> [f64; 2] {
        let all: f64 = errors.iter().map(|error| error.weight).sum();
        self.first.map(|first| {
            let inside = |error: &&&Error| error.off <= first * (error.ahead as f64).powf(self.growth);
            errors.iter().filter(inside).map(|error| error.weight).sum::<f64>() / all
        })
    }
}
