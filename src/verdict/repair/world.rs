//! A world is some figures, by themselves: those of one component, or the few of one clash. In it they can be read otherwise and
//! tried again, from the weaving on, since another reading may speak of cells that the network of all figures does not have.

use crate::exact::Interval;
use crate::figures::{Asked, Aspect, Cell, Cut, Figure, Figures, Place, Reading, Series};
use crate::network::{Network, Tested, tested, weave, weave_with};
use crate::norms::Norms;
use crate::solver::conflict::{Trial, smallest, tried};
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

/// Some of all figures.
pub(super) struct World<'a> {
    /// Without the words around them; what does not belong here is silent.
    figures: Figures,
    /// For each of all figures its place here.
    places: HashMap<usize, usize>,
    /// For each place here the figure among all.
    originals: Vec<usize>,
    kin: &'a Kin,
    norms: &'a Option<Norms>,
    tier: Tier,
}

/// The series that differ only in the column along which a declared whole is cut: naming one of them makes it a part.
pub(super) struct Kin(Vec<(Series, Cut, Vec<Series>)>);

impl Kin {
    /// Of all figures.
    pub fn of(figures: &Figures) -> Kin {
        let without = |series: &Series, cut: Cut| match cut {
            Cut::Partners => Series { partner: String::new(), ..series.clone() },
            Cut::Products => Series { product: String::new(), ..series.clone() },
        };
        let mut kin: BTreeMap<(Series, bool), BTreeSet<Series>> = BTreeMap::new();
        for whole in &figures.wholes {
            kin.entry((without(&whole.series, whole.cut), whole.cut == Cut::Partners)).or_default();
        }
        if !kin.is_empty() {
            let spoken = figures.figures.iter().filter_map(|figure| figure.reading.cell.as_ref());
            for series in spoken.chain(figures.asked.iter().map(|asked| &asked.cell)).map(|cell| &cell.series) {
                for cut in [Cut::Partners, Cut::Products] {
                    if let Some(all) = kin.get_mut(&(without(series, cut), cut == Cut::Partners)) {
                        all.insert(series.clone());
                    }
                }
            }
        }
        let cut = |is_partners| if is_partners { Cut::Partners } else { Cut::Products };
        Kin(kin.into_iter().map(|((series, partners), all)| (series, cut(partners), all.into_iter().collect())).collect())
    }

    /// Rows that name the kin of what figures speak of, and say nothing.
    fn named_beside(&self, figures: &[Figure]) -> Vec<Asked> {
        let mut asked = Vec::new();
        for (_, _, all) in &self.0 {
            let spoken =
                |figure: &&Figure| figure.reading.cell.as_ref().is_some_and(|cell| all.binary_search(&cell.series).is_ok());
            let Some(cell) = figures.iter().find(spoken).and_then(|figure| figure.reading.cell.as_ref()) else { continue };
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
        undated: None,
        source: String::new(),
        said_on: String::new(),
        whereabouts: String::new(),
        note: String::new(),
        remarks: Vec::new(),
        ..figure.clone()
    }
}

impl<'a> World<'a> {
    /// The world of some of all figures (ascending), on a tier.
    pub fn of(all: &Figures, chosen: &[usize], kin: &'a Kin, norms: &'a Option<Norms>, tier: Tier) -> World<'a> {
        let figures: Vec<Figure> = chosen.iter().map(|&figure| bare(&all.figures[figure])).collect();
        let asked = kin.named_beside(&figures);
        World {
            figures: Figures { figures, asked, wholes: all.wholes.clone(), groups: all.groups.clone(), ..Figures::default() },
            places: chosen.iter().enumerate().map(|(place, &figure)| (figure, place)).collect(),
            originals: chosen.to_vec(),
            kin,
            norms,
            tier,
        }
    }

    /// Whether a figure is in it.
    pub fn has(&self, figure: usize) -> bool {
        self.places.contains_key(&figure)
    }

    /// The world of a few of its figures.
    pub fn part(&self, few: &[usize]) -> World<'a> {
        let figures: Vec<Figure> =
            few.iter().filter_map(|figure| self.places.get(figure)).map(|&place| self.figures.figures[place].clone()).collect();
        let asked = self.kin.named_beside(&figures);
        let (wholes, groups) = (self.figures.wholes.clone(), self.figures.groups.clone());
        World {
            figures: Figures { figures, asked, wholes, groups, ..Figures::default() },
            places: few.iter().enumerate().map(|(place, &figure)| (figure, place)).collect(),
            originals: few.to_vec(),
            ..*self
        }
    }

    /// Its figures, some of them read otherwise.
    fn read_as(&self, readings: &Readings) -> Figures {
        let mut figures = self.figures.clone();
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

    /// Norms are woven in where they are to hold.
    fn woven(&self, figures: &Figures) -> Network {
        match self.norms {
            Some(norms) if self.tier == Tier::Usual => weave_with(figures, norms),
            _ => weave(figures),
        }
    }

    /// Whether all stands with these readings.
    pub fn try_with(&self, readings: &Readings) -> Outcome {
        let figures = self.read_as(readings);
        let network = self.woven(&figures);
        let problem = Problem::new(&figures, &network);
        for (_, members) in problem.components(self.tier).spoken_of() {
            if let Trial::Clash(clash, _) = tried(&problem, self.tier, members) {
                let clash = smallest(&problem, self.tier, &clash).unwrap_or(clash);
                let figures = clash.into_iter().filter(|&statement| problem.norm(statement).is_none());
                return Outcome::Clash(figures.map(|place| self.originals[place as usize]).collect());
            }
        }
        Outcome::Stands
    }

    /// Which of some figures test others with these readings.
    pub fn are_tested(&self, few: &[usize], readings: &Readings) -> bool {
        let figures = self.read_as(readings);
        let network = self.woven(&figures);
        let Tested { group, .. } = tested(&figures, &network, &|_| true);
        few.iter().filter_map(|figure| self.places.get(figure)).all(|&place| group[place].is_some())
    }

    /// Whether all stands with these readings, and no figure only just.
    pub fn is_at_ease(&self, readings: &Readings) -> bool {
        if matches!(self.try_with(readings), Outcome::Clash(_)) {
            return false;
        }
        let figures = self.read_as(readings);
        let network = self.woven(&figures);
        let problem = Problem::new(&figures, &network);
        let solution = settle(&problem, self.tier);
        let bounds = Bounds::of(&solution, self.tier);
        tight_spots(&bounds, &tested(&figures, &network, &|_| true)).is_empty()
    }

    /// What is left of the cells of figures that are silenced by these readings; `None` where nothing bounds one.
    pub fn left_of(&self, silent: &[usize], readings: &Readings) -> Vec<Option<Interval>> {
        let figures = self.read_as(readings);
        let network = self.woven(&figures);
        let problem = Problem::new(&figures, &network);
        let solution = settle(&problem, self.tier);
        let bounds = Bounds::of(&solution, self.tier);
        let left = |figure: &usize| {
            let cell = self.figures.figures[*self.places.get(figure)?].reading.cell.as_ref()?;
            let asked = figures.asked.iter().rposition(|asked| asked.cell == *cell)?;
            let (interval, _) = bounds.told(network.asked[asked])?;
            is_something(&network, network.asked[asked], &interval).then_some(interval)
        };
        silent.iter().map(left).collect()
    }
}

/// Whether an interval says more of a cell than what it can be at all.
fn is_something(network: &Network, cell: crate::network::CellId, interval: &Interval) -> bool {
    let node = &network.cells[cell.0 as usize];
    let least = node.allowed.low.map(|end| if node.is_growth { end.at - crate::exact::Ratio::from_integer(1) } else { end.at });
    let low_says_more = match (interval.low, least) {
        (Some(low), Some(least)) => low.at > least,
        (low, _) => low.is_some(),
    };
    low_says_more || interval.high.is_some()
}
