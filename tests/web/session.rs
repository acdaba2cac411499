//! The session as views use it: every wish a command, every reading through it.

use std::rc::Rc;

use leptos::prelude::*;
use tandem::route::{Route, View};
use tandem::session::{Command, Opened, SaveState, Session};
use tandem::storage::memory::MemoryStore;
use tandem::storage::{Entry, Stamp, Store};
use tandem_core::cell::CellAddress;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::text::Language;
use wasm_bindgen_test::wasm_bindgen_test;

/// A session over a store of its own, with a workbook made from a template.
fn session(template: &str) -> (Owner, Session, Rc<MemoryStore>) {
    // Mounting is what gives the effects of a page their executor, and a test may be the first on its page.
    drop(leptos::mount::mount_to(document().body().unwrap(), || ()));
    let owner = Owner::new();
    owner.set();
    let store = Rc::new(MemoryStore::default());
    let session = Session::new(Rc::clone(&store) as Rc<dyn Store>);
    session.dispatch(Command::SetLanguage(Language::English));
    session.dispatch(Command::Create { template: template.to_owned(), inputs: Vec::new() });
    (owner, session, store)
}

fn at(session: Session, column: u32, row: u32) -> CellAddress {
    let sheet = session.with(|workbook| workbook.pages()[0].sheet().unwrap().id).unwrap();
    CellAddress::new(sheet, row, column)
}

fn typed(at: CellAddress, text: &str) -> Command {
    Command::Edit(Edit::SetCells(vec![CellEdit::typed(at, text)]))
}

fn text(session: Session, at: CellAddress) -> String {
    session.with(|workbook| workbook.value(at).plain()).unwrap()
}

#[wasm_bindgen_test]
fn an_edit_is_taken_back_and_done_again() {
    let (_owner, session, _) = session("joint-value");
    let cell = at(session, 30, 200);
    assert!(!session.steps().get_untracked().undo, "a new workbook has nothing to take back");
    session.dispatch(typed(cell, "=0.1+0.2"));
    assert_eq!(text(session, cell), "0.3");
    session.dispatch(Command::Undo);
    assert_eq!(text(session, cell), "");
    assert!(session.steps().get_untracked().redo);
    session.dispatch(Command::Redo);
    assert_eq!(text(session, cell), "0.3");
}

#[wasm_bindgen_test]
fn a_refused_edit_says_why_and_changes_nothing() {
    let (_owner, session, _) = session("joint-value");
    let cell = at(session, 30, 200);
    let revision = session.revision().get_untracked();
    let refusal = session.try_dispatch(typed(cell, "=1+(")).unwrap_err();
    assert!(!refusal.en.is_empty() && !refusal.ja.is_empty());
    assert_eq!((text(session, cell), session.revision().get_untracked()), (String::new(), revision));
    assert!(session.notices().get_untracked().is_empty(), "the view that asked shows it in its own place");
    session.dispatch(typed(cell, "=1+("));
    assert_eq!(session.notices().get_untracked().len(), 1);
}

#[wasm_bindgen_test]
async fn only_views_of_changed_cells_run_again() {
    let (_owner, session, _) = session("joint-value");
    let (source, dependent, other) = (at(session, 30, 200), at(session, 31, 200), at(session, 32, 200));
    session.dispatch(typed(dependent, &format!("={}*2", source.a1())));
    let runs = [source, dependent, other].map(|cell| {
        let runs = RwSignal::new(0);
        let trigger = session.cell(cell);
        Effect::new_sync(move || {
            trigger.track();
            runs.update_untracked(|runs| *runs += 1);
        });
        runs
    });
    leptos::task::tick().await;
    session.dispatch(typed(source, "21"));
    leptos::task::tick().await;
    assert_eq!(runs.map(|runs| runs.get_untracked()), [2, 2, 1]);
    assert_eq!(text(session, dependent), "42");
}

#[wasm_bindgen_test]
fn what_is_made_is_stored_at_once_and_a_change_when_the_page_hides() {
    let (_owner, session, store) = session("ecosystem-roi");
    let Opened::Workbook(id) = session.opened().get_untracked() else { panic!("nothing is open") };
    let first = store.load(&id).unwrap().unwrap();
    session.dispatch(Command::Rename("Ours".to_owned()));
    assert_eq!(session.save_state().get_untracked(), Some(SaveState::Pending));
    session.dispatch(Command::SaveNow);
    let second = store.load(&id).unwrap().unwrap();
    assert_eq!((first.stamp.revision, second.stamp.revision), (1, 2));
    assert_eq!((second.stamp.title.as_str(), second.stamp.template.as_deref()), ("Ours", Some("ecosystem-roi")));
    assert_eq!(session.save_state().get_untracked(), Some(SaveState::TabOnly), "this store dies with the tab");
}

#[wasm_bindgen_test]
fn a_deleted_workbook_can_be_put_back() {
    let (_owner, session, store) = session("joint-value");
    let stamp = Stamp {
        revision: 7,
        writer: "x".into(),
        saved_ms: 9,
        title: "Old".into(),
        template: None,
        builds_on: Vec::new(),
        pressing: None,
    };
    store.save("old", &Entry { stamp, file: "{}".into() }).unwrap();
    let before = store.load("old").unwrap();
    session.dispatch(Command::Delete("old".to_owned()));
    assert_eq!(store.load("old").unwrap(), None);
    let offer = session.notices().get_untracked().into_iter().find_map(|notice| notice.offer).unwrap();
    session.dispatch(offer.command());
    assert_eq!(store.load("old").unwrap(), before);
}

#[wasm_bindgen_test]
fn a_file_that_is_no_workbook_is_refused_by_name() {
    let (_owner, session, store) = session("joint-value");
    let count = store.list().len();
    for text in ["", "{", "{}", "[1,2]", "{\"format\":\"tandem-workbook\",\"version\":999}"] {
        let refusal =
            session.try_dispatch(Command::Import { name: "a.json".to_owned(), text: text.to_owned() }).unwrap_err();
        assert!(refusal.en.contains("a.json") && refusal.ja.contains("a.json"), "{text}: {refusal:?}");
    }
    assert_eq!(store.list().len(), count);
}

#[wasm_bindgen_test]
fn the_address_of_a_presented_page_is_read_as_it_is_written() {
    for route in [
        Route::page("k3f9", Some("資料 1/2"), View::Present),
        Route::New { template: "roi".into(), inputs: vec![("a&b".into(), "1 % #".into())] },
    ] {
        // The browser itself may not change a letter of it.
        let link = web_sys::Url::new_with_base(&route.to_string(), "https://tandem.example/sub/").unwrap();
        assert_eq!(Route::parse(&link.hash()), route);
    }
}
