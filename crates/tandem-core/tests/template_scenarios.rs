//! A scenario gives the same figures whether it comes from a file, is applied in the app, or is handed to `calculate` by JavaScript
//! or by a link, which name inputs in the same way.

use proptest::prelude::*;
use proptest::sample::Index;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::file;
use tandem_core::function::Clock;
use tandem_core::number::Decimal;
use tandem_core::template::tools::keep_in_view;
use tandem_core::template::{calculate, instantiate, templates};
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{Control, ControlKind, Scenario, Workbook};

/// Every outcome with its exact value.
fn figures(workbook: &Workbook) -> Vec<(String, String)> {
    let figure =
        |outcome: &tandem_core::workbook::Outcome| (outcome.name.clone(), workbook.value(outcome.cell).plain());
    workbook.outcomes().iter().map(figure).collect()
}

/// A value that a control can be given; nothing where it stays as it is.
fn value_of(control: &Control, pick: Index) -> Option<String> {
    let between = |min: Decimal, max: Decimal| {
        let steps = Decimal::from(pick.index(21));
        Some((min + (max - min) * steps / Decimal::from(20)).round_dp(6).normalize().to_string())
    };
    match &control.kind {
        ControlKind::Slider { min, max, .. } => between(*min, *max),
        ControlKind::Number { min: Some(min), max: Some(max), .. } => between(*min, *max),
        ControlKind::Choice { options } => Some(pick.get(options).value.clone()),
        ControlKind::Switch => Some(if pick.index(2) == 0 { "FALSE" } else { "TRUE" }.to_owned()),
        ControlKind::Number { .. } | ControlKind::Date => None,
    }
}

/// The figures of a scenario after it went through a file, and those of `calculate`.
fn check(id: &str, values: &[(String, String)]) {
    let mut workbook = instantiate(id, Language::English).unwrap();
    let scenario =
        Scenario { id: "tried".into(), name: Localized::same("Tried"), values: values.iter().cloned().collect() };
    Edit::AddScenario(scenario).apply(&mut workbook).unwrap();
    let mut reopened = file::read(&file::write(&workbook)).unwrap();
    for workbook in [&mut workbook, &mut reopened] {
        Edit::ApplyScenario("tried".into()).apply(workbook).unwrap_or_else(|error| panic!("{id}: {error}"));
    }
    let calculated = calculate(id, values, Clock::default(), Language::English).unwrap();
    assert_eq!(figures(&reopened), figures(&workbook), "{id} from its file");
    assert_eq!(figures(&calculated.workbook), figures(&workbook), "{id} from JavaScript or a link");
}

#[test]
fn the_scenarios_of_every_template_give_the_same_from_everywhere() {
    for template in templates() {
        let id = &template.manifest.id;
        let workbook = instantiate(id, Language::English).unwrap();
        for scenario in workbook.scenarios() {
            let values: Vec<(String, String)> = scenario.values.clone().into_iter().collect();
            check(id, &values);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_scenario_gives_the_same_from_everywhere(
        which: Index,
        picks in prop::collection::vec((any::<Index>(), any::<Index>()), 1..8),
    ) {
        let all: Vec<_> = templates().iter().filter(|template| !template.manifest.controls.is_empty()).collect();
        let id = &which.get(&all).manifest.id;
        let workbook = instantiate(id, Language::English).unwrap();
        let value = |(control, pick): &(Index, Index)| {
            let control = control.get(workbook.controls());
            Some((control.name.clone(), value_of(control, *pick)?))
        };
        let mut values: Vec<(String, String)> = picks.iter().filter_map(value).collect();
        values.sort();
        values.dedup_by(|a, b| a.0 == b.0);
        check(id, &values);
    }
}

#[test]
fn the_present_inputs_are_kept_as_a_scenario_of_ones_own() {
    let mut workbook = instantiate("joint-value", Language::English).unwrap();
    let cell = workbook.control("benefitsAchieved").unwrap().cell;
    let type_in = |workbook: &mut Workbook, text: &str| {
        Edit::SetCells(vec![CellEdit::typed(cell, text)]).apply(workbook).unwrap();
    };
    type_in(&mut workbook, "123%");
    let before = workbook.clone();
    let keep = keep_in_view(&workbook, Localized::of(|_| "Plan B".to_owned()));
    let undo = keep.apply(&mut workbook).unwrap().inverse;
    let kept = workbook.active_scenario().unwrap().clone();
    assert_eq!((kept.name.en.as_str(), kept.name.ja.as_str()), ("Plan B", "Plan B"));
    assert_eq!(kept.values["benefitsAchieved"], "123%");
    assert_eq!(workbook.scenarios().last(), Some(&kept), "it stands behind the others");
    assert!(!workbook.is_scenario_changed());
    let second = keep_in_view(&workbook, Localized::of(|_| "Plan C".to_owned()));
    second.apply(&mut workbook).unwrap().inverse.apply(&mut workbook).unwrap();
    assert_eq!(workbook.scenarios().len(), before.scenarios().len() + 1);
    let now = figures(&workbook);
    Edit::ApplyScenario("conservative".to_owned()).apply(&mut workbook).unwrap().inverse.apply(&mut workbook).unwrap();
    type_in(&mut workbook, "50%");
    assert_ne!(figures(&workbook), now);
    Edit::ApplyScenario(kept.id).apply(&mut workbook).unwrap();
    assert_eq!(figures(&workbook), now);
    undo.apply(&mut workbook).unwrap();
    assert_eq!(workbook.scenarios(), before.scenarios());
    assert_eq!(workbook.active_scenario(), before.active_scenario());
}

#[test]
fn who_looks_is_no_part_of_a_kept_scenario() {
    let workbook = instantiate("value-capture", Language::English).unwrap();
    let mut seen = workbook.clone();
    let control = &tandem_core::template::tools::party_view(&workbook).unwrap().control;
    keep_in_view(&workbook, Localized::of(|_| "Plan B".to_owned())).apply(&mut seen).unwrap();
    let kept = seen.active_scenario().unwrap();
    assert!(!kept.values.contains_key(control));
    assert_eq!(kept.values.len() + 1, workbook.controls().len());
}
