//! When: "the past six months" were seven, the year was the one before.
//!
//! What one source says of one period moves together, a level with its growth. A period keeps its beginning and ends one, two or
//! three months later or earlier, or the whole of it lies a year earlier or later: a month never vanishes, and what fits into a
//! year never grows beyond one. A growth against the same months a year earlier stays one; any other base stays where it is and
//! grows as long as the period, where it can. Where the typist marked the period as assumed, all this is left open by the words,
//! but for the months of a whole year: that mark doubts which year it was, and no year has eleven. A stock is of a year earlier or later, or of the month before or after. Of an
//! average, either end lies a year off, and the number of its steps with it.

use super::Reread;
use super::catalogue::Catalogue;
use super::price::{Kind, price};
use super::voice::Voice;
use crate::figures::{Aspect, Cell, Figure, Nature, Series};
use crate::period::Period;

/// How far a period is from the stated one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Distance {
    Month,
    Months,
    Year,
}

/// What one source says of one period.
pub(super) fn alike<'a>(figure: &'a Figure, cell: &Cell) -> Option<(Voice<'a>, Period, Nature)> {
    let moves = !matches!(cell.aspect, Aspect::AverageGrowth { .. } | Aspect::Rate);
    moves.then(|| (Voice::of(figure), cell.period, cell.series.nature))
}

/// What one source says over the same years.
pub(super) fn averages_alike<'a>(figure: &'a Figure, cell: &Cell) -> Option<(Voice<'a>, Period, Period, u32)> {
    match cell.aspect {
        Aspect::AverageGrowth { from, years } => Some((Voice::of(figure), from, cell.period, years)),
        _ => None,
    }
}

pub(super) fn offer(catalogue: &mut Catalogue<'_>) {
    offer_periods(catalogue);
    offer_averages(catalogue);
}

fn offer_periods(catalogue: &mut Catalogue<'_>) {
    for bundle in catalogue.bundles(&catalogue.register.of_periods) {
        let Some(&Cell { period, series: Series { nature, .. }, .. }) = catalogue.cell(bundle[0]) else { continue };
        for (new, distance) in others(period, nature) {
            let moved = |figure: usize| moved_to(catalogue, figure, new);
            // A mark at a whole year doubts which year it was, not that it had twelve months.
            let is_in_doubt = distance == Distance::Year || period.months() != 12;
            offer_alike(catalogue, bundle, (distance, is_in_doubt), &moved_all(bundle, moved));
        }
    }
}

fn offer_averages(catalogue: &mut Catalogue<'_>) {
    for bundle in catalogue.bundles(&catalogue.register.of_averages) {
        let Some(&Cell { period: to, aspect: Aspect::AverageGrowth { from, years }, .. }) = catalogue.cell(bundle[0]) else {
            continue;
        };
        let (longer, shorter) = (years.checked_add(1), years.checked_sub(1));
        let ends = [
            (from.months_earlier(12), Some(to), longer),
            (from.months_earlier(-12), Some(to), shorter),
            (Some(from), to.months_earlier(-12), longer),
            (Some(from), to.months_earlier(12), shorter),
        ];
        for end in ends {
            let (Some(new_from), Some(new_to), Some(years @ 1..)) = end else { continue };
            let moved = |figure: usize| {
                let aspect = Aspect::AverageGrowth { from: new_from, years };
                let cell = Cell { period: new_to, aspect, ..catalogue.cell(figure)?.clone() };
                catalogue.moved(figure, cell, format!("{from}..{to}"), format!("{new_from}..{new_to}"))
            };
            offer_alike(catalogue, bundle, (Distance::Year, true), &moved_all(bundle, moved));
        }
    }
}

/// The figures of a bundle as they are read then; none where one of them cannot follow.
fn moved_all(bundle: &[usize], moved: impl Fn(usize) -> Option<Reread>) -> Vec<Option<Reread>> {
    bundle.iter().map(|&figure| moved(figure)).collect()
}

/// Offers to read a bundle alike; where the period is not marked as assumed, also each named figure by itself.
fn offer_alike(
    catalogue: &mut Catalogue<'_>,
    bundle: &[usize],
    (distance, is_in_doubt): (Distance, bool),
    moved: &[Option<Reread>],
) {
    let is_assumed = |figure: &Figure| figure.assumed.period;
    let marked = is_in_doubt && bundle.iter().any(|&figure| is_assumed(&catalogue.figures.figures[figure]));
    let kind = match (distance, marked) {
        (Distance::Month, true) => Kind::MonthMarked,
        (Distance::Months, true) => Kind::MonthsMarked,
        (Distance::Year, true) => Kind::YearMarked,
        (Distance::Month, false) => Kind::Month,
        (Distance::Months, false) => Kind::Months,
        (Distance::Year, false) => Kind::Year,
    };
    let priced = |catalogue: &Catalogue<'_>, new: &[Reread]| if marked || is_held(catalogue, new) { kind } else { Kind::Loose };
    if let Some(all) = moved.iter().cloned().collect::<Option<Vec<Reread>>>() {
        catalogue.offer(priced(catalogue, &all), all);
    }
    if !marked && bundle.len() > 1 {
        for new in moved.iter().flatten().filter(|new| catalogue.is_named(new.figure)).cloned().collect::<Vec<_>>() {
            let new = vec![new];
            catalogue.offer(priced(catalogue, &new), new);
        }
    }
}

/// Whether other figures hold the periods that these are read to speak of from both sides. Of a period that nothing else reaches,
/// or that is only known to lie in a longer one, hardly any number is wrong.
fn is_held(catalogue: &Catalogue<'_>, new: &[Reread]) -> bool {
    let read: Vec<usize> = new.iter().map(|new| new.figure).collect();
    new.iter().filter_map(|new| new.reading.cell.as_ref()).all(|cell| {
        let also = match &cell.aspect {
            Aspect::Growth { base } | Aspect::SharePoints { base, .. } => Some(base),
            Aspect::AverageGrowth { from, .. } => Some(from),
            _ => None,
        };
        [Some(&cell.period), also].into_iter().flatten().all(|period| catalogue.register.holds(&cell.series, period, &read))
    })
}

/// The periods that may have been meant by one: longer before shorter, nearer before farther.
fn others(period: Period, nature: Nature) -> Vec<(Period, Distance)> {
    let months = price(Kind::Months).and_then(|price| price.by).map_or(1, |by| i32::try_from(by.to_integer()).unwrap_or(1));
    let mut others = Vec::new();
    let mut add = |new: Option<Period>, distance: Distance| others.extend(new.map(|new| (new, distance)));
    match nature {
        Nature::Stock => {
            add(period.months_earlier(-1), Distance::Month);
            add(period.months_earlier(1), Distance::Month);
        }
        Nature::Flow => {
            for by in 1..=months {
                let distance = if by == 1 { Distance::Month } else { Distance::Months };
                let fits = |new: &Period| period.months() > 12 || new.months() <= 12;
                add(Period::between(period.first(), period.end() + by).filter(fits), distance);
                add(Period::between(period.first(), period.end() - by), distance);
            }
        }
    }
    add(period.months_earlier(12), Distance::Year);
    add(period.months_earlier(-12), Distance::Year);
    others
}

/// A figure of another period, with its base.
fn moved_to(catalogue: &Catalogue<'_>, figure: usize, new: Period) -> Option<Reread> {
    let cell = catalogue.cell(figure)?;
    let aspect = match &cell.aspect {
        Aspect::Growth { base } => Aspect::Growth { base: moved_base(cell.period, *base, new)? },
        Aspect::SharePoints { of, base } => Aspect::SharePoints { of: of.clone(), base: moved_base(cell.period, *base, new)? },
        aspect => aspect.clone(),
    };
    let (from, to) = (cell.period.to_string(), new.to_string());
    catalogue.moved(figure, Cell { period: new, aspect, ..cell.clone() }, from, to)
}

/// What a growth of the new period is compared with; `None` where no base as long fits before it.
fn moved_base(period: Period, base: Period, new: Period) -> Option<Period> {
    if period.months_earlier(12) == Some(base) {
        return new.months_earlier(12);
    }
    let as_long = Period::between(base.first(), base.first() + new.months())?;
    let overlapped = base.end() > period.first();
    (as_long.first() < new.first() && (overlapped || as_long.end() <= new.first())).then_some(as_long)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().expect("a period")
    }

    fn told(text: &str, nature: Nature) -> Vec<String> {
        others(period(text), nature).iter().map(|(new, _)| new.to_string()).collect()
    }

    #[test]
    fn a_period_keeps_its_beginning_or_its_months() {
        let half = ["2023-01..2023-07", "2023-01..2023-05", "2023-01..2023-08", "2023-01..2023-04", "2023-01..2023-09"];
        assert_eq!(told("2023-H1", Nature::Flow), [&half[..], &["2023-Q1", "2022-H1", "2024-H1"]].concat());
        let year = ["2022-01..2022-11", "2022-01..2022-10", "2022-01..2022-09", "2021", "2023"];
        assert_eq!(told("2022", Nature::Flow), year);
        let month = ["2022-03..2022-04", "2022-03..2022-05", "2022-03..2022-06", "2021-03", "2023-03"];
        assert_eq!(told("2022-03", Nature::Flow), month);
        assert_eq!(told("2022-12", Nature::Stock), ["2023-01", "2022-11", "2021-12", "2023-12"]);
        assert_eq!(told("2199", Nature::Flow).last().map(String::as_str), Some("2198"), "the last of all years");
    }

    #[test]
    fn a_base_a_year_earlier_follows_and_another_stays() {
        let moved = |from, base, to| moved_base(period(from), period(base), period(to)).map(|base| base.to_string());
        assert_eq!(moved("2023-H1", "2022-H1", "2023-01..2023-07").as_deref(), Some("2022-01..2022-07"));
        assert_eq!(moved("2023", "2019", "2022").as_deref(), Some("2019"));
        assert_eq!(moved("2023-H1", "2019-H1", "2023-01..2023-07").as_deref(), Some("2019-01..2019-07"));
        assert_eq!(moved("2023-H1", "2022-H2", "2023-01..2023-07"), None, "it would overlap");
        assert_eq!(moved("2020", "2018", "2018"), None, "a year with itself");
    }
}
