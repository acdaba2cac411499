//! `cargo xtask dist`: the release folder, its compressed copies, and what a first visit loads.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::progress::{Progress, size};
use crate::tools::{self, Tool, Toolbox};
use crate::{app, notices, process, project, split, styles};

/// The most that a first visit may load, in bytes after brotli.
const FIRST_LOAD_BYTES_MAX: u64 = 350_000;

/// File types that a server sends compressed.
const COMPRESSED: [&str; 7] = ["html", "js", "css", "wasm", "json", "svg", "webmanifest"];

/// The script that keeps a copy of everything in the browser. It names every file, and works once the first visit is drawn.
const WORKER: &str = "sw.js";

/// Builds `dist/` and prints the table.
pub fn run() -> Result<(), Failure> {
    const TOOLS: [Tool; 6] = [Tool::Target, Tool::Node, Tool::Trunk, Tool::WasmBindgen, Tool::Splitter, Tool::Packages];
    let mut progress = Progress::new(TOOLS.len() + BUILD_STEPS);
    let toolbox = tools::bring(&TOOLS, &mut progress)?;
    let first_load_bytes = build(&toolbox, &mut progress)?;
    check_budget(first_load_bytes)
}

/// How many steps [`build`] takes.
pub const BUILD_STEPS: usize = 3;

/// The steps that make the folder; also the first part of the end-to-end tests. The answer is what a first visit loads, in
/// bytes after brotli.
pub fn build(toolbox: &Toolbox, progress: &mut Progress) -> Result<u64, Failure> {
    let dist = project::dist();
    app::build_release(toolbox, &dist, progress)?;
    split::split(toolbox, &dist, progress)?;
    styles::join(&dist)?;
    let host_script = dist.join("embed.js");
    project::write(&host_script, &without_comments(&project::read(&host_script)?))?;
    progress.begin("Optimised wasm, the list for starting offline, compressed copies");
    for wasm in project::files_below(&dist)?.iter().filter(|path| extension(path) == Some("wasm")) {
        toolbox.optimise(wasm, &["-Oz"])?;
    }
    notices::copy_to(&dist)?;
    // The list holds hashes of what is served, so that nothing may change after it but by being compressed.
    process::run(toolbox.command("node")?.arg("xtask/offline.mjs").arg(&dist))?;
    let files = project::files_below(&dist)?;
    compress(toolbox, &files)?;
    progress.end("written");
    let rows = first_load(&dist)?;
    print!("{}", table(&rows, &parts(&files)?));
    Ok(rows.iter().map(|row| row.compressed_bytes).sum())
}

/// A script without the lines that only explain it: pages of others load it before they show anything.
fn without_comments(script: &str) -> String {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    script.lines().filter(is_code).flat_map(|line| [line, "\n"]).collect()
}

/// Whether a first visit keeps the promise.
pub fn check_budget(first_load_bytes: u64) -> Result<(), Failure> {
    if first_load_bytes <= FIRST_LOAD_BYTES_MAX {
        return Ok(());
    }
    let (loaded, promised) = (size(first_load_bytes), size(FIRST_LOAD_BYTES_MAX));
    Err(Failure::Unmet(format!("The first load is {loaded} after brotli, and the promise is {promised}.")))
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
/// The parts that their loader names come later, with the first workbook, so that they don't count.
fn first_load(dist: &Path) -> Result<Vec<Row>, Failure> {
    let files: Vec<PathBuf> = project::files_below(dist)?
        .into_iter()
        .filter(|path| matches!(extension(path), Some("html" | "js" | "css" | "wasm")) && !path.ends_with(WORKER))
        .collect();
    let mut texts = Vec::new();
    for path in &files {
        // A wasm file has no text that names others; what the loader of parts names comes later.
        let is_silent = extension(path) == Some("wasm") || path.to_string_lossy().ends_with(split::LOADER_END);
        texts.push(if is_silent { String::new() } else { project::read(path)? });
    }
    let names: Vec<&str> = files.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    let mut rows = Vec::new();
    for name in reachable("index.html", &names, &texts) {
        let Some(path) = files.iter().find(|path| path.ends_with(name)) else { continue };
        rows.push(row(path)?);
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.compressed_bytes));
    Ok(rows)
}

/// The parts that come with the first workbook, or with the first file of Excel.
fn parts(files: &[PathBuf]) -> Result<Vec<Row>, Failure> {
    // What several parts share is a file of its own.
    let is_later = |path: &Path| ["-split_", "-chunk_"].iter().any(|mark| path.to_string_lossy().contains(mark));
    let is_part = |path: &&PathBuf| extension(path) == Some("wasm") && is_later(path);
    files.iter().filter(is_part).map(|path| row(path)).collect()
}

fn row(path: &Path) -> Result<Row, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Row { name, bytes: length(path)?, compressed_bytes: length(&with_br(path))? })
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

fn table(rows: &[Row], later: &[Row]) -> String {
    let total = Row {
        name: format!("first load (budget {} kB)", FIRST_LOAD_BYTES_MAX / 1000),
        bytes: rows.iter().map(|row| row.bytes).sum(),
        compressed_bytes: rows.iter().map(|row| row.compressed_bytes).sum(),
    };
    let width = rows.iter().chain(later).chain([&total]).map(|row| row.name.len()).max().unwrap_or_default();
    let line =
        |row: &Row| format!("  {:width$}  {:>9}  {:>9}\n", row.name, size(row.bytes), size(row.compressed_bytes));
    let head = format!("\n  {:width$}  {:>9}  {:>9}\n", "file", "plain", "brotli");
    let first = rows.iter().chain([&total]).map(line).fold(head, |text, line| text + &line);
    later
        .iter()
        .map(line)
        .fold(first + "  later, with the first workbook or the first file of Excel:\n", |text, line| text + &line)
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
    fn only_lines_that_explain_go_from_a_script() {
        let script = "// What it is.\nconst a = 'https://x'; // why\n  // How.\n  f();\n";
        assert_eq!(without_comments(script), "const a = 'https://x'; // why\n  f();\n");
    }

    #[test]
    fn follows_names_from_the_page() {
        let names = ["index.html", "boot.js", "app.js", "app_bg.wasm", "later.js"];
        let texts = ["<script src=./boot.js>", "import './app.js'", "fetch('app_bg.wasm')", "", ""].map(str::to_owned);
        let expected = BTreeSet::from(["index.html", "boot.js", "app.js", "app_bg.wasm"]);
        assert_eq!(reachable("index.html", &names, &texts), expected);
    }
}
