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

use super::account::Reason;
use super::content::{Content, Contents};
use super::facts::Facts;
use super::label::{Meaning, When};
use super::outline::Table;
use crate::figures::Status;
use std::collections::BTreeMap;

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

/// All footnotes of a sheet, with their rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Footnotes {
    all: Vec<(u32, String, Footnote)>,
}

/// The footnotes of one table, by their marks.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    by_mark: BTreeMap<String, Footnote>,
}

impl Footnotes {
    /// The footnotes that stand in some rows.
    pub fn of<'a>(contents: &Contents, rows: impl Iterator<Item = &'a u32>) -> Footnotes {
        let mut all = Vec::new();
        for &row in rows {
            let mut cells = contents.row(row).filter(|(_, content)| *content != Content::Blank);
            let first = cells.next();
            let is_alone = cells.next().is_none();
            // "1) Without gold" may be a footnote or a row's label; alone in a row that is none of a table's it is one.
            if let Some((_, Content::Words(Meaning { listed: Some(number), text: words, .. }))) = first.filter(|_| is_alone) {
                let said = contents.meaning(&format!("* {words}"));
                all.push((row, number.clone(), Footnote::of(&format!("{number} {}", shortened(words)), &said)));
                continue;
            }
            for (_, content) in contents.row(row) {
                let Content::Words(Meaning { legend, .. }) = content else { continue };
                for (mark, words) in legend {
                    let said = contents.meaning(&format!("{mark} {words}"));
                    all.push((row, mark.clone(), Footnote::of(&format!("{mark} {}", shortened(words)), &said)));
                }
            }
            for (_, content) in contents.row(row) {
                if let Content::Words(said @ Meaning { footnote: Some((mark, words)), .. }) = content {
                    all.push((row, mark.clone(), Footnote::of(&format!("{mark} {}", shortened(words)), said)));
                }
            }
        }
        Footnotes { all }
    }

    /// Those of a table: in its titles, or else the first below it, or else any.
    pub fn of_table(&self, table: &Table) -> Notes {
        let last = table.rows.last().copied().unwrap_or(0);
        let rank = |row: u32| match row {
            _ if table.titles.contains(&row) => 0,
            below if below > last => 1,
            _ => 2,
        };
        let mut ordered: Vec<&(u32, String, Footnote)> = self.all.iter().collect();
        ordered.sort_by_key(|(row, _, _)| (rank(*row), *row));
        let mut by_mark = BTreeMap::new();
        for (_, mark, footnote) in ordered {
            by_mark.entry(mark.clone()).or_insert_with(|| footnote.clone());
        }
        Notes { by_mark }
    }
}

impl Footnote {
    fn of(note: &str, said: &Meaning) -> Footnote {
        Footnote { note: note.to_string(), when: said.when, status: said.status, is_unsure: said.is_unfit_time }
    }
}

impl Notes {
    /// What a mark means, in the footnote's words; the mark itself where it has none.
    pub fn told<'a>(&'a self, mark: &'a str) -> &'a str {
        self.by_mark.get(mark).map_or(mark, |footnote| &footnote.note)
    }

    /// Whether a footnote has this mark.
    pub fn explains(&self, mark: &str) -> bool {
        self.by_mark.contains_key(mark)
    }

    /// Adds what the footnote of a mark says to what is known of a number.
    ///
    /// # Errors
    /// When the footnote speaks of another time, and it is not sure that the number is of that.
    pub fn heed(&self, mark: &str, facts: &mut Facts) -> Result<(), Reason> {
        let Some(footnote) = self.by_mark.get(mark) else { return Ok(()) };
        facts.status = facts.status.or(footnote.status);
        let Some(period) = facts.when() else { return Ok(()) };
        let unsure = || Err(Reason::Footnote(footnote.note.clone()));
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
pub(super) fn shortened(words: &str) -> String {
    if words.chars().count() <= LONGEST_NOTE {
        return words.to_string();
    }
    let begin: String = words.chars().take(LONGEST_NOTE).collect();
    format!("{} …", begin.rsplit_once(' ').map_or(&*begin, |(whole, _)| whole))
}
