//! Workbooks: what their cells say, and that no file takes the program down, whatever is in it.
//!
//! `CROSSFOOT_MUTATIONS=500 cargo test --test books` tries more damaged ones of each kind.

mod draws;
mod made;

use crossfoot::figures::Refusal;
use crossfoot::read::book::{self, Book, Limits};
use draws::Draws;
use made::{ods, ods_of, record, xls, xls_number, xls_of, xls_text, xlsx, xlsx_of};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Bytes of memory that reading may take.
const MOST_MEMORY: u64 = 300 << 20;
/// Processor time that parsing may take: ten seconds, and what is rounded.
const MOST_WORK: Duration = Duration::from_millis(10_500);
/// Nothing hangs, on a machine with much other work either.
const MOST_TIME: Duration = Duration::from_secs(120);

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_crossfoot"))
}

fn read(bytes: &[u8]) -> Result<Book, Refusal> {
    book::grids("book", bytes.to_vec(), &Limits::default(), Some(program()), &mut |_| ())
}

/// The cells of one sheet, as a reader sees them.
fn shown(book: &Book, sheet: usize) -> Vec<String> {
    let grid = &book.grids[sheet];
    grid.cells().iter().map(|&(row, column, cell)| crossfoot::tables::address(row, column) + " " + &grid.told(cell)).collect()
}

fn area(grid: &crossfoot::tables::Grid, place: usize) -> [u32; 4] {
    let area = grid.merged[place];
    [area.top, area.left, area.bottom, area.right]
}

#[test]
fn xlsx_cells_are_read_as_they_are_shown() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
    let mut made = Workbook::new();
    let format = |code: &str| Format::new().set_num_format(code);
    let written = (|| {
        let sheet = made.add_worksheet().set_name("Trade")?;
        sheet.merge_range(0, 0, 0, 2, "Exports, thousand USD", &Format::new())?;
        sheet.write(1, 0, "Россия")?;
        sheet.write(1, 1, 22221.200000000004)?;
        sheet.write_with_format(2, 1, 603808, &format("0.0"))?;
        sheet.write_with_format(3, 1, 0.145, &format("0.0%"))?;
        sheet.write_with_format(4, 1, 1234567, &format("#,##0,"))?;
        let day = ExcelDateTime::from_ymd(2023, 1, 31)?;
        sheet.write_with_format(5, 1, &day, &format("yyyy"))?;
        sheet.write(6, 1, true)?;
        sheet.write_formula(7, 1, Formula::new("=1/0").set_result("#DIV/0!"))?;
        sheet.write_formula_with_format(8, 1, Formula::new("=B3*2").set_result("1207616"), &format("0.00"))?;
        sheet.write(9, 1, -1e-6)?;
        sheet.write(10, 1, 1e15)?;
        sheet.write_with_format(11, 1, -5, &format("0.0;(0.00);\"-\""))?;
        sheet.write_with_format(12, 1, 0, &format("0.0;(0.00);\"-\""))?;
        made.add_worksheet().set_name("Hidden")?.set_hidden(true);
        made.save_to_buffer()
    })();
    let book = read(&written.expect("a workbook")).expect("a good book");
    let expected = [
        "A1 Exports, thousand USD",
        "A2 Россия",
        "B2 22221.2",
        "B3 603808.0",
        "B4 14.5%",
        "B5 1234.567",
        "B6 2023",
        "B7 TRUE",
        "B8 #DIV/0!",
        "B9 1207616.00",
        "B10 -0.000001",
        "B11 1000000000000000",
        "B12 -5.00",
        "B13 0.0",
    ];
    assert_eq!(shown(&book, 0), expected);
    assert_eq!((area(&book.grids[0], 0), book.grids[0].merged.len()), ([0, 0, 0, 2], 1));
    assert_eq!(
        book.grids.iter().map(|grid| (&*grid.name, grid.is_hidden)).collect::<Vec<_>>(),
        [("Trade", false), ("Hidden", true)]
    );
    assert_eq!(book.notices.len(), 1, "{:?}", book.notices);
    assert!(book.notices[0].starts_with("sheet Trade: 1 cell (B5) shown in thousands"), "{:?}", book.notices);
}

#[test]
fn what_other_programs_write() {
    let book = read(&xlsx_of(concat!(
        r#"<row r="1"><c r="A1" t="inlineStr"><is><r><t xml:space="preserve">rich </t></r><r><t>text</t></r></is></c><c r="B1"><f>1+1</f></c>"#,
        r#"<c r="C1" s="2"><v>0.0725</v></c><c r="D1" s="4"><v>45000</v></c><c r="E1" t="d"><v>2023-01-31T00:00:00</v></c></row>"#,
        r#"<row><c><v>1E-3</v></c><c s="1"/><c s="99"><v>5</v></c></row>"#,
        r#"<row r="2"><c r="B2" t="b"><v>0</v></c></row>"#,
    )))
    .expect("a good book");
    assert_eq!(shown(&book, 0), ["A1 rich text", "C1 7.25%", "D1 2023-03-15", "E1 2023-01-31", "A2 0.001", "B2 FALSE", "C2 5"]);
    assert_eq!(book.grids.len(), 1, "a chart is no sheet with cells");
    assert!(book.notices[0].starts_with("sheet one: 1 formula (B1) without a value"), "{:?}", book.notices);
}

#[test]
fn ods_cells_are_read_as_they_are_shown() {
    let book = read(&ods(GOOD_TABLES)).expect("a good book");
    let expected = [
        "A1 Exports",
        "B3 14.5%",
        "C3 7.0%",
        "D3 5.00",
        "E3 2023-01-31",
        "F3 TRUE",
        "G3 #REF!",
        "A4 x",
        "B4 x",
        "A5 x",
        "B5 x",
        "B6 2.50",
    ];
    assert_eq!(shown(&book, 0), expected);
    assert_eq!(area(&book.grids[0], 0), [0, 0, 1, 2]);
    assert!(book.grids[1].is_hidden && book.grids[1].cells().is_empty());
    assert!(book.notices[0].starts_with("sheet Trade: 1 formula (H3) without a value"), "{:?}", book.notices);
}

const GOOD_TABLES: &str = concat!(
    r#"<table:table table:name="Trade"><table:table-column/><table:table-column table:number-columns-repeated="9" table:default-cell-style-name="ce2"/>"#,
    r#"<table:table-row table:number-rows-repeated="1"><table:table-cell office:value-type="string" table:number-columns-spanned="3" table:number-rows-spanned="2"><text:p>Exports</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>"#,
    r#"<table:table-row><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#,
    r#"<table:table-row><table:table-cell/><table:table-cell table:style-name="ce1" office:value-type="percentage" office:value="0.145"/><table:table-cell table:style-name="ce1" office:value-type="percentage" office:value="0.07"/>"#,
    r#"<table:table-cell office:value-type="float" office:value="5"/><table:table-cell office:value-type="date" office:date-value="2023-01-31"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/>"#,
    r#"<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell><table:table-cell table:formula="of:=1+1"/></table:table-row>"#,
    r#"<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#,
    r#"<table:table-row><table:table-cell/><table:table-cell office:value-type="float" office:value="2.5"/></table:table-row>"#,
    r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#,
    r#"</table:table><table:table table:name="Hidden" table:style-name="ta2"></table:table>"#,
);

fn good_xls() -> Vec<u8> {
    let numbers = [(0.5, 0), (603_808.0, 1), (0.145, 2), (44957.0, 3)];
    let mut cells = vec![xls_text(0, 0, "Exports")];
    cells.extend((0..).zip(numbers).map(|(column, (number, style))| xls_number(2, column, style, number)));
    cells.push(record(0x00E5, &[1, 0, 0, 0, 0, 0, 0, 0, 2, 0]));
    xls(&cells)
}

#[test]
fn xls_cells_are_read_as_they_are_shown() {
    let book = read(&good_xls()).expect("a good book");
    assert_eq!(shown(&book, 0), ["A1 Exports", "A3 0.5", "B3 603808.0", "C3 14.50%", "D3 2023-01-31"]);
    assert_eq!((&*book.grids[0].name, book.grids[0].is_hidden, area(&book.grids[0], 0)), ("old", true, [0, 0, 0, 2]));
}

/// Numbers, their formats as xlsx and xls write them and as ods does, and what is read.
const FORMATTED: [(f64, &str, &str, &str); 9] = [
    (
        6_086_400_000.0,
        "[$$-409]#,##0",
        "<number:currency-symbol>$</number:currency-symbol><number:number number:decimal-places='0'/>",
        "$6086400000",
    ),
    (
        21.7,
        "\"$\"0.0\" bn\"",
        "<number:text>$</number:text><number:number number:decimal-places='1'/><number:text> bn</number:text>",
        "$21.7 bn",
    ),
    (
        5_593_000_000.0,
        "0.0,,\"M\"",
        "<number:number number:decimal-places='1' number:display-factor='1000000'/><number:text>M</number:text>",
        "5593.0M",
    ),
    (
        5_593_000_000.0,
        "[$€-407]0.0,,",
        "<number:currency-symbol>€</number:currency-symbol><number:number number:decimal-places='1' number:display-factor='1000000'/>",
        "€5593.0",
    ),
    (
        -13.5,
        "0.0\" млн долл.\"",
        "<number:number number:decimal-places='1'/><number:text> млн долл.</number:text>",
        "-13.5 млн долл.",
    ),
    (1_000_007.7 - 1_000_000.1, "0.0", "<number:number number:decimal-places='1'/>", "7.6"),
    (155.199297, "0.0", "<number:number number:decimal-places='1'/>", "155.199297"),
    (811.943793658492, "0.00##", "<number:number number:decimal-places='4' number:min-decimal-places='2'/>", "811.9437936585"),
    (2e6 / 3.0, "General", "<number:number number:min-integer-digits='1'/>", "666666.66667"),
];

#[test]
fn a_formatted_number_reads_alike_in_every_kind_of_book() {
    let expected: Vec<String> = (1..).zip(FORMATTED).map(|(row, (.., told))| format!("A{row} {told}")).collect();
    let mut made = rust_xlsxwriter::Workbook::new();
    let sheet = made.add_worksheet();
    for (row, (number, code, ..)) in (0..).zip(FORMATTED) {
        let format = rust_xlsxwriter::Format::new().set_num_format(code);
        sheet.write_with_format(row, 0, number, &format).expect("a cell");
    }
    assert_eq!(shown(&read(&made.save_to_buffer().expect("memory")).expect("a good xlsx"), 0), expected);
    let codes = FORMATTED.map(|(_, code, ..)| code);
    let cells: Vec<Vec<u8>> = (0..).zip(FORMATTED).map(|(row, (number, ..))| xls_number(row, 0, row + 1, number)).collect();
    assert_eq!(shown(&read(&xls_of(&codes, &cells)).expect("a good xls"), 0), expected);
    let (mut styles, mut rows) = (String::new(), String::new());
    for (at, (number, _, style, _)) in FORMATTED.iter().enumerate() {
        styles += &format!("<number:number-style style:name='N{at}'>{style}</number:number-style>");
        styles += &format!("<style:style style:name='ce{at}' style:family='table-cell' style:data-style-name='N{at}'/>");
        rows += &format!(
            "<table:table-row><table:table-cell table:style-name='ce{at}' office:value-type='float' office:value='{number}'/></table:table-row>"
        );
    }
    let table = format!("<table:table table:name='a'>{rows}</table:table>");
    assert_eq!(shown(&read(&ods_of("", &styles, &table)).expect("a good ods"), 0), expected);
    // The same styles, of the style sheet.
    assert_eq!(shown(&read(&ods_of(&styles, "", &table)).expect("a good ods"), 0), expected);
}

#[test]
fn the_section_that_applies_is_shown() {
    let code = "[$$-409]#,##0.0;[Red]([$$-409]#,##0.0);\"н/д\"";
    let numbers = [5.5, -5.5, 0.0];
    let expected = ["A1 $5.5", "A2 -$5.5", "A3 н/д"];
    let cells: Vec<Vec<u8>> = (0..).zip(numbers).map(|(row, number)| xls_number(row, 0, 1, number)).collect();
    assert_eq!(shown(&read(&xls_of(&[code], &cells)).expect("a good xls"), 0), expected);
    // As LibreOffice writes it: each section a style, and the last one says when the others apply.
    let style = |name: &str, sign: &str, maps: &str| {
        format!(
            "<number:currency-style style:name='{name}'>{sign}<number:currency-symbol>$</number:currency-symbol>\
             <number:number number:decimal-places='1'/>{maps}</number:currency-style>"
        )
    };
    let maps = "<style:map style:condition='value()&gt;0' style:apply-style-name='P0'/>\
                <style:map style:condition='value()&lt;0' style:apply-style-name='P1'/>";
    let styles = style("P0", "", "")
        + &style("P1", "<number:text>-</number:text>", "")
        + &format!("<number:number-style style:name='N1'><number:text>н/д</number:text>{maps}</number:number-style>")
        + "<style:style style:name='parent' style:data-style-name='N1'/><style:style style:name='ce' style:parent-style-name='parent'/>";
    let cell = |number: f64| {
        format!(
            "<table:table-row><table:table-cell table:style-name='ce' office:value-type='float' office:value='{number}'/></table:table-row>"
        )
    };
    let table = format!("<table:table table:name='a'>{}</table:table>", numbers.map(cell).concat());
    assert_eq!(shown(&read(&ods_of("", &styles, &table)).expect("a good ods"), 0), expected);
}

#[test]
fn a_currency_that_the_book_does_not_name_is_told() {
    // Format 44 without a code of its own is the currency of whoever looks at it.
    let styles = r##"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="44"/></cellXfs></styleSheet>"##;
    let book = read(&made::xlsx_styled(styles, r#"<row r="1"><c r="A1" s="1"><v>5.5</v></c><c r="B1"><v>5.5</v></c></row>"#));
    let book = book.expect("a good book");
    assert_eq!(shown(&book, 0), ["A1 5.50", "B1 5.5"]);
    assert!(book.notices[0].starts_with("sheet one: 1 cell (A1) shown with the currency of the computer"), "{:?}", book.notices);
}

#[test]
fn what_is_no_workbook_is_told_as_what_it_is() {
    let word = made::zipped([("word/document.xml", vec![("<w/>", 1)])]);
    let binary = made::zipped([("xl/workbook.bin", vec![("x", 1)])]);
    let photos = made::zipped([("a.jpg", vec![("x", 1)])]);
    for (bytes, found) in [
        (word, "a word processor's file, or another that is no workbook"),
        (binary, "a binary workbook (.xlsb)"),
        (photos, "a zip file that holds no workbook"),
        (made::compound("WordDocument", b"x"), "a file of an office program that is no workbook"),
        (made::compound("EncryptedPackage", b"x"), "a workbook that is locked with a password"),
        (xls(&[])[..600].to_vec(), "a damaged workbook"),
    ] {
        let refusal = read(&bytes).expect_err(found);
        assert!(refusal.found.starts_with(found), "{}", refusal.found);
    }
    let refusal = book::grids("b.xlsx", good_xls(), &Limits::default(), None, &mut |_| ()).expect_err("no program");
    assert_eq!(refusal.found, "a workbook, and no program that reads workbooks");
    let nowhere = Path::new("/nowhere/crossfoot");
    let refusal = book::grids("b.xlsx", good_xls(), &Limits::default(), Some(nowhere), &mut |_| ()).expect_err("no such program");
    assert!(refusal.found.starts_with("a workbook, and no process to read it"), "{}", refusal.found);
}

#[test]
fn more_cells_than_wanted_are_refused_with_the_flag() {
    let row = r#"<row><c><v>1</v></c><c><v>2</v></c></row>"#;
    let bytes = xlsx(vec![("<worksheet><sheetData>", 1), (row, 50), ("</sheetData></worksheet>", 1)], vec![]);
    let limited = |cells| book::grids("b", bytes.clone(), &Limits::of_cells(cells), Some(program()), &mut |_| ());
    assert_eq!(limited(100).expect("a hundred cells").grids[0].cells().len(), 100);
    let refusal = limited(99).expect_err("too many");
    assert_eq!(refusal.found, "a workbook of more than 99 cells");
    assert!(refusal.expected.contains("--max-cells"));
}

/// The most memory that the process which parses had, and the processor time that it took, as often as it could be asked.
fn effort(bytes: &[u8]) -> (u64, Duration) {
    let mut child = Command::new(program())
        .args([book::SUBCOMMAND, "4000000"])
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let (mut stdin, mut stdout) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
    let hearing = std::thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()).expect("a pipe"));
    // One that ends early is what some of these files are about.
    let _ = stdin.write_all(&(bytes.len() as u64).to_le_bytes()).and_then(|()| stdin.write_all(bytes));
    drop(stdin);
    let (mut most, mut work) = (0, Duration::ZERO);
    while child.try_wait().expect("a process").is_none() {
        most = most.max(memory(&format!("/proc/{}/status", child.id())));
        work = work.max(processor_time(&format!("/proc/{}/stat", child.id())));
        std::thread::sleep(Duration::from_millis(2));
    }
    hearing.join().expect("heard");
    (most, work)
}

/// `VmHWM`, in bytes; nothing where the system tells none.
fn memory(status: &str) -> u64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("VmHWM"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).map_or(0, |kilobytes| kilobytes << 10)
}

/// Of the program and of the system for it, in hundredths of a second; nothing where the system tells none.
fn processor_time(stat: &str) -> Duration {
    let text = std::fs::read_to_string(stat).unwrap_or_default();
    // The name, in brackets, may hold anything.
    let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    Duration::from_millis(fields.filter_map(|field| field.parse::<u64>().ok()).sum::<u64>() * 10)
}

/// A zip file whose directory says that every part is small.
fn lying(mut bytes: Vec<u8>) -> Vec<u8> {
    for at in 0..bytes.len() - 46 {
        if bytes[at..].starts_with(b"PK\x01\x02") {
            bytes[at + 24..at + 28].copy_from_slice(&100_u32.to_le_bytes());
        }
    }
    bytes
}

#[test]
fn hostile_books_are_refused_in_bounded_memory_and_time() {
    let sheet = |row: &'static str, times| vec![("<worksheet><sheetData>", 1), (row, times), ("</sheetData></worksheet>", 1)];
    let table = |inner: &str| ods(&format!(r#"<table:table table:name="a">{inner}</table:table>"#));
    let zeros = xlsx(sheet("<row></row>000000000000000000000000000000000000000000000", 10_000_000), vec![]);
    let strings = vec![("<sst>", 1), ("<si><t>a</t></si>", 9_000_000), ("</sst>", 1)];
    let far = [xls_number(0, 0, 0, 1.0), xls_number(65535, 255, 0, 1.0)];
    let dimensions = record(0x0200, &[0, 0, 0, 0, 255, 255, 255, 127, 0, 0, 255, 255, 0, 0]);
    let hostile = [
        ("zeros", zeros.clone()),
        ("zeros that the directory denies", lying(zeros)),
        ("strings without end", xlsx(sheet("<row/>", 1), strings)),
        ("room for strings", xlsx(sheet("<row/>", 1), vec![(r#"<sst uniqueCount="99999999999999"></sst>"#, 1)])),
        ("one long text", xlsx(vec![("<worksheet><sheetData><row><c t='str'><v>", 1), ("aaaaaaaaaa", 30_000_000)], vec![])),
        ("many attributes", xlsx(vec![("<worksheet><sheetData><row ", 1), ("a='' ", 2_000_000), ("></row>", 1)], vec![])),
        ("a row too far", xlsx_of(r#"<row r="1"><c r="A99999999999"><v>1</v></c></row>"#)),
        ("a row just too far", xlsx_of(r#"<row r="1"><c r="A1048577"><v>1</v></c></row>"#)),
        ("a column too far", xlsx_of(r#"<row r="1"><c r="ZZZZZZZZ1"><v>1</v></c></row>"#)),
        ("a text that is not there", xlsx_of(r#"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#)),
        (
            "cells without end",
            xlsx(
                sheet("<row><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row>", 900_000),
                vec![],
            ),
        ),
        ("no end of the sheet", xlsx(vec![("<worksheet><sheetData><row>", 1)], vec![])),
        (
            "a cell on every place",
            table(
                r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>"#,
            ),
        ),
        (
            "spaces without end",
            table(
                r#"<table:table-row><table:table-cell office:value-type="string"><text:p>a<text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row>"#,
            ),
        ),
        ("cells far apart", xls(&far)),
        ("declared sizes", xls(&[dimensions, xls_number(0, 0, 0, 1.0)])),
        ("merged cells that are not there", xls(&[record(0x00E5, &[255, 255, 0, 0])])),
    ];
    for (name, bytes) in hostile {
        let begun = Instant::now();
        let refusal = read(&bytes).map(|book| book.grids.len()).expect_err(name);
        let time = begun.elapsed();
        let (peak, work) = effort(&bytes);
        println!("{name}: {} bytes, {time:.1?}, of work {work:.1?}, {} MB: {}", bytes.len(), peak >> 20, refusal.found);
        assert!(!refusal.found.is_empty() && !refusal.expected.is_empty(), "{name}");
        assert!(time < MOST_TIME, "{name}: {time:?}");
        assert!(peak <= MOST_MEMORY, "{name}: {peak} bytes");
        assert!(work <= MOST_WORK, "{name}: {work:?}");
    }
    assert!(memory("/proc/self/status") <= MOST_MEMORY, "this process: {} bytes", memory("/proc/self/status"));
}

#[test]
fn what_only_looks_large_is_read() {
    let sheet = concat!(
        r#"<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>"#,
        r#"<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>"#
    );
    let bytes = xlsx(vec![(sheet, 1)], vec![]);
    assert_eq!(shown(&read(&bytes).expect("two cells"), 0), ["A1 1", "XFD1048576 2"]);
    assert!(effort(&bytes).0 < 100 << 20);
    // Rows backwards, and one cell twice.
    let rows: String = (1..=20_000).rev().map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>"#)).collect();
    let twice = r#"<row r="7"><c r="A7"><v>8</v></c></row>"#;
    let book = read(&xlsx_of(&(rows + twice))).expect("cells in any order");
    assert_eq!((book.grids[0].cells().len(), book.grids[0].shown(6, 0)), (20_000, "8".to_string()));
}

/// How many damaged books of each kind.
fn mutations() -> u64 {
    std::env::var("CROSSFOOT_MUTATIONS").map_or(40, |count| count.parse().expect("a number"))
}

/// Some bytes replaced, taken out, or said twice.
fn changed(bytes: &[u8], draws: &mut Draws) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=draws.below(6) {
        let at = draws.below(bytes.len() as u64 + 1) as usize;
        let until = (at + draws.below(40) as usize).min(bytes.len());
        match draws.below(5) {
            0 | 1 if at < bytes.len() => bytes[at] = draws.below(256) as u8,
            2 if at < bytes.len() => bytes[at] ^= 1 << draws.below(8),
            3 => drop(bytes.drain(at..until)),
            _ => {
                let again = bytes[at..until].to_vec();
                bytes.splice(at..at, again);
            }
        }
    }
    bytes
}

/// The same change within the parts of a zip file, so that the damage gets past its checksums.
fn changed_within(parts: &[(String, Vec<u8>)], draws: &mut Draws) -> Vec<u8> {
    let damaged = draws.below(parts.len() as u64) as usize;
    let texts: Vec<(&str, String)> = parts
        .iter()
        .enumerate()
        .map(|(place, (name, bytes))| {
            let bytes = if place == damaged { changed(bytes, draws) } else { bytes.clone() };
            (name.as_str(), String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect();
    made::zipped(texts.iter().map(|(name, text)| (*name, vec![(text.as_str(), 1)])))
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip file");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("its content");
            (part.name().expect("its name").into_owned(), content)
        })
        .collect()
}

/// Reads damaged books; says how many could be read nevertheless.
fn damage(kind: &str, seed: u64, mut damaged: impl FnMut(&mut Draws) -> Vec<u8>) {
    let mut draws = Draws::new(seed);
    let mut good = 0;
    for number in 0..mutations() {
        let bytes = damaged(&mut draws);
        let begun = Instant::now();
        match book::is_book(&bytes).then(|| read(&bytes)) {
            Some(Ok(_)) => good += 1,
            Some(Err(refusal)) => assert!(!refusal.found.is_empty() && !refusal.expected.is_empty(), "{kind} {number}"),
            None => (),
        }
        assert!(begun.elapsed() < MOST_TIME, "{kind} {number}: {:?}", begun.elapsed());
    }
    println!("{kind}: {} damaged, {good} readable, {} MB here", mutations(), memory("/proc/self/status") >> 20);
}

#[test]
fn damaged_xlsx() {
    let good = xlsx_of(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" s="2"><v>0.5</v></c></row>"#);
    let parts = parts(&good);
    damage("xlsx", 11, |draws| if draws.below(3) == 0 { changed(&good, draws) } else { changed_within(&parts, draws) });
}

#[test]
fn damaged_ods() {
    let good = ods(GOOD_TABLES);
    let parts = parts(&good);
    damage("ods", 12, |draws| if draws.below(3) == 0 { changed(&good, draws) } else { changed_within(&parts, draws) });
}

#[test]
fn damaged_xls() {
    let good = good_xls();
    damage("xls", 13, |draws| changed(&good, draws));
}

/// The offices' own books, where they are: whole, cut off, and damaged.
#[test]
fn books_of_statistics_offices() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/trade");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: no {}", folder.display());
        return;
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending.to_string_lossy().starts_with("xls")));
    paths.sort();
    for path in paths {
        let bytes = std::fs::read(&path).expect("a file");
        let whole = read(&bytes).unwrap_or_else(|refusal| panic!("{}: {}", path.display(), refusal.found));
        assert!(whole.grids.iter().any(|grid| grid.cells().len() > 50), "{}", path.display());
        for tenth in 1..10 {
            assert!(read(&bytes[..bytes.len() * tenth / 10]).is_err(), "{} cut off", path.display());
        }
        damage(&path.file_name().expect("a name").to_string_lossy(), 14, |draws| changed(&bytes, draws));
    }
}
