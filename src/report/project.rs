//! Where are the figures going? Each series with what is known last, its paths and their bands.

use super::apart;
use super::band::{Band, stated_coverage};
use super::follows::{self, Follows};
use super::leads;
use super::names::{Names, period_name};
use super::paths::{self, Columns, PathTable};
use super::reached::{self, TargetRow};
use super::sentences::{capitalised, in_words, listed};
use super::{Counting, Drawing, Run, Units, View, begun, came, ended, forecasts, methods_differ, tied, unsettled};
use crate::exact::Interval;
use crate::figures::{Aspect, Cell, Figures};
use crate::projection::bands::Coverage;
use crate::projection::{Average, AverageRate, Backtest, CENTRAL, NotTried, Projected, Projection};

/// What `project` reports.
#[derive(Clone, Debug)]
pub struct Project<'a> {
    /// How it came about.
    pub run: &'a Run,
    /// The series reported.
    pub series: Vec<SeriesLine<'a>>,
    /// Forecasts (indices) that stand beside no path, and why.
    pub apart: Vec<(usize, String)>,
    /// Those of them (figures' indices) that are told with their series.
    pub put: Vec<usize>,
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
    /// Where it stands and where it is going, in a sentence or two.
    pub text: String,
    /// What its paths rest on that figures do not settle: they contradict one another, or several are vague.
    pub notes: Vec<String>,
    /// What else the reader of these numbers needs to know: that another method, or the sum of its parts, gives another number.
    pub beside: Option<String>,
    /// What is known and the central path, to be drawn; `None` where there is too little to see.
    pub drawing: Option<Drawing>,
    /// The paths, period by period.
    pub table: PathTable,
    /// A sentence or two on each forecast of it.
    pub targets: Vec<String>,
    /// When each path would reach each forecast, of the first forecasts.
    pub target_rows: Vec<TargetRow>,
    /// A sentence on each stated average.
    pub averages: Vec<String>,
    /// How good each method would have been, or why none could be tried.
    pub backtest: Option<String>,
    /// How the whole of a year begun is found, as a line of arithmetic.
    pub begun: Option<String>,
    /// Where it has no path of its own: rows that would make one.
    pub follows: Option<Follows>,
    /// A sentence on each forecast of it that stands beside no path.
    pub apart: Vec<String>,
}

/// Tells where each series is going.
pub fn project<'a>(run: &'a Run, figures: &'a Figures, projection: &'a Projection, view: &'a View) -> Project<'a> {
    let units = Units::of(figures, &view.counting);
    let band = format!("{}% band", stated_coverage(projection.coverage));
    let line = |projected| line(projected, projection, figures, view, (&units, &band));
    let mut series: Vec<SeriesLine<'a>> = projection.series.iter().filter_map(line).collect();
    let is_kept = |index: usize| {
        let cell = figures.figures.get(index).and_then(|figure| figure.reading.cell.as_ref());
        view.only.is_everything() || cell.is_some_and(|cell| view.only.keeps(cell))
    };
    let apart = projection.apart.iter().filter(|(index, _)| is_kept(*index));
    let apart: Vec<(usize, String)> =
        apart.map(|(index, why)| (*index, apart::told(*index, why, projection, figures, &units))).collect();
    let put = forecasts::put_apart(&mut series, &apart, figures);
    let band = Band::of(&series, projection.coverage);
    Project { run, series, apart, put, band, all: figures, counting: &view.counting, units }
}

fn line<'a>(
    projected: &'a Projected,
    projection: &Projection,
    figures: &Figures,
    view: &View,
    (units, band): (&Units, &str),
) -> Option<SeriesLine<'a>> {
    let history = &projected.history;
    let last = history.last()?;
    let cell = Cell { series: history.series.clone(), period: last.period, aspect: Aspect::Level, unit: history.unit.clone() };
    view.only.keeps(&cell).then_some(())?;
    let (units, gauge) = leads::units(projected, &cell, &last.interval, units);
    let (units, columns) = (&units, Columns::of(projected, &gauge));
    let table = paths::table(projected, &gauge, &columns, band);
    let text = leads::told(projected, &cell, (&last.interval, units), &gauge, &columns, band);
    let name = Names::IN_FULL.cell(&cell);
    let came = if table.periods.is_empty() { came::told(projected, &name, (units, &gauge)) } else { None };
    let further = ended::told(history, &name, projection).into_iter().chain(came);
    let text = [text].into_iter().chain(further).collect::<Vec<_>>().join(" ");
    let drawing = Drawing::of(projected, figures, &gauge, band);
    let apart = methods_differ::told(projected, projection, &gauge)
        .into_iter()
        .chain(tied::told(projected, projection, &gauge, &columns));
    let beside = Some(apart.collect::<Vec<_>>().join(" ")).filter(|told| !told.is_empty());
    let target = |target| forecasts::told(target, projected, figures, (units, &gauge), &columns);
    let targets = projected.targets.iter().map(target).collect();
    let target_rows = reached::rows(projected, figures);
    let averages = projected.averages.iter().map(|average| average_told(average, figures)).collect();
    let backtest = projected.backtest.as_ref().map(|backtest| backtest_told(backtest, projection.coverage));
    let mut notes = unsettled::notes(history, figures, &projection.clashing);
    notes.extend(cut_short(projected));
    let last = last.interval;
    let begun = begun::worked_out(projected, &gauge, &columns);
    let is_alone = paths::own(projected).is_none();
    let follows = is_alone.then(|| follows::of_one(projected, projection, figures)).flatten();
    Some(SeriesLine {
        cell,
        last,
        projected,
        text,
        notes,
        beside,
        drawing,
        table,
        targets,
        target_rows,
        averages,
        backtest,
        begun,
        follows,
        apart: Vec::new(),
    })
}

/// Said where paths end early, or do not begin.
fn cut_short(projected: &Projected) -> Option<String> {
    let last = projected.history.last().filter(|_| projected.is_cut_short && !projected.paths.is_empty())?;
    let ends = projected.paths.iter().filter_map(|path| path.points.last()).map(|point| point.period);
    Some(match ends.max_by_key(|period| period.end()) {
        Some(end) => format!("The paths end with {}: no later period can be named.", period_name(end)),
        None => format!("No path begins: no period after {} can be named.", period_name(last.period)),
    })
}
const OTHERS_FOLLOW: &str = "other periods follow from";

impl SeriesLine<'_> {
    /// What is said below the tables.
    pub fn below(&self) -> impl Iterator<Item = &String> {
        self.averages.iter().chain(&self.backtest)
    }

    /// How each path was found, a line each; or what would make one.
    pub fn methods(&self) -> Vec<String> {
        if !self.projected.paths.is_empty() {
            let mut methods = paths::methods(self.projected);
            // Beside the path that it is of.
            let place = methods.len().min(1);
            methods.splice(place..place, self.begun.clone());
            let follows = self.follows.iter();
            methods.extend(follows.map(|follows| format!("{} {}{}", capitalised(OTHERS_FOLLOW), follows.from, follows.told())));
            return methods;
        }
        if let Some(follows) = &self.follows {
            return vec![format!("One amount and no growth, but {OTHERS_FOLLOW} {}{}", follows.from, follows.told())];
        }
        // That nothing says where it is going, sentences on forecasts have said.
        let lead =
            if self.targets.is_empty() { "One amount and no growth: nothing says where it is going; " } else { "For a path " };
        let may_be_nothing = self.last.low.is_none_or(|low| *low.at.numer() <= 0);
        let advice = if may_be_nothing {
            "add an amount of another period"
        } else {
            "add an amount of another period, or type a pace, as in --pace 12%"
        };
        vec![format!("{lead}{advice}.")]
    }

    /// Whether a path was made of a pace that was asked for.
    pub fn has_asked_pace(&self) -> bool {
        self.projected.paths.iter().any(paths::is_asked)
    }
}

/// What an average hides.
fn average_told(average: &Average, figures: &Figures) -> String {
    let Some(figure) = figures.figures.get(average.figure) else { return String::new() };
    let told = |rate: &AverageRate| match rate.ends.map(per_cent) {
        [low, high] if low != high => format!("{} {low} to {high}", rate.name),
        _ => format!("{} {}", rate.name, per_cent(rate.growth)),
    };
    let rates: Vec<String> = average.rates.iter().map(told).collect();
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

/// How good each method would have been, or why none could be tried.
fn backtest_told(backtest: &Result<Backtest, NotTried>, coverage: Coverage) -> String {
    let backtest = match backtest {
        Ok(backtest) => backtest,
        Err(NotTried::TooFewKnown) => {
            return "Not tried on its own last points: that takes two levels that were known by the time, and one that came."
                .into();
        }
        Err(NotTried::NothingCame) => {
            return "Not tried on its own last points: all that came was nothing, and no error is a part of that.".into();
        }
    };
    let name = |name: &str| if name == CENTRAL { paths::OWN_HISTORY.to_string() } else { name.to_string() };
    let errors: Vec<String> =
        backtest.errors.iter().map(|(method, error)| format!("{} {}", name(method), per_cent(*error))).collect();
    // Of so few, half of what it is made to hold is no accident.
    let is_far_less = backtest.values >= 5 && (backtest.inside as f64) < coverage.fraction() * backtest.values as f64 / 2.0;
    let far_less =
        if is_far_less { ", far fewer than it is made to hold: these points did not go on as those before" } else { "" };
    format!(
        "Tried on its own last {}: {}, {}. The band held {} of {}{far_less}.",
        if backtest.held_out == 1 { "point".into() } else { format!("{} points", in_words(backtest.held_out)) },
        if backtest.values == 1 { "error of the one value".into() } else { format!("mean error of {} values", backtest.values) },
        errors.join("; "),
        backtest.inside,
        backtest.values
    )
}

fn per_cent(fraction: f64) -> String {
    format!("{:.1}%", 100.0 * fraction)
}

impl Project<'_> {
    /// Why forecasts and paces stand beside no path that are told with no series.
    pub fn left_apart(&self) -> impl Iterator<Item = &String> {
        self.apart.iter().filter(|(index, _)| !self.put.contains(index)).map(|(_, why)| why)
    }

    /// A figure's id.
    pub fn id(&self, figure: usize) -> &str {
        self.all.figures.get(figure).map_or("?", |figure| &figure.id)
    }
}
