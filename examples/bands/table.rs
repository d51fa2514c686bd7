//! The table of bands: a row for each kind of step, distance and number of points.

use crate::errors::{Error, errors};
use crate::fit::fit;
use crate::series::{Series, added_up};
use crossfoot::projection::bands::steps_measured;

/// Rows of the table begin at these numbers of points.
const CLASSES: [usize; 6] = [2, 3, 4, 5, 10, 24];
/// Only months have histories long enough for the last.
const LONGEST_CLASS: i32 = 1;

/// The table as `data/projection/bands.tsv` holds it.
pub fn table(yearly: &[Series], monthly: &[Series], trade: &[Series]) -> String {
    let mut table = String::new();
    let mut quarterly: Vec<Series> = trade.iter().filter(|series| series.months == 3).cloned().collect();
    quarterly.extend(monthly.iter().map(|series| added_up(series, 3)));
    table.push_str("# How far off the central path real series were, in usual steps of their own. Made by examples/bands; ");
    table.push_str("see README.md.\n");
    table.push_str("by\tmonths\tpoints\tgrowth\tfirst_80\tfirst_95\tseries\tmeasured_80\tmeasured_95\tsource\n");
    let ahead = |months: i32| steps_measured(months) as usize;
    for by_parts in [true, false] {
        let source = "M3 competition, yearly series";
        table += &rows(&errors(yearly, by_parts, ahead(12), 1), yearly, by_parts, source);
        let source = "M3 competition, quarterly and added-up monthly series of exports and imports";
        table += &rows(&errors(&quarterly, by_parts, ahead(3), 2), &quarterly, by_parts, source);
        table += &rows(
            &errors(monthly, by_parts, ahead(1), 3),
            monthly,
            by_parts,
            "M3 competition, monthly series of exports and imports",
        );
    }
    table
}

fn rows(errors: &[Error], all: &[Series], by_parts: bool, source: &str) -> String {
    let mut table = String::new();
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
        table += &format!(
            "{}\t{months}\t{points}\t{:.2}\t{:.2}\t{:.2}\t{}\t{:.3}\t{:.3}\t{source}\n",
            if by_parts { "parts" } else { "amounts" },
            fitted.growth,
            fitted.first[0],
            fitted.first[1],
            series.len(),
            held[0],
            held[1],
        );
    }
    table
}
