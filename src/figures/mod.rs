//! Figures and the cells they speak of.

mod cell;
mod figure;
mod refusal;

pub use cell::{Aspect, Cell, Flow, Nature, Series};
pub use figure::{Asked, Assumed, Cut, Figure, Figures, Place, Reading, SourceFile, Status, Whole};
pub use refusal::Refusal;
