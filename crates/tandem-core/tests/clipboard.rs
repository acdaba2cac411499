//! Pasting what other programs put on the clipboard. The pages stand in `clipboard/`; what they mean was read off them.

use tandem_core::cell::Value;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::engine::Content;
use tandem_core::exchange::{
    ClipboardReader, PasteOptions, Picked, Table, copy_html, copy_text, paste_cells, paste_table,
};
use tandem_core::text::Language;
use tandem_core::workbook::{Align, Border, BorderLine, Borders, Style, StyleColor, Workbook};

fn read(page: &str) -> Table {
    ClipboardReader::html(page.to_owned()).unwrap().finish().unwrap().expect("the page holds a table")
}

fn page(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/clipboard/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A workbook in which a page was pasted with its first cell in C5.
fn pasted(page: &str) -> (Workbook, usize) {
    let mut workbook = Workbook::new("w");
    let table = read(page);
    let first = workbook.cell("Sheet1!C5").unwrap();
    let to = tandem_core::cell::Area::between(
        first.sheet,
        (first.row, first.column),
        (first.row + table.rows() - 1, first.column + table.columns() - 1),
    );
    let pasted = paste_table(&workbook, &table, to, PasteOptions::default()).unwrap();
    let lost = pasted.formulas_lost;
    pasted.edit.apply(&mut workbook).unwrap();
    (workbook, lost)
}

/// What a cell holds: a formula as it is, a text in quotation marks, everything else plainly.
fn content(workbook: &Workbook, cell: &str) -> String {
    match workbook.content(workbook.cell(&format!("Sheet1!{cell}")).unwrap()) {
        Content::Formula(text) => text,
        Content::Literal(Value::Text(text)) => format!("{text:?}"),
        Content::Literal(value) => value.plain(),
        Content::Blank => String::new(),
    }
}

fn style<'a>(workbook: &'a Workbook, cell: &str) -> &'a Style {
    workbook.style(workbook.cell(&format!("Sheet1!{cell}")).unwrap())
}

fn merges(workbook: &Workbook) -> Vec<String> {
    let sheet = workbook.sheet(workbook.sheet_id("Sheet1").unwrap()).unwrap();
    sheet.overlay.merges.iter().map(|area| area.a1()).collect()
}

fn color(color: Option<StyleColor>) -> String {
    color.map(String::from).unwrap_or_default()
}

fn check(workbook: &Workbook, expect: &[(&str, &str)]) {
    for (cell, expect) in expect {
        assert_eq!(content(workbook, cell), *expect, "{cell}");
    }
}

#[test]
fn excel() {
    let (workbook, lost) = pasted(&page("excel.html"));
    assert_eq!(lost, 0);
    check(
        &workbook,
        &[
            ("C5", "\"Partner revenue\""),
            ("D5", ""),
            ("E5", "\"Share\""),
            ("C6", "\"R&D <East>\""),
            ("D6", "12345.6"),
            ("E6", "0.125"),
            ("F6", "46112"),
            ("C7", "\"00123\""),
            ("D7", "1200"),
            ("E7", "\"two\\nlines\""),
            ("F7", "\"a   b and what is clipped\""),
            ("C8", "\"West\""),
            ("D8", "-7"),
            ("E8", "TRUE"),
            ("F8", "#DIV/0!"),
            ("C9", ""),
            ("D9", "8"),
            ("E9", "\"=not a formula\""),
            ("F9", ""),
            ("C10", ""),
        ],
    );
    let head = style(&workbook, "C5");
    assert!(head.bold && head.align == Align::Center);
    assert_eq!(color(head.fill), "#c00000");
    assert_eq!(merges(&workbook), ["C5:D5", "C8:C9"]);
    assert_eq!(style(&workbook, "D6").format.as_deref(), Some("#,##0.00_);[Red]\\(#,##0.00\\)"));
    assert_eq!(style(&workbook, "D6").align, Align::Auto);
    assert_eq!(style(&workbook, "E6").format.as_deref(), Some("0.00%"));
    assert_eq!(style(&workbook, "F6").format.as_deref(), Some("yyyy/m/d"));
    assert_eq!(style(&workbook, "D7").format.as_deref(), Some("\"¥\"#,##0"));
    assert!(style(&workbook, "D7").italic);
    assert!(style(&workbook, "E7").wrap);
    assert_eq!(color(style(&workbook, "E7").color), "#ff0000");
    assert_eq!(style(&workbook, "F7").borders.top.map(|border| border.line), Some(BorderLine::Thin));
    assert_eq!(*style(&workbook, "C6"), Style::default());
}

#[test]
fn older_excel() {
    let (workbook, _) = pasted(&page("excel-2003.html"));
    check(
        &workbook,
        &[
            ("D5", "0.0226"),
            ("E5", "\"01\""),
            ("D6", "200"),
            ("E6", "TRUE"),
            // The table proves that it begins in A1, so its formulas move along.
            ("D7", "=D5*$B$2"),
            ("E7", "#N/A"),
            // A reference out of the table leads elsewhere than it did.
            ("D8", "9"),
        ],
    );
}

#[test]
fn google_sheets() {
    let (workbook, lost) = pasted(&page("google-sheets.html"));
    assert_eq!(lost, 1);
    check(
        &workbook,
        &[
            ("C5", "\"Deal \\\"A\\\"\\nFY26\""),
            ("D5", ""),
            ("E5", "\"007\""),
            ("C6", "1234.56789"),
            ("D6", "=C6*2"),
            ("E6", "TRUE"),
            ("C7", "46112"),
            ("D7", "0.30000000000000004"),
            ("E7", "42"),
        ],
    );
    assert_eq!(workbook.value(workbook.cell("Sheet1!D6").unwrap()).plain(), "2469.13578");
    assert!(style(&workbook, "C5").bold);
    let green = style(&workbook, "E5");
    assert!(green.italic && green.fill.is_none() && green.borders == Borders::NONE);
    assert_eq!(color(green.color), "#38761d");
    assert_eq!(merges(&workbook), ["C5:D5"]);
    assert_eq!(style(&workbook, "C6").format.as_deref(), Some("[$€]#,##0.00"));
    assert_eq!(style(&workbook, "C7").format.as_deref(), Some("yyyy\"-\"mm\"-\"dd"));
    assert_eq!(style(&workbook, "D6").align, Align::Auto);
    assert_eq!(style(&workbook, "E6").align, Align::Center);
}

#[test]
fn a_lone_cell_and_the_older_form_of_google_sheets() {
    let (workbook, _) = pasted(&page("google-sheets-cell.html"));
    check(&workbook, &[("C5", "=SUM(A5:B5)")]);
    assert!(style(&workbook, "C5").bold);
    let (workbook, _) = pasted(&page("google-sheets-old.html"));
    check(&workbook, &[("C5", "12002"), ("D5", "\"Plan – B\""), ("E5", "0.35")]);
    assert_eq!(style(&workbook, "E5").format.as_deref(), Some("0%"));
}

#[test]
fn libreoffice() {
    let (workbook, _) = pasted(&page("libreoffice.html"));
    check(
        &workbook,
        &[
            ("C5", "\"Partner\""),
            ("D5", ""),
            ("E5", "\"Share\""),
            ("C6", "\"Nordwind & Söhne\""),
            ("D6", "12345.678"),
            ("E6", "0.125"),
            ("F6", "46112"),
            ("C7", "\"東京商事\\n第二営業部\""),
            ("D7", "24691.356"),
            ("E7", "TRUE"),
        ],
    );
    assert!(style(&workbook, "C5").bold);
    assert_eq!(color(style(&workbook, "C5").fill), "#dfeeed");
    assert_eq!(color(style(&workbook, "C7").color), "#c00000");
    assert_eq!(merges(&workbook), ["C5:D5"]);
    assert_eq!(style(&workbook, "D6").format.as_deref(), Some("#,##0.00"));
    assert_eq!(style(&workbook, "F6").format.as_deref(), Some("YYYY-MM-DD"));
}

#[test]
fn a_table_of_any_page_keeps_the_looks_of_the_target() {
    let page = "<p>Before</p><table><tr><th>Item</th><th>Price</th></tr><tr><td>A</td><td>12%</td></tr>\
                <tr><td><table><tr><td>in</td><td>ner</td></tr></table></td><td><p>a</p><p>b</p></td></tr></table>";
    let (workbook, _) = pasted(page);
    check(&workbook, &[("C5", "\"Item\""), ("D6", "0.12"), ("D7", "\"a\\nb\"")]);
    assert_eq!(content(&workbook, "C7").replace("\\n", ""), "\"inner\"");
    assert!(style(&workbook, "C5").bold);
    assert_eq!(style(&workbook, "D6").format.as_deref(), Some("0%"));
}

#[test]
fn a_page_without_a_table_is_none() {
    for page in
        ["", "text", "<p>a</p>", "<table></table>", "<table><tr></tr></table>", "<script><table><tr><td>1</script>"]
    {
        assert!(ClipboardReader::html(page.to_owned()).unwrap().finish().unwrap().is_none(), "{page}");
    }
}

#[test]
fn what_is_copied_here_is_pasted_in_another_workbook_as_it_was() {
    let mut workbook = Workbook::new("w");
    let typed = [
        ("A1", "Name <b>"),
        ("B1", "0.1234567890123456789"),
        ("C1", "=B1*$B$1+Sheet1!A2"),
        ("A2", "'=text"),
        ("B2", "12.5%"),
        ("C2", "=1/0"),
        ("A3", "two\nlines"),
        ("B3", "TRUE"),
        ("C3", "2026-03-31"),
        ("A4", "'007"),
        ("A6", "=SEQUENCE(2,2)"),
    ];
    for (cell, text) in typed {
        let at = workbook.cell(&format!("Sheet1!{cell}")).unwrap();
        Edit::SetCells(vec![CellEdit::typed(at, text)]).apply(&mut workbook).unwrap();
    }
    let line = Border { line: BorderLine::Double, color: None };
    let borders = Borders { bottom: Some(line), ..Borders::NONE };
    let bold = Style { bold: true, align: Align::Right, borders, ..Style::default() };
    let at = workbook.cell("Sheet1!A4").unwrap();
    Edit::SetCells(vec![CellEdit { at, input: None, style: Some(bold) }]).apply(&mut workbook).unwrap();
    Edit::Merge(workbook.area("Sheet1!A4:B4").unwrap()).apply(&mut workbook).unwrap();
    let area = workbook.area("Sheet1!A1:C7").unwrap();
    let page = copy_html(&workbook, &Picked::of(area), Language::Japanese, "mark-7").unwrap();
    assert_eq!(read(&page).mark(), Some("mark-7"));
    let (other, lost) = pasted(&page);
    assert_eq!(lost, 0);
    for (row, column) in (0..4).flat_map(|row| (0..3).map(move |column| (row, column))) {
        let name = |row: u32, column: u32| format!("{}{}", char::from(b'A' + u8::try_from(column).unwrap()), row + 1);
        let (from, to) = (name(row, column), name(row + 4, column + 2));
        assert_eq!(style(&other, &to), style(&workbook, &from), "{from}");
        if !content(&workbook, &from).starts_with('=') {
            assert_eq!(content(&other, &to), content(&workbook, &from), "{from}");
        }
    }
    assert_eq!(merges(&other), ["C8:D8"]);
    check(&other, &[("E5", "=D5*$B$1+Sheet1!C6"), ("E6", "=1/0"), ("C10", "=SEQUENCE(2,2)"), ("D11", "")]);
    assert_eq!(other.value(other.cell("Sheet1!D11").unwrap()).plain(), "4");
}

#[test]
fn several_areas_are_copied_as_one_table_with_what_lies_between_left_out() {
    let mut workbook = Workbook::new("w");
    for (cell, text) in [("A1", "1"), ("A2", "2"), ("A3", "3"), ("C1", "=A1*10"), ("C2", "hidden"), ("C3", "=A3*$A$1")]
    {
        let at = workbook.cell(&format!("Sheet1!{cell}")).unwrap();
        Edit::SetCells(vec![CellEdit::typed(at, text)]).apply(&mut workbook).unwrap();
    }
    let area = |name: &str| workbook.area(&format!("Sheet1!{name}")).unwrap();
    let picked = Picked::joined(&[area("A1"), area("C1"), area("A3"), area("C3")]).unwrap();
    assert_eq!(copy_text(&workbook, &picked, Language::English), "1\t10\r\n3\t3");
    let page = copy_html(&workbook, &picked, Language::English, "m").unwrap();
    assert_eq!((read(&page).rows(), read(&page).columns()), (2, 2));
    assert!(!page.contains("hidden"));
    // Formulas go as far as where they are put, each from its own cell.
    let pasted = paste_cells(&workbook, &picked, area("E5:F6"), PasteOptions::default()).unwrap();
    pasted.edit.apply(&mut workbook).unwrap();
    check(&workbook, &[("E5", "1"), ("F5", "=D5*10"), ("E6", "3"), ("F6", "=D6*$A$1")]);
}

#[test]
fn of_merged_cells_a_copy_spans_what_is_picked_of_them() {
    let mut workbook = Workbook::new("w");
    let at = workbook.cell("Sheet1!A1").unwrap();
    Edit::SetCells(vec![CellEdit::typed(at, "wide")]).apply(&mut workbook).unwrap();
    Edit::Merge(workbook.area("Sheet1!A1:A3").unwrap()).apply(&mut workbook).unwrap();
    let end = workbook.cell("Sheet1!A4").unwrap();
    Edit::SetCells(vec![CellEdit::typed(end, "end")]).apply(&mut workbook).unwrap();
    let area = |name: &str| workbook.area(&format!("Sheet1!{name}")).unwrap();
    let picked = Picked::joined(&[area("A1"), area("A3:A4")]).unwrap();
    let page = copy_html(&workbook, &picked, Language::English, "m").unwrap();
    assert!(page.contains("rowspan=\"2\""), "{page}");
    assert!(Table::of_cells(&workbook, &picked).is_ok_and(|table| table.rows() == 3));
}

#[test]
fn a_style_that_means_nothing_is_left_out() {
    let style = |json: &str| format!("<table><tr><td data-tandem-style='{json}'>1</td></tr></table>");
    for json in ["{\"format\":\"[[[\"}", "{\"bold\":5}", "{\"indent\":251}", "{\"unknown\":true}", "{"] {
        let (workbook, _) = pasted(&style(json));
        check(&workbook, &[("C5", "1")]);
        assert_eq!(*self::style(&workbook, "C5"), Style::default(), "{json}");
    }
    assert!(self::style(&pasted(&style("{\"bold\":true}")).0, "C5").bold);
}

#[test]
fn hostile_pages_are_harmless_and_soon_read() {
    let many = |piece: &str, times: usize| piece.repeat(times);
    let nested = many("<table><tr><td>", 200_000);
    let spans = format!("<table><tr>{}</tr>{}", many("<td rowspan=99999>x", 2_000), many("<tr><td>", 100_000));
    let wide = format!("<table>{}", many("<tr><td colspan=16384>", 100_000));
    let quotes = format!("<table><tr><td {}", many("a=\"b' ", 400_000));
    let comments = format!("<table><tr><td>{}", many("<!--", 500_000));
    let styles = format!("<style>{}", many("{\"", 500_000));
    let attributes = format!("<table><tr><td {}>x", many("x=1 ", 500_000));
    let json = format!("<google-sheets-html-origin><table><tr><td data-sheets-value='{}'>x", many("[", 500_000));
    for page in [nested, spans, wide, quotes, comments, styles, attributes, json] {
        // Whether it is refused or not, it ends; the time limit of the test run would tell.
        let _ = ClipboardReader::html(page).unwrap().finish();
    }
    let script = "<table><tr><td onclick='alert(1)'><a href='javascript:alert(1)'>link</a>\
                  <script>alert(1)</script><img src=x onerror=alert(1)></td></tr></table>";
    check(&pasted(script).0, &[("C5", "\"link\"")]);
}

#[test]
fn reading_in_pieces_gives_the_same() {
    let page = page("excel.html");
    let mut reader = ClipboardReader::html(page.clone()).unwrap();
    let mut percents = vec![reader.percent()];
    while !reader.advance(64).unwrap() {
        percents.push(reader.percent());
    }
    assert!(percents.is_sorted() && percents.len() > 20);
    let table = reader.finish().unwrap().unwrap();
    assert_eq!(format!("{table:?}"), format!("{:?}", read(&page)));
}

#[test]
fn what_is_too_large_is_refused() {
    let tabs = "\t".repeat(600_000);
    assert!(ClipboardReader::plain(tabs, '\t').unwrap().finish().is_err());
    let cells = "1\t2\n".repeat(260_000);
    assert!(ClipboardReader::plain(cells, '\t').unwrap().finish().is_err());
    assert!(ClipboardReader::plain("x".repeat(65 * 1024 * 1024), '\t').is_err());
    let rows = format!("<table>{}</table>", "<tr><td>1</td></tr>".repeat(500_001));
    assert!(ClipboardReader::html(rows).unwrap().finish().is_err());
    let error = ClipboardReader::html("x".repeat(65 * 1024 * 1024)).unwrap_err();
    assert!(error.text(Language::Japanese).contains("65 MB"), "{error}");
}
