//! A year begun beside the whole years before it: what its band holds, by its months alone and as it is told.

use crate::months::{history_of, month, point};
use crate::series::Series;
use crossfoot::period::Period;
use crossfoot::projection::bands::Coverage;
use crossfoot::projection::trend::Kind;
use crossfoot::projection::year::PartOfYear;
use crossfoot::projection::{Part, outlook};

/// In per cent.
#[derive(Clone, Copy, Debug, Default)]
pub struct BegunScore {
    /// How many years begun.
    pub tried: f64,
    /// What the 95 % band held as it is told.
    pub held: f64,
    /// What it held by the months alone.
    pub by_months: f64,
    /// How often it was made narrower.
    pub narrower: f64,
    /// What the 95 % band of the path of whole years held, no month being known.
    pub by_years: f64,
}

/// With so many months known, from each year with two to ten years kept before it; these months known of all of those, or of the last one.
pub fn score(all: &[Series], known: usize, is_of_all: bool) -> BegunScore {
    let mut score = BegunScore::default();
    for series in all {
        let values = &series.values[series.known % 12..];
        let sum = |year: usize, months: usize| values[12 * year..12 * year + months].iter().sum::<f64>();
        for year in 2..values.len() / 12 {
            for kept in 2..=year.min(10) {
                let first = year - kept;
                let years = (first..year).map(|year| point(values, 12 * year, 12 * year + 12)).collect();
                let mut history = history_of(years, 12);
                let holds = |band: [f64; 2]| f64::from(u8::from(band[0] <= sum(year, 12) && sum(year, 12) <= band[1]));
                let Some(alone) = outlook(&history, 1, Coverage::NinetyFive) else { continue };
                let off = alone.off[0][1];
                score.by_years += holds([alone.values[0] * (-off).exp(), alone.values[0] * off.exp()]);
                let past = if is_of_all { first } else { year - 1 };
                let past = (past..year).map(|year| (sum(year, known), sum(year, 12))).collect();
                let of_year = PartOfYear { known: sum(year, known), months: known as i32, past, kind: Kind::Positive };
                let (low, high) = of_year.whole().band(Coverage::NinetyFive);
                score.by_months += holds([low, high]);
                let known = point(values, 12 * year, 12 * year + known);
                history.part = Some(Part {
                    year: Period::between(month(12 * year), month(12 * year + 12)).expect("within the calendar"),
                    runs: vec![known.clone()],
                    known,
                    of_year,
                    unsettled: Vec::new(),
                    rest_before: None,
                });
                let Some((_, whole)) = outlook(&history, 1, Coverage::NinetyFive).and_then(|outlook| outlook.begun) else {
                    continue;
                };
                let (low, high) = whole.band(Coverage::NinetyFive);
                score.held += holds([low, high]);
                score.narrower += f64::from(u8::from(whole.is_bounded));
                score.tried += 1.0;
            }
        }
    }
    let in_per_cent = |number: f64| 100.0 * number / score.tried;
    BegunScore {
        tried: score.tried,
        held: in_per_cent(score.held),
        by_months: in_per_cent(score.by_months),
        narrower: in_per_cent(score.narrower),
        by_years: in_per_cent(score.by_years),
    }
}

/// Prints both.
pub fn print(all: &[Series]) {
    println!("months known\tyears\tof all: told\tby months\tnarrower\tof one: told\tby months\tnarrower\tby years");
    for known in [1, 2, 3, 6, 9] {
        let (of_all, of_one) = (score(all, known, true), score(all, known, false));
        print!("{known}\t{}", of_all.tried);
        for BegunScore { held, by_months, narrower, .. } in [of_all, of_one] {
            print!("\t{held:.1}\t{by_months:.1}\t{narrower:.0}");
        }
        println!("\t{:.1}", of_all.by_years);
    }
}
