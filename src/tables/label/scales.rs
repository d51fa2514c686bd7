//! Scales in digits: `1000`, `'000`, `1 000 000`, `10^6`, `x 1,000,000`, and those before a word: `100 million`, `USD 1 billion`.
//!
//! ```text
//! US$100 Million      a number under it counts hundreds of millions
//! USD 10,000          tens of thousands
//! monthly (x 1,000)   thousands, whatever the unit is called
//! ```

use super::pieces::Pieces;
use crate::words::{scale_of_zeros, zeros_of};

/// Scales that tables count in and that are no words of a figures file, by their zeros.
const NAMED: [(u8, &str); 6] =
    [(4, "10 thousand"), (5, "100 thousand"), (7, "10 mn"), (8, "100 mn"), (10, "10 bn"), (11, "100 bn")];

/// The name of a scale of so many zeros.
pub(super) fn named(zeros: u8) -> Option<&'static str> {
    let own = || NAMED.iter().find(|(of, _)| *of == zeros).map(|(_, name)| *name);
    scale_of_zeros(zeros).filter(|name| !name.is_empty()).or_else(own)
}

/// How many zeros a scale has.
pub(in crate::tables) fn zeros(scale: &str) -> u8 {
    NAMED.iter().find(|(_, name)| *name == scale).map_or_else(|| zeros_of(scale), |(zeros, _)| *zeros)
}

/// A scale as a person may type it, where it is none that a figures file has a word for: `100 mn`, `10 thousand`.
pub(in crate::tables) fn typed(text: &str) -> Option<&'static str> {
    let plain = text.trim().to_lowercase().replace("million", "mn").replace("billion", "bn");
    NAMED.iter().find(|(_, name)| *name == plain).map(|(_, name)| *name)
}

/// A power of ten in digits: of how many pieces it is, and its zeros. `1` has none, `'000` three.
pub(super) fn in_digits(pieces: &Pieces, at: usize) -> Option<(usize, u8)> {
    let digits = pieces.digits(at)?;
    // "10^6"
    if let Some(power) = pieces.digits(at + 1).filter(|_| digits == "10" && pieces.gap(at + 1).trim() == "^") {
        return Some((2, power.parse().ok()?));
    }
    let joins = |at: usize| matches!(pieces.gap(at), " " | "," | "'" | ".");
    // "5 000" is no thousand.
    if at.checked_sub(1).is_some_and(|before| pieces.digits(before).is_some() && joins(at)) {
        return None;
    }
    let zeros = digits.strip_prefix('1').unwrap_or(if digits.len() % 3 == 0 { digits } else { "5" });
    if !zeros.bytes().all(|byte| byte == b'0') {
        return None;
    }
    let more = (at + 1..).take_while(|at| pieces.digits(*at) == Some("000") && joins(*at)).count();
    Some((1 + more, u8::try_from(zeros.len() + 3 * more).ok()?))
}

/// Whether a power of ten is a scale wherever it stands: `x 1,000`, `in 1,000`, `('000)`. With the piece at which that begins.
pub(super) fn begins(pieces: &Pieces, at: usize) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| Some((before, pieces.token(before)?.text.as_str())));
    match before {
        Some((before, "x" | "х")) => Some(before),
        Some((_, "in" | "в")) => Some(at),
        _ if pieces.gap(at).contains(['×', '*']) => Some(at),
        _ if pieces.digits(at) == Some("000") && pieces.gap(at).contains(['\'', '(']) => Some(at),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::pieces;
    use super::*;

    #[test]
    fn powers_of_ten_are_counted_as_they_are_written() {
        let first = |text: &str| in_digits(&pieces(text), 0);
        assert_eq!(first("1000"), Some((1, 3)));
        assert_eq!(first("10,000"), Some((2, 4)));
        assert_eq!(first("1 000 000"), Some((3, 6)));
        assert_eq!(first("100 million"), Some((1, 2)));
        assert_eq!(first("'000"), Some((1, 3)));
        assert_eq!(first("10^6"), Some((2, 6)));
        assert_eq!(["5 000", "2020", "00", "0"].map(first), [None; 4]);
        assert_eq!(typed("100 million"), Some("100 mn"));
        assert_eq!(["mn", "100 mn", "lakh", "1", ""].map(zeros), [6, 8, 5, 0, 0]);
    }
}
