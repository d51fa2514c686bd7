//! A label cut into the longest groups of words that are known; what is left over is a piece that says nothing.

use super::lexicon::{Lexicon, Saying, lexicon};
use super::script::cyrillic;
use super::tokens::{Made, Token, tokens};
use std::ops::Range;

/// A known group of words, a number, or a word that nothing is known of.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// What it may say; empty for a number or an unknown word.
    pub sayings: &'static [Saying],
    /// Its tokens.
    pub at: Range<usize>,
}

impl Piece {
    /// Whether it may say this.
    pub fn says(&self, saying: Saying) -> bool {
        self.sayings.contains(&saying)
    }

    /// The first of its sayings that the question finds an answer in.
    pub fn find<T>(&self, question: impl Fn(Saying) -> Option<T>) -> Option<T> {
        self.sayings.iter().copied().find_map(question)
    }
}

/// A label in pieces.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    /// The label.
    pub text: String,
    /// Its words, numbers and signs.
    pub tokens: Vec<Token>,
    /// What they are grouped into; each token is in one piece.
    pub all: Vec<Piece>,
}

impl Pieces {
    /// The first token of a piece.
    pub fn token(&self, piece: usize) -> Option<&Token> {
        self.tokens.get(self.all.get(piece)?.at.start)
    }

    /// The digits of a piece that is a number.
    pub fn digits(&self, piece: usize) -> Option<&str> {
        self.token(piece)
            .filter(|token| token.made == Made::Number && self.all[piece].at.len() == 1)
            .map(|token| token.text.as_str())
    }

    /// What stands before a piece: spaces and punctuation.
    pub fn gap(&self, piece: usize) -> &str {
        self.token(piece).map_or("", |token| token.gap.as_str())
    }

    /// A piece as typed.
    pub fn typed(&self, piece: usize) -> &str {
        let tokens = &self.tokens[self.all[piece].at.clone()];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => &self.text[first.at.start..last.at.end],
            _ => "",
        }
    }

    /// The label from one piece to another, as typed.
    pub fn span(&self, from: usize, to: usize) -> &str {
        let first = self.tokens.get(self.all[from].at.start);
        match (first, self.tokens.get(self.all[to].at.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => {
                let span = self.text.get(first.at.start..last.at.end).unwrap_or("");
                // The bracket that closes what it opens.
                let is_open = span.matches('(').count() > span.matches(')').count();
                let has_end = is_open && self.text[last.at.end..].starts_with(')');
                self.text.get(first.at.start..last.at.end + usize::from(has_end)).unwrap_or(span)
            }
            _ => "",
        }
    }

    /// What stands behind a piece, up to the next one or the end.
    pub fn gap_after(&self, piece: usize) -> &str {
        let end = self.all[piece].at.end;
        match (self.tokens.get(end), self.tokens.get(end.wrapping_sub(1))) {
            (Some(next), _) => &next.gap,
            (None, Some(last)) => &self.text[last.at.end..],
            (None, None) => "",
        }
    }
}

/// Cuts a tidied label into pieces.
pub(super) fn pieces(text: &str) -> Pieces {
    let lexicon = lexicon();
    let mut tokens = tokens(text);
    repair(&mut tokens, lexicon);
    let mut all = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let ahead = &tokens[at..];
        let is_whole = |length: usize| length == tokens.len();
        let found = lexicon.all(ahead).find(|(sayings, length)| is_admitted(sayings, &ahead[..*length], is_whole(*length)));
        let (sayings, length) = found.unwrap_or((&[], 1));
        all.push(Piece { sayings, at: at..at + length });
        at += length;
    }
    Pieces { text: text.to_string(), tokens, all }
}

/// Words in Latin letters that only look Cyrillic, in a Cyrillic label: `Страны EC`.
fn repair(tokens: &mut [Token], lexicon: &Lexicon) {
    let is_cyrillic = |token: &Token| token.text.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'));
    if !tokens.iter().any(is_cyrillic) {
        return;
    }
    for token in tokens.iter_mut().filter(|token| token.made == Made::Word && token.text.len() > 1 && token.text.is_ascii()) {
        let alike = cyrillic(&token.text).filter(|alike| !lexicon.knows(&token.text) && lexicon.knows(alike));
        if let Some(alike) = alike {
            token.text = alike;
        }
    }
}

/// Whether a group of words may be meant where it stands: a country's name begins with a capital and an abbreviation has nothing but
/// capitals (`Того` is a country, `того` a pronoun; `US` and `us`), unless it is all there is, or has several words (`страны СНГ`).
fn is_admitted(sayings: &[Saying], tokens: &[Token], is_whole: bool) -> bool {
    let is_place = |saying: &Saying| matches!(saying, Saying::Place(..));
    if !sayings.iter().all(is_place) {
        return true;
    }
    let [token] = tokens else { return true };
    if token.text.chars().count() <= 3 {
        token.is_shouted || (is_whole && token.is_capital)
    } else {
        token.is_capital || is_whole
    }
}
