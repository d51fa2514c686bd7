//! The bytes of a file of records, whatever its size: decoded from UTF-16 where a mark says so, without that mark, and stopped where one record
//! grows beyond all measure, as it does where a quotation mark is not closed.

use encoding_rs_io::DecodeReaderBytesBuilder;
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// So much is looked at to recognise a format.
pub(super) const HEAD: usize = 1 << 16;
/// A longer record is none.
const LONGEST: u64 = 1 << 20;
/// The reader takes so much at once, so that much may lie behind a record's end.
pub(super) const BUFFER: usize = 1 << 16;

/// What is shared between the bytes and who makes records of them.
#[derive(Debug, Default)]
pub(super) struct Watch {
    since: Cell<u64>,
    marks: Cell<u64>,
    too_long: Cell<bool>,
}

impl Watch {
    /// A record is complete.
    pub fn record(&self) {
        self.since.set(0);
    }

    /// Whether a quotation mark was opened and never closed: in all of a file, a mark and its end and a doubled mark make pairs.
    pub fn is_unclosed(&self) -> bool {
        !self.marks.get().is_multiple_of(2)
    }

    /// Whether reading was stopped at a record without an end.
    pub fn is_too_long(&self) -> bool {
        self.too_long.get()
    }
}

/// A reader as text.
pub(super) fn decoded<'a>(source: impl Read + 'a) -> impl Read + 'a {
    // Without a mark bytes pass as they are; codes are letters of ASCII in any encoding but UTF-16.
    DecodeReaderBytesBuilder::new().utf8_passthru(true).strip_bom(true).bom_override(true).build(source)
}

/// The first bytes, and all of them.
pub(super) fn head<'a>(mut source: impl Read + 'a) -> io::Result<(Vec<u8>, impl Read + 'a)> {
    let mut head = Vec::new();
    source.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    Ok((head.clone(), io::Cursor::new(head).chain(source)))
}

/// A reader that is watched.
pub(super) fn watched<'a>(source: impl Read + 'a) -> (Rc<Watch>, impl Read + 'a) {
    let watch = Rc::new(Watch::default());
    (watch.clone(), Watched { source, watch })
}

struct Watched<R> {
    source: R,
    watch: Rc<Watch>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.watch.since.get() > LONGEST + BUFFER as u64 {
            self.watch.too_long.set(true);
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a record without an end"));
        }
        let got = self.source.read(into)?;
        let marks = memchr::memchr_iter(b'"', &into[..got]).count() as u64;
        self.watch.marks.set(self.watch.marks.get() + marks);
        self.watch.since.set(self.watch.since.get() + got as u64);
        Ok(got)
    }
}
