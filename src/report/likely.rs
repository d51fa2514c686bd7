//! What a series' own history makes of a forecast. The words and the chances are told from one set of numbers, so that no sentence says
//! "hardly" of two chances in five.
//!
//! | its middle path is there | chances by its date | told |
//! |---|---|---|
//! | in a year | even or better, or no date | would be reached in that year |
//! | in a year after its date | less than even | would be reached in that year, after its date |
//! | in a year before its date, and has left again by then | less than even | may be reached in that year |
//! | never, or not before a year | 1 in 10 or more, or no date | may be reached, though its middle path is not there |
//! | never, or not before a year | less than 1 in 10 | would hardly be reached |
//! | and neither is its band | less than 1 in 10, or no date | would never be reached, or not before a year |
//!
//! Of a range "there" is at its nearer end or beyond, and so are these chances; those that are told are the chances to lie in it.

use super::names::when;
use super::targets::{bounds, first};
use crate::figures::Nature;
use crate::period::Period;
use crate::projection::{Reached, When};

/// Fewer hundredths than these are "hardly".
const HARDLY: f64 = 10.0;
/// A middle path is there by a date at even chances; the words round as the chances do.
const EVEN: f64 = 45.0;

/// When the series' own history would reach it, from the verb on: "would be reached in 2030".
pub(super) fn reaching(reached: &Reached, by: Option<Period>, probability: Option<f64>, nature: Nature) -> String {
    let hundredths = probability.map(|probability| (100.0 * probability).round());
    let is_unlikely = |below: f64| hundredths.is_some_and(|hundredths| hundredths < below);
    let earliest = reached.earliest.period().map(|earliest| format!(" ({})", first(earliest, nature)));
    match (reached.central, earliest) {
        (When::In(central), _) => {
            let is_late = by.is_some_and(|by| central.end() > by.end());
            let verb = if !is_late && is_unlikely(EVEN) { "may" } else { "would" };
            let late = if is_late { ", after its date" } else { "" };
            format!("{verb} be reached {}{late}{}", when(central, nature), bounds(reached, central, nature))
        }
        (_, Some(earliest)) if is_unlikely(HARDLY) => format!("would hardly be reached{earliest}"),
        (When::NotBefore(year), Some(earliest)) => {
            format!("may be reached{earliest}, though the middle of its path is not there before {year}")
        }
        (When::Never, Some(earliest)) => format!("may be reached{earliest}, though the middle of its path never gets there"),
        (_, None) if hundredths.is_some_and(|hundredths| hundredths >= HARDLY) => {
            "may be reached, though the middle of its path does not get there".into()
        }
        (When::NotBefore(year), None) => format!("would not be reached before {year}"),
        (When::Never, None) => "would never be reached".into(),
    }
}

/// A likelihood, no finer than it is known: "about 3 chances in 5", near the ends in hundredths.
pub(super) fn chances(probability: f64) -> String {
    const SIMPLE: [(u32, u32); 13] =
        [(1, 10), (1, 7), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (6, 7), (9, 10)];
    let told = |count: u32, all: u32| format!("about {count} {} in {all}", if count == 1 { "chance" } else { "chances" });
    let far = |&(count, all): &(u32, u32)| (probability - f64::from(count) / f64::from(all)).abs();
    let nearest = SIMPLE.into_iter().min_by(|one, other| far(one).total_cmp(&far(other)));
    match ((probability * 100.0).round(), nearest) {
        (low, _) if low < 1.0 => "less than 1 chance in 100".into(),
        (high, _) if high > 99.0 => "more than 99 chances in 100".into(),
        (10.0..=90.0, Some((count, all))) => told(count, all),
        (hundredths, _) => told(hundredths as u32, 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projection::{Basis, Wishes, project};
    use crate::report::{Run, View};
    use crate::{network, read, verdict};

    #[test]
    fn chances_are_told_by_the_nearest_simple_fraction() {
        let told = |hundredths: i32| chances(f64::from(hundredths) / 100.0);
        for (hundredths, fraction) in
            [(11, "1 chance in 10"), (14, "1 chance in 7"), (18, "1 chance in 5"), (86, "6 chances in 7")]
        {
            assert_eq!(told(hundredths), format!("about {fraction}"));
        }
        // No probability is further than five hundredths from what is told.
        for hundredths in 10..=90 {
            let text = told(hundredths);
            let numbers: Vec<i32> = text.split(' ').filter_map(|word| word.parse().ok()).collect();
            assert!((100 * numbers[0] - hundredths * numbers[1]).abs() <= 5 * numbers[1], "{hundredths}: {text}");
        }
    }

    fn year(year: i32) -> When {
        When::In(Period::year(year).expect("a year"))
    }

    #[test]
    fn words_and_chances_agree() {
        let (never, by) = (When::Never, Period::year(2030));
        for (probability, whens, by, told) in [
            (
                0.4,
                [year(2024), never, never],
                by,
                "may be reached (2024 at the earliest), though the middle of its path never gets there",
            ),
            (0.07, [year(2024), never, never], by, "would hardly be reached (2024 at the earliest)"),
            (0.094, [year(2024), When::NotBefore(2131), never], by, "would hardly be reached (2024 at the earliest)"),
            (
                0.096,
                [year(2024), When::NotBefore(2131), never],
                by,
                "may be reached (2024 at the earliest), though the middle of its path is not there before 2131",
            ),
            (
                0.25,
                [year(2026), year(2036), never],
                by,
                "would be reached in 2036, after its date (2026 at the earliest, perhaps never)",
            ),
            (
                0.58,
                [year(2023), year(2025), year(2063)],
                by,
                "would be reached in 2025 (2023 at the earliest, 2063 at the latest)",
            ),
            (0.3, [year(2023), year(2025), never], by, "may be reached in 2025 (2023 at the earliest, perhaps never)"),
            (0.01, [never, never, never], by, "would never be reached"),
            (0.01, [When::NotBefore(2131), When::NotBefore(2131), never], by, "would not be reached before 2131"),
        ] {
            let reached = Reached {
                path: "central".into(),
                basis: Basis::Central,
                earliest: whens[0],
                central: whens[1],
                latest: whens[2],
                then: None,
            };
            assert_eq!(reaching(&reached, by, Some(probability), Nature::Flow), told, "{probability} {whens:?}");
        }
        let undated = Reached {
            path: "central".into(),
            basis: Basis::Central,
            earliest: year(2024),
            central: never,
            latest: never,
            then: None,
        };
        assert!(reaching(&undated, None, None, Nature::Flow).starts_with("may be reached (2024"));
    }

    /// Every sentence on one target of many series: what it says of its chances, and what the table says of its date.
    #[test]
    fn every_sentence_on_a_target_rests_on_one_set_of_numbers() {
        let mut told = [0; 4];
        for last in [60, 80, 95, 100, 104, 115, 150, 240] {
            for aim in [5, 40, 70, 90, 99, 103, 112, 130, 180, 300, 1200] {
                for (status, by) in [("target", 2024), ("forecast", 2027), ("target", 2031)] {
                    let file = format!(
                        "reporter,partner,flow,period,stated,status\nA,B,imports,2021,exactly 90 mn USD,\nA,B,imports,2022,exactly 100 mn USD,\n\
                         A,B,imports,2023,exactly {last} mn USD,\nA,B,imports,{by},{aim} mn USD,{status}\n"
                    );
                    let loaded = read::load_bytes(&[("case.csv", file.as_bytes())], &read::Options::default());
                    let network = network::weave(&loaded.figures);
                    let levels = verdict::levels(&loaded.figures, &network, verdict::Tier::Meant);
                    let projection = project(&loaded.figures, &network, &levels, &Wishes::default());
                    let run = Run::default();
                    let view = View::default();
                    let report = crate::report::project(&run, &loaded.figures, &projection, &view);
                    let line = &report.series[0];
                    let text = &line.targets[0];
                    let probability = projection.series[0].targets[0].probability.expect("a date within reach");
                    let in_time = line.target_rows.first().map(|row| &*row.in_time);
                    assert!(!text.contains("hardly") || probability < 0.1, "{file}{text}");
                    assert!(!text.contains("would never") || probability < 0.1, "{file}{text}");
                    assert!(
                        !text.contains("would be reached") || probability >= 0.45 || text.contains("after its date"),
                        "{file}{text}"
                    );
                    assert!(!text.contains("after its date") || probability < 0.55, "{file}{text}");
                    assert!(!text.contains("more than 99") || in_time != Some("too late"), "{file}{text}");
                    assert!(in_time != Some("in time") || probability > 0.9, "{file}{text}");
                    assert!(in_time != Some("too late") || probability < 0.1, "{file}{text}");
                    for (count, word) in told.iter_mut().zip(["hardly", "may be reached", "after its date", "holds already"]) {
                        *count += usize::from(text.contains(word));
                    }
                }
            }
        }
        assert!(told.iter().all(|&count| count > 0), "each word is tried: {told:?}");
    }
}
