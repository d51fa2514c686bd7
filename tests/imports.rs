//! Official tables as the offices publish them: every file of `../shared/data/trade` imports, every number of it is accounted for, and
//! the cells below are what a person reads in the files themselves.
//!
//! Those files are not part of the repository. Where they are missing the tests say so, and test nothing.

mod official;

use official::{Checked, Imported, Row, check, import, import_from, import_with, shared, write};

const UZB: &[&str] = &["--reporter", "UZB", "--currency", "USD", "--scale", "thousand"];

fn uzstat(flow: &str) -> Option<Imported> {
    let file = format!("uzstat_{flow}_by_country_2010-2023.csv");
    import_with(&file, &[UZB, &["--flow", flow]].concat())
}

#[test]
fn every_file_is_read_and_every_number_of_it_accounted_for() {
    // The numbers of each file: of records its rows and what stands beside, of tables every numeric cell.
    let files = [
        ("fts_russia_cis_1994-2021.xlsx", 504, 560),
        ("fts_russia_totals_2020-2021_merged_headers.xlsx", 367, 367),
        ("geostat_monthly_exports_imports_1995-2024.xlsx", 776, 806),
        ("kazstat_trade_by_country_2020-2021.xls", 1933, 1939),
        ("kazstat_trade_by_country_2022-2023.xls", 2127, 2133),
        ("kyrgyzstat_exports_by_country_1994-.xlsx", 2523, 2553),
        ("baci_hs92_2021_sub.csv", 4386, 8415),
        ("comtrade_legacy_csv_live_animals_2016_sample.csv", 20, 20),
        ("eurostat_comext_eu27_exports_annual.csv", 122, 122),
    ];
    for (file, figures, numbers) in files {
        let Some(read) = import(file) else { return };
        assert!(
            read.told().starts_with(&format!("{}: {figures} of its {numbers} numbers are figures", read.is_called())),
            "{}",
            read.told()
        );
        assert_eq!(read.rows.len(), figures, "{file}");
        let left_out: usize = read.left_out().iter().sum();
        assert_eq!(figures + left_out, numbers, "{file} adds up");
    }
    let uzbek = [("exports", 3192, 3434), ("imports", 3276, 3524)].map(|(flow, figures, numbers)| {
        let read = uzstat(flow).expect("the others are there");
        assert_eq!((read.rows.len(), read.rows.len() + read.left_out().iter().sum::<usize>()), (figures, numbers));
    });
    assert_eq!(uzbek.len(), 2);
}

#[test]
fn uzbekistan_with_russia() {
    let Some(exports) = uzstat("exports") else { return };
    let imports = uzstat("imports").expect("both are there");
    let sold = "4154837.3 4405554.0 5144759.0 3442699.9 2545791.6 1821065.2 1794904.8 2019162.4 2117289.8 2531870.5 1485755.1 2088237.3 \
                3151098.4 3495675.6";
    let bought = "1988035.57 2383364.07 2695271.6 3180742.09 3312692.34 2634701.16 2397832.38 2709497.64 3538596.06 4137694.53 4173782.19 \
                  5462244.69 6230693.36 6660632.1";
    for (flow, read, printed) in [("exports", exports, sold), ("imports", imports, bought)] {
        let years: Vec<String> = (2010..=2023).map(|year| read.stated(&format!("UZB/RUS {flow} {year}"))).collect();
        let expected: Vec<String> = printed.split_whitespace().map(|number| format!("{number} thousand USD")).collect();
        assert_eq!(years, expected, "{flow}");
    }
}

/// A number of millions whose noughts are no rounding is stated in billions with three places.
fn in_millions(stated: &str) -> String {
    let parts = stated.strip_suffix(" bn USD").and_then(|number| number.split_once('.'));
    match parts.filter(|(_, behind)| behind.len() == 3) {
        Some((whole, behind)) => format!("{} mn USD", format!("{whole}{behind}").trim_start_matches('0')),
        None => stated.to_string(),
    }
}

#[test]
fn russia_with_its_neighbours_from_a_sheet_a_year() {
    let Some(read) = import("fts_russia_cis_1994-2021.xlsx") else { return };
    const PARTNERS: [&str; 9] = ["World", "Far abroad", "CIS", "ARM", "BLR", "KAZ", "KGZ", "TJK", "UZB"];
    // Rows 5 to 22 of a sheet: exports, then imports.
    let years = [
        (1994, "63286 49204 14082 154 3103 2198 104 143 786", "38661 28344 10317 53.2 2094 1996 97.9 90.0 852"),
        (1995, "78217 63687 14530 127 2965 2555 105 190 824", "46709 33117 13592 75.1 2185 2675 101 167 889"),
        (2000, "103093 89269 13824 27.5 5568 2247 103 55.9 274", "33879 22276 11604 44.0 3710 2200 88.6 237 663"),
        (2008, "467581 397925 69656 692 23507 13299 1308 794 2038", "267101 230494 36607 204 10552 6379 491 213 1300"),
        (2014, "497359 433173 64185.8 1094 19989 14277 1744 890 3121", "287062.7 253775.5 33287 314 12750 7445 73.9 37.3 875"),
        (2021, "493096 428162 64934 1890 23137 18496 2156 1114 5205", "293531 262147 31384 712 15637 7135 348 99.6 1706"),
    ];
    for (year, exports, imports) in years {
        for (flow, printed) in [("exports", exports), ("imports", imports)] {
            let found = PARTNERS.map(|partner| in_millions(&read.stated(&format!("RUS/{partner} {flow} {year}"))));
            let expected: Vec<String> = printed.split(' ').map(|number| format!("{number} mn USD")).collect();
            assert_eq!(found.to_vec(), expected, "{flow} {year}");
        }
    }
    // All 28 sheets have all nine rows of both flows.
    for year in 1994..=2021 {
        for (flow, partner) in ["exports", "imports"].iter().flat_map(|flow| PARTNERS.map(|partner| (flow, partner))) {
            assert!(in_millions(&read.stated(&format!("RUS/{partner} {flow} {year}"))).ends_with(" mn USD"));
        }
    }
    assert_eq!(read.place("RUS/UZB exports 2021"), "2021!B13");
    // By their names the CIS and the far abroad are all the world, though in 2017 the book's numbers are not.
    assert_eq!(read.cell("RUS/World exports 2017", "parts"), "partners");
    assert_eq!(read.cell("RUS/ARM exports 2017", "group"), "CIS");
}

#[test]
fn kazakhstan_from_two_books() {
    let files = ["kazstat_trade_by_country_2020-2021.xls", "kazstat_trade_by_country_2022-2023.xls"];
    let books: Vec<Imported> = files.into_iter().map_while(import).collect();
    let [early, late] = &books[..] else { return };
    // Turnover, exports and imports in thousands of dollars; then their shares.
    let cells = [
        (early, 2020, "World", "86469848.76072 47540772.69568 38929076.06504", ""),
        (early, 2020, "RUS", "18775351.55957 5007142.52335 13768209.03622", "21.71318 10.53231 35.36742"),
        (early, 2020, "UZB", "2930694.52924 2137667.82021 793026.70903", "3.38927 4.49649 2.03711"),
        (early, 2021, "World", "101736459.87035 60321024.40065 41415435.4697", ""),
        (early, 2021, "CIS", "33237916.45186 12493485.87288 20744430.57898", "32.6706 20.71166 50.08865"),
        (early, 2021, "CHN", "18000962.48622 9772505.63304 8228456.85318", "17.69372 16.20083 19.86809"),
        (late, 2022, "World", "135527430.8051 84593070.08131 50934360.72379", ""),
        (late, 2022, "EAEU", "29354069.57876 10098929.08131 19255140.49745", "21.65914 11.93825 37.80383"),
        (late, 2022, "RUS", "26972021.44517 9091390.9169 17880630.52827", "19.90152 10.74721 35.10524"),
        (late, 2023, "RUS", "27054449.63674 10207415.70534 16847033.9314", "19.38678 12.89813 27.88677"),
        (late, 2023, "UZB", "4417919.1921 3129992.90657 1287926.28553", "3.16581 3.95507 2.13189"),
        (late, 2023, "TWN", "164999.48299 4293.30016 160706.18283", "0.11824 0.00543 0.26602"),
    ];
    for (book, year, partner, levels, shares) in cells {
        let flows = ["turnover", "exports", "imports"];
        let found = flows.map(|flow| book.stated(&format!("KAZ/{partner} {flow} {year}")));
        let expected: Vec<String> = levels.split(' ').map(|number| format!("{number} thousand USD")).collect();
        assert_eq!(found.to_vec(), expected, "{partner} {year}");
        let found = flows.map(|flow| book.stated(&format!("KAZ/{partner} {flow} {year} share")));
        let expected: Vec<String> = match shares {
            // The share of all in all is 100, and is left out.
            "" => vec![String::new(); 3],
            shares => shares.split(' ').map(|number| format!("{number}%")).collect(),
        };
        assert_eq!(found.to_vec(), expected, "shares of {partner} {year}");
    }
    // The numbers prove who is in which group.
    assert_eq!(late.cell("KAZ/ARM exports 2023", "group"), "EAEU");
    assert_eq!(late.cell("KAZ/EAEU exports 2023", "group"), "CIS");
    assert_eq!(late.cell("KAZ/DEU imports 2022", "group"), "EU");
}

#[test]
fn kyrgyzstan_since_1994() {
    let Some(read) = import_with("kyrgyzstat_exports_by_country_1994-.xlsx", &["--reporter", "KGZ"]) else { return };
    let cells = [
        ("World exports 1994", "341091.4"),
        ("World exports 1997", "603808.0"),
        ("World exports 2012", "1927623.2464447"),
        ("World exports 2023", "3384856.093"),
        // The cell holds 22221.200000000004, the sum that a formula made.
        ("EU exports 1995", "22221.2"),
        ("CIS exports 2006", "378939.5"),
        ("EAEU exports 2015", "410178.987"),
        ("RUS exports 1994", "58549.0"),
        ("RUS exports 2022", "1069691.913"),
        ("RUS exports 2023", "823728.781"),
        ("KAZ exports 2010", "447046.316"),
        ("UZB exports 2008", "232106.5"),
        ("CHN exports 1994", "56114.33"),
        ("HKG exports 2023", "117406.111"),
        ("CZE exports 1995", "1176.7"),
        ("GBR exports 2020", "989957.319"),
    ];
    for (cell, printed) in cells {
        assert_eq!(read.stated(&format!("KGZ/{cell}")), format!("{printed} thousand USD"), "{cell}");
    }
    // A dash is nothing: no figure, and no number that is left out.
    for nothing in ["CZE exports 1994", "EAEU exports 2014", "AND exports 2023"] {
        assert_eq!(read.stated(&format!("KGZ/{nothing}")), "", "{nothing}");
    }
}

#[test]
fn georgia_by_month() {
    let Some(read) = import("geostat_monthly_exports_imports_1995-2024.xlsx") else { return };
    let cells = [
        ("exports 1995", "155.199297"),
        ("exports 1995-01", "9.821074"),
        ("exports 1996-12", "24.836541"),
        ("exports 2023", "6086.4166982"),
        ("exports 2023-10", "490.6105257"),
        ("exports 2024-10", "681.7049393"),
        ("imports 1995", "488.6964922"),
        ("imports 2023", "15603.5965789"),
        ("imports 2023-02", "1068.0667351"),
    ];
    // Cells hold what formulas made, 9.82107400000003 in January 1995; they show one place, and six more are kept.
    for (cell, printed) in cells {
        assert_eq!(read.stated(&format!("GEO/World {cell}")), format!("{printed} mn USD"), "{cell}");
    }
    // The header says 2024; November and December are empty.
    assert_eq!(read.stated("GEO/World exports 2024-01..2024-10"), "5468.4055412 mn USD");
    assert_eq!(read.stated("GEO/World exports 2024"), "");
    assert_eq!(read.cell("GEO/World exports 2024-01", "note"), "* Preliminary data.");
    assert_eq!(read.cell("GEO/World exports 2023-01", "note"), "");
    assert_eq!(read.stated("GEO/World exports 2024-11"), "", "November 2024 is not printed yet");
}

#[test]
fn russian_totals_under_merged_headers() {
    let Some(read) = import("fts_russia_totals_2020-2021_merged_headers.xlsx") else { return };
    let at = |cell: &str| read.at(cell);
    assert_eq!(at("F5"), ["RUS", "turnover", "2020", "572599.8377 mn USD", ""]);
    // 137.86774831633872 is printed: the amounts beside it prove that 100 is no change.
    assert_eq!(at("L5"), ["RUS", "turnover", "2021", "37.8677483%", ""]);
    assert_eq!(at("L7"), ["RUS", "imports", "2021", "26.5498677%", ""]);
    assert_eq!(at("I8"), ["RUS", "balance", "2021", "197258.1513 mn USD", ""]);
    assert_eq!(at("G28"), ["RUS", "imports", "2021-01..2021-02", "37401.2718 mn USD", ""]);
    assert_eq!(at("E32"), ["RUS", "turnover", "2021-H1", "345521.1852 mn USD", ""]);
    // "В % к предыдущему месяцу": the base is the month before.
    assert_eq!(at("K48"), ["RUS", "turnover", "2021-02", "15.962786%", "2021-01"]);
    assert_eq!(at("K47"), ["RUS", "turnover", "2021-01", "-27.4096418%", "2020-12"]);
    assert_eq!(at("M67"), ["RUS", "imports", "2021-Q1", "-7.9134941%", "2020-Q4"]);
    assert_eq!(at("N70"), ["RUS", "balance", "2020-Q4", "27391.6202 mn USD", ""]);
}

#[test]
fn records_of_agencies() {
    let Some(legacy) = import("comtrade_legacy_csv_live_animals_2016_sample.csv") else { return };
    assert_eq!(legacy.stated("AUS/World imports 2016"), "91128858 USD");
    assert_eq!(legacy.cell("AUS/World exports 2016", "product"), "01");
    let baci = import("baci_hs92_2021_sub.csv").expect("the others are there");
    let first = baci.rows.iter().find(|row| row["where"] == "line 2").expect("its first row");
    let told = ["reporter", "partner", "flow", "product", "period", "stated"].map(|column| &*first[column]);
    assert_eq!(told, ["AFG", "AGO", "exports", "382390", "2021", "52.051 thousand USD"]);
    let comext = import("eurostat_comext_eu27_exports_annual.csv").expect("the others are there");
    assert_eq!(comext.stated("EU/UZB exports 2019"), "2494302156 EUR");
    // Some years were downloaded in French.
    assert_eq!(comext.stated("EU/UZB exports 2016"), "1584570656 EUR");
}

#[test]
fn sdmx_examples_with_a_layout_for_what_their_dimensions_are() {
    let layout = |separator: &str| {
        write(
            "sdmx.toml",
            "version = 1\nname = \"SDMX-CSV 2.0\"\nconcepts = true\nignored = [\"DIM_1\", \"DIM_2\"]\n\
             [columns]\nperiod = [\"DIM_3\"]\n[fixed]\nreporter = \"UZB\"\nflow = \"exports\"\nunit = \"USD\"\nscale = \"mn\"\n",
            separator,
        )
    };
    for example in ["01", "04"] {
        let layout = layout(example);
        let Some(read) = import_with(&format!("sdmx__v3_csv_example-{example}.csv"), &["--layout", &layout]) else { return };
        assert_eq!(read.stated("UZB/World exports 2014-01"), "12.4 mn USD", "{example}");
        assert_eq!(read.stated("UZB/World exports 2014-02"), "10.8 mn USD", "{example}");
        assert_eq!(read.rows.len(), 2);
    }
}

#[test]
fn kazakh_turnover_is_exports_and_imports_in_every_row() {
    let Some(read) = import("kazstat_trade_by_country_2022-2023.xls") else { return };
    let good = check(&[&read.kept()]);
    assert_eq!((good.figures, good.not_checked), (2127, 0), "every figure tests another");
    assert_eq!(&*good.verdict, "consistent", "{:?}", good.findings);
    // One digit of Uzbekistan's turnover in 2023: 4417919 becomes 4471919.
    let slip = read.with("KAZ/UZB turnover 2023", "4471919.1921 thousand USD");
    let found = check(&[&slip]);
    assert_eq!(found.verdict, "contradictory");
    let row = read.place("KAZ/UZB turnover 2023");
    assert!(!found.findings.is_empty() && found.findings.iter().all(|named| named.contains(&row)), "{:?}", found.findings);
}

#[test]
fn two_kazakh_books_stand_together() {
    let files = ["kazstat_trade_by_country_2020-2021.xls", "kazstat_trade_by_country_2022-2023.xls"];
    let [Some(early), Some(late)] = files.map(shared) else { return };
    // The workbooks themselves, not imported first. The United Kingdom left the group of the EU between them.
    let both = check(&[&early, &late]);
    assert_eq!((both.figures, both.not_checked, &*both.verdict), (4060, 0, "consistent"), "{:?}", both.findings);
}

#[test]
fn georgian_months_add_up_to_the_printed_years() {
    let Some(read) = import("geostat_monthly_exports_imports_1995-2024.xlsx") else { return };
    // January of 1999 and its like are less than is usual; no month contradicts its year.
    let good = check(&[&read.kept()]);
    assert_eq!((good.figures, good.not_checked, &*good.verdict), (776, 0, "unusual"));
    assert_eq!(read.stated("GEO/World imports 2019-07"), "811.9437937 mn USD", "six places more than are shown");
    let slip = read.with("GEO/World imports 2019-07", "818.9437937 mn USD");
    let found = check(&[&slip]);
    assert_eq!(found.verdict, "contradictory");
    let row = read.place("GEO/World imports 2019-07");
    assert!(found.findings.iter().any(|named| named.contains(&row)), "{:?}", found.findings);
}

#[test]
fn russian_totals_stand_in_each_table() {
    let Some(read) = import("fts_russia_totals_2020-2021_merged_headers.xlsx") else { return };
    // The first table counts more than the others: fish sold at sea, fuel, and what was not declared.
    let Checked { figures, verdict, .. } = check(&[&read.kept_where(|row| row_number(&row["where"]) > 20)]);
    assert_eq!((figures, &*verdict), (356, "consistent"));
    // The title of the others says what they leave out: they are of a part of the whole, and not of the same series.
    let product = |place: &str| read.rows.iter().find(|row| row["where"] == place).expect("its row")["product"].clone();
    assert_eq!(product("F5"), "");
    assert!(product("E32").starts_with("не включая рыбу"), "{}", product("E32"));
    assert_eq!(check(&[&read.kept()]).verdict, "consistent");
}

fn row_number(place: &str) -> u32 {
    place.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).parse().expect("a row")
}

#[test]
fn uzbekistan_against_russia() {
    let Some(russia) = import("fts_russia_cis_1994-2021.xlsx") else { return };
    let (exports, imports) = (uzstat("exports").expect("there"), uzstat("imports").expect("there"));
    let of = |pair: [&'static str; 2]| {
        let years = ["2017", "2018", "2019"];
        move |row: &Row| row["reporter"] == pair[0] && row["partner"] == pair[1] && years.contains(&&*row["period"])
    };
    // What Uzbekistan buys is 1.03 to 1.06 of what Russia says it sold: as usual.
    let bought = imports.kept_where(of(["UZB", "RUS"]));
    let sold = russia.kept_where(of(["RUS", "UZB"]));
    assert!(check(&[&bought, &sold]).findings.is_empty());
    // What it sells is twice what Russia says it bought: for each of the three years a norm is broken, and nothing more.
    let sent = exports.kept_where(of(["UZB", "RUS"]));
    let found = check(&[&sent, &sold]);
    assert_eq!((&*found.verdict, found.findings.len()), ("unusual", 3), "{:?}", found.findings);
    let pair = [exports.place("UZB/RUS exports 2018"), russia.place("RUS/UZB imports 2018")];
    assert!(found.findings.iter().any(|named| pair.iter().all(|place| named.contains(place))), "{:?}", found.findings);
}

#[test]
fn the_two_commands_of_the_manual() {
    let Some(path) = shared("uzstat_exports_by_country_2010-2023.csv") else { return };
    let official = write("official.csv", "", "two-commands");
    let statements = write(
        "statements.csv",
        "id,reporter,partner,flow,period,stated\nsaid,UZB,RUS,exports,2022,more than 3.5 bn USD\n",
        "two-commands",
    );
    let flags = [&["import", &path][..], UZB, &["--flow", "exports", "-o", &official]].concat();
    official::run(&flags).code(0);
    let found = check(&[&statements, &official]);
    let cell = import_from(&path, &[UZB, &["--flow", "exports"]].concat()).place("UZB/RUS exports 2022");
    assert_eq!(found.findings, [["said".to_string(), cell]]);
    // The table itself, with the same flags, says the same.
    let directly = official::check_with(&[&statements, &path], &[UZB, &["--flow", "exports"]].concat());
    assert_eq!(directly.findings, found.findings);
}

#[test]
fn a_group_is_proved_whatever_places_a_formula_left() {
    // Cells that formulas filled: the same numbers with 4 places, and with 13 and 14.
    let table = |armenia: &str, belarus: &str, cis: &str| {
        format!(
            "Exports of Kazakhstan,mn USD\nCountry,2022,2023\nCIS,{cis},60.25\nArmenia,{armenia},20.25\nBelarus,{belarus},40.00\n"
        )
    };
    for file in [
        table("10.2500", "20.5000", "30.7500"),
        table("10.2500000000000", "20.50000000000000", "30.75000000000000"),
        table("10.25000000000001", "20.4999999999999", "30.7500"),
    ] {
        let loaded = crossfoot::read::load_bytes(&[("table.csv", file.as_bytes())], &crossfoot::read::Options::default());
        assert_eq!(loaded.refusals, [], "{file}");
        let known: Vec<(&str, &str)> = loaded.figures.groups.iter().map(|one| (&*one.member, &*one.group)).collect();
        assert_eq!(known, [("ARM", "CIS"), ("BLR", "CIS")], "{file}");
    }
}

#[test]
fn of_one_file_is_said_when_its_years_end() {
    let file = "Exports of Nepal to all countries,mn USD\nCountry,2022/23\nIndia,10.5\nChina,20.25\n";
    let said = |name: &str, month: &str| crossfoot::read::Options {
        of_file: vec![("np.csv".into(), name.into(), month.into())],
        ..Default::default()
    };
    for (name, month) in [("year-ends", "july"), ("year-begins", "august")] {
        let loaded = crossfoot::read::load_bytes(&[("np.csv", file.as_bytes())], &said(name, month));
        assert_eq!(loaded.refusals, [], "{name}");
        let periods: Vec<String> = loaded
            .figures
            .figures
            .iter()
            .filter_map(|figure| figure.reading.cell.as_ref().map(|cell| cell.period.to_string()))
            .collect();
        assert_eq!(periods, ["2022-08..2023-07"; 2], "{name}");
    }
}

/// What is told of a table of text, line by line.
fn told_of(file: &str, given: &[(&str, &str)]) -> Vec<String> {
    let of_file = given.iter().map(|(name, value)| ("table.csv".into(), (*name).into(), (*value).into())).collect();
    let options = crossfoot::read::Options { of_file, ..Default::default() };
    crossfoot::read::load_bytes(&[("table.csv", file.as_bytes())], &options).notices
}

#[test]
fn a_header_that_says_how_growths_are_printed_wins_and_the_person_is_told() {
    let file =
        "Georgia's trade\nCountry,Exports 2023 as % of the previous year (previous year = 100)\nArmenia,114.5\nTurkey,90.25\n";
    let told = told_of(file, &[("growth", "change"), ("reporter", "GEO")]);
    let expected = "  columns say their way to print growths themselves, as in index; --growth change is not used for them";
    assert!(told.iter().any(|line| line == expected), "{told:?}");
    let told = told_of(file, &[("growth", "index"), ("reporter", "GEO")]);
    assert!(!told.iter().any(|line| line.contains("--growth")), "{told:?}");
}

#[test]
fn what_measures_something_else_is_told_in_the_words_that_say_so() {
    let file =
        "Exports of Georgia\n,2021,2022\n\"Exports, mn USD\",10.5,20.25\n\"Exports, average price, USD per tonne\",1.5,2.25\n";
    let told = told_of(file, &[]);
    assert!(told.iter().any(|line| line.contains("measures something else: Exports, average price")), "{told:?}");
    let titled = told_of("Exports of Georgia at constant prices, mn USD\nCountry,2021\nArmenia,10.5\nTurkey,20.25\n", &[]);
    assert!(!titled.iter().any(|line| line.contains("something else: 2021")), "{titled:?}");
}

#[test]
fn one_reporter_is_not_said_of_another_country_s_table() {
    let table =
        |title: &str, partner: &str| format!("{title}, mn USD\nCountry,2022,2023\n{partner},10.5,20.25\nChina,7.25,8.5\n");
    let (own, others) = (table("Exports", "Russia"), table("Exports", "Kazakhstan"));
    let titled = table("Exports of Kyrgyzstan", "Kazakhstan");
    let refused = |files: &[(&str, &str)], of_file: &[(&str, &str)]| -> Vec<(String, String)> {
        let of_file = of_file.iter().map(|(file, country)| ((*file).into(), "reporter".into(), (*country).into())).collect();
        let given = crossfoot::tables::Given { reporter: Some("UZB".into()), ..Default::default() };
        let options = crossfoot::read::Options { given, of_file, ..Default::default() };
        let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        let refusals = crossfoot::read::load_bytes(&files, &options).refusals;
        refusals.into_iter().map(|refusal| (refusal.file, refusal.found)).collect()
    };
    let (uzbek, kyrgyz) = (("uz_exports.csv", own.as_str()), ("kyrgyzstat.csv", others.as_str()));
    let found = |whence: &str| format!("reporter UZB said of all files, and KGZ in this one's {whence}");
    assert_eq!(refused(&[uzbek, kyrgyz], &[]), [("kyrgyzstat.csv".to_string(), found("name"))]);
    assert_eq!(refused(&[uzbek, ("b.csv", &titled)], &[]), [("b.csv".to_string(), found("text"))]);
    // Said of this file, or of nothing else, it is meant.
    assert_eq!(refused(&[uzbek, kyrgyz], &[("kyrgyzstat.csv", "KGZ")]), []);
    assert_eq!(refused(&[uzbek, kyrgyz], &[("kyrgyzstat.csv", "UZB")]), []);
    assert_eq!(refused(&[kyrgyz], &[]), []);
    // A name that is a partner's is none of who reports.
    assert_eq!(refused(&[("a.csv", &others), ("russia.csv", &own)], &[]), []);
}

#[test]
fn one_scale_is_not_said_of_another_table_s_millions() {
    let table = |unit: &str| format!("Exports of Georgia{unit}\nCountry,2022,2023\nRussia,10.5,20.25\nChina,7.25,8.5\n");
    let (silent, millions, euros) = (table(""), table(", mn USD"), table(", thousand EUR"));
    let refused = |files: &[(&str, &str)], of_file: &[(&str, &str, &str)]| -> Vec<String> {
        let of_file = of_file.iter().map(|(file, what, value)| ((*file).into(), (*what).into(), (*value).into())).collect();
        let given = crossfoot::tables::Given { unit: Some("USD".into()), scale: Some("thousand".into()), ..Default::default() };
        let options = crossfoot::read::Options { given, of_file, ..Default::default() };
        let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        let refusals = crossfoot::read::load_bytes(&files, &options).refusals;
        refusals.into_iter().map(|refusal| format!("{}: {}", refusal.file, refusal.found)).collect()
    };
    let (a, b, c) = (("a.csv", silent.as_str()), ("b.csv", millions.as_str()), ("c.csv", euros.as_str()));
    assert_eq!(refused(&[a, b], &[]), ["b.csv: scale thousand said of all files, and mn in this one's title"]);
    assert_eq!(refused(&[a, c], &[]), ["c.csv: currency USD said of all files, and EUR in this one's title"]);
    // Said of this file, or of nothing else, it is meant.
    assert_eq!(refused(&[a, b], &[("b.csv", "scale", "mn")]), [""; 0]);
    assert_eq!(refused(&[a, b], &[("b.csv", "scale", "thousand")]), [""; 0]);
    assert_eq!(refused(&[b], &[]), [""; 0]);
}
