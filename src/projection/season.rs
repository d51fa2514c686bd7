//! The rhythm of the year in quarters or months: found, taken out, put back.
//!
//! Each season's factor is its mean ratio to the centred moving average of a year (classical decomposition, as the theta method uses it:
//! Assimakopoulos and Nikolopoulos, "The theta model", *International Journal of Forecasting* 16 (2000)). Series with zeros or of either
//! sign have differences in place of ratios.
//!
//! Whether there is a rhythm is asked in two ways, and one yes is enough. Both are F tests of whether the seasons differ by more than they do
//! from year to year, at one in a thousand, the limit of X-11 and its followers (Shiskin, Young and Musgrave, *The X-11 variant of the Census
//! Method II seasonal adjustment program*, 1967; Lothian and Morry, *A test for the presence of identifiable seasonality*, 1978):
//!
//! - of the ratios to the moving average, which is X-11's own test (its table D8). The average loses half a year at either end, so it
//!   takes more than two years;
//! - of what lies off a straight line, by parts or by amounts. Of two years and more; a trend that bends much hides the rhythm from it.
//!
//! The theta method's own test (the autocorrelation a year back beyond 90 % limits) came before. It missed the rhythm of 36 months that
//! repeat exactly, and found one in any line that rises for long. `data/projection/README.md` says how paths err with either.

use super::f_test::chance;
use super::trend::Kind;
use libm::log;

/// The factor (or, by amounts, the addend) of each season, the first value's first.
#[derive(Clone, Debug, PartialEq)]
pub struct Seasons {
    factors: Vec<f64>,
    by_parts: bool,
}

/// What chance alone does less often than this is taken for a rhythm.
const LIMIT: f64 = 0.001;
/// Seasons that differ by less than this part of what the test is about are not told from the last digits of floating-point numbers.
const LEAST_SPREAD: f64 = 1e-6;
/// No season counts for less than this part of the mean, so that taking it out never divides by next to nothing.
const LEAST_FACTOR: f64 = 0.01;

impl Seasons {
    /// The seasons of a series with `a_year` values a year, if it shows any; it takes two years to tell.
    pub fn of(values: &[f64], a_year: usize, kind: Kind) -> Option<Seasons> {
        if a_year < 2 || values.len() < 2 * a_year {
            return None;
        }
        let by_parts = kind == Kind::Positive;
        let off = |(place, mean): (usize, f64)| (place, if by_parts { values[place] / mean } else { values[place] - mean });
        let off: Vec<(usize, f64)> = moving_average(values, a_year).map(off).collect();
        if !differ(&off, a_year) && !differ_beside_a_line(values, a_year, by_parts) {
            return None;
        }
        let neutral = if by_parts { 1.0 } else { 0.0 };
        let sums = by_season(&off, a_year);
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

/// The sum and the number of each season's values.
fn by_season(values: &[(usize, f64)], a_year: usize) -> Vec<(f64, f64)> {
    let mut sums = vec![(0.0, 0.0); a_year];
    for &(place, value) in values {
        let (sum, count) = &mut sums[place % a_year];
        *sum += value;
        *count += 1.0;
    }
    sums
}

/// Whether the seasons differ by more than each does from year to year: X-11's test for stable seasonality.
fn differ(off: &[(usize, f64)], a_year: usize) -> bool {
    let sums = by_season(off, a_year);
    let count = off.len() as f64;
    let mean = off.iter().map(|(_, value)| value).sum::<f64>() / count;
    let square = |value: f64| value * value;
    let between: f64 =
        sums.iter().filter(|(_, count)| *count > 0.0).map(|&(sum, count)| count * square(sum / count - mean)).sum();
    let within: f64 = off.iter().map(|&(place, value)| square(value - sums[place % a_year].0 / sums[place % a_year].1)).sum();
    let size: f64 = off.iter().map(|&(_, value)| square(value)).sum();
    is_rhythm(between, a_year as f64 - 1.0, within, count - a_year as f64, size)
}

/// The same of what lies off a straight line: how much better a line with seasons fits than a line without.
fn differ_beside_a_line(values: &[f64], a_year: usize, by_parts: bool) -> bool {
    let values: Vec<f64> = values.iter().map(|&value| if by_parts { log(value) } else { value }).collect();
    let (seasons, none) = (off_a_line(&values, a_year), off_a_line(&values, 1));
    let count = values.len() as f64;
    let size: f64 = values.iter().map(|value| value * value).sum();
    is_rhythm(none - seasons, a_year as f64 - 1.0, seasons, count - a_year as f64 - 1.0, size)
}

/// The sum of squares off the best straight line that has a height of its own in each season.
fn off_a_line(values: &[f64], a_year: usize) -> f64 {
    let places: Vec<(usize, f64)> = (0..values.len()).map(|place| (place, place as f64)).collect();
    let values: Vec<(usize, f64)> = values.iter().copied().enumerate().collect();
    let (place_sums, value_sums) = (by_season(&places, a_year), by_season(&values, a_year));
    let mean = |sums: &[(f64, f64)], place: usize| sums[place % a_year].0 / sums[place % a_year].1;
    let (mut run, mut rise, mut all) = (0.0, 0.0, 0.0);
    for &(place, value) in &values {
        let (across, up) = (place as f64 - mean(&place_sums, place), value - mean(&value_sums, place));
        run += across * across;
        rise += across * up;
        all += up * up;
    }
    (all - rise * rise / run).max(0.0)
}

/// Whether a spread between seasons is more than chance makes of the spread within them; `size` is the sum of squares of all.
fn is_rhythm(between: f64, of_between: f64, within: f64, of_within: f64, size: f64) -> bool {
    of_within > 0.0
        && between > LEAST_SPREAD * LEAST_SPREAD * size
        && chance(between / of_between / (within / of_within), of_between, of_within) < LIMIT
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

#[cfg(test)]
mod tests {
    use super::*;

    /// So many months that repeat exactly, on a level that grows by a fixed part each.
    fn repeating(months: usize, growth: f64) -> Vec<f64> {
        const YEAR: [f64; 12] = [70.0, 74.0, 90.0, 95.0, 98.0, 102.0, 99.0, 97.0, 104.0, 112.0, 118.0, 141.0];
        (0..months).map(|month| YEAR[month % 12] * libm::pow(growth, month as f64)).collect()
    }

    #[test]
    fn a_rhythm_that_repeats_exactly_is_found_from_two_years_on() {
        for months in 24..80 {
            for growth in [1.0, 1.01, 0.98] {
                let seasons = Seasons::of(&repeating(months, growth), 12, Kind::Positive);
                assert!(seasons.is_some(), "{months} months, each {growth} of the one before");
            }
        }
        assert_eq!(Seasons::of(&repeating(23, 1.0), 12, Kind::Positive), None, "two years at least");
        let quarters: Vec<f64> = (0..8).map(|quarter| [20.0, 25.0, 24.0, 31.0][quarter % 4]).collect();
        assert!(Seasons::of(&quarters, 4, Kind::Positive).is_some());
    }

    #[test]
    fn what_only_rises_or_stays_has_no_rhythm() {
        for months in 24..80 {
            let line: Vec<f64> = (0..months).map(|month| 100.0 + 3.0 * f64::from(month)).collect();
            let curve: Vec<f64> = (0..months).map(|month| 100.0 * libm::pow(1.02, f64::from(month))).collect();
            for (name, values) in [("line", line), ("curve", curve), ("constant", vec![7.3; months as usize])] {
                for kind in [Kind::Positive, Kind::Signed] {
                    assert_eq!(Seasons::of(&values, 12, kind), None, "{months} months, {name}, {kind:?}");
                }
            }
        }
    }

    #[test]
    fn what_moves_without_a_calendar_has_none() {
        // A wave of seven months, and a spike.
        let wave: Vec<f64> = (0..60).map(|month| 100.0 + 9.0 * f64::from(month % 7)).collect();
        assert_eq!(Seasons::of(&wave, 12, Kind::Positive), None);
        let mut spike = vec![7.0; 48];
        spike[20] = 70.0;
        assert_eq!(Seasons::of(&spike, 12, Kind::Positive), None);
    }
}
