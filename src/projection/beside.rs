//! Which amounts a forecast is set beside, and which figures stand apart.
//!
//! A forecast is set beside the amounts in its own currency, if these lead anywhere: if there are two points for a central path, or a
//! growth stated in that currency. Where amounts in another currency lead somewhere and a rate converts, it is set beside these
//!
//! - instead, where those in its own lead nowhere, or end earlier than others that have a central path; which is said;
//! - too, where there are more of them, where they go on later, or where its own currency has nothing but a level and a growth.
//!
//! Else it stands beside whatever its own currency has. A half-year's amount says nothing of a year's, and a forecast without a date
//! speaks of a year. But months and quarters [add up](super::added_up) to a half-year.
//!
//! What stands beside nothing, a forecast or a growth, is listed apart with the reason. A rate that was asked for and converted nothing is
//! never passed over in silence.

use super::added_up;
use super::amounts::{Point, middle};
use super::exchange::{Amount, Conversion, Rates};
use super::growths_ahead;
use super::history::{History, is_close};
use super::targets::{self, Ahead, Target};
use super::{AskedRate, Basis, LONGEST, Paces, Projected, Projection, Wishes, ahead, paces};
use crate::exact::Interval;
use crate::figures::{Figures, Series};
use crate::period::Period;
use crate::words::Unit;
use num_rational::BigRational;
use std::collections::{BTreeMap, BTreeSet};

/// Why a forecast stands beside no path, or a pace makes none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apart {
    /// No amount of the series is known.
    NoLevel,
    /// Amounts are known, but of periods of another length or at another time of the year: one of them.
    OtherPeriods(Period),
    /// There are paths, but none by periods of this length, or at this time of the year.
    NoSuchPath {
        /// The last period of each.
        known: Vec<Period>,
        /// The forecast's own.
        of: Period,
    },
    /// What is known of shorter periods neither adds up to periods of this length nor leads on to this one.
    NotAddedUp {
        /// The last period known.
        known: Period,
        /// The forecast's own.
        of: Period,
    },
    /// A growth to be reached some day, from a year that is not known; what is known last.
    BaseNotKnown {
        /// That year.
        base: Period,
        /// What is.
        known: Period,
    },
    /// Amounts are known in these units only, and no rate converts.
    NoRate(Vec<Option<Unit>>),
    /// A pace in steps of so many months, where amounts of longer periods are known only: one of them.
    OtherStep {
        /// Months.
        step: i32,
        /// What is known.
        known: Period,
    },
    /// A pace of what may be nothing, or below it.
    NoSign,
    /// A growth of a year further ahead that names no base.
    OpenBase {
        /// The year before it, which nothing is said of.
        base: Period,
        /// Its own.
        of: Period,
        /// What is known last of the same months.
        from: Period,
        /// What it comes to from there.
        amount: BigRational,
        /// Which yearly growth that takes.
        yearly: BigRational,
    },
}

/// Sets forecasts beside the paths of their series, and says which forecasts and paces have none. `used` are the asked rates (indices)
/// that converted something so far.
pub(super) fn beside(
    figures: &Figures,
    of_paces: &Paces,
    series: Vec<Projected>,
    (rates, mut used): (&Rates, BTreeSet<usize>),
    proved: &dyn Fn(&History, Period) -> Option<Interval>,
    wishes: &Wishes,
) -> Projection {
    let mut places: BTreeMap<Series, Vec<usize>> = BTreeMap::new();
    for (place, projected) in series.iter().enumerate() {
        places.entry(projected.history.series.clone()).or_default().push(place);
    }
    let mut table = Table { figures, of_paces, wishes, rates, proved, ahead: series.iter().map(|_| None).collect(), series };
    let mut apart = Vec::new();
    for (index, figure) in figures.figures.iter().enumerate() {
        if let Some((of, unit)) = paces::spoken_of(figure) {
            let same = places.get(of).map_or(&[][..], Vec::as_slice);
            if let Some((place, target)) = table.growth_beside(index, same) {
                table.series[place].targets.push(target);
                continue;
            }
            apart.extend(table.why_not_carried(index, same, unit).map(|why| (index, why)));
            continue;
        }
        let Some((of, unit, by)) = targets::spoken_of(figure) else { continue };
        let all = places.get(of).map_or(&[][..], Vec::as_slice);
        match table.set_beside(index, all, unit, by) {
            Ok(set) => {
                for (place, target) in set {
                    used.extend(target.conversion.iter().flat_map(|conversion| &conversion.asked));
                    table.series[place].targets.push(target);
                }
            }
            Err(why) => apart.push((index, why)),
        }
    }
    let idle_rates = idle(&wishes.rates, &used, figures);
    Projection { series: table.series, apart, idle_rates, coverage: wishes.coverage, clashing: BTreeSet::new() }
}

/// The series, and where they lead as far as anything is told of: found once each, for all forecasts.
struct Table<'a> {
    figures: &'a Figures,
    of_paces: &'a Paces<'a>,
    wishes: &'a Wishes,
    rates: &'a Rates<'a>,
    /// What figures prove of a date that a history does not know.
    proved: &'a dyn Fn(&History, Period) -> Option<Interval>,
    series: Vec<Projected>,
    ahead: Vec<Option<Ahead>>,
}

/// A place at the table, with what converts a forecast into its currency.
struct Choice {
    place: usize,
    conversion: Option<Conversion>,
    why: Option<String>,
}

impl Table<'_> {
    fn history(&self, place: usize) -> &History {
        &self.series[place].history
    }

    /// The month after the last one known, and how many points there are.
    fn reach(&self, place: usize) -> (i32, usize) {
        let history = self.history(place);
        (history.points.last().map_or(i32::MIN, |last| last.period.end()), history.points.len())
    }

    /// Whether a growth stated of it makes a path.
    fn has_stated_pace(&self, place: usize) -> bool {
        self.series[place].paths.iter().any(|path| matches!(path.basis, Basis::Stated(_)))
    }

    /// A forecast beside the paths of one or two of the series' histories.
    fn set_beside(
        &mut self,
        index: usize,
        all: &[usize],
        unit: Option<&Unit>,
        by: Option<Period>,
    ) -> Result<Vec<(usize, Target)>, Apart> {
        let reaches = |place: &usize| match by {
            Some(by) => self.history(*place).reaches(by),
            // Who names no date speaks of a year.
            None => self.history(*place).is_of_years(),
        };
        let mut same: Vec<usize> = all.iter().copied().filter(reaches).collect();
        let adds_up = |place: &usize| by.is_some_and(|by| added_up::add_up_to(self.history(*place), by));
        if same.is_empty() {
            same.extend(all.iter().copied().filter(adds_up));
        }
        if let Some(set) = by.filter(|_| same.is_empty()).and_then(|by| self.known_apart(index, all, unit, by)) {
            return Ok(vec![set]);
        }
        let told: Vec<usize> = all.iter().copied().filter(|&place| !self.history(place).is_year_of_parts()).collect();
        if let (true, Some(&other)) = (same.is_empty(), told.first()) {
            let mut known: Vec<Period> = told.iter().filter_map(|&place| Some(self.history(place).last()?.period)).collect();
            known.dedup();
            let lasts = self.history(other).last().map(|point| point.period);
            let is_other_length = |of: &Period| known.iter().all(|period| period.months() != of.months());
            return Err(match (by.filter(is_other_length), lasts) {
                (Some(of), Some(_)) => Apart::NoSuchPath { known, of },
                (_, Some(last)) => Apart::OtherPeriods(last),
                (_, None) => Apart::NoLevel,
            });
        }
        let mut set = Vec::new();
        for Choice { place, conversion, why } in self.choose(&same, unit, by) {
            self.look_ahead(place);
            let Some(ahead) = &self.ahead[place] else { continue };
            let figure = (index, &self.figures.figures[index]);
            let history = self.history(place);
            let added_up = by.filter(|by| !history.reaches(*by));
            let added_up = added_up.and_then(|by| self.added_up(history, ahead, by));
            let (history, ahead) = added_up.as_ref().map_or((history, ahead), |(history, ahead)| (history, ahead));
            let proved = by.filter(|by| targets::is_behind(*by, history)).and_then(|by| (self.proved)(history, by));
            let Some(target) = targets::target(figure, history, ahead, conversion, why, proved) else { continue };
            set.push((place, Target { added_up: added_up.map(|(history, _)| Box::new(history)), ..target }));
        }
        if let (true, Some(of)) = (set.is_empty(), by.filter(|by| same.iter().any(|&place| !self.history(place).reaches(*by)))) {
            let known = same.iter().find_map(|&place| Some(self.history(place).last()?.period));
            return Err(known.map_or(Apart::NoLevel, |known| Apart::NotAddedUp { known, of }));
        }
        if set.is_empty() {
            let units: Vec<Option<Unit>> = same.iter().map(|&place| self.history(place).unit.clone()).collect();
            return Err(if units.is_empty() { Apart::NoLevel } else { Apart::NoRate(units) });
        }
        Ok(set)
    }

    /// Periods as long as a forecast's, added up from a history's shorter ones, and where they lead.
    fn added_up(&self, history: &History, ahead: &Ahead, by: Period) -> Option<(History, Ahead)> {
        let (history, outlook) = added_up::added_up(history, ahead.outlook.as_ref(), by)?;
        let own = super::ahead(self.figures, self.of_paces, &history, 1, self.wishes);
        Some((history, Ahead { outlook, ..own }))
    }

    /// A forecast for a period that no path goes by and that is known nevertheless: it has passed, and what came of it can be told.
    fn known_apart(&mut self, index: usize, all: &[usize], unit: Option<&Unit>, by: Period) -> Option<(usize, Target)> {
        let place = all.iter().copied().find(|&place| self.history(place).unit.as_ref() == unit)?;
        let interval = (self.proved)(self.history(place), by).filter(is_close)?;
        self.look_ahead(place);
        let point = Point { period: by, interval, central: middle(&interval)?, rests_on: Vec::new(), unsettled: Vec::new() };
        let history = self.history(place);
        let known = history.of_points(vec![point], history.months);
        let figure = (index, &self.figures.figures[index]);
        let target = targets::target(figure, &known, self.ahead[place].as_ref()?, None, None, None)?;
        Some((place, target))
    }

    /// A growth from a known base to a year further ahead, or to be reached without a date, beside the paths of the history that has that base.
    fn growth_beside(&mut self, index: usize, same: &[usize]) -> Option<(usize, Target)> {
        let figure = &self.figures.figures[index];
        let place = same.iter().copied().find(|&place| growths_ahead::aim(figure, self.history(place)).is_some())?;
        self.look_ahead(place);
        let by = figure.reading.cell.as_ref().map(|cell| cell.period);
        let history = self.history(place);
        let proved = by.filter(|by| targets::is_behind(*by, history)).and_then(|by| (self.proved)(history, by));
        let target = targets::target((index, figure), history, self.ahead[place].as_ref()?, None, None, proved)?;
        Some((place, target))
    }

    /// Where a history leads, as far as anything is told of.
    fn look_ahead(&mut self, place: usize) {
        if self.ahead[place].is_none() {
            self.ahead[place] = Some(ahead(self.figures, self.of_paces, self.history(place), LONGEST, self.wishes));
        }
    }

    /// Which histories a forecast is set beside. Years stand before quarters and months, and come first.
    fn choose(&self, same: &[usize], unit: Option<&Unit>, by: Option<Period>) -> Vec<Choice> {
        let is_own = |place: &usize| self.history(*place).unit.as_ref() == unit;
        // What is known in its own currency comes before what was converted into it.
        let own = same.iter().copied().filter(is_own).min_by_key(|&place| self.history(place).converted.is_some());
        let mut others: Vec<(usize, Conversion)> = Vec::new();
        for &place in same.iter().filter(|place| !is_own(place) && self.history(**place).converted.is_none()) {
            let to = self.history(place).unit.as_ref();
            if others.iter().all(|(other, _)| self.history(*other).unit.as_ref() != to) {
                let amount = match by {
                    Some(by) if targets::is_behind(by, self.history(place)) => Amount::Past(by),
                    by => Amount::Ahead(by),
                };
                others.extend(self.rates.conversion(unit, to, amount).map(|conversion| (place, conversion)));
            }
        }
        // The latest, of those the longest, of those the first.
        let main = others.into_iter().rev().max_by_key(|(place, _)| self.reach(*place));
        let alone = |place| Choice { place, conversion: None, why: None };
        let Some(own) = own else {
            return main
                .map(|(place, conversion)| Choice { place, conversion: Some(conversion), why: None })
                .into_iter()
                .collect();
        };
        let Some((main, conversion)) = main else { return vec![alone(own)] };
        let is_lone = |place: usize| self.series[place].outlook.is_none();
        let leads = |place: usize| !is_lone(place) || self.has_stated_pace(place);
        if !leads(main) {
            return vec![alone(own)];
        }
        let ((own_end, own_points), (main_end, main_points)) = (self.reach(own), self.reach(main));
        let is_older = own_end < main_end;
        let is_stub = !leads(own) || (is_older && !is_lone(main));
        let mut chosen = Vec::new();
        if !is_stub {
            chosen.push(alone(own));
        }
        if is_stub || is_older || is_lone(own) || main_points > own_points {
            let why = is_stub.then(|| self.passed_over(own, unit)).flatten();
            chosen.push(Choice { place: main, conversion: Some(conversion), why });
        }
        chosen
    }

    /// What is said of amounts in a forecast's own currency that it is not set beside.
    fn passed_over(&self, place: usize, unit: Option<&Unit>) -> Option<String> {
        let (unit, points) = (unit?, &self.history(place).points);
        let last = points.last()?.period;
        Some(match points.len() {
            1 => format!("in {unit} only {last} is known"),
            _ => format!("in {unit} nothing is known after {last}"),
        })
    }

    /// Why a stated pace makes no path of its series; `None` of one that does.
    fn why_not_carried(&self, index: usize, same: &[usize], unit: Option<&Unit>) -> Option<Apart> {
        if same.iter().any(|&place| self.series[place].paths.iter().any(|path| path.basis == Basis::Stated(index))) {
            return None;
        }
        let own = |history: &&History| history.unit.as_ref() == unit && !history.is_year_of_parts();
        let in_unit = || same.iter().map(|&place| self.history(place)).filter(own);
        let in_any_part = || same.iter().map(|&place| self.history(place)).filter(|history| history.unit.as_ref() == unit);
        if growths_ahead::is_to_be_reached(&self.figures.figures[index])
            && let Some(last) = in_any_part().find_map(History::last)
        {
            let base = self.figures.figures[index].undated.as_ref().and_then(|undated| undated.base);
            let known = last.period;
            return Some(base.map_or(Apart::OtherPeriods(known), |base| Apart::BaseNotKnown { base, known }));
        }
        let tier = self.wishes.tier();
        let failed = |history: &History| {
            let pace = paces::stated(self.figures, &[index], history, tier).into_iter().next()?;
            paces::carried(history, &pace, &[]).err()
        };
        let units = || same.iter().map(|&place| self.history(place).unit.clone()).collect();
        Some(match (same, in_unit().next()) {
            ([], _) => Apart::NoLevel,
            (_, None) => Apart::NoRate(units()),
            // Of longer periods what they say comes first: years before months.
            _ => in_unit().find_map(failed).unwrap_or(Apart::NoLevel),
        })
    }
}

/// The last level of each series in the currencies that paces of it are stated in and no level is known in, where a rate converts.
pub(super) fn in_currencies_of_paces(figures: &Figures, all: &[History], rates: &Rates) -> (Vec<History>, BTreeSet<usize>) {
    let mut converted: Vec<History> = Vec::new();
    let mut asked: BTreeSet<(&Series, &Unit)> = BTreeSet::new();
    let mut used = BTreeSet::new();
    for (of, unit) in figures.figures.iter().filter_map(paces::spoken_of) {
        let Some(unit) = unit.filter(|unit| asked.insert((of, unit))) else { continue };
        let is_there = |history: &History| history.series == *of && history.unit.as_ref() == Some(unit);
        if all.iter().chain(&converted).any(is_there) {
            continue;
        }
        let mut same = all.iter().filter(|history| history.series == *of);
        let found = same.find_map(|history| {
            let last = history.points.last()?.period;
            let conversion = rates.conversion(history.unit.as_ref(), Some(unit), Amount::Past(last))?;
            Some((history.in_currency(unit, &conversion)?, conversion))
        });
        if let Some((history, conversion)) = found {
            converted.push(history);
            used.extend(conversion.asked);
        }
    }
    (converted, used)
}

/// What is said of each rate that was asked for and converted nothing.
fn idle(asked: &[AskedRate], used: &BTreeSet<usize>, figures: &Figures) -> Vec<String> {
    let cells = figures.figures.iter().filter_map(|figure| figure.reading.cell.as_ref()?.unit.as_ref());
    let undated = figures.figures.iter().filter_map(|figure| figure.undated.as_ref()?.unit.as_ref());
    let named: BTreeSet<&str> =
        cells.chain(undated).filter_map(|unit| if let Unit::Currency(code) = unit { Some(&**code) } else { None }).collect();
    let told = |(index, rate): (usize, &AskedRate)| {
        let AskedRate { priced_in, one_of, written, .. } = rate;
        let pair = |rate: &AskedRate| {
            let (first, second) = (rate.priced_in.clone(), rate.one_of.clone());
            if first < second { (first, second) } else { (second, first) }
        };
        let because = if asked[..index].iter().any(|earlier| pair(earlier) == pair(rate)) {
            "an earlier --rate is of the same two currencies".to_string()
        } else if let Some(absent) = [priced_in, one_of].into_iter().find(|code| !named.contains(code.as_str())) {
            format!("no amount, forecast or growth here is in {absent}")
        } else {
            format!("no forecast or growth in {priced_in} or {one_of} had to be set beside amounts in the other")
        };
        format!("--rate {written} converted nothing: {because}")
    };
    asked.iter().enumerate().filter(|(index, _)| !used.contains(index)).map(told).collect()
}
