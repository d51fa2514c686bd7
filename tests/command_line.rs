//! What the command line answers before any file is read: each message says what to type.

use assert_cmd::Command;

/// The status and the talk of a run that could not be made.
fn refused(arguments: &[&str]) -> String {
    let run = Command::cargo_bin("crossfoot").expect("the program").args(arguments).output().expect("it runs");
    assert_eq!(run.status.code(), Some(2), "{arguments:?}");
    assert!(run.stdout.is_empty(), "results only go to standard output");
    String::from_utf8(run.stderr).expect("text")
}

#[test]
fn what_cannot_run_says_what_to_type() {
    let here = env!("CARGO_MANIFEST_DIR");
    let manifest = format!("{here}/Cargo.toml");
    for (arguments, says) in [
        (&["check"][..], "<FILE>..."),
        (&["chek", "a.csv"], "'check'"),
        (&["check", "a.csv", "-f", "xslx"], "[possible values: text, csv, json, md]"),
        (&["check", "a.csv", "-o", "out.dat"], "add -f text|csv|json|md"),
        (&["check", "a.csv", "--fail-on", "stained"], "'strained'"),
        (&["check", "a.csv", "--only", "partner"], "as in `partner=UZB`"),
        (&["fill", "a.csv", "--set", "reporter"], "as in reporter=RUS"),
        (&["check", &manifest, "-f", "md", "-o", &manifest], "is one of the files read"),
        (&["why", "l22"], "crossfoot why l22 statements.csv"),
        (&["why", &manifest], "add the id of a figure or a quantity"),
        (&["why", "l22", "l23", &manifest], "`l22` and `l23` are no files"),
    ] {
        let told = refused(arguments);
        assert!(told.contains(says), "{arguments:?} says\n{told}");
    }
}

#[test]
fn help_fits_a_terminal_and_has_an_example() {
    for command in ["check", "fill", "why"] {
        for how in ["-h", "--help"] {
            let run = Command::cargo_bin("crossfoot").expect("the program").args([command, how]).output().expect("it runs");
            let told = String::from_utf8(run.stdout).expect("text");
            assert!(run.status.success() && told.contains("Example: crossfoot"));
            let widest = told.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(100), "{command} {how}: {widest:?}");
        }
    }
}
