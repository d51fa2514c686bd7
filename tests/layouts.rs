//! Layouts: what is kept of a table is enough to read it again, and next year's book besides.

mod official;

use official::{import_from, run, shared, write};
use std::path::Path;

/// Where a test writes a layout.
fn place(name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("layouts");
    std::fs::create_dir_all(&folder).expect("a folder");
    folder.join(name).display().to_string()
}

/// Saves what was understood of a file; the flags are those of its import.
fn saved(file: &str, name: &str, flags: &[&str]) -> String {
    let layout = place(name);
    run(&[&["import", file, "--save-layout", &layout, "-o", &place("figures.csv")][..], flags].concat()).code(0);
    layout
}

#[test]
fn an_unedited_layout_reads_its_own_book_as_no_layout_does() {
    let uzbek = ["--reporter", "UZB", "--flow", "exports", "--currency", "USD", "--scale", "thousand"];
    let files: [(&str, &[&str]); 7] = [
        ("fts_russia_cis_1994-2021.xlsx", &[]),
        ("fts_russia_totals_2020-2021_merged_headers.xlsx", &[]),
        ("geostat_monthly_exports_imports_1995-2024.xlsx", &[]),
        ("kazstat_trade_by_country_2020-2021.xls", &[]),
        ("kazstat_trade_by_country_2022-2023.xls", &[]),
        ("kyrgyzstat_exports_by_country_1994-.xlsx", &["--reporter", "KGZ"]),
        ("uzstat_exports_by_country_2010-2023.csv", &uzbek),
    ];
    for (file, flags) in files {
        let Some(path) = shared(file) else { return };
        let layout = saved(&path, &format!("{file}.toml"), flags);
        // What was said is in the layout.
        let (again, before) = (import_from(&path, &["--layout", &layout]), import_from(&path, flags));
        assert_eq!(again.rows, before.rows, "{file}");
        assert!(!again.told().contains("is not in this book"), "{}", again.told());
    }
}

#[test]
fn a_layout_reads_the_next_book() {
    let files = ["kazstat_trade_by_country_2020-2021.xls", "kazstat_trade_by_country_2022-2023.xls"];
    let paths: Vec<String> = files.into_iter().map_while(shared).collect();
    let [early, late] = &paths[..] else { return };
    let layout = saved(early, "kazakhstan.toml", &[]);
    let read = import_from(late, &["--layout", &layout]);
    assert_eq!(read.rows, import_from(late, &[]).rows);
    // The later book heads its labels otherwise.
    let lost: Vec<&str> = read.told().lines().filter(|line| line.contains("is not in this book")).collect();
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert!(lost[0].contains("the column \"Наименование области\""), "{lost:?}");
    // Edited: no shares of turnover, and nothing below China.
    let text = std::fs::read_to_string(&layout).expect("a layout");
    let edited =
        text.replacen("kind = \"share\"", "kind = \"other\"", 1).replace("# through = \"Токелау\"", "through = \"Китай\"");
    assert_ne!(edited, text);
    let read = import_from(late, &["--layout", &write("edited.toml", &edited, "layouts")]);
    let is_share_of_turnover = |row: &official::Row| row["measure"] == "share" && row["flow"] == "turnover";
    assert!(!read.rows.iter().any(is_share_of_turnover));
    assert_eq!(read.rows.last().map(|row| &*row["partner"]), Some("CHN"));
    assert_eq!(read.stated("KAZ/CHN exports 2023"), import_from(late, &[]).stated("KAZ/CHN exports 2023"));
}

const LAYOUT: &str = "version = 1
reporter = \"Uzbekistan\"
currency = \"USD\"
scale = \"mn\"
labels = \"partners\"
[[table]]
header = [\"Land\"]
[[table.label]]
text = \"No\"
names = \"nothing\"
[[table.label]]
text = \"Land\"
names = \"partners\"
[[table.column]]
text = \"Out {year}\"
flow = \"exports\"
[[table.column]]
text = \"In {year}\"
flow = \"imports\"
";

#[test]
fn columns_are_found_by_their_texts_wherever_they_stand() {
    let layout = write("texts.toml", LAYOUT, "layouts");
    let told = |name: &str, table: &str| {
        let read = import_from(&write(name, table, "layouts"), &["--layout", &layout]);
        let told =
            |row: &official::Row| ["reporter", "partner", "flow", "period", "stated"].map(|column| &*row[column]).join(" ");
        read.rows.iter().map(told).collect::<Vec<_>>()
    };
    let first = told("first.csv", "No,Land,Out 2022,In 2022\n11,Russia,3.1,6.2\n12,Utopia,1.1,1.2\n");
    assert_eq!(
        first,
        [
            "UZB RUS exports 2022 3.1 mn USD",
            "UZB RUS imports 2022 6.2 mn USD",
            "UZB Utopia exports 2022 1.1 mn USD",
            "UZB Utopia imports 2022 1.2 mn USD",
        ]
    );
    // Next year: a title, a year more, the columns in another order.
    let next =
        "Foreign trade,,,,,\nLand,In 2022,Out 2022,In 2023,Out 2023,No\nRussia,6.2,3.1,6.6,3.4,11\nUtopia,1.2,1.1,1.3,1.4,12\n";
    let next = told("next.csv", next);
    assert_eq!(next.len(), 8);
    assert_eq!(next[2], "UZB RUS imports 2023 6.6 mn USD");
    assert_eq!(next[3], "UZB RUS exports 2023 3.4 mn USD");
}

#[test]
fn columns_that_are_called_alike_are_kept_one_by_one() {
    let layout = LAYOUT.replace("Out {year}", "Value").replace("In {year}", "Value") + "period = \"2023\"\n";
    let layout = layout.replace("flow = \"exports\"\n", "flow = \"exports\"\nperiod = \"2023\"\n");
    let layout = write("alike.toml", &layout, "layouts");
    let table = write("alike.csv", "No,Land,Value,Value\n11,Russia,3.1,6.2\n12,China,1.1,1.2\n", "layouts");
    let read = import_from(&table, &["--layout", &layout]);
    assert_eq!(read.stated("UZB/RUS exports 2023"), "3.1 mn USD");
    assert_eq!(read.stated("UZB/CHN imports 2023"), "1.2 mn USD");
}

#[test]
fn a_slip_is_told_with_its_line() {
    let table = write("slips.csv", "Land,2022\nRussia,3.1\n", "layouts");
    for (slip, line, told) in [
        ("version = 2\n", 1, "version = 2: write version = 1"),
        ("reporter = \"UZB\"\n", 0, "no version: write version = 1"),
        ("version = 1\n\nperiod = \"last year\"\n", 3, "period = \"last year\": write it as 2023"),
        ("version = 1\ncurrency = \"mn USD\"\n", 2, "currency = \"mn USD\": write the scale by itself"),
        ("version = 1\nlabels = \"lands\"\n", 2, "labels = \"lands\": write partners, reporters or products"),
        ("version = 1\n[[text]]\ntext = \"a\"\nkind = \"sum\"\n", 4, "kind = \"sum\": write level, share"),
        ("version = 1\n[[text]]\ntext = \"a\"\nstatus = \"sure\"\n", 4, "status = \"sure\": write reported"),
        ("version = 1\n[[text]]\nflow = \"exports\"\n", 2, "missing field `text`"),
        ("version = 1\n[[table.label]]\ntext = \"a\"\nnames = \"partners\"\n", 2, "write [[table]] in a line above it"),
    ] {
        let layout = write("slip.toml", slip, "layouts");
        let output = run(&["import", &table, "--layout", &layout]).code(2).get_output().stderr.clone();
        let said = String::from_utf8(output).expect("text");
        let place = if line == 0 { format!("{layout}: ") } else { format!("{layout}:{line}: ") };
        assert!(said.contains(&place) && said.contains(told), "{slip}: {said}");
    }
}

#[test]
fn a_layout_may_list_all_columns_that_are_taken() {
    let layout =
        "version = 1\n[[table]]\nothers = \"left out\"\n[[table.column]]\ntext = \"som\"\nkind = \"rate\"\nflow = \"UZS/EUR\"\n";
    let layout = write("rates.toml", layout, "layouts");
    let table = write("rates.csv", "Date,cpi_a,som,rank\n2016M01,100.1,3077.81,1\n2016M02,101.0,3162.73,2\n", "layouts");
    let read = import_from(&table, &["--layout", &layout]);
    let told: Vec<&str> = read.rows.iter().map(|row| &*row["stated"]).collect();
    assert_eq!(told, ["3077.81", "3162.73"]);
    assert!(
        read.told().contains("4 left out, the first at B2: stands in a column that the layout does not list"),
        "{}",
        read.told()
    );
    // What was said of a table is kept when its layout is written anew.
    let again = saved(&table, "again.toml", &["--layout", &layout]);
    assert_eq!(import_from(&table, &["--layout", &again]).rows, read.rows);
}
