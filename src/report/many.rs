//! Of many series the largest come first, and only these are told in full.
//!
//! | first | then | then |
//! |---|---|---|
//! | amounts in the unit that most are in | trade with the world, all goods | by the last amount known, the largest first |
//!
//! The flows of one reporter with one partner stay together, in the place of the largest of them; equal ones stand by name. A table of
//! a hundred partners would else begin with Afghanistan and Angola. `-f csv` and `-f json` keep the order of the series' codes.

use super::places::name;
use super::printed::big;
use super::project::{Project, SeriesLine};
use crate::figures::{Nature, Series};
use crate::names::WORLD;
use crate::words::Unit;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What a reporter trades with a partner, in all directions: their flows stand together.
type Trade<'a> = (&'a str, &'a str, &'a str, Nature, Option<&'a Unit>);

fn trade<'a>(line: &'a SeriesLine<'_>) -> Trade<'a> {
    let Series { reporter, partner, product, nature, .. } = &line.cell.series;
    (reporter, partner, product, *nature, line.cell.unit.as_ref())
}

/// The middle of the last amount known, without its sign.
fn size(line: &SeriesLine<'_>) -> BigRational {
    let ends: Vec<BigRational> = [line.last.low, line.last.high].into_iter().flatten().map(|end| big(&end.at)).collect();
    let count = BigInt::from(ends.len().max(1));
    (ends.into_iter().sum::<BigRational>() / count).abs()
}

/// The series, the largest trade first.
fn largest_first<'a, 'b>(all: &'b [SeriesLine<'a>]) -> Vec<&'b SeriesLine<'a>> {
    let mut in_unit: BTreeMap<Option<&Unit>, usize> = BTreeMap::new();
    let mut sizes: BTreeMap<Trade<'_>, BigRational> = BTreeMap::new();
    for line in all {
        *in_unit.entry(line.cell.unit.as_ref()).or_default() += 1;
        let (size, known) = (size(line), sizes.entry(trade(line)).or_default());
        *known = size.max(known.clone());
    }
    let rank = |(_, partner, product, ..): Trade<'_>| (partner != WORLD, partner == WORLD && product != "TOTAL");
    let place = |line: &&SeriesLine<'_>| {
        let trade = trade(line);
        let (reporter, partner, product, nature, unit) = trade;
        let told = [name(partner), name(reporter), product.into()].map(|name| name.into_owned());
        let size = sizes.get(&trade).cloned();
        (Reverse(in_unit.get(&unit).copied()), unit.cloned(), rank(trade), Reverse(size), told, nature)
    };
    let mut ordered: Vec<&SeriesLine<'_>> = all.iter().collect();
    // Stable: within a trade the flows keep their order.
    ordered.sort_by_cached_key(place);
    ordered
}

impl<'a> Project<'a> {
    /// Of more series than these only the first few are told in full.
    const MANY: usize = 12;
    const FIRST: usize = 3;

    /// The series that are told to people in full, those of which only where they are going is, and a line on why.
    pub fn told(&self) -> (Vec<&SeriesLine<'a>>, Vec<&SeriesLine<'a>>, Option<String>) {
        let is_many = self.series.len() > Self::MANY;
        let mut in_full = if is_many { largest_first(&self.series) } else { self.series.iter().collect() };
        let further = if is_many { in_full.split_off(Self::FIRST) } else { Vec::new() };
        let why = further.first().map(|line| {
            let has_targets = further.iter().any(|line| line.forecasts().next().is_some());
            let and_forecasts = if has_targets { ", and what was forecast of it" } else { "" };
            format!(
                "{} more series, the largest first, of each only where it is going{and_forecasts}. For the paths of one: --only, as in \
                 --only {}; for all: -f csv.",
                further.len(),
                self.only_of(line)
            )
        });
        (in_full, further, why)
    }

    /// What picks a series out of many, as typed after `--only`: the column that tells most of them apart.
    fn only_of(&self, line: &SeriesLine<'_>) -> String {
        type Field = fn(&Series) -> String;
        const COLUMNS: [(&str, Field); 4] = [
            ("flow", |series| series.flow.to_string()),
            ("reporter", |series| series.reporter.clone()),
            ("product", |series| series.product.clone()),
            ("partner", |series| series.partner.clone()),
        ];
        let differ = |field: Field| self.series.iter().map(|line| field(&line.cell.series)).collect::<BTreeSet<_>>().len();
        let picked = COLUMNS.into_iter().max_by_key(|(_, field)| differ(*field));
        let written = picked.map_or(String::new(), |(name, field)| format!("{name}={}", field(&line.cell.series)));
        if written.contains(char::is_whitespace) { format!("\"{written}\"") } else { written }
    }
}

#[cfg(test)]
mod tests {
    use crate::projection::{Wishes, project};
    use crate::report::{Run, View};
    use crate::{network, read, verdict};

    #[test]
    fn the_world_comes_first_then_the_largest_trade_and_equal_ones_by_name() {
        let level = |partner: &str, flow: &str, amount: &str| format!("UZB,{partner},{flow},2022,{amount}\n");
        let mut rows: String =
            ["AFG", "ALB", "ARM", "AUT", "AZE", "BGR", "BLR"].map(|small| level(small, "exports", "1 mn USD")).concat();
        rows += &level("CHN", "exports", "700 mn USD");
        rows += &level("CHN", "imports", "200 mn USD");
        rows += &level("KAZ", "exports", "3 mn USD");
        rows += &level("KAZ", "imports", "500 mn USD");
        rows += &level("World", "exports", "900 mn USD");
        rows += &level("USA", "exports", "9 bn RUB");
        let file = format!("reporter,partner,flow,period,stated\n{rows}");
        let loaded = read::load_bytes(&[("case.csv", file.as_bytes())], &read::Options::default());
        let network = network::weave(&loaded.figures);
        let levels = verdict::levels(&loaded.figures, &network, verdict::Tier::Meant);
        let projection = project(&loaded.figures, &network, &levels, &Wishes::default());
        let (run, view) = (Run::default(), View::default());
        let report = crate::report::project(&run, &loaded.figures, &projection, &view);
        let (in_full, further, _) = report.told();
        let order: Vec<String> = in_full.iter().chain(&further).map(|line| line.cell.series.to_string()).collect();
        assert_eq!(order[..5], ["UZB/World:exports", "UZB/CHN:exports", "UZB/CHN:imports", "UZB/KAZ:exports", "UZB/KAZ:imports"]);
        // Afghanistan, Albania, Armenia, Austria, Azerbaijan, Belarus, Bulgaria; what another unit counts is last.
        assert_eq!(order[5..7], ["UZB/AFG:exports", "UZB/ALB:exports"]);
        assert_eq!(order[10..], ["UZB/BLR:exports", "UZB/BGR:exports", "UZB/USA:exports"]);
    }
}
