//! JSON-stat 2.0: a cube of numbers with its dimensions beside it. Each number becomes a row whose columns are the dimensions, and goes the
//! way of any other record.
//!
//! ```text
//! "id": ["geo", "time"], "size": [1, 2], "value": [1.5, 2.5]      or "value": {"1": 2.5}
//!   ⇒ geo        time   value
//!     UZ: …      2021   1.5
//!     UZ: …      2022   2.5
//! ```
//!
//! Numbers are taken as the text that stands in the file, so that `12.40` stays `12.40`.

use super::layout::{Layout, Role, plain};
use super::letters::Letters;
use super::plan::Plan;
use super::rows::{Rows, Sink};
use super::{Account, EXPECTED, Stopped, known};
use crate::figures::Refusal;
use crate::names::Names;
use crate::tables::Given;
use csv::ByteRecord;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;

/// A cube is read whole.
const LARGEST: u64 = 256 << 20;
/// The column of the numbers.
const VALUE: &str = "value";

/// Whether a text begins as JSON does.
pub(super) fn is_begun(head: &[u8]) -> bool {
    head.trim_ascii_start().starts_with(b"{")
}

/// What kind of JSON it is.
#[derive(Deserialize)]
struct Kind {
    class: Option<String>,
    dataset: Option<de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Cube<'a> {
    id: Vec<String>,
    size: Vec<usize>,
    #[serde(default)]
    role: Roles,
    dimension: BTreeMap<String, Dimension>,
    #[serde(borrow)]
    value: Values<'a>,
    status: Option<Statuses>,
    source: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Roles {
    time: Vec<String>,
    geo: Vec<String>,
    metric: Vec<String>,
}

#[derive(Deserialize)]
struct Dimension {
    category: Category,
}

#[derive(Deserialize)]
struct Category {
    index: Option<Index>,
    #[serde(default)]
    label: BTreeMap<String, String>,
    #[serde(default)]
    unit: BTreeMap<String, Unit>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Index {
    List(Vec<String>),
    Places(BTreeMap<String, usize>),
}

#[derive(Deserialize)]
struct Unit {
    base: Option<String>,
    label: Option<String>,
    symbol: Option<String>,
    decimals: Option<u8>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Statuses {
    One(String),
    List(Vec<Option<String>>),
    Some(BTreeMap<String, Option<String>>),
}

/// The numbers with their places, in order.
struct Values<'a> {
    /// How many a list has; `None` for an object, which leaves out what is nothing.
    listed: Option<usize>,
    given: Vec<(usize, &'a RawValue)>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Values<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Values<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of numbers, or an object of them by place")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Values<'de>, A::Error> {
                let mut given = Vec::new();
                while let Some(value) = items.next_element::<&'de RawValue>()? {
                    given.push((given.len(), value));
                }
                Ok(Values { listed: Some(given.len()), given })
            }

            fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Values<'de>, A::Error> {
                let mut given = Vec::new();
                while let Some((place, value)) = items.next_entry::<String, &'de RawValue>()? {
                    let place = place.parse().map_err(|_| de::Error::custom(format!("\"{place}\" is no place of a value")))?;
                    given.push((place, value));
                }
                given.sort_by_key(|(place, _)| *place);
                if let Some(twice) = given.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                    return Err(de::Error::custom(format!("two values at the place {}", twice[0].0)));
                }
                Ok(Values { listed: None, given })
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// One dimension: its name, and the cell that each of its places makes.
struct Axis {
    name: String,
    cells: Vec<String>,
    units: Vec<String>,
    /// Of a unit: how many decimals its numbers are printed with.
    decimals: Vec<u8>,
}

/// Reads a cube.
pub(super) fn import(file: &str, reader: impl Read, layout: &Layout, given: &Given, sink: Sink<'_>) -> Result<Account, Stopped> {
    let names = Names::embedded().map_err(|reason| Refusal::of_file("", reason, "the data that the program was built with"))?;
    let concepts = &known().map_err(|reason| Refusal::of_file("", reason, "the data that the program was built with"))?.concepts;
    let mut bytes = Vec::new();
    reader
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| refused(file, format!("a file that could not be read: {error}")))?;
    if bytes.len() as u64 > LARGEST {
        return Err(refused(file, format!("a JSON file of more than {} MB", LARGEST >> 20)).into());
    }
    let malformed = |error: serde_json::Error| {
        let place = Some(error.line() as u64).filter(|line| *line > 0);
        Refusal { line: place, ..refused(file, format!("no JSON-stat: {error}")) }
    };
    let kind: Kind = serde_json::from_slice(&bytes).map_err(malformed)?;
    match (kind.class.as_deref(), kind.dataset) {
        (Some("dataset"), _) => {}
        (Some(class), _) => return Err(refused(file, format!("JSON-stat of the class {class}")).into()),
        (None, Some(_)) => return Err(refused(file, "JSON-stat of version 1".to_string()).into()),
        (None, None) => return Err(refused(file, "JSON that is no JSON-stat: it has no class".to_string()).into()),
    }
    let cube: Cube<'_> = serde_json::from_slice(&bytes).map_err(malformed)?;
    let axes = axes(file, &cube)?;
    let layout = with_roles(layout, concepts, &cube, given);
    let units = axes.iter().find(|axis| axis.units.iter().any(|unit| !unit.is_empty()));
    let has_unit = axes.iter().any(|axis| concepts.columns_of(Role::Unit).iter().any(|unit| plain(unit) == plain(&axis.name)));
    let units = units.filter(|_| !has_unit);
    let mut header: ByteRecord = axes.iter().map(|axis| axis.name.as_bytes()).collect();
    if units.is_some() {
        header.push_field(b"UNIT_MEASURE");
    }
    header.push_field(VALUE.as_bytes());
    header.push_field(b"status");
    let mut record = ByteRecord::new();
    let fill = |record: &mut ByteRecord, place: usize, value: &str| {
        record.clear();
        let (mut unit, mut decimals) = ("", 0);
        let mut step = cube.size.iter().product::<usize>();
        let mut rest = place;
        for axis in &axes {
            // A dimension without categories leaves no place to look for.
            step /= axis.cells.len().max(1);
            let at = rest / step.max(1);
            rest %= step.max(1);
            record.push_field(axis.cells.get(at).map_or("", String::as_str).as_bytes());
            decimals = axis.decimals.get(at).copied().unwrap_or(0).max(decimals);
            if units.is_some_and(|units| units.name == axis.name) {
                unit = axis.units.get(at).map_or("", String::as_str);
            }
        }
        if units.is_some() {
            record.push_field(unit.as_bytes());
        }
        record.push_field(with_decimals(value, decimals).as_bytes());
        record.push_field(cube.status_at(place).as_bytes());
    };
    let first = cube.value.given.first().map(|(place, value)| fill(&mut record, *place, value.get()));
    let plan = Plan::new(file, &layout, concepts, &header, first.map(|()| &record), given)?;
    let mut rows = Rows::new(file, plan, given, names, Letters::default(), Some(false), "value");
    for (place, value) in &cube.value.given {
        fill(&mut record, *place, value.get());
        rows.take(&record, *place as u64, sink)?;
    }
    Ok(rows.account())
}

fn refused(file: &str, found: String) -> Refusal {
    let refusal = Refusal::of_file(file, found, EXPECTED);
    refusal.instead(&["one dataset of JSON-stat 2.0: {\"version\": \"2.0\", \"class\": \"dataset\", …}"])
}

/// A number with as many decimals as its unit is printed with: JSON drops the noughts at the end.
fn with_decimals(value: &str, decimals: u8) -> Cow<'_, str> {
    let (whole, behind) = value.split_once('.').unwrap_or((value, ""));
    let missing = usize::from(decimals).saturating_sub(behind.len());
    let is_number = whole.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit())
        && behind.bytes().all(|byte| byte.is_ascii_digit());
    if missing == 0 || whole.is_empty() || !is_number {
        return Cow::Borrowed(value);
    }
    Cow::Owned(format!("{whole}.{behind}{}", "0".repeat(missing)))
}

/// The dimensions, each category at its place; all that the numbers' places rely on is checked.
fn axes(file: &str, cube: &Cube<'_>) -> Result<Vec<Axis>, Refusal> {
    let wrong = |found: String| Err(Refusal::of_file(file, found, "a cube whose dimensions fit its numbers"));
    if cube.id.len() != cube.size.len() {
        return wrong(format!("{} dimensions with {} sizes", cube.id.len(), cube.size.len()));
    }
    let Some(count) = cube.size.iter().try_fold(1_usize, |count, size| count.checked_mul(*size)) else {
        return wrong("more numbers than can be counted".to_string());
    };
    if let Some(listed) = cube.value.listed.filter(|listed| *listed != count) {
        return wrong(format!("{listed} values where the sizes make {count}"));
    }
    if let Some((place, _)) = cube.value.given.last().filter(|(place, _)| *place >= count) {
        return wrong(format!("a value at the place {place} where the sizes make {count}"));
    }
    let mut axes = Vec::with_capacity(cube.id.len());
    for (id, size) in cube.id.iter().zip(&cube.size) {
        let Some(dimension) = cube.dimension.get(id) else { return wrong(format!("nothing about the dimension {id}")) };
        let category = &dimension.category;
        let codes: Vec<&String> = match &category.index {
            Some(Index::List(codes)) => codes.iter().collect(),
            Some(Index::Places(places)) => {
                let mut codes: Vec<(&String, usize)> = places.iter().map(|(code, place)| (code, *place)).collect();
                codes.sort_by_key(|(_, place)| *place);
                if codes.iter().enumerate().any(|(at, (_, place))| at != *place) {
                    return wrong(format!("places of the dimension {id} that are not 0, 1, 2 …"));
                }
                codes.into_iter().map(|(code, _)| code).collect()
            }
            // One category needs no index.
            None => category.label.keys().collect(),
        };
        if codes.len() != *size {
            return wrong(format!("{} categories of the dimension {id} where its size is {size}", codes.len()));
        }
        let cell = |code: &&String| match category.label.get(*code) {
            Some(label) if label != *code => format!("{code}: {label}"),
            _ => (*code).clone(),
        };
        let unit = |code: &&String| {
            let unit = category.unit.get(*code);
            unit.and_then(|unit| unit.base.clone().or(unit.label.clone()).or(unit.symbol.clone())).unwrap_or_default()
        };
        // More decimals than a figures file holds say nothing more.
        let decimals = |code: &&String| {
            category.unit.get(*code).and_then(|unit| unit.decimals).filter(|decimals| *decimals <= 6).unwrap_or(0)
        };
        axes.push(Axis {
            name: id.clone(),
            cells: codes.iter().map(cell).collect(),
            units: codes.iter().map(unit).collect(),
            decimals: codes.iter().map(decimals).collect(),
        });
    }
    Ok(axes)
}

/// The layout with what the roles of the dimensions tell, where their names do not.
fn with_roles(layout: &Layout, concepts: &Layout, cube: &Cube<'_>, given: &Given) -> Layout {
    let mut layout = layout.clone();
    if layout.publisher.is_empty() {
        layout.publisher = cube.source.clone().unwrap_or_default();
    }
    let is_known = |role: Role, name: &String| {
        let columns = concepts.columns_of(role).iter().chain(layout.columns_of(role));
        columns.into_iter().any(|column| plain(column) == plain(name))
    };
    let mut told: Vec<(Role, String)> = Vec::new();
    for (role, dimensions) in [(Role::Period, &cube.role.time), (Role::Indicator, &cube.role.metric)] {
        if let [one] = &dimensions[..]
            && !is_known(role, one)
        {
            told.push((role, one.clone()));
        }
    }
    let ends = [Role::Reporter, Role::Partner];
    if let [one] = &cube.role.geo[..]
        && !ends.iter().any(|role| is_known(*role, one))
    {
        told.push((if given.reporter.is_some() { Role::Partner } else { Role::Reporter }, one.clone()));
    }
    for (role, column) in told {
        layout.columns.entry(role).or_insert_with(|| vec![column]);
    }
    layout
}

impl Cube<'_> {
    fn status_at(&self, place: usize) -> &str {
        match &self.status {
            None => "",
            Some(Statuses::One(status)) => status,
            Some(Statuses::List(statuses)) => statuses.get(place).and_then(Option::as_deref).unwrap_or(""),
            Some(Statuses::Some(statuses)) => statuses.get(&place.to_string()).and_then(Option::as_deref).unwrap_or(""),
        }
    }
}
