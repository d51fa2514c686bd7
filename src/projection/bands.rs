//! How far from the central path the truth may be: bands from the errors that the same method made on real series.
//!
//! A textbook's 95 % band, from a model's own residuals, holds 68 to 87 % of what comes. These come from `data/projection/bands.tsv`:
//! how many usual steps of its own ([`usual_step`](super::scale::usual_step)) a real series was off the central path, `first` for the next value and
//! `first · ahead^growth` further on, by the number of points and their distance. `examples/bands` made the table and measures it.
//! One power law a row, the same on both sides: few numbers, so that they hold for other series than those they are from.

use super::central::Central;
use super::trend::Kind;
use libm::{exp, pow, sqrt};
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Bands> = LazyLock::new(|| {
    let text = include_str!("../../data/projection/bands.tsv");
    // The text is part of the program, and a test reads it.
    Bands::parse(text).unwrap_or_else(|error| panic!("data/projection/bands.tsv: {error}"))
});

/// How much of what comes a band is made to hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverage {
    /// 80 %.
    Eighty,
    /// 95 %.
    #[default]
    NinetyFive,
}

impl Coverage {
    /// As a fraction.
    pub fn fraction(self) -> f64 {
        match self {
            Coverage::Eighty => 0.80,
            Coverage::NinetyFive => 0.95,
        }
    }
}

/// One row of the table: the errors of series alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// Whether steps are changes of logarithms; else amounts.
    pub by_parts: bool,
    /// The distance of two points.
    pub months: i32,
    /// How few points.
    pub points: usize,
    /// How the error grows: by this power of the number of steps ahead.
    pub growth: f64,
    /// Usual steps off the path at the next value, for 80 and for 95 %.
    pub first: [f64; 2],
    /// How many series it was measured on.
    pub series: u32,
    /// Which share of the values of other series than those it was fitted on it held, for 80 and for 95 %.
    pub measured: [f64; 2],
    /// Where the series are from.
    pub source: String,
}

/// The table.
#[derive(Clone, Debug, PartialEq)]
pub struct Bands(Vec<Class>);

impl Bands {
    /// The table that comes with the program.
    pub fn built_in() -> &'static Bands {
        &BUILT_IN
    }

    /// Reads a table, tab-separated with a header; see [`Class`].
    ///
    /// # Errors
    /// The first line that is none of it.
    pub fn parse(text: &str) -> Result<Bands, String> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        let classes: Result<Vec<Class>, String> = lines
            .skip(1)
            .map(|(number, line)| class(line).ok_or_else(|| format!("line {} is no row of the table: {line}", number + 1)))
            .collect();
        classes.map(Bands)
    }

    /// The class of a series with so many points, `months` apart; of distances that were not measured the next longer one.
    pub fn class(&self, kind: Kind, months: i32, points: usize) -> Option<&Class> {
        let by_parts = kind == Kind::Positive;
        let alike = || self.0.iter().filter(|class| class.by_parts == by_parts);
        let distance = alike().map(|class| class.months).filter(|&known| known >= months).min();
        let distance = distance.or_else(|| alike().map(|class| class.months).max())?;
        let few = |class: &&Class| class.months == distance && class.points <= points.max(2);
        alike().filter(few).max_by_key(|class| class.points)
    }
}

fn class(line: &str) -> Option<Class> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [by, months, points, growth, first_80, first_95, series, measured_80, measured_95, source] = fields[..] else {
        return None;
    };
    let by_parts = match by {
        "parts" => true,
        "amounts" => false,
        _ => return None,
    };
    let positive = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite() && *number > 0.0);
    let class = Class {
        by_parts,
        months: months.parse().ok()?,
        points: points.parse().ok()?,
        growth: positive(growth)?,
        first: [positive(first_80)?, positive(first_95)?],
        series: series.parse().ok()?,
        measured: [positive(measured_80)?, positive(measured_95)?],
        source: source.to_string(),
    };
    (class.first[0] < class.first[1]).then_some(class)
}

impl Class {
    /// So many months ahead bands were measured, of points so many months apart: 10 years, 8 quarters or 18 months, as
    /// `data/projection/README.md` says. How wide they are further on nobody knows.
    pub fn measured_ahead(&self, months: i32) -> i32 {
        // Half-years have the class of years: ten of them are ten steps, and no more were measured.
        steps_measured(self.months) * self.months.min(months)
    }

    /// How many usual steps off the path, `ahead` steps on.
    pub fn steps_off(&self, ahead: usize, coverage: Coverage) -> f64 {
        let first = self.first[usize::from(coverage == Coverage::NinetyFive)];
        first * pow(ahead as f64, self.growth)
    }
}

/// So many steps ahead the table was made from errors, of points so many months apart.
pub fn steps_measured(months: i32) -> i32 {
    match months {
        1 => 18,
        3 => 8,
        _ => 10,
    }
}

/// How far off in all, where two things may each be off by so much by themselves.
pub fn together(one: f64, other: f64) -> f64 {
    sqrt(one * one + other * other)
}

/// The two ends around one value of a path that may be off by so much: a change of logarithms, or an amount. What was nothing before
/// may be nothing again.
pub fn around(value: f64, kind: Kind, off: f64) -> (f64, f64) {
    between(value, kind, [off, off])
}

/// The same of what may be off by more on one side: below and above.
pub fn between(value: f64, kind: Kind, [below, above]: [f64; 2]) -> (f64, f64) {
    match kind {
        Kind::Positive => (value * exp(-below), value * exp(above)),
        Kind::NotNegative => (0.0, value + above),
        Kind::Signed => (value - below, value + above),
    }
}

impl Central {
    /// How far off each value of the path may be.
    pub fn off(&self, class: &Class, coverage: Coverage) -> Vec<f64> {
        (1..=self.values.len()).map(|ahead| self.step * class.steps_off(ahead, coverage)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_were_measured_for_ten_years_eight_quarters_or_eighteen_months() {
        let ahead = |months: i32, of: i32| {
            Bands::built_in()
                .class(Kind::Positive, months, 3)
                .map(|class| class.measured_ahead(of))
                .expect("a class of each distance")
        };
        assert_eq!([ahead(12, 12), ahead(3, 3), ahead(1, 1)], [120, 24, 18]);
        // Half-years have the steps of years; years that months are added up to are known as far ahead as the months.
        assert_eq!([ahead(6, 6), ahead(1, 12)], [60, 18]);
    }
}
