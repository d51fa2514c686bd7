//! What an average hides: the same years have three average growths, and a statement may mean any of them.
//!
//! | rate | is |
//! |---|---|
//! | compound | the equal yearly growth that leads from the first level to the last |
//! | arithmetic | the mean of the yearly growths; never below the compound one |
//! | least squares | the slope of a line through the logarithms of all levels: every year counts, not only the ends |
//!
//! Told from the middles of what is known of each year, so it is a statistic, and no verdict rests on it.

use super::amounts::{Point, middle};
use super::history::History;
use crate::exact::Interval;
use crate::figures::{Aspect, Figure, Figures};
use crate::period::Period;
use libm::{exp, log};
use num_traits::ToPrimitive;

/// A stated average beside the rates of the same years.
#[derive(Clone, Debug, PartialEq)]
pub struct Average {
    /// Which figure (index).
    pub figure: usize,
    /// Its two ends.
    pub ends: [Period; 2],
    /// Levels known in between and at the ends.
    pub levels: usize,
    /// The rates, as fractions.
    pub rates: Vec<Rate>,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Which.
    pub name: &'static str,
    /// As a fraction.
    pub growth: f64,
    /// Whether the statement's words allow it.
    pub fits: bool,
}

/// The stated averages of a history's series whose two ends are known by other figures; the arithmetic rate where every year is.
/// `of_series` are the figures that state paces of it.
pub fn averages(figures: &Figures, of_series: &[usize], history: &History) -> Vec<Average> {
    let mut averages = Vec::new();
    for (index, figure) in of_series.iter().filter_map(|&index| Some((index, figures.figures.get(index)?))) {
        let Some(cell) = &figure.reading.cell else { continue };
        let Aspect::AverageGrowth { from, years } = &cell.aspect else { continue };
        if cell.series != history.series || cell.unit != history.unit {
            continue;
        }
        let within = |period: Period| {
            period.months() == cell.period.months()
                && (period.first() - from.first()) % 12 == 0
                && (from.first()..=cell.period.first()).contains(&period.first())
        };
        // What rests on the average itself says nothing of it: of such a level what its own figure says.
        let level = |point: &Point| {
            let stated = || figures.figures.iter().find_map(|figure| stated_level(figure, history, point.period));
            if point.rests_on.contains(&index) { stated() } else { Some(point.central) }
        };
        let place = |point: &Point| f64::from((point.period.first() - from.first()) / 12);
        let own = history.points.iter().filter(|point| within(point.period));
        let levels: Vec<(f64, f64)> = own.filter_map(|point| Some((place(point), level(point)?))).collect();
        if let Some(rates) = rates(&levels, f64::from(*years), &figure.reading.allowed) {
            averages.push(Average { figure: index, ends: [*from, cell.period], levels: levels.len(), rates });
        }
    }
    averages
}

/// What a figure says of the level of a period of this series.
fn stated_level(figure: &Figure, history: &History, period: Period) -> Option<f64> {
    let cell = figure.reading.cell.as_ref().filter(|_| figure.status.is_of_the_past())?;
    let is_it = cell.aspect == Aspect::Level && cell.period == period;
    (is_it && cell.series == history.series && cell.unit == history.unit).then(|| middle(&figure.reading.meant))?
}

fn rates(levels: &[(f64, f64)], years: f64, allowed: &Interval) -> Option<Vec<Rate>> {
    let (&(begin, first), &(end, last)) = (levels.first()?, levels.last()?);
    if begin != 0.0 || end != years || years < 1.0 || levels.iter().any(|&(_, level)| level <= 0.0) {
        return None;
    }
    let rate = |name, growth| Rate { name, growth, fits: holds(allowed, growth) };
    let mut rates = vec![rate("compound", exp(log(last / first) / years) - 1.0)];
    let has_every_year = levels.windows(2).all(|pair| pair[1].0 - pair[0].0 == 1.0);
    if has_every_year {
        let growths: f64 = levels.windows(2).map(|pair| pair[1].1 / pair[0].1 - 1.0).sum();
        rates.push(rate("arithmetic", growths / years));
    }
    if levels.len() > 2 {
        let count = levels.len() as f64;
        let mean = levels.iter().map(|(year, _)| year).sum::<f64>() / count;
        let mean_log = levels.iter().map(|&(_, level)| log(level)).sum::<f64>() / count;
        let (rise, run) = levels.iter().fold((0.0, 0.0), |(rise, run), &(year, level)| {
            (rise + (year - mean) * (log(level) - mean_log), run + (year - mean) * (year - mean))
        });
        rates.push(rate("least squares", exp(rise / run) - 1.0));
    }
    Some(rates)
}

/// Whether a statistic lies within what words allow.
fn holds(allowed: &Interval, growth: f64) -> bool {
    let low = allowed.low.and_then(|end| end.at.to_f64());
    let high = allowed.high.and_then(|end| end.at.to_f64());
    low.is_none_or(|low| growth >= low) && high.is_none_or(|high| growth <= high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arithmetic_rate_of_ups_and_downs_is_above_the_compound_one() {
        let rates = rates(&[(0.0, 100.0), (1.0, 200.0), (2.0, 100.0)], 2.0, &Interval::ALL).expect("all years");
        let told: Vec<(&str, f64)> = rates.iter().map(|rate| (rate.name, (rate.growth * 1e6).round() / 1e6)).collect();
        assert_eq!(told, [("compound", 0.0), ("arithmetic", 0.25), ("least squares", 0.0)]);
    }

    #[test]
    fn an_end_that_is_not_known_leaves_nothing_to_compare() {
        assert_eq!(rates(&[(1.0, 100.0), (2.0, 100.0)], 2.0, &Interval::ALL), None);
    }
}
