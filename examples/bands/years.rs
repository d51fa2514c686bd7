//! Part of a year to the whole, on the monthly series: the table, and how good it is.

use crate::errors::Error;
use crate::fit::fit;
use crate::series::Series;
use crossfoot::projection::bands::Coverage;
use crossfoot::projection::trend::Kind;
use crossfoot::projection::year::{PartOfYear, WholeYear};

/// A year of a series, with how its rest came out.
struct Tried {
    series: usize,
    months: i32,
    /// Whether the competition held this year out.
    is_held_out: bool,
    estimate: WholeYear,
    /// The same by × 12/k.
    plain: WholeYear,
    rest: f64,
    whole: f64,
}

fn tried(all: &[Series]) -> Vec<Tried> {
    let mut tried = Vec::new();
    for (index, series) in all.iter().enumerate() {
        // The file does not say in which month a series begins: a year begins with what the competition held out.
        let first = series.known % 12;
        let years: Vec<&[f64]> = series.values[first..].chunks_exact(12).collect();
        for (place, year) in years.iter().enumerate().skip(1) {
            for months in 1..12 {
                let cut = months as usize;
                let sum = |values: &[f64]| values.iter().sum::<f64>();
                let past = years[..place].iter().map(|year| (sum(&year[..cut]), sum(year))).collect();
                let part = PartOfYear { known: sum(&year[..cut]), months, past, kind: Kind::Positive };
                let plain = PartOfYear { past: Vec::new(), ..part.clone() }.whole();
                let (rest, whole) = (sum(&year[cut..]), sum(year));
                let is_held_out = first + 12 * place == series.known;
                tried.push(Tried { series: index, months, is_held_out, estimate: part.whole(), plain, rest, whole });
            }
        }
    }
    tried
}

/// The table as `data/projection/years.tsv` holds it.
pub fn table(all: &[Series]) -> String {
    let mut table = String::new();
    table.push_str("# How far off the rest of real years was, in usual steps. Made by examples/bands; see README.md.\n");
    table.push_str("past\tgrowth\tfirst_80\tfirst_95\tseries\tmeasured_80\tmeasured_95\tsource\n");
    let tried = tried(all);
    for has_past in [true, false] {
        let errors: Vec<Error> = tried
            .iter()
            .map(|tried| Error {
                series: tried.series,
                points: 0,
                ahead: (tried.months * (12 - tried.months)) as usize,
                off: if has_past { &tried.estimate } else { &tried.plain }.steps_off(tried.rest),
                weight: 1.0,
            })
            .collect();
        let half = |which: usize| errors.iter().filter(|error| error.series % 2 == which).collect::<Vec<&Error>>();
        let (even, odd, both) = (half(0), half(1), errors.iter().collect::<Vec<&Error>>());
        let (Some(fitted), Some(on_even), Some(on_odd)) = (fit(&both), fit(&even), fit(&odd)) else { continue };
        let (of_odd, of_even) = (on_even.holds(&odd), on_odd.holds(&even));
        table += &format!(
            "{}\t{:.2}\t{:.2}\t{:.2}\t{}\t{:.3}\t{:.3}\tM3 competition, monthly series of exports and imports\n",
            if has_past { "yes" } else { "no" },
            fitted.growth,
            fitted.first[0],
            fitted.first[1],
            all.len(),
            (of_odd[0] + of_even[0]) / 2.0,
            (of_odd[1] + of_even[1]) / 2.0,
        );
    }
    table
}

/// How the year came out with so many months known; all but the first in per cent.
#[derive(Clone, Copy, Debug)]
pub struct YearScore {
    /// How many years.
    pub years: usize,
    /// Mean error of the year.
    pub error: f64,
    /// The same by × 12/k.
    pub plain_error: f64,
    /// What the 80 and the 95 % band held.
    pub held: [f64; 2],
    /// What the 95 % band held by × 12/k.
    pub plain_held: f64,
}

/// With so many months known: of the year that the competition held out of each series, or of all years with one before them.
pub fn score(all: &[Series], months: i32, is_held_out: bool) -> YearScore {
    let is_one = |tried: &Tried| tried.months == months && (tried.is_held_out || !is_held_out);
    let there: Vec<Tried> = tried(all).into_iter().filter(is_one).collect();
    let mean = |of: &dyn Fn(&Tried) -> f64| 100.0 * there.iter().map(of).sum::<f64>() / there.len() as f64;
    let holds = |year: &WholeYear, whole: f64, coverage| {
        let (low, high) = year.band(coverage);
        f64::from(u8::from((low..=high).contains(&whole)))
    };
    YearScore {
        years: there.len(),
        error: mean(&|tried| (tried.estimate.value / tried.whole - 1.0).abs()),
        plain_error: mean(&|tried| (tried.plain.value / tried.whole - 1.0).abs()),
        held: [Coverage::Eighty, Coverage::NinetyFive]
            .map(|coverage| mean(&|tried| holds(&tried.estimate, tried.whole, coverage))),
        plain_held: mean(&|tried| holds(&tried.plain, tried.whole, Coverage::NinetyFive)),
    }
}

/// Prints the mean error of the year, and how many years the bands hold.
pub fn print(all: &[Series]) {
    println!("which\tmonths known\tyears\terror\terror of x12/k\t80 %\t95 %\t95 % of x12/k");
    for (which, is_held_out) in [("held out", true), ("all", false)] {
        for months in 1..12 {
            let YearScore { years, error, plain_error, held, plain_held } = score(all, months, is_held_out);
            println!("{which}\t{months}\t{years}\t{error:.2}\t{plain_error:.2}\t{:.1}\t{:.1}\t{plain_held:.1}", held[0], held[1]);
        }
    }
}
