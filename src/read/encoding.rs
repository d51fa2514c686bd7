//! Encoding: which letters the bytes are. UTF-8 and UTF-16 are recognised for certain; of the old one-byte encodings, the one
//! that the letters fit best is taken and said.

use crate::figures::Refusal;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The text of a file, without a byte order mark.
pub fn text<'a>(path: &str, bytes: &'a [u8], notices: &mut Vec<String>) -> Result<Cow<'a, str>, Refusal> {
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
                let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
                detector.feed(bytes, true);
                let encoding = detector.guess(None, Utf8Detection::Deny);
                notices.push(format!("{path} is not in UTF-8; read as {}", encoding.name()));
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
        let text = text("f.csv", bytes, &mut notices).map(Cow::into_owned);
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
    fn what_is_no_text_is_refused_with_its_line() {
        assert_eq!(read(b"a,b\n1,\0\n").0.map_err(|refusal| refusal.line), Err(Some(2)));
        assert!(read(b"").0.is_err_and(|refusal| refusal.found == "an empty file"));
        assert!(read(b"\xff\xfea").0.is_err(), "half a UTF-16 letter");
    }
}
