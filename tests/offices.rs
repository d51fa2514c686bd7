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
        "shillings-by-their-sign" => Given { unit: Some("KES".into()), scale: Some("mn".into()), ..Given::default() },
        "first-record-without-a-value" => reporter("ARM"),
        "growth-below-a-country" => Given { growth: Some(crossfoot::tables::Growth::Change), ..Given::default() },
        "eaeu-mutual" => Given { flow: Some(crossfoot::figures::Flow::Exports), ..Given::default() },
        _ => Given::default(),
    }
}

/// The cells of a text table, by a rule of the test's own: the separator that most lines have.
fn cells(path: &Path) -> Vec<Vec<String>> {
    let bytes = fs::read(path).expect("the table");
    let text = String::from_utf8_lossy(&bytes);
    let split = |separator: u8| {
        let mut reader =
            csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
        // A blank line is no record: the rows keep their numbers.
        let mut rows: Vec<Vec<String>> = Vec::new();
        for record in reader.records() {
            let record = record.expect("a record");
            let line = record.position().expect("a place").line() as usize;
            rows.resize(line - 1, Vec::new());
            rows.push(record.iter().map(str::to_string).collect());
        }
        rows
    };
    let lines = |separator: u8| text.lines().filter(|line| line.as_bytes().contains(&separator)).count();
    split([b',', b';', b'\t'].into_iter().max_by_key(|&separator| lines(separator)).expect("three"))
}

/// Digits with separators, a sign or brackets around them, and nothing else.
fn is_plainly_a_number(cell: &str) -> bool {
    let cell = cell.trim();
    let inner = cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(cell);
    let inner = inner.trim_start_matches(['+', '-', '−', '–']).trim_start();
    inner.starts_with(|c: char| c.is_ascii_digit())
        && inner.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,'’\u{fffd}".contains(c))
}

/// The first fifteen digits of a text, without the noughts at its ends, which a scale adds or takes away.
fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').chars().take(15).collect::<String>().trim_end_matches('0').to_string()
}

/// Counts the table anew, by rules of the test's own: what is plainly a number is among the numbers of the account, each of which has a
/// digit or is an error; and each amount has the digits of the cell that it names.
fn counted_anew(name: &str, path: &Path, numbers: u64, amounts: &[(String, String)]) {
    let cells = cells(path);
    let count = |is: &dyn Fn(&str) -> bool| cells.iter().flatten().filter(|cell| is(cell)).count() as u64;
    let (plain, any) = (count(&is_plainly_a_number), count(&|cell| cell.contains(|c: char| c.is_ascii_digit() || c == '#')));
    assert!(
        (plain..=any).contains(&numbers),
        "{name}: {plain} are plainly numbers, {any} have digits, {numbers} are accounted for"
    );
    for (place, stated) in amounts {
        let (column, row) = place.split_at(place.find(|c: char| c.is_ascii_digit()).expect("a row"));
        let column = column.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1);
        let cell = &cells[row.parse::<usize>().expect("a row") - 1][column - 1];
        let (printed, told) = (digits(cell), digits(stated));
        assert!(
            printed.starts_with(&told) && told.is_empty() == printed.is_empty(),
            "{name}: {place} is {cell}, told as {stated}"
        );
    }
}

/// What comes out of a table, a line each.
fn told(name: &str, path: &Path) -> String {
    let options = Options { given: given(name), ..Options::default() };
    let (mut lines, mut amounts) = (Vec::new(), Vec::new());
    let mut file = FiguresFile::new(Vec::new()).expect("a header");
    let imported = import(&path.display().to_string(), &options, &mut |entry| {
        let product = if entry.product.is_empty() { String::new() } else { format!(" of {}", entry.product) };
        let measure = if entry.measure == "level" { String::new() } else { format!(" {} {}", entry.measure, entry.currency) };
        let status = if entry.status == "official" { String::new() } else { format!(", {}", entry.status) };
        let note = if entry.note.is_empty() { String::new() } else { format!(" ({})", entry.note) };
        let what = format!("{}/{} {}{product} {}", entry.reporter, entry.partner, entry.flow, entry.period);
        lines.push(format!("{}  {what}  {}{measure}{status}{note}", entry.whereabouts, entry.stated));
        if entry.measure == "level" {
            amounts.push((entry.whereabouts.to_string(), entry.stated.to_string()));
        }
        file.add(entry)
    });
    let imported = match imported {
        Ok(imported) => imported,
        Err(Stop::Refused(refusals)) => return format!("refused: {}\n", refusals[0].found),
        Err(Stop::Unwritten(error)) => panic!("the sink takes all: {error}"),
    };
    assert!(imported.account.adds_up(), "{name}: {:?}", imported.account);
    counted_anew(name, path, imported.account.numbers, &amounts);
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
