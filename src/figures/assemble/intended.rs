//! What somebody meant who wrote a period in another way: `Jan–Jun 2023` should have been `2023-H1`. Suggestions only: nothing
//! is read in these ways.
//!
//! | written | suggested |
//! |---|---|
//! | `H1 2023`, `2023H1`, `1 полугодие 2023`, `first half of 2023` | `2023-H1` |
//! | `Q3 2022`, `III квартал 2022` | `2022-Q3` |
//! | `July 2022`, `07.2022`, `2022M07`, `202207` | `2022-07` |
//! | `Jan-Jun 2023`, `2024-01..07`, `январь–июль 2022`, `9 months of 2023` | the span |
//! | `2018-2022`, `2018–2022` | `2018..2022`, the two ends of an average |

use crate::names::{NamedPart, PartOfYear, folded, parts_of_year};
use crate::period::Period;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Without a well-formed file, which a test sees to, nothing comes to mind.
static PARTS: LazyLock<HashMap<String, PartOfYear>> = LazyLock::new(|| parts().unwrap_or_default());

/// What the words of a period stand for.
fn parts() -> Result<HashMap<String, PartOfYear>, String> {
    let mut parts = HashMap::new();
    for NamedPart { part, forms, .. } in parts_of_year()? {
        parts.extend(forms.iter().map(|form| (folded(form).into_owned(), part)));
    }
    Ok(parts)
}

/// The notations that a text may have been meant as; empty where nothing comes to mind.
pub(super) fn intended(text: &str) -> Vec<String> {
    let (years, numbers, parts) = pieces(text);
    let nth = |parts: &[PartOfYear]| numbers.first().copied().or_else(|| parts.iter().find_map(|part| nth_of(*part)));
    let within = |year: i32, first: i32, last: i32| {
        let fits = (1..=12).contains(&first) && first <= last && last <= 12;
        let period = fits.then(|| Period::between(year * 12 + first - 1, year * 12 + last)).flatten();
        period.map(|period| period.to_string()).into_iter().collect::<Vec<_>>()
    };
    let months: Vec<i32> = parts
        .iter()
        .filter_map(|part| if let PartOfYear::Month(month) = part { Some(i32::from(*month)) } else { None })
        .collect();
    match (&years[..], &months[..], &numbers[..]) {
        (&[from, to], [], []) if from < to => vec![format!("{from}..{to}")],
        (&[year], &[month], []) => within(year, month, month),
        (&[year], &[first, last], []) => within(year, first, last),
        (&[year], [], _) if parts.contains(&PartOfYear::Half) => {
            nth(&parts).map_or_else(Vec::new, |n| within(year, 6 * n - 5, 6 * n))
        }
        (&[year], [], _) if parts.iter().any(|part| matches!(part, PartOfYear::Quarter | PartOfYear::QuarterBesideYear)) => {
            nth(&parts).map_or_else(Vec::new, |n| within(year, 3 * n - 2, 3 * n))
        }
        // "9 months of 2023" are the first nine; "2024M09" is the ninth.
        (&[year], [], &[n]) if parts.contains(&PartOfYear::Months) && text.contains(' ') => within(year, 1, n),
        (&[year], [], &[month]) => within(year, month, month),
        (&[year], [], &[first, last]) => within(year, first, last),
        (&[from, to], [], &[first, last]) => {
            let span = within(from, first, first).into_iter().chain(within(to, last, last)).collect::<Vec<_>>();
            if span.len() == 2 { vec![span.join("..")] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

fn nth_of(part: PartOfYear) -> Option<i32> {
    if let PartOfYear::Nth(n) = part { Some(i32::from(n)) } else { None }
}

/// The years, other numbers and known words of a text, in order; unknown words are left out.
fn pieces(text: &str) -> (Vec<i32>, Vec<i32>, Vec<PartOfYear>) {
    let (mut years, mut numbers, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    let text = folded(text);
    let mut rest = &*text;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| c.is_ascii_digit() == first.is_ascii_digit() && c.is_alphanumeric() == first.is_alphanumeric();
        let end = rest.find(|c: char| !same(c)).unwrap_or(rest.len());
        let piece = &rest[..end];
        rest = &rest[end..];
        if !first.is_alphanumeric() {
            continue;
        }
        match (piece.parse::<i32>(), piece.len()) {
            (Ok(number), 4) => years.push(number),
            (Ok(number), 6) => {
                years.push(number / 100);
                numbers.push(number % 100);
            }
            (Ok(number), 1 | 2) => numbers.push(number),
            (Ok(_), _) => {}
            (Err(_), _) => parts.extend(PARTS.get(piece).copied()),
        }
    }
    (years, numbers, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_are_well_formed() {
        assert!(parts().is_ok(), "{:?}", parts().err());
    }

    #[test]
    fn ways_in_which_people_write_periods() {
        for (written, meant) in [
            ("H1 2023", "2023-H1"),
            ("2023H1", "2023-H1"),
            ("1H 2023", "2023-H1"),
            ("first half of 2023", "2023-H1"),
            ("1 полугодие 2023", "2023-H1"),
            ("2022-Н1", "2022-H1"),
            ("Q3 2022", "2022-Q3"),
            ("III квартал 2022", "2022-Q3"),
            ("2024Q1", "2024-Q1"),
            ("July 2022", "2022-07"),
            ("07.2022", "2022-07"),
            ("2022M07", "2022-07"),
            ("202207", "2022-07"),
            ("2024/01", "2024-01"),
            ("Jan-Jun 2023", "2023-H1"),
            ("январь–июль 2022", "2022-01..2022-07"),
            ("2024-01..07", "2024-01..2024-07"),
            ("2022-01…2022-07", "2022-01..2022-07"),
            ("9 months of 2023", "2023-01..2023-09"),
            ("9 мес. 2023", "2023-01..2023-09"),
            ("2018-2022", "2018..2022"),
        ] {
            assert_eq!(intended(written), [meant], "{written}");
        }
        for nothing in ["", "last year", "2022-13", "the Olympics", "12.13.2022"] {
            assert!(intended(nothing).is_empty(), "{nothing}: {:?}", intended(nothing));
        }
    }
}
