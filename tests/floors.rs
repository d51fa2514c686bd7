//! The house has floors: a module imports from its own floor and those below. ARCHITECTURE.md shows the plan.

use std::path::{Path, PathBuf};

/// Each module of the library with its floor.
const FLOORS: [(&str, u32); 15] = [
    ("exact", 0),
    ("period", 1),
    ("words", 1),
    ("names", 2),
    ("figures", 2),
    ("rereading", 2),
    ("norms", 2),
    ("tables", 2),
    ("network", 3),
    ("solver", 4),
    ("verdict", 5),
    ("projection", 5),
    ("report", 6),
    ("read", 7),
    ("write", 7),
];

/// Crates that belong to one floor only.
const KEPT: [(&str, &[&str]); 9] = [
    ("clap", &["cli", "main"]),
    ("csv", &["read", "write"]),
    ("serde", &["read", "write"]),
    ("serde_json", &["read", "write"]),
    ("toml", &["read"]),
    ("comfy_table", &["write"]),
    ("annotate_snippets", &["write"]),
    ("kuva", &["write"]),
    ("libm", &["projection"]),
];

const LONGEST: usize = 600;

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// The module that a file under `src` belongs to: `solver/narrow.rs` to `solver`.
fn module(path: &str) -> &str {
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first)
}

fn floor(module: &str) -> Option<u32> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

/// What is wrong with a line of a module's file.
fn complaints(module: &str, line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or("").trim();
    let mut complaints = Vec::new();
    let names: Vec<&str> = code
        .match_indices("crate::")
        .filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
        .map(|(at, found)| &code[at + found.len()..])
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(""))
        .collect();
    if let Some(own) = floor(module) {
        let upward = names.iter().filter(|name| floor(name).is_some_and(|floor| floor > own));
        complaints.extend(upward.map(|name| format!("{module} (floor {own}) imports {name}")));
        for print in ["println!", "eprintln!", "print!(", "eprint!(", "dbg!"] {
            if code.contains(print) {
                complaints.push(format!("the library prints: {print}"));
            }
        }
    }
    for (kept, where_allowed) in KEPT {
        let is_used = code.starts_with(&format!("use {kept}::")) || code.contains(&format!(" {kept}::"));
        if is_used && !where_allowed.contains(&module) {
            complaints.push(format!("{module} uses {kept}"));
        }
    }
    complaints
}

#[test]
fn nobody_imports_upwards() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 50, "the sources are found");
    let mut wrong = Vec::new();
    for file in files {
        let name = file.strip_prefix(&root).expect("under src").to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&file).expect("a source file");
        if text.lines().count() > LONGEST {
            wrong.push(format!("{name} has more than {LONGEST} lines: are these two ideas?"));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{name} does not open with what it means"));
        }
        let module = module(&name).to_string();
        let before_tests = text.lines().take_while(|line| !line.contains("#[cfg(test)]"));
        for (line, number) in before_tests.zip(1..) {
            wrong.extend(complaints(&module, line).into_iter().map(|complaint| format!("{name}:{number}: {complaint}")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_check_can_fail() {
    assert_eq!(complaints("exact", "use crate::solver::narrow::Narrowing;").len(), 1);
    assert_eq!(complaints("solver", "use crate::exact::Ratio;").len(), 0);
    assert_eq!(complaints("figures", "use csv::Reader;").len(), 1);
    assert_eq!(complaints("report", "    println!(\"{x}\");").len(), 1);
    assert_eq!(complaints("words", "// println! is for people, crate::solver is above").len(), 0);
}
