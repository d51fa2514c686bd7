//! The manual: pages of a sentence, a command, and what it prints. `TRYCMD=overwrite cargo test --test pages` writes them anew.

#[test]
fn pages_print_what_they_show() {
    trycmd::TestCases::new().case("tests/pages/*.md");
}
