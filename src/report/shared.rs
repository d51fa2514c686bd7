//! Shared steps are told once: where a later finding rests on steps that an earlier one told, it only refers to them.
//!
//! > 1–3\. as steps 2–4 of finding 1

use super::sentences::{Quoted, Sentence};
use crate::network::CellId;
use crate::solver::proof::{Derivation, Side, Step};
use std::collections::BTreeMap;

/// Steps as a reader meets them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A sentence (index) told for the first time.
    New(usize),
    /// Sentences (first and last index) that an earlier finding told.
    Told {
        /// Here.
        here: (usize, usize),
        /// The earlier finding (index).
        finding: usize,
        /// There.
        there: (usize, usize),
    },
}

/// What has been told so far.
#[derive(Debug, Default)]
pub struct Telling<'a> {
    findings: usize,
    /// By cell and side.
    told: BTreeMap<(CellId, Side), Vec<Told<'a>>>,
    /// The norms told with their sources.
    norms: Quoted,
}

/// A step and where it was told.
#[derive(Debug)]
struct Told<'a> {
    step: &'a Step,
    finding: usize,
    sentence: usize,
}

impl<'a> Telling<'a> {
    /// The lines of the next finding.
    pub fn next(&mut self, sentences: &[Sentence], proof: &'a Derivation) -> Vec<Line> {
        let finding = self.findings;
        self.findings += 1;
        let mut lines: Vec<Line> = Vec::new();
        for (place, sentence) in sentences.iter().enumerate() {
            let steps = || sentence.steps.iter().filter_map(|&step| proof.steps.get(step));
            let before = self.place_of(steps());
            match (before, lines.last_mut()) {
                (None, _) => {
                    lines.push(Line::New(place));
                    for step in steps() {
                        self.told.entry((step.cell, step.side)).or_default().push(Told { step, finding, sentence: place });
                    }
                }
                (Some((of, sentence)), Some(Line::Told { here, finding, there }))
                    if *finding == of && there.1 + 1 == sentence && here.1 + 1 == place =>
                {
                    here.1 = place;
                    there.1 = sentence;
                }
                (Some((finding, sentence)), _) => {
                    lines.push(Line::Told { here: (place, place), finding, there: (sentence, sentence) });
                }
            }
        }
        lines
    }

    /// The norms that earlier findings told with their sources.
    pub fn norms(&self) -> &Quoted {
        &self.norms
    }

    /// So do these now.
    pub fn tell_norms(&mut self, quoted: &Quoted) {
        self.norms.learn_norms(quoted);
    }

    /// The next finding is told without its steps: nothing can refer to it.
    pub fn skip(&mut self) {
        self.findings += 1;
    }

    /// The one sentence that told all of these steps.
    fn place_of(&self, mut steps: impl Iterator<Item = &'a Step>) -> Option<(usize, usize)> {
        let find = |step: &Step| {
            let same = |told: &&Told<'_>| told.step.at == step.at && told.step.open == step.open && told.step.cause == step.cause;
            let told = self.told.get(&(step.cell, step.side))?.iter().find(same)?;
            Some((told.finding, told.sentence))
        };
        let first = find(steps.next()?)?;
        steps.all(|step| find(step) == Some(first)).then_some(first)
    }
}
