//! A phrase cut into words, numbers and signs: `US$ 9.8 billion` is `us` `$` `9.8` `billion`.
//!
//! What makes no difference to meaning makes none here: small and capital letters, ё and е, kinds of spaces and apostrophes, the
//! hyphen between words (`year-on-year`), the full stop after an abbreviation. Digits stay as printed, with their grouping.

use std::ops::Range;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters; a word may end in a raised or plain 2 or 3 (`m3`).
    Word,
    /// Digits with their grouping and decimal marks: `1 234,5`.
    Number,
    /// A hyphen, dash or minus that joins no words.
    Dash,
    /// Any other sign, alone.
    Sign,
}

/// A word, number or sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is made of.
    pub kind: Kind,
    /// Its text in small letters, е for ё; a number's as printed, with plain spaces and apostrophes.
    pub text: String,
    /// Its bytes in the phrase.
    pub at: Range<usize>,
    /// Whether a space (or the beginning) stands before it.
    pub spaced: bool,
}

/// Cuts a text into tokens; full stops between words are left out.
pub fn tokens(phrase: &str) -> Vec<Token> {
    let mut cutter = Cutter { phrase, at: 0 };
    let mut tokens: Vec<Token> = Vec::new();
    let mut spaced = true;
    while let Some(c) = cutter.here() {
        let start = cutter.at;
        if is_space(c) || matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}') {
            cutter.at += c.len_utf8();
            spaced = true;
            continue;
        }
        let kind = if c.is_ascii_digit() {
            cutter.number();
            Kind::Number
        } else if is_letter(c) {
            cutter.word();
            Kind::Word
        } else {
            cutter.at += c.len_utf8();
            let next = cutter.here();
            let letter_before = tokens.last().is_some_and(|token| token.kind == Kind::Word && token.at.end == start);
            let digit_before = tokens.last().is_some_and(|token| token.kind == Kind::Number && token.at.end == start);
            if c == '.' && next == Some('.') {
                // "8..9", "3...5": as "8…9"
                cutter.run(|c| c == '.');
                Kind::Sign
            } else if c == '.' {
                if !letter_before && next.is_some_and(|next| next.is_ascii_digit()) && !digit_before {
                    cutter.number();
                    Kind::Number
                } else {
                    spaced = false;
                    continue;
                }
            } else if matches!(c, '·' | '⋅') && letter_before {
                continue;
            } else if is_dash(c) {
                if (letter_before || digit_before) && next.is_some_and(is_letter) {
                    spaced = false;
                    continue;
                }
                Kind::Dash
            } else {
                if matches!(c, '>' | '<') && next == Some('=') {
                    cutter.at += 1;
                }
                Kind::Sign
            }
        };
        let text = &phrase[start..cutter.at];
        let text = match kind {
            Kind::Word => lowered(text),
            Kind::Number => text
                .chars()
                .map(|c| {
                    if is_space(c) {
                        ' '
                    } else if is_apostrophe(c) {
                        '\''
                    } else {
                        c
                    }
                })
                .collect(),
            Kind::Sign if text.starts_with("..") => "…".to_string(),
            Kind::Dash | Kind::Sign => text.to_string(),
        };
        tokens.push(Token { kind, text, at: start..cutter.at, spaced });
        spaced = false;
    }
    tokens
}

/// In small letters, е for ё. Latin and Russian letters, which are nearly all, need no tables.
fn lowered(word: &str) -> String {
    let mut small = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'ё' | 'Ё' => small.push('е'),
            'а'..='я' => small.push(c),
            // 32 after it in Unicode stands the small letter.
            'А'..='Я' => small.extend(char::from_u32(u32::from(c) + 32)),
            _ if c.is_ascii() => small.push(if is_apostrophe(c) { '\'' } else { c.to_ascii_lowercase() }),
            _ if is_apostrophe(c) => small.push('\''),
            _ => small.extend(c.to_lowercase()),
        }
    }
    small
}

/// Whether `c` is a letter of any script; the tables are asked last.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && (matches!(c, 'а'..='я' | 'А'..='Я') || c.is_alphabetic()))
}

/// Whether `c` is one of the spaces that group digits or part words.
fn is_space(c: char) -> bool {
    c.is_whitespace()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | 'ʻ')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

struct Cutter<'a> {
    phrase: &'a str,
    at: usize,
}

impl Cutter<'_> {
    fn here(&self) -> Option<char> {
        self.phrase[self.at..].chars().next()
    }

    /// Steps over the characters for which `belongs` holds; how many bytes.
    fn run(&mut self, belongs: impl Fn(char) -> bool) -> usize {
        let rest = &self.phrase[self.at..];
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.at += length;
        length
    }

    fn word(&mut self) {
        loop {
            self.run(is_letter);
            let rest = &self.phrase[self.at..];
            let mut next = rest.chars();
            match (next.next(), next.next()) {
                // year's, so'm
                (Some(c), Some(letter)) if is_apostrophe(c) && letter.is_alphabetic() => self.at += c.len_utf8(),
                // m3, м²
                (Some('2' | '3' | '²' | '³'), after) if after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | ',')) =>
                {
                    self.at += rest.chars().next().map_or(0, char::len_utf8);
                    return;
                }
                _ => return,
            }
        }
    }

    /// Digits, and whatever may group them or part decimals as long as digits follow; a space or apostrophe only when
    /// exactly three do, after at most three.
    fn number(&mut self) {
        let mut group = self.run(|c| c.is_ascii_digit());
        loop {
            let Some(mark) = self.here() else { return };
            let after = &self.phrase[self.at + mark.len_utf8()..];
            let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
            let groups = (is_space(mark) || is_apostrophe(mark)) && digits == 3 && group <= 3;
            if !(groups || (matches!(mark, '.' | ',') && digits > 0)) {
                return;
            }
            self.at += mark.len_utf8() + digits;
            group = if groups { 3 } else { 4 };
            if !groups && digits == 3 {
                group = 3;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(phrase: &str) -> Vec<String> {
        tokens(phrase).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn phrases_fall_into_words_numbers_and_signs() {
        assert_eq!(texts("US$ 9.8 billion"), ["us", "$", "9.8", "billion"]);
        assert_eq!(texts("year-on-year"), ["year", "on", "year"]);
        assert_eq!(texts("5-fold, 8–9%"), ["5", "fold", ",", "8", "–", "9", "%"]);
        assert_eq!(texts("1 234 567,8 тыс. руб."), ["1 234 567,8", "тыс", "руб"]);
        assert_eq!(texts("1\u{a0}234"), ["1 234"]);
        assert_eq!(texts("в 2022 600 млрд"), ["в", "2022", "600", "млрд"]);
        assert_eq!(texts("USD5.2bn >=6 m3"), ["usd", "5.2", "bn", ">=", "6", "m3"]);
        assert_eq!(texts("ещё p.p. .5 кВт·ч"), ["еще", "p", "p", ".5", "квт", "ч"]);
        assert_eq!(texts("8..9 3...5"), ["8", "…", "9", "3", "…", "5"]);
        assert_eq!(texts("-3.9% 1’234’567 so‘m"), ["-", "3.9", "%", "1'234'567", "so'm"]);
    }

    #[test]
    fn tokens_keep_their_place() {
        let phrase = "свыше 600 млрд";
        for token in tokens(phrase) {
            assert_eq!(phrase[token.at.clone()], token.text);
        }
    }
}
