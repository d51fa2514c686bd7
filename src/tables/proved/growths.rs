//! Which amounts a column of growths was computed from, and so how it is printed.
//!
//! ```text
//! 2020     2021     growth rate
//! 568.8    785.0    138.0          785.0 / 568.8 = 1.380: an index of 2021 over 2020, 100 for no change
//! ```
//!
//! A column of growths is set beside the pairs of columns of amounts that can be its own and its base: of its flow, in one unit, of equally
//! long periods, one before the other; where the header says when or since when, of those periods only. Where one pair and one way of
//! printing fit the rows, to the rounding of what is printed, and no other does, that it is.
//!
//! Pairs are found by their periods, and one is given up as soon as too many rows contradict it, so that a table of hundreds of years is no
//! trouble. Where columns say nothing of when, there are as many pairs as there are: after [`MOST_STEPS`] the rest is left, and the person
//! is told.

use super::printed::{Earlier, Proved, is_growth};
use crate::figures::Flow;
use crate::period::Period;
use crate::tables::cells::{Content, Contents, Facts, Value};
use crate::tables::found::{Columns, RowSaid, ValueColumn};
use crate::tables::given::Growth;
use crate::tables::label::{Base, UnitSaid};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

#[cfg(test)]
mod slowly;

/// So many times a growth is set beside two amounts, in all of a table.
const MOST_STEPS: u64 = 20_000_000;

/// What the amounts of a table tell of its growths.
#[derive(Debug, Default)]
pub struct Growths {
    /// Of each column of numbers.
    pub proved: Vec<Option<Proved>>,
    /// How many columns of growths there were too many pairs for.
    pub untried: usize,
}

/// What the amounts of a table tell of each of its columns.
pub fn growths(contents: &Contents, rows: &[RowSaid], columns: &Columns) -> Growths {
    growths_within(MOST_STEPS, contents, rows, columns)
}

fn growths_within(mut steps: u64, contents: &Contents, rows: &[RowSaid], columns: &Columns) -> Growths {
    let values = &columns.values;
    let mut growths = Growths { proved: vec![None; values.len()], untried: 0 };
    if !values.iter().any(|value| is_growth(&value.facts)) {
        return growths;
    }
    let table = Amounts::of(contents, rows, values);
    let mut of_growths: Vec<usize> = (0..values.len()).filter(|&index| is_growth(&values[index].facts)).collect();
    // Who says over what has few pairs, and does not wait for who does not.
    of_growths.sort_by_key(|&index| values[index].facts.base.is_none());
    for index in of_growths {
        match table.ways(index, &mut steps).as_deref() {
            Ok([one]) => growths.proved[index] = Some(*one),
            // None, or several of which nothing tells which.
            Ok(_) => {}
            Err(TooMany) => growths.untried += 1,
        }
    }
    growths
}

/// Steps have run out.
struct TooMany;

/// The numbers of one column, by the row's place among the rows.
type Numbers = Vec<(u32, Value)>;

/// The amounts and growths of a table.
struct Amounts<'a> {
    values: &'a [ValueColumn],
    numbers: Vec<Numbers>,
    kinds: Vec<Kind>,
    flows: HashMap<Option<Flow>, u32>,
    /// By flow and period, the amounts of no one partner; of two for one, the first.
    totals: HashMap<(u32, Period), Value>,
}

/// Rows of which the same is said, but for the partner and the product.
struct Kind {
    facts: Cared,
    rows: Vec<u32>,
    /// The columns of amounts that are of a period in these rows, by flow, then period.
    levels: Vec<Level>,
}

/// A column of amounts, as it is in rows of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Level {
    flow: u32,
    period: Period,
    index: u32,
    unit: u32,
}

/// What matters here of what is said of a row: all rows of which the same is said are of one kind.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Cared {
    /// Time, base, flow and unit, and nothing else.
    facts: Facts,
    has_partner: bool,
}

impl Cared {
    fn of(facts: &Facts) -> Cared {
        Cared { facts: of_growth(facts), has_partner: facts.partner.is_some() }
    }

    /// What is said of a column's numbers in such rows.
    fn around(&self, column: &Facts) -> Facts {
        of_growth(column).within(&self.facts)
    }
}

/// Of what is said, that which tells whose growth a number may be: time, base, flow and unit.
fn of_growth(facts: &Facts) -> Facts {
    Facts {
        period: facts.period,
        months: facts.months,
        is_cumulated: facts.is_cumulated,
        is_to_date: facts.is_to_date,
        is_unfit_time: facts.is_unfit_time,
        fiscal: facts.fiscal,
        begins: facts.begins,
        is_fiscal: facts.is_fiscal,
        base: facts.base.clone(),
        flow: facts.flow.clone(),
        unit: facts.unit.clone(),
        unclear_unit: facts.unclear_unit.clone(),
        ..Facts::default()
    }
}

impl<'a> Amounts<'a> {
    fn of(contents: &Contents, rows: &'a [RowSaid], values: &'a [ValueColumn]) -> Amounts<'a> {
        let mut table = Amounts {
            values,
            numbers: numbers(contents, rows, values),
            kinds: kinds(rows),
            flows: HashMap::new(),
            totals: HashMap::new(),
        };
        let mut units: HashMap<Option<UnitSaid>, u32> = HashMap::new();
        let levels: Vec<u32> = (0..).zip(values).filter(|(_, value)| value.facts.is_of_amounts()).map(|(at, _)| at).collect();
        for &index in &levels {
            for kind in &mut table.kinds {
                let facts = kind.facts.around(&values[index as usize].facts);
                let Some(period) = facts.when() else { continue };
                let (next_flow, next_unit) = (count(&table.flows), count(&units));
                let flow = *table.flows.entry(facts.flow).or_insert(next_flow);
                let unit = *units.entry(facts.unit).or_insert(next_unit);
                kind.levels.push(Level { flow, period, index, unit });
            }
        }
        for kind in &mut table.kinds {
            kind.levels.sort_unstable();
        }
        table.totals = table.totals();
        table
    }

    /// The amounts of no one partner, by flow and period: of several the one of the first column, in its first row.
    fn totals(&self) -> HashMap<(u32, Period), Value> {
        let mut first: HashMap<(u32, Period), (u32, u32)> = HashMap::new();
        for kind in self.kinds.iter().filter(|kind| !kind.facts.has_partner) {
            let levels = kind.levels.iter().filter(|level| self.values[level.index as usize].facts.partner.is_none());
            for level in levels {
                let own = &self.numbers[level.index as usize];
                let Some(row) = kind.rows.iter().find(|&&row| at(own, row).is_some()) else { continue };
                let place = (level.index, *row);
                first.entry((level.flow, level.period)).and_modify(|known| *known = place.min(*known)).or_insert(place);
            }
        }
        first.into_iter().filter_map(|(key, (index, row))| Some((key, at(&self.numbers[index as usize], row)?))).collect()
    }

    /// The ways in which a column's growths agree with the amounts beside them.
    fn ways(&self, growth: usize, steps: &mut u64) -> Result<Vec<Proved>, TooMany> {
        let printed = &self.numbers[growth];
        let said: Vec<Facts> = self.kinds.iter().map(|kind| kind.facts.around(&self.values[growth].facts)).collect();
        let mut laters: Vec<(u32, Level, usize)> = Vec::new();
        for (at, kind) in self.kinds.iter().enumerate() {
            laters.extend(self.laters(kind, &said[at]).map(|level| (level.index, *level, at)));
        }
        spend(steps, laters.len())?;
        laters.sort_unstable();
        let mut ways: Vec<Proved> = Vec::new();
        for of_one in laters.chunk_by(|one, next| one.0 == next.0) {
            let later = self.values[of_one[0].0 as usize].column;
            let mut settle = |tries: &Tries, earlier: Earlier| {
                ways.extend(tries.settled().map(|growth| Proved { growth, later, earlier }));
            };
            let mut earliers: Vec<(u32, usize)> = Vec::new();
            let mut by_months: BTreeMap<i32, Tries> = BTreeMap::new();
            for (_, level, kind) in of_one {
                let base = said[*kind].base.as_ref();
                earliers.extend(earliers_of(&self.kinds[*kind].levels, level, base).map(|earlier| (earlier.index, *kind)));
                let before = chained(level.period, base).and_then(|before| self.totals.get(&(level.flow, before)));
                if let Some(old) = before {
                    let tries = by_months.entry(level.period.months()).or_default();
                    let new = &self.numbers[level.index as usize];
                    spend(steps, self.kinds[*kind].rows.len())?;
                    for &row in &self.kinds[*kind].rows {
                        tries.test([at(printed, row), at(new, row), Some(*old)]);
                    }
                }
            }
            earliers.sort_unstable();
            for of_pair in earliers.chunk_by(|one, next| one.0 == next.0) {
                let (new, old) = (&self.numbers[of_one[0].0 as usize], &self.numbers[of_pair[0].0 as usize]);
                let kinds = of_pair.iter().map(|(_, kind)| &self.kinds[*kind]);
                let tries = tried(kinds, [printed, new, old], steps)?;
                settle(&tries, Earlier::Column(self.values[of_pair[0].0 as usize].column));
            }
            for (months, tries) in &by_months {
                settle(tries, Earlier::Months(*months));
            }
        }
        Ok(ways)
    }

    /// The columns that may hold what grew, in rows of one kind.
    fn laters<'k>(&self, kind: &'k Kind, said: &Facts) -> impl Iterator<Item = &'k Level> {
        let of_flow = match &said.flow {
            None => 0..kind.levels.len(),
            // A flow without amounts has no number.
            flow => self.flows.get(flow).map_or(0..0, |flow| equal(&kind.levels, |level| level.flow.cmp(flow))),
        };
        let when = said.when();
        let levels = &kind.levels[of_flow];
        let of_time = match when {
            Some(when) if said.flow.is_some() => equal(levels, |level| level.period.cmp(&when)),
            _ => 0..levels.len(),
        };
        levels[of_time].iter().filter(move |level| when.is_none_or(|when| when == level.period))
    }
}

/// The columns that amounts of a column may be compared with, in rows of one kind.
fn earliers_of<'k>(levels: &'k [Level], later: &Level, base: Option<&Base>) -> impl Iterator<Item = &'k Level> {
    let (later, period) = (*later, later.period);
    let levels = &levels[equal(levels, |level| level.flow.cmp(&later.flow))];
    let begins = |first: i32| levels.partition_point(|level| level.period.first() < first);
    let range = match base {
        None => 0..begins(period.first()),
        Some(Base::Period(said)) => begins(said.first_year() * 12)..begins((said.first_year() + 1) * 12),
        Some(Base::Earlier(months)) => {
            period.months_earlier(*months).map_or(0..0, |before| equal(levels, |level| level.period.cmp(&before)))
        }
        Some(Base::Months { .. } | Base::Other(_)) => 0..0,
    };
    levels[range].iter().filter(move |level| {
        let is_before = level.period.months() == period.months() && level.period.first() < period.first();
        is_before && level.unit == later.unit
    })
}

/// Of amounts that are compared with those right before: the period of these.
fn chained(period: Period, base: Option<&Base>) -> Option<Period> {
    match base {
        Some(Base::Earlier(months)) if *months == period.months() => period.months_earlier(*months),
        _ => None,
    }
}

/// Sets a column of growths beside two of amounts, until it is plain that they do not fit.
fn tried<'k>(
    kinds: impl Iterator<Item = &'k Kind> + Clone,
    [printed, new, old]: [&Numbers; 3],
    steps: &mut u64,
) -> Result<Tries, TooMany> {
    let mut tries = Tries::default();
    let all: usize = kinds.clone().map(|kind| kind.rows.len()).sum();
    let most = all.min(printed.len()).min(new.len()).min(old.len());
    for &row in kinds.flat_map(|kind| &kind.rows) {
        spend(steps, 1)?;
        tries.test([at(printed, row), at(new, row), at(old, row)]);
        if !tries.may_fit(most) {
            break;
        }
    }
    Ok(tries)
}

/// How often each way of reading agreed.
#[derive(Default)]
struct Tries {
    tested: usize,
    index: usize,
    change: usize,
}

impl Tries {
    fn test(&mut self, numbers: [Option<Value>; 3]) {
        if let [Some(printed), Some(new), Some(old)] = numbers
            && new.digits > 0
            && old.digits > 0
        {
            self.tested += 1;
            self.index += usize::from(agrees(printed, new, old, 0));
            self.change += usize::from(agrees(printed, new, old, 100));
        }
    }

    /// The way that fits, if only one does. One row in ten may have been revised since.
    fn settled(&self) -> Option<Growth> {
        let fits = |count: usize| self.tested > 0 && count * 10 >= self.tested * 9;
        match (fits(self.index), fits(self.change)) {
            (true, false) => Some(Growth::Index),
            (false, true) => Some(Growth::Change),
            _ => None,
        }
    }

    /// Whether one of the ways may fit yet, when so many rows are tested at most.
    fn may_fit(&self, most: usize) -> bool {
        let may = |count: usize| (self.tested - count) * 10 <= most;
        may(self.index) || may(self.change)
    }
}

/// Whether 100 × new / old is what is printed, plus `added`, to the rounding of all three.
fn agrees(printed: Value, new: Value, old: Value, added: i64) -> bool {
    agrees_in_place(printed, new, old, added).unwrap_or_else(|| agrees_exactly(printed, new, old, added))
}

/// The same where 128 bits hold it: both sides multiplied by 2 and by the powers of ten below.
fn agrees_in_place(printed: Value, new: Value, old: Value, added: i64) -> Option<bool> {
    let ten = |places: u8| TENS.get(usize::from(places)).copied();
    let (of_printed, of_new, of_old) = (ten(printed.places)?, ten(new.places)?, ten(old.places)?);
    let index = of_printed.checked_mul(added.into())?.checked_add(printed.digits.into())?;
    let (old, new) = (i128::from(old.digits), i128::from(new.digits));
    let scaled_old = old.checked_mul(of_new)?;
    let scaled_hundred = of_printed.checked_mul(of_old)?.checked_mul(100)?;
    let apart = index.checked_mul(scaled_old)?.checked_sub(scaled_hundred.checked_mul(new)?)?.checked_mul(2)?;
    let rounding = scaled_old.checked_add(index.checked_abs()?.checked_mul(of_new)?)?.checked_add(scaled_hundred)?;
    Some(apart.checked_abs()? <= rounding)
}

/// The powers of ten that places of printed numbers make.
const TENS: [i128; 19] = {
    let mut tens = [1; 19];
    let mut at = 1;
    while at < tens.len() {
        tens[at] = tens[at - 1] * 10;
        at += 1;
    }
    tens
};

fn agrees_exactly(printed: Value, new: Value, old: Value, added: i64) -> bool {
    let exact = |value: Value| BigRational::new(value.digits.into(), BigInt::from(10).pow(value.places.into()));
    let half = |value: Value| BigRational::new(1.into(), BigInt::from(2) * BigInt::from(10).pow(value.places.into()));
    let index = exact(printed) + BigRational::from_integer(added.into());
    let hundred = BigRational::from_integer(100.into());
    let apart = (&index * exact(old) - &hundred * exact(new)).abs();
    apart <= half(printed) * exact(old) + index.abs() * half(old) + hundred * half(new)
}

fn spend(steps: &mut u64, count: usize) -> Result<(), TooMany> {
    *steps = steps.checked_sub(count as u64).ok_or(TooMany)?;
    Ok(())
}

/// The rows, those of which the same is said together.
fn kinds(rows: &[RowSaid]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    let mut known: HashMap<Cared, usize> = HashMap::new();
    for (row, said) in (0..).zip(rows) {
        let facts = Cared::of(&said.facts);
        let at = *known.entry(facts.clone()).or_insert_with(|| {
            kinds.push(Kind { facts, rows: Vec::new(), levels: Vec::new() });
            kinds.len() - 1
        });
        kinds[at].rows.push(row);
    }
    kinds
}

/// The numbers of each column of amounts or growths.
fn numbers(contents: &Contents, rows: &[RowSaid], values: &[ValueColumn]) -> Vec<Numbers> {
    let is_wanted = |value: &&(usize, &ValueColumn)| value.1.facts.is_of_amounts() || is_growth(&value.1.facts);
    let all: Vec<(usize, &ValueColumn)> = values.iter().enumerate().collect();
    let places: HashMap<u32, usize> = all.iter().filter(is_wanted).map(|(at, value)| (value.column, *at)).collect();
    let mut numbers = vec![Numbers::new(); values.len()];
    for (row, said) in (0..).zip(rows) {
        for (column, content) in contents.row(said.row) {
            if let (Content::Number(value), Some(&at)) = (content, places.get(&column)) {
                numbers[at].push((row, value));
            }
        }
    }
    numbers
}

/// A column's number in a row.
fn at(numbers: &Numbers, row: u32) -> Option<Value> {
    // In a column without gaps it stands at its own place.
    match numbers.get(row as usize) {
        Some((own, value)) if *own == row => Some(*value),
        _ => numbers.binary_search_by_key(&row, |number| number.0).ok().map(|at| numbers[at].1),
    }
}

/// Where sorted levels are equal to something.
fn equal(levels: &[Level], order: impl Fn(&Level) -> std::cmp::Ordering) -> Range<usize> {
    levels.partition_point(|level| order(level).is_lt())..levels.partition_point(|level| order(level).is_le())
}

fn count<K>(known: &HashMap<K, u32>) -> u32 {
    u32::try_from(known.len()).unwrap_or(u32::MAX)
}
