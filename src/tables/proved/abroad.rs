//! The world in two halves: what is not of the CIS is far abroad, by its name, so the two add up to the world wherever they stand.
//!
//! ```text
//! World          357266     one year of many in which they do not: one of the three is wrong, and a check has to find it
//!   Far abroad   309090
//!   CIS           48171
//!     Armenia       123     below the CIS, and of it
//! ```
//!
//! That an office counts so, at least half of the columns of its book have to show.

use super::sums::{Amounts, is_rounded, proves_something};
use crate::figures::Flow;
use crate::names::WORLD;
use std::collections::BTreeSet;

const FAR: &str = "Far abroad";
const NEAR: &str = "CIS";

/// States that signed the CIS's founding documents or charter, 1991–1993: an office may list each of them below the CIS.
const SIGNED: [&str; 12] = ["ARM", "AZE", "BLR", "GEO", "KAZ", "KGZ", "MDA", "RUS", "TJK", "TKM", "UKR", "UZB"];
/// Those of them that some offices have counted far abroad since they left, or never joined in full.
const LEFT: [&str; 3] = ["GEO", "TKM", "UKR"];

/// The world and its halves in one section of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Halves {
    /// Of the far abroad and the CIS those members that are listed below it.
    pub members: Vec<(String, BTreeSet<String>)>,
    /// The flows that they are of.
    pub flows: BTreeSet<Option<Flow>>,
    /// In how many columns all three have amounts that are large enough to tell.
    pub tested: usize,
    /// In how many of these the two add up to the world.
    pub agreed: usize,
}

impl Halves {
    /// Those of a section, if its rows are the world, its halves and their members.
    pub(super) fn of(rows: &[Amounts], flows: BTreeSet<Option<Flow>>) -> Option<Halves> {
        let only = |name: &str| {
            let mut at = (0..rows.len()).filter(|&at| rows[at].partner == name);
            at.next().filter(|_| at.next().is_none())
        };
        let (world, far, near) = (only(WORLD)?, only(FAR)?, only(NEAR)?);
        let mut members = vec![(FAR.to_string(), BTreeSet::new()), (NEAR.to_string(), BTreeSet::new())];
        for (at, row) in rows.iter().enumerate().filter(|(at, _)| ![world, far, near].contains(at)) {
            let is_near = near < at && (near > far || far > at);
            let is_below_one = at > far.min(near);
            let name = row.partner.as_str();
            let fits = if is_near { SIGNED.contains(&name) } else { !SIGNED.contains(&name) || LEFT.contains(&name) };
            if !row.is_country || !is_below_one || !fits {
                return None;
            }
            members[usize::from(is_near)].1.insert(row.partner.clone());
        }
        members.retain(|(_, members)| !members.is_empty());
        let amounts = rows[world].values.iter().zip(&rows[far].values).zip(&rows[near].values);
        let tested: Vec<_> = amounts
            .map(|((world, far), near)| (*world, *far, *near))
            .filter(|(world, far, near)| *far != 0 && *near != 0 && proves_something(*world, 2))
            .collect();
        let agreed = tested.iter().filter(|(world, far, near)| is_rounded(*world, far + near, 2)).count();
        Some(Halves { members, flows, tested: tested.len(), agreed }).filter(|_| world == 0)
    }
}

/// Whether the columns of all tables of a book show that its office counts so.
pub(super) fn are_halves<'a>(all: impl Iterator<Item = &'a Halves>) -> bool {
    let (tested, agreed) = all.fold((0, 0), |(tested, agreed), halves| (tested + halves.tested, agreed + halves.agreed));
    agreed > 0 && agreed * 2 >= tested
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(partner: &str, values: &[i128]) -> Amounts {
        Amounts { partner: partner.into(), is_country: rust_iso3166::from_alpha3(partner).is_some(), values: values.to_vec() }
    }

    #[test]
    fn one_year_that_does_not_add_up_is_no_other_way_to_count() {
        let table = |far: &[i128], last: &str| {
            let world = row(WORLD, &[424_000, 337_000]);
            let rows = [world, row(FAR, far), row(NEAR, &[54_000, 92_511]), row("ARM", &[1, 2]), row(last, &[3, 4])];
            Halves::of(&rows, BTreeSet::new())
        };
        let found = table(&[370_000, 288_310], "BLR").expect("halves");
        assert_eq!((found.tested, found.agreed, found.members.len()), (2, 1, 1));
        assert_eq!(found.members[0].1.len(), 2);
        assert_eq!(table(&[370_000, 288_310], "DEU"), None, "Germany is not of the CIS, though it stands below it");
        let none = table(&[371_000, 288_310], "BLR");
        assert!(are_halves([&found].into_iter()) && !are_halves(none.iter()));
    }
}
