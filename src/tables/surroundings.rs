//! What is said of one number: by its row, its column, the titles and the person, put together.
//!
//! What stands nearer wins. Where two places name two countries, or a name says nothing, there is nothing to put together, and the number
//! is left out with those names.

use super::account::Reason;
use super::columns::{Columns, Role, ValueColumn};
use super::content::{Content, Value};
use super::facts::Facts;
use super::given::Given;
use super::growths::Proved;
use super::label::{Base, Kind};
use super::rows::RowSaid;
use crate::figures::Flow;
use crate::names::{Names, Place, WORLD};
use crate::period::Period;

/// What a table says of all of its numbers.
pub(super) struct Surroundings<'a> {
    /// What titles, the sheet's name and the person say.
    pub context: &'a Facts,
    /// What the person says.
    pub given: &'a Given,
    /// Whether other columns say their flow.
    pub others_say_flow: bool,
    /// Whether other columns say their period.
    pub others_say_period: bool,
    /// Whether columns hold amounts, which tell the currency of growths and shares.
    pub has_amounts: bool,
    has_partners: bool,
    group_of_title: Option<String>,
    /// A country that the title names, where nobody says who reports.
    country_of_title: Option<String>,
    /// Whether the title's partner is a country, not a group.
    is_country_titled: bool,
}

/// A number with its row and its column.
pub(super) struct Number<'a> {
    pub row: &'a RowSaid,
    pub column: &'a ValueColumn,
    /// Of a growth: what the amounts beside it tell.
    pub proved: Option<Proved>,
    /// Of a proved growth: when, and since when.
    pub grew: Option<(Option<Period>, Base)>,
}

/// All that is said of a number.
pub(super) struct Said<'a> {
    pub value: Value,
    pub number: Number<'a>,
    pub facts: Facts,
    /// With whom; empty where nobody says it.
    pub partner: String,
    /// Whether it is said in units, thousands or millions.
    pub says_scale: bool,
    /// Whether no words narrow its flow.
    pub is_of_everything: bool,
}

impl<'a> Surroundings<'a> {
    /// What is the same for all numbers of a table.
    pub fn of(context: &'a Facts, columns: &Columns, rows: &[RowSaid], given: &'a Given, names: &Names) -> Surroundings<'a> {
        let has_partners = columns.labels.iter().any(|label| label.role == Role::Partner)
            || columns.values.iter().any(|value| value.facts.partner.is_some());
        let is_group = |partner: &String| names.place(partner) == Some(Place::Group);
        let names_group = context.partner.clone().filter(|partner| is_group(partner) && given.partner.is_none());
        let group_of_title = names_group
            .filter(|group| !rows.iter().any(|row| row.facts.partner.as_ref() == Some(group)))
            .filter(|_| has_partners);
        let says_reporter = context.reporter.is_some()
            || columns.labels.iter().any(|label| label.role == Role::Reporter)
            || given.partner.is_some();
        let is_country = |partner: &String| matches!(names.place(partner), Some(Place::Country | Place::Historic));
        let country_of_title = context.partner.clone().filter(|partner| is_country(partner) && !says_reporter);
        let is_country_titled = given.partner.is_none() && context.partner.as_ref().is_some_and(is_country);
        let levels = || columns.values.iter().filter(|value| value.facts.is_of_amounts());
        Surroundings {
            context,
            given,
            others_say_flow: levels().any(|value| value.facts.flow.is_some()),
            others_say_period: levels().any(|value| value.facts.period.is_some()),
            has_amounts: levels().next().is_some(),
            has_partners,
            group_of_title,
            country_of_title,
            is_country_titled,
        }
    }

    /// All that is said of one number.
    pub fn said<'n>(&self, content: &Content, number: Number<'n>) -> Result<Said<'n>, Reason> {
        // Nothing is asked of what is left out.
        if number.column.is_unlisted {
            return Err(Reason::Unlisted);
        }
        if number.column.facts.kind == Some(Kind::Other) {
            return Err(Reason::Other(number.column.text.clone()));
        }
        let value = match content {
            Content::Number(value) => *value,
            _ => return Err(Reason::TwoWays),
        };
        if let Some(label) = &number.row.unclear {
            return Err(Reason::NoName(label.clone()));
        }
        if number.column.is_unclear {
            return Err(Reason::NoName(number.column.text.clone()));
        }
        if let Some(country) = &self.country_of_title {
            return Err(Reason::WhichRole(country.clone()));
        }
        let (context, given) = (self.context, self.given);
        let mut of_column = number.column.facts.clone();
        match (&number.row.facts.partner, &of_column.partner) {
            // "Total" over a column is all of the row's.
            (Some(_), Some(column)) if column == WORLD => of_column.partner = None,
            (Some(row), None) if self.has_partners && row != WORLD && self.title_names_another(row) => {
                return Err(Reason::TwoPlaces(row.clone(), context.partner.clone().unwrap_or_default()));
            }
            (Some(row), Some(column)) if row != column => return Err(Reason::TwoPlaces(row.clone(), column.clone())),
            _ => {}
        }
        let near = of_column.within(&number.row.facts);
        let says_scale = near.unit.is_some() || (context.unit.is_some() && given.unit.is_none()) || given.scale.is_some();
        let partner = self.partner(&near)?;
        let is_named = |facts: &Facts| matches!(facts.flow, Some(Flow::Named(_)));
        let is_plain = near.qualifier.is_none() || is_named(&near);
        let facts = near.within(context);
        let is_of_everything = is_plain && (facts.qualifier.is_none() || is_named(&facts));
        Ok(Said { value, number, facts, partner, says_scale, is_of_everything })
    }

    /// Whether the title names a country as partner, and the row another.
    fn title_names_another(&self, row: &str) -> bool {
        let of_title = self.context.partner.as_deref().filter(|partner| *partner != WORLD && self.is_country_titled);
        of_title.is_some_and(|partner| partner != row)
    }

    /// With whom: what row or column says; where rows are countries and this one names none, it is the world.
    fn partner(&self, near: &Facts) -> Result<String, Reason> {
        if !self.has_partners {
            return Ok(near.partner.clone().or_else(|| self.context.partner.clone()).unwrap_or_default());
        }
        match (&near.partner, &self.group_of_title) {
            (Some(partner), Some(group)) if partner == WORLD => Err(Reason::WhichTotal(group.clone())),
            (None, Some(group)) => Err(Reason::WhichTotal(group.clone())),
            (Some(partner), _) => Ok(partner.clone()),
            (None, None) => Ok(WORLD.to_string()),
        }
    }
}
