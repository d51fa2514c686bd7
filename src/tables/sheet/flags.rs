//! Letters that offices put behind a number: the `p` of `14.5 p`. They are data: `data/tables/flags.tsv`.

use crate::words::table::rows;
use std::sync::LazyLock;

static FLAGS: LazyLock<Result<Vec<char>, String>> = LazyLock::new(|| {
    let rows = rows("tables/flags.tsv", include_str!("../../../data/tables/flags.tsv"), &["flag", "means", "source"])?;
    let flag = |row: &crate::words::table::Row| {
        let flag = row.field(0).parse::<char>().ok().filter(char::is_ascii_lowercase);
        flag.ok_or_else(|| row.wrong("a flag is one small letter"))
    };
    rows.iter().map(flag).collect()
});

/// Whether a small letter is one.
pub(super) fn is_flag(letter: char) -> bool {
    // The file is part of the program, and a test reads it: one that is malformed is never released.
    FLAGS.as_ref().expect("a well-formed data/tables/flags.tsv").contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flags_are_well_formed() {
        assert!(FLAGS.is_ok());
    }
}
