//! Ratio or increment: "2.7 times more" is 2.7 times as much, and for some 3.7 times, of which 2.7 were added. And a slip: "grew
//! to 134%" typed as a growth of 134 %, where the index was meant and the growth is 34 %.

use super::catalogue::{Catalogue, Said};
use super::price::Kind;
use crate::exact::Ratio;
use crate::figures::Aspect;
use crate::words::Form;

pub(super) fn offer(catalogue: &mut Catalogue<'_>, said: &Said<'_>) {
    let one = Ratio::from_integer(1);
    let printed = &said.statement.printed;
    let (kind, by, [from, to]) = match (said.statement.form, &said.cell.aspect) {
        (Form::Factor { compared: true }, Aspect::Growth { .. } | Aspect::AverageGrowth { .. })
            if printed.iter().all(|growth| *growth > Ratio::from_integer(0)) =>
        {
            (Kind::Increment, one, ["ratio of the levels", "what was added"])
        }
        (Form::Itself, Aspect::Growth { .. }) if printed.iter().all(|growth| *growth >= one) => {
            (Kind::Index, -one, ["what was added", "ratio of the levels"])
        }
        _ => return,
    };
    let shifted = [said.statement.allowed, said.statement.meant].map(|numbers| numbers.shifted(&by));
    if let [Some(allowed), Some(meant)] = shifted {
        let new = catalogue.reread(said.index, said.cell.clone(), [allowed, meant], from.into(), to.into());
        catalogue.offer(kind, new.into_iter().collect());
    }
}
