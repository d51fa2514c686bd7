//! Whether a phrase says by itself what its change is against: "year on year", "ниже уровня прошлого года".

use super::tokens::tokens;
use super::vocabulary::{Meaning, vocabulary};

/// Whether a phrase itself says what a change is against: "year on year", "than a year earlier".
///
/// ```
/// assert!(crossfoot::words::names_a_base("up 5% year-on-year"));
/// assert!(!crossfoot::words::names_a_base("up 5%"));
/// ```
pub fn names_a_base(phrase: &str) -> bool {
    let Ok(vocabulary) = vocabulary(phrase) else { return false };
    let tokens = tokens(phrase);
    let mut index = 0;
    while index < tokens.len() {
        let (meaning, length) = vocabulary.longest(&tokens[index..]).unwrap_or((Meaning::Filler, 1));
        if matches!(meaning, Meaning::YearOnYear | Meaning::Earlier(_) | Meaning::Against | Meaning::Versus) {
            return true;
        }
        index += length;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::names_a_base;

    #[test]
    fn what_a_change_is_against_is_seen_in_both_languages() {
        for phrase in
            ["5% y/y", "рост на 5% год к году", "5% more than a year earlier", "вырос на 5% по сравнению с прошлым годом"]
        {
            assert!(names_a_base(phrase), "{phrase}");
        }
        for phrase in ["вырос на 5%", "a quarter", "5% a year", ""] {
            assert!(!names_a_base(phrase), "{phrase}");
        }
    }
}
