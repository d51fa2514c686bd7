//! What each cell of a sheet is, once its text is understood: a number, a year, words with a meaning, a sign for nothing.

use super::worded::{Around, Worded};
use crate::names::Names;
use crate::period::Period;
use crate::tables::given::{Given, Laid};
use crate::tables::label::{Meaning, When, meaning};
use crate::tables::sheet::{Area, Cell, Day, Entered, Finest, Grid, Merged, decimal_mark, entered};
use crate::words::DecimalMark;
use std::cell::OnceCell;

/// A number as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// All digits, without the point.
    pub digits: i64,
    /// How many stand behind the point.
    pub places: u8,
    /// Whether it is shown with a % sign.
    pub is_percent: bool,
    /// A footnote's mark behind it.
    pub mark: Option<char>,
}

impl Value {
    /// This number to so many places behind the point at most. A cell that a formula filled has 15 digits, wherever its point stands, and a
    /// figures file holds fewer places; what the rounded number leaves open, half of its last place, holds the number of the cell.
    pub fn to_places(self, most: u8) -> Value {
        let beyond = self.places.saturating_sub(most);
        if beyond == 0 {
            return self;
        }
        // A number of 64 bits that is divided by more than they hold leaves nothing.
        let digits = 10_i64.checked_pow(beyond.into()).map_or(0, |ten| {
            let (whole, rest) = (self.digits.div_euclid(ten), self.digits.rem_euclid(ten));
            if rest >= ten - rest { whole + 1 } else { whole }
        });
        Value { digits, places: most, ..self }
    }

    /// The year that it may be: a whole number from 1900 to 2100.
    pub fn year(&self) -> Option<Period> {
        let year = i32::try_from(self.digits).ok().filter(|year| (1900..=2100).contains(year));
        year.filter(|_| self.places == 0 && !self.is_percent).and_then(Period::year)
    }
}

/// What a cell is.
#[derive(Clone, Debug, PartialEq)]
pub enum Content<'a> {
    /// Nothing stands there.
    Blank,
    /// A text that is no number.
    Words(&'a Meaning),
    /// A number; it may be a year.
    Number(Value),
    /// A sign for no number: `-`, `…`, `н/д`.
    Nothing,
    /// A number that can be read two ways.
    TwoWays(&'a [String; 2]),
    /// A number of more digits than are read.
    TooLong,
    /// A calendar day.
    Day(Day),
    /// An error value, or a truth.
    Other,
}

/// What one text of the grid is; its meaning is looked up when somebody asks.
#[derive(Debug)]
enum Read {
    Number(Value),
    Nothing,
    TooLong,
    TwoWays([String; 2]),
    Words(OnceCell<Box<Meaning>>),
}

/// A sheet and what its cells are.
#[derive(Debug)]
pub struct Contents<'a> {
    /// The sheet.
    pub grid: &'a Grid,
    /// The decimal mark that its texts use.
    pub decimal: Option<DecimalMark>,
    names: &'a Names,
    laid: &'a Laid,
    reads: Vec<Read>,
    rows: Vec<Row>,
    merged: Merged,
    worded: Worded,
}

impl<'a> Contents<'a> {
    /// Reads the texts of a sheet, with what was said of them.
    pub fn of(grid: &'a Grid, given: &'a Given, names: &'a Names) -> Contents<'a> {
        // Labels are numbered 1.1, 1.2: only what stands behind the first column proves a mark.
        let behind = || {
            grid.cells().iter().filter(|(_, column, _)| *column > 0).filter_map(|&(_, _, cell)| match cell {
                Cell::Text(id) => Some(grid.text_of(id)),
                _ => None,
            })
        };
        let decimal = given.decimal.or_else(|| decimal_mark(behind()));
        let by_threes = decimal.is_none() && are_all_by_threes(behind());
        let read = |text: &str| match entered(text, decimal) {
            Entered::Number { digits, places: 3, is_percent: false, .. } if by_threes && text.contains('.') => {
                Read::TwoWays([digits.to_string(), crate::tables::sheet::decimal(digits, 3)])
            }
            Entered::Number { digits, places, is_percent, mark } => Read::Number(Value { digits, places, is_percent, mark }),
            Entered::Nothing => Read::Nothing,
            Entered::TooLong => Read::TooLong,
            Entered::TwoWays(readings) => Read::TwoWays(readings),
            Entered::Words => Read::Words(OnceCell::new()),
        };
        let reads = grid.texts().map(read).collect();
        let mut rows: Vec<Row> = Vec::new();
        for (at, &(row, _, _)) in grid.cells().iter().enumerate() {
            match rows.last_mut() {
                Some(last) if last.row == row => last.end = at + 1,
                _ => rows.push(Row { row, begin: at, end: at + 1, has_ends_of_years: OnceCell::new() }),
            }
        }
        let merged = Merged::of(&grid.merged);
        let worded = Worded::default();
        let contents = Contents { grid, decimal, names, laid: &given.laid, reads, rows, merged, worded };
        Contents { worded: Worded::of(&contents), ..contents }
    }

    /// What the words say that a cell's format shows around its number.
    pub(in crate::tables) fn around(&self, row: u32, column: u32) -> Option<&Around> {
        self.worded.around(self.grid.cell(row, column)?)
    }

    /// The numbers of the rows that hold anything.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = u32> + '_ {
        self.rows.iter().map(|row| row.row)
    }

    /// The cells of a row with their columns.
    pub fn row(&self, row: u32) -> impl DoubleEndedIterator<Item = (u32, Content<'_>)> {
        self.row_from(row, 0, u32::MAX)
    }

    /// The cells of a row from one column to before another.
    pub fn row_from(&self, row: u32, first: u32, next: u32) -> impl DoubleEndedIterator<Item = (u32, Content<'_>)> {
        let cells = self.row_at(row).map_or(&[][..], |row| &self.grid.cells()[row.begin..row.end]);
        let before = |column: u32| cells.partition_point(|cell| cell.1 < column);
        cells[before(first)..before(next)].iter().map(|&(_, column, cell)| (column, self.of_cell(cell)))
    }

    fn row_at(&self, row: u32) -> Option<&Row> {
        self.rows.binary_search_by_key(&row, |row| row.row).ok().map(|at| &self.rows[at])
    }

    fn has_ends_of_years(&self, row: u32) -> bool {
        let days = || self.row(row).filter_map(|(_, content)| if let Content::Day(day) = content { Some(day) } else { None });
        let has = || days().count() > 1 && days().all(is_end_of_year);
        self.row_at(row).is_some_and(|row| *row.has_ends_of_years.get_or_init(has))
    }

    /// What stands in a cell itself.
    pub fn at(&self, row: u32, column: u32) -> Content<'_> {
        self.grid.cell(row, column).map_or(Content::Blank, |cell| self.of_cell(cell))
    }

    fn of_cell(&self, cell: Cell) -> Content<'_> {
        match cell {
            Cell::Number { digits, places, is_percent } => Content::Number(Value { digits, places, is_percent, mark: None }),
            Cell::Worded { .. } => self.worded.content(cell),
            Cell::Date(day) => Content::Day(day),
            Cell::Truth(_) | Cell::Error(_) => Content::Other,
            Cell::Text(id) => match self.reads.get(id as usize) {
                None => Content::Blank,
                Some(Read::Number(value)) => Content::Number(*value),
                Some(Read::Nothing) => Content::Nothing,
                Some(Read::TooLong) => Content::TooLong,
                Some(Read::TwoWays(readings)) => Content::TwoWays(readings),
                Some(Read::Words(meant)) => {
                    let text = self.grid.text_of(id);
                    if text.trim().is_empty() {
                        return Content::Blank;
                    }
                    Content::Words(meant.get_or_init(|| Box::new(self.meaning(text))))
                }
            },
        }
    }

    /// What a text means: as the layout says, else by its words.
    pub(in crate::tables) fn meaning(&self, text: &str) -> Meaning {
        self.laid.heard(text, meaning(text, self.names))
    }

    /// The country or group that a cell's code or name stands for.
    pub fn country(&self, row: u32, column: u32) -> Option<String> {
        match self.at(row, column) {
            Content::Words(meaning) => meaning.partner.clone(),
            Content::Number(value) if value.places == 0 => self.names.country(&self.grid.shown(row, column)).map(str::to_string),
            _ => None,
        }
    }

    /// The merged cells that a cell is part of.
    pub fn merged_at(&self, row: u32, column: u32) -> Option<&Area> {
        self.merged.at(row, column)
    }

    /// What a cell of a header says: itself, or the first of the merged cells that it is part of. A column called "s" or "x" has that name,
    /// which says nothing.
    pub fn label_over(&self, row: u32, column: u32) -> Option<Meaning> {
        let of_letters = || {
            let text = self.grid.shown(row, column).trim().to_string();
            let is_name = self.at(row, column) == Content::Nothing && text.chars().all(char::is_alphabetic);
            is_name.then(|| Meaning { rest: text.clone(), text, ..Meaning::default() })
        };
        self.label(row, column).or_else(of_letters).or_else(|| {
            let area = self.merged_at(row, column)?;
            self.label(area.top, area.left)
        })
    }

    /// What a cell says when it is read as a label: a text's meaning, a number that is a year, a day that is its month.
    pub fn label(&self, row: u32, column: u32) -> Option<Meaning> {
        match self.at(row, column) {
            Content::Words(meaning) => Some(meaning.clone()),
            // "2024f" and "2023*" say more than the year.
            Content::Number(value) if value.mark.is_some() && value.year().is_some() => {
                Some(self.meaning(&self.grid.shown(row, column)))
            }
            Content::Number(value) => {
                let year = value.year()?;
                let mark = value.mark.map(String::from);
                Some(Meaning { when: Some(When::Period(year)), mark, text: self.grid.shown(row, column), ..Meaning::default() })
            }
            Content::Day(day) => {
                let text = self.grid.shown(row, column);
                let when = match day.shown {
                    Finest::Year => day.date().and_then(|day| Period::year(day.year().into())),
                    Finest::Month => month_of(day),
                    // The firsts of January in a row may be years or months: a day does not say.
                    Finest::Day if self.has_ends_of_years(row) => {
                        return Some(Meaning { is_unfit_time: true, text, ..Meaning::default() });
                    }
                    Finest::Day => month_of(day).filter(|_| begins_or_ends_a_month(day)),
                };
                Some(Meaning { when: Some(When::Period(when?)), text, ..Meaning::default() })
            }
            _ => None,
        }
    }
}

/// The rows that hold anything, with where their cells begin and end.
#[derive(Debug)]
struct Row {
    row: u32,
    begin: usize,
    end: usize,
    /// Whether its days, of which it has several, all begin or end a year.
    has_ends_of_years: OnceCell<bool>,
}

/// Whether every point in the numbers of a file stands before three digits and behind one to three that are no zero: `3.151`, `12.464`. As
/// good as three decimals they may be thousands, as in German tables.
fn are_all_by_threes<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let mut count = 0;
    for text in texts.map(str::trim).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')) {
        let Some((whole, behind)) = text.split_once('.') else { continue };
        if behind.len() != 3 || !(1..=3).contains(&whole.len()) || whole.starts_with('0') {
            return false;
        }
        count += 1;
    }
    count > 1
}

/// Whether a day begins or ends a year.
fn is_end_of_year(day: Day) -> bool {
    day.date().is_some_and(|day| matches!((day.month(), day.day()), (1, 1) | (12, 31)))
}

/// Whether a day begins or ends a month: tables head months with those.
fn begins_or_ends_a_month(day: Day) -> bool {
    day.date().is_some_and(|day| day.day() == 1 || day == day.last_of_month())
}

/// The month that a day lies in.
fn month_of(day: Day) -> Option<Period> {
    let day = day.date()?;
    let first = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    Period::between(first, first + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_stands_for_its_month_when_it_begins_or_ends_it() {
        assert_eq!(month_of(Day::whole(58)).map(|month| month.to_string()).as_deref(), Some("1970-02"));
        assert_eq!([0, 58, 14].map(|days| begins_or_ends_a_month(Day::whole(days))), [true, true, false]);
    }

    #[test]
    fn places_that_no_figures_file_holds_are_rounded() {
        let rounded = |digits: i64, places: u8, most: u8| {
            let value = Value { digits, places, is_percent: false, mark: None }.to_places(most);
            (value.digits, value.places)
        };
        assert_eq!(rounded(37_867_748_316_339, 12, 10), (378_677_483_163, 10));
        assert_eq!(rounded(-25, 1, 0), (-2, 0));
        assert_eq!(rounded(-26, 1, 0), (-3, 0));
        assert_eq!(rounded(145, 1, 12), (145, 1));
        assert_eq!(rounded(i64::MAX, 250, 12), (0, 12));
    }
}
