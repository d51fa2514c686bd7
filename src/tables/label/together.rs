//! The times of a label, together: a year and months belong to each other wherever they stand, and months to each of several years.

use super::said::When;
use super::when::{Time, months_of};
use crate::period::Period;

/// One time out of all that a label says: a year and months belong together. `None` where they do not make one.
pub(super) fn together(times: &[Time]) -> (Option<When>, Option<(i32, i32)>) {
    let period = |period: Option<Period>| period.map(When::Period);
    match *times {
        [Time::Year(year)] => (period(Period::year(year)), None),
        // "2022 [YR2022]"
        [Time::Year(year), Time::Year(again)] if year == again => (period(Period::year(year)), None),
        [Time::Period(found)] => (Some(When::Period(found)), None),
        [Time::Months { first, count }] => (Some(When::Months { first, count }), None),
        [Time::Years(from, to)] => (None, Some((from, to))),
        [Time::UpTo(last)] => (Some(When::Months { first: 0, count: last + 1 }), None),
        [Time::Year(year), Time::UpTo(last)] | [Time::UpTo(last), Time::Year(year)] => {
            (period(months_of(year, 0, last + 1)), None)
        }
        [Time::Year(year), Time::Months { first, count }] | [Time::Months { first, count }, Time::Year(year)] => {
            (period(months_of(year, first, count)), None)
        }
        [Time::Years(from, to), Time::Months { first, count }] | [Time::Months { first, count }, Time::Years(from, to)] => {
            (Some(When::Months { first, count }), Some((from, to)))
        }
        [] => (None, None),
        // "January-June 2022 and 2023", "Jan-Jun 2022 and Jan-Jun 2023"
        [Time::Months { first, count }, ref years @ ..]
            if !years.is_empty() && years.iter().all(|time| matches!(time, Time::Year(_))) =>
        {
            (Some(When::Months { first, count }), run(years))
        }
        [Time::Period(period), ref others @ ..] if same_months(period, others) => {
            let when = u8::try_from(period.first().rem_euclid(12)).ok().zip(u8::try_from(period.months()).ok());
            (when.map(|(first, count)| When::Months { first, count }), run(times))
        }
        _ => (None, run(times)),
    }
}

/// Whether other times are the same part of other years.
fn same_months(period: Period, others: &[Time]) -> bool {
    let is_same = |time: &Time| {
        matches!(time, Time::Period(other) if other.months() == period.months()
            && other.first() != period.first() && (other.first() - period.first()) % 12 == 0)
    };
    period.months() < 12 && !others.is_empty() && others.iter().all(is_same)
}

/// All years from the first to the last of some times.
fn run(times: &[Time]) -> Option<(i32, i32)> {
    let years = times.iter().filter_map(|time| match time {
        Time::Year(year) => Some((*year, *year)),
        Time::Years(from, to) => Some((*from, *to)),
        Time::Period(period) => Some((period.first_year(), (period.end() - 1).div_euclid(12))),
        _ => None,
    });
    years.reduce(|(from, to), (other, until)| (from.min(other), to.max(until)))
}
