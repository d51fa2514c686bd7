//! What a table does not say of itself, as typed: `--reporter UZB --flow exports --currency USD --scale thousand`.

use super::problem::Problem;
use clap::{Args, ValueEnum};
use crossfoot::names::Names;
use crossfoot::read::{self, records};
use crossfoot::tables::{Given, Growth, Labels};
use crossfoot::words::DecimalMark;

/// The heading of these options in the help. Those that few tables need are in the long help only.
const OF_TABLES: &str = "Tables and workbooks (what they do not say themselves)";

/// What tables and workbooks do not say of themselves; figures files are not touched by it.
#[derive(Args, Debug, Default)]
pub struct OfTables {
    /// Whose statistics they are: a country, as in UZB
    #[arg(long, help_heading = OF_TABLES, value_name = "COUNTRY")]
    pub reporter: Option<String>,
    /// With whom: a country, a group or World
    #[arg(long, help_heading = OF_TABLES, hide_short_help = true, value_name = "COUNTRY")]
    pub partner: Option<String>,
    /// Which flow: exports, imports, turnover, balance or another name
    #[arg(long, help_heading = OF_TABLES, value_name = "FLOW")]
    pub flow: Option<String>,
    /// Which product: an HS code or a name
    #[arg(long, help_heading = OF_TABLES, hide_short_help = true, value_name = "PRODUCT")]
    pub product: Option<String>,
    /// When, as in 2023 or 2023-01..2023-08
    #[arg(long, help_heading = OF_TABLES, hide_short_help = true, value_name = "PERIOD")]
    pub period: Option<String>,
    /// The month in which fiscal years begin that are called by the year in which they begin; 2022/23 is so either way
    #[arg(long, help_heading = OF_TABLES, hide_short_help = true, value_name = "MONTH", conflicts_with = "year_ends")]
    pub year_begins: Option<String>,
    /// The month in which fiscal years end that are called by the year in which they end
    #[arg(long, help_heading = OF_TABLES, hide_short_help = true, value_name = "MONTH")]
    pub year_ends: Option<String>,
    /// In which currency or unit, as in USD
    #[arg(long, help_heading = OF_TABLES, value_name = "UNIT")]
    pub currency: Option<String>,
    /// In which scale: 1, thousand, mn, bn
    #[arg(long, help_heading = OF_TABLES, value_name = "SCALE")]
    pub scale: Option<String>,
    /// What row labels name, where they do not tell
    #[arg(long, help_heading = OF_TABLES, hide_short_help = true, value_name = "WHAT")]
    pub labels: Option<LabelsTyped>,
    /// How growths are printed: index is 114.5 for a rise of 14.5 %, change is 14.5
    #[arg(long, help_heading = OF_TABLES, hide_short_help = true, value_name = "HOW")]
    pub growth: Option<GrowthTyped>,
    /// The decimal mark
    #[arg(long, help_heading = OF_TABLES, hide_short_help = true, value_name = "MARK")]
    pub decimal: Option<DecimalTyped>,
    /// Who published them [default: the file's name]
    #[arg(long, help_heading = OF_TABLES, hide_short_help = true, value_name = "TEXT")]
    pub source: Option<String>,
    /// Take this sheet only; may be repeated
    #[arg(long, help_heading = OF_TABLES, hide_short_help = true, value_name = "NAME")]
    pub sheet: Vec<String>,
    /// Read tables as this layout says, which --save-layout of import wrote
    #[arg(long, help_heading = OF_TABLES, hide_short_help = true, value_name = "FILE")]
    pub layout: Option<String>,
    /// Refuse larger tables
    #[arg(long, help_heading = OF_TABLES, hide_short_help = true, value_name = "N", default_value_t = read::MOST_CELLS)]
    pub max_cells: usize,
}

/// What row labels name, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LabelsTyped {
    /// Countries and groups of them
    Partners,
    /// Reporting countries
    Reporters,
    /// Commodities
    Products,
}

/// How growths are printed, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum GrowthTyped {
    /// 114.5 for a rise of 14.5 %
    Index,
    /// 14.5 for a rise of 14.5 %
    Change,
}

/// The decimal mark, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum DecimalTyped {
    /// 1,5 is one and a half
    Comma,
    /// 1.5 is one and a half
    Point,
}

impl OfTables {
    /// As the reader takes it, with what the layout says.
    ///
    /// # Errors
    /// A [`Problem`] when something typed, or a line of the layout, is not understood.
    pub fn given(&self) -> Result<(Given, Option<records::Layout>), Problem> {
        let names = Names::embedded().map_err(Problem::Told)?;
        let mut typed = Given {
            labels: self.labels.map(|labels| match labels {
                LabelsTyped::Partners => Labels::Partners,
                LabelsTyped::Reporters => Labels::Reporters,
                LabelsTyped::Products => Labels::Products,
            }),
            growth: self.growth.map(|growth| match growth {
                GrowthTyped::Index => Growth::Index,
                GrowthTyped::Change => Growth::Change,
            }),
            decimal: self.decimal.map(|mark| match mark {
                DecimalTyped::Comma => DecimalMark::Comma,
                DecimalTyped::Point => DecimalMark::Point,
            }),
            sheets: self.sheet.clone(),
            ..Given::default()
        };
        for (name, text) in self.texts() {
            typed.say(name, text, names).map_err(|reason| Problem::Told(format!("--{name} {text}: {reason}")))?;
        }
        let Some(path) = &self.layout else { return Ok((typed, None)) };
        let text = std::fs::read_to_string(path)
            .map_err(|error| Problem::Told(format!("--layout {path}: {error}; import --save-layout writes one")))?;
        read::layout::read(path, &text, typed, names).map_err(|refusal| {
            let line = refusal.line.map_or_else(String::new, |line| format!(":{line}"));
            // What to write is told as the flags tell it.
            let before = if refusal.expected.starts_with("write ") { ": " } else { "; expected " };
            Problem::Told(format!("--layout {path}{line}: {}{before}{}", refusal.found, refusal.expected))
        })
    }

    /// Countries that were typed and are in no list: kept as written, and said once.
    pub fn unknown_names(&self) -> Vec<String> {
        let Ok(names) = Names::embedded() else { return Vec::new() };
        let typed = [("reporter", &self.reporter), ("partner", &self.partner)];
        let unknown = typed.into_iter().filter_map(|(flag, typed)| Some((flag, typed.as_ref()?)));
        let told = unknown.filter(|(_, typed)| names.country(typed).is_none()).map(|(flag, typed)| {
            let near = names.country_near(typed).map_or_else(String::new, |near| format!("; is {near} meant?"));
            format!("--{flag} {typed}: no country or group of this name is known; it is kept as written{near}")
        });
        told.collect()
    }

    /// The flags whose values are texts, as typed.
    fn texts(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let texts = [
            ("reporter", &self.reporter),
            ("partner", &self.partner),
            ("flow", &self.flow),
            ("product", &self.product),
            ("period", &self.period),
            ("year-begins", &self.year_begins),
            ("year-ends", &self.year_ends),
            ("currency", &self.currency),
            ("scale", &self.scale),
            ("source", &self.source),
        ];
        texts.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?)))
    }
}
