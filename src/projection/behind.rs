//! A forecast or target whose date has passed: what is known of that date, and whether it came about.
//!
//! > “9 bn USD” was the target for 2020. 2020 is not known; 2019 was 7 bn USD, 2022 10 bn USD.
//!
//! A date may be behind without being known: the years 2019 and 2022 are, 2020 is not. Then what other figures prove of it is told; where
//! they prove nothing, the nearest amounts on either side. Nothing is made up between them.

use super::aim::Aim;
use super::amounts::Point;
use super::history::{History, outward};
use super::paces::{big, middle_of};
use super::sense::Sense;
use super::targets::is_close;
use crate::exact::{End, Interval};
use crate::figures::{Figure, Status};
use crate::period::Period;
use num_rational::BigRational;

/// What is known of a date that has passed.
#[derive(Clone, Debug)]
pub struct Behind {
    /// What is known of the date, or proved of it; `None` where nothing is.
    pub then: Option<Interval>,
    /// Whether that is an amount of the history, and not merely what other figures leave of it.
    pub is_known: bool,
    /// The nearest amounts before and after the date.
    pub around: [Option<Point>; 2],
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a forecast or target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A target was met.
    Met,
    /// A target was missed.
    Missed,
    /// It came out as it was forecast, as closely as words tell.
    AsForecast,
    /// What is known, vaguely, has room for it.
    RoomFor,
    /// Less came out than was forecast.
    Less,
    /// More came out than was forecast.
    More,
    /// What is known does not tell.
    Open,
}

impl Behind {
    /// What is known of a date; `proved` is what figures prove of it, and `aim` what was put forward, in the
    /// unit of the history.
    pub(super) fn of(
        figure: &Figure,
        (history, by): (&History, Period),
        aim: &Aim,
        sense: Sense,
        proved: Option<Interval>,
    ) -> Behind {
        let known = history.points.iter().find(|point| point.period == by);
        let then = known.map(|point| point.interval).or(proved);
        let before = history.points.iter().rev().find(|point| point.period.end() < by.end()).cloned();
        let after = history.points.iter().find(|point| point.period.end() > by.end()).cloned();
        let outcome = then.map_or(Outcome::Open, |then| outcome(figure, &then, aim, sense));
        Behind { then, is_known: known.is_some(), around: [before, after], outcome }
    }

    /// How a figure was meant when it was put forward: by the last amount known before its date, if there is one.
    pub(super) fn level_before(history: &History, by: Period) -> Option<BigRational> {
        history.points.iter().rev().find(|point| point.period.end() < by.end()).map(middle_of)
    }
}

fn outcome(figure: &Figure, then: &Interval, put_forward: &Aim, sense: Sense) -> Outcome {
    let aim = &put_forward.all;
    let [low, high] = [then.low, then.high].map(|end| end.map(|end| big(&end.at)));
    let is_below = high.as_ref().is_some_and(|high| *high < aim[0]);
    let is_above = low.as_ref().is_some_and(|low| *low > aim[2]);
    // In the middle of what is left of it: that both leave an end is not enough.
    let is_in_words = low.as_ref().zip(high.as_ref()).is_some_and(|(low, high)| {
        let middle = outward(&((low + high) / BigRational::from_integer(2.into())), false);
        allowed(figure, aim).zip(middle).is_some_and(|(words, middle)| words.contains(&middle))
    });
    if figure.status != Status::Target || sense == Sense::Either {
        // What is known only vaguely came as forecast where all that it may be is; else it has room for that.
        let all_is_in_words = allowed(figure, aim).is_some_and(|words| then.is_within(&words));
        let ends = low.as_ref().zip(high.as_ref());
        let is_close = ends.is_some_and(|(low, high)| is_close(low, high));
        let is_near = is_in_words || ends.is_some_and(|(low, high)| *low <= aim[1] && aim[1] <= *high);
        return match (is_near, is_below, is_above) {
            (true, ..) if is_close || all_is_in_words => Outcome::AsForecast,
            (true, ..) => Outcome::RoomFor,
            (false, true, _) => Outcome::Less,
            (false, _, true) => Outcome::More,
            (false, false, false) => Outcome::Open,
        };
    }
    // "10 bn" is met by what is put at 10 bn, though that may be 9.95.
    let is_it = match (&low, &high) {
        _ if put_forward.range.is_some() => is_in_words,
        (Some(low), Some(high)) => is_close(low, high) && low + high == &aim[0] + &aim[2],
        _ => false,
    };
    // Of a range its nearer end is enough.
    let near = put_forward.near(sense.is_fall());
    let (is_there, is_short) = match sense {
        Sense::AtMost => (high.is_some_and(|high| high <= near[0]), is_above),
        Sense::AtLeast | Sense::Either => (low.is_some_and(|low| low >= near[2]), is_below),
    };
    match (is_there || is_it, is_short) {
        (true, _) => Outcome::Met,
        (false, true) => Outcome::Missed,
        (false, false) => Outcome::Open,
    }
}

/// What a figure's words allow, in the unit that its aim came into.
fn allowed(figure: &Figure, aim: &[BigRational; 3]) -> Option<Interval> {
    let (least, most) = (big(figure.printed.first()?), big(figure.printed.last()?));
    let moved = |end: Option<End>, from: &BigRational, to: &BigRational, up: bool| match end {
        Some(end) if from != to => {
            let at = outward(&(big(&end.at) * to / from), up)?;
            Some(Some(End { at, open: end.open }))
        }
        end => Some(end),
    };
    let allowed = &figure.reading.allowed;
    Some(Interval { low: moved(allowed.low, &least, &aim[0], false)?, high: moved(allowed.high, &most, &aim[2], true)? })
}
