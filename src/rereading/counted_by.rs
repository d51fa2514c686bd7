//! Who counted: each of two partners publishes their trade, and the numbers differ. What is said of Russia's exports to
//! Uzbekistan may be quoted from Uzbekistan's imports.
//!
//! All that one source says of the pair changes sides together: exports become the partner's imports, turnover stays turnover,
//! a surplus becomes the partner's deficit. Tried only where the files hold figures of the other side's trade; flows with a name of
//! their own stay, for who counted them is not known.

use super::catalogue::Catalogue;
use super::price::Kind;
use super::register::Register;
use super::voice::Voice;
use crate::figures::{Aspect, Cell, Figure, Flow, Reading, Series};

/// What one source says of a pair whose other side is told of, too.
pub(super) fn alike<'a>(register: &Register<'_>, figure: &'a Figure, cell: &'a Cell) -> Option<(Voice<'a>, &'a str, &'a str)> {
    let (reporter, partner) = (&*cell.series.reporter, &*cell.series.partner);
    let has_other_side = reporter != partner && register.pairs.contains(&(partner, reporter));
    (has_other_side && mirrored(cell).is_some()).then(|| (Voice::of(figure), reporter, partner))
}

pub(super) fn offer(catalogue: &mut Catalogue<'_>) {
    for bundle in catalogue.bundles(&catalogue.register.of_sides) {
        let readings = bundle.iter().filter_map(|&figure| {
            let cell = catalogue.cell(figure)?;
            let Reading { allowed, meant, .. } = catalogue.figures.figures[figure].reading;
            let numbers = if cell.series.flow == Flow::Balance && cell.aspect == Aspect::Level {
                [allowed.mirror(), meant.mirror()]
            } else {
                [allowed, meant]
            };
            let (from, to) = (cell.series.reporter.to_string(), cell.series.partner.to_string());
            catalogue.reread(figure, mirrored(cell)?, numbers, from, to)
        });
        catalogue.offer(Kind::CountedBy, readings.collect());
    }
}

/// The same trade as the partner counts it.
fn mirrored(cell: &Cell) -> Option<Cell> {
    let aspect = match &cell.aspect {
        Aspect::Share { of } if is_share_of_pair(cell, of) => Aspect::Share { of: of.other_side()? },
        Aspect::SharePoints { of, base } if is_share_of_pair(cell, of) => {
            Aspect::SharePoints { of: of.other_side()?, base: *base }
        }
        Aspect::Share { .. } | Aspect::SharePoints { .. } | Aspect::Rate => return None,
        aspect => aspect.clone(),
    };
    Some(Cell { series: cell.series.other_side()?, aspect, ..cell.clone() })
}

/// Whether part and whole are of the same two partners, and neither may be negative.
fn is_share_of_pair(cell: &Cell, of: &Series) -> bool {
    let part = &cell.series;
    (&part.reporter, &part.partner) == (&of.reporter, &of.partner)
        && [&part.flow, &of.flow].iter().all(|flow| **flow != Flow::Balance)
}
