//! Links between records: whatever people do with pages, a file can be written and read again.

use proptest::prelude::*;
use tandem_core::edit::{Edit, EditError};
use tandem_core::file;
use tandem_core::record::{accept, revise, supersede};
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{PageId, Prose, Record, RecordStatus, Workbook};

use super::fixture::{accepted, apply, change, eventful, filled, page, record};
use crate::fuzz::{Choices, config, numbers};

fn ids(workbook: &Workbook) -> Vec<PageId> {
    workbook.pages().iter().map(|page| page.id.clone()).collect()
}

/// One thing that a person may do with the pages; nothing where it can't be done.
fn step(workbook: &Workbook, choices: &mut Choices<'_>) -> Option<Edit> {
    let pages = ids(workbook);
    let mut any = || pages[choices.below(pages.len())].clone();
    let (one, other) = (any(), any());
    let name = workbook.fresh_sheet_name();
    match choices.below(9) {
        0 => Some(Edit::AddSheet { name, position: None }),
        1 => Some(Edit::AddRecord { name, position: None, record: Box::new(Record::new("")) }),
        2 | 3 => Some(Edit::DuplicatePage { page: one, name, position: None }),
        4 => Some(Edit::RemovePage(one)),
        5 => accept(workbook, &one, "2026-03-31"),
        6 => revise(workbook, &one, "2026-04-30", "Aoi"),
        7 => supersede(workbook, &one, &other),
        _ => {
            let mut record = workbook.page(&one)?.record()?.clone();
            record.linked = vec![other];
            Some(Edit::SetRecord { page: one, record: Box::new(record) })
        }
    }
}

/// The workbook is read as it is written, and every record of it can still be touched.
fn stands(workbook: &Workbook) {
    let text = file::write(workbook);
    let (read, mended) = file::read_mended(&text).unwrap_or_else(|e| panic!("{}\n{text}", e.text(Language::English)));
    assert_eq!((file::write(&read), mended), (text, Vec::new()));
    for page in workbook.pages() {
        if let Some(record) = page.record() {
            let same = Edit::SetRecord { page: page.id.clone(), record: Box::new(record.clone()) };
            same.apply(&mut workbook.clone()).unwrap_or_else(|error| panic!("{}: {error}", page.id.0));
        }
    }
}

#[test]
fn a_page_does_not_come_by_the_identity_of_one_that_a_record_names() {
    let mut workbook = Workbook::new("w");
    apply(&mut workbook, Edit::AddRecord { name: "D".into(), position: None, record: Box::new(Record::new("")) });
    apply(&mut workbook, Edit::RemovePage(PageId::from("p1")));
    let first = PageId::from("p2");
    let copy = |workbook: &mut Workbook, name: &str| {
        apply(workbook, Edit::DuplicatePage { page: PageId::from("p2"), name: name.into(), position: None });
        workbook.page_of(workbook.sheet_id(name).unwrap()).unwrap().id.clone()
    };
    let second = copy(&mut workbook, "Copy");
    let edit = accept(&workbook, &first, "2026-03-31").unwrap();
    apply(&mut workbook, edit);
    let edit = supersede(&workbook, &first, &second).unwrap();
    apply(&mut workbook, edit);
    apply(&mut workbook, Edit::RemovePage(second.clone()));
    assert_ne!(copy(&mut workbook, "Another"), second, "the first one still says that the copy took its place");
    stands(&workbook);
}

#[test]
fn a_link_of_which_one_side_knows_nothing_is_left_out_and_told() {
    let mut workbook = accepted();
    apply(&mut workbook, Edit::AddRecord { name: "Later".into(), position: None, record: Box::new(Record::new("")) });
    let edit = supersede(&workbook, &page(), &PageId::from("p3")).unwrap();
    apply(&mut workbook, edit);
    let text = file::write(&workbook);
    let status = |workbook: &Workbook| {
        let record = workbook.page(&page()).unwrap().record().unwrap();
        (record.status, record.superseded_by.clone())
    };
    let (before, list) = text.split_once("\"supersedes\": [").unwrap();
    let (_, after) = list.split_once(']').unwrap();
    let forgetful = format!("{before}\"supersedes\": []{after}");
    let unlike = text.replacen("\"status\": \"superseded\"", "\"status\": \"accepted\"", 1);
    assert!(forgetful != text && unlike != text);
    let silent = [
        "“Decision” named “Later” as its successor, which doesn’t say so; that link is left out.",
        "「Decision」は置き換え先として「Later」を指していましたが、相手側に記載がないため、このリンクを外しました。",
    ];
    let standing = [
        "“Decision” named “Later” as its successor, but isn’t superseded; that link is left out.",
        "「Decision」は置き換え済みではないのに置き換え先として「Later」を指していたため、このリンクを外しました。",
    ];
    for (text, expected, told) in
        [(forgetful, RecordStatus::Superseded, silent), (unlike, RecordStatus::Accepted, standing)]
    {
        let (read, mended) = file::read_mended(&text).unwrap();
        assert_eq!(status(&read), (expected, None));
        let sentences: Vec<[&str; 2]> = mended.iter().map(|text| [text.en.as_str(), text.ja.as_str()]).collect();
        assert_eq!(sentences, [told]);
        stands(&read);
    }
}

#[test]
fn what_was_decided_here_is_not_written_over_by_what_comes_from_elsewhere() {
    let mut workbook = accepted();
    let record = workbook.page(&page()).unwrap().record().unwrap().clone();
    let edit = Edit::AdoptRecord { page: page(), record: Box::new(record) };
    assert!(matches!(edit.apply(&mut workbook), Err(EditError::Record { .. })));
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn pages_and_records_come_and_go_and_every_file_opens(numbers in numbers(120)) {
        let mut workbook = accepted();
        let mut choices = Choices::new(&numbers);
        let mut undo = Vec::new();
        while !choices.is_used_up() && workbook.pages().len() < 12 {
            if choices.below(8) == 7
                && let Some(back) = undo.pop()
            {
                let _ = apply(&mut workbook, back);
            } else if let Some(edit) = step(&workbook, &mut choices)
                && let Ok(done) = edit.apply(&mut workbook)
            {
                undo.push(done.inverse);
            }
        }
        stands(&workbook);
        while let Some(back) = undo.pop() {
            let _ = apply(&mut workbook, back);
        }
        assert_eq!(file::write(&workbook), file::write(&accepted()));
    }
}

#[test]
fn a_text_of_spaces_is_kept_in_a_file() {
    let mut workbook = filled();
    let spaces = Localized { en: " ".into(), ja: "\u{3000}".into() };
    let edit = change(&workbook, |record| {
        for part in Prose::ALL {
            *part.of_mut(&mut record.text) = spaces.clone();
        }
    });
    apply(&mut workbook, edit);
    let read = file::read(&file::write(&workbook)).unwrap();
    assert_eq!(record(&read).text, record(&workbook).text);
}

#[test]
fn a_past_that_can_not_have_been_is_refused_in_edits_and_in_files() {
    let told = eventful();
    let past = Record { superseded_by: None, supersedes: Vec::new(), status: RecordStatus::Accepted, ..record(&told) };
    assert_eq!((past.revision, past.earlier.len()), (2, 1));
    let mut fine = filled();
    apply(&mut fine, Edit::AdoptRecord { page: page(), record: Box::new(past.clone()) });
    type Change = fn(&mut Record);
    let wrong: [(&str, Change); 6] = [
        ("no day on which it gave way", |record| record.earlier[0].date = "2026-13-01".into()),
        ("no day of an acceptance", |record| record.earlier[0].snapshot.as_mut().unwrap().date = "yesterday".into()),
        ("an earlier one of the same number", |record| record.earlier[0].number = 2),
        ("an earlier one of number zero", |record| record.earlier[0].number = 0),
        ("numbers that do not rise", |record| {
            record.revision = 3;
            let again = record.earlier[0].clone();
            record.earlier.push(again);
        }),
        ("a draft with the figures of an acceptance", |record| record.status = RecordStatus::Draft),
    ];
    for (what, change) in wrong {
        let mut record = past.clone();
        change(&mut record);
        let text = file::write(&fine);
        let edit = Edit::AdoptRecord { page: page(), record: Box::new(record.clone()) };
        assert!(edit.apply(&mut filled()).is_err(), "{what}");
        let json = |record: &Record| serde_json::to_value(record).unwrap();
        let mut parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(replace(&mut parsed, &json(&past), &json(&record)), "{what}: the file holds the record");
        assert!(file::read(&parsed.to_string()).is_err(), "{what} in a file");
    }
}

/// Puts a value in the place of another one, wherever it stands; whether it stood anywhere.
fn replace(within: &mut serde_json::Value, from: &serde_json::Value, to: &serde_json::Value) -> bool {
    if within == from {
        *within = to.clone();
        return true;
    }
    match within {
        serde_json::Value::Array(items) => items.iter_mut().fold(false, |found, item| replace(item, from, to) | found),
        serde_json::Value::Object(map) => map.values_mut().fold(false, |found, item| replace(item, from, to) | found),
        _ => false,
    }
}
