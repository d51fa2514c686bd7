//! One slip of a known kind at a time, and whether the repairs put their finger on it.

use crate::clock::{ms, timed};
use crate::country::{Country, draws::Draws};
use crate::{figures, judged, plain};
use crossfoot::figures::{Aspect, Figures};
use crossfoot::verdict::{Amendment, Judgement, Verdict};
use std::time::Duration;

const KINDS: [Kind; 5] = [Kind::Decimal, Kind::Scale, Kind::Sign, Kind::Digits, Kind::Months];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Decimal,
    Scale,
    Sign,
    Digits,
    Months,
}

/// What became of the slips of one kind.
#[derive(Clone, Default)]
struct Tally {
    planted: usize,
    undetected: usize,
    no_repair: usize,
    in_first_three: usize,
    first_undoes: usize,
    in_cheapest: usize,
    unique: usize,
    unique_in_first_three: usize,
    unique_is_it: usize,
    spent: Duration,
    worst: Duration,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.planted += other.planted;
        self.undetected += other.undetected;
        self.no_repair += other.no_repair;
        self.in_first_three += other.in_first_three;
        self.first_undoes += other.first_undoes;
        self.in_cheapest += other.in_cheapest;
        self.unique += other.unique;
        self.unique_in_first_three += other.unique_in_first_three;
        self.unique_is_it += other.unique_is_it;
        self.spent += other.spent;
        self.worst = self.worst.max(other.worst);
    }

    fn print(&self, name: &str) {
        let caught = self.planted - self.undetected;
        let mean = ms(self.spent) / self.planted.max(1) as f64;
        println!(
            "{name:22} {:5} {:6} {:6} {:8} {:8} {:8} {:7} {:10} {:10} {mean:8.1} {:8.1}",
            self.planted,
            self.undetected,
            self.no_repair,
            share(self.in_first_three, caught),
            share(self.in_cheapest, caught),
            share(self.first_undoes, caught),
            self.unique,
            share(self.unique_in_first_three, self.unique),
            share(self.unique_is_it, self.unique),
            ms(self.worst)
        );
    }
}

pub fn share(part: usize, of: usize) -> String {
    if of == 0 { "-".to_string() } else { format!("{:.1}%", part as f64 * 100.0 / of as f64) }
}

/// Real tables and networks of 300 figures.
pub fn small(many: usize) {
    let georgia = include_str!("../../data/georgia/monthly.csv");
    let official = include_str!("../../data/uzbekistan-russia/official.csv");
    measure("Georgia, monthly", &[georgia.to_string()], many);
    measure("Uzbekistan and Russia", &[official.to_string()], many);
    let plain: Vec<String> = (0..10).map(|seed| plain::file(seed, 3, 3, 300)).collect();
    measure("300 plain figures", &plain, many);
    let ranges: Vec<String> =
        (0..10).map(|seed| Country { seed, partners: 3, years: 3, figures: 300, wrong: 0 }.file().0).collect();
    measure("300 ranges", &ranges, many);
}

/// 10,000 figures.
pub fn large(many: usize) {
    measure("10,000 plain figures", &[plain::file(1, 20, 10, 10_000)], many);
    measure("10,000 ranges", &[Country { seed: 1, partners: 20, years: 10, figures: 10_000, wrong: 0 }.file().0], many);
}

fn measure(name: &str, files: &[String], many: usize) {
    println!(
        "\n{name}: of the slips seen, the planted figure is changed by one of the first 3 repairs, by one of the cheapest; the first"
    );
    println!(
        "repair undoes the slip. Unique: one repair is cheapest; then it is among the first 3, it is the one. CPU ms: mean, worst"
    );
    println!(
        "{:22} {:>5} {:>6} {:>6} {:>8} {:>8} {:>8} {:>7} {:>10} {:>10} {:>8} {:>8}",
        "", "slips", "unseen", "none", "in 3", "cheapest", "undone", "unique", "in 3", "is it", "mean", "worst"
    );
    let untouched: Vec<Figures> = files.iter().map(|file| figures(file).expect("no row is refused")).collect();
    for (at, figures) in untouched.iter().enumerate() {
        let verdict = judged(figures).verdict;
        if verdict > Verdict::Strained {
            println!("file {at} is {verdict:?} as it stands");
        }
    }
    let mut all = Tally::default();
    for kind in KINDS {
        let mut tally = Tally::default();
        let mut draws = Draws::new(77 + kind as u64);
        let mut tries = 0;
        while tally.planted < many && tries < many * 50 {
            tries += 1;
            let at = draws.below(files.len() as u64) as usize;
            let Some((slipped, planted)) = plant(kind, &files[at], &untouched[at], &mut draws) else { continue };
            let (judgement, took) = timed(|| judged(&slipped));
            tally.planted += 1;
            tally.spent += took;
            tally.worst = tally.worst.max(took);
            look(&mut tally, &judgement, planted, &untouched[at]);
            if std::env::var("SHOW").is_ok() && judgement.verdict >= Verdict::DependsOnReading {
                show(kind, &judgement, planted, &untouched[at], &slipped);
            }
        }
        if tally.planted > 0 {
            tally.print(&format!("{kind:?}"));
            all.add(&tally);
        }
    }
    all.print("all");
}

/// Tells of a slip that none of the first repairs undoes.
fn show(kind: Kind, judgement: &Judgement, planted: usize, truth: &Figures, slipped: &Figures) {
    if judgement.repairs.iter().take(3).any(|repair| repair.amendments.iter().any(|a| a.figures().contains(&planted))) {
        return;
    }
    let tell = |figure: usize| {
        let figure = &slipped.figures[figure];
        format!("{} [{}] {}", figure.id, figure.reading.cell.as_ref().map(ToString::to_string).unwrap_or_default(), figure.stated)
    };
    eprintln!("{kind:?} was {} is {}; {} repairs", truth.figures[planted].stated, tell(planted), judgement.repairs.len());
    for finding in judgement.findings.iter().take(4) {
        eprintln!("   finding {:?}: {:?}", finding.verdict, finding.figures.iter().map(|&f| tell(f)).collect::<Vec<_>>());
    }
    for repair in judgement.repairs.iter().take(4) {
        let told: Vec<String> = repair
            .amendments
            .iter()
            .map(|amendment| match amendment {
                Amendment::Reread(change) => format!(
                    "{:?} {}: {} -> {}",
                    change.what,
                    tell(change.readings[0].figure),
                    change.readings[0].from,
                    change.readings[0].to
                ),
                other => format!(
                    "{} {}",
                    tell(other.figures()[0]),
                    if matches!(other, Amendment::Value { .. }) { "value" } else { "withdraw" }
                ),
            })
            .collect();
        eprintln!("   {} {told:?}", repair.cost);
    }
}

fn look(tally: &mut Tally, judgement: &Judgement, planted: usize, truth: &Figures) {
    if judgement.verdict < Verdict::DependsOnReading {
        tally.undetected += 1;
        return;
    }
    let repairs = &judgement.repairs;
    let Some(first) = repairs.first() else {
        tally.no_repair += 1;
        return;
    };
    let changes = |place: usize| repairs[place].amendments.iter().any(|amendment| amendment.figures().contains(&planted));
    let is_in_three = (0..repairs.len().min(3)).any(changes);
    tally.in_first_three += usize::from(is_in_three);
    let cheapest = repairs.iter().take_while(|repair| repair.cost == first.cost).count();
    tally.in_cheapest += usize::from((0..cheapest).any(changes));
    let undoes = match &first.amendments[..] {
        [Amendment::Reread(change)] => matches!(&change.readings[..], [new] if new.figure == planted
            && new.reading.cell == truth.figures[planted].reading.cell
            && !new.reading.meant.intersect(&truth.figures[planted].reading.meant).is_empty()),
        _ => false,
    };
    tally.first_undoes += usize::from(undoes);
    if cheapest == 1 {
        tally.unique += 1;
        tally.unique_in_first_three += usize::from(is_in_three);
        tally.unique_is_it += usize::from(changes(0));
    }
}

/// The file's figures with one slip in them, and where; `None` where what was drawn cannot slip so.
fn plant(kind: Kind, file: &str, untouched: &Figures, draws: &mut Draws) -> Option<(Figures, usize)> {
    let planted = draws.below(untouched.figures.len() as u64) as usize;
    let figure = &untouched.figures[planted];
    let cell = figure.reading.cell.as_ref()?;
    let is_level = cell.aspect == Aspect::Level;
    let stated = match kind {
        Kind::Decimal => each_number(&figure.stated, if draws.below(2) == 0 { 1 } else { -1 })?,
        Kind::Scale if is_level => {
            let others = [[" bn ", " mn "], [" mn ", " bn "], [" mn ", " thousand "], [" bn ", " tn "]];
            let fitting: Vec<_> = others.iter().filter(|[from, _]| figure.stated.contains(from)).collect();
            let [from, to] = fitting.get(draws.below(fitting.len().max(1) as u64) as usize)?;
            figure.stated.replacen(from, to, 1)
        }
        Kind::Sign if matches!(cell.aspect, Aspect::Growth { .. }) => match figure.stated.strip_prefix("between ") {
            Some(ends) => {
                let (low, high) = ends.split_once(" and ")?;
                format!("between {} and {} %", negative(high.strip_suffix(" %")?), negative(low))
            }
            None => negative(&figure.stated),
        },
        Kind::Digits => {
            let digits: Vec<usize> = figure.stated.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
            let mut bytes = figure.stated.clone().into_bytes();
            let at = *digits.get(draws.below(digits.len().max(1) as u64) as usize)?;
            let next = *bytes.get(at + 1)?;
            if figure.stated.contains(" and ") || !next.is_ascii_digit() || next == bytes[at] || (next == b'0' && (at == 0)) {
                return None;
            }
            bytes.swap(at, at + 1);
            String::from_utf8(bytes).ok()?
        }
        Kind::Months if is_level => figure.stated.clone(),
        _ => return None,
    };
    let period = if kind == Kind::Months {
        use crossfoot::period::Period;
        let by = if draws.below(2) == 0 { 1 } else { -1 };
        let new = Period::between(cell.period.first(), cell.period.end() + by)?;
        if new.months() > 12 {
            return None;
        }
        Some(new.to_string())
    } else {
        None
    };
    let file = with_row(file, figure.place.row, &figure.stated, &stated, period.as_deref())?;
    let slipped = figures(&file)?;
    let differs: Vec<usize> = (0..untouched.figures.len())
        .filter(|&at| slipped.figures.get(at).is_none_or(|figure| figure.reading != untouched.figures[at].reading))
        .collect();
    (differs == [planted] && slipped.figures.len() == untouched.figures.len()).then_some((slipped, planted))
}

fn negative(number: &str) -> String {
    number.strip_prefix('-').map_or_else(|| format!("-{number}"), str::to_string)
}

/// The file with another phrase in one of its rows, and another period.
fn with_row(file: &str, row: usize, from: &str, to: &str, period: Option<&str>) -> Option<String> {
    let rows: Vec<&str> = file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).collect();
    let column = rows[0].split(',').position(|name| name == "period")?;
    let mut line = rows.get(row - 1)?.replacen(from, to, 1);
    if let Some(period) = period {
        let mut fields: Vec<&str> = line.split(',').collect();
        fields[column] = period;
        line = fields.join(",");
    }
    let mut place = 0;
    let mut new = String::with_capacity(file.len() + 16);
    for known in file.lines() {
        if !known.starts_with('#') && !known.trim().is_empty() {
            place += 1;
        }
        let is_it = place == row && !known.starts_with('#');
        new += if is_it { &line } else { known };
        new.push('\n');
    }
    Some(new)
}

/// Every number of a phrase with its decimal mark moved.
fn each_number(phrase: &str, by: i32) -> Option<String> {
    let mut new = String::new();
    let mut rest = phrase;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = rest[start..].find(|c: char| !c.is_ascii_digit() && c != '.').map_or(rest.len(), |end| start + end);
        new += &rest[..start];
        new += &moved(&rest[start..end], by)?;
        rest = &rest[end..];
    }
    new += rest;
    Some(new)
}

fn moved(number: &str, by: i32) -> Option<String> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{part}");
    let at = whole.len() as i32 + by;
    let padded = if at > digits.len() as i32 { digits.clone() + "0" } else { digits };
    let (whole, part) = padded.split_at(at.try_into().ok()?);
    let whole = whole.trim_start_matches('0');
    Some(format!("{}{}{part}", if whole.is_empty() { "0" } else { whole }, if part.is_empty() { "" } else { "." }))
}
