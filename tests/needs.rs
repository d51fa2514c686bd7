//! What tests what: figures that could not have failed are told so, with the figure that would test them.

use crossfoot::network::weave;
use crossfoot::read::{Options, load_bytes};
use crossfoot::verdict::{self, Verdict};

/// The untested figures of a file and what they need.
fn untested(rows: &str) -> Vec<(String, String)> {
    let file = format!("# reporter: UZB\nid,partner,flow,period,stated\n{rows}");
    let loaded = load_bytes(&[("figures.csv", file.as_bytes())], &Options::default());
    assert_eq!(loaded.refusals, []);
    let judgement = verdict::judge(&loaded.figures, &weave(&loaded.figures));
    let standings = loaded.figures.figures.iter().zip(&judgement.standings);
    let untested = standings.filter(|(_, standing)| standing.verdict == Verdict::NotChecked);
    untested.map(|(figure, standing)| (figure.id.clone(), standing.needs.clone().expect("a need"))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(id, needs)| ((*id).to_string(), (*needs).to_string())).collect()
}

#[test]
fn two_partners_of_a_world_that_nobody_states_do_not_test_one_another() {
    let world = "d,World,turnover,2024-01..2024-05,up 3% year-on-year\nd0,World,turnover,2023-01..2023-05,$25.9 billion\n";
    let partners = "r,RUS,turnover,2022,$9.4 billion\nc,CHN,turnover,2022,$9.1 billion\n";
    let needs = untested(&(world.to_string() + partners));
    assert_eq!(needs.iter().map(|(id, _)| &**id).collect::<Vec<_>>(), ["d", "d0", "r", "c"]);
    assert_eq!(needs[2].1, "UZB/World turnover 2022");
    // With the world's trade of that year each could exceed it.
    assert_eq!(untested(&("w,World,turnover,2022,$50 billion\n".to_string() + partners)), []);
}

#[test]
fn exports_and_imports_need_their_sum_or_difference() {
    let both = "e,CHN,exports,2022,$2.5 bn\ni,CHN,imports,2022,$6.4 bn\n";
    let needs = "turnover 2022 or balance 2022";
    assert_eq!(untested(both), pairs(&[("e", needs), ("i", needs)]));
    assert_eq!(untested(&(both.to_string() + "b,CHN,balance,2022,-$3.9 bn\n")), []);
}

#[test]
fn one_trade_in_two_currencies_needs_a_rate() {
    let both = "d,RUS,turnover,2022,10.1 bn USD\nr,RUS,turnover,2022,600 bn RUB\n";
    assert_eq!(untested(both), pairs(&[("d", "the rate RUB/USD 2022"), ("r", "the rate RUB/USD 2022")]));
    assert_eq!(untested(&(both.to_string() + "x,,RUB/USD,2022,69.9\n")), []);
}

#[test]
fn an_average_needs_both_ends() {
    let average = "a,RUS,turnover,2017..2022,20% a year\nn,RUS,turnover,2022,$9.4 bn\n";
    let needs = "turnover 2017";
    assert_eq!(untested(average), pairs(&[("a", needs), ("n", needs)]));
    assert_eq!(untested(&(average.to_string() + "f,RUS,turnover,2017,$3.6 bn\n")), []);
}
