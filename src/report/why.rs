//! How does this follow? The derivation of one quantity's bounds, step by step.
//!
//! The quantity is asked for by a figure's id (`l22`) or as a cell (`RUS/UZB:turnover:2022-H1:level:RUB`), which no row need name.

use super::fill::QuantityLine;
use super::names::Names;
use super::sentences::{Quoted, Sentence, Teller, capitalised};
use super::{Run, Units, View};
use crate::exact::Interval;
use crate::figures::{Cell, Figures};
use crate::network::{CellId, Network, Quantity};
use crate::solver::proof::Derivation;
use crate::verdict::{self, Bounded};

/// What `why` reports.
#[derive(Clone, Debug)]
pub struct Why<'a> {
    /// How it came about.
    pub run: &'a Run,
    /// The figure asked for, if it was one: its id and words.
    pub figure: Option<(&'a str, &'a str)>,
    /// The quantity and its bounds.
    pub line: QuantityLine<'a>,
    /// The answer in one sentence.
    pub text: String,
    /// The arithmetic, a sentence a step.
    pub steps: Vec<Sentence>,
    /// What follows after the likeliest correction, where the figures cannot stand as they are.
    pub after: Option<After>,
    /// Whether norms would say something of these quantities and were not asked.
    pub leaves_norms_out: bool,
    /// The proof that the steps tell.
    pub proof: &'a Derivation,
    /// All figures, by the indices that bounds rest on.
    pub all: &'a Figures,
    /// Their network, for the norms that bounds rest on.
    pub network: &'a Network,
    /// The units that text is told in.
    pub units: Units,
}

/// What follows after a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// The correction, in a sentence.
    pub correction: String,
    /// What follows then of the quantity; `None` where nothing bounds it.
    pub bounds: Option<Interval>,
    /// The same in a sentence.
    pub text: String,
}

/// Tells what follows of a quantity after a correction.
pub fn after(figures: &Figures, cell: &Cell, repair: &verdict::Repair, bounded: &Bounded, view: &View) -> After {
    let units = Units::of(figures, &view.counting);
    let correction = super::correction::correction(figures, repair, Vec::new(), &units).text;
    let name = Names::IN_FULL.cell(cell);
    let told =
        bounded.bounds.as_ref().and_then(|bounds| super::ranges::range(bounds, &super::ranges::Tally::of_cell(cell), &units));
    let must = match told {
        Some(range) => format!("{} must have been {range}", name.text),
        None => format!("nothing bounds {}", name.text),
    };
    let text = format!("After the likeliest correction ({}) {must}.", correction.trim_end_matches('.'));
    After { correction, bounds: bounded.bounds, text }
}

/// What `why` was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The cell.
    pub cell: CellId,
    /// The figure (index), if one was named.
    pub figure: Option<usize>,
}

/// Why nothing can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSuchQuantity {
    /// The figure of this id speaks of no period yet.
    WithoutPeriod(String),
    /// An id of several files: as it is called in each.
    InSeveralFiles(Vec<String>),
    /// Neither an id nor a cell: the nearest that there are, best first.
    Unknown(Vec<String>),
}

/// Finds what is asked for: an id first, then a cell as results write it.
///
/// # Errors
/// [`NoSuchQuantity`], with the nearest ids and cells.
pub fn find(figures: &Figures, network: &Network, asked: &str) -> Result<Target, NoSuchQuantity> {
    if let Some(figure) = figures.figures.iter().position(|figure| figure.id == asked) {
        return match network.spoken_of.get(figure).copied().flatten() {
            Some(cell) => Ok(Target { cell, figure: Some(figure) }),
            None => Err(NoSuchQuantity::WithoutPeriod(asked.to_string())),
        };
    }
    if let Some(row) = figures.asked.iter().position(|row| row.id == asked)
        && let Some(&cell) = network.asked.get(row)
    {
        return Ok(Target { cell, figure: None });
    }
    let ids = || figures.figures.iter().map(|figure| &figure.id).chain(figures.asked.iter().map(|row| &row.id));
    let in_a_file = |id: &&String| id.strip_suffix(asked).is_some_and(|file| file.ends_with(':'));
    let in_files: Vec<String> = ids().filter(in_a_file).cloned().collect();
    if !in_files.is_empty() {
        return Err(NoSuchQuantity::InSeveralFiles(in_files));
    }
    let written = |place: usize| match &network.cells[place].quantity {
        Quantity::Cell(cell) => Some(cell.to_string()),
        _ => None,
    };
    let asked_for = asked.to_lowercase();
    match (0..network.cells.len()).find(|&place| written(place).is_some_and(|cell| cell.to_lowercase() == asked_for)) {
        Some(place) => Ok(Target { cell: CellId(u32::try_from(place).unwrap_or(u32::MAX)), figure: None }),
        None => {
            let cells = (0..network.cells.len()).filter(|&place| network.cells[place].shown).filter_map(written);
            Err(NoSuchQuantity::Unknown(nearest(asked, ids().cloned().chain(cells))))
        }
    }
}

/// The three that look most like what was asked, a third of its letters apart at most.
fn nearest(asked: &str, all: impl Iterator<Item = String>) -> Vec<String> {
    let asked_for = asked.to_lowercase();
    let distance = |text: &String| strsim::osa_distance(&asked_for, &text.to_lowercase());
    let far = (asked.chars().count() / 3).max(1);
    let mut near: Vec<(usize, String)> = all.map(|text| (distance(&text), text)).filter(|(away, _)| *away <= far).collect();
    near.sort();
    near.dedup();
    near.truncate(3);
    near.into_iter().map(|(_, text)| text).collect()
}

/// Tells the derivation of a quantity's bounds; `None` if the quantity is none of the trade's (a rest, a spread).
pub fn why<'a>(
    run: &'a Run,
    figures: &'a Figures,
    network: &'a Network,
    target: Target,
    proved: (&'a Bounded, &'a Derivation),
    view: &'a View,
    (after, leaves_norms_out): (Option<After>, bool),
) -> Option<Why<'a>> {
    let (bounded, proof) = proved;
    let cell: &Cell = match &network.cells.get(bounded.cell.0 as usize)?.quantity {
        Quantity::Cell(cell) => cell,
        _ => return None,
    };
    let said = figures.figures.iter().map(|figure| &figure.reading).filter(|reading| reading.cell.as_ref() == Some(cell));
    let line = QuantityLine::of(cell, bounded, &said.collect::<Vec<_>>());
    let figure = target.figure.and_then(|figure| figures.figures.get(figure)).map(|figure| (&*figure.id, &*figure.stated));
    let units = Units::of(figures, &view.counting);
    let teller = Teller::of(figures, network, proof, &units, false);
    let told = bounded.bounds.as_ref().and_then(|bounds| {
        teller.ends(bounded.cell, bounds).or_else(|| super::ranges::range(bounds, &super::ranges::Tally::of_cell(cell), &units))
    });
    let lacks =
        if bounded.bounds.is_some() && bounded.rests_on.is_empty() { super::ask::lacking(network, bounded.cell) } else { None };
    let text = [Some(answer(line, told)), lacks].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let steps = teller.sentences(Quoted::default());
    Some(Why { run, figure, line, text, steps, after, leaves_norms_out, proof, all: figures, network, units })
}

fn answer(line: QuantityLine<'_>, told: Option<String>) -> String {
    let name = Names::IN_FULL.cell(line.cell);
    if line.bounded.bounds.is_none() {
        return format!("No number for {} fits the statements: they cannot all be true.", name.text);
    }
    let subject = capitalised(&name.text);
    match told {
        None => format!("{subject} {} not bounded by anything that the figures say.", name.was()),
        Some(range) if line.bounded.rests_on.is_empty() => {
            format!("{subject} {} {range}: that holds whatever the figures say.", name.was())
        }
        Some(range) if !line.may_be_narrower => format!("{subject} must have been {range}."),
        Some(range) => format!("{subject} must have been {range}; this is proved, but not proved to be the narrowest range."),
    }
}

impl Why<'_> {
    /// What is said where norms were left out.
    pub const WITHOUT_NORMS: &'static str = "Norms are not used here; --with-norms uses them.";

    /// A figure's id.
    pub fn id(&self, figure: usize) -> &str {
        self.all.figures.get(figure).map_or("?", |figure| &figure.id)
    }

    /// A norm's name.
    pub fn norm(&self, norm: usize) -> &str {
        self.network.norms.get(norm).map_or("?", |norm| &norm.name)
    }
}
