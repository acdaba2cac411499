//! Links between records: whatever people do with pages, a file can be written and read again.

use proptest::prelude::*;
use tandem_core::edit::{Edit, EditError};
use tandem_core::file;
use tandem_core::record::{accept, revise, supersede};
use tandem_core::text::Language;
use tandem_core::workbook::{PageId, Record, RecordStatus, Workbook};

use super::fixture::{accepted, apply, page};
use super::fuzz::{Choices, config, numbers};

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
    for (text, expected) in [(forgetful, RecordStatus::Superseded), (unlike, RecordStatus::Accepted)] {
        let (read, mended) = file::read_mended(&text).unwrap();
        assert_eq!(status(&read), (expected, None));
        assert_eq!(mended.len(), 1);
        assert!(mended[0].en.contains("“Decision” named “Later” as its successor"), "{mended:?}");
        assert!(mended[0].ja.contains("「Decision」は置き換え先として「Later」"), "{mended:?}");
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
