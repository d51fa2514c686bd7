//! Parts of words in the header of a column of labels that tell what stands in it: `Номер месяца`, `Counterpart economy`. They are data:
//! `data/tables/stems.tsv`.

use crate::words::table::rows;
use std::sync::LazyLock;

/// What a part of a word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stem {
    /// A number in the column is a month.
    Months,
    /// A quarter.
    Quarters,
    /// A half.
    Halves,
    /// The column names the other side of a trade.
    Counterpart,
    /// A growth is in per cent, or a multiple, and no difference of amounts.
    Ratio,
}

static STEMS: LazyLock<Result<Vec<(Stem, &str)>, String>> = LazyLock::new(|| {
    let mut stems = Vec::new();
    for row in rows("tables/stems.tsv", include_str!("../../../data/tables/stems.tsv"), &["says", "stems", "source"])? {
        let stem = match row.field(0) {
            "months" => Stem::Months,
            "quarters" => Stem::Quarters,
            "halves" => Stem::Halves,
            "counterpart" => Stem::Counterpart,
            "ratio" => Stem::Ratio,
            other => return Err(row.wrong(format!("nothing is told by {other}"))),
        };
        stems.extend(row.field(1).split(" / ").map(|part| (stem, part)));
    }
    Ok(stems)
});

/// Whether the label of a growth says that it is in per cent or a multiple: `growth rate`, `темп прироста`, `y/y`.
pub(in crate::tables) fn says_ratio(label: &str) -> bool {
    tells(label, Stem::Ratio)
}

/// Whether a header tells something, by a part of one of its words.
pub(super) fn tells(header: &str, stem: Stem) -> bool {
    // The file is part of the program, and a test reads it: one that is malformed is never released.
    let stems = STEMS.as_ref().expect("a well-formed data/tables/stems.tsv");
    let header = header.to_lowercase();
    stems.iter().any(|(own, part)| *own == stem && header.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_word_tells() {
        assert!(STEMS.is_ok());
        assert!(tells("Monatsnummer", Stem::Months) && tells("Страна-контрагент", Stem::Counterpart));
        assert!(!tells("Country", Stem::Counterpart));
    }
}
