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
//! [`histories`] finds what is known, [`paces`] carries stated growths forward in exact arithmetic, `when` solves when they reach an amount, [`outlook`](outlook()) carries a
//! history on by statistics: a [`trend`], the rhythm of the [`season`], [`bands`] from the errors of real series, and the
//! rest of a [`year`] begun, whichever months of it are known (`runs`); months add up to years (`agree`), and lead on a year that is known
//! alone (`led_on`). What is known in another currency, with its rate, is history too (`elsewhere`).
//!
//! Forecasts are set `beside` the paths as `targets`: an amount or a range to `aim` at, of half a year beside its months added up
//! (`added_up`). Which paths should add up, and need not, is said (`tied`); where paths start from an earlier year, so is what `came`.
//!
//! No bound and no verdict depends on a floating-point number, nor does what counts as history or what a stated pace comes to. What is
//! told of the central path does: its amounts, its bands, when it is at an amount, how likely that is. These numbers have the same bits
//! on every run and machine, because only arithmetic and `libm` take part, in a fixed order.

mod added_up;
mod agree;
mod aim;
pub mod amounts;
mod averages;
mod backtest;
pub mod bands;
mod begun;
mod behind;
mod beside;
mod came;
pub mod central;
mod chance;
mod elsewhere;
mod exchange;
mod f_test;
mod growths_ahead;
mod history;
mod known;
mod led_on;
mod leeway;
mod outlook;
pub mod paces;
mod path;
mod runs;
mod said_again;
pub mod scale;
pub mod season;
mod sense;
mod so_far;
mod targets;
pub mod theta;
mod tied;
pub mod trend;
mod when;
pub mod year;

pub use aim::{Aim, Beside, Side};
pub use amounts::{Unsettled, Why};
pub use averages::{Average, Rate as AverageRate};
pub use backtest::{Backtest, CENTRAL, NotTried};
pub use bands::{Class, Coverage};
pub use begun::year_told;
pub use behind::{Behind, Outcome};
pub use beside::Apart;
pub use exchange::{AskedRate, Conversion};
pub use history::{History, Part, histories, is_close};
pub use known::known_by;
pub use outlook::{Outlook, outlook};
pub use paces::Pace;
pub use path::{Basis, Path, PathPoint, Step, rounded, span};
pub use sense::{OpenEnd, Sense};
pub use targets::{GROWTH_PLACES, Reached, Stands, Target, spoken_of};
pub use tied::Sum;
pub use when::When;

use crate::exact::{Interval, Ratio};
use crate::figures::{Figures, Series};
use crate::network::{Network, Quantity};
use crate::period::Period;
use crate::verdict::{self, Bounded, Tier};
use std::collections::{BTreeMap, BTreeSet};
use targets::Ahead;

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
    /// How much the bands are to hold.
    pub coverage: Coverage,
    /// Paces to carry forward besides, as fractions and as they were written.
    pub paces: Vec<(Ratio, String)>,
    /// Rates to convert forecasts at, before those of the files.
    pub rates: Vec<AskedRate>,
    /// Whether to try the methods on each series' own last points.
    pub backtest: bool,
    /// Which intervals stated paces have: as meant, or as allowed.
    pub tier: Option<Tier>,
}

impl Wishes {
    /// Which intervals words have: as meant where nobody asked.
    fn tier(&self) -> Tier {
        self.tier.unwrap_or(Tier::Meant)
    }
}

/// Where the figures are going.
#[derive(Clone, Debug)]
pub struct Projection {
    /// By series, unit and distance of points.
    pub series: Vec<Projected>,
    /// Forecasts of amounts that no path could be set beside, and paces that could not be carried forward (figures' indices), and
    /// why.
    pub apart: Vec<(usize, Apart)>,
    /// What is said of each rate that was asked for and converted nothing.
    pub idle_rates: Vec<String>,
    /// How much the bands are to hold.
    pub coverage: Coverage,
    /// The figures (indices) that cannot all be true; empty where all can.
    pub clashing: BTreeSet<usize>,
}

/// Where one series is going.
#[derive(Clone, Debug)]
pub struct Projected {
    /// What is known of it.
    pub history: History,
    /// Stated paces, those of the latest periods first, then those asked for, then the central path.
    pub paths: Vec<Path>,
    /// The central path with what its band is from; `None` of a single point.
    pub outlook: Option<Outlook>,
    /// The forecasts of it, in the order of their figures.
    pub targets: Vec<Target>,
    /// The stated averages of it beside other rates of the same years.
    pub averages: Vec<Average>,
    /// Whether its paths end before what was asked for, because no later period can be named.
    pub is_cut_short: bool,
    /// How good each method would have been, or why none could be tried; `None` where nobody asked.
    pub backtest: Option<Result<Backtest, NotTried>>,
    /// Which sums of other series it is.
    pub sums: Vec<Sum>,
    /// What came after its last amount, where paths were asked to start from an earlier year.
    pub came: Vec<amounts::Point>,
}

/// The figures (indices) that state a pace, by their series: a file may have many of both.
type Paces<'a> = BTreeMap<&'a Series, Vec<usize>>;

/// Projects every series of which an amount is known. `levels` is what [`verdict::levels`] proves. From an earlier
/// year on: give it the figures [known by](known_by()) then, and the network and levels of those.
pub fn project(figures: &Figures, network: &Network, levels: &[Bounded], wishes: &Wishes) -> Projection {
    let mut all = histories(figures, network, levels, wishes.tier(), None);
    let rates = exchange::Rates::of(figures, &wishes.rates, wishes.tier());
    let (converted, used) = beside::in_currencies_of_paces(figures, &all, &rates);
    all.extend(converted);
    let mut paces = Paces::new();
    for (index, figure) in figures.figures.iter().enumerate() {
        if let Some((series, _)) = paces::spoken_of(figure) {
            paces.entry(series).or_default().push(index);
        }
    }
    let tier = match wishes.tier() {
        Tier::Meant if network.in_use.is_some() => Tier::Usual,
        tier => tier,
    };
    let mut past = known::Past::of(figures, network, tier);
    let mut series: Vec<Projected> =
        all.into_iter().map(|history| projected(figures, &paces, history, &mut past, wishes)).collect();
    tied::tie(&mut series, network);
    let proved = |history: &History, by: Period| proved(network, levels, history, by);
    let projection = beside::beside(figures, &paces, series, (&rates, used), &proved, wishes);
    let is_clash = levels.iter().any(|level| level.bounds.is_none());
    let clashing = if is_clash { verdict::clashing(figures, network) } else { BTreeSet::new() };
    Projection { clashing, ..projection }
}

/// What figures prove of a period that a history does not know, if it is more than that it is an amount.
fn proved(network: &Network, levels: &[Bounded], history: &History, by: Period) -> Option<Interval> {
    let is_its = |bounded: &&Bounded| match network.cells.get(bounded.cell.0 as usize).map(|node| &node.quantity) {
        Some(Quantity::Cell(cell)) => cell.series == history.series && cell.unit == history.unit && cell.period == by,
        _ => false,
    };
    let bounded = levels.iter().find(is_its).filter(|bounded| !bounded.rests_on.is_empty())?;
    let says_something = |bounds: &Interval| bounds.high.is_some() || bounds.low.is_some_and(|low| *low.at.numer() > 0);
    bounded.bounds.filter(says_something)
}

fn projected(figures: &Figures, paces: &Paces, history: History, past: &mut known::Past<'_>, wishes: &Wishes) -> Projected {
    let horizon = horizon(&history, wishes);
    let Ahead { paces: held, outlook } = ahead(figures, paces, &history, horizon, wishes);
    let last = history.last().map(|point| point.period);
    let periods: Vec<Period> = (1..=horizon).map_while(|ahead| last.and_then(|last| history.after(last, ahead))).collect();
    let mut paths: Vec<Path> = held.iter().filter_map(|pace| paces::carried(&history, pace, &periods).ok()).collect();
    paths.extend(outlook.iter().map(|outlook| outlook.path.clone()));
    let averages = averages::averages(figures, stated_of(paces, &history), &history);
    let backtest = wishes.backtest.then(|| backtest::backtest(&history, past, wishes.coverage));
    let is_cut_short = periods.len() < horizon;
    let (targets, sums, came) = (Vec::new(), Vec::new(), Vec::new());
    Projected { history, paths, outlook, targets, averages, is_cut_short, backtest, sums, came }
}

fn stated_of<'a>(paces: &'a Paces, history: &History) -> &'a [usize] {
    paces.get(&history.series).map_or(&[], Vec::as_slice)
}

/// The paces that a history is carried forward at, those asked for last, and its central path over so many periods.
fn ahead(figures: &Figures, paces: &Paces, history: &History, horizon: usize, wishes: &Wishes) -> Ahead {
    let mut held = paces::stated(figures, stated_of(paces, history), history, wishes.tier());
    held.extend(wishes.paces.iter().enumerate().map(|(place, (growth, written))| paces::asked(place, growth, written)));
    // What is known of the year has a history of its own, and its paces.
    held.retain(|pace| !history.is_year_of_parts() && paces::bases(history, pace).is_ok());
    Ahead { paces: held, outlook: outlook(history, horizon, wishes.coverage) }
}

/// How many periods ahead, at least one.
fn horizon(history: &History, wishes: &Wishes) -> usize {
    // The path of a year begun alone begins with that.
    let year = history.part.as_ref().filter(|_| history.is_year_of_parts()).map(|part| part.year.first());
    let last = year.or(history.last().map(|point| point.period.end()));
    let through = |year: i32| usize::try_from((Period::year(year)?.end() - last?).max(0) / history.months).ok();
    let wanted = wishes.to.and_then(through).or(wishes.horizon);
    let years = if history.months < 12 { USUAL_YEARS_OF_PARTS } else { USUAL_YEARS };
    wanted.unwrap_or((years * 12 / history.months) as usize).clamp(1, LONGEST)
}
