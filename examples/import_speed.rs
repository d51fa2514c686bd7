//! How long a million rows of UN Comtrade take: into a figures file, against the csv crate reading them and writing them back, in one run.
//!
//! ```sh
//! cargo run --release --example import_speed -- 1000000
//! cargo run --release --example import_speed -- 1000000 import     # alone, to see its memory
//! ```
//!
//! The rows are made, the same at every run, and go through a file, since a table of this size is not kept in memory. Seven turns of each, one
//! after the other; the median of each counts, so that what else the machine does matters less. Where the program itself is built beside the
//! example (`cargo build --release`), a run of it from beginning to end is timed too.

use crossfoot::read::records;
use crossfoot::tables::Given;
use crossfoot::write::FiguresFile;
use csv::ByteRecord;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const HEADER: &str = "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,\
partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,classificationSearchCode,\
isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,\
isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,\
fobvalue,primaryValue,legacyEstimationFlag,isReported,isAggregate";

const TURNS: usize = 7;

const COUNTRIES: [(&str, &str, &str); 8] = [
    ("860", "UZB", "Uzbekistan"),
    ("643", "RUS", "Russian Federation"),
    ("398", "KAZ", "Kazakhstan"),
    ("156", "CHN", "China"),
    ("842", "USA", "USA"),
    ("792", "TUR", "Türkiye"),
    ("410", "KOR", "Rep. of Korea"),
    ("276", "DEU", "Germany"),
];

/// Rows as the agency writes them: every combination of reporter, partner, year, flow and product in turn.
fn write_rows(path: &Path, rows: u64) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(out, "{HEADER}")?;
    for row in 0..rows {
        let at = |by: u64| COUNTRIES[usize::try_from(row / by % 8).unwrap_or(0)];
        let ((code, iso, name), (other, other_iso, other_name)) = (at(5_000 * 8), at(5_000));
        let (flow, flow_name) = if row % 2 == 0 { ("X", "Export") } else { ("M", "Import") };
        let (year, product) = (2000 + row / 320_000 % 24, 10_001 + row / 2 % 2_500 * 36);
        // A row in twenty is by one mode of transport.
        let mode = if row % 20 == 19 { "2100" } else { "0" };
        let value = (row * 7_919 + 104_729) % 99_999_989;
        writeln!(
            out,
            "C,A,{year}0101,{year},52,{year},{code},{iso},{name},{flow},{flow_name},{other},{other_iso},{other_name},0,W00,World,H5,HS,true,\
             {product:06},\"Articles of chapter {:02}, n.e.c.\",6,true,C00,TOTAL CPC,0,{mode},TOTAL MOT,8,kg,{}.0,false,-1,N/A,,false,{}.0,\
             false,,false,,{value}.25,{value}.25,0,false,true",
            product / 10_000,
            value / 7,
            value / 9
        )?;
    }
    Ok(out.flush()?)
}

fn to_figures_file(from: &Path, to: &Path) -> Result<Duration, Box<dyn Error>> {
    let begin = Instant::now();
    let mut out = FiguresFile::new(File::create(to)?)?;
    let account = records::import("comtrade.csv", File::open(from)?, None, &Given::default(), &mut |entry| out.add(entry))
        .map_err(|stopped| format!("{stopped:?}"))?;
    out.finish()?;
    let took = begin.elapsed();
    assert!(account.adds_up() && account.refused == 0, "{account:?}");
    Ok(took)
}

fn read_and_write_back(from: &Path, to: &Path) -> Result<Duration, Box<dyn Error>> {
    let begin = Instant::now();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).buffer_capacity(1 << 16).from_path(from)?;
    let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_path(to)?;
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        writer.write_byte_record(&record)?;
    }
    writer.flush()?;
    Ok(begin.elapsed())
}

/// The program itself, as a person runs it; `None` where it is not built.
fn whole_program(from: &Path, to: &Path) -> Result<Option<Duration>, Box<dyn Error>> {
    let here = std::env::current_exe()?;
    let program = here.ancestors().nth(2).map(|folder| folder.join("crossfoot")).filter(|program| program.exists());
    let Some(program) = program else { return Ok(None) };
    let begin = Instant::now();
    let status = Command::new(program).arg("import").arg(from).arg("-o").arg(to).stderr(Stdio::null()).status()?;
    let took = begin.elapsed();
    assert!(status.success(), "{status}");
    Ok(Some(took))
}

/// The most memory that this process has held, as Linux tells it.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: not told here");
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let rows = arguments.next().map_or(Ok(1_000_000), |rows| rows.parse())?;
    let is_alone = arguments.next().is_some();
    let folder = std::env::temp_dir().join(format!("crossfoot-import-speed-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let (from, to) = (folder.join("comtrade.csv"), folder.join("out.csv"));
    write_rows(&from, rows)?;
    let (mut imports, mut copies, mut wholes) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        imports.push(to_figures_file(&from, &to)?);
        if !is_alone {
            copies.push(read_and_write_back(&from, &to)?);
            wholes.extend(whole_program(&from, &to)?);
        }
    }
    let size = std::fs::metadata(&from)?.len() >> 20;
    std::fs::remove_dir_all(&folder)?;
    let (import, copy, whole) = (median(imports), median(copies), median(wholes));
    println!("{rows} rows, {size} MB: into a figures file {:.3} s; {}", import.unwrap_or(0.0), most_memory());
    let Some(copy) = copy else { return Ok(()) };
    println!("the csv crate reads and writes them back in {copy:.3} s");
    for (what, took) in [("the import", import), ("the whole program", whole)] {
        match took {
            Some(took) => println!("{what}: {took:.3} s, {:.2} times that", took / copy),
            None => println!("{what} is not built here"),
        }
    }
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Option<f64> {
    times.sort();
    times.get(times.len() / 2).map(Duration::as_secs_f64)
}
