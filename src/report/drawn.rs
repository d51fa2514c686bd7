//! What is drawn of a series: what is known of it, its central path, the two ends of the band, and a dash for each forecast among them.

use super::gauge::Gauge;
use super::paths::some_of;
use crate::figures::Figures;
use crate::period::Period;
use crate::projection::{PathPoint, Projected, Stands};
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
    /// Forecasts within the picture.
    pub forecasts: Vec<(f64, f64)>,
    /// What is what, in a line.
    pub legend: String,
}

impl Drawing {
    /// The fewest points and periods worth drawing.
    const FEWEST: usize = 3;

    /// `None` where there is too little to see. The gauge is that of the table beside it.
    pub(super) fn of(projected: &Projected, figures: &Figures, gauge: &Gauge, band: &str) -> Option<Drawing> {
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
        let (low, high) = (end(0), end(1));
        let (mut names, mut forecasts) = (Vec::new(), Vec::new());
        let is_seen = |(at, amount): &(f64, f64)| {
            let first = central.first().map_or(f64::MAX, |first| first.0);
            let spread = || low.iter().chain(&high).chain(&known).map(|point| point.1);
            let is_within = spread().any(|other| other <= *amount) && spread().any(|other| other >= *amount);
            *at > first && central.last().is_some_and(|last| *at <= last.0) && is_within
        };
        for target in projected.targets.iter().filter(|target| matches!(target.stands, Stands::Ahead)) {
            let at = target.by.map(year).zip(target.aim.all[1].to_f64().map(|aim| aim / size));
            if let (Some(at), Some(figure)) = (at.filter(is_seen), figures.figures.get(target.figure)) {
                forecasts.push(at);
                names.push(&*figure.id);
            }
        }
        let dashes = match names.len() {
            0 => String::new(),
            1 => format!("; the dash is {}", names[0]),
            _ => format!("; dashes are {}", some_of(names.into_iter())),
        };
        let legend = format!("What is known, then its own history between the ends of its {band}{dashes}.");
        Some(Drawing { unit: gauge.behind.trim().to_string(), central, low, high, known, forecasts, legend })
    }
}
