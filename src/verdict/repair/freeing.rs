//! What would free a tight spot.

use super::world::{Ground, Kin, World};
use super::{FREED, FREEING, UNHURRIED, around};
use crate::rereading::{self, Change, Register, Trust};
use crate::solver::problem::{Problem, Tier};
use crate::verdict::Tight;
use std::collections::BTreeSet;

/// Finds the cheapest re-readings that free tight spots: of the figures themselves, or of those that squeeze them, so that all
/// stands and nothing is tight any more.
pub(in crate::verdict) fn free(problem: &Problem, tight: &mut [Tight]) {
    let figures = problem.figures;
    if tight.is_empty() || tight.len() > FREED {
        return;
    }
    let (kin, trust, register) = (Kin::of(figures), Trust::of(figures), Register::of(figures));
    let tier = problem.first_tier();
    for spot in tight {
        let Some(cell) = problem.cell(spot.figure as u32) else { continue };
        let members: BTreeSet<usize> =
            problem.members(tier, problem.component(cell)).iter().map(|&member| member as usize).collect();
        if members.len() > UNHURRIED {
            continue;
        }
        let norms = problem.network.in_use.as_ref().filter(|_| tier == Tier::Usual);
        let around = around(figures, &members, &BTreeSet::new());
        let ground = Ground::of(figures, &around, &kin, norms);
        let mut world = World::on(&ground, norms, tier, around.into_iter().collect());
        let mut named = spot.squeezed_by.clone();
        named.push(spot.figure);
        named.sort_unstable();
        let mut changes: Vec<(u32, Change)> = rereading::changes(&register, &named)
            .into_iter()
            .filter(|change| !change.across_sources && change.readings.iter().all(|new| world.has(new.figure)))
            .map(|change| (trust.cost(&change).round().to_integer() as u32, change))
            .collect();
        changes.sort_by_key(|(cost, _)| *cost);
        changes.truncate(FREEING);
        let mut cheapest = None;
        for (cost, change) in changes {
            if cheapest.is_some_and(|cheapest| cost > cheapest) {
                break;
            }
            let readings = change.readings.iter().map(|new| (new.figure, Some(&new.reading))).collect();
            let changed: Vec<usize> = change.readings.iter().map(|new| new.figure).collect();
            let tested = world.tested_among(&changed);
            if world.is_at_ease(&readings, &tested) {
                cheapest = Some(cost);
                spot.freed_by.push(change);
            }
        }
    }
}
