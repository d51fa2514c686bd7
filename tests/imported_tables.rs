//! Tables as offices print them, drawn at random: every number comes back as what it is, and damaged ones take nothing down.
//!
//! `CROSSFOOT_TABLES=5000 CROSSFOOT_MUTATIONS=500 cargo test --test imported_tables` tries more of both.

mod draws;

use crossfoot::read::{Options, Stop, import, load_bytes};
use crossfoot::tables::{Entry, Given, Imported};
use crossfoot::write::FiguresFile;
use draws::Draws;
use std::collections::BTreeMap;
use std::path::Path;

/// A partner's code, and its name in English and Russian.
const PARTNERS: [[&str; 3]; 10] = [
    ["RUS", "Russia", "Россия"],
    ["CHN", "China", "Китай"],
    ["KAZ", "Kazakhstan", "Казахстан"],
    ["TUR", "Türkiye", "Турция"],
    ["KOR", "Korea, Republic of", "Республика Корея"],
    ["DEU", "Germany", "Германия"],
    ["USA", "United States of America", "США"],
    ["KGZ", "Kyrgyz Republic", "Кыргызстан"],
    ["CIV", "Côte d'Ivoire", "Кот-д'Ивуар"],
    ["World", "Total", "Всего"],
];
const FLOWS: [[&str; 3]; 3] =
    [["exports", "Exports", "Экспорт"], ["imports", "Imports", "Импорт"], ["turnover", "Turnover", "Товарооборот"]];
/// A unit as figures files write it, and as offices do.
const UNITS: [[&str; 3]; 4] = [
    ["mn USD", "mn USD", "млн долл. США"],
    ["thousand USD", "thousand US dollars", "тыс. долларов США"],
    ["bn EUR", "bn EUR", "млрд евро"],
    ["mn RUB", "million rubles", "млн руб."],
];
const NOTHING: [&str; 5] = ["", "-", "…", "н/д", "x"];

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Partners down, years across, one flow in the title.
    YearsAcross,
    /// Years down, partners across, one flow in the title.
    PartnersAcross,
    /// Partners down, years across, a section of rows for each flow.
    Sections,
    /// Partners down, flows across and the years below them; a flow's name only above its first column.
    FlowsAcross,
    /// A row a number.
    Records,
}

/// A drawn table: the file, and what of each number is to come back.
#[derive(Debug)]
struct Drawn {
    shape: Shape,
    file: String,
    /// By partner, flow and year: what is stated.
    expected: BTreeMap<(String, String, String), String>,
}

/// A number below a hundred million, as printed and as figures files write it.
fn number(draws: &mut Draws, places: u32, comma: bool, space: &str) -> (String, String) {
    let digits = 1 + draws.below(8) as u32;
    let whole = draws.below(10_u64.pow(digits)).to_string();
    let fraction = format!("{:0width$}", draws.below(10_u64.pow(places)), width = places as usize);
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push_str(space);
        }
        grouped.push(digit);
    }
    (format!("{grouped}{}{fraction}", if comma { ',' } else { '.' }), format!("{whole}.{fraction}"))
}

fn drawn(seed: u64) -> Drawn {
    let mut draws = Draws::new(seed);
    let pick = |draws: &mut Draws, of: usize| draws.below(of as u64) as usize;
    let shapes = [Shape::YearsAcross, Shape::PartnersAcross, Shape::Sections, Shape::FlowsAcross, Shape::Records];
    let shape = shapes[pick(&mut draws, shapes.len())];
    let language = 1 + pick(&mut draws, 2);
    let comma = draws.below(2) == 0;
    let separator = [",", ";", "\t"][pick(&mut draws, 3)];
    let space = ["", " ", "\u{a0}", "\u{202f}"][pick(&mut draws, 4)];
    // Three decimals could be thousands; of any other number of them the table itself tells.
    let places = [1, 2, 4][pick(&mut draws, 3)];
    let unit = UNITS[pick(&mut draws, UNITS.len())];
    let (first, years) = (1995 + draws.below(20), 2 + draws.below(5));
    let years: Vec<String> = (first..first + years).map(|year| year.to_string()).collect();
    let from = pick(&mut draws, 6);
    let partners = &PARTNERS[from..(from + 3 + pick(&mut draws, 3)).min(PARTNERS.len())];
    let flows = match shape {
        Shape::Sections | Shape::FlowsAcross | Shape::Records => &FLOWS[..2 + pick(&mut draws, 2)],
        Shape::YearsAcross | Shape::PartnersAcross => &FLOWS[..][pick(&mut draws, 3)..][..1],
    };
    let mut expected = BTreeMap::new();
    let mut cell = |partner: &[&str; 3], flow: &[&str; 3], year: &str| {
        // The first row of records has to show what a record is.
        if draws.below(9) == 0 && !expected.is_empty() {
            return NOTHING[draws.below(NOTHING.len() as u64) as usize].to_string();
        }
        let (printed, stated) = number(&mut draws, places, comma, space);
        expected.insert([partner[0], flow[0], year].map(str::to_string).into(), format!("{stated} {}", unit[0]));
        printed
    };
    let titles = match (language, flows) {
        (1, [flow]) => format!("{} of Uzbekistan by country", flow[1]),
        (1, _) => "Foreign trade of Uzbekistan by country".to_string(),
        (_, [flow]) => format!("{} Узбекистана по странам", flow[2]),
        _ => "Внешняя торговля Узбекистана по странам".to_string(),
    };
    let mut rows: Vec<Vec<String>> = vec![vec![titles], vec![String::new(), unit[language].to_string()], Vec::new()];
    let corner = ["Country", "Страна"][language - 1].to_string();
    match shape {
        Shape::YearsAcross => {
            rows.push([vec![corner], years.clone()].concat());
            for partner in partners {
                let cells = years.iter().map(|year| cell(partner, &flows[0], year)).collect();
                rows.push([vec![partner[language].to_string()], cells].concat());
            }
        }
        Shape::PartnersAcross => {
            let names = partners.iter().map(|partner| partner[language].to_string()).collect();
            rows.push([vec![["Year", "Год"][language - 1].to_string()], names].concat());
            for year in &years {
                let cells = partners.iter().map(|partner| cell(partner, &flows[0], year)).collect();
                rows.push([vec![year.clone()], cells].concat());
            }
        }
        Shape::Sections => {
            rows.push([vec![String::new()], years.clone()].concat());
            for flow in flows {
                rows.push(vec![flow[language].to_string()]);
                for partner in partners {
                    let cells = years.iter().map(|year| cell(partner, flow, year)).collect();
                    rows.push([vec![partner[language].to_string()], cells].concat());
                }
            }
        }
        Shape::FlowsAcross => {
            let spread = |flow: &[&str; 3]| [vec![flow[language].to_string()], vec![String::new(); years.len() - 1]].concat();
            rows.push([vec![corner], flows.iter().flat_map(spread).collect()].concat());
            rows.push([vec![String::new()], flows.iter().flat_map(|_| years.clone()).collect()].concat());
            for partner in partners {
                let mut row = vec![partner[language].to_string()];
                row.extend(
                    flows.iter().flat_map(|flow| years.iter().map(move |year| (flow, year))).map(|(f, y)| cell(partner, f, y)),
                );
                rows.push(row);
            }
        }
        Shape::Records => {
            let names = [["country", "year", "flow", "value"], ["страна", "год", "направление", "значение"]][language - 1];
            rows = vec![names.map(str::to_string).to_vec()];
            rows[0][3] = format!("{}, {}", names[3], unit[language]);
            for partner in partners {
                for (flow, year) in flows.iter().flat_map(|flow| years.iter().map(move |year| (flow, year))) {
                    let amount = cell(partner, flow, year);
                    rows.push(vec![partner[language].to_string(), year.clone(), flow[language].to_string(), amount]);
                }
            }
        }
    }
    let quoted = |cell: &String| if cell.contains(separator) { format!("\"{cell}\"") } else { cell.clone() };
    let lines: Vec<String> = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(separator)).collect();
    Drawn { shape, file: lines.join("\n") + "\n", expected }
}

/// Imports bytes from a file of this name.
fn read(name: &str, bytes: &[u8], given: Given) -> Result<(Vec<Entry>, Imported), Stop> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("imported_tables");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("written");
    let options = Options { given, program: Some(env!("CARGO_BIN_EXE_crossfoot").into()), ..Options::default() };
    let mut entries = Vec::new();
    let imported = import(&path.display().to_string(), &options, &mut |entry| {
        entries.push(entry.clone());
        Ok(())
    })?;
    assert!(imported.account.adds_up(), "{:?}", imported.account);
    assert_eq!(imported.account.taken, entries.len() as u64);
    Ok((entries, imported))
}

/// What is written can be read: no row of an import is refused as a figures file.
fn can_be_read_again(entries: &[Entry]) {
    let mut file = FiguresFile::new(Vec::new()).expect("a header");
    entries.iter().for_each(|entry| file.add(entry).expect("a row"));
    let bytes = file.finish().expect("the end");
    let loaded = load_bytes(&[("again.csv", &bytes)], &Options::default());
    assert_eq!(loaded.refusals, [], "{}", String::from_utf8_lossy(&bytes));
}

/// How many to try: what the environment asks for, or else so many.
fn asked(variable: &str, or: u64) -> u64 {
    std::env::var(variable).ok().and_then(|count| count.parse().ok()).unwrap_or(or)
}

#[test]
fn every_number_of_a_drawn_table_comes_back_as_what_it_is() {
    let mut shapes = BTreeMap::new();
    for seed in 0..asked("CROSSFOOT_TABLES", 400) {
        let table = drawn(seed);
        let given = Given { reporter: Some("UZB".into()), ..Given::default() };
        let (entries, _) =
            read("drawn.csv", table.file.as_bytes(), given).unwrap_or_else(|stop| panic!("{seed}: {stop:?}\n{}", table.file));
        let key = |entry: &Entry| {
            let partner = if entry.partner.is_empty() { "World" } else { &entry.partner };
            (partner.to_string(), entry.flow.clone(), entry.period.clone())
        };
        let found: BTreeMap<_, _> = entries.iter().map(|entry| (key(entry), entry.stated.clone())).collect();
        assert_eq!(found, table.expected, "{seed}, {:?}\n{}", table.shape, table.file);
        assert!(entries.iter().all(|entry| entry.reporter == "UZB" && entry.measure == "level" && entry.status == "official"));
        can_be_read_again(&entries);
        *shapes.entry(format!("{:?}", table.shape)).or_insert(0) += 1;
    }
    assert!(shapes.len() == 5 && shapes.values().all(|count| *count > 40), "{shapes:?}");
}

/// A table with something done to it.
fn damaged(mut bytes: Vec<u8>, draws: &mut Draws) -> Vec<u8> {
    const ODD: [&str; 14] =
        [",", ";", "\t", "\"", "\n", "\r\n", "%", "*", "1e9", "-", "99999999999999999999", "2023", "Экспорт", "\u{a0}"];
    for _ in 0..=draws.below(6) {
        let at = draws.below(bytes.len() as u64 + 1) as usize;
        match draws.below(6) {
            0 => bytes.truncate(at),
            1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = draws.below(256) as u8),
            2 => drop(bytes.splice(at..at, ODD[draws.below(14) as usize].bytes())),
            3 => drop(bytes.drain(at..(at + draws.below(20) as usize).min(bytes.len()))),
            4 => {
                let again = bytes[at..(at + draws.below(80) as usize).min(bytes.len())].to_vec();
                bytes.splice(at..at, again);
            }
            _ => {
                let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
                let (one, other) = (draws.below(lines.len() as u64) as usize, draws.below(lines.len() as u64) as usize);
                lines.swap(one, other);
                bytes = lines.join(&b'\n');
            }
        }
    }
    bytes
}

#[test]
fn damaged_tables_are_read_or_refused() {
    let (mut read_ones, mut refused) = (0, 0);
    for seed in 0..asked("CROSSFOOT_MUTATIONS", 200) {
        let mut draws = Draws::new(1_000_000 + seed);
        let bytes = damaged(drawn(draws.below(400)).file.into_bytes(), &mut draws);
        let given = Given { reporter: Some("UZB".into()), ..Given::default() };
        // That it adds up is asserted where it is read.
        match read("damaged.csv", &bytes, given) {
            Ok((entries, _)) => {
                if !entries.is_empty() {
                    can_be_read_again(&entries);
                }
                read_ones += 1;
            }
            Err(Stop::Refused(refusals)) => {
                assert!(refusals.iter().all(|refusal| !refusal.found.is_empty() && !refusal.expected.is_empty()));
                refused += 1;
            }
            Err(Stop::Unwritten(error)) => panic!("the sink takes all: {error}"),
        }
    }
    assert!(read_ones * 2 > refused, "{read_ones} read, {refused} refused: much damage leaves a table");
}
