//! crossfoot: whether published trade figures, as worded, can all be true; what they imply; and why.
//!
//! ```
//! use crossfoot::{network, read, verdict};
//! let file = "reporter,partner,flow,period,stated\n\
//!             RUS,UZB,exports,2022,about 6 bn USD\n\
//!             RUS,UZB,imports,2022,more than 4 bn USD\n\
//!             RUS,UZB,turnover,2022,less than 9 bn USD\n";
//! let loaded = read::load_bytes(&[("release.csv", file.as_bytes())], &read::Options::default());
//! assert_eq!(loaded.refusals, []);
//! let network = network::weave(&loaded.figures);
//! let judgement = verdict::judge(&loaded.figures, &network);
//! // "About 6" is never less than 5.4, and 5.4 and more than 4 are more than 9.
//! assert_eq!(judgement.verdict, verdict::Verdict::Contradictory);
//! ```
//!
//! The way is files → [`figures`] → [`network`] → [`solver`] → [`verdict`], [`projection`] → [`report`] → bytes. Each step takes the last one's
//! value; only reading ([`read`], [`words`]) and writing ([`mod@write`]) can fail.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod exact;
pub mod figures;
pub mod names;
pub mod network;
pub mod norms;
pub mod period;
pub mod projection;
pub mod read;
pub mod report;
pub mod rereading;
pub mod solver;
pub mod tables;
pub mod verdict;
pub mod words;
pub mod write;
