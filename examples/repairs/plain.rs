//! A country whose figures are plain numbers, rounded as offices round: the kind of table in which a pen slips.

use crate::country::draws::Draws;
use std::fmt::Write;

/// So many figures of so many partners and years, drawn without repetition; levels to five digits, growths to a tenth of a percent.
pub fn file(seed: u64, partners: usize, years: usize, figures: usize) -> String {
    let mut draws = Draws::new(seed);
    let months: Vec<[Vec<u64>; 2]> = (0..partners)
        .map(|_| {
            let size = 20_000 + draws.below(3_000_000);
            [0, 1].map(|_| (0..years * 12).map(|_| size / 2 + draws.below(size)).collect())
        })
        .collect();
    let level = |partner: usize, flow: usize, first: usize, length: usize| -> u64 {
        let who = if partner == partners { 0..partners } else { partner..partner + 1 };
        let what = if flow == 2 { 0..2 } else { flow..flow + 1 };
        who.flat_map(|who| what.clone().map(move |what| (who, what)))
            .map(|(who, what)| months[who][what][first..first + length].iter().sum::<u64>())
            .sum()
    };
    let mut all = Vec::new();
    for partner in 0..=partners {
        for flow in 0..3 {
            for year in 0..years {
                all.push((partner, flow, year, 0, 12));
                all.extend((0..4).map(|quarter| (partner, flow, year, quarter * 3, 3)));
                all.extend((0..12).map(|month| (partner, flow, year, month, 1)));
            }
        }
    }
    // What is left of a shuffle.
    for place in 0..figures.min(all.len()) {
        let other = place + draws.below((all.len() - place) as u64) as usize;
        all.swap(place, other);
    }
    let mut file = String::from("id,reporter,partner,flow,period,stated,measure,currency,parts\n");
    for (number, &(partner, flow, year, first, length)) in all.iter().take(figures).enumerate() {
        let truth = level(partner, flow, year * 12 + first, length);
        let who = if partner == partners { "World".to_string() } else { format!("P{partner}") };
        let year_name = 2000 + year;
        let period = match length {
            12 => format!("{year_name}"),
            3 => format!("{year_name}-Q{}", first / 3 + 1),
            _ => format!("{year_name}-{:02}", first + 1),
        };
        let parts = if partner == partners { "partners" } else { "" };
        let is_growth = year > 0 && number % 4 == 0;
        let (stated, measure) = if is_growth {
            let before = level(partner, flow, year * 12 - 12 + first, length);
            let thousandths = (truth * 2_000 / before).div_ceil(2) as i64 - 1_000;
            (
                format!("{}{}.{}%", if thousandths < 0 { "-" } else { "" }, thousandths.abs() / 10, thousandths.abs() % 10),
                "growth",
            )
        } else {
            // Thousandths of a million, to five digits.
            let mut step = 1;
            while truth / step >= 100_000 {
                step *= 10;
            }
            let rounded = (truth + step / 2) / step * step;
            let places = match step {
                1 => 3,
                10 => 2,
                100 => 1,
                _ => 0,
            };
            let whole = rounded / 1_000;
            let part = format!("{:03}", rounded % 1_000);
            let stated = if places == 0 { whole.to_string() } else { format!("{whole}.{}", &part[..places]) };
            (format!("{stated} mn USD"), "level")
        };
        writeln!(
            file,
            "f{number},AAA,{who},{},{period},{stated},{measure},USD,{parts}",
            ["exports", "imports", "turnover"][flow]
        )
        .expect("a string takes everything");
    }
    file
}
