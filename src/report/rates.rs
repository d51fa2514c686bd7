//! What the release meant, in a sentence for each two amounts:
//!
//! > “612 bn RUB” (rub) and “8.75 bn USD” (usd) for Russia's turnover with Uzbekistan in 2022 imply about 69.94 RUB per USD
//! > (69.84 to 70.05); nearest is the mean of 2022, 69.917 (0.04% off).
//!
//! A release that converted at another period's mean shows that here: the mean of the amounts' own period is then told as well.

use super::check::{Check, few};
use super::finding::assumptions;
use super::headline::LISTED;
use super::names::{Names, period_name};
use super::ranges::{Tally, about, contains, range};
use super::units::Units;
use crate::figures::{Figure, Figures};
use crate::period::Period;
use crate::verdict::{ImpliedRate, Mean, implied_rates};
use num_bigint::BigInt;
use num_rational::BigRational;

/// The rate that two amounts imply, and that in a sentence.
#[derive(Clone, Debug)]
pub struct RateLine {
    /// What is told.
    pub implied: ImpliedRate,
    /// For people.
    pub text: String,
}

impl RateLine {
    /// What stands above the sentences.
    pub const TITLE: &str = "Exchange rates behind what is stated in two currencies:";
}

/// The rates behind the quantities of which a figure is kept.
pub(super) fn told(figures: &Figures, units: &Units, is_kept: impl Fn(&Figure) -> bool) -> Vec<RateLine> {
    let names_one_kept = |implied: &ImpliedRate| implied.figures().any(|index| figures.figures.get(index).is_some_and(&is_kept));
    let line = |implied: ImpliedRate| Some(RateLine { text: sentence(figures, &implied, units)?, implied });
    implied_rates(figures).into_iter().filter(names_one_kept).filter_map(line).collect()
}

impl Check<'_> {
    /// How many more rates there are than one reads, in a sentence.
    pub fn more_rates(&self) -> Option<String> {
        let more = self.implied_rates.len().saturating_sub(LISTED);
        (more > 0).then(|| format!("And {more} more; -f json tells all of them."))
    }
}

/// `None` where nothing is implied but that there is a rate.
fn sentence(figures: &Figures, implied: &ImpliedRate, units: &Units) -> Option<String> {
    let ImpliedRate { meant, priced_in, one_of, .. } = implied;
    if meant.high.is_none() && meant.low.is_none_or(|end| *end.at.numer() == 0) {
        return None;
    }
    let figure = |indices: &[usize]| figures.figures.get(*indices.first()?);
    let quoted = |indices: &[usize]| {
        let ids: Vec<&str> = indices.iter().filter_map(|&index| figures.figures.get(index)).map(|figure| &*figure.id).collect();
        Some(format!("“{}” ({})", figure(indices)?.stated, few(&ids)))
    };
    let quantity = Names::IN_FULL.cell(figure(&implied.priced)?.reading.cell.as_ref()?).text;
    let ends = range(meant, &Tally::Number, units)?;
    // Who says "more than 600" prints a number that is not meant.
    let rate = if contains(meant, &implied.printed) {
        let near = about(&implied.printed, &[*meant], &Tally::Number, units);
        let ends = if near.trim_start_matches("about ") == ends { String::new() } else { format!(" ({ends})") };
        format!("{near} {priced_in} per {one_of}{ends}")
    } else {
        format!("{ends} {priced_in} per {one_of}")
    };
    let (priced, unit) = (quoted(&implied.priced)?, quoted(&implied.unit)?);
    let means = implied.nearest.as_ref().map_or(String::new(), |nearest| beside(implied, nearest, units));
    let named: Vec<usize> = implied.figures().collect();
    let assumed = assumptions(figures, &named);
    Some(format!("{priced} and {unit} for {quantity} imply {rate}{means}.{assumed}"))
}

/// "; nearest is the mean of the first half of 2022, 74.5 (0.1% off); that of 2022 itself, 69.917, is 6.7% off"
fn beside(implied: &ImpliedRate, nearest: &Mean, units: &Units) -> String {
    let number = |mean: &Mean| about(&mean.number, &[], &Tally::Number, units);
    let lead = match implied.within {
        0 | 1 => "nearest is".to_string(),
        within => format!("of the {within} means stated in that range, nearest is"),
    };
    let mut told =
        format!("; {lead} the mean {}, {} ({} off)", of_period(nearest.period), number(nearest), percent(&nearest.off));
    if let Some(own) = implied.own.as_ref().filter(|own| own.period != nearest.period) {
        told.push_str(&format!("; that {} itself, {}, is {} off", of_period(own.period), number(own), percent(&own.off)));
    }
    told
}

/// "of the first half of 2022"; "from November 2022 to April 2023"
fn of_period(period: Period) -> String {
    let name = period_name(period);
    if name.starts_with("from ") { name } else { format!("of {name}") }
}

/// A fraction as people round it: to hundredths of a per cent.
fn percent(fraction: &BigRational) -> String {
    let hundredths = (fraction * BigRational::from_integer(BigInt::from(10_000))).round().to_integer();
    if hundredths == BigInt::ZERO && *fraction.numer() != BigInt::ZERO {
        return "less than 0.01%".into();
    }
    let percent = BigRational::new(hundredths, BigInt::from(100));
    format!("{}%", super::printed::exact(&percent))
}
