//! The gallery of refusals: each file of `tests/errors` is refused with the message beside it.

use assert_cmd::Command;
use std::path::{Path, PathBuf};

fn gallery() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors")
}

fn check(arguments: &[&str], input: &[u8]) -> (String, String, Option<i32>) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_crossfoot"));
    let output = program.current_dir(gallery()).arg("check").args(arguments).write_stdin(input).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn every_file_is_refused_with_its_message() {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(gallery()).expect("the gallery").map(|entry| entry.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
    files.sort();
    assert!(files.len() > 25, "the gallery is there");
    let mut differing = Vec::new();
    for path in files {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let (printed, told, status) = check(&[&name], b"");
        assert_eq!((printed.as_str(), status), ("", Some(2)), "{name}");
        let page = path.with_extension("txt");
        if std::env::var_os("CROSSFOOT_BLESS").is_some() {
            std::fs::write(&page, &told).expect("written");
        } else if std::fs::read_to_string(&page).ok().as_deref() != Some(&told) {
            differing.push(format!("{name} says\n{told}"));
        }
        let widest = told.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(widest <= 130, "{name}: {widest} columns");
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn refused_rows_can_be_left_out() {
    let (printed, told, status) = check(&["several-at-once.csv", "--keep-going"], b"");
    assert_eq!(status, Some(0));
    assert!(told.contains("\"2O22\" is no period") && told.contains("can be read as 1234 and as 1.234"), "both are told: {told}");
    assert!(printed.contains("The one figure could not have failed"), "{printed}");
    let (printed, _, status) = check(&["quotation-mark.csv", "--keep-going"], b"");
    assert_eq!((printed.as_str(), status), ("", Some(2)), "half a file is not gone on with");
}

#[test]
fn files_that_cannot_be_read_are_named() {
    for (arguments, message) in [
        (&["no-such-file.csv"][..], "no such file"),
        (&["../errors"][..], "a folder"),
        (&["russian.csv", "russian.csv"][..], "the same file twice"),
        (&["several-at-once.csv", "--set", "reportr=RUS"][..], "no column is called \"reportr\""),
    ] {
        let (printed, told, status) = check(arguments, b"");
        assert_eq!((printed.as_str(), status), ("", Some(2)), "{arguments:?}");
        assert!(told.contains(message), "{arguments:?}: {told}");
    }
}

/// A line that never ends is refused while it is read; of 2 GB no more than the first is held.
#[test]
fn an_endless_line_is_refused() {
    let line = vec![b'a'; 3 << 20];
    let (printed, told, status) = check(&["-"], &line);
    assert_eq!((printed.as_str(), status), ("", Some(2)));
    assert!(told.contains("a line of more than 1048576 bytes"), "{told}");
}
