//! What a layout says of tables: what texts mean, which texts head a table, which columns label its rows, and what the others hold.
//!
//! ```text
//! text = "Экспорт {year} г."    matches  Экспорт 2022 г.  and  Экспорт 2023 г.  in whatever column or row they stand
//! ```
//!
//! Rows and columns are told by their texts and never by their numbers: next year's book has one column more, some rows more, perhaps a header
//! that has moved. Times are read from the book, since they are what changes. What a layout says of a column is what the column holds; where it
//! says what was read anyway, nothing changes, so an unedited layout reads its own book as no layout does.

use super::role::Role;
use crate::figures::{Flow, Status};
use crate::names::folded;
use crate::period::Period;
use crate::tables::label::{Kind, Meaning, UnitSaid};
use std::collections::BTreeMap;

/// Stands for any year in the texts of a layout.
pub const ANY_YEAR: &str = "{year}";

/// A layout of tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    /// The layout's file, to be told with what is said of it.
    pub path: String,
    /// What texts mean.
    pub texts: Vec<TextLaid>,
    /// What is known of tables.
    pub tables: Vec<TableLaid>,
    /// Names that are in no list and look like a slip of the pen, with the line.
    pub doubtful: Vec<(u64, String)>,
    by_text: BTreeMap<String, usize>,
}

/// What one text means, wherever it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextLaid {
    /// The text.
    pub text: String,
    /// What it means.
    pub meaning: Meaning,
    /// The layout's line.
    pub line: u64,
}

/// What is known of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableLaid {
    /// A text of each row of its header, from top to bottom; without any it is said of every table.
    pub header: Vec<String>,
    /// The label of the first row that is taken.
    pub from: Option<String>,
    /// The label of the last row that is taken.
    pub through: Option<String>,
    /// Columns that label rows.
    pub labels: Vec<LabelLaid>,
    /// Columns of numbers.
    pub columns: Vec<ColumnLaid>,
    /// Whether other columns of numbers are left out.
    pub is_all: bool,
    /// The layout's line.
    pub line: u64,
}

/// A column that labels rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelLaid {
    /// Its header; empty where it has none.
    pub text: String,
    /// What it names.
    pub role: Role,
    /// The layout's line.
    pub line: u64,
}

/// A column of numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnLaid {
    /// Its header, the parts from top to bottom between ` / `.
    pub text: String,
    /// What it holds.
    pub holds: Holds,
    /// The layout's line.
    pub line: u64,
}

/// What a column of numbers holds, but for the time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// Which flow.
    pub flow: Option<Flow>,
    /// Whose statistics.
    pub reporter: Option<String>,
    /// With whom.
    pub partner: Option<String>,
    /// Of what.
    pub product: Option<String>,
    /// What kind of number.
    pub kind: Option<Kind>,
    /// In what.
    pub unit: Option<UnitSaid>,
    /// Whether it is expected or aimed at.
    pub status: Option<Status>,
    /// When, where the header is not to be asked.
    pub period: Option<Period>,
}

impl TableLaid {
    /// Whether another table is told in the same lines, whatever the case of its texts.
    pub fn is_like(&self, other: &TableLaid) -> bool {
        let of = |table: &TableLaid| {
            let header: Vec<String> = table.header.iter().map(|text| key(text)).collect();
            let labels: Vec<(String, Role)> = table.labels.iter().map(|label| (key(&label.text), label.role)).collect();
            let columns: Vec<(String, Holds)> =
                table.columns.iter().map(|column| (key(&column.text), column.holds.clone())).collect();
            (header, labels, columns)
        };
        of(self) == of(other)
    }
}

impl Laid {
    /// A layout.
    pub fn new(path: &str, texts: Vec<TextLaid>, tables: Vec<TableLaid>) -> Laid {
        let by_text = texts.iter().enumerate().map(|(at, text)| (key(&text.text), at)).collect();
        Laid { path: path.to_string(), texts, tables, doubtful: Vec::new(), by_text }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.tables.is_empty() && self.doubtful.is_empty()
    }

    /// What a text means: what the layout says and nothing besides; of a text that holds for any year, with the time that is read from it.
    pub fn heard(&self, written: &str, read: Meaning) -> Meaning {
        if self.texts.is_empty() {
            return read;
        }
        // As it stands, or without the stars and numbers that a layout does not keep.
        if let Some(&at) = self.by_text.get(&key(written)).or_else(|| self.by_text.get(&key(&read.text))) {
            let said = as_called(self.texts[at].meaning.clone(), &read);
            return Meaning { text: read.text, mark: read.mark, ..said };
        }
        let any_year = of_any_year(&read.text);
        let Some(&at) = self.by_text.get(&key(&any_year)).filter(|_| any_year != read.text) else { return read };
        let said = as_called(self.texts[at].meaning.clone(), &read);
        // When, is read from the text, but where the layout says it.
        Meaning { text: read.text.clone(), mark: read.mark.clone(), when: said.when.or(read.when), ..at_time_of(said, &read) }
    }
}

/// A meaning, with dollars called as the text calls them: a layout has no word for those that are nobody's.
fn as_called(said: Meaning, read: &Meaning) -> Meaning {
    let dollar = read.unit.as_ref().and_then(|unit| unit.dollar);
    let unit = said.unit.map(|unit| UnitSaid { dollar: dollar.filter(|_| unit.unit == "USD"), ..unit });
    Meaning { unit, ..said }
}

/// A meaning with all that another text says of time, but for its period.
pub fn at_time_of(said: Meaning, read: &Meaning) -> Meaning {
    let Meaning { years, is_unfit_time, is_whole_year, fiscal, begins, is_fiscal, is_cumulated, is_to_date, .. } = *read;
    let base = read.base.clone();
    Meaning { years, base, is_unfit_time, is_whole_year, fiscal, begins, is_fiscal, is_cumulated, is_to_date, ..said }
}

/// A text with [`ANY_YEAR`] in place of each year that stands by itself: `Экспорт {year} г.`
pub fn of_any_year(text: &str) -> String {
    let mut general = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = rest.find(|c: char| c.is_ascii_digit()) {
        let length = rest[begin..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - begin);
        let (before, digits, after) = (&rest[..begin], &rest[begin..begin + length], &rest[begin + length..]);
        let is_year = length == 4 && ("1900"..="2100").contains(&digits);
        general.push_str(before);
        let is_part_of_number = general.ends_with(['.', ',']) && general.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit());
        general.push_str(if is_year && !is_part_of_number { ANY_YEAR } else { digits });
        rest = after;
    }
    general.push_str(rest);
    general
}

/// Whether a layout's text is this one: as written, or for any year.
pub(in crate::tables) fn is_it(laid: &str, text: &str) -> bool {
    let laid = key(laid);
    laid == key(text) || (laid.contains(ANY_YEAR) && laid == key(&of_any_year(text)))
}

/// The keys under which a layout may have a text: its own, and that for any year.
pub(in crate::tables) fn keys(text: &str) -> [String; 2] {
    [key(text), key(&of_any_year(text))]
}

pub(in crate::tables) fn key(text: &str) -> String {
    folded(text.trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_that_stand_by_themselves_stand_for_any_year() {
        for (text, general) in [
            ("Экспорт 2022 г.", "Экспорт {year} г."),
            ("2023*", "{year}*"),
            ("2010-2023", "{year}-{year}"),
            ("HS 270900", "HS 270900"),
            ("1,2023", "1,2023"),
            ("Total", "Total"),
        ] {
            assert_eq!(of_any_year(text), general);
        }
        assert!(is_it("экспорт {year} г.", "Экспорт  2024 г."));
        assert!(is_it("Экспорт 2022 г.", "экспорт 2022 г."));
        assert!(!is_it("Экспорт 2022 г.", "Экспорт 2024 г."));
    }
}
