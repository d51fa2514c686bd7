//! A world is some figures, by themselves: those of one component, or the few of one clash. In it they can be read otherwise and
//! tried again. Another number for the same cell is one more statement about the network that is there; a reading that speaks of
//! another cell has the world woven anew, since the cell, and what ties it, may not be in it.

use super::sight::Sight;
use crate::exact::{Interval, Ratio};
use crate::figures::{Asked, Aspect, Cell, Cut, Figure, Figures, Place, Reading, Series};
use crate::network::{CellId, Network, Tested, tested, weave, weave_with};
use crate::norms::Norms;
use crate::solver::conflict::{Trial, narrowed, revises, smallest, tried};
use crate::solver::narrow::{Narrowing, Outcome as Narrowed};
use crate::solver::problem::{Problem, Tier};
use crate::solver::solve::settle;
use crate::verdict::bounds::Bounds;
use crate::verdict::tight::tight_spots;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How figures are read that are not read as stated: another reading, or nothing at all.
pub(super) type Readings<'a> = BTreeMap<usize, Option<&'a Reading>>;

/// Whether all stands.
pub(super) enum Outcome {
    /// It does, or no clash was found within the effort.
    Stands,
    /// It does not: these figures clash, and without any one of them they do not.
    Clash(Vec<usize>),
}

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
            if cells().all(|cell| value(&cell.series) == value(&first.series)) {
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
pub(super) struct Ground {
    /// Bare of the words around them.
    figures: Figures,
    /// For each place here the figure among all.
    originals: Vec<usize>,
    network: Network,
}

impl Ground {
    /// Of some of all figures (ascending).
    pub fn of(all: &Figures, chosen: &[usize], kin: &Kin, norms: Option<&Norms>) -> Ground {
        let figures: Vec<Figure> = chosen.iter().map(|&figure| bare(&all.figures[figure])).collect();
        let asked = kin.named_beside(&figures);
        let (wholes, groups) = (all.wholes.clone(), all.groups.clone());
        let figures = Figures { figures, asked, wholes, groups, ..Figures::default() };
        let network = woven(&figures, norms);
        Ground { figures, originals: chosen.to_vec(), network }
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
    ground: &'a Ground,
    places: HashMap<usize, usize>,
    problem: Problem<'a>,
    norms: Option<&'a Norms>,
    tier: Tier,
}

impl<'a> World<'a> {
    /// On a ground, with the norms that it was woven with, on a tier.
    pub fn on(ground: &'a Ground, norms: Option<&'a Norms>, tier: Tier) -> World<'a> {
        let places = ground.originals.iter().enumerate().map(|(place, &figure)| (figure, place)).collect();
        World { ground, places, problem: Problem::new(&ground.figures, &ground.network), norms, tier }
    }

    /// Whether a figure is in it.
    pub fn has(&self, figure: usize) -> bool {
        self.places.contains_key(&figure)
    }

    /// Whether a reading speaks of the cell that its figure speaks of as stated.
    fn keeps_cell(&self, figure: usize, reading: Option<&Reading>) -> bool {
        let Some(reading) = reading else { return true };
        self.places.get(&figure).is_none_or(|&place| self.ground.figures.figures[place].reading.cell == reading.cell)
    }

    /// Its figures, some of them read otherwise.
    fn read_as(&self, readings: &Readings) -> Figures {
        let mut figures = self.ground.figures.clone();
        for (figure, reading) in readings {
            let Some(&place) = self.places.get(figure) else { continue };
            let slot = &mut figures.figures[place].reading;
            match reading {
                Some(reading) => *slot = (*reading).clone(),
                None => {
                    // What is said no more still names its cell.
                    if let Some(cell) = slot.cell.take() {
                        let place = Place { file: 0, row: 0 };
                        figures.asked.push(Asked { id: String::new(), place, cell });
                    }
                }
            }
        }
        figures
    }

    /// Whether all stands with these readings.
    pub fn try_with(&mut self, readings: &Readings, care: Care) -> Outcome {
        if readings.iter().all(|(figure, reading)| self.keeps_cell(*figure, *reading)) {
            let mut instead: BTreeMap<u32, Option<u32>> = BTreeMap::new();
            for (figure, reading) in readings {
                let Some(&place) = self.places.get(figure) else { continue };
                let other = reading.map(|reading| self.problem.also(place as u32, reading));
                instead.insert(place as u32, other);
            }
            return self.clash_in(&self.problem, &instead, care);
        }
        let figures = self.read_as(readings);
        let network = woven(&figures, self.norms);
        self.clash_in(&Problem::new(&figures, &network), &BTreeMap::new(), care)
    }

    /// The first clash of a problem, some figures replaced by other statements or left out.
    fn clash_in(&self, problem: &Problem, instead: &BTreeMap<u32, Option<u32>>, care: Care) -> Outcome {
        for (_, members) in problem.components(self.tier).spoken_of() {
            let mut said: Vec<u32> =
                members.iter().filter_map(|member| instead.get(member).copied().unwrap_or(Some(*member))).collect();
            said.sort_unstable();
            let clash = match care {
                Care::Thorough => match tried(problem, self.tier, &said) {
                    Trial::Clash(clash, _) => smallest(problem, self.tier, &clash).unwrap_or(clash),
                    Trial::Stands(_) | Trial::Undecided => continue,
                },
                Care::Quick => match narrowed(problem, self.tier, &said).1 {
                    Narrowed::Clash(_) => said,
                    Narrowed::Quiet | Narrowed::Spent => continue,
                },
            };
            let figures: BTreeSet<usize> = clash
                .into_iter()
                .filter_map(|statement| problem.figure(statement))
                .map(|place| self.ground.originals[place as usize])
                .collect();
            return Outcome::Clash(figures.into_iter().collect());
        }
        Outcome::Stands
    }

    /// Whether these figures all test others with these readings.
    pub fn are_tested(&self, few: &[usize], readings: &Readings) -> bool {
        let figures = self.read_as(readings);
        let network = woven(&figures, self.norms);
        let Tested { group, .. } = tested(&figures, &network, &|_| true);
        few.iter().filter_map(|figure| self.places.get(figure)).all(|&place| group[place].is_some())
    }

    /// Whether all stands with these readings, and no figure only just.
    pub fn is_at_ease(&mut self, readings: &Readings) -> bool {
        if matches!(self.try_with(readings, Care::Thorough), Outcome::Clash(_)) {
            return false;
        }
        let figures = self.read_as(readings);
        let network = woven(&figures, self.norms);
        let problem = Problem::new(&figures, &network);
        let solution = settle(&problem, self.tier);
        let bounds = Bounds::of(&solution, self.tier);
        tight_spots(&bounds, &tested(&figures, &network, &|_| true)).is_empty()
    }

    /// What is left of the cells of figures that are silenced by these readings; `None` where nothing bounds one.
    pub fn left_of(&self, silent: &[usize], readings: &Readings) -> Vec<Option<Interval>> {
        let figures = self.read_as(readings);
        let network = woven(&figures, self.norms);
        let problem = Problem::new(&figures, &network);
        let solution = settle(&problem, self.tier);
        let bounds = Bounds::of(&solution, self.tier);
        let left = |figure: &usize| {
            let cell = self.ground.figures.figures[*self.places.get(figure)?].reading.cell.as_ref()?;
            let asked = figures.asked.iter().rposition(|asked| asked.cell == *cell)?;
            let (interval, _) = bounds.told(network.asked[asked])?;
            is_something(&network, network.asked[asked], &interval).then_some(interval)
        };
        silent.iter().map(left).collect()
    }

    /// What the others leave where these figures are silent.
    pub fn sight_without(&self, silent: &BTreeSet<usize>) -> Sight<'a> {
        let mut narrowing = Narrowing::new(&self.problem.wiring, self.problem.active(self.tier), self.problem.given(self.tier));
        for (_, members) in self.problem.components(self.tier).spoken_of() {
            let is_heard = |member: &&u32| {
                self.problem.norm(**member).is_none() && !silent.contains(&self.ground.originals[**member as usize])
            };
            narrowing.hear(&self.problem, self.tier, &members.iter().filter(is_heard).copied().collect::<Vec<u32>>());
        }
        let is_quiet = !matches!(narrowing.run(revises(&self.problem)), Narrowed::Clash(_));
        let given = self.problem.given(self.tier);
        // What clashes even so shows nothing.
        Sight::of(&self.ground.network, |cell| if is_quiet { narrowing.edges(cell) } else { given[cell.0 as usize] })
    }

    /// What narrowing leaves of the cell of one silenced figure.
    pub fn room_for(&self, figure: usize, readings: &Readings) -> Option<Interval> {
        let place = *self.places.get(&figure)? as u32;
        if !readings.iter().all(|(figure, reading)| self.keeps_cell(*figure, *reading)) {
            return None;
        }
        let cell = self.problem.cell(place)?;
        let members = self.problem.members(self.tier, self.problem.component(cell));
        let said: Vec<u32> = members.iter().copied().filter(|&member| member != place).collect();
        let is_stated = readings.keys().all(|other| *other == figure);
        let (narrowing, outcome) = narrowed(&self.problem, self.tier, &said);
        if !is_stated || matches!(outcome, Narrowed::Clash(_)) {
            return None;
        }
        let (low, high) = narrowing.edges(cell);
        let interval = crate::exact::grid::interval(low, high);
        match self.problem.network.cells[cell.0 as usize].is_growth {
            true => interval.shifted(&-Ratio::from_integer(1)),
            false => Some(interval),
        }
    }
}

/// Whether an interval says more of a cell than what it can be at all.
fn is_something(network: &Network, cell: CellId, interval: &Interval) -> bool {
    let node = &network.cells[cell.0 as usize];
    let least = node.allowed.low.map(|end| if node.is_growth { end.at - Ratio::from_integer(1) } else { end.at });
    let low_says_more = match (interval.low, least) {
        (Some(low), Some(least)) => low.at > least,
        (low, _) => low.is_some(),
    };
    low_says_more || interval.high.is_some()
}
