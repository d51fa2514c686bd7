//! How long wide sheets take to understand: 100, 1,000 and 10,000 columns of 50 rows. The time for a cell should hardly grow.
//!
//! ```sh
//! cargo run --release --example wide_sheets
//! ```
//!
//! Months stand over exports and imports, merged or not; a flow once over all months; amounts with their growths. No office has 10,000 columns,
//! but a sheet can have 16,384, and no file should take minutes.

use crossfoot::names::Names;
use crossfoot::tables::proved::Memberships;
use crossfoot::tables::understood::{Sheet, understand};
use crossfoot::tables::{Area, Cell, Given, Grid, Labels};
use std::convert::Infallible;
use std::time::{Duration, Instant};

const ROWS: u32 = 50;
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A header over columns of numbers that begin at column 1.
type Shape = (&'static str, fn(&mut Grid, u32));

const SHAPES: [Shape; 5] = [
    ("months merged over two flows", |grid, columns| flows_under_months(grid, columns, true)),
    ("months over two flows", |grid, columns| flows_under_months(grid, columns, false)),
    ("one flow over all months", |grid, columns| {
        grid.push_text(1, 1, "Exports");
        (1..=columns).for_each(|column| grid.push_text(2, column, &month(column - 1)));
    }),
    ("growths over a year before", |grid, columns| growths(grid, columns, "growth rate, % of the previous year")),
    ("growths that do not say over what", |grid, columns| growths(grid, columns, "growth rate")),
];

fn flows_under_months(grid: &mut Grid, columns: u32, is_merged: bool) {
    for column in (1..=columns).step_by(2) {
        grid.push_text(1, column, &month(column / 2));
        if is_merged {
            grid.merged.push(Area { top: 1, left: column, bottom: 1, right: column + 1 });
        }
    }
    (1..=columns).for_each(|column| grid.push_text(2, column, if column % 2 == 1 { "Exports" } else { "Imports" }));
}

fn growths(grid: &mut Grid, columns: u32, name: &str) {
    for column in 1..=columns {
        grid.push_text(1, column, &month((column - 1) / 2));
        grid.push_text(2, column, if column % 2 == 1 { "Exports" } else { name });
    }
}

/// Months from January 1800 on; after 400 years they begin anew.
fn month(number: u32) -> String {
    format!("{} {}", MONTHS[number as usize % 12], 1800 + number / 12 % 400)
}

/// Amounts of months that are a tenth more than a year before; in the second column of each month, how that is printed.
fn growing(row: u32, column: u32) -> i64 {
    let month = (column - 1) / 2;
    let first = i64::from(10_000 + row * 37 + month % 12 * 1_009);
    // After some hundred years it begins anew, so that numbers stay numbers.
    if column.is_multiple_of(2) { 1_100 } else { (0..month / 12 % 250).fold(first, |amount, _| (amount * 11 + 5) / 10) }
}

fn made(columns: u32, head: fn(&mut Grid, u32)) -> Grid {
    let mut grid = Grid::new("wide");
    grid.push_text(0, 0, "Foreign trade of Uzbekistan, mn USD");
    head(&mut grid, columns);
    let has_growths = grid.shown(2, 2).starts_with("growth");
    for row in 0..ROWS {
        grid.push_text(3 + row, 0, &format!("Country {row}"));
        for column in 1..=columns {
            let digits = 1_000 + i64::from(row * 7 + column * 13) % 9_000;
            let digits = if has_growths { growing(row, column) } else { digits };
            grid.push(3 + row, column, Cell::Number { digits, places: 1, is_percent: false });
        }
    }
    grid
}

fn main() {
    let names = Names::embedded().expect("the data files of the program");
    let given = Given { reporter: Some("UZB".into()), labels: Some(Labels::Partners), ..Given::default() };
    for (name, head) in SHAPES {
        println!("{name}");
        for columns in [100, 1_000, 10_000] {
            let grid = made(columns, head);
            let sheet = Sheet { grid: &grid, is_one_of_several: false, source: "wide", memberships: &Memberships::default() };
            let mut fastest = Duration::MAX;
            let mut taken = 0;
            for _ in 0..if columns < 10_000 { 5 } else { 2 } {
                let begun = Instant::now();
                let understood = understand(&sheet, &given, names, &mut |_| Ok::<(), Infallible>(()));
                fastest = fastest.min(begun.elapsed());
                let Ok(understood) = understood;
                taken = understood.account.taken;
            }
            let cells = grid.cells().len() as u32;
            let (all, each) = (fastest.as_millis(), fastest.as_nanos() / u128::from(cells));
            println!("  {columns:6} columns: {taken:7} figures in {all:5} ms, {each:5} ns a cell");
        }
    }
}
