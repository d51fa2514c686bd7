//! Refusals, for a person: where, what was found, what was expected, what to type.
//!
//! ```text
//! error: "bilion" is no word that can be read here
//!   --> statements.csv:4
//!    |
//!  4 | about 470 bilion RUB
//!    |           ^^^^^^ in the column stated; expected a scale word
//!    = type: about 470 billion RUB
//! ```

use crate::figures::Refusal;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use std::ops::Range;

const WIDTH: usize = 80;
/// A cell's text is shown this far to each side of what is wrong with it.
const AROUND: usize = 60;

/// All refusals, each with its place; `colour` carries no meaning of its own.
pub fn refusals(refusals: &[Refusal], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    refusals.iter().map(|refusal| rendered(refusal, &renderer) + "\n\n").collect()
}

fn rendered(refusal: &Refusal, renderer: &Renderer) -> String {
    let label = match (&refusal.column, &refusal.address) {
        (Some(column), _) => format!("in the column {column}"),
        (None, Some(address)) => format!("in the cell {address}"),
        (None, None) => String::new(),
    };
    let mut notes = vec![format!("expected {}", refusal.expected)];
    notes.extend(
        refusal.instead.iter().enumerate().map(|(place, text)| format!("{} {text}", if place == 0 { "type:" } else { "  or:" })),
    );
    let (cell, at) = extract(&refusal.cell, refusal.at.clone());
    let line = refusal.line.and_then(|line| usize::try_from(line).ok());
    let title = Level::ERROR.primary_title(refusal.found.clone());
    let has_cell = refusal.column.is_some() || refusal.address.is_some() || !cell.is_empty();
    let group = if has_cell {
        let mark = AnnotationKind::Primary.span(at).label(label);
        title.element(Snippet::source(cell).line_start(line.unwrap_or(1)).path(refusal.file.clone()).annotation(mark))
    } else {
        let place = Origin::path(refusal.file.clone());
        title.element(match line {
            Some(line) => place.line(line),
            None => place,
        })
    };
    let group = notes.into_iter().fold(group, |group, note| group.element(Level::NOTE.no_name().message(note)));
    let rendered = renderer.render(&[group]);
    if has_cell { without_column_number(&rendered) } else { rendered }
}

/// The renderer counts columns in what it is shown, and that is a cell and not a line: nobody could look there.
fn without_column_number(rendered: &str) -> String {
    let mut seen = false;
    let line = |line: &str| {
        let cut = if seen || !line.contains("--> ") { None } else { line.rsplit_once(':') };
        seen |= cut.is_some();
        cut.map_or(line.to_string(), |(place, number)| {
            place.to_string() + number.trim_start_matches(|c: char| c.is_ascii_digit())
        })
    };
    rendered.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The part of a long cell around what is wrong with it; and a cell on one line, whatever it holds.
fn extract(cell: &str, at: Range<usize>) -> (String, Range<usize>) {
    let boundary = |mut byte: usize| {
        byte = byte.min(cell.len());
        while !cell.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    };
    let (begin, end) = (boundary(at.start), boundary(at.end.max(at.start)));
    let from = cell[..begin].char_indices().rev().take(AROUND).last().map_or(begin, |(byte, _)| byte);
    let to = |byte: usize| cell[byte..].char_indices().nth(AROUND).map_or(cell.len(), |(more, _)| byte + more);
    let (shown_end, to) = if to(begin) < end { (to(begin), to(begin)) } else { (end, to(end)) };
    let one_line = |text: &str| text.replace(['\n', '\r', '\t'], " ");
    let head = if from > 0 { "… " } else { "" };
    let tail = if to < cell.len() { " …" } else { "" };
    let text = format!("{head}{}{tail}", one_line(&cell[from..to]));
    let shift = |byte: usize| byte - from + head.len();
    (text, shift(begin)..shift(shown_end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_cell_is_shown_around_its_fault() {
        let cell = format!("{}ошибка{}", "а".repeat(500), "я".repeat(500));
        let (shown, at) = extract(&cell, 1000..1012);
        assert_eq!(&shown[at], "ошибка");
        assert!(shown.chars().count() <= 2 * AROUND + 10);
        assert_eq!(extract("a\nb", 2..9), ("a b".to_string(), 2..3));
    }
}
