//! The dynamic optimised theta model: where a long series goes if its trend bends as it has bent before.
//!
//! Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, "Models for optimising the theta method and their relationship to
//! state space models", *International Journal of Forecasting* 32 (2016), pages 1151–1161: the model that it calls DOTM. With the
//! level ℓ, the mean Ȳ, and the least-squares line A + B·t of all values so far:
//!
//! ```text
//! expected(t) = ℓ(t−1) + (1 − 1/θ)·[ (1−α)^(t−1)·A(t−1) + (1 − (1−α)^t)/α · B(t−1) ]
//! ℓ(t) = α·Y(t) + (1−α)·ℓ(t−1)            Ȳ(t) = ((t−1)·Ȳ(t−1) + Y(t)) / t
//! B(t) = ((t−2)·B(t−1) + 6·(Y(t) − Ȳ(t−1))/t) / (t+1)      A(t) = Ȳ(t) − (t+1)/2·B(t)
//! ```
//!
//! Beyond the last value each expected value stands for the one that nobody knows yet. The published method searches α, θ and
//! ℓ(0) together from one start, and may stop short of the best. Here the search has no start: for a given α the expected values
//! are linear in ℓ(0) and in ω = 1 − 1/θ, so that the best two are solved for, and only α is searched, over its whole range. `tests/theta.rs` compares the paths with an outside implementation's.

/// Smoothing is searched between these, as in the paper.
const LEAST: f64 = 0.1;
const MOST: f64 = 0.99;
/// Values of α tried first; the best one's surroundings are then searched.
const TRIED: usize = 25;
/// How often the best one's surroundings are narrowed by the golden section: to about 10⁻⁵.
const NARROWED: usize = 16;
/// What is missed by less than this part of the sum of squares more is as good, and the least smoothing is taken of such: rounding does not
/// decide.
const TIE: f64 = 1e-12;
/// The first expected values hang on ℓ(0) more than on the model: as in the paper's own program they do not count.
const FIRST_COUNTED: usize = 2;

/// What is chosen for one series.
#[derive(Clone, Copy, Debug)]
struct Chosen {
    smoothing: f64,
    first_level: f64,
    /// 1 − 1/θ; in [0, 1).
    bend: f64,
    /// Sum of squared errors.
    missed: f64,
}

/// The states after some values.
#[derive(Clone, Copy, Debug)]
struct State {
    count: f64,
    level: f64,
    mean: f64,
    slope: f64,
    /// (1−α)^count
    forgotten: f64,
}

impl State {
    fn begin(level: f64) -> State {
        State { count: 0.0, level, mean: 0.0, slope: 0.0, forgotten: 1.0 }
    }

    /// How much of the bent trend is added to the level for the next value, per unit of ω.
    fn trend(&self, smoothing: f64) -> f64 {
        let start = self.mean - (self.count + 1.0) / 2.0 * self.slope;
        self.forgotten * start + (1.0 - self.forgotten * (1.0 - smoothing)) / smoothing * self.slope
    }

    fn take(&mut self, value: f64, smoothing: f64) {
        let t = self.count + 1.0;
        if t > 1.5 {
            self.slope = ((t - 2.0) * self.slope + 6.0 * (value - self.mean) / t) / (t + 1.0);
        }
        self.mean = (self.count * self.mean + value) / t;
        self.level = smoothing * value + (1.0 - smoothing) * self.level;
        self.forgotten *= 1.0 - smoothing;
        self.count = t;
    }
}

/// Of fewer values there is no error to count.
pub(super) const FEWEST: usize = FIRST_COUNTED + 1;

/// The next `horizon` values of a series; `None` of fewer than three values.
pub fn dynamic_theta(values: &[f64], horizon: usize) -> Option<Vec<f64>> {
    if values.len() < FEWEST {
        return None;
    }
    // In a unit of its own: what a series is counted in does not matter.
    let size = values.iter().map(|value| value.abs()).sum::<f64>() / values.len() as f64;
    if size == 0.0 {
        return Some(vec![0.0; horizon]);
    }
    let values: &[f64] = &values.iter().map(|value| value / size).collect::<Vec<f64>>();
    let chosen = choose(values);
    let mut state = State::begin(chosen.first_level);
    for &value in values {
        state.take(value, chosen.smoothing);
    }
    let mut path = Vec::with_capacity(horizon);
    for _ in 0..horizon {
        let expected = state.level + chosen.bend * state.trend(chosen.smoothing);
        path.push(expected * size);
        state.take(expected, chosen.smoothing);
    }
    Some(path)
}

/// The best smoothing: the whole range on a grid, then the golden section around its best point.
fn choose(values: &[f64]) -> Chosen {
    let step = (MOST - LEAST) / (TRIED - 1) as f64;
    let tie = TIE * values.iter().map(|value| value * value).sum::<f64>();
    let mut best = solve(values, LEAST);
    for place in 1..TRIED {
        let tried = solve(values, LEAST + step * place as f64);
        if tried.missed < best.missed - tie {
            best = tried;
        }
    }
    let (mut low, mut high) = ((best.smoothing - step).max(LEAST), (best.smoothing + step).min(MOST));
    let golden = 0.618_033_988_749_894_9;
    for _ in 0..NARROWED {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        let (one, other) = (solve(values, left), solve(values, right));
        if one.missed <= other.missed + tie {
            high = right
        } else {
            low = left
        }
        for tried in [one, other] {
            if tried.missed < best.missed - tie {
                best = tried;
            }
        }
    }
    best
}

/// The best ℓ(0) and ω for one smoothing, by least squares; ω is kept in [0, 1), which is θ ≥ 1.
fn solve(values: &[f64], smoothing: f64) -> Chosen {
    // The level is `known + forgotten · ℓ(0)`, and what is missed is linear in ℓ(0) and ω.
    let mut state = State::begin(0.0);
    let mut sums = Sums::default();
    for (place, &value) in values.iter().enumerate() {
        if place >= FIRST_COUNTED {
            sums.add(state.forgotten, state.trend(smoothing), value - state.level);
        }
        state.take(value, smoothing);
    }
    let (first_level, bend) = sums.best();
    Chosen { smoothing, first_level, bend, missed: sums.missed(first_level, bend) }
}

/// Sums of products for a least-squares fit of two coefficients.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    level_level: f64,
    level_trend: f64,
    trend_trend: f64,
    level_left: f64,
    trend_left: f64,
    left_left: f64,
}

impl Sums {
    const MOST_BEND: f64 = 0.999_999;

    fn add(&mut self, level: f64, trend: f64, left: f64) {
        self.level_level += level * level;
        self.level_trend += level * trend;
        self.trend_trend += trend * trend;
        self.level_left += level * left;
        self.trend_left += trend * left;
        self.left_left += left * left;
    }

    fn best(&self) -> (f64, f64) {
        let determinant = self.level_level * self.trend_trend - self.level_trend * self.level_trend;
        let free = if determinant > 1e-12 * self.level_level * self.trend_trend {
            (self.level_level * self.trend_left - self.level_trend * self.level_left) / determinant
        } else {
            0.0
        };
        let bend = free.clamp(0.0, Self::MOST_BEND);
        let level = if self.level_level > 0.0 { (self.level_left - bend * self.level_trend) / self.level_level } else { 0.0 };
        (level, bend)
    }

    fn missed(&self, level: f64, bend: f64) -> f64 {
        self.left_left - 2.0 * (level * self.level_left + bend * self.trend_left)
            + level * level * self.level_level
            + 2.0 * level * bend * self.level_trend
            + bend * bend * self.trend_trend
    }
}

/// Against exponential smoothing by others (the crate augurs-ets, which follows the Python package statsforecast): with ω = 0 the model is that, and
/// the two searches are not of one mind otherwise, for theirs counts all errors and ours all but the first two.
#[cfg(test)]
mod tests {
    use super::*;
    use augurs_core::Predict;
    use augurs_ets::model::{ErrorComponent, Model, ModelType, SeasonalComponent, TrendComponent, Unfit};

    /// Exports of Uzbekistan, bn USD, 2012 to 2023 (tests/pages/long-history.csv), two series of the M3 competition, and the yearly changes of each.
    fn real() -> Vec<Vec<f64>> {
        let text = include_str!("../../tests/pages/long-history.csv");
        let exports = |line: &str| line.split_once(",exports,")?.1.split_once(' ')?.0.parse::<f64>().ok();
        let exports: Vec<f64> = text.lines().filter_map(exports).collect();
        assert_eq!(exports.len(), 12);
        // N0001 and N0010, see tests/theta.rs.
        let first = [940.66, 1084.86, 1244.98, 1445.02, 1683.17, 2038.15, 2342.52, 2602.45, 2927.87, 3103.96, 3360.27, 3807.63];
        let tenth = [2160.04, 2553.48, 2901.18, 3205.21, 4059.58, 4742.69, 5063.38, 6154.5, 7146.27, 7839.0, 8163.77, 8892.0];
        let levels = [exports, first.to_vec(), tenth.to_vec()];
        let changes = |values: &Vec<f64>| values.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<f64>>();
        levels.iter().cloned().chain(levels.iter().map(changes)).collect()
    }

    fn smoothed_by_others(values: &[f64]) -> Model {
        let (error, trend, season) = (ErrorComponent::Additive, TrendComponent::None, SeasonalComponent::None);
        Unfit::new(ModelType { error, trend, season }).fit(values).expect("a model of that many values")
    }

    #[test]
    fn the_level_is_that_of_an_outside_implementation() {
        for values in real() {
            let outside = smoothed_by_others(&values);
            let fitted = outside.predict_in_sample(None::<f64>).expect("what it expected").point;
            // Its parameters are told by its first two expectations.
            let smoothing = (fitted[1] - fitted[0]) / (values[0] - fitted[0]);
            let mut state = State::begin(fitted[0]);
            for (place, &value) in values.iter().enumerate() {
                assert!(
                    (state.level - fitted[place]).abs() < 1e-7 * value.abs().max(1.0),
                    "{place}: {} {}",
                    state.level,
                    fitted[place]
                );
                state.take(value, smoothing);
            }
            let next = outside.predict(1, None::<f64>).expect("the next").point[0];
            assert!((state.level / next - 1.0).abs() < 1e-7, "{} {next}", state.level);
        }
    }

    #[test]
    fn the_search_never_misses_more_than_an_outside_one_that_is_a_case_of_it() {
        let mut compared = 0;
        for values in real() {
            let fitted = smoothed_by_others(&values).predict_in_sample(None::<f64>).expect("what it expected").point;
            let smoothing = (fitted[1] - fitted[0]) / (values[0] - fitted[0]);
            let ours = choose(&values);
            let missed = |(value, fitted): (&f64, &f64)| (value - fitted) * (value - fitted);
            let theirs: f64 = values.iter().zip(&fitted).skip(FIRST_COUNTED).map(missed).sum();
            println!("{smoothing}: ours misses {}, theirs {theirs}", ours.missed);
            if (LEAST..=MOST).contains(&smoothing) {
                assert!(ours.missed <= theirs * (1.0 + 1e-9), "{smoothing}: {ours:?}, theirs {theirs}");
                compared += 1;
            }
        }
        assert!(compared >= 2, "{compared}");
    }
}
