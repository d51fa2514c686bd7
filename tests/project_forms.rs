//! The forms of `project` hold the same: whatever JSON says of series, of what stands apart and of the band stands in a field of CSV,
//! and every text is at most 80 columns wide.

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeSet;

const RUNS: [&[&str]; 12] = [
    &["tests/pages/plans.csv"],
    &["tests/pages/passed.csv", "--pace", "10%"],
    &["tests/pages/dates-behind.csv"],
    &["tests/pages/below-today.csv", "--pace", "2%", "--pace", "-3%"],
    &["tests/pages/stub.csv", "--in", "RUB"],
    &["tests/pages/many-paces.csv", "--rate", "RUB/USD=85..95"],
    &["tests/pages/five-levels.csv", "--backtest"],
    &["tests/pages/long-history.csv", "--backtest", "--band", "80"],
    &["tests/pages/three-years-of-months.csv", "--horizon", "7"],
    &["tests/pages/contradicted-history.csv"],
    &["tests/pages/vague-history.csv"],
    &["tests/pages/fourteen-partners.csv"],
];

fn printed(run: &[&str], form: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_crossfoot"));
    program.current_dir(env!("CARGO_MANIFEST_DIR")).arg("project").args(run).args(["-f", form]);
    String::from_utf8(program.assert().code(0).get_output().stdout.clone()).expect("text")
}

/// What is said anywhere in a document: texts, numbers, yes and no.
fn said(document: &Value, into: &mut BTreeSet<String>) {
    match document {
        Value::Null => {}
        Value::Bool(yes) => drop(into.insert(yes.to_string())),
        Value::Number(number) => drop(into.insert(number.to_string())),
        Value::String(text) => drop(into.insert(text.clone())),
        Value::Array(items) => items.iter().for_each(|item| said(item, into)),
        Value::Object(fields) => fields.values().for_each(|field| said(field, into)),
    }
}

#[test]
fn csv_loses_nothing_that_json_has() {
    for run in RUNS {
        let document: Value = serde_json::from_str(&printed(run, "json")).expect("JSON");
        let mut wanted = BTreeSet::new();
        for key in ["series", "apart", "band"] {
            said(&document[key], &mut wanted);
        }
        assert!(wanted.len() > 20, "{run:?} says something");
        let table = printed(run, "csv");
        let mut rows = csv::Reader::from_reader(table.as_bytes());
        let mut found = BTreeSet::new();
        for row in rows.records() {
            for field in &row.expect("a row as long as the header") {
                found.insert(field.to_string());
                found.extend(field.split("; ").map(str::to_string));
            }
        }
        let lost: Vec<&String> = wanted.difference(&found).collect();
        assert!(lost.is_empty(), "{run:?}: {lost:?}");
    }
}

#[test]
fn text_is_80_columns_wide() {
    for run in RUNS {
        for line in printed(run, "text").lines() {
            assert!(line.chars().count() <= 80, "{run:?}: {line}");
        }
    }
}
