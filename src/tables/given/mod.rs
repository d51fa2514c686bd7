//! What the person says of a table that the table itself does not say: `--reporter UZB --flow exports --currency USD --scale thousand`.

pub mod laid;
mod role;
pub mod typed;

pub use laid::{ColumnLaid, Holds, LabelLaid, Laid, TableLaid};
pub(in crate::tables) use laid::{is_it, key, keys, of_any_year};
pub use role::{Labels, Role};

use crate::figures::Flow;
use crate::period::Period;
use crate::tables::label::Begins;
use crate::words::DecimalMark;

/// How a growth is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// 137.9 for a rise of 37.9 %.
    Index,
    /// 37.9 for a rise of 37.9 %.
    Change,
}

/// What was said on the command line, or in a saved layout. What a table says of one of its numbers wins over it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Whose statistics.
    pub reporter: Option<String>,
    /// With whom.
    pub partner: Option<String>,
    /// Which flow.
    pub flow: Option<Flow>,
    /// HS code or name.
    pub product: Option<String>,
    /// When.
    pub period: Option<Period>,
    /// Where years that are no calendar years begin, and by which of their two years they are called.
    pub years: Option<Begins>,
    /// ISO 4217 code or physical unit.
    pub unit: Option<String>,
    /// `thousand`, `mn`, …; `""` says that amounts are in whole units.
    pub scale: Option<String>,
    /// What row labels name.
    pub labels: Option<Labels>,
    /// How growths are printed.
    pub growth: Option<Growth>,
    /// The decimal mark.
    pub decimal: Option<DecimalMark>,
    /// Who published it.
    pub source: Option<String>,
    /// The sheets to take; empty takes all.
    pub sheets: Vec<String>,
    /// What a layout says: of texts, heard instead of what their words say, and of tables.
    pub laid: Laid,
}
