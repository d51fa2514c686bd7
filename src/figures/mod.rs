//! Figures and the cells they speak of.

mod assemble;
mod cell;
mod exchange;
mod figure;
mod refusal;
mod sheet;
mod table;

pub use assemble::{Assembled, assemble};
pub(crate) use assemble::{possible, reciprocal};
pub use cell::{Aspect, Cell, Flow, Nature, Series};
pub(crate) use exchange::Exchange;
pub use figure::{Asked, Assumed, Cut, Figure, Figures, Membership, Place, Reading, SourceFile, Status, Undated, Whole};
pub use refusal::Refusal;
pub use sheet::{Filling, Sheet};
pub use table::Table;
