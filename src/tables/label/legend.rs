//! Footnotes within a text: `Imports, mn USD; * - nine months; ** - forecast`.
//!
//! What stands behind a mark explains the mark, and says nothing of the numbers without it.

use super::tidy::is_mark;

/// The text before the first mark that words follow, and each such mark with its words. A text that is one footnote alone has none.
pub(super) fn legend(text: &str) -> (&str, Vec<(String, String)>) {
    let mut begins: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(is_mark) {
        let begin = at + found;
        let end = text[begin..].find(|c| !is_mark(c)).map_or(text.len(), |end| begin + end);
        let is_apart = text[..begin].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, ';' | ',' | '(' | '.'));
        let behind = text[end..].trim_start_matches([')', ' ', '\u{a0}', '-', '–', '—', ':', '=']);
        if is_apart && behind.len() < text[end..].len() && behind.starts_with(char::is_alphabetic) {
            begins.push((begin, end));
        }
        at = end;
    }
    let Some(&(first, _)) = begins.first() else { return (text, Vec::new()) };
    let head = text[..first].trim_end_matches([' ', ';', ',', '(', '\n']);
    if head.trim().is_empty() && begins.len() == 1 {
        return (text, Vec::new());
    }
    let ends = begins.iter().skip(1).map(|&(begin, _)| begin).chain([text.len()]);
    let told = begins.iter().zip(ends).map(|(&(begin, end), next)| {
        let words = text[end..next].trim_start_matches([')', ' ', '\u{a0}', '-', '–', '—', ':', '=']);
        (text[begin..end].to_string(), words.trim_end_matches([' ', ';', ',', ')', '\n']).to_string())
    });
    (head, told.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_within_a_text_have_words_of_their_own() {
        let (head, told) = legend("Imports, mn USD; * - nine months; ** - forecast");
        let told: Vec<[&str; 2]> = told.iter().map(|(mark, words)| [mark.as_str(), words.as_str()]).collect();
        assert_eq!((head, told), ("Imports, mn USD", vec![["*", "nine months"], ["**", "forecast"]]));
        for text in ["* Preliminary data.", "Russia *", "2024*", "Russia* and China*", "5 * 4"] {
            assert_eq!(legend(text), (text, Vec::new()), "{text}");
        }
    }
}
