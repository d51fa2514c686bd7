//! Assembling: from rows of text to the figures that they state, or to refusals that say what to type.
//!
//! Three steps. Each row by itself becomes drafts: its series, its period, what its phrase says. Then what a row leaves open is
//! settled by the others: a growth without a currency has the one of its series' levels, a share has its whole. Then the drafts
//! are figures with a cell each. A row that is refused settles nothing for the others.

mod draft;
mod finish;
mod identity;
mod intended;
mod memberships;
mod possible;
mod row;
mod said;
mod series;
mod units;
mod when;
mod whole;

pub(crate) use possible::{possible, reciprocal};

use super::{Asked, Cut, Figure, Figures, Membership, Refusal, Series, Sheet, Whole};
use crate::names::Names;
use draft::{Draft, Drafted};
use identity::Identities;
use memberships::Memberships;
use row::{Complaint, Row};
use series::Spellings;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use units::Units;
use whole::Wholes;

/// What the rows of all files come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assembled {
    /// What could be understood.
    pub figures: Figures,
    /// What could not, in the order of files and lines; one for each refused row.
    pub refusals: Vec<Refusal>,
    /// What the person should know, a sentence each.
    pub notices: Vec<String>,
}

/// Assembles the figures of a set of files.
pub fn assemble(sheets: Vec<Sheet>, names: &Names) -> Assembled {
    let mut workbench = Workbench {
        names,
        spellings: Spellings::new(names),
        units: units::Written::default(),
        identities: Identities::new(&sheets),
        drafts: Vec::new(),
        wholes: Vec::new(),
        seen_wholes: HashSet::new(),
        groups: BTreeSet::new(),
        said_of_groups: BTreeMap::new(),
        refused: BTreeMap::new(),
    };
    for sheet in 0..sheets.len() {
        workbench.read(&sheets, sheet);
    }
    workbench.settle(sheets)
}

struct Workbench<'a> {
    names: &'a Names,
    spellings: Spellings<'a>,
    units: units::Written,
    identities: Identities,
    drafts: Vec<Draft>,
    wholes: Vec<Whole>,
    seen_wholes: HashSet<(Series, Cut)>,
    groups: Memberships,
    /// By sheet.
    said_of_groups: BTreeMap<usize, Memberships>,
    /// By sheet and row (0-based).
    refused: BTreeMap<(usize, usize), Refusal>,
}

impl Workbench<'_> {
    /// The first step: each row by itself.
    fn read(&mut self, sheets: &[Sheet], sheet: usize) {
        for index in (0..sheets[sheet].table.len()).filter(|index| !sheets[sheet].left_out.contains(index)) {
            let row = Row { sheet: &sheets[sheet], index };
            let drafted = draft::read(&row, self.names, &mut self.spellings, &mut self.units);
            let named = drafted.and_then(|drafted| {
                let ids = self.identities.of_row(&row, sheet, drafted.figures.len())?;
                self.add_group(&row, sheet, drafted.group.as_ref())?;
                Ok((drafted, ids))
            });
            match named {
                Ok((drafted, ids)) => self.keep(sheet, index, drafted, ids),
                Err(complaint) => self.refuse(&row, sheet, complaint),
            }
        }
    }

    fn keep(&mut self, sheet: usize, row: usize, drafted: Drafted, ids: Vec<String>) {
        if let Some(whole) = drafted.whole
            && self.seen_wholes.insert((whole.series.clone(), whole.cut))
        {
            self.wholes.push(whole);
        }
        for (mut draft, id) in drafted.figures.into_iter().zip(ids) {
            (draft.sheet, draft.row, draft.id) = (sheet, row, id);
            self.drafts.push(draft);
        }
    }

    fn refuse(&mut self, row: &Row<'_>, sheet: usize, complaint: Complaint) {
        self.refused.entry((sheet, row.index)).or_insert_with(|| row.refusal(complaint));
    }

    /// A reporter's members and groups nest, they never go round in a circle.
    fn add_group(&mut self, row: &Row<'_>, sheet: usize, said: Option<&Membership>) -> Result<(), Complaint> {
        let Some(said) = said else { return Ok(()) };
        let Membership { reporter, member, group } = said;
        let mut above = vec![group.clone()];
        let mut seen = BTreeSet::new();
        while let Some(name) = above.pop() {
            if name == *member {
                return Err(row.complaint(
                    crate::names::Column::Group,
                    format!("{member} is said to belong to {group}, and {group} to {member}"),
                    "a group that is not in turn a part of the partner",
                ));
            }
            if seen.insert(name.clone()) {
                let holds_it = |other: &&Membership| other.reporter == *reporter && other.member == name;
                above.extend(self.groups.iter().filter(holds_it).map(|other| other.group.clone()));
            }
        }
        self.groups.insert(said.clone());
        self.said_of_groups.entry(sheet).or_default().insert(said.clone());
        Ok(())
    }

    /// The other two steps: what the rows settle for one another, and the figures.
    fn settle(mut self, sheets: Vec<Sheet>) -> Assembled {
        let units = Units::of(&self.drafts);
        let wholes = Wholes::of(&self.drafts);
        let (mut figures, mut asked): (Vec<Figure>, Vec<Asked>) = Default::default();
        for draft in std::mem::take(&mut self.drafts) {
            let (sheet, row) = (draft.sheet, Row { sheet: &sheets[draft.sheet], index: draft.row });
            match finish::finish(draft, &row, &units, &wholes, self.names) {
                Ok(finish::Finished::Stated(figure)) => figures.push(*figure),
                Ok(finish::Finished::Asked(cell)) => asked.push(*cell),
                Err(complaint) => self.refuse(&row, sheet, complaint),
            }
        }
        // Of a phrase of two figures neither stays when one is refused.
        let stays = |place: super::Place| !self.refused.contains_key(&(place.file, place.row.saturating_sub(2)));
        figures.retain(|figure| stays(figure.place));
        asked.retain(|asked| stays(asked.place));
        self.identities.tell_apart(&sheets, &mut figures, &mut asked);
        let mut notices = std::mem::take(&mut self.spellings.doubts);
        notices.extend(series::mixed_natures(&figures));
        let (files, tables): (Vec<_>, Vec<_>) = sheets.into_iter().map(|sheet| (sheet.file, sheet.table)).unzip();
        let (groups, mut doubts) = memberships::agreed(&self.said_of_groups, &figures, &mut self.wholes, &files);
        notices.append(&mut doubts);
        let groups = groups.into_iter().collect();
        let figures = Figures { files, figures, asked, wholes: self.wholes, groups, tables };
        Assembled { figures, refusals: self.refused.into_values().collect(), notices }
    }
}
