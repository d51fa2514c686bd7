//! Can these all be true? The verdict on each figure and on all of them, with the findings that it rests on.

use super::{Finding, Judgement, Standing, Verdict, bounds::Bounds};
use crate::figures::Figures;
use crate::network::{CellId, Network, Tested, tested};
use crate::solver::conflict::{self, Fit, Trial, tried};
use crate::solver::example::convincing;
use crate::solver::explain::explain_clash;
use crate::solver::problem::{Problem, Tier};
use crate::solver::solve::{Conflict, Solution, solve};
use crate::solver::witness::Witness;
use num_rational::BigRational;
use num_traits::One;

/// Judges figures by the network woven from them.
pub fn judge(figures: &Figures, network: &Network) -> Judgement {
    let problem = Problem::new(figures, network);
    let active = vec![true; network.identities.len()];
    let solution = solve(&problem, &active);
    let past = |index: usize| figures.figures[index].status.is_of_the_past();
    let tests = tested(figures, network, &past);
    let mut proved = solution.components.values().all(|solved| solved.proved);
    let (mut findings, explained) = findings(&problem, &solution);
    proved &= explained;
    let mut standings = standings(&problem, &solution, &tests, &findings);
    for (index, figure) in figures.figures.iter().enumerate() {
        if figure.status.is_of_the_past() {
            continue;
        }
        let (standing, finding) = foretold(&problem, &solution, &active, index);
        standings[index] = standing;
        findings.extend(finding);
    }
    let order = |finding: &Finding| (std::cmp::Reverse(finding.verdict), finding.figures.len(), finding.figures.clone());
    findings.sort_by_key(order);
    let of_the_past = standings.iter().enumerate().filter(|(index, _)| past(*index));
    let verdict = of_the_past.map(|(_, standing)| standing.verdict).max().unwrap_or(Verdict::NotChecked);
    Judgement { verdict, proved, standings, findings, witness: witness(&solution) }
}

/// The findings, each with its proof; and whether all could be explained.
fn findings(problem: &Problem, solution: &Solution) -> (Vec<Finding>, bool) {
    let mut findings = Vec::new();
    let mut all_explained = true;
    for conflict in solution.components.values().flat_map(|solved| &solved.conflicts) {
        match finding(problem, conflict) {
            Some(finding) => findings.push(finding),
            None => all_explained = false,
        }
    }
    (findings, all_explained)
}

fn finding(problem: &Problem, conflict: &Conflict) -> Option<Finding> {
    let proof = explain_clash(problem, conflict.tier, &conflict.figures, &conflict.hint, conflict::SIMPLEX)?;
    let verdict = match conflict.tier {
        Tier::Meant => Verdict::Strained,
        Tier::Allowed => Verdict::Contradictory,
    };
    Some(Finding { verdict, figures: conflict.figures.iter().map(|&figure| figure as usize).collect(), proof })
}

fn standings(problem: &Problem, solution: &Solution, tests: &Tested, findings: &[Finding]) -> Vec<Standing> {
    let figures = &problem.figures.figures;
    let mut worst = vec![None; figures.len()];
    for finding in findings {
        for &figure in &finding.figures {
            worst[figure] = worst[figure].max(Some(finding.verdict));
        }
    }
    let bounds = Bounds::of(solution, Tier::Meant);
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

/// Where a forecast or target stands beside what was reported: alone, added to figures that stand.
fn foretold(problem: &Problem, solution: &Solution, active: &[bool], index: usize) -> (Standing, Option<Finding>) {
    let figures = problem.figures;
    let chosen = |other: usize| other == index || figures.figures[other].status.is_of_the_past();
    let tests = tested(figures, problem.network, &chosen);
    let untested = |needs| (Standing { verdict: Verdict::NotChecked, needs, bounds: None }, None);
    let (Some(cell), Some(_)) = (problem.cell(index as u32), tests.group[index]) else {
        return untested(tests.needs[index].clone());
    };
    let bounds = Bounds::of(solution, Tier::Meant).told(cell);
    let component = problem.component[cell.0 as usize];
    let Some(solved) = solution.components.get(&component) else { return untested(Some("a reported figure".into())) };
    let Some(stands) = solved.stands else {
        return untested(Some("reported figures that can stand together".into()));
    };
    let mut together = problem.members[component as usize].clone();
    together.push(index as u32);
    together.sort_unstable();
    for tier in [Tier::Meant, Tier::Allowed].into_iter().filter(|tier| *tier >= stands) {
        let Trial::Clash(figures, hint) = tried(problem, tier, &together, active) else {
            let verdict = if tier == stands { Verdict::Consistent } else { Verdict::Strained };
            return (Standing { verdict, needs: None, bounds }, None);
        };
        if tier == Tier::Allowed {
            let smallest = conflict::smallest(problem, tier, &figures, active);
            let finding = smallest.and_then(|figures| finding(problem, &Conflict { tier, figures, hint }));
            return (Standing { verdict: Verdict::Contradictory, needs: None, bounds }, finding);
        }
    }
    (Standing { verdict: Verdict::Consistent, needs: None, bounds }, None)
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
        by_component.entry(problem.component[cell.0 as usize]).or_default().push(cell);
    }
    for (component, solved) in &solution.components {
        let cells = by_component.get(component).map_or(&[][..], Vec::as_slice);
        match (solved.fit.as_ref()?, solved.stands?) {
            (Fit::Grid(amounts), _) => {
                values.extend(cells.iter().filter_map(|&cell| Some((cell, on_grid(problem, amounts, cell)?))))
            }
            (Fit::Leaves(example), tier) => {
                let members = &problem.members[*component as usize];
                let example = convincing(problem, tier, members, example.clone());
                let witness = Witness::of(problem, tier, members, example).ok()?;
                values.extend(cells.iter().filter_map(|&cell| Some((cell, told(problem, cell, witness.value(cell)?.to_big())))));
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
