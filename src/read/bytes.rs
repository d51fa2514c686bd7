//! Bytes: what a file is, is seen from its first; a file of text is read whole, up to a stated size, and fingerprinted.

use crate::figures::Refusal;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Larger files are no figures files typed or exported by people (100,000 figures are some 10 MB).
const LARGEST_FILE: u64 = 256 << 20;
/// A longer line is none that a person typed. Checked while reading, so that a line of 2 GB is refused before it is in memory.
const LONGEST_LINE: usize = 1 << 20;
const CHUNK: usize = 1 << 16;

/// Opens a file; a folder is said to be one.
pub fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    if path.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    Ok(Box::new(File::open(path)?))
}

/// The first bytes of a file, which tell what it is, and the rest of it.
pub struct Begun<'a> {
    /// Up to 64 KB.
    pub head: Vec<u8>,
    rest: Box<dyn Read + 'a>,
}

/// Opens a file and looks at its first bytes.
pub fn begun<'a>(path: &str, open: impl FnOnce() -> io::Result<Box<dyn Read + 'a>>) -> Result<Begun<'a>, Refusal> {
    let mut rest = open().map_err(|error| unreadable(path, &error))?;
    let mut head = Vec::new();
    rest.by_ref().take(CHUNK as u64).read_to_end(&mut head).map_err(|error| unreadable(path, &error))?;
    Ok(Begun { head, rest })
}

impl<'a> Begun<'a> {
    /// All of it, from the first byte.
    pub fn all(self) -> impl Read + 'a {
        io::Cursor::new(self.head).chain(self.rest)
    }

    /// All bytes of a file that is no text, up to so many and one more.
    pub fn whole(self, path: &str, most: usize) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        self.all().take(most as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
        Ok(bytes)
    }

    /// All bytes of a file of text.
    pub fn text(self, path: &str) -> Result<Vec<u8>, Refusal> {
        refuse_other_contents(path, &self.head)?;
        let mut source = self.all();
        let mut bytes = Vec::new();
        let (mut line, mut line_begin) = (1_u64, 0);
        loop {
            let begin = bytes.len();
            let room = LARGEST_FILE + 1 - begin as u64;
            let chunk = source.by_ref().take(room.min(CHUNK as u64));
            let got = { chunk }.read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
            if got == 0 {
                return Ok(bytes);
            }
            for (offset, _) in bytes[begin..].iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
                (line, line_begin) = (line + 1, begin + offset + 1);
            }
            if bytes.len() - line_begin > LONGEST_LINE {
                let found = format!("a line of more than {} bytes", LONGEST_LINE);
                let refusal = Refusal::of_file(path, found, "one statement a line, as a table program exports them");
                return Err(Refusal { line: Some(line), ..refusal });
            }
            if bytes.len() as u64 > LARGEST_FILE {
                let found = format!("a file of more than {} MB", LARGEST_FILE >> 20);
                return Err(Refusal::of_file(path, found, "a smaller file, or several"));
            }
        }
    }
}

fn unreadable(path: &str, error: &io::Error) -> Refusal {
    let found = match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_string(),
        io::ErrorKind::PermissionDenied => "a file that may not be read".to_string(),
        io::ErrorKind::IsADirectory => "a folder".to_string(),
        _ => format!("a file that could not be read: {error}"),
    };
    Refusal::of_file(path, found, "a figures file, or - for standard input")
}

/// A file that is read once and never held: its fingerprint is taken on the way, where somebody wants it.
pub struct Watched<R> {
    source: R,
    digest: Option<Sha256>,
}

impl<R: Read> Watched<R> {
    pub fn new(source: R, is_wanted: bool) -> Watched<R> {
        Watched { source, digest: is_wanted.then(Sha256::new) }
    }

    /// Of all that was read, which is all there is once the reader has come to the end; empty where nobody wanted it.
    pub fn fingerprint(self) -> String {
        self.digest.map(|digest| hexadecimal(&digest.finalize())).unwrap_or_default()
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.source.read(buffer)?;
        if let Some(digest) = &mut self.digest {
            digest.update(&buffer[..got]);
        }
        Ok(got)
    }
}

/// A file of which somebody is told how many bytes were read, each time that there are more.
pub struct Counted<'a, R> {
    source: R,
    count: u64,
    tell: &'a dyn Fn(u64),
}

impl<'a, R: Read> Counted<'a, R> {
    pub fn new(source: R, tell: &'a dyn Fn(u64)) -> Counted<'a, R> {
        Counted { source, count: 0, tell }
    }
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.source.read(buffer)?;
        self.count += got as u64;
        (self.tell)(self.count);
        Ok(got)
    }
}

/// The SHA-256 in hexadecimal.
pub fn fingerprint(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// What is recognised by its first bytes and is no text.
pub fn refuse_other_contents(path: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let kinds: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "a workbook, or another zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old workbook (.xls)"),
        (b"%PDF", "a PDF"),
        (b"\x1f\x8b", "a compressed file (gzip)"),
        (b"{\\rtf", "a word processor's file (RTF)"),
    ];
    match kinds.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        None => Ok(()),
        Some((_, kind)) => Err(Refusal::of_file(path, *kind, "a table as text: save the sheet as CSV (UTF-8)")),
    }
}
