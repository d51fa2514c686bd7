//! A forecast of a half-year beside a path of months: what is known of its months and what their path puts at the others, added up.
//!
//! > Exports are known month by month through 2024-12, and 12 bn was forecast for 2025-H1: the path's January to June come to 11.4 bn.
//!
//! Years have a path of their own; this is for what lies between. What a year ago is known of the same months is added up too, so a forecast is set
//! beside half-years as if somebody had stated them. The ends of a band are those of its months together, as if all were off alike: months
//! that make up for one another leave less open, and how much less was not measured.

use super::amounts::{Amounts, Point};
use super::history::History;
use super::outlook::Outlook;
use super::path::{Path, PathPoint};
use super::trend::Kind;
use crate::figures::Nature;
use crate::period::{Period, YEAR};
use libm::{exp, log};
use num_rational::BigRational;

/// Whether a history goes by shorter periods that add up to such a one.
pub(super) fn add_up_to(history: &History, by: Period) -> bool {
    let (length, months) = (by.months(), history.months);
    let is_in_step = |last: &Point| last.period.months() == months && (by.first() - last.period.first()) % months == 0;
    history.series.nature == Nature::Flow
        && (months + 1..=YEAR).contains(&length)
        && length % months == 0
        && history.points.last().is_some_and(is_in_step)
}

/// The same months of each year that shorter periods add up to: the history of those known, and the path of those to come. Other halves of
/// years have other seasons.
pub(super) fn added_up(history: &History, outlook: Option<&Outlook>, by: Period) -> Option<(History, Option<Outlook>)> {
    let mut amounts = Amounts::default();
    history.points.iter().for_each(|point| amounts.add(point.clone()));
    let (first, last) = (history.points.first()?.period, history.points.last()?.period);
    let length = by.months();
    let begin = first.first() + (by.first() - first.first()).rem_euclid(YEAR);
    let all = |from: i32, until: i32| {
        let starts = (from..).step_by(12).take_while(move |month| month + length <= until);
        starts.filter_map(move |month| Period::between(month, month + length))
    };
    let points: Vec<Point> = all(begin, last.end()).filter_map(|period| amounts.of(period)).collect();
    let from = points.last().map_or(begin, |known| known.period.first() + YEAR);
    let ahead = outlook.and_then(|outlook| {
        let end = outlook.path.points.last()?.period.end();
        of_path(outlook, all(from, end).collect(), history)
    });
    Some((history.of_points(points, YEAR), ahead))
}

/// A path over longer periods; of those alone that what is known and the path fill.
fn of_path(outlook: &Outlook, periods: Vec<Period>, history: &History) -> Option<Outlook> {
    let mut sums: Vec<Total> = periods.into_iter().filter_map(|period| Total::of(outlook, period, history)).collect();
    sums.retain(|sum| sum.is_ahead);
    let in_one = sums.first()?.point.period.months() / history.months;
    let parts = if outlook.kind == Kind::Positive { 1.0 } else { f64::from(in_one) };
    let path = Path {
        method: format!("{}, added up", outlook.path.method),
        points: sums.iter().map(|sum| sum.point.clone()).collect(),
        ..outlook.path.clone()
    };
    Some(Outlook {
        path,
        off: sums.iter().map(|sum| sum.off).collect(),
        values: sums.iter().map(|sum| sum.value).collect(),
        leeway: outlook.leeway.map(|end| end * parts),
        begun: None,
        ..outlook.clone()
    })
}

/// What a period's parts come to.
struct Total {
    value: f64,
    off: [f64; 2],
    point: PathPoint,
    /// Whether any of it lies on the path.
    is_ahead: bool,
}

impl Total {
    /// `None` where they do not fill it.
    fn of(outlook: &Outlook, period: Period, history: &History) -> Option<Total> {
        let known = || history.points.iter().filter(|point| period.contains(&point.period));
        let ahead = || outlook.path.points.iter().zip(&outlook.values).zip(&outlook.off);
        let ahead = || ahead().filter(|((point, _), _)| period.contains(&point.period));
        let months: i32 = known().map(|point| point.period.months()).sum();
        let on_path: i32 = ahead().map(|((point, _), _)| point.period.months()).sum();
        if months + on_path != period.months() {
            return None;
        }
        let value = known().map(|point| point.central).sum::<f64>() + ahead().map(|((_, value), _)| value).sum::<f64>();
        let off = [0, 1].map(|level: usize| match outlook.kind {
            Kind::Positive => log(1.0 + ahead().map(|((_, value), off)| value * (exp(off[level]) - 1.0)).sum::<f64>() / value),
            Kind::NotNegative | Kind::Signed => ahead().map(|(_, off)| off[level]).sum(),
        });
        let middle = |point: &Point| BigRational::from_float(point.central).unwrap_or_default();
        let known_end = |end: &dyn Fn(&Point) -> Option<BigRational>| known().map(end).sum::<Option<BigRational>>();
        let (low, high) = (
            known_end(&|point| Some(super::paces::big(&point.interval.low?.at))),
            known_end(&|point| Some(super::paces::big(&point.interval.high?.at))),
        );
        let added = |known: Option<BigRational>, end: &dyn Fn(&PathPoint) -> Option<BigRational>| {
            Some(known? + ahead().map(|((point, _), _)| end(point)).sum::<Option<BigRational>>()?)
        };
        let central = added(Some(known().map(middle).sum()), &|point| Some(point.central.clone()))?;
        let band_end =
            |known: &Option<BigRational>, end: usize| added(known.clone(), &|point| Some(point.band.as_ref()?[end].clone()));
        let band = band_end(&low, 0).zip(band_end(&high, 1)).map(|(low, high)| [low, high]);
        let (low, high) = (added(low, &|point| point.low.clone()), added(high, &|point| point.high.clone()));
        Some(Total { value, off, point: PathPoint { period, low, central, high, band }, is_ahead: on_path > 0 })
    }
}
