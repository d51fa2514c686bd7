//! What is known of one component while repairs are looked for: its clashes, what can be done about them, and which deed settles
//! which clash by itself. That is tried on the few figures of the clash, once it is asked.

use super::choice::{Choice, Deed};
use super::sight::Sight;
use super::world::{Care, Ground, Kin, Outcome, Readings, World};
use crate::exact::{Interval, Ratio};
use crate::figures::{Aspect, Figures};
use crate::norms::Norms;
use crate::rereading::{self, Change, Class, Register, Reread, Trust, What};
use crate::solver::problem::Tier;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// A smallest set of figures that clash, each read as stated or as a choice (index) reads it.
pub(super) type Clash = Vec<(usize, Option<usize>)>;

/// Clashes of so few figures are looked into by all means.
const SHORT: usize = 12;
/// Clashes of more figures are long ones.
const LONG: usize = 60;

/// What repairs are looked for with.
#[derive(Clone, Copy)]
pub(super) struct Means<'w> {
    /// All figures, or as many of them as matter to one source's being read alike.
    pub all: &'w Figures,
    pub register: &'w Register<'w>,
    pub kin: &'w Kin,
    pub trust: &'w Trust<'w>,
    /// Norms, where they are to hold.
    pub norms: Option<&'w Norms>,
    /// The tier on which everything is to stand.
    pub tier: Tier,
    /// Whether slips of the pen may explain what clashes.
    pub with_slips: bool,
}

/// Clashes and choices.
pub(super) struct Pool<'w> {
    means: Means<'w>,
    /// The figures that may be re-read.
    within: BTreeSet<usize>,
    /// Where the figures that do not clash leave room.
    sight: Sight<'w>,
    /// What can be done, so far.
    pub choices: Vec<Choice>,
    /// The clashes, so far.
    pub clashes: Vec<Clash>,
    /// For each clash the choices that touch it, cheapest first.
    touching: Vec<Vec<usize>>,
    /// For each figure the choices that touch it.
    of_figure: HashMap<usize, Vec<usize>>,
    /// The figures whose choices are listed.
    listed: BTreeSet<usize>,
    /// Whether figures are only given other numbers, whatever explains these.
    only_values: bool,
    /// The place of each choice in the order of their ranks.
    ranked: Vec<usize>,
    /// For each clash which choice settles it by itself, as far as that was asked.
    settled: RefCell<Vec<Vec<Option<bool>>>>,
    /// The grounds of clashes.
    grounds: RefCell<HashMap<usize, Rc<Ground<'static>>>>,
    /// For each clash and figure in it where the others leave room.
    room: RefCell<HashMap<(usize, usize), Option<Interval>>>,
    /// For each clash whether narrowing sees it.
    seen: RefCell<HashMap<usize, bool>>,
}

impl<'w> Pool<'w> {
    /// Nothing known.
    pub fn new(means: Means<'w>, within: BTreeSet<usize>, sight: Sight<'w>) -> Pool<'w> {
        Pool {
            means,
            within,
            sight,
            choices: Vec::new(),
            clashes: Vec::new(),
            touching: Vec::new(),
            of_figure: HashMap::new(),
            listed: BTreeSet::new(),
            only_values: false,
            ranked: Vec::new(),
            settled: RefCell::default(),
            grounds: RefCell::default(),
            room: RefCell::default(),
            seen: RefCell::default(),
        }
    }

    /// Learns of clashes, and rules out what cannot settle them; their indices.
    pub fn learn(&mut self, clashes: Vec<Clash>) -> Vec<usize> {
        let new = self.note(clashes);
        new.iter().for_each(|&clash| self.look_over(clash));
        new
    }

    /// Learns of the clashes as stated.
    pub fn begin(&mut self, clashes: &[Vec<usize>], is_confused: impl Fn(&Pool<'_>) -> bool) {
        let as_stated = |clash: &Vec<usize>| clash.iter().map(|&figure| (figure, None)).collect::<Clash>();
        let new = self.note(clashes.iter().map(as_stated).collect());
        if is_confused(self) || (self.means.tier == Tier::Allowed && !self.has_open_readings()) {
            self.look_for_values_only();
        }
        new.into_iter().for_each(|clash| self.look_over(clash));
    }

    fn note(&mut self, clashes: Vec<Clash>) -> Vec<usize> {
        self.list_choices(clashes.iter().flatten().map(|(figure, _)| *figure).collect());
        let from = self.clashes.len();
        for clash in clashes {
            let touching = self.touching(&clash);
            let known = self.known_at_once(&touching, &[]);
            self.settled.get_mut().push(known);
            self.clashes.push(clash);
            self.touching.push(touching);
        }
        (from..self.clashes.len()).collect()
    }

    /// The choices of no more than a price that settle a clash by themselves, cheapest first.
    pub fn options(&self, clash: usize, most: u32) -> Vec<usize> {
        let affordable = self.touching[clash].iter().copied().take_while(|&choice| self.choices[choice].cost <= most);
        affordable.filter(|&choice| self.settles(choice, clash)).collect()
    }

    /// The other numbers that settle a clash, cheapest first.
    pub fn values(&self, clash: usize) -> Vec<usize> {
        let is_value = |choice: &usize| matches!(self.choices[*choice].deed, Deed::Silence(_));
        self.touching[clash].iter().copied().filter(is_value).collect()
    }

    /// The choices that may settle a clash, cheapest first.
    pub fn candidates(&self, clash: usize) -> &[usize] {
        &self.touching[clash]
    }

    /// Lists what can be done about figures that are new.
    fn list_choices(&mut self, figures: BTreeSet<usize>) {
        let Means { register, trust, tier, with_slips, .. } = self.means;
        let new: Vec<usize> = figures.into_iter().filter(|figure| self.listed.insert(*figure)).collect();
        if new.is_empty() {
            return;
        }
        let mut found: Vec<Choice> = Vec::new();
        for mut change in rereading::changes(register, &new) {
            let is_wanted =
                tier == Tier::Allowed || change.class == Class::Reading || (with_slips && change.what == What::Period);
            change.readings.retain(|new| self.within.contains(&new.figure));
            let is_in_sight = change.readings.iter().all(|new| self.sight.allows(&new.reading));
            if !is_wanted || !is_in_sight || change.readings.is_empty() {
                continue;
            }
            let cost = trust.cost(&change).round().to_integer() as u32;
            let choice = Choice { deed: Deed::Reread(change), cost };
            let is_same = |known: &Choice| match (&known.deed, &choice.deed) {
                (Deed::Reread(one), Deed::Reread(other)) => one == other,
                _ => false,
            };
            let first = choice.figures().first().and_then(|figure| self.of_figure.get(figure));
            if !first.into_iter().flatten().any(|&known| is_same(&self.choices[known])) {
                found.push(choice);
            }
        }
        if tier == Tier::Allowed {
            let price = Ratio::from_integer(rereading::cost_of_value().into());
            found.extend(new.into_iter().map(|figure| {
                let cost = (trust.times(figure) * price).round().to_integer() as u32;
                Choice { deed: Deed::Silence(figure), cost }
            }));
        }
        found.sort_by_key(Choice::rank);
        for choice in found {
            choice.figures().into_iter().for_each(|figure| self.of_figure.entry(figure).or_default().push(self.choices.len()));
            self.choices.push(choice);
        }
        let mut order: Vec<usize> = (0..self.choices.len()).collect();
        order.sort_by_cached_key(|&choice| (self.choices[choice].rank(), choice));
        self.ranked = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, &choice)| self.ranked[choice] = place);
        self.touch_all();
    }

    /// What is new may settle what is known.
    fn touch_all(&mut self) {
        self.touching = self.clashes.iter().map(|clash| self.touching(clash)).collect();
        let before = std::mem::take(self.settled.get_mut());
        let known = self.touching.iter().zip(before).map(|(touching, before)| self.known_at_once(touching, &before)).collect();
        *self.settled.get_mut() = known;
        (0..self.clashes.len()).for_each(|clash| self.drop_failing(clash));
    }

    /// What is known of all choices and a clash without asking: what does not touch it does not settle it, and another number does.
    fn known_at_once(&self, touching: &[usize], before: &[Option<bool>]) -> Vec<Option<bool>> {
        let mut known = vec![Some(false); self.choices.len()];
        for &choice in touching {
            known[choice] = match &self.choices[choice].deed {
                Deed::Silence(_) => Some(true),
                Deed::Reread(_) => before.get(choice).copied().flatten(),
            };
        }
        known
    }

    /// The choices that re-read a figure of a clash which is read as stated there, and none that is not; cheapest first.
    fn touching(&self, clash: &Clash) -> Vec<usize> {
        let touches = |&number: &usize| {
            let choice = &self.choices[number];
            if self.only_values && matches!(choice.deed, Deed::Reread(_)) {
                return false;
            }
            let mut touched = clash.iter().filter(|(figure, _)| choice.touches(*figure));
            touched.all(|(_, read)| read.is_none()) && self.may_explain(number, clash)
        };
        let of_clash = clash.iter().filter_map(|(figure, _)| self.of_figure.get(figure)).flatten().copied();
        let mut touching: Vec<usize> = of_clash.filter(touches).collect();
        touching.sort_unstable_by_key(|&choice| self.ranked[choice]);
        touching.dedup();
        touching
    }

    /// Whether a choice touches a clash and may explain it. What one edition holds it holds throughout: another edition explains no
    /// clash within one.
    pub fn may_explain(&self, choice: usize, clash: &Clash) -> bool {
        let is_open = |change: &Change| !change.across_sources || self.is_across_sources(change, clash);
        clash.iter().any(|(figure, _)| self.choices[choice].touches(*figure)) && self.change(choice).is_none_or(is_open)
    }

    /// Whether the words leave anything open in the figures that clash: if not, whatever explains a clash costs as much as half a
    /// wrong number, and which numbers are wrong is asked first.
    fn has_open_readings(&self) -> bool {
        let is_open = |&choice: &usize| match &self.choices[choice].deed {
            Deed::Reread(change) => change.class == Class::Reading,
            Deed::Silence(_) => false,
        };
        self.touching.iter().flatten().any(is_open)
    }

    /// The choice to give a figure another number, if it may have one.
    pub fn value_of(&self, figure: usize) -> Option<usize> {
        let of_figure = self.of_figure.get(&figure)?.iter().copied();
        of_figure.into_iter().find(|&choice| matches!(self.choices[choice].deed, Deed::Silence(_)))
    }

    /// From now on figures are only given other numbers.
    pub fn look_for_values_only(&mut self) {
        self.only_values = true;
        // What was learned of other readings is of no use then.
        self.clashes.retain(|clash| clash.iter().all(|(_, read)| read.is_none()));
        self.grounds.get_mut().clear();
        self.room.get_mut().clear();
        self.seen.get_mut().clear();
        self.settled.get_mut().clear();
        self.settled.get_mut().resize(self.clashes.len(), Vec::new());
        self.touch_all();
    }

    /// Whether figures are only given other numbers.
    pub fn looks_for_values_only(&self) -> bool {
        self.only_values
    }

    /// The readings of a figure, with or without others, that explain another number, cheapest first: their choices.
    pub fn explanations(&self, figure: usize) -> Vec<usize> {
        let explains = |&choice: &usize| match &self.choices[choice].deed {
            Deed::Reread(change) => !change.across_sources,
            Deed::Silence(_) => false,
        };
        let mut found: Vec<usize> = self.of_figure.get(&figure).into_iter().flatten().copied().filter(explains).collect();
        found.sort_by_key(|&choice| self.ranked[choice]);
        found
    }

    /// Whether a choice settles a clash by itself.
    pub fn settles(&self, choice: usize, clash: usize) -> bool {
        if let Some(known) = self.settled.borrow()[clash][choice] {
            return known;
        }
        let settles = self.find_out(choice, clash);
        self.settled.borrow_mut()[clash][choice] = Some(settles);
        settles
    }

    /// Rules out, by narrowing alone and all on one network, the readings that clash with the other figures of a clash even so.
    fn look_over(&mut self, number: usize) {
        if self.only_values {
            return;
        }
        // With other cells more would be usual than without them.
        if self.means.norms.is_some() {
            return;
        }
        let clash = &self.clashes[number];
        let figures: Vec<usize> = clash.iter().map(|(figure, _)| *figure).collect();
        let is_in = |new: &&Reread| figures.binary_search(&new.figure).is_ok();
        let changes = self.touching[number].iter().filter_map(|&choice| match &self.choices[choice].deed {
            Deed::Reread(change) => Some((choice, change)),
            Deed::Silence(_) => None,
        });
        let ground = self.wide_ground(&figures, &mut changes.clone().map(|(_, change)| change));
        let mut world = self.world(&ground, &figures);
        let mut failing = Vec::new();
        for (choice, change) in changes {
            let mut readings = Readings::new();
            clash.iter().filter_map(|(_, read)| *read).for_each(|read| self.choices[read].read(&mut readings));
            readings.retain(|figure, _| figures.binary_search(figure).is_ok());
            readings.extend(change.readings.iter().filter(is_in).map(|new| (new.figure, Some(&new.reading))));
            if world.is_seen_to_clash(&readings) {
                failing.push(choice);
            }
        }
        drop(world);
        failing.into_iter().for_each(|choice| self.settled.get_mut()[number][choice] = Some(false));
        self.drop_failing(number);
    }

    /// What is known to fail is no candidate.
    fn drop_failing(&mut self, clash: usize) {
        let known = &self.settled.get_mut()[clash];
        self.touching[clash].retain(|&choice| known[choice] != Some(false));
    }

    fn find_out(&self, choice: usize, number: usize) -> bool {
        let clash = &self.clashes[number];
        let change = match &self.choices[choice].deed {
            Deed::Silence(_) => return true,
            Deed::Reread(change) => change,
        };
        let all = self.means.all;
        // Where scores of figures clash together, no slip of the period of one of them is tried: each has the clash woven anew.
        let keeps_cell = |new: &rereading::Reread| new.reading.cell == all.figures[new.figure].reading.cell;
        if clash.len() > LONG && change.class == Class::Slip && !change.readings.iter().all(keeps_cell) {
            return false;
        }
        let figures: Vec<usize> = clash.iter().map(|(figure, _)| *figure).collect();
        let mut readings = Readings::new();
        for read in clash.iter().filter_map(|(_, read)| *read) {
            self.choices[read].read(&mut readings);
        }
        let ground = self.grounds.borrow_mut().entry(number).or_insert_with(|| Rc::new(self.ground(&figures))).clone();
        let mut part = self.world(&ground, &figures);
        // Another number of the same cell settles nothing unless it lies where the others leave room.
        let mut new = change.readings.iter().filter(|new| figures.contains(&new.figure));
        if let (Some(only), None) = (new.next(), new.next())
            && only.reading.cell == all.figures[only.figure].reading.cell
            && readings.is_empty()
        {
            let mut rooms = self.room.borrow_mut();
            let room = rooms.entry((number, only.figure)).or_insert_with(|| part.room_for(only.figure));
            if room.is_some_and(|room| room.intersect(&only.reading.allowed).is_empty()) {
                return false;
            }
        }
        // Where narrowing sees a clash of many figures as it is, it is asked whether the clash is gone.
        let is_seen = *self
            .seen
            .borrow_mut()
            .entry(number)
            .or_insert_with(|| matches!(part.try_with(&readings, &[], Care::Quick), Outcome::Clash(_)));
        self.choices[choice].read(&mut readings);
        let care = if is_seen && clash.len() > SHORT { Care::Quick } else { Care::Thorough };
        matches!(part.try_with(&readings, &[], care), Outcome::Stands)
    }

    /// Whether a figure that is re-read was published by another source, or on another day, than one that it clashes with.
    /// What a publisher counts it counts in all its tables, whatever they are called and when they were printed: goods and services
    /// are only taken for goods where the publishers differ.
    fn is_across_sources(&self, change: &Change, clash: &Clash) -> bool {
        let of_publishers = change.what == What::Services;
        let provenance = |figure: usize| {
            let figure = &self.means.all.figures[figure];
            let file = if figure.source.is_empty() { Some(figure.place.file) } else { None };
            let publisher = figure.source.split([':', '(', ';']).next().unwrap_or("").trim().to_lowercase();
            match of_publishers {
                true => (file, publisher, ""),
                false => (file, figure.source.to_lowercase(), &*figure.said_on),
            }
        };
        let others = |figure: usize| clash.iter().any(|(other, _)| provenance(*other) != provenance(figure));
        change.readings.iter().filter(|new| clash.iter().any(|(figure, _)| *figure == new.figure)).all(|new| others(new.figure))
    }

    /// Whether a set of choices settles a clash: its readings are not all chosen, or another choice settles it.
    pub fn is_settled(&self, clash: usize, chosen: &[usize]) -> bool {
        let applies = self.clashes[clash].iter().all(|(_, read)| read.is_none_or(|read| chosen.contains(&read)));
        !applies || chosen.iter().any(|&choice| self.settles(choice, clash))
    }

    /// The figures of the same two partners as those re-read, with the rates, but for those that are silent.
    pub fn near(&self, readings: &Readings, silent: &Readings) -> Vec<usize> {
        let all = &self.means.all.figures;
        let cells = readings.iter().flat_map(|(&figure, reading)| {
            let new = reading.and_then(|reading| reading.cell.as_ref());
            all[figure].reading.cell.as_ref().into_iter().chain(new)
        });
        let pairs: BTreeSet<(&str, &str)> = cells.map(|cell| (&*cell.series.reporter, &*cell.series.partner)).collect();
        let is_near = |&figure: &usize| {
            let cell = all[figure].reading.cell.as_ref();
            readings.contains_key(&figure)
                || !silent.contains_key(&figure)
                    && cell.is_some_and(|cell| {
                        cell.aspect == Aspect::Rate || pairs.contains(&(&*cell.series.reporter, &*cell.series.partner))
                    })
        };
        self.within.iter().copied().filter(is_near).collect()
    }

    /// The ground of a few figures.
    pub fn ground(&self, few: &[usize]) -> Ground<'static> {
        let Means { all, kin, norms, .. } = self.means;
        Ground::of(all, few, kin, norms)
    }

    /// The same, with the cells that these changes speak of.
    pub fn wide_ground(&self, few: &[usize], changes: &mut dyn Iterator<Item = &Change>) -> Ground<'static> {
        let Means { all, kin, norms, .. } = self.means;
        // Another partner or product would be one part more of a whole.
        let is_same_part = |new: &&Reread| match (&new.reading.cell, &all.figures[new.figure].reading.cell) {
            (Some(new), Some(old)) => new.series.partner == old.series.partner && new.series.product == old.series.product,
            _ => false,
        };
        let new = changes.flat_map(|change| change.readings.iter());
        let new = new.filter(|new| few.binary_search(&new.figure).is_ok()).filter(is_same_part);
        Ground::with(all, few, kin, norms, &mut new.filter_map(|new| new.reading.cell.as_ref()))
    }

    /// The world of a few figures.
    pub fn world<'g>(&self, ground: &'g Ground<'g>, few: &[usize]) -> World<'g>
    where
        'w: 'g,
    {
        World::on(ground, self.means.norms, self.means.tier, few.iter().copied().collect())
    }

    /// The figures that may be re-read, and those that they are tried with.
    pub fn within(&self) -> impl Iterator<Item = usize> {
        self.within.iter().copied()
    }

    /// How a choice reads figures otherwise, if it does.
    pub fn change(&self, choice: usize) -> Option<&Change> {
        match &self.choices[choice].deed {
            Deed::Reread(change) => Some(change),
            Deed::Silence(_) => None,
        }
    }

    /// The choices that take all that clashes of one source from another of its editions.
    pub fn editions(&self) -> Vec<usize> {
        let is_edition =
            |&choice: &usize| self.change(choice).is_some_and(|change| change.what == What::Vintage && change.readings.len() > 1);
        (0..self.choices.len()).filter(is_edition).collect()
    }

    /// Whether two choices read no figure in two ways.
    pub fn fit_together(&self, one: usize, other: usize) -> bool {
        let figures = self.choices[one].figures();
        !figures.iter().any(|&figure| self.choices[other].touches(figure)) && !self.are_services_of_one(one, other)
    }

    /// Whether two choices both take figures of one quantity for goods and services: that would still be one quantity.
    fn are_services_of_one(&self, one: usize, other: usize) -> bool {
        let services = |choice: usize| self.change(choice).filter(|change| change.what == What::Services);
        let (Some(one), Some(other)) = (services(one), services(other)) else { return false };
        let cell = |new: &Reread| new.reading.cell.clone();
        one.readings.iter().any(|new| other.readings.iter().any(|beside| cell(new) == cell(beside)))
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
