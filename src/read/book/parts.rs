//! The parts of a zip file: which kind of book it is, and what it unpacks to.
//!
//! What the directory of a zip file says of sizes may be a lie, so every part is unpacked once, to nowhere, before a parser sees it.
//! On the way two words are looked for that tell whether sheets have to be gone through again.

use super::limits::Limits;
use super::objection::Objection;
use memchr::memmem::Finder;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// What kind of book a zip file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Office Open XML (xlsx, xlsm).
    OfficeOpen,
    /// OpenDocument (ods).
    OpenDocument,
}

/// A zip file that is a book, measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Its kind.
    pub kind: Kind,
    /// Whether any part speaks of merged cells.
    pub has_merged: bool,
    /// Whether any part may hold a formula.
    pub has_formulas: bool,
}

/// What an OpenDocument spreadsheet says of itself first.
const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
const CHUNK: usize = 1 << 16;
/// How a formula begins in a sheet, with a prefix (`<x:f>`) or without.
const FORMULAS: [&[u8]; 4] = [b"<f>", b"<f ", b":f>", b":f "];
/// Letters of the longest word that is looked for, but one.
const LONGEST: usize = 8;

/// Opens a zip file.
pub fn archive(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Objection> {
    ZipArchive::new(Cursor::new(bytes)).map_err(Objection::damaged)
}

/// Measures a zip file, and says which book it is.
pub fn measure(bytes: &[u8], limits: &Limits) -> Result<Parts, Objection> {
    let mut archive = archive(bytes)?;
    if archive.len() > limits.parts {
        let found = format!("a zip file of {} parts", archive.len());
        return Err(Objection::new(found, format!("a workbook, of at most {} parts", limits.parts)));
    }
    let kind = kind(&mut archive)?;
    let (mut has_merged, mut has_formulas) = (false, false);
    let too_large = || {
        let found = format!("a workbook that unpacks to more than {} MB", limits.unpacked >> 20);
        Objection::new(found, "a smaller one: keep the sheets that are needed, or allow more with --max-cells")
    };
    let mut left = limits.unpacked;
    let mut declared: u64 = 0;
    for index in 0..archive.len() {
        declared = declared.saturating_add(archive.by_index_raw(index).map_or(0, |part| part.size()));
    }
    if declared > limits.unpacked {
        return Err(too_large());
    }
    let merged = Finder::new(b"mergeCell");
    let formulas = FORMULAS.map(Finder::new);
    let mut chunk = vec![0; CHUNK];
    for index in 0..archive.len() {
        // A part that cannot be unpacked is no part of any sheet, or the parser will say so.
        let Ok(mut part) = archive.by_index(index) else { continue };
        let mut kept = 0;
        while let Ok(got @ 1..) = part.read(&mut chunk[kept..]) {
            left = left.checked_sub(got as u64).ok_or_else(too_large)?;
            let seen = &chunk[..kept + got];
            has_merged = has_merged || merged.find(seen).is_some();
            has_formulas = has_formulas || formulas.iter().any(|formula| formula.find(seen).is_some());
            // A word may stand across two chunks.
            let begin = seen.len().saturating_sub(LONGEST);
            chunk.copy_within(begin..kept + got, 0);
            kept = (kept + got) - begin;
        }
    }
    Ok(Parts { kind, has_merged, has_formulas })
}

fn kind(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Kind, Objection> {
    if let Ok(part) = archive.by_name("mimetype") {
        let mut says = Vec::new();
        if part.take(100).read_to_end(&mut says).is_ok() && says.starts_with(OPEN_DOCUMENT) {
            return Ok(Kind::OpenDocument);
        }
    }
    // Some programs write other letters, or the other stroke.
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_lowercase().replace('\\', "/")).collect();
    let has = |part: &str| names.iter().any(|name| name == part);
    let found = match () {
        () if has("xl/workbook.bin") => "a binary workbook (.xlsb)",
        () if names.iter().any(|name| name.starts_with("xl/")) => return Ok(Kind::OfficeOpen),
        () if has("word/document.xml") || has("content.xml") => "a word processor's file, or another that is no workbook",
        () => "a zip file that holds no workbook",
    };
    Err(Objection::new(found, "a workbook (.xlsx, .xls, .ods), or a table as text (.csv)"))
}
