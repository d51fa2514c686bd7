//! How good would it have been? The last points of a series' own history held out, and each method tried on them.
//!
//! From each of the last ends (a third of the points, six at most, at least two points before them) every method is carried on to the
//! last point known. The error of a value is how far it was off what came, as a part of what came.
//!
//! Each end sees only what was [known](super::known) by then: levels that follow from figures of later periods are not there yet, and an end
//! that is left with fewer than two levels is not tried.

use super::bands::Coverage;
use super::central::central_by;
use super::history::History;
use super::known::Past;
use super::outlook::{Outlook, outlook};
use super::trend::Method;
use crate::period::Period;
use num_traits::ToPrimitive;

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
const OTHERS: [Method; 4] = [Method::NoChange, Method::HalfThePace, Method::DampedPace, Method::DriftAndTheta];

/// Tries the methods on a history; `None` where too few points were known before others, or there is nothing but zeros to err on.
pub(super) fn backtest(history: &History, past: &mut Past<'_>, coverage: Coverage) -> Option<Backtest> {
    let points = &history.points;
    let held_out = (points.len() / 3).clamp(1, MOST).min(points.len().checked_sub(FEWEST_BEFORE)?);
    let mut sums = vec![0.0; 1 + OTHERS.len()];
    let (mut earliest, mut values, mut inside) = (0, 0, 0);
    for end in points.len() - held_out..points.len() {
        let (known, came) = points.split_at(end);
        let Some(then) = past.history(history, known.last()?.period.end()) else { continue };
        let Some(tried) = Tried::from(then, came.last()?.period, coverage) else { continue };
        for point in came.iter().filter(|point| point.central != 0.0) {
            let Some((path, [low, high])) = tried.at(point.period) else { continue };
            for (sum, value) in sums.iter_mut().zip(path) {
                *sum += ((value - point.central) / point.central).abs();
            }
            earliest = earliest.max(points.len() - end);
            values += 1;
            inside += usize::from((low..=high).contains(&point.central));
        }
    }
    let kind = history.kind();
    let names = std::iter::once(CENTRAL.to_string()).chain(OTHERS.iter().map(|method| method.told(kind)));
    let errors = names.zip(sums).map(|(name, sum)| (name, sum / values as f64)).collect();
    (values > 0).then_some(Backtest { held_out: earliest, values, errors, inside })
}

/// All methods from one end.
struct Tried<'a> {
    then: &'a History,
    last: Period,
    outlook: Outlook,
    others: Vec<Vec<f64>>,
}

impl<'a> Tried<'a> {
    /// As far as a period; `None` of fewer than two points.
    fn from(then: &'a History, furthest: Period, coverage: Coverage) -> Option<Tried<'a>> {
        let last = then.points.last().filter(|_| then.points.len() >= FEWEST_BEFORE)?.period;
        let (places, horizon) = (then.places(), then.steps(last, furthest));
        let by = |method: Method| central_by(method, &places, then.kind(), then.months, horizon).values;
        Some(Tried { then, last, outlook: outlook(then, horizon, coverage)?, others: OTHERS.map(by).to_vec() })
    }

    /// What each method put a period at, that of the central path first, with its band.
    fn at(&self, period: Period) -> Option<(Vec<f64>, [f64; 2])> {
        let place = self.outlook.path.points.iter().position(|point| point.period == period)?;
        let [low, high] = self.outlook.path.points[place].band.as_ref()?;
        let ahead = self.then.steps(self.last, period).checked_sub(1)?;
        let mut all = vec![*self.outlook.values.get(place)?];
        for other in &self.others {
            all.push(*other.get(ahead)?);
        }
        Some((all, [low.to_f64()?, high.to_f64()?]))
    }
}
