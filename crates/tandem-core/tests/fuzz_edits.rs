//! Random edits with any arguments: they never panic, one that is refused changes nothing, and the inverse of one that is
//! not puts everything back, which can be done again.

use std::collections::BTreeMap;

use crate::fuzz::{Choices, config, numbers, within_limit};
use proptest::prelude::*;
use tandem_core::cell::{Area, CellAddress, SheetId};
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::file;
use tandem_core::formula::Axis;
use tandem_core::number::Decimal;
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{
    Agreement, Align, Chart, ChartKind, Choice, Color, ColorToken, Comparison, Condition, ConditionalFormat,
    ConditionalRule, Confidence, Control, ControlKind, Criterion, Evidence, Filter, Horizon, IconSet, ListSource, Note,
    Operator, Outcome, Page, PageId, Party, PartyRole, Role, Scenario, Series, Settings, Style, StyleChange, Threshold,
    Validation, ValidationRule, Workbook,
};

/// What a file holds of a workbook; its last cells are left out where that makes the test quicker.
const SAMPLE: &str = include_str!("data/v1-sample.tandem.json");

const WORDS: [&str; 24] = [
    "rate",
    "price",
    "",
    "Sheet1",
    "Q1 plan",
    "Inputs",
    "A1",
    "R1C1",
    "TRUE",
    "it's",
    "'",
    "[x]",
    "a:b",
    "売上",
    "ＡＢＣ",
    " x ",
    "😀",
    "s1",
    "p1",
    "vendor",
    "net",
    "quarter",
    "\u{0}",
    "0123456789012345678901234567890123456789",
];

const INPUTS: [&str; 38] = [
    "1",
    "",
    "-0.5",
    "12%",
    "1,234.5",
    "2026-03-31",
    "TRUE",
    "#N/A",
    "'007",
    "text",
    "売上",
    "=A1",
    "=A1+B2*2",
    "=SUM(A1:C9)",
    "=SUM(A:A)",
    "=SUM(1:3)",
    "=price*rate",
    "='Q1 plan'!A1",
    "=Nowhere!B3",
    "=SEQUENCE(3,2)",
    "=SEQUENCE(1,4)",
    "=B2:C4",
    "=SORT(A1:A4)",
    "=SUM(B1:D4)",
    "=A1#",
    "=OFFSET(A1,B1,C1)",
    "=INDIRECT(\"A\"&B1)",
    "=IF(A1>B1,C1,D1)",
    "=1/0",
    "=1+",
    "=((",
    "=NOSUCH(1)",
    "=FORMULATEXT(A1)",
    "=LET(x,A1,x+x)",
    "=C3",
    "=TODAY()",
    "=XFD1048576",
    "=A1 B2",
];

fn word(choices: &mut Choices) -> String {
    choices.of(&WORDS).to_owned()
}

fn localized(choices: &mut Choices) -> Localized {
    Localized { en: word(choices), ja: word(choices) }
}

/// Mostly a place near the corner, sometimes the edge of the sheet or far beyond.
fn place(choices: &mut Choices, edge: u32) -> u32 {
    match choices.below(24) {
        20 => edge - 1,
        21 => edge,
        22 => u32::MAX,
        near => near as u32 % 9,
    }
}

fn count(choices: &mut Choices) -> u32 {
    [1, 2, 3, 0, 5, 1_000, 1_048_575, 1_048_576, 16_384, u32::MAX][choices.below(10)]
}

fn sheet(choices: &mut Choices, workbook: &Workbook) -> SheetId {
    let pages = workbook.pages();
    match choices.below(12) {
        11 => SheetId(choices.number() % 9),
        other => pages[other % pages.len()].sheet().unwrap().id,
    }
}

fn page(choices: &mut Choices, workbook: &Workbook) -> PageId {
    let pages = workbook.pages();
    match choices.below(12) {
        11 => PageId(word(choices)),
        other => pages[other % pages.len()].id.clone(),
    }
}

fn cell(choices: &mut Choices, workbook: &Workbook) -> CellAddress {
    CellAddress::new(sheet(choices, workbook), place(choices, 1_048_576), place(choices, 16_384))
}

fn area(choices: &mut Choices, workbook: &Workbook) -> Area {
    let first = cell(choices, workbook);
    let last = (place(choices, 1_048_576), place(choices, 16_384));
    Area::between(first.sheet, (first.row, first.column), last)
}

fn axis(choices: &mut Choices) -> Axis {
    if choices.below(2) == 1 { Axis::Row } else { Axis::Column }
}

fn decimal(choices: &mut Choices) -> Decimal {
    let limits = [Decimal::ZERO, Decimal::ONE, -Decimal::ONE, Decimal::MAX, Decimal::MIN, Decimal::new(1, 28)];
    limits[choices.below(limits.len())]
}

fn option<T>(choices: &mut Choices, make: impl FnOnce(&mut Choices) -> T) -> Option<T> {
    (choices.below(2) == 1).then(|| make(choices))
}

fn control(choices: &mut Choices, workbook: &Workbook) -> Control {
    Control {
        name: word(choices),
        label: localized(choices),
        cell: cell(choices, workbook),
        unit: localized(choices),
        kind: match choices.below(5) {
            0 => ControlKind::Switch,
            1 => ControlKind::Date,
            2 => ControlKind::Slider { min: decimal(choices), max: decimal(choices), step: decimal(choices) },
            3 => ControlKind::Number { min: option(choices, decimal), max: option(choices, decimal), step: None },
            _ => ControlKind::Choice {
                options: (0..choices.below(3))
                    .map(|_| Choice { value: choices.of(&INPUTS).to_owned(), label: localized(choices) })
                    .collect(),
            },
        },
        group: localized(choices),
        low: option(choices, decimal),
        high: option(choices, decimal),
        source: localized(choices),
        date: option(choices, word),
        confidence: option(choices, |_| Confidence::Low),
        status: Agreement::Challenged,
        said: None,
    }
}

fn outcome(choices: &mut Choices, workbook: &Workbook) -> Outcome {
    Outcome {
        name: word(choices),
        label: localized(choices),
        cell: cell(choices, workbook),
        format: option(choices, word),
        unit: localized(choices),
        definition: localized(choices),
        horizon: Horizon { text: localized(choices), count: option(choices, |choices| cell(choices, workbook)) },
        digits: option(choices, |choices| cell(choices, workbook)),
        more_is_better: true,
        party: option(choices, word),
        variants: Vec::new(),
        active_variant: None,
    }
}

fn edit(choices: &mut Choices, workbook: &Workbook, depth: u32) -> Edit {
    let book = workbook;
    match choices.below(44) {
        0..=5 => {
            let cells = (0..=choices.below(3)).map(|_| CellEdit::typed(cell(choices, book), choices.of(&INPUTS)));
            Edit::SetCells(cells.collect())
        }
        6 => Edit::Clear(area(choices, book)),
        7 => style(choices, book),
        8 => Edit::InsertRows { sheet: sheet(choices, book), at: place(choices, 1_048_576), count: count(choices) },
        9 => Edit::DeleteRows { sheet: sheet(choices, book), at: place(choices, 1_048_576), count: count(choices) },
        10 => Edit::InsertColumns { sheet: sheet(choices, book), at: place(choices, 16_384), count: count(choices) },
        11 => Edit::DeleteColumns { sheet: sheet(choices, book), at: place(choices, 16_384), count: count(choices) },
        12 => Edit::SetColumnWidth {
            sheet: sheet(choices, book),
            column: place(choices, 16_384),
            width_px: option(choices, count),
        },
        13 => Edit::SetRowHeight {
            sheet: sheet(choices, book),
            row: place(choices, 1_048_576),
            height_px: option(choices, count),
        },
        14 => Edit::SetFrozen { sheet: sheet(choices, book), rows: count(choices), columns: count(choices) },
        15 => Edit::SetInternalRows {
            sheet: sheet(choices, book),
            rows: vec![place(choices, 1_048_576), place(choices, 1_048_576)],
            internal: choices.below(2) == 1,
        },
        16 => Edit::AddSheet { name: word(choices), position: option(choices, |choices| count(choices) as usize) },
        17 => Edit::RemovePage(page(choices, book)),
        18 => Edit::RenameSheet { page: page(choices, book), name: word(choices) },
        19 => Edit::SetPageTitle { page: page(choices, book), title: localized(choices) },
        20 => Edit::MovePage { page: page(choices, book), position: count(choices) as usize },
        21 => Edit::DefineName { name: word(choices), target: choices.of(&INPUTS).to_owned() },
        22 => Edit::RemoveName(word(choices)),
        23 => Edit::SetControls((0..choices.below(3)).map(|_| control(choices, book)).collect()),
        24 => Edit::SetControlEvidence {
            name: word(choices),
            source: localized(choices),
            date: option(choices, word),
            confidence: None,
        },
        25 => Edit::SetOutcomes((0..choices.below(3)).map(|_| outcome(choices, book)).collect()),
        26 => Edit::SetOutcomeVariant { name: word(choices), variant: option(choices, word) },
        27 => Edit::SetCharts(vec![Chart {
            id: word(choices),
            kind: ChartKind::Share,
            title: localized(choices),
            categories: option(choices, |choices| area(choices, book)),
            series: vec![Series {
                label: localized(choices),
                values: area(choices, book),
                party: option(choices, word),
            }],
            format: option(choices, word),
        }]),
        28 => scenario(choices),
        29 => Edit::SetParty(Party {
            id: word(choices),
            name: localized(choices),
            role: PartyRole::Customer,
            color: Color::parse("#0a5fd1"),
            logo: option(choices, word),
        }),
        30 => Edit::RemoveParty(word(choices)),
        31 => Edit::SetSettings(Settings {
            currency: word(choices),
            fiscal_start_month: choices.below(256) as u8,
            ..Settings::default()
        }),
        32 => Edit::SetControlStatus { name: word(choices), status: Agreement::Agreed, said: None },
        33..=38 => overlay(choices, book),
        39 => Edit::InsertCells { area: area(choices, book), axis: axis(choices) },
        40 => Edit::DeleteCells { area: area(choices, book), axis: axis(choices) },
        41 => Edit::MoveRows {
            sheet: sheet(choices, book),
            at: place(choices, 1_048_576),
            count: count(choices),
            to: place(choices, 1_048_576),
        },
        42 => Edit::MoveColumns {
            sheet: sheet(choices, book),
            at: place(choices, 16_384),
            count: count(choices),
            to: place(choices, 16_384),
        },
        _ if depth > 0 => Edit::Batch((0..choices.below(4)).map(|_| edit(choices, book, depth - 1)).collect()),
        _ => Edit::SetTitle(localized(choices)),
    }
}

fn operator(choices: &mut Choices) -> Comparison {
    let operators = [Operator::Between, Operator::Less, Operator::NotEqual];
    let operator = operators[choices.below(operators.len())];
    Comparison { operator, first: choices.of(&INPUTS).to_owned(), second: choices.of(&INPUTS).to_owned() }
}

fn areas(choices: &mut Choices, workbook: &Workbook) -> Vec<Area> {
    (0..choices.below(3)).map(|_| area(choices, workbook)).collect()
}

fn overlay(choices: &mut Choices, workbook: &Workbook) -> Edit {
    let sheet = sheet(choices, workbook);
    match choices.below(11) {
        0 => Edit::SetHiddenRows { sheet, rows: vec![place(choices, 1_048_576)], hidden: choices.below(3) > 0 },
        1 => Edit::SetHiddenColumns { sheet, columns: vec![place(choices, 16_384)], hidden: choices.below(3) > 0 },
        2 => Edit::SetSheetHidden { page: page(choices, workbook), hidden: choices.below(3) > 0 },
        3 => Edit::Merge(area(choices, workbook)),
        4 => Edit::Unmerge(area(choices, workbook)),
        5 => {
            let note = option(choices, |choices| Note { text: word(choices), author: option(choices, word) });
            Edit::SetNote { at: cell(choices, workbook), note }
        }
        6 => {
            let evidence = option(choices, |choices| Evidence {
                source: word(choices),
                date: option(choices, word),
                confidence: None,
            });
            Edit::SetEvidence { at: cell(choices, workbook), evidence }
        }
        7 => {
            let rule = match choices.below(4) {
                0 => ValidationRule::List(ListSource::Formula(choices.of(&INPUTS).to_owned())),
                1 => ValidationRule::Date(operator(choices)),
                2 => ValidationRule::Custom(choices.of(&INPUTS).to_owned()),
                _ => ValidationRule::List(ListSource::Values((0..choices.below(3)).map(|_| word(choices)).collect())),
            };
            let validation = option(choices, |_| Validation::new(Vec::new(), rule));
            Edit::SetValidation { area: area(choices, workbook), validation }
        }
        8 => {
            let threshold = Threshold::Value(choices.of(&INPUTS).to_owned());
            let rules = match choices.below(4) {
                0 => vec![ConditionalRule::Highlight {
                    when: Condition::Compare(operator(choices)),
                    style: Style::default(),
                    stop: false,
                }],
                1 => vec![ConditionalRule::Icons {
                    set: IconSet::Bars4,
                    from: vec![threshold, Threshold::Percent(50), Threshold::Highest],
                    reversed: false,
                    hides_value: true,
                }],
                2 => vec![ConditionalRule::Bar {
                    low: Threshold::Percentile(choices.below(256) as u8),
                    high: threshold,
                    color: ColorToken::Accent.into(),
                }],
                _ => Vec::new(),
            };
            let areas = areas(choices, workbook);
            Edit::SetConditionalFormats { sheet, formats: vec![ConditionalFormat { areas, rules }] }
        }
        9 => {
            let criterion = Criterion::Conditions { texts: vec![choices.of(&INPUTS).to_owned()], all: false };
            let filter = option(choices, |choices| {
                Filter::new(area(choices, workbook)).with(choices.below(3) as u32, Some(criterion))
            });
            Edit::SetFilter { sheet, filter }
        }
        _ => Edit::DuplicatePage {
            page: page(choices, workbook),
            name: word(choices),
            position: option(choices, |choices| count(choices) as usize),
        },
    }
}

fn style(choices: &mut Choices, workbook: &Workbook) -> Edit {
    let first = cell(choices, workbook);
    let (row, column) =
        (first.row.saturating_add(choices.below(3) as u32), first.column.saturating_add(choices.below(3) as u32));
    let change = StyleChange {
        format: option(choices, |choices| {
            option(choices, |choices| choices.of(&["0.0", "[h]:mm", "\"", "0;;;;;", "@"]).to_owned())
        }),
        role: option(choices, |_| Role::Input),
        bold: option(choices, |choices| choices.below(2) == 0),
        align: option(choices, |_| Align::Right),
        fill: option(choices, |choices| option(choices, |_| ColorToken::Accent.into())),
        ..StyleChange::default()
    };
    Edit::SetStyle { area: Area::between(first.sheet, (first.row, first.column), (row, column)), change }
}

fn scenario(choices: &mut Choices) -> Edit {
    match choices.below(5) {
        0 => Edit::ApplyScenario(word(choices)),
        1 => Edit::UpdateScenario(word(choices)),
        2 => Edit::RenameScenario { id: word(choices), name: localized(choices) },
        3 => Edit::RemoveScenario(word(choices)),
        _ => {
            let values = BTreeMap::from([(word(choices), choices.of(&INPUTS).to_owned())]);
            Edit::AddScenario(Scenario { id: word(choices), name: localized(choices), values })
        }
    }
}

/// The file's text, and what the cells near the corner of every sheet show.
fn state(workbook: &Workbook) -> String {
    let mut state = file::write(workbook);
    for sheet in workbook.pages().iter().filter_map(Page::sheet) {
        for (row, column) in (0..12).flat_map(|row| (0..10).map(move |column| (row, column))) {
            let at = CellAddress::new(sheet.id, row, column);
            state.push_str(&workbook.display_text(at, Language::English));
            state.push('\t');
        }
    }
    state
}

fn check(numbers: &[u32]) {
    let mut workbook = file::read(SAMPLE).unwrap();
    let mut choices = Choices::new(numbers);
    let mut told = String::new();
    while !choices.is_used_up() {
        let edit = edit(&mut choices, &workbook, 2);
        told.push_str(&format!("\n{edit:?}"));
        let before = state(&workbook);
        match edit.apply(&mut workbook) {
            Err(error) => {
                assert!(!error.text(Language::English).is_empty() && !error.text(Language::Japanese).is_empty());
                assert_eq!(state(&workbook), before, "refused: {told}");
            }
            Ok(applied) => {
                let after = state(&workbook);
                let undone =
                    applied.inverse.apply(&mut workbook).unwrap_or_else(|error| panic!("undoing {told}: {error}"));
                assert_eq!(state(&workbook), before, "undone: {told}");
                undone.inverse.apply(&mut workbook).unwrap_or_else(|error| panic!("redoing {told}: {error}"));
                assert_eq!(state(&workbook), after, "done again: {told}");
            }
        }
    }
    let written = file::write(&workbook);
    let read = file::read(&written).unwrap_or_else(|error| panic!("{}\n{written}", error.text(Language::English)));
    assert_eq!(file::write(&read), written);
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn any_edits_are_refused_or_undone(numbers in numbers(160)) {
        within_limit("edits", || check(&numbers));
    }
}
