//! The catalogue of re-readings: in which other ways the figures of a file can be understood, and what each costs to believe.

use crossfoot::exact::{Interval, Ratio, decimal};
use crossfoot::figures::{Aspect, Figures};
use crossfoot::read::{Options, load_bytes};
use crossfoot::rereading::{Change, Class, Trust, What, changes, cost_of_value, cost_of_withdrawal};
use proptest::prelude::*;

const HEADER: &str = "id,reporter,partner,flow,period,stated,measure,currency,base,status,source,said_on\n";

fn figures(rows: &str) -> Figures {
    let file = format!("{HEADER}{rows}");
    let loaded = load_bytes(&[("release.csv", file.as_bytes())], &Options::default());
    assert_eq!(loaded.refusals, []);
    loaded.figures
}

fn named(figures: &Figures, ids: &[&str]) -> Vec<usize> {
    let place = |id: &&str| figures.figures.iter().position(|figure| figure.id == *id).expect("an id of the file");
    ids.iter().map(place).collect()
}

/// A change on a line: what it costs, what it changes, and what each figure becomes.
fn line(figures: &Figures, change: &Change) -> String {
    let told: Vec<String> =
        change.readings.iter().map(|new| format!("{} {} → {}", figures.figures[new.figure].id, new.from, new.to)).collect();
    format!("{} {} {}: {}", change.cost, change.class.name(), change.what.name(), told.join("; "))
}

fn lines(figures: &Figures, ids: &[&str]) -> Vec<String> {
    changes(figures, &named(figures, ids)).iter().map(|change| line(figures, change)).collect()
}

/// The changes of one kind of one figure.
fn of(figures: &Figures, id: &str, what: What) -> Vec<Change> {
    changes(figures, &named(figures, &[id])).into_iter().filter(|change| change.what == what).collect()
}

fn lines_of(figures: &Figures, id: &str, what: What) -> Vec<String> {
    of(figures, id, what).iter().map(|change| line(figures, change)).collect()
}

fn number(text: &str) -> Ratio {
    decimal(text).expect("a decimal")
}

fn between(low: &str, high: &str) -> Interval {
    Interval::closed(number(low), number(high))
}

/// The file of the manual, with a rate between its two currencies.
const FOUNDING: &str = "\
l22,RUS,UZB,turnover,2022?,more than 600 bn RUB,level,,,,Joint Commission,2023-09-18
g22,RUS,UZB,turnover,2022?,more than a quarter,growth,RUB?,,,Joint Commission,2023-09-18
h23,RUS,UZB,turnover,2023-H1?,about 470 bn RUB,level,,,,Joint Commission,2023-09-18
gh23,RUS,UZB,turnover,2023-H1?,almost 14.5%,growth,RUB?,,,Joint Commission,2023-09-18
avg,RUS,UZB,turnover,2017..2022?,20%,average growth,RUB?,,,Joint Commission,2023-09-18
goal,RUS,UZB,turnover,,10 bn USD,level,,,forecast,Joint Commission,2023-09-18
fx,,,RUB/USD,2022,69.917,rate,,,official,Central Bank,
";

#[test]
fn the_founding_case_word_by_word() {
    let figures = figures(FOUNDING);
    let told = lines(&figures, &["h23", "gh23", "avg"]);
    let expected = "\
10 reading period: h23 2023-H1 → 2023-01..2023-07; gh23 2023-H1 → 2023-01..2023-07
";
    assert_eq!(told.join("\n") + "\n", expected);
}
