//! If a stated pace held: each growth and average growth carried forward from the last level, in exact arithmetic.
//!
//! > 100 to 110 bn, growing by "almost 20 %" (19 to 20 %): next year 119 to 132 bn.
//!
//! What the words leave open of the level and of the pace is carried along; no statistics take part. A pace is carried forward in the
//! currency that it was stated in, and in its own step: by whole years, as growths are mostly stated, or from month to month.
//!
//! | stated | levels known | carried |
//! |---|---|---|
//! | growth of 2023, or an average | years | every year |
//! | growth of 2023-H1 against 2022-H1 | years | held for whole years, which is said |
//! | growth of 2024-03 against 2023-03 | months | from March to March: of the other months it says nothing |
//! | growth of 2024-03 against 2024-02 | months | every month |
//! | growth of 2024-03 against 2024-02 | years | not at all, which is said |

use super::Apart;
use super::amounts::Point;
use super::growths_ahead;
use super::history::{History, Part};
use super::path::{Basis, Path, PathPoint, Step, rounded};
use super::sense::{OpenEnd, open_end};
use super::targets::root;
use crate::exact::{End, Ratio};
use crate::figures::{Aspect, Figure, Figures, Nature, Place, Series, Status};
use crate::period::{Period, YEAR};
use crate::verdict::Tier;
use crate::words::{Measure, Unit, own_words};
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// A growth in equal steps, as the words leave it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pace {
    /// What its path is called: the figure's id.
    pub name: String,
    /// How, in words.
    pub told: String,
    /// As it was stated.
    pub quote: String,
    /// The period that it speaks of; `None` of what was asked and of what was stated without a date.
    pub of: Option<Period>,
    /// Who says so: a figure, or the person who asked with `--pace`.
    pub basis: Basis,
    /// The row that says so, which may say an amount too; `None` of what was asked.
    pub row: Option<Place>,
    /// The period that it is compared with, where nobody names it and it may be meant otherwise: such a pace is not carried.
    pub open_base: Option<Period>,
    /// How many months a step has.
    pub step: i32,
    /// Least, middle and most of a step, as factors: +20 % as 1.2. `None` where the words set no end.
    pub factors: [Option<BigRational>; 3],
    /// The number as it is printed, as a factor; of a range its middle.
    pub printed: BigRational,
    /// Which end its words leave open.
    pub open: Option<OpenEnd>,
}

/// The series and unit that a figure states a growth of; `None` of other figures.
pub fn spoken_of(figure: &Figure) -> Option<(&Series, Option<&Unit>)> {
    match (&figure.reading.cell, &figure.undated) {
        (Some(cell), _) => step(&cell.aspect, cell.period).map(|_| (&cell.series, cell.unit.as_ref())),
        (None, Some(undated)) => {
            let is_growth = matches!(undated.measure, Measure::Growth | Measure::AverageGrowth);
            is_growth.then_some((&undated.series, undated.unit.as_ref()))
        }
        (None, None) => None,
    }
}

/// How many months a growth spans in one step; `None` of what is no growth.
fn step(aspect: &Aspect, period: Period) -> Option<i32> {
    match aspect {
        Aspect::Growth { base } => Some(period.first() - base.first()).filter(|step| *step > 0),
        Aspect::AverageGrowth { .. } => Some(YEAR),
        _ => None,
    }
}

/// The paces stated of a history's series, those of the latest periods first. `of_series` are the figures that state them.
pub fn stated(figures: &Figures, of_series: &[usize], history: &History, tier: Tier) -> Vec<Pace> {
    let mut paces: Vec<Pace> = of_series
        .iter()
        .filter_map(|&index| {
            let figure = figures.figures.get(index)?;
            let is_its = spoken_of(figure) == Some((&history.series, history.unit.as_ref()));
            // What comes to an amount is set beside the paths.
            let pace = (is_its && !growths_ahead::is_to_be_reached(figure) && growths_ahead::aim(figure, history).is_none())
                .then(|| of_figure(index, figure, history, tier))??;
            Some(Pace { open_base: growths_ahead::open_base(figure, figures, history), ..pace })
        })
        .collect();
    // A stable sort: of one period in the order of the figures. What has no date was said of what is to come.
    paces.sort_by_key(|pace| std::cmp::Reverse(pace.of.map_or(i32::MAX, |of| of.end())));
    paces
}

fn of_figure(index: usize, figure: &Figure, history: &History, tier: Tier) -> Option<Pace> {
    let cell = figure.reading.cell.as_ref();
    let step = cell.map_or(Some(YEAR), |cell| step(&cell.aspect, cell.period))?;
    let what = match cell.map(|cell| (&cell.aspect, cell.period)) {
        Some((Aspect::AverageGrowth { from, .. }, period)) => format!("average growth of {from}..{period}"),
        Some((_, period)) => format!("growth of {period}"),
        None => "growth without a date".to_string(),
    };
    let of = cell.map(|cell| cell.period);
    let interval = match tier {
        Tier::Usual | Tier::Meant => figure.reading.meant,
        Tier::Allowed => figure.reading.allowed,
    };
    // Nothing falls by more than all of it.
    let factor = |end: Option<End>| end.map(|end| (big(&end.at) + BigRational::one()).max(BigRational::zero()));
    let central = match (figure.reading.meant.low, figure.reading.meant.high) {
        (Some(low), Some(high)) => (big(&low.at) + big(&high.at)) / BigRational::from_integer(2.into()),
        _ => big(figure.printed.first()?),
    };
    let printed = (big(figure.printed.first()?) + big(figure.printed.last()?)) / BigRational::from_integer(2.into());
    Some(Pace {
        name: figure.id.clone(),
        told: format!("{}{what}, “{}”, {}", status_told(figure.status), figure.stated, held(step, of, history)),
        quote: format!("“{}”", own_words(&figure.stated, &figure.setting, &figure.printed)),
        of,
        row: Some(figure.place),
        open_base: None,
        basis: Basis::Stated(index),
        step,
        factors: [factor(interval.low), Some((central + BigRational::one()).max(BigRational::zero())), factor(interval.high)],
        printed: (printed + BigRational::one()).max(BigRational::zero()),
        open: open_end(figure),
    })
}

/// Said of a pace that has not been yet.
fn status_told(status: Status) -> &'static str {
    match status {
        Status::Reported | Status::Official => "",
        Status::Forecast => "forecast ",
        Status::Target => "targeted ",
    }
}

/// How a pace is taken to go on, beside what its periods are in a history.
fn held(step: i32, of: Option<Period>, history: &History) -> String {
    let known = history.last().map(|point| point.period.months()).filter(|_| history.series.nature == Nature::Flow);
    match (step, of.map(|of| of.months()).zip(known)) {
        (YEAR, Some((own, YEAR))) if own < YEAR => "held for whole years".into(),
        (YEAR, Some((own, known))) if own < known => "held for the whole of longer periods".into(),
        (YEAR, Some((own, known))) if own > known => "every year, in each part alike".into(),
        (YEAR, _) => "every year".into(),
        (1, _) => "every month".into(),
        (3, _) => "every quarter".into(),
        (6, _) => "every half-year".into(),
        (months, _) if months % YEAR == 0 => format!("every {} years", months / YEAR),
        (months, _) => format!("every {months} months"),
    }
}

/// A pace that was asked for rather than stated; `place` is its own among those.
pub fn asked(place: usize, growth: &Ratio, written: &str) -> Pace {
    let factor = big(growth) + BigRational::one();
    Pace {
        name: format!("--pace {written}"),
        told: format!("{written} a year"),
        quote: written.to_string(),
        of: None,
        row: None,
        open_base: None,
        basis: Basis::Asked(place),
        step: YEAR,
        factors: [Some(factor.clone()), Some(factor.clone()), Some(factor.clone())],
        printed: factor,
        open: None,
    }
}

/// The latest known amounts that a pace is carried forward from: one for each part of its step that it speaks of.
///
/// # Errors
/// Why there is none.
pub fn bases<'a>(history: &'a History, pace: &Pace) -> Result<Vec<&'a Point>, Apart> {
    let begun = history.part.as_ref().map(Part::last).filter(|_| history.points.is_empty());
    let known = || history.points.iter().chain(begun);
    let Some(last) = known().next_back() else { return Err(Apart::NoLevel) };
    if let Some((base, of)) = pace.open_base.zip(pace.of) {
        return Err(open_base(history, pace, base, of).unwrap_or(Apart::OtherPeriods(last.period)));
    }
    let is_flow = history.series.nature == Nature::Flow;
    // From one month to the next says nothing of years; but years are a step of years, whatever part of them was told.
    if pace.step % YEAR != 0 && is_flow && last.period.months() > pace.step {
        return Err(Apart::OtherStep { step: pace.step, known: last.period });
    }
    let mut bases: Vec<&Point> = Vec::new();
    for point in known().rev().filter(|point| point.period.months() == last.period.months()) {
        // Of several years in one step only the last level is carried forward: the path would leap about.
        let is_in_step = pace.step <= YEAR || bases.is_empty();
        if is_in_step && !bases.iter().any(|base| (base.period.first() - point.period.first()) % pace.step == 0) {
            bases.push(point);
        }
    }
    let shares_months = |point: &&Point| !is_flow || pace.step != YEAR || pace.of.is_none_or(|of| share_months(of, point.period));
    bases.retain(shares_months);
    if bases.is_empty() {
        return Err(Apart::OtherPeriods(last.period));
    }
    // Of a deficit nobody can tell which way "+20 %" goes, and nothing grows by no part.
    let is_signed = |base: &&Point| base.interval.low.is_none_or(|low| low.at.is_negative());
    let is_nothing = bases.iter().all(|base| base.may_be_nothing());
    if is_nothing || bases.iter().any(is_signed) { Err(Apart::NoSign) } else { Ok(bases) }
}

/// What a pace comes to if it is meant from the last amount known.
fn open_base(history: &History, pace: &Pace, base: Period, of: Period) -> Option<Apart> {
    let (from, years) = history.same_months_before(of)?;
    let factor = Some(&pace.printed).filter(|factor| factor.is_positive())?;
    let amount = middle_of(from) * factor;
    let yearly = root(factor, years, false) - BigRational::one();
    Some(Apart::OpenBase { base, of, from: from.period, amount, yearly })
}

/// Whether two periods have a month of the year in common.
fn share_months(one: Period, other: Period) -> bool {
    let apart = (other.first() - one.first()).rem_euclid(YEAR);
    apart < one.months() || YEAR - apart < other.months()
}

/// A pace carried forward over those of the periods that it speaks of; where it speaks of none of them, over the next that it does.
///
/// # Errors
/// Why it is not.
pub fn carried(history: &History, pace: &Pace, periods: &[Period]) -> Result<Path, Apart> {
    let bases = bases(history, pace)?;
    let last = history.last().map_or(i32::MIN, |last| last.period.first());
    let ahead = |base: &Point, steps: i32| base.period.months_earlier(-steps.checked_mul(pace.step)?);
    let step_to = |base: &Point, period: Period| {
        let apart = period.first() - base.period.first();
        (apart > 0 && apart % pace.step == 0 && period.months() == base.period.months()).then_some(apart / pace.step)
    };
    let mut steps: Vec<(Period, &Point, i32)> = Vec::new();
    for &period in periods {
        steps.extend(bases.iter().find_map(|base| Some((period, *base, step_to(base, period)?))));
    }
    if steps.is_empty() {
        let next = |base: &&'_ Point| (last - base.period.first()).div_euclid(pace.step) + 1;
        steps.extend(bases.iter().filter_map(|base| Some((ahead(base, next(base))?, *base, next(base)))).min_by_key(|one| one.0));
    }
    let mut rests_on: Vec<usize> = Vec::new();
    if let Basis::Stated(figure) = pace.basis {
        rests_on.push(figure);
    }
    rests_on.extend(steps.iter().flat_map(|(_, base, _)| &base.rests_on));
    rests_on.sort_unstable();
    rests_on.dedup();
    let points =
        steps.iter().filter_map(|&(period, base, steps)| point(base, pace, period, u32::try_from(steps).ok()?)).collect();
    Ok(Path {
        name: pace.name.clone(),
        basis: pace.basis,
        method: pace.told.clone(),
        quote: pace.quote.clone(),
        step: pace.factors[1].clone().map(|factor| {
            let [least, _, most] = pace.factors.clone();
            Step { months: pace.step, factor, ends: [least, most] }
        }),
        said_until: pace.of.map(|of| of.end()),
        open: pace.open,
        rests_on,
        points,
    })
}

fn point(base: &Point, pace: &Pace, period: Period, steps: u32) -> Option<PathPoint> {
    let level = |end: Option<End>| end.map(|end| big(&end.at));
    let times = |level: Option<BigRational>, factor: &Option<BigRational>| Some(level? * raised(factor.as_ref()?, steps));
    Some(PathPoint {
        period,
        low: times(level(base.interval.low), &pace.factors[0]),
        central: times(Some(middle_of(base)), &pace.factors[1])?,
        high: times(level(base.interval.high), &pace.factors[2]),
        band: None,
    })
}

/// The middle of what is known of an amount: exact where it has two ends.
pub(super) fn middle_of(point: &Point) -> BigRational {
    match (point.interval.low, point.interval.high) {
        (Some(low), Some(high)) => (big(&low.at) + big(&high.at)) / BigRational::from_integer(2.into()),
        _ => rounded(point.central),
    }
}

pub(super) fn raised(factor: &BigRational, power: u32) -> BigRational {
    BigRational::new_raw(factor.numer().pow(power), factor.denom().pow(power))
}

/// As a number of any size.
pub(super) fn big(value: &Ratio) -> BigRational {
    BigRational::new_raw((*value.numer()).into(), (*value.denom()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_share_months_of_the_year_whatever_the_year() {
        let shares = |one: &str, other: &str| share_months(one.parse().expect("a period"), other.parse().expect("a period"));
        assert!(shares("2024-03", "2020") && shares("2020", "2024-03") && shares("2024-Q1", "2019-03"));
        assert!(!shares("2024-Q1", "2023-Q2") && !shares("2024-03", "2023-02") && !shares("2024-Q1", "2023-12"));
        assert!(shares("2023-12", "2023-10..2024-03") && shares("2023-10..2024-03", "2022-02"));
    }
}
