//! Letters that look alike in two scripts: a `Kазахстан` that begins with a Latin K is `Казахстан`.

/// Latin letters, and the Cyrillic ones that look the same.
const ALIKE: [(char, char); 25] = [
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('k', 'к'),
    ('m', 'м'),
    ('t', 'т'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('i', 'і'),
    ('I', 'І'),
    ('n', 'п'),
];

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}

/// The text with every word that mixes the two scripts written in one, where its letters allow that.
pub(super) fn one_script(text: &str) -> String {
    if text.is_ascii() || !text.chars().any(|c| c.is_ascii_alphabetic()) {
        return text.to_string();
    }
    let mut whole = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars() {
        if c.is_alphabetic() {
            word.push(c);
        } else {
            whole.push_str(&repaired(&word));
            word.clear();
            whole.push(c);
        }
    }
    whole + &repaired(&word)
}

fn repaired(word: &str) -> String {
    if word.chars().any(is_cyrillic) && word.chars().any(|c| c.is_ascii_alphabetic()) {
        return cyrillic(word).or_else(|| latin(word)).unwrap_or_else(|| word.to_string());
    }
    word.to_string()
}

/// A word in Cyrillic letters, if each of its Latin ones looks like one.
pub(super) fn cyrillic(word: &str) -> Option<String> {
    word.chars()
        .map(|c| if is_cyrillic(c) { Some(c) } else { ALIKE.iter().find(|(latin, _)| *latin == c).map(|(_, c)| *c) })
        .collect()
}

fn latin(word: &str) -> Option<String> {
    word.chars()
        .map(|c| if is_cyrillic(c) { ALIKE.iter().find(|(_, like)| *like == c).map(|(c, _)| *c) } else { Some(c) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_scripts_are_written_in_one() {
        assert_eq!(one_script("Kазахстан, Pоссия"), "Казахстан, Россия");
        assert_eq!(one_script("Gеorgia и Россия"), "Georgia и Россия");
        assert_eq!(one_script("2023год USD"), "2023год USD");
        assert_eq!(cyrillic("EC").as_deref(), Some("ЕС"));
        assert_eq!(cyrillic("EU"), None);
    }
}
