//! Where a series stands and where it is going, in the two sentences that are quoted.
//!
//! > Turnover in 2022 was 9.25 to 9.35 bn USD. If the stated “20%” a year (avg) held, it would be about 13.39 bn USD in 2024; by its
//! > own history about 11.35 bn USD (95% band: 5.2 to 24.4).
//!
//! Two methods answer two questions, and each clause says which: what follows if somebody's words go on holding, and what its own past
//! makes likely. Their numbers are those of the table.

use super::gauge::Gauge;
use super::names::{Names, when};
use super::paths::{self, Columns};
use super::printed::big;
use super::ranges::Tally;
use super::sentences::capitalised;
use super::targets::{level, quoted};
use super::units::Units;
use crate::exact::Interval;
use crate::figures::{Cell, Flow};
use crate::period::Period;
use crate::projection::amounts::Point;
use crate::projection::{OpenEnd, Path, PathPoint, Projected, span};
use crate::words::Unit;
use num_rational::BigRational;
use num_traits::Signed;

/// How large a series is to its reader: what is known last; where that may be nothing, the middle one of what was more. Nothing of what never was.
pub(super) fn size(projected: &Projected) -> BigRational {
    let history = &projected.history;
    let known = || history.points.iter().chain(history.part.as_ref().map(|part| &part.known)).rev();
    let of = |point: &Point| {
        let ends = [point.interval.low, point.interval.high].into_iter().flatten();
        ends.map(|end| big(&end.at).abs()).max().unwrap_or_default()
    };
    if let Some(last) = history.last().filter(|last| !last.may_be_nothing()) {
        return of(last);
    }
    let mut sizes: Vec<BigRational> = known().filter(|point| !point.may_be_nothing()).map(of).collect();
    sizes.sort();
    sizes.get(sizes.len() / 2).cloned().unwrap_or_default()
}

/// The units of all that is told of a series, and its own: those of its largest middle.
pub(super) fn units(projected: &Projected, cell: &Cell, last: &Interval, units: &Units) -> (Units, Gauge) {
    let middles = projected.paths.iter().flat_map(|path| path.points.iter().map(|point| point.central.abs()));
    let known = [last.low, last.high].into_iter().flatten().map(|end| big(&end.at).abs()).max().unwrap_or_default();
    // What is known stays readable, however far the paths lead: 81.6 bn is not told as 0.0816 tn.
    let farthest = middles.fold(known, |so_far, middle| so_far.max(middle));
    let size = size(projected);
    let tenfold = &size * BigRational::from_integer(10.into());
    let largest = if size.is_positive() { farthest.min(tenfold).max(size) } else { farthest };
    let units = units.near(cell.unit.as_ref(), &largest);
    let gauge = Gauge::for_ends(&Tally::of_cell(cell), &units, [Some(&largest), None]);
    (units, gauge)
}

/// Where a series stands, and where the stated paces and its own history lead.
pub(super) fn told(
    projected: &Projected,
    cell: &Cell,
    (last, units): (&Interval, &Units),
    gauge: &Gauge,
    columns: &Columns<'_>,
    band: &str,
) -> String {
    let name = Names::IN_FULL.cell(cell);
    let nature = cell.series.nature;
    let converted = projected.history.converted.as_ref().map_or(String::new(), |at| format!(", converted at {at}"));
    let known = level(last, projected, units);
    // A bare 0 among dollars is a series of its own; of a count nobody asks for a unit.
    let is_trade = matches!(cell.series.flow, Flow::Exports | Flow::Imports | Flow::Turnover | Flow::Balance);
    let is_bare = matches!(cell.unit, None | Some(Unit::Count));
    let no_unit = if is_trade && is_bare { " (no unit is named)" } else { "" };
    let stands = format!("{} {} {known}{no_unit}{converted}.", capitalised(&name.text), name.was());
    let own = paths::own(projected).and_then(|path| path.points.last());
    let until = told_of(projected, own.map(|point| point.period));
    let in_until = until.map_or(String::new(), |until| format!(" {}", when(until, nature)));
    let mut clauses = at_paces(projected, columns, gauge, until);
    if let Some(first) = clauses.first_mut() {
        // Who and when is told once.
        let it = if name.plural { "they" } else { "it" };
        *first = format!("{}, {it} would be {}{in_until}", first.0, first.1).into();
    }
    if let Some(point) = own {
        let band = point.band.as_ref().map_or(String::new(), |ends| format!(" ({band}: {})", band_told(ends, cell, columns)));
        let amount = middle(&point.central, cell, columns);
        let is_told = !clauses.is_empty() && Some(point.period) == until;
        let when = if is_told { String::new() } else { format!(" {}", when(point.period, nature)) };
        let its = if name.plural { "their" } else { "its" };
        clauses.push(if clauses.is_empty() {
            format!("{its} own history leads to {amount}{when}{band}").into()
        } else {
            format!("by {its} own history {amount}{when}{band}").into()
        });
    }
    let clauses: Vec<String> = clauses.into_iter().map(Clause::told).collect();
    if clauses.is_empty() { stands } else { format!("{stands} {}.", capitalised(&clauses.join("; "))) }
}

/// A condition and the amount that follows.
struct Clause(String, String);

impl Clause {
    fn told(self) -> String {
        let Clause(condition, amount) = self;
        if amount.is_empty() { condition } else { format!("{condition}, {amount}") }
    }
}

impl From<String> for Clause {
    fn from(whole: String) -> Clause {
        Clause(whole, String::new())
    }
}

/// What would follow in a period from each pace asked for, and from the stated ones.
fn at_paces(projected: &Projected, columns: &Columns<'_>, gauge: &Gauge, until: Option<Period>) -> Vec<Clause> {
    let end = |path: &'_ Path| path.points.iter().find(|point| Some(point.period) == until).cloned();
    let all = || projected.paths.iter().filter(|path| path.basis.is_pace());
    let told = |value: &BigRational| format!("about {}", columns.all_stated.in_prose(value));
    let mut clauses: Vec<Clause> = Vec::new();
    for path in all().filter(|path| paths::is_asked(path)) {
        let Some(end) = end(path) else { continue };
        clauses.push(Clause(format!("at {}", quoted(path)), told(&end.central)));
    }
    let stated = all().filter(|path| !paths::is_asked(path));
    let (stated, ends): (Vec<&Path>, Vec<PathPoint>) = stated.filter_map(|path| Some((path, end(path)?))).unzip();
    if let Some(first) = ends.first() {
        let amount = match span(ends.iter()) {
            // Of one pace its middle is told, of several all that they leave.
            _ if ends.len() == 1 => match (stated[0].open, &first.low, &first.high) {
                // Who says "at least 20 %" names no middle.
                (Some(OpenEnd::Above), Some(low), _) => format!("{} or more", told(low)),
                (Some(OpenEnd::Below), _, Some(high)) => format!("{} or less", told(high)),
                _ => told(&first.central),
            },
            [Some(low), Some(high)] => match paths::as_one(&low, &high) {
                Some(one) => told(&one),
                None => format!("{}{}", columns.all_stated.ends_in_prose(&low, &high), gauge.behind),
            },
            [Some(low), None] => format!("at least {}", told(&low)),
            [None, Some(high)] => format!("at most {}", told(&high)),
            [None, None] => format!("{} or any other amount, by their words", told(&first.central)),
        };
        let condition = match &stated[..] {
            [only] => format!("if the stated {} ({}) held", quoted(only), only.name),
            _ => "if the stated paces held".into(),
        };
        clauses.push(Clause(condition, amount));
    }
    clauses
}

/// The period that stated paces are told of: that of the history's own path if any of them has it, else the latest that most have. Paces of
/// several years leap over the years between.
fn told_of(projected: &Projected, own: Option<Period>) -> Option<Period> {
    let stated = || projected.paths.iter().filter(|path| path.basis.is_pace());
    let have = |period: Period| stated().filter(|path| path.points.iter().any(|point| point.period == period)).count();
    let ends = stated().filter_map(|path| path.points.last()).map(|point| point.period);
    own.filter(|&own| have(own) > 0).or_else(|| ends.max_by_key(|&end| (have(end), end)))
}

/// The band of a path; of a balance as deficits and surpluses.
fn band_told([low, high]: &[BigRational; 2], cell: &Cell, columns: &Columns<'_>) -> String {
    let column = &columns.band;
    match (cell.series.flow == Flow::Balance && low.is_negative(), high.is_negative()) {
        (true, true) => format!("a deficit of {}", column.ends_in_prose(&-high, &-low)),
        (true, false) => {
            format!("from a deficit of {} to a surplus of {}", column.end_in_prose(&-low), column.end_in_prose(high))
        }
        (false, _) if cell.series.flow == Flow::Balance => format!("a surplus of {}", column.ends_in_prose(low, high)),
        (false, _) => column.ends_in_prose(low, high),
    }
}

/// A middle, of a balance as a deficit or a surplus.
fn middle(value: &BigRational, cell: &Cell, columns: &Columns<'_>) -> String {
    match (cell.series.flow == Flow::Balance, value.is_negative()) {
        (true, true) => format!("a deficit of about {}", columns.own.in_prose(&-value)),
        (true, false) => format!("a surplus of about {}", columns.own.in_prose(value)),
        (false, _) => format!("about {}", columns.own.in_prose(value)),
    }
}

#[cfg(test)]
mod tests {
    use crate::projection::{Wishes, project};
    use crate::report::{Run, View};
    use crate::{network, read, verdict};

    /// The unit of the table, its first row and its last, of the series' own history; and the text.
    fn told(rows: &str, horizon: usize) -> [String; 4] {
        let file = format!("reporter,partner,flow,period,stated\n{rows}");
        let loaded = read::load_bytes(&[("case.csv", file.as_bytes())], &read::Options::default());
        let network = network::weave(&loaded.figures);
        let levels = verdict::levels(&loaded.figures, &network, verdict::Tier::Meant);
        let wishes = Wishes { horizon: Some(horizon), ..Wishes::default() };
        let projection = project(&loaded.figures, &network, &levels, &wishes);
        let (run, view) = (Run::default(), View::default());
        let line = crate::report::project(&run, &loaded.figures, &projection, &view).series.swap_remove(0);
        let own = &line.table.columns[0].1;
        let of_row = |row: Option<&String>| row.cloned().expect("a row");
        [line.table.unit, of_row(own.first()), of_row(own.last()), line.text]
    }

    #[test]
    fn what_is_near_stays_readable_however_far_a_path_leads() {
        for (scale, pace) in [("USD", 22), ("thousand USD", 22), ("mn USD", 22), ("mn USD", 3), ("tn USD", 22), ("tn USD", -18)] {
            for level in [1, 12, 305, 999] {
                for horizon in [1, 10, 40, 100] {
                    let rows = format!(
                        "A,B,exports,2022,exactly {level}000 {scale}\nA,B,exports,2022,{} {}%\n",
                        if pace < 0 { "down" } else { "up" },
                        i32::abs(pace)
                    );
                    let [unit, first, ..] = told(&rows, horizon);
                    let number: f64 = first.parse().expect("a number");
                    assert!((0.1..1e7).contains(&number), "{level}000 {scale}, {horizon} ahead: {first} {unit}");
                }
            }
        }
    }

    #[test]
    fn a_series_that_was_nothing_last_is_told_in_the_unit_of_what_it_was() {
        let rows = "A,B,exports,2021,0 USD\nA,B,exports,2022,30500000 USD\nA,B,exports,2023,0 USD\n";
        let [unit, first, last, text] = told(rows, 40);
        assert_eq!([unit.as_str(), &first, &last], ["mn USD", "0", "0"]);
        assert!(text.contains("in 2023 were 0 to 0.5 USD. Their own history leads to about 0 mn USD in 2063"), "{text}");
    }
    #[test]
    fn a_trade_in_no_unit_says_so_and_a_count_of_firms_does_not() {
        let known = |flow: &str| told(&format!("A,B,{flow},2021,0\nA,B,{flow},2022,3000\n"), 1)[3].clone();
        assert!(
            known("exports").starts_with("A's exports to B in 2022 were 2970 to 3030 (no unit is named). "),
            "{}",
            known("exports")
        );
        assert!(!known("enterprises").contains("no unit"), "{}", known("enterprises"));
    }
}
