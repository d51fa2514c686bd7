//! The header: which column is which, what fills empty cells, and which rows do not fit under it.

use super::separated::{Records, Remark};
use crate::figures::{Filling, Refusal, Sheet, SourceFile, Table};
use crate::names::{Column, Names};
use crate::words::DecimalMark;
use std::collections::{BTreeMap, BTreeSet};

pub const EXPECTED: &str = "a header with the columns period and stated, and a row for each statement";
pub const EXAMPLE: &str = "id,reporter,partner,flow,period,stated,source";

/// More rows than people state; a table of millions of them is another job.
const MOST_ROWS: usize = 1_000_000;

pub const DECIMAL: &str = "decimal";

/// Whether names head a figures file, in a text or on a sheet, rather than a table: what was stated, or a value with its hedge, and something of
/// whom or when.
pub fn is_of_figures<'n>(names_of_header: impl Iterator<Item = &'n str>, names: &Names) -> bool {
    let columns: BTreeSet<Column> = names_of_header.filter_map(|name| names.column(name)).collect();
    let states = columns.contains(&Column::Stated) || (columns.contains(&Column::Value) && columns.contains(&Column::Hedge));
    states && columns.len() > 1
}

/// What the command line sets for every file.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    defaults: BTreeMap<Column, Filling>,
    decimal: Option<DecimalMark>,
}

impl Settings {
    /// What fills the empty cells of each column.
    pub fn defaults(&self) -> &BTreeMap<Column, Filling> {
        &self.defaults
    }
}

/// What `--set` says.
pub fn settings(set: &[(String, String)], names: &Names) -> Result<Settings, Vec<Refusal>> {
    let mut settings = Settings::default();
    let mut refusals = Vec::new();
    for (name, value) in set {
        let refused = |found: String, expected: String| {
            let cell = format!("{name}={value}");
            Refusal { at: 0..cell.len(), cell, ..Refusal::of_file("--set", found, expected) }
        };
        if name.eq_ignore_ascii_case(DECIMAL) {
            match names.decimal_mark(value) {
                Some(mark) => settings.decimal = Some(mark),
                None => refusals.push(refused(format!("\"{value}\" is no decimal mark"), choices(DECIMAL, names))),
            }
        } else if let Some(column) = names.column(name) {
            if let Some(before) = settings.defaults.insert(column, Filling::set(value)) {
                let found = format!("a second default for {}; the first is \"{}\"", column.name(), before.value);
                refusals.push(refused(found, "one".to_string()));
            }
        } else {
            let near = names.column_near(name).map(|near| format!("{near}={value}"));
            let refusal = refused(format!("no column is called \"{name}\""), "a column of a figures file".to_string());
            refusals.push(Refusal { instead: near.into_iter().collect(), ..refusal });
        }
    }
    if refusals.is_empty() { Ok(settings) } else { Err(refusals) }
}

fn choices(column: &str, names: &Names) -> String {
    names.choices(column).join(" or ")
}

/// Puts records under their header. Rows that are wider than it are returned as refused.
///
/// # Errors
/// When the header lacks what is required, or names a column twice; the whole file is refused then.
pub fn sheet(
    file: SourceFile,
    records: Records,
    settings: &Settings,
    names: &Names,
    notices: &mut Vec<String>,
) -> Result<(Sheet, Vec<Refusal>), Vec<Refusal>> {
    let Settings { mut defaults, decimal } = settings.clone();
    let from_file = remarks(&file.path, &records.remarks, names, notices)?;
    for (column, filling) in from_file.defaults {
        defaults.entry(column).or_insert(filling);
    }
    let decimal = decimal.or(from_file.decimal);
    let Columns { known: columns, unknown } = columns(&file.path, &records, names).map_err(|refusal| vec![refusal])?;
    let lacks = |column: Column| !columns.contains_key(&column) && !defaults.contains_key(&column);
    let lacking: Vec<&str> = [(lacks(Column::Period), "period"), (lacks(Column::Stated) && lacks(Column::Value), "stated")]
        .into_iter()
        .filter_map(|(is_lacking, name)| is_lacking.then_some(name))
        .collect();
    if let Some((place, at)) = control_character(&records.header) {
        let cell = records.header.get(place).unwrap_or("").to_string();
        let refusal = Refusal::of_file(&file.path, "a control character in a column's name", "letters, digits and signs");
        return Err(vec![Refusal { line: Some(records.header_line), cell, at, ..refusal }]);
    }
    let header = records.header.iter().map(str::trim).collect::<Vec<_>>().join(records.separator);
    if !lacking.is_empty() {
        let found = format!("no column {} in the header", lacking.join(" and none called "));
        let refusal = Refusal::of_file(&file.path, found, EXPECTED).instead(&[EXAMPLE]);
        return Err(vec![Refusal { line: Some(records.header_line), at: 0..header.len(), cell: header, ..refusal }]);
    }
    if records.rows.len() > MOST_ROWS {
        let found = format!("{} rows", records.rows.len());
        return Err(vec![Refusal::of_file(
            &file.path,
            found,
            format!("{MOST_ROWS} at most, or several runs over parts of them"),
        )]);
    }
    if records.rows.is_empty() {
        let refusal = Refusal::of_file(&file.path, "a header and no row under it", "a row for each statement");
        return Err(vec![Refusal { line: Some(records.header_line), at: 0..header.len(), cell: header, ..refusal }]);
    }
    if !unknown.is_empty() {
        notices.push(format!("{}: kept, but without meaning here: {}", file.path, unknown.join(", ")));
    }
    let mut table = Table::new(records.header.iter().map(str::to_string).collect());
    table.separator = Some(records.separator);
    let mut refused = Vec::new();
    let mut left_out = BTreeSet::new();
    for (index, (line, record)) in records.rows.iter().enumerate() {
        let width = table.header.len();
        if let Some((place, at)) = control_character(record) {
            let (cell, name) = (record.get(place).unwrap_or(""), table.header.get(place).cloned().unwrap_or_default());
            let refusal = Refusal::of_file(
                &file.path,
                "a control character, which prints as nothing or worse",
                "letters, digits and signs",
            );
            let place = Refusal { line: Some(*line), row: Some(index + 2), column: Some(name.trim().to_string()), ..refusal };
            let without: String = cell.chars().filter(|c| !is_control(*c)).collect();
            refused.push(Refusal { cell: cell.to_string(), at, instead: vec![without], ..place });
            left_out.insert(index);
        }
        let surplus = record.iter().skip(width).any(|cell| !cell.trim().is_empty());
        if surplus {
            let refusal = too_wide(&file.path, (*line, records.separator), record, &columns, &table.header);
            refused.push(Refusal { row: Some(index + 2), ..refusal });
            left_out.insert(index);
        }
        record.iter().for_each(|cell| table.push(cell));
        table.end_row(*line);
    }
    let sheet = Sheet { file, table, columns, defaults, decimal, left_out };
    Ok((sheet, refused))
}

/// The first cell with a control character other than a line end or tab, and where in it.
fn control_character(record: &csv::StringRecord) -> Option<(usize, std::ops::Range<usize>)> {
    let in_cell = |cell: &str| cell.char_indices().find(|(_, c)| is_control(*c)).map(|(at, c)| at..at + c.len_utf8());
    record.iter().enumerate().find_map(|(place, cell)| Some((place, in_cell(cell)?)))
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

struct FromFile {
    defaults: BTreeMap<Column, Filling>,
    decimal: Option<DecimalMark>,
}

/// The defaults that `# name: value` lines give; a comment that only looks like one is none.
fn remarks(path: &str, remarks: &[Remark], names: &Names, notices: &mut Vec<String>) -> Result<FromFile, Vec<Refusal>> {
    let mut from_file = FromFile { defaults: BTreeMap::new(), decimal: None };
    for Remark { name, value, line } in remarks {
        let cell = format!("{name}: {value}");
        let refused = |found: String, expected: String| {
            vec![Refusal { line: Some(*line), at: 0..cell.len(), cell: cell.clone(), ..Refusal::of_file(path, found, expected) }]
        };
        if name.eq_ignore_ascii_case(DECIMAL) {
            let mark = names.decimal_mark(value);
            from_file.decimal =
                Some(mark.ok_or_else(|| refused(format!("\"{value}\" is no decimal mark"), choices(DECIMAL, names)))?);
        } else if let Some(column) = names.column(name) {
            let filling = Filling { value: value.clone(), line: Some(*line) };
            if let Some(before) = from_file.defaults.insert(column, filling) {
                let found = format!("a second default for {}; the first is \"{}\"", column.name(), before.value);
                return Err(refused(found, "one".to_string()));
            }
        } else if let Some(near) = names.column_near_miss(name) {
            notices.push(format!("{path}:{line}: \"# {name}:\" is taken as a comment (is it {near}?)"));
        }
    }
    Ok(from_file)
}

/// What the header names.
struct Columns {
    /// Where each known column stands.
    known: BTreeMap<Column, usize>,
    /// What the others are called, with the known name that is near.
    unknown: Vec<String>,
}

fn columns(path: &str, records: &Records, names: &Names) -> Result<Columns, Refusal> {
    let mut columns: BTreeMap<Column, usize> = BTreeMap::new();
    let mut unknown = Vec::new();
    for (place, name) in records.header.iter().enumerate() {
        match names.column(name) {
            Some(column) => {
                if let Some(before) = columns.insert(column, place) {
                    let first = records.header.get(before).unwrap_or("").trim();
                    let found = format!("\"{}\" and \"{first}\" both name the column {}", name.trim(), column.name());
                    let refusal = Refusal::of_file(path, found, "each column once");
                    let cell = name.to_string();
                    return Err(Refusal { line: Some(records.header_line), at: 0..cell.len(), cell, ..refusal });
                }
            }
            None if name.trim().is_empty() => {}
            None => unknown.push(match names.column_near(name) {
                Some(near) => format!("\"{}\" (is it {near}?)", name.trim()),
                None => format!("\"{}\"", name.trim()),
            }),
        }
    }
    Ok(Columns { known: columns, unknown })
}

/// A row with more cells than the header: most often a separator inside a phrase that is not in quotation marks.
fn too_wide(
    path: &str,
    (line, separator): (u64, &str),
    record: &csv::StringRecord,
    columns: &BTreeMap<Column, usize>,
    header: &[String],
) -> Refusal {
    let found = format!("{} cells under {} columns", record.len(), header.len());
    let expected = "a cell that holds a separator in quotation marks";
    let written = record.iter().collect::<Vec<_>>().join(separator);
    let kept: usize = record.iter().take(header.len()).map(|cell| cell.len() + 1).sum();
    // Digits on both sides of a cut are a number that was cut in two.
    let stated = columns.get(&Column::Stated).copied();
    let ends_in_digit = |cell: &str| cell.ends_with(|c: char| c.is_ascii_digit());
    let begins_with_digit = |cell: &str| cell.starts_with(|c: char| c.is_ascii_digit());
    let mended = stated.and_then(|place| {
        let (first, second) = (record.get(place)?, record.get(place + 1)?);
        (ends_in_digit(first) && begins_with_digit(second)).then(|| format!("\"{first}{separator}{second}\""))
    });
    Refusal {
        line: Some(line),
        row: None,
        cell: written.clone(),
        at: kept.min(written.len())..written.len(),
        instead: mended.into_iter().collect(),
        ..Refusal::of_file(path, found, expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_stated_heads_a_figures_file_and_a_value_alone_a_table() {
        let names = Names::embedded().expect("names");
        let is_of_figures = |header: &str| is_of_figures(header.split(','), names);
        assert!(["stated,period", "Цитата,Период,Страна", "value,hedge,flow"].into_iter().all(is_of_figures));
        assert!(!["period,value", "statement", "country,2022,2023", ""].into_iter().any(is_of_figures));
    }
}
