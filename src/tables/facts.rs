//! Facts: what is known of one number from all that surrounds it: the sheet, its titles, its section, its row and its column.
//!
//! What stands nearer wins: a column's `Экспорт` over a title's. A year and months come together wherever each of them stands.

use super::label::{Base, Kind, Meaning, UnitSaid, When};
use crate::figures::{Flow, Status};
use crate::period::Period;

/// What is known of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The period, or the year whose months stand in `months`.
    pub period: Option<Period>,
    /// The months of a year: from (January is 0), and how many.
    pub months: Option<(u8, u8)>,
    /// Of an index or change: what it is compared with.
    pub base: Option<Base>,
    /// Whether months count from the year's beginning.
    pub is_cumulated: bool,
    /// Which flow.
    pub flow: Option<Flow>,
    /// Whose statistics.
    pub reporter: Option<String>,
    /// With whom.
    pub partner: Option<String>,
    /// Of what.
    pub product: Option<String>,
    /// What kind of number.
    pub kind: Option<Kind>,
    /// Of a share: the flow of the whole.
    pub share_of: Option<Flow>,
    /// In what; scale and unit may come from different places.
    pub unit: Option<UnitSaid>,
    /// Forecast or not.
    pub status: Option<Status>,
    /// `preliminary`, or a footnote's star.
    pub mark: Option<String>,
    /// Whether it is called a total.
    pub is_total: bool,
    /// Whether a time is named that is no period here; no other period is its own then.
    pub is_unfit_time: bool,
    /// A unit that is not understood; no other unit is its own then.
    pub unclear_unit: Option<String>,
    /// Whether a positive balance is a negative one: a deficit.
    pub is_deficit: bool,
    /// Words beside the flow that are not understood: it is not the plain flow of all products with all partners.
    pub qualifier: Option<String>,
}

impl Facts {
    /// What a text says.
    pub fn of(meaning: &Meaning) -> Facts {
        let (period, months) = match meaning.when {
            Some(When::Period(period)) => (Some(period), None),
            Some(When::Months { first, count }) => (None, Some((first, count))),
            None => (None, None),
        };
        Facts {
            period,
            months,
            base: meaning.base.clone(),
            is_cumulated: meaning.is_cumulated,
            flow: meaning.flow.clone(),
            reporter: meaning.reporter.clone(),
            partner: meaning.partner.clone(),
            product: meaning.product.clone(),
            kind: meaning.kind,
            share_of: meaning.share_of.clone(),
            unit: meaning.unit.clone(),
            status: meaning.status,
            mark: meaning.mark.clone(),
            is_total: meaning.is_total,
            is_unfit_time: meaning.is_unfit_time,
            unclear_unit: meaning.unclear_unit.clone(),
            is_deficit: meaning.is_deficit,
            qualifier: meaning.qualifier.clone(),
        }
    }

    /// These facts, and what `outer` says where they are silent.
    pub fn within(self, outer: &Facts) -> Facts {
        // A period of its own needs no months from further out, and its months none but a year.
        let months =
            if self.period.is_some_and(|period| period.months() != 12) { self.months } else { self.months.or(outer.months) };
        let is_unfit_time = self.is_unfit_time || (self.period.is_none() && self.months.is_none() && outer.is_unfit_time);
        let unclear_unit = self.unclear_unit.or_else(|| if self.unit.is_none() { outer.unclear_unit.clone() } else { None });
        Facts {
            period: if self.is_unfit_time { None } else { self.period.or(outer.period) },
            months: if self.is_unfit_time { None } else { months },
            is_unfit_time,
            is_deficit: self.is_deficit || (self.flow.is_none() && outer.is_deficit),
            qualifier: self.qualifier.or_else(|| outer.qualifier.clone()),
            base: self.base.or_else(|| outer.base.clone()),
            is_cumulated: self.is_cumulated || outer.is_cumulated,
            flow: self.flow.or_else(|| outer.flow.clone()),
            reporter: self.reporter.or_else(|| outer.reporter.clone()),
            partner: self.partner.or_else(|| outer.partner.clone()),
            product: self.product.or_else(|| outer.product.clone()),
            kind: self.kind.or(outer.kind),
            share_of: self.share_of.or_else(|| outer.share_of.clone()),
            unit: if unclear_unit.is_some() { self.unit } else { units(self.unit, outer.unit.as_ref()) },
            unclear_unit,
            status: self.status.or(outer.status),
            mark: self.mark.or_else(|| outer.mark.clone()),
            is_total: self.is_total,
        }
    }

    /// When, all told: the months of the year, or the period.
    pub fn when(&self) -> Option<Period> {
        match (self.period, self.months) {
            (Some(period), Some((first, count))) => {
                let (january, end) = (period.first_year() * 12, i32::from(first) + i32::from(count));
                let first = if self.is_cumulated { 0 } else { i32::from(first) };
                Period::between(january + first, january + end)
            }
            (period, None) => period,
            (None, Some(_)) => None,
        }
    }

    /// Whether it is of amounts: nothing says otherwise.
    pub fn is_of_amounts(&self) -> bool {
        matches!(self.kind, None | Some(Kind::Level))
    }

    /// Whether it is of growths or shares.
    pub fn is_ratio(&self) -> bool {
        self.kind.is_some_and(|kind| !matches!(kind, Kind::Level | Kind::Rate | Kind::Other))
    }

    /// Whether nothing is said at all.
    pub fn is_silent(&self) -> bool {
        *self == Facts { is_total: self.is_total, mark: self.mark.clone(), qualifier: self.qualifier.clone(), ..Facts::default() }
    }
}

/// A unit within what is said further out: a scale by itself takes the unit from there, a unit by itself the scale of the same unit, and a
/// word for several units the one of them that is said there.
fn units(own: Option<UnitSaid>, outer: Option<&UnitSaid>) -> Option<UnitSaid> {
    let (Some(own), Some(outer)) = (&own, outer) else { return own.or_else(|| outer.cloned()) };
    let is_settled = own.unit.is_empty() && own.choices.contains(&outer.unit);
    let (mut scale, mut unit, mut choices) = (own.scale.clone(), own.unit.clone(), own.choices.clone());
    if own.unit.is_empty() && (own.choices.is_empty() || is_settled) {
        (unit, choices) = (outer.unit.clone(), outer.choices.clone());
    }
    if scale.is_empty() && (outer.unit.is_empty() || outer.unit == unit) {
        scale.clone_from(&outer.scale);
    }
    if !unit.is_empty() {
        choices.clear();
    }
    Some(UnitSaid { scale, unit, choices })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Option<Period> {
        text.parse().ok()
    }

    #[test]
    fn a_year_and_months_meet_from_wherever_they_stand() {
        let year = Facts { period: period("2023"), ..Facts::default() };
        let months = Facts { months: Some((0, 8)), ..Facts::default() };
        let told = |facts: Facts| facts.when().map(|when| when.to_string());
        assert_eq!(told(year.clone().within(&months)).as_deref(), Some("2023-01..2023-08"));
        assert_eq!(told(months.clone().within(&year)).as_deref(), Some("2023-01..2023-08"));
        assert_eq!(told(months), None, "of which year?");
        let title = Facts { period: period("2020-01..2021-12"), ..Facts::default() };
        assert_eq!(told(year.within(&title)).as_deref(), Some("2023"));
    }

    #[test]
    fn scale_and_unit_may_come_from_two_places() {
        let said = |scale: &str, unit: &str| Some(UnitSaid { scale: scale.into(), unit: unit.into(), choices: Vec::new() });
        assert_eq!(units(said("", "USD"), said("mn", "").as_ref()), said("mn", "USD"));
        assert_eq!(units(said("thousand", ""), said("mn", "USD").as_ref()), said("thousand", "USD"));
        assert_eq!(
            units(said("", "t"), said("mn", "USD").as_ref()),
            said("", "t"),
            "tons are not in millions because dollars are"
        );
        assert_eq!(units(None, said("mn", "USD").as_ref()), said("mn", "USD"));
    }
}
