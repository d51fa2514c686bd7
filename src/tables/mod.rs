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
//!
//! | folder, each on those above it | answers |
//! |---|---|
//! | [`label`] | what does one text mean? |
//! | [`sheet`] | what stands in which cell? |
//! | [`given`] | what do the person and a layout say of it? |
//! | [`cells`] | what does each cell say? |
//! | [`found`] | where do tables stand, and what do their titles, columns and rows say? |
//! | [`proved`] | what do the numbers prove that words leave open? |
//! | [`understood`] | what is each number, as an entry, or why is it none? |

pub mod cells;
pub mod found;
pub mod given;
pub mod label;
pub mod proved;
pub mod sheet;
pub mod understood;

pub use given::{Given, Growth, Labels};
pub use sheet::number;
pub use sheet::{Area, Cell, Day, Finest, Grid, NUMBER, address, column_name};
pub use understood::{Entry, Imported, RecordsSaid, SheetSaid};
