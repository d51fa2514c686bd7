//! Rows into entries, one at a time: one [`Entry`] is filled again and again, and what a code means is remembered.

mod named;

use super::Stopped;
use super::account::Account;
use super::defaults::Defaults;
use super::layout::{Indicator, Role};
use super::letters::Letters;
use super::meaning::{self, Standing};
use super::memory::Memory;
use super::number::{Printed, printed};
use super::plan::Plan;
use super::when;
use crate::figures::Refusal;
use crate::names::Names;
use crate::tables::{Entry, Given};
use crate::words::DecimalMark;
use csv::ByteRecord;
use std::rc::Rc;

/// Takes the entries.
pub(super) type Sink<'a> = &'a mut dyn FnMut(&Entry) -> std::io::Result<()>;

/// Why a row is no entry.
#[derive(Clone, Debug)]
enum Fate {
    /// For a reason that is counted.
    LeftOut(String),
    /// It cannot be understood.
    Refused(Box<Wrong>),
}

/// What is wrong with one cell.
#[derive(Clone, Debug)]
struct Wrong {
    column: Option<String>,
    cell: String,
    found: String,
    expected: String,
    instead: Vec<String>,
}

type Learnt<T> = Memory<Result<T, Fate>>;

/// What codes of a row's columns mean, as far as they were seen.
#[derive(Default)]
struct Seen {
    reporter: Learnt<String>,
    partner: Learnt<String>,
    flow: Learnt<String>,
    product: Learnt<String>,
    prefix: Learnt<String>,
    indicator: Learnt<Rc<Indicator>>,
    period: Learnt<String>,
    frequency: Memory<Option<char>>,
    unit: Learnt<(&'static str, String)>,
    scale: Learnt<&'static str>,
    standing: Memory<Standing>,
    source: Learnt<String>,
    is_total: Vec<Memory<bool>>,
    apart: Vec<Memory<String>>,
}

/// Makes entries of records.
pub(super) struct Rows<'a> {
    file: &'a str,
    plan: Plan,
    names: &'static Names,
    letters: Letters,
    seen: Seen,
    defaults: Defaults,
    /// The first value of each column that nobody explained.
    first: Vec<Option<Vec<u8>>>,
    /// Says nothing.
    no_indicator: Rc<Indicator>,
    /// The unknown indicator that stands in every row, where the flow is told otherwise.
    only_indicator: Option<Vec<u8>>,
    comma: Option<bool>,
    mark: Option<DecimalMark>,
    entry: Entry,
    number: String,
    key: Vec<u8>,
    beside: Vec<u64>,
    place: &'static str,
    account: Account,
}

/// The first cell of these columns that holds something.
fn cell<'r>(record: &'r ByteRecord, columns: &[usize]) -> &'r [u8] {
    columns.iter().filter_map(|&at| record.get(at)).map(<[u8]>::trim_ascii).find(|cell| !cell.is_empty()).unwrap_or(b"")
}

fn set(field: &mut String, text: &str) {
    field.clear();
    field.push_str(text);
}

/// A number's digits, a million times: formatting takes several times as long.
fn push_number(text: &mut String, mut number: u64) {
    // A number of 64 bits has twenty digits at most.
    let mut digits = [b'0'; 20];
    let mut begin = digits.len() - 1;
    digits[begin] += (number % 10) as u8;
    while number > 9 {
        number /= 10;
        begin -= 1;
        digits[begin] += (number % 10) as u8;
    }
    text.extend(digits[begin..].iter().map(|digit| char::from(*digit)));
}

impl<'a> Rows<'a> {
    /// Begins with a plan. `comma`: whether a comma parts decimals, where that is known. `place`: what rows are called (`line`).
    pub fn new(
        file: &'a str,
        plan: Plan,
        given: &Given,
        names: &'static Names,
        letters: Letters,
        comma: Option<bool>,
        place: &'static str,
    ) -> Rows<'a> {
        let layout = &plan.layout;
        let said = match (given.decimal, &*layout.decimal) {
            (Some(DecimalMark::Comma), _) | (None, "comma") => Some(DecimalMark::Comma),
            (Some(DecimalMark::Point), _) | (None, "point") => Some(DecimalMark::Point),
            _ => None,
        };
        let defaults = Defaults::of(layout, given, names);
        let seen = Seen {
            is_total: plan.totals.iter().map(|_| Memory::default()).collect(),
            apart: plan.apart.iter().map(|_| Memory::default()).collect(),
            ..Seen::default()
        };
        let mut account = Account { format: layout.name.clone(), unused: plan.unused.clone(), ..Account::default() };
        account.layout = plan.resolved.clone();
        account.columns = plan.told(given);
        account.notices = plan.overruled(given);
        if layout.fixed_for(Role::Scale).is_empty()
            && given.scale.is_none()
            && plan.columns(Role::Scale).is_empty()
            && plan.columns(Role::Unit).is_empty()
        {
            account.notice(format!("{file} does not say that its numbers are thousands or millions: whole units are taken"));
        }
        if plan.columns(Role::Partner).is_empty() && defaults.partner.is_empty() {
            account.notice(format!("{file} names no partner: the world is taken"));
        }
        let entry = Entry { measure: "level".to_string(), ..Entry::default() };
        let (first, beside) = (vec![None; plan.unexplained.len()], vec![0; plan.beside.len()]);
        let comma = said.map(|mark| mark == DecimalMark::Comma).or(comma);
        let (number, key, only_indicator) = (String::new(), Vec::new(), None);
        Rows {
            file,
            plan,
            names,
            letters,
            seen,
            defaults,
            first,
            no_indicator: Rc::default(),
            only_indicator,
            comma,
            mark: said,
            entry,
            number,
            key,
            beside,
            place,
            account,
        }
    }

    /// One record, which stands at this line (or place).
    pub fn take(&mut self, record: &ByteRecord, line: u64, sink: Sink<'_>) -> Result<(), Stopped> {
        self.account.rows += 1;
        for ((at, _), count) in self.plan.beside.iter().zip(&mut self.beside) {
            *count += u64::from(record.get(*at).is_some_and(|cell| cell.iter().any(u8::is_ascii_digit)));
        }
        let fate = match self.same_everywhere(record, line)? {
            Some(fate) => Err(fate),
            None => self.fill(record),
        };
        match fate {
            Ok(()) => {
                set(&mut self.entry.whereabouts, self.place);
                self.entry.whereabouts.push(' ');
                push_number(&mut self.entry.whereabouts, line);
                self.entry.line = line;
                sink(&self.entry).map_err(Stopped::Sink)?;
                self.account.imported += 1;
            }
            Err(Fate::LeftOut(reason)) => self.account.leave_out(&reason),
            Err(Fate::Refused(wrong)) => {
                let Wrong { column, cell, found, expected, instead } = *wrong;
                let at = 0..cell.len();
                let refusal =
                    Refusal { line: Some(line), column, cell, at, instead, ..Refusal::of_file(self.file, found, expected) };
                self.account.refuse(refusal);
            }
        }
        Ok(())
    }

    /// What became of the rows.
    pub fn account(mut self) -> Account {
        for ((at, why), count) in self.plan.beside.iter().zip(&self.beside) {
            if *count > 0 {
                self.account.beside.insert(format!("{}: {why}", self.plan.names[*at]), *count);
            }
        }
        for (at, first) in self.plan.unexplained.iter().zip(&self.first) {
            let Some(first) = first else { continue };
            let (column, value) = (&self.plan.names[*at], String::from_utf8_lossy(first).into_owned());
            self.account.notice(format!("the column {column} is not known; it has \"{value}\" in every row and was passed over"));
        }
        if let Some(notice) = self.account.unknown_flows_told() {
            self.account.notice(notice);
        }
        if let Some(notice) = self.letters.notice(self.file) {
            self.account.notice(notice);
        }
        debug_assert!(self.account.adds_up(), "{:?}", self.account);
        self.account
    }

    /// A row that cannot be one; and the end of the file, where a column that nobody explained tells rows apart.
    fn same_everywhere(&mut self, record: &ByteRecord, line: u64) -> Result<Option<Fate>, Stopped> {
        let width = self.plan.names.len();
        if record.iter().all(<[u8]>::is_empty) {
            return Ok(Some(Fate::LeftOut("an empty row".to_string())));
        }
        // Comtrade's downloads end each row, but not the header, with a comma.
        let is_filled = |at: usize| record.get(at).is_some_and(|cell| !cell.trim_ascii().is_empty());
        if record.len() < width || (width..record.len()).any(is_filled) {
            let found = format!("a row of {} cells under a header of {width}", record.len());
            let wrong =
                Wrong { column: None, cell: String::new(), found, expected: format!("{width} cells"), instead: Vec::new() };
            return Ok(Some(Fate::Refused(Box::new(wrong))));
        }
        for (&at, first) in self.plan.unexplained.iter().zip(&mut self.first) {
            let value = record.get(at).unwrap_or(b"").trim_ascii();
            match first {
                Some(first) if first == value => {}
                None => *first = Some(value.to_vec()),
                Some(first) => {
                    let (before, value) = (String::from_utf8_lossy(first), String::from_utf8_lossy(value));
                    let column = &self.plan.names[at];
                    let found =
                        format!("the column {column} tells rows apart and is not known here: \"{before}\", then \"{value}\"");
                    let code = before.split(": ").next().unwrap_or("");
                    let instead = vec![
                        format!("in a file for --layout: [totals] {column} = [{code:?}]"),
                        format!("in a file for --layout: [apart.{column}] into = \"product\""),
                    ];
                    let refusal = Refusal::of_file(self.file, found, "rows of one kind, or a layout that says which count");
                    let (column, at) = (Some(column.clone()), 0..value.len());
                    let cell = value.into_owned();
                    return Err(Refusal { line: Some(line), column, cell, at, instead, ..refusal }.into());
                }
            }
        }
        Ok(None)
    }

    /// Fills the entry from a record.
    fn fill(&mut self, record: &ByteRecord) -> Result<(), Fate> {
        self.is_whole(record)?;
        self.number(record)?;
        let indicator = self.indicator(record)?;
        self.standing(record)?;
        self.period(record)?;
        self.countries(record)?;
        self.flow(record, &indicator)?;
        self.product(record)?;
        self.unit(record, &indicator)?;
        self.source(record)
    }

    /// Whether the row tells, and of a whole.
    fn is_whole(&mut self, record: &ByteRecord) -> Result<(), Fate> {
        let layout = &self.plan.layout;
        let action = cell(record, self.plan.columns(Role::Action));
        if !action.is_empty() && layout.code(Role::Action, &String::from_utf8_lossy(action)) == Some("delete") {
            return Err(Fate::LeftOut("a row that takes something back".to_string()));
        }
        for ((at, totals), memory) in self.plan.totals.iter().zip(&mut self.seen.is_total) {
            let value = record.get(*at).unwrap_or(b"").trim_ascii();
            let is_total = memory.recall(value, || {
                let text = String::from_utf8_lossy(value);
                let (code, _) = meaning::code_and_name(&text, layout);
                value.is_empty() || totals.iter().any(|total| total.eq_ignore_ascii_case(code))
            });
            if !is_total {
                return Err(Fate::LeftOut(format!("{} is not {}: a part of a whole", self.plan.names[*at], totals.join(", "))));
            }
        }
        Ok(())
    }

    fn number(&mut self, record: &ByteRecord) -> Result<(), Fate> {
        let value = cell(record, self.plan.columns(Role::Value));
        let Ok(text) = std::str::from_utf8(value) else {
            return Err(self.wrong(Role::Value, value, "no number".to_string(), "a number"));
        };
        let wrong = |rows: &Self, found: String, expected: &str| Err(rows.wrong(Role::Value, value, found, expected));
        let mark = match printed(text.trim(), self.comma, &mut self.number) {
            Printed::Nothing => return Err(Fate::LeftOut("no value".to_string())),
            Printed::Words => return wrong(self, format!("\"{}\" is no number", short(text)), "a number as machines print it"),
            Printed::TwoWays => {
                let both = [text.replace(',', ""), text.replace(',', ".")];
                let found = format!("\"{text}\" can be read as {} and as {}", both[0], both[1]);
                let Err(Fate::Refused(mut refused)) = wrong(self, found, "one reading") else { return Ok(()) };
                refused.instead = both.into();
                return Err(Fate::Refused(refused));
            }
            Printed::Number(mark) => mark,
        };
        match (mark, self.mark) {
            (Some(mark), Some(before)) if mark != before => {
                let (here, there) = if mark == DecimalMark::Comma { ("comma", "point") } else { ("point", "comma") };
                let found = format!("\"{text}\" has a decimal {here}, in a file whose numbers have a decimal {there}");
                wrong(self, found, "one decimal mark")
            }
            (Some(mark), None) => {
                self.mark = Some(mark);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// What a code that tells flow and unit in one says. An unknown one is passed over where it stands in every row and the flow is told otherwise.
    fn indicator(&mut self, record: &ByteRecord) -> Result<Rc<Indicator>, Fate> {
        let Rows { plan, seen, letters, names, defaults, no_indicator, .. } = self;
        let value = cell(record, plan.columns(Role::Indicator));
        if value.is_empty() {
            return Ok(no_indicator.clone());
        }
        let layout = &plan.layout;
        let otherwise = !plan.columns(Role::Flow).is_empty() || !defaults.flow.is_empty();
        let column = || plan.name_of(Role::Indicator).unwrap_or_default();
        let learnt = seen.indicator.recall(value, || {
            let Some(text) = letters.text(value, names) else { return Err(no_letters(value)) };
            let (code, name) = meaning::code_and_name(&text, layout);
            let known = |text: &str| layout.indicators.iter().find(|(known, _)| known.eq_ignore_ascii_case(text));
            if let Some((_, indicator)) = known(code).or_else(|| known(name)) {
                let reason = format!("{} {code}: {}", column(), indicator.left_out);
                return if indicator.left_out.is_empty() { Ok(Rc::new(indicator.clone())) } else { Err(Fate::LeftOut(reason)) };
            }
            match meaning::flow(&text, layout, names) {
                (flow, true) => Ok(Rc::new(Indicator { flow, ..Indicator::default() })),
                // A sign that it is unknown; no file writes it.
                _ if otherwise => Ok(Rc::new(Indicator { left_out: UNKNOWN.to_string(), ..Indicator::default() })),
                _ => Err(Fate::LeftOut(format!("{} {code}: no trade figure is known by it", column()))),
            }
        });
        let learnt = learnt.clone()?;
        if learnt.left_out != UNKNOWN {
            return Ok(learnt);
        }
        let column = column();
        match &self.only_indicator {
            Some(only) if only != value => {
                let only = String::from_utf8_lossy(only);
                let found = format!("{column} tells rows apart and this one is not known here; rows before have \"{only}\"");
                Err(self.wrong(Role::Indicator, value, found, "a layout that says what it means under [indicators]"))
            }
            _ => {
                self.only_indicator = Some(value.to_vec());
                let value = String::from_utf8_lossy(value).into_owned();
                self.account.notice(format!("{column} \"{value}\" is not known and was passed over"));
                Ok(self.no_indicator.clone())
            }
        }
    }

    fn standing(&mut self, record: &ByteRecord) -> Result<(), Fate> {
        let Rows { plan, seen, entry, names, defaults, .. } = self;
        set(&mut entry.status, &defaults.status);
        entry.note.clear();
        let value = cell(record, plan.columns(Role::Status));
        if value.is_empty() {
            return Ok(());
        }
        let standing = seen.standing.recall(value, || {
            let column = plan.name_of(Role::Status).unwrap_or_default();
            meaning::standing(&lossy(value), &column, &plan.layout, names)
        });
        if standing.is_missing {
            return Err(Fate::LeftOut("marked as missing".to_string()));
        }
        if standing.is_forecast {
            set(&mut entry.status, "forecast");
        }
        set(&mut entry.note, &standing.note);
        Ok(())
    }

    fn period(&mut self, record: &ByteRecord) -> Result<(), Fate> {
        let Rows { plan, seen, entry, key, defaults, .. } = self;
        let layout = &plan.layout;
        let code = cell(record, plan.columns(Role::Frequency));
        let frequency = if code.is_empty() {
            defaults.frequency
        } else {
            *seen.frequency.recall(code, || {
                let text = String::from_utf8_lossy(code);
                let (code, _) = meaning::code_and_name(&text, layout);
                layout.code(Role::Frequency, code).unwrap_or(code).chars().next()
            })
        };
        let value = cell(record, plan.columns(Role::Period));
        if value.is_empty() && !defaults.period.is_empty() {
            set(&mut entry.period, &defaults.period);
            return Ok(());
        }
        key.clear();
        key.push(frequency.map_or(b' ', |frequency| u8::try_from(frequency).unwrap_or(b'?')));
        key.extend_from_slice(value);
        let learnt = seen.period.recall(key, || {
            let text = String::from_utf8_lossy(value);
            let (code, _) = meaning::code_and_name(&text, layout);
            let wrong = |found: String, instead: Vec<String>| {
                let expected = "a year, half, quarter or month".to_string();
                let (column, cell) = (plan.name_of(Role::Period), short(&text));
                Err(Fate::Refused(Box::new(Wrong { column, cell, found, expected, instead })))
            };
            match when::told(&text, frequency).or_else(|| when::told(code, frequency)) {
                Some(when::Told::Period(period)) => Ok(period.to_string()),
                Some(when::Told::TooShort) => Err(Fate::LeftOut("a week or a day: no period of trade statistics".to_string())),
                Some(when::Told::Day(year, month)) => {
                    let found = format!("\"{text}\" is a day: it may stand for {year} and for {month}");
                    wrong(found, vec!["in a file for --layout: [fixed] frequency = \"A\"".into(), "frequency = \"M\"".into()])
                }
                None => wrong(format!("\"{}\" is no period", short(&text)), Vec::new()),
            }
        });
        match learnt {
            Ok(period) => set(&mut entry.period, period),
            Err(fate) => return Err(fate.clone()),
        }
        Ok(())
    }

    fn wrong(&self, role: Role, cell: &[u8], found: String, expected: &str) -> Fate {
        let (column, cell) = (self.plan.name_of(role), short(&String::from_utf8_lossy(cell)));
        Fate::Refused(Box::new(Wrong { column, cell, found, expected: expected.to_string(), instead: Vec::new() }))
    }
}

const UNKNOWN: &str = "\0unknown";

fn no_letters(cell: &[u8]) -> Fate {
    let cell = short(&String::from_utf8_lossy(cell));
    let found = "a byte that is no letter".to_string();
    Fate::Refused(Box::new(Wrong {
        column: None,
        cell,
        found,
        expected: "text in one encoding: save it as UTF-8".to_string(),
        instead: Vec::new(),
    }))
}

/// A cell's text where only codes matter: what is no letter shows as a sign for that.
fn lossy(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).replace('\0', "\u{fffd}")
}

/// As much of a cell as a message needs, on one line.
fn short(text: &str) -> String {
    const MOST: usize = 200;
    let text = text.replace(['\n', '\r', '\t', '\0'], " ");
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
