//! A layout: what was understood of a table, kept to be edited and used on next year's book.
//!
//! ```toml
//! version = 1
//! reporter = "KAZ"               # what flags say: reporter, partner, flow, product, period, currency, scale,
//! currency = "USD"               # labels, growth, decimal, source
//! scale = "thousand"
//! sheets = ["2023"]
//!
//! [[text]]                       # a text means this wherever it stands, and nothing besides
//! text = "Прочие страны"
//! partner = "Other countries"
//!
//! [[table]]                      # a table under a header with these texts, one of each row
//! header = ["Country", "total"]
//! through = "Other countries"    # its last row; what stands below is left out
//! others = "left out"            # columns of numbers that are not listed; else they are read as ever
//!
//! [[table.label]]                # a column that labels rows
//! text = "Country"
//! names = "partners"
//!
//! [[table.column]]               # a column of numbers
//! text = "Exports / {year}"      # {year} is any year; when, is read from the book
//! flow = "exports"
//! kind = "level"                 # level, share, index, change, growth, rate or other
//! ```
//!
//! Texts are compared as names are, whatever the case. What a layout does not name is read as ever; what it names and the book does not have is
//! told. Values are read as the flags are, and refused in the same words.

mod written;

pub use written::written;

use super::records;
use crate::figures::{Flow, Refusal};
use crate::names::Names;
use crate::tables::given::Role;
use crate::tables::given::laid::{ColumnLaid, Holds, LabelLaid, Laid, TableLaid, TextLaid};
use crate::tables::given::{Given, typed};
use crate::tables::label::{Kind, Meaning, UnitSaid, When};
use serde::Deserialize;
use std::cell::RefCell;
use toml::Spanned;

const VERSION: u32 = 1;

/// A value, and where it stands.
type Said = Option<Spanned<String>>;

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Layout {
    version: Option<Spanned<u32>>,
    reporter: Said,
    partner: Said,
    flow: Said,
    product: Said,
    period: Said,
    #[serde(rename = "year-begins")]
    year_begins: Said,
    #[serde(rename = "year-ends")]
    year_ends: Said,
    currency: Said,
    scale: Said,
    labels: Said,
    growth: Said,
    decimal: Said,
    source: Said,
    sheets: Vec<Spanned<String>>,
    text: Vec<Text>,
    table: Vec<Table>,
}

/// What one text means, or one column holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    text: Spanned<String>,
    flow: Said,
    partner: Said,
    reporter: Said,
    product: Said,
    period: Said,
    kind: Said,
    currency: Said,
    scale: Said,
    status: Said,
}

/// What is known of a table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    header: Vec<Spanned<String>>,
    from: Said,
    through: Said,
    others: Said,
    label: Vec<Label>,
    column: Vec<Text>,
}

/// What a column that labels rows names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    text: Spanned<String>,
    names: Spanned<String>,
}

const KINDS: [(&str, Kind); 7] = [
    ("level", Kind::Level),
    ("share", Kind::Share),
    ("index", Kind::Index),
    ("change", Kind::Change),
    ("growth", Kind::IndexOrChange),
    ("rate", Kind::Rate),
    ("other", Kind::Other),
];

const ROLES: [(&str, Role); 9] = [
    ("partners", Role::Partner),
    ("reporters", Role::Reporter),
    ("products", Role::Product),
    ("periods", Role::Period),
    ("flows", Role::Flow),
    ("units", Role::Unit),
    ("again", Role::Again),
    ("nothing", Role::Silent),
    ("unknown", Role::Unknown),
];

/// What becomes of columns of numbers that a table of a layout does not list.
const OTHERS: [(&str, bool); 2] = [("read", false), ("left out", true)];

/// What a layout file says, under what was said on the command line; of files of records, also which column is what.
///
/// # Errors
/// When it is no layout, with the place.
pub fn read(path: &str, text: &str, given: Given, names: &Names) -> Result<(Given, Option<records::Layout>), Refusal> {
    // Only a file of records has columns with names of their own.
    let is_of_records =
        toml::from_str::<toml::Table>(text).is_ok_and(|table| ["columns", "concepts"].iter().any(|key| table.contains_key(*key)));
    if is_of_records {
        return Ok((given, Some(records::Layout::read(path, text)?)));
    }
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
    let file = File { path, text, ends, names, doubtful: RefCell::default() };
    Ok((given.or(file.given()?), None))
}

/// A layout's file.
struct File<'a> {
    path: &'a str,
    text: &'a str,
    /// Where its lines end.
    ends: Vec<usize>,
    names: &'a Names,
    /// Names that are in no list and look like a slip of the pen, with the line.
    doubtful: RefCell<Vec<(u64, String)>>,
}

impl File<'_> {
    fn given(&self) -> Result<Given, Refusal> {
        let layout: Layout = toml::from_str(self.text).map_err(|error| {
            let line = error.span().map(|at| self.line(at.start));
            // [[table.label]] by itself makes one table where a list of them is meant.
            let is_one =
                toml::from_str::<toml::Table>(self.text).is_ok_and(|all| all.get("table").is_some_and(toml::Value::is_table));
            let (found, expected) = match is_one {
                true => ("a part of a table without the table".to_string(), "write [[table]] in a line above it"),
                false => (error.message().trim().to_string(), "write a layout as --save-layout does"),
            };
            Refusal { line, ..Refusal::of_file(self.path, found, expected) }
        })?;
        match &layout.version {
            Some(version) if *version.get_ref() == VERSION => {}
            Some(version) => {
                let found = format!("version = {}", version.get_ref());
                let refusal = Refusal::of_file(self.path, found, "write version = 1");
                return Err(Refusal { line: Some(self.line(version.span().start)), ..refusal });
            }
            None => return Err(Refusal::of_file(self.path, "no version", "write version = 1")),
        }
        let mut given = Given::default();
        let Layout { reporter, partner, flow, product, period, year_begins, year_ends, .. } = layout;
        let Layout { currency, scale, labels, growth, decimal, source, .. } = layout;
        for (name, said) in [
            ("reporter", reporter),
            ("partner", partner),
            ("flow", flow),
            ("product", product),
            ("period", period),
            ("year-begins", year_begins),
            ("year-ends", year_ends),
            ("currency", currency),
            ("scale", scale),
            ("labels", labels),
            ("growth", growth),
            ("decimal", decimal),
            ("source", source),
        ] {
            self.doubt(name, &said);
            self.said(name, &said, |typed| given.say(name, typed, self.names))?;
        }
        given.sheets = layout.sheets.into_iter().map(Spanned::into_inner).collect();
        let texts = layout.text.into_iter().map(|text| self.text(&text)).collect::<Result<_, _>>()?;
        let tables = layout.table.into_iter().map(|table| self.table(table)).collect::<Result<_, _>>()?;
        given.laid = Laid::new(self.path, texts, tables);
        given.laid.doubtful = self.doubtful.take();
        Ok(given)
    }

    fn line(&self, byte: usize) -> u64 {
        self.ends.partition_point(|end| *end < byte) as u64 + 1
    }

    /// Remembers a country or flow that is in no list, but for what is close to none: an office's own flow, or a group of countries.
    fn doubt(&self, name: &str, said: &Said) {
        let Some(said) = said else { return };
        let typed = said.get_ref();
        let near = match name {
            "flow" if matches!(self.names.flow(typed), Flow::Named(_)) => self.names.flow_near(typed),
            "reporter" | "partner" if self.names.country(typed).is_none() => self.names.country_near(typed),
            _ => None,
        };
        let Some(near) = near else { return };
        let told = format!("{name} = \"{typed}\" is in no list and is kept as written; \"{near}\" may be meant");
        let mut doubtful = self.doubtful.borrow_mut();
        if doubtful.iter().all(|(_, known)| *known != told) {
            doubtful.push((self.line(said.span().start), told));
        }
    }

    /// What one value says, or where it stands and what to write.
    fn said<T>(&self, name: &str, said: &Said, read: impl FnOnce(&str) -> Result<T, String>) -> Result<Option<T>, Refusal> {
        let Some(said) = said else { return Ok(None) };
        let refused = |expected: String| {
            let refusal = Refusal::of_file(self.path, format!("{name} = \"{}\"", said.get_ref()), expected);
            Refusal { line: Some(self.line(said.span().start)), ..refusal }
        };
        read(said.get_ref()).map(Some).map_err(refused)
    }

    fn text(&self, text: &Text) -> Result<TextLaid, Refusal> {
        let Holds { flow, reporter, partner, product, kind, unit, status, period } = self.holds(text)?;
        let when = period.map(When::Period);
        let meaning = Meaning { flow, reporter, partner, product, kind, unit, status, when, ..Meaning::default() };
        Ok(TextLaid { text: text.text.get_ref().clone(), meaning, line: self.line(text.text.span().start) })
    }

    fn table(&self, table: Table) -> Result<TableLaid, Refusal> {
        let label = |label: &Label| {
            let names = Some(label.names.clone());
            let role = self.said("names", &names, |typed| typed::one_of(typed, &ROLES))?.unwrap_or(Role::Unknown);
            Ok(LabelLaid { text: label.text.get_ref().clone(), role, line: self.line(label.text.span().start) })
        };
        let column = |text: &Text| {
            let (text, holds) = (&text.text, self.holds(text)?);
            Ok(ColumnLaid { text: text.get_ref().clone(), holds, line: self.line(text.span().start) })
        };
        let labels = table.label.iter().map(label).collect::<Result<Vec<LabelLaid>, Refusal>>()?;
        let columns = table.column.iter().map(column).collect::<Result<Vec<ColumnLaid>, Refusal>>()?;
        let first = [&table.from, &table.through].into_iter().flatten().chain(&table.header).map(|text| text.span().start).min();
        let lines = labels.iter().map(|label| label.line).chain(columns.iter().map(|column| column.line));
        let line = first.map(|byte| self.line(byte)).or(lines.min()).unwrap_or(1);
        let text = |said: Said| said.map(Spanned::into_inner);
        let header = table.header.into_iter().map(Spanned::into_inner).collect();
        let is_all = self.said("others", &table.others, |typed| typed::one_of(typed, &OTHERS))?.unwrap_or(false);
        Ok(TableLaid { header, from: text(table.from), through: text(table.through), labels, columns, is_all, line })
    }

    fn holds(&self, text: &Text) -> Result<Holds, Refusal> {
        let country = |typed: &str| Ok(typed::country(typed, self.names));
        let plain = |typed: &str| Ok(typed.trim().to_string());
        let is_currency = |code: &str| iso_currency::Currency::from_code(code.trim()).is_some();
        let is_pair = |typed: &str| typed.split_once('/').is_some_and(|(a, b)| is_currency(a) && is_currency(b));
        let unit = self.said("currency", &text.currency, |typed| match typed {
            "%" => plain(typed),
            pair if is_pair(pair) => {
                Err(format!("write kind = \"rate\" and flow = \"{pair}\": a rate's currencies are its flow"))
            }
            unit => typed::unit(unit),
        })?;
        let scale = self.said("scale", &text.scale, typed::scale)?;
        // Whole units are said, not left open.
        let scale = scale.map(|scale| if scale.is_empty() { "1".to_string() } else { scale });
        let unit = (unit.is_some() || scale.is_some()).then(|| UnitSaid {
            scale: scale.unwrap_or_default(),
            unit: unit.unwrap_or_default(),
            choices: Vec::new(),
            dollar: None,
        });
        let flow = |typed: &str| match self.names.flow(typed) {
            Flow::Named(name) if name.is_empty() => Err("write a flow, as in exports".to_string()),
            flow => Ok(flow),
        };
        let status =
            |typed: &str| self.names.status(typed).ok_or_else(|| "write reported, official, forecast or target".to_string());
        for (name, said) in [("flow", &text.flow), ("reporter", &text.reporter), ("partner", &text.partner)] {
            self.doubt(name, said);
        }
        Ok(Holds {
            flow: self.said("flow", &text.flow, flow)?,
            reporter: self.said("reporter", &text.reporter, country)?,
            partner: self.said("partner", &text.partner, country)?,
            product: self.said("product", &text.product, plain)?,
            kind: self.said("kind", &text.kind, |typed| typed::one_of(typed, &KINDS))?,
            unit,
            status: self.said("status", &text.status, status)?,
            period: self.said("period", &text.period, typed::period)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Options, load_bytes};

    /// What is told of a table under a layout.
    fn told(layout: &str, table: &str) -> Vec<String> {
        let names = Names::embedded().expect("names");
        let (given, _) = read("own.toml", layout, Given::default(), names).expect("a layout");
        let loaded = load_bytes(&[("table.csv", table.as_bytes())], &Options { given, ..Options::default() });
        loaded.notices.iter().filter(|notice| notice.contains("own.toml")).map(|notice| notice.trim().to_string()).collect()
    }

    const TABLE: &str = "Land,Out 2022,In 2022\nRussia,3.1,6.2\nChina,1.1,1.2\n";
    const LAYOUT: &str = "version = 1\nreporter = \"UZB\"\ncurrency = \"USD\"\nscale = \"mn\"\nlabels = \"partners\"\n[[table]]\n\
                          header = [\"Land\"]\n[[table.column]]\ntext = \"Out {year}\"\nflow = \"exports\"\n[[table.column]]\n\
                          text = \"In {year}\"\nflow = \"imports\"\n";

    #[test]
    fn a_header_that_fits_nothing_is_told() {
        assert_eq!(told(LAYOUT, TABLE), Vec::<String>::new());
        let lost = LAYOUT.replace("[\"Land\"]", "[\"Xyz\", \"Abc\"]");
        assert_eq!(told(&lost, TABLE), ["own.toml:7: no header has \"Xyz\" and \"Abc\"; the table is known by its columns"]);
    }

    #[test]
    fn a_name_that_looks_like_a_slip_is_told_once() {
        let slips = LAYOUT.replace("\"UZB\"", "\"Казахстн\"").replace("\"exports\"", "\"turnovr\"");
        let expected = [
            "own.toml:2: reporter = \"Казахстн\" is in no list and is kept as written; \"KAZ\" may be meant",
            "own.toml:10: flow = \"turnovr\" is in no list and is kept as written; \"turnover\" may be meant",
        ];
        assert_eq!(told(&slips, TABLE), expected);
        // An office's own flow is no slip.
        assert_eq!(told(&LAYOUT.replace("\"exports\"", "\"transit\""), TABLE), Vec::<String>::new());
    }

    #[test]
    fn a_rate_in_the_place_of_a_currency_is_told_how_it_is_said() {
        let names = Names::embedded().expect("names");
        let rate = LAYOUT.replacen("flow = \"exports\"", "kind = \"rate\"\ncurrency = \"RUB/USD\"", 1);
        let refusal = read("own.toml", &rate, Given::default(), names).expect_err("a pair is no currency");
        assert_eq!((refusal.line, &*refusal.found), (Some(11), "currency = \"RUB/USD\""));
        assert_eq!(refusal.expected, "write kind = \"rate\" and flow = \"RUB/USD\": a rate's currencies are its flow");
        let said = rate.replace("currency = \"RUB", "flow = \"RUB");
        read("own.toml", &said, Given::default(), names).expect("a layout");
    }
}
