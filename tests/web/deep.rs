//! The browser's database as the second slot of workbooks: what it keeps, what it refuses, what it never writes over.

use js_sys::Uint8Array;
use tandem::browser::database::Database;
use tandem::browser::files::Bundle;
use tandem::storage::deep::{DeepStore, Kept};
use tandem::storage::versions::{Head, Version};
use tandem::storage::{Entry, Stamp, StoreError, Write};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const TABLES: &[&str] = &["stamps", "files", "aside"];

/// A write of a tab that builds upon others.
fn entry(writer: &str, revision: u64, builds_on: &[(&str, u64)], file: &str) -> Entry {
    let builds_on = builds_on.iter().map(|(writer, revision)| Write { writer: (*writer).into(), revision: *revision });
    let stamp = Stamp {
        revision,
        writer: writer.into(),
        saved_ms: 7,
        title: "共同価値".into(),
        template: None,
        builds_on: builds_on.collect(),
        pressing: None,
    };
    Entry { stamp, file: file.into() }
}

/// A database of a test's own, empty.
async fn store(name: &str) -> DeepStore {
    let store = DeepStore::open(name).await.unwrap();
    for line in store.list().await.unwrap() {
        store.remove(&line.id).await.unwrap();
    }
    store
}

#[wasm_bindgen_test]
async fn what_is_written_is_read_again_listed_and_removed() {
    let store = store("deep-1").await;
    assert_eq!(store.load("w").await, Ok(None));
    // More than local storage takes as a whole.
    let large = entry("a", 1, &[], &format!("{{\"text\":\"{}\"}}", "引用".repeat(3_000_000)));
    assert_eq!(store.save("w", &large).await, Ok(Kept::Stored));
    let again = DeepStore::open("deep-1").await.unwrap();
    assert!(again.load("w").await.unwrap().unwrap() == large, "another tab reads it byte for byte");
    let listed = again.list().await.unwrap();
    assert_eq!(listed.iter().map(|line| (&*line.id, &line.stamp)).collect::<Vec<_>>(), [("w", &large.stamp)]);
    again.remove("w").await.unwrap();
    assert_eq!((store.load("w").await, store.list().await), (Ok(None), Ok(Vec::new())));
}

#[wasm_bindgen_test]
async fn a_file_longer_than_one_value_is_kept_read_renamed_and_put_aside() {
    let store = store("deep-7").await;
    let database = Database::open("deep-7", TABLES).await.unwrap();
    let first = entry("a", 1, &[], "");
    let mut texts = Bundle::default();
    texts.add(&["{\"text\":\"", "引用"]).unwrap();
    texts.append(&{
        let mut more = Bundle::default();
        more.add(&["\"}"]).unwrap();
        more
    });
    assert_eq!(store.save_file("w", &first.stamp, &texts).await, Ok(Kept::Stored));
    let whole = "{\"text\":\"引用\"}";
    assert_eq!(store.load("w").await.unwrap().unwrap().file, whole);
    assert_eq!(store.bytes_of("w").await, Ok(whole.len() as u64));
    assert_eq!(store.file_bytes("w").await, Ok(Some(whole.as_bytes().to_vec())));
    // It counts as any other write.
    let other = entry("b", 1, &[], "");
    assert_eq!(store.save_file("w", &other.stamp, &texts).await, Ok(Kept::Other(first.stamp.clone())));
    store.rename("w", "v").await.unwrap();
    assert_eq!(store.load("v").await.unwrap().unwrap().file, whole);

    // One value takes no more than some 130 million bytes.
    let long = entry("a", 2, &[("a", 1)], &"[1,2,3,4,5,6,7] ".repeat(9_000_000));
    assert_eq!(store.save("v", &long).await, Ok(Kept::Stored));
    assert!(store.load("v").await.unwrap().unwrap() == long, "byte for byte");

    let transaction = database.writing(TABLES).await.unwrap();
    transaction.put("stamps", "v", &JsValue::from_str("{\"revi")).unwrap();
    transaction.done().await.unwrap();
    assert_eq!(store.save("v", &first).await, Ok(Kept::Stored));
    let kept = store.kept_aside().await.unwrap();
    assert!(kept.iter().any(|(name, bytes)| name == "v" && *bytes == long.file.as_bytes()), "put aside as a whole");
    let transaction = database.writing(TABLES).await.unwrap();
    for key in transaction.keys("aside").await.unwrap() {
        transaction.remove("aside", &key).unwrap();
    }
    transaction.done().await.unwrap();
}

#[wasm_bindgen_test]
async fn no_tab_writes_over_what_it_has_not_seen() {
    let store = store("deep-2").await;
    let first = entry("a", 1, &[], "1");
    let mine = entry("a", 2, &[("a", 1)], "mine");
    let theirs = entry("b", 2, &[("a", 1)], "theirs");
    assert_eq!(store.save("w", &first).await, Ok(Kept::Stored));
    assert_eq!(store.save("w", &theirs).await, Ok(Kept::Stored));
    assert_eq!(store.save("w", &mine).await, Ok(Kept::Other(theirs.stamp.clone())));
    assert_eq!(store.load("w").await, Ok(Some(theirs.clone())), "it stays");
    assert_eq!(store.save("w", &first).await, Ok(Kept::Later), "a write that comes late is part of what stands there");
    assert_eq!(store.save("w", &theirs).await, Ok(Kept::Stored), "the same write again harms nothing");
    let both = entry("a", 3, &[("b", 2), ("a", 2)], "both");
    assert_eq!(store.save("w", &both).await, Ok(Kept::Stored));
    store.rename("w", "v").await.unwrap();
    assert_eq!((store.load("w").await, store.load("v").await), (Ok(None), Ok(Some(both))));
}

/// Begins to note how every transaction that writes is to reach the disk; what was noted is in the array.
fn watch_durability() -> js_sys::Array {
    let watch = js_sys::Function::new_no_args(
        "const [noted, begin] = [[], IDBDatabase.prototype.transaction];
        IDBDatabase.prototype.transaction = function (...asked) {
            const begun = begin.apply(this, asked);
            if (begun.mode === 'readwrite') noted.push(begun.durability);
            return begun;
        };
        return noted;",
    );
    watch.call0(&JsValue::UNDEFINED).unwrap().into()
}

#[wasm_bindgen_test]
async fn what_stands_nowhere_else_is_written_through_to_the_disk() {
    let store = store("deep-4").await;
    let noted = watch_durability();
    store.save("w", &entry("a", 1, &[], "1")).await.unwrap();
    store.save_only_copy("w", &entry("a", 2, &[("a", 1)], "2")).await.unwrap();
    let version = Version { id: "v".into(), head: Head { name: "kept".into(), kept_ms: 1 } };
    store.keep_versions("w", &[(version, b"2".to_vec())]).await.unwrap();
    let noted: Vec<String> = noted.iter().filter_map(|word| word.as_string()).collect();
    assert_ne!(noted[0], "strict", "a second copy need not wait for the disk");
    assert_eq!(noted[1..], ["strict", "strict"]);
    assert_eq!(store.load("w").await.unwrap().unwrap().file, "2");
}

#[wasm_bindgen_test]
async fn versions_are_counted_and_dropped_by_workbook() {
    let store = store("deep-5").await;
    let version = |id: &str| Version { id: id.into(), head: Head { name: id.into(), kept_ms: 1 } };
    for workbook in ["w", "w2"] {
        store.keep_versions(workbook, &[(version("a"), vec![0xff; 300]), (version("b"), vec![0; 20])]).await.unwrap();
    }
    assert_eq!(store.bytes_of_versions("w").await, Ok(320));
    assert_eq!(store.workbooks_with_versions().await.unwrap().into_iter().collect::<Vec<_>>(), ["w", "w2"]);
    assert_eq!(store.drop_versions("w").await, Ok(2));
    assert_eq!(store.drop_versions("w").await, Ok(0));
    assert_eq!((store.bytes_of_versions("w").await, store.bytes_of_versions("w2").await), (Ok(0), Ok(320)));
    assert_eq!(store.take_versions("w2", Some("a")).await, Ok(vec![(version("a"), vec![0xff; 300])]), "byte for byte");
    store.drop_versions("w2").await.unwrap();
    assert_eq!(store.workbooks_with_versions().await.unwrap().len(), 0);
}

#[wasm_bindgen_test]
async fn a_file_that_is_no_text_is_put_aside_though_its_stamp_can_be_read() {
    let store = store("deep-6").await;
    let database = Database::open("deep-6", TABLES).await.unwrap();
    for (turn, expected) in [(0, "w.1"), (1, "w.2")] {
        store.remove("w").await.unwrap();
        assert_eq!(store.save("w", &entry("a", 1, &[], "whole")).await, Ok(Kept::Stored));
        let transaction = database.writing(TABLES).await.unwrap();
        transaction.put("files", "w", &Uint8Array::from(&[0xff_u8, turn][..])).unwrap();
        transaction.done().await.unwrap();
        assert_eq!(store.file_bytes("w").await, Ok(Some(vec![0xff, turn])));
        if turn == 0 {
            assert_eq!(store.save("w", &entry("b", 2, &[("a", 1)], "new")).await, Ok(Kept::Stored));
            assert_eq!(store.load("w").await.unwrap().unwrap().file, "new");
        } else {
            store.remove("w").await.unwrap();
            assert_eq!(store.load("w").await, Ok(None));
        }
        let transaction = database.reading(TABLES).await.unwrap();
        let kept = js_sys::Array::from(&transaction.get("aside", expected).await.unwrap());
        assert_eq!(Uint8Array::new(&kept.get(1)).to_vec(), [0xff, turn]);
    }
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_put_aside_before_its_place_is_written_or_removed() {
    let store = store("deep-3").await;
    let database = Database::open("deep-3", TABLES).await.unwrap();
    for (turn, bytes) in [[0xff_u8, 1].as_slice(), b"{\"cut"].into_iter().enumerate() {
        let transaction = database.writing(TABLES).await.unwrap();
        for key in transaction.keys("aside").await.unwrap() {
            transaction.remove("aside", &key).unwrap();
        }
        transaction.put("stamps", "w", &JsValue::from_str("{\"revi")).unwrap();
        transaction.put("files", "w", &Uint8Array::from(bytes)).unwrap();
        transaction.done().await.unwrap();

        let text = String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(store.load("w").await, Err(StoreError::Unreadable(text)));
        let listed = store.list().await.unwrap();
        assert_eq!(listed.iter().map(|line| (&*line.id, line.stamp.revision)).collect::<Vec<_>>(), [("w", 0)]);
        if turn == 0 {
            assert_eq!(store.save("w", &entry("a", 1, &[], "new")).await, Ok(Kept::Stored));
            assert_eq!(store.load("w").await.unwrap().unwrap().file, "new");
        } else {
            store.remove("w").await.unwrap();
            assert_eq!(store.load("w").await, Ok(None));
        }
        let transaction = database.reading(TABLES).await.unwrap();
        assert_eq!(transaction.keys("aside").await.unwrap(), ["w.1"]);
        let kept = js_sys::Array::from(&transaction.get("aside", "w.1").await.unwrap());
        assert_eq!(kept.get(0).as_string().as_deref(), Some("{\"revi"));
        assert_eq!(Uint8Array::new(&kept.get(1)).to_vec(), bytes);
    }
}
