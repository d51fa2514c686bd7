//! What a band was measured on, and what it held there. A report may use several tables of errors, each with a number of its own.
//!
//! > The 95% band is from the errors that the same method made on 645 real series (M3 competition, yearly series). Of series that had no part
//! > in it, it held 95.1%.

use super::project::SeriesLine;
use crate::projection::bands::Class;
use crate::projection::trend::Kind;
use crate::projection::{Coverage, Outlook};
use std::collections::BTreeSet;

/// What bands are made to hold, what they held, and on what.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// What they are made to hold.
    pub coverage: Coverage,
    /// What they held of other series than those they were made from: the least of the reference classes in use.
    pub measured: Option<f64>,
    /// The series that the errors are from.
    pub reference_class: String,
    /// How many these are.
    pub series: u32,
    /// The reference classes in use, each with what it held.
    pub classes: Vec<ReferenceClass>,
}

/// Errors alike that bands are from.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceClass {
    /// Bands of what, for people: `years`.
    pub of: String,
    /// Whether they are used in amounts, of balances and series with zeros: none of the series measured on is one of those.
    pub in_amounts: bool,
    /// The series that the errors are from.
    pub source: String,
    /// How many these are.
    pub series: u32,
    /// What was held of other series, as fractions: least and most of the lengths of history in use.
    pub held: [f64; 2],
}

impl Band {
    /// Of the bands of these series.
    pub(super) fn of(lines: &[SeriesLine<'_>], coverage: Coverage) -> Band {
        let mut classes: Vec<ReferenceClass> = Vec::new();
        for one in lines.iter().filter_map(|line| line.projected.outlook.as_ref()).flat_map(|outlook| in_use(outlook, coverage)) {
            let is_same = |known: &&mut ReferenceClass| {
                (&known.of, known.in_amounts, &known.source) == (&one.of, one.in_amounts, &one.source)
            };
            match classes.iter_mut().find(is_same) {
                Some(known) => known.held = [known.held[0].min(one.held[0]), known.held[1].max(one.held[1])],
                None => classes.push(one),
            }
        }
        let sources: BTreeSet<(&str, u32)> = classes.iter().map(|class| (&*class.source, class.series)).collect();
        let reference_class = sources.iter().map(|(source, _)| *source).collect::<Vec<_>>().join("; ");
        let series = sources.iter().map(|(_, series)| series).sum();
        let measured = classes.iter().map(|class| class.held[0]).min_by(f64::total_cmp);
        Band { coverage, measured, reference_class, series, classes }
    }

    /// In per cent: `95`.
    pub fn stated(&self) -> &'static str {
        stated_coverage(self.coverage)
    }

    /// Where the bands are from, for people; `None` where there are none.
    pub fn told(&self) -> Option<String> {
        let from = format!("The {}% band is from the errors that the same method made on", self.stated());
        let mut told = match &self.classes[..] {
            [] => return None,
            [ReferenceClass { source, series, held, .. }] => {
                format!("{from} {series} real series ({source}). Of series that had no part in it, it held {}.", per_cent(*held))
            }
            several => {
                let on: Vec<String> = several
                    .iter()
                    .map(|ReferenceClass { of, source, series, held, .. }| {
                        format!("for {of} {series} series ({source}), and of others it held {}", per_cent(*held))
                    })
                    .collect();
                format!("{from} real series: {}.", on.join("; "))
            }
        };
        if self.classes.iter().any(|class| class.in_amounts) {
            told += " None of those series is a balance or has zeros: for such they were counted in amounts, and what the band holds of \
                     such series themselves was not measured.";
        }
        Some(told)
    }
}

/// What the band of one path is from.
fn in_use(outlook: &Outlook, coverage: Coverage) -> Vec<ReferenceClass> {
    let level = usize::from(coverage == Coverage::NinetyFive);
    let (class, in_amounts) = (outlook.class, outlook.kind != Kind::Positive);
    let mut used = Vec::new();
    if let Some((_, year)) = &outlook.begun {
        let (year, of) = (year.class(), with_zeros("a year begun", in_amounts));
        let (source, held) = (year.source.clone(), [year.measured[level]; 2]);
        used.push(ReferenceClass { of, in_amounts, source, series: year.series, held });
    }
    // A year begun alone takes nothing from the other.
    if outlook.values.len() > used.len() {
        let (source, held) = (class.source.clone(), [class.measured[level]; 2]);
        used.push(ReferenceClass { of: with_zeros(steps(class), in_amounts), in_amounts, source, series: class.series, held });
    }
    used
}

fn with_zeros(of: &str, in_amounts: bool) -> String {
    if in_amounts { format!("{of} of a balance or a series with zeros") } else { of.to_string() }
}

fn steps(class: &Class) -> &'static str {
    match class.months {
        1 => "months",
        3 => "quarters",
        _ => "years",
    }
}

fn per_cent([least, most]: [f64; 2]) -> String {
    let [least, most] = [least, most].map(|part| format!("{:.1}", 100.0 * part));
    if least == most { format!("{least}%") } else { format!("{least} to {most}%") }
}

/// In per cent: `95`.
pub(super) fn stated_coverage(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::Eighty => "80",
        Coverage::NinetyFive => "95",
    }
}
