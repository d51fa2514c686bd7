//! Why a run could not be made: one message for a person, and exit status 2.

use std::fmt;
use std::io;

/// A run that could not be made.
#[derive(Debug)]
pub enum Problem {
    /// A message that says what was found and what to type.
    Told(String),
    /// The refused rows have been listed; without `--keep-going` nothing more is done.
    Refused(usize),
    /// These files, or what was set for all, could not be read; the refusals have been listed.
    Unread(usize),
    /// The results could not be written there.
    Unwritten(String, io::Error),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Told(message) => f.write_str(message),
            Problem::Refused(1) => {
                f.write_str("1 row was refused; nothing was computed. Correct it, or leave it out with --keep-going")
            }
            Problem::Refused(rows) => {
                write!(f, "{rows} rows were refused; nothing was computed. Correct them, or leave them out with --keep-going")
            }
            Problem::Unread(1) => f.write_str("nothing was computed"),
            Problem::Unread(places) => write!(f, "{places} files or settings could not be read; nothing was computed"),
            Problem::Unwritten(place, error) => write!(f, "the results could not be written to {place}: {error}"),
        }
    }
}

impl std::error::Error for Problem {}
