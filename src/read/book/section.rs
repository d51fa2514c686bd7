//! A format's code, taken apart: its sections, and in each what shows the number and what is shown beside it.
//!
//! ```text
//! [Red]-[$€-407]* #,##0.0_);…
//! colour, minus, currency, fill, number, width: what is seen is -€ and the number
//! ```

use super::format::{Condition, Section, Shown};
use crate::tables::{Finest, NUMBER};

/// What a letter of a code does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letter {
    /// It is shown as it is.
    Told(char),
    /// It shows something of the number, or of a date.
    Sign(char),
    /// The number as it is.
    General,
}

/// The sections of a code, with the words that each writes.
pub fn sections(code: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let (mut letters, mut condition) = (Vec::new(), None);
    let mut rest = code.chars();
    while let Some(letter) = rest.next() {
        match letter {
            ';' => sections.push(section(&std::mem::take(&mut letters), condition.take())),
            '"' => letters.extend(rest.by_ref().take_while(|&c| c != '"').map(Letter::Told)),
            '[' => {
                let inner: String = rest.by_ref().take_while(|&c| c != ']').collect();
                if let Some(currency) = inner.strip_prefix('$') {
                    // Behind the hyphen stands whose language it is.
                    letters.extend(currency.split('-').next().unwrap_or_default().chars().map(Letter::Told));
                } else {
                    condition = condition.or(Condition::read(&inner));
                }
            }
            '\\' => letters.extend(rest.next().map(Letter::Told)),
            // As wide as the next letter, or filled with it.
            '_' | '*' => drop(rest.next()),
            'G' | 'g' if is_general(rest.as_str()) => {
                rest.nth("eneral".len() - 1);
                letters.push(Letter::General);
            }
            'E' | 'e' if !rest.as_str().starts_with(['+', '-']) => letters.push(Letter::Told(letter)),
            '0' | '#' | '?' | '@' | '.' | ',' | '%' | '/' | 'E' | 'e' => letters.push(Letter::Sign(letter)),
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => letters.push(Letter::Sign(letter)),
            other => letters.push(Letter::Told(other)),
        }
    }
    sections.push(section(&letters, condition));
    sections
}

fn is_general(rest: &str) -> bool {
    rest.get(.."eneral".len()).is_some_and(|rest| rest.eq_ignore_ascii_case("eneral"))
}

fn section(letters: &[Letter], condition: Option<Condition>) -> Section {
    if let Some(finest) = finest(letters) {
        return Section { shown: Shown { finest, ..Shown::default() }, condition, ..Section::default() };
    }
    let shows_number = |letter: &Letter| matches!(letter, Letter::Sign('0' | '#' | '?' | '@') | Letter::General);
    let (Some(first), Some(last)) = (letters.iter().position(shows_number), letters.iter().rposition(shows_number)) else {
        // A time of day, or nothing but words.
        let is_time = letters.iter().any(|letter| matches!(letter, Letter::Sign(sign) if sign.is_alphabetic()));
        let words = if is_time { String::new() } else { letters.iter().filter_map(told).collect() };
        return Section { words, is_text: !is_time && !letters.is_empty(), condition, ..Section::default() };
    };
    // ".5" begins with the point.
    let first = if first > 0 && letters[first - 1] == Letter::Sign('.') { first - 1 } else { first };
    let scaled_from = |at: usize| letters[at + 1..].iter().take_while(|letter| **letter == Letter::Sign(',')).count();
    let behind = scaled_from(last);
    let shown = shown(&letters[first..=last], behind, letters.contains(&Letter::Sign('%')));
    let mut words: String = letters[..first].iter().filter_map(told).collect();
    words.push(NUMBER);
    // Spaces between digits part thousands; a letter there is a word.
    words.extend(letters[first..last].iter().filter_map(told).filter(|c| c.is_alphanumeric()));
    words.extend(letters[last + 1 + behind..].iter().filter_map(told));
    Section { shown, words, is_text: false, condition }
}

/// What is seen of a letter that stands outside the number.
fn told(letter: &Letter) -> Option<char> {
    match letter {
        Letter::Told(letter) => Some(*letter),
        Letter::Sign('E' | 'e' | '0' | '#' | '?' | '@') | Letter::General => None,
        Letter::Sign(sign) => Some(*sign),
    }
}

/// How a number is shown by the letters from its first to its last, with so many commas behind them.
fn shown(letters: &[Letter], behind: usize, is_percent: bool) -> Shown {
    let is_exponent = letters.iter().any(|letter| matches!(letter, Letter::Sign('E' | 'e')));
    let is_chosen = letters.iter().any(|letter| matches!(letter, Letter::General | Letter::Sign('@' | '/')));
    if is_exponent || is_chosen {
        return Shown { is_percent, ..Shown::default() };
    }
    let point = letters.iter().position(|&letter| letter == Letter::Sign('.')).unwrap_or(letters.len());
    let count = |is: fn(&char) -> bool| {
        let signs = letters[point..].iter().filter(|letter| matches!(letter, Letter::Sign(sign) if is(sign)));
        u8::try_from(signs.count()).unwrap_or(u8::MAX)
    };
    let before = letters[..point].iter().rev().take_while(|letter| **letter == Letter::Sign(',')).count();
    let before = if point < letters.len() { before } else { 0 };
    let thousands = u8::try_from(behind + before).unwrap_or(u8::MAX);
    Shown {
        places: count(|sign| *sign == '0'),
        most: Some(count(|sign| matches!(sign, '0' | '#' | '?'))),
        is_percent,
        thousands,
        finest: Finest::Day,
    }
}

/// The finest part of a date that a section shows; `None` where it shows no part of one. With hours or seconds an `m` is a minute.
fn finest(letters: &[Letter]) -> Option<Finest> {
    let has = |sign: char| letters.iter().any(|letter| matches!(letter, Letter::Sign(own) if own.eq_ignore_ascii_case(&sign)));
    if has('0') || has('#') || !has('y') {
        return None;
    }
    Some(match (has('d') || has('h') || has('s'), has('m')) {
        (true, _) => Finest::Day,
        (false, true) => Finest::Month,
        (false, false) => Finest::Year,
    })
}
