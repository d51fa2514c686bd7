//! What an amount in one currency comes to in another: by a rate that the files state, or by one that was asked for with
//! `--rate RUB/USD=85..95`; by two rates through a third currency where there is none between the two.
//!
//! > 10 bn USD at 69.92 RUB/USD of 2022 is 699.2 bn RUB. 100 trillion UZS at 11,050 UZS/USD and 69.92 RUB/USD, through USD, is 632.8 bn RUB.
//!
//! An amount of the past has its own rate, weighted by its months: it is meant within 1 % of the period's published mean, and allowed
//! within 2.5 %, and converts so. What lies ahead has no published mean. It is converted at the rate as it was stated or asked, and that
//! is an assumption, which is said.
//!
//! Direct rates come before those through a third currency, and asked ones before stated ones. Of stated rates that of the amount's own
//! period comes first, then for the past the nearest, for what lies ahead the latest. Through a third currency two rates of one
//! period come before others, and of several such pairs that one comes first whose rates would by themselves.

use super::paces::big;
use crate::exact::{Interval, Ratio};
use crate::figures::{Figure, Figures, Flow};
use crate::period::Period;
use crate::verdict::Tier;
use crate::words::Unit;
use num_rational::BigRational;
use num_traits::{One, Signed};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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
    /// What it was converted at, for people: `69.92 RUB/USD of 2022, assumed to hold`.
    pub told: String,
    /// Which of the rates asked for it rests on.
    pub asked: Vec<usize>,
}

/// When the amount is from that is to be converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Of a period past.
    Past(Period),
    /// Yet to come, by a period where one was named.
    Ahead(Option<Period>),
}

impl Amount {
    /// How far a stated rate of a period is from being its own: the less the better.
    fn apart(self, period: Period) -> (bool, i32, Reverse<i32>) {
        match self {
            Amount::Past(own) => (period != own, (period.end() - own.end()).abs(), Reverse(period.end())),
            Amount::Ahead(by) => (Some(period) != by, 0, Reverse(period.end())),
        }
    }
}

/// All rates there are.
pub struct Rates<'a> {
    figures: &'a Figures,
    asked: &'a [AskedRate],
    tier: Tier,
    /// The figures (indices) that state rates, by their pairs in the order of cells.
    stated: BTreeMap<(&'a str, &'a str), Vec<usize>>,
}

/// One rate of those: what one unit of a currency costs in the other.
struct Leg {
    factors: [BigRational; 3],
    told: String,
    /// The asked rate (index); `None` of stated ones.
    asked: Option<usize>,
    /// The figure (index) that states it; `None` of asked ones.
    stated: Option<usize>,
    period: Option<Period>,
    /// Whether a stated rate was stated in the direction that it is used in.
    is_turned: bool,
    is_forecast: bool,
}

impl<'a> Rates<'a> {
    /// Of the files, and those asked for. The tier says what the words of stated rates leave open.
    pub fn of(figures: &'a Figures, asked: &'a [AskedRate], tier: Tier) -> Rates<'a> {
        let mut stated: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (index, figure) in figures.figures.iter().enumerate() {
            if let Some(Flow::Rate(priced_in, one_of)) = figure.reading.cell.as_ref().map(|cell| &cell.series.flow)
                && positive_ends(&figure.reading.meant).is_some()
            {
                stated.entry((priced_in, one_of)).or_default().push(index);
            }
        }
        Rates { figures, asked, tier, stated }
    }

    /// How amounts of a period past become amounts in `to` by rates that are stated of that very period, and the figures (indices) that
    /// state these; `None` where there are none.
    pub fn of_period(&self, from: Option<&Unit>, to: Option<&Unit>, period: Period) -> Option<(Conversion, Vec<usize>)> {
        let (conversion, legs) = self.by_legs(from, to, Amount::Past(period))?;
        let stated = legs.iter().map(|leg| leg.stated.filter(|_| leg.period == Some(period))).collect::<Option<Vec<usize>>>()?;
        Some((conversion, stated))
    }

    /// How amounts in `from` become amounts in `to`; `None` where no rate says.
    pub fn conversion(&self, from: Option<&Unit>, to: Option<&Unit>, amount: Amount) -> Option<Conversion> {
        Some(self.by_legs(from, to, amount)?.0)
    }

    /// The same, with the rates that it takes.
    fn by_legs(&self, from: Option<&Unit>, to: Option<&Unit>, amount: Amount) -> Option<(Conversion, Vec<Leg>)> {
        let (Some(Unit::Currency(from)), Some(Unit::Currency(to))) = (from, to) else { return None };
        let direct = self.legs(from, to, amount).into_iter().next();
        let (legs, through) = match direct {
            Some(leg) => (vec![leg], None),
            None => {
                let (pair, via) = self.through(from, to, amount)?;
                (pair.into(), Some(via))
            }
        };
        let mut factors = legs.iter().fold([(); 3].map(|()| BigRational::one()), |[low, middle, high], leg| {
            let [least, mean, most] = &leg.factors;
            [low * least, middle * mean, high * most]
        });
        let is_stated = legs.iter().any(|leg| leg.asked.is_none());
        let own = if is_stated && matches!(amount, Amount::Past(_)) { Some(self.own_rate()) } else { None };
        if let Some((part, _)) = &own {
            let [low, _, high] = &mut factors;
            let one = BigRational::one();
            // Within so much of the rate as it was stated, which is not the same of its reciprocal.
            if legs.len() == 1 && legs[0].is_turned {
                *low /= &one + part;
                *high /= &one - part;
            } else {
                *low *= &one - part;
                *high *= &one + part;
            }
        }
        let told: Vec<&str> = legs.iter().map(|leg| &*leg.told).collect();
        let mut told = format!("{}{}", told.join(" and "), through.map_or(String::new(), |via| format!(", through {via}")));
        match amount {
            Amount::Past(period) => {
                if legs.iter().any(|leg| leg.asked.is_none() && leg.period != Some(period)) {
                    told += &format!(", for want of a rate of {period}");
                }
                told += own.map_or("", |(_, told)| told);
            }
            Amount::Ahead(_) if legs.iter().any(|leg| leg.asked.is_none() && !leg.is_forecast) => told += ", assumed to hold",
            Amount::Ahead(_) => {}
        }
        Some((Conversion { factors, told, asked: legs.iter().filter_map(|leg| leg.asked).collect() }, legs))
    }

    /// How far an amount's own rate may be from the published mean of its period.
    fn own_rate(&self) -> (BigRational, &'static str) {
        match self.tier {
            Tier::Usual | Tier::Meant => (BigRational::new(1.into(), 100.into()), ", within 1%"),
            Tier::Allowed => (BigRational::new(1.into(), 40.into()), ", within 2.5%"),
        }
    }

    /// The rates between two currencies, the best first.
    fn legs(&self, from: &str, to: &str, amount: Amount) -> Vec<Leg> {
        let asked = self.asked.iter().enumerate().filter_map(|(index, rate)| {
            let is_turned = (&*rate.priced_in, &*rate.one_of) == (from, to);
            if !is_turned && (&*rate.priced_in, &*rate.one_of) != (to, from) {
                return None;
            }
            let factors = with_middle(rate.between.each_ref().map(big));
            let factors = if is_turned { turned(factors) } else { factors };
            let told = format!("{}, as asked", rate.written);
            Some(Leg { factors, told, asked: Some(index), stated: None, period: None, is_turned, is_forecast: false })
        });
        let pair = if from < to { (from, to) } else { (to, from) };
        let figures = self.stated.get(&pair).into_iter().flatten().map(|&index| (index, &self.figures.figures[index]));
        let mut stated: Vec<(usize, &Figure, Period)> =
            figures.filter_map(|(index, figure)| Some((index, figure, figure.reading.cell.as_ref()?.period))).collect();
        stated.retain(|(_, figure, period)| figure.status.is_of_the_past() || amount == Amount::Ahead(Some(*period)));
        stated.sort_by_key(|(_, _, period)| (amount.apart(*period), Reverse(period.months())));
        let stated = stated.into_iter().filter_map(|(index, figure, period)| self.leg((index, figure), period, to));
        asked.chain(stated).collect()
    }

    /// A stated rate as the price in `to`.
    fn leg(&self, (index, figure): (usize, &Figure), period: Period, to: &str) -> Option<Leg> {
        let Flow::Rate(first, second) = &figure.reading.cell.as_ref()?.series.flow else { return None };
        let interval = match self.tier {
            Tier::Usual | Tier::Meant => &figure.reading.meant,
            Tier::Allowed => &figure.reading.allowed,
        };
        let ends = positive_ends(interval).or_else(|| positive_ends(&figure.reading.meant))?;
        // The middle is that of the rate as it was stated.
        let (priced_in, one_of) = if figure.is_reciprocal { (second, first) } else { (first, second) };
        let [low, high] = ends;
        let stated = with_middle(if figure.is_reciprocal { [high.recip(), low.recip()] } else { [low, high] });
        let is_turned = priced_in != to;
        let is_forecast = !figure.status.is_of_the_past();
        let told =
            format!("{}{} {priced_in}/{one_of} of {period}", if is_forecast { "the forecast " } else { "" }, figure.stated);
        let factors = if is_turned { turned(stated) } else { stated };
        Some(Leg { factors, told, asked: None, stated: Some(index), period: Some(period), is_turned, is_forecast })
    }

    /// Two rates that meet in a third currency, and that: asked ones first, then of one period, then those of which the worse is the better.
    fn through(&self, from: &str, to: &str, amount: Amount) -> Option<([Leg; 2], &'a str)> {
        let asked = self.asked.iter().flat_map(|rate| [&*rate.priced_in, &*rate.one_of]);
        let stated = self.stated.keys().flat_map(|(first, second)| [*first, *second]);
        let others: BTreeSet<&'a str> = asked.chain(stated).filter(|other| *other != from && *other != to).collect();
        let rank = |pair: &[Leg; 2]| {
            let worse = pair.iter().filter_map(|leg| leg.period).map(|period| amount.apart(period)).max();
            let is_of_one = pair.iter().any(|leg| leg.asked.is_some()) || pair[0].period == pair[1].period;
            (pair.iter().filter(|leg| leg.asked.is_some()).count(), is_of_one, Reverse(worse))
        };
        let mut best: Option<([Leg; 2], &'a str)> = None;
        for via in others {
            let Some(pair) = meeting(self.legs(from, via, amount), self.legs(via, to, amount)) else { continue };
            // Of two as good the one that comes first in the alphabet.
            if best.as_ref().is_none_or(|(known, _)| rank(&pair) > rank(known)) {
                best = Some((pair, via));
            }
        }
        best
    }
}

/// The best two of one period, or simply the best where one was asked for or no period has both.
fn meeting(mut first: Vec<Leg>, mut second: Vec<Leg>) -> Option<[Leg; 2]> {
    let is_asked = |legs: &[Leg]| legs.first().is_some_and(|leg| leg.asked.is_some());
    let mut places = (0, 0);
    if !is_asked(&first) && !is_asked(&second) {
        let common = first
            .iter()
            .enumerate()
            .find_map(|(place, leg)| Some((place, second.iter().position(|other| other.period == leg.period)?)));
        places = common.unwrap_or(places);
    }
    (places.0 < first.len() && places.1 < second.len()).then(|| [first.swap_remove(places.0), second.swap_remove(places.1)])
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
