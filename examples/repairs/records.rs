//! Records of 17 cells, as offices edit them: twelve months, four quarters and their year, of which one or two are wrong.

use crate::clock::{ms, timed};
use crate::country::draws::Draws;
use crate::slips::share;
use crate::{figures, judged};
use crossfoot::figures::Figures;
use crossfoot::verdict::{Judgement, Verdict};
use std::collections::BTreeSet;

/// The wrong cells, and the numbers as published: months, quarters, the year.
struct Record {
    wrong: BTreeSet<usize>,
    numbers: [u64; 17],
}

fn record(draws: &mut Draws, wrong: usize) -> Record {
    let mut numbers = [0; 17];
    (0..12).for_each(|month| numbers[month] = 1_000 + draws.below(9_000));
    (0..4).for_each(|quarter| numbers[12 + quarter] = numbers[quarter * 3..quarter * 3 + 3].iter().sum());
    numbers[16] = numbers[..12].iter().sum();
    let mut chosen = BTreeSet::new();
    while chosen.len() < wrong {
        let cell = draws.below(17) as usize;
        let (low, span) = [(1_000, 9_000), (3_000, 27_000), (12_000, 108_000)][usize::from(cell > 11) + usize::from(cell > 15)];
        let other = low + draws.below(span);
        if other != numbers[cell] && chosen.insert(cell) {
            numbers[cell] = other;
        }
    }
    Record { wrong: chosen, numbers }
}

const HEADER: &str = "id,reporter,partner,flow,period,stated\n";

fn rows(record: &Record, number: usize) -> String {
    let period = |cell: usize| match cell {
        0..12 => format!("2022-{:02}", cell + 1),
        12..16 => format!("2022-Q{}", cell - 11),
        _ => "2022".to_string(),
    };
    (0..17).map(|c| format!("r{number}c{c},AAA,P{number},exports,{},exactly {} mn USD\n", period(c), record.numbers[c])).collect()
}

#[derive(Default)]
struct Tally {
    records: usize,
    unseen: usize,
    simpler: usize,
    listed: usize,
    first: usize,
    none: usize,
}

/// Looks at the repairs that touch this record's figures only.
fn look(tally: &mut Tally, record: &Record, judgement: &Judgement, offset: usize) {
    tally.records += 1;
    let of_it = |figure: &usize| (offset..offset + 17).contains(figure);
    if !judgement.findings.iter().any(|f| f.verdict >= Verdict::DependsOnReading && f.figures.iter().any(&of_it)) {
        tally.unseen += 1;
        return;
    }
    let sets: Vec<(u32, BTreeSet<usize>)> = judgement
        .repairs
        .iter()
        .map(|repair| (repair.cost, repair.amendments.iter().flat_map(|a| a.figures()).collect::<BTreeSet<usize>>()))
        .filter(|(_, set)| set.iter().all(&of_it))
        .map(|(cost, set)| (cost, set.iter().map(|figure| figure - offset).collect()))
        .collect();
    let Some((cheapest, first)) = sets.first() else {
        tally.none += 1;
        return;
    };
    if first.len() < record.wrong.len() {
        tally.simpler += 1;
        return;
    }
    tally.first += usize::from(*first == record.wrong);
    let is_listed = sets.iter().any(|(cost, set)| cost == cheapest && *set == record.wrong);
    tally.listed += usize::from(is_listed);
    if !is_listed && std::env::var("SHOW").is_ok() {
        eprintln!(
            "record {} wrong {:?}: {:?}\n{:?}",
            offset / 17,
            record.wrong,
            sets.iter().take(6).collect::<Vec<_>>(),
            record.numbers
        );
    }
}

pub fn measure(many: usize) {
    let mut draws = Draws::new(17);
    let records: Vec<Record> = (0..many).map(|number| record(&mut draws, 1 + number % 2)).collect();
    let files: Vec<String> = records.iter().enumerate().map(|(at, record)| HEADER.to_string() + &rows(record, at)).collect();
    let loaded: Vec<Figures> = files.iter().map(|file| figures(file).expect("no row is refused")).collect();
    println!("\nRecords of 17 cells one by one: wrong cells; the planted set is listed among the cheapest, is the first");
    for wrong in [1, 2] {
        let mut tally = Tally::default();
        let (mut spent, mut worst) = (0.0, 0.0_f64);
        for (record, figures) in records.iter().zip(&loaded).filter(|(record, _)| record.wrong.len() == wrong) {
            let (judgement, took) = timed(|| judged(figures));
            spent += ms(took);
            worst = worst.max(ms(took));
            look(&mut tally, record, &judgement, 0);
        }
        tell(&tally, wrong);
        println!("   {:.3} ms a record, worst {worst:.3}", spent / tally.records.max(1) as f64);
    }
    let file = HEADER.to_string() + &records.iter().enumerate().map(|(at, record)| rows(record, at)).collect::<String>();
    let (figures, reading) = timed(|| figures(&file).expect("no row is refused"));
    let (judgement, took) = timed(|| judged(&figures));
    println!(
        "As one file of {} figures: read in {:.0} ms, judged in {:.0} ms ({:.3} a record)",
        figures.figures.len(),
        ms(reading),
        ms(took),
        ms(took) / many as f64
    );
    for wrong in [1, 2] {
        let mut tally = Tally::default();
        let chosen = records.iter().enumerate().filter(|(_, record)| record.wrong.len() == wrong);
        chosen.for_each(|(at, record)| look(&mut tally, record, &judgement, at * 17));
        tell(&tally, wrong);
    }
}

fn tell(tally: &Tally, wrong: usize) {
    let counted = tally.records - tally.simpler - tally.unseen;
    println!(
        "   {wrong} wrong: {} records, {} unseen, {} explained by fewer cells, {} without a repair; of the rest listed {} ({}), first {} ({})",
        tally.records,
        tally.unseen,
        tally.simpler,
        tally.none,
        tally.listed,
        share(tally.listed, counted),
        tally.first,
        share(tally.first, counted)
    );
}
