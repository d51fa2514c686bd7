//! The pieces of a phrase: each number, and each word or group of words that the vocabulary knows, with its meaning.

use super::Misread;
use super::nearest::slip;
use super::tokens::{Kind, Token, tokens};
use super::vocabulary::{Comparing, Meaning, Vocabulary};
use std::ops::Range;

/// A word or group of words, a number or a sign.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it does.
    pub meaning: Meaning,
    /// Its bytes in the phrase.
    pub at: Range<usize>,
    /// Whether a space (or the beginning) stands before it.
    pub spaced: bool,
}

/// Signs that part clauses and say nothing else.
const SEPARATORS: &str = ",;:\"«»“”„'’";

/// Finds the pieces of a phrase; those without meaning for the number are left out.
///
/// # Errors
/// A [`Misread`] at the first word that is not in the vocabulary, with the nearest that is, or at the first word that must not
/// be skipped, with its advice.
pub fn pieces(phrase: &str, vocabulary: &Vocabulary) -> Result<Vec<Piece>, Misread> {
    let tokens = tokens(phrase);
    let mut pieces = Vec::with_capacity(tokens.len());
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        let (meaning, length) = match meaning(phrase, &tokens[index..], vocabulary) {
            Some(found) => found,
            None if token.kind == Kind::Sign && SEPARATORS.contains(&*token.text) => (Meaning::Filler, 1),
            None => return Err(unknown(phrase, token, vocabulary)),
        };
        // "больше в 3 раза", but "больше" and "в этом году"
        let (meaning, length) = match meaning {
            Meaning::HedgeOrComparison { form: Comparing::Times, .. } if !is_number(tokens.get(index + length), vocabulary) => {
                vocabulary.longest(&tokens[index..index + length - 1]).unwrap_or((meaning, length))
            }
            _ => (meaning, length),
        };
        let last = tokens.get(index + length - 1).unwrap_or(token);
        let at = token.at.start..last.at.end;
        if let Meaning::Refused(advice) = meaning {
            let found = format!("\"{}\", which would change what the number means", &phrase[at.clone()]);
            return Err(Misread::new(at, found, vocabulary.texts.get(advice).map_or("", String::as_str)));
        }
        if !matches!(meaning, Meaning::Filler | Meaning::YearOnYear) {
            pieces.push(Piece { meaning, at, spaced: token.spaced });
        }
        index += length;
    }
    Ok(pieces)
}

fn meaning(phrase: &str, tokens: &[Token], vocabulary: &Vocabulary) -> Option<(Meaning, usize)> {
    let token = tokens.first()?;
    if let Some(found) = vocabulary.longest(tokens) {
        return Some(found);
    }
    let one = |meaning| Some((meaning, 1));
    match token.kind {
        Kind::Number => one(Meaning::Digits),
        Kind::Dash => one(Meaning::Dash),
        Kind::Sign => match &*token.text {
            "+" => one(Meaning::Plus),
            "/" => one(Meaning::Slash),
            "(" | ")" => one(Meaning::Bracket),
            "…" => one(Meaning::Ellipsis),
            _ => None,
        },
        Kind::Word => {
            let code = &phrase[token.at.clone()];
            iso_currency::Currency::from_code(code)?;
            one(Meaning::Code(code.as_bytes().try_into().ok()?))
        }
    }
}

/// Whether a token is a number, in figures or words.
fn is_number(token: Option<&Token>, vocabulary: &Vocabulary) -> bool {
    token.is_some_and(|token| {
        token.kind == Kind::Number || matches!(vocabulary.longest(std::slice::from_ref(token)), Some((Meaning::Spelled(_), _)))
    })
}

fn unknown(phrase: &str, token: &Token, vocabulary: &Vocabulary) -> Misread {
    let word = &phrase[token.at.clone()];
    let expected = "words of the vocabulary: a hedge, a number, a scale, a unit; leave out what says nothing about the number";
    let misread = Misread::new(token.at.clone(), format!("the word \"{word}\" is not known"), expected);
    match slip(&token.text, vocabulary.words()) {
        Some(near) => misread.instead([replaced(phrase, &token.at, near)]),
        None => misread,
    }
}

/// The phrase with these bytes replaced.
pub fn replaced(phrase: &str, at: &Range<usize>, by: &str) -> String {
    format!("{}{by}{}", &phrase[..at.start], &phrase[at.end..])
}
