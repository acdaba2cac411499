//! What a log tells of records: by which words they are found, whose they are, and what happened on which day.

use tandem_core::edit::Edit;
use tandem_core::record::{LogStep, accept, hold_review, logged, revise, supersede};
use tandem_core::text::Localized;
use tandem_core::workbook::{Held, PageId, Record, RecordStatus, Review, TriggerMeaning, Verdict, Workbook};

use crate::record::fixture::{DAY, accepted, apply, change, decided, filled, page, row_of, type_in};

#[test]
fn a_record_is_found_by_owners_by_who_held_a_review_and_by_its_workbook() {
    let mut workbook = decided();
    let [metric, condition] = ["Partner NPS", "NPS below the floor"].map(|name| row_of(&workbook, name));
    type_in(&mut workbook, &[(&format!("Decision!B{metric}"), "Aoi"), (&format!("Decision!B{condition}"), "Emi")]);
    apply(&mut workbook, Edit::SetTitle(Localized { en: "Channels".into(), ja: "チャネル".into() }));
    let edit = change(&workbook, |record| {
        record.text.quality = Localized::same("Two sources");
        record.text.interests = Localized::same("Owns shares");
    });
    apply(&mut workbook, edit);
    let held = Held {
        date: DAY.into(),
        by: "Dai".into(),
        verdict: Verdict::Mixed,
        lesson: Localized::same("Ask first"),
        revision: None,
    };
    let edit = hold_review(&workbook, &page(), held, None, None).unwrap();
    apply(&mut workbook, edit);
    let line = logged(&workbook).remove(0);
    let owners: Vec<&str> = line.owners.iter().map(|owner| owner.en.as_str()).collect();
    assert_eq!(owners, ["Aoi", "Emi"]);
    for word in ["Aoi", "Emi", "Dai", "Ask first", "Channels", "チャネル", "Two sources", "Owns shares"] {
        assert!(line.words.iter().any(|known| known == word), "{word} in {:?}", line.words);
    }
}

#[test]
fn a_condition_that_can_not_be_computed_presses_once_the_decision_is_in_force() {
    let mut workbook = filled();
    let nps = row_of(&workbook, "Partner NPS");
    type_in(&mut workbook, &[(&format!("Decision!G{nps}"), "=Sheet1!B1*2")]);
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    apply(&mut workbook, Edit::DeleteRows { sheet, at: 1, count: 1 });
    let told = |workbook: &Workbook| {
        let line = logged(workbook).remove(0);
        let broken: Vec<_> = line.broken.iter().map(|(meaning, name)| (*meaning, name.en.clone())).collect();
        (broken, line.tripped.len(), line.is_pressing())
    };
    assert_eq!(told(&workbook), (Vec::new(), 0, false), "in a draft it is one of the things that are missing");
    let edit = accept(&workbook, &page(), DAY).unwrap();
    apply(&mut workbook, edit);
    let stop = (TriggerMeaning::Stop, "NPS below the floor".to_owned());
    let review = (TriggerMeaning::Review, "Partner NPS".to_owned());
    assert_eq!(
        told(&workbook),
        (vec![stop, review], 0, true),
        "neither has tripped, and both press, the gravest first"
    );
    let edit = change(&workbook, |record| record.status = RecordStatus::Deprecated);
    apply(&mut workbook, edit);
    assert_eq!(told(&workbook), (Vec::new(), 0, false));
}

#[test]
fn the_days_of_a_decision_stand_in_their_order() {
    let mut workbook = accepted();
    let edit =
        change(&workbook, |record| record.reviews = vec![Review { number: 1, due: "2026-06-30".into(), held: None }]);
    apply(&mut workbook, edit);
    let held = |date: &str, verdict| Held {
        date: date.into(),
        by: String::new(),
        verdict,
        lesson: Localized::default(),
        revision: None,
    };
    let edit = hold_review(&workbook, &page(), held("2026-05-15", Verdict::Mixed), Some(1), Some("2026-09-30".into()))
        .unwrap();
    apply(&mut workbook, edit);
    let edit = revise(&workbook, &page(), "2026-05-20", "Aoi").unwrap();
    apply(&mut workbook, edit);
    let edit = accept(&workbook, &page(), "2026-05-21").unwrap();
    apply(&mut workbook, edit);
    let days = |at: usize, workbook: &_| -> Vec<(String, LogStep)> {
        logged(workbook).remove(at).events.into_iter().map(|event| (event.day, event.step)).collect()
    };
    let day = |day: &str, step| (day.to_owned(), step);
    let before = [
        day(DAY, LogStep::Accepted),
        day("2026-05-15", LogStep::Reviewed(Verdict::Mixed)),
        day("2026-05-21", LogStep::Accepted),
    ];
    let due = day("2026-09-30", LogStep::Due);
    assert_eq!(days(0, &workbook), [&before[..], &[due]].concat());
    // Another record takes its place: nothing of it is due any more, and it says since when, once its successor holds.
    let add = Edit::AddRecord { name: "Next".into(), position: None, record: Box::new(Record::new("D-2")) };
    apply(&mut workbook, add);
    let next = PageId::from("p3");
    let edit = supersede(&workbook, &page(), &next).unwrap();
    apply(&mut workbook, edit);
    assert_eq!(logged(&workbook)[0].status, RecordStatus::Superseded);
    assert_eq!(days(0, &workbook), before);
    let edit = accept(&workbook, &next, "2026-07-01").unwrap();
    apply(&mut workbook, edit);
    assert_eq!(days(0, &workbook), [&before[..], &[day("2026-07-01", LogStep::Superseded)]].concat());
}
