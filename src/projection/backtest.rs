//! How good would it have been? The last points of a series' own history held out, and each method tried on them.
//!
//! From each of the last ends (a third of the points, six at most, at least two points before them) every method is carried on to the
//! last point known. The error of a value is how far it was off what came, as a part of what came.

use super::bands::{Bands, Coverage, around};
use super::central::{central, central_by};
use super::history::History;
use super::trend::Method;

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Backtest {
    /// How many points were held out.
    pub held_out: usize,
    /// How many values were compared: from each end to the last point.
    pub values: usize,
    /// The mean error of each method, as a fraction; the method of the central path first.
    pub errors: Vec<(String, f64)>,
    /// How many of the values lay in the band of the central path.
    pub inside: usize,
}

/// What the method of the central path is called, as the path itself.
pub const CENTRAL: &str = "central";
const MOST: usize = 6;
const FEWEST_BEFORE: usize = 2;

/// Tries the methods on a history; `None` where there are too few points, or nothing but zeros to err on.
pub fn backtest(history: &History, coverage: Coverage) -> Option<Backtest> {
    let places = history.places();
    let held_out = (places.len() / 3).clamp(1, MOST).min(places.len().checked_sub(FEWEST_BEFORE)?);
    let methods =
        [None, Some(Method::NoChange), Some(Method::HalfThePace), Some(Method::DampedPace), Some(Method::DriftAndTheta)];
    let mut sums = vec![0.0; methods.len()];
    let (mut values, mut inside) = (0, 0);
    for end in places.len() - held_out..places.len() {
        let (known, came) = places.split_at(end);
        let (&(last, _), &(furthest, _)) = (known.last()?, came.last()?);
        let kind = history.kind();
        for (method, sum) in methods.iter().zip(&mut sums) {
            let path = match method {
                None => central(known, kind, history.months, furthest - last),
                Some(method) => central_by(*method, known, kind, history.months, furthest - last),
            };
            let class = Bands::built_in().class(kind, history.months, known.len())?;
            let off = path.clone().not_finer_than(history.told_as_nothing(), class).off(class, coverage);
            for &(place, came) in came.iter().filter(|(_, came)| *came != 0.0) {
                let value = *path.values.get(place - last - 1)?;
                *sum += ((value - came) / came).abs();
                if method.is_none() {
                    let (low, high) = around(value, kind, *off.get(place - last - 1)?);
                    values += 1;
                    inside += usize::from((low..=high).contains(&came));
                }
            }
        }
    }
    let kind = history.kind();
    let name = |method: &Option<Method>| method.map_or(CENTRAL.to_string(), |method| method.told(kind));
    let errors = methods.iter().zip(sums).map(|(method, sum)| (name(method), sum / values as f64)).collect();
    (values > 0).then_some(Backtest { held_out, values, errors, inside })
}
