//! A sheet, understood: every number with all that its sheet says of it, as an entry, or left out for a reason.

use super::account::{Account, Missing, Reason};
use super::columns::{Columns, Role, columns, side_by_side};
use super::content::{Content, Contents, Value};
use super::facts::Facts;
use super::given::{Given, Growth};
use super::growths::{self, Known, Proved, base_of, grew};
use super::label::{Base, Kind, Meaning, UnitSaid};
use super::outline::{Table, outline};
use super::rows::{RowSaid, rows};
use super::sums::{Memberships, Sums, sums};
use super::titles::{context, facts_of_sheet, footnotes, given_unit, taken_over, texts, titles};
use super::{Entry, Grid, address};
use crate::exact::MOST_PLACES;
use crate::figures::{Flow, Status};
use crate::names::{Names, Place};
use crate::period::Period;
use std::collections::BTreeMap;

/// Behind the point a figures file holds so many places.
const PLACES: u8 = MOST_PLACES as u8;

/// The world, where a table's rows are countries and one of them names none.
const WORLD: &str = "World";
/// Growths are set beside amounts in so many ways at most.
const MOST_TRIES: usize = 5_000_000;

/// A sheet of a book.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// Its cells.
    pub grid: &'a Grid,
    /// Whether the book has others: places are then told with the sheet's name.
    pub is_one_of_several: bool,
    /// Who published it: what was said, else the file's name.
    pub source: &'a str,
    /// Which partners are in which groups, as all sheets together prove.
    pub memberships: &'a Memberships,
}

/// What was understood of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Understood {
    /// Its tables, from top to bottom.
    pub tables: Vec<TableSaid>,
    /// Where its numbers went.
    pub account: Account,
    /// Names that are in no list, and stay as text.
    pub unknown: Vec<String>,
    /// What the person should know, a sentence each.
    pub notices: Vec<String>,
}

/// What was understood of one table.
#[derive(Clone, Debug)]
pub struct TableSaid {
    /// Rows and columns it was found in.
    pub outline: Table,
    /// Its columns.
    pub columns: Columns,
    /// What titles, the sheet's name and the person say of all its numbers.
    pub context: Facts,
    /// Its titles as written.
    pub titles: Vec<String>,
    /// How many of its numbers became figures.
    pub taken: u64,
    /// Its first figures.
    pub first: Vec<Entry>,
    /// Which of its rows add up to which.
    pub sums: Sums,
}

/// Understands a sheet; each figure goes to `sink` as it is made.
///
/// # Errors
/// What `sink` returns ends it.
pub fn understand<E>(
    sheet: &Sheet,
    given: &Given,
    names: &Names,
    sink: &mut dyn FnMut(&Entry) -> Result<(), E>,
) -> Result<Understood, E> {
    let contents = Contents::of(sheet.grid, given, names);
    let mut understood = Understood::default();
    let place = |row: u32, column: u32| place(sheet, row, column);
    let leave = |account: &mut Account, row: u32, reason: &Reason, is_left: &dyn Fn(u32) -> bool| {
        for (column, content) in contents.row(row) {
            if is_numeric(&content) && is_left(column) {
                account.numbers += 1;
                account.leave_out(reason.clone(), || (place(row, column), u64::from(row) + 1, sheet.grid.shown(row, column)));
            }
        }
    };
    let outline = outline(&contents);
    let by_sheet = facts_of_sheet(&sheet.grid.name, names);
    let notes = footnotes(&contents, outline.tables.iter().flat_map(|table| &table.titles).chain(&outline.below));
    let mut titles_above = Facts::default();
    let mut before: Option<Columns> = None;
    for table in outline.tables.into_iter().flat_map(|table| apart(&contents, table, given)) {
        let is_own = |column: u32| table.holds(column);
        for &row in &table.titles {
            leave(&mut understood.account, row, &Reason::Outside, &is_own);
        }
        for &row in &table.header {
            leave(&mut understood.account, row, &Reason::Header, &is_own);
        }
        let columns = columns(&contents, &table, given, before.as_ref());
        let titled = titles(&contents, &table, &columns).within(&taken_over(&contents, &table, &titles_above));
        let (mut context, mut notices) = context(titled.clone().within(&by_sheet), given);
        if context.partner.is_some() && context.partner == context.reporter {
            context.partner = None;
        }
        // "Georgia external trade": of whom, and not of what; the person says who reports.
        if let Some(country) = context.qualifier.as_deref().and_then(|words| names.country(words)).map(str::to_string) {
            let is_known = context.reporter.as_ref().is_none_or(|reporter| *reporter == country);
            if is_known && context.partner.is_none() {
                context.qualifier = None;
                context.partner = Some(country).filter(|country| context.reporter.as_ref() != Some(country));
            }
        }
        understood.notices.append(&mut notices);
        // Where columns say what they are, one that does not is not what titles and flags say of all.
        let levels = || columns.values.iter().filter(|value| matches!(value.facts.kind, None | Some(Kind::Level)));
        if levels().any(|value| value.facts.flow.is_some()) {
            if let Some(flow) =
                given.flow.as_ref().filter(|flow| levels().any(|value| value.facts.flow.as_ref().is_some_and(|own| own != *flow)))
            {
                understood.notices.push(format!("columns say their flow themselves; --flow {flow} is not used for them"));
            }
            context.flow = None;
        }
        if levels().any(|value| value.facts.period.is_some()) {
            context.period = None;
        }
        let mut said = TableSaid {
            titles: texts(&contents, &table.titles),
            outline: table,
            columns,
            context,
            taken: 0,
            first: Vec::new(),
            sums: Sums::default(),
        };
        take(&contents, names, sheet, given, &notes, &mut said, &mut understood, sink)?;
        titles_above = Facts { period: None, months: None, ..titled };
        before = Some(said.columns.clone());
        understood.tables.push(said);
    }
    for row in outline.below {
        leave(&mut understood.account, row, &Reason::Outside, &|_| true);
    }
    understood.notices.sort();
    understood.notices.dedup();
    understood.unknown.sort();
    understood.unknown.dedup();
    Ok(understood)
}

/// A table, or the tables that stand side by side in it.
fn apart(contents: &Contents, table: Table, given: &Given) -> Vec<Table> {
    let begins = side_by_side(&columns(contents, &table, given, None));
    if begins.is_empty() {
        return vec![table];
    }
    let firsts = std::iter::once(0).chain(begins.iter().copied());
    let nexts = begins.iter().copied().chain([u32::MAX]);
    firsts.zip(nexts).map(|span| Table { span: Some(span), ..table.clone() }).collect()
}

/// The account of a sheet that is not read: all its numbers are left out.
pub fn unread(sheet: &Sheet, given: &Given, names: &Names, reason: &Reason) -> Account {
    let contents = Contents::of(sheet.grid, given, names);
    let mut account = Account::default();
    for row in contents.rows() {
        for (column, _) in contents.row(row).filter(|(_, content)| is_numeric(content)) {
            account.numbers += 1;
            account.leave_out(reason.clone(), || (place(sheet, row, column), u64::from(row) + 1, sheet.grid.shown(row, column)));
        }
    }
    account
}

/// Takes the numbers of one table.
#[expect(clippy::too_many_arguments, reason = "one step, cut out of `understand` to be read by itself")]
fn take<E>(
    contents: &Contents,
    names: &Names,
    sheet: &Sheet,
    given: &Given,
    notes: &BTreeMap<String, String>,
    said: &mut TableSaid,
    understood: &mut Understood,
    sink: &mut dyn FnMut(&Entry) -> Result<(), E>,
) -> Result<(), E> {
    let rows = rows(contents, &said.outline, &said.columns);
    said.sums = sums(contents, &rows, &said.columns);
    let proved = proved_growths(contents, &rows, said);
    let has_partners = said.columns.labels.iter().any(|label| label.role == Role::Partner)
        || said.columns.values.iter().any(|value| value.facts.partner.is_some());
    let is_group = |partner: &String| names.place(partner) == Some(Place::Group);
    let names_group = said.context.partner.clone().filter(|partner| is_group(partner) && given.partner.is_none());
    let group_of_title =
        names_group.filter(|group| !rows.iter().any(|row| row.facts.partner.as_ref() == Some(group))).filter(|_| has_partners);
    let says_reporter = said.context.reporter.is_some()
        || said.columns.labels.iter().any(|label| label.role == Role::Reporter)
        || given.partner.is_some();
    let is_country = |partner: &String| matches!(names.place(partner), Some(Place::Country | Place::Historic));
    let country_of_title = said.context.partner.clone().filter(|partner| is_country(partner) && !says_reporter);
    let is_country_titled = given.partner.is_none() && said.context.partner.as_ref().is_some_and(is_country);
    let levels = || said.columns.values.iter().filter(|value| matches!(value.facts.kind, None | Some(Kind::Level)));
    let others_say = (levels().any(|value| value.facts.flow.is_some()), levels().any(|value| value.facts.period.is_some()));
    let values: BTreeMap<u32, usize> = said.columns.values.iter().enumerate().map(|(at, value)| (value.column, at)).collect();
    let mut labelled = rows.iter().peekable();
    let mut entry = Entry::default();
    let mut has_reporter = false;
    for &row in &said.outline.rows {
        let row_said = labelled.next_if(|said| said.row == row);
        for (column, content) in contents.row(row).filter(|(column, _)| said.outline.holds(*column)) {
            let is_in_words = || matches!(&content, Content::Words(said) if says_a_number(said));
            if !(is_numeric(&content) || values.contains_key(&column) && is_in_words()) {
                continue;
            }
            understood.account.numbers += 1;
            let at = || (place(sheet, row, column), u64::from(row) + 1, sheet.grid.shown(row, column));
            let (Some(&index), Some(row_said)) = (values.get(&column), row_said) else {
                understood.account.leave_out(Reason::Label, at);
                continue;
            };
            let said_here = Here {
                row: row_said,
                column: &said.columns.values[index],
                proved: proved[index],
                grew: proved[index].and_then(|proved| grew(&said.columns, row_said, proved)),
                has_partners,
                group_of_title: group_of_title.as_ref(),
                country_of_title: country_of_title.as_ref(),
                others_say,
                is_country_titled,
            };
            match fill(&mut entry, &content, &said_here, &said.context, given, notes) {
                Err(_) if !is_numeric(&content) => understood.account.leave_out(Reason::InWords, at),
                Err(reason) => understood.account.leave_out(reason, at),
                Ok(()) => {
                    has_reporter |= !entry.reporter.is_empty() || entry.measure == "rate";
                    entry.whereabouts = place(sheet, row, column);
                    entry.id.clone_from(&entry.whereabouts);
                    entry.source.clear();
                    entry.source.push_str(sheet.source);
                    add_memberships(&mut entry, sheet.memberships);
                    sink(&entry)?;
                    understood.account.taken += 1;
                    said.taken += 1;
                    if said.first.len() < 5 {
                        said.first.push(entry.clone());
                    }
                    if let Some(name) = &row_said.unknown
                        && understood.unknown.last() != Some(name)
                    {
                        understood.unknown.push(name.clone());
                    }
                }
            }
        }
    }
    if said.taken > 0 && !has_reporter {
        understood.notices.push("no reporter is named; --reporter says whose statistics these are".to_string());
    }
    Ok(())
}

/// Whether words in a column of numbers hold a number: `9.9 bn USD`, `<0,1`.
fn says_a_number(said: &Meaning) -> bool {
    said.when.is_none() && said.text.chars().any(|c| c.is_ascii_digit())
}

/// The group of the entry's partner; of the world, that all its parts are there.
fn add_memberships(entry: &mut Entry, memberships: &Memberships) {
    if entry.measure != "level" {
        return;
    }
    if let Some(group) = memberships.group_of.get(&entry.partner) {
        entry.group.push_str(group);
    }
    let is_complete = || memberships.complete.contains(&Some(entry.flow.clone()));
    if entry.partner == WORLD && entry.product.is_empty() && is_complete() {
        entry.parts.push_str("partners");
    }
}

/// What is known of one number.
struct Here<'a> {
    row: &'a RowSaid,
    column: &'a super::columns::ValueColumn,
    proved: Option<Proved>,
    /// Of a proved growth: when, and since when.
    grew: Option<(Option<Period>, Base)>,
    has_partners: bool,
    group_of_title: Option<&'a String>,
    /// A country that the title names, where nobody says who reports.
    country_of_title: Option<&'a String>,
    /// Whether other columns say their flow or their period.
    others_say: (bool, bool),
    /// Whether the title's partner is a country, not a group.
    is_country_titled: bool,
}

impl Here<'_> {
    /// Whether the title names a country as partner, and the row another.
    fn title_conflicts(&self, context: &Facts, row: &str) -> bool {
        let of_title = context.partner.as_deref().filter(|partner| *partner != WORLD && self.is_country_titled);
        of_title.is_some_and(|partner| partner != row)
    }
}

/// Makes the entry of a number, but for its place.
fn fill(
    entry: &mut Entry,
    content: &Content,
    here: &Here,
    context: &Facts,
    given: &Given,
    notes: &BTreeMap<String, String>,
) -> Result<(), Reason> {
    let value = match content {
        Content::Number(value) => *value,
        _ => return Err(Reason::TwoWays),
    };
    if let Some(label) = &here.row.unclear {
        return Err(Reason::NoName(label.clone()));
    }
    if here.column.is_unclear {
        return Err(Reason::NoName(here.column.text.clone()));
    }
    if let Some(country) = here.country_of_title {
        return Err(Reason::WhichRole(country.clone()));
    }
    let mut of_column = here.column.facts.clone();
    match (&here.row.facts.partner, &of_column.partner) {
        // "Total" over a column is all of the row's.
        (Some(_), Some(column)) if column == WORLD => of_column.partner = None,
        (Some(row), None) if here.has_partners && row != WORLD && here.title_conflicts(context, row) => {
            return Err(Reason::TwoPlaces(row.clone(), context.partner.clone().unwrap_or_default()));
        }
        (Some(row), Some(column)) if row != column => return Err(Reason::TwoPlaces(row.clone(), column.clone())),
        _ => {}
    }
    let near = of_column.within(&here.row.facts);
    let says_unit = near.unit.is_some() || (context.unit.is_some() && given.unit.is_none()) || given.scale.is_some();
    let partner = partner(&near, context, here)?;
    let is_plain = near.qualifier.is_none() || near.flow.as_ref().is_some_and(|flow| matches!(flow, Flow::Named(_)));
    let facts = near.within(context);
    if facts.is_unfit_time && here.grew.is_none() {
        return Err(Reason::UnfitTime);
    }
    if let Some(unit) = facts.unclear_unit.as_ref().filter(|_| given.unit.is_none()) {
        return Err(Reason::UnclearUnit(unit.clone()));
    }
    let of_everything = is_plain && (facts.qualifier.is_none() || matches!(facts.flow, Some(Flow::Named(_))));
    if let Some(words) = facts.qualifier.as_ref().filter(|_| !of_everything && facts.product.is_none()) {
        return Err(Reason::Qualified(words.clone()));
    }
    let is_percent = value.is_percent || facts.unit.as_ref().is_some_and(|unit| unit.unit == "%");
    let kind = match (facts.kind, is_percent) {
        (Some(Kind::Level) | None, true) => return Err(Reason::NoKind),
        (None, false) => Kind::Level,
        (Some(kind), _) => kind,
    };
    if kind == Kind::Other {
        return Err(Reason::Other(here.column.text.clone()));
    }
    let (period, base) = match &here.grew {
        Some((period, base)) if facts.when().is_none() || facts.base.is_none() => (*period, Some(base.clone())),
        Some(_) => (facts.when(), facts.base.clone()),
        None => (facts.when(), facts.base.clone()),
    };
    let has_unit =
        kind != Kind::Level || facts.unit.as_ref().is_some_and(|unit| !unit.unit.is_empty() || !unit.choices.is_empty());
    let (Some(flow), Some(period), true) = (facts.flow.as_ref(), period, has_unit) else {
        let all = [(facts.flow.is_none(), Missing::Flow), (period.is_none(), Missing::Period), (!has_unit, Missing::Unit)];
        let (flows, periods) = here.others_say;
        if (facts.flow.is_none() && flows) || (period.is_none() && periods) {
            return Err(Reason::Silent(here.column.text.clone()));
        }
        return Err(Reason::Missing(all.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, what)| what).collect()));
    };
    set(&mut entry.reporter, facts.reporter.as_deref().unwrap_or(""));
    set(&mut entry.partner, &partner);
    set(&mut entry.flow, &flow.to_string());
    set(&mut entry.product, facts.product.as_deref().filter(|product| *product != "TOTAL").unwrap_or(""));
    set(&mut entry.period, &period.to_string());
    set(&mut entry.base, "");
    set(&mut entry.parts, "");
    set(&mut entry.group, "");
    let status = match facts.status {
        Some(Status::Forecast) => "forecast",
        Some(Status::Target) => "target",
        Some(Status::Reported | Status::Official) | None => "official",
    };
    set(&mut entry.status, status);
    let mark = value.mark.map(String::from).or(facts.mark);
    set(&mut entry.note, mark.as_deref().map_or("", |mark| notes.get(mark).map_or(mark, String::as_str)));
    let unit = facts.unit.filter(|unit| unit.unit != "%");
    set(&mut entry.currency, "");
    match kind {
        Kind::Level => {
            if let Some(unit) = unit.as_ref().filter(|unit| unit.unit.is_empty() && !unit.choices.is_empty()) {
                return Err(Reason::WhichUnit(unit.choices.clone()));
            }
            let unit = if facts.unclear_unit.is_some() { given_unit(given) } else { unit };
            let Some(unit) = unit else { return Err(Reason::Missing([Missing::Unit].into())) };
            if !says_unit {
                return Err(Reason::NoScale);
            }
            if value.digits < 0 && matches!(flow, Flow::Exports | Flow::Imports | Flow::Turnover) {
                return Err(Reason::Negative);
            }
            set(&mut entry.measure, "level");
            let is_reversed = facts.is_deficit && *flow == Flow::Balance && value.digits > 0;
            let value = if is_reversed { Value { digits: -value.digits, ..value } } else { value };
            entry.stated = stated(value, &unit);
        }
        Kind::Rate => {
            set(&mut entry.measure, "rate");
            entry.stated = number(value.to_places(PLACES));
        }
        Kind::Share => {
            let is_of_itself = partner == WORLD || partner.is_empty();
            if is_of_itself && entry.product.is_empty() && facts.share_of.as_ref().is_none_or(|whole| whole == flow) {
                return Err(Reason::WholeOfItself);
            }
            if is_of_itself && let Some(whole) = facts.share_of.filter(|whole| whole != flow) {
                set(&mut entry.base, &whole.to_string());
            }
            set(&mut entry.measure, "share");
            set(&mut entry.currency, unit.as_ref().map_or("", |unit| &unit.unit));
            entry.stated = percent(value);
        }
        Kind::Index | Kind::Change | Kind::IndexOrChange => {
            // The amounts beside it say more than its name: "growth rate" may stand over 107.0.
            let growth = match (kind, here.proved, given.growth) {
                (_, Some(proved), _) => proved.growth,
                (Kind::Index, ..) => Growth::Index,
                (Kind::Change, ..) => Growth::Change,
                (_, None, Some(given)) => given,
                (_, None, None) => return Err(Reason::IndexOrChange),
            };
            set(&mut entry.measure, "growth");
            set(&mut entry.currency, unit.as_ref().map_or("", |unit| &unit.unit));
            if let Some(base) = base.map(|base| base_of(period, &base)).transpose()?.flatten() {
                set(&mut entry.base, &base.to_string());
            }
            entry.stated = match growth {
                Growth::Change => percent(value),
                Growth::Index => {
                    let hundred = 10_i64.checked_pow(u32::from(value.places)).and_then(|one| one.checked_mul(100));
                    let change = hundred.and_then(|hundred| value.digits.checked_sub(hundred)).ok_or(Reason::TwoWays)?;
                    if !entry.note.is_empty() {
                        entry.note.push_str("; ");
                    }
                    entry.note.push_str("printed as ");
                    entry.note.push_str(&number(value));
                    entry.note.push_str(" with 100 for no change");
                    percent(Value { digits: change, ..value })
                }
            };
        }
        Kind::Other => return Err(Reason::Other(here.column.text.clone())),
    }
    Ok(())
}

/// With whom: what row or column says; where rows are countries and this one names none, it is the world.
fn partner(near: &Facts, context: &Facts, here: &Here) -> Result<String, Reason> {
    if !here.has_partners {
        return Ok(near.partner.clone().or_else(|| context.partner.clone()).unwrap_or_default());
    }
    match (&near.partner, here.group_of_title) {
        (Some(partner), Some(group)) if partner == WORLD => Err(Reason::WhichTotal(group.clone())),
        (None, Some(group)) => Err(Reason::WhichTotal(group.clone())),
        (Some(partner), _) => Ok(partner.clone()),
        (None, None) => Ok(WORLD.to_string()),
    }
}

fn set(cell: &mut String, text: &str) {
    cell.clear();
    cell.push_str(text);
}

fn number(value: Value) -> String {
    super::grid::decimal(value.digits, value.places)
}

fn stated(value: Value, unit: &UnitSaid) -> String {
    let scale = if unit.scale == "1" { "" } else { &unit.scale };
    let space = if scale.is_empty() { "" } else { " " };
    // In whole units so many places fewer.
    let shifted = match scale {
        "thousand" => 3,
        "mn" => 6,
        "bn" => 9,
        "trillion" => 12,
        _ => 0,
    };
    format!("{}{space}{scale} {}", number(value.to_places(PLACES + shifted)), unit.unit)
}

/// A figures file holds a per cent as a fraction, which takes two places more.
fn percent(value: Value) -> String {
    format!("{}%", number(value.to_places(PLACES - 2)))
}

fn is_numeric(content: &Content) -> bool {
    matches!(content, Content::Number(_) | Content::TwoWays(_))
}

fn place(sheet: &Sheet, row: u32, column: u32) -> String {
    let cell = address(row, column);
    if sheet.is_one_of_several { format!("{}!{cell}", sheet.grid.name) } else { cell }
}

/// What the amounts of a table tell of each of its columns of growths.
fn proved_growths(contents: &Contents, rows: &[RowSaid], said: &TableSaid) -> Vec<Option<Proved>> {
    let by_row: BTreeMap<u32, &Facts> = rows.iter().map(|row| (row.row, &row.facts)).collect();
    let facts = |index: usize, row: u32| {
        let own = said.columns.values[index].facts.clone();
        by_row.get(&row).map_or_else(|| own.clone(), |facts| own.clone().within(facts))
    };
    let numbers: Vec<u32> = rows.iter().map(|row| row.row).collect();
    let values = &said.columns.values;
    let is_level = |index: &usize| matches!(values[*index].facts.kind, None | Some(Kind::Level));
    let levels: Vec<usize> = (0..values.len()).filter(is_level).collect();
    let of_level: Vec<_> = levels.iter().map(|&index| (values[index].column, move |row: u32| facts(index, row))).collect();
    let known: Vec<Known> = of_level.iter().map(|(column, facts)| Known { column: *column, facts }).collect();
    // Every growth is tried on every two columns of amounts: of hundreds of columns that would take minutes.
    if values.len().pow(3).saturating_mul(rows.len()) > MOST_TRIES {
        return vec![None; values.len()];
    }
    let prove = |(index, value): (usize, &super::columns::ValueColumn)| {
        if !growths::is_growth(&value.facts) {
            return None;
        }
        let of_growth = move |row: u32| facts(index, row);
        growths::proved(contents, &numbers, &Known { column: value.column, facts: &of_growth }, &known)
    };
    values.iter().enumerate().map(prove).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(table: &str) -> Vec<String> {
        let mut grid = Grid::new("");
        for (row, line) in (0..).zip(table.lines()) {
            for (column, cell) in (0..).zip(line.split(';')) {
                grid.push_text(row, column, cell);
            }
        }
        let names = Names::embedded().expect("names");
        let sheet = Sheet { grid: &grid, is_one_of_several: false, source: "t", memberships: &Memberships::default() };
        let mut entries = Vec::new();
        let understood = understand(&sheet, &Given::default(), names, &mut |entry: &Entry| {
            entries.push(format!("{}/{} {} {} {}", entry.reporter, entry.partner, entry.flow, entry.period, entry.stated));
            Ok::<(), ()>(())
        });
        assert!(understood.is_ok_and(|understood| understood.account.adds_up()));
        entries
    }

    #[test]
    fn an_empty_cell_of_a_record_is_empty_and_one_of_a_stub_is_the_one_above() {
        let records =
            "reporter;partner;flow;year;month;mn USD\nKAZ;Russia;Export;2023;1;690.1\nKAZ;Russia;Export;2023;;10207.4\n";
        assert_eq!(entries(records), ["KAZ/RUS exports 2023-01 690.1 mn USD", "KAZ/RUS exports 2023 10207.4 mn USD"]);
        let stub = "Country;Flow;2023, mn USD\nRussia;Exports;5.1\n;Imports;6.1\nChina;Exports;7.1\n;Imports;8.1\n";
        assert_eq!(entries(stub)[1], "/RUS imports 2023 6.1 mn USD");
    }

    #[test]
    fn tables_side_by_side_have_labels_of_their_own() {
        let two =
            "Exports, mn USD;;;Imports, mn USD;\nCountry;2023;;Country;2023\nRussia;1.1;;Russia;2.1\nChina;3.1;;China;4.1\n";
        assert_eq!(
            entries(two),
            [
                "/RUS exports 2023 1.1 mn USD",
                "/CHN exports 2023 3.1 mn USD",
                "/RUS imports 2023 2.1 mn USD",
                "/CHN imports 2023 4.1 mn USD"
            ]
        );
    }
}
