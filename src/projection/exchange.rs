//! What one currency was last worth in another: as the files state it, or as `--rate RUB/USD=85..95` asks.

use super::paces::big;
use crate::exact::{Interval, Ratio};
use crate::figures::{Figures, Flow};
use crate::words::Unit;
use num_rational::BigRational;
use num_traits::Signed;

/// A rate as it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedRate {
    /// Priced in this currency: RUB of `RUB/USD`.
    pub priced_in: String,
    /// For one of this: USD of `RUB/USD`.
    pub one_of: String,
    /// From, through; above zero.
    pub between: [Ratio; 2],
    /// As it was written.
    pub written: String,
}

/// What an amount in another currency comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversion {
    /// Least, middle and most of a unit's price.
    pub factors: [BigRational; 3],
    /// What it was converted at, for people: `RUB/USD of 2022`.
    pub told: String,
}

/// How amounts in `from` become amounts in `to`; `None` where no rate says.
pub fn conversion(figures: &Figures, asked: &[AskedRate], from: Option<&Unit>, to: Option<&Unit>) -> Option<Conversion> {
    let (Some(Unit::Currency(from)), Some(Unit::Currency(to))) = (from, to) else { return None };
    for rate in asked {
        let ends = [big(&rate.between[0]), big(&rate.between[1])];
        let told = format!("{}, as asked", rate.written);
        if (&rate.priced_in, &rate.one_of) == (to, from) {
            return Some(Conversion { factors: with_middle(ends), told });
        }
        if (&rate.priced_in, &rate.one_of) == (from, to) {
            return Some(Conversion { factors: turned(with_middle(ends)), told });
        }
    }
    let (flow, is_turned) = Flow::rate(to, from);
    let stated = figures.figures.iter().filter(|figure| figure.status.is_of_the_past());
    let rates = stated.filter_map(|figure| figure.reading.cell.as_ref().map(|cell| (cell, &figure.reading.meant)));
    let of_pair = rates.filter(|(cell, _)| cell.series.flow == flow);
    let (cell, meant) = of_pair.max_by_key(|(cell, _)| (cell.period.end(), cell.period.months()))?;
    let factors = with_middle(positive_ends(meant)?);
    Some(Conversion {
        factors: if is_turned { turned(factors) } else { factors },
        told: format!("the rate of {to} per {from} of {}", cell.period),
    })
}

fn positive_ends(interval: &Interval) -> Option<[BigRational; 2]> {
    let ends = [big(&interval.low?.at), big(&interval.high?.at)];
    ends.iter().all(Signed::is_positive).then_some(ends)
}

fn with_middle([low, high]: [BigRational; 2]) -> [BigRational; 3] {
    let middle = (&low + &high) / BigRational::from_integer(2.into());
    [low, middle, high]
}

fn turned([low, middle, high]: [BigRational; 3]) -> [BigRational; 3] {
    [high.recip(), middle.recip(), low.recip()]
}
