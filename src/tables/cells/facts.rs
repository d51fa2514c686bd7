//! Facts: what is known of one number from all that surrounds it: the sheet, its titles, its section, its row and its column.
//!
//! What stands nearer wins: a column's `Экспорт` over a title's. A year and months come together wherever each of them stands.

use crate::figures::{Flow, Status};
use crate::period::Period;
use crate::tables::label::{Base, Begins, Fiscal, Kind, Meaning, UnitSaid, When, whole_year};

/// What is known of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Facts {
    /// The period, or the year whose months stand in `months`.
    pub period: Option<Period>,
    /// The months of a year: from (January is 0), and how many.
    pub months: Option<(u8, u8)>,
    /// Of an index or change: what it is compared with.
    pub base: Option<Base>,
    /// Whether months count from the year's beginning.
    pub is_cumulated: bool,
    /// Whether they count up to a month that is not said.
    pub is_to_date: bool,
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
    /// A year that is no calendar year: with [`Facts::begins`] it is a period.
    pub fiscal: Option<Fiscal>,
    /// Where years begin.
    pub begins: Option<Begins>,
    /// Whether years are fiscal ones: one by its number alone is no calendar year then.
    pub is_fiscal: bool,
    /// A unit that is not understood; no other unit is its own then.
    pub unclear_unit: Option<String>,
    /// Whether a positive balance is a negative one: a deficit.
    pub is_deficit: bool,
    /// Countries of which nobody says who reports.
    pub unsure: Vec<String>,
    /// The classification that codes are of.
    pub coding: Option<&'static str>,
    /// What is not counted, in the title's words: numbers under it are of another series than those of everything.
    pub coverage: Option<String>,
    /// Words beside the flow that are not understood: it is not the plain flow of all products with all partners.
    pub qualifier: Option<String>,
}

impl Facts {
    /// What a text says.
    pub fn of(meaning: &Meaning) -> Facts {
        let (period, months) = match meaning.when {
            // All of its months: none from further out are meant.
            Some(When::Period(period)) if meaning.is_whole_year && period.months() == 12 => {
                (Some(period), u8::try_from(period.first().rem_euclid(12)).ok().map(|first| (first, 12)))
            }
            Some(When::Period(period)) => (Some(period), None),
            Some(When::Months { first, count }) => (None, Some((first, count))),
            None => (None, None),
        };
        // "2022-2023" under "July-June"
        let pair = meaning.years.filter(|(from, to)| period.is_none() && *to == from + 1).map(|(from, _)| Fiscal::From(from));
        Facts {
            period,
            months,
            fiscal: meaning.fiscal.or(pair),
            begins: meaning.begins,
            is_fiscal: meaning.is_fiscal,
            base: meaning.base.clone(),
            is_cumulated: meaning.is_cumulated,
            is_to_date: meaning.is_to_date,
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
            coverage: None,
            unsure: meaning.unsure.clone(),
            coding: meaning.coding,
        }
    }

    /// These facts, and what `outer` says where they are silent.
    pub fn within(self, outer: &Facts) -> Facts {
        // A period of its own needs no months from further out, and its months none but a year.
        let months =
            if self.period.is_some_and(|period| period.months() != 12) { self.months } else { self.months.or(outer.months) };
        let is_unfit_time = self.is_unfit_time || (self.period.is_none() && self.months.is_none() && outer.is_unfit_time);
        let unclear_unit = self.unclear_unit.or_else(|| if self.unit.is_none() { outer.unclear_unit.clone() } else { None });
        // Of a fiscal year the months may stand elsewhere; of a day nothing does.
        let is_no_year = self.is_unfit_time && self.fiscal.is_none();
        let has_year = self.is_unfit_time || self.period.is_some() || self.fiscal.is_some();
        Facts {
            period: if self.is_unfit_time { None } else { self.period.or(outer.period) },
            months: if is_no_year { None } else { months },
            fiscal: if has_year { self.fiscal } else { outer.fiscal },
            begins: self.begins.or(outer.begins),
            is_fiscal: self.is_fiscal || outer.is_fiscal,
            is_unfit_time,
            is_deficit: self.is_deficit || (self.flow.is_none() && outer.is_deficit),
            qualifier: self.qualifier.or_else(|| outer.qualifier.clone()),
            coverage: self.coverage.or_else(|| outer.coverage.clone()),
            unsure: if self.unsure.is_empty() { outer.unsure.clone() } else { self.unsure },
            coding: self.coding.or(outer.coding),
            base: self.base.or_else(|| outer.base.clone()),
            is_cumulated: self.is_cumulated || outer.is_cumulated,
            is_to_date: self.is_to_date || outer.is_to_date,
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
        let year = match (self.period, self.fiscal, self.begins) {
            (None, Some(fiscal), Some(begins)) => Some(whole_year(fiscal, begins)?),
            // "2023" under "Years ended 30 June"
            (Some(period), _, Some(begins)) if self.is_doubtful_year() => {
                Some(whole_year(Fiscal::Named(period.first_year()), begins)?)
            }
            _ if self.is_doubtful_year() => return None,
            (period, ..) => period,
        };
        match (year, self.months) {
            (Some(year), Some(months)) => self.months_of(year, months),
            // "Year to date" under a title of December, or of a year.
            (Some(period), None) if self.is_cumulated && period.months() < 12 => {
                let january = period.first_year() * 12;
                if period.end() <= january + 12 { Period::between(january, period.end()) } else { Some(period) }
            }
            (Some(period), None) => Some(period).filter(|_| !self.is_to_date),
            (None, None) => None,
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

    /// Months of a year, or of a period that goes over several: there they are told only where they lie in it once.
    fn months_of(&self, period: Period, (first, count): (u8, u8)) -> Option<Period> {
        let january = period.first_year() * 12;
        let (first, count) = (i32::from(first), i32::from(count));
        if period.end() <= january + 12 {
            return Period::between(january + if self.is_cumulated { 0 } else { first }, january + first + count);
        }
        let years = 0..=(period.end() - january) / 12;
        let months = years.filter_map(|year| Period::between(january + year * 12 + first, january + year * 12 + first + count));
        let mut within = months.filter(|months| period.contains(months));
        let only = within.next().filter(|_| within.next().is_none())?;
        if !self.is_cumulated {
            return Some(only);
        }
        // From where the fiscal year begins, if it is one.
        (period.months() == 12).then(|| Period::between(period.first(), only.end()))?
    }

    /// Whether it is of a year that is called by its number alone, among fiscal years.
    fn is_doubtful_year(&self) -> bool {
        let is_calendar_year = self.period.is_some_and(|period| period.months() == 12 && period.first() % 12 == 0);
        is_calendar_year && (self.is_fiscal || self.begins.is_some_and(|begins| begins.month != 0))
    }

    /// The year that is no calendar year, if that is why nothing tells when.
    pub fn doubtful_year(&self) -> Option<Fiscal> {
        let named = || self.period.filter(|_| self.is_doubtful_year()).map(|period| Fiscal::Named(period.first_year()));
        let fiscal = self.fiscal.filter(|_| self.is_unfit_time || self.months.is_some());
        fiscal.or_else(named).filter(|_| self.when().is_none())
    }

    /// Whether nothing is said at all.
    pub fn is_silent(&self) -> bool {
        let unheard = Facts {
            is_total: self.is_total,
            mark: self.mark.clone(),
            qualifier: self.qualifier.clone(),
            coding: self.coding,
            ..Facts::default()
        };
        *self == unheard
    }
}

/// A unit within what is said further out: a scale by itself takes the unit from there, a unit by itself the scale of the same unit, and a
/// word for several units the one of them that is said there.
fn units(own: Option<UnitSaid>, outer: Option<&UnitSaid>) -> Option<UnitSaid> {
    let (Some(own), Some(outer)) = (&own, outer) else { return own.or_else(|| outer.cloned()) };
    let is_settled = own.unit.is_empty() && own.choices.contains(&outer.unit);
    let (mut scale, mut unit, mut choices) = (own.scale.clone(), own.unit.clone(), own.choices.clone());
    let mut dollar = own.dollar;
    if own.unit.is_empty() && (own.choices.is_empty() || is_settled) {
        (unit, choices, dollar) = (outer.unit.clone(), outer.choices.clone(), outer.dollar);
    }
    // "Dollars" under "mn Canadian dollars" are Canadian.
    if dollar.is_some() && outer.dollar.is_none() && is_dollar(&outer.unit) {
        (unit, dollar) = (outer.unit.clone(), None);
    }
    // Millions of dollars in the title are millions of euros in a column that says euros.
    let is_money = |unit: &str| iso_currency::Currency::from_code(unit).is_some();
    let are_money = is_money(&outer.unit) && (is_money(&unit) || own.choices.iter().any(|choice| is_money(choice)));
    if scale.is_empty() && (outer.unit.is_empty() || outer.unit == unit || are_money) {
        scale.clone_from(&outer.scale);
    }
    if !unit.is_empty() {
        choices.clear();
    }
    Some(UnitSaid { scale, unit, choices, dollar })
}

/// Whether a currency is called a dollar.
fn is_dollar(code: &str) -> bool {
    iso_currency::Currency::from_code(code).is_some_and(|currency| currency.name().ends_with("dollar"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::label::CalledBy;

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
        let over_two = |months| Facts { period: period("2022-07..2023-06"), months: Some(months), ..Facts::default() };
        assert_eq!(told(over_two((6, 1))).as_deref(), Some("2022-07"));
        assert_eq!(told(over_two((0, 3))).as_deref(), Some("2023-Q1"));
        assert_eq!(told(over_two((4, 3))), None, "May to July are in it in part");
        let title = Facts { period: period("2020-01..2021-12"), ..Facts::default() };
        assert_eq!(told(year.within(&title)).as_deref(), Some("2023"));
    }

    #[test]
    fn what_counts_from_january_ends_with_the_month_that_is_said() {
        let to_date = Facts { is_cumulated: true, is_to_date: true, ..Facts::default() };
        let told = |title: &str| to_date.clone().within(&Facts { period: period(title), ..Facts::default() }).when();
        assert_eq!(told("2023-10"), period("2023-01..2023-10"));
        assert_eq!(told("2023-12"), period("2023"));
        assert_eq!(told("2023"), None, "up to which month?");
    }

    #[test]
    fn a_fiscal_year_needs_its_beginning() {
        let column = Facts { fiscal: Some(Fiscal::From(2022)), is_unfit_time: true, ..Facts::default() };
        let title = |month, called_by| Facts { begins: Some(Begins { month, called_by }), ..Facts::default() };
        let told = |facts: Facts| facts.when().map(|when| when.to_string());
        assert_eq!(told(column.clone()), None);
        assert_eq!(told(column.clone().within(&title(6, None))).as_deref(), Some("2022-07..2023-06"));
        let january = Facts { months: Some((0, 1)), ..Facts::default() };
        assert_eq!(told(january.within(&column).within(&title(6, None))).as_deref(), Some("2023-01"));
        let year = Facts { period: period("2023"), ..Facts::default() };
        assert_eq!(told(year.clone().within(&title(6, None))), None, "2022/23 or 2023/24?");
        assert_eq!(told(year.within(&title(6, Some(CalledBy::End)))).as_deref(), Some("2022-07..2023-06"));
    }

    #[test]
    fn scale_and_unit_may_come_from_two_places() {
        let said = |scale: &str, unit: &str| {
            Some(UnitSaid { scale: scale.into(), unit: unit.into(), choices: Vec::new(), dollar: None })
        };
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
