//! Ranges as people read them: "402.6 to 430 bn RUB", "more than 600 bn RUB", "at most 14.5%".
//!
//! Ends are rounded outward, to four digits or as many as the width of the range deserves; short numbers stay exact. The scale
//! (mn, bn, tn) follows the size unless `--in` sets it. Open ends are "more than" and "less than", closed ones "at least" and
//! "at most". Digits are never grouped: `1,234` is a thousand to one reader and one and a bit to the next.

use super::printed::{Toward, big, big_decimal, decimal_places, steps};
use crate::exact::{End, Interval, Ratio};
use crate::figures::{Aspect, Cell};
use crate::network::Quantity;
use crate::solver::proof::Side;
use crate::words::Unit;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// What a cell's numbers count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tally {
    /// Whole units of a currency or of goods; `None` while nothing settles the unit.
    Amount(Option<Unit>),
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
        }
    }
}

/// The unit that text and csv output count in, where it was chosen: `--in "bn USD"`. Other units keep their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counting(pub Option<ChosenUnit>);

/// A chosen unit: how it is written, what it counts and how many whole units one of it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenUnit {
    /// As it is written behind a number: `bn USD`.
    pub written: String,
    /// What is counted.
    pub unit: Unit,
    /// Whole units in one; positive.
    pub size: Ratio,
}

impl Counting {
    /// The chosen unit, if it counts what this cell does.
    pub fn for_cell(&self, cell: &Cell) -> Option<&ChosenUnit> {
        self.0.as_ref().filter(|chosen| cell.aspect == Aspect::Level && cell.unit.as_ref() == Some(&chosen.unit))
    }
}

/// How exactly numbers are told: at least this many digits, where they are not short anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits(pub u32);

impl Digits {
    /// Enough for reading.
    pub const USUAL: Digits = Digits(4);
    const MOST: u32 = 30;

    /// The fewest digits that still show how two bounds cross once both are rounded outward.
    pub fn that_show(low: &BigRational, high: &BigRational, tally: &Tally, counting: &Counting) -> Digits {
        let gauge = Gauge::for_ends(tally, counting, [Some(low), Some(high)]);
        let (low, high) = (low / &gauge.size, high / &gauge.size);
        let rounded = |at: &BigRational, toward, digits| {
            let places = decimals(at, digits);
            BigRational::new(steps(at, places, toward), BigInt::from(10).pow(places))
        };
        let shows = |digits: &u32| {
            let below = rounded(&low, Toward::Below, Digits(*digits));
            let above = rounded(&high, Toward::Above, Digits(*digits));
            if low == high { below == above } else { below > above }
        };
        Digits((Self::USUAL.0..Self::MOST).find(shows).unwrap_or(Self::MOST))
    }
}

/// One bound, in words: "at least 402.6 bn RUB".
pub fn bound(side: Side, at: &BigRational, open: bool, tally: &Tally, counting: &Counting, digits: Digits) -> String {
    let gauge = Gauge::for_ends(tally, counting, [Some(at), None]);
    format!("{}{}", lead(side, open), gauge.tell(at, toward(side), digits))
}

/// A range, in words; `None` when nothing bounds it.
pub fn range(interval: &Interval, tally: &Tally, counting: &Counting) -> Option<String> {
    let bound = |end: Option<End>| end.map(|end| (big(&end.at), end.open));
    let (low, high) = (bound(interval.low), bound(interval.high));
    match (low, high) {
        (None, None) => None,
        (Some((at, open)), None) => Some(self::bound(Side::Low, &at, open, tally, counting, Digits::USUAL)),
        (None, Some((at, open))) => Some(self::bound(Side::High, &at, open, tally, counting, Digits::USUAL)),
        (Some(low), Some(high)) => Some(between(low, high, tally, counting, Digits::USUAL)),
    }
}

/// A range between two bounds, each with whether it is open: "402.6 to 430 bn RUB", "more than 600, at most 700 bn RUB".
pub fn between(
    (low, low_open): (BigRational, bool),
    (high, high_open): (BigRational, bool),
    tally: &Tally,
    counting: &Counting,
    digits: Digits,
) -> String {
    let gauge = Gauge::for_ends(tally, counting, [Some(&low), Some(&high)]);
    let digits = Digits(gauge.digits_for_width(&low, &high).0.max(digits.0));
    let from = gauge.number(&low, Toward::Below, digits);
    let to = gauge.number(&high, Toward::Above, digits);
    let behind = &gauge.behind;
    let after_first = if behind == "%" { "%" } else { "" };
    match (low_open, high_open) {
        _ if low == high && from == to => format!("{from}{behind}"),
        (false, false) => format!("{from}{after_first} to {to}{behind}"),
        _ => {
            let (low, high) = (lead(Side::Low, low_open), lead(Side::High, high_open));
            format!("{low}{from}{after_first}, {high}{to}{behind}")
        }
    }
}

/// One number near enough for reading: exact if it is short, else to four digits, toward zero.
pub fn about(value: &BigRational, tally: &Tally, counting: &Counting) -> String {
    let toward = if value.is_negative() { Toward::Above } else { Toward::Below };
    let gauge = Gauge::for_ends(tally, counting, [Some(value), None]);
    let told = gauge.tell(value, toward, Digits::USUAL);
    let scaled = value / &gauge.size;
    let places = decimals(&scaled, Digits::USUAL);
    let is_short = steps(&scaled, places, Toward::Below) == steps(&scaled, places, Toward::Above);
    if is_short { told } else { format!("about {told}") }
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

/// What numbers are divided by and what is written behind them.
struct Gauge {
    size: BigRational,
    behind: String,
}

/// English scale words and the whole units in one.
const SCALES: [(u32, &str); 4] = [(0, ""), (6, "mn"), (9, "bn"), (12, "tn")];

impl Gauge {
    fn for_ends(tally: &Tally, counting: &Counting, ends: [Option<&BigRational>; 2]) -> Gauge {
        let hundredth = || BigRational::new(BigInt::one(), BigInt::from(100));
        match tally {
            Tally::Percent => Gauge { size: hundredth(), behind: "%".into() },
            Tally::Points => Gauge { size: hundredth(), behind: " points".into() },
            Tally::Number => Gauge { size: BigRational::one(), behind: String::new() },
            Tally::Amount(unit) => match &counting.0 {
                Some(chosen) if unit.as_ref() == Some(&chosen.unit) => {
                    Gauge { size: big(&chosen.size), behind: format!(" {}", chosen.written) }
                }
                _ => Gauge::by_size(unit.as_ref(), ends),
            },
        }
    }

    /// The scale of the larger end, or the next lower one where the smaller would come out below 1.
    fn by_size(unit: Option<&Unit>, ends: [Option<&BigRational>; 2]) -> Gauge {
        let sizes = ends.into_iter().flatten().map(BigRational::abs).filter(|size| !size.is_zero());
        let (mut smaller, mut larger) = (None, BigRational::zero());
        for size in sizes {
            larger = larger.max(size.clone());
            smaller = Some(smaller.map_or(size.clone(), |so_far: BigRational| so_far.min(size)));
        }
        let power = |exponent: u32| BigRational::from_integer(BigInt::from(10).pow(exponent));
        let mut chosen = SCALES.iter().rposition(|(exponent, _)| larger >= power(*exponent)).unwrap_or(0);
        if let Some(smaller) = smaller {
            let below_one = smaller < power(SCALES[chosen].0);
            if chosen > 0 && below_one && larger < power(SCALES[chosen - 1].0 + 4) {
                chosen -= 1;
            }
        }
        let (exponent, word) = SCALES[chosen];
        let unit = unit.map(Unit::to_string).unwrap_or_default();
        let behind = [word, &unit].into_iter().filter(|part| !part.is_empty()).map(|part| format!(" {part}")).collect();
        Gauge { size: power(exponent), behind }
    }

    fn number(&self, at: &BigRational, toward: Toward, digits: Digits) -> String {
        let scaled = at / &self.size;
        big_decimal(&scaled, decimals(&scaled, digits), toward)
    }

    fn tell(&self, at: &BigRational, toward: Toward, digits: Digits) -> String {
        format!("{}{}", self.number(at, toward, digits), self.behind)
    }

    /// Enough digits that rounding moves each end by no more than a hundredth of the width.
    fn digits_for_width(&self, low: &BigRational, high: &BigRational) -> Digits {
        let width = high - low;
        if !width.is_positive() {
            let twelve = Digits(12);
            let is_short = decimal_places(low.denom()).is_some_and(|exact| exact <= places(low, twelve));
            return if is_short { twelve } else { Digits::USUAL };
        }
        let ratio = low.abs().max(high.abs()) / width;
        let extra = ratio.to_integer().to_string().len();
        Digits(Digits::USUAL.0.max(u32::try_from(extra + 2).unwrap_or(Digits::MOST)).min(Digits::MOST))
    }
}

/// Decimal places: those of an exact number of up to six digits, else what the digits ask for.
fn decimals(scaled: &BigRational, digits: Digits) -> u32 {
    let asked = places(scaled, digits);
    match decimal_places(scaled.denom()) {
        Some(exact) if exact <= places(scaled, Digits(6)) => exact.max(asked),
        _ => asked,
    }
}

/// Decimal places that show this many digits.
fn places(scaled: &BigRational, digits: Digits) -> u32 {
    let size = scaled.abs();
    if size.is_zero() {
        return 0;
    }
    if size >= BigRational::one() {
        let whole = u32::try_from(size.to_integer().to_string().len()).unwrap_or(u32::MAX);
        return digits.0.saturating_sub(whole);
    }
    let zeros = size.recip().to_integer().to_string().len().saturating_sub(1);
    digits.0.saturating_add(u32::try_from(zeros).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;
    use proptest::prelude::*;

    fn rubles() -> Tally {
        Tally::Amount(Some(Unit::Currency("RUB".into())))
    }

    fn told(interval: &Interval, tally: &Tally) -> String {
        range(interval, tally, &Counting::default()).unwrap()
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
        assert_eq!(range(&Interval::ALL, &rubles(), &Counting::default()), None);
    }

    #[test]
    fn a_chosen_unit_is_for_what_it_counts() {
        let unit = Unit::Currency("RUB".into());
        let counting = Counting(Some(ChosenUnit { written: "mn RUB".into(), unit, size: ratio(1_000_000, 1) }));
        let range = |interval: &Interval, tally: &Tally| super::range(interval, tally, &counting).unwrap();
        assert_eq!(range(&Interval::more_than(ratio(600_000_000_000, 1)), &rubles()), "more than 600000 mn RUB");
        let dollars = Tally::Amount(Some(Unit::Currency("USD".into())));
        assert_eq!(range(&Interval::at_least(ratio(9_800_000_000, 1)), &dollars), "at least 9.8 bn USD");
    }

    #[test]
    fn bounds_that_cross_are_told_so_that_one_sees_it() {
        let whole = |n: i128| BigRational::from_integer(n.into());
        let tally = rubles();
        let none = Counting::default();
        let (low, high) = (whole(1_000_000_000_000), whole(999_999_999_999));
        let digits = Digits::that_show(&low, &high, &tally, &none);
        assert_eq!(bound(Side::Low, &low, false, &tally, &none, digits), "at least 1 tn RUB");
        assert_eq!(bound(Side::High, &high, false, &tally, &none, digits), "at most 999.999999999 bn RUB");
    }

    proptest! {
        #[test]
        fn printed_ends_enclose_the_range(n in -10i128.pow(20)..10i128.pow(20), d in 1..10i128.pow(6), wide in 0..10i128.pow(18)) {
            let (low, high) = (Ratio::new(n, d), Ratio::new(n + wide, d));
            let gauge = Gauge::for_ends(&rubles(), &Counting::default(), [Some(&big(&low)), Some(&big(&high))]);
            let digits = gauge.digits_for_width(&big(&low), &big(&high));
            let parse = |text: String| {
                let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
                let digits: BigInt = format!("{whole}{fraction}").parse().unwrap();
                BigRational::new(digits, BigInt::from(10).pow(u32::try_from(fraction.len()).unwrap())) * &gauge.size
            };
            prop_assert!(parse(gauge.number(&big(&low), Toward::Below, digits)) <= big(&low));
            prop_assert!(parse(gauge.number(&big(&high), Toward::Above, digits)) >= big(&high));
        }
    }
}
