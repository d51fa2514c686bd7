//! What `project` reports, as JSON: a series with its paths, forecasts and averages a line.

use super::{List, RunDocument, Written, amounts};
use crate::exact::Interval;
use crate::figures::{Flow, Series};
use crate::period::Period;
use crate::projection::amounts::Point;
use crate::projection::{Average, Backtest, GROWTH_PLACES, NotTried, Path, PathPoint, Side, Target, When};
use crate::report::printed::{Toward, big_decimal};
use crate::report::{Project, SeriesLine};
use num_rational::BigRational;
use serde::Serialize;

/// The whole document.
pub(super) fn document<'a>(report: &'a Project<'_>) -> impl Serialize + 'a {
    let band = &report.band;
    ProjectDocument {
        run: report.run.into(),
        series: List(&report.series, |line| projected(line, report)),
        apart: report.apart.iter().map(|(figure, text)| ApartDocument { figure: report.id(*figure), text }).collect(),
        band: BandDocument {
            coverage_stated: format!("0.{}", band.stated()),
            coverage_measured: band.measured.map(|measured| format!("{measured:.3}")),
            reference_class: &band.reference_class,
            n: band.series,
        },
    }
}

#[derive(Serialize)]
struct ProjectDocument<'a, S: Serialize> {
    run: RunDocument<'a>,
    series: S,
    apart: Vec<ApartDocument<'a>>,
    band: BandDocument<'a>,
}

/// A forecast that stands beside no path.
#[derive(Serialize)]
struct ApartDocument<'a> {
    figure: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct BandDocument<'a> {
    coverage_stated: String,
    coverage_measured: Option<String>,
    reference_class: &'a str,
    n: u32,
}

#[derive(Serialize)]
struct ProjectedDocument<'a> {
    series: Written<&'a Series>,
    reporter: &'a str,
    partner: &'a str,
    flow: Written<&'a Flow>,
    product: &'a str,
    currency: Option<&'a str>,
    last: KnownDocument,
    came: Vec<KnownDocument>,
    text: &'a str,
    notes: &'a [String],
    beside: Option<&'a str>,
    paths: Vec<PathDocument<'a>>,
    targets: Vec<TargetDocument<'a>>,
    averages: Vec<AverageDocument<'a>>,
    backtest: Option<BacktestDocument<'a>>,
}

#[derive(Serialize)]
struct AverageDocument<'a> {
    figure: &'a str,
    rates: Vec<AverageRateDocument<'a>>,
    text: &'a str,
}

#[derive(Serialize)]
struct AverageRateDocument<'a> {
    name: &'a str,
    growth: String,
    low: String,
    high: String,
    fits: bool,
}

fn average<'a>(average: &'a Average, text: &'a str, report: &'a Project<'_>) -> AverageDocument<'a> {
    let rates = average.rates.iter();
    let told = |growth: f64| format!("{growth:.6}");
    let rates = rates.map(|rate| AverageRateDocument {
        name: rate.name,
        growth: told(rate.growth),
        low: told(rate.ends[0]),
        high: told(rate.ends[1]),
        fits: rate.fits,
    });
    AverageDocument { figure: report.id(average.figure), rates: rates.collect(), text }
}

#[derive(Serialize)]
struct BacktestDocument<'a> {
    held_out: usize,
    values: usize,
    errors: Vec<ErrorDocument<'a>>,
    inside: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct ErrorDocument<'a> {
    method: &'a str,
    error: String,
}

/// Where nothing could be tried it is all zeros, and the text says why.
fn backtest<'a>(backtest: &'a Result<Backtest, NotTried>, text: &'a str) -> BacktestDocument<'a> {
    let Ok(backtest) = backtest else {
        return BacktestDocument { held_out: 0, values: 0, errors: Vec::new(), inside: 0, text };
    };
    let errors = backtest.errors.iter().map(|(method, error)| ErrorDocument { method, error: format!("{error:.6}") });
    let (held_out, values, inside) = (backtest.held_out, backtest.values, backtest.inside);
    BacktestDocument { held_out, values, errors: errors.collect(), inside, text }
}

#[derive(Serialize)]
struct TargetDocument<'a> {
    figure: &'a str,
    aim: EndsDocument,
    needs_growth: Option<EndsDocument>,
    reached: Vec<ReachedDocument<'a>>,
    probability: Option<String>,
    text: &'a str,
}

/// Of one amount put forward both ends are that amount.
#[derive(Serialize)]
struct EndsDocument {
    low: String,
    high: String,
}

/// When a path would be there: a period, `not before 2714`, or `never`.
#[derive(Serialize)]
struct ReachedDocument<'a> {
    path: &'a str,
    earliest: Written<When>,
    central: Written<When>,
    latest: Written<When>,
    then: Option<SideDocument>,
}

/// On which side of a range a path is at its date: its middle, and all that its words or its band leave, where that lies on one side.
#[derive(Serialize)]
struct SideDocument {
    middle: Written<Side>,
    all: Option<Written<Side>>,
}

/// `places` are those of the series' amounts.
fn target<'a>(target: &'a Target, text: &'a str, places: u32, report: &'a Project<'_>) -> TargetDocument<'a> {
    let ends = |[low, high]: [&BigRational; 2], places: u32| EndsDocument {
        low: big_decimal(low, places, Toward::Below),
        high: big_decimal(high, places, Toward::Above),
    };
    let reached = target.reached.iter().map(|reached| ReachedDocument {
        path: &reached.path,
        earliest: Written(reached.earliest),
        central: Written(reached.central),
        latest: Written(reached.latest),
        then: reached.then.map(|then| SideDocument { middle: Written(then.middle), all: then.all.map(Written) }),
    });
    TargetDocument {
        figure: report.id(target.figure),
        aim: ends(target.aim.ends(), places),
        needs_growth: target.needs_growth.as_ref().map(|[least, most]| ends([least, most], GROWTH_PLACES)),
        reached: reached.collect(),
        probability: target.probability.map(|probability| format!("{probability:.2}")),
        text,
    }
}

/// An amount known: the last, or what came after it where paths start from an earlier year.
#[derive(Serialize)]
struct KnownDocument {
    period: Written<Period>,
    low: Option<String>,
    high: Option<String>,
}

#[derive(Serialize)]
struct PathDocument<'a> {
    name: &'a str,
    basis: &'a str,
    method: &'a str,
    rests_on: Vec<&'a str>,
    points: Vec<PointDocument>,
}

#[derive(Serialize)]
struct PointDocument {
    period: Written<Period>,
    low: Option<String>,
    central: String,
    high: Option<String>,
    band_low: Option<String>,
    band_high: Option<String>,
}

fn projected<'a>(line: &'a SeriesLine<'_>, report: &'a Project<'_>) -> ProjectedDocument<'a> {
    let (cell, series) = (&line.cell, &line.cell.series);
    let places = amounts::places(Some(cell));
    let below = |value: &BigRational| big_decimal(value, places, Toward::Below);
    let above = |value: &BigRational| big_decimal(value, places, Toward::Above);
    let point = |point: &PathPoint| PointDocument {
        period: Written(point.period),
        low: point.low.as_ref().map(below),
        central: below(&point.central),
        high: point.high.as_ref().map(above),
        band_low: point.band.as_ref().map(|[low, _]| below(low)),
        band_high: point.band.as_ref().map(|[_, high]| above(high)),
    };
    let known = |period: Period, interval: &Interval| KnownDocument {
        period: Written(period),
        low: amounts::low(interval, places),
        high: amounts::high(interval, places),
    };
    let path = |path: &'a Path| PathDocument {
        name: &path.name,
        basis: amounts::basis(path.basis),
        method: &path.method,
        rests_on: path.rests_on.iter().map(|&figure| report.id(figure)).collect(),
        points: path.points.iter().map(point).collect(),
    };
    ProjectedDocument {
        series: Written(series),
        reporter: &series.reporter,
        partner: &series.partner,
        flow: Written(&series.flow),
        product: &series.product,
        currency: amounts::currency(cell),
        last: known(cell.period, &line.last),
        came: line.projected.came.iter().map(|Point { period, interval, .. }| known(*period, interval)).collect(),
        text: &line.text,
        notes: &line.notes,
        beside: line.beside.as_deref(),
        paths: line.projected.paths.iter().map(path).collect(),
        targets: line.projected.targets.iter().zip(&line.targets).map(|(one, text)| target(one, text, places, report)).collect(),
        averages: line.projected.averages.iter().zip(&line.averages).map(|(one, text)| average(one, text, report)).collect(),
        backtest: line.projected.backtest.as_ref().zip(line.backtest.as_deref()).map(|(tried, text)| backtest(tried, text)),
    }
}
