//! A sheet as it stands: which cell holds which text or number.
//!
//! ```
//! use crossfoot::tables::{Cell, Grid};
//! let mut grid = Grid::new("2022");
//! grid.push_text(0, 0, "Russia");
//! grid.push(0, 1, Cell::Number { digits: 15_8575, places: 2, is_percent: false });
//! assert_eq!(grid.shown(0, 1), "1585.75");
//! assert_eq!(grid.shown(5, 5), "");
//! ```
//!
//! Rows and columns are counted from 0. Cells are kept in the order of rows, then columns, 24 bytes each; texts once.

use indexmap::IndexSet;

/// Where the number stands among the words of [`Cell::Worded`].
pub const NUMBER: char = '\u{fffc}';

/// What one cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    /// A text: which of the grid's texts.
    Text(u32),
    /// The number `digits` / 10^`places`, as the book shows it: a percent cell of 0.145 is 14.5 (per cent).
    Number {
        /// All digits, without the point.
        digits: i64,
        /// How many of them stand behind the point.
        places: u8,
        /// Whether the cell's format shows it with a % sign.
        is_percent: bool,
    },
    /// A number with the words that its format shows around it: `$21.7 bn`. As it is shown: of 5593000000 shown in millions it is 5593.
    Worded {
        /// As of [`Cell::Number`].
        digits: i64,
        /// As of [`Cell::Number`].
        places: u8,
        /// The words: which of the grid's texts. The number stands at [`NUMBER`], with a comma behind it for each thousand by which it is
        /// divided where it is shown (`$0.0,, mn`).
        words: u32,
    },
    /// A calendar day.
    Date(Day),
    /// TRUE or FALSE.
    Truth(bool),
    /// An error value (`#REF!`): which of the grid's texts.
    Error(u32),
}

/// A calendar day, and how much of it the book shows: a header of years may be a row of dates shown as `yyyy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Day {
    /// Days since 1970-01-01.
    pub since_1970: i32,
    /// The finest part that its format shows.
    pub shown: Finest,
}

/// The finest part of a date that a format shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Finest {
    /// The day, or the time of day.
    #[default]
    Day,
    /// The month: `mmm-yy`.
    Month,
    /// The year: `yyyy`.
    Year,
}

impl Day {
    /// A day that is shown as one.
    pub fn whole(since_1970: i32) -> Day {
        Day { since_1970, shown: Finest::Day }
    }

    /// The day of the calendar; `None` where no calendar goes that far.
    pub fn date(&self) -> Option<jiff::civil::Date> {
        let span = jiff::Span::new().try_days(self.since_1970).ok()?;
        jiff::civil::date(1970, 1, 1).checked_add(span).ok()
    }

    /// What is shown of it: `2023-01-31`, `2023-01`, `2023`.
    pub fn told(&self) -> String {
        let day = self.date().map_or_else(String::new, |day| day.to_string());
        let length = match self.shown {
            Finest::Day => day.len(),
            Finest::Month => 7,
            Finest::Year => 4,
        };
        day.get(..length).unwrap_or(&day).to_string()
    }
}

/// A rectangle of cells, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// A sheet as it stands.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The sheet's name; empty for a text file.
    pub name: String,
    /// Whether the book hides the sheet.
    pub is_hidden: bool,
    /// Merged cells: what stands in their first cell stands for all.
    pub merged: Vec<Area>,
    cells: Vec<(u32, u32, Cell)>,
    texts: IndexSet<Box<str>>,
}

impl Grid {
    /// An empty sheet.
    pub fn new(name: &str) -> Grid {
        Grid { name: name.to_string(), ..Grid::default() }
    }

    /// Adds a cell. Cells come in the order of rows, then columns; one that does not is put in its place, and replaces what was there.
    pub fn push(&mut self, row: u32, column: u32, cell: Cell) {
        match self.cells.last() {
            Some(&(last_row, last_column, _)) if (last_row, last_column) >= (row, column) => {
                match self.cells.binary_search_by_key(&(row, column), |&(row, column, _)| (row, column)) {
                    Ok(at) => self.cells[at].2 = cell,
                    Err(at) => self.cells.insert(at, (row, column, cell)),
                }
            }
            _ => self.cells.push((row, column, cell)),
        }
    }

    /// Adds a cell with a text; an empty one is no cell.
    pub fn push_text(&mut self, row: u32, column: u32, text: &str) {
        if !text.is_empty() {
            let text = self.text_id(text);
            self.push(row, column, Cell::Text(text));
        }
    }

    /// Takes many cells at once, in whatever order; where two stand in one place, the later one. What was there is replaced.
    pub fn fill(&mut self, mut cells: Vec<(u32, u32, Cell)>) {
        let place = |&(row, column, _): &(u32, u32, Cell)| (row, column);
        if !cells.is_sorted_by(|one, next| place(one) < place(next)) {
            cells.sort_by_key(place);
            cells.dedup_by(|next, kept| {
                let is_same = place(next) == place(kept);
                if is_same {
                    kept.2 = next.2;
                }
                is_same
            });
        }
        self.cells = cells;
    }

    /// The number of a text among the grid's texts.
    pub fn text_id(&mut self, text: &str) -> u32 {
        let at = match self.texts.get_index_of(text) {
            Some(known) => known,
            None => self.texts.insert_full(text.into()).0,
        };
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// A text by its number.
    pub fn text_of(&self, id: u32) -> &str {
        self.texts.get_index(id as usize).map_or("", |text| text)
    }

    /// How many different texts the sheet has.
    pub fn text_count(&self) -> usize {
        self.texts.len()
    }

    /// All texts that cells hold, each once.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(AsRef::as_ref)
    }

    /// All cells that hold something, by rows, then columns.
    pub fn cells(&self) -> &[(u32, u32, Cell)] {
        &self.cells
    }

    /// The cells of one row.
    pub fn row(&self, row: u32) -> &[(u32, u32, Cell)] {
        let begin = self.cells.partition_point(|&(at, _, _)| at < row);
        let end = self.cells.partition_point(|&(at, _, _)| at <= row);
        &self.cells[begin..end]
    }

    /// What stands in one cell itself, merged or not.
    pub fn cell(&self, row: u32, column: u32) -> Option<Cell> {
        let found = self.cells.binary_search_by_key(&(row, column), |&(row, column, _)| (row, column));
        found.ok().map(|at| self.cells[at].2)
    }

    /// A cell as a reader sees it: `1585.75`, `14.5%`, `2023-01-31`; empty where nothing stands.
    pub fn shown(&self, row: u32, column: u32) -> String {
        self.cell(row, column).map_or_else(String::new, |cell| self.told(cell))
    }

    /// What a cell shows.
    pub fn told(&self, cell: Cell) -> String {
        match cell {
            Cell::Text(id) | Cell::Error(id) => self.text_of(id).to_string(),
            Cell::Number { digits, places, is_percent } => {
                let sign = if is_percent { "%" } else { "" };
                format!("{}{sign}", decimal(digits, places))
            }
            Cell::Worded { digits, places, words } => worded(self.text_of(words), digits, places),
            Cell::Date(day) => day.told(),
            Cell::Truth(true) => "TRUE".to_string(),
            Cell::Truth(false) => "FALSE".to_string(),
        }
    }
}

/// A number within the words of [`Cell::Worded`], as somebody would type it: `-$21.7 bn`.
pub fn worded(words: &str, digits: i64, places: u8) -> String {
    let sign = if digits < 0 { "-" } else { "" };
    let number = decimal(digits, places);
    let (words, _) = divided(words);
    format!("{sign}{}", words.replace(NUMBER, number.trim_start_matches('-')))
}

/// The words of [`Cell::Worded`] alone, and by how many thousands the number is divided where it is shown.
pub fn divided(words: &str) -> (String, u8) {
    let Some((before, behind)) = words.split_once(NUMBER) else { return (words.to_string(), 0) };
    let rest = behind.trim_start_matches(',');
    (format!("{before}{NUMBER}{rest}"), u8::try_from(behind.len() - rest.len()).unwrap_or(u8::MAX))
}

/// The number that the book holds, of one that is divided by so many thousands where it is shown; as it is where that does not fit.
pub fn undivided(digits: i64, places: u8, thousands: u8) -> (i64, u8) {
    let zeros = thousands.saturating_mul(3);
    let missing = zeros.saturating_sub(places);
    let whole = 10_i64.checked_pow(missing.into()).and_then(|more| digits.checked_mul(more));
    whole.map_or((digits, places), |digits| (digits, places.saturating_sub(zeros)))
}

/// `digits` with a point before the last `places` of them.
pub fn decimal(digits: i64, places: u8) -> String {
    let places = usize::from(places);
    let sign = if digits < 0 { "-" } else { "" };
    let all = format!("{:0>width$}", digits.unsigned_abs(), width = places + 1);
    let (whole, behind) = all.split_at(all.len() - places);
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{behind}") }
}

/// How a spreadsheet calls a cell: `F3`.
pub fn address(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column.into()), u64::from(row) + 1)
}

/// How a spreadsheet calls a column: A is 0, AA is 26.
pub fn column_name(column: u64) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        // Below 26 by the division.
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_whatever_order_they_came_in() {
        let mut grid = Grid::new("a");
        grid.push_text(1, 1, "x");
        grid.push_text(0, 3, "y");
        grid.push_text(1, 1, "z");
        assert_eq!([grid.shown(0, 3), grid.shown(1, 1), grid.shown(0, 0)], ["y", "z", ""]);
        assert_eq!((grid.row(1).len(), grid.cells().len()), (1, 2));
        let [truth, lie] = [Cell::Truth(true), Cell::Truth(false)];
        grid.fill(vec![(2, 0, truth), (0, 0, truth), (2, 0, lie), (1, 5, lie)]);
        assert_eq!(grid.cells(), [(0, 0, truth), (1, 5, lie), (2, 0, lie)]);
    }

    #[test]
    fn days_are_shown_as_far_as_their_format_goes() {
        let told = |shown| Day { since_1970: 19_388, shown }.told();
        assert_eq!([Finest::Day, Finest::Month, Finest::Year].map(told), ["2023-01-31", "2023-01", "2023"]);
    }

    #[test]
    fn a_number_stands_within_its_words() {
        assert_eq!(worded("$\u{fffc} bn", -217, 1), "-$21.7 bn");
        assert_eq!(worded("a, \u{fffc},, M", 55_930, 1), "a, 5593.0 M");
        assert_eq!(divided("a, \u{fffc},, M"), ("a, \u{fffc} M".to_string(), 2));
    }

    #[test]
    fn a_number_is_multiplied_to_what_the_book_holds() {
        assert_eq!([undivided(55_930, 1, 2), undivided(1_234_567, 3, 1)], [(5_593_000_000, 0), (1_234_567, 0)]);
        assert_eq!([undivided(123_456_725, 5, 1), undivided(i64::MAX, 0, 9)], [(123_456_725, 2), (i64::MAX, 0)]);
    }

    #[test]
    fn numbers_are_shown_with_every_digit() {
        assert_eq!([decimal(-5, 2), decimal(0, 1), decimal(1200, 0), decimal(145, 1)], ["-0.05", "0.0", "1200", "14.5"]);
        assert_eq!([address(0, 0), address(2, 26), address(9, 701)], ["A1", "AA3", "ZZ10"]);
    }
}
