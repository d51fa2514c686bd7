//! Encoding: which letters the bytes are. UTF-8 and UTF-16 are recognised for certain. Of the old encodings, the one in which
//! the most words are words that figures files are written in is taken and said: a column of phrases is too short for a guess by
//! letters alone. A UTF-8 file with a few bytes that are none is refused: read otherwise, all its other letters would be lost.

use crate::figures::Refusal;
use crate::names::Names;
use crate::words;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, IBM866, KOI8_U, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
use std::borrow::Cow;

/// The text of a file, without a byte order mark.
pub fn text<'a>(path: &str, bytes: &'a [u8], names: &Names, notices: &mut Vec<String>) -> Result<Cow<'a, str>, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::of_file(path, "an empty file", super::header::EXPECTED).instead(&[super::header::EXAMPLE]));
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => decoded(path, encoding, &bytes[mark..])?,
        None => match (std::str::from_utf8(bytes), unmarked_utf16(bytes)) {
            (_, Some(encoding)) => decoded(path, encoding, bytes)?,
            (Ok(text), None) => Cow::Borrowed(text),
            (Err(_), None) => {
                refuse_nul(path, &String::from_utf8_lossy(bytes))?;
                refuse_broken_utf8(path, bytes)?;
                let encoding = likeliest(bytes, names);
                notices
                    .push(format!("{path} is not in UTF-8; read as {} (save it as UTF-8 if names look wrong)", encoding.name()));
                decoded(path, encoding, bytes)?
            }
        },
    };
    refuse_nul(path, &text)?;
    Ok(text)
}

fn decoded<'a>(path: &str, encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, Refusal> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| {
        let lossy = encoding.decode_without_bom_handling(bytes).0;
        let before = lossy.split(char::REPLACEMENT_CHARACTER).next().unwrap_or("");
        let line = before.matches('\n').count() as u64 + 1;
        let refusal = Refusal::of_file(path, format!("bytes that are no letters in {}", encoding.name()), "a file in UTF-8");
        Refusal { line: Some(line), ..refusal }
    })
}

/// The encoding in which most words are known; of equals the commonest, and only where nothing is known a guess by letters.
pub fn likeliest(bytes: &[u8], names: &Names) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let known = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling(bytes).0;
        let cells = text.split(['\n', '\r', ';', ',', '\t', '"']).map(str::trim).filter(|cell| !cell.is_ascii());
        let names_known = cells.filter(|cell| names.is_name(cell)).count();
        let words = text.split(|c: char| !c.is_alphabetic() && !"$€£¥₽".contains(c)).filter(|word| !word.is_ascii());
        let words_known = words.filter(|word| words::is_known(word)).count();
        let signs = text.chars().filter(|c| "€£".contains(*c)).count();
        names_known + words_known + signs
    };
    let candidates = [WINDOWS_1251, WINDOWS_1252, KOI8_U, IBM866, WINDOWS_1250];
    let mut best = (0, guess);
    for candidate in candidates {
        let known = known(candidate);
        if known > best.0 {
            best = (known, candidate);
        }
    }
    best.1
}

/// Text that is UTF-8 but for a few bytes.
fn refuse_broken_utf8(path: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let (mut letters, mut broken, mut first) = (0, 0, None);
    let mut before = 0;
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        before += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            first = first.or(Some(before));
            broken += 1;
        }
        before += chunk.invalid().len();
    }
    match first {
        Some(at) if letters > 2 * broken => {
            let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
            let found = "a byte that is no letter, in a file that is UTF-8 otherwise";
            let refusal = Refusal::of_file(path, found, "a file in one encoding: save it as UTF-8");
            Err(Refusal { line: Some(line), ..refusal })
        }
        _ => Ok(()),
    }
}

/// UTF-16 without a mark: text in any language has its commas and line ends there, each with a NUL on the same side.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let is_plain = |byte: u8| matches!(byte, b'\n' | b'\r' | b'\t' | b' '..=b'~');
    let (mut low_first, mut high_first, mut others) = (0_usize, 0_usize, 0_usize);
    for pair in bytes[..bytes.len().min(1 << 14)].chunks_exact(2) {
        match (pair[0], pair[1]) {
            (plain, 0) if is_plain(plain) => low_first += 1,
            (0, plain) if is_plain(plain) => high_first += 1,
            (0, _) | (_, 0) => return None,
            _ => others += 1,
        }
    }
    let enough = |count: usize| bytes.len().is_multiple_of(2) && count >= 4 && count * 10 >= others;
    match (low_first, high_first) {
        (count, 0) if enough(count) => Some(UTF_16LE),
        (0, count) if enough(count) => Some(UTF_16BE),
        _ => None,
    }
}

fn refuse_nul(path: &str, text: &str) -> Result<(), Refusal> {
    let Some(at) = text.find('\0') else { return Ok(()) };
    let line = text[..at].matches('\n').count() as u64 + 1;
    let refusal = Refusal::of_file(path, "a NUL byte, so this is no text", "a table as text, in UTF-8");
    Err(Refusal { line: Some(line), ..refusal })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::UTF_8;

    fn read(bytes: &[u8]) -> (Result<String, Refusal>, Vec<String>) {
        let mut notices = Vec::new();
        let names = Names::embedded().expect("embedded names");
        let text = text("f.csv", bytes, names, &mut notices).map(Cow::into_owned);
        (text, notices)
    }

    fn utf16(text: &str, unit: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn five_encodings_of_one_text() {
        let text = "период,заявлено,источник\n2022,свыше 600 млрд рублей,Правительство Российской Федерации\n";
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let utf8 = UTF_8.encode(text).0.into_owned();
        let files = [
            utf8.clone(),
            marked(b"\xef\xbb\xbf", &utf8),
            marked(b"\xff\xfe", &utf16(text, u16::to_le_bytes)),
            marked(b"\xfe\xff", &utf16(text, u16::to_be_bytes)),
            utf16(text, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
            cyrillic.into_owned(),
        ];
        for (number, bytes) in files.iter().enumerate() {
            let (read, notices) = read(bytes);
            assert_eq!(read.as_deref(), Ok(text), "file {number}");
            assert_eq!(notices.len(), usize::from(number == 6), "only a guess is worth a notice: {notices:?}");
        }
    }

    #[test]
    fn a_few_words_suffice_to_tell_an_old_encoding() {
        for phrase in ["более 600 млрд руб.", "около 450 млрд руб.", "2 млрд 842 млн долл.", "до 10 млрд долларов", "на 20%"]
        {
            let text = format!("period;stated\n2022;{phrase}\n");
            for encoding in [WINDOWS_1251, KOI8_U, IBM866] {
                assert_eq!(read(&encoding.encode(&text).0).0.as_deref(), Ok(&*text), "{}", encoding.name());
            }
        }
        let pounds = "period,stated\n2022,£5 bn\n2023,€5 bn\n";
        assert_eq!(read(&WINDOWS_1252.encode(pounds).0).0.as_deref(), Ok(pounds));
    }

    #[test]
    fn utf8_with_a_byte_too_many_is_refused_at_its_line() {
        let bytes = ["reporter,stated\nРоссия,5 bn USD\n".as_bytes(), b"RUS,caf\xe9\n"].concat();
        assert_eq!(read(&bytes).0.map_err(|refusal| refusal.line), Err(Some(3)));
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_line() {
        assert_eq!(read(b"a,b\n1,\0\n").0.map_err(|refusal| refusal.line), Err(Some(2)));
        assert!(read(b"").0.is_err_and(|refusal| refusal.found == "an empty file"));
        assert!(read(b"\xff\xfea").0.is_err(), "half a UTF-16 letter");
    }
}
