//! The same by trying everything with everything, in exact fractions: slow, obvious, and it has to agree.

use super::*;
use crate::names::Names;
use crate::tables::sheet::{Cell, Grid};
use crate::tables::{given::Given, label};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn slowly(contents: &Contents, rows: &[RowSaid], values: &[ValueColumn]) -> Vec<Proved> {
    let growth = &values[0];
    let number = |row: &RowSaid, column: u32| match contents.at(row.row, column) {
        Content::Number(value) => Some(value),
        _ => None,
    };
    let facts = |column: &ValueColumn, row: &RowSaid| column.facts.clone().within(&row.facts);
    let levels: Vec<&ValueColumn> = values.iter().filter(|value| value.facts.is_of_amounts()).collect();
    let mut ways = Vec::new();
    let mut settle = |tries: &[[Value; 3]], later: u32, earlier: Earlier| {
        let fits = |added: i64| {
            let agreed = tries.iter().filter(|[printed, new, old]| agrees_exactly(*printed, *new, *old, added)).count();
            !tries.is_empty() && agreed * 10 >= tries.len() * 9
        };
        match (fits(0), fits(100)) {
            (true, false) => ways.push(Proved { growth: Growth::Index, later, earlier }),
            (false, true) => ways.push(Proved { growth: Growth::Change, later, earlier }),
            _ => {}
        }
    };
    let some = |numbers: [Option<Value>; 3]| match numbers {
        [Some(printed), Some(new), Some(old)] if new.digits > 0 && old.digits > 0 => Some([printed, new, old]),
        _ => None,
    };
    for later in &levels {
        for earlier in &levels {
            let tries: Vec<_> = rows
                .iter()
                .filter(|row| {
                    let (of, new, old) = (facts(growth, row), facts(later, row), facts(earlier, row));
                    let (Some(period), Some(base)) = (new.when(), old.when()) else { return false };
                    let is_base = match of.base {
                        None => true,
                        Some(Base::Period(said)) => said.first_year() == base.first_year(),
                        Some(Base::Earlier(months)) => period.months_earlier(months) == Some(base),
                        Some(_) => false,
                    };
                    new.flow == old.flow
                        && new.unit == old.unit
                        && (of.flow.is_none() || of.flow == new.flow)
                        && of.when().is_none_or(|when| when == period)
                        && period.months() == base.months()
                        && period.first() > base.first()
                        && is_base
                })
                .filter_map(|row| some([growth.column, later.column, earlier.column].map(|column| number(row, column))))
                .collect();
            settle(&tries, later.column, Earlier::Column(earlier.column));
        }
        let mut by_months: BTreeMap<i32, Vec<[Value; 3]>> = BTreeMap::new();
        for row in rows {
            let (of, new) = (facts(growth, row), facts(later, row));
            let (Some(Base::Earlier(months)), Some(period)) = (of.base.clone(), new.when()) else { continue };
            let is_of_same = (of.flow.is_none() || of.flow == new.flow) && of.when().is_none_or(|when| when == period);
            if !is_of_same || months != period.months() {
                continue;
            }
            let before = period.months_earlier(months);
            let mut olds = levels.iter().flat_map(|level| rows.iter().map(move |row| (level, row))).filter(|(level, row)| {
                let old = facts(level, row);
                old.partner.is_none() && old.flow == new.flow && old.when() == before && number(row, level.column).is_some()
            });
            let Some(old) = olds.next().and_then(|(level, row)| number(row, level.column)) else { continue };
            by_months.entry(months).or_default().extend(some([number(row, growth.column), number(row, later.column), Some(old)]));
        }
        for (months, tries) in &by_months {
            settle(tries, later.column, Earlier::Months(*months));
        }
    }
    ways
}

/// What may be said of a column or a row: few different things, so that they meet. `often` says how often it speaks of its period.
fn said(often: u32) -> impl Strategy<Value = Facts> {
    let period = prop_oneof![10 => Just(None), often => (2019..2024).prop_map(Period::year)];
    let months = prop_oneof![12 => Just(None), 1 => (0..3_u8).prop_map(|first| Some((first, 1)))];
    let flow = prop_oneof![6 => Just(None), 3 => Just(Some(Flow::Exports)), 1 => Just(Some(Flow::Imports))];
    let unit = |code: &str| Some(UnitSaid { scale: "mn".into(), unit: code.into(), choices: Vec::new(), dollar: None });
    let unit = prop_oneof![8 => Just(None), 1 => Just(unit("USD")), 1 => Just(unit("RUB"))];
    let partner = prop_oneof![4 => Just(None), 1 => Just(Some("UZB".to_string()))];
    let said = (period, months, flow, unit, partner);
    said.prop_map(|(period, months, flow, unit, partner)| Facts { period, months, flow, unit, partner, ..Facts::default() })
}

fn growth() -> impl Strategy<Value = Facts> {
    let base = prop_oneof![
        3 => Just(None),
        1 => (2019..2023).prop_map(|year| Period::year(year).map(Base::Period)),
        3 => Just(Some(Base::Earlier(12))),
        1 => Just(Some(Base::Earlier(1))),
        1 => Just(Some(Base::Months { first: 0, count: 1 })),
    ];
    let kind = Some(label::Kind::IndexOrChange);
    (said(5), base).prop_map(move |(facts, base)| Facts { base, kind, ..facts })
}

/// What is said of a row, and of its growth and amounts whether they are as the others, something else, or not there.
fn row() -> impl Strategy<Value = (Facts, Vec<u8>)> {
    (prop_oneof![3 => Just(Facts::default()), 2 => said(8)], prop::collection::vec(0..40_u8, 7))
}

/// Amounts that grow by a tenth each year, but for some.
fn amount(facts: &Facts, chance: u8) -> Option<i64> {
    let year = facts.when().map_or(0, |when| when.first_year() - 2019);
    match chance {
        0 => None,
        1 => Some(-5),
        2 => Some(115),
        _ => Some([100, 110, 121, 133, 146][usize::try_from(year).unwrap_or(0).min(4)]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn pairs_found_by_period_are_those_found_by_trying_all(
        growth in growth(),
        amounts in prop::collection::vec(said(40), 1..6),
        rows in prop::collection::vec(row(), 1..4),
        printed in prop_oneof![Just(110), Just(10)],
    ) {
        let mut grid = Grid::new("");
        for (row, (of_row, chances)) in (0..).zip(&rows) {
            for (column, (facts, chance)) in (0..).zip(std::iter::once(&growth).chain(&amounts).zip(chances)) {
                let digits = match amount(&facts.clone().within(of_row), *chance) {
                    Some(115) if column == 0 => Some(115),
                    Some(_) if column == 0 => Some(printed),
                    digits => digits,
                };
                if let Some(digits) = digits {
                    grid.push(row, column, Cell::Number { digits, places: 0, is_percent: false });
                }
            }
        }
        let rows: Vec<RowSaid> = (0..)
            .zip(rows)
            .map(|(row, (facts, _))| RowSaid {
                row,
                facts,
                ..RowSaid::default()
            })
            .collect();
        let values: Vec<ValueColumn> = (0..)
            .zip(std::iter::once(growth).chain(amounts))
            .map(|(column, facts)| ValueColumn { column, facts, text: String::new(), rest: String::new(), is_unclear: false, is_unlisted: false, may_be_part: None })
            .collect();
        let given = Given::default();
        let contents = Contents::of(&grid, &given, Names::embedded().expect("names"));
        let ways = Amounts::of(&contents, &rows, &values).ways(0, &mut { MOST_STEPS }).unwrap_or_default();
        let told = |ways: Vec<Proved>| ways.iter().map(|way| format!("{way:?}")).collect::<BTreeSet<String>>();
        prop_assert_eq!(told(ways), told(slowly(&contents, &rows, &values)));
    }

    #[test]
    fn whole_numbers_agree_as_fractions_do(
        printed in any::<i64>(),
        new in 1..i64::MAX,
        old in 1..i64::MAX,
        (of_printed, of_new, of_old) in (0..12_u8, 0..12_u8, 0..12_u8),
        small in 0..40_u32,
    ) {
        let value = |digits: i64, places: u8| Value { digits: digits >> small, places, is_percent: false, mark: None };
        let numbers = [value(printed, of_printed), value(new, of_new), value(old, of_old)];
        let [printed, new, old] = numbers;
        for added in [0, 100] {
            if let Some(agreed) = agrees_in_place(printed, new, old, added) {
                prop_assert_eq!(agreed, agrees_exactly(printed, new, old, added));
            }
        }
    }
}

#[test]
fn growths_agree_to_the_rounding_of_what_is_printed() {
    let value = |digits: i64, places: u8| Value { digits, places, is_percent: false, mark: None };
    // 785000.4 / 568773.3 is 1.380164.
    let (new, old) = (value(7_850_004, 1), value(5_687_733, 1));
    assert!(agrees(value(1380, 1), new, old, 0) && agrees(value(380, 1), new, old, 100));
    assert!(!agrees(value(1382, 1), new, old, 0) && !agrees(value(380, 1), new, old, 0));
    // The last digit that fits, and the first that does not: 1.5 by 0.05 is as far as 145 and 155 are from 150.
    assert_eq!(agrees_in_place(value(144, 0), value(3, 0), value(2, 0), 0), Some(true));
    assert_eq!(agrees_in_place(value(i64::MAX, 18), value(i64::MAX, 18), value(1, 18), 0), None, "more than 128 bits");
}

#[test]
fn a_column_with_too_many_pairs_is_left_and_counted() {
    let mut grid = Grid::new("");
    (0..3).for_each(|column| grid.push(0, column, Cell::Number { digits: 100, places: 0, is_percent: false }));
    let facts = |year, kind| Facts { period: Period::year(year), kind, ..Facts::default() };
    let said = [facts(2022, Some(label::Kind::IndexOrChange)), facts(2021, None), facts(2022, None)];
    let values = (0..).zip(said).map(|(column, facts)| ValueColumn {
        column,
        facts,
        text: String::new(),
        rest: String::new(),
        is_unclear: false,
        is_unlisted: false,
        may_be_part: None,
    });
    let columns = Columns { values: values.collect(), ..Columns::default() };
    let row = RowSaid::default();
    let given = Given::default();
    let contents = Contents::of(&grid, &given, Names::embedded().expect("names"));
    let within = |most: u64| growths_within(most, &contents, std::slice::from_ref(&row), &columns);
    assert_eq!((within(1).untried, within(1).proved[0]), (1, None));
    assert_eq!(within(100).untried, 0);
    assert_eq!(within(100).proved[0].map(|proved| proved.growth), Some(Growth::Index));
}
