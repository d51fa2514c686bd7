//! What a phrase would be if a digit or a scale word had been typed wrong: "about 470 bn RUB" for "about 740 bn RUB", or for
//! "about 470 mn RUB".

use super::pieces::{pieces, replaced};
use super::printed::{Printed, printed};
use super::tokens::{Kind, tokens};
use super::vocabulary::{Meaning, vocabulary};
use super::{DecimalMark, Numeral};

/// A phrase with one number typed in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misprint {
    /// The number as printed: `470`.
    pub from: String,
    /// In its place: `740`.
    pub to: String,
    /// The whole phrase with it.
    pub phrase: String,
}

/// The phrase with two neighbouring digits of a number swapped, for every two that differ and leave no zero in front.
///
/// ```
/// let swapped: Vec<_> = crossfoot::words::transposed("about 470 bn RUB").into_iter().map(|misprint| misprint.phrase).collect();
/// assert_eq!(swapped, ["about 740 bn RUB", "about 407 bn RUB"]);
/// ```
pub fn transposed(phrase: &str) -> Vec<Misprint> {
    let mut misprints = Vec::new();
    for token in tokens(phrase).into_iter().filter(|token| token.kind == Kind::Number) {
        let number = &phrase[token.at.clone()];
        let digits: Vec<usize> = number.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
        for pair in digits.windows(2) {
            let [left, right] = [pair[0], pair[1]];
            let (first, second) = (&number[left..=left], &number[right..=right]);
            let leads = left == 0 && second == "0" && number.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
            // "0.5" for "5.0" would be another slip: of the decimal mark.
            if first == second || leads || (first == "0" && left == 0) {
                continue;
            }
            let to = format!("{}{second}{}{first}{}", &number[..left], &number[left + 1..right], &number[right + 1..]);
            let phrase = replaced(phrase, &token.at, &to);
            misprints.push(Misprint { from: number.to_string(), to, phrase });
        }
    }
    misprints
}

/// The numbers that a phrase prints in digits, as far as each can be read alone.
pub fn numerals(phrase: &str, declared: Option<DecimalMark>) -> Vec<(String, Numeral)> {
    let cyrillic = phrase.chars().any(|c| matches!(c, 'а'..='я' | 'А'..='Я'));
    let numbers = tokens(phrase).into_iter().filter(|token| token.kind == Kind::Number);
    let read = numbers.filter_map(|token| match printed(&token.text.replace('\'', " "), declared, cyrillic) {
        Printed::Numeral(numeral) => Some((phrase[token.at].to_string(), numeral)),
        _ => None,
    });
    read.collect()
}

/// The scale word of a phrase and the one `times` as large, by their English names: `billion` and `trillion` of a thousand.
/// `None` without a scale word, or where there is no such other.
///
/// ```
/// let billion = crossfoot::words::other_scale("свыше 600 млрд рублей", &1000.into());
/// assert_eq!(billion, Some(("billion", "trillion")));
/// ```
pub fn other_scale(phrase: &str, times: &crate::exact::Ratio) -> Option<(&'static str, &'static str)> {
    let vocabulary = vocabulary(phrase).ok()?;
    let scale = pieces(phrase, vocabulary).ok()?.into_iter().find_map(|piece| match piece.meaning {
        Meaning::Scale(scale, _) | Meaning::HalfScale(scale) => vocabulary.scales.get(scale),
        _ => None,
    })?;
    let ones = crate::exact::Ratio::from_integer(scale.ones) * times;
    let other = vocabulary.scales.iter().find(|other| crate::exact::Ratio::from_integer(other.ones) == ones)?;
    Some((&scale.name, &other.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Setting, read};
    use proptest::prelude::*;

    fn swapped(phrase: &str) -> Vec<String> {
        transposed(phrase).into_iter().map(|misprint| misprint.to).collect()
    }

    #[test]
    fn neighbours_are_swapped_across_marks_and_groups() {
        assert_eq!(swapped("almost 14.5%"), ["41.5", "15.4"]);
        assert_eq!(swapped("1 234 млн"), ["2 134", "1 324", "1 243"]);
        assert_eq!(swapped("between 12 and 13%"), ["21", "31"]);
        assert_eq!(swapped("55"), [""; 0], "the same number");
        assert_eq!(swapped("10"), [""; 0], "no number begins with a zero");
        assert_eq!(swapped("9.0%"), ["0.9"]);
        assert_eq!(swapped("0.95"), ["0.59"]);
        assert_eq!(swapped("a quarter"), [""; 0]);
    }

    #[test]
    fn scales_have_others_a_thousand_times_as_large() {
        let thousand = crate::exact::ratio(1000, 1);
        assert_eq!(other_scale("2.5 mn tons", &thousand), Some(("million", "billion")));
        assert_eq!(other_scale("2.5 mn tons", &thousand.recip()), Some(("million", "thousand")));
        assert_eq!(other_scale("470 RUB", &thousand), None);
        assert_eq!(other_scale("1 trillion RUB", &thousand), None);
    }

    proptest! {
        #[test]
        fn swapping_never_panics_and_keeps_the_length(phrase in "[0-9 .,%а-яa-z'’-]{0,24}") {
            for misprint in transposed(&phrase) {
                prop_assert_eq!(misprint.phrase.len(), phrase.len());
                let _ = read(&misprint.phrase, &Setting::default());
            }
            let _ = (numerals(&phrase, None), other_scale(&phrase, &1000.into()));
        }
    }
}
