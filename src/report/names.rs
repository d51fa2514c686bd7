//! What quantities are called in a sentence: `RUS/UZB:exports:2022-H1:level:RUB` is "Russia's exports to Uzbekistan in the first
//! half of 2022".
//!
//! A list of sentences about one pair of countries names the pair once: [`Names::after_first`] then leaves out what goes
//! without saying ("exports in the first half of 2022").

use super::places::{name, possessive};
use crate::figures::{Aspect, Cell, Flow, Nature, Series, Undated};
use crate::names::WORLD;
use crate::network::Quantity;
use crate::period::Period;
use crate::words::{Measure, Unit};

/// A name and how its verb goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The words, beginning in lower case where they can.
    pub text: String,
    /// "were" rather than "was".
    pub plural: bool,
}

impl Name {
    /// "was" or "were".
    pub fn was(&self) -> &'static str {
        if self.plural { "were" } else { "was" }
    }
}

/// Which parts of a name are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Names {
    without_reporter: bool,
    without_partner: bool,
    without_product: bool,
    without_currency: bool,
    /// As in a table, where every word costs a line: "growth of turnover in 2023".
    is_terse: bool,
}

impl Names {
    /// Everything is named.
    pub const IN_FULL: Names = Names {
        without_reporter: false,
        without_partner: false,
        without_product: false,
        without_currency: false,
        is_terse: false,
    };

    /// Everything is named, in as few words as will do.
    const TERSE: Names = Names { is_terse: true, ..Names::IN_FULL };

    /// The flow alone: "exports".
    pub(super) const WITHOUT_COUNTRIES: Names =
        Names { without_reporter: true, without_partner: true, without_product: true, ..Names::IN_FULL };

    /// What can be left out once one of these has been named in full.
    pub fn after_first<'a>(quantities: impl Iterator<Item = &'a Quantity>) -> Names {
        let is_no_rate = |(series, _): &(&Series, Option<&Unit>)| !matches!(series.flow, Flow::Rate(..));
        let mut all = quantities.flat_map(series_of).filter(is_no_rate);
        let Some((first, unit)) = all.next() else { return Names::IN_FULL };
        let all_share = Names {
            without_reporter: true,
            without_partner: true,
            without_product: true,
            without_currency: true,
            is_terse: false,
        };
        all.fold(all_share, |so_far, (other, of)| Names {
            without_reporter: so_far.without_reporter && other.reporter == first.reporter,
            without_partner: so_far.without_partner && other.partner == first.partner,
            without_product: so_far.without_product && other.product == first.product,
            without_currency: so_far.without_currency && of == unit,
            is_terse: false,
        })
    }

    /// For a table: what all its quantities share is left out and told above it, as in "Russia with Uzbekistan".
    pub fn of_table<'a>(cells: impl Iterator<Item = &'a Cell> + Clone) -> (Names, String) {
        let Some(first) = cells.clone().next().map(|cell| &cell.series) else { return (Names::TERSE, String::new()) };
        let share = |same: fn(&Series, &Series) -> bool| cells.clone().all(|cell| same(&cell.series, first));
        let is_trade = |series: &Series| !matches!(series.flow, Flow::Rate(..) | Flow::Named(_));
        let trade_only = cells.clone().all(|cell| is_trade(&cell.series));
        let same_pair = share(|one, other| one.reporter == other.reporter && one.partner == other.partner);
        if !trade_only || !same_pair {
            return (Names::TERSE, String::new());
        }
        let partner = format!("with {}", name(&first.partner));
        let reporter = name(&first.reporter);
        let pair = if reporter.is_empty() { partner } else { format!("{reporter} {partner}") };
        (Names { without_reporter: true, without_partner: true, ..Names::TERSE }, pair)
    }

    /// Of an amount beside others in other currencies: "turnover in 2022 in RUB"; for lines that print no unit.
    pub fn without_unit_beside(&self, quantity: &Quantity) -> String {
        let name = self.quantity(quantity).text;
        match quantity {
            Quantity::Cell(Cell { aspect: Aspect::Level, unit: Some(unit @ Unit::Currency(_)), .. })
                if !self.without_currency =>
            {
                format!("{name} in {unit}")
            }
            _ => name,
        }
    }

    /// Of any cell of the network.
    pub fn quantity(&self, quantity: &Quantity) -> Name {
        let singular = |text| Name { text, plural: false };
        match quantity {
            Quantity::Cell(cell) => self.cell(cell),
            Quantity::Rest { whole, part } => {
                let (whole, part) = (self.cell(whole).text, self.apart(&whole.series, &part.series));
                singular(format!("what is left of {whole} without {part}"))
            }
            Quantity::OwnRate { priced, unit } => {
                let currency = |cell: &Cell| cell.unit.as_ref().map(Unit::to_string).unwrap_or_default();
                let flow = self.cell(priced).text;
                singular(format!("the rate of {} per {} behind {flow}", currency(priced), currency(unit)))
            }
            Quantity::Spread { rate, priced } => {
                let (rate, flow) = (self.cell(rate).text, self.cell(priced).text);
                singular(format!("the ratio of the rate behind {flow} to {rate}"))
            }
            Quantity::Usual { part, whole } => {
                let of_two_books = part.series.reporter != whole.series.reporter;
                let (part, whole) = (self.cell(part).text, self.cell(whole).text);
                match of_two_books {
                    true => singular(format!("the ratio of {part} to {whole}")),
                    false => singular(format!("the share of {part} in {whole}")),
                }
            }
        }
    }

    /// Of a cell of the trade.
    pub fn cell(&self, cell: &Cell) -> Name {
        let series = self.series(&cell.series);
        let when = |period| when(period, cell.series.nature);
        let in_currency = match &cell.unit {
            Some(unit @ Unit::Currency(_)) if !self.without_currency => format!(" in {unit}"),
            _ => String::new(),
        };
        let singular = |text: String| Name { text: self.without_article(text), plural: false };
        match &cell.aspect {
            Aspect::Level => Name { text: format!("{} {}", series.text, when(cell.period)), plural: series.plural },
            Aspect::Rate => singular(format!("{} {}", series.text, when(cell.period))),
            Aspect::Growth { base } if cell.period.months_earlier(12) == Some(*base) => {
                singular(format!("the year-on-year growth of {}{in_currency} {}", series.text, when(cell.period)))
            }
            Aspect::Growth { base } => {
                let on = period_name(*base);
                singular(format!("the growth of {}{in_currency} {} on {on}", series.text, when(cell.period)))
            }
            Aspect::AverageGrowth { from, .. } => {
                let (from, to) = (period_name(*from), period_name(cell.period));
                singular(format!("the average yearly growth of {}{in_currency} from {from} to {to}", series.text))
            }
            Aspect::Share { of } => {
                let whole = self.apart(&cell.series, of);
                singular(format!("the share of {} in {whole} {}", series.text, when(cell.period)))
            }
            Aspect::SharePoints { of, base } => {
                let (whole, base) = (self.apart(&cell.series, of), period_name(*base));
                singular(format!(
                    "the change of the share of {} in {whole} from {base} to {}",
                    series.text,
                    period_name(cell.period)
                ))
            }
        }
    }

    /// A table has no room for articles, nor for what every growth there is.
    fn without_article(&self, text: String) -> String {
        match (self.is_terse, text.strip_prefix("the year-on-year ").or(text.strip_prefix("the "))) {
            (true, Some(rest)) => rest.to_string(),
            _ => text,
        }
    }

    /// Of a series, without its period.
    pub fn series(&self, series: &Series) -> Name {
        let (text, plural) = match &series.flow {
            Flow::Rate(priced, one) => {
                let rate = self.without_article(format!("the mean exchange rate of {priced} per {one}"));
                return Name { text: rate, plural: false };
            }
            Flow::Turnover => ("turnover", false),
            Flow::Exports => ("exports", true),
            Flow::Imports => ("imports", true),
            Flow::Balance => ("trade balance", false),
            Flow::Named(flow) => return Name { text: self.named(flow, series), plural: is_plural(flow) },
        };
        let mut words = String::new();
        if !self.without_reporter && !series.reporter.is_empty() {
            words.push_str(&possessive(&series.reporter));
            words.push(' ');
        } else if series.flow == Flow::Balance && !self.is_terse {
            words.push_str("the ");
        }
        words.push_str(text);
        if !self.without_product && series.product != "TOTAL" {
            words.push_str(&format!(" of {}", product(&series.product)));
        }
        if !self.without_partner {
            let toward = match series.flow {
                Flow::Exports => "to",
                Flow::Imports => "from",
                _ => "with",
            };
            words.push_str(&format!(" {toward} {}", name(&series.partner)));
        }
        Name { text: words, plural }
    }

    /// A flow of another name. "Investment" is "in" a partner; how others go with theirs is not known: "enterprises with Russian
    /// capital (Uzbekistan, partner Russia)".
    fn named(&self, flow: &str, series: &Series) -> String {
        let has_reporter = !self.without_reporter && !series.reporter.is_empty();
        let has_partner = !self.without_partner && series.partner != WORLD;
        let mut words = flow.to_string();
        if !self.without_product && series.product != "TOTAL" {
            words.push_str(&format!(" of {}", product(&series.product)));
        }
        let speaks_for_itself = [" in ", " from ", " to ", " with ", " of "].iter().any(|word| flow.contains(word));
        let is_investment = flow.to_lowercase().ends_with("investment") || flow.to_lowercase().ends_with("investments");
        match (has_reporter, has_partner) {
            (true, false) => format!("{} {words}", possessive(&series.reporter)),
            (_, true) if is_investment && !speaks_for_itself => {
                let owner = if has_reporter { format!("{} ", possessive(&series.reporter)) } else { String::new() };
                format!("{owner}{words} in {}", name(&series.partner))
            }
            (true, true) => format!("{words} ({}, partner {})", name(&series.reporter), name(&series.partner)),
            (false, true) => format!("{words} (partner {})", name(&series.partner)),
            (false, false) => words,
        }
    }

    /// What another series is called beside `series`: by what sets it apart.
    fn apart(&self, series: &Series, other: &Series) -> String {
        if other.reporter != series.reporter {
            return self.series(other).text;
        }
        let shorter = Names {
            without_reporter: true,
            without_partner: other.partner == series.partner,
            without_product: other.product == series.product,
            without_currency: true,
            ..*self
        };
        if other.product == "TOTAL" && series.product != "TOTAL" {
            return format!("all {}", shorter.series(other).text);
        }
        shorter.series(other).text
    }
}

/// Whether the head of an English name is a plural: "enterprises with Russian capital" are many, "a stock of investments" is one.
fn is_plural(flow: &str) -> bool {
    const BEHIND: [&str; 8] = ["with", "of", "in", "from", "to", "by", "per", "for"];
    let head = flow.split_whitespace().take_while(|word| !BEHIND.contains(word)).last().unwrap_or_default().to_lowercase();
    head.len() > "gas".len() && head.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| head.ends_with(ending))
}

/// What a forecast without a date speaks of: "turnover, no period named".
pub fn period_free(undated: &Undated) -> String {
    let series = Names::IN_FULL.series(&undated.series).text;
    let what = match undated.measure {
        Measure::Level | Measure::Rate => series,
        Measure::Growth => format!("the growth of {series}"),
        Measure::AverageGrowth => format!("the average growth of {series}"),
        Measure::Share => format!("the share of {series}"),
    };
    format!("{what}, no period named")
}

fn series_of(quantity: &Quantity) -> impl Iterator<Item = (&Series, Option<&Unit>)> {
    let (cell, other) = match quantity {
        Quantity::Cell(cell) => (cell, None),
        Quantity::Rest { whole, part } => (whole, Some(&part.series)),
        Quantity::OwnRate { priced: cell, .. } | Quantity::Spread { priced: cell, .. } => (cell, None),
        Quantity::Usual { part, whole } => (part, Some(&whole.series)),
    };
    let whole = match &cell.aspect {
        Aspect::Share { of } | Aspect::SharePoints { of, .. } => Some(of),
        _ => other,
    };
    std::iter::once(&cell.series).chain(whole).map(|series| (series, cell.unit.as_ref()))
}

fn product(product: &str) -> String {
    if product.bytes().all(|b| b.is_ascii_digit()) { format!("HS {product}") } else { product.to_string() }
}

/// A period with its preposition: "in the first half of 2022"; of a stock, its end: "at the end of 2022".
pub fn when(period: Period, nature: Nature) -> String {
    match nature {
        Nature::Flow if is_span(period) => period_name(period),
        Nature::Flow => format!("in {}", period_name(period)),
        Nature::Stock => {
            let last = period.last_month();
            let year_end = last.end().rem_euclid(12) == 0;
            format!("at the end of {}", if year_end { last.first_year().to_string() } else { period_name(last) })
        }
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

/// A period as a noun: "the first half of 2022", "January–August 2023".
pub fn period_name(period: Period) -> String {
    let (year, month) = (period.first_year(), place_in_year(period.first()));
    let last = period.end() - 1;
    let (last_year, last_month) = (last.div_euclid(12), place_in_year(last));
    match (period.months(), month) {
        (12, 0) => year.to_string(),
        (6, 0 | 6) => format!("the {} half of {year}", ORDINALS[month / 6]),
        (3, 0 | 3 | 6 | 9) => format!("the {} quarter of {year}", ORDINALS[month / 3]),
        (1, _) => format!("{} {year}", MONTHS[month]),
        _ if year == last_year => format!("{}–{} {year}", MONTHS[month], MONTHS[last_month]),
        (_, 0) if last_month == 11 => format!("{year}–{last_year}"),
        _ => format!("from {} {year} to {} {last_year}", MONTHS[month], MONTHS[last_month]),
    }
}

/// The period that a figure on this cell speaks of, as a noun; of an average growth, its two ends.
pub fn period_of(cell: &Cell) -> String {
    match &cell.aspect {
        Aspect::AverageGrowth { from, .. } => format!("{} to {}", period_name(*from), period_name(cell.period)),
        _ => period_name(cell.period),
    }
}

/// Whether the noun begins with "from".
fn is_span(period: Period) -> bool {
    let whole_years = place_in_year(period.first()) == 0 && place_in_year(period.end()) == 0;
    !whole_years && period.first_year() != (period.end() - 1).div_euclid(12)
}

fn place_in_year(month: i32) -> usize {
    usize::try_from(month.rem_euclid(12)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_name_says_whether_it_is_one_or_many() {
        assert!(["enterprises with Russian capital", "services", "direct investments"].into_iter().all(is_plural));
        assert!(!["accumulated investment", "stock of investments", "gas", "surplus", "инвестиции"].into_iter().any(is_plural));
    }

    fn cell(reporter: &str, partner: &str, flow: Flow, period: &str, aspect: Aspect) -> Cell {
        let series =
            Series { reporter: reporter.into(), partner: partner.into(), flow, product: "TOTAL".into(), nature: Nature::Flow };
        Cell { series, period: period.parse().unwrap(), aspect, unit: Some(Unit::Currency("RUB".into())) }
    }

    #[test]
    fn quantities_are_told_as_a_newspaper_would() {
        let growth = |base: &str| Aspect::Growth { base: base.parse().unwrap() };
        let mut steel = cell("DEU", "NLD", Flow::Imports, "2023-11..2024-02", Aspect::Level);
        steel.series.product = "72".into();
        let mut stock = cell("RUS", "World", Flow::Named("accumulated investment".into()), "2023-12", Aspect::Level);
        stock.series.nature = Nature::Stock;
        let stock_in = |flow: &str| {
            let mut stock = cell("RUS", "UZB", Flow::Named(flow.into()), "2023-12", Aspect::Level);
            stock.series.nature = Nature::Stock;
            stock
        };
        let whole = cell("RUS", "World", Flow::Exports, "2022", Aspect::Level).series;
        for (cell, told) in [
            (cell("RUS", "UZB", Flow::Turnover, "2022", Aspect::Level), "Russia's turnover with Uzbekistan in 2022"),
            (cell("", "World", Flow::Balance, "2022-07", Aspect::Level), "the trade balance with the world in July 2022"),
            (steel, "Germany's imports of HS 72 from the Netherlands from November 2023 to February 2024"),
            (
                cell("RUS", "UZB", Flow::Exports, "2023-H1", growth("2022-H1")),
                "the year-on-year growth of Russia's exports to Uzbekistan in RUB in the first half of 2023",
            ),
            (
                cell("RUS", "UZB", Flow::Turnover, "2023-Q3", growth("2023-Q2")),
                "the growth of Russia's turnover with Uzbekistan in RUB in the third quarter of 2023 on the second quarter of 2023",
            ),
            (
                cell("RUS", "UZB", Flow::Turnover, "2022", Aspect::AverageGrowth { from: "2017".parse().unwrap(), years: 5 }),
                "the average yearly growth of Russia's turnover with Uzbekistan in RUB from 2017 to 2022",
            ),
            (
                cell("RUS", "UZB", Flow::Exports, "2022", Aspect::Share { of: whole }),
                "the share of Russia's exports to Uzbekistan in exports to the world in 2022",
            ),
            (stock, "Russia's accumulated investment at the end of 2023"),
            (stock_in("accumulated investment"), "Russia's accumulated investment in Uzbekistan at the end of 2023"),
            (
                stock_in("enterprises with Uzbek capital"),
                "enterprises with Uzbek capital (Russia, partner Uzbekistan) at the end of 2023",
            ),
            (
                cell("", "World", Flow::Rate("RUB".into(), "USD".into()), "2022", Aspect::Rate),
                "the mean exchange rate of RUB per USD in 2022",
            ),
        ] {
            assert_eq!(Names::IN_FULL.cell(&cell).text, told);
        }
    }

    #[test]
    fn what_all_share_is_named_once() {
        let here = Quantity::Cell(cell("RUS", "UZB", Flow::Exports, "2022", Aspect::Level));
        let there = Quantity::Cell(cell("RUS", "KAZ", Flow::Exports, "2022", Aspect::Level));
        let alone = Names::after_first([&here].into_iter());
        let both = Names::after_first([&here, &there].into_iter());
        assert_eq!(alone.quantity(&here).text, "exports in 2022");
        assert_eq!(both.quantity(&there).text, "exports to Kazakhstan in 2022");
    }
}
