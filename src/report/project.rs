//! Where are the figures going? Each series with what is known last, its paths and their bands.

use super::gauge::Gauge;
use super::names::{Names, period_name, when};
use super::printed::Toward;
use super::ranges::{Digits, Tally, about, between, bound, range};
use super::sentences::{capitalised, in_words, listed};
use super::{Counting, Run, Units, View, contradicted, targets};
use crate::exact::Interval;
use crate::figures::{Aspect, Cell, Figures, Nature};
use crate::period::Period;
use crate::projection::{Average, Backtest, Coverage, Path, PathPoint, Projected, Projection};
use crate::solver::proof::Side;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::collections::BTreeSet;

/// What `project` reports.
#[derive(Clone, Debug)]
pub struct Project<'a> {
    /// How it came about.
    pub run: &'a Run,
    /// The series reported.
    pub series: Vec<SeriesLine<'a>>,
    /// Forecasts (indices) that stand beside no path, and why.
    pub apart: Vec<(usize, String)>,
    /// What the bands are made to hold, and where they are from.
    pub band: Band,
    /// All figures, by the indices that paths rest on.
    pub all: &'a Figures,
    /// The unit chosen.
    pub counting: &'a Counting,
    /// The units that text is told in.
    pub units: Units,
}

/// One series.
#[derive(Clone, Debug)]
pub struct SeriesLine<'a> {
    /// The last level known, as a quantity.
    pub cell: Cell,
    /// What is left of it.
    pub last: Interval,
    /// Its paths.
    pub projected: &'a Projected,
    /// What stands above its table.
    pub heading: String,
    /// What its paths rest on that does not stand: figures that contradict one another.
    pub notes: Vec<String>,
    /// What is known and the central path, to be drawn; `None` where there is too little to see.
    pub drawing: Option<Drawing>,
    /// A few sentences on each forecast of it.
    pub targets: Vec<String>,
    /// A sentence on each stated average.
    pub averages: Vec<String>,
    /// How good each method would have been.
    pub backtest: Option<String>,
}

/// What is known of a series and its central path, in the unit that text is told in: a year, and the amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// What the amounts count: `bn USD`.
    pub unit: String,
    /// What is known.
    pub known: Vec<(f64, f64)>,
    /// The path, from the last one known.
    pub central: Vec<(f64, f64)>,
    /// The lower end of its band.
    pub low: Vec<(f64, f64)>,
    /// The upper end.
    pub high: Vec<(f64, f64)>,
}

/// What bands are made to hold, what they held, and on what.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// What they are made to hold.
    pub coverage: Coverage,
    /// What they held of other series than those they were made from, in thousandths: the least of the reference classes in use.
    pub measured: Option<f64>,
    /// The series that the errors are from.
    pub reference_class: String,
    /// How many these are.
    pub series: u32,
}

/// Tells where each series is going.
pub fn project<'a>(run: &'a Run, figures: &'a Figures, projection: &'a Projection, view: &'a View) -> Project<'a> {
    let units = Units::of(figures, &view.counting);
    let series: Vec<SeriesLine<'a>> =
        projection.series.iter().filter_map(|projected| line(projected, figures, view, &units)).collect();
    let is_kept = |index: usize| {
        let cell = figures.figures.get(index).and_then(|figure| figure.reading.cell.as_ref());
        view.only.is_everything() || cell.is_some_and(|cell| view.only.keeps(cell))
    };
    let apart = projection.apart.iter().filter(|(index, _)| is_kept(*index));
    let apart = apart.map(|(index, why)| (*index, targets::apart(*index, why, figures))).collect();
    let band = Band::of(&series, projection.coverage);
    Project { run, series, apart, band, all: figures, counting: &view.counting, units }
}

fn line<'a>(projected: &'a Projected, figures: &Figures, view: &View, units: &Units) -> Option<SeriesLine<'a>> {
    let history = &projected.history;
    let last = history.last()?;
    let cell = Cell { series: history.series.clone(), period: last.period, aspect: Aspect::Level, unit: history.unit.clone() };
    view.only.keeps(&cell).then_some(())?;
    let name = Names::IN_FULL.cell(&cell);
    let known = range(&last.interval, &Tally::of_cell(&cell), units).unwrap_or_else(|| "not bounded".into());
    let converted = history.converted.as_ref().map_or(String::new(), |at| format!(", converted at {at}"));
    let heading = format!("{} {} {known}{converted}.", capitalised(&name.text), name.was());
    let targets = projected.targets.iter().map(|target| targets::sentence(target, projected, figures, units)).collect();
    let averages = projected.averages.iter().map(|average| average_told(average, figures)).collect();
    let backtest = projected.backtest.as_ref().map(backtest_told);
    let drawing = Drawing::of(projected, &Tally::of_cell(&cell), units);
    let notes = contradicted::note(history, figures).into_iter().collect();
    Some(SeriesLine { cell, last: last.interval, projected, heading, notes, drawing, targets, averages, backtest })
}

impl Drawing {
    /// The fewest points and periods worth drawing.
    const FEWEST: usize = 3;

    fn of(projected: &Projected, tally: &Tally, units: &Units) -> Option<Drawing> {
        let path = &projected.outlook.as_ref()?.path;
        let history = &projected.history;
        if history.points.len() < Self::FEWEST || path.points.len() < Self::FEWEST {
            return None;
        }
        let largest = path.points.iter().map(|point| &point.central).max()?;
        let gauge = Gauge::for_ends(tally, units, [Some(largest), None]);
        let size = gauge.size.to_f64()?;
        let year = |period: Period| f64::from(period.first()) / 12.0;
        let known: Vec<(f64, f64)> = history.points.iter().map(|point| (year(point.period), point.central / size)).collect();
        let line = |amount: &dyn Fn(&PathPoint) -> Option<f64>| -> Vec<(f64, f64)> {
            let ahead = path.points.iter().filter_map(|point| Some((year(point.period), amount(point)? / size)));
            known.last().copied().into_iter().chain(ahead).collect()
        };
        let central = line(&|point| point.central.to_f64());
        let end = |end: usize| line(&|point| point.band.as_ref()?[end].to_f64());
        Some(Drawing { unit: gauge.behind.trim().to_string(), central, low: end(0), high: end(1), known })
    }
}

impl Band {
    fn of(series: &[SeriesLine<'_>], coverage: Coverage) -> Band {
        let level = usize::from(coverage == Coverage::NinetyFive);
        let mut used: Vec<(f64, &str, u32)> = Vec::new();
        for outlook in series.iter().filter_map(|line| line.projected.outlook.as_ref()) {
            let (class, year) = (outlook.class, outlook.year_class);
            // A year begun alone takes nothing from the other.
            if outlook.values.len() > usize::from(year.is_some()) {
                used.push((class.measured[level], &class.source, class.series));
            }
            used.extend(year.map(|year| (year.measured[level], &*year.source, year.series)));
        }
        let measured = used.iter().map(|(measured, ..)| *measured).min_by(f64::total_cmp);
        let sources: BTreeSet<(&str, u32)> = used.iter().map(|&(_, source, series)| (source, series)).collect();
        let reference_class = sources.iter().map(|(source, _)| *source).collect::<Vec<_>>().join("; ");
        Band { coverage, measured, reference_class, series: sources.iter().map(|(_, series)| series).sum() }
    }

    /// In per cent: `95`.
    pub fn stated(&self) -> &'static str {
        match self.coverage {
            Coverage::Eighty => "80",
            Coverage::NinetyFive => "95",
        }
    }

    /// Where the bands are from, for people; `None` where there are none.
    pub fn told(&self) -> Option<String> {
        let measured = self.measured?;
        Some(format!(
            "The {}% band is from the errors that the same method made on {} real series ({}). Of series that had no part in it, \
             it held {:.1}%.",
            self.stated(),
            self.series,
            self.reference_class,
            100.0 * measured
        ))
    }
}

impl SeriesLine<'_> {
    /// What is said below the table.
    pub fn below(&self) -> impl Iterator<Item = &String> {
        self.targets.iter().chain(&self.averages).chain(&self.backtest)
    }

    /// What they rest on that does not stand, and how each path was found, a line each.
    pub fn methods(&self) -> Vec<String> {
        let mut methods = self.notes.clone();
        if self.projected.paths.is_empty() {
            methods.push("One level and no growth: nothing says where it is going.".into());
            return methods;
        }
        let (told, left_out) = told(self.projected);
        methods.extend(told.iter().map(|path| format!("{}: {}", path.name, path.method)));
        if left_out > 0 {
            methods.push(format!("and {left_out} more stated paces, of earlier periods; -f csv and -f json have them"));
        }
        methods
    }

    /// The table, and what all its amounts are counted in, if that is one and the same: path, period, the amount, what the words
    /// leave, the band.
    pub fn table(&self, units: &Units) -> (Option<String>, Vec<[String; 5]>) {
        let mut rows = self.rows(units);
        let amounts = rows.iter().flat_map(|row| &row[2..]).filter(|amount| !amount.is_empty());
        let unit = amounts.clone().next().map(|first| unit_of(first).to_string());
        let Some(unit) = unit.filter(|unit| !unit.is_empty() && amounts.clone().all(|amount| unit_of(amount) == unit)) else {
            return (None, rows);
        };
        for amount in rows.iter_mut().flat_map(|row| &mut row[2..]).filter(|amount| !amount.is_empty()) {
            amount.truncate(amount.len() - unit.len());
            amount.truncate(amount.trim_end().len());
        }
        (Some(unit), rows)
    }

    fn rows(&self, units: &Units) -> Vec<[String; 5]> {
        let tally = Tally::of_cell(&self.cell);
        let mut rows = Vec::new();
        for path in told(self.projected).0 {
            for (place, point) in path.points.iter().enumerate() {
                let name = if place == 0 { path.name.clone() } else { String::new() };
                rows.push([
                    name,
                    period_told(point.period, self.cell.series.nature),
                    put_at(&point.central, &tally, units),
                    left(point, &tally, units),
                    point.band.as_ref().map_or(String::new(), |[low, high]| ends(low, high, &tally, units)),
                ]);
            }
        }
        rows
    }
}

/// What an amount is counted in, as told: what stands behind its last digit.
fn unit_of(amount: &str) -> &str {
    amount.rfind(|c: char| c.is_ascii_digit()).map_or("", |last| amount[last + 1..].trim_start())
}

/// What an average hides.
fn average_told(average: &Average, figures: &Figures) -> String {
    let Some(figure) = figures.figures.get(average.figure) else { return String::new() };
    let rates: Vec<String> = average.rates.iter().map(|rate| format!("{} {}", rate.name, per_cent(rate.growth))).collect();
    let fit: Vec<String> = average.rates.iter().filter(|rate| rate.fits).map(|rate| rate.name.to_string()).collect();
    let verdict = match &fit[..] {
        [] => "none of these is what the words allow".to_string(),
        all if all.len() == average.rates.len() => "the words allow each".to_string(),
        some => format!("the words allow {}", listed(some)),
    };
    let [from, until] = average.ends.map(period_name);
    format!(
        "{}: “{}”, from {from} to {until}. The levels of these years grew by {}: {verdict}.",
        figure.id,
        figure.stated,
        listed(&rates)
    )
}

/// How good each method would have been.
fn backtest_told(backtest: &Backtest) -> String {
    let errors: Vec<String> = backtest.errors.iter().map(|(name, error)| format!("{name} {}", per_cent(*error))).collect();
    format!(
        "Tried on its own last {}: mean error of {} values, {}. The band held {} of {}.",
        if backtest.held_out == 1 { "point".into() } else { format!("{} points", in_words(backtest.held_out)) },
        backtest.values,
        errors.join("; "),
        backtest.inside,
        backtest.values
    )
}

fn per_cent(fraction: f64) -> String {
    format!("{:.1}%", 100.0 * fraction)
}

fn period_told(period: Period, nature: Nature) -> String {
    match nature {
        Nature::Flow => period_name(period),
        Nature::Stock => when(period, nature).trim_start_matches("at the ").to_string(),
    }
}

/// Of more stated paces than these only the latest are told to people.
const MOST_PACES: usize = 8;

/// The paths that are told to people, in their order, and how many are left out.
pub(super) fn told(projected: &Projected) -> (Vec<&Path>, usize) {
    let mut ends: Vec<i32> = projected.paths.iter().filter_map(|path| path.said_until).collect();
    ends.sort_unstable_by(|one, other| other.cmp(one));
    let Some(&latest) = ends.get(MOST_PACES - 1) else { return (projected.paths.iter().collect(), 0) };
    let mut room = MOST_PACES - ends.iter().filter(|end| **end > latest).count();
    let is_told = |path: &&Path| match path.said_until {
        Some(end) if end == latest && room > 0 => {
            room -= 1;
            true
        }
        Some(end) => end > latest,
        None => true,
    };
    let told: Vec<&Path> = projected.paths.iter().filter(is_told).collect();
    let left_out = projected.paths.len() - told.len();
    (told, left_out)
}

/// A middle, of a balance below nothing as a deficit.
fn put_at(central: &BigRational, tally: &Tally, units: &Units) -> String {
    let told = |value: &BigRational| about(&to_digits(value, None), &[], tally, units);
    if matches!(tally, Tally::Balance(_)) && central.is_negative() {
        return format!("a deficit of {}", told(&-central));
    }
    told(central)
}

fn left(point: &PathPoint, tally: &Tally, units: &Units) -> String {
    match (&point.low, &point.high) {
        (Some(low), Some(high)) => ends(low, high, tally, units),
        (Some(low), None) => bound(Side::Low, &to_digits(low, Some(Toward::Below)), false, tally, units, Digits::USUAL),
        (None, Some(high)) => bound(Side::High, &to_digits(high, Some(Toward::Above)), false, tally, units, Digits::USUAL),
        (None, None) => "not bounded".into(),
    }
}

fn ends(low: &BigRational, high: &BigRational, tally: &Tally, units: &Units) -> String {
    let (low, high) = (to_digits(low, Some(Toward::Below)), to_digits(high, Some(Toward::Above)));
    between((low, false), (high, false), tally, units, Digits::USUAL)
}

/// A number of four digits, outward for an end and to nearest for a middle: what is to come deserves no more.
pub(super) fn to_digits(value: &BigRational, toward: Option<Toward>) -> BigRational {
    const DIGITS: i64 = 4;
    let ten = || BigInt::from(10);
    let size = value.abs();
    let whole = size.to_integer().to_string().len() as i64;
    let zeros = if size.is_zero() || size >= BigRational::one() { 0 } else { size.recip().to_integer().to_string().len() as i64 };
    let places = if zeros > 0 { DIGITS + zeros - 1 } else { DIGITS - whole };
    let power = ten().pow(u32::try_from(places.abs()).unwrap_or(0));
    let unit = if places < 0 { BigRational::from_integer(power) } else { BigRational::new(BigInt::one(), power) };
    let steps = value / &unit;
    let rounded = match toward {
        None => steps.round(),
        Some(Toward::Below) => steps.floor(),
        Some(Toward::Above) => steps.ceil(),
    };
    rounded * unit
}

impl Project<'_> {
    /// A figure's id.
    pub fn id(&self, figure: usize) -> &str {
        self.all.figures.get(figure).map_or("?", |figure| &figure.id)
    }
}
