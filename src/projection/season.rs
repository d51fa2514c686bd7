//! The rhythm of the year in quarters or months: found, taken out, put back.
//!
//! As in the theta method's own use (Assimakopoulos and Nikolopoulos, "The theta model", *International Journal of Forecasting* 16
//! (2000); Fiorucci et al. 2016): a series is taken for seasonal if its autocorrelation a year back is beyond the 90 %
//! limits, and then by classical decomposition each season's factor is its mean ratio to the centred moving average of a year.
//! Series with zeros or of either sign have differences in place of ratios.

use super::trend::Kind;

/// The factor (or, by amounts, the addend) of each season, the first value's first.
#[derive(Clone, Debug, PartialEq)]
pub struct Seasons {
    factors: Vec<f64>,
    by_parts: bool,
}

/// The two-sided 90 % limit of a normal deviate.
const LIMIT: f64 = 1.644_853_626_951_472_2;
/// No season counts for less than this part of the mean, so that taking it out never divides by next to nothing.
const LEAST_FACTOR: f64 = 0.01;

impl Seasons {
    /// The seasons of a series with `a_year` values a year, if it shows any; it takes two years to tell.
    pub fn of(values: &[f64], a_year: usize, kind: Kind) -> Option<Seasons> {
        if a_year < 2 || values.len() < 2 * a_year || !shows(values, a_year) {
            return None;
        }
        let by_parts = kind == Kind::Positive;
        let (neutral, smooth) = (if by_parts { 1.0 } else { 0.0 }, moving_average(values, a_year));
        let mut sums = vec![(0.0, 0.0); a_year];
        for (place, mean) in smooth {
            let off = if by_parts { values[place] / mean } else { values[place] - mean };
            let (sum, count) = &mut sums[place % a_year];
            *sum += off;
            *count += 1.0;
        }
        let factors: Vec<f64> = sums.iter().map(|&(sum, count)| if count > 0.0 { sum / count } else { neutral }).collect();
        let mean = factors.iter().sum::<f64>() / a_year as f64;
        let factors = factors.iter().map(|factor| if by_parts { (factor / mean).max(LEAST_FACTOR) } else { factor - mean });
        let factors: Vec<f64> = factors.collect();
        factors.iter().all(|factor| factor.is_finite()).then_some(Seasons { factors, by_parts })
    }

    /// A value without its season; `place` counts from the first value of the history.
    pub fn without(&self, value: f64, place: usize) -> f64 {
        let factor = self.factors[place % self.factors.len()];
        if self.by_parts { value / factor } else { value - factor }
    }

    /// A value with its season.
    pub fn with(&self, value: f64, place: usize) -> f64 {
        let factor = self.factors[place % self.factors.len()];
        if self.by_parts { value * factor } else { value + factor }
    }
}

/// Whether the autocorrelation a year back is beyond its limits (Bartlett's formula), as the theta method tests it.
fn shows(values: &[f64], a_year: usize) -> bool {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let products = |back: usize| -> f64 {
        values.iter().zip(&values[back..]).map(|(earlier, later)| (earlier - mean) * (later - mean)).sum()
    };
    let variance = products(0);
    if variance <= 0.0 {
        return false;
    }
    let between: f64 = (1..a_year).map(|back| products(back) / variance).map(|r| r * r).sum();
    (products(a_year) / variance).abs() > LIMIT * ((1.0 + 2.0 * between) / count).sqrt()
}

/// The mean of a year around each value that has one: half a season at either end where a year has an even number of seasons.
fn moving_average(values: &[f64], a_year: usize) -> impl Iterator<Item = (usize, f64)> {
    let half = a_year / 2;
    (half..values.len().saturating_sub(half)).map(move |place| {
        let around = &values[place - half..=place + half];
        let ends = if a_year.is_multiple_of(2) { (around[0] + around[2 * half]) / 2.0 } else { 0.0 };
        (place, (around.iter().sum::<f64>() - ends) / a_year as f64)
    })
}
