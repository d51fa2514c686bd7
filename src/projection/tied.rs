//! Which series arithmetic ties to others: turnover to exports and imports, a whole to parts that are declared to be all there are.
//!
//! > Turnover, exports and imports of 2023 are known, and each goes on by its own history. In 2028 the three paths need not add up.
//!
//! The paths are left as they are: what would have to give way for them to meet, nobody's figures say. But who is told two numbers for
//! one thing is told that they are two (`report::tied`). How forecasts are brought together where that is wanted: Wickramasuriya,
//! Athanasopoulos and Hyndman, "Optimal forecast reconciliation for hierarchical and grouped time series through trace minimization",
//! *Journal of the American Statistical Association* 114 (2019).

use super::Projected;
use crate::figures::{Cell, Series};
use crate::network::{CellId, Kind, Law, Network, Quantity};
use crate::period::Period;
use crate::words::Unit;
use std::collections::BTreeMap;

/// A series as the signed sum of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// By which arithmetic of the trade.
    pub kind: Kind,
    /// The places of the others in [`Projection::series`](super::Projection::series); `true` adds, `false` takes away.
    pub parts: Vec<(bool, usize)>,
    /// How many parts no amount is known of.
    pub unknown: usize,
}

/// A series in one unit, by periods of so many months.
type Line<'a> = (&'a Series, Option<&'a Unit>, i32);

/// Tells each series which sums it is: those that hold between the last amounts known.
pub(super) fn tie(series: &mut [Projected], network: &Network) {
    let mut wholes: BTreeMap<(Line<'_>, Period), usize> = BTreeMap::new();
    let mut places: BTreeMap<Line<'_>, usize> = BTreeMap::new();
    for (place, Projected { history, .. }) in series.iter().enumerate() {
        // What was converted for a pace has no path of its own.
        let Some(last) = history.last().filter(|_| history.converted.is_none()) else { continue };
        let line = (&history.series, history.unit.as_ref(), last.period.months());
        wholes.insert((line, last.period), place);
        places.insert(line, place);
    }
    let cell = |id: CellId| match &network.cells.get(id.0 as usize)?.quantity {
        Quantity::Cell(cell) => Some(cell),
        _ => None,
    };
    let mut found: Vec<(usize, Sum)> = Vec::new();
    for identity in network.identities.iter().filter(|one| matches!(one.kind, Kind::Turnover | Kind::Balance | Kind::Parts)) {
        let Law::Sum { whole, parts } = &identity.law else { continue };
        let Some(&place) = cell(*whole).and_then(|whole| wholes.get(&(line(whole), whole.period))) else { continue };
        let known: Vec<(bool, usize)> =
            parts.iter().filter_map(|&(adds, part)| Some((adds, *places.get(&line(cell(part)?))?))).collect();
        let unknown = parts.len() - known.len();
        found.push((place, Sum { kind: identity.kind, parts: known, unknown }));
    }
    for (place, sum) in found {
        series[place].sums.push(sum);
    }
}

fn line(cell: &Cell) -> Line<'_> {
    (&cell.series, cell.unit.as_ref(), cell.period.months())
}
