//! Which currencies the files can convert into one another: those with a rate between them, or two rates that give it.

use super::{Cell, Figures, Flow};
use std::collections::BTreeSet;

/// The pairs of currencies of which there is a rate, each in alphabetical order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Exchange(BTreeSet<(String, String)>);

impl Exchange {
    /// Of all rates that the files state or ask for.
    pub fn of(figures: &Figures) -> Exchange {
        let mut exchange = Exchange::default();
        let stated = figures.figures.iter().filter_map(|figure| figure.reading.cell.as_ref());
        for cell in stated.chain(figures.asked.iter().map(|asked| &asked.cell)) {
            exchange.mention(cell);
        }
        exchange
    }

    /// Takes note of a cell, if it is a rate; whether it is.
    pub fn mention(&mut self, cell: &Cell) -> bool {
        let Flow::Rate(a, b) = &cell.series.flow else { return false };
        self.0.insert((a.clone(), b.clone()));
        true
    }

    /// Whether there is a rate between two currencies, or one between each of them and a third.
    pub fn are_joined(&self, a: &str, b: &str) -> bool {
        let rate = |x: &str, y: &str| self.0.contains(&(x.min(y).to_string(), x.max(y).to_string()));
        rate(a, b) || self.currencies().iter().any(|via| *via != a && *via != b && rate(a, via) && rate(via, b))
    }

    /// The currencies that are joined with one, in alphabetical order.
    pub fn joined_with(&self, one: &str) -> Vec<&str> {
        self.currencies().into_iter().filter(|other| *other != one && self.are_joined(one, other)).collect()
    }

    fn currencies(&self) -> BTreeSet<&str> {
        self.0.iter().flat_map(|(a, b)| [&**a, &**b]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Exchange;

    #[test]
    fn two_rates_join_what_no_rate_does_and_three_are_too_many() {
        let pairs = [("RUB", "USD"), ("EUR", "USD"), ("CNY", "EUR")];
        let exchange = Exchange(pairs.map(|(a, b)| (a.to_string(), b.to_string())).into());
        assert_eq!(exchange.joined_with("RUB"), ["EUR", "USD"]);
        assert_eq!(exchange.joined_with("CNY"), ["EUR", "USD"]);
        assert_eq!(exchange.joined_with("JPY"), [""; 0]);
    }
}
