//! Exact numbers: what a figure's words allow is an [`Interval`] between exact rationals; what the solver computes with is a
//! [`grid`] of decimals to twelve places whose every operation is rounded outward.
//!
//! ```
//! use crossfoot::exact::{Interval, decimal};
//! let more_than_600 = Interval::more_than(decimal("600").unwrap());
//! let at_most_600 = Interval::at_most(decimal("600").unwrap());
//! assert!(more_than_600.intersect(&at_most_600).is_empty());
//! ```
//!
//! No float occurs here, nor anywhere that a bound or a comparison of amounts passes.

pub mod grid;
mod interval;
mod rational;
mod row;

pub use interval::{End, Interval};
pub use rational::Exact;
pub use row::Row;

/// An exact rational number. Use the checked operations: `i128` overflow must never pass unseen.
pub type Ratio = num_rational::Ratio<i128>;

/// The largest magnitude a stated amount may have, in whole units (10^20: a hundred billion billion).
pub const LARGEST_AMOUNT: i128 = 100_000_000_000_000_000_000;

/// The most decimal places a stated amount may have, in whole units or as a fraction.
pub const MOST_PLACES: u32 = 12;

/// Reads a plain decimal (`-12.5`, no grouping, no exponent) exactly; `None` when it is not one or is beyond
/// [`LARGEST_AMOUNT`] or [`MOST_PLACES`].
pub fn decimal(text: &str) -> Option<Ratio> {
    let exact = rust_decimal::Decimal::from_str_exact(text).ok()?;
    if text.contains('_') || exact.scale() > MOST_PLACES {
        return None;
    }
    let value = Ratio::new(exact.mantissa(), 10i128.pow(exact.scale()));
    (value <= Ratio::from_integer(LARGEST_AMOUNT) && value >= Ratio::from_integer(-LARGEST_AMOUNT)).then_some(value)
}

/// `n / d` as a [`Ratio`].
pub const fn ratio(n: i128, d: i128) -> Ratio {
    Ratio::new_raw(n, d)
}
