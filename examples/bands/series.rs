//! Series of the forecasting competitions, as the project keeps them beside the checkout.

use std::path::Path;

/// One series: what was known when the competition closed, and what came.
#[derive(Clone, Debug)]
pub struct Series {
    /// How many months lie between two values.
    pub months: i32,
    /// What it is about.
    pub domain: String,
    /// All values.
    pub values: Vec<f64>,
    /// How many of them were known.
    pub known: usize,
}

/// The series of a table with the columns period (values a year), domain, train and test.
pub fn read(path: &Path) -> Result<Vec<Series>, Box<dyn std::error::Error>> {
    let mut table = csv::Reader::from_path(path)?;
    let header = table.headers()?.clone();
    let place = |name: &str| header.iter().position(|column| column == name).ok_or(format!("no column {name}"));
    let [period, domain, train, test] = [place("period")?, place("domain")?, place("train")?, place("test")?];
    let mut all = Vec::new();
    for row in table.records() {
        let row = row?;
        let numbers = |text: &str| text.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>();
        let mut values = numbers(&row[train])?;
        let known = values.len();
        values.extend(numbers(&row[test])?);
        let months = 12 / row[period].parse::<i32>()?;
        all.push(Series { months, domain: row[domain].to_string(), values, known });
    }
    Ok(all)
}

/// The same series in longer steps: months added up to quarters. What is left over at the beginning is left out.
pub fn added_up(series: &Series, months: i32) -> Series {
    let each = usize::try_from(months / series.months).unwrap_or(1);
    let over = series.known % each;
    let values: Vec<f64> = series.values[over..].chunks_exact(each).map(|part| part.iter().sum()).collect();
    Series { months, values, known: series.known / each, ..series.clone() }
}
