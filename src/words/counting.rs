//! What an amount is counted in: the one unit that its words name, before the number, after it, or both.

use super::money::codes;
use super::pieces::replaced;
use super::quantity::Named;
use super::statement::{Item, Speaker};
use super::{Misread, Unit};
use crate::exact::Ratio;
use std::ops::Range;

impl Speaker<'_> {
    /// The one unit of an item and how many of it one is.
    pub(super) fn unit(&self, item: &Item) -> Result<Option<(Unit, Ratio)>, Misread> {
        let mut found: Option<(Vec<Unit>, Ratio, &Range<usize>)> = None;
        let units = item.low.quantity.units.iter().chain(item.high.iter().flat_map(|high| &high.quantity.units));
        for (unit, at) in units {
            let next: (Vec<Unit>, Ratio) = match unit {
                Named::Money(meaning) => (codes(*meaning, self.vocabulary).into_iter().map(Unit::Currency).collect(), 1.into()),
                Named::Physical(index) => match self.vocabulary.units.get(*index) {
                    Some(physical) if !physical.or.is_empty() && item.main().quantity.finer.is_none() => {
                        let found = format!("\"{}\" can be {}", self.text(at), physical.or.join(" and "));
                        let instead = physical.or.iter().map(|unit| replaced(self.phrase, at, unit));
                        return Err(Misread::new(at.clone(), found, "one of them").instead(instead));
                    }
                    Some(physical) => (vec![Unit::Physical(physical.base.clone())], physical.factor),
                    None => continue,
                },
                Named::Things => (vec![Unit::Count], 1.into()),
            };
            found = Some(match found {
                None => (next.0, next.1, at),
                Some((known, factor, at)) => {
                    let both: Vec<Unit> = known.iter().filter(|unit| next.0.contains(unit)).cloned().collect();
                    if both.is_empty() || factor != next.1 {
                        let names = |units: &[Unit]| {
                            let name = |unit: &Unit| if *unit == Unit::Count { "things".to_string() } else { unit.to_string() };
                            units.iter().map(name).collect::<Vec<_>>().join(" or ")
                        };
                        let found = format!("two units of one amount: {} and {}", names(&known), names(&next.0));
                        return Err(Misread::new(item.at(), found, "one unit"));
                    }
                    (both, factor, at)
                }
            });
        }
        match found {
            None => Ok(None),
            Some((units, factor, at)) => match &units[..] {
                [unit] => Ok(Some((unit.clone(), factor))),
                several => {
                    let codes: Vec<String> = several.iter().map(Unit::to_string).collect();
                    let found = format!("\"{}\" names several currencies: {}", self.text(at), codes.join(", "));
                    let instead = codes.iter().map(|code| replaced(self.phrase, at, code));
                    Err(Misread::new(at.clone(), found, "the code of one").instead(instead))
                }
            },
        }
    }
}
