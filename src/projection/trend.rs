//! Where a series is going by its own history: one ladder, by the number of its points.
//!
//! | points | path |
//! |---|---|
//! | 2 to 4 | the mean of no change and of the pace so far, compounded |
//! | 5 to 9 | the pace so far, each step carrying on 0.8 of the one before |
//! | 10 and more | the mean of drift and of the [dynamic optimised theta model](super::theta) |
//! | 10 and more years, of which some were nothing, and the last is less than half their mean | no change |
//!
//! *Pace* is the mean change of logarithms from the first value to the last. *Drift* adds the mean change of the values (Hyndman and
//! Athanasopoulos, *Forecasting: Principles and Practice*, 3rd ed., section 5.2). *Damped* growth is that of Gardner and McKenzie,
//! "Forecasting trends in time series", *Management Science* 31 (1985), with a fixed φ. The mean of two methods errs less than
//! either as a rule: Makridakis and Hibon, "The M3-Competition", *International Journal of Forecasting* 16 (2000).
//!
//! The last row is of a trade that comes and goes. Of Uzbekistan's exports to and imports from its partners such series were 55 to 90 in each
//! of 2019, 2020 and 2021. From there to 2023 the path was off by a median of 0.73 to 2.2 mean amounts of the series, no change by 0.17 to
//! 0.89; in the mean no change was nearer in each of the six cases as well. Of series that were never nothing it was not.
//!
//! Two things are held back. A short series' pace counts only up to 22 % a year, or down to −18 % (as much, back and forth), and is called so: three points that doubled twice are no
//! reason to expect a thousandfold. On M3's yearly series, with the last 2, 3, 5 and 8 points, the path errs by 19.1, 17.7, 17.6 and 17.1 %
//! (sMAPE, six years ahead; no change errs by 17.9 %); with no such limit by 21.5, 19.4, 17.8 and 17.2 %. On Uzbekistan's trade with
//! its partners of a million dollars or more, five years ahead, by 58.4, 58.1, 58.7 and 58.1 % against 70.2, 63.8, 61.2 and 58.9 %. No
//! change errs by 56.6 % there, so with the last 2, 3 or 5 points of such trade the path is worse than none at all. A limit of 10 % would
//! have been better still on each, but many economies grow faster than that. And what cannot be negative falls by equal parts, not by equal
//! amounts, so that no path reaches zero. A series that has zeros, or may be negative (a balance), is carried on in amounts instead of logarithms.

use super::theta::{self, dynamic_theta};
use libm::{exp, log};

/// How much of a step's growth the next one carries on.
const DAMPING: f64 = 0.8;
/// The largest yearly pace, as a change of logarithms: 22 % up, 18 % down. As a part of the mean amount where a series is carried on in amounts.
const LARGEST_PACE: f64 = 0.2;

/// How a series moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Every value is above zero and none can fall below: by parts.
    Positive,
    /// None can be negative, and some are zero: by amounts.
    NotNegative,
    /// Values of either sign: by amounts.
    Signed,
}

/// How the central path was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The last value stays; no rung of the ladder, but what the others are measured against.
    NoChange,
    /// The mean of no change and of the pace so far.
    HalfThePace,
    /// The pace so far, damped.
    DampedPace,
    /// The mean of drift and of the dynamic optimised theta model.
    DriftAndTheta,
}

impl Method {
    /// The method for a history of so many points.
    pub fn for_points(points: usize) -> Method {
        match points {
            0..=4 => Method::HalfThePace,
            5..=9 => Method::DampedPace,
            _ => Method::DriftAndTheta,
        }
    }

    /// How many values it takes.
    pub fn fewest(self) -> usize {
        match self {
            Method::NoChange => 1,
            Method::HalfThePace | Method::DampedPace => 2,
            Method::DriftAndTheta => theta::FEWEST,
        }
    }
}

/// The pace of a history, a step: a change of logarithms where it moves by parts, else an amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoFar {
    /// As it was.
    pub was: f64,
    /// As it is carried on: no faster than the largest pace.
    pub held: f64,
    /// The mean amount, without signs.
    pub mean: f64,
}

impl SoFar {
    /// From the first of some values to the last; `None` of none.
    pub fn of(values: &[f64], kind: Kind, months: i32) -> Option<SoFar> {
        let (&first, &last) = (values.first()?, values.last()?);
        let steps = (values.len().max(2) - 1) as f64;
        let largest = LARGEST_PACE * f64::from(months.min(12)) / 12.0;
        let mean = values.iter().map(|value| value.abs()).sum::<f64>() / values.len() as f64;
        let (was, largest) = match kind {
            Kind::Positive => (log(last / first) / steps, largest),
            Kind::NotNegative | Kind::Signed => ((last - first) / steps, (exp(largest) - 1.0) * mean),
        };
        Some(SoFar { was, held: was.clamp(-largest, largest), mean })
    }
}

/// The next `horizon` values by one method, `months` apart from one another; `None` of fewer values than the method takes.
pub fn path(method: Method, values: &[f64], kind: Kind, months: i32, horizon: usize) -> Option<Vec<f64>> {
    let (Some(&first), Some(&last)) = (values.first(), values.last()) else { return None };
    if values.len() < method.fewest() {
        return None;
    }
    let steps = (values.len().max(2) - 1) as f64;
    let by_parts = kind == Kind::Positive;
    let pace = SoFar::of(values, kind, months)?.held;
    let at_pace = |steps: f64| if by_parts { last * exp(pace * steps) } else { last + pace * steps };
    let mut path: Vec<f64> = match method {
        Method::NoChange => vec![last; horizon],
        Method::HalfThePace => (1..=horizon).map(|ahead| (last + at_pace(ahead as f64)) / 2.0).collect(),
        Method::DampedPace => damped(DAMPING, horizon).map(at_pace).collect(),
        Method::DriftAndTheta => {
            let drift = (last - first) / steps;
            let theta = dynamic_theta(values, horizon)?;
            let mean = (1..=horizon).zip(theta).map(|(ahead, theta)| (last + drift * ahead as f64 + theta) / 2.0);
            if by_parts { mean.zip(floor(values)).map(|(mean, floor)| mean.max(floor)).collect() } else { mean.collect() }
        }
    };
    if kind != Kind::Signed {
        path.iter_mut().for_each(|value| *value = value.max(0.0));
    }
    Some(path)
}

/// How far a series of amounts above nothing falls at the most, step by step: by its own pace so far, in equal parts. Falling by equal
/// amounts would end below zero. Where it rose, no further than its last value.
pub(super) fn floor(values: &[f64]) -> impl Iterator<Item = f64> {
    let (first, last) = (values.first().copied().unwrap_or(1.0), values.last().copied().unwrap_or(1.0));
    let fall = log(last / first).min(0.0) / (values.len().max(2) - 1) as f64;
    (1..).map(move |ahead| last * exp(fall * f64::from(ahead)))
}

/// 0.8, 0.8 + 0.8², …: how many whole steps of growth have been made after each step.
fn damped(damping: f64, horizon: usize) -> impl Iterator<Item = f64> {
    let mut part = 1.0;
    let mut made = 0.0;
    (0..horizon).map(move |_| {
        part *= damping;
        made += part;
        made
    })
}

/// Against a damped trend by others. The crate augurs-ets searches the damping itself and takes none that is given, so that no path at
/// 0.8 can be had of it; the steps of growth at its own damping can.
#[cfg(test)]
mod tests {
    use super::*;
    use augurs_core::Predict;
    use augurs_ets::model::{ErrorComponent, ModelType, SeasonalComponent, TrendComponent, Unfit};

    #[test]
    fn damped_steps_are_those_of_an_outside_implementation() {
        // Exports of Uzbekistan, bn USD, 2012 to 2023: tests/pages/long-history.csv.
        let levels: [f64; 12] = [13.6, 14.3, 13.5, 12.5, 12.1, 12.6, 14.0, 17.5, 15.1, 16.7, 19.3, 24.4];
        let logs = levels.map(log);
        let (error, trend, season) = (ErrorComponent::Additive, TrendComponent::Additive, SeasonalComponent::None);
        let model = Unfit::new(ModelType { error, trend, season }).damped(true).fit(&logs).expect("a model of twelve values");
        let ahead = model.predict(8, None::<f64>).expect("eight values").point;
        // Level, pace and damping are told by its first three; the other five have to follow.
        let damping = (ahead[2] - ahead[1]) / (ahead[1] - ahead[0]);
        let pace = (ahead[1] - ahead[0]) / (damping * damping);
        let level = ahead[0] - damping * pace;
        assert!((0.5..0.999).contains(&damping) && pace.abs() > 1e-3, "{damping} {pace}");
        for (ours, outside) in damped(damping, 8).map(|steps| level + pace * steps).zip(&ahead) {
            assert!((ours - outside).abs() < 1e-9, "{ours} {outside}");
        }
    }
}
