//! The command line: what may be typed.
//!
//! ```text
//! crossfoot check statements.csv                      can these all be true?
//! crossfoot fill statements.csv official.csv -o all.csv    what do they imply?
//! crossfoot why l22 statements.csv                    how does this follow?
//! crossfoot project statements.csv --to 2030          where is it going?
//! ```

pub mod destination;
pub mod import;
pub mod problem;
pub mod progress;
pub mod run;
pub mod span;
pub mod table;

use clap::{Args, Parser, Subcommand, ValueEnum};
use crossfoot::exact::{Ratio, decimal};
use crossfoot::period::Period;
use crossfoot::projection::{AskedRate, Coverage};
use crossfoot::report::Only;
use crossfoot::verdict::{Tier, Verdict};
use crossfoot::words::Unit;
use crossfoot::write::{FiguresForm, Format};

/// Says whether published trade figures can all be true, what they imply, and why.
///
/// Figures are rows of a CSV file: who traded what with whom, when, and the published words, as in
/// `RUS,UZB,turnover,2022,more than 600 bn RUB`.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 80,
    after_help = "Example: crossfoot check statements.csv\n\nResults go to standard output, talk to standard error. \
Exit status: 0 done, 1 something at or above --fail-on, 2 could not run."
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Can these all be true? Verdict, what clashes and why, and what could not have failed
    #[command(
        after_help = "Example: crossfoot check statements.csv official.csv -f md -o note.md\n\n`crossfoot help check` tells the \
columns of a figures file.",
        after_long_help = include_str!("columns.txt")
    )]
    Check {
        #[command(flatten)]
        files: Files,
        #[command(flatten)]
        output: Output,
        #[command(flatten)]
        filter: Filter,
        /// Exit with 1 if something is at this verdict or worse
        #[arg(long, value_name = "LEVEL", default_value = "contradictory")]
        fail_on: Level,
    },
    /// What do they imply? Every quantity with its bounds and the figures these rest on
    #[command(after_help = "Example: crossfoot fill statements.csv --only partner=UZB --in \"bn RUB\" -f csv")]
    Fill {
        #[command(flatten)]
        files: Files,
        #[command(flatten)]
        output: Output,
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        reading: Reading,
    },
    /// How does this follow? The bounds of one figure or quantity, step by step
    #[command(
        override_usage = "crossfoot why [OPTIONS] <ID-or-CELL> <FILE>...\n       crossfoot why [OPTIONS] <FILE>... <ID-or-CELL>",
        after_help = "Example: crossfoot why l22 statements.csv\n         crossfoot why statements.csv RUS/UZB:turnover:2022-H1:level:RUB\n\n\
An argument that is an existing file (or -) is a file; the other one is what is asked for. A quantity need not be named by a row:
UZB/RUS:turnover:2023 follows from exports and imports."
    )]
    Why {
        /// Figures files, and the id of a figure or a quantity as results write it
        #[arg(value_name = "ID-or-CELL or FILE", required = true)]
        arguments: Vec<String>,
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        output: Output,
        #[command(flatten)]
        reading: Reading,
    },
    /// Where is it going? Stated paces carried forward, and each series' own path with a band
    #[command(after_help = "Example: crossfoot project statements.csv --to 2030 --only flow=turnover")]
    Project {
        #[command(flatten)]
        files: Files,
        #[command(flatten)]
        output: Output,
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        ahead: Ahead,
    },
    /// Figures out of a table or workbook, as a figures file
    #[command(
        after_help = "Example: crossfoot import uzstat.csv --reporter UZB --flow exports --currency USD --scale thousand -o official.csv"
    )]
    Import(Import),
    /// Reads a workbook for the process that started this one
    #[command(name = crossfoot::read::book::SUBCOMMAND, hide = true)]
    ReadBook {
        /// As --max-cells of the other process
        max_cells: usize,
    },
}

/// One table or workbook, and what it does not say itself.
#[derive(Args, Debug)]
pub struct Import {
    /// A workbook (xlsx, xls, ods) or a table (csv, tsv, SDMX, Comtrade, BACI, Comext, JSON-stat)
    #[arg(value_name = "BOOK", required_unless_present = "template")]
    pub book: Option<String>,
    /// Write an empty figures workbook, with lists to choose from and an example, to this file (.xlsx)
    #[arg(long, value_name = "FILE", conflicts_with = "book")]
    pub template: Option<String>,
    /// Show what was understood, and write nothing
    #[arg(long, conflicts_with = "output")]
    pub preview: bool,
    /// Write what was understood to this file, to be edited and used again with --layout
    #[arg(long, value_name = "FILE")]
    pub save_layout: Option<String>,
    /// Form of the figures file [default: by the ending of -o, else csv]
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<FiguresTyped>,
    /// Write the figures file here, whole or not at all [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<String>,
    /// Leave out what cannot be understood and go on
    #[arg(long)]
    pub keep_going: bool,
    #[command(flatten)]
    pub tables: table::OfTables,
}

/// How far, from where, and with which band.
#[derive(Args, Debug)]
pub struct Ahead {
    /// So many periods beyond the last one known [default: five years, or two of quarters or months]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=100), conflicts_with = "to")]
    pub horizon: Option<u8>,
    /// Through this year
    #[arg(long, value_name = "YEAR", value_parser = year)]
    pub to: Option<i32>,
    /// From this year, as if nothing later were known
    #[arg(long, value_name = "YEAR", value_parser = year)]
    pub from: Option<i32>,
    /// How much of what comes the band is to hold, in per cent
    #[arg(long, value_name = "PERCENT", default_value = "95")]
    pub band: BandWidth,
    /// A yearly pace to carry forward besides, as in 12%; several are set side by side
    #[arg(long, value_name = "PERCENT", value_parser = pace, allow_hyphen_values = true)]
    pub pace: Vec<(Ratio, String)>,
    /// Convert forecasts at this rate, as in RUB/USD=85..95: rubles for one dollar
    #[arg(long, value_name = "A/B=FROM..TO", value_parser = rate)]
    pub rate: Vec<AskedRate>,
    /// Try each method on the last points of the series' own history
    #[arg(long)]
    pub backtest: bool,
}

/// Widths of bands, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum BandWidth {
    /// Four in five
    #[value(name = "80")]
    Eighty,
    /// Nineteen in twenty
    #[value(name = "95")]
    NinetyFive,
}

/// Which files, and how rows are taken.
#[derive(Args, Debug)]
pub struct Files {
    /// Figures files, tables or workbooks (csv, tsv, xlsx, xls, ods), or - for standard input; several are one set of figures
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,
    #[command(flatten)]
    pub input: Input,
}

/// How rows are taken.
#[derive(Args, Debug)]
pub struct Input {
    /// A column's default, as in --set reporter=RUS; of one file or table only, as in --set exports.csv:flow=exports
    #[arg(long, value_name = "[FILE:]COLUMN=VALUE", value_parser = setting)]
    pub set: Vec<(String, String)>,
    /// Leave refused rows out and go on
    #[arg(long)]
    pub keep_going: bool,
    /// What is usual, from this file instead of the built-in norms
    #[arg(long, value_name = "FILE")]
    pub norms: Option<String>,
    /// Use no norms [default of fill and why]
    #[arg(long, conflicts_with_all = ["norms", "with_norms"])]
    pub no_norms: bool,
    /// Use norms [default of check]
    #[arg(long)]
    pub with_norms: bool,
    #[command(flatten)]
    pub tables: table::OfTables,
}

/// Where results go and in which form.
#[derive(Args, Debug)]
pub struct Output {
    /// Form of the results [default: by the ending of -o, else text]
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<Form>,
    /// Write the results to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<String>,
    /// Unit of the text and csv output, as in "bn USD"
    #[arg(long = "in", value_name = "UNIT")]
    pub unit: Option<String>,
}

/// What is reported.
#[derive(Args, Debug, Default)]
pub struct Filter {
    /// Report only these: reporter, partner, flow, product, period, currency or file, as in partner=UZB,flow=turnover
    #[arg(long, value_name = "COLUMN=VALUE,...", value_parser = Only::parse)]
    pub only: Option<Only>,
}

/// How words are understood.
#[derive(Args, Debug)]
pub struct Reading {
    /// As words are commonly meant (and allowed, with a notice, where that cannot stand), or as they strictly allow
    #[arg(long = "as", value_name = "READING", default_value = "meant")]
    pub tier: Words,
    /// Exit with 1 if something is at this verdict or worse
    #[arg(long, value_name = "LEVEL")]
    pub fail_on: Option<Level>,
}

/// Formats, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Form {
    /// For reading
    Text,
    /// A row for each figure, quantity or step
    Csv,
    /// Everything, for programs
    Json,
    /// Markdown, for pasting
    Md,
}

/// Forms of a figures file, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FiguresTyped {
    /// A row for each figure
    Csv,
    /// A list of rows, for programs
    Json,
    /// A workbook
    Xlsx,
}

/// Readings, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Words {
    /// What words are commonly meant to say
    Meant,
    /// What words strictly allow
    Allowed,
}

/// Levels of `--fail-on`, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Level {
    /// Stands under no reading
    Contradictory,
    /// Stands only if something is read differently
    DependsOnReading,
    /// Stands only if words are stretched
    Strained,
    /// Breaks what is usual
    Unusual,
    /// Barely fits
    Tight,
}

impl From<Form> for Format {
    fn from(form: Form) -> Format {
        match form {
            Form::Text => Format::Text,
            Form::Csv => Format::Csv,
            Form::Json => Format::Json,
            Form::Md => Format::Markdown,
        }
    }
}

impl From<FiguresTyped> for FiguresForm {
    fn from(form: FiguresTyped) -> FiguresForm {
        match form {
            FiguresTyped::Csv => FiguresForm::Csv,
            FiguresTyped::Json => FiguresForm::Json,
            FiguresTyped::Xlsx => FiguresForm::Workbook,
        }
    }
}

impl From<BandWidth> for Coverage {
    fn from(width: BandWidth) -> Coverage {
        match width {
            BandWidth::Eighty => Coverage::Eighty,
            BandWidth::NinetyFive => Coverage::NinetyFive,
        }
    }
}

impl From<Words> for Tier {
    fn from(words: Words) -> Tier {
        match words {
            Words::Meant => Tier::Meant,
            Words::Allowed => Tier::Allowed,
        }
    }
}

impl Level {
    /// Whether a verdict is at this level or worse. A tight spot is milder than every verdict that names one.
    pub fn is_reached_by(self, verdict: Verdict, is_tight: bool) -> bool {
        let least = match self {
            Level::Contradictory => Verdict::Contradictory,
            Level::DependsOnReading => Verdict::DependsOnReading,
            Level::Strained => Verdict::Strained,
            Level::Unusual | Level::Tight => Verdict::Unusual,
        };
        verdict >= least || (matches!(self, Level::Tight) && is_tight)
    }
}

/// A year that periods can name.
fn year(text: &str) -> Result<i32, String> {
    let year = text.trim().parse().ok().filter(|year| Period::year(*year).is_some());
    year.ok_or_else(|| "a year is from 1800 to 2199, as in 2020".into())
}

/// A yearly growth: `12%`, `-3.5%`.
fn pace(text: &str) -> Result<(Ratio, String), String> {
    let bare = text.trim();
    if decimal(bare.strip_prefix('+').unwrap_or(bare)).is_some() {
        // 12 may be 12 % or twelve times as much, 0.12 a part of one or a seventh of a per cent.
        return Err(format!("a pace is in per cent, with its sign: --pace {bare}%"));
    }
    let number = bare.strip_suffix('%').map(str::trim_end);
    let growth = number.and_then(|number| decimal(number.strip_prefix('+').unwrap_or(number)));
    match growth.map(|growth| growth / Ratio::from_integer(100)) {
        Some(growth) if growth > Ratio::from_integer(-1) && growth <= Ratio::from_integer(10) => Ok((growth, bare.to_string())),
        Some(_) => Err("a pace is more than -100% and at most 1000% a year".into()),
        None => Err("write a yearly growth in per cent, as in 12% or -3.5%".into()),
    }
}

/// An exchange rate: `RUB/USD=85..95`, `RUB/USD=90`.
fn rate(text: &str) -> Result<AskedRate, String> {
    let refused = || "write how much of one currency one of the other costs, as in RUB/USD=85..95".to_string();
    let (pair, between) = text.split_once('=').ok_or_else(refused)?;
    let (priced_in, one_of) = pair.split_once('/').ok_or_else(refused)?;
    let currency = |code: &str| match crossfoot::words::scaled_unit(code.trim()) {
        Ok((size, Unit::Currency(code))) if size == Ratio::from_integer(1) => Ok(code),
        _ => Err(format!("`{}` is no currency; {}", code.trim(), refused())),
    };
    let (from, through) = between.split_once("..").unwrap_or((between, between));
    let number = |text: &str| decimal(text.trim()).filter(|rate| *rate > Ratio::from_integer(0)).ok_or_else(refused);
    let between = [number(from)?, number(through)?];
    if between[0] > between[1] {
        return Err(format!("{}..{} runs backwards", from.trim(), through.trim()));
    }
    let (priced_in, one_of) = (currency(priced_in)?, currency(one_of)?);
    if priced_in == one_of {
        return Err(format!("{priced_in} is priced in itself; {}", refused()));
    }
    Ok(AskedRate { priced_in, one_of, between, written: text.trim().to_string() })
}

fn setting(text: &str) -> Result<(String, String), String> {
    // As --only takes several: here a comma may belong to the value, another = hardly does.
    if let Some((first, rest)) = text.split_once(',')
        && rest.contains('=')
    {
        return Err(format!("write each default by itself: --set {first} --set {rest}"));
    }
    match text.split_once('=') {
        Some((column, value)) if !column.trim().is_empty() => Ok((column.trim().to_string(), value.trim().to_string())),
        _ => Err("write COLUMN=VALUE, as in reporter=RUS".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn years_are_those_that_periods_can_name() {
        assert_eq!([year("1800"), year("2199")], [Ok(1800), Ok(2199)]);
        for refused in ["1799", "2200", "next"] {
            assert_eq!(year(refused), Err("a year is from 1800 to 2199, as in 2020".into()));
        }
    }

    #[test]
    fn paces_and_rates_are_read_exactly_or_refused() {
        assert_eq!(pace("12.5%"), Ok((Ratio::new(1, 8), "12.5%".into())));
        assert_eq!(pace("-3 %").map(|(growth, _)| growth), Ok(Ratio::new(-3, 100)));
        assert_eq!(pace(" 12"), Err("a pace is in per cent, with its sign: --pace 12%".into()));
        for refused in ["12", "a lot", "-100%", "1001%"] {
            assert!(pace(refused).is_err(), "{refused}");
        }
        let read = rate("RUB/USD=85..95").expect("a rate");
        assert_eq!((&*read.priced_in, &*read.one_of), ("RUB", "USD"));
        assert_eq!(read.between, [Ratio::from_integer(85), Ratio::from_integer(95)]);
        assert_eq!(rate("RUB/USD=90").map(|rate| rate.between), Ok([Ratio::from_integer(90); 2]));
        for refused in ["RUB=90", "RUB/USD", "RUB/USD=0", "RUB/USD=95..85", "RUB/bn USD=1", "XQZ/USD=1", "USD/USD=1..1"] {
            assert!(rate(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }
}
