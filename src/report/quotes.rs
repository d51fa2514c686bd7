//! Other people's words: a long phrase is quoted in full once; after that its figure's id stands for it, and where there is only
//! room for a glimpse, in tables and in lists of corrections, the words of its number do.
//!
//! > “decreased by 14.9% to USD 1,339.8 million” is “decreased by 14.9%…” of a growth, “…to USD 1,339.8 million” of a level
//!
//! A glimpse is never guessed from where the words stand: it is a run of words that, read by itself, says what the figure says.
//! Where there is none, the whole phrase is shown.

use crate::figures::{Aspect, Figure};
use crate::words::{self, Counted, Measure, Setting, Statement};

/// Longer phrases are quoted once.
const LONG: usize = 28;
/// So much of one is shown where there is room for a glimpse, if its number takes no more.
const GLIMPSE: usize = 28;

/// Whether a phrase is too long to be quoted again and again.
pub fn is_long(phrase: &str) -> bool {
    phrase.chars().count() > LONG
}

/// A figure's words, of a long phrase those that say its number.
pub fn glimpse(figure: &Figure) -> String {
    let is_level = match (&figure.reading.cell, &figure.undated) {
        (Some(cell), _) => matches!(cell.aspect, Aspect::Level | Aspect::Rate),
        (None, Some(undated)) => matches!(undated.measure, Measure::Level | Measure::Rate),
        (None, None) => true,
    };
    words_of(&figure.stated, &figure.setting, is_level).unwrap_or_else(|| figure.stated.clone())
}

/// Of "up 31 % to $3.8bn" the words of the growth, or of the level; `None` where it takes the whole phrase.
fn words_of(phrase: &str, setting: &Setting, is_level: bool) -> Option<String> {
    if !is_long(phrase) {
        return None;
    }
    let is_amount = |statement: &Statement| matches!(statement.counted, Counted::Amount(_));
    let all = words::read(phrase, setting).ok()?;
    let whole = match &all[..] {
        [one] => one,
        several => several.iter().find(|statement| is_amount(statement) == is_level)?,
    };
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let excerpt = |first: usize, last: usize| words[first..=last].join(" ");
    let says_it = |first: usize, last: usize| {
        let alone = words::read(&excerpt(first, last), setting);
        matches!(alone.as_deref(), Ok([alone]) if is_same(alone, whole))
    };
    let runs = (1..words.len()).flat_map(|length| (0..=words.len() - length).map(move |first| (first, first + length - 1)));
    // The shortest run, then the words before it that lead up to it: a verb, "to".
    let (mut first, last) = runs.into_iter().find(|&(first, last)| says_it(first, last))?;
    while first > 0 && excerpt(first - 1, last).chars().count() <= GLIMPSE && says_it(first - 1, last) {
        first -= 1;
    }
    let (before, behind) = (if first > 0 { "…" } else { "" }, if last + 1 < words.len() { "…" } else { "" });
    Some(format!("{before}{}{behind}", excerpt(first, last).trim_end_matches([',', ';', ':'])))
}

/// Whether two statements say the same number with the same hedge.
fn is_same(one: &Statement, other: &Statement) -> bool {
    (&one.counted, &one.printed, &one.allowed, &one.meant) == (&other.counted, &other.printed, &other.allowed, &other.meant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(phrase: &str, is_level: bool) -> String {
        words_of(phrase, &Setting::default(), is_level).unwrap_or_else(|| phrase.to_string())
    }

    #[test]
    fn a_glimpse_shows_the_number_that_counts() {
        for (phrase, of_growth, of_level) in [
            ("decreased by 14.9% to USD 1,339.8 million", "decreased by 14.9%…", "…to USD 1,339.8 million"),
            ("вырос более чем на четверть, до 612 млрд рублей", "вырос более чем на четверть…", "…612 млрд рублей"),
            ("3.6 bn USD and increased by 33.9%", "…and increased by 33.9%", "3.6 bn USD…"),
            ("more than 600 bn RUB", "more than 600 bn RUB", "more than 600 bn RUB"),
        ] {
            assert_eq!(shown(phrase, false), of_growth);
            assert_eq!(shown(phrase, true), of_level);
        }
    }

    proptest! {
        #[test]
        fn a_glimpse_reads_as_its_figure_in_whichever_order(
            number in 11u32..9999, percent in 101u32..1999,
            phrase in prop::sample::select(vec![
                "amounted to AMOUNT bn USD and increased by PERCENT%", "AMOUNT billion US dollars, up PERCENT%",
                "exceeded AMOUNT billion rubles and increased by almost PERCENT percent",
                "increased by PERCENT percent and reached $AMOUNT billion", "up PERCENT% to more than $AMOUNT bn this year",
                "decreased by PERCENT% to USD AMOUNT million", "about AMOUNT mn euros and fell by PERCENT%",
                "AMOUNT миллиарда долларов и увеличился на PERCENT%", "составил AMOUNT млрд долларов, снизившись на PERCENT%",
                "вырос почти на PERCENT%, до AMOUNT млрд рублей", "увеличился на PERCENT% и составил около AMOUNT млн долларов",
                "более AMOUNT млрд рублей и вырос на PERCENT процента",
            ]),
        ) {
            let decimal = |tenths: u32| format!("{}.{}", tenths / 10, tenths % 10);
            let phrase = phrase.replace("AMOUNT", &decimal(number)).replace("PERCENT", &decimal(percent));
            let read = |text: &str| words::read(text.trim_matches('…'), &Setting::default());
            let all = read(&phrase);
            prop_assert!(matches!(all.as_deref(), Ok([_, _])), "{phrase}: {all:?}");
            for statement in all.unwrap_or_default() {
                let is_level = matches!(statement.counted, Counted::Amount(_));
                let (shown, own) = (shown(&phrase, is_level), decimal(if is_level { number } else { percent }));
                prop_assert!(shown.contains(&own), "{phrase}: {shown}");
                prop_assert!(shown.len() < phrase.len(), "{phrase}: {shown}");
                let alone = read(&shown);
                prop_assert!(matches!(alone.as_deref(), Ok([alone]) if is_same(alone, &statement)), "{phrase}: {shown}");
            }
        }
    }
}
