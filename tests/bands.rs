//! The tables of bands are what `examples/bands` makes, and so are the tables on how good they are in the README beside them.
//!
//! Needs the series beside the checkout, in `../shared`; says so where they are missing.

#[path = "../examples/bands/begun.rs"]
#[allow(dead_code, reason = "the example prints more than the test looks at")]
mod begun;
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

/// What the README beside the tables prints, row by row.
const README: &str = include_str!("../data/projection/README.md");

/// Of the rows made anew, those that the README has not.
fn not_printed(rows: &[String]) -> Vec<&String> {
    rows.iter().filter(|row| !README.lines().any(|line| line == row.as_str())).collect()
}

#[test]
fn paths_and_bands_are_as_good_as_the_readme_says() {
    let Some((yearly, trade)) = beside() else { return };
    let of = |months: i32| trade.iter().filter(|series| series.months == months).collect::<Vec<&Series>>();
    let added: Vec<Series> = of(1).into_iter().map(|series| series::added_up(series, 12)).collect();
    let added: Vec<Series> = added.into_iter().filter(|series| series.values.len() >= 8).collect();
    let added: Vec<Series> = added.into_iter().map(|series| Series { known: series.values.len() - 4, ..series }).collect();
    let groups: [(&str, Vec<&Series>, &[usize]); 5] = [
        ("645 yearly", yearly.iter().collect(), &[2, 3, 5, 8, 10]),
        ("43 of exports and imports", of(12), &[]),
        ("31 quarterly of these", of(3), &[3, 8]),
        ("52 monthly of these", of(1), &[24]),
        ("the monthly ones added up to years, four years ahead", added.iter().collect(), &[3]),
    ];
    let mut rows = Vec::new();
    for (name, all, lengths) in &groups {
        let lasts = std::iter::once(None).chain(lengths.iter().map(|&last| Some(last)));
        rows.extend(lasts.map(|last| {
            let Score { smape, no_change, mase, held: [inner, outer], interval, .. } = Score::of(all, last);
            let first = last.map_or(format!("| {name} | all"), |last| format!("| | {last}"));
            format!("{first} | {smape:.2} | {no_change:.2} | {mase:.3} | {inner:.1} % | {outer:.1} % | {interval:.1} |")
        }));
    }
    assert_eq!(rows.len(), 14);
    assert_eq!(not_printed(&rows), Vec::<&String>::new());
    for kind in ["micro", "finance", "demographic", "macro", "industry", "other"] {
        let all: Vec<&Series> = yearly.iter().filter(|series| series.domain.eq_ignore_ascii_case(kind)).collect();
        let held = format!("{:.1}", Score::of(&all, None).held[1]);
        let said = format!("{} % ({kind})", held.trim_end_matches(".0"));
        assert!(README.replace(".0 %", " %").contains(&said), "the README does not say: {said}");
    }
    // The README in front says the same of all of them.
    let Score { smape, no_change, held, .. } = Score::of(&groups[0].1, None);
    let front = include_str!("../README.md");
    let line = front.lines().find(|line| line.contains("645 yearly series")).expect("the line on projections");
    for said in [held[1], smape, no_change].map(|number| format!("{number:.1} %")) {
        assert!(line.contains(&said), "README.md does not say {said}: {line}");
    }
}

#[test]
fn years_begun_are_as_good_as_the_readme_says() {
    let Some((_, trade)) = beside() else { return };
    let monthly = monthly(&trade);
    let rows = [1, 3, 6, 9, 11].map(|months| {
        let [held_out, all] = [true, false].map(|is_held_out| years::score(&monthly, months, is_held_out));
        assert_eq!((held_out.years, all.years), (52, 513));
        format!(
            "| {months} | {:.2} % | {:.2} % | {:.1} % | {:.2} % | {:.2} % | {:.1} % | {:.1} % | {:.1} % |",
            held_out.error,
            held_out.plain_error,
            held_out.held[1],
            all.error,
            all.plain_error,
            all.held[0],
            all.held[1],
            all.plain_held
        )
    });
    assert_eq!(not_printed(&rows), Vec::<&String>::new());
}

#[test]
fn years_begun_beside_whole_years_are_as_good_as_the_readme_says() {
    let Some((_, trade)) = beside() else { return };
    let monthly = monthly(&trade);
    let rows = [1, 2, 3, 6, 9].map(|known| {
        let [of_all, of_one] = [true, false].map(|is_of_all| begun::score(&monthly, known, is_of_all));
        let columns =
            |score: &begun::BegunScore| format!("{:.1} % | {:.1} % | {:.0} %", score.held, score.by_months, score.narrower);
        assert!([of_all.held, of_one.held].iter().all(|held| (92.0..97.0).contains(held)), "{known}: {of_all:?} {of_one:?}");
        format!("| {known} | {} | {} |", columns(&of_all), columns(&of_one))
    });
    assert_eq!(not_printed(&rows), Vec::<&String>::new());
}

#[test]
fn months_that_add_up_to_years_are_as_good_as_the_readme_says() {
    let Some((_, trade)) = beside() else { return };
    let monthly = monthly(&trade);
    let rows = [0, 1, 3, 6, 8, 9, 10, 11].map(|known| {
        let [alone, of_years] = [true, false].map(|is_alone| months::score(&monthly, known, None, is_alone));
        let columns = |score: &months::MonthsScore| format!("{:.2} | {:.2} | {:.1} %", score.rest, score.next, score.held);
        format!("| {known} | {} | {} | {} |", alone.tried, columns(&alone), columns(&of_years))
    });
    assert_eq!(not_printed(&rows), Vec::<&String>::new());
}
