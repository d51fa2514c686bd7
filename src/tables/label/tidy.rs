//! A label as a person reads it: one space between words, no footnote marks, no number before it, letters of one script in a word.
//!
//! | as typed | tidied |
//! |---|---|
//! | `    В С Е Г О` | `ВСЕГО` |
//! | `П О   М Е С Я Ц А М` | `ПО МЕСЯЦАМ` |
//! | `  2. Россия*` | `Россия`, with the mark `*` |
//! | `Kазахстан` with a Latin K | `Казахстан` |
//! | `Imports (1)`, `Exports 1/` | `Imports`, with the mark `1)`; `Exports`, with `1/` |
//! | `Imports (R)` | `Imports`, `revised` |
//! | `II. Imports` | `Imports`; but `II. Quartal` is the second quarter |

use super::lexicon::{Saying, lexicon};
use super::script::one_script;
use super::tokens::tokens;

/// A label without what only decorates it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tidy {
    /// The words, one space between them.
    pub text: String,
    /// A footnote mark behind a word or the whole: `*`, `1)`, `2`.
    pub mark: Option<String>,
    /// A footnote mark before the whole: this is the footnote.
    pub opens_with: Option<String>,
    /// The number of a list before it, with its bracket: `1)`.
    pub number: Option<String>,
}

/// Takes the decoration off a label.
pub(super) fn tidy(text: &str) -> Tidy {
    let spaced = together(&plain(text));
    let (opens_with, rest) = opening(&spaced);
    let (number, rest) = if opens_with.is_none() { after_number(rest) } else { (None, rest) };
    let (text, mark) = without_marks(rest);
    Tidy { text: one_script(&text), mark, opens_with, number }
}

/// Every kind of space as one, every kind of dash and quotation mark as the plain one, nothing invisible. Runs of spaces stay: they part
/// words whose letters are spaced.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_whitespace() || c.is_control() => plain.push(' '),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => plain.push('-'),
            '’' | '‘' | 'ʼ' | '`' | '´' | '′' => plain.push('\''),
            '“' | '”' | '„' | '«' | '»' => plain.push('"'),
            '∗' | '＊' => plain.push('*'),
            '％' => plain.push('%'),
            c => plain.push(c),
        }
    }
    plain
}

/// One space between words; the letters of a spaced word together. Two spaces and more part words then.
fn together(text: &str) -> String {
    let is_letter = |piece: &str| {
        let mut letters = piece.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    let is_spaced = |group: &str| group.split_whitespace().all(is_letter);
    let groups: Vec<&str> = text.split("  ").map(str::trim).filter(|group| !group.is_empty()).collect();
    let letters: usize = groups.iter().map(|group| group.split_whitespace().count()).sum();
    // "I - II" is no word; "В С Е Г О" is.
    let all_spaced = letters >= 3 && groups.iter().all(|group| is_spaced(group));
    let mut tidied = String::with_capacity(text.len());
    for group in groups {
        for (nth, word) in group.split_whitespace().enumerate() {
            let parted = if all_spaced { nth == 0 } else { true };
            if parted && !tidied.is_empty() {
                tidied.push(' ');
            }
            tidied.push_str(word);
        }
    }
    tidied
}

/// A footnote's own mark: stars or raised digits at the beginning, with words behind.
fn opening(text: &str) -> (Option<String>, &str) {
    let rest = text.trim_start_matches(is_mark);
    let mark = &text[..text.len() - rest.len()];
    let rest = rest.strip_prefix(')').unwrap_or(rest).trim_start_matches([' ', '-', '.']);
    if mark.is_empty() || !rest.starts_with(char::is_alphabetic) { (None, text) } else { (Some(mark.to_string()), rest) }
}

/// Whether a character marks a footnote wherever it stands.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '*' | '†' | '‡' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Without a number in a list: `1. Россия`, `2) China`, `1.2. Армения`; a dash before a word goes too.
fn after_number(text: &str) -> (Option<String>, &str) {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &text[..text.len() - rest.len()];
    let has_end = number.ends_with('.') || rest.starts_with(')');
    let words = rest.trim_start_matches([')', ' ']);
    // "1. Quartal 2024"
    let is_nth = !rest.starts_with(')') && begins_with(words, |saying| matches!(saying, Saying::Quarter | Saying::Half));
    let is_number = has_end && number.len() <= 8 && number.starts_with(|c: char| c.is_ascii_digit()) && !is_nth;
    // "1. Россия"; "4.03.00.18: Exports" too, but not "01.2023" or "2.5 mn".
    let text = if is_number && words.starts_with(char::is_alphabetic) && rest != words { words } else { text };
    let listed = (rest.starts_with(')') && text.len() == words.len() && number.len() <= 2).then(|| format!("{number})"));
    let text = text.trim_start_matches(['-', '•', '·', '▪', '►']).trim_start();
    (listed, after_letter(text).unwrap_or(text))
}

/// A flow behind a Roman number or a letter of a list: `II. Imports`, `b) exports`.
fn after_letter(text: &str) -> Option<&str> {
    let (head, words) = text.split_once(['.', ')'])?;
    let is_roman = head.len() <= 4 && head.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'І'));
    let is_letter = head.chars().count() == 1 && head.chars().all(char::is_alphabetic);
    let words = words.strip_prefix(' ')?.trim_start();
    let is_flow = begins_with(words, |saying| matches!(saying, Saying::Flow(_) | Saying::Theme));
    (!head.is_empty() && (is_roman || is_letter) && is_flow).then_some(words)
}

/// Whether the first group of words of a text may say something.
fn begins_with(text: &str, is_it: impl Fn(&Saying) -> bool) -> bool {
    let tokens = tokens(text);
    let is_word = tokens.first().is_some_and(|token| token.text.chars().count() > 1);
    is_word && lexicon().all(&tokens).next().is_some_and(|(sayings, _)| sayings.iter().any(is_it))
}

/// Without footnote marks, and the first of them. A raised digit behind a metre is its power.
fn without_marks(text: &str) -> (String, Option<String>) {
    let mut mark: Option<String> = None;
    let mut kept = String::with_capacity(text.len());
    let mut run = String::new();
    let mut before = ' ';
    for c in text.chars() {
        let is_power = matches!(c, '²' | '³') && matches!(before, 'm' | 'м');
        if is_mark(c) && !is_power {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            mark.get_or_insert(std::mem::take(&mut run));
        }
        // "Россия *" leaves no space behind, "(2024*)" none within.
        if !(c == ' ' && kept.ends_with(' ')) {
            kept.push(c);
        }
        before = c;
    }
    if !run.is_empty() {
        mark.get_or_insert(run);
    }
    let kept = kept.trim();
    // "Россия 1)", "Китай1)": a number in a bracket that nothing opened.
    if let Some(inner) = kept.strip_suffix(')').filter(|inner| !inner.contains('(')) {
        let words = inner.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &inner[words.len()..];
        let is_year = words.ends_with(' ') && words.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let is_word = words.trim_end().ends_with(|c: char| c.is_alphabetic() || c == '%');
        if (1..=2).contains(&digits.len()) && (is_word || is_year) {
            return (words.trim_end().to_string(), mark.or_else(|| Some(format!("{digits})"))));
        }
    }
    if let Some((words, own)) = in_brackets(kept).or_else(|| with_stroke(kept)) {
        return (words.to_string(), mark.or(Some(own)));
    }
    (kept.to_string(), mark)
}

/// A footnote's digit, or the letter of revised and preliminary numbers, in brackets behind words: `Goods (1)`, `Imports (c.i.f.) (R)`.
fn in_brackets(text: &str) -> Option<(&str, String)> {
    let (words, inner) = text.strip_suffix(')')?.rsplit_once('(')?;
    let words = words.trim_end();
    let is_behind_words = words.ends_with(|c: char| c.is_alphabetic() || c == ')');
    let mark = match inner.trim() {
        digit if digit.len() == 1 && digit.bytes().all(|byte| byte.is_ascii_digit() && byte != b'0') => format!("{digit})"),
        letter @ ("R" | "P" | "r" | "p") => super::suffix(letter)?.to_string(),
        _ => return None,
    };
    is_behind_words.then_some((words, mark))
}

/// A footnote's number before a stroke: `Exports 1/`, `2023 2/`.
fn with_stroke(text: &str) -> Option<(&str, String)> {
    let inner = text.strip_suffix('/')?;
    let words = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &inner[words.len()..];
    let is_behind_words = words.ends_with(' ') || words.ends_with(char::is_alphabetic);
    let is_mark = (1..=2).contains(&digits.len()) && is_behind_words && !words.trim().is_empty();
    is_mark.then(|| (words.trim_end(), format!("{digits}/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoration_is_taken_off() {
        for (text, tidied, mark) in [
            ("    В С Е Г О", "ВСЕГО", None),
            ("     П О   М Е С Я Ц А М", "ПО МЕСЯЦАМ", None),
            ("  Россия* ", "Россия", Some("*")),
            ("ИМПОРТ**", "ИМПОРТ", Some("**")),
            ("1. Россия", "Россия", None),
            ("Россия 1)", "Россия", Some("1)")),
            ("Китай¹", "Китай", Some("¹")),
            ("2024*", "2024", Some("*")),
            ("01.2023", "01.2023", None),
            ("Январь-\n декабрь", "Январь- декабрь", None),
            ("млн м³", "млн м³", None),
            ("Узбе\u{ad}кистан", "Узбекистан", None),
            ("I квартал", "I квартал", None),
            ("- Armenia", "Armenia", None),
        ] {
            let found = tidy(text);
            assert_eq!((found.text.as_str(), found.mark.as_deref()), (tidied, mark), "{text}");
        }
        assert_eq!(tidy("* Preliminary data.").opens_with.as_deref(), Some("*"));
        assert_eq!(tidy("**").opens_with, None);
    }
}
