//! Compiles the folders of `templates/` in, so that adding a template is adding a folder: their files as they are, and a
//! summary of each for galleries.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let crate_folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let templates = crate_folder.join("../../templates");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", templates.display());
    let mut table = String::from("&[\n");
    let mut summaries = Vec::new();
    for folder in sorted(&templates)? {
        if !folder.join("template.json").is_file() {
            continue;
        }
        summaries.push(summary(&folder.join("template.json"))?);
        writeln!(table, "    Source {{ folder: {:?}, files: &[", name(&folder))?;
        for file in sorted(&folder)? {
            let is_data = file.extension().is_some_and(|extension| extension == "json" || extension == "csv");
            if is_data {
                let path = fs::canonicalize(&file)?;
                writeln!(table, "        ({:?}, include_str!({:?})),", name(&file), path.display().to_string())?;
            }
        }
        table.push_str("    ] },\n");
    }
    table.push_str("]\n");
    // Those without a place come last; the order among equals is that of their identities.
    summaries.sort_by_key(|(place, _)| place.unwrap_or(u64::MAX));
    let summaries: String = summaries.into_iter().map(|(_, summary)| summary).collect();
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("templates.rs"), table)?;
    fs::write(out.join("summaries.rs"), format!("&[\n{summaries}]\n"))?;
    Ok(())
}

/// The `Summary` of a manifest, as Rust, with its place in the gallery.
fn summary(manifest: &Path) -> Result<(Option<u64>, String), Box<dyn Error>> {
    let read: Value = serde_json::from_str(&fs::read_to_string(manifest)?)
        .map_err(|error| format!("{}: {error}", manifest.display()))?;
    let items = |name: &str| read.get(name).and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    let outcomes: Vec<String> = items("outcomes").iter().map(|outcome| text(outcome, "/label")).collect();
    let variants: Vec<&str> = items("variants").iter().filter_map(Value::as_str).collect();
    let chart = items("charts").first().map(|chart| format!("Some(ChartKind::{})", variant(part(chart, "/kind"))));
    let series = items("charts").first().and_then(|chart| chart.pointer("/series")?.as_array()).map_or(0, Vec::len);
    let summary = format!(
        "    Summary {{ id: {:?}, kind: TemplateKind::{}, title: {}, summary: {}, variants: &{variants:?}, outcomes: &[{}], chart: {}, series: {series} }},\n",
        part(&read, "/id"),
        variant(part(&read, "/kind")),
        text(&read, "/title"),
        text(&read, "/summary"),
        outcomes.join(", "),
        chart.as_deref().unwrap_or("None"),
    );
    Ok((read.get("place").and_then(Value::as_u64), summary))
}

/// A text within a value, by its JSON pointer. What is missing is empty here and found by the tests of templates.
fn part<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// A text in both languages, as Rust.
fn text(value: &Value, pointer: &str) -> String {
    let of = |language: &str| part(value, &format!("{pointer}/{language}"));
    format!("Text::new({:?}, {:?})", of("en"), of("ja"))
}

/// The name of an enum's variant for its name in a manifest: `stacked-column` is `StackedColumn`.
fn variant(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
    };
    name.split('-').map(word).collect()
}

/// What a folder holds, by name, so that every build is the same.
fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
