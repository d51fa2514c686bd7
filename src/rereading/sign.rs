//! Which way: a surplus for a deficit, a rise for a fall.

use super::catalogue::{Catalogue, Said};
use super::price::Kind;
use crate::exact::{End, Interval, Ratio};
use crate::figures::{Aspect, Flow};
use crate::words::Form;
use num_traits::{One, Signed, Zero};

pub(super) fn offer(catalogue: &mut Catalogue<'_>, said: &Said<'_>) {
    let ways = match said.cell.aspect {
        Aspect::Level if said.cell.series.flow == Flow::Balance => ["deficit", "surplus"],
        Aspect::Growth { .. } | Aspect::AverageGrowth { .. } | Aspect::SharePoints { .. } => ["fall", "rise"],
        _ => return,
    };
    // "Between -3% and 5%" and "90% of last year's" say neither rise nor fall.
    let printed = &said.statement.printed;
    let is_up = printed.iter().all(Signed::is_positive);
    if said.statement.form == Form::OfAnEarlierLevel || !(is_up || printed.iter().all(Signed::is_negative)) {
        return;
    }
    let turned = [said.figure.reading.allowed, said.figure.reading.meant].map(|numbers| match said.statement.form {
        Form::Factor { .. } => turned_factor(&numbers),
        _ => Some(numbers.mirror()),
    });
    if let [Some(allowed), Some(meant)] = turned {
        let (from, to) = (ways[usize::from(is_up)].to_string(), ways[usize::from(!is_up)].to_string());
        let new = catalogue.reread(said.index, said.cell.clone(), [allowed, meant], from, to);
        catalogue.offer(Kind::Sign, new.into_iter().collect());
    }
}

/// "Fell 1.5 times" for "grew 1.5 times": the growths that belong to one over each factor.
fn turned_factor(growths: &Interval) -> Option<Interval> {
    let one = Ratio::one();
    let factors = growths.shifted(&one)?;
    let over_one = |end: End| (end.at > Ratio::zero()).then(|| End { at: end.at.recip(), open: end.open });
    let low = factors.high.and_then(over_one).unwrap_or(End { at: Ratio::zero(), open: true });
    Interval { low: Some(low), high: factors.low.and_then(over_one) }.shifted(&-one)
}
