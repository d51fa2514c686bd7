//! The report: what was found out, as tables and sentences, before any format.
//!
//! [`check`] answers "can these all be true?", [`fill`] "what do they imply?", [`why`](why()) "how does this follow?",
//! [`project`] "where is it going?". Each is a plain value; the writers turn it into text, CSV, JSON or Markdown, and no writer computes anything.
//!
//! In a report the words of the trade give way to plainer ones: a cell is a *quantity*, a witness *an example that fits*, a
//! derivation *steps*. Nothing is ever called false or an error: statements "cannot all be true".

mod ahead;
mod apart;
mod ask;
mod band;
mod begun;
mod behind;
mod came;
mod check;
mod combined;
mod correction;
mod drawn;
mod ended;
mod example;
mod fill;
mod finding;
mod fineness;
mod fold;
mod follows;
mod forecasts;
mod gauge;
pub mod headline;
mod in_range;
mod kept;
mod leads;
mod likely;
mod listing;
mod many;
mod methods_differ;
mod mirrored;
mod more_than_last;
pub mod names;
mod only;
mod paths;
pub mod places;
mod preview;
pub mod printed;
mod project;
mod quotes;
pub mod ranges;
mod rates;
mod reached;
mod reasons;
pub mod sentences;
mod shared;
mod sides;
mod targets;
mod tied;
mod total;
pub mod units;
mod unsettled;
mod why;

pub use ask::{Meant, meant};
pub use band::{Band, ReferenceClass};
pub use check::{Check, Counts, FigureLine, check, few};
pub use correction::{Amended, Correction, TightSpot};
pub use drawn::Drawing;
pub use example::Example;
pub use fill::{Fill, QuantityLine, fill};
pub use finding::Finding;
pub use fold::{Entry, Fold};
pub use follows::Follows;
pub use headline::verdict_name;
pub use kept::{Kept, NoSuchFile, Reach};
pub use listing::{Listing, Row};
pub use mirrored::MirroredLine;
pub use only::{Only, OnlyError};
pub use paths::PathTable;
pub use preview::preview;
pub use project::{Project, SeriesLine, project};
pub use rates::RateLine;
pub use reached::TargetRow;
pub use shared::Line;
pub use units::{ChosenUnit, Counting, Units};
pub use why::{After, NoSuchQuantity, Target, Why, after, find, why};

use crate::figures::SourceFile;

/// How the report came about: enough to run it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The files read.
    pub files: Vec<SourceFile>,
    /// Every option that shapes a result, by name; `None` where it was not given.
    pub options: Vec<(String, Option<String>)>,
    /// The sets of norms used.
    pub norms: Vec<String>,
}

impl Run {
    /// The program's version.
    pub const VERSION: &'static str = env!("CARGO_PKG_VERSION");
    /// The number of the JSON schema; it changes when a key changes its meaning.
    pub const SCHEMA: u32 = 1;
}

/// What the person asked to see, and in which unit.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// What is reported; the verdict and its denominators are always those of all figures.
    pub only: Kept,
    /// The unit of text and csv output.
    pub counting: Counting,
}
