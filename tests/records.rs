//! Record files: each known format is recognised, its rows become entries that `check` reads, every row is accounted for, and nothing hostile
//! makes it panic or fill the memory. The files in `tests/records` are small, invented, and written as the agencies write theirs.

mod draws;

use crossfoot::figures::Refusal;
use crossfoot::read::records::{self, Account, Layout, Stopped};
use crossfoot::read::{Options, load_bytes};
use crossfoot::tables::{Entry, Given};
use crossfoot::words::DecimalMark;
use crossfoot::write::FiguresFile;
use draws::Draws;
use std::io::Read;
use std::path::Path;

const SAMPLES: [(&str, &str); 11] = [
    ("comtrade.csv", "UN Comtrade CSV"),
    ("comtrade-bulk.txt", "UN Comtrade bulk file"),
    ("comtrade-legacy.csv", "UN Comtrade CSV, older download"),
    ("baci.csv", "BACI (CEPII)"),
    ("comext.csv", "Eurostat Comext"),
    ("comext-bulk.dat", "Eurostat Comext"),
    ("statcan.csv", "Statistics Canada, full table"),
    ("sdmx-1.csv", "SDMX-CSV 1.0"),
    ("sdmx-2.csv", "SDMX-CSV 2.0"),
    ("sdmx-2-labels.csv", "SDMX-CSV 2.0"),
    ("cube.json", "JSON-stat 2.0"),
];

fn sample(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn import_as(bytes: &[u8], layout: Option<&Layout>, given: &Given) -> Result<(Vec<Entry>, Account), Refusal> {
    let mut entries = Vec::new();
    let mut keep = |entry: &Entry| {
        entries.push(entry.clone());
        Ok(())
    };
    match records::import("f", bytes, layout, given, &mut keep) {
        Ok(account) => {
            assert!(account.adds_up(), "{account:?}");
            assert_eq!(account.imported, entries.len() as u64);
            Ok((entries, account))
        }
        Err(Stopped::Refused(refusal)) => Err(*refusal),
        Err(Stopped::Sink(error)) => panic!("the sink takes all: {error}"),
    }
}

fn import(bytes: &[u8]) -> (Vec<Entry>, Account) {
    import_as(bytes, None, &Given::default()).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

/// A row in short: `UZB/RUS:exports:TOTAL:2022 3 mn USD`.
fn rows(entries: &[Entry]) -> Vec<String> {
    let text = |text: &str| if text.is_empty() { "-".to_string() } else { text.to_string() };
    let row =
        |e: &Entry| format!("{}/{}:{}:{}:{} {}", e.reporter, text(&e.partner), e.flow, text(&e.product), e.period, e.stated);
    entries.iter().map(row).collect()
}

fn left_out(account: &Account) -> Vec<(&str, u64)> {
    account.left_out.iter().map(|(reason, count)| (reason.as_str(), *count)).collect()
}

fn figures_file(entries: &[Entry]) -> Vec<u8> {
    let mut file = FiguresFile::new(Vec::new()).expect("a header");
    entries.iter().for_each(|entry| file.add(entry).expect("a row"));
    file.finish().expect("the end")
}

#[test]
fn the_embedded_layouts_can_be_read_and_written() {
    let layouts = records::layouts().expect("well-formed");
    assert_eq!(layouts.len(), 9);
    for layout in layouts {
        let written = layout.written().expect("TOML");
        assert_eq!(Layout::read("again.toml", &written).as_ref(), Ok(layout), "{written}");
    }
}

#[test]
fn every_format_is_recognised_and_its_figures_file_is_understood() {
    for (name, format) in SAMPLES {
        let bytes = sample(name);
        assert_eq!(records::recognise(&bytes).map(|layout| layout.name.as_str()), Some(format), "{name}");
        let (entries, account) = import(&bytes);
        assert_eq!(account.format, format);
        assert!(!entries.is_empty(), "{name}");
        let file = figures_file(&entries);
        let loaded = load_bytes(&[("official.csv", &file)], &Options::default());
        assert_eq!(loaded.refusals, [], "{name}: {}", String::from_utf8_lossy(&file));
        assert_eq!(loaded.figures.figures.len(), entries.len(), "{name}");
        // The layout with the names of this very file reads it as well.
        let saved = Layout::read("saved.toml", &account.layout.written().expect("TOML")).expect("a layout");
        let (again, _) = import_as(&bytes, Some(&saved), &Given::default()).expect("read again");
        assert_eq!(again, entries, "{name}");
    }
    for other in [
        "",
        "a,b\n1,2\n",
        "period,stated\n2022,5 mn USD\n",
        "t,i,j,k,v,q,more\n",
        "\0\0\0",
        "reporter,partner,flow,period,stated\n",
    ] {
        assert_eq!(records::recognise(other.as_bytes()), None, "{other:?}");
    }
}

#[test]
fn comtrade() {
    let (entries, account) = import(&sample("comtrade.csv"));
    assert_eq!(
        rows(&entries),
        [
            "UZB/RUS:exports:-:2022 3061532918.4 USD",
            "UZB/RUS:exports:01:2022 88.5 USD",
            "USA/Isle of Nowhere, nes:imports:SITC4 78:2022-07 750.000000 mn USD",
        ]
    );
    assert_eq!(left_out(&account), [("motCode is not 0: a part of a whole", 1), ("no value", 1)]);
    assert_eq!((account.rows, account.refused), (7, 2));
    let told: Vec<_> = account.refusals.iter().map(|refusal| (refusal.line, refusal.found.as_str())).collect();
    assert_eq!(told, [(Some(7), "\"twelve\" is no number"), (Some(8), "a row of 7 cells under a header of 47")]);
    assert_eq!(account.unknown_names.iter().collect::<Vec<_>>(), ["Isle of Nowhere, nes"]);
    assert_eq!(account.beside.get("netWgt: a weight"), Some(&2));
    assert_eq!((entries[0].whereabouts.as_str(), entries[0].source.as_str()), ("line 2", "UN Comtrade"));
}

#[test]
fn other_comtrade_files() {
    let (entries, account) = import(&sample("comtrade-bulk.txt"));
    assert_eq!(rows(&entries), ["KAZ/CHN:imports:870323:2021 2400000.5 USD"]);
    assert_eq!(left_out(&account), [("partner2Code is not 0: a part of a whole", 1)]);
    let (entries, _) = import(&sample("comtrade-legacy.csv"));
    assert_eq!(rows(&entries), ["ARM/World:imports:01:2016 4453144 USD", "IND/EU:re-imports:01:2016-07 4934172 USD"]);
}

#[test]
fn canadian_tables_are_in_canadian_dollars() {
    let (entries, account) = import(&sample("statcan.csv"));
    assert_eq!(
        rows(&entries),
        [
            "CAN/World:imports:-:2024-07 64690.3 mn CAD",
            "CAN/USA:exports, balance of payments basis, seasonally adjusted:-:2024-07 48000.0 mn CAD",
        ]
    );
    assert_eq!(entries[1].note, "revised");
    assert_eq!(left_out(&account), [("no value", 1)]);
}

#[test]
fn baci_and_comext() {
    let (entries, _) = import(&sample("baci.csv"));
    assert_eq!(
        rows(&entries),
        [
            "AFG/AGO:exports:382390:2021 52.051 thousand USD",
            "AFG/AZE:exports:081310:2021 1.62 thousand USD",
            "USA/IND:exports:851712:2021 1203.4 thousand USD",
        ]
    );
    let (entries, _) = import(&sample("comext.csv"));
    assert_eq!(rows(&entries), ["EU/KGZ:exports:-:2019 329442452 EUR", "GRC/GBR:imports:-:2019-07 78486815 EUR"]);
    let (entries, account) = import(&sample("comext-bulk.dat"));
    assert_eq!(
        rows(&entries),
        [
            "AUT/UZB:exports, normal procedure:18063100:2024-01 4739 EUR",
            "AUT/UZB:exports, outward processing:18063100:2024-01 12 EUR",
        ]
    );
    assert!(account.unused.contains(&"PRODUCT_SITC".to_string()), "{:?}", account.unused);
}

#[test]
fn sdmx() {
    let (entries, account) = import(&sample("sdmx-1.csv"));
    assert_eq!(rows(&entries), ["DEU/Extra-EU27:exports:-:2022 718345.6 mn EUR", "GRC/UZB:imports:-:2022 12.5 mn EUR"]);
    assert_eq!(entries[1].note, "break in series, preliminary");
    assert_eq!(left_out(&account), [("indic_et IVOL_IMP: an index", 1), ("no value", 1)]);
    let (entries, account) = import(&sample("sdmx-2.csv"));
    assert_eq!(
        rows(&entries),
        [
            "KAZ/RUS:exports:-:2023-07 812.40 mn USD",
            "KAZ/World:imports:10:2023-Q2 123000 thousand USD",
            "KAZ/RUS:imports:-:2024 20000 mn USD",
        ]
    );
    assert_eq!((entries[0].note.as_str(), entries[2].status.as_str()), ("preliminary", "forecast"));
    assert_eq!(
        left_out(&account),
        [
            ("ADJUSTMENT is not N, NSA, _T, _Z, W: a part of a whole", 1),
            ("UNIT_MEASURE IX: no amount", 1),
            ("a row that takes something back", 1),
        ]
    );
    let (entries, _) = import(&sample("sdmx-2-labels.csv"));
    assert_eq!(rows(&entries), ["UZB/RUS:exports:-:2023 3311.4 mn USD", "UZB/RUS:imports:-:2023 6611.250 mn USD"]);
    assert_eq!(entries[0].source, "OFFICE:DF_TRADE(1.0)");
}

#[test]
fn json_stat() {
    let (entries, account) = import(&sample("cube.json"));
    assert_eq!(
        rows(&entries),
        ["UZB/RUS:exports:-:2022 3063.10 mn USD", "UZB/RUS:exports:-:2023 3311.4 mn USD", "UZB/KAZ:exports:-:2023 1100 mn USD",]
    );
    assert_eq!((entries[1].note.as_str(), entries[1].whereabouts.as_str()), ("preliminary", "value 1"));
    assert_eq!(left_out(&account), [("no value", 1)]);
    let text = String::from_utf8(sample("cube.json")).expect("UTF-8");
    for (from, to, found) in [
        ("\"dataset\"", "\"collection\"", "of the class collection"),
        ("[2, 1, 2, 2]", "[2, 1, 2]", "4 dimensions with 3 sizes"),
        ("[2, 1, 2, 2]", "[2, 1, 2, 3]", "2 categories of the dimension time where its size is 3"),
        ("\"KZ\": 1", "\"KZ\": 2", "places of the dimension partner"),
        ("\"7\": null", "\"8\": null", "a value at the place 8 where the sizes make 8"),
        ("\"7\": null", "\"0\": null", "two values at the place 0"),
        ("[2, 1, 2, 2]", "[4294967296, 4294967296, 4294967296, 2]", "more numbers than can be counted"),
        ("}}", "", "no JSON-stat"),
    ] {
        let refusal = import_as(text.replacen(from, to, 1).as_bytes(), None, &Given::default()).expect_err(to);
        assert!(refusal.found.contains(found), "{}", refusal.found);
    }
}

#[test]
fn what_a_file_does_not_say_is_asked_for() {
    let bytes = "STRUCTURE,STRUCTURE_ID,ACTION,DIM_1,DIM_2,DIM_3,OBS_VALUE,ATTR_1\n\
                 dataflow,O:D(1.0),I,A,B,2014-01-01,12.4,N\ndataflow,O:D(1.0),I,A,B,2014-02-01,10.8,Y\n";
    let refusal = import_as(bytes.as_bytes(), None, &Given::default()).expect_err("dimensions without a meaning");
    assert_eq!(refusal.found, "nothing that tells the reporter, flow, unit, period");
    assert!(refusal.expected.contains("DIM_1 (A), DIM_2 (B), DIM_3 (2014-01-01)"), "{}", refusal.expected);
    // What is proposed is a layout that works.
    let (_, proposed) = refusal.instead[0].split_once('\n').expect("lines");
    let layout = Layout::read("proposed.toml", proposed).unwrap_or_else(|refusal| panic!("{refusal:?}\n{proposed}"));
    let (entries, account) = import_as(bytes.as_bytes(), Some(&layout), &Given::default()).expect("imported");
    assert_eq!(rows(&entries), ["UZB/-:exports:-:2014-01 12.4 mn USD", "UZB/-:exports:-:2014-02 10.8 mn USD"]);
    assert_eq!(account.unused, ["ATTR_1"]);
    let flags = "DATAFLOW,TIME_PERIOD,OBS_VALUE\nO:D(1.0),2014,12.4\n";
    let refusal = import_as(flags.as_bytes(), None, &Given::default()).expect_err("flags");
    assert_eq!(refusal.instead, ["--reporter UZB --flow exports --currency USD --scale thousand"]);
    let given = Given {
        reporter: Some("Uzbekistan".into()),
        flow: Some(crossfoot::figures::Flow::Exports),
        unit: Some("USD".into()),
        scale: Some("thousand".into()),
        ..Given::default()
    };
    let (entries, _) = import_as(flags.as_bytes(), None, &given).expect("imported");
    assert_eq!(rows(&entries), ["UZB/-:exports:-:2014 12.4 thousand USD"]);
}

#[test]
fn rows_of_two_kinds_are_never_mixed() {
    let bytes = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,TRADE_FLOW,DIM_4,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE\n\
                 dataflow,O:D(1.0),I,KAZ,X,A,USD,2023,5\ndataflow,O:D(1.0),I,KAZ,X,B,USD,2023,6\n";
    let refusal = import_as(bytes.as_bytes(), None, &Given::default()).expect_err("two kinds");
    assert_eq!(refusal.found, "the column DIM_4 tells rows apart and is not known here: \"A\", then \"B\"");
    assert_eq!(refusal.line, Some(3));
    let layout = |lines: &str| Layout::read("l.toml", &format!("version = 1\nconcepts = true\n{lines}")).expect("a layout");
    let (entries, _) = import_as(bytes.as_bytes(), Some(&layout("[totals]\nDIM_4 = [\"A\"]")), &Given::default()).expect("one");
    assert_eq!(rows(&entries), ["KAZ/-:exports:-:2023 5 USD"]);
    let apart = layout("[apart.DIM_4]\ninto = \"product\"\nplain = [\"A\"]");
    let (entries, _) = import_as(bytes.as_bytes(), Some(&apart), &Given::default()).expect("both");
    assert_eq!(rows(&entries), ["KAZ/-:exports:-:2023 5 USD", "KAZ/-:exports:all products, DIM_4 B:2023 6 USD"]);
    let (_, account) = import(bytes.replace(",B,", ",A,").as_bytes());
    assert!(account.notices.iter().any(|notice| notice.contains("DIM_4") && notice.contains("passed over")), "{account:?}");
}

#[test]
fn numbers_with_two_readings_are_refused() {
    let baci = |value: &str| format!("t,i,j,k,v,q\n2021,4,24,382390,{value},1\n");
    let refused = |bytes: &str, given: &Given| {
        let (_, account) = import_as(bytes.as_bytes(), None, given).expect("read");
        account.refusals.into_iter().map(|refusal| refusal.found).collect::<Vec<_>>()
    };
    assert_eq!(refused(&baci("\"1,234\""), &Given::default()), ["\"1,234\" can be read as 1234 and as 1.234"]);
    let comma = Given { decimal: Some(DecimalMark::Comma), ..Given::default() };
    assert_eq!(refused(&baci("\"1,234\""), &comma), [] as [&str; 0]);
    assert_eq!(refused(&baci("1.234"), &comma).len(), 1);
    let both = "t;i;j;k;v;q\n2021;4;24;382390;1,5;1\n2021;4;24;382390;1.5;1\n";
    assert_eq!(refused(both, &Given::default()), ["\"1.5\" has a decimal point, in a file whose numbers have a decimal comma"]);
}

#[test]
fn lines_and_letters() {
    let rows = ["t,i,j,k,v,q", "2021,4,24,382390,1,1", "2021,4,24,382390,2,1"];
    let places = |text: &str| import(text.as_bytes()).0.into_iter().map(|entry| entry.whereabouts).collect::<Vec<_>>();
    for text in [rows.join("\n"), rows.join("\n") + "\n", rows.join("\r\n") + "\r\n", format!("\u{feff}{}", rows.join("\n"))] {
        assert_eq!(places(&text), ["line 2", "line 3"], "{text:?}");
    }
    assert_eq!(places(&format!("{}\n\n\n{}\n", rows[0], rows[1])), ["line 4"]);
    assert_eq!(places(&format!("sep=,\n{}\n", rows.join("\n"))), ["line 3", "line 4"]);
    let utf16: Vec<u8> = "\u{feff}t,i,j,k,v,q\n2021,4,24,382390,1,1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(import(&utf16).0.len(), 1);
    let comtrade = String::from_utf8(sample("comtrade.csv")).expect("UTF-8").replace("Isle of Nowhere, nes", "Узбекистан");
    let (old, _, _) = encoding_rs::WINDOWS_1251.encode(&comtrade);
    let (entries, account) = import(&old);
    assert_eq!(entries[2].partner, "UZB");
    assert!(account.notices.iter().any(|notice| notice.contains("windows-1251")), "{:?}", account.notices);
}

#[test]
fn hostile_files_are_refused_in_bounded_memory() {
    let header = "t,i,j,k,v,q\n";
    let refused = |bytes: &[u8]| import_as(bytes, None, &Given::default()).expect_err("refused");
    // Never ending, and never a record.
    let endless = header.as_bytes().chain(std::io::repeat(b'7'));
    let stopped = records::import("f", endless, None, &Given::default(), &mut |_| Ok(()));
    assert!(
        matches!(stopped, Err(Stopped::Refused(refusal)) if refusal.found.contains("more than 1 MB") && refusal.line == Some(2))
    );
    let unclosed = format!("{header}2021,4,24,382390,1,\"1\n2021,4,24,382390,1,1\n");
    assert_eq!(refused(unclosed.as_bytes()).found, "a quotation mark that is never closed");
    let wide = format!("{header}{}", ",".repeat(1 << 19));
    assert_eq!(import(wide.as_bytes()).1.left_out.len(), 1, "an empty row");
    let many = "STRUCTURE,STRUCTURE_ID,OBS_VALUE".to_string() + &",c".repeat(20_000) + "\n";
    assert!(refused(many.as_bytes()).found.starts_with("a header of 20003 columns"));
    assert!(refused(b"\x1f\x8b\x08\0").found.contains("gzip"));
    assert!(refused(b"PK\x03\x04").found.contains("workbook"));
    assert_eq!(refused(b"").found, "an empty file");
    let (_, account) = import(format!("{header}2021,4\0,24,382390,1\0,1\n").as_bytes());
    assert_eq!(account.refused, 1);
    for layout in
        ["", "version = 2", "version = 1", "version = 1\n[columns]\nvalue = 5", "version = 1\nconcepts = true\ncolour = 1", "="]
    {
        assert!(Layout::read("l.toml", layout).is_err(), "{layout}");
    }
}

/// How many changed files of each kind are tried; `CROSSFOOT_MUTATIONS=500` tries more.
fn mutations() -> u64 {
    std::env::var("CROSSFOOT_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(60)
}

#[test]
fn changed_files_are_read_or_refused() {
    let mut draws = Draws::new(11);
    let mut read = 0;
    for (name, _) in SAMPLES {
        let whole = sample(name);
        for _ in 0..mutations() {
            let mut bytes = whole.clone();
            for _ in 0..=draws.below(4) {
                let at = draws.below(bytes.len() as u64) as usize;
                match draws.below(5) {
                    0 => bytes[at] = draws.below(256) as u8,
                    1 => bytes[at] = b"\",;\n\0{}[]:0-eE."[draws.below(15) as usize],
                    2 => bytes.truncate(at.max(1)),
                    3 => drop(bytes.drain(at..(at + 9).min(bytes.len()))),
                    _ => bytes
                        .splice(at..at, whole[at.min(whole.len())..].iter().copied().take(40).collect::<Vec<_>>())
                        .for_each(drop),
                }
                if bytes.is_empty() {
                    bytes.push(b'x');
                }
            }
            if let Ok((entries, _)) = import_as(&bytes, None, &Given::default()) {
                read += 1;
                // What was imported is a figures file, whatever the names in it.
                let loaded = load_bytes(&[("official.csv", &figures_file(&entries))], &Options::default());
                assert!(
                    entries.is_empty() || loaded.refusals.iter().all(|refusal| refusal.row.is_some()),
                    "{:?}",
                    loaded.refusals
                );
            }
        }
    }
    assert!(read > mutations(), "most changes leave a file that can be read");
}

/// The files of agencies beside this project, where they are at hand.
#[test]
fn real_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/trade");
    if !folder.exists() {
        eprintln!("skipped: no {}", folder.display());
        return;
    }
    let read = |name: &str| std::fs::read(folder.join(name)).expect("a file");
    let (entries, account) = import(&read("comtrade_legacy_csv_live_animals_2016_sample.csv"));
    assert_eq!(rows(&entries)[0], "AUS/World:imports:01:2016 91128858 USD");
    assert_eq!(account.rows, account.imported, "{account:?}");
    let (entries, account) = import(&read("baci_hs92_2021_sub.csv"));
    assert_eq!((entries.len() as u64, account.refused), (account.rows, 0));
    assert_eq!(rows(&entries)[10], "AFG/AZE:exports:081310:2021 1.624 thousand USD");
    let (entries, account) = import(&read("eurostat_comext_eu27_exports_annual.csv"));
    assert_eq!(rows(&entries)[0], "EU/KGZ:exports:-:2019 329442452 EUR");
    assert_eq!((entries.len() as u64, account.refused), (account.rows, 0));
    for (name, first) in [
        ("sdmx__v3_csv_example-01.csv", "UZB/-:exports:-:2014-01 12.4 mn USD"),
        ("sdmx__v3_csv_example-04.csv", "UZB/-:exports:-:2014-01 12.4 mn USD"),
        ("sdmx__v3_csv_example-05.csv", "UZB/-:exports:-:2014-01 12.4 mn USD"),
    ] {
        let bytes = read(name);
        let refusal = import_as(&bytes, None, &Given::default()).expect_err("nothing says what the dimensions are");
        let (_, proposed) = refusal.instead[0].split_once('\n').expect("lines");
        let layout = Layout::read("proposed.toml", proposed).expect("a layout");
        let (entries, _) = import_as(&bytes, Some(&layout), &Given::default()).expect("imported");
        assert_eq!(rows(&entries)[0], first, "{name}");
    }
}

#[test]
fn what_a_file_says_itself_is_told_beside_what_was_said_of_it() {
    let file = "t,i,j,k,v,q\n2021,4,24,382390,52.051,13.235\n";
    let names = crossfoot::names::Names::embedded().expect("names");
    let mut given = Given::default();
    for (name, value) in [("reporter", "UZB"), ("flow", "imports"), ("source", "CEPII")] {
        given.say(name, value, names).expect("known");
    }
    let account = records::import("baci.csv", file.as_bytes(), None, &given, &mut |_| Ok(())).expect("records");
    assert_eq!(
        account.notices,
        [
            "the column i says the reporter; --reporter UZB is used only where it says nothing",
            "files of this format have the flow exports; --flow imports is not used",
        ]
    );
    let told = |name: &str| account.columns.iter().find(|(column, _)| column == name).map(|(_, meaning)| meaning.as_str());
    assert_eq!(told("v"), Some("the number"));
    assert_eq!(told("q"), Some("left out: a quantity"));
    assert_eq!(told("(scale)"), Some("thousand in every row: the format says so"));
}
