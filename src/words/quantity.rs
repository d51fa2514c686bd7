//! One number with its scale and unit: `9.8 billion`, `2 млрд 842 млн долл.`, `two thirds`, `1.5 times`, `полмиллиарда рублей`.

use super::pieces::{Piece, replaced};
use super::printed::{Printed, printed};
use super::vocabulary::{Alone, Direction, Meaning, Stands, Vocabulary};
use super::{Misread, Numeral, Setting};
use crate::exact::Ratio;
use std::ops::Range;

/// The number itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// As printed or spelled.
    Numeral(Numeral),
    /// A simple fraction.
    Fraction(Ratio),
}

/// What the number is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of nothing that it names, or of a currency, a physical unit or things.
    Amount,
    /// Percent.
    Percent,
    /// Percentage points.
    Points,
    /// Hundredths of a percentage point.
    BasisPoints,
    /// "1.5 times".
    Factor,
    /// "a third".
    Fraction,
}

/// What an amount is counted in, as far as the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A currency word: [`Meaning::Currency`] or [`Meaning::Code`].
    Money(Meaning),
    /// A physical unit.
    Physical(usize),
    /// Things that are counted.
    Things,
}

/// A number with its scale and unit.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// The number.
    pub amount: Amount,
    /// What it is of.
    pub kind: Kind,
    /// The direction that the word itself implies: "doubled".
    pub implied: Option<Direction>,
    /// One of the printed scale, in whole units.
    pub ones: i128,
    /// How many of the next finer scale make one of the printed scale, if there is a scale word.
    pub finer: Option<i128>,
    /// The units named, before and after the number, with their bytes in the phrase.
    pub units: Vec<(Named, Range<usize>)>,
    /// Hedges after the number.
    pub hedges_after: Vec<usize>,
    /// Its bytes in the phrase, unit included.
    pub at: Range<usize>,
    /// The bytes of the number alone.
    pub number: Range<usize>,
}

/// Where numbers are read.
pub struct Reader<'a> {
    /// The phrase.
    pub phrase: &'a str,
    /// Its pieces.
    pub pieces: &'a [Piece],
    /// The words known.
    pub vocabulary: &'a Vocabulary,
    /// What the row settles.
    pub setting: &'a Setting,
    /// Whether Cyrillic words settle that a comma is decimal.
    pub cyrillic: bool,
    /// The next piece.
    pub next: usize,
}

impl Reader<'_> {
    /// What the next piece means.
    pub fn meaning(&self) -> Option<Meaning> {
        self.ahead(0)
    }

    /// What the piece after `by` more means.
    pub fn ahead(&self, by: usize) -> Option<Meaning> {
        self.pieces.get(self.next + by).map(|piece| piece.meaning)
    }

    /// Reads the quantity that begins with the next piece, which is a number, a scale that may stand alone, a fraction or a
    /// factor.
    pub fn quantity(&mut self) -> Result<Quantity, Misread> {
        let start = self.pieces.get(self.next).map_or(self.phrase.len(), |piece| piece.at.start);
        let mut quantity = Quantity {
            amount: Amount::Numeral(ONE),
            kind: Kind::Amount,
            implied: None,
            ones: 1,
            finer: None,
            units: vec![],
            hedges_after: vec![],
            at: start..start,
            number: start..start,
        };
        let whole = match self.meaning() {
            Some(Meaning::Fraction(fraction)) => {
                self.next += 1;
                self.part(fraction, &mut quantity)?
            }
            Some(Meaning::Factor(numeral, implied)) => {
                self.next += 1;
                (quantity.kind, quantity.implied, quantity.amount) = (Kind::Factor, implied, Amount::Numeral(numeral));
                None
            }
            Some(Meaning::HalfScale(scale)) => {
                self.next += 1;
                self.scaled(scale, &mut quantity);
                Numeral::plain("0.5")
            }
            Some(Meaning::Scale(..)) => Some(ONE),
            _ => Some(self.number()?),
        };
        quantity.number.end = self.end().max(start);
        if let Some(numeral) = whole {
            quantity.amount = Amount::Numeral(numeral);
            let parts = self.parts_of(numeral);
            let scaled = match parts {
                // "three quarters of a billion"
                Some(fraction) => self.part(fraction, &mut quantity)?,
                None => Some(numeral),
            };
            match scaled {
                None => {}
                Some(numeral) => {
                    self.hedges_after(&mut quantity);
                    self.scale_words(numeral, &mut quantity)?;
                    self.hedges_after(&mut quantity);
                    self.unit(&mut quantity);
                }
            }
        }
        self.hedges_after(&mut quantity);
        quantity.at.end = self.end();
        Ok(quantity)
    }

    /// Where the piece before the next one ends.
    fn end(&self) -> usize {
        self.next.checked_sub(1).and_then(|last| self.pieces.get(last)).map_or(0, |piece| piece.at.end)
    }

    /// A fraction; or, before a scale or percent, the numeral it stands for ("half a billion", "a quarter of a percent").
    fn part(&mut self, fraction: Ratio, quantity: &mut Quantity) -> Result<Option<Numeral>, Misread> {
        let of = usize::from(self.meaning() == Some(Meaning::Of));
        let scales = matches!(self.ahead(of), Some(Meaning::Scale(_, Alone::Always) | Meaning::Percent | Meaning::Points));
        if !scales {
            (quantity.amount, quantity.kind) = (Amount::Fraction(fraction), Kind::Fraction);
            return Ok(None);
        }
        let Some(numeral) = decimal_of(fraction) else {
            let at = quantity.at.start..self.pieces.get(self.next + of).map_or(self.phrase.len(), |piece| piece.at.end);
            let found = format!("\"{}\" has no exact decimals", &self.phrase[at.clone()]);
            return Err(Misread::new(at, found, "the number in figures, as in \"333 million\""));
        };
        self.next += of;
        Ok(Some(numeral))
    }

    /// A printed or spelled number, with "and a half".
    fn number(&mut self) -> Result<Numeral, Misread> {
        let mut numeral = match self.meaning() {
            Some(Meaning::Spelled(first) | Meaning::SpelledOrMany(first)) => {
                self.next += 1;
                let mut sum = self.spelled(first);
                // "a hundred and twenty"
                while let (Some(Meaning::And), Some(Meaning::Spelled(more))) = (self.meaning(), self.ahead(1)) {
                    let before = self.next;
                    self.next += 2;
                    let more = self.spelled(more);
                    match joined(sum, more).filter(|_| sum.trailing_zeros() == 2) {
                        Some(joined) => sum = joined,
                        None => {
                            self.next = before;
                            break;
                        }
                    }
                }
                sum
            }
            _ => self.digits()?,
        };
        let mixed = match (self.meaning(), self.ahead(1)) {
            // "with" is Russian: "два с половиной"
            (Some(Meaning::And | Meaning::FromEarlier), Some(Meaning::Fraction(fraction))) => Some((fraction, 2)),
            // 2 1/2
            (Some(Meaning::Digits), Some(Meaning::Slash)) => self.printed_fraction().map(|fraction| (fraction, 3)),
            // 1½
            (Some(Meaning::Fraction(fraction)), _) if !self.is_a_word() => Some((fraction, 1)),
            _ => None,
        };
        if let Some((fraction, taken)) = mixed {
            let (digits, places) = numeral.digits_and_places();
            if let (Some(part), 0) = (decimal_of(fraction), places) {
                let (tail, tail_places) = part.digits_and_places();
                let text = format!("{digits}.{tail:0width$}", width = tail_places as usize);
                numeral = Numeral::plain(&text).unwrap_or(numeral);
                self.next += taken;
            }
        }
        Ok(numeral)
    }

    /// A number in words, after its first.
    fn spelled(&mut self, first: Numeral) -> Numeral {
        let mut sum = first;
        while let Some(Meaning::Spelled(more) | Meaning::SpelledOrMany(more)) = self.meaning() {
            let Some(joined) = joined(sum, more) else { break };
            sum = joined;
            self.next += 1;
        }
        sum
    }

    /// The fraction of "2 1/2", below one.
    fn printed_fraction(&self) -> Option<Ratio> {
        let digits = |by: usize| -> Option<i128> {
            let piece = self.pieces.get(self.next + by).filter(|piece| piece.meaning == Meaning::Digits)?;
            self.phrase.get(piece.at.clone())?.parse().ok()
        };
        let (over, under) = (digits(0)?, digits(2)?);
        (0 < over && over < under && under < 100).then(|| Ratio::new(over, under))
    }

    fn digits(&mut self) -> Result<Numeral, Misread> {
        let Some(piece) = self.pieces.get(self.next) else {
            return Err(Misread::new(self.phrase.len()..self.phrase.len(), "the end of the phrase", "a number"));
        };
        let at = piece.at.clone();
        let text = &self.phrase[at.clone()];
        if !text.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return Err(Misread::new(at, format!("\"{text}\" without a number"), "a number before it"));
        }
        self.next += 1;
        let plain: String = text.chars().map(|c| if c.is_ascii_digit() || ".,".contains(c) { c } else { ' ' }).collect();
        match printed(&plain, self.setting.decimal, self.cyrillic) {
            Printed::Numeral(numeral) => Ok(numeral),
            Printed::Either(readings) => Err(Misread::new(
                at.clone(),
                format!("\"{text}\" can be read as {} and as {}", readings[0], readings[1]),
                "a number without a comma, or \"# decimal: comma\" or \"# decimal: point\" at the head of the file",
            )
            .instead(readings.map(|reading| replaced(self.phrase, &at, &reading)))),
            Printed::Malformed => {
                let expected = match self.setting.decimal {
                    Some(super::DecimalMark::Comma) => "decimals after a comma, as the file declares",
                    Some(super::DecimalMark::Point) => "decimals after a point, as the file declares",
                    None => "groups of three digits, one kind of separator, and one decimal mark",
                };
                Err(Misread::new(at, format!("\"{text}\" is not written as a number"), expected))
            }
            Printed::TooLong => Err(Misread::new(at, format!("\"{text}\" is too long"), "at most 32 digits")),
        }
    }

    /// Whether the next piece is written in letters.
    fn is_a_word(&self) -> bool {
        let text = self.pieces.get(self.next).and_then(|piece| self.phrase.get(piece.at.clone()));
        text.is_some_and(|text| text.starts_with(char::is_alphabetic))
    }

    /// "two thirds", "3/4": parts of one whole, where the number before allows it.
    fn parts_of(&mut self, count: Numeral) -> Option<Ratio> {
        let (count, places) = count.digits_and_places();
        let (parts, taken) = match (self.meaning()?, self.ahead(1)) {
            (Meaning::Parts(parts), _) => (parts, 1),
            (Meaning::Fraction(fraction), _) if *fraction.numer() == 1 && count > 1 && self.is_a_word() => (*fraction.denom(), 1),
            (Meaning::Slash, Some(Meaning::Digits)) => {
                let piece = self.pieces.get(self.next + 1)?;
                (self.phrase[piece.at.clone()].parse().ok().filter(|parts| (2..100).contains(parts))?, 2)
            }
            _ => return None,
        };
        let fraction = (places == 0 && count > 0 && count < parts).then(|| Ratio::new(count, parts))?;
        (*fraction.denom() == parts).then(|| self.next += taken)?;
        Some(fraction)
    }

    /// The scale words, and finer parts of the same number: `2 billion 842 million`.
    fn scale_words(&mut self, mut numeral: Numeral, quantity: &mut Quantity) -> Result<(), Misread> {
        while let Some(Meaning::Scale(scale, _)) = self.meaning() {
            let earlier = quantity.ones;
            // "thousand million" is a number, "billion million" is not.
            if earlier > 1 && self.vocabulary.scales.get(scale).is_none_or(|scale| scale.ones < earlier) {
                break;
            }
            self.next += 1;
            if quantity.finer.is_some() {
                match numeral.in_a_finer_scale(earlier) {
                    Some(finer) => (numeral, quantity.ones) = (finer, 1),
                    None => quantity.finer = None,
                }
            }
            self.scaled(scale, quantity);
        }
        while let Some((finer, ones)) = self.finer_part(quantity.ones)? {
            let Some(joined) = numeral.followed_by(quantity.ones / ones, &finer) else {
                let at = quantity.at.start..self.end();
                let found = format!("\"{}\" is no single number", &self.phrase[at.clone()]);
                return Err(Misread::new(at, found, "whole billions, then less than one billion in millions"));
            };
            numeral = joined;
            quantity.ones = ones;
        }
        quantity.amount = Amount::Numeral(numeral);
        Ok(())
    }

    /// The next part of a composite number, if the next pieces are one.
    fn finer_part(&mut self, above: i128) -> Result<Option<(Numeral, i128)>, Misread> {
        if above == 1 || !matches!(self.meaning(), Some(Meaning::Digits | Meaning::Spelled(_))) {
            return Ok(None);
        }
        let before = self.next;
        let numeral = self.number()?;
        let ones = match self.meaning() {
            Some(Meaning::Scale(scale, _)) => self.vocabulary.scales.get(scale).map_or(above, |scale| scale.ones),
            Some(Meaning::Currency(_) | Meaning::Code(_) | Meaning::Physical(_) | Meaning::Noun) if above == 1000 => 1,
            _ => above,
        };
        if ones >= above {
            self.next = before;
            return Ok(None);
        }
        self.next += usize::from(ones > 1);
        Ok(Some((numeral, ones)))
    }

    fn scaled(&self, scale: usize, quantity: &mut Quantity) {
        if let Some(scale) = self.vocabulary.scales.get(scale) {
            quantity.ones = quantity.ones.saturating_mul(scale.ones);
            quantity.finer = Some(scale.finer);
        }
    }

    fn hedges_after(&mut self, quantity: &mut Quantity) {
        while let Some(piece) = self.pieces.get(self.next) {
            let hedge = match piece.meaning {
                Meaning::Hedge(hedge, Stands::After) => Some(hedge),
                // 600+
                Meaning::Plus if !piece.spaced => self.vocabulary.hedge("at least"),
                _ => None,
            };
            let Some(hedge) = hedge else { return };
            quantity.hedges_after.push(hedge);
            self.next += 1;
        }
    }

    fn unit(&mut self, quantity: &mut Quantity) {
        let of = self.meaning() == Some(Meaning::Of);
        let Some(piece) = self.pieces.get(self.next + usize::from(of)) else { return };
        let meaning = Some(piece.meaning);
        let is_unit = match meaning {
            Some(currency @ (Meaning::Currency(_) | Meaning::Code(_))) => {
                quantity.units.push((Named::Money(currency), piece.at.clone()));
                true
            }
            Some(Meaning::Physical(unit)) => {
                quantity.units.push((Named::Physical(unit), piece.at.clone()));
                true
            }
            Some(Meaning::Noun) => {
                quantity.units.push((Named::Things, piece.at.clone()));
                true
            }
            _ if of => false,
            Some(Meaning::Percent) => {
                quantity.kind = Kind::Percent;
                true
            }
            Some(Meaning::Points) => {
                quantity.kind = Kind::Points;
                true
            }
            Some(Meaning::BasisPoints) => {
                quantity.kind = Kind::BasisPoints;
                true
            }
            Some(Meaning::Times) => {
                quantity.kind = Kind::Factor;
                true
            }
            _ => false,
        };
        if is_unit {
            self.next += 1 + usize::from(of);
        }
    }
}

const ONE: Numeral = Numeral::ONE;

/// The numeral of a half or a quarter.
fn decimal_of(fraction: Ratio) -> Option<Numeral> {
    let hundredths = fraction * Ratio::from_integer(100);
    let tenths = fraction * Ratio::from_integer(10);
    if tenths.is_integer() {
        Numeral::plain(&format!("0.{}", tenths.to_integer()))
    } else if hundredths.is_integer() {
        Numeral::plain(&format!("0.{:02}", hundredths.to_integer()))
    } else {
        None
    }
}

/// "twenty" and "five" as 25; "two" and "hundred" as 200.
fn joined(sum: Numeral, more: Numeral) -> Option<Numeral> {
    let ((sum_digits, 0), (more_digits, 0)) = (sum.digits_and_places(), more.digits_and_places()) else { return None };
    if more_digits == 100 && (1..10).contains(&sum_digits) {
        return Numeral::plain(&(sum_digits * 100).to_string());
    }
    let room = 10i128.pow(sum.trailing_zeros().unsigned_abs());
    (sum_digits >= 20 && more_digits > 0 && more_digits < room && room <= 100)
        .then(|| Numeral::plain(&(sum_digits + more_digits).to_string()))?
}
