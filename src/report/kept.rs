//! What is reported of the figures at hand: a filter such as `--only file=statements,partner=UZB`, with the names of its files found.
//!
//! A figure is of its file. A quantity is of every file that speaks of it, so `fill --only file=statements` lists what the statements
//! are about and nothing else of the tables that they are tested with. Where a whole series is told, as its path is, it is of every file
//! that speaks of any quantity of it.

use super::only::Only;
use crate::figures::{Cell, Figure, Figures, Series};
use std::collections::BTreeSet;
use std::path::Path;

/// Of what a file is asked to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The quantities that it speaks of.
    Quantities,
    /// All of their series.
    Series,
}

/// Which figures and quantities are reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    only: Only,
    of_files: Option<OfFiles>,
}

/// What some of the files say.
#[derive(Clone, Debug, PartialEq, Eq)]
struct OfFiles {
    /// Indices into [`Figures::files`].
    files: BTreeSet<usize>,
    speak_of: SpeakOf,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum SpeakOf {
    Quantities(BTreeSet<Cell>),
    Series(BTreeSet<Series>),
}

/// A name that no file read is called by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchFile {
    /// As typed.
    pub name: String,
}

impl Only {
    /// What this filter keeps of these figures. A file is called by its path, its name, or its name without the ending.
    ///
    /// # Errors
    /// [`NoSuchFile`] with the first name that no file has.
    pub fn kept(&self, figures: &Figures, reach: Reach) -> Result<Kept, NoSuchFile> {
        let mut files = BTreeSet::new();
        for name in self.files() {
            let called = (0..figures.files.len()).filter(|&index| is_called(&figures.files[index].path, name));
            let called: Vec<usize> = called.collect();
            if called.is_empty() {
                return Err(NoSuchFile { name: name.to_string() });
            }
            files.extend(called);
        }
        let of_files = self.files().next().is_some().then(|| OfFiles::of(figures, files, reach));
        Ok(Kept { only: self.clone(), of_files })
    }
}

impl OfFiles {
    fn of(figures: &Figures, files: BTreeSet<usize>, reach: Reach) -> OfFiles {
        let said = figures.figures.iter().map(|figure| (figure.place.file, figure.reading.cell.as_ref()));
        let asked = figures.asked.iter().map(|row| (row.place.file, Some(&row.cell)));
        let cells = said.chain(asked).filter(|(file, _)| files.contains(file)).filter_map(|(_, cell)| cell);
        let speak_of = match reach {
            Reach::Quantities => SpeakOf::Quantities(cells.cloned().collect()),
            Reach::Series => SpeakOf::Series(cells.map(|cell| cell.series.clone()).collect()),
        };
        OfFiles { files, speak_of }
    }
}

impl Kept {
    /// Whether everything is reported.
    pub fn is_everything(&self) -> bool {
        self.only.is_everything()
    }

    /// Whether this quantity is reported.
    pub fn keeps(&self, cell: &Cell) -> bool {
        let is_spoken_of = match self.of_files.as_ref().map(|of_files| &of_files.speak_of) {
            None => true,
            Some(SpeakOf::Quantities(cells)) => cells.contains(cell),
            Some(SpeakOf::Series(series)) => series.contains(&cell.series),
        };
        is_spoken_of && self.only.fits(cell)
    }

    /// Whether this figure is reported.
    pub fn keeps_figure(&self, figure: &Figure) -> bool {
        let is_of_the_files = self.of_files.as_ref().is_none_or(|of_files| of_files.files.contains(&figure.place.file));
        is_of_the_files
            && match &figure.reading.cell {
                Some(cell) => self.only.fits(cell),
                None => !self.only.names_a_column(),
            }
    }
}

fn is_called(path: &str, name: &str) -> bool {
    let same = |text: Option<&std::ffi::OsStr>| {
        text.and_then(|text| text.to_str()).is_some_and(|text| text.to_lowercase() == name.to_lowercase())
    };
    path == name || same(Path::new(path).file_name()) || same(Path::new(path).file_stem())
}

#[cfg(test)]
mod tests {
    use super::is_called;

    #[test]
    fn a_file_is_called_by_its_path_its_name_or_its_stem() {
        for name in ["data/Exports.2023.csv", "Exports.2023.csv", "exports.2023", "EXPORTS.2023.CSV"] {
            assert!(is_called("data/Exports.2023.csv", name), "{name}");
        }
        for name in ["exports", "csv", "data", "", "2023.csv"] {
            assert!(!is_called("data/Exports.2023.csv", name), "{name}");
        }
        assert!(is_called("-", "-"));
    }
}
