//! Footnotes: what `2024*` says when `* January-October` stands below the table.
//!
//! | footnote | a number under `2024*` |
//! |---|---|
//! | `* January-October`, `* ten months` | is of `2024-01..2024-10` |
//! | `* forecast` | is a forecast |
//! | `* Preliminary data.` | is of 2024, with the footnote as its note |
//! | `* January-October, without gold`, `* 2023` | is left out: it may be of another time |
//!
//! A mark may stand in a sheet more than once: the footnote that comes first below the table is its own.

use super::outline::Table;
use crate::figures::Status;
use crate::tables::cells::{Content, Contents, Facts};
use crate::tables::label::{Meaning, When};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The first letters of a footnote; it may go on for a page.
const LONGEST_NOTE: usize = 100;

/// A footnote.
#[derive(Clone, Debug)]
struct Footnote {
    /// Its mark and its words, shortened.
    note: String,
    when: Option<When>,
    status: Option<Status>,
    /// Whether it speaks of a time among words that are not understood.
    is_unsure: bool,
}

/// All footnotes of a sheet: by mark, each with its row, from top to bottom. A sheet may have a footnote for each of thousands of tables.
#[derive(Clone, Debug, Default)]
pub(in crate::tables) struct Footnotes {
    by_mark: BTreeMap<String, Vec<(u32, Footnote)>>,
}

/// The footnotes of one table: those of its sheet, and where the table stands among them.
#[derive(Clone, Debug)]
pub(in crate::tables) struct Notes {
    all: Rc<Footnotes>,
    /// The rows of the table's titles.
    titles: Vec<u32>,
    /// Its last row.
    last: u32,
}

impl Footnotes {
    /// The footnotes that stand in some rows.
    pub fn of<'a>(contents: &Contents, rows: impl Iterator<Item = &'a u32>) -> Footnotes {
        let mut by_mark: BTreeMap<String, Vec<(u32, Footnote)>> = BTreeMap::new();
        let mut note = |mark: &str, row: u32, words: &str, said: &Meaning| {
            let footnote = Footnote::of(&format!("{mark} {}", shortened(words)), said);
            by_mark.entry(mark.to_string()).or_default().push((row, footnote));
        };
        for &row in rows {
            let mut cells = contents.row(row).filter(|(_, content)| *content != Content::Blank);
            let first = cells.next();
            let is_alone = cells.next().is_none();
            // "1) Without gold" may be a footnote or a row's label; alone in a row that is none of a table's it is one.
            if let Some((_, Content::Words(Meaning { listed: Some(number), text: words, .. }))) = first.filter(|_| is_alone) {
                note(number, row, words, &contents.meaning(&format!("* {words}")));
                continue;
            }
            for (_, content) in contents.row(row) {
                let Content::Words(Meaning { legend, .. }) = content else { continue };
                for (mark, words) in legend {
                    note(mark, row, words, &contents.meaning(&format!("{mark} {words}")));
                }
            }
            for (_, content) in contents.row(row) {
                if let Content::Words(said @ Meaning { footnote: Some((mark, words)), .. }) = content {
                    note(mark, row, words, said);
                }
            }
        }
        // Of a row that was given twice the notes stay in the order in which they stand.
        by_mark.values_mut().for_each(|notes| notes.sort_by_key(|(row, _)| *row));
        Footnotes { by_mark }
    }
}

impl Footnote {
    fn of(note: &str, said: &Meaning) -> Footnote {
        Footnote { note: note.to_string(), when: said.when, status: said.status, is_unsure: said.is_unfit_time }
    }
}

impl Notes {
    /// Those of a table.
    pub fn of_table(all: &Rc<Footnotes>, table: &Table) -> Notes {
        let mut titles = table.titles.clone();
        titles.sort_unstable();
        Notes { all: all.clone(), titles, last: table.rows.last().copied().unwrap_or(0) }
    }

    /// The footnote of a mark: in the titles, or else the first below the table, or else any.
    fn footnote(&self, mark: &str) -> Option<&Footnote> {
        let notes = self.all.by_mark.get(mark)?;
        let from = |first: u32| notes.get(notes.partition_point(|(row, _)| *row < first));
        let in_titles = self.titles.iter().find_map(|&title| from(title).filter(|(row, _)| *row == title));
        let below = || self.last.checked_add(1).and_then(from);
        in_titles.or_else(below).or_else(|| notes.first()).map(|(_, footnote)| footnote)
    }

    /// What a mark means, in the footnote's words; the mark itself where it has none.
    pub fn told<'a>(&'a self, mark: &'a str) -> &'a str {
        self.footnote(mark).map_or(mark, |footnote| &footnote.note)
    }

    /// Whether a footnote has this mark.
    pub fn explains(&self, mark: &str) -> bool {
        self.all.by_mark.contains_key(mark)
    }

    /// Adds what the footnote of a mark says to what is known of a number.
    ///
    /// # Errors
    /// The footnote, when it speaks of another time, and it is not sure that the number is of that.
    pub fn heed(&self, mark: &str, facts: &mut Facts) -> Result<(), String> {
        let Some(footnote) = self.footnote(mark) else { return Ok(()) };
        facts.status = facts.status.or(footnote.status);
        let Some(period) = facts.when() else { return Ok(()) };
        let unsure = || Err(footnote.note.clone());
        match footnote.when {
            None if footnote.is_unsure && period.months() >= 12 => unsure(),
            // "As of October": up to October, or October itself.
            Some(When::Months { count: 1, .. }) if period.months() >= 12 => unsure(),
            Some(When::Months { first, count }) if period.months() == 12 => {
                facts.months = Some((first, count));
                Ok(())
            }
            Some(When::Period(said)) if said != period => {
                if said.months() == 1 || !period.contains(&said) {
                    return if said.contains(&period) { Ok(()) } else { unsure() };
                }
                (facts.period, facts.months, facts.fiscal) = (Some(said), None, None);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// A footnote's beginning, up to a word's end.
fn shortened(words: &str) -> String {
    if words.chars().count() <= LONGEST_NOTE {
        return words.to_string();
    }
    let begin: String = words.chars().take(LONGEST_NOTE).collect();
    format!("{} …", begin.rsplit_once(' ').map_or(&*begin, |(whole, _)| whole))
}
