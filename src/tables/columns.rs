//! The columns of a table: which of them label its rows and with what, and what the header says of the others.

use super::beside::Beside;
use super::content::{Content, Contents};
use super::facts::Facts;
use super::given::{Given, Labels};
use super::header::{Header, headers};
use super::in_words::in_words;
use super::label::{Heading, Kind, Meaning};
use super::laid::Heads;
use super::outline::Table;
use crate::names::WORLD;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a column of labels names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Countries and groups of them.
    Partner,
    /// Reporting countries.
    Reporter,
    /// Commodities.
    Product,
    /// Periods.
    Period,
    /// Flows and other measures.
    Flow,
    /// Units.
    Unit,
    /// The same as another column, in another language or as a code; read where that one is not understood.
    Again,
    /// Running numbers, or anything that says nothing of the row.
    Silent,
    /// Words of which nothing tells what they name.
    Unknown,
}

/// A column that labels rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelColumn {
    /// Which.
    pub column: u32,
    /// What it names; a word that says more by itself (`Экспорт` among countries) is heard all the same.
    pub role: Role,
    /// Its header, tidied.
    pub text: String,
    /// The classification of the codes in it; an empty one where they are of none that is known.
    pub coding: Option<&'static str>,
    /// Whether a label stands once for the rows below it: most of its cells are empty.
    pub is_carried: bool,
}

/// A column of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueColumn {
    /// Which.
    pub column: u32,
    /// What its header says.
    pub facts: Facts,
    /// Its header, tidied; parts of it from top to bottom between ` / `.
    pub text: String,
    /// Words of the header that no meaning was found for.
    pub rest: String,
    /// Whether its header has words, and none that say anything: a commodity, a region, who knows.
    pub is_unclear: bool,
    /// Whether a layout lists the columns that are taken, and this is none of them.
    pub is_unlisted: bool,
}

/// The columns of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Columns that label rows, from left to right.
    pub labels: Vec<LabelColumn>,
    /// Columns of numbers, from left to right.
    pub values: Vec<ValueColumn>,
    /// What the texts of the header mean, each once.
    pub said: Vec<Meaning>,
}

impl Columns {
    /// The column of numbers that stands there.
    pub fn value(&self, column: u32) -> Option<&ValueColumn> {
        self.values.binary_search_by_key(&column, |value| value.column).ok().map(|at| &self.values[at])
    }
}

/// Parts of words that name the other side of a trade, in the headers of international offices and of Russian customs.
const COUNTERPART: [&str; 5] = ["partner", "counterpart", "партнер", "партнёр", "контрагент"];

/// What the cells of one column below the header are.
#[derive(Clone, Debug, Default)]
struct Tally {
    words: usize,
    numbers: usize,
    years: usize,
    days: usize,
    /// Whole numbers, each one more than the last.
    is_running: bool,
    last: Option<i64>,
    is_whole: bool,
}

/// What the columns of a table are. `inherited` is the header of the table above, for one that has none of its own.
pub fn columns(contents: &Contents, table: &Table, given: &Given, inherited: Option<&Columns>) -> Columns {
    let tallies = tallies(contents, table);
    let headings = headers(contents, table, tallies.keys().copied());
    let first_words = tallies.iter().find(|(_, tally)| tally.words > tally.numbers).map(|(column, _)| *column);
    let first_said = headings.iter().filter(|(_, header)| header.says_value()).map(|(column, _)| *column).min();
    let laid = table.laid.and_then(|at| given.laid.tables.get(at));
    let heads = laid.map(Heads::of).unwrap_or_default();
    let mut columns = Columns::default();
    for (&column, tally) in &tallies {
        let header = &headings[&column];
        let is_laid = heads.labels_rows(&header.text);
        if is_laid.unwrap_or_else(|| labels_rows(column, tally, header, (first_words, first_said))) {
            let labelled = tally.words + tally.numbers + tally.days;
            let is_carried = labelled * 2 <= table.rows.len();
            columns.labels.push(LabelColumn {
                column,
                role: Role::Unknown,
                text: header.text.clone(),
                coding: header.facts.coding,
                is_carried,
            });
        } else if tally.numbers > 0 {
            let said = inherited.filter(|_| table.header.is_empty()).and_then(|above| above.value(column));
            columns.values.push(said.cloned().unwrap_or_else(|| ValueColumn {
                column,
                facts: header.qualified(),
                text: header.text.clone(),
                rest: header.rest.clone(),
                is_unlisted: false,
                is_unclear: header.facts.is_silent() && header.names.is_none() && !header.rest.is_empty(),
            }));
        }
    }
    assign_roles(contents, table, given, &headings, &tallies, &mut columns.labels);
    // Where rows say with whom, a column called "Total" is all of the flow, and not all of the world.
    if columns.labels.iter().any(|label| label.role == Role::Partner) {
        for value in columns.values.iter_mut().filter(|value| value.facts.is_total) {
            value.facts.partner = value.facts.partner.take().filter(|partner| partner != WORLD);
        }
    }
    inherit(&mut columns.values, given);
    if let Some(laid) = laid {
        laid.apply(&mut columns);
    }
    columns.said = said(contents, table);
    columns
}

/// What the texts of the header mean, each once.
fn said(contents: &Contents, table: &Table) -> Vec<Meaning> {
    let mut said: Vec<Meaning> = Vec::new();
    // Of one text there is one meaning, unless a mark behind it differs.
    let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &row in &table.header {
        for meaning in contents.row(row).filter_map(|(column, _)| contents.label(row, column)) {
            let alike = known.entry(meaning.text.clone()).or_default();
            if !alike.iter().any(|&at| said[at] == meaning) {
                alike.push(said.len());
                said.push(meaning);
            }
        }
    }
    said
}

fn tallies(contents: &Contents, table: &Table) -> BTreeMap<u32, Tally> {
    let mut tallies: BTreeMap<u32, Tally> = BTreeMap::new();
    for &row in &table.rows {
        for (column, content) in table.cells(contents, row) {
            if content == Content::Blank {
                continue;
            }
            let tally = tallies.entry(column).or_insert_with(|| Tally { is_running: true, is_whole: true, ..Tally::default() });
            match content {
                Content::Words(said) if says_an_amount(contents, said, (row, column)) => {
                    (tally.numbers, tally.is_whole, tally.is_running) = (tally.numbers + 1, false, false)
                }
                Content::Words(_) => tally.words += 1,
                Content::Day(_) => tally.days += 1,
                Content::TwoWays(_) | Content::TooLong => {
                    (tally.numbers, tally.is_whole, tally.is_running) = (tally.numbers + 1, false, false)
                }
                Content::Number(value) => {
                    tally.numbers += 1;
                    tally.years += usize::from(value.year().is_some());
                    tally.is_whole &= value.places == 0;
                    tally.is_running &= tally.last.is_none_or(|last| value.digits == last + 1);
                    tally.last = Some(value.digits);
                }
                Content::Blank | Content::Nothing | Content::Other => {}
            }
        }
    }
    tallies
}

/// Whether words are an amount with its scale: "9.9 bn" is no label.
fn says_an_amount(contents: &Contents, said: &Meaning, (row, column): (u32, u32)) -> bool {
    (said.unit.is_some() || said.unclear_unit.is_some())
        && said.text.contains(|c: char| c.is_ascii_digit())
        && in_words(&contents.grid.shown(row, column), contents).is_some()
}

/// Whether a column labels rows rather than holding numbers.
fn labels_rows(column: u32, tally: &Tally, header: &Header, (first_words, first_said): (Option<u32>, Option<u32>)) -> bool {
    // Numbers that a spreadsheet took for days, "5.1" for 1 May, stand under a header of numbers.
    let is_of_numbers = tally.numbers > 0 && tally.words <= tally.numbers && header.says_value();
    if tally.words + tally.days > tally.numbers && !is_of_numbers {
        return true;
    }
    if tally.numbers == 0 || header.says_value() {
        return false;
    }
    let is_before = |other: Option<u32>| other.is_none_or(|other| column < other);
    match header.names {
        Some(Heading::Value) => false,
        Some(Heading::Period) => tally.years == tally.numbers || tally.is_whole,
        Some(Heading::Unit | Heading::Flow | Heading::Name) => false,
        Some(_) => tally.is_whole,
        None => {
            let is_period = tally.years == tally.numbers && tally.numbers > 1;
            let is_number = tally.is_running && tally.is_whole && tally.numbers > 2;
            let is_left = first_words.is_none_or(|words| column < words) || column == 0;
            (is_period || is_number) && is_left && is_before(first_said)
        }
    }
}

/// A growth or share that does not say of what is of the amounts to its left; words that say nothing are what the person says they are.
fn inherit(values: &mut [ValueColumn], given: &Given) {
    let is_ratio = |value: &ValueColumn| value.facts.is_ratio() || value.facts.unit.as_ref().is_some_and(|unit| unit.unit == "%");
    let mut beside = Beside::default();
    for value in values.iter_mut() {
        if is_ratio(value) {
            let Some(amounts) = beside.ratio() else { continue };
            let (has_period, has_share) =
                (value.facts.period.is_some() || value.facts.months.is_some(), value.facts.kind == Some(Kind::Share));
            let own = std::mem::take(&mut value.facts);
            let of = Facts {
                flow: amounts.flow.clone(),
                partner: amounts.partner.clone(),
                product: amounts.product.clone(),
                ..Facts::default()
            };
            value.facts = own.within(&of);
            // Of a growth the amounts tell from when to when; a share is of the same time.
            if !has_period && has_share {
                let when = Facts { period: amounts.period, months: amounts.months, ..Facts::default() };
                value.facts = std::mem::take(&mut value.facts).within(&when);
            }
        } else {
            beside.amounts(value.facts.clone(), true);
        }
        if value.is_unclear {
            match given.labels {
                Some(Labels::Products) => value.facts.product = Some(value.text.clone()),
                Some(Labels::Partners) => value.facts.partner = Some(value.text.clone()),
                Some(Labels::Reporters) => value.facts.reporter = Some(value.text.clone()),
                None => continue,
            }
            value.is_unclear = false;
        }
    }
}

/// Where tables stand side by side: the columns at which each begins, if labels stand between the numbers and have numbers of their own.
pub fn side_by_side(columns: &Columns) -> Vec<u32> {
    let mut begins: Vec<u32> = Vec::new();
    let mut last: Option<u32> = None;
    for label in columns.labels.iter().filter(|label| matches!(label.role, Role::Partner | Role::Again | Role::Unknown)) {
        let before = |column: u32| columns.values.partition_point(|value| value.column < column);
        let follows_numbers = last.is_some_and(|last| before(last) < before(label.column));
        let heads_numbers = before(label.column) < columns.values.len();
        if follows_numbers && heads_numbers {
            begins.push(label.column);
        }
        last = Some(label.column);
    }
    begins
}

/// Whether two columns name different countries in most of the rows in which both name one.
fn differ(contents: &Contents, table: &Table, one: u32, other: u32) -> bool {
    let pairs = table.rows.iter().filter_map(|&row| Some((contents.country(row, one)?, contents.country(row, other)?)));
    let (mut all, mut different) = (0, 0);
    for (one, other) in pairs {
        all += 1;
        different += usize::from(one != other);
    }
    all > 0 && different * 2 > all
}

/// Whether a column names nothing but groups of countries, in every row.
fn names_groups(contents: &Contents, table: &Table, column: u32) -> bool {
    let mut places = table.rows.iter().filter_map(|&row| contents.country(row, column)).peekable();
    places.peek().is_some() && places.all(|place| rust_iso3166::from_alpha3(&place).is_none())
}

/// What the label columns name: by their headers, else by what most of their texts mean.
fn assign_roles(
    contents: &Contents,
    table: &Table,
    given: &Given,
    headings: &BTreeMap<u32, Header>,
    tallies: &BTreeMap<u32, Tally>,
    labels: &mut [LabelColumn],
) {
    let mut best: BTreeMap<Role, (usize, usize)> = BTreeMap::new();
    for (index, label) in labels.iter_mut().enumerate() {
        let tally = &tallies[&label.column];
        let heading = headings[&label.column].names;
        let (by_text, known) = role_by_texts(contents, table, label.column);
        label.role = match heading {
            Some(Heading::Number) => Role::Silent,
            Some(Heading::Code) => Role::Again,
            Some(Heading::Reporter) => Role::Reporter,
            Some(Heading::Exporter | Heading::Importer) => Role::Partner,
            Some(Heading::Period) => Role::Period,
            Some(Heading::Flow) => Role::Flow,
            Some(Heading::Unit) => Role::Unit,
            Some(Heading::Product) if by_text != Some(Role::Partner) => Role::Product,
            Some(Heading::Partner) => Role::Partner,
            Some(Heading::Product | Heading::Value | Heading::Name) | None => match by_text {
                Some(role) => role,
                None if tally.numbers > 0 && tally.years == tally.numbers => Role::Period,
                None if tally.numbers > 0 && tally.is_running => Role::Silent,
                None if tally.days > 0 => Role::Period,
                None => Role::Unknown,
            },
        };
        if label.role == Role::Partner && given.labels == Some(Labels::Reporters) {
            label.role = Role::Reporter;
        }
        if label.role == Role::Unknown {
            label.role = match given.labels {
                Some(Labels::Partners) => Role::Partner,
                Some(Labels::Reporters) => Role::Reporter,
                Some(Labels::Products) => Role::Product,
                None => Role::Unknown,
            };
        }
        // Of several columns that name the same, the one that is understood best is read first.
        let score = best.get(&label.role).copied();
        if matches!(label.role, Role::Partner | Role::Reporter | Role::Product | Role::Unknown)
            && score.is_none_or(|(_, before)| known > before)
        {
            best.insert(label.role, (index, known));
        }
    }
    // A reporter beside its counterpart: two columns of countries that are no translations of each other.
    let places: Vec<usize> = (0..labels.len()).filter(|&index| labels[index].role == Role::Partner).collect();
    let mut unsure = None;
    if let [one, other] = places[..]
        && differ(contents, table, labels[one].column, labels[other].column)
        && !columns_between(labels[one].column, labels[other].column, tallies)
    {
        let is_counterpart = |index: usize| says_counterpart(&labels[index].text);
        let reporter = match (is_counterpart(one), is_counterpart(other)) {
            (true, false) => Some(other),
            (false, true) => Some(one),
            _ => None,
        };
        match reporter {
            Some(reporter) => labels[reporter].role = Role::Reporter,
            // "Region" beside "Country" says where the country lies.
            None if names_groups(contents, table, labels[other].column) && !names_groups(contents, table, labels[one].column) => {
                labels[other].role = Role::Silent;
            }
            None if names_groups(contents, table, labels[one].column) && !names_groups(contents, table, labels[other].column) => {
                labels[one].role = Role::Silent;
            }
            None => {
                labels[one].role = Role::Unknown;
                unsure = Some(one);
            }
        }
        let is_other = reporter != Some(other) && labels[other].role != Role::Silent;
        best.insert(Role::Partner, (if is_other { other } else { one }, 0));
    }
    let is_best = |index: usize, role: Role| best.get(&role).is_none_or(|(at, _)| *at == index);
    let has_named = labels.iter().any(|label| matches!(label.role, Role::Partner | Role::Reporter | Role::Product));
    let roles: Vec<Role> = labels.iter().map(|label| label.role).collect();
    for (index, label) in labels.iter_mut().enumerate() {
        let again = match roles[index] {
            role @ (Role::Partner | Role::Reporter | Role::Product) => !is_best(index, role),
            Role::Unknown => {
                (has_named && unsure != Some(index)) || !is_best(index, Role::Unknown) && best.contains_key(&Role::Unknown)
            }
            _ => false,
        };
        if again {
            label.role = Role::Again;
        }
    }
    // A code beside nothing else says what the row is of.
    let says_something = |label: &LabelColumn| !matches!(label.role, Role::Again | Role::Silent);
    if let Some(code) = labels.iter().position(|label| label.role == Role::Again).filter(|_| !labels.iter().any(says_something)) {
        labels[code].role = Role::Product;
    }
    // What is no translation of the others tells rows apart that are alike without it.
    for index in (0..labels.len()).filter(|&index| roles[index] == Role::Unknown) {
        if labels[index].role == Role::Again && tells_rows_apart(contents, table, labels, labels[index].column) {
            labels[index].role = Role::Unknown;
        }
    }
}

/// Whether two rows that all labels of a known role name alike have different texts in a column.
fn tells_rows_apart(contents: &Contents, table: &Table, labels: &[LabelColumn], column: u32) -> bool {
    let text = |row: u32, column: u32| match contents.grid.cell(row, column) {
        Some(super::Cell::Text(text)) => Some(text),
        _ => None,
    };
    let is_known = |label: &&LabelColumn| !matches!(label.role, Role::Again | Role::Silent | Role::Unknown);
    let known: Vec<u32> = labels.iter().filter(is_known).map(|label| label.column).collect();
    let mut seen: HashMap<Vec<Option<super::Cell>>, u32> = HashMap::new();
    let named = table.rows.iter().filter_map(|&row| Some((row, text(row, column)?)));
    let mut pairs = named.map(|(row, own)| (known.iter().map(|&at| contents.grid.cell(row, at)).collect::<Vec<_>>(), own));
    pairs.any(|(names, own)| names.iter().any(Option::is_some) && *seen.entry(names).or_insert(own) != own)
}

/// Whether numbers stand between two columns: then they label two tables.
fn columns_between(one: u32, other: u32, tallies: &BTreeMap<u32, Tally>) -> bool {
    tallies.range(one + 1..other).any(|(_, tally)| tally.numbers > tally.words)
}

/// Whether a header names the other side of a trade.
fn says_counterpart(text: &str) -> bool {
    let text = text.to_lowercase();
    COUNTERPART.iter().any(|word| text.contains(word))
}

/// What most texts of a column mean, and how many of them are understood so. Flows, totals and leads stand among anything.
fn role_by_texts(contents: &Contents, table: &Table, column: u32) -> (Option<Role>, usize) {
    let mut counts: BTreeMap<Role, usize> = BTreeMap::new();
    let mut seen: BTreeSet<u32> = BTreeSet::new();
    let (mut all, mut flows) = (0, 0);
    for &row in &table.rows {
        let Some(super::Cell::Text(text)) = contents.grid.cell(row, column) else { continue };
        if !seen.insert(text) {
            continue;
        }
        let Content::Words(meaning) = contents.at(row, column) else { continue };
        if meaning.is_lead
            || meaning.is_note
            || meaning.is_residual
            || (meaning.is_total && meaning.partner.as_deref() == Some(WORLD))
        {
            continue;
        }
        let role = if meaning.flow.is_some() {
            flows += 1;
            continue;
        } else if meaning.partner.is_some() {
            Some(Role::Partner)
        } else if meaning.product.is_some() || meaning.is_goods {
            Some(Role::Product)
        } else if meaning.when.is_some() || meaning.fiscal.is_some() {
            Some(Role::Period)
        } else if meaning.unit.is_some() && meaning.kind.is_none() && meaning.base.is_none() && meaning.rest.is_empty() {
            Some(Role::Unit)
        } else {
            None
        };
        all += 1;
        if let Some(role) = role {
            *counts.entry(role).or_default() += 1;
        }
    }
    // The first of the most; a tie between two roles is settled by their order, which is that of the list above.
    let most = counts.iter().rev().max_by_key(|(_, count)| **count);
    match most {
        _ if flows > all && flows > 1 => (Some(Role::Flow), flows),
        Some((&role, &count)) if count * 3 >= all => (Some(role), count),
        _ if flows > 0 && all == 0 => (Some(Role::Flow), flows),
        _ => (None, most.map_or(0, |(_, count)| *count)),
    }
}
