//! Where everything stands: tier by tier, as the oracle has it. What clashes is named in full and nothing else is named.

use crate::checker::Checker;
use crate::oracle::Oracle;
use crossfoot::figures::Figures;
use crossfoot::network::Network;
use crossfoot::solver::proof::Cause;
use crossfoot::verdict::{Finding, Judgement, Tier, Verdict};

/// The tier on which a finding clashes.
pub fn tier_of(finding: &Finding) -> Tier {
    match finding.verdict {
        Verdict::Contradictory | Verdict::DependsOnReading => Tier::Allowed,
        Verdict::Strained => Tier::Meant,
        _ => Tier::Usual,
    }
}

/// The figures that speak of the past.
pub fn past(figures: &Figures) -> Vec<usize> {
    (0..figures.figures.len()).filter(|&index| figures.figures[index].status.is_of_the_past()).collect()
}

/// Whether verdicts and findings are those of the oracle.
pub fn agrees(figures: &Figures, network: &Network, judgement: &Judgement) -> Result<(), String> {
    let all = past(figures);
    let oracle = |tier| Oracle { figures, network, tier };
    let mut expected = Some(Verdict::Contradictory);
    for (tier, verdict) in
        [(Tier::Usual, Verdict::Consistent), (Tier::Meant, Verdict::Unusual), (Tier::Allowed, Verdict::Strained)]
    {
        match oracle(tier).stands(&all) {
            Some(true) => {
                expected = Some(verdict);
                break;
            }
            Some(false) => {}
            None => {
                expected = None;
                break;
            }
        }
    }
    let of_the_past = all.iter().map(|&index| judgement.standings[index].verdict).max();
    let told = match judgement.verdict.max(Verdict::Consistent) {
        Verdict::DependsOnReading => Verdict::Contradictory,
        told => told,
    };
    if of_the_past.unwrap_or(Verdict::NotChecked) != judgement.verdict {
        return Err(format!("all is {:?}, its worst figure {of_the_past:?}", judgement.verdict));
    }
    if let Some(expected) = expected {
        if judgement.proved && told != expected {
            return Err(format!("WRONG VERDICT: {:?} where the oracle says {expected:?}", judgement.verdict));
        }
        if told > expected {
            return Err(format!("WRONG VERDICT: {:?} where the oracle says {expected:?}, though not proved", judgement.verdict));
        }
        if judgement.proved && expected != Verdict::Contradictory && judgement.witness.is_none() {
            return Err("no witness".into());
        }
    }
    let of_the_past = |finding: &&Finding| finding.figures.iter().all(|&figure| figures.figures[figure].status.is_of_the_past());
    for finding in judgement.findings.iter().filter(of_the_past) {
        is_smallest(figures, network, finding)?;
    }
    for (index, standing) in judgement.standings.iter().enumerate() {
        let named = judgement
            .findings
            .iter()
            .filter(of_the_past)
            .filter(|finding| finding.figures.contains(&index))
            .map(|f| f.verdict)
            .max();
        if all.contains(&index) && named.is_some_and(|worst| worst != standing.verdict) {
            return Err(format!("figure {index} is {:?}, its worst finding {named:?}", standing.verdict));
        }
        if standing.verdict == Verdict::NotChecked && standing.needs.is_none() {
            return Err(format!("figure {index} is not checked, and nothing is said of what would test it"));
        }
    }
    Ok(())
}

/// Whether what a finding names clashes, and without any one of them does not; and whether its proof is one.
fn is_smallest(figures: &Figures, network: &Network, finding: &Finding) -> Result<(), String> {
    let tier = tier_of(finding);
    let oracle = Oracle { figures, network, tier };
    let Finding { figures: named, norms, proof, .. } = finding;
    Checker { figures, network, tier }
        .check_clash(proof)
        .map_err(|error| format!("{error} (finding of {named:?}, {proof:#?})"))?;
    if proof.figures() != *named {
        return Err(format!("the proof rests on {:?}, the finding names {named:?}", proof.figures()));
    }
    let mut usual: Vec<usize> =
        proof.steps.iter().filter_map(|step| if let Cause::Usual(norm) = step.cause { Some(norm) } else { None }).collect();
    usual.sort_unstable();
    usual.dedup();
    if usual != *norms {
        return Err(format!("the proof rests on the norms {usual:?}, the finding names {norms:?}"));
    }
    if norms.is_empty() == (finding.verdict == Verdict::Unusual) {
        return Err(format!("{:?} with the norms {norms:?}", finding.verdict));
    }
    if oracle.stands_with(named, norms) == Some(true) {
        return Err(format!("{named:?} with {norms:?} can stand"));
    }
    let without = |all: &[usize], one: usize| -> Vec<usize> { all.iter().copied().filter(|other| *other != one).collect() };
    for &one in named {
        if oracle.stands_with(&without(named, one), norms) == Some(false) {
            return Err(format!("{named:?} with {norms:?} cannot stand even without figure {one}"));
        }
    }
    for &one in norms {
        if oracle.stands_with(named, &without(norms, one)) == Some(false) {
            return Err(format!("{named:?} with {norms:?} cannot stand even without norm {one}"));
        }
    }
    Ok(())
}
