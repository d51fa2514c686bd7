//! Months and years say the same: each year's months are scaled so that they add up to the path of years.
//!
//! > January to August 2024 were 40 bn, and by the share of these months in years past the year will be 58: the path of months puts 40 bn
//! > into January to August and 18 bn into the rest, and 2025 is what the path of years says of 2025. Of a year that is known but as a
//! > whole, after the last month known, the months come to what is known of it.
//!
//! Two paths by two methods would contradict one another, and a sum of months that are not known one by one would not be heard by the
//! path of months at all. Years are the better guide: `data/projection/README.md` says how much better months so scaled are than months
//! alone, and that years added up from months are worse than years. A smooth factor (Denton, "Adjustment of monthly or quarterly series to annual
//! totals", *Journal of the American Statistical Association* 66 (1971)) in place of one factor a year is no better there, and may lead below nothing.
//! Months that were nothing and have begun, or ended, are left alone where the years say otherwise: 20 months of nothing and 10 of five are five now.

use super::amounts::Point;
use super::bands::{Bands, Coverage};
use super::central::{Central, central};
use super::history::History;
use super::outlook::{Outlook, outlook};
use super::runs;
use super::trend::Kind;
use crate::period::YEAR;

/// The central path of a history's points over so many periods, brought to the path of its years where it has any; `None` of fewer than two
/// points.
pub(super) fn further(history: &History, points: &[(usize, f64)], ahead: usize) -> Option<Central> {
    let kind = history.kind();
    let Some(years) = &history.years else { return central(points, kind, history.months, ahead) };
    // The last year that it reaches into has to be filled.
    let steps = ahead + steps_left(history, years, ahead);
    let mut path = central(points, kind, history.months, steps)?;
    let in_years = steps * usize::try_from(history.months).unwrap_or(1) / 12 + 1;
    let outlook = outlook(years, in_years, Coverage::default());
    let off = Bands::built_in().class(kind, history.months, points.len()).map(|class| path.off(class, Coverage::NinetyFive));
    path.is_of_years = outlook.is_some_and(|outlook| {
        let mut brought = path.values.clone();
        let agree = with_years(&mut brought, history, (years, &outlook), kind);
        let are_against = off.is_some_and(|off| speak_against(&path.values, &brought, &off, kind));
        if !are_against {
            path.values = brought;
        }
        agree && !are_against
    });
    path.values.truncate(ahead);
    Some(path)
}

/// Whether months that were nothing before lead elsewhere than the years do: what these bring the next one to is further off its own value than
/// its band. Where trade has begun, or ended, months know it first, and a year half without trade is no guide to the next. Of what was never
/// nothing the years are the better guide there too: M3's months err by 21.8 % against 22.3 in the rest of a year with none of its months
/// known, by 20.1 against 20.8 with six.
fn speak_against(own: &[f64], brought: &[f64], off: &[f64], kind: Kind) -> bool {
    let next = own.first().zip(brought.first()).zip(off.first()).filter(|_| kind == Kind::NotNegative);
    next.is_some_and(|((own, brought), off)| (own - brought).abs() > *off)
}

/// How many steps are left of the year that a path of so many reaches into.
fn steps_left(history: &History, years: &History, ahead: usize) -> usize {
    let (Some(last), Some(year)) = (history.last(), years.last_year()) else { return 0 };
    let Some(end) = history.after(last.period, ahead).map(|period| period.end()) else { return 0 };
    usize::try_from((year.end() - end).rem_euclid(12) / history.months).unwrap_or(0)
}

/// Brings the values of a path after a history's last period to the path of the years; whether all of them could be.
fn with_years(values: &mut [f64], history: &History, years: (&History, &Outlook), kind: Kind) -> bool {
    let (years, outlook) = years;
    let Some(last) = history.last().filter(|last| last.period.months() == history.months) else { return false };
    let after_last = last.period.end();
    let place = |month: i32| usize::try_from((month - after_last) / history.months).unwrap_or(0);
    let mut agree = true;
    for (from, until, total) in stretches(years, outlook, after_last) {
        let is_within = |point: &&Point| point.period.first() >= from && point.period.end() <= until;
        let known = || history.points.iter().filter(is_within);
        let begin = from.max(after_last);
        let (begun, end) = (place(begin), place(until));
        if begin >= until || begun >= values.len() {
            continue;
        }
        let months_known: i32 = known().map(|point| point.period.months()).sum();
        let rest = total - known().map(|point| point.central).sum::<f64>();
        // With a gap before the path nobody knows what is left for it.
        let is_filled = months_known + until - begin == until - from;
        let part = values.get_mut(begun..end).filter(|_| is_filled);
        agree &= part.is_some_and(|part| bring(part, rest, kind));
    }
    agree
}

/// What the months from one to before another come to, in order: by the years that are known beyond a month, and then by their path; of a
/// year begun its months known and those between and after them apart.
fn stretches(years: &History, outlook: &Outlook, month: i32) -> Vec<(i32, i32, f64)> {
    let is_beyond = |year: &&Point| year.period.end() > month;
    let known = years.points.iter().filter(is_beyond);
    let mut all: Vec<(i32, i32, f64)> = known.map(|year| (year.period.first(), year.period.end(), year.central)).collect();
    for (point, &value) in outlook.path.points.iter().zip(&outlook.values) {
        let year = point.period;
        match years.part.as_ref().filter(|part| part.year == year) {
            Some(part) => {
                // What is left of it, each month not known alike.
                let (left, rest) = (YEAR - runs::months(&part.runs), value - part.known.central);
                let mut from = year.first();
                for run in &part.runs {
                    all.push((from, run.period.first(), rest * (f64::from(run.period.first() - from) / f64::from(left))));
                    all.push((run.period.first(), run.period.end(), run.central));
                    from = run.period.end();
                }
                all.push((from, year.end(), rest * (f64::from(year.end() - from) / f64::from(left))));
                all.retain(|(from, until, _)| from < until);
            }
            None => all.push((year.first(), year.end(), value)),
        }
    }
    all
}

/// Scales values to a sum, or moves them where they may be of either sign; whether that was possible.
fn bring(values: &mut [f64], total: f64, kind: Kind) -> bool {
    let sum: f64 = values.iter().sum();
    let count = values.len() as f64;
    match kind {
        Kind::Signed => values.iter_mut().for_each(|value| *value += (total - sum) / count),
        Kind::Positive if total <= 0.0 || sum <= 0.0 => return false,
        Kind::NotNegative if total < 0.0 => return false,
        Kind::NotNegative if sum <= 0.0 => values.iter_mut().for_each(|value| *value = total / count),
        Kind::Positive | Kind::NotNegative => values.iter_mut().for_each(|value| *value *= total / sum),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brought(values: &[f64], total: f64, kind: Kind) -> Option<Vec<f64>> {
        let mut values = values.to_vec();
        bring(&mut values, total, kind).then_some(values)
    }

    #[test]
    fn values_are_scaled_or_moved_to_their_sum() {
        assert_eq!(brought(&[1.0, 3.0], 8.0, Kind::Positive), Some(vec![2.0, 6.0]));
        assert_eq!(brought(&[1.0, -3.0], 2.0, Kind::Signed), Some(vec![3.0, -1.0]));
        assert_eq!(brought(&[0.0, 0.0], 2.0, Kind::NotNegative), Some(vec![1.0, 1.0]));
        assert_eq!(brought(&[0.0, 4.0], 2.0, Kind::NotNegative), Some(vec![0.0, 2.0]));
    }

    #[test]
    fn what_is_above_nothing_is_not_scaled_below_it() {
        assert_eq!(brought(&[1.0, 3.0], -8.0, Kind::Positive), None);
        assert_eq!(brought(&[1.0, 3.0], 0.0, Kind::Positive), None);
        assert_eq!(brought(&[1.0, 3.0], -1.0, Kind::NotNegative), None);
    }
}
