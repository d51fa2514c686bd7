//! A sheet as it stands, before anybody asks what it means: its cells, the merged ones among them, and the numbers that texts are.

mod flags;
mod grid;
mod merged;
mod nothing;
pub mod number;

pub use grid::{Area, Cell, Day, Finest, Grid, NUMBER, address, column_name};
pub(crate) use grid::{decimal, divided, undivided, worded};
pub use merged::Merged;
pub use nothing::is_nothing_in_records;
pub(in crate::tables) use number::{Entered, decimal_mark, entered, plain};
