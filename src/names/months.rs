//! Months, halves and quarters by their names: `January`, `янв`, `полугодие`. They are data: `data/names/months.tsv`.

use crate::words::forms::forms;
use crate::words::table::rows;
use std::sync::LazyLock;

/// What a word says of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfYear {
    /// A month, 1 to 12.
    Month(u8),
    /// The word half.
    Half,
    /// The word quarter.
    Quarter,
    /// A letter that means a quarter directly beside a year, and nothing elsewhere: the T of `2024T1`.
    QuarterBesideYear,
    /// The word months.
    Months,
    /// `first`, `II`: 1 to 4.
    Nth(u8),
}

/// A part of the year, and its names in one language.
#[derive(Clone, Debug)]
pub struct NamedPart {
    /// Which.
    pub part: PartOfYear,
    /// `en`, `ru`.
    pub language: &'static str,
    /// Its names.
    pub forms: Vec<String>,
}

/// The parts of the year and all their names.
///
/// # Errors
/// A sentence with file and line when the data file is malformed; a test reads it.
pub fn parts_of_year() -> Result<Vec<NamedPart>, String> {
    let columns = ["part", "language", "forms", "source"];
    let rows = rows("names/months.tsv", include_str!("../../data/names/months.tsv"), &columns)?;
    let named = |row: &crate::words::table::Row<'static>| {
        let part = match row.field(0) {
            "h" => PartOfYear::Half,
            "q" => PartOfYear::Quarter,
            "yq" => PartOfYear::QuarterBesideYear,
            "m" => PartOfYear::Months,
            "first" => PartOfYear::Nth(1),
            "second" => PartOfYear::Nth(2),
            "third" => PartOfYear::Nth(3),
            "fourth" => PartOfYear::Nth(4),
            month => match month.parse() {
                Ok(month @ 1..=12) => PartOfYear::Month(month),
                _ => return Err(row.wrong(format!("{month} is no part of a year"))),
            },
        };
        let forms = forms(row.field(2)).map_err(|what| row.wrong(what))?;
        Ok(NamedPart { part, language: row.field(1), forms })
    };
    rows.iter().map(named).collect()
}

/// The three letters that each month is shortened to in English, with the month.
static SHORT: LazyLock<Vec<(String, u8)>> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it: one that is malformed is never released.
    let all = parts_of_year().expect("a well-formed data/names/months.tsv");
    let short = all.into_iter().filter(|named| named.language == "en").filter_map(|named| match named.part {
        PartOfYear::Month(month) => named.forms.into_iter().find(|form| form.len() == 3).map(|form| (form, month)),
        _ => None,
    });
    short.collect()
});

/// The month, 1 to 12, that is shortened to these letters in English, in whatever case: `Jan`.
pub fn month_of_letters(letters: &str) -> Option<u8> {
    SHORT.iter().find(|(short, _)| short.eq_ignore_ascii_case(letters)).map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_has_three_letters() {
        let months: Vec<u8> = SHORT.iter().map(|(_, month)| *month).collect();
        assert_eq!(months, (1..=12).collect::<Vec<u8>>());
        assert_eq!([month_of_letters("SEP"), month_of_letters("dez")], [Some(9), None]);
    }
}
