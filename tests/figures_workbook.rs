//! Figures and tables kept in workbooks: what a person sees in a cell is what is read.

mod official;

use official::{check, import_from, run, write};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use std::path::Path;

/// Saves a book for a test, and says where.
fn saved(name: &str, make: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> String {
    let mut book = Workbook::new();
    make(&mut book).expect("a workbook");
    let place = write(name, "", "workbooks");
    book.save(&place).expect("written");
    place
}

fn row(sheet: &mut rust_xlsxwriter::Worksheet, at: u32, cells: &[&str]) -> Result<(), XlsxError> {
    (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()).try_for_each(|(column, cell)| sheet.write(at, column, *cell).map(drop))
}

#[test]
fn a_figures_file_in_a_workbook_is_read_as_it_is_shown() {
    let book = saved("figures.xlsx", |book| {
        let percent = Format::new().set_num_format("0.00%");
        let month = Format::new().set_num_format("mmm yyyy");
        let sheet = book.add_worksheet().set_name("Figures")?;
        row(sheet, 0, &["# reporter: RUS"])?;
        row(sheet, 2, &["id", "partner", "flow", "period", "stated", "measure", "currency", "source"])?;
        row(sheet, 3, &["one", "UZB", "turnover", "", "exactly 100 mn USD"])?;
        row(sheet, 4, &["two", "UZB", "turnover", "", "exactly 150 mn USD"])?;
        row(sheet, 5, &["growth", "UZB", "turnover", "", "", "growth", "USD"])?;
        sheet.write_with_format(3, 3, &ExcelDateTime::from_ymd(2022, 7, 1)?, &month)?;
        sheet.write_with_format(4, 3, &ExcelDateTime::from_ymd(2023, 7, 31)?, &month)?;
        sheet.write_with_format(5, 3, &ExcelDateTime::from_ymd(2023, 7, 15)?, &month)?;
        // Shown as 51.20 %: the levels say 50, and clash with that.
        sheet.write_with_format(5, 4, 0.512, &percent)?;
        sheet.merge_range(3, 7, 5, 7, "a release", &Format::new())?;
        Ok(())
    });
    let output = run(&["check", "-f", "json", &book]).get_output().stdout.clone();
    let json: serde_json::Value = serde_json::from_slice(&output).expect("JSON");
    let figures: Vec<[&str; 3]> = json["figures"]
        .as_array()
        .expect("figures")
        .iter()
        .map(|figure| ["cell", "stated", "source"].map(|key| figure[key].as_str().expect("text")))
        .collect();
    let expected = [
        ["RUS/UZB:turnover:2022-07:level:USD", "exactly 100 mn USD", "a release"],
        ["RUS/UZB:turnover:2023-07:level:USD", "exactly 150 mn USD", "a release"],
        ["RUS/UZB:turnover:2023-07:growth:USD", "51.20%", "a release"],
    ];
    assert_eq!(figures, expected);
    let found = check(&[&book]);
    assert_eq!((found.figures, found.not_checked, found.findings.len()), (3, 0, 1));
}

#[test]
fn a_bare_number_for_a_growth_is_refused_with_both_readings() {
    let book = saved("bare.xlsx", |book| {
        let sheet = book.add_worksheet();
        row(sheet, 0, &["partner", "period", "stated", "measure"])?;
        row(sheet, 1, &["UZB", "2023", "", "growth"])?;
        sheet.write(1, 2, 14.5).map(drop)
    });
    let refused = run(&["check", &book]).code(2).get_output().stderr.clone();
    let told = String::from_utf8(refused).expect("text");
    assert!(told.contains("14.5%") && told.contains("C2"), "{told}");
}

#[test]
fn the_template_opens_and_holds_the_founding_case() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("template.xlsx");
    // The last run's, if there was one: a template is never written over.
    if place.exists() {
        std::fs::remove_file(&place).expect("removed");
    }
    let place = place.display().to_string();
    run(&["import", "--template", &place]).code(0);
    let filled = check(&[&place]);
    let founding = check(&[&format!("{}/data/uzbekistan-russia/statements.csv", env!("CARGO_MANIFEST_DIR"))]);
    assert_eq!(
        (&filled.verdict, filled.figures, filled.not_checked),
        (&founding.verdict, founding.figures, founding.not_checked)
    );
    assert_eq!((filled.figures, filled.not_checked, &*filled.verdict), (8, 5, "consistent"));
}

#[test]
fn an_office_table_in_a_workbook_with_merged_headers() {
    let book = saved("office.xlsx", |book| {
        let plain = Format::new();
        let shown = Format::new().set_num_format("#,##0.0");
        let hidden = book.add_worksheet().set_name("old")?;
        row(hidden, 0, &["Exports", "2020"])?;
        hidden.set_hidden(true);
        for (year, first) in [(2022, 10.0), (2023, 20.1)] {
            let sheet = book.add_worksheet().set_name(year.to_string())?;
            row(sheet, 0, &["Foreign trade of Uzbekistan by country"])?;
            sheet.merge_range(1, 1, 1, 2, "млн долл. США", &plain)?;
            sheet.merge_range(2, 0, 3, 0, "Страна", &plain)?;
            sheet.merge_range(2, 1, 2, 2, "Экспорт", &plain)?;
            sheet.merge_range(2, 3, 2, 4, "Импорт", &plain)?;
            row(sheet, 3, &["", "январь", "январь-февраль", "январь", "январь-февраль"])?;
            row(sheet, 4, &["Россия"])?;
            for (column, number) in (1..).zip([first, first + 11.0, first + 20.0, first + 1000.0]) {
                sheet.write_with_format(4, column, number, &shown)?;
            }
        }
        Ok(())
    });
    let read = import_from(&book, &[]);
    let stated: Vec<[&str; 3]> = read.rows.iter().map(|row| ["where", "period", "stated"].map(|column| &*row[column])).collect();
    let expected = [
        ["2022!B5", "2022-01", "10.0 mn USD"],
        ["2022!C5", "2022-01..2022-02", "21.0 mn USD"],
        ["2022!D5", "2022-01", "30.0 mn USD"],
        ["2022!E5", "2022-01..2022-02", "1010.0 mn USD"],
        ["2023!B5", "2023-01", "20.1 mn USD"],
        ["2023!C5", "2023-01..2023-02", "31.1 mn USD"],
        ["2023!D5", "2023-01", "40.1 mn USD"],
        ["2023!E5", "2023-01..2023-02", "1020.1 mn USD"],
    ];
    assert_eq!(stated, expected);
    assert!(read.rows.iter().all(|row| row["reporter"] == "UZB" && row["partner"] == "RUS"));
    assert_eq!(read.rows.iter().filter(|row| row["flow"] == "exports").count(), 4);
    // One sheet alone, where it is asked for.
    let one = import_from(&book, &["--sheet", "2023"]);
    assert_eq!(one.rows.len(), 4);
    assert_eq!(
        one.left_out(),
        [5],
        "the numbers of the other sheets, the hidden one's too, each with the reason: {}",
        one.told()
    );
}

#[test]
fn an_import_as_a_workbook_is_checked_as_its_csv_is() {
    let table =
        write("exports.csv", "\"Exports of Uzbekistan, mn USD\",\nCountry,2023\nRussia,3495.7\nChina,2464.3\n", "workbooks");
    let [book, text] = ["figures.xlsx", "figures.csv"].map(|name| write(name, "", "written"));
    run(&["import", &table, "-o", &book]).code(0);
    run(&["import", &table, "-o", &text]).code(0);
    let told = |path: &str| {
        let output = run(&["fill", path, "-f", "csv"]).code(0).get_output().stdout.clone();
        String::from_utf8(output).expect("text")
    };
    assert_eq!(told(&book), told(&text));
    assert!(told(&book).contains("UZB/RUS:exports:2023:level:USD"));
    let json = run(&["import", &table, "-f", "json"]).code(0).get_output().stdout.clone();
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(json["figures"][1]["stated"], "2464.3 mn USD");
}

#[test]
fn sheets_that_are_not_read_are_told() {
    let book = saved("beside.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("mine")?;
        row(sheet, 0, &["reporter", "partner", "period", "stated"])?;
        row(sheet, 1, &["UZB", "RUS", "2023", "about 10 bn USD"])?;
        row(book.add_worksheet().set_name("notes")?, 0, &["remember the milk"])?;
        let sheet = book.add_worksheet().set_name("theirs")?;
        row(sheet, 0, &["Exports of Uzbekistan, mn USD"])?;
        row(sheet, 1, &["Country"])?;
        sheet.write(1, 1, 2023)?;
        row(sheet, 2, &["Russia"])?;
        sheet.write(2, 1, 3495.7).map(drop)
    });
    let talk = |arguments: &[&str], code: i32| {
        let output = run(arguments).code(code).get_output().stderr.clone();
        String::from_utf8(output).expect("text")
    };
    let told = talk(&["check", &book], 0);
    assert!(told.contains("the sheet \"mine\" is a figures file and is read; \"theirs\" is not"), "{told}");
    assert!(!told.contains("notes"), "no number stands there: {told}");
    let told = talk(&["check", &book, "--sheet", "their"], 2);
    assert!(told.contains("no sheet that is called \"their\"") && told.contains("\"mine\", \"notes\", \"theirs\""), "{told}");
    assert!(told.contains("type: --sheet \"theirs\""), "{told}");
    assert_eq!(check(&[&book, "--sheet", "theirs"]).figures, 1);
    assert!(!talk(&["check", &book, "--sheet", "theirs"], 0).contains("is a figures file"));
}

#[test]
fn places_are_those_of_the_table() {
    let table = write("places.csv", "\"Exports of Uzbekistan, mn USD\",\n\n\nCountry,2023\nRussia,3495.7\n", "workbooks");
    let output = run(&["check", "-f", "json", &table]).code(0).get_output().stdout.clone();
    let json: serde_json::Value = serde_json::from_slice(&output).expect("JSON");
    assert_eq!((json["figures"][0]["row"].as_u64(), json["figures"][0]["where"].as_str()), (Some(5), Some("B5")));
    // Two currencies of levels leave open in which of them a growth is.
    let growths =
        write("growths.csv", "Exports of Uzbekistan by country,\nCountry,\"growth 2023, %\"\nRussia,10.9\n", "workbooks");
    let levels = "reporter,partner,flow,period,stated\nUZB,RUS,exports,2022,3.1 bn USD\nUZB,RUS,exports,2022,300 bn RUB\n";
    let levels = write("levels.csv", levels, "workbooks");
    let output = run(&["check", &growths, &levels, "--growth", "change"]).code(2).get_output().stderr.clone();
    let told = String::from_utf8(output).expect("text");
    assert!(told.contains("growths.csv:3") && told.contains("in the cell B3"), "{told}");
    assert!(told.contains("type: --currency RUB") && told.contains("or: --currency USD"), "{told}");
    run(&["check", &growths, &levels, "--growth", "change", "--currency", "USD"]).code(0);
}

#[test]
fn dates_head_years_or_months_as_they_are_shown() {
    let book = saved("dates.xlsx", |book| {
        let shown = |format: &str| Format::new().set_num_format(format);
        let sheet = book.add_worksheet().set_name("Exports")?;
        row(sheet, 0, &["Exports of Georgia by country, mn USD"])?;
        row(sheet, 1, &["Country"])?;
        let heads = [(2022, 1, 1, "yyyy"), (2023, 12, 31, "yyyy"), (2024, 1, 1, "mmm-yy"), (2024, 2, 15, "mmmm\\ yyyy")];
        for (column, (year, month, day, format)) in (1..).zip(heads) {
            sheet.write_with_format(1, column, &ExcelDateTime::from_ymd(year, month, day)?, &shown(format))?;
        }
        row(sheet, 2, &["Russia"])?;
        for (column, number) in (1..).zip([10.1, 20.1, 1.1, 2.1]) {
            sheet.write(2, column, number)?;
        }
        Ok(())
    });
    let periods: Vec<String> = import_from(&book, &[]).rows.iter().map(|row| row["period"].clone()).collect();
    assert_eq!(periods, ["2022", "2023", "2024-01", "2024-02"]);
}

#[test]
fn a_sheet_called_by_a_commodity_or_a_country_is_about_it() {
    let book = saved("sheets.xlsx", |book| {
        for (name, title) in [
            ("Meat", "Exports of Georgia by country, mn USD"),
            ("27", "Exports of Georgia by HS chapter, mn USD"),
            ("3", "Exports of Georgia by country, mn USD"),
            ("Germany", "Foreign trade of Georgia, mn USD"),
        ] {
            let sheet = book.add_worksheet().set_name(name)?;
            row(sheet, 0, &[title])?;
            row(sheet, 1, &["", "2023"])?;
            row(sheet, 2, &[if name == "Germany" { "Exports" } else { "Russia" }])?;
            sheet.write(2, 1, 10.5)?;
        }
        Ok(())
    });
    let rows = import_from(&book, &[]).rows;
    let said: Vec<[&str; 3]> = rows.iter().map(|row| ["where", "partner", "product"].map(|column| &*row[column])).collect();
    let expected = [["Meat!B3", "RUS", "Meat"], ["27!B3", "RUS", "27"], ["3!B3", "RUS", ""], ["Germany!B3", "DEU", ""]];
    assert_eq!(said, expected);
}

/// A sheet of numbers, each with its format: row, column, number, code.
fn formatted(sheet: &mut rust_xlsxwriter::Worksheet, cells: &[(u32, u16, f64, &str)]) -> Result<(), XlsxError> {
    cells.iter().try_for_each(|&(row, column, number, code)| {
        sheet.write_with_format(row, column, number, &Format::new().set_num_format(code)).map(drop)
    })
}

#[test]
fn words_of_a_number_s_format_are_part_of_what_was_stated() {
    let book = saved("worded.xlsx", |book| {
        let sheet = book.add_worksheet();
        row(sheet, 0, &["# reporter: GEO"])?;
        row(sheet, 1, &["id", "flow", "period", "stated", "hedge", "value", "unit"])?;
        for (at, id) in (2..).zip(["dollars", "billions", "rubles", "words", "millions", "whole", "beside", "alone", "letter"]) {
            row(sheet, at, &[id, "exports"])?;
        }
        formatted(
            sheet,
            &[
                (2, 2, 2023.0, "0\" г.\""),
                (2, 3, 6_086_400_000.0, "[$$-409]#,##0"),
                (3, 2, 2022.0, "0"),
                (3, 3, 21.7, "\"$\"0.0\" bn\""),
                (4, 2, 2021.0, "0"),
                (4, 3, 5593.0, "#,##0.00\\ [$₽-419]"),
                (5, 2, 2020.0, "0"),
                (5, 3, 13.5, "#,##0.0\" млн долл.\""),
                (6, 2, 2019.0, "0"),
                (6, 3, 5_593_000_000.0, "[$USD] 0.0,,\"M\""),
                // Nothing says that it is shown in millions: what the book holds.
                (7, 2, 2018.0, "0"),
                (7, 3, 5_593_000_000.0, "[$€-407]0.0,,"),
                // The unit beside it does.
                (8, 2, 2017.0, "0"),
                (8, 5, 5_593_000_000.0, "0.0,,"),
                (9, 2, 2016.0, "0"),
                (9, 5, 5_593_000_000.0, "0.0,,"),
                (10, 2, 2015.0, "0"),
                (10, 3, 5_593_000_000.0, "0.0,,\"M\""),
            ],
        )?;
        row(sheet, 8, &["", "", "", "", "", "", "mn USD"])?;
        row(sheet, 9, &["", "", "", "", "", "", "USD"])
    });
    let output = run(&["check", "-f", "json", &book]).code(0).get_output().stdout.clone();
    let json: serde_json::Value = serde_json::from_slice(&output).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_string();
    let told: Vec<[String; 3]> = json["figures"]
        .as_array()
        .expect("figures")
        .iter()
        .map(|figure| [text(&figure["cell"]), text(&figure["stated"]), text(&figure["meant"]["low"])])
        .collect();
    let expected = [
        ["GEO/World:exports:2023:level:USD", "$6086400000", "6086350000"],
        ["GEO/World:exports:2022:level:USD", "$21.7 bn", "21650000000"],
        ["GEO/World:exports:2021:level:RUB", "5593.00 ₽", "5592.995"],
        ["GEO/World:exports:2020:level:USD", "13.5 млн долл.", "13450000"],
        ["GEO/World:exports:2019:level:USD", "USD 5593.0M", "5592950000"],
        ["GEO/World:exports:2018:level:EUR", "€5593000000", "5592500000"],
        ["GEO/World:exports:2017:level:USD", "5593.0 mn USD", "5592950000"],
        ["GEO/World:exports:2016:level:USD", "5593000000 USD", "5592500000"],
        ["GEO/World:exports:2015:level", "5593.0M", "5592950000"],
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_number_of_a_cell_is_the_same_whatever_mark_phrases_have() {
    for (name, first, flags) in [
        ("point.xlsx", "# reporter: GEO", &[][..]),
        ("comma.xlsx", "# decimal: comma", &[]),
        ("set.xlsx", "# reporter: GEO", &["--set", "decimal=comma"]),
    ] {
        let book = saved(name, |book| {
            let sheet = book.add_worksheet();
            row(sheet, 0, &[first])?;
            row(sheet, 1, &["flow", "period", "stated", "unit"])?;
            row(sheet, 2, &["exports", "2022"])?;
            row(sheet, 3, &["exports", "2023"])?;
            formatted(sheet, &[(2, 2, 15.234, "0.000\" bn USD\""), (3, 2, -15.234, "0.0")])?;
            row(sheet, 3, &["balance"])
        });
        let output = run(&[&["check", "-f", "json", &book], flags].concat()).code(0).get_output().stdout.clone();
        let json: serde_json::Value = serde_json::from_slice(&output).expect("JSON");
        let lows = [0, 1].map(|figure| json["figures"][figure]["meant"]["low"].as_str().map(str::to_string));
        assert_eq!(lows, [Some("15233500000".to_string()), Some("-15.2345".to_string())], "{name}");
    }
}

#[test]
fn words_that_are_no_unit_are_refused_in_a_figures_sheet() {
    let book = saved("unknown.xlsx", |book| {
        let sheet = book.add_worksheet();
        row(sheet, 0, &["reporter", "flow", "period", "stated"])?;
        row(sheet, 1, &["GEO", "exports", "2023"])?;
        formatted(sheet, &[(1, 3, 5593.0, "0.0\" dukats\"")])
    });
    let told = String::from_utf8(run(&["check", &book]).code(2).get_output().stderr.clone()).expect("text");
    assert!(told.contains("the word \"dukats\" is not known") && told.contains("5593.0 dukats"), "{told}");
}

#[test]
fn an_office_table_whose_cells_show_their_unit() {
    let book = saved("unit.xlsx", |book| {
        for (name, title, codes) in [
            ("own", "Foreign trade of Georgia", ["\"$\"#,##0.0\" mn\"", "#,##0.0\" млн долл.\""]),
            ("currency", "Foreign trade of Georgia, millions", ["[$€-407]#,##0.0", "\"€\"#,##0.0;(\"€\"#,##0.0)"]),
            ("marked", "Foreign trade of Georgia, mn USD", ["#,##0.0\"*\"", "#,##0.0\\ \\p"]),
            ("unknown", "Foreign trade of Georgia, mn USD", ["#,##0.0", "#,##0.0\" dukats\""]),
        ] {
            let sheet = book.add_worksheet().set_name(name)?;
            row(sheet, 0, &[title])?;
            row(sheet, 1, &["", "2022", "2023"])?;
            row(sheet, 2, &["Exports"])?;
            formatted(sheet, &[(2, 1, 5593.0, codes[0]), (2, 2, 6086.4, codes[1])])?;
        }
        for (name, title) in [("millions", "Foreign trade of Georgia, mn USD"), ("whole", "Foreign trade of Georgia, USD")] {
            let sheet = book.add_worksheet().set_name(name)?;
            row(sheet, 0, &[title])?;
            row(sheet, 1, &["", "2022", "2023"])?;
            row(sheet, 2, &["Exports"])?;
            formatted(sheet, &[(2, 1, 5_593_000_000.0, "0.0,,"), (2, 2, 6_086_400_000.0, "0.0,,\"M\"")])?;
        }
        Ok(())
    });
    let read = import_from(&book, &[]);
    let said: Vec<[&str; 3]> = read.rows.iter().map(|row| ["where", "stated", "note"].map(|column| &*row[column])).collect();
    let expected = [
        ["own!B3", "5593.0 mn USD", ""],
        ["own!C3", "6086.4 mn USD", ""],
        ["currency!B3", "5593.0 mn EUR", ""],
        ["currency!C3", "6086.4 mn EUR", ""],
        ["marked!B3", "5593.0 mn USD", "*"],
        ["marked!C3", "6086.4 mn USD", "preliminary"],
        ["unknown!B3", "5593.0 mn USD", ""],
        ["millions!B3", "5593.0 mn USD", ""],
        ["millions!C3", "6086.4 mn USD", ""],
        ["whole!B3", "5593000000 USD", ""],
        ["whole!C3", "6086.4 mn USD", ""],
    ];
    assert_eq!(said, expected, "{}", read.told());
    assert!(read.told().contains("is written with words"), "{}", read.told());
}

#[test]
fn cells_that_formulas_filled_add_up() {
    let book = saved("noise.xlsx", |book| {
        let sheet = book.add_worksheet();
        row(sheet, 0, &["Foreign trade of Georgia in 2023, mn USD"])?;
        row(sheet, 1, &["Country", "Exports", "Imports", "Turnover"])?;
        row(sheet, 2, &["Russia"])?;
        // 7.59999999997672 + 1.69999999999709 is less than 9.30000000004657.
        let sums = [1_000_007.7 - 1_000_000.1, 100_000.9 - 99_999.2, 1_000_009.4 - 1_000_000.1];
        formatted(sheet, &[(2, 1, sums[0], "0.0"), (2, 2, sums[1], "0.0"), (2, 3, sums[2], "0.0")])
    });
    let found = check(&[&book]);
    assert_eq!((found.figures, found.not_checked, &*found.verdict), (3, 0, "consistent"), "{:?}", found.findings);
    let stated: Vec<String> = import_from(&book, &[]).rows.iter().map(|row| row["stated"].clone()).collect();
    assert_eq!(stated, ["7.6 mn USD", "1.7 mn USD", "9.3 mn USD"]);
}
