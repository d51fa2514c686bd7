//! How large: million typed for billion, or a decimal mark one place off.
//!
//! A decimal mark slips only in a number printed in digits; of "1.5 times" it moves the factor, not what lies beyond 1.

use super::catalogue::{Catalogue, Said, of_aspect};
use super::price::{Kind, price};
use crate::exact::{Interval, Ratio};
use crate::figures::{Aspect, reciprocal};
use crate::words::{Form, Numeral, numerals, other_scale, read};
use num_traits::{CheckedDiv, One, Zero};

pub(super) fn offer(catalogue: &mut Catalogue<'_>, said: &Said<'_>) {
    let both = |kind: Kind| {
        let by = price(kind).and_then(|price| price.by).filter(|by| *by > Ratio::zero());
        by.map_or_else(Vec::new, |by| vec![by, by.recip()])
    };
    if said.cell.aspect == Aspect::Level {
        for times in both(Kind::Scale) {
            let named = other_scale(&said.figure.stated, &times).map(|(from, to)| (from.to_string(), to.to_string()));
            let (from, to) = named.unwrap_or_else(|| (said.figure.stated.clone(), told(&times)));
            offer_times(catalogue, said, Kind::Scale, times, (from, to));
        }
    }
    let numbers = printed_numbers(said);
    for times in both(Kind::Decimal).into_iter().filter(|_| !numbers.is_empty()) {
        let moved: Option<Vec<String>> = numbers.iter().map(|(text, numeral, _)| moved(text, numeral, &times)).collect();
        let Some(moved) = moved else { continue };
        let texts: Vec<&str> = numbers.iter().map(|(text, ..)| text.as_str()).collect();
        // "Fell 1.5 times": the numeral divides.
        let times = if numbers.iter().any(|(.., divides)| *divides) { times.recip() } else { times };
        let (from, to) = (texts.join("–"), moved.join("–"));
        // A hedge and the roundness of the number count: "5 bn" is rounded otherwise than "50 bn".
        match with_numbers(said, &texts, &moved) {
            Some(numbers) => {
                let new = catalogue.reread(said.index, said.cell.clone(), numbers, from, to);
                catalogue.offer(Kind::Decimal, new.into_iter().collect());
            }
            None => offer_times(catalogue, said, Kind::Decimal, times, (from, to)),
        }
    }
}

/// What the phrase allows and means with other numerals in the place of its own; `None` where it cannot be read so.
fn with_numbers(said: &Said<'_>, texts: &[&str], others: &[String]) -> Option<[Interval; 2]> {
    let stated = &said.figure.stated;
    let mut phrase = String::new();
    let mut rest = &stated[..];
    for (text, other) in texts.iter().zip(others) {
        let at = rest.find(text)?;
        phrase += &rest[..at];
        phrase += other;
        rest = &rest[at + text.len()..];
    }
    phrase += rest;
    let statement = of_aspect(read(&phrase, &said.figure.setting).ok()?, &said.cell.aspect)?;
    let numbers = [statement.allowed, statement.meant];
    let is_same = statement.counted == said.statement.counted && statement.form == said.statement.form;
    is_same.then(|| if said.figure.is_reciprocal { numbers.map(|numbers| reciprocal(&numbers)) } else { numbers })
}

fn told(times: &Ratio) -> String {
    if *times > Ratio::one() { format!("{times} times as much") } else { format!("as much / {}", times.recip()) }
}

/// Offers the number so many times as large; of a ratio of levels, the ratio.
fn offer_times(catalogue: &mut Catalogue<'_>, said: &Said<'_>, kind: Kind, times: Ratio, (from, to): (String, String)) {
    let one = Ratio::one();
    let times = if said.figure.is_reciprocal { times.recip() } else { times };
    let larger = |numbers: Interval| match said.statement.form {
        Form::Itself => numbers.scaled(&times),
        Form::OfAnEarlierLevel | Form::Factor { .. } => numbers.shifted(&one)?.scaled(&times)?.shifted(&-one),
    };
    let reading = &said.figure.reading;
    if let (Some(allowed), Some(meant)) = (larger(reading.allowed), larger(reading.meant)) {
        let new = catalogue.reread(said.index, said.cell.clone(), [allowed, meant], from, to);
        catalogue.offer(kind, new.into_iter().collect());
    }
}

/// The numerals that print the figure's number, or both ends of its range: as text, as numeral, and whether it divides. Empty
/// where one of them is not printed in digits.
fn printed_numbers(said: &Said<'_>) -> Vec<(String, Numeral, bool)> {
    let numerals = numerals(&said.figure.stated, said.figure.setting.decimal);
    let of = |printed: &Ratio| {
        let prints = |divides: bool| {
            numerals.iter().find(|(_, numeral)| is_printed_as(printed, &numeral.value(), said.statement.form, divides))
        };
        let found = |divides: bool| prints(divides).map(|(text, numeral)| (text.clone(), *numeral, divides));
        found(false).or_else(|| found(true))
    };
    said.statement.printed.iter().map(of).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// Whether a numeral is the number but for its scale and sign; of a ratio of levels, whether the ratio is.
fn is_printed_as(number: &Ratio, numeral: &Ratio, form: Form, divides: bool) -> bool {
    if numeral.is_zero() {
        return false;
    }
    match (form, divides) {
        (Form::Itself, false) => number.checked_div(numeral).is_some_and(|scale| is_power_of_ten(&scale)),
        (Form::OfAnEarlierLevel, false) => number + Ratio::one() == numeral / Ratio::from_integer(100),
        (Form::Factor { .. }, false) => number + Ratio::one() == *numeral,
        (Form::Factor { .. }, true) => number + Ratio::one() == numeral.recip(),
        (_, true) => false,
    }
}

/// Whether it is a power of ten, of either sign.
fn is_power_of_ten(number: &Ratio) -> bool {
    let is_whole_power = |whole: i128| {
        let mut left = whole.abs();
        while left > 1 && left % 10 == 0 {
            left /= 10;
        }
        left == 1
    };
    is_whole_power(*number.numer()) && is_whole_power(*number.denom())
}

/// The numeral with its decimal mark elsewhere, in the marks of the text; `None` if it grows too long.
fn moved(text: &str, numeral: &Numeral, times: &Ratio) -> Option<String> {
    let mark = match text.rfind(|c: char| !c.is_ascii_digit()) {
        Some(at) if text[at..].starts_with(',') && numeral.digits_and_places().1 > 0 => ",",
        _ => ".",
    };
    let (digits, places) = numeral.digits_and_places();
    let to_the_right = *times > Ratio::one();
    let (digits, places) = match (to_the_right, places) {
        (true, 0) => (digits.checked_mul(10)?, 0),
        (true, places) => (digits, places - 1),
        // 600 becomes 60, and 350.0 becomes 35.0: nobody writes 35.00 for it.
        (false, places) if digits % 10 == 0 => (digits / 10, places),
        (false, places) => (digits, places + 1),
    };
    let printed = format!("{digits:0width$}", width = places as usize + 1);
    let (whole, decimals) = printed.split_at(printed.len() - places as usize);
    Some(if decimals.is_empty() { whole.to_string() } else { format!("{whole}{mark}{decimals}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;

    #[test]
    fn the_mark_moves_one_place() {
        for (text, plain, larger, smaller) in [
            ("470", "470", "4700", "47"),
            ("475", "475", "4750", "47.5"),
            ("14.5", "14.5", "145", "1.45"),
            ("14,5", "14.5", "145", "1,45"),
            ("0.5", "0.5", "5", "0.05"),
            ("1,234", "1234", "12340", "123.4"),
            ("60.0", "60.0", "600", "6.0"),
            ("5", "5", "50", "0.5"),
        ] {
            let numeral = Numeral::plain(plain).expect("a numeral");
            assert_eq!(moved(text, &numeral, &ratio(10, 1)).as_deref(), Some(larger), "{text}");
            assert_eq!(moved(text, &numeral, &ratio(1, 10)).as_deref(), Some(smaller), "{text}");
        }
    }

    #[test]
    fn a_number_is_printed_in_any_scale() {
        let is = |number, numeral, form, divides| is_printed_as(&number, &numeral, form, divides);
        assert!(is(ratio(470_000_000_000, 1), ratio(470, 1), Form::Itself, false));
        assert!(is(ratio(-39, 1000), ratio(39, 10), Form::Itself, false), "a fall of 3.9%");
        assert!(!is(ratio(470_000_000_000, 1), ratio(2022, 1), Form::Itself, false));
        assert!(is(ratio(1, 2), ratio(3, 2), Form::Factor { compared: false }, false));
        assert!(is(ratio(-1, 3), ratio(3, 2), Form::Factor { compared: false }, true), "fell 1.5 times");
    }
}
