//! The tables of bands are what `examples/bands` makes, and paths and bands are as good as the README beside the tables says.
//!
//! Needs the series beside the checkout, in `../shared`; says so where they are missing.

#[path = "../examples/bands/errors.rs"]
mod errors;
#[path = "../examples/bands/fit.rs"]
mod fit;
#[path = "../examples/bands/months.rs"]
#[allow(dead_code, reason = "the example prints more than the test looks at")]
mod months;
#[path = "../examples/bands/scores.rs"]
#[allow(dead_code, reason = "the example prints more than the test looks at")]
mod scores;
#[path = "../examples/bands/series.rs"]
mod series;
#[path = "../examples/bands/table.rs"]
mod table;
#[path = "../examples/bands/years.rs"]
#[allow(dead_code, reason = "the example prints more than the test looks at")]
mod years;

use scores::Score;
use series::Series;
use std::path::Path;

/// All series: M3's yearly ones, and those of exports and imports.
fn beside() -> Option<(Vec<Series>, Vec<Series>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/series");
    if !folder.exists() {
        println!("skipped: ../shared/data/series is not there");
        return None;
    }
    let read = |name: &str| series::read(&folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    Some((read("m3_yearly.csv"), read("m3_trade.csv")))
}

fn monthly(trade: &[Series]) -> Vec<Series> {
    trade.iter().filter(|series| series.months == 1).cloned().collect()
}

#[test]
fn the_tables_are_what_the_example_makes() {
    let Some((yearly, trade)) = beside() else { return };
    let monthly = monthly(&trade);
    assert_eq!(table::table(&yearly, &monthly, &trade), include_str!("../data/projection/bands.tsv"));
    assert_eq!(years::table(&monthly), include_str!("../data/projection/years.tsv"));
}

#[test]
fn paths_and_bands_are_good_enough_on_the_competition() {
    let Some((yearly, trade)) = beside() else { return };
    let all: Vec<&Series> = yearly.iter().collect();
    let whole = Score::of(&all, None);
    println!("{whole:?}");
    assert!(whole.smape <= 16.1 && whole.mase <= 2.60 && whole.interval <= 24.0, "{whole:?}");
    assert!((93.0..=97.0).contains(&whole.held[1]), "{whole:?}");
    for last in [3, 5, 8, 10] {
        let short = Score::of(&all, Some(last));
        assert!(short.smape <= short.no_change + 2.0, "last {last}: {short:?}");
        assert!((92.0..=98.0).contains(&short.held[1]), "last {last}: {short:?}");
    }
    let half = years::score(&monthly(&trade), 6, true);
    println!("{half:?}");
    assert!(half.years == 52 && half.error <= 7.3 && (92.0..=97.0).contains(&half.held[1]), "{half:?}");
    let of_all = years::score(&monthly(&trade), 6, false);
    println!("{of_all:?}");
    assert!(of_all.error <= 7.6 && (92.0..=97.0).contains(&of_all.held[1]), "{of_all:?}");
}

#[test]
fn months_that_add_up_to_years_err_less_than_months_alone() {
    let Some((_, trade)) = beside() else { return };
    for known in [0, 3, 6, 8] {
        let (alone, of_years) = (months::score(&monthly(&trade), known, true), months::score(&monthly(&trade), known, false));
        println!("{known} {alone:?} {of_years:?}");
        assert!(of_years.tried > 400.0 && of_years.rest < alone.rest && of_years.next < alone.next, "{alone:?} {of_years:?}");
        assert!((94.0..=97.0).contains(&of_years.held), "{of_years:?}");
    }
}
