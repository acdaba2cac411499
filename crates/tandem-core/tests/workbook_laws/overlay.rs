//! Random edits of what lies over cells.

use tandem_core::cell::{Area, CellAddress};
use tandem_core::edit::Edit;
use tandem_core::workbook::{
    ColorToken, Comparison, Condition, ConditionalFormat, ConditionalRule, Confidence, Criterion, Evidence, Filter,
    IconSet, ListSource, Message, Note, Operator, PageId, ScaleStop, Strictness, Style, TextPlace, Threshold,
    Validation, ValidationRule, Workbook,
};

/// One of the edits of what lies over the cells of an area and its sheet.
pub fn edit(workbook: &Workbook, page: PageId, area: Area, kind: u8) -> Edit {
    let (sheet, at) = (area.sheet, area.first());
    let flag = kind & 128 == 128;
    match kind % 16 {
        0 => Edit::SetHiddenRows { sheet, rows: (area.top..=area.bottom).collect(), hidden: !flag },
        1 => Edit::SetHiddenColumns { sheet, columns: (area.left..=area.right).collect(), hidden: !flag },
        2 => Edit::SetSheetHidden { page, hidden: !flag },
        3 | 4 => Edit::Merge(area),
        5 => Edit::Unmerge(area),
        6 => {
            let note = Note { text: format!("note {kind}"), author: (kind & 64 == 64).then(|| "A. Sato".to_owned()) };
            Edit::SetNote { at, note: (!flag).then_some(note) }
        }
        7 => {
            let item = Evidence {
                source: "価格表".into(),
                date: (kind & 64 == 64).then(|| "2026-03-31".to_owned()),
                confidence: (kind & 32 == 32).then_some(Confidence::Low),
            };
            Edit::SetEvidence { at, evidence: (!flag).then_some(item) }
        }
        8 | 9 => Edit::SetValidation { area, validation: (!flag).then(|| validation(at, kind)) },
        10 | 11 => Edit::SetConditionalFormats { sheet, formats: formats(area, kind) },
        12 | 13 => Edit::SetFilter { sheet, filter: (!flag).then(|| filter(area, kind)) },
        14 => Edit::DuplicatePage { page, name: workbook.fresh_sheet_name(), position: None },
        _ => Edit::Batch(vec![
            Edit::Unmerge(area),
            Edit::SetNote { at, note: Some(Note { text: "batch".into(), author: None }) },
            Edit::InsertRows { sheet, at: at.row, count: 2 },
            Edit::Merge(area),
        ]),
    }
}

fn validation(at: CellAddress, kind: u8) -> Validation {
    let own = at.a1();
    let rule = match kind / 16 % 8 {
        0 => ValidationRule::List(ListSource::Values(vec!["low".into(), "高".into()])),
        1 => ValidationRule::List(ListSource::Formula("=Plan!$A$1:$A$9".into())),
        2 => ValidationRule::Whole(Comparison::between("1", "=B$2")),
        3 => ValidationRule::Decimal(Comparison::with(Operator::GreaterOrEqual, format!("={own}*2"))),
        4 => ValidationRule::Date(Comparison::with(Operator::Less, "2026-12-31")),
        5 => ValidationRule::TextLength(Comparison { operator: Operator::NotBetween, ..Comparison::between("3", "9") }),
        6 => ValidationRule::Custom(format!("={own}<>SUM(Sheet1!C:C)")),
        _ => ValidationRule::Custom("=".into()),
    };
    Validation {
        allow_blank: kind & 16 == 16,
        input_message: Some(Message { title: String::new(), text: "Choose.".into() }),
        error_message: (kind & 32 == 32).then(|| Message { title: "No".into(), text: "いけません。".into() }),
        strictness: if kind & 64 == 64 { Strictness::Warn } else { Strictness::Refuse },
        ..Validation::new(Vec::new(), rule)
    }
}

fn formats(area: Area, kind: u8) -> Vec<ConditionalFormat> {
    let own = area.first().a1();
    let style = Style { bold: true, fill: Some(ColorToken::Warning.into()), ..Style::default() };
    let highlight = |when| ConditionalRule::Highlight { when, style: style.clone(), stop: kind & 16 == 16 };
    let rules = match kind / 16 % 4 {
        0 => vec![
            highlight(Condition::Compare(Comparison::with(Operator::Greater, format!("=Plan!{own}")))),
            highlight(Condition::Text { place: TextPlace::Contains, text: "x".into() }),
            highlight(Condition::Top { count: 3, percent: false, bottom: true }),
        ],
        1 => vec![
            highlight(Condition::Formula(format!("=MOD({own},2)=0"))),
            ConditionalRule::Bands { low: "1".into(), high: "=$B$1".into(), more_is_better: true },
        ],
        2 => vec![
            ConditionalRule::Bar { low: Threshold::Lowest, high: Threshold::Highest, color: ColorToken::Accent.into() },
            ConditionalRule::Scale(vec![
                ScaleStop { at: Threshold::Percentile(10), color: ColorToken::Negative.into() },
                ScaleStop { at: Threshold::Value(format!("={own}")), color: ColorToken::Positive.into() },
            ]),
        ],
        _ => vec![ConditionalRule::Icons {
            set: IconSet::Arrows3,
            from: vec![Threshold::Percent(33), Threshold::Percent(67)],
            reversed: true,
            hides_value: false,
        }],
    };
    let second = Area { left: area.left + 3, right: area.right + 4, ..area };
    vec![ConditionalFormat { areas: vec![area, second], rules }]
}

fn filter(area: Area, kind: u8) -> Filter {
    let criterion = match kind / 16 % 3 {
        0 => Criterion::Values { texts: ["1".to_owned(), "text".to_owned()].into(), blanks: true },
        1 => Criterion::Conditions { texts: vec![">0".into(), "<>12%".into()], all: true },
        _ => Criterion::Top { count: 2, percent: false, bottom: false },
    };
    Filter::new(area).with(u32::from(kind & 1), Some(criterion))
}
