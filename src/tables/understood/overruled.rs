//! What the person said of a table, and its own columns and rows say otherwise. Those win, and the person is told: a flag without effect looks
//! like one that was heard.

use crate::figures::Flow;
use crate::tables::cells::Facts;
use crate::tables::found::{Columns, RowSaid};
use crate::tables::given::{Given, Growth, Labels, Role};
use crate::tables::label::Kind;
use crate::tables::proved::Proved;

/// A sentence for each thing that was said and is not used for some or all numbers of a table.
pub(super) fn overruled(
    columns: &Columns,
    rows: &[RowSaid],
    (proved, are_changes): (&[Option<Proved>], bool),
    given: &Given,
) -> Vec<String> {
    let mut told = Vec::new();
    let mut tell = |flag: &str, what: &str, typed: Option<String>, own: &dyn Fn(&Facts) -> Option<String>| {
        let Some(typed) = typed else { return };
        let differs = |facts: &Facts| own(facts).filter(|own| *own != typed);
        let of_columns = columns.values.iter().find_map(|value| differs(&value.facts));
        let of_rows = || rows.iter().find_map(|row| differs(&row.facts));
        let (who, first) = match (of_columns, of_rows()) {
            (Some(first), None) => ("columns", first),
            (None, Some(first)) => ("rows", first),
            (Some(first), Some(_)) => ("columns and rows", first),
            (None, None) => return,
        };
        let shown = if typed.is_empty() { "1" } else { &typed };
        told.push(format!("{who} say their {what} themselves, as in {first}; --{flag} {shown} is not used for them"));
    };
    let unit = |facts: &Facts| facts.unit.as_ref().map(|unit| unit.unit.clone()).filter(|unit| !matches!(&**unit, "" | "%"));
    let scale = |facts: &Facts| facts.unit.as_ref().map(|unit| unit.scale.clone()).filter(|scale| !scale.is_empty());
    tell("reporter", "reporter", given.reporter.clone(), &|facts| facts.reporter.clone());
    tell("partner", "partner", given.partner.clone(), &|facts| facts.partner.clone());
    tell("flow", "flow", given.flow.as_ref().map(Flow::to_string), &|facts| facts.flow.as_ref().map(Flow::to_string));
    tell("product", "product", given.product.clone(), &|facts| facts.product.clone());
    tell("period", "period", given.period.map(|period| period.to_string()), &|facts| {
        facts.when().or(facts.period).map(|period| period.to_string())
    });
    tell("currency", "currency or unit", given.unit.clone(), &unit);
    tell("scale", "scale", given.scale.clone(), &scale);
    let word = |growth: Growth| if growth == Growth::Index { "index" } else { "change" };
    // Where the amounts beside growths prove it, neither the header nor the person is asked.
    if proved.iter().all(Option::is_none) {
        tell("growth", "way to print growths", given.growth.map(|growth| word(growth).to_string()), &|facts| match facts.kind {
            Some(Kind::Index) => Some("index".to_string()),
            Some(Kind::Change) => Some("change".to_string()),
            _ => None,
        });
    }
    if let Some(growth) = given.growth
        && proved.iter().flatten().any(|proved| proved.growth != growth)
    {
        told.push(format!(
            "the amounts beside growths prove how these are printed; --growth {} is not used for them",
            word(growth)
        ));
    }
    if given.growth == Some(Growth::Index) && are_changes {
        told.push(
            "growths below nothing prove that they are printed as changes; --growth index is not used for them".to_string(),
        );
    }
    told.extend(given.labels.filter(|labels| !is_heard(*labels, columns)).map(|labels| {
        let word = match labels {
            Labels::Partners => "partners",
            Labels::Reporters => "reporters",
            Labels::Products => "products",
        };
        format!("labels and headers tell what they name; --labels {word} is not used")
    }));
    told
}

/// Whether some column, or some header, names what the person says that labels name.
fn is_heard(labels: Labels, columns: &Columns) -> bool {
    let role = Role::from(labels);
    let named = |facts: &Facts| match labels {
        Labels::Partners => facts.partner.is_some(),
        Labels::Reporters => facts.reporter.is_some(),
        Labels::Products => facts.product.is_some(),
    };
    columns.labels.iter().any(|label| label.role == role) || columns.values.iter().any(|value| named(&value.facts))
}
