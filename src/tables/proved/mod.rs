//! What the numbers of a table prove of it where its words leave something open: to the rounding of what is printed, and in one way only.
//!
//! | the numbers | prove |
//! |---|---|
//! | a row is the sum of those below it | who is in which group, and whether all the world is there (`sums`, `memberships`) |
//! | the CIS and the far abroad are the world, mostly | that these are its halves (`abroad`) |
//! | growths fit two columns of amounts | whether they are printed as 114.5 or 14.5, and since when (`growths`) |
//! | a growth of exports is -5 | that its column is printed as changes (`changes`) |
//! | a growth of 1000.1 stands beside 5000.1 and 6000.2 | that it is a difference of amounts (`differences`) |
//! | a total is exports and imports | that it is the turnover (`turnovers`) |
//! | months stand before a total | of how many months it is (`total_columns`) |
//! | twelve months stand above a total | that it is their year's (`year_totals`) |
//! | a year is the sum of ten months | that it is of ten months (`part_years`) |
//! | exports less imports are a deficit, or its negative | which sign deficits have (`deficits`) |

mod abroad;
mod changes;
pub(in crate::tables) mod deficits;
mod differences;
mod growths;
mod memberships;
mod part_years;
mod printed;
mod sums;
mod total_columns;
mod turnovers;
mod year_totals;

pub(in crate::tables) use changes::Changes;
pub(in crate::tables) use deficits::Signs;
pub(in crate::tables) use differences::Differences;
pub(in crate::tables) use growths::growths;
pub use memberships::{Memberships, memberships};
pub(in crate::tables) use part_years::PartYears;
pub(in crate::tables) use printed::{Proved, grew};
pub use sums::Sums;
pub(in crate::tables) use sums::sums;
pub(in crate::tables) use total_columns::total_columns;
pub(in crate::tables) use turnovers::turnovers;
pub(in crate::tables) use year_totals::year_totals;
