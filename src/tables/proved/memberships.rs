//! Which partners are in which groups, and whether all the world is there, as the tables of a book prove it together.

use super::abroad::{Halves, are_halves};
use super::sums::Sums;
use crate::figures::Flow;
use std::collections::{BTreeMap, BTreeSet};

/// What the tables of a book prove together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memberships {
    /// The smallest group that a partner is in wherever both stand.
    pub group_of: BTreeMap<String, String>,
    /// The flows of which every table lists all partners.
    pub complete: BTreeSet<Option<String>>,
    /// What one table proves and another does not, a sentence.
    pub notices: Vec<String>,
}

/// What all tables of a book prove together; what one of them contradicts is not said.
pub fn memberships(all: &[Sums]) -> Memberships {
    let all = &with_halves(all);
    let mut memberships = Memberships::default();
    // With the table that lists both and does not prove it.
    let mut broken: BTreeMap<(String, String), &Sums> = BTreeMap::new();
    let mut is_whole = true;
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for sums in all {
        for (group, members) in &sums.groups {
            for member in members {
                found.entry(member.clone()).or_default().insert(group.clone());
            }
        }
    }
    for sums in all {
        for (member, groups) in found.iter().filter(|(member, _)| sums.partners.contains(*member)) {
            for group in groups.iter().filter(|group| sums.partners.contains(*group)) {
                let of: Vec<&BTreeSet<String>> =
                    sums.groups.iter().filter(|(name, _)| *name == **group).map(|(_, members)| members).collect();
                if of.is_empty() || of.iter().any(|members| !members.contains(member)) {
                    broken.entry((member.clone(), group.clone())).or_insert(sums);
                }
            }
        }
    }
    for (member, groups) in found {
        let whole: Vec<String> =
            groups.into_iter().filter(|group| !broken.contains_key(&(member.clone(), group.clone()))).collect();
        match &whole[..] {
            [group] => drop(memberships.group_of.insert(member, group.clone())),
            // Who is in a group in one sheet only would count twice where all parts are counted.
            _ => is_whole = false,
        }
    }
    let flows: BTreeSet<&Option<Flow>> = all.iter().flat_map(|sums| sums.wholes.iter().map(|(flow, _)| flow)).collect();
    for flow in flows {
        if is_whole && all.iter().all(|sums| sums.wholes.iter().all(|(of, is_all)| of != flow || *is_all)) {
            // Of a flow that neither row nor column names nothing is claimed.
            memberships.complete.extend(flow.as_ref().map(|flow| Some(flow.to_string())));
        }
    }
    memberships.notices.extend(gainsaid(&broken, all));
    memberships
}

/// The tables, with the CIS and the far abroad as the world's halves where the book counts so: by their names they are, whatever one
/// year's numbers come to.
fn with_halves(all: &[Sums]) -> Vec<Sums> {
    let mut all = all.to_vec();
    if !are_halves(all.iter().flat_map(|sums| &sums.halves)) {
        return all;
    }
    for sums in &mut all {
        for Halves { members, flows, .. } in std::mem::take(&mut sums.halves) {
            for (half, members) in members {
                match sums.groups.iter_mut().find(|(group, _)| *group == half) {
                    Some((_, known)) => known.extend(members),
                    None => sums.groups.push((half, members)),
                }
            }
            sums.wholes.retain(|(flow, _)| flow.is_some() && !flows.contains(flow));
            sums.wholes.extend(flows.into_iter().map(|flow| (flow, true)));
        }
    }
    all
}

/// That memberships are not used, with the sheet that proves the first of them and the one that does not.
fn gainsaid(broken: &BTreeMap<(String, String), &Sums>, all: &[Sums]) -> Option<String> {
    let ((member, group), against) = broken.first_key_value()?;
    let proves = |sums: &&Sums| sums.groups.iter().any(|(name, members)| name == group && members.contains(member));
    let proof = all.iter().find(proves)?;
    let place = |sums: &Sums, other: &str| match &*sums.sheet {
        "" => format!("{other} table"),
        sheet => format!("{other} table of the sheet \"{sheet}\""),
    };
    let are_not_counted = match broken.len() - 1 {
        0 => "this is not counted".to_string(),
        more => format!("this and {more} more of the kind are not counted"),
    };
    let (one, other) = (place(proof, "a"), place(against, if std::ptr::eq(proof, *against) { "the same" } else { "a" }));
    Some(format!("{member} is in {group} by the sums of {one}, and not by those of {other}: {are_not_counted}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_left_a_group_is_in_none() {
        let sums = |members: &[&str], all: &[&str]| Sums {
            groups: vec![("EU".into(), members.iter().map(|name| (*name).to_string()).collect())],
            partners: all.iter().map(|name| (*name).to_string()).collect(),
            wholes: vec![(None, true)],
            halves: Vec::new(),
            sheet: members.len().to_string(),
        };
        let both = [sums(&["GBR", "DEU"], &["EU", "GBR", "DEU"]), sums(&["DEU"], &["EU", "GBR", "DEU"])];
        let known = memberships(&both);
        assert_eq!(known.group_of, BTreeMap::from([("DEU".to_string(), "EU".to_string())]));
        assert_eq!(
            known.notices,
            [
                "GBR is in EU by the sums of a table of the sheet \"2\", and not by those of a table of the sheet \"1\": this is not counted"
            ]
        );
    }
}
