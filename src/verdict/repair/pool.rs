//! What is known of one component while repairs are looked for: its clashes, what can be done about them, and which deed settles
//! which clash by itself.

use super::choice::{Choice, Deed};
use super::world::{Outcome, Readings, World};
use crate::exact::Interval;
use crate::figures::Figures;
use crate::rereading::{self, Class, Trust, What};
use crate::solver::problem::Tier;
use std::collections::{BTreeSet, HashMap};

/// A smallest set of figures that clash, each read as stated or as a choice (index) reads it.
pub(super) type Clash = Vec<(usize, Option<usize>)>;

/// Clashes and choices.
pub(super) struct Pool<'w> {
    pub world: &'w World<'w>,
    all: &'w Figures,
    trust: &'w Trust<'w>,
    tier: Tier,
    /// What can be done, so far.
    pub choices: Vec<Choice>,
    /// The clashes, so far.
    pub clashes: Vec<Clash>,
    /// The figures whose choices are listed.
    listed: BTreeSet<usize>,
    /// For each clash the choices that settle it by themselves, cheapest first.
    options: Vec<Vec<usize>>,
}

impl<'w> Pool<'w> {
    /// Nothing known.
    pub fn new(all: &'w Figures, world: &'w World<'w>, trust: &'w Trust<'w>, tier: Tier) -> Pool<'w> {
        let (choices, clashes, listed, options) = (Vec::new(), Vec::new(), BTreeSet::new(), Vec::new());
        Pool { world, all, trust, tier, choices, clashes, listed, options }
    }

    /// Learns of clashes; their indices.
    pub fn learn(&mut self, clashes: Vec<Clash>) -> Vec<usize> {
        self.list_choices(clashes.iter().flatten().map(|(figure, _)| *figure).collect());
        let from = self.clashes.len();
        for clash in clashes {
            let options = self.settling(&clash);
            self.clashes.push(clash);
            self.options.push(options);
        }
        (from..self.clashes.len()).collect()
    }

    /// The choices that settle a clash by themselves, cheapest first.
    pub fn options(&self, clash: usize) -> &[usize] {
        &self.options[clash]
    }

    /// Lists what can be done about figures that are new.
    fn list_choices(&mut self, figures: BTreeSet<usize>) {
        let new: Vec<usize> = figures.into_iter().filter(|figure| self.listed.insert(*figure)).collect();
        let mut found: Vec<Choice> = Vec::new();
        for mut change in rereading::changes(self.all, &new) {
            let is_wanted = self.tier == Tier::Allowed || change.class == Class::Reading || change.what == What::Period;
            change.readings.retain(|new| self.world.has(new.figure));
            if !is_wanted || change.readings.is_empty() {
                continue;
            }
            let cost = self.trust.cost(&change).round().to_integer() as u32;
            let choice = Choice { deed: Deed::Reread(change), cost };
            let is_same = |known: &Choice| match (&known.deed, &choice.deed) {
                (Deed::Reread(one), Deed::Reread(other)) => one == other,
                _ => false,
            };
            if !self.choices.iter().any(is_same) {
                found.push(choice);
            }
        }
        if self.tier == Tier::Allowed {
            found.extend(new.into_iter().map(|figure| {
                let times = self.trust.times(figure);
                let cost = (times * crate::exact::Ratio::from_integer(rereading::cost_of_value().into())).round().to_integer();
                Choice { deed: Deed::Silence(figure), cost: cost as u32 }
            }));
        }
        found.sort_by_key(Choice::rank);
        let from = self.choices.len();
        self.choices.extend(found);
        // What is new may settle what is known.
        for clash in 0..self.clashes.len() {
            let told = self.clashes[clash].clone();
            let mut room: HashMap<usize, Option<Interval>> = HashMap::new();
            let more: Vec<usize> = (from..self.choices.len()).filter(|&choice| self.settles(choice, &told, &mut room)).collect();
            self.options[clash].extend(more);
            let choices = &self.choices;
            self.options[clash].sort_by_key(|&choice| (choices[choice].rank(), choice));
        }
    }

    fn settling(&self, clash: &Clash) -> Vec<usize> {
        let mut room: HashMap<usize, Option<Interval>> = HashMap::new();
        let mut settling: Vec<usize> = (0..self.choices.len()).filter(|&choice| self.settles(choice, clash, &mut room)).collect();
        settling.sort_by_key(|&choice| (self.choices[choice].rank(), choice));
        settling
    }

    /// Whether a choice settles a clash by itself; `room` is what the others of the clash leave of each figure's cell.
    fn settles(&self, choice: usize, clash: &Clash, room: &mut HashMap<usize, Option<Interval>>) -> bool {
        let is_read_so = clash.iter().any(|(_, read)| *read == Some(choice));
        let touched = |(figure, read): &&(usize, Option<usize>)| read.is_none() && self.choices[choice].touches(*figure);
        if is_read_so || !clash.iter().any(|member| touched(&member)) {
            return false;
        }
        // Another reading of a figure that is read otherwise already.
        if clash.iter().any(|(figure, read)| read.is_some() && self.choices[choice].touches(*figure)) {
            return false;
        }
        let change = match &self.choices[choice].deed {
            Deed::Silence(_) => return true,
            Deed::Reread(change) => change,
        };
        if change.across_sources && !self.is_across_sources(&change.readings, clash) {
            return false;
        }
        let figures: Vec<usize> = clash.iter().map(|(figure, _)| *figure).collect();
        let part = self.world.part(&figures);
        let mut readings = Readings::new();
        for (_, read) in clash {
            if let Some(read) = read {
                self.choices[*read].read(&mut readings);
            }
        }
        // Another number of the same cell settles it if it lies where the others leave room.
        let mut new = change.readings.iter().filter(|new| figures.contains(&new.figure));
        if let (Some(only), None) = (new.next(), new.next())
            && only.reading.cell == self.all.figures[only.figure].reading.cell
        {
            let left = room.entry(only.figure).or_insert_with(|| {
                let mut silent = readings.clone();
                silent.insert(only.figure, None);
                part.left_of(&[only.figure], &silent)[0]
            });
            if left.is_some_and(|left| left.intersect(&only.reading.allowed).is_empty()) {
                return false;
            }
        }
        self.choices[choice].read(&mut readings);
        matches!(part.try_with(&readings), Outcome::Stands)
    }

    /// Whether a figure that is re-read was published by another source, or on another day, than one that it clashes with.
    fn is_across_sources(&self, new: &[rereading::Reread], clash: &Clash) -> bool {
        let provenance = |figure: usize| {
            let figure = &self.all.figures[figure];
            let file = if figure.source.is_empty() { Some(figure.place.file) } else { None };
            (file, &figure.source, &figure.said_on)
        };
        let others = |figure: usize| clash.iter().any(|(other, _)| provenance(*other) != provenance(figure));
        new.iter().filter(|new| clash.iter().any(|(figure, _)| *figure == new.figure)).all(|new| others(new.figure))
    }

    /// Whether a set of choices settles a clash: its readings are not all chosen, or another choice settles it.
    pub fn is_settled(&self, clash: usize, chosen: &[usize]) -> bool {
        let applies = self.clashes[clash].iter().all(|(_, read)| read.is_none_or(|read| chosen.contains(&read)));
        !applies || chosen.iter().any(|choice| self.options[clash].contains(choice))
    }

    /// Whether a figure is in a clash as stated.
    pub fn clashes_with_others(&self, figure: usize) -> bool {
        self.clashes.iter().flatten().any(|(member, read)| *member == figure && read.is_none())
    }

    /// Whether two choices read no figure in two ways.
    pub fn fit_together(&self, one: usize, other: usize) -> bool {
        let figures = self.choices[one].figures();
        !figures.iter().any(|&figure| self.choices[other].touches(figure))
    }

    /// What a set of choices makes of the figures.
    pub fn readings(&self, chosen: &[usize]) -> Readings<'_> {
        let mut readings = Readings::new();
        chosen.iter().for_each(|&choice| self.choices[choice].read(&mut readings));
        readings
    }

    /// A clash among figures of which some are read as chosen.
    pub fn clash_under(&self, figures: &[usize], chosen: &[usize]) -> Clash {
        let read = |figure: usize| chosen.iter().copied().find(|&choice| self.choices[choice].touches(figure));
        figures.iter().map(|&figure| (figure, read(figure))).collect()
    }
}
