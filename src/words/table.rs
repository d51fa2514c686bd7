//! Reading the data files of vocabulary and names: tab-separated, `#` comments, a header that names the columns.
//!
//! Nothing in them is skipped: a line that does not have all its columns is an error that names the file and the line, and a
//! test reads every file.

/// One line of a data file.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    file: &'static str,
    line: usize,
    fields: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The field of the column with this index in the list given to [`rows`].
    pub fn field(&self, column: usize) -> &'a str {
        self.fields.get(column).copied().unwrap_or("")
    }

    /// An error that names the file and the line.
    pub fn wrong(&self, what: impl std::fmt::Display) -> String {
        format!("data/{}, line {}: {what}", self.file, self.line)
    }
}

/// The lines of a data file whose header is exactly `columns`.
///
/// # Errors
/// A sentence with file and line when the header or a line has other columns.
pub fn rows(file: &'static str, text: &'static str, columns: &[&str]) -> Result<Vec<Row<'static>>, String> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let header = lines.next().map(|(_, line)| line.split('\t').collect::<Vec<_>>());
    if header.as_deref() != Some(columns) {
        return Err(format!("data/{file}: the columns are not {}", columns.join(", ")));
    }
    lines
        .map(|(index, line)| {
            let row = Row { file, line: index + 1, fields: line.split('\t').collect() };
            if row.fields.len() != columns.len() {
                return Err(row.wrong(format!("{} columns instead of {}", row.fields.len(), columns.len())));
            }
            if columns.last() == Some(&"source") && row.fields.last().is_none_or(|source| source.is_empty()) {
                return Err(row.wrong("no source"));
            }
            Ok(row)
        })
        .collect()
}
