//! Which way a phrase turns an amount: "cut to 8 bn" comes down to it, "raise to 10 bn" goes up.

use super::tokens::tokens;
use super::vocabulary::{Direction, Meaning, vocabulary};

/// Which way the words of a phrase turn what they speak of; `None` where they do not say, or say both.
///
/// ```
/// use crossfoot::words::{Direction, turn};
/// assert_eq!(turn("cut to 8 bn USD"), Some(Direction::Down));
/// assert_eq!(turn("увеличить до 10 млрд долл."), Some(Direction::Up));
/// assert_eq!(turn("8 bn USD"), None);
/// ```
pub fn turn(phrase: &str) -> Option<Direction> {
    let vocabulary = vocabulary(phrase).ok()?;
    let tokens = tokens(phrase);
    let mut turned = None;
    let mut index = 0;
    while index < tokens.len() {
        let (meaning, length) = vocabulary.longest(&tokens[index..]).unwrap_or((Meaning::Filler, 1));
        match (meaning, turned) {
            (Meaning::Change(other), Some(one)) if other != one => return None,
            (Meaning::Change(direction), _) => turned = Some(direction),
            _ => {}
        }
        index += length;
    }
    turned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_change_turn_an_amount() {
        for (phrase, turned) in [
            ("reduce to 8 bn USD", Some(Direction::Down)),
            ("сократить до 8 млрд долл.", Some(Direction::Down)),
            ("grow to 8 bn USD", Some(Direction::Up)),
            ("довести до 8 млрд долл.", Some(Direction::Up)),
            ("at most 8 bn USD", None),
            ("deficit of 8 bn USD", None),
            ("after a fall, growth to 8 bn USD", None),
        ] {
            assert_eq!(turn(phrase), turned, "{phrase}");
        }
    }
}
