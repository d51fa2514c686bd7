//! The unit that amounts are told in: one scale word for one currency, whatever is told of it.
//!
//! People compare what they read with what they typed. So the scale is the commonest among the typed figures of that currency
//! ("mn" where most say "million"), unless `--in` sets it, and it never changes inside a sentence or a table: "at least 2.98 bn;
//! but put at $2948.9 mn" would leave the reader to shift the point.

use crate::exact::Ratio;
use crate::figures::{Aspect, Cell, Figure, Figures};
use crate::words::{Unit, scaled_unit};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;
use std::collections::BTreeMap;

/// The unit that text and csv output count in, where it was chosen: `--in "bn USD"`. Other units keep their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counting(pub Option<ChosenUnit>);

/// A chosen unit: how it is written, what it counts and how many whole units one of it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenUnit {
    /// As it is written behind a number: `bn USD`.
    pub written: String,
    /// What is counted.
    pub unit: Unit,
    /// Whole units in one; positive.
    pub size: Ratio,
}

impl Counting {
    /// The chosen unit, if it counts what this cell does.
    pub fn for_cell(&self, cell: &Cell) -> Option<&ChosenUnit> {
        self.0.as_ref().filter(|chosen| cell.aspect == Aspect::Level && cell.unit.as_ref() == Some(&chosen.unit))
    }
}

/// English scale words and the whole units in one, as a power of ten.
pub(super) const SCALES: [(u32, &str); 5] = [(0, ""), (3, "thousand"), (6, "mn"), (9, "bn"), (12, "tn")];

const THOUSAND: usize = 1;

/// The units of one report.
#[derive(Clone, Debug, Default)]
pub struct Units {
    chosen: Option<ChosenUnit>,
    /// The scale (index) of each unit that levels were typed in.
    usual: Vec<(Option<Unit>, usize)>,
}

impl Units {
    /// Those that the figures were typed in, and the one chosen.
    pub fn of(figures: &Figures, counting: &Counting) -> Units {
        let mut scales = Scales::default();
        let mut votes: Vec<(Option<Unit>, [usize; SCALES.len()])> = Vec::new();
        for figure in &figures.figures {
            let Some(cell) = figure.reading.cell.as_ref().filter(|cell| cell.aspect == Aspect::Level) else { continue };
            let scale = scales.typed(figure);
            match votes.iter_mut().find(|(unit, _)| *unit == cell.unit) {
                Some((_, votes)) => votes[scale] += 1,
                None => {
                    let mut first = [0; SCALES.len()];
                    first[scale] = 1;
                    votes.push((cell.unit.clone(), first));
                }
            }
        }
        // Of scales equally common the smaller one: no number then begins with zeros. Tables count in thousands and prose does
        // not: where anything is said in another scale, that one is told.
        let commonest = |mut votes: [usize; SCALES.len()]| {
            if votes[THOUSAND + 1..].iter().any(|&votes| votes > 0) {
                votes[THOUSAND] = 0;
            }
            (0..SCALES.len()).max_by_key(|&scale| (votes[scale], std::cmp::Reverse(scale))).unwrap_or(0)
        };
        Units { chosen: counting.0.clone(), usual: votes.into_iter().map(|(unit, votes)| (unit, commonest(votes))).collect() }
    }

    /// The same for a series whose amounts are far from their usual scale: 0.076 mn is 76 thousand, and 8234567890 is 8.235 bn. A
    /// unit that was chosen stays.
    pub(super) fn near(&self, unit: Option<&Unit>, largest: &BigRational) -> Units {
        /// So many digits before the point are more than anybody reads.
        const LONG: u32 = 6;
        let power = |exponent: u32| BigRational::from_integer(BigInt::from(10).pow(exponent));
        let mut near = self.clone();
        let Some((_, scale)) = near.usual.iter_mut().find(|(known, _)| known.as_ref() == unit) else { return near };
        let (exponent, _) = SCALES[*scale];
        let fitting = |is_kept: &dyn Fn(usize) -> bool| {
            (0..SCALES.len()).rfind(|&other| is_kept(other) && *largest >= power(SCALES[other].0)).unwrap_or(0)
        };
        if largest.is_positive() && *largest < power(exponent) {
            *scale = fitting(&|_| true);
        } else if *largest >= power(exponent + LONG) {
            *scale = fitting(&|other| other != THOUSAND);
        }
        near
    }

    /// The unit chosen with `--in`, if it counts this.
    pub(super) fn chosen(&self, unit: Option<&Unit>) -> Option<&ChosenUnit> {
        self.chosen.as_ref().filter(|chosen| unit == Some(&chosen.unit))
    }

    /// The usual scale (index) of a unit; `None` of one that nobody typed.
    pub(super) fn usual(&self, unit: Option<&Unit>) -> Option<usize> {
        self.usual.iter().find(|(known, _)| known.as_ref() == unit).map(|(_, scale)| *scale)
    }
}

/// The scale (index) that a figure's own words count in, for what is quoted of it.
pub(super) fn own_scale(figure: &Figure) -> usize {
    Scales::default().typed(figure)
}

/// What words mean as scales; a word is looked up once, however many figures have it.
#[derive(Default)]
struct Scales(BTreeMap<String, usize>);

impl Scales {
    /// The largest scale in a figure's words: "2 млрд 842 млн" counts in billions.
    fn typed(&mut self, figure: &Figure) -> usize {
        let words = figure.stated.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.map(|word| self.scale(word)).max().unwrap_or(0)
    }

    fn scale(&mut self, word: &str) -> usize {
        if let Some(&known) = self.0.get(word) {
            return known;
        }
        let size = scaled_unit(word).ok().map(|(size, _)| size);
        let is_it = |(exponent, _): &(u32, &str)| size == Some(Ratio::from_integer(10i128.pow(*exponent)));
        let scale = SCALES.iter().position(is_it).unwrap_or(0);
        self.0.insert(word.to_string(), scale);
        scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_far_from_its_usual_scale_is_told_in_one_that_people_read() {
        let usd = Unit::Currency("USD".into());
        let told = |scale: usize, largest: i64| {
            let units = Units { chosen: None, usual: vec![(Some(usd.clone()), scale)] };
            SCALES[units.near(Some(&usd), &BigRational::from_integer(largest.into())).usual[0].1].1
        };
        assert_eq!([told(2, 76_000), told(2, 1_000_000), told(2, 999_999_000_000), told(2, 0)], ["thousand", "mn", "mn", "mn"]);
        assert_eq!([told(2, 1_000_000_000_000), told(0, 8_234_567_890), told(0, 20_000), told(3, 12)], ["tn", "bn", "", ""]);
        let chosen = ChosenUnit { written: "USD".into(), unit: usd.clone(), size: Ratio::from_integer(1) };
        let units = Units { chosen: Some(chosen.clone()), usual: vec![(Some(usd.clone()), 3)] };
        assert_eq!(units.near(Some(&usd), &BigRational::from_integer(7.into())).chosen, Some(chosen));
    }

    #[test]
    fn scale_words_are_those_that_phrases_may_hold() {
        let mut scales = Scales::default();
        for (word, told) in [("bn", "bn"), ("million", "mn"), ("трлн", "tn"), ("тыс", "thousand"), ("USD", ""), ("about", "")]
        {
            assert_eq!(SCALES[scales.scale(word)].1, told, "{word}");
        }
    }
}
