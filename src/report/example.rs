//! An example that fits: one number for each quantity, printed with as many digits as it takes to fit as printed.

use super::check::Check;
use super::names::Names;
use super::ranges::{Tally, about};
use super::sentences::capitalised;
use crate::exact::Interval;
use crate::figures::Cell;
use crate::verdict::{Tier, Verdict};
use std::collections::BTreeMap;

/// Up to this many quantities make an example that one reads.
const READABLE: usize = 12;

/// The example, in words.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it fits.
    pub title: &'static str,
    /// Quantity and number.
    pub rows: Vec<[String; 2]>,
}

impl Check<'_> {
    /// The example, where it is short enough to read and says something.
    pub fn example(&self) -> Option<Example> {
        let witness = self.witness.as_ref()?;
        if self.reported.checked == 0 || !(1..=READABLE).contains(&witness.len()) {
            return None;
        }
        let mut said: BTreeMap<&Cell, Vec<Interval>> = BTreeMap::new();
        for line in self.figures.iter().filter(|line| line.figure.status.is_of_the_past()) {
            let Some(cell) = &line.figure.reading.cell else { continue };
            let reading = &line.figure.reading;
            let interval = match line.standing.bounds {
                Some((_, Tier::Allowed)) => reading.allowed,
                Some((_, Tier::Usual | Tier::Meant)) | None => reading.meant,
            };
            said.entry(cell).or_default().push(interval);
        }
        let row = |(cell, value): &(&Cell, num_rational::BigRational)| {
            let within = said.get(cell).map_or(&[][..], Vec::as_slice);
            let name = capitalised(&Names::IN_FULL.cell(cell).text);
            [name, about(value, within, &Tally::of_cell(cell), &self.units)]
        };
        let is_foretold =
            |line: &super::FigureLine<'_>| !line.figure.status.is_of_the_past() && line.standing.verdict != Verdict::NotChecked;
        let title = if self.figures.iter().any(is_foretold) {
            "An example that fits the reported figures (made-up numbers, not to be quoted):"
        } else {
            "An example that fits them all (made-up numbers, not to be quoted):"
        };
        Some(Example { title, rows: witness.iter().map(row).collect() })
    }
}
