//! Whatever parts of years are known, and in whichever order: there is a path, it is a number, its band has a width and an end, and no year of a flow is put
//! below what is known of it.

use crossfoot::period::{Period, YEAR};
use crossfoot::projection::{Basis, Projection, Wishes, project};
use crossfoot::{network, read, verdict};
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};
use proptest::prelude::*;

fn projection(rows: &[(Period, u32)]) -> Projection {
    let rows: String = rows.iter().map(|(period, amount)| format!("GEO,ARM,exports,{period},exactly {amount} USD\n")).collect();
    let file = format!("reporter,partner,flow,period,stated\n{rows}");
    let loaded = read::load_bytes(&[("case.csv", file.as_bytes())], &read::Options::default());
    let network = network::weave(&loaded.figures);
    let levels = verdict::levels(&loaded.figures, &network, verdict::Tier::Meant);
    project(&loaded.figures, &network, &levels, &Wishes::default())
}

/// Disjoint periods of one to twelve months that lie within calendar years, with what is known of each.
fn parts() -> impl Strategy<Value = Vec<(Period, u32)>> {
    let one = (0..3i32, prop::sample::select(vec![1, 1, 2, 3, 3, 4, 6, 6, 8, 12]), 1..10_000u32);
    prop::collection::vec(one, 2..14).prop_map(|steps| {
        let begin = Period::year(2019).map_or(0, |year| year.first());
        let mut month = begin;
        let mut all = Vec::new();
        for (gap, length, amount) in steps {
            month += gap;
            let left = YEAR - (month - begin) % YEAR;
            // What does not fit into its year begins with the next one.
            month += if length > left { left } else { 0 };
            all.extend(Period::between(month, month + length).map(|period| (period, amount)));
            month += length;
        }
        all
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_parts_of_years_have_a_path(known in parts()) {
        let projection = projection(&known);
        let central = |place: usize| projection.series[place].paths.iter().find(|path| path.basis == Basis::Central);
        let paths: Vec<_> = (0..projection.series.len()).filter_map(central).collect();
        let months: i32 = known.iter().map(|(period, _)| period.months()).sum();
        let is_one_year = known.iter().all(|(period, _)| period.first_year() == known[0].0.first_year());
        // One whole year, all of its parts of other lengths, leads nowhere.
        prop_assert!(!paths.is_empty() || (is_one_year && months == YEAR), "{known:?}");
        for point in paths.iter().flat_map(|path| &path.points) {
            let [low, high] = point.band.clone().ok_or_else(|| TestCaseError::fail("no band"))?;
            prop_assert!(!low.is_negative() && low < high && low <= point.central && point.central <= high, "{point:?} of {known:?}");
            prop_assert!(point.central.to_f64().is_some_and(f64::is_finite));
            if point.period.months() == YEAR {
                let within = known.iter().filter(|(period, _)| point.period.contains(period));
                let sum = BigRational::from_integer(within.map(|(_, amount)| u64::from(*amount)).sum::<u64>().into());
                // Paths have seven digits.
                let slack = &sum / BigRational::from_integer(1_000_000.into());
                prop_assert!(point.central >= sum - slack, "{point:?} of {known:?}");
            }
        }
    }
}
