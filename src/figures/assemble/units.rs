//! What numbers are counted in: of the phrase, of the column, or of the levels that a ratio speaks of.

use super::draft::Draft;
use super::row::{Complaint, Row};
use super::series::one_of;
use super::when::unmarked;
use crate::exact::Ratio;
use crate::figures::{Flow, Series};
use crate::names::Column;
use crate::words::{self, Counted, Measure, Named, Setting, Statement, Unit};
use std::collections::{BTreeSet, HashMap};

/// What settles the unit of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// The row itself. (`None`: a rate has no unit.)
    Settled(Option<Unit>),
    /// The levels of its series, in the other rows.
    Open,
}

/// The units that the currency column has named so far.
#[derive(Default)]
pub(super) struct Written(HashMap<String, Unit>);

impl Written {
    /// The unit of a row's level or ratio, and whether it is marked as the typist's assumption.
    pub fn of(
        &mut self,
        row: &Row<'_>,
        measure: Measure,
        statement: Option<&Statement>,
        is_pair: bool,
    ) -> Result<(Stands, bool), Complaint> {
        let (column, assumed) = self.column(row)?;
        let phrase = match statement.map(|statement| &statement.counted) {
            Some(Counted::Amount(unit)) => unit.as_ref(),
            _ => None,
        };
        // Beside a growth, the column speaks of the growth: "up 31% to $3.8 bn" may count its growth in rubles.
        let is_beside = is_pair && measure == Measure::Level;
        match (phrase, column) {
            (Some(unit), Some(column)) if *unit != column && !is_beside && !row.own(Column::Currency).is_empty() => {
                let said = words_for(unit);
                Err(row
                    .complaint(
                        Column::Currency,
                        format!("{} for a phrase in {said}", row.own(Column::Currency)),
                        "the unit of the phrase, or an empty cell",
                    )
                    .instead([said]))
            }
            (Some(unit), column) => {
                Ok((Stands::Settled(Some(unit.clone())), assumed && column.as_ref() == Some(unit) && !is_beside))
            }
            (None, Some(column)) => Ok((Stands::Settled(Some(column)), assumed)),
            (None, None) if measure == Measure::Level && statement.is_some() => Ok((Stands::Settled(Some(Unit::Count)), false)),
            (None, None) => Ok((Stands::Open, false)),
        }
    }

    /// A rate has no unit; if the row names one, it must be the currency priced in.
    pub fn of_rate(&mut self, row: &Row<'_>, priced: &str, statement: Option<&Statement>) -> Result<Stands, Complaint> {
        let priced_in = Unit::Currency(priced.to_string());
        let named = match statement.map(|statement| &statement.counted) {
            Some(Counted::Amount(Some(unit))) => Some((Column::Stated, unit.clone())),
            _ if row.own(Column::Currency).is_empty() => None,
            _ => self.column(row)?.0.map(|unit| (Column::Currency, unit)),
        };
        match named {
            Some((column, unit)) if unit != priced_in => {
                let complaint = row.complaint(
                    column,
                    format!("{} for the rate {}", words_for(&unit), row.text(Column::Flow)),
                    format!("{priced}, in which the rate is priced, or no unit"),
                );
                Err(complaint.instead([priced]))
            }
            _ => Ok(Stands::Settled(None)),
        }
    }

    fn column(&mut self, row: &Row<'_>) -> Result<(Option<Unit>, bool), Complaint> {
        let (text, assumed) = unmarked(row.text(Column::Currency));
        if text.is_empty() {
            return Ok((None, false));
        }
        if let Some(unit) = self.0.get(text) {
            return Ok((Some(unit.clone()), assumed));
        }
        let unit = written(row, text)?;
        self.0.insert(text.to_string(), unit.clone());
        Ok((Some(unit), assumed))
    }
}

/// The unit that a currency column names.
fn written(row: &Row<'_>, text: &str) -> Result<Unit, Complaint> {
    let near = match words::currency(text) {
        Named::One(code) => return Ok(Unit::Currency(code)),
        Named::Several(codes) => {
            let complaint = row.complaint(Column::Currency, format!("\"{text}\" names several currencies"), one_of(&codes));
            return Err(complaint.instead(codes));
        }
        Named::None(near) => near,
    };
    match words::scaled_unit(text) {
        // A scale in this column would multiply the numbers of other columns: that is not what the column is for.
        Ok((scale, unit @ (Unit::Physical(_) | Unit::Count))) if scale == Ratio::from_integer(1) => Ok(unit),
        Ok((_, unit)) => {
            let what = if matches!(unit, Unit::Currency(_)) { "a currency without a scale" } else { "a unit without a scale" };
            let complaint = row.complaint(Column::Currency, format!("\"{text}\""), what);
            Err(match scaled(row, text) {
                // The unit alone would make 15.6 dollars of 15.6 billion.
                Some(instead) => {
                    Complaint { expected: format!("{what}; a scale belongs to the number that it multiplies"), ..complaint }
                        .instead([instead])
                }
                None => complaint.instead([words_for(&unit)]),
            })
        }
        Err(_) => {
            let expected = "an ISO 4217 code or the name of a currency";
            let near = near.filter(|near| matches!(words::currency(near), Named::One(_)));
            let instead = near.map_or_else(|| vec!["RUB".to_string(), "USD".to_string()], |near| vec![near]);
            Err(row.complaint(Column::Currency, format!("\"{text}\" is no currency"), expected).instead(instead))
        }
    }
}

/// Where to type a unit with its scale, where the row's number has no scale itself; `None` where it has, or is a ratio.
fn scaled(row: &Row<'_>, text: &str) -> Option<String> {
    let has_scale = |phrase: &str| {
        let mut words = phrase.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.any(|word| matches!(words::scaled_unit(word), Ok((scale, _)) if scale != Ratio::from_integer(1)))
    };
    let [stated, value, unit] = [Column::Stated, Column::Value, Column::Unit].map(|column| row.text(column));
    let number = if stated.is_empty() { value } else { stated };
    let setting = Setting { measure: None, decimal: row.sheet.decimal };
    let statements = words::read(number, &setting).ok()?;
    let counts_nothing =
        |statement: &Statement| statement.measure == Measure::Level && statement.counted == Counted::Amount(None);
    if has_scale(number) || !unit.is_empty() || !matches!(&statements[..], [one] if counts_nothing(one)) {
        return None;
    }
    Some(match stated {
        "" => format!("{text} in the column unit, and nothing here"),
        stated => format!("{stated} {text} in the column stated, and nothing here"),
    })
}

/// What to type for a unit.
fn words_for(unit: &Unit) -> String {
    match unit {
        Unit::Currency(name) | Unit::Physical(name) => name.clone(),
        Unit::Count => "pieces".into(),
    }
}

/// In which units the levels of what has happened are stated.
pub(super) struct Units {
    /// By series, in each file.
    of_series: HashMap<Series, BTreeSet<(usize, Unit)>>,
    /// Of all of a file's series.
    all: BTreeSet<(usize, Unit)>,
}

impl Units {
    pub fn of(drafts: &[Draft]) -> Units {
        let mut units = Units { of_series: HashMap::new(), all: BTreeSet::new() };
        if drafts.iter().all(|draft| draft.unit != Stands::Open) {
            return units;
        }
        for draft in drafts {
            if let (Measure::Level, Some(_), true, Stands::Settled(Some(unit))) =
                (draft.measure, &draft.statement, draft.status.is_of_the_past(), &draft.unit)
            {
                units.of_series.entry(draft.series.clone()).or_default().insert((draft.sheet, unit.clone()));
                units.all.insert((draft.sheet, unit.clone()));
            }
        }
        units
    }

    /// The unit of a draft: the one of its series' levels in its own file, then in all files; of a share, then the one of the
    /// whole's levels; of a level that is asked for, then the one in which everything is counted. `None` when nothing settles it.
    pub fn settle(&self, draft: &Draft, whole: Option<&Series>, row: &Row<'_>) -> Result<Option<Unit>, Complaint> {
        if let Stands::Settled(unit) = &draft.unit {
            return Ok(unit.clone());
        }
        let none = BTreeSet::new();
        let of = |series: &Series| self.of_series.get(series).unwrap_or(&none);
        let is_asked_level = draft.statement.is_none() && draft.measure == Measure::Level;
        let places = [Some(of(&draft.series)), whole.map(of), is_asked_level.then_some(&self.all)];
        for place in places.into_iter().flatten() {
            for own_file_only in [true, false] {
                let units: BTreeSet<&Unit> =
                    place.iter().filter(|(sheet, _)| *sheet == draft.sheet || !own_file_only).map(|(_, unit)| unit).collect();
                let mut units = units.into_iter();
                match (units.next(), units.next()) {
                    (None, _) => {}
                    (Some(only), None) => return Ok(Some(only.clone())),
                    (Some(first), Some(second)) => {
                        let choices: Vec<String> = [first, second].into_iter().chain(units).map(words_for).collect();
                        return Err(several(row, draft, &choices));
                    }
                }
            }
        }
        Ok(None)
    }
}

fn several(row: &Row<'_>, draft: &Draft, choices: &[String]) -> Complaint {
    let what = match (draft.measure, &draft.series.flow) {
        (Measure::Share, _) => "share",
        (Measure::Level, Flow::Balance) => "balance",
        (Measure::Level | Measure::Rate, _) => "level",
        (Measure::Growth | Measure::AverageGrowth, _) => "growth",
    };
    row.complaint(
        Column::Currency,
        format!("no currency for a {what} of {}, whose levels are in {}", draft.series, and(choices)),
        "the one that it is counted in",
    )
    .instead(choices.to_vec())
}

/// "a, b and c".
fn and(choices: &[String]) -> String {
    match choices {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        _ => choices.concat(),
    }
}
