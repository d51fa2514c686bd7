//! What a forecast or target of an amount asks for: so much at least, or so much at most.
//!
//! | said | read as |
//! |---|---|
//! | "at least", "more than", "reach", "raise to" | at least |
//! | "at most", "under", "cut to", "reduce to" | at most |
//! | a number above today's level | at least: to be grown to |
//! | nothing: 0, of all but a balance | at most: a cut, however small today's level is |
//! | "up to" a number below today's level | at most: a limit |
//! | a *forecast* below today's level, by a date | at most: a fall is expected |
//! | a *forecast* below today's level, without a date | at least: nobody forecasts a fall to what is behind |
//! | a *target* below today's level, of exports, turnover or a balance | at least: nobody aims to export less without saying so |
//! | a *target* below today's level, of imports or anything else | either: who aims at less and who aims at more write the same |
//! | a range that lies ahead | its upper end at most, where today's level is above it; else its lower end at least |
//!
//! Of a deficit the words mean its size: "cut the deficit to 5 bn" is a balance of at least −5 bn.

use crate::exact::{End, Ratio};
use crate::figures::{Aspect, Figure, Flow, Status};
use crate::words::{Direction, Measure, turn};
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// What a forecast or target asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// So much, or more.
    AtLeast,
    /// So much, or less.
    AtMost,
    /// A target below today's level that may mean either. Its numbers are those of "at most": what is there already needs none.
    Either,
}

impl Sense {
    /// Whether it is reached from above.
    pub fn is_fall(self) -> bool {
        self != Sense::AtLeast
    }
}

/// How a figure is read that puts forward `aim`, where `level` is known last. `has_date` tells whether it names one.
pub(super) fn sense(figure: &Figure, flow: &Flow, aim: &BigRational, level: &BigRational, has_date: bool) -> Sense {
    if let Some(said) = by_hedge(figure, aim).or_else(|| by_turn(figure, aim)) {
        return said;
    }
    let is_limit = figure.reading.allowed.high.is_none();
    match figure.status {
        _ if aim.is_zero() && *flow != Flow::Balance => Sense::AtMost,
        _ if aim >= level => Sense::AtLeast,
        // "Up to 8 bn" of what is 10 by now.
        _ if is_limit => Sense::AtMost,
        Status::Target => match flow {
            Flow::Exports | Flow::Turnover | Flow::Balance => Sense::AtLeast,
            _ => Sense::Either,
        },
        // Without a date nobody forecasts a fall to what is behind.
        _ if has_date => Sense::AtMost,
        _ => Sense::AtLeast,
    }
}

/// How a range that lies ahead is read: it is come to from the side where `level` lies. "Cut to between 8 and 9 bn" of what is 7 by now
/// stays a cut, which holds.
pub(super) fn sense_of_range(figure: &Figure, range: &[[BigRational; 3]; 2], level: &BigRational) -> Sense {
    let from_where_it_is = if *level > range[1][1] { Sense::AtMost } else { Sense::AtLeast };
    by_turn(figure, &range[0][1]).unwrap_or(from_where_it_is)
}

/// The end that one-sided words leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenEnd {
    /// "at least 20 %", "more than doubled", "fell by less than 5 %".
    Above,
    /// "at most 20 %", "less than doubled", "fell by more than 5 %".
    Below,
}

/// Which end the words of a growth leave open: all that they allow lies on one side of the number, as far as no change or without end.
pub(super) fn open_end(figure: &Figure) -> Option<OpenEnd> {
    let allowed = &figure.reading.allowed;
    let (least, most) = (figure.printed.first()?, figure.printed.last()?);
    let is_far = |end: Option<End>| end.is_none_or(|end| end.at.is_zero() || end.at <= Ratio::from_integer(-1));
    let is_above = allowed.low.is_some_and(|low| low.at >= *least) && is_far(allowed.high);
    let is_below = allowed.high.is_some_and(|high| high.at <= *most) && is_far(allowed.low);
    match (is_above, is_below) {
        (true, false) => Some(OpenEnd::Above),
        (false, true) => Some(OpenEnd::Below),
        _ => None,
    }
}

/// What a one-sided hedge says; "up to" is open to both sides, and says nothing.
fn by_hedge(figure: &Figure, aim: &BigRational) -> Option<Sense> {
    let is_undated_growth = figure.undated.as_ref().is_some_and(|undated| undated.measure == Measure::Growth);
    if is_undated_growth || figure.reading.cell.as_ref().is_some_and(|cell| cell.aspect != Aspect::Level) {
        return open_end(figure).map(|end| if end == OpenEnd::Above { Sense::AtLeast } else { Sense::AtMost });
    }
    let allowed = &figure.reading.allowed;
    let is_open_above = allowed.high.is_none_or(|high| aim.is_negative() && !high.at.is_negative());
    let is_open_below = allowed.low.is_none_or(|low| aim.is_positive() && !low.at.is_positive());
    match (is_open_below, is_open_above) {
        (false, true) => Some(Sense::AtLeast),
        (true, false) => Some(Sense::AtMost),
        _ => None,
    }
}

fn by_turn(figure: &Figure, aim: &BigRational) -> Option<Sense> {
    let is_up = turn(&figure.stated)? == Direction::Up;
    Some(if is_up == aim.is_negative() { Sense::AtMost } else { Sense::AtLeast })
}
