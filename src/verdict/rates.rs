//! What the release meant: the exchange rate behind a quantity that is stated in two currencies.
//!
//! 612 bn RUB and $8.75 bn for one year's turnover imply 69.85 to 70.04 rubles for a dollar. That is the mean of that year, or
//! it is not: then the mean that comes nearest says which months somebody converted at, or that two things were counted. It
//! is talk beside the verdict: it tests nothing and moves no bound.

use super::means::{Implied, Mean, Means, by_pair, printed};
use crate::exact::{Exact, Interval, Ratio};
use crate::figures::{Aspect, Cell, Figure, Figures, Flow, Series};
use crate::period::Period;
use crate::words::Unit;
use num_rational::BigRational;
use num_traits::Zero;
use std::collections::BTreeMap;

/// So many different amounts of one quantity in one currency are set beside those in another: eight by eight are more than
/// anybody reads, and a thousand by a thousand would be no talk any more.
const FEW: usize = 8;

/// The exchange rate that two amounts of one quantity imply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImpliedRate {
    /// The figures (indices) on the amount in the currency that is priced in; several where they say the same.
    pub priced: Vec<usize>,
    /// The figures (indices) on the amount in the other currency.
    pub unit: Vec<usize>,
    /// So many of this currency …
    pub priced_in: String,
    /// … for one of that. The pair is told as the files state its mean rates, else so that the first rate told is above one.
    pub one_of: String,
    /// The period of the amounts.
    pub period: Period,
    /// What the words of both amounts mean, divided.
    pub meant: Interval,
    /// What they allow, divided.
    pub allowed: Interval,
    /// The printed numbers, divided; of a range the middle.
    pub printed: BigRational,
    /// Whether both amounts lie about the numbers printed; who says "more than 600" prints one that is not meant.
    pub is_about: bool,
    /// How many of the means stated, of any period, lie within what is meant.
    pub within: usize,
    /// The mean that comes nearest, of any period; `None` where the files state none.
    pub nearest: Option<Mean>,
    /// The mean of the amounts' own period, where it is stated.
    pub own: Option<Mean>,
}

impl ImpliedRate {
    /// All figures, those in the currency that is priced in first.
    pub fn figures(&self) -> impl Iterator<Item = usize> {
        self.priced.iter().chain(&self.unit).copied()
    }
}

/// At which rates was converted what is stated in two currencies? In the order of the figures; of forecasts and targets none.
///
/// Left out are balances whose sign is open or not the same in both currencies, and numbers so long that their quotient leaves
/// 128 bits.
pub fn implied_rates(figures: &Figures) -> Vec<ImpliedRate> {
    let quantities = in_several_currencies(figures);
    if quantities.is_empty() {
        return Vec::new();
    }
    let stated = by_pair(figures);
    let mut pairs: BTreeMap<(&str, &str), Told<'_>> = BTreeMap::new();
    let mut implied = Vec::new();
    for Quantity { period, by_currency } in &quantities {
        let amounts: Vec<(&str, Vec<Amount>)> =
            by_currency.iter().map(|(currency, indices)| (*currency, amounts(figures, indices))).collect();
        for (place, (first, ones)) in amounts.iter().enumerate() {
            for (second, others) in &amounts[place + 1..] {
                let both = ones.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
                for (one, other) in both {
                    let told = pairs.entry((first, second)).or_insert_with(|| {
                        let stated = stated.get(&(*first, *second)).map_or(&[][..], Vec::as_slice);
                        Told::of(figures, stated, (first, second), one.printed < other.printed)
                    });
                    let (priced, unit) = if told.priced_in == *first { (one, other) } else { (other, one) };
                    implied.extend(told.implied(priced, unit, *period));
                }
            }
        }
    }
    implied
}

/// The figures (indices) on one quantity.
struct Quantity<'a> {
    period: Period,
    /// In the order in which cells have the pairs.
    by_currency: BTreeMap<&'a str, Vec<usize>>,
}

/// The quantities of which the past is stated in more than one currency, in the order in which figures first speak of them.
fn in_several_currencies(figures: &Figures) -> Vec<Quantity<'_>> {
    let levels = || {
        figures.figures.iter().enumerate().filter(|(_, figure)| figure.status.is_of_the_past()).filter_map(|(index, figure)| {
            match figure.reading.cell.as_ref()? {
                Cell { series, period, aspect: Aspect::Level, unit: Some(Unit::Currency(currency)) } => {
                    Some(((series, *period), &**currency, index))
                }
                _ => None,
            }
        })
    };
    let mut currencies = levels().map(|(_, currency, _)| currency);
    let first = currencies.next();
    if currencies.all(|currency| Some(currency) == first) {
        return Vec::new();
    }
    let mut places: BTreeMap<(&Series, Period), usize> = BTreeMap::new();
    let mut quantities: Vec<Quantity<'_>> = Vec::new();
    for (quantity, currency, index) in levels() {
        let place = *places.entry(quantity).or_insert_with(|| {
            quantities.push(Quantity { period: quantity.1, by_currency: BTreeMap::new() });
            quantities.len() - 1
        });
        quantities[place].by_currency.entry(currency).or_default().push(index);
    }
    quantities.retain(|quantity| quantity.by_currency.len() > 1);
    quantities
}

/// An amount as stated, without its sign.
struct Amount {
    figures: Vec<usize>,
    is_deficit: bool,
    meant: Interval,
    allowed: Interval,
    printed: Exact,
}

impl Amount {
    /// `None` where a balance may be a surplus and a deficit, and where nothing above zero is meant.
    fn of(index: usize, figure: &Figure) -> Option<Amount> {
        let (mut meant, mut allowed) = (figure.reading.meant, figure.reading.allowed);
        let flow = &figure.reading.cell.as_ref()?.series.flow;
        // Trade is never below zero, whatever its words allow; all else may be, as a balance may.
        let is_trade = matches!(flow, Flow::Turnover | Flow::Exports | Flow::Imports);
        let may_be_below = !is_trade && allowed.low.is_none_or(|end| end.at < Ratio::zero());
        let may_be_above = allowed.high.is_none_or(|end| end.at > Ratio::zero());
        if may_be_below && may_be_above {
            return None;
        }
        if may_be_below {
            (meant, allowed) = (meant.mirror(), allowed.mirror());
        }
        let above_zero = Interval::more_than(Ratio::zero());
        let (meant, allowed) = (meant.intersect(&above_zero), allowed.intersect(&above_zero));
        let printed = printed(figure)?;
        (!meant.is_empty()).then_some(Amount { figures: vec![index], is_deficit: may_be_below, meant, allowed, printed })
    }

    /// Whether the words mean numbers to both sides of the printed one, or it alone.
    fn is_about(&self) -> bool {
        let Interval { low: Some(low), high: Some(high) } = self.meant else { return false };
        let (low, high) = (Exact::from(&low.at), Exact::from(&high.at));
        (low < self.printed && self.printed < high) || (low == high && low == self.printed)
    }
}

/// The first few different amounts that these figures state; those that say the same are one.
fn amounts(figures: &Figures, indices: &[usize]) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = Vec::new();
    for &index in indices {
        let Some(amount) = figures.figures.get(index).and_then(|figure| Amount::of(index, figure)) else { continue };
        let is_same = |known: &Amount| {
            (known.meant, known.allowed, known.is_deficit) == (amount.meant, amount.allowed, amount.is_deficit)
                && known.printed == amount.printed
        };
        match amounts.iter().position(is_same) {
            Some(known) => amounts[known].figures.push(index),
            None if amounts.len() < FEW => amounts.push(amount),
            None => {}
        }
    }
    amounts
}

/// Which way round the rates of two currencies are told, and the means that the files state of them.
struct Told<'a> {
    priced_in: &'a str,
    one_of: &'a str,
    means: Means,
}

impl<'a> Told<'a> {
    /// As the files state it first; where they state none, the other way round if that is more than one.
    fn of(figures: &Figures, stated: &[usize], (first, second): (&'a str, &'a str), is_below_one: bool) -> Told<'a> {
        let stated_first = stated.first().and_then(|&index| figures.figures.get(index));
        let reversed = stated_first.map_or(is_below_one, |figure| figure.is_reciprocal);
        let (priced_in, one_of) = if reversed { (second, first) } else { (first, second) };
        Told { priced_in, one_of, means: Means::of(figures, stated, reversed) }
    }

    fn implied(&self, priced: &Amount, unit: &Amount, period: Period) -> Option<ImpliedRate> {
        if priced.is_deficit != unit.is_deficit {
            return None;
        }
        let (meant, allowed) = (priced.meant.over(&unit.meant)?, priced.allowed.over(&unit.allowed)?);
        let printed = &priced.printed * &unit.printed.inverse();
        let implied = Implied { meant: &meant, printed: &printed };
        Some(ImpliedRate {
            priced: priced.figures.clone(),
            unit: unit.figures.clone(),
            priced_in: self.priced_in.to_string(),
            one_of: self.one_of.to_string(),
            period,
            meant,
            allowed,
            within: self.means.within(&implied),
            nearest: self.means.nearest(&implied),
            own: self.means.of_period(period, &implied),
            printed: printed.to_big(),
            is_about: priced.is_about() && unit.is_about(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;
    use crate::read::{Options, load_bytes};

    fn implied(rows: &str) -> Vec<ImpliedRate> {
        let file = format!("id,reporter,partner,flow,period,stated,status\n{rows}");
        let loaded = load_bytes(&[("amounts.csv", file.as_bytes())], &Options::default());
        assert_eq!(loaded.refusals, []);
        implied_rates(&loaded.figures)
    }

    /// The pair, what is meant, and the nearest mean's period and figure.
    type Told = (String, Interval, Option<(String, usize)>);

    fn told(rows: &str) -> Vec<Told> {
        let nearest = |mean: Mean| (mean.period.to_string(), mean.figure);
        let one = |rate: ImpliedRate| (format!("{}/{}", rate.priced_in, rate.one_of), rate.meant, rate.nearest.map(nearest));
        implied(rows).into_iter().map(one).collect()
    }

    const BOTH: &str = "rub,RUS,UZB,turnover,2022,612 bn RUB,\nusd,RUS,UZB,turnover,2022,8.20 bn USD,\n";

    #[test]
    fn the_mean_that_comes_nearest_need_not_be_that_of_the_period() {
        let rows = format!("{BOTH}y,,,RUB/USD,2022,69.917,\nh,,,RUB/USD,2022-H1,74.5,\ng,,,RUB/USD,2021,73.705,\n");
        let [rate] = &implied(&rows)[..] else { panic!("one rate") };
        assert_eq!(rate.meant, Interval::closed(Ratio::new(611_500, 8205), Ratio::new(612_500, 8195)));
        assert_eq!(rate.figures().collect::<Vec<_>>(), [0, 1]);
        let (nearest, own) = (rate.nearest.as_ref().unwrap(), rate.own.as_ref().unwrap());
        assert_eq!((nearest.figure, nearest.period.to_string(), own.figure, rate.within), (3, "2022-H1".into(), 2, 0));
        assert_eq!(nearest.off, BigRational::new((6120 * 2 - 82 * 149).into(), (82 * 149).into()));
    }

    #[test]
    fn a_pair_is_told_as_its_means_are_stated() {
        let between = |low: (i128, i128), high: (i128, i128)| Interval::closed(ratio(low.0, low.1), ratio(high.0, high.1));
        let (rubles, dollars) = (between((122_300, 1641), (122_500, 1639)), between((1639, 122_500), (1641, 122_300)));
        let at = |period: &str, figure| Some((period.to_string(), figure));
        assert_eq!(told(BOTH), [("RUB/USD".into(), rubles, None)]);
        let stated = |rate: &str| told(&format!("{BOTH}{rate},\n"));
        assert_eq!(stated("y,,,RUB/USD,2022,69.917"), [("RUB/USD".into(), rubles, at("2022", 2))]);
        assert_eq!(stated("y,,,USD/RUB,2022,0.0143"), [("USD/RUB".into(), dollars, at("2022", 2))]);
        // The pair that comes first in the alphabet is not the one that people name.
        let euros = "rub,RUS,UZB,turnover,2022,700 bn RUB,\neur,RUS,UZB,turnover,2022,10 bn EUR,\n";
        assert_eq!(told(euros)[0].0, "RUB/EUR");
    }

    #[test]
    fn a_balance_has_a_rate_where_its_sign_is_known() {
        let balances =
            |rub: &str, usd: &str| told(&format!("rub,RUS,UZB,balance,2022,{rub},\nusd,RUS,UZB,balance,2022,{usd},\n")).len();
        assert_eq!(balances("-140 bn RUB", "-2 bn USD"), 1);
        assert_eq!(balances("140 bn RUB", "2 bn USD"), 1);
        assert_eq!(balances("140 bn RUB", "-2 bn USD"), 0);
        assert_eq!(balances("between -1 and 140 bn RUB", "2 bn USD"), 0);
        assert_eq!(balances("140 bn RUB", "0 USD"), 0);
    }

    #[test]
    fn only_the_past_is_set_side_by_side_and_each_amount_once() {
        let again = "usd2,RUS,UZB,turnover,2022,8.20 bn USD,official\nusd3,RUS,UZB,turnover,2022,8.75 bn USD,official\n";
        let rates = implied(&format!("{BOTH}{again}f,RUS,UZB,turnover,2022,9 bn USD,forecast\n"));
        let figures: Vec<Vec<usize>> = rates.iter().map(|rate| rate.figures().collect()).collect();
        assert_eq!(figures, [vec![0, 1, 2], vec![0, 3]]);
        assert!(rates.iter().all(|rate| rate.is_about && rate.own.is_none()));
        // Exports in rubles are not turnover in dollars, nor 2021 2022.
        let apart = "a,RUS,UZB,exports,2022,6 bn RUB,\nb,RUS,UZB,turnover,2022,8 bn USD,\nc,RUS,UZB,exports,2021,6 bn USD,\n";
        assert_eq!(implied(apart), []);
    }

    #[test]
    fn words_with_one_side_are_not_about_the_number_printed() {
        let [rate] = &implied("r,RUS,UZB,turnover,2022,more than 600 bn RUB,\nu,RUS,UZB,turnover,2022,8.75 bn USD,\n")[..] else {
            panic!("one rate")
        };
        assert!(!rate.is_about);
        let low = rate.meant.low.unwrap();
        assert_eq!((low.at, low.open, rate.allowed.high), (Ratio::new(600_000, 8755), true, None));
    }
}
