//! Grids out of what a workbook tells, as much as its limits allow.

use super::limits::{LAST_COLUMN, LAST_ROW, Limits};
use super::objection::Objection;
use super::told::{Hears, Told};
use super::{Book, Progress};
use crate::tables::{Area, Cell, Grid};

/// How often progress is told: between two calls some milliseconds pass.
const CELLS_A_CALL: usize = 1 << 14;
/// What it takes to keep a text, beside its letters.
const BYTES_A_TEXT: usize = 64;

/// Builds grids.
pub struct Builder<'a> {
    book: Book,
    /// Cells of the last sheet.
    cells: Vec<(u32, u32, Cell)>,
    limits: Limits,
    count: usize,
    merged: usize,
    texts: usize,
    progress: &'a mut dyn FnMut(Progress<'_>),
}

impl<'a> Builder<'a> {
    /// Nothing yet.
    pub fn new(limits: Limits, progress: &'a mut dyn FnMut(Progress<'_>)) -> Builder<'a> {
        Builder { book: Book::default(), cells: Vec::new(), limits, count: 0, merged: 0, texts: 0, progress }
    }

    /// The book, once all is told.
    pub fn built(mut self) -> Book {
        self.finish_sheet();
        self.book
    }

    fn finish_sheet(&mut self) {
        if let Some(grid) = self.book.grids.last_mut() {
            self.cells.shrink_to_fit();
            grid.fill(std::mem::take(&mut self.cells));
        }
    }

    fn grid(&mut self) -> Result<&mut Grid, Objection> {
        self.book.grids.last_mut().ok_or_else(|| Objection::damaged("cells before any sheet"))
    }

    fn text(&mut self, text: &str) -> Result<u32, Objection> {
        let known = self.grid()?.text_count();
        let id = self.grid()?.text_id(text);
        if id as usize >= known {
            self.texts += text.len() + BYTES_A_TEXT;
            if self.texts > self.limits.texts {
                let found = format!("a workbook with more than {} MB of different texts", self.limits.texts >> 20);
                return Err(Objection::new(found, "a smaller one: keep the sheets that are needed"));
            }
        }
        Ok(id)
    }
}

impl Hears for Builder<'_> {
    fn sheet(&mut self, name: &str, is_hidden: bool) -> Result<(), Objection> {
        self.finish_sheet();
        if self.book.grids.len() == self.limits.sheets {
            let found = format!("a workbook of more than {} sheets", self.limits.sheets);
            return Err(Objection::new(found, "fewer sheets in one workbook"));
        }
        self.texts += name.len();
        let mut grid = Grid::new(name);
        grid.is_hidden = is_hidden;
        self.book.grids.push(grid);
        Ok(())
    }

    fn cell(&mut self, row: u32, column: u32, told: &Told<'_>) -> Result<(), Objection> {
        if row > LAST_ROW || column > LAST_COLUMN {
            return Err(Objection::damaged("a cell beyond the last row or column that a sheet can have"));
        }
        let cell = match told {
            Told::Text(text) if text.is_empty() => return Ok(()),
            Told::Text(text) => Cell::Text(self.text(text)?),
            Told::Error(text) => Cell::Error(self.text(text)?),
            &Told::Number { digits, places, is_percent } => Cell::Number { digits, places, is_percent },
            &Told::Worded { digits, places, ref words } => Cell::Worded { digits, places, words: self.text(words)? },
            &Told::Date(day) => Cell::Date(day),
            &Told::Truth(truth) => Cell::Truth(truth),
        };
        if self.count == self.limits.cells {
            return Err(Objection::too_many_cells(self.limits.cells));
        }
        self.count += 1;
        self.cells.push((row, column, cell));
        if self.count.is_multiple_of(CELLS_A_CALL) {
            let sheet = self.book.grids.last().map_or("", |grid| &grid.name);
            (self.progress)(Progress::Cells { sheet, cells: self.count });
        }
        Ok(())
    }

    fn merged(&mut self, area: Area) -> Result<(), Objection> {
        let Area { top, left, bottom, right } = area;
        if top > bottom || left > right || bottom > LAST_ROW || right > LAST_COLUMN {
            return Err(Objection::damaged("merged cells that are no area of a sheet"));
        }
        self.merged += 1;
        if self.merged > self.limits.merged {
            let found = format!("a workbook of more than {} merged areas", self.limits.merged);
            return Err(Objection::new(found, "a smaller one: keep the sheets that are needed"));
        }
        self.grid()?.merged.push(area);
        Ok(())
    }

    fn notice(&mut self, notice: &str) -> Result<(), Objection> {
        self.book.notices.push(notice.to_string());
        Ok(())
    }
}
