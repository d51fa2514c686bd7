//! Is what the solver says true? An oracle that shares no code with it agrees on verdicts, bounds and smallest sets; an independent
//! checker replays every proof.

mod checker;
mod oracle;
mod systems;

use checker::Checker;
use crossfoot::exact::{End, Interval};
use crossfoot::figures::Figures;
use crossfoot::network::{Network, Quantity, weave};
use crossfoot::verdict::{self, Judgement, Tier, Verdict};
use num_rational::BigRational;
use oracle::Oracle;

/// How many systems are drawn; the full count is for `CROSSFOOT_SYSTEMS=100000`.
fn count() -> u64 {
    std::env::var("CROSSFOOT_SYSTEMS").ok().and_then(|text| text.parse().ok()).unwrap_or(4_000)
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
    let mut undecided = 0;
    for seed in first()..first() + count() {
        let figures = systems::system(seed);
        let network = weave(&figures);
        let judgement = verdict::judge(&figures, &network);
        tally[judgement.verdict as usize] += 1;
        undecided += u64::from(!judgement.proved);
        agree(&figures, &network, &judgement).unwrap_or_else(|error| panic!("system {seed}: {error}\n{}", told(&figures)));
        bounds_agree(&figures, &network).unwrap_or_else(|error| panic!("system {seed}: {error}\n{}", told(&figures)));
    }
    println!("verdicts {tally:?}, undecided {undecided}");
    assert!(tally[Verdict::Contradictory as usize] > 0 && tally[Verdict::Consistent as usize] > 0);
    assert!(undecided * 200 < count(), "{undecided} systems were left undecided");
}

fn told(figures: &Figures) -> String {
    let line = |figure: &crossfoot::figures::Figure| {
        let cell = figure.reading.cell.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{} {cell} meant {} allowed {}\n", figure.id, range(&figure.reading.meant), range(&figure.reading.allowed))
    };
    figures.figures.iter().map(line).collect()
}

fn range(interval: &Interval) -> String {
    let low = interval.low.map_or("(-".into(), |end| format!("{}{}", if end.open { "(" } else { "[" }, end.at));
    let high = interval.high.map_or("-)".into(), |end| format!("{}{}", end.at, if end.open { ")" } else { "]" }));
    format!("{low}, {high}")
}

fn agree(figures: &Figures, network: &Network, judgement: &Judgement) -> Result<(), String> {
    let all: Vec<usize> = (0..figures.figures.len()).collect();
    let oracle = |tier| Oracle { figures, network, tier };
    let (meant, allowed) = (oracle(Tier::Meant).stands(&all), oracle(Tier::Allowed).stands(&all));
    let expected = match (meant, allowed) {
        (true, _) => Verdict::Consistent,
        (false, true) => Verdict::Strained,
        (false, false) => Verdict::Contradictory,
    };
    let told = judgement.verdict.max(Verdict::Consistent);
    if judgement.proved && told != expected {
        return Err(format!("{:?} where the oracle says {expected:?}", judgement.verdict));
    }
    if told > expected {
        return Err(format!("{:?} where the oracle says {expected:?}, though not proved", judgement.verdict));
    }
    for finding in &judgement.findings {
        let tier = if finding.verdict == Verdict::Contradictory { Tier::Allowed } else { Tier::Meant };
        Checker { figures, network, tier }
            .check_clash(&finding.proof)
            .map_err(|error| format!("{error} (finding of {:?}, proof {:#?})", finding.figures, finding.proof))?;
        if finding.proof.figures() != finding.figures {
            return Err(format!("the proof rests on {:?}, the finding names {:?}", finding.proof.figures(), finding.figures));
        }
        if oracle(tier).stands(&finding.figures) {
            return Err(format!("{:?} can stand", finding.figures));
        }
        for left_out in &finding.figures {
            let rest: Vec<usize> = finding.figures.iter().copied().filter(|figure| figure != left_out).collect();
            if !oracle(tier).stands(&rest) {
                return Err(format!("{:?} cannot stand even without {left_out}", finding.figures));
            }
        }
    }
    for (index, standing) in judgement.standings.iter().enumerate() {
        let named = judgement.findings.iter().filter(|finding| finding.figures.contains(&index)).map(|f| f.verdict).max();
        if named.is_some_and(|worst| worst != standing.verdict) {
            return Err(format!("figure {index} is {:?}, its worst finding {named:?}", standing.verdict));
        }
        if standing.verdict == Verdict::NotChecked && standing.needs.is_none() {
            return Err(format!("figure {index} is not checked, and nothing is said of what would test it"));
        }
    }
    if judgement.proved && expected == Verdict::Consistent && judgement.witness.is_none() {
        return Err("no witness".into());
    }
    Ok(())
}

fn bounds_agree(figures: &Figures, network: &Network) -> Result<(), String> {
    let all: Vec<usize> = (0..figures.figures.len()).collect();
    for bounded in verdict::fill(figures, network, Tier::Meant) {
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
        let (_, derivation) = verdict::why(figures, network, bounded.cell, Tier::Meant);
        Checker { figures, network, tier: bounded.tier }.check(&derivation)?;
    }
    Ok(())
}
