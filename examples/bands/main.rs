//! Makes the table of bands from real series, and measures how good paths and bands are.
//!
//! ```sh
//! cargo run --release --example bands -- ../shared/data/series           # data/projection/bands.tsv
//! cargo run --release --example bands -- ../shared/data/series scores    # errors and coverage
//! cargo run --release --example bands -- ../shared/data/series rests     # data/projection/years.tsv
//! cargo run --release --example bands -- ../shared/data/series years     # part of a year to the whole
//! cargo run --release --example bands -- ../shared/data/series begun     # the same beside whole years
//! cargo run --release --example bands -- ../shared/data/series months    # months alone, and brought to the path of years
//! ```

mod begun;
mod errors;
mod fit;
mod months;
mod scores;
mod series;
mod table;
mod years;

use series::{Series, read};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name the folder that holds m3_yearly.csv and m3_trade.csv")?;
    let folder = Path::new(&folder);
    let yearly = read(&folder.join("m3_yearly.csv"))?;
    let trade = read(&folder.join("m3_trade.csv"))?;
    let monthly: Vec<Series> = trade.iter().filter(|series| series.months == 1).cloned().collect();
    match arguments.next().as_deref() {
        None => print!("{}", table::table(&yearly, &monthly, &trade)),
        Some("scores") => scores::print(&yearly, &trade),
        Some("rests") => print!("{}", years::table(&monthly)),
        Some("years") => years::print(&monthly),
        Some("begun") => begun::print(&monthly),
        Some("months") => months::print(&monthly),
        Some(other) => return Err(format!("unknown: {other}").into()),
    }
    Ok(())
}
