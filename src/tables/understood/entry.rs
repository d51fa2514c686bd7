//! An entry: one number of a table with all that the table says of it, as a row of a figures file.

use crate::names::Column;

/// One row of a figures file, cells as text; empty cells take their column's default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// A handle that tells the place: `B12`, or `2021!B12` where a book has several sheets.
    pub id: String,
    /// Whose statistics: ISO alpha-3, or text as written.
    pub reporter: String,
    /// With whom: ISO alpha-3, a group's name, `World`, or text as written.
    pub partner: String,
    /// `turnover`, `exports`, `imports`, `balance`, or text as written.
    pub flow: String,
    /// HS code or name; empty is `TOTAL`.
    pub product: String,
    /// `level`, `growth`, `share` or `rate`.
    pub measure: String,
    /// `2022`, `2022-01`, `2022-01..2022-08`.
    pub period: String,
    /// The number as printed, with its unit: `2088237.3 thousand USD`, `14.5%`.
    pub stated: String,
    /// Of a growth or share: the currency of the level it speaks of.
    pub currency: String,
    /// Of a growth: the period compared with; of a share: the whole.
    pub base: String,
    /// `official`, `forecast`.
    pub status: String,
    /// `partners` where the table proves that a whole's parts are all there.
    pub parts: String,
    /// The group that the partner belongs to.
    pub group: String,
    /// Who published it.
    pub source: String,
    /// Sheet and cell: `2021!B12`.
    pub whereabouts: String,
    /// What a reader of the row should know: `preliminary`, `printed as 137.9% of 2020`.
    pub note: String,
    /// The line of the file, or the row of the sheet, that it stands on, counted from 1; of a cube the place of the value. No column of a
    /// figures file: what is said of the figure is told with it.
    pub line: u64,
}

impl Entry {
    /// The columns of a figures file that an entry fills, in order.
    pub const COLUMNS: [Column; 16] = [
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
        Column::Parts,
        Column::Group,
        Column::Source,
        Column::Where,
        Column::Note,
    ];

    /// Its cells, in the order of [`Entry::COLUMNS`].
    pub fn cells(&self) -> [&str; 16] {
        [
            &self.id,
            &self.reporter,
            &self.partner,
            &self.flow,
            &self.product,
            &self.measure,
            &self.period,
            &self.stated,
            &self.currency,
            &self.base,
            &self.status,
            &self.parts,
            &self.group,
            &self.source,
            &self.whereabouts,
            &self.note,
        ]
    }
}
