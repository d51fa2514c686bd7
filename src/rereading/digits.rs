//! Two digits swapped: 740 for 470. The phrase is read anew with the other number, so that its hedge and its roundness count.

use super::catalogue::{Catalogue, Said, of_aspect};
use super::price::Kind;
use crate::figures::reciprocal;
use crate::words::{read, transposed};

pub(super) fn offer(catalogue: &mut Catalogue<'_>, said: &Said<'_>) {
    for misprint in transposed(&said.figure.stated) {
        let Ok(statements) = read(&misprint.phrase, &said.figure.setting) else { continue };
        let Some(other) = of_aspect(statements, &said.cell.aspect) else { continue };
        // Of two figures in one phrase the number may be the other's.
        if (other.counted != said.statement.counted)
            || (other.allowed, other.meant) == (said.statement.allowed, said.statement.meant)
        {
            continue;
        }
        let numbers = [other.allowed, other.meant];
        let numbers = if said.figure.is_reciprocal { numbers.map(|numbers| reciprocal(&numbers)) } else { numbers };
        let new = catalogue.reread(said.index, said.cell.clone(), numbers, misprint.from, misprint.to);
        catalogue.offer(Kind::Digits, new.into_iter().collect());
    }
}
