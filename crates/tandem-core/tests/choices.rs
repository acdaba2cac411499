//! What can be chosen in a control: the lists of the cells, as they stand.

use tandem_core::edit::{CellEdit, Edit};
use tandem_core::template::{instantiate, templates};
use tandem_core::text::Language;
use tandem_core::workbook::{ControlKind, Workbook};

fn values(workbook: &Workbook, control: &str) -> Vec<String> {
    let choices = workbook.choices(workbook.control(control).unwrap());
    choices.into_iter().map(|choice| choice.value).collect()
}

fn set(workbook: &mut Workbook, cells: &[(&str, &str)]) {
    let cells = cells.iter().map(|(at, text)| CellEdit::typed(workbook.cell(at).unwrap(), *text)).collect();
    Edit::SetCells(cells).apply(workbook).unwrap();
}

#[test]
fn partners_that_people_list_can_be_chosen() {
    let mut workbook = instantiate("partner-performance", Language::English).unwrap();
    let before = values(&workbook, "partner");
    assert_eq!(before.len(), 10);
    set(&mut workbook, &[("Comparison!A5", "Newcomer"), ("Comparison!A6", ""), ("Comparison!A24", "Newcomer")]);
    let now = values(&workbook, "partner");
    assert_eq!(now.len(), 9);
    assert_eq!(now[0], "Newcomer");
    assert!(!now.contains(&before[0]) && !now.contains(&before[1]));
    // Without any partner, what the control was made with can be chosen.
    let rows: Vec<String> = (5..25).map(|row| format!("Comparison!A{row}")).collect();
    let cells: Vec<(&str, &str)> = rows.iter().map(|at| (at.as_str(), "")).collect();
    set(&mut workbook, &cells);
    assert_eq!(values(&workbook, "partner"), before);
}

#[test]
fn parties_and_motions_too() {
    let mut workbook = instantiate("revenue-split", Language::Japanese).unwrap();
    set(&mut workbook, &[("Parties!B6", "Own company")]);
    assert_eq!(values(&workbook, "statementParty")[0], "Own company");
    let mut workbook = instantiate("governance-vote", Language::English).unwrap();
    set(&mut workbook, &[("Motions!A5", "2026-7")]);
    assert_eq!(values(&workbook, "motion")[0], "2026-7");
}

#[test]
fn every_template_offers_what_it_was_made_with() {
    for template in templates() {
        for language in [Language::English, Language::Japanese] {
            let workbook = instantiate(template.manifest.id.as_str(), language).unwrap();
            for control in workbook.controls() {
                let ControlKind::Choice { options } = &control.kind else {
                    assert!(workbook.choices(control).is_empty());
                    continue;
                };
                let sorted = |mut choices: Vec<_>| {
                    choices.sort_by(|a: &tandem_core::workbook::Choice, b| a.value.cmp(&b.value));
                    choices
                };
                let what = format!("{} {} in {language:?}", template.manifest.id, control.name);
                assert_eq!(sorted(workbook.choices(control)), sorted(options.clone()), "{what}");
            }
        }
    }
}
