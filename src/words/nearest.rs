//! What somebody may have meant to type: `bilion` is nearest to `billion`.

/// The word that `word` is a slip of the pen for, sharper than [`nearest`]: a word of a phrase turned into another one would turn
/// its meaning ("slowed" into "showed", "full" into "fall"), so short words may lack a letter, have one too many or two swapped,
/// and only long ones have one changed.
pub(super) fn slip<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = nearest(word, candidates)?;
    let letters = word.chars().count();
    let slips = strsim::damerau_levenshtein(word, near);
    let changed = near.chars().count() == letters && slips > 0 && {
        let (mut typed, mut meant): (Vec<char>, Vec<char>) = (word.chars().collect(), near.chars().collect());
        typed.sort_unstable();
        meant.sort_unstable();
        typed != meant
    };
    let first = word.chars().next() == near.chars().next();
    (first && slips <= 1 + letters / 12 && (!changed || letters > 6)).then_some(near)
}

/// The candidate with the fewest slips of the pen from `word` (letters left out, put in, changed or swapped), if they are at
/// most a third of its letters. Of equally near ones the first in alphabetical order. Small and capital letters are alike.
///
/// ```
/// assert_eq!(crossfoot::words::nearest("bilion", ["million", "billion"]), Some("billion"));
/// assert_eq!(crossfoot::words::nearest("zebra", ["million", "billion"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    let most = (letters / 3).max(1);
    if !(2..=40).contains(&letters) {
        return None;
    }
    let near = candidates.into_iter().filter_map(|candidate| {
        let length = candidate.chars().count();
        if length.abs_diff(letters) > most {
            return None;
        }
        let slips = strsim::damerau_levenshtein(&word, &candidate.to_lowercase());
        (slips <= most && slips < length).then_some((slips, candidate))
    });
    near.min().map(|(_, candidate)| candidate)
}
