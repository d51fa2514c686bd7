//! Where the tables of a sheet are: which rows hold numbers, which stand above them as headers and titles.
//!
//! ```text
//! row 1   Foreign trade of Russia                a title: one cell, or cells over no column of numbers
//! row 2             2020          2021           a header: cells over columns of numbers
//! row 3   Country   Exp.   Imp.   Exp.   Imp.    another
//! row 4   Europe                                 between: words where only labels stand
//! row 5   Germany   18.1   23.2   29.6   27.4    numbers
//! ```
//!
//! A new table begins where words or years stand above a column that held numbers before. A row of years is no row of numbers, nor is one
//! that numbers the columns.

use crate::tables::cells::{Content, Contents, numbers_parts, parts::months_since_january};
use crate::tables::label::Meaning;
use std::collections::BTreeSet;

/// One table of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Rows above it that are no header.
    pub titles: Vec<u32>,
    /// Rows that head its columns.
    pub header: Vec<u32>,
    /// Rows of numbers, and rows of labels between them.
    pub rows: Vec<u32>,
    /// Columns in which numbers stand.
    pub numeric: BTreeSet<u32>,
    /// Of tables side by side: this one's first column and the next one's.
    pub span: Option<(u32, u32)>,
    /// Which of the layout's tables it is.
    pub laid: Option<usize>,
}

impl Table {
    /// Whether a column belongs to it.
    pub fn holds(&self, column: u32) -> bool {
        self.span.is_none_or(|(first, next)| (first..next).contains(&column))
    }

    /// The cells of a row that belong to it.
    pub fn cells<'c>(&self, contents: &'c Contents, row: u32) -> impl DoubleEndedIterator<Item = (u32, Content<'c>)> {
        let (first, next) = self.span.unwrap_or((0, u32::MAX));
        contents.row_from(row, first, next)
    }
}

/// The tables of a sheet, and the rows after the last of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// From top to bottom.
    pub tables: Vec<Table>,
    /// Rows of text below the last table, or all rows where there is none.
    pub below: Vec<u32>,
}

/// Finds the tables of a sheet.
pub fn outline(contents: &Contents) -> Outline {
    let mut outline = Outline::default();
    let mut gap: Vec<u32> = Vec::new();
    let mut open: Option<Table> = None;
    for row in contents.rows() {
        let is_numeric = match kind(contents, row) {
            Row::Numbers => true,
            Row::Soft => open.as_ref().is_some_and(|table| goes_on(contents, row, table)),
            Row::Words => false,
        };
        if !is_numeric {
            gap.push(row);
            continue;
        }
        match &mut open {
            Some(table) if !gap.iter().any(|&row| heads(contents, row, &table.numeric)) => table.rows.append(&mut gap),
            _ => {
                outline.tables.extend(open.take());
                open = Some(begun(contents, std::mem::take(&mut gap), row));
            }
        }
        if let Some(table) = &mut open {
            table.rows.push(row);
            table.numeric.extend(contents.row(row).filter(|(_, content)| is_hard(content)).map(|(column, _)| column));
        }
    }
    outline.tables.extend(open);
    outline.below = gap;
    for table in &mut outline.tables {
        part_titles_from_header(contents, table);
    }
    outline
}

/// What a row holds by itself.
enum Row {
    /// Numbers that are no years.
    Numbers,
    /// Signs for nothing, or years.
    Soft,
    /// Text alone, or the columns' running numbers.
    Words,
}

fn kind(contents: &Contents, row: u32) -> Row {
    let mut is_soft = false;
    let mut is_hard_row = false;
    for (_, content) in contents.row(row) {
        is_hard_row |= is_hard(&content);
        is_soft |= matches!(content, Content::Nothing | Content::Number(_) | Content::Day(_));
    }
    let is_header = || numbers_columns(contents, row) || is_mixed_header(contents, row) || numbers_parts(contents, row);
    match (is_hard_row && !is_header(), is_soft && !is_hard_row) {
        (true, _) => Row::Numbers,
        (false, true) => Row::Soft,
        (false, false) => Row::Words,
    }
}

/// Whether numbers and words take turns without a label before them, as in a header of months: `12`, `1 to 12`. `1`, `Rice`, `USD`, `7`
/// is a row of a table: none of its words is a time.
fn is_mixed_header(contents: &Contents, row: u32) -> bool {
    let (mut words, mut times, mut numbers, mut is_labelled) = (0, 0, 0, false);
    for (_, content) in contents.row(row) {
        match content {
            Content::Words(_) if numbers == 0 => is_labelled = true,
            Content::Words(said) => {
                words += 1;
                times += usize::from(said.when.is_some() || months_since_january(&said.text).is_some());
            }
            Content::Number(value) if value.places == 0 && ((1..=12).contains(&value.digits) || value.year().is_some()) => {
                numbers += 1
            }
            Content::Number(_) | Content::TwoWays(_) | Content::Nothing => return false,
            _ => {}
        }
    }
    !is_labelled && times > 0 && words > 1 && words >= numbers
}

/// A number that is no year.
pub fn is_hard(content: &Content) -> bool {
    match content {
        Content::Number(value) => value.year().is_none(),
        Content::TwoWays(_) | Content::TooLong => true,
        _ => false,
    }
}

/// Whether a row only numbers the columns: 1, 2, 3, or A, 1, 2.
fn numbers_columns(contents: &Contents, row: u32) -> bool {
    let mut expected = None;
    let mut count = 0;
    for (_, content) in contents.row(row) {
        match content {
            Content::Blank => {}
            Content::Words(meaning) if expected.is_none() && meaning.text.chars().count() == 1 => {}
            Content::Number(value) if value.places == 0 => {
                if value.digits != expected.unwrap_or(if value.digits == 2 { 2 } else { 1 }) {
                    return false;
                }
                expected = Some(value.digits + 1);
                count += 1;
            }
            _ => return false,
        }
    }
    count >= 3
}

/// Whether a row of nothing but signs or years belongs to a table: a label before them, and they stand in its columns of numbers.
fn goes_on(contents: &Contents, row: u32, table: &Table) -> bool {
    let first = table.numeric.iter().next().copied().unwrap_or(0);
    let is_labelled = contents.row(row).any(|(column, content)| match content {
        Content::Words(meaning) => column < first && meaning.names.is_none(),
        Content::Number(_) | Content::Day(_) => column < first,
        _ => false,
    });
    let is_in_columns = contents.row(row).all(|(column, content)| match content {
        Content::Nothing | Content::Number(_) => column < first || table.numeric.contains(&column),
        Content::Words(_) => !table.numeric.contains(&column),
        _ => true,
    });
    is_labelled && is_in_columns && !runs_as_years(contents, row, table)
}

/// Whether a row holds one year or day, and else only words. A day beside one word is no label: `Updated | 31.01.2024`.
fn labels_a_time(contents: &Contents, row: u32) -> bool {
    let (mut words, mut years, mut days) = (0, 0, 0);
    for (_, content) in contents.row(row) {
        match content {
            Content::Words(_) => words += 1,
            Content::Number(value) if value.year().is_some() => years += 1,
            Content::Day(_) => days += 1,
            Content::Blank => {}
            _ => return false,
        }
    }
    years + days == 1 && (days == 0 || words != 1)
}

/// Whether the years of a row are one after the other, as in a header, with no known label before them.
fn runs_as_years(contents: &Contents, row: u32, table: &Table) -> bool {
    let years: Vec<i64> = contents
        .row(row)
        .filter(|(column, _)| table.numeric.contains(column))
        .filter_map(|(_, content)| match content {
            Content::Number(value) => value.year().map(|_| value.digits),
            _ => None,
        })
        .collect();
    years.len() >= 2 && years.windows(2).all(|pair| (pair[1] - pair[0]).abs() == 1)
}

/// Whether a row heads columns of numbers: words, years or days stand over them, and no sign for nothing.
fn heads(contents: &Contents, row: u32, numeric: &BTreeSet<u32>) -> bool {
    let mut is_over = false;
    let has_words = contents.row(row).any(|(column, content)| numeric.contains(&column) && matches!(content, Content::Words(_)));
    for (column, content) in contents.row(row) {
        match content {
            Content::Nothing if !has_words => return false,
            Content::Words(_) | Content::Number(_) | Content::Day(_) => is_over |= numeric.contains(&column),
            _ => {}
        }
    }
    is_over
}

/// A table that begins with a row of numbers: rows of signs right above it are its own.
fn begun(contents: &Contents, mut above: Vec<u32>, first: u32) -> Table {
    let columns: BTreeSet<u32> = contents.row(first).filter(|(_, content)| is_hard(content)).map(|(column, _)| column).collect();
    let mut own = Vec::new();
    while let Some(&row) = above.last() {
        let of_columns = || contents.row(row).filter(|(column, _)| columns.contains(column));
        let has_signs = of_columns().any(|(_, content)| content == Content::Nothing);
        // A column called "s" or "x" is no sign among its neighbours' names.
        if !has_signs || of_columns().any(|(_, content)| matches!(content, Content::Words(_))) {
            break;
        }
        own.push(row);
        above.pop();
    }
    own.reverse();
    Table { titles: above, rows: own, ..Table::default() }
}

/// The column, left of all words, that only numbers the rows: what stands above it may be a title. One of several columns of numbers.
fn numbering(contents: &Contents, table: &Table) -> Option<u32> {
    let first = table.numeric.first().copied().filter(|_| table.numeric.len() > 1)?;
    let mut next = None;
    for &row in &table.rows {
        match contents.at(row, first) {
            Content::Number(value) if value.places == 0 && value.digits == next.unwrap_or(value.digits) => {
                // Amounts do not begin with 1 and go on so.
                next = Some(value.digits + 1).filter(|_| next.is_some() || value.digits == 1);
                next?;
            }
            Content::Blank => {}
            _ => return None,
        }
    }
    let is_word = |column: u32, content: &Content| column > first && matches!(content, Content::Words(_));
    let has_words = |row: &&u32| contents.row(**row).any(|(column, content)| is_word(column, &content));
    (table.rows.iter().filter(has_words).count() * 2 > table.rows.len()).then_some(first)
}

/// Of the rows above a table, those with cells over its columns are its header; a single cell over many columns is a title.
fn part_titles_from_header(contents: &Contents, table: &mut Table) {
    let first_numeric = table.numeric.first().copied().unwrap_or(0);
    let is_something = |content: &Content| !matches!(content, Content::Blank | Content::Nothing);
    let cells = table.rows.iter().flat_map(|&row| contents.row(row));
    let holds: BTreeSet<u32> = cells.filter(|(_, content)| is_something(content)).map(|(column, _)| column).collect();
    // A year of which nothing is known is a column too: one without a word below, to the right of a number.
    let numbering = numbering(contents, table);
    let is_column = |column: u32| {
        Some(column) != numbering && (table.numeric.contains(&column) || (column > first_numeric && !holds.contains(&column)))
    };
    let over = |row: u32| {
        let stands = |&(column, ref content): &(u32, Content)| *content != Content::Blank && is_column(column);
        contents.row(row).filter(stands).count()
    };
    let least = (table.numeric.len() - usize::from(numbering.is_some())).min(2);
    let is_header: Vec<bool> = table.titles.iter().map(|&row| over(row) >= least).collect();
    let first = is_header.iter().position(|is| *is);
    let last = is_header.iter().rposition(|is| *is);
    if let (Some(first), Some(last)) = (first, last) {
        let mut header = Vec::new();
        let mut titles = Vec::new();
        for (index, &row) in table.titles.iter().enumerate() {
            // A single cell between two header rows spans what is below it.
            let is_within = (first..=last).contains(&index) && over(row) > 0;
            if is_header[index] || is_within { header.push(row) } else { titles.push(row) }
        }
        // "2020 г." or "Exports" below the header, where another year or flow heads rows further down: the first section.
        let below = header.last().copied().unwrap_or(0);
        let first = titles.iter().position(|&row| row > below && begins_a_section(contents, table, row));
        if let Some(first) = first {
            let own = titles.split_off(first);
            table.rows.splice(0..0, own);
        }
        // "2008" alone, or a record without a value, right above the numbers: a row of the table.
        let is_row = |row: &u32| *row > below && over(*row) == 0 && labels_a_time(contents, *row);
        let own = titles.iter().rev().take_while(|row| is_row(row)).count();
        let own = titles.split_off(titles.len() - own);
        table.rows.splice(0..0, own);
        table.header = header;
        table.titles = titles;
    }
}

/// Whether a row above the numbers heads the first of several sections: a row without numbers further down names another thing of its kind.
fn begins_a_section(contents: &Contents, table: &Table, row: u32) -> bool {
    let Some(own) = heading(contents, table, row) else { return false };
    let others = table.rows.iter().filter_map(|&row| heading(contents, table, row));
    others.into_iter().any(|other| {
        let (one, two) = (&own.flow, &other.flow);
        let (when, then) = (own.when, other.when);
        (one.is_some() && two.is_some() && one != two && when.is_none())
            || (when.is_some() && then.is_some() && when != then && one.is_none())
    })
}

/// What the only text of a row says, where it stands before the columns of numbers.
fn heading(contents: &Contents, table: &Table, row: u32) -> Option<Meaning> {
    let first = table.numeric.first().copied()?;
    let mut cells = contents.row(row).filter(|(_, content)| *content != Content::Blank);
    let (column, content) = cells.next().filter(|(column, _)| *column < first)?;
    let is_alone = cells.next().is_none() && matches!(content, Content::Words(_));
    contents.label(row, column).filter(|said| is_alone && !said.is_note)
}
