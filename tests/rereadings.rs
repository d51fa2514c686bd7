//! The catalogue of re-readings: in which other ways the figures of a file can be understood, and what each costs to believe.

mod country;

use country::Country;
use crossfoot::exact::{Interval, Ratio, decimal};
use crossfoot::figures::{Aspect, Figures, Flow, Status};
use crossfoot::read::{Options, load_bytes};
use crossfoot::rereading::{self, Change, Class, Register, Trust, What, cost_of_value, cost_of_withdrawal};
use std::path::Path;

const HEADER: &str = "id,reporter,partner,flow,period,stated,measure,currency,base,status,source,said_on\n";

fn figures(rows: &str) -> Figures {
    let file = format!("{HEADER}{rows}");
    let loaded = load_bytes(&[("release.csv", file.as_bytes())], &Options::default());
    assert_eq!(loaded.refusals, []);
    loaded.figures
}

fn changes(figures: &Figures, named: &[usize]) -> Vec<Change> {
    rereading::changes(&Register::of(figures), named)
}

fn named(figures: &Figures, ids: &[&str]) -> Vec<usize> {
    let place = |id: &&str| figures.figures.iter().position(|figure| figure.id == *id).expect("an id of the file");
    ids.iter().map(place).collect()
}

/// A change on a line: what it costs, what it changes, and what each figure becomes.
fn line(figures: &Figures, change: &Change) -> String {
    let told: Vec<String> =
        change.readings.iter().map(|new| format!("{} {} → {}", figures.figures[new.figure].id, new.from, new.to)).collect();
    format!("{} {} {}: {}", change.cost, change.class.name(), change.what.name(), told.join("; "))
}

fn lines(figures: &Figures, ids: &[&str]) -> Vec<String> {
    changes(figures, &named(figures, ids)).iter().map(|change| line(figures, change)).collect()
}

/// The changes of one kind of one figure.
fn of(figures: &Figures, id: &str, what: What) -> Vec<Change> {
    changes(figures, &named(figures, &[id])).into_iter().filter(|change| change.what == what).collect()
}

fn lines_of(figures: &Figures, id: &str, what: What) -> Vec<String> {
    of(figures, id, what).iter().map(|change| line(figures, change)).collect()
}

fn number(text: &str) -> Ratio {
    decimal(text).expect("a decimal")
}

fn between(low: &str, high: &str) -> Interval {
    Interval::closed(number(low), number(high))
}

/// The file of the manual, with a rate between its two currencies.
const FOUNDING: &str = "\
l22,RUS,UZB,turnover,2022?,more than 600 bn RUB,level,,,,Joint Commission,2023-09-18
g22,RUS,UZB,turnover,2022?,more than a quarter,growth,RUB?,,,Joint Commission,2023-09-18
h23,RUS,UZB,turnover,2023-H1?,about 470 bn RUB,level,,,,Joint Commission,2023-09-18
gh23,RUS,UZB,turnover,2023-H1?,almost 14.5%,growth,RUB?,,,Joint Commission,2023-09-18
avg,RUS,UZB,turnover,2017..2022?,20%,average growth,RUB?,,,Joint Commission,2023-09-18
goal,RUS,UZB,turnover,,10 bn USD,level,,,forecast,Joint Commission,2023-09-18
fx,,,RUB/USD,2022,69.917,rate,,,official,Central Bank,
";

#[test]
fn the_founding_case_word_by_word() {
    let figures = figures(FOUNDING);
    let told = lines(&figures, &["h23", "gh23", "avg"]);
    let expected = "\
10 reading period: h23 2023-H1 → 2023-01..2023-07; gh23 2023-H1 → 2023-01..2023-07
10 reading period: h23 2023-H1 → 2023-01..2023-05; gh23 2023-H1 → 2023-01..2023-05
10 reading currency: g22 RUB → USD; gh23 RUB → USD; avg RUB → USD
14 reading period: h23 2023-H1 → 2023-01..2023-08; gh23 2023-H1 → 2023-01..2023-08
14 reading period: h23 2023-H1 → 2023-01..2023-04; gh23 2023-H1 → 2023-01..2023-04
14 reading period: h23 2023-H1 → 2023-01..2023-09; gh23 2023-H1 → 2023-01..2023-09
14 reading period: h23 2023-H1 → 2023-Q1; gh23 2023-H1 → 2023-Q1
15 reading average: avg 5 steps → 4 steps
15 reading average: avg compound pace → whole rise / 5
15 reading base: gh23 2022-H1 → 2022-H2
16 reading period: h23 2023-H1 → 2022-H1; gh23 2023-H1 → 2022-H1
16 reading period: h23 2023-H1 → 2024-H1; gh23 2023-H1 → 2024-H1
16 reading period: avg 2017..2022 → 2016..2022
16 reading period: avg 2017..2022 → 2018..2022
16 reading period: avg 2017..2022 → 2017..2023
16 reading period: avg 2017..2022 → 2017..2021
18 reading vintage: h23 this edition → another edition, within 3%
18 reading vintage: gh23 this edition → another edition, within 3%
25 reading services: h23 goods → goods and services
100 slip scale: h23 billion → trillion
100 slip scale: h23 billion → million
100 slip decimal: h23 470 → 4700
100 slip decimal: h23 470 → 47
100 slip decimal: gh23 14.5 → 145
100 slip decimal: gh23 14.5 → 1.45
100 slip decimal: avg 20 → 200
100 slip decimal: avg 20 → 2
100 slip sign: gh23 rise → fall
100 slip sign: avg rise → fall
105 slip digits: h23 470 → 740
105 slip digits: h23 470 → 407
105 slip digits: gh23 14.5 → 41.5
105 slip digits: gh23 14.5 → 15.4
";
    assert_eq!(told.join("\n") + "\n", expected);
    let cells: Vec<String> = changes(&figures, &named(&figures, &["gh23"]))[0]
        .readings
        .iter()
        .map(|new| new.reading.cell.as_ref().expect("a cell").to_string())
        .collect();
    assert_eq!(cells, ["RUS/UZB:turnover:2023-01..2023-07:level:RUB", "RUS/UZB:turnover:2023-01..2023-07:growth:RUB"]);
}

#[test]
fn forecasts_are_read_as_they_stand_and_rates_but_for_slips_of_the_number() {
    let figures = figures(FOUNDING);
    assert_eq!(lines(&figures, &["goal"]), [""; 0]);
    let expected = "\
100 slip decimal: fx 69.917 → 699.17
100 slip decimal: fx 69.917 → 6.9917
105 slip digits: fx 69.917 → 96.917
105 slip digits: fx 69.917 → 69.197
105 slip digits: fx 69.917 → 69.971";
    assert_eq!(lines(&figures, &["fx"]).join("\n"), expected);
    assert_eq!(changes(&figures, &[]), []);
    assert_eq!(changes(&figures, &[999]), []);
}

#[test]
fn a_period_that_nobody_marked_is_a_slip_of_one_figure_or_of_all() {
    let figures = figures(
        "a,RUS,UZB,exports,2023-Q1,100 USD,level,,,,Customs,\n\
         b,RUS,KAZ,exports,2023-Q1,200 USD,level,,,,Customs,\n\
         c,RUS,KAZ,exports,2023-Q1,200 USD,level,,,,Bank,\n\
         d,RUS,UZB,exports,2023,500 USD,level,,,,Bank,\n\
         e,RUS,UZB,exports,2023-01,30 USD,level,,,,Bank,\n",
    );
    let told = lines_of(&figures, "a", What::Period);
    assert_eq!(told[0], "110 slip period: a 2023-Q1 → 2023-01..2023-04");
    assert_eq!(told[1], "110 slip period: a 2023-Q1 → 2023-01..2023-02");
    assert!(told.contains(&"125 slip period: a 2023-Q1 → 2023-H1".to_string()));
    assert!(!told.concat().contains("c "), "another source");
    // Nothing else is told of 2022, nor of what Kazakhstan bought in four months.
    assert!(told.contains(&"160 slip period: a 2023-Q1 → 2022-Q1".to_string()));
    assert!(told.contains(&"160 slip period: a 2023-Q1 → 2023-01..2023-04; b 2023-Q1 → 2023-01..2023-04".to_string()));
}

#[test]
fn without_a_source_a_level_and_its_growth_move_together() {
    let figures = figures(
        "l,RUS,UZB,exports,2023-03?,100 USD,level,,,,,\n\
         g,RUS,UZB,exports,2023-03,5%,growth,,,,,\n\
         other,RUS,KAZ,exports,2023-03,100 USD,level,,,,,\n",
    );
    let told = lines_of(&figures, "g", What::Period);
    assert_eq!(told[0], "10 reading period: l 2023-03 → 2023-03..2023-04; g 2023-03 → 2023-03..2023-04");
    assert_eq!(told.len(), 5, "{told:?}");
}

#[test]
fn a_stock_stands_a_month_or_a_year_off() {
    let figures = figures("s,RUS,UZB,accumulated investment,2022?,more than 1 trillion RUB,level,,,,,\n");
    let expected = [
        "10 reading period: s 2022-12 → 2023-01",
        "10 reading period: s 2022-12 → 2022-11",
        "16 reading period: s 2022-12 → 2021-12",
        "16 reading period: s 2022-12 → 2023-12",
    ];
    assert_eq!(lines_of(&figures, "s", What::Period), expected);
}

#[test]
fn an_average_loses_a_step_or_is_simple() {
    let figures = figures(FOUNDING);
    let [fewer, simple] = &of(&figures, "avg", What::Average)[..] else { panic!("two ways") };
    let fewer = &fewer.readings[0].reading;
    let from = "2017".parse().expect("a period");
    let cell = fewer.cell.as_ref().expect("a cell");
    assert_eq!(cell.aspect, Aspect::AverageGrowth { from, years: 4 });
    assert_eq!(cell.to_string(), "RUS/UZB:turnover:2017..2022:average growth in 4 steps:RUB");
    assert_eq!(fewer.allowed, between("0.19", "0.21"));
    let simple = &simple.readings[0].reading;
    assert_eq!(simple.cell.as_ref().expect("a cell").aspect, Aspect::Growth { base: from });
    assert_eq!(simple.allowed, between("0.95", "1.05"));
}

#[test]
fn a_currency_is_open_unless_the_phrase_names_it() {
    let figures = figures(
        "up,RUS,UZB,turnover,2022,up 31% to $3.8bn,,,,,Minister,\n\
         said,RUS,UZB,turnover,2023,5%,growth,USD,,,Minister,\n\
         share,RUS,UZB,turnover,2023,7%,share,USD,World,,Minister,\n\
         level,RUS,UZB,turnover,2023,500 bn,level,RUB?,,,Minister,\n\
         fx,,,RUB/USD,2022,69.917,rate,,,,Bank,\n\
         cross,,,EUR/USD,2022,0.95,rate,,,,Bank,\n",
    );
    assert_eq!(lines_of(&figures, "up.growth", What::Currency), [""; 0]);
    assert_eq!(lines_of(&figures, "up", What::Currency), [""; 0]);
    let expected =
        ["12 reading currency: said USD → EUR; share USD → EUR", "12 reading currency: said USD → RUB; share USD → RUB"];
    assert_eq!(lines_of(&figures, "said", What::Currency), expected);
    let expected = ["10 reading currency: level RUB → EUR", "10 reading currency: level RUB → USD"];
    assert_eq!(lines_of(&figures, "level", What::Currency), expected, "EUR by way of USD");
}

#[test]
fn no_rate_no_other_currency() {
    let figures = figures("g,RUS,UZB,turnover,2022,5%,growth,RUB?,,,,\n");
    assert_eq!(lines_of(&figures, "g", What::Currency), [""; 0]);
}

#[test]
fn a_base_is_open_only_where_nobody_names_it() {
    let figures = figures(
        "q,RUS,UZB,exports,2023-Q1,5%,growth,USD,,,,\n\
         month,RUS,UZB,exports,2023-03,5%,growth,USD,,,,\n\
         year,RUS,UZB,exports,2023,5%,growth,USD,,,,\n\
         named,RUS,UZB,exports,2023-Q2,5%,growth,USD,2022-Q2,,,\n\
         yoy,RUS,UZB,exports,2023-Q3,up 5% year on year,growth,USD,,,,\n",
    );
    assert_eq!(lines_of(&figures, "q", What::Base), ["15 reading base: q 2022-Q1 → 2022-Q4"]);
    assert_eq!(lines_of(&figures, "month", What::Base), ["15 reading base: month 2022-03 → 2023-02"]);
    for id in ["year", "named", "yoy"] {
        assert_eq!(lines_of(&figures, id, What::Base), [""; 0], "{id}");
    }
}

#[test]
fn times_more_may_be_what_was_added_and_a_percentage_the_index() {
    let figures = figures(
        "more,RUS,UZB,exports,2023,2.7 times more,growth,USD,,,,\n\
         grew,RUS,UZB,exports,2022,grew 2.7 times,growth,USD,,,,\n\
         less,RUS,UZB,imports,2023,2 times less,growth,USD,,,,\n\
         index,RUS,UZB,exports,2021,134%,growth,USD,,,,\n\
         low,RUS,UZB,exports,2020,34%,growth,USD,,,,\n",
    );
    let [added] = &of(&figures, "more", What::Factor)[..] else { panic!("one way") };
    assert_eq!(line(&figures, added), "12 reading factor: more ratio of the levels → what was added");
    assert!(
        added.readings[0].reading.meant.contains(&number("2.7")) && !added.readings[0].reading.allowed.contains(&number("1.7"))
    );
    let [index] = &of(&figures, "index", What::Factor)[..] else { panic!("one way") };
    assert_eq!(line(&figures, index), "100 slip factor: index what was added → ratio of the levels");
    assert_eq!(index.readings[0].reading.allowed, between("0.335", "0.345"));
    for id in ["grew", "less", "low"] {
        assert_eq!(lines_of(&figures, id, What::Factor), [""; 0], "{id}");
    }
}

#[test]
fn the_partner_counts_from_the_other_side() {
    let rows = "e,RUS,UZB,exports,2022,exactly 5 bn USD,level,,,,Minister,\n\
         b,RUS,UZB,balance,2022,surplus of exactly 3 bn USD,level,,,,Minister,\n\
         g,RUS,UZB,imports,2022,5%,growth,USD,,,Minister,\n\
         s,RUS,UZB,exports,2022,60%,share,USD,turnover,,Minister,\n\
         w,RUS,UZB,exports,2022,6%,share,USD,World,,Minister,\n\
         n,RUS,UZB,transit,2022,1 bn USD,level,,,,Minister,\n\
         k,RUS,KAZ,exports,2022,1 bn USD,level,,,,Minister,\n";
    assert_eq!(lines_of(&figures(rows), "e", What::CountedBy), [""; 0], "nothing of the other side");
    let figures = figures(&format!("{rows}u,UZB,RUS,turnover,2021,7 bn USD,level,,,official,Agency,\n"));
    let [change] = &of(&figures, "e", What::CountedBy)[..] else { panic!("one way") };
    assert_eq!(
        line(&figures, change),
        "15 reading counted_by: e RUS → UZB; b RUS → UZB; g RUS → UZB; s RUS → UZB",
        "no share of the world, no flow of another name, no other partner"
    );
    let cells: Vec<String> = change.readings.iter().map(|new| new.reading.cell.as_ref().expect("a cell").to_string()).collect();
    let expected = [
        "UZB/RUS:imports:2022:level:USD",
        "UZB/RUS:balance:2022:level:USD",
        "UZB/RUS:exports:2022:growth:USD",
        "UZB/RUS:imports:2022:share of turnover:USD",
    ];
    assert_eq!(cells, expected);
    assert_eq!(change.readings[1].reading.allowed, between("-3000000000", "-3000000000"), "the partner's deficit");
}

#[test]
fn editions_differ_by_a_few_percent_and_only_between_sources() {
    let figures = figures(
        "l,RUS,UZB,exports,2022,exactly 100 USD,level,,,,,\n\
         g,RUS,UZB,exports,2022,exactly 10%,growth,USD,,,,\n\
         s,RUS,UZB,exports,2022,exactly 10%,share,USD,turnover,,,\n",
    );
    let [level] = &of(&figures, "l", What::Vintage)[..] else { panic!("one way") };
    assert!(level.across_sources);
    assert_eq!(level.readings[0].reading.allowed, between("97", "103"));
    let [growth] = &of(&figures, "g", What::Vintage)[..] else { panic!("one way") };
    assert_eq!(growth.readings[0].reading.allowed, between("0.067", "0.133"));
    assert_eq!(of(&figures, "s", What::Vintage), []);
    let [services] = &of(&figures, "l", What::Services)[..] else { panic!("one way") };
    assert!(services.across_sources);
    assert_eq!(services.readings[0].reading.allowed, between("65", "100"));
}

#[test]
fn the_pen_slips_in_scale_and_decimals() {
    let figures = figures(
        "mn,RUS,UZB,exports,2022,exactly 470 mn USD,level,,,,,\n\
         bare,RUS,UZB,firms,2022,exactly 3000,level,,,,,\n\
         fell,RUS,UZB,imports,2022,fell 1.5 times,growth,USD,,,,\n\
         words,RUS,UZB,imports,2021,a quarter,growth,USD,,,,\n\
         range,RUS,UZB,imports,2020,between 8 and 9 mn USD,level,,,,,\n",
    );
    let scale = of(&figures, "mn", What::Scale);
    let told: Vec<String> = scale.iter().map(|change| line(&figures, change)).collect();
    assert_eq!(told, ["100 slip scale: mn million → billion", "100 slip scale: mn million → thousand"]);
    assert_eq!(scale[0].readings[0].reading.allowed, between("470000000000", "470000000000"));
    assert_eq!(scale[1].readings[0].reading.allowed, between("470000", "470000"));
    let expected =
        ["100 slip scale: bare exactly 3000 → 1000 times as much", "100 slip scale: bare exactly 3000 → as much / 1000"];
    assert_eq!(lines_of(&figures, "bare", What::Scale), expected);
    let fell = of(&figures, "fell", What::Decimal);
    assert_eq!(line(&figures, &fell[0]), "100 slip decimal: fell 1.5 → 15");
    assert!(fell[0].readings[0].reading.meant.contains(&(Ratio::new(1, 15) - Ratio::from_integer(1))));
    assert_eq!(of(&figures, "words", What::Decimal), [], "no decimal mark");
    assert_eq!(lines_of(&figures, "range", What::Decimal)[0], "100 slip decimal: range 8–9 → 80–90");
}

#[test]
fn a_number_with_two_digits_swapped_is_read_like_any_other() {
    let stated = |number: &str| figures(&format!("a,RUS,UZB,exports,2022,about {number} bn RUB,level,,,,,\n"));
    let figures = stated("470");
    let [first, second] = &of(&figures, "a", What::Digits)[..] else { panic!("two ways") };
    for (change, number) in [(first, "740"), (second, "407")] {
        assert_eq!(change.readings[0].reading, stated(number).figures[0].reading, "with its own roundness");
    }
}

#[test]
fn the_digits_of_a_phrase_of_two_are_each_figures_own() {
    let figures = figures("p,RUS,UZB,exports,2022,up 31% to $3.8bn,,,,,,\n");
    assert_eq!(lines_of(&figures, "p", What::Digits), ["105 slip digits: p 3.8 → 8.3"]);
    assert_eq!(lines_of(&figures, "p.growth", What::Digits), ["105 slip digits: p.growth 31 → 13"]);
    assert_eq!(lines_of(&figures, "p.growth", What::Decimal)[0], "100 slip decimal: p.growth 31 → 310");
}

#[test]
fn a_surplus_is_taken_for_a_deficit_and_a_rise_for_a_fall() {
    let figures = figures(
        "b,RUS,UZB,balance,2022,deficit of exactly 5 bn USD,level,,,,,\n\
         g,RUS,UZB,exports,2022,more than 25%,growth,USD,,,,\n\
         f,RUS,UZB,imports,2022,fell 1.5 times,growth,USD,,,,\n\
         l,RUS,UZB,imports,2021,5 bn USD,level,,,,,\n",
    );
    let [balance] = &of(&figures, "b", What::Sign)[..] else { panic!("one way") };
    assert_eq!(line(&figures, balance), "100 slip sign: b deficit → surplus");
    assert_eq!(balance.readings[0].reading.allowed, between("5000000000", "5000000000"));
    let [growth] = &of(&figures, "g", What::Sign)[..] else { panic!("one way") };
    let allowed = growth.readings[0].reading.allowed;
    assert!(allowed.contains(&number("-1")) && allowed.contains(&number("-0.26")) && !allowed.contains(&number("-0.25")));
    let [fell] = &of(&figures, "f", What::Sign)[..] else { panic!("one way") };
    assert!(fell.readings[0].reading.meant.contains(&number("0.5")), "one and a half times as much");
    assert_eq!(of(&figures, "l", What::Sign), []);
}

#[test]
fn who_is_trusted_costs_more() {
    let figures = figures(
        "alone,RUS,UZB,exports,2021,100 USD,level,,,,Minister,\n\
         said,RUS,UZB,exports,2022,100 USD,level,,,,Minister,\n\
         print,RUS,UZB,exports,2022,101 USD,level,,,official,Agency,\n\
         print2,RUS,UZB,exports,2022,101 USD,level,,,official,Agency,\n\
         far,RUS,UZB,exports,2022,about 500 USD,level,,,,Bank,\n\
         near,RUS,UZB,exports,2022,about 100 USD,level,,,,Paper,\n",
    );
    let trust = Trust::of(&figures);
    let times = |id: &str| trust.times(named(&figures, &[id])[0]);
    assert_eq!(times("alone"), number("1"));
    assert_eq!(times("said"), number("1.2"));
    assert_eq!(times("print"), number("1.8"));
    assert_eq!(times("far"), number("1"), "nobody says so too");
    let slip = &of(&figures, "print", What::Scale)[0];
    assert_eq!(trust.cost(slip), number("180"));
    assert!(cost_of_value() < cost_of_withdrawal());
}

/// All figures files of a folder of data.
fn case(folder: &str) -> Figures {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(folder);
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
    paths.sort();
    let files: Vec<(String, Vec<u8>)> =
        paths.iter().map(|path| (path.display().to_string(), std::fs::read(path).expect("a file"))).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
    load_bytes(&files, &Options::default()).figures
}

#[test]
fn the_statements_of_a_meeting_beside_customs_and_rates() {
    let figures = case("uzbekistan-russia");
    assert_eq!(
        lines_of(&figures, "g22", What::Currency),
        ["10 reading currency: g22 RUB → USD; gh23 RUB → USD; avg RUB → USD"],
        "all growths of one statement, and nobody else's"
    );
    assert_eq!(
        lines_of(&figures, "premier22.growth", What::Currency),
        ["10 reading currency: premier22.growth RUB → USD; premier4g RUB → USD"],
        "though the phrase has rubles: the typist marked them as assumed"
    );
    let counted = of(&figures, "l22", What::CountedBy);
    assert!(line(&figures, &counted[0]).starts_with("15 reading counted_by: l22 RUS → UZB; g22 RUS → UZB"));
    assert_eq!(of(&figures, "firms", What::CountedBy), [], "a flow of another name");
}

/// What must hold of every change, whatever the file.
fn is_lawful(figures: &Figures, named: &[usize]) {
    let found = changes(figures, named);
    assert_eq!(found, changes(figures, named), "the same on every run");
    assert!(found.is_sorted_by_key(|change| change.cost));
    assert!(found.windows(2).all(|pair| pair[0] != pair[1]));
    for change in &found {
        assert!(!matches!(change.what, What::Value | What::Withdraw) && change.class < Class::Withdrawal);
        assert!(change.readings.iter().any(|new| named.contains(&new.figure)), "{change:?}");
        assert!(change.readings.windows(2).all(|pair| pair[0].figure < pair[1].figure));
        for new in &change.readings {
            let (figure, reading) = (&figures.figures[new.figure], &new.reading);
            assert!(matches!(figure.status, Status::Reported | Status::Official));
            assert_ne!(*reading, figure.reading, "{change:?}");
            assert!(!reading.meant.is_empty() && reading.meant.is_within(&reading.allowed), "{change:?}");
            assert!(!new.from.is_empty() && !new.to.is_empty() && new.from != new.to, "{change:?}");
            let cell = reading.cell.as_ref().expect("a cell");
            let least = match (&cell.aspect, &cell.series.flow) {
                (Aspect::Level, Flow::Turnover | Flow::Exports | Flow::Imports) | (Aspect::Rate, _) => number("0"),
                (Aspect::Growth { .. } | Aspect::AverageGrowth { .. }, flow) if *flow != Flow::Balance => number("-1"),
                _ => continue,
            };
            assert!(reading.allowed.low.is_some_and(|low| low.at >= least), "{change:?}");
        }
    }
}

#[test]
fn numbers_of_any_length_are_reread_or_left() {
    let stated = [
        "99999999999999999999 USD",
        "99999999999 bn USD",
        "0.000000000001 USD",
        "exactly 0 USD",
        "more than 0 USD",
        "between 0.000000000001 and 99999999999999999999 USD",
        "2 bn 842 mn USD",
        "a billion USD",
        "half a million USD",
        "1 234 567 890.12 USD",
    ];
    let rows = stated.iter().enumerate().map(|(row, stated)| format!("a{row},RUS,UZB,exports,20{row:02},{stated},level,,,,,\n"));
    let rows: String = rows.collect();
    let ratios = [
        "exactly 0%",
        "0.0000000001%",
        "99999999999999%",
        "fell 1.000000001 times",
        "-100%",
        "down to 0.1% of last year's level",
    ];
    let ratios = ratios
        .iter()
        .enumerate()
        .map(|(row, stated)| format!("g{row},RUS,UZB,exports,19{:02},{stated},growth,USD,,,,\n", 99 - row));
    let file = format!("{HEADER}{rows}{}fx,,,RUB/USD,2022,0.000000000001,rate,,,,,\n", ratios.collect::<String>());
    let loaded = load_bytes(&[("odd.csv", file.as_bytes())], &Options::default());
    let all: Vec<usize> = (0..loaded.figures.figures.len()).collect();
    assert!(all.len() > 12, "{:#?}", loaded.refusals);
    is_lawful(&loaded.figures, &all);
}

#[test]
fn large_files_of_one_source_are_looked_through_once() {
    let mut rows = String::new();
    for partner in 0..100 {
        for month in 0..100 {
            let period = format!("{}-{:02}", 2000 + month / 12, month % 12 + 1);
            rows +=
                &format!("f{partner}-{month},AAA,P{partner},exports,{period},{} mn USD,level,,,official,Office,\n", 100 + month);
        }
    }
    let figures = figures(&rows);
    let named: Vec<usize> = (0..10_000).step_by(50).collect();
    let changes = changes(&figures, &named);
    assert!(
        changes.iter().any(|change| change.what == What::Period && change.readings.len() == 100),
        "one month of all partners"
    );
}

#[test]
fn every_change_leaves_possible_numbers() {
    for folder in ["uzbekistan-russia", "georgia"] {
        let figures = case(folder);
        is_lawful(&figures, &(0..figures.figures.len()).collect::<Vec<_>>());
    }
    for seed in 0..3 {
        let (file, _) = Country { seed, partners: 4, years: 3, figures: 600, wrong: 5 }.file();
        let loaded = load_bytes(&[("country.csv", file.as_bytes())], &Options::default());
        let named: Vec<usize> = (0..600).step_by(7).collect();
        is_lawful(&loaded.figures, &named);
    }
}
