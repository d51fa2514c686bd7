//! What the words leave open of the amount that a path starts from, carried along it.
//!
//! > 2023 was 100 to 110 bn: every later year is as much wider, in proportion. Of a balance it is the same amount wider either way; and
//! > January to August together between 100 and 200 mn leave each of the eight months an eighth of that.

use super::amounts::Point;
use super::begun::Begun;
use super::history::History;
use super::path::rounded;
use super::trend::Kind;
use crate::exact::End;
use libm::log;
use num_rational::BigRational;
use num_traits::ToPrimitive;

/// How far each end lies from the middle: a factor of what moves by parts, else an amount.
pub(super) struct Leeway {
    kind: Kind,
    ends: [Option<f64>; 2],
}

impl Leeway {
    /// Of a history's last amount, or of the year begun after it.
    pub(super) fn of(history: &History, begun: Option<&Begun<'_>>, kind: Kind) -> Leeway {
        if let Some(begun) = begun {
            return Leeway::around(begun.whole.value, begun.ends(), 1.0, kind);
        }
        let last = history.points.last();
        // What is known of months together, after the last one known by itself, is where their path starts from.
        let years = history.years.as_ref();
        let together = years.and_then(|years| years.part.as_ref().map(|part| &part.known).or(years.points.last()));
        let together = together.filter(|known| last.is_none_or(|last| known.period.end() > last.period.end()));
        match (together, last) {
            (Some(sum), _) => Leeway::around(sum.central, ends(sum), sharing(history, sum), kind),
            (None, Some(last)) => Leeway::around(last.central, ends(last), 1.0, kind),
            (None, None) => Leeway { kind, ends: [None; 2] },
        }
    }

    fn around(central: f64, ends: [Option<f64>; 2], sharing: f64, kind: Kind) -> Leeway {
        let from_middle = |end: f64| if kind == Kind::Positive { end / central } else { (end - central) / sharing };
        Leeway { kind, ends: ends.map(|end| end.map(from_middle)) }
    }

    /// How far below and above, in the terms of bands: a change of logarithms of what moves by parts, else an amount.
    pub(super) fn apart(&self) -> [f64; 2] {
        let terms = |end: f64| if self.kind == Kind::Positive { log(end) } else { end };
        let [low, high] = self.ends.map(|end| end.map_or(0.0, terms));
        [(-low).max(0.0), high.max(0.0)]
    }

    /// The ends around a value of the path.
    pub(super) fn carried(&self, value: f64) -> [Option<BigRational>; 2] {
        self.ends.map(|end| {
            Some(rounded(match (self.kind, end?) {
                (Kind::Positive, factor) => value * factor,
                (Kind::NotNegative, apart) => (value + apart).max(0.0),
                (Kind::Signed, apart) => value + apart,
            }))
        })
    }
}

fn ends(point: &Point) -> [Option<f64>; 2] {
    [point.interval.low, point.interval.high].map(|end: Option<End>| end?.at.to_f64())
}

/// How many steps share a sum: those of it that are not known by themselves.
fn sharing(history: &History, sum: &Point) -> f64 {
    let is_within = |point: &&Point| point.period.first() >= sum.period.first() && point.period.end() <= sum.period.end();
    let known: i32 = history.points.iter().filter(is_within).map(|point| point.period.months()).sum();
    f64::from(((sum.period.months() - known) / history.months).max(1))
}
