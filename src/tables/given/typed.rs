//! What a person says of a table, typed: `reporter` is `UZB`, `scale` is `thousand`. One reading of it for flags, for `--set FILE:flow=…` and for
//! the lines of a layout, so that a slip is told in the same words wherever it was made.
//!
//! ```
//! use crossfoot::{names::Names, tables::Given};
//! let names = Names::embedded()?;
//! let mut given = Given::default();
//! given.say("reporter", "Uzbekistan", names)?;
//! assert_eq!(given.reporter.as_deref(), Some("UZB"));
//! assert_eq!(given.say("scale", "dozen", names), Err("write 1, thousand, mn, bn or trillion".to_string()));
//! # Ok::<(), String>(())
//! ```

use super::role::Labels;
use super::{Given, Growth};
use crate::exact::Ratio;
use crate::names::Names;
use crate::period::Period;
use crate::tables::label::{Begins, CalledBy, When, meaning, typed_scale};
use crate::words::{self, DecimalMark, Unit};

/// How something is taken that was said of a table: from what was typed, or what to type instead.
type Taken = fn(&mut Given, &str, &Names) -> Result<(), String>;

/// What can be said of a table, by name, and how each is taken.
const SAYINGS: [(&str, Taken); 14] = [
    ("reporter", |given, typed, names| {
        given.reporter = Some(country(typed, names));
        Ok(())
    }),
    ("partner", |given, typed, names| {
        given.partner = Some(country(typed, names));
        Ok(())
    }),
    ("flow", |given, typed, names| {
        given.flow = Some(names.flow(typed));
        Ok(())
    }),
    ("product", |given, typed, _| {
        given.product = Some(typed.trim().to_string());
        Ok(())
    }),
    ("period", |given, typed, _| {
        given.period = Some(period(typed)?);
        Ok(())
    }),
    ("year-begins", |given, typed, names| {
        given.years = Some(Begins { month: month(typed, names)?, called_by: Some(CalledBy::Begin) });
        Ok(())
    }),
    ("year-ends", |given, typed, names| {
        given.years = Some(Begins { month: (month(typed, names)? + 1) % 12, called_by: Some(CalledBy::End) });
        Ok(())
    }),
    ("currency", |given, typed, _| {
        given.unit = Some(unit(typed)?);
        Ok(())
    }),
    ("scale", |given, typed, _| {
        given.scale = Some(scale(typed)?);
        Ok(())
    }),
    ("labels", |given, typed, _| {
        given.labels = Some(one_of(typed, &LABELS)?);
        Ok(())
    }),
    ("growth", |given, typed, _| {
        given.growth = Some(one_of(typed, &GROWTHS)?);
        Ok(())
    }),
    ("decimal", |given, typed, _| {
        given.decimal = Some(one_of(typed, &MARKS)?);
        Ok(())
    }),
    ("source", |given, typed, _| {
        given.source = Some(typed.trim().to_string());
        Ok(())
    }),
    ("sheet", |given, typed, _| {
        given.sheets.push(typed.trim().to_string());
        Ok(())
    }),
];

/// The names of all that can be said of a table.
pub fn sayable() -> impl Iterator<Item = &'static str> {
    SAYINGS.iter().map(|(name, _)| *name)
}

/// What row labels may name.
pub const LABELS: [(&str, Labels); 3] =
    [("partners", Labels::Partners), ("reporters", Labels::Reporters), ("products", Labels::Products)];
/// How growths may be printed.
pub const GROWTHS: [(&str, Growth); 2] = [("index", Growth::Index), ("change", Growth::Change)];
/// Decimal marks.
pub const MARKS: [(&str, DecimalMark); 2] = [("comma", DecimalMark::Comma), ("point", DecimalMark::Point)];

impl Given {
    /// Takes what was said. What was said before of the same is gone, but for sheets, which are added.
    ///
    /// # Errors
    /// What to write instead, where it cannot be understood or nothing of this name can be said.
    pub fn say(&mut self, name: &str, typed: &str, names: &Names) -> Result<(), String> {
        if typed.trim().is_empty() {
            return Err("write something, or leave it out".to_string());
        }
        match SAYINGS.iter().find(|(known, _)| *known == name) {
            Some((_, take)) => take(self, typed, names),
            None => {
                let known: Vec<&str> = sayable().collect();
                Err(format!("nothing of this name is said of a table; known are {}", known.join(", ")))
            }
        }
    }

    /// This, and what `other` says where this is silent.
    pub fn or(self, other: Given) -> Given {
        Given {
            reporter: self.reporter.or(other.reporter),
            partner: self.partner.or(other.partner),
            flow: self.flow.or(other.flow),
            product: self.product.or(other.product),
            period: self.period.or(other.period),
            years: self.years.or(other.years),
            unit: self.unit.or(other.unit),
            scale: self.scale.or(other.scale),
            labels: self.labels.or(other.labels),
            growth: self.growth.or(other.growth),
            decimal: self.decimal.or(other.decimal),
            source: self.source.or(other.source),
            sheets: if self.sheets.is_empty() { other.sheets } else { self.sheets },
            laid: if self.laid.is_empty() { other.laid } else { self.laid },
        }
    }
}

/// A country or group by its code; a name in no list as written.
pub fn country(typed: &str, names: &Names) -> String {
    names.country(typed).map_or_else(|| typed.trim().to_string(), str::to_string)
}

/// A period.
///
/// # Errors
/// How periods are written.
pub fn period(typed: &str) -> Result<Period, String> {
    typed.trim().parse().map_err(|_| "write it as 2023, 2023-H1, 2023-07 or 2023-01..2023-08".to_string())
}

/// A month by its name or number, January is 0.
fn month(typed: &str, names: &Names) -> Result<u8, String> {
    let by_number = typed.trim().parse().ok().filter(|number| (1..=12).contains(number)).map(|number: u8| number - 1);
    let by_name = || match meaning(typed, names).when {
        Some(When::Months { first, count: 1 }) => Some(first),
        _ => None,
    };
    by_number.or_else(by_name).ok_or_else(|| "write a month, as in july".to_string())
}

/// A currency's code, or a physical unit as written.
///
/// # Errors
/// What is wrong with it.
pub fn unit(typed: &str) -> Result<String, String> {
    match words::scaled_unit(typed) {
        Ok((size, _)) if size != Ratio::from_integer(1) => {
            Err("write the scale by itself, as in currency USD and scale mn".to_string())
        }
        Ok((_, Unit::Currency(code))) => Ok(code),
        Ok(_) => Ok(typed.trim().to_string()),
        Err(misread) => Err(format!("write a currency or a unit, as in USD: {}", misread.found)),
    }
}

/// A scale word as figures files write it; `1` is whole units, for which the word is empty.
///
/// # Errors
/// Which scales there are.
pub fn scale(typed: &str) -> Result<String, String> {
    let refused = || "write 1, thousand, mn, bn or trillion".to_string();
    if matches!(typed.trim(), "1" | "units" | "unit") {
        return Ok(String::new());
    }
    if let Some(scale) = typed_scale(typed) {
        return Ok(scale.to_string());
    }
    let (size, _) = words::scaled_unit(&format!("{typed} USD")).map_err(|_| refused())?;
    words::scale_of(size).map(str::to_string).ok_or_else(refused)
}

/// One of a few words.
///
/// # Errors
/// Which words there are.
pub fn one_of<T: Copy>(typed: &str, known: &[(&str, T)]) -> Result<T, String> {
    let found = known.iter().find(|(name, _)| *name == typed.trim()).map(|(_, value)| *value);
    found.ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        match &names[..] {
            [before @ .., last] if !before.is_empty() => format!("write {} or {last}", before.join(", ")),
            _ => format!("write {}", names.join(", ")),
        }
    })
}

/// The word for a value, of those that [`one_of`] takes.
pub fn word_for<T: PartialEq>(value: &T, known: &[(&'static str, T)]) -> Option<&'static str> {
    known.iter().find(|(_, known)| known == value).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_one_file_is_said_whatever_is_said_of_a_table() {
        let names = Names::embedded().expect("names");
        let typed = |name: &str| match name {
            "period" => "2023",
            "year-begins" | "year-ends" => "july",
            "currency" => "USD",
            "scale" => "mn",
            "labels" => "partners",
            "growth" => "index",
            "decimal" => "comma",
            _ => "exports",
        };
        for name in sayable() {
            let mut given = Given::default();
            assert_eq!(given.say(name, typed(name), names), Ok(()), "{name}");
            assert_ne!(given, Given::default(), "{name} is not kept");
        }
        let unknown = Given::default().say("colour", "red", names).expect_err("no such thing");
        assert!(unknown.contains("year-begins, year-ends"), "{unknown}");
    }
}
