//! What a record keeps of its past: whole revisions, what changed since, verdicts by revision, figures of the acceptance.

use tandem_core::edit::{Edit, RecordFault};
use tandem_core::record::{
    LineKind, accept, add_line, add_option, differences, hold_review, logged, review_due_by, revise, then_and_now,
};
use tandem_core::text::Localized;
use tandem_core::workbook::{Confidence, Held, Record, RecordStatus, TriggerMeaning, Verdict, Workbook};

use super::fixture::{accepted, apply, cell, change, filled, page, record, refused, row_of, type_in};

fn revised() -> Workbook {
    let mut workbook = accepted();
    let edit = revise(&workbook, &page(), "2026-05-01", "Aoi").unwrap();
    apply(&mut workbook, edit);
    workbook
}

/// What differs from the first revision, but for the status, which always does.
fn told(workbook: &Workbook) -> Vec<(String, String, String)> {
    let found = differences(workbook, &page(), 1).unwrap();
    let found = found.into_iter().filter(|difference| difference.what.en != "Status");
    found.map(|difference| (difference.what.en, difference.before.en, difference.after.en)).collect()
}

fn line(what: &str, before: &str, after: &str) -> (String, String, String) {
    (what.to_owned(), before.to_owned(), after.to_owned())
}

#[test]
fn a_revision_keeps_number_names_title_and_status_and_they_are_compared() {
    let mut workbook = revised();
    let head = record(&workbook).earlier[0].head.clone().unwrap();
    assert_eq!((head.number.as_str(), head.title.en.as_str()), ("D-1", "Decision"));
    assert_eq!(head.status, RecordStatus::Accepted);
    assert_eq!(told(&workbook), []);
    let edit = change(&workbook, |record| {
        record.number = "D-9".into();
        record.variants.kanji = "決定".into();
    });
    apply(&mut workbook, edit);
    apply(&mut workbook, Edit::SetPageTitle { page: page(), title: Localized::same("Pilot") });
    assert_eq!(
        told(&workbook),
        [line("Number", "D-1", "D-9"), line("Title", "Decision", "Pilot"), line("Name in kanji", "", "決定")]
    );
    // A revision that says that the record was called otherwise is refused.
    let mut forged = accepted();
    let Some(Edit::SetRecord { page: own, mut record }) = revise(&forged, &page(), "2026-05-01", "Aoi") else {
        panic!()
    };
    record.earlier[0].head.as_mut().unwrap().title = Localized::same("Other");
    assert_eq!(refused(&mut forged, Edit::SetRecord { page: own, record }), RecordFault::Revision);
}

#[test]
fn what_a_trigger_means_is_compared() {
    let mut workbook = revised();
    let edit = change(&workbook, |record| record.text.conditions[0].meaning = TriggerMeaning::Review);
    apply(&mut workbook, edit);
    assert_eq!(told(&workbook), [line("NPS below the floor: when it trips", "Stop", "Review")]);
}

#[test]
fn a_line_that_comes_or_goes_is_told_once_and_nothing_below_it() {
    let mut workbook = revised();
    let edit = add_line(&workbook, &page(), LineKind::Metric, "Renewals").unwrap();
    apply(&mut workbook, edit);
    assert_eq!(told(&workbook), [line("Outcome metrics", "", "Renewals · Review")]);
    // A figure below is told where it stands now.
    let floor = row_of(&workbook, "NPS below the floor");
    type_in(&mut workbook, &[(&format!("Decision!B{floor}"), "Eri")]);
    let moved = format!("NPS below the floor (B{floor})");
    assert_eq!(told(&workbook), [line("Outcome metrics", "", "Renewals · Review"), line(&moved, "Ben", "Eri")]);
    // A score that reads other rows than before is no rewriting.
    let keep = row_of(&workbook, "Keep");
    let score = format!("Decision!F{keep}");
    let formula = workbook.input_text(cell(&workbook, &score));
    type_in(&mut workbook, &[(&score, &formula.replacen("H5", "H6", 1))]);
    assert_ne!(workbook.input_text(cell(&workbook, &score)), formula);
    assert!(told(&workbook).iter().any(|(what, ..)| *what == format!("Keep (F{keep})")), "{:?}", told(&workbook));
}

#[test]
fn a_line_that_goes_and_one_of_another_name_are_told_apart() {
    let mut workbook = revised();
    let floor = row_of(&workbook, "NPS below the floor");
    type_in(&mut workbook, &[(&format!("Decision!A{floor}"), "NPS far below")]);
    let place = format!("NPS far below (A{floor})");
    assert_eq!(told(&workbook), [line(&place, "NPS below the floor", "NPS far below")]);
    let edit = add_option(&workbook, &page(), "Third").unwrap();
    apply(&mut workbook, edit);
    let found = told(&workbook);
    assert!(
        found.iter().any(|(what, before, after)| what == "Options" && before.is_empty() && after.starts_with("Third"))
    );
    let row = row_of(&workbook, "Partner NPS") - 1;
    let edit = tandem_core::record::remove_line(&workbook, &page(), row).unwrap();
    apply(&mut workbook, edit);
    let gone = "Partner NPS · Aoi · 20 · 50 · =Sheet1!B1 · =Sheet1!B1<30 · Review";
    assert!(told(&workbook).contains(&line("Outcome metrics", gone, "")), "{:?}", told(&workbook));
}

fn held(date: &str, verdict: Verdict) -> Held {
    Held { date: date.into(), by: "Dai".into(), verdict, lesson: Localized::default(), revision: None }
}

#[test]
fn a_verdict_counts_under_the_confidence_of_the_revision_that_it_judged() {
    let mut workbook = filled();
    let sure = |workbook: &mut Workbook, confidence| {
        let edit = change(workbook, |record: &mut Record| record.text.confidence = Some(confidence));
        apply(workbook, edit);
    };
    let hold = |workbook: &mut Workbook, date: &str, verdict| {
        let edit = hold_review(workbook, &page(), held(date, verdict), None, None).unwrap();
        apply(workbook, edit);
    };
    sure(&mut workbook, Confidence::High);
    let edit = accept(&workbook, &page(), "2026-03-31").unwrap();
    apply(&mut workbook, edit);
    hold(&mut workbook, "2026-04-10", Verdict::Mixed);
    let edit = revise(&workbook, &page(), "2026-05-01", "Aoi").unwrap();
    apply(&mut workbook, edit);
    sure(&mut workbook, Confidence::Low);
    // What is written anew holds not yet: the review judges what does.
    hold(&mut workbook, "2026-05-02", Verdict::Reversed);
    let edit = accept(&workbook, &page(), "2026-05-03").unwrap();
    apply(&mut workbook, edit);
    hold(&mut workbook, "2026-06-01", Verdict::Validated);
    let judged: Vec<_> = record(&workbook).reviews.iter().filter_map(|review| review.held.as_ref()?.revision).collect();
    assert_eq!(judged, [1, 1, 2]);
    let expected = [(Some(Confidence::High), Verdict::Reversed), (Some(Confidence::Low), Verdict::Validated)];
    assert_eq!(logged(&workbook)[0].verdicts, expected);
    // Files from before that was kept tell by the day.
    let edit = change(&workbook, |record| {
        for review in &mut record.reviews {
            review.held = review.held.take().map(|held| Held { revision: None, ..held });
        }
        record.reviews.remove(2);
    });
    apply(&mut workbook, edit);
    let expected = [(Some(Confidence::High), Verdict::Mixed), (Some(Confidence::Low), Verdict::Validated)];
    assert_eq!(logged(&workbook)[0].verdicts, expected);
}

#[test]
fn a_review_that_nobody_had_planned_leaves_the_planned_one() {
    let mut workbook = accepted();
    let edit = change(&workbook, |record| record.add_review("2026-04-30".into(), None));
    apply(&mut workbook, edit);
    let due_by = |workbook: &Workbook, day| review_due_by(&record(workbook), day);
    assert_eq!(due_by(&workbook, "2026-04-29"), None, "the day of none has come");
    assert_eq!(due_by(&workbook, "2026-04-30"), Some(2));
    assert_eq!(due_by(&workbook, "2026-12-01"), Some(2), "the one that waits longest, whichever was planned first");
    let next = |workbook: &Workbook| logged(workbook).remove(0).next_review;
    let hold =
        |workbook: &Workbook, day, planned| hold_review(workbook, &page(), held(day, Verdict::Mixed), planned, None);
    let edit = hold(&workbook, "2026-04-10", None).unwrap();
    let undo = apply(&mut workbook, edit);
    assert_eq!(next(&workbook).as_deref(), Some("2026-04-30"));
    let unplanned = record(&workbook).reviews.last().cloned().unwrap();
    assert_eq!((unplanned.number, unplanned.due.as_str(), unplanned.held.is_some()), (3, "2026-04-10", true));
    apply(&mut workbook, undo);
    let edit = hold(&workbook, "2026-04-10", Some(2)).unwrap();
    apply(&mut workbook, edit);
    assert_eq!(next(&workbook).as_deref(), Some("2026-06-30"));
    for number in [2, 9] {
        assert!(hold(&workbook, "2026-05-01", Some(number)).is_none(), "no review {number} waits");
    }
}

#[test]
fn a_review_judges_the_last_revision_that_was_accepted() {
    let mut workbook = revised();
    assert_eq!(record(&workbook).holding_revision(), 1);
    let edit = change(&workbook, |record| record.status = RecordStatus::Rejected);
    apply(&mut workbook, edit);
    assert_eq!(record(&workbook).holding_revision(), 1, "what was rejected does not hold");
    let edit = revise(&workbook, &page(), "2026-05-03", "Aoi").unwrap();
    apply(&mut workbook, edit);
    assert_eq!((record(&workbook).revision, record(&workbook).holding_revision()), (3, 1));
    let edit = accept(&workbook, &page(), "2026-05-04").unwrap();
    apply(&mut workbook, edit);
    assert_eq!(record(&workbook).holding_revision(), 3);
    assert_eq!(record(&filled()).holding_revision(), 1, "a first draft is all that there is");
    assert_eq!(record(&workbook).confidence_of(9), None, "nobody was sure of a revision that is not there");
}

#[test]
fn the_revision_before_stays_in_force_while_the_next_one_is_written_or_rejected() {
    let mut workbook = filled();
    assert_eq!((record(&workbook).in_force(), record(&workbook).is_followed()), (None, true), "a first draft");
    let edit = accept(&workbook, &page(), "2026-03-31").unwrap();
    apply(&mut workbook, edit);
    assert_eq!(record(&workbook).in_force(), Some(1));
    let line = |workbook: &Workbook| tandem_core::record::logged(workbook).remove(0);
    assert_eq!(line(&workbook).earlier_in_force, None);
    let waits = line(&workbook).next_review;
    assert!(waits.is_some(), "a review is planned");
    let edit = revise(&workbook, &page(), "2026-05-01", "Aoi").unwrap();
    apply(&mut workbook, edit);
    for status in [RecordStatus::Draft, RecordStatus::Proposed, RecordStatus::Rejected] {
        let edit = change(&workbook, |record| record.status = status);
        apply(&mut workbook, edit);
        let told = line(&workbook);
        assert_eq!((record(&workbook).in_force(), told.status), (Some(1), status));
        assert_eq!(told.earlier_in_force, Some((1, Some("2026-03-31".to_owned()))), "{status:?}");
        assert_eq!((told.accepted.as_deref(), &told.next_review), (Some("2026-03-31"), &waits), "{status:?}");
        let report = tandem_core::record::report(&workbook, &page()).unwrap();
        assert!(report.holds && report.is_in_force, "{status:?}");
    }
    let edit = revise(&workbook, &page(), "2026-05-03", "Aoi").unwrap();
    apply(&mut workbook, edit);
    let edit = accept(&workbook, &page(), "2026-05-04").unwrap();
    apply(&mut workbook, edit);
    let told = line(&workbook);
    assert_eq!((told.earlier_in_force, told.accepted.as_deref()), (None, Some("2026-05-04")));
    // What had ceased to hold is not brought back by writing on.
    let edit = change(&workbook, |record| record.status = RecordStatus::Deprecated);
    apply(&mut workbook, edit);
    assert_eq!((record(&workbook).in_force(), record(&workbook).is_followed()), (None, false));
    let edit = revise(&workbook, &page(), "2026-06-01", "Aoi").unwrap();
    apply(&mut workbook, edit);
    assert_eq!(record(&workbook).in_force(), None);
}

#[test]
fn cells_below_the_last_line_move_along_with_lines_that_come_above_them() {
    let mut workbook = filled();
    let below = record(&workbook).text.rows().max().unwrap() + 3;
    type_in(&mut workbook, &[(&format!("Decision!A{below}"), "Remarks"), (&format!("Decision!B{below}"), "None yet")]);
    let edit = accept(&workbook, &page(), "2026-03-31").unwrap();
    apply(&mut workbook, edit);
    let edit = revise(&workbook, &page(), "2026-05-01", "Aoi").unwrap();
    apply(&mut workbook, edit);
    let edit = add_line(&workbook, &page(), LineKind::Driver, "Reach of the network").unwrap();
    apply(&mut workbook, edit);
    let added = line("Drivers", "", "Reach of the network · Review");
    assert_eq!(told(&workbook), std::slice::from_ref(&added));
    type_in(&mut workbook, &[(&format!("Decision!B{}", below + 1), "Two")]);
    assert_eq!(told(&workbook), [added, line(&format!("Remarks (B{})", below + 1), "None yet", "Two")]);
}

#[test]
fn a_cell_whose_row_is_gone_is_told_by_the_name_that_it_had() {
    let mut workbook = filled();
    // The first row of the sheet belongs to no line, and what is typed there goes with no other row.
    let below = record(&workbook).text.rows().max().unwrap() + 2;
    type_in(&mut workbook, &[(&format!("Decision!A{below}"), "Remarks"), (&format!("Decision!B{below}"), "None yet")]);
    let edit = accept(&workbook, &page(), "2026-03-31").unwrap();
    apply(&mut workbook, edit);
    let edit = revise(&workbook, &page(), "2026-05-01", "Aoi").unwrap();
    apply(&mut workbook, edit);
    let sheet = workbook.sheet_id("Decision").unwrap();
    apply(&mut workbook, Edit::DeleteRows { sheet, at: below - 1, count: 1 });
    let gone =
        [line(&format!("Remarks (A{below})"), "Remarks", ""), line(&format!("Remarks (B{below})"), "None yet", "")];
    assert_eq!(told(&workbook), gone);
}

#[test]
fn kept_figures_from_before_ranges_were_kept_are_still_set_beside_those_of_today() {
    let mut workbook = filled();
    let figure = format!("Decision!F{}", row_of(&workbook, "Partner NPS"));
    type_in(&mut workbook, &[(&figure, "=SUM(Sheet1!E1:E100)+Sheet1!B1"), ("Sheet1!E1", "1")]);
    let mut accepted = workbook.clone();
    let edit = accept(&accepted, &page(), "2026-03-31").unwrap();
    apply(&mut accepted, edit);
    let mut old = record(&accepted);
    for figure in &mut old.snapshot.as_mut().unwrap().figures {
        figure.sources.retain(|source| !source.reference.contains(':'));
    }
    apply(&mut workbook, Edit::AdoptRecord { page: page(), record: Box::new(old) });
    type_in(&mut workbook, &[("Sheet1!B1", "44")]);
    let at = cell(&workbook, &figure);
    let found = then_and_now(&workbook, &page()).unwrap().into_iter().find(|figure| figure.at == at).unwrap();
    let sources: Vec<_> = found.sources.iter().map(|own| (own.then.as_str(), own.now.as_str())).collect();
    assert_eq!((sources, found.unpaired.len()), (vec![("40", "44")], 0));
}

#[test]
fn figures_of_the_acceptance_are_never_set_beside_other_cells() {
    let mut workbook = filled();
    let nps = row_of(&workbook, "Partner NPS");
    let figure = format!("Decision!F{nps}");
    type_in(
        &mut workbook,
        &[("Sheet1!B3", "5"), ("Sheet1!D1", "7"), (&figure, "=SUM(Sheet1!B1:B3)+Sheet1!D1"), ("Sheet1!E1", "1")],
    );
    let large = format!("Decision!E{nps}");
    type_in(&mut workbook, &[(&large, "=SUM(Sheet1!E1:E100)")]);
    let edit = accept(&workbook, &page(), "2026-03-31").unwrap();
    apply(&mut workbook, edit);
    let sources = |workbook: &Workbook, at: &str| {
        let at = cell(workbook, at);
        let figure = then_and_now(workbook, &page()).unwrap().into_iter().find(|figure| figure.at == at).unwrap();
        let paired: Vec<_> =
            figure.sources.iter().map(|s| format!("{}: {}", workbook.reference(s.at), s.then)).collect();
        let unpaired: Vec<_> = figure.unpaired.iter().map(|s| format!("{}: {}", s.reference, s.value)).collect();
        (paired, unpaired)
    };
    let all = ["Sheet1!B1: 40", "Sheet1!B2: 25", "Sheet1!B3: 5", "Sheet1!D1: 7"];
    assert_eq!(sources(&workbook, &figure), (all.map(str::to_owned).to_vec(), vec![]));
    assert_eq!(sources(&workbook, &large), (vec![], vec!["Sheet1!E1:E100: ".to_owned()]));
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    // Rows above move everything along.
    apply(&mut workbook, Edit::InsertRows { sheet, at: 0, count: 2 });
    let moved = ["Sheet1!B3: 40", "Sheet1!B4: 25", "Sheet1!B5: 5", "Sheet1!D3: 7"];
    assert_eq!(sources(&workbook, &figure), (moved.map(str::to_owned).to_vec(), vec![]));
    // A row within the range makes it larger: which cell was which, nobody can tell.
    apply(&mut workbook, Edit::InsertRows { sheet, at: 3, count: 1 });
    assert_eq!(sources(&workbook, &figure), (vec![], all.map(str::to_owned).to_vec()));
}
