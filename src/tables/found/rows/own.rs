//! What one row's labels say by themselves, before sections: each column of labels is heard as what it names.

use super::codes::{coded, commodity_code, is_roman};
use crate::figures::Flow;
use crate::names::WORLD;
use crate::tables::cells::{Content, Contents, Facts};
use crate::tables::found::columns::{Columns, LabelColumn};
use crate::tables::found::stems::{Stem, tells};
use crate::tables::given::Role;
use crate::tables::label::{Kind, Meaning, When};
use std::collections::BTreeMap;

/// What a label may speak of, in the order in which ties are settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dimension {
    Flow,
    Product,
    Partner,
    When,
}

/// What one row's labels say by themselves.
pub(super) struct Own {
    pub facts: Facts,
    /// What the columns of several meanings say.
    pub mixed: Vec<Dimension>,
    pub text: String,
    pub unclear: Option<String>,
    pub torn: Option<(String, String)>,
    pub unknown: Option<String>,
    pub indent: usize,
    /// Whether a country or commodity is named, or anything else in their column.
    pub has_name: bool,
    /// Longer than a heading, or a footnote.
    pub is_chatty: bool,
    pub has_numbers: bool,
    /// Whether a column of countries named one.
    has_places: bool,
    /// Whether it names a part of something, or says more than its name: "of which re-exports", "Germany (re-exports)", "Memo: imports".
    pub is_part: bool,
}

impl Own {
    /// Whether it is the total of all that its column names: "Total", "Total exports", "Exports".
    pub fn is_total_of_all(&self) -> bool {
        let Facts { is_total, flow, partner, product, .. } = &self.facts;
        let is_all =
            partner.as_ref().is_none_or(|partner| partner == WORLD) && product.as_ref().is_none_or(|product| product == "TOTAL");
        self.has_numbers && self.has_name && (*is_total || flow.is_some()) && is_all && self.facts.is_of_amounts()
    }
}

/// Hears the labels of a row. `filled` holds the last label of each column, for those that stand once for several rows.
pub(super) fn own(contents: &Contents, row: u32, columns: &Columns, filled: &mut BTreeMap<u32, Meaning>) -> Own {
    let mut own = Own {
        facts: Facts::default(),
        mixed: Vec::new(),
        text: String::new(),
        unclear: None,
        torn: None,
        unknown: None,
        indent: 0,
        has_name: false,
        is_chatty: false,
        has_places: false,
        is_part: false,
        has_numbers: contents.row(row).any(|(column, content)| is_number(&content) && columns.value(column).is_some()),
    };
    let mut texts: Vec<String> = Vec::new();
    let is_stub = columns.labels.iter().filter(|label| !matches!(label.role, Role::Again | Role::Silent)).count() <= 2;
    let last =
        columns.labels.iter().rev().find(|label| !matches!(label.role, Role::Again | Role::Silent)).map(|label| label.column);
    for label in &columns.labels {
        let written = label_at(contents, row, label).or_else(|| {
            let area = contents.merged_at(row, label.column)?;
            label_at(contents, area.top, label)
        });
        if let Some(written) = &written {
            filled.insert(label.column, written.clone());
        }
        // A label that stands once for several rows, not one that is missing in a few; in a list of records an empty cell is empty.
        let carried = || {
            (label.is_carried && is_stub && Some(label.column) != last && own.has_numbers)
                .then(|| filled.get(&label.column).cloned())
                .flatten()
        };
        let of_another_unit =
            || filled.get(&label.column).filter(|_| own.has_numbers && is_in_another_unit(contents, row, label, columns));
        let Some(meaning) = written.or_else(carried).or_else(|| of_another_unit().cloned()) else { continue };
        if !matches!(label.role, Role::Silent | Role::Again) {
            own.indent = contents.grid.shown(row, label.column).chars().take_while(|c| c.is_whitespace()).count();
            own.is_chatty |= meaning.is_note || meaning.text.chars().count() > 120;
            own.is_part |= is_part(&meaning, contents);
            texts.push(meaning.text.clone());
        }
        hear(label, &meaning, contents, (row, columns), &mut own);
        own.has_name |= matches!(label.role, Role::Product | Role::Partner);
    }
    own.text = texts.join(" / ");
    own
}

/// Whether a label names a part of something, or more than a flow or a time.
fn is_part(meaning: &Meaning, contents: &Contents) -> bool {
    let says_more = || meaning.qualifier.is_some() || !meaning.rest.is_empty();
    // "Exports (FOB)" is a flow; "Germany (re-exports)" is not the flow in the brackets.
    let is_aside = || meaning.text.split_once('(').is_some_and(|(words, _)| contents.meaning(words).flow.is_none());
    meaning.has_lead || (meaning.flow.is_some() && (says_more() || is_aside())) || (meaning.when.is_some() && says_more())
}

/// What a cell of a label column says. A number is a year; in a column of months or quarters the month or quarter of that number, in one
/// of commodities a code.
fn label_at(contents: &Contents, row: u32, label: &LabelColumn) -> Option<Meaning> {
    let Content::Number(value) = contents.at(row, label.column) else { return contents.label(row, label.column) };
    let text = contents.grid.shown(row, label.column);
    match label.role {
        Role::Product => Some(Meaning { text, ..Meaning::default() }),
        Role::Period if value.year().is_none() => {
            let number = u8::try_from(value.digits).ok().filter(|_| value.places == 0);
            let months = number.and_then(|number| part_of_year(&label.text, number));
            let when = months.map(|(first, count)| When::Months { first, count });
            Some(Meaning { when, text, ..Meaning::default() })
        }
        _ => contents.label(row, label.column),
    }
}

/// The months that a number stands for under a header that says months, quarters or halves.
fn part_of_year(header: &str, number: u8) -> Option<(u8, u8)> {
    let lengths = [(Stem::Months, 1), (Stem::Quarters, 3), (Stem::Halves, 6)];
    let (_, months) = lengths.into_iter().find(|(stem, _)| tells(header, *stem))?;
    let parts = 12 / months;
    (1..=parts).contains(&number).then(|| ((number - 1) * months, months))
}

/// Whether a row without a label goes on with the one above it in another unit: `Crude oil | mn USD`, ` | thousand tons`.
fn is_in_another_unit(contents: &Contents, row: u32, label: &LabelColumn, columns: &Columns) -> bool {
    if !matches!(label.role, Role::Product | Role::Partner) {
        return false;
    }
    let Some(units) = columns.labels.iter().find(|other| other.role == Role::Unit) else { return false };
    let unit = |row: u32| contents.label(row, units.column).and_then(|said| said.unit);
    let Some(own) = unit(row) else { return false };
    for above in (0..row).rev() {
        if unit(above).is_none_or(|other| other == own) {
            return false;
        }
        if contents.label(above, label.column).is_some() {
            return true;
        }
    }
    false
}

fn is_number(content: &Content) -> bool {
    matches!(content, Content::Number(_) | Content::TwoWays(_) | Content::TooLong | Content::Nothing)
}

/// Adds what one label says.
fn hear(label: &LabelColumn, meaning: &Meaning, contents: &Contents, (row, columns): (u32, &Columns), own: &mut Own) {
    let mut facts = Facts::of(meaning);
    let says_other =
        facts.flow.is_some() || facts.when().is_some() || facts.months.is_some() || facts.fiscal.is_some() || meaning.is_lead;
    let name = || Some(meaning.text.clone()).filter(|text| !text.is_empty());
    match label.role {
        Role::Silent | Role::Again => return,
        // "share", "year-on-year, %" below a country: of the row above.
        Role::Partner if facts.partner.is_none() && facts.is_ratio() && meaning.rest.is_empty() => {}
        Role::Partner if facts.partner.is_none() && !says_other => {
            facts.partner = again(contents, row, columns).or_else(name);
            if may_be_a_name(meaning) {
                (facts.unit, facts.unclear_unit) = (None, None);
            }
            own.unknown = facts.partner.clone().filter(|partner| Some(partner) == name().as_ref());
        }
        // "Germany (re-exports)" among countries is of Germany.
        Role::Partner if facts.partner.is_none() => {
            let country = facts.qualifier.as_ref().and_then(|words| contents.meaning(words).partner);
            if country.is_some() {
                (facts.partner, facts.qualifier) = (country, None);
            }
        }
        Role::Partner => {}
        Role::Reporter => {
            let known = facts.partner.take().or_else(|| again(contents, row, columns));
            own.unknown = if known.is_none() { name() } else { None };
            facts = Facts { reporter: known.or_else(name), mark: facts.mark, is_total: facts.is_total, ..Facts::default() };
        }
        Role::Product if facts.is_total => facts = Facts { product: Some("TOTAL".into()), ..Facts::default() },
        Role::Product if !says_other => {
            // Of a table with countries too, a code beside may be one of those.
            let has_places = columns.labels.iter().any(|other| matches!(other.role, Role::Partner | Role::Reporter));
            let is_code = |other: &&LabelColumn| (other.role == Role::Again && !has_places) || other.column == label.column;
            let codes = columns.labels.iter().filter(is_code);
            let code = codes.filter_map(|other| commodity_code(contents, row, other)).next();
            let written = facts.product.take().and_then(|code| coded(&code, label.coding));
            // "II" in a column of sections.
            let section = || coded(&meaning.text, label.coding).filter(|_| is_roman(&meaning.text));
            let product = code.or(written).or_else(section).or_else(name);
            // Digits of no known classification would be read as those of the Harmonized System.
            let is_bare =
                label.coding == Some("") && product.as_ref().is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
            if is_bare {
                own.unclear = name();
            }
            facts = Facts { product: product.filter(|_| !is_bare), mark: facts.mark, ..Facts::default() };
        }
        Role::Product => {}
        Role::Period => {
            (facts.partner, facts.product) = (None, None);
            if facts.period.is_none() && facts.months.is_none() && facts.fiscal.is_none() && !says_other {
                own.unclear = name();
            }
        }
        Role::Flow => {
            // "Exports to Russia" names with whom; "Total" among flows is no partner.
            facts.partner = facts.partner.filter(|partner| partner != WORLD);
            let says_nothing_else = facts.period.is_none() && facts.months.is_none() && facts.kind.is_none();
            if facts.flow.is_none() && facts.partner.is_none() && says_nothing_else {
                // "Total" of exports and imports, if it is their sum.
                let is_total = facts.is_total && meaning.rest.is_empty();
                if is_total { own.unclear = name() } else { facts.flow = name().map(Flow::Named) }
            }
        }
        // "USD per ton" is no amount.
        Role::Unit => {
            let kind = facts.kind.filter(|kind| *kind == Kind::Other);
            facts = Facts { unit: facts.unit, kind, ..Facts::default() };
        }
        Role::Unknown => {
            if facts.is_silent() && !meaning.is_lead {
                own.unclear = name();
            }
        }
    }
    if label.role != Role::Unit && label.role != Role::Reporter {
        let said = [
            (facts.flow.is_some(), Dimension::Flow),
            (facts.product.is_some(), Dimension::Product),
            (facts.partner.is_some(), Dimension::Partner),
            (facts.period.is_some() || facts.months.is_some(), Dimension::When),
        ];
        let is_mixed = |dimension: &Dimension| !own.mixed.contains(dimension);
        let new: Vec<Dimension> =
            said.into_iter().filter(|(is, _)| *is).map(|(_, dimension)| dimension).filter(is_mixed).collect();
        // Columns of their own for flows or periods head nothing.
        if matches!(label.role, Role::Partner | Role::Product | Role::Period | Role::Unknown | Role::Flow) {
            own.mixed.extend(new);
        }
    }
    // "Exports to CIS countries" beside "Russia" names the nearer; two countries name two sides.
    if let (Some(new), Some(known), true) = (&facts.partner, &own.facts.partner, is_of_places(label.role))
        && new != known
        && own.has_places
    {
        own.torn = Some((known.clone(), new.clone()));
    }
    own.has_places |= facts.partner.is_some() && is_of_places(label.role);
    own.facts = facts.within(&own.facts);
}

/// Whether the unit in a name may be a part of the name: "CHINA P RP" is in no rupiahs, "Wheat, thousand tons" is in tons.
fn may_be_a_name(meaning: &Meaning) -> bool {
    let is_apart = meaning.text.contains([',', '(', ';', ':', '/']);
    let is_code = |word: &str| word.len() <= 3 && !matches!(word.to_uppercase().as_str(), "USD" | "EUR" | "RUB");
    match (&meaning.unit, &meaning.unclear_unit) {
        (Some(unit), _) => !is_apart && unit.scale.is_empty() && meaning.text.split_whitespace().any(is_code),
        (None, Some(words)) => !is_apart && words.split_whitespace().any(is_code),
        (None, None) => true,
    }
}

fn is_of_places(role: Role) -> bool {
    matches!(role, Role::Partner | Role::Unknown)
}

/// What another column, in another language or as a code, says of the same row.
fn again(contents: &Contents, row: u32, columns: &Columns) -> Option<String> {
    // Of a table with commodities too, a code may be one of those.
    let has_products = columns.labels.iter().any(|label| label.role == Role::Product);
    let others = columns.labels.iter().filter(|label| label.role == Role::Again && !has_products);
    others.map(|label| contents.country(row, label.column)).find_map(|country| country)
}
