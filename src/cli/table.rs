//! What a table does not say of itself, as typed: `--reporter UZB --flow exports --currency USD --scale thousand`.

use super::problem::Problem;
use clap::{Args, ValueEnum};
use crossfoot::figures::Flow;
use crossfoot::names::Names;
use crossfoot::period::Period;
use crossfoot::read::{self, records};
use crossfoot::tables::label::{Begins, CalledBy, When, meaning};
use crossfoot::tables::{Given, Growth, Labels};
use crossfoot::words::{self, DecimalMark, Unit};
use std::collections::BTreeMap;

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
    /// Where fiscal years begin.
    fn years(&self, names: &Names) -> Result<Option<Begins>, Problem> {
        if let Some(typed) = &self.year_ends {
            let month = (month("--year-ends", typed, names)? + 1) % 12;
            return Ok(Some(Begins { month, called_by: Some(CalledBy::End) }));
        }
        let Some(typed) = &self.year_begins else { return Ok(None) };
        Ok(Some(Begins { month: month("--year-begins", typed, names)?, called_by: Some(CalledBy::Begin) }))
    }

    /// As the reader takes it.
    ///
    /// # Errors
    /// A [`Problem`] when something typed is not understood.
    pub fn given(&self) -> Result<(Given, Option<records::Layout>), Problem> {
        let names = Names::embedded().map_err(Problem::Told)?;
        let country = |typed: &String| names.country(typed).map_or_else(|| typed.clone(), str::to_string);
        let period = |typed: &String| {
            typed
                .parse::<Period>()
                .map_err(|_| Problem::Told(format!("--period {typed}: write it as 2023, 2023-H1, 2023-07 or 2023-01..2023-08")))
        };
        let unit = |typed: &String| match words::scaled_unit(typed) {
            Ok((size, _)) if size != crossfoot::exact::Ratio::from_integer(1) => {
                Err(Problem::Told(format!("--currency {typed}: the scale stands in --scale, as in --currency USD --scale mn")))
            }
            Ok((_, Unit::Currency(code))) => Ok(code),
            Ok(_) => Ok(typed.clone()),
            Err(misread) => Err(Problem::Told(format!("--currency {typed}: {misread}"))),
        };
        let typed = Given {
            reporter: self.reporter.as_ref().map(country),
            partner: self.partner.as_ref().map(country),
            flow: self.flow.as_ref().map(|typed| names.flow(typed)).filter(|flow| *flow != Flow::Named(String::new())),
            product: self.product.clone(),
            period: self.period.as_ref().map(period).transpose()?,
            years: self.years(names)?,
            unit: self.currency.as_ref().map(unit).transpose()?,
            scale: self.scale.as_ref().map(|typed| scale(typed)).transpose()?,
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
            source: self.source.clone(),
            sheets: self.sheet.clone(),
            sayings: BTreeMap::new(),
        };
        let Some(path) = &self.layout else { return Ok((typed, None)) };
        let text = std::fs::read_to_string(path)
            .map_err(|error| Problem::Told(format!("--layout {path}: {error}; import --save-layout writes one")))?;
        read::layout::read(path, &text, typed, names).map_err(|refusal| {
            let line = refusal.line.map_or_else(String::new, |line| format!(":{line}"));
            Problem::Told(format!("--layout {path}{line}: {}; expected {}", refusal.found, refusal.expected))
        })
    }
}

/// A month by its name or number, January is 0.
fn month(flag: &str, typed: &str, names: &Names) -> Result<u8, Problem> {
    let by_number = typed.trim().parse().ok().filter(|number| (1..=12).contains(number)).map(|number: u8| number - 1);
    let by_name = || match meaning(typed, names).when {
        Some(When::Months { first, count: 1 }) => Some(first),
        _ => None,
    };
    by_number.or_else(by_name).ok_or_else(|| Problem::Told(format!("{flag} {typed}: write a month, as in july")))
}

/// A scale word as figures files write it; `1` is whole units.
fn scale(typed: &str) -> Result<String, Problem> {
    let refused = || Problem::Told(format!("--scale {typed}: write 1, thousand, mn, bn or trillion"));
    if matches!(typed.trim(), "1" | "units" | "unit") {
        return Ok(String::new());
    }
    let (size, _) = words::scaled_unit(&format!("{typed} USD")).map_err(|_| refused())?;
    let words = [
        (1_000, "thousand"),
        (100_000, "lakh"),
        (1_000_000, "mn"),
        (10_000_000, "crore"),
        (1_000_000_000, "bn"),
        (1_000_000_000_000, "trillion"),
    ];
    let known = words.into_iter().find(|(ones, _)| size == crossfoot::exact::Ratio::from_integer(*ones));
    known.map(|(_, word)| word.to_string()).ok_or_else(refused)
}
