//! Norms: what is usual but not necessary. "The first half of a year carries 39 to 60 % of it" is not arithmetic, but a file in
//! which it carries 75 % is worth a question.
//!
//! ```
//! use crossfoot::exact::decimal;
//! use crossfoot::norms::Norms;
//! let norms = Norms::built_in();
//! let half = norms.part_of_year.iter().find(|norm| norm.months == 6).unwrap();
//! assert!(half.share.contains(&decimal("0.5").unwrap()));
//! assert!(!half.share.contains(&decimal("0.75").unwrap()));
//! assert_eq!(half.about.told(), "flags 5.7% of 614 real years");
//! ```
//!
//! A norm is data with a source, and says how often it is wrong: of how many real years it flags how many although nothing is
//! amiss with them. The built-in ones are `data/norms/norms.tsv`; its README tells where they are from and how to write others.
//! `tests/norms.rs` measures the rates again.

mod table;

pub use table::NormsError;

use crate::exact::Interval;
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Norms> = LazyLock::new(|| {
    let text = include_str!("../../data/norms/norms.tsv");
    // The text is part of the program, and a test reads it.
    Norms::parse(text, "built-in").unwrap_or_else(|error| panic!("{error}"))
});

/// A set of norms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Norms {
    /// What results call the set: "built-in", or the path of the file it was read from.
    pub name: String,
    /// How much of a year its first months carry: at most one norm a number of months, the fewest first.
    pub part_of_year: Vec<PartOfYear>,
    /// How far two countries' figures for one flow lie apart.
    pub mirror: Option<Mirror>,
}

/// The share of a year's exports, imports or turnover that its first months usually carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartOfYear {
    /// How many months, from the first of the year on: 1 to 11.
    pub months: u32,
    /// Their level over the year's: within 0 and 1, both ends usual (closed).
    pub share: Interval,
    /// Where the norm is from, and how often it is wrong.
    pub about: About,
}

/// Imports as the importing country counts them, over the same flow as the exporting country counts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirror {
    /// Imports over the partner's exports: above 0, both ends usual (closed).
    pub ratio: Interval,
    /// Where the norm is from, and how often it is wrong.
    pub about: About,
}

/// Where a norm is from, and how often it flags what is real.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The source, never empty.
    pub source: String,
    /// How many of the real years that it was measured on it flags.
    pub flagged: u32,
    /// On how many it was measured; 0 where nobody measured it.
    pub of: u32,
}

impl Norms {
    /// The norms that come with the program.
    pub fn built_in() -> &'static Norms {
        &BUILT_IN
    }

    /// No norm at all: nothing is unusual.
    pub fn none() -> Norms {
        Norms { name: "none".to_string(), part_of_year: Vec::new(), mirror: None }
    }

    /// Reads a table of norms, tab-separated with the columns of `data/norms/norms.tsv`; `name` is what results and errors call it.
    ///
    /// ```
    /// use crossfoot::norms::Norms;
    /// let table = "norm\tmonths\tlow\thigh\tflagged\tof\tsource\n\
    ///              part of a year\t6\t0.45\t0.55\t-\t-\tour own ten years\n";
    /// let norms = Norms::parse(table, "ours.tsv")?;
    /// assert_eq!((norms.part_of_year.len(), norms.mirror), (1, None));
    ///
    /// let error = Norms::parse(&table.replace("0.55", "55 %"), "ours.tsv").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "ours.tsv, line 2: high is \"55 %\"; expected a share from 0 to 1 as a decimal with a point, such as 0.39"
    /// );
    /// # Ok::<(), crossfoot::norms::NormsError>(())
    /// ```
    ///
    /// # Errors
    /// The first line that is no norm, that says what an earlier one said, or whose bounds cannot be.
    pub fn parse(text: &str, name: &str) -> Result<Norms, NormsError> {
        table::parse(text, name)
    }
}

impl About {
    /// How often the norm flags what is real, for a sentence: "flags 5.7% of 614 real years".
    pub fn told(&self) -> String {
        if self.of == 0 {
            return "how often it flags real years was not measured".to_string();
        }
        let (flagged, of) = (u64::from(self.flagged), u64::from(self.of));
        // Tenths of a percent, rounded to nearest.
        let tenths = (flagged * 2000 + of) / (2 * of);
        format!("flags {}.{}% of {of} real years", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::decimal;

    #[test]
    fn the_built_in_norms_say_something_of_each_part_of_a_year() {
        let norms = Norms::built_in();
        assert_eq!(norms.name, "built-in");
        let months: Vec<u32> = norms.part_of_year.iter().map(|norm| norm.months).collect();
        assert_eq!(months, (1..=11).collect::<Vec<_>>());
        let six = &norms.part_of_year[5].share;
        assert_eq!(*six, Interval::closed(decimal("0.390").unwrap(), decimal("0.603").unwrap()));
        let mirror = norms.mirror.as_ref().expect("a mirror norm");
        assert_eq!(mirror.ratio, Interval::closed(decimal("1.00").unwrap(), decimal("1.20").unwrap()));
    }

    /// More months carry more, and an even year is never unusual.
    #[test]
    fn the_built_in_norms_grow_with_the_months_and_hold_an_even_year() {
        let norms = &Norms::built_in().part_of_year;
        for norm in norms {
            assert!(norm.share.contains(&crate::exact::Ratio::new(norm.months.into(), 12)), "{} months", norm.months);
        }
        for pair in norms.windows(2) {
            let [fewer, more] = pair else { panic!("two") };
            assert!(fewer.share.low.unwrap().at < more.share.low.unwrap().at, "{} months", more.months);
            assert!(fewer.share.high.unwrap().at < more.share.high.unwrap().at, "{} months", more.months);
        }
    }

    #[test]
    fn every_built_in_norm_was_measured() {
        let norms = Norms::built_in();
        let abouts = norms.part_of_year.iter().map(|norm| &norm.about).chain(norms.mirror.as_ref().map(|norm| &norm.about));
        for about in abouts {
            assert!(about.of > 50, "{about:?}");
        }
    }

    #[test]
    fn a_flag_rate_is_told_to_a_tenth_of_a_percent() {
        let told = |flagged, of| About { source: "a test".to_string(), flagged, of }.told();
        assert_eq!(told(35, 690), "flags 5.1% of 690 real years");
        assert_eq!(told(0, 58), "flags 0.0% of 58 real years");
        assert_eq!(told(1, 1), "flags 100.0% of 1 real years");
        assert_eq!(told(1, 2000), "flags 0.1% of 2000 real years", "half a tenth is rounded up");
        assert_eq!(told(u32::MAX, u32::MAX), format!("flags 100.0% of {} real years", u32::MAX));
        assert_eq!(told(0, 0), "how often it flags real years was not measured");
    }

    #[test]
    fn without_norms_there_are_none() {
        let none = Norms::none();
        assert_eq!((none.part_of_year.len(), none.mirror), (0, None));
    }
}
