//! A sheet, surveyed: where its tables stand, what titles, columns and rows say, which rows add up to which. All but the numbers.

use super::table::TableSaid;
use crate::names::{Names, Place};
use crate::period::Period;
use crate::tables::cells::{Contents, Facts};
use crate::tables::found::titles::{context, facts_of_sheet, taken_over, texts, titles};
use crate::tables::found::{
    Beyond, Columns, Footnotes, Notes, RowSaid, Table, ValueColumn, columns, date_growths, lay, matrix, outline, rows,
    settle_codings, side_by_side,
};
use crate::tables::given::{Given, Role, TableLaid};
use crate::tables::proved::{Sums, sums, total_columns, turnovers, year_totals};
use crate::tables::sheet::Grid;
use std::rc::Rc;

/// What a sheet says around its numbers.
#[derive(Debug)]
pub struct Survey<'a> {
    pub(super) contents: Contents<'a>,
    /// From top to bottom.
    pub(super) tables: Vec<Surveyed>,
    /// Rows after the last table.
    pub(super) below: Vec<u32>,
    pub(super) notices: Vec<String>,
}

/// One table, none of its numbers taken yet, and what its rows say.
#[derive(Debug)]
pub(super) struct Surveyed {
    pub said: TableSaid,
    pub rows: Vec<RowSaid>,
    /// Rows that a layout cut off.
    pub beyond: Vec<u32>,
    /// What footnotes say of their marks.
    pub notes: Notes,
}

impl Survey<'_> {
    /// Which rows of each table add up to which.
    pub fn sums(&self) -> impl Iterator<Item = &Sums> {
        self.tables.iter().map(|table| &table.said.sums)
    }
}

/// Surveys a sheet.
pub fn survey<'a>(grid: &'a Grid, given: &'a Given, names: &'a Names) -> Survey<'a> {
    let contents = Contents::of(grid, given, names);
    let outline = outline(&contents);
    let by_sheet = facts_of_sheet(&grid.name, names);
    let footnotes =
        Rc::new(Footnotes::of(&contents, outline.tables.iter().flat_map(|table| &table.titles).chain(&outline.below)));
    let mut notices = Vec::new();
    let mut tables: Vec<Surveyed> = Vec::new();
    let mut titles_above = Facts::default();
    for (mut table, own) in outline.tables.into_iter().flat_map(|table| apart(&contents, table, given)) {
        let Beyond { rows: beyond, notices: mut of_layout } = lay(&contents, &mut table, given);
        notices.append(&mut of_layout);
        let above = tables.last().map(|above| &above.said.columns);
        let notes = Notes::of_table(&footnotes, &table);
        let mut columns = own.filter(|_| table.laid.is_none()).unwrap_or_else(|| columns(&contents, &table, given, above));
        let titled = titles(&contents, &table, &columns, &notes).within(&taken_over(&contents, &table, &titles_above));
        let by_sheet = as_used(&by_sheet, &titled, &columns, &mut notices, given);
        let around = titled.clone().within(&by_sheet);
        let by_titles = around.clone();
        let (context, mut of_titles) = context(around, given);
        notices.append(&mut of_titles);
        let says_when = |laid: &TableLaid| laid.columns.iter().any(|column| column.holds.period.is_some());
        if !table.laid.and_then(|laid| given.laid.tables.get(laid)).is_some_and(says_when) {
            doubt_bare_years(&mut columns, context.period);
        }
        let context = of_all(context, &columns, names);
        date_growths(&mut columns, &context);
        settle_codings(&contents, &table, &mut columns, context.coding);
        let is_matrix = matrix::orient(&mut columns, context.flow.as_ref(), given);
        // Where years begin is said once for all.
        let settle = |facts: &mut Facts| facts.begins = facts.begins.or(context.begins);
        columns.values.iter_mut().for_each(|value| settle(&mut value.facts));
        let mut rows = rows(&contents, &table, &columns, &context);
        turnovers(&contents, &columns, &mut rows);
        year_totals(&contents, &columns, &mut rows);
        total_columns(&contents, &rows, &mut columns);
        rows.iter_mut().for_each(|row| settle(&mut row.facts));
        let said = TableSaid {
            titles: texts(&contents, &table.titles),
            found: TableLaid::found(&contents, &table, &columns),
            sums: sums(&contents, &rows, &columns, context.flow.as_ref()),
            outline: table,
            columns,
            context,
            by_titles,
            is_matrix,
            taken: 0,
            first: Vec::new(),
        };
        titles_above = Facts { period: None, months: None, ..titled };
        tables.push(Surveyed { said, rows, beyond, notes });
    }
    Survey { contents, tables, below: outline.below, notices }
}

/// What titles, the sheet's name and the person say of all numbers of a table, beside what its columns say themselves.
fn of_all(mut context: Facts, columns: &Columns, names: &Names) -> Facts {
    if context.partner.is_some() && context.partner == context.reporter {
        context.partner = None;
    }
    // "Georgia external trade": of whom, and not of what; the person says who reports.
    let place = context.qualifier.as_deref().and_then(|words| names.country(words)).map(str::to_string);
    if let Some(group) = place.clone().filter(|place| names.place(place) == Some(Place::Group)) {
        // "EAEU trade": that of its members, or that with them.
        (context.unsure, context.qualifier) = (vec![group], None);
    } else if let Some(country) = place {
        let is_known = context.reporter.as_ref().is_none_or(|reporter| *reporter == country);
        if is_known && context.partner.is_none() {
            context.qualifier = None;
            context.partner = Some(country).filter(|country| context.reporter.as_ref() != Some(country));
        }
    }
    settle_sides(&mut context);
    // Where columns say what they are, one that does not is not what titles and flags say of all.
    let levels = || columns.values.iter().filter(|value| value.facts.is_of_amounts());
    if levels().any(|value| value.facts.flow.is_some()) {
        context.flow = None;
    }
    // A title's time is that of all where no column says another.
    let says_another = |value: &ValueColumn| value.facts.clone().within(&context).when() != context.when();
    if levels().any(|value| value.facts.period.is_some() && says_another(value)) {
        context.period = None;
    }
    context
}

/// `2022` and `2023` under "in January-June 2023": whole years, or those months of both. Where a column says months of its own, a bare year
/// is all of it.
fn doubt_bare_years(columns: &mut Columns, titled: Option<Period>) {
    let Some(part) = titled.filter(|titled| titled.months() < 12) else { return };
    let is_year = |facts: &Facts| facts.months.is_none() && facts.period.is_some_and(|period| period.months() == 12);
    let dated = || columns.values.iter().filter(|value| value.facts.period.is_some() || value.facts.months.is_some());
    let is_same = |value: &ValueColumn| value.facts.period.is_some_and(|period| period.first_year() == part.first_year());
    if dated().all(|value| is_year(&value.facts)) && dated().any(is_same) {
        for value in columns.values.iter_mut().filter(|value| is_year(&value.facts)) {
            value.may_be_part = Some(part);
        }
    }
}

/// A table with its columns, or the tables that stand side by side in it.
fn apart(contents: &Contents, table: Table, given: &Given) -> Vec<(Table, Option<Columns>)> {
    let columns = columns(contents, &table, given, None);
    let begins = side_by_side(&columns);
    if begins.is_empty() {
        // Without a header of its own its columns may be those of the table above.
        let is_headed = !table.header.is_empty();
        return vec![(table, Some(columns).filter(|_| is_headed))];
    }
    let firsts = std::iter::once(0).chain(begins.iter().copied());
    let nexts = begins.iter().copied().chain([u32::MAX]);
    firsts.zip(nexts).map(|span| (Table { span: Some(span), ..table.clone() }, None)).collect()
}

/// What is used of a sheet's name: a number is a code where the sheet speaks of codes of the Harmonized System, and a table's number elsewhere.
/// Where rows are commodities, it is none.
fn as_used(by_sheet: &Facts, titled: &Facts, columns: &Columns, notices: &mut Vec<String>, given: &Given) -> Facts {
    let mut used = by_sheet.clone();
    let has_products = columns.labels.iter().any(|label| label.role == Role::Product)
        || columns.values.iter().any(|value| value.facts.product.is_some());
    let Some(product) = used.product.take().filter(|_| !has_products && given.product.is_none() && titled.product.is_none())
    else {
        return used;
    };
    let is_code = product.bytes().all(|byte| byte.is_ascii_digit());
    if !is_code || titled.coding == Some("HS") {
        used.product = Some(product);
    } else if product != "TOTAL" && used.period.is_none() {
        // Of a sheet called "2001" nobody thinks that it is one.
        notices.push(format!("the sheet's name {product} is not taken for a commodity; --product {product} says that it is one"));
    }
    used
}

/// Of two countries that a title names side by side, the one is the reporter's partner.
fn settle_sides(context: &mut Facts) {
    let other = |known: &String| match &context.unsure[..] {
        [only] if only != known => Some(only.clone()),
        [one, other] if one == known => Some(other.clone()),
        [other, one] if one == known => Some(other.clone()),
        _ => None,
    };
    match (&context.reporter, &context.partner) {
        (Some(reporter), None) => context.partner = other(reporter),
        (None, Some(partner)) => context.reporter = other(partner),
        _ => {}
    }
    if !context.unsure.is_empty() && context.reporter.is_some() && context.partner.is_some() {
        (context.unsure, context.qualifier) = (Vec::new(), None);
    }
}
