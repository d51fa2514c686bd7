//! Labels as statistics offices print them, and what is made of each: the pages under `tests/labels` are the manual of the label reader.
//!
//! A page has two columns, parted by a tab: the label, and what comes out, parted by `; `. `\n` is a line break in the cell, `\u00a0` a
//! space that does not break. `CROSSFOOT_BLESS=1` writes what comes out now.

use crossfoot::figures::{Flow, Status};
use crossfoot::names::{Names, Place};
use crossfoot::tables::label::{Base, Fiscal, Heading, Kind, Meaning, UnitSaid, When, meaning};
use crossfoot::tables::number::{Entered, entered};
use crossfoot::words::DecimalMark;
use std::fs;
use std::path::Path;

fn flow(flow: &Flow) -> String {
    match flow {
        Flow::Turnover => "turnover".to_string(),
        Flow::Exports => "exports".to_string(),
        Flow::Imports => "imports".to_string(),
        Flow::Balance => "balance".to_string(),
        Flow::Rate(one, other) => format!("{one}/{other}"),
        Flow::Named(name) => format!("\"{name}\""),
    }
}

fn months(first: u8, count: u8) -> String {
    format!("months {}..{}", first + 1, first + count)
}

fn unit(unit: &UnitSaid) -> String {
    let choices = unit.choices.join("|");
    [unit.scale.as_str(), unit.unit.as_str(), choices.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// All that a label says, except its own text.
fn told(said: &Meaning) -> String {
    let mut told = Vec::new();
    let mut tell = |name: &str, what: Option<String>| told.extend(what.map(|what| format!("{name} {what}").trim().to_string()));
    tell(
        "when",
        said.when.as_ref().map(|when| match when {
            When::Period(period) => period.to_string(),
            When::Months { first, count } => months(*first, *count),
        }),
    );
    tell("unfit", said.is_unfit_time.then(|| "time".to_string()));
    tell("years", said.years.map(|(from, to)| format!("{from}-{to}")));
    tell("flow", said.flow.as_ref().map(flow));
    tell("deficit", said.is_deficit.then(String::new));
    tell("qualifier", said.qualifier.as_ref().map(|words| format!("\"{words}\"")));
    tell("reporter", said.reporter.clone());
    tell("partner", said.partner.clone());
    tell("product", said.product.clone());
    tell("goods", said.is_goods.then(String::new));
    tell(
        "kind",
        said.kind.map(|kind| {
            match kind {
                Kind::Level => "level",
                Kind::Share => "share",
                Kind::Index => "index",
                Kind::Change => "change",
                Kind::IndexOrChange => "index or change",
                Kind::Rate => "rate",
                Kind::Other => "other",
            }
            .to_string()
        }),
    );
    tell("of", said.share_of.as_ref().map(flow));
    tell(
        "base",
        said.base.as_ref().map(|base| match base {
            Base::Period(period) => period.to_string(),
            Base::Months { first, count } => months(*first, *count),
            Base::Earlier(by) => format!("{by} months earlier"),
            Base::Other(words) => format!("\"{words}\""),
        }),
    );
    tell("unit", said.unit.as_ref().map(unit));
    tell("unclear", said.unclear_unit.as_ref().map(|words| format!("\"{words}\"")));
    tell(
        "status",
        said.status.map(|status| {
            match status {
                Status::Forecast => "forecast",
                Status::Target => "target",
                Status::Official => "official",
                Status::Reported => "reported",
            }
            .to_string()
        }),
    );
    tell("mark", said.mark.clone());
    tell(
        "names",
        said.names.map(|heading| {
            match heading {
                Heading::Partner => "partner",
                Heading::Reporter => "reporter",
                Heading::Exporter => "exporter",
                Heading::Importer => "importer",
                Heading::Product => "product",
                Heading::Period => "period",
                Heading::Flow => "flow",
                Heading::Unit => "unit",
                Heading::Code => "code",
                Heading::Number => "number",
                Heading::Value => "value",
                Heading::Name => "name",
            }
            .to_string()
        }),
    );
    tell("corner", said.corner.map(|(rows, across)| format!("{rows:?} {across:?}").to_lowercase()));
    tell("coding", said.coding.map(str::to_string));
    tell("unsure", (!said.unsure.is_empty()).then(|| said.unsure.join(" ")));
    tell("listed", said.listed.clone());
    tell(
        "fiscal",
        said.fiscal.map(|fiscal| match fiscal {
            Fiscal::From(year) => format!("{year}/{}", year + 1),
            Fiscal::Named(year) => year.to_string(),
        }),
    );
    tell("fiscal", said.is_fiscal.then(|| "years".to_string()));
    tell(
        "begins",
        said.begins.map(|begins| {
            format!("in month {}{}", begins.month + 1, if begins.called_by.is_some() { ", called by its end" } else { "" })
        }),
    );
    tell("footnote", said.footnote.as_ref().map(|(mark, _)| mark.clone()));
    let is = |is: bool| is.then(String::new);
    tell("lead", is(said.is_lead));
    tell("total", is(said.is_total));
    tell("residual", is(said.is_residual));
    tell("cumulated", is(said.is_cumulated));
    tell("note", is(said.is_note && said.footnote.is_none()));
    tell("rest", (!said.rest.is_empty() && !said.is_note).then(|| format!("\"{}\"", said.rest)));
    if told.is_empty() { "nothing".to_string() } else { told.join("; ") }
}

fn typed(label: &str) -> String {
    label
        .replace("\\n", "\n")
        .replace("\\u00a0", "\u{a0}")
        .replace("\\u2009", "\u{2009}")
        .replace("\\u202f", "\u{202f}")
        .replace("\\u00ad", "\u{ad}")
}

/// Compares each line of a page with what is made of it; tells how many lines there are.
fn page(name: &str, read: impl Fn(&[&str]) -> String) -> usize {
    let path = Path::new("tests/labels").join(name);
    let text = fs::read_to_string(&path).expect("the page");
    let is_blessed = std::env::var_os("CROSSFOOT_BLESS").is_some();
    let (mut wrong, mut written, mut count) = (Vec::new(), String::new(), 0);
    for line in text.lines() {
        if line.starts_with('#') || line.is_empty() {
            written.push_str(line);
        } else {
            let (given, expected) = line.rsplit_once('\t').unwrap_or((line, ""));
            let found = read(&given.split('\t').collect::<Vec<_>>());
            if found != expected {
                wrong.push(format!("{given}\n    expected {expected}\n    found    {found}"));
            }
            written.push_str(&format!("{given}\t{found}"));
            count += 1;
        }
        written.push('\n');
    }
    if is_blessed {
        fs::write(&path, written).expect("to write the page");
    } else {
        assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    }
    count
}

#[test]
fn labels() {
    let names = Names::embedded().expect("well-formed names");
    let count: usize = ["titles.tsv", "headers.tsv", "rows.tsv", "qualified.tsv"]
        .map(|name| page(name, |given| told(&meaning(&typed(given[0]), names))))
        .iter()
        .sum();
    assert!(count >= 150, "{count} labels");
}

#[test]
fn numbers() {
    let count = page("numbers.tsv", |given| {
        let decimal = match given.get(1).copied().unwrap_or("") {
            "comma" => Some(DecimalMark::Comma),
            "point" => Some(DecimalMark::Point),
            _ => None,
        };
        match entered(&typed(given[0]), decimal) {
            Entered::Number { digits, places, is_percent, mark } => {
                let percent = if is_percent { "%" } else { "" };
                let mark = mark.map_or(String::new(), |mark| format!(" mark {mark}"));
                format!("{digits} places {places}{percent}{mark}")
            }
            Entered::Nothing => "nothing".to_string(),
            Entered::TooLong => "too long".to_string(),
            Entered::TwoWays([one, other]) => format!("{one} or {other}"),
            Entered::Words => "words".to_string(),
        }
    });
    assert!(count >= 60, "{count} numbers");
}

#[test]
fn spellings_of_countries() {
    let names = Names::embedded().expect("well-formed names");
    page("countries.tsv", |given| {
        let code = names.country(given[0]);
        let place = code.and_then(|code| names.place(code)).map_or("", |place| match place {
            Place::Country => "",
            Place::Historic => " (historic)",
            Place::Group => " (group)",
            Place::Unspecified => " (unspecified)",
            Place::World => " (world)",
        });
        format!("{}{place}", code.unwrap_or("text"))
    });
}

/// Every country label of the tables that lie beside the checkout, if they do: at least 99 in 100 are known.
#[test]
fn countries_of_the_shared_tables_are_known() {
    let names = Names::embedded().expect("well-formed names");
    let folder = Path::new("../shared/data/trade");
    let columns: [(&str, &[usize]); 3] = [
        ("uzstat_exports_by_country_2010-2023.csv", &[2, 3]),
        ("uzstat_imports_by_country_2010-2023.csv", &[2, 3]),
        ("baci_country_codes.csv", &[0, 1, 2]),
    ];
    let (mut all, mut unknown) = (0, Vec::new());
    for (file, columns) in columns {
        let Ok(bytes) = fs::read(folder.join(file)) else {
            println!("skipped: no {file} beside the checkout");
            continue;
        };
        let text = String::from_utf8(bytes).unwrap_or_else(|wrong| wrong.into_bytes().into_iter().map(char::from).collect());
        for line in text.lines().skip(1) {
            let fields = fields(line);
            for label in columns.iter().filter_map(|column| fields.get(*column)) {
                let said = meaning(label, names);
                all += 1;
                if names.country(label).is_none() && !said.is_residual {
                    unknown.push(label.clone());
                }
            }
        }
    }
    println!("{} of {all} country labels known; unknown: {unknown:?}", all - unknown.len());
    assert!(unknown.len() * 100 <= all, "{unknown:?}");
}

/// The fields of a line whose quoted fields hold commas.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut is_quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(String::new()),
            c => fields.last_mut().expect("there is one from the beginning").push(c),
        }
    }
    fields
}

/// Whole tables are read label by label: each takes microseconds.
#[test]
fn labels_are_read_in_microseconds() {
    let names = Names::embedded().expect("well-formed names");
    let pages = ["titles.tsv", "headers.tsv", "rows.tsv"]
        .map(|name| fs::read_to_string(Path::new("tests/labels").join(name)).expect("the page"));
    let labels: Vec<&str> = pages.iter().flat_map(|page| page.lines()).filter_map(|line| line.split('\t').next()).collect();
    meaning("warm", names);
    let begun = std::time::Instant::now();
    for _ in 0..20 {
        for label in &labels {
            std::hint::black_box(meaning(label, names));
        }
    }
    let each = begun.elapsed().as_micros() / (20 * labels.len() as u128);
    println!("{each} microseconds a label");
    // Far above what it takes, for slow machines and builds that are not optimised.
    assert!(each < 2_000, "{each} microseconds a label");
}
