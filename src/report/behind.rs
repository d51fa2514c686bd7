//! A forecast or target whose date has passed, in a sentence: what came of it, or what is known around its date.
//!
//! > “9 bn USD” was the target for 2020. 2020 itself is not known: 2019 was 7 bn USD, 2022 10 bn USD. Whether it was met is not known.

use super::ahead::growth;
use super::printed::big;
use super::targets::{level, period};
use super::units::Units;
use crate::exact::Interval;
use crate::figures::{Figure, Flow, Status};
use crate::period::Period;
use crate::projection::{Behind, Outcome, Projected, Target};
use num_rational::BigRational;
use num_traits::{One, Signed};

/// The sentence, after the figure's id.
pub(super) fn told(
    figure: &Figure,
    target: &Target,
    (behind, by): (&Behind, Period),
    projected: &Projected,
    units: &Units,
) -> String {
    let nature = projected.history.series.nature;
    let (is_target, by) = (figure.status == Status::Target, period(by, nature));
    let lead = format!("“{}” was {} for {by}", figure.stated, if is_target { "the target" } else { "forecast" });
    let not_known = if is_target { "Whether it was met is not known." } else { "Whether it came about is not known." };
    let Some(then) = &behind.then else {
        let known = |point: &_| around(point, projected, units);
        let told = match &behind.around {
            [Some(before), Some(after)] => format!(": {}, {}", known(before), known(after)),
            [None, Some(after)] => format!(", nor anything before it: {}", known(after)),
            [Some(before), None] => format!(": {}", known(before)),
            [None, None] => String::new(),
        };
        return format!("{lead}. {by} itself is not known{told}. {not_known}");
    };
    let came_to = level(then, projected, units);
    let off = off(then, target, &projected.history.series.flow);
    let by_off = off.as_ref().map_or(String::new(), |(off, of)| match of {
        Some(end) => format!(" by {off} of {end}"),
        None => format!(" by {off}"),
    });
    let less_or_more = |word: &str| match &off {
        Some((off, Some(end))) => format!("{off} {word} than {end}"),
        Some((off, None)) => format!("{off} {word}"),
        None => format!("{word} than that"),
    };
    if !behind.is_known {
        let proved = format!("{lead}. The figures leave {came_to} for {by}");
        return match behind.outcome {
            Outcome::Met => format!("{proved}: it was met."),
            Outcome::Missed => format!("{proved}: it was missed{by_off}."),
            Outcome::AsForecast | Outcome::RoomFor => format!("{proved}, which has room for that."),
            Outcome::Less => format!("{proved}, {}.", less_or_more("less")),
            Outcome::More => format!("{proved}, {}.", less_or_more("more")),
            Outcome::Open => format!("{proved}. {not_known}"),
        };
    }
    match behind.outcome {
        Outcome::Met => format!("{lead}, and was met: {came_to}."),
        Outcome::Missed => format!("{lead}, and was missed{by_off}: {came_to}."),
        Outcome::AsForecast => format!("{lead}, and so it came: {came_to}."),
        Outcome::RoomFor => format!("{lead}; it came to {came_to}, which has room for that."),
        Outcome::Less => format!("{lead}; it came to {came_to}, {}.", less_or_more("less")),
        Outcome::More => format!("{lead}; it came to {came_to}, {}.", less_or_more("more")),
        Outcome::Open => format!("{lead}; it came to {came_to}. {not_known}"),
    }
}

/// An amount on one side of the date: "2019 was 7 bn USD".
fn around(point: &crate::projection::amounts::Point, projected: &Projected, units: &Units) -> String {
    format!("{} was {}", period(point.period, projected.history.series.nature), level(&point.interval, projected, units))
}

/// By how much, in per cent of what was put forward, another amount came out, and of which end of a range that is: of the one that it is
/// nearer to. `None` of balances, of which nobody says so.
fn off(then: &Interval, target: &Target, flow: &Flow) -> Option<(String, Option<&'static str>)> {
    let (low, high) = (big(&then.low?.at), big(&then.high?.at));
    let (aim, end) = match &target.aim.range {
        Some([lower, _]) if high < lower[0] => (lower, Some("its lower end")),
        Some([_, upper]) if low > upper[2] => (upper, Some("its upper end")),
        _ => (&target.aim.all, None),
    };
    let [least, _, most] = aim;
    if *flow == Flow::Balance || !least.is_positive() {
        return None;
    }
    let ends = [&low / most - BigRational::one(), &high / least - BigRational::one()];
    let [least, most] = if ends[1].is_negative() { [-&ends[1], -&ends[0]] } else { ends };
    (!least.is_negative()).then(|| (growth(&least, &most), end))
}
