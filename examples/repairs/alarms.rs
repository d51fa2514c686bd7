//! False alarms: files of few figures around a true trade, in the phrases of officials, each so chosen that the truth lies within
//! what it is commonly meant to say. Nothing in them can be contradictory.

use crate::clock::{ms, timed};
use crate::country::draws::Draws;
use crate::{figures, judged};
use crossfoot::exact::{End, Interval};
use crossfoot::figures::Aspect;
use crossfoot::verdict::Verdict;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, pow};
use std::collections::BTreeMap;

const HEADER: &str = "id,reporter,partner,flow,period,stated,measure,currency,base\n";
const YEARS: usize = 5;
const HEDGES: [[&str; 2]; 10] = [
    ["about", "около"],
    ["almost", "почти"],
    ["more than", "более"],
    ["slightly more than", "чуть более"],
    ["at least", "не менее"],
    ["less than", "менее"],
    ["at most", "не более"],
    ["", ""],
    ["", ""],
    ["exactly", "ровно"],
];

/// What is true: million-dollar levels by flow and month (in thousands), and rubles to the dollar by year (in thousandths).
struct Truth {
    months: [Vec<u64>; 2],
    rates: Vec<u64>,
    all: Vec<[Vec<u64>; 2]>,
}

/// A row and the true number that it speaks of: a level in units, a growth or share as the ratio, with the power that it is raised to.
struct Said {
    row: String,
    truth: BigRational,
    power: usize,
}

fn ratio(above: u64, below: u64) -> BigRational {
    BigRational::new(BigInt::from(above), BigInt::from(below.max(1)))
}

impl Truth {
    fn draw(draws: &mut Draws) -> Truth {
        let mut series = || {
            let size = 3_000 + draws.below(2_000_000);
            let mut pace = 1_000;
            (0..YEARS)
                .flat_map(|_| {
                    pace = pace * (850 + draws.below(500)) / 1_000;
                    (0..12).map(|_| 1 + size * pace / 1_000 * (850 + draws.below(300)) / 1_000).collect::<Vec<_>>()
                })
                .collect::<Vec<u64>>()
        };
        let months = [series(), series()];
        let all = (0..2).map(|_| [series(), series()]).collect();
        let mut rate = 60_000;
        let rates = (0..YEARS)
            .map(|_| {
                rate = rate * (900 + draws.below(250)) / 1_000;
                rate
            })
            .collect();
        Truth { months, rates, all }
    }

    /// In thousandths of a million dollars; a balance is not among them.
    fn level(&self, world: bool, flow: usize, first: usize, length: usize) -> u64 {
        let what = if flow == 2 { 0..2 } else { flow..flow + 1 };
        let of = |months: &[Vec<u64>; 2]| {
            what.clone().map(|flow| months[flow][first..first + length].iter().sum::<u64>()).sum::<u64>()
        };
        of(&self.months) + if world { self.all.iter().map(of).sum() } else { 0 }
    }
}

fn period(year: usize, draws: &mut Draws) -> (String, usize, usize) {
    let name = 2018 + year;
    let (text, first, length) = match draws.below(9) {
        0..=3 => (format!("{name}"), 0, 12),
        4 => (format!("{name}-H1"), 0, 6),
        5 => {
            let q = draws.below(4) as usize;
            (format!("{name}-Q{}", q + 1), q * 3, 3)
        }
        6 => {
            let m = draws.below(12) as usize;
            (format!("{name}-{:02}", m + 1), m, 1)
        }
        7 => {
            let m = 2 + draws.below(9) as usize;
            (format!("{name}-01..{name}-{m:02}"), 0, m)
        }
        _ => (format!("{name}-H2"), 6, 6),
    };
    (text, year * 12 + first, length)
}

/// A number near the truth, of so many digits: below, above or nearest, so that hedges of every side have one.
fn near(truth: f64, draws: &mut Draws, russian: bool) -> String {
    let digits = 1 + draws.below(3) as i32;
    let step = 10_f64.powi(truth.abs().log10().floor() as i32 + 1 - digits);
    let step = if draws.below(3) == 0 { step * 5.0 } else { step };
    let number = match draws.below(3) {
        0 => (truth / step).floor(),
        1 => (truth / step).ceil(),
        _ => (truth / step).round(),
    } * step;
    let places = (-(step.log10().floor()) as i32).max(0) as usize;
    let text = format!("{number:.places$}");
    if russian { text.replace('.', ",") } else { text }
}

fn amount(thousands: f64, rubles: bool, draws: &mut Draws) -> String {
    let russian = draws.below(2) == 1;
    let hedge = HEDGES[draws.below(10) as usize][usize::from(russian)];
    let (number, scale) = if thousands >= 1e6 && draws.below(4) > 0 {
        (thousands / 1e6, ["bn", "млрд"])
    } else {
        (thousands / 1e3, ["mn", "млн"])
    };
    let number = near(number, draws, russian);
    let unit = match (rubles, russian) {
        (false, false) => "USD",
        (false, true) => "долл.",
        (true, false) => "RUB",
        (true, true) => "руб.",
    };
    format!("{hedge} {number} {} {unit}", scale[usize::from(russian)])
}

fn growth(times: f64, draws: &mut Draws) -> String {
    let russian = draws.below(2) == 1;
    let hedge = HEDGES[draws.below(10) as usize][usize::from(russian)];
    let change = times - 1.0;
    let word = match (change >= 0.0, russian) {
        (true, false) => "grew by",
        (true, true) => "вырос на",
        (false, false) => "fell by",
        _ => "снизился на",
    };
    let fractions = [
        ["a quarter", "четверть"],
        ["a third", "треть"],
        ["half", "половину"],
        ["a fifth", "одну пятую"],
        ["two thirds", "две трети"],
    ];
    match draws.below(8) {
        0 | 1 => {
            let near = [0.25, 1.0 / 3.0, 0.5, 0.2, 2.0 / 3.0].iter().position(|part| (change.abs() - part).abs() < 0.05);
            match near {
                Some(at) if russian && hedge.is_empty() => format!("{word} {}", fractions[at][1]),
                Some(at) if russian => format!("{} {hedge} чем на {}", word.trim_end_matches(" на"), fractions[at][1])
                    .replace("около чем", "примерно")
                    .replace("почти чем", "почти"),
                Some(at) => format!("{word} {hedge} {}", fractions[at][0]),
                None => format!("{word} {hedge} {}%", near_percent(change, draws, russian)),
            }
        }
        2 if times > 1.3 => {
            let number = near(times, draws, russian);
            if russian { format!("вырос {hedge} в {number} раза") } else { format!("grew {hedge} {number} times") }
        }
        3 if times > 1.8 => {
            ["doubled", "more than doubled", "almost doubled", "вырос вдвое", "вырос более чем вдвое", "вырос почти вдвое"]
                [draws.below(6) as usize]
                .to_string()
        }
        _ => format!("{word} {hedge} {}%", near_percent(change, draws, russian)),
    }
}

fn near_percent(change: f64, draws: &mut Draws, russian: bool) -> String {
    near(change.abs() * 100.0, draws, russian)
}

fn say(truth: &Truth, number: usize, draws: &mut Draws) -> Option<Said> {
    let flow = draws.below(3) as usize;
    let flows = ["exports", "imports", "turnover"];
    let year = draws.below(YEARS as u64) as usize;
    let (name, first, length) = period(year, draws);
    let world = draws.below(5) == 0;
    let partner = if world { "World" } else { "UZB" };
    let level = truth.level(world, flow, first, length);
    let flow_name = flows[flow];
    let id = format!("f{number}");
    let row = |stated: String, measure: &str, currency: &str, base: &str| {
        format!("{id},RUS,{partner},{flow_name},{name},\"{stated}\",{measure},{currency},{base}\n")
    };
    Some(match draws.below(12) {
        0..=4 => {
            Said { row: row(amount(level as f64, false, draws), "level", "USD", ""), truth: ratio(level * 1_000, 1), power: 1 }
        }
        5 => {
            let rate = truth.rates[year];
            let rubles = BigRational::from(BigInt::from(level) * BigInt::from(rate));
            Said { row: row(amount(level as f64 * rate as f64 / 1e3, true, draws), "level", "RUB", ""), truth: rubles, power: 1 }
        }
        6..=8 if year > 0 => {
            let before = truth.level(world, flow, first - 12, length);
            let rubles = draws.below(4) == 0;
            let times = if rubles {
                ratio(level, before) * ratio(truth.rates[year], truth.rates[year - 1])
            } else {
                ratio(level, before)
            };
            let float =
                level as f64 / before as f64 * if rubles { truth.rates[year] as f64 / truth.rates[year - 1] as f64 } else { 1.0 };
            Said { row: row(growth(float, draws), "growth", if rubles { "RUB" } else { "USD" }, ""), truth: times, power: 1 }
        }
        9 => {
            let whole = truth.level(true, flow, first, length);
            let own = truth.level(false, flow, first, length);
            let stated =
                format!("{} {}%", HEDGES[draws.below(10) as usize][0], near_percent(own as f64 / whole as f64, draws, false));
            let row = format!("{id},RUS,UZB,{flow_name},{name},{stated},share,USD,World\n");
            Said { row, truth: ratio(own, whole), power: 1 }
        }
        10 => {
            let years = 2 + draws.below(3) as usize;
            let from = year.checked_sub(years)?;
            let (before, now) = (truth.level(world, flow, from * 12, 12), truth.level(world, flow, year * 12, 12));
            let pace = (now as f64 / before as f64).powf(1.0 / years as f64) - 1.0;
            let sign = if pace < 0.0 { "-" } else { "" };
            let stated = format!(
                "{} {sign}{}%",
                ["about", "", "", "almost", "more than"][draws.below(5) as usize],
                near_percent(pace, draws, false)
            );
            let row = format!("{id},RUS,{partner},{flow_name},{}..{},{stated},average growth,USD,\n", 2018 + from, 2018 + year);
            Said { row, truth: ratio(now, before), power: years }
        }
        _ if draws.below(2) == 0 => {
            let rate = truth.rates[year];
            let row = format!(
                "fx{number},,,RUB/USD,{},{} {},rate,,\n",
                2018 + year,
                ["about", "", ""][draws.below(3) as usize],
                near(rate as f64 / 1e3, draws, false)
            );
            Said { row, truth: ratio(rate, 1_000), power: 1 }
        }
        _ => {
            let [out, back] = [0, 1].map(|flow| truth.level(world, flow, first, length));
            let sign = if out < back { "-" } else { "" };
            let stated = format!("{sign}{} mn USD", near(out.abs_diff(back) as f64 / 1e3, draws, false));
            let row = format!("{id},RUS,{partner},balance,{name},{stated},level,USD,\n");
            Said { row, truth: BigRational::from((BigInt::from(out) - BigInt::from(back)) * BigInt::from(1_000)), power: 1 }
        }
    })
}

/// Whether the truth lies within what a figure is meant to say.
fn holds(meant: &Interval, said: &Said, is_growth: bool) -> bool {
    let end = |end: End| {
        let at = BigRational::new((*end.at.numer()).into(), (*end.at.denom()).into())
            + if is_growth { BigRational::one() } else { BigRational::from(BigInt::from(0)) };
        (pow(at, said.power), end.open)
    };
    meant.low.map(end).is_none_or(|(at, open)| said.truth > at || (said.truth == at && !open))
        && meant.high.map(end).is_none_or(|(at, open)| said.truth < at || (said.truth == at && !open))
}

pub fn measure(many: usize) {
    let mut verdicts: BTreeMap<Verdict, usize> = BTreeMap::new();
    let (mut tight, mut tight_files, mut unproved, mut total, mut refused) = (0, 0, 0, 0, 0);
    let (mut slowest, mut spent) = ((0.0, 0), 0.0);
    for seed in 0..many as u64 {
        let mut draws = Draws::new(900_000 + seed);
        let truth = Truth::draw(&mut draws);
        let wanted = 5 + draws.below(36) as usize;
        let mut file = HEADER.to_string();
        let mut kept = 0;
        for number in 0..wanted * 12 {
            if kept == wanted {
                break;
            }
            let Some(said) = say(&truth, number, &mut draws) else { continue };
            let Some(one) = figures(&(HEADER.to_string() + &said.row)) else {
                refused += 1;
                if refused <= 8 {
                    eprint!("refused: {}", said.row)
                }
                continue;
            };
            let [figure] = &one.figures[..] else { continue };
            let Some(cell) = &figure.reading.cell else { continue };
            let is_growth = matches!(cell.aspect, Aspect::Growth { .. } | Aspect::AverageGrowth { .. });
            if holds(&figure.reading.meant, &said, is_growth) {
                file += &said.row;
                kept += 1;
            }
        }
        let Some(figures) = figures(&file) else {
            refused += 1;
            continue;
        };
        let (judgement, took) = timed(|| judged(&figures));
        if ms(took) > slowest.0 {
            slowest = (ms(took), seed);
        }
        spent += ms(took);
        if ms(took) > 1e3 {
            eprintln!("seed {seed}: {} figures took {:.0} ms", figures.figures.len(), ms(took));
        }
        total += figures.figures.len();
        *verdicts.entry(judgement.verdict).or_default() += 1;
        tight += judgement.tight.len();
        tight_files += usize::from(!judgement.tight.is_empty());
        unproved += usize::from(!judgement.proved);
        if judgement.verdict >= Verdict::Strained {
            let path = std::env::temp_dir().join(format!("alarm-{seed}.csv"));
            std::fs::write(&path, &file).expect("the file is kept");
            eprintln!(
                "{:?}: {} {:?}",
                judgement.verdict,
                path.display(),
                judgement.findings.first().map(|f| f.figures.iter().map(|&f| figures.figures[f].id.clone()).collect::<Vec<_>>())
            );
        }
    }
    println!(
        "\nFalse alarms in {many} files of {total} true figures: {verdicts:?}; {tight} tight spots in {tight_files} files; {unproved} not proved; {refused} rows refused while drawing; {:.1} ms a file, the slowest {:.0} ms (seed {})",
        spent / many as f64,
        slowest.0,
        slowest.1
    );
}
