//! What each kind of re-reading costs: `data/readings/rereadings.tsv`.

use super::{Class, What};
use crate::exact::{Ratio, decimal};
use crate::words::table::rows;
use std::sync::LazyLock;

/// The kinds of the data file, each in its own line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    MonthMarked,
    MonthsMarked,
    YearMarked,
    CurrencyMarked,
    CurrencyNotNamed,
    Steps,
    Simple,
    PeriodBefore,
    Increment,
    CountedBy,
    Vintage,
    Services,
    Scale,
    Decimal,
    Sign,
    Index,
    Digits,
    Month,
    Months,
    Year,
    Loose,
    Value,
    Withdraw,
}

impl Kind {
    const ALL: [(Kind, &'static str); 23] = [
        (Kind::MonthMarked, "month marked"),
        (Kind::MonthsMarked, "months marked"),
        (Kind::YearMarked, "year marked"),
        (Kind::CurrencyMarked, "currency marked"),
        (Kind::CurrencyNotNamed, "currency not named"),
        (Kind::Steps, "steps"),
        (Kind::Simple, "simple"),
        (Kind::PeriodBefore, "period before"),
        (Kind::Increment, "increment"),
        (Kind::CountedBy, "counted by"),
        (Kind::Vintage, "vintage"),
        (Kind::Services, "services"),
        (Kind::Scale, "scale"),
        (Kind::Decimal, "decimal"),
        (Kind::Sign, "sign"),
        (Kind::Index, "index"),
        (Kind::Digits, "digits"),
        (Kind::Month, "month"),
        (Kind::Months, "months"),
        (Kind::Year, "year"),
        (Kind::Loose, "loose"),
        (Kind::Value, "value"),
        (Kind::Withdraw, "withdraw"),
    ];
}

/// A line of the data file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Price {
    pub what: What,
    pub class: Class,
    /// In tenths.
    pub cost: u32,
    /// The number that the kind goes with, where it has one.
    pub by: Option<Ratio>,
}

static PRICES: LazyLock<Result<Vec<(Kind, Price)>, String>> = LazyLock::new(prices);

/// The embedded table.
fn prices() -> Result<Vec<(Kind, Price)>, String> {
    let columns = ["kind", "class", "what", "cost", "by", "means", "source"];
    let text = include_str!("../../data/readings/rereadings.tsv");
    let mut prices = Vec::new();
    for row in rows("readings/rereadings.tsv", text, &columns)? {
        let wrong = |what: &str, field: &str| row.wrong(format!("\"{field}\" is no {what}"));
        let [kind, class, what, cost, by] = [0, 1, 2, 3, 4].map(|column| row.field(column));
        let (kind, _) = Kind::ALL.into_iter().find(|(_, name)| *name == kind).ok_or_else(|| wrong("kind", kind))?;
        let mut classes = [Class::Reading, Class::Slip, Class::Withdrawal].into_iter();
        let class = classes.find(|known| known.name() == class).ok_or_else(|| wrong("class", class))?;
        let what = What::ALL.into_iter().find(|known| known.name() == what).ok_or_else(|| wrong("what", what))?;
        let cost = cost.parse().map_err(|_| wrong("number of tenths", cost))?;
        let by = match by {
            "" => None,
            by => Some(decimal(by).ok_or_else(|| wrong("number", by))?),
        };
        prices.push((kind, Price { what, class, cost, by }));
    }
    match Kind::ALL.iter().find(|(kind, _)| !prices.iter().any(|(priced, _)| priced == kind)) {
        Some((_, lacking)) => Err(format!("data/readings/rereadings.tsv lacks {lacking}")),
        None => Ok(prices),
    }
}

/// What a kind costs. `None` without a well-formed file, which a test sees to.
pub(super) fn price(kind: Kind) -> Option<Price> {
    let prices = PRICES.as_ref().ok()?;
    prices.iter().find(|(priced, _)| *priced == kind).map(|(_, price)| *price)
}

/// What it costs, in tenths, to take any other number for a figure's own.
pub fn cost_of_value() -> u32 {
    price(Kind::Value).map_or(u32::MAX, |price| price.cost)
}

/// What it costs, in tenths, to withdraw a figure.
pub fn cost_of_withdrawal() -> u32 {
    price(Kind::Withdraw).map_or(u32::MAX, |price| price.cost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rereading::trust;

    #[test]
    fn every_kind_has_a_price() {
        assert_eq!(prices().map(|prices| prices.len()), Ok(Kind::ALL.len()));
    }

    #[test]
    fn words_come_before_numbers_and_numbers_before_withdrawal() {
        let prices = prices().expect("a well-formed table");
        let of = |class: Class| prices.iter().map(|(_, price)| price).filter(move |price| price.class == class);
        let dearest = |class| Ratio::from_integer(of(class).map(|price| price.cost).max().expect("some").into());
        let cheapest = |class| Ratio::from_integer(of(class).map(|price| price.cost).min().expect("some").into());
        assert!(dearest(Class::Reading) * Ratio::from_integer(2) * trust::most() <= cheapest(Class::Slip));
        assert!(dearest(Class::Slip) < cheapest(Class::Withdrawal));
    }
}
