//! A total that goes where its parts do not, in the sentence that a newspaper would print: the growth of a sum lies between the
//! growths of its parts.
//!
//! > A total cannot fall by 14.9% when both its parts rise (exports 26.3%, imports 10.2%).

use super::gauge::Gauge;
use super::names::Names;
use super::printed::{Toward, big};
use super::ranges::{Digits, Tally};
use super::units::Units;
use crate::exact::Ratio;
use crate::figures::{Aspect, Cell, Figure, Figures};
use crate::network::{Kind, Law, Network, Quantity};
use crate::verdict::{Finding, Verdict};
use crate::words;
use num_traits::{Signed, Zero};

/// The growth of one series in one period, as somebody put it.
struct Pace {
    /// What it is the growth of: "exports", "turnover in the first half of 2023:".
    of: String,
    /// "almost"; nothing where the number stands alone.
    hedge: String,
    growth: Ratio,
}

/// Tells a finding whose figures are one growth of a total and one of each of its parts; `None` of other findings, and where only
/// stretched words or norms stand in the way.
pub(super) fn beside_its_parts(figures: &Figures, network: &Network, finding: &Finding, short: Names) -> Option<String> {
    if !matches!(finding.verdict, Verdict::Contradictory | Verdict::DependsOnReading) || finding.figures.len() < 3 {
        return None;
    }
    let growths: Vec<(&Figure, &Cell)> =
        finding.figures.iter().map(|&figure| growth(figures.figures.get(figure)?)).collect::<Option<_>>()?;
    let (kind, whole) = whole_of(network, &growths.iter().map(|(_, cell)| *cell).collect::<Vec<_>>())?;
    let pace = |(figure, cell): &(&Figure, &Cell)| {
        let of = match kind {
            // "exports": which trade and when it is about is told with the figures.
            Kind::Turnover => Names::WITHOUT_COUNTRIES.series(&cell.series).text,
            _ => format!("{}:", short.cell(&Cell { aspect: Aspect::Level, ..(*cell).clone() }).text),
        };
        let statements = words::read(&figure.stated, &figure.setting).ok()?;
        let hedge = statements.iter().find(|statement| statement.printed == figure.printed)?.hedge.clone();
        match figure.printed[..] {
            [growth] => Some(Pace { of, hedge: if hedge == "plain" { String::new() } else { format!("{hedge} ") }, growth }),
            _ => None,
        }
    };
    let total = pace(&growths[whole])?;
    let parts = growths.iter().enumerate().filter(|(place, _)| *place != whole);
    sentence(&total, &parts.map(|(_, growth)| pace(growth)).collect::<Option<Vec<_>>>()?)
}

/// A figure that is a growth of a flow, with its cell.
fn growth(figure: &Figure) -> Option<(&Figure, &Cell)> {
    let cell = figure.reading.cell.as_ref()?;
    matches!(cell.aspect, Aspect::Growth { .. }).then_some((figure, cell))
}

/// Which of these growths is that of a sum of all the others, and of what kind the sum is.
fn whole_of(network: &Network, growths: &[&Cell]) -> Option<(Kind, usize)> {
    let level = |growth: &Cell| Quantity::Cell(Cell { aspect: Aspect::Level, ..growth.clone() });
    let levels: Vec<Quantity> = growths.iter().map(|growth| level(growth)).collect();
    let place = |cell: crate::network::CellId| {
        let quantity = &network.cells.get(cell.0 as usize)?.quantity;
        levels.iter().position(|level| level == quantity)
    };
    network.identities.iter().find_map(|identity| {
        let Law::Sum { whole, parts } = &identity.law else { return None };
        let is_all = parts.len() + 1 == levels.len() && parts.iter().all(|(adds, part)| *adds && place(*part).is_some());
        Some((identity.kind, place(*whole).filter(|_| is_all)?))
    })
}

/// What the total cannot do; `None` where what is printed lies between the parts all the same.
fn sentence(total: &Pace, parts: &[Pace]) -> Option<String> {
    let lowest = parts.iter().map(|part| part.growth).min()?;
    let highest = parts.iter().map(|part| part.growth).max()?;
    let (both, each) =
        if parts.len() == 2 { ("both its parts", "either of its parts") } else { ("all its parts", "any of its parts") };
    let does = |growth: &Ratio| if growth.is_negative() { "fall" } else { "rise" };
    let (pace, verb) = (format!("{}{}", total.hedge, percent(&total.growth.abs())), does(&total.growth));
    let move_alike = lowest.is_positive() || highest.is_negative();
    let signed = |part: &Pace| {
        let sign = if part.growth.is_negative() && !move_alike { "-" } else { "" };
        format!("{} {}{sign}{}", part.of, part.hedge, percent(&part.growth.abs()))
    };
    let goes = if total.growth.is_zero() { "stay as it was".to_string() } else { format!("{verb} by {pace}") };
    let goes_the_other_way =
        (lowest.is_positive() && !total.growth.is_positive()) || (highest.is_negative() && !total.growth.is_negative());
    let is_beyond = total.growth > highest && total.growth.is_positive() || total.growth < lowest && total.growth.is_negative();
    let is_short = move_alike && (total.growth < lowest || total.growth > highest);
    let told = if goes_the_other_way {
        format!("{goes} when {both} {}", does(&lowest))
    } else if is_beyond {
        format!("{goes}, more than {each}")
    } else if is_short {
        format!("{goes}, less than {each}")
    } else {
        return None;
    };
    Some(format!("A total cannot {told} ({}).", parts.iter().map(signed).collect::<Vec<_>>().join(", ")))
}

fn percent(growth: &Ratio) -> String {
    let at = big(growth);
    let gauge = Gauge::for_ends(&Tally::Percent, &Units::default(), [Some(&at), None]);
    format!("{}{}", gauge.shown(&at, Toward::Below, Digits::IN_FULL).text, gauge.behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;

    #[test]
    fn a_total_lies_between_its_parts() {
        let pace = |of: &str, hedge: &str, tenths: i128| Pace { of: of.into(), hedge: hedge.into(), growth: ratio(tenths, 1000) };
        let told = |total: i128, exports: i128, imports: i128| {
            sentence(&pace("turnover", "", total), &[pace("exports", "", exports), pace("imports", "almost ", imports)])
        };
        for (total, exports, imports, expected) in [
            (-149, 263, 102, "A total cannot fall by 14.9% when both its parts rise (exports 26.3%, imports almost 10.2%)."),
            (0, -263, -102, "A total cannot stay as it was when both its parts fall (exports 26.3%, imports almost 10.2%)."),
            (300, 100, -20, "A total cannot rise by 30%, more than either of its parts (exports 10%, imports almost -2%)."),
            (-30, -100, -200, "A total cannot fall by 3%, less than either of its parts (exports 10%, imports almost 20%)."),
        ] {
            assert_eq!(told(total, exports, imports).as_deref(), Some(expected));
        }
        assert_eq!(told(50, 100, 20), None);
    }
}
