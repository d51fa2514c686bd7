//! Who speaks: figures of one source and day are read alike, since what was meant by one was meant by all. Where no source is
//! named, only the figures of one series in one file are taken to be of one.

use crate::figures::{Figure, Series};

/// Figures with the same voice are read alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Voice<'a> {
    file: usize,
    source: &'a str,
    said_on: &'a str,
    /// Where no source is named.
    series: Option<&'a Series>,
}

impl<'a> Voice<'a> {
    pub fn of(figure: &'a Figure) -> Voice<'a> {
        let series = figure.reading.cell.as_ref().map(|cell| &cell.series).filter(|_| figure.source.is_empty());
        Voice { file: figure.place.file, source: &figure.source, said_on: &figure.said_on, series }
    }
}
