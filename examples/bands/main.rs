//! Makes the table of bands from real series, and measures how good paths and bands are.
//!
//! ```sh
//! cargo run --release --example bands -- ../shared/data/series           # data/projection/bands.tsv
//! cargo run --release --example bands -- ../shared/data/series scores    # errors and coverage
//! cargo run --release --example bands -- ../shared/data/series rests     # data/projection/years.tsv
//! cargo run --release --example bands -- ../shared/data/series years     # part of a year to the whole
//! ```

mod errors;
mod fit;
mod scores;
mod series;
mod years;

use errors::{Error, errors};
use fit::fit;
use series::{Series, added_up, read};
use std::path::Path;

/// Rows of the table begin at these numbers of points.
const CLASSES: [usize; 6] = [2, 3, 4, 5, 10, 24];
/// Only months have histories long enough for the last.
const LONGEST_CLASS: i32 = 1;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name the folder that holds m3_yearly.csv and m3_trade.csv")?;
    let folder = Path::new(&folder);
    let yearly = read(&folder.join("m3_yearly.csv"))?;
    let trade = read(&folder.join("m3_trade.csv"))?;
    let monthly: Vec<Series> = trade.iter().filter(|series| series.months == 1).cloned().collect();
    match arguments.next().as_deref() {
        None => table(&yearly, &monthly, &trade),
        Some("scores") => scores::print(&yearly, &trade),
        Some("rests") => years::table(&monthly),
        Some("years") => years::print(&monthly),
        Some(other) => return Err(format!("unknown: {other}").into()),
    }
    Ok(())
}

/// Prints the table.
fn table(yearly: &[Series], monthly: &[Series], trade: &[Series]) {
    let mut quarterly: Vec<Series> = trade.iter().filter(|series| series.months == 3).cloned().collect();
    quarterly.extend(monthly.iter().map(|series| added_up(series, 3)));
    println!(
        "# How far off the central path real series were, in usual steps of their own. Made by examples/bands; see README.md."
    );
    println!("by\tmonths\tpoints\tgrowth\tfirst_80\tfirst_95\tseries\tmeasured_80\tmeasured_95\tsource");
    for by_parts in [true, false] {
        let source = "M3 competition, yearly series";
        rows(&errors(yearly, by_parts, 10, 1), yearly, by_parts, source);
        let source = "M3 competition, quarterly and added-up monthly series of exports and imports";
        rows(&errors(&quarterly, by_parts, 8, 2), &quarterly, by_parts, source);
        rows(&errors(monthly, by_parts, 18, 3), monthly, by_parts, "M3 competition, monthly series of exports and imports");
    }
}

fn rows(errors: &[Error], all: &[Series], by_parts: bool, source: &str) {
    let months = all.first().map_or(12, |series| series.months);
    let classes: Vec<usize> = CLASSES.into_iter().filter(|class| *class < 24 || months <= LONGEST_CLASS).collect();
    for (place, &points) in classes.iter().enumerate() {
        let next = classes.get(place + 1).copied().unwrap_or(usize::MAX);
        let class: Vec<&Error> = errors.iter().filter(|error| (points..next).contains(&error.points)).collect();
        let half = |which: usize| class.iter().copied().filter(|error| error.series % 2 == which).collect::<Vec<&Error>>();
        let (even, odd) = (half(0), half(1));
        let (Some(fitted), Some(on_even), Some(on_odd)) = (fit(&class), fit(&even), fit(&odd)) else { continue };
        // Measured on the half that had no part in the fit.
        let (of_odd, of_even) = (on_even.holds(&odd), on_odd.holds(&even));
        let held = [0, 1].map(|level| (of_odd[level] + of_even[level]) / 2.0);
        let mut series: Vec<usize> = class.iter().map(|error| error.series).collect();
        series.sort_unstable();
        series.dedup();
        println!(
            "{}\t{months}\t{points}\t{:.2}\t{:.2}\t{:.2}\t{}\t{:.3}\t{:.3}\t{source}",
            if by_parts { "parts" } else { "amounts" },
            fitted.growth,
            fitted.first[0],
            fitted.first[1],
            series.len(),
            held[0],
            held[1],
        );
    }
}
