//! The rules of ARCHITECTURE.md that a compiler doesn't know, as tests.
//!
//! A rule is a function from one file to its complaints, so that each is shown a bad sample below before it judges the repository.

#[path = "tidy/rules.rs"]
mod rules;
#[path = "tidy/source.rs"]
mod source;

use std::path::{Path, PathBuf};
use std::{fs, io};

/// One file of the repository: its path from the root with forward slashes, and its text.
#[derive(Clone)]
struct File {
    path: String,
    text: String,
}

/// A rule returns one sentence for each place that breaks it.
type Rule = fn(&File) -> Vec<String>;

/// Every rule, with files that break it and files that don't.
const RULES: [(&str, Rule, &[Sample], &[Sample]); 12] = [
    (
        "core modules import only what stands before them",
        rules::imports_downward,
        &[("crates/tandem-core/src/number/round.rs", "use crate::{limits, engine::Engine};")],
        &[(
            "crates/tandem-core/src/engine/mod.rs",
            "use crate::cell::Value;\n#[cfg(test)]\nmod tests { use crate::workbook::Workbook; }",
        )],
    ),
    (
        "core names no browser, clock or file",
        rules::core_is_pure,
        &[("crates/tandem-core/src/engine/mod.rs", "let now = std::time::SystemTime::now();")],
        &[(
            "crates/tandem-core/src/engine/mod.rs",
            "// std::time would make results depend on the moment.\nlet day = clock.today;",
        )],
    ),
    (
        "only src/browser touches web-sys, only src/storage gloo-storage",
        rules::browser_has_one_home,
        &[("src/ui/shell.rs", "let window = web_sys::window();")],
        &[("src/browser/mod.rs", "let window = web_sys::window();")],
    ),
    (
        "views never touch storage",
        rules::ui_knows_no_storage,
        &[("src/ui/home/mod.rs", "use crate::storage::Store;")],
        &[("src/session/mod.rs", "use crate::storage::Store;")],
    ),
    (
        "no inline style attribute",
        rules::no_inline_style,
        &[("src/ui/a.rs", "view! { <p style=\"color:red\"/> }")],
        &[("src/ui/a.rs", "view! { <p style:color=\"red\"/> }")],
    ),
    (
        "no binary floating point near money",
        rules::no_floats_near_money,
        &[("crates/tandem-core/src/function/partner.rs", "let rate: f64 = x;")],
        &[("crates/tandem-core/src/function/partner.rs", "/// Never an f64.\nlet rate: Decimal = x;")],
    ),
    (
        "every text stands in both languages",
        rules::texts_in_both_languages,
        &[
            ("src/ui/a.rs", "Text::new(\"Save\", \"Save\")"),
            ("src/i18n/home.rs", "messages! { Home { saved: \"Saved {time}\", \"保存済み\"; } }"),
        ],
        &[
            ("src/ui/a.rs", "Text::new(\n  \"Save\",\n  \"保存\",\n), Text::new(\"ROI\", \"ROI\")"),
            ("src/i18n/home.rs", "messages! { Home { saved: \"Saved {time}\",\n \"{time} に保存\"; } }"),
        ],
    ),
    (
        "a folder says what it is for",
        rules::folders_introduce_themselves,
        &[("src/ui/mod.rs", "mod shell;")],
        &[("src/ui/mod.rs", "//! Views.\nmod shell;")],
    ),
    ("files stay short", rules::files_stay_short, &[("src/a.rs", LONG)], &[("src/a.rs", "fn main() {}\n")]),
    (
        "nothing unfinished or skipped",
        rules::nothing_unfinished,
        &[("tests/e2e/a.test.mjs", concat!("test", ".skip('later', () => {})"))],
        &[("tests/e2e/a.test.mjs", "test('now', () => {})")],
    ),
    (
        "lock files name no registry",
        rules::locks_name_no_registry,
        &[("package-lock.json", "\"resolved\": \"https://somewhere/a.tgz\"")],
        &[("package-lock.json", "\"integrity\": \"sha512-abc\"")],
    ),
    (
        "development packages have exact versions",
        rules::exact_versions,
        &[("package.json", "\"devDependencies\": {\n \"a\": \"^1.2.3\"\n}")],
        &[("package.json", "\"devDependencies\": {\n \"a\": \"1.2.3\"\n}")],
    ),
];

/// Path and text of a file in an example.
type Sample = (&'static str, &'static str);

/// The most lines that a file may have, and a sample that has more.
const LINES_MAX: usize = 450;
const LONG: &str = {
    const BYTES: [u8; LINES_MAX + 1] = [b'\n'; LINES_MAX + 1];
    match std::str::from_utf8(&BYTES) {
        Ok(text) => text,
        Err(_) => "",
    }
};

/// Folders that hold no source of ours.
const NOT_OURS: [&str; 6] = [".git", "target", "dist", "pkg", "node_modules", "proptest-regressions"];

/// File types that the rules read.
const READ: [&str; 11] = ["rs", "css", "js", "mjs", "ts", "html", "md", "toml", "json", "csv", "svg"];

#[test]
fn every_rule_sees_bad_samples_and_passes_good_ones() {
    for (name, rule, bad, good) in RULES {
        let judge = |(path, text): &Sample| rule(&File { path: (*path).into(), text: (*text).into() });
        for sample in bad {
            assert!(!judge(sample).is_empty(), "{name}: the bad sample passes: {}", sample.1);
        }
        for sample in good {
            assert_eq!(judge(sample), Vec::<String>::new(), "{name}: the good sample fails");
        }
    }
}

#[test]
fn the_repository_follows_every_rule() {
    let files = repository().expect("the repository can be read, and its sources are UTF-8");
    assert!(files.iter().any(|file| file.path == "tests/tidy.rs"), "the walk doesn't reach this file");
    let mut complaints: Vec<String> = Vec::new();
    for (name, rule, ..) in RULES {
        for file in &files {
            complaints.extend(rule(file).into_iter().map(|complaint| format!("{}: {complaint} [{name}]", file.path)));
        }
    }
    complaints.extend(rules::templates_are_complete(&files));
    complaints.extend(rules::tests_are_run(&files));
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn an_incomplete_template_is_seen() {
    let manifest = r#"{"pages":[{"csv":"model.csv"}]}"#;
    let whole = [("template.json", manifest), ("texts.json", "{}"), ("README.md", "# A"), ("model.csv", "1")];
    let complaints = |parts: &[Sample]| {
        let file = |(name, text): &Sample| File { path: format!("templates/a/{name}"), text: (*text).into() };
        rules::templates_are_complete(&parts.iter().map(file).collect::<Vec<_>>()).len()
    };
    assert_eq!(complaints(&whole), 0);
    for left_out in 1..whole.len() {
        let rest: Vec<Sample> =
            whole.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, part)| *part).collect();
        assert_eq!(complaints(&rest), 1, "without {}", whole[left_out].0);
    }
    assert_eq!(complaints(&whole[1..]), 2, "without a manifest its sheet is named nowhere");
    assert_eq!(complaints(&[whole.as_slice(), &[("old.csv", "1")]].concat()), 1);
}

#[test]
fn a_test_that_never_runs_is_seen() {
    let file = |path: &str, text: &str| File { path: format!("crates/tandem-core/tests/{path}"), text: text.into() };
    let files =
        [file("main.rs", "mod alone;\n"), file("alone.rs", ""), file("alone/part.rs", ""), file("memory.rs", "")];
    assert_eq!(rules::tests_are_run(&files), Vec::<String>::new());
    let forgotten = [files.as_slice(), &[file("engine.rs", "")]].concat();
    assert_eq!(rules::tests_are_run(&forgotten).len(), 1);
}

/// Every file of the repository that the rules read.
fn repository() -> io::Result<Vec<File>> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = own.parent().unwrap_or(own).to_path_buf();
    let mut files = Vec::new();
    let mut waiting: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            if path.is_dir() {
                if !NOT_OURS.contains(&name.as_str()) {
                    waiting.push(path);
                }
            } else if path.extension().and_then(|end| end.to_str()).is_some_and(|end| READ.contains(&end)) {
                let text = fs::read_to_string(&path)?;
                let inside = path.strip_prefix(&root).unwrap_or(&path);
                files.push(File { path: inside.to_string_lossy().replace('\\', "/"), text });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
