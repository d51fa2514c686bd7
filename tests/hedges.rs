//! The hedge table to the last digit: what each hedge makes of a numeral without a scale.

use crossfoot::exact::{End, Interval, Ratio, decimal};
use crossfoot::words::{Setting, read};

/// `low,high,ends` as an interval: empty is unbounded, ends as in `[)`.
fn interval(low: &str, high: &str, ends: &str) -> Interval {
    let end = |text: &str, open: bool| decimal(text).map(|at| End { at, open });
    Interval { low: end(low, ends.starts_with('(')), high: end(high, ends.ends_with(')')) }
}

fn check(table: &str) -> usize {
    let mut rows = 0;
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [hedge, numeral, allowed_low, allowed_high, allowed_ends, meant_low, meant_high, meant_ends] = fields[..] else {
            panic!("not eight columns: {line}");
        };
        let phrase = format!("{hedge} {numeral}");
        let statements = read(&phrase, &Setting::default()).unwrap_or_else(|misread| panic!("{phrase}: {misread}"));
        assert_eq!(statements[0].allowed, interval(allowed_low, allowed_high, allowed_ends), "{phrase}, allowed");
        assert_eq!(statements[0].meant, interval(meant_low, meant_high, meant_ends), "{phrase}, meant");
        assert_eq!(statements[0].hedge, hedge, "{phrase}");
        rows += 1;
    }
    rows
}

#[test]
fn every_hedge_on_numerals_of_every_shape() {
    assert!(check(include_str!("phrases/hedges.csv")) > 60);
}

#[test]
fn the_shared_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/vectors/hedges.csv");
    match std::fs::read_to_string(path) {
        Ok(table) => assert_eq!(check(&table), 295),
        Err(_) => println!("skipped: {path} is not there"),
    }
}

#[test]
fn negative_changes_mirror_their_magnitude() {
    for (phrase, mirrored) in
        [("-14.5%", "14.5%"), ("fell by almost 14.5%", "almost 14.5%"), ("down more than a quarter", "more than a quarter")]
    {
        let [negative, positive] = [phrase, mirrored].map(|phrase| read(phrase, &Setting::default()).unwrap().remove(0));
        assert_eq!(negative.allowed, positive.allowed.mirror(), "{phrase}");
        assert_eq!(negative.meant, positive.meant.mirror(), "{phrase}");
        assert_eq!(negative.printed[0], -positive.printed[0], "{phrase}");
    }
}

#[test]
fn no_hedge_leaves_a_number_of_zero() {
    for phrase in ["less than 0", "almost 0"] {
        assert!(read(phrase, &Setting::default()).is_err(), "{phrase}");
    }
    assert_eq!(read("0%", &Setting::default()).unwrap()[0].printed, [Ratio::from_integer(0)]);
}
