//! Other ways in which a figure can be understood, each with what it costs to believe it.
//!
//! "In six months it rose by almost 14.5% to about 470 billion" leaves much open: which six months? in rubles or in dollars? by
//! whose statistics? And a pen slips: million for billion, 470 for 740. [`changes`] lists what is worth trying, words before
//! numbers:
//!
//! ```
//! use crossfoot::{read, rereading};
//! let file = "id,reporter,partner,flow,period,stated,measure,source\n\
//!             half,RUS,UZB,turnover,2023-H1?,about 470 bn RUB,level,Joint Commission\n\
//!             rise,RUS,UZB,turnover,2023-H1?,almost 14.5%,growth,Joint Commission\n";
//! let loaded = read::load_bytes(&[("release.csv", file.as_bytes())], &read::Options::default());
//! let cheapest = &rereading::changes(&rereading::Register::of(&loaded.figures), &[0])[0];
//! assert_eq!((cheapest.what.name(), cheapest.class), ("period", rereading::Class::Reading));
//! // The level and its growth are read alike, as one change.
//! let told: Vec<_> = cheapest.readings.iter().map(|new| (new.figure, &*new.from, &*new.to)).collect();
//! assert_eq!(told, [(0, "2023-H1", "2023-01..2023-07"), (1, "2023-H1", "2023-01..2023-07")]);
//! ```
//!
//! What each kind means and costs is data (`data/readings`). Nothing here judges: whether a change settles anything is for the
//! search for repairs to find out, and so is whether the change leaves its figure untested.
//!
//! # What the two laws cannot say
//!
//! An average growth can also be meant as the arithmetic mean of the yearly rates, or as the slope of a least-squares line. Both
//! speak of every year between, where a product of two ends does not, and are not offered. "Percent" for "points" is not offered
//! either: a share that rose by 3 % of itself is a growth of a share, and no cell holds one.

use crate::figures::Reading;

mod average;
mod base;
mod catalogue;
mod counted_by;
mod currency;
mod digits;
mod edition;
mod factor;
mod period;
mod price;
mod register;
mod scale;
mod sign;
mod trust;
mod voice;

use catalogue::Catalogue;

pub use price::{cost_of_value, cost_of_withdrawal};
pub use register::Register;
pub use trust::Trust;

/// How a change explains a figure, cheapest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The words leave it open.
    Reading,
    /// A slip of the pen.
    Slip,
    /// The figure is given up.
    Withdrawal,
}

/// What a change changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// When.
    Period,
    /// What the levels behind a ratio, or an amount, are counted in.
    Currency,
    /// How an average is taken.
    Average,
    /// What a growth is compared with.
    Base,
    /// Whether a number is a ratio of levels or what was added.
    Factor,
    /// Whose statistics are quoted.
    CountedBy,
    /// Which edition is quoted.
    Vintage,
    /// Goods, or goods and services.
    Services,
    /// A scale word.
    Scale,
    /// The decimal mark.
    Decimal,
    /// The order of two digits.
    Digits,
    /// Surplus or deficit, rise or fall.
    Sign,
    /// Any other number.
    Value,
    /// Nothing is left of it.
    Withdraw,
}

/// One change: of one figure, or of one source's figures read alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What changes.
    pub what: What,
    /// How it explains the figures.
    pub class: Class,
    /// In tenths, before trust in the figures weighs in; see [`Trust`].
    pub cost: u32,
    /// One for each figure that it re-reads, ascending by figure; never none.
    pub readings: Vec<Reread>,
    /// Whether it explains a clash only among figures of different source or date: one edition does not contradict itself.
    pub across_sources: bool,
}

/// A figure read in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reread {
    /// Index into [`Figures::figures`](crate::figures::Figures::figures).
    pub figure: usize,
    /// How it is understood then; has a cell, and differs from the stated reading.
    pub reading: Reading,
    /// What was understood, for people: `2023-H1`, `RUB`, `470`.
    pub from: String,
    /// What would be: `2023-01..2023-07`, `USD`, `740`.
    pub to: String,
}

impl What {
    /// Every one, in order.
    pub const ALL: [What; 14] = [
        What::Period,
        What::Currency,
        What::Average,
        What::Base,
        What::Factor,
        What::CountedBy,
        What::Vintage,
        What::Services,
        What::Scale,
        What::Decimal,
        What::Digits,
        What::Sign,
        What::Value,
        What::Withdraw,
    ];

    /// How outputs and data files name it.
    pub fn name(self) -> &'static str {
        match self {
            What::Period => "period",
            What::Currency => "currency",
            What::Average => "average",
            What::Base => "base",
            What::Factor => "factor",
            What::CountedBy => "counted_by",
            What::Vintage => "vintage",
            What::Services => "services",
            What::Scale => "scale",
            What::Decimal => "decimal",
            What::Digits => "digits",
            What::Sign => "sign",
            What::Value => "value",
            What::Withdraw => "withdraw",
        }
    }
}

impl Class {
    /// How outputs and data files name it.
    pub fn name(self) -> &'static str {
        match self {
            Class::Reading => "reading",
            Class::Slip => "slip",
            Class::Withdrawal => "withdrawal",
        }
    }
}

/// Every change that re-reads at least one of the named figures, but for [`What::Value`] and [`What::Withdraw`], which are
/// possible everywhere: by cost, then by kind, then by figures; the same list on every run.
///
/// Forecasts and targets are read as they stand, and so are rates but for slips of the number.
pub fn changes(register: &Register<'_>, named: &[usize]) -> Vec<Change> {
    let mut catalogue = Catalogue::of(register, named);
    period::offer(&mut catalogue);
    average::offer(&mut catalogue);
    currency::offer(&mut catalogue);
    base::offer(&mut catalogue);
    counted_by::offer(&mut catalogue);
    edition::offer(&mut catalogue);
    catalogue.each_named(|catalogue, said| {
        factor::offer(catalogue, said);
        scale::offer(catalogue, said);
        digits::offer(catalogue, said);
    });
    sign::offer(&mut catalogue);
    catalogue.in_order()
}
