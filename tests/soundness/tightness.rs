//! Which figures only just stand, by what the oracle leaves of their words; and whether what frees them lets all stand.

use crate::ladder::past;
use crate::mending::components;
use crate::oracle::{End, Oracle};
use crossfoot::exact::{Interval, Ratio};
use crossfoot::figures::{Aspect, Figures, Status};
use crossfoot::network::{Network, tested};
use crossfoot::verdict::{self, Judgement, Tier};
use num_rational::BigRational;
use num_traits::Signed;

/// What is left of what words are meant to say.
struct Left {
    low: BigRational,
    high: BigRational,
    /// Whether the low end and the high end are left out.
    open: [bool; 2],
}

fn big(at: &Ratio) -> BigRational {
    BigRational::new((*at.numer()).into(), (*at.denom()).into())
}

fn left(range: &(End, End), meant: &Interval) -> Option<Left> {
    let (low, high) = (meant.low?, meant.high?);
    let (mut left, [own_low, own_high]) =
        (Left { low: big(&low.at), high: big(&high.at), open: [low.open, high.open] }, [&range.0, &range.1]);
    if let Some((at, open)) = own_low.as_ref().filter(|(at, open)| *at > left.low || (*at == left.low && *open)) {
        (left.low, left.open[0]) = (at.clone(), *open);
    }
    if let Some((at, open)) = own_high.as_ref().filter(|(at, open)| *at < left.high || (*at == left.high && *open)) {
        (left.high, left.open[1]) = (at.clone(), *open);
    }
    Some(left)
}

/// By the definition at the head of `verdict/tight.rs`; `None` where it hangs by a hair, where ends are rounded.
fn is_tight(left: &Left, meant: &Interval, printed: &Ratio, least: i32) -> Option<bool> {
    let (low, high) = (big(&meant.low?.at), big(&meant.high?.at));
    let width = &high - &low;
    if !width.is_positive() {
        return Some(false);
    }
    let two = BigRational::from_integer(2.into());
    let hair = BigRational::new(1.into(), 10u64.pow(9).into());
    let is_near = |a: &BigRational, b: &BigRational| (a - b).abs() < hair;
    let (room, half) = (&left.high - &left.low, &width / &two);
    let part = &width / BigRational::from_integer(least.into());
    let (middle, printed) = (&low + &half, big(printed));
    let away = if least > 2 {
        // What only rounds lies in its first or last part.
        let (first, last) = (&low + &part, &high - &part);
        if is_near(&left.high, &first) || is_near(&left.low, &last) {
            return None;
        }
        left.high <= first || left.low >= last
    } else if printed <= low {
        if is_near(&left.low, &middle) {
            return None;
        }
        left.low >= middle
    } else if printed >= high {
        if is_near(&left.high, &middle) {
            return None;
        }
        left.high <= middle
    } else {
        if is_near(&left.low, &printed) || is_near(&left.high, &printed) {
            return None;
        }
        left.low > printed || left.high < printed
    };
    if is_near(&room, &part) { None } else { Some(away && room < part) }
}

/// Whether the tight spots of a judgement are those of the oracle.
pub fn agrees(figures: &Figures, network: &Network, judgement: &Judgement) -> Result<(), String> {
    let all = past(figures);
    let tests = tested(figures, network, &|index| all.contains(&index));
    let bounds = verdict::fill(figures, network, Tier::Usual);
    for &index in &all {
        let figure = &figures.figures[index];
        let told = judgement.tight.iter().find(|tight| tight.figure == index);
        let (Some(cell), Some(_), [printed]) = (network.spoken_of[index], tests.group[index], &figure.printed[..]) else {
            if told.is_some() {
                return Err(format!("TIGHT: {index} tests no other, or has no one number"));
            }
            continue;
        };
        let Some(bounded) = bounds.iter().find(|bounded| bounded.cell == cell) else { continue };
        let meant = figure.reading.meant;
        let may_be = bounded.bounds.is_some() && bounded.tier != Tier::Allowed;
        // What only rounds is tight on a knife's edge.
        let least = if meant == figure.reading.allowed { 20 } else { 2 };
        if meant == figure.reading.allowed && figure.status == Status::Official {
            if told.is_some() {
                return Err(format!("TIGHT: {index} is an office's, and only rounds"));
            }
            continue;
        }
        let is_amount = figure.reading.cell.as_ref().is_some_and(|cell| cell.aspect == Aspect::Level);
        if !may_be {
            if told.is_some() {
                return Err(format!("TIGHT: {index} cannot be"));
            }
            continue;
        }
        if !is_amount {
            continue;
        }
        let of_cell = components(network, bounded.tier);
        let own =
            |other: &usize| network.spoken_of[*other].is_some_and(|other| of_cell[other.0 as usize] == of_cell[cell.0 as usize]);
        let members: Vec<usize> = all.iter().copied().filter(own).collect();
        let oracle = Oracle { figures, network, tier: bounded.tier };
        // Norms elsewhere bind nothing here.
        let Some(range) = oracle.range(&members, cell) else { continue };
        let Some(left) = left(&range, &meant) else { continue };
        let Some(expected) = is_tight(&left, &meant, printed, least) else { continue };
        let of_same: Vec<usize> = all.iter().copied().filter(|&other| network.spoken_of[other] == Some(cell)).collect();
        let alone = Oracle { figures, network, tier: Tier::Meant }.range(&of_same, cell);
        let is_squeezed = alone != Some(range.clone());
        match (told, expected) {
            (Some(_), false) => {
                return Err(format!(
                    "TIGHT: {index} is not: from {} to {} is left of {}",
                    left.low,
                    left.high,
                    crate::range(&meant)
                ));
            }
            (None, true) if bounded.narrowest && is_squeezed => {
                return Err(format!("TIGHT: {index} is: from {} to {} is left of {}", left.low, left.high, crate::range(&meant)));
            }
            _ => {}
        }
    }
    Ok(())
}
