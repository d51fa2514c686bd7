//! A cell's text as a number: `1 585,75`, `0,0`, `-`, `…`, `н/д`, `1,234`.

use crate::words::DecimalMark;

/// What a cell's text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// A number: digits with a point before the last `places` of them.
    Number {
        /// All digits, with sign.
        digits: i64,
        /// How many stand behind the point.
        places: u8,
        /// Whether a % sign follows.
        is_percent: bool,
        /// A mark behind it: `*`, `p`, `e`.
        mark: Option<char>,
    },
    /// A sign or word for no number: `-`, `…`, `x`, `:`, `н/д`.
    Nothing,
    /// `1,234`: a thousand or one and a bit; both, written plainly.
    TwoWays([String; 2]),
    /// Anything else.
    Words,
}

/// What a text is, with the decimal mark that the file is known to use, if it is.
pub fn entered(text: &str, decimal: Option<DecimalMark>) -> Entered {
    let _ = (text, decimal);
    Entered::Words
}

/// The decimal mark that the numbers of one file prove: one comma with one or two digits behind it, spaces between thousands. `None` where none
/// proves one, or both are proved.
pub fn decimal_mark<'a>(texts: impl Iterator<Item = &'a str>) -> Option<DecimalMark> {
    let _ = texts;
    None
}
