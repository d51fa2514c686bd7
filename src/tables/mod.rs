//! Official tables: what a statistics office's sheet says, cell by cell.
//!
//! ```text
//! Exports by country, mn USD            title: flow, unit
//!             2021    2022*             header: periods, a mark
//! Total       100     120               label: World
//!   Russia     40      55               label: a country
//! ```
//!
//! A [`Grid`] is a sheet as it stands. A [`label`] is a title, header or row label and what it means; a [`number`] is a cell's text as a
//! number, as nothing, or as one that can be read two ways. Whatever a table says of one of its numbers is put together as an
//! [`Entry`], a row of a figures file; every number is accounted for.

mod accepted;
pub mod account;
mod beside;
pub mod columns;
pub mod content;
mod deficits;
mod entry;
pub mod facts;
mod footnotes;
mod given;
mod grid;
pub mod growths;
mod header;
mod imported;
mod in_words;
pub mod label;
pub mod laid;
mod matrix;
pub mod merged;
pub mod number;
pub mod outline;
mod overruled;
mod part_years;
mod parts;
mod proved;
pub mod rows;
pub mod sums;
mod surroundings;
pub mod survey;
mod taken;
mod titles;
pub mod typed;
pub mod understood;
mod written;

pub use entry::Entry;
pub use given::{Given, Growth, Labels};
pub use grid::{Area, Cell, Day, Finest, Grid, address, column_name};
pub use imported::{Imported, RecordsSaid, SheetSaid};
