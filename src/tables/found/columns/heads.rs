//! What a layout says of a table's columns: which of them label rows, and what the others hold.

use super::column::{Columns, ValueColumn};
use crate::period::Period;
use crate::tables::cells::Facts;
use crate::tables::given::{Holds, Role, TableLaid, key, keys};
use crate::tables::label::{Kind, UnitSaid};
use std::collections::{BTreeMap, BTreeSet};

impl TableLaid {
    /// Says of each column what the layout says of it.
    pub fn apply(&self, columns: &mut Columns) {
        let texts: Vec<String> = columns.labels.iter().map(|label| label.text.clone()).collect();
        for (label, laid) in paired(&texts, &self.labels, |laid| &laid.text) {
            if self.labels[laid].role != Role::Unknown {
                columns.labels[label].role = self.labels[laid].role;
            }
        }
        let texts: Vec<String> = columns.values.iter().map(|value| value.text.clone()).collect();
        let pairs = paired(&texts, &self.columns, |laid| &laid.text);
        for &(value, laid) in &pairs {
            let (value, laid) = (&mut columns.values[value], &self.columns[laid]);
            let year = laid.holds.year_of(value).filter(|_| laid.text.contains("{year}"));
            laid.holds.put_into(value);
            if year.is_some() {
                (value.facts.period, value.facts.is_unfit_time) = (year, false);
            }
        }
        let told: BTreeSet<usize> = pairs.iter().map(|(value, _)| *value).collect();
        let is_other = |at: usize| !told.contains(&at);
        for (_, other) in columns.values.iter_mut().enumerate().filter(|(at, _)| self.is_all && is_other(*at)) {
            (other.facts, other.is_unclear, other.is_unlisted) = (Facts::default(), false, true);
        }
    }
}

/// Which headers label rows and which stand over numbers, as a layout says it.
#[derive(Debug, Default)]
pub struct Heads {
    labels: BTreeSet<String>,
    values: BTreeSet<String>,
}

impl Heads {
    /// Those of a table of a layout.
    pub fn of(laid: &TableLaid) -> Heads {
        Heads {
            labels: laid.labels.iter().map(|label| key(&label.text)).collect(),
            values: laid.columns.iter().map(|column| key(&column.text)).collect(),
        }
    }

    /// Whether a column labels rows, by its header; `None` where the layout does not say.
    pub fn labels_rows(&self, header: &str) -> Option<bool> {
        if header.is_empty() || (self.labels.is_empty() && self.values.is_empty()) {
            return None;
        }
        let keys = keys(header);
        let is_among = |heads: &BTreeSet<String>| keys.iter().any(|key| heads.contains(key));
        if is_among(&self.labels) { Some(true) } else { is_among(&self.values).then_some(false) }
    }
}

/// Which of a table's columns is told by which entry: an entry tells all columns that are called so; several alike tell as many columns, in order.
/// A text without a year's place is nearer to a column than one with it.
fn paired<T>(texts: &[String], laid: &[T], text_of: impl Fn(&T) -> &String) -> Vec<(usize, usize)> {
    let mut entries: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, entry) in laid.iter().enumerate() {
        entries.entry(key(text_of(entry))).or_default().1.push(at);
    }
    for (at, text) in texts.iter().enumerate() {
        if let Some(key) = keys(text).into_iter().find(|key| entries.contains_key(key)) {
            entries.entry(key).or_default().0.push(at);
        }
    }
    let mut pairs = Vec::new();
    for (columns, entries) in entries.into_values() {
        match &entries[..] {
            [one] => pairs.extend(columns.into_iter().map(|column| (column, *one))),
            several if several.len() == columns.len() => pairs.extend(columns.into_iter().zip(several.iter().copied())),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
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
            unit: unit.map(|unit| UnitSaid { choices: Vec::new(), dollar: None, ..unit.clone() }),
            status: facts.status.filter(|status| !status.is_of_the_past()),
            period: None,
        }
    }

    /// The year of a column whose other words the layout explains: "Out 2022" is exports.
    fn year_of(&self, value: &ValueColumn) -> Option<Period> {
        let read = Holds::of(&value.facts);
        let explains = (self.flow.is_some() && read.flow.is_none())
            || (self.product.is_some() && read.product.is_none())
            || (self.partner.is_some() && read.partner.is_none());
        let mut years = value.text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
        let year = years.next().filter(|_| years.next().is_none())?.parse().ok()?;
        Period::year(year).filter(|_| explains && value.facts.is_unfit_time && value.facts.months.is_none())
    }

    /// Puts this in place of what was read, where it differs from that.
    fn put_into(&self, value: &mut ValueColumn) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_are_called_alike_are_told_in_order_or_not_at_all() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_string()).collect::<Vec<_>>();
        let pairs = |columns: &[&str], laid: &[&str]| paired(&texts(columns), &texts(laid), |text| text);
        assert_eq!(pairs(&["Total", "2022", "2023"], &["{year}"]), [(1, 0), (2, 0)]);
        assert_eq!(pairs(&["2022", "2023"], &["{year}", "2023"]), [(0, 0), (1, 1)]);
        assert_eq!(pairs(&["a", "a"], &["a", "a"]), [(0, 0), (1, 1)]);
        assert_eq!(pairs(&["a", "a", "a"], &["a", "a"]), []);
    }
}
