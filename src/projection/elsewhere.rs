//! Amounts known in another currency only, where the rate of their own period is stated too: they follow, and are no longer to be forecast.
//!
//! > Rubles are known through 2021, dollars through 2022, and the rate of 2022 is stated: 100 USD at 68 RUB/USD are 6732 to 6868 RUB in
//! > 2022, as its own rate is within 1 % of the published mean.
//!
//! Only what comes after the last amount of a currency that leads somewhere by itself, with two amounts or more: a currency with one
//! amount alone is [passed over](super::beside) for the other, as it was.

use super::amounts::{Amounts, Point};
use super::exchange::Rates;
use super::history::{is_close, outward};
use super::paces::big;
use crate::exact::{End, Interval};
use crate::figures::{Nature, Series};
use crate::words::Unit;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use std::collections::BTreeMap;

/// The amounts of each series in each unit.
pub(super) type All<'a> = BTreeMap<(&'a Series, Option<&'a Unit>), Amounts>;

/// Adds what follows.
pub(super) fn add(all: &mut All<'_>, rates: &Rates<'_>) {
    let mut following: Vec<((&Series, Option<&Unit>), Point)> = Vec::new();
    for (&(series, unit), amounts) in all.iter().filter(|((series, _), _)| series.nature == Nature::Flow) {
        let Some(end) = amounts.all().map(|point| point.period.end()).max() else { continue };
        let leads = |length: i32| amounts.all().filter(|point| point.period.months() == length).count() > 1;
        let same = all.range((series, None)..).take_while(|((other, _), _)| *other == series);
        let others = same.filter(|((_, its), _)| *its != unit);
        for ((_, its), other) in others {
            let later = other.all().filter(|point| point.period.end() > end && leads(point.period.months()));
            following.extend(later.filter_map(|point| Some(((series, unit), converted(point, *its, unit, rates)?))));
        }
    }
    for (key, point) in following {
        if let Some(amounts) = all.get_mut(&key) {
            amounts.add(point);
        }
    }
}

/// An amount at the stated rate of its own period; `None` where none is stated, or too much is left open.
fn converted(point: &Point, from: Option<&Unit>, to: Option<&Unit>, rates: &Rates<'_>) -> Option<Point> {
    let (conversion, stated) = rates.of_period(from, to, point.period)?;
    let [low, middle, high] = &conversion.factors;
    let (least, most) = (point.interval.low?, point.interval.high?);
    // Of a deficit the higher rate makes the lower amount.
    let products = |end: End| [low, high].map(|factor| big(&end.at) * factor);
    let (lows, highs) = (products(least), products(most));
    let pick = |pair: [BigRational; 2], up: bool, open: bool| {
        let [one, other] = pair;
        Some(End { at: outward(&if up { one.max(other) } else { one.min(other) }, up)?, open })
    };
    let interval = Interval { low: Some(pick(lows, false, least.open)?), high: Some(pick(highs, true, most.open)?) };
    let mut rests_on = point.rests_on.clone();
    rests_on.extend(stated);
    rests_on.sort_unstable();
    rests_on.dedup();
    let central = point.central * middle.to_f64()?;
    is_close(&interval).then(|| Point { interval, central, rests_on, ..point.clone() })
}
