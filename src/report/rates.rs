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
use super::printed::exact;
use super::ranges::{Tally, about, contains, range};
use super::sentences::in_words;
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
    let within = if implied.is_about { std::slice::from_ref(meant) } else { &[] };
    let near = about(&implied.printed, within, &Tally::Number, units);
    let rate = match implied.is_about {
        true if near.trim_start_matches("about ") == ends => format!("{near} {priced_in} per {one_of}"),
        true => format!("{near} {priced_in} per {one_of} ({ends})"),
        // How far a mean is off is told from the numbers printed, though more or less than these is meant.
        false => format!("{ends} {priced_in} per {one_of} ({near} by the numbers printed)"),
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
        within => format!("of the {} means stated in that range, nearest is", in_words(within)),
    };
    let mut told =
        format!("; {lead} the mean {}, {} ({} off)", of_period(nearest.period), number(nearest), percent(&nearest.off));
    if let Some(own) = implied.own.as_ref().filter(|own| own.period != nearest.period) {
        let (name, number, off) = (of_period(own.period), number(own), percent(&own.off));
        told.push_str(&match contains(&implied.meant, &own.number) {
            true => format!("; that {name} itself, {number}, lies in it too ({off} off)"),
            false => format!("; that {name} itself, {number}, is {off} off"),
        });
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
    format!("{}%", exact(&percent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_off_is_rounded_as_people_round() {
        let told = |n: i64, d: i64| percent(&BigRational::new(n.into(), d.into()));
        assert_eq!([told(1, 8), told(37, 100_000), told(0, 1), told(1, 1_000_000)], ["12.5%", "0.04%", "0%", "less than 0.01%"]);
    }

    #[test]
    fn a_span_of_two_years_is_from_one_to_the_other() {
        let told = |period: &str| of_period(period.parse().unwrap());
        assert_eq!(told("2022-H1"), "of the first half of 2022");
        assert_eq!(told("2022-11..2023-04"), "from November 2022 to April 2023");
    }
}
