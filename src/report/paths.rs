//! The paths of a series as a table: a row for each period, a column for the series' own history, one for its band, and one for each
//! stated pace. Paces that are nearly equal stand in one column; of very many the latest have theirs, and all others share one.

use super::ahead::Column;
use super::gauge::Gauge;
use super::leads;
use super::names::{period_name, when};
use super::sentences::listed;
use super::targets::a_step;
use crate::figures::{Flow, Nature};
use crate::period::Period;
use crate::projection::{Basis, Path, PathPoint, Projected, rounded, span};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed};
use std::collections::BTreeSet;

/// A table with a row for each period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathTable {
    /// What all its amounts are counted in.
    pub unit: String,
    /// The periods, a row each.
    pub periods: Vec<String>,
    /// What each column is called, and its fields; empty where a path has no such period.
    pub columns: Vec<(String, Vec<String>)>,
}

/// Stated paces that are nearly equal.
#[derive(Clone, Debug)]
pub(super) struct Paces<'a>(pub Vec<&'a Path>);

/// Of more paces than these, after like ones are put together, only those of the latest periods are told by themselves.
const MOST: usize = 4;

/// Names in a narrow place: "g22, avg", "g22 and 3 more".
pub(super) fn some_of<'a>(mut names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let all = names.len();
    match (names.next(), names.next()) {
        (Some(first), Some(second)) if all == 2 => format!("{first}, {second}"),
        (Some(first), Some(_)) => format!("{first} and {} more", all - 1),
        (first, _) => first.unwrap_or_default().to_string(),
    }
}

/// What the table calls the central path.
pub(super) const OWN_HISTORY: &str = "own history";

impl Paces<'_> {
    /// What their column is called.
    pub fn name(&self) -> String {
        match &self.0[..] {
            [] => String::new(),
            [one] => one.name.clone(),
            several => some_of(several.iter().map(|path| &*path.name)),
        }
    }

    /// How they are carried forward, in a line.
    fn told(&self) -> String {
        match &self.0[..] {
            [one] => format!("{}: {}", one.name, one.method),
            several => {
                let each: Vec<String> = several.iter().map(|path| format!("{} {}", path.name, path.quote)).collect();
                let step = several.first().map(|path| a_step(path)).unwrap_or_default();
                format!("{}: within half a point {step} of one another, carried forward alike", listed(&each))
            }
        }
    }

    fn at(&self, period: Period) -> Vec<&PathPoint> {
        self.0.iter().filter_map(|path| path.points.iter().find(|point| point.period == period)).collect()
    }

    /// The least and the most that the words of any of them leave.
    fn left(&self, period: Period) -> Option<[Option<BigRational>; 2]> {
        let points = self.at(period);
        (!points.is_empty()).then(|| span(points.iter().copied()))
    }
}

/// The stated paces as people are told them: nothing that a sentence rests on is left out.
pub(super) struct Stated<'a> {
    /// Those of the latest periods first, like ones together.
    pub groups: Vec<Paces<'a>>,
    /// All others, which share the last column however far apart they are.
    pub rest: Option<Paces<'a>>,
}

impl<'a> Stated<'a> {
    /// One for each column.
    pub fn columns(&self) -> impl Iterator<Item = &Paces<'a>> {
        self.groups.iter().chain(&self.rest)
    }
}

/// The stated paces of a series.
pub(super) fn stated(projected: &Projected) -> Stated<'_> {
    let mut stated: Vec<&Path> = projected.paths.iter().filter(|path| path.basis.is_pace()).collect();
    // What was asked for comes before what was stated of any period.
    stated.sort_by_key(|path| (!is_asked(path), std::cmp::Reverse(path.said_until.unwrap_or(i32::MAX))));
    let mut groups: Vec<Paces> = Vec::new();
    // The slowest and the fastest of each group, by the least, the middle and the most of a step: who is near these is near all between.
    let mut ends: Vec<[[&Path; 2]; 3]> = Vec::new();
    for path in stated {
        // What was asked for is told by itself, however many there are.
        let is_like = |other: &&Path| !is_asked(path) && !is_asked(other) && are_alike(other, path);
        match ends.iter().position(|ends| ends.iter().flatten().all(is_like)) {
            Some(place) => {
                groups[place].0.push(path);
                for (which, [slowest, fastest]) in ends[place].iter_mut().enumerate() {
                    let step = |path| factors(path)[which];
                    if step(path) < step(slowest) {
                        *slowest = path;
                    } else if step(path) > step(fastest) {
                        *fastest = path;
                    }
                }
            }
            None => {
                groups.push(Paces(vec![path]));
                ends.push([[path; 2]; 3]);
            }
        }
    }
    let asked = groups.iter().filter(|group| is_asked(group.0[0])).count();
    let most = MOST + asked;
    // A single further one has a column's room as well as several together.
    let further = if groups.len() > most + 1 { groups.split_off(most) } else { Vec::new() };
    let rest = (!further.is_empty()).then(|| Paces(further.into_iter().flat_map(|group| group.0).collect()));
    Stated { groups, rest }
}

/// Whether a pace was asked for rather than stated.
pub(super) fn is_asked(path: &Path) -> bool {
    matches!(path.basis, Basis::Asked(_))
}

/// The least, the middle and the most of a step, as far as the words set them.
fn factors(path: &Path) -> [Option<&BigRational>; 3] {
    path.step.as_ref().map_or([None; 3], |step| [step.ends[0].as_ref(), Some(&step.factor), step.ends[1].as_ref()])
}

/// Whether two paces are carried to the same periods in the same steps, and all that the words leave of a step of one is within half a point of
/// the other's: 20 and 20.5 %, but not 30 % and "at least 20 %", whose middle that may be.
fn are_alike(one: &Path, other: &Path) -> bool {
    let Some((step, its)) = one.step.as_ref().zip(other.step.as_ref()) else { return false };
    let is_near = |pair: (Option<&BigRational>, Option<&BigRational>)| match pair {
        (Some(one), Some(other)) => (one - other).abs() <= BigRational::new(1.into(), 200.into()),
        (one, other) => one.is_none() && other.is_none(),
    };
    let periods = |path: &Path| path.points.iter().map(|point| point.period).collect::<Vec<_>>();
    step.months == its.months && factors(one).into_iter().zip(factors(other)).all(is_near) && periods(one) == periods(other)
}

/// The central path.
pub(super) fn own(projected: &Projected) -> Option<&Path> {
    projected.paths.iter().find(|path| path.basis == Basis::Central && !path.points.is_empty())
}

/// How each path was found, a line each.
pub(super) fn methods(projected: &Projected) -> Vec<String> {
    let stated = stated(projected);
    let mut methods: Vec<String> = own(projected).iter().map(|path| format!("{OWN_HISTORY}: {}", path.method)).collect();
    methods.extend(stated.groups.iter().map(Paces::told));
    if let Some(rest) = &stated.rest {
        methods.push(format!("{}: {} more stated paces together; -f csv and -f json have each", rest.name(), rest.0.len()));
    }
    methods
}

/// How the numbers of each column are told, in the table and in sentences alike.
pub(super) struct Columns<'a> {
    /// Of the series' own history.
    pub own: Column<'a>,
    /// Of its band.
    pub band: Column<'a>,
    /// Of each column of stated paces.
    stated: Vec<Column<'a>>,
    /// Of all stated paces together.
    pub all_stated: Column<'a>,
}

impl<'a> Columns<'a> {
    /// Of one series.
    pub fn of(projected: &Projected, gauge: &'a Gauge) -> Columns<'a> {
        let points = |paths: &mut dyn Iterator<Item = &'_ Path>| -> Vec<PathPoint> {
            paths.flat_map(|path| path.points.iter().cloned()).collect()
        };
        let size = leads::size(projected);
        let middles = |points: Vec<PathPoint>| Column::of_middles(gauge, &points.iter().collect::<Vec<_>>()).no_finer_than(&size);
        let own = points(&mut own(projected).into_iter());
        let of_group = |group: &Paces<'_>| middles(points(&mut group.0.iter().copied()));
        Columns {
            band: Column::of_bands(gauge, &own.iter().collect::<Vec<_>>()).no_finer_than(&size),
            own: middles(own),
            stated: stated(projected).columns().map(of_group).collect(),
            all_stated: middles(points(&mut projected.paths.iter().filter(|path| path.basis.is_pace()))),
        }
    }
}

/// The table of the paths. `band` is what the column of the band is called.
pub(super) fn table(projected: &Projected, gauge: &Gauge, columns: &Columns<'_>, band: &str) -> PathTable {
    let series = &projected.history.series;
    let stated = stated(projected);
    let own = own(projected);
    let paths = || own.iter().copied().chain(stated.columns().flat_map(|group| group.0.iter().copied()));
    let periods: Vec<Period> =
        paths().flat_map(|path| path.points.iter().map(|point| point.period)).collect::<BTreeSet<_>>().into_iter().collect();
    if periods.is_empty() {
        return PathTable::default();
    }
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    if let Some(own) = own {
        let at = |period: &Period| own.points.iter().find(|point| point.period == *period);
        let fields = |told: &dyn Fn(&PathPoint) -> String| -> Vec<String> {
            periods.iter().map(|period| at(period).map_or(String::new(), told)).collect()
        };
        told.push((OWN_HISTORY.into(), fields(&|point| columns.own.nearest(&point.central))));
        if own.points.iter().any(is_vague) {
            told.push(("words leave".into(), fields(&|point| columns.own.left(point.low.as_ref(), point.high.as_ref()))));
        }
        let banded = |point: &PathPoint| point.band.as_ref().map_or(String::new(), |[low, high]| columns.band.between(low, high));
        told.push((band.into(), fields(&banded)));
    }
    if !projected.came.is_empty() {
        let column = if own.is_some() { &columns.own } else { &columns.all_stated };
        let came = |period: &Period| projected.came.iter().find(|point| point.period == *period);
        let was = |period| came(period).map_or(String::new(), |came| column.nearest(&rounded(came.central)));
        told.push(("was".into(), periods.iter().map(was).collect()));
    }
    for (group, column) in stated.columns().zip(&columns.stated) {
        let field =
            |period: &Period| group.left(*period).map_or(String::new(), |[low, high]| column.left(low.as_ref(), high.as_ref()));
        told.push((group.name(), periods.iter().map(field).collect()));
    }
    let unit = format!("{}{}", gauge.behind.trim(), if series.flow == Flow::Balance { " (deficits below 0)" } else { "" });
    let periods = periods.iter().map(|period| period_told(*period, series.nature)).collect();
    PathTable { unit, periods, columns: told }
}

/// Whether words leave enough open of a point for people to want to know.
fn is_vague(point: &PathPoint) -> bool {
    const OF: i64 = 20;
    match (&point.low, &point.high) {
        (Some(low), Some(high)) => (high - low) * BigRational::from_integer(OF.into()) > point.central.abs(),
        _ => true,
    }
}

/// A period in a table: of a half or a quarter the short name that files have.
pub(super) fn period_told(period: Period, nature: Nature) -> String {
    match nature {
        Nature::Flow if matches!(period.months(), 3 | 6) => period.to_string(),
        Nature::Flow => period_name(period),
        Nature::Stock => when(period, nature).trim_start_matches("at the ").to_string(),
    }
}

/// One number that a narrow range is told as: both ends within a thousandth of its middle.
pub(super) fn as_one(low: &BigRational, high: &BigRational) -> Option<BigRational> {
    let middle = (low + high) / BigRational::from_integer(2.into());
    let two_thousandths = BigRational::new(BigInt::one(), 500.into());
    (high - low <= middle.abs() * two_thousandths).then_some(middle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projection::{Wishes, project};
    use crate::{network, read, verdict};

    /// The columns of the paces that are stated of 2022, beside one level.
    fn columns(growths: &[&str]) -> Vec<String> {
        let rows: String = growths.iter().enumerate().map(|(place, growth)| format!("g{place},A,B,exports,{growth}\n")).collect();
        let file = format!("id,reporter,partner,flow,period,stated\nlevel,A,B,exports,2022,100 mn USD\n{rows}");
        let loaded = read::load_bytes(&[("case.csv", file.as_bytes())], &read::Options::default());
        let network = network::weave(&loaded.figures);
        let levels = verdict::levels(&loaded.figures, &network, verdict::Tier::Meant);
        let projection = project(&loaded.figures, &network, &levels, &Wishes::default());
        stated(&projection.series[0]).columns().map(Paces::name).collect()
    }

    #[test]
    fn paces_within_half_a_point_of_one_another_share_a_column() {
        assert_eq!(columns(&["2022,up exactly 20%", "2021,up exactly 20.5%"]), ["g0, g1"]);
        assert_eq!(columns(&["2022,up exactly 20%", "2021,up exactly 20.6%"]), ["g0", "g1"]);
        // Half a per cent of the amounts is more than half a point of a fast pace, and less than one of a slow one.
        assert_eq!(columns(&["2022,up exactly 100%", "2021,up exactly 101%"]), ["g0", "g1"]);
        assert_eq!(columns(&["2022,down exactly 50%", "2021,down exactly 49.5%"]), ["g0, g1"]);
        // Each is near the first, and those two are not near one another.
        assert_eq!(columns(&["2022,up exactly 20%", "2021,up exactly 20.4%", "2020,up exactly 19.6%"]), ["g0, g1", "g2"]);
    }
}
