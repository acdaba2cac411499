//! What holds for every template.

use std::collections::BTreeSet;

use super::catalog::SOURCES;
use super::*;
use crate::cell::{CellAddress, Value};
use crate::edit::{CellEdit, Edit};
use crate::engine::Content;
use crate::function::Clock;
use crate::number::{Decimal, plain};
use crate::text::{Language, Localized};
use crate::workbook::{Control, ControlKind, InputCheck, Page, ValidationRule, Workbook, imbalances};

fn cells(workbook: &Workbook) -> Vec<CellAddress> {
    let mut cells = Vec::new();
    for sheet in workbook.pages().iter().filter_map(Page::sheet) {
        if let Some(stored) = workbook.engine().store().sheet(sheet.id) {
            stored.for_each(|row, column, slot| {
                if !slot.value.is_blank() {
                    cells.push(CellAddress::new(sheet.id, row, column));
                }
            });
        }
    }
    cells
}

fn each(check: impl Fn(&Template, Workbook)) {
    for template in templates() {
        let workbook = instantiate(&template.manifest.id, Language::English).unwrap_or_else(|error| panic!("{error}"));
        check(template, workbook);
    }
}

#[test]
fn every_folder_is_a_template() {
    for source in SOURCES {
        let template = Template::read(source).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(template.manifest.id, source.folder);
        assert!(template.manifest.version >= 1);
        let used: BTreeSet<&str> = template.manifest.pages.iter().map(|page| page.csv.as_str()).collect();
        let stored: BTreeSet<&str> =
            source.files.iter().map(|(name, _)| *name).filter(|name| name.ends_with(".csv")).collect();
        assert_eq!(used, stored, "{}: every CSV file is a page's", source.folder);
        let with = &template.manifest.with;
        assert!(with.iter().all(|id| SOURCES.iter().any(|other| other.folder == id)), "{}: with", source.folder);
    }
}

#[test]
fn no_cell_of_a_template_is_an_error() {
    each(|template, workbook| {
        let wrong = cells(&workbook).into_iter().filter(|at| matches!(workbook.value(*at), Value::Error(_)));
        let wrong: Vec<String> = wrong
            .map(|at| {
                format!("{} = {} in {}", workbook.reference(at), workbook.value(at).plain(), workbook.input_text(at))
            })
            .collect();
        assert!(wrong.is_empty(), "{}: {wrong:#?}", template.manifest.id);
    });
}

/// Other values that a control can take.
fn other_values(workbook: &Workbook, control: &Control) -> Vec<String> {
    let current = workbook.value(control.cell).clone();
    match &control.kind {
        ControlKind::Slider { min, max, .. } => vec![plain(*min), plain(*max)],
        ControlKind::Number { min, max, .. } => {
            let number = match current {
                Value::Number(number) => number,
                Value::Blank => Decimal::from(1_000_000),
                other => panic!("{} holds {}", control.name, other.plain()),
            };
            let grown = number * Decimal::TWO + Decimal::ONE;
            [Some(grown), *min, *max].into_iter().flatten().map(plain).collect()
        }
        ControlKind::Choice { options } => options.iter().map(|option| option.value.clone()).collect(),
        ControlKind::Date => {
            let Value::Number(number) = current else { panic!("{} holds no date", control.name) };
            vec![plain(number + Decimal::from(400)), plain(number - Decimal::from(400))]
        }
        ControlKind::Switch => vec!["TRUE".into(), "FALSE".into()],
    }
}

fn outcome_values(workbook: &Workbook) -> Vec<String> {
    let cells = workbook
        .outcomes()
        .iter()
        .flat_map(|outcome| std::iter::once(outcome.cell).chain(outcome.variants.iter().map(|variant| variant.cell)));
    cells.map(|at| workbook.value(at).plain()).collect()
}

#[test]
fn every_control_changes_some_outcome() {
    each(|template, mut workbook| {
        let before = outcome_values(&workbook);
        for control in workbook.controls().to_vec() {
            let changes = other_values(&workbook, &control).into_iter().any(|value| {
                let edit = Edit::SetCells(vec![CellEdit::typed(control.cell, value)]);
                let applied = edit.apply(&mut workbook).unwrap();
                let changes = outcome_values(&workbook) != before;
                applied.inverse.apply(&mut workbook).unwrap();
                changes
            });
            assert!(changes, "{}: {} changes no outcome", template.manifest.id, control.name);
            assert_eq!(outcome_values(&workbook), before, "{}: undo", control.name);
        }
    });
}

#[test]
fn the_brands_of_every_template_weigh_the_same() {
    each(|template, workbook| {
        let brands: Vec<_> = workbook.parties().iter().map(|party| (party, None)).collect();
        assert_eq!(imbalances(&brands), [], "{}", template.manifest.id);
    });
}

#[test]
fn every_control_starts_within_its_bounds() {
    for template in templates() {
        let id = &template.manifest.id;
        let workbook = instantiate(id, Language::English).unwrap();
        let inputs: Vec<_> = workbook
            .controls()
            .iter()
            .map(|control| (control.name.clone(), workbook.input_text(control.cell)))
            .collect();
        let calculation = calculate(id, &inputs, Clock::default(), Language::English).unwrap();
        assert_eq!(calculation.warnings, Vec::<String>::new(), "{id}");
        assert_eq!(outcome_values(&calculation.workbook), outcome_values(&workbook), "{id}");
    }
}

#[test]
fn every_scenario_names_controls_and_computes() {
    each(|template, mut workbook| {
        for scenario in workbook.scenarios().to_vec() {
            for name in scenario.values.keys() {
                assert!(workbook.control(name).is_some(), "{}: {name}", template.manifest.id);
            }
            Edit::ApplyScenario(scenario.id.clone()).apply(&mut workbook).unwrap();
            assert!(!workbook.is_scenario_changed());
            let is_error = |at: &CellAddress| matches!(workbook.value(*at), Value::Error(_));
            let wrong: Vec<_> =
                cells(&workbook).into_iter().filter(is_error).map(|at| workbook.reference(at)).collect();
            assert!(wrong.is_empty(), "{}, {}: {wrong:?}", template.manifest.id, scenario.id);
        }
        if let Some(active) = workbook.active_scenario() {
            let fresh = instantiate(&template.manifest.id, Language::English).unwrap();
            assert!(!fresh.is_scenario_changed(), "the pages hold the values of {}", active.id);
        }
    });
}

#[test]
fn every_label_stands_in_both_languages() {
    each(|template, workbook| {
        for pair in workbook.glossary().pairs() {
            assert!(is_told(pair), "{}: {pair:?}", template.manifest.id);
        }
        for at in cells(&workbook) {
            let Content::Literal(Value::Text(text)) = workbook.content(at) else { continue };
            // Codes such as `D-001` read the same in every language.
            let has_words = text.split_whitespace().any(|word| !word.contains(|c: char| c.is_ascii_digit()))
                && text.chars().any(char::is_alphabetic);
            let place = format!("{}: {} “{text}” is not in texts.json", template.manifest.id, workbook.reference(at));
            assert!(!has_words || workbook.glossary().find(&text).is_some(), "{place}");
        }
    });
}

#[test]
fn every_list_offers_what_stands_in_its_cells() {
    each(|template, workbook| {
        let id = &template.manifest.id;
        for sheet in workbook.pages().iter().filter_map(Page::sheet) {
            for rule in &sheet.overlay.validations {
                // Bounds of numbers and dates offer nothing.
                if !matches!(rule.rule, ValidationRule::List(_)) {
                    continue;
                }
                let first = rule.areas[0].first();
                for language in [Language::English, Language::Japanese] {
                    let options = workbook.list_options(first, language).unwrap_or_else(|| vec!["no list".into()]);
                    assert!(!options.is_empty(), "{id}: {} offers nothing", workbook.reference(first));
                    for option in options {
                        let check = workbook.check_input(first, &option, language);
                        assert_eq!(check, InputCheck::Allowed, "{id}: {} offers {option}", workbook.reference(first));
                    }
                }
            }
        }
        let wrong = cells(&workbook).into_iter().filter(|at| !workbook.is_valid(*at));
        let wrong: Vec<String> = wrong.map(|at| workbook.reference(at)).collect();
        assert!(wrong.is_empty(), "{id}: {wrong:?} hold what their rules refuse");
    });
}

fn is_told(text: &Localized) -> bool {
    !text.en.trim().is_empty() && !text.ja.trim().is_empty()
}

#[test]
fn every_text_of_a_manifest_stands_in_both_languages() {
    for template in templates() {
        let manifest = &template.manifest;
        let mut texts = vec![&manifest.title, &manifest.summary];
        texts.extend(&manifest.guide);
        texts.extend(manifest.pages.iter().map(|page| &page.title));
        texts.extend(manifest.controls.iter().map(|control| &control.label));
        texts.extend(manifest.outcomes.iter().flat_map(|outcome| [&outcome.label, &outcome.definition]));
        texts.extend(
            manifest.outcomes.iter().flat_map(|outcome| &outcome.variants).flat_map(|v| [&v.label, &v.definition]),
        );
        texts.extend(manifest.charts.iter().map(|chart| &chart.title));
        texts.extend(manifest.scenarios.iter().map(|scenario| &scenario.name));
        texts.extend(manifest.parties.iter().map(|party| &party.name));
        texts.extend(manifest.inputs.iter().map(|input| &input.label));
        texts.extend(manifest.outputs.iter().flat_map(|output| [&output.label, &output.definition]));
        // These may be absent, but not in one language only.
        let optional = manifest.controls.iter().flat_map(|control| [&control.unit, &control.group, &control.source]);
        // A series without a label is called as its row is.
        let optional =
            optional.chain(manifest.charts.iter().flat_map(|chart| &chart.series).map(|series| &series.label));
        let optional = optional.chain(manifest.outcomes.iter().flat_map(|o| [&o.unit, &o.horizon.text]));
        texts.extend(optional.filter(|text| !text.en.is_empty() || !text.ja.is_empty()));
        for text in texts {
            assert!(is_told(text), "{}: {text:?}", manifest.id);
        }
    }
}

#[test]
fn mistakes_are_named() {
    let error = instantiate("nowhere", Language::English).unwrap_err();
    assert_eq!(error.text(Language::English), "There is no template “nowhere”.");
    for template in templates() {
        let id = &template.manifest.id;
        let inputs = [("nothing".to_owned(), "1".to_owned())];
        let error = calculate(id, &inputs, Clock::default(), Language::English).unwrap_err();
        assert!(error.to_string().starts_with("nothing: there is no such input."), "{error}");
    }
}
