//! Scales: `thousand`, `million`, and how a figures file writes them: `thousand`, `mn`. They are data: `data/words/scales.tsv`.

use super::table::{Row, rows};
use crate::exact::Ratio;
use std::sync::LazyLock;

/// A scale.
#[derive(Clone, Debug)]
pub struct Scale {
    /// In English: `billion`.
    pub name: String,
    /// As a figures file has it: `bn`.
    pub written: String,
    /// One of it in whole units.
    pub ones: i128,
    /// The noughts of that.
    pub zeros: u8,
    /// How many of the next finer scale make one.
    pub finer: i128,
}

/// A scale and the lists of its forms.
pub(super) struct ScaleWords {
    pub row: Row<'static>,
    pub scale: Scale,
    /// Those that may stand without a number.
    pub alone: &'static str,
    /// Those that may after a hedge only, and are many such otherwise.
    pub or_many: &'static str,
    /// All others.
    pub forms: &'static str,
    /// Those of half of one.
    pub half: &'static str,
}

/// The embedded `data/words/scales.tsv`.
///
/// # Errors
/// A sentence with file and line when it is malformed.
pub(super) fn scales() -> Result<Vec<ScaleWords>, String> {
    let columns = ["name", "written", "zeros", "finer", "alone", "or_many", "forms", "half", "source"];
    let rows = rows("words/scales.tsv", include_str!("../../data/words/scales.tsv"), &columns)?;
    let scale = |row: Row<'static>| {
        let zeros: u8 =
            row.field(2).parse().ok().filter(|zeros| *zeros <= 15).ok_or_else(|| row.wrong("zeros is no number to 15"))?;
        let finer: i128 = row.field(3).parse().map_err(|_| row.wrong("finer is no number"))?;
        let (name, written) = (row.field(0).to_string(), row.field(1).to_string());
        let scale = Scale { name, written, ones: 10i128.pow(zeros.into()), zeros, finer };
        let (alone, or_many, forms, half) = (row.field(4), row.field(5), row.field(6), row.field(7));
        Ok(ScaleWords { row, scale, alone, or_many, forms, half })
    };
    rows.into_iter().map(scale).collect()
}

static SCALES: LazyLock<Result<Vec<Scale>, String>> =
    LazyLock::new(|| Ok(scales()?.into_iter().map(|words| words.scale).collect()));

fn known() -> &'static [Scale] {
    // The file is part of the program, and a test reads it: one that is malformed is never released.
    SCALES.as_ref().expect("a well-formed data/words/scales.tsv")
}

/// How a figures file writes the scale of so many whole units; `None` where there is no word for it, or none is needed.
///
/// ```
/// use crossfoot::words::scale_of;
/// assert_eq!([1_000, 1_000_000, 1_000_000_000].map(|ones| scale_of(ones.into())), [Some("thousand"), Some("mn"), Some("bn")]);
/// assert_eq!(scale_of(100.into()), None);
/// ```
pub fn scale_of(ones: Ratio) -> Option<&'static str> {
    known().iter().find(|scale| Ratio::from_integer(scale.ones) == ones).map(|scale| scale.written.as_str())
}

/// The same of the scales that agencies count in, powers of a thousand: by the number of zeros.
pub fn scale_of_zeros(zeros: u8) -> Option<&'static str> {
    let ones = 10i128.checked_pow(zeros.into()).filter(|_| zeros.is_multiple_of(3))?;
    scale_of(Ratio::from_integer(ones))
}

/// How a figures file writes a scale that is called so in English: `million` is `mn`.
pub fn scale_called(name: &str) -> Option<&'static str> {
    known().iter().find(|scale| scale.name == name).map(|scale| scale.written.as_str())
}

/// How many zeros a scale stands for that a figures file writes so; none where it is no scale.
///
/// ```
/// use crossfoot::words::zeros_of;
/// assert_eq!(["", "thousand", "lakh", "mn"].map(zeros_of), [0, 3, 5, 6]);
/// ```
pub fn zeros_of(written: &str) -> u8 {
    known().iter().find(|scale| scale.written == written).map_or(0, |scale| scale.zeros)
}

/// In what scale a whole number is written so that the noughts at its end stand behind a point and are no rounding, and by how many places
/// its point moves then: 1400 mn are 1.400 bn. It has so many `digits` and is of a scale with so many `zeros`; the last `rounded` of its
/// noughts may be rounding, and there are more.
///
/// It is the largest power of a thousand of which the number has one, or else the next with a place to spare; `None` where there is none.
///
/// ```
/// use crossfoot::words::larger_scale;
/// assert_eq!(larger_scale(4, 6, 0), Some(("bn", 3)));
/// assert_eq!(larger_scale(3, 0, 0), Some(("thousand", 3)), "500 USD is 0.500 thousand USD");
/// assert_eq!(larger_scale(8, 0, 6), Some(("bn", 9)), "10000000 that is rounded to millions is 0.010 bn");
/// assert_eq!(larger_scale(2, 12, 0), None);
/// ```
pub fn larger_scale(digits: u32, zeros: u8, rounded: u32) -> Option<(&'static str, u8)> {
    // The file lists them from the smallest on, which a test reads.
    let with_room = |scale: &&Scale| {
        scale.zeros.is_multiple_of(3) && scale.zeros.checked_sub(zeros).is_some_and(|places| u32::from(places) > rounded)
    };
    let all = || known().iter().filter(with_room);
    let has_one = |scale: &&Scale| digits > u32::from(scale.zeros - zeros);
    let scale = all().rfind(has_one).or_else(|| all().next())?;
    Some((&scale.written, scale.zeros - zeros))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_listed_from_the_smallest_on() {
        assert!(known().is_sorted_by(|one, next| one.zeros < next.zeros));
    }

    #[test]
    fn a_larger_scale_is_a_power_of_a_thousand_and_leaves_a_place() {
        let larger = |digits, zeros, rounded| larger_scale(digits, zeros, rounded);
        assert_eq!(larger(9, 0, 0), Some(("mn", 6)));
        assert_eq!(larger(19, 0, 0), Some(("trillion", 12)));
        assert_eq!(larger(3, 7, 0), Some(("bn", 2)), "250 crore are 2.50 bn");
        assert_eq!(larger(1, 4, 0), Some(("mn", 2)), "tens of thousands");
        assert_eq!(larger(5, 9, 3), None, "10000 bn that are rounded to thousands of them");
    }
}
