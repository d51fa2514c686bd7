//! Laws of projections, tried on any series: there always is a path, it is a number, and its band has a width and an end.

use crossfoot::projection::bands::{Bands, Coverage, around};
use crossfoot::projection::central::central;
use crossfoot::projection::trend::Kind;
use crossfoot::projection::year::PartOfYear;
use crossfoot::projection::{
    Apart, AskedRate, Basis, GROWTH_PLACES, NotTried, Outcome, Projected, Projection, Reached, Sense, Side, Stands, Target,
    Unsettled, When, Why, Wishes, known_by, project,
};
use crossfoot::{network, read, verdict};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use proptest::prelude::*;
use std::collections::BTreeSet;

const DISTANCES: [i32; 5] = [1, 3, 4, 6, 12];

/// What must hold of any series.
fn is_sound(values: &[f64], may_be_negative: bool, months: i32, horizon: usize) -> Result<(), TestCaseError> {
    let points: Vec<(usize, f64)> = values.iter().copied().enumerate().collect();
    let kind = Kind::of(values.iter().copied(), may_be_negative);
    let path = central(&points, kind, months, horizon).ok_or_else(|| TestCaseError::fail("no path"))?;
    prop_assert_eq!(path.values.len(), horizon);
    let class = Bands::built_in().class(kind, months, points.len());
    let class = class.ok_or_else(|| TestCaseError::fail("no class"))?;
    let (inner, outer) = (path.off(class, Coverage::Eighty), path.off(class, Coverage::NinetyFive));
    for ((&value, inner), outer) in path.values.iter().zip(inner).zip(outer) {
        prop_assert!(value.is_finite());
        let ((from, until), (low, high)) = (around(value, kind, inner), around(value, kind, outer));
        prop_assert!(low.is_finite() && high.is_finite());
        prop_assert!(
            low < high && low <= from && from <= value && value <= until && until <= high,
            "{low} {from} {value} {until} {high}"
        );
        prop_assert!(kind == Kind::Signed || low >= 0.0, "never a negative flow");
        prop_assert!(kind != Kind::Positive || low > 0.0);
        prop_assert!(kind != Kind::NotNegative || low == 0.0, "what was nothing may be nothing again");
    }
    Ok(())
}

#[test]
fn hard_series_have_paths_and_bands() {
    let mut spike = vec![7.0; 30];
    spike[20] = 7e9;
    let seasons: Vec<f64> = (0..60).map(|month| if month % 12 < 6 { 1.0 } else { 1000.0 }).collect();
    let series: [&[f64]; 12] = [
        &[5.0; 2],
        &[5.0; 40],
        &[0.0; 2],
        &[0.0; 40],
        &[1e-6, 1e15],
        &[1e15, 1e-6],
        &[1e-6; 12],
        &[1e15; 12],
        &[0.0, 0.0, 3.0, 0.0],
        &[-1e12, 2e3, -5.0, 0.0, 7.0],
        &spike,
        &seasons,
    ];
    for values in series {
        for months in DISTANCES {
            let may_be_negative = values.iter().any(|value| *value < 0.0);
            is_sound(values, may_be_negative, months, 100).unwrap_or_else(|error| panic!("{values:?}: {error}"));
            is_sound(values, true, months, 100).unwrap_or_else(|error| panic!("{values:?} as a balance: {error}"));
        }
    }
}

proptest! {
    #[test]
    fn every_series_has_a_path_and_a_band(
        exponents in prop::collection::vec(-6.0..15.0f64, 2..60),
        signs in prop::collection::vec(0..4u8, 60),
        style in 0..4u8,
        distance in 0..5usize,
    ) {
        let values: Vec<f64> = exponents.iter().zip(&signs).map(|(exponent, sign)| {
            let size = 10f64.powf(*exponent);
            match (style, sign) {
                (1, 0) => 0.0,
                (2, 0) => -size,
                (3, _) => 10f64.powf(exponents[0]),
                _ => size,
            }
        }).collect();
        is_sound(&values, style == 2, DISTANCES[distance], 40)?;
    }

    #[test]
    fn a_larger_unit_changes_nothing_else(values in prop::collection::vec(1.0..1e6f64, 2..40)) {
        let of = |size: f64| {
            let points: Vec<(usize, f64)> = values.iter().map(|value| value * size).enumerate().collect();
            central(&points, Kind::Positive, 12, 10).expect("a path of two values or more")
        };
        let (one, thousand) = (of(1.0), of(1000.0));
        for (one, thousand) in one.values.iter().zip(&thousand.values) {
            prop_assert!((thousand / one / 1000.0 - 1.0).abs() < 1e-6, "{one} {thousand}");
        }
    }
}

proptest! {
    #[test]
    fn every_year_begun_has_a_band(
        known in -1e9..1e9f64,
        past in prop::collection::vec((-1e9..1e9f64, -1e9..1e9f64), 0..6),
        months in 1..12i32,
        is_flow: bool,
    ) {
        let sign = |value: f64| if is_flow { value.abs() } else { value };
        let past: Vec<(f64, f64)> = past.iter().map(|&(part, rest)| (sign(part), sign(part) + sign(rest))).collect();
        let kind = Kind::of(past.iter().map(|(part, _)| *part).chain([sign(known)]), !is_flow);
        let year = PartOfYear { known: sign(known), months, past, kind }.whole();
        for coverage in [Coverage::Eighty, Coverage::NinetyFive] {
            let (low, high) = year.band(coverage);
            prop_assert!(low.is_finite() && high.is_finite() && low < high && low <= year.value && year.value <= high);
            prop_assert!(!is_flow || low >= sign(known), "what a flow has it keeps");
            // A chance says of the band's ends what the band says of them.
            let beyond = (1.0 - coverage.fraction()) / 2.0;
            prop_assert!((year.chance_above(high) - beyond).abs() < 1e-6, "{}", year.chance_above(high));
            let is_cut = is_flow && low <= sign(known);
            let above = if is_cut { 1.0 } else { 1.0 - beyond };
            prop_assert!((year.chance_above(low) - above).abs() < 1e-6, "{}", year.chance_above(low));
        }
        prop_assert!(!is_flow || year.chance_above(sign(known) * 0.98) == 1.0, "no flow gives back what it has");
        // What is left open of the months is left open of the year, on the same sides.
        let (less, more) = (sign(known) - 0.1 * known.abs(), sign(known) + 0.1 * known.abs());
        prop_assert!(year.had_it(less) <= year.value && year.value <= year.had_it(more));
        prop_assert_eq!(year.had_it(sign(known)), year.value);
    }

    /// Of what is not known there is no telling without a width, whatever the years past were; and no share, however small, makes more of a
    /// year than ten times an even one, or than a rest that there was.
    #[test]
    fn no_rest_of_a_year_is_sure_and_none_explodes(
        known in -3.0..9.0f64,
        past in prop::collection::vec((prop_oneof![Just(None), (-3.0..9.0f64).prop_map(Some)], prop_oneof![Just(None), (-3.0..9.0f64).prop_map(Some)]), 0..9),
        is_alike: bool,
        months in 1..12i32,
        is_balance: bool,
    ) {
        let amount = |exponent: Option<f64>| exponent.map_or(0.0, |exponent| 10f64.powf(exponent));
        let mut past: Vec<(f64, f64)> = past.iter().map(|&(part, rest)| (amount(part), amount(part) + amount(rest))).collect();
        if let (true, Some(&first)) = (is_alike, past.first()) {
            past.fill(first);
        }
        let known = amount(Some(known));
        let kind = Kind::of(past.iter().map(|(part, _)| *part).chain([known]), is_balance);
        let rests: Vec<f64> = past.iter().map(|(part, whole)| whole - part).collect();
        let years = rests.len().max(1) as f64;
        let even = known * f64::from(12 - months) / f64::from(months);
        let year = PartOfYear { known, months, past, kind }.whole();
        for (coverage, part) in [(Coverage::Eighty, 0.125), (Coverage::NinetyFive, 0.25)] {
            let (low, high) = year.band(coverage);
            prop_assert!(high - low >= part * even / years, "{year:?} {low} {high}, even {even}");
        }
        let most = rests.iter().fold(10.0 * even, |most, &rest| most.max(rest));
        prop_assert!(year.rest <= most * 1.000_001, "{year:?}, even {even}");
    }

    /// What is told as `0.0` may be nothing and may be all that rounds to it: bands hold both.
    #[test]
    fn what_is_told_as_nothing_may_be_nothing_again(
        tenths in prop::collection::vec(prop_oneof![Just(0u32), 0..60u32], 1..8),
        zero in 0..8usize,
        is_balance: bool,
        has_half: bool,
    ) {
        let mut tenths = tenths;
        let zero = zero % tenths.len();
        tenths[zero] = 0;
        let flow = if is_balance { "balance" } else { "exports" };
        let row = |period: String, tenths: u32| format!("A,B,{flow},{period},{}.{} mn USD,\n", tenths / 10, tenths % 10);
        let mut rows: String = tenths.iter().enumerate().map(|(year, tenths)| row((2010 + year).to_string(), *tenths)).collect();
        if has_half {
            rows += &row(format!("{}-H1", 2010 + tenths.len()), 0);
        }
        let projection = of_file(&rows, &Wishes { horizon: Some(4), ..Wishes::default() });
        let one = &projection.series[0];
        prop_assert!(one.outlook.is_some() || (tenths.len() == 1 && !has_half));
        let rounds_to_it = BigRational::from_integer(50_000.into());
        for point in one.paths.iter().flat_map(|path| &path.points) {
            let [low, high] = point.band.as_ref().expect("a band");
            prop_assert!(is_balance || *low == BigRational::default(), "{rows}{point:?}");
            prop_assert!(high - low >= rounds_to_it, "{rows}{point:?}");
            prop_assert!(*low <= point.central && point.central <= *high, "{rows}{point:?}");
        }
    }

    /// Whatever the rows, also ones that clash: a path has numbers, a band has a width, and no flow is negative.
    #[test]
    fn every_file_is_projected(
        rows in prop::collection::vec((0..4usize, 0..3usize, 2000..2012i32, 0..8u32, 0..2_000_000u32), 1..40),
    ) {
        let file: String = rows.iter().map(|(flow, kind, year, part, amount)| {
            let flow = ["exports", "imports", "balance", "turnover"][*flow];
            let period = match part {
                0..=3 => year.to_string(),
                4 => format!("{year}-H1"),
                5 => format!("{year}-Q2"),
                6 => format!("{year}-01"),
                _ => format!("{year}-01..{year}-07"),
            };
            let stated = match kind {
                0 => format!("{amount} USD"),
                1 => format!("about {amount} USD"),
                _ => format!("up {}%", amount % 60),
            };
            format!("A,B,{flow},{period},{stated},\n")
        }).collect();
        let projection = of_file(&file, &Wishes { horizon: Some(12), backtest: true, ..Wishes::default() });
        for one in &projection.series {
            let is_flow = one.history.kind() != Kind::Signed;
            for point in one.paths.iter().filter(|path| path.basis == Basis::Central).flat_map(|path| &path.points) {
                let [low, high] = point.band.as_ref().expect("a band");
                prop_assert!(low < high && *low <= point.central && point.central <= *high, "{file}{point:?}");
                prop_assert!(!is_flow || *low >= BigRational::default(), "{file}{point:?}");
                let (least, most) = (point.low.as_ref(), point.high.as_ref());
                prop_assert!(least.is_none_or(|least| *least <= point.central), "{file}{point:?}");
                prop_assert!(most.is_none_or(|most| point.central <= *most), "{file}{point:?}");
            }
            prop_assert!(one.outlook.iter().all(|outlook| outlook.values.iter().all(|value| value.is_finite())));
            prop_assert!(one.history.points.len() < 2 || one.outlook.is_some(), "never a refusal for two points");
        }
    }

    /// The growth needed is the narrowest of so many places: it leads there, and one step less does not.
    #[test]
    fn the_growth_needed_leads_there(last in 1..100_000u32, aim in 1..100_000u32, years in 1..12i32) {
        // What is there already needs nothing.
        prop_assume!(last != aim);
        let rows = format!("A,B,exports,2020,exactly {last} USD,\nA,B,exports,{},{aim} USD,forecast\n", 2020 + years);
        let projection = of_file(&rows, &Wishes { horizon: Some(1), ..Wishes::default() });
        let target = &projection.series[0].targets[0];
        let [least, most] = target.needs_growth.as_ref().expect("a growth");
        let one = BigRational::from_integer(1.into());
        let step = BigRational::new(1.into(), BigInt::from(10).pow(GROWTH_PLACES));
        let whole = |number: u32| BigRational::from_integer(number.into());
        let led = |growth: &BigRational| whole(last) * (&one + growth).pow(years);
        prop_assert!(led(least) <= whole(aim) && whole(aim) <= led(most));
        prop_assert!(led(&(least + &step)) > whole(aim));
        prop_assert!(most - least <= step);
    }

    /// A range is reached when the end is that is nearer, by every path; it needs what both ends need, and its chances are those of coming to
    /// the lower end without passing the upper one.
    #[test]
    fn a_range_is_reached_at_its_nearer_end(
        levels in prop::collection::vec(50..400u32, 2..7), growth in 1..60u32, aim in (10..600u32, 1..300u32), years in 1..8i32,
    ) {
        let mut rows: String =
            levels.iter().zip(2010..).map(|(level, year)| format!("A,B,imports,{year},exactly {level} USD,\n")).collect();
        let last = levels.len() as i32 + 2009;
        rows += &format!("A,B,imports,{last},up exactly {growth}%,\n");
        let (lower, upper) = (aim.0, aim.0 + aim.1);
        for stated in [format!("between {lower} and {upper} USD"), format!("at least {lower} USD"), format!("at most {upper} USD")] {
            rows += &format!("A,B,imports,{},{stated},forecast\n", last + years);
        }
        let projection = of_file(&rows, &Wishes { horizon: Some(1), ..Wishes::default() });
        let [range, from, up_to] = &projection.series[0].targets[..] else { return Err(TestCaseError::fail("three forecasts")) };
        let level = levels[levels.len() - 1];
        prop_assert_eq!(matches!(range.stands, Stands::Holds), (lower..=upper).contains(&level));
        let near = if level > upper { up_to } else { from };
        let whens = |target: &Target| target.reached.iter().map(|one| [one.earliest, one.central, one.latest]).collect::<Vec<_>>();
        prop_assert_eq!(whens(range), whens(near));
        prop_assert_eq!(range.comes_near, near.probability);
        let chances = |target: &Target| target.probability.expect("a date within reach");
        prop_assert!((chances(range) - (chances(from) + chances(up_to) - 1.0)).abs() < 1e-9);
        if let Some([least, most]) = &range.needs_growth {
            let ends = |target: &Target| target.needs_growth.clone();
            prop_assert!(ends(from).is_none_or(|ends| ends[0] == *least) && ends(up_to).is_none_or(|ends| ends[1] == *most));
            prop_assert!(ends(near).is_some());
        }
        for reached in &range.reached {
            let path = projection.series[0].paths.iter().find(|path| path.basis == reached.basis).expect("its path");
            if let Some(point) = path.points.iter().find(|point| Some(point.period) == range.by) {
                let side = match point.central.to_f64().expect("a number") {
                    middle if middle < f64::from(lower) => Side::Below,
                    middle if middle > f64::from(upper) => Side::Above,
                    _ => Side::Within,
                };
                prop_assert_eq!(reached.then.expect("a date").middle, side);
            }
        }
    }

    /// A stated pace is compound interest, exactly, and what words leave open only opens further.
    #[test]
    fn a_stated_pace_compounds_exactly(level in 1..1_000_000u32, growth in 1..400u32, ahead in 1..30usize) {
        let rows = format!("A,B,exports,2020,exactly {level} USD,\nA,B,exports,2020,up exactly {growth}%,\n");
        let projection = of_file(&rows, &Wishes { horizon: Some(ahead), ..Wishes::default() });
        let path = projection.series[0].paths.iter().find(|path| path.basis.is_pace()).expect("a path");
        let factor = BigRational::new((100 + growth).into(), 100.into());
        for (place, point) in path.points.iter().enumerate() {
            let compound = BigRational::from_integer(level.into()) * factor.pow(place as i32 + 1);
            prop_assert_eq!(&point.central, &compound);
            prop_assert!(point.low.as_ref().is_some_and(|low| *low <= compound));
            prop_assert!(point.high.as_ref().is_some_and(|high| *high >= compound));
        }
    }
}

fn of_file(rows: &str, wishes: &Wishes) -> Projection {
    of_file_by(rows, None, wishes)
}

/// As it was known at the end of a year.
fn of_file_by(rows: &str, year: Option<i32>, wishes: &Wishes) -> Projection {
    let file = format!("reporter,partner,flow,period,stated,status\n{rows}");
    let loaded = read::load_bytes(&[("figures.csv", file.as_bytes())], &read::Options::default());
    assert_eq!(loaded.refusals, []);
    let figures = match year.and_then(crossfoot::period::Period::year) {
        Some(year) => known_by(&loaded.figures, year.end()),
        None => loaded.figures,
    };
    let network = network::weave(&figures);
    let levels = verdict::levels(&figures, &network, verdict::Tier::Meant);
    project(&figures, &network, &levels, wishes)
}

#[test]
fn where_figures_contradict_one_another_what_is_taken_is_known() {
    let rows =
        "A,B,exports,2020,10 bn USD,\nA,B,exports,2021,12 bn USD,\nA,B,exports,2021,19 bn USD,\nA,B,exports,2022,14 bn USD,\n";
    let projection = of_file(rows, &Wishes::default());
    let history = &projection.series[0].history;
    let unsettled = history.unsettled();
    assert_eq!(unsettled.len(), 1);
    let one = unsettled[0];
    assert_eq!((one.period.to_string().as_str(), one.why, one.first, &one.others[..]), ("2021", Why::Contradicted, 1, &[2][..]));
    let point = &history.points[1];
    let ends = [point.interval.low, point.interval.high].map(|end| (end.expect("an end").at / 100_000_000).to_integer());
    assert_eq!(ends, [115, 195], "from the low of 12 to the high of 19 bn");
    assert!((point.central / 15.5e9 - 1.0).abs() < 1e-9);
    assert_eq!(point.rests_on, [1, 2]);
    let without = of_file(&rows.replace("19 bn", "12 bn"), &Wishes::default());
    assert_eq!(without.series[0].history.unsettled(), Vec::<&Unsettled>::new());
}

#[test]
fn of_several_vague_figures_what_they_leave_together_is_taken_and_known() {
    let rows =
        "A,B,exports,2020,10 bn USD,\nA,B,exports,2021,between 8 and 14 bn USD,\nA,B,exports,2021,between 10 and 18 bn USD,\n";
    let projection = of_file(rows, &Wishes::default());
    let history = &projection.series[0].history;
    let [one] = history.unsettled()[..] else { panic!("{:?}", history.unsettled()) };
    assert_eq!((one.why, one.first, &one.others[..]), (Why::Vague, 1, &[2][..]));
    assert!((history.points[1].central / 12e9 - 1.0).abs() < 1e-9, "the middle of 10 to 14: {}", history.points[1].central);
    assert_eq!(history.points[1].rests_on, [1, 2]);
    let alone = of_file(&rows[..rows.rfind("A,B").expect("three rows")], &Wishes::default());
    assert!(alone.series[0].history.unsettled().is_empty(), "one vague figure is no question of which");
    let stretched = rows.replace("between 8 and 14", "up to 8").replace("between 10 and 18", "more than 12");
    let stretched = of_file(&stretched, &Wishes { tier: Some(verdict::Tier::Allowed), ..Wishes::default() });
    let history = &stretched.series[0].history;
    assert_eq!(history.unsettled().iter().map(|one| one.why).collect::<Vec<_>>(), [Why::Stretched]);
    assert_eq!(history.points[1].rests_on, [1, 2]);
    let point = &history.points[1];
    let ends = [point.interval.low, point.interval.high].map(|end| (end.expect("an end").at / 1_000_000_000).to_integer());
    assert!(ends[0] < 8 && ends[1] > 12, "all that they span: {ends:?}");
}

#[test]
fn a_year_is_contradicted_where_its_quarters_are() {
    let quarter = |period: &str, amount: u32| format!("A,B,exports,{period},{amount} mn USD,\n");
    let quarters: String = (1..=4).map(|number| quarter(&format!("2021-Q{number}"), 20 + number)).collect();
    let rows = format!("{quarters}{}{}", quarter("2021-Q2", 40), quarter("2022-Q1", 30));
    let projection = of_file(&rows, &Wishes::default());
    let told = |one: &crossfoot::projection::Projected| {
        one.history.unsettled().iter().map(|one| one.period.to_string()).collect::<Vec<_>>()
    };
    assert!(
        projection.series.iter().all(|one| told(one) == ["2021-Q2"]),
        "{:?}",
        projection.series.iter().map(told).collect::<Vec<_>>()
    );
}

#[test]
fn what_was_forecast_is_no_history() {
    let rows = "A,B,exports,2021,10 bn USD,\nA,B,exports,2022,12 bn USD,\nA,B,exports,2023,99 bn USD,forecast\n";
    let projection = of_file(rows, &Wishes::default());
    assert_eq!(projection.series[0].history.points.len(), 2);
}

#[test]
fn a_growth_tells_the_level_that_it_leads_to() {
    let projection = of_file("A,B,exports,2021,10 bn USD,\nA,B,exports,2022,up 20%,\n", &Wishes::default());
    let history = &projection.series[0].history;
    assert_eq!(history.points.iter().map(|point| point.period.to_string()).collect::<Vec<_>>(), ["2021", "2022"]);
    assert!((history.points[1].central / 12e9 - 1.0).abs() < 0.01);
}

#[test]
fn months_add_up_to_years_and_to_a_year_begun() {
    let rows: String =
        (0..30).map(|month| format!("A,B,exports,{}-{:02},10 mn USD,\n", 2020 + month / 12, month % 12 + 1)).collect();
    let projection = of_file(&rows, &Wishes { horizon: Some(3), ..Wishes::default() });
    let [years, months] = &projection.series[..] else { panic!("years and months") };
    assert_eq!((years.history.months, months.history.months), (12, 1));
    let part = years.history.part.as_ref().expect("half of 2022");
    assert_eq!(part.known.period.to_string(), "2022-H1");
    assert_eq!(part.of_year.past.len(), 2);
    let outlook = years.outlook.as_ref().expect("a path");
    assert_eq!(outlook.path.points.iter().map(|point| point.period.to_string()).collect::<Vec<_>>(), ["2022", "2023", "2024"]);
    assert!((outlook.values[0] / 120e6 - 1.0).abs() < 1e-9);
}

#[test]
fn a_gap_is_no_refusal() {
    let projection =
        of_file("A,B,exports,2010,10 bn USD,\nA,B,exports,2013,12 bn USD,\nA,B,exports,2020,20 bn USD,\n", &Wishes::default());
    assert_eq!(projection.series[0].outlook.as_ref().expect("a path").path.points[0].period.to_string(), "2021");
}

#[test]
fn from_an_earlier_year_what_came_later_is_left_out() {
    let rows = "A,B,exports,2019,9 bn USD,\nA,B,exports,2020,10 bn USD,\nA,B,exports,2021,40 bn USD,\n";
    let projection = of_file_by(rows, Some(2020), &Wishes { to: Some(2021), ..Wishes::default() });
    let [point] = &projection.series[0].outlook.as_ref().expect("a path").path.points[..] else { panic!("one point") };
    assert_eq!(point.period.to_string(), "2021");
    assert!(projection.series[0].outlook.as_ref().is_some_and(|outlook| outlook.values[0] < 15e9));
    // Nor does what later figures imply of earlier years count, nor their paces.
    let levels = "A,B,exports,2019,9 bn USD,\nA,B,exports,2020,10 bn USD,\n";
    let later =
        format!("{levels}A,B,exports,2021,40 bn USD,\nA,B,exports,2018..2021,exactly 50% a year,\nA,B,exports,2021,up 300%,\n");
    let [with, without] = [&*later, levels].map(|rows| of_file_by(rows, Some(2020), &Wishes::default()).series[0].paths.clone());
    assert_eq!(with, without);
    assert_eq!(of_file(&later, &Wishes::default()).series[0].history.points.len(), 4, "2018 follows from 2021");
}

#[test]
fn one_level_and_a_growth_make_a_path() {
    let projection = of_file(
        "A,B,exports,2022,more than 600 bn RUB,\nA,B,exports,2022,up 20%,\n",
        &Wishes { horizon: Some(2), ..Wishes::default() },
    );
    let stated = projection.series[0].paths.iter().find(|path| path.basis.is_pace()).expect("a path");
    let told = |value: &Option<BigRational>| value.as_ref().map(|value| value.to_integer().to_string());
    assert_eq!(told(&stated.points[0].low).as_deref(), Some("717000000000"), "600 at 19.5 %");
    assert_eq!(told(&stated.points[0].high).as_deref(), Some("843500000000"), "700 at 20.5 %");
}

#[test]
fn a_forecast_is_set_beside_the_paths_of_its_own_currency_or_a_rate_of_the_files() {
    let rows = "A,B,turnover,2021,400 bn RUB,\nA,B,turnover,2022,500 bn RUB,\nA,B,turnover,2030,10 bn USD,forecast\n";
    let without = of_file(rows, &Wishes::default());
    assert_eq!((without.series[0].targets.len(), without.apart.len()), (0, 1));
    let with = of_file(&format!("{rows},,RUB/USD,2022,70,\n"), &Wishes::default());
    let target = &with.series[0].targets[0];
    assert_eq!(target.aim.all[1].to_integer().to_string(), "700000000000");
    assert!(target.probability.is_some_and(|probability| probability > 0.0 && probability < 1.0));
    assert_eq!(with.apart, []);
}

#[test]
fn a_pace_is_carried_forward_in_its_own_currency() {
    let rate = rubles_for_a_dollar(80, 100);
    let file = "reporter,partner,flow,period,stated,currency\n\
                A,B,turnover,2022,exactly 9 bn USD,\n\
                A,B,turnover,2022,up exactly 20%,RUB\n";
    let loaded = read::load_bytes(&[("figures.csv", file.as_bytes())], &read::Options::default());
    let network = network::weave(&loaded.figures);
    let levels = verdict::levels(&loaded.figures, &network, verdict::Tier::Meant);
    let wishes = Wishes { horizon: Some(1), rates: vec![rate], ..Wishes::default() };
    let projection = project(&loaded.figures, &network, &levels, &wishes);
    let [_, rubles] = &projection.series[..] else { panic!("dollars and rubles") };
    assert_eq!(rubles.paths[0].points[0].low.as_ref().map(|low| low.to_integer().to_string()).as_deref(), Some("864000000000"));
    assert_eq!(projection.apart, []);
}

fn rubles_for_a_dollar(from: i128, through: i128) -> AskedRate {
    AskedRate {
        priced_in: "RUB".into(),
        one_of: "USD".into(),
        between: [from.into(), through.into()],
        written: format!("RUB/USD={from}..{through}"),
    }
}

const RUBLES: &str = "A,B,turnover,2020,430 bn RUB,\nA,B,turnover,2021,500 bn RUB,\nA,B,turnover,2022,620 bn RUB,\n";

/// Beside which currencies the targets stand, and what is said of the choice.
fn beside(projection: &Projection) -> Vec<(String, Option<&str>)> {
    let mut found = Vec::new();
    for one in &projection.series {
        let unit = one.history.unit.as_ref().map_or(String::new(), ToString::to_string);
        found.extend(one.targets.iter().map(|target| (unit.clone(), target.choice.as_deref())));
    }
    found
}

#[test]
fn a_forecast_passes_over_a_stub_in_its_own_currency_and_says_so() {
    let goal = "A,B,turnover,2030,10 bn USD,target\n";
    let (lone, rate) = ("A,B,turnover,2018,6 bn USD,\n", ",,RUB/USD,2022,70,\n");
    let of = |rows: &[&str]| of_file(&rows.concat(), &Wishes::default());
    // No rate: beside what there is.
    let without = of(&[RUBLES, lone, goal]);
    assert_eq!(beside(&without), [("USD".into(), None)]);
    let with = of(&[RUBLES, lone, goal, rate]);
    assert_eq!(beside(&with), [("RUB".into(), Some("in USD only 2018 is known"))]);
    // As late, with as many points: its own alone.
    let dollars = "A,B,turnover,2020,6 bn USD,\nA,B,turnover,2021,6.8 bn USD,\nA,B,turnover,2022,9 bn USD,\n";
    assert_eq!(beside(&of(&[RUBLES, dollars, goal, rate])), [("USD".into(), None)]);
    // Later rubles that lead nowhere are no reason to leave the dollars.
    assert_eq!(beside(&of(&["A,B,turnover,2024,900 bn RUB,\n", dollars, goal, rate])), [("USD".into(), None)]);
}

#[test]
fn a_rate_that_was_asked_for_is_used_or_spoken_of() {
    let goal = "A,B,turnover,2030,10 bn USD,target\n";
    let asked = |rows: &str| {
        let wishes = Wishes { rates: vec![rubles_for_a_dollar(85, 95)], ..Wishes::default() };
        of_file(&format!("{rows}{goal}"), &wishes)
    };
    let used = asked(&format!("{RUBLES}A,B,turnover,2018,6 bn USD,\n"));
    assert_eq!(used.idle_rates, [""; 0]);
    let target = &used.series[0].targets[0];
    let told: Vec<String> = target.aim.all.iter().map(|aim| aim.to_integer().to_string()).collect();
    assert_eq!(told, ["850000000000", "900000000000", "950000000000"], "the person's range as it is");
    let idle = asked("A,B,turnover,2021,6 bn USD,\nA,B,turnover,2022,7 bn USD,\n");
    let [told] = &idle.idle_rates[..] else { panic!("one rate") };
    assert_eq!(told, "--rate RUB/USD=85..95 converted nothing: no amount, forecast or growth here is in RUB");
}

#[test]
fn two_rates_convert_through_a_third_currency() {
    let goal = "A,B,turnover,2030,200 trillion UZS,target\n";
    let rates = ",,RUB/USD,2022,70,\n,,UZS/USD,2022,11000,\n,,UZS/USD,2023,12000,\n";
    let projection = of_file(&format!("{RUBLES}{goal}{rates}"), &Wishes::default());
    let target = &projection.series[0].targets[0];
    let conversion = target.conversion.as_ref().expect("a conversion");
    assert_eq!(conversion.told, "11000 UZS/USD of 2022 and 70 RUB/USD of 2022, through USD, assumed to hold");
    // Both of one year, though there is a later one of the other; the ends are those of the words: 10,500 to 11,500 and 69.5 to 70.5.
    let ratio = |numer: i64, denom: i64| BigRational::new(numer.into(), denom.into());
    let [low, middle, high] = &conversion.factors;
    assert_eq!(*middle, ratio(70, 11_000));
    assert!(low < middle && middle < high);
    assert!(*low >= ratio(69, 11_600) && *high <= ratio(71, 10_400));
    // One of them asked for.
    let wishes = Wishes { rates: vec![rubles_for_a_dollar(90, 90)], ..Wishes::default() };
    let asked = of_file(&format!("{RUBLES}{goal}{rates}"), &wishes);
    // A direct way there is none; the asked rate comes before the stated one.
    let conversion = asked.series[0].targets[0].conversion.as_ref().expect("a conversion");
    assert_eq!(conversion.told, "12000 UZS/USD of 2023 and RUB/USD=90..90, as asked, through USD, assumed to hold");
    assert_eq!(asked.idle_rates, [""; 0]);
}

#[test]
fn an_amount_of_the_past_takes_two_rates_of_its_own_period_before_later_ones() {
    let goal = "A,B,turnover,2018,50 trillion UZS,target\n";
    let of_own = ",,EUR/RUB,2018,exactly 0.0135,\n,,UZS/EUR,2018,exactly 9500,\n";
    let later = ",,RUB/USD,2023,exactly 85,\n,,UZS/USD,2023,exactly 11700,\n";
    let told = |rates: &str| {
        let projection = of_file(&format!("{RUBLES}{goal}{rates}"), &Wishes::default());
        projection.series[0].targets[0].conversion.as_ref().expect("a conversion").told.clone()
    };
    let own = "exactly 9500 UZS/EUR of 2018 and exactly 0.0135 EUR/RUB of 2018, through EUR, within 1%";
    assert_eq!([told(of_own), told(&format!("{of_own}{later}"))], [own, own]);
    // Without any of its own period the nearest.
    let nearer = told(&format!("{}{later}", of_own.replace("2018", "2020")));
    assert!(nearer.contains("of 2020, through EUR, for want of a rate of 2018"), "{nearer}");
    let nearer = told(&format!("{of_own}{later}").replace(",2018,exactly", ",2010,exactly"));
    assert!(nearer.contains("of 2023, through USD, for want of a rate of 2018"), "{nearer}");
}

#[test]
fn an_amount_of_the_past_has_its_own_rate_near_the_mean_of_its_period() {
    // The dollars of 2022 are known, the growth is in rubles of 2023, so no level in rubles is implied.
    let rows = "A,B,turnover,2022,exactly 10 bn USD,,\nA,B,turnover,2023,up exactly 20%,,RUB\n,,RUB/USD,2022,exactly 70,,\n";
    let file = format!("reporter,partner,flow,period,stated,status,currency\n{rows}");
    let loaded = read::load_bytes(&[("figures.csv", file.as_bytes())], &read::Options::default());
    let network = network::weave(&loaded.figures);
    // Nothing proved, so that the projection has to convert by itself.
    for (tier, low, high) in [(verdict::Tier::Meant, "693", "707"), (verdict::Tier::Allowed, "682", "717")] {
        let wishes = Wishes { tier: Some(tier), ..Wishes::default() };
        let projection = project(&loaded.figures, &network, &[], &wishes);
        let rubles = projection.series.iter().find(|one| one.history.converted.is_some()).expect("rubles");
        let interval = rubles.history.points[0].interval;
        let bn = |end: Option<crossfoot::exact::End>| (end.expect("an end").at / 1_000_000_000).to_integer().to_string();
        assert_eq!([bn(interval.low), bn(interval.high)], [low, high]);
        let within = if tier == verdict::Tier::Meant { "within 1%" } else { "within 2.5%" };
        assert_eq!(rubles.history.converted.as_deref(), Some(&*format!("exactly 70 RUB/USD of 2022, {within}")));
    }
}

/// Each stated path as its name, method and periods.
fn stated(projection: &Projection) -> Vec<(String, String)> {
    let paths = projection.series.iter().flat_map(|one| &one.paths).filter(|path| path.basis.is_pace());
    let periods = |path: &crossfoot::projection::Path| {
        path.points.iter().map(|point| point.period.to_string()).collect::<Vec<String>>().join(" ")
    };
    paths.map(|path| (path.method.clone(), periods(path))).collect()
}

#[test]
fn a_growth_of_a_month_or_quarter_is_carried_on_the_same_months() {
    let of = |rows: &str| of_file(rows, &Wishes { horizon: Some(2), ..Wishes::default() });
    let march = of("A,B,exports,2024-03,800 mn USD,\nA,B,exports,2024-03,up 12%,\n");
    assert_eq!(stated(&march), [("growth of 2024-03, “up 12%”, every year".into(), "2025-03 2026-03".into())]);
    assert_eq!(march.apart, []);
    let quarter = of("A,B,exports,2024-Q1,800 mn USD,\nA,B,exports,2024-Q1,up 12%,\n");
    assert_eq!(stated(&quarter), [("growth of 2024-Q1, “up 12%”, every year".into(), "2025-Q1 2026-Q1".into())]);
    // Of February it says nothing, nor of April.
    let months = "A,B,exports,2024-02,700 mn USD,\nA,B,exports,2024-03,800 mn USD,\nA,B,exports,2024-04,900 mn USD,\n";
    let spring = of_file(&format!("{months}A,B,exports,2024-03,up 12%,\n"), &Wishes { horizon: Some(24), ..Wishes::default() });
    assert_eq!(stated(&spring), [("growth of 2024-03, “up 12%”, every year".into(), "2025-03 2026-03".into())]);
    let year = of("A,B,exports,2023,8 bn USD,\nA,B,exports,2024-H1,up 10%,\n");
    assert_eq!(stated(&year), [("growth of 2024-H1, “up 10%”, held for whole years".into(), "2024 2025".into())]);
}

#[test]
fn half_a_year_alone_is_carried_to_the_halves_of_later_years() {
    let rows = "A,B,exports,2023-H1,exactly 4 bn USD,\nA,B,exports,2021-H1,up exactly 25%,\nA,B,exports,2026-H1,7 bn USD,target\n\
                A,B,exports,,20 bn USD,target\n";
    let projection = of_file(rows, &Wishes { horizon: Some(2), ..Wishes::default() });
    assert_eq!(stated(&projection)[0].1, "2024-H1 2025-H1");
    let half = |year| When::In(format!("{year}-H1").parse().expect("a half"));
    let target = &projection.series[0].targets[0];
    // 4, 5, 6.25, 7.8125.
    assert_eq!(target.reached.iter().map(|reached| reached.central).collect::<Vec<_>>(), [half(2026)]);
    // An amount without a date is one of a year: it stands beside the year begun, 8 bn, and no pace of halves comes to it.
    assert_eq!(projection.apart, []);
    let undated = &projection.series[0].targets[1].reached;
    assert_eq!(undated.iter().map(|one| (one.basis, one.central)).collect::<Vec<_>>(), [(Basis::Central, When::NotBefore(2024))]);
}

#[test]
fn half_a_year_alone_is_carried_through_the_year_that_was_asked_for() {
    let paces = vec![(crossfoot::exact::Ratio::new(1, 10), "10%".to_string())];
    for (to, halves) in [(2023, "2024-H1"), (2024, "2024-H1"), (2026, "2024-H1 2025-H1 2026-H1")] {
        let wishes = Wishes { to: Some(to), paces: paces.clone(), ..Wishes::default() };
        let projection = of_file("A,B,exports,2023-H1,exactly 100 USD,\n", &wishes);
        assert_eq!(stated(&projection), [("10% a year".to_string(), halves.to_string())]);
    }
}

#[test]
fn a_figure_may_be_called_as_the_central_path_is() {
    let of = |rows: &str| {
        let file = format!("id,reporter,partner,flow,period,stated,status,currency\n{rows}");
        let loaded = read::load_bytes(&[("figures.csv", file.as_bytes())], &read::Options::default());
        assert_eq!(loaded.refusals, []);
        let network = network::weave(&loaded.figures);
        let levels = verdict::levels(&loaded.figures, &network, verdict::Tier::Meant);
        project(&loaded.figures, &network, &levels, &Wishes::default())
    };
    let levels = "one,A,B,exports,2021,100 mn USD,,\ntwo,A,B,exports,2022,110 mn USD,,\n";
    // A growth in rubles, where no rate says what the rubles are.
    let apart = of(&format!("{levels}central,A,B,exports,2023,up 10%,,RUB\n"));
    assert!(matches!(apart.apart[..], [(2, Apart::NoRate(_))]), "{:?}", apart.apart);
    let carried =
        of(&format!("{levels}central,A,B,exports,2021,up exactly 50%,,USD\ngoal,A,B,exports,2030,300 mn USD,target,\n"));
    assert_eq!(carried.apart, []);
    let reached = &carried.series[0].targets[0].reached;
    let year = |reached: &Reached| (reached.path.clone(), reached.basis, reached.central);
    let by_growth = ("central".to_string(), Basis::Stated(2), When::In("2025".parse().expect("a year")));
    assert_eq!(year(&reached[0]), by_growth);
    assert_eq!((reached.len(), &*reached[1].path, reached[1].basis), (2, "central", Basis::Central));
}

#[test]
fn a_growth_in_the_currency_of_a_forecast_stands_beside_it_with_the_longer_history() {
    let rates = vec![rubles_for_a_dollar(70, 70)];
    let file = format!(
        "reporter,partner,flow,period,stated,status,currency\n{}A,B,turnover,2019,up 15%,,USD\nA,B,turnover,2030,20 bn USD,target,\n",
        RUBLES.replace(",\n", ",,\n")
    );
    let loaded = read::load_bytes(&[("figures.csv", file.as_bytes())], &read::Options::default());
    assert_eq!(loaded.refusals, []);
    let network = network::weave(&loaded.figures);
    let levels = verdict::levels(&loaded.figures, &network, verdict::Tier::Meant);
    let projection = project(&loaded.figures, &network, &levels, &Wishes { rates, ..Wishes::default() });
    assert_eq!(beside(&projection), [("RUB".into(), None), ("USD".into(), None)]);
    assert_eq!(projection.idle_rates, [""; 0]);
}

#[test]
fn a_growth_in_other_steps_is_carried_in_its_own_or_said_not_to_be() {
    let of = |rows: &str, horizon| {
        let file = format!("reporter,partner,flow,period,stated,base,status\n{rows}");
        let loaded = read::load_bytes(&[("figures.csv", file.as_bytes())], &read::Options::default());
        assert_eq!(loaded.refusals, []);
        let network = network::weave(&loaded.figures);
        let levels = verdict::levels(&loaded.figures, &network, verdict::Tier::Meant);
        project(&loaded.figures, &network, &levels, &Wishes { horizon: Some(horizon), ..Wishes::default() })
    };
    let monthly = of("A,B,exports,2024-03,exactly 100 USD,,\nA,B,exports,2024-03,up exactly 10%,2024-02,\n", 3);
    assert_eq!(stated(&monthly), [("growth of 2024-03, “up exactly 10%”, every month".into(), "2024-04 2024-05 2024-06".into())]);
    // The year begun stands before its months.
    let path = &monthly.series[1].paths[0];
    assert_eq!(path.points[2].central, BigRational::new(1331.into(), 10.into()));
    let yearly = of("A,B,exports,2023,100 USD,,\nA,B,exports,2024-03,up 10%,2024-02,\n", 3);
    assert_eq!(stated(&yearly), []);
    assert!(matches!(yearly.apart[..], [(1, Apart::OtherStep { step: 1, .. })]), "{:?}", yearly.apart);
    let five = of("A,B,exports,2023,100 USD,,\nA,B,exports,2022,up 40%,2017,\n", 1);
    assert_eq!(stated(&five), [("growth of 2022, “up 40%”, every 5 years".into(), "2028".into())]);
}

#[test]
fn a_growth_that_was_forecast_is_carried_too_and_the_latest_come_first() {
    let rows = "A,B,exports,2023,100 USD,\nA,B,exports,2019,up 7%,\nA,B,exports,2022,up 9%,\nA,B,exports,2024,up 15%,forecast\n\
                A,B,exports,,up 8%,forecast\n";
    let methods: Vec<String> = stated(&of_file(rows, &Wishes::default())).into_iter().map(|(method, _)| method).collect();
    assert_eq!(
        methods,
        [
            "forecast growth without a date, “up 8%”, every year",
            "forecast growth of 2024, “up 15%”, every year",
            "growth of 2022, “up 9%”, every year",
            "growth of 2019, “up 7%”, every year"
        ]
    );
}

#[test]
fn a_date_is_exact_and_never_means_never() {
    let of = |aim: &str, pace: &str| {
        let rows =
            format!("A,B,exports,2020,exactly 100 USD,\nA,B,exports,2020,up exactly {pace}%,\nA,B,exports,,{aim},target\n");
        let projection = of_file(&rows, &Wishes { horizon: Some(1), ..Wishes::default() });
        projection.series[0].targets[0].reached[0].clone()
    };
    let in_year = |year| When::In(crossfoot::period::Period::year(year).expect("a year"));
    let two = of("121 USD", "10");
    assert_eq!([two.earliest, two.central, two.latest], [in_year(2022); 3]);
    assert_eq!(of("122 USD", "10").central, in_year(2023));
    // Beyond the 100 periods that a path has at most, and beyond the years that periods can be of.
    assert_eq!(of("200 USD", "0.5").central, in_year(2159));
    assert_eq!(of("200 USD", "0.1").central, When::NotBefore(2714));
    assert_eq!(of("200 USD", "0.001").central, When::NotBefore(10_000));
    assert_eq!(of("200 USD", "0").central, When::Never);
}

#[test]
fn what_the_months_of_a_year_begun_have_brought_is_passed() {
    let file = "A,B,exports,2022,1440 mn USD,\nA,B,exports,2023,1560 mn USD,\nA,B,exports,2022-01..2022-08,900 mn USD,\n\
                A,B,exports,2023-01..2023-08,1000 mn USD,\nA,B,exports,2024-01..2024-08,1700 mn USD,\n\
                A,B,exports,2024,1.65 bn USD,target\nA,B,exports,2024,1.75 bn USD,target\nA,B,exports,,1.65 bn USD,target\n";
    let projection = of_file(file, &Wishes { horizon: Some(2), ..Wishes::default() });
    let series = projection.series.iter().find(|series| series.history.months == 12).expect("years");
    let told: Vec<(bool, bool)> =
        series.targets.iter().map(|target| (matches!(target.stands, Stands::InHand), target.needs_growth.is_some())).collect();
    assert_eq!(told, [(true, false), (false, true), (true, false)]);
}

#[test]
fn a_ceiling_that_the_months_of_its_year_have_passed_is_broken() {
    let of = |months: &str, known: &str, goal: &str| {
        let rows = "A,B,exports,2021,exactly 100 mn USD,\nA,B,exports,2022,exactly 110 mn USD,\n";
        let rows = format!("{rows}A,B,exports,{months},{known} mn USD,\nA,B,exports,2023,{goal} mn USD,target\n");
        let target = of_file(&rows, &Wishes::default()).series[0].targets[0].clone();
        (matches!(target.stands, Stands::Broken), target.reached.len(), target.probability)
    };
    assert_eq!(of("2023-H1", "exactly 150", "at most 140"), (true, 0, Some(0.0)));
    assert_eq!(of("2023-01..2023-11", "exactly 100", "at most 99.9"), (true, 0, Some(0.0)));
    // What is just reached is not passed; and who may have less by the words has broken nothing yet.
    assert!(!of("2023-H1", "exactly 140", "at most 140").0);
    assert!(!of("2023-H1", "between 135 and 160", "at most 140").0);
}

#[test]
fn a_target_below_today_is_at_least_unless_its_words_or_its_flow_say_otherwise() {
    let sense = |flow: &str, stated: &str, period: &str, status: &str| {
        let level = if flow == "balance" { "deficit of exactly 10 bn USD" } else { "exactly 10 bn USD" };
        let file = format!("A,B,{flow},2022,{level},\nA,B,{flow},{period},{stated},{status}\n");
        let projection = of_file(&file, &Wishes { horizon: Some(1), ..Wishes::default() });
        projection.series[0].targets[0].sense
    };
    for (flow, stated, period, status, read_as) in [
        ("exports", "8 bn USD", "2025", "target", Sense::AtLeast),
        ("turnover", "8 bn USD", "2025", "target", Sense::AtLeast),
        ("imports", "8 bn USD", "2025", "target", Sense::Either),
        ("external debt", "8 bn USD", "2025", "target", Sense::Either),
        ("imports", "12 bn USD", "2025", "target", Sense::AtLeast),
        ("exports", "cut to 8 bn USD", "2025", "target", Sense::AtMost),
        ("exports", "сократить до 8 млрд долл.", "2025", "target", Sense::AtMost),
        ("imports", "grow to 8 bn USD", "2025", "target", Sense::AtLeast),
        ("imports", "at most 8 bn USD", "2025", "target", Sense::AtMost),
        ("imports", "more than 8 bn USD", "2025", "target", Sense::AtLeast),
        ("imports", "up to 8 bn USD", "2025", "target", Sense::AtMost),
        ("imports", "up to 12 bn USD", "2025", "target", Sense::AtLeast),
        ("imports", "0 USD", "2025", "target", Sense::AtMost),
        ("exports", "8 bn USD", "2025", "forecast", Sense::AtMost),
        ("exports", "8 bn USD", "", "forecast", Sense::AtLeast),
        // A deficit of 5 bn is more than one of 10 bn; one of 12 bn is a limit that holds.
        ("balance", "deficit of 5 bn USD", "2025", "target", Sense::AtLeast),
        ("balance", "deficit of 12 bn USD", "2025", "target", Sense::AtLeast),
        ("balance", "deficit of at most 5 bn USD", "2025", "target", Sense::AtLeast),
        ("balance", "deficit of 12 bn USD", "2025", "forecast", Sense::AtMost),
    ] {
        assert_eq!(sense(flow, stated, period, status), read_as, "{flow} {stated} {period} {status}");
    }
}

#[test]
fn a_date_that_has_passed_is_not_ahead() {
    let levels =
        "A,B,exports,2019,exactly 7 bn USD,\nA,B,exports,2022,exactly 10 bn USD,\nA,B,exports,2021,more than 8 bn USD,\n";
    let outcome = |period: &str, stated: &str, status: &str| {
        let projection = of_file(&format!("{levels}A,B,exports,{period},{stated},{status}\n"), &Wishes::default());
        let target = projection.series[0].targets[0].clone();
        match target.stands {
            Stands::Behind(behind) => {
                assert!(target.reached.is_empty() && target.needs_growth.is_none() && target.probability.is_none());
                Some((behind.outcome, behind.around.map(|point| point.map(|point| point.period.to_string()))))
            }
            _ => None,
        }
    };
    let around = |one: &str, other: &str| [one, other].map(|year| (!year.is_empty()).then(|| year.to_string()));
    for (period, stated, status, told) in [
        ("2020", "9 bn USD", "target", Outcome::Open),
        ("2022", "10 bn USD", "target", Outcome::Met),
        ("2022", "11 bn USD", "target", Outcome::Missed),
        ("2022", "at most 9 bn USD", "target", Outcome::Missed),
        ("2022", "at most 11 bn USD", "target", Outcome::Met),
        ("2022", "about 10.2 bn USD", "forecast", Outcome::AsForecast),
        ("2022", "11 bn USD", "forecast", Outcome::Less),
        ("2022", "9 bn USD", "forecast", Outcome::More),
        ("2021", "8.5 bn USD", "target", Outcome::Open),
        ("2021", "7.5 bn USD", "target", Outcome::Met),
    ] {
        assert_eq!(outcome(period, stated, status).map(|(outcome, _)| outcome), Some(told), "{period} {stated} {status}");
    }
    assert_eq!(outcome("2020", "9 bn USD", "target").map(|(_, around)| around), Some(around("2019", "2021")));
    assert_eq!(outcome("2017", "9 bn USD", "forecast").map(|(_, around)| around), Some(around("", "2019")));
    assert_eq!(outcome("2023", "11 bn USD", "target"), None);
}

/// What the central path of months puts a run of them at, added up.
fn months_of(projection: &Projection, from: &str, through: &str) -> f64 {
    let months = projection.series.iter().find(|one| one.history.months == 1).expect("months");
    let period = |text: &str| text.parse::<crossfoot::period::Period>().expect("a month");
    let outlook = months.outlook.as_ref().expect("a path");
    let within = |at: &crossfoot::period::Period| at.first() >= period(from).first() && at.end() <= period(through).end();
    outlook.path.points.iter().zip(&outlook.values).filter(|(point, _)| within(&point.period)).map(|(_, value)| value).sum()
}

fn year_of(projection: &Projection, place: usize) -> f64 {
    let years = projection.series.iter().find(|one| one.history.months == 12).expect("years");
    years.outlook.as_ref().expect("a path").values[place]
}

/// Three years of months, and what is told of the fourth.
fn months_and(rest: &str) -> Projection {
    const SEASON: [u32; 12] = [70, 74, 90, 95, 98, 102, 99, 97, 104, 112, 118, 141];
    let month = |number: usize| (2021 + number / 12, number % 12 + 1, SEASON[number % 12] * (280 + 2 * (number as u32 % 7)));
    let rows: String =
        (0..36).map(month).map(|(year, month, amount)| format!("A,B,exports,{year}-{month:02},{amount} USD,\n")).collect();
    of_file(&format!("{rows}{rest}"), &Wishes { horizon: Some(24), ..Wishes::default() })
}

#[test]
fn a_sum_of_months_that_are_not_known_one_by_one_is_heard_by_their_path() {
    let close = |one: f64, other: f64| assert!((one / other - 1.0).abs() < 1e-9, "{one} {other}");
    let told = months_and("A,B,exports,2024-01..2024-08,exactly 300000 USD,\n");
    close(months_of(&told, "2024-01", "2024-08"), 300_000.0);
    close(months_of(&told, "2024-01", "2024-12"), year_of(&told, 0));
    close(months_of(&told, "2025-01", "2025-12"), year_of(&told, 1));
    // More by August is more in each month, and leaves the season as it is.
    let more = months_and("A,B,exports,2024-01..2024-08,exactly 330000 USD,\n");
    for month in ["2024-03", "2024-10"] {
        close(months_of(&more, month, month) / months_of(&told, month, month), 1.1);
    }
    // What is known by itself stays; the sum speaks of the others.
    let with_january = months_and("A,B,exports,2024-01,exactly 50000 USD,\nA,B,exports,2024-01..2024-08,exactly 300000 USD,\n");
    close(months_of(&with_january, "2024-02", "2024-08"), 250_000.0);
}

#[test]
fn months_add_up_to_the_path_of_years_also_where_it_ends_within_a_year() {
    let close = |one: f64, other: f64| assert!((one / other - 1.0).abs() < 1e-9, "{one} {other}");
    let year = months_and("");
    close(months_of(&year, "2024-01", "2024-12"), year_of(&year, 0));
    let begun = months_and("A,B,exports,2024-01,exactly 25000 USD,\nA,B,exports,2024-02,exactly 26000 USD,\n");
    close(51_000.0 + months_of(&begun, "2024-03", "2024-12"), year_of(&begun, 0));
    close(months_of(&begun, "2025-01", "2025-12"), year_of(&begun, 1));
}

/// Rows of a series; each is its period and what is stated.
fn exports(rows: &[(String, String)]) -> String {
    rows.iter().map(|(period, stated)| format!("A,B,exports,{period},{stated},\n")).collect()
}

fn halves(year: &str, half: &str, this_half: &str) -> String {
    let row = |period: &str, stated: &str| (period.to_string(), stated.to_string());
    exports(&[row("2022", year), row("2022-H1", half), row("2023-H1", this_half)])
}

/// The months of 2022 and the first half of 2023.
fn months_of_two_years(before_december: &str, december: &str, this_year: &str) -> String {
    let stated = |month: usize| match month {
        0..=10 => before_december,
        11 => december,
        _ => this_year,
    };
    let row = |month: usize| (format!("{}-{:02}", 2022 + month / 12, month % 12 + 1), stated(month).to_string());
    exports(&(0..18).map(row).collect::<Vec<_>>())
}

/// What the year begun is put at, and its band, in millions.
fn year_begun_of(rows: &str) -> (f64, f64, f64) {
    let projection = of_file(rows, &Wishes { horizon: Some(1), ..Wishes::default() });
    let years = projection.series.iter().find(|one| one.history.months == 12).expect("years");
    let outlook = years.outlook.as_ref().expect("a path");
    let ends = outlook.path.points[0].band.as_ref().expect("a band");
    let [low, high] = [0, 1].map(|end: usize| ends[end].to_f64().expect("a number") / 1e6);
    (outlook.values[0] / 1e6, low, high)
}

#[test]
fn a_share_that_may_be_nothing_counts_as_nothing() {
    for nothing in ["0.0 mn USD", "0 USD", "exactly 0 mn USD", "exactly 1 USD"] {
        let (year, low, high) = year_begun_of(&halves("exactly 110 mn USD", nothing, "exactly 30 mn USD"));
        assert!(
            (year - 140.0).abs() < 0.001 && (30.0..100.0).contains(&low) && (180.0..300.0).contains(&high),
            "{nothing}: {year} {low} {high}"
        );
    }
}

#[test]
fn a_year_past_that_ended_in_june_does_not_prove_that_this_one_does() {
    for half in ["exactly 110 mn USD", "exactly 109.99999 mn USD"] {
        let (year, low, high) = year_begun_of(&halves("exactly 110 mn USD", half, "exactly 30 mn USD"));
        assert!((year - 30.0).abs() < 0.001 && low >= 30.0 && (45.0..75.0).contains(&high), "{half}: {year} {low} {high}");
    }
    // Ten years that ended so say more than one, but do not prove it either.
    let row = |year: i32| halves("exactly 110 mn USD", "exactly 110 mn USD", "").replace("2022", &year.to_string());
    let ten: String =
        (2013..2023).map(row).map(|rows| rows.lines().take(2).map(|row| format!("{row}\n")).collect::<String>()).collect();
    let (year, _, high) = year_begun_of(&format!("{ten}A,B,exports,2023-H1,exactly 30 mn USD,\n"));
    assert!((year - 30.0).abs() < 0.001 && (31.0..40.0).contains(&high), "{year} {high}");
    let december_was_nothing = months_of_two_years("exactly 5 mn USD", "exactly 0 USD", "exactly 5 mn USD");
    let eleven: String = (7..12).map(|month| format!("A,B,exports,2023-{month:02},exactly 5 mn USD,\n")).collect();
    let (year, _, high) = year_begun_of(&format!("{december_was_nothing}{eleven}"));
    assert!((year - 55.0).abs() < 0.001 && high > 57.0, "{year} {high}");
}

#[test]
fn what_has_outgrown_its_years_past_tenfold_takes_no_rest_from_them() {
    let (year, low, high) = year_begun_of(&halves("exactly 1 mn USD", "exactly 0 USD", "exactly 30 mn USD"));
    assert!((year - 60.0).abs() < 0.001 && low < 50.0 && high > 70.0, "{year} {low} {high}");
    for (before, december, this_year) in
        [("exactly 0 mn USD", "exactly 1 mn USD", "exactly 5 mn USD"), ("0.0 thousand USD", "1 mn USD", "5 mn USD")]
    {
        let projection =
            of_file(&months_of_two_years(before, december, this_year), &Wishes { horizon: Some(12), ..Wishes::default() });
        let years =
            projection.series.iter().find(|one| one.history.months == 12).and_then(|one| one.outlook.as_ref()).expect("a path");
        assert!((years.values[0] / 60e6 - 1.0).abs() < 1e-6 && years.path.method.contains("more than ten times"), "{years:?}");
        // The months go on about as they were.
        for month in ["2023-07", "2023-12", "2024-01", "2024-06"] {
            let amount = months_of(&projection, month, month);
            assert!((4e6..7e6).contains(&amount), "{month}: {amount}");
        }
    }
}

#[test]
fn months_come_to_the_years_that_are_known_after_them() {
    let close = |one: f64, other: f64| assert!((one / other - 1.0).abs() < 1e-9, "{one} {other}");
    let months: String =
        (0..24).map(|month| format!("A,B,exports,{}-{:02},exactly 10000 USD,\n", 2020 + month / 12, month % 12 + 1)).collect();
    let years = "A,B,exports,2022,between 200000 and 280000 USD,\nA,B,exports,2023,between 340000 and 380000 USD,\n";
    let told = |rows: &str| of_file(rows, &Wishes { horizon: Some(36), ..Wishes::default() });
    let projection = told(&format!("{months}{years}"));
    close(months_of(&projection, "2022-01", "2022-12"), 240_000.0);
    close(months_of(&projection, "2023-01", "2023-12"), 360_000.0);
    close(months_of(&projection, "2024-01", "2024-12"), year_of(&projection, 0));
    let outlook = |projection: &Projection| {
        projection.series.iter().find(|one| one.history.months == 1).and_then(|one| one.outlook.clone()).expect("a path")
    };
    let path = outlook(&projection).path;
    assert!(path.method.contains("adds up to the path of years") && path.rests_on == (0..26).collect::<Vec<_>>(), "{path:?}");
    // Of a year begun by months, the rest of the year is what these leave of it.
    let begun = told(&format!("{months}A,B,exports,2022-01,exactly 30000 USD,\n{years}"));
    close(months_of(&begun, "2022-02", "2022-12"), 210_000.0);
    // What the words leave of the last year known its months have too: 340 to 380 thousand is 5.6 % either way.
    let parts = |point: &crossfoot::projection::PathPoint| {
        [&point.low, &point.high].map(|end| end.as_ref().and_then(|end| (end / &point.central).to_f64()).expect("an end"))
    };
    let [low, high] = parts(&path.points[23]);
    assert!((low - 34.0 / 36.0).abs() < 1e-3 && (high - 38.0 / 36.0).abs() < 1e-3, "{low} {high}");
}

#[test]
fn a_sum_of_months_leaves_each_its_part_of_what_it_leaves_open() {
    let month = |month: i32, amount: i32| format!("A,B,balance,{}-{:02},{amount} mn USD,\n", 2022 + month / 12, month % 12 + 1);
    let months: String = (0..24).map(|number| month(number, if number % 2 == 0 { 15 } else { -5 })).collect();
    let leeway = |rest: &str, place: usize| {
        let projection = of_file(&format!("{months}{rest}"), &Wishes { horizon: Some(12), ..Wishes::default() });
        let one = projection.series.iter().find(|one| one.history.months == 1).expect("months");
        let point = one.outlook.as_ref().expect("a path").path.points[place].clone();
        let ends = [point.low.expect("an end") - &point.central, point.high.expect("an end") - &point.central];
        ends.map(|end| (end.to_f64().expect("an amount") / 1e4).round() / 100.0)
    };
    let sum = "A,B,balance,2024-01..2024-08,between 100 and 200 mn USD,\n";
    assert_eq!(leeway(sum, 0), [-6.25, 6.25], "50 mn by eight");
    assert_eq!(leeway(&format!("{}{sum}", month(24, 20)), 0), [-7.14, 7.14], "by the seven that are not known");
}

#[test]
fn what_the_words_leave_of_a_year_begun_is_what_they_leave_of_its_months() {
    let rows = "A,B,balance,2021,-12 bn USD,\nA,B,balance,2021-H1,-1 bn USD,\n                A,B,balance,2022,10 bn USD,\nA,B,balance,2022-H1,-3 bn USD,\n";
    let of = |half: &str| {
        let projection =
            of_file(&format!("{rows}A,B,balance,2023-H1,{half},\n"), &Wishes { horizon: Some(2), ..Wishes::default() });
        let outlook = projection.series[0].outlook.clone().expect("a path");
        outlook
            .path
            .points
            .iter()
            .map(|point| {
                [&point.low, &Some(point.central.clone()), &point.high]
                    .map(|end| end.as_ref().and_then(|end| end.to_f64()).map(|end| end / 1e9).expect("an end"))
            })
            .collect::<Vec<_>>()
    };
    for half in ["between 0.5 and 1.5 bn USD", "between -1.5 and -0.5 bn USD", "between -11.5 and -10.5 bn USD"] {
        let points = of(half);
        assert_eq!(points.len(), 2);
        for [low, central, high] in &points {
            assert!((high - central - 0.5).abs() < 1e-5 && (central - low - 0.5).abs() < 1e-5, "{half}: {points:?}");
        }
    }
    // Of deficits alone what is known is divided: ten times the leeway of a tenth of the year.
    let rows =
        "A,B,balance,2022,-100 mn USD,\nA,B,balance,2022-H1,-10 mn USD,\nA,B,balance,2023-H1,between -12 and -10 mn USD,\n";
    let projection = of_file(rows, &Wishes { horizon: Some(1), ..Wishes::default() });
    let point = &projection.series[0].outlook.as_ref().expect("a path").path.points[0];
    let mn = |amount: i64| BigRational::from_integer((amount * 1_000_000).into());
    assert_eq!((&point.low, &point.central, &point.high), (&Some(mn(-120)), &mn(-110), &Some(mn(-100))));
}

#[test]
fn half_a_year_alone_goes_to_the_year_that_was_asked_for() {
    let rows = "A,B,exports,2023-H1,470 bn RUB,\nA,B,exports,,up 14%,forecast\n";
    for (to, through) in [(2024, "2024-H1"), (2026, "2026-H1"), (2030, "2030-H1"), (2023, "2024-H1")] {
        let projection = of_file(rows, &Wishes { to: Some(to), ..Wishes::default() });
        let path = projection.series[0].paths.iter().find(|path| path.basis.is_pace()).expect("a stated pace");
        assert_eq!(path.points.last().expect("a point").period.to_string(), through, "--to {to}");
    }
}

#[test]
fn a_backtest_tries_what_the_points_allow() {
    let of = |levels: &[&str]| {
        let row = |(year, level): (usize, &&str)| format!("A,B,balance,{},{level} bn USD,\n", 2015 + year);
        let rows: String = levels.iter().enumerate().map(row).collect();
        let projection = of_file(&rows, &Wishes { backtest: true, ..Wishes::default() });
        projection.series[0].backtest.clone().expect("it was asked for")
    };
    let names = |levels: &[&str]| of(levels).expect("a backtest").errors.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let constant = of(&["10"; 3]).expect("a backtest");
    assert!(constant.errors.iter().all(|(_, error)| *error < 1e-9), "{constant:?}");
    let has_theta = |names: &[String]| names.iter().any(|name| name.contains("theta"));
    assert!(!has_theta(&names(&["10"; 3])) && names(&["10"; 3]).len() == 4);
    assert!(has_theta(&names(&["10"; 4])) && names(&["10"; 4]).len() == 5);
    assert_eq!(of(&["10", "10"]), Err(NotTried::TooFewKnown));
    assert_eq!(of(&["10", "9", "0"]), Err(NotTried::NothingCame));
}

#[test]
fn a_backtest_sees_only_what_was_known_at_the_time() {
    let held_out = |rows: &str| {
        let projection = of_file(rows, &Wishes { backtest: true, horizon: Some(1), ..Wishes::default() });
        projection.series[0].backtest.clone().expect("it was asked for")
    };
    let levels =
        |from: i32| -> String { (from..2023).map(|year| format!("A,B,exports,{year},{} USD,\n", 80 + year % 7)).collect() };
    // 2017 is known by an average that ends in 2022, and no end before 2022 can see it.
    let average = "A,B,exports,2017..2022,5% a year,\n";
    let with = held_out(&format!("{}{average}", levels(2018))).expect("a backtest");
    let without = held_out(&levels(2018)).expect("a backtest");
    let errors =
        |backtest: &crossfoot::projection::Backtest| backtest.errors.iter().map(|(_, error)| *error).collect::<Vec<f64>>();
    assert_eq!((without.held_out, without.values), (1, 1));
    assert_eq!((with.held_out, with.values), (2, 3), "a third of six points");
    // The end of 2021 sees the same three levels with and without it, so the one value that is compared is equally off.
    let only_last = held_out(&format!("{}A,B,exports,2017..2022,5% a year,\n", levels(2019))).expect("a backtest");
    assert_eq!(errors(&only_last), errors(&held_out(&levels(2019)).expect("a backtest")));
    // All but the last two follow from 2022: in 2021 one level was known.
    let late = "A,B,exports,2021,90 USD,\nA,B,exports,2022,95 USD,\nA,B,exports,2017..2022,5% a year,\nA,B,exports,2016..2022,4% a year,\n";
    assert_eq!(held_out(late), Err(NotTried::TooFewKnown));
}

#[test]
fn a_pace_has_nothing_to_carry_where_a_series_is_at_nothing() {
    let of = |level: &str| {
        let rows = format!("A,B,exports,2021,{level},\nA,B,exports,2022,up 20%,\nA,B,exports,2022,{level},\n");
        of_file(&rows, &Wishes::default())
    };
    for level in ["0 mn USD", "0.0 mn USD", "exactly 0 USD"] {
        let projection = of(level);
        assert_eq!(stated(&projection), [], "{level}");
        assert_eq!(projection.apart, [(1, Apart::NoSign)], "{level}");
    }
    assert_eq!(stated(&of("0.1 mn USD")).len(), 1);
    // A month of nothing among others stays nothing in its rounding.
    let months: String = (1..=12).map(|month| format!("A,B,exports,2023-{month:02},{} mn USD,\n", month / 2)).collect();
    let projection = of_file(&format!("{months}A,B,exports,2023,up 20%,\n"), &Wishes::default());
    assert_eq!(projection.apart, []);
}

#[test]
fn of_levels_that_cannot_be_true_together_no_row_comes_first() {
    let levels = ["10 bn USD", "12 bn USD", "between 11.8 and 30 bn USD"];
    let point = |order: [usize; 3]| {
        let rows: String = order.iter().map(|&place| format!("A,B,exports,2021,{},\n", levels[place])).collect();
        let projection = of_file(&format!("A,B,exports,2020,9 bn USD,\n{rows}"), &Wishes::default());
        let point = projection.series[0].history.points[1].clone();
        (point.interval, point.central.to_bits())
    };
    let first = point([0, 1, 2]);
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(point(order), first, "{order:?}");
    }
}

/// Nothing fits these statements, but narrowing alone does not come to an end, and a linear program's ends together with those of the
/// narrowing have passed one another: each saw half of the clash.
#[test]
fn ends_that_pass_one_another_are_no_range_and_no_history() {
    let file = "reporter,partner,flow,period,stated\nA,B,imports,2009,207707 USD\nA,B,exports,2009-H1,793112 USD\n\
                A,B,turnover,2011,up 9%\nA,B,balance,2000,about 0 USD\nA,B,exports,2011,up 48%\nA,B,imports,2010,0 USD\n\
                A,B,balance,2010,up 0%\nA,B,turnover,2000,0 USD\n";
    let loaded = read::load_bytes(&[("figures.csv", file.as_bytes())], &read::Options::default());
    let network = network::weave(&loaded.figures);
    let filled = verdict::fill(&loaded.figures, &network, verdict::Tier::Meant);
    assert!(filled.iter().any(|bounded| bounded.bounds.is_none()), "that nothing stands is told where it shows");
    for bounded in &filled {
        let Some([low, high]) = bounded.bounds.and_then(|bounds| Some([bounds.low?.at, bounds.high?.at])) else { continue };
        assert!(low <= high, "{low} to {high}: {bounded:?}");
    }
    assert!(!verdict::judge(&loaded.figures, &network).proved, "not settled, rather than settled wrongly");
    let projection = of_file(&file.lines().skip(1).map(|row| format!("{row},\n")).collect::<String>(), &Wishes::default());
    let known = |one: &Projected| {
        let flow = one.history.series.flow.to_string();
        one.history.points.iter().map(|point| format!("{flow} {}", point.period)).collect::<Vec<_>>()
    };
    let known: Vec<String> = projection.series.iter().flat_map(known).collect();
    assert_eq!(known, ["turnover 2000", "imports 2009", "imports 2010", "balance 2000"], "what nothing fits is no history");
}

/// The band of a year on the central path of the first series.
fn band_of(projection: &Projection, year: &str) -> [f64; 2] {
    let outlook = projection.series[0].outlook.as_ref().expect("a path");
    let point = outlook.path.points.iter().find(|point| point.period.to_string() == year).expect("the year");
    point.band.clone().expect("a band").map(|end| end.to_f64().expect("a number"))
}

#[test]
fn to_know_some_months_makes_no_year_much_less_certain() {
    let years = "A,B,exports,2021,225.2 bn USD\nA,B,exports,2022,254.2 bn USD\nA,B,exports,2023,255.6 bn USD\nA,B,exports,2024,261.8 bn USD\n";
    let of = |rest: &str| of_file(&format!("{years}{rest}"), &Wishes::default());
    let width = |projection: &Projection, year: &str| band_of(projection, year)[1] - band_of(projection, year)[0];
    let alone = of("");
    let january = "A,B,exports,2024-01,20.0 bn USD\nA,B,exports,2025-01,21.2 bn USD\n";
    let half = "A,B,exports,2024-H1,125.5 bn USD\nA,B,exports,2025-H1,131.5 bn USD\n";
    for months in [january, half] {
        let known = of(months);
        for year in ["2025", "2026", "2027", "2028", "2029"] {
            // So much too narrow are the bands of years for trade that is known by months, as changes of logarithms: data/projection/README.md.
            assert!(width(&known, year) <= 1.45 * width(&alone, year), "{year}: {:?}", band_of(&known, year));
        }
        let method = &known.series[0].outlook.as_ref().expect("a path").path.method;
        assert!(method.contains("no wider than 1.4 times that of the whole years before"), "{method}");
    }
    // A January that speaks against the years has a band of its own.
    let twice = of("A,B,exports,2024-01,20.0 bn USD\nA,B,exports,2025-01,42.4 bn USD\n");
    assert!(width(&twice, "2025") > width(&alone, "2025"));
}

#[test]
fn one_month_more_does_not_lose_the_year_past() {
    let start = "A,B,exports,2023,3.4 bn USD\nA,B,exports,2024,3.1 bn USD\nA,B,exports,2025-01..2025-05,1.1 bn USD\n\
                 A,B,exports,2025-01..2025-05,down 20%\n";
    let year = |rest: &str| {
        let projection = of_file(&format!("{start}{rest}"), &Wishes::default());
        let outlook = projection.series[0].outlook.clone().expect("a path");
        (outlook.values[0], outlook.path.method)
    };
    let (five, six) = (year(""), year("A,B,exports,2025-06,230 mn USD\n"));
    // 1.1 bn is 1.375 of 3.1 bn a year before: about 2.48 bn, as figures leave it; of the 1.38 bn to come six sevenths are still to come after June.
    assert!((five.0 / 2.48e9 - 1.0).abs() < 1e-3, "{}", five.0);
    assert!((six.0 / (1.33e9 + 1.38e9 * 6.0 / 7.0) - 1.0).abs() < 1e-3, "{}", six.0);
    assert!(six.1.contains("the rest by the share of the first 5 months in the one year past"), "{}", six.1);
    // With four months more than the year past tells of, twelfths say more.
    let nine = year("A,B,exports,2025-06..2025-09,900 mn USD\n");
    assert!(nine.1.contains("× 12/9"), "{}", nine.1);
}

#[test]
fn a_band_is_no_narrower_than_the_words_of_its_start() {
    let vague = of_file("A,B,exports,2023,1 mn USD\nA,B,exports,2024,1 mn USD\n", &Wishes::default());
    let exact = of_file("A,B,exports,2023,1.000 mn USD\nA,B,exports,2024,1.000 mn USD\n", &Wishes::default());
    for year in ["2025", "2029"] {
        let ([low, high], [from, until]) = (band_of(&vague, year), band_of(&exact, year));
        assert!(low < 5e5 && 1.5e6 < high, "{year}: {low} {high}");
        assert!(low < from && until < high && from > 6e5, "{year}: {from} {until}");
    }
    // The words stay in columns of their own.
    let point = &vague.series[0].outlook.as_ref().expect("a path").path.points[0];
    assert_eq!(point.low.as_ref().and_then(ToPrimitive::to_f64), Some(5e5));
}

#[test]
fn the_largest_pace_is_told_for_the_way_it_leads() {
    let method = |last: u32| {
        let projection = of_file(&format!("A,B,exports,2022,100 USD,\nA,B,exports,2023,{last} USD,\n"), &Wishes::default());
        let path = projection.series[0].outlook.as_ref().expect("a path").path.clone();
        // The pace of half the path: 2 · value / last − 1.
        let next = path.points[0].central.to_f64().expect("a number") / f64::from(last);
        (path.method, (1000.0 * (2.0 * next - 2.0)).round())
    };
    let so_far = |most: &str| format!("mean of no change and the pace so far ({most})");
    assert_eq!(method(1000), (so_far("900% a year, 2022 to 2023, held to 22%"), 221.0));
    assert_eq!(method(10), (so_far("a fall of 90% a year, 2022 to 2023, held to 18%"), -181.0));
}

/// Three years of months, each year a tenth more than the one before, the second half of each year half as much again as the first.
fn seasonal_months() -> String {
    let amount = |year: i32, month: i32| 1.1f64.powi(year - 2021) * if month > 6 { 150.0 } else { 100.0 };
    let rows = (2021..2024).flat_map(|year| (1..13).map(move |month| (year, month)));
    rows.map(|(year, month)| format!("A,B,exports,{year}-{month:02},{:.3} mn USD,\n", amount(year, month))).collect()
}

#[test]
fn months_add_up_to_the_half_year_that_is_forecast() {
    let forecasts = "A,B,exports,2024-H1,at least 850 mn USD,forecast\nA,B,exports,2024-Q2,400 mn USD,forecast\n\
                     A,B,exports,2023-H2,1100 mn USD,forecast\nA,B,exports,2024-01..2024-08,1100 mn USD,target\n";
    let projection = of_file(&(seasonal_months() + forecasts), &Wishes { horizon: Some(12), ..Wishes::default() });
    assert_eq!(projection.apart, []);
    let months = projection.series.iter().find(|one| one.history.months == 1).expect("months");
    let [half, quarter, past, eight] = &months.targets[..] else { panic!("four forecasts: {:?}", months.targets) };
    let on_path = |from: usize, until: usize| months.outlook.as_ref().expect("a path").values[from..until].iter().sum::<f64>();
    for (target, from, until) in [(half, 0, 6), (quarter, 3, 6), (eight, 0, 8)] {
        let then = target.then.as_ref().and_then(ToPrimitive::to_f64).expect("within reach");
        assert!((then / on_path(from, until) - 1.0).abs() < 1e-6, "{then}");
    }
    // 726 mn a year before.
    let needs = |target: &Target| {
        target.needs_growth.as_ref().map(|[least, most]| [least, most].map(|end| end.to_f64().expect("a number")))
    };
    let [least, most] = needs(half).expect("a growth");
    assert!(least < 850.0 / 726.0 - 1.0 && 850.0 / 726.0 - 1.0 < most && most - least < 1e-3, "{least} {most}");
    assert_eq!(half.added_up.as_ref().expect("sums").points.len(), 3);
    assert!(matches!(&past.stands, Stands::Behind(behind) if behind.outcome == Outcome::AsForecast), "{:?}", past.stands);
    // A chance says of the sum's band what the band says: nineteen in twenty lie in it.
    let bands = months.outlook.as_ref().expect("a path").path.points[..6].iter().map(|point| point.band.clone().expect("a band"));
    let high: f64 = bands.map(|[_, high]| high.to_f64().expect("a number")).sum();
    let at_end =
        of_file(&format!("{}A,B,exports,2024-H1,at least {high:.0} USD,forecast\n", seasonal_months()), &Wishes::default());
    let target = at_end.series.iter().find_map(|one| one.targets.first()).expect("a forecast");
    assert!((target.probability.expect("a chance") - 0.025).abs() < 1e-3, "{:?}", target.probability);
}

/// 990 mn in the first half is a tenth more than a year before, though less than in the half before it.
#[test]
fn a_forecast_of_part_of_a_year_is_compared_with_the_same_months() {
    let rows = seasonal_months() + "A,B,exports,2024-H1,800 mn USD,forecast\n";
    let projection = of_file(&rows, &Wishes::default());
    let target = projection.series.iter().find_map(|one| one.targets.first()).expect("a forecast");
    assert_eq!((target.sense, matches!(target.stands, Stands::Ahead)), (Sense::AtLeast, true));
}

#[test]
fn rows_that_say_the_same_are_one_in_whatever_order() {
    let rows = [
        "exports,2021,10 bn USD",
        "exports,2021,10 bn USD",
        "exports,2022,12 bn USD",
        "exports,2022,12 bn USD",
        "imports,2022,5 bn USD",
        "turnover,2022,17 bn USD",
        "exports,2022,up 20%",
    ];
    let told = |order: &[usize]| {
        let file: String = order.iter().map(|&row| format!("A,B,{},\n", rows[row])).collect();
        let projection = of_file(&file, &Wishes::default());
        let path = |one: &Projected| {
            one.paths
                .iter()
                .map(|path| path.rests_on.iter().map(|&index| order[index]).collect::<BTreeSet<usize>>())
                .collect::<Vec<_>>()
        };
        projection.series.iter().map(path).collect::<Vec<_>>()
    };
    let first = told(&[0, 1, 2, 3, 4, 5, 6]);
    assert!(first.iter().flatten().any(|rests_on| rests_on.is_superset(&BTreeSet::from([2, 3, 6]))), "{first:?}");
    for order in [[1, 0, 3, 2, 6, 5, 4], [3, 1, 2, 0, 5, 4, 6], [6, 5, 4, 3, 2, 1, 0]] {
        assert_eq!(told(&order), first, "{order:?}");
    }
}

#[test]
fn where_no_later_period_can_be_named_it_is_known() {
    let is_cut = |year: i32| {
        let rows = format!("A,B,exports,{},5 mn USD,\nA,B,exports,{year},6 mn USD,\n", year - 1);
        let projection = of_file(&rows, &Wishes { horizon: Some(3), ..Wishes::default() });
        (projection.series[0].is_cut_short, projection.series[0].paths[0].points.len())
    };
    assert_eq!([is_cut(2199), is_cut(2197), is_cut(2196)], [(true, 0), (true, 2), (false, 3)]);
}

#[test]
fn months_that_have_begun_are_not_brought_back_to_years_of_nothing() {
    let month = |place: i32| format!("{}-{:02}", 2021 + place / 12, place % 12 + 1);
    let rows: String = (0..30)
        .map(|place| format!("A,B,exports,{},exactly {} mn USD,\n", month(place), if place < 20 { 0 } else { 5 }))
        .collect();
    let projection = of_file(&rows, &Wishes { backtest: true, ..Wishes::default() });
    let months = projection.series.iter().find(|one| one.history.months == 1).expect("months");
    let outlook = months.outlook.as_ref().expect("a path");
    assert!(outlook.values.iter().all(|value| *value > 4.5e6) && !outlook.path.method.contains("path of years"), "{outlook:?}");
    let backtest = months.backtest.as_ref().expect("asked").as_ref().expect("points enough");
    assert_eq!((backtest.inside, backtest.values), (21, 21));
}
