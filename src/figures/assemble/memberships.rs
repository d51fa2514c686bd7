//! Who belongs to which group, where several files say so: what one of them gainsays is not used.
//!
//! The United Kingdom is in the European Union in the book of 2019 and not in that of 2021. A set of figures knows one membership for all
//! periods, so it is in none; and where the parts of a whole were declared complete with its help, they are not any more.

use crate::figures::{Cut, Figure, SourceFile, Whole};
use std::collections::{BTreeMap, BTreeSet};

/// Members and their groups.
pub(super) type Pairs = BTreeSet<(String, String)>;

/// The memberships that every file agrees on, with a notice for the others; wholes that rested on those are taken out.
pub(super) fn agreed(
    said: &BTreeMap<usize, Pairs>,
    figures: &[Figure],
    wholes: &mut Vec<Whole>,
    files: &[SourceFile],
) -> (Pairs, Vec<String>) {
    let mut all: Pairs = said.values().flatten().cloned().collect();
    if said.is_empty() || files.len() < 2 {
        return (all, Vec::new());
    }
    let mut partners: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for figure in figures {
        if let Some(cell) = &figure.reading.cell {
            partners.entry(figure.place.file).or_default().insert(&cell.series.partner);
        }
    }
    let gainsays = |file: usize, (member, group): &(String, String)| {
        let own = |pair: &(String, String)| said.get(&file).is_some_and(|pairs| pairs.contains(pair));
        let lists = |name: &str| partners.get(&file).is_some_and(|partners| partners.contains(name));
        lists(member) && lists(group) && !own(&(member.clone(), group.clone()))
    };
    let mut notices = Vec::new();
    let mut gone: BTreeSet<String> = BTreeSet::new();
    let mut first: Option<(String, String, usize)> = None;
    all.retain(|pair| match partners.keys().find(|&&file| gainsays(file, pair)) {
        None => true,
        Some(&file) => {
            first.get_or_insert((pair.0.clone(), pair.1.clone(), file));
            gone.insert(pair.0.clone());
            false
        }
    });
    if let Some((member, group, file)) = first {
        let is_touched = |whole: &Whole| whole.cut == Cut::Partners;
        let before = wholes.len();
        wholes.retain(|whole| !is_touched(whole));
        let parts = if wholes.len() < before { ", nor is any list of partners taken to be complete" } else { "" };
        let path = |file: usize| files.get(file).map_or("another file", |file| &*file.path);
        let pair = (member.clone(), group.clone());
        let says = said.iter().find(|(_, pairs)| pairs.contains(&pair)).map_or("a file", |(&file, _)| path(file));
        let against = path(file);
        let (others, are) = match gone.len() {
            1 => (String::new(), "is"),
            2 => (" (and one partner more in another group)".to_string(), "are"),
            more => (format!(" (and {} partners more in groups)", more - 1), "are"),
        };
        notices.push(format!(
            "{member} in {group}{others} {are} not counted so: {says} says it, and {against} lists both and does not{parts}"
        ));
    }
    (all, notices)
}

#[cfg(test)]
mod tests {
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
        assert_eq!(loaded.figures.groups, [("DEU".to_string(), "EU".to_string())]);
        assert!(loaded.figures.wholes.is_empty());
        assert!(
            loaded
                .notices
                .iter()
                .any(|notice| notice
                    .starts_with("GBR in EU is not counted so: old.csv says it, and new.csv lists both and does not")),
            "{:?}",
            loaded.notices
        );
        assert_eq!(load_bytes(&files[..1], &Options::default()).figures.groups.len(), 2);
    }
}
