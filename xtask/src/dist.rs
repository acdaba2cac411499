//! `cargo xtask dist`: the release folder, its compressed copies, and what a first visit loads.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::progress::{Progress, size};
use crate::tools::{self, Tool, Toolbox};
use crate::{app, process, project};

/// The most that a first visit should load, in bytes after brotli. The app does not keep this promise yet.
const FIRST_LOAD_BYTES_MAX: u64 = 350_000;

/// What a first visit loads at most until then, in bytes after brotli: what it was when measured last, and a little room. A
/// change may lower this figure, never raise it.
const FIRST_LOAD_BYTES_CEILING: u64 = 650_000;

/// File types that a server sends compressed.
const COMPRESSED: [&str; 7] = ["html", "js", "css", "wasm", "json", "svg", "webmanifest"];

/// Builds `dist/` and prints the table.
pub fn run() -> Result<(), Failure> {
    let mut progress = Progress::new(6);
    let toolbox = tools::bring(&[Tool::Node, Tool::Trunk, Tool::WasmBindgen, Tool::Packages], &mut progress)?;
    let first_load_bytes = build(&toolbox, &mut progress)?;
    check_budget(first_load_bytes)
}

/// The two steps that make the folder; also the first part of the end-to-end tests. The answer is what a first visit loads, in
/// bytes after brotli.
pub fn build(toolbox: &Toolbox, progress: &mut Progress) -> Result<u64, Failure> {
    let dist = project::dist();
    app::build_release(toolbox, &dist, progress)?;
    progress.begin("Optimised wasm, compressed copies");
    let files = project::files_below(&dist)?;
    for wasm in files.iter().filter(|path| extension(path) == Some("wasm")) {
        toolbox.optimise(wasm, "-Oz")?;
    }
    compress(toolbox, &files)?;
    progress.end("written");
    let rows = first_load(&dist)?;
    print!("{}", table(&rows));
    Ok(rows.iter().map(|row| row.compressed_bytes).sum())
}

/// Whether the first load has not grown; says by how much it misses the promise.
pub fn check_budget(first_load_bytes: u64) -> Result<(), Failure> {
    let (loaded, promised) = (size(first_load_bytes), size(FIRST_LOAD_BYTES_MAX));
    if first_load_bytes > FIRST_LOAD_BYTES_CEILING {
        let ceiling = size(FIRST_LOAD_BYTES_CEILING);
        return Err(Failure::Unmet(format!(
            "The first load is {loaded} after brotli and must not grow past {ceiling}."
        )));
    }
    if first_load_bytes > FIRST_LOAD_BYTES_MAX {
        println!("The first load is {loaded} after brotli; the promise of {promised} is not kept yet.");
    }
    Ok(())
}

fn compress(toolbox: &Toolbox, files: &[PathBuf]) -> Result<(), Failure> {
    let wanted = files.iter().filter(|path| extension(path).is_some_and(|ext| COMPRESSED.contains(&ext)));
    process::run(toolbox.command("node")?.arg("xtask/compress.mjs").args(wanted))
}

/// One file of the first load.
struct Row {
    name: String,
    bytes: u64,
    compressed_bytes: u64,
}

/// The files that a first visit loads: the page, and all that it and its scripts and styles name.
/// A module that the wasm asks for later is named in no text, so that it doesn't count.
fn first_load(dist: &Path) -> Result<Vec<Row>, Failure> {
    let files: Vec<PathBuf> = project::files_below(dist)?
        .into_iter()
        .filter(|path| matches!(extension(path), Some("html" | "js" | "css" | "wasm")))
        .collect();
    let mut texts = Vec::new();
    for path in &files {
        // A wasm file has no text that names others.
        texts.push(if extension(path) == Some("wasm") { String::new() } else { project::read(path)? });
    }
    let names: Vec<&str> = files.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    let mut rows = Vec::new();
    for name in reachable("index.html", &names, &texts) {
        let Some(path) = files.iter().find(|path| path.ends_with(name)) else { continue };
        rows.push(Row { name: name.to_owned(), bytes: length(path)?, compressed_bytes: length(&with_br(path))? });
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.compressed_bytes));
    Ok(rows)
}

/// The names that can be reached from one text by following the names that texts hold.
fn reachable<'a>(start: &'a str, names: &[&'a str], texts: &[String]) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::from([start]);
    let mut waiting = vec![start];
    while let Some(current) = waiting.pop() {
        let text = names.iter().position(|name| *name == current).and_then(|at| texts.get(at));
        for name in names {
            if text.is_some_and(|text| text.contains(name)) && reached.insert(name) {
                waiting.push(name);
            }
        }
    }
    reached
}

fn table(rows: &[Row]) -> String {
    let total = Row {
        name: format!("first load (budget {} kB)", FIRST_LOAD_BYTES_MAX / 1000),
        bytes: rows.iter().map(|row| row.bytes).sum(),
        compressed_bytes: rows.iter().map(|row| row.compressed_bytes).sum(),
    };
    let width = rows.iter().chain([&total]).map(|row| row.name.len()).max().unwrap_or_default();
    let line =
        |row: &Row| format!("  {:width$}  {:>9}  {:>9}\n", row.name, size(row.bytes), size(row.compressed_bytes));
    let head = format!("\n  {:width$}  {:>9}  {:>9}\n", "file", "plain", "brotli");
    rows.iter().chain([&total]).map(line).fold(head, |text, line| text + &line)
}

fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}

fn with_br(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".br");
    PathBuf::from(name)
}

fn length(path: &Path) -> Result<u64, Failure> {
    fs::metadata(path).map(|data| data.len()).map_err(Failure::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_names_from_the_page() {
        let names = ["index.html", "boot.js", "app.js", "app_bg.wasm", "later.js"];
        let texts = ["<script src=./boot.js>", "import './app.js'", "fetch('app_bg.wasm')", "", ""].map(str::to_owned);
        let expected = BTreeSet::from(["index.html", "boot.js", "app.js", "app_bg.wasm"]);
        assert_eq!(reachable("index.html", &names, &texts), expected);
    }
}
