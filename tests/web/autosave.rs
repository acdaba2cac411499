//! When a workbook is written and when not, with a clock that the tests turn by hand.

use std::cell::{Cell, RefCell};

use tandem::storage::autosave::{About, Autosave, LONGEST_WAIT_MS, MOST_BYTES, Made, QUIET_MS, SaveState};
use tandem::storage::deep::Kept;
use tandem::storage::memory::MemoryStore;
use tandem::storage::{Entry, Listed, Pressing, Stamp, Store, StoreError, Write};
use wasm_bindgen_test::wasm_bindgen_test;

/// A store that counts its writes and refuses them on demand.
#[derive(Default)]
struct Watched {
    kept: MemoryStore,
    writes: Cell<u32>,
    refuses: RefCell<Option<StoreError>>,
}

impl Store for Watched {
    fn outlives_tab(&self) -> bool {
        true
    }

    fn list(&self) -> Vec<Listed> {
        self.kept.list()
    }

    fn load(&self, id: &str) -> Result<Option<Entry>, StoreError> {
        self.kept.load(id)
    }

    fn save(&self, id: &str, entry: &Entry) -> Result<(), StoreError> {
        self.writes.set(self.writes.get() + 1);
        match &*self.refuses.borrow() {
            Some(error) => Err(error.clone()),
            None => self.kept.save(id, entry),
        }
    }

    fn point(&self, id: &str, stamp: &Stamp) -> Result<(), StoreError> {
        self.kept.point(id, stamp)
    }

    fn remove(&self, id: &str) -> Result<(), StoreError> {
        self.kept.remove(id)
    }

    fn note_pressing(&self, id: &str, write: &Stamp, pressing: Option<Pressing>) {
        self.kept.note_pressing(id, write, pressing);
    }

    fn set_aside(&self, name: &str, text: &str) -> Result<String, StoreError> {
        self.kept.set_aside(name, text)
    }

    fn put_back_aside(&self, id: &str, key: &str) -> Result<(), StoreError> {
        self.kept.put_back_aside(id, key)
    }

    fn kept_aside(&self) -> Vec<(String, String)> {
        self.kept.kept_aside()
    }

    fn settings(&self) -> Option<String> {
        None
    }

    fn save_settings(&self, _text: &str) -> Result<(), StoreError> {
        Ok(())
    }
}

fn file(text: &str) -> impl FnOnce() -> Made {
    let about = About { title: "Title".to_owned(), ..About::default() };
    let made = Made { about, file: text.to_owned() };
    move || made
}

/// The stored revision and file of the workbook `w`.
fn stored(store: &Watched) -> Option<(u64, String)> {
    store.load("w").unwrap().map(|entry| (entry.stamp.revision, entry.file))
}

/// A workbook in tab `writer` that is stored with this file.
fn opened(store: &Watched, writer: &str, text: &str) -> Autosave {
    let mut autosave = Autosave::for_new("w", writer);
    autosave.write(store, 1_000, file(text));
    autosave
}

#[wasm_bindgen_test]
fn a_change_waits_for_quiet_but_not_for_ever() {
    let store = Watched::default();
    let mut autosave = opened(&store, "a", "0");
    let mut waits = Vec::new();
    let mut now_ms = 0;
    while now_ms <= LONGEST_WAIT_MS + 100 {
        waits.push(autosave.changed(now_ms).unwrap());
        now_ms += 100;
    }
    assert_eq!(waits[0], QUIET_MS);
    assert_eq!(*waits.last().unwrap(), 0, "a drag that never rests is written all the same");
    assert_eq!(autosave.state(), &SaveState::Pending);
    assert_eq!(store.writes.get(), 1, "nothing is written before the wait is over");
    autosave.write(&store, 2_000, file("1"));
    assert_eq!(stored(&store), Some((2, "1".to_owned())));
    assert_eq!(autosave.state(), &SaveState::Saved { at_ms: 2_000 });
    assert_eq!(autosave.changed(now_ms), Some(QUIET_MS), "the next change waits anew");
}

#[wasm_bindgen_test]
fn nothing_is_written_when_nothing_changed() {
    let store = Watched::default();
    let mut autosave = opened(&store, "a", "0");
    autosave.write(&store, 2_000, file("never"));
    assert_eq!(stored(&store), Some((1, "0".to_owned())));
}

#[wasm_bindgen_test]
fn a_clock_that_jumps_back_loses_nothing() {
    let store = Watched::default();
    let mut autosave = opened(&store, "a", "0");
    autosave.changed(10_000);
    assert!(autosave.changed(5).unwrap() <= QUIET_MS);
    autosave.write(&store, 1, file("later, by an earlier clock"));
    assert_eq!(stored(&store), Some((2, "later, by an earlier clock".to_owned())));
}

#[wasm_bindgen_test]
fn a_full_store_is_said_and_tried_again() {
    let store = Watched::default();
    let mut autosave = opened(&store, "a", "0");
    *store.refuses.borrow_mut() = Some(StoreError::Full);
    autosave.changed(0);
    autosave.write(&store, 2_000, file("1"));
    assert_eq!(autosave.state(), &SaveState::Failed(StoreError::Full));
    assert!(autosave.is_unsaved());
    assert_eq!(stored(&store), Some((1, "0".to_owned())), "what was stored before is still there");
    *store.refuses.borrow_mut() = None;
    autosave.changed(500);
    autosave.write(&store, 3_000, file("2"));
    assert_eq!(autosave.state(), &SaveState::Saved { at_ms: 3_000 });
    assert_eq!(stored(&store), Some((2, "2".to_owned())));
}

/// Two tabs with the same workbook, of which `b` has written last while `a` has a change.
fn conflict(store: &Watched) -> (Autosave, Stamp) {
    let mut a = opened(store, "a", "0");
    let entry = store.load("w").unwrap().unwrap();
    let mut b = Autosave::for_stored("w", "b", &entry, store);
    b.changed(0);
    b.write(store, 2_000, file("theirs"));
    a.changed(0);
    a.write(store, 3_000, file("mine"));
    let theirs = store.load("w").unwrap().unwrap().stamp;
    (a, theirs)
}

#[wasm_bindgen_test]
fn another_tab_is_never_written_over() {
    let store = Watched::default();
    let (mut a, theirs) = conflict(&store);
    assert_eq!(a.state(), &SaveState::Conflict { theirs });
    assert_eq!(stored(&store), Some((2, "theirs".to_owned())));
    assert_eq!(a.changed(10), None, "nothing is tried before a person has chosen");
    a.write(&store, 4_000, file("mine again"));
    assert_eq!(stored(&store), Some((2, "theirs".to_owned())));
}

#[wasm_bindgen_test]
fn a_person_may_keep_this_tabs_version() {
    let store = Watched::default();
    let (mut a, _) = conflict(&store);
    a.write_over(&store, 4_000, file("mine")());
    assert_eq!(stored(&store), Some((3, "mine".to_owned())));
    assert_eq!(a.state(), &SaveState::Saved { at_ms: 4_000 });
}

#[wasm_bindgen_test]
fn what_a_person_kept_takes_the_place_of_everything_that_the_tab_wrote_before() {
    let store = Watched::default();
    let (mut a, theirs) = conflict(&store);
    for turn in 0..3u64 {
        // What it wrote on the way may stand in the other storage.
        a.sent(&Stamp { revision: 7 + turn, writer: "a".into(), ..Stamp::default() });
        a.arrived(Ok(Kept::Other(theirs.clone())));
        a.build_upon(vec![Write { writer: "a".into(), revision: 7 + turn }]);
    }
    a.write_over(&store, 4_000, file("mine")());
    let stamp = store.load("w").unwrap().unwrap().stamp;
    for earlier in [theirs, Stamp { revision: 9, writer: "a".into(), ..Stamp::default() }] {
        assert!(stamp.builds_upon(&earlier) && !stamp.is_same_write(&earlier), "{stamp:?} after {earlier:?}");
    }
    assert_eq!(stamp.revision, 10, "no two writes of a tab have the same number");
    assert_eq!(a.look(&store), None);
}

#[wasm_bindgen_test]
fn a_tab_at_rest_takes_over_what_another_wrote() {
    let store = Watched::default();
    let mut a = opened(&store, "a", "0");
    let entry = store.load("w").unwrap().unwrap();
    let mut b = Autosave::for_stored("w", "b", &entry, &store);
    assert_eq!(a.look(&store), None, "its own write is no news");
    b.changed(0);
    b.write(&store, 2_000, file("theirs"));
    assert_eq!(a.look(&store).map(|entry| entry.file), Some("theirs".to_owned()));
    a.changed(0);
    assert_eq!(a.look(&store), None);
    assert!(matches!(a.state(), SaveState::Conflict { .. }), "with a change of its own it must ask");
}

#[wasm_bindgen_test]
fn two_tabs_that_write_at_the_same_moment_both_keep_their_work() {
    let store = Watched::default();
    let mut a = opened(&store, "a", "0");
    let before = store.load("w").unwrap().unwrap();
    let mut b = Autosave::for_stored("w", "b", &before, &store);
    a.changed(0);
    a.write(&store, 2_000, file("of a"));
    // A browser shows one process the writes of another only after a moment: b still sees what was there before.
    store.kept.save("w", &before).unwrap();
    b.changed(0);
    b.write(&store, 2_000, file("of b"));
    assert_eq!(a.look(&store), None, "b's version was made without a's, so that a must not take it over");
    assert!(matches!(a.state(), SaveState::Conflict { .. }));
    a.write_over(&store, 3_000, file("of a")());
    assert_eq!(b.look(&store).map(|entry| entry.file), Some("of a".to_owned()), "a person saw b's before that");
}

#[wasm_bindgen_test]
fn a_workbook_deleted_elsewhere_is_stored_again() {
    let store = Watched::default();
    let mut autosave = opened(&store, "a", "0");
    store.remove("w").unwrap();
    autosave.changed(0);
    autosave.write(&store, 2_000, file("the only copy"));
    assert_eq!(stored(&store).map(|(_, file)| file), Some("the only copy".to_owned()));
}

#[wasm_bindgen_test]
fn what_is_larger_than_any_storage_is_not_tried_again() {
    let store = Watched::default();
    store.refuses.replace(Some(StoreError::Full));
    let small = opened(&store, "a", "0");
    assert!(small.may_be_retried(), "room may come from elsewhere");
    let mut large = opened(&store, "a", &"0".repeat(MOST_BYTES + 1));
    assert_eq!(large.state(), &SaveState::Failed(StoreError::TooLarge));
    assert!(!large.may_be_retried() && large.is_unsaved());
    // It may have become smaller since.
    store.refuses.replace(None);
    assert_eq!(large.changed(0), Some(QUIET_MS));
    large.write(&store, 2_000, file("1"));
    assert_eq!(large.state(), &SaveState::Saved { at_ms: 2_000 });
    large.note_too_large();
    assert!(!large.is_unsaved(), "nothing waits to be written");
    large.changed(10_000);
    large.note_too_large();
    assert_eq!(large.state(), &SaveState::Failed(StoreError::TooLarge));
}

#[wasm_bindgen_test]
fn a_large_workbook_waits_the_longer_the_longer_its_write_takes() {
    let mut autosave = Autosave::for_new("w", "tab");
    assert_eq!(autosave.changed(0), Some(QUIET_MS));
    autosave.note_making(1_000, 1_500);
    assert_eq!(autosave.changed(1_600), Some(900), "twice half a second after it was written");
    assert_eq!(autosave.changed(2_400), Some(100));
    assert_eq!(autosave.pause_ms(1_600), 900);
    assert_eq!(autosave.pause_ms(9_000), QUIET_MS);
}

#[wasm_bindgen_test]
fn what_both_tabs_began_with_is_known_also_where_they_wrote_at_the_same_moment() {
    let store = Watched::default();
    let (a, theirs) = conflict(&store);
    assert_eq!(a.common_with(&theirs).map(|entry| entry.file.as_str()), Some("0"));
    let store = Watched::default();
    let mut a = opened(&store, "c", "1");
    let before = store.load("w").unwrap().unwrap();
    let mut b = Autosave::for_stored("w", "d", &before, &store);
    a.changed(0);
    a.write(&store, 2_000, file("of a"));
    store.kept.save("w", &before).unwrap();
    b.changed(0);
    b.write(&store, 2_000, file("of b"));
    assert_eq!(a.look(&store), None);
    let theirs = store.load("w").unwrap().unwrap();
    let base = a.common_with(&theirs.stamp).map(|entry| entry.file.as_str());
    assert_eq!(base, Some(before.file.as_str()), "not what a itself wrote last, of which b knows nothing");
    let stranger = Stamp { revision: 9, writer: "x".to_owned(), ..Stamp::default() };
    assert_eq!(a.common_with(&stranger), None, "nobody guesses");
}

#[wasm_bindgen_test]
fn a_write_after_a_merge_builds_upon_both_versions() {
    let store = Watched::default();
    let (mut a, _) = conflict(&store);
    let theirs = store.load("w").unwrap().unwrap();
    let mut b = Autosave::for_stored("w", "b", &theirs, &store);
    a.joined(&theirs);
    assert_eq!(a.state(), &SaveState::Pending, "the merge waits to be written");
    a.write(&store, 4_000, file("both"));
    assert_eq!(stored(&store), Some((3, "both".to_owned())));
    let both = store.load("w").unwrap().unwrap().stamp;
    let own = Stamp { revision: 1, writer: "a".to_owned(), ..Stamp::default() };
    assert!(both.builds_upon(&theirs.stamp) && both.builds_upon(&own), "{both:?}");
    assert_eq!(b.look(&store).map(|entry| entry.file), Some("both".to_owned()), "the other tab follows");
    // What the other tab writes next has the merge as its base.
    let entry = store.load("w").unwrap().unwrap();
    let mut b = Autosave::for_stored("w", "b", &entry, &store);
    b.changed(0);
    b.write(&store, 5_000, file("theirs again"));
    a.changed(0);
    assert_eq!(a.look(&store), None);
    let again = store.load("w").unwrap().unwrap().stamp;
    assert_eq!(a.common_with(&again).map(|entry| entry.file.as_str()), Some("both"));
}
