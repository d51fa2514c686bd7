//! A sheet, understood: every number with all that its sheet says of it, as an entry, or left out for a reason.

use super::account::{Account, Reason};
use super::columns::{Columns, columns, side_by_side};
use super::content::{Content, Contents};
use super::facts::Facts;
use super::given::Given;
use super::outline::{Table, outline};
use super::sums::{Memberships, Sums};
use super::taken::{Around, take};
use super::titles::{context, facts_of_sheet, footnotes, taken_over, texts, titles};
use super::{Entry, Grid, address};
use crate::names::Names;

/// A sheet of a book.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// Its cells.
    pub grid: &'a Grid,
    /// Whether the book has others: places are then told with the sheet's name.
    pub is_one_of_several: bool,
    /// Who published it: what was said, else the file's name.
    pub source: &'a str,
    /// Which partners are in which groups, as all sheets together prove.
    pub memberships: &'a Memberships,
}

/// What was understood of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Understood {
    /// Its tables, from top to bottom.
    pub tables: Vec<TableSaid>,
    /// Where its numbers went.
    pub account: Account,
    /// Names that are in no list, and stay as text.
    pub unknown: Vec<String>,
    /// What the person should know, a sentence each.
    pub notices: Vec<String>,
}

/// What was understood of one table.
#[derive(Clone, Debug)]
pub struct TableSaid {
    /// Rows and columns it was found in.
    pub outline: Table,
    /// Its columns.
    pub columns: Columns,
    /// What titles, the sheet's name and the person say of all its numbers.
    pub context: Facts,
    /// Its titles as written.
    pub titles: Vec<String>,
    /// How many of its numbers became figures.
    pub taken: u64,
    /// Its first figures.
    pub first: Vec<Entry>,
    /// Which of its rows add up to which.
    pub sums: Sums,
}

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
    let contents = Contents::of(sheet.grid, given, names);
    let mut understood = Understood::default();
    let place = |row: u32, column: u32| place(sheet, row, column);
    let leave = |account: &mut Account, row: u32, reason: &Reason, is_left: &dyn Fn(u32) -> bool| {
        for (column, content) in contents.row(row) {
            if is_numeric(&content) && is_left(column) {
                account.numbers += 1;
                account.leave_out(reason.clone(), || (place(row, column), u64::from(row) + 1, sheet.grid.shown(row, column)));
            }
        }
    };
    let outline = outline(&contents);
    let by_sheet = facts_of_sheet(&sheet.grid.name, names);
    let notes = footnotes(&contents, outline.tables.iter().flat_map(|table| &table.titles).chain(&outline.below));
    let around = Around { contents: &contents, names, sheet, given, notes: &notes };
    let mut titles_above = Facts::default();
    let mut before: Option<Columns> = None;
    for table in outline.tables.into_iter().flat_map(|table| apart(&contents, table, given)) {
        let is_own = |column: u32| table.holds(column);
        for &row in &table.titles {
            leave(&mut understood.account, row, &Reason::Outside, &is_own);
        }
        for &row in &table.header {
            leave(&mut understood.account, row, &Reason::Header, &is_own);
        }
        let columns = columns(&contents, &table, given, before.as_ref());
        let titled = titles(&contents, &table, &columns).within(&taken_over(&contents, &table, &titles_above));
        let (context, mut notices) = context(titled.clone().within(&by_sheet), given);
        let context = of_all(context, &columns, given, names, &mut notices);
        understood.notices.append(&mut notices);
        let mut said = TableSaid {
            titles: texts(&contents, &table.titles),
            outline: table,
            columns,
            context,
            taken: 0,
            first: Vec::new(),
            sums: Sums::default(),
        };
        take(&around, &mut said, &mut understood, sink)?;
        titles_above = Facts { period: None, months: None, ..titled };
        before = Some(said.columns.clone());
        understood.tables.push(said);
    }
    for row in outline.below {
        leave(&mut understood.account, row, &Reason::Outside, &|_| true);
    }
    understood.notices.sort();
    understood.notices.dedup();
    understood.unknown.sort();
    understood.unknown.dedup();
    Ok(understood)
}

/// What titles, the sheet's name and the person say of all numbers of a table, beside what its columns say themselves.
fn of_all(mut context: Facts, columns: &Columns, given: &Given, names: &Names, notices: &mut Vec<String>) -> Facts {
    if context.partner.is_some() && context.partner == context.reporter {
        context.partner = None;
    }
    // "Georgia external trade": of whom, and not of what; the person says who reports.
    if let Some(country) = context.qualifier.as_deref().and_then(|words| names.country(words)).map(str::to_string) {
        let is_known = context.reporter.as_ref().is_none_or(|reporter| *reporter == country);
        if is_known && context.partner.is_none() {
            context.qualifier = None;
            context.partner = Some(country).filter(|country| context.reporter.as_ref() != Some(country));
        }
    }
    // Where columns say what they are, one that does not is not what titles and flags say of all.
    let levels = || columns.values.iter().filter(|value| value.facts.is_of_amounts());
    if levels().any(|value| value.facts.flow.is_some()) {
        if let Some(flow) =
            given.flow.as_ref().filter(|flow| levels().any(|value| value.facts.flow.as_ref().is_some_and(|own| own != *flow)))
        {
            notices.push(format!("columns say their flow themselves; --flow {flow} is not used for them"));
        }
        context.flow = None;
    }
    if levels().any(|value| value.facts.period.is_some()) {
        context.period = None;
    }
    context
}

/// A table, or the tables that stand side by side in it.
fn apart(contents: &Contents, table: Table, given: &Given) -> Vec<Table> {
    let begins = side_by_side(&columns(contents, &table, given, None));
    if begins.is_empty() {
        return vec![table];
    }
    let firsts = std::iter::once(0).chain(begins.iter().copied());
    let nexts = begins.iter().copied().chain([u32::MAX]);
    firsts.zip(nexts).map(|span| Table { span: Some(span), ..table.clone() }).collect()
}

/// The account of a sheet that is not read: all its numbers are left out.
pub fn unread(sheet: &Sheet, given: &Given, names: &Names, reason: &Reason) -> Account {
    let contents = Contents::of(sheet.grid, given, names);
    let mut account = Account::default();
    for row in contents.rows() {
        for (column, _) in contents.row(row).filter(|(_, content)| is_numeric(content)) {
            account.numbers += 1;
            account.leave_out(reason.clone(), || (place(sheet, row, column), u64::from(row) + 1, sheet.grid.shown(row, column)));
        }
    }
    account
}

/// Whether a cell holds a number.
pub(super) fn is_numeric(content: &Content) -> bool {
    matches!(content, Content::Number(_) | Content::TwoWays(_))
}

/// Where a number stands: `B12`, or `2021!B12` where the book has other sheets.
pub(super) fn place(sheet: &Sheet, row: u32, column: u32) -> String {
    let cell = address(row, column);
    if sheet.is_one_of_several { format!("{}!{cell}", sheet.grid.name) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
