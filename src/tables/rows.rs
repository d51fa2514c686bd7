//! What the rows of a table are labelled with, sections included.
//!
//! ```text
//! Exports        63286     a flow among countries: it heads the rows below it, and its own number is all of them
//!   Armenia        154     exports to Armenia
//! Imports        38661
//!   Armenia       53.2     imports from Armenia
//! ```
//!
//! Where one column names two things, the rarer of them heads the other: flows over countries above, countries over flows in
//! `Armenia / exports / imports`.

use super::beside::Beside;
use super::columns::{Columns, LabelColumn, Role};
use super::content::{Content, Contents, Value};
use super::facts::Facts;
use super::label::{Kind, Meaning, When};
use super::outline::Table;
use super::sums::MOST_PLACES;
use crate::figures::Flow;
use crate::names::WORLD;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A row of numbers and what it is labelled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSaid {
    /// Which.
    pub row: u32,
    /// What its labels and its section say.
    pub facts: Facts,
    /// Its labels as written, parted by ` / `.
    pub text: String,
    /// A label of which nothing tells what it names.
    pub unclear: Option<String>,
    /// Two countries that two of its labels name, of which nothing says who reports.
    pub torn: Option<(String, String)>,
    /// Names that are in no list, and are kept as text.
    pub unknown: Option<String>,
    /// How far its label is indented: leading spaces.
    pub indent: usize,
    /// Whether the cell for its name is empty, beside another row that is the total.
    pub is_nameless: bool,
}

/// What a label may speak of, in the order in which ties are settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Dimension {
    Flow,
    Product,
    Partner,
    When,
}

/// What one row's labels say by themselves.
struct Own {
    facts: Facts,
    /// What the columns of several meanings say.
    mixed: Vec<Dimension>,
    text: String,
    unclear: Option<String>,
    torn: Option<(String, String)>,
    unknown: Option<String>,
    indent: usize,
    /// Whether a country or commodity is named, or anything else in their column.
    has_name: bool,
    /// Longer than a heading, or a footnote.
    is_chatty: bool,
    has_numbers: bool,
    /// Whether a column of countries named one.
    has_places: bool,
    /// Whether it names a part of something, or says more than its name: "of which re-exports", "Germany (re-exports)", "Memo: imports".
    is_part: bool,
}

impl Own {
    /// Whether it is the total of all that its column names: "Total", "Total exports", "Exports".
    fn is_total_of_all(&self) -> bool {
        let Facts { is_total, flow, partner, product, .. } = &self.facts;
        let is_all =
            partner.as_ref().is_none_or(|partner| partner == WORLD) && product.as_ref().is_none_or(|product| product == "TOTAL");
        self.has_numbers && self.has_name && (*is_total || flow.is_some()) && is_all && self.facts.is_of_amounts()
    }
}

/// The rows of numbers of a table, from top to bottom, each with what it is labelled with.
///
/// `context` is what titles say of all of them.
pub fn rows(contents: &Contents, table: &Table, columns: &Columns, context: &Facts) -> Vec<RowSaid> {
    let mut filled: BTreeMap<u32, Meaning> = BTreeMap::new();
    let own: Vec<(u32, Own)> = table.rows.iter().map(|&row| (row, own(contents, row, columns, &mut filled))).collect();
    let has_total = own.iter().any(|(_, own)| own.is_total_of_all());
    let outer = outer(own.iter().map(|(_, own)| own));
    let inner_with_numbers = |dimension: &Dimension| {
        own.iter().any(|(_, own)| own.has_numbers && own.mixed.contains(dimension)) && Some(*dimension) != outer
    };
    let heading = heading(&own, outer, context);
    let mut section = Facts::default();
    let mut beside = Beside::default();
    let mut said = Vec::new();
    for (at, (row, own)) in own.iter().enumerate() {
        if own.facts.is_silent() && own.unclear.is_none() && !own.has_numbers {
            continue;
        }
        let heads = if own.has_numbers { heading[at] } else { outer.is_some_and(|outer| own.mixed.contains(&outer)) };
        if own.has_numbers {
            // "In % of the year before" below "Exports" is of the exports; below "Exports" and "Imports" nobody says of which.
            let amounts = if own.facts.is_ratio() { beside.ratio() } else { None };
            let own_facts = amounts.map_or_else(|| own.facts.clone(), |amounts| own.facts.clone().within(amounts));
            let facts = if heads { own_facts } else { own_facts.within(&section) };
            if !own.facts.is_ratio() {
                let Facts { flow, partner, product, .. } = own.facts.clone();
                // A row that names no flow is of its section's.
                let tells_flow = flow.is_some();
                beside.amounts(Facts { flow, partner, product, ..Facts::default() }, tells_flow);
            }
            if heads && own.mixed.len() == 1 {
                // "2023 revised" tells of its own number.
                section = Facts { mark: None, ..own.facts.clone() };
            }
            said.push(RowSaid {
                row: *row,
                facts,
                text: own.text.clone(),
                unclear: own.unclear.clone(),
                torn: own.torn.clone(),
                unknown: own.unknown.clone(),
                indent: own.indent,
                is_nameless: has_total && !own.has_name,
            });
        } else if !own.is_chatty && !own.mixed.is_empty() && !own.mixed.iter().any(&inner_with_numbers) {
            section = if heads { own.facts.clone() } else { own.facts.clone().within(&section) };
        }
    }
    turnovers(contents, columns, &mut said);
    said
}

/// Which rows with numbers head the rows below them. A stray one heads none: "re-exports" among the countries of a table of exports is a
/// part of these.
fn heading(own: &[(u32, Own)], outer: Option<Dimension>, context: &Facts) -> Vec<bool> {
    let Some(outer) = outer else { return vec![false; own.len()] };
    let is_outer = |own: &Own| own.mixed.contains(&outer);
    let may_head = |own: &Own| own.has_numbers && own.mixed == [outer] && !own.is_part;
    let of_all = match outer {
        Dimension::Flow => context.flow.is_some(),
        Dimension::Product => context.product.is_some(),
        Dimension::Partner => context.partner.is_some(),
        Dimension::When => context.period.is_some(),
    };
    let several = own.iter().filter(|(_, own)| may_head(own)).count() > 1;
    // What is listed before it and again below it stands in two sections.
    let inner = |(_, own): &(u32, Own)| (own.has_numbers && !own.mixed.is_empty() && !is_outer(own)).then(|| own.text.clone());
    let listed_again = |at: usize| {
        let before: BTreeSet<String> = own[..at].iter().filter_map(inner).collect();
        own[at + 1..].iter().filter_map(inner).any(|text| before.contains(&text))
    };
    let heads = |(at, (_, own)): (usize, &(u32, Own))| {
        own.has_numbers && is_outer(own) && (may_head(own) && (several || !of_all) || listed_again(at))
    };
    own.iter().enumerate().map(heads).collect()
}

/// A total among flows is the turnover where it is the sum of the exports and imports around it, in every column, to the rounding.
fn turnovers(contents: &Contents, columns: &Columns, said: &mut [RowSaid]) {
    let has_role = columns.labels.iter().any(|label| label.role == Role::Flow);
    let is_open = |row: &RowSaid| has_role && row.facts.is_total && row.unclear.is_some();
    let open: Vec<usize> = said.iter().enumerate().filter(|(_, row)| is_open(row)).map(|(at, _)| at).collect();
    if open.is_empty() {
        return;
    }
    let alike = |row: &RowSaid| Facts { flow: None, partner: None, is_total: false, ..row.facts.clone() };
    // The rows of each flow by what else is said of them, from top to bottom: a table may have a total for each of thousands of countries.
    let mut known: HashMap<(Flow, Facts), Vec<usize>> = HashMap::new();
    for (at, row) in said.iter().enumerate() {
        if let Some(flow @ (Flow::Exports | Flow::Imports)) = &row.facts.flow {
            known.entry((flow.clone(), alike(row))).or_default().push(at);
        }
    }
    for at in open {
        let facts = alike(&said[at]);
        let near = |flow: Flow| nearest(known.get(&(flow, facts.clone()))?, at).map(|other| said[other].row);
        let (Some(exports), Some(imports)) = (near(Flow::Exports), near(Flow::Imports)) else { continue };
        let number = |row: u32, column: u32| match contents.at(row, column) {
            // A cell that a formula filled has more places than its sum is proved in.
            Content::Number(value) => Some(value.to_places(MOST_PLACES)),
            _ => None,
        };
        let levels = columns.values.iter().filter(|value| value.facts.is_of_amounts());
        let sums = levels.filter_map(|value| {
            let [total, one, other] = [said[at].row, exports, imports].map(|row| number(row, value.column));
            Some(is_sum(total?, one?, other?))
        });
        let sums: Vec<bool> = sums.collect();
        if !sums.is_empty() && sums.iter().all(|is_sum| *is_sum) {
            said[at].unclear = None;
            said[at].facts.flow = Some(Flow::Turnover);
        }
    }
}

/// The place, of some in ascending order, that is nearest to another; of two the upper one.
fn nearest(places: &[usize], at: usize) -> Option<usize> {
    let below = places.partition_point(|&place| place < at);
    let around = below.saturating_sub(1)..places.len().min(below + 1);
    places[around].iter().copied().min_by_key(|place| place.abs_diff(at))
}

/// Whether a number of at most [`MOST_PLACES`] is the sum of two others, each rounded in its last place.
fn is_sum(total: Value, one: Value, other: Value) -> bool {
    let finest = total.places.max(one.places).max(other.places);
    // Numbers of 64 bits times 10^12 fit into 128.
    let scaled = |value: Value| i128::from(value.digits) * 10_i128.pow(u32::from(finest.saturating_sub(value.places)));
    let half = |value: Value| 10_i128.pow(u32::from(finest.saturating_sub(value.places)));
    2 * (scaled(one) + scaled(other) - scaled(total)).abs() <= half(total) + half(one) + half(other)
}

/// Of two things that one column names, the one that heads the other: the rarer, or the one that comes first.
fn outer<'a>(rows: impl Iterator<Item = &'a Own>) -> Option<Dimension> {
    let mut counts: BTreeMap<Dimension, (usize, usize)> = BTreeMap::new();
    for (at, own) in rows.enumerate().filter(|(_, own)| !own.is_chatty) {
        if let [one] = own.mixed[..] {
            counts.entry(one).or_insert((0, at)).0 += 1;
        }
    }
    if counts.len() < 2 {
        return None;
    }
    counts.into_iter().min_by_key(|&(_, (count, first))| (count, first)).map(|(dimension, _)| dimension)
}

fn own(contents: &Contents, row: u32, columns: &Columns, filled: &mut BTreeMap<u32, Meaning>) -> Own {
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
    let header = header.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| header.contains(word));
    let (parts, months) = match () {
        () if says(&["month", "месяц", "monat"]) => (12, 1),
        () if says(&["quarter", "квартал", "quartal"]) => (4, 3),
        () if says(&["half", "полугод", "semester"]) => (2, 6),
        () => return None,
    };
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

/// The commodity code in a cell: one to ten digits.
fn commodity_code(contents: &Contents, row: u32, label: &LabelColumn) -> Option<String> {
    let shown = contents.grid.shown(row, label.column);
    let code = shown.trim();
    let is_code = (1..=10).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    let is_text = matches!(contents.grid.cell(row, label.column), Some(super::Cell::Text(_)));
    let is_cut = code.len() % 2 == 1 && label.coding.is_none() && is_text;
    if is_code && !is_cut { coded(code, label.coding) } else { None }
}

/// A code as a figures file writes it: of the Harmonized System by its digits (a number has lost its leading zero, and those codes are of
/// even length), of another classification with its name, of none that is known not at all. Its own name, as in "27 Fuels", stays.
pub(super) fn coded(code: &str, coding: Option<&str>) -> Option<String> {
    let is_code = code.bytes().all(|byte| byte.is_ascii_digit());
    match coding {
        Some("section") if is_roman(code) => Some(format!("section {code}")),
        _ if !is_code => Some(code.to_string()),
        Some("") => None,
        Some(other) if other != "HS" => Some(format!("{other} {code}")),
        _ if code.len() % 2 == 1 => Some(format!("0{code}")),
        _ => Some(code.to_string()),
    }
}

/// Whether a text is a number as the Romans wrote it, as sections are numbered.
fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.len() <= 6 && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// Puts the classification that a title names to columns of codes that name none. Codes that are not all of the Harmonized System, of
/// which nobody says what they are of, are none that is known.
pub(super) fn settle_codings(contents: &Contents, table: &Table, columns: &mut Columns, of_title: Option<&'static str>) {
    let labels = columns.labels.iter_mut().filter(|label| matches!(label.role, Role::Product | Role::Again));
    for label in labels.filter(|label| label.coding.is_none()) {
        let codes = table.rows.iter().map(|&row| contents.grid.shown(row, label.column).trim().to_string());
        let codes: Vec<String> =
            codes.filter(|code| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit())).collect();
        let is_foreign = |code: &String| {
            let padded = if code.len() % 2 == 1 { format!("0{code}") } else { code.clone() };
            matches!(&padded[..2], "00" | "77")
        };
        // As text they would have their zeros.
        let is_text = |row: &u32| matches!(contents.grid.cell(*row, label.column), Some(super::Cell::Text(_)));
        let is_cut = table.rows.iter().all(is_text) && codes.iter().any(|code| code.len() % 2 == 1);
        let has_tens = codes.iter().any(|code| code.len() > 1);
        let is_unknown = is_cut || codes.iter().any(is_foreign) || (!codes.is_empty() && !has_tens);
        label.coding = of_title.or(is_unknown.then_some(""));
    }
}
