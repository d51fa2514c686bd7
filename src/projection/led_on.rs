//! A year that is known alone, or only begun, is led on by its shorter periods.
//!
//! > January to August were 91 in 2021 and 100 in 2022. The year 2022 is put at 100 × 12/8 = 150, and 2023 at 150 × 104.9/100, for the path
//! > of January to August leads from 100 to 104.9.
//!
//! One year says nothing of the next; half-years, quarters or months that lead somewhere do. What they come to in a year ahead, over what they come to
//! in the year known, is what the year is multiplied by (of what may be nothing or less: the difference is added). They need not fill
//! the year known: then their mean month counts. Years ahead count as far as their path fills them, or fills the same months of each. Its errors are
//! those of the parts, as if all parts of a year were off alike: no narrower band was measured.

use super::LONGEST;
use super::bands::{Class, Coverage, together};
use super::begun::Begun;
use super::history::History;
use super::outlook::{Outlook, outlook};
use super::trend::Kind;
use crate::period::{Period, YEAR};
use libm::{exp, log};

/// The years after the one known.
pub(super) struct LedOn {
    pub(super) kind: Kind,
    pub(super) class: &'static Class,
    pub(super) values: Vec<f64>,
    /// How far off each may be, at 80 and at 95 %, beside what its first year is off.
    pub(super) off: Vec<[f64; 2]>,
    /// How, in words.
    pub(super) told: String,
    /// The figures (indices) that the parts rest on.
    pub(super) rests_on: Vec<usize>,
}

impl LedOn {
    /// So many years after the last one; `None` where nothing leads them on.
    pub(super) fn of(history: &History, begun: Option<&Begun<'_>>, years: usize, coverage: Coverage) -> Option<LedOn> {
        let parts = history.led_by.as_deref()?;
        let (year, value) = match begun {
            Some(begun) => (begun.part.year, begun.whole.value),
            None => history.points.last().map(|point| (point.period, point.central))?,
        };
        let end = history.after(year, years)?.end();
        let steps = usize::try_from((end - parts.points.last()?.period.end()) / parts.months).ok()?;
        let ahead = outlook(parts, steps.clamp(1, LONGEST), coverage)?;
        let base = Parts::of(parts, &ahead, year).filter(|base| base.months > 0)?;
        let kind = weaker(history.kind(), ahead.kind);
        let (mut values, mut off) = (Vec::new(), Vec::new());
        for year in (1..=years).map_while(|years| history.after(year, years)) {
            let Some(then) = Parts::of(parts, &ahead, year).filter(|then| then.months == parts.months_of_a_year()) else { break };
            values.push(match kind {
                Kind::Positive => value * then.of_a_year(then.sum) / base.of_a_year(base.sum),
                Kind::NotNegative => (value + then.of_a_year(then.sum) - base.of_a_year(base.sum)).max(0.0),
                Kind::Signed => value + then.of_a_year(then.sum) - base.of_a_year(base.sum),
            });
            off.push(then.off.map(|off| if kind == Kind::Positive { log(1.0 + off / then.sum) } else { then.of_a_year(off) }));
        }
        let told = format!("as {} go: {}", parts_told(parts), ahead.path.method);
        Some(LedOn { kind, class: ahead.class, values, off, told, rests_on: ahead.path.rests_on })
    }

    /// How far off the years may be, with what the first of them is off by itself; it and what comes after it are taken for independent.
    pub(super) fn off_with(&self, at_start: [f64; 2]) -> [Vec<f64>; 2] {
        [0, 1].map(|level: usize| self.off.iter().map(|off| together(at_start[level], off[level])).collect())
    }
}

/// What the parts of a year come to, known and ahead.
struct Parts {
    months: i32,
    sum: f64,
    /// How far above their sum their path may be together, at 80 and at 95 %.
    off: [f64; 2],
}

impl Parts {
    fn of(parts: &History, ahead: &Outlook, year: Period) -> Option<Parts> {
        let mut all = Parts { months: 0, sum: 0.0, off: [0.0; 2] };
        for point in parts.points.iter().filter(|point| year.contains(&point.period)) {
            all.months += point.period.months();
            all.sum += point.central;
        }
        let path = ahead.path.points.iter().zip(&ahead.values).zip(&ahead.off);
        for ((point, value), off) in path.filter(|((point, _), _)| year.contains(&point.period)) {
            all.months += point.period.months();
            all.sum += value;
            for (all, off) in all.off.iter_mut().zip(off) {
                *all += if ahead.kind == Kind::Positive { value * (exp(*off) - 1.0) } else { *off };
            }
        }
        (all.months <= YEAR).then_some(all)
    }

    /// What an amount of these months is of twelve.
    fn of_a_year(&self, amount: f64) -> f64 {
        amount * f64::from(YEAR) / f64::from(self.months)
    }
}

impl History {
    /// How many months of a year its points have.
    fn months_of_a_year(&self) -> i32 {
        self.points.last().map_or(0, |last| last.period.months() * YEAR / self.months)
    }
}

/// Of two ways to move the one that both may.
fn weaker(one: Kind, other: Kind) -> Kind {
    match (one, other) {
        (Kind::Positive, Kind::Positive) => Kind::Positive,
        (Kind::Signed, _) | (_, Kind::Signed) => Kind::Signed,
        _ => Kind::NotNegative,
    }
}

fn parts_told(parts: &History) -> &'static str {
    match (parts.months, parts.points.last().map(|last| last.period.months())) {
        (1, _) => "its months",
        (3, _) => "its quarters",
        (6, Some(6)) => "its half-years",
        (YEAR, _) => "the same months of each year",
        _ => "its parts",
    }
}
