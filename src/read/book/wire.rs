//! What a workbook tells, as bytes between two processes.
//!
//! ```text
//! S name hidden   ·   T row column text   ·   N row column digits places   ·   …   ·   .
//! ```
//!
//! A letter says what comes, numbers are little-endian, a text has its length first. The last letter is a full stop, or an `R` with
//! an objection: what ends without either was broken off.

use super::objection::Objection;
use super::told::{Hears, Told};
use crate::tables::{Area, Day, Finest};
use std::borrow::Cow;
use std::io::{self, BufRead, Read, Write};

/// Tells by writing bytes.
pub struct Teller<W> {
    to: W,
}

impl<W: Write> Teller<W> {
    /// Tells to a writer; a buffered one is quicker.
    pub fn new(to: W) -> Teller<W> {
        Teller { to }
    }

    /// The end, good or bad.
    pub fn end(mut self, end: Result<(), Objection>) -> io::Result<()> {
        match end {
            Ok(()) => self.to.write_all(b".")?,
            Err(objection) => {
                self.to.write_all(b"R")?;
                self.text(&objection.found)?;
                self.text(&objection.expected)?;
            }
        }
        self.to.flush()
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        let length = u32::try_from(text.len()).map_err(|_| io::ErrorKind::InvalidData)?;
        self.to.write_all(&length.to_le_bytes())?;
        self.to.write_all(text.as_bytes())
    }

    fn at(&mut self, letter: u8, row: u32, column: u32) -> io::Result<()> {
        let [[a, b, c, d], [e, f, g, h]] = [row.to_le_bytes(), column.to_le_bytes()];
        self.to.write_all(&[letter, a, b, c, d, e, f, g, h])
    }

    fn write_cell(&mut self, row: u32, column: u32, told: &Told<'_>) -> io::Result<()> {
        match told {
            Told::Text(text) => {
                self.at(b'T', row, column)?;
                self.text(text)
            }
            Told::Error(text) => {
                self.at(b'E', row, column)?;
                self.text(text)
            }
            Told::Number { digits, places, is_percent } => {
                self.at(if *is_percent { b'P' } else { b'N' }, row, column)?;
                self.to.write_all(&digits.to_le_bytes())?;
                self.to.write_all(&[*places])
            }
            Told::Worded { digits, places, words } => {
                self.at(b'W', row, column)?;
                self.to.write_all(&digits.to_le_bytes())?;
                self.to.write_all(&[*places])?;
                self.text(words)
            }
            Told::Date(day) => {
                let letter = match day.shown {
                    Finest::Day => b'D',
                    Finest::Month => b'm',
                    Finest::Year => b'y',
                };
                self.at(letter, row, column)?;
                self.to.write_all(&day.since_1970.to_le_bytes())
            }
            Told::Truth(truth) => {
                self.at(b'B', row, column)?;
                self.to.write_all(&[u8::from(*truth)])
            }
        }
    }
}

/// Whoever was to hear has gone away: nobody will read this either.
fn unheard(error: io::Error) -> Objection {
    Objection::new(format!("a workbook, and nobody to tell what it holds: {error}"), "a process that listens")
}

impl<W: Write> Hears for Teller<W> {
    fn sheet(&mut self, name: &str, is_hidden: bool) -> Result<(), Objection> {
        let written = self.to.write_all(b"S").and_then(|()| self.text(name));
        written.and_then(|()| self.to.write_all(&[u8::from(is_hidden)])).map_err(unheard)
    }

    fn cell(&mut self, row: u32, column: u32, told: &Told<'_>) -> Result<(), Objection> {
        self.write_cell(row, column, told).map_err(unheard)
    }

    fn merged(&mut self, area: Area) -> Result<(), Objection> {
        let written = self.at(b'M', area.top, area.left);
        let corner = [area.bottom.to_le_bytes(), area.right.to_le_bytes()].concat();
        written.and_then(|()| self.to.write_all(&corner)).map_err(unheard)
    }

    fn notice(&mut self, notice: &str) -> Result<(), Objection> {
        self.to.write_all(b"!").and_then(|()| self.text(notice)).map_err(unheard)
    }
}

/// Why hearing ended before the end.
pub enum Deaf {
    /// The bytes end too early, or are none of these.
    BrokenOff,
    /// The teller, or the hearer, objects.
    Objection(Objection),
}

impl From<io::Error> for Deaf {
    fn from(_: io::Error) -> Deaf {
        Deaf::BrokenOff
    }
}

impl From<Objection> for Deaf {
    fn from(objection: Objection) -> Deaf {
        Deaf::Objection(objection)
    }
}

/// Hears everything that a [`Teller`] told.
pub fn hear(mut from: impl BufRead, to: &mut dyn Hears) -> Result<(), Deaf> {
    let mut text = String::new();
    loop {
        let [letter] = taken(&mut from)?;
        match letter {
            b'.' => return Ok(()),
            b'R' => {
                let found = read_text(&mut from, &mut text)?.to_string();
                let expected = read_text(&mut from, &mut text)?;
                return Err(Objection::new(found, expected).into());
            }
            b'S' => {
                read_text(&mut from, &mut text)?;
                let [is_hidden] = taken(&mut from)?;
                to.sheet(&text, is_hidden != 0)?;
            }
            b'!' => to.notice(read_text(&mut from, &mut text)?)?,
            _ => {
                let (row, column) = (u32::from_le_bytes(taken(&mut from)?), u32::from_le_bytes(taken(&mut from)?));
                let told = match letter {
                    b'T' => Told::Text(Cow::Borrowed(read_text(&mut from, &mut text)?)),
                    b'E' => Told::Error(Cow::Borrowed(read_text(&mut from, &mut text)?)),
                    b'N' | b'P' => {
                        let digits = i64::from_le_bytes(taken(&mut from)?);
                        let [places] = taken(&mut from)?;
                        Told::Number { digits, places, is_percent: letter == b'P' }
                    }
                    b'W' => {
                        let digits = i64::from_le_bytes(taken(&mut from)?);
                        let [places] = taken(&mut from)?;
                        Told::Worded { digits, places, words: Cow::Borrowed(read_text(&mut from, &mut text)?) }
                    }
                    b'D' | b'm' | b'y' => {
                        let shown = match letter {
                            b'm' => Finest::Month,
                            b'y' => Finest::Year,
                            _ => Finest::Day,
                        };
                        Told::Date(Day { since_1970: i32::from_le_bytes(taken(&mut from)?), shown })
                    }
                    b'B' => Told::Truth(taken(&mut from)? != [0]),
                    b'M' => {
                        let (bottom, right) = (u32::from_le_bytes(taken(&mut from)?), u32::from_le_bytes(taken(&mut from)?));
                        to.merged(Area { top: row, left: column, bottom, right })?;
                        continue;
                    }
                    _ => return Err(Deaf::BrokenOff),
                };
                to.cell(row, column, &told)?;
            }
        }
    }
}

fn taken<const N: usize>(from: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn read_text<'a>(from: &mut impl Read, text: &'a mut String) -> io::Result<&'a str> {
    let length = u64::from(u32::from_le_bytes(taken(from)?));
    text.clear();
    // Grows as bytes come: a length alone allocates nothing.
    if from.take(length).read_to_string(text)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(text)
}
