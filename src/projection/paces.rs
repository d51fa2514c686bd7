//! If a stated pace held: each growth and average growth carried forward from the last level, in exact arithmetic.
//!
//! > 100 to 110 bn, growing by "almost 20 %" (19 to 20 %): next year 119 to 132 bn.
//!
//! What the words leave open of the level and of the pace is carried along; no statistics take part. A pace is carried forward by whole
//! years, in the currency that it was stated in.

use super::amounts::{Point, middle};
use super::history::History;
use super::path::{Basis, Path, PathPoint, rounded};
use crate::exact::{End, Ratio};
use crate::figures::{Aspect, Figure, Figures, Series, Status};
use crate::period::Period;
use crate::verdict::Tier;
use crate::words::Unit;
use num_rational::BigRational;
use num_traits::{One, Signed};

const YEAR: i32 = 12;

/// A yearly growth, as the words leave it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pace {
    /// What its path is called: the figure's id.
    pub name: String,
    /// How, in words.
    pub told: String,
    /// As it was stated.
    pub quote: String,
    /// The month after the period that it speaks of; `None` of what was asked.
    pub said_until: Option<i32>,
    /// The figure (index); `None` of what was asked with `--pace`.
    pub figure: Option<usize>,
    /// Least, middle and most, as factors: +20 % as 1.2.
    pub factors: [Option<BigRational>; 3],
}

/// The series and unit that a figure states a yearly pace of; `None` of other figures.
pub fn spoken_of(figure: &Figure) -> Option<(&Series, Option<&Unit>)> {
    let cell = figure.reading.cell.as_ref()?;
    let is_yearly = match &cell.aspect {
        Aspect::Growth { base } => cell.period.months_earlier(YEAR) == Some(*base),
        Aspect::AverageGrowth { .. } => true,
        _ => false,
    };
    is_yearly.then_some((&cell.series, cell.unit.as_ref()))
}

/// The paces stated of a history's series: growths on a year earlier, and averages. `of_series` are the figures that state them.
pub fn stated(figures: &Figures, of_series: &[usize], history: &History, tier: Tier) -> Vec<Pace> {
    let mut paces = Vec::new();
    for (index, figure) in of_series.iter().filter_map(|&index| Some((index, figures.figures.get(index)?))) {
        let Some(cell) = &figure.reading.cell else { continue };
        if spoken_of(figure) != Some((&history.series, history.unit.as_ref())) {
            continue;
        }
        let told = match &cell.aspect {
            Aspect::AverageGrowth { from, .. } => format!("average growth of {from}..{}", cell.period),
            _ => format!("growth of {}", cell.period),
        };
        let interval = match tier {
            Tier::Usual | Tier::Meant => figure.reading.meant,
            Tier::Allowed => figure.reading.allowed,
        };
        let Some(centre) = middle(&figure.reading.meant) else { continue };
        let factor = |end: Option<End>| end.map(|end| big(&end.at) + BigRational::one()).filter(|factor| !factor.is_negative());
        let central = match (figure.reading.meant.low, figure.reading.meant.high) {
            (Some(low), Some(high)) => (big(&low.at) + big(&high.at)) / BigRational::from_integer(2.into()),
            _ => rounded(centre),
        };
        paces.push(Pace {
            name: figure.id.clone(),
            told: format!("{}{told}, “{}”, every year", status_told(figure.status), figure.stated),
            quote: format!("“{}”", figure.stated),
            said_until: Some(cell.period.end()),
            figure: Some(index),
            factors: [factor(interval.low), Some(central + BigRational::one()), factor(interval.high)],
        });
    }
    paces
}

/// Said of a pace that has not been yet.
fn status_told(status: Status) -> &'static str {
    match status {
        Status::Reported | Status::Official => "",
        Status::Forecast => "forecast ",
        Status::Target => "targeted ",
    }
}

/// A pace that was asked for rather than stated.
pub fn asked(growth: &Ratio, written: &str) -> Pace {
    let factor = big(growth) + BigRational::one();
    Pace {
        name: format!("--pace {written}"),
        told: format!("{written} a year"),
        quote: written.to_string(),
        said_until: None,
        figure: None,
        factors: [Some(factor.clone()), Some(factor.clone()), Some(factor)],
    }
}

/// A pace carried forward over periods after the last point, from the same months of the latest year known; `None` where the level is not
/// known to be above nothing.
pub fn carried(history: &History, pace: &Pace, periods: &[Period]) -> Option<Path> {
    let mut points = Vec::new();
    let mut rests_on: Vec<usize> = pace.figure.into_iter().collect();
    for &period in periods {
        let (base, years) = history.same_months_before(period)?;
        rests_on.extend(&base.rests_on);
        points.push(point(base, pace, period, years)?);
    }
    rests_on.sort_unstable();
    rests_on.dedup();
    Some(Path {
        name: pace.name.clone(),
        basis: Basis::Stated,
        method: pace.told.clone(),
        quote: pace.quote.clone(),
        said_until: pace.said_until,
        rests_on,
        points,
    })
}

fn point(base: &Point, pace: &Pace, period: Period, years: u32) -> Option<PathPoint> {
    let low = base.interval.low.map(|end| big(&end.at));
    let high = base.interval.high.map(|end| big(&end.at));
    // Of a deficit nobody can tell which way "+20 %" goes.
    if low.as_ref().is_none_or(Signed::is_negative) {
        return None;
    }
    let central = match (&low, &high) {
        (Some(low), Some(high)) => (low + high) / BigRational::from_integer(2.into()),
        _ => rounded(base.central),
    };
    let times = |level: Option<BigRational>, factor: &Option<BigRational>| Some(level? * raised(factor.as_ref()?, years));
    Some(PathPoint {
        period,
        low: times(low, &pace.factors[0]),
        central: times(Some(central), &pace.factors[1])?,
        high: times(high, &pace.factors[2]),
        band: None,
    })
}

fn raised(factor: &BigRational, power: u32) -> BigRational {
    BigRational::new(factor.numer().pow(power), factor.denom().pow(power))
}

/// As a number of any size.
pub(super) fn big(value: &Ratio) -> BigRational {
    BigRational::new_raw((*value.numer()).into(), (*value.denom()).into())
}
