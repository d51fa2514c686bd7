//! How long a workbook of 200,000 rows takes, beside calamine's own streaming reader in the same run.
//!
//! ```sh
//! cargo run --release --example book_speed          # another number of rows: … -- 50000
//! ```
//!
//! Both read the same bytes, made here: ten columns, of texts (a tenth of them different), whole numbers and numbers with places.

use calamine::{Reader, Xlsx};
use crossfoot::read::book::{self, Limits};
use rust_xlsxwriter::{Format, Workbook};
use std::io::{self, Cursor};
use std::time::{Duration, Instant};

const ROWS: u32 = 200_000;
const TIMES: usize = 5;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    if first.as_deref() == Some(book::SUBCOMMAND) {
        let cells = arguments.next().and_then(|cells| cells.parse().ok()).expect("a number of cells");
        book::serve(io::stdin().lock(), io::stdout().lock(), &Limits::of_cells(cells)).expect("somebody hears");
        return;
    }
    let rows = first.map_or(ROWS, |rows| rows.parse().expect("a number of rows"));
    let bytes = made(rows);
    let program = std::env::current_exe().expect("a program");
    let (mut theirs, mut ours) = (Duration::MAX, Duration::MAX);
    // The best of several, in turn: other work on the machine disturbs both.
    for _ in 0..TIMES {
        let begun = Instant::now();
        let counted = streamed(&bytes);
        theirs = theirs.min(begun.elapsed());
        let copy = bytes.clone();
        let begun = Instant::now();
        let book = book::grids("made.xlsx", copy, &Limits::default(), Some(&program), &mut |_| ()).expect("a good book");
        ours = ours.min(begun.elapsed());
        assert_eq!(book.grids[0].cells().len(), counted, "both see the same cells");
    }
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("{rows} rows, {} bytes: calamine {theirs:.2?}, crossfoot {ours:.2?}, {ratio:.2} times as long", bytes.len());
}

/// Cells that hold something, by calamine alone.
fn streamed(bytes: &[u8]) -> usize {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a good book");
    let name = book.sheet_names()[0].clone();
    let mut cells = book.worksheet_cells_reader(&name).expect("a sheet");
    let mut count = 0;
    while let Some(cell) = cells.next_cell().expect("a cell") {
        count += usize::from(*cell.get_value() != calamine::DataRef::Empty);
    }
    count
}

fn made(rows: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let places = Format::new().set_num_format("#,##0.00");
    for row in 0..rows {
        for column in 0..10_u16 {
            let written = match column {
                0 | 1 => sheet.write(row, column, format!("text {}", row % (rows / 10).max(1))),
                2 => sheet.write(row, column, 2000 + row % 25),
                3..=5 => sheet.write(row, column, u64::from(row) * 7919 % 1_000_003),
                _ => sheet.write_with_format(row, column, f64::from(row) * 1.37 + f64::from(column) / 100.0, &places),
            };
            written.expect("room on the sheet");
        }
    }
    book.save_to_buffer().expect("memory")
}
