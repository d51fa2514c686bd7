//! What a forecast or target puts forward, in the unit of its series: an amount, or a range of them.
//!
//! | said | reached | likely |
//! |---|---|---|
//! | "more than 10 bn" | at 10 bn: who says so is held to the printed number | that 10 bn are reached by the date |
//! | "between 90 and 300 mn" | from below at 90 mn, from above at 300 mn | that what comes at the date lies in the range |
//!
//! A range is a range because its words name two ends. That a rate of 85 to 95 makes a range of dollars out of a number of rubles does not count.

use super::exchange::Conversion;
use super::paces::big;
use super::path::PathPoint;
use crate::exact::Interval;
use crate::figures::Figure;
use num_rational::BigRational;
use std::fmt;

/// What is to be reached. Least, middle and most are what the rate leaves, where one converted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    /// Least, middle and most of all of it.
    pub all: [BigRational; 3],
    /// The lower and the upper end, least, middle and most of each, where the words name two.
    pub range: Option<[[BigRational; 3]; 2]>,
}

/// On which side of a range something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Less than its lower end.
    Below,
    /// In it, ends included.
    Within,
    /// More than its upper end.
    Above,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Side::Below => "below",
            Side::Within => "within",
            Side::Above => "above",
        })
    }
}

/// Where a path is at the date of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its middle.
    pub middle: Side,
    /// All that the words leave of it, or its band, where that lies on one side.
    pub all: Option<Side>,
}

impl Aim {
    /// What a figure puts forward; `conversion` where its amount is in another currency than the series.
    pub(super) fn of(figure: &Figure, conversion: Option<&Conversion>) -> Option<Aim> {
        let ends = [big(figure.printed.first()?), big(figure.printed.last()?)];
        Some(match conversion {
            None => Aim::between(ends),
            Some(Conversion { factors: [low, mean, high], .. }) => {
                let middle = half(&ends) * mean;
                let all = [&ends[0] * low, middle, &ends[1] * high];
                let is_range = ends[0] != ends[1];
                Aim { all, range: is_range.then(|| ends.map(|end| [&end * low, &end * mean, end * high])) }
            }
        })
    }

    /// From one amount to another in the unit of the series; a single amount where they are the same.
    pub(super) fn between([least, most]: [BigRational; 2]) -> Aim {
        let middle = half(&[least.clone(), most.clone()]);
        let alone = |end: &BigRational| [end.clone(), end.clone(), end.clone()];
        let range = (least != most).then(|| [alone(&least), alone(&most)]);
        Aim { all: [least, middle, most], range }
    }

    /// Its two ends at the middle of the rate, which sides and chances are told from; of one amount that amount twice.
    pub fn ends(&self) -> [&BigRational; 2] {
        self.range.as_ref().map_or([&self.all[1]; 2], |[lower, upper]| [&lower[1], &upper[1]])
    }

    /// The end at which it is reached: of a range the lower one from below, the upper one from above.
    pub fn near(&self, is_fall: bool) -> &[BigRational; 3] {
        self.range.as_ref().map_or(&self.all, |range| &range[usize::from(is_fall)])
    }

    /// Whether it is a range that the middle of what is known of an amount lies in.
    pub fn has_within(&self, known: &Interval) -> bool {
        let Some(([lower, upper], (low, high))) = self.range.as_ref().zip(known.low.zip(known.high)) else { return false };
        let middle = half(&[big(&low.at), big(&high.at)]);
        lower[1] <= middle && middle <= upper[1]
    }

    /// Where a point of a path lies; `None` of what is no range.
    pub(super) fn beside(&self, point: &PathPoint) -> Option<Beside> {
        let [lower, upper] = self.range.as_ref()?;
        let middle = match &point.central {
            middle if *middle < lower[1] => Side::Below,
            middle if *middle > upper[1] => Side::Above,
            _ => Side::Within,
        };
        let [low, high] = match &point.band {
            Some([low, high]) => [Some(low), Some(high)],
            None => [point.low.as_ref(), point.high.as_ref()],
        };
        let is = |holds: Option<bool>, side: Side| holds.unwrap_or(false).then_some(side);
        let is_within = low.zip(high).map(|(low, high)| *low >= lower[2] && *high <= upper[0]);
        let all = is(is_within, Side::Within)
            .or(is(high.map(|high| *high < lower[0]), Side::Below))
            .or(is(low.map(|low| *low > upper[2]), Side::Above));
        Some(Beside { middle, all })
    }
}

fn half([least, most]: &[BigRational; 2]) -> BigRational {
    (least + most) / BigRational::from_integer(2.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::Period;

    fn mn(amount: i64) -> BigRational {
        BigRational::from_integer(amount.into())
    }

    fn point(low: i64, central: i64, high: i64, band: Option<[i64; 2]>) -> PathPoint {
        let period = Period::year(2025).expect("a year");
        PathPoint { period, low: Some(mn(low)), central: mn(central), high: Some(mn(high)), band: band.map(|ends| ends.map(mn)) }
    }

    #[test]
    fn a_range_is_reached_at_the_end_that_is_nearer() {
        let range = Aim::between([mn(90), mn(300)]);
        assert_eq!([&range.near(false)[1], &range.near(true)[1], &range.all[1]], [&mn(90), &mn(300), &mn(195)]);
        let amount = Aim::between([mn(90), mn(90)]);
        assert_eq!((amount.range.clone(), amount.near(true)), (None, &amount.all));
    }

    #[test]
    fn a_path_is_within_a_range_or_on_one_side_of_it() {
        let range = Aim::between([mn(90), mn(300)]);
        let told = |point: PathPoint| range.beside(&point).map(|Beside { middle, all }| (middle, all)).expect("a range");
        assert_eq!(told(point(90, 100, 300, None)), (Side::Within, Some(Side::Within)));
        assert_eq!(told(point(80, 100, 120, None)), (Side::Within, None));
        assert_eq!(told(point(70, 80, 89, None)), (Side::Below, Some(Side::Below)));
        assert_eq!(told(point(290, 301, 302, None)), (Side::Above, None));
        assert_eq!(told(point(301, 310, 320, None)), (Side::Above, Some(Side::Above)));
        assert_eq!(told(point(100, 100, 100, Some([50, 200]))), (Side::Within, None), "a band counts, where there is one");
        assert_eq!(Aim::between([mn(90), mn(90)]).beside(&point(90, 100, 300, None)), None);
    }
}
