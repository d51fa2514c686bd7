//! Amounts of one quantity that differ: `Imports (c.i.f.)` and `Imports (f.o.b.)`, `Goods` and `Services` under a title that says "of everything".
//!
//! ```text
//! 1401 mn USD   1385 mn USD      two amounts
//! 1401 mn USD   1401.0 mn USD    one amount, printed to two places
//! 1401 mn USD   1.4 bn USD       one amount: both may be rounded from 1401.2 mn
//! 1401 mn USD   1400 mn USD      two amounts, and one in a column of tens
//! ```
//!
//! Two differ where what they may be rounded from, half of the last printed place on either side, does not meet. A label tells such numbers
//! apart that is not understood, so none of them is taken as the quantity. What is stated twice alike, or in two units, is stated twice; of a
//! preliminary and a revised number both are taken, as two editions.

use super::accepted::{Measure, Quantity};
use super::entry::Entry;
use crate::exact::MOST_PLACES;
use crate::tables::cells::Value;
use crate::tables::label::zeros;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The row and column of a number.
type Place = (u32, u32);

/// What a table states of each quantity. A sheet may hold a million: texts are kept as 128 bits each, which no two of a million share by chance.
#[derive(Default)]
pub(super) struct Twice {
    stated: HashMap<u128, Stated>,
}

/// The highest low end and the lowest high end of what is stated of a quantity, and where each stands. Intervals of which each two meet all
/// meet in one: these two tell whether any differ.
struct Stated {
    low: (i128, Place),
    high: (i128, Place),
}

impl Twice {
    /// Passes one number and its entry; so many noughts at its end are rounding.
    pub fn see(&mut self, entry: &Entry, quantity: &Quantity, noughts: u32, at: Place) {
        let Some((of, [low, high])) = statement(entry, quantity, noughts) else { return };
        let stated = self.stated.entry(of).or_insert(Stated { low: (low, at), high: (high, at) });
        if low > stated.low.0 {
            stated.low = (low, at);
        }
        if high < stated.high.0 {
            stated.high = (high, at);
        }
    }

    /// Where the table states another amount of the number's quantity. A round number beside two that differ is of either: it differs from
    /// none, and is not taken all the same.
    pub fn other(&self, entry: &Entry, quantity: &Quantity, noughts: u32) -> Option<Place> {
        let (of, [low, _]) = statement(entry, quantity, noughts)?;
        let stated = self.stated.get(&of).filter(|stated| stated.low.0 >= stated.high.0)?;
        Some(if low >= stated.high.0 { stated.high.1 } else { stated.low.1 })
    }
}

/// Of what a number states an amount, and between what that is; `None` for ratios.
fn statement(entry: &Entry, quantity: &Quantity, noughts: u32) -> Option<(u128, [i128; 2])> {
    let Measure::Level { value, unit, .. } = &quantity.measure else { return None };
    let edition = ["preliminary", "estimate", "revised"].into_iter().find(|edition| entry.note.contains(edition));
    let of = [&*entry.reporter, &*entry.partner, &*entry.flow, &*entry.product, &*entry.period, &*entry.status];
    Some((bits(&(of, &*unit.unit, edition)), rounded_from(*value, zeros(&unit.scale), noughts)))
}

/// What a number of a scale with so many zeros may be rounded from, if so many noughts at its end are rounding; in halves of the last place
/// that a figures file holds.
fn rounded_from(value: Value, zeros: u8, noughts: u32) -> [i128; 2] {
    let most = MOST_PLACES as u8 + zeros;
    let value = value.to_places(most);
    // An amount is below 10^20 whole units, and each of those is 2 * 10^12 here; 15 zeros are the most of a scale.
    let place = 10_i128.pow((most - value.places).into());
    let middle = 2 * i128::from(value.digits) * place;
    // No more noughts than its column: but for 0, which is as round as the rest, no more than it has.
    let half = place.saturating_mul(10_i128.pow(noughts.min(18)));
    [middle.saturating_sub(half), middle.saturating_add(half)]
}

/// The same bits for the same texts, on every run.
fn bits(texts: &impl Hash) -> u128 {
    let hash = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        seed.hash(&mut hasher);
        texts.hash(&mut hasher);
        hasher.finish()
    };
    u128::from(hash(0)) << 64 | u128::from(hash(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_differ_where_what_they_are_rounded_from_does_not_meet() {
        let of =
            |digits: i64, places: u8, zeros: u8| rounded_from(Value { digits, places, is_percent: false, mark: None }, zeros, 0);
        let meet = |one: [i128; 2], other: [i128; 2]| one[0] < other[1] && other[0] < one[1];
        assert!(meet(of(1401, 0, 6), of(14010, 1, 6)));
        assert!(meet(of(1401, 0, 6), of(1401, 0, 6)));
        assert!(meet(of(1401, 0, 6), of(14, 1, 9)), "1.4 bn");
        assert!(meet(of(1_400_700_000, 0, 0), of(1401, 0, 6)));
        assert!(!meet(of(1401, 0, 6), of(1400, 0, 6)));
        assert!(!meet(of(1400, 0, 6), of(1385, 0, 6)));
        let of_tens = |digits| rounded_from(Value { digits, places: 0, is_percent: false, mark: None }, 6, 1);
        assert!(meet(of_tens(1400), of(1401, 0, 6)) && meet(of_tens(1400), of(1405, 0, 6)));
        assert!(!meet(of_tens(1400), of(1406, 0, 6)) && !meet(of_tens(1400), of_tens(1390)));
        assert!(!meet(of(-1400, 0, 6), of(1400, 0, 6)));
        assert!(!meet(of(99_999_999, 0, 12), of(99_999_998, 0, 12)), "the largest that are taken");
        assert!(meet(of(0, 0, 15), of(1_234_567_890_123_456_789, 18, 0)), "and more places than are held");
    }
}
