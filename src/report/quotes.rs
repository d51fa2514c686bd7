//! Other people's words: a long phrase is quoted in full once; after that its figure's id stands for it, and where there is only
//! room for a glimpse, in tables and in lists of corrections, the words around its number do.
//!
//! > “decreased by 14.9% to USD 1,339.8 million” is “decreased by 14.9%…” of a growth, “…to USD 1,339.8 million” of a level

use crate::figures::{Aspect, Figure};

/// Longer phrases are quoted once.
const LONG: usize = 28;
/// So much of one is shown where there is room for a glimpse.
const GLIMPSE: usize = 24;

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
    let (mut first, mut last) = (number, number);
    let fits = |first: usize, last: usize| words[first..=last].join(" ").chars().count() <= GLIMPSE;
    let longer_behind = |first: usize, last: &mut usize, most: usize| {
        for _ in 0..most {
            if *last + 1 < words.len() && fits(first, *last + 1) {
                *last += 1;
            }
        }
    };
    // An amount is little without its unit, a growth without its verb, and a phrase without digits is what it begins with.
    let is_in_digits = has_digit(&words[number]);
    let behind_the_number = match is_level || !is_in_digits {
        true => words.len(),
        false => usize::from(!words[number].ends_with('%')),
    };
    longer_behind(first, &mut last, behind_the_number);
    while first > 0 && fits(first - 1, last) {
        first -= 1;
    }
    let (before, behind) = (if first > 0 { "…" } else { "" }, if last + 1 < words.len() { "…" } else { "" });
    format!("{before}{}{behind}", words[first..=last].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glimpse_shows_the_number_that_counts() {
        for (phrase, of_growth, of_level) in [
            ("decreased by 14.9% to USD 1,339.8 million", "decreased by 14.9%…", "…to USD 1,339.8 million"),
            ("вырос более чем на четверть, до 612 млрд рублей", "…четверть, до 612 млрд…", "…до 612 млрд рублей"),
            ("more than 600 bn RUB", "more than 600 bn RUB", "more than 600 bn RUB"),
        ] {
            assert_eq!(around_the_number(phrase, false), of_growth);
            assert_eq!(around_the_number(phrase, true), of_level);
        }
    }
}
