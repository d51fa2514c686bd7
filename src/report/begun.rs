//! A year begun: how the whole of it is found, as one line of arithmetic, and what its rest must bring for a forecast to come about.
//!
//! > 2025: 4299 mn USD / 38.2% = 11250 mn USD
//! >
//! > June to December 2025 must bring 7.7 bn USD, about 22.5% on the same months of 2024 (6.29 bn USD); the series' own history puts
//! > that at about 6.95 bn USD.

use super::ahead::{amount, amounts, growth};
use super::gauge::Gauge;
use super::names::period_name;
use super::paths::{self, Columns};
use super::printed::big;
use super::sentences::capitalised;
use crate::exact::Interval;
use crate::figures::Flow;
use crate::period::Period;
use crate::projection::year::By;
use crate::projection::{Part, Projected, Sense, Stands, Target, rounded};
use num_rational::BigRational;
use num_traits::{One, Signed};

/// The line of arithmetic; `None` where no year is begun.
pub(super) fn worked_out(projected: &Projected, gauge: &Gauge, columns: &Columns<'_>) -> Option<String> {
    let (part, (year, whole)) = (projected.history.part.as_ref()?, projected.outlook.as_ref()?.begun.as_ref()?);
    let told = |value: f64| amount(&rounded(value), gauge);
    // As the table has it.
    let (known, comes_to) = (told(part.known.central), columns.own.in_prose(&rounded(whole.value)));
    let months = part.months();
    let sum = match (whole.by, part.of_year.months == months, whole.share()) {
        (By::Share(_), true, Some(share)) => format!("{known} / {:.1}%", 100.0 * share),
        (By::Twelfths | By::Outgrown(_), true, _) => format!("{known} × 12/{months}"),
        _ if whole.rest < 0.0 => format!("{known} - {}", told(-whole.rest)),
        _ => format!("{known} + {}", told(whole.rest)),
    };
    Some(format!("{}: {sum} = {comes_to}", period_name(*year)))
}

/// What the rest of the year begun must bring for a forecast of that year.
pub(super) fn still_needed(target: &Target, projected: &Projected, gauge: &Gauge) -> Option<String> {
    let history = &projected.history;
    let part = history.part.as_ref().filter(|part| Some(part.year) == target.by)?;
    let verb = match target.sense {
        Sense::AtLeast => "must bring",
        Sense::AtMost => "may bring no more than",
        Sense::Either => return None,
    };
    // Of a balance nobody says what it must bring.
    if !matches!(target.stands, Stands::Ahead | Stands::Holds) || history.series.flow == Flow::Balance {
        return None;
    }
    // Months apart leave months between them.
    let rest = Period::between(part.known.period.end(), part.year.end()).filter(|_| part.is_of_first_months());
    let rest = rest.map_or(format!("the rest of {}", period_name(part.year)), period_name);
    let known = [part.known.interval.low?, part.known.interval.high?].map(|end| big(&end.at));
    let [least, most] = [&target.aim.all[0] - &known[1], &target.aim.all[2] - &known[0]];
    let needed = about_one(&least, &most, gauge);
    let on = part.rest_before.as_ref().and_then(|before| on_the_year_before([&least, &most], before, part, gauge));
    let own = paths::own(projected)
        .and(projected.outlook.as_ref()?.begun.as_ref())
        .map(|(_, whole)| format!("; the series' own history puts that at about {}", amount(&rounded(whole.rest), gauge)));
    let (on, own) = (on.unwrap_or_default(), own.unwrap_or_default());
    Some(format!("{} {verb} {needed}{on}{own}.", capitalised(&rest)))
}

/// By how much that is more than the same months of the year before brought.
fn on_the_year_before([least, most]: [&BigRational; 2], before: &Interval, part: &Part, gauge: &Gauge) -> Option<String> {
    let [low, high] = [before.low?, before.high?].map(|end| big(&end.at));
    low.is_positive().then_some(())?;
    let [slow, fast] = [least / &high - BigRational::one(), most / &low - BigRational::one()];
    let by = if fast.is_negative() { format!("a fall of {}", growth(&-fast, &-slow)) } else { growth(&slow, &fast) };
    let year = period_name(part.year.months_earlier(12)?);
    Some(format!(", {by} on the same months of {year} ({})", about_one(&low, &high, gauge)))
}

/// Two ends of an amount, as one number where they are near.
fn about_one(low: &BigRational, high: &BigRational, gauge: &Gauge) -> String {
    paths::as_one(low, high).map_or_else(|| amounts(low, high, gauge), |one| amount(&one, gauge))
}
