//! What was found on a sheet, and where: its tables, the headers over their columns, the labels of their rows, titles and footnotes around.
//!
//! ```text
//! Exports by country, mn USD            titles: what holds for all numbers below
//!             2021    2022*             header: what the columns hold
//! Total       100     120               rows: what each of them is labelled with
//!   Russia     40      55
//! * January-October                     footnotes: what marks say
//! ```
//!
//! Where a layout says otherwise of a table, it is laid over what was found (`laid`), and what was found is kept for a layout (`kept`).

mod beside;
mod columns;
mod dated;
mod footnotes;
mod header;
mod kept;
mod laid;
pub(in crate::tables) mod matrix;
mod outline;
mod rows;
mod stems;
pub(in crate::tables) mod titles;

pub use columns::{Columns, LabelColumn, ValueColumn};
pub(in crate::tables) use columns::{columns, side_by_side};
pub(in crate::tables) use dated::date_growths;
pub(in crate::tables) use footnotes::{Footnotes, Notes};
pub(in crate::tables) use laid::{Beyond, lay};
pub use outline::Table;
pub(in crate::tables) use outline::outline;
pub use rows::RowSaid;
pub(in crate::tables) use rows::{coded, rows, settle_codings};
pub(in crate::tables) use stems::says_ratio;
