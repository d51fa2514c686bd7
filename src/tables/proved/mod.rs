//! What the numbers of a table prove of it where its words leave something open: to the rounding of what is printed, and in one way only.
//!
//! | the numbers | prove |
//! |---|---|
//! | a row is the sum of those below it | who is in which group, and whether all the world is there (`sums`, `memberships`) |
//! | growths fit two columns of amounts | whether they are printed as 114.5 or 14.5, and since when (`growths`) |
//! | a total is exports and imports | that it is the turnover (`turnovers`) |
//! | a year is the sum of ten months | that it is of ten months (`part_years`) |
//! | exports less imports are a deficit, or its negative | which sign deficits have (`deficits`) |

pub(in crate::tables) mod deficits;
mod growths;
mod memberships;
mod part_years;
mod printed;
mod sums;
mod turnovers;

pub(in crate::tables) use deficits::Signs;
pub(in crate::tables) use growths::growths;
pub use memberships::{Memberships, memberships};
pub(in crate::tables) use part_years::PartYears;
pub(in crate::tables) use printed::{Proved, grew};
pub use sums::Sums;
pub(in crate::tables) use sums::sums;
pub(in crate::tables) use turnovers::turnovers;
