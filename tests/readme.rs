//! The README shows what the program prints. `CROSSFOOT_BLESS=1 cargo test --test readme` writes it anew.

use assert_cmd::Command;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn printed(arguments: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_crossfoot"));
    let output = program.current_dir(root()).args(arguments.split(' ')).assert().code(0).get_output().stdout.clone();
    String::from_utf8(output).expect("text")
}

#[test]
fn the_readme_shows_what_is_printed() {
    const BEGIN: &str = "<!-- output of: crossfoot ";
    const END: &str = "<!-- end of output -->";
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("the README");
    let mut fresh = String::new();
    let mut rest = &readme[..];
    let mut shown = 0;
    while let Some(at) = rest.find(BEGIN) {
        let (before, from) = rest.split_at(at);
        let command = from[BEGIN.len()..].split(" -->").next().expect("a command");
        let end = from.find(END).expect("an end for each output");
        fresh.push_str(&format!("{before}{BEGIN}{command} -->\n```text\n{}```\n", printed(command)));
        rest = &from[end..];
        shown += 1;
    }
    fresh.push_str(rest);
    assert!(shown > 0, "the README opens with an output");
    if std::env::var_os("CROSSFOOT_BLESS").is_some() {
        std::fs::write(&path, &fresh).expect("written");
    } else {
        assert_eq!(fresh, readme, "run CROSSFOOT_BLESS=1 cargo test --test readme and look at the difference");
    }
}
