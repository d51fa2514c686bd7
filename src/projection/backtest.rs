//! How good would it have been? The last points of a series' own history held out, and each method tried on them.
//!
//! From each of the last ends (a third of the points, six at most, at least two points before them) every method is carried on to the
//! last point known. The error of a value is how far it was off what came, as a part of what came.
//!
//! Each end sees only what was [known](super::known) by then: levels that follow from figures of later periods are not there yet, and an end
//! that is left with fewer than two levels is not tried. A method that takes more points than one of the ends has is left out: errors
//! on other values would not compare.

use super::bands::Coverage;
use super::central::central_by;
use super::history::History;
use super::known::Past;
use super::outlook::{Outlook, outlook};
use super::trend::{Kind, Method};
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

/// Why nothing came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTried {
    /// Nowhere were two levels known by the time, and one that came.
    TooFewKnown,
    /// All that came was nothing: no error is a part of it.
    NothingCame,
}

/// What the method of the central path is called, as the path itself.
pub const CENTRAL: &str = "central";
const MOST: usize = 6;
const FEWEST_BEFORE: usize = 2;
const OTHERS: [Method; 4] = [Method::NoChange, Method::HalfThePace, Method::DampedPace, Method::DriftAndTheta];

/// One value that came, and what was expected of it from one end.
struct Compared {
    /// How many points were held out there.
    held_out: usize,
    /// How far off the central path was.
    central: f64,
    /// How far off each of the others was; `None` of one that takes more points.
    others: [Option<f64>; OTHERS.len()],
    is_inside: bool,
}

/// Tries the methods on a history.
///
/// # Errors
/// Why they could not be tried.
pub(super) fn backtest(history: &History, past: &mut Past<'_>, coverage: Coverage) -> Result<Backtest, NotTried> {
    let points = &history.points;
    let most = points.len().checked_sub(FEWEST_BEFORE).ok_or(NotTried::TooFewKnown)?;
    let held_out = (points.len() / 3).clamp(1, MOST).min(most);
    let mut compared = Vec::new();
    let mut has_tried = false;
    for end in points.len() - held_out..points.len() {
        let (known, came) = points.split_at(end);
        let (Some(last), Some(furthest)) = (known.last(), came.last()) else { continue };
        let Some(then) = past.history(history, last.period.end()) else { continue };
        let Some(tried) = Tried::from(then, furthest.period, coverage) else { continue };
        has_tried = true;
        let something = came.iter().filter(|point| point.central != 0.0);
        compared.extend(something.filter_map(|point| tried.compared(point.period, point.central, came.len())));
    }
    if compared.is_empty() {
        return Err(if has_tried { NotTried::NothingCame } else { NotTried::TooFewKnown });
    }
    Ok(Backtest {
        held_out: compared.iter().map(|one| one.held_out).max().unwrap_or(0),
        values: compared.len(),
        errors: errors(&compared, history.kind()),
        inside: compared.iter().filter(|one| one.is_inside).count(),
    })
}

/// The mean error of each method that could be tried on all values.
fn errors(compared: &[Compared], kind: Kind) -> Vec<(String, f64)> {
    let mean = |errors: &[f64]| errors.iter().sum::<f64>() / errors.len() as f64;
    let central: Vec<f64> = compared.iter().map(|one| one.central).collect();
    let mut told = vec![(CENTRAL.to_string(), mean(&central))];
    for (place, method) in OTHERS.iter().enumerate() {
        let of_all: Option<Vec<f64>> = compared.iter().map(|one| one.others[place]).collect();
        told.extend(of_all.map(|errors| (method.told(kind), mean(&errors))));
    }
    told
}

/// All methods from one end.
struct Tried<'a> {
    then: &'a History,
    last: Period,
    outlook: Outlook,
    others: [Option<Vec<f64>>; OTHERS.len()],
}

impl<'a> Tried<'a> {
    /// As far as a period; `None` of fewer than two points.
    fn from(then: &'a History, furthest: Period, coverage: Coverage) -> Option<Tried<'a>> {
        let last = then.points.last().filter(|_| then.points.len() >= FEWEST_BEFORE)?.period;
        let (places, horizon) = (then.places(), then.steps(last, furthest));
        let by = |method: Method| Some(central_by(method, &places, then.kind(), then.months, horizon)?.values);
        Some(Tried { then, last, outlook: outlook(then, horizon, coverage)?, others: OTHERS.map(by) })
    }

    /// What each method put a period at, beside what came.
    fn compared(&self, period: Period, came: f64, held_out: usize) -> Option<Compared> {
        let place = self.outlook.path.points.iter().position(|point| point.period == period)?;
        let [low, high] = self.outlook.path.points[place].band.as_ref()?;
        let band = low.to_f64()?..=high.to_f64()?;
        let ahead = self.then.steps(self.last, period).checked_sub(1)?;
        let off = |value: f64| ((value - came) / came).abs();
        Some(Compared {
            held_out,
            central: off(*self.outlook.values.get(place)?),
            others: self.others.each_ref().map(|values| values.as_ref().and_then(|values| Some(off(*values.get(ahead)?)))),
            is_inside: band.contains(&came),
        })
    }
}
