//! Fisher's F: whether groups differ by more than chance alone would have them differ.
//!
//! > Two spreads that ought to be alike, one 15.8 times the other, with 3 and 8 degrees of freedom: chance does that once in a thousand times.

use libm::{exp, lgamma, log};

/// How likely chance alone is to make such a ratio of spreads or a larger one, with so many degrees of freedom above and below.
/// Of what is no number it is certain.
pub fn chance(ratio: f64, above: f64, below: f64) -> f64 {
    if ratio.is_nan() || ratio <= 0.0 || above < 1.0 || below < 1.0 {
        return 1.0;
    }
    if ratio.is_infinite() {
        return 0.0;
    }
    // The incomplete beta function; its fraction converges fast on that side of the mean only.
    let (x, one, other) = (below / (below + above * ratio), below / 2.0, above / 2.0);
    let size = exp(lgamma(one + other) - lgamma(one) - lgamma(other) + one * log(x) + other * log(1.0 - x));
    let part = match x < (one + 1.0) / (one + other + 2.0) {
        true => size / one * fraction(one, other, x),
        false => 1.0 - size / other * fraction(other, one, 1.0 - x),
    };
    part.clamp(0.0, 1.0)
}

/// The continued fraction of the incomplete beta function (Abramowitz and Stegun, *Handbook of Mathematical Functions*, 26.5.8), from
/// its far end: so many of its parts settle every digit for fewer than ten thousand degrees of freedom.
fn fraction(one: f64, other: f64, x: f64) -> f64 {
    const PARTS: u32 = 200;
    let mut rest = 1.0;
    for part in (1..=PARTS).rev().map(f64::from) {
        let odd = -(one + part - 1.0) * (one + other + part - 1.0) * x / ((one + 2.0 * part - 2.0) * (one + 2.0 * part - 1.0));
        let even = part * (other - part) * x / ((one + 2.0 * part - 1.0) * (one + 2.0 * part));
        rest = 1.0 + odd / (1.0 + even / rest);
    }
    1.0 / rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Limits of one in a thousand, as statistical tables print them.
    #[test]
    fn chances_are_those_of_published_tables() {
        for (above, below, limit) in
            [(3.0, 8.0, 15.83), (3.0, 12.0, 10.80), (3.0, 20.0, 8.10), (10.0, 10.0, 8.75), (12.0, 12.0, 7.00)]
        {
            let found = chance(limit, above, below);
            assert!((found - 0.001).abs() < 5e-6, "F({above}, {below}) = {limit}: {found}");
        }
    }

    #[test]
    fn with_two_degrees_of_freedom_there_is_a_formula() {
        for below in [1.0, 4.0, 25.0, 300.0, 3000.0] {
            for ratio in [0.01, 0.7, 1.0, 3.0, 12.0] {
                let formula = libm::pow(1.0 + 2.0 * ratio / below, -below / 2.0);
                let turned = 1.0 - libm::pow(1.0 + 2.0 / (below * ratio), -below / 2.0);
                assert!((chance(ratio, 2.0, below) - formula).abs() < 1e-9, "{ratio} {below}");
                assert!((chance(ratio, below, 2.0) - turned).abs() < 1e-9, "{ratio} {below}");
            }
        }
    }

    #[test]
    fn what_is_no_number_proves_nothing() {
        assert_eq!([chance(f64::NAN, 3.0, 8.0), chance(5.0, 3.0, 0.0), chance(0.0, 3.0, 8.0)], [1.0; 3]);
        assert_eq!(chance(f64::INFINITY, 3.0, 8.0), 0.0);
    }
}
