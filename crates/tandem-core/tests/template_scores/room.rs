//! More partners than a scorecard was made with: the new rows compute as the old ones do, and nothing else changes.

use tandem_core::cell::{Area, CellAddress};
use tandem_core::edit::{CellEdit, Edit, History};
use tandem_core::file;
use tandem_core::number::Decimal;
use tandem_core::template::instantiate;
use tandem_core::template::tools::{MOST_LISTED, Room, ToolError, rooms};
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

use super::CARDS;
use super::card::{Card, place};

/// Rows of values in the sample, and the first free one beneath the table.
const BENEATH_VALUES: usize = 165;
/// The first row beneath the table of partners.
const BENEATH_PARTNERS: usize = 25;

fn room(workbook: &Workbook) -> Room {
    let mut rooms = rooms(workbook);
    assert_eq!(rooms.len(), 1);
    rooms.remove(0)
}

fn grow(workbook: &mut Workbook, more: u32) {
    let edit = room(workbook).grow(workbook, more).unwrap();
    edit.apply(workbook).unwrap();
}

/// The tables that grow, as they stand now.
fn tables(workbook: &Workbook) -> Vec<(String, Area)> {
    let named = room(workbook);
    let area = |name: &str| workbook.engine().name_area(name).unwrap();
    named.entry().tables.iter().map(|table| (table.area.clone(), area(&table.area))).collect()
}

fn shown(workbook: &Workbook, area: Area, row: u32) -> Vec<String> {
    let cells = (area.left..=area.right).map(|column| CellAddress::new(area.sheet, row, column));
    cells.map(|at| workbook.display_text(at, Language::English)).collect()
}

#[test]
fn room_for_more_changes_no_figure_and_is_one_step_of_undo() {
    for template in CARDS.into_iter().chain(["risk-register"]) {
        let mut workbook = instantiate(template, Language::English).unwrap();
        let before = file::write(&workbook);
        let old = workbook.clone();
        let mut history = History::default();
        let edit = room(&workbook).grow(&workbook, 30).unwrap();
        history.apply(&mut workbook, edit, None).unwrap();
        assert_eq!(room(&workbook).size(), room(&old).size() + 30, "{template}");
        for ((name, was), (_, is)) in tables(&old).into_iter().zip(tables(&workbook)) {
            let rows = is.rows() - was.rows();
            assert!(rows >= 30 && rows % 30 == 0, "{template} {name} grew by {rows}");
            for row in was.top..was.bottom {
                assert_eq!(shown(&old, was, row), shown(&workbook, is, row), "{template} {name} row {row}");
            }
            assert_eq!(shown(&old, was, was.bottom), shown(&workbook, is, is.bottom), "{template} {name}, last row");
        }
        for outcome in old.outcomes() {
            let now = workbook.outcome(&outcome.name).unwrap();
            let text = |workbook: &Workbook, outcome| workbook.outcome_text(outcome, Language::English);
            assert_eq!(text(&old, outcome), text(&workbook, now), "{template} {}", outcome.name);
        }
        let rules = |workbook: &Workbook| -> Vec<usize> {
            let sheets = workbook.pages().iter().filter_map(|page| page.sheet());
            sheets.map(|sheet| sheet.overlay.conditional_formats.len() + sheet.overlay.validations.len()).collect()
        };
        assert_eq!(rules(&old), rules(&workbook), "{template}: rules of looks and of input");
        history.undo(&mut workbook).unwrap();
        assert_eq!(file::write(&workbook), before, "{template}");
    }
}

/// Enters a partner that is like the first one but for its name, from some rows on.
fn enter_twin(card: &mut Card, partner_row: usize, values_row: usize) {
    let first = card.text(&place("Comparison", 0, 5));
    let mut edits = vec![
        (place("Comparison", 0, partner_row), "Twin".to_owned()),
        (place("Comparison", 1, partner_row), card.text(&place("Comparison", 1, 5))),
    ];
    let metrics = card.metrics();
    for (offset, metric) in metrics.iter().enumerate() {
        let from = card.row(&first, &metric.name).unwrap();
        let to = values_row + offset;
        edits.push((place("Values", 0, to), format!("T-{offset}")));
        edits.push((place("Values", 1, to), "Twin".to_owned()));
        edits.push((place("Values", 2, to), metric.name.clone()));
        for column in 4..14 {
            edits.push((place("Values", column, to), card.text(&place("Values", column, from))));
        }
    }
    let cells = edits.into_iter().filter(|(_, text)| !text.is_empty());
    let cells = cells.map(|(at, text)| CellEdit::typed(card.at(&at), text)).collect();
    Edit::SetCells(cells).apply(&mut card.workbook).unwrap();
}

/// Fails unless a twin scores as the first partner does, on every sheet with a row for each.
fn expect_twin(card: &Card, template: &str, offset: u32) {
    let workbook = &card.workbook;
    for (name, area) in tables(workbook) {
        if !["partner_rows", "matrix_rows", "alignment_rows", "drift_rows", "segment_rows", "eligibility_rows"]
            .contains(&name.as_str())
        {
            continue;
        }
        let (first, twin) = (shown(workbook, area, area.top), shown(workbook, area, area.top + offset));
        let differ = first.iter().zip(&twin).enumerate().filter(|(_, (a, b))| a != b).map(|(column, _)| column);
        let allowed: &[usize] = if name == "partner_rows" { &[0, 2, 23, 24, 25] } else { &[0, 2, 3, 4, 5, 6, 7, 8] };
        let differ: Vec<usize> = differ.filter(|column| !allowed.contains(column)).collect();
        assert_eq!(differ, [0usize; 0], "{template} {name}: {first:?} {twin:?}");
        assert_eq!(twin[0], "Twin", "{template} {name}");
    }
}

#[test]
fn new_rows_compute_as_the_old_ones_do() {
    for template in CARDS {
        let mut card = Card::new(template);
        grow(&mut card.workbook, 30);
        // In the middle of the new rows.
        enter_twin(&mut card, 40, 300);
        expect_twin(&card, template, 35);
        // And in the last row, which was there before.
        let mut card = Card::new(template);
        grow(&mut card.workbook, 30);
        enter_twin(&mut card, 54, 300);
        expect_twin(&card, template, 49);
    }
}

#[test]
fn what_was_typed_beneath_moves_into_the_new_rows() {
    for template in CARDS {
        let mut card = Card::new(template);
        assert_eq!(room(&card.workbook).strays(&card.workbook), 0, "{template}");
        enter_twin(&mut card, BENEATH_PARTNERS, BENEATH_VALUES);
        let metrics = u32::try_from(card.metrics().len()).unwrap();
        assert_eq!(room(&card.workbook).strays(&card.workbook), 1 + metrics, "{template}");
        // One more is enough for them.
        grow(&mut card.workbook, 1);
        assert_eq!(room(&card.workbook).strays(&card.workbook), 0, "{template}");
        expect_twin(&card, template, 19);
    }
}

#[test]
fn a_register_takes_more_risks_and_their_partners() {
    let mut card = Card::new("risk-register");
    let partners = |card: &Card| (5..45).filter(|row| !card.text(&place("Partners", 0, *row)).is_empty()).count();
    let before = partners(&card);
    card.set(&[("Risks!B65", "Newcomer"), ("Risks!E65", "5"), ("Risks!F65", "4")]);
    assert_eq!(partners(&card), before);
    grow(&mut card.workbook, 20);
    assert_eq!(partners(&card), before + 1);
    assert_eq!((card.text("Risks!B64"), card.text("Risks!G64")), ("Newcomer".to_owned(), "20".to_owned()));
    // More partners than there were rows for.
    let more: Vec<(String, String)> = (65..83).map(|row| (format!("Risks!B{row}"), format!("Partner {row}"))).collect();
    let more: Vec<(&str, &str)> = more.iter().map(|(at, name)| (at.as_str(), name.as_str())).collect();
    card.set(&more);
    assert_eq!(partners(&card), before + 19);
    assert!(before + 19 > 20);
}

#[test]
fn room_ends_where_a_browser_would_wait() {
    let mut card = Card::new("partner-performance");
    let refused = room(&card.workbook).grow(&card.workbook, MOST_LISTED);
    assert_eq!(refused.unwrap_err(), ToolError::TooMany { most: MOST_LISTED });
    // A value over a formula in the row above the last one is not what new rows hold.
    card.set(&[("Comparison!D23", "50"), ("Comparison!D24", "60")]);
    grow(&mut card.workbook, 2);
    assert_eq!(card.number("Comparison!D23"), Some(Decimal::from(50)));
    assert_eq!(card.number("Comparison!D26"), Some(Decimal::from(60)));
    assert!(card.text("Comparison!D24").is_empty());
    enter_twin(&mut card, 24, 170);
    assert_eq!(card.text("Comparison!D24"), card.text("Comparison!D5"));
    // Without one of the names there is no such tool.
    Edit::RemoveName("matrix_rows".into()).apply(&mut card.workbook).unwrap();
    assert!(rooms(&card.workbook).is_empty());
}
