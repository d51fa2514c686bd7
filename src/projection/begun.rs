//! A year begun as the first point of a path: its months known and its [rest](super::year), with what the words leave open of it.
//!
//! > January to June were −10 to −13 bn, and the rest of the year was 1 bn as a rule: the year is −9 to −12 bn as the words have it, whatever its
//! > band. What is known divided by a share is as much the wider.

use super::bands::{Coverage, around};
use super::history::{History, Part};
use super::outlook::outlook;
use super::path::{PathPoint, rounded};
use super::trend::Kind;
use super::year::{By, WholeYear};
use crate::exact::End;
use crate::period::Period;
use libm::log;
use num_traits::ToPrimitive;

/// A year begun that its months put within the 80 % band of the whole years before it has a 95 % band no wider than this many times theirs. As
/// wide as theirs alone it held too little: of the yearly sums of M3's monthly exports and imports, more restless than the series that bands of
/// years are from, these held 87.5 %, and 95 % lay within 1.4 times as much (`examples/bands begun`).
const OF_WHOLE_YEARS: f64 = 1.4;

/// Some months of a year, the first as a rule, and the whole of it.
pub(super) struct Begun<'a> {
    pub(super) part: &'a Part,
    pub(super) whole: WholeYear,
}

impl<'a> Begun<'a> {
    /// Of a history that ends within a year.
    pub(super) fn of(history: &'a History) -> Option<Begun<'a>> {
        let part = history.part.as_ref()?;
        let whole = put_together(part, history);
        let kind = history.kind();
        // Months that put the year where the years hardly do speak against them.
        let bound = by_whole_years(history, part.year).filter(|&(value, [inner, _])| {
            let (low, high) = around(value, kind, inner);
            (low..=high).contains(&whole.value)
        });
        let bound = bound.map(|(value, [_, outer])| around(value, kind, OF_WHOLE_YEARS * outer));
        let whole = bound.map_or(whole, |(low, high)| whole.no_wider_than(high - low));
        Some(Begun { part, whole })
    }

    /// The year of which some months are known before the one that is known alone.
    pub(super) fn before(history: &'a History) -> Option<Begun<'a>> {
        let part = history.before.as_ref()?;
        Some(Begun { part, whole: put_together(part, history) })
    }

    /// What the words leave of the year, least and most.
    pub(super) fn ends(&self) -> [Option<f64>; 2] {
        let interval = self.part.known.interval;
        [interval.low, interval.high].map(|end: Option<End>| Some(self.whole.had_it(end?.at.to_f64()?)))
    }

    /// How far off it may be, in the terms that its series moves in.
    pub(super) fn off(&self, kind: Kind, coverage: Coverage) -> f64 {
        let (_, high) = self.whole.band(coverage);
        if kind == Kind::Positive { log(high / self.whole.value) } else { high - self.whole.value }
    }

    /// The point of the path.
    pub(super) fn point(&self, coverage: Coverage) -> PathPoint {
        let (low, high) = self.whole.band(coverage);
        // What is told as nothing keeps the year from no end.
        let low = if self.part.known.may_be_nothing() { low.min(0.0) } else { low };
        let ends = self.ends();
        // No narrower than the words.
        let (low, high) = (ends[0].map_or(low, |end| low.min(end)), ends[1].map_or(high, |end| high.max(end)));
        let [from, until] = ends.map(|end| end.map(rounded));
        PathPoint {
            period: self.part.year,
            low: from,
            central: rounded(self.whole.value),
            high: until,
            band: Some([rounded(low), rounded(high)]),
        }
    }
}

/// The whole of a year by its months known.
fn put_together(part: &Part, history: &History) -> WholeYear {
    let whole = part.of_year.whole();
    let whole = match part.more() {
        0 => whole,
        months => whole.with_more(part.known.central - part.of_year.known, months),
    };
    whole.not_finer_than(history.told_as_nothing())
}

/// What the whole years before it lead to, and how far off that may be at 80 and at 95 %.
fn by_whole_years(history: &History, year: Period) -> Option<(f64, [f64; 2])> {
    let whole = History { part: None, ..history.clone() };
    let ahead = history.steps(history.points.last()?.period, year);
    let outlook = outlook(&whole, ahead, Coverage::NinetyFive)?;
    let place = ahead.checked_sub(1)?;
    Some((*outlook.values.get(place)?, *outlook.off.get(place)?))
}

/// How a year begun was put together, in words.
pub fn year_told(part: &Part, whole: &WholeYear) -> String {
    let runs: Vec<String> = part.runs.iter().map(|run| run.period.to_string()).collect();
    let (known, months) = (listed(&runs), part.of_year.months);
    let share = |count: usize| if count == 1 { "share" } else { "mean share" };
    let first = if part.is_of_first_months() { "the first" } else { "the first known" };
    let told = match (whole.by, part.more()) {
        (By::Share(count), 0) => {
            format!("{known} known, divided by the {} of these months in {}", share(count), years_past(count))
        }
        (By::Rest(1), 0) => format!("{known} known, and what the rest of the year was in the one year past"),
        (By::Rest(count), 0) => format!("{known} known, and the mean of what the rest of the year was in {count} years past"),
        (By::Share(count), _) => {
            format!("{known} known, the rest by the {} of {first} {months} months in {}", share(count), years_past(count))
        }
        (By::Rest(count), _) => format!("{known} known, the rest as after {first} {months} months in {}", years_past(count)),
        (By::Twelfths, _) => format!("{known} known, × 12/{months} for want of a year past"),
        (By::Outgrown(count), more) => {
            let times = if more == 0 { format!("× 12/{months}") } else { format!("the rest by {first} {months} months alone") };
            let each = if count == 1 { "" } else { "each of " };
            format!("{known} known, {times}, for it is more than ten times {each}{}", years_past(count))
        }
    };
    if whole.is_bounded {
        format!("{told}, its band no wider than {OF_WHOLE_YEARS} times that of the whole years before")
    } else {
        told
    }
}

/// "2021-Q1, 2021-05 and 2021-08".
fn listed(runs: &[String]) -> String {
    match runs {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        all => all.concat(),
    }
}

fn years_past(count: usize) -> String {
    if count == 1 { "the one year past".into() } else { format!("{count} years past") }
}
