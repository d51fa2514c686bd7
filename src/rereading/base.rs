//! What a growth is compared with: where nobody says, the same months a year earlier; for some the half, quarter or month just
//! before. (A year has both in one.)
//!
//! Who compares with the period just before does so all along: the growths of one source over equally long periods are read alike.

use super::Reread;
use super::catalogue::Catalogue;
use super::price::Kind;
use super::voice::Voice;
use crate::figures::{Aspect, Cell, Figure, Nature};
use crate::words::names_a_base;

/// Growths of one source over equally long periods.
pub(super) fn alike<'a>(figure: &'a Figure, cell: &Cell) -> Option<(Voice<'a>, i32)> {
    let (Aspect::Growth { .. }, Nature::Flow) = (&cell.aspect, cell.series.nature) else { return None };
    let months = cell.period.months();
    (months < 12 && !figure.names_base && !names_a_base(&figure.stated)).then(|| (Voice::of(figure), months))
}

pub(super) fn offer(catalogue: &mut Catalogue<'_>) {
    for bundle in catalogue.bundles(&catalogue.register.of_bases) {
        let against_the_one_before = |&figure: &usize| -> Option<Reread> {
            let cell = catalogue.cell(figure)?;
            let Aspect::Growth { base } = &cell.aspect else { return None };
            let before = cell.period.months_earlier(cell.period.months())?;
            let against_it = Cell { aspect: Aspect::Growth { base: before }, ..cell.clone() };
            catalogue.moved(figure, against_it, base.to_string(), before.to_string())
        };
        if let Some(all) = bundle.iter().map(against_the_one_before).collect::<Option<Vec<Reread>>>() {
            catalogue.offer(Kind::PeriodBefore, all);
        }
    }
}
