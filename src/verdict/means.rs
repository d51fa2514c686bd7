//! Which mean comes nearest? The mean exchange rates that the files state of one pair of currencies, whatever their periods,
//! beside a rate that two amounts imply: 612 bn RUB over $8.2 bn is not the mean of its year but that of the half before.

use crate::exact::{Exact, Interval, Ratio, ratio};
use crate::figures::{Aspect, Figure, Figures, Flow};
use crate::period::Period;
use num_rational::BigRational;
use std::collections::BTreeMap;
use std::ops::Range;

/// A mean exchange rate that a figure states, beside an implied one and told the same way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mean {
    /// The figure (index).
    pub figure: usize,
    /// Its period.
    pub period: Period,
    /// What its words mean.
    pub rate: Interval,
    /// Its printed number; of a range the middle.
    pub number: BigRational,
    /// How far the implied rate as printed is off, as a fraction of this one; never negative.
    pub off: BigRational,
}

/// A rate that two amounts imply.
pub(super) struct Implied<'a> {
    pub meant: &'a Interval,
    pub printed: &'a Exact,
}

/// The figures (indices) on the mean rate of each pair of currencies, in the order in which cells have the pair.
pub(super) fn by_pair(figures: &Figures) -> BTreeMap<(&str, &str), Vec<usize>> {
    let mut by_pair: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (index, figure) in figures.figures.iter().enumerate().filter(|(_, figure)| figure.status.is_of_the_past()) {
        if let Some(cell) = &figure.reading.cell
            && let (Aspect::Rate, Flow::Rate(priced_in, one_of)) = (&cell.aspect, &cell.series.flow)
        {
            by_pair.entry((priced_in, one_of)).or_default().push(index);
        }
    }
    by_pair
}

/// The number that a figure prints, without its sign; of a range the middle, for want of a better one to compare with.
pub(super) fn printed(figure: &Figure) -> Option<Exact> {
    let (first, last) = (figure.printed.first()?, figure.printed.last()?);
    let sum = &Exact::from(first) + &Exact::from(last);
    let middle = &sum * &Exact::over(1, 2);
    match middle.sign() {
        0 => None,
        sign => Some(if sign < 0 { -&middle } else { middle }),
    }
}

/// The means of one pair of currencies.
pub(super) struct Means {
    /// By number, equal ones by period and row: the nearest is then found without looking at all of them.
    sorted: Vec<Stated>,
    by_period: BTreeMap<Period, Vec<usize>>,
}

struct Stated {
    number: Exact,
    period: Period,
    figure: usize,
    rate: Interval,
}

impl Means {
    /// Those that these figures state; the other way round if asked for.
    pub fn of(figures: &Figures, indices: &[usize], reversed: bool) -> Means {
        let stated = |&index: &usize| {
            let figure = figures.figures.get(index)?;
            let (number, rate, period) = (printed(figure)?, figure.reading.meant, figure.reading.cell.as_ref()?.period);
            let (number, rate) =
                if reversed { (number.inverse(), Interval::point(ratio(1, 1)).over(&rate)?) } else { (number, rate) };
            Some(Stated { number, period, figure: index, rate })
        };
        Means::sorted(indices.iter().filter_map(stated).collect())
    }

    fn sorted(mut sorted: Vec<Stated>) -> Means {
        sorted.sort_by(|one, other| (&one.number, one.period, one.figure).cmp(&(&other.number, other.period, other.figure)));
        let mut by_period: BTreeMap<Period, Vec<usize>> = BTreeMap::new();
        for (place, stated) in sorted.iter().enumerate() {
            by_period.entry(stated.period).or_default().push(place);
        }
        Means { sorted, by_period }
    }

    /// How many lie within what the two amounts are meant to say.
    pub fn within(&self, implied: &Implied<'_>) -> usize {
        self.inside(implied).len()
    }

    /// The nearest of any period: to what the amounts are meant to say, then to what they print, then the first in time.
    pub fn nearest(&self, implied: &Implied<'_>) -> Option<Mean> {
        let inside = self.inside(implied);
        let (among, at) = if inside.is_empty() {
            (0..self.sorted.len(), inside.start)
        } else {
            let at = self.sorted.partition_point(|stated| stated.number < *implied.printed);
            (inside.clone(), at.clamp(inside.start, inside.end))
        };
        let above = at..at.saturating_add(1).min(among.end);
        // Of equal means the first in time, which is the first of them here.
        let below = at.checked_sub(1).filter(|place| *place >= among.start).map(|place| {
            let number = &self.sorted[place].number;
            self.sorted.partition_point(|stated| stated.number < *number).max(among.start)
        });
        self.first_of(above.chain(below), implied)
    }

    /// The nearest of those of one period.
    pub fn of_period(&self, period: Period, implied: &Implied<'_>) -> Option<Mean> {
        self.first_of(self.by_period.get(&period)?.iter().copied(), implied)
    }

    /// The places of those that lie within what is meant.
    fn inside(&self, implied: &Implied<'_>) -> Range<usize> {
        let Interval { low, high } = implied.meant;
        let is_below = |stated: &Stated| {
            low.is_some_and(|end| {
                let at = Exact::from(&end.at);
                stated.number < at || (end.open && stated.number == at)
            })
        };
        let is_above = |stated: &Stated| {
            high.is_some_and(|end| {
                let at = Exact::from(&end.at);
                stated.number > at || (end.open && stated.number == at)
            })
        };
        let start = self.sorted.partition_point(is_below);
        start..self.sorted.partition_point(|stated| !is_above(stated)).max(start)
    }

    fn first_of(&self, places: impl Iterator<Item = usize>, implied: &Implied<'_>) -> Option<Mean> {
        let measured = |place: usize| {
            let stated = &self.sorted[place];
            let off = |from: &Exact| apart(from, &stated.number);
            let to_end = |end: Option<Ratio>| end.map_or(Exact::ZERO, |at| off(&Exact::from(&at)));
            let (low, high) = (implied.meant.low.map(|end| end.at), implied.meant.high.map(|end| end.at));
            let gap = match (low, high) {
                (Some(low), _) if stated.number < Exact::from(&low) => to_end(Some(low)),
                (_, Some(high)) if stated.number > Exact::from(&high) => to_end(Some(high)),
                _ => Exact::ZERO,
            };
            (gap, off(implied.printed), stated)
        };
        let order = |(gap, off, stated): &(Exact, Exact, &Stated)| (gap.clone(), off.clone(), stated.period, stated.figure);
        places.map(measured).min_by_key(order).map(|(_, off, stated)| Mean {
            figure: stated.figure,
            period: stated.period,
            rate: stated.rate,
            number: stated.number.to_big(),
            off: off.to_big(),
        })
    }
}

/// How far a number is from another, as a fraction of the other.
fn apart(number: &Exact, from: &Exact) -> Exact {
    let difference = number - from;
    let difference = if difference.sign() < 0 { -&difference } else { difference };
    &difference * &from.inverse()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Against a look at every mean; few different numbers, so that many are equal or equally far.
        #[test]
        fn no_other_mean_is_nearer(
            numbers in prop::collection::vec((1i128..12, 1i32..5), 0..12),
            low in 1i128..12, wide in 0i128..4, part in 0i128..=2, open: [bool; 2],
        ) {
            let stated = |(figure, (number, month)): (usize, &(i128, i32))| Stated {
                number: Exact::over(*number, 1),
                period: Period::between(24_000 + month, 24_001 + month).unwrap(),
                figure,
                rate: Interval::point(ratio(*number, 1)),
            };
            let means = Means::sorted(numbers.iter().enumerate().map(stated).collect());
            let end = |at: i128, open| Some(crate::exact::End { at: ratio(at, 1), open: open && wide > 0 });
            let meant = Interval { low: end(low, open[0]), high: end(low + wide, open[1]) };
            let printed = Exact::over(2 * low + wide * part, 2);
            let implied = Implied { meant: &meant, printed: &printed };
            let is_inside = |mean: &Mean| meant.contains(&mean.rate.low.unwrap().at);
            let all: Vec<Mean> = (0..means.sorted.len()).filter_map(|place| means.first_of([place].into_iter(), &implied)).collect();
            let inside = all.iter().filter(|mean| is_inside(mean)).count();
            prop_assert_eq!(means.within(&implied), inside);
            let gap = |mean: &Mean| {
                let number = Exact::from(mean.number.clone());
                let (low, high) = (Exact::over(low, 1), Exact::over(low + wide, 1));
                if number < low { apart(&low, &number) } else if number > high { apart(&high, &number) } else { Exact::ZERO }
            };
            let order = |mean: &&Mean| (!is_inside(mean), gap(mean), Exact::from(mean.off.clone()), mean.period, mean.figure);
            let nearest = means.nearest(&implied);
            prop_assert_eq!(nearest.as_ref(), all.iter().min_by_key(order));
        }
    }

    #[test]
    fn how_far_off_is_measured_in_the_mean() {
        assert_eq!(apart(&Exact::over(66, 1), &Exact::over(60, 1)), Exact::over(1, 10));
        assert_eq!(apart(&Exact::over(54, 1), &Exact::over(60, 1)), Exact::over(1, 10));
    }
}
