//! A customs service prints its table to half a cent in a hundred billion dollars, and rounds each number by itself: an example
//! that fits is found all the same, among numbers that a float could not even tell apart once they are added up.

#[path = "draws/mod.rs"]
mod draws;

use crossfoot::network::weave;
use crossfoot::read::{Options, load_bytes};
use crossfoot::verdict::{self, Verdict};
use draws::Draws;
use std::fmt::Write;

const COUNTRIES: usize = 30;
const FLOWS: [&str; 3] = ["exports", "imports", "turnover"];
/// The truth is counted in thousandths of the last printed place: 10⁻⁸ of a thousand dollars.
const FINE: i128 = 1_000;

/// A number of hundred-thousandths, rounded from thousandths of them, as printed: `6337381.79691`.
fn printed(fine: i128) -> String {
    let places = (fine + FINE / 2).div_euclid(FINE);
    format!("{}.{:05}", places / 100_000, places % 100_000)
}

/// Levels and shares of 30 countries in three groups, of these and of the world, each rounded from what was drawn.
fn table(seed: u64) -> String {
    let mut draws = Draws::new(seed);
    // Exports and imports from a billion to a hundred billion dollars.
    let mut amount = || 1_000_000 * 100_000 * FINE + draws.below(99_000_000 * 100_000 * FINE as u64) as i128;
    let countries: Vec<[i128; 3]> = (0..COUNTRIES)
        .map(|_| {
            let (exports, imports) = (amount(), amount());
            [exports, imports, exports + imports]
        })
        .collect();
    let total = |of: &[[i128; 3]], flow: usize| of.iter().map(|country| country[flow]).sum::<i128>();
    let mut file = String::from("# reporter: KAZ\n# period: 2021\nid,partner,flow,measure,stated,currency,parts,group\n");
    for (flow, name) in FLOWS.iter().enumerate() {
        let world = total(&countries, flow);
        let mut say = |partner: &str, amount: i128, parts: &str, group: &str| {
            let level = printed(amount);
            writeln!(file, "{partner}-{name},{partner},{name},level,{level} thousand USD,,{parts},{group}").unwrap();
            if parts.is_empty() {
                // Rounded once: a number rounded to eight places and then to five can come out elsewhere.
                let share = printed((amount * 200 * 100_000 + world) / (2 * world) * FINE);
                writeln!(file, "{partner}-{name}-share,{partner},{name},share,{share}%,USD,,{group}").unwrap();
            }
        };
        say("World", world, "partners", "");
        for (index, group) in countries.chunks(COUNTRIES / 3).enumerate() {
            say(&format!("G{index}"), total(group, flow), "", "");
            for (member, country) in group.iter().enumerate() {
                say(&format!("P{index}{member}"), country[flow], "", &format!("G{index}"));
            }
        }
    }
    file
}

#[test]
fn a_table_to_half_a_cent_is_shown_to_fit() {
    for seed in 1..=8 {
        let loaded = load_bytes(&[("table.csv", table(seed).as_bytes())], &Options::default());
        assert_eq!(loaded.refusals, [], "{seed}");
        // More than a linear program takes as a whole.
        assert!(loaded.figures.figures.len() > 160);
        let judgement = verdict::judge(&loaded.figures, &weave(&loaded.figures));
        assert_eq!(judgement.verdict, Verdict::Consistent, "{seed}");
        assert!(judgement.proved && judgement.witness.is_some(), "{seed}");
    }
}

/// A dollar too much in the sum of all countries is more than roundings leave.
#[test]
fn a_dollar_too_much_is_a_proved_clash() {
    let file = table(1);
    let row = file.lines().find(|line| line.starts_with("World-exports,")).unwrap();
    let said = row.split(',').nth(4).unwrap();
    let level: i128 = said.trim_end_matches(" thousand USD").replace('.', "").parse().unwrap();
    // 30 roundings of half a cent, and half a cent of the sum, leave 16 cents.
    let wrong = file.replace(said, &format!("{} thousand USD", printed((level + 100) * FINE)));
    let loaded = load_bytes(&[("table.csv", wrong.as_bytes())], &Options::default());
    let judgement = verdict::judge(&loaded.figures, &weave(&loaded.figures));
    assert_eq!(judgement.verdict, Verdict::Contradictory);
    assert!(!judgement.findings.is_empty());
}
