//! What stands around a table and holds for all of its numbers: the sheet's name, titles, the header's corner; and what the person says
//! instead.

use super::columns::Columns;
use super::footnotes::Notes;
use super::outline::Table;
use crate::figures::Flow;
use crate::names::Names;
use crate::period::Period;
use crate::tables::cells::{Content, Contents, Facts, parts};
use crate::tables::given::{Given, Role};
use crate::tables::label::{Meaning, UnitSaid};
use std::collections::BTreeSet;

/// What the sheet's name says. A number is a commodity's only where titles or headers speak of codes.
pub fn facts_of_sheet(name: &str, names: &Names) -> Facts {
    let said = crate::tables::label::meaning(name, names);
    // A name that is only a number is a year when it may be one.
    let year = name.trim().parse::<i32>().ok().filter(|year| (1900..=2100).contains(year)).and_then(Period::year);
    let half = parts::half(name).and_then(|part| Facts::of(&Meaning { when: part.when(), ..Meaning::default() }).months);
    let facts = Facts { partner: None, product: None, ..Facts::of(&said) };
    let facts = Facts { months: facts.months.or(half), ..facts };
    let is_place = said.rest.is_empty() && said.partner.is_some() && !said.is_total;
    let product =
        if said.is_goods { Some(name.trim().to_string()) } else { said.product.clone().filter(|_| said.rest.is_empty()) };
    Facts { period: facts.period.or(year), partner: said.partner.filter(|_| is_place), product, ..facts }
}

/// What the titles of a table say; what stands lower is nearer.
pub(in crate::tables) fn titles(contents: &Contents, table: &Table, columns: &Columns, notes: &Notes) -> Facts {
    let mut facts = Facts::default();
    for &row in &table.titles {
        // Of tables side by side, what stands alone above them is the title of each.
        let mut all = contents.row(row).filter(|(_, content)| *content != Content::Blank);
        let alone = all.next().filter(|_| all.next().is_none()).filter(|(column, _)| !table.holds(*column));
        let cells = table.cells(contents, row).chain(alone);
        for said in cells.filter_map(|(_, content)| words(content)).filter(|said| !said.is_note) {
            let mut own = Facts { mark: None, ..Facts::of(said) };
            if said.is_exclusion {
                let words = said.text.trim_start_matches('(').trim_end_matches(')').to_string();
                facts = Facts { coverage: Some(words), ..facts };
                continue;
            }
            // "Product: oil": of one commodity, and the person says so.
            own.qualifier = own.qualifier.or_else(|| said.goods.clone());
            // "Exports in 2024*" under which "* January-October" stands.
            if said.mark.as_ref().is_some_and(|mark| notes.heed(mark, &mut own).is_err()) {
                own = Facts { period: None, is_unfit_time: true, ..own };
            }
            facts = own.within(&facts);
        }
        // "2023" alone is a title too.
        let mut cells = table.cells(contents, row).filter(|(_, content)| *content != Content::Blank);
        if let (Some((column, Content::Number(_))), None) = (cells.next(), cells.next())
            && let Some(said) = contents.label(row, column)
        {
            facts = Facts::of(&said).within(&facts);
        }
        // Two flows side by side head columns; as titles they would hide one another.
        let own = table.cells(contents, row);
        let flows: BTreeSet<_> = own.filter_map(|(_, content)| words(content)?.flow.clone()).collect();
        if flows.len() > 1 {
            facts.flow = None;
        }
    }
    // A header may say in its corner, above the labels, in what unit the whole table is.
    for label in columns.labels.iter().filter(|label| label.role != Role::Unit) {
        let above = table.header.iter().filter_map(|&row| contents.label(row, label.column));
        for said in above {
            let own = Facts::of(&said);
            facts.unit = said.unit.or(facts.unit);
            // "Year (April-March)"
            facts.begins = own.begins.or(facts.begins);
            facts.is_fiscal |= own.is_fiscal;
            // "Exports of Georgia" beside "mn USD" over the only column.
            let corner = Facts {
                flow: own.flow,
                is_deficit: own.is_deficit,
                reporter: own.reporter,
                qualifier: own.qualifier,
                unsure: own.unsure,
                coding: own.coding,
                ..Facts::default()
            };
            if corner.flow.is_some() || corner.reporter.is_some() || !corner.unsure.is_empty() {
                facts = corner.within(&facts);
            }
        }
    }
    // Of one commodity, if it is one: the person says so.
    if let Some(product) = facts.product.take().filter(|product| product != "TOTAL") {
        facts.qualifier.get_or_insert(product);
    }
    facts
}

/// What a table takes over from the one above it. Under a title that is not understood it may be about anything, but it is the same
/// office's.
pub fn taken_over(contents: &Contents, table: &Table, above: &Facts) -> Facts {
    let said = table.titles.iter().flat_map(|&row| contents.row(row).filter_map(|(_, content)| words(content)));
    let is_understood = said.filter(|said| !said.is_note).all(|said| said.rest.is_empty());
    if is_understood { above.clone() } else { Facts { reporter: above.reporter.clone(), ..Facts::default() } }
}

fn words<'a>(content: Content<'a>) -> Option<&'a Meaning> {
    match content {
        Content::Words(meaning) => Some(meaning),
        _ => None,
    }
}

/// The texts of some rows.
pub fn texts(contents: &Contents, rows: &[u32]) -> Vec<String> {
    let cells =
        rows.iter().flat_map(|&row| contents.row(row).filter_map(|(_, content)| words(content)).map(|said| said.text.clone()));
    cells.filter(|text| !text.is_empty()).collect()
}

/// The unit that the person says; `1` as a scale is whole units.
pub fn given_unit(given: &Given) -> Option<UnitSaid> {
    (given.unit.is_some() || given.scale.is_some()).then(|| UnitSaid {
        scale: given.scale.clone().map(|scale| if scale.is_empty() { "1".to_string() } else { scale }).unwrap_or_default(),
        unit: given.unit.clone().unwrap_or_default(),
        choices: Vec::new(),
        dollar: None,
    })
}

/// What the person says over what titles and the sheet's name say, with a notice where they differ.
pub fn context(titled: Facts, given: &Given) -> (Facts, Vec<String>) {
    let unit = given_unit(given);
    let said = Facts {
        period: given.period,
        begins: given.years,
        flow: given.flow.clone(),
        reporter: given.reporter.clone(),
        partner: given.partner.clone(),
        product: given.product.clone(),
        unit,
        ..Facts::default()
    };
    let mut notices = Vec::new();
    let mut differs = |what: &str, own: Option<&str>, typed: Option<&str>| {
        if let (Some(own), Some(typed)) = (own, typed)
            && own != typed
        {
            notices.push(format!("the title says {what} {own}; {typed} was asked for, and is used"));
        }
    };
    differs("reporter", titled.reporter.as_deref(), said.reporter.as_deref());
    let flow_of = |facts: &Facts| facts.flow.as_ref().map(Flow::to_string);
    differs("partner", titled.partner.as_deref(), said.partner.as_deref());
    differs("product", titled.product.as_deref(), said.product.as_deref());
    let when_of = |facts: &Facts| facts.when().or(facts.period).map(|period| period.to_string());
    differs("period", when_of(&titled).as_deref(), when_of(&said).as_deref());
    differs("flow", flow_of(&titled).as_deref(), flow_of(&said).as_deref());
    let unit_of =
        |facts: &Facts| facts.unit.as_ref().map(|unit| unit.unit.clone()).filter(|unit| !unit.is_empty() && unit != "%");
    differs("currency", unit_of(&titled).as_deref(), unit_of(&said).as_deref());
    let scale_of = |facts: &Facts| facts.unit.as_ref().map(|unit| unit.scale.clone()).filter(|scale| !scale.is_empty());
    differs("scale", scale_of(&titled).as_deref(), scale_of(&said).as_deref());
    if let (Some("%"), Some(unit)) = (titled.unit.as_ref().map(|unit| &*unit.unit), &given.unit) {
        notices.push(format!("the title says per cent; --currency {unit} was said, and is used"));
    }
    (said.within(&titled), notices)
}
