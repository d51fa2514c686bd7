//! An empty figures workbook: a header whose notes explain, lists to choose from, and the founding case as an example.
//!
//! Periods and phrases are text cells: a spreadsheet would make a day of `2022-07` and a number of `14.5%`.

use crate::names::{Column, Names};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, Note, Workbook, Worksheet, XlsxError,
};
use std::io;

/// So many rows have lists to choose from.
const ROWS: u32 = 1_000;

/// The columns of the template, each with its width and what its note says.
const COLUMNS: [(Column, f64, &str); 18] = [
    (Column::Id, 8.0, "A short handle, unique in this file: l22. Left empty, a row is called r2, r3, …"),
    (Column::Reporter, 10.0, "Whose statistics: a code or a name, as in RUS, UZ, Uzbekistan."),
    (Column::Partner, 10.0, "With whom: a code, a name, a group as in CIS. Empty is the world."),
    (Column::Flow, 12.0, "turnover, exports, imports, balance, or any other name."),
    (Column::Product, 10.0, "An HS code or a name. Empty is all products."),
    (
        Column::Period,
        20.0,
        "2022, 2022-H1, 2022-Q3, 2022-07, 2022-01..2022-08; of an average its two ends: 2017..2022. A ? behind it marks your own assumption. Required.",
    ),
    (Column::Stated, 28.0, "The words as published: more than 600 bn RUB, almost 14.5%, a quarter, 1.5 times. Required."),
    (Column::Measure, 15.0, "level, growth, average growth, share or rate. Empty: the words tell."),
    (
        Column::Currency,
        10.0,
        "An ISO code, where the words name none; of a growth, that of the level it speaks of. A ? behind it marks your own assumption.",
    ),
    (Column::Base, 10.0, "Of a growth: the period compared with. Of a share: the whole. Empty: a year earlier, or all partners."),
    (Column::Status, 10.0, "reported, official, forecast or target. Empty is reported."),
    (Column::Nature, 8.0, "flow or stock. Empty is flow."),
    (
        Column::Parts,
        10.0,
        "On any row of a whole: partners or products, if all of its parts are named in the file. Empty: some may be missing.",
    ),
    (Column::Group, 10.0, "The group that the row's partner belongs to, as in CIS: a partner of its own."),
    (Column::Source, 32.0, "Who published it."),
    (Column::SaidOn, 12.0, "When it was said: a day, as in 2023-09-18."),
    (Column::Where, 14.0, "Where in the source: a page, a cell."),
    (Column::Note, 24.0, "Anything you want to remember."),
];

/// The founding case: a release of 2023, as it was worded.
const EXAMPLE: &str = include_str!("../../data/uzbekistan-russia/statements.csv");

/// The cells of the example under the template's columns; its notes are about the case, and an example needs its own.
fn example(names: &Names) -> io::Result<Vec<Vec<String>>> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(EXAMPLE.as_bytes());
    let header: Vec<Option<Column>> = reader.headers()?.iter().map(|name| names.column(name)).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cell = |column: Column| {
            let at = header.iter().position(|named| *named == Some(column))?;
            record.get(at).filter(|_| !matches!(column, Column::Where | Column::Note))
        };
        rows.push(COLUMNS.iter().map(|(column, ..)| cell(*column).unwrap_or("").to_string()).collect::<Vec<String>>());
    }
    if let Some(note) = rows.first_mut().and_then(|first| first.last_mut()) {
        note.push_str("example: overwrite or delete");
    }
    Ok(rows)
}

/// The bytes of the workbook; the same on every run.
///
/// # Errors
/// When the workbook cannot be made.
pub fn template(names: &Names) -> io::Result<Vec<u8>> {
    made(names, &example(names)?).map_err(io::Error::other)
}

fn made(names: &Names, example: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed day: the file has the same bytes whenever it is made.
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 1, 1)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_title("Figures for crossfoot").set_creation_datetime(&day));
    figures(book.add_worksheet(), names, example)?;
    explained(book.add_worksheet())?;
    book.save_to_buffer()
}

fn figures(sheet: &mut Worksheet, names: &Names, example: &[Vec<String>]) -> Result<(), XlsxError> {
    sheet.set_name("figures")?;
    let header = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_E6F0)).set_align(FormatAlign::Left);
    let required = Format::new().set_bold().set_background_color(Color::RGB(0x00F5_D9A8)).set_align(FormatAlign::Left);
    let text = Format::new().set_num_format("@");
    for (at, (column, width, note)) in (0_u16..).zip(COLUMNS) {
        let is_required = matches!(column, Column::Period | Column::Stated);
        sheet.set_column_width(at, width)?;
        sheet.set_column_format(at, &text)?;
        sheet.write_string_with_format(0, at, column.name(), if is_required { &required } else { &header })?;
        sheet.insert_note(0, at, &Note::new(note).add_author_prefix(false).set_width(260).set_height(90))?;
        let choices: Vec<&str> = match column {
            Column::Flow => vec!["turnover", "exports", "imports", "balance"],
            Column::Measure | Column::Status | Column::Nature | Column::Parts => names.choices(column.name()),
            _ => Vec::new(),
        };
        if !choices.is_empty() {
            let mut list = DataValidation::new().allow_list_strings(&choices)?;
            // Other flows have names of their own.
            if column == Column::Flow {
                list = list.set_error_style(DataValidationErrorStyle::Information);
            }
            sheet.add_data_validation(1, at, ROWS, at, &list)?;
        }
    }
    for (row, cells) in (1_u32..).zip(example) {
        for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(row, column, cell, &text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// What the words of the sheet mean, for who opens it first.
fn explained(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("how to")?;
    sheet.set_column_width(0, 100)?;
    let lines = [
        "One row, one published statement. Write the words as they were published; they are read, not the number alone.",
        "Only period and stated are required. The notes on the header say what each column takes.",
        "The rows of the sheet \"figures\" are an example: a release of 2023 on the trade of Russia and Uzbekistan. Overwrite them.",
        "Save the book, and type: crossfoot check figures.xlsx",
        "What follows from the figures: crossfoot fill figures.xlsx",
        "Where they lead: crossfoot project figures.xlsx --to 2030",
    ];
    for (row, line) in (0_u32..).zip(lines) {
        sheet.write_string(row, 0, line)?;
    }
    Ok(())
}
