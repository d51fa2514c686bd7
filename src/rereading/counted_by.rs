//! Who counted: each of two partners publishes their trade, and the numbers differ. What is said of Russia's exports to
//! Uzbekistan may be quoted from Uzbekistan's imports.
//!
//! All that one source says of the pair changes sides together: exports become the partner's imports, turnover stays turnover,
//! a surplus becomes the partner's deficit. Tried only where the files hold figures of the other side's trade; flows with a name of
//! their own stay, for who counted them is not known.

use super::catalogue::Catalogue;
use super::price::Kind;
use super::voice::Voice;
use crate::figures::{Aspect, Cell, Flow, Reading, Series};
use std::collections::HashSet;

pub(super) fn offer(catalogue: &mut Catalogue<'_>) {
    let told = catalogue.figures.figures.iter().filter(|figure| figure.status.is_of_the_past());
    let pairs: HashSet<(&str, &str)> = told
        .filter_map(|figure| figure.reading.cell.as_ref())
        .filter(|cell| matches!(cell.series.flow, Flow::Turnover | Flow::Exports | Flow::Imports | Flow::Balance))
        .map(|cell| (&*cell.series.reporter, &*cell.series.partner))
        .collect();
    let bundles = catalogue.bundles(|figure, cell| {
        let (reporter, partner) = (&*cell.series.reporter, &*cell.series.partner);
        let has_other_side = reporter != partner && pairs.contains(&(partner, reporter));
        (has_other_side && mirrored(cell).is_some()).then(|| (Voice::of(figure), reporter, partner))
    });
    for ((_, reporter, partner), bundle) in bundles {
        let readings = bundle.iter().filter_map(|&figure| {
            let cell = catalogue.cell(figure)?;
            let Reading { allowed, meant, .. } = catalogue.figures.figures[figure].reading;
            let numbers = if cell.series.flow == Flow::Balance && cell.aspect == Aspect::Level {
                [allowed.mirror(), meant.mirror()]
            } else {
                [allowed, meant]
            };
            catalogue.reread(figure, mirrored(cell)?, numbers, reporter.to_string(), partner.to_string())
        });
        catalogue.offer(Kind::CountedBy, readings.collect());
    }
}

/// The same trade as the partner counts it.
fn mirrored(cell: &Cell) -> Option<Cell> {
    let aspect = match &cell.aspect {
        Aspect::Share { of } if is_share_of_pair(cell, of) => Aspect::Share { of: other_side(of)? },
        Aspect::SharePoints { of, base } if is_share_of_pair(cell, of) => {
            Aspect::SharePoints { of: other_side(of)?, base: *base }
        }
        Aspect::Share { .. } | Aspect::SharePoints { .. } | Aspect::Rate => return None,
        aspect => aspect.clone(),
    };
    Some(Cell { series: other_side(&cell.series)?, aspect, ..cell.clone() })
}

/// Whether part and whole are of the same two partners, and neither may be negative.
fn is_share_of_pair(cell: &Cell, of: &Series) -> bool {
    let part = &cell.series;
    (&part.reporter, &part.partner) == (&of.reporter, &of.partner)
        && [&part.flow, &of.flow].iter().all(|flow| **flow != Flow::Balance)
}

fn other_side(series: &Series) -> Option<Series> {
    let flow = match series.flow {
        Flow::Exports => Flow::Imports,
        Flow::Imports => Flow::Exports,
        Flow::Turnover => Flow::Turnover,
        Flow::Balance => Flow::Balance,
        Flow::Rate(..) | Flow::Named(_) => return None,
    };
    let is_pair = !series.reporter.is_empty() && series.partner != "World" && series.reporter != "World";
    is_pair.then(|| Series { reporter: series.partner.clone(), partner: series.reporter.clone(), flow, ..series.clone() })
}
