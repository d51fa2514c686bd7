//! The solver.
pub mod proof;
