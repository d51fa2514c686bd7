//! Which sign a table's deficits have: under `Deficit` one office prints 5 for a deficit of 5, another -5.
//!
//! Exports less imports beside them prove it. Where nothing does, numbers of one sign are read as everybody reads them, 5 and -5 both as a
//! balance of -5; where both signs occur, nobody can tell which of them is the surplus.

use crate::figures::Flow;
use crate::period::Period;
use crate::tables::cells::{Content, Contents, Facts, Value};
use crate::tables::found::{Columns, RowSaid};
use crate::tables::label::Kind;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;
use std::collections::BTreeMap;

/// What the sign of a deficit says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tables) enum Signs {
    /// All have one sign: each is a balance below nothing.
    OneSided,
    /// A positive number is a deficit, a negative one a surplus.
    Turned,
    /// A negative number is a deficit, a positive one a surplus.
    AsPrinted,
    /// Both signs occur, and nothing proves which is which.
    Unclear,
}

/// Of whom, with whom, of what, when and in what unit.
type Place = (Option<String>, Option<String>, Option<String>, Period, Option<(String, String)>);

/// The signs of a table's deficits.
pub(in crate::tables) fn signs(contents: &Contents, rows: &[RowSaid], columns: &Columns, context: &Facts) -> Signs {
    let may_be = columns.values.iter().any(|value| value.facts.is_deficit)
        || rows.iter().any(|row| row.facts.is_deficit)
        || context.is_deficit;
    if !may_be {
        return Signs::OneSided;
    }
    let mut traded: BTreeMap<(Place, bool), Value> = BTreeMap::new();
    let mut deficits: Vec<(Option<Place>, Value)> = Vec::new();
    for row in rows {
        for column in &columns.values {
            let Content::Number(value) = contents.at(row.row, column.column) else { continue };
            let facts = column.facts.clone().within(&row.facts).within(context);
            if !matches!(facts.kind, None | Some(Kind::Level)) {
                continue;
            }
            let unit = facts.unit.clone().map(|unit| (unit.scale, unit.unit));
            let place = facts.when().map(|when| (facts.reporter, facts.partner, facts.product, when, unit));
            match (&facts.flow, place) {
                (Some(Flow::Balance), place) if facts.is_deficit => deficits.push((place, value)),
                (Some(flow @ (Flow::Exports | Flow::Imports)), Some(place)) => {
                    traded.entry((place, *flow == Flow::Exports)).or_insert(value);
                }
                _ => {}
            }
        }
    }
    let (mut tested, mut turned, mut printed) = (0, 0, 0);
    for (place, deficit) in deficits.iter().filter(|(_, value)| value.digits != 0) {
        let Some(place) = place else { continue };
        let of = |is_export| traded.get(&(place.clone(), is_export)).copied();
        let (Some(exports), Some(imports)) = (of(true), of(false)) else { continue };
        tested += 1;
        turned += usize::from(is_difference(*deficit, imports, exports));
        printed += usize::from(is_difference(*deficit, exports, imports));
    }
    let has = |is: fn(i64) -> bool| deficits.iter().any(|(_, value)| is(value.digits));
    match (turned == tested, printed == tested) {
        (true, false) if tested > 0 => Signs::Turned,
        (false, true) if tested > 0 => Signs::AsPrinted,
        _ if has(|digits| digits > 0) && has(|digits| digits < 0) => Signs::Unclear,
        _ => Signs::OneSided,
    }
}

/// Whether a number is one less the other, each to the half of its last place.
fn is_difference(number: Value, one: Value, other: Value) -> bool {
    let exact = |value: Value| BigRational::new(value.digits.into(), BigInt::from(10).pow(value.places.into()));
    let half = |value: Value| BigRational::new(1.into(), BigInt::from(2) * BigInt::from(10).pow(value.places.into()));
    let apart = (exact(one) - exact(other) - exact(number)).abs();
    apart <= half(number) + half(one) + half(other)
}
