//! Can these all be true? The verdict on each figure and on all of them, with the findings that it rests on.
//!
//! Findings and tight spots that name a statement come before those among official figures alone: a table of thousands of numbers has
//! clashes of its own, and who checks five statements against it asks about the five.

use super::bounds::Bounds;
use super::foretold::foretold;
use super::repair::{self, repairs};
use super::tight::tight_spots;
use super::{Finding, Judgement, Repair, Standing, Verdict};
use crate::figures::Figures;
use crate::network::{CellId, Network, Tested, tested};
use crate::rereading::Class;
use crate::solver::example::convincing;
use crate::solver::explain::explain_clash;
use crate::solver::problem::{Problem, Tier};
use crate::solver::solve::{Conflict, Solution, solve};
use crate::solver::trial::{self, Fit};
use crate::solver::witness::Witness;
use num_rational::BigRational;
use num_traits::One;
use std::collections::BTreeSet;

/// Judges figures by the network woven from them.
pub fn judge(figures: &Figures, network: &Network) -> Judgement {
    let problem = Problem::new(figures, network);
    let solution = solve(&problem);
    let past = |index: usize| figures.figures[index].status.is_of_the_past();
    let tests = tested(figures, network, &past);
    let mut proved = solution.is_usual_settled && solution.components.values().all(|solved| solved.proved);
    let (mut findings, explained) = findings(&problem, &solution);
    proved &= explained;
    let bounds = Bounds::of(&solution, problem.first_tier());
    let all = figures.figures.len();
    let mut foretellings: Vec<_> =
        (0..all).filter(|&index| !past(index)).map(|index| (index, foretold(&bounds, index))).collect();
    findings.sort_by_key(rank);
    tell_once(&mut findings);
    let mut repairs = repairs(&solution, &findings);
    settle_by_readings(&mut findings, &repairs);
    let mut tight = tight_spots(&bounds, &tests);
    repair::free(&problem, &mut tight);
    let mut standings = standings(&problem, &bounds, &tests, &findings);
    for (index, foretold) in &mut foretellings {
        standings[*index] = foretold.standing.clone();
        findings.extend(foretold.finding.take());
        proved &= foretold.proved;
    }
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|&index| place(figures, &findings[index]));
    for repair in &mut repairs {
        repair
            .settles
            .iter_mut()
            .for_each(|settled| *settled = order.iter().position(|index| index == settled).unwrap_or(*settled));
        repair.settles.sort_unstable();
    }
    findings.sort_by_key(|finding| place(figures, finding));
    repairs.sort_by_key(|repair| repair.settles.first().copied());
    tight.sort_by_key(|spot| figures.figures[spot.figure].status.is_official());
    let of_the_past = standings.iter().enumerate().filter(|(index, _)| past(*index));
    let verdict = of_the_past.map(|(_, standing)| standing.verdict).max().unwrap_or(Verdict::NotChecked);
    let witness = witness(&solution);
    // An example that turned out to be none proves nothing.
    proved &= witness.is_some() || solution.components.values().any(|solved| solved.fit.is_none());
    Judgement { verdict, proved, standings, findings, tight, repairs, witness }
}

/// The figures (indices) that clash however loosely words are read: those of the findings that stand under no words.
pub fn clashing(figures: &Figures, network: &Network) -> BTreeSet<usize> {
    let problem = Problem::new(figures, network);
    let solution = solve(&problem);
    let conflicts = solution.components.values().flat_map(|solved| &solved.conflicts);
    conflicts
        .filter(|conflict| conflict.tier == Tier::Allowed)
        .flat_map(|conflict| conflict.figures.iter().map(|&figure| figure as usize))
        .collect()
}

/// Worst first, then those of few figures, then by row.
fn rank(finding: &Finding) -> (std::cmp::Reverse<Verdict>, usize, Vec<usize>) {
    (std::cmp::Reverse(finding.verdict), finding.figures.len(), finding.figures.clone())
}

/// Those that name a statement before those of official figures alone, each by rank.
fn place(figures: &Figures, finding: &Finding) -> impl Ord + use<> {
    (!finding.names_a_statement(figures), rank(finding))
}

/// Of figures that break one norm and another, alone or with others, one finding is enough: that of the fewest.
fn tell_once(findings: &mut Vec<Finding>) {
    let mut told: Vec<Vec<usize>> = Vec::new();
    findings.retain(|finding| {
        let is_told = |known: &Vec<usize>| known.iter().all(|figure| finding.figures.binary_search(figure).is_ok());
        let is_new = finding.verdict != Verdict::Unusual || !told.iter().any(is_told);
        if finding.verdict == Verdict::Unusual && is_new {
            told.push(finding.figures.clone());
        }
        is_new
    });
}

/// What one other reading of each clash settles is not contradictory: it depends on the reading.
fn settle_by_readings(findings: &mut [Finding], repairs: &[Repair]) {
    for repair in repairs.iter().filter(|repair| repair.class == Class::Reading) {
        for &settled in &repair.settles {
            if findings[settled].verdict == Verdict::Contradictory {
                findings[settled].verdict = Verdict::DependsOnReading;
            }
        }
    }
}

/// The findings, each with its proof; and whether all could be explained.
fn findings(problem: &Problem, solution: &Solution) -> (Vec<Finding>, bool) {
    let mut findings = Vec::new();
    let mut all_explained = true;
    for conflict in solution.components.values().flat_map(|solved| &solved.conflicts).chain(&solution.unusual) {
        let finding = finding(problem, conflict);
        all_explained &= !finding.proof.steps.is_empty();
        findings.push(finding);
    }
    (findings, all_explained)
}

/// A conflict as a finding. One that was seen and cannot be told within the effort is a finding all the same, without steps.
pub(super) fn finding(problem: &Problem, conflict: &Conflict) -> Finding {
    let proof = explain_clash(problem, conflict.tier, &conflict.figures, &conflict.hint, trial::SIMPLEX);
    let proof = proof.unwrap_or_default();
    let verdict = match conflict.tier {
        Tier::Usual => Verdict::Unusual,
        Tier::Meant => Verdict::Strained,
        Tier::Allowed => Verdict::Contradictory,
    };
    let norms = conflict.figures.iter().filter_map(|&statement| problem.norm(statement)).collect();
    let figures = conflict.figures.iter().filter(|&&statement| problem.norm(statement).is_none());
    Finding { verdict, figures: figures.map(|&figure| figure as usize).collect(), norms, proof }
}

fn standings(problem: &Problem, bounds: &Bounds, tests: &Tested, findings: &[Finding]) -> Vec<Standing> {
    let figures = &problem.figures.figures;
    let mut worst = vec![None; figures.len()];
    for finding in findings {
        for &figure in &finding.figures {
            worst[figure] = worst[figure].max(Some(finding.verdict));
        }
    }
    let one = |index: usize| {
        let stated = problem.cell(index as u32);
        let bounds = stated.and_then(|cell| bounds.told(cell));
        let untested = if tests.group[index].is_some() { Verdict::Consistent } else { Verdict::NotChecked };
        let verdict = worst[index].unwrap_or(untested);
        let needs = if verdict == Verdict::NotChecked { tests.needs[index].clone() } else { None };
        Standing { verdict, needs, bounds }
    };
    (0..figures.len()).map(one).collect()
}

/// One number for each cell that has figures, where every component has an example.
fn witness(solution: &Solution) -> Option<Vec<(CellId, BigRational)>> {
    let problem = solution.problem;
    let mut values = Vec::new();
    let shown = |cells: &mut dyn Iterator<Item = usize>| -> Vec<CellId> {
        cells.filter(|&cell| problem.network.cells[cell].shown).map(|cell| CellId(cell as u32)).collect()
    };
    let mut by_component: std::collections::BTreeMap<u32, Vec<CellId>> = std::collections::BTreeMap::new();
    for cell in shown(&mut (0..problem.network.cells.len())) {
        by_component.entry(problem.component(cell)).or_default().push(cell);
    }
    for (component, solved) in &solution.components {
        let cells = by_component.get(component).map_or(&[][..], Vec::as_slice);
        match (solved.fit.as_deref()?, solved.stands?) {
            (Fit::Grid(amounts), _) => {
                values.extend(cells.iter().filter_map(|&cell| Some((cell, on_grid(problem, amounts, cell)?))))
            }
            (Fit::Leaves(example), tier) => {
                let members = problem.members(tier, *component);
                let example = convincing(problem, tier, members, solution.narrowing(tier)?, example.clone())?;
                let witness = Witness::of(problem, tier, members, example).ok()?;
                let narrowing = solution.narrowing(tier)?;
                // Ratios to a balance whose sign is open bind nothing, and so mean nothing.
                let is_bound = |cell: &&CellId| match problem.defining_product(**cell) {
                    Some((_, _, base, _)) if problem.is_signed(base) => {
                        let (low, high) = narrowing.edges(base);
                        low > 0 || high < 0
                    }
                    _ => true,
                };
                let bound = cells.iter().filter(is_bound);
                values.extend(bound.filter_map(|&cell| Some((cell, told(problem, cell, witness.value(cell)?.to_big())))));
            }
        }
    }
    values.sort_by_key(|(cell, _)| *cell);
    Some(values)
}

/// A cell's number in its own terms: growths as growths.
fn told(problem: &Problem, cell: CellId, value: BigRational) -> BigRational {
    if problem.network.cells[cell.0 as usize].is_growth { value - BigRational::one() } else { value }
}

fn on_grid(problem: &Problem, amounts: &[i128], cell: CellId) -> Option<BigRational> {
    use crate::exact::grid::STEPS;
    if problem.is_amount(cell) {
        return Some(BigRational::new(amounts[cell.0 as usize].into(), STEPS.into()));
    }
    let (_, whole, base, power) = problem.defining_product(cell)?;
    let (whole, base) = (amounts[whole.0 as usize], amounts[base.0 as usize]);
    (power == 1 && base != 0).then(|| told(problem, cell, BigRational::new(whole.into(), base.into())))
}
