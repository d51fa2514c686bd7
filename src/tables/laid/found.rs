//! What was found of a table, as a layout says it: the texts of its header, what its columns of labels name, and what the others hold.

use super::fitted::texts;
use super::{ColumnLaid, LabelLaid, TableLaid, key, of_any_year};
use crate::figures::{Flow, Status};
use crate::period::Period;
use crate::tables::columns::{Columns, LabelColumn, Role, ValueColumn};
use crate::tables::content::Contents;
use crate::tables::facts::Facts;
use crate::tables::label::{Kind, UnitSaid};
use crate::tables::outline::Table;
use std::collections::{BTreeMap, BTreeSet};

/// What a column of numbers holds, but for the time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holds {
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
    /// In what.
    pub unit: Option<UnitSaid>,
    /// Whether it is expected or aimed at.
    pub status: Option<Status>,
    /// When, where the header is not to be asked.
    pub period: Option<Period>,
}

impl TableLaid {
    /// What was found of a table, as a layout says it.
    pub fn found(contents: &Contents, table: &Table, columns: &Columns) -> TableLaid {
        let head = |row: &u32| {
            let texts = texts(contents, table, *row);
            let without_year = texts.iter().find(|text| of_any_year(text) == **text && text.chars().any(char::is_alphabetic));
            without_year.or(texts.first()).map(|text| of_any_year(text))
        };
        let labelled = |row: Option<&u32>| {
            let first = columns.labels.first()?.column;
            contents.label(*row?, first).map(|said| said.text).filter(|text| !text.is_empty())
        };
        let label = |label: &LabelColumn| LabelLaid { text: label.text.clone(), role: label.role, line: 0 };
        let told = || columns.values.iter().filter(|value| !value.text.is_empty() && !value.is_unlisted).map(column);
        // Columns that are called alike and hold different things are told one by one.
        let mut by_text: BTreeMap<String, (Holds, bool)> = BTreeMap::new();
        for ColumnLaid { text, holds, .. } in told() {
            let (first, are_alike) = by_text.entry(text).or_insert_with(|| (holds.clone(), true));
            *are_alike &= *first == holds;
        }
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let is_told =
            |own: &ColumnLaid| !by_text.get(&own.text).is_some_and(|(_, are_alike)| *are_alike) || seen.insert(own.text.clone());
        let own = told().filter(is_told).collect();
        TableLaid {
            header: table.header.iter().filter_map(head).collect(),
            from: labelled(table.rows.first()),
            through: labelled(table.rows.last()),
            labels: columns.labels.iter().map(label).collect(),
            columns: own,
            is_all: false,
            line: 0,
        }
    }

    /// Whether another table is told in the same lines, whatever the case of its texts.
    pub fn is_like(&self, other: &TableLaid) -> bool {
        let of = |table: &TableLaid| {
            let header: Vec<String> = table.header.iter().map(|text| key(text)).collect();
            let labels: Vec<(String, Role)> = table.labels.iter().map(|label| (key(&label.text), label.role)).collect();
            let columns: Vec<(String, Holds)> =
                table.columns.iter().map(|column| (key(&column.text), column.holds.clone())).collect();
            (header, labels, columns)
        };
        of(self) == of(other)
    }
}

/// What is known of a column of numbers, as a layout says it.
fn column(value: &ValueColumn) -> ColumnLaid {
    ColumnLaid { text: of_any_year(&value.text), holds: Holds::of(&value.facts), line: 0 }
}

impl Holds {
    /// What is known of a number, but for the time.
    pub fn of(facts: &Facts) -> Holds {
        let unit = facts.unit.as_ref().filter(|unit| !(unit.unit.is_empty() && unit.scale.is_empty()));
        Holds {
            flow: facts.flow.clone(),
            reporter: facts.reporter.clone(),
            partner: facts.partner.clone(),
            product: facts.product.clone(),
            kind: facts.kind,
            unit: unit.map(|unit| UnitSaid { choices: Vec::new(), ..unit.clone() }),
            status: facts.status.filter(|status| !status.is_of_the_past()),
            period: None,
        }
    }

    /// Puts this in place of what was read, where it differs from that.
    pub(super) fn put_into(&self, value: &mut ValueColumn) {
        let facts = &mut value.facts;
        let read = Holds::of(facts);
        if *self == read {
            return;
        }
        // Of what is left out nothing is asked.
        if self.kind == Some(Kind::Other) {
            (*facts, value.is_unclear) = (Facts { kind: self.kind, ..Facts::default() }, false);
            return;
        }
        if (&self.flow, &self.product) != (&read.flow, &read.product) {
            (facts.flow, facts.product) = (self.flow.clone(), self.product.clone());
            (facts.qualifier, facts.is_deficit) = (None, false);
        }
        if (&self.reporter, &self.partner) != (&read.reporter, &read.partner) {
            facts.unsure.clear();
        }
        (facts.reporter, facts.partner, facts.kind) = (self.reporter.clone(), self.partner.clone(), self.kind);
        if self.unit != read.unit {
            (facts.unit, facts.unclear_unit) = (self.unit.clone(), None);
        }
        if self.status != read.status {
            facts.status = self.status;
        }
        if let Some(period) = self.period {
            (facts.period, facts.months, facts.fiscal, facts.is_unfit_time) = (Some(period), None, None, false);
        }
        value.is_unclear &= *self == Holds::default();
    }
}
