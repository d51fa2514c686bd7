//! Figures and the cells they speak of.

mod cell;
mod figure;
mod period;

pub use cell::{Aspect, Cell, Flow, Nature, Series, Unit};
pub use figure::{Asked, Assumed, Cut, Figure, Figures, Place, Reading, SourceFile, Status, Whole};
pub use period::{Period, PeriodError};
