//! How sharply a printed number speaks: "470" is rounder than "472", "14.5" finer than "15".
//!
//! A [`Numeral`] keeps what was printed (all its digits, and how many stood after the decimal mark), so that `600` and `600.0`
//! stay apart. From it are read, in the printed scale ("470" of "470 billion"):
//!
//! | | meaning | 470 | 600 | 10 | 14.5 |
//! |---|---|---|---|---|---|
//! | u | the last printed place | 1 | 1 | 1 | 0.1 |
//! | g | 10 to the trailing zeros; u if there are decimals | 10 | 100 | 10 | 0.1 |
//! | G | the largest of 1, 5, 10, 50, 100 … within both g and n/10, never below u | 10 | 50 | 1 | 0.1 |
//! | S | the step to the next round number | 10 | 100 | 5 | 0.5 |
//!
//! The sign is not part of it: bounds of negative changes mirror those of their magnitude.

use super::unreduced::Unreduced;
use crate::exact::Ratio;

/// The most digits a printed number may have; its value then still fits exact arithmetic with room for rounding.
const MOST_DIGITS: usize = 32;

/// A printed number without sign, as digits and decimal places: `14.50` is 1450 with 2 places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    digits: i128,
    places: u32,
}

impl Numeral {
    /// 1.
    pub const ONE: Numeral = Numeral { digits: 1, places: 0 };

    /// From digits with at most one point (`14.50`, `600`); `None` if it is not that or has more than 32 digits.
    pub fn plain(text: &str) -> Option<Numeral> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{decimals}");
        let significant = digits.trim_start_matches('0');
        let is_number = !whole.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && !text.ends_with('.');
        if !is_number || significant.len() > MOST_DIGITS || decimals.len() > MOST_DIGITS {
            return None;
        }
        let digits = if significant.is_empty() { 0 } else { significant.parse().ok()? };
        Some(Numeral { digits, places: u32::try_from(decimals.len()).ok()? })
    }

    /// The digits without the decimal mark, and how many of them stood after it.
    pub fn digits_and_places(&self) -> (i128, u32) {
        (self.digits, self.places)
    }

    /// n: its value.
    pub fn value(&self) -> Ratio {
        Ratio::new(self.digits, 10i128.pow(self.places))
    }

    /// n, not brought to lowest terms.
    pub(super) fn value_unreduced(&self) -> Unreduced {
        Unreduced::new(self.digits, 10i128.pow(self.places))
    }

    /// Whether it is a whole number from 1 to 9, printed without decimals.
    pub fn is_single_digit(&self) -> bool {
        self.places == 0 && (1..10).contains(&self.digits)
    }

    /// The same number printed in a scale `ratio` times smaller, without decimals: 1 trillion as 1000 billion.
    /// `None` if it has decimals or grows beyond 32 digits.
    pub fn in_a_finer_scale(&self, ratio: i128) -> Option<Numeral> {
        let digits = self.digits.checked_mul(ratio)?;
        (self.places == 0 && digits < 10i128.pow(MOST_DIGITS as u32)).then_some(Numeral { digits, places: 0 })
    }

    /// `2 billion 842 million` as one numeral of the finer scale: 2842. `ratio` is how many of the finer scale make one of
    /// this. `None` if this has decimals, or `finer` would not fit below one of this.
    pub fn followed_by(&self, ratio: i128, finer: &Numeral) -> Option<Numeral> {
        if self.places != 0 || finer.value() >= Ratio::from_integer(ratio) {
            return None;
        }
        let head = self.digits.checked_mul(ratio)?.checked_mul(10i128.pow(finer.places))?;
        let digits = head.checked_add(finer.digits)?;
        (digits < 10i128.pow(MOST_DIGITS as u32)).then_some(Numeral { digits, places: finer.places })
    }

    /// What a level of so many percent is as a growth, with its sign: 105.2 is +5.2, 94.8 is -5.2.
    pub fn minus_a_hundred(&self) -> Option<String> {
        let one = 10i128.pow(self.places);
        let rest = self.digits.checked_sub(one.checked_mul(100)?)?;
        let sign = if rest < 0 { '-' } else { '+' };
        let (whole, decimals) = (rest.abs() / one, rest.abs() % one);
        Some(if self.places == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{decimals:0width$}", width = self.places as usize)
        })
    }

    /// u: the last printed place.
    pub fn last_place(&self) -> Ratio {
        Ratio::new_raw(1, 10i128.pow(self.places))
    }

    /// Trailing zeros; with decimals, minus their number.
    pub fn trailing_zeros(&self) -> i32 {
        if self.places > 0 {
            return -(self.places as i32);
        }
        let mut zeros = 0;
        let mut rest = self.digits;
        while rest != 0 && rest % 10 == 0 {
            rest /= 10;
            zeros += 1;
        }
        zeros
    }

    /// Whether its last digit is 5.
    pub fn ends_in_five(&self) -> bool {
        self.digits % 10 == 5
    }

    /// Whether it ends in zeros before the decimal mark (g > u).
    pub fn is_round(&self) -> bool {
        self.trailing_zeros() > 0
    }

    /// G: the largest of {1, 5}·10^k that is within g and n/10, but never below u.
    pub fn granularity(&self) -> Ratio {
        if self.places > 0 {
            return self.last_place();
        }
        let zeros = self.trailing_zeros() as u32;
        let candidates = (0..=zeros).rev().flat_map(|k| {
            let ten = 10i128.pow(k);
            let five = if k > 0 { Some(ten / 2) } else { None };
            [Some(ten), five]
        });
        let largest = candidates.flatten().find(|g| *g <= self.digits / 10);
        Ratio::from_integer(largest.unwrap_or(1))
    }

    /// S: the step to the next round number. g; 5u if the last digit is 5 and the numeral is not 5 itself; g/2 if it is 10,
    /// 100, 1000 …; u if it is 0.
    pub fn step(&self) -> Ratio {
        let five_itself = self.digits == 5 && self.places == 0;
        if self.digits == 0 {
            return self.last_place();
        }
        if self.ends_in_five() && !five_itself {
            return self.last_place() * Ratio::from_integer(5);
        }
        if self.places > 0 {
            return self.last_place();
        }
        let g = 10i128.pow(self.trailing_zeros() as u32);
        if g > 1 && g == self.digits { Ratio::new(g, 2) } else { Ratio::from_integer(g) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::decimal;

    #[test]
    fn the_table_of_the_manual() {
        for (text, u, granularity, step) in [
            ("470", "1", "10", "10"),
            ("600", "1", "50", "100"),
            ("10", "1", "1", "5"),
            ("14.5", "0.1", "0.1", "0.5"),
            ("5", "1", "1", "1"),
            ("0", "1", "1", "1"),
            ("100", "1", "10", "50"),
            ("1050", "1", "10", "10"),
            ("3000", "1", "100", "1000"),
            ("600.0", "0.1", "0.1", "0.1"),
        ] {
            let numeral = Numeral::plain(text).unwrap();
            let read = [numeral.last_place(), numeral.granularity(), numeral.step()];
            assert_eq!(read, [u, granularity, step].map(|text| decimal(text).unwrap()), "{text}");
        }
    }

    #[test]
    fn what_is_no_plain_numeral() {
        for text in ["", ".", "1.", ".5", "1.2.3", "1e9", "+1", "-1", "1_000", "١", &"9".repeat(33)] {
            assert_eq!(Numeral::plain(text), None, "{text}");
        }
        assert_eq!(Numeral::plain("0007"), Numeral::plain("7"));
    }
}
