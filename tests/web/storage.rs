//! The browser's storage: written, blocked, full, garbled.

use js_sys::{Function, Object, Reflect};
use tandem::storage::local::{LocalStore, key_of};
use tandem::storage::{Entry, Stamp, Store, StoreError};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

fn raw() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

fn entry(title: &str, file: &str) -> Entry {
    let stamp = Stamp {
        revision: 1,
        writer: "tab".into(),
        saved_ms: 5,
        title: title.into(),
        template: None,
        builds_on: Vec::new(),
        pressing: None,
    };
    Entry { stamp, file: file.into() }
}

/// Removes what a test stored, and only that: the page may share its origin.
fn tidy(ids: &[&str]) {
    let storage = raw();
    let keys: Vec<String> = (0..storage.length().unwrap()).filter_map(|index| storage.key(index).unwrap()).collect();
    for key in keys {
        let ours = ids.iter().any(|id| key == key_of(id) || key.starts_with(&format!("tandem.aside.{id}.")));
        if ours || key == "tandem.index" || key.starts_with("tandem.aside.index.") {
            storage.remove_item(&key).unwrap();
        }
    }
}

/// Replaces a property of an object for as long as `during` runs.
fn with_replaced<R>(object: &JsValue, name: &str, descriptor: &Object, during: impl FnOnce() -> R) -> R {
    let object: &Object = object.unchecked_ref();
    let key = JsValue::from_str(name);
    let before = Object::get_own_property_descriptor(object, &key);
    Reflect::set(descriptor, &"configurable".into(), &JsValue::TRUE).unwrap();
    Object::define_property(object, &key, descriptor);
    let result = during();
    Object::define_property(object, &key, before.unchecked_ref());
    result
}

fn thrower(name: &str) -> Function {
    Function::new_no_args(&format!("throw new DOMException('refused by the test', '{name}')"))
}

#[wasm_bindgen_test]
fn what_is_written_is_read_again_and_listed() {
    tidy(&["s1"]);
    let store = LocalStore::open().unwrap();
    let file = "{\n  \"format\": \"tandem-workbook\",\n  \"text\": \"引用 \\\" と改行\"\n}";
    store.save("s1", &entry("共同価値", file)).unwrap();
    let read = store.load("s1").unwrap().unwrap();
    assert_eq!(read, entry("共同価値", file), "the file comes back byte for byte");
    assert!(store.list().iter().any(|line| line.id == "s1" && line.stamp.title == "共同価値"));
    store.remove("s1").unwrap();
    assert_eq!(store.load("s1").unwrap(), None);
    assert!(store.list().iter().all(|line| line.id != "s1"));
}

#[wasm_bindgen_test]
fn the_list_is_made_anew_when_its_bytes_are_garbled() {
    tidy(&["s2"]);
    let store = LocalStore::open().unwrap();
    store.save("s2", &entry("Kept", "{}")).unwrap();
    raw().set_item("tandem.index", "{\"cut off").unwrap();
    assert!(store.list().iter().any(|line| line.id == "s2" && line.stamp.title == "Kept"));
    assert_eq!(raw().get_item("tandem.aside.index.1").unwrap().as_deref(), Some("{\"cut off"));
    tidy(&["s2"]);
}

#[wasm_bindgen_test]
fn a_garbled_entry_is_listed_refused_and_kept() {
    tidy(&["s3"]);
    let store = LocalStore::open().unwrap();
    let garbled = "{\"revision\":1,\"writer\":\"t\",\"workbo";
    raw().set_item(&key_of("s3"), garbled).unwrap();
    assert_eq!(store.load("s3"), Err(StoreError::Unreadable(garbled.to_owned())));
    assert!(store.list().iter().any(|line| line.id == "s3"));
    let first = store.set_aside("s3", garbled).unwrap();
    let second = store.set_aside("s3", garbled).unwrap();
    let other = store.set_aside("s3", "another text").unwrap();
    assert_eq!(first, second, "the same bytes are kept once");
    assert_ne!(first, other, "other bytes never take their place");
    assert_eq!(raw().get_item(&first).unwrap().as_deref(), Some(garbled));
    assert_eq!(raw().get_item(&key_of("s3")).unwrap().as_deref(), Some(garbled));
    tidy(&["s3"]);
}

#[wasm_bindgen_test]
fn a_full_storage_is_named_and_changes_nothing() {
    tidy(&["s4"]);
    let store = LocalStore::open().unwrap();
    store.save("s4", &entry("Before", "{}")).unwrap();
    // More than any browser gives one origin.
    let large = format!("\"{}\"", "x".repeat(12 * 1024 * 1024));
    assert_eq!(store.save("s4", &entry("After", &large)), Err(StoreError::Full));
    assert_eq!(store.load("s4").unwrap(), Some(entry("Before", "{}")));
    assert_eq!(store.set_aside("s4", &large), Err(StoreError::Full));
    tidy(&["s4"]);
}

#[wasm_bindgen_test]
fn a_blocked_storage_is_found_before_it_throws() {
    let store = LocalStore::open().unwrap();
    let window: JsValue = web_sys::window().unwrap().into();
    let descriptor = Object::new();
    Reflect::set(&descriptor, &"get".into(), &thrower("SecurityError")).unwrap();
    with_replaced(&window, "localStorage", &descriptor, || {
        assert_eq!(LocalStore::open().err(), Some(StoreError::Blocked));
        assert_eq!(store.load("s5"), Err(StoreError::Blocked), "blocked while the app runs");
        assert_eq!(store.save("s5", &entry("t", "{}")), Err(StoreError::Blocked));
        assert!(store.list().is_empty());
    });
    assert!(LocalStore::open().is_ok());
}

#[wasm_bindgen_test]
fn keys_of_other_programs_are_left_alone() {
    tidy(&["s6"]);
    raw().set_item("somebody-else", "theirs").unwrap();
    let store = LocalStore::open().unwrap();
    store.save("s6", &entry("t", "{}")).unwrap();
    assert!(store.list().iter().all(|line| line.id != "somebody-else"));
    store.remove("s6").unwrap();
    assert_eq!(raw().get_item("somebody-else").unwrap().as_deref(), Some("theirs"));
    raw().remove_item("somebody-else").unwrap();
    tidy(&["s6"]);
}
