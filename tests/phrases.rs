//! Phrases as people publish them, and what is made of each: the pages under `tests/phrases` are the manual of the phrase reader.
//!
//! A page has three columns, parted by tabs: the phrase, the `measure` column of its row (may be empty), and what comes out.
//! A statement is written `measure unit, hedge: allowed, meant`; statements are parted by ` ; `. A refusal begins with `!` and
//! shows what was found, then ` -> ` and what to type instead, parted by ` or `.

use crossfoot::exact::{End, Interval, Ratio};
use crossfoot::words::{Counted, Measure, Misread, Setting, Statement, read};

fn measure(name: &str) -> Option<Measure> {
    match name {
        "" => None,
        "level" => Some(Measure::Level),
        "growth" => Some(Measure::Growth),
        "average growth" => Some(Measure::AverageGrowth),
        "share" => Some(Measure::Share),
        "rate" => Some(Measure::Rate),
        other => panic!("no measure {other}"),
    }
}

/// `[465, 475]`, `(1/4, 1/3]`, `(600, …)`; amounts of a million and more with their scale.
fn shown(interval: &Interval) -> String {
    let number = |at: Ratio| {
        let scales = [(1_000_000_000_000, "tn"), (1_000_000_000, "bn"), (1_000_000, "mn")];
        let scale = scales.iter().find(|(scale, _)| at.abs_at_least(*scale));
        let (at, scale) = scale.map_or((at, ""), |(scale, name)| (at / Ratio::from_integer(*scale), name));
        format!("{}{scale}", decimals(at))
    };
    let end = |end: Option<End>| end.map_or("…".to_string(), |end| number(end.at));
    let open = |end: Option<End>| end.is_none_or(|end| end.open);
    format!(
        "{}{}, {}{}",
        if open(interval.low) { '(' } else { '[' },
        end(interval.low),
        end(interval.high),
        if open(interval.high) { ')' } else { ']' }
    )
}

trait Magnitude {
    fn abs_at_least(&self, scale: i128) -> bool;
}

impl Magnitude for Ratio {
    fn abs_at_least(&self, scale: i128) -> bool {
        *self >= Ratio::from_integer(scale) || *self <= Ratio::from_integer(-scale)
    }
}

/// `0.25`, or `7/24` where the decimals do not end.
fn decimals(at: Ratio) -> String {
    let places = (0..=12).find(|places| 10i128.pow(*places) % at.denom() == 0);
    let Some(places) = places else { return at.to_string() };
    let scaled = (at * Ratio::from_integer(10i128.pow(places))).to_integer();
    let sign = if scaled < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", scaled.unsigned_abs(), width = places as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places as usize);
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

fn told(statement: &Statement) -> String {
    let measure = match statement.measure {
        Measure::Level => "level",
        Measure::Growth => "growth",
        Measure::AverageGrowth => "average growth",
        Measure::Share => "share",
        Measure::Rate => "rate",
    };
    let unit = match &statement.counted {
        Counted::Fraction => String::new(),
        Counted::Points => " points".to_string(),
        Counted::Amount(None) => " ?".to_string(),
        Counted::Amount(Some(unit)) => match unit.to_string().as_str() {
            "" => " count".to_string(),
            unit => format!(" {unit}"),
        },
    };
    format!("{measure}{unit}, {}: {}, {}", statement.hedge, shown(&statement.allowed), shown(&statement.meant))
}

fn refused(misread: &Misread) -> String {
    let instead = if misread.instead.is_empty() { String::new() } else { format!(" -> {}", misread.instead.join(" or ")) };
    format!("!{}{instead}", misread.found)
}

fn outcome(phrase: &str, measure: Option<Measure>) -> String {
    match read(phrase, &Setting { measure, decimal: None }) {
        Ok(statements) => statements.iter().map(told).collect::<Vec<_>>().join(" ; "),
        Err(misread) => refused(&misread),
    }
}

/// Compares a page with what comes out; with the variable PAGES set to `write`, writes what comes out instead.
fn check(page: &str) {
    let path = format!("{}/tests/phrases/{page}.tsv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("the page is there");
    let mut written = String::new();
    let mut wrong = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.is_empty() {
            written += &format!("{line}\n");
            continue;
        }
        let mut columns = line.split('\t');
        let (phrase, name) = (columns.next().unwrap_or(""), columns.next().unwrap_or(""));
        let expected = columns.next().unwrap_or("");
        let found = outcome(phrase, measure(name));
        written += &format!("{phrase}\t{name}\t{found}\n");
        if found != expected {
            wrong.push(format!("{page}.tsv, line {}: {phrase}\n  expected {expected}\n  found    {found}", number + 1));
        }
    }
    if std::env::var("PAGES").is_ok_and(|value| value == "write") {
        std::fs::write(&path, written).expect("the page can be written");
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn levels_in_english() {
    check("levels");
}

#[test]
fn growths_in_english() {
    check("growths");
}

#[test]
fn levels_and_growths_in_russian() {
    check("russian");
}

#[test]
fn numbers_as_they_are_printed() {
    check("numbers");
}

#[test]
fn phrases_under_a_measure() {
    check("measures");
}

#[test]
fn comparisons_with_an_earlier_period() {
    check("comparisons");
}

#[test]
fn phrases_of_two_figures() {
    check("pairs");
}

#[test]
fn phrases_that_are_refused() {
    check("refused");
}

#[test]
fn phrases_of_real_reports() {
    check("corpus");
}

/// What a refusal offers to type is read in turn, and is not what was typed.
#[test]
fn what_is_offered_is_read() {
    let pages = format!("{}/tests/phrases", env!("CARGO_MANIFEST_DIR"));
    for page in std::fs::read_dir(pages).expect("the pages are there") {
        let path = page.expect("a page").path();
        let text = std::fs::read_to_string(&path).expect("the page is readable");
        for line in text.lines().filter(|line| path.extension().is_some_and(|tsv| tsv == "tsv") && !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (phrase, name) = (columns.next().unwrap_or(""), columns.next().unwrap_or(""));
            let setting = Setting { measure: measure(name), decimal: None };
            for offered in read(phrase, &setting).err().into_iter().flat_map(|misread| misread.instead) {
                assert_ne!(offered.trim(), phrase.trim());
                assert!(read(&offered, &setting).is_ok(), "{phrase}: {offered}");
            }
        }
    }
}

/// Every sentence of the shared corpus that bears a number has a phrase on the page, and the page has no other phrases.
#[test]
fn the_corpus_page_is_cut_from_the_corpus() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus/sentences.tsv");
    let Ok(corpus) = std::fs::read_to_string(path) else {
        println!("skipped: {path} is not there");
        return;
    };
    let sentences: Vec<&str> = corpus.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    let page = include_str!("phrases/corpus.tsv");
    let phrases: Vec<&str> =
        page.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next()).collect();
    for phrase in &phrases {
        assert!(sentences.iter().any(|sentence| sentence.contains(phrase)), "not in the corpus: {phrase}");
    }
    let bare: Vec<&&str> = sentences.iter().filter(|sentence| !phrases.iter().any(|phrase| sentence.contains(phrase))).collect();
    assert!(bare.is_empty(), "sentences without a phrase: {bare:#?}");
    let refused: Vec<&&str> = phrases.iter().filter(|phrase| read(phrase, &Setting::default()).is_err()).collect();
    println!("{} phrases of {} sentences, {} read", phrases.len(), sentences.len(), phrases.len() - refused.len());
    println!("refused: {refused:#?}");
    assert!(refused.len() * 10 <= phrases.len());
}
