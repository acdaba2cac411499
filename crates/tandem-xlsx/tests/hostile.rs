//! Files that mean harm, are damaged or come from elsewhere: a sentence says what is wrong, and nothing stops.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

use std::io::{Cursor, Write as _};

use tandem_core::function::Clock;
use tandem_core::text::Language;
use tandem_xlsx::{Imported, LossKind, XlsxError, read};
use zip::write::SimpleFileOptions;

const TYPES: &str =
    r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const ROOT: &str =
    r#"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="s"/></sheets></workbook>"#;
const BOOK_RELATIONS: &str = r#"<Relationships><Relationship Id="s" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const TEXTS: &str = "<sst><si><t>hello</t></si></sst>";

/// A file of parts.
fn file(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A file of one sheet, with a part in place of the usual one or besides.
fn with(name: &str, content: &[u8]) -> Vec<u8> {
    let usual: [(&str, &[u8]); 6] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS.as_bytes()),
        ("xl/sharedStrings.xml", TEXTS.as_bytes()),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData/></worksheet>"),
    ];
    let mut parts: Vec<(&str, &[u8])> = usual.into_iter().filter(|(known, _)| *known != name).collect();
    parts.push((name, content));
    file(&parts)
}

fn sheet(cells: &str) -> Vec<u8> {
    with("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{cells}</sheetData></worksheet>").as_bytes())
}

fn open(bytes: &[u8]) -> Result<Imported, XlsxError> {
    read(bytes, "w", Clock::default())
}

fn refusal(bytes: &[u8]) -> XlsxError {
    let error = open(bytes).map(|imported| imported.report).expect_err("refused");
    for language in [Language::English, Language::Japanese] {
        assert!(error.text(language).ends_with(['.', '。']), "{error:?}");
    }
    error
}

fn value(imported: &Imported, at: &str) -> String {
    imported.workbook.value(imported.workbook.cell(at).unwrap()).plain()
}

#[test]
fn what_is_no_workbook_is_refused() {
    assert_eq!(refusal(b""), XlsxError::NotXlsx);
    assert_eq!(refusal(b"<html>"), XlsxError::NotXlsx);
    assert_eq!(refusal(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]), XlsxError::ProtectedOrOld);
    let compound = |stream: &str| {
        let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 7].into_iter().chain(name).collect::<Vec<u8>>()
    };
    assert_eq!(refusal(&compound("EncryptedPackage")), XlsxError::Protected);
    assert_eq!(refusal(&compound("Workbook")), XlsxError::OldFormat);
    assert_eq!(refusal(b"PK\x03\x04 cut off"), XlsxError::Damaged { part: "zip".into() });
    assert_eq!(refusal(&file(&[("hello.txt", b"hi")])), XlsxError::NotXlsx);
    assert_eq!(refusal(&vec![b'P'; tandem_core::limits::MAX_FILE_BYTES + 1]), XlsxError::TooLarge);
}

#[test]
fn broken_xml_is_told_with_its_part() {
    let part = |part: &str| XlsxError::Damaged { part: part.to_owned() };
    let name = "xl/worksheets/sheet1.xml";
    for xml in [
        "<worksheet><sheetData>",
        "<a></b>",
        "<worksheet><c r=\"A1\"><v>&nope;</v></c></worksheet>",
        "<a",
        "\u{0}\u{1}<",
    ] {
        assert_eq!(refusal(&with(name, xml.as_bytes())), part(name), "{xml}");
    }
    assert_eq!(refusal(&with(name, &[b'<', 0xFF, 0xFE, b'>'])), part(name));
    let deep = format!("{}{}", "<a>".repeat(200_000), "</a>".repeat(200_000));
    assert_eq!(refusal(&with(name, deep.as_bytes())), part(name));
    let lost = BOOK_RELATIONS.replace("worksheets/sheet1.xml", "worksheets/none.xml");
    assert_eq!(refusal(&with("xl/_rels/workbook.xml.rels", lost.as_bytes())), part("xl/worksheets/none.xml"));
}

#[test]
fn every_cut_and_every_changed_byte_ends_in_words_or_a_workbook() {
    let whole = sheet(r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>A1&amp;"x"</f><v>1</v></c></row>"#);
    for end in 0..whole.len() {
        let _ = open(&whole[..end]);
    }
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x5A;
        let _ = open(&changed);
    }
}

#[test]
fn entities_are_never_expanded() {
    let mut lol = String::from("<!DOCTYPE lolz [<!ENTITY lol \"lol\">");
    for level in 1..10 {
        let inner = if level == 1 { "&lol;".repeat(10) } else { format!("&lol{};", level - 1).repeat(10) };
        lol.push_str(&format!("<!ENTITY lol{level} \"{inner}\">"));
    }
    lol.push_str("]><sst><si><t>&lol9;</t></si></sst>");
    let part = "xl/sharedStrings.xml";
    assert_eq!(refusal(&with(part, lol.as_bytes())), XlsxError::DocumentType { part: part.into() });
    let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><sst/>";
    assert_eq!(refusal(&with(part, outside.as_bytes())), XlsxError::DocumentType { part: part.into() });
}

#[test]
fn an_archive_that_unpacks_without_end_is_refused() {
    // Spaces in one part: some hundred kilobytes that unpack to more than all parts may have.
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in
        [("_rels/.rels", ROOT), ("xl/workbook.xml", BOOK), ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS)]
    {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).unwrap();
    archive.write_all(b"<sst>").unwrap();
    let filler = format!("<!--{}-->", "x".repeat(1024 * 1024));
    for _ in 0..260 {
        archive.write_all(filler.as_bytes()).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 4 * 1024 * 1024, "{} bytes", bytes.len());
    assert_eq!(refusal(&bytes), XlsxError::UnpacksTooLarge);
}

#[test]
fn cells_far_out_cost_nothing_and_cells_outside_are_left_out() {
    let far = open(&sheet(
        r#"<row r="1048576"><c r="XFD1048576"><v>7</v></c></row><row r="9999999"><c r="XFE1"><v>1</v></c></row>"#,
    ))
    .unwrap();
    assert_eq!(value(&far, "A!XFD1048576"), "7");
    let wide = with(
        "xl/worksheets/sheet1.xml",
        br#"<worksheet><dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" width="9" customWidth="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#,
    );
    assert_eq!(value(&open(&wide).unwrap(), "A!A1"), "1");
}

#[test]
fn what_is_not_read_is_told() {
    let relations = BOOK_RELATIONS.replace(
        "</Relationships>",
        r#"<Relationship Id="m" Type="x/vbaProject" Target="vbaProject.bin"/><Relationship Id="e" Type="x/externalLink" Target="externalLinks/e.xml"/></Relationships>"#,
    );
    let imported = open(&with("xl/_rels/workbook.xml.rels", relations.as_bytes())).unwrap();
    let kinds: Vec<LossKind> = imported.report.losses().iter().map(|loss| loss.kind).collect();
    assert_eq!(kinds, [LossKind::Macros, LossKind::OtherParts]);

    let imported = open(&sheet(
        r#"<row r="1"><c r="A1"><f>[1]Sheet1!A1</f><v>5</v></c><c r="B1"><f>CUBEVALUE("x")</f><v>6</v></c><c r="C1"><f>1+1</f><v>3</v></c><c r="D1"><f>SUM(T[x])</f><v>8</v></c></row>"#,
    ))
    .unwrap();
    assert_eq!(["A!A1", "A!B1", "A!C1", "A!D1"].map(|at| value(&imported, at)), ["5", "6", "2", "8"]);
    let told: Vec<(LossKind, &str)> =
        imported.report.losses().iter().map(|loss| (loss.kind, loss.places[0].as_str())).collect();
    let expected = [
        (LossKind::UnknownFunction, "'A'!B1"),
        (LossKind::ExternalFormula, "'A'!A1"),
        (LossKind::TableFormula, "'A'!D1"),
        (LossKind::OtherResult, "'A'!C1"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn values_of_all_kinds_and_shared_formulas_are_read() {
    let imported = open(&sheet(
        r#"<row><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t xml:space="preserve">a </t></r><r><rPr><b/></rPr><t>b</t></r></is></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><v>x_x000A_y</v></c><c><v>1.1000000000000001</v></c><c t="d"><v>2026-03-31</v></c></row>
        <row r="3"><c r="A3"><f t="shared" ref="A3:A5" si="0">ROW()*2</f><v>6</v></c></row><row><c><f t="shared" si="0"/><v>8</v></c></row><row><c><f t="shared" si="0"/><v>10</v></c></row>
        <row r="7"><c r="A7"><f t="array" ref="A7:B7">{1,2}*3</f><v>3</v></c><c r="B7"><v>6</v></c></row>"#,
    ))
    .unwrap();
    let read: Vec<String> = ["A1", "B1", "C1", "D1", "E1", "F1", "G1", "A3", "A4", "A5", "A7", "B7"]
        .iter()
        .map(|at| value(&imported, &format!("A!{at}")))
        .collect();
    assert_eq!(read, ["hello", "a b", "TRUE", "#N/A", "x\ny", "1.1", "46112", "6", "8", "10", "3", "6"]);
    let kinds: Vec<LossKind> = imported.report.losses().iter().map(|loss| loss.kind).collect();
    assert_eq!(kinds, [LossKind::RichText]);
}
