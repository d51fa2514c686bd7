//! How often the norms are wrong: the rates that `data/norms/norms.tsv` states, and the tables of the README beside it, are
//! measured here again, on real years. `cargo test --test norms -- --nocapture` prints them.

mod mirrors;

use calamine::{Data, Reader, Xlsx, open_workbook};
use crossfoot::exact::{Interval, Ratio, decimal};
use crossfoot::norms::{Norms, PartOfYear};
use std::path::{Path, PathBuf};

/// A file among the published data beside the checkout; says so where it is not there.
fn beside(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: ../shared/data/{name} is not there");
    None
}

/// Prints a row that was measured; the page for readers shows the same.
fn measured(row: &str) {
    println!("{row}");
    let page = include_str!("../data/norms/README.md");
    assert!(page.lines().any(|line| line.trim_start() == row), "data/norms/README.md does not show\n{row}");
}

/// "35 of 614 (5.7 %)"
fn rate(flagged: usize, of: usize) -> String {
    let tenths = (flagged * 2000 + of) / (2 * of);
    format!("{flagged} of {of} ({}.{} %)", tenths / 10, tenths % 10)
}

/// A norm's two ends.
fn ends(interval: &Interval) -> [Ratio; 2] {
    [interval.low.expect("a low end").at, interval.high.expect("a high end").at]
}

/// A number as published, to six decimals: what a workbook holds beyond them is the noise of its floats.
fn number(cell: &Data) -> Option<Ratio> {
    match cell {
        Data::Float(value) => decimal(&format!("{value:.6}")),
        Data::Int(value) => Some(Ratio::from_integer((*value).into())),
        Data::String(text) => decimal(text.trim()),
        _ => None,
    }
}

/// Twelve months of one flow, from its first month on.
type Year = [Ratio; 12];

/// The share of a year that its first months carry.
fn share(year: &Year, months: u32) -> Ratio {
    let total = |months: &[Ratio]| months.iter().fold(Ratio::from_integer(0), |sum, month| sum + month);
    total(&year[..months as usize]) / total(year)
}

fn flags(norm: &PartOfYear, year: &Year) -> bool {
    !norm.share.contains(&share(year, norm.months))
}

fn flagged(norm: &PartOfYear, years: &[Year]) -> usize {
    years.iter().filter(|year| flags(norm, year)).count()
}

/// How many years some part of a year is unusual in.
fn flagged_somewhere(years: &[Year]) -> usize {
    years.iter().filter(|year| Norms::built_in().part_of_year.iter().any(|norm| flags(norm, year))).count()
}

/// Whole years of the monthly series of M3's trade, the first `from` months of each series left out.
///
/// The file does not say in which month a series begins. Its years are counted from there.
fn years_of_m3(from: usize) -> Option<Vec<Year>> {
    let mut reader = csv::Reader::from_path(beside("series/m3_trade.csv")?).unwrap();
    let header = reader.headers().unwrap().clone();
    let [period, train, test] = ["period", "train", "test"].map(|name| header.iter().position(|column| column == name).unwrap());
    let mut years = Vec::new();
    let mut series = 0;
    for record in reader.records().map(|record| record.unwrap()).filter(|record| &record[period] == "12") {
        let months = record[train].split(' ').chain(record[test].split(' '));
        let months: Vec<Ratio> = months.map(|month| decimal(month).unwrap()).collect();
        years.extend(months[from..].chunks_exact(12).map(|year| Year::try_from(year).unwrap()));
        series += 1;
    }
    assert_eq!(series, 52);
    Some(years)
}

/// Georgia's exports and imports of each full year, as its office printed them: 1995 to 2023.
fn years_of_georgia() -> Option<[Vec<Year>; 2]> {
    let mut book: Xlsx<_> = open_workbook(beside("trade/geostat_monthly_exports_imports_1995-2024.xlsx")?).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let months_from = |january: u32| -> Vec<Year> {
        assert_eq!(sheet.get_value((january, 0)), Some(&Data::String("January".to_string())));
        let columns = 1..=sheet.end().unwrap().1;
        let years =
            columns.map(|column| (january..january + 12).map(|row| sheet.get_value((row, column)).and_then(number)).collect());
        // 2024 ends in October.
        years.flat_map(|months: Option<Vec<Ratio>>| months.map(|months| Year::try_from(months).unwrap())).collect()
    };
    let flows = [months_from(6), months_from(21)];
    assert_eq!(flows.each_ref().map(Vec::len), [29, 29]);
    Some(flows)
}

fn turnovers(flows: &[Vec<Year>; 2]) -> Vec<Year> {
    let [exports, imports] = flows;
    exports.iter().zip(imports).map(|(exports, imports)| std::array::from_fn(|month| exports[month] + imports[month])).collect()
}

#[test]
fn part_of_a_year_flags_as_many_real_years_as_it_says() {
    let Some(m3) = years_of_m3(0) else { return };
    let Some(flows) = years_of_georgia() else { return };
    let (georgia, turnovers) = (flows.concat(), turnovers(&flows));
    for norm in &Norms::built_in().part_of_year {
        let count = flagged(norm, &m3);
        assert_eq!((norm.about.flagged as usize, norm.about.of as usize), (count, m3.len()), "{} months", norm.months);
        // Two quantiles leave out 5 % of the years they were taken from, which are more than these.
        assert!((4 * m3.len()..7 * m3.len()).contains(&(100 * count)), "{} months: {count}", norm.months);
        let [low, high] = ends(&norm.share).map(|end| format!("{}.{:03}", end.trunc(), (end.fract() * 1000).to_integer()));
        measured(&format!(
            "| {} | {low}–{high} | {} | {} | {} |",
            norm.months,
            rate(count, m3.len()),
            rate(flagged(norm, &georgia), georgia.len()),
            rate(flagged(norm, &turnovers), turnovers.len()),
        ));
    }
    let [m3, georgia, turnovers] = [m3, georgia, turnovers].map(|years| rate(flagged_somewhere(&years), years.len()));
    measured(&format!("| any of them | | {m3} | {georgia} | {turnovers} |"));
}

#[test]
fn georgia_s_unusual_years_are_mostly_its_first_ones() {
    let Some(flows) = years_of_georgia() else { return };
    let (early, late) = (|flow: &Vec<Year>| flow[..10].to_vec(), |flow: &Vec<Year>| flow[10..].to_vec());
    let (early, late): (Vec<Year>, Vec<Year>) = (flows.iter().flat_map(early).collect(), flows.iter().flat_map(late).collect());
    measured(&format!("| 1995–2004 | {} |", rate(flagged_somewhere(&early), early.len())));
    measured(&format!("| 2005–2023 | {} |", rate(flagged_somewhere(&late), late.len())));
}

/// The months of 2022 and 2023 are in the project: this is checked wherever it is built.
#[test]
fn nothing_is_unusual_in_georgia_s_months_of_2022_and_2023() {
    let text = include_str!("../data/georgia/monthly.csv");
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|record| record.unwrap()).collect();
    let level = |id: &str| {
        let row = rows.iter().find(|row| &row[0] == id).unwrap_or_else(|| panic!("no {id}"));
        decimal(row[3].strip_suffix(" mn USD").unwrap()).unwrap()
    };
    let year = |flow: &str, year: u32| -> Year { std::array::from_fn(|month| level(&format!("{flow}-{year}-{:02}", month + 1))) };
    let flows = ["exports", "imports"].map(|flow| [2022, 2023].map(|of| year(flow, of)).to_vec());
    let years = [flows.concat(), turnovers(&flows)].concat();
    assert_eq!(years.len(), 6);
    assert_eq!(flagged_somewhere(&years), 0);
    // The check can fail: in a year that ends in June, half a year carries too much.
    let six = &Norms::built_in().part_of_year[5];
    let ends_in_june: Year = std::array::from_fn(|month| Ratio::from_integer(if month < 6 { 2 } else { 1 }));
    assert_eq!((six.months, flags(six, &ends_in_june)), (6, true));
}

/// The reference class of the norm had no quantiles for two months. Its ends at one and three months stand in M3 between certain
/// years; the ends for two months stand between the same ones.
#[test]
fn as_many_years_lie_beyond_the_ends_at_two_months_as_at_one_and_three() {
    let Some(years) = years_of_m3(0) else { return };
    let norms = &Norms::built_in().part_of_year;
    let beyond = |months: usize| {
        let norm = &norms[months - 1];
        let [low, high] = ends(&norm.share);
        let count = |is_beyond: &dyn Fn(Ratio) -> bool| years.iter().filter(|year| is_beyond(share(year, norm.months))).count();
        [count(&|share| share < low), count(&|share| share > high)]
    };
    // What the README says of them.
    assert_eq!([1, 2, 3].map(beyond), [[17, 18], [17, 18], [17, 19]]);
}

/// The committed ends are quantiles over M1 and M3 together; those of M3 alone, which is most of them, lie a little wider.
#[test]
fn the_quantiles_of_m3_alone_are_near() {
    let Some(years) = years_of_m3(0) else { return };
    for norm in &Norms::built_in().part_of_year {
        let mut shares: Vec<Ratio> = years.iter().map(|year| share(year, norm.months)).collect();
        shares.sort();
        // The nearest year to each quantile will do: 614 years are finer than what is asked.
        let last = shares.len() - 1;
        let quantiles = [shares[(last + 20) / 40], shares[(39 * last + 20) / 40]];
        println!("{} months: {:.3} to {:.3}", norm.months, float(&quantiles[0]), float(&quantiles[1]));
        let [low, high] = ends(&norm.share);
        for wider in [low - quantiles[0], quantiles[1] - high] {
            let little = Ratio::from_integer(0)..decimal("0.0165").unwrap();
            assert!(little.contains(&wider), "{} months: {wider}", norm.months);
        }
    }
}

/// What a file of fiscal years must expect.
#[test]
fn years_that_begin_in_another_month_are_flagged_more_often() {
    let mut worst = (0, 0, 1, 0);
    for from in 0..12 {
        let Some(years) = years_of_m3(from) else { return };
        for norm in &Norms::built_in().part_of_year {
            let count = flagged(norm, &years);
            if count * worst.2 > worst.1 * years.len() {
                worst = (from, count, years.len(), norm.months);
            }
        }
    }
    let (from, count, of, months) = worst;
    measured(&format!("| {months} months of years counted from month {} of the series | {} |", from + 1, rate(count, of)));
}

/// For printing only.
fn float(ratio: &Ratio) -> f64 {
    *ratio.numer() as f64 / *ratio.denom() as f64
}
