//! What is said of one number: by its row, its column, the titles and the person, put together.
//!
//! What stands nearer wins. Where two places name two countries, or a name says nothing, there is nothing to put together, and the number
//! is left out with those names.

use super::account::Reason;
use super::table::Around;
use crate::figures::{Flow, Status};
use crate::names::{Names, Place, WORLD};
use crate::period::Period;
use crate::tables::cells::{Content, Contents, Facts, Value, in_words};
use crate::tables::found::{Columns, Notes, RowSaid, ValueColumn, coded};
use crate::tables::given::{Given, Role};
use crate::tables::label::{Base, Kind, UnitSaid, suffix};
use crate::tables::proved::{Proved, Signs, deficits};

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
    /// Whether other rows of amounts say their flow.
    pub rows_say_flow: bool,
    /// Whether other rows of amounts say when.
    pub rows_say_period: bool,
    /// Whether columns hold amounts, which tell the currency of growths and shares.
    pub has_amounts: bool,
    /// Whether other columns say their months.
    pub others_say_months: bool,
    has_partners: bool,
    group_of_title: Option<String>,
    /// A country that the title names, where nobody says who reports.
    country_of_title: Option<String>,
    /// Whether the title's partner is a country, not a group.
    is_country_titled: bool,
    /// Whether rows and columns name no partner but the world.
    names_only_world: bool,
    /// Whether countries stand down and across.
    is_matrix: bool,
    /// What the sign of a deficit says.
    pub deficits: Signs,
    /// The only currency that the table names.
    pub currency: Option<String>,
    contents: &'a Contents<'a>,
    pub names: &'a Names,
}

/// A number with its row and its column.
pub(super) struct Number<'a> {
    pub row: &'a RowSaid,
    pub column: &'a ValueColumn,
    /// Of a growth: what the amounts beside it tell.
    pub proved: Option<Proved>,
    /// Of a growth: whether numbers below nothing in its column prove that it is printed as a change.
    pub is_change: bool,
    /// Of a growth: whether the amounts beside it prove that it is a difference of theirs.
    pub is_difference: bool,
    /// Of a whole number that ends with more noughts than others of its column: with how many these do.
    pub noughts: Option<u32>,
    /// Of a proved growth: when, and since when.
    pub grew: Option<(Option<Period>, Base)>,
    /// Of a year's total: of how many months, from January on, where it is not of them all.
    pub months: Option<u8>,
}

/// All that is said of a number.
pub(super) struct Said<'a> {
    pub value: Value,
    pub number: Number<'a>,
    pub facts: Facts,
    /// The marks at it, its column and its row.
    pub marks: Vec<String>,
    /// With whom; empty where nobody says it.
    pub partner: String,
    /// Whether it is said in units, thousands or millions.
    pub says_scale: bool,
    /// Whether no words narrow its flow.
    pub is_of_everything: bool,
}

impl<'a> Surroundings<'a> {
    /// What is the same for all numbers of a table.
    pub fn of(
        around: &Around<'a>,
        (context, columns, is_matrix): (&'a Facts, &Columns, bool),
        rows: &[RowSaid],
    ) -> Surroundings<'a> {
        let Around { contents, given, names, .. } = *around;
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
        let of_rows = rows.iter().filter_map(|row| row.facts.partner.as_deref());
        let mut partners = of_rows.chain(columns.values.iter().filter_map(|value| value.facts.partner.as_deref()));
        let amounts = || rows.iter().filter(|row| row.facts.is_of_amounts());
        let levels = || columns.values.iter().filter(|value| value.facts.is_of_amounts());
        Surroundings {
            context,
            given,
            others_say_flow: levels().any(|value| value.facts.flow.is_some()),
            others_say_period: levels().any(|value| value.facts.period.is_some()),
            rows_say_flow: amounts().any(|row| row.facts.flow.is_some()),
            rows_say_period: amounts().any(|row| row.facts.when().is_some()),
            has_amounts: levels().next().is_some(),
            others_say_months: levels().any(|value| value.facts.months.is_some() && value.facts.period.is_none()),
            has_partners,
            group_of_title,
            country_of_title,
            is_country_titled,
            names_only_world: partners.all(|partner| partner == WORLD),
            is_matrix,
            deficits: deficits::signs(contents, rows, columns, context),
            currency: only_currency(rows, columns, context),
            contents,
            names,
        }
    }

    /// All that is said of one number.
    pub fn said<'n>(&self, content: &Content, number: Number<'n>, notes: &Notes) -> Result<Said<'n>, Reason> {
        // Nothing is asked of what is left out.
        if number.column.is_unlisted {
            return Err(Reason::Unlisted);
        }
        if number.column.facts.kind == Some(Kind::Other) {
            return Err(Reason::Other(number.column.text.clone()));
        }
        let (value, own_unit) = self.value(content, &number)?;
        self.are_labels_understood(&number)?;
        let (context, given) = (self.context, self.given);
        let mut near = self.near(&number)?;
        if own_unit.is_some() {
            // A share or growth is no amount of millions.
            if !matches!(near.kind.or(context.kind), None | Some(Kind::Level)) {
                return Err(Reason::InWords);
            }
            near = Facts { unit: own_unit, ..Facts::default() }.within(&near);
        }
        let says_scale = near.unit.is_some()
            || context.unit.as_ref().is_some_and(|unit| given.unit.is_none() || !unit.scale.is_empty())
            || given.scale.is_some();
        let partner = self.partner(&near)?;
        let mut facts = near.within(context);
        let says_scale_of_shown = facts.unit.as_ref().is_some_and(|unit| !matches!(&*unit.scale, "" | "1"));
        let shown = self.contents.around(number.row.row, number.column.column).filter(|_| !says_scale_of_shown);
        let value = shown.map_or(value, |shown| shown.undivided(value));
        if let Some(count) = number.months {
            facts.months = Some((0, count));
        }
        // A flow that its label named with those words says them; "transit" does not say the title's "without gold".
        let says = |words: &&String| matches!(&facts.flow, Some(Flow::Named(name)) if holds(name, words));
        let around = [&number.column.facts, &number.row.facts, context];
        let open = around.iter().filter_map(|facts| facts.qualifier.as_ref()).find(|words| !says(words)).cloned();
        let is_of_everything = open.is_none();
        facts.qualifier = open.or(facts.qualifier);
        // "33 Petroleum" over a column, under a title that says SITC.
        if let Some(coding) = context.coding {
            facts.product = facts.product.take().map(|code| coded(&code, Some(coding)).unwrap_or(code));
        }
        let marks = heeded(value, &number, notes, &mut facts)?;
        Ok(Said { value, number, facts, marks, partner, says_scale, is_of_everything })
    }

    /// The number in a cell, and the unit that the cell says itself.
    fn value(&self, content: &Content, number: &Number) -> Result<(Value, Option<UnitSaid>), Reason> {
        match content {
            Content::Number(value) => match self.contents.around(number.row.row, number.column.column) {
                Some(around) if around.is_unclear => Err(Reason::InWords),
                around => Ok((*value, around.and_then(|around| around.unit.clone()))),
            },
            Content::TooLong => Err(Reason::TooLong),
            Content::Words(_) => {
                // A label's words are tidied, and have lost their minus.
                let text = self.contents.grid.shown(number.row.row, number.column.column);
                let (value, unit) = in_words(&text, self.contents).ok_or(Reason::InWords)?;
                Ok((value, Some(unit)))
            }
            _ => Err(Reason::TwoWays),
        }
    }

    /// Whether labels, headers and titles say of whom and of what the number is, as far as they name anything.
    fn are_labels_understood(&self, number: &Number) -> Result<(), Reason> {
        if let Some(label) = number.row.unclear.as_ref().filter(|_| number.row.is_whole_period) {
            return Err(Reason::TotalOfMonths(label.clone()));
        }
        if let Some(label) = &number.row.unclear {
            return Err(Reason::NoName(label.clone()));
        }
        if number.row.is_nameless {
            return Err(Reason::Nameless);
        }
        if let Some((one, other)) = &number.row.torn {
            return Err(Reason::TwoPlaces(one.clone(), other.clone()));
        }
        if number.column.is_unclear {
            return Err(Reason::NoName(number.column.text.clone()));
        }
        if let Some(country) = &self.country_of_title {
            return Err(Reason::WhichRole(country.clone()));
        }
        if self.is_matrix
            && (self.is_listed_total(&number.column.facts, &number.column.text)
                || self.is_listed_total(&number.row.facts, &number.row.text))
        {
            return Err(Reason::ListedTotal);
        }
        Ok(())
    }

    /// What column and row say together, where they do not name two partners.
    fn near(&self, number: &Number) -> Result<Facts, Reason> {
        let mut of_column = number.column.facts.clone();
        match (&number.row.facts.partner, &of_column.partner) {
            // "Total" over a column is all of the row's.
            (Some(_), Some(column)) if column == WORLD => of_column.partner = None,
            (Some(row), None) if self.has_partners && row != WORLD && self.title_names_another(row) => {
                return Err(Reason::TwoPlaces(row.clone(), self.context.partner.clone().unwrap_or_default()));
            }
            (Some(row), Some(column)) if row != column => return Err(Reason::TwoPlaces(row.clone(), column.clone())),
            _ => {}
        }
        Ok(of_column.within(&number.row.facts))
    }

    /// Whether a row or column of countries is the total of those that are listed: all that is not called the world by name.
    fn is_listed_total(&self, facts: &Facts, text: &str) -> bool {
        facts.is_total && !text.split(" / ").any(|part| self.names.country(part).is_some())
    }

    /// Whether the title names a country as partner, and the row another.
    fn title_names_another(&self, row: &str) -> bool {
        let of_title = self.context.partner.as_deref().filter(|partner| *partner != WORLD && self.is_country_titled);
        of_title.is_some_and(|partner| partner != row)
    }

    /// With whom: what row or column says; where rows are countries and this one names none, it is the world.
    fn partner(&self, near: &Facts) -> Result<String, Reason> {
        // "Total" in a table of the trade with Germany.
        if self.names_only_world && self.is_country_titled {
            return Ok(self.context.partner.clone().unwrap_or_default());
        }
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

/// The marks at a number, its column and its row, each once; what their footnotes say is added to what is known of it.
fn heeded(value: Value, number: &Number, notes: &Notes, facts: &mut Facts) -> Result<Vec<String>, Reason> {
    let own = value.mark.map(|mark| mark.to_ascii_lowercase().to_string());
    // "14.5 f": a footnote says what the letter means, else it means what it means behind a year.
    let letter = own.as_deref().filter(|own| !notes.explains(own)).and_then(suffix);
    let own = match letter {
        Some("forecast") => {
            facts.status = Some(Status::Forecast);
            None
        }
        Some(mark) => Some(mark.to_string()),
        None => own,
    };
    let mut marks: Vec<String> = Vec::new();
    for mark in [own.as_ref(), number.column.facts.mark.as_ref(), number.row.facts.mark.as_ref()].into_iter().flatten() {
        if !marks.contains(mark) {
            notes.heed(mark, facts).map_err(Reason::Footnote)?;
            marks.push(mark.clone());
        }
    }
    Ok(marks)
}

/// Whether a name holds all of some words; "of" and "в" say nothing.
fn holds(name: &str, words: &str) -> bool {
    let mut told = words.split_whitespace().filter(|word| word.chars().count() > 2);
    told.all(|word| name.split_whitespace().any(|own| own == word))
}

/// The currency, where titles, headers and labels name one and no other.
fn only_currency(rows: &[RowSaid], columns: &Columns, context: &Facts) -> Option<String> {
    let all = columns.values.iter().map(|value| &value.facts).chain(rows.iter().map(|row| &row.facts)).chain([context]);
    let mut named = all.filter_map(|facts| facts.unit.as_ref()).flat_map(|unit| unit.choices.iter().chain([&unit.unit]));
    let mut only: Option<&String> = None;
    // A word for several currencies names none of them.
    let is_one = named.all(|unit| {
        let is_currency = iso_currency::Currency::from_code(unit).is_some();
        !is_currency || *only.get_or_insert(unit) == unit
    });
    only.filter(|_| is_one).cloned()
}
