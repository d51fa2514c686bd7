//! Two spellings of one name: `Côte d’Ivoire` and `cote d'ivoire`, `Партнёр` and `ПАРТНЕР`, `said_on` and `Said-On`.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name without what people write differently: small letters, no accents (so ё is е), straight apostrophes, and one space
/// for any run of spaces, hyphens, dashes and underscores.
///
/// ```
/// assert_eq!(crossfoot::names::folded(" Côte  d’Ivoire "), "cote d'ivoire");
/// assert_eq!(crossfoot::names::folded("Папуа — Новая Гвинея"), "папуа новая гвинея");
/// ```
pub fn folded(name: &str) -> Cow<'_, str> {
    let is_folded = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'/' | b'(' | b')');
    if name.bytes().all(is_folded) {
        return Cow::Borrowed(name);
    }
    let mut folded = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            '’' | '‘' | 'ʼ' | '`' | '´' => folded.push('\''),
            '-' | '_' | '‐' | '‑' | '–' | '—' | '−' => part(&mut folded),
            c if c.is_whitespace() => part(&mut folded),
            c => folded.push(c),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    Cow::Owned(folded)
}

fn part(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::folded;
    use proptest::prelude::*;

    #[test]
    fn accents_case_and_parting_signs_make_no_difference() {
        assert_eq!(folded("Ещё"), "еще");
        assert_eq!(folded("йод"), folded("И\u{306}од"), "composed or not");
        assert_eq!(folded("said_on"), folded("Said-On"));
        assert_eq!(folded(" \u{a0} "), "");
        assert_ne!(folded("Niger"), folded("Nigeria"));
    }

    proptest! {
        #[test]
        fn what_is_folded_stays(name in "\\PC{0,20}") {
            let once = folded(&name).into_owned();
            prop_assert_eq!(folded(&once), once.as_str());
        }
    }
}
