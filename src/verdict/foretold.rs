//! Forecasts and targets: each is added by itself to what was reported, and moves no bound and no verdict of it.

use super::bounds::Bounds;
use super::judge::finding;
use super::{Finding, Standing, Verdict};
use crate::network::tested;
use crate::solver::problem::Tier;
use crate::solver::smallest::smallest;
use crate::solver::solve::Conflict;
use crate::solver::trial::{Trial, tried};

/// Where one forecast or target stands.
pub(super) struct Foretold {
    pub standing: Standing,
    /// Its worst finding.
    pub finding: Option<Finding>,
    /// Whether that is proved.
    pub proved: bool,
}

/// Where a forecast or target (by index) stands beside the reported figures, as far as these stand themselves.
pub(super) fn foretold(bounds: &Bounds, index: usize) -> Foretold {
    let problem = bounds.solution().problem;
    let figures = &problem.figures.figures;
    let tests = tested(problem.figures, problem.network, &|other| other == index || figures[other].status.is_of_the_past());
    let untested = |needs: Option<String>| {
        let standing = Standing { verdict: Verdict::NotChecked, needs, bounds: None };
        Foretold { standing, finding: None, proved: true }
    };
    let (Some(cell), Some(_)) = (problem.cell(index as u32), tests.group[index]) else {
        return untested(tests.needs[index].clone());
    };
    let component = problem.component(cell);
    let Some(solved) = bounds.solution().components.get(&component) else { return untested(Some("a reported figure".into())) };
    let Some(stands) = solved.stands else {
        return untested(Some("reported figures that can stand together".into()));
    };
    let of = |verdict, finding, proved| {
        let standing = Standing { verdict, needs: None, bounds: bounds.told(cell) };
        Foretold { standing, finding, proved }
    };
    let mut worst = None;
    let mut verdict = Verdict::Consistent;
    for tier in [Tier::Usual, Tier::Meant, Tier::Allowed].into_iter().filter(|tier| *tier >= stands) {
        let mut together = problem.members(tier, component).to_vec();
        together.push(index as u32);
        together.sort_unstable();
        match tried(problem, tier, &together) {
            Trial::Stands(_) => return of(verdict, worst, true),
            Trial::Undecided => return of(verdict, worst, false),
            Trial::Clash(figures, hint) => {
                let figures = smallest(problem, tier, &figures).unwrap_or(figures);
                let clash = finding(problem, &Conflict { tier, figures, hint });
                verdict = clash.verdict;
                worst = Some(clash);
            }
        }
    }
    let proved = worst.as_ref().is_some_and(|worst| !worst.proof.steps.is_empty());
    of(Verdict::Contradictory, worst, proved)
}
