//! A sheet, understood: every number with all that its sheet says of it, as an entry, or left out for a reason.
//!
//! First it is [surveyed](survey()): where its tables stand, what their columns and rows say, which rows add up. What all sheets of a book
//! prove together of groups of countries goes into each entry, so the numbers are taken once every sheet is surveyed.

mod accepted;
pub mod account;
mod entry;
mod finer;
mod imported;
mod overruled;
mod surroundings;
pub mod survey;
mod table;
mod taken;
mod twice;
mod unused;
mod written;

pub use entry::Entry;
pub use imported::{Imported, RecordsSaid, SheetSaid};
pub use table::{Sheet, TableSaid, Understood};
pub use unused::unused;

use crate::names::Names;
use crate::tables::cells::{Content, Contents};
use crate::tables::given::Given;
use account::{Account, Reason};
use survey::{Survey, Surveyed, survey};
use table::{Around, is_numeric, place};
use taken::take;

/// Understands a sheet; each figure goes to `sink` as it is made.
///
/// # Errors
/// What `sink` returns ends it.
pub fn understand<E>(
    sheet: &Sheet,
    given: &Given,
    names: &Names,
    sink: &mut dyn FnMut(&Entry) -> Result<(), E>,
) -> Result<Understood, E> {
    taken(survey(sheet.grid, given, names), sheet, given, names, sink)
}

/// Takes the numbers of a sheet that is surveyed already; each figure goes to `sink` as it is made.
///
/// # Errors
/// What `sink` returns ends it.
pub fn taken<E>(
    survey: Survey,
    sheet: &Sheet,
    given: &Given,
    names: &Names,
    sink: &mut dyn FnMut(&Entry) -> Result<(), E>,
) -> Result<Understood, E> {
    let Survey { contents, tables, below, notices } = survey;
    let mut understood = Understood { notices, ..Understood::default() };
    for Surveyed { mut said, rows, beyond, notes } in tables {
        let around = Around { contents: &contents, names, sheet, given, notes: &notes };
        for (others, reason) in
            [(&said.outline.titles, Reason::Outside), (&said.outline.header, Reason::Header), (&beyond, Reason::Beyond)]
        {
            for &row in others {
                leave_out(sheet, &mut understood.account, row, said.outline.cells(&contents, row), &reason);
            }
        }
        take(&around, &rows, &mut said, &mut understood, sink)?;
        understood.tables.push(said);
    }
    for row in below {
        leave_out(sheet, &mut understood.account, row, contents.row(row), &Reason::Outside);
    }
    understood.notices.sort();
    understood.notices.dedup();
    understood.unknown.sort();
    understood.unknown.dedup();
    Ok(understood)
}

/// Leaves out the numbers among the cells of a row.
fn leave_out<'c>(
    sheet: &Sheet,
    account: &mut Account,
    row: u32,
    cells: impl Iterator<Item = (u32, Content<'c>)>,
    reason: &Reason,
) {
    for (column, _) in cells.filter(|(_, content)| is_numeric(content)) {
        account.numbers += 1;
        account.leave_out(reason.clone(), || (place(sheet, row, column), u64::from(row) + 1, sheet.grid.shown(row, column)));
    }
}

/// The account of a sheet that is not read: all its numbers are left out.
pub fn unread(sheet: &Sheet, given: &Given, names: &Names, reason: &Reason) -> Account {
    let contents = Contents::of(sheet.grid, given, names);
    let mut account = Account::default();
    for row in contents.rows() {
        leave_out(sheet, &mut account, row, contents.row(row), reason);
    }
    account
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::proved::Memberships;
    use crate::tables::sheet::Grid;

    fn entries(table: &str) -> Vec<String> {
        let mut grid = Grid::new("");
        for (row, line) in (0..).zip(table.lines()) {
            for (column, cell) in (0..).zip(line.split(';')) {
                grid.push_text(row, column, cell);
            }
        }
        let names = Names::embedded().expect("names");
        let sheet = Sheet { grid: &grid, is_one_of_several: false, source: "t", memberships: &Memberships::default() };
        let mut entries = Vec::new();
        let understood = understand(&sheet, &Given::default(), names, &mut |entry: &Entry| {
            entries.push(format!("{}/{} {} {} {}", entry.reporter, entry.partner, entry.flow, entry.period, entry.stated));
            Ok::<(), ()>(())
        });
        assert!(understood.is_ok_and(|understood| understood.account.adds_up()));
        entries
    }

    #[test]
    fn an_empty_cell_of_a_record_is_empty_and_one_of_a_stub_is_the_one_above() {
        let records =
            "reporter;partner;flow;year;month;mn USD\nKAZ;Russia;Export;2023;1;690.1\nKAZ;Russia;Export;2023;;10207.4\n";
        assert_eq!(entries(records), ["KAZ/RUS exports 2023-01 690.1 mn USD", "KAZ/RUS exports 2023 10207.4 mn USD"]);
        let stub = "Country;Flow;2023, mn USD\nRussia;Exports;5.1\n;Imports;6.1\nChina;Exports;7.1\n;Imports;8.1\n";
        assert_eq!(entries(stub)[1], "/RUS imports 2023 6.1 mn USD");
    }

    #[test]
    fn tables_side_by_side_have_labels_of_their_own() {
        let two =
            "Exports, mn USD;;;Imports, mn USD;\nCountry;2023;;Country;2023\nRussia;1.1;;Russia;2.1\nChina;3.1;;China;4.1\n";
        assert_eq!(
            entries(two),
            [
                "/RUS exports 2023 1.1 mn USD",
                "/CHN exports 2023 3.1 mn USD",
                "/RUS imports 2023 2.1 mn USD",
                "/CHN imports 2023 4.1 mn USD"
            ]
        );
    }

    #[test]
    fn growths_of_a_hundred_years_are_proved_though_no_header_says_of_which() {
        let years = 1950..2050_i64;
        let mut table = String::from("Exports, mn USD\nCountry");
        years.clone().for_each(|year| table.push_str(&format!(";{year};growth rate")));
        for (row, country) in (0..).zip(["Russia", "China", "Armenia"]) {
            table.push_str(&format!("\n{country}"));
            let (mut before, mut amount) = (1_000_000, 1_000_000 + row * 7_000);
            for year in years.clone() {
                let printed = (2_000 * amount + before) / (2 * before);
                table.push_str(&format!(";{amount}.0;{}.{}", printed / 10, printed % 10));
                (before, amount) = (amount, amount * (1_001 + (year * 37 + row * 11) % 101) / 1_000);
            }
        }
        let entries = entries(&table);
        assert_eq!(entries.len(), 3 * 100 + 3 * 99, "of the first year there is nothing before");
        let growths = entries.iter().filter(|entry| entry.ends_with('%')).count();
        assert_eq!((growths, &*entries[2]), (3 * 99, "/RUS exports 1951 3.7%"));
    }
}
