//! Laws that hold for every numeral, hedge and unit.

use crossfoot::exact::{Interval, Ratio};
use crossfoot::words::{DecimalMark, Measure, Setting, Statement, from_parts, read};
use proptest::prelude::*;

const HEDGES: [&str; 12] = [
    "exactly",
    "plain",
    "about",
    "almost",
    "more than",
    "slightly more than",
    "at least",
    "less than",
    "at most",
    "up to",
    "reached",
    "just under",
];

/// Numerals of every shape: long and short, round and sharp, with and without decimals.
fn numeral() -> impl Strategy<Value = String> {
    let whole = prop_oneof![0u64..10, 0u64..100, 0u64..10_000, 0u64..10_000_000_000];
    (whole, 0u32..6, prop_oneof![3 => Just(String::new()), 2 => "\\.[0-9]{1,4}"]).prop_map(|(whole, zeros, decimals)| {
        let zeros = if decimals.is_empty() { "0".repeat(zeros as usize) } else { String::new() };
        format!("{whole}{zeros}{decimals}")
    })
}

fn unit() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "%",
        " bn RUB",
        " тыс. руб.",
        " million tons",
        " times",
        " points",
        "% a year",
        " times a year",
    ])
}

fn one(phrase: &str) -> Option<Statement> {
    match read(phrase, &Setting::default()) {
        Ok(statements) => statements.into_iter().next(),
        Err(_) => None,
    }
}

fn within(inner: &Interval, outer: &Interval) -> bool {
    inner.is_within(outer)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_meant_is_allowed(hedge in prop::sample::select(HEDGES.to_vec()), numeral in numeral(), unit in unit()) {
        if let Some(statement) = one(&format!("{hedge} {numeral}{unit}")) {
            prop_assert!(within(&statement.meant, &statement.allowed), "{statement:?}");
            prop_assert!(!statement.meant.is_empty());
        }
    }

    #[test]
    fn about_holds_plain(numeral in numeral(), unit in unit()) {
        let [plain, about] = ["plain", "about"].map(|hedge| one(&format!("{hedge} {numeral}{unit}")));
        if let (Some(plain), Some(about)) = (plain, about) {
            prop_assert!(within(&plain.allowed, &about.allowed), "{plain:?} {about:?}");
            prop_assert!(within(&plain.meant, &about.meant), "{plain:?} {about:?}");
        }
    }

    #[test]
    fn what_was_printed_is_allowed_by_plain_exactly_and_about(numeral in numeral(), unit in unit()) {
        for hedge in ["plain", "exactly", "about", "at least", "at most", "up to", "reached"] {
            if let Some(statement) = one(&format!("{hedge} {numeral}{unit}")) {
                prop_assert!(statement.allowed.contains(&statement.printed[0]), "{hedge}: {statement:?}");
            }
        }
    }

    #[test]
    fn a_fall_mirrors_a_rise(hedge in prop::sample::select(HEDGES.to_vec()), numeral in numeral()) {
        let [rise, fall, minus] =
            [format!("grew by {hedge} {numeral}%"), format!("fell by {hedge} {numeral}%"), format!("{hedge} -{numeral}%")].map(|phrase| one(&phrase));
        if let (Some(rise), Some(fall), Some(minus)) = (rise, fall, minus) {
            prop_assert_eq!(rise.allowed, fall.allowed.mirror());
            prop_assert_eq!(rise.meant, fall.meant.mirror());
            prop_assert_eq!(&fall.allowed, &minus.allowed);
            prop_assert_eq!(&fall.printed, &minus.printed);
        }
    }

    #[test]
    fn averages_allow_a_point_on_each_bounded_side(numeral in numeral()) {
        let point = Ratio::new(1, 100);
        for hedge in ["plain", "about", "reached"] {
            if let Some(statement) = one(&format!("{hedge} {numeral}% a year")) {
                prop_assert_eq!(statement.measure, Measure::AverageGrowth);
                prop_assert!(statement.allowed.low.is_none_or(|end| end.at <= statement.printed[0] - point));
                prop_assert!(statement.allowed.high.is_none_or(|end| end.at >= statement.printed[0] + point));
            }
        }
    }

    #[test]
    fn columns_say_what_phrases_say(hedge in prop::sample::select(HEDGES.to_vec()), numeral in numeral()) {
        let setting = Setting::default();
        let joined = read(&format!("{hedge} {numeral} bn RUB"), &setting).map(|mut statements| statements.remove(0));
        prop_assert_eq!(from_parts(hedge, &numeral, "bn RUB", &setting), joined);
    }

    #[test]
    fn grouping_changes_nothing(number in 0u64..1_000_000_000_000, places in 0usize..3) {
        let digits = number.to_string();
        let first = match digits.len() % 3 { 0 => 3, rest => rest };
        let mut groups = vec![digits[..first.min(digits.len())].to_string()];
        groups.extend(digits.as_bytes()[first.min(digits.len())..].chunks(3).map(|group| String::from_utf8_lossy(group).into_owned()));
        let decimals = "507"[..places].to_string();
        let written = |group: &str, mark: &str| {
            let tail = if decimals.is_empty() { String::new() } else { format!("{mark}{decimals}") };
            format!("{}{tail} USD", groups.join(group))
        };
        let plain = read(&written("", "."), &Setting::default());
        for (group, mark, decimal) in [
            (" ", ".", None), (" ", ",", None), ("\u{a0}", ",", None), ("\u{2009}", ".", None), ("'", ".", None),
            (",", ".", Some(DecimalMark::Point)), (".", ",", Some(DecimalMark::Comma)),
        ] {
            let grouped = read(&written(group, mark), &Setting { measure: None, decimal });
            prop_assert_eq!(grouped.as_ref().ok().map(|found| &found[0].allowed), plain.as_ref().ok().map(|found| &found[0].allowed));
        }
    }

    #[test]
    fn no_text_makes_it_panic_or_point_outside(phrase in "\\PC{0,40}") {
        if let Err(misread) = read(&phrase, &Setting::default()) {
            prop_assert!(phrase.get(misread.at).is_some());
        }
    }

    #[test]
    fn no_heap_of_words_makes_it_panic(words in prop::collection::vec(prop::sample::select(vec![
        "up", "to", "from", "до", "на", "5", "600", "1,234", "14.5", "%", "bn", "млрд", "USD", "$", "-", "–", "+", "a", "quarter", "third", "half",
        "doubled", "times", "by", "and", "between", "of", "fell", "a year", "more than", "about", "с лишним", "or more", "¥", "points", "/", "(", ")",
        "per", "0", "99999999999999999999", "tons", "companies", "deficit", "раза", "полтора", "billion", "than", "last year", "share",
        "1", "0.000000001", "over", "выше", "reached", "к прошлому году", "twenty", "five", "hundred", "полмиллиарда", "в пределах", "annual",
    ]), 0..9)) {
        let phrase = words.join(" ");
        for measure in [None, Some(Measure::Level), Some(Measure::Growth), Some(Measure::AverageGrowth), Some(Measure::Share), Some(Measure::Rate)] {
            match read(&phrase, &Setting { measure, decimal: None }) {
                Ok(statements) => {
                    for statement in statements {
                        prop_assert!(within(&statement.meant, &statement.allowed), "{phrase}: {statement:?}");
                        prop_assert!(!statement.allowed.is_empty());
                    }
                }
                Err(misread) => prop_assert!(phrase.get(misread.at.clone()).is_some(), "{phrase}: {misread:?}"),
            }
        }
    }
}
