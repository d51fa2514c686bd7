//! A world is some figures, by themselves: those of one component, or the few of one clash. In it they can be read otherwise and
//! tried again. Another number for the same cell is one more statement about the network that is there; a reading that speaks of
//! another cell has the world woven anew, since the cell, and what ties it, may not be in it.

use crate::exact::grid;
use crate::exact::{Interval, Ratio};
use crate::figures::{Asked, Aspect, Cell, Cut, Figure, Figures, Place, Reading, Series};
use crate::network::{CellId, Network, Tested, tested, weave, weave_with};
use crate::norms::Norms;
use crate::solver::narrow::Outcome as Narrowed;
use crate::solver::problem::{Problem, Tier};
use crate::solver::smallest::smallest;
use crate::solver::solve::settle;
use crate::solver::trial::{Trial, behind, narrowed, tried};
use crate::verdict::bounds::Bounds;
use crate::verdict::tight::tight_spots;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How figures are read that are not read as stated: another reading, or nothing at all.
pub(super) type Readings<'a> = BTreeMap<usize, Option<&'a Reading>>;

/// Whether all stands.
pub(super) enum Outcome {
    /// It does, or no clash was found within the effort.
    Stands,
    /// It does not: these figures clash, and without any one of them they do not. Of several clashes none shares a figure with
    /// another.
    Clash(Vec<Vec<usize>>),
    /// It does, but a figure that is read otherwise tests no other then.
    Untested,
}

/// So many clashes are looked for at once.
const CLASHES: usize = 30;

/// How thoroughly a clash is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// By narrowing, which is quick and blind on rings.
    Quick,
    /// By all means.
    Thorough,
}

/// The series that differ only in the column along which a declared whole is cut: naming one of them makes it a part.
pub(super) struct Kin(Vec<(Cut, BTreeSet<Series>)>);

impl Kin {
    /// Of all figures.
    pub fn of(figures: &Figures) -> Kin {
        let without = |series: &Series, cut: Cut| match cut {
            Cut::Partners => Series { partner: String::new(), ..series.clone() },
            Cut::Products => Series { product: String::new(), ..series.clone() },
        };
        let mut kin: BTreeMap<(bool, Series), BTreeSet<Series>> = BTreeMap::new();
        for whole in &figures.wholes {
            kin.entry((whole.cut == Cut::Partners, without(&whole.series, whole.cut))).or_default();
        }
        if !kin.is_empty() {
            let spoken = figures.figures.iter().filter_map(|figure| figure.reading.cell.as_ref());
            for series in spoken.chain(figures.asked.iter().map(|asked| &asked.cell)).map(|cell| &cell.series) {
                for cut in [Cut::Partners, Cut::Products] {
                    if let Some(all) = kin.get_mut(&(cut == Cut::Partners, without(series, cut))) {
                        all.insert(series.clone());
                    }
                }
            }
        }
        let cut = |is_partners| if is_partners { Cut::Partners } else { Cut::Products };
        Kin(kin.into_iter().map(|((partners, _), all)| (cut(partners), all)).collect())
    }

    /// Rows that name the kin of what figures speak of, and say nothing. Figures of one partner or product alone are not held
    /// against a whole.
    fn named_beside(&self, figures: &[Figure]) -> Vec<Asked> {
        let mut asked = Vec::new();
        for (cut, all) in &self.0 {
            let value = |series: &'_ Series| match cut {
                Cut::Partners => series.partner.clone(),
                Cut::Products => series.product.clone(),
            };
            let cells = || figures.iter().filter_map(|figure| figure.reading.cell.as_ref());
            let Some(first) = cells().next() else { continue };
            // A share names its whole.
            let of = |cell: &Cell| match &cell.aspect {
                Aspect::Share { of } | Aspect::SharePoints { of, .. } => Some(value(of)),
                _ => None,
            };
            let mut named = cells().flat_map(|cell| [Some(value(&cell.series)), of(cell)]).flatten();
            if named.all(|other| other == value(&first.series)) {
                continue;
            }
            let Some(cell) = cells().find(|cell| all.contains(&cell.series)).or_else(|| {
                // A turnover's exports and imports are implied.
                let is_kin =
                    |cell: &&Cell| all.iter().any(|kin| Series { flow: kin.flow.clone(), ..cell.series.clone() } == *kin);
                cells().find(is_kin)
            }) else {
                continue;
            };
            asked.extend(all.iter().map(|series| Asked {
                id: String::new(),
                place: Place { file: 0, row: 0 },
                cell: Cell { series: series.clone(), period: cell.period, aspect: Aspect::Level, unit: cell.unit.clone() },
            }));
        }
        asked
    }
}

/// A figure without the words around it.
fn bare(figure: &Figure) -> Figure {
    Figure {
        id: String::new(),
        stated: String::new(),
        printed: figure.printed.clone(),
        reading: figure.reading.clone(),
        undated: None,
        source: String::new(),
        said_on: String::new(),
        whereabouts: String::new(),
        note: String::new(),
        remarks: Vec::new(),
        ..*figure
    }
}

/// Figures chosen among all, and their network.
pub(super) struct Ground<'a> {
    pub figures: Cow<'a, Figures>,
    /// For each place here the figure among all.
    pub originals: Vec<usize>,
    pub network: Cow<'a, Network>,
}

impl<'a> Ground<'a> {
    /// Of some of all figures (ascending), bare of the words around them.
    pub fn of(all: &Figures, chosen: &[usize], kin: &Kin, norms: Option<&Norms>) -> Ground<'static> {
        Ground::with(all, chosen, kin, norms, &mut std::iter::empty())
    }

    /// The same, with cells that other readings speak of.
    pub fn with(
        all: &Figures,
        chosen: &[usize],
        kin: &Kin,
        norms: Option<&Norms>,
        also: &mut dyn Iterator<Item = &Cell>,
    ) -> Ground<'static> {
        let figures: Vec<Figure> = chosen.iter().map(|&figure| bare(&all.figures[figure])).collect();
        let mut asked = kin.named_beside(&figures);
        let place = Place { file: 0, row: 0 };
        asked.extend(also.map(|cell| Asked { id: String::new(), place, cell: cell.clone() }));
        let (wholes, groups) = (all.wholes.clone(), all.groups.clone());
        let figures = Figures { figures, asked, wholes, groups, ..Figures::default() };
        let network = woven(&figures, norms);
        Ground { figures: Cow::Owned(figures), originals: chosen.to_vec(), network: Cow::Owned(network) }
    }

    /// Of all figures, on the network that is woven of them already.
    pub fn all(problem: &Problem<'a>) -> Ground<'a> {
        let originals = (0..problem.figures.figures.len()).collect();
        Ground { figures: Cow::Borrowed(problem.figures), originals, network: Cow::Borrowed(problem.network) }
    }
}

/// Norms are woven in where they are to hold.
fn woven(figures: &Figures, norms: Option<&Norms>) -> Network {
    match norms {
        Some(norms) => weave_with(figures, norms),
        None => weave(figures),
    }
}

/// Figures on their ground, ready to be tried.
pub(super) struct World<'a> {
    ground: &'a Ground<'a>,
    places: HashMap<usize, usize>,
    /// The cells that somebody asks for.
    asked: HashMap<&'a Cell, CellId>,
    problem: Problem<'a>,
    norms: Option<&'a Norms>,
    tier: Tier,
    /// The figures that speak here.
    heard: BTreeSet<usize>,
}

impl<'a> World<'a> {
    /// On a ground, with the norms that it was woven with, on a tier; only some of its figures may be heard.
    pub fn on(ground: &'a Ground<'a>, norms: Option<&'a Norms>, tier: Tier, heard: BTreeSet<usize>) -> World<'a> {
        let places = ground.originals.iter().enumerate().map(|(place, &figure)| (figure, place)).collect();
        let asked = ground.figures.asked.iter().map(|asked| &asked.cell).zip(ground.network.asked.iter().copied()).collect();
        World { ground, places, asked, problem: Problem::new(&ground.figures, &ground.network), norms, tier, heard }
    }

    /// How many figures it has.
    pub fn len(&self) -> usize {
        self.heard.len()
    }

    /// Whether narrowing says all there is to say of it: no ring ties its figures.
    pub fn is_tree(&self) -> bool {
        self.problem.components(self.tier).spoken_of().all(|(_, members)| self.problem.is_tree(self.tier, members))
    }

    /// Whether a figure is in it.
    pub fn has(&self, figure: usize) -> bool {
        self.heard.contains(&figure)
    }

    /// Whether a set of readings speaks of cells that are here as stated.
    pub fn keeps_cells(&self, readings: &Readings) -> bool {
        readings.iter().all(|(figure, reading)| self.keeps_cell(*figure, *reading))
    }

    /// Whether a reading speaks of the cell that its figure speaks of as stated.
    fn keeps_cell(&self, figure: usize, reading: Option<&Reading>) -> bool {
        let Some(reading) = reading else { return true };
        self.places.get(&figure).is_none_or(|&place| self.ground.figures.figures[place].reading.cell == reading.cell)
    }

    /// Its figures, some of them read otherwise; those that are not heard are left out.
    fn read_as(&self, readings: &Readings) -> Figures {
        let all = &self.ground.figures;
        let mut figures: Vec<Figure> = all.figures.iter().map(bare).collect();
        let mut asked = all.asked.clone();
        for (place, figure) in figures.iter_mut().enumerate() {
            let original = self.ground.originals[place];
            match readings.get(&original) {
                Some(Some(reading)) => figure.reading = (*reading).clone(),
                None if self.heard.contains(&original) => {}
                // What is said no more still names its cell.
                _ => {
                    if let Some(cell) = figure.reading.cell.take() {
                        asked.push(Asked { id: original.to_string(), place: Place { file: 0, row: 0 }, cell });
                    }
                }
            }
        }
        let (wholes, groups) = (all.wholes.clone(), all.groups.clone());
        Figures { figures, asked, wholes, groups, ..Figures::default() }
    }

    /// The statements of a component, some figures replaced by other statements or left out.
    fn said(&self, members: &[u32], instead: &BTreeMap<u32, Option<u32>>) -> Vec<u32> {
        let is_heard = |member: &&u32| {
            let figure = self.problem.norm(**member).is_none().then(|| self.ground.originals[**member as usize]);
            figure.is_none_or(|figure| self.heard.contains(&figure))
        };
        let heard = members.iter().filter(is_heard);
        let mut said: Vec<u32> = heard.filter_map(|member| instead.get(member).copied().unwrap_or(Some(*member))).collect();
        said.sort_unstable();
        said
    }

    /// Readings that keep their cells, as statements in place of others.
    fn instead(&mut self, readings: &Readings) -> BTreeMap<u32, Option<u32>> {
        let mut instead = BTreeMap::new();
        for (figure, reading) in readings {
            if let Some(&place) = self.places.get(figure) {
                let keeps = reading.filter(|reading| self.keeps_cell(*figure, Some(reading)));
                let cell = self.problem.cell(place as u32);
                instead.insert(place as u32, keeps.map(|reading| self.problem.also(place as u32, cell, reading)));
            }
        }
        instead
    }

    /// Whether narrowing alone shows that these readings clash, also those that speak of cells which are only asked for here. What is
    /// asked for ties nothing that is not tied anyway, so that the clash is one without it, too; where it shows none, nothing is
    /// said.
    pub fn is_seen_to_clash(&mut self, readings: &Readings) -> bool {
        self.problem.forget();
        let mut said: Vec<u32> = Vec::with_capacity(self.places.len());
        for (&figure, &place) in &self.places {
            match readings.get(&figure) {
                None => said.push(place as u32),
                Some(None) => {}
                Some(Some(reading)) => {
                    let place = place as u32;
                    let is_kept = self.keeps_cell(figure, Some(reading));
                    let cell = if is_kept { self.problem.cell(place) } else { self.asked_for(reading) };
                    let Some(cell) = cell else { return false };
                    said.push(self.problem.also(place, Some(cell), reading));
                }
            }
        }
        said.sort_unstable();
        matches!(narrowed(&self.problem, self.tier, &said).1, Narrowed::Clash(_))
    }

    fn asked_for(&self, reading: &Reading) -> Option<CellId> {
        self.asked.get(reading.cell.as_ref()?).copied()
    }

    /// Whether all stands with these readings, and these figures, where they speak of another cell, test others then.
    pub fn try_with(&mut self, readings: &Readings, clashing: &[usize], care: Care) -> Outcome {
        if self.keeps_cells(readings) {
            self.problem.forget();
            let instead = self.instead(readings);
            let components = self.problem.components(self.tier).spoken_of();
            let said: Vec<Vec<u32>> = components.map(|(_, members)| self.said(members, &instead)).collect();
            let clashes = self.clashes_among(&self.problem, &said, care);
            if !clashes.is_empty() {
                return Outcome::Clash(clashes);
            }
            let reread = clashing.iter().copied().filter(|figure| matches!(readings.get(figure), Some(Some(_))));
            // What only breaks with what is usual tests no other as stated, either.
            let reread: Vec<usize> = self.tested_among(&reread.collect::<Vec<usize>>());
            let is_untested = !reread.is_empty() && self.lose_test(&reread, &self.read_as(readings), &self.ground.network);
            return if is_untested { Outcome::Untested } else { Outcome::Stands };
        }
        let figures = self.read_as(readings);
        let network = woven(&figures, self.norms);
        let problem = Problem::new(&figures, &network);
        let said: Vec<Vec<u32>> = problem.components(self.tier).spoken_of().map(|(_, members)| members.to_vec()).collect();
        let clashes = self.clashes_among(&problem, &said, care);
        if !clashes.is_empty() {
            return Outcome::Clash(clashes);
        }
        let reread = clashing.iter().copied().filter(|figure| matches!(readings.get(figure), Some(Some(_))));
        let reread: Vec<usize> = reread.collect();
        if !reread.is_empty() && self.lose_test(&reread, &figures, &network) { Outcome::Untested } else { Outcome::Stands }
    }

    /// Whether one of these figures tests no other once it is read as here.
    fn lose_test(&self, few: &[usize], figures: &Figures, network: &Network) -> bool {
        let Tested { group, .. } = tested(figures, network, &|place| figures.figures[place].reading.cell.is_some());
        few.iter().any(|figure| self.places.get(figure).is_some_and(|&place| group[place].is_none()))
    }

    /// Clashes among the statements of each component, none of which shares a figure with another: what one clash names is left
    /// out while the next is looked for.
    fn clashes_among(&self, problem: &Problem, components: &[Vec<u32>], care: Care) -> Vec<Vec<usize>> {
        let mut found = Vec::new();
        for said in components {
            let mut said = said.clone();
            let mut first = true;
            loop {
                // A clash by narrowing is seen soon; only where there is none, and none was, is more tried.
                let seen = match (narrowed(problem, self.tier, &said), care) {
                    ((narrowing, Narrowed::Clash(cell)), _) => behind(&narrowing, cell).0,
                    (_, Care::Quick) => break,
                    _ if !first || problem.is_tree(self.tier, &said) => break,
                    _ => match tried(problem, self.tier, &said) {
                        Trial::Clash(clash, _) => clash,
                        Trial::Stands(_) | Trial::Undecided => break,
                    },
                };
                let clash = if care == Care::Thorough { smallest(problem, self.tier, &seen).unwrap_or(seen) } else { seen };
                let figures = clash.iter().filter_map(|&statement| problem.figure(statement));
                found.push(figures.map(|place| self.ground.originals[place as usize]).collect::<BTreeSet<usize>>());
                said.retain(|statement| !clash.contains(statement));
                first = false;
                if care == Care::Quick || found.len() >= CLASHES {
                    break;
                }
            }
        }
        found.into_iter().map(|figures| figures.into_iter().collect()).collect()
    }

    /// Whether all stands with these readings, all of these figures test others, and no figure only just stands.
    pub fn is_at_ease(&mut self, readings: &Readings, clashing: &[usize]) -> bool {
        if !matches!(self.try_with(readings, clashing, Care::Thorough), Outcome::Stands) {
            return false;
        }
        let figures = self.read_as(readings);
        let network = woven(&figures, self.norms);
        let problem = Problem::new(&figures, &network);
        let solution = settle(&problem, self.tier);
        let bounds = Bounds::of(&solution, self.tier);
        tight_spots(&bounds, &tested(&figures, &network, &|_| true)).is_empty()
    }

    /// Which of some figures test others as stated.
    pub fn tested_among(&self, few: &[usize]) -> Vec<usize> {
        let is_heard = |place: usize| self.heard.contains(&self.ground.originals[place]);
        let Tested { group, .. } = tested(&self.ground.figures, &self.ground.network, &is_heard);
        few.iter().copied().filter(|figure| self.places.get(figure).is_some_and(|&place| group[place].is_some())).collect()
    }

    /// What is left of the cells of figures that are silenced by these readings; `None` where nothing bounds one.
    pub fn left_of(&self, silent: &[usize], readings: &Readings) -> Vec<Option<Interval>> {
        let figures = self.read_as(readings);
        let network = woven(&figures, self.norms);
        let problem = Problem::new(&figures, &network);
        let solution = settle(&problem, self.tier);
        let bounds = Bounds::of_some(&solution, self.tier, &|cell| network.asked.contains(&cell));
        let left = |figure: &usize| {
            let name = figure.to_string();
            let asked = figures.asked.iter().position(|asked| asked.id == name)?;
            let (interval, _) = bounds.told(network.asked[asked])?;
            is_something(&network, network.asked[asked], &interval).then_some(interval)
        };
        silent.iter().map(left).collect()
    }

    /// What narrowing leaves of the cell of one silenced figure, the others as stated.
    pub fn room_for(&self, figure: usize) -> Option<Interval> {
        let place = *self.places.get(&figure)? as u32;
        let cell = self.problem.cell(place)?;
        let members = self.problem.members(self.tier, self.problem.component(cell));
        let said = self.said(members, &[(place, None)].into());
        let (narrowing, outcome) = narrowed(&self.problem, self.tier, &said);
        if matches!(outcome, Narrowed::Clash(_)) {
            return None;
        }
        let (low, high) = narrowing.edges(cell);
        let interval = grid::interval(low, high);
        match self.problem.network.cells[cell.0 as usize].is_growth {
            true => interval.shifted(&-Ratio::from_integer(1)),
            false => Some(interval),
        }
    }
}

/// Whether an interval says more of a cell than what it can be at all.
pub(super) fn is_something(network: &Network, cell: CellId, interval: &Interval) -> bool {
    let node = &network.cells[cell.0 as usize];
    let least = node.allowed.low.map(|end| if node.is_growth { end.at - Ratio::from_integer(1) } else { end.at });
    let low_says_more = match (interval.low, least) {
        (Some(low), Some(least)) => low.at > least,
        (low, _) => low.is_some(),
    };
    low_says_more || interval.high.is_some()
}
