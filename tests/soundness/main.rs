//! Is what the solver says true? An oracle that shares no code with it agrees on verdicts, bounds and smallest sets; an independent
//! checker replays every proof.

mod checker;
mod ladder;
mod mending;
mod oracle;
mod releases;
mod systems;
mod tightness;

use checker::Checker;
use crossfoot::exact::{End, Interval};
use crossfoot::figures::Figures;
use crossfoot::network::{Network, Quantity, weave_with};
use crossfoot::read::{Options, load_bytes};
use crossfoot::verdict::{self, Tier, Verdict};
use num_rational::BigRational;
use oracle::Oracle;

/// How many systems are drawn; the full count is for `CROSSFOOT_SYSTEMS=100000`.
fn count() -> u64 {
    std::env::var("CROSSFOOT_SYSTEMS").ok().and_then(|text| text.parse().ok()).unwrap_or(4_000)
}

/// Whether all that fails is listed, in a folder named for it, and not only the first.
fn is_listing() -> bool {
    std::env::var_os("CROSSFOOT_FOUND").is_some()
}

/// The first system: to look at one alone.
fn first() -> u64 {
    std::env::var("CROSSFOOT_FIRST_SYSTEM").ok().and_then(|text| text.parse().ok()).unwrap_or(0)
}

fn big(end: &End) -> BigRational {
    BigRational::new((*end.at.numer()).into(), (*end.at.denom()).into())
}

#[test]
fn the_oracle_agrees() {
    let mut tally = [0u64; 6];
    let (mut undecided, mut failed) = (0, 0);
    for seed in first()..first() + count() {
        let (figures, norms) = systems::system(seed);
        let network = weave_with(&figures, &norms);
        let judgement = verdict::judge(&figures, &network);
        tally[judgement.verdict as usize] += 1;
        undecided += u64::from(!judgement.proved);
        let mut fail = |error: String| {
            failed += 1;
            let all = format!("system {seed}: {error}\n{}{}", told(&figures), told_norms(&network));
            if is_listing() { println!("{all}") } else { panic!("{all}") }
        };
        ladder::agrees(&figures, &network, &judgement).unwrap_or_else(&mut fail);
        bounds_agree(&figures, &network).unwrap_or_else(&mut fail);
        tightness::agrees(&figures, &network, &judgement).unwrap_or_else(&mut fail);
    }
    println!("verdicts {tally:?}, undecided {undecided}, failed {failed}");
    assert_eq!(failed, 0);
    let drawn = [Verdict::Consistent, Verdict::Unusual, Verdict::Strained, Verdict::Contradictory];
    assert!(count() < 1_000 || drawn.iter().all(|verdict| tally[*verdict as usize] > 0));
    assert!(undecided * 200 < count(), "{undecided} systems were left undecided");
}

/// How many systems and releases have their repairs looked through: that takes longer.
fn repaired() -> u64 {
    if is_listing() { count() / 16 } else { count().min(16_000) / 16 }
}

/// Releases: rows in words, so that phrases are read otherwise.
#[test]
fn repairs_settle() {
    let mut tally = mending::Tally::default();
    let mut verdicts = [0u64; 6];
    for seed in first()..first() + repaired() {
        let (file, norms) = releases::release(seed);
        let loaded = load_bytes(&[("release.csv", file.as_bytes())], &Options::default());
        let figures = loaded.figures;
        tally.refused += loaded.refusals.len();
        let network = weave_with(&figures, &norms);
        let judgement = verdict::judge(&figures, &network);
        verdicts[judgement.verdict as usize] += 1;
        tally.undecided += usize::from(!judgement.proved);
        let mut fail = |error: String| {
            if let Some(folder) = std::env::var_os("CROSSFOOT_FOUND") {
                let text = format!("{file}# {}\n", error.replace('\n', "\n# "));
                std::fs::write(std::path::Path::new(&folder).join(format!("release-{seed}.csv")), text)
                    .expect("a folder to write to");
                println!("release {seed} (norms: {}): {error}", norms.name);
                tally.failed += 1;
                return;
            }
            panic!("release {seed} (norms: {}): {error}\n{file}{}{}", norms.name, told(&figures), told_norms(&network))
        };
        ladder::agrees(&figures, &network, &judgement).unwrap_or_else(&mut fail);
        tightness::agrees(&figures, &network, &judgement).unwrap_or_else(&mut fail);
        let mended = mending::agrees(&figures, &norms, &network, &judgement);
        match mended {
            Ok(more) => tally.add(&more),
            Err(error) => fail(error),
        }
    }
    println!("verdicts {verdicts:?}, {tally:?}");
    assert_eq!(tally.failed, 0);
}

/// The same of systems drawn as numbers.
#[test]
fn repairs_of_systems_settle() {
    let mut tally = mending::Tally::default();
    for seed in first()..first() + repaired() {
        let (figures, norms) = systems::system(seed);
        let network = weave_with(&figures, &norms);
        let judgement = verdict::judge(&figures, &network);
        let more = mending::agrees(&figures, &norms, &network, &judgement);
        match more {
            Ok(more) => tally.add(&more),
            Err(error) => {
                assert!(is_listing(), "system {seed}: {error}\n{}{}", told(&figures), told_norms(&network));
                println!("system {seed}: {error}\n{}{}", told(&figures), told_norms(&network));
                tally.failed += 1;
            }
        }
    }
    println!("{tally:?}");
    assert_eq!(tally.failed, 0);
}

fn told(figures: &Figures) -> String {
    let line = |figure: &crossfoot::figures::Figure| {
        let cell = figure.reading.cell.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{} {cell} meant {} allowed {}\n", figure.id, range(&figure.reading.meant), range(&figure.reading.allowed))
    };
    figures.figures.iter().map(line).collect()
}

fn told_norms(network: &Network) -> String {
    let told = |norm: &crossfoot::network::Usual| match &network.cells[norm.cell.0 as usize].quantity {
        Quantity::Usual { part, whole } => format!("norm {part} over {whole}: {}\n", range(&norm.ratio)),
        other => format!("norm {other:?}\n"),
    };
    network.norms.iter().map(told).collect()
}

fn range(interval: &Interval) -> String {
    let low = interval.low.map_or("(-".into(), |end| format!("{}{}", if end.open { "(" } else { "[" }, end.at));
    let high = interval.high.map_or("-)".into(), |end| format!("{}{}", end.at, if end.open { ")" } else { "]" }));
    format!("{low}, {high}")
}

fn bounds_agree(figures: &Figures, network: &Network) -> Result<(), String> {
    let all: Vec<usize> = (0..figures.figures.len()).collect();
    for bounded in verdict::fill(figures, network, Tier::Usual) {
        let Quantity::Cell(cell) = &network.cells[bounded.cell.0 as usize].quantity else { continue };
        let Some(bounds) = bounded.bounds else { continue };
        if cell.aspect != crossfoot::figures::Aspect::Level {
            continue;
        }
        let oracle = Oracle { figures, network, tier: bounded.tier };
        let Some((low, high)) = oracle.range(&all, bounded.cell) else { continue };
        let hair = BigRational::new(1.into(), 10u64.pow(12).into());
        for (told, truth, sign) in [(bounds.low, low, 1), (bounds.high, high, -1)] {
            let sign = BigRational::from_integer(sign.into());
            match (told, truth) {
                (None, _) if !bounded.narrowest => {}
                (None, None) => {}
                (Some(told), Some((truth, open))) => {
                    let slack = (&truth - big(&told)) * &sign;
                    let zero = BigRational::from_integer(0.into());
                    if slack < zero || (slack == zero && told.open && !open) {
                        return Err(format!("{cell} can be {truth}, beyond {}", range(&bounds)));
                    }
                    let exact = slack == zero && told.open == open || slack > zero && slack < hair;
                    if bounded.narrowest && !exact {
                        return Err(format!("{cell}: {} is not narrowest: {truth} (open: {open})", range(&bounds)));
                    }
                }
                (told, truth) => return Err(format!("{cell}: {told:?} where the truth is {truth:?}")),
            }
        }
        let (_, derivation) = verdict::why(figures, network, bounded.cell, Tier::Usual);
        Checker { figures, network, tier: bounded.tier }.check(&derivation)?;
    }
    Ok(())
}
