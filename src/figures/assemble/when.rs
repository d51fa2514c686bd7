//! When: the period of a row, the two ends of an average, the period that a growth is compared with.

use super::intended::intended;
use super::row::{Complaint, Row};
use crate::figures::Nature;
use crate::names::Column;
use crate::period::{Period, PeriodError};
use crate::words::Measure;

/// The longest average, in years: a longer one is a slip of the pen.
const LONGEST_AVERAGE: u32 = 100;

/// What a row's period says. A stock's periods are its last months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Nothing: a forecast or target without a date.
    Undated,
    /// One period.
    Within(Period),
    /// One period compared with another as long.
    Against(Period, Period),
    /// The two ends of an average, this many years apart.
    Between(Period, Period, u32),
}

/// What is known of a row's statement before its period is read.
#[derive(Clone, Copy)]
pub(super) struct Spoken {
    pub measure: Measure,
    pub points: bool,
    pub nature: Nature,
    /// Forecasts and targets may lack a date.
    pub may_be_undated: bool,
    /// Whether it is the level of a phrase of two: the base column speaks of the growth then.
    pub is_beside_growth: bool,
}

/// A row's period, and whether it is marked as the typist's assumption.
pub(super) fn when(row: &Row<'_>, spoken: Spoken) -> Result<(When, bool), Complaint> {
    let Spoken { measure, points, nature, may_be_undated, is_beside_growth } = spoken;
    let (text, assumed) = unmarked(row.text(Column::Period));
    if text.is_empty() {
        if may_be_undated {
            return Ok((When::Undated, assumed));
        }
        return Err(row
            .complaint(
                Column::Period,
                "no period",
                "the period that the figure speaks of; only a forecast or target may lack one",
            )
            .instead(["2022", "2022-H1", "2022-01..2022-07"]));
    }
    let stands = |period: Period| if nature == Nature::Stock { period.last_month() } else { period };
    let (base, base_assumed) = if is_beside_growth { (None, false) } else { base(row, measure, points)? };
    let when = match measure {
        Measure::AverageGrowth => between(row, text, base, stands)?,
        Measure::Growth => {
            let period = period(row, Column::Period, text)?;
            against(row, period, base, stands)?
        }
        Measure::Share if points => {
            let period = period(row, Column::Period, text)?;
            against(row, period, base, stands)?
        }
        Measure::Level | Measure::Share | Measure::Rate => When::Within(stands(period(row, Column::Period, text)?)),
    };
    Ok((when, assumed || base_assumed))
}

/// A text without its trailing question mark, and whether it had one.
pub(super) fn unmarked(text: &str) -> (&str, bool) {
    let plain = text.trim_end().trim_end_matches('?');
    (plain.trim(), plain.len() < text.trim_end().len())
}

/// The period in the base column: of a growth, an average or points. (Of a share the column holds the whole.)
pub(super) fn base(row: &Row<'_>, measure: Measure, points: bool) -> Result<(Option<Period>, bool), Complaint> {
    let (text, assumed) = unmarked(row.text(Column::Base));
    let base = match measure {
        _ if text.is_empty() => None,
        Measure::Growth | Measure::AverageGrowth => Some(period(row, Column::Base, text)?),
        Measure::Share if points => text.parse().ok(),
        Measure::Share => None,
        Measure::Level | Measure::Rate if row.own(Column::Base).is_empty() => None,
        Measure::Level | Measure::Rate => {
            return Err(row.complaint(
                Column::Base,
                format!("the base \"{text}\" of an amount"),
                "an empty cell: only growths and shares are compared with something",
            ));
        }
    };
    Ok((base, assumed))
}

fn against(row: &Row<'_>, period: Period, base: Option<Period>, stands: impl Fn(Period) -> Period) -> Result<When, Complaint> {
    let now = stands(period);
    let Some(base) = base else {
        // Two years and more overlap with the same months a year earlier: nobody speaks of that.
        if period.months() > 12 {
            let (first, last) = (period.first_year(), period.last_month().first_year());
            return Err(row
                .complaint(
                    Column::Period,
                    format!("a growth over the {} months {}", period.months(), row.text(Column::Period)),
                    "a period of a year at most, or in the column base the period compared with",
                )
                .instead([
                    format!("period {last}, base {first}, for the growth from {first} to {last}"),
                    format!("measure average growth, period {first}..{last}, for the yearly pace"),
                ]));
        }
        let earlier = now.months_earlier(12);
        return earlier
            .map(|earlier| When::Against(now, earlier))
            .ok_or_else(|| row.complaint(Column::Period, "the first of all years", "a period that has one a year earlier"));
    };
    let then = stands(base);
    if then.months() != now.months() {
        return Err(row
            .complaint(
                Column::Base,
                format!("{base} has {} for {period}, which has {}", months(base), months(period)),
                "a base as long as the period",
            )
            .instead(as_long_as(period, base)));
    }
    if then.first() > now.first() {
        return Err(row
            .complaint(Column::Base, format!("{base}, which is later than the period {period}"), "an earlier period as long")
            .instead([format!("period {base}, base {period}")]));
    }
    if then == now {
        return Err(row
            .complaint(Column::Base, format!("{base} compared with itself"), "an earlier period as long")
            .instead(period.months_earlier(12).map(|earlier| earlier.to_string())));
    }
    Ok(When::Against(now, then))
}

/// The period's own months in the base's year.
fn as_long_as(period: Period, base: Period) -> Option<String> {
    let years = period.first_year() - base.first_year();
    period.months_earlier(years.checked_mul(12)?).filter(|earlier| *earlier != period).map(|earlier| earlier.to_string())
}

fn months(period: Period) -> String {
    match period.months() {
        1 => "1 month".into(),
        months => format!("{months} months"),
    }
}

fn between(row: &Row<'_>, text: &str, base: Option<Period>, stands: impl Fn(Period) -> Period) -> Result<When, Complaint> {
    // `2017-01..2017-08/2022-01..2022-08` has spans as its ends.
    let ends = text.split_once('/').or_else(|| text.split_once(".."));
    let (from, to) = match (ends, base) {
        (Some((from, to)), None) => (period(row, Column::Period, from.trim())?, period(row, Column::Period, to.trim())?),
        (None, Some(base)) => (base, period(row, Column::Period, text)?),
        (Some(_), Some(base)) => {
            return Err(row.complaint(
                Column::Base,
                format!("the base {base} beside the two ends {text}"),
                "an empty cell: the period already says from where to where",
            ));
        }
        (None, None) => {
            let only = period(row, Column::Period, text)?;
            let five = only.months_earlier(60).map_or_else(|| text.to_string(), |five| format!("{five}..{only}"));
            return Err(row
                .complaint(Column::Period, format!("one period, {text}, for an average growth"), "the two ends of the average")
                .instead([
                    format!("{five}, if it is the pace of five years"),
                    "growth in the column measure, if it is the growth of this one".into(),
                ]));
        }
    };
    let apart = to.first() - from.first();
    if apart < 0 {
        return Err(row
            .complaint(Column::Period, format!("{text} ends before it begins"), "the earlier end first")
            .instead([format!("{to}..{from}")]));
    }
    if from.months() != to.months() || apart == 0 || apart % 12 != 0 {
        let found = if from.months() == to.months() {
            format!("{from} and {to} are {} apart", months_apart(apart))
        } else {
            format!("{from} has {} and {to} has {}", months(from), months(to))
        };
        return Err(row.complaint(Column::Period, found, "two periods of equal length, whole years apart").instead([format!(
            "{}..{}",
            from.first_year(),
            to.last_month().first_year()
        )]));
    }
    let years = u32::try_from(apart / 12).unwrap_or(0);
    if years > LONGEST_AVERAGE {
        return Err(row
            .complaint(Column::Period, format!("an average over {years} years"), format!("{LONGEST_AVERAGE} years at most"))
            .instead([format!("{}..{to}", to.first_year() - 5)]));
    }
    Ok(When::Between(stands(from), stands(to), years))
}

fn months_apart(months: i32) -> String {
    if months == 0 { "no time".into() } else { format!("{months} months") }
}

/// A period, or a complaint that shows the notations.
fn period(row: &Row<'_>, column: Column, text: &str) -> Result<Period, Complaint> {
    text.parse().map_err(|reason| match reason {
        PeriodError::Backwards => {
            let turned = text.split_once("..").or_else(|| text.split_once('/'));
            row.complaint(column, format!("{text} ends before it begins"), "the earlier end first")
                .instead(turned.map(|(from, to)| format!("{}..{}", to.trim(), from.trim())))
        }
        PeriodError::Notation => {
            let intended = intended(text);
            let complaint =
                row.complaint(column, format!("\"{text}\" is no period"), "a year, half, quarter, month or span of months");
            if intended.is_empty() {
                complaint.instead(["2022", "2022-H1", "2022-Q3", "2022-07", "2022-01..2022-07"])
            } else {
                complaint.instead(intended)
            }
        }
    })
}
