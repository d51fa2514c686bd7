//! Who belongs to which group, where several files say so: what one of them gainsays is not used.
//!
//! The United Kingdom is in the European Union in the book of 2019 and not in that of 2021. A set of figures knows one membership for all
//! periods, so it is in none; and where the parts of a whole were declared complete with its help, they are not any more. All of this is
//! between the tables of one reporter: what another office counts into its "Asia" says nothing of this one's.

use crate::figures::{Cut, Figure, Membership, SourceFile, Whole};
use std::collections::{BTreeMap, BTreeSet};

/// Members and their groups.
pub(super) type Memberships = BTreeSet<Membership>;

/// The memberships that every file agrees on, with a notice for the others; wholes that rested on those are taken out.
pub(super) fn agreed(
    said: &BTreeMap<usize, Memberships>,
    figures: &[Figure],
    wholes: &mut Vec<Whole>,
    files: &[SourceFile],
) -> (Memberships, Vec<String>) {
    let mut all: Memberships = said.values().flatten().cloned().collect();
    if said.is_empty() || files.len() < 2 {
        return (all, Vec::new());
    }
    let mut partners: BTreeMap<usize, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for figure in figures {
        if let Some(cell) = &figure.reading.cell {
            partners.entry(figure.place.file).or_default().insert((&cell.series.reporter, &cell.series.partner));
        }
    }
    let gainsays = |file: usize, one: &Membership| {
        let says_it = said.get(&file).is_some_and(|memberships| memberships.contains(one));
        let lists = |name: &str| partners.get(&file).is_some_and(|partners| partners.contains(&(&*one.reporter, name)));
        lists(&one.member) && lists(&one.group) && !says_it
    };
    let mut notices = Vec::new();
    // By reporter: its members that are in no group now, and the first of them with the file that gainsays it.
    let mut gone: BTreeMap<String, (BTreeSet<String>, Membership, usize)> = BTreeMap::new();
    all.retain(|one| match partners.keys().find(|&&file| gainsays(file, one)) {
        None => true,
        Some(&file) => {
            let of_reporter = gone.entry(one.reporter.clone()).or_insert_with(|| (BTreeSet::new(), one.clone(), file));
            of_reporter.0.insert(one.member.clone());
            false
        }
    });
    for (reporter, (gone, first, file)) in gone {
        let Membership { member, group, .. } = &first;
        let is_touched = |whole: &Whole| whole.cut == Cut::Partners && whole.series.reporter == reporter;
        let before = wholes.len();
        wholes.retain(|whole| !is_touched(whole));
        let parts = if wholes.len() < before { ", nor is any list of partners taken to be complete" } else { "" };
        let path = |file: usize| files.get(file).map_or("another file", |file| &*file.path);
        let says = said.iter().find(|(_, memberships)| memberships.contains(&first)).map_or("a file", |(&file, _)| path(file));
        let against = path(file);
        let are_in_none = match gone.len() {
            1 => format!("{member} is counted in no group"),
            more => format!("{member} and {} more are counted in no group", more - 1),
        };
        notices.push(format!("{says} puts {member} in {group}, {against} does not: {are_in_none}{parts}"));
    }
    (all, notices)
}

#[cfg(test)]
mod tests {
    use crate::figures::Membership;
    use crate::read::{Options, load_bytes};

    #[test]
    fn who_left_a_group_is_in_none() {
        let book = |year: u32, with: &str, group: u32| {
            format!(
                "reporter,partner,flow,period,stated,group,parts\nKAZ,World,exports,{year},{} mn USD,,partners\n\
                 KAZ,EU,exports,{year},{group}.0 mn USD,,\nKAZ,GBR,exports,{year},10.0 mn USD,{with},\nKAZ,DEU,exports,{year},20.0 mn USD,EU,\n",
                "30.0"
            )
        };
        let (old, new) = (book(2019, "EU", 30), book(2021, "", 20));
        let files = [("old.csv", old.as_bytes()), ("new.csv", new.as_bytes())];
        let loaded = load_bytes(&files, &Options::default());
        assert_eq!(loaded.refusals, []);
        let germany = Membership { reporter: "KAZ".into(), member: "DEU".into(), group: "EU".into() };
        assert_eq!(loaded.figures.groups, [germany]);
        assert!(loaded.figures.wholes.is_empty());
        assert!(
            loaded
                .notices
                .iter()
                .any(|notice| notice.starts_with("old.csv puts GBR in EU, new.csv does not: GBR is counted in no group")),
            "{:?}",
            loaded.notices
        );
        assert_eq!(load_bytes(&files[..1], &Options::default()).figures.groups.len(), 2);
    }

    #[test]
    fn another_office_says_nothing_of_this_ones_groups() {
        let kazakh = "reporter,partner,flow,period,stated,group,parts\nKAZ,Asia,exports,2023,100 mn USD,,partners\n\
                      KAZ,CHN,exports,2023,80 mn USD,Asia,\nKAZ,JPN,exports,2023,30 mn USD,Asia,\n";
        // Parts of what the office does not call so: 17 in 10 would clash if Kazakhstan's groups were used for them.
        let kyrgyz = "reporter,partner,flow,period,stated\nKGZ,Asia,exports,2020,10 mn USD\n\
                      KGZ,CHN,exports,2020,8 mn USD\nKGZ,JPN,exports,2020,9 mn USD\n";
        let files = [("a.csv", kazakh.as_bytes()), ("b.csv", kyrgyz.as_bytes())];
        let loaded = load_bytes(&files, &Options::default());
        assert_eq!((loaded.refusals, loaded.notices), (Vec::new(), Vec::<String>::new()));
        assert_eq!((loaded.figures.groups.len(), loaded.figures.wholes.len()), (2, 1));
    }
}
