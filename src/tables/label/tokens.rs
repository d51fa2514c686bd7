//! A label cut into words, numbers and signs, each with what parts it from the one before.
//!
//! Letters and digits are parted (`2016M01` is `2016` `m` `01`), and so are the halves of a hyphenated word: data files and labels are cut
//! alike, so that `Страна-партнёр` and `Страна партнёр` are one. What parted two words stays known, since `2019-2023` are other years than
//! `2019, 2023`.

use crate::names::folded;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// Letters.
    Word,
    /// Digits.
    Number,
    /// A sign that says something: `%`, `$`, `=`, `№`.
    Sign,
}

/// A word, number or sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// In small letters without accents.
    pub text: String,
    /// Its bytes in the label.
    pub at: std::ops::Range<usize>,
    /// What it is made of.
    pub made: Made,
    /// Whether it begins with a capital.
    pub is_capital: bool,
    /// Whether all its letters are capitals.
    pub is_shouted: bool,
    /// What stands between it and the token before: spaces and punctuation, as typed.
    pub gap: String,
}

impl Token {
    /// Whether a sign is in the gap before.
    pub fn after(&self, sign: char) -> bool {
        self.gap.contains(sign)
    }

    /// Whether nothing stands between it and the token before.
    pub fn is_joined(&self) -> bool {
        self.gap.is_empty()
    }
}

/// Cuts a label that was tidied, or a form of a data file.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut gap = 0..0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let made = made(c);
        let length = match made {
            None => {
                at += c.len_utf8();
                gap.end = at;
                continue;
            }
            Some(Made::Sign) => c.len_utf8(),
            Some(kind) => text[at..].char_indices().find(|(_, c)| !goes_on(kind, *c)).map_or(text.len() - at, |(end, _)| end),
        };
        let word = &text[at..at + length];
        tokens.push(Token {
            text: folded(word).into_owned(),
            at: at..at + length,
            made: made.unwrap_or(Made::Sign),
            is_capital: c.is_uppercase(),
            is_shouted: !word.chars().any(char::is_lowercase),
            gap: text[gap.clone()].to_string(),
        });
        at += length;
        gap = at..at;
    }
    tokens
}

fn made(c: char) -> Option<Made> {
    match c {
        c if c.is_ascii_digit() => Some(Made::Number),
        '²' | '³' => Some(Made::Number),
        c if c.is_alphabetic() => Some(Made::Word),
        '%' | '％' | '=' | '№' | '#' | '+' | '©' | '±' | '°' => Some(Made::Sign),
        c if c.is_ascii() || c.is_whitespace() => (c == '$').then_some(Made::Sign),
        // Currency signs and the like.
        '\u{20a0}'..='\u{20cf}' | '£' | '¥' | '￥' | '֏' | '؋' | '฿' => Some(Made::Sign),
        _ => None,
    }
}

/// Whether a character goes on with what began as a word or number; accents stand on the letter before.
fn goes_on(kind: Made, c: char) -> bool {
    made(c) == Some(kind) || (kind == Made::Word && matches!(c, '\u{300}'..='\u{36f}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_signs() {
        let texts = |text: &str| tokens(text).into_iter().map(|token| token.text).collect::<Vec<_>>();
        assert_eq!(texts("2016M01"), ["2016", "m", "01"]);
        assert_eq!(texts("Кот-д'Ивуар"), ["кот", "д", "ивуар"]);
        assert_eq!(texts("удельный вес, %"), ["удельныи", "вес", "%"]);
        assert_eq!(texts("US$ '000"), ["us", "$", "000"]);
        let all = tokens("2019–2023 (EU)");
        assert!(all[1].after('–') && all[2].after('(') && all[2].is_shouted);
    }
}
