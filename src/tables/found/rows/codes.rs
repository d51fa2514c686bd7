//! Codes of commodities: of which classification they are, and how a figures file writes them.

use crate::tables::cells::Contents;
use crate::tables::found::columns::{Columns, LabelColumn};
use crate::tables::found::outline::Table;
use crate::tables::given::Role;
use crate::tables::sheet::Cell;

/// The commodity code in a cell: one to ten digits.
pub(super) fn commodity_code(contents: &Contents, row: u32, label: &LabelColumn) -> Option<String> {
    let shown = contents.grid.shown(row, label.column);
    let code = shown.trim();
    let is_code = (1..=10).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    let is_text = matches!(contents.grid.cell(row, label.column), Some(Cell::Text(_)));
    let is_cut = code.len() % 2 == 1 && label.coding.is_none() && is_text;
    if is_code && !is_cut { coded(code, label.coding) } else { None }
}

/// A code as a figures file writes it: of the Harmonized System by its digits (a number has lost its leading zero, and those codes are of
/// even length), of another classification with its name, of none that is known not at all. Its own name, as in "27 Fuels", stays.
pub(in crate::tables) fn coded(code: &str, coding: Option<&str>) -> Option<String> {
    let is_code = code.bytes().all(|byte| byte.is_ascii_digit());
    match coding {
        Some("section") if is_roman(code) => Some(format!("section {code}")),
        _ if !is_code => Some(code.to_string()),
        Some("") => None,
        Some(other) if other != "HS" => Some(format!("{other} {code}")),
        _ if code.len() % 2 == 1 => Some(format!("0{code}")),
        _ => Some(code.to_string()),
    }
}

/// Whether a text is a number as the Romans wrote it, as sections are numbered.
pub(super) fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.len() <= 6 && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// Puts the classification that a title names to columns of codes that name none. Codes that are not all of the Harmonized System, of
/// which nobody says what they are of, are none that is known.
pub(in crate::tables) fn settle_codings(
    contents: &Contents,
    table: &Table,
    columns: &mut Columns,
    of_title: Option<&'static str>,
) {
    let labels = columns.labels.iter_mut().filter(|label| matches!(label.role, Role::Product | Role::Again));
    for label in labels.filter(|label| label.coding.is_none()) {
        let codes = table.rows.iter().map(|&row| contents.grid.shown(row, label.column).trim().to_string());
        let codes: Vec<String> =
            codes.filter(|code| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit())).collect();
        let is_foreign = |code: &String| {
            let padded = if code.len() % 2 == 1 { format!("0{code}") } else { code.clone() };
            matches!(&padded[..2], "00" | "77")
        };
        // As text they would have their zeros.
        let is_text = |row: &u32| matches!(contents.grid.cell(*row, label.column), Some(Cell::Text(_)));
        let is_cut = table.rows.iter().all(is_text) && codes.iter().any(|code| code.len() % 2 == 1);
        let has_tens = codes.iter().any(|code| code.len() > 1);
        let is_unknown = is_cut || codes.iter().any(is_foreign) || (!codes.is_empty() && !has_tens);
        label.coding = of_title.or(is_unknown.then_some(""));
    }
}
