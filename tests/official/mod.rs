//! Imports and checks through the program itself, as a person would run them.

#![allow(dead_code, reason = "each file of tests uses what it needs of this")]

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A row of a figures file, by the names of its columns.
pub type Row = BTreeMap<String, String>;

/// The path of a file of the shared data; `None`, told once a file, where it is not there.
pub fn shared(file: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/trade").join(file);
    if path.exists() {
        return Some(path.display().to_string());
    }
    println!("skipped: {} is not there, and nothing was tested with it", path.display());
    None
}

/// Runs the program.
pub fn run(arguments: &[&str]) -> Assert {
    Command::new(env!("CARGO_BIN_EXE_crossfoot")).args(arguments).assert()
}

/// Where tests keep what they write: a place for each name.
fn kept_at(name: &str, of: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("imports").join(of);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder.join(name)
}

/// Writes a file for a test, and says where.
pub fn write(name: &str, text: &str, of: &str) -> String {
    let path = kept_at(name, of);
    std::fs::write(&path, text).expect("written");
    path.display().to_string()
}

/// What an import wrote and said.
pub struct Imported {
    /// The figures.
    pub rows: Vec<Row>,
    columns: Vec<String>,
    talk: String,
    file: String,
}

/// Imports a file that says all itself.
pub fn import(file: &str) -> Option<Imported> {
    import_with(file, &[])
}

/// Imports a file with what it does not say itself.
pub fn import_with(file: &str, flags: &[&str]) -> Option<Imported> {
    let path = shared(file)?;
    Some(import_from(&path, flags))
}

/// Imports a file from anywhere.
pub fn import_from(path: &str, flags: &[&str]) -> Imported {
    let run = run(&[&["import", path][..], flags].concat()).code(0);
    let output = run.get_output();
    let talk = String::from_utf8(output.stderr.clone()).expect("text");
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let columns: Vec<String> = reader.headers().expect("a header").iter().map(str::to_string).collect();
    let row = |record: csv::Result<csv::StringRecord>| {
        columns.iter().cloned().zip(record.expect("a row").iter().map(str::to_string)).collect()
    };
    let rows = reader.records().map(row).collect();
    Imported { rows, columns, talk, file: path.to_string() }
}

impl Imported {
    /// What was said of the file, without its path.
    pub fn told(&self) -> &str {
        self.talk.strip_prefix(&self.file).map_or(&*self.talk, |told| told.trim_start_matches(" is ")).trim_end()
    }

    /// What the file is called.
    pub fn is_called(&self) -> &str {
        self.told().split(':').next().unwrap_or_default()
    }

    /// How many numbers were left out for each reason.
    pub fn left_out(&self) -> Vec<usize> {
        let count = |line: &str| line.trim().split_once(" left out")?.0.parse().ok();
        self.talk.lines().filter_map(count).collect()
    }

    /// The one row of a quantity: `UZB/RUS exports 2022`, and `share` or `growth` behind it where it is no level.
    fn row(&self, quantity: &str) -> Option<&Row> {
        let (quantity, measure) = match quantity.rsplit_once(' ') {
            Some((quantity, measure @ ("share" | "growth"))) => (quantity, measure),
            _ => (quantity, "level"),
        };
        let is_asked = |row: &&Row| {
            let partner = if row["partner"].is_empty() { "World" } else { &row["partner"] };
            let told = format!("{}/{partner} {} {}", row["reporter"], row["flow"], row["period"]);
            told == quantity && row["measure"] == measure
        };
        let mut found = self.rows.iter().filter(is_asked);
        let first = found.next();
        assert!(found.next().is_none(), "two rows of {quantity}");
        first
    }

    /// What is stated of a quantity; nothing where nothing is.
    pub fn stated(&self, quantity: &str) -> String {
        self.row(quantity).map_or_else(String::new, |row| row["stated"].clone())
    }

    /// A cell of a quantity's row.
    pub fn cell(&self, quantity: &str, column: &str) -> &str {
        &self.row(quantity).unwrap_or_else(|| panic!("no {quantity}"))[column]
    }

    /// Where a quantity stands in the file.
    pub fn place(&self, quantity: &str) -> String {
        self.cell(quantity, "where").to_string()
    }

    /// Reporter, flow, period, what is stated, and base of the figure at a place.
    pub fn at(&self, place: &str) -> [&str; 5] {
        let row = self.rows.iter().find(|row| row["where"] == place).unwrap_or_else(|| panic!("no figure of {place}"));
        ["reporter", "flow", "period", "stated", "base"].map(|column| &*row[column])
    }

    fn keep(&self, rows: impl Iterator<Item = Row>, name: &str) -> String {
        let path = kept_at(name, &self.file.replace(['/', '\\', '.'], "_"));
        let mut writer = csv::Writer::from_path(&path).expect("a file");
        writer.write_record(&self.columns).expect("written");
        for row in rows {
            writer.write_record(self.columns.iter().map(|column| &row[column])).expect("written");
        }
        writer.flush().expect("written");
        path.display().to_string()
    }

    /// The figures file, kept.
    pub fn kept(&self) -> String {
        self.keep(self.rows.iter().cloned(), "all.csv")
    }

    /// The rows of it that are wanted, kept.
    pub fn kept_where(&self, is_wanted: impl Fn(&Row) -> bool) -> String {
        let wanted: Vec<Row> = self.rows.iter().filter(|row| is_wanted(row)).cloned().collect();
        assert!(!wanted.is_empty());
        let name = format!("{}-{}.csv", wanted.len(), wanted[0]["id"].replace('!', "_"));
        self.keep(wanted.into_iter(), &name)
    }

    /// The figures file with something else stated of one quantity, kept.
    pub fn with(&self, quantity: &str, stated: &str) -> String {
        let place = self.place(quantity);
        let changed = |row: &Row| {
            let mut row = row.clone();
            if row["where"] == place {
                row.insert("stated".to_string(), stated.to_string());
            }
            row
        };
        self.keep(self.rows.iter().map(changed), &format!("with-{}.csv", stated.replace(' ', "_")))
    }
}

/// What `check` answers.
#[derive(Debug)]
pub struct Checked {
    /// The verdict of all files.
    pub verdict: String,
    /// How many figures there are.
    pub figures: usize,
    /// How many of them test no other.
    pub not_checked: usize,
    /// The figures that each finding names, without the names of their files.
    pub findings: Vec<Vec<String>>,
}

/// Checks files together.
pub fn check(files: &[&str]) -> Checked {
    check_with(files, &[])
}

/// Checks files together, with what tables do not say themselves.
pub fn check_with(files: &[&str], flags: &[&str]) -> Checked {
    let run = run(&[&["check", "-f", "json"][..], files, flags].concat());
    let output = run.get_output();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    let count = |name: &str| json["counts"][name].as_u64().expect("a count") as usize;
    let named = |finding: &serde_json::Value| {
        let ids = finding["figures"].as_array().expect("figures").iter();
        ids.map(|id| id.as_str().expect("an id")).map(|id| id.rsplit_once(':').map_or(id, |(_, id)| id).to_string()).collect()
    };
    Checked {
        verdict: json["verdict"].as_str().expect("a verdict").to_string(),
        figures: count("figures"),
        not_checked: count("not_checked"),
        findings: json["findings"].as_array().expect("findings").iter().map(named).collect(),
    }
}
