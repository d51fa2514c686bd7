//! Laws of what is told, on random small cases that the solver judges: nothing is ever called false, lines fit the terminal,
//! findings name their figures, JSON says the same as the judgement, and two tellings are the same bytes.

use crate::case::Case;
use crossfoot::report::{self, View};
use crossfoot::verdict::{self, Judgement, Tier};
use crossfoot::write::{self, Format};
use proptest::prelude::*;

const PERIODS: [&str; 6] = ["2022", "2022-H1?", "2022-H2", "2021", "2021-H1", "2022-03..2022-08"];
const FLOWS: [&str; 4] = ["turnover", "exports", "imports", "balance"];

/// A figure: flow, period, whether it is a growth, the low end and the width; its ends open or closed.
type Row = (usize, usize, bool, i32, i32, bool);

fn case_of(rows: &[Row]) -> Case {
    let mut case = Case::of("RUS", "UZB");
    for (place, (flow, period, growth, low, wide, open)) in rows.iter().enumerate() {
        let (id, flow, period) = (format!("f{place}"), FLOWS[*flow], PERIODS[*period]);
        let (low, high) =
            if *open { (format!("({low}"), format!("{})", low + wide)) } else { (format!("[{low}"), format!("{}]", low + wide)) };
        if *growth && flow != "balance" {
            case.growth(&id, flow, period, "почти столько", &low, &high);
        } else {
            case.level(&id, flow, period, "about so much", &low, &high);
        }
    }
    case.weave();
    case
}

fn told(case: &Case, judgement: &Judgement, format: Format) -> String {
    let (run, view) = (case.run(), View::default());
    let report = report::check(&run, &case.figures, case.network(), judgement, 0, &view);
    let mut out = Vec::new();
    write::check(&report, format, false, &mut out).expect("memory does not fail");
    String::from_utf8(out).expect("text")
}

fn filled(case: &Case, format: Format) -> String {
    let (run, view) = (case.run(), View::default());
    let bounded = verdict::fill(&case.figures, case.network(), Tier::Meant);
    let report = report::fill(&run, &case.figures, case.network(), &bounded, &view);
    let mut out = Vec::new();
    write::fill(&report, format, false, &mut out).expect("memory does not fail");
    String::from_utf8(out).expect("text")
}

/// Every quantity's derivation, as text.
fn explained(case: &Case) -> String {
    let (run, view) = (case.run(), View::default());
    let mut out = Vec::new();
    for figure in &case.figures.figures {
        let target = report::find(&case.figures, case.network(), &figure.id).expect("a figure");
        let (bounded, proof) = verdict::why(&case.figures, case.network(), target.cell, Tier::Meant);
        let report = report::why(&run, &case.figures, case.network(), target, (&bounded, &proof), &view, (None, false));
        write::why(&report.expect("a quantity"), Format::Text, false, &mut out).expect("memory does not fail");
    }
    String::from_utf8(out).expect("text")
}

fn fits_the_terminal(text: &str) -> Result<(), TestCaseError> {
    for line in text.lines() {
        prop_assert!(line.chars().count() <= 80, "{line}");
        prop_assert!(!line.ends_with(' '), "{line:?}");
    }
    for word in ["false", "error", "fraud", "wrong", "cell ", "witness", "()", "because ,", ": ."] {
        prop_assert!(!text.contains(word), "{word} in\n{text}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_told_keeps_the_laws(rows in prop::collection::vec(
        (0..4usize, 0..6usize, prop::bool::weighted(0.3), 1..60i32, 1..30i32, any::<bool>()), 1..7)) {
        let case = case_of(&rows);
        let judgement = verdict::judge(&case.figures, case.network());
        let text = told(&case, &judgement, Format::Text);
        fits_the_terminal(&text)?;
        fits_the_terminal(&filled(&case, Format::Text))?;
        fits_the_terminal(&explained(&case))?;
        prop_assert_eq!(&text, &told(&case, &judgement, Format::Text));

        let json: serde_json::Value = serde_json::from_str(&told(&case, &judgement, Format::Json)).expect("JSON");
        prop_assert_eq!(json["figures"].as_array().map(Vec::len), Some(rows.len()));
        for (finding, told) in judgement.findings.iter().zip(json["findings"].as_array().expect("a list")) {
            let told_text = told["text"].as_str().expect("a sentence");
            let steps = told["steps"].to_string();
            for figure in &finding.figures {
                let id = &case.figures.figures[*figure].id;
                prop_assert!(told_text.contains(&format!("({id})")), "{id} in {told_text}");
                prop_assert!(steps.contains(&format!("{id} says")), "{id} in {steps}");
                let assumed = case.figures.figures[*figure].assumed.period;
                prop_assert_eq!(assumed && !told_text.contains("assumption"), false, "{}", told_text);
            }
        }
        let filled: serde_json::Value = serde_json::from_str(&filled(&case, Format::Json)).expect("JSON");
        prop_assert!(filled["cells"].as_array().is_some_and(|cells| !cells.is_empty()));
        let table = told(&case, &judgement, Format::Csv);
        let mut table = csv::Reader::from_reader(table.as_bytes());
        prop_assert_eq!(table.records().filter(Result::is_ok).count(), rows.len());
    }
}
