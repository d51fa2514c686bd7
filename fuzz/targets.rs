//! What the fuzz targets do with bytes. The ordinary tests replay the corpus through the same functions.

use crossfoot::network::weave;
use crossfoot::read::{Options, load_bytes, records};
use crossfoot::tables::Given;
use crossfoot::verdict::{self, Tier, Verdict};
use crossfoot::words::{Setting, read};

/// The phrase parser: whatever it reads, what is meant is allowed; whatever it refuses, it points into the phrase.
pub fn phrase(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match read(text, &Setting::default()) {
        Ok(statements) => {
            assert!((1..=2).contains(&statements.len()), "{text:?}: {} statements", statements.len());
            for statement in statements {
                let (meant, allowed) = (statement.meant, statement.allowed);
                assert!(!statement.printed.is_empty(), "{text:?} prints no number");
                let low = match (allowed.low, meant.low) {
                    (Some(allowed), Some(meant)) => allowed.at <= meant.at,
                    (Some(_), None) => false,
                    (None, _) => true,
                };
                let high = match (allowed.high, meant.high) {
                    (Some(allowed), Some(meant)) => meant.at <= allowed.at,
                    (Some(_), None) => false,
                    (None, _) => true,
                };
                assert!(low && high, "{text:?}: {meant:?} is not within {allowed:?}");
            }
        }
        Err(misread) => {
            assert!(text.get(misread.at.clone()).is_some(), "{text:?}: {:?}", misread.at);
            assert!(!misread.found.is_empty() && !misread.expected.is_empty(), "{text:?}");
        }
    }
}

/// The file reader: every row is a figure, an asked quantity or a refusal with its place.
pub fn file(bytes: &[u8]) {
    let loaded = load_bytes(&[("fuzz.csv", bytes)], &Options::default());
    for refusal in &loaded.refusals {
        assert!(refusal.cell.get(refusal.at.clone()).is_some(), "{refusal:?}");
        assert!(!refusal.found.is_empty() && !refusal.expected.is_empty(), "{refusal:?}");
    }
    let rendered = crossfoot::write::refusals(&loaded.refusals, false);
    assert_eq!(rendered.is_empty(), loaded.refusals.is_empty());
    if loaded.refusals.iter().any(|refusal| refusal.row.is_none()) {
        assert!(loaded.figures.figures.is_empty(), "half a file was read");
    }
}

/// The parsers of workbooks, in this process: cells are in order and within the sheet, or the file is refused in words. A request for
/// too much memory ends the fuzzer; that is what the process of its own is for.
pub fn book(bytes: &[u8]) {
    use crossfoot::read::book::{Limits, grids_here};
    match grids_here("fuzz", bytes, &Limits::of_cells(100_000), &mut |_| ()) {
        Ok(book) => {
            for grid in &book.grids {
                assert!(grid.cells().is_sorted_by_key(|&(row, column, _)| (row, column)));
                assert!(grid.cells().iter().all(|&(row, column, _)| row < 1 << 20 && column < 1 << 14));
            }
        }
        Err(refusal) => assert!(!refusal.found.is_empty() && !refusal.expected.is_empty(), "{refusal:?}"),
    }
}

/// The reader of record files: every row is imported, left out or refused, and a refusal points into its cell.
pub fn records(bytes: &[u8]) {
    let mut imported = 0;
    let account = records::import("fuzz", bytes, None, &Given::default(), &mut |entry| {
        assert!(!entry.period.is_empty() && !entry.stated.is_empty(), "{entry:?}");
        imported += 1;
        Ok(())
    });
    let refusals = match account {
        Ok(account) => {
            assert!(account.adds_up() && account.imported == imported, "{account:?}");
            account.refusals
        }
        Err(records::Stopped::Refused(refusal)) => vec![*refusal],
        Err(records::Stopped::Sink(error)) => panic!("the sink takes all: {error}"),
    };
    for refusal in refusals {
        assert!(refusal.cell.get(refusal.at.clone()).is_some(), "{refusal:?}");
        assert!(!refusal.found.is_empty() && !refusal.expected.is_empty(), "{refusal:?}");
    }
}

/// The engine: a small file out of the bytes is judged; a clash of a few figures is a clash of these alone.
pub fn engine(bytes: &[u8]) {
    const FLOWS: [&str; 4] = ["exports", "imports", "turnover", "balance"];
    const PERIODS: [&str; 6] = ["2021", "2022", "2022-H1", "2022-H2", "2022-Q1", "2021-H1"];
    const PARTNERS: [&str; 3] = ["World", "P", "Q"];
    const HEDGES: [&str; 6] = ["exactly", "about", "more than", "at most", "almost", ""];
    let mut text = String::from("id,reporter,partner,flow,period,stated,currency,parts\n");
    for (number, chunk) in bytes.chunks_exact(4).take(12).enumerate() {
        let pick = |from: &[&'static str], by: u8| from[usize::from(by) % from.len()];
        let (flow, period, partner, hedge) =
            (pick(&FLOWS, chunk[0]), pick(&PERIODS, chunk[0] / 4), pick(&PARTNERS, chunk[1]), pick(&HEDGES, chunk[1] / 3));
        let value = u32::from(chunk[2]) + 256 * u32::from(chunk[3] / 64);
        let unit = if chunk[3] % 4 == 0 && flow != "balance" { "%" } else { " mn USD" };
        let parts = if partner == "World" && chunk[3] % 8 > 5 && flow != "balance" { "partners" } else { "" };
        text += &format!("f{number},AAA,{partner},{flow},{period},{hedge} {value}{unit},USD,{parts}\n");
    }
    let loaded = load_bytes(&[("fuzz.csv", text.as_bytes())], &Options::default());
    let figures = loaded.figures;
    let network = weave(&figures);
    let judgement = verdict::judge(&figures, &network);
    for bounded in verdict::fill(&figures, &network, Tier::Meant) {
        assert!(bounded.rests_on.iter().all(|&figure| figure < figures.figures.len()));
    }
    for finding in &judgement.findings {
        assert!(!finding.figures.is_empty() && finding.verdict >= Verdict::Strained);
        let mut alone = figures.clone();
        // The others' quantities stay, so that the same parts make the same whole.
        for (index, figure) in figures.figures.iter().enumerate().filter(|(index, _)| !finding.figures.contains(index)) {
            if let Some(cell) = figure.reading.cell.clone() {
                alone.asked.push(crossfoot::figures::Asked { id: format!("asked{index}"), place: figure.place, cell });
            }
        }
        alone.figures = finding.figures.iter().map(|&index| figures.figures[index].clone()).collect();
        let again = verdict::judge(&alone, &weave(&alone));
        // Whether another reading settles it depends on what else is said.
        let clash = |verdict: Verdict| if verdict == Verdict::DependsOnReading { Verdict::Contradictory } else { verdict };
        assert_eq!(clash(again.verdict), clash(finding.verdict), "{text}\n{:?}", finding.figures);
    }
}
