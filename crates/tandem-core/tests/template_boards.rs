//! The decisions of a governance board and on conflicts between partners, whose figures come from sheets of their own. Every
//! figure is worked by hand from the sample rows.

use tandem_core::edit::{CellEdit, Edit};
use tandem_core::number::Decimal;
use tandem_core::record::{ChoiceStanding, TriggerState, choice_by_weight, lint, report};
use tandem_core::template::instantiate;
use tandem_core::text::Language;
use tandem_core::workbook::{PageId, RecordStatus, Workbook};

fn decision() -> PageId {
    PageId::from("decision")
}

fn open(id: &str) -> Workbook {
    instantiate(id, Language::English).unwrap_or_else(|error| panic!("{error}"))
}

fn type_in(workbook: &mut Workbook, cells: &[(&str, &str)]) {
    let edits = cells.iter().map(|(at, text)| CellEdit::typed(workbook.cell(at).unwrap(), *text)).collect();
    Edit::SetCells(edits).apply(workbook).unwrap();
}

fn shown(workbook: &Workbook, at: &str) -> String {
    workbook.display_text(workbook.cell(at).unwrap(), Language::English)
}

#[track_caller]
fn check(workbook: &Workbook, cells: &[(&str, &str)]) {
    for (at, expect) in cells {
        assert_eq!(shown(workbook, at), *expect, "{at}");
    }
}

/// Scores by hand, and the weights at which another option takes over from the chosen one.
const RECORDS: [(&str, &str, [&str; 3], [&str; 2]); 2] = [
    // Of A, B and C at weight w: 8 - 6w, 6 + w and 3 + 6w; A and B are equal at 2/7, B and C at 0.6.
    ("record-board", "GB-1", ["5.6", "6.4", "5.4"], ["A 0.2857142857", "C 0.6"]),
    // 7 - 3w, 6 + w and 3 + 6w; equal at 0.25 and 0.6.
    ("record-conflict", "CR-1", ["5.5", "6.5", "6"], ["A 0.25", "C 0.6"]),
];

#[test]
fn both_open_as_drafts_that_lack_nothing_and_trip_nothing() {
    for (id, number, scores, turns) in RECORDS {
        for language in [Language::English, Language::Japanese] {
            let workbook = instantiate(id, language).unwrap();
            let record = workbook.pages()[0].record().unwrap();
            assert_eq!((record.number.as_str(), record.status), (number, RecordStatus::Draft));
            assert_eq!(record.linked.len(), 3, "{id}");
            let gaps: Vec<_> =
                lint(&workbook, &decision()).iter().map(|gap| gap.text(&workbook, &decision(), language)).collect();
            assert_eq!(gaps, Vec::<String>::new(), "{id}");
            let report = report(&workbook, &decision()).unwrap();
            assert_eq!(report.triggers.len(), 9, "{id}");
            assert!(
                report.triggers.iter().all(|trigger| trigger.state == TriggerState::Quiet),
                "{:?}",
                report.triggers
            );
            let found: Vec<Decimal> = report.options.iter().map(|option| option.score.unwrap()).collect();
            let expected: Vec<Decimal> = scores.iter().map(|score| score.parse().unwrap()).collect();
            assert_eq!((found, report.leading.as_deref()), (expected, Some("B")), "{id}");
        }
        let found = choice_by_weight(&open(id), &decision()).unwrap().unwrap();
        let ChoiceStanding::Leads { below, above } = &found.standing else { panic!("{id}: {found:?}") };
        let told = [below, above]
            .map(|turn| turn.as_ref().map(|turn| format!("{} {}", turn.to, turn.at.round_dp(10).normalize())));
        assert_eq!(told, turns.map(|turn| Some(turn.to_owned())), "{id}");
    }
}

#[test]
fn a_board_counts_what_is_decided_carried_out_and_overdue() {
    let mut workbook = open("record-board");
    check(
        &workbook,
        &[
            // Five of eight members are 62.5 %, above the quorum of 60 %; one of two items was decided.
            ("Minutes!F7", "63%"),
            ("Minutes!G7", "met"),
            ("Minutes!J7", "1"),
            // From 20 October to 12 November.
            ("Decisions!G5", "23"),
            ("Decisions!K5", "carried out"),
            ("Decisions!K7", "behind"),
            ("Decisions!K9", "in progress"),
            // Done on 9 January for 15 December; due on 1 April, and it is 15 April.
            ("Actions!G7", "done late"),
            ("Actions!H7", "25"),
            ("Actions!G11", "overdue"),
            ("Actions!H11", "14"),
            ("Actions!G13", "open"),
            // Four on time of seven that are done or overdue; 23, 30, 30, 28 and 21 days; two of five decisions.
            ("Decision!F2", "57.1"),
            ("Decision!F3", "26.4"),
            ("Decision!F4", "40.0"),
            // 7, 6, 5 and 7 of 8; two overdue; 1 + 0 + 1 + 1 of 3 + 1 + 2 + 2.
            ("Decision!F5", "78.1"),
            ("Decision!F6", "2.0"),
            ("Decision!F7", "37.5"),
            ("Decision!F8", "29%"),
        ],
    );
    let stop = |workbook: &Workbook| report(workbook, &decision()).unwrap().trigger(7).unwrap().state.clone();
    assert_eq!(stop(&workbook), TriggerState::Quiet);
    // A month later, three more are overdue: five of ten.
    type_in(&mut workbook, &[("Actions!B3", "2026-06-01")]);
    check(&workbook, &[("Decision!F6", "5.0"), ("Decision!F8", "50%")]);
    assert_eq!(stop(&workbook), TriggerState::Tripped);
    type_in(&mut workbook, &[("Actions!B6", "D-77"), ("Actions!C20", "Something"), ("Minutes!B3", "70%")]);
    check(
        &workbook,
        &[("Actions!I6", "Belongs to no decision"), ("Actions!G20", "no due date"), ("Minutes!G7", "not met")],
    );
}

#[test]
fn a_conflict_goes_by_tier_then_by_registration_then_to_the_committee() {
    let mut workbook = open("record-conflict");
    check(
        &workbook,
        &[
            ("Conflicts!M5", "Nordlicht Cloud"),
            ("Conflicts!O5", "tier"),
            ("Conflicts!P5", "3.0%"),
            // Two of gold, 54 hours apart: the first registration.
            ("Conflicts!M6", "Aoba Systems"),
            ("Conflicts!O6", "registration time"),
            ("Conflicts!P6", "4.0%"),
            // 14 days, when 10 are allowed.
            ("Conflicts!R6", "closed late"),
            // Two of silver, seven hours apart.
            ("Conflicts!M7", "committee"),
            ("Conflicts!P7", ""),
            // Delta Resellers gives way a second time, to the same partner: 3 % and 1 %.
            ("Conflicts!M8", "Nordlicht Cloud"),
            ("Conflicts!N8", "Delta Resellers"),
            ("Conflicts!P8", "4.0%"),
            ("Conflicts!S8", "1"),
            ("Conflicts!R9", "overdue"),
            ("Conflicts!Q9", "16"),
            ("Conflicts!R10", "open"),
            ("Partners!D9", "2"),
            // 6, 14, 8 and 8 days; five of six by a rule; one of six again; all registered; 3, 4, 4, 2 and 3 points.
            ("Decision!F2", "9.0"),
            ("Decision!F3", "83.3"),
            ("Decision!F4", "16.7"),
            ("Decision!F5", "100.0"),
            ("Decision!F6", "1.0"),
            ("Decision!F7", "3.2"),
        ],
    );
    // By registration first, and in Japanese as people type it: the earlier one gets the hospital.
    type_in(&mut workbook, &[("Rules!B11", "登録日時")]);
    check(
        &workbook,
        &[
            ("Conflicts!M5", "Delta Resellers"),
            ("Conflicts!N5", "Nordlicht Cloud"),
            ("Conflicts!O5", "registration time"),
            ("Conflicts!P5", "5.0%"),
            // Seven hours are equal, and so are the tiers.
            ("Conflicts!M7", "committee"),
        ],
    );
    type_in(
        &mut workbook,
        &[("Rules!B11", "tier"), ("Rules!B15", "3.5%"), ("Conflicts!D6", "Aoba Systems"), ("Partners!B8", "Bronze")],
    );
    check(
        &workbook,
        &[
            ("Conflicts!P8", "3.5%"),
            ("Conflicts!T6", "Both partners are the same"),
            ("Conflicts!M6", ""),
            ("Partners!E8", "Unknown tier"),
            ("Conflicts!T7", "Unknown partner or tier"),
        ],
    );
}
