//! A cell is one unknown number: a [`Series`], a [`Period`], an [`Aspect`] and what it is counted in. It is written
//! `REPORTER/PARTNER:flow[:product]:period:aspect[:currency]`, as in `RUS/UZB:turnover:2022-H1:level:RUB`.

use crate::names::WORLD;
use crate::period::Period;
use crate::words::Unit;
use std::fmt;

/// What flows: the four flows that arithmetic ties to one another, or any other name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flow {
    /// Exports plus imports.
    Turnover,
    /// What the reporter sells.
    Exports,
    /// What the reporter buys.
    Imports,
    /// Exports minus imports; may be negative.
    Balance,
    /// The price of one unit of the second currency in units of the first (`RUB/USD`: rubles for one dollar).
    /// The pair is in the network's canonical order; see [`Flow::rate`].
    Rate(String, String),
    /// Any other name, as written: `accumulated investment`.
    Named(String),
}

/// Whether amounts add up over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nature {
    /// A period's amount is the sum of its months'.
    Flow,
    /// An amount at a moment: it belongs to its period's last month and has no sums in time.
    Stock,
}

/// Whose trade with whom, in which direction, of what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Series {
    /// ISO alpha-3 code, or the name as written; empty when not given.
    pub reporter: String,
    /// ISO alpha-3 code, `World`, or the name as written.
    pub partner: String,
    /// What flows.
    pub flow: Flow,
    /// HS code or name; `TOTAL`.
    pub product: String,
    /// Flow or stock.
    pub nature: Nature,
}

/// Which number of the series and period a cell is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// The amount itself.
    Level,
    /// Level over the level of `base`, minus one.
    Growth {
        /// The period compared with.
        base: Period,
    },
    /// The yearly growth that leads from the level of `from` to the level of the cell's period in `years` equal steps.
    AverageGrowth {
        /// The first of the two ends.
        from: Period,
        /// How many steps (N of the averages).
        years: u32,
    },
    /// Level over the level of the whole, in the same period.
    Share {
        /// The whole.
        of: Series,
    },
    /// Share minus the share of `base`.
    SharePoints {
        /// The whole.
        of: Series,
        /// The period compared with.
        base: Period,
    },
    /// The mean exchange rate of the period; the series' flow is a [`Flow::Rate`].
    Rate,
}

/// One unknown number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Whose and what.
    pub series: Series,
    /// When; for an average growth, the second of its two ends. A stock's is one month.
    pub period: Period,
    /// Which number of these.
    pub aspect: Aspect,
    /// Counted in what; for a growth or share, the unit of the levels it speaks of, `None` while nothing settles it.
    /// `None` for a rate.
    pub unit: Option<Unit>,
}

impl Flow {
    /// The exchange rate in canonical order (the currency that is alphabetically first is the one priced in) and whether
    /// the order asked for was the reverse.
    pub fn rate(priced_in: &str, one_of: &str) -> (Flow, bool) {
        if priced_in <= one_of {
            (Flow::Rate(priced_in.to_string(), one_of.to_string()), false)
        } else {
            (Flow::Rate(one_of.to_string(), priced_in.to_string()), true)
        }
    }
    /// Whether its levels can never be negative.
    pub fn is_never_negative(&self) -> bool {
        *self != Flow::Balance
    }
}

impl fmt::Display for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flow::Turnover => f.write_str("turnover"),
            Flow::Exports => f.write_str("exports"),
            Flow::Imports => f.write_str("imports"),
            Flow::Balance => f.write_str("balance"),
            Flow::Rate(a, b) => write!(f, "{a}/{b}"),
            Flow::Named(name) => f.write_str(name),
        }
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reporter = if self.reporter.is_empty() { "-" } else { &self.reporter };
        write!(f, "{reporter}/{}:{}", self.partner, self.flow)?;
        if self.product != "TOTAL" {
            write!(f, ":{}", self.product)?;
        }
        Ok(())
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.series)?;
        match &self.aspect {
            Aspect::Level => write!(f, "{}:level", self.period)?,
            Aspect::Rate => write!(f, "{}:rate", self.period)?,
            Aspect::Growth { base } if self.period.months_earlier(12) == Some(*base) => write!(f, "{}:growth", self.period)?,
            Aspect::Growth { base } => write!(f, "{}:growth from {base}", self.period)?,
            Aspect::AverageGrowth { from, years } => {
                write!(f, "{from}..{}:average growth", self.period)?;
                // Only where a figure is re-read: over "the five years 2017 to 2022" there are four steps for some.
                if i64::from(*years) * 12 != i64::from(self.period.first() - from.first()) {
                    write!(f, " in {years} steps")?;
                }
            }
            Aspect::Share { of } => write!(f, "{}:share of {}", self.period, self.series.apart_from(of))?,
            Aspect::SharePoints { of, base } => {
                write!(f, "{}:points from {base} of {}", self.period, self.series.apart_from(of))?;
            }
        }
        match &self.unit {
            Some(Unit::Count) | None => Ok(()),
            Some(unit) => write!(f, ":{unit}"),
        }
    }
}

impl Series {
    /// The same trade as the partner counts it: exports become its imports, turnover stays turnover, a balance stays one of the other
    /// sign. `None` of trade with the world, and of flows with a name of their own, for who counted them is not known.
    pub fn other_side(&self) -> Option<Series> {
        let flow = match self.flow {
            Flow::Exports => Flow::Imports,
            Flow::Imports => Flow::Exports,
            Flow::Turnover => Flow::Turnover,
            Flow::Balance => Flow::Balance,
            Flow::Rate(..) | Flow::Named(_) => return None,
        };
        let is_pair = !self.reporter.is_empty() && self.partner != WORLD && self.reporter != WORLD;
        is_pair.then(|| Series { reporter: self.partner.clone(), partner: self.reporter.clone(), flow, ..self.clone() })
    }

    /// What `whole` is called where it differs from `self`: its partner, its product or its flow.
    pub fn apart_from<'a>(&self, whole: &'a Series) -> std::borrow::Cow<'a, str> {
        if whole.partner != self.partner {
            (&*whole.partner).into()
        } else if whole.product != self.product {
            (&*whole.product).into()
        } else {
            whole.flow.to_string().into()
        }
    }
}
