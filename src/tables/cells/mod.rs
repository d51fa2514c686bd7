//! What single cells say, wherever they stand: a number, a sign for nothing, words with a meaning; and how what several of them say is put
//! together, the nearer over the farther.

mod content;
mod facts;
mod in_words;
pub(in crate::tables) mod parts;
mod worded;

pub use content::{Content, Contents, Value};
pub use facts::Facts;
pub(in crate::tables) use in_words::in_words;
pub(in crate::tables) use parts::{Part, numbers_parts};
pub(crate) use worded::says_scale;
