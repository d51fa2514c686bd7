//! The mirror norm on real pairs: what one country counts as imported over what the other counts as exported, year by year.

use super::{beside, float, measured, number, rate};
use calamine::{Data, Reader, Xls, Xlsx, open_workbook};
use crossfoot::exact::Ratio;
use crossfoot::norms::Norms;
use std::collections::BTreeMap;
use std::path::Path;

/// One country's book: amounts in thousand dollars by flow, partner and year.
type Book = BTreeMap<(&'static str, &'static str, u32), Ratio>;

/// Russian customs, million dollars: a sheet a year, partners under "Экспорт" and again under "Импорт". Goods.
fn russia(path: &Path) -> Book {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let mut amounts = Book::new();
    for name in book.sheet_names() {
        // The first sheet is a list of contents.
        let Ok(year) = name.parse() else { continue };
        let mut flow = None;
        for row in book.worksheet_range(&name).unwrap().rows() {
            let Some(Data::String(label)) = row.first() else { continue };
            let partner = match label.trim() {
                "Экспорт" => {
                    flow = Some("exports");
                    continue;
                }
                "Импорт" => {
                    flow = Some("imports");
                    continue;
                }
                "Киргизия" => "Kyrgyzstan",
                "Казахстан" => "Kazakhstan",
                "Узбекистан" => "Uzbekistan",
                _ => continue,
            };
            amounts.insert((flow.expect("a flow before its partners"), partner, year), number(&row[1]).unwrap() * 1000);
        }
    }
    assert_eq!(amounts.len(), 28 * 2 * 3);
    amounts
}

/// Uzbekistan's agency, thousand dollars: a row a partner, a column a year. Goods and services.
fn uzbekistan(paths: [(&'static str, &Path); 2]) -> Book {
    let mut amounts = Book::new();
    for (flow, path) in paths {
        let mut reader = csv::Reader::from_path(path).unwrap();
        let header = reader.headers().unwrap().clone();
        for row in reader.records().map(|row| row.unwrap()) {
            let partner = match &row[0] {
                "398" => "Kazakhstan",
                "417" => "Kyrgyzstan",
                "643" => "Russia",
                _ => continue,
            };
            for (year, amount) in header.iter().zip(row.iter()).skip(4) {
                amounts.insert((flow, partner, year.parse().unwrap()), number(&Data::String(amount.to_string())).unwrap());
            }
        }
    }
    assert_eq!(amounts.len(), 14 * 2 * 3);
    amounts
}

/// Kyrgyzstan's committee, thousand dollars, exports only: a row a partner, a column a year. Goods.
fn kyrgyzstan(path: &Path) -> Book {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let years = rows.iter().find(|row| matches!(row[3].to_string().as_str(), "1994")).expect("a row of years");
    let mut amounts = Book::new();
    for row in &rows {
        let partner = match row[2].to_string().trim() {
            "Kazakhstan" => "Kazakhstan",
            "Russia" => "Russia",
            "Uzbekistan" => "Uzbekistan",
            _ => continue,
        };
        for (year, amount) in years.iter().zip(row.iter()).skip(3) {
            amounts.insert(("exports", partner, year.to_string().parse().unwrap()), number(amount).unwrap());
        }
    }
    assert_eq!(amounts.len(), 30 * 3);
    amounts
}

/// Kazakhstan's bureau, thousand dollars: a sheet a year, exports and imports side by side. Goods.
fn kazakhstan(paths: [(&Path, [(&str, u32); 2]); 2]) -> Book {
    let mut amounts = Book::new();
    for (path, sheets) in paths {
        let mut book: Xls<_> = open_workbook(path).unwrap();
        for (name, year) in sheets {
            for row in book.worksheet_range(name).unwrap().rows() {
                let partner = match row[0].to_string().trim() {
                    "Кыргызстан" => "Kyrgyzstan",
                    "Россия" => "Russia",
                    "Узбекистан" => "Uzbekistan",
                    _ => continue,
                };
                for (flow, column) in [("exports", 3), ("imports", 5)] {
                    amounts.insert((flow, partner, year), number(&row[column]).unwrap());
                }
            }
        }
    }
    assert_eq!(amounts.len(), 4 * 2 * 3);
    amounts
}

fn books() -> Option<BTreeMap<&'static str, Book>> {
    let trade = |name: &str| beside(&format!("trade/{name}"));
    let russia = russia(&trade("fts_russia_cis_1994-2021.xlsx")?);
    let exports = trade("uzstat_exports_by_country_2010-2023.csv")?;
    let imports = trade("uzstat_imports_by_country_2010-2023.csv")?;
    let kyrgyzstan = kyrgyzstan(&trade("kyrgyzstat_exports_by_country_1994-.xlsx")?);
    let earlier = trade("kazstat_trade_by_country_2020-2021.xls")?;
    let later = trade("kazstat_trade_by_country_2022-2023.xls")?;
    let kazakhstan = kazakhstan([(&earlier, [("12_2020", 2020), ("12_2021", 2021)]), (&later, [("2022", 2022), ("2023", 2023)])]);
    let uzbekistan = uzbekistan([("exports", &exports), ("imports", &imports)]);
    Some([("Russia", russia), ("Uzbekistan", uzbekistan), ("Kyrgyzstan", kyrgyzstan), ("Kazakhstan", kazakhstan)].into())
}

#[test]
fn mirror_flags_as_many_real_pairs_as_it_says() {
    let Some(books) = books() else { return };
    let norm = Norms::built_in().mirror.as_ref().expect("a mirror norm");
    let (mut flagged_of_all, mut all, mut flagged_of_goods, mut goods) = (0, 0, 0, 0);
    for (importer, imports) in &books {
        for (exporter, exports) in &books {
            let years = imports.iter().filter(|((flow, partner, _), _)| flow == &"imports" && partner == exporter);
            let ratios = years.filter_map(|((.., year), imported)| {
                let exported = exports.get(&("exports", importer, *year))?;
                Some((*year, imported / exported))
            });
            let ratios: Vec<(u32, Ratio)> = ratios.collect();
            let (Some((first, _)), Some((last, _))) = (ratios.first(), ratios.last()) else { continue };
            let flagged = ratios.iter().filter(|(_, ratio)| !norm.ratio.contains(ratio)).count();
            let [least, most] = [ratios.iter().map(|(_, ratio)| ratio).min(), ratios.iter().map(|(_, ratio)| ratio).max()];
            let [least, most] = [least, most].map(|ratio| float(ratio.expect("there is one")));
            measured(&format!(
                "| {importer} from {exporter} | {first}–{last} | {least:.2} to {most:.2} | {} |",
                rate(flagged, ratios.len())
            ));
            (flagged_of_all, all) = (flagged_of_all + flagged, all + ratios.len());
            if ![importer, exporter].contains(&&"Uzbekistan") {
                (flagged_of_goods, goods) = (flagged_of_goods + flagged, goods + ratios.len());
            }
        }
    }
    measured(&format!("| all | | | {} |", rate(flagged_of_all, all)));
    // Uzbekistan's book counts services too.
    measured(&format!("| of them goods over goods | | | {} |", rate(flagged_of_goods, goods)));
    assert_eq!((norm.about.flagged as usize, norm.about.of as usize), (flagged_of_all, all));
}
