//! Workbooks made by hand, good ones and hostile ones.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Parts as a zip file. Each part is given in pieces, so that one of a gigabyte need not be in memory.
pub fn zipped<'a>(parts: impl IntoIterator<Item = (&'a str, Vec<(&'a str, usize)>)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, pieces) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(1));
        zip.start_file(name, options).expect("a new part");
        for (piece, times) in pieces {
            let many = piece.repeat((1_usize << 20).div_ceil(piece.len().max(1)).min(times));
            let in_one = many.len() / piece.len().max(1);
            for _ in 0..times / in_one.max(1) {
                zip.write_all(many.as_bytes()).expect("memory");
            }
            zip.write_all(piece.repeat(times % in_one.max(1)).as_bytes()).expect("memory");
        }
    }
    zip.finish().expect("memory").into_inner()
}

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r0" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SHEETS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="one" sheetId="1" r:id="r1"/><sheet name="chart" sheetId="2" r:id="r2"/></sheets></workbook>"#;
const STYLES: &str = r##"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0"/><numFmt numFmtId="165" formatCode="#,##0,"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs></styleSheet>"##;

/// An xlsx of one sheet: its XML, in pieces, and its shared strings.
pub fn xlsx<'a>(sheet: Vec<(&'a str, usize)>, strings: Vec<(&'a str, usize)>) -> Vec<u8> {
    zipped([
        ("_rels/.rels", vec![(RELATIONS, 1)]),
        ("xl/workbook.xml", vec![(BOOK, 1)]),
        ("xl/_rels/workbook.xml.rels", vec![(SHEETS, 1)]),
        ("xl/styles.xml", vec![(STYLES, 1)]),
        ("xl/sharedStrings.xml", if strings.is_empty() { vec![("<sst></sst>", 1)] } else { strings }),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// An xlsx of one sheet with these styles and rows.
pub fn xlsx_styled(styles: &str, rows: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    zipped([
        ("_rels/.rels", vec![(RELATIONS, 1)]),
        ("xl/workbook.xml", vec![(BOOK, 1)]),
        ("xl/_rels/workbook.xml.rels", vec![(SHEETS, 1)]),
        ("xl/styles.xml", vec![(styles, 1)]),
        ("xl/sharedStrings.xml", vec![("<sst></sst>", 1)]),
        ("xl/worksheets/sheet1.xml", vec![(&sheet, 1)]),
    ])
}

/// An xlsx of one sheet with these rows.
pub fn xlsx_of(rows: &str) -> Vec<u8> {
    xlsx(vec![("<worksheet><sheetData>", 1), (rows, 1), ("</sheetData></worksheet>", 1)], vec![])
}

const MANIFEST: &str = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
const CONTENT: &str = r#"<office:document-content><office:automatic-styles>
<number:percentage-style style:name="N11"><number:number number:decimal-places="1"/><number:text>%</number:text></number:percentage-style>
<number:number-style style:name="N12"><number:number number:decimal-places="2"/></number:number-style>
<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N11"/>
<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N12"/>
<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>"#;

/// An ods: its tables.
pub fn ods(tables: &str) -> Vec<u8> {
    zipped([
        ("mimetype", vec![("application/vnd.oasis.opendocument.spreadsheet", 1)]),
        ("META-INF/manifest.xml", vec![(MANIFEST, 1)]),
        ("content.xml", vec![(CONTENT, 1), (tables, 1), ("</office:spreadsheet></office:body></office:document-content>", 1)]),
    ])
}

/// An ods with styles of its own: those of its style sheet, those of its content, and its tables.
pub fn ods_of(sheet: &str, styles: &str, tables: &str) -> Vec<u8> {
    let begin = format!("<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>");
    let body = format!("<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>");
    let sheet = format!("<office:document-styles><office:styles>{sheet}</office:styles></office:document-styles>");
    zipped([
        ("mimetype", vec![("application/vnd.oasis.opendocument.spreadsheet", 1)]),
        ("META-INF/manifest.xml", vec![(MANIFEST, 1)]),
        ("styles.xml", vec![(&sheet, 1)]),
        ("content.xml", vec![(&begin, 1), (&body, 1)]),
    ])
}

/// A record of an xls.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a short record");
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// A number cell of an xls, with its style.
pub fn xls_number(row: u16, column: u16, style: u16, number: f64) -> Vec<u8> {
    let head = [row, column, style].map(u16::to_le_bytes).concat();
    record(0x0203, &[&head[..], &number.to_le_bytes()].concat())
}

/// A text cell of an xls.
pub fn xls_text(row: u16, column: u16, text: &str) -> Vec<u8> {
    let head = [row, column, 0, u16::try_from(text.len()).expect("short")].map(u16::to_le_bytes).concat();
    record(0x0204, &[&head[..], &[0], text.as_bytes()].concat())
}

/// An xls of one sheet: style 0 is general, and the others are these formats.
pub fn xls_of(formats: &[&str], cells: &[Vec<u8>]) -> Vec<u8> {
    let head = |at: u32| {
        let mut head = vec![record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0])];
        for (number, code) in (164_u16..).zip(formats) {
            let letters: Vec<u8> = code.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let length = u16::try_from(letters.len() / 2).expect("short");
            head.push(record(0x041E, &[&number.to_le_bytes()[..], &length.to_le_bytes(), &[1], &letters].concat()));
        }
        head.push(record(0x00E0, &[0, 0, 0, 0]));
        head.extend((164_u16..).take(formats.len()).map(|number| record(0x00E0, &[[0, 0], number.to_le_bytes()].concat())));
        head.push(record(0x0085, &[&at.to_le_bytes()[..], b"\0\0\x03\x00old"].concat()));
        head.push(record(0x000A, &[]));
        head.concat()
    };
    let begin = u32::try_from(head(0).len()).expect("short");
    let stream = [head(begin), record(0x0809, &[0, 6, 16, 0, 0, 0, 0, 0]), cells.concat(), record(0x000A, &[])].concat();
    compound("Workbook", &stream)
}

/// An xls of one sheet: styles 0 to 3 are general, `0.0`, `0.00%` and a date.
pub fn xls(cells: &[Vec<u8>]) -> Vec<u8> {
    let head = |at: u32| {
        [
            record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]),
            record(0x041E, b"\xa4\x00\x03\x00\x000.0"),
            record(0x00E0, &[0, 0, 0, 0]),
            record(0x00E0, &[0, 0, 0xA4, 0]),
            record(0x00E0, &[0, 0, 10, 0]),
            record(0x00E0, &[0, 0, 14, 0]),
            record(0x0085, &[&at.to_le_bytes()[..], b"\x01\x00\x03\x00old"].concat()),
            record(0x000A, &[]),
        ]
        .concat()
    };
    let begin = u32::try_from(head(0).len()).expect("short");
    let stream = [head(begin), record(0x0809, &[0, 6, 16, 0, 0, 0, 0, 0]), cells.concat(), record(0x000A, &[])].concat();
    compound("Workbook", &stream)
}

/// A compound file with one stream.
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    file.create_stream(name).expect("a new stream").write_all(stream).expect("memory");
    file.flush().expect("memory");
    file.into_inner().into_inner()
}
