//! The account of a table's numbers: every one of them was taken, or left out for a reason.

use crate::period::Period;
use crate::tables::label::{Fiscal, known_of_unit};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::mem::discriminant;

/// What must be said of a number before it is a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// Which flow.
    Flow,
    /// When.
    Period,
    /// In what currency or unit.
    Unit,
}

/// Why a number is not among the figures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It heads a column, or numbers it.
    Header,
    /// It labels a row: a year, a code, a running number.
    Label,
    /// It stands outside of every table.
    Outside,
    /// The sheet is hidden.
    Hidden,
    /// The sheet was not asked for.
    NotAsked,
    /// It stands in a row that the layout does not name.
    Beyond,
    /// It stands in a column that the layout does not list, and others are left out.
    Unlisted,
    /// The name of its row is an empty cell, and another row is the total.
    Nameless,
    /// It measures what no figures file holds: what its header calls it.
    Other(String),
    /// A growth that is a difference of amounts, or may be one.
    Difference {
        /// Whether the amounts beside it prove it.
        is_proved: bool,
    },
    /// A whole's share of itself.
    WholeOfItself,
    /// It can be read two ways.
    TwoWays,
    /// Something of it is said nowhere.
    Missing(BTreeSet<Missing>),
    /// It is of a time that is no period here: a day, a week, a year that begins in April, a year beside a word that is not known.
    UnfitTime(String),
    /// It is of a year that is no calendar year, and where that begins is not said.
    FiscalYear(Fiscal),
    /// It is under a bare year, and its title speaks of part of one.
    YearOrPart(Period),
    /// Both signs stand under "deficit".
    WhichSign,
    /// Of several countries, which one reports.
    WhichReporter(Vec<String>),
    /// A total of countries that are listed, or of all the world.
    ListedTotal,
    /// The letter b behind it.
    BillionOrBreak,
    /// It has more digits than are read.
    TooLong,
    /// Its footnote speaks of another time.
    Footnote(String),
    /// Its unit is not understood.
    UnclearUnit {
        /// The words.
        words: String,
        /// The currency of the country that reports.
        own: Option<String>,
    },
    /// It is of a flow that words beside it qualify.
    Qualified(String),
    /// Its column does not say what others say of themselves.
    Silent(String),
    /// Its row does not say what others say of themselves.
    SilentRow(String),
    /// Another number of the table states another amount of the same quantity: where it stands.
    Twice(String),
    /// Its column does not say when, as others do: what its header says.
    Undated(String),
    /// The title names one country, and not whether it reports or is traded with.
    WhichRole(String),
    /// The word for the unit names several.
    WhichUnit(Vec<String>),
    /// A growth over something that is no period: what its header says.
    OtherBase(String),
    /// Whether in units, thousands or millions is not said.
    NoScale,
    /// A per cent of which is not said whether it is a share or a growth.
    NoKind,
    /// A growth that may be printed as 114.5 or as 14.5 for a rise of 14.5 %.
    IndexOrChange,
    /// An index of which is not said what it is compared with.
    NoBase,
    /// Its row names one country and its column another.
    TwoPlaces(String, String),
    /// It stands in words among numbers: `9.9 bn USD`.
    InWords,
    /// It is a day: a spreadsheet may have taken a number for one, `5.1` for 1 May.
    Day,
    /// It is an error of the spreadsheet, or true or false.
    Error,
    /// What the row's label or the column's header names is not said.
    NoName(String),
    /// It is a total of months that are not all there, or do not add up to it: its label.
    TotalOfMonths(String),
    /// Whether a total is of the world or of the group that the title names.
    WhichTotal(String),
    /// An amount below zero of what cannot be.
    Negative,
    /// A row of records that could not be understood; it is told by itself.
    Refused,
    /// What the layout of a file of records says of it.
    Said(String),
}

impl Reason {
    /// Whether the person has to say something before the number can be taken.
    pub fn is_open(&self) -> bool {
        use Reason::{
            BillionOrBreak, FiscalYear, IndexOrChange, Missing, NoBase, NoName, NoScale, Qualified, TwoPlaces, TwoWays,
            UnclearUnit, WhichReporter, WhichRole, WhichSign, WhichTotal, WhichUnit, YearOrPart,
        };
        matches!(
            self,
            TwoWays
                | Missing(_)
                | NoScale
                | IndexOrChange
                | NoBase
                | NoName(_)
                | TwoPlaces(..)
                | WhichTotal(_)
                | WhichUnit(_)
                | WhichRole(_)
                | UnclearUnit { .. }
                | FiscalYear(_)
                | YearOrPart(_)
                | WhichSign
                | WhichReporter(_)
                | BillionOrBreak
                | Qualified(_)
        )
    }

    /// What would have told it, for a refusal.
    pub fn expected(&self) -> &'static str {
        match self {
            Reason::TwoWays => "the decimal mark, which no number of the table proves",
            Reason::Missing(_) => "a title, a header or a label that says so, or a flag",
            Reason::UnclearUnit { .. } => "a currency or unit in words that are known here, or a flag",
            Reason::Qualified(_) => "what the numbers are of: a product, or everything",
            Reason::WhichRole(_) => "who reports, and with whom the trade is",
            Reason::WhichUnit(_) => "one of these currencies",
            Reason::NoScale => "the scale, in a title or header or as a flag",
            Reason::IndexOrChange => "how growths are printed, which no amounts beside them prove",
            Reason::NoBase => "a header or title that says of which period it is 100",
            Reason::TwoPlaces(..) => "one partner; a table of other countries' trade has reporters in its rows",
            Reason::NoName(_) => "what such names are of",
            Reason::WhichTotal(_) => "with whom the total is",
            Reason::FiscalYear(_) => "the month in which that year begins or ends",
            Reason::YearOrPart(_) => "whether a year over a column is all of it, or the months of the title",
            Reason::WhichSign => "whether a number below zero is a deficit or a surplus",
            Reason::WhichReporter(_) => "who reports, and with whom the trade is",
            Reason::BillionOrBreak => "what the letter behind it means",
            _ => "a table that says more",
        }
    }

    /// What to type for it to be taken.
    pub fn remedy(&self) -> Vec<String> {
        let all = |texts: &[&str]| texts.iter().map(|text| (*text).to_string()).collect();
        match self {
            Reason::TwoWays => all(&["--decimal comma", "--decimal point"]),
            Reason::Missing(missing) => {
                let with = |flow: &str| {
                    let flags = missing.iter().map(|what| match what {
                        Missing::Flow => format!("--flow {flow}"),
                        Missing::Period => "--period 2023".to_string(),
                        Missing::Unit => "--currency USD --scale thousand".to_string(),
                    });
                    flags.collect::<Vec<_>>().join(" ")
                };
                let flows: &[&str] = if missing.contains(&Missing::Flow) { &["exports", "imports", "turnover"] } else { &[""] };
                flows.iter().map(|flow| with(flow)).collect()
            }
            Reason::WhichReporter(countries) => match &countries[..] {
                [one, other] => {
                    vec![format!("--reporter {one} --partner {other}"), format!("--reporter {other} --partner {one}")]
                }
                _ => vec!["--reporter … --partner …".to_string()],
            },
            Reason::YearOrPart(part) => vec![
                format!("--layout FILE, where each column of a year has its period: \"{part}\", or \"{}\"", part.first_year()),
                "--keep-going, which leaves them out".to_string(),
            ],
            Reason::WhichSign => vec![
                "--layout FILE, where flow = \"balance\" is put to that text: a negative number is the deficit".to_string(),
                "--keep-going, which leaves them out".to_string(),
            ],
            Reason::BillionOrBreak => all(&["--scale bn", "--scale 1, where b marks a break in the series"]),
            Reason::FiscalYear(Fiscal::From(_)) => all(&["--year-begins july, or another month"]),
            Reason::FiscalYear(Fiscal::Named(year)) => vec![
                format!("--year-ends june, or another month, if it ends in {year}"),
                format!("--year-begins july, or another month, if it begins in {year}"),
            ],
            Reason::UnclearUnit { words, own } => of_unit(words, own.as_deref()),
            Reason::Qualified(words) => vec![
                format!("--product \"{words}\", if that names the goods that all these numbers are of"),
                "--product TOTAL, if they are of everything".to_string(),
            ],
            Reason::WhichRole(place) => {
                let place = if place.contains(' ') { format!("\"{place}\"") } else { place.clone() };
                vec![
                    format!("--reporter {place} --partner World"),
                    format!("--partner {place} --reporter …, the country that reports"),
                ]
            }
            Reason::WhichUnit(codes) => codes.iter().map(|code| format!("--currency {code}")).collect(),
            Reason::NoScale => all(&["--scale thousand", "--scale mn", "--scale 1"]),
            Reason::IndexOrChange => all(&["--growth index", "--growth change"]),
            Reason::NoBase => {
                all(&["--growth index, if the same months a year earlier are 100", "--keep-going, which leaves them out"])
            }
            Reason::TwoPlaces(..) => all(&["--labels reporters, if the rows report", "--labels partners, if the columns do"]),
            Reason::NoName(_) => all(&["--labels partners", "--labels products"]),
            Reason::WhichTotal(group) => vec!["--partner World".to_string(), format!("--partner {group}")],
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Header => "heads or numbers a column",
            Reason::Label => "labels a row (a year, a code, a running number)",
            Reason::Outside => "stands outside of every table",
            Reason::Hidden => "is on a hidden sheet",
            Reason::Beyond => "stands outside of the rows that the layout names",
            Reason::Unlisted => "stands in a column that the layout does not list",
            Reason::NotAsked => "is on a sheet that was not asked for",
            Reason::Other(what) => return write!(f, "measures something else: {what}"),
            Reason::Difference { is_proved: true } => "is a difference of amounts, and no growth in per cent",
            Reason::Difference { is_proved: false } => "may be a difference of amounts: nothing says that it is in per cent",
            Reason::WholeOfItself => "is the share of a whole in itself",
            Reason::TwoWays => "can be read with a decimal comma or with a thousands comma",
            Reason::Missing(missing) => {
                let said = missing.iter().map(|what| match what {
                    Missing::Flow => "a flow",
                    Missing::Period => "a period",
                    Missing::Unit => "a currency or unit",
                });
                let said: Vec<&str> = said.collect();
                return write!(f, "is given without {}", said.join(" and without "));
            }
            Reason::WhichUnit(codes) => return write!(f, "is in {}", codes.join(" or ")),
            Reason::OtherBase(base) => return write!(f, "is compared with what is no period here: {base}"),
            Reason::YearOrPart(part) => return write!(f, "is of a year, or of the months of the title alone: {part}"),
            Reason::NoScale => "may be in units, thousands or millions",
            Reason::NoKind => "is a per cent, but not said to be a share or a growth",
            Reason::IndexOrChange => "is a growth that may be printed as 114.5 or as 14.5 for a rise of 14.5 %",
            Reason::NoBase => "is an index, and in which period it is 100 is not said",
            Reason::NoName(label) => {
                return write!(f, "has the name \"{label}\", which tells neither a flow, a country nor a commodity");
            }
            Reason::TwoPlaces(row, column) => {
                return write!(f, "is of {row} and of {column}, and which of them reports is not said");
            }
            Reason::TotalOfMonths(label) => {
                return write!(f, "is called \"{label}\" among months that are not all there, and do not add up to it");
            }
            Reason::UnfitTime(words) => {
                f.write_str("is of a time that is no period of whole months known here")?;
                return if words.is_empty() { Ok(()) } else { write!(f, ": \"{words}\" (a layout can say its period)") };
            }
            Reason::Nameless => "stands in a row without a name",
            Reason::FiscalYear(Fiscal::From(year)) => {
                return write!(
                    f,
                    "is of {year}/{:02}, and the month in which that year begins is not said",
                    (year + 1).rem_euclid(100)
                );
            }
            Reason::FiscalYear(Fiscal::Named(year)) => {
                return write!(f, "is of a fiscal year called {year}, which may begin or end in {year}");
            }
            Reason::WhichSign => {
                "stands under \"deficit\" beside others of the other sign: a positive number may be the deficit or the surplus"
            }
            Reason::WhichReporter(countries) => {
                return write!(f, "is of {}, and which of them reports is not said", countries.join(" and "));
            }
            Reason::ListedTotal => "is a total of the countries listed, or of all the world",
            Reason::BillionOrBreak => "has a b behind it: billions, or the mark of a break in the series",
            Reason::TooLong => "is larger than a figures file holds: 10^20 whole units",
            Reason::Footnote(note) => return write!(f, "has a footnote that may speak of another time: \"{note}\""),
            Reason::UnclearUnit { words, .. } => return write!(f, "is in a unit that is not understood: \"{words}\""),
            Reason::Qualified(words) => return write!(f, "is not said to be of everything: \"{words}\""),
            Reason::InWords => "is written with words",
            Reason::Day => "is a day or a month: the spreadsheet may have made it of a number, as 1 May of 5.1",
            Reason::Error => "is an error of the spreadsheet, or true or false",
            Reason::Undated(header) => {
                return write!(f, "stands in a column that says no time, as others do: \"{header}\"; --period tells it");
            }
            Reason::Silent(header) => return write!(f, "stands in a column that does not say what it is: \"{header}\""),
            Reason::SilentRow(label) => return write!(f, "stands in a row that does not say what it is: \"{label}\""),
            Reason::Twice(other) => {
                return write!(
                    f,
                    "states another amount than {other} of one quantity: a label may tell them apart that is not understood"
                );
            }
            Reason::WhichRole(country) => return write!(f, "is of {country}, which may report it or be the partner in it"),
            Reason::WhichTotal(group) => return write!(f, "is a total of the world, or of {group}, which the title names"),
            Reason::Refused => "could not be understood",
            Reason::Said(why) => return write!(f, "{why}"),
            Reason::Negative => "is an amount below zero of what cannot be",
        })
    }
}

/// What to type for a unit of which only the scale or the currency is understood, if it is not in words that no flag can say.
fn of_unit(words: &str, own: Option<&str>) -> Vec<String> {
    let (scale, currency) = known_of_unit(words);
    let all = match (scale, currency, own) {
        _ if words.contains(|c: char| c.is_ascii_digit()) => Vec::new(),
        (Some(scale), None, Some(own)) => vec![
            format!("--currency {own} --scale {scale}, if \"{words}\" is of the reporter's own money"),
            format!("--currency … --scale {scale}, with the currency that it is, if it is another"),
        ],
        (Some(scale), None, None) => vec![format!("--currency … --scale {scale}, with the currency that \"{words}\" is in")],
        (None, Some(currency), _) => vec![format!("--currency {currency} --scale …, with the scale that \"{words}\" is in")],
        _ => vec![format!("--currency … --scale …, with what \"{words}\" is")],
    };
    all.into_iter().chain(["--keep-going, which leaves them out".to_string()]).collect()
}

/// How many numbers share a reason, and where the first of them stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// How many.
    pub count: u64,
    /// The first: `2021!B12`.
    pub first: String,
    /// Its row, the first is 1.
    pub line: u64,
    /// What it shows.
    pub shown: String,
}

/// The account of a sheet or a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// How many numbers there are.
    pub numbers: u64,
    /// How many became figures.
    pub taken: u64,
    /// The others, by reason.
    pub left_out: BTreeMap<Reason, LeftOut>,
}

/// So many of the reasons that differ only in words of the table are told with these; a table may have thousands.
const NAMED: usize = 12;

impl Account {
    /// The reason as it is counted: beyond the first dozen without the table's own words.
    fn counted(&self, reason: Reason) -> Reason {
        let of = match &reason {
            Reason::Other(_) => Reason::Other,
            Reason::Footnote(_) => Reason::Footnote,
            Reason::Silent(_) => Reason::Silent,
            Reason::Undated(_) => Reason::Undated,
            Reason::OtherBase(_) => Reason::OtherBase,
            _ => return reason,
        };
        if self.left_out.contains_key(&reason) {
            return reason;
        }
        let alike = self.left_out.range(of(String::new())..).map(|(known, _)| known);
        let named = alike.take_while(|known| discriminant(*known) == discriminant(&reason)).take(NAMED).count();
        if named < NAMED { reason } else { of("…".to_string()) }
    }

    /// Notes a number that is left out.
    pub fn leave_out(&mut self, reason: Reason, place: impl FnOnce() -> (String, u64, String)) {
        // One label stands for all of its kind: a table may have hundreds.
        let least = match reason {
            Reason::NoName(_) => Some(Reason::NoName(String::new())),
            Reason::UnfitTime(_) => Some(Reason::UnfitTime(String::new())),
            Reason::Twice(_) => Some(Reason::Twice(String::new())),
            Reason::SilentRow(_) => Some(Reason::SilentRow(String::new())),
            Reason::TwoPlaces(..) => Some(Reason::TwoPlaces(String::new(), String::new())),
            Reason::FiscalYear(Fiscal::From(_)) => Some(Reason::FiscalYear(Fiscal::From(i32::MIN))),
            Reason::FiscalYear(Fiscal::Named(_)) => Some(Reason::FiscalYear(Fiscal::Named(i32::MIN))),
            _ => None,
        };
        let next = least.and_then(|least| self.left_out.range(least..).next()).map(|(known, _)| known.clone());
        let known = next.filter(|known| match (known, &reason) {
            (Reason::FiscalYear(known), Reason::FiscalYear(year)) => discriminant(known) == discriminant(year),
            _ => discriminant(known) == discriminant(&reason),
        });
        let reason = known.unwrap_or_else(|| self.counted(reason));
        match self.left_out.get_mut(&reason) {
            Some(left) => left.count += 1,
            None => {
                let (first, line, shown) = place();
                self.left_out.insert(reason, LeftOut { count: 1, first, line, shown });
            }
        }
    }

    /// Whether every number is accounted for.
    pub fn adds_up(&self) -> bool {
        self.taken + self.left_out.values().map(|left| left.count).sum::<u64>() == self.numbers
    }

    /// Adds another sheet's.
    pub fn add(&mut self, other: Account) {
        self.numbers += other.numbers;
        self.taken += other.taken;
        for (reason, left) in other.left_out {
            let reason = self.counted(reason);
            match self.left_out.get_mut(&reason) {
                Some(own) => own.count += left.count,
                None => {
                    self.left_out.insert(reason, left);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_of_footnotes_are_told_in_a_dozen_lines() {
        let account = |from: u64| {
            let mut account = Account { numbers: 5_000, ..Account::default() };
            for note in from..from + 5_000 {
                account.leave_out(Reason::Footnote(format!("{note}* as of {note}")), || ("A1".into(), note, "1".into()));
            }
            account
        };
        let mut all = account(0);
        assert_eq!((all.left_out.len(), all.adds_up()), (NAMED + 1, true));
        let rest = &all.left_out[&Reason::Footnote("…".into())];
        assert_eq!((rest.count, rest.line), (5_000 - NAMED as u64, NAMED as u64));
        all.add(account(5_000));
        assert_eq!((all.left_out.len(), all.adds_up()), (NAMED + 1, true));
    }
}
