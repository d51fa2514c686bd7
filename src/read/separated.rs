//! Records: lines of cells between `,`, `;` or tabs, with comments left out and `# name: value` lines kept.

use super::header::EXPECTED;
use crate::figures::Refusal;
use crate::names::Names;
use csv::{ReaderBuilder, StringRecord, Trim};
use std::borrow::Cow;

/// A `# name: value` line above the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub name: String,
    pub value: String,
    pub line: u64,
}

/// A file's lines as cells.
#[derive(Clone, Debug)]
pub struct Records {
    pub remarks: Vec<Remark>,
    pub header: StringRecord,
    /// The line that the header is on.
    pub header_line: u64,
    /// What stands between cells.
    pub separator: &'static str,
    /// Each record with its first line; those without any text are left out.
    pub rows: Vec<(u64, StringRecord)>,
}

const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Cuts a text into records.
pub fn records(path: &str, text: &str, names: &Names) -> Result<Records, Refusal> {
    let text = without_separator_line(text);
    let (remarks, header) = preamble(&text);
    let Some(header) = header else {
        return Err(Refusal::of_file(path, "no line but comments", EXPECTED).instead(&[super::header::EXAMPLE]));
    };
    let separator = separator(header, names);
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .comment(Some(b'#'))
        .flexible(true)
        .has_headers(false)
        .trim(Trim::None)
        .from_reader(text.as_bytes());
    let unreadable = |error: csv::Error| {
        let line = error.position().map(csv::Position::line);
        Refusal { line, ..Refusal::of_file(path, format!("a line that could not be read: {error}"), "a table as text") }
    };
    let mut all = Vec::new();
    let mut record = StringRecord::new();
    // Blank lines before a record are counted as part of it, so its line is looked up from where its text begins.
    let mut lines = Lines::new(&text);
    while reader.read_record(&mut record).map_err(unreadable)? {
        let Some(position) = record.position() else { continue };
        let begin = lines.first_of_record(usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX).min(text.len());
        let written = text.get(begin.byte..end).unwrap_or("");
        if end == text.len() && written.matches('"').count() % 2 == 1 {
            let refusal = Refusal::of_file(path, "a quotation mark that is never closed", "a second \" where the cell ends");
            let first = written.lines().next().unwrap_or("");
            return Err(Refusal { line: Some(begin.line), cell: first.to_string(), at: quotation(first), ..refusal });
        }
        if let Some(at) = broken_quotation(written.trim_start_matches(['\n', '\r']), separator) {
            let (begin_line, shown) = (begin.line, written.trim());
            let found = "text behind the quotation mark that closes a cell";
            let refusal = Refusal::of_file(path, found, "quotation marks within a cell doubled, as in \"ООО \"\"Ромашка\"\"\"");
            return Err(Refusal { line: Some(begin_line), cell: shown.to_string(), at: at..shown.len().max(at), ..refusal });
        }
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            all.push((begin.line, record.clone()));
        }
    }
    if all.is_empty() {
        return Err(Refusal::of_file(path, "no line with text", EXPECTED).instead(&[super::header::EXAMPLE]));
    }
    let (header_line, header) = all.remove(0);
    let separator = match separator {
        b';' => ";",
        b'\t' => "\t",
        _ => ",",
    };
    Ok(Records { remarks, header, header_line, separator, rows: all })
}

fn quotation(line: &str) -> std::ops::Range<usize> {
    line.rfind('"').map_or(0..0, |at| at..line.len())
}

/// A text without Excel's `sep=;` line, which says what is seen anyway: blanked, so that lines keep their numbers.
fn without_separator_line(text: &str) -> Cow<'_, str> {
    let first = text.lines().next().unwrap_or("");
    let is_said = first.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("sep=")) && first.chars().count() <= 5;
    if is_said { Cow::Owned(" ".repeat(first.len()) + &text[first.len()..]) } else { Cow::Borrowed(text) }
}

/// Where a cell goes on behind the quotation mark that closes it: a CSV reader would take that in silence.
fn broken_quotation(record: &str, separator: u8) -> Option<usize> {
    let mut cell_begins = true;
    let mut bytes = record.bytes().enumerate().peekable();
    while let Some((_, byte)) = bytes.next() {
        if byte == b'"' && cell_begins {
            loop {
                match (bytes.next(), bytes.peek()) {
                    (Some((_, b'"')), Some((_, b'"'))) => {
                        bytes.next();
                    }
                    (Some((_, b'"')), Some(&(at, next))) => {
                        let is_end = next == separator || matches!(next, b'\n' | b'\r' | b' ');
                        if !is_end {
                            return Some(at);
                        }
                        break;
                    }
                    (Some(_), Some(_)) => {}
                    (_, None) | (None, _) => return None,
                }
            }
        }
        cell_begins = byte == separator;
    }
    None
}

/// The `# name: value` lines before the header, and the header's line.
fn preamble(text: &str) -> (Vec<Remark>, Option<&str>) {
    let mut remarks = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let Some(comment) = line.strip_prefix('#') else {
            if line.trim().is_empty() {
                continue;
            }
            return (remarks, Some(line));
        };
        // A table program may have padded a comment with separators, and quoted nothing.
        let padded = |text: &str| text.trim_end_matches([',', ';', '\t', ' ']).trim().to_string();
        if let Some((name, value)) = comment.split_once(':') {
            // Of a value that is a separator itself (`# decimal: ,`) the first is kept.
            let kept = value.trim().chars().next().map(String::from).unwrap_or_default();
            let value = Some(padded(value)).filter(|value| !value.is_empty()).unwrap_or(kept);
            remarks.push(Remark { name: name.trim().to_string(), value, line: number });
        }
    }
    (remarks, None)
}

/// The separator that makes the header name the most columns; where none does, the one that makes the most cells.
fn separator(header: &str, names: &Names) -> u8 {
    let cells = |separator: u8| {
        let mut reader = ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(header.as_bytes());
        reader.records().next().and_then(Result::ok).unwrap_or_default()
    };
    let score = |separator: u8| {
        let cells = cells(separator);
        (cells.iter().filter(|cell| names.column(cell).is_some()).count(), cells.len())
    };
    // `max_by_key` takes the last of equals: the comma comes first in the list and so is looked at last.
    SEPARATORS.into_iter().rev().max_by_key(|separator| score(*separator)).unwrap_or(b',')
}

/// Follows a text's lines from one byte to a later one.
pub struct Lines<'a> {
    text: &'a str,
    at: Beginning,
}

/// Where a record begins.
#[derive(Clone, Copy)]
pub struct Beginning {
    byte: usize,
    /// Its line, as an editor counts them.
    pub line: u64,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str) -> Lines<'a> {
        Lines { text, at: Beginning { byte: 0, line: 1 } }
    }

    /// Where the record that the reader began to look for at `byte` has its first letter.
    pub fn first_of_record(&mut self, byte: usize) -> Beginning {
        let bytes = self.text.as_bytes();
        let mut at_line_begin = true;
        while self.at.byte < bytes.len() {
            let here = bytes[self.at.byte];
            let is_before = self.at.byte < byte;
            if !is_before && at_line_begin && here == b'#' {
                // A comment between records: skip to its end.
                while self.at.byte < bytes.len() && bytes[self.at.byte] != b'\n' {
                    self.at.byte += 1;
                }
                continue;
            }
            match here {
                b'\n' => self.at.line += 1,
                b'\r' => {}
                _ if is_before => {}
                _ => break,
            }
            at_line_begin = here == b'\n' || here == b'\r' || (!is_before && at_line_begin);
            self.at.byte += 1;
        }
        self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Records, Refusal> {
        records("f.csv", text, Names::embedded().expect("embedded names"))
    }

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let rows = read(text).expect("readable").rows;
        rows.into_iter().map(|(line, record)| (line, record.iter().map(str::to_string).collect())).collect()
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let text = "# reporter: RUS\n\nperiod,stated\n# a comment\n\n2021,1\n\"2022\n\",\"2\"\r\n,\r\n# end\n2023,3";
        let lines: Vec<u64> = rows(text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [6, 7, 11]);
        assert_eq!(read(text).map(|records| records.header_line).ok(), Some(3));
    }

    #[test]
    fn the_separator_is_the_one_that_makes_sense_of_the_header() {
        for text in ["period;stated;note, if any\n2022;1,5 bn;a", "period\tstated\tnote\n2022\t1,5 bn\ta"] {
            assert_eq!(rows(text)[0].1[1], "1,5 bn");
        }
        assert_eq!(rows("период,заявлено\n2022,\"1,5 млрд\"")[0].1[1], "1,5 млрд");
    }

    #[test]
    fn a_quotation_mark_must_be_closed() {
        let refusal = read("period,stated\n2021,1\n2022,\"about 470 bn RUB\n2023,5\n").map(|_| ()).expect_err("unclosed");
        assert_eq!((refusal.line, &refusal.cell[refusal.at.clone()]), (Some(3), "\"about 470 bn RUB"));
        assert_eq!(rows("period,stated\n2022,\"a \"\"b\"\" c\"")[0].1[1], "a \"b\" c");
    }

    #[test]
    fn comments_become_remarks_only_above_the_header() {
        let records = read("# reporter: RUS,,,\n# just words\nperiod,stated\n# partner: UZB\n2022,1\n").expect("readable");
        assert_eq!(records.remarks, [Remark { name: "reporter".into(), value: "RUS".into(), line: 1 }]);
    }
}
