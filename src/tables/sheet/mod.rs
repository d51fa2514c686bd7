//! A sheet as it stands, before anybody asks what it means: its cells, the merged ones among them, and the numbers that texts are.

mod grid;
mod merged;
pub mod number;

pub(in crate::tables) use grid::decimal;
pub use grid::{Area, Cell, Day, Finest, Grid, address, column_name};
pub use merged::Merged;
pub(in crate::tables) use number::{Entered, decimal_mark, entered, plain};
