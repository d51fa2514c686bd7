//! The central path of one series of numbers: its gaps filled, its seasons taken out, its trend carried on, its seasons put back.

use super::bands::{Class, Coverage};
use super::scale::usual_step;
use super::season::Seasons;
use super::trend::{Kind, Method, SoFar, floor, path};
use libm::{exp, log};

/// Where a series goes, and how restless it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Central {
    /// How the trend was found.
    pub method: Method,
    /// The pace so far, seasons apart.
    pub so_far: SoFar,
    /// Whether its method would have led lower than the pace so far does, and was held there.
    pub is_held_up: bool,
    /// Whether it shows a rhythm of the year.
    pub is_seasonal: bool,
    /// Whether it adds up to the path of years.
    pub is_of_years: bool,
    /// The next values.
    pub values: Vec<f64>,
    /// The size of its usual step: a change of logarithms where `kind` is positive, else an amount. Above zero.
    pub step: f64,
    /// How it moves.
    pub kind: Kind,
}

impl Kind {
    /// Of these values; `may_be_negative` is what a balance may.
    pub fn of(values: impl Iterator<Item = f64> + Clone, may_be_negative: bool) -> Kind {
        if may_be_negative || values.clone().any(|value| value < 0.0) {
            Kind::Signed
        } else if values.clone().any(|value| value == 0.0) {
            Kind::NotNegative
        } else {
            Kind::Positive
        }
    }
}

/// The central path of points `months` apart; each is its place (0 first, rising, in steps) and its value. `None` of fewer than two.
pub fn central(points: &[(usize, f64)], kind: Kind, months: i32, horizon: usize) -> Option<Central> {
    let method = match Method::for_points(points.len()) {
        Method::DriftAndTheta if months >= 12 && has_all_but_ceased(points, kind) => Method::NoChange,
        method => method,
    };
    central_by(method, points, kind, months, horizon)
}

/// Whether a series that was nothing at times is less than half its mean by now. What it was in its best years says nothing of the next ones:
/// theta would put 5 mn dollars after 100 dollars.
fn has_all_but_ceased(points: &[(usize, f64)], kind: Kind) -> bool {
    let mean = points.iter().map(|(_, value)| value).sum::<f64>() / points.len().max(1) as f64;
    kind == Kind::NotNegative && points.last().is_some_and(|&(_, last)| last < mean / 2.0)
}

/// The same by a method of one's choice; `None` of fewer points than it takes.
pub fn central_by(method: Method, points: &[(usize, f64)], kind: Kind, months: i32, horizon: usize) -> Option<Central> {
    if points.len() < method.fewest() {
        return None;
    }
    let filled = fill(points, kind);
    let a_year = usize::try_from(12 / months.max(1)).unwrap_or(1);
    let seasons = Seasons::of(&filled, a_year, kind);
    let Some(seasons) = seasons else {
        let values = path(method, &filled, kind, months, horizon)?;
        let so_far = SoFar::of(&filled, kind, months)?;
        let is_held_up = is_held_up(method, kind, &filled, &values);
        return Some(Central {
            method,
            so_far,
            is_held_up,
            is_seasonal: false,
            is_of_years: false,
            values,
            step: usual_step(points, kind),
            kind,
        });
    };
    let without = |place: usize, value: f64| seasons.without(value, place);
    let calm: Vec<f64> = filled.iter().enumerate().map(|(place, &value)| without(place, value)).collect();
    let calm_points: Vec<(usize, f64)> = points.iter().map(|&(place, value)| (place, without(place, value))).collect();
    let trend = path(method, &calm, kind, months, horizon)?;
    let seasonal = trend.iter().enumerate().map(|(ahead, &value)| seasons.with(value, filled.len() + ahead));
    let values = seasonal.map(|value| if kind == Kind::Signed { value } else { value.max(0.0) }).collect();
    let so_far = SoFar::of(&calm, kind, months)?;
    let is_held_up = is_held_up(method, kind, &calm, &trend);
    Some(Central {
        method,
        so_far,
        is_held_up,
        is_seasonal: true,
        is_of_years: false,
        values,
        step: usual_step(&calm_points, kind),
        kind,
    })
}

/// Whether a path lies anywhere where a falling series is held.
fn is_held_up(method: Method, kind: Kind, values: &[f64], path: &[f64]) -> bool {
    method == Method::DriftAndTheta
        && kind == Kind::Positive
        && path.iter().zip(floor(values)).any(|(value, floor)| *value == floor)
}

impl Central {
    /// The same, its band as wide as what is told as nothing where it is carried on in amounts: levels of `0.0 mn` are no proof that none was 40,000.
    pub fn not_finer_than(mut self, told_as_nothing: f64, class: &Class) -> Central {
        if self.kind != Kind::Positive {
            self.step = self.step.max(told_as_nothing / class.steps_off(1, Coverage::NinetyFive));
        }
        self
    }
}

/// One value a step: what lies between two points changes by equal parts, or by equal amounts.
fn fill(points: &[(usize, f64)], kind: Kind) -> Vec<f64> {
    let mut filled = Vec::new();
    for pair in points.windows(2) {
        let ((from, earlier), (to, later)) = (pair[0], pair[1]);
        let steps = to.saturating_sub(from).max(1);
        for step in 0..steps {
            let part = step as f64 / steps as f64;
            filled.push(match kind {
                _ if step == 0 => earlier,
                Kind::Positive => earlier * exp(log(later / earlier) * part),
                Kind::NotNegative | Kind::Signed => earlier + (later - earlier) * part,
            });
        }
    }
    filled.extend(points.last().map(|&(_, value)| value));
    filled
}
