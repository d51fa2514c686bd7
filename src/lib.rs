//! crossfoot
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod exact;
pub mod figures;
pub mod names;
pub mod network;
pub mod period;
pub mod report;
pub mod solver;
pub mod verdict;
pub mod words;
pub mod write;
