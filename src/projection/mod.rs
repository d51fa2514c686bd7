//! Where are the figures going? What would follow if each stated pace held, and where a series' own history leads.
//!
//! ```
//! use crossfoot::{network, projection, read, verdict};
//! let file = "reporter,partner,flow,period,stated\n\
//!             RUS,UZB,turnover,2021,6.9 bn USD\n\
//!             RUS,UZB,turnover,2022,9.3 bn USD\n\
//!             RUS,UZB,turnover,2022,20% a year\n";
//! # let file = file.replace("2022,20%", "2017..2022,20%");
//! let loaded = read::load_bytes(&[("release.csv", file.as_bytes())], &read::Options::default());
//! let network = network::weave(&loaded.figures);
//! let levels = verdict::levels(&loaded.figures, &network, verdict::Tier::Meant);
//! let wishes = projection::Wishes { horizon: Some(3), ..projection::Wishes::default() };
//! let projection = projection::project(&loaded.figures, &network, &levels, &wishes);
//! let paths = &projection.series[0].paths;
//! assert_eq!(paths.len(), 2);
//! // 9.3 bn growing by 20 % a year, exactly.
//! assert_eq!(paths[0].points[0].central.to_integer().to_string(), "11160000000");
//! assert!(paths[1].points[2].band.is_some());
//! ```
//!
//! [`histories`] finds what is known, [`paces`] carries stated growths forward in exact arithmetic, [`outlook`](outlook()) carries a
//! history on by statistics: a [`trend`], the rhythm of the [`season`], [`bands`] from the errors of real series, and the
//! rest of a [`year`] begun.
//!
//! This is the one place with floating-point numbers: no bound and no comparison of amounts depends on them. They have the same bits
//! on every run and machine, because only arithmetic and `libm` take part, in a fixed order.

pub mod amounts;
mod averages;
mod backtest;
pub mod bands;
pub mod central;
mod exchange;
mod history;
mod outlook;
pub mod paces;
mod path;
pub mod scale;
pub mod season;
mod targets;
pub mod theta;
pub mod trend;
pub mod year;

pub use amounts::Contradicted;
pub use averages::{Average, Rate};
pub use backtest::Backtest;
pub use bands::{Class, Coverage};
pub use exchange::{AskedRate, Conversion};
pub use history::{History, Part, histories};
pub use outlook::{Outlook, outlook, year_told};
pub use paces::Pace;
pub use path::{Basis, Path, PathPoint, rounded};
pub use targets::{GROWTH_PLACES, Reached, Target, spoken_of};

use crate::exact::Ratio;
use crate::figures::{Figures, Series};
use crate::network::Network;
use crate::period::Period;
use crate::verdict::{Bounded, Tier};
use crate::words::Unit;
use std::collections::{BTreeMap, BTreeSet};

/// How far paths go where nobody says: five years, or two in shorter steps.
const USUAL_YEARS: i32 = 5;
const USUAL_YEARS_OF_PARTS: i32 = 2;
/// No path is longer: beyond it nothing was measured, nor could it be.
pub const LONGEST: usize = 100;

/// What the person asked for.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// So many periods ahead of the last one known, in each series' own steps.
    pub horizon: Option<usize>,
    /// Through this year.
    pub to: Option<i32>,
    /// From this year: what came later is left out.
    pub from: Option<i32>,
    /// How much the bands are to hold.
    pub coverage: Coverage,
    /// A pace to carry forward besides, as a fraction and as it was written.
    pub pace: Option<(Ratio, String)>,
    /// Rates to convert forecasts at, before those of the files.
    pub rates: Vec<AskedRate>,
    /// Whether to try the methods on each series' own last points.
    pub backtest: bool,
    /// Which intervals stated paces have: as meant, or as allowed.
    pub tier: Option<Tier>,
}

/// Where the figures are going.
#[derive(Clone, Debug)]
pub struct Projection {
    /// By series, unit and distance of points.
    pub series: Vec<Projected>,
    /// Forecasts of amounts that no path could be set beside, and yearly paces that could not be carried forward (figures' indices), and
    /// why.
    pub apart: Vec<(usize, Apart)>,
    /// How much the bands are to hold.
    pub coverage: Coverage,
}

/// Why a forecast stands beside no path, or a pace makes none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apart {
    /// No amount of the series is known.
    NoLevel,
    /// Amounts are known, but of periods of another length or at another time of the year: one of them.
    OtherPeriods(Period),
    /// Amounts are known in these units only, and no rate converts.
    NoRate(Vec<Option<Unit>>),
    /// A pace of what may be below nothing.
    NoSign,
}

/// Where one series is going.
#[derive(Clone, Debug)]
pub struct Projected {
    /// What is known of it.
    pub history: History,
    /// Stated paces in the order of their figures, then the one asked for, then the central path.
    pub paths: Vec<Path>,
    /// The central path with what its band is from; `None` of a single point.
    pub outlook: Option<Outlook>,
    /// The forecasts of it, in the order of their figures.
    pub targets: Vec<Target>,
    /// The stated averages of it beside other rates of the same years.
    pub averages: Vec<Average>,
    /// How good each method would have been, where that was asked and there are points enough.
    pub backtest: Option<Backtest>,
}

/// The figures (indices) that state a yearly pace, by their series: a file may have many of both.
type Paces<'a> = BTreeMap<&'a Series, Vec<usize>>;

/// Projects every series of which an amount is known. `levels` is what [`verdict::levels`](crate::verdict::levels) proves.
pub fn project(figures: &Figures, network: &Network, levels: &[Bounded], wishes: &Wishes) -> Projection {
    let until = wishes.from.and_then(Period::year).map(|year| year.end());
    let mut all = histories(figures, network, levels, until);
    all.extend(in_currencies_of_paces(figures, &all, wishes));
    let mut paces = Paces::new();
    for (index, figure) in figures.figures.iter().enumerate() {
        if let Some((series, _)) = paces::spoken_of(figure) {
            paces.entry(series).or_default().push(index);
        }
    }
    let series: Vec<Projected> = all.into_iter().map(|history| projected(figures, &paces, history, wishes)).collect();
    beside(figures, &paces, series, wishes)
}

/// Sets forecasts beside the paths of their series, and says which forecasts and paces have none.
fn beside(figures: &Figures, paces: &Paces, mut series: Vec<Projected>, wishes: &Wishes) -> Projection {
    let mut places: BTreeMap<Series, Vec<usize>> = BTreeMap::new();
    for (place, projected) in series.iter().enumerate() {
        places.entry(projected.history.series.clone()).or_default().push(place);
    }
    let mut apart = Vec::new();
    for (index, figure) in figures.figures.iter().enumerate() {
        if let Some((of, unit)) = paces::spoken_of(figure) {
            let same: Vec<&Projected> = places.get(of).into_iter().flatten().map(|&place| &series[place]).collect();
            if !same.iter().any(|one| one.paths.iter().any(|path| path.name == figure.id)) {
                apart.push((index, why_apart(&same, unit)));
            }
            continue;
        }
        let Some((of, unit, by)) = spoken_of(figure) else { continue };
        let all = places.get(of).map_or(&[][..], Vec::as_slice);
        // A half-year's amount says nothing of a year's.
        let reaches = |place: &usize| by.is_none_or(|by| series[*place].history.reaches(by));
        let same: Vec<usize> = all.iter().copied().filter(reaches).collect();
        if let (true, Some(&other)) = (same.is_empty(), all.first()) {
            let known = series[other].history.points.last().map(|point| point.period);
            apart.push((index, known.map_or(Apart::NoLevel, Apart::OtherPeriods)));
            continue;
        }
        // Beside its own currency first; beside years before quarters and months, which come after them.
        let is_own = |place: &usize| {
            let history = &series[*place].history;
            history.unit.as_ref() == unit && history.converted.is_none()
        };
        let own: Vec<usize> = same.iter().copied().filter(is_own).collect();
        let tried = if own.is_empty() { &same } else { &own };
        let found = tried.iter().find_map(|&place| {
            let history = &series[place].history;
            let (paths, outlook) = paths(figures, paces, history, LONGEST, wishes);
            let target = targets::target((index, figures), &wishes.rates, history, &paths, outlook.as_ref())?;
            Some((place, target))
        });
        match found {
            Some((place, target)) => series[place].targets.push(target),
            None => {
                let units: Vec<Option<Unit>> = same.iter().map(|&place| series[place].history.unit.clone()).collect();
                apart.push((index, if units.is_empty() { Apart::NoLevel } else { Apart::NoRate(units) }));
            }
        }
    }
    Projection { series, apart, coverage: wishes.coverage }
}

/// Why a pace in this unit makes no path of its series.
fn why_apart(same: &[&Projected], unit: Option<&Unit>) -> Apart {
    let units: Vec<Option<Unit>> = same.iter().map(|one| one.history.unit.clone()).collect();
    match &units[..] {
        [] => Apart::NoLevel,
        units if units.iter().any(|known| known.as_ref() == unit) => Apart::NoSign,
        _ => Apart::NoRate(units),
    }
}

/// The last level of each series in the currencies that paces of it are stated in and no level is known in, where a rate converts.
fn in_currencies_of_paces(figures: &Figures, all: &[History], wishes: &Wishes) -> Vec<History> {
    let mut converted: Vec<History> = Vec::new();
    let mut asked: BTreeSet<(&Series, &Unit)> = BTreeSet::new();
    for (of, unit) in figures.figures.iter().filter_map(paces::spoken_of) {
        let Some(unit) = unit.filter(|unit| asked.insert((of, unit))) else { continue };
        let is_there = |history: &History| history.series == *of && history.unit.as_ref() == Some(unit);
        if all.iter().chain(&converted).any(is_there) {
            continue;
        }
        let mut same = all.iter().filter(|history| history.series == *of);
        converted.extend(same.find_map(|history| {
            let conversion = exchange::conversion(figures, &wishes.rates, history.unit.as_ref(), Some(unit))?;
            history.in_currency(unit, &conversion)
        }));
    }
    converted
}

fn projected(figures: &Figures, paces: &Paces, history: History, wishes: &Wishes) -> Projected {
    let (paths, outlook) = paths(figures, paces, &history, horizon(&history, wishes), wishes);
    let averages = averages::averages(figures, stated_of(paces, &history), &history);
    let backtest = if wishes.backtest { backtest::backtest(&history, wishes.coverage) } else { None };
    Projected { history, paths, outlook, targets: Vec::new(), averages, backtest }
}

fn stated_of<'a>(paces: &'a Paces, history: &History) -> &'a [usize] {
    paces.get(&history.series).map_or(&[], Vec::as_slice)
}

/// All paths over so many periods: stated paces, the one asked for, the central path.
fn paths(figures: &Figures, paces: &Paces, history: &History, horizon: usize, wishes: &Wishes) -> (Vec<Path>, Option<Outlook>) {
    let outlook = outlook(history, horizon, wishes.coverage);
    let last = history.points.last().map(|point| point.period);
    let periods: Vec<Period> = (1..=horizon).map_while(|ahead| last.and_then(|last| history.after(last, ahead))).collect();
    let mut paces = paces::stated(figures, stated_of(paces, history), history, wishes.tier.unwrap_or(Tier::Meant));
    paces.extend(wishes.pace.iter().map(|(growth, written)| paces::asked(growth, written)));
    let mut paths: Vec<Path> = paces.iter().filter_map(|pace| paces::carried(history, pace, &periods)).collect();
    paths.extend(outlook.iter().map(|outlook| outlook.path.clone()));
    (paths, outlook)
}

/// How many periods ahead, at least one.
fn horizon(history: &History, wishes: &Wishes) -> usize {
    let last = history.points.last().map(|point| point.period);
    let through = |year: i32| {
        let (end, last) = (Period::year(year)?.end(), last?.end());
        usize::try_from((end - last).max(0) / history.months).ok()
    };
    let wanted = wishes.to.and_then(through).or(wishes.horizon);
    let years = if history.months < 12 { USUAL_YEARS_OF_PARTS } else { USUAL_YEARS };
    wanted.unwrap_or((years * 12 / history.months) as usize).clamp(1, LONGEST)
}
