//! The four frameworks: a decision and its scorecard in one workbook, whose triggers, scores and flip points are worked by hand.

use tandem_core::edit::{CellEdit, Edit};
use tandem_core::exchange::{from_madr, to_madr};
use tandem_core::number::Decimal;
use tandem_core::record::{
    ChoiceStanding, TriggerState, accept, choice_by_weight, lint, progress, report, then_and_now,
};
use tandem_core::template::instantiate;
use tandem_core::text::Language;
use tandem_core::workbook::{PageId, RecordStatus, TriggerMeaning, Workbook};

fn decision() -> PageId {
    PageId::from("decision")
}

fn open(id: &str, language: Language) -> Workbook {
    instantiate(id, language).unwrap_or_else(|error| panic!("{error}"))
}

fn type_in(workbook: &mut Workbook, cells: &[(&str, &str)]) {
    let edits = cells.iter().map(|(at, text)| CellEdit::typed(workbook.cell(at).unwrap(), *text)).collect();
    Edit::SetCells(edits).apply(workbook).unwrap();
}

/// Scores by hand: w times what the option is worth for the gain, and 1 - w times what it is worth for the cost. The flip is
/// where the chosen option B and another one are worth the same, such as 8 - 5w = 6 + w for A and 2 + 7w = 6 + w for C in
/// the first framework; each is named with the option that takes over on its side.
const FRAMEWORKS: [(&str, &str, [&str; 3], [&str; 2]); 4] = [
    ("record-value-exchange", "B0267", ["5.0", "6.6", "6.2"], ["A 0.3333333333", "C 0.6666666667"]),
    ("record-channel-priorities", "B0372", ["5.15", "6.55", "6.3"], ["A 0.375", "C 0.6"]),
    ("record-channel-performance", "B0129", ["5.5", "7", "6.5"], ["A 0.2", "C 0.6"]),
    ("record-alignment", "B0186", ["4.6", "6.6", "6.4"], ["C 0.3333333333", "A 0.8"]),
];

#[test]
fn each_framework_opens_with_its_scorecard_and_lacks_nothing() {
    for (id, number, ..) in FRAMEWORKS {
        for language in [Language::English, Language::Japanese] {
            let workbook = open(id, language);
            let page = &workbook.pages()[0];
            let record = page.record().unwrap();
            assert_eq!((record.number.as_str(), record.status), (number, RecordStatus::Draft));
            assert!(record.linked.iter().all(|linked| workbook.page(linked).is_some()), "{id}");
            assert_eq!(record.text.metrics.len() + record.text.drivers.len(), 6);
            let gaps: Vec<_> =
                lint(&workbook, &decision()).iter().map(|gap| gap.text(&workbook, &decision(), language)).collect();
            assert_eq!(gaps, Vec::<String>::new(), "{id}");
            assert!(!workbook.controls().is_empty() && !workbook.outcomes().is_empty(), "{id}");
            let states = report(&workbook, &decision()).unwrap().triggers;
            let is_computed = |state: &TriggerState| matches!(state, TriggerState::Quiet | TriggerState::Tripped);
            assert!(states.iter().all(|trigger| is_computed(&trigger.state)), "{id}: {states:?}");
        }
    }
}

#[test]
fn an_untouched_text_of_a_framework_comes_back_without_a_warning() {
    for (id, ..) in FRAMEWORKS {
        for (cells, language) in [
            (Language::English, Language::English),
            (Language::English, Language::Japanese),
            (Language::Japanese, Language::English),
            (Language::Japanese, Language::Japanese),
        ] {
            let workbook = open(id, cells);
            let text = to_madr(&workbook, &decision(), language).unwrap();
            let imported = from_madr(&text).unwrap();
            assert_eq!(imported.warnings, [], "{id}: {cells:?} cells in {language:?}");
            let sheet = workbook.page(&decision()).unwrap().sheet().unwrap().id;
            assert_eq!(imported.cells, workbook.typed_cells(sheet), "{id}");
        }
    }
}

#[test]
fn options_are_weighed_and_flip_where_the_hand_says() {
    for (id, _, scores, turns) in FRAMEWORKS {
        let workbook = open(id, Language::English);
        let report = report(&workbook, &decision()).unwrap();
        let found: Vec<Decimal> = report.options.iter().map(|option| option.score.unwrap()).collect();
        let expected: Vec<Decimal> = scores.iter().map(|score| score.parse().unwrap()).collect();
        assert_eq!(found, expected, "{id}");
        assert_eq!(report.leading.as_deref(), Some("B"), "{id}");
        let found = choice_by_weight(&workbook, &decision()).unwrap().unwrap_or_else(|error| panic!("{id}: {error:?}"));
        let ChoiceStanding::Leads { below, above } = &found.standing else { panic!("{id}: {found:?}") };
        let told = [below, above].map(|turn| {
            let turn = turn.as_ref().unwrap_or_else(|| panic!("{id}: {found:?}"));
            format!("{} {}", turn.to, turn.at.round_dp(10).normalize())
        });
        assert_eq!(told, turns, "{id}");
    }
}

/// One partner with one metric left: baseline 18, target 32, and 25 is half of the way.
#[test]
fn figures_of_the_record_follow_the_scorecard() {
    let mut workbook = open("record-channel-performance", Language::English);
    let values = workbook.area("Values!G5:N164").unwrap();
    let own = workbook.area("Values!E5:F164").unwrap();
    Edit::Batch(vec![Edit::Clear(values), Edit::Clear(own)]).apply(&mut workbook).unwrap();
    let metric = workbook.value(workbook.cell("Values!C5").unwrap()).plain();
    assert_eq!(metric, "Contribution margin");
    let quarter = workbook.value(workbook.cell("Rules!B23").unwrap()).plain();
    let column = ["G", "H", "I", "J", "K", "L", "M", "N"][quarter.parse::<usize>().unwrap() - 1];
    let place = format!("Values!{column}5");
    type_in(&mut workbook, &[(&place, "25")]);
    assert_eq!(progress(&workbook, &decision(), 1), Some(50));
    let state = |workbook: &Workbook| report(workbook, &decision()).unwrap().triggers[0].state.clone();
    assert_eq!(state(&workbook), TriggerState::Quiet);
    type_in(&mut workbook, &[(&place, "21")]);
    assert_eq!((progress(&workbook, &decision(), 1), state(&workbook)), (Some(21), TriggerState::Tripped));
}

#[test]
fn a_scorecard_that_turns_red_stops_the_decision_and_the_day_of_acceptance_is_kept() {
    let mut workbook = open("record-channel-performance", Language::English);
    let edit = accept(&workbook, &decision(), "2026-11-20").unwrap();
    edit.apply(&mut workbook).unwrap();
    let stop = |workbook: &Workbook| report(workbook, &decision()).unwrap().trigger(7).unwrap().state.clone();
    assert_eq!(stop(&workbook), TriggerState::Quiet);
    let reds = workbook.cell("Decision!F8").unwrap();
    let then = workbook.value(reds).plain();
    // Whatever a partner scores, it is red when green begins beyond a hundred and so does yellow.
    type_in(&mut workbook, &[("Rules!B5", "100"), ("Rules!B6", "100")]);
    assert_eq!(stop(&workbook), TriggerState::Tripped);
    assert_eq!(report(&workbook, &decision()).unwrap().alarm(), Some(TriggerMeaning::Stop));
    let figures = then_and_now(&workbook, &decision()).unwrap();
    let figure = figures.iter().find(|figure| figure.at == reds).unwrap();
    assert_eq!(figure.then, then);
    assert_ne!(figure.now, then);
    assert_eq!(figure.sources[0].then, then);
}
