//! A workbook that goes out to a file and comes back is the same, as far as a file can say it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

use std::collections::BTreeSet;

use tandem_core::cell::{CellAddress, Link};
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::function::Clock;
use tandem_core::template::{self, instantiate};
use tandem_core::text::Language;
use tandem_core::workbook::{
    Align, Border, BorderLine, Borders, Color, ColorToken, Comparison, ListSource, Message, Note, Operator, Page, Role,
    Sheet, Strictness, Style, StyleColor, Validation, ValidationRule, VerticalAlign, Workbook,
};
use tandem_xlsx::{LossKind, read, survey, write};

fn sheets(workbook: &Workbook) -> Vec<&Sheet> {
    workbook.pages().iter().filter_map(Page::sheet).collect()
}

/// Every cell with its input, its exact value and its style.
fn cells(workbook: &Workbook) -> Vec<(String, String, String, Style)> {
    let mut all = Vec::new();
    for sheet in sheets(workbook) {
        let mut places: Vec<(u32, u32)> = sheet.styles.iter().map(|(row, column, _)| (row, column)).collect();
        if let Some(cells) = workbook.engine().store().sheet(sheet.id) {
            cells.for_each(|row, column, slot| {
                if slot.link.as_formula().is_some() || slot.link == Link::LITERAL && !slot.value.is_blank() {
                    places.push((row, column));
                }
            });
        }
        places.sort_unstable();
        places.dedup();
        for (row, column) in places {
            let at = CellAddress::new(sheet.id, row, column);
            let input = workbook.input_text(at);
            let mut style = workbook.style(at).clone();
            // Bold is what these are anyway, so that a file can't tell whether somebody asked for it besides.
            style.bold |= matches!(style.role, Role::Heading | Role::Total);
            all.push((workbook.reference(at), input, workbook.value(at).plain(), style));
        }
    }
    all
}

fn type_in(workbook: &mut Workbook, inputs: &[(&str, &str)]) {
    let edits = inputs.iter().map(|(at, text)| CellEdit::typed(workbook.cell(at).unwrap(), *text)).collect();
    Edit::SetCells(edits).apply(workbook).unwrap();
}

/// A rule of each kind.
fn validations(workbook: &Workbook) -> Vec<Validation> {
    let area = |text: &str| workbook.area(text).unwrap();
    let between = Comparison::between;
    let message = |title: &str, text: &str| Some(Message { title: title.into(), text: text.into() });
    let list = ["yes", "no", "5"].map(str::to_owned).to_vec();
    vec![
        Validation::new(vec![area("Sheet1!N1:N9"), area("Sheet1!P2")], ValidationRule::List(ListSource::Values(list))),
        Validation::new(vec![area("Sheet1!O1")], ValidationRule::List(ListSource::Formula("=Sheet1!$A$1:$A$3".into()))),
        Validation {
            allow_blank: false,
            input_message: message("Rate", "Between 0 and 1"),
            error_message: message("", "Too large"),
            strictness: Strictness::Warn,
            ..Validation::new(vec![area("Sheet1!O2")], ValidationRule::Decimal(between("0", "0.125")))
        },
        Validation::new(
            vec![area("Sheet1!O3")],
            ValidationRule::Whole(Comparison::with(Operator::GreaterOrEqual, "=B2*2")),
        ),
        Validation::new(vec![area("Sheet1!O4")], ValidationRule::Date(between("46112", "46113"))),
        Validation::new(vec![area("Sheet1!O5")], ValidationRule::TextLength(Comparison::with(Operator::Less, "9"))),
        Validation::new(vec![area("Sheet1!O6")], ValidationRule::Custom("=ISNUMBER(O6)".into())),
    ]
}

/// A workbook with something of everything.
fn sample() -> Workbook {
    let mut workbook = Workbook::new("w");
    Edit::AddSheet { name: "Q1 計画".to_owned(), position: None }.apply(&mut workbook).unwrap();
    Edit::AddSheet { name: "Hidden".to_owned(), position: None }.apply(&mut workbook).unwrap();
    let page = workbook.pages()[2].id.clone();
    Edit::SetSheetHidden { page, hidden: true }.apply(&mut workbook).unwrap();
    let name = |name: &str, target: &str| Edit::DefineName { name: name.to_owned(), target: target.to_owned() };
    name("rate", "=Sheet1!$B$1").apply(&mut workbook).unwrap();
    name("grow", "=LAMBDA(x,[y],IF(ISOMITTED(y),x*(1+rate),x+y))").apply(&mut workbook).unwrap();
    type_in(
        &mut workbook,
        &[
            ("Sheet1!A1", "利率 <&>\"'"),
            ("Sheet1!B1", "12.5%"),
            ("Sheet1!A2", "0.1"),
            ("Sheet1!B2", "=A2+0.2"),
            ("Sheet1!C2", "=B2*rate"),
            ("Sheet1!D2", "=grow(100)"),
            ("Sheet1!E2", "=grow(100,5)"),
            ("Sheet1!A3", "TRUE"),
            ("Sheet1!B3", "#N/A"),
            ("Sheet1!C3", "=1/0"),
            ("Sheet1!D3", "2026-03-31"),
            ("Sheet1!E3", "'00123"),
            ("Sheet1!A4", "=SEQUENCE(3,2)"),
            ("Sheet1!D4", "=SUM(A4#)"),
            ("Sheet1!E4", "=@A4:A6*2"),
            ("Sheet1!A8", "=LET(x,B2,y,2,x*y)"),
            ("Sheet1!B8", "=SUM(IF(A4:A6>1,B4:B6))"),
            ("Sheet1!C8", "=TEXT(5,\"0\")"),
            ("Sheet1!D8", "=\"inf\""),
            ("Sheet1!E8", "=\"_x0041_\"&\"\""),
            ("Sheet1!F8", "={1,2;3,4}"),
            ("Sheet1!A12", "123456789012345678901234567.8"),
            ("Sheet1!A13", "line one\nline two\ttab"),
            ("'Q1 計画'!A1", "=Sheet1!B2*2"),
            ("'Q1 計画'!C3", "=SUM('Q1 計画'!A1:B2)"),
            ("'Q1 計画'!XFD1048576", "last"),
        ],
    );
    let style = |workbook: &Workbook, at: &str, style: Style| CellEdit {
        at: workbook.cell(at).unwrap(),
        input: None,
        style: Some(style),
    };
    let with_role = |role| Style { role, ..Style::default() };
    let fixed = |hex: &str| Color::parse(hex).map(StyleColor::Fixed);
    let border = |line, color| Some(Border { line, color });
    let borders = Borders {
        top: border(BorderLine::Thin, None),
        right: border(BorderLine::Double, fixed("#aa0000")),
        bottom: border(BorderLine::Medium, Some(ColorToken::Accent.into())),
        left: border(BorderLine::Thick, None),
    };
    let edits = vec![
        style(&workbook, "Sheet1!A20", with_role(Role::Heading)),
        style(&workbook, "Sheet1!A21", with_role(Role::Input)),
        style(&workbook, "Sheet1!A22", with_role(Role::Total)),
        style(&workbook, "Sheet1!A23", with_role(Role::Note)),
        style(
            &workbook,
            "Sheet1!A24",
            Style {
                color: Some(ColorToken::Negative.into()),
                underline: true,
                indent: 2,
                align: Align::Left,
                bold: true,
                ..Style::default()
            },
        ),
        style(
            &workbook,
            "Sheet1!A25",
            Style {
                fill: Some(ColorToken::Warning.into()),
                strikethrough: true,
                vertical: VerticalAlign::Middle,
                italic: true,
                wrap: true,
                ..Style::default()
            },
        ),
        style(
            &workbook,
            "Sheet1!A26",
            Style { align: Align::Center, format: Some("#,##0.00;[Red]-#,##0.00".into()), ..Style::default() },
        ),
        style(
            &workbook,
            "Sheet1!A27",
            Style {
                fill: Some(ColorToken::Muted.into()),
                color: Some(ColorToken::Muted.into()),
                role: Role::Total,
                ..Style::default()
            },
        ),
        style(&workbook, "Sheet1!A28", Style { fill: fixed("#102030"), color: fixed("#fefefe"), ..Style::default() }),
        style(&workbook, "Sheet1!A29", Style { borders, ..Style::default() }),
    ];
    Edit::SetCells(edits).apply(&mut workbook).unwrap();
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    for edit in [
        Edit::SetColumnWidth { sheet, column: 1, width_px: Some(180) },
        Edit::SetColumnWidth { sheet, column: 9, width_px: Some(33) },
        Edit::SetRowHeight { sheet, row: 2, height_px: Some(40) },
        Edit::SetRowHeight { sheet, row: 5, height_px: Some(37) },
        Edit::SetFrozen { sheet, rows: 1, columns: 2 },
        Edit::Merge(workbook.area("Sheet1!H1:I3").unwrap()),
        Edit::SetHiddenRows { sheet, rows: vec![14, 15], hidden: true },
        Edit::SetHiddenColumns { sheet, columns: vec![11], hidden: true },
        Edit::SetNote {
            at: workbook.cell("Sheet1!B1").unwrap(),
            note: Some(Note { text: "from the\ncontract <7>".into(), author: Some("Aiko".into()) }),
        },
        Edit::SetNote {
            at: workbook.cell("Sheet1!A2").unwrap(),
            note: Some(Note { text: "plain".into(), author: None }),
        },
        Edit::SetValidations { sheet, validations: validations(&workbook) },
    ] {
        edit.apply(&mut workbook).unwrap();
    }
    workbook
}

#[test]
fn everything_that_a_file_can_say_comes_back() {
    let before = sample();
    let written = write(&before).unwrap();
    let imported = read(&written.bytes, "w", Clock::default()).unwrap();
    let after = imported.workbook;
    let long = "Sheet1!A12";
    for (was, is) in cells(&before).iter().zip(&cells(&after)) {
        if was.0 != long {
            assert_eq!(was, is);
        }
    }
    assert_eq!(cells(&before).len(), cells(&after).len());
    let sorted = |workbook: &Workbook| workbook.names().iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!(sorted(&before), sorted(&after));
    for name in before.names() {
        assert_eq!(before.name_target(name), after.name_target(name), "{name}");
    }
    for (was, is) in sheets(&before).into_iter().zip(sheets(&after)) {
        assert_eq!(before.sheet_name(was.id), after.sheet_name(is.id));
        assert_eq!(was.column_widths, is.column_widths);
        assert_eq!(was.row_heights, is.row_heights);
        assert_eq!(was.hidden, is.hidden);
        assert_eq!(was.overlay, is.overlay);
        assert_eq!((was.frozen_rows, was.frozen_columns), (is.frozen_rows, is.frozen_columns));
    }
    assert_eq!(imported.report.lines(Language::English), [""; 0]);
    let kinds: Vec<LossKind> = written.report.losses().iter().map(|loss| loss.kind).collect();
    assert_eq!(kinds, [LossKind::ManyDigits]);
    assert_eq!(written.report.losses()[0].places, [long]);
}

#[test]
fn the_report_before_writing_is_the_one_after() {
    for summary in template::summaries() {
        let workbook = instantiate(summary.id, Language::English).unwrap();
        assert_eq!(survey(&workbook), write(&workbook).unwrap().report, "{}", summary.id);
    }
    assert_eq!(survey(&sample()), write(&sample()).unwrap().report);
}

#[test]
fn templates_come_back_with_the_same_values() {
    for summary in template::summaries() {
        let before = instantiate(summary.id, Language::English).unwrap();
        let written = write(&before).unwrap();
        let imported = read(&written.bytes, "w", Clock::default()).unwrap();
        let (was, is) = (cells(&before), cells(&imported.workbook));
        let places = |cells: &[(String, String, String, Style)]| {
            cells.iter().map(|cell| cell.0.clone()).collect::<BTreeSet<_>>()
        };
        let (had, has) = (places(&was), places(&is));
        assert_eq!(had.symmetric_difference(&has).take(5).collect::<Vec<_>>(), [""; 0], "{}", summary.id);
        for (was, is) in was.iter().zip(&is) {
            assert_eq!((&was.0, &was.3), (&is.0, &is.3), "{}", summary.id);
            let near = |text: &str| text.parse::<f64>().ok();
            match (near(&was.2), near(&is.2)) {
                (Some(a), Some(b)) => {
                    assert!((a - b).abs() <= 1e-9 * a.abs().max(1.0), "{}: {was:?} {is:?}", summary.id)
                }
                _ => assert_eq!(was.2, is.2, "{}", summary.id),
            }
        }
        assert_eq!(imported.report.lines(Language::English), [""; 0], "{}", summary.id);
    }
}
