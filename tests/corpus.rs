//! Every input of the fuzz corpus, and small changes of it, through the fuzz targets.

mod draws;
#[path = "../fuzz/targets.rs"]
mod targets;

use draws::Draws;
use std::path::Path;

fn replay(target: &str, run: fn(&[u8]), changes: u64) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut paths: Vec<_> = std::fs::read_dir(&folder).expect("a corpus").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no inputs in {}", folder.display());
    let mut draws = Draws::new(7);
    for path in paths {
        let input = std::fs::read(&path).expect("an input");
        run(&input);
        for _ in 0..changes {
            run(&changed(&input, &mut draws));
        }
    }
}

/// Some bytes replaced, taken out, put in or said twice.
fn changed(input: &[u8], draws: &mut Draws) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=draws.below(4) {
        let at = draws.below(bytes.len() as u64 + 1) as usize;
        let until = (at + draws.below(6) as usize).min(bytes.len());
        match draws.below(5) {
            0 if at < bytes.len() => bytes[at] = draws.below(256) as u8,
            1 if at < bytes.len() => bytes[at] = b"0159,.;%-\"\n #"[draws.below(13) as usize],
            2 => drop(bytes.drain(at..until)),
            3 => bytes.insert(at, draws.below(256) as u8),
            _ => {
                let again = bytes[at..until].to_vec();
                bytes.splice(at..at, again);
            }
        }
    }
    bytes
}

#[test]
fn phrases() {
    replay("phrase", targets::phrase, 400);
}

#[test]
fn files() {
    replay("file", targets::file, 400);
}

/// As they are: a changed one may ask for all memory, which tests/books.rs tries behind the guard.
#[test]
fn workbooks() {
    replay("book", targets::book, 0);
}

#[test]
fn record_files() {
    replay("records", targets::records, 60);
}

#[test]
fn systems() {
    replay("engine", targets::engine, 40);
}
