//! What workbooks hold: each sheet with its cells, merged areas and notices.
//!
//! ```sh
//! cargo run --example sheets -- ../shared/data/trade/*.xls*
//! ```
//!
//! Started by itself, as the program is, with the bytes of a book on standard input it parses them.

#[path = "../src/cli/progress.rs"]
mod progress;

use crossfoot::read::book::{self, Limits};
use std::io;
use std::path::Path;

fn main() {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.peek().is_some_and(|first| first == book::SUBCOMMAND) {
        let cells = arguments.nth(1).and_then(|cells| cells.parse().ok()).expect("a number of cells");
        book::serve(io::stdin().lock(), io::stdout().lock(), &Limits::of_cells(cells)).expect("somebody hears");
        return;
    }
    let program = std::env::current_exe().expect("a program");
    for path in arguments {
        let bytes = std::fs::read(&path).expect("a readable file");
        let name = Path::new(&path).file_name().map_or(path.clone(), |name| name.to_string_lossy().into_owned());
        let mut drawn = progress::Drawn::default();
        let read = book::grids(&path, bytes, &Limits::default(), Some(&program), &mut |progress| drawn.draw(progress));
        drop(drawn);
        match read {
            Err(refusal) => println!("{name}: {}; expected {}", refusal.found, refusal.expected),
            Ok(book) => {
                println!("{name}");
                for grid in &book.grids {
                    let hidden = if grid.is_hidden { ", hidden" } else { "" };
                    println!("  {:?}: {} cells, {} merged{hidden}", grid.name, grid.cells().len(), grid.merged.len());
                }
                book.notices.iter().for_each(|notice| println!("  {notice}"));
            }
        }
    }
}
