//! The seam to wings that are still being built: each function here is one call of the library once its wing lands.

use super::problem::Problem;
use crossfoot::figures::{Figures, Refusal};
use crossfoot::report::ChosenUnit;

/// What was read.
pub struct Loaded {
    /// The figures.
    pub figures: Figures,
    /// What could not be understood.
    pub refusals: Vec<Refusal>,
    /// What the person should know.
    pub notices: Vec<String>,
}

fn to_come<T>(what: &str) -> Result<T, Problem> {
    Err(Problem::Told(format!("{what} is not joined to this build yet")))
}

/// `read::load`
pub fn load(_files: &[String], _set: &[(String, String)]) -> Result<Loaded, Problem> {
    to_come("reading figures files")
}

/// `write::refusals::render`
pub fn render(refusals: &[Refusal], _colour: bool) -> String {
    refusals.iter().map(|refusal| format!("{refusal:?}\n")).collect()
}

/// `words::scaled_unit`
pub fn unit(_written: &str) -> Result<ChosenUnit, Problem> {
    to_come("--in")
}
