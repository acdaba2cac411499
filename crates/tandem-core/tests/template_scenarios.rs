//! A scenario gives the same figures whether it comes from a file, is applied in the app, or is handed to `calculate` by JavaScript
//! or by a link, which name inputs in the same way.

use proptest::prelude::*;
use proptest::sample::Index;
use tandem_core::edit::Edit;
use tandem_core::file;
use tandem_core::function::Clock;
use tandem_core::number::Decimal;
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
