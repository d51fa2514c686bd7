//! Ratios: growths, average growths, shares and points, as fractions.
//!
//! "14.5%" is 0.145; "a third" a third; "doubled" and "2 times" are a growth of 1, since n times is a factor and never "plus n";
//! "fell 1.5 times" is a growth of −1/3.

use super::evaluate::Worded;
use super::hedge::{Hedge, Understood};
use super::quantity::{Amount, Kind, Named};
use super::statement::{Item, Speaker};
use super::vocabulary::Direction;
use super::{Counted, Form, Measure, Misread, Numeral, Statement};
use crate::exact::{End, Interval, Ratio};
use num_traits::Zero;

impl Speaker<'_> {
    /// The statement of a ratio.
    pub(super) fn ratio(&self, item: &Item, measure: Measure) -> Result<Statement, Misread> {
        let quantity = &item.main().quantity;
        self.is_a_plain_ratio(item)?;
        let mut remarks = Vec::new();
        let direction = self.direction(item, &mut remarks)?;
        self.not_towards(item, measure)?;
        let came_to = (measure == Measure::Share || item.main().of_an_earlier_level) && !self.said.changes.is_empty();
        let hedge = self.hedge(item, came_to, &mut remarks)?;
        let is_points = matches!(quantity.kind, Kind::Points | Kind::BasisPoints);
        // A share that fell to 15% is 15%.
        let fell = direction == Some(Direction::Down) && (measure != Measure::Share || is_points);
        let worded = match (quantity.kind, quantity.amount) {
            (kind, _) if item.main().of_an_earlier_level && kind != Kind::Factor => {
                self.of_an_earlier_level(item, hedge, &mut remarks)?
            }
            (Kind::Factor, Amount::Numeral(numeral)) => self.factor(item, &numeral, hedge, direction, &mut remarks)?,
            (kind, _) => {
                let one = if kind == Kind::BasisPoints { Ratio::new(1, 10_000) } else { Ratio::new(1, 100) };
                let signed_ends = item.high.is_some() && self.signs(item) != [false, false];
                self.worded(item, hedge, Some(one), Ratio::from_integer(1), fell && !signed_ends)?
            }
        };
        if measure == Measure::Share && !is_points && worded.printed.iter().any(|value| *value < Ratio::zero()) {
            return Err(Misread::new(item.at(), "a negative share", "a share from 0% to 100%"));
        }
        if is_points && direction.is_none() {
            remarks.push("Points without a direction are read as a rise.".to_string());
        }
        let worded = match (measure, hedge.on_average) {
            (Measure::AverageGrowth, Some(room)) => loosened(worded, room),
            _ => worded,
        };
        let counted = if is_points { Counted::Points } else { Counted::Fraction };
        self.finished(item, measure, counted, hedge, worded, remarks)
    }

    /// Refuses a ratio with a unit, a scale or a balance, or one that may be an index.
    fn is_a_plain_ratio(&self, item: &Item) -> Result<(), Misread> {
        let told = item.main();
        let units = item.low.quantity.units.iter().chain(&told.quantity.units);
        if let Some((unit, at)) = units.into_iter().next() {
            let expected = match unit {
                Named::Money(_) => "a ratio without a currency; that belongs in the currency column",
                Named::Physical(_) | Named::Things => "a ratio without a unit",
            };
            return Err(Misread::new(at.clone(), format!("a ratio in \"{}\"", self.text(at)), expected));
        }
        if told.quantity.finer.is_some() {
            return Err(Misread::new(item.at(), "a ratio with a scale word", "a ratio without one"));
        }
        if let Some((_, balance)) = &self.said.balance {
            let found = format!("a ratio of a {}", self.text(balance));
            let expected = "the growth of exports or imports, or the balance itself as an amount";
            return Err(Misread::new(balance.clone(), found, expected));
        }
        // A factor is a ratio of levels in any case.
        let unchanged = !item.low.before.by
            && self.said.changes.is_empty()
            && told.before.sign.is_none()
            && told.quantity.kind != Kind::Factor;
        if let Some(against) = self.said.against.as_ref().filter(|_| unchanged) {
            let number = self.text(&told.quantity.at);
            let found =
                format!("\"{}\" without a change word: {number} can be a growth or a ratio of levels", self.text(against));
            let as_growth = match told.quantity.amount {
                Amount::Numeral(numeral) if told.quantity.kind == Kind::Percent => numeral.minus_a_hundred(),
                _ => None,
            };
            let instead: Vec<String> =
                as_growth.into_iter().flat_map(|growth| [format!("+{number}"), format!("{growth}%")]).collect();
            return Err(Misread::new(against.clone(), found, "a growth, as in \"+5%\"").instead(instead));
        }
        Ok(())
    }

    /// "90% of last year's level" as a growth: −10 %.
    fn of_an_earlier_level(&self, item: &Item, hedge: &Hedge, remarks: &mut Vec<String>) -> Result<Worded, Misread> {
        let ratio = self.text(&item.main().quantity.at);
        remarks.push(format!("\"{ratio}\" is read as the ratio of the two levels, not as a change."));
        let one = Ratio::from_integer(1);
        let Worded { understood, printed } = self.worded(item, hedge, Some(Ratio::new(1, 100)), one, false)?;
        let understood = understood.map(|ratios| ratios.shifted(&-one)).ok_or_else(|| self.too_large(item))?;
        Ok(Worded { understood, printed: printed.into_iter().map(|ratio| ratio - one).collect() })
    }

    /// How the number of an item is put.
    pub(super) fn form(&self, item: &Item) -> Form {
        match item.main().quantity.kind {
            Kind::Factor => Form::Factor { compared: self.is_compared(item) },
            _ if item.main().of_an_earlier_level => Form::OfAnEarlierLevel,
            _ => Form::Itself,
        }
    }

    /// Whether a factor follows "by" or a comparison: "2.7 times more".
    fn is_compared(&self, item: &Item) -> bool {
        self.said.compared || item.low.before.by
    }

    /// A factor as a growth.
    fn factor(
        &self,
        item: &Item,
        numeral: &Numeral,
        hedge: &Hedge,
        direction: Option<Direction>,
        remarks: &mut Vec<String>,
    ) -> Result<Worded, Misread> {
        let one = Ratio::from_integer(1);
        if item.low.before.sign.is_some() {
            return Err(Misread::new(item.at(), "a factor with a sign", "a factor without one, or a percentage"));
        }
        if self.is_compared(item) {
            let factor = self.text(&item.main().quantity.at);
            remarks.push(format!("\"{factor}\" is read as the ratio of the two levels, not as what was added."));
        }
        let factors = if item.high.is_some() {
            self.worded(item, hedge, Some(one), one, false)?
        } else {
            let floor = if direction.is_some() { one } else { Ratio::zero() };
            let understood = hedge.of_factor(numeral, floor).ok_or_else(|| self.too_large(item))?;
            Worded { understood, printed: vec![numeral.value()] }
        };
        if direction.is_some() && factors.printed.iter().any(|factor| *factor < one) {
            let expected = "a factor above 1 with \"grew\" or \"fell\", or a percentage";
            return Err(Misread::new(item.at(), "a change by a factor below 1", expected));
        }
        let fell = direction == Some(Direction::Down);
        let as_growth = |factors: &Interval| {
            let factors = if fell { reciprocal(factors)? } else { *factors };
            factors.shifted(&-one)
        };
        let understood = factors.understood.map(as_growth).ok_or_else(|| self.too_large(item))?;
        let mut printed: Vec<Ratio> =
            factors.printed.iter().map(|factor| if fell { factor.recip() - one } else { factor - one }).collect();
        printed.sort();
        Ok(Worded { understood, printed })
    }
}

/// The reciprocals of factors that are not negative; `None` if some are.
fn reciprocal(factors: &Interval) -> Option<Interval> {
    let zero = Ratio::zero();
    if factors.low.is_none_or(|end| end.at < zero) {
        return None;
    }
    let turned = |end: End| (end.at > zero).then(|| End { at: end.at.recip(), open: end.open });
    let low = factors.high.and_then(turned).unwrap_or(End { at: zero, open: true });
    Some(Interval { low: Some(low), high: factors.low.and_then(turned) })
}

/// Allowed to lie off by `room` on each bounded side at least: averages are said loosely.
fn loosened(worded: Worded, room: Ratio) -> Worded {
    let around = worded.printed.iter().map(|value| Interval::closed(value - room, value + room));
    let allowed = around.fold(worded.understood.allowed, |allowed, around| allowed.hull(&around));
    Worded { understood: Understood { allowed, ..worded.understood }, ..worded }
}
