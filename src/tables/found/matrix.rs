//! Countries down and countries across: who reports is read from the corner.
//!
//! ```text
//! Importer \ Exporter    Russia   Kazakhstan      rows import, columns export
//! Kazakhstan               30.1
//! ```
//!
//! What stands first in the corner names the rows, what stands second the columns. In a table of exports the exporters report, in one of
//! imports the importers; where the table says neither, that is asked. Without such a corner the person says what the rows are.

use super::columns::Columns;
use crate::figures::Flow;
use crate::names::WORLD;
use crate::tables::given::{Given, Labels, Role};
use crate::tables::label::{Heading, Meaning};

/// Whether countries stand down and across.
pub(in crate::tables) fn is_matrix(columns: &Columns) -> bool {
    let is_place = |partner: &Option<String>| partner.as_deref().is_some_and(|partner| partner != WORLD);
    columns.labels.iter().any(|label| label.role == Role::Partner)
        && columns.values.iter().filter(|value| is_place(&value.facts.partner)).count() > 1
}

/// Puts reporters and partners to rows and columns; tells whether this is such a table.
pub(in crate::tables) fn orient(columns: &mut Columns, flow: Option<&Flow>, given: &Given) -> bool {
    if !is_matrix(columns) {
        return false;
    }
    let do_rows_report = match corner(columns) {
        Some((Heading::Reporter, _) | (_, Heading::Partner)) => true,
        Some((Heading::Partner, _) | (_, Heading::Reporter)) => false,
        // Without a flow either may be right; which flow it is, is asked next.
        Some((rows, _)) => (rows == Heading::Exporter) != (flow == Some(&Flow::Imports)),
        None if given.labels == Some(Labels::Partners) => false,
        None => return true,
    };
    if do_rows_report {
        columns.labels.iter_mut().filter(|label| label.role == Role::Partner).for_each(|label| label.role = Role::Reporter);
    } else {
        for value in &mut columns.values {
            value.facts.reporter = value.facts.partner.take().or(value.facts.reporter.take());
        }
    }
    true
}

/// What rows and columns are: in one cell, or in a label's header and a header above the columns.
fn corner(columns: &Columns) -> Option<(Heading, Heading)> {
    if let Some(corner) = columns.said.iter().find_map(|said| said.corner) {
        return Some(corner);
    }
    let is_end = |said: &&Meaning| {
        matches!(said.names, Some(Heading::Exporter | Heading::Importer | Heading::Reporter | Heading::Partner))
    };
    let ends: Vec<&Meaning> = columns.said.iter().filter(is_end).collect();
    let is_of_rows = |said: &Meaning| columns.labels.iter().any(|label| label.text == said.text);
    // "Exporter" over the rows alone: then the columns import.
    if let [Meaning { names: Some(rows @ (Heading::Exporter | Heading::Importer)), .. }] = ends[..] {
        let across = if *rows == Heading::Exporter { Heading::Importer } else { Heading::Exporter };
        return is_of_rows(ends[0]).then_some((*rows, across));
    }
    let [one, other] = ends[..] else { return None };
    let (rows, across) = match (is_of_rows(one), is_of_rows(other)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return None,
    };
    rows.names.zip(across.names).filter(|(rows, across)| rows != across)
}
