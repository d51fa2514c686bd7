//! How a central path was found, in words, with the pace that it carries on.
//!
//! > mean of no change and the pace so far (12% a year, 2019 to 2024)
//! >
//! > mean of no change and the pace so far (30% a year, 2022 to 2024, held to 22%)

use super::central::Central;
use super::history::History;
use super::trend::{Kind, Method};
use crate::period::Period;
use libm::exp;

impl Method {
    /// In words, for a series that moves so, whatever its pace.
    pub fn told(self, kind: Kind) -> String {
        self.told_with(match kind {
            Kind::Positive => "at most 22% a year up, 18% down",
            Kind::NotNegative | Kind::Signed => "at most 22% of the mean amount a year",
        })
    }

    /// In words, with what is said of the pace so far where it goes by that.
    fn told_with(self, pace: &str) -> String {
        match self {
            Method::NoChange => "no change".into(),
            Method::HalfThePace => format!("mean of no change and the pace so far ({pace})"),
            Method::DampedPace => format!("pace so far ({pace}), damped"),
            Method::DriftAndTheta => "mean of drift and dynamic optimised theta".into(),
        }
    }
}

/// The method with the pace, and from when until when that was; `begun` is the year begun that the path starts with.
pub(super) fn told(central: &Central, history: &History, begun: Option<Period>) -> String {
    let method = central.method.told(central.kind);
    let first = history.before.as_ref().map(|part| part.year).or(history.points.first().map(|first| first.period));
    let ends = first.zip(begun.or(history.last().map(|last| last.period)));
    // Months are brought to their years afterwards.
    if central.is_held_up && !central.is_of_years {
        let fall = per_cent(yearly(central.so_far.was, central, history.months).abs());
        return match central.so_far.was < 0.0 {
            true => format!("{method}, held to no faster a fall than so far ({fall} a year)"),
            false => format!("{method}, held at no less than the last amount, for so far it grew"),
        };
    }
    if central.method == Method::NoChange {
        return format!(
            "{method}: it was nothing at times, and is less than half its mean by now; its band is the usual method's"
        );
    }
    let Some((from, until)) = ends else { return method };
    let pace = pace(central, history.months);
    central.method.told_with(&format!("{pace}, {from} to {until}{}", held(central, history)))
}

/// A yearly pace in per cent: of the amount before where a series moves by parts, else of its mean amount.
fn yearly(pace: f64, central: &Central, months: i32) -> f64 {
    let steps = 12.0 / f64::from(months.max(1));
    match central.kind {
        Kind::Positive => 100.0 * (exp(pace * steps) - 1.0),
        Kind::NotNegative | Kind::Signed if central.so_far.mean > 0.0 => 100.0 * pace * steps / central.so_far.mean,
        Kind::NotNegative | Kind::Signed => 0.0,
    }
}

fn pace(central: &Central, months: i32) -> String {
    let yearly = yearly(central.so_far.was, central, months);
    let of = if central.kind == Kind::Positive { "" } else { " of the mean amount" };
    let fall = if yearly < 0.0 { "a fall of " } else { "" };
    format!("{fall}{}{of} a year", per_cent(yearly.abs()))
}

/// What it is held to, where it was faster than paces are carried on.
fn held(central: &Central, history: &History) -> String {
    let so_far = central.so_far;
    if so_far.held == so_far.was {
        return String::new();
    }
    format!(", held to {}", per_cent(yearly(so_far.held, central, history.months).abs()))
}

/// Tenths below ten per cent, whole ones above.
fn per_cent(pace: f64) -> String {
    let told = if pace < 9.95 { format!("{pace:.1}") } else { format!("{pace:.0}") };
    format!("{}%", told.strip_suffix(".0").unwrap_or(&told))
}

#[cfg(test)]
mod tests {
    use super::per_cent;

    #[test]
    fn a_pace_has_the_digits_that_it_deserves() {
        assert_eq!([0.0, 0.04, 2.0, 9.94, 9.96, 22.14, 130.0].map(per_cent), ["0%", "0%", "2%", "9.9%", "10%", "22%", "130%"]);
    }
}
