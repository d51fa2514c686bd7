//! Can these all be true? The answer, its denominators, where each figure stands, and what clashes.

use super::finding::{self, Finding};
use super::headline;
use super::names::Names;
use super::ranges::{self, Tally};
use super::sentences::capitalised;
use super::shared::Telling;
use super::{Counting, Run, Units, View};
use crate::exact::Interval;
use crate::figures::{Cell, Figure, Figures};
use crate::network::{CellId, Network, Quantity};
use crate::verdict::{self, Judgement, Standing, Verdict};
use num_rational::BigRational;

/// What `check` reports.
#[derive(Clone, Debug)]
pub struct Check<'a> {
    /// How it came about.
    pub run: &'a Run,
    /// The worst verdict of any figure.
    pub verdict: Verdict,
    /// Whether the verdict is proved: by a clash, or by an example that fits.
    pub proved: bool,
    /// The denominators, of all figures.
    pub counts: Counts,
    /// The verdict and its denominators, in sentences.
    pub headline: [String; 2],
    /// The figures reported, in their files' order.
    pub figures: Vec<FigureLine<'a>>,
    /// The findings that name a figure reported, worst first.
    pub findings: Vec<Finding<'a>>,
    /// An example that fits everything: the quantities reported and their values, in the cells' own terms.
    pub witness: Option<Vec<(&'a Cell, BigRational)>>,
    /// All figures, by the indices that findings use.
    pub all: &'a Figures,
    /// The unit chosen.
    pub counting: &'a Counting,
    /// The units that text is told in.
    pub units: Units,
}

/// How many figures were tested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All figures read.
    pub figures: usize,
    /// Those that test one another.
    pub checked: usize,
    /// Those that could not have failed.
    pub not_checked: usize,
    /// Rows refused and left out.
    pub refused: usize,
}

/// One figure and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct FigureLine<'a> {
    /// Its index among all figures.
    pub index: usize,
    /// The figure.
    pub figure: &'a Figure,
    /// The path of its file.
    pub file: &'a str,
    /// Where it stands.
    pub standing: &'a Standing,
}

impl FigureLine<'_> {
    /// What it speaks of, in words; `?` marks what the typist assumed.
    pub fn quantity(&self, names: Names) -> String {
        let Some(cell) = &self.figure.reading.cell else { return "(no period named)".into() };
        format!("{}{}", capitalised(&names.cell(cell).text), if self.is_assumed() { " (?)" } else { "" })
    }

    /// Whether the typist assumed something of the quantity.
    pub fn is_assumed(&self) -> bool {
        self.figure.reading.cell.is_some() && (self.figure.assumed.period || self.figure.assumed.currency)
    }

    /// What all figures together leave of its quantity, in words.
    pub fn left(&self, units: &Units) -> Option<String> {
        let (bounds, _) = self.standing.bounds?;
        self.told(&bounds, units)
    }

    fn told(&self, interval: &Interval, units: &Units) -> Option<String> {
        let tally = self.figure.reading.cell.as_ref().map_or(Tally::Number, Tally::of_cell);
        ranges::range(interval, &tally, units)
    }
}

/// Tells a judgement; `refused` rows were left out before.
pub fn check<'a>(
    run: &'a Run,
    figures: &'a Figures,
    network: &'a Network,
    judgement: &'a Judgement,
    refused: usize,
    view: &'a View,
) -> Check<'a> {
    let not_checked = judgement.standings.iter().filter(|standing| standing.verdict == Verdict::NotChecked).count();
    let all = figures.figures.len();
    let counts = Counts { figures: all, checked: all.saturating_sub(not_checked), not_checked, refused };
    let is_kept = |figure: &Figure| match &figure.reading.cell {
        Some(cell) => view.only.keeps(cell),
        None => view.only.is_everything(),
    };
    let lines = figures.figures.iter().zip(&judgement.standings).enumerate().filter(|(_, (figure, _))| is_kept(figure));
    let line = |(index, (figure, standing)): (usize, (&'a Figure, &'a Standing))| FigureLine {
        index,
        figure,
        file: figures.files.get(figure.place.file).map_or("", |file| &file.path),
        standing,
    };
    let names_one_kept = |named: &[usize]| named.iter().any(|&figure| figures.figures.get(figure).is_some_and(is_kept));
    let told = judgement.findings.iter().filter(|finding| names_one_kept(&finding.figures));
    let units = Units::of(figures, &view.counting);
    let mut telling = Telling::default();
    let tell = |finding: &'a verdict::Finding| finding::tell(figures, network, finding, &units, &mut telling);
    let findings: Vec<Finding<'a>> = told.map(tell).collect();
    let shown = |(id, value): &(CellId, BigRational)| match network.cells.get(id.0 as usize) {
        Some(node) if node.shown => match &node.quantity {
            Quantity::Cell(cell) if view.only.keeps(cell) => Some((cell, value.clone())),
            _ => None,
        },
        _ => None,
    };
    Check {
        run,
        verdict: judgement.verdict,
        proved: judgement.proved,
        counts,
        headline: [
            headline::answer(judgement.verdict, judgement.proved, judgement.findings.len()),
            headline::denominators(counts),
        ],
        figures: lines.map(line).collect(),
        findings,
        witness: judgement.witness.as_ref().map(|witness| witness.iter().filter_map(shown).collect()),
        all: figures,
        counting: &view.counting,
        units,
    }
}

impl Check<'_> {
    /// A figure's id.
    pub fn id(&self, figure: usize) -> &str {
        self.all.figures.get(figure).map_or("?", |figure| &figure.id)
    }
}
