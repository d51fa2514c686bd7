//! What an average hides: the same years have three average growths, and a statement may mean any of them.
//!
//! | rate | is |
//! |---|---|
//! | compound | the equal yearly growth that leads from the first level to the last |
//! | arithmetic | the mean of the yearly growths; never below the compound one |
//! | least squares | the slope of a line through the logarithms of all levels: every year counts, not only the ends |
//!
//! Told from the middles of what is known of each year, so it is a statistic, and no verdict rests on it; with the least and most that what
//! is known leaves, for "180 to 190 bn" is no one number. Whether words allow any of these is decided exactly: "exactly 20 % a year" allows
//! the compound rate from 100 to 144 in two years, and "more than 20 %" does not.

use super::amounts::Point;
use super::history::History;
use super::paces::{big, middle_of, raised};
use crate::exact::{End, Interval};
use crate::figures::{Aspect, Figure, Figures};
use crate::period::Period;
use libm::{exp, log};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

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
    /// Of the middles, as a fraction, rounded as floating-point numbers are.
    pub growth: f64,
    /// The least and most that what is known of the levels leaves.
    pub ends: [f64; 2],
    /// Whether the statement's words allow some of what it leaves.
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
            if point.rests_on.contains(&index) {
                stated()
            } else {
                known(&point.interval).or_else(|| Some(Level::exact(middle_of(point))))
            }
        };
        let place = |point: &Point| u32::try_from((point.period.first() - from.first()) / 12).ok();
        let own = history.points.iter().filter(|point| within(point.period));
        let levels: Vec<(u32, Level)> = own.filter_map(|point| Some((place(point)?, level(point)?))).collect();
        if let Some(rates) = rates(&levels, *years, &figure.reading.allowed) {
            averages.push(Average { figure: index, ends: [*from, cell.period], levels: levels.len(), rates });
        }
    }
    averages
}

/// What a figure says of the level of a period of this series.
fn stated_level(figure: &Figure, history: &History, period: Period) -> Option<Level> {
    let cell = figure.reading.cell.as_ref().filter(|_| figure.status.is_of_the_past())?;
    let is_it = cell.aspect == Aspect::Level && cell.period == period;
    (is_it && cell.series == history.series && cell.unit == history.unit).then_some(())?;
    known(&figure.reading.meant)
}

/// Least, middle and most of a level.
#[derive(Clone, Debug, PartialEq)]
struct Level([BigRational; 3]);

impl Level {
    fn exact(value: BigRational) -> Self {
        Level([value.clone(), value.clone(), value])
    }
}

/// What is known of a level that has two ends.
fn known(interval: &Interval) -> Option<Level> {
    let (low, high) = (big(&interval.low?.at), big(&interval.high?.at));
    let middle = (&low + &high) / BigRational::from_integer(2.into());
    Some(Level([low, middle, high]))
}

fn rates(levels: &[(u32, Level)], years: u32, allowed: &Interval) -> Option<Vec<Rate>> {
    let ((begin, first), (end, last)) = (levels.first()?, levels.last()?);
    if *begin != 0 || *end != years || years < 1 || levels.iter().any(|(_, Level(level))| !level[0].is_positive()) {
        return None;
    }
    // From end to end: the middles, the least (from the most to the least), the most.
    let over = |last: usize, first: usize, of: (&Level, &Level)| &of.0.0[last] / &of.1.0[first];
    let wholes = [over(0, 2, (last, first)), over(1, 1, (last, first)), over(2, 0, (last, first))];
    let compound = |whole: &BigRational| Some(exp(log(whole.to_f64()?) / f64::from(years)) - 1.0);
    let against = |whole: &BigRational, factor: &BigRational| Some(whole.cmp(&raised(factor, years)));
    let mut rates = vec![Rate {
        name: "compound",
        growth: compound(&wholes[1])?,
        ends: [compound(&wholes[0])?, compound(&wholes[2])?],
        fits: holds(allowed, |factor| against(&wholes[0], factor), |factor| against(&wholes[2], factor)),
    }];
    let has_every_year = levels.windows(2).all(|pair| pair[1].0 - pair[0].0 == 1);
    if has_every_year {
        let means = sums_of_growths(levels).map(|sum| sum / BigRational::from_integer(years.into()));
        let growth = |mean: &BigRational| (mean - BigRational::one()).to_f64();
        rates.push(Rate {
            name: "arithmetic",
            growth: growth(&means[1])?,
            ends: [growth(&means[0])?, growth(&means[2])?],
            fits: holds(allowed, |factor| Some(means[0].cmp(factor)), |factor| Some(means[2].cmp(factor))),
        });
    }
    if levels.len() > 2 {
        let lines = [0, 1, 2].map(|end| line(levels, end));
        let slopes: Vec<f64> = lines.iter().map(|levels| slope(levels)).collect::<Option<_>>()?;
        let growth = |slope: f64| exp(slope) - 1.0;
        rates.push(Rate {
            name: "least squares",
            growth: growth(slopes[1]),
            ends: [growth(slopes[0]), growth(slopes[2])],
            fits: holds(
                allowed,
                |factor| against_slope(&lines[0], slopes[0], factor),
                |factor| against_slope(&lines[2], slopes[2], factor),
            ),
        });
    }
    Some(rates)
}

/// The sum of the yearly factors: the least over ends and middles of the levels, that of the middles, and the most. (The most lies at ends,
/// for in each level the sum is convex.)
fn sums_of_growths(levels: &[(u32, Level)]) -> [BigRational; 3] {
    // For each choice of a year's level, the best sum so far.
    let best = |choose: fn(BigRational, BigRational) -> BigRational| {
        let mut sums = [const { None::<BigRational> }; 3];
        for pair in levels.windows(2) {
            let (Level(from), Level(to)) = (&pair[0].1, &pair[1].1);
            let sum = |to: &BigRational| {
                let all = (0..3).map(|place| to / &from[place] + sums[place].clone().unwrap_or_default());
                all.reduce(choose)
            };
            sums = [sum(&to[0]), sum(&to[1]), sum(&to[2])];
        }
        sums.into_iter().flatten().reduce(choose).unwrap_or_default()
    };
    let middle = levels.windows(2).map(|pair| &pair[1].1.0[1] / &pair[0].1.0[1]).sum();
    [best(Ord::min), middle, best(Ord::max)]
}

/// The levels whose line is the flattest (0), in the middle (1) or the steepest (2): what lies late in the years lifts it.
fn line(levels: &[(u32, Level)], end: usize) -> Vec<(u32, BigRational)> {
    let (count, sum) = (levels.len() as u64, levels.iter().map(|(year, _)| u64::from(*year)).sum::<u64>());
    let chosen = |year: u32, Level(level): &Level| {
        let is_late = count * u64::from(year) > sum;
        level[if is_late { end } else { 2 - end }].clone()
    };
    levels.iter().map(|(year, level)| (*year, chosen(*year, level))).collect()
}

/// The slope of the best straight line through the logarithms.
fn slope(levels: &[(u32, BigRational)]) -> Option<f64> {
    let levels: Vec<(f64, f64)> =
        levels.iter().map(|(year, level)| Some((f64::from(*year), level.to_f64()?))).collect::<Option<_>>()?;
    let count = levels.len() as f64;
    let mean = levels.iter().map(|(year, _)| year).sum::<f64>() / count;
    let mean_log = levels.iter().map(|&(_, level)| log(level)).sum::<f64>() / count;
    let (rise, run) = levels.iter().fold((0.0, 0.0), |(rise, run), &(year, level)| {
        (rise + (year - mean) * (log(level) - mean_log), run + (year - mean) * (year - mean))
    });
    Some(rise / run)
}

/// How far a slope told in floating-point numbers may be off the true one: they keep sixteen digits, and lose three or four here.
const SLOPE_OFF: f64 = 1e-9;

/// The factor that a slope of logarithms stands for, against another. Near it powers decide, exactly: with c levels, of the years x, the slope is above log f
/// where the product of all levels, each to the power of c·x − Σx, is above f to the power of c·Σx² − (Σx)².
fn against_slope(levels: &[(u32, BigRational)], slope: f64, factor: &BigRational) -> Option<Ordering> {
    if !factor.is_positive() {
        return Some(Ordering::Greater);
    }
    let apart = slope - log(factor.to_f64()?);
    if apart.abs() > SLOPE_OFF {
        return apart.partial_cmp(&0.0);
    }
    let count = i64::try_from(levels.len()).ok()?;
    let years = || levels.iter().map(|(year, _)| i64::from(*year));
    let (sum, squares) = (years().sum::<i64>(), years().map(|year| year * year).sum::<i64>());
    let run = count * squares - sum * sum;
    let powers: Vec<i64> = years().map(|year| count * year - sum).collect();
    // Without what all of them have in common the numbers stay small.
    let common = powers.iter().fold(run, |so_far, power| so_far.gcd(power));
    let power = |of: &BigRational, power: i64| Some(raised(of, u32::try_from(power / common).ok()?));
    let (mut above, mut below) = (BigRational::one(), power(factor, run)?);
    for ((_, level), exponent) in levels.iter().zip(powers) {
        let side = if exponent < 0 { &mut below } else { &mut above };
        *side *= power(level, exponent.abs())?;
    }
    Some(above.cmp(&below))
}

/// Whether words allow some growth of a run of them; `least` and `most` say how its ends, as factors (+20 % as 1.2), lie against another.
fn holds(
    allowed: &Interval,
    least: impl Fn(&BigRational) -> Option<Ordering>,
    most: impl Fn(&BigRational) -> Option<Ordering>,
) -> bool {
    // Nothing falls by more than all of it.
    let factor = |end: &End| (big(&end.at) + BigRational::one()).max(BigRational::zero());
    let is_beyond = |end: Option<End>, against: &dyn Fn(&BigRational) -> Option<Ordering>, wanted: Ordering| {
        end.is_none_or(|end| {
            against(&factor(&end)).is_some_and(|found| found == wanted || (!end.open && found == Ordering::Equal))
        })
    };
    is_beyond(allowed.low, &most, Ordering::Greater) && is_beyond(allowed.high, &least, Ordering::Less)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Ratio;

    fn levels(levels: &[(u32, i64)]) -> Vec<(u32, Level)> {
        levels.iter().map(|&(year, level)| (year, Level::exact(BigRational::from_integer(level.into())))).collect()
    }

    /// Which of the rates an interval of growths in per cent allows; an end is open where it says so.
    fn allowed(points: &[(u32, i64)], low: Option<(i128, bool)>, high: Option<(i128, bool)>) -> Vec<&'static str> {
        let end = |end: Option<(i128, bool)>| end.map(|(per_cent, open)| End { at: Ratio::new(per_cent, 100), open });
        let interval = Interval { low: end(low), high: end(high) };
        let rates = rates(&levels(points), points.last().expect("a level").0, &interval).expect("rates");
        rates.iter().filter(|rate| rate.fits).map(|rate| rate.name).collect()
    }

    #[test]
    fn the_arithmetic_rate_of_ups_and_downs_is_above_the_compound_one() {
        let rates = rates(&levels(&[(0, 100), (1, 200), (2, 100)]), 2, &Interval::ALL).expect("all years");
        let told: Vec<(&str, f64)> = rates.iter().map(|rate| (rate.name, (rate.growth * 1e6).round() / 1e6)).collect();
        assert_eq!(told, [("compound", 0.0), ("arithmetic", 0.25), ("least squares", 0.0)]);
    }

    #[test]
    fn an_end_that_is_not_known_leaves_nothing_to_compare() {
        assert_eq!(rates(&levels(&[(1, 100), (2, 100)]), 2, &Interval::ALL), None);
    }

    #[test]
    fn what_is_just_allowed_is_allowed_and_what_is_open_is_not() {
        let closed = Some((20, false));
        let all = ["compound", "arithmetic", "least squares"];
        let steady = [(0, 10_000), (1, 12_000), (2, 14_400), (3, 17_280)];
        for (low, high, fit) in [
            (closed, closed, &all[..]),
            (closed, None, &all),
            (None, closed, &all),
            (Some((20, true)), None, &[]),
            (None, Some((20, true)), &[]),
            (Some((19, true)), Some((21, true)), &all),
            (Some((-150, true)), None, &all),
            (None, Some((-100, false)), &[]),
        ] {
            assert_eq!(allowed(&steady, low, high), fit, "{low:?} {high:?}");
        }
        // 100 to 144 with the year between not known, and one that lies off the curve.
        assert_eq!(allowed(&[(0, 100), (2, 144)], closed, closed), ["compound"]);
        assert_eq!(allowed(&[(0, 100), (1, 150), (2, 144)], closed, closed), ["compound", "least squares"]);
        assert_eq!(allowed(&[(0, 100), (1, 150), (2, 144)], Some((21, false)), None), ["arithmetic"]);
        // Doubled each year, one year not known.
        assert_eq!(
            allowed(&[(0, 1), (1, 2), (3, 8), (4, 16)], Some((100, false)), Some((100, false))),
            ["compound", "least squares"]
        );
    }

    #[test]
    fn what_vague_levels_leave_is_held_against_the_words() {
        let level = |least: i64, most: i64| {
            known(&Interval::closed(Ratio::from_integer(least.into()), Ratio::from_integer(most.into()))).expect("two ends")
        };
        // 100 to 180..260 in five years is 12.5 to 21.1 % a year, 17.1 % in the middle: "13 %" is among them, "23 %" is not.
        let vague = [(0, level(100, 100)), (1, level(105, 115)), (5, level(180, 260))];
        let fits = |low: i128, high: i128| -> Vec<bool> {
            let allowed = Interval::closed(Ratio::new(low, 100), Ratio::new(high, 100));
            rates(&vague, 5, &allowed).expect("rates").iter().map(|rate| rate.fits).collect()
        };
        assert_eq!(fits(12, 14), [true, true]);
        assert_eq!(fits(23, 24), [false, false]);
        for rate in rates(&vague, 5, &Interval::ALL).expect("rates") {
            assert!(rate.ends[0] < rate.growth && rate.growth < rate.ends[1], "{rate:?}");
        }
        // Every year known: up to 240/90 and 105/240, down to 160/110 and 95/160.
        let swings = [(0, level(90, 110)), (1, level(160, 240)), (2, level(95, 105))];
        let arithmetic = rates(&swings, 2, &Interval::ALL).expect("rates")[1];
        let told = arithmetic.ends.map(|end| (end * 1e4).round() / 1e4);
        assert_eq!(told, [0.0241, 0.5521], "{arithmetic:?}");
    }

    #[test]
    fn a_hundred_years_are_compared_exactly_too() {
        let doubled: Vec<(u32, Level)> = (0..=100)
            .map(|year| (year, Level::exact(BigRational::from_integer(num_bigint::BigInt::from(2).pow(year)))))
            .collect();
        let exactly = |per_cent: i128| Interval::point(Ratio::new(per_cent, 100));
        let fits = |allowed: &Interval| rates(&doubled, 100, allowed).expect("rates").iter().filter(|rate| rate.fits).count();
        assert_eq!((fits(&exactly(100)), fits(&exactly(99))), (3, 0));
    }
}
