//! Cross-footing itself: sums across and sums down must meet, also where no single identity shows that they cannot.

use crossfoot::figures::Figures;
use crossfoot::network::{Quantity, weave};
use crossfoot::read::{Options, load_bytes};
use crossfoot::verdict::{self, Judgement, Tier, Verdict};

fn figures(file: &str) -> Figures {
    let loaded = load_bytes(&[("table.csv", file.as_bytes())], &Options::default());
    assert_eq!(loaded.refusals, []);
    loaded.figures
}

fn judged(figures: &Figures) -> Judgement {
    verdict::judge(figures, &weave(figures))
}

fn ids(figures: &Figures, named: &[usize]) -> Vec<String> {
    named.iter().map(|&figure| figures.figures[figure].id.clone()).collect()
}

/// A table of unknowns, `size` partners by `size` products, of which only the totals are stated: of each partner `across`, of each
/// product `down`. All partners and all products are declared to be named.
fn table(size: usize, across: &str, down: &str) -> String {
    let mut file = String::from("# reporter: AAA\n# flow: exports\n# period: 2022\nid,partner,product,stated,parts\n");
    for row in 0..size {
        file += &format!("across{row},P{row},TOTAL,{across} USD,products\n");
        file += &format!("down{row},World,product {row},{down} USD,partners\n");
        (0..size).for_each(|column| file += &format!("cell{row}-{column},P{row},product {column},?,\n"));
    }
    file
}

/// The margins clash, all of them are needed, and one as allowed is what is told.
fn margins_clash(size: usize, across: &str, down: &str) {
    let figures = figures(&table(size, across, down));
    let judgement = judged(&figures);
    assert_eq!((judgement.verdict, judgement.proved), (Verdict::Contradictory, true), "{size}: {across} against {down}");
    let [finding] = &judgement.findings[..] else { panic!("{} findings", judgement.findings.len()) };
    assert_eq!(ids(&figures, &finding.figures).len(), 2 * size, "all margins and nothing else");
}

#[test]
fn rows_of_ten_and_ten_are_not_columns_of_nine_and_nine() {
    margins_clash(2, "exactly 10", "exactly 9");
}

#[test]
fn one_less_is_seen_however_large_the_numbers_are() {
    margins_clash(2, "exactly 500000", "exactly 499999.5");
    margins_clash(2, "exactly 500000000000", "exactly 499999999999.5");
    margins_clash(2, "exactly 1000000000000", "exactly 999999999999");
}

#[test]
fn strictly_less_than_ten_is_not_ten() {
    margins_clash(2, "exactly 10", "less than 10");
    margins_clash(5, "exactly 10", "less than 10");
    margins_clash(17, "exactly 10", "less than 10");
}

#[test]
fn larger_tables_clash_as_a_whole() {
    margins_clash(5, "exactly 10", "exactly 9");
    margins_clash(5, "exactly 200000", "exactly 199999.8");
    margins_clash(17, "exactly 10", "exactly 9.9");
}

#[test]
fn margins_that_meet_have_an_example() {
    for size in [2, 5, 17] {
        let judgement = judged(&figures(&table(size, "exactly 10", "exactly 10")));
        assert_eq!((judgement.verdict, judgement.proved), (Verdict::Consistent, true), "{size}");
        assert!(judgement.witness.is_some());
    }
}

#[test]
fn turnover_and_balance_give_exports_and_imports() {
    let figures = figures(
        "id,reporter,flow,period,stated\nt,AAA,turnover,2022,exactly 100 USD\nb,AAA,balance,2022,exactly 20 USD\n\
         e,AAA,exports,2022,?\ni,AAA,imports,2022,?\n",
    );
    let network = weave(&figures);
    let filled = verdict::fill(&figures, &network, Tier::Meant);
    for (flow, amount) in [("exports", 60), ("imports", 40)] {
        let bounded = filled.iter().find(|bounded| match &network.cells[bounded.cell.0 as usize].quantity {
            Quantity::Cell(cell) => cell.series.flow.to_string() == flow,
            _ => false,
        });
        let bounded = bounded.unwrap_or_else(|| panic!("{flow} is told"));
        let bounds = bounded.bounds.expect("it stands");
        let ends = [bounds.low, bounds.high].map(|end| end.map(|end| (end.at, end.open)));
        assert_eq!(ends, [Some((amount.into(), false)); 2], "{flow}");
        assert!(bounded.narrowest);
        assert_eq!(ids(&figures, &bounded.rests_on), ["t", "b"]);
    }
}

#[test]
fn open_ends_clash_with_closed_ones() {
    let clash = |first: &str, second: &str| {
        let file = format!("id,reporter,flow,period,stated\na,AAA,exports,2022,{first}\nb,AAA,exports,2022,{second}\n");
        judged(&figures(&file)).verdict
    };
    assert_eq!(clash("more than 600 bn RUB", "at most 600 bn RUB"), Verdict::Contradictory);
    assert_eq!(clash("at least 600 bn RUB", "at most 600 bn RUB"), Verdict::Consistent);
    assert_eq!(clash("more than 600 bn RUB", "less than 600 bn RUB"), Verdict::Contradictory);
}
