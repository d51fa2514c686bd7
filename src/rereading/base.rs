//! What a growth is compared with: where nobody says, the same months a year earlier; for some the half, quarter or month just
//! before. (A year has both in one.)

use super::catalogue::Catalogue;
use super::price::Kind;
use crate::figures::{Aspect, Cell, Nature};
use crate::words::names_a_base;

pub(super) fn offer(catalogue: &mut Catalogue<'_>) {
    for (index, figure, cell) in catalogue.named() {
        let (Aspect::Growth { base }, Nature::Flow) = (&cell.aspect, cell.series.nature) else { continue };
        let months = cell.period.months();
        if months >= 12 || figure.names_base || names_a_base(&figure.stated) {
            continue;
        }
        let Some(before) = cell.period.months_earlier(months) else { continue };
        let against_it = Cell { aspect: Aspect::Growth { base: before }, ..cell.clone() };
        let new = catalogue.moved(index, against_it, base.to_string(), before.to_string());
        catalogue.offer(Kind::PeriodBefore, new.into_iter().collect());
    }
}
