//! The hedge table: what "about", "more than", "up to" allow of a number, and what they are commonly meant to say.
//!
//! "Almost 14.5" allows 13.05 to 14.55 and is meant as 14 to 14.5. The rules are data, `data/words/hedges.tsv`, in terms of the
//! letters of [`rule`](super::rule); each row names where it comes from.

use super::rule::{Letters, Rule};
use super::table::rows;
use super::unreduced::Unreduced;
use super::{Numeral, Width};
use crate::exact::{Interval, Ratio, decimal};
use std::collections::BTreeMap;

/// One hedge of the table.
#[derive(Clone, Debug)]
pub struct Hedge {
    /// Its name: `plain`, `more than`.
    pub name: String,
    of_numbers: Option<Rules>,
    of_factors: Option<Rules>,
    width: Option<Width>,
    /// How far an average growth may lie off at least, on each bounded side, as a fraction.
    pub on_average: Option<Ratio>,
    /// Whether a whole number under 10 with a scale word is evaluated one scale down ("1 trillion" as "1000 bn").
    pub in_a_finer_scale: bool,
    /// The hedge of the table whose intervals it always holds.
    pub holds: Option<usize>,
}

#[derive(Clone, Debug)]
struct Rules {
    allowed: Rule,
    meant: Rule,
}

/// What a number's words allow, and what they are meant to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Understood {
    /// All that the words allow.
    pub allowed: Interval,
    /// What they are commonly meant to say.
    pub meant: Interval,
}

impl Understood {
    /// Both intervals changed alike; `None` if one cannot be.
    pub fn map(&self, change: impl Fn(&Interval) -> Option<Interval>) -> Option<Understood> {
        Some(Understood { allowed: change(&self.allowed)?, meant: change(&self.meant)? })
    }
}

impl Hedge {
    /// Of a printed number, one of which is `scale`. `None` on overflow.
    pub fn of_numeral(&self, numeral: &Numeral, scale: Ratio) -> Option<Understood> {
        let letters = self.letters(numeral, 0.into())?;
        understood(self.of_numbers.as_ref()?, &letters, &letters, scale)
    }

    /// Of a factor: the 1.5 of "1.5 times". `floor` is the least that it can be.
    pub fn of_factor(&self, numeral: &Numeral, floor: Ratio) -> Option<Understood> {
        let letters = self.letters(numeral, floor)?;
        understood(self.of_factors.as_ref()?, &letters, &letters, 1.into())
    }

    /// Of a simple fraction, between its neighbours on either side: its granularity and step are the distance to a neighbour,
    /// its width twice that, its last place two points.
    pub fn of_fraction(&self, fraction: Ratio, neighbours: [Ratio; 2]) -> Option<Understood> {
        let letters = |distance: Ratio| Letters {
            n: fraction.into(),
            last_place: Unreduced::new(2, 100),
            granularity: distance.into(),
            step: distance.into(),
            width: (distance * Ratio::from_integer(2)).into(),
            floor: Unreduced::ZERO,
            round: false,
        };
        let [below, above] = neighbours;
        understood(self.of_numbers.as_ref()?, &letters(fraction - below), &letters(above - fraction), 1.into())
    }

    fn letters(&self, numeral: &Numeral, floor: Ratio) -> Option<Letters> {
        Some(Letters {
            n: numeral.value_unreduced(),
            last_place: numeral.last_place().into(),
            granularity: numeral.granularity().into(),
            step: numeral.step().into(),
            width: match &self.width {
                Some(width) => width.around(numeral)?.into(),
                None => Unreduced::ZERO,
            },
            floor: floor.into(),
            round: numeral.is_round(),
        })
    }
}

fn understood(rules: &Rules, below: &Letters, above: &Letters, scale: Ratio) -> Option<Understood> {
    Some(Understood { allowed: rules.allowed.interval(below, above, scale)?, meant: rules.meant.interval(below, above, scale)? })
}

/// Reads the hedge table.
///
/// # Errors
/// A sentence with file and line.
pub fn hedges() -> Result<Vec<Hedge>, String> {
    let columns = ["name", "A", "B", "C", "D", "E", "F", "G", "H", "source"];
    let mut widths = BTreeMap::new();
    for row in rows("words/widths.tsv", include_str!("../../data/words/widths.tsv"), &columns)? {
        let width = Width::of(std::array::from_fn(|i| row.field(i + 1)));
        widths.insert(row.field(0), width.ok_or_else(|| row.wrong("a coefficient is no decimal with at most four places"))?);
    }
    let columns = ["name", "of", "allowed", "meant", "width", "on_average", "finer", "holds", "source"];
    let mut hedges: Vec<Hedge> = Vec::new();
    for row in rows("words/hedges.tsv", include_str!("../../data/words/hedges.tsv"), &columns)? {
        let read = |column: usize| Rule::read(row.field(column)).map_err(|what| row.wrong(what));
        let rules = Rules { allowed: read(2)?, meant: read(3)? };
        let width = match row.field(4) {
            "" => None,
            name => Some(widths.get(name).cloned().ok_or_else(|| row.wrong(format!("no width \"{name}\" in widths.tsv")))?),
        };
        let on_average = match row.field(5) {
            "" => None,
            points => Some(decimal(points).ok_or_else(|| row.wrong("on_average is no number"))? / Ratio::from_integer(100)),
        };
        let in_a_finer_scale = match row.field(6) {
            "yes" => true,
            "no" => false,
            _ => return Err(row.wrong("finer is yes or no")),
        };
        let holds = match row.field(7) {
            "" => None,
            name => Some(
                hedges.iter().position(|hedge| hedge.name == name).ok_or_else(|| row.wrong(format!("no \"{name}\" above it")))?,
            ),
        };
        let (of_numbers, of_factors) = match row.field(1) {
            "any" => (Some(rules.clone()), Some(rules)),
            "number" => (Some(rules), None),
            "factor" => (None, Some(rules)),
            other => return Err(row.wrong(format!("\"{other}\" is not number, factor or any"))),
        };
        match hedges.iter_mut().find(|hedge| hedge.name == row.field(0)) {
            Some(hedge) if hedge.width == width && hedge.on_average == on_average && hedge.holds == holds => {
                let twice =
                    (hedge.of_numbers.is_some() && of_numbers.is_some()) || (hedge.of_factors.is_some() && of_factors.is_some());
                if twice {
                    return Err(row.wrong("the hedge has such a row already"));
                }
                hedge.of_numbers = hedge.of_numbers.take().or(of_numbers);
                hedge.of_factors = hedge.of_factors.take().or(of_factors);
            }
            Some(_) => return Err(row.wrong("two rows of one hedge differ in width, on_average or holds")),
            None => hedges.push(Hedge {
                name: row.field(0).to_string(),
                of_numbers,
                of_factors,
                width,
                on_average,
                in_a_finer_scale,
                holds,
            }),
        }
    }
    match hedges.iter().find(|hedge| hedge.of_numbers.is_none() || hedge.of_factors.is_none()) {
        Some(hedge) => Err(format!("data/words/hedges.tsv: \"{}\" lacks a row for numbers or for factors", hedge.name)),
        None => Ok(hedges),
    }
}
