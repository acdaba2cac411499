//! Random edits of a workbook, for laws that hold whatever was done.

use proptest::prelude::*;
use rust_decimal::Decimal;
use tandem_core::cell::{Area, CellAddress, SheetId};
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::formula::Axis;
use tandem_core::limits::{MAX_COLUMNS, MAX_ROWS};
use tandem_core::text::Localized;
use tandem_core::workbook::{
    Agreement, Border, BorderLine, BordersChange, Chart, ChartKind, Color, ColorToken, Confidence, Control,
    ControlKind, Horizon, Outcome, Page, Party, PartyRole, Role, Said, Scenario, Series, Settings, StyleChange,
    Variant, VerticalAlign, Workbook,
};

use super::overlay;

const TEXTS: [&str; 30] = [
    "1",
    "0.1",
    "-250000.25",
    "12%",
    "'007",
    "text, \"quoted\"",
    "TRUE",
    "#N/A",
    "",
    "=A1+B2",
    "=SUM(A1:C4)",
    "=Sheet1!A1*2",
    "=rate+1",
    "=SEQUENCE(3)",
    "=SEQUENCE(1,3)",
    "=B1:B3",
    "=C2:D4",
    "=SUM(A2:D5)",
    "=SORT(A1:A4)",
    "=Plan!$B$2&\"x\"",
    "=SUM(B:B)",
    "=A1#",
    "=1/0",
    "=1+",
    "=C3",
    "売上",
    "=INDEX(A1:C9,2,2)",
    "=SUM(B2:B5)",
    "=SUM(A3:D3)",
    "=Sheet1!$B$4+Sheet1!C2",
];

/// One random step; numbers choose among what the workbook holds at that time.
#[derive(Clone, Debug)]
pub enum Step {
    Type(usize, u32, u32, usize),
    Clear(usize, u32, u32),
    Rows(usize, u32, u32, bool),
    MovedLines(usize, u32, u32, bool),
    Columns(usize, u32, u32, bool),
    Style(usize, u32, u32, u8),
    Layout(usize, u32, u8),
    Pages(usize, u8),
    Names(usize, u32, bool),
    Parts(usize, u32, u8),
    Scenarios(u8),
    Several(usize, u32, usize),
    Move((usize, usize), (u32, u32), (u32, u32), (u32, u32)),
    Cells(usize, (u32, u32), (u32, u32), u8),
    MoveWhole((usize, usize), u32, u32, bool),
    Copy((usize, usize), (u32, u32), (u32, u32), (u32, u32)),
    Overlay(usize, (u32, u32), (u32, u32), u8),
}

pub fn step() -> impl Strategy<Value = Step> {
    let (sheet, row, column) = (0usize..3, 0u32..9, 0u32..5);
    let sheets = (0usize..3, 0usize..3);
    let (first, size, to) = ((0u32..8, 0u32..5), (0u32..4, 0u32..3), (0u32..8, 0u32..5));
    prop_oneof![
        8 => (sheet.clone(), row.clone(), column.clone(), 0..TEXTS.len()).prop_map(|(s, r, c, t)| Step::Type(s, r, c, t)),
        1 => (sheet.clone(), row.clone(), column.clone()).prop_map(|(s, r, c)| Step::Clear(s, r, c)),
        2 => (sheet.clone(), row.clone(), 1u32..3, any::<bool>()).prop_map(|(s, r, n, d)| Step::Rows(s, r, n, d)),
        1 => (sheet.clone(), row.clone(), row.clone(), any::<bool>()).prop_map(|(s, r, to, c)| Step::MovedLines(s, r, to, c)),
        2 => (sheet.clone(), column.clone(), 1u32..3, any::<bool>()).prop_map(|(s, c, n, d)| Step::Columns(s, c, n, d)),
        2 => (sheet.clone(), row.clone(), column, any::<u8>()).prop_map(|(s, r, c, k)| Step::Style(s, r, c, k)),
        1 => (sheet.clone(), row.clone(), any::<u8>()).prop_map(|(s, r, k)| Step::Layout(s, r, k)),
        2 => (sheet.clone(), any::<u8>()).prop_map(|(s, k)| Step::Pages(s, k)),
        1 => (sheet.clone(), row.clone(), any::<bool>()).prop_map(|(s, r, d)| Step::Names(s, r, d)),
        2 => (sheet.clone(), row.clone(), any::<u8>()).prop_map(|(s, r, k)| Step::Parts(s, r, k)),
        1 => any::<u8>().prop_map(Step::Scenarios),
        3 => (sheets.clone(), first.clone(), size.clone(), to.clone()).prop_map(|(s, f, n, t)| Step::Move(s, f, n, t)),
        2 => (sheets.clone(), 0u32..5, 0u32..6, any::<bool>()).prop_map(|(s, f, t, r)| Step::MoveWhole(s, f, t, r)),
        6 => (sheet.clone(), first.clone(), size.clone(), any::<u8>()).prop_map(|(s, f, n, k)| Step::Overlay(s, f, n, k)),
        4 => (sheet.clone(), first.clone(), size.clone(), any::<u8>()).prop_map(|(s, f, n, k)| Step::Cells(s, f, n, k)),
        3 => (sheets, first, size, to).prop_map(|(s, f, n, t)| Step::Copy(s, f, n, t)),
        1 => (sheet, row, 0..TEXTS.len()).prop_map(|(s, r, t)| Step::Several(s, r, t)),
    ]
}

fn page(workbook: &Workbook, choice: usize) -> (&Page, SheetId) {
    let page = &workbook.pages()[choice % workbook.pages().len()];
    (page, page.sheet().unwrap().id)
}

pub fn edit(workbook: &Workbook, step: &Step) -> Edit {
    match *step {
        Step::Type(s, row, column, text) => {
            let at = CellAddress::new(page(workbook, s).1, row, column);
            Edit::SetCells(vec![CellEdit::typed(at, TEXTS[text])])
        }
        Step::Clear(s, row, column) => Edit::Clear(Area::between(page(workbook, s).1, (row, column), (9, 4))),
        Step::Rows(s, at, count, true) => Edit::DeleteRows { sheet: page(workbook, s).1, at, count },
        Step::Rows(s, at, count, false) => Edit::InsertRows { sheet: page(workbook, s).1, at, count },
        Step::MovedLines(s, at, to, false) => Edit::MoveRows { sheet: page(workbook, s).1, at, count: 2, to },
        Step::MovedLines(s, at, to, true) => Edit::MoveColumns { sheet: page(workbook, s).1, at, count: 1, to },
        Step::Columns(s, at, count, true) => Edit::DeleteColumns { sheet: page(workbook, s).1, at, count },
        Step::Columns(s, at, count, false) => Edit::InsertColumns { sheet: page(workbook, s).1, at, count },
        Step::Style(s, row, column, kind) => {
            let area = Area::between(page(workbook, s).1, (row, column), (row + 2, column + 1));
            let change = StyleChange {
                format: Some((kind & 1 == 1).then(|| "#,##0.0".to_owned())),
                role: (kind & 2 == 2).then_some(Role::Input),
                bold: Some(kind & 4 == 4),
                underline: Some(kind & 16 == 16),
                indent: (kind & 32 == 32).then_some(3),
                vertical: (kind & 64 == 64).then_some(VerticalAlign::Middle),
                color: (kind & 128 == 128).then(|| Color::parse("#c00000").map(Into::into)),
                borders: BordersChange {
                    top: (kind & 3 == 3).then_some(Some(Border { line: BorderLine::Double, color: None })),
                    left: (kind & 5 == 5)
                        .then_some(Some(Border { line: BorderLine::Thick, color: Some(ColorToken::Muted.into()) })),
                    ..BordersChange::default()
                },
                fill: (kind & 8 == 8).then_some(Some(ColorToken::Accent.into())),
                ..StyleChange::default()
            };
            Edit::SetStyle { area, change }
        }
        Step::Layout(s, at, kind) => layout(page(workbook, s).1, at, kind),
        Step::Pages(s, kind) => pages(workbook, s, kind),
        Step::Names(_, row, true) if row % 3 == 0 => Edit::RemoveName("rate".into()),
        // The name may not be there, or the other may be: then nothing changes.
        Step::Names(_, row, true) if row % 3 == 1 => Edit::RenameName { name: "rate".into(), new_name: "share".into() },
        Step::Names(_, _, true) => Edit::RenameName { name: "share".into(), new_name: "rate".into() },
        Step::Names(s, row, false) => {
            let area = Area::of(CellAddress::new(page(workbook, s).1, row, 1));
            let target = format!("={}", workbook.area_reference(area));
            Edit::DefineName { name: "rate".into(), target }
        }
        Step::Parts(s, row, kind) => parts(page(workbook, s).1, row, kind),
        Step::Scenarios(kind) => scenarios(workbook, kind),
        Step::Move((s, t), (row, column), (rows, columns), (to_row, to_column)) => Edit::MoveCells {
            from: Area::between(page(workbook, s).1, (row, column), (row + rows, column + columns)),
            to: CellAddress::new(page(workbook, t).1, to_row, to_column),
        },
        Step::Copy((s, t), (row, column), (rows, columns), (to_row, to_column)) => Edit::CopyCells {
            from: Area::between(page(workbook, s).1, (row, column), (row + rows, column + columns)),
            to: Area::between(page(workbook, t).1, (to_row, to_column), (to_row + 2 * rows, to_column + columns)),
        },
        Step::MoveWhole((s, t), from, to, is_row) => {
            let (from_sheet, to_sheet) = (page(workbook, s).1, page(workbook, t).1);
            if is_row {
                let from = Area::between(from_sheet, (from, 0), (from, MAX_COLUMNS - 1));
                return Edit::MoveCells { from, to: CellAddress::new(to_sheet, to, 0) };
            }
            let from = Area::between(from_sheet, (0, from), (MAX_ROWS - 1, from));
            Edit::MoveCells { from, to: CellAddress::new(to_sheet, 0, to) }
        }
        Step::Cells(s, first, (rows, columns), kind) => {
            let area = Area::between(page(workbook, s).1, first, (first.0 + rows, first.1 + columns));
            let axis = if kind & 2 == 2 { Axis::Row } else { Axis::Column };
            if kind & 1 == 1 { Edit::DeleteCells { area, axis } } else { Edit::InsertCells { area, axis } }
        }
        Step::Overlay(s, first, (rows, columns), kind) => {
            let area = Area::between(page(workbook, s).1, first, (first.0 + rows, first.1 + columns));
            let page = page(workbook, s).0.id.clone();
            overlay::edit(workbook, page, area, kind)
        }
        Step::Several(s, row, text) => Edit::Batch(vec![
            edit(workbook, &Step::Type(s, row, 0, text)),
            edit(workbook, &Step::Rows(s, row, 1, false)),
            edit(workbook, &Step::Type(s, row, 1, (text * 7 + 3) % TEXTS.len())),
        ]),
    }
}

fn layout(sheet: SheetId, at: u32, kind: u8) -> Edit {
    match kind % 4 {
        0 => Edit::SetColumnWidth { sheet, column: at, width_px: (kind & 8 == 8).then_some(80 + u32::from(kind)) },
        1 => Edit::SetRowHeight { sheet, row: at, height_px: (kind & 8 == 8).then_some(20 + u32::from(kind)) },
        2 => Edit::SetFrozen { sheet, rows: at, columns: u32::from(kind) % 3 },
        _ => Edit::SetInternalRows { sheet, rows: vec![at, at + 2], internal: kind & 8 == 8 },
    }
}

fn pages(workbook: &Workbook, s: usize, kind: u8) -> Edit {
    let page = page(workbook, s).0.id.clone();
    match kind % 6 {
        0 => Edit::AddSheet { name: "Plan".into(), position: Some(s) },
        1 => Edit::AddSheet { name: workbook.fresh_sheet_name(), position: None },
        2 => Edit::RemovePage(page),
        3 => Edit::RenameSheet { page, name: format!("It's {}", kind % 32) },
        4 => Edit::MovePage { page, position: usize::from(kind) % 3 },
        _ => Edit::SetPageTitle { page, title: Localized { en: "Plan".into(), ja: "計画".into() } },
    }
}

fn control(at: CellAddress, kind: u8) -> Control {
    Control {
        name: "price".into(),
        label: Localized { en: "Price".into(), ja: "価格".into() },
        cell: at,
        unit: Localized::default(),
        kind: match kind & 32 {
            0 => ControlKind::Slider { min: Decimal::ZERO, max: Decimal::TEN, step: Decimal::new(5, 1) },
            _ => ControlKind::Number { min: None, max: Some(Decimal::ONE), step: None },
        },
        group: Localized::same("Deal"),
        low: None,
        high: Some(Decimal::new(125, 2)),
        source: Localized::same("survey"),
        date: Some("2026-03-31".into()),
        confidence: Some(Confidence::Medium),
        status: Agreement::Open,
        said: None,
    }
}

fn outcome(at: CellAddress) -> Outcome {
    let below = CellAddress::new(at.sheet, at.row + 1, at.column);
    let text = Localized { en: "Return".into(), ja: "収益率".into() };
    let (label, definition) = (text.clone(), text.clone());
    Outcome {
        name: "roi".into(),
        label: text.clone(),
        cell: at,
        format: Some("0.0%".into()),
        unit: Localized::default(),
        definition: text.clone(),
        horizon: Horizon { text, count: Some(below) },
        digits: Some(below),
        more_is_better: true,
        party: Some("vendor".into()),
        variants: vec![Variant { id: "nominal".into(), label, definition, cell: below, format: None }],
        active_variant: None,
    }
}

fn parts(sheet: SheetId, row: u32, kind: u8) -> Edit {
    let at = CellAddress::new(sheet, row, 1);
    let area = Area::between(sheet, (row, 0), (row, 3));
    match kind % 8 {
        0 | 1 => Edit::Batch(vec![
            Edit::SetControls(vec![control(at, kind)]),
            Edit::SetOutcomes(vec![outcome(at)]),
            Edit::SetCharts(vec![Chart {
                id: "mix".into(),
                kind: ChartKind::StackedColumn,
                title: Localized::same("Mix"),
                categories: Some(area),
                series: vec![Series { label: Localized::same("A"), values: area, party: None }],
                format: None,
            }]),
        ]),
        2 => Edit::SetControlStatus {
            name: "price".into(),
            status: Agreement::Challenged,
            said: Some(Said { by: "Aoyama".into(), date: "2026-11-21".into() }),
        },
        3 => Edit::SetOutcomeVariant { name: "roi".into(), variant: (kind & 8 == 8).then(|| "nominal".into()) },
        4 => Edit::SetParty(Party {
            id: "vendor".into(),
            name: Localized::same(format!("Vendor {kind}")),
            role: PartyRole::Vendor,
            color: Color::parse("#0a5fd1"),
            logo: None,
        }),
        5 => Edit::RemoveParty("vendor".into()),
        6 => Edit::SetTitle(Localized::same(format!("Title {kind}"))),
        _ => Edit::SetSettings(Settings { fiscal_start_month: kind % 14, ..Settings::default() }),
    }
}

fn scenarios(workbook: &Workbook, kind: u8) -> Edit {
    let values = [("price".to_owned(), format!("{kind}%")), ("absent".to_owned(), "1".to_owned())].into();
    match kind % 5 {
        0 => Edit::AddScenario(Scenario { id: workbook.fresh_scenario_id(), name: Localized::same("Low"), values }),
        1 => Edit::ApplyScenario("s1".into()),
        2 => Edit::UpdateScenario("s1".into()),
        3 => Edit::RenameScenario { id: "s1".into(), name: Localized::same("Renamed") },
        _ => Edit::RemoveScenario("s1".into()),
    }
}
