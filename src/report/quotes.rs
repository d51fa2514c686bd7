//! Other people's words: a long phrase is quoted in full once; after that its figure's id stands for it, and where there is only
//! room for a glimpse, in tables and in lists of corrections, the words around its number do.
//!
//! > “decreased by 14.9% to USD 1,339.8 million” is “decreased by 14.9%…” of a growth, “…to USD 1,339.8 million” of a level

use crate::figures::{Aspect, Figure};

/// Longer phrases are quoted once.
const LONG: usize = 28;
/// So much of one is shown where there is room for a glimpse.
const GLIMPSE: usize = 28;

/// Whether a phrase is too long to be quoted again and again.
pub fn is_long(phrase: &str) -> bool {
    phrase.chars().count() > LONG
}

/// A figure's words, of a long phrase those around the number that it is quoted for.
pub fn glimpse(figure: &Figure) -> String {
    let is_level = figure.reading.cell.as_ref().is_none_or(|cell| cell.aspect == Aspect::Level);
    around_the_number(&figure.stated, is_level)
}

/// Of "up 31 % to $3.8bn" a growth is the first number, a level the last.
fn around_the_number(phrase: &str, is_level: bool) -> String {
    if !is_long(phrase) {
        return phrase.to_string();
    }
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let has_digit = |word: &&str| word.contains(|letter: char| letter.is_ascii_digit());
    let number = if is_level { words.iter().rposition(has_digit) } else { words.iter().position(has_digit) }.unwrap_or(0);
    let fits = |first: usize, last: usize| words[first..=last].join(" ").chars().count() <= GLIMPSE;
    // A growth in words, before the level that it led to: it is what the phrase begins with.
    let is_in_words = !is_level && !fits(0, number) && !words[number].ends_with('%');
    let (mut first, mut last) = if is_in_words { (0, 0) } else { (number, number) };
    // An amount is little without its unit, a growth without its verb.
    let behind_the_number = if is_level || is_in_words { words.len() } else { usize::from(!words[number].ends_with('%')) };
    let most = words.len().min(last + 1 + behind_the_number);
    while last + 1 < most && fits(first, last + 1) {
        last += 1;
    }
    // What stands before a comma or a percentage speaks of another quantity.
    let is_of_another = |word: &str| is_level && word.ends_with([',', '%']);
    while first > 0 && fits(first - 1, last) && !is_of_another(words[first - 1]) {
        first -= 1;
    }
    let (before, behind) = (if first > 0 { "…" } else { "" }, if last + 1 < words.len() { "…" } else { "" });
    format!("{before}{}{behind}", words[first..=last].join(" ").trim_end_matches(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glimpse_shows_the_number_that_counts() {
        for (phrase, of_growth, of_level) in [
            ("decreased by 14.9% to USD 1,339.8 million", "decreased by 14.9%…", "…to USD 1,339.8 million"),
            ("вырос более чем на четверть, до 612 млрд рублей", "вырос более чем на четверть…", "…до 612 млрд рублей"),
            ("more than 600 bn RUB", "more than 600 bn RUB", "more than 600 bn RUB"),
        ] {
            assert_eq!(around_the_number(phrase, false), of_growth);
            assert_eq!(around_the_number(phrase, true), of_level);
        }
    }
}
