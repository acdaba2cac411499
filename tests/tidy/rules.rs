//! The rules: each takes one file and returns a sentence for every place that breaks it.

use super::source::{
    code_lines, core_module, imported_modules, is_app_source, leading_literal, mentions, shipped_lines,
};
use super::{File, LINES_MAX};

/// The modules of core that may be imported by any other one and import none.
const ALONE: [&str; 5] = ["csv", "grid", "text", "sort", "limits"];

/// The modules of core, each of which imports only earlier rows. Modules in one row don't know each other.
const ROWS: [&[&str]; 10] = [
    &["number"],
    &["cell"],
    &["function"],
    // A formula's names are bound to declared functions while it is read.
    &["formula"],
    &["engine"],
    &["workbook"],
    &["edit"],
    &["exchange"],
    // Templates hold their cells as CSV, which is read by exchange.
    &["analysis", "compare", "operation", "template", "file"],
    &["record"],
];

pub fn imports_downward(file: &File) -> Vec<String> {
    let Some(module) = core_module(&file.path) else { return vec![] };
    let own = row_of(module);
    let shipped = shipped_lines(&file.text);
    imported_modules(&shipped)
        .into_iter()
        .filter(|other| *other != module && !ALONE.contains(other))
        .filter(|other| row_of(other).is_some_and(|row| own.is_none_or(|own| row >= own)))
        .map(|other| format!("{module} imports {other}"))
        .collect()
}

pub fn core_is_pure(file: &File) -> Vec<String> {
    const FORBIDDEN: [&str; 9] =
        ["web_sys", "js_sys", "wasm_bindgen", "std::time", "std::fs", "std::env", "std::net", "std::thread", "rand::"];
    if core_module(&file.path).is_none() {
        return vec![];
    }
    mentions(&shipped_lines(&file.text), &FORBIDDEN)
}

pub fn browser_has_one_home(file: &File) -> Vec<String> {
    if !is_app_source(&file.path) {
        return vec![];
    }
    let mut found = Vec::new();
    if !file.path.starts_with("src/browser/") {
        found.extend(mentions(&code_lines(&file.text), &["web_sys", "js_sys", "wasm_bindgen_futures"]));
    }
    if !file.path.starts_with("src/storage/") {
        found.extend(mentions(&code_lines(&file.text), &["gloo_storage"]));
    }
    found
}

pub fn ui_knows_no_storage(file: &File) -> Vec<String> {
    if file.path.starts_with("src/ui/") {
        mentions(&code_lines(&file.text), &["crate::storage", "gloo_storage"])
    } else {
        vec![]
    }
}

pub fn no_inline_style(file: &File) -> Vec<String> {
    let concerned = is_app_source(&file.path) || file.path == "index.html";
    if concerned {
        mentions(&code_lines(&file.text), &[" style=", "<style", ".set_attribute(\"style\""])
    } else {
        vec![]
    }
}

pub fn no_floats_near_money(file: &File) -> Vec<String> {
    // Functions that search a root may start from a rough one; they are not listed here, and answer to the lint instead.
    let money = ["crates/tandem-core/src/number/", "crates/tandem-core/src/function/partner"];
    let is_money = money.iter().any(|start| file.path.starts_with(start));
    if is_money { mentions(&code_lines(&file.text), &["f64", "f32"]) } else { vec![] }
}

pub fn texts_in_both_languages(file: &File) -> Vec<String> {
    if !file.path.ends_with(".rs") || file.path.starts_with("tests/") {
        return vec![];
    }
    let code = code_lines(&file.text).join("\n");
    // Declarations of `messages!` look like `name: "English", "Japanese";`.
    let opening = if file.path.starts_with("src/i18n/") { ": " } else { "Text::new(" };
    let pairs = code.split(opening).skip(1).filter_map(|rest| {
        let (en, rest) = leading_literal(rest)?;
        let (ja, _) = leading_literal(rest.trim_start().strip_prefix(',')?)?;
        Some((en, ja))
    });
    let wrong = pairs.filter(|(en, ja)| !is_translated(en, ja) || places(en) != places(ja));
    wrong.map(|(en, ja)| format!("\"{en}\" has \"{ja}\" as its Japanese")).collect()
}

/// Signs, abbreviations such as ROI and our own name are the same in both languages; words are not.
fn is_translated(en: &str, ja: &str) -> bool {
    let has_words = en != "Tandem" && en.chars().any(|letter| letter.is_ascii_lowercase());
    !en.trim().is_empty() && !ja.trim().is_empty() && (!has_words || !ja.is_ascii())
}

/// The names in braces that are filled in later, in the order of their names.
fn places(sentence: &str) -> Vec<&str> {
    let mut found: Vec<&str> = sentence.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
    // The forms of a word for one and for many are no place of their own, and Japanese has none.
    found.retain(|place| !place.contains('|'));
    found.sort_unstable();
    found
}

pub fn folders_introduce_themselves(file: &File) -> Vec<String> {
    let is_front = file.path.ends_with("/mod.rs") || file.path.ends_with("/lib.rs") || file.path.ends_with("/main.rs");
    if is_front && !file.text.starts_with("//! ") { vec!["begins without a `//!` introduction".into()] } else { vec![] }
}

pub fn files_stay_short(file: &File) -> Vec<String> {
    let lines = file.text.lines().count();
    let concerned = [".rs", ".css", ".js", ".mjs"].iter().any(|end| file.path.ends_with(end));
    if concerned && lines > LINES_MAX {
        vec![format!("{lines} lines, at most {LINES_MAX} are allowed")]
    } else {
        vec![]
    }
}

pub fn nothing_unfinished(file: &File) -> Vec<String> {
    // Written in two parts, so that this file doesn't complain about itself.
    const MARKS: [&str; 9] = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("to", "do!("),
        concat!("unimpl", "emented!("),
        concat!("#[", "ignore"),
        concat!(".only", "("),
        concat!("test", ".skip"),
        concat!("it", ".skip"),
        concat!("test", ".todo"),
    ];
    let is_source = [".rs", ".mjs", ".js", ".ts", ".css", ".html", ".md"].iter().any(|end| file.path.ends_with(end));
    if is_source { mentions(&file.text.lines().collect::<Vec<_>>(), &MARKS) } else { vec![] }
}

pub fn locks_name_no_registry(file: &File) -> Vec<String> {
    if file.path.ends_with("package-lock.json") {
        mentions(&file.text.lines().collect::<Vec<_>>(), &["\"resolved\"", "http"])
    } else {
        vec![]
    }
}

pub fn exact_versions(file: &File) -> Vec<String> {
    if file.path != "package.json" {
        return vec![];
    }
    let listed = file
        .text
        .lines()
        .skip_while(|line| !line.contains("ependencies\""))
        .skip(1)
        .take_while(|line| !line.contains('}'));
    let version = |line: &str| line.split('"').nth(3).unwrap_or_default().to_owned();
    let is_exact = |version: &str| version.starts_with(|first: char| first.is_ascii_digit()) && !version.contains(' ');
    listed
        .filter(|line| !is_exact(&version(line)))
        .map(|line| format!("{} is not one exact version", line.trim()))
        .collect()
}

/// The files that every template's folder has beside its sheets.
const TEMPLATE_FILES: [&str; 3] = ["template.json", "texts.json", "README.md"];

/// Each template has its files, every sheet that its manifest names exists, and no sheet lies about unused.
pub fn templates_are_complete(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    let inside = files.iter().filter_map(|file| file.path.strip_prefix("templates/")?.split_once('/'));
    let mut folders: Vec<&str> = inside.map(|(folder, _)| folder).collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        let start = format!("templates/{folder}/");
        let names: Vec<&str> = files.iter().filter_map(|file| file.path.strip_prefix(&start)).collect();
        let absent = TEMPLATE_FILES.iter().filter(|name| !names.contains(name));
        complaints.extend(absent.map(|name| format!("{start}{name}: is absent")));
        let manifest = files.iter().find(|file| file.path == format!("{start}template.json"));
        let words = manifest.map(|manifest| manifest.text.split('"')).into_iter().flatten();
        let named: Vec<&str> = words.filter(|word| word.ends_with(".csv")).collect();
        let unknown = named.iter().filter(|name| !names.contains(name));
        complaints.extend(unknown.map(|name| format!("{start}{name}: is named but absent")));
        let sheets = names.iter().filter(|name| name.ends_with(".csv"));
        complaints
            .extend(sheets.filter(|name| !named.contains(name)).map(|name| format!("{start}{name}: is named nowhere")));
    }
    complaints
}

/// The row of a module, or nothing for one that stands alone.
fn row_of(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

/// The core's tests are one program, so that a file that its root doesn't name would never run.
pub fn tests_are_run(files: &[File]) -> Vec<String> {
    const FOLDER: &str = "crates/tandem-core/tests/";
    const PROGRAMS: [&str; 2] = ["main", "memory"];
    let root = format!("{FOLDER}main.rs");
    let named = files.iter().find(|file| file.path == root).map_or("", |file| file.text.as_str());
    let subjects = files.iter().filter_map(|file| file.path.strip_prefix(FOLDER)?.strip_suffix(".rs"));
    subjects
        .filter(|subject| !subject.contains('/') && !PROGRAMS.contains(subject))
        .filter(|subject| !named.lines().any(|line| line == format!("mod {subject};")))
        .map(|subject| format!("{root} doesn't name {subject}, whose tests never run"))
        .collect()
}
