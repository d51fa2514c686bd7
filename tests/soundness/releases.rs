//! Releases: rows in words, drawn from a seed. There is a true trade behind each, and most rows state it; some are off by a slip
//! or by a reading that the catalogue knows, others by anything.

use crate::systems::{Draws, norms};
use crossfoot::norms::Norms;

const HEADER: &str = "id,reporter,partner,flow,period,stated,measure,currency,base,status,source,said_on\n";

/// Months of a period within its year: from, to (0 to 12).
const SPANS: [(&str, usize, usize); 7] =
    [("", 0, 12), ("-H1", 0, 6), ("-H2", 6, 12), ("-Q1", 0, 3), ("-01..Y-09", 0, 9), ("-01..Y-07", 0, 7), ("-Q3", 6, 9)];

/// The true trade of two countries, in millions of dollars, a month.
struct Truth {
    start: [u64; 2],
    growth: u64,
}

impl Truth {
    /// Exports (0) or imports (1) of some months of a year from 2019 on, in millions.
    fn amount(&self, flow: usize, year: u64, from: usize, to: usize) -> u64 {
        let mut yearly = self.start[flow] * 1_000;
        for _ in 2019..year {
            yearly = yearly * (100 + self.growth) / 100;
        }
        let season = |month: usize| 95 + (month as u64 * 7) % 12;
        let share: u64 = (from..to).map(season).sum();
        let whole: u64 = (0..12).map(season).sum();
        yearly * share / whole
    }

    fn of(&self, flow: &str, year: u64, from: usize, to: usize) -> i64 {
        let [exports, imports] = [0, 1].map(|flow| self.amount(flow, year, from, to) as i64);
        match flow {
            "exports" => exports,
            "imports" => imports,
            "balance" => exports - imports,
            _ => exports + imports,
        }
    }
}

fn rate(year: u64) -> i64 {
    [65, 72, 74, 70, 85][(year - 2019) as usize]
}

/// A number of millions in words.
fn amount(draws: &mut Draws, millions: i64, currency: &str) -> String {
    let sign = if millions < 0 { "-" } else { "" };
    let size = millions.unsigned_abs();
    let digits = match draws.below(4) {
        0 => format!("{}.{}", size / 1_000, size % 1_000 / 100),
        1 => format!("{}.{:02}", size / 1_000, size % 1_000 / 10),
        2 => format!("{}", (size + 500) / 1_000),
        _ => return format!("{sign}{size} mn {currency}"),
    };
    format!("{sign}{digits} bn {currency}")
}

fn hedged(draws: &mut Draws, said: String) -> String {
    let hedge =
        draws.pick(&["", "", "", "about ", "more than ", "almost ", "at least ", "less than ", "exactly ", "reached ", "up to "]);
    format!("{hedge}{said}")
}

/// What goes wrong with a number.
fn slipped(draws: &mut Draws, number: i64) -> i64 {
    match draws.below(8) {
        0 => number * 10,
        1 => number / 10,
        2 => number * 1_000,
        3 => -number,
        4 => number * 102 / 100,
        5 => number * 80 / 100,
        6 => {
            let text: Vec<char> = number.abs().to_string().chars().collect();
            let at = draws.below(text.len().max(2) as u64 - 1) as usize;
            let mut swapped = text.clone();
            if at + 1 < swapped.len() {
                swapped.swap(at, at + 1);
            }
            swapped.into_iter().collect::<String>().parse().unwrap_or(number)
        }
        _ => number * 130 / 100,
    }
}

/// A release of three to six rows as a file, and what is usual.
pub fn release(seed: u64) -> (String, Norms) {
    let mut draws = Draws(seed ^ 0x5eed);
    let norms = if draws.below(3) == 0 {
        norms(&mut draws)
    } else if draws.below(3) == 0 {
        Norms::none()
    } else {
        Norms::built_in().clone()
    };
    let truth = Truth { start: [4 + draws.below(30), 3 + draws.below(30)], growth: draws.pick(&[5, 10, 20, 25, 40, 100]) };
    // What the rows are about.
    let has_rates = draws.below(4) == 0;
    let has_mirror = draws.below(3) == 0;
    let flows: &[&str] = match (has_rates, draws.below(3)) {
        (false, 0) => &["turnover", "exports", "imports", "balance"],
        (_, 1) => &["exports"],
        _ => &["turnover", "exports", "imports"],
    };
    let mut spans = vec![0];
    (0..1 + draws.below(2)).for_each(|_| spans.push(draws.below(SPANS.len() as u64) as usize));
    let years: &[u64] = draws.pick(&[&[2022, 2023][..], &[2022][..], &[2021, 2022, 2023][..], &[2019, 2020, 2021, 2022][..]]);
    let sources = draws.pick(&[
        &[""][..],
        &["Customs", "Ministry"][..],
        &["Customs", "Customs", "Ministry", "Bank"][..],
        &["", "Bank"][..],
    ]);
    let mut file = HEADER.to_string();
    let mut rows = 0;
    if has_rates {
        for year in years {
            file += &format!("fx{year},,,RUB/USD,{year},exactly {},rate,,,official,Central Bank,\n", rate(*year));
        }
    }
    let count = 3 + draws.below(4);
    while rows < count {
        let (mut year, (span, from, mut to)) = (draws.pick(years), SPANS[draws.pick(&spans)]);
        let name = format!("{year}{}", span.replace('Y', &year.to_string()));
        let mut flow = draws.pick(flows);
        let [mut reporter, mut partner] = ["RUS", "UZB"];
        let stated_flow = flow;
        if has_mirror && draws.below(2) == 0 {
            (reporter, partner) = (partner, reporter);
            flow = match flow {
                "exports" => "imports",
                "imports" => "exports",
                other => other,
            };
        }
        // Read otherwise than marked: a month more, a year off.
        if draws.below(6) == 0 {
            if draws.below(2) == 0 && to < 12 { to += 1 } else { year = (year + 1).min(2023) }
        }
        let goes_wrong = draws.below(4) == 0;
        let (stated, measure, mut currency, base) = match draws.below(8) {
            0 | 1 if flow != "balance" && year > 2019 => {
                let (now, before) = (truth.of(flow, year, from, to), truth.of(flow, year - 1, from, to).max(1));
                let is_in_rubles = has_rates && draws.below(2) == 0;
                let times = if is_in_rubles { (rate(year), rate(year - 1)) } else { (1, 1) };
                let mut tenths = 1_000 * now * times.0 / (before * times.1) - 1_000;
                if goes_wrong {
                    tenths = slipped(&mut draws, tenths).clamp(-990, 9_000);
                }
                let said = match draws.below(5) {
                    0 => format!(
                        "{}.{} times{}",
                        (tenths + 1_000) / 1_000,
                        (tenths + 1_000) % 1_000 / 100,
                        draws.pick(&["", " more"])
                    ),
                    1 => format!("{}%", tenths / 10),
                    _ => format!("{}{}.{}%", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10),
                };
                (hedged(&mut draws, said), "growth", draws.pick(&["USD", "USD?", "", "RUB?", "USD"]), "")
            }
            2 if flow != "balance" && years.len() > 2 => {
                let mut tenths = i64::try_from(truth.growth * 10).unwrap_or(0);
                if goes_wrong {
                    tenths = slipped(&mut draws, tenths).clamp(-990, 9_000);
                }
                let said = format!("{}.{}%", tenths / 10, tenths.abs() % 10);
                file += &format!(
                    "r{rows},{reporter},{partner},{stated_flow},{}..{},{said},average growth,USD,,{},{},\n",
                    years[0],
                    years[years.len() - 1],
                    draws.pick(&["", "", "official"]),
                    draws.pick(sources)
                );
                rows += 1;
                continue;
            }
            3 if flow == "exports" && flows.contains(&"turnover") => {
                let share = 1_000 * truth.of("exports", year, from, to) / truth.of("turnover", year, from, to).max(1);
                let share = if goes_wrong { slipped(&mut draws, share).clamp(0, 1_000) } else { share };
                let said = format!("{}.{}%", share / 10, share % 10);
                (hedged(&mut draws, said), "share", "USD", "turnover")
            }
            _ => {
                let mut millions = truth.of(flow, year, from, to);
                if goes_wrong {
                    millions = slipped(&mut draws, millions);
                    millions = if flow == "balance" { millions } else { millions.abs() };
                }
                let code = if has_rates && flow != "balance" && draws.below(2) == 0 { "RUB" } else { "USD" };
                let millions = if code == "RUB" { millions * rate(year) } else { millions };
                let said = amount(&mut draws, millions, code);
                (hedged(&mut draws, said), "level", if has_rates && draws.below(3) == 0 { "?" } else { "" }, "")
            }
        };
        // A level's own mark of doubt needs the currency in its column.
        let mut stated = stated;
        if currency == "?" {
            let code = if stated.ends_with("RUB") { "RUB" } else { "USD" };
            stated = stated.trim_end_matches(" RUB").trim_end_matches(" USD").to_string();
            currency = if code == "RUB" { "RUB?" } else { "USD?" };
        }
        let mark = draws.pick(&["", "", "?"]);
        let status = draws.pick(&["", "", "", "official", "official", "forecast"]);
        let status = if status == "forecast" && draws.below(3) > 0 { "" } else { status };
        let (source, day) = (draws.pick(sources), draws.pick(&["", "", "2023-09-18", "2023-10-06"]));
        file += &format!(
            "r{rows},{reporter},{partner},{stated_flow},{name}{mark},{stated},{measure},{currency},{base},{status},{source},{day}\n"
        );
        rows += 1;
    }
    (file, norms)
}
