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
    let own = counts(&word);
    let near = candidates.into_iter().filter_map(|candidate| {
        let length = candidate.chars().count();
        if length.abs_diff(letters) > most || fewest_slips(&own, &counts(candidate)) > most {
            return None;
        }
        let slips = strsim::damerau_levenshtein(&word, &candidate.to_lowercase());
        (slips <= most && slips < length).then_some((slips, candidate))
    });
    near.min().map(|(_, candidate)| candidate)
}

/// How often letters occur, in 64 heaps that letters share: large and small ones do.
fn counts(word: &str) -> [i8; 64] {
    let mut counts = [0_i8; 64];
    for c in word.chars().flat_map(char::to_lowercase) {
        let heap = &mut counts[c as usize % 64];
        *heap = heap.saturating_add(1);
    }
    counts
}

/// So many letters at least have to be put in, left out or changed, whatever the order is: most words are ruled out by that alone.
fn fewest_slips(one: &[i8; 64], other: &[i8; 64]) -> usize {
    let (mut more, mut fewer) = (0_i32, 0_i32);
    for (one, other) in one.iter().zip(other) {
        let difference = i32::from(*one) - i32::from(*other);
        more += difference.max(0);
        fewer += (-difference).max(0);
    }
    usize::try_from(more.max(fewer)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_ruled_out_is_far(a in "[a-zа-яё]{0,8}", b in "[a-zа-яё]{0,8}") {
            prop_assert!(fewest_slips(&counts(&a), &counts(&b)) <= strsim::damerau_levenshtein(&a, &b));
        }
    }
}
