//! Small tables as offices write them, and what is made of every number: each file of `tests/offices` has beside it what comes out.
//!
//! ```text
//! B3  PAK/CHN exports 2022-07  10.1 mn USD      a figure
//! left out: 2, the first C3: …                  what is no figure, and why
//! asked: 1, the first D3: …                     what somebody has to say, and what to type
//! ```
//!
//! `CROSSFOOT_BLESS=1` writes what comes out now. Read it before it is kept: every number has to be right, or left out for a true reason.

use crossfoot::read::{Options, Stop, import, load_bytes};
use crossfoot::tables::Given;
use crossfoot::tables::label::{Begins, CalledBy};
use crossfoot::write::FiguresFile;
use std::fs;
use std::path::Path;

/// What the person says of some of the tables.
fn given(name: &str) -> Given {
    let reporter = |code: &str| Given { reporter: Some(code.to_string()), ..Given::default() };
    let years = |month| Some(Begins { month, called_by: Some(CalledBy::Begin) });
    match name {
        "india-crore" => Given { unit: Some("INR".into()), ..reporter("IND") },
        "india-lakh" => Given { unit: Some("INR".into()), years: years(3), ..reporter("IND") },
        "nepal" => Given { years: years(6), ..reporter("NPL") },
        "turkey" => reporter("TUR"),
        "first-record-without-a-value" => reporter("ARM"),
        "growth-below-a-country" => Given { growth: Some(crossfoot::tables::Growth::Change), ..Given::default() },
        "eaeu-mutual" => Given { flow: Some(crossfoot::figures::Flow::Exports), ..Given::default() },
        _ => Given::default(),
    }
}

/// What comes out of a table, a line each.
fn told(name: &str, path: &Path) -> String {
    let options = Options { given: given(name), ..Options::default() };
    let mut lines = Vec::new();
    let mut file = FiguresFile::new(Vec::new()).expect("a header");
    let imported = import(&path.display().to_string(), &options, &mut |entry| {
        let product = if entry.product.is_empty() { String::new() } else { format!(" of {}", entry.product) };
        let measure = if entry.measure == "level" { String::new() } else { format!(" {} {}", entry.measure, entry.currency) };
        let status = if entry.status == "official" { String::new() } else { format!(", {}", entry.status) };
        let note = if entry.note.is_empty() { String::new() } else { format!(" ({})", entry.note) };
        let what = format!("{}/{} {}{product} {}", entry.reporter, entry.partner, entry.flow, entry.period);
        lines.push(format!("{}  {what}  {}{measure}{status}{note}", entry.whereabouts, entry.stated));
        file.add(entry)
    });
    let imported = match imported {
        Ok(imported) => imported,
        Err(Stop::Refused(refusals)) => return format!("refused: {}\n", refusals[0].found),
        Err(Stop::Unwritten(error)) => panic!("the sink takes all: {error}"),
    };
    assert!(imported.account.adds_up(), "{name}: {:?}", imported.account);
    for (reason, left) in &imported.account.left_out {
        let kind = if reason.is_open() { "asked" } else { "left out" };
        lines.push(format!("{kind}: {}, the first {} ({}): {reason}", left.count, left.first, left.shown));
        lines.extend(reason.remedy().iter().map(|remedy| format!("  {remedy}")));
    }
    // What is written can be read.
    if imported.account.taken > 0 {
        let bytes = file.finish().expect("the end");
        assert_eq!(load_bytes(&[("again.csv", &bytes)], &Options::default()).refusals, [], "{name}");
    }
    lines.join("\n") + "\n"
}

#[test]
fn every_number_is_right_or_left_out_for_a_reason() {
    let mut tables: Vec<_> =
        fs::read_dir("tests/offices").expect("the folder").map(|file| file.expect("a file").path()).collect();
    tables.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
    tables.sort();
    let is_blessed = std::env::var_os("CROSSFOOT_BLESS").is_some();
    let mut wrong = Vec::new();
    for path in &tables {
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        let (found, kept) = (told(name, path), path.with_extension("txt"));
        if is_blessed {
            fs::write(&kept, &found).expect("written");
        } else if fs::read_to_string(&kept).ok().as_ref() != Some(&found) {
            wrong.push(format!("{name}:\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tables.len() > 50, "{} tables", tables.len());
}
