//! Ids: each figure has a short handle, its own or `r` and its row number; where several files have one, `file:id`.

use super::row::{Complaint, Row};
use crate::figures::{Asked, Figure, Sheet};
use crate::names::Column;
use std::collections::{HashMap, HashSet};

/// The ids of each file, with the lines that have them.
pub(super) struct Identities {
    lines: Vec<HashMap<String, u64>>,
}

impl Identities {
    pub fn new(sheets: &[Sheet]) -> Identities {
        Identities { lines: sheets.iter().map(|sheet| HashMap::with_capacity(sheet.table.len())).collect() }
    }

    /// The ids of a row's figures: the row's own and, of a phrase of two, `id.growth` for the second.
    pub fn of_row(&mut self, row: &Row<'_>, sheet: usize, figures: usize) -> Result<Vec<String>, Complaint> {
        let own = row.text(Column::Id);
        let id = if own.is_empty() { format!("r{}", row.sheet.table.number(row.index)) } else { own.to_string() };
        let mut ids = Vec::with_capacity(figures);
        if figures > 1 {
            ids.push(format!("{id}.growth"));
        }
        ids.insert(0, id);
        let lines = &mut self.lines[sheet];
        if let Some((id, line)) = ids.iter().find_map(|id| Some((id, *lines.get(id)?))) {
            let whose = if own.is_empty() { " (the row's number)" } else { "" };
            return Err(row
                .complaint(
                    Column::Id,
                    format!("the id {id}{whose} is already that of line {line}"),
                    "an id that no other row of the file has",
                )
                .instead([format!("{id}-2")]));
        }
        let line = row.sheet.table.line(row.index);
        lines.extend(ids.iter().map(|id| (id.clone(), line)));
        Ok(ids)
    }

    /// Puts the file before the ids that several files have.
    pub fn tell_apart(&self, sheets: &[Sheet], figures: &mut [Figure], asked: &mut [Asked]) {
        if sheets.len() < 2 {
            return;
        }
        let mut seen = HashSet::new();
        let mut shared = HashSet::new();
        let stated = figures.iter().map(|figure| &figure.id);
        for id in stated.chain(asked.iter().map(|asked| &asked.id)) {
            if !seen.insert(id.clone()) {
                shared.insert(id.clone());
            }
        }
        let tell = |id: &mut String, file: usize| {
            if shared.contains(&*id) {
                *id = format!("{}:{id}", sheets[file].file.path);
            }
        };
        figures.iter_mut().for_each(|figure| tell(&mut figure.id, figure.place.file));
        asked.iter_mut().for_each(|asked| tell(&mut asked.id, asked.place.file));
    }
}
