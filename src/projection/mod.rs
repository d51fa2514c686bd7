//! Where are the figures going? (being built)

pub mod bands;
pub mod central;
pub mod scale;
pub mod season;
pub mod theta;
pub mod trend;
pub mod year;
