//! How an average is taken: "over five years it averaged 20% a year" is a compound pace over five steps, over four steps (who
//! counts the years and not the steps between them), or the whole rise divided by five.

use super::catalogue::Catalogue;
use super::price::Kind;
use crate::exact::Ratio;
use crate::figures::{Aspect, Cell, Reading};

pub(super) fn offer(catalogue: &mut Catalogue<'_>) {
    for (index, figure, cell) in catalogue.named() {
        let Aspect::AverageGrowth { from, years } = cell.aspect else { continue };
        if years < 2 {
            continue;
        }
        let Reading { allowed, meant, .. } = figure.reading;
        let fewer = Cell { aspect: Aspect::AverageGrowth { from, years: years - 1 }, ..cell.clone() };
        let new = catalogue.moved(index, fewer, steps(years), steps(years - 1));
        catalogue.offer(Kind::Steps, new.into_iter().collect());
        let by = Ratio::from_integer(years.into());
        if let (Some(allowed), Some(meant)) = (allowed.scaled(&by), meant.scaled(&by)) {
            let whole = Cell { aspect: Aspect::Growth { base: from }, ..cell.clone() };
            let (pace, rise) = ("compound pace".to_string(), format!("whole rise / {years}"));
            let new = catalogue.reread(index, whole, [allowed, meant], pace, rise);
            catalogue.offer(Kind::Simple, new.into_iter().collect());
        }
    }
}

fn steps(years: u32) -> String {
    if years == 1 { "1 step".into() } else { format!("{years} steps") }
}
