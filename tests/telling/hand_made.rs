//! Pages: a case made by hand and what is told of it. Each page of `tests/telling/pages/` is compared to the byte; run with
//! `WRITE_PAGES=1` to write them anew, and read what changed.

use crate::case::{Case, bn, percent};
use crossfoot::network::Kind;
use crossfoot::report::{self, ChosenUnit, Counting, Only, Reach, Target, View};
use crossfoot::solver::proof::Side::{High, Low};
use crossfoot::verdict::{Bounded, Tier, Verdict};
use crossfoot::words::Unit;
use crossfoot::write::{self, Format};
use std::path::Path;

/// Compares with the page of this name.
fn page(name: &str, told: &[u8]) {
    let told = std::str::from_utf8(told).expect("text");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/telling/pages").join(name);
    if std::env::var_os("WRITE_PAGES").is_some() {
        std::fs::write(&path, told).expect("the page can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(told, expected, "{name}");
}

fn check(case: &Case, view: &View, format: Format) -> Vec<u8> {
    let (run, judgement) = (case.run(), case.judgement());
    let report = report::check(&run, &case.figures, case.network(), &judgement, 0, view);
    let mut out = Vec::new();
    write::check(&report, format, false, &mut out).expect("memory does not fail");
    out
}

/// The founding file: three of eight figures test one another.
fn founding() -> Case {
    let mut case = Case::of("RUS", "UZB");
    case.level("l22", "turnover", "2022?", "more than 600 bn RUB", "(600", "700]").source("Joint Commission");
    case.growth("g22", "turnover", "2022?", "more than a quarter", "(25", "33.4]");
    case.level("h23", "turnover", "2023-H1?", "about 470 bn RUB", "[461", "479]");
    case.growth("gh23", "turnover", "2023-H1?", "almost 14.5%", "[14", "14.5)");
    case.nothing("goal", "10 bn USD");
    case.weave();
    case.stands("l22", Verdict::Consistent, None, ("(600", "700]"));
    case.stands("g22", Verdict::NotChecked, Some("turnover 2021"), ("(25", "33.4]"));
    case.stands("h23", Verdict::Consistent, None, ("[461", "479]"));
    case.stands("gh23", Verdict::Consistent, None, ("[14", "14.5)"));
    case.stands("goal", Verdict::NotChecked, Some("a period"), ("", ""));
    case.example("RUS/UZB:turnover:2022:level:RUB", bn("650"));
    case.example("RUS/UZB:turnover:2022-H1:level:RUB", bn("1234567.89012"));
    case
}

/// A third figure that cannot stand with two of them.
fn clashing() -> Case {
    let mut case = Case::of("RUS", "UZB");
    case.level("h23", "turnover", "2023-H1", "about 470 bn RUB", "[423", "517]").source("Joint Commission");
    case.growth("gh23", "turnover", "2023-H1?", "почти 14,5%", "[13.05", "14.55)").source("Совместная комиссия");
    case.level("h22", "turnover", "2022-H1", "more than 600 bn RUB", "(600", ")");
    case.level("y22", "turnover", "2022", "at most 500 bn RUB", "[0", "500]");
    case.weave();
    let level = case.stated("h23", High);
    let growth = case.stated("gh23", Low);
    let derived = case.by_growth("h22", High, bn("517") / (percent("13.05") + 1), false, vec![level, growth]);
    let said = case.stated("h22", Low);
    case.clash(Verdict::Contradictory, &["h23", "gh23", "h22"], vec![derived, said]);
    let year = case.stated("y22", High);
    let part = case.by_time("h22", High, bn("500"), false, vec![year]);
    let said = case.stated("h22", Low);
    case.clash(Verdict::Contradictory, &["h22", "y22"], vec![part, said]);
    for id in ["h23", "gh23", "h22", "y22"] {
        case.stands(id, Verdict::Contradictory, None, ("", ""));
    }
    case
}

#[test]
fn a_file_that_stands() {
    let case = founding();
    page("stands.txt", &check(&case, &View::default(), Format::Text));
    page("stands.csv", &check(&case, &View::default(), Format::Csv));
    page("stands.json", &check(&case, &View::default(), Format::Json));
    page("stands.md", &check(&case, &View::default(), Format::Markdown));
}

#[test]
fn a_file_that_clashes() {
    let case = clashing();
    page("clashes.txt", &check(&case, &View::default(), Format::Text));
    page("clashes.csv", &check(&case, &View::default(), Format::Csv));
    page("clashes.json", &check(&case, &View::default(), Format::Json));
    page("clashes.md", &check(&case, &View::default(), Format::Markdown));
}

/// Turnover and balance give exports only when their rows are added: no single identity does.
fn adding_rows() -> Case {
    let mut case = Case::of("DEU", "NLD");
    case.level("t", "turnover", "2022", "exactly 100 bn RUB", "[100", "100]");
    case.level("b", "balance", "2022", "exactly 20 bn RUB", "[20", "20]");
    case.level("e", "exports", "2022", "less than 59.999 bn RUB", "[0", "59.999)");
    case.level("i", "imports", "2022", "?", "[0", ")");
    case.weave();
    let (turnover, balance) = (case.stated("t", Low), case.stated("b", Low));
    let exports = case.by_rows("e", Low, bn("60"), &[(Kind::Turnover, 1), (Kind::Balance, 1)], vec![turnover, balance]);
    let said = case.stated("e", High);
    case.clash(Verdict::Strained, &["t", "b", "e"], vec![exports, said]);
    for id in ["t", "b", "e"] {
        case.stands(id, Verdict::Strained, None, ("[60", "60]"));
    }
    case.stands("i", Verdict::NotChecked, None, ("", ""));
    case
}

#[test]
fn rows_that_are_added() {
    let case = adding_rows();
    page("rows.txt", &check(&case, &View::default(), Format::Text));
    let only = Only::parse("flow=exports").expect("a filter").kept(&case.figures, Reach::Quantities).expect("it names no file");
    let exports = View { only, ..View::default() };
    page("rows-exports.md", &check(&case, &exports, Format::Markdown));
}

/// A million against a million less one: printed so that one sees the difference.
#[test]
fn a_clash_by_a_hair() {
    let mut case = Case::of("", "World");
    case.level("sum", "imports", "2022", "exactly 1000000000001 RUB", "[1000.000000001", "1000.000000001]");
    case.level("total", "imports", "2022", "exactly 1 tn RUB", "[1000", "1000]");
    case.weave();
    let (low, high) = (case.stated("sum", Low), case.stated("total", High));
    case.clash(Verdict::Contradictory, &["sum", "total"], vec![low, high]);
    for id in ["sum", "total"] {
        case.stands(id, Verdict::Contradictory, None, ("", ""));
    }
    page("hair.txt", &check(&case, &View::default(), Format::Text));
}

#[test]
fn what_the_figures_imply() {
    let case = founding();
    let unit = Unit::Currency("RUB".into());
    let counting = Counting(Some(ChosenUnit { written: "mn RUB".into(), unit, size: 1_000_000.into() }));
    let whole = View::default();
    let only = Only::parse("flow=turnover,period=2022").expect("a filter");
    let chosen = View { only: only.kept(&case.figures, Reach::Quantities).expect("it names no file"), counting };
    let bounded = case.bounded(&["(600", "700]", "(450", "560)", "", "[402.62", "420.2]", "[461", "479]"]);
    let run = case.run();
    for (view, name) in [(&whole, "fill"), (&chosen, "fill-in-mn-of-2022")] {
        let report = report::fill(&run, &case.figures, case.network(), &bounded, view);
        for (format, ending) in [(Format::Text, "txt"), (Format::Csv, "csv"), (Format::Json, "json"), (Format::Markdown, "md")] {
            let mut out = Vec::new();
            write::fill(&report, format, false, &mut out).expect("memory does not fail");
            page(&format!("{name}.{ending}"), &out);
        }
    }
}

#[test]
fn how_it_follows() {
    let case = founding();
    let level = case.stated("h23", High);
    let growth = case.stated("gh23", Low);
    let cell = case.cell("RUS/UZB:turnover:2022-H1:level:RUB");
    let high = case.by_growth_on(cell, High, bn("479") / (percent("14") + 1), false, vec![level, growth]);
    let level = case.stated("h23", Low);
    let growth = case.stated("gh23", High);
    let low = case.by_growth_on(cell, Low, bn("461") / (percent("14.5") + 1), true, vec![level, growth]);
    let proof = case.derivation(vec![high, low]);
    let (run, view) = (case.run(), View::default());
    let bounds = crate::case::interval("(402.62008733", "420.17543860]", bn("1"));
    let bounded =
        Bounded { cell, bounds: Some(bounds), tier: Tier::Meant, rests_on: vec![2, 3], norms: Vec::new(), narrowest: true };
    let target = report::find(&case.figures, case.network(), "rus/uzb:turnover:2022-h1:level:rub").expect("a cell");
    assert_eq!(target, Target { cell, figure: None });
    let report =
        report::why(&run, &case.figures, case.network(), target, (&bounded, &proof), &view, (None, false)).expect("a quantity");
    for (format, ending) in [(Format::Text, "txt"), (Format::Csv, "csv"), (Format::Json, "json"), (Format::Markdown, "md")] {
        let mut out = Vec::new();
        write::why(&report, format, false, &mut out).expect("memory does not fail");
        page(&format!("why.{ending}"), &out);
    }
}

#[test]
fn what_nothing_is_called() {
    use report::NoSuchQuantity::{InSeveralFiles, Unknown, WithoutPeriod};
    let case = founding();
    let find = |asked: &str| report::find(&case.figures, case.network(), asked);
    assert_eq!(find("l23"), Err(Unknown(vec!["h23".into(), "l22".into()])));
    assert_eq!(
        find("RUS/UZB:turnover:2023-H2:level:RUB").map_err(|reason| match reason {
            Unknown(nearest) => nearest.first().cloned(),
            WithoutPeriod(_) | InSeveralFiles(_) => None,
        }),
        Err(Some("RUS/UZB:turnover:2023-H1:level:RUB".to_string()))
    );
    assert_eq!(find("zzzzzzzz"), Err(Unknown(vec![])));
    assert_eq!(find("goal"), Err(WithoutPeriod("goal".into())));
}
