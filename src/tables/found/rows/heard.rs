//! What one label of a row says, heard as what its column names: a country, a commodity, a time.

use super::codes::{coded, commodity_code, is_roman};
use crate::figures::Flow;
use crate::names::WORLD;
use crate::tables::cells::{Contents, Facts};
use crate::tables::found::columns::{Columns, LabelColumn};
use crate::tables::given::Role;
use crate::tables::label::{Heading, Kind, Meaning};

/// What a label may speak of, in the order in which ties are settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dimension {
    Flow,
    Product,
    Partner,
    /// A year over rows of months.
    Year,
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
    /// Whether a label in a column of periods is a total, or the word for a year, and says no time.
    pub is_whole_period: bool,
    /// Whether a country or commodity is named, or anything else in their column.
    pub has_name: bool,
    /// Longer than a heading, or a footnote.
    pub is_chatty: bool,
    pub has_numbers: bool,
    /// Whether a column of countries named one.
    pub has_places: bool,
    /// Whether it names a part of something, or says more than its name: "of which re-exports", "Germany (re-exports)", "Memo: imports".
    pub is_part: bool,
    /// Whether words like "of which" stand in it.
    pub has_lead: bool,
    /// Whether its flow is only a name that is not known, in a column of flows.
    pub is_named_flow: bool,
}

impl Own {
    /// Whether it is the total of all that its column names: "Total", "Total exports", "Exports".
    pub fn is_total_of_all(&self) -> bool {
        let Facts { is_total, flow, partner, product, .. } = &self.facts;
        let is_all =
            partner.as_ref().is_none_or(|partner| partner == WORLD) && product.as_ref().is_none_or(|product| product == "TOTAL");
        self.has_numbers && self.has_name && (*is_total || flow.is_some()) && is_all && self.facts.is_of_amounts()
    }

    /// Keeps what a column of several meanings speaks of. Columns of their own for units or reporters head nothing.
    fn mix(&mut self, role: Role, facts: &Facts) {
        if !matches!(role, Role::Partner | Role::Product | Role::Period | Role::Unknown | Role::Flow) {
            return;
        }
        let is_year = facts.months.is_none() && facts.period.is_some_and(|period| period.months() == 12);
        let said = [
            (facts.flow.is_some(), Dimension::Flow),
            (facts.product.is_some(), Dimension::Product),
            (facts.partner.is_some(), Dimension::Partner),
            (is_year, Dimension::Year),
            ((facts.period.is_some() || facts.months.is_some()) && !is_year, Dimension::When),
        ];
        let said = said.into_iter().filter(|(is, _)| *is).map(|(_, dimension)| dimension);
        let new: Vec<Dimension> = said.filter(|dimension| !self.mixed.contains(dimension)).collect();
        self.mixed.extend(new);
    }
}

/// "Год", "Year" as a label: all of it.
fn is_year(meaning: &Meaning) -> bool {
    meaning.names == Some(Heading::Period) && matches!(meaning.text.to_lowercase().as_str(), "год" | "year")
}

/// Adds what one label says.
pub(super) fn hear(label: &LabelColumn, meaning: &Meaning, contents: &Contents, (row, columns): (u32, &Columns), own: &mut Own) {
    let mut facts = Facts::of(meaning);
    if matches!(label.role, Role::Period | Role::Unknown | Role::Flow) && is_doubtful_time(meaning) {
        facts = Facts { is_unfit_time: true, period: None, months: None, fiscal: None, ..facts };
    }
    let says_other =
        facts.flow.is_some() || facts.when().is_some() || facts.months.is_some() || facts.fiscal.is_some() || meaning.is_lead;
    let heard = Label { label, meaning, says_other, contents, row, columns };
    let facts = match label.role {
        Role::Silent | Role::Again => return,
        Role::Product | Role::Partner | Role::Flow | Role::Unknown if meaning.is_lead && own.has_numbers => {
            heard.as_part(facts, own)
        }
        Role::Partner => heard.as_partner(facts, own),
        Role::Reporter => heard.as_reporter(facts, own),
        Role::Product => heard.as_product(facts, own),
        Role::Period => heard.as_period(facts, own),
        Role::Flow => heard.as_flow(facts, own),
        // "USD per ton" is no amount.
        Role::Unit => {
            let kind = facts.kind.filter(|kind| *kind == Kind::Other);
            Facts { unit: facts.unit, kind, ..Facts::default() }
        }
        Role::Unknown => {
            if facts.is_silent() && !meaning.is_lead {
                own.unclear = heard.name();
            }
            facts
        }
    };
    own.mix(label.role, &facts);
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

/// A label, where it stands.
struct Label<'a> {
    label: &'a LabelColumn,
    meaning: &'a Meaning,
    /// Whether it says more than a name: a flow or a time, or that parts follow.
    says_other: bool,
    contents: &'a Contents<'a>,
    row: u32,
    columns: &'a Columns,
}

impl Label<'_> {
    /// The label as a name.
    fn name(&self) -> Option<String> {
        Some(self.meaning.text.clone()).filter(|text| !text.is_empty())
    }

    /// "Of which goods" with a number of its own is a part of what stands above.
    fn as_part(&self, mut facts: Facts, own: &mut Own) -> Facts {
        match behind_lead(self.meaning, self.contents).filter(|_| self.label.role == Role::Product) {
            Some(part) => facts.product = Some(part),
            None => own.unclear = self.name(),
        }
        facts
    }

    fn as_partner(&self, mut facts: Facts, own: &mut Own) -> Facts {
        // "share", "year-on-year, %" below a country: of the row above.
        if facts.partner.is_some() || (facts.is_ratio() && self.meaning.rest.is_empty()) {
            return facts;
        }
        // "Total BOP basis": of the world, counted in some way.
        if !self.says_other && is_qualified_total(self.meaning, self.contents) {
            facts.partner = Some(WORLD.to_string());
            facts.qualifier = Some(self.meaning.rest.clone());
            return facts;
        }
        if !self.says_other {
            facts.partner = again(self.contents, self.row, self.columns).or_else(|| self.name());
            if may_be_a_name(self.meaning) {
                (facts.unit, facts.unclear_unit) = (None, None);
            }
            own.unknown = facts.partner.clone().filter(|partner| Some(partner) == self.name().as_ref());
            return facts;
        }
        // "Germany (re-exports)" among countries is of Germany.
        let country = facts.qualifier.as_ref().and_then(|words| self.contents.meaning(words).partner);
        if country.is_some() {
            (facts.partner, facts.qualifier) = (country, None);
        }
        facts
    }

    fn as_reporter(&self, mut facts: Facts, own: &mut Own) -> Facts {
        let known = facts.partner.take().or_else(|| again(self.contents, self.row, self.columns));
        own.unknown = if known.is_none() { self.name() } else { None };
        let reporter = known.or_else(|| self.name());
        Facts { reporter, mark: facts.mark, is_total: facts.is_total, ..Facts::default() }
    }

    fn as_product(&self, mut facts: Facts, own: &mut Own) -> Facts {
        if facts.is_total {
            // "Imports, total" is of a flow.
            let Facts { flow, is_deficit, .. } = facts;
            return Facts { product: Some("TOTAL".into()), flow, is_deficit, ..Facts::default() };
        }
        // "Cover ratio, per cent" among goods is none of them.
        let is_measure = !facts.is_of_amounts() && self.meaning.rest.is_empty() && !self.meaning.is_goods;
        if self.says_other || is_measure {
            return facts;
        }
        let (label, columns) = (self.label, self.columns);
        // Of a table with countries too, a code beside may be one of those.
        let has_places = columns.labels.iter().any(|other| matches!(other.role, Role::Partner | Role::Reporter));
        let is_code = |other: &&LabelColumn| (other.role == Role::Again && !has_places) || other.column == label.column;
        let codes = columns.labels.iter().filter(is_code);
        let code = codes.filter_map(|other| commodity_code(self.contents, self.row, other)).next();
        let written = facts.product.take().and_then(|code| coded(&code, label.coding));
        // "II" in a column of sections.
        let section = || coded(&self.meaning.text, label.coding).filter(|_| is_roman(&self.meaning.text));
        let product = code.or(written).or_else(section).or_else(|| self.name());
        // Digits of no known classification would be read as those of the Harmonized System.
        let is_bare =
            label.coding == Some("") && product.as_ref().is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
        if is_bare {
            own.unclear = self.name();
        }
        Facts { product: product.filter(|_| !is_bare), mark: facts.mark, ..Facts::default() }
    }

    fn as_period(&self, mut facts: Facts, own: &mut Own) -> Facts {
        (facts.partner, facts.product) = (None, None);
        let says_when = facts.period.is_some() || facts.months.is_some() || facts.fiscal.is_some();
        if !says_when && !self.says_other && !facts.is_unfit_time {
            own.unclear = self.name();
            own.is_whole_period = self.meaning.rest.is_empty() && (facts.is_total || is_year(self.meaning));
        }
        facts
    }

    fn as_flow(&self, mut facts: Facts, own: &mut Own) -> Facts {
        // "Exports to Russia" names with whom; "Total" among flows is no partner.
        facts.partner = facts.partner.filter(|partner| partner != WORLD);
        let says_nothing_else = facts.period.is_none() && facts.months.is_none() && facts.kind.is_none();
        if facts.flow.is_none() && facts.partner.is_none() && says_nothing_else {
            // "Total" of exports and imports, if it is their sum.
            let is_total = facts.is_total && self.meaning.rest.is_empty();
            if is_total {
                own.unclear = self.name();
            } else if !self.meaning.is_lead {
                facts.flow = self.name().map(Flow::Named);
                own.is_named_flow = true;
            }
        }
        facts
    }
}

/// The words behind "of which".
fn behind_lead(meaning: &Meaning, contents: &Contents) -> Option<String> {
    if !meaning.has_lead {
        return None;
    }
    // "в т.ч. товары": the first of the words that are all of them "of which", and no less than that.
    let mut ends = meaning.text.match_indices([' ', '.', ':', ',']).map(|(at, sign)| at + sign.len());
    let is_lead = |words: &str| contents.meaning(words.trim_end_matches([' ', ':', ','])).is_lead;
    let end = ends.rfind(|end| is_lead(&meaning.text[..*end]))?;
    let words = meaning.text[end..].trim_start_matches([' ', ':', ',', '-', '.']).trim_end();
    (words.len() > 2 && !contents.meaning(words).has_lead).then(|| words.to_string())
}

/// Whether a total is narrowed by words that are not understood.
fn is_qualified_total(meaning: &Meaning, contents: &Contents) -> bool {
    let first = meaning.text.split_whitespace().next().unwrap_or_default();
    // "Total of 13 countries" is another group.
    let is_word = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    // "Total excl. gold" is less than the world.
    let is_less = || contents.meaning(&format!("({})", meaning.rest)).is_exclusion;
    meaning.rest.split_whitespace().any(is_word)
        && !is_less()
        && contents.meaning(first.trim_end_matches([',', ':'])).partner.as_deref() == Some(WORLD)
}

/// Whether a label names a time and words that are not understood, and nothing else that these could be of: `Znero 2024`, `2024 T9`. So does
/// one that names several times: `January and March 2024`.
fn is_doubtful_time(meaning: &Meaning) -> bool {
    let says_when = meaning.when.is_some() || meaning.years.is_some();
    let says_what = meaning.flow.is_some() || meaning.partner.is_some() || meaning.is_goods || meaning.base.is_some();
    let is_several = meaning.when.is_none() && meaning.years.is_some_and(|(from, to)| from == to);
    says_when && !says_what && (is_several || !meaning.rest.is_empty())
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
