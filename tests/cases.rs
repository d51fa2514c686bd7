//! The cases in `data/` are facts: every row says where its figure was printed, and where the printed table is at hand
//! (`../shared`), it prints that figure there.

use calamine::{Data, Reader, Xlsx, open_workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const CASES: [&str; 6] = [
    "uzbekistan-russia/statements.csv",
    "uzbekistan-russia/elsewhere.csv",
    "uzbekistan-russia/official.csv",
    "georgia/releases-2023.csv",
    "georgia/monthly.csv",
    "georgia/january-2024.csv",
];

type Row = BTreeMap<String, String>;

/// The rows of a case file, by column, with the columns that `# column: value` lines fill.
fn rows(case: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(case);
    let text = std::fs::read_to_string(&path).unwrap();
    let defaults = text.lines().filter_map(|line| line.strip_prefix("# ")?.split_once(": "));
    let defaults: Row = defaults.map(|(column, value)| (column.to_string(), value.to_string())).collect();
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows = reader.records().map(|record| {
        let record = record.unwrap_or_else(|error| panic!("{case}: {error}"));
        let mut row = defaults.clone();
        let filled = header.iter().zip(record.iter()).filter(|(_, value)| !value.is_empty());
        row.extend(filled.map(|(column, value)| (column.to_string(), value.to_string())));
        row
    });
    rows.collect()
}

/// The number that a phrase opens with: "5205" of "5205 mn USD".
fn number(row: &Row) -> &str {
    row["stated"].split(' ').next().unwrap()
}

/// A table among the published data beside the checkout; says so where it is not there.
fn table(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/trade").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {name} is not beside the checkout");
    None
}

/// What a cell such as `B13` shows with as many decimals as `printed` has.
fn shown(sheet: &calamine::Range<Data>, cell: &str, printed: &str) -> String {
    let letters = cell.trim_end_matches(|c: char| c.is_ascii_digit());
    let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1) - 1;
    let row = cell[letters.len()..].parse::<u32>().unwrap() - 1;
    let places = printed.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    match sheet.get_value((row, column)) {
        Some(Data::Float(value)) => format!("{value:.places$}"),
        Some(Data::Int(value)) => value.to_string(),
        other => panic!("{cell} holds {other:?}"),
    }
}

#[test]
fn every_figure_has_a_source_and_a_handle_of_its_own() {
    for case in CASES {
        let mut handles = BTreeSet::new();
        for row in rows(case) {
            assert!(handles.insert(row["id"].clone()), "{case}: {} twice", row["id"]);
            for column in ["stated", "flow", "source", "where"] {
                assert!(row.contains_key(column), "{case}: {} has no {column}", row["id"]);
            }
        }
        assert!(!handles.is_empty(), "{case} is empty");
    }
}

#[test]
fn russian_customs_printed_these_figures() {
    let Some(path) = table("fts_russia_cis_1994-2021.xlsx") else { return };
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let mut compared = 0;
    for row in rows("uzbekistan-russia/official.csv").iter().filter(|row| row["source"].contains("Customs")) {
        let (sheet, cell) = row["where"].strip_prefix("sheet ").unwrap().split_once(": ").unwrap();
        assert_eq!(sheet, row["period"]);
        if row["flow"] != "turnover" {
            let sheet = book.worksheet_range(sheet).unwrap();
            assert_eq!(shown(&sheet, cell, number(row)), number(row), "{}", row["id"]);
            compared += 1;
        }
    }
    assert_eq!(compared, 12);
}

#[test]
fn the_statistics_agency_of_uzbekistan_printed_these_figures() {
    for (flow, name) in
        [("exports", "uzstat_exports_by_country_2010-2023.csv"), ("imports", "uzstat_imports_by_country_2010-2023.csv")]
    {
        let Some(path) = table(name) else { return };
        let mut reader = csv::Reader::from_path(path).unwrap();
        let header = reader.headers().unwrap().clone();
        let russia = reader.records().map(|record| record.unwrap()).find(|record| &record[0] == "643").unwrap();
        let figures = rows("uzbekistan-russia/official.csv");
        let figures = figures.iter().filter(|row| row["id"].starts_with("uzb") && row["flow"] == flow);
        let compared = figures.map(|row| {
            let column = header.iter().position(|name| name == row["period"]).unwrap();
            assert_eq!(number(row), &russia[column], "{}", row["id"]);
        });
        assert_eq!(compared.count(), 8);
    }
}

/// Turnover is printed short enough to hold the sum of exports and imports wherever in their own rounding these lie.
#[test]
fn turnover_is_exports_and_imports_within_their_rounding() {
    let figures = rows("uzbekistan-russia/official.csv");
    // In millions: the number, and half its last printed place.
    let rounded = |id: String| {
        let row = figures.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("no {id}"));
        let scale = match row["stated"].split_once(' ').unwrap().1 {
            "bn USD" => 1000.0,
            "mn USD" => 1.0,
            "thousand USD" => 0.001,
            unit => panic!("{unit}"),
        };
        let places = number(row).split_once('.').map_or(0, |(_, decimals)| decimals.len());
        (number(row).parse::<f64>().unwrap() * scale, scale * 0.5_f64 / 10_f64.powi(i32::try_from(places).unwrap()))
    };
    let turnovers: Vec<&str> = figures.iter().filter_map(|row| row["id"].strip_suffix('t')).collect();
    assert_eq!(turnovers.len(), 14);
    for series in turnovers {
        let [(turnover, held), (exports, up), (imports, down)] = ["t", "e", "i"].map(|flow| rounded(format!("{series}{flow}")));
        assert!((turnover - exports - imports).abs() + up + down <= held, "{series}: {}", exports + imports);
    }
}

#[test]
fn a_year_s_exchange_rate_is_the_mean_of_its_months() {
    let Some(path) = table("uz_monthly_fx_cpi_2016-2025_semicolon.csv") else { return };
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path).unwrap();
    let column = reader.headers().unwrap().iter().position(|name| name == "usd_rub").unwrap();
    let mut years: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for record in reader.records().map(|record| record.unwrap()) {
        years.entry(record[0][..4].to_string()).or_default().push(record[column].parse().unwrap());
    }
    let rates: Vec<Row> = rows("uzbekistan-russia/official.csv")
        .into_iter()
        .filter(|row| row.get("measure").is_some_and(|measure| measure == "rate"))
        .collect();
    assert_eq!(rates.len(), 8);
    for row in rates {
        let months = &years[&row["period"]];
        assert_eq!(months.len(), 12);
        let mean = months.iter().sum::<f64>() / 12.0;
        assert!((mean - number(&row).parse::<f64>().unwrap()).abs() <= 0.000_501, "{}: {mean}", row["id"]);
    }
}

#[test]
fn the_statistics_office_of_georgia_printed_these_figures() {
    let Some(path) = table("geostat_monthly_exports_imports_1995-2024.xlsx") else { return };
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let figures = rows("georgia/monthly.csv");
    assert_eq!(figures.len(), 52);
    for row in figures {
        assert_eq!(shown(&sheet, &row["where"], number(&row)), number(&row), "{}", row["id"]);
    }
}
