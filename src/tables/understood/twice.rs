//! Amounts of one quantity that differ: `Imports (c.i.f.)` and `Imports (f.o.b.)`, `Goods` and `Services` under a title that says "of everything".
//!
//! A label tells such numbers apart that is not understood, so neither is taken as the quantity. What is stated twice alike, or in two units, is
//! stated twice; of a preliminary and a revised number both are taken, as two editions.

use super::entry::Entry;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The row and column of a number.
type Place = (u32, u32);

/// What a table states of each quantity. A sheet may hold a million: texts are kept as 128 bits each, which no two of a million share by chance.
#[derive(Default)]
pub(super) struct Twice {
    stated: HashMap<u128, Stated>,
}

struct Stated {
    first: Place,
    amount: u128,
    /// The first that states another amount.
    other: Option<Place>,
}

impl Twice {
    /// Passes one entry.
    pub fn see(&mut self, entry: &Entry, at: Place) {
        let Some((quantity, amount)) = statement(entry) else { return };
        let stated = self.stated.entry(quantity).or_insert(Stated { first: at, amount, other: None });
        if stated.amount != amount {
            stated.other.get_or_insert(at);
        }
    }

    /// Where the table states another amount of the entry's quantity.
    pub fn other(&self, entry: &Entry) -> Option<Place> {
        let (quantity, amount) = statement(entry)?;
        let stated = self.stated.get(&quantity)?;
        stated.other.map(|other| if amount == stated.amount { other } else { stated.first })
    }
}

/// Of what an entry states an amount, and the amount; `None` for ratios.
fn statement(entry: &Entry) -> Option<(u128, u128)> {
    if entry.measure != "level" {
        return None;
    }
    let (amount, unit) = entry.stated.split_once(' ').unwrap_or((&entry.stated, ""));
    let edition = ["preliminary", "estimate", "revised"].into_iter().find(|edition| entry.note.contains(edition));
    let of = [&*entry.reporter, &*entry.partner, &*entry.flow, &*entry.product, &*entry.period, &*entry.status];
    Some((bits(&(of, unit, edition)), bits(&amount)))
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
