//! Backups: a frozen sample, damage of every kind, and laws.

use proptest::prelude::*;

use super::*;
use crate::limits::{MAX_BACKUP_ENTRIES, MAX_FILE_BYTES};
use crate::text::Language;

/// A backup of version 1 as it was published; its checksums were computed by Python's `zlib.crc32`.
const SAMPLE: &str = r#"{"format":"tandem-backup","version":1,"made":"2026-11-22T05:40:00Z","settings":{"language":"ja","theme":"dark"},"entries":[
{"backup":"workbook","id":"w1","title":"One","saved_ms":1795325000000,"bytes":14,"crc32":"cf6e2984","workbook":
{"a":1,
"b":2}
},
{"backup":"workbook","id":"w2","title":"共同価値","saved_ms":7,"bytes":52,"crc32":"2137bc77","workbook":
{"format":"tandem-workbook",
"title":"共同価値"}
},
{"backup":"aside","name":"w3","text":"123456789","crc32":"cbf43926"},
{"backup":"aside","name":"w4","base64url":"-_8","crc32":"9b93c504"},
{"backup":"end","entries":4}
]}
"#;

/// The same of version 2, in which versions that were kept under a name stand.
const SAMPLE_2: &str = r#"{"format":"tandem-backup","version":2,"made":"2026-11-22T05:40:00Z","entries":[
{"backup":"workbook","id":"w1","title":"One","saved_ms":1795325000000,"bytes":14,"crc32":"cf6e2984","workbook":
{"a":1,
"b":2}
},
{"backup":"aside","name":"w3","text":"123456789","crc32":"cbf43926"},
{"backup":"version","of":"w1","id":"v1","title":"四半期 Q1","saved_ms":1795324000000,"bytes":14,"crc32":"cf6e2984","workbook":
{"a":1,
"b":2}
},
{"backup":"end","entries":3}
]}
"#;

fn told(id: &str, title: &str, saved_ms: u64) -> Told {
    Told { id: id.into(), title: title.into(), saved_ms }
}

/// What a backup holds, read in parts of so many bytes.
fn read_in(parts: usize, bytes: &[u8]) -> Result<(Head, Vec<Item>, bool), BackupError> {
    let mut reader = Reader::default();
    let mut items = Vec::new();
    for part in bytes.chunks(parts.max(1)) {
        reader.room(part.len()).copy_from_slice(part);
        reader.take(part.len())?;
        while let Some(item) = reader.next()? {
            items.push(item);
        }
    }
    let head = reader.head().cloned();
    let End { last, is_complete } = reader.finish()?;
    items.extend(last);
    Ok((head.unwrap_or_default(), items, is_complete))
}

fn read(text: &str) -> Result<(Head, Vec<Item>, bool), BackupError> {
    read_in(1 << 22, text.as_bytes())
}

/// The backup of some entries.
fn written(entries: &[Content]) -> String {
    let (mut writer, mut text) = Writer::begin("2026-11-22T05:40:00Z", None);
    for entry in entries {
        match entry {
            Content::Workbook(told, file) => {
                let (first, file, last) = writer.workbook(told, file).unwrap();
                text.push_str(&first);
                text.push_str(&file);
                text.push_str(last);
            }
            Content::Version(of, told, file) => {
                let (first, file, last) = writer.version(of, told, file).unwrap();
                text.extend([&*first, &*file, last]);
            }
            Content::Aside(name, kept) => text.push_str(&writer.aside(name, kept).unwrap()),
            Content::Unknown(_) => {}
        }
    }
    text + &writer.end()
}

fn sample_entries() -> Vec<Content> {
    vec![
        Content::Workbook(told("w1", "One", 1_795_325_000_000), "{\"a\":1,\n\"b\":2}".into()),
        Content::Workbook(
            told("w2", "共同価値", 7),
            "{\"format\":\"tandem-workbook\",\n\"title\":\"共同価値\"}".into(),
        ),
        Content::Aside("w3".into(), Kept::Text("123456789".into())),
        Content::Aside("w4".into(), Kept::Bytes(vec![0xfb, 0xff])),
    ]
}

#[test]
fn a_backup_of_version_1_is_read_and_its_entries_are_written_as_they_were() {
    let (head, items, is_complete) = read(SAMPLE).unwrap();
    assert_eq!(head.made, "2026-11-22T05:40:00Z");
    assert_eq!(head.settings, Some(serde_json::json!({"language": "ja", "theme": "dark"})));
    assert!(is_complete);
    assert!(items.iter().all(|item| item.flaw.is_none()), "{items:?}");
    assert_eq!(items.iter().map(|item| item.place.line).collect::<Vec<_>>(), [2, 6, 10, 11]);
    for Item { place, content, .. } in &items {
        let (from, bytes) = (usize::try_from(place.start).unwrap(), usize::try_from(place.bytes).unwrap());
        assert_eq!(&entry(&SAMPLE.as_bytes()[from..from + bytes]), &(content.clone(), None), "read again at its place");
    }
    let contents: Vec<Content> = items.into_iter().map(|item| item.content).collect();
    assert_eq!(contents, sample_entries());
    let settings = r#", "settings":{"language":"ja","theme":"dark"}"#.replace(' ', "");
    let rewritten = written(&contents).replace("Z\",\"entries\"", &format!("Z\"{settings},\"entries\""));
    assert_eq!(rewritten.replace("\"version\":2", "\"version\":1"), SAMPLE);
    assert!(is_backup(SAMPLE.as_bytes()) && is_backup(&SAMPLE.as_bytes()[..60]));
    assert!(
        is_backup(b"\xef\xbb\xbf{\n  \"format\": \"tandem-backup\",") && !is_backup(b"{\"format\":\"tandem-workbook\"")
    );
    let _: serde_json::Value = serde_json::from_str(SAMPLE).expect("a backup is JSON as a whole");
}

#[test]
fn versions_are_read_and_written_letter_for_letter() {
    let (_, items, is_complete) = read(SAMPLE_2).unwrap();
    assert!(is_complete && items.iter().all(|item| item.flaw.is_none()), "{items:?}");
    let contents: Vec<Content> = items.iter().map(|item| item.content.clone()).collect();
    let file = "{\"a\":1,\n\"b\":2}".to_owned();
    let version = Content::Version("w1".into(), told("v1", "四半期 Q1", 1_795_324_000_000), file.clone());
    let workbook = Content::Workbook(told("w1", "One", 1_795_325_000_000), file.clone());
    assert_eq!(contents, [workbook, Content::Aside("w3".into(), Kept::Text("123456789".into())), version.clone()]);
    assert_eq!(written(&contents), SAMPLE_2);
    let _: serde_json::Value = serde_json::from_str(SAMPLE_2).expect("a backup is JSON as a whole");

    // Damage to one costs none of the others, and it is still known whose it was and what it was called.
    let (before, after) = SAMPLE_2.rsplit_once("\"b\":2").unwrap();
    let damaged = format!("{before}\"b\":3{after}");
    let (_, items, _) = read(&damaged).unwrap();
    assert_eq!(items.iter().map(|item| item.flaw).collect::<Vec<_>>(), [None, None, Some(Flaw::Changed)]);
    let changed = file.replace('2', "3");
    assert_eq!(items[2].content, Content::Version("w1".into(), told("v1", "四半期 Q1", 1_795_324_000_000), changed));
    let (mut writer, _) = Writer::begin("", None);
    let large = " ".repeat(MAX_FILE_BYTES + 1);
    assert_eq!(writer.version("w1", &told("v1", "", 1), &large).map(|_| ()), Err(BackupError::TooLarge));
}

#[test]
fn what_is_no_backup_or_of_a_later_version_is_told() {
    for (text, expect) in [
        ("", BackupError::NotABackup),
        ("PK\u{3}\u{4}", BackupError::NotABackup),
        ("{}", BackupError::NotABackup),
        ("[]\n", BackupError::NotABackup),
        (r#"{"format":"tandem-workbook","version":1}"#, BackupError::NotABackup),
        (r#"{"version":1,"format":"tandem-backup"}"#, BackupError::NotABackup),
        (r#"{"format":"tandem-backup"}"#, BackupError::NoVersion),
        (r#"{"format":"tandem-backup","version":"1"}"#, BackupError::NoVersion),
        (r#"{"format":"tandem-backup","version":0,"#, BackupError::NoVersion),
        (r#"{"format":"tandem-backup","version":3,"laid":"out otherwise"}"#, BackupError::NewerVersion(3)),
        (r#"{"format":"tandem-backup","version":1,"made":"2026"#, BackupError::FirstLine),
        ("{\"format\":\"tandem-backup\",\"version\":1,\n\"entries\":[]}", BackupError::FirstLine),
        ("{\"format\":\"tandem-backup\",\"version\":1,\"made\":[\n", BackupError::FirstLine),
    ] {
        assert_eq!(read(text), Err(expect), "{text}");
        for language in [Language::English, Language::Japanese] {
            assert!(!expect.text(language).is_empty());
        }
        assert!(!expect.text(Language::Japanese).is_ascii());
    }
    let bottomless = format!("{{\"format\":\"tandem-backup\",\"version\":1,\"made\":\"{}", "x".repeat(1 << 20));
    assert_eq!(read_in(1000, bottomless.as_bytes()), Err(BackupError::FirstLine));
    let deep = format!("{{\"format\":\"tandem-backup\",\"version\":1,\"settings\":{}", "[".repeat(60_000));
    assert_eq!(read(&deep), Err(BackupError::FirstLine));
}

#[test]
fn damage_costs_no_more_than_the_entry_it_is_in() {
    let whole = sample_entries();
    for (name, from, to, lost, flaw, line) in [
        ("a figure of a workbook", "\"b\":2", "\"b\":3", 0, Flaw::Changed, 2),
        ("the identity’s line", "\"id\":\"w2\"", "\"id\":'w2'", 1, Flaw::Unreadable, 6),
        (
            "the beginning of an entry",
            "{\"backup\":\"workbook\",\"id\":\"w2\"",
            "{\"bac\u{0}up\":\"workbook\",\"id\":\"w2\"",
            1,
            Flaw::Unreadable,
            6,
        ),
        (
            "the line end before an entry",
            "},\n{\"backup\":\"workbook\",\"id\":\"w2\"",
            "},x{\"backup\":\"workbook\",\"id\":\"w2\"",
            1,
            Flaw::Unreadable,
            5,
        ),
        ("what is kept aside", "123456789", "123456780", 2, Flaw::Changed, 10),
        ("letters that are no digits", "-_8", "-*8", 3, Flaw::Unreadable, 11),
        ("a checksum", "cbf43926", "00000000", 2, Flaw::Changed, 10),
        (
            "an entry of an unknown kind",
            "{\"backup\":\"aside\",\"name\":\"w3\"",
            "{\"backup\":\"other\",\"name\":\"w3\"",
            2,
            Flaw::Unreadable,
            10,
        ),
    ] {
        let text = SAMPLE.replacen(from, to, 1);
        assert_ne!(text, SAMPLE, "{name}");
        let (_, items, is_complete) = read(&text).unwrap();
        assert!(is_complete, "{name}");
        let flawed: Vec<(usize, Option<Flaw>, u64)> = items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.flaw.is_some())
            .map(|(at, item)| (at, item.flaw, item.place.line))
            .collect();
        assert_eq!(flawed, [(lost, Some(flaw), line)], "{name}");
        for (at, item) in items.iter().enumerate().filter(|(at, _)| *at != lost) {
            assert_eq!(item.content, whole[at], "{name}");
        }
        assert!(flaw.at(items[lost].place, Language::English).contains(&format!("Line {line}")), "{name}");
    }
    // A length that is wrong alone does no harm.
    let (_, items, _) = read(&SAMPLE.replacen("\"bytes\":14", "\"bytes\":15", 1)).unwrap();
    assert_eq!((items[0].flaw, &items[0].content), (None, &whole[0]));
    // Line ends of another system are a change of the file, and nothing of it is lost.
    let (_, items, is_complete) = read(&SAMPLE.replace('\n', "\r\n")).unwrap();
    assert_eq!(
        items.iter().map(|item| item.flaw).collect::<Vec<_>>(),
        [Some(Flaw::Changed), Some(Flaw::Changed), None, None]
    );
    assert!(
        is_complete
            && items.iter().zip(&whole).all(|(item, whole)| match (&item.content, whole) {
                (Content::Workbook(told, file), Content::Workbook(same, text)) =>
                    told == same && file.replace('\r', "") == *text,
                (content, whole) => content == whole,
            })
    );
}

#[test]
fn a_backup_that_was_cut_off_says_so_wherever_it_was() {
    let bytes = SAMPLE.as_bytes();
    let first_line = SAMPLE.find('\n').unwrap() + 1;
    let end = SAMPLE.find("{\"backup\":\"end\"").unwrap();
    for cut in first_line..end + "{\"backup\":\"end\",\"entries\":4}".len() {
        let (_, items, is_complete) = read_in(7, &bytes[..cut]).unwrap();
        assert!(!is_complete, "{cut}");
        let whole = items.iter().filter(|item| item.flaw.is_none()).count();
        assert_eq!(
            items.iter().filter(|item| item.flaw.is_none()).map(|item| item.content.clone()).collect::<Vec<_>>(),
            sample_entries()[..whole],
            "{cut}"
        );
        assert!(items.iter().all(|item| matches!(item.flaw, None | Some(Flaw::CutOff))), "{cut}: {items:?}");
        assert!(items.len() - whole <= 1, "{cut}");
    }
    let without_one =
        SAMPLE.replace("{\"backup\":\"aside\",\"name\":\"w3\",\"text\":\"123456789\",\"crc32\":\"cbf43926\"},\n", "");
    assert!(!read(&without_one).unwrap().2, "the last line counts the others");
}

#[test]
fn nothing_is_larger_than_it_may_be() {
    let told = told("w", "Large", 1);
    let large = " ".repeat(MAX_FILE_BYTES + 1);
    let (mut writer, begun) = Writer::begin("", None);
    assert_eq!(writer.workbook(&told, &large).map(|_| ()), Err(BackupError::TooLarge));
    assert_eq!(writer.aside("w", &Kept::Text(large)), Err(BackupError::TooLarge));
    // A backup of 1,200 bytes has room for two files of 333 and the lines around them.
    writer.most = 1_200;
    let third = " ".repeat(333);
    assert_eq!((0..5).filter(|_| writer.workbook(&told, &third).is_ok()).count(), 2);
    assert!(writer.end().contains("\"entries\":2}"));
    // What is kept aside may be longer as it is written than as it is; what would not be read again is not written.
    let longer = [Kept::Text("\"".repeat(600)), Kept::Bytes(vec![0xff; 800]), Kept::Text("x".repeat(800))];
    for (kept, is_written) in longer.iter().zip([false, false, true]) {
        let (mut writer, begun) = Writer::begin("", None);
        writer.most_of_one = 1_000;
        let text = writer.aside("w", kept).unwrap_or_default();
        assert_eq!(!text.is_empty(), is_written, "{kept:?}");
        let mut reader = Reader::with_most(1_000);
        for text in [&*begun, &text, &writer.end()] {
            reader.room(text.len()).copy_from_slice(text.as_bytes());
            reader.take(text.len()).unwrap();
        }
        let read = reader.next().unwrap().map(|item| (item.content, item.flaw));
        assert_eq!(read, is_written.then(|| (Content::Aside("w".to_owned(), kept.clone()), None)));
    }

    // An entry that never ends is passed over, and what follows it is read.
    let line = "{\"backup\":\"workbook\",\"id\":\"w\",\"workbook\":\n";
    let part = "x\n".repeat(100);
    let mut reader = Reader::with_most(1_000);
    let mut items = Vec::new();
    let after = "{\"backup\":\"aside\",\"name\":\"w3\",\"text\":\"123456789\",\"crc32\":\"cbf43926\"},\n{\"backup\":\"end\",\"entries\":2}\n]}\n";
    for text in [&*begun, line].into_iter().chain(std::iter::repeat_n(&*part, 50)).chain([after]) {
        reader.room(text.len()).copy_from_slice(text.as_bytes());
        reader.take(text.len()).unwrap();
        items.extend(reader.next().unwrap());
        assert!(reader.held_bytes() <= 1_300, "what is too large is let go");
    }
    items.extend(reader.next().unwrap());
    assert_eq!(items.iter().map(|item| item.flaw).collect::<Vec<_>>(), [Some(Flaw::TooLarge), None]);
    assert_eq!(items.iter().map(|item| item.place.line).collect::<Vec<_>>(), [2, 3 + 50 * 100]);
    let place = items[0].place;
    assert_eq!(place.start + place.bytes + 1, items[1].place.start);
    assert!(reader.finish().unwrap().is_complete);

    let many = format!("{begun}{}", "{\"backup\":0}\n".repeat(MAX_BACKUP_ENTRIES + 2));
    assert_eq!(read(&many), Err(BackupError::TooLarge));
}

#[test]
fn only_identities_of_ours_are_good() {
    for (id, is_good) in [
        ("abc-D_9", true),
        ("", false),
        ("a/b", false),
        ("../x", false),
        ("日本", false),
        ("<b>", false),
        (&*"a".repeat(64), true),
        (&*"a".repeat(65), false),
    ] {
        assert_eq!(told(id, "", 0).good_id(), is_good.then_some(id), "{id}");
    }
}

/// Entries whose texts look like parts of a backup.
fn entries() -> impl Strategy<Value = Vec<Content>> {
    let piece = prop_oneof![
        Just("{\"backup\":".to_owned()),
        Just("\n".to_owned()),
        Just("\n},\n".to_owned()),
        Just("\r\n}".to_owned()),
        Just(",\"workbook\":\n".to_owned()),
        "\\PC{0,12}",
    ];
    let text = proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat());
    let told =
        ("[a-z]{1,6}", text.clone(), any::<u64>()).prop_map(|(id, title, saved_ms)| Told { id, title, saved_ms });
    let workbook = (told.clone(), text.clone()).prop_map(|(told, file)| Content::Workbook(told, file));
    let version = (text.clone(), told, text.clone()).prop_map(|(of, told, file)| Content::Version(of, told, file));
    let aside = (text.clone(), text).prop_map(|(name, text)| Content::Aside(name, Kept::Text(text)));
    let bytes =
        proptest::collection::vec(any::<u8>(), 0..20).prop_map(|bytes| Content::Aside("b".into(), Kept::Bytes(bytes)));
    proptest::collection::vec(prop_oneof![workbook, version, aside, bytes], 0..6)
}

/// A text as a backup keeps it: where a line of a file looked like the beginning of an entry, its lines became one.
fn same(a: &Content, b: &Content) -> bool {
    let is_same_file = |file: &str, other: &str| {
        let flat = |text: &str| text.trim_start().replace('\n', " ");
        let is_marked = other.starts_with(MARK) || other.contains(&format!("\n{MARK}"));
        file == other || is_marked && flat(file).trim_start() == flat(other).trim_start()
    };
    match (a, b) {
        (Content::Workbook(a, file), Content::Workbook(b, other)) => a == b && is_same_file(file, other),
        (Content::Version(of, a, file), Content::Version(b_of, b, other)) => {
            (of, a) == (b_of, b) && is_same_file(file, other)
        }
        (a, b) => a == b,
    }
}

proptest! {
    #[test]
    fn reading_gives_what_was_written(entries in entries(), parts in 1..200_usize) {
        let text = written(&entries);
        let (_, items, is_complete) = read_in(parts, text.as_bytes()).unwrap();
        prop_assert!(is_complete);
        prop_assert_eq!(items.len(), entries.len());
        for (item, entry) in items.iter().zip(&entries) {
            prop_assert_eq!(item.flaw, None);
            prop_assert!(same(&item.content, entry), "{:?} was {:?}", item.content, entry);
        }
    }

    #[test]
    fn a_changed_byte_costs_one_entry_at_most(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let first_line = SAMPLE.find('\n').unwrap() + 1;
        let end = SAMPLE.find("{\"backup\":\"end\"").unwrap();
        let mut bytes = SAMPLE.as_bytes().to_vec();
        let place = first_line + place.index(end - first_line);
        bytes[place] = byte;
        let (_, items, _) = read_in(50, &bytes).unwrap();
        let sample = sample_entries();
        let kept = sample.iter().filter(|entry| items.iter().any(|item| item.content == **entry)).count();
        prop_assert!(kept + 1 >= sample.len(), "{:?}", items);
        // What differs from the sample without a flaw is a title or a moment, which no checksum covers.
        for item in items.iter().filter(|item| item.flaw.is_none()) {
            let is_known = match &item.content {
                Content::Workbook(_, file) => sample.iter().any(|entry| matches!(entry, Content::Workbook(_, text) if text == file)),
                Content::Aside(_, kept) => sample.iter().any(|entry| matches!(entry, Content::Aside(_, known) if known == kept)),
                Content::Version(..) | Content::Unknown(_) => false,
            };
            prop_assert!(is_known, "{:?}", item);
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), parts in 1..50_usize) {
        let _ = read_in(parts, &bytes);
        let mut backup = Writer::begin("", None).1.into_bytes();
        backup.extend(&bytes);
        let _ = read_in(parts, &backup);
        let _ = entry(&bytes);
    }
}
