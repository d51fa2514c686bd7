//! Part of a year to the whole of it: by how much of the year these months were in years past.
//!
//! ```text
//! 40 of 100 by June last year, 44 by June this year:       44 / 0.40 = 110 for the year
//! ```
//!
//! The year is what is known of it, divided by the series' own mean share of those months over the years past. Where no year past is known
//! it is known × 12/k for k months known, and is called so. Where a share says nothing (a balance that was above and below zero, a year
//! past with nothing or next to nothing in one of its parts, nothing known yet) the mean of what the rest of the years past was is added to
//! what is known; that is called so too. But a flow that has outgrown the years past tenfold has no rest like theirs: × 12/k again.
//!
//! Where no year past tells of all the months known, but one does of all but the last one or two, those have a share; what is known after
//! them takes the place of its part of the rest, each month's alike. With one month after them M3's years err no more than by × 12/k (with three
//! years past: 7.9 against 8.3 % with six months known, 4.1 against 4.3 with nine), with two as much, with more they err more.
//!
//! A finer rule errs less: the share held toward k/12, and mixed with the rest of the year before. On M3's monthly series of exports and
//! imports, of the year that the competition held out, it erred by 12.3, 9.2, 6.4 and 3.7 % with 1, 3, 6 and 9 months known, and the
//! plain mean share errs by 15.0, 9.2, 7.3 and 4.0 %. The plain one was taken, because anyone can work it out by hand and find the same.
//!
//! Bands are on the rest alone, so that no year is put below what it already has. `data/projection/years.tsv` holds how far off the rest
//! was in real years; `examples/bands` made it and measures it. What lies far from even (the same amount in all months) falls back toward it: of
//! M3's years that had one year past, and a share more than *e* times as uneven, a band that did not know that held 16 %. So how far the
//! rest lies from even widens the band, the less the more years past there are, and no rest, be it nothing at all, has a band of no width.

use super::bands::Coverage;
use super::chance::above;
use super::scale::toward_usual;
use super::trend::Kind;
use libm::{asinh, exp, log, pow, sqrt};
use std::sync::LazyLock;

/// How far the ratio of rest to known months usually lies from its mean, as a change of logarithms, beside what is for its [`UNEVEN`].
/// Both were weighed on M3's 52 monthly series of exports and imports; the median there is 0.13 without the other.
const USUAL: f64 = 0.1;
/// Which part of how far a rest lies from even counts besides.
const UNEVEN: f64 = 0.2;
/// A rest so many times more or less than even says nothing: of M3's 565 years with 1 to 11 months known, 2 of 6215 were so.
const LIMIT: f64 = 10.0;

/// A year of which the first months are known, and the years before it.
#[derive(Clone, Debug, PartialEq)]
pub struct PartOfYear {
    /// The amount of the months known.
    pub known: f64,
    /// How many they are, 1 to 11.
    pub months: i32,
    /// Amounts of the same months and of the whole year, of years past, oldest first.
    pub past: Vec<(f64, f64)>,
    /// How the series moves.
    pub kind: Kind,
}

/// How the year was put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The mean share of these months in so many years past.
    Share(usize),
    /// The mean of what the rest was in so many years past.
    Rest(usize),
    /// Known × 12/k: there is no year past.
    Twelfths,
    /// The same: what is known is more than ten times each of so many years past, and these had no shares.
    Outgrown(usize),
}

/// The whole year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WholeYear {
    /// Known and rest together.
    pub value: f64,
    /// What is still to come.
    pub rest: f64,
    /// How it was put together.
    pub by: By,
    /// Whether its band was made narrower, because whole years say more of it than the months do.
    pub is_bounded: bool,
    /// How far off the rest may be, in units of the table: a change of logarithms by parts, else an amount.
    step: f64,
    months_left: i32,
    known: f64,
    law: Law,
    more: More,
    is_by_parts: bool,
    may_be_negative: bool,
}

/// What is known after the months that years past are known of: how much it is, and which part of the rest is left with it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct More {
    amount: f64,
    left: f64,
}

/// What the rest of a year hangs on.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Law {
    /// What is known is this share of the year.
    Share(f64),
    /// The rest is so much, whatever is known.
    Amount(f64),
}

impl Law {
    fn rest(self, known: f64) -> f64 {
        match self {
            Law::Share(share) => known * (1.0 - share) / share,
            Law::Amount(rest) => rest,
        }
    }
}

impl PartOfYear {
    /// The whole year.
    pub fn whole(&self) -> WholeYear {
        // A year of nothing at all has no shares.
        let past: Vec<(f64, f64)> =
            self.past.iter().filter(|(_, whole)| *whole != 0.0).map(|&(part, whole)| (part, whole - part)).collect();
        let may_be_negative = self.kind == Kind::Signed;
        let (years, has_shares) = (past.len(), self.has_shares(&past));
        let is_alike = |&(part, rest): &(f64, f64)| has_shares || may_be_negative || self.known <= LIMIT * (part + rest);
        let past: Vec<(f64, f64)> = past.into_iter().filter(is_alike).collect();
        let has_shares = self.has_shares(&past);
        let count = past.len() as f64;
        let by = match past.len() {
            0 if years == 0 => By::Twelfths,
            0 => By::Outgrown(years),
            years if has_shares => By::Share(years),
            years => By::Rest(years),
        };
        // What the rest is put at where so much is known.
        let law = match by {
            By::Share(_) => Law::Share(past.iter().map(|&(part, rest)| part / (part + rest)).sum::<f64>() / count),
            By::Rest(_) => Law::Amount(past.iter().map(|&(_, rest)| rest).sum::<f64>() / count),
            By::Twelfths | By::Outgrown(_) => Law::Share(f64::from(self.months) / 12.0),
        };
        let rest = law.rest(self.known);
        let rest = if may_be_negative { rest } else { rest.max(0.0) };
        // A balance may change its sign at any time, so it is off by amounts.
        let is_by_parts = self.kind != Kind::Signed && has_shares;
        let off = |&(part, rest): &(f64, f64)| if is_by_parts { log(rest / law.rest(part)) } else { rest - law.rest(part) };
        let even = self.known * self.even();
        let mean_size = past.iter().map(|(_, rest)| rest.abs()).sum::<f64>() / count.max(1.0);
        let size = mean_size.max(rest.abs()).max(even.abs());
        let usual = match is_by_parts {
            true => USUAL + UNEVEN * log(rest / even).abs(),
            // What was above and below zero is not drawn to even.
            false if may_be_negative && !has_shares => USUAL * size,
            false => USUAL * size + UNEVEN * (rest - even).abs(),
        };
        // Of nothing at all there may yet be one.
        let usual = if usual > 0.0 { usual } else { 1.0 };
        let step = toward_usual(past.iter().map(|year| off(year).abs()).sum(), (count - 1.0).max(0.0), usual);
        WholeYear {
            value: self.known + rest,
            rest,
            by,
            is_bounded: false,
            // The mean of few years is off itself.
            step: step * sqrt(1.0 + 1.0 / count.max(1.0)),
            months_left: 12 - self.months,
            known: self.known,
            law,
            more: More { amount: 0.0, left: 1.0 },
            is_by_parts,
            may_be_negative,
        }
    }

    /// Rest over known months of a year with the same amount in each month.
    fn even(&self) -> f64 {
        f64::from(12 - self.months) / f64::from(self.months)
    }

    /// Whether these parts and rests of years past say what share of this year is known.
    fn has_shares(&self, past: &[(f64, f64)]) -> bool {
        let all = || past.iter().flat_map(|&(part, rest)| [part, rest]).chain([self.known]);
        let is_one_sided = all().all(|amount| amount > 0.0) || all().all(|amount| amount < 0.0);
        is_one_sided && past.iter().all(|(part, rest)| log(rest / part / self.even()).abs() <= log(LIMIT))
    }
}

impl WholeYear {
    /// The band around the year.
    pub fn band(&self, coverage: Coverage) -> (f64, f64) {
        let off = self.off(Years::built_in(), coverage);
        if self.is_by_parts {
            (self.known + self.rest * exp(-off), self.known + self.rest * exp(off))
        } else {
            let low = self.value - off;
            (if self.may_be_negative { low } else { low.max(self.known) }, self.value + off)
        }
    }

    /// The same, its band as wide as what is told as nothing where it is off by amounts; see
    /// [`Central::not_finer_than`](super::central::Central::not_finer_than).
    pub fn not_finer_than(mut self, told_as_nothing: f64) -> WholeYear {
        if !self.is_by_parts {
            self.step = self.step.max(told_as_nothing / self.steps(Years::built_in(), Coverage::NinetyFive));
        }
        self
    }

    /// The same, its 95 % band no wider than so much from end to end.
    pub fn no_wider_than(mut self, width: f64) -> WholeYear {
        let own = self.off(Years::built_in(), Coverage::NinetyFive);
        // rest · exp(off) − rest · exp(−off) = width.
        let most = if self.is_by_parts { asinh(width / (2.0 * self.rest.abs())) } else { width / 2.0 };
        if most < own {
            self.step *= most / own;
            self.is_bounded = true;
        }
        self
    }

    /// The same with so much more known, of the months that follow: they take the place of their part of the rest, each month's alike.
    pub fn with_more(mut self, amount: f64, months: i32) -> WholeYear {
        let left = f64::from(self.months_left - months) / f64::from(self.months_left);
        self.more = More { amount: self.more.amount + amount, left: self.more.left * left };
        self.months_left -= months;
        self.known += amount;
        self.rest *= left;
        self.value = self.known + self.rest;
        if !self.is_by_parts {
            self.step *= left;
        }
        self
    }

    /// The year, had so much been known of it: what the words leave of its months leaves of it.
    pub fn had_it(&self, known: f64) -> f64 {
        // Half a year that was more than its year is a clash of figures; no flow gives back what it has.
        let rest = self.law.rest(known - self.more.amount) * self.more.left;
        known + if self.may_be_negative { rest } else { rest.max(0.0) }
    }

    /// How likely the year comes to an amount or more. Of the rest alone, as its band is: what a flow has it keeps.
    pub fn chance_above(&self, aim: f64) -> f64 {
        let off = [Coverage::Eighty, Coverage::NinetyFive].map(|coverage| self.off(Years::built_in(), coverage));
        match aim - self.known {
            left if left <= 0.0 && !self.may_be_negative => 1.0,
            left if self.is_by_parts => above(log(left / self.rest), off),
            _ => above(aim - self.value, off),
        }
    }

    /// How far off the rest was, in usual steps: what the table is made of.
    pub fn steps_off(&self, came: f64) -> f64 {
        if self.is_by_parts { log(came / self.rest).abs() / self.step } else { (came - self.rest).abs() / self.step }
    }

    /// Which part of the year the months known are taken for; `None` where their year is found otherwise.
    pub fn share(&self) -> Option<f64> {
        match self.law {
            Law::Share(share) => Some(share),
            Law::Amount(_) => None,
        }
    }

    /// The row of the table that its band is from.
    pub fn class(&self) -> &'static YearClass {
        Years::built_in().class(self.by)
    }

    fn off(&self, years: &Years, coverage: Coverage) -> f64 {
        self.step * self.steps(years, coverage)
    }

    /// The same in usual steps.
    fn steps(&self, years: &Years, coverage: Coverage) -> f64 {
        let class = years.class(self.by);
        let first = class.first[usize::from(coverage == Coverage::NinetyFive)];
        first * pow(f64::from((12 - self.months_left) * self.months_left), class.growth)
    }
}

/// How far off the rest of real years was, in usual steps: `first · (months known · months left)^growth`. Few months known say little of the
/// rest, and the few that are left differ much from one another.
#[derive(Clone, Debug, PartialEq)]
pub struct YearClass {
    has_past: bool,
    growth: f64,
    first: [f64; 2],
    /// How many series it was measured on.
    pub series: u32,
    /// Which share of the years of other series than those it was fitted on it held, for 80 and for 95 %.
    pub measured: [f64; 2],
    /// Where these are from.
    pub source: String,
}

/// The two rows: with years past, and without.
#[derive(Clone, Debug, PartialEq)]
struct Years([YearClass; 2]);

static BUILT_IN: LazyLock<Years> = LazyLock::new(|| {
    let text = include_str!("../../data/projection/years.tsv");
    // The text is part of the program, and a test reads it.
    parse(text).unwrap_or_else(|| panic!("data/projection/years.tsv: a row with past years and one without"))
});

impl Years {
    fn built_in() -> &'static Years {
        &BUILT_IN
    }

    fn class(&self, by: By) -> &YearClass {
        &self.0[usize::from(matches!(by, By::Twelfths | By::Outgrown(_)))]
    }
}

fn parse(text: &str) -> Option<Years> {
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).skip(1).map(row);
    let rows = rows.collect::<Option<Vec<YearClass>>>()?;
    let [with, without]: [YearClass; 2] = rows.try_into().ok()?;
    (with.has_past && !without.has_past).then_some(Years([with, without]))
}

fn row(line: &str) -> Option<YearClass> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [past, growth, first_80, first_95, series, measured_80, measured_95, source] = fields[..] else { return None };
    let positive = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite() && *number > 0.0);
    Some(YearClass {
        has_past: past == "yes",
        growth: growth.parse().ok().filter(|growth: &f64| growth.is_finite())?,
        first: [positive(first_80)?, positive(first_95)?],
        series: series.parse().ok()?,
        measured: [positive(measured_80)?, positive(measured_95)?],
        source: source.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half(known: f64, past: &[(f64, f64)]) -> PartOfYear {
        PartOfYear { known, months: 6, past: past.to_vec(), kind: Kind::Positive }
    }

    #[test]
    fn without_years_past_the_year_is_twelve_times_its_mean_month() {
        let year = half(470.0, &[]).whole();
        assert_eq!(year.by, By::Twelfths);
        assert!((year.value - 940.0).abs() < 1e-9, "{}", year.value);
        let (low, high) = year.band(Coverage::NinetyFive);
        assert!(470.0 < low && low < 940.0 && 940.0 < high, "what is known is known: {low} {high}");
    }

    #[test]
    fn the_year_is_what_is_known_divided_by_the_mean_share() {
        let year = half(44.0, &[(40.0, 100.0)]).whole();
        assert_eq!(year.by, By::Share(1));
        assert!((year.value - 110.0).abs() < 1e-9, "{}", year.value);
        let year = half(44.0, &[(30.0, 100.0), (50.0, 100.0), (0.0, 0.0)]).whole();
        assert_eq!(year.by, By::Share(2), "a year of nothing has no share");
        assert!((year.value - 110.0).abs() < 1e-9, "{}", year.value);
        let deficit = PartOfYear { kind: Kind::Signed, ..half(-44.0, &[(-40.0, -100.0)]) }.whole();
        assert!((deficit.value + 110.0).abs() < 1e-9, "{}", deficit.value);
        let upper = |coverage| year.band(coverage).1;
        assert!(upper(Coverage::Eighty) < upper(Coverage::NinetyFive));
    }

    #[test]
    fn where_no_share_says_anything_the_rest_is_that_of_years_past() {
        let year = PartOfYear { kind: Kind::Signed, ..half(5.0, &[(-3.0, -7.0), (2.0, 1.0)]) }.whole();
        assert_eq!(year.by, By::Rest(2));
        assert!((year.value - 2.5).abs() < 1e-9, "5 and the mean of -4 and -1: {}", year.value);
        let season = PartOfYear { kind: Kind::NotNegative, ..half(0.0, &[(0.0, 60.0), (10.0, 50.0)]) }.whole();
        assert_eq!((season.by, season.value), (By::Rest(2), 50.0));
    }

    #[test]
    fn a_band_is_made_no_wider_than_asked() {
        let wide = |year: &WholeYear| year.band(Coverage::NinetyFive).1 - year.band(Coverage::NinetyFive).0;
        let year = half(44.0, &[(40.0, 100.0)]).whole();
        assert!(wide(&year) > 60.0 && !year.is_bounded, "{}", wide(&year));
        let bounded = year.no_wider_than(20.0);
        assert!((wide(&bounded) - 20.0).abs() < 1e-9 && bounded.value == year.value && bounded.is_bounded, "{}", wide(&bounded));
        assert!(bounded.band(Coverage::NinetyFive).0 > 44.0, "what is known is known");
        assert_eq!(year.no_wider_than(1000.0), year);
        let balance = PartOfYear { kind: Kind::Signed, ..half(5.0, &[(-3.0, -7.0), (2.0, 1.0)]) }.whole();
        assert!((wide(&balance.no_wider_than(0.5)) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn one_month_more_keeps_the_year_past() {
        // 40 of 100 by June last year, 44 by June this year: 66 in the half to come, 11 a month. July was 17.
        let half = half(44.0, &[(40.0, 100.0)]).whole();
        let year = half.with_more(17.0, 1);
        assert_eq!(year.by, By::Share(1));
        assert!((year.value - (44.0 + 17.0 + 55.0)).abs() < 1e-9, "{}", year.value);
        assert!((year.had_it(61.0) - year.value).abs() < 1e-9);
        let wide = |year: &WholeYear| year.band(Coverage::NinetyFive).1 - year.band(Coverage::NinetyFive).0;
        assert!(year.band(Coverage::NinetyFive).0 > 61.0 && wide(&year) < wide(&half), "less is left to be unsure of");
    }

    #[test]
    fn nothing_and_less_than_nothing_have_bands_too() {
        for (known, past) in [(0.0, vec![]), (0.0, vec![(0.0, 0.0)]), (-5.0, vec![(-3.0, -7.0), (2.0, 1.0)])] {
            let kind = if known < 0.0 { Kind::Signed } else { Kind::NotNegative };
            let year = PartOfYear { kind, ..half(known, &past) }.whole();
            let (low, high) = year.band(Coverage::Eighty);
            assert!(low < high && low.is_finite() && high.is_finite(), "{known}: {low} {high}");
        }
    }
}
