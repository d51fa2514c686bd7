//! The forms of all words of one script, found by their first word. Most phrases are in one language, so the forms of the other
//! are not spelled out until a phrase needs them.

use super::forms::forms;
use super::table::Row;
use super::tokens::{Kind, Token, tokens};
use super::vocabulary::Meaning;
use std::collections::HashMap;

/// A list of forms in a data file, and what they mean.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Where it stands.
    pub row: Row<'static>,
    /// The forms, as [`forms`] reads them.
    pub list: &'static str,
    /// What they mean.
    pub meaning: Meaning,
}

/// The letters that a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// At least some are Cyrillic.
    Cyrillic,
    /// None are.
    Other,
}

impl Script {
    /// Of a text.
    pub fn of(text: &str) -> Script {
        if text.bytes().any(|byte| matches!(byte, 0xd0 | 0xd1)) { Script::Cyrillic } else { Script::Other }
    }
}

/// Forms and their meanings, by their first word, longest first.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: HashMap<Box<str>, Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    /// The further words, parted by spaces; a sign that must stand directly after the word before ("C$" is not "c. $") has
    /// [`TIGHT`] before it.
    rest: Box<str>,
    /// How many further words.
    further: usize,
    meaning: Meaning,
}

/// Marks a sign that must stand directly after the word before.
const TIGHT: char = '\u{1}';

impl Lexicon {
    /// Of the forms in one script.
    ///
    /// # Errors
    /// A sentence about brackets that do not match, an empty form, or one with two meanings.
    pub fn of(lessons: &[Lesson], script: Script) -> Result<Lexicon, String> {
        let mut lexicon = Lexicon::default();
        for Lesson { row, list, meaning } in lessons {
            for alternative in list.split(" / ").filter(|alternative| Script::of(alternative) == script) {
                for form in forms(alternative).map_err(|what| row.wrong(what))? {
                    let (first, rest) = in_words(&form).ok_or_else(|| row.wrong("an empty form"))?;
                    let further = rest.split_terminator(' ').count();
                    lexicon.entries.entry(first).or_default().push(Entry { rest, further, meaning: *meaning });
                }
            }
        }
        for (first, entries) in &mut lexicon.entries {
            entries.sort_by(|a, b| b.further.cmp(&a.further).then_with(|| a.rest.cmp(&b.rest)));
            let twice = entries.windows(2).find(|pair| pair[0].rest == pair[1].rest && pair[0].meaning != pair[1].meaning);
            if let Some([one, other]) = twice {
                return Err(format!("data/words: \"{first} {}\" is {:?} and {:?}", one.rest, one.meaning, other.meaning));
            }
        }
        Ok(lexicon)
    }

    /// The longest known group of words that `tokens` begins with, and how many tokens it takes.
    pub fn longest(&self, tokens: &[Token]) -> Option<(Meaning, usize)> {
        let (first, following) = tokens.split_first()?;
        let fits = |entry: &&Entry| {
            let mut end = first.at.end;
            entry.further <= following.len()
                && entry.rest.split_terminator(' ').zip(following).all(|(word, token)| {
                    let touches = token.at.start == end;
                    end = token.at.end;
                    match word.strip_prefix(TIGHT) {
                        Some(sign) => touches && sign == token.text,
                        None => word == token.text,
                    }
                })
        };
        let entry = self.entries.get(&*first.text)?.iter().find(fits)?;
        Some((entry.meaning, 1 + entry.further))
    }

    /// Every word that occurs, in no order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let words = self
            .entries
            .iter()
            .flat_map(|(first, entries)| entries.iter().flat_map(|entry| entry.rest.split_terminator(' ')).chain([&**first]));
        words.filter(|word| word.chars().count() > 1 && !word.starts_with(TIGHT))
    }
}

/// The first word of a form and the others, parted by spaces.
fn in_words(form: &str) -> Option<(Box<str>, Box<str>)> {
    if is_plain(form) {
        let (first, rest) = form.split_once(' ').unwrap_or((form, ""));
        return Some((first.into(), rest.into()));
    }
    let words = tokens(form);
    let (first, following) = words.split_first()?;
    let mut end = first.at.end;
    let mut rest = String::new();
    for word in following {
        if !rest.is_empty() {
            rest.push(' ');
        }
        if word.kind == Kind::Sign && word.at.start == end {
            rest.push(TIGHT);
        }
        rest.push_str(&word.text);
        end = word.at.end;
    }
    Some((first.text.as_str().into(), rest.into()))
}

/// Whether a form is nothing but small Latin and Russian letters (without ё) between single spaces, as nearly all are: it
/// is its own words then. The bytes are those of UTF-8; 0x91 occurs only in ё and Б.
fn is_plain(form: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || matches!(byte, 0xd0 | 0xd1 | 0x80..=0x90 | 0x92..=0xbf);
    !form.starts_with(' ')
        && !form.ends_with(' ')
        && !form.contains("  ")
        && form.bytes().all(|byte| byte == b' ' || is_letter(byte))
        && !form.is_empty()
}
