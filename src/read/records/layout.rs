//! A layout: which column of a record file says what, as a TOML file that a person can read and edit.
//!
//! ```toml
//! version = 1
//! name = "Customs export of our office"
//!
//! [columns]                      # which column tells it; of several, the first that says something
//! partner = ["country"]
//! period = ["year"]
//! value = ["value_usd"]
//!
//! [fixed]                        # what holds for every row
//! reporter = "UZB"
//! flow = "exports"
//! unit = "USD"
//! scale = "thousand"
//!
//! [totals]                       # rows count only where these columns have one of these values
//! transport = ["0"]
//! ```
//!
//! Column names are compared without regard to case, spaces and signs: `Trade Value (US$)` is `TradeValueUS`. The known formats are layouts
//! like any other, in `data/layouts` (its README lists every key); so whoever meets a new edition of one copies its file and changes a line.

use crate::figures::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The only version there is of the form of these files.
const VERSION: u32 = 1;
const AS_SAVED: &str = "a layout as --save-layout writes it";

/// What a column, or a fixed word, tells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Whose statistics.
    Reporter,
    /// With whom.
    Partner,
    /// Which flow.
    Flow,
    /// Of what.
    Product,
    /// By which classification of products.
    Classification,
    /// A code that tells flow, unit and scale in one.
    Indicator,
    /// When.
    Period,
    /// Whether periods are years, quarters or months.
    Frequency,
    /// The number.
    Value,
    /// A currency or physical unit, perhaps with a scale.
    Unit,
    /// The power of ten that the number is counted in.
    Scale,
    /// Preliminary, estimated, missing.
    Status,
    /// Whether the row tells or takes back.
    Action,
    /// Who published it.
    Source,
}

impl Role {
    /// How many there are.
    pub(super) const COUNT: usize = Role::Source as usize + 1;
}

/// How a file of records is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Layout {
    /// 1.
    pub version: u32,
    /// What the format is called.
    pub name: String,
    /// Where the format is described.
    pub about: String,
    /// Who publishes such files: the source of each figure.
    pub publisher: String,
    /// Whether columns that are not named here are sought by the names that agencies agreed on (`concepts.toml`).
    pub concepts: bool,
    /// Products are HS codes: where their digits are odd, a leading zero was lost.
    pub hs: bool,
    /// Numbers are printed to the unit: 250000000 is no round number, and is written so that its noughts count.
    pub to_the_unit: bool,
    /// What stands between a code and its name in one cell: `: ` in `UZ: Uzbekistan`.
    pub label_sign: String,
    /// `comma` or `point`; empty: as the numbers show.
    pub decimal: String,
    /// Columns that say nothing of which number it is.
    pub ignored: Vec<String>,
    /// By which columns a file is recognised.
    pub recognised_by: Signature,
    /// Which columns tell what: names in the order in which they are asked; the first cell that says something decides.
    pub columns: BTreeMap<Role, Vec<String>>,
    /// What holds for every row whose columns do not say it, in the words of a figures file.
    pub fixed: BTreeMap<Role, String>,
    /// Columns in which only these values make a row a whole; rows with others are parts of it and left out, counted.
    pub totals: BTreeMap<String, Vec<String>>,
    /// Columns whose other values make another flow or product.
    pub apart: BTreeMap<String, Apart>,
    /// Columns of numbers that are left out, and why.
    pub beside: BTreeMap<String, String>,
    /// What codes mean, where they are not what a figures file says.
    pub codes: BTreeMap<Role, BTreeMap<String, String>>,
    /// Codes that tell flow, unit and scale in one.
    pub indicators: BTreeMap<String, Indicator>,
}

/// The header by which a format is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Signature {
    /// The header begins with this column.
    pub first: String,
    /// All of these are there; `a|b` is met by either.
    pub columns: Vec<String>,
    /// And no others are.
    pub exactly: bool,
}

/// A column whose values are kept apart from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Apart {
    /// `flow` or `product`: what the value is added to.
    pub into: String,
    /// Values that add nothing.
    pub plain: Vec<String>,
    /// What others are called.
    pub names: BTreeMap<String, String>,
}

/// What one code says of flow and unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Indicator {
    /// Which flow.
    pub flow: String,
    /// In what.
    pub unit: String,
    /// Counted in.
    pub scale: String,
    /// Why such rows are left out, where they are.
    pub left_out: String,
}

impl Layout {
    /// The layout that a file's text describes; `path` is shown where it does not.
    ///
    /// # Errors
    /// Where the text is no TOML, has keys that no layout has, or lacks what every layout needs.
    pub fn read(path: &str, text: &str) -> Result<Layout, Refusal> {
        let refused = |found: String, expected: &str| Refusal::of_file(path, found, expected);
        let layout: Layout = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.map(|before| before.matches('\n').count() as u64 + 1);
            Refusal { line, ..refused(format!("no layout: {}", error.message().replace('\n', " ")), AS_SAVED) }
        })?;
        if layout.version != VERSION {
            return Err(refused(format!("a layout of version {}", layout.version), AS_SAVED).instead(&["version = 1"]));
        }
        if !layout.concepts && layout.columns.get(&Role::Value).is_none_or(Vec::is_empty) {
            let found = "a layout that does not say which column holds the numbers".to_string();
            return Err(refused(found, "a line under [columns]").instead(&["value = [\"name of the column\"]"]));
        }
        for (column, apart) in &layout.apart {
            if !matches!(&*apart.into, "flow" | "product") {
                let found = format!("the column {column} is kept apart into \"{}\"", apart.into);
                return Err(refused(found, "flow or product").instead(&["into = \"product\"", "into = \"flow\""]));
            }
        }
        if !matches!(&*layout.decimal, "" | "comma" | "point") {
            let found = format!("the decimal mark \"{}\"", layout.decimal);
            return Err(refused(found, "comma or point").instead(&["decimal = \"comma\"", "decimal = \"point\""]));
        }
        Ok(layout)
    }

    /// The file that describes it: what is empty is not written.
    ///
    /// # Errors
    /// A sentence, if the TOML writer refuses; it has no reason to.
    pub fn written(&self) -> Result<String, String> {
        let mut table = toml::Table::try_from(self).map_err(|error| error.to_string())?;
        without_empty(&mut table);
        toml::to_string(&table).map_err(|error| error.to_string())
    }

    /// The columns that tell something, in the order in which they are asked.
    pub(super) fn columns_of(&self, role: Role) -> &[String] {
        self.columns.get(&role).map_or(&[], Vec::as_slice)
    }

    /// What is fixed; empty where nothing is.
    pub(super) fn fixed_for(&self, role: Role) -> &str {
        self.fixed.get(&role).map_or("", String::as_str)
    }

    /// What a code means: as written, or else in any case.
    pub(super) fn code(&self, role: Role, code: &str) -> Option<&str> {
        let codes = self.codes.get(&role)?;
        let any_case = || codes.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, meaning)| meaning);
        codes.get(code).or_else(any_case).map(String::as_str)
    }
}

/// Takes out what says nothing. A code that means nothing (`HS = ""`) says something.
fn without_empty(table: &mut toml::Table) {
    table.retain(|key, value| match value {
        toml::Value::Table(inner) => {
            if key != "codes" {
                without_empty(inner);
            }
            !inner.is_empty()
        }
        toml::Value::Array(items) => !items.is_empty(),
        toml::Value::String(text) => !text.is_empty(),
        toml::Value::Boolean(truth) => *truth,
        _ => true,
    });
}

/// A column's name without case, spaces and signs.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
