//! Decision records: their life, their figures, and what they refuse.

mod choice;
pub(crate) mod fixture;
mod links;
mod log;
mod past;
mod watched;

use fixture::{DAY, accepted, apply, cell, change, decided, eventful, filled, page, record, refused, row_of, type_in};
use tandem_core::edit::{CellEdit, Edit, RecordFault};
use tandem_core::file;
use tandem_core::function::Clock;
use tandem_core::limits::MAX_TEXT_CHARS;
use tandem_core::number::Decimal;
use tandem_core::record::{
    Gap, LineKind, TriggerState, accept, add_line, differences, hold_review, lint, logged, propose, remove_line,
    report, revise, supersede, then_and_now,
};
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{Held, PageId, Prose, Record, RecordStatus, TriggerMeaning, Verdict};

#[test]
fn scores_weigh_every_criterion_and_the_best_option_leads() {
    let workbook = filled();
    let report = report(&workbook, &page()).unwrap();
    // By hand: 0.5*2 + 0.5*8 = 5, 0.5*7 + 0.5*5 = 6.
    let scores: Vec<_> = report.options.iter().map(|option| option.score.unwrap().normalize()).collect();
    assert_eq!(scores, [Decimal::from(5), Decimal::from(6)]);
    assert_eq!(report.leading.as_deref(), Some("B"));
}

#[test]
fn a_criterion_that_comes_later_counts_in_every_score_that_is_not_somebodys_own() {
    let mut workbook = filled();
    let keep = row_of(&workbook, "Keep");
    type_in(&mut workbook, &[(&format!("Decision!F{keep}"), "=1+2")]);
    let edit = add_line(&workbook, &page(), LineKind::Criterion, "Speed").unwrap();
    apply(&mut workbook, edit);
    let speed = row_of(&workbook, "Speed");
    type_in(&mut workbook, &[(&format!("Decision!D{speed}"), "1"), (&format!("Decision!I{speed}"), "10")]);
    let scores: Vec<_> = report(&workbook, &page()).unwrap().options.into_iter().map(|o| o.score.unwrap()).collect();
    // (0.5*7 + 0.5*5 + 1*10) / 2 = 8; the other score is a formula of a person.
    assert_eq!(scores.iter().map(Decimal::normalize).collect::<Vec<_>>(), [Decimal::from(3), Decimal::from(8)]);
}

#[test]
fn triggers_follow_the_cells_of_other_sheets() {
    let mut workbook = filled();
    assert_eq!(report(&workbook, &page()).unwrap().alarm(), None);
    type_in(&mut workbook, &[("Sheet1!B1", "28")]);
    assert_eq!(report(&workbook, &page()).unwrap().alarm(), Some(TriggerMeaning::Review));
    type_in(&mut workbook, &[("Sheet1!B1", "24")]);
    assert_eq!(report(&workbook, &page()).unwrap().alarm(), Some(TriggerMeaning::Stop));
    // Rows that come above the KPI change nothing of it.
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    apply(&mut workbook, Edit::InsertRows { sheet, at: 0, count: 3 });
    assert_eq!(report(&workbook, &page()).unwrap().alarm(), Some(TriggerMeaning::Stop));
    let metric = row_of(&workbook, "Partner NPS");
    assert_eq!(workbook.input_text(cell(&workbook, &format!("Decision!F{metric}"))), "=Sheet1!B4");
}

#[test]
fn a_trigger_that_is_no_boolean_or_lost_its_cell_is_told_and_the_rest_goes_on() {
    let mut workbook = filled();
    let nps = row_of(&workbook, "Partner NPS");
    type_in(&mut workbook, &[(&format!("Decision!G{nps}"), "=Sheet1!B1*2"), ("Sheet1!B1", "24")]);
    let states: Vec<_> =
        report(&workbook, &page()).unwrap().triggers.into_iter().map(|trigger| trigger.state).collect();
    assert_eq!(states, [TriggerState::NotBoolean, TriggerState::Tripped]);
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    apply(&mut workbook, Edit::DeleteRows { sheet, at: 1, count: 1 });
    let found = lint(&workbook, &page());
    let texts: Vec<_> = found.iter().map(|finding| finding.text(&workbook, &page(), Language::English)).collect();
    assert_eq!(
        texts,
        [
            "Partner NPS: The trigger gives neither TRUE nor FALSE.",
            "NPS below the floor: The trigger can’t be computed."
        ]
    );
}

#[test]
fn lines_follow_the_rows_of_their_sheet_and_come_back_with_an_undo() {
    let mut workbook = filled();
    let before = file::write(&workbook);
    let sheet = workbook.sheet_id("Decision").unwrap();
    let nps = row_of(&workbook, "Partner NPS") - 1;
    let undo = apply(&mut workbook, Edit::InsertRows { sheet, at: nps, count: 2 });
    assert_eq!(record(&workbook).text.metrics[0].row, nps + 2);
    apply(&mut workbook, undo);
    assert_eq!(file::write(&workbook), before);
    let edit = remove_line(&workbook, &page(), nps).unwrap();
    let undo = apply(&mut workbook, edit);
    assert!(record(&workbook).text.metrics.is_empty());
    assert_eq!(record(&workbook).text.options.len(), 2);
    apply(&mut workbook, undo);
    assert_eq!(file::write(&workbook), before);
    let columns = Edit::InsertColumns { sheet, at: 1, count: 1 };
    assert_eq!(refused(&mut workbook, columns), RecordFault::Columns);
}

#[test]
fn an_option_that_is_chosen_and_removed_is_chosen_no_more() {
    let mut workbook = filled();
    let pilot = row_of(&workbook, "Pilot") - 1;
    let edit = remove_line(&workbook, &page(), pilot).unwrap();
    apply(&mut workbook, edit);
    assert_eq!(record(&workbook).text.chosen, None);
    assert_eq!(record(&workbook).text.options.len(), 1);
}

#[test]
fn what_was_accepted_stays_but_for_status_links_and_reviews() {
    let mut workbook = accepted();
    let nps = row_of(&workbook, "Partner NPS");
    let sheet = workbook.sheet_id("Decision").unwrap();
    let at = cell(&workbook, &format!("Decision!E{nps}"));
    for edit in [
        Edit::SetCells(vec![CellEdit::typed(at, "60")]),
        Edit::InsertRows { sheet, at: 0, count: 1 },
        change(&workbook, |record| record.text.decision = Localized::same("Keep it.")),
        change(&workbook, |record| record.number = "D-2".into()),
        change(&workbook, |record| record.snapshot = None),
        Edit::Batch(vec![Edit::SetTitle(Localized::same("x")), Edit::SetCells(vec![CellEdit::typed(at, "60")])]),
    ] {
        assert_eq!(refused(&mut workbook, edit), RecordFault::Closed);
    }
    let renamed = Edit::SetPageTitle { page: page(), title: Localized::same("Something else") };
    assert_eq!(refused(&mut workbook, renamed), RecordFault::Closed);
    // Its sheet may be called otherwise in formulas; the decision is not.
    apply(&mut workbook, Edit::RenameSheet { page: page(), name: "Figures".into() });
    assert_eq!(workbook.page(&page()).unwrap().title, Localized::same("Decision"));
    apply(&mut workbook, Edit::RenameSheet { page: page(), name: "Decision".into() });
    let back = change(&workbook, |record| record.status = RecordStatus::Draft);
    let fault = refused(&mut workbook, back);
    assert_eq!(fault, RecordFault::Status { from: RecordStatus::Accepted, to: RecordStatus::Draft });
    let held = Held {
        date: DAY.into(),
        by: "Dai".into(),
        verdict: Verdict::Mixed,
        lesson: Localized::same("Ask first."),
        revision: None,
    };
    let edit = hold_review(&workbook, &page(), held, Some(1), Some("2026-09-30".into())).unwrap();
    apply(&mut workbook, edit);
    let record = record(&workbook);
    assert_eq!(record.reviews[0].held.as_ref().unwrap().verdict, Verdict::Mixed);
    assert_eq!(report(&workbook, &page()).unwrap().next_review.as_deref(), Some("2026-09-30"));
}

#[test]
fn accepting_keeps_the_figures_of_the_day_beside_those_of_today() {
    let mut workbook = accepted();
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    apply(&mut workbook, Edit::InsertRows { sheet, at: 0, count: 1 });
    type_in(&mut workbook, &[("Sheet1!B2", "24")]);
    let nps = row_of(&workbook, "Partner NPS");
    let at = cell(&workbook, &format!("Decision!F{nps}"));
    let figures = then_and_now(&workbook, &page()).unwrap();
    let figure = figures.iter().find(|figure| figure.at == at).unwrap();
    assert_eq!((figure.then.as_str(), figure.now.as_str()), ("40", "24"));
    let stop = cell(&workbook, &format!("Decision!G{}", row_of(&workbook, "NPS below the floor")));
    let trigger = figures.iter().find(|figure| figure.at == stop).unwrap();
    assert_eq!((trigger.then.as_str(), trigger.now.as_str()), ("FALSE", "TRUE"));
    let sources: Vec<_> =
        trigger.sources.iter().map(|s| (workbook.reference(s.at), s.then.as_str(), s.now.as_str())).collect();
    assert_eq!(sources, [("Sheet1!B2".into(), "40", "24"), ("Sheet1!B3".into(), "25", "25")]);
}

#[test]
fn a_snapshot_comes_with_acceptance_and_only_then() {
    let mut workbook = filled();
    let without = change(&workbook, |record| record.status = RecordStatus::Accepted);
    assert_eq!(refused(&mut workbook, without), RecordFault::Snapshot);
    let edit = propose(&workbook, &page()).unwrap();
    apply(&mut workbook, edit);
    assert_eq!(record(&workbook).status, RecordStatus::Proposed);
}

#[test]
fn a_revision_keeps_the_one_before_it_and_says_what_changed() {
    let mut workbook = accepted();
    let forged = change(&workbook, |record| {
        record.revision = 2;
        record.status = RecordStatus::Draft;
        record.snapshot = None;
    });
    assert_eq!(refused(&mut workbook, forged), RecordFault::Revision);
    let edit = revise(&workbook, &page(), "2026-05-01", "Aoi").unwrap();
    apply(&mut workbook, edit);
    let nps = row_of(&workbook, "Partner NPS");
    type_in(&mut workbook, &[(&format!("Decision!E{nps}"), "60")]);
    let edit = change(&workbook, |record| record.text.rationale = Localized::same("The pilot went well."));
    apply(&mut workbook, edit);
    let found = differences(&workbook, &page(), 1).unwrap();
    let told: Vec<_> = found.iter().map(|d| (d.what.en.as_str(), d.before.en.as_str(), d.after.en.as_str())).collect();
    let place = format!("E{nps}");
    let place = format!("Partner NPS ({place})");
    let status = ("Status", "Accepted", "Draft");
    assert_eq!(told, [status, ("Rationale", "", "The pilot went well."), (place.as_str(), "50", "60")]);
    assert_eq!(record(&workbook).earlier[0].snapshot.as_ref().unwrap().date, DAY);
    let edit = accept(&workbook, &page(), "2026-05-02").unwrap();
    apply(&mut workbook, edit);
    assert_eq!(record(&workbook).revision, 2);
}

#[test]
fn superseding_is_told_on_both_sides_and_never_in_a_round() {
    let mut workbook = accepted();
    let new = Edit::AddRecord { name: "Later".into(), position: None, record: Box::new(Record::new("D-2")) };
    apply(&mut workbook, new);
    let later = PageId::from("p3");
    let one_sided = change(&workbook, |record| {
        record.status = RecordStatus::Superseded;
        record.superseded_by = Some(later.clone());
    });
    assert_eq!(refused(&mut workbook, one_sided), RecordFault::OneSided);
    let before = file::write(&workbook);
    let edit = supersede(&workbook, &page(), &later).unwrap();
    let undo = apply(&mut workbook, edit);
    assert_eq!(record(&workbook).superseded_by, Some(later.clone()));
    assert_eq!(workbook.page(&later).unwrap().record().unwrap().supersedes, [page()]);
    let alone = change(&workbook, |record| {
        record.status = RecordStatus::Accepted;
        record.superseded_by = None;
    });
    let status = RecordFault::Status { from: RecordStatus::Superseded, to: RecordStatus::Accepted };
    assert_eq!(refused(&mut workbook, alone), status);
    let revision = revise(&workbook, &page(), "2026-06-01", "Ana").unwrap();
    assert_eq!(refused(&mut workbook, revision), RecordFault::Revision);
    let forgetful = Edit::SetRecord { page: later.clone(), record: Box::new(Record::new("D-2")) };
    assert_eq!(refused(&mut workbook, forgetful), RecordFault::OneSided);
    let round = supersede(&workbook, &later, &page()).unwrap();
    assert_eq!(refused(&mut workbook, round), RecordFault::Cycle);
    let text = file::write(&workbook);
    assert_eq!(file::write(&file::read(&text).unwrap()), text);
    apply(&mut workbook, undo);
    assert_eq!(file::write(&workbook), before);
}

#[test]
fn no_part_of_a_record_is_longer_than_a_cell() {
    let long = "あ".repeat(MAX_TEXT_CHARS + 1);
    for part in Prose::ALL {
        let mut workbook = filled();
        let edit = change(&workbook, |record| part.of_mut(&mut record.text).ja.clone_from(&long));
        assert_eq!(refused(&mut workbook, edit), RecordFault::TextTooLong, "{part:?}");
    }
}

#[test]
fn a_review_is_overdue_from_the_day_after() {
    let mut workbook = filled();
    for (serial, is_overdue) in [(46_203, false), (46_204, true)] {
        workbook.set_clock(Clock { now: Decimal::from(serial), ..Clock::default() });
        assert_eq!(report(&workbook, &page()).unwrap().is_overdue, is_overdue, "day {serial}");
    }
}

#[test]
fn what_is_missing_is_named() {
    let workbook = decided();
    let gaps: Vec<_> = lint(&workbook, &page()).into_iter().map(|finding| finding.gap).collect();
    let expected = [
        Gap::Decider,
        Gap::Decision,
        Gap::NothingChosen,
        Gap::Weights,
        Gap::ReviewDate,
        Gap::Owner,
        Gap::Baseline,
        Gap::Target,
        Gap::Threshold,
        Gap::Owner,
        Gap::Threshold,
    ];
    assert_eq!(gaps, expected);
    let mut workbook = filled();
    assert_eq!(lint(&workbook, &page()), []);
    let nps = row_of(&workbook, "Partner NPS");
    type_in(&mut workbook, &[(&format!("Decision!E{nps}"), "20")]);
    let edit = change(&workbook, |record| record.text.chosen = Some("Z".into()));
    apply(&mut workbook, edit);
    let gaps: Vec<_> = lint(&workbook, &page()).into_iter().map(|finding| finding.gap).collect();
    assert_eq!(gaps, [Gap::UnknownChoice, Gap::TargetIsBaseline]);
}

#[test]
fn files_keep_records_and_refuse_what_can_not_be() {
    let workbook = accepted();
    let text = file::write(&workbook);
    let read = file::read(&text).unwrap();
    assert_eq!(read.page(&page()).unwrap().record(), workbook.page(&page()).unwrap().record());
    assert_eq!(file::write(&read), text);
    for (from, to, place) in [
        (r#""due": "2026-06-30""#, r#""due": "June""#, "p2"),
        (r#""id": "B""#, r#""id": "A""#, "p2"),
        (r#""status": "accepted""#, r#""status": "settled""#, "Line"),
        (r#""revision": 1"#, r#""revision": 1,"more": 1"#, "Line"),
    ] {
        assert!(text.contains(from), "{from} in {text}");
        let error = file::read(&text.replacen(from, to, 1)).expect_err(to).text(Language::English);
        assert!(error.contains(place), "{error}");
    }
}

/// The first published sample of a file with records. It must open for ever, and come out as it went in.
#[test]
fn the_sample_of_a_file_with_records_opens() {
    let sample = include_str!("data/v1-record.tandem.json");
    let read = file::read(sample).unwrap();
    assert_eq!(file::write(&read), sample);
    // Since then revisions keep what the record was called, and reviews which revision they judged.
    let later = include_str!("data/v1-record-heads.tandem.json");
    assert_eq!(file::write(&file::read(later).unwrap()), later);
    assert_eq!(file::write(&eventful()), later);
}

#[test]
fn a_log_tells_what_is_pressing_and_finds_every_word() {
    let mut workbook = accepted();
    type_in(&mut workbook, &[("Sheet1!B1", "24")]);
    let lines = logged(&workbook);
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!(
        (line.number.as_str(), line.status, line.accepted.as_deref()),
        ("D-1", RecordStatus::Accepted, Some(DAY))
    );
    let tripped: Vec<_> = line.tripped.iter().map(|(meaning, name)| (*meaning, name.en.as_str())).collect();
    assert_eq!(tripped, [(TriggerMeaning::Stop, "NPS below the floor"), (TriggerMeaning::Review, "Partner NPS")]);
    assert!(line.is_pressing());
    for word in ["D-1", "Pilot it.", "Chie", "Simplicity", "Keep"] {
        assert!(line.words.iter().any(|known| known == word), "{word} in {:?}", line.words);
    }
    let edit = change(&workbook, |record| record.status = RecordStatus::Deprecated);
    apply(&mut workbook, edit);
    assert!(!logged(&workbook)[0].is_pressing(), "what no longer holds presses nobody");
}

#[test]
fn a_copy_of_a_page_is_a_draft_of_its_own() {
    let mut workbook = accepted();
    let edit = Edit::DuplicatePage { page: page(), name: "Copy".into(), position: None };
    apply(&mut workbook, edit);
    let sheet = workbook.sheet_id("Copy").unwrap();
    let copy = workbook.page_of(sheet).unwrap().record().unwrap();
    assert_eq!((copy.status, copy.snapshot.is_none(), copy.number.as_str()), (RecordStatus::Draft, true, ""));
    assert_eq!(copy.text, record(&workbook).text);
}
