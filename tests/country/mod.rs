//! A made-up country whose true trade is known: figures drawn around the truth can all be true, and one that is moved away from it
//! is wrong by a known factor. The same file for the same seed, on every machine.

#[path = "../draws/mod.rs"]
pub mod draws;

use draws::Draws;
use std::fmt::Write;

/// What a country publishes.
pub struct Country {
    pub seed: u64,
    pub partners: usize,
    pub years: usize,
    pub figures: usize,
    /// So many figures are half as large again as they should be.
    pub wrong: usize,
}

const FLOWS: [&str; 3] = ["exports", "imports", "turnover"];

/// Whole years, quarters and months as (name, first month, months).
fn spans(year: usize) -> Vec<(String, usize, usize)> {
    let mut spans = vec![(format!("{}", 2000 + year), 0, 12)];
    spans.extend((0..4).map(|quarter| (format!("{}-Q{}", 2000 + year, quarter + 1), quarter * 3, 3)));
    spans.extend((0..12).map(|month| (format!("{}-{:02}", 2000 + year, month + 1), month, 1)));
    spans
}

impl Country {
    /// The figures file, and the ids of the wrong figures.
    pub fn file(&self) -> (String, Vec<String>) {
        let mut draws = Draws::new(self.seed);
        // months[partner][flow][month], in thousands
        let months: Vec<[Vec<u64>; 2]> = (0..self.partners)
            .map(|_| {
                let size = 2_000 + draws.below(3_000_000);
                [0, 1].map(|_| (0..self.years * 12).map(|_| size / 2 + draws.below(size)).collect())
            })
            .collect();
        let level = |partner: usize, flow: usize, year: usize, first: usize, length: usize| -> u64 {
            let who = if partner == self.partners { 0..self.partners } else { partner..partner + 1 };
            let what = if flow == 2 { 0..2 } else { flow..flow + 1 };
            let run = year * 12 + first..year * 12 + first + length;
            who.flat_map(|who| what.clone().map(move |what| (who, what)))
                .map(|(who, what)| months[who][what][run.clone()].iter().sum::<u64>())
                .sum()
        };
        let mut speakable = Vec::new();
        for partner in 0..=self.partners {
            for flow in 0..3 {
                for year in 0..self.years {
                    speakable.extend(spans(year).into_iter().map(|span| (partner, flow, year, span)));
                }
            }
        }
        let mut file = String::from("id,reporter,partner,flow,period,stated,measure,currency,parts\n");
        let mut wrong = Vec::new();
        for number in 0..self.figures {
            let (partner, flow, year, (period, first, length)) = speakable[draws.below(speakable.len() as u64) as usize].clone();
            let truth = level(partner, flow, year, first, length);
            let is_wrong = number * self.wrong / self.figures < (number + 1) * self.wrong / self.figures;
            if is_wrong {
                wrong.push(format!("f{number}"));
            }
            let who = if partner == self.partners { "World".to_string() } else { format!("P{partner}") };
            let is_growth = year > 0 && number % 3 == 0;
            let (low, high, unit, measure) = if is_growth {
                let before = level(partner, flow, year - 1, first, length);
                let truth = (i128::from(truth) * 1_000_000 / i128::from(before)) as i64 - 1_000_000;
                let [below, above] = [0, 1].map(|_| 2_000 + draws.below(20_000) as i64);
                let moved = if is_wrong { 500_000 } else { 0 };
                (truth - below + moved, truth + above + moved, "%", "growth")
            } else {
                let truth = (truth as i64) * if is_wrong { 3 } else { 2 } / 2;
                let [below, above] = [0, 1].map(|_| 1 + truth * (2 + draws.below(25) as i64) / 1_000);
                (truth - below, truth + above, "mn USD", "level")
            };
            let printed = |number: i64| match measure {
                "growth" => {
                    format!("{}{}.{:04}", if number < 0 { "-" } else { "" }, number.abs() / 10_000, number.abs() % 10_000)
                }
                _ => format!("{}.{:03}", number / 1_000, number % 1_000),
            };
            let parts = if partner == self.partners { "partners" } else { "" };
            writeln!(
                file,
                "f{number},AAA,{who},{},{period},between {} and {} {unit},{measure},USD,{parts}",
                FLOWS[flow],
                printed(low),
                printed(high)
            )
            .expect("a string takes everything");
        }
        (file, wrong)
    }
}
