//! What is drawn of a series: what is known of it, its central path, and the two ends of the band.

use super::gauge::Gauge;
use crate::period::Period;
use crate::projection::{PathPoint, Projected};
use num_rational::BigRational;
use num_traits::ToPrimitive;

/// What is known of a series and its central path, in the unit that text is told in: a year, and the amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// What the amounts count: `bn USD`.
    pub unit: String,
    /// What is known.
    pub known: Vec<(f64, f64)>,
    /// The path, from the last one known.
    pub central: Vec<(f64, f64)>,
    /// The lower end of its band.
    pub low: Vec<(f64, f64)>,
    /// The upper end.
    pub high: Vec<(f64, f64)>,
}

impl Drawing {
    /// The fewest points and periods worth drawing.
    const FEWEST: usize = 3;

    /// `None` where there is too little to see. The gauge is that of the table beside it.
    pub(super) fn of(projected: &Projected, gauge: &Gauge) -> Option<Drawing> {
        let path = &projected.outlook.as_ref()?.path;
        let history = &projected.history;
        if history.points.len() < Self::FEWEST || path.points.len() < Self::FEWEST {
            return None;
        }
        let size = gauge.size.to_f64()?;
        let year = |period: Period| f64::from(period.first()) / 12.0;
        let known: Vec<(f64, f64)> = history.points.iter().map(|point| (year(point.period), point.central / size)).collect();
        let line = |amount: &dyn Fn(&PathPoint) -> Option<BigRational>| -> Vec<(f64, f64)> {
            let told = |point: &PathPoint| Some((year(point.period), amount(point)?.to_f64()? / size));
            let ahead = path.points.iter().filter_map(told);
            known.last().copied().into_iter().chain(ahead).collect()
        };
        let central = line(&|point| Some(point.central.clone()));
        let end = |end: usize| line(&|point| Some(point.band.as_ref()?[end].clone()));
        Some(Drawing { unit: gauge.behind.trim().to_string(), central, low: end(0), high: end(1), known })
    }
}
