//! Workbooks with a decision about a KPI, in the states that tests begin with.

use tandem_core::cell::CellAddress;
use tandem_core::edit::{CellEdit, Edit, EditError, RecordFault};
use tandem_core::file;
use tandem_core::function::Clock;
use tandem_core::number::Decimal;
use tandem_core::record::{LineKind, accept, add_line, add_option, hold_review, revise, supersede};
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{Held, PageId, Record, TriggerMeaning, Verdict, Workbook};

pub const DAY: &str = "2026-03-31";

pub fn page() -> PageId {
    PageId::from("p2")
}

pub fn apply(workbook: &mut Workbook, edit: Edit) -> Edit {
    edit.apply(workbook).unwrap_or_else(|error| panic!("{error}")).inverse
}

pub fn cell(workbook: &Workbook, text: &str) -> CellAddress {
    workbook.cell(text).unwrap()
}

pub fn type_in(workbook: &mut Workbook, cells: &[(&str, &str)]) {
    let edits = cells.iter().map(|(at, text)| CellEdit::typed(workbook.cell(at).unwrap(), *text)).collect();
    apply(workbook, Edit::SetCells(edits));
}

pub fn record(workbook: &Workbook) -> Record {
    workbook.page(&page()).unwrap().record().unwrap().clone()
}

pub fn change(workbook: &Workbook, with: impl FnOnce(&mut Record)) -> Edit {
    let mut record = record(workbook);
    with(&mut record);
    Edit::SetRecord { page: page(), record: Box::new(record) }
}

pub fn refused(workbook: &mut Workbook, edit: Edit) -> RecordFault {
    let before = file::write(workbook);
    let error = edit.apply(workbook).expect_err("the edit is refused");
    assert_eq!(file::write(workbook), before, "a refused edit changes nothing");
    match error {
        EditError::Record { fault, .. } => fault,
        other => panic!("{other}"),
    }
}

/// A workbook with a sheet of KPIs and a decision about them: one metric, one condition, two options, two criteria.
///
/// The record's sheet: row 2 the metric, 3 the condition, 4 and 5 the options, 6 and 7 the criteria, 8 the trade-off.
pub fn decided() -> Workbook {
    let mut workbook = Workbook::new("w");
    workbook.set_clock(Clock { now: Decimal::from(46_112), ..Clock::default() }); // 2026-03-31
    type_in(&mut workbook, &[("Sheet1!A1", "Partner NPS"), ("Sheet1!B1", "40"), ("Sheet1!B2", "25")]);
    let edit = Edit::AddRecord { name: "Decision".into(), position: None, record: Box::new(Record::new("D-1")) };
    apply(&mut workbook, edit);
    for (kind, name) in [
        (LineKind::Metric, "Partner NPS"),
        (LineKind::Condition(TriggerMeaning::Stop), "NPS below the floor"),
        (LineKind::Criterion, "Reach"),
        (LineKind::Criterion, "Simplicity"),
    ] {
        let edit = add_line(&workbook, &page(), kind, name).unwrap();
        apply(&mut workbook, edit);
    }
    for title in ["Keep", "Pilot"] {
        let edit = add_option(&workbook, &page(), title).unwrap();
        apply(&mut workbook, edit);
    }
    workbook
}

/// Where a line of a name stands, as the number of its row.
pub fn row_of(workbook: &Workbook, name: &str) -> u32 {
    let sheet = workbook.sheet_id("Decision").unwrap();
    let mut rows = 0..40;
    let row = rows.find(|row| workbook.display_text(CellAddress::new(sheet, *row, 0), Language::English) == name);
    row.unwrap_or_else(|| panic!("no line {name}")) + 1
}

pub fn fill(workbook: &mut Workbook) {
    let (nps, floor) = (row_of(workbook, "Partner NPS"), row_of(workbook, "NPS below the floor"));
    let (reach, simple) = (row_of(workbook, "Reach"), row_of(workbook, "Simplicity"));
    let cells = [
        (format!("Decision!B{nps}"), "Aoi"),
        (format!("Decision!D{nps}"), "20"),
        (format!("Decision!E{nps}"), "50"),
        (format!("Decision!F{nps}"), "=Sheet1!B1"),
        (format!("Decision!G{nps}"), "=Sheet1!B1<30"),
        (format!("Decision!B{floor}"), "Ben"),
        (format!("Decision!G{floor}"), "=Sheet1!B1<Sheet1!B2"),
        (format!("Decision!D{reach}"), "0.5"),
        (format!("Decision!D{simple}"), "0.5"),
        (format!("Decision!H{reach}"), "2"),
        (format!("Decision!H{simple}"), "8"),
        (format!("Decision!I{reach}"), "7"),
        (format!("Decision!I{simple}"), "5"),
    ];
    let cells: Vec<(&str, &str)> = cells.iter().map(|(at, text)| (at.as_str(), *text)).collect();
    type_in(workbook, &cells);
    let edit = change(workbook, |record| {
        record.text.decider = Localized::same("Chie");
        record.text.decision = Localized::same("Pilot it.");
        record.text.chosen = Some("B".into());
        record.add_review("2026-06-30".into(), None);
    });
    apply(workbook, edit);
}

pub fn filled() -> Workbook {
    let mut workbook = decided();
    fill(&mut workbook);
    workbook
}

pub fn accepted() -> Workbook {
    let mut workbook = filled();
    let edit = accept(&workbook, &page(), DAY).unwrap();
    apply(&mut workbook, edit);
    workbook
}

/// A record in every state that a file can hold: revised, reviewed and superseded.
pub fn eventful() -> Workbook {
    let mut workbook = accepted();
    let edit = revise(&workbook, &page(), "2026-05-01", "Aoi").unwrap();
    apply(&mut workbook, edit);
    let edit = change(&workbook, |record| {
        let both = |en: &str, ja: &str| Localized { en: en.into(), ja: ja.into() };
        record.variants.katakana = "パートナー".into();
        record.text.risks = vec![both("Thin data.", "データが少ない。")];
        record.text.trade_off.gain = both("Reach", "広がり");
        record.text.updated = Some("2026-05-01".into());
        record.linked = vec![PageId::from("p1")];
    });
    apply(&mut workbook, edit);
    let edit = accept(&workbook, &page(), "2026-05-02").unwrap();
    apply(&mut workbook, edit);
    let lesson = Localized::same("Ask first.");
    let held = Held { date: "2026-06-30".into(), by: "Dai".into(), verdict: Verdict::Reversed, lesson, revision: None };
    let edit = hold_review(&workbook, &page(), held, Some(1), Some("2026-09-30".into())).unwrap();
    apply(&mut workbook, edit);
    let new = Edit::AddRecord { name: "Later".into(), position: None, record: Box::new(Record::new("D-2")) };
    apply(&mut workbook, new);
    let edit = supersede(&workbook, &page(), &PageId::from("p3")).unwrap();
    apply(&mut workbook, edit);
    workbook
}
