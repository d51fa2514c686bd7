//! The words of one figure in a phrase of two: the "up 5%" of "up 5%, to 28 bn USD".

use super::{Setting, read};
use crate::exact::Ratio;

/// The first words of a phrase, or the last, that by themselves state a figure's numbers; the whole phrase where none do, or where it
/// states no more than these. `printed` are the numbers as the whole phrase was read.
///
/// ```
/// use crossfoot::words::{Setting, own_words, read};
/// let words = |phrase: &'static str, which: usize| {
///     let all = read(phrase, &Setting::default()).expect("a phrase");
///     own_words(phrase, &Setting::default(), &all[which].printed)
/// };
/// assert_eq!(words("up 5%, to 28 bn USD", 0), "up 5%");
/// assert_eq!(words("28 bn USD, up 5%", 0), "up 5%");
/// assert_eq!(words("up 5%", 0), "up 5%");
/// ```
pub fn own_words<'a>(phrase: &'a str, setting: &Setting, printed: &[Ratio]) -> &'a str {
    let states = |words: &str| read(words, setting).is_ok_and(|said| said.len() == 1 && said[0].printed == printed);
    if read(phrase, setting).is_ok_and(|said| said.len() == 1) {
        return phrase;
    }
    let ends = || phrase.match_indices(char::is_whitespace).map(|(at, _)| at);
    let first = ends().map(|at| phrase[..at].trim_end_matches([',', ';', ':']));
    let last = ends().map(|at| phrase[at..].trim_start());
    first.chain(last).find(|words| states(words)).unwrap_or(phrase)
}
