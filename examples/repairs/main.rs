//! How good repairs are, and how fast: slips are planted in figures that can all be true, and the repairs listed are compared with
//! what was planted. The same on every run but for the times, which are of the processor.
//!
//! ```text
//! cargo run --release --example repairs -- [slips|records|alarms|twenty|chain] [how many]
//! ```

#[path = "../../tests/country/mod.rs"]
mod country;

mod alarms;
mod clock;
mod large;
mod plain;
mod records;
mod slips;

use crossfoot::figures::Figures;
use crossfoot::network::weave;
use crossfoot::read::{Options, load_bytes};
use crossfoot::verdict::{self, Judgement};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let many = arguments.get(1).and_then(|many| many.parse().ok());
    let is_wanted = |name: &str| arguments.first().is_none_or(|wanted| wanted == name || name.starts_with(&format!("{wanted}-")));
    if is_wanted("chain") {
        large::chain();
    }
    if is_wanted("records") {
        records::measure(many.unwrap_or(1_000));
    }
    if is_wanted("alarms") {
        alarms::measure(many.unwrap_or(10_000));
    }
    if is_wanted("twenty") {
        large::twenty(many.unwrap_or(3));
    }
    if is_wanted("slips-small") {
        slips::small(many.unwrap_or(100));
    }
    if is_wanted("slips-large") {
        slips::large(many.unwrap_or(20));
    }
}

/// A file's figures, if none of its rows is refused.
pub fn figures(file: &str) -> Option<Figures> {
    let loaded = load_bytes(&[("file.csv", file.as_bytes())], &Options::default());
    loaded.refusals.is_empty().then_some(loaded.figures)
}

pub fn judged(figures: &Figures) -> Judgement {
    verdict::judge(figures, &weave(figures))
}
