//! Years of which not all months are printed yet: a total that is the sum of the ten months below it is of ten months.
//!
//! ```text
//!              2023    2024*
//! Exports     120.0     80.0    = January to October 2024, though the header says 2024
//!   January     9.0      8.0
//!   …
//!   October    10.0      9.0
//!   November   11.0             not printed yet
//!   December   10.0
//! ```

use crate::period::Period;
use crate::tables::cells::{Content, Contents, Facts, Value};
use crate::tables::found::{Columns, RowSaid, ValueColumn};
use std::collections::BTreeMap;

/// The totals of a table that are of the first months of their year alone, by row and column: of so many months.
#[derive(Debug, Default)]
pub(in crate::tables) struct PartYears {
    months: BTreeMap<(u32, u32), u8>,
    years: Vec<(Period, u8)>,
}

impl PartYears {
    /// Finds them: above twelve rows of months of which the first have numbers and the others none.
    pub fn of(contents: &Contents, rows: &[RowSaid], columns: &Columns) -> PartYears {
        let mut found = PartYears::default();
        let is_year = |value: &&ValueColumn| {
            value.facts.is_of_amounts()
                && value.facts.months.is_none()
                && value.facts.period.is_some_and(|period| period.months() == 12)
        };
        let years: Vec<&ValueColumn> = columns.values.iter().filter(is_year).collect();
        for (at, total) in rows.iter().enumerate().filter(|(_, row)| row.facts.months.is_none() && row.facts.period.is_none()) {
            let Some(months) = rows.get(at + 1..at + 13).filter(|months| are_months_of(months, total)) else { continue };
            for value in &years {
                let Some(count) = printed_months(contents, (total, months), value.column) else { continue };
                found.months.insert((total.row, value.column), count);
                found.years.extend(value.facts.period.map(|year| (year, count)));
            }
        }
        found.years.sort_unstable();
        found.years.dedup();
        found
    }

    /// Of how many months, from January on, the total in a cell is; `None` where it is of its year.
    pub fn months(&self, row: u32, column: u32) -> Option<u8> {
        self.months.get(&(row, column)).copied()
    }

    /// What the person should know, a sentence for each year.
    pub fn told(&self) -> impl Iterator<Item = String> + '_ {
        self.years.iter().filter_map(|(year, count)| {
            let printed = Period::between(year.first(), year.first() + i32::from(*count))?;
            Some(format!("the total of {year} is the sum of the months that are printed of it: it is of {printed}"))
        })
    }
}

/// Whether rows are January to December of what a row is the total of.
fn are_months_of(months: &[RowSaid], total: &RowSaid) -> bool {
    let of = |row: &RowSaid| {
        let Facts { flow, partner, product, reporter, unit, .. } = row.facts.clone();
        (flow, partner, product, reporter, unit)
    };
    let own = of(total);
    (0..).zip(months).all(|(month, row)| row.facts.months == Some((month, 1)) && row.facts.period.is_none() && of(row) == own)
}

/// How many months of a column have numbers, if these are the first, the others have none, and the total is their sum, to the rounding.
fn printed_months(contents: &Contents, (total, months): (&RowSaid, &[RowSaid]), column: u32) -> Option<u8> {
    let number = |row: u32| match contents.at(row, column) {
        Content::Number(value) => Some(value),
        _ => None,
    };
    let total = number(total.row)?;
    let printed: Vec<Value> = months.iter().map_while(|month| number(month.row)).collect();
    let is_blank = |month: &RowSaid| matches!(contents.at(month.row, column), Content::Blank | Content::Nothing);
    let is_part = !printed.is_empty() && printed.len() < 12 && months[printed.len()..].iter().all(is_blank);
    (is_part && is_sum(total, &printed)).then(|| u8::try_from(printed.len()).ok())?
}

/// Whether a number is the sum of others, each rounded in its last place.
pub(super) fn is_sum(total: Value, parts: &[Value]) -> bool {
    let all = || parts.iter().chain([&total]);
    let finest = all().map(|value| value.places).max().unwrap_or(0);
    if finest > 18 {
        return false;
    }
    // A dozen numbers of 64 bits times 10^18 fit into 128.
    let unit = |value: &Value| 10_i128.pow(u32::from(finest - value.places));
    let scaled = |value: &Value| i128::from(value.digits) * unit(value);
    let difference = parts.iter().map(scaled).sum::<i128>() - scaled(&total);
    2 * difference.abs() <= all().map(unit).sum::<i128>()
}
