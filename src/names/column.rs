//! The columns of a figures file: `stated`, `period`, `reporter`, `отчётный период`, …

use super::folded;
use crate::words::forms::forms;
use crate::words::nearest;
use crate::words::table::rows;
use std::collections::BTreeMap;

/// A column of a figures file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// A short handle, unique in its file.
    Id,
    /// Whose statistics.
    Reporter,
    /// With whom.
    Partner,
    /// What flows.
    Flow,
    /// HS code or name.
    Product,
    /// Level, growth, average growth, share or rate.
    Measure,
    /// When.
    Period,
    /// The phrase.
    Stated,
    /// Counted in what.
    Currency,
    /// The period, or whole, compared with.
    Base,
    /// Reported, official, forecast or target.
    Status,
    /// Flow or stock.
    Nature,
    /// Along what the row's whole is declared to be cut.
    Parts,
    /// The group of partners that the row's partner belongs to.
    Group,
    /// Who published it.
    Source,
    /// When it was published.
    SaidOn,
    /// Where in the source.
    Where,
    /// What the typist noted.
    Note,
    /// With `value` and `unit` in place of `stated`.
    Hedge,
    /// With `hedge` and `unit` in place of `stated`.
    Value,
    /// With `hedge` and `value` in place of `stated`.
    Unit,
}

impl Column {
    /// Every column, in the order of the contract.
    pub const ALL: [Column; 21] = [
        Column::Id,
        Column::Reporter,
        Column::Partner,
        Column::Flow,
        Column::Product,
        Column::Measure,
        Column::Period,
        Column::Stated,
        Column::Currency,
        Column::Base,
        Column::Status,
        Column::Nature,
        Column::Parts,
        Column::Group,
        Column::Source,
        Column::SaidOn,
        Column::Where,
        Column::Note,
        Column::Hedge,
        Column::Value,
        Column::Unit,
    ];

    /// Its English name: `said_on`.
    pub fn name(self) -> &'static str {
        match self {
            Column::Id => "id",
            Column::Reporter => "reporter",
            Column::Partner => "partner",
            Column::Flow => "flow",
            Column::Product => "product",
            Column::Measure => "measure",
            Column::Period => "period",
            Column::Stated => "stated",
            Column::Currency => "currency",
            Column::Base => "base",
            Column::Status => "status",
            Column::Nature => "nature",
            Column::Parts => "parts",
            Column::Group => "group",
            Column::Source => "source",
            Column::SaidOn => "said_on",
            Column::Where => "where",
            Column::Note => "note",
            Column::Hedge => "hedge",
            Column::Value => "value",
            Column::Unit => "unit",
        }
    }
}

/// The names of columns, folded.
#[derive(Debug)]
pub(super) struct Columns(BTreeMap<String, Column>);

impl Columns {
    /// The embedded `data/names/columns.tsv`.
    pub fn embedded() -> Result<Columns, String> {
        let mut columns = BTreeMap::new();
        let text = include_str!("../../data/names/columns.tsv");
        for row in rows("names/columns.tsv", text, &["column", "language", "forms", "source"])? {
            let named = Column::ALL.into_iter().find(|column| column.name() == row.field(0));
            let column = named.ok_or_else(|| row.wrong(format!("no column is called {}", row.field(0))))?;
            for form in forms(row.field(2)).map_err(|reason| row.wrong(reason))? {
                let before = columns.insert(folded(&form).into_owned(), column);
                if before.is_some_and(|before| before != column) {
                    return Err(row.wrong(format!("\"{form}\" names two columns")));
                }
            }
        }
        match Column::ALL.into_iter().find(|column| columns.get(&*folded(column.name())) != Some(column)) {
            Some(lacking) => Err(format!("data/names/columns.tsv lacks {}", lacking.name())),
            None => Ok(Columns(columns)),
        }
    }

    pub fn find(&self, header: &str) -> Option<Column> {
        self.0.get(&*folded(header)).copied()
    }

    pub fn near_miss(&self, header: &str) -> Option<&str> {
        super::near_miss(&folded(header), self.0.keys().map(String::as_str))
    }

    pub fn near(&self, header: &str) -> Option<&str> {
        nearest(&folded(header), self.0.keys().map(String::as_str))
    }
}
