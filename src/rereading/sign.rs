//! Which way: a surplus for a deficit, a rise for a fall. Who writes "rose" for "fell" once may write it for exports and for imports in
//! one breath: the rises of one source in one period are turned together, too.

use super::Reread;
use super::catalogue::{Catalogue, Said};
use super::price::Kind;
use crate::exact::{End, Interval, Ratio};
use crate::figures::{Aspect, Flow};
use crate::words::Form;
use num_traits::{One, Signed, Zero};

/// So many rises are written in one breath at most.
const IN_ONE_BREATH: usize = 6;

pub(super) fn offer(catalogue: &mut Catalogue<'_>) {
    catalogue.each_named(|catalogue, said| {
        let turned = turned(catalogue, said).map(|(_, new)| new);
        catalogue.offer(Kind::Sign, turned.into_iter().collect());
    });
    for bundle in catalogue.bundles(&catalogue.register.of_periods) {
        let is_growth =
            |&&figure: &&usize| catalogue.cell(figure).is_some_and(|cell| matches!(cell.aspect, Aspect::Growth { .. }));
        let growths: Vec<usize> = bundle.iter().filter(is_growth).copied().collect();
        if growths.len() > IN_ONE_BREATH {
            continue;
        }
        let said = growths.iter().filter_map(|&figure| catalogue.said(figure));
        let turned: Vec<(bool, Reread)> = said.filter_map(|said| turned(catalogue, &said)).collect();
        for is_up in [true, false] {
            let alike: Vec<Reread> = turned.iter().filter(|(up, _)| *up == is_up).map(|(_, new)| new.clone()).collect();
            if alike.len() > 1 && alike.iter().any(|new| catalogue.is_named(new.figure)) {
                catalogue.offer(Kind::Sign, alike);
            }
        }
    }
}

/// A figure that goes the other way, and whether it went up as stated.
fn turned(catalogue: &Catalogue<'_>, said: &Said<'_>) -> Option<(bool, Reread)> {
    let ways = match said.cell.aspect {
        Aspect::Level if said.cell.series.flow == Flow::Balance => ["deficit", "surplus"],
        Aspect::Growth { .. } | Aspect::AverageGrowth { .. } | Aspect::SharePoints { .. } => ["fall", "rise"],
        _ => return None,
    };
    // "Between -3% and 5%" and "90% of last year's" say neither rise nor fall.
    let printed = &said.statement.printed;
    let is_up = printed.iter().all(Signed::is_positive);
    if said.statement.form == Form::OfAnEarlierLevel || !(is_up || printed.iter().all(Signed::is_negative)) {
        return None;
    }
    let turned = [said.figure.reading.allowed, said.figure.reading.meant].map(|numbers| match said.statement.form {
        Form::Factor { .. } => turned_factor(&numbers),
        _ => Some(numbers.mirror()),
    });
    let [Some(allowed), Some(meant)] = turned else { return None };
    let (from, to) = (ways[usize::from(is_up)].to_string(), ways[usize::from(!is_up)].to_string());
    Some((is_up, catalogue.reread(said.index, said.cell.clone(), [allowed, meant], from, to)?))
}

/// "Fell 1.5 times" for "grew 1.5 times": the growths that belong to one over each factor.
fn turned_factor(growths: &Interval) -> Option<Interval> {
    let one = Ratio::one();
    let factors = growths.shifted(&one)?;
    let over_one = |end: End| (end.at > Ratio::zero()).then(|| End { at: end.at.recip(), open: end.open });
    let low = factors.high.and_then(over_one).unwrap_or(End { at: Ratio::zero(), open: true });
    Interval { low: Some(low), high: factors.low.and_then(over_one) }.shifted(&-one)
}
