//! Ranges as people read them: "402.6 to 430 bn RUB", "more than 600 bn RUB", "at most 14.5%".
//!
//! What was proved is rounded outward ([`range`]), what one may choose from inward ([`room`]).
//!
//! Outward, ends are rounded to four digits or as many as the width of the range deserves; short numbers stay exact. Open ends
//! are "more than" and "less than", closed ones, and those that are rounded, "at least" and "at most". Digits are never grouped by
//! commas or points: `1,234` is a thousand to one reader and one and a bit to the next. Only whole units that were asked for
//! (`--in USD`) are grouped, by spaces.

use super::gauge::{Gauge, Shown};
use super::printed::{Toward, big, decimal_places};
use super::units::Units;
use crate::exact::{End, Interval};
use crate::figures::{Aspect, Cell, Flow};
use crate::network::Quantity;
use crate::solver::proof::Side;
use crate::words::Unit;
use num_rational::BigRational;
use num_traits::Signed;

pub use super::gauge::Digits;

/// What a cell's numbers count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tally {
    /// Whole units of a currency or of goods; `None` while nothing settles the unit.
    Amount(Option<Unit>),
    /// The same of a balance: below nothing it is told as a deficit.
    Balance(Option<Unit>),
    /// Fractions, told as per cent.
    Percent,
    /// Fractions, told as percentage points.
    Points,
    /// Plain numbers: exchange rates.
    Number,
}

impl Tally {
    /// Of a cell of the trade.
    pub fn of_cell(cell: &Cell) -> Tally {
        match cell.aspect {
            Aspect::Level if cell.series.flow == Flow::Balance => Tally::Balance(cell.unit.clone()),
            Aspect::Level => Tally::Amount(cell.unit.clone()),
            Aspect::Growth { .. } | Aspect::AverageGrowth { .. } | Aspect::Share { .. } => Tally::Percent,
            Aspect::SharePoints { .. } => Tally::Points,
            Aspect::Rate => Tally::Number,
        }
    }

    /// Of any cell of the network.
    pub fn of(quantity: &Quantity) -> Tally {
        match quantity {
            Quantity::Cell(cell) | Quantity::Rest { whole: cell, .. } => Tally::of_cell(cell),
            Quantity::OwnRate { .. } | Quantity::Spread { .. } => Tally::Number,
            Quantity::Usual { .. } => Tally::Percent,
        }
    }
}

/// The fewest digits that still show how two bounds cross once both are rounded outward.
pub fn digits_that_show(low: &BigRational, high: &BigRational, tally: &Tally, units: &Units, places: u32) -> Digits {
    let gauge = Gauge::for_ends(tally, units, [Some(low), Some(high)]);
    let digits = |at_least| Digits { at_least, places };
    let shows = |at_least: &u32| {
        let below = gauge.shown(low, Toward::Below, digits(*at_least));
        let above = gauge.shown(high, Toward::Above, digits(*at_least));
        if low == high { below.is_exact } else { below.value > above.value }
    };
    digits((Digits::USUAL.at_least..Digits::MOST).find(shows).unwrap_or(Digits::MOST))
}

/// One bound, in words: "at least 402.6 bn RUB".
pub fn bound(side: Side, at: &BigRational, open: bool, tally: &Tally, units: &Units, digits: Digits) -> String {
    let gauge = Gauge::for_ends(tally, units, [Some(at), None]);
    if is_deficit(tally, at) {
        // "at most -5" takes a moment longer than "a deficit of at least 5".
        let shown = gauge.shown(&-at, toward(side.other()), digits);
        let lead = lead(side.other(), open && shown.is_exact);
        return format!("a deficit of {lead}{}{}", shown.text, gauge.behind);
    }
    let shown = gauge.shown(at, toward(side), digits);
    format!("{}{}{}", lead(side, open && shown.is_exact), shown.text, gauge.behind)
}

/// A range, in words; `None` when nothing bounds it.
pub fn range(interval: &Interval, tally: &Tally, units: &Units) -> Option<String> {
    let bound = |end: Option<End>| end.map(|end| (big(&end.at), end.open));
    let (low, high) = (bound(interval.low), bound(interval.high));
    match (low, high) {
        (None, None) => None,
        (Some((at, open)), None) => Some(self::bound(Side::Low, &at, open, tally, units, Digits::USUAL)),
        (None, Some((at, open))) => Some(self::bound(Side::High, &at, open, tally, units, Digits::USUAL)),
        (Some(low), Some(high)) => Some(between(low, high, tally, units, Digits::USUAL)),
    }
}

/// What is left of a quantity of which somebody said something: to a hundredth of what was said, for who said "4.19 billion" has
/// no use for 4.192737125.
pub fn range_beside(left: &Interval, said: &Interval, tally: &Tally, units: &Units) -> Option<String> {
    let (Some(low), Some(high)) = (left.low, left.high) else { return range(left, tally, units) };
    let width = match (said.low, said.high) {
        (Some(low), Some(high)) => big(&high.at) - big(&low.at),
        _ => BigRational::from_integer(0.into()),
    };
    Some(between_within((big(&low.at), low.open), (big(&high.at), high.open), width, tally, units, Digits::USUAL))
}

/// A range between two bounds, each with whether it is open: "402.6 to 430 bn RUB", "more than 600, at most 700 bn RUB".
pub fn between(
    (low, low_open): (BigRational, bool),
    (high, high_open): (BigRational, bool),
    tally: &Tally,
    units: &Units,
    digits: Digits,
) -> String {
    let width = &high - &low;
    between_within((low, low_open), (high, high_open), width, tally, units, digits)
}

/// The same to a hundredth of a width that may be larger.
fn between_within(
    (low, low_open): (BigRational, bool),
    (high, high_open): (BigRational, bool),
    width: BigRational,
    tally: &Tally,
    units: &Units,
    digits: Digits,
) -> String {
    if is_deficit(tally, &high) {
        let told = between_within((-high, high_open), (-low, low_open), width, tally, units, digits);
        return format!("a deficit of {told}");
    }
    let gauge = Gauge::for_ends(tally, units, [Some(&low), Some(&high)]);
    let digits = Digits { at_least: gauge.digits_for_width(&low, &high, &width).max(digits.at_least), places: digits.places };
    let from = gauge.shown(&low, Toward::Below, digits);
    let to = gauge.shown(&high, Toward::Above, digits);
    joined(&from, low_open, &to, high_open, &gauge.behind)
}

/// What another number would have to be: with as few digits as leave nearly all of the room, and rounded inward, so that any
/// number that a reader picks from it fits. `None` when nothing bounds it.
pub fn room(interval: &Interval, tally: &Tally, units: &Units) -> Option<String> {
    room_with(interval, tally, units, false)
}

/// The same for people: of a room that would take more digits than anybody reads, "about" the number in its middle.
pub fn room_for_people(interval: &Interval, tally: &Tally, units: &Units) -> Option<String> {
    room_with(interval, tally, units, true)
}

fn room_with(interval: &Interval, tally: &Tally, units: &Units, for_people: bool) -> Option<String> {
    let bound = |end: Option<End>| end.map(|end| (big(&end.at), end.open));
    match (bound(interval.low), bound(interval.high)) {
        (None, None) => None,
        (Some((at, open)), None) => Some(bound_within(Side::Low, &at, open, tally, units)),
        (None, Some((at, open))) => Some(bound_within(Side::High, &at, open, tally, units)),
        (Some(low), Some(high)) => Some(room_between(low, high, tally, units, for_people)),
    }
}

fn bound_within(side: Side, at: &BigRational, open: bool, tally: &Tally, units: &Units) -> String {
    let gauge = Gauge::for_ends(tally, units, [Some(at), None]);
    let (deficit, side, at) = if is_deficit(tally, at) { ("a deficit of ", side.other(), -at) } else { ("", side, at.clone()) };
    let shown = gauge.shown(&at, toward(side.other()), Digits::USUAL);
    format!("{deficit}{}{}{}", lead(side, open && shown.is_exact), shown.text, gauge.behind)
}

fn room_between(
    (low, low_open): (BigRational, bool),
    (high, high_open): (BigRational, bool),
    tally: &Tally,
    units: &Units,
    for_people: bool,
) -> String {
    if is_deficit(tally, &high) {
        let amount = Tally::Amount(match tally {
            Tally::Balance(unit) => unit.clone(),
            _ => None,
        });
        return format!("a deficit of {}", room_between((-high, high_open), (-low, low_open), &amount, units, for_people));
    }
    let gauge = Gauge::for_ends(tally, units, [Some(&low), Some(&high)]);
    let most = gauge.places_worth_reading(tally, &low, &high);
    let is_short = |shown: &Shown| !for_people || decimal_places(shown.value.denom()).is_some_and(|places| places <= most);
    match gauge.inside((&low, low_open), (&high, high_open)) {
        Some([from, to]) if is_short(&from) && is_short(&to) => joined(&from, low_open, &to, high_open, &gauge.behind),
        None if !for_people => about(&((low + high) / BigRational::from_integer(2.into())), &[], tally, units),
        _ => match gauge.inside_with(most, &low, &high) {
            [from, to] if from.value < to.value => joined(&from, low_open, &to, high_open, &gauge.behind),
            // So narrow that only a reader with a machine would want all of its digits; or a point that no decimal hits.
            _ => format!("about {}{}", gauge.nearest(most, &((low + high) / BigRational::from_integer(2.into()))), gauge.behind),
        },
    }
}

/// "402.6 to 430 bn RUB", "more than 600, at most 700 bn RUB"; one number where both ends print alike.
fn joined(from: &Shown, low_open: bool, to: &Shown, high_open: bool, behind: &str) -> String {
    let after_first = if behind == "%" { "%" } else { "" };
    match (low_open && from.is_exact, high_open && to.is_exact) {
        _ if from.value == to.value => format!("{}{behind}", from.text),
        (false, false) => format!("{}{after_first} to {}{behind}", from.text, to.text),
        (low_open, high_open) => {
            let (low, high) = (lead(Side::Low, low_open), lead(Side::High, high_open));
            format!("{low}{}{after_first}, {high}{}{behind}", from.text, to.text)
        }
    }
}

/// One number near enough for reading: exact if it is short, else with four digits, or as many as it takes for the number as
/// printed to lie within what was said of it.
pub fn about(value: &BigRational, within: &[Interval], tally: &Tally, units: &Units) -> String {
    let gauge = Gauge::for_ends(tally, units, [Some(value), None]);
    let fits = |told: &BigRational| {
        let told = told * &gauge.size;
        within.iter().all(|interval| contains(interval, &told))
    };
    let (inward, outward) = if value.is_negative() { (Toward::Above, Toward::Below) } else { (Toward::Below, Toward::Above) };
    let candidates = (Digits::USUAL.at_least..=Digits::MOST).flat_map(|at_least| {
        let digits = Digits { at_least, places: gauge.places_of_short(value) };
        let mut pair = [gauge.shown(value, inward, digits), gauge.shown(value, outward, digits)];
        // The nearer one first, as people round; of equally near ones the one towards nothing.
        pair.sort_by_key(|shown| (value - &shown.value * &gauge.size).abs());
        pair
    });
    let mut last = None;
    for shown in candidates {
        let is_found = shown.is_exact || fits(&shown.value);
        last = Some(shown);
        if is_found {
            break;
        }
    }
    last.map_or(String::new(), |shown| format!("{}{}{}", if shown.is_exact { "" } else { "about " }, shown.text, gauge.behind))
}

fn is_deficit(tally: &Tally, at: &BigRational) -> bool {
    matches!(tally, Tally::Balance(_)) && at.is_negative()
}

/// Whether a number lies in an interval.
pub(super) fn contains(interval: &Interval, number: &BigRational) -> bool {
    let above = |end: End| if end.open { *number > big(&end.at) } else { *number >= big(&end.at) };
    let below = |end: End| if end.open { *number < big(&end.at) } else { *number <= big(&end.at) };
    interval.low.is_none_or(above) && interval.high.is_none_or(below)
}

fn lead(side: Side, open: bool) -> &'static str {
    match (side, open) {
        (Side::Low, true) => "more than ",
        (Side::Low, false) => "at least ",
        (Side::High, true) => "less than ",
        (Side::High, false) => "at most ",
    }
}

fn toward(side: Side) -> Toward {
    match side {
        Side::Low => Toward::Below,
        Side::High => Toward::Above,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::{Ratio, ratio};
    use crate::figures::Figures;
    use crate::report::units::{ChosenUnit, Counting};
    use num_bigint::BigInt;
    use proptest::prelude::*;

    fn rubles() -> Tally {
        Tally::Amount(Some(Unit::Currency("RUB".into())))
    }

    fn told(interval: &Interval, tally: &Tally) -> String {
        range(interval, tally, &Units::default()).unwrap()
    }

    #[test]
    fn ranges_read_like_prose() {
        let bn = |n: i128, d: i128| Ratio::new(n * 1_000_000_000, d);
        assert_eq!(told(&Interval::more_than(bn(600, 1)), &rubles()), "more than 600 bn RUB");
        assert_eq!(told(&Interval::closed(bn(452_000, 1145), bn(430, 1)), &rubles()), "394.7 to 430 bn RUB");
        assert_eq!(told(&Interval::point(bn(470, 1)), &rubles()), "470 bn RUB");
        assert_eq!(told(&Interval::closed(bn(1, 2), bn(1200, 1)), &rubles()), "0.5 to 1200 bn RUB");
        assert_eq!(told(&Interval::less_than(ratio(29, 200)), &Tally::Percent), "less than 14.5%");
        assert_eq!(told(&Interval::closed(ratio(1, 7), ratio(1, 4)), &Tally::Percent), "14.28% to 25%");
        assert_eq!(told(&Interval::point(ratio(1, 3)), &Tally::Number), "0.3333 to 0.3334");
        assert_eq!(told(&Interval::at_most(ratio(2999, 1)), &Tally::Amount(Some(Unit::Count))), "at most 2999");
        assert_eq!(range(&Interval::ALL, &rubles(), &Units::default()), None);
    }

    #[test]
    fn room_is_rounded_inward_to_few_digits() {
        let room = |interval: &Interval, tally: &Tally| super::room(interval, tally, &Units::default()).unwrap();
        let dollars = Tally::Amount(Some(Unit::Currency("USD".into())));
        let mn = |n: i128| ratio(n * 100, 1);
        assert_eq!(room(&Interval::closed(mn(38_020_725), mn(38_307_325)), &dollars), "3.803 to 3.83 bn USD");
        assert_eq!(room(&Interval::closed(ratio(3368, 10_000), ratio(3411, 10_000)), &Tally::Percent), "33.7% to 34.1%");
        assert_eq!(room(&Interval::closed(ratio(2, 7), ratio(2, 7)), &Tally::Percent), "about 28.57%");
        assert_eq!(room(&Interval::point(ratio(97_417_917, 1)), &Tally::Number), "97417917");
        let hair = Interval::closed(ratio(10i128.pow(15) - 1, 10i128.pow(15)), ratio(1, 1));
        assert_eq!(room(&hair, &Tally::Number), "1");
        assert_eq!(room(&Interval::at_least(ratio(1_234_567_890_123, 1)), &rubles()), "at least 1.235 tn RUB");
        assert_eq!(room(&Interval::more_than(ratio(600_000_000_000, 1)), &rubles()), "more than 600 bn RUB");
        let balance = Tally::Balance(Some(Unit::Currency("USD".into())));
        let deficit = Interval::closed(ratio(-10_000_000_001, 1), ratio(-9_012_345_678, 1));
        assert_eq!(room(&deficit, &balance), "a deficit of 9.1 to 10 bn USD");
    }

    #[test]
    fn a_room_for_people_has_no_digits_that_nobody_reads() {
        let room = |low: i128, high: i128, of: i128, tally: &Tally| {
            super::room_for_people(&Interval::closed(ratio(low, of), ratio(high, of)), tally, &Units::default()).unwrap()
        };
        let dollars = Tally::Amount(Some(Unit::Currency("USD".into())));
        let billionths = 1_000_000_000;
        assert_eq!(room(334_116_462, 334_116_506, billionths, &Tally::Percent), "about 33.41%");
        assert_eq!(room(-998_728_000, -998_650_000, billionths, &Tally::Percent), "about -99.87%");
        assert_eq!(room(334_116_462, 334_616_506, billionths, &Tally::Percent), "33.42% to 33.46%");
        assert_eq!(room(9_741_792_123, 9_741_792_456, 1, &dollars), "about 9.74179 bn USD");
        assert_eq!(room(3_803_000_000, 3_830_000_000, 1, &dollars), "3.803 to 3.83 bn USD");
        assert_eq!(room(97_417_917, 97_417_917, 1, &Tally::Number), "97417917");
    }

    #[test]
    fn a_chosen_unit_is_for_what_it_counts() {
        let unit = Unit::Currency("RUB".into());
        let counting = Counting(Some(ChosenUnit { written: "mn RUB".into(), unit, size: ratio(1_000_000, 1) }));
        let units = Units::of(&Figures::default(), &counting);
        let range = |interval: &Interval, tally: &Tally| super::range(interval, tally, &units).unwrap();
        assert_eq!(range(&Interval::more_than(ratio(600_000_000_000, 1)), &rubles()), "more than 600000 mn RUB");
        let dollars = Tally::Amount(Some(Unit::Currency("USD".into())));
        assert_eq!(range(&Interval::at_least(ratio(9_800_000_000, 1)), &dollars), "at least 9.8 bn USD");
    }

    #[test]
    fn rounding_neither_opens_an_end_nor_closes_one() {
        assert_eq!(told(&Interval::more_than(ratio(1, 3)), &Tally::Percent), "at least 33.33%");
        assert_eq!(told(&Interval::more_than(ratio(1, 4)), &Tally::Percent), "more than 25%");
    }

    #[test]
    fn a_balance_below_nothing_is_a_deficit() {
        let balance = Tally::Balance(Some(Unit::Currency("USD".into())));
        let (ten, nine) = (ratio(-10_000_000_000, 1), ratio(-9_000_000_000, 1));
        let between = Interval { low: Some(End { at: ten, open: false }), high: Some(End { at: nine, open: true }) };
        assert_eq!(told(&between, &balance), "a deficit of more than 9, at most 10 bn USD");
        assert_eq!(told(&Interval::at_most(ratio(-28_000_000_000, 3)), &balance), "a deficit of at least 9.333 bn USD");
    }

    #[test]
    fn an_example_fits_as_it_is_printed() {
        let whole = |n: i128| BigRational::from_integer(n.into());
        let about = |value: i128, within: &[Interval]| super::about(&whole(value), within, &rubles(), &Units::default());
        assert_eq!(about(190_271_340_001, &[]), "about 190.3 bn RUB");
        let said = Interval::closed(ratio(190_270_500_000, 1), ratio(190_271_500_000, 1));
        assert_eq!(about(190_271_340_001, &[said]), "about 190.271 bn RUB");
        assert_eq!(about(600_000_001_234, &[Interval::more_than(ratio(600_000_000_000, 1))]), "about 600.1 bn RUB");
    }

    #[test]
    fn bounds_that_cross_are_told_so_that_one_sees_it() {
        let whole = |n: i128| BigRational::from_integer(n.into());
        let tally = rubles();
        let none = Units::default();
        let (low, high) = (whole(1_000_000_000_000), whole(999_999_999_999));
        let digits = digits_that_show(&low, &high, &tally, &none, 0);
        assert_eq!(bound(Side::Low, &low, false, &tally, &none, digits), "at least 1 tn RUB");
        assert_eq!(bound(Side::High, &high, false, &tally, &none, digits), "at most 999.999999999 bn RUB");
    }

    proptest! {
        #[test]
        fn room_lies_within_and_leaves_nine_tenths(n in -10i128.pow(20)..10i128.pow(20), d in 1..10i128.pow(6), wide in 10i128.pow(12)..10i128.pow(19)) {
            let (low, high) = (big(&Ratio::new(n, d)), big(&Ratio::new(n + wide, d)));
            let gauge = Gauge::for_ends(&rubles(), &Units::default(), [Some(&low), Some(&high)]);
            let [from, to] = gauge.inside((&low, false), (&high, false)).unwrap();
            let (from, to) = (from.value * &gauge.size, to.value * &gauge.size);
            prop_assert!(low <= from && from <= to && to <= high);
            prop_assert!((to - from) * BigRational::from_integer(10.into()) >= (high - low) * BigRational::from_integer(9.into()));
        }

        #[test]
        fn printed_ends_enclose_the_range(n in -10i128.pow(20)..10i128.pow(20), d in 1..10i128.pow(6), wide in 0..10i128.pow(18)) {
            let (low, high) = (Ratio::new(n, d), Ratio::new(n + wide, d));
            let gauge = Gauge::for_ends(&rubles(), &Units::default(), [Some(&big(&low)), Some(&big(&high))]);
            let digits = Digits { at_least: gauge.digits_for_width(&big(&low), &big(&high), &(big(&high) - big(&low))), places: 0 };
            let parse = |shown: Shown| {
                let (whole, fraction) = shown.text.split_once('.').unwrap_or((&shown.text, ""));
                let digits: BigInt = format!("{whole}{fraction}").parse().unwrap();
                let value = BigRational::new(digits, BigInt::from(10).pow(u32::try_from(fraction.len()).unwrap()));
                assert_eq!(value, shown.value);
                value * &gauge.size
            };
            prop_assert!(parse(gauge.shown(&big(&low), Toward::Below, digits)) <= big(&low));
            prop_assert!(parse(gauge.shown(&big(&high), Toward::Above, digits)) >= big(&high));
        }
    }
}
